"""A follow-up with the facts around it becomes the occasion of a note."""

from collections.abc import Sequence
from datetime import date

from followup.domain.model import (
    ApplicationFacts,
    Contact,
    FollowUp,
    Interview,
    Occasion,
    Promise,
    You,
)
from followup.scheduler import standing_decision


def occasion(facts: ApplicationFacts, item: FollowUp, today: date, you: You) -> Occasion:
    """All that the note of a follow-up is written from."""
    application = facts.application
    talk = _talk(facts.interviews, item)
    people = [met for met in talk.people if not met.contact.no_contact] if talk else []
    position = next(
        (place for place, met in enumerate(people) if met.contact.id == item.contact_id), 0
    )
    met = people[position] if people and item.contact_id == people[position].contact.id else None
    promise = _promise(facts.promises, item, talk)
    decision = standing_decision(facts)
    return Occasion(
        kind=item.kind,
        channel=item.channel,
        today=today,
        company=application.company,
        role=application.role,
        stage=talk.stage if talk else "",
        field=application.field,
        via=application.via.partition("<")[0].strip(),
        contact=met.contact if met else _known(facts, item.contact_id) or _recruiter(facts, item),
        you=you,
        interview_on=talk.day if talk else None,
        looking_for=talk.looking_for if talk else "",
        strengths=talk.strengths if talk else (),
        concerns=talk.concerns if talk else (),
        topic=met.topic if met else "",
        next_step=talk.next_step if talk else "",
        decision_on=decision.on if decision else None,
        promise_on=promise.on if promise else None,
        promise=promise.text if promise else "",
        position=position,
        people=max(1, len(people)),
        deadline_on=_deadline(facts, item),
        terms=application.terms,
        outcome=application.outcome,
        start_on=application.start_on,
    )


def _talk(interviews: Sequence[Interview], item: FollowUp) -> Interview | None:
    return next((one for one in interviews if one.id == item.interview_id), None)


def _known(facts: ApplicationFacts, contact_id: int | None) -> Contact | None:
    everybody = (met.contact for one in facts.interviews for met in one.people)
    return next((one for one in everybody if one.id == contact_id), None)


def _recruiter(facts: ApplicationFacts, item: FollowUp) -> Contact | None:
    """Who stands in where nobody of the employer may be written to: `via`, with its address."""
    name, _, rest = facts.application.via.partition("<")
    if not name.strip() or item.contact_id is not None or item.kind in TO_NO_RECRUITER:
        return None
    return Contact(id=0, name=name.strip(), email=rest.partition(">")[0], company="the agency")


TO_NO_RECRUITER = ("thank_you", "thank_references")
"""Thanks are for those who were there, and for those who spoke for you."""


def _promise(promises: Sequence[Promise], item: FollowUp, talk: Interview | None) -> Promise | None:
    """The promise that a note is about: its own, or the first one that this talk ended with."""
    for one in promises:
        if one.id == item.promise_id:
            return one
        made_here = item.kind == "thank_you" and talk and one.interview_id == talk.id
        if made_here and one.by == "you":
            return one
    return None


def _deadline(facts: ApplicationFacts, item: FollowUp) -> date | None:
    """The day by which an offer wants its answer: this one, or the one that changed the timing."""
    if item.kind != "timeline_changed":
        return facts.application.deadline_on
    ahead = (one.deadline_on for one in facts.elsewhere if one.deadline_on)
    return min(ahead, default=None)
