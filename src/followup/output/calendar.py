"""`calendar`: a grid of days with marks, a list of what is on them, and the same as JSON.

The marks are letters, so that nothing depends on colour: bold, faint and reverse are the terminal's
own and can be read on dark and on light.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from operator import add
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.safe_text import fit, line, paint, width, wrap
from followup.environment import beside
from followup.output.interviews import WIDEST, due_record, job
from followup.output.json import Record
from followup.output.tables import fitted
from followup.services import calendar
from followup.services.views import named

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.environment import World
    from followup.services.calendar import Calendar, Day, Decision
    from followup.store.due_list import DueFollowUp, DueInterview

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ROOMIEST = 11
"""Columns of a day: seven of them fit into 80, and wider ones read no better."""
NARROWEST = 5
"""Columns that a day needs for its number; on a screen too narrow for seven there is no grid."""


def text(found: Calendar, world: World) -> str:
    """The grid under its heading, then the days on which something is."""
    heading = calendar.heading(found.first, found.last)
    grid = [*_grid(found, world)]
    above = 1 + bool(grid) + len(grid) + 1
    parts = (
        [paint(heading, "head", colour=world.colour)],
        grid,
        _list(found, world, above),
        [] if found.tells else [f"Nothing is on: {heading}."],
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _grid(found: Calendar, world: World) -> Iterator[str]:
    """The weeks as rows, Monday first, and what the marks mean."""
    room = min(ROOMIEST, world.columns // 7)
    if room < NARROWEST:
        return
    days = {day.on: day for day in found.days}
    head = "".join(fit(f" {name}", room) for name in WEEKDAYS).rstrip()
    yield paint(head, "faint", colour=world.colour)
    for row in calendar.rows(found.first, found.last):
        cells = (_cell(days[on], room, world) if on else " " * room for on in row)
        yield "".join(cells).rstrip()
    if legend := _legend(found, world.today):
        yield ""
        yield from wrap(legend, min(world.columns, WIDEST))


def _cell(day: Day, room: int, world: World) -> str:
    """A day's number and its marks, which the number of the next day does not touch."""
    is_today = day.on == world.today
    number = f"[{day.on.day:>2}]" if is_today else f" {day.on.day:>2} "
    said = fit(f"{number}{' '.join(_marks(day))}", room - (not is_today)).rstrip()
    style = "here" if is_today else "head" if day.tells else "faint" if day.off else ""
    return paint(said, style, colour=world.colour) + " " * (room - width(said))


def _marks(day: Day) -> Iterator[str]:
    """A letter for each kind of thing, with the count where there are several."""
    promised = len(day.promised) + len(day.decisions)
    for letter, count in (("I", len(day.interviews)), ("D", len(day.to_do)), ("P", promised)):
        if count:
            yield letter if count == 1 else f"{letter}{count}"
    if day.off and not day.is_weekend:
        yield "off"


def _legend(found: Calendar, today: date) -> str:
    """What the marks mean that are there."""
    meanings = (
        (any(day.interviews for day in found.days), "I interview"),
        (any(day.to_do for day in found.days), "D due"),
        (any(day.promised or day.decisions for day in found.days), "P promised, by you or by them"),
        (found.first <= today <= found.last, f"[{today.day}] today"),
    )
    return "   ".join(meaning for is_there, meaning in meanings if is_there)


def _list(found: Calendar, world: World, above: int) -> list[str]:
    """Each day on which something is, with the numbers to type.

    On a terminal a screenful with what is `above`, and a line for the prompt; in a pipe as many
    entries as there are lines.
    """
    entries = [(day, *told) for day in found.days for told in _entries(day, world.today)]
    told = [*_laid(entries if len(entries) <= world.lines else entries[: world.lines - 1], world)]
    room = max(world.lines - above - 1, 3)
    more = _more(len(entries) - len(told), world)
    while world.terminal and len(told) > 1 and sum(map(len, told)) + len(more) > room:
        told.pop()
        more = _more(len(entries) - len(told), world)
    return [row for rows in (*told, more) for row in rows]


def _more(left: int, world: World) -> list[str]:
    said = f"… and {left:,} more: followup calendar --weeks 1, or --json for all of it"
    return fitted(said, world) if left else []


def _laid(entries: Sequence[tuple[Day, str, str, str]], world: World) -> Iterator[list[str]]:
    """The lines of each entry; the day is said once."""
    names = [named(day.on, world.today) for day, *_ in entries]
    dates = max(map(width, names), default=0)
    for place, (_, when, said, style) in enumerate(entries):
        is_same_day = place > 0 and names[place] == names[place - 1]
        margin = f"{fit('' if is_same_day else names[place], dates)}  {when:>5}  "
        beside = wrap(said, min(world.columns, WIDEST) - width(margin))
        margins = (margin, *[" " * width(margin)] * (len(beside) - 1))
        painted = (paint(row, style, colour=world.colour) for row in beside)
        yield [*map(add, margins, painted)]


def _entries(day: Day, today: date) -> Iterator[tuple[str, str, str]]:
    """What is on a day: its time or number, the words, how they look."""
    if day.off and not day.is_weekend:
        yield "", f"off: {line(day.off)}", "faint"
    for talk in day.interviews:
        there = beside(talk.own, talk.at, talk.zone)
        said = f"{talk.called} with {job(talk.company, talk.role)}"
        yield talk.own.partition("T")[2], f"{said} ({line(there)})" if there else said, "head"
    for one in (*day.promised, *day.to_do):
        yield str(one.id), _what(one), "overdue" if day.on < today else ""
    for decision in day.decisions:
        decide = "decide" if day.on >= today else "meant to decide"
        yield "", f"They {decide}: {job(decision.company, decision.role)}", ""


def _what(todo: DueFollowUp) -> str:
    what = line(kinds.what(todo.kind, todo.contact, todo.promise))
    return f"{what}, {job(todo.company, todo.role)}"


def record(found: Calendar, *, is_month: bool) -> Record:
    """The days as `calendar --json` gives them; `month` is null for weeks."""
    return {
        "month": f"{found.first:%Y-%m}" if is_month else None,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "days": [_day(day) for day in found.days],
    }


def _day(day: Day) -> Record:
    promised = [
        *({"by": "you", **due_record(one)} for one in day.promised),
        *(_decision(one, day.on) for one in day.decisions),
    ]
    return {
        "on": day.on.isoformat(),
        "interviews": [_interview(interview) for interview in day.interviews],
        "due": [due_record(one) for one in day.to_do],
        "promised": promised,
        "off": day.off or None,
    }


def _decision(decision: Decision, on: date) -> Record:
    return {
        "by": "they",
        "due_on": on.isoformat(),
        "company": decision.company,
        "role": decision.role,
    }


def _interview(meeting: DueInterview) -> Record:
    return {
        "id": meeting.id,
        "company": meeting.company,
        "role": meeting.role,
        "stage": meeting.stage,
        "at": _start(meeting),
        "zone": meeting.zone,
        "minutes": meeting.minutes,
        "where": meeting.where,
        "people": meeting.people,
    }


def _start(meeting: DueInterview) -> str:
    """The start in ISO 8601, with the offset of its zone; a day where no time is known."""
    if "T" not in meeting.at:
        return meeting.day
    from zoneinfo import ZoneInfo  # 8 ms

    return datetime.fromisoformat(meeting.starts).astimezone(ZoneInfo(meeting.zone)).isoformat()
