"""The search at a glance: `stats`, `calendar`."""

from typing import Annotated

import typer

from followup.cli import console, start


def stats(
    since: Annotated[str, typer.Option(help="Count from that day on, as oct 1.")] = "",
    svg: Annotated[str, typer.Option(help="Draw a picture into this file.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A record as JSON.")] = False,
) -> None:
    """How the search is going: interviews a week, how far you got, who kept their word."""
    from followup.output import interviews, statistics
    from followup.services import calendar as calendar_services

    world = start.world()
    found = calendar_services.stats(world, since)
    if svg:
        from followup.output import output_files

        output_files.write(svg, statistics.picture(found, world).encode(), force=force)
        console.remarks([f"Written to {svg}."])
    if as_json:
        console.result(interviews.as_json(statistics.record(found)))
    elif not svg:
        console.result(statistics.text(found, world))


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
    from followup.output import calendar as calendar_output
    from followup.output import interviews
    from followup.services import calendar as calendar_services

    world = start.world()
    found = calendar_services.calendar(world, " ".join(month or ()), weeks)
    console.result(
        interviews.as_json(calendar_output.record(found, is_month=not weeks))
        if as_json
        else calendar_output.text(found, world)
    )
