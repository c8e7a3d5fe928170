"""People as they are typed: `Name`, `Name, Title`, `Name <address>, Title`, `Name address`. Pure.

A telephone number may stand anywhere behind the name. The name itself is taken apart into titles,
what its bearer is called, and the family name: nameparser reads titles, credentials, nicknames,
particles and "Last, First". What it leaves open is decided here: words that are part of no name,
the order of names whose family name stands first, and whether the reading is sure. It takes 30 ms
to import, so it is asked only for names that have more than two words, or one that it knows.
"""

import re
import unicodedata
from collections.abc import Sequence, Sized
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from string import ascii_letters, digits
from typing import TYPE_CHECKING, NamedTuple

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.model import NewContact
from followup.domain.safe_text import line
from followup.domain.text import fold, is_nobody, one_line, pattern, word_set

_WAYS = 'write it as "Name", "Name, Title", "Name <address>" or "Name <address>, Title"'
_IN_ADDRESS = frozenset(f"{ascii_letters}{digits}!#$%&'*+-/=?^_`{{|}}~.")
_BARE_ADDRESS = pattern(r"(?<![^\s,;(])(?:mailto:)?([^\s<>,;()]+@[^\s<>,;()]+)")


class _Written(NamedTuple):
    """The parts of a person as they were typed; the address is None where there is none."""

    name: str
    address: str | None = None
    title: str = ""


def parse_person(text: str) -> NewContact:
    """A person as `--with` takes them. UsageError where name or address is none, or two."""
    if len(text.strip().splitlines()) > 1:
        raise UsageError(
            f"A person is one line, and “{line(text.strip())[:60]}” are several, as of a signature; "
            f"take the name from them, and {_WAYS}."
        )
    told, phone = _without_phone(one_line(text, "person"))
    written = _bracketed(told) if {"<", ">"} & set(told) else _bare(told)
    name, post = name_and_post(written.name.strip().strip('"').strip())
    _check_name(name, written)
    address = "" if written.address is None else check_email(written.address)
    return NewContact(name, address, written.title or post, phone)


def _without_phone(told: str) -> tuple[str, str]:
    """A person without the telephone number that is typed with them, and that number."""
    numbers = (number for number in _PHONE.finditer(told) if _is_phone(number["number"]))
    number = next(numbers, None)
    if number is None:
        return told, ""
    before, after = told[: number.start()].rstrip(" ,;:(-"), told[number.end() :].lstrip(" ,;)")
    if not before:
        raise UsageError(
            f"“{line(number['number'])[:60]}” is a telephone number; it needs a name: {_WAYS}."
        )
    apart = ", " if after and not after.startswith("<") else " "
    return f"{before}{apart}{after}".strip(), number["number"].strip()


