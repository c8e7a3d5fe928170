"""iCalendar: interviews to come and what is to do, for a calendar; invitations, from one.

An interview is an event in UTC, a follow-up a to-do with an alarm at nine on the day it is due.
Both keep their UID, so that a calendar that imports them again brings them up to date.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from followup.dates import known_zone
from followup.errors import UsageError, WorldError
from followup.exchange.contentline import escaped, folded, unfolded
from followup.exchange.encoding import lined
from followup.exchange.values import Booked, Hints, Kept, Row, Rows, Task, called, uid_of
from followup.printable import line

ALARM = "PT9H"
"""How long after the beginning of the day on which a follow-up is due its alarm rings."""

PROVIDERS = ("gmail", "googlemail", "google", "outlook", "hotmail", "live", "msn", "yahoo", "icloud",
             "me", "gmx", "web", "proton", "protonmail", "aol", "posteo", "mailbox", "fastmail",
             "t-online")  # fmt: skip
"""Where people have addresses of their own: such a domain names no company."""

LINK = re.compile(r"https?://[^\s<>\"]+")
MINUTE = timedelta(minutes=1)
CALLS = "zoom|teams|meet|webex|whereby|jitsi|chime"
"""What a link in the text of an invitation has in it if it leads to a call."""


MOST_LINES = 500_000
"""Twenty thousand invitations; the library takes ten seconds for them."""


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
    yield from (
        "BEGIN:VEVENT",
        f"UID:{escaped(called(one.uid))}",
        f"DTSTAMP:{talk.recorded_on:%Y%m%d}T000000Z",
    )
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
    summary = escaped(
        f"{item.kind.replace('_', ' ').capitalize()}{whom}: {_job(one.company, one.role)}"
    )
    stamp = f"DTSTAMP:{item.ready_on:%Y%m%d}T000000Z"
    yield from ("BEGIN:VTODO", f"UID:{escaped(called(one.uid))}", stamp)
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


def read(content: bytes, hints: Hints) -> Rows:
    """The interviews that a calendar's events are, one row for each person of each but the user.

    UsageError, with the line, for an event without a start, that repeats, in a zone that is not
    known, or of no company. WorldError where the library is not there.
    """
    text = lined(content, MOST_LINES)
    starts = (
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip().upper() == "BEGIN:VEVENT"
    )
    found = [
        _Invitation(f"Line {next(starts, 1)}", event, str(calendar.get("METHOD", "")), hints)
        for calendar in _calendars(text)
        for event in calendar.walk("VEVENT")
    ]
    if not found:
        raise UsageError(
            "The file holds no event (BEGIN:VEVENT); name a calendar or an invitation."
        )
    rows = tuple(row for one in found for row in one.rows())
    return Rows(rows, tuple(one.remark() for one in found if not one.is_off))


def _calendars(text: str) -> list[Any]:
    try:
        import icalendar  # 150 ms, and an extra
    except ImportError:
        raise WorldError(
            'To read a calendar, a library is needed; type: pip install "followup[calendar]"'
        ) from None
    _check_zones(text)
    _check_ends(text)
    try:
        return list(icalendar.Calendar.from_ical(text, multiple=True))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        raise UsageError(f"The file is no calendar ({str(error)[:80]}); export it again.") from None


def _check_zones(text: str) -> None:
    """UsageError, with the line, for a zone that is not known: the library would take any path."""
    for number, row in unfolded(text):
        for said in re.findall(r';TZID=("[^"]*"|[^:;]*)', row, re.IGNORECASE):
            try:
                known_zone(_zone(said.strip('"')))
            except UsageError as error:
                raise UsageError(f"Line {number}, TZID: {error}") from None


def _check_ends(text: str) -> None:
    """UsageError, with the line, for what has no end: the library would pass over it in silence."""
    begun: list[tuple[int, str]] = []
    for number, row in unfolded(text):
        mark, _, name = row.strip().upper().partition(":")
        if mark == "BEGIN":
            begun.append((number, name))
        elif mark == "END" and begun:
            begun.pop()
    for number, name in begun:
        raise UsageError(f"Line {number}: this {line(name)[:40]} has no END; the file is cut off.")


def _zone(name: str) -> str:
    """The IANA name of a zone that Windows may have named."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return str(WINDOWS_TO_OLSON.get(name, name))


