"""The policy table of POLICY.md, row by row, then what ends or moves a follow-up.

December 2026 starts on a Tuesday. Unless a test says otherwise the round is held on Tue 1 Dec
with Priya (7) and Tom (8), and the clock stands at its end.
"""

import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.frozen import replace
from followup.domain.model import (
    OUTCOMES,
    STAGES,
    Application,
    ApplicationFacts,
    Changes,
    Contact,
    Elsewhere,
    FollowUp,
    Interview,
    Met,
    Plan,
    Planned,
    Promise,
    Reply,
)
from followup.domain.policy import RULES, Policy
from followup.domain.workdays import Workdays
from followup.scheduler import plan, reconcile, standing_decision

PRIYA, TOM = Contact(7, "Priya Shah"), Contact(8, "Tom Lee")
WEEK = Workdays()
DEFAULT = Policy.default()
NOW = datetime(2026, 12, 1, 23, 59, tzinfo=UTC)
JOB = Application(id=2, company="Acme", role="Data analyst", seq=1)
CLOCK_KINDS = {"check_in", "second_check_in", "close_out"}


def dec(number: int) -> date:
    """A day of December 2026; past 31 it runs on into 2027, below 1 back into November."""
    return date(2026, 12, 1) + timedelta(days=number - 1)


FIRST = dec(1)


def held(
    day: date = FIRST,
    number: int = 3,
    seq: int = 10,
    *,
    recorded: date | None = None,
    stage: str = "panel",
    people: tuple[Contact, ...] = (PRIYA, TOM),
    at: time | None = time(15),
    cancelled: bool = False,
) -> Interview:
    starts = datetime.combine(day, at or time.min, UTC)
    return Interview(
        id=number,
        stage=stage,
        day=day,
        at=at,
        zone="UTC",
        minutes=60,
        starts=starts,
        ends=starts + timedelta(hours=1) if at else starts,
        recorded_on=recorded or day,
        seq=seq,
        people=tuple(Met(person) for person in people),
        cancelled=cancelled,
    )


def they_decide(on: date, number: int = 5, seq: int = 10, interview: int | None = 3) -> Promise:
    return Promise(number, "they", on, dec(1), seq, interview_id=interview)


def i_promised(on: date, number: int = 4, seq: int = 10, interview: int | None = 3) -> Promise:
    return Promise(number, "you", on, dec(1), seq, interview_id=interview)


def settled(key: str, on: date, status: str = "done") -> FollowUp:
    return FollowUp(99, key, key.partition(":")[0], "", "email", on, on, status, done_on=on)


def facts(
    *interviews: Interview,
    promises: tuple[Promise, ...] = (),
    replies: tuple[Reply, ...] = (),
    past: tuple[FollowUp, ...] = (),
    elsewhere: tuple[Elsewhere, ...] = (),
    field: str = "",
    channel: str = "",
    outcome: str = "",
    on: date | None = None,
    seq: int = 20,
    deadline: date | None = None,
    keep: bool = False,
) -> ApplicationFacts:
    job = replace(
        JOB,
        field=field,
        channel=channel,
        outcome=outcome,
        outcome_on=on or (dec(7) if outcome else None),
        outcome_seq=seq if outcome else 0,
        deadline_on=deadline,
        keep_in_touch=keep,
    )
    return ApplicationFacts(job, interviews, promises, replies, past, elsewhere)


def planned(
    of: ApplicationFacts, workdays: Workdays = WEEK, policy: Policy = DEFAULT, now: datetime = NOW
) -> dict[str, tuple[date, date]]:
    wishes = plan(of, policy, workdays, now).planned
    days = {wish.key: (wish.ready_on, wish.due_on) for wish in wishes}
    assert len(days) == len(wishes), "keys are unique"
    return days


def kinds(of: ApplicationFacts) -> list[str]:
    return [wish.kind for wish in plan(of, DEFAULT, WEEK, NOW).planned]


def wish(of: ApplicationFacts, key: str, workdays: Workdays = WEEK) -> Planned:
    return next(w for w in plan(of, DEFAULT, workdays, NOW).planned if w.key == key)


OFFER_ELSEWHERE = Elsewhere(5, "Beta", "Analyst", "offer", dec(4), 12)
TAKEN = Elsewhere(5, "Beta", "Analyst", "accepted", dec(4), 12)
CHECKED = settled("check_in:interview-3", dec(8))
CHECKED_AGAIN = settled("second_check_in:interview-3", dec(15))
INFORMATIONAL = held(stage="informational")

