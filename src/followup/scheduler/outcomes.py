"""What an outcome asks for, here and at every other open application."""

from followup.domain.model import Elsewhere, Planned
from followup.domain.policy import RULES
from followup.scheduler.interviews import Chain, met_last, touches
from followup.scheduler.rules import Ruling, first, follow_up
from followup.scheduler.situation import Situation, withdraw_key
from followup.scheduler.windows import spoken

BRINGS = {
    "offer": ("acknowledge_offer",),
    "accepted": ("accept", "thank_references"),
    "declined": ("decline",),
    "rejected": ("rejection_reply",),
}
"""Which rules an outcome brings at once; the others end the application quietly."""

SAID = {
    "offer": "they made an offer",
    "accepted": "you accepted",
    "declined": "you declined",
    "rejected": "they turned you down",
}


def bring_outcome(case: Situation) -> Ruling:
    """The answers that the outcome asks for, counted from its day."""
    outcome, talk = case.application.outcome, case.last_round
    for name in BRINGS.get(outcome, ()):
        said = f"{SAID[outcome]} on {spoken(case.outcome_on)}"
        window = case.counting.window(RULES[name], case.outcome_on, said)
        key = _key(case, name)
        yield follow_up(case, RULES[name], key, window, talk, person=first(talk))


def decide(case: Situation) -> Ruling:
    """Before the deadline of the offer; a deadline that is near is late at once."""
    deadline = case.application.deadline_on
    if case.application.outcome != "offer" or deadline is None:
        return
    rule = RULES["decide_offer"]
    said = f"the offer's deadline is {spoken(deadline)}"
    window = case.counting.before(rule, deadline, said)
    yield follow_up(case, rule, _key(case, rule.name), window, case.last_round)


def keep_in_touch(case: Situation) -> Ruling:
    """After a rejection, if the user wants to: with everybody they met."""
    application = case.application
    if application.outcome != "rejected" or not application.keep_in_touch:
        return
    said = f"{SAID['rejected']} on {spoken(case.outcome_on)}"
    rules = ("keep_in_touch.first", "keep_in_touch")
    for person, talk in met_last(list(case.all_rounds)):
        stem = f"keep_in_touch:contact-{person.id}:outcome-{application.outcome_seq}"
        chain = Chain(stem, rules, case.outcome_on, said)
        yield from touches(case, chain, talk, person)


def tell_timeline(case: Situation) -> Ruling:
    """While nothing is decided here, they hear of each offer elsewhere that has a deadline."""
    if case.application.outcome or case.accepted_elsewhere:
        return
    for event in case.news:
        if event.outcome == "offer":
            here, there = case.application.id, event.application_id
            key = f"timeline_changed:application-{here}:application-{there}:{event.seq}"
            yield _news(case, "timeline_changed", key, event)


def withdraw(case: Situation) -> Ruling:
    """An open application ends where another job was accepted."""
    taken = case.accepted_elsewhere
    if taken and case.application.is_open:
        key = withdraw_key(case.application, taken)
        yield _news(case, "withdraw", key, taken)


def _news(case: Situation, name: str, key: str, event: Elsewhere) -> Planned:
    """A follow-up counted from the day of something elsewhere."""
    what = "you accepted" if event.outcome == "accepted" else "an offer with a deadline came from"
    said = f"{what} {event.company} on {spoken(event.on)}"
    window = case.counting.window(RULES[name], event.on, said)
    talk = case.last_round
    return follow_up(case, RULES[name], key, window, talk, person=first(talk))


def _key(case: Situation, name: str) -> str:
    return f"{name}:application-{case.application.id}:outcome-{case.application.outcome_seq}"
