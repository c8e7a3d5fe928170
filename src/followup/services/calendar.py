"""`calendar` and `due --week`: what is on each day."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from followup.domain.dates import YEARS, Frame, parse_day, shown
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.workdays import DAY, Workdays, from_settings, span
from followup.environment import World
from followup.scheduler import standing_decision
from followup.services import due as due_services
from followup.services import reports
from followup.services.context import frame, when
from followup.services.reports import Fact
from followup.store import due_list, queries, settings
from followup.store.connection import Ask, connect
from followup.store.due_list import DueFollowUp, DueInterview


class Decision(Frozen):
    """The day by which they said they would decide on a job."""

    company: str
    role: str


class Day(Frozen):
    """What is on one day. `due` ends on it, promised ones included; `off` names why nobody works.

    Interviews are in their order, what is due the most pressing first.
    """

    on: date
    interviews: "tuple[DueInterview, ...]" = ()
    due: "tuple[DueFollowUp, ...]" = ()
    decisions: tuple[Decision, ...] = ()
    off: str = ""

    @property
    def to_do(self) -> "tuple[DueFollowUp, ...]":
        """What is due, without what you promised."""
        return tuple(one for one in self.due if one.kind != "promised")

    @property
    def promised(self) -> "tuple[DueFollowUp, ...]":
        """What you promised for this day."""
        return tuple(one for one in self.due if one.kind == "promised")

    @property
    def is_weekend(self) -> bool:
        """Whether it is off as every week has it."""
        return self.off == f"{self.on:%A}"

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.interviews or self.due or self.decisions)


class Calendar(Frozen):
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
    with connect(world.store) as ask:
        kept = settings.settings(ask)
        if weeks:
            first = reports.monday_of(world.today)
            last = first + timedelta(days=7 * weeks - 1)
        else:
            first = meant(named, frame(world, ask))
            last = end_of(first)
        workdays = from_settings(kept, settings.holidays(ask, kept))
        return Calendar(first, last, tuple(_days(world, ask, workdays, first, last)))


def _days(world: World, ask: Ask, workdays: Workdays, first: date, last: date) -> Iterator[Day]:
    talks = _by_day(
        (date.fromisoformat(meeting.own[:10]), meeting)
        for meeting in due_list.meetings(ask, first, last)
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


def _due(world: World, ask: Ask, first: date, last: date) -> list[DueFollowUp]:
    return due_list.todos_between(ask, when(world, ask), first, last)


def _decisions(ask: Ask, first: date, last: date) -> Iterator[tuple[date, Decision]]:
    """Only the decision date that counts for its application."""
    for facts, promise in queries.decision_dates(ask, first, last):
        if standing_decision(facts) == promise:
            yield promise.on, Decision(facts.application.company, facts.application.role)


class WeekDay(Frozen):
    """One day of the list for a week: the interviews on it, and what can be done from it on."""

    on: date
    meetings: tuple[DueInterview, ...]
    todos: tuple[DueFollowUp, ...]


def week(world: World, morning: due_services.DueList) -> tuple[WeekDay, ...]:
    """The morning list of a week, by day: what is open already stands under today.

    `morning` looks ahead to Sunday. Days with nothing are left out, but never today.
    """
    sunday = reports.monday_of(world.today) + timedelta(days=6)
    with connect(world.store) as ask:
        meetings = morning.wanted.about(due_list.meetings(ask, world.today, sunday))
    talks = _by_day((date.fromisoformat(meeting.own[:10]), meeting) for meeting in meetings)
    todos = _by_day((_from(todo, world.today), todo) for todo in morning.todos)
    days = (WeekDay(on, talks.get(on, ()), todos.get(on, ())) for on in span(world.today, sunday))
    return tuple(day for day in days if day.on == world.today or day.meetings or day.todos)


def _from(todo: DueFollowUp, today: date) -> date:
    """The first day on which the list has it, today for what it has already."""
    return max(date.fromisoformat(todo.ready_on), today)


NAMES = tuple(f"{date(2000, number, 1):%B}" for number in range(1, 13))

SHIFTS = {"last": -1, "this": 0, "next": 1}


def meant(text: str, frame: Frame) -> date:
    """The first day of the month that `text` names; of this one where it is empty.

    `last`, `this`, `next`; `2026-12`; a name, or three letters of it, alone (the nearest such
    month, the one ahead where two are as near) or with a year; else the month of a day, as
    everywhere. UsageError for anything else.
    """
    phrase = " ".join(text.casefold().split())
    shift = SHIFTS.get(phrase.removesuffix(" month") or "this")
    if shift is not None:
        return _first(frame.today.year, frame.today.month + shift)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", phrase, re.ASCII):
        return _first(int(found[1]), _numbered(int(found[2])))
    if (found := re.fullmatch(r"([a-z]+)\.?(?: (\d{4}))?", phrase, re.ASCII)) and _named(found[1]):
        return _of_name(_named(found[1]), found[2], frame.today)
    try:
        return parse_day(text, frame).replace(day=1)
    except UsageError:
        raise UsageError(
            f'{shown(text)} is no month; write it as 2026-12, dec, "december 2026", next or last.'
        ) from None


def _numbered(number: int) -> int:
    if not 1 <= number <= 12:
        raise UsageError(f"There is no month {number}: write the month as 1 to 12.")
    return number


def _named(name: str) -> int:
    """The number of the month that a name, or three letters or more of it, means; 0 for none."""
    begun = (number for number, known in enumerate(NAMES, 1) if known.lower().startswith(name))
    return next(begun, 0) if len(name) >= 3 else 0


def _of_name(month: int, year: str | None, today: date) -> date:
    if year:
        return _first(int(year), month)
    return _first(today.year, today.month + (month - today.month + 5) % 12 - 5)


def _first(year: int, month: int) -> date:
    """The first day of a month; month 0 and 13 lie in the years beside."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year not in YEARS:
        raise UsageError(f"The year must lie between {YEARS[0]} and {YEARS[-1]}; {year} does not.")
    return date(year, month, 1)


def end_of(first: date) -> date:
    """The last day of a month, from its first."""
    return (first + timedelta(days=31)).replace(day=1) - DAY


def heading(first: date, last: date) -> str:
    """What a stretch of days is headed by: `December 2026`, or the two months it runs between."""
    begins, ends = f"{first:%B %Y}", f"{last:%B %Y}"
    if begins == ends:
        return begins
    return f"{first:%B} to {ends}" if first.year == last.year else f"{begins} to {ends}"


def rows(first: date, last: date) -> list[list[date | None]]:
    """The days between two, both inclusive, in weeks of seven; None beside them."""
    begins = first - timedelta(days=first.weekday())
    ends = last + timedelta(days=6 - last.weekday())
    days = [day if first <= day <= last else None for day in span(begins, ends)]
    return [days[place : place + 7] for place in range(0, len(days), 7)]