_PHONE = pattern(
    r"(?<![^\s,;:(])(?:(?:tel|telephone|phone|ph|mob|mobile|cell|call)\b\.?:?\s*)?"
    r"(?P<number>\+?\(?\d[\d\s().\-–/]{5,}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?)(?![^\s,;)])",
    re.IGNORECASE | re.ASCII,
)
_YEARS = pattern(r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d")


def _is_phone(number: str) -> bool:
    """Whether digits are so many as those of a telephone, and no span of years."""
    return 7 <= sum(map(str.isdigit, number)) <= 20 and not _YEARS.fullmatch(number)


def _bracketed(told: str) -> _Written:
    """A person whose address stands between `<` and `>`."""
    name, opened, rest = told.partition("<")
    address, closed, title = rest.partition(">")
    if not opened or not closed or {"<", ">"} & set(title + name):
        raise UsageError(f"“{line(told)[:60]}” is not one person; {_WAYS}.")
    if title and not title.lstrip().startswith(","):
        raise UsageError(f"After the address comes a comma and the title; {_WAYS}.")
    return _Written(name, address.removeprefix("mailto:"), title.lstrip().removeprefix(",").strip())


def _bare(told: str) -> _Written:
    """A person whose address, if there is one, is a word among the others."""
    addresses = list(_BARE_ADDRESS.finditer(told))
    if not addresses:
        return _Written(told)
    if len(addresses) > 1:
        raise UsageError(f"“{line(told)[:60]}” is not one person; {_WAYS}.")
    before, after = told[: addresses[0].start()], told[addresses[0].end() :]
    return _Written(before.strip(" ,;("), addresses[0][1], after.strip(" ,;)"))


def _check_name(name: str, written: _Written) -> None:
    """UsageError where `name` is none."""
    if not name and "@" in (written.address or ""):
        raise UsageError(
            f"“{line(written.address or '')[:60]}” is an address; it needs a name: {_WAYS}."
        )
    if not name:
        raise UsageError(f"A person needs a name; {_WAYS}.")
    if is_nobody(name):
        raise UsageError(f"“{line(name)[:60]}” names nobody; leave it out, or {_WAYS}.")


def with_details(person: NewContact, *, email: str, phone: str, title: str) -> NewContact:
    """The person with what `--email`, `--phone` and `--title` say; UsageError for two addresses."""
    typed = check_email(email) if email else ""
    if typed and person.email and typed != person.email:
        raise UsageError(
            f"{line(person.name)[:60]} has two addresses, {line(person.email)} and {line(typed)}; "
            "give one of them."
        )
    return person._replace(
        email=person.email or typed,
        phone=one_line(phone, "phone") or person.phone,
        title=one_line(title, "title") or person.title,
    )


def check_email(address: str) -> str:
    """`address`, its domain in lower case ASCII (IDNA). UsageError where it is not one address.

    Local parts are ASCII: the standard library encodes others wrongly in a header.
    """
    told = one_line(address, "email address")
    local, at, domain = told.rpartition("@")
    if not at or not _local_part(local):
        raise UsageError(
            f"“{line(told)[:60]}” is not an email address; write it as name@example.com."
        )
    host = _host(domain)
    if not host:
        raise UsageError(
            f"“{line(told)[:60]}” is not an email address; write it as name@example.com."
        )
    return f"{local}@{host}"


MOST = 500
"""How many people an interview may have."""


def check_number(people: Sized) -> None:
    """UsageError for more people than an interview has."""
    if len(people) > MOST:
        raise UsageError(f"An interview has at most {MOST} people; name those whom you met.")


def same_person(name: str, other: str) -> bool:
    """Whether one name holds every word of the other: `Priya` and `Priya Shah, RN`."""
    words, others = words_of(name), words_of(other)
    return words <= others or others <= words


def words_of(name: str) -> frozenset[str]:
    """The words of a name, folded; a comma is none."""
    return frozenset(fold(name).replace(",", " ").split())


def _local_part(local: str) -> bool:
    return (
        0 < len(local) <= 64
        and _IN_ADDRESS.issuperset(local)
        and local[0] != "."
        and local[-1] != "."
        and ".." not in local
    )


@lru_cache(maxsize=10_000)
def _host(domain: str) -> str:
    """The name of a host in lower case ASCII; empty where `domain` is none."""
    if not _HOST.fullmatch(domain):
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    host = domain.lower()
    return host if len(host) <= 253 and _HOST.fullmatch(host) else ""


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = pattern(rf"{_LABEL}(?:\.{_LABEL})*", re.ASCII | re.IGNORECASE)


def named_in(text: str, names: Sequence[str]) -> list[int]:
    """The positions of the people of whom a name of three letters or more is a word of `text`."""
    words = {word for word in re.findall(r"\w+", fold(text)) if len(word) > _INITIALS}
    return [
        at for at, name in enumerate(names) if words.intersection(re.findall(r"\w+", fold(name)))
    ]


def is_call(promise: str) -> bool:
    """Whether a promise, perhaps with a name before a colon, is to call somebody."""
    return _CALL.match(promise) is not None


_CALL = pattern(
    r"\s*(?:[^:]{1,60}:\s*)?(?:to )?(?:call|ring|phone|telephone)\b(?! (?:for|in|off)\b)",
    re.IGNORECASE,
)


def apart(text: str) -> tuple[str, str, str]:
    """Name, sign and what is said to them: `Priya: the rota`, `Priya - the rota`. Without a sign
    all is the first.
    """
    sign = re.search(r":|\s[-–—=]\s", text)
    return (text[: sign.start()], sign[0], text[sign.end() :].strip()) if sign else (text, "", "")


def without_whose(text: str, names: Sequence[str]) -> str:
    """A jotting without the name before it of whoever of these people it is for."""
    name, sign, rest = apart(text)
    is_whose = sign and rest and any(is_called(name, each) for each in names if each)
    return rest if is_whose else text


_INITIALS = 2
"""Letters that are too few to be what somebody is called."""


def is_called(word: str, name: str, email: str = "") -> bool:
    """Whether a person may be called so: by a name, a title with it, a nickname, their address.

    Minty is short for Araminta, and Bob for Robert; `minty@acme.example` says so, too.
    """
    words, names = (set(fold(each).replace(".", "").split()) for each in (word, name))
    called = words - _TITLES or words
    if bool(words) and called <= names:
        return True
    return len(called) == 1 and _is_nickname(called.pop(), names, fold(email).partition("@")[0])


def _is_nickname(word: str, names: set[str], address: str) -> bool:
    stem = re.sub(r"(.)\1$", r"\1", re.sub(r"(?:ie|ey|y|e)$", "", word))
    quoted = {name.strip("\"'“”‘’()") for name in names}
    short = len(stem) >= _STEM and any(name.startswith(stem) for name in names)
    inner = len(stem) > _STEM and any(stem in name for name in names)
    formal = _NICKNAMES.get(word, "").split()
    return short or inner or word in quoted or word == address or not names.isdisjoint(formal)


_STEM = 3
"""Letters of a nickname's stem: rob of Robert; one from inside a name has more: drew of Andrew."""
_TITLES = word_set("mr mrs ms miss mx dr prof professor rev sir")
_NICKNAMES = {
    "al": "alan albert alexander", "becky": "rebecca", "bess": "elizabeth", "bill": "william",
    "billy": "william", "bob": "robert", "bobby": "robert", "chuck": "charles", "dick": "richard",
    "dot": "dorothy", "ed": "edward edwin edmund", "gus": "augustus angus", "hal": "henry harold",
    "hank": "henry", "harry": "henry harold", "jack": "john", "jackie": "jacqueline",
    "jake": "jacob", "jeff": "geoffrey", "jerry": "gerald jerome", "jim": "james",
    "jimmy": "james", "jo": "joanna joanne josephine", "joe": "joseph",
    "kate": "catherine kathryn", "kathy": "catherine", "katie": "catherine kathryn",
    "larry": "lawrence laurence", "libby": "elizabeth", "liz": "elizabeth", "lizzie": "elizabeth",
    "maggie": "margaret", "meg": "margaret", "mick": "michael", "mike": "michael", "molly": "mary",
    "ned": "edward", "nell": "eleanor helen", "peggy": "margaret", "polly": "mary",
    "sally": "sarah", "steve": "stephen", "ted": "edward theodore edmund", "tom": "thomas",
    "tony": "anthony antony", "trish": "patricia", "vicky": "victoria", "zack": "zachary",
}  # fmt: skip
"""Nicknames that do not stand in their names, each with the names."""


if TYPE_CHECKING:  # 30 ms
    from nameparser import ParsedName, Parser


class PersonName(Frozen):
    """A name taken apart. All is empty where the text is not understood as one person's name.

    `titles` and `credentials` are as they were written. `called` is what friends say, the nickname
    or the given name; empty where the given name is not known or only an initial. `whole` is the
    name without titles, credentials and nickname. `is_sure`: there is no second reading.
    """

    titles: tuple[str, ...] = ()
    called: str = ""
    given: str = ""
    family: str = ""
    whole: str = ""
    credentials: tuple[str, ...] = ()
    is_retired: bool = False
    is_sure: bool = False

    @property
    def surname(self) -> str:
        """What follows a title: the family name; the whole name where that is not known."""
        return self.family or self.whole


NO_NAME = PersonName()


_UNCLEAR = frozenset(("comma-structure", "title-or-name", "unbalanced-delimiter"))


_LONGEST = 120
"""Up to how many characters a text is read as a name."""


def read_name(text: str) -> PersonName:
    """The name of a person taken apart; NO_NAME where `text` is not understood as one."""
    if known := _KNOWN_AS.fullmatch(text.strip()):
        return read_name(known["name"] or known["pet"])
    if text.strip() in _SHORT_NAMES:
        return _read_plain_word(text.strip())
    person = _read_whole(text)
    if person == NO_NAME and (ending := _ENDS_IN_NAME.search(text[:_LONGEST])):
        return replace(_read_whole(ending[1]), is_sure=False)
    return person


_SHORT_NAMES = frozenset(("Col", "Gen", "Art", "Dean"))
"""Names of one word that before another are titles."""


def _read_plain_word(word: str) -> PersonName:
    return PersonName(called=word, given=word, whole=word, is_sure=True)


_KNOWN_AS = pattern(
    r"(?:big|wee|old) (?P<pet>[^\W\d_]+)(?: \((?P<name>[^\W\d_]+ [^\W\d_]+)\))?", re.IGNORECASE
)
"""A nickname with the name in brackets: Big Dave (David Holroyd)."""
_ENDS_IN_NAME = pattern(
    r"[?!–-] .*?\b((?:Mrs?|Ms|Mx|Miss|Dr)\b\.? [^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?)$"
)
"""A name with its title, behind a correction: Captain? no – Mr. Stavros Pappas."""


_SIZE = pattern(r"^(?:big|little|lil'?|old|ol'|wee) (?=\S+ \S)(?!.* wee$)", re.IGNORECASE)
"""What stands before a name and is none: Big Mike Donnelly; not the family name of Wee Kim Wee."""


_KIN = pattern(
    r"^(?:(?:sister|brother|mother|father|son|daughter)-in-law|cousin|nephew|niece|wife|husband|daughter|son) (?=[A-Z])",
    re.IGNORECASE,
)
"""Whose relative somebody is, before the name."""


def _read_whole(text: str) -> PersonName:
    text = _KIN.sub("", _SIZE.sub("", text))
    plain, is_retired = without_asides(name_and_post(text[: _LONGEST + 1])[0])
    if len(text) <= _LONGEST and (child := _child(plain)):
        return _read_child(child)
    if len(text) > _LONGEST or not is_name(plain):
        return NO_NAME
    if _is_plain(plain):
        return _read_plain(plain, is_retired=is_retired)
    parsed = parser().parse(plain.removeprefix("The ").removeprefix("the "))
    words = "".join(_name_words(parsed))
    is_unclear = _UNCLEAR.intersection(doubt.kind for doubt in parsed.ambiguities)
    if is_unclear or not words or set('"()').intersection(words):
        return NO_NAME
    person = _read(parsed, is_retired=is_retired)
    is_family = plain.lower().startswith("the ") and not person.titles  # The Smiths
    is_family_alone = not person.given and person.family == person.whole and _is_latin(plain)
    return NO_NAME if is_family or (is_family_alone and not person.titles) else person


_CHILD_OF = pattern(
    r"(?P<own>[^,]+?) (?P<of>[sd]/o|a/[lp]|bin|binti|binte) (?P<parent>[^,]+)(?P<behind>,.*)?",
    re.IGNORECASE,
)
"""A name without a family name, and whose child its bearer is: Rajesh s/o Subramaniam."""


def _child(name: str) -> re.Match[str] | None:
    """The name with its parent's, if it is one; Bin may be a given name, too, as in Li Bin Wang."""
    match = _CHILD_OF.fullmatch(name)
    if match is None or "/" in match["of"]:
        return match
    ends = (match["own"].split()[0], match["parent"].split()[-1])
    return None if FAMILIES.intersection(map(fold, ends)) else match


_BEFORE_OWN = word_set("muhammad mohammad mohammed mohamed mohamad ahmad siti nur noor nurul")
"""Names of many in Malaysia, who are called by the one that follows."""


def _read_child(match: re.Match[str]) -> PersonName:
    """A name with its parent's; what follows a title is the bearer's own."""
    person, parent = _read_whole(match["own"] + (match["behind"] or "")), match["parent"]
    if person == NO_NAME or not is_name(parent):
        return NO_NAME
    whole = person.whole if "/" in match["of"] else f"{person.whole} {match['of']} {parent}"
    own = [word for word in person.whole.split() if len(word.strip(".")) > 1]
    if len(own) > 1 and fold(own[0]) in _BEFORE_OWN:
        own = own[1:]
    return replace(
        person,
        called=" ".join(_said_together(own)),
        given=person.whole,
        family=person.whole,
        whole=whole,
        is_sure=True,
    )


_PLAIN_NAME = pattern("[A-Z][a-z]+ (?![IVXLCDM][ivxlcdm]*$)[A-Z][a-z]+")
"""Two words, of which the second is no Roman number."""


@cache
def _special_words() -> frozenset[str]:
    """The words that nameparser takes for more than a name, in any of its lists."""
    return word_set((Path(__file__).parent / "name_words.txt").read_text(encoding="ascii"))


def _is_plain(name: str) -> bool:
    """Whether a name is a given and a family name, of which the parser says nothing else."""
    is_two = bool(_PLAIN_NAME.fullmatch(name))
    return is_two and _special_words().isdisjoint(name.lower().split())


def _read_plain(name: str, *, is_retired: bool) -> PersonName:
    """What `_read` gives for a plain name, without the parser (30 ms)."""
    parts = _ordered(name.split(), name.split()[:1], name.split()[1:])
    given, family = " ".join(parts.given), " ".join(parts.family)
    return PersonName((), parts.called, given, family, name, (), is_retired, parts.is_sure)


def _is_one_case(text: str) -> bool:
    """Whether capitals say nothing in `text`."""
    return text.islower() or (text.isupper() and _can_be_said("".join(filter(str.isalpha, text))))


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha())


