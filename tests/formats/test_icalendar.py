"""iCalendar: what comes, for any calendar; and the invitations that calendars send."""

import re
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, GLOBEX, Begin, Say
from followup.domain.errors import NoCompany, UsageError, WorldError
from followup.domain.model import Revision
from followup.domain.records import Hints, Row
from followup.formats import icalendar

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
    """The rows; the company is said only where none can be read."""
    try:
        return tuple(icalendar.read(text.encode(), Hints(you=you)).rows)
    except NoCompany:
        return tuple(icalendar.read(text.encode(), Hints(you=you, company="Talk")).rows)


def unfolded(text: str) -> list[str]:
    return re.sub("\r\n[ \t]", "", text).split("\r\n")


@pytest.fixture
def exported(say: Say, begin: Begin) -> str:
    initech = ("add", "Initech; \\ Ltd,", "--at", "in 3 days 10:00", "--zone", "Europe/Berlin",
        "--with", "Zoë Ångström", "--where", "Room 1\nx\x0by\x85z\u2028 END:VEVENT " + "ü" * 90)  # fmt: skip
    begin(ACME, GLOBEX, initech, ("add", "Hooli", "--at", "in 5 days"))
    return say("export", "ics").out


def test_interviews_to_come_and_what_is_to_do_are_there(exported: str) -> None:
    import icalendar

    calendar: Any = icalendar.Calendar.from_ical(exported)
    dated, timed = sorted(calendar.walk("VEVENT"), key=lambda one: str(one["SUMMARY"]))
    assert dated["DTSTART"].dt == date(2026, 11, 25)
    assert timed["DTSTART"].dt == datetime.fromisoformat("2026-11-23T09:00:00+00:00")
    assert timed["DTEND"].dt == datetime.fromisoformat("2026-11-23T10:00:00+00:00")
    assert timed["SUMMARY"] == "Interview: Initech; \\ Ltd,"
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


