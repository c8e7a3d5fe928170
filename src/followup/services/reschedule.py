"""`reschedule` and `cancel`: an interview is at another time, or is off."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.domain.dates import Moment, moment, parse_moment
from followup.domain.errors import NothingFound, UsageError
from followup.domain.model import Interview
from followup.environment import World
from followup.services import search
from followup.services.context import frame
from followup.store import queries
from followup.store.queries import Round

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.planning import Replanned
    from followup.store.transaction import Change


@dataclass(frozen=True, slots=True)
class Rearranged:
    """The interview as it is now, and what that changed."""

    round: Round
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()


def reschedule(
    world: World, company: str, when: str, zone: str = "", minutes: int = 0
) -> Rearranged:
    """Move an interview. Without a time of day it keeps the one it had, and without a zone its zone."""
    from followup.services.add_interview import minutes as known_minutes
    from followup.store import interviews

    with _chosen(world, "reschedule", company) as (change, found):
        talk = found.interview
        start = parse_moment(when, frame(world, change.ask).within(zone or talk.zone))
        if start.at is None and talk.at is not None:
            start = moment(start.day, talk.at, start.zone)
        length = known_minutes(minutes) if minutes else talk.minutes
        if _same(start, talk) and length == talk.minutes and not talk.cancelled:
            raise UsageError(f"Interview {talk.id} is at that time already.")
        interviews.move(change, talk.id, start, length)
        change.summary = f"interview {talk.id}, {found.application.company}, to {start.day}"
        return _rearranged(change, world, found, (start.remark,) if start.remark else ())


def _same(start: Moment, talk: Interview) -> bool:
    return (start.day, start.at, start.zone) == (talk.day, talk.at, talk.zone)


def cancel(world: World, company: str) -> Rearranged:
    """An interview is off; what hangs on it ends, and what it had cancelled comes back."""
    from followup.store import interviews

    with _chosen(world, "cancel", company) as (change, found):
        if found.interview.cancelled:
            raise UsageError(f"Interview {found.interview.id} is cancelled already.")
        interviews.cancel(change, found.interview.id)
        change.summary = f"interview {found.interview.id}, {found.application.company}"
        return _rearranged(change, world, found)


@contextmanager
def _chosen(world: World, command: str, company: str) -> Iterator[tuple["Change", Round]]:
    from followup.store import transaction

    with transaction.change(world.store, command, world.now) as change:
        application = search.application(change.ask, company)
        talks = queries.interviews_of(change.ask, application.id)
        number = search.number(company)
        if number is not None:
            talk = next(one for one in talks if one.id == number)
        else:
            talk = next_or_latest(talks, world)
        yield change, Round(application, talk)


def next_or_latest(talks: list[Interview], world: World) -> Interview:
    """The next booked interview, else the latest that is not cancelled. NothingFound for none."""
    live = [one for one in talks if not one.cancelled]
    booked = [one for one in live if one.status(world.now) == "booked"]
    if booked:
        return min(booked, key=lambda one: (one.starts, one.id))
    if live:
        return max(live, key=lambda one: (one.starts, one.id))
    if talks:
        return max(talks, key=lambda one: (one.starts, one.id))
    raise NothingFound("No interview is recorded there. Record one with: followup add")


def _rearranged(
    change: "Change", world: World, found: Round, remarks: tuple[str, ...] = ()
) -> Rearranged:
    from followup.services.planning import replan

    change.session.flush()
    replanned = replan(change, [found.application.id], world.now)
    now = next(queries.rounds(change.ask, "id = :id", {"id": found.interview.id}))
    return Rearranged(now, replanned, remarks)
