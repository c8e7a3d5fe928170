"""The tables of `list`: as wide as the screen at most, on a terminal and in a pipe alike.

Laid out here and not by rich, which takes more than a second for 5,000 rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.frozen import Frozen
from followup.domain.model import Interview
from followup.domain.safe_text import fit, line, paint, width, wrap
from followup.domain.text import counted
from followup.environment import World, in_its_zone, own_start
from followup.output.due_list import shorter
from followup.output.interviews import WIDEST, start
from followup.output.json import Record

if TYPE_CHECKING:  # what a command does not need, it does not load
    from datetime import datetime

    from followup.domain.model import Interview
    from followup.environment import World
    from followup.services.views import ListedApplication, ListedInterview
    from followup.store.queries import ListedFollowUp
from typing import TYPE_CHECKING

GAP = "  "

LEAST, NARROW = 6, 4
"""Columns that a cell which may be cut keeps at the least, and where the screen is narrow."""


class Column(Frozen):
    """A column of a table; `styles` says how its cells look on a terminal, by their text.

    Where the table is too wide, what is in brackets at the end of a cell that `hangs` stands below.

    `favour` is how much wider than the others a column stays that may be cut. Of a person's name
    the family name is kept.
    """

    head: str
    may_be_cut: bool = False
    is_number: bool = False
    favour: int = 0
    is_person: bool = False
    hangs: bool = False
    styles: Mapping[str, str] = MappingProxyType({})


STATES = {
    "booked": "today", "offer": "ready", "accepted": "ready", "idle": "today",
    **dict.fromkeys(("rejected", "declined", "withdrawn", "closed", "cancelled"), "faint"),
}  # fmt: skip
"""What is over is faint, what asks for attention is not."""

COMPANY_FIRST = 8
"""A company is told by its name, where a few letters of a role and a person will do."""

INTERVIEWS = (
    Column("#", is_number=True),
    Column("when", hangs=True),
    Column("company", may_be_cut=True, favour=COMPANY_FIRST),
    Column("role", may_be_cut=True),
    Column("stage"),
    Column("with", may_be_cut=True, is_person=True),
    Column("state", styles=STATES),
)

APPLICATIONS = (
    Column("company", may_be_cut=True, favour=COMPANY_FIRST),
    Column("role", may_be_cut=True),
    Column("rounds", is_number=True),
    Column("last"),
    Column("next", hangs=True),
    Column("state", styles=STATES),
    Column("to do", may_be_cut=True, styles=STATES),
)


def interviews(rows: Sequence[Sequence[str]], world: World, *, narrowed: bool) -> str:
    """The interviews as a table; each row is an `interview_row`."""
    if rows:
        return table(INTERVIEWS, rows, world)
    if narrowed:
        return (
            "No interview matches. All of them: followup list; jobs without one, too: "
            "followup list --by application\n"
        )
    return "No interviews are recorded. After the next one, type: followup add\n"


def left_out(count: int) -> str:
    """What a list of interviews does not show."""
    jobs = f"{counted(count, 'job')} without an interview"
    return f"Left out: {jobs}. All jobs: followup list --by application"


def interview_row(interview: ListedInterview, world: World) -> tuple[str, ...]:
    """The cells of an interview."""
    talk, job = interview.round.interview, interview.round.application
    return (
        str(talk.id),
        _moment(talk, world.today),
        job.company,
        job.role,
        talk.stated_stage,
        ", ".join(met.contact.name for met in talk.people),
        interview.state(world.now),
    )


def applications(rows: Sequence[Sequence[str]], world: World, *, idle: bool, narrowed: bool) -> str:
    """The applications as a table; each row is an `application_row`."""
    if rows:
        return table(APPLICATIONS, rows, world)
    if idle:
        return "Nothing is idle: each open application that matches has something pending.\n"
    if narrowed:
        return "No application matches. All of them: followup list --by application\n"
    return "No applications are recorded. After the next interview, type: followup add\n"


def application_row(application: ListedApplication, world: World) -> tuple[str, ...]:
    """The cells of an application."""
    last, coming = application.last_held(world.now), application.next_booked(world.now)
    return (
        application.application.company,
        application.application.role,
        str(len(application.rounds)),
        day(last.day, world.today) if last else "",
        _moment(coming, world.today) if coming else "",
        application.state,
        "idle" if application.is_idle else _to_do(application.pending, world.today),
    )


def _to_do(pending: Sequence[ListedFollowUp], today: date) -> str:
    if not pending:
        return ""
    item = pending[0].followup
    return f"{day(item.due_on, today).strip()}: {item.id} {kinds.label(item.kind)}"


def _moment(talk: Interview, today: date) -> str:
    """The start on the user's own clock, the interview's zone beside it where that has another."""
    own, _, clock = own_start(talk).partition("T")
    there = in_its_zone(talk)
    told = (day(date.fromisoformat(own), today), clock, f"({there})" if there else "")
    return " ".join(part for part in told if part)


def day(on: date, today: date) -> str:
    """A day in a column: as wide as every other of its year; the year where it is another."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day:>2} {on:%b}{year}"


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], world: World) -> str:
    """Rows under their heads; a column that is empty in all rows is left out.

    Of the cells that may be cut, the widest are cut first, to one width. Where that is too wide
    still, the gaps are narrow, and at last every text is cut.
    """
    cells = [[line(cell) for cell in row] for row in rows]
    places = [place for place in range(len(columns)) if any(row[place].strip() for row in cells)]
    columns = [columns[place] for place in places]
    cells = [[row[place] for place in places] for row in cells]
    place = next((place for place, one in enumerate(columns) if one.hangs), None)
    below = [""] * len(cells)
    if place is not None and _whole(columns, cells) > world.columns:
        below = [_apart(row, place) for row in cells]
    widths, gap = _widths(columns, cells, world.columns)
    head = _row(columns, [column.head for column in columns], widths, gap, colour=False)
    margin = " " * sum(one + len(gap) for one in widths[:place])
    rows_laid = []
    for row, more in zip(cells, below, strict=True):
        rows_laid.append(_row(columns, row, widths, gap, colour=world.colour))
        rows_laid += [margin + more] if more else []
    return "\n".join([paint(head, "head", colour=world.colour), *rows_laid]) + "\n"


