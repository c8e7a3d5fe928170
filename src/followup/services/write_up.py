"""`add` on an interview that was booked: what was told of the talk goes to that one."""

from dataclasses import replace

from followup.domain.dates import start_text
from followup.domain.model import NewContact, NewInterview
from followup.domain.people import parse_person, same_person
from followup.domain.text import fold
from followup.environment import World
from followup.services import duplicates, edit_interview, search, show
from followup.services.add_interview import (
    AddedInterview,
    AddOptions,
    UnrecordedInterview,
    who_are,
)
from followup.services.context import when
from followup.services.duplicates import Agreed
from followup.services.interview_fields import FIELDS
from followup.store import bulk_queries, due_list, queries, settings
from followup.store.ask import asking
from followup.store.due_list import DueInterview


def waiting(world: World, company: str, role: str) -> list[DueInterview]:
    """The booked interviews that are over, of which nothing is noted, and that are meant.

    `company` is whole words of theirs, or the number of one.
    """
    with asking(world.store) as ask:
        known = due_list.unwritten(ask, when(world, ask))
    found = [one for one in known if not role.strip() or fold(role) == fold(one.role)]
    numbered = [one for one in found if one.id == search.number(company)]
    rank, named = search.ranked(company, found, lambda one: (one.company,))
    return numbered or (named if rank <= search.WHOLE else [])


def begun(world: World, typed: AddOptions, number: int) -> AddOptions:
    """What was typed, with what is known of interview `number`, which it writes up."""
    with asking(world.store) as ask:
        facts = bulk_queries.facts(ask, queries.round_of(ask, number).application.id)
    before = edit_interview.as_told(facts, next(i for i in facts.interviews if i.id == number))
    there = (text for one in before.people if (text := _as_typed(one)))
    return replace(
        typed,
        company=before.company,
        role=typed.role or before.role,
        stage=typed.stage or before.stage,
        at=start_text(before),
        zone=before.zone,
        people=(*typed.people, *(text for text in there if not _is_in(text, typed.people))),
    )


def _as_typed(person: NewContact) -> str:
    """A person as `--with` takes them; empty where the name would be read as another."""
    text = f"{person.name} <{person.email}>" if person.email else person.name
    return text if parse_person(text)[:2] == person[:2] else ""


def _is_in(person: str, people: tuple[str, ...]) -> bool:
    name = parse_person(person).name
    return any(same_person(name, parse_person(one).name) for one in people)


def write_up(
    world: World, new: UnrecordedInterview, number: int, agreed: Agreed | None
) -> AddedInterview:
    """Add what was told to interview `number`. UsageError where a person has another address.

    Raises as `duplicates.check_people`.
    """
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import contacts, interviews, transaction

    with transaction.change(world.store, "add", world.now) as change:
        kept = settings.settings(change.ask)
        found = queries.round_of(change.ask, number)
        before = edit_interview.as_told(
            bulk_queries.facts(change.ask, found.application.id), found.interview
        )
        told_of = interviews.tell_again(
            change, number, before, who_are(merged(before, new.told), agreed)
        )
        remarks = duplicates.check_people(change.ask, change.number, agreed)
        people = contacts.People.around(change.ask, before.company, new.told.people)
        for person in new.told.people:
            if person.salutation:
                people.meet(before.company, person)
        people.write(change)
        theirs = contacts.applications_of(change, told_of)
        replanned = replan(change, sorted({found.application.id, *theirs}), world.now, kept)
        change.summary = f"interview {number} with {before.company}, written up"
        entry, todos = show.recorded(world, change.ask, kept, found.application.id, number)
    return AddedInterview(entry, todos, False, (*new.remarks, *remarks, *replanned.remarks))


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
