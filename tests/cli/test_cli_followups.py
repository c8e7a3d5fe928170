"""`done`, `skip`, `snooze`: what they keep, what follows from them, and what they refuse."""

from typing import Any

import pytest

from conftest import ACME, GLOBEX, Begin, Say, content

DECIDED = ("add", "Initech", "--at", "yesterday", "--decision", "2026-11-27")
"""Thank-you 6, and check-in 7: ready one business day after Friday the 27th, due two after."""


@pytest.fixture(autouse=True)
def recorded(begin: Begin) -> None:
    begin(ACME, GLOBEX, DECIDED)


def window(say: Say, number: int) -> tuple[str, str]:
    found = say("why", str(number), "--json").json()
    return found["ready_on"], found["due_on"]


def due_today(say: Say, day: str = "2026-11-20") -> list[int]:
    return [one["id"] for one in say("due", "--json", FOLLOWUP_TODAY=day).json()]


def pending(say: Say, company: str) -> list[tuple[str, str, str]]:
    found = say("due", "--days", "365", "--company", company, "--json").json()
    return [(one["kind"], one["ready_on"], one["due_on"]) for one in found]


# Snooze


def test_these_are_the_days_before_anything_is_put_off(say: Say) -> None:
    assert [window(say, number) for number in (1, 3, 7)] == [
        ("2026-11-19", "2026-11-20"),
        ("2026-11-25", "2026-11-25"),
        ("2026-11-30", "2026-12-01"),
    ]


@pytest.mark.parametrize(
    ("which", "until", "ready_on", "due_on"),
    [
        (7, "2026-11-25", "2026-11-30", "2026-12-01"),  # earlier than planned: it stays
        (7, "2026-11-30", "2026-11-30", "2026-12-01"),
        (7, "2026-12-01", "2026-12-01", "2026-12-01"),  # the due day is not earlier
        (7, "2026-12-03", "2026-12-03", "2026-12-03"),  # it is, so it follows
        (1, "tomorrow", "2026-11-21", "2026-11-21"),
        (1, "next tue", "2026-11-24", "2026-11-24"),
        (1, "fri", "2026-11-27", "2026-11-27"),  # on a Friday, not today
        (1, "3d", "2026-11-23", "2026-11-23"),
        (1, "2bd", "2026-11-24", "2026-11-24"),
        (3, "tomorrow", "2026-11-25", "2026-11-25"),
        (3, "dec 1", "2026-12-01", "2026-12-01"),
    ],
)
def test_snoozing_is_a_floor(say: Say, which: int, until: str, ready_on: str, due_on: str) -> None:
    assert say("snooze", str(which), until).status == 0
    assert window(say, which) == (ready_on, due_on)


def test_what_is_put_off_comes_back_on_its_day_and_not_before(say: Say) -> None:
    assert 1 in due_today(say)
    say("snooze", "1", "2026-11-24")
    assert 1 not in due_today(say)
    assert 1 not in due_today(say, "2026-11-23")
    assert 1 in due_today(say, "2026-11-24")
    back = say("due", "--json", FOLLOWUP_TODAY="2026-11-24").json()
    assert [one["urgency"] for one in back if one["id"] == 1] == ["today"]
    assert 1 in due_today(say, "2027-05-01"), "and stays until it is settled"


def test_the_day_and_the_reason_are_kept_and_said(say: Say) -> None:
    said = say("snooze", "1", "next tue", "--because", "she is on leave")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Put off until Tuesday 24 November: thank-you to Priya Shah")
    why = say("why", "1", "--json").json()
    assert (why["snoozed_until"], why["because"]) == ("2026-11-24", "she is on leave")
    assert "she is on leave" in say("why", "1").out
    listed = say("due", "--days", "9", "--company", "acme", "--json").json()
    assert {one["id"]: one["snoozed_until"] for one in listed} == {
        2: None,
        1: "2026-11-24",
        3: None,
    }


def test_the_later_snooze_counts(say: Say) -> None:
    say("snooze", "1", "2026-12-04", "--because", "she is on leave")
    say("snooze", "1", "2026-11-26", "--because", "she is back")
    assert window(say, 1) == ("2026-11-26", "2026-11-26")
    assert say("why", "1", "--json").json()["because"] == "she is back"


def test_the_floor_stays_when_the_plan_changes(say: Say) -> None:
    say("snooze", "5", "2026-12-01")
    say("config", "set", "policy.check_in.days", "9")  # 25 November
    assert window(say, 5) == ("2026-12-01", "2026-12-01")
    say("config", "set", "policy.check_in.days", "20")  # 10 December
    assert window(say, 5) == ("2026-12-10", "2026-12-10")
    say("config", "set", "policy.check_in.days", "")
    assert window(say, 5) == ("2026-12-01", "2026-12-01")


