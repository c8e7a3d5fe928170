"""The commands of the configuration: `config list|get|set|path`."""

from typing import Annotated

import typer

from followup import settings
from followup.cli import said, start
from followup.printable import line

app = typer.Typer(help="Show and set the configuration.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(metavar="KEY", help="A key, as you.name.")]


@app.command("list")
def listing(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="Only keys that begin so, as policy.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Records as JSON.")] = False,
) -> None:
    """Every key with its value, its default and what it means."""
    from followup import render
    from followup.actions import configuring

    world = start.world()
    entries = configuring.listing(world, words)
    records = [render.key_record(one) for one in entries]
    said.result(render.as_json(records) if as_json else render.keys(entries, world))


@app.command()
def get(
    key: Key,
    as_json: Annotated[bool, typer.Option("--json", help="A record as JSON.")] = False,
) -> None:
    """The value of one key."""
    from followup import render
    from followup.actions import configuring

    entry = configuring.get(start.world(), key)
    told = render.as_json(render.key_record(entry)) if as_json else render.value(entry)
    said.result(told)


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_key(
    key: Key,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="Its value; “” goes back to the default.")
    ],
) -> None:
    """Set a key; undo takes it back."""
    from followup.actions import configuring
    from followup.render import moves

    world = start.world()
    found = configuring.set_key(world, key, value)
    said.result(moves.configured(found, world.today))
    said.remarks(found.remarks)


@app.command()
def path() -> None:
    """Where the store and the configuration file are."""
    world = settings.look()
    said.result(f"store: {line(world.store)}\nconfiguration: {line(world.config)}\n")
