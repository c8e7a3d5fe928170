"""Dates: the phrases of the product, what is refused and how, and zones with their odd days."""

import string
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.domain import dates
from followup.domain.dates import (
    Frame,
    NoDay,
    clock_apart,
    day_at_end,
    known_zone,
    moment,
    parse_day,
    parse_decision,
    parse_moment,
    parse_promise,
    past_hour,
    shown,
)
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.workdays import Workdays

SUNDAY = date(2026, 11, 22)
DAY = timedelta(days=1)
FRAME = Frame(SUNDAY, "Europe/Berlin")
EXAMPLES = 300
"""Hypothesis; 5,000 for a long run."""


def refusal(text: str, frame: Frame = FRAME) -> str:
    with pytest.raises(UsageError) as caught:
        parse_moment(text, frame)
    return str(caught.value)


# Days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-21"),
        ("sun", "2026-11-22"),
        ("fri", "2026-11-27"),
        ("tues", "2026-11-24"),
        ("Thurs.", "2026-11-26"),
        ("on friday", "2026-11-27"),
        ("next tue", "2026-11-24"),
        ("next sun", "2026-11-29"),
        ("this mon", "2026-11-23"),
        ("this sunday", "2026-11-22"),
        ("this friday", "2026-11-27"),
        ("the 5th", "2026-12-05"),
        ("the 11th", "2026-12-11"),
        ("22nd", "2026-11-22"),
        ("the 31st", "2026-12-31"),
        ("friday the 11th", "2026-12-11"),
        ("fri 20th", "2026-11-20"),
        ("day after tomorrow", "2026-11-24"),
        ("the day before yesterday", "2026-11-20"),
        ("weds", "2026-11-25"),
        ("tmrw", "2026-11-23"),
        ("2morrow", "2026-11-23"),
        ("yest", "2026-11-21"),
        ("last nite", "2026-11-21"),
        ("this morning", "2026-11-22"),
        ("12/25", "2026-12-25"),
        ("fri 27/11", "2026-11-27"),
        ("friday eod", "2026-11-27"),
        ("friday week", "2026-12-04"),
        ("sunday week", "2026-11-29"),
        ("tomorrow week", "2026-11-30"),
        ("a week on friday", "2026-12-04"),
        ("a week from tomorrow", "2026-11-30"),
        ("end of next week", "2026-11-27"),
        ("end of this week", "2026-11-27"),
        ("end of next month", "2026-12-31"),
        ("mon dec 1", "2025-12-01"),
        ("tue dec 1", "2026-12-01"),
        ("last thursday", "2026-11-19"),
        ("last sunday", "2026-11-15"),
        ("in 3 days", "2026-11-25"),
        ("3d", "2026-11-25"),
        ("+3d", "2026-11-25"),
        ("-3d", "2026-11-19"),
        ("3 days ago", "2026-11-19"),
        ("2w", "2026-12-06"),
        ("in 2 weeks", "2026-12-06"),
        ("two weeks from now", "2026-12-06"),
        ("2 weeks from today", "2026-12-06"),
        ("a week", "2026-11-29"),
        ("1w ago", "2026-11-15"),
        ("an year", "2027-11-22"),
        ("next week", "2026-11-29"),
        ("last week", "2026-11-15"),
        ("next month", "2026-12-22"),
        ("in 2 months", "2027-01-22"),
        ("5bd", "2026-11-27"),
        ("in 1 business day", "2026-11-23"),
        ("2 working days ago", "2026-11-19"),
        ("eow", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("am 3. Dezember", "2026-12-03"),
        ("3.12.", "2026-12-03"),
        ("nächsten Dienstag", "2026-11-24"),
        ("vor 2 Tagen", "2026-11-20"),
        ("sa", "2026-11-28"),
        ("in 2 mo", "2027-01-22"),
        ("dec 1", "2026-12-01"),
        ("dec 1st", "2026-12-01"),
        ("December 1, 2026", "2026-12-01"),
        ("1 dec", "2026-12-01"),
        ("1st of december 2026", "2026-12-01"),
        ("01-Dec-2026", "2026-12-01"),
        ("sept 3", "2027-09-03"),
        ("feb 29", "2028-02-29"),
        ("16. November 2026", "2026-11-16"),
        ("1. dec", "2026-12-01"),
        ("tue 1. dec.", "2026-12-01"),
        ("1.dec.2026", "2026-12-01"),
        ("tuesday, dec 1", "2026-12-01"),
        ("tuesday (dec 1)", "2026-12-01"),
        ("Tue 2026-12-01", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-1", "2026-12-01"),
        ("2026/12/01", "2026-12-01"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("05/05/2026", "2026-05-05"),
        ("  NEXT \u00a0 Tue ", "2026-11-24"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert parse_day(text, FRAME) == date.fromisoformat(day)
    assert parse_day(text.upper(), FRAME) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "look", "day"),
    [
        ("sunday", "ahead", "2026-11-22"),
        ("sunday", "back", "2026-11-22"),
        ("sunday", "later", "2026-11-29"),
        ("saturday", "ahead", "2026-11-28"),
        ("saturday", "back", "2026-11-21"),
        ("saturday", "later", "2026-11-28"),
        ("nov 22", "ahead", "2026-11-22"),
        ("nov 22", "back", "2026-11-22"),
        ("dec 1", "back", "2025-12-01"),
        ("feb 29", "back", "2024-02-29"),
        ("dec 1", "later", "2026-12-01"),
        ("next tue", "back", "2026-11-24"),
        ("3d", "back", "2026-11-25"),
        ("this friday", "back", "2026-11-27"),
        ("friday week", "back", "2026-12-04"),
        ("the 5th", "back", "2026-11-05"),
        ("the 5th", "near", "2026-12-05"),
        ("the 7th", "near", "2026-11-07"),
        ("saturday", "near", "2026-11-21"),
        ("wednesday", "near", "2026-11-25"),
        ("sunday", "near", "2026-11-22"),
        ("this saturday", "near", "2026-11-28"),
        ("next saturday", "near", "2026-11-28"),
        ("dec 4", "near", "2026-12-04"),
        ("nov 4", "near", "2026-11-04"),
        ("mar 1", "near", "2027-03-01"),
        ("fri 4 dec", "near", "2026-12-04"),
        ("thu 4 dec", "near", "2025-12-04"),
        ("thu 4 dec", "ahead", "2025-12-04"),
    ],
)
def test_the_frame_says_where_to_look(text: str, look: str, day: str) -> None:
    assert parse_day(text, Frame(SUNDAY, look=look)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("eow", "2026-11-27", "2026-11-27"),
        ("eow", "2026-11-28", "2026-12-04"),
        ("eom", "2028-02-01", "2028-02-29"),
        ("in 1 month", "2027-01-31", "2027-02-28"),
        ("in 2 months", "2027-01-31", "2027-03-31"),
        ("1 year ago", "2028-02-29", "2027-02-28"),
        ("next friday", "2026-11-27", "2026-12-04"),
        ("last friday", "2026-11-27", "2026-11-20"),
        ("feb 29", "2096-03-01", "2104-02-29"),
    ],
)
def test_weeks_and_months_end_where_the_calendar_says(text: str, today: str, day: str) -> None:
    assert parse_day(text, Frame(date.fromisoformat(today))) == date.fromisoformat(day)


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_the_configured_order_decides(order: str, day: str) -> None:
    frame = Frame(SUNDAY, order=order)
    assert parse_day("03/04/2026", frame) == date.fromisoformat(day)
    assert parse_day("31/12/2026", frame) == parse_day("12/31/2026", frame) == date(2026, 12, 31)


def test_business_days_are_those_of_the_calendar() -> None:
    workdays = Workdays(holidays={date(2026, 11, 26): "Thanksgiving"})
    assert parse_day("5bd", Frame(SUNDAY, workdays=workdays)) == date(2026, 11, 30)


# Moments


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("yesterday 3pm", "2026-11-21 15:00"),
        ("friday 10:30", "2026-11-27 10:30"),
        ("friday at 10:30", "2026-11-27 10:30"),
        ("1 dec 9am", "2026-12-01 09:00"),
        ("dec 1 9.30 a.m.", "2026-12-01 09:30"),
        ("December 1, 2026 3:30 pm", "2026-12-01 15:30"),
        ("1 december 2026 15:00", "2026-12-01 15:00"),
        ("3pm tomorrow", "2026-11-23 15:00"),
        ("3pm", "2026-11-22 15:00"),
        ("noon", "2026-11-22 12:00"),
        ("12am", "2026-11-22 00:00"),
        ("12:05 PM", "2026-11-22 12:05"),
        ("14h30", "2026-11-22 14:30"),
        ("0:00", "2026-11-22 00:00"),
        ("2026-12-01T15:00", "2026-12-01 15:00"),
        ("2026-12-01t15:00:00.000", "2026-12-01 15:00"),
        ("2026-12-01 15:00:00", "2026-12-01 15:00"),
        ("2026-12-01T15:00Z", "2026-12-01 16:00"),
        ("2026-12-01T15:00+05:30", "2026-12-01 10:30"),
        ("2026-12-01 15:00 -0800", "2026-12-02 00:00"),
        ("2026-12-01T15:00-08", "2026-12-02 00:00"),
        ("2026-12-01T15:00+14:00", "2026-12-01 02:00"),
        ("November 18, 2026 3:00 PM (GMT+1)", "2026-11-18 15:00"),
        ("15:00 GMT+2", "2026-11-22 14:00"),
        ("15:00 UTC+01:00", "2026-11-22 15:00"),
        ("15:00 (UTC -5)", "2026-11-22 21:00"),
        ("3pm GMT+0530 tomorrow", "2026-11-23 10:30"),
        ("15:00 utc+5:30", "2026-11-22 10:30"),
        ("1. dec 9.30pm", "2026-12-01 21:30"),
    ],
)
def test_a_moment_is_read_in_the_zone_of_the_frame(text: str, local: str) -> None:
    said = parse_moment(text, FRAME)
    assert f"{said.day} {said.at:%H:%M}" == local
    assert said.zone == "Europe/Berlin"
    assert said.starts == datetime.fromisoformat(local).replace(tzinfo=known_zone(said.zone))
    assert said.starts.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "local", "zone"),
    [
        ("2026-12-01 15:00 America/New_York", "2026-12-01 15:00", "America/New_York"),
        ("2026-12-01T15:00[America/New_York]", "2026-12-01 15:00", "America/New_York"),
        ("2026-12-01T15:00Z[America/New_York]", "2026-12-01 10:00", "America/New_York"),
        ("tomorrow 3pm Asia/Tokyo", "2026-11-23 15:00", "Asia/Tokyo"),
        ("3pm tomorrow Asia/Tokyo", "2026-11-23 15:00", "Asia/Tokyo"),
        ("tomorrow 3pm UTC", "2026-11-23 15:00", "UTC"),
        ("tomorrow 3pm (Asia/Tokyo)", "2026-11-23 15:00", "Asia/Tokyo"),
        ("3pm (UTC+9) Asia/Tokyo", "2026-11-22 15:00", "Asia/Tokyo"),
        ("tomorrow 3pm Japan", "2026-11-23 15:00", "Japan"),
    ],
)
def test_a_phrase_may_end_with_its_zone(text: str, local: str, zone: str) -> None:
    said = parse_moment(text, FRAME)
    assert (f"{said.day} {said.at:%H:%M}", said.zone) == (local, zone)


