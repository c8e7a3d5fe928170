"""Facts + policy + now -> the follow-ups that the rules want, each with the reasons for its date.

Planning is one idea: whatever happened, plan again from the facts. What is done or skipped stays
so and is not planned again; `reconcile` says what a new plan changes. Each follow-up has a key that
names its kind and what it hangs on (`check_in:interview-3`), the same in every plan.

Days are local and inclusive, `ready_on` is never after `due_on`, and intervals count from the
anchor, never from a day that was already shifted. Pure: knows no clock, store or terminal.
"""

from collections.abc import Callable
from datetime import date, datetime

from followup.domain.frozen import replace
from followup.domain.kinds import kind_named
from followup.domain.model import (
    ApplicationFacts,
    Changes,
    FollowUp,
    Interview,
    Plan,
    Planned,
    Reason,
)
from followup.domain.policy import Policy
from followup.domain.workdays import Workdays
from followup.scheduler.rules import (
    Held,
    Remark,
    Ruler,
    bring_outcome,
    check_in,
    clock_of,
    decide,
    decision_rule,
    keep_contacts,
    keep_in_touch,
    keep_promises,
    named,
    prepare,
    tell_timeline,
    thank,
    withdraw,
)
from followup.scheduler.situation import Counting, Situation, final, spoken, standing_decision

__all__ = ["WHEN", "plan", "planner", "reconcile", "standing_decision"]

WHEN: tuple[tuple[str, Ruler], ...] = (
    ("an interview is booked", prepare),
    ("an interview is held", thank),
    ("an informational interview is held", keep_contacts),
    ("you promised to be in touch", keep_promises),
    ("they are silent, or decide by a date", check_in),
    ("there is an outcome", bring_outcome),
    ("there is an offer with a deadline", decide),
    ("you were rejected, and want to stay in touch", keep_in_touch),
    ("an offer elsewhere has a deadline", tell_timeline),
    ("another job was accepted", withdraw),
)
"""All that a follow-up can come from. Each rule looks for its own trigger."""


def plan(facts: ApplicationFacts, policy: Policy, workdays: Workdays, now: datetime) -> Plan:
    """What the facts of one application ask for at the instant `now` (aware).

    `held_back` says why for each pending follow-up of `facts` that is not planned, and for each
    check-in that waits for a promise.
    """
    return planner(policy, workdays, now)(facts)


def planner(
    policy: Policy, workdays: Workdays, now: datetime
) -> Callable[[ApplicationFacts], Plan]:
    """`plan` for many applications: the days that they have in common are counted once."""
    counting = Counting(policy, workdays)
    return lambda facts: _plan(Situation(facts, counting, now))


def _plan(case: Situation) -> Plan:
    results = [saying for _, rule in WHEN for saying in rule(case)]
    wishes = [saying for saying in results if isinstance(saying, Planned)]
    planned = tuple(wish for wish in wishes if not case.settled(wish.key))
    held = {saying.key: saying.because for saying in results if isinstance(saying, Held)}
    remarks = tuple(saying.text for saying in results if isinstance(saying, Remark))
    return Plan(planned, _held_back(case, planned, held), remarks)


def _held_back(
    case: Situation, planned: tuple[Planned, ...], held: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    wanted = {wish.key for wish in planned}
    gone = (item for item in case.facts.followups if item.status == "pending")
    endings = {item.key: ending(case, item) for item in gone if item.key not in wanted}
    return tuple((endings | held).items())


OVER = ("done", "skipped")


def reconcile(existing: tuple[FollowUp, ...], plan: Plan, on: date) -> Changes:
    """Bring `existing`, the follow-ups of one application, to what `plan` wants on the day `on`.

    What is done or skipped stays as it is. What was put off stays put off: `ready_on` is the
    later of planned and snoozed, and `due_on` follows if it was earlier.
    """
    known = {item.key: item for item in existing}
    wanted = {wish.key: wish for wish in plan.planned}
    kept = [(item, _as_planned(item, wanted[item.key])) for item in existing if item.key in wanted]
    gone = [item for item in existing if item.status == "pending" and item.key not in wanted]
    why = dict(plan.held_back)
    return Changes(
        added=tuple(wish for wish in plan.planned if wish.key not in known),
        moved=tuple((before, after) for before, after in kept if before != after),
        cancelled=tuple(
            (item, _cancelled(item, why.get(item.key, NO_LONGER), on)) for item in gone
        ),
    )


def _cancelled(item: FollowUp, because: str, on: date) -> FollowUp:
    return replace(item, status="cancelled", because=because, done_on=on)


def _as_planned(item: FollowUp, wish: Planned) -> FollowUp:
    if item.status in OVER:
        return item
    because = item.because if item.status == "pending" else ""
    planned = replace(
        item,
        kind=wish.kind,
        rule=wish.rule,
        channel=wish.channel,
        ready_on=wish.ready_on,
        due_on=wish.due_on,
        interview_id=wish.interview_id,
        contact_id=wish.contact_id,
        promise_id=wish.promise_id,
        chain=wish.chain,
        status="pending",
        because=because,
        done_on=None,
    )
    return _put_off(planned)


def _put_off(item: FollowUp) -> FollowUp:
    """`item` not before the day until which it was snoozed."""
    until = item.snoozed_until
    if until is None or until <= item.ready_on:
        return item
    due = max(item.due_on, until)
    because = f": {item.because}" if item.because else ""
    snooze = Reason("snooze", f"you put it off until {spoken(until)}{because}", until)
    chain = (*item.chain[:-1], snooze, final(until, due))
    return replace(item, ready_on=until, due_on=due, chain=chain)


NO_LONGER = "It no longer follows from what is recorded."


def ending(case: Situation, item: FollowUp) -> str:
    """The sentence for `item`, which the plan of `case` does not contain."""
    talk = next((t for t in case.facts.interviews if t.id == item.interview_id), None)
    if talk and talk.cancelled:
        return f"The {named(talk)} was cancelled."
    if case.application.outcome:
        return f"The outcome of {case.outcome_day} ended it: {case.application.outcome}."
    if kind_named(item.kind).after_silence:
        return _restarted(case)
    return _of_round(case, item, talk)


def _restarted(case: Situation) -> str:
    clock = clock_of(case)
    if clock is None:
        return NO_LONGER
    if case.reply and clock.anchor == f"reply-{case.reply.id}":
        said = f"They replied on {spoken(case.reply.on)}"
        if case.decision and clock.rule == decision_rule(case):
            return f"{said}; they decide by {spoken(case.decision.on)}."
        return f"{said}, which restarts the clock."
    return f"The {named(case.last_talk)} restarts the clock." if case.last_talk else NO_LONGER


def _of_round(case: Situation, item: FollowUp, talk: Interview | None) -> str:
    if talk and item.kind == "prep" and talk.starts <= case.now:
        return "The interview has begun."
    for met in talk.people if talk else ():
        if met.contact.id == item.contact_id and met.contact.no_contact:
            return f"{met.contact.name} is not to be contacted."
    return NO_LONGER