def _read(parsed: "ParsedName", *, is_retired: bool) -> PersonName:
    written = _name_words(parsed)
    parsed = parsed.capitalized() if _is_one_case(parsed.original) else parsed
    parts = _parts(parsed, written)
    pet = parsed.nickname if PET_NAME.fullmatch(parsed.nickname) else ""
    is_nickname = _is_pet_name(pet, parts.given, parsed.original) if pet else None
    gap = " " if " " in parsed.original else ""
    return PersonName(
        titles=tuple(parsed.title.split()),
        called=pet if is_nickname else parts.called,
        given=" ".join(parts.given),
        family=" ".join(parts.family),
        whole=gap.join(map(_capital, _name_words(parsed))),
        credentials=tuple(parsed.suffix.replace(",", " ").split()),
        is_retired=is_retired,
        is_sure=parts.is_sure and is_nickname is not False,
    )


def _is_pet_name(pet: str, given: Sequence[str], text: str) -> bool:
    """Whether a word in quotes or brackets is surely a nickname: Ann Lee (Acme) names a place."""
    of_given = bool(given) and (fold(pet)[0] == fold(given[0])[0] or fold(pet) in fold(given[0]))
    return not text.endswith(")") or of_given or pet.lower() in UNLIKE_GIVEN


def _name_words(parsed: "ParsedName", *roles: str) -> list[str]:
    """The words of those parts, else of the whole name, in the order of the text."""
    return [token.text for token in parsed.tokens if token.role in (roles or _ALL)]


