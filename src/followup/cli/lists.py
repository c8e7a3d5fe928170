"""The commands that only look: `list`, `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import console, start

if TYPE_CHECKING:  # what only helps to type is not loaded
    from followup.environment import World
    from followup.services.list_applications import Typed


def listing(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words of company, role, contact or note.")
    ] = "",
    only_open: Annotated[
        bool, typer.Option("--open", help="Only jobs that you are still in the running for.")
    ] = False,
    idle: Annotated[
        bool, typer.Option("--idle", help="Only open applications with nothing pending.")
    ] = False,
    by: Annotated[str, typer.Option(help="One row each: interview or application.")] = "",
    stage: Annotated[str, typer.Option(help="Only this stage, as panel.")] = "",
    outcome: Annotated[str, typer.Option(help="Only this outcome, as rejected, or open.")] = "",
    since: Annotated[str, typer.Option(help="Only interviews of that day and later.")] = "",
    until: Annotated[str, typer.Option(help="Only interviews up to that day.")] = "",
    notes: Annotated[str, typer.Option(help="Only jobs with these words in a kept note.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Records as JSON.")] = False,
) -> None:
    """The interviews, or the applications: all or those that match."""
    from followup.services import list_applications
    from followup.services.add_interview import one_of

    world = start.world()
    typed = list_applications.Typed(text, stage, outcome, since, until, only_open, notes)
    if idle or one_of("way to list", by, ("interview", "application")) == "application":
        _applications(world, typed, idle=idle, as_json=as_json)
    else:
        _interviews(world, typed, as_json=as_json)


def _interviews(world: World, typed: Typed, *, as_json: bool) -> None:
    from followup.output import interviews, tables
    from followup.services import list_applications

    if as_json:
        records = list_applications.interviews(
            world,
            typed,
            lambda one: interviews.element(interviews.interview_record(one, world.now)),
        )
        console.results(interviews.array(records))
        return
    rows = list_applications.interviews(world, typed, lambda one: tables.interview_row(one, world))
    console.result(tables.interviews(rows, world, narrowed=typed.narrows))


def _applications(world: World, typed: Typed, *, idle: bool, as_json: bool) -> None:
    from followup.output import interviews, tables
    from followup.services import list_applications

    if as_json:
        records = list_applications.applications(
            world,
            typed,
            lambda one: interviews.element(tables.application_record(one, world.now)),
            idle=idle,
        )
        console.results(interviews.array(records))
        return
    rows = list_applications.applications(
        world, typed, lambda one: tables.application_row(one, world), idle=idle
    )
    console.result(tables.applications(rows, world, idle=idle, narrowed=typed.narrows))


def show(
    company: Annotated[
        str,
        typer.Argument(
            metavar="COMPANY", help="Words of company and role, or an interview's number."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="A record as JSON.")] = False,
) -> None:
    """One application as a timeline: rounds, people, what was said, what comes."""
    from followup.output import interviews, timeline
    from followup.services import show as show_services

    world = start.world()
    found = show_services.show(world, company)
    console.result(
        interviews.as_json(timeline.record(found, world))
        if as_json
        else timeline.text(found, world)
    )
