"""`draft`: the facts around a follow-up gathered into an occasion, and the note written from it.

Only reads, unless a promise goes into the note.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from followup import configuration
from followup.actions import adding, choosing
from followup.actions.settling import when
from followup.agenda import NOT_WRITTEN
from followup.errors import NothingFound
from followup.facts import (
    ApplicationFacts,
    Contact,
    FollowUp,
    Interview,
    Note,
    Occasion,
    Promise,
    You,
)
from followup.notes.drafting import draft as write_note
from followup.scheduler import standing_decision
from followup.settings import World
from followup.store import morning, reads
from followup.store.asking import Ask, asking
from followup.store.reads import Listed


@dataclass(frozen=True, slots=True)
class Draft:
    """A note with the follow-up and the occasion that it was written for."""

    followup: Listed
    occasion: Occasion
    note: Note


def draft(world: World, which: str = "", channel: str = "", promise: str = "") -> Draft:
    """Write the note of a follow-up: the one named, else the most pressing one that has a note.

    A promise goes into the note and is kept with it. UsageError for a kind that has no note.
    """
    channel = adding.channel(channel)
    if promise.strip():
        return _with_promise(world, which, channel, promise)
    with asking(world.store) as ask:
        return _written(ask, world, _chosen(ask, world, which), channel)


def _with_promise(world: World, which: str, channel: str, promise: str) -> Draft:
    from followup.store import followups, writes  # the engine, half a second

    with writes.change(world.store, "draft", world.now) as change:
        chosen = _chosen(change.ask, world, which)
        on, what = adding.promise(world, morning.settings(change.ask), promise)
        words = {"promise_on": on.isoformat(), "promise": what}
        followups.keep_note(change, chosen.followup.id, words)
        change.summary = f"a promise in the note of follow-up {chosen.followup.id}"
        return _written(change.ask, world, chosen, channel)


def _chosen(ask: Ask, world: World, which: str) -> Listed:
    moment = when(world, ask)
    if which.strip():
        return choosing.followup(ask, moment, which)
    for todo in morning.todos(ask, moment, world.today):
        if todo.kind not in NOT_WRITTEN:
            return reads.followup(ask, todo.id)
    raise NothingFound(
        "There is no note to write today. `followup due --days 30` shows what comes; "
        "name its number to write it now."
    )


def _written(ask: Ask, world: World, chosen: Listed, channel: str) -> Draft:
    kept = morning.settings(ask)
    facts = reads.facts(ask, chosen.application_id)
    words = reads.note_of(ask, chosen.followup.id) or {}
    found = occasion(facts, chosen.followup, world.today, configuration.you(kept))
    found = replace(found, channel=channel or chosen.followup.channel or "email")
    if words.get("promise_on"):
        on = date.fromisoformat(words["promise_on"])
        found = replace(found, promise_on=on, promise=words["promise"])
    return Draft(chosen, found, write_note(found))


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
        via=application.via,
        contact=met.contact if met else _known(facts, item.contact_id),
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
        deadline_on=application.deadline_on,
        terms=application.terms,
        start_on=application.start_on,
    )


def _talk(interviews: Sequence[Interview], item: FollowUp) -> Interview | None:
    return next((one for one in interviews if one.id == item.interview_id), None)


def _known(facts: ApplicationFacts, contact_id: int | None) -> Contact | None:
    everybody = (met.contact for one in facts.interviews for met in one.people)
    return next((one for one in everybody if one.id == contact_id), None)


def _promise(promises: Sequence[Promise], item: FollowUp, talk: Interview | None) -> Promise | None:
    """The promise that a note is about: its own, or the first one that this talk ended with."""
    for one in promises:
        if one.id == item.promise_id:
            return one
        made_here = item.kind == "thank_you" and talk and one.interview_id == talk.id
        if made_here and one.by == "you":
            return one
    return None