_ALL = ("given", "middle", "family")


def _capital(word: str) -> str:
    """A word with one capital where it has none, or only such; particles stay small."""
    lexicon = parser().lexicon
    if word.lower() in lexicon.particles | lexicon.conjunctions:
        shouts = word.isupper() and fold(word) not in SOMETIMES_GIVEN | VIETNAMESE
        return word.lower() if shouts else word
    return word.title() if word.islower() or (word.isupper() and _can_be_said(word)) else word


def _can_be_said(word: str) -> bool:
    """Whether a word in capitals is a name and no initials: ANA, but not JP."""
    return len(word) > 2 and "." not in word and bool(re.search("[aeiouy]", fold(word)))


class Parts(NamedTuple):
    """The words of a name; none where it is not known whose they are."""

    given: list[str]
    family: list[str]
    called: str
    is_sure: bool


def _parts(parsed: "ParsedName", written: Sequence[str]) -> Parts:
    words = [_capital(word) for word in _name_words(parsed)]
    family = [_capital(word) for word in _name_words(parsed, "family")]
    given = [_capital(word) for word in _name_words(parsed, "given", "middle")]
    if not _is_latin("".join(words)):
        return Parts([], words, "", is_sure=True)
    if len(words) == 1 or _is_family_alone(written):
        return one_part(words, has_title=bool(parsed.title))
    at = _shouted(written)
    return family_and_given(words[:at], words[at:]) if at else _ordered(words, given, family)


