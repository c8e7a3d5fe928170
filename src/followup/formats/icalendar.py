"""iCalendar: interviews to come and what is to do, for a calendar; invitations, from one.

An interview is an event in UTC, a follow-up a to-do with an alarm at nine on the day it is due.
Both keep their UID, so that a calendar that imports them again brings them up to date.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from followup.domain import install_hint
from followup.domain.dates import YEARS, known_zone, shown
from followup.domain.errors import UsageError, WorldError
from followup.domain.model import Revision
from followup.domain.name_text import name_and_post
from followup.domain.records import (
    BookedInterview,
    Hints,
    Row,
    Rows,
    StoredRecords,
    Task,
    called,
    uid_of,
)
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.formats import timezones
from followup.formats.contentline import escaped, folded, unescaped, unfolded
from followup.formats.encoding import lined
from followup.formats.timezones import several

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


def write(kept: StoredRecords) -> Iterator[str]:
    """The calendar of what comes."""
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//followup//EN")
    for talk in kept.booked():
        yield _lines(*_event(talk))
    for task in kept.tasks():
        yield _lines(*_to_do(task))
    yield _lines("END:VCALENDAR")


def _lines(*lines: str) -> str:
    return "".join(map(folded, lines))


def _event(one: BookedInterview) -> Iterator[str]:
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


NO_INVITATIONS = {
    "REPLY": "somebody's answer to an invitation",
    "COUNTER": "somebody's proposal of another time",
    "DECLINECOUNTER": "an answer to a proposal of another time",
    "REFRESH": "a question for an invitation",
}  # fmt: skip
"""What else people send each other about a meeting (RFC 5546, 1.4)."""


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
    calendars = _calendars(text)
    for method in (str(calendar.get("METHOD", "")).upper() for calendar in calendars):
        if method in NO_INVITATIONS:
            raise UsageError(
                f"The file is {NO_INVITATIONS[method]} (METHOD:{method}), which books nothing; "
                "name the invitation itself."
            )
    found = [
        _Invitation(f"Line {next(starts, 1)}", event, str(calendar.get("METHOD", "")), zones, hints)
        for calendar in calendars
        for zones in [timezones.of_calendar(calendar)]
        for event in calendar.walk("VEVENT")
    ]
    if not found:
        raise UsageError(
            "The file holds no event (BEGIN:VEVENT); name a calendar or an invitation."
        )
    held = _latest(found)
    rows = tuple(row for one in held for row in one.rows())
    return Rows(rows, tuple(said for one in held if not one.is_off for said in one.remarks()))


def _latest(found: list["_Invitation"]) -> list["_Invitation"]:
    """The invitations that hold: of those with one uid none that precedes another."""
    last: dict[str, Revision] = {}
    for one in found:
        if one.uid not in last or last[one.uid].precedes(one.revision):
            last[one.uid] = one.revision
    return [one for one in found if not one.uid or not one.revision.precedes(last[one.uid])]


def _calendars(text: str) -> list[Any]:
    try:
        import icalendar  # 150 ms, and an extra
    except ImportError:
        raise WorldError(
            f"To read a calendar, a library is needed; type: {install_hint.command('icalendar')}"
        ) from None
    _check_zones(text)
    _check_ends(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of zones, which we look up ourselves
            return list(icalendar.Calendar.from_ical(text, multiple=True))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError) as error:
        raise UsageError(f"The file is no calendar ({str(error)[:80]}); export it again.") from None


def _check_zones(text: str) -> None:
    """UsageError, with the line, for a zone that nobody knows: the library would take any path."""
    rows = list(unfolded(text))
    defined = {unescaped(row[5:]).strip() for _, row in rows if row[:5].upper() == "TZID:"}
    for number, row in rows:
        for said in re.findall(r';TZID=("[^"]*"|[^:;]*)', row, re.IGNORECASE):
            try:
                if said.strip('"') not in defined:
                    timezones.iana(said.strip('"'))
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


class _Invitation:
    """One event, as the interview that it invites to."""

    def __init__(
        self, place: str, event: Any, method: str, zones: Mapping[str, Any], hints: Hints
    ) -> None:
        self.place = place
        self.event = event
        self.zones = zones
        self.own_zone = hints.zone
        self.is_off = "CANCEL" in method.upper() or "CANCEL" in self._text("STATUS").upper()
        self.uid = self._text("UID") + self._text("RECURRENCE-ID")
        self.revision = Revision(self._sequence(), self._stamped())
        you, your_name = hints.you.casefold(), fold(hints.your_name)
        self.people = [
            (name, address)
            for name, address in self._invited()
            if address != you and (not your_name or fold(name) != your_name)
        ]
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
        uid = uid_of(self.uid) if self.uid else ""
        revision = self.revision if uid and called(uid) != self.uid else None  # we count none
        for name, email in self.people or [("", "")]:
            person = {"contact": name, "email": email}
            yield Row.of(self.place, cells | person, uid, revision)

    def remarks(self) -> Iterator[str]:
        """Where the company's name is from, since no calendar says it; whose time is another."""
        yield (
            f"{self.place}: the company, {line(self.company)}, is taken from {self.company_from}."
        )
        told, start = self._moment("DTSTART"), self._instant("DTSTART")
        if isinstance(told, datetime) and isinstance(start, datetime) and self._is_without_name():
            local = start.astimezone(known_zone(self.own_zone))
            if local.replace(tzinfo=None) != told.replace(tzinfo=None):
                yield (
                    f"{self.place}: its time zone, {shown(self._zone('DTSTART'))}, has no name "
                    f"that is known, so its start is told in yours: {local:%Y-%m-%d %H:%M} "
                    f"{self.own_zone}."
                )

    def _is_without_name(self) -> bool:
        return bool(self._zone("DTSTART")) and not self._named("DTSTART")

    def _text(self, name: str) -> str:
        """The value of a property, the first if it is there more often."""
        value = self.event.get(name, "")
        return str(value[0] if isinstance(value, list) else value).strip()

    def _sequence(self) -> int:
        told = self._text("SEQUENCE")
        return int(told) if re.fullmatch("[0-9]{1,9}", told) else 0

    def _stamped(self) -> datetime | None:
        """When the invitation was made; None where it does not say so in UTC, as it must."""
        told = _meant(self.event.get("DTSTAMP"))
        if not isinstance(told, datetime) or told.tzinfo is None or self._zone("DTSTAMP"):
            return None
        return told.replace(tzinfo=UTC) if told.year in YEARS else None

    def _when(self) -> dict[str, str]:
        """The cells that say when."""
        start = self._instant("DTSTART")
        if start is None:
            raise UsageError(f"{self.place}: this event has no start (DTSTART); give it one.")
        if not isinstance(start, datetime):
            return {"at": start.isoformat()}
        name = self._named("DTSTART")
        is_utc = start.tzinfo is not None and not name
        at = f"{start:%Y-%m-%dT%H:%M}{'Z' if is_utc else ''}"
        return {"at": at, "zone": name, **self._minutes(start)}

    def _zone(self, name: str) -> str:
        """What the zone of a property is called; empty where it has none."""
        return str(getattr(self.event.get(name), "params", {}).get("TZID", ""))

    def _named(self, name: str) -> str:
        """The IANA name of the zone of a property; empty where its rules alone are known."""
        zone = self._zone(name)
        return timezones.named(zone, self.zones.get(zone)) if zone else ""

    def _instant(self, name: str) -> date | None:
        """The instant of a property; the local time or the day where it says no more.

        UsageError for a zone of which neither name nor rules are known.
        """
        told, zone = self._moment(name), self._zone(name)
        if not (zone and isinstance(told, datetime) and told.year in YEARS):
            return told
        local = told.replace(tzinfo=None)
        if iana := self._named(name):
            return local.replace(tzinfo=known_zone(iana))
        ahead = timezones.offset(self.zones.get(zone), local)
        if ahead is None:
            raise UsageError(
                f"{self.place}: {shown(zone)} is no known time zone, and its VTIMEZONE does not "
                "say how clocks go there; write TZID=Europe/Berlin or the like."
            )
        return local.replace(tzinfo=UTC) - ahead

    def _moment(self, name: str) -> date | None:
        """The day or the instant of a property, None where there is none."""
        value = self.event.get(name)
        found = _meant(value)
        if value is not None and not isinstance(found, date):
            raise UsageError(f"{self.place}: {name} is no date; write it as 20261201T150000Z.")
        return found if isinstance(found, date) else None

    def _minutes(self, start: datetime) -> dict[str, str]:
        end, length = self._instant("DTEND"), _meant(self.event.get("DURATION"))
        if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
            length = end - start
        return {"minutes": str(length // MINUTE)} if isinstance(length, timedelta) else {}

    def _invited(self) -> list[tuple[str, str]]:
        """Name and address of the organizer and of everybody who was invited, each once."""
        told = [*several(self.event.get("ORGANIZER")), *several(self.event.get("ATTENDEE"))]
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


def _name(said: str, address: str) -> str:
    """The name of a person: as it was said, `Shah, Priya` in its order, else as the address has it."""
    told = _without_brackets(said.strip().strip("'\""))
    if told and "@" not in told:
        return ", ".join(filter(None, name_and_post(told)))
    words = re.split(r"[._-]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def _without_brackets(name: str) -> str:
    """A name without what its directory says behind it: `Kurz, Max (Acme GmbH)`."""
    depth = 0
    for at in range(len(name) - 1, -1, -1):
        depth += (name[at] in ")]") - (name[at] in "([")
        if depth == 0 and name[at] not in " ([":
            return name[: at + 1]
    return ""


def _company_of(domain: str) -> str:
    """The company that a domain is of, `mail.acme.co.uk` of Acme; empty for a mail provider's."""
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in ("co", "com", "ac", "org", "gov", "net", "edu"):
        labels.pop()
    name = labels[-1] if labels else ""
    return "" if name in PROVIDERS else name.replace("-", " ").title()