def test_a_closing_question_that_is_put_off_keeps_the_application(say: Say) -> None:
    say("done", "4")
    for _ in range(2):
        (one,) = say("due", "--days", "365", "--company", "globex", "--json").json()
        say("done", str(one["id"]), FOLLOWUP_TODAY=one["due_on"])
    (one,) = say("due", "--days", "365", "--company", "globex", "--json").json()
    assert one["kind"] == "close_out"
    assert say("snooze", str(one["id"]), "2027-01-15", FOLLOWUP_TODAY=one["due_on"]).status == 0
    assert say("show", "globex", "--json").json()["outcome"] is None
    assert pending(say, "globex") == [("close_out", "2027-01-15", "2027-01-15")]


# Skip


def test_a_skipped_check_in_brings_no_further_one(say: Say) -> None:
    say("done", "4")
    said = say("skip", "5", "--because", "they will call")
    assert (said.status, said.err) == (0, "")
    assert said.out == "Skipped: check-in to Zoë Ångström, Globex · Nurse.\n"
    assert pending(say, "globex") == []


def test_what_is_left_with_nothing_pending_is_named_as_idle(say: Say) -> None:
    say("done", "4")
    say("skip", "5")
    idle = say("list", "--idle", "--json").json()
    assert [one["company"] for one in idle] == ["Globex"]
    assert "Globex" in say("due").out, "at the foot"


def test_several_are_skipped_at_once_or_none(say: Say) -> None:
    refused = say("skip", "1", "99", "--because", "they closed it")
    assert (refused.status, refused.out) == (3, "")
    assert "Nothing was skipped" in refused.err
    assert [one["status"] for one in say("skip", "1-2", "--json").json()] == ["skipped"] * 2
    say("undo")
    assert {1, 2} <= {one["id"] for one in say("due", "--json").json()}


def test_the_end_of_a_range_that_is_not_pending_is_named(say: Say) -> None:
    say("done", "2")
    said = say("done", "1-2")
    assert said.out.startswith("Done: thank-you to Priya Shah")
    assert "Follow-up 2 is done already" in said.err
    assert "There is no follow-up 99" in say("done", "4-99").err


def test_the_reason_of_a_skip_is_kept(say: Say) -> None:
    record = say("skip", "1", "--because", "she asked for none", "--json").json()
    assert (record["status"], record["done_on"]) == ("skipped", "2026-11-20")
    assert record["because"] == "she asked for none"
    assert "she asked for none" in say("show", "acme").out
    assert "she asked for none" in say("why", "1").out


def test_what_is_skipped_stays_skipped_when_the_plan_changes(say: Say) -> None:
    say("skip", "1")
    say("config", "set", "policy.thank_you.due_days", "5")
    say("log", "acme", "they called", "--reply")
    assert say("why", "1", "--json").json()["status"] == "skipped"


def test_a_promise_that_is_skipped_no_longer_holds_the_check_in_back(say: Say) -> None:
    assert "check_in" not in [kind for kind, *_ in pending(say, "acme")]
    say("skip", "3")
    assert ("check_in", "2026-11-30", "2026-12-01") in pending(say, "acme")


def test_several_are_put_off_at_once_or_none(say: Say) -> None:
    refused = say("snooze", "1", "99", "friday")
    assert (refused.status, refused.out) == (3, "")
    assert "Nothing was put off" in refused.err
    both = say("snooze", "1", "2", "in", "3", "days", "--json").json()
    assert [(one["id"], one["snoozed_until"]) for one in both] == [
        (1, "2026-11-23"),
        (2, "2026-11-23"),
    ]
    say("undo")
    assert {1, 2} <= {one["id"] for one in say("due", "--json").json()}
    alone = say("snooze", "1", "3", "days", "--json").json()
    assert (alone["id"], alone["snoozed_until"]) == (1, "2026-11-23"), "a number of the day"


# Done


def test_the_note_of_what_was_done_is_kept_beside_day_and_channel(say: Say) -> None:
    record = say(
        "done", "4", "--on", "2026-11-13", "--channel", "card", "--note", "posted it", "--json"
    ).json()
    assert (record["done_on"], record["because"]) == ("2026-11-13", "posted it")
    timeline = say("show", "globex", "--json").json()["timeline"]
    (did,) = [one for one in timeline if one["what"] == "done"]
    assert did["on"] == "2026-11-13"
    assert "card" in did["text"]
    assert "posted it" in did["text"]


def test_the_promise_of_a_note_that_is_done_is_on_the_list(say: Say) -> None:
    say("draft", "4", "--promise", "in 2 weeks: send my references")
    assert "promised" not in [kind for kind, *_ in pending(say, "globex")]
    assert "promised to Zoë Ångström" in say("done", "4").out
    assert ("promised", "2026-12-04", "2026-12-04") in pending(say, "globex")


