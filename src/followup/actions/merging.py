"""What a file says, brought into the store in one change: added, changed, or left as it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from followup import configuration
from followup.actions.calendar import workdays
from followup.actions.editing import as_told
from followup.actions.planning import replan
from followup.errors import FollowupError, SeveralFound, UsageError
from followup.exchange.values import Archive, Talk, Told
from followup.facts import ApplicationFacts, NewContact, NewInterview
from followup.people import same_person
from followup.policy import Policy
from followup.printable import line
from followup.scheduler import plan
from followup.settings import World
from followup.store import (
    applications,
    bulk,
    contacts,
    incoming,
    interviews,
    morning,
    retelling,
    writes,
)
from followup.store.bulk import Job
from followup.store.outgoing import Outgoing
from followup.store.writes import Change
from followup.wording import fold

Read = Archive | list[Told] | list[Mapping[str, Any]]
"""What a file says, understood: everything of a store, interviews, or the fields of contacts."""

Tick = Callable[[int, int], None]
"""Told how many of how many applications are done."""

Thing = TypeVar("Thing")

AT_ONCE = 1_000
"""How many applications are written and planned at once."""

MOVABLE = ("day", "at", "zone", "starts", "minutes", "where")
"""What an invitation that comes again may change of its interview."""

SHOWN = 5
"""How many remarks of the rules are worth reading after an import."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many of `what` were added, changed and left as they were; would have been, if `dry`."""

    what: str
    added: int
    changed: int
    left: int
    dry: bool = False
    remarks: tuple[str, ...] = ()


class _OnlyTried(Exception):
    """Takes a trial back."""


def merge(world: World, name: str, read: Read, tick: Tick, *, dry: bool) -> Imported:
    """Bring what a file of that name says into the store; `dry` takes it back at once."""
    done = None
    try:
        with writes.change(world.store, "import", world.now) as change:
            done = _merge(change, world, read, tick)
            change.summary = f"{line(name)}: {done.added} {done.what} added, {done.changed} changed"
            if dry:
                raise _OnlyTried
    except _OnlyTried:
        pass
    assert done is not None
    return replace(done, dry=dry)


def _merge(change: Change, world: World, read: Read, tick: Tick) -> Imported:
    if isinstance(read, Archive):
        return _archive(change, world, read)
    if read and isinstance(read[0], Told):
        return _Interviews(change, world, tick).merge(read)
    return _contacts(change, world, read)


def _archive(change: Change, world: World, archive: Archive) -> Imported:
    kept = morning.settings(change.ask)
    checked = {key: configuration.check(key, value) for key, value in archive.settings.items()}
    for key, value in checked.items():
        if key not in kept:
            change.configure(key, value)
    done = incoming.merge(change, archive)
    replanned = replan(change, sorted(done.touched), world.now)
    remarks = _few(replanned.remarks)
    return Imported("records", done.added, done.changed, done.left, remarks=remarks)


def _contacts(change: Change, world: World, told: Sequence[Mapping[str, Any]]) -> Imported:
    people = bulk.People(change.ask)
    for fields in told:
        people.tell(fields)
    added, changed = people.write(change)
    replanned = replan(change, contacts.applications_of(change, changed), world.now)
    left = len(told) - added - len(changed)
    return Imported("contacts", added, len(changed), left, remarks=_few(replanned.remarks))


class _Interviews:
    """The interviews of a table or a calendar on their way into the store."""

    def __init__(self, change: Change, world: World, tick: Tick) -> None:
        self.change, self.world, self.tick = change, world, tick
        self.known = bulk.Jobs(change.ask)
        self.people = bulk.People(change.ask)
        self.touched: set[int] = set()
        self.remarks: list[str] = []

    def merge(self, told: Sequence[Told]) -> Imported:
        """Write what is new, change what is known otherwise."""
        jobs, again = self._sorted(told)
        new = [job for job in jobs if job.told]
        self._write(new)
        changed = self._tell_again(again)
        for job in jobs:
            changed += self._end(job)
        replanned = replan(self.change, sorted(self.touched), self.world.now)
        added = sum(len(job.told) for job in new)
        remarks = _few([*self.remarks, *replanned.remarks])
        return Imported("interviews", added, changed, len(told) - added - changed, remarks=remarks)