@pytest.mark.parametrize("at", ["2026-12-10 21:00", "2026-12-10"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_what_we_wrote_ourselves_stays_in_its_zone(
    say: Say, tmp_path: Any, at: str, zone: str
) -> None:
    say("add", "Acme", "--at", at, "--zone", zone, "--with", "Ann", TZ="Europe/London")
    before = say("export", "json").out
    file = tmp_path / "own.ics"
    file.write_text(say("export", "ics").out)
    said = say("import", str(file), TZ="Europe/London")
    assert "0 added, 0 changed, 1 left" in said.out
    assert say("export", "json").out == before


def test_an_invitation_from_outlook_is_an_interview() -> None:
    rows = read(OUTLOOK, you="ana@home.example")
    assert [row.cells["contact"] for row in rows] == ["Priya Shah", "Tom Lee"]
    assert len({row.uid for row in rows}) == 1
    assert rows[0].place == "Line 14"
    assert dict(rows[0].cells) == {
        "company": "Acme Data", "stage": "video",
        "note": "Interview: Data analyst\n\n"
        "Join: https://teams.microsoft.com/l/meetup-join/19%3a, see you",
        "where": "Microsoft Teams Meeting https://teams.microsoft.com/l/meetup-join/19%3a",
        "status": "", "at": "2026-12-03T14:00", "zone": "Europe/Berlin", "minutes": "45",
        "contact": "Priya Shah", "email": "priya.shah@mail.acme-data.co.uk",
    }  # fmt: skip


def test_an_invitation_from_google_is_an_interview() -> None:
    rows = read(GOOGLE)
    assert [row.cells["contact"] for row in rows] == ["Zoë"]
    told = rows[0].cells
    assert (told["company"], told["at"], told["zone"]) == ("Globex", "2026-12-03T13:00Z", "")
    assert (told["stage"], told["where"]) == ("video", "https://meet.google.com/abc-defg-hij")


@pytest.mark.parametrize(
    ("summary", "organizer", "company"),
    [
        ("Interview", "CN=Priya Shah:mailto:priya@acme.example", "Acme"),
        ("Interview", "CN=Acme Recruiting:mailto:no-reply@greenhouse.io", "Acme"),
        (
            "Zoom interview for Software engineer with Acme @ Nov 30",
            "CN=P:mailto:p@gmail.com",
            "Acme",
        ),
        ("Acme interview: Data analyst", "CN=P S:mailto:p@gmail.com", "Acme"),
        ("Acme Data <> Ana Díaz: intro", "CN=P S:mailto:p@gmail.com", "Acme Data"),
        ("Ana Díaz / Globex", "CN=P S:mailto:x@calendly.com", "Globex"),
        ("Interview at Blue River Labs - round 2", "CN=P S:mailto:p@gmail.com", "Blue River Labs"),
        ("Interview with Globex GmbH", "CN=P S:mailto:p@gmail.com", "Globex GmbH"),
        ("Interview", "CN=P S:mailto:ana@home.example", ""),
        ("Interview with Priya Shah", "CN=P S:mailto:p@gmail.com", ""),
        ("Priya Shah's Zoom Meeting", "CN=P S:mailto:p@gmail.com", ""),
        ("Phone interview", "CN=P S:mailto:p@gmail.com", ""),
        ("Technical interview", "CN=P S:mailto:x@us.lever.co", ""),
    ],
)
def test_the_company_is_an_employer_or_asked(summary: str, organizer: str, company: str) -> None:
    text = event("DTSTART:20261203T100000Z", f"ORGANIZER;{organizer}").replace("Talk", summary)
    hints = Hints(you="ana@home.example", your_name="Ana Díaz")
    if not company:
        with pytest.raises(NoCompany, match="--company"):
            icalendar.read(text.encode(), hints)
        return
    (row,) = icalendar.read(text.encode(), hints).rows
    assert row.cells["company"] == company


@pytest.mark.parametrize(
    ("organizers", "companies"),
    [
        (("priya@acme.example",), ["Hooli"]),
        (("priya@gmail.com",), ["Hooli"]),
        (("priya@acme.example", "tom@acme.example"), ["Hooli", "Hooli"]),
        (("priya@acme.example", "p@gmail.com"), ["Hooli", "Hooli"]),
        (("priya@acme.example", "p@gmail.com", "z@globex.example"), ["Acme", "Hooli", "Globex"]),
    ],
)
def test_a_company_that_is_typed_beats_one_that_is_read_unless_a_file_has_several(
    organizers: tuple[str, ...], companies: list[str]
) -> None:
    events = [
        event("DTSTART:20261203T100000Z", f"ORGANIZER;CN=P S:mailto:{one}", f"UID:{one}")
        for one in organizers
    ]
    text = "\r\n".join(events).encode()
    rows = icalendar.read(text, Hints(you="ana@home.example", company="Hooli")).rows
    assert [row.cells["company"] for row in rows] == companies


@pytest.mark.parametrize(
    "attendee",
    [
        ";PARTSTAT=DECLINED;CN=Kim Doe:mailto:kim@acme.example",
        ";CUTYPE=GROUP;CN=Data team:mailto:data@acme.example",
        ";CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@acme.example",
        ";ROLE=NON-PARTICIPANT;CN=Bot:mailto:bot@notes.example",
        ";CN=Acme Careers:mailto:careers@acme.example",
        ":mailto:do-not-reply@acme.example",
        ";CN=Ana Díaz:mailto:ana.private@home.example",
        ":mailto:mailto:ANA@home.example",
    ],
)
def test_who_was_not_there_is_not_thanked(attendee: str) -> None:
    text = event("DTSTART:20261203T100000Z", "ORGANIZER;CN=Priya Shah:mailto:mailto:priya@acme.example",
                 f"ATTENDEE{attendee}")  # fmt: skip
    rows = icalendar.read(text.encode(), Hints(you="ana@home.example", your_name="Ana Díaz")).rows
    assert [(row.cells["contact"], row.cells["email"]) for row in rows] == [
        ("Priya Shah", "priya@acme.example")
    ]


@pytest.mark.parametrize(
    ("summary", "place", "more", "stage"),
    [
        ("Interview", "Google Meet", "", "video"),
        ("Interview", "Priya will call you on +1 555 010 9988", "", "phone"),
        ("Phone screen", "", "", "phone"),
        ("On-site interview", "", "", "onsite"),
        ("Panel interview", "Zoom", "", "panel"),
        ("Final round", "1 Main St", "", "final"),
        ("Zoom interview", "Block 3, Hillside Road", "", "video"),
        ("Interview", "12 Main Street", "X-GOOGLE-CONFERENCE:https://meet.google.com/a", "onsite"),
        ("Interview", "", "DESCRIPTION:https://zoom.us/j/1", "video"),
        ("Interview", "https://meet.example/a", "", "video"),
        ("Interview", "", "", ""),
    ],
)
def test_the_kind_is_in_the_words(summary: str, place: str, more: str, stage: str) -> None:
    text = event("DTSTART:20261203T100000Z", f"LOCATION:{place.replace(',', chr(92) + ',')}",
                 *([more] if more else [])).replace("Talk", summary)  # fmt: skip
    (row,) = read(text)
    assert row.cells["stage"] == stage


def test_text_around_a_calendar_is_passed_over() -> None:
    text = "Dear Ana,\r\n" + event("DTSTART:20261203T100000Z") + "\r\n--\r\nSent by a list"
    (row,) = read(text)
    assert row.place == "Line 5"


def test_a_description_is_kept_without_its_tags() -> None:
    text = event("DTSTART:20261203T100000Z", "DESCRIPTION:<p>Passcode: 4711</p><br>Tom &amp\\; Ann")
    (row,) = read(text)
    assert row.cells["note"] == "Talk\n\nPasscode: 4711\n\nTom & Ann"


def test_what_goes_out_comes_back_with_its_company_role_and_kind(
    say: Say, exported: str, home: Any
) -> None:
    file = home / "out.ics"
    file.write_text(exported, newline="")
    before = say("list", "--json").json()
    other = {"FOLLOWUP_DB": str(home / "other.db")}
    said = say("import", str(file), **other)
    assert said.status == 0, said.err
    told = {one["company"]: one for one in say("list", "--json", **other).json()}
    for one in before:
        if one["status"] == "booked":
            there = told[one["company"]]
            assert [there[name] for name in ("role", "stage", "note")] == [
                one[name] for name in ("role", "stage", "note")
            ]


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


def invited(start: str, sequence: int | None, stamp: str = "", *more: str, head: str = "") -> str:
    """An invitation of a revision: of sequence and day of November on which it was made."""
    told = [f"DTSTART:202612{start}T100000Z", "ORGANIZER:mailto:ann@acme.example", *more]
    told += [] if sequence is None else [f"SEQUENCE:{sequence}"]
    told += [f"DTSTAMP:202611{stamp}T080000Z"] if stamp else []
    return event(*told, head=head)


def start_of(say: Say) -> tuple[str, str]:
    (one,) = say("list", "--json").json()
    return one["at"][8:10], one["status"]


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        (("03", 1), ("04", 2), "04"),
        (("03", 2), ("04", 1), "03"),
        (("03", 2, "09"), ("04", 1, "10"), "03"),
        (("03", 1, "10"), ("04", 1, "09"), "03"),
        (("03", 1, "09"), ("04", 1, "10"), "04"),
        (("03", 1, "10"), ("04", 2, "09"), "04"),
        (("03", None, "10"), ("04", None, "09"), "03"),
        (("03", 1), ("04", None), "03"),
        (("03", 0), ("04", None, "09"), "04"),
        (("03", None), ("04", None), "04"),
    ],
)
def test_of_two_invitations_the_later_one_holds_whichever_is_read_last(
    say: Say, tmp_path: Any, first: Any, second: Any, day: str
) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(invited(*first))
    say("import", str(file))
    file.write_text(invited(*second))
    said = say("import", str(file))
    earlier = (
        "Line 4: this is an earlier invitation of Acme than the one that was read, so it changed "
        "nothing.\n"
    )
    assert (earlier in said.err) == (day == "03")
    assert start_of(say) == (day, "booked")
    whole = say("export", "json").out
    say("import", str(file))
    assert say("export", "json").out == whole, "twice is the same as once"