@pytest.mark.parametrize(
    ("text", "local", "zone"),
    [
        ("2026-07-14 15:00 ET", "2026-07-14 15:00", "America/New_York"),
        ("2026-07-14 15:00 EST", "2026-07-14 15:00", "America/New_York"),
        ("3pm ct tomorrow", "2026-11-23 15:00", "America/Chicago"),
        ("tomorrow 3pm PT", "2026-11-23 15:00", "America/Los_Angeles"),
        ("tomorrow 3pm MT", "2026-11-23 15:00", "America/Denver"),
        ("tomorrow 3pm CEST", "2026-11-23 15:00", "Europe/Berlin"),
        ("tomorrow 3pm (BST)", "2026-11-23 15:00", "Europe/London"),
        ("tomorrow 3pm WET", "2026-11-23 15:00", "Europe/Lisbon"),
    ],
)
def test_an_abbreviation_is_answered_with_the_zone_it_means(
    text: str, local: str, zone: str
) -> None:
    said = parse_moment(text, FRAME)
    assert (f"{said.day} {said.at:%H:%M}", said.zone) == (local, zone)
    assert f"is taken as {zone}." in said.remark


@pytest.mark.parametrize(("name", "zone"), [("ET", "America/New_York"), ("CEST", "Europe/Berlin")])
def test_an_abbreviation_alone_names_the_zone_it_means(name: str, zone: str) -> None:
    with pytest.raises(UsageError, match=f"write {zone}"):
        known_zone(name)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("in 2 hours", "2026-11-23 00:10"),
        ("in half an hour", "2026-11-22 22:40"),
        ("in 90 minutes", "2026-11-22 23:40"),
        ("an hour from now", "2026-11-22 23:10"),
        ("half an hour ago", "2026-11-22 21:40"),
        ("2h ago", "2026-11-22 20:10"),
    ],
)
def test_hours_are_counted_from_now(text: str, local: str) -> None:
    now = datetime(2026, 11, 22, 22, 10, 30, tzinfo=known_zone("Europe/Berlin"))
    said = parse_moment(text, Frame(SUNDAY, "Europe/Berlin", now=now))
    assert f"{said.day} {said.at:%H:%M}" == local