ROWS: dict[str, tuple[ApplicationFacts, dict[str, tuple[date, date] | None]]] = {
    "prep: the day before": (
        facts(held(dec(10), recorded=dec(1))),
        {"prep:interview-3": (dec(9), dec(9))},
    ),
    "prep: the day before may be a Sunday": (
        facts(held(dec(7), recorded=dec(1))),
        {"prep:interview-3": (dec(6), dec(6))},
    ),
    "prep: booked too late for its day": (
        facts(held(dec(2), recorded=dec(2))),
        {"prep:interview-3": (dec(2), dec(2))},
    ),
    "thank_you: one for each person": (
        facts(held()),
        {
            "thank_you:interview-3:contact-7": (dec(1), dec(2)),
            "thank_you:interview-3:contact-8": (dec(1), dec(2)),
        },
    ),
    "thank_you: Friday's on Monday": (
        facts(held(dec(4))),
        {"thank_you:interview-3:contact-7": (dec(4), dec(7))},
    ),
    "thank_you: Saturday's is ready on Saturday": (
        facts(held(dec(5))),
        {"thank_you:interview-3:contact-7": (dec(5), dec(7))},
    ),
    "thank_you: nobody recorded": (
        facts(held(people=())),
        {"thank_you:interview-3:nobody": (dec(1), dec(2))},
    ),
    "thank_you in sales: the same day": (
        facts(held(), field="Sales"),
        {"thank_you:interview-3:contact-7": (dec(1), dec(1))},
    ),
    "thank_you in sales: the same day though a Saturday": (
        facts(held(dec(5)), field="sales"),
        {"thank_you:interview-3:contact-7": (dec(5), dec(5))},
    ),
    "check_in: after their date": (
        facts(held(), promises=(they_decide(dec(11)),)),
        {"check_in:interview-3": (dec(14), dec(15))},
    ),
    "check_in in sales: on their date": (
        facts(held(), promises=(they_decide(dec(11)),), field="sales"),
        {"check_in:interview-3": (dec(11), dec(11))},
    ),
    "check_in in sales: rolls off a Saturday": (
        facts(held(), promises=(they_decide(dec(12)),), field="sales"),
        {"check_in:interview-3": (dec(14), dec(14))},
    ),
    "check_in: no date": (facts(held()), {"check_in:interview-3": (dec(8), dec(8))}),
    "check_in in sales: no date": (
        facts(held(), field="sales"),
        {"check_in:interview-3": (dec(8), dec(8))},
    ),
    "check_in in government": (
        facts(held(), field="government"),
        {"check_in:interview-3": (dec(15), dec(15))},
    ),
    "check_in: a reply without a date": (
        facts(held(), replies=(Reply(6, dec(3), 11),)),
        {"check_in:reply-6": (dec(17), dec(17))},
    ),
    "check_in: a reply while their date stands": (
        facts(held(), promises=(they_decide(dec(21)),), replies=(Reply(6, dec(3), 11),)),
        {"check_in:reply-6": (dec(22), dec(23))},
    ),
    "check_in: a reply does not undo a date that comes before its own count ends": (
        facts(held(), promises=(they_decide(dec(11)),), replies=(Reply(6, dec(3), 11),)),
        {"check_in:reply-6": (dec(14), dec(15))},
    ),
    "check_in: a reply after their date has passed": (
        facts(held(), promises=(they_decide(dec(4)),), replies=(Reply(6, dec(7), 11),)),
        {"check_in:reply-6": (dec(21), dec(21))},
    ),
    "check_in: a reply with a date": (
        facts(held(), promises=(they_decide(dec(11), seq=11),), replies=(Reply(6, dec(3), 11),)),
        {"check_in:reply-6": (dec(14), dec(15))},
    ),
    "check_in: a reply before a booked round": (
        facts(held(dec(21), recorded=dec(1)), replies=(Reply(6, dec(3), 11),)),
        {"check_in:reply-6": (dec(28), dec(28))},
    ),
    "check_in: a reply without a round": (
        facts(replies=(Reply(6, dec(3), 11),)),
        {"check_in:reply-6": (dec(17), dec(17))},
    ),
    "check_in: a date without a round": (
        facts(promises=(they_decide(dec(11), interview=None),)),
        {"check_in:application-2": (dec(14), dec(15))},
    ),
    "second_check_in: counted from when the first was done": (
        facts(held(), past=(settled("check_in:interview-3", dec(10)),)),
        {"second_check_in:interview-3": (dec(17), dec(17))},
    ),
    "close_out: counted from when the second was done": (
        facts(held(), past=(CHECKED, CHECKED_AGAIN)),
        {"close_out:interview-3": (dec(29), dec(29))},
    ),
    "promised: on its day, though a Saturday": (
        facts(held(), promises=(i_promised(dec(19)),)),
        {"promised:promise-4": (dec(19), dec(19))},
    ),
    "promised: without a round": (
        facts(promises=(i_promised(dec(9), interview=None),)),
        {"promised:promise-4": (dec(9), dec(9))},
    ),
    "decline": (
        facts(held(), outcome="declined", on=dec(11)),
        {"decline:application-2:outcome-20": (dec(11), dec(14))},
    ),
    "rejection_reply": (
        facts(held(), outcome="rejected", on=dec(9)),
        {"rejection_reply:application-2:outcome-20": (dec(10), dec(11))},
    ),
    "rejection_reply: tomorrow is rolled": (
        facts(held(), outcome="rejected", on=dec(11)),
        {"rejection_reply:application-2:outcome-20": (dec(14), dec(15))},
    ),
    "keep_in_touch: with each person, a month later, rolled": (
        facts(held(), outcome="rejected", on=dec(10), keep=True),  # + 30 days is a Saturday
        {
            "keep_in_touch:contact-7:outcome-20:1": (date(2027, 1, 11), date(2027, 1, 11)),
            "keep_in_touch:contact-8:outcome-20:1": (date(2027, 1, 11), date(2027, 1, 11)),
        },
    ),
    "keep_in_touch: then every 90 days from when it was done": (
        facts(
            held(),
            outcome="rejected",
            keep=True,
            past=(settled("keep_in_touch:contact-7:outcome-20:1", date(2027, 1, 12)),),
        ),
        {"keep_in_touch:contact-7:outcome-20:2": (date(2027, 4, 12), date(2027, 4, 12))},
    ),
    "informational: thank_you": (
        facts(INFORMATIONAL),
        {"thank_you:interview-3:contact-7": (dec(1), dec(2))},
    ),
    "informational: keep_in_touch": (
        facts(INFORMATIONAL),
        {"keep_in_touch:contact-7:interview-3:1": (date(2027, 3, 1), date(2027, 3, 1))},
    ),
    "informational: again 90 days after it was done": (
        facts(
            INFORMATIONAL,
            past=(settled("keep_in_touch:contact-7:interview-3:1", date(2027, 3, 2)),),
        ),
        {"keep_in_touch:contact-7:interview-3:2": (date(2027, 5, 31), date(2027, 5, 31))},
    ),
    "informational: the last talk with a person counts": (
        facts(INFORMATIONAL, held(dec(8), 4, 11, stage="informational", people=(PRIYA,))),
        {
            "keep_in_touch:contact-7:interview-4:1": (date(2027, 3, 8), date(2027, 3, 8)),
            "keep_in_touch:contact-8:interview-3:1": (date(2027, 3, 1), date(2027, 3, 1)),
        },
    ),
    "acknowledge_offer": (
        facts(held(), outcome="offer", on=dec(11)),
        {"acknowledge_offer:application-2:outcome-20": (dec(11), dec(14))},
    ),
    "decide_offer: before the deadline": (
        facts(held(), outcome="offer", deadline=dec(15)),
        {"decide_offer:application-2:outcome-20": (dec(11), dec(14))},
    ),
    "decide_offer: a near deadline is late at once": (
        facts(held(), outcome="offer", on=dec(7), deadline=dec(8)),
        {"decide_offer:application-2:outcome-20": (dec(4), dec(7))},
    ),
    "acknowledge_offer: while the offer stands": (
        facts(held(), outcome="offer", on=dec(7), deadline=dec(7)),
        {"acknowledge_offer:application-2:outcome-20": (dec(7), dec(7))},
    ),
    "accept: while the offer stands": (
        facts(held(), outcome="accepted", on=dec(11), deadline=dec(11)),
        {
            "accept:application-2:outcome-20": (dec(11), dec(11)),
            "thank_references:application-2:outcome-20": (dec(11), dec(14)),
        },
    ),
    "decline: while the offer stands": (
        facts(held(), outcome="declined", on=dec(11), deadline=dec(12)),
        {"decline:application-2:outcome-20": (dec(11), dec(12))},
    ),
    "decline: an offer that has run out": (
        facts(held(), outcome="declined", on=dec(11), deadline=dec(9)),
        {"decline:application-2:outcome-20": (dec(11), dec(11))},
    ),
    "timeline_changed: while the offer stands": (
        facts(held(), elsewhere=(replace(OFFER_ELSEWHERE, deadline_on=dec(6)),)),
        {"timeline_changed:application-2:application-5:12": (dec(4), dec(6))},
    ),
    "timeline_changed: the deadline is that very day": (
        facts(held(), elsewhere=(replace(OFFER_ELSEWHERE, deadline_on=dec(4)),)),
        {"timeline_changed:application-2:application-5:12": (dec(4), dec(4))},
    ),
    "timeline_changed": (
        facts(held(), elsewhere=(OFFER_ELSEWHERE,)),
        {"timeline_changed:application-2:application-5:12": (dec(4), dec(7))},
    ),
    "accept": (
        facts(held(), outcome="accepted", on=dec(11)),
        {"accept:application-2:outcome-20": (dec(11), dec(14))},
    ),
    "thank_references": (
        facts(held(), outcome="accepted", on=dec(11)),
        {"thank_references:application-2:outcome-20": (dec(11), dec(14))},
    ),
    "withdraw: where they made an offer, while it stands, which is all that it asks for": (
        facts(held(), elsewhere=(TAKEN,), outcome="offer", on=dec(2), deadline=dec(5)),
        {
            "withdraw:application-2:application-5:12": (dec(4), dec(5)),
            "decide_offer:application-2:outcome-20": None,
            "acknowledge_offer:application-2:outcome-20": None,
        },
    ),
    "withdraw": (
        facts(held(), elsewhere=(TAKEN,)),
        {"withdraw:application-2:application-5:12": (dec(4), dec(7))},
    ),
}