@pytest.mark.parametrize(
    ("events", "day"),
    [
        ([("03", 1), ("04", 2), ("05", 0)], "04"),
        ([("03", 2), ("04", 1, "30")], "03"),
        ([("03", 0, "12"), ("04", 0, "14"), ("05", 0, "13")], "04"),
    ],
)
def test_of_several_in_one_file_the_latest_holds(events: list[Any], day: str) -> None:
    (row,) = read("".join(invited(*one) for one in events))
    assert row.cells["at"] == f"2026-12-{day}T10:00Z"


@pytest.mark.parametrize(
    ("sequence", "stamp", "status"),
    [(3, "12", "cancelled"), (2, "12", "cancelled"), (2, "10", "cancelled"), (2, "09", "booked"),
     (1, "12", "booked")],
)  # fmt: skip
@pytest.mark.parametrize("cancel", [("STATUS:CANCELLED", ""), ("X-NO:1", "METHOD:CANCEL")])
def test_a_cancellation_counts_if_it_is_no_earlier_one(
    say: Say, tmp_path: Any, cancel: tuple[str, str], sequence: int, stamp: str, status: str
) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(invited("03", 2, "10"))
    say("import", str(file))
    file.write_text(invited("03", sequence, stamp, cancel[0], head=cancel[1]))
    said = say("import", str(file))
    assert start_of(say) == ("03", status)
    assert ("an earlier invitation" in said.err) == (status == "booked")


