"""The Typer app: every command, under its name; its module is imported when it is typed."""

from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from followup import __version__, environment
from followup.cli import console

COMMANDS = (
    ("add", "interviews.add"),
    ("due", "followups.due"),
    ("draft", "draft.draft"),
    ("done", "followups.done"),
    ("snooze", "followups.snooze"),
    ("skip", "followups.skip"),
    ("why", "followups.why"),
    ("log", "applications.log"),
    ("outcome", "applications.outcome"),
    ("reschedule", "interviews.reschedule"),
    ("cancel", "interviews.cancel"),
    ("remove", "applications.remove"),
    ("list", "views.listing"),
    ("show", "views.show"),
    ("edit", "interviews.edit"),
    ("stats", "views.stats"),
    ("report", "views.report"),
    ("calendar", "views.calendar"),
    ("undo", "maintenance.undo"),
    ("import", "transfer.take_in"),
    ("export", "transfer.export"),
    ("backup", "maintenance.backup"),
    ("restore", "maintenance.restore"),
    ("doctor", "maintenance.doctor"),
    ("remind", "shell.remind"),
    ("mcp", "mcp.mcp"),
    ("manual", "shell.manual"),
)
FAMILIES = (
    ("contact", "contacts.app"),
    ("template", "draft.template"),
    ("config", "maintenance.config"),
    ("server", "maintenance.server"),
    ("mail", "mail.app"),
)
ALONE = {name for name, _ in (*COMMANDS, *FAMILIES)} - {"manual", "mcp"}
"""The first words for which one command is built, not all; these two describe them all."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"followup {__version__}")
        raise typer.Exit


def _completion_script(name: str | None) -> None:
    if name is not None:
        from followup.integrations import completion

        console.result(completion.script(name))
        raise typer.Exit


def morning(
    context: typer.Context,
    client: Annotated[
        str,
        typer.Option(
            "--for", metavar="NAME", help="Act for a client, where the store is on a server."
        ),
    ] = "",
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    _shell: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            callback=_completion_script,
            is_eager=True,
            help="Print the completion script for bash, zsh or fish.",
        ),
    ] = None,
) -> None:
    """Keep track of your follow-ups after interviews: what is due, and the notes to send."""
    if client:
        before = environment.act_for(client)
        context.call_on_close(lambda: environment.act_for(before))
    if context.invoked_subcommand is None:
        from followup.cli import followups

        followups.due()


@cache
def commands(only: str = "") -> TyperGroup:
    """Every command of the program, or the one of that name, which takes 20 ms less to build."""
    app = typer.Typer(
        help="Keep track of your follow-ups after interviews: what is due, and the notes to send.",
        add_completion=False,
        rich_markup_mode=None,  # boxes would be drawn even into a pipe
        pretty_exceptions_enable=False,  # locals never reach the screen
        no_args_is_help=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True)(morning)
    for name, function in COMMANDS:
        if only in ("", name):
            app.command(name)(_named(function))
    for name, family in FAMILIES:
        if only in ("", name):
            app.add_typer(_named(family), name=name)
    return get_group(app)


def _named(path: str) -> Any:
    """What stands in a module of this folder under that name."""
    module, _, name = path.partition(".")
    return getattr(import_module(f"followup.cli.{module}"), name)


def complete(words: list[str]) -> int:
    """Answer a completion script, whose words follow `--complete`; 0."""
    from followup.cli import shell

    return shell.complete(words, commands())


def run(words: list[str]) -> int:
    """Run the command that `words` are; its exit status. `help add` is `add --help`."""
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    alone = words and words[0] in ALONE
    return console.run(commands(words[0]) if alone else commands(), words)
