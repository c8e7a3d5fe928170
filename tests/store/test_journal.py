"""Undo: whatever a command did, the store is what it was, and no number comes back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ACME, EXAMPLES, GLOBEX, TODAY, Begin, Said, Say, everything
from followup.environment import World
from followup.store.connection import connect
from walk import TYPED

PLAIN = ("add", "Initech", "--at", "2026-10-01 10:00", "--with", "Bob")
"""So long ago that there is no thank-you: follow-up 6 is a check-in."""

CHANGES = [
    ("add", "Hooli", "--at", "tomorrow 10:00", "--with", "Gavin <g@hooli.example>"),
    ("add", "Acme Corp", "--at", "in 3 days 9am", "--stage", "final"),
    (
        "add", "acme corp", "--at", "today 9am", "--with", "priya shah", "--phone", "+1 555",
        "--no-calls",
    ),
    (
        "add", "Acme Corp", "--at", "today", "--with", "Priya S <priya@acme.example>, VP", "--via",
        "Agency",
    ),
    ("add", "Acme Corp", "--at", "today", "--field", "sales", "--channel", "card"),
    ("add", "Acme Corp", "--at", "today", "--decision", "in 3 weeks", "--promise", "monday: call"),
    ("remove", "1"),
    ("remove", "globex"),
    ("contact", "remove", "priya"),
    ("done", "1"),
    ("done", "Tom", "--on", "yesterday", "--channel", "card", "--note", "posted it"),
    ("done", "3"),
    ("done", "5"),
    ("draft", "1", "--promise", "in 1 week: send the plan"),
    ("draft", "2", "--promise", "tomorrow"),
    ("snooze", "1", "next tue", "--because", "she is on leave"),
    ("skip", "5", "--because", "they will call"),
    ("log", "globex", "they called", "--reply"),
    ("log", "globex", "--decision", "in 3 weeks"),
    ("log", "globex", "met her at the fair", "--on", "yesterday", "--with", "Zoë Ångström"),
    ("outcome", "globex", "rejected", "--keep-in-touch"),
    ("outcome", "acme", "offer", "--deadline", "dec 4 noon", "--terms", "4 days a week"),
    ("outcome", "initech", "accepted", "--start", "jan 4"),
    ("reschedule", "globex", "next tue 10am"),
    ("cancel", "globex"),
    ("edit", "1", "--role", "Data engineer", "--topic", "Priya: tests", "--strength", "I test"),
    ("contact", "add", "Eve", "--company", "Acme Corp"),
    ("contact", "edit", "Priya Shah", "--no-contact", "--salutation", "Dear Dr. Shah"),
    ("config", "set", "you.name", "Ana"),
    ("config", "set", "policy.check_in.days", "9"),
    ("config", "set", "calendar.days_off", "2026-11-26,2026-11-30"),
    ("config", "set", "calendar.weekend", "fri,sat"),
    ("import", "more.csv"),
]  # fmt: skip


FORGET = ("contact", "forget", "Tom Lee", "--yes")
"""Apart from the rest: once something else is changed, who was forgotten does not come back."""


@pytest.fixture
def begun(begin: Begin) -> Iterator[None]:
    """A store with three interviews; all files are private, as the program makes them."""
    begin(ACME, GLOBEX, PLAIN)
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.parametrize("words", [*CHANGES, FORGET], ids=" ".join)
def test_undo_brings_back_all_that_was_before_and_nothing_alarms_doctor(
    begun: None, say: Say, words: tuple[str, ...], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    (home / "more.csv").write_text("company,at,contact\nInitech,2026-11-19,Bill\n")
    was = everything(say)
    assert say(*words).status == 0
    assert everything(say) != was
    for day in (TODAY, "2027-06-01"):
        assert say("doctor", FOLLOWUP_TODAY=day).out == "All is well.\n"
    assert say("undo").status == 0
    assert everything(say) == was
    assert say("doctor").out == "All is well.\n"


NOT_UNDONE = {
    "due", "list", "show", "why", "undo", "doctor", "contact list", "contact show",
    "config list", "config get", "config path", "backup", "restore", "stats", "report", "calendar",
    "template list", "template show", "template check", "template edit", "export", "remind",
    "mail check", "manual", "mcp", "server make", "server add", "server grant", "server revoke", "server migrate", "server check",
}  # fmt: skip
"""What only reads the store, and `restore`, which keeps what it replaces as a copy.

