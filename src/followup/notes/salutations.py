"""How a note greets a person in English: their own wish first, else what name and title say. Pure.

Friends' names greet (Dear Priya), a title of respect is followed by the family name (Dear Dr. Shah).
A greeting never holds what was not understood; it is then the one for people without a name.
"""

import re

from followup.domain.model import Contact, Occasion
from followup.domain.people import PersonName, name_and_post, read_name
from followup.domain.safe_text import named
from followup.domain.text import fold, pattern, word_set
from followup.notes.jottings import tidy

GREETING = pattern(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|to|sehr|liebe|lieber|hallo"
    r"|guten|bonjour|cher|chère|madame|monsieur|hola|estimad[oa]|querid[oa]|caro|cara|gentile|beste"
    r"|geachte|kära|kjære)\b",
    re.IGNORECASE,
)

_AS_WRITTEN = word_set("""
    admiral alhaji ambassador archbishop baroness bibi bishop brigadier brother canon cantor captain
    chaplain chief coach colonel commander commissioner commodore constable corporal councillor
    councilman councilmember councilor councilwoman dame datin dato datuk dci deacon detective dona dr ds dsi
    elder father frau fraulein general gogo governor hajia herr ibu imam inspector judge justice khun lady lieutenant lord madam
    madame magistrate maitre major mallam matron ato woizero weizero mayor mma rra meneer mevrouw minister miss mlle mme monsieur monsignor mother
    mr mrs ms mx mzee ntate nurse oom ouma oupa officer pastor pc principal private prof professor rabbi ranger rav reverend senator senor senora
    senorita sergeant sheikh sheriff signor signora sir sister skipper sra srta superintendent swami tannie ustad ustaz vicar warden
""")
_SPELLED = {
    "adm": "Admiral", "cap'n": "Captain", "capt": "Captain", "cdr": "Commander", "chief-justice": "Chief Justice",
    "cllr": "Councillor", "col": "Colonel", "cpl": "Corporal", "cpt": "Captain",
    "dato-sri": "Dato' Sri", "datuk-sri": "Datuk Sri", "det": "Detective", "doctor": "Dr.", "fr": "Father", "gen": "General", "gov": "Governor",
    "herrn": "Herr", "insp": "Inspector", "lance-corporal": "Corporal", "lcpl": "Corporal",
    "lt": "Lieutenant", "ltcol": "Colonel", "maj": "Major", "mister": "Mr.", "msgt": "Sergeant",
    "professorin": "Professor", "pte": "Private", "pvt": "Private", "rev": "Reverend", "revd": "Reverend",
    "sen": "Senator", "sgt": "Sergeant", "signore": "Signor", "ssgt": "Sergeant",
    "supt": "Superintendent", "tan-sri": "Tan Sri", "the-don": "Don", "the-justice": "Justice",
}  # fmt: skip
"""Titles that stand before a name in a greeting, folded: as they are written, or spelled out."""

_SISTER = pattern(
    r"^Sr\.? (?=(?:Mary|Maria|Marie|Bernadette|Agnes|Clare|Therese|Teresa|Philomena|Josephine|Assumpta|Immaculata"
    r"|Perpetua|Benedicta|Scholastica|Concepta|Imelda|Carmel)\b)"
)
"""Sr. before such a name is a sister of an order; before others it may be Señor."""

_HIGHEST = ("prof", "professor", "professorin", "sir", "dame", "dr", "doctor")
"""Titles that take the place of all others, the highest first."""

_BEFORE_GIVEN = word_set("""
    sir dame lady lord sister brother mother bibi dona mma rra ato woizero weizero gogo ibu khun ntate oom ouma oupa tannie mallam mzee don ustad ustaz datin dato datuk
""")
"""Titles that the given name follows: Sir Ian, Khun Somchai."""

