"""How a note greets a person in English: their own wish first, else what name and title say. Pure.

Friends' names greet (Dear Priya), a title of respect is followed by the family name (Dear Dr. Shah).
A greeting never holds what was not understood; it is then the one for people without a name.
"""

import re

from followup.domain.model import Contact, Occasion
from followup.domain.names import PersonName, name_and_post, read_name
from followup.domain.safe_text import quoted
from followup.domain.text import fold
from followup.notes.english.grammar import tidy

GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|to|sehr|liebe|lieber|hallo"
    r"|guten|bonjour|cher|chère|madame|monsieur|hola|estimad[oa]|querid[oa]|caro|cara|gentile|beste"
    r"|geachte|kära|kjære)\b",
    re.IGNORECASE,
)

_SPOKEN = {
    "prof": "", "professor": "", "professorin": "Professor", "dr": "", "doctor": "Dr.",
    "sir": "", "dame": "",
    "mr": "", "mrs": "", "ms": "", "miss": "", "mx": "", "mister": "Mr.",
    "herr": "", "herrn": "Herr", "frau": "", "madam": "", "madame": "", "mme": "", "mlle": "",
    "monsieur": "", "señor": "", "señora": "", "señorita": "", "sra": "", "srta": "",
    "signor": "", "signora": "", "signore": "Signor", "meneer": "", "mevrouw": "",
    "rev": "Reverend", "reverend": "", "fr": "Father", "father": "", "pastor": "", "rabbi": "",
    "imam": "", "vicar": "", "canon": "", "bishop": "", "archbishop": "", "deacon": "", "monsignor": "", "cantor": "",
    "chaplain": "", "sheikh": "", "swami": "", "sister": "", "brother": "", "mother": "",
    "judge": "", "justice": "", "chief-justice": "Chief Justice", "magistrate": "",
    "senator": "", "sen": "Senator", "governor": "", "gov": "Governor", "mayor": "",
    "ambassador": "", "minister": "", "commissioner": "", "councillor": "", "cllr": "Councillor",
    "lord": "", "lady": "", "baroness": "", "chief": "", "coach": "", "nurse": "",
    "general": "", "gen": "General", "colonel": "", "col": "Colonel", "ltcol": "Colonel",
    "major": "", "maj": "Major", "captain": "", "capt": "Captain", "cpt": "Captain",
    "lieutenant": "", "lt": "Lieutenant", "commander": "", "cdr": "Commander", "admiral": "",
    "adm": "Admiral", "sergeant": "", "sgt": "Sergeant", "ssgt": "Sergeant", "corporal": "",
    "cpl": "Corporal", "lcpl": "Corporal", "lance-corporal": "Corporal", "private": "",
    "pvt": "Private", "pte": "Private", "brigadier": "", "commodore": "",
    "detective": "", "det": "Detective", "inspector": "", "insp": "Inspector", "constable": "",
    "pc": "", "dci": "", "dsi": "", "superintendent": "", "supt": "Superintendent", "officer": "",
    "sheriff": "",
}  # fmt: skip
"""Titles that stand before a name in a greeting, and how they are said where not as written."""

_HIGHEST = ("prof", "professor", "professorin", "sir", "dame", "dr", "doctor")
"""Titles that take the place of all others, the highest first."""

_BEFORE_GIVEN = frozenset(("sir", "dame", "sister", "brother", "mother"))
"""Titles that the given name follows: Sir Ian."""

_OFFICE = re.compile(
    r"\b(ambassador|commissioner|council(?:lor|man|woman)|governor|judge|justice|magistrate|mayor"
    r"|minister|senator|congress(?:man|woman))\b",
    re.IGNORECASE,
)
_DOCTOR = re.compile(r"(?:dr\b|doctor$)", re.IGNORECASE)
_PROFESSOR = re.compile(
    r"(?:assistant |associate |full |adjunct |visiting )?professor\b", re.IGNORECASE
)
_COURTESY = re.compile(
    r"(?:mrs?|ms|mx|miss|dr|prof|judge|rabbi|rev|reverend|father|sir|dame)\.?$", re.IGNORECASE
)
_DOCTORATES = frozenset(["dds", "dmd", "dphil", "drphil", "dvm", "edd", "md", "phd", "psyd"])


def salutation(occasion: Occasion) -> str:
    """The greeting line with its comma: by wish, by name, or that for people without a name."""
    contact = occasion.contact
    if contact is None:
        return _unnamed(occasion)
    if wished := _as_wished(contact.salutation):
        return wished
    name, _ = _name(contact)
    return f"Dear {name}," if name else _unnamed(occasion)


def is_sure(contact: Contact) -> bool:
    """Whether nobody could greet a contact in another way, as far as their name says."""
    return bool(tidy(contact.salutation)) or _name(contact)[1]


def remark(contact: Contact, greeting: str) -> str:
    """What to say of a greeting that is not sure."""
    return (
        f"Notes to {tidy(contact.name)} begin “{greeting.rstrip(',')}”, since the name alone does "
        "not say how to greet them. To change that: followup contact edit "
        f'{quoted(contact.name)} --salutation "Dear …"'
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


def _unnamed(occasion: Occasion) -> str:
    if occasion.kind == "thank_references":
        return "Hello,"
    via, company = tidy(occasion.via), tidy(occasion.company)
    if via and occasion.kind != "thank_you":
        return f"Dear {via},"
    return f"Dear {company} team," if company else "Dear hiring team,"


def _name(contact: Contact) -> tuple[str, bool]:
    """The words behind "Dear", empty where the name is not understood, and whether they are sure."""
    person = read_name(tidy(contact.name))
    post = tidy(contact.title) or name_and_post(tidy(contact.name))[1]
    title, sure = _title(person, post)
    if title and person.whole:
        name = person.called if fold(title) in _BEFORE_GIVEN else person.surname
        return f"{title} {name or person.surname}", sure and bool(person.family)
    if person.titles and not person.given:  # Director Smith
        return " ".join((*person.titles, person.surname)), False
    return person.called or person.whole, person.is_sure


def _title(person: PersonName, post: str) -> tuple[str, bool]:
    """The title of respect as it is said, the highest where there are several; whether it is sure.

    What stands before the name counts first, then the post, then a doctorate behind the name.
    """
    titles = {fold(title).replace(".", ""): title for title in person.titles}
    known = [key for key in titles if key in _SPOKEN]
    highest = next((key for key in _HIGHEST if key in titles), "") or (known[-1] if known else "")
    if highest:
        return _SPOKEN[highest] or titles[highest], True
    if titles.keys() & {"hon", "honorable", "honourable"} and not titles.keys() & {"rt", "right"}:
        office = _OFFICE.search(post)
        return office[0].capitalize() if office else "Judge", bool(office or person.is_retired)
    return _title_of_post(post) or "Dr." * has_doctorate(person), True


def _title_of_post(post: str) -> str:
    if _PROFESSOR.match(post):
        return "Professor"
    return "Dr." if _DOCTOR.match(post) else post if _COURTESY.match(post) else ""


def has_doctorate(person: PersonName) -> bool:
    """Whether a doctor's degree stands behind the name."""
    return any(fold(degree).replace(".", "") in _DOCTORATES for degree in person.credentials)
