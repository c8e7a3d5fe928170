"""`stats` and `report`: figures as text, an SVG and JSON; the dated record as text, JSON, CSV, HTML and PDF.

Small numbers are shown as counts, `2 of 3`: a percentage of three claims more than is known. Bars
are drawn here and not by rich, which takes longer to load than all the rest. Every stored text in a
report is one line without anything that could act: it is for somebody else's eyes, not to be read
back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from followup.domain import kinds
from followup.domain.errors import NothingFound, UsageError
from followup.domain.safe_text import line, named, paint, width
from followup.domain.text import counted
from followup.environment import World
from followup.output.days import long, short
from followup.output.json import Record
from followup.output.tables import Column, fitted, table

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.domain.model import Application
    from followup.services.reports import (
        Activity,
        KeptPromises,
        Progress,
        Report,
        ReportWeek,
        Share,
        Week,
    )

EMPTY = "Nothing is recorded yet, so there is nothing to count. After your next interview, type: followup add"

SINCE = "Nothing has happened since {day}. The whole search: followup stats"

WEEKS = 26
"""The latest weeks that are drawn, half a year; those before are summed up."""

COMPANIES = 10
"""The companies whose promises are shown; the others are in the JSON."""

BAR, PLAIN_BAR = "█", "#"

WIDEST, STEP = 24, 3
"""Columns of the longest bar, and of one in a short one."""

BESIDE = 18
"""Columns beside a bar, which the bars of a narrow terminal leave for the stages."""


def stats_text(progress: Progress, world: World) -> str:
    """The figures as people read them."""
    if progress.is_empty:
        none = SINCE.format(day=short(progress.since, world.today)) if progress.since else EMPTY
        return "\n".join([*fitted(none, world), ""])
    parts = (
        [
            paint(row, "head", colour=world.colour)
            for row in fitted(_stats_title(progress, world), world)
        ],
        [*_weeks(progress, world)],
        [*_furthest(progress, world)],
        [row for said in _sentences(progress) for row in fitted(said, world)],
        [*_promises(progress, world)],
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def picture(progress: Progress, world: World) -> str:
    """The figures as an SVG. NothingFound where there is nothing to draw."""
    if progress.is_empty:
        raise NothingFound("Nothing is recorded yet, so there is nothing to draw.")
    return svg(progress, _stats_title(progress, world))


def _stats_title(progress: Progress, world: World) -> str:
    since = f", since {long(progress.since)}" if progress.since else ""
    return f"How the search is going, {long(world.today)}{since}"


def _weeks(progress: Progress, world: World) -> Iterator[str]:
    """A bar a week, the latest last, with the stages beside it."""
    shown = progress.weeks[-WEEKS:]
    yield paint("Interviews held, week by week", "head", colour=world.colour)
    rows = [(_named(week, shown), week.held, _stages(week.by_stage)) for week in shown]
    yield from _text_bars(rows, world)
    if earlier := progress.weeks[:-WEEKS]:
        held = sum(week.held for week in earlier)
        yield from fitted(f"{held} in {counted(len(earlier), 'week')}", world, "  before: ")
    booked = f", {progress.booked} booked" if progress.booked else ""
    stages = f": {_stages(progress.by_stage)}" if progress.held else ""
    yield from fitted(f"In all {progress.held} held{booked}{stages}", world)


def _named(week: Week, weeks: Sequence[Week]) -> str:
    """The Monday; with its year where the weeks are of several."""
    year = "" if weeks[0].monday.year == weeks[-1].monday.year else f" {week.monday.year}"
    return f"{week.monday.day:>2} {week.monday:%b}{year}"


def _stages(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {stage}" for stage, count in counts.items())


def _furthest(progress: Progress, world: World) -> Iterator[str]:
    head = f"How far {counted(progress.applications, 'application')} got"
    yield paint(head, "head", colour=world.colour)
    yield from _text_bars([(step, count, "") for step, count in progress.furthest.items()], world)
    if progress.informational:
        yield f"Besides, {counted(progress.informational, 'informational contact')}"


def _text_bars(rows: Sequence[tuple[str, int, str]], world: World) -> Iterator[str]:
    """What is counted, the count, its bar, and beside it a remark."""
    names = max(width(name) for name, _, _ in rows)
    most = max(count for _, count, _ in rows)
    digits = len(str(most))
    room = world.columns - names - digits - 8 - BESIDE if world.terminal else WIDEST
    longest = min(max(room, STEP), WIDEST)
    for name, count, remark in rows:
        bar = (BAR if world.colour else PLAIN_BAR) * _length(count, most, longest)
        margin = f"  {name:<{names}}  {count:>{digits}}  {bar:<{_length(most, most, longest)}}  "
        for row in fitted(remark, world, margin):
            yield paint(row.rstrip(), "" if count else "faint", colour=world.colour)


def _length(count: int, most: int, longest: int) -> int:
    """How long a bar is: in proportion to the longest, and never nothing for something."""
    unit = min(STEP, longest / most) if most else 0
    return max(round(count * unit), 1) if count else 0


def _sentences(progress: Progress) -> Iterator[str]:
    yield f"Until they answered: {_waited(progress)}"
    yield f"Thank-yous sent in time: {_of(progress.notes, 'none fell due')}"
    yield f"Promises that you kept: {_of(progress.you, 'none fell due')}"
    yield f"Answers by the day that they named: {_of(progress.they, 'none has come')}"


def _waited(progress: Progress) -> str:
    median, count = progress.median_wait, len(progress.waits)
    if median is None:
        return "no answer so far"
    days = f"{median:g} day{'s' * (median != 1)}"
    return f"{days}, their only answer" if count == 1 else f"{days}, the median of {count} answers"


def _of(share: Share, none: str) -> str:
    return f"{share.kept} of {share.of}" if share.of else none


PROMISES = (
    Column("promises and days named", may_be_cut=True), Column("you kept"), Column("they answered")
)  # fmt: skip


def _promises(progress: Progress, world: World) -> Iterator[str]:
    """A line a company, where there are several."""
    if len(progress.promises) < 2:
        return
    shown = progress.promises[:COMPANIES]
    rows = [(one.company, _of(one.you, ""), _of(one.they, "")) for one in shown]
    yield table(PROMISES, rows, world).rstrip("\n")
    if left := len(progress.promises) - len(shown):
        yield f"… and {left} more: followup stats --json"


def stats_record(progress: Progress) -> Record:
    """The figures as `stats --json` gives them."""
    return {
        "since": progress.since and progress.since.isoformat(),
        "held": progress.held,
        "booked": progress.booked,
        "by_stage": dict(progress.by_stage),
        "weeks": [
            {"week": week.monday.isoformat(), "held": week.held, "by_stage": dict(week.by_stage)}
            for week in progress.weeks
        ],
        "applications": progress.applications,
        "furthest": dict(progress.furthest),
        "informational": progress.informational,
        "answers": len(progress.waits),
        "median_days_until_answer": progress.median_wait,
        "notes_in_time": _share(progress.notes),
        "promises_kept": {
            "you": _share(progress.you),
            "they": _share(progress.they),
            "by_company": [*_by_company(progress.promises)],
        },
    }


def _by_company(kept: Iterable[KeptPromises]) -> Iterator[Record]:
    for one in kept:
        yield {"company": one.company, "you": _share(one.you), "they": _share(one.they)}


def _share(share: Share) -> Record:
    return {"kept": share.kept, "of": share.of}


COLOURS = {
    "phone": "#56b4e9", "video": "#0072b2", "onsite": "#009e73", "panel": "#e69f00",
    "final": "#d55e00", "informational": "#999999", "unstated": "#bbbbbb",
}  # fmt: skip

INK, PALE, BAR_COLOUR = "#222222", "#dddddd", "#666666"

WIDTH, HEIGHT = 760, 620
"""Of the picture, in pixels."""

LEFT, RIGHT = 40, 720
"""Where the charts begin and end."""

TOP, GROUND = 90, 270
"""Between which the columns of the weeks stand."""

STEPS_TOP, STEP_HEIGHT = 370, 28

NAMES = 80
"""Where the bars of the steps begin, to the right of LEFT."""

WEEKS_SHOWN = 26
"""The latest weeks that are drawn, half a year."""


def svg(progress: Progress, title: str) -> str:
    """The interviews of each week above, how far the applications got below."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="13" '
            f'fill="{INK}" role="img">',
            f"<title>{title}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            _svg_text(LEFT, 32, title, 'font-size="18" font-weight="bold"'),
            _svg_text(LEFT, 62, f"Interviews held, week by week ({progress.held} in all)", HEAD),
            *_week_bars(progress.weeks[-WEEKS_SHOWN:]),
            *_legend(progress.by_stage),
            _svg_text(LEFT, STEPS_TOP - 22, f"How far each application got ({progress.applications})", HEAD),
            *_steps(progress.furthest),
            "</svg>\n",
        ]
    )  # fmt: skip


