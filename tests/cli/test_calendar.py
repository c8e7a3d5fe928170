"""`calendar` and `due --week`: which month is meant, the grid, the list, the records."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, GLOBEX, Begin, Say
from followup.domain.dates import Frame
from followup.domain.errors import UsageError
from followup.domain.safe_text import width
from followup.environment import World
from followup.output.calendar import text
from followup.services.calendar import NAMES, end_of, heading, meant, rows
from system.test_speed import HEAVY, loaded

FRAME = Frame(today=date(2026, 11, 20))
DAYS = st.dates(date(1971, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "2026-11"),
        ("this", "2026-11"),
        ("next", "2026-12"),
        ("last", "2026-10"),
        ("Next month", "2026-12"),
        ("2026-12", "2026-12"),
        ("2027-1", "2027-01"),
        ("dec", "2026-12"),
        ("Dec.", "2026-12"),
        ("sept", "2026-09"),
        ("may", "2027-05"),
        ("june", "2026-06"),
        ("november", "2026-11"),
        ("oct", "2026-10"),
        ("december 2026", "2026-12"),
        ("oct 2026", "2026-10"),
        ("  DECEMBER   2026 ", "2026-12"),
        ("2026-12-24", "2026-12"),
        ("in 2 weeks", "2026-12"),
        ("december 1", "2026-12"),
        ("today", "2026-11"),
    ],
)
def test_a_month_is_named_as_people_do(typed: str, first: str) -> None:
    assert meant(typed, FRAME) == date.fromisoformat(f"{first}-01")


@pytest.mark.parametrize("today", ["2026-12-31", "2027-01-01"])
def test_next_and_last_cross_the_year(today: str) -> None:
    frame = Frame(today=date.fromisoformat(today))
    beside = {meant("last", frame), meant("this", frame), meant("next", frame)}
    assert date(2026, 12, 1) in beside
    assert date(2027, 1, 1) in beside


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("12", "2026-12"),
        ("2026-13", "1 to 12"),
        ("2026-00", "1 to 12"),
        ("de", "december 2026"),
        ("smarch", "december 2026"),
        ("9999-01", "2199"),
        ("dec 0000", "1970"),
        ("\x1b[31m", "no month"),
        ("١٢", "no month"),
    ],
)
def test_what_is_no_month_is_refused_with_the_ways_to_write_it(typed: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        meant(typed, FRAME)


@given(DAYS, st.sampled_from(NAMES))
def test_a_month_without_a_year_is_the_nearest_one(today: date, name: str) -> None:
    found = meant(name, Frame(today=today))
    ahead = (found.year - today.year) * 12 + found.month - today.month
    assert (f"{found:%B}", found.day) == (name, 1)
    assert -6 < ahead <= 6


@given(DAYS, DAYS)
def test_a_month_that_is_written_in_any_way_is_that_month(day: date, today: date) -> None:
    frame, first = Frame(today=today), day.replace(day=1)
    for typed in (f"{day:%Y-%m}", f"{day:%B} {day.year}", f"{day:%b} {day.year}", f"{day}"):
        assert meant(typed, frame) == first


@given(DAYS, st.integers(0, 400))
def test_the_rows_are_weeks_that_hold_every_day_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    weeks = rows(first, last)
    assert all(len(week) == 7 for week in weeks)
    days = [day for week in weeks for day in week if day]
    assert days == [first + timedelta(days=number) for number in range(length + 1)]
    assert all(day.weekday() == place for week in weeks for place, day in enumerate(week) if day)


@given(DAYS)
def test_a_month_ends_before_the_next_begins(day: date) -> None:
    first = day.replace(day=1)
    assert end_of(first).month == first.month
    assert (end_of(first) + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-12-01", "2026-12-31", "December 2026"),
        ("2026-11-23", "2026-12-06", "November to December 2026"),
        ("2026-12-28", "2027-01-10", "December 2026 to January 2027"),
    ],
)
def test_the_heading_names_the_months(first: str, last: str, said: str) -> None:
    assert heading(date.fromisoformat(first), date.fromisoformat(last)) == said


@pytest.fixture
def recorded(begin: Begin) -> None:
    """Acme's panel of yesterday, Globex of the 12th, Hooli in Tokyo on the 25th, a day off."""
    begin(
        ACME,
        GLOBEX,
        ("add", "Hooli", "--at", "2026-11-25 10:00", "--zone", "Asia/Tokyo", "--with", "Gavin"),
        ("config", "set", "calendar.days_off", "2026-11-26"),
    )


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ((), "November 2026"),
        (("2026-12",), "December 2026"),
        (("december", "2026"), "December 2026"),
        (("december 2026",), "December 2026"),
        (("next",), "December 2026"),
        (("--weeks", "3"), "November to December 2026"),
    ],
)
def test_the_first_line_is_the_month(say: Say, words: tuple[str, ...], head: str) -> None:
    assert say("calendar", *words).out.splitlines()[0] == head


