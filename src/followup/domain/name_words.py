"""Words of names that no library knows, and the parser that knows the rest. Pure.

All are folded, in lower case and without full stops, unless it says otherwise.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # 50 ms
    from nameparser import Parser


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


@cache
def parser() -> "Parser":
    """The parser of names, with the titles and credentials that it does not know itself."""
    from nameparser import Lexicon, Parser

    return Parser(Lexicon.default().add(titles=_TITLES, suffix_acronyms=_CREDENTIALS))


_TITLES = word_set("""
    alhaji atty cantor chief-justice congressman congresswoman constable councilman
    councilmember councilor councilwoman datin dato datuk dci dott dsi emerita emeritus
    firefighter haji hajia headmaster headmistress insp inspector lance-corporal paramedic pc
    pte seri shri sig smt superintendent supt the-justice trooper very
""")

_CREDENTIALS = word_set("""
    acca bcba bs bsn ccna ceng cipd dnp fcipd fnp frca frcgp frcs frics ieng kc lisw llb lmft
    lmhc lmsw lpcc mbbs mcipd mice mphil mrcgp mres mrics msn msw ncc otr pgce pmhnp qts rdn
    shrm
""")
"""What nameparser 2.6 does not know, in lower case without full stops."""

ROLES = word_set("""
    abteilung acquisition admin administration administrator admissions agency assistant
    bewerbung board careers chair committee company coordinator department dept desk division
    empfang employer front geschäftsführung geschäftsleitung hiring human info interviewer
    interviewers jobs leitung manager marketing no-reply noreply office panel people personal
    personalabteilung personalwesen personnel reception receptionist recruiter recruiters
    recruiting recruitment resources sales secretariat sekretariat sirs somebody someone
    staffing supervisor support talent team teams unit unknown whom
""")
"""Words of a department or a post, which no person's name has, in lower case."""

POST_WORDS = word_set("""
    accounting accounts analyst architect associate banking buyer care clerk cto data design
    developer development engineering executive facilities finance foreman founder growth head
    hr intern it lead legal logistics manager nursing operations ops owner partner procurement
    product production programmer purchasing quality research risk sales scientist security
    service services software specialist strategy tech technician technology trainer training
    treasury vp
""")
"""Last words of a post, in lower case, besides the titles that nameparser knows."""

POSTS = word_set("CEO CFO COO CTO HR IT VP")
"""Posts in capitals, before a name or behind it."""

SENTENCE_WORDS = word_set("and for für mit oder or the und who with")
"""Words of a sentence or of two people, which no name has."""

UNLIKE_GIVEN = word_set("betty bill billy bob bobby chuck dick hank molly ned peggy polly ted")
"""Nicknames that begin with another letter than the given name, Bob of Robert."""

NEVER_GIVEN = word_set("""
    balogh bui cao chiang choi dang deng dinh doan duong farkas fekete feng guo hayashi hoang horvath hsieh hsu
    huang huynh hwang inoue ito jeong jiang juhasz kato kimura kobayashi kovacs kuo kwon lakatos
    liang liao liu luo matsumoto meszaros molnar mori nagy nakamura nemeth ngo nguyen papp pham phan
    racz saito sasaki sato shimizu suzuki szabo szilagyi takacs takahashi tanaka toth tran trinh tsai tseng
    truong varga wang watanabe wong xie xu yamada yamaguchi yamamoto yoshida zeng zhang zhao
    zheng zhou zhu
""")
"""Family names that are no given names and stand first in their own languages."""

SOMETIMES_GIVEN = word_set("""
    ahn bae baek bai bong cai chan chang chen cheng cheung chiu cho chow chua dai ding do dong fan
    fang gao goh gu guan han hao he ho hong hou hu jang jia jin jung kang kim koh kong kwok lai
    lam lau le lee leung li lim lin lu lui ly ma mao meng moon ng nie noh oh ong pan pang park
    peng qian qin qiu ren seo shao shen shi shim shin son song su sun tan tang tao teo tian vo
    vu wei wen wu xi xia xiao xiong yan yang yao ye yeung yim yin yip yoo yoon yu yuan zhong zou
""")
"""Family names that stand first in their own languages, and are given names there or elsewhere."""

FAMILIES = NEVER_GIVEN | SOMETIMES_GIVEN

VIETNAMESE = word_set("""
    bui dang dinh do doan duong hoang huynh le ngo nguyen pham phan tran trinh truong vo vu
""")
"""Family names of people who are called by the last word of their name."""

SHORTENED = word_set("ma mohd md mhd muhd")
"""First names, short for Maria and Muhammad, that nobody is called by where another follows."""

OPENS_GIVEN = word_set("da de du la le te")
"""Particles that a given name may begin with: Te Ariki, La Toya."""

BETWEEN = frozenset(("thi", "van"))
"""Vietnamese middle names, which nobody is called by."""

TWO_GIVEN = (
    word_set("ana ann anna anne gian hans jean jo jose juan karl luis maria marie mary pier"),
    word_set("""
        angel ann anna anne antonio beatriz beth carlos carmen claude clara cristina elena ellen
        fernanda francois ignacio isabel javier jo jose kate laura lou luc luis luisa manuel marc
        maria marie michel miguel pablo paola paul paula peter pierre pilar sofia teresa victoria
    """),
)
"""First and second words of given names that are said together: Ana María, Jean Paul."""
