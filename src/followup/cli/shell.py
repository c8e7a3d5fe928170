"""The commands for the shell: completion, `remind`, `manual`."""

import contextlib
from collections.abc import Sequence

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from followup import completion, settings
from followup.cli import said
from followup.commands import Argument, Command, Option
from followup.errors import FollowupError


def commands() -> Command:
    """Every command of the program, as values."""
    from followup.cli.app import app  # which has the commands of this file, too

    return _described("followup", get_command(app))


def _described(name: str, command: object) -> Command:
    """A command of Typer's, or a family of them, without those that are hidden."""
    if not isinstance(command, TyperCommand | TyperGroup):
        raise TypeError(command)
    inner = command.commands.items() if isinstance(command, TyperGroup) else ()
    parameters = command.get_params(typer.Context(command))
    return Command(
        name=name,
        help=command.help or "",
        arguments=tuple(_argument(one) for one in parameters if isinstance(one, TyperArgument)),
        options=tuple(_option(one) for one in parameters if isinstance(one, TyperOption)),
        commands=tuple(_described(word, one) for word, one in inner if not one.hidden),
    )


def _argument(one: TyperArgument) -> Argument:
    return Argument(one.human_readable_name, one.help or "", one.required)


def _option(one: TyperOption) -> Option:
    kind = "NUMBER" if one.type.name.startswith("integer") else "TEXT"
    return Option(
        spellings=(*one.opts, *one.secondary_opts),
        help=one.help or "",
        value="" if one.is_flag else one.metavar or kind,
        repeatable=one.multiple,
    )


def complete(words: Sequence[str]) -> int:
    """Answer a completion script, which gives its shell and the line up to the cursor; 0.

    What cannot be read completes nothing: a line that is being typed is no place for an error.
    """
    from followup.actions import completing

    with contextlib.suppress(FollowupError, ValueError):
        shell, line = words
        world = settings.look()
        root = commands()
        values = completing.values(world)
        said.result(completion.answer(root, shell, line, values))
    return 0
