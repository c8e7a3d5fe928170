"""The commands of the store (`backup`, `restore`, `doctor`, `undo`, `server`) and `config`."""

from typing import Annotated

import typer

from followup import environment
from followup.cli import console
from followup.domain.errors import CheckFailed, UsageError
from followup.domain.safe_text import line
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
    acting = maintenance.acting(world, file)
    console.remarks([maintenance_output.replacing(file, contents, holds, lost, acting)])
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


config = typer.Typer(help="Show and change the settings.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(metavar="KEY", help="A setting, such as you.name.")]


@config.command("list")
def listing(
    words: Annotated[
        str,
        typer.Argument(metavar="WORDS", help="Only settings that begin like this, such as policy."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print records as JSON.")] = False,
) -> None:
    """List every setting with its default and its meaning."""
    from followup.output import json, maintenance
    from followup.services import config as config_service

    world = console.world()
    entries = config_service.listing(world, words)
    records = [maintenance.key_record(entry) for entry in entries]
    console.result(json.as_json(records) if as_json else maintenance.keys(entries, world))


@config.command()
def get(
    key: Key,
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """Show one setting."""
    from followup.output import json, maintenance
    from followup.services import config as config_service

    entry = config_service.get(console.world(), key)
    told = json.as_json(maintenance.key_record(entry)) if as_json else maintenance.value(entry)
    console.result(told)


@config.command("set", context_settings={"ignore_unknown_options": True})
def set_key(
    key: Key,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="The new value; “” restores the default.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Change a setting. `undo` takes it back."""
    from followup.output import changes, json, maintenance
    from followup.services import config as config_service

    world = console.world()
    configured = config_service.set_key(world, key, value)
    moved = changes.moved_records(configured.replanned)
    record = {**maintenance.key_record(configured.entry), "moved": moved}
    told = changes.configured(configured, world.today)
    console.result(json.as_json(record) if as_json else told)
    console.remarks(configured.remarks)


@config.command()
def path(
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """Show where the store and the configuration file are."""
    from followup.output import json

    world = environment.look()
    text = f"store: {line(world.store)}\nconfiguration: {line(world.config)}\n"
    record = {"store": world.store, "configuration": world.config}
    console.result(json.as_json(record) if as_json else text)


server = typer.Typer(
    help="Run followup for many people on a PostgreSQL server.", no_args_is_help=True
)
Url = Annotated[
    str,
    typer.Argument(
        metavar="URL",
        help="The database, as its administrator: postgresql://NAME@HOST/DATABASE.",
    ),
]
Coach = Annotated[str, typer.Argument(metavar="COACH", help="The login of the coach.")]
MaybeClient = Annotated[
    str,
    typer.Argument(
        metavar="CLIENT", help="The login of the client; without one, the rows of URL's login."
    ),
]


@server.command()
def make(url: Url) -> None:
    """Create followup's tables and policies in an empty database."""
    from followup.services import server as server_service

    console.result(server_service.make(url))


@server.command()
def add(
    url: Url,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The name to log in as.")],
    auditor: Annotated[
        bool,
        typer.Option("--auditor", help="Let them read everybody's rows instead, one at a time."),
    ] = False,
) -> None:
    """Give a person a store of their own in that database."""
    from followup.services import server as server_service

    console.result(server_service.add(url, login, auditor=auditor))


@server.command()
def grant(
    url: Url,
    coach: Coach,
    client: MaybeClient = "",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let them read, and change nothing.")
    ] = False,
) -> None:
    """Let a coach act for a client, with --for."""
    from followup.services import server as server_service

    console.result(server_service.grant(url, coach, client, read_only=read_only))


@server.command()
def revoke(url: Url, coach: Coach, client: MaybeClient = "") -> None:
    """Take back what a coach was granted."""
    from followup.services import server as server_service

    console.result(server_service.revoke(url, coach, client))


@server.command()
def migrate(url: Url) -> None:
    """Bring its tables up to date while people use them."""
    from followup.services import server as server_service

    console.result(server_service.migrate(url))


@server.command()
def check(url: Url) -> None:
    """Check every policy, role and setting that protects data. Nothing is changed."""
    from followup.services import server as server_service

    found = server_service.check(url)
    console.result("".join(f"{one}\n" for one in found) or "All is well.\n")
    if found:
        raise typer.Exit(CheckFailed.exit_status)