_OFFICE = pattern(
    r"\b(ambassador|commissioner|council(?:lor|man|woman)|governor|judge|justice|magistrate|mayor"
    r"|minister|senator|congress(?:man|woman))\b",
    re.IGNORECASE,
)
_DOCTOR = pattern(r"(?:dr\b|doctor$)", re.IGNORECASE)
_PROFESSOR = pattern(
    r"(?:assistant |associate |full |adjunct |visiting )?professor\b", re.IGNORECASE
)
_COURTESY = pattern(
    r"(?:mrs?|ms|mx|miss|dr|prof|judge|rabbi|rev|reverend|father|sir|dame)\.?$", re.IGNORECASE
)
_DOCTORATES = frozenset(["dds", "dmd", "dphil", "drphil", "dvm", "edd", "md", "phd", "psyd"])


def salutation(occasion: Occasion, *, is_british: bool = False) -> str:
    """The greeting line with its comma: by wish, by name, or that for people without a name."""
    contact = occasion.contact
    if contact is None or is_agency_itself(occasion):
        return _unnamed(occasion)
    if wished := _as_wished(contact.salutation):
        return wished
    name, _ = _name(contact, _used(occasion), is_british=is_british)
    return f"Dear {name}," if name else _unnamed(occasion)


def _used(occasion: Occasion) -> frozenset[str]:
    """The words of what the user jotted, folded, in which they may name the contact."""
    told = (
        *occasion.needs,
        *occasion.strengths,
        *(text for each in occasion.concerns for text in each),
    )
    jotted = " ".join((occasion.topic, occasion.promise, occasion.next_step, *told))
    return frozenset(re.findall(r"\w+", fold(jotted)))


def is_sure(contact: Contact) -> bool:
    """Whether nobody could greet a contact in another way, as far as their name says."""
    return bool(tidy(contact.salutation)) or _name(contact)[1]


def remark(contact: Contact, greeting: str, verb: str = "edit") -> str:
    """What to say of a greeting that is not sure; `verb` is `add` for one who is no contact yet."""
    example = " ".join(greeting.split()[: 2 if greeting.startswith("Sehr") else 1])
    return (
        f"Notes to {tidy(contact.name)} begin “{greeting.rstrip(',')}”, since the name alone does "
        f"not say how to greet them. To change that: followup contact {verb} "
        f'{named(contact.name)} --salutation "{example} …"'
    )


def _as_wished(wish: str) -> str:
    """The greeting line that a person's wish makes, `Dear Pri,` of `Pri`; empty without one."""
    told = tidy(wish)
    if told and GREETING.match(told):
        told = told[:1].upper() + told[1:]
        return told if told.endswith((",", ":", "!")) else f"{told},"
    name = told.rstrip(",:! ")
    return f"Dear {name}," if name else ""


def given_name(contact: Contact | None) -> str:
    """What friends call a contact; empty where that is not known."""
    return read_name(tidy(contact.name)).called if contact else ""


_NO_NAMES = word_set("the a an my our agency recruiter recruiters")
_OF_AGENCIES = word_set("""
    agency associates careers consultants consulting executive group inc jobs limited llc ltd partners
    people personnel plc recruiters recruiting recruitment resourcing search solutions staffing talent
""")
"""Behind its first word, what only an agency is called: Tallis Search."""


def is_agency_itself(occasion: Occasion) -> bool:
    """Whether the reader is nobody but the agency that a job goes through, under its own name."""
    contact, via = occasion.contact, fold(tidy(occasion.via))
    if contact is None or not via or fold(tidy(contact.name)) != via or tidy(contact.salutation):
        return False
    return contact.id == 0 or fold(tidy(contact.company)) == via


def _unnamed(occasion: Occasion) -> str:
    if occasion.kind == "thank_references":
        return "Hello,"
    via, company = tidy(occasion.via), tidy(occasion.company)
    if via and occasion.kind != "thank_you":
        words = via.lower().split()
        if words[0] in _NO_NAMES:
            return "Hello,"
        return f"Dear {via} team," if _OF_AGENCIES.intersection(words[1:]) else f"Dear {via},"
    return f"Dear {company} team," if company else "Dear hiring team,"