def test_a_guessed_day_is_said_in_full_with_the_other_one() -> None:
    near = Frame(date(2026, 12, 1), "Europe/Berlin", look="near")
    assert parse_moment("june 4 2pm", near).remark == (
        '"june 4 2pm" is taken as Thursday, 4 June 2026; if it was the other one, '
        'write "2027-06-04 14:00".'
    )
    assert parse_moment("fri", near).remark.endswith('write "2026-11-27".')
    assert parse_moment("dec 4 2pm", near).remark == "", "the other one is a year off"
    for text in ("fri 4 dec", "2026-12-04", "dec 4 2026", "tomorrow", "next fri", "tue", "3d"):
        assert parse_moment(text, near).remark == ""


def test_a_day_as_near_both_ways_is_the_past_one() -> None:
    assert parse_day("jan 1", Frame(date(2028, 7, 2), look="near")) == date(2028, 1, 1)
    assert parse_day("1st", Frame(date(2026, 4, 16), look="near")) == date(2026, 4, 1)


def test_a_day_without_a_time_starts_at_its_first_moment() -> None:
    said = parse_moment("dec 1", FRAME)
    assert (said.day, said.at, said.remark) == (date(2026, 12, 1), None, "")
    assert said.starts == datetime(2026, 11, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "next_existing"),
    [
        ("2026-03-29 02:00", "Europe/Berlin", "2026-03-29 03:00"),
        ("2026-03-29 02:59", "Europe/Berlin", "2026-03-29 03:00"),
        ("2026-03-08 02:30", "America/New_York", "2026-03-08 03:00"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-04 02:30"),
        ("2024-03-30 23:30", "America/Nuuk", "2024-03-31 00:00"),
        ("2011-12-30 10:00", "Pacific/Apia", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_does_not_exist_is_refused(local: str, zone: str, next_existing: str) -> None:
    sentence = refusal(f"{local} {zone}")
    assert f"{local} does not exist in {zone}" in sentence
    assert next_existing in sentence
    assert parse_moment(f"{next_existing} {zone}", FRAME).remark == ""


@pytest.mark.parametrize(
    ("local", "zone", "first"),
    [
        ("2026-10-25 02:00", "Europe/Berlin", "2026-10-25 00:00"),
        ("2026-10-25 02:59", "Europe/Berlin", "2026-10-25 00:59"),
        ("2026-11-01 01:30", "America/New_York", "2026-11-01 05:30"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04 14:45"),
    ],
)
def test_of_a_time_that_exists_twice_the_first_is_taken(local: str, zone: str, first: str) -> None:
    said = parse_moment(f"{local} {zone}", FRAME)
    assert said.starts == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert said.remark == f"{local} comes twice in {zone}: the first is taken."


@pytest.mark.parametrize(
    ("local", "zone"),
    [
        ("2026-03-29 01:59", "Europe/Berlin"),
        ("2026-03-29 03:00", "Europe/Berlin"),
        ("2026-10-25 03:00", "Europe/Berlin"),
        ("2026-04-05 01:29", "Australia/Lord_Howe"),
        ("2026-03-29 02:30", "Asia/Tokyo"),
        ("2026-10-25 02:30", "Asia/Kolkata"),
        ("2011-12-31 00:00", "Pacific/Apia"),
    ],
)
def test_beside_the_odd_hours_nothing_is_odd(local: str, zone: str) -> None:
    said = parse_moment(f"{local} {zone}", FRAME)
    assert (f"{said.day} {said.at:%H:%M}", said.remark) == (local, "")


@pytest.mark.parametrize(("text", "which"), [("00:30Z", "first"), ("01:30Z", "second")])
def test_an_instant_is_kept_where_its_time_comes_twice(text: str, which: str) -> None:
    said = parse_moment(f"2026-10-25T{text}", FRAME)
    assert said.at == time(2, 30)
    assert f"{said.starts:%H:%MZ}" == text
    assert f"the {which} is meant" in said.remark


def test_a_day_may_begin_late_or_be_missing() -> None:
    beirut = moment(date(2022, 3, 27), None, "Asia/Beirut")
    assert beirut.starts == datetime(2022, 3, 26, 22, tzinfo=UTC)
    with pytest.raises(UsageError, match="2011-12-30 does not exist in Pacific/Apia"):
        moment(date(2011, 12, 30), None, "Pacific/Apia")


def test_known_parts_are_checked_like_typed_ones() -> None:
    said = moment(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Berlin")
    assert said == parse_moment("2026-10-25 02:30", FRAME)
    with pytest.raises(UsageError, match="does not exist"):
        moment(date(2026, 3, 29), time(2, 30), "Europe/Berlin")


def test_a_day_whose_first_hour_comes_twice_needs_no_remark() -> None:
    said = moment(date(2026, 11, 1), None, "America/Havana")
    assert (said.starts, said.remark) == (datetime(2026, 11, 1, 4, tzinfo=UTC), "")


def test_a_day_counted_out_of_reach_is_refused() -> None:
    with pytest.raises(UsageError, match="from 1970 to 2199"):
        parse_day("in 300 years", FRAME)


def test_the_years_of_known_parts_are_checked_too() -> None:
    with pytest.raises(UsageError, match="from 1970 to 2199"):
        moment(date.min, None, "Asia/Tokyo")


# Refusals


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "missing"),
        (" , ", "missing"),
        ("03/04/2026", "write 2026-04-03 or 2026-03-04"),
        ("3.4.2026", "write 2026-04-03 or 2026-03-04"),
        ("12", '"12:00" or "12pm" or "12 nov" or "12d"'),
        ("9", '"9:00" or "9pm" or "9 nov" or "9d"'),
        ("9.30", '"9:30" or "30 sep"'),
        ("17/25", "no month 17"),
        ("3/4", '"3 apr" or "4 mar"'),
        ("friday 9", '"friday 9:00" or "friday 9pm"'),
        ("in 3", '"in 3d"'),
        ("14h", '"14:00"'),
        ("99", '"99d"'),
        ("2026-02-30", "February 2026 has 28 days"),
        ("feb 30", "February 2026 has 28 days"),
        ("30/02/2026", "February 2026 has 28 days"),
        ("dec 0", "not 0"),
        ("31/31/2026", "no month 31"),
        ("2026-13-01", "no month 13"),
        ("friday dec 1", "2026-12-01 is a Tuesday"),
        ("fri 12/31/2026", "2026-12-31 is a Thursday"),
        ("1969-12-31", "from 1970 to 2199"),
        ("2200-01-01", "from 1970 to 2199"),
        ("0000-01-01", "from 1970 to 2199"),
        ("1970-01-01T00:00+14:00", "from 1970 to 2199"),
        ("in 300 years", "from 1970 to 2199"),
        ("in 1001 days", "too far"),
        ("9" * 100 + "d", "too far"),
        ("25:00", "0:00 to 23:59"),
        ("9:60", "0:00 to 23:59"),
        ("9:60pm", "0:00 to 23:59"),
        ("13pm", "1 to 12"),
        ("0am", "1 to 12"),
        ("2026-12-01T15:00:30", "15:00:30"),
        ("15:00+99:00", "no offset"),
        ("15:00+01:60", "no offset"),
        ("15:00+14:01", "no offset"),
        ("tomorow 3pm", 'write "tomorrow 3pm"'),
        ("3pm tomorow", 'write "3pm tomorrow"'),
        ("wendesday", 'write "wednesday"'),
        ("tomorrow 3pm berlin", "write Europe/Berlin"),
        ("3pm CST", "write America/Chicago or Asia/Shanghai"),
        ("3pm ist tomorrow", "write Asia/Kolkata or Europe/Dublin"),
        ("in 2 hours", "2026-12-01"),
        ("the 32nd", "from 1 to 31"),
        ("fri the 12th", "2026-12-12 is a Saturday"),
        ("friday utc", "write UTC"),
        ("friday []", "not a clear date"),
        ("fri 99", "2026-12-01"),
        ("31/12/26", "write 2026-12-31 or 31/12/2026"),
        ("fri 13.11.26 15:00", "write 2026-11-13 or 13.11.2026"),
        ("18-Nov-26", '"18-Nov-26" has a year of two digits: write 2026-11-18 or 18-Nov-2026.'),
        ("18 Nov 26", "write 2026-11-18 or 18 Nov 2026"),
        ("wed 18. Nov. 26 15:00", "write 2026-11-18 or 18. Nov 2026"),
        ("Nov 18, 26", "write 2026-11-18 or Nov 18 2026"),
        ("29-feb-26", "February 2026 has 28 days"),
        ("1 dec 10", '"1 dec 10:00" or "1 dec 10pm"'),
        ("1-dec-10", "write 2010-12-01 or 1-dec-2010"),
        ("46345", "format that column as a date, or write 2026-11-19."),
        ("46345.625", "or write 2026-11-19 15:00."),
        ("30000", "or write 1982-02-18."),
        ("59999.9999", "or write 2064-04-08."),
        ("94105", "2026-12-01"),
        ("today noon today", "not a clear date"),
        ("15:00 GMT+99", "no offset"),
        ("15:00 (GMT", "not a clear date"),
        ("1(2) dec", "not a clear date"),
        ("()", "missing"),
        ("05.11.26", '"05.11.2026" can be read in two ways'),
        ("99.99.26", "no month 99"),
        ("5/11/2026", "write 2026-11-05 or 2026-05-11. Once"),
        ("05.11.2026", "followup config set dates.order dmy"),
        ("20261201", "2026-12-01"),
        ("3pm 4pm", "2026-12-01"),
        ("ad", "2026-12-01"),
        ("next", "2026-12-01"),
        ("\u0663 days", "digits other than 0 to 9"),
        ("2026-12-0\uff11", "digits other than 0 to 9"),
        ("\u017funday", "not a clear date"),
        ("x" * 201, "too long"),
    ],
)
def test_a_refusal_says_what_to_write(text: str, hint: str) -> None:
    assert hint in refusal(text)
    assert len(refusal(text)) < 200


@pytest.mark.parametrize("text", ["friday 10:30", "dec 1 noon", "3pm", "2026-12-01T09:00"])
def test_where_a_day_is_wanted_a_time_is_passed_over(text: str) -> None:
    assert parse_day(text, FRAME) == parse_moment(text, FRAME).day


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("soon", '"soon"'),
        ("a\x1b[31m\x9b\u202eb\u2028\ud800", '"a\ufffd[31m\ufffd\ufffdb\ufffd\ufffd"'),
        ("x" * 60, '"' + "x" * 60 + '"'),
        ("x" * 61, '"' + "x" * 59 + '…"'),
    ],
)
def test_what_was_typed_is_shown_safely(text: str, quoted: str) -> None:
    assert shown(text) == quoted