def _apart(row: list[str], place: int) -> str:
    """Take what is in brackets at the end of a cell out of it."""
    row[place], bracket, rest = row[place].partition(" (")
    return f"{bracket[1:]}{rest}"


def _whole(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> int:
    """How wide the rows are with nothing cut."""
    return sum(_natural(columns, cells)) + len(GAP) * (len(columns) - 1)


def _natural(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    return [
        max(width(one.head), *(width(row[place]) for row in cells))
        for place, one in enumerate(columns)
    ]


def _widths(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], room: int
) -> tuple[list[int], str]:
    """The width of each column, and the gap between them."""
    widths = _natural(columns, cells)
    gaps = len(columns) - 1
    may_be_cut = [place for place, one in enumerate(columns) if one.may_be_cut]
    favour = [column.favour for column in columns]
    if not may_be_cut or _narrowed(widths, may_be_cut, LEAST, room - len(GAP) * gaps, favour):
        return widths, GAP  # what has no such cell is paths and sentences, and stays whole
    texts = [place for place, one in enumerate(columns) if not one.is_number]
    if not _narrowed(widths, may_be_cut, NARROW, room - gaps):
        _narrowed(widths, texts, 1, room - gaps)
    return widths, " "


def _narrowed(
    widths: list[int], places: Sequence[int], least: int, room: int, favour: Sequence[int] = ()
) -> bool:
    """Take from the widest of these columns as much as must be; whether all of them fit then."""

    def wide(place: int) -> int:
        return widths[place] - (favour[place] if favour else 0)

    while sum(widths) > room:
        left = [place for place in places if widths[place] > least]
        widest = max(left, key=wide, default=None)
        if widest is None:
            return False
        widths[widest] -= 1
    return True


def _row(
    columns: Sequence[Column], row: Sequence[str], widths: Sequence[int], gap: str, *, colour: bool
) -> str:
    laid = (
        paint(_cell(one, cell, room), one.styles.get(cell, ""), colour=colour)
        for one, cell, room in zip(columns, row, widths, strict=True)
    )
    return gap.join(laid).rstrip()


def _cell(column: Column, cell: str, room: int) -> str:
    if column.is_person:
        cell = _people(cell, room)
    return cell.rjust(room) if column.is_number else fit(cell, room)


def _people(cell: str, room: int) -> str:
    """The names in so many columns: the first, shorter if need be, and how many more there are."""
    name, *others = cell.split(", ")
    if not others or width(cell) <= room:
        return shorter(cell, room)
    more = f" +{len(others)}"
    return fit(shorter(name, room - len(more)), min(width(name), room - len(more))).rstrip() + more


def application_record(application: ListedApplication, now: datetime) -> Record:
    """An application as `list --by application --json` gives it."""
    job = application.application
    last, coming = application.last_held(now), application.next_booked(now)
    return {
        "id": job.id,
        "company": job.company,
        "role": job.role,
        "via": job.via or None,
        "field": job.field or None,
        "outcome": job.outcome or None,
        "rounds": len(application.rounds),
        "last_interview_on": last.day.isoformat() if last else None,
        "next_interview_at": start(coming) if coming else None,
        "decision_on": application.decision_on and application.decision_on.isoformat(),
        "pending": len(application.pending),
        "next": _next(application.pending),
        "idle": application.is_idle,
    }


def _next(pending: Sequence[ListedFollowUp]) -> Record | None:
    """The follow-up that is due first."""
    if not pending:
        return None
    item = pending[0].followup
    return {
        "id": item.id,
        "kind": item.kind,
        "ready_on": item.ready_on.isoformat(),
        "due_on": item.due_on.isoformat(),
        "contact": pending[0].contact or None,
    }


def fitted(text: str, world: World, margin: str = "") -> list[str]:
    """A sentence behind its margin: wrapped to the screen at a terminal, one line in a pipe."""
    if not world.terminal:
        return [margin + text]
    first, *others = wrap(text, min(world.columns, WIDEST) - width(margin))
    return [margin + first, *(" " * width(margin) + row for row in others)]