HEAD = 'font-weight="bold"'

MIDDLE = 'text-anchor="middle"'


def _week_bars(weeks: Sequence[Week]) -> Iterator[str]:
    """A column a week, one stage upon the other, with the count above and the Monday below."""
    slot = (RIGHT - LEFT) / len(weeks)
    unit = (GROUND - TOP - 20) / max(4, *(week.held for week in weeks), 0)
    every = -(-len(weeks) // 13)  # so many Mondays stand side by side
    yield f'<path d="M{LEFT} {GROUND}H{RIGHT}" stroke="{PALE}"/>'
    for place, week in enumerate(weeks):
        left, wide = LEFT + (place + 0.15) * slot, 0.7 * slot
        top = float(GROUND)
        for stage, count in week.by_stage.items():
            top -= count * unit
            yield _rect(left, top, wide, count * unit, COLOURS[stage])
        middle = left + wide / 2
        if week.held:
            yield _svg_text(middle, top - 6, str(week.held), MIDDLE)
        if place % every == 0:
            yield _svg_text(middle, GROUND + 18, f"{week.monday.day} {week.monday:%b}", MIDDLE)


def _legend(by_stage: Mapping[str, int]) -> Iterator[str]:
    left = float(LEFT)
    for stage, count in by_stage.items():
        yield _rect(left, GROUND + 34, 12, 12, COLOURS[stage])
        said = f"{stage} {count}"
        yield _svg_text(left + 18, GROUND + 45, said)
        left += 42 + 7.5 * len(said)


def _steps(furthest: Mapping[str, int]) -> Iterator[str]:
    """A bar a step, with its count."""
    begins = LEFT + NAMES
    unit = (RIGHT - begins - 40) / max(4, *furthest.values())
    for place, (step, count) in enumerate(furthest.items()):
        top = STEPS_TOP + place * STEP_HEIGHT
        yield _svg_text(begins - 8, top + 15, step, 'text-anchor="end"')
        yield _rect(begins, top, count * unit, STEP_HEIGHT - 8, BAR_COLOUR)
        yield _svg_text(begins + count * unit + 8, top + 15, str(count))


def _rect(left: float, top: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'fill="{colour}"/>'
    )


def _svg_text(left: float, base: float, text: str, more: str = "") -> str:
    return f'<text x="{left:.1f}" y="{base:.1f}"{" " * bool(more)}{more}>{text}</text>'


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

STAGES = {"onsite": "on-site"}
"""What a stage is called in a record, where that is not its name."""

PLURALS = {
    "application": "applications",
    "interview": "interviews",
    "contact": "contacts",
    "note": "notes",
    "outcome": "outcomes",
}
"""What several activities of each kind are called."""

COLUMNS = (
    "date", "week", "kind", "activity", "company", "role", "via", "people", "channel",
    "job_status", "details",
)  # fmt: skip
"""Of the CSV; `week` is its first day, `job_status` how the job stood on the last day of all."""

HEADS = ("Date", "Activity", "Employer and position", "Person", "How")
"""Of the table in HTML and PDF."""

NOTHING = "Nothing is recorded for these days."
DECLARATION = "I declare that the information in this record is true."
LINE = "_" * 28

PAPER = 80
"""Columns of a sheet of paper."""


def report_text(report: Report, world: World) -> str:
    """The record as people read it: as wide as the screen, elsewhere as a sheet of paper."""
    world = (
        world if world.terminal else World(**{**world.__dict__, "terminal": True, "columns": PAPER})
    )
    parts = [
        [*_head(_report_title(report), world), *fitted(_period(report), world)],
        *(_week(report, week, world) for week in report.weeks if week.total),
        *([] if report.activities else [fitted(NOTHING, world)]),
        [*_head("Week by week", world), *_totals(report, world)],
        [*_head(_jobs_head(report), world), *_jobs(report, world)] if report.jobs else [],
        [row for sentence in _foot(report) for row in fitted(sentence, world)],
        [*fitted(DECLARATION, world), "", *fitted(f"Name: {_name(report)}", world)],
        [f"Signature: {LINE}", "", f"Date: {LINE[:14]}"],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def report_remarks(report: Report) -> Iterator[str]:
    """What the record goes without, each with the command that adds it."""
    if not report.by:
        yield 'Your name is not set; set it with: followup config set you.name "…"'
    if report.undated:
        first = named(report.undated[0].company)
        yield (
            f"The day on which you applied is not recorded for {len(report.undated)} of these jobs; "
            f"add it with: followup log {first} applied --on DAY"
        )


def _report_title(report: Report) -> str:
    return f"Work search record{f' of {line(report.by)}' if report.by else ''}"


def _period(report: Report) -> str:
    return f"{long(report.since)} to {long(report.until)}"


def _name(report: Report) -> str:
    return line(report.by) or LINE


def _head(words: str, world: World) -> list[str]:
    return [paint(row, "head", colour=world.colour) for row in fitted(words, world)]


def _week(report: Report, week: ReportWeek, world: World) -> list[str]:
    """What was done in a week, by day."""
    widest = max(len(_activity(activity)) for activity in report.activities)
    rows = (_rows(one, widest, world) for one in report.in_week(week.begins))
    return [*_head(_week_of(week), world), *(row for some in rows for row in some)]


def _week_of(week: ReportWeek) -> str:
    return f"Week of {long(week.begins)}"


def _jobs_head(report: Report) -> str:
    return f"How each job stood on {long(report.until)}"


def _jobs(report: Report, world: World) -> Iterator[str]:
    """A line a job, with what became of it."""
    for job, status in _job_rows(report):
        yield from fitted(f"{job}: {status}", world, "  - ")


def _job_rows(report: Report) -> list[tuple[str, str]]:
    return [(_job(job), _status(job, job.id in report.offered)) for job in report.jobs]


def _jobs_table_head(report: Report) -> tuple[str, str]:
    return "Employer and position", f"On {long(report.until)}"


def _status(job: Application, was_offered: bool) -> str:
    """What became of a job, and when, as far as that is known."""
    words, on = OUTCOMES.get(job.outcome, "open"), job.outcome_on
    words = f"{words} after their offer" if was_offered and job.outcome == "withdrawn" else words
    if job.outcome_undated:
        return f"{words} (day not known)"
    return f"{words} on {on.day} {on:%B %Y}" if on else words


def _totals(report: Report, world: World) -> Iterator[str]:
    """How many activities each week has, also one with none, and the whole period."""
    for name, counts in _counts(report):
        told = ", ".join(counted(count, kind) for kind, count in counts.items() if count)
        yield from fitted(told or "nothing", world, f"  {name:<10}  {sum(counts.values()):>3}  ")


NARROWEST = 12
"""Columns beside the day and the activity below which what it is about stands under them."""


def _rows(activity: Activity, widest: int, world: World) -> list[str]:
    margin = f"  {_day(activity)}  {_activity(activity):<{widest}}  "
    _, name, *cells, channel = _cells(activity)
    cells += [] if channel in name.split() else [channel]
    about, head = "; ".join(filter(None, cells)), []
    if world.terminal and world.columns - len(margin) < NARROWEST:
        margin, head = " " * 14, [f"  {_day(activity)}  {_activity(activity)}"]
    rows = [*head, *fitted(about, world, margin)]
    return rows + [row for words in _details(activity) for row in fitted(words, world, " " * 14)]


def _day(activity: Activity) -> str:
    return f"{activity.on:%a} {activity.on.day:>2} {activity.on:%b}"


def _activity(activity: Activity) -> str:
    """What an activity is called in plain words."""
    if activity.kind == "outcome":
        return OUTCOMES[activity.name]
    if activity.name == "reply":
        return "their reply"
    if activity.kind == "interview":
        return f"{STAGES.get(activity.name, activity.name)} interview".strip()
    if activity.name in kinds.KINDS:
        return NOTES.get(activity.name) or kinds.label(activity.name)
    return line(activity.name) or activity.kind


def _cells(activity: Activity) -> tuple[str, ...]:
    """An activity under HEADS."""
    job = activity.application
    agency = f" (via {_agency(activity)})" if _agency(activity) else ""
    return (
        _day(activity),
        _activity(activity),
        " · ".join(filter(None, (f"{line(job.company)}{agency}", line(job.role)))),
        _people(activity),
        activity.channel,
    )


def _job(job: Application) -> str:
    return " · ".join(filter(None, (line(job.company), line(job.role))))


def _agency(activity: Activity) -> str:
    """The name of the agency, without its address."""
    return line(activity.application.via).partition("<")[0].strip()


def _people(activity: Activity) -> str:
    titled = (
        f"{each.name} ({each.title})" if each.title else each.name for each in activity.people
    )
    return ", ".join(map(line, titled))


def _result(activity: Activity) -> str:
    return "" if activity.kind == "outcome" else activity.application.outcome or "open"


def _details(activity: Activity) -> list[str]:
    told = (f"{label}: {words}" if label else words for label, words in activity.details)
    return [row for words in told for row in map(line, words.splitlines()) if row.strip()]


def _counts(report: Report) -> list[tuple[str, Mapping[str, int]]]:
    """How many activities of each kind there are, by week and in all."""
    weeks = ((week.begins.isoformat(), week.counts) for week in report.weeks)
    return [*weeks, ("in all", report.totals)]


def _count_rows(report: Report) -> list[tuple[str, ...]]:
    """The same as a table, its head first."""
    rows = _counts(report)
    return [
        ("Week of", *(PLURALS[kind] for kind in report.totals), "all"),
        *((name, *map(str, each.values()), str(sum(each.values()))) for name, each in rows),
    ]


def _foot(report: Report) -> list[str]:
    """What an office's form asks for besides, with the figures of `stats`."""
    figures = report.progress
    stages = _counted({STAGES.get(each, each): n for each, n in figures.by_stage.items()})
    companies, people = report.companies, report.people
    without = figures.furthest.get("applied", 0)
    waiting = f" ({without} without an interview so far)" if without else ""
    count = report.without_channel
    unknown = f"; how it went is not recorded for {count} of the dated entries" if count else ""
    told = (
        (f"Employers ({len(companies)})", "; ".join(map(line, companies))),
        (f"People ({len(people)})", "; ".join(map(line, people))),
        ("Channels", f"{_counted(report.channels) or 'none recorded'}{unknown}"),
        ("Jobs pursued", f"{figures.applications}{waiting}"),
        ("Interviews held", f"{figures.held}{f' ({stages})' if stages else ''}"),
        ("Thank-yous sent in time", _of(figures.notes, "none fell due")),
    )
    return [f"{name}: {words or 'none'}" for name, words in told]


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def report_record(report: Report) -> Record:
    """The record as `report --json` gives it; `figures` is what `stats --json` prints."""
    return {
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "name": report.by or None,
        "activities": [_activity_record(activity) for activity in report.activities],
        "weeks": [
            {"week": week.begins.isoformat(), **_by_plural(week.counts), "all": week.total}
            for week in report.weeks
        ],
        "jobs": [_job_record(job) for job in report.jobs],
        "companies": list(report.companies),
        "people": list(report.people),
        "channels": dict(report.channels),
        "channel_not_recorded": report.without_channel,
        "figures": stats_record(report.progress),
    }


def _job_record(job: Application) -> Record:
    """`result_on` is null where the day is not known, and without an outcome."""
    on = None if job.outcome_undated else job.outcome_on
    return {
        "company": job.company,
        "role": job.role,
        "via": job.via or None,
        "result": job.outcome or "open",
        "result_on": on and on.isoformat(),
    }


def _activity_record(activity: Activity) -> Record:
    job = activity.application
    return {
        "date": activity.on.isoformat(),
        "kind": activity.kind,
        "activity": _activity(activity),
        "company": job.company,
        "role": job.role,
        "via": job.via or None,
        "people": [{"name": each.name, "title": each.title or None} for each in activity.people],
        "channel": activity.channel or None,
        "result": _result(activity) or None,
        "details": [{"what": label or None, "text": words} for label, words in activity.details],
    }


def _by_plural(counts: Mapping[str, int]) -> dict[str, int]:
    return {PLURALS[kind]: count for kind, count in counts.items()}


def _csv(report: Report, _world: World) -> bytes:
    from followup.formats import table as table_formats

    rows = [COLUMNS]
    for week in report.weeks:
        for one in report.in_week(week.begins):
            job = one.application
            rows.append((
                one.on.isoformat(), week.begins.isoformat(), one.kind, _activity(one),
                job.company, job.role, _agency(one), _people(one), one.channel,
                _status(job, job.id in report.offered),
                " / ".join(_details(one)),
            ))  # fmt: skip
    table_rows = (
        table_formats.table_row(table_formats.guarded(line(cell)) for cell in row) for row in rows
    )
    return "".join(table_rows).encode()


_STYLE = """\
@page { margin: 18mm; }
body { margin: 8mm; font: 10pt/1.4 "Noto Sans", Helvetica, Arial, sans-serif; }
table { border-collapse: collapse; width: 100%; margin-bottom: 6mm; }
th, td { border: 0.5pt solid #5a5a5a; padding: 1mm 2mm; text-align: start; vertical-align: top; }
td { overflow-wrap: anywhere; }
td:first-child { min-width: 20mm; }
tr { break-inside: avoid; }
.count { text-align: end; }
.signature { break-inside: avoid; margin-top: 10mm; line-height: 3; }
"""


def _html(report: Report, _world: World) -> bytes:
    from followup.delivery import letter

    title, signature = _report_title(report), f"Signature: {LINE}&emsp;Date: {LINE}"
    body = (
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(_period(report))}</p>",
        _html_weeks(report) if report.activities else f"<p>{NOTHING}</p>",
        _html_counts(report),
        *([_html_jobs(report)] if report.jobs else []),
        *(f'<p dir="auto">{escape(sentence)}</p>' for sentence in _foot(report)),
        '<div class="signature">',
        f"<p>{DECLARATION}</p>",
        f"<p>Name: {escape(_name(report))}<br>{signature}</p>",
        "</div>\n",
    )
    return letter.page(title, _STYLE, "\n".join(body))


def _html_weeks(report: Report) -> str:
    rows = ["<table>", f"<thead>{_html_row('th', HEADS)}</thead>"]
    for head, activities in _sheet(report):
        rows += ["<tbody>", f'<tr><th colspan="{len(HEADS)}">{head}</th></tr>']
        for cells, words in activities:
            rows.append(_html_row("td", cells))
            if words:
                told = "<br>".join(map(escape, words))
                rows.append(f'<tr><td colspan="{len(HEADS)}" dir="auto">{told}</td></tr>')
        rows.append("</tbody>")
    return "\n".join([*rows, "</table>"])


def _html_counts(report: Report) -> str:
    first, *rows = _count_rows(report)
    return _html_table(first, (_html_row("td", row, 'class="count"') for row in rows))


def _html_jobs(report: Report) -> str:
    return _html_table(
        _jobs_table_head(report), (_html_row("td", row) for row in _job_rows(report))
    )


def _html_table(head: Iterable[str], rows: Iterable[str]) -> str:
    top = f"<thead>{_html_row('th', head)}</thead>"
    return "\n".join(["<table>", top, "<tbody>", *rows, "</tbody>", "</table>"])


def _html_row(tag: str, cells: Iterable[str], named: str = 'dir="auto"') -> str:
    return f"<tr>{''.join(f'<{tag} {named}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _sheet(report: Report) -> list[tuple[str, list[tuple[tuple[str, ...], list[str]]]]]:
    """Each week with something in it: its heading, and its activities with their details."""
    return [
        (
            _week_of(week),
            [(_cells(one), _details(one)) for one in report.in_week(week.begins)],
        )
        for week in report.weeks
        if week.total
    ]


def _pdf(report: Report, _world: World) -> bytes:
    from followup.delivery import letter

    data: dict[str, Any] = {
        "title": _report_title(report), "period": _period(report), "heads": HEADS, "weeks": _sheet(report),
        "nothing": NOTHING, "counts": _count_rows(report),
        "jobs": [_jobs_table_head(report), *_job_rows(report)] if report.jobs else [], "foot": _foot(report), "declaration": DECLARATION, "name": line(report.by),
        "on": (report.until.year, report.until.month, report.until.day),
    }  # fmt: skip
    return letter.typeset("report.typ", data, report.paper)


def _as_plain_text(report: Report, world: World) -> bytes:
    return report_text(report, world).encode()


FORMATS: dict[str, Callable[[Report, World], bytes]] = {
    "text": _as_plain_text,
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
