"""How WHICH and COMPANY find what they mean: exact beats prefix beats inside, today beats later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, GLOBEX, Begin, Say
from followup.domain.errors import NothingFound, SeveralFound, UsageError
from followup.environment import World
from followup.services import search
from followup.store import due_list
from followup.store.connection import connect


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        ("#3", 3),
        (" 12 ", 12),
        ("007", 7),
        ("Acme", None),
        ("3rd", None),
        ("-3", None),
        ("٣", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_a_number_is_taken_as_such(typed: str, number: int | None) -> None:
    assert search.number(typed) == number


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("acme", ["Acme"]),
        ("ACM", ["Acme", "Acme Labs"]),
        ("labs", ["Acme Labs"]),
        ("angstrom", ["Ångström & Co"]),
        ("co ang", ["Ångström & Co"]),
        ("lab acme", ["Acme Labs"]),
        ("zzz", []),
    ],
)
def test_exact_beats_a_beginning_beats_inside_beats_every_word(
    words: str, found: list[str]
) -> None:
    companies = ["Acme Labs", "Ångström & Co", "Acme"]
    assert sorted(search.best(words, companies, lambda name: [name])) == found


@given(st.lists(st.text(min_size=1), min_size=1), st.data())
def test_a_whole_name_always_finds_itself(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    if name.strip():
        assert name in search.best(name, names, lambda one: [one])


def chosen(world: World, which: str) -> int:
    with connect(world.store) as ask:
        moment = due_list.moment(world.now, world.today, world.today)
        return search.followup(ask, moment, which).followup.id


@pytest.fixture
def recorded(begin: Begin) -> None:
    """Acme: 1 Priya, 2 Tom, 3 the promise of next week; Globex: 4 and 5 for Zoë."""
    begin(ACME, GLOBEX)


@pytest.mark.parametrize(
    ("which", "number"),
    [
        ("1", 1),
        ("#3", 3),
        ("Priya", 1),
        ("priya shah", 1),
        ("shah", 1),
        ("TOM", 2),
        ("acme tom", 2),
    ],
)
def test_a_follow_up_is_found_by_number_or_words(
    recorded: None, world: World, which: str, number: int
) -> None:
    assert chosen(world, which) == number


def test_what_today_shows_comes_before_what_is_only_pending(
    recorded: None, say: Say, world: World
) -> None:
    assert chosen(world, "Priya") == 1, "her thank-you of today, not the promise of next week"
    say("done", "1")
    assert chosen(world, "Priya") == 3, "only the promise is pending now"


def test_several_are_listed_with_their_numbers(recorded: None, world: World) -> None:
    with pytest.raises(SeveralFound) as caught:
        chosen(world, "angstrom")
    head, *lines = str(caught.value).splitlines()
    assert "angstrom" in head
    assert lines == [
        "   4  thank-you, Zoë Ångström, Globex · Nurse",
        "   5  check-in, Zoë Ångström, Globex · Nurse",
    ]


@pytest.mark.parametrize("which", ["99", "zzz", "9" * 30])
def test_what_matches_nothing_points_to_the_list(recorded: None, world: World, which: str) -> None:
    with pytest.raises(NothingFound, match="followup due"):
        chosen(world, which)


@pytest.mark.parametrize("which", ["", "  "])
def test_no_words_are_no_choice(recorded: None, world: World, which: str) -> None:
    with pytest.raises(UsageError, match="followup due"):
        chosen(world, which)


def test_a_word_of_a_name_counts_as_much_as_that_of_a_company(say: Say) -> None:
    say("add", "Lee Partners", "--at", "yesterday", "--with", "Jo X")
    say("add", "Beta", "--at", "yesterday", "--with", "Tom Lee")
    assert say("done", "lee").status == 4


def test_an_exact_name_is_meant_even_where_it_is_closed(say: Say) -> None:
    say("add", "Acme", "--at", "2026-11-10", "--role", "Dev")
    say("outcome", "Acme", "closed")
    say("add", "Acme Corp", "--at", "yesterday", "--role", "Ops")
    assert say("show", "acme", "--json").json()["company"] == "Acme"
    assert say("show", "acme c", "--json").json()["company"] == "Acme Corp"


def test_done_things_are_not_found_by_words(recorded: None, say: Say, world: World) -> None:
    say("done", "2")
    with pytest.raises(NothingFound):
        chosen(world, "Tom")


@pytest.mark.parametrize(
    ("command", "named"),
    [("done", "thank-you, Priya"), ("show", "Company"), ("contact", "Priya")],
)
def test_of_very_many_some_are_listed_and_the_others_counted(
    say: Say, command: str, named: str
) -> None:
    for number in range(23):
        who = f"Priya Shah {chr(65 + number)}"
        say("add", f"Company {number}", "--at", "2026-11-18", "--with", who)
    words = ("contact", "show", "priya") if command == "contact" else (command, "company")
    said = say(*words)
    head, *rows, more = said.err.splitlines()
    assert (said.status, len(rows)) == (4, 20)
    assert head.startswith("Several match")
    assert all(named in row for row in rows)
    assert more == "… and 3 more; more words match fewer."


def application(world: World, words: str) -> int:
    with connect(world.store) as ask:
        return search.application(ask, words).id


@pytest.mark.parametrize(
    ("words", "number"),
    [("acme", 1), ("data analyst", 1), ("globex nurse", 2), ("2", 2), ("glob", 2)],
)
def test_an_application_is_found_by_its_words_or_an_interview_s_number(
    recorded: None, world: World, words: str, number: int
) -> None:
    assert application(world, words) == number


def test_several_applications_are_told_apart_by_their_role(
    recorded: None, say: Say, world: World
) -> None:
    say("add", "Globex", "--role", "Matron", "--at", "yesterday")
    with pytest.raises(SeveralFound, match=r"Globex · Nurse\n.*Globex · Matron"):
        application(world, "globex")
    assert application(world, "globex matron") == 3


@pytest.mark.parametrize("words", ["zzz", "99"])
def test_an_application_that_is_not_there_points_to_the_list(
    recorded: None, world: World, words: str
) -> None:
    with pytest.raises(NothingFound, match="followup list"):
        application(world, words)


@pytest.mark.parametrize(
    "words",
    [
        ("list", "{}"), ("list", "--by", "application", "{}"), ("show", "{}"), ("why", "{}"),
        ("draft", "{}"), ("done", "{}"), ("contact", "list", "{}"), ("contact", "show", "{}"),
        ("reschedule", "{}", "today"),
    ],
)  # fmt: skip
def test_words_that_are_no_valid_text_are_found_nowhere(say: Say, words: tuple[str, ...]) -> None:
    say("add", "Acme ?? Corp", "--at", "today", "--with", "Ann ??")
    said = say(*(word.format("\udcff\udcfe") for word in words))
    assert said.status == (0 if "list" in words else 3)
    assert "Acme" not in said.out + said.err
