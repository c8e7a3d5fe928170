"""`stats`, `calendar`, `due --week`: the search at a glance."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from followup.domain import months
from followup.domain.dates import parse_day
from followup.domain.errors import UsageError
from followup.domain.months import Day, Decision
from followup.domain.workdays import Workdays, from_settings, span
from followup.environment import World
from followup.output import due_list as due_list_output
from followup.scheduler import standing_decision
from followup.services import statistics
from followup.services.context import frame, when
from followup.services.statistics import Progress
from followup.store import counts
from followup.store import due_list as due_list_store
from followup.store.ask import Ask, asking
from followup.store.due_list import Meeting, Todo

Fact = TypeVar("Fact")


def stats(world: World, since: str = "") -> Progress:
    """The figures of the search, from a day on. UsageError for a day that is yet to come."""
    with asking(world.store) as ask:
        first = _since(world, ask, since)
        logged = counts.logged_since(ask, first) if first else ()
        return statistics.progress(counts.courses(ask), world.now, first, logged)


def _since(world: World, ask: Ask, text: str) -> date | None:
    if not text.strip():
        return None
    day = parse_day(text, frame(world, ask).looking("back"))
    if day > world.today:
        raise UsageError(f"--since {day} is yet to come; give a day that has been.")
    return day


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from `first` to `last`, both inclusive, each with what is on it."""

    first: date
    last: date
    days: tuple[Day, ...]

    @property
    def tells(self) -> bool:
        """Whether anything is on any of them."""
        return any(day.tells for day in self.days)


def calendar(world: World, named: str = "", weeks: int | None = None) -> Calendar:
    """A month, or so many weeks from this one. UsageError for both, or for no month."""
    if weeks and named.strip():
        raise UsageError("A month and --weeks are two calendars; give one of them.")
    with asking(world.store) as ask:
        kept = due_list_store.settings(ask)
        if weeks:
            first = statistics.monday_of(world.today)
            last = first + timedelta(days=7 * weeks - 1)
        else:
            first = months.meant(named, frame(world, ask))
            last = months.end_of(first)
        workdays = from_settings(kept, due_list_store.holidays(ask, kept))
        return Calendar(first, last, tuple(_days(world, ask, workdays, first, last)))


def _days(world: World, ask: Ask, workdays: Workdays, first: date, last: date) -> Iterator[Day]:
    talks = _by_day(
        (date.fromisoformat(one.day), one) for one in due_list_store.meetings(ask, first, last)
    )
    due = _by_day((date.fromisoformat(one.due_on), one) for one in _due(world, ask, first, last))
    decisions = _by_day(_decisions(ask, first, last))
    for on in span(first, last):
        shift = workdays.why_not(on)
        yield Day(
            on,
            talks.get(on, ()),
            due.get(on, ()),
            decisions.get(on, ()),
            shift.name if shift else "",
        )


def _by_day(found: Iterable[tuple[date, Fact]]) -> Mapping[date, tuple[Fact, ...]]:
    days: dict[date, list[Fact]] = {}
    for on, fact in found:
        days.setdefault(on, []).append(fact)
    return {on: tuple(facts) for on, facts in days.items()}


def _due(world: World, ask: Ask, first: date, last: date) -> list[Todo]:
    between = {"first": first.isoformat(), "last": last.isoformat()}
    where = f"{due_list_store.NOT_BEGUN} AND due_on BETWEEN :first AND :last"
    return due_list_store.select(ask, when(world, ask), where, between)


def _decisions(ask: Ask, first: date, last: date) -> Iterator[tuple[date, Decision]]:
    """Only the decision date that counts for its application."""
    for facts, promise in counts.decision_dates(ask, first, last):
        if standing_decision(facts) == promise:
            yield promise.on, Decision(facts.application.company, facts.application.role)


@dataclass(frozen=True, slots=True)
class Ahead:
    """One day of the list for a week: the interviews on it, and what can be done from it on."""

    on: date
    meetings: tuple[Meeting, ...]
    todos: tuple[Todo, ...]


def week(world: World, found: due_list_output.Morning) -> tuple[Ahead, ...]:
    """The morning list of a week, by day: what is open already stands under today.

    `found` looks ahead to Sunday. Days with nothing are left out, but never today.
    """
    sunday = statistics.monday_of(world.today) + timedelta(days=6)
    with asking(world.store) as ask:
        meetings = due_list_store.meetings(ask, world.today, sunday)
    talks = _by_day((date.fromisoformat(one.day), one) for one in meetings)
    todos = _by_day((_from(one, world.today), one) for one in found.todos)
    days = (Ahead(on, talks.get(on, ()), todos.get(on, ())) for on in span(world.today, sunday))
    return tuple(day for day in days if day.on == world.today or day.meetings or day.todos)


def _from(one: Todo, today: date) -> date:
    """The first day on which the list has it, today for what it has already."""
    return max(date.fromisoformat(one.ready_on), today)
