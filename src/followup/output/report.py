"""`report` as text, JSON, CSV, HTML and PDF: the record of a search, ready to be signed.

Whatever its format, every stored text in it is one line without anything that could act: it is
made for somebody else's eyes, not to be read back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from followup.domain import kinds
from followup.domain.errors import UsageError
from followup.domain.safe_text import line, named, paint
from followup.domain.text import counted
from followup.environment import World
from followup.output import statistics
from followup.output.days import long
from followup.output.json import Record
from followup.output.tables import fitted

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.domain.model import Application
    from followup.services.reports import Activity, Report, ReportWeek

NOTES = {
    "promised": "promised message",
    "decline": "refusal of the offer",
    "rejection_reply": "reply to the rejection",
    "keep_in_touch": "message to keep in touch",
    "acknowledge_offer": "thanks for the offer",
    "timeline_changed": "news of a changed timeline",
    "accept": "acceptance",
    "withdraw": "withdrawal",
    "thank_references": "thanks to references",
}
"""What a message is called in a record, where the list calls it by what there is to do."""

OUTCOMES = {
    "offer": "job offer",
    "accepted": "offer accepted",
    "declined": "offer declined",
    "rejected": "rejected",
    "withdrawn": "withdrew",
    "closed": "no longer pursued",
}
"""What an outcome is called on the day that it came."""

PLURALS = {
    "application": "applications",
    "interview": "interviews",
    "contact": "contacts",
    "note": "notes",
    "outcome": "outcomes",
}
"""What several activities of each kind are called."""

COLUMNS = (
    "date", "week", "kind", "activity", "company", "role", "via", "people", "channel", "result",
    "details",
)  # fmt: skip
"""Of the CSV; `week` is its Monday."""

HEADS = ("Date", "Activity", "Employer and position", "Person", "How", "Result")
"""Of the table in HTML and PDF."""

NOTHING = "Nothing is recorded for these days."
DECLARATION = "I declare that the information in this record is true."
LINE = "_" * 28

PAPER = 80
"""Columns of a sheet of paper."""


def text(found: Report, world: World) -> str:
    """The record as people read it: as wide as the screen, elsewhere as a sheet of paper."""
    world = (
        world if world.terminal else World(**{**world.__dict__, "terminal": True, "columns": PAPER})
    )
    parts = [
        [*_head(_title(found), world), *fitted(_period(found), world)],
        *(_week(found, week, world) for week in found.weeks if week.total),
        *([] if found.activities else [fitted(NOTHING, world)]),
        [*_head("Week by week", world), *_totals(found, world)],
        [row for sentence in _foot(found) for row in fitted(sentence, world)],
        [*fitted(DECLARATION, world), "", *fitted(f"Name: {_name(found)}", world)],
        [f"Signature: {LINE}", "", f"Date: {LINE[:14]}"],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def remarks(found: Report) -> Iterator[str]:
    """What the record goes without, each with the command that adds it."""
    if not found.by:
        yield 'Your name is not set; set it with: followup config set you.name "…"'
    if found.undated:
        first = named(found.undated[0].company)
        yield (
            f"The day on which you applied is not recorded for {len(found.undated)} of these jobs; "
            f"add it with: followup log {first} applied --on DAY"
        )


def _title(found: Report) -> str:
    return f"Work search record{f' of {line(found.by)}' if found.by else ''}"


def _period(found: Report) -> str:
    return f"{long(found.since)} to {long(found.until)}"


def _name(found: Report) -> str:
    return line(found.by) or LINE


def _head(words: str, world: World) -> list[str]:
    return [paint(row, "head", colour=world.colour) for row in fitted(words, world)]


def _week(found: Report, week: ReportWeek, world: World) -> list[str]:
    """What was done in a week, by day."""
    widest = max(len(_activity(one)) for one in found.activities)
    rows = (_rows(one, widest, world) for one in found.in_week(week.monday))
    return [*_head(_week_of(week), world), *(row for some in rows for row in some)]


def _week_of(week: ReportWeek) -> str:
    return f"Week of {long(week.monday)}"


def _totals(found: Report, world: World) -> Iterator[str]:
    """How many activities each week has, also one with none, and the whole period."""
    for name, counts in _counts(found):
        told = ", ".join(counted(count, kind) for kind, count in counts.items() if count)
        yield from fitted(told or "nothing", world, f"  {name:<10}  {sum(counts.values()):>3}  ")


def _rows(one: Activity, widest: int, world: World) -> list[str]:
    margin = f"  {_day(one)}  {_activity(one):<{widest}}  "
    _, _, *cells = _cells(one)
    rows = fitted("; ".join(filter(None, cells)), world, margin)
    return rows + [row for words in _details(one) for row in fitted(words, world, " " * 14)]


def _day(one: Activity) -> str:
    return f"{one.on:%a} {one.on.day:>2} {one.on:%b}"


def _activity(one: Activity) -> str:
    """What an activity is called in plain words."""
    if one.kind == "outcome":
        return OUTCOMES[one.name]
    if one.name == "reply":
        return "their reply"
    if one.kind == "interview":
        return f"{one.name} interview"
    if one.name in kinds.KINDS:
        return NOTES.get(one.name) or kinds.label(one.name)
    return line(one.name) or one.kind


def _cells(one: Activity) -> tuple[str, ...]:
    """An activity under HEADS."""
    job = one.application
    agency = f" (via {_agency(one)})" if _agency(one) else ""
    return (
        _day(one),
        _activity(one),
        ", ".join(filter(None, (f"{line(job.company)}{agency}", line(job.role)))),
        _people(one),
        one.channel,
        _result(one),
    )


def _job(job: Application) -> str:
    return ", ".join(filter(None, (line(job.company), line(job.role))))


def _agency(one: Activity) -> str:
    """The name of the agency, without its address."""
    return line(one.application.via).partition("<")[0].strip()


def _people(one: Activity) -> str:
    titled = (f"{each.name} ({each.title})" if each.title else each.name for each in one.people)
    return ", ".join(map(line, titled))


def _result(one: Activity) -> str:
    return "" if one.kind == "outcome" else one.application.outcome or "open"


def _details(one: Activity) -> list[str]:
    told = (f"{label}: {words}" if label else words for label, words in one.details)
    return [row for words in told for row in map(line, words.splitlines()) if row.strip()]


def _counts(found: Report) -> list[tuple[str, Mapping[str, int]]]:
    """How many activities of each kind there are, by week and in all."""
    weeks = ((week.monday.isoformat(), week.counts) for week in found.weeks)
    return [*weeks, ("in all", found.totals)]


def _count_rows(found: Report) -> list[tuple[str, ...]]:
    """The same as a table, its head first."""
    rows = _counts(found)
    return [
        ("Week of", *(PLURALS[kind] for kind in found.totals), "all"),
        *((name, *map(str, each.values()), str(sum(each.values()))) for name, each in rows),
    ]


def _foot(found: Report) -> list[str]:
    """What an office's form asks for besides, with the figures of `stats`."""
    figures = found.progress
    stages = _counted(figures.by_stage)
    companies, people = found.companies, found.people
    without = figures.furthest.get("applied", 0)
    waiting = f" ({without} without an interview so far)" if without else ""
    also = "; ".join(map(_job, found.unlisted))
    told = (
        (f"Employers ({len(companies)})", ", ".join(map(line, companies))),
        (f"People ({len(people)})", ", ".join(map(line, people))),
        ("Channels", _counted(found.channels)),
        ("Jobs pursued", f"{figures.applications}{waiting}"),
        *([(f"Of these, without an entry above ({len(found.unlisted)})", also)] if also else []),
        ("Interviews held", f"{figures.held}{f' ({stages})' if stages else ''}"),
        ("Thank-yous sent in time", f"{figures.notes.kept} of {figures.notes.of}"),
    )
    return [f"{name}: {words or 'none'}" for name, words in told]


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def record(found: Report) -> Record:
    """The record as `report --json` gives it; `figures` is what `stats --json` prints."""
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "name": found.by or None,
        "activities": [_activity_record(one) for one in found.activities],
        "weeks": [
            {"week": week.monday.isoformat(), **_by_plural(week.counts), "all": week.total}
            for week in found.weeks
        ],
        "companies": list(found.companies),
        "people": list(found.people),
        "channels": dict(found.channels),
        "figures": statistics.record(found.progress),
    }


