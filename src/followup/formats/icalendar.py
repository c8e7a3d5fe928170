"""iCalendar: interviews to come and what is to do, for a calendar; invitations, from one.

An interview is an event in UTC, a follow-up a to-do with an alarm at nine on the day it is due.
Both keep their UID, so that a calendar that imports them again brings them up to date. A time zone is read by IANA's or Windows'
name, else by rules of its own.
"""

import html
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from followup.domain import errors, kinds
from followup.domain.dates import YEARS, known_zone, shown
from followup.domain.errors import NoCompany, UsageError, WorldError
from followup.domain.model import Revision
from followup.domain.people import check_email, name_and_post
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
from followup.domain.safe_text import line, quoted
from followup.domain.text import fold
from followup.formats import mail
from followup.formats.encoding import escaped, folded, lined, unescaped, unfolded, written

ALARM = "PT9H"
"""How long after the beginning of the day on which a follow-up is due its alarm rings."""


MINUTE = timedelta(minutes=1)


MOST_LINES = 500_000
"""Twenty thousand invitations; the library takes ten seconds for them."""


OWN_COMPANY, OWN_ROLE, OWN_STAGE = (f"X-FOLLOWUP-{name}" for name in ("COMPANY", "ROLE", "STAGE"))
"""What an event says besides where it is one of ours, so that it comes back as what it was."""


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


def _event(interview: BookedInterview) -> Iterator[str]:
    talk = interview.interview
    yield from (
        "BEGIN:VEVENT",
        f"UID:{escaped(called(interview.uid))}",
        f"DTSTAMP:{talk.recorded_on:%Y%m%d}T000000Z",
    )
    if talk.at is None:
        yield f"DTSTART;VALUE=DATE:{talk.day:%Y%m%d}"
    else:
        yield from (f"DTSTART:{_instant(talk.starts)}", f"DTEND:{_instant(talk.ends)}")
    stage = f" ({talk.stated_stage})" if talk.stated_stage else ""
    yield f"SUMMARY:{escaped(f'Interview: {_job(interview.company, interview.role)}{stage}')}"
    if talk.where:
        yield f"LOCATION:{escaped(talk.where)}"
    if talk.people:
        yield f"DESCRIPTION:{escaped('With ' + ', '.join(met.contact.name for met in talk.people))}"
    for name, text in (
        (OWN_COMPANY, interview.company),
        (OWN_ROLE, interview.role),
        (OWN_STAGE, talk.stated_stage),
    ):
        if text:
            yield f"{name}:{escaped(text)}"
    yield "END:VEVENT"


def _to_do(task: Task) -> Iterator[str]:
    item = task.followup
    whom = kinds.whom(item.kind, task.contact)
    summary = escaped(
        f"{item.kind.replace('_', ' ').capitalize()}{whom}: {_job(task.company, task.role)}"
    )
    stamp = f"DTSTAMP:{item.ready_on:%Y%m%d}T000000Z"
    yield from ("BEGIN:VTODO", f"UID:{escaped(called(task.uid))}", stamp)
    if item.ready_on < item.due_on:  # a start must lie before the end
        yield f"DTSTART;VALUE=DATE:{item.ready_on:%Y%m%d}"
    yield from (f"DUE;VALUE=DATE:{item.due_on:%Y%m%d}", f"SUMMARY:{summary}")
    if task.promise:
        yield f"DESCRIPTION:{escaped(task.promise)}"
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
    text = _mended(lined(content, MOST_LINES))
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
    invitations = [
        _Invitation(f"Line {next(starts, 1)}", event, str(calendar.get("METHOD", "")), zones, hints)
        for calendar in calendars
        for zones in [of_calendar(calendar)]
        for event in calendar.walk("VEVENT")
    ]
    if not invitations:
        raise UsageError(
            "The file holds no event (BEGIN:VEVENT); name a calendar or an invitation."
        )
    if len({invitation.read_company()[0] for invitation in invitations} - {""}) < 2:
        for invitation in invitations:
            invitation.company_typed = hints.company
    rows: list[Row] = []
    remarks: list[str] = []
    for invitation in _latest(invitations):
        try:
            rows += invitation.rows()
            remarks += () if invitation.is_off else invitation.remarks()
        except UsageError as error:
            if not hints.skip_bad:
                raise
            remarks.append(f"{error} It was left out.")
    if not hints.you and any(one.others_invited and not one.names_you for one in invitations):
        remarks.append(
            "Which of the invited is you is not known, so somebody may be thanked who is you; say "
            "which with: followup config set you.email you@example.com"
        )
    return Rows(tuple(rows), tuple(remarks))


