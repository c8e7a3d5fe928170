"""The morning list as a value: what is due, asked of the store."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.kinds import KINDS
from followup.domain.safe_text import line
from followup.domain.workdays import from_settings
from followup.environment import SERVER, World
from followup.store import due_list, settings, sqlite
from followup.store.due_list import DueFollowUp, DueInterview, IdleApplication, OfferDeadline

TYPE_CHECKING = False  # `typing` costs 8 ms
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from followup.store.connection import Ask, Row, Values

    Named = TypeVar("Named", DueInterview, OfferDeadline, IdleApplication)


class DueFilter(Frozen):
    """What the options of `due` ask for: days ahead, and words to narrow it down.

    `screenful`: no more than a screen can show is read, and the rest is only counted. Where a
    kind is asked for, interviews, deadlines and what is idle are left out: they have none.
    `typed` is the command that asks for it, to be shown with --all behind it.
    """

    screenful: bool = False
    days: int = 0
    company: str = ""
    kind: str = ""
    typed: str = "followup due"

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.company or self.kind)

    def todos(self, found: Iterable[DueFollowUp]) -> Iterable[DueFollowUp]:
        """The follow-ups that are asked for."""
        return (one for one in found if self.kind in ("", one.kind) and self._is_about(one.company))

    def about(self, found: Iterable[Named]) -> tuple[Named, ...]:
        """What is asked for of all that is no follow-up."""
        return tuple(one for one in found if not self.kind and self._is_about(one.company))

    def _is_about(self, company: str) -> bool:
        if not self.company:
            return True
        from followup.domain.text import fold  # costs nothing where no words are given

        return fold(self.company) in fold(company)


class DueList(Frozen):
    """All that the morning list says, as of one day.

    `stale` says that the configuration file changed since it was last read, so that the plan
    may not be by it yet.
    """

    today: date
    now: datetime
    todos: tuple[DueFollowUp, ...]
    meetings: tuple[DueInterview, ...]
    coming: DueFollowUp | None
    idle: tuple[IdleApplication, ...]
    empty: bool
    stale: bool
    more: int = 0  # how many follow-ups there are beyond `todos`
    more_meetings: int = 0  # how many of today and tomorrow there are beyond `meetings`
    unwritten: tuple[DueInterview, ...] = ()
    deadlines: tuple[OfferDeadline, ...] = ()
    copies: int = 0  # how many automatic copies of a store there are, counted where it is empty
    wanted: DueFilter = DueFilter()


def wanted(
    days: int, company: str, kind: str, *, counted: bool = False, typed: str = "followup due"
) -> DueFilter:
    """What the options ask for, of which only the number may matter.

    UsageError for a kind that does not exist.
    """
    kind = kind.strip().replace("-", "_").lower()
    if kind and kind not in KINDS:
        raise UsageError(f"There is no kind “{line(kind)}”; choose one of {', '.join(KINDS)}.")
    found = DueFilter(days=days, company=company.strip(), kind=kind, typed=typed)
    return found if found.is_narrow else DueFilter(screenful=counted, days=days, typed=typed)


def look(world: World, wanted: DueFilter | None = None) -> DueList:
    """Ask the store what is due. WorldError where it cannot be read."""
    wanted = wanted or DueFilter(screenful=True)
    if world.store.startswith(SERVER):
        from followup.store import server  # the driver, 30 ms

        with server.reading(world.store) as ask_server:
            return _asked(ask_server, world, wanted)
    with sqlite.reading(world.store) as connection:
        if connection is None:
            return DueList(
                today=world.today,
                now=world.now,
                todos=(),
                meetings=(),
                coming=None,
                idle=(),
                empty=True,
                copies=_copies(world),
                stale=bool(world.config_stamp),
            )

        def ask(sql: str, values: Values) -> list[Row]:
            return connection.execute(sql, values).fetchall()

        return _asked(ask, world, wanted)


def _asked(ask: Ask, world: World, wanted: DueFilter) -> DueList:
    kept = settings.settings(ask)
    days = from_settings(kept, settings.holidays(ask, kept))
    late = due_list.late_since(world.today, days, int(kept.get("policy.urgency.late_days", "2")))
    when = due_list.moment(world.now, world.today, late)
    until = world.today + timedelta(days=wanted.days)
    most = world.lines if wanted.screenful else None
    soon = world.today, max(until, world.today + timedelta(days=1))
    meetings = due_list.meetings(ask, *soon, None if wanted.is_narrow else world.lines)
    todos = due_list.todos(ask, when, until, most)
    empty = not (todos or due_list.anything(ask))
    return DueList(
        today=world.today,
        now=world.now,
        todos=tuple(wanted.todos(todos)),
        more=due_list.count(ask, when, until) - len(todos) if len(todos) == most else 0,
        meetings=wanted.about(meetings),
        unwritten=wanted.about(due_list.unwritten(ask, when)),
        deadlines=wanted.about(due_list.deadlines(ask)),
        more_meetings=(
            due_list.count_meetings(ask, *soon) - len(meetings)
            if len(meetings) == world.lines and not wanted.is_narrow
            else 0
        ),
        coming=next(
            iter(wanted.todos(due_list.coming(ask, when, until, None if wanted.is_narrow else 1))),
            None,
        ),
        idle=wanted.about(due_list.idle(ask)),
        empty=empty,
        copies=_copies(world) if empty else 0,
        stale=world.is_stale(kept.get(settings.STAMP, "")),
        wanted=wanted,
    )


def _copies(world: World) -> int:
    if not os.path.isdir(sqlite.copies_of(world.store)):
        return 0
    from followup.store import backup  # 20 ms

    return len(backup.copies(world.store))
