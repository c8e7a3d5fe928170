"""`followup why`: the chain of reasons for a date, for people and as JSON."""

from typing import Any

import pytest

from conftest import ACME, GLOBEX, Say

Chain = list[tuple[str, str | None]]


def record(say: Say, which: object) -> Any:
    said = say("why", str(which), "--json")
    assert said.status == 0, said.err
    return said.json()


def chain(say: Say, which: object) -> Chain:
    return [(one["step"], one["on"]) for one in record(say, which)["chain"]]


def number(say: Say, kind: str, company: str = "") -> int:
    words = ("due", "--days", "365", "--kind", kind, "--company", company, "--json")
    (one,) = say(*words).json()
    return int(one["id"])


def test_a_thank_you_is_counted_from_its_interview(say: Say) -> None:
    say(*ACME)
    assert chain(say, 1) == [
        ("rule", None),
        ("anchor", "2026-11-19"),
        ("count", "2026-11-20"),
        ("final", "2026-11-20"),
    ]


def test_friday_s_thank_you_passes_over_the_weekend(say: Say) -> None:
    say("add", "Acme", "--at", "today", "--with", "Priya")
    assert chain(say, 1) == [
        ("rule", None),
        ("anchor", "2026-11-20"),
        ("count", "2026-11-23"),
        ("weekend", "2026-11-23"),
        ("weekend", "2026-11-23"),
        ("final", "2026-11-23"),
    ]
    said = [one["text"] for one in record(say, 1)["chain"] if one["step"] == "weekend"]
    assert "Sat 21 Nov" in said[0]
    assert "Sun 22 Nov" in said[1]


def test_a_holiday_is_named(say: Say) -> None:
    pytest.importorskip("holidays")
    say("config", "set", "calendar.country", "us")
    say("add", "Acme", "--at", "2026-11-25", "--with", "Priya", FOLLOWUP_TODAY="2026-11-25")
    assert ("holiday", "2026-11-27") in chain(say, 1)
    assert "Thanksgiving" in say("why", "1").out
    assert record(say, 1)["due_on"] == "2026-11-27"


def test_a_day_off_is_named(say: Say) -> None:
    say("config", "set", "calendar.days_off", "2026-11-23")
    say("add", "Acme", "--at", "today", "--with", "Priya")
    assert ("day_off", "2026-11-24") in chain(say, 1)
    (told,) = [one["text"] for one in record(say, 1)["chain"] if one["step"] == "day_off"]
    assert "Mon 23 Nov" in told
    assert "day off" in told


