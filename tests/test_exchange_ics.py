"""iCalendar: what comes, for any calendar; and the invitations that calendars send."""

import re
import sys
from datetime import date, datetime
from typing import Any

import pytest

from conftest import ACME, GLOBEX, Say
from followup.errors import UsageError, WorldError
from followup.exchange import ics
from followup.exchange.values import Hints, Row

OUTLOOK = """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN="Shah, Priya":mailto:Priya.Shah@mail.acme-data.co.uk
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ana Díaz:mailto:ana@home.example
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=tom.lee@acme-data.co.uk:mailto:tom.lee@acme-data.co.uk
ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@acme-data.co.uk
DESCRIPTION;LANGUAGE=en-US:Join: https://teams.microsoft.com/l/meetup-join/19%3a\\, see you
UID:040000008200E00074C5B7101A82E008
SUMMARY;LANGUAGE=en-US:Interview: Data analyst
DTSTART;TZID=W. Europe Standard Time:20261203T140000
DTEND;TZID=W. Europe Standard Time:20261203T144500
LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:20261203T130000Z
DTEND:20261203T140000Z
DTSTAMP:20261120T080000Z
ORGANIZER;CN=Zoë:mailto:zoe@gmail.com
UID:abc123@google.com
ATTENDEE;CN=Globex Talent;X-NUM-GUESTS=0:mailto:talent@globex.example
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
LOCATION:
SUMMARY:Talk
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def event(*properties: str, head: str = "") -> str:
    body = ("BEGIN:VEVENT", "UID:u1", "SUMMARY:Talk", *properties, "END:VEVENT")
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", head, *body, "END:VCALENDAR", ""])


def read(text: str, you: str = "") -> tuple[Row, ...]:
    return tuple(ics.read(text.encode(), Hints(you=you)).rows)


def unfolded(text: str) -> list[str]:
    return re.sub("\r\n[ \t]", "", text).split("\r\n")


@pytest.fixture
def exported(say: Say) -> str:
    say(*ACME)
    say(*GLOBEX)
    say("add", "Initech; \\ Ltd,", "--at", "in 3 days 10:00", "--zone", "Europe/Berlin",
        "--with", "Zoë Ångström", "--where", "Room 1\nx\x0by\x85z\u2028 END:VEVENT " + "ü" * 90)  # fmt: skip
    say("add", "Hooli", "--at", "in 5 days")
    return say("export", "ics").out


def test_interviews_to_come_and_what_is_to_do_are_there(exported: str) -> None:
    import icalendar

    calendar: Any = icalendar.Calendar.from_ical(exported)
    dated, timed = sorted(calendar.walk("VEVENT"), key=lambda one: str(one["SUMMARY"]))
    assert dated["DTSTART"].dt == date(2026, 11, 25)
    assert timed["DTSTART"].dt == datetime.fromisoformat("2026-11-23T09:00:00+00:00")
    assert timed["DTEND"].dt == datetime.fromisoformat("2026-11-23T10:00:00+00:00")
    assert timed["SUMMARY"] == "Interview: Initech; \\ Ltd, (video)"
    assert timed["LOCATION"] == "Room 1\nx\ny\nz\n END:VEVENT " + "ü" * 90
    todos = calendar.walk("VTODO")
    assert all(one["DUE"].dt >= one.get("DTSTART", one["DUE"]).dt for one in todos)
    assert all(len(one.walk("VALARM")) == 1 for one in todos)
    summaries = {str(one["SUMMARY"]) for one in todos}
    assert "Thank you to Priya Shah: Acme Corp, Data analyst" in summaries
    assert not calendar.errors


def test_there_is_a_to_do_for_each_pending_follow_up(say: Say, exported: str) -> None:
    pending = say("due", "--days", "365", "--json").json()
    assert unfolded(exported).count("BEGIN:VTODO") == len(pending)


def test_lines_are_at_most_75_octets_and_no_text_makes_one(exported: str) -> None:
    assert all(len(row) <= 75 for row in exported.encode().split(b"\r\n"))
    assert all(re.match("[A-Z-]+[;:]", line) for line in unfolded(exported)[:-1])
    assert unfolded(exported).count("END:VEVENT") == 2


def test_a_record_keeps_its_uid_and_two_have_never_the_same(say: Say, exported: str) -> None:
    uids = [line for line in unfolded(exported) if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert say("export", "ics").out == exported
    say("reschedule", "Initech", "in 4 days 11:00")
    moved = unfolded(say("export", "ics").out)
    assert [line for line in moved if line.startswith("UID:")] == uids


def test_an_invitation_from_outlook_is_an_interview() -> None:
    rows = read(OUTLOOK, you="ana@home.example")
    assert [row.cells["contact"] for row in rows] == ["Priya Shah", "Tom Lee"]
    assert len({row.uid for row in rows}) == 1
    assert rows[0].place == "Line 14"
    assert dict(rows[0].cells) == {
        "company": "Acme Data", "stage": "video", "note": "Interview: Data analyst",
        "where": "Microsoft Teams Meeting https://teams.microsoft.com/l/meetup-join/19%3a",
        "status": "", "at": "2026-12-03T14:00", "zone": "Europe/Berlin", "minutes": "45",
        "contact": "Priya Shah", "email": "priya.shah@mail.acme-data.co.uk",
    }  # fmt: skip


def test_an_invitation_from_google_is_an_interview() -> None:
    rows = read(GOOGLE)
    assert [row.cells["contact"] for row in rows] == ["Zoë", "Globex Talent"]
    told = rows[0].cells
    assert (told["company"], told["at"], told["zone"]) == ("Globex", "2026-12-03T13:00Z", "")
    assert (told["stage"], told["where"]) == ("video", "https://meet.google.com/abc-defg-hij")


def test_it_is_booked_moved_and_cancelled_by_its_uid(say: Say, tmp_path: Any, home: Any) -> None:
    file = tmp_path / "invite.ics"
    say("config", "set", "you.email", "ana@home.example")
    file.write_text(OUTLOOK)
    said = say("import", str(file))
    assert "1 added" in said.out
    assert "Acme Data" in said.err
    say("edit", "Acme", "--company", "Acme Limited", "--role", "Analyst", "--stage", "panel")
    file.write_text(OUTLOOK.replace("20261203T14", "20261204T15"))
    said = say("import", str(file))
    assert "0 added, 1 changed" in said.out
    assert (
        "The interview with Acme Limited is on 2026-12-04 15:00 Europe/Berlin now; it was on "
        "2026-12-03 14:00 Europe/Berlin." in said.err
    )
    assert "0 added, 0 changed, 1 left" in say("import", str(file)).out
    (one,) = say("list", "--json").json()
    assert (one["company"], one["role"], one["stage"]) == ("Acme Limited", "Analyst", "panel")
    assert (one["at"], one["minutes"]) == ("2026-12-04T15:00:00+01:00", 45)
    file.write_text(OUTLOOK.replace("METHOD:REQUEST", "METHOD:CANCEL"))
    said = say("import", str(file))
    assert "1 changed" in said.out
    assert "The interview with Acme Limited on 2026-12-04 15:00 Europe/Berlin is off." in said.err
    assert say("list", "--json").json()[0]["status"] == "cancelled"
    assert say("due", "--days", "300", "--json").json() == []


def test_a_cancellation_of_what_is_not_there_adds_nothing(say: Say, tmp_path: Any) -> None:
    file = tmp_path / "cancel.ics"
    file.write_text(GOOGLE.replace("REQUEST", "CANCEL"))
    said = say("import", str(file))
    assert (said.status, "0 added" in said.out, "not there" in said.err) == (0, True, True)


@pytest.mark.parametrize(
    ("properties", "cells"),
    [
        (["DTSTART;VALUE=DATE:20261203"], {"at": "2026-12-03", "stage": "phone"}),
        (["DTSTART:20261203T100000"], {"at": "2026-12-03T10:00", "zone": ""}),
        (["DTSTART:20261203T100000Z", "DURATION:PT45M"], {"minutes": "45"}),
        (["DTSTART;TZID=Europe/Berlin:20261203T100000"], {"zone": "Europe/Berlin"}),
        (["DTSTART;VALUE=DATE:20210101", "DTEND:20210101T050001Z"], {"at": "2021-01-01"}),
        (["DTSTART:20261203T100000Z", "LOCATION:1 Main St"], {"stage": "onsite", "where": "1 Main St"}),
        (["DTSTART:20261203T100000Z", "LOCATION:+1 (555) 010-0100"], {"stage": "phone"}),
        (["DTSTART:20261203T100000Z", "URL:https://x.example/call"], {"stage": "video", "where": "https://x.example/call"}),
        (["DTSTART:20261203T100000Z", "DESCRIPTION:see https://x.example"], {"stage": "phone"}),
        (["DTSTART:20261203T100000Z", "STATUS:CANCELLED"], {"status": "cancelled"}),
        (["DTSTART:20261203T100000Z"], {"company": "Talk", "contact": ""}),
        (["DTSTART:20261203T100000Z", "ORGANIZER:mailto:ann_lee@gmail.com"], {"company": "Talk", "contact": "Ann Lee"}),
        (["DTSTART:20260303T100000Z", "ATTACH:file:///etc/passwd"], {"where": ""}),
    ],
)  # fmt: skip
def test_what_events_say(properties: list[str], cells: dict[str, str]) -> None:
    (row,) = read(event(*properties))
    assert cells.items() <= row.cells.items()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (event(), "Line 4: this event has no start"),
        (event("DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY;COUNT=1000000000"), "Line 4: this event repeats"),
        (event("DTSTART:20260101T000000Z", "RDATE:20260102T000000Z"), "Line 4: this event repeats"),
        (event("DTSTART:00000000T000000Z"), "Line 4: DTSTART is no date"),
        (event("DTSTART:999991231T000000Z"), "Line 4: DTSTART is no date"),
        (event("DTSTART:20260101T000000Z", "DTSTART:20260102T000000Z"), "Line 4: DTSTART is no date"),
        (event("DTSTART;TZID=Mars/Olympus:20260303T100000"), 'Line 7, TZID: "Mars/Olympus" is not a known'),
        (event("DTSTART;TZID=Europe:20260303T100000"), "Line 7, TZID"),
        (event(f"DTSTART;TZID={'A' * 5000}:20260303T100000"), "Line 7, TZID"),
        (event("DTSTART;TZID=../../../../etc/passwd:20260303T100000"), "Line 7, TZID"),
        (event("DTSTART:20260303T100000Z").replace("SUMMARY:Talk\r\n", ""), "Line 4: neither a person nor"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM", "Line 1: this VCALENDAR has no END; the file is cut"),
        ("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 2000, "Line 1: this VCALENDAR has no END"),
        (event("DTSTART:20261201T100000Z") + event("DTSTART:20261202T100000Z")[:-40], "Line 10: this VCALENDAR has no END"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no event"),
        ("hello", "no calendar"),
    ],
)  # fmt: skip
def test_what_is_no_interview_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(text)
    assert sentence in str(refused.value)


def test_without_the_library_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(WorldError, match=r"pip install .*followup\[calendar\]"):
        read(GOOGLE)