_CALENDAR = re.compile(
    r"^BEGIN:VCALENDAR.*^END:VCALENDAR[ \t]*$", re.DOTALL | re.MULTILINE | re.IGNORECASE
)


_BARE_ZONE = re.compile(
    r"^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE)[^:\r\n\"]*;TZID=)(\((?:UTC|GMT)[^\"\r\n]*)(:[0-9TZ]+\r?)$",
    re.MULTILINE | re.IGNORECASE,
)


def _mended(text: str) -> str:
    """`text` without what stands around its calendars, line for line, and names of zones quoted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    inside = _CALENDAR.search(text)
    if inside and "BEGIN:" not in text[inside.end() :].upper():
        text = "\n" * text.count("\n", 0, inside.start()) + inside[0] + "\n"
    return _BARE_ZONE.sub(r'\1"\2"\3', text)


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
            f"To read a calendar, a library is needed; type: {errors.install_command('icalendar')}"
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
                    iana(said.strip('"'))
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


class _Person(NamedTuple):
    """Somebody of an invitation: a name, an address that is theirs or empty, and whose domain."""

    name: str
    address: str
    domain: str
    takes_part: bool


class _Invitation:
    """One event, as the interview that it invites to."""

    def __init__(
        self, place: str, event: Any, method: str, zones: Mapping[str, Any], hints: Hints
    ) -> None:
        self.place = place
        self.event = event
        self.zones = zones
        self.hints = hints
        self.own_zone = hints.zone
        self.is_off = "CANCEL" in method.upper() or "CANCEL" in self._text("STATUS").upper()
        self.uid = self._text("UID") + self._text("RECURRENCE-ID")
        self.revision = Revision(self._sequence(), self._stamped())
        self.left_out: list[str] = []
        self.company_typed = ""
        self.others_invited = "ATTENDEE" in self.event
        everybody = list(self._invited())
        self.invited = [one for one in everybody if not self._is_you(one)]
        self.names_you = len(self.invited) < len(everybody)
        self.people = [one for one in self.invited if one.takes_part]

    def _is_you(self, person: _Person) -> bool:
        """Whether it is the user: by the address, by the name, or by an address of their name."""
        you, yours = self.hints.you.casefold(), fold(self.hints.your_name)
        if person.address and person.address == you:
            return True
        words = set(re.findall(r"\w+", f"{fold(person.name)} {person.address.partition('@')[0]}"))
        words |= {part for word in words for part in word.split("_")}
        return bool(yours) and (
            fold(person.name) == yours or (not you and set(yours.split()) <= words)
        )

    def rows(self) -> list[Row]:
        """One row for each person, or one with nobody."""
        if "RRULE" in self.event or "RDATE" in self.event:
            raise UsageError(
                f"{self.place}: this event repeats (RRULE), and an interview takes place once; "
                "export the one meeting alone."
            )
        when = self._when()  # what is wrong with it is said before the company is asked for
        cells = {
            "company": self._company()[0],
            "role": self._own(OWN_ROLE),
            "stage": self._own(OWN_STAGE) if self._own(OWN_COMPANY) else self._stage(),
            "where": self._where(),
            "note": self._note(),
            "status": "cancelled" if self.is_off else "",
            **when,
        }
        if not cells["role"]:
            del cells["role"]
        uid = uid_of(self.uid) if self.uid else ""
        revision = self.revision if uid and called(uid) != self.uid else None  # we count none
        people = [(one.name, one.address) for one in self.people] or [("", "")]
        return [
            Row.of(self.place, cells | {"contact": name, "email": email}, uid, revision)
            for name, email in people
        ]

    def _note(self) -> str:
        """The summary, and what the invitation says besides: codes, who else is there."""
        if self._own(OWN_COMPANY):
            return ""
        return "\n\n".join(filter(None, (self._text("SUMMARY"), self._description())))

    def _description(self) -> str:
        return plain(self._text("DESCRIPTION"))

    def remarks(self) -> Iterator[str]:
        """Where the company's name is from, since no calendar says it; whose time is another."""
        company, source = self._company()
        if source:
            yield f"{self.place}: the company, {line(company)}, is taken from {source}."
        yield from self.left_out
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

    def _own(self, name: str) -> str:
        """The text of a property of our own, which the library leaves escaped."""
        return unescaped(self._text(name))

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
        return named(zone, self.zones.get(zone)) if zone else ""

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
        ahead = offset(self.zones.get(zone), local)
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

    def _invited(self) -> list[_Person]:
        """The organizer and everybody who was invited, each once."""
        told = [*several(self.event.get("ORGANIZER")), *several(self.event.get("ATTENDEE"))]
        people: dict[str, _Person] = {}
        for one in told:
            person = self._person(getattr(one, "params", {}), _address(str(one)))
            if person is not None:
                known = people.get(person.address or person.name, person)
                takes_part = known.takes_part and person.takes_part
                people[person.address or person.name] = known._replace(takes_part=takes_part)
        return list(people.values())

    def _person(self, params: Mapping[str, Any], address: str) -> _Person | None:
        """Who a calendar address is of, with whether they take part; None where it is none."""
        local, at, domain = address.rpartition("@")
        if not at:
            return None
        said = _without_brackets(str(params.get("CN", "")).strip().strip("'\"").strip())
        named = "" if "@" in said else said
        absent = any(str(params.get(name, "")).upper() in values for name, values in _ABSENT)
        if mail.is_mailbox(local) or mail.is_relay(domain):
            takes_part = mail.is_person(named) and not absent
            return _Person(_name(named, address), "", domain, takes_part)
        return _Person(_name(named, address), self._checked(address), domain, not absent)

    def _checked(self, address: str) -> str:
        """An address, as a contact may have it; empty, with a remark, where it is none."""
        try:
            return check_email(address)
        except UsageError as error:
            self.left_out.append(f"{self.place}: {error} It was left out.")
            return ""

    def _company(self) -> tuple[str, str]:
        """The company, and where that is from, empty where it was said. NoCompany without any.

        What the user typed for all that a file invites to beats what can be read of it.
        """
        if said := self._own(OWN_COMPANY) or self.company_typed:
            return said, ""
        read = self.read_company()
        summary = self._text("SUMMARY")
        if answer := read[0] or self.hints.companies.get(summary, self.hints.company):
            return answer, read[1]
        named = f"the invitation {shown(summary)}" if summary else "the invitation"
        raise NoCompany(
            f"{self.place}: nothing says which company {named} is of; say so with "
            '--company "Acme Corp".',
            summary,
        )

    def read_company(self) -> tuple[str, str]:
        """The company by the addresses, the words and the names, and which; both empty for none."""
        you = self.hints.you.casefold().rpartition("@")[2]
        for person in self.invited:
            if name := mail.of_domain(person.domain, you):
                return name, f"the address {line(person.address or person.domain)}"
        names = [person.name for person in self.invited if person.takes_part]
        summary, your_name = self._text("SUMMARY"), self.hints.your_name
        for text, source in ((summary, "its summary"), (self._description(), "its description")):
            if name := mail.of_headline(text, names, your_name):
                return name, source
        for person in self.invited:
            if not person.address and (name := mail.of_team(person.name)):
                return name, f"the name {line(person.name)}"
        return "", ""

    def _link(self) -> str:
        """The link beside the place."""
        for name in ("LOCATION", "URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"):
            if found := LINK.search(self._text(name)):
                return found[0].rstrip(".,;)")
        return ""

    def _link_in_text(self) -> str:
        """The first link to a call in the description."""
        links = (one[0].rstrip(".,;)") for one in LINK.finditer(self._text("DESCRIPTION")))
        return next((link for link in links if CALLS.search(link)), "")

    def _where(self) -> str:
        place, link = self._text("LOCATION"), self._link() or self._link_in_text()
        return place if link in place else f"{place} {link}".strip()

    def _stage(self) -> str:
        place, link = self._text("LOCATION"), self._link()
        return stage(self._text("SUMMARY"), place, link, self._link_in_text())


