"""The commands that only look: `list`, `show`."""

from typing import Annotated

import typer

from followup.cli import said, start


def listing(
    text: Annotated[str, typer.Argument(help="Words of company, role, contact or note.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Records as JSON.")] = False,
) -> None:
    """The interviews, all or those that match."""
    from followup import render
    from followup.actions import looking

    world = start.world()
    entries = looking.listing(world, text)
    if as_json:
        said.result(render.as_json([render.interview_record(one, world.now) for one in entries]))
    else:
        said.result(render.listing(entries, world))


def show(
    company: Annotated[
        str, typer.Argument(help="Words of company and role, or an interview's number.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="A record as JSON.")] = False,
) -> None:
    """One application with its rounds, people, words and follow-ups."""
    from followup import render
    from followup.actions import looking

    world = start.world()
    found = looking.show(world, company)
    said.result(render.shown_json(found, world) if as_json else render.shown(found, world))
