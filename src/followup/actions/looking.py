"""`list` and `show`: what is there, read and never written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from followup.actions import choosing
from followup.actions.adding import Added
from followup.actions.settling import when
from followup.facts import Application, Interview
from followup.scheduler import standing_decision
from followup.settings import World
from followup.store import morning, reads
from followup.store.asking import Ask, asking
from followup.store.morning import Todo
from followup.store.reads import Listed, Round
from followup.wording import fold

OF_A_ROUND = ("prep", "thank_you")
"""The kinds that belong to one interview; all others belong to its application."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An interview as `list` shows it, with the follow-ups that are told with it."""

    round: Round
    decision_on: date | None
    followups: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One application with all that happened and comes."""

    application: Application
    decision_on: date | None
    interviews: tuple[Interview, ...]
    followups: tuple[Listed, ...]
    entries: tuple[Entry, ...]

    @property
    def state(self) -> str:
        """Its outcome, or that it is open."""
        return self.application.outcome or "open"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `add` recorded, and what is to do for its application now."""

    entry: Entry
    todos: tuple[Todo, ...]
    new_application: bool


def added(world: World, done: Added) -> Recorded:
    """What an `add` recorded, read back from the store."""
    with asking(world.store) as ask:
        rounds = list(reads.rounds(ask, "id = :id", {"id": done.interview_id}))
        moment = when(world, ask)
        return Recorded(
            next(_entries(ask, rounds)),
            tuple(morning.todos_of(ask, moment, done.application_id)),
            done.new_application,
        )


def listing(world: World, text: str = "") -> list[Entry]:
    """The interviews, by number; those that hold every word of `text` somewhere."""
    with asking(world.store) as ask:
        rounds = [one for one in reads.rounds(ask) if _holds(one, text)]
        return list(_entries(ask, rounds))


def _holds(one: Round, text: str) -> bool:
    talk, job = one.interview, one.application
    everything = fold(
        "\n".join([job.company, job.role, talk.note, *(met.contact.name for met in talk.people)])
    )
    return all(word in everything for word in fold(text).split())


def _entries(ask: Ask, rounds: list[Round]) -> Iterator[Entry]:
    told: dict[int, tuple[date | None, list[Listed], int]] = {}
    for one in rounds:
        number = one.application.id
        if number not in told:
            told[number] = _about(ask, number)
        decision_on, followups, last = told[number]
        own = tuple(
            item for item in followups
            if _belongs(item, one.interview.id, last)
        )  # fmt: skip
        yield Entry(one, decision_on, own)


def _about(ask: Ask, application_id: int) -> tuple[date | None, list[Listed], int]:
    facts = reads.facts(ask, application_id)
    decision = standing_decision(facts)
    followups = reads.listed(ask, "application_id = :id", {"id": application_id})
    last = reads.last_round(facts.interviews) or facts.interviews[-1]
    return decision.on if decision else None, followups, last.id


def _belongs(item: Listed, interview: int, last: int) -> bool:
    if item.followup.kind in OF_A_ROUND:
        return item.followup.interview_id == interview
    return interview == last


def show(world: World, words: str) -> Shown:
    """The application that `words` name. NothingFound or SeveralFound where it is not one."""
    with asking(world.store) as ask:
        application = choosing.application(ask, words)
        facts = reads.facts(ask, application.id)
        decision = standing_decision(facts)
        rounds = [Round(application, one) for one in facts.interviews]
        return Shown(
            application,
            decision.on if decision else None,
            facts.interviews,
            tuple(reads.listed(ask, "application_id = :id", {"id": application.id})),
            tuple(_entries(ask, rounds)),
        )
