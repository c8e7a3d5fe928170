"""`undo N` takes back one older change where nothing later touched the same records."""

import pytest

from conftest import ACME, GLOBEX, Say, everything


@pytest.fixture(autouse=True)
def changes(say: Say) -> None:
    """Changes 1 to 5: Acme (1 to 3), Globex (4, 5), a name, a thank-you done, another put off."""
    for words in (
        ACME,
        GLOBEX,
        ("config", "set", "you.name", "Ana"),
        ("done", "1"),
        ("snooze", "4", "tomorrow", "--because", "she is away"),
    ):
        assert say(*words).status == 0


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