# Promises


@pytest.mark.parametrize(
    ("text", "day", "what"),
    [
        ("wednesday: send the dashboard link", "2026-11-25", "send the dashboard link"),
        ("fri - send Dale the SOP: short", "2026-11-27", "send Dale the SOP: short"),
        ("in 1 week: page 2 - 3", "2026-11-29", "page 2 - 3"),
        ("in 1 week", "2026-11-29", ""),
        ("friday:", "2026-11-27", ""),
        ("text her pics of my work by friday", "2026-11-27", "text her pics of my work"),
        ("tell her how it goes, end of jan", "2027-01-31", "tell her how it goes"),
        ("text her my card tomorrow", "2026-11-23", "text her my card"),
        ("by monday send her my sheets", "2026-11-23", "send her my sheets"),
        ("friday send it", "2026-11-27", "send it"),
        ("send pics tonight", "2026-11-22", "send pics"),
        ("friday:call at 15:00: briefly", "2026-11-27", "call at 15:00: briefly"),
        ("2026-12-01:3 slides", "2026-12-01", "3 slides"),
        ("2026-12-01:300 slides", "2026-12-01", "300 slides"),
        ("2026-12-01: " + "long " * 100, "2026-12-01", ("long " * 100).strip()),
        ("friday send it ", "2026-11-27", "send it"),
        ("this weekend: send pics", "2026-11-22", "send pics"),
        ("send pics over the weekend", "2026-11-22", "send pics"),
        ("by the weekend: send pics", "2026-11-27", "send pics"),
        ("asap: send it", "2026-11-23", "send it"),
        ("send her my portfolio, asap", "2026-11-23", "send her my portfolio"),
        ("right away: send it", "2026-11-23", "send it"),
        ("12/3: send it", "2026-12-03", "send it"),
        ("monday or tuesday: call", "2026-11-24", "call"),
        ("friday eod: send it", "2026-11-27", "send it"),
        ("this evening: send it", "2026-11-22", "send it in the evening"),
        ("tomorrow morning: call", "2026-11-23", "call in the morning"),
        ("send the deck on friday to Tom", "2026-11-27", "send the deck to Tom"),
        ("call her friday after lunch", "2026-11-27", "call her after lunch"),
        ("send it next week", "2026-11-29", "send it"),
        ("übermorgen: die Mappe", "2026-11-24", "die Mappe"),
        ("Di.: das Zeugnis", "2026-11-24", "das Zeugnis"),
        ("bis Mi.: das Zeugnis", "2026-11-25", "das Zeugnis"),
        ("heut abend noch: die Karte", "2026-11-22", "die Karte"),
        ("noch heute: die Karte", "2026-11-22", "die Karte"),
        ("weekend: the photos", "2026-11-22", "the photos"),
        ("bis freitag den Plan mailen", "2026-11-27", "den Plan mailen"),
    ],
)
def test_a_promise_is_a_day_and_perhaps_words(text: str, day: str, what: str) -> None:
    assert parse_promise(text, FRAME) == (date.fromisoformat(day), what)


