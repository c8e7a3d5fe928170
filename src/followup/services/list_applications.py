"""`list`: the interviews and applications that match, read in a few queries."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from followup.domain.dates import parse_day
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.kinds import kind_named
from followup.domain.model import OUTCOMES, Application, ApplicationFacts, Interview
from followup.domain.text import fold
from followup.environment import World
from followup.scheduler import standing_decision
from followup.services.context import frame, when
from followup.services.interview_fields import known_stage, one_of
from followup.store import bulk_queries, due_list, queries
from followup.store.bulk_queries import batches
from followup.store.connection import Ask, connect
from followup.store.due_list import DueFollowUp
from followup.store.queries import ListedFollowUp, Round

Told = TypeVar("Told")


class ListedInterview(Frozen):
    """An interview as `list` shows it, with the follow-ups that are told with it."""

    round: Round
    decision_on: date | None
    followups: tuple[ListedFollowUp, ...]

    def state(self, now: datetime) -> str:
        """Cancelled, else what became of its application, else `booked` or `held`."""
        talk = self.round.interview
        return "cancelled" if talk.cancelled else self.round.application.outcome or talk.status(now)


class ListedApplication(Frozen):
    """An application with its interviews and follow-ups, each in the order of recording."""

    application: Application
    decision_on: date | None
    interviews: tuple[Interview, ...]
    followups: tuple[ListedFollowUp, ...]

    @property
    def state(self) -> str:
        """Its outcome, or that it is open."""
        return self.application.outcome or "open"

    @property
    def rounds(self) -> tuple[Interview, ...]:
        """The interviews that were not cancelled, the earliest first."""
        live = (talk for talk in self.interviews if not talk.cancelled)
        return tuple(sorted(live, key=lambda talk: (talk.day, talk.starts, talk.seq)))

    @property
    def pending(self) -> tuple[ListedFollowUp, ...]:
        """What is to do for it, by the day on which it is due."""
        items = (one for one in self.followups if one.followup.status == "pending")
        return tuple(sorted(items, key=lambda one: (one.followup.due_on, one.followup.id)))

    @property
    def is_idle(self) -> bool:
        """Whether you are still in the running and nothing is to do."""
        return self.application.is_open and not self.pending

    def last_held(self, now: datetime) -> Interview | None:
        """The latest round that has ended."""
        return next((one for one in reversed(self.rounds) if one.status(now) == "held"), None)

    def next_booked(self, now: datetime) -> Interview | None:
        """The earliest round that has not ended."""
        return next((one for one in self.rounds if one.status(now) == "booked"), None)

    def entries(self) -> Iterator[ListedInterview]:
        """Its interviews, each with its own follow-ups; the last round with the application's."""
        if not self.interviews:
            return
        last = (self.rounds or self.interviews)[-1].id
        for talk in self.interviews:
            own = tuple(one for one in self.followups if _belongs(one, talk.id, last))
            yield ListedInterview(Round(self.application, talk), self.decision_on, own)


def _belongs(item: ListedFollowUp, interview: int, last: int) -> bool:
    if kind_named(item.followup.kind).of == "interview":
        return item.followup.interview_id == interview
    return interview == last


class ListOptions(Frozen):
    """The options of `list`, as they were typed."""

    text: str = ""
    stage: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    only_open: bool = False
    notes: str = ""

    @property
    def narrows(self) -> bool:
        """Whether any of them leaves something out."""
        return self != ListOptions()


class ListFilter(Frozen):
    """What the options ask for; `since` and `until` are local days of interviews, inclusive."""

    words: tuple[str, ...] = ()
    stage: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    only_open: bool = False
    noted: frozenset[int] | None = None

    def takes(self, job: ListedApplication) -> bool:
        """Whether the application itself is one of those that are wanted."""
        return (
            (not self.only_open or job.application.is_open)
            and (not self.outcome or job.state == self.outcome)
            and (self.noted is None or job.application.id in self.noted)
        )

    def takes_talk(self, talk: Interview) -> bool:
        """Whether an interview has the stage and lies between the days."""
        return (
            (not self.stage or talk.stage == self.stage)
            and (self.since is None or talk.day >= self.since)
            and (self.until is None or talk.day <= self.until)
        )

    def is_said(self, application: Application, talks: Iterable[Interview]) -> bool:
        """Whether every word is in a company, role, contact or note."""
        if not self.words:
            return True
        said = [application.company, application.role]
        for talk in talks:
            said += [talk.note, *(met.contact.name for met in talk.people)]
        everything = fold("\n".join(said))
        return all(word in everything for word in self.words)