@pytest.mark.parametrize(("of", "expected"), ROWS.values(), ids=ROWS)
def test_every_row_of_the_table(
    of: ApplicationFacts, expected: dict[str, tuple[date, date] | None]
) -> None:
    days = planned(of)
    assert {key: days.get(key) for key in expected} == expected


def test_the_rows_cover_every_rule() -> None:
    used = {w.rule for of, _ in ROWS.values() for w in plan(of, DEFAULT, WEEK, NOW).planned}
    assert used == set(RULES) - {"check_in.promised"}  # a date, not a follow-up of its own


def test_nothing_else_is_asked_for() -> None:
    assert kinds(facts(held())) == ["thank_you", "thank_you", "check_in"]
    assert kinds(INFORMATIONAL_ONLY) == ["thank_you", "thank_you", "keep_in_touch", "keep_in_touch"]
    assert kinds(facts()) == []
    assert kinds(facts(held(dec(10), recorded=dec(1)))) == [
        "prep",
        "thank_you",
        "thank_you",
        "check_in",
    ]


INFORMATIONAL_ONLY = facts(
    INFORMATIONAL, promises=(they_decide(dec(9)),), replies=(Reply(6, dec(3), 11),)
)

# -- the decision date ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promises", "check_in"),
    [
        ((they_decide(dec(11), 5, 10), they_decide(dec(16), 6, 11)), (dec(17), dec(18))),
        ((they_decide(dec(16), 5, 10), they_decide(dec(11), 6, 11)), (dec(14), dec(15))),
        ((they_decide(date(2026, 11, 27), 5, 9),), (dec(8), dec(8))),  # before the round
        ((they_decide(dec(1), 5, 10),), (dec(2), dec(3))),  # "by tonight"
        ((they_decide(dec(1), 5, 9),), (dec(8), dec(8))),  # overtaken by the round of that day
    ],
)
def test_the_last_stated_date_counts_if_it_lies_after_the_last_round(
    promises: tuple[Promise, ...], check_in: tuple[date, date]
) -> None:
    assert planned(facts(held(), promises=promises))["check_in:interview-3"] == check_in


def test_a_standing_date_holds_the_second_check_in_back() -> None:
    early = facts(held(), promises=(they_decide(dec(21)),), past=(CHECKED,))
    assert planned(early)["second_check_in:interview-3"] == (dec(22), dec(23))


def test_a_date_that_is_moved_after_the_check_in_brings_no_third() -> None:
    moved = facts(
        promises=(they_decide(dec(21), interview=None),),
        past=(settled("check_in:application-2", dec(8)),),
    )
    assert planned(moved) == {"second_check_in:application-2": (dec(22), dec(23))}


def test_the_standing_decision_is_there_for_others_to_ask() -> None:
    stated = they_decide(dec(11))
    assert standing_decision(facts(held(), promises=(stated,))) == stated
    assert standing_decision(facts(held(dec(14)), promises=(stated,))) is None


# -- rounds and replies --------------------------------------------------------------------------


def test_a_next_round_takes_the_check_ins_over_and_cancelling_it_gives_them_back() -> None:
    following = held(dec(10), 4, 12, recorded=dec(3))
    days = planned(facts(held(), following))
    assert days["check_in:interview-4"] == (dec(17), dec(17))
    assert "check_in:interview-3" not in days
    off = facts(held(), replace(following, cancelled=True))
    assert planned(off) == planned(facts(held()))


def test_what_was_said_at_a_cancelled_round_goes_with_it() -> None:
    following = held(dec(10), 4, 12, recorded=dec(3), cancelled=True)
    said = (they_decide(dec(18), 6, 12, 4), i_promised(dec(15), 7, 12, 4))
    assert planned(facts(held(), following, promises=said)) == planned(facts(held()))


def test_a_round_that_became_known_after_the_reply_restarts_the_clock_by_itself() -> None:
    following = held(dec(10), 4, 12, recorded=dec(3))
    days = planned(facts(held(), following, replies=(Reply(6, dec(3), 11),)))
    assert days["check_in:interview-4"] == (dec(17), dec(17))
    assert "check_in:reply-6" not in days


def test_a_round_recorded_late_does_not_hide_a_reply_to_it() -> None:
    late = held(dec(1), recorded=dec(4), seq=12)
    days = planned(facts(late, replies=(Reply(6, dec(3), 11),)))
    assert days["check_in:reply-6"] == (dec(17), dec(17))


def test_an_informational_talk_does_not_stop_the_clock_of_the_round_before() -> None:
    chat = held(dec(3), 4, 12, stage="informational", people=(TOM,))
    asked = wish(facts(held(), chat), "check_in:interview-3")
    assert (asked.due_on, asked.contact_id) == (dec(8), 7)


def test_a_reply_starts_the_count_of_check_ins_again() -> None:
    again = facts(held(), past=(CHECKED, CHECKED_AGAIN), replies=(Reply(6, dec(16), 30),))
    assert [key for key in planned(again) if "check_in" in key] == ["check_in:reply-6"]


def test_the_rounds_go_by_day_then_time_then_the_order_of_recording() -> None:
    morning, evening = held(dec(1), 4, 11, at=time(9)), held(dec(1), 3, 10, at=time(15))
    assert "check_in:interview-3" in planned(facts(morning, evening))


@pytest.mark.parametrize(
    "past",
    [
        (settled("check_in:interview-3", dec(8), "skipped"),),
        (CHECKED, settled("second_check_in:interview-3", dec(15), "skipped")),
        (CHECKED, CHECKED_AGAIN, settled("close_out:interview-3", dec(29))),
    ],
)
def test_a_skipped_check_in_or_a_finished_chain_brings_no_further_one(
    past: tuple[FollowUp, ...],
) -> None:
    assert not CLOCK_KINDS & set(kinds(facts(held(), past=past)))


def test_a_skipped_touch_ends_keeping_in_touch() -> None:
    ended = settled("keep_in_touch:contact-7:interview-3:1", date(2027, 3, 1), "skipped")
    assert "keep_in_touch:contact-7" not in " ".join(planned(facts(INFORMATIONAL, past=(ended,))))