_ABSENT = (
    ("PARTSTAT", ("DECLINED",)),
    ("CUTYPE", ("GROUP", "ROOM", "RESOURCE")),
    ("ROLE", ("NON-PARTICIPANT",)),
)
"""What says of somebody on an invitation that they are not there, or are nobody."""


def _address(told: str) -> str:
    """The address of a calendar user, whatever stands before it, and however often."""
    return (
        re.sub(r"^(?:\s*(?:mailto|invalid|smtp):)+", "", told, flags=re.IGNORECASE)
        .strip()
        .casefold()
    )


def _meant(value: Any) -> Any:
    """What a property stands for; None where that is nothing that the library can read."""
    try:
        return value.dt
    except (AttributeError, ValueError, TypeError):
        return None


def _name(told: str, address: str) -> str:
    """The name of a person: as it was said, `Shah, Priya` in its order, else as the address has it."""
    if name := ", ".join(filter(None, name_and_post(told))) if told else "":
        return name
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


def read_mail(content: bytes, hints: Hints) -> Rows:
    """The interviews that the invitation in a mail is of. UsageError where there is none."""
    try:
        calendar = _calendar_of(content)
    except mail.BROKEN:
        raise UsageError(
            "The headers of the mail are broken. Save the invitation that is attached to it, and "
            "import that, or record the interview with: followup add"
        ) from None
    if calendar is None:
        raise UsageError(_no_invitation(content))
    return read(calendar, hints)


