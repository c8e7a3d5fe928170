"""The commands that keep the store safe: `backup`, `restore`, `doctor`."""

from typing import Annotated

import typer

from followup import settings
from followup.cli import said
from followup.errors import CheckFailed, UsageError
from followup.render import safety

AsJson = Annotated[bool, typer.Option("--json", help="The result as JSON.")]


def backup(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The file that the copy is written to.")
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Copy the whole store to a file, verified."""
    from followup.actions import safekeeping

    holds = safekeeping.back_up(settings.look(), file, force=force)
    told = safety.backed_up(file, holds)
    said.result(safety.contents_json(file, holds) if as_json else told)


def restore(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A copy of the store, or its number in the list; without one they are listed.",
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Replace the store without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a copy in the store's place; what it replaces is kept."""
    from followup.actions import safekeeping

    world = settings.look()
    if not file:
        made = safekeeping.copies(world)
        said.result(safety.copies_json(made) if as_json else safety.copies(made))
        return
    file = safekeeping.chosen(world, file)
    found = safekeeping.contents(file)
    said.remarks([safety.replacing(file, found, safekeeping.holds_now(world))])
    if not yes and not world.interactive:
        raise UsageError(
            "Nothing was restored; give --yes to replace the store without a question."
        )
    if not yes and not said.confirm("Put the copy in its place?", default=False):
        raise UsageError("Nothing was restored.")
    done = safekeeping.restore(world, file)
    told = safety.restored(done)
    said.result(safety.contents_json(file, done.holds) if as_json else told)


def doctor(as_json: AsJson = False) -> None:
    """Look for everything that can be wrong with the store; nothing is changed."""
    from followup.actions import diagnosing

    found = diagnosing.examine_all(settings.look())
    said.result(safety.findings_json(found) if as_json else safety.findings(found))
    if found:
        raise typer.Exit(CheckFailed.exit_status)
