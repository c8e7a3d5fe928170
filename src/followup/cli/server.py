"""The commands of who runs a PostgreSQL server for followup: `server make|add`."""

from typing import Annotated

import typer

from followup.cli import console

app = typer.Typer(help="Run followup for many people on a PostgreSQL server.", no_args_is_help=True)
Url = Annotated[
    str,
    typer.Argument(
        metavar="URL",
        help="The database, as its administrator: postgresql://NAME@HOST/DATABASE.",
    ),
]


@app.command()
def make(url: Url) -> None:
    """Create followup's tables and policies in an empty database."""
    from followup.services import server

    console.result(server.make(url))


@app.command()
def add(
    url: Url, login: Annotated[str, typer.Argument(metavar="LOGIN", help="The name to log in as.")]
) -> None:
    """Give a person a store of their own in that database."""
    from followup.services import server

    console.result(server.add(url, login))
