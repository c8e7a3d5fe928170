"""What a note in German needs besides its template and the user's words: days, the greeting. Pure."""

import re
from datetime import date

from followup.domain.model import Contact, Occasion
from followup.domain.names import read_name
from followup.domain.text import pattern
from followup.notes.jottings import tidy
from followup.notes.salutations import GREETING, has_doctorate

_WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_FRAU = pattern(r"(?:frau|fr|ms|mrs|miss)\.?$", re.IGNORECASE)
_HERR = pattern(r"(?:herrn?|hr|mr)\.?$", re.IGNORECASE)
_PROFESSOR = pattern(r"prof(?:\.|essor(?:in)?)?$", re.IGNORECASE)
_DOCTOR = pattern(r"dr\.?$", re.IGNORECASE)


def long_day(day: date, today: date) -> str:
    """`day` as a note writes it: Freitag, den 20. November; with the year if not `today`'s."""
    return f"{_WEEKDAYS[day.weekday()]}, den {short_day(day, today)}"


def short_day(day: date, today: date) -> str:
    """`day` without its weekday: 20. November; with the year if that is not `today`'s."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day}. {_MONTHS[day.month - 1]}{year}"


def near_day(day: date, today: date) -> str:
    """`day` after "bis": morgen; Freitag within the week; Freitag, den 20. November further off."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("heute Abend", "morgen")[ahead]
    return _WEEKDAYS[day.weekday()] if 0 < ahead < 7 else long_day(day, today)


def when(day: date, today: date) -> str:
    """The day of a talk: heute; am Freitag within the week; am 20. November before."""
    if day == today:
        return "heute"
    past = (today - day).days
    return f"am {_WEEKDAYS[day.weekday()] if 0 < past < 7 else short_day(day, today)}"


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
