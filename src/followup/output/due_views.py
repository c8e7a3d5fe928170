"""The long views of the morning list: a week day by day, and the catch-up after a pause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.frozen import replace
from followup.domain.safe_text import fit, line, paint
from followup.domain.text import counted
from followup.environment import beside
from followup.output import days as days_output
from followup.output import due_list
from followup.output.interviews import due_record, job
from followup.output.json import Record
from followup.services import due
from followup.store.due_list import DueFollowUp

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.environment import World
    from followup.services.calendar import WeekDay
    from followup.services.followups import CatchUp, LetGo
    from followup.store.due_list import DueInterview

HEADS = (
    ("promised", "What you promised"),
    ("thanks", "Thank-yous still worth sending, newest first"),
    ("rest", "The rest, least time left first"),
)


def catch_up_text(found: CatchUp, world: World) -> str:
    """The order as people read it, cut at a screenful with the count of the rest."""
    if not found.now and not found.too_late:
        return "Nothing to do today.\n"
    late = _cut(found.too_late, max(3, world.lines // 4))
    heads = sum(2 for name, _ in HEADS if getattr(found, name))
    under_late = 4 * bool(late) + (len(late) < len(found.too_late))
    now = _cut(found.now, world.lines - heads - len(late) - under_late - 4)
    shown = (*now, *late)
    rows = dict(zip(shown, due_list.rows(shown, world), strict=True))
    blocks = [
        [_head(days_output.long(world.today), world)],
        *_worth(found, {one: rows[one] for one in now}, world),
        _let_go(found, [rows[one] for one in late], world),
        [f"Type: {_command(found)}"],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _cut(todos: Sequence[DueFollowUp], room: int) -> Sequence[DueFollowUp]:
    return todos if len(todos) <= room else todos[: max(3, room - 1)]


def _worth(found: CatchUp, rows: Mapping[DueFollowUp, str], world: World) -> list[list[str]]:
    """What is shown of all that is worth doing, each group under its head."""
    groups = ((head, [one for one in getattr(found, name) if one in rows]) for name, head in HEADS)
    blocks = [
        [_head(head, world), *(rows[one] for one in todos)] for head, todos in groups if todos
    ]
    more = len(found.now) - len(rows)
    if more:
        blocks[-1].append(f"  … and {more} more: followup due --catch-up --plain")
    return blocks


def _let_go(found: CatchUp, rows: Sequence[str], world: World) -> list[str]:
    """What is too late, and how to skip it."""
    if not rows:
        return []
    count = len(found.too_late)
    more = [f"  … and {count - len(rows)} more"] if len(rows) < count else []
    how = "Skip it" if count == 1 else f"Skip all {count} in one go"
    head = _head("Too late to be worth sending", world)
    return [head, *rows, *more, f"  {how}: followup skip --too-late"]


def _command(found: CatchUp) -> str:
    if not found.now:
        return "followup skip --too-late"
    return due_list.settling(found.now[0])


def _head(said: str, world: World) -> str:
    return paint(said, "head", colour=world.colour)


def record(found: CatchUp) -> Record:
    """The order as `due --catch-up --json` gives it."""
    return {
        "now": [due_record(one) for one in found.now],
        "too_late": [due_record(one) for one in found.too_late],
    }


def about_to_go(todos: Sequence[DueFollowUp], world: World) -> str:
    """What is about to be skipped, at most a screenful."""
    shown = _cut(todos, world.lines - 3)
    more = [f"  … and {len(todos) - len(shown)} more"] if len(shown) < len(todos) else []
    return "\n".join([*due_list.rows(shown, world), *more]) + "\n"


def question(todos: Sequence[DueFollowUp]) -> str:
    """Whether these shall be skipped."""
    these = "this thank-you" if len(todos) == 1 else f"these {len(todos)} thank-yous"
    return f"Skip {these}, too late to be worth sending?"


def let_go(found: LetGo) -> str:
    """What was skipped."""
    return (
        f"Skipped {counted(len(found.skipped), 'thank-you')} that came too late. "
        "Take that back with: followup undo\n"
    )


def let_go_record(found: LetGo) -> Record:
    """The same as a record."""
    return {"skipped": [due_record(one) for one in found.skipped]}


def week_text(found: due.DueList, days: tuple[WeekDay, ...], world: World) -> str:
    """The days on which there is something, and what comes then; at most a screenful."""
    if found.empty:
        return due_list.GREETING
    head = paint(
        f"{days_output.long(found.today)} and the rest of the week", "head", colour=world.colour
    )
    foot = due_list.foot(found, world)
    near = _fitting(days, world.lines - len(foot) - 4)
    shown = [_by_its_end(one) for day in near for one in day.todos]
    laid = dict(zip((one.id for one in shown), due_list.rows(shown, world), strict=True))
    parts = ["\n".join(_day(day, laid, world)) for day in near]
    left = sum(len(day.todos) + len(day.meetings) for day in days)
    left -= len(shown) + sum(len(day.meetings) for day in near)
    more = [f"  … and {left} more: followup due --week --all"] if left else []
    return "\n\n".join([head, *filter(None, parts), "\n".join([*more, *foot])]) + "\n"


def _by_its_end(one: DueFollowUp) -> DueFollowUp:
    """What comes later says by when: its day is the heading it stands under."""
    return DueFollowUp(**{**one.__dict__, "urgency": ""}) if one.urgency == "upcoming" else one


def _fitting(days: tuple[WeekDay, ...], room: int) -> list[WeekDay]:
    """As much of the days as so many rows hold, with a blank one and a name above each.

    What is nearer goes first; of the first day, three follow-ups are there in any case.
    """
    near: list[WeekDay] = []
    for day in days:
        room -= 2 + len(day.meetings)
        if near and room < min(1, len(day.todos)):
            break
        todos = day.todos[: max(room, 0 if near else 3)]
        room -= len(todos)
        near.append(replace(day, todos=todos))
    return near


def _day(day: WeekDay, laid: Mapping[int, str], world: World) -> Iterator[str]:
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
    name = days_output.short(on, today)
    return name.capitalize() if name.islower() else name


def _meeting(one: DueInterview, world: World) -> str:
    about = ", ".join(
        line(part) for part in (beside(one.own, one.at, one.zone), one.where, one.people) if part
    )
    said = f"  {one.own.partition('T')[2]:<6}{one.stage} with {job(one.company, one.role)}"
    return fit(f"{said}: {about}" if about else said, min(world.columns, 120)).rstrip()


NOTIFIED = 6
"""Follow-ups that a notification names; desktops cut longer ones anywhere."""


def notification(found: due.DueList, came: Sequence[str] = ()) -> tuple[str, str]:
    """The title and the text of a desktop notification: today's interviews, and what is due.

    `came` are sentences on mail that came, which stand first. Both are empty where there is nothing
    of all that.
    """
    count = len(found.todos) + found.more
    is_today = [one for one in found.meetings if one.own.startswith(found.today.isoformat())]
    title = f"{count:,} follow-up{' is' if count == 1 else 's are'} due"
    if not count:
        title = f"{counted(len(is_today), 'interview')} today" if is_today else ""
    if came and not title:
        title = "Mail about your notes"
    talks = map(_talk, is_today[:NOTIFIED])
    more = [f"… and {count - NOTIFIED:,} more"] if count > NOTIFIED else []
    named = (_notified(one, found.today) for one in found.todos[:NOTIFIED])
    return title, "\n".join([*came[:NOTIFIED], *talks, *named, *more])


def _talk(one: DueInterview) -> str:
    clock, there = one.own.partition("T")[2], beside(one.own, one.at, one.zone)
    when = " ".join(part for part in (clock, f"({line(there)})" if there else "") if part)
    return f"{when or 'Today'}: {one.stage} with {line(one.company)}"


def _notified(one: DueFollowUp, today: date) -> str:
    whom = f" to {line(one.contact)}" if one.contact else ""
    return f"{kinds.label(one.kind)}{whom}, {line(one.company)}: {due_list.lateness(one, today)}"
