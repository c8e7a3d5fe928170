"""The commands that look at the search: `stats`, `report`, `calendar`, `list`, `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import console

if TYPE_CHECKING:  # what only helps to type is not loaded
    from followup.environment import World
    from followup.services.views import ListOptions


Since = Annotated[
    str, typer.Option(help="The first day that counts, such as oct 1; all days by default.")
]
Until = Annotated[str, typer.Option(help="The last day that counts; today by default.")]


def stats(
    since: Since = "",
    until: Until = "",
    svg: Annotated[str, typer.Option(help="Draw a picture into this SVG file.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
    clients: Annotated[
        bool, typer.Option("--clients", help="A line for each client of yours, on a server.")
    ] = False,
) -> None:
    """How the search is going. Interviews a week, how far you got, who kept their word."""
    from followup.output import json, reports
    from followup.services import reports as reports_services

    if clients:
        console.clients(as_json=as_json, counts=True)
        return
    world = console.world()
    progress = reports_services.stats(world, since, until)
    if svg:
        from followup.store import new_file

        new_file.write(svg, reports.picture(progress, world).encode(), force=force)
        console.remarks([f"Written to {svg}."])
    if as_json:
        console.result(json.as_json(reports.stats_record(progress)))
    elif not svg:
        console.result(reports.stats_text(progress, world))


def report(
    since: Since = "",
    until: Until = "",
    private: Annotated[
        bool,
        typer.Option(
            "--include-private", help="Include your own words: topics, doubts, notes, terms."
        ),
    ] = False,
    form: Annotated[str, typer.Option("--format", help="text, csv, html or pdf.")] = "",
    out: Annotated[str, typer.Option(help="Write the record to this file.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """A dated record of your search, to sign for an office. In English, week by week."""
    from followup.output import json, reports
    from followup.services import reports as reports_services

    world = console.world()
    write = reports.FORMATS[reports.format_of(form, out)]
    made = reports_services.report(world, since, until, private=private)
    content = json.as_json(reports.report_record(made)).encode() if as_json else write(made, world)
    said = console.put(content, out, force=force)
    console.remarks([*said, *reports.report_remarks(made)])


def calendar(
    month: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MONTH",
            help="2026-12, december 2026, dec (the nearest), next or last; this month by default.",
        ),
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=53, help="Show this many weeks from this one on.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """A month at a glance. Interviews, due and promised days, days off."""
    from followup.output import calendar as calendar_output
    from followup.output import json
    from followup.services import calendar as calendar_services

    world = console.world()
    grid = calendar_services.calendar(world, " ".join(month or ()), weeks)
    console.result(
        json.as_json(calendar_output.record(grid, is_month=not weeks))
        if as_json
        else calendar_output.text(grid, world)
    )


def listing(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT", help="Words in the company, role, contact or note."),
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only applications that are still open.")
    ] = False,
    idle: Annotated[
        bool, typer.Option("--idle", help="Only open applications with nothing pending.")
    ] = False,
    by: Annotated[str, typer.Option(help="One row for each interview or application.")] = "",
    stage: Annotated[str, typer.Option(help="Only this stage, such as panel.")] = "",
    outcome: Annotated[
        str, typer.Option(help="Only this outcome, such as rejected, or open.")
    ] = "",
    since: Annotated[str, typer.Option(help="Only interviews on or after that day.")] = "",
    until: Annotated[str, typer.Option(help="Only interviews on or before that day.")] = "",
    notes: Annotated[
        str, typer.Option(help="Only applications whose kept notes have these words.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print records as JSON.")] = False,
) -> None:
    """List interviews or applications, all or those that match."""
    from followup.services import views
    from followup.services.interview_fields import one_of

    world = console.world()
    text = " ".join(words or ())
    typed = views.ListOptions(text, stage, outcome, since, until, only_open, notes)
    if idle or one_of("way to list", by, ("interview", "application")) == "application":
        _applications(world, typed, idle=idle, as_json=as_json)
    else:
        _interviews(world, typed, as_json=as_json)


def _interviews(world: World, typed: ListOptions, *, as_json: bool) -> None:
    from followup.output import interviews, json, tables
    from followup.services import views

    if as_json:
        records = views.interviews(
            world,
            typed,
            lambda one: json.element(interviews.interview_record(one, world.now)),
        )
        console.results(json.array(records))
        return
    rows = views.interviews(world, typed, lambda one: tables.interview_row(one, world))
    console.result(tables.interviews(rows, world, narrowed=typed.narrows))
    others = 0 if typed.narrows else views.without_interviews(world)
    if others:
        console.remarks([tables.left_out(others)])


def _applications(world: World, typed: ListOptions, *, idle: bool, as_json: bool) -> None:
    from followup.output import json, tables
    from followup.services import views

    if as_json:
        records = views.applications(
            world,
            typed,
            lambda one: json.element(tables.application_record(one, world.now)),
            idle=idle,
        )
        console.results(json.array(records))
        return
    rows = views.applications(
        world, typed, lambda one: tables.application_row(one, world), idle=idle
    )
    console.result(tables.applications(rows, world, idle=idle, narrowed=typed.narrows))


def show(
    company: Annotated[
        list[str],
        typer.Argument(
            metavar="COMPANY", help="Words of company and role, or an interview's number."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """Show one application as a timeline. Rounds, people, what was said, what comes next."""
    from followup.output import interviews, json
    from followup.services import views

    world = console.world()
    found = views.show(world, " ".join(company))
    console.result(
        json.as_json(interviews.record(found, world)) if as_json else interviews.text(found, world)
    )