def test_the_invitation_that_was_read_does_not_take_back_what_came_after(
    say: Say, tmp_path: Any
) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(invited("03", 2, "10"))
    say("import", str(file))
    say("reschedule", "Acme", "2026-12-07 11:00")
    assert "1 left" in say("import", str(file)).out
    assert start_of(say) == ("07", "booked")
    file.write_text(invited("08", 3, "11"))
    assert "1 changed" in say("import", str(file)).out
    assert start_of(say) == ("08", "booked")
    say("undo")
    assert start_of(say) == ("07", "booked")
    file.write_text(invited("09", 2, "12"))
    say("import", str(file))
    assert start_of(say) == ("09", "booked"), "what was undone was never read"


def talks_of(say: Say) -> list[tuple[str, str]]:
    return [(one["at"][8:10], one["status"]) for one in say("list", "--json").json()]


@pytest.mark.parametrize(
    ("since", "left"),
    [
        (("reschedule", "Acme", "2026-12-07 10:00"), ("07", "booked")),
        (("cancel", "Acme"), ("03", "cancelled")),
    ],
)
def test_another_invitation_to_where_one_stood_is_an_interview_of_its_own(
    say: Say, tmp_path: Any, since: tuple[str, ...], left: tuple[str, str]
) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(invited("03", 2, "10"))
    say("import", str(file))
    say(*since)
    file.write_text(invited("03", 0, "09").replace("UID:u1", "UID:u2"))
    said = say("import", str(file))
    assert "1 added" in said.out
    assert "another interview" not in said.err
    assert sorted(talks_of(say)) == sorted([left, ("03", "booked")])
    assert "0 added, 0 changed, 1 left" in say("import", str(file)).out


def test_two_invitations_to_one_time_are_two_interviews_and_that_is_said(
    say: Say, tmp_path: Any
) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(invited("03", 2, "10"))
    say("import", str(file))
    file.write_text(invited("03", 0, "09").replace("UID:u1", "UID:u2"))
    said = say("import", str(file))
    assert "1 added" in said.out
    assert "if they are the same, take one off with: followup cancel 1" in said.err
    file.write_text(invited("03", 3, "11", "STATUS:CANCELLED"))
    say("import", str(file))
    assert [status for _, status in talks_of(say)] == ["cancelled", "booked"]