# -- your promises -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "stands_in"),
    [
        (dec(1), True),  # 5 business days before the 8th
        (date(2026, 11, 30), False),
        (dec(8), True),
        (dec(15), True),  # 5 business days after it
        (dec(16), False),
        (dec(12), True),  # a Saturday
    ],
)
def test_a_promise_near_a_check_in_stands_in_for_it(on: date, stands_in: bool) -> None:
    wanted = plan(facts(held(), promises=(i_promised(on),)), DEFAULT, WEEK, NOW)
    assert ("check_in" not in {w.kind for w in wanted.planned}) is stands_in
    assert ([key for key, _ in wanted.held_back] == ["check_in:interview-3"]) is stands_in


def test_it_stands_in_for_a_second_check_in_too_but_not_for_the_closing_question() -> None:
    first = facts(held(), promises=(i_promised(dec(14)),), past=(CHECKED,))
    assert kinds(first) == ["thank_you", "thank_you", "promised"]
    second = facts(held(), promises=(i_promised(dec(29)),), past=(CHECKED, CHECKED_AGAIN))
    assert kinds(second) == ["thank_you", "thank_you", "promised", "close_out"]


@pytest.mark.parametrize(
    ("status", "on", "promises", "check_in"),
    [
        ("done", dec(14), (), (dec(21), dec(21))),
        ("done", dec(3), (), (dec(10), dec(10))),
        ("done", dec(9), (they_decide(dec(16)),), (dec(17), dec(18))),  # not before their date
        ("done", date(2026, 11, 25), (), (dec(8), dec(8))),  # no touch since the round
        ("skipped", dec(14), (), (dec(8), dec(8))),
    ],
)
def test_once_the_promise_is_settled_the_check_in_is_planned_again(
    status: str, on: date, promises: tuple[Promise, ...], check_in: tuple[date, date]
) -> None:
    past = (settled("promised:promise-4", on, status),)
    of = facts(held(), promises=(i_promised(dec(14)), *promises), past=past)
    assert planned(of)["check_in:interview-3"] == check_in


@pytest.mark.parametrize(
    ("text", "channel"),
    [("Tom: ring him", "phone"), ("call Tom", "phone"), ("send Tom the call sheet", "email")],
)
def test_a_promise_to_call_is_kept_by_phone_where_a_number_is_known(
    text: str, channel: str
) -> None:
    tom = TOM._replace(phone="555 0100", email="t@acme.example")
    made = replace(i_promised(dec(9)), text=text)
    wanted = plan(facts(held(people=(PRIYA, tom)), promises=(made,)), DEFAULT, WEEK, NOW)
    assert [one.channel for one in wanted.planned if one.kind == "promised"] == [channel]


def test_several_promises_count_in_the_order_of_their_days() -> None:
    two = (i_promised(dec(18), 5), i_promised(dec(9), 4))
    kept = settled("promised:promise-4", dec(9))  # moves it to the 16th, near the other one
    held_back = plan(facts(held(), promises=two, past=(kept,)), DEFAULT, WEEK, NOW).held_back
    assert [key for key, _ in held_back] == ["check_in:interview-3"]
    both = (kept, settled("promised:promise-5", dec(18)))
    days = planned(facts(held(), promises=two, past=both))
    assert days["check_in:interview-3"] == (dec(25), dec(25))


def test_a_check_in_that_was_put_off_is_where_the_user_sees_it() -> None:
    put_off = replace(
        settled("check_in:interview-3", dec(8)), status="pending", snoozed_until=dec(22)
    )
    days = planned(facts(held(), promises=(i_promised(dec(9)),), past=(put_off,)))
    assert "check_in:interview-3" in days


# -- what is too late, or has begun --------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "thanks"),
    [(dec(15), 2), (dec(16), 0)],
)
def test_an_interview_recorded_too_late_brings_no_thank_you_and_says_so(
    recorded: date, thanks: int
) -> None:
    wanted = plan(facts(held(recorded=recorded)), DEFAULT, WEEK, NOW)
    assert [w.kind for w in wanted.planned].count("thank_you") == thanks
    assert [("10 business days" in remark) for remark in wanted.remarks] == [True] * (not thanks)
    ended = facts(held(recorded=recorded), outcome="rejected", on=dec(16))
    assert plan(ended, DEFAULT, WEEK, NOW).remarks == ()


@pytest.mark.parametrize(
    ("now", "preparing"),
    [
        (datetime(2026, 12, 10, 14, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 10, 15, 0, tzinfo=UTC), False),
    ],
)
def test_preparing_ends_when_the_interview_begins(now: datetime, preparing: bool) -> None:
    days = planned(facts(held(dec(10), recorded=dec(1))), now=now)
    assert ("prep:interview-3" in days) is preparing


def test_an_interview_without_a_time_begins_with_its_day() -> None:
    of = facts(held(dec(10), recorded=dec(1), at=None))
    assert "prep:interview-3" in planned(of, now=datetime(2026, 12, 9, 23, 59, tzinfo=UTC))
    assert "prep:interview-3" not in planned(of, now=datetime(2026, 12, 10, tzinfo=UTC))


def test_an_interview_in_a_zone_where_it_is_still_yesterday_can_be_prepared() -> None:
    booked = replace(held(dec(1), recorded=dec(2)), starts=datetime(2026, 12, 2, 5, tzinfo=UTC))
    assert planned(facts(booked))["prep:interview-3"] == (dec(2), dec(2))


def test_an_interview_on_another_day_is_prepared_for_again() -> None:
    """What was done for one day is not enough for another, whichever comes back."""
    first, second, third = (held(dec(day), recorded=FIRST) for day in (4, 9, 11))

    def after(of: ApplicationFacts, talk: Interview, done: str = "") -> ApplicationFacts:
        new = replanned(replace(of, interviews=(talk,)), NOW)
        item = by_key(new, done) if done else None
        return changed(new, done, replace(item, status="done")) if item else new

    prepared = after(facts(first), first, "prep:interview-3")
    assert "prep" not in kinds(after(prepared, replace(first, at=time(9))))
    moved = after(prepared, second)
    assert planned(moved)["prep:interview-3:2"] == (dec(8), dec(8))
    again = after(after(moved, second, "prep:interview-3:2"), third)
    assert planned(again)["prep:interview-3:3"] == (dec(10), dec(10))
    assert "prep" not in kinds(after(again, second))
    assert "prep" not in kinds(after(again, first))
    skipped = changed(
        moved, "prep:interview-3:2", replace(by_key(moved, "prep:interview-3:2"), status="skipped")
    )
    assert "prep" not in kinds(after(skipped, third))


@pytest.mark.parametrize("status", ["done", "skipped"])
def test_nobody_is_asked_for_to_thank_where_somebody_was_thanked(status: str) -> None:
    thanked = settled("thank_you:interview-3:contact-7", dec(1), status)
    assert "thank_you" in kinds(facts(held(people=())))
    assert "thank_you" not in kinds(facts(held(people=()), past=(thanked,)))
    assert "thank_you" in kinds(facts(held(people=(), number=4), past=(thanked,)))


