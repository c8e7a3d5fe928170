"""`show`, and what `add` gives back: one application read with all that is known of it."""

from dataclasses import dataclass
from datetime import date

from followup.domain.model import Application, Interview, Promise
from followup.environment import World
from followup.services import list_applications, search
from followup.services.add_interview import Added
from followup.services.context import when
from followup.services.list_applications import Entry, Job
from followup.store import due_list, queries
from followup.store.ask import Ask, asking
from followup.store.due_list import Todo
from followup.store.queries import Happened, Listed, Sent


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
            tuple(due_list.todos_of(ask, when(world, ask), done.application_id)),
            done.new_application,
        )


def show(world: World, words: str) -> Shown:
    """The application that `words` name. NothingFound or SeveralFound where it is not one."""
    with asking(world.store) as ask:
        number = search.application(ask, words).id
        return Shown(
            _job(ask, number),
            tuple(queries.promises_of(ask, number)),
            tuple(queries.log_of(ask, number)),
            tuple(queries.sent_of(ask, number)),
        )


def _job(ask: Ask, number: int) -> Job:
    followups = queries.listed(ask, "application_id = :id", {"id": number})
    return list_applications.job(queries.facts(ask, number), followups)