`template edit` and `remind` change files of the user's configuration, not the store; `server` is
for who runs a server. What `mail check` changes needs a mailbox, so its own tests undo it.
"""


def test_every_command_that_changes_something_is_undone_above() -> None:
    undone = {
        words[: 2 if words[0] in ("config", "contact") else 1] for words in (*CHANGES, FORGET)
    }
    assert set(TYPED) - NOT_UNDONE == {" ".join(words) for words in undone}


def test_a_setting_that_was_changed_gets_its_old_value_back(say: Say) -> None:
    say("config", "set", "you.name", "Ana")
    say("config", "set", "you.name", "Eva")
    say("config", "set", "you.name", "")
    for name in ("Eva", "Ana", ""):
        assert say("undo").status == 0
        assert say("config", "get", "you.name").out == f"{name}\n"


def test_closing_an_application_is_taken_back_too(say: Say) -> None:
    say(*PLAIN)
    kinds = []
    while "close_out" not in kinds:
        was = everything(say)
        (pending,) = say("due", "--days", "365", "--json").json()
        kinds.append(pending["kind"])
        say("done", str(pending["id"]), FOLLOWUP_TODAY=pending["due_on"])
    assert kinds == ["check_in", "second_check_in", "close_out"]
    assert say("show", "initech", "--json").json()["outcome"] == "closed"
    say("undo")
    assert everything(say) == was


@settings(max_examples=EXAMPLES // 5)  # each runs a dozen commands
@given(data=st.data())
def test_undoing_every_change_goes_back_through_every_state(
    say: Say, store: str, data: st.DataObject
) -> None:
    while say("undo").status == 0:
        pass
    say(*ACME)
    states = []
    for words in data.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5)):
        was, changes = everything(say), len(say("undo", "--list", "--json").json())
        numbered = [word if not word.isdigit() else str(first(say)) for word in words]
        say(*numbered)
        if len(say("undo", "--list", "--json").json()) > changes:
            states.append(was)
    for was in reversed(states):
        assert say("undo").status == 0
        assert everything(say) == was


def first(say: Say) -> int:
    """The number of the first follow-up there is, since numbers never come back."""
    (interview, *_) = say("list", "--json").json()
    return int(interview["followups"][0]["id"])


def test_numbers_are_not_used_again(say: Say) -> None:
    say(*ACME)
    first_time = say("list", "--json").json()[0]
    say("undo")
    say(*ACME)
    second_time = say("list", "--json").json()[0]
    for many in ("contacts", "followups"):
        seen, now = ({one["id"] for one in told[many]} for told in (first_time, second_time))
        assert not seen & now
        assert min(now) > max(seen)
    assert second_time["id"] > first_time["id"]
    assert [one["id"] for one in say("undo", "--list", "--json").json()] == [2]


def test_a_number_that_was_undone_is_known_no_more(say: Say) -> None:
    say(*ACME)
    say("undo")
    say(*ACME)
    assert say("done", "1").status == 3
    assert say("show", "1").status == 3


def test_the_last_change_is_taken_back_first(say: Say) -> None:
    say(*ACME)
    say("done", "1")
    say("config", "set", "you.name", "Ana")
    listed = say("undo", "--list", "--json").json()
    assert [one["command"] for one in listed] == ["config set", "done", "add"]
    assert [one["id"] for one in listed] == [3, 2, 1]
    for name in ("config set", "done", "add"):
        assert name in say("undo").out
    assert say("undo", "--list", "--json").json() == []


def test_with_nothing_to_undo_it_says_so(say: Say) -> None:
    nothing = Said(3, "", "There is nothing to undo.\n")
    assert say("undo") == nothing
    say(*ACME)
    say("undo")
    assert say("undo") == nothing


def test_the_order_goes_by_number_and_not_by_the_clock(say: Say) -> None:
    say(*ACME)
    say("done", "1", FOLLOWUP_TODAY="2026-11-19T17:00")
    assert "done" in say("undo").out


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Acme"),
        ("add", "Acme", "--at", "never"),
        ("done", "99"),
        ("done", "zzz"),
        ("config", "set", "nothing", "1"),
        ("config", "set", "calendar.weekend", "sat,sun"),
        ("draft", "1"),
        ("list",),
    ],
    ids=" ".join,
)
def test_a_command_that_changes_nothing_leaves_nothing_to_undo(
    say: Say, words: tuple[str, ...]
) -> None:
    say(*ACME)
    say("config", "set", "calendar.weekend", "sat,sun")
    before = say("undo", "--list").out
    say(*words)
    assert say("undo", "--list").out == before


def test_what_was_undone_leaves_no_journal(say: Say, store: str) -> None:
    say(*ACME)
    say("done", "1")
    say("undo")
    say("undo")
    with connect(store) as ask:
        for table in ("journal", "change", "application", "contact", "interview", "followup"):
            assert not list(ask(f'SELECT * FROM "{table}"', {})), table


def test_a_row_that_a_command_deletes_comes_back(say: Say, world: World) -> None:
    from followup.store import models, transaction

    say(*ACME)
    was = everything(say)
    with transaction.change(world.store, "forget", world.now) as change:
        change.session.delete(change.session.get_one(models.Topic, 1))
        change.session.get_one(models.Interview, 1).note = "one topic less"
    assert everything(say) != was
    say("undo")
    assert everything(say) == was


def test_a_row_that_is_made_and_changed_by_one_command_goes(say: Say, world: World) -> None:
    from followup.store import transaction

    with transaction.change(world.store, "config set", world.now) as change:
        change.configure("you.name", "Ana")
        change.session.flush()
        change.configure("you.name", "Eva")
        change.session.flush()
    assert say("config", "get", "you.name").out == "Eva\n"
    say("undo")
    assert say("config", "get", "you.name").out == "\n"
