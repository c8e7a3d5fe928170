"""The search at a glance: `stats`, `calendar`."""

from typing import Annotated

import typer

from followup.cli import said, start


def stats(
    since: Annotated[str, typer.Option(help="Count from that day on, as oct 1.")] = "",
    svg: Annotated[str, typer.Option(help="Draw a picture into this file.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A record as JSON.")] = False,
) -> None:
    """How the search is going: interviews a week, how far you got, who kept their word."""
    from followup import render
    from followup.actions import glancing
    from followup.render import stats

    world = start.world()
    found = glancing.stats(world, since)
    if svg:
        from followup import output

        output.write(svg, stats.picture(found, world).encode(), force=force)
        said.remarks([f"Written to {svg}."])
    if as_json:
        said.result(render.as_json(stats.record(found)))
    elif not svg:
        said.result(stats.text(found, world))


def calendar(
    month: Annotated[
        list[str] | None,
        typer.Argument(
            help="2026-12, december 2026, dec (the nearest), next or last; else this month."
        ),
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=53, help="So many weeks from this one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A record as JSON.")] = False,
) -> None:
    """A month at a glance: interviews, due and promised days, days off."""
    from followup import render
    from followup.actions import glancing
    from followup.render import calendar

    world = start.world()
    found = glancing.calendar(world, " ".join(month or ()), weeks)
    said.result(
        render.as_json(calendar.record(found, is_month=not weeks))
        if as_json
        else calendar.text(found, world)
    )