def test_the_promise_of_a_note_that_is_skipped_was_never_made(say: Say) -> None:
    say("draft", "4", "--promise", "in 2 weeks: send my references")
    say("skip", "4")
    assert "promised" not in [kind for kind, *_ in pending(say, "globex")]


def test_a_withdrawal_that_is_done_ends_its_application(say: Say) -> None:
    say("outcome", "globex", "accepted")
    (one,) = say("due", "--company", "initech", "--kind", "withdraw", "--json").json()
    remark = "Initech is recorded as withdrawn now. To reopen it: followup outcome"
    assert remark in say("done", str(one["id"])).err
    assert say("show", "initech", "--json").json()["outcome"] == "withdrawn"
    assert say("show", "acme", "--json").json()["outcome"] is None


# What they refuse


def test_what_prepares_for_an_interview_is_not_put_off_until_after_it(say: Say) -> None:
    say("add", "Hooli", "--at", "tomorrow 10am", "--with", "Jo Bloggs")
    refused = say("snooze", "hooli", "next week")
    assert (refused.status, refused.out) == (2, "")
    assert "The interview with Hooli is on Saturday, 2026-11-21" in refused.err
    assert say("snooze", "hooli", "tomorrow").status == 0


REFUSED: list[tuple[tuple[str, ...], int, str]] = [
    (("snooze", "1", "today"), 2, "not ahead"),
    (("snooze", "1", "yesterday"), 2, "not ahead"),
    (("snooze", "1", "2026-11-19"), 2, "not ahead"),
    (("snooze", "1", "2025-12-24"), 2, "not ahead"),
    (("snooze", "1", "3 days ago"), 2, "not ahead"),
    (("snooze", "1", "0d"), 2, "not ahead"),
    (("snooze", "1", ""), 2, "2026-12-01"),
    (("snooze", "1", "later"), 2, "later"),
    (("snooze", "1", "03/04/2027"), 2, "2027-03-04"),
    (("snooze", "1"), 2, "UNTIL"),
    (("snooze",), 2, "Missing argument"),
    (("snooze", "1", "tomorrow", "--because", "x" * 20_001), 2, "at most 20,000"),
    (("snooze", "99", "tomorrow"), 3, "no follow-up 99"),
    (("snooze", "zzz", "tomorrow"), 3, "zzz"),
    (("snooze", "acme", "tomorrow"), 4, ", Priya Shah, Acme Corp"),
    (("skip",), 2, "followup due"),
    (("skip", "1", "--because", "x" * 20_001), 2, "at most 20,000"),
    (("skip", "99"), 3, "no follow-up 99"),
    (("skip", "zzz"), 3, "zzz"),
    (("skip", "acme"), 4, ", Tom Lee, Acme Corp"),
    (("done", "1", "--note", "x" * 20_001), 2, "at most 20,000"),
    (("done", "1", "--on", "tomorrow"), 2, "yet to come"),
]


@pytest.mark.parametrize(("words", "status", "hint"), REFUSED, ids=lambda part: str(part)[:50])
def test_bad_input_is_a_sentence_with_its_status_and_changes_nothing(
    say: Say, store: str, words: tuple[str, ...], status: int, hint: str
) -> None:
    before = content(store)
    said = say(*words)
    assert (said.status, said.out) == (status, "")
    assert said.err.strip()
    assert hint in said.err
    assert content(store) == before


@pytest.mark.parametrize("settled", ["done", "skip"])
@pytest.mark.parametrize("again", [("done",), ("skip",), ("snooze", "tomorrow")], ids=" ".join)
def test_what_is_settled_cannot_be_settled_again(
    say: Say, settled: str, again: tuple[str, ...]
) -> None:
    say(settled, "1")
    command, *rest = again
    said = say(command, "1", *rest)
    assert (said.status, said.out) == (2, "")
    assert "already on 2026-11-20" in said.err
    assert "followup undo" in said.err


def test_what_was_cancelled_cannot_be_done(say: Say) -> None:
    say("outcome", "globex", "closed")
    cancelled: Any = say("why", "5", "--json").json()
    assert cancelled["status"] == "cancelled"
    assert say("done", "5").status == 2


def test_a_name_that_is_known_is_not_asked_about(say: Say) -> None:
    say("add", "Newdock", "--at", "today", "--with", "Paula Rourke")
    say("done", "Newdock")
    for words in ("Newdock", "Paula"):
        assert "Did you mean" not in say("skip", words).err
    assert 'Did you mean "Newdock"?' in say("skip", "Newdok").err