def test_a_cancelled_interview_asks_for_nothing() -> None:
    assert planned(facts(held(cancelled=True))) == {}


# -- outcomes ------------------------------------------------------------------------------------

BROUGHT = {
    "offer": {"acknowledge_offer"},
    "accepted": {"accept", "thank_references"},
    "declined": {"decline"},
    "rejected": {"rejection_reply"},
    "withdrawn": set[str](),
    "closed": set[str](),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_leaves_only_what_it_brought(outcome: str) -> None:
    before = (i_promised(dec(21)), they_decide(dec(11)))
    of = facts(held(), promises=before, replies=(Reply(6, dec(3), 11),), outcome=outcome)
    assert set(kinds(of)) == BROUGHT[outcome]


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize(("on", "thanks"), [(dec(2), 2), (dec(3), 0)])
def test_an_outcome_leaves_the_thank_yous_that_are_in_time(
    outcome: str, on: date, thanks: int
) -> None:
    assert kinds(facts(held(), outcome=outcome, on=on)).count("thank_you") == thanks


def test_nobody_is_thanked_for_a_round_that_an_outcome_called_off() -> None:
    booked = held(dec(10), recorded=dec(1))
    assert "thank_you" not in kinds(facts(booked, outcome="rejected"))
    assert "thank_you" in kinds(facts(booked, outcome="offer"))


def test_after_an_offer_new_promises_and_rounds_count() -> None:
    meeting = held(dec(9), 4, 21, recorded=dec(8))
    of = facts(held(), meeting, promises=(i_promised(dec(30), seq=22),), outcome="offer")
    assert kinds(of) == [
        "prep",
        "thank_you",
        "thank_you",
        "promised",
        "check_in",
        "acknowledge_offer",
    ]


def test_after_an_offer_only_what_is_new_runs_the_clock() -> None:
    recorded_late = held(dec(2), 4, 21, recorded=dec(8))
    assert "check_in" not in kinds(facts(held(), recorded_late, outcome="offer"))
    terms_by = they_decide(dec(16), 6, 21, None)
    of = facts(held(), replies=(Reply(6, dec(3), 11),), promises=(terms_by,), outcome="offer")
    assert planned(of)["check_in:application-2"] == (dec(17), dec(18))


def test_a_closed_application_is_never_asked_how_things_stand() -> None:
    of = facts(held(), promises=(they_decide(dec(16), 6, 21, None),), outcome="rejected")
    assert kinds(of) == ["rejection_reply"]


def test_a_promise_made_after_the_end_is_kept() -> None:
    of = facts(held(), promises=(i_promised(dec(30), seq=21),), outcome="rejected")
    assert kinds(of) == ["promised", "rejection_reply"]


def test_a_thank_you_that_was_put_off_is_in_time_until_then() -> None:
    key = "thank_you:interview-3:contact-7"
    put_off = replace(settled(key, dec(2), "pending"), done_on=None, snoozed_until=dec(8))
    assert planned(facts(held(), outcome="rejected", past=(put_off,)))[key] == (dec(1), dec(2))


def test_a_reply_alone_after_an_offer_leaves_the_next_word_to_you() -> None:
    of = facts(held(), replies=(Reply(6, dec(8), 21),), outcome="offer")
    assert kinds(of) == ["acknowledge_offer"]


def test_reopened_an_application_is_planned_as_before() -> None:
    of = facts(held())
    reopened = replace(of, application=replace(of.application, outcome_on=dec(8), outcome_seq=30))
    assert planned(reopened) == planned(of)


def test_keeping_in_touch_is_asked_for_and_spares_those_who_want_no_contact() -> None:
    alone = TOM._replace(no_contact=True)
    wanted = planned(facts(held(people=(PRIYA, alone)), outcome="rejected", keep=True))
    assert [key for key in wanted if key.startswith("keep")] == [
        "keep_in_touch:contact-7:outcome-20:1"
    ]
    assert "keep_in_touch" not in kinds(facts(held(), outcome="rejected"))


# -- elsewhere -----------------------------------------------------------------------------------


def test_accepting_elsewhere_ends_the_check_ins_and_says_why() -> None:
    wanted = plan(facts(held(), elsewhere=(TAKEN,)), DEFAULT, WEEK, NOW)
    assert [w.kind for w in wanted.planned] == ["thank_you", "thank_you", "withdraw"]
    assert wanted.held_back == (("check_in:interview-3", "You accepted Beta on Fri 4 Dec 2026."),)


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (facts(held(), elsewhere=(replace(TAKEN, seq=0),)), False),  # before this application
        (facts(held(), elsewhere=(replace(OFFER_ELSEWHERE, seq=0),)), False),
        (facts(held(), elsewhere=(TAKEN,), outcome="offer"), True),
        (facts(held(), elsewhere=(OFFER_ELSEWHERE,), outcome="offer"), False),
        (facts(held(), elsewhere=(TAKEN,), outcome="rejected"), False),
    ],
)
def test_only_an_application_that_it_concerns_is_told(of: ApplicationFacts, told: bool) -> None:
    assert bool({"withdraw", "timeline_changed"} & set(kinds(of))) is told


@pytest.mark.parametrize("event", [OFFER_ELSEWHERE, TAKEN], ids=["an offer", "an acceptance"])
def test_an_informational_contact_hears_nothing_of_other_jobs(event: Elsewhere) -> None:
    talks = (held(dec(0), stage="informational"), held(number=4, stage="informational"))
    wanted = kinds(facts(*talks, elsewhere=(event,)))
    assert set(wanted) == {"thank_you", "keep_in_touch"}
    later = held(number=5)
    assert {"withdraw", "timeline_changed"} & set(kinds(facts(*talks, later, elsewhere=(event,))))


def test_a_sales_thank_you_is_not_born_overdue_where_the_clock_is_ahead() -> None:
    """16:00 on 1 December in San Francisco is 01:00 on the 2nd in Berlin."""
    starts = datetime(2026, 12, 2, 0, tzinfo=UTC)
    talk = replace(
        held(at=time(16)),
        zone="America/Los_Angeles",
        starts=starts,
        ends=starts + timedelta(hours=1),
    )
    berlin = timezone(timedelta(hours=1))
    now = datetime(2026, 12, 2, 2, 30, tzinfo=berlin)
    days = planned(facts(talk, field="sales"), now=now)
    assert days["thank_you:interview-3:contact-7"] == (dec(1), dec(2))
    days = planned(facts(talk, field="sales"), now=now.astimezone(timezone(timedelta(hours=-8))))
    assert days["thank_you:interview-3:contact-7"] == (dec(1), dec(1))


def test_who_hears_that_you_withdraw_need_not_hear_of_another_offer() -> None:
    gamma = Elsewhere(6, "Gamma", "Analyst", "offer", dec(3), 11)
    assert "timeline_changed" not in kinds(facts(held(), elsewhere=(gamma, TAKEN)))