@pytest.mark.parametrize(
    ("text", "what", "apart"),
    [
        ("thursday noon: send the log.", "send the log by noon", ("send the log", "noon")),
        ("by friday 3 pm: the log", "the log by 3 pm", ("the log", "3 pm")),
        (
            "send my ticket by thursday 16:00",
            "send my ticket by 16:00",
            ("send my ticket", "16:00"),
        ),
        ("friday at 5pm", "by 5pm", ("", "5pm")),
        ("friday 3pm: ring her", "ring her at 3pm", ("ring her at 3pm", "")),
        ("friday 3pm: send it by 2pm", "send it by 2pm", ("send it", "2pm")),
        ("friday 9:00 America/New_York: the log", "the log by 15:00", ("the log", "15:00")),
        ("friday: send it at half past 4", "send it at half past 4", ("send it", "half past 4")),
        ("friday: the plan by Tom", "the plan by Tom", ("the plan by Tom", "")),
    ],
)
def test_the_time_of_day_of_a_promise_goes_with_its_words(
    text: str, what: str, apart: tuple[str, str]
) -> None:
    assert parse_promise(text, FRAME)[1] == what
    assert clock_apart(what) == apart


@pytest.mark.parametrize(
    ("text", "day", "what"),
    [
        ("ring Al on sunday at half past 4", "2026-11-29", "ring Al at half past 4"),
        ("sunday 4pm: ring Al", "2026-11-29", "ring Al at 4pm"),
        ("sunday: send it by noon", "2026-11-29", "send it by noon"),
        ("ring Al on sunday at half past 6", "2026-11-22", "ring Al at half past 6"),
        ("sunday: the plan for the noon train", "2026-11-22", "the plan for the noon train"),
        ("monday 9am: ring Al", "2026-11-23", "ring Al at 9am"),
        ("today 9am: ring Al", "2026-11-22", "ring Al at 9am"),
        ("today 9pm CET: send it", "2026-11-22", "send it by 9pm"),
        ("today 10pm JST: send it", "2026-11-22", "send it by 14:00"),
        ("23 nov 5am JST: send it", "2026-11-22", "send it by 21:00"),
    ],
)
def test_an_hour_of_a_promise_that_is_past_today_is_of_the_next_such_day(
    text: str, day: str, what: str
) -> None:
    now = datetime(2026, 11, 22, 17, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    frame = replace(FRAME, now=now)
    assert parse_promise(text, frame) == (date.fromisoformat(day), what)
    assert ("Sunday, 29 November" in past_hour(text, frame)) == (day == "2026-11-29")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (": send it", "missing"),
        ("soon: send it", '"soon" is not'),
        ("send the plan for friday", "after a colon"),
        ("send it on time", "after a colon"),
        ("send a, b and c", "after a colon"),
    ],
)
def test_a_promise_without_a_day_is_refused(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        parse_promise(text, FRAME)


# Zones


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"])
def test_a_known_zone_is_found(name: str) -> None:
    assert known_zone(name).key == name


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("utc", "UTC"),
        ("GMT+1", "Europe/Berlin"),
        ("Europe", "Europe/Berlin"),
        ("a" * 300, "Europe/Berlin"),
        ("../x", "Europe/Berlin"),
        ("/etc/localtime", "Europe/Berlin"),
        ("right/Europe/Berlin", "Europe/Berlin"),
        ("localtime", "Europe/Berlin"),
        ("zone.tab", "Europe/Berlin"),
        ("\0", "Europe/Berlin"),
        ("\ud800", "Europe/Berlin"),
        ("", "Europe/Berlin"),
    ],
)
def test_an_unknown_zone_is_refused_with_a_likely_one(name: str, likely: str) -> None:
    with pytest.raises(UsageError, match=f"not a known time zone: write .*{likely}"):
        known_zone(name)