def _ordered(words: list[str], given: list[str], family: list[str]) -> Parts:
    """The parts of a name by whether its family name stands first."""
    at = family_first(words)
    if at is None:
        return Parts([], [], "", is_sure=False)
    return family_and_given(words[:at], words[at:]) if at else given_and_family(given, family)


def _is_family_alone(written: Sequence[str]) -> bool:
    """Whether a name begins with a particle: van der Berg; but not ben carter."""
    particles = parser().lexicon.particles
    small = "".join(written).islower()
    return written[0] in particles and (not small or written[1] in particles)


def _shouted(words: Sequence[str]) -> int:
    """How many words in capitals stand first, before others: GRANGER Maurice, DE LA CRUZ Ana."""
    at = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    others = FAMILIES | parser().lexicon.particles
    return at if _can_be_said(words[0]) or fold(words[0]) in others else 0


@cache
def parser() -> "Parser":
    """The parser of names, with the titles and credentials that it does not know itself."""
    from nameparser import Lexicon, Parser

    return Parser(
        Lexicon.default().add(
            titles=_MORE_TITLES, suffix_acronyms=_CREDENTIALS, particles={"zum", "zur"}
        )
    )


_MORE_TITLES = word_set("""
    alhaji atty bibi cantor cap'n chief-justice congressman congresswoman constable councilman
    councilmember councilor councilwoman dato-sri datin dato datuk datuk-sri dci doña dott ds dsi elder emerita emeritus
    firefighter haji hajia headmaster headmistress ibu insp inspector khun mma rra ato woizero weizero lance-corporal maître mallam
    mzee paramedic pc pte rav seri shri sig skipper smt gogo matron ntate oom ouma oupa principal ranger revd tannie warden superintendent supt tan-sri the-don the-justice trooper ustad
    ustaz very
""")


_CREDENTIALS = word_set("""
    aat acca acii acma amimeche bcacp bcba bcop bcps bs bsn ccna ceng cipd cissp cmgr cmiosh dnp fcca
    fciob fcipd fcma fcmi fnp fraes frca frcgp frcs frics gmiosh ieng kc lisw llb lmft lmhc lmsw lpcc maat
    mbbs mbcs mciob mcips mcipd mcmi mice miet mimeche miosh mphil mraes mrcgp mres mrics msn msw ncc otr
    pgce pmhnp qts rdn shrm
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


HMONG = word_set("her kue lor moua thao thor vang vue xiong yang")
"""Names of Hmong clans, whose bearers are called by all of a given name: Pa Houa, Chue Feng."""
_HMONG_SYLLABLE = pattern("[^aeiouy]{0,3}[aeiouy]{1,3}(?:ng|r)?")


SHORTENED = word_set("ma mohd md mhd muhd mst sk")
"""First names, short for Maria and Muhammad, that nobody is called by where another follows."""


OPENS_ALWAYS = word_set("abd abdel abdul abu umm")
"""What is no name alone: Abu Bakar, Abdul Karim."""


OPENS_GIVEN = OPENS_ALWAYS | word_set("da de du la le te")
"""What a given name may begin with and is none alone: Te Ariki, La Toya, Abdul Rahman."""


BETWEEN = frozenset(("thi", "van"))
"""Vietnamese middle names, which nobody is called by."""


TWO_GIVEN = (
    word_set(
        "ana ann anna anne betty billie billy bobbie eva gian hans jean jim jo jan jose juan karl lars luis maria marie"
        " mary ole peggy per pier"
    ),
    word_set("""
        agnes angel ann anna anne antonio arne beatriz beth carlos carmen claude clara cristina elena ellen erik bob heinz jean lena lou sue
        fernanda francois ignacio isabel javier jo jose kate laura lou luc luis luisa manuel marc
        maria marie michel miguel pablo paola paul paula peter pierre pilar sofia teresa victoria
    """),
)
"""First and second words of given names that are said together: Ana María, Jean Paul."""


_PRONOUNS = pattern(
    r"[(\[]?\b(?:she|he|they|ze|xe|sie|er|any)\b(?:\s*/\s*\w+)+[)\]]?|[(\[](?:she|he|they)[)\]]",
    re.IGNORECASE,
)


_RETIRED = pattern(r"[,(\[\s]+ret(?:d|ired)?\b\.?[)\]]?\s*$", re.IGNORECASE)


_BRACKETS = pattern(r"\s*[(\[]([^()\[\]]*)[)\]]")


_BEHIND = pattern(r"\s(?:[-–—|@·]|from|at|of)\s.*$", re.IGNORECASE)
"""Where its bearer is from, behind a name: Denise from HR, Ann Lee | Acme."""


_PLAIN = str.maketrans("„“”«»`´‑‐", '"""""\'\'--')


