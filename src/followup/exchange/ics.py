"""iCalendar: interviews to come and what is to do, for a calendar; invitations, from one.

An interview is an event in UTC, a follow-up a to-do with an alarm at nine on the day it is due.
Both keep their UID, so that a calendar that imports them again brings them up to date.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from followup.dates import known_zone, shown
from followup.errors import UsageError, WorldError
from followup.exchange.contentline import escaped, folded
from followup.exchange.encoding import decoded
from followup.exchange.values import Booked, Kept, Row, Rows, Task, called, uid_of
from followup.wording import fold

ALARM = "PT9H"
"""How long after the beginning of the day on which a follow-up is due its alarm rings."""

AT_HOME = ("gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "gmx", "web",
           "proton", "protonmail", "aol", "me", "posteo", "mailbox", "fastmail", "mail",
           "calendar.google")  # fmt: skip
"""Where people have addresses of their own: such a domain names no company."""


def write(kept: Kept) -> Iterator[str]:
    """The calendar of what comes."""
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//followup//EN")
    for talk in kept.booked():
        yield _lines(*_event(talk))
    for task in kept.tasks():
        yield _lines(*_to_do(task))
    yield _lines("END:VCALENDAR")


def _lines(*lines: str) -> str:
    return "".join(map(folded, lines))


def _event(one: Booked) -> Iterator[str]:
    talk = one.interview
    yield from ("BEGIN:VEVENT", f"UID:{called(one.uid)}", f"DTSTAMP:{talk.recorded_on:%Y%m%d}T000000Z")
    if talk.at is None:
        yield f"DTSTART;VALUE=DATE:{talk.day:%Y%m%d}"
    else:
        yield from (f"DTSTART:{_instant(talk.starts)}", f"DTEND:{_instant(talk.ends)}")
    yield f"SUMMARY:{escaped(f'Interview: {_job(one.company, one.role)} ({talk.stage})')}"
    if talk.where:
        yield f"LOCATION:{escaped(talk.where)}"
    if talk.people:
        yield f"DESCRIPTION:{escaped('With ' + ', '.join(met.contact.name for met in talk.people))}"
    yield "END:VEVENT"


def _to_do(one: Task) -> Iterator[str]:
    item = one.followup
    whom = f" to {one.contact}" if one.contact else ""
    summary = escaped(f"{item.kind.replace('_', ' ').capitalize()}{whom}: {_job(one.company, one.role)}")
    yield from ("BEGIN:VTODO", f"UID:{called(one.uid)}", f"DTSTAMP:{item.ready_on:%Y%m%d}T000000Z")
    if item.ready_on < item.due_on:  # a start must lie before the end
        yield f"DTSTART;VALUE=DATE:{item.ready_on:%Y%m%d}"
    yield from (f"DUE;VALUE=DATE:{item.due_on:%Y%m%d}", f"SUMMARY:{summary}")
    if one.promise:
        yield f"DESCRIPTION:{escaped(one.promise)}"
    yield from ("STATUS:NEEDS-ACTION", "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}")
    yield from (f"TRIGGER;RELATED=END:{ALARM}", "END:VALARM", "END:VTODO")


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _job(company: str, role: str) -> str:
    return f"{company}, {role}" if role else company


def read(content: bytes, names: Mapping[str, str]) -> Rows:
    """The interviews that a calendar's events are, one row for each person of each.

    UsageError, with the line, for an event without a start, that repeats, or in a zone that is
    not known. WorldError where the library is not there.
    """
    text = decoded(content)
    lines = [number for number, line in enumerate(text.splitlines(), 1)
             if line.strip().upper() == "BEGIN:VEVENT"]  # fmt: skip
    rows: list[Row] = []
    for calendar in _calendars(text):
        method = str(calendar.get("METHOD", "")).upper()
        for event in calendar.walk("VEVENT"):
            rows += _Invitation(f"Line {lines.pop(0) if lines else 1}", event, method).rows()
    return Rows(tuple(rows))


def _calendars(text: str) -> list[Any]:
    try:
        import icalendar  # 150 ms, and an extra
    except ImportError:
        raise WorldError(
            'Reading calendars needs a library; type: pip install "followup[calendar]"'
        ) from None
    try:
        return list(icalendar.Calendar.from_ical(text, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"The file is no calendar ({str(error)[:80]}); export it again.") from None
