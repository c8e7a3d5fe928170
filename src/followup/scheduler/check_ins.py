"""Asking how things stand: at most two check-ins, then the question whether to close.

They hang on a clock, which the last round starts, and a reply restarts. A promise of yours near
a check-in stands in for it.
"""

from dataclasses import dataclass, replace
from datetime import date

from followup.domain.model import Interview, Promise, Reply
from followup.domain.policy import RULES, Rule
from followup.scheduler.rules import Held, Ruling, addressee, follow_up, named
from followup.scheduler.situation import Situation, done_day
from followup.scheduler.windows import Window, amount, spoken


@dataclass(frozen=True, slots=True)
class Clock:
    """What the check-ins are counted from.

    `anchor` ends their keys, `start` is its day, `rule` gives the first check-in its `window`.
    """

    anchor: str
    start: date
    rule: Rule
    window: Window


def check_in(case: Situation) -> Ruling:
    """The first check-in; once it is done, the second; once that is done, the closing question.

    One that was skipped brings no further one.
    """
    clock = clock_of(case)
    if clock is None:
        return
    asked = case.settled(f"check_in:{clock.anchor}")
    if asked is None:
        yield from _unless_held(case, clock, clock.rule, clock.window, clock.start)
    elif asked.status == "done":
        yield from _after_first(case, clock, done_day(asked))


def _after_first(case: Situation, clock: Clock, asked_on: date) -> Ruling:
    rule = RULES["second_check_in"]
    again = case.settled(f"{rule.kind}:{clock.anchor}")
    if again is None:
        why = f"you checked in on {spoken(asked_on)}"
        window = _not_before_decision(case, case.counting.window(rule, asked_on, why))
        yield from _unless_held(case, clock, rule, window, asked_on)
    elif again.status == "done":
        rule, on = RULES["close_out"], done_day(again)
        window = case.counting.window(rule, on, f"you checked in again on {spoken(on)}")
        yield from _unless_accepted(case, clock, rule, window)


def clock_of(case: Situation) -> Clock | None:
    """The clock that runs now; None where nothing is being decided."""
    if not case.application.is_open or (case.rounds and case.last_talk is None):
        return None
    if case.reply and not _is_their_offer_alone(case):
        return _since_reply(case, case.reply)
    if case.last_talk:
        return _since_round(case, case.last_talk)
    return _until_decision(case, case.decision) if case.decision else None


def _is_their_offer_alone(case: Situation) -> bool:
    """After an offer the next word is yours, unless they met you again or named a date."""
    return bool(case.application.outcome) and not case.last_talk and not case.decision


def _since_round(case: Situation, talk: Interview) -> Clock:
    rule = _decision_rule(case) if case.decision else _silence_rule(case)
    window = _decided(case, case.decision) if case.decision else _silent(case, talk)
    return Clock(f"interview-{talk.id}", talk.day, rule, window)


def _since_reply(case: Situation, reply: Reply) -> Clock:
    """The latest of what the reply, a standing date and a round booked before it give.

    A date that was stated with the reply or after it stands in for the reply's own count.
    """
    talk, decision = case.last_talk, case.decision
    if decision and decision.seq >= reply.seq:
        rule, window = _decision_rule(case), _decided(case, decision)
    else:
        rule = RULES["check_in.reply"]
        window = case.counting.window(rule, reply.on, f"they replied on {spoken(reply.on)}")
        window = _not_before_decision(case, window)
    if talk and talk.day > reply.on:
        window = window.not_before(_silent(case, talk, "round"))
    return Clock(f"reply-{reply.id}", reply.on, rule, window)


def _until_decision(case: Situation, decision: Promise) -> Clock:
    """Without a round, only the date that they named; it may be moved, so it is not the key."""
    window, anchor = _decided(case, decision), f"application-{case.application.id}"
    return Clock(anchor, decision.on, _decision_rule(case), window)


def _silence_rule(case: Situation) -> Rule:
    return RULES["check_in.government" if case.in_government else "check_in"]


def _silent(case: Situation, talk: Interview, step: str = "anchor") -> Window:
    return case.counting.window(_silence_rule(case), talk.day, named(talk), step)


def _decision_rule(case: Situation) -> Rule:
    return RULES["check_in.sales" if case.in_sales else "check_in.decision"]


def _decided(case: Situation, decision: Promise, step: str = "anchor") -> Window:
    said = f"they said they would decide by {spoken(decision.on)}"
    return case.counting.window(_decision_rule(case), decision.on, said, step)


def _not_before_decision(case: Situation, window: Window) -> Window:
    """Contact before the date that they named is held back until it has come."""
    decision = case.decision
    return window.not_before(_decided(case, decision, "decision")) if decision else window


def _unless_held(case: Situation, clock: Clock, rule: Rule, window: Window, start: date) -> Ruling:
    """The check-in, after the promises near it that were kept; held back by one still open.

    Promises count in the order of their days, each once, until none is near any more. One that
    was kept before `start`, the day the check-in is counted from, is no touch since then.
    """
    key = f"{rule.kind}:{clock.anchor}"
    waiting = [promise for promise in case.yours if _stands_in(case, promise, start)]
    while near := _nearby(case, waiting, case.due_with_snooze(key, window.due)):
        kept = case.settled(promise_key(near))
        if kept is None:
            yield Held(key, _stood_in(case, near))
            return
        waiting.remove(near)
        window = _after_promise(case, window, done_day(kept))
    yield from _unless_accepted(case, clock, rule, window)


def promise_key(promise: Promise) -> str:
    """The key of the follow-up that a promise of yours is."""
    return f"promised:promise-{promise.id}"


def _stands_in(case: Situation, promise: Promise, start: date) -> bool:
    kept = case.settled(promise_key(promise))
    return kept is None or (kept.status == "done" and done_day(kept) >= start)


def _nearby(case: Situation, promises: list[Promise], due: date) -> Promise | None:
    """The first of `promises` within reach of `due`, before or after, inclusive."""
    reach = case.policy["promised.within_days"]
    for promise in promises:
        earlier, later = sorted((promise.on, due))
        if later < case.counting.add(earlier, reach + 1):
            return promise
    return None


def _after_promise(case: Situation, window: Window, kept_on: date) -> Window:
    why = f"you were in touch as promised on {spoken(kept_on)}"
    moved = case.counting.window(RULES["check_in.promised"], kept_on, why, "promise")
    moved = replace(moved, reasons=window.reasons + moved.reasons)
    return _not_before_decision(case, moved)


def _stood_in(case: Situation, promise: Promise) -> str:
    then = amount(case.policy["promised.then_days"], "bd")
    return (
        f"You promised to be in touch on {spoken(promise.on)}, which stands in for it: "
        f"it is planned again {then} after that is done."
    )


def _unless_accepted(case: Situation, clock: Clock, rule: Rule, window: Window) -> Ruling:
    """The follow-up itself, about the last talk, unless another job was taken."""
    key, talk = f"{rule.kind}:{clock.anchor}", case.last_talk or case.last_round
    taken = case.accepted_elsewhere
    if taken:
        yield Held(key, f"You accepted {taken.company} on {spoken(taken.on)}.")
    else:
        yield follow_up(case, rule, key, window, talk, person=addressee(case, talk))