@pytest.mark.usefixtures("recorded")
def test_the_grid_begins_on_monday_and_marks_the_days(say: Say) -> None:
    _, _, head, *grid = say("calendar").out.splitlines()[:9]
    assert head.split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert grid[0] == " " * 66 + "  1"
    assert grid[3] == " 16         17         18         19 I D    [20]D2      21         22"
    assert [row[:3].strip() for row in grid] == ["", "2", "9", "16", "23", "30"]
    assert "24 D" in grid[4]
    assert "25 I P" in grid[4]
    assert "26 off" in grid[4]


@pytest.mark.usefixtures("recorded")
def test_below_stands_what_is_on_which_day_with_the_numbers_to_type(say: Say) -> None:
    out = say("calendar").out
    assert "Thu 19 Nov  15:00  panel with Acme Corp · Data analyst\n" in out
    assert "Fri 20 Nov      1  thank-you to Priya Shah, Acme Corp · Data analyst\n" in out
    assert "3  promised to Priya Shah: send the dashboard link, Acme Corp" in out
    assert "Thu 26 Nov         off: your day off\n" in out
    assert " They decide: Acme Corp · Data analyst\n" in out
    assert "I interview   D due   P promised, by you or by them   [20] today\n" in out


def test_a_month_with_nothing_says_so(say: Say) -> None:
    said = say("calendar", "dec")
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith("\nNothing is on: December 2026.\n")
    assert " 31" in said.out


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("columns", ["40", "80", "120"])
@pytest.mark.parametrize("words", [("calendar",), ("calendar", "--weeks", "2"), ("due", "--week")])
def test_it_fits_the_screen_and_a_pipe_has_no_colour(
    say: Say, columns: str, words: tuple[str, ...]
) -> None:
    out = say(*words, COLUMNS=columns).out
    least = 60 if words[0] == "due" else int(columns)
    assert max(width(line) for line in out.splitlines()) <= max(int(columns), least)
    assert not set("\x1b╭│┃━─") & set(out)


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("columns", range(35, 81))
def test_every_day_of_the_grid_can_be_read(say: Say, columns: int) -> None:
    head, *rows = say("calendar", COLUMNS=str(columns)).out.split("\n\n")[1].splitlines()
    assert head.split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    room = min(11, columns // 7)
    cells = [row[place : place + room] for row in rows for place in range(0, len(row), room)]
    numbers = [cell[:4].strip(" []…") for cell in cells if cell.strip()]
    assert numbers == [str(number) for number in range(1, 31)]
    assert cells[0] == " " * room, "the month begins on a Sunday"
    assert [cell[:4] for cell in cells if "[" in cell] == ["[20]"]


@pytest.mark.usefixtures("recorded")
def test_a_screen_too_narrow_for_the_grid_has_the_list_alone(say: Say) -> None:
    wide, narrow = (say("calendar", COLUMNS=columns).out for columns in ("80", "34"))
    assert "Mon " in wide
    assert "Mon " not in narrow
    assert narrow.startswith("November 2026\n\nThu 12 Nov")


def test_a_long_list_is_cut_at_a_screenful_and_its_days_keep_their_names(say: Say) -> None:
    for number in range(30):
        say("add", f"Company {number}", "--at", "yesterday 9am")
    *_, below = say("calendar", LINES="20").out.split("\n\n")
    *shown, more = below.splitlines()
    assert len(shown) == 19
    assert more.startswith("… and ")
    assert shown[0].startswith("Thu 19 Nov  09:00  interview with Company")
    assert sum("Thu 19 Nov" in row for row in shown) == 1
    everything = say("calendar", LINES="999").out.split("\n\n")[-1].splitlines()
    assert everything[:19] == shown
    assert more.startswith(f"… and {len(everything) - 19} more: followup calendar --weeks 1, or")


@pytest.mark.usefixtures("recorded")
def test_a_terminal_shows_today_in_reverse_and_the_weekend_faintly(say: Say, world: World) -> None:
    from followup.environment import World as Seen
    from followup.services import calendar

    seen = Seen(**{**world.__dict__, "colour": True})
    painted = text(calendar.calendar(seen), seen)
    assert "\033[7m[20]D2\033[0m" in painted
    assert "\033[2m 21\033[0m" in painted
    plain = text(calendar.calendar(world), world)
    for code in ("0", "1", "2", "7", "31"):
        painted = painted.replace(f"\033[{code}m", "")
    assert painted == plain, "colour adds nothing but colour"


@pytest.mark.usefixtures("recorded")
def test_the_record_has_every_day_and_what_is_on_it(say: Say) -> None:
    found = say("calendar", "--json").json()
    days = {one["on"]: one for one in found["days"]}
    assert (found["month"], len(days)) == ("2026-11", 30)
    assert all(set(one) == {"on", "interviews", "due", "promised", "off"} for one in found["days"])
    assert [one["id"] for one in days["2026-11-20"]["due"]] == [1, 2]
    assert days["2026-11-25"]["interviews"][0]["at"] == "2026-11-25T10:00:00+09:00"
    assert days["2026-11-25"]["promised"][0]["by"] == "you"
    assert days["2026-11-25"]["promised"][0]["id"] == 3
    assert days["2026-11-27"]["promised"] == [
        {"by": "they", "due_on": "2026-11-27", "company": "Acme Corp", "role": "Data analyst"}
    ]
    assert days["2026-11-12"]["interviews"][0]["at"] == "2026-11-12"
    off = {on: days[on]["off"] for on in ("2026-11-25", "2026-11-26", "2026-11-28")}
    assert off == {"2026-11-25": None, "2026-11-26": "your day off", "2026-11-28": "Saturday"}


@pytest.mark.usefixtures("recorded")
def test_weeks_begin_with_this_one(say: Say) -> None:
    found = say("calendar", "--weeks", "2", "--json").json()
    assert (found["month"], found["first"], found["last"]) == (None, "2026-11-16", "2026-11-29")
    assert len(found["days"]) == 14


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "words",
    [
        ("log", "acme", "they need longer", "--reply", "--decision", "2026-12-04"),
        ("outcome", "acme", "rejected"),
        ("cancel", "1"),
    ],
    ids=" ".join,
)
def test_a_decision_date_that_counts_no_more_is_gone(say: Say, words: tuple[str, ...]) -> None:
    assert "They decide" in say("calendar").out
    assert say(*words).status == 0
    assert "They decide" not in say("calendar").out


