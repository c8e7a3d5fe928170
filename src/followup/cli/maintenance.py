"""The commands `backup`, `restore`, `doctor` and `undo`."""

from typing import Annotated

import typer

from followup import environment
from followup.cli import console
from followup.domain.errors import CheckFailed, UsageError
from followup.output import maintenance as maintenance_output

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write the copy to.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    as_json: AsJson = False,
) -> None:
    """Copy the whole store to a file, and verify the copy."""
    from followup.services import maintenance

    holds = maintenance.back_up(environment.look(), file, force=force)
    told = maintenance_output.backed_up(file, holds)
    console.result(maintenance_output.contents_json(file, holds) if as_json else told)


def restore(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A backup, or its number in the list; the list by default.",
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Replace the store without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the store's place. What it replaces is kept."""
    from followup.services import maintenance

    world = environment.look()
    if not file:
        made = maintenance.copies(world)
        console.result(
            maintenance_output.copies_json(made) if as_json else maintenance_output.copies(made)
        )
        return
    file = maintenance.chosen(world, file)
    contents = maintenance.contents(file)
    holds, lost = maintenance.holds_now(world), maintenance.lost(world, file)
    console.remarks([maintenance_output.replacing(file, contents, holds, lost)])
    if not yes and not world.interactive:
        raise UsageError(
            "Nothing was restored; give --yes to replace the store without being asked."
        )
    if not yes and not console.confirm("Put the copy in its place?", default=False):
        raise UsageError("Nothing was restored.")
    done = maintenance.restore(world, file, None if yes else lost)
    told = maintenance_output.restored(done)
    console.result(maintenance_output.contents_json(file, done.holds) if as_json else told)


def doctor(as_json: AsJson = False) -> None:
    """Look for everything that can be wrong with the store. Nothing is changed."""
    from followup.services import maintenance

    findings = maintenance.examine_all(environment.look())
    console.result(
        maintenance_output.findings_json(findings)
        if as_json
        else maintenance_output.findings(findings)
    )
    if findings:
        raise typer.Exit(CheckFailed.exit_status)


def undo(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="NUMBER", help="A change from `undo --list`, if nothing later touched it."
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List what can be taken back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Take back the last change."""
    from followup.output import json
    from followup.output import maintenance as maintenance_output
    from followup.services import maintenance

    world = console.world()
    if listing:
        made = maintenance.changes(world)
        told = json.as_json([maintenance_output.change_record(one) for one in made])
        console.result(told if as_json else maintenance_output.changes(made))
    else:
        taken = maintenance.undo(world, number)
        console.result(
            json.as_json(maintenance_output.change_record(taken))
            if as_json
            else maintenance_output.undone(taken)
        )
