"""`add` on an interview that was booked: what was told of the talk goes to that one."""

from followup.domain.model import NewContact, NewInterview
from followup.domain.people import same_person
from followup.environment import World
from followup.services import edit_interview, show
from followup.services.add_interview import AddedInterview, UnrecordedInterview
from followup.services.interview_fields import FIELDS
from followup.store import queries, settings


def write_up(world: World, new: UnrecordedInterview, number: int) -> AddedInterview:
    """Add what was told to interview `number`. UsageError where a person has another address."""
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import contacts, interviews, transaction

    with transaction.change(world.store, "add", world.now) as change:
        kept = settings.settings(change.ask)
        found = queries.round_of(change.ask, number)
        before = edit_interview.as_told(
            queries.facts(change.ask, found.application.id), found.interview
        )
        told_of = interviews.tell_again(change, number, before, merged(before, new.told))
        for person in new.told.people:
            if person.salutation:
                contacts.find_or_make(change, before.company, person)
        theirs = contacts.applications_of(change, told_of)
        replanned = replan(change, sorted({found.application.id, *theirs}), world.now, kept)
        change.summary = f"interview {number} with {before.company}, written up"
        entry, todos = show.recorded(world, change.ask, kept, found.application.id, number)
    return AddedInterview(entry, todos, False, (*new.remarks, *replanned.remarks))


def merged(before: NewInterview, told: NewInterview) -> NewInterview:
    """The interview with what was told; company stays, and what was not told stays."""
    after = before
    for field in FIELDS:
        value = getattr(told, field.name)
        if value != field.empty and field.name != "company":
            join = edit_interview.JOINED.get(field.name)
            there = getattr(before, field.name)
            after = after._replace(**{field.name: join(there, value) if join else value})
    if told.at is not None:
        after = after._replace(day=told.day, at=told.at, zone=told.zone, starts=told.starts)
    return after._replace(people=_people(before.people, told.people))


def _people(there: tuple[NewContact, ...], told: tuple[NewContact, ...]) -> tuple[NewContact, ...]:
    """The people, each once: who is there already, by a part of the name too, is that person."""
    joined = list(there)
    for person in told:
        place = next((i for i, one in enumerate(joined) if _same(one, person)), len(joined))
        joined[place:] = (
            [_known(joined[place], person), *joined[place + 1 :]]
            if (place < len(joined))
            else [person]
        )
    return tuple(joined)


def _same(known: NewContact, told: NewContact) -> bool:
    if known.email and told.email:
        return known.email.casefold() == told.email.casefold()
    return same_person(known.name, told.name)


def _known(known: NewContact, told: NewContact) -> NewContact:
    return known._replace(
        name=max(known.name, told.name, key=len)
        if same_person(known.name, told.name)
        else known.name,
        email=known.email or told.email,
        title=told.title or known.title,
        phone=told.phone or known.phone,
        topic=told.topic or known.topic,
        no_calls=told.no_calls or known.no_calls,
    )