def test_what_was_typed_is_known_by_its_invitation_from_then_on(say: Say, tmp_path: Any) -> None:
    say("add", "Acme", "--at", "2026-12-03 10:00", "--zone", "UTC", "--with", "Ann", "--with", "Bo")
    file = tmp_path / "invite.ics"
    more = "ATTENDEE;CN=Cy:mailto:cy@acme.example", "LOCATION:1 Main St"
    file.write_text(invited("03", 1, "10", *more))
    assert "0 added, 1 changed" in say("import", str(file)).out
    people = say("contact", "list", "--json").json()
    assert [(who["name"], who["email"]) for who in people] == [
        ("Ann", "ann@acme.example"), ("Bo", None), ("Cy", "cy@acme.example"),
    ]  # fmt: skip
    assert say("list", "--json").json()[0]["where"] == "1 Main St"
    file.write_text(invited("04", 2, "11", *more))
    assert "0 added, 1 changed" in say("import", str(file)).out
    assert talks_of(say) == [("04", "booked")]
    say("undo")
    say("undo")
    file.write_text(invited("05", 3, "12", *more))
    assert "1 added" in say("import", str(file)).out  # that it was the same was taken back


def test_a_cancellation_of_nothing_is_said_and_counted_nowhere(say: Say, tmp_path: Any) -> None:
    file = tmp_path / "off.ics"
    file.write_text(invited("03", 1, "10", "STATUS:CANCELLED"))
    said = say("import", str(file))
    assert "0 added, 0 changed, 0 left" in said.out
    assert "this cancels an interview that is not there" in said.err


@pytest.mark.parametrize("method", ["REPLY", "counter", "REFRESH", "DECLINECOUNTER"])
def test_what_invites_to_nothing_is_refused(say: Say, tmp_path: Any, method: str) -> None:
    file = tmp_path / "answer.ics"
    file.write_text(invited("03", 1, head=f"METHOD:{method}"))
    said = say("import", str(file))
    assert (said.status, say("list", "--json").json()) == (2, [])
    assert f"(METHOD:{method.upper()}), which books nothing" in said.err


def test_you_are_not_your_interviewer_though_only_your_name_is_known(
    say: Say, tmp_path: Any
) -> None:
    say("config", "set", "you.name", "Sam Rivéra")
    file = tmp_path / "invite.ics"
    file.write_text(invited("03", 1, "10", "ATTENDEE;CN=Sam Rivera:mailto:sam@home.example"))
    said = say("import", str(file))
    assert [one["email"] for one in say("contact", "list", "--json").json()] == ["ann@acme.example"]
    assert "is you is not known" not in said.err


def test_what_we_wrote_ourselves_is_no_revision(say: Say, tmp_path: Any) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(invited("03", 2, "10"))
    say("import", str(file))
    say("reschedule", "Acme", "2026-12-07 11:00")
    file.write_text(say("export", "ics").out)
    say("undo")
    say("import", str(file))
    assert start_of(say) == ("07", "booked")


@pytest.mark.parametrize(
    ("told", "revision"),
    [
        (["SEQUENCE:3", "DTSTAMP:20261110T080000Z"], Revision(3, datetime(2026, 11, 10, 8, tzinfo=UTC))),
        (["SEQUENCE:-1"], Revision()),
        (["SEQUENCE:1e9"], Revision()),
        (["SEQUENCE:99999999999999999999"], Revision()),
        (["DTSTAMP:20261110T080000"], Revision()),
        (["DTSTAMP;VALUE=DATE:20261110"], Revision()),
        (["DTSTAMP;TZID=Europe/Berlin:20261110T080000"], Revision()),
        (["DTSTAMP:00010101T000000Z"], Revision()),
        (["DTSTAMP:soon"], Revision()),
    ],
)  # fmt: skip
def test_which_revision_an_invitation_is(told: list[str], revision: Revision) -> None:
    (row,) = read(event("DTSTART:20261203T100000Z", *told))
    assert row.revision == revision


REVISIONS = st.builds(Revision, st.integers(0, 3), st.none() | st.datetimes(timezones=st.just(UTC)))


@given(REVISIONS, REVISIONS)
def test_of_two_revisions_at_most_one_precedes_the_other(one: Revision, other: Revision) -> None:
    assert not (one.precedes(other) and other.precedes(one))
    assert not one.precedes(one)
    told = one.stamped and other.stamped
    assert not told or one.precedes(other) or other.precedes(one) or one == other