# Whatever is typed

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
WEEKDAYS = st.sampled_from(["mon", "Tues", "WED", "thursday", "fri", "sat", "sun"])
LOOKS = st.sampled_from(["ahead", "back", "later", "near"])
FRAMES = st.builds(
    Frame,
    today=DAYS,
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Apia", "Africa/Monrovia", "no/where"]),
    look=LOOKS,
    order=st.sampled_from(["", "dmy", "mdy"]),
)
WORDS = [
    *(
        "today",
        "tomorrow",
        "fri",
        "monday",
        "next",
        "last",
        "this",
        "in",
        "ago",
        "at",
        "noon",
        "on",
        "hours",
        "ET",
        "5th",
    ),
    *("dec", "february", "of", "the", "a", "d", "w", "days", "months", "years", "bd", "eow", "eom"),
    *("0", "1", "2", "3rd", "12", "29", "30", "31", "99", "1970", "2026", "2199", "2200", "9999"),
    *("-", "+", "/", ".", ":", ",", "T", "h", "am", "p.m.", "Z", "+01:00", "-12", "[", "]", " "),
    *("(", ")", "GMT+1", "(UTC-08:00)", "18.", "46345", "46345.5"),
    *("UTC", "Europe/Berlin", "[Asia/Tokyo]", "berlin", "2026-02-29", "10:30", "02:30", "24:00"),
    *("2011-12-30", "03/04/2026", "tomorow", "\u0663", "\u202e", "\x1b", "I", "\u0130"),
]
PHRASES = st.one_of(
    st.text(max_size=20),
    st.text(string.digits + "/-.:TZ+ ", max_size=20),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(PHRASES, FRAMES)
def test_a_moment_is_of_its_day_and_within_the_years(text: str, frame: Frame) -> None:
    try:
        said = parse_moment(text, frame)
    except UsageError:
        return
    local = said.starts.astimezone(known_zone(said.zone))
    assert said.day.year in dates.YEARS
    assert local.date() == said.day
    assert said.at in (None, local.time().replace(fold=0))


@settings(max_examples=EXAMPLES)
@given(PHRASES, FRAMES)
def test_case_and_space_do_not_matter(text: str, frame: Frame) -> None:
    def read(phrase: str) -> date | None:
        try:
            return parse_day(phrase, frame)
        except UsageError:
            return None

    if text.isascii():
        assert read(text) == read(text.upper()) == read(f"  {text.replace(' ', '  ')} ")


@settings(max_examples=EXAMPLES)
@given(DAYS, FRAMES)
def test_a_written_day_is_read_back(day: date, frame: Frame) -> None:
    written = (
        f"{day}",
        f"{day:%d %B %Y}",
        f"{day:%d. %b %Y}",
        f"{day:%b %d, %Y}",
        f"{day:%A %Y/%m/%d}",
    )
    assert {parse_day(text, frame) for text in written} == {day}


@settings(max_examples=EXAMPLES)
@given(st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30)))
def test_an_instant_is_read_back(instant: datetime) -> None:
    instant = instant.replace(second=0, microsecond=0, tzinfo=UTC)
    assert parse_moment(instant.isoformat(), FRAME).starts == instant