def test_an_application_reopened_after_withdrawing_is_planned_as_usual() -> None:
    withdrawn = settled("withdraw:application-2:application-5:12", dec(4))
    of = facts(held(), elsewhere=(TAKEN,), past=(withdrawn,))
    assert planned(of) == planned(facts(held()))


# -- to whom, and how ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "channel", "expected"),
    [
        ((PRIYA, TOM), "", ("email", 7)),
        ((PRIYA, TOM), "phone", ("phone", 7)),
        ((PRIYA._replace(no_calls=True), TOM), "phone", ("email", 7)),
        ((PRIYA._replace(no_contact=True), TOM), "letter", ("letter", 8)),
        ((PRIYA._replace(no_contact=True),), "", ("email", None)),
        ((), "phone", ("phone", None)),
    ],
)
def test_whom_a_check_in_goes_to_and_how(
    people: tuple[Contact, ...], channel: str, expected: tuple[str, int | None]
) -> None:
    asked = wish(facts(held(people=people), channel=channel), "check_in:interview-3")
    assert (asked.channel, asked.contact_id) == expected
    assert asked.interview_id == 3


def test_who_must_not_be_contacted_gets_no_thank_you() -> None:
    alone = PRIYA._replace(no_contact=True)
    assert "thank_you" not in kinds(facts(held(people=(alone,))))


@pytest.mark.parametrize(
    ("of", "key"),
    [
        (facts(held(dec(10), recorded=dec(1))), "prep:interview-3"),
        (facts(held(), past=(CHECKED, CHECKED_AGAIN)), "close_out:interview-3"),
        (
            facts(held(), outcome="offer", deadline=dec(15)),
            "decide_offer:application-2:outcome-20",
        ),
    ],
)
def test_what_has_no_note_has_no_channel_and_goes_to_nobody(of: ApplicationFacts, key: str) -> None:
    assert (wish(of, key).channel, wish(of, key).contact_id) == ("", None)


def test_references_are_yours_to_name() -> None:
    thanks = wish(facts(held(), outcome="accepted"), "thank_references:application-2:outcome-20")
    assert (thanks.channel, thanks.contact_id, thanks.interview_id) == ("email", None, 3)


@pytest.mark.parametrize(
    ("text", "noted_for", "to"),
    [
        ("send the paper", None, PRIYA),
        ("send Tom the paper", None, TOM),
        ("call Mr. LEE back", None, TOM),
        ("send Tom the paper", PRIYA, PRIYA),
        ("send Tomas the paper", None, PRIYA),
    ],
)
def test_a_promise_goes_to_who_is_named_in_it(
    text: str, noted_for: Contact | None, to: Contact
) -> None:
    noted = noted_for.id if noted_for else None
    promise = replace(i_promised(dec(9)), text=text, contact_id=noted)
    kept = wish(facts(held(people=(PRIYA, TOM)), promises=(promise,)), "promised:promise-4")
    assert kept.contact_id == to.id


def test_a_promise_may_name_the_agency_s_person() -> None:
    agent = Contact(9, "Moira Flint", "moira@tallis.example")
    for text, to in (("send Moira my references", agent), ("send my references", PRIYA),
                     ("send Tom and Moira it", TOM)):  # fmt: skip
        of = facts(held(), promises=(replace(i_promised(dec(9)), text=text),))
        assert wish(replace(of, agency=agent), "promised:promise-4").contact_id == to.id


def test_a_promise_goes_to_the_person_it_was_made_to() -> None:
    later = held(dec(10), 4, 12, recorded=dec(3), people=(TOM,))
    of = facts(held(), later, promises=(i_promised(dec(30), interview=3),))
    kept = wish(of, "promised:promise-4")
    assert (kept.interview_id, kept.contact_id, kept.promise_id) == (3, 7, 4)


# -- the calendar, and the chain -----------------------------------------------------------------

FEASTS = Workdays(
    holidays={date(2026, 12, 25): "Christmas Day", date(2027, 1, 1): "New Year's Day"},
    days_off=frozenset({date(2026, 12, 28)}),
)


def test_holidays_and_days_off_are_passed_over_across_the_years_end() -> None:
    days = planned(facts(held(dec(24))), FEASTS)
    assert days["thank_you:interview-3:contact-7"] == (dec(24), dec(29))
    assert days["check_in:interview-3"] == (date(2027, 1, 5), date(2027, 1, 5))


def test_a_leap_day_is_a_day() -> None:
    days = planned(facts(held(date(2028, 2, 28))))
    assert days["thank_you:interview-3:contact-7"][1] == date(2028, 2, 29)


def test_the_chain_tells_the_rule_the_anchor_the_count_and_what_was_passed_over() -> None:
    chain = wish(facts(held(dec(24))), "thank_you:interview-3:contact-7", FEASTS).chain
    assert [reason.step for reason in chain] == [
        "rule",
        "anchor",
        "count",
        "holiday",
        "weekend",
        "weekend",
        "day_off",
        "final",
    ]
    assert RULES["thank_you"].evidence in chain[0].text
    assert (chain[1].text, chain[1].on) == ("panel interview on Thu 24 Dec 2026", dec(24))
    assert chain[2].text == "1 business day after Thu 24 Dec 2026"
    assert chain[3].text == "Fri 25 Dec 2026 does not count: Christmas Day"
    assert chain[-1].text == "ready Thu 24 Dec 2026, due Tue 29 Dec 2026"


@pytest.mark.parametrize(
    ("of", "key", "step"),
    [
        (facts(held(dec(2), recorded=dec(2))), "prep:interview-3", "recorded"),
        (
            facts(held(), promises=(they_decide(dec(21)),), past=(CHECKED,)),
            "second_check_in:interview-3",
            "decision",
        ),
        (
            facts(held(dec(21), recorded=dec(1)), replies=(Reply(6, dec(3), 11),)),
            "check_in:reply-6",
            "round",
        ),
        (
            facts(
                held(),
                promises=(i_promised(dec(9)),),
                past=(settled("promised:promise-4", dec(9)),),
            ),
            "check_in:interview-3",
            "promise",
        ),
    ],
)
def test_the_chain_names_what_moved_the_date(of: ApplicationFacts, key: str, step: str) -> None:
    assert step in [reason.step for reason in wish(of, key).chain]


def test_a_setting_moves_the_date() -> None:
    week = Policy.from_settings({"policy.check_in.days": "7"})
    assert planned(facts(held()), policy=week)["check_in:interview-3"] == (dec(10), dec(10))


def test_a_window_never_closes_before_it_opens() -> None:
    odd = Policy.from_settings({"policy.rejection_reply.ready_days": "9"})
    of = facts(held(), outcome="rejected", on=dec(11))
    ready, due = planned(of, policy=odd)["rejection_reply:application-2:outcome-20"]
    assert ready == due == dec(21)


# -- reconcile -----------------------------------------------------------------------------------


