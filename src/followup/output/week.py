"""`due --week`: the morning list of a week, each day under its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.safe_text import fit, line, paint
from followup.output import due_list
from followup.output.interviews import job
from followup.store.due_list import Todo

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.environment import World
    from followup.services.calendar import Ahead
    from followup.store.due_list import Meeting


def text(found: due_list.Morning, days: tuple[Ahead, ...], world: World) -> str:
    """The days on which there is something, and what comes then; at most a screenful."""
    if found.empty:
        return due_list.GREETING
    head = paint(
        f"{due_list.long(found.today)} and the rest of the week", "head", colour=world.colour
    )
    foot = due_list.foot(found, world)
    room = _room(days, foot, world)
    shown = [_by_its_end(one) for day in days for one in day.todos][:room]
    laid = dict(zip((one.id for one in shown), due_list.rows(shown, world), strict=True))
    parts = ["\n".join(_day(day, laid, world)) for day in days]
    left = len(found.todos) - len(shown)
    more = [f"  … and {left} more: followup due --week --plain"] if left else []
    return "\n\n".join([head, *filter(None, parts), "\n".join([*more, *foot])]) + "\n"


def _by_its_end(one: Todo) -> Todo:
    """What comes later says by when: its day is the heading it stands under."""
    return Todo(**{**one.__dict__, "urgency": ""}) if one.urgency == "upcoming" else one


def _room(days: tuple[Ahead, ...], foot: Sequence[str], world: World) -> int:
    """How many follow-ups fit beside the names of the days, the interviews, head and foot."""
    taken = sum(2 + len(day.meetings) for day in days)
    return max(3, world.lines - taken - len(foot) - 4)


def _day(day: Ahead, laid: Mapping[int, str], world: World) -> Iterator[str]:
    """A day's name, its interviews, and the rows of its follow-ups; nothing if none is shown."""
    rows = [laid[one.id] for one in day.todos if one.id in laid]
    if day.todos and not (rows or day.meetings):
        return
    yield paint(_named(day.on, world.today), "head", colour=world.colour)
    yield from (_meeting(one, world) for one in day.meetings)
    yield from rows
    if not (day.meetings or day.todos):
        yield "Nothing to do."


def _named(on: date, today: date) -> str:
    name = due_list.short(on, today)
    return name.capitalize() if name.islower() else name


def _meeting(one: Meeting, world: World) -> str:
    about = ", ".join(line(part) for part in (one.where, one.people) if part)
    said = f"  {one.at.partition('T')[2]:<6}{one.stage} with {job(one.company, one.role)}"
    return fit(f"{said}: {about}" if about else said, min(world.columns, 120)).rstrip()
