"""Zones that only a calendar's file knows: by a name in it, else by the rules that clocks go by."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Say, takes_at_most
from followup.domain.errors import UsageError
from followup.domain.records import Hints, Rows
from followup.formats import icalendar


def change(kind: str, start: str, offsets: str, *rules: str) -> str:
    before, after = offsets.split()
    return "\r\n".join(
        (f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}",
         *rules, f"END:{kind}")
    )  # fmt: skip


LAST_SUNDAY = "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH="
BERLIN = (
    change("STANDARD", "16010101T030000", "+0200 +0100", LAST_SUNDAY + "10"),
    change("DAYLIGHT", "16010101T020000", "+0100 +0200", LAST_SUNDAY + "3"),
)
"""As Outlook writes it."""

NEW_YORK = (
    change("DAYLIGHT", "19870405T020000", "-0500 -0400",
           "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z"),
    change("STANDARD", "19671029T020000", "-0400 -0500",
           "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z"),
    change("DAYLIGHT", "20070311T020000", "-0500 -0400",
           "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=2SU;BYMONTH=3"),
    change("STANDARD", "20071104T020000", "-0400 -0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
)  # fmt: skip
"""With two ages of rules, and the hours of Lotus Notes."""

SYDNEY = (
    change("STANDARD", "20080406T030000", "+1100 +1000",
           "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU"),
    change("DAYLIGHT", "20081005T020000", "+1000 +1100", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10"),
)  # fmt: skip
KOLKATA = (change("STANDARD", "16010101T000000", "+0530 +0530"),)
DATED = (
    change("STANDARD", "20251026T030000", "+0200 +0100", "RDATE:20261025T030000,20271031T030000"),
    change("DAYLIGHT", "20260329T020000", "+0100 +0200", "RDATE:20270328T020000"),
)


OUTLOOK = "(UTC+01:00) Amsterdam, Berlin, Bern, Rome"


def zone(*changes: str, name: str = "Customized Time Zone", location: str = "") -> str:
    said = name.replace(",", "\\,")
    head = [f"X-LIC-LOCATION:{location}"] if location else []
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{said}", *head, *changes, "END:VTIMEZONE"])


def invitation(
    *zones: str, name: str = "Customized Time Zone", at: str = "20261203T140000", last: str = ""
) -> str:
    event = (
        "BEGIN:VEVENT", "UID:u1", "SUMMARY:Talk at Acme", f'DTSTART;TZID="{name}":{at}',
        last or "DURATION:PT45M", "END:VEVENT",
    )  # fmt: skip
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *zones, *event, "END:VCALENDAR", ""])


def read(text: str, own: str = "UTC") -> tuple[Rows, dict[str, str]]:
    found = icalendar.read(text.encode(), Hints(zone=own))
    (row,) = found.rows
    return found, {name: row.cells[name] for name in ("at", "zone")}


@pytest.mark.parametrize(
    ("name", "location", "wanted"),
    [
        ("Europe/Berlin", "", "Europe/Berlin"),
        ("Europe/Paris", "Europe/Berlin", "Europe/Paris"),
        ("W. Europe Standard Time", "", "Europe/Berlin"),
        ("/citadel.org/20260101_1/Europe/Berlin", "Europe/Berlin", "Europe/Berlin"),
        ("Mine", "Europe/Berlin", "Europe/Berlin"),
        (OUTLOOK, "W. Europe Standard Time", "Europe/Berlin"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_zone_with_a_name_is_known_by_it(name: str, location: str, wanted: str) -> None:
    defined = zone(*NEW_YORK, name=name, location=location)
    assert read(invitation(defined, name=name))[1] == {"at": "2026-12-03T14:00", "zone": wanted}
    late = invitation(name=name).replace("END:VCALENDAR", f"{defined}\r\nEND:VCALENDAR")
    assert read(late)[1] == {"at": "2026-12-03T14:00", "zone": wanted}, "wherever it stands"


@pytest.mark.parametrize(
    ("changes", "at", "instant"),
    [
        (BERLIN, "20261203T140000", "2026-12-03T13:00Z"),
        (BERLIN, "20270703T140000", "2027-07-03T12:00Z"),
        (BERLIN, "20261025T140000", "2026-10-25T13:00Z"),
        (BERLIN, "20260329T010000", "2026-03-29T00:00Z"),
        (NEW_YORK, "20261203T140000", "2026-12-03T19:00Z"),
        (NEW_YORK, "20260703T140000", "2026-07-03T18:00Z"),
        (NEW_YORK, "20060405T140000", "2006-04-05T18:00Z"),
        (SYDNEY, "20261203T140000", "2026-12-03T03:00Z"),
        (SYDNEY, "20260703T140000", "2026-07-03T04:00Z"),
        (KOLKATA, "20261203T140000", "2026-12-03T08:30Z"),
        (DATED, "20260703T140000", "2026-07-03T12:00Z"),
        (DATED, "20261203T140000", "2026-12-03T13:00Z"),
        (DATED, "20270703T140000", "2027-07-03T12:00Z"),
        (DATED, "20200703T140000", "2020-07-03T12:00Z"),
    ],
)
@pytest.mark.parametrize("name", ["Customized Time Zone", OUTLOOK, "2"])
def test_a_zone_without_one_is_known_by_its_rules(
    name: str, changes: tuple[str, ...], at: str, instant: str
) -> None:
    defined = zone(*changes, name=name)
    assert read(invitation(defined, name=name, at=at))[1] == {"at": instant, "zone": ""}
    late = invitation(name=name, at=at).replace("END:VCALENDAR", f"{defined}\r\nEND:VCALENDAR")
    assert read(late)[1] == {"at": instant, "zone": ""}, "wherever it stands"


def test_whose_time_it_is_is_said_unless_it_is_that_of_the_user() -> None:
    text = invitation(zone(*BERLIN))
    told, _ = read(text, "Asia/Tokyo")
    assert told.remarks[1:] == (
        'Line 18: its time zone, "Customized Time Zone", has no name that is known, so its start '
        "is told in yours: 2026-12-03 22:00 Asia/Tokyo.",
    )
    assert [read(text, own)[0].remarks[1:] for own in ("Europe/Berlin", "Africa/Lagos")] == [(), ()]


def test_the_interview_is_at_its_instant_in_the_zone_of_the_user(say: Say, tmp_path: Any) -> None:
    path = tmp_path / "invite.ics"
    path.write_text(invitation(zone(*NEW_YORK)))
    assert "2026-12-03 20:00 Europe/Berlin" in say("import", str(path), TZ="Europe/Berlin").err
    (one,) = say("list", "--json").json()
    assert (one["at"], one["zone"]) == ("2026-12-03T20:00:00+01:00", "Europe/Berlin")
    assert "0 added, 0 changed" in say("import", str(path), TZ="Europe/Berlin").out


@pytest.mark.parametrize(
    ("last", "minutes"),
    [
        ("DTEND;TZID=Customized Time Zone:20261203T151500", "75"),
        ("DTEND:20261203T191500Z", "15"),
        ("DTEND;TZID=Europe/Berlin:20261203T203000", "30"),
    ],
)
def test_an_end_may_be_told_in_another_zone(last: str, minutes: str) -> None:
    rows = icalendar.read(invitation(zone(*NEW_YORK), last=last).encode(), Hints()).rows
    assert [row.cells["minutes"] for row in rows] == [minutes]


def test_two_calendars_of_one_file_may_call_two_zones_the_same() -> None:
    both = invitation(zone(*BERLIN)) + invitation(zone(*NEW_YORK)).replace("u1", "u2")
    rows = icalendar.read(both.encode(), Hints()).rows
    assert [row.cells["at"] for row in rows] == ["2026-12-03T13:00Z", "2026-12-03T19:00Z"]


SECONDLY = change("STANDARD", "00010101T000000", "+0200 +0100", "RRULE:FREQ=SECONDLY")


@pytest.mark.parametrize(
    "defined",
    [
        zone(),
        zone(SECONDLY),
        zone(change("STANDARD", "16010101T000000", "+0200 +0100",
                    "RRULE:FREQ=YEARLY;BYHOUR=1,2;BYSECOND=1,2")),
        zone(change("STANDARD", "16010101T000000", "+0200 +0100", "RRULE:FREQ=YEARLY;COUNT=99999")),
        zone(*[KOLKATA[0]] * 1_000),
        zone("BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD"),
        zone("BEGIN:STANDARD", "DTSTART:16010101T000000", "END:STANDARD"),
        zone(change("STANDARD", "16010101T030000", "+0200 +0100", f"{LAST_SUNDAY}10;UNTIL=203010Z")),
    ],
)  # fmt: skip
def test_rules_that_no_clock_goes_by_are_refused_at_once(defined: str) -> None:
    last = "DTEND;TZID=Customized Time Zone:20261203T150000"
    with takes_at_most(5):
        with pytest.raises(
            UsageError, match=r'^Line \d+: "Customized Time Zone" is no known time zone'
        ):
            read(invitation(defined))
        with pytest.raises(UsageError, match="no known time zone"):
            icalendar.read(invitation(defined, name="UTC", last=last).encode(), Hints())


def test_a_zone_with_neither_name_nor_rules_is_refused_with_its_line() -> None:
    with pytest.raises(UsageError, match='Line 6, TZID: "Customized Time Zone" is not a known'):
        read(invitation())


KNOWN = {"Europe/Berlin": BERLIN, "America/New_York": NEW_YORK, "Australia/Sydney": SYDNEY}


@given(
    st.sampled_from(sorted(KNOWN)), st.datetimes(datetime(2009, 1, 1), datetime(2099, 1, 1))
)  # fmt: skip
def test_rules_say_what_iana_knows(name: str, local: datetime) -> None:
    wanted = {local.replace(tzinfo=ZoneInfo(name), fold=fold).utcoffset() for fold in (0, 1)}
    assert ahead(*KNOWN[name], local=local) in wanted


def ahead(*changes: str, local: datetime) -> timedelta | None:
    from icalendar import Calendar

    text = f"BEGIN:VCALENDAR\r\n{zone(*changes)}\r\nEND:VCALENDAR\r\n"
    (found,) = Calendar.from_ical(text).walk("VTIMEZONE")
    return icalendar.offset(found, local)