def stored(wishes: tuple[Planned, ...], start: int = 1) -> tuple[FollowUp, ...]:
    return tuple(
        FollowUp(
            number,
            w.key,
            w.kind,
            w.rule,
            w.channel,
            w.ready_on,
            w.due_on,
            interview_id=w.interview_id,
            contact_id=w.contact_id,
            promise_id=w.promise_id,
            chain=w.chain,
        )
        for number, w in enumerate(wishes, start)
    )


def applied(existing: tuple[FollowUp, ...], changes: Changes) -> tuple[FollowUp, ...]:
    after = {before.id: after for before, after in (*changes.moved, *changes.cancelled)}
    kept = tuple(after.get(item.id, item) for item in existing)
    return kept + stored(changes.added, len(kept) + 1)


def replanned(of: ApplicationFacts, now: datetime = NOW) -> ApplicationFacts:
    changes = reconcile(of.followups, plan(of, DEFAULT, WEEK, now), now.date())
    return replace(of, followups=applied(of.followups, changes))


def by_key(of: ApplicationFacts, key: str) -> FollowUp:
    return next(item for item in of.followups if item.key == key)


def changed(of: ApplicationFacts, key: str, item: FollowUp) -> ApplicationFacts:
    return replace(of, followups=tuple(item if f.key == key else f for f in of.followups))


def test_what_is_new_is_added_and_what_was_cancelled_comes_back() -> None:
    first = replanned(facts(held()))
    following = held(dec(10), 4, 12, recorded=dec(3))
    second = replanned(replace(first, interviews=(held(), following)))
    gone = by_key(second, "check_in:interview-3")
    assert (gone.status, gone.because) == (
        "cancelled",
        "The panel interview on Thu 10 Dec 2026 restarts the clock.",
    )
    third = replanned(replace(second, interviews=(held(), replace(following, cancelled=True))))
    assert by_key(third, "check_in:interview-3") == by_key(first, "check_in:interview-3")
    assert by_key(third, "check_in:interview-4").because == (
        "The panel interview on Thu 10 Dec 2026 was cancelled."
    )


STOOD_IN = (
    "You promised to be in touch on Wed 9 Dec 2026, which stands in for it: it is planned "
    "again 5 business days after that is done."
)


@pytest.mark.parametrize(
    ("of", "key", "because"),
    [
        (
            facts(held(), replies=(Reply(6, dec(3), 11),)),
            "check_in:interview-3",
            "They replied on Thu 3 Dec 2026, which restarts the clock.",
        ),
        (
            facts(held(), promises=(they_decide(dec(9)),), replies=(Reply(6, dec(3), 11),)),
            "check_in:interview-3",
            "They replied on Thu 3 Dec 2026; they decide by Wed 9 Dec 2026.",
        ),
        (
            facts(held(), promises=(they_decide(dec(2)),), replies=(Reply(6, dec(3), 11),)),
            "check_in:interview-3",
            "They replied on Thu 3 Dec 2026, which restarts the clock.",
        ),
        (
            facts(held(), outcome="rejected"),
            "check_in:interview-3",
            "The outcome of Mon 7 Dec 2026 ended it: rejected.",
        ),
        (
            facts(held(), promises=(i_promised(dec(9)),)),
            "check_in:interview-3",
            STOOD_IN,
        ),
        (facts(held()), "prep:interview-3", "The interview has begun."),
        (
            facts(held(people=(PRIYA._replace(no_contact=True),))),
            "thank_you:interview-3:contact-7",
            "Priya Shah is not to be contacted.",
        ),
        (
            facts(held()),
            "thank_you:interview-3:nobody",
            "It no longer follows from what is recorded.",
        ),
    ],
)
def test_what_is_cancelled_says_why(of: ApplicationFacts, key: str, because: str) -> None:
    person = 7 if "contact" in key else None
    item = replace(settled(key, dec(8), "pending"), done_on=None, interview_id=3, contact_id=person)
    after = replanned(replace(of, followups=(item,)))
    assert (by_key(after, key).status, by_key(after, key).because) == ("cancelled", because)
    assert by_key(after, key).done_on == FIRST
    assert by_key(replanned(after, NOW + timedelta(days=9)), key).done_on == FIRST


def test_rescheduling_moves_what_is_not_done() -> None:
    first = replanned(facts(held()))
    key = "thank_you:interview-3:contact-7"
    done = changed(first, key, replace(by_key(first, key), status="done", done_on=dec(1)))
    moved = replanned(replace(done, interviews=(held(dec(3)),)))
    assert by_key(moved, key) == by_key(done, key)
    assert by_key(moved, "thank_you:interview-3:contact-8").due_on == dec(4)


@pytest.mark.parametrize(
    ("until", "days", "snoozed"),
    [
        (dec(4), (dec(8), dec(8)), False),
        (dec(12), (dec(12), dec(12)), True),  # the day that was named, though a Saturday
    ],
)
def test_snoozing_is_a_floor(until: date, days: tuple[date, date], snoozed: bool) -> None:
    of, key = replanned(facts(held())), "check_in:interview-3"
    put_off = replace(by_key(of, key), snoozed_until=until, because="they are away")
    after = by_key(replanned(changed(of, key, put_off)), key)
    assert (after.ready_on, after.due_on) == days
    assert (after.chain[-2].step == "snooze") is snoozed
    assert after.chain[-1].on == after.due_on
    assert after.because == "they are away"


def test_a_snooze_within_the_window_leaves_the_last_day_alone() -> None:
    of, key = (
        replanned(facts(held(), promises=(they_decide(dec(11)),))),
        "check_in:interview-3",
    )
    after = by_key(
        replanned(changed(of, key, replace(by_key(of, key), snoozed_until=dec(15)))), key
    )
    assert (after.ready_on, after.due_on) == (dec(15), dec(15))
    assert "you put it off until Tue 15 Dec 2026" in [reason.text for reason in after.chain]


@pytest.mark.parametrize("status", ["done", "skipped"])
def test_what_is_done_or_skipped_stays_so(status: str) -> None:
    key = "check_in:interview-3"
    over = (settled(key, dec(7), status),)
    assert key not in planned(facts(held(), past=over))
    assert reconcile(over, Plan(), dec(1)) == Changes()
    assert reconcile(over, Plan((wish(facts(held()), key),)), dec(1)) == Changes()


# -- what always holds ---------------------------------------------------------------------------

some_days = st.dates(date(2026, 11, 2), date(2027, 2, 28))
seqs = st.integers(2, 30)


@st.composite
def rounds(draw: st.DrawFn, number: int) -> Interview:
    day = draw(some_days)
    return held(
        day,
        number,
        draw(seqs),
        recorded=day + timedelta(days=draw(st.integers(-20, 20))),
        stage=draw(st.sampled_from(STAGES)),
        people=draw(
            st.sampled_from([(), (PRIYA,), (PRIYA, TOM), (TOM._replace(no_contact=True),)])
        ),
        at=draw(st.sampled_from([None, time(9), time(15)])),
        cancelled=draw(st.booleans()),
    )