def test_a_cancellation_of_what_is_not_there_adds_nothing(say: Say, tmp_path: Any) -> None:
    file = tmp_path / "cancel.ics"
    file.write_text(GOOGLE.replace("REQUEST", "CANCEL"))
    said = say("import", str(file))
    assert (said.status, "0 added" in said.out, "not there" in said.err) == (0, True, True)


@pytest.mark.parametrize(
    ("properties", "cells"),
    [
        (["DTSTART;VALUE=DATE:20261203"], {"at": "2026-12-03", "stage": ""}),
        (["DTSTART:20261203T100000"], {"at": "2026-12-03T10:00", "zone": ""}),
        (["DTSTART:20261203T100000Z", "DURATION:PT45M"], {"minutes": "45"}),
        (["DTSTART;TZID=Europe/Berlin:20261203T100000"], {"zone": "Europe/Berlin"}),
        (["DTSTART;VALUE=DATE:20210101", "DTEND:20210101T050001Z"], {"at": "2021-01-01"}),
        (["DTSTART:20261203T100000Z", "LOCATION:1 Main St"], {"stage": "onsite", "where": "1 Main St"}),
        (["DTSTART:20261203T100000Z", "LOCATION:+1 (555) 010-0100"], {"stage": "phone"}),
        (["DTSTART:20261203T100000Z", "URL:https://x.example/call"], {"stage": "video", "where": "https://x.example/call"}),
        (["DTSTART:20261203T100000Z", "DESCRIPTION:see https://x.example"], {"stage": ""}),
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


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Max Kurz", "Max Kurz"),
        ("Kurz, Max", "Max Kurz"),
        ("Kurz, Max (Hagen GmbH)", "Max Kurz"),
        ("Kurz, Max [Hagen]", "Max Kurz"),
        ("Kurz, Max (Hagen GmbH (Berlin)) (extern)", "Max Kurz"),
        ("Max Kurz (IT/Data)", "Max Kurz"),
        ("Max (Maxi) Kurz (Hagen)", "Max (Maxi) Kurz"),
        ("'Kurz, Max'", "Max Kurz"),
        ("Kurz, Max (max.k@hagen.example)", "Max Kurz"),
        ("O'Neil, Anna Maria", "Anna Maria O'Neil"),
        ("Müller-Lüdenscheidt, Jörg", "Jörg Müller-Lüdenscheidt"),
        ("Kurz, Dr. Max", "Dr. Max Kurz"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("De la Cruz, Ana", "Ana De la Cruz"),
        ("Smith, Jr., John", "John Smith, Jr."),
        ("Smith, John, Jr.", "John Smith, Jr."),
        ("Smith Jr., John", "John Smith Jr."),
        ("Smith, John, PhD, MBA", "John Smith, PhD, MBA"),
        ("John Smith, Jr.", "John Smith, Jr."),
        ("Lee, PhD", "Lee, PhD"),
        ("Ann Lee, Recruiter", "Ann Lee, Recruiter"),
        ("Kurz,Max", "Max Kurz"),
        ("Kurz,", "Kurz"),
        ("Kurz, Max, Recruiting", "Max Kurz, Recruiting"),
        ("Max Kurz :)", "M Kurz"),
        ("(Hagen GmbH)", "M Kurz"),
        ("m.kurz@acme.example", "M Kurz"),
        ("", "M Kurz"),
    ],
)
def test_people_are_called_by_their_names(said: str, name: str) -> None:
    invited = f'ATTENDEE;CN="{said}":mailto:m.kurz@acme.example'
    (row,) = read(event("DTSTART:20261203T100000Z", invited))
    assert (row.cells["contact"], row.cells["company"]) == (name, "Acme")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters='"')))
def test_everybody_has_a_name_whatever_they_are_called(said: str) -> None:
    invited = f'ATTENDEE;CN="{said}":mailto:m.kurz@acme.example'
    (row,) = read(event("DTSTART:20261203T100000Z", invited))
    assert row.cells["contact"].strip()


def test_without_the_library_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(WorldError, match=r"pip .*install icalendar"):
        read(GOOGLE)
