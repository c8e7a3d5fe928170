"""`stats`: bars and shares within the width of the screen, an SVG, and the figures as JSON.

Small numbers are shown as counts, `2 of 3`: a percentage of three claims more than is known. Bars
are drawn here and not by rich, which takes longer to load than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from followup.domain.errors import NothingFound
from followup.domain.safe_text import paint, width
from followup.domain.text import counted
from followup.output.days import long, short
from followup.output.json import Record
from followup.output.tables import Column, fitted, table

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.environment import World
    from followup.services.reports import KeptPromises, Progress, Share, Week

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


def text(found: Progress, world: World) -> str:
    """The figures as people read them."""
    if found.is_empty:
        none = SINCE.format(day=short(found.since, world.today)) if found.since else EMPTY
        return "\n".join([*fitted(none, world), ""])
    parts = (
        [paint(row, "head", colour=world.colour) for row in fitted(_title(found, world), world)],
        [*_weeks(found, world)],
        [*_furthest(found, world)],
        [row for said in _sentences(found) for row in fitted(said, world)],
        [*_promises(found, world)],
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def picture(found: Progress, world: World) -> str:
    """The figures as an SVG. NothingFound where there is nothing to draw."""
    if found.is_empty:
        raise NothingFound("Nothing is recorded yet, so there is nothing to draw.")
    return svg(found, _title(found, world))


def _title(found: Progress, world: World) -> str:
    since = f", since {long(found.since)}" if found.since else ""
    return f"How the search is going, {long(world.today)}{since}"


def _weeks(found: Progress, world: World) -> Iterator[str]:
    """A bar a week, the latest last, with the stages beside it."""
    shown = found.weeks[-WEEKS:]
    yield paint("Interviews held, week by week", "head", colour=world.colour)
    rows = [(_named(week, shown), week.held, _stages(week.by_stage)) for week in shown]
    yield from _bars(rows, world)
    if earlier := found.weeks[:-WEEKS]:
        held = sum(week.held for week in earlier)
        yield from fitted(f"{held} in {counted(len(earlier), 'week')}", world, "  before: ")
    booked = f", {found.booked} booked" if found.booked else ""
    stages = f": {_stages(found.by_stage)}" if found.held else ""
    yield from fitted(f"In all {found.held} held{booked}{stages}", world)


def _named(week: Week, weeks: Sequence[Week]) -> str:
    """The Monday; with its year where the weeks are of several."""
    year = "" if weeks[0].monday.year == weeks[-1].monday.year else f" {week.monday.year}"
    return f"{week.monday.day:>2} {week.monday:%b}{year}"


def _stages(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {stage}" for stage, count in counts.items())


def _furthest(found: Progress, world: World) -> Iterator[str]:
    head = f"How far {counted(found.applications, 'application')} got"
    yield paint(head, "head", colour=world.colour)
    yield from _bars([(step, count, "") for step, count in found.furthest.items()], world)
    if found.informational:
        yield f"Besides, {counted(found.informational, 'informational contact')}"


def _bars(rows: Sequence[tuple[str, int, str]], world: World) -> Iterator[str]:
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


def _sentences(found: Progress) -> Iterator[str]:
    yield f"Until they answered: {_waited(found)}"
    yield f"Thank-yous sent in time: {_of(found.notes, 'none fell due')}"
    yield f"Promises that you kept: {_of(found.you, 'none fell due')}"
    yield f"Decision dates that they kept: {_of(found.they, 'none has come')}"


def _waited(found: Progress) -> str:
    median, count = found.median_wait, len(found.waits)
    if median is None:
        return "no answer so far"
    days = f"{median:g} day{'s' * (median != 1)}"
    return f"{days}, their only answer" if count == 1 else f"{days}, the median of {count} answers"


def _of(share: Share, none: str) -> str:
    return f"{share.kept} of {share.of}" if share.of else none


PROMISES = (Column("promises kept", may_be_cut=True), Column("you"), Column("they"))


def _promises(found: Progress, world: World) -> Iterator[str]:
    """A line a company, where there are several."""
    if len(found.promises) < 2:
        return
    shown = found.promises[:COMPANIES]
    rows = [(one.company, _of(one.you, ""), _of(one.they, "")) for one in shown]
    yield table(PROMISES, rows, world).rstrip("\n")
    if left := len(found.promises) - len(shown):
        yield f"… and {left} more: followup stats --json"


def record(found: Progress) -> Record:
    """The figures as `stats --json` gives them."""
    return {
        "since": found.since and found.since.isoformat(),
        "held": found.held,
        "booked": found.booked,
        "by_stage": dict(found.by_stage),
        "weeks": [
            {"week": one.monday.isoformat(), "held": one.held, "by_stage": dict(one.by_stage)}
            for one in found.weeks
        ],
        "applications": found.applications,
        "furthest": dict(found.furthest),
        "informational": found.informational,
        "answers": len(found.waits),
        "median_days_until_answer": found.median_wait,
        "notes_in_time": _share(found.notes),
        "promises_kept": {
            "you": _share(found.you),
            "they": _share(found.they),
            "by_company": [*_by_company(found.promises)],
        },
    }


def _by_company(kept: Iterable[KeptPromises]) -> Iterator[Record]:
    for one in kept:
        yield {"company": one.company, "you": _share(one.you), "they": _share(one.they)}


def _share(share: Share) -> Record:
    return {"kept": share.kept, "of": share.of}


COLOURS = {
    "phone": "#56b4e9", "video": "#0072b2", "onsite": "#009e73", "panel": "#e69f00",
    "final": "#d55e00", "informational": "#999999",
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


def svg(found: Progress, title: str) -> str:
    """The interviews of each week above, how far the applications got below."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="13" '
            f'fill="{INK}" role="img">',
            f"<title>{title}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            _text(LEFT, 32, title, 'font-size="18" font-weight="bold"'),
            _text(LEFT, 62, f"Interviews held, week by week ({found.held} in all)", HEAD),
            *_week_bars(found.weeks[-WEEKS_SHOWN:]),
            *_legend(found.by_stage),
            _text(LEFT, STEPS_TOP - 22, f"How far each application got ({found.applications})", HEAD),
            *_steps(found.furthest),
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
            yield _text(middle, top - 6, str(week.held), MIDDLE)
        if place % every == 0:
            yield _text(middle, GROUND + 18, f"{week.monday.day} {week.monday:%b}", MIDDLE)


def _legend(by_stage: Mapping[str, int]) -> Iterator[str]:
    left = float(LEFT)
    for stage, count in by_stage.items():
        yield _rect(left, GROUND + 34, 12, 12, COLOURS[stage])
        said = f"{stage} {count}"
        yield _text(left + 18, GROUND + 45, said)
        left += 42 + 7.5 * len(said)


def _steps(furthest: Mapping[str, int]) -> Iterator[str]:
    """A bar a step, with its count."""
    begins = LEFT + NAMES
    unit = (RIGHT - begins - 40) / max(4, *furthest.values())
    for place, (step, count) in enumerate(furthest.items()):
        top = STEPS_TOP + place * STEP_HEIGHT
        yield _text(begins - 8, top + 15, step, 'text-anchor="end"')
        yield _rect(begins, top, count * unit, STEP_HEIGHT - 8, BAR_COLOUR)
        yield _text(begins + count * unit + 8, top + 15, str(count))


def _rect(left: float, top: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'fill="{colour}"/>'
    )


def _text(left: float, base: float, said: str, more: str = "") -> str:
    return f'<text x="{left:.1f}" y="{base:.1f}"{" " * bool(more)}{more}>{said}</text>'
