"""`config.toml`: where there is one, it wins, and the next command plans by it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import GLOBEX, Begin, Say, everything

Write = Callable[[str], Path]


@pytest.fixture
def write(home: Path) -> Write:
    """Give the configuration file that content; each time counts as another one."""
    path = home / ".config" / "followup" / "config.toml"
    written = iter(range(1, 100))

    def give(content: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        os.utime(path, ns=(0, 1_700_000_000_000_000_000 + next(written)))
        return path

    return give


@pytest.fixture
def globex(begin: Begin) -> None:
    """Check-in 2, five business days after 12 November."""
    begin(GLOBEX)


def due_on(say: Say, number: int = 2) -> str:
    return str(say("why", str(number), "--json").json()["due_on"])


def get(say: Say, key: str) -> str:
    return say("config", "get", key).out.rstrip("\n")


def test_what_the_file_says_holds(say: Say, write: Write) -> None:
    write(
        '[you]\nname = "Ana Díaz"\naddress = """1 Elm Street\nParis"""\n'
        '[calendar]\nweekend = ["fri", "sat"]\ndays_off = [2026-12-24, "2026-12-31"]\n'
        "[policy.check_in]\ndays = 7\n"
    )
    assert get(say, "you.name") == "Ana Díaz"
    assert get(say, "you.address").splitlines() == ["1 Elm Street", "Paris"]
    assert get(say, "calendar.weekend") == "fri,sat"
    assert get(say, "calendar.days_off") == "2026-12-24,2026-12-31"
    assert get(say, "policy.check_in.days") == "7"


def test_dotted_keys_are_the_same_as_tables(say: Say, write: Write) -> None:
    write('you.name = "Ana"\npolicy.check_in.days = 7\n')
    assert (get(say, "you.name"), get(say, "policy.check_in.days")) == ("Ana", "7")


def test_it_wins_over_the_store_and_that_is_said(say: Say, write: Write) -> None:
    say("config", "set", "you.name", "Eva")
    path = write('you.name = "Ana"\n')
    assert get(say, "you.name") == "Ana"
    said = say("config", "set", "you.name", "Ida")
    assert said.status == 0
    assert str(path) in said.err
    assert "wins" in said.err
    assert get(say, "you.name") == "Ana"
    path.unlink()
    assert get(say, "you.name") == "Ida", "what was set meanwhile holds again"


def test_keys_that_it_leaves_out_are_the_store_s(say: Say, write: Write) -> None:
    say("config", "set", "you.phone", "+1 555")
    write('you.name = "Ana"\n')
    assert get(say, "you.phone") == "+1 555"


@pytest.mark.parametrize("command", [(), ("due",), ("list",), ("why", "2")], ids=lambda w: w or "-")
def test_the_next_command_plans_by_it(
    say: Say, globex: None, write: Write, command: tuple[str, ...]
) -> None:
    assert due_on(say) == "2026-11-19"
    path = write("policy.check_in.days = 9\n")
    said = say(*command)
    assert said.status == 0
    assert f"{path} changed, and 1 follow-up moved with it." in said.err
    assert say(*command).err == "", "it is said once"
    assert due_on(say) == "2026-11-25"


def test_the_bare_morning_list_shows_what_it_moved(say: Say, globex: None, write: Write) -> None:
    write("policy.thank_you.due_days = 6\n")  # the sixth business day after the 12th is the 20th
    assert "today" in say().out
    assert [one["due_on"] for one in say("due", "--kind", "thank_you", "--json").json()] == [
        "2026-11-20"
    ]


def test_a_file_that_changed_again_counts_again(say: Say, globex: None, write: Write) -> None:
    for days, expected in ((9, "2026-11-25"), (8, "2026-11-24"), (5, "2026-11-19")):
        write(f"policy.check_in.days = {days}\n")
        assert due_on(say) == expected


def test_one_that_only_got_another_time_moves_nothing(say: Say, globex: None, write: Write) -> None:
    write("policy.check_in.days = 9\n")
    say("due")
    write("policy.check_in.days = 9\n")
    assert say("due").err == ""


def test_without_the_file_the_store_holds_again(say: Say, globex: None, write: Write) -> None:
    path = write("policy.check_in.days = 9\n")
    assert due_on(say) == "2026-11-25"
    path.unlink()
    assert due_on(say) == "2026-11-19"
    assert get(say, "policy.check_in.days") == "5"


def test_size_and_time_are_kept_so_that_it_is_read_once(
    say: Say, globex: None, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from followup import environment
    from followup.services import config

    write("policy.check_in.days = 9\n")
    read: list[str] = []

    def reading(path: str) -> dict[str, str]:
        read.append(path)
        return environment.read_config(path)

    monkeypatch.setattr(config, "read_config", reading)
    for _ in range(3):
        say("list")
        say()
    assert len(read) == 1
    write("policy.check_in.days = 8\n")
    say()
    assert len(read) == 2


def test_it_is_no_change_to_undo(say: Say, globex: None, write: Write) -> None:
    write("policy.check_in.days = 9\n")
    say("due")
    assert [one["command"] for one in say("undo", "--list", "--json").json()] == ["add"]


def test_a_country_in_the_file_brings_its_holidays(say: Say, write: Write) -> None:
    pytest.importorskip("holidays")
    write('calendar.country = "US"\n')
    say("add", "Acme", "--at", "2026-11-25", "--with", "Priya")
    assert due_on(say, 2) == "2026-11-27", "preparation is 1"


def test_the_variable_names_another_file(say: Say, home: Path) -> None:
    other = home / "other.toml"
    other.write_text('you.name = "Ana"\n')
    assert say("config", "get", "you.name", FOLLOWUP_CONFIG=str(other)).out == "Ana\n"
    assert str(other) in say("config", "path", FOLLOWUP_CONFIG=str(other)).out
    assert get(say, "you.name") == ""


BROKEN = [
    ("you.name = Ana", "no valid TOML"),
    ('you.name = "Ana', "no valid TOML"),
    ('[you]\nname = "A"\nname = "B"\n', "no valid TOML"),
    ('you.nmae = "Ana"', "Did you mean you.name?"),
    ("[policy.check_in]\ndyas = 5", "policy.check_in.days"),
    ("nothing = 1", "nothing"),
    ('policy.check_in.days = "soon"', "whole number"),
    ("policy.check_in.days = -1", "-1"),
    ("policy.check_in.days = 99999", "99999"),
    ("policy.check_in.days = 1.5", "policy.check_in.days"),
    ("you.name = true", "you.name"),
    ('calendar.weekend = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "up to six days"),
    ('calendar.weekend = "caturday"', "caturday"),
    ('calendar.days_off = ["xmas"]', "2026-12-24"),
    ('calendar.country = "Atlantis"', "country"),
    ('dates.order = "ymd"', "dmy"),
    ('you.email = "ana"', "not an email address"),
    ('you.name = "A\\nB"', "one line"),
    ("you.name = [1, [2]]", "you.name"),
]


@pytest.mark.parametrize("command", [(), ("list",)], ids=["bare", "list"])
@pytest.mark.parametrize(("content", "hint"), BROKEN)
def test_a_broken_file_is_a_sentence_that_names_it_and_nothing_changes(
    say: Say, globex: None, store: str, write: Write, content: str, hint: str,
    command: tuple[str, ...],
) -> None:  # fmt: skip
    if "country" in content:
        pytest.importorskip("holidays")
    before = Path(store).read_bytes()
    path = write(content)
    said = say(*command)
    assert (said.status, said.out) == (2, "")
    assert str(path) in said.err
    assert hint in said.err
    assert "Traceback" not in said.err
    assert Path(store).read_bytes() == before


def test_a_mended_file_counts(say: Say, globex: None, write: Write) -> None:
    was = everything(say)
    write("policy.check_in.days = ")
    assert say("due").status == 2
    path = write("policy.check_in.days = 5\n")
    assert say("due").status == 0
    path.unlink()
    assert everything(say) == was


def test_one_bad_value_keeps_all_of_the_file_out(say: Say, globex: None, write: Write) -> None:
    path = write('you.name = "Ana"\npolicy.check_in.days = "soon"\n')
    say("due")
    path.unlink()
    assert get(say, "you.name") == ""


def test_a_file_that_is_no_utf8_is_a_sentence(say: Say, write: Write) -> None:
    path = write("")
    path.write_bytes(b'you.name = "Ana D\xedaz"\n')
    said = say("list")
    assert (said.status, said.out) == (2, "")
    assert str(path) in said.err


def test_one_that_cannot_be_read_is_the_world_s_fault(say: Say, write: Write) -> None:
    path = write("")
    path.unlink()
    path.mkdir()
    said = say("list")
    assert (said.status, said.out) == (1, "")
    assert f"{path} cannot be read" in said.err


def test_an_empty_file_is_as_none(say: Say, globex: None, write: Write) -> None:
    was = everything(say)
    write("")
    assert say("due").err == ""
    assert everything(say) == was