class _Invitation:
    """One event, as the interview that it invites to."""

    def __init__(self, place: str, event: Any, method: str, hints: Hints) -> None:
        self.place = place
        self.event = event
        self.is_off = "CANCEL" in method.upper() or "CANCEL" in self._text("STATUS").upper()
        self.people = [one for one in self._invited() if one[1] != hints.you.casefold()]
        self.company, self.company_from = self._company()

    def rows(self) -> Iterator[Row]:
        """One row for each person, or one with nobody."""
        if "RRULE" in self.event or "RDATE" in self.event:
            raise UsageError(
                f"{self.place}: this event repeats (RRULE), and an interview takes place once; "
                "export the one meeting alone."
            )
        cells = {
            "company": self.company,
            "stage": self._stage(),
            "where": self._where(),
            "note": self._text("SUMMARY"),
            "status": "cancelled" if self.is_off else "",
            **self._when(),
        }
        uid = self._text("UID") + self._text("RECURRENCE-ID")
        for name, email in self.people or [("", "")]:
            person = {"contact": name, "email": email}
            yield Row.of(self.place, cells | person, uid_of(uid) if uid else "")

    def remark(self) -> str:
        """Where the company's name is from, since no calendar says it."""
        return (
            f"{self.place}: the company, {line(self.company)}, is taken from {self.company_from}."
        )

    def _text(self, name: str) -> str:
        """The value of a property, the first if it is there more often."""
        value = self.event.get(name, "")
        return str(value[0] if isinstance(value, list) else value).strip()

    def _when(self) -> dict[str, str]:
        """The cells that say when."""
        start = self._moment("DTSTART")
        if start is None:
            raise UsageError(f"{self.place}: this event has no start (DTSTART); give it one.")
        if not isinstance(start, datetime):
            return {"at": start.isoformat()}
        zone = self.event["DTSTART"].params.get("TZID", "")
        is_utc = start.tzinfo is not None and not zone
        at = f"{start:%Y-%m-%dT%H:%M}{'Z' if is_utc else ''}"
        return {"at": at, "zone": _zone(str(zone)) if zone else "", **self._minutes(start)}

    def _moment(self, name: str) -> date | None:
        """The day or the instant of a property, None where there is none."""
        value = self.event.get(name)
        found = _meant(value)
        if value is not None and not isinstance(found, date):
            raise UsageError(f"{self.place}: {name} is no date; write it as 20261201T150000Z.")
        return found if isinstance(found, date) else None

    def _minutes(self, start: datetime) -> dict[str, str]:
        end, length = self._moment("DTEND"), _meant(self.event.get("DURATION"))
        if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
            length = end - start
        return {"minutes": str(length // MINUTE)} if isinstance(length, timedelta) else {}

    def _invited(self) -> list[tuple[str, str]]:
        """Name and address of the organizer and of everybody who was invited, each once."""
        told = [*_several(self.event.get("ORGANIZER")), *_several(self.event.get("ATTENDEE"))]
        people: dict[str, str] = {}
        for one in told:
            params = getattr(one, "params", {})
            address = str(one).partition(":")[2].strip().casefold()
            if "@" in address and str(params.get("CUTYPE", "")).upper() not in ("ROOM", "RESOURCE"):
                people.setdefault(address, _name(str(params.get("CN", "")), address))
        return [(name, address) for address, name in people.items()]

    def _company(self) -> tuple[str, str]:
        """The company of the first person with an address of one, and where that is from."""
        for _, address in self.people:
            if name := _company_of(address.rpartition("@")[2]):
                return name, f"the address {line(address)}"
        summary = self._text("SUMMARY")
        if not summary:
            raise UsageError(
                f"{self.place}: neither a person nor a SUMMARY says which company it is."
            )
        return summary, "its summary"

    def _link(self) -> str:
        """The link to a call, wherever it stands."""
        for name in ("LOCATION", "URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"):
            if found := LINK.search(self._text(name)):
                return found[0].rstrip(".,;)")
        links = (found[0].rstrip(".,;)") for found in LINK.finditer(self._text("DESCRIPTION")))
        return next((link for link in links if re.search(CALLS, link)), "")

    def _where(self) -> str:
        place, link = self._text("LOCATION"), self._link()
        return place if link in place else f"{place} {link}".strip()

    def _stage(self) -> str:
        if self._link():
            return "video"
        place = self._text("LOCATION")
        by_phone = not place or re.match(
            r"(tel:|phone|telefon|call)|[+\d][\d ()/.-]{5,}$", place, re.IGNORECASE
        )
        return "phone" if by_phone else "onsite"


def _meant(value: Any) -> Any:
    """What a property stands for; None where that is nothing that the library can read."""
    try:
        return value.dt
    except (AttributeError, ValueError, TypeError):
        return None


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _name(said: str, address: str) -> str:
    """The name of a person: as it was said, `Shah, Priya` in its order, else as the address has it."""
    told = said.strip().strip("'\"")
    if turned := re.fullmatch(r"(\S+), (\S+(?: \S+)*)", told):
        return f"{turned[2]} {turned[1]}"
    if told and "@" not in told:
        return told
    words = re.split(r"[._-]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def _company_of(domain: str) -> str:
    """The company that a domain is of, `mail.acme.co.uk` of Acme; empty for a mail provider's."""
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in ("co", "com", "ac", "org", "gov", "net", "edu"):
        labels.pop()
    name = labels[-1] if labels else ""
    return "" if name in PROVIDERS else name.replace("-", " ").title()