def _activity_record(one: Activity) -> Record:
    job = one.application
    return {
        "date": one.on.isoformat(),
        "kind": one.kind,
        "activity": _activity(one),
        "company": job.company,
        "role": job.role,
        "via": job.via or None,
        "people": [{"name": each.name, "title": each.title or None} for each in one.people],
        "channel": one.channel or None,
        "result": _result(one) or None,
        "details": [{"what": label or None, "text": words} for label, words in one.details],
    }


def _by_plural(counts: Mapping[str, int]) -> dict[str, int]:
    return {PLURALS[kind]: count for kind, count in counts.items()}


def _csv(found: Report, _world: World) -> bytes:
    from followup.formats import table

    rows = [COLUMNS]
    for week in found.weeks:
        for one in found.in_week(week.monday):
            job = one.application
            rows.append((
                one.on.isoformat(), week.monday.isoformat(), one.kind, _activity(one),
                job.company, job.role, _agency(one), _people(one), one.channel, _result(one),
                " / ".join(_details(one)),
            ))  # fmt: skip
    table_rows = (table.table_row(table.guarded(line(cell)) for cell in row) for row in rows)
    return "".join(table_rows).encode()


_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
@page {{ margin: 18mm; }}
body {{ margin: 8mm; font: 10pt/1.4 "Noto Sans", Helvetica, Arial, sans-serif; }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 6mm; }}
th, td {{ border: 0.5pt solid #5a5a5a; padding: 1mm 2mm; text-align: start; vertical-align: top; }}
tr {{ break-inside: avoid; }}
.count {{ text-align: end; }}
.signature {{ break-inside: avoid; margin-top: 10mm; line-height: 3; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{period}</p>
{weeks}
{counts}
{foot}
<div class="signature">
<p>{declaration}</p>
<p>Name: {name}<br>Signature: {line}&emsp;Date: {line}</p>
</div>
</body>
</html>
"""


def _html(found: Report, _world: World) -> bytes:
    title = escape(_title(found))
    page = _PAGE.format(
        title=title,
        period=escape(_period(found)),
        weeks=_html_weeks(found) if found.activities else f"<p>{NOTHING}</p>",
        counts=_html_counts(found),
        foot="\n".join(f'<p dir="auto">{escape(sentence)}</p>' for sentence in _foot(found)),
        declaration=DECLARATION,
        name=escape(_name(found)),
        line=LINE,
    )
    return page.encode()


def _html_weeks(found: Report) -> str:
    rows = ["<table>", f"<thead>{_html_row('th', HEADS)}</thead>"]
    for head, activities in _sheet(found):
        rows += ["<tbody>", f'<tr><th colspan="{len(HEADS)}">{head}</th></tr>']
        for cells, words in activities:
            rows.append(_html_row("td", cells))
            if words:
                told = "<br>".join(map(escape, words))
                rows.append(f'<tr><td colspan="{len(HEADS)}" dir="auto">{told}</td></tr>')
        rows.append("</tbody>")
    return "\n".join([*rows, "</table>"])


def _html_counts(found: Report) -> str:
    first, *rows = _count_rows(found)
    head = _html_row("th", first)
    body = (_html_row("td", row, 'class="count"') for row in rows)
    return "\n".join(
        ["<table>", f"<thead>{head}</thead>", "<tbody>", *body, "</tbody>", "</table>"]
    )


def _html_row(tag: str, cells: Iterable[str], named: str = 'dir="auto"') -> str:
    return f"<tr>{''.join(f'<{tag} {named}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _sheet(found: Report) -> list[tuple[str, list[tuple[tuple[str, ...], list[str]]]]]:
    """Each week with something in it: its heading, and its activities with their details."""
    return [
        (
            _week_of(week),
            [(_cells(one), _details(one)) for one in found.in_week(week.monday)],
        )
        for week in found.weeks
        if week.total
    ]


def _pdf(found: Report, _world: World) -> bytes:
    from followup.delivery import letter

    data: dict[str, Any] = {
        "title": _title(found), "period": _period(found), "heads": HEADS, "weeks": _sheet(found),
        "nothing": NOTHING, "counts": _count_rows(found), "foot": _foot(found), "declaration": DECLARATION, "name": line(found.by),
        "on": (found.until.year, found.until.month, found.until.day),
    }  # fmt: skip
    return letter.typeset("report.typ", data, found.paper)


def _text(found: Report, world: World) -> bytes:
    return text(found, world).encode()


FORMATS: dict[str, Callable[[Report, World], bytes]] = {
    "text": _text,
    "csv": _csv,
    "html": _html,
    "pdf": _pdf,
}
"""What makes a file of the record, by format."""


def format_of(name: str, out: str) -> str:
    """The format that is named, else the one that the file's name ends with, else text.

    UsageError for a name that is none of FORMATS.
    """
    wanted = name.strip().lower() or os.path.splitext(out)[1][1:].lower()
    if name and wanted not in FORMATS:
        raise UsageError(f"There is no format “{line(name)[:40]}”; choose {', '.join(FORMATS)}.")
    return wanted if wanted in FORMATS else "text"
