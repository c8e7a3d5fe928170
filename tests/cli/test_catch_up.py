"""Coming back after a week away: the order, what is let go, and skipping that in one go."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import COMMAND, PATIENCE, Say, everything, variables
from followup.domain.workdays import Workdays
from followup.services import followups
from followup.services.followups import Limit
from followup.store.due_list import DueFollowUp

TODAY = date(2026, 11, 20)
"""A Friday."""
LIMIT = Limit(10, Workdays())


def todo(number: int, kind: str, due_on: str, interview_on: str | None = None) -> DueFollowUp:
    return DueFollowUp(
        id=number, kind=kind, rule=kind, channel="email", urgency="late", ready_on=due_on,
        due_on=due_on, days_over=0, company="Acme", role="", stage="", contact="", email="",
        phone="", interview_on=interview_on, snoozed_until=None, promise="",
    )  # fmt: skip


TODOS = (
    todo(1, "check_in", "2026-11-18", "2026-11-10"),
    todo(2, "thank_you", "2026-11-16", "2026-11-13"),
    todo(3, "prep", "2026-11-20", "2026-11-21"),
    todo(4, "promised", "2026-11-19"),
    todo(5, "thank_you", "2026-11-19", "2026-11-18"),
    todo(6, "close_out", "2026-11-12"),
    todo(7, "promised", "2026-11-09"),
    todo(8, "thank_you", "2026-10-30", "2026-10-29"),
    todo(9, "thank_you", "2026-11-16", "2026-11-13"),
)


def test_promises_come_first_then_new_thanks_then_the_rest_by_the_time_left() -> None:
    found = followups.order(TODOS, TODAY, LIMIT)
    assert [one.id for one in found.now] == [7, 4, 5, 2, 9, 6, 1, 3]
    assert [one.id for one in found.too_late] == [8]


@pytest.mark.parametrize(
    ("interview_on", "due_on", "too_late"),
    [
        ("2026-11-06", "2026-11-09", False),  # the tenth business day after it is today
        ("2026-11-05", "2026-11-06", True),
        ("2026-11-05", "2026-11-20", False),  # put off until today: the user's own choice
        ("2026-11-05", "2026-11-19", True),
    ],
)
def test_a_thank_you_is_too_late_after_ten_business_days(
    interview_on: str, due_on: str, too_late: bool
) -> None:
    assert LIMIT.is_passed(todo(1, "thank_you", due_on, interview_on), TODAY) == too_late


def test_holidays_give_more_time() -> None:
    thanks = todo(1, "thank_you", "2026-11-06", "2026-11-05")
    assert not Limit(10, Workdays(days_off=frozenset({date(2026, 11, 11)}))).is_passed(
        thanks, TODAY
    )


@pytest.mark.parametrize("kind", ["promised", "check_in", "prep", "keep_in_touch"])
def test_nothing_but_thanks_is_ever_too_late(kind: str) -> None:
    assert not LIMIT.is_passed(todo(1, kind, "2026-01-05", "2026-01-02"), TODAY)


days = st.integers(-60, 5).map(lambda count: (TODAY + timedelta(days=count)).isoformat())
todos = st.lists(
    st.builds(
        todo,
        st.integers(1, 99),
        st.sampled_from(["thank_you", "promised", "check_in", "prep"]),
        days,
        days,
    ),
    unique_by=lambda one: one.id,
)


@given(todos, st.randoms())
def test_each_is_there_once_and_the_order_is_the_same_however_they_came(
    given_: list[DueFollowUp], chance: object
) -> None:
    found = followups.order(given_, TODAY, LIMIT)
    assert sorted(one.id for one in found.now + found.too_late) == sorted(one.id for one in given_)
    shuffled = list(given_)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert followups.order(shuffled, TODAY, LIMIT) == found


@pytest.fixture
def away(say: Say) -> None:
    """Interviews of early November, recorded then: 1 and 2 are too late today, 5 is not."""
    for at, company, people in (
        ("2026-11-03", "Acme", ["Priya", "Tom"]),
        ("2026-11-12", "Globex", ["Zoë"]),
    ):
        named = [word for name in people for word in ("--with", name)]
        said = say("add", company, "--at", at, *named, "--promise", "2026-11-16: ring",
                   FOLLOWUP_TODAY=at)  # fmt: skip
        assert said.status == 0, said.err


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("option", ["--catch-up", "--plan"])
def test_the_records_are_those_of_due(say: Say, option: str) -> None:
    found = say("due", option, "--json").json()
    due = say("due", "--json").json()
    assert sorted(found) == ["now", "too_late"]
    key = lambda one: one["id"]  # noqa: E731
    assert sorted(found["now"] + found["too_late"], key=key) == sorted(due, key=key)
    assert [one["contact"] for one in found["too_late"]] == ["Priya", "Tom"]
    assert [one["kind"] for one in found["now"]][:2] == ["promised", "promised"]


@pytest.mark.usefixtures("away")
def test_people_read_an_order_and_how_to_let_go(say: Say) -> None:
    text = say("due", "--catch-up").out
    heads = ["What you promised", "Thank-yous still worth sending", "Too late to be worth sending"]
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert "Skip all 2 in one go: followup skip --too-late" in text


@pytest.mark.usefixtures("away")
def test_it_is_cut_at_a_screenful_and_plain_is_not(say: Say) -> None:
    for number in range(30):
        say("add", f"Firm {number}", "--at", "2026-11-19", "--with", f"Ann {number}")
    text = say("due", "--catch-up").out
    assert len(text.splitlines()) <= 24
    assert "more: followup due --catch-up --all" in text
    assert len(say("due", "--catch-up", "--plain").out.splitlines()) == len(
        say("due", "--json").json()
    )


def test_with_nothing_to_do_it_says_so(say: Say) -> None:
    assert say("due", "--catch-up").out == "Nothing to do today.\n"
    assert say("due", "--catch-up", "--json").json() == {"now": [], "too_late": []}


@pytest.mark.usefixtures("away")
def test_what_is_too_late_is_skipped_as_one_change(say: Say) -> None:
    before = everything(say)
    said = say("skip", "--too-late", "--yes")
    assert (said.status, said.err) == (0, "")
    assert "Skipped 2 thank-yous" in said.out
    (acme,) = say("list", "acme", "--json").json()
    assert [one["status"] for one in acme["followups"] if one["kind"] == "thank_you"] == [
        "skipped"
    ] * 2
    assert say("due", "--catch-up", "--json").json()["too_late"] == []
    assert say("undo").status == 0
    assert everything(say) == before


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (["--too-late"], 2, "--yes"),
        ([], 2, "--too-late"),
        (["1", "--too-late"], 2, "--too-late"),
    ],
)
def test_a_bulk_change_is_asked_for_in_so_many_words(
    say: Say, words: list[str], status: int, hint: str
) -> None:
    before = everything(say)
    said = say("skip", *words)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err
    assert everything(say) == before


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(("answer", "left"), [("n", 2), ("", 0)])
def test_at_a_terminal_it_shows_them_and_asks(say: Say, home: Path, answer: str, left: int) -> None:
    import pexpect

    words = [*COMMAND, "skip", "--too-late"]
    env = variables(home) | {"TERM": "xterm"}
    with pexpect.spawn(words[0], words[1:], env=env, encoding="utf-8", timeout=PATIENCE) as child:
        child.expect_exact("Priya")
        child.expect_exact("Skip these 2 thank-yous, too late to be worth sending? [Y/n]")
        child.sendline(answer)
        child.expect("skipped" if answer else "Skipped 2")
        child.expect(pexpect.EOF)
    assert len(say("due", "--catch-up", "--json").json()["too_late"]) == left


def test_where_nothing_is_too_late_nothing_is_skipped(say: Say) -> None:
    say("add", "Acme", "--at", "today", "--with", "Priya")
    said = say("skip", "--too-late", "--yes")
    assert (said.status, said.out) == (3, "")


@pytest.mark.usefixtures("away")
def test_the_limit_is_the_policy_s(say: Say) -> None:
    say("config", "set", "policy.thank_you.too_late_days", "2")
    assert len(say("due", "--catch-up", "--json").json()["too_late"]) == 3


def test_an_offer_is_acknowledged_before_the_rest(say: Say) -> None:
    say("add", "Hooli", "--at", "2026-11-02", "--with", "Gavin")
    say("add", "Acme", "--at", "2026-11-19", "--with", "Priya")
    say("outcome", "Acme", "offer")
    kinds = [one["kind"] for one in say("due", "--catch-up", "--json").json()["now"]]
    assert [kind for kind in kinds if kind != "thank_you"] == ["acknowledge_offer", "check_in"]