_JUSTICE = pattern(r"^(?:(?:the )?hon(?:ou?rable)?\b\.? )?justice (?=\S+ \S)", re.IGNORECASE)
"""A judge, where two names follow; Justice is a given name before one."""


_ONE_RANK = pattern(
    r"\b(lance|chief) (?=corporal\b|justice\b)|^(?:deputy|assistant|vice|acting) (?=warden\b|principal\b|chief\b|commissioner\b)|\b(?:1st|first|master|staff) (?=sgt\b|sergeant\b)"
    r"|\b(tan|dato['’]?|datuk) (?=sri\b)",
    re.IGNORECASE,
)
"""Two words of one rank, which become one word; a grade that no greeting says."""


_UNSAID = pattern(r"\bh\.?\s?c\b\.?|\bdipl\.?[- ]\w+\.?", re.IGNORECASE)
"""What no greeting says: the Rev., Dr. h.c., Dipl.-Kfm."""


_COLLEGE = pattern(r"(?<=[a-z]) [DFLM]R[B-DF-GPST][A-Z]{1,5}\b")
"""Fellows and members of Royal Colleges and Societies, behind a name: MRCEM, FRSA."""


_MARKS = frozenset(" .,'’‘ʻʼ\"-()")


PET_NAME = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?")
"""A nickname: one word, perhaps with a hyphen."""


_MOST_WORDS = 10
"""Up to how many words, titles included, a text is read as a name."""


def name_and_post(text: str) -> tuple[str, str]:
    """The name, given name first and with its credentials, and the post that stands behind it.

    `Ann Lee, RN, Ward manager` has both; `Shah, Priya` is Priya Shah.
    """
    text = _POST_DASH.sub(", ", text, count=1)
    head, *parts = [part.strip() for part in text.split(",") if part.strip()] or [""]
    behind = list(takewhile(is_credential, parts))
    rest = parts[len(behind) :]
    is_post = bool(rest) and rest[0].islower() and not head.islower()  # Declan, head lad
    if rest and not is_post and _is_family(head) and _is_given(rest[0]):
        given = _BRACKETS.sub("", rest[0])
        head = f"{given} {head}{rest[0].removeprefix(given)}"
        more = list(takewhile(is_credential, rest[1:]))
        behind, rest = behind + more, rest[1 + len(more) :]
    return ", ".join((head, *behind)), ", ".join(rest)


_POST_DASH = pattern(r" +[-–—]+ +(?=[a-z])")
"""Between a name and a post in small letters: Baz - yard boss."""


def _is_family(text: str) -> bool:
    """Whether `text` alone is a family name: Shah, van der Berg, García Márquez, Lee Jr."""
    words = [word for word in text.split() if not is_credential(word)]
    return bool(words) and (
        len(words) == 1
        or text.isupper()
        or words[0].lower().strip(".") in parser().lexicon.particles
        or (len(words) == 2 and all(map(SPANISH.fullmatch, words)))
    )


_OF_KIN = pattern(r"(?:my|his|her|their|our|your|the|an?|\w+['’]s) ", re.IGNORECASE)
"""What begins a word for someone, and no name: Kerwin, her nephew."""


def _is_given(text: str) -> bool:
    """Whether `text` is what stands behind a family name and a comma: Priya, Dr. Ana María."""
    words = without_asides(text)[0].split()
    last = words[-1].lower().strip(".") if words else ""
    return (
        0 < len(words) <= 3
        and is_name(" ".join(words))
        and not is_credential(text)
        and not _OF_KIN.match(text)
        and words[-1] not in POSTS
        and last not in POST_WORDS | parser().lexicon.titles
        and (text.islower() or all(word[0].isupper() for word in words))
    )