def _no_invitation(content: bytes) -> str:
    """What to do with a mail that invites to nothing: it may be an answer of theirs."""
    head = mail.header(content)
    on = f" --on {head.at.date()}" if head.at else ""
    who = f"{head.name} <{head.email}>" if head.name else head.email
    person = f" --with {quoted(who)}" if "@" in head.email else ""
    return (
        "The mail holds no invitation (a part of text/calendar, or an attached .ics). If they "
        f'answered you, record it with: followup log COMPANY "…" --reply{on}{person}\n'
        "If they named the day of their decision, add --decision DAY. An interview is recorded "
        "with: followup add"
    )


def _calendar_of(content: bytes) -> bytes | None:
    """The first part of a mail that is a calendar, in UTF-8. Raises one of `mail.BROKEN`."""
    for part in mail.parsed(content).walk():
        name = mail.words(part.get_filename() or "").lower()
        if part.get_content_type() == "text/calendar" or name.endswith(".ics"):
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes) and inside.strip():
                return _in_utf8(inside, part.get_content_charset())
    return None


class Announcement(NamedTuple):
    """What an invitation says at a glance. `uid` is as a store has it, empty where there is none.

    `on` is the day on which it begins, as it is written there; `is_off`: it is called off.
    """

    uid: str
    revision: Revision
    on: date | None
    is_off: bool


def announced(content: bytes) -> Announcement | None:
    """The first event of the calendar in a mail, read without the library and without an error.

    None where there is no event, or what is there books none, as somebody's answer to one.
    """
    try:
        calendar = _calendar_of(content)
    except Exception:  # noqa: BLE001 - the library raises what it likes at what others wrote
        return None
    text = "\n".join(row for _, row in unfolded((calendar or b"").decode("utf-8", "replace")))
    event = _EVENT.search(text)
    method = _glimpsed(text).get("METHOD", "").upper()
    if event is None or method in NO_INVITATIONS:
        return None
    texts = _glimpsed(event[1])
    uid = unescaped(texts.get("UID", "")) + texts.get("RECURRENCE-ID", "")
    sequence, stamped, start = (texts.get(name, "") for name in ("SEQUENCE", "DTSTAMP", "DTSTART"))
    return Announcement(
        uid and uid_of(uid),
        Revision(int(sequence) if re.fullmatch("[0-9]{1,9}", sequence) else 0, _utc(stamped)),
        _day_of(start),
        "CANCEL" in method or "CANCEL" in texts.get("STATUS", "").upper(),
    )


_EVENT = re.compile(
    r"^BEGIN:VEVENT[ \t]*$(.*?)^(?:BEGIN|END):", re.DOTALL | re.MULTILINE | re.IGNORECASE
)
_GLIMPSED = re.compile(
    r"^(METHOD|UID|RECURRENCE-ID|SEQUENCE|DTSTAMP|DTSTART|STATUS)"
    r"(?:;(?:\"[^\"\n]*\"|[^\":\n])*)?:(.*)$",
    re.MULTILINE | re.IGNORECASE,
)