@settings(max_examples=EXAMPLES)
@given(WEEKDAYS, DAYS, LOOKS)
def test_a_bare_weekday_is_within_a_week_on_its_side(word: str, today: date, look: str) -> None:
    if not date(1970, 1, 8) < today < date(2199, 12, 24):
        return
    away = (parse_day(word, Frame(today, look=look)) - today).days
    assert (
        away
        in {"ahead": range(7), "back": range(-6, 1), "later": range(1, 8), "near": range(-3, 4)}[
            look
        ]
    )


@settings(max_examples=EXAMPLES)
@given(WEEKDAYS, st.dates(date(1970, 2, 1), date(2199, 12, 1)))
def test_weeks_begin_on_monday(word: str, today: date) -> None:
    last, this, next_ = (
        parse_day(f"{which} {word}", Frame(today)) for which in ("last", "this", "next")
    )
    monday = today - today.weekday() * DAY
    assert next_ - 14 * DAY < monday <= next_ - 7 * DAY
    assert today - 7 * DAY <= last < today <= this < today + 7 * DAY
    assert last.weekday() == this.weekday() == next_.weekday()


@settings(max_examples=EXAMPLES)
@given(st.dates(date(1980, 1, 1), date(2190, 12, 31)), DAYS)
def test_a_day_without_a_year_is_the_nearest_on_its_side(today: date, day: date) -> None:
    ahead = parse_day(f"{day:%d %b}", Frame(today, look="ahead"))
    back = parse_day(f"{day:%d %b}", Frame(today, look="back"))
    assert back <= today <= ahead
    assert (back.month, back.day) == (ahead.month, ahead.day) == (day.month, day.day)
    assert ahead.year - back.year <= (8 if (day.month, day.day) == (2, 29) else 1)


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 1000), st.dates(date(1990, 1, 1), date(2170, 1, 1)))
def test_counting_there_and_back(count: int, today: date) -> None:
    ahead = parse_day(f"{count}d", Frame(today))
    assert ahead - today == count * DAY
    assert parse_day(f"{count} days ago", Frame(ahead)) == today
    assert parse_day(f"-{count}d", Frame(ahead)) == today


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("wk of 30 nov", date(2026, 12, 4)),
        ("w/c 7 dec", date(2026, 12, 11)),
        ("~2 wks", date(2026, 12, 3)),
        ("about 3 weeks", date(2026, 12, 10)),
        ("mon prob", date(2026, 11, 23)),
        ("dec 4?", date(2026, 12, 4)),
        ("nxt wed", date(2026, 11, 25)),
        ("this coming friday", date(2026, 11, 20)),
        ("said he'd ring by the weekend, we'll see", date(2026, 11, 20)),
        ("end of november", date(2026, 11, 30)),
        ("a fortnight", date(2026, 12, 3)),
        ("fortnight", date(2026, 12, 3)),
        ("end of wk", date(2026, 11, 20)),
        ("Fri-ish", date(2026, 11, 20)),
        ("wk 49", date(2026, 12, 4)),
        ("they're picking someone Weds I think", date(2026, 11, 25)),
        ("next week", date(2026, 11, 27)),
        ("w/e", date(2026, 11, 20)),
        ("the 10th of December", date(2026, 12, 10)),
        ("11/30", date(2026, 11, 30)),
        ("30/11", date(2026, 11, 30)),
        ("12/12", date(2026, 12, 12)),
        ("this week", date(2026, 11, 20)),
        ("by the first of december", date(2026, 12, 1)),
        ("end of next week, they've one more to see", date(2026, 11, 27)),
        ("bis Fr", date(2026, 11, 20)),
        ("wohl nächste Woche", date(2026, 11, 27)),
        ("in 14 Tagen", date(2026, 12, 3)),
        ("do, 3.12.", date(2026, 12, 3)),
        ("bis zum 4. Dezember", date(2026, 12, 4)),
        ("bis Ende der Woche", date(2026, 11, 20)),
        ("KW 49", date(2026, 12, 4)),
        ("calendar week 2", date(2027, 1, 15)),
        ("she said fri latest", date(2026, 11, 20)),
        ("he said probly monday", date(2026, 11, 23)),
        ("they said 2 weeks", date(2026, 12, 3)),
        ("tues or weds", date(2026, 11, 25)),
        ("mon/tue", date(2026, 11, 24)),
        ("monday or tuesday next week", date(2026, 11, 24)),
        ("thurs", date(2026, 11, 26)),
        ("next friday or so", date(2026, 11, 27)),
        ("fri 12/4", date(2026, 12, 4)),
        ("eod friday", date(2026, 11, 20)),
        ("dec 10ish", date(2026, 12, 10)),
        ("no later than friday", date(2026, 11, 20)),
        ("sometime next week", date(2026, 11, 27)),
        ("week after next", date(2026, 12, 4)),
        ("Monday after next", date(2026, 11, 30)),
        ("Fri pm", date(2026, 11, 20)),
        ("end of next week ish", date(2026, 11, 27)),
        ("by month end", date(2026, 11, 30)),
        ("They will telephone on the 30th.", date(2026, 11, 30)),
        ("she's sleeping on it, will text tuesday", date(2026, 11, 24)),
        ("her and her sister are deciding over the weekend", date(2026, 11, 20)),
        ("an answer within ten days", date(2026, 11, 29)),
        ("she'll ring me weds she reckons", date(2026, 11, 25)),
        ("the week after 30 nov", date(2026, 12, 11)),
        ("2-3 wks", date(2026, 12, 10)),
        ("one or two weeks", date(2026, 12, 3)),
        ("within 10 days", date(2026, 11, 29)),
        ("a couple of weeks", date(2026, 12, 3)),
        ("2 weeks from friday", date(2026, 12, 4)),
        ("by christmas", date(2026, 12, 24)),
        ("before Thanksgiving", date(2026, 11, 25)),
        ("the week after thanksgiving", date(2026, 12, 4)),
    ],
)
def test_a_decision_is_read_as_people_jot_it(text: str, day: date) -> None:
    holidays = Workdays(holidays={date(2026, 11, 26): "Thanksgiving Day"})
    assert parse_decision(text, Frame(date(2026, 11, 19), workdays=holidays)) == day