def interviews(
    world: World, typed: ListOptions, tell: Callable[[ListedInterview], Told]
) -> list[Told]:
    """What `tell` makes of the interviews that match, by number: all of them would fill memory.

    UsageError where an option cannot be understood.
    """
    with connect(world.store) as ask:
        wanted = _wanted(world, ask, typed)
        found = {
            entry.round.interview.id: tell(entry)
            for job in filter(wanted.takes, jobs(ask, wanted.words))
            for entry in job.entries()
            if wanted.takes_talk(entry.round.interview)
            and wanted.is_said(job.application, [entry.round.interview])
        }
        return [found[number] for number in sorted(found)]


def without_interviews(world: World) -> int:
    """How many applications have no interview."""
    with connect(world.store) as ask:
        return queries.without_interviews(ask)


def applications(
    world: World,
    typed: ListOptions,
    tell: Callable[[ListedApplication], Told],
    *,
    idle: bool = False,
) -> list[Told]:
    """What `tell` makes of the applications that match, by number; only the idle ones, if so.

    Stage and days match where one of the interviews does. UsageError as `interviews`.
    """
    with connect(world.store) as ask:
        wanted = _wanted(world, ask, typed)
        of_talks = bool(wanted.stage or wanted.since or wanted.until)
        return [
            tell(job)
            for job in filter(wanted.takes, jobs(ask, wanted.words))
            if (job.is_idle or not idle)
            and (not of_talks or any(map(wanted.takes_talk, job.interviews)))
            and wanted.is_said(job.application, job.interviews)
        ]


def _wanted(world: World, ask: Ask, typed: ListOptions) -> ListFilter:
    since, until = (_day(world, ask, text) for text in (typed.since, typed.until))
    if since and until and since > until:
        raise UsageError(
            f"--since {since} lies after --until {until}, so nothing can match; swap the two days."
        )
    return ListFilter(
        words=tuple(fold(typed.text).split()),
        noted=_noted(ask, typed.notes),
        stage=known_stage(typed.stage),
        outcome=one_of("outcome", typed.outcome, (*OUTCOMES, "open")),
        since=since,
        until=until,
        only_open=typed.only_open,
    )


def _noted(ask: Ask, text: str) -> frozenset[int] | None:
    """The applications of which a kept note holds every word of `text`; None for no text."""
    words = fold(text).split()
    if not words:
        return None
    kept = queries.kept_words(ask)
    return frozenset(of for of, said in kept if all(word in fold(said) for word in words))


def _day(world: World, ask: Ask, text: str) -> date | None:
    return parse_day(text, frame(world, ask).looking("back")) if text.strip() else None


def jobs(ask: Ask, words: Sequence[str] = ()) -> Iterator[ListedApplication]:
    """Every application that may say all the words, folded, by number."""
    wanted = queries.applications_that_may_say(ask, words) if words else None
    for batch in batches(ask, wanted):
        for row in batch.applications:
            number = row["id"]
            promises = map(queries.promise_of, batch.promises(number))
            facts = ApplicationFacts(
                queries.application_of(row), tuple(batch.talks(number)), tuple(promises)
            )
            yield job(facts, batch.listed(number))


def job(facts: ApplicationFacts, followups: Iterable[ListedFollowUp]) -> ListedApplication:
    """An application with the decision date that counts."""
    decision = standing_decision(facts)
    return ListedApplication(
        facts.application, decision.on if decision else None, facts.interviews, tuple(followups)
    )


def job_of(ask: Ask, number: int) -> ListedApplication:
    """The application of that number as a list has it."""
    return job(bulk_queries.facts(ask, number), queries.listed_of(ask, number))


def recorded(
    world: World, ask: Ask, kept: Mapping[str, str], application: int, interview: int
) -> tuple[ListedInterview, tuple[DueFollowUp, ...]]:
    """An interview as `list` shows it, and what is to do for its application."""
    entries = job_of(ask, application).entries()
    todos = due_list.todos_of(ask, when(world, ask, kept), application)
    return next(one for one in entries if one.round.interview.id == interview), tuple(todos)
