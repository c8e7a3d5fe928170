"""What the outside decides, and that a test can never reach the user's own."""

import os
import pwd
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from conftest import ACME, REAL_STORE, Say, state
from followup import environment
from followup.domain.errors import UsageError, WorldError
from followup.environment import World


def test_the_suite_cannot_touch_the_real_home(home: Path, program: Say) -> None:
    before = state(REAL_STORE)
    assert program(*ACME, FOLLOWUP_DB="").status == 0
    assert (home / ".local/share/followup/followup.db").exists()
    assert not str(REAL_STORE).startswith(str(home))
    assert state(REAL_STORE) == before


def test_where_nothing_is_said_all_is_below_the_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOLLOWUP_DB")
    world = environment.look()
    assert world.store == str(home / ".local/share/followup/followup.db")
    assert world.config == str(home / ".config/followup/config.toml")


@pytest.mark.parametrize(
    ("platform", "data", "config"),
    [
        ("darwin", "Library/Application Support", "Library/Application Support"),
        ("linux", ".local/share", ".config"),
    ],
)
def test_each_platform_has_its_directories(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str, data: str, config: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert environment.directory("data") == str(home / data)
    assert environment.directory("config") == str(home / config)


def test_the_xdg_variables_win_if_they_are_paths(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    assert environment.home_file("data", "x") == str(tmp_path / "data/followup/x")
    assert environment.home_file("config", "x") == str(home / ".config/followup/x")


def test_the_variables_of_followup_have_the_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_DB", "/a/store.db")
    monkeypatch.setenv("FOLLOWUP_CONFIG", "/a/config.toml")
    world = environment.look()
    assert (world.store, world.config) == ("/a/store.db", "/a/config.toml")


def test_without_a_home_a_sentence_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    with pytest.raises(WorldError, match="set FOLLOWUP_DB"):
        environment.home()


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("2026-12-01", datetime(2026, 12, 1, 23, 59, 59, 999999, UTC)),
        ("2026-12-01T09:30", datetime(2026, 12, 1, 9, 30, tzinfo=UTC)),
        ("2026-12-01T09:30+02:00", datetime(2026, 12, 1, 7, 30, tzinfo=UTC)),
        ("2026-12-01T23:30-05:00", datetime(2026, 12, 2, 4, 30, tzinfo=UTC)),
    ],
)
def test_the_clock_stands_where_it_is_told(
    monkeypatch: pytest.MonkeyPatch, said: str, now: datetime
) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", said)
    world = environment.look()
    assert world.now == now
    assert world.today == now.date()
    assert world.now.tzinfo is not None


@pytest.mark.parametrize("said", ["tomorrow", "2026-13-01", "12", "0001-01-01", "9999-12-31", " "])
def test_a_clock_that_says_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", said)
    with pytest.raises(UsageError, match="FOLLOWUP_TODAY"):
        environment.clock()


def test_without_the_variable_the_clock_is_the_machine_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_TODAY")
    before = datetime.now(UTC)
    assert before <= environment.clock() <= datetime.now(UTC)


def test_another_day_is_the_same_world_at_its_end(world: World) -> None:
    then = world.on(date(2026, 12, 1))
    assert (then.today, then.now.hour, then.now.minute) == (date(2026, 12, 1), 23, 59)
    assert then.store == world.store
    assert world.today == date(2026, 11, 20)


def test_a_world_is_frozen(world: World) -> None:
    with pytest.raises(AttributeError, match="frozen"):
        world.today = date(2026, 12, 1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":America/New_York", "America/New_York"),
        ("/etc/passwd", "UTC"),
        ("../../etc/passwd", "UTC"),
    ],
)
def test_the_zone_is_a_name_and_never_a_path(
    monkeypatch: pytest.MonkeyPatch, said: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", said)
    assert environment.local_zone() == zone


def test_without_tz_the_zone_is_what_the_machine_links_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(os.path, "realpath", lambda _: "/usr/share/zoneinfo/Asia/Kolkata")
    assert environment.local_zone() == "Asia/Kolkata"
    monkeypatch.setattr(os.path, "realpath", lambda path: path)
    assert environment.local_zone() == "UTC"


@pytest.mark.parametrize(
    ("columns", "lines", "screen"),
    [
        ("", "", (80, 24)),
        ("100", "50", (100, 50)),
        ("0", "-5", (80, 24)),
        ("wide", "9" * 9, (80, 24)),
    ],
)
def test_without_a_terminal_the_screen_is_80_by_24_unless_told(
    monkeypatch: pytest.MonkeyPatch, columns: str, lines: str, screen: tuple[int, int]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", lines)
    assert environment.screen() == screen


def test_away_from_a_terminal_there_is_no_colour_and_nobody_to_ask(world: World) -> None:
    assert not world.colour
    assert not world.interactive


def test_the_home_is_the_account_s_where_no_variable_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    assert environment.home() == pwd.getpwuid(os.getuid()).pw_dir


def test_the_store_may_be_named_by_a_url_of_a_file_or_of_a_postgresql_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOLLOWUP_DB", "sqlite:////somewhere/f.db")
    assert environment.look().store == "/somewhere/f.db"
    monkeypatch.setenv("FOLLOWUP_DB", "postgresql://ann:secret@localhost/f?sslmode=disable&x=y")
    assert environment.look().store == "postgresql://ann@localhost/f?sslmode=disable"
    monkeypatch.setenv("FOLLOWUP_DB", "mysql://localhost/f")
    with pytest.raises(UsageError, match="path of a file"):
        environment.look()