def test_a_decision_of_two_numbers_asks_for_the_month_alone() -> None:
    frame = Frame(date(2026, 11, 19))
    with pytest.raises(UsageError, match='write "1 dec" or "12 jan"'):
        parse_decision("1/12", frame)
    assert parse_decision("3/12", frame) == date(2026, 12, 3), "the other one is months away"
    assert parse_decision("3/12", replace(frame, order="mdy")) == date(2027, 3, 12)
    assert parse_decision("3/12", replace(frame, order="dmy")) == date(2026, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "early dec", "mid December", "before thanksgiving hopefully", "a few days",
        "mid-december", "in a few weeks", "early next week", "by easter", "after Christmas",
        "the week after", "soon", "asap", "tbc", "Anfang Januar", "vor Weihnachten", "when the new head is back", "first week of december",
        "no date", "not said", "by gut so she said like 48 hrs", "unclear", "they'll call", "who knows, maybe the 9th?", "24 hrs", "idk", "Q1", "after refs", "am 2. Dezember entscheidet der Stadtrat",
    ],
)  # fmt: skip
def test_a_time_that_is_no_certain_day_is_told_apart_from_nonsense(text: str) -> None:
    with pytest.raises(NoDay):
        parse_decision(text, Frame(date(2026, 11, 19)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The board votes on December 8.", "December 8"),
        ("they pray about it and vote Dec 6", "Dec 6"),
        ("~2 wks, HR board 11/30", "11/30"),
        ("HR board 12/3", "12/3"),
        ("HR board 12/1", ""),
        ("early December", ""),
        ("Dec 6", ""),
    ],
)
def test_the_day_at_the_end_of_a_text_is_offered(text: str, day: str) -> None:
    assert day_at_end(text, Frame(date(2026, 11, 19))) == day


@pytest.mark.parametrize(
    "text", ["gibberish", "soonish", "", "12", "9.30", "fri 9", "31 feb", "03/04/2026", "fridya"]
)
def test_a_decision_that_may_be_mistyped_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_decision(text, Frame(date(2026, 11, 19)))
    assert not isinstance(refused.value, NoDay)
