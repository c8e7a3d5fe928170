"""`undo N` takes back one older change where nothing later touched the same records."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Begin, Said, Say, everything, variables


@pytest.fixture(autouse=True)
def changes(begin: Begin) -> None:
    """Changes 1 to 5: Acme (1 to 3), Globex (4, 5), a name, a thank-you done, another put off."""
    begin(
        ACME,
        GLOBEX,
        ("config", "set", "you.name", "Ana"),
        ("done", "1"),
        ("snooze", "4", "tomorrow", "--because", "she is away"),
    )


def listed(say: Say) -> list[int]:
    return [one["id"] for one in say("undo", "--list", "--json").json()]


def status(say: Say, number: int) -> str:
    return str(say("why", str(number), "--json").json()["status"])


def test_the_list_has_number_command_words_and_moment(say: Say) -> None:
    assert listed(say) == [5, 4, 3, 2, 1]
    last = say("undo", "--list", "--json").json()[0]
    assert set(last) >= {"id", "command", "summary", "made_at"}
    assert (last["command"], last["made_at"][:10]) == ("snooze", "2026-11-20")
    assert "Globex" in last["summary"]
    out = say("undo", "--list").out
    assert [line.split()[0] for line in out.splitlines()] == ["5", "4", "3", "2", "1"]


def test_the_list_only_looks(say: Say) -> None:
    before = everything(say)
    say("undo", "--list")
    say("undo", "--list", "--json")
    assert everything(say) == before
    assert listed(say) == [5, 4, 3, 2, 1]


def test_one_that_nothing_later_touched_goes_and_the_rest_stays(say: Say) -> None:
    said = say("undo", "3")
    assert (said.status, said.err) == (0, "")
    assert "config set" in said.out
    assert say("config", "get", "you.name").out == "\n"
    assert status(say, 1) == "done"
    assert listed(say) == [5, 4, 2, 1]


def test_it_takes_back_the_settled_one_that_is_named(say: Say) -> None:
    assert say("undo", "4").status == 0
    assert status(say, 1) == "pending"
    assert say("why", "4", "--json").json()["snoozed_until"] == "2026-11-21"


def test_as_json_it_is_the_change_that_was_taken_back(say: Say) -> None:
    told = say("undo", "4", "--json").json()
    assert (told["id"], told["command"]) == (4, "done")


@pytest.mark.parametrize(("number", "by", "command"), [(1, 4, "done"), (2, 5, "snooze")])
def test_what_a_later_change_touched_stays_and_that_change_is_named(
    say: Say, number: int, by: int, command: str
) -> None:
    before = everything(say)
    said = say("undo", str(number))
    assert (said.status, said.out) == (2, "")
    assert f"change {by}" in said.err
    assert command in said.err
    assert everything(say) == before
    assert listed(say) == [5, 4, 3, 2, 1]


def test_once_that_one_is_taken_back_it_goes(say: Say) -> None:
    say("undo", "5")
    assert say("undo", "2").status == 0
    assert [one["company"] for one in say("list", "--json").json()] == ["Acme Corp"]
    assert listed(say) == [4, 3, 1]


def test_a_row_that_a_later_change_hangs_on_blocks_too(say: Say) -> None:
    """The second round is of the application that change 2 made."""
    say("add", "Globex", "--at", "today 9am", "--with", "Bob")
    say("undo", "5")
    before = everything(say)
    said = say("undo", "2")
    assert (said.status, said.out) == (2, "")
    assert everything(say) == before


def test_a_setting_that_was_set_again_blocks(say: Say) -> None:
    say("config", "set", "you.name", "Eva")
    said = say("undo", "3")
    assert (said.status, said.out) == (2, "")
    assert "change 6" in said.err
    assert say("config", "get", "you.name").out == "Eva\n"


def test_a_policy_that_moved_what_was_settled_later_blocks(say: Say) -> None:
    say("config", "set", "policy.check_in.days", "9")
    say("done", "5")
    said = say("undo", "6")
    assert (said.status, said.out) == (2, "")
    assert "change 7" in said.err


def test_the_last_one_by_its_number_is_the_same_as_without(say: Say) -> None:
    say("undo", "5")
    by_number = everything(say)
    say("snooze", "4", "tomorrow", "--because", "she is away")
    say("undo")
    assert everything(say) == by_number


def test_every_change_by_number_from_the_last_leaves_nothing(say: Say) -> None:
    for number in (5, 4, 3, 2, 1):
        assert say("undo", str(number)).status == 0
    assert say("list", "--json").json() == []
    assert say("contact", "list", "--json").json() == []
    assert listed(say) == []


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("99",), 3, "undo --list"),
        (("0",), 3, "undo --list"),
        (("-1",), 2, ""),
        (("one",), 2, "one"),
        (("9" * 30,), 3, "undo --list"),
    ],
)
def test_a_number_that_is_none_is_a_sentence(
    say: Say, words: tuple[str, ...], code: int, hint: str
) -> None:
    before = everything(say)
    said = say("undo", *words)
    assert (said.status, said.out) == (code, "")
    assert said.err.strip()
    assert hint in said.err
    assert "Traceback" not in said.err
    assert everything(say) == before


def test_one_that_was_taken_back_is_gone(say: Say) -> None:
    say("undo", "3")
    assert say("undo", "3").status == 3


# What was planned by a change that is taken back


def test_what_was_planned_by_a_number_that_goes_is_planned_again(say: Say) -> None:
    say("config", "set", "policy.check_in.days", "9")
    say("add", "Hooli", "--at", "today", "--with", "Gavin")
    (hooli,) = (one for one in say("list", "--json").json() if one["company"] == "Hooli")
    late = [one["due_on"] for one in hooli["followups"] if one["kind"] == "check_in"]
    assert say("undo", "6").status == 0
    (hooli,) = (one for one in say("list", "--json").json() if one["company"] == "Hooli")
    soon = [one["due_on"] for one in hooli["followups"] if one["kind"] == "check_in"]
    assert (late, soon) == (["2026-12-03"], ["2026-11-27"])
    assert "check_in" not in say("doctor").out


def configure(home: Path, text: str) -> None:
    """Let the configuration file say this."""
    path = home / ".config" / "followup" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_follow_up_that_the_configuration_file_brought_does_not_hold_undo_up(
    say: Say, home: Path
) -> None:
    """The check-in that the promise had replaced is planned once promises reach no further."""
    before = [one["kind"] for one in say("list", "acme", "--json").json()[0]["followups"]]
    configure(home, "[policy.promised]\nwithin_days = 0\n")
    after = [one["kind"] for one in say("list", "acme", "--json").json()[0]["followups"]]
    assert (before.count("check_in"), after.count("check_in")) == (0, 1)
    for number in (5, 4, 3, 2, 1):
        assert say("undo", str(number)).status == 0
    assert say("list", "--json").json() == []


def test_what_comes_back_is_planned_by_what_the_file_says_by_now(say: Say, home: Path) -> None:
    say("snooze", "5", "in 3 weeks")
    configure(home, "[policy.check_in]\ndays = 9\n")
    assert say("undo").status == 0
    told = say("why", "5", "--json").json()
    assert (told["snoozed_until"], told["due_on"]) == (None, "2026-11-25")


def test_what_was_done_with_such_a_follow_up_comes_first(say: Say, home: Path) -> None:
    configure(home, "[policy.promised]\nwithin_days = 0\n")
    followups = say("list", "acme", "--json").json()[0]["followups"]
    (number,) = (one["id"] for one in followups if one["kind"] == "check_in")
    assert say("skip", str(number)).status == 0
    said = say("undo", "1")
    assert (said.status, said.out) == (2, "")
    assert "undo --list" in said.err or "change" in said.err


# Several processes


def test_whoever_undoes_takes_back_the_last_change_of_anybody(program: Say, say: Say) -> None:
    states = []
    for company in ("Ada", "Bob", "Cyd"):  # each in a process of its own
        states.append(say("export", "json").out)
        assert program("add", company, "--at", "today", "--with", f"{company} Ng").status == 0
    for was in reversed(states):
        assert program("undo").status == 0
        assert say("export", "json").out == was


def at_once(home: Path, *commands: tuple[str, ...]) -> list[Said]:
    """Run commands side by side, each in a process of its own."""
    running = [
        subprocess.Popen(
            [*COMMAND, *words], env=variables(home), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for words in commands
    ]  # fmt: skip
    return [Said(*_ended(one)) for one in running]


def _ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def test_two_at_once_never_take_back_the_same_change(say: Say, home: Path) -> None:
    say("undo", "4")
    assert listed(say) == [5, 3, 2, 1]
    ends = at_once(home, *[("undo", "--json")] * 6)
    taken = sorted(end.json()["id"] for end in ends if end.status == 0)
    assert taken == [1, 2, 3, 5]
    refused = [end for end in ends if end.status != 0]
    assert [(end.status, end.err) for end in refused] == [(3, "There is nothing to undo.\n")] * 2
    assert listed(say) == []
    assert say("list", "--json").json() == []


def test_of_two_who_name_the_same_change_one_is_told_that_it_is_gone(say: Say, home: Path) -> None:
    ends = at_once(home, ("undo", "3"), ("undo", "3"))
    assert sorted(end.status for end in ends) == [0, 3]
    assert listed(say) == [5, 4, 2, 1]


def test_two_who_add_and_take_back_their_own_leave_what_was(say: Say, home: Path) -> None:
    was = everything(say)
    running = [
        subprocess.Popen([sys.executable, "-c", ALTERNATE, name], env=variables(home))
        for name in ("Ada", "Bob")
    ]
    assert [one.wait(timeout=PATIENCE) for one in running] == [0, 0]
    assert listed(say) == [5, 4, 3, 2, 1]
    assert everything(say) == was


ALTERNATE = """
import io, json, sys
from contextlib import redirect_stdout
from followup.__main__ import answer

def told(*words):
    with redirect_stdout(io.StringIO()) as out:
        status = answer(list(words))
    assert status == 0, (words, status)
    return out.getvalue()

for number in range(5):
    name = f"{sys.argv[1]} {number}"
    told("add", name, "--at", "today", "--with", f"Person {name}")
    made = json.loads(told("undo", "--list", "--json"))
    (mine,) = (one["id"] for one in made if name in one["summary"])
    told("undo", str(mine))
"""


@pytest.mark.file
def test_a_lock_of_another_is_waited_out(say: Say, home: Path, store: str) -> None:
    was = listed(say)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        process = subprocess.Popen([*COMMAND, "undo"], env=variables(home))
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        assert listed(say) == was
        other.execute("ROLLBACK")
    assert process.wait(timeout=PATIENCE) == 0
    assert listed(say) == was[1:]