def _glimpsed(text: str) -> dict[str, str]:
    """The properties that `announced` looks at, the first of each."""
    found = reversed(list(_GLIMPSED.finditer(text)))
    return {one[1].upper(): one[2].strip() for one in found}


def _utc(told: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(told, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return None


def _day_of(told: str) -> date | None:
    with suppress(ValueError):
        return datetime.strptime(told[:8], "%Y%m%d").date()  # noqa: DTZ007 - as it is written
    return None


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """A part in UTF-8, where it is in the charset that it names."""
    try:
        return content.decode(written(charset or "utf-8")).encode()
    except (LookupError, UnicodeError):
        return content


LINK = re.compile(r"https?://[^\s<>\"]+")


CALLS = re.compile("zoom|teams|meet|webex|whereby|jitsi|chime|skype|gotomeeting|bluejeans")
"""What a link in the text of an invitation has in it if it leads to a call."""


LONGEST = 5_000
"""Characters of a description that are kept: more are the small print of a mail."""


_VIDEO = r"video|zoom|google (?:meet|hangouts)|\bteams\b|webex|skype|whereby|virtual|remote|online"


_PHONE = (
    r"\b(?:phone|telephone|telefon\w*)\b|^tel:|^call$"
    r"|\bwill (?:be )?call(?:ing)?\b|\bcall(?:s|ing)? (?:you|me)\b|\bring(?:s|ing)? you\b"
    r"|^[+\d(][\d ()/.-]{5,}$"
)


_ONSITE = r"\bon-? ?site\b|\bin[- ]person\b|\bface[- ]to[- ]face\b|\bat (?:our|the) offices?\b"


_OF_SUMMARY = (
    ("panel", r"\bpanel\b"),
    ("final", r"\bfinal (?:round|interview|stage)|\blast round\b"),
    ("informational", r"\binformational\b|\bcoffee\b"),
)


_OF_ANY = (("phone", _PHONE), ("video", _VIDEO), ("onsite", _ONSITE))
"""Kinds by what says so, the first that fits; those of the place count before the summary's."""


def stage(summary: str, place: str, link: str, called_in_text: str) -> str:
    """The kind of an interview: what the summary names it, else by the place, the link, the text.

    `link` is beside the place, `called_in_text` a link to a call in the description. Empty where
    nothing says it.
    """
    named = _first(_OF_SUMMARY, summary)
    where = LINK.sub("", place).strip()
    by_place = _first(_OF_ANY, where) or _first(_OF_ANY, summary)
    if named or by_place:
        return named or by_place
    if where and not LINK.search(place):
        return "onsite"
    return "video" if link or called_in_text or LINK.search(place) else ""


def _first(kinds: tuple[tuple[str, str], ...], text: str) -> str:
    found = (kind for kind, words in kinds if re.search(words, text, re.IGNORECASE))
    return next(found, "")


_TAGGED = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|ul|ol|li|html|body|table|tr|td|strong|em|font)\b", re.IGNORECASE
)


_ENDS = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)


