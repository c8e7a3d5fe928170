"""The morning list: what is due, asked of the store and laid out. Standard library only.

The door comes straight here, so nothing that is loaded may cost more than it gives: no
dataclasses, no regular expressions, no rich. `morning` gives the values, `text` what people read.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import fit, line, paint, width
from followup.domain.workdays import from_settings
from followup.environment import World, on_the_clock
from followup.store import due_list, sqlite
from followup.store.due_list import Idle, Meeting, Todo

TYPE_CHECKING = False  # `typing` costs 8 ms
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup.store.ask import Ask, Row, Values

GREETING = """\
Nothing is recorded yet. After your next interview, type:

  followup add

or all in one line:

  followup add "Acme Corp" --role "Data analyst" --at "yesterday 3pm" --with "Priya Shah"
"""

NAMES = {
    "prep": "prepare",
    "thank_you": "thank-you",
    "check_in": "check-in",
    "second_check_in": "second check-in",
    "close_out": "close or keep",
    "promised": "promised",
    "decline": "decline",
    "rejection_reply": "answer the no",
    "keep_in_touch": "keep in touch",
    "acknowledge_offer": "acknowledge offer",
    "decide_offer": "decide on offer",
    "timeline_changed": "tell of new timeline",
    "accept": "accept",
    "withdraw": "withdraw",
    "thank_references": "thank references",
}
"""What a kind is called on the list."""

NOT_WRITTEN = ("prep", "close_out", "decide_offer")
"""The kinds that no note is written for."""


class Morning(Frozen):
    """All that the morning list says, as of one day.

    `stale` says that the configuration file changed since it was last read, so that the plan
    may not be by it yet.
    """

    today: date
    now: datetime
    todos: tuple[Todo, ...]
    more: int = 0  # how many follow-ups there are beyond `todos`
    meetings: tuple[Meeting, ...]
    more_meetings: int = 0  # how many of today and tomorrow there are beyond `meetings`
    coming: Todo | None
    idle: tuple[Idle, ...]
    empty: bool
    stale: bool


class Wanted(Frozen):
    """What the options of `due` ask for: days ahead, and words to narrow it down.

    `screenful`: no more than a screen can show is read, and the rest is only counted.
    """

    screenful: bool = False
    days: int = 0
    company: str = ""
    kind: str = ""


def wanted(days: int, company: str, kind: str, *, counted: bool = False) -> Wanted:
    """What the options ask for, of which only the number may matter.

    UsageError for a kind that does not exist.
    """
    kind = kind.strip().replace("-", "_").lower()
    if kind and kind not in NAMES:
        raise UsageError(f"There is no kind “{line(kind)}”; choose one of {', '.join(NAMES)}.")
    screenful = counted and not (company or kind)
    return Wanted(screenful=screenful, days=days, company=company, kind=kind)


def look(world: World, wanted: Wanted | None = None) -> Morning:
    """Ask the store what is due. WorldError where it cannot be read."""
    wanted = wanted or Wanted(screenful=True)
    with sqlite.reading(world.store) as connection:
        if connection is None:
            return Morning(
                today=world.today,
                now=world.now,
                todos=(),
                meetings=(),
                coming=None,
                idle=(),
                empty=True,
                stale=bool(world.config_stamp),
            )

        def ask(sql: str, values: Values) -> list[Row]:
            return connection.execute(sql, values).fetchall()

        return _asked(ask, world, wanted)


def _asked(ask: Ask, world: World, wanted: Wanted) -> Morning:
    kept = due_list.settings(ask)
    days = from_settings(kept, due_list.holidays(ask, kept))
    late = due_list.late_since(world.today, days, int(kept.get("policy.urgency.late_days", "2")))
    when = due_list.moment(world.now, world.today, late)
    until = world.today + timedelta(days=wanted.days)
    most = world.lines if wanted.screenful else None
    soon = world.today, world.today + timedelta(days=1)
    meetings = due_list.meetings(ask, *soon, world.lines)
    todos = due_list.todos(ask, when, until, most)
    return Morning(
        today=world.today,
        now=world.now,
        todos=tuple(one for one in todos if _is_wanted(one, wanted)),
        more=due_list.count(ask, when, until) - len(todos) if wanted.screenful else 0,
        meetings=tuple(meetings),
        more_meetings=due_list.count_meetings(ask, *soon) - len(meetings),
        coming=due_list.next_coming(ask, when, until),
        idle=tuple(due_list.idle(ask)),
        empty=not due_list.anything(ask),
        stale=kept.get(due_list.STAMP, "") != world.config_stamp,
    )


def _is_wanted(todo: Todo, wanted: Wanted) -> bool:
    if wanted.kind and todo.kind != wanted.kind:
        return False
    if not wanted.company:
        return True
    from followup.domain.text import fold  # costs nothing where no words are given

    return fold(wanted.company) in fold(todo.company)


def text(found: Morning, world: World) -> str:
    """The list as a person reads it, cut at a screenful with the count of the rest."""
    if found.empty:
        return GREETING + _copies(world)
    head = [paint(long(found.today), "head", colour=world.colour), *_meetings(found, world)]
    below = foot(found, world)
    room = max(3, world.lines - len(head) - len(below) - 3)
    return "\n".join([*head, "", *_todos(found, room, world), *below, ""])


def _copies(world: World) -> str:
    """Where nothing is recorded, but once was: how to get it back."""
    if not os.path.isdir(sqlite.copies_of(world.store)):
        return ""
    from followup.store import backup  # 20 ms

    there = len(backup.copies(world.store))
    return (
        f"\nThere are copies of a store here ({there}): followup restore lists them.\n"
        if there
        else ""
    )


def long(day: date) -> str:
    """A day as a list is headed by it."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short(day: date, today: date) -> str:
    """A day as the list names it: `today`, `Wed 25 Nov`, with the year where it is another."""
    near = {today: "today", today + timedelta(days=1): "tomorrow"}
    year = "" if day.year == today.year else f" {day.year}"
    return near.get(day) or f"{day:%a} {day.day} {day:%b}{year}"


