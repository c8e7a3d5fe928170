"""Whether what is about to be added looks like what is there already. Reads only."""

from dataclasses import dataclass, replace

from followup.domain import likeness
from followup.domain.model import Contact, NewContact, NewInterview
from followup.domain.people import same_person
from followup.domain.text import fold
from followup.environment import World
from followup.services import add_interview
from followup.services.add_interview import Typed
from followup.services.context import frame
from followup.store import completions, queries
from followup.store.ask import asking


@dataclass(frozen=True, slots=True)
class Twin:
    """An interview that is there already: the same person at the same company, or one of a like name, on the same day."""

    interview_id: int
    person: str


def company(world: World, typed: Typed) -> str:
    """The company that is there under a name like the typed one, an open one first; else empty.

    UsageError as `add`.
    """
    with asking(world.store) as ask:
        told, _ = add_interview.understand(world, frame(world, ask), typed)
        known = completions.companies_at(ask, likeness.bare(told.company)[:1])
    return likeness.nearest(told.company, known)


def under(typed: Typed, known: str) -> Typed:
    """The same interview, with the company that is there already."""
    return replace(typed, company=known)


def twin(world: World, typed: Typed) -> Twin | None:
    """The interview that this one seems to repeat. UsageError as `add`."""
    with asking(world.store) as ask:
        told, _ = add_interview.understand(world, frame(world, ask), typed)
        there = queries.rounds(ask, "day = :day AND NOT cancelled", {"day": told.day.isoformat()})
        for one in there:
            person = _again(
                told, one.application.company, [m.contact for m in one.interview.people]
            )
            if person:
                return Twin(one.interview.id, person)
    return None


def _again(told: NewInterview, company: str, people: list[Contact]) -> str:
    """The name of the first person who was there and is told of again."""
    if fold(company) != fold(told.company) and not likeness.alike(company, told.company):
        return ""
    pairs = ((new, known) for new in told.people for known in people)
    return next((known.name for new, known in pairs if _same(new, known)), "")


def _same(new: NewContact, known: Contact) -> bool:
    if new.email and known.email:
        return new.email.casefold() == known.email.casefold()
    return same_person(new.name, known.name)