@pytest.mark.usefixtures("recorded")
def test_what_is_done_or_cancelled_is_gone(say: Say) -> None:
    say("done", "1")
    say("cancel", "Hooli")
    days = {one["on"]: one for one in say("calendar", "--json").json()["days"]}
    assert [one["id"] for one in days["2026-11-20"]["due"]] == [2]
    assert days["2026-11-25"]["interviews"] == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("smarch",), "december 2026"),
        (("dec", "--weeks", "2"), "one of them"),
        (("--weeks", "0"), "--weeks"),
        (("--weeks", "99"), "--weeks"),
    ],
)
def test_a_bad_calendar_is_refused(say: Say, words: tuple[str, ...], hint: str) -> None:
    said = say("calendar", *words)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err


@pytest.mark.usefixtures("recorded")
def test_the_week_lists_what_comes_until_sunday_by_its_day(say: Say) -> None:
    told = say("due", "--week", FOLLOWUP_TODAY="2026-11-23").out
    today, tomorrow, wednesday = told.split("\n\n")[1:4]
    assert today.startswith("Today\n")
    assert "thank-you  Zoë" in today
    assert tomorrow.startswith("Tomorrow\n")
    assert "prepare" in tomorrow
    assert wednesday.startswith(
        "Wed 25 Nov\n  01:00 interview with Hooli: 10:00 Asia/Tokyo, Gavin\n"
    )
    assert "by Wed 25 Nov" in wednesday
    assert told.endswith("Type: followup draft 4\n")


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("today", ["2026-11-20", "2026-11-22", "2026-11-23"])
def test_for_programs_the_week_is_the_days_to_sunday(say: Say, today: str) -> None:
    days = str(6 - date.fromisoformat(today).weekday())
    for form in ("--json", "--plain", "--count"):
        week = say("due", "--week", form, FOLLOWUP_TODAY=today)
        assert week == say("due", "--days", days, form, FOLLOWUP_TODAY=today)


