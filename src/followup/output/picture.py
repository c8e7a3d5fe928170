"""The figures of `stats` as a picture: SVG, which is text. Pure; it names nobody.

White ground and dark words are drawn, so that it reads the same on every page. The colours of
the stages differ for colour-blind eyes, too (Okabe and Ito, 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a value that is handed in
    from followup.services.statistics import Progress, Week

COLOURS = {
    "phone": "#56b4e9", "video": "#0072b2", "onsite": "#009e73", "panel": "#e69f00",
    "final": "#d55e00", "informational": "#999999",
}  # fmt: skip
INK, PALE, BAR = "#222222", "#dddddd", "#666666"
WIDTH, HEIGHT = 760, 620
"""Of the picture, in pixels."""
LEFT, RIGHT = 40, 720
"""Where the charts begin and end."""
TOP, GROUND = 90, 270
"""Between which the columns of the weeks stand."""
STEPS_TOP, STEP = 370, 28
NAMES = 80
"""Where the bars of the steps begin, to the right of LEFT."""
WEEKS = 26
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
            *_weeks(found.weeks[-WEEKS:]),
            *_legend(found.by_stage),
            _text(LEFT, STEPS_TOP - 22, f"How far each application got ({found.applications})", HEAD),
            *_steps(found.furthest),
            "</svg>\n",
        ]
    )  # fmt: skip


HEAD = 'font-weight="bold"'
MIDDLE = 'text-anchor="middle"'


def _weeks(weeks: Sequence[Week]) -> Iterator[str]:
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
        top = STEPS_TOP + place * STEP
        yield _text(begins - 8, top + 15, step, 'text-anchor="end"')
        yield _rect(begins, top, count * unit, STEP - 8, BAR)
        yield _text(begins + count * unit + 8, top + 15, str(count))


def _rect(left: float, top: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'fill="{colour}"/>'
    )


def _text(left: float, base: float, said: str, more: str = "") -> str:
    return f'<text x="{left:.1f}" y="{base:.1f}"{" " * bool(more)}{more}>{said}</text>'
