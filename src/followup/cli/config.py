"""The commands of the configuration: `config list|get|set|path`."""

from typing import Annotated

import typer

from followup import environment
from followup.cli import console
from followup.domain.safe_text import line

app = typer.Typer(help="Show and change the settings.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(metavar="KEY", help="A setting, such as you.name.")]


@app.command("list")
def listing(
    words: Annotated[
        str,
        typer.Argument(metavar="WORDS", help="Only settings that begin like this, such as policy."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print records as JSON.")] = False,
) -> None:
    """List every setting with its default and its meaning."""
    from followup.output import json, maintenance
    from followup.services import config

    world = console.world()
    entries = config.listing(world, words)
    records = [maintenance.key_record(entry) for entry in entries]
    console.result(json.as_json(records) if as_json else maintenance.keys(entries, world))


@app.command()
def get(
    key: Key,
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """Show one setting."""
    from followup.output import json, maintenance
    from followup.services import config

    entry = config.get(console.world(), key)
    told = json.as_json(maintenance.key_record(entry)) if as_json else maintenance.value(entry)
    console.result(told)


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_key(
    key: Key,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="The new value; “” restores the default.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Change a setting. `undo` takes it back."""
    from followup.output import changes, json, maintenance
    from followup.services import config

    world = console.world()
    configured = config.set_key(world, key, value)
    moved = changes.moved_records(configured.replanned)
    record = {**maintenance.key_record(configured.entry), "moved": moved}
    told = changes.configured(configured, world.today)
    console.result(json.as_json(record) if as_json else told)
    console.remarks(configured.remarks)


@app.command()
def path(
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """Show where the store and the configuration file are."""
    from followup.output import json

    world = environment.look()
    text = f"store: {line(world.store)}\nconfiguration: {line(world.config)}\n"
    record = {"store": world.store, "configuration": world.config}
    console.result(json.as_json(record) if as_json else text)