def is_credential(text: str) -> bool:
    """Whether every word of `text` is one that follows names: RN, PhD, Jr., III; not CEO."""
    lexicon = parser().lexicon
    endings = lexicon.suffix_acronyms | lexicon.suffix_words
    words = [fold(word).strip(".,") for word in re.split(r"[\s/]+", text) if word]
    are_endings = bool(words) and all({word, word.replace(".", "")} & endings for word in words)
    return are_endings and text not in POSTS


def without_asides(text: str) -> tuple[str, bool]:
    """`text` without pronouns, asides, and what stands before and behind a name; whether retired."""
    bare = _PRONOUNS.sub("", " ".join(text.translate(_PLAIN).split())).strip(" ,")
    name = _RETIRED.sub("", bare)
    plain = _BRACKETS.sub(lambda aside: aside[0] if _is_of_name(aside[1]) else "", name)
    plain = _DON.sub("the-don ", plain)
    plain = _ONE_RANK.sub(_one_rank, _JUSTICE.sub("the-justice ", _BEHIND.sub("", plain)))
    plain = _ASSOCIATE.sub("Professor ", _COLLEGE.sub("", _UNSAID.sub("", plain)))
    plain = " ".join(plain.split()).strip(" ,")
    return _without_letters(_without_prefix(plain)), name != bare


_DON = pattern(r"^Don (?=[^\W\d_]{3,}(?:[oay]|ez) \S)")
"""A title where two names follow; Don is a given name before one."""


def _one_rank(match: re.Match[str]) -> str:
    first = (match[1] or match[2] or "").rstrip("'’")
    return f"{first}-" if first else ""


_ASSOCIATE = pattern(
    r"^(?:(?:a|assoc|asst)/prof|(?:assoc(?:iate)?|asst|assistant|adj(?:unct)?)\b\.? prof(?:essor)?)\b\.? (?=\S)",
    re.IGNORECASE,
)
"""A professor of some grade, which no greeting says."""


def _without_letters(text: str) -> str:
    """`text` without a post, or letters that no word has, behind two names: Tim O'Leary SJ."""
    rest, _, last = text.rpartition(" ")
    is_post = last in POSTS or (
        _LETTERS.fullmatch(last) and fold(last) not in FAMILIES and not is_credential(last)
    )
    return _without_letters(rest) if is_post and " " in rest and not rest.isupper() else text


_LETTERS = pattern("[B-DF-HJ-NP-TV-XZ]{2,5}")
"""Capitals without a vowel."""


def _is_of_name(aside: str) -> bool:
    """Whether what stands in brackets is a nickname or a maiden name."""
    if re.match(r"(?:née|nee|geb\.?) ", aside, re.IGNORECASE):
        return True
    return bool(
        PET_NAME.fullmatch(aside)
        and aside[0].isupper()
        and not (aside.isupper() and len(aside) > 2)
        and fold(aside) not in ROLES
    )


def _without_prefix(text: str) -> str:
    """`text` without credentials and posts before the name: LCSW Ann Lee, HR Ann."""
    first, _, rest = text.partition(" ")
    return _without_prefix(rest) if rest and (first in POSTS or _is_no_name(first)) else text


def _is_no_name(word: str) -> bool:
    """Whether a word is a credential, and neither title nor name: LCSW; not MA, not A.J."""
    if not word.isupper() or "." in word:
        return False
    lexicon, key = parser().lexicon, word.lower().replace(".", "")
    others = lexicon.suffix_acronyms_ambiguous | lexicon.titles
    return key in lexicon.suffix_acronyms and key not in others


def is_name(text: str) -> bool:
    """Whether `text` has only letters and the marks of names, and no word that names lack."""
    words = [word.strip(".,") for word in text.lower().replace(" von und zu ", " von ").split()]
    foreign = ROLES | SENTENCE_WORDS
    return (
        0 < len(words) <= _MOST_WORDS
        and all(sign in _MARKS or unicodedata.category(sign)[0] in "LM" for sign in text)
        and not foreign.intersection(words[1:] if words[0] == "the" else words)
        and text.rsplit(maxsplit=1)[-1] not in POSTS
        and not (len(words) == 1 and _is_post(text))
    )


def _is_post(word: str) -> bool:
    """Whether a word that stands alone is a post or a credential; JP is a nickname."""
    return word.lower() in POST_WORDS or (len(word) > 2 and _is_no_name(word))


_VIETNAMESE_LETTER = pattern("[ăđơưĂĐƠƯẠ-ỹ]")


_SYLLABLE = pattern(
    r"(?:ngh|ng|tr|ts|[cgknpstz]h|[gk]w|[b-df-hj-np-tv-xz])?[aeiouy]{1,3}(?:ng|nh|ch|[chkmnprtw])?"
)
"""One syllable of a name of East Asia in Latin letters, folded."""


SPANISH = pattern(r".*[íóúñá].*|.{2,}[aeio]z|garcia", re.IGNORECASE)