def plain(text: str) -> str:
    """A description without the tags of HTML and without many blank lines, at most LONGEST."""
    if _TAGGED.search(text):
        text = html.unescape(re.sub(r"<[^>]*>", "", _ENDS.sub("\n", text)))
    rows = (row.rstrip() for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    told = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
    return told if len(told) <= LONGEST else told[:LONGEST].rstrip() + " …"


PART = (
    r"(?:FREQ=YEARLY|INTERVAL=1|UNTIL=\w+|WKST=\w\w|BY(?:MONTH|HOUR|MINUTE|SECOND)=\d+"
    r"|BY(?:DAY|MONTHDAY)=[-+,\w]+)"
)
YEARLY = re.compile(f"{PART}(?:;{PART})*", re.ASCII)
"""The rules that clocks go by; others could have a change each second of many centuries."""

MOST_RULES = 20
"""How many rules a zone may have; those of today's calendars have two."""

LARGEST = 20_000
"""Octets of a zone; the whole history of one takes fewer, and each event goes through them."""

_DISPLAYED = {
    name: zone
    for zone, names in (
        ("Pacific/Honolulu", "Hawaii"), ("America/Anchorage", "Alaska"),
        ("America/Los_Angeles", "Pacific Time (US & Canada)|Pacific Time"),
        ("America/Tijuana", "Baja California"), ("America/Phoenix", "Arizona"),
        ("America/Denver", "Mountain Time (US & Canada)|Mountain Time"),
        ("America/Chicago", "Central Time (US & Canada)|Central Time"),
        ("America/Mexico_City", "Guadalajara, Mexico City, Monterrey"),
        ("America/Regina", "Saskatchewan"), ("America/Guatemala", "Central America"),
        ("America/New_York", "Eastern Time (US & Canada)|Eastern Time"),
        ("America/Indianapolis", "Indiana (East)"),
        ("America/Bogota", "Bogota, Lima, Quito, Rio Branco|Bogota, Lima, Quito"),
        ("America/Halifax", "Atlantic Time (Canada)|Atlantic Time"),
        ("America/St_Johns", "Newfoundland"), ("America/Caracas", "Caracas"),
        ("America/Santiago", "Santiago"), ("America/Sao_Paulo", "Brasilia"),
        ("America/Buenos_Aires", "City of Buenos Aires|Buenos Aires"),
        ("Atlantic/Azores", "Azores"), ("Atlantic/Reykjavik", "Monrovia, Reykjavik"),
        ("Etc/UTC", "Coordinated Universal Time"),
        ("Europe/London", "Dublin, Edinburgh, Lisbon, London"
         "|Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London"),
        ("Africa/Casablanca", "Casablanca"), ("Africa/Lagos", "West Central Africa"),
        ("Europe/Berlin", "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"),
        ("Europe/Budapest", "Belgrade, Bratislava, Budapest, Ljubljana, Prague"),
        ("Europe/Paris", "Brussels, Copenhagen, Madrid, Paris"),
        ("Europe/Warsaw", "Sarajevo, Skopje, Warsaw, Zagreb"),
        ("Europe/Bucharest", "Athens, Bucharest"),
        ("Europe/Kiev", "Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius"),
        ("Europe/Istanbul", "Istanbul"), ("Africa/Cairo", "Cairo"),
        ("Africa/Johannesburg", "Harare, Pretoria"), ("Asia/Jerusalem", "Jerusalem"),
        ("Africa/Nairobi", "Nairobi"), ("Asia/Baghdad", "Baghdad"),
        ("Asia/Riyadh", "Kuwait, Riyadh"), ("Europe/Moscow", "Moscow, St. Petersburg"
         "|Moscow, St. Petersburg, Volgograd"), ("Asia/Tehran", "Tehran"),
        ("Asia/Dubai", "Abu Dhabi, Muscat"), ("Asia/Karachi", "Islamabad, Karachi"),
        ("Asia/Tashkent", "Ashgabat, Tashkent|Tashkent"),
        ("Asia/Calcutta", "Chennai, Kolkata, Mumbai, New Delhi"),
        ("Asia/Colombo", "Sri Jayawardenepura"), ("Asia/Katmandu", "Kathmandu"),
        ("Asia/Dhaka", "Dhaka"), ("Asia/Bangkok", "Bangkok, Hanoi, Jakarta"),
        ("Asia/Shanghai", "Beijing, Chongqing, Hong Kong, Urumqi"),
        ("Asia/Singapore", "Kuala Lumpur, Singapore"), ("Australia/Perth", "Perth"),
        ("Asia/Taipei", "Taipei"), ("Asia/Seoul", "Seoul"),
        ("Asia/Tokyo", "Osaka, Sapporo, Tokyo"), ("Australia/Adelaide", "Adelaide"),
        ("Australia/Darwin", "Darwin"), ("Australia/Brisbane", "Brisbane"),
        ("Australia/Sydney", "Canberra, Melbourne, Sydney"), ("Australia/Hobart", "Hobart"),
        ("Pacific/Auckland", "Auckland, Wellington"),
    )
    for name in names.split("|")
}  # fmt: skip
"""The zones of cities as Windows shows them, without their offset."""

_OFFSET = re.compile(r"^\((?:UTC|GMT)(?:[+-]\d\d:?\d\d)?\) *")


def iana(name: str) -> str:
    """The IANA name of a zone as Windows or people write it; UsageError for any other name.

    `(UTC-05:00) Eastern Time (US & Canada)`, `/America/New_York`, `America/New York` and
    `/example.org/2005/America/New_York` are America/New_York.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.strip().strip('"').strip()
    shown_as = _OFFSET.sub("", plain)
    meant = WINDOWS_TO_OLSON.get(shown_as) or _DISPLAYED.get(shown_as) or plain
    if meant == plain and meant.startswith("/"):
        meant = "/".join(_region(meant.strip("/").split("/")))
    return str(known_zone("_".join(meant.split()) if "/" in meant else meant))


_REGIONS = frozenset((
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe",
    "Indian", "Pacific",
))  # fmt: skip


def _region(parts: list[str]) -> list[str]:
    """The parts of a name from its continent on; all where none is one."""
    return parts[next((at for at, part in enumerate(parts) if part in _REGIONS), 0) :]


def named(tzid: str, zone: Any) -> str:
    """The IANA name of a zone that is `zone`, a VTIMEZONE or None, to its file; empty for none."""
    return _known(tzid) or (_known(str(zone.get("X-LIC-LOCATION", ""))) if zone else "")


@lru_cache(maxsize=100)  # to find the likely name of one that is not known takes 5 ms
def _known(name: str) -> str:
    try:
        return iana(name) if name else ""
    except UsageError:
        return ""


def of_calendar(calendar: Any) -> dict[str, Any]:
    """The zones that a calendar defines, by name; none of more than LARGEST octets."""
    zones = {str(zone.get("TZID", "")): zone for zone in calendar.walk("VTIMEZONE")}
    return {name: zone for name, zone in zones.items() if 0 < _size(zone) <= LARGEST}


def _size(zone: Any) -> int:
    """The octets of a zone; 0 of one with a value that the library reads and cannot write again."""
    try:
        return len(zone.to_ical())
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return 0


def offset(zone: Any, local: datetime) -> timedelta | None:
    """How far that local time is ahead of UTC by the rules of a VTIMEZONE; None without such."""
    try:
        changes = zone.subcomponents
        onsets = _onsets_until(zone, local.year)
        last = bisect_right(onsets, (local, len(changes))) - 1
        if last >= 0:
            change = changes[onsets[last][1]]["TZOFFSETTO"].td
        else:  # as it was before the first change
            change = min(changes, key=_start)["TZOFFSETFROM"].td
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return None
    return change if isinstance(change, timedelta) else None


Onsets = list[tuple[datetime, int]]

_until: dict[tuple[int, int], tuple[Any, Onsets]] = {}
"""What `_onsets_until` has found, by zone and year; the zone itself keeps its number from others."""


def _onsets_until(zone: Any, year: int) -> Onsets:
    """When clocks changed until the end of a year, and by which part of a zone; sorted.

    ValueError for more than MOST_RULES rules: each event would go through all their days.
    """
    known = _until.get((id(zone), year))
    if known is None:
        changes = zone.subcomponents
        if sum(len(several(change.get("RRULE"))) for change in changes) > MOST_RULES:
            raise ValueError(MOST_RULES)
        found = sorted(
            (on, at) for at, change in enumerate(changes) for on in _onsets(change, year)
        )
        known = _until[id(zone), year] = zone, found
    return known[1]


def _start(change: Any) -> datetime:
    return _local(change["DTSTART"].dt)


def _local(day: date) -> datetime:
    if isinstance(day, datetime):
        return day.replace(tzinfo=None)
    return datetime.combine(day, time())


def _onsets(change: Any, year: int) -> Iterator[datetime]:
    """When clocks changed like that until the end of a year: by itself, and lately by a rule.

    ValueError for a rule that is no YEARLY one.
    """
    from dateutil.rrule import rrulestr  # 10 ms

    start = _start(change)
    yield start
    for told in several(change.get("RDATE")):
        yield from (_local(one.dt) for one in told.dts)
    for told in several(change.get("RRULE")):
        rule = told.to_ical().decode().upper()
        if not YEARLY.fullmatch(rule):
            raise ValueError(rule)
        recent = start.replace(year=max(start.year, year // 4 * 4 - 4))  # a leap year
        rules = rrulestr(re.sub("(UNTIL=[0-9T]+)Z", r"\1", rule), dtstart=recent)
        yield from rules.between(recent, datetime(year, 12, 31, 23, 59, 59), inc=True)


def several(value: Any) -> list[Any]:
    """The values of a property that may be there once, often or never."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