def _name(
    contact: Contact, used: frozenset[str] = frozenset(), *, is_british: bool = False
) -> tuple[str, bool]:
    """The words behind "Dear", empty where the name is not understood, and whether they are sure.

    `used` are words of the user, whose given name for the contact is preferred to a nickname.
    """
    if couple := _couple(tidy(contact.name), is_british=is_british):
        return couple, True
    if dean := _DEAN.fullmatch(tidy(contact.name)):
        return f"Dean {read_name(dean['name']).surname}", True
    person = read_name(_SISTER.sub("Sister ", tidy(contact.name)))
    post = tidy(contact.title) or name_and_post(tidy(contact.name))[1]
    is_peers = tidy(contact.name).lower().startswith("the hon")
    title, sure = _title(person, post, is_peers=is_peers)
    if is_british or fold(contact.language).replace("_", "-") == "en-gb":
        title = title.rstrip(".")  # British English writes Dr, Mrs, Prof
    if title and person.whole:
        name = person.called if fold(title) in _BEFORE_GIVEN else person.surname
        return f"{title} {name or person.surname}", sure and bool(person.family)
    if person.titles and not person.given:  # Director Smith
        return " ".join((*person.titles, person.surname)), False
    first = person.given.partition(" ")[0]
    if fold(first) in used and fold(person.called) not in used:
        return first, person.is_sure
    return person.called or person.whole, person.is_sure and sure


_DEAN = pattern(r"Dean (?P<name>[A-Z][\w'’-]+ (?:[A-Z][\w'’.-]* )?[A-Z][\w'’-]+)")
"""A dean by name; a man of that given name has but one more, and is greeted in full at worst."""

_BOTH = pattern(
    r"(?P<first>Mr|Mrs|Ms|Dr|Prof)\.? ?(?:&|\+|\band\b) ?(?P<second>Mr|Mrs|Ms|Dr|Prof)\b\.?"
    r" (?:[^\W\d_][\w'’-]+ )?(?P<family>[^\W\d_][\w'’-]+)",
    re.IGNORECASE,
)
"""Two people of one family: Mr & Mrs Patel."""


_TWO_GIVEN = pattern(
    r"(?P<first>[A-Z][a-zà-ÿ]+) (?:&|\+|and) (?P<second>[A-Z][a-zà-ÿ]+) [A-Z][\w'’-]+"
)
"""Two people of one family by their given names: Siobhan & Declan Greer."""


def _couple(name: str, *, is_british: bool = False) -> str:
    """How two people of one family are greeted, Mr. and Mrs. Patel; empty for others."""
    found = _BOTH.fullmatch(name)
    if found is None:
        two = _TWO_GIVEN.fullmatch(name)
        return f"{two['first']} and {two['second']}" if two else ""
    stop = "" if is_british else "."
    titles = (f"{found[part].capitalize()}{stop}" for part in ("first", "second"))
    return f"{' and '.join(titles)} {found['family']}"


def _title(person: PersonName, post: str, *, is_peers: bool = False) -> tuple[str, bool]:
    """The title of respect as it is said, the highest where there are several; whether it is sure.

    What stands before the name counts first, then the post, then a doctorate behind the name.
    `is_peers`: "The Hon." may be a peer's child as well as a judge.
    """
    titles = {fold(title).replace(".", ""): title for title in person.titles}
    known = [key for key in titles if key in _AS_WRITTEN or key in _SPELLED]
    highest = next((key for key in _HIGHEST if key in titles), "") or (known[-1] if known else "")
    if highest:
        return _SPELLED.get(highest, titles[highest]), True
    if titles.keys() & {"hon", "honorable", "honourable"} and not titles.keys() & {"rt", "right"}:
        office = _OFFICE.search(post)
        if is_peers and not (office or person.is_retired):
            return "", False
        return office[0].capitalize() if office else "Judge", bool(office or person.is_retired)
    return _title_of_post(post) or "Dr." * has_doctorate(person), True


def _title_of_post(post: str) -> str:
    if _PROFESSOR.match(post):
        return "Professor"
    return "Dr." if _DOCTOR.match(post) else post if _COURTESY.match(post) else ""


def has_doctorate(person: PersonName) -> bool:
    """Whether a doctor's degree stands behind the name."""
    return any(fold(degree).replace(".", "") in _DOCTORATES for degree in person.credentials)