_FAMILY_ALONE = pattern(r"(?:O['’]|Mc|Mac(?=[A-Z])).*")


def one_part(words: list[str], *, has_title: bool) -> Parts:
    """A name of one word, or of a family name with its particles."""
    is_family = _FAMILY_ALONE.match(words[0]) or fold(words[0]) in NEVER_GIVEN
    if has_title or len(words) > 1 or is_family:
        return Parts([], words, "", is_sure=has_title)
    return Parts(words, [], words[0], is_sure=True)


def family_and_given(family: list[str], given: list[str]) -> Parts:
    """The parts of a name whose family name stands first."""
    name = " ".join((*family, *given))
    if fold(family[0]) in VIETNAMESE or _VIETNAMESE_LETTER.search(name):
        return Parts(given, family, given[-1], is_sure=True)
    return Parts(given, family, _called(given, family), is_sure=True)


def given_and_family(given: list[str], family: list[str]) -> Parts:
    """The parts of a name in English order; of two Spanish family names both are."""
    if not given:
        return Parts([], family, "", is_sure=False)
    both = [*given, *family]
    if len(both) == 2 and fold(both[0]).strip(".") in SHORTENED | OPENS_ALWAYS:
        return Parts(both, both[1:], _called(both, both[1:]), is_sure=True)
    if len(both) > 2 and _has_both_given(both):
        return Parts([both[0], *both[2:]], [both[1]], both[0], is_sure=True)
    if len(both) == 2 and len(_said_together(both)) == 2:
        return Parts(both, [], " ".join(both), is_sure=False)
    said = _said_together(given)
    if len(given) > len(said) and all(map(SPANISH.fullmatch, (given[-1], family[0]))):
        given, family = given[:-1], [given[-1], *family]
    called = _called(given, family)
    return Parts(given, family, called, is_sure=bool(called))


def _has_both_given(words: Sequence[str]) -> bool:
    """Whether a Chinese family name stands between an English and a Chinese given name: Amy Wong Mei-ling."""
    first, second, *others = map(fold, words)
    return (
        first not in FAMILIES
        and second in FAMILIES
        and len(_syllables(others)) > 1
        and _are_syllables(others)
    )


def family_first(words: Sequence[str]) -> int | None:
    """How many of the first words are the family name, 0 if the given name is first; None: unknown."""
    first, *others = map(fold, words)
    if first not in FAMILIES:
        return 0
    if others[-1] in NEVER_GIVEN:
        return None if first in NEVER_GIVEN else 0
    if _are_syllables(others) and len(_syllables(others)) > 1:
        is_sure = first in NEVER_GIVEN or BETWEEN & {others[0]} or others[-1] not in FAMILIES
        return 1 if is_sure else None
    if first in NEVER_GIVEN:
        return None if _are_syllables(others) else 1
    if others[-1] in FAMILIES:
        return None
    is_either = _SYLLABLE.fullmatch(others[-1]) and others[-1] not in _ENGLISH_SYLLABLES
    return None if is_either or re.fullmatch(_SYLLABLE.pattern * 2, others[0]) else 0


_ENGLISH_SYLLABLES = word_set("""
    amy ann ben cain cook dan day dean don fay fern gary gay hay hook hope jan jay jean jen joan
    joe john jon joy karen kat kate kay ken key kirk kit kyle law lay leo lou low lynn lyn mary
    may moon nat neil pat paul pearl penn pitt poe ray rich rob ron row roy ryan sam shah shaw shea sue
    tim tom toy watt way zoe
""")
"""Names of one syllable that are no given names beside a family name of East Asia: Lee Cook."""


def _syllables(folded: Sequence[str]) -> list[str]:
    return [part for word in folded for part in word.split("-")]


def _are_syllables(folded: Sequence[str]) -> bool:
    return all(map(_SYLLABLE.fullmatch, _syllables(folded)))


def _called(given: Sequence[str], family: Sequence[str]) -> str:
    """What a person is called by; empty where it is an initial."""
    if len(given[0].strip(".")) < 2 or given[0].count(".") > 1:
        return ""
    folded = [fold(word) for word in given]
    if fold(family[-1]) in FAMILIES and _are_syllables(folded):
        said = [word for word in given if fold(word) not in BETWEEN]
        return " ".join(said or given)
    if fold(family[-1]) in HMONG and all(map(_HMONG_SYLLABLE.fullmatch, folded)):
        return " ".join(given)
    return " ".join(_said_together(given))


def _said_together(given: Sequence[str]) -> Sequence[str]:
    """The first of the given names, with the second where they are said together."""
    if fold(given[0]) in OPENS_GIVEN:
        return given[:2]
    if fold(given[0]).strip(".") in SHORTENED and len(given) > 1:
        return given[1:2]
    pairs = zip(given[:2], TWO_GIVEN, strict=False)
    return given[: 2 if len(given) > 1 and all(fold(word) in some for word, some in pairs) else 1]