@pytest.mark.usefixtures("recorded")
def test_the_week_ends_as_the_list_of_a_day_does(say: Say) -> None:
    say("log", "Initech", "sent my CV", "--role", "Clerk", "--new")
    assert say("due", "--week").out.splitlines()[-3:] == [
        "Next: prepare, Hooli, Tue 24 Nov",
        "Idle: Initech · Clerk (followup list --idle)",
        "Type: followup draft 4",
    ]


def test_a_full_week_is_cut_at_a_screenful(say: Say) -> None:
    for number in range(30):
        say("add", f"Company {number}", "--at", "yesterday 9am")
    out = say("due", "--week").out
    assert len(out.splitlines()) <= 24
    assert "more: followup due --week --all" in out
    whole = say("due", "--week", "--all").out
    assert [f"Company {number}\n" in whole for number in range(30)] == [True] * 30
    assert say("due", "--all").out.count("Company ") >= 30


def test_what_is_due_today_is_never_cut_for_the_days_after_it(say: Say) -> None:
    for number in range(12):
        say("add", f"Company {number}", "--at", "yesterday 9am")
    for day in ("tomorrow", "in 2 days"):
        say("add", f"Booked {day}", "--at", f"{day} 9am")
    out = say("due", "--week").out
    assert all(f"Company {number}\n" in out for number in range(12))
    assert len(out.splitlines()) <= 24
    assert "more" not in say("due", "--week", LINES="60").out


def test_a_week_without_anything_says_so(say: Say) -> None:
    assert "followup add" in say("due", "--week").out
    say("log", "Initech", "sent my CV", "--role", "Clerk", "--new")
    assert "Today\nNothing to do.\n" in say("due", "--week").out


def test_two_ways_to_look_ahead_are_refused(say: Say) -> None:
    said = say("due", "--week", "--days", "3")
    assert (said.status, said.out) == (2, "")
    assert "--week" in said.err


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("words", [("calendar",), ("due", "--week")], ids=" ".join)
def test_they_load_no_orm_and_no_rich(home: Path, words: tuple[str, ...]) -> None:
    assert sorted(loaded(home, *words) & (HEAVY | {"rich.table"})) == []
