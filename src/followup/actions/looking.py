"""`show`, and what `add` gives back: one application read with all that is known of it."""

from dataclasses import dataclass
from datetime import date

from followup.actions import choosing, listing
from followup.actions.adding import Added
from followup.actions.listing import Entry, Job
from followup.actions.world import when
from followup.facts import Application, Interview, Promise
from followup.settings import World
from followup.store import morning, reads
from followup.store.asking import Ask, asking
from followup.store.morning import Todo
from followup.store.reads import Happened, Listed, Sent


@dataclass(frozen=True, slots=True)
class Shown:
    """One application with all that happened and comes; tuples in the order of recording."""

    job: Job
    promises: tuple[Promise, ...]
    log: tuple[Happened, ...]
    sent: tuple[Sent, ...]

    @property
    def application(self) -> Application:
        """The application itself."""
        return self.job.application

    @property
    def decision_on(self) -> date | None:
        """Their decision date that counts."""
        return self.job.decision_on

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """Its interviews."""
        return self.job.interviews

    @property
    def followups(self) -> tuple[Listed, ...]:
        """Its follow-ups, whatever became of them."""
        return self.job.followups


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `add` recorded, and what is to do for its application now."""

    entry: Entry
    todos: tuple[Todo, ...]
    new_application: bool


def added(world: World, done: Added) -> Recorded:
    """What an `add` recorded, read back from the store."""
    with asking(world.store) as ask:
        entries = _job(ask, done.application_id).entries()
        return Recorded(
            next(one for one in entries if one.round.interview.id == done.interview_id),
            tuple(morning.todos_of(ask, when(world, ask), done.application_id)),
            done.new_application,
        )


def show(world: World, words: str) -> Shown:
    """The application that `words` name. NothingFound or SeveralFound where it is not one."""
    with asking(world.store) as ask:
        number = choosing.application(ask, words).id
        return Shown(
            _job(ask, number),
            tuple(reads.promises_of(ask, number)),
            tuple(reads.log_of(ask, number)),
            tuple(reads.sent_of(ask, number)),
        )


def _job(ask: Ask, number: int) -> Job:
    followups = reads.listed(ask, "application_id = :id", {"id": number})
    return listing.job(reads.facts(ask, number), followups)