def _meetings(found: Morning, world: World) -> list[str]:
    """The interviews in at most a third of the screen: all of each, else a line for each."""
    room = world.lines // 3
    told = [_meeting(one, found.today) for one in found.meetings]
    lines = [said for lines in told for said in lines]
    if len(lines) > room:
        lines = [lines[0] for lines in told]
    if len(lines) > room:
        more = len(lines) + found.more_meetings - room + 1
        lines = [*lines[: room - 1], f"  … and {more} more: followup list"]
    return ["", *(_cut(said, world) for said in lines)] if lines else []


def _meeting(one: Meeting, today: date) -> list[str]:
    when = short(date.fromisoformat(one.day), today)
    clock = one.at.partition("T")[2]
    about = [line(part) for part in (_elsewhere(one, clock), one.where, one.people) if part]
    head = f"  {when:<9}{clock:<6} {one.stage} with {_job(one)}"
    return [head, *(f"{'':18}{part}" for part in about)]


def _elsewhere(one: Meeting, clock: str) -> str:
    """The time on the user's own clock, where the interview's zone has another."""
    mine = on_the_clock(datetime.fromisoformat(one.starts))
    if not clock or f"{mine:%H:%M}" == clock:
        return ""
    return f"{one.zone} time; {mine:%H:%M} on your clock"


def _job(one: Todo | Meeting | Idle) -> str:
    return line(f"{one.company} · {one.role}" if one.role else one.company)


def _todos(found: Morning, room: int, world: World) -> list[str]:
    if not found.todos:
        return ["Nothing to do today.", ""]
    everything = len(found.todos) + found.more
    shown = found.todos if everything <= room else found.todos[: room - 1]
    lines = rows(shown, world)
    if len(shown) < everything:
        lines.append(f"  … and {everything - len(shown)} more: followup due --plain")
    return [*lines, ""]


def rows(todos: Sequence[Todo], world: World) -> list[str]:
    """Follow-ups as lines of the list, as wide as the screen, at most 120 columns.

    The columns stand below one another; the names share what number, kind and day leave.
    """
    days = [lateness(one, world.today) for one in todos]
    edge = max((width(day) for day in days), default=0)
    number = max((len(str(one.id)) for one in todos), default=0) + 1
    names = max(20, min(world.columns, 120) - number - 16 - edge - 6)
    whom, where = names * 2 // 5, names - names * 2 // 5
    return [
        f"{one.id:>{number}}  {fit(_what(one), 16)}  {fit(_whom(one), whom)} "
        f"{fit(_about(one), where)} {' ' * (edge - width(day))}"
        f"{paint(day, one.urgency, colour=world.colour)}"
        for one, day in zip(todos, days, strict=True)
    ]


def _what(one: Todo) -> str:
    return NAMES.get(one.kind, line(one.kind))


def _whom(one: Todo) -> str:
    return line(one.contact) or ("" if one.kind in NOT_WRITTEN else "to whom?")


def _about(one: Todo) -> str:
    return line(one.promise) if one.kind == "promised" and one.promise else _job(one)


def lateness(one: Todo, today: date) -> str:
    """How late a follow-up is, or by when it is due, in words."""
    if one.days_over > 0:
        return f"{one.days_over} day{'s' * (one.days_over > 1)} late"
    if one.urgency == "upcoming":
        return f"from {short(date.fromisoformat(one.ready_on), today)}"
    return "today" if one.days_over == 0 else f"by {short(date.fromisoformat(one.due_on), today)}"


def foot(found: Morning, world: World) -> list[str]:
    """What comes after these days, what stands still, and the command to type next."""
    lines = []
    if found.coming:
        lines.append(f"Next: {_sentence(found.coming, found.today)}")
    if found.idle:
        names = ", ".join(_job(one) for one in found.idle[:3])
        more = f" and {len(found.idle) - 3} more" if len(found.idle) > 3 else ""
        lines.append(f"Idle: {names}{more} (followup list --idle)")
    return [_cut(said, world) for said in (*lines, f"Type: {command(found)}")]


def _sentence(one: Todo, today: date) -> str:
    whom = f" to {line(one.contact)}" if one.contact else ""
    day = short(date.fromisoformat(one.ready_on), today)
    return f"{_what(one)}{whom}, {_job(one)}, {day}"


def command(found: Morning) -> str:
    """The command that fits best now."""
    if not found.todos:
        return "followup add, after your next interview"
    first = found.todos[0]
    return f"followup {'done' if first.kind in NOT_WRITTEN else 'draft'} {first.id}"


def _cut(said: str, world: World) -> str:
    columns = min(world.columns, 120)
    return said if width(said) <= columns else fit(said, columns)


def plain(found: Morning) -> str:
    """The list for other programs, never cut."""
    return tabbed(found.todos)


def tabbed(todos: Iterable[Todo]) -> str:
    """One line a follow-up, with tabs between the fields."""
    fields = ("id", "urgency", "kind", "contact", "company", "role", "ready_on", "due_on")
    rows = ("\t".join(line(getattr(one, name)) for name in fields) for one in todos)
    return "".join(f"{row}\n" for row in rows)
