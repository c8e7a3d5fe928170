"""Public holidays by country and region: which days do not count, and how that is said."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import PATIENCE, Said, Say, everything, variables

pytest.importorskip("holidays")


def thanked(say: Say, day: str) -> Any:
    """The thank-you for an interview that is recorded on its day."""
    told = say("add", "Initech", "--at", day, "--with", "Priya", "--json", FOLLOWUP_TODAY=day)
    (one,) = [one for one in told.json()["followups"] if one["kind"] == "thank_you"]
    return one


def chain(say: Say, number: int) -> list[tuple[str, str]]:
    found = say("why", str(number), "--json").json()["chain"]
    return [(one["step"], one["text"]) for one in found]


CALENDARS = [
    ("", "", "2026-11-25", "2026-11-26"),
    ("US", "", "2026-11-25", "2026-11-27"),  # Thanksgiving is the 26th
    ("us", "", "2026-11-25", "2026-11-27"),
    ("GB", "", "2026-11-25", "2026-11-26"),
    ("US", "", "2026-07-02", "2026-07-06"),  # Saturday the 4th is observed on Friday
    ("US", "", "2026-12-31", "2027-01-04"),  # Friday is New Year's Day
    ("US", "", "2027-12-30", "2028-01-03"),  # Saturday, 1 January, is observed in December
    ("US", "", "2028-02-28", "2028-02-29"),
    ("DE", "", "2026-12-23", "2026-12-24"),
    ("DE", "", "2026-12-24", "2026-12-28"),
    ("GB", "ENG", "2026-12-24", "2026-12-29"),  # Boxing Day, a Saturday, is observed on Monday
    ("GB", "ENG", "2026-12-31", "2027-01-04"),
    ("GB", "SCT", "2026-12-31", "2027-01-05"),  # and so is the second of January in Scotland
    ("DE", "", "2027-01-05", "2027-01-06"),
    ("DE", "BY", "2027-01-05", "2027-01-07"),  # Epiphany
    ("DE", "by", "2027-05-26", "2027-05-28"),  # Corpus Christi, 60 days after 28 March
    ("DE", "BE", "2027-05-26", "2027-05-27"),
]


@pytest.mark.parametrize(("country", "region", "day", "due_on"), CALENDARS)
def test_a_public_holiday_is_no_business_day(
    say: Say, country: str, region: str, day: str, due_on: str
) -> None:
    said = say("config", "set", "calendar.country", country)
    assert said.status == 0, said.err
    if region:
        assert say("config", "set", "calendar.region", region).status == 0
    assert thanked(say, day)["due_on"] == due_on


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("US", "2026-11-25", "Thanksgiving"),
        ("US", "2026-07-02", "Independence Day"),
        ("US", "2027-12-30", "New Year"),
        ("GB", "2026-12-24", "Christmas Day"),
    ],
)
def test_why_names_the_holiday(say: Say, country: str, day: str, name: str) -> None:
    say("config", "set", "calendar.country", country)
    number = thanked(say, day)["id"]
    told = [text for step, text in chain(say, number) if step == "holiday"]
    assert any(name in text for text in told)
    assert name in say("why", str(number)).out


def test_a_day_off_that_is_a_holiday_too_is_told_once(say: Say) -> None:
    say("config", "set", "calendar.country", "US")
    say("config", "set", "calendar.days_off", "2026-11-26,2026-11-27")
    one = thanked(say, "2026-11-25")
    assert one["due_on"] == "2026-11-30"
    steps = [step for step, _ in chain(say, one["id"]) if step not in ("rule", "anchor", "final")]
    assert steps == ["count", "holiday", "day_off", "weekend", "weekend"]


@pytest.fixture
def acme(say: Say) -> None:
    """Held on 19 November: check-in 2 is five business days after, the 26th or the 27th."""
    assert say("add", "Acme", "--at", "yesterday", "--with", "Priya").status == 0


def due_on(say: Say) -> str:
    return str(say("why", "2", "--json").json()["due_on"])


def test_setting_the_country_plans_again_and_says_what_moved(say: Say, acme: None) -> None:
    assert due_on(say) == "2026-11-26"
    said = say("config", "set", "calendar.country", "US")
    assert said.out.startswith("calendar.country is US now.\n")
    assert "Fri 27 Nov (was Thu 26 Nov)" in said.out
    assert due_on(say) == "2026-11-27"


def test_taking_it_away_plans_as_before(say: Say, acme: None) -> None:
    say("config", "set", "calendar.country", "US")
    say("config", "set", "calendar.country", "")
    assert due_on(say) == "2026-11-26"


def test_undo_brings_back_country_region_and_days(say: Say, acme: None) -> None:
    states = []
    for key, value in (
        ("calendar.country", "US"),
        ("calendar.country", "DE"),
        ("calendar.region", "BY"),
    ):
        states.append((everything(say), thanked_with_undo(say)))
        assert say("config", "set", key, value).status == 0
    for was, due in reversed(states):
        say("undo")
        assert everything(say) == was
        assert thanked_with_undo(say) == due


def thanked_with_undo(say: Say) -> str:
    """What the calendar that holds now gives a new interview, which is taken back again."""
    due = str(thanked(say, "2026-11-25")["due_on"])
    say("undo")
    return due


@pytest.mark.parametrize(
    ("before", "key", "value", "hint"),
    [
        ("", "calendar.country", "Atlantis", "two letters"),
        ("", "calendar.country", "XX", "two letters"),
        ("", "calendar.country", "United States", "two letters"),
        ("", "calendar.country", "../../etc", "two letters"),
        ("DE", "calendar.region", "XX", "its regions are"),
        ("DE", "calendar.region", "Bavaria", "BY"),
        ("DE", "calendar.country", "ZZ", "two letters"),
        ("", "calendar.country", "U\nS", "one line"),
    ],
)
def test_a_place_that_does_not_exist_is_a_sentence_and_nothing_changes(
    say: Say, acme: None, store: str, before: str, key: str, value: str, hint: str
) -> None:
    if before:
        say("config", "set", "calendar.country", before)
    was = Path(store).read_bytes()
    said = say("config", "set", key, value)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err
    assert "Traceback" not in said.err
    assert Path(store).read_bytes() == was


def test_a_country_without_the_region_that_is_set_is_refused(say: Say, acme: None) -> None:
    say("config", "set", "calendar.country", "DE")
    say("config", "set", "calendar.region", "BY")
    said = say("config", "set", "calendar.country", "US")
    assert (said.status, said.out) == (2, "")
    assert "BY" in said.err
    assert say("config", "get", "calendar.country").out == "DE\n"


def test_the_days_go_on_as_the_years_go_by(say: Say) -> None:
    """Set in 2026; in 2033, Thanksgiving is on 24 November, a Thursday."""
    say("config", "set", "calendar.country", "US")
    assert thanked(say, "2033-11-23")["due_on"] == "2033-11-25"


HIDDEN = """
import sys
sys.modules["holidays"] = None
from followup.__main__ import main
main()
"""


def without(home: Path, *words: str) -> Said:
    """Run a command where the extra `holidays` is not installed."""
    done = subprocess.run(
        [sys.executable, "-c", HIDDEN, *words],
        env=variables(home), capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


def test_without_the_extra_it_says_how_to_install_it(
    say: Say, acme: None, home: Path, store: str
) -> None:
    before = Path(store).read_bytes()
    said = without(home, "config", "set", "calendar.country", "US")
    assert (said.status, said.out) == (1, "")
    assert " install holidays" in said.err
    assert "Traceback" not in said.err
    assert Path(store).read_bytes() == before


def test_without_the_extra_a_country_in_the_file_is_a_sentence_too(home: Path) -> None:
    path = home / ".config" / "followup" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('calendar.country = "US"\n')
    for words in ((), ("list",)):
        said = without(home, *words)
        assert (said.status, said.out) == (1, "")
        assert " install holidays" in said.err
        assert "Traceback" not in said.err


def test_without_a_country_the_extra_is_not_needed(home: Path) -> None:
    assert without(home, "add", "Acme", "--at", "today", "--with", "Priya").status == 0
    assert without(home, "due").status == 0
    assert without(home, "config", "set", "calendar.weekend", "fri,sat").status == 0


def test_days_that_are_kept_still_count_without_the_extra(say: Say, home: Path) -> None:
    say("config", "set", "calendar.country", "US")
    assert without(home, "add", "Acme", "--at", "today", "--with", "Priya").status == 0
    assert due_on(say) == "2026-11-30", "the 23rd, 24th, 25th, 27th and 30th"


@pytest.mark.parametrize(("country", "day"), [("", "2026-11-26"), ("US", "2026-11-27")])
def test_business_days_that_are_typed_pass_over_them_too(say: Say, country: str, day: str) -> None:
    say("config", "set", "calendar.country", country)
    told = say("add", "Initech", "--at", "today", "--decision", "4bd", "--promise", "4bd: a list")
    assert told.status == 0
    (one,) = say("list", "--json").json()
    assert one["decision_on"] == day
    (promised,) = [item for item in one["followups"] if item["kind"] == "promised"]
    assert promised["due_on"] == day
    snoozed = say("snooze", str(promised["id"]), "4bd", "--json").json()
    assert snoozed["snoozed_until"] == day