def test_a_check_in_hangs_on_their_decision(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday", "--decision", "2026-11-27")
    which = number(say, "check_in")
    steps = chain(say, which)
    assert steps[0] == ("rule", None)
    assert ("count", "2026-11-30") in steps
    assert ("count", "2026-12-01") in steps
    assert steps[-1] == ("final", "2026-12-01")
    assert "decide by Fri 27 Nov 2026" in say("why", str(which)).out


def test_a_kept_promise_is_a_step_and_the_decision_still_holds(say: Say) -> None:
    say(*ACME)
    say("done", "3")  # on 20 November: five business days later is the 27th
    which = number(say, "check_in")
    steps = dict(chain(say, which))
    assert steps["promise"] == "2026-11-20"
    assert record(say, which)["due_on"] == "2026-12-01", "never before what the decision gives"
    assert steps["final"] == "2026-12-01"


def test_a_check_in_that_a_promise_stands_in_for_says_so(say: Say) -> None:
    say(*GLOBEX)
    assert record(say, 2)["status"] == "pending"
    say("edit", "1", "--promise", "2026-11-24: send my references")
    told = record(say, 2)
    assert told["status"] == "cancelled"
    assert "promised" in told["because"]
    assert "Tue 24 Nov" in say("why", "2").out


def test_a_snooze_is_the_last_step_but_one(say: Say) -> None:
    say(*ACME)
    say("snooze", "1", "2026-11-24", "--because", "she is on leave")
    assert chain(say, 1)[-2:] == [("snooze", "2026-11-24"), ("final", "2026-11-24")]
    assert chain(say, 1)[:3] == [("rule", None), ("anchor", "2026-11-19"), ("count", "2026-11-20")]
    assert "she is on leave" in record(say, 1)["chain"][-2]["text"]


def test_a_snooze_before_the_planned_day_moves_nothing(say: Say) -> None:
    say(*ACME)
    before = chain(say, 3)
    say("snooze", "3", "tomorrow")
    assert chain(say, 3) == before


def test_a_reply_is_what_the_clock_counts_from(say: Say) -> None:
    say(*GLOBEX)
    say("log", "globex", "they wrote", "--reply", "--on", "yesterday")
    which = number(say, "check_in")
    assert chain(say, which)[1] == ("anchor", "2026-11-19")
    assert record(say, which)["due_on"] == "2026-12-03"
    assert "replied on Thu 19 Nov 2026" in say("why", str(which)).out


def test_a_second_check_in_is_counted_from_the_day_the_first_was_done(say: Say) -> None:
    say(*GLOBEX)
    say("done", "2", "--on", "yesterday")
    which = number(say, "second_check_in")
    assert chain(say, which)[1] == ("anchor", "2026-11-19")
    assert chain(say, which)[-1] == ("final", "2026-11-26")


def test_preparation_that_was_recorded_too_late_says_so(say: Say) -> None:
    say("add", "Acme", "--at", "today 10:00", FOLLOWUP_TODAY="2026-11-20T08:00")
    which = ("why", "1", "--json")
    steps = [one["step"] for one in say(*which, FOLLOWUP_TODAY="2026-11-20T08:00").json()["chain"]]
    assert steps == ["rule", "anchor", "count", "recorded", "final"]


def test_the_rule_comes_with_its_evidence(say: Say) -> None:
    say(*GLOBEX)
    told = record(say, 2)
    assert told["rule"] == "check_in"
    assert "49 %" in told["evidence"]
    assert told["evidence"] in told["chain"][0]["text"]
    assert told["trigger"]
    assert "49 %" in say("why", "2").out


def test_the_record_has_its_fields(say: Say) -> None:
    say(*ACME)
    told = record(say, "Priya")
    expected = {
        "id": 1, "kind": "thank_you", "status": "pending", "ready_on": "2026-11-19",
        "due_on": "2026-11-20", "contact": "Priya Shah", "company": "Acme Corp",
        "role": "Data analyst", "rule": "thank_you", "snoozed_until": None, "because": "",
    }  # fmt: skip
    assert told | expected == told


def test_people_read_one_step_a_line_in_the_order_of_the_chain(say: Say) -> None:
    say("add", "Acme", "--role", "Nurse", "--at", "today", "--with", "Priya")
    say("snooze", "1", "2026-12-01")
    head, *lines = say("why", "1").out.splitlines()
    assert head == "1: thank-you to Priya, Acme · Nurse, pending"
    assert [line.split()[0] for line in lines] == [
        "rule", "anchor", "count", "weekend", "weekend", "snooze", "final"
    ]  # fmt: skip
    assert lines[-1].endswith("due Tue 1 Dec 2026")


def test_no_day_is_said_twice_in_one_line(say: Say) -> None:
    say(*ACME)
    say("snooze", "1", "2026-11-24", "--because", "she is on leave")
    (line,) = [one for one in say("why", "1").out.splitlines() if "put it off" in one]
    assert line.count("24 Nov") == 1


def test_it_only_reads_and_explains_what_is_settled_too(say: Say) -> None:
    say(*ACME)
    say("done", "1")
    before = say("undo", "--list").out
    assert record(say, 1)["status"] == "done"
    assert say("undo", "--list").out == before


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (("99",), 3, "no follow-up 99"),
        (("zzz",), 3, "zzz"),
        (("",), 2, "followup due"),
        (("acme",), 4, ", Priya Shah, Acme Corp"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_is_not_one_follow_up_is_refused(
    say: Say, words: tuple[str, ...], status: int, hint: str
) -> None:
    say(*ACME)
    said = say("why", *words)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err
