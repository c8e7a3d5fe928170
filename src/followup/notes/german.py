"""What a note in German needs besides its template: days, the greeting, the user's words. Pure.

A jotting is not bent, since German would want its case, its gender and its verb changed. The
templates put it between quotation marks or after a colon, as a German would; so every function
here gives the `phrase` bare, and a `sentence` only where a frame of its own reads better.
"""

import re
from datetime import date

from followup.domain.model import Contact, Occasion
from followup.domain.names import read_name
from followup.notes.jottings import LONG, Joined, beginning, stripped, tidy
from followup.notes.salutations import GREETING, has_doctorate

_WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_FIRST_PERSON = re.compile(
    r"(?:habe|hatte|bin|war|kann|konnte|werde|würde|mag|weiß|kenne|spreche|schreibe|lerne|lese"
    r"|leite|leitete|führe|führte|arbeite|arbeitete|baue|baute|entwickle|entwickelte|betreue"
    r"|betreute|unterrichte|plane|verstehe|bringe|suche|wohne|ziehe|komme)\b",
    re.IGNORECASE,
)
_AROUND_ROLE = re.compile(
    r"^(?:(?:die )?stelle (?:als|der|des) |als )|\s*\((?:[mwfdx]\s*[/|]\s*){1,3}[mwfdx]\)$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"(?<=\w),?\s+(?:g?GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|SE|KG|UG|OHG|e\.\s?V\.)$")
_FRAU = re.compile(r"(?:frau|fr|ms|mrs|miss)\.?$", re.IGNORECASE)
_HERR = re.compile(r"(?:herrn?|hr|mr)\.?$", re.IGNORECASE)
_PROFESSOR = re.compile(r"prof(?:\.|essor(?:in)?)?$", re.IGNORECASE)
_DOCTOR = re.compile(r"dr\.?$", re.IGNORECASE)
_NOTHING = frozenset(["", "-", "keine", "keiner", "nichts", "unbekannt", "n/a", "none", "tbd"])


def long_day(day: date, today: date) -> str:
    """`day` as a note writes it: Freitag, den 20. November; with the year if not `today`'s."""
    return f"{_WEEKDAYS[day.weekday()]}, den {short_day(day, today)}"


def short_day(day: date, today: date) -> str:
    """`day` without its weekday: 20. November; with the year if that is not `today`'s."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day}. {_MONTHS[day.month - 1]}{year}"


def salutation(occasion: Occasion) -> str:
    """The greeting line, with its comma.

    A person's own wish first; Frau or Herr where name, title or wish say which; else the name.
    """
    contact = occasion.contact
    if contact is None:
        return _unnamed(occasion)
    wish = tidy(contact.salutation)
    if wish and GREETING.match(wish):
        wish = wish[:1].upper() + wish[1:]
        return wish if wish.endswith((",", "!")) else f"{wish.rstrip(':')},"
    return _greeting(contact, wish.rstrip(",:! ")) or _unnamed(occasion)


def is_sure(contact: Contact) -> bool:
    """Whether the name of a contact is understood, of which a German greeting has all."""
    return bool(read_name(tidy(contact.salutation) or tidy(contact.name)).whole)


def _unnamed(occasion: Occasion) -> str:
    return "Guten Tag," if occasion.kind == "thank_references" else "Sehr geehrte Damen und Herren,"


def _greeting(contact: Contact, wish: str) -> str:
    """The greeting by name; empty where the name is not understood."""
    person = read_name(wish or tidy(contact.name))
    titles = [*person.titles, *tidy(contact.title).split()[:2], "Dr." * has_doctorate(person)]
    title = _highest(titles)
    if not person.whole:
        return ""
    if any(map(_FRAU.match, titles)):
        return f"Sehr geehrte Frau {title}{person.surname},"
    if any(map(_HERR.match, titles)):
        return f"Sehr geehrter Herr {title}{person.surname},"
    return f"Guten Tag {title}{person.whole},"


def _highest(titles: list[str]) -> str:
    """The highest academic title, with a space behind; a letter names only that one."""
    if any(map(_PROFESSOR.match, titles)):
        return "Prof. "
    return "Dr. " if any(map(_DOCTOR.match, titles)) else ""


def company(name: str) -> str:
    """The company as one speaks of it, after "bei": without its legal form, which wants an article."""
    return _LEGAL_FORM.sub("", tidy(name))


def role(title: str) -> str:
    """The role as it stands after "Stelle als": without (m/w/d)."""
    return _AROUND_ROLE.sub("", tidy(title))


def topic(jotting: str, _name: str = "", /) -> Joined:
    """What the two of you talked about, as „…“; a sentence or a question stands alone."""
    noted = _noted(jotting)
    if _is_term(noted.phrase) or not noted.phrase:
        return noted
    if noted.phrase.endswith("?"):
        told = f"Eine Frage aus unserem Gespräch geht mir weiter nach: „{noted.phrase}“"
    else:
        told = f"Aus unserem Gespräch ist mir vor allem eines geblieben: „{noted.phrase}“."
    return Joined(sentence=told, shortened=noted.shortened)


def need(jotting: str) -> Joined:
    """What they look for, as „…“."""
    return _noted(jotting)


def strength(jotting: str) -> Joined:
    """What you can do, after a colon."""
    return _about_me(jotting)


def concern(jotting: str) -> Joined:
    """What they were unsure about, as „…“; a question stands alone."""
    noted = _noted(jotting)
    if noted.phrase.endswith("?"):
        return Joined(sentence=f"Sie hatten gefragt: „{noted.phrase}“", shortened=noted.shortened)
    return noted


def answer(jotting: str) -> Joined:
    """What you said to their concern, after a colon."""
    return _about_me(jotting)


def next_step(jotting: str) -> Joined:
    """What comes next, after a colon."""
    return _noted(jotting)


def promise(jotting: str) -> Joined:
    """What you said you would do, as „…“."""
    return _noted(jotting)


promised = promise


def _about_me(jotting: str) -> Joined:
    """A jotting after a colon: a capital where it is a sentence, "habe …" gets its "Ich"."""
    noted = _noted(jotting)
    text = noted.phrase
    if _FIRST_PERSON.match(text):
        text = f"Ich {text[0].lower()}{text[1:]}"
    elif text.startswith("ich "):
        text = f"I{text[1:]}"
    return Joined(phrase=text, shortened=noted.shortened)


def _noted(jotting: str) -> Joined:
    """A jotting as it is, without its full stop; quotation marks within it are single ones."""
    text = stripped(jotting)
    told = beginning(text) if len(text) > LONG else text
    phrase = stripped(told).translate(_INNER_QUOTES)
    phrase = re.sub(r'"([^"]*)"', r"‚\1‘", phrase)
    return Joined() if phrase.lower() in _NOTHING else Joined(phrase, shortened=told != text)


_INNER_QUOTES = str.maketrans({"„": "‚", "“": "‘", "”": "‘"})
_LONGEST_TERM = 6
"""Words of a topic that reads as a term between quotation marks."""


def _is_term(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TERM and not re.search(r"[.,;:?!](?:\s|$)", text)
