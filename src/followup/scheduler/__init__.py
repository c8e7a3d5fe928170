"""Facts + policy + now -> the follow-ups that the rules want, each with the reasons for its date.

Planning is one idea: whatever happened, plan again from the facts. What is done or skipped stays
so and is not planned again; `reconcile` says what else changes. Each follow-up has a key that
names its kind and what it hangs on (`check_in:interview-3`), the same in every plan.

Days are local and inclusive, `ready_on` is never after `due_on`, and intervals count from the
anchor, never from a day that was already shifted. Pure: knows no clock, store or terminal.
"""

from collections.abc import Callable
from datetime import datetime

from followup.domain.model import ApplicationFacts, Plan, Planned
from followup.domain.policy import Policy
from followup.domain.workdays import Workdays
from followup.scheduler.reconcile import ending, reconcile
from followup.scheduler.rules import (
    Held,
    Remark,
    Ruler,
    bring_outcome,
    check_in,
    decide,
    keep_contacts,
    keep_in_touch,
    keep_promises,
    prepare,
    tell_timeline,
    thank,
    withdraw,
)
from followup.scheduler.situation import Situation, standing_decision
from followup.scheduler.windows import Counting

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
    said = [saying for _, rule in WHEN for saying in rule(case)]
    wishes = [saying for saying in said if isinstance(saying, Planned)]
    planned = tuple(wish for wish in wishes if not case.settled(wish.key))
    held = {saying.key: saying.because for saying in said if isinstance(saying, Held)}
    remarks = tuple(saying.text for saying in said if isinstance(saying, Remark))
    return Plan(planned, _held_back(case, planned, held), remarks)


def _held_back(
    case: Situation, planned: tuple[Planned, ...], held: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    wanted = {wish.key for wish in planned}
    gone = (item for item in case.facts.followups if item.status == "pending")
    endings = {item.key: ending(case, item) for item in gone if item.key not in wanted}
    return tuple((endings | held).items())
