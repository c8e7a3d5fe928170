"""The commands that only look: `list`, `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import said, start

if TYPE_CHECKING:  # what only helps to type is not loaded
    from followup.actions.listing import Typed
    from followup.settings import World


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
    from followup.actions import listing
    from followup.actions.adding import one_of

    world = start.world()
    typed = listing.Typed(text, stage, outcome, since, until, only_open, notes)
    if idle or one_of("way to list", by, ("interview", "application")) == "application":
        _applications(world, typed, idle=idle, as_json=as_json)
    else:
        _interviews(world, typed, as_json=as_json)


def _interviews(world: World, typed: Typed, *, as_json: bool) -> None:
    from followup import render
    from followup.actions import listing
    from followup.render import lists

    if as_json:
        records = listing.interviews(
            world, typed, lambda one: render.element(render.interview_record(one, world.now))
        )
        said.results(render.array(records))
        return
    rows = listing.interviews(world, typed, lambda one: lists.interview_row(one, world))
    said.result(lists.interviews(rows, world, narrowed=typed.narrows))


def _applications(world: World, typed: Typed, *, idle: bool, as_json: bool) -> None:
    from followup import render
    from followup.actions import listing
    from followup.render import lists

    if as_json:
        records = listing.applications(
            world,
            typed,
            lambda one: render.element(lists.application_record(one, world.now)),
            idle=idle,
        )
        said.results(render.array(records))
        return
    rows = listing.applications(
        world, typed, lambda one: lists.application_row(one, world), idle=idle
    )
    said.result(lists.applications(rows, world, idle=idle, narrowed=typed.narrows))


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
    from followup import render
    from followup.actions import looking
    from followup.render import timeline

    world = start.world()
    found = looking.show(world, company)
    said.result(
        render.as_json(timeline.record(found, world)) if as_json else timeline.text(found, world)
    )