@st.composite
def lives(draw: st.DrawFn) -> ApplicationFacts:
    """Any application, however odd, without follow-ups."""
    numbers = range(draw(st.integers(0, 3)))
    promises = st.builds(
        Promise,
        id=st.integers(1, 99),
        by=st.sampled_from(["you", "they"]),
        on=some_days,
        made_on=some_days,
        seq=seqs,
        interview_id=st.sampled_from([None, 0, 1]),
    )
    replies = st.builds(Reply, id=st.integers(1, 99), on=some_days, seq=seqs)
    elsewhere = st.builds(
        Elsewhere,
        application_id=st.integers(3, 9),
        company=st.just("Beta"),
        role=st.just("Analyst"),
        outcome=st.sampled_from(["offer", "accepted"]),
        on=some_days,
        seq=seqs,
    )
    of = facts(
        *(draw(rounds(number)) for number in numbers),
        promises=tuple(draw(st.lists(promises, max_size=4, unique_by=lambda p: p.id))),
        replies=tuple(draw(st.lists(replies, max_size=2, unique_by=lambda r: r.id))),
        elsewhere=tuple(draw(st.lists(elsewhere, max_size=2, unique_by=lambda e: e.seq))),
        field=draw(st.sampled_from(["", "sales", "government"])),
        outcome=draw(st.sampled_from(["", "", "", *OUTCOMES])),
        on=draw(some_days),
        seq=draw(seqs),
        deadline=draw(st.none() | some_days),
        keep=draw(st.booleans()),
    )
    if of.application.outcome:
        return of
    return replace(of, application=replace(of.application, outcome_on=None, outcome_seq=0))


moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 31), timezones=st.just(UTC))
calendars = st.builds(
    Workdays,
    holidays=st.dictionaries(some_days, st.just("a feast"), max_size=8),
    days_off=st.frozensets(some_days, max_size=8),
)


@st.composite
def histories(draw: st.DrawFn) -> ApplicationFacts:
    """An application that was planned, acted upon, and planned again, a few times over."""
    of = draw(lives())
    for _ in range(draw(st.integers(1, 4))):
        of = replanned(of, draw(moments))
        of = replace(of, followups=tuple(draw(_acted_upon(item)) for item in of.followups))
    return of


@st.composite
def _acted_upon(draw: st.DrawFn, item: FollowUp) -> FollowUp:
    if item.status != "pending":
        return item
    status = draw(st.sampled_from(["pending", "pending", "done", "skipped"]))
    if status == "pending":
        return replace(item, snoozed_until=draw(st.none() | some_days))
    return replace(item, status=status, done_on=draw(some_days))


@given(histories(), moments)
def test_planning_twice_changes_nothing(of: ApplicationFacts, now: datetime) -> None:
    once = replanned(of, now)
    again = plan(once, DEFAULT, WEEK, now)
    assert reconcile(once.followups, again, dec(1)) == Changes()


@given(histories(), moments)
def test_after_planning_what_is_pending_is_what_is_planned(
    of: ApplicationFacts, now: datetime
) -> None:
    once = replanned(of, now)
    pending = {item.key for item in once.followups if item.status == "pending"}
    assert pending == set(planned(of, now=now))
    assert {f.key for f in of.followups if f.status == "done"} <= {
        f.key for f in once.followups if f.status == "done"
    }


@given(histories(), calendars, moments)
def test_nothing_lies_before_its_anchor(
    of: ApplicationFacts, workdays: Workdays, now: datetime
) -> None:
    for item in plan(of, DEFAULT, workdays, now).planned:
        anchor = item.chain[1]
        assert anchor.on is not None
        assert item.ready_on <= item.due_on
        if item.kind not in ("prep", "decide_offer"):
            assert item.ready_on >= anchor.on, item


@given(histories(), calendars, moments)
def test_no_check_in_falls_on_a_day_off(
    of: ApplicationFacts, workdays: Workdays, now: datetime
) -> None:
    for item in plan(of, DEFAULT, workdays, now).planned:
        if "check_in" in item.kind:
            assert workdays.is_workday(item.ready_on)
            assert workdays.is_workday(item.due_on)


@given(histories(), moments)
def test_at_most_one_of_the_check_ins_is_pending(of: ApplicationFacts, now: datetime) -> None:
    on_the_clock = [w for w in plan(of, DEFAULT, WEEK, now).planned if w.kind in CLOCK_KINDS]
    assert len(on_the_clock) <= 1


@given(histories(), moments)
def test_nobody_who_wants_no_contact_is_addressed(of: ApplicationFacts, now: datetime) -> None:
    for item in plan(of, DEFAULT, WEEK, now).planned:
        talk = next((t for t in of.interviews if t.id == item.interview_id), None)
        shy = {m.contact.id for m in talk.people if m.contact.no_contact} if talk else set()
        assert item.contact_id not in shy or item.contact_id is None


@given(
    some_days,
    st.integers(0, 60),
    calendars,
    st.sampled_from(["", "sales", "government"]),
    st.sampled_from(STAGES),
)
def test_a_later_interview_moves_nothing_forward(
    day: date, later: int, workdays: Workdays, field: str, stage: str
) -> None:
    early = planned(facts(held(day, stage=stage), field=field), workdays)
    moved = held(day + timedelta(days=later), recorded=day, stage=stage)
    late = planned(facts(moved, field=field), workdays)
    for key, (ready, due) in early.items():
        if key in late:
            assert late[key] >= (ready, due)
            assert late[key][1] >= due


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_the_zone_of_the_process_is_of_no_matter(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [of for of, _ in ROWS.values()]
    before = [plan(of, DEFAULT, WEEK, NOW) for of in stories]
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        clock.tzset()
        after = [plan(of, DEFAULT, WEEK, NOW) for of in stories]
    clock.tzset()
    assert before == after


THROUGH = replace(JOB, via="Hays")
DIRECT = Policy.from_settings({"agency.follow_ups": "employer"})


@pytest.mark.parametrize(
    ("application", "policy", "to"),
    [
        (THROUGH, DEFAULT, 9),
        (THROUGH, DIRECT, PRIYA.id),
        (JOB, DEFAULT, PRIYA.id),
        (replace(THROUGH, through="nothing"), DEFAULT, PRIYA.id),
        (replace(THROUGH, through="follow-ups"), DIRECT, 9),
        (replace(THROUGH, through="everything"), DIRECT, 9),
    ],
)
def test_what_goes_through_an_agency_is_addressed_to_it(
    application: Application, policy: Policy, to: int | None
) -> None:
    rae = Contact(9, "Rae Kim", company="Hays")
    facts = ApplicationFacts(application=application, interviews=(held(),), agency=rae)
    planned = plan(facts, policy, WEEK, NOW).planned
    assert {item.contact_id for item in planned if item.kind == "check_in"} == {to}
    thanked = {item.contact_id for item in planned if item.kind == "thank_you"}
    assert thanked == {PRIYA.id, TOM.id}, "who was there is thanked directly"
