"""`edit`: any field of an interview and its application, by options or as a text."""

from collections.abc import Callable
from dataclasses import dataclass

from followup.domain.dates import Frame
from followup.domain.errors import WorldError
from followup.domain.model import ApplicationFacts, Interview, NewContact, NewInterview
from followup.domain.safe_text import line
from followup.environment import World
from followup.scheduler import standing_decision
from followup.services import edit_options, edit_text, interview_text, search
from followup.services.context import frame
from followup.services.edit_options import Wishes
from followup.services.reschedule import Rearranged, next_or_latest
from followup.store import queries
from followup.store.ask import Ask, asking

Retold = tuple[NewInterview, list[str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """An interview as it was when its text was opened."""

    number: int
    told: NewInterview


@dataclass(frozen=True, slots=True)
class Edited:
    """What an interview was, what it is now, and what that moved."""

    before: NewInterview
    after: NewInterview
    rearranged: Rearranged


def edit(world: World, company: str, wishes: Wishes) -> Edited:
    """Change what the options say. UsageError where they cannot be understood."""
    return _retell(
        world, company, lambda phrases, told: edit_options.by_options(phrases, told, wishes)
    )


def opened(world: World, company: str) -> Opened:
    """The interview that COMPANY names, to be edited as a text. Raises as `choosing.application`."""
    with asking(world.store) as ask:
        facts, talk = _chosen(ask, world, company)
        return Opened(talk.id, as_told(facts, talk))


def rewrite(world: World, before: Opened, text: str) -> Edited:
    """Change an interview to what its text says.

    UsageError, with the line, where it is wrong; WorldError where the interview is not what it
    was any more.
    """
    found = interview_text.read(text)

    def read(phrases: Frame, told: NewInterview) -> Retold:
        if told != before.told:
            raise WorldError(
                f"Interview {before.number} was changed by another command in the meantime; "
                "edit it as it is now."
            )
        return edit_text.by_text(phrases, told, found)

    return _retell(world, str(before.number), read)


def _retell(world: World, company: str, told_by: Callable[[Frame, NewInterview], Retold]) -> Edited:
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import contacts, transaction
    from followup.store import interview_changes as store

    with transaction.change(world.store, "edit", world.now) as change:
        facts, talk = _chosen(change.ask, world, company)
        before = as_told(facts, talk)
        after, remarks = told_by(frame(world, change.ask), before)
        told_of = store.tell_again(change, talk.id, before, after)
        theirs = contacts.applications_of(change, told_of)
        replanned = replan(change, sorted({facts.application.id, *theirs}), world.now)
        change.summary = f"interview {talk.id}, {line(after.company)}"
        now = next(queries.rounds(change.ask, "id = :id", {"id": talk.id}))
        if before.decision_on and not after.decision_on:
            remarks += _still_decided(queries.facts(change.ask, facts.application.id))
    return Edited(before, after, Rearranged(now, replanned, (*remarks, *replanned.remarks)))


def _still_decided(facts: ApplicationFacts) -> list[str]:
    standing = standing_decision(facts)
    if standing is None:
        return []
    return [f"They still decide by {standing.on}: that was said elsewhere than in this interview."]


def _chosen(ask: Ask, world: World, company: str) -> tuple[ApplicationFacts, Interview]:
    """The interview of that number, else the next booked one of the application, else the latest."""
    facts = queries.facts(ask, search.application(ask, company).id)
    number = search.number(company)
    if number is None:
        return facts, next_or_latest(list(facts.interviews), world)
    return facts, next(talk for talk in facts.interviews if talk.id == number)


def as_told(facts: ApplicationFacts, talk: Interview) -> NewInterview:
    """A recorded interview as it could have been told to `add`."""
    one = facts.application
    made = [promise for promise in facts.promises if promise.interview_id == talk.id]
    stated = [promise.on for promise in made if promise.by == "they"]
    return NewInterview(
        company=one.company,
        day=talk.day,
        at=talk.at,
        zone=talk.zone,
        starts=talk.starts,
        role=one.role,
        stage=talk.stage,
        minutes=talk.minutes,
        where=talk.where,
        people=tuple(
            NewContact(
                name=met.contact.name,
                email=met.contact.email,
                title=met.contact.title,
                phone=met.contact.phone,
                topic=met.topic,
                no_calls=met.contact.no_calls,
            )
            for met in talk.people
        ),
        looking_for=talk.looking_for,
        strengths=talk.strengths,
        concerns=talk.concerns,
        decision_on=stated[-1] if stated else None,
        promises=tuple((promise.on, promise.text) for promise in made if promise.by == "you"),
        next_step=talk.next_step,
        via=one.via,
        field=one.field,
        channel=one.channel,
        note=talk.note,
    )
