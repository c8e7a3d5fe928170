"""The commands for administrators of a PostgreSQL server: `server make|add|grant|…`."""

from typing import Annotated

import typer

from followup.cli import console
from followup.domain.errors import CheckFailed

app = typer.Typer(help="Run followup for many people on a PostgreSQL server.", no_args_is_help=True)
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


@app.command()
def make(url: Url) -> None:
    """Create followup's tables and policies in an empty database."""
    from followup.services import server

    console.result(server.make(url))


@app.command()
def add(
    url: Url,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The name to log in as.")],
    auditor: Annotated[
        bool,
        typer.Option("--auditor", help="Let them read everybody's rows instead, one at a time."),
    ] = False,
) -> None:
    """Give a person a store of their own in that database."""
    from followup.services import server

    console.result(server.add(url, login, auditor=auditor))


@app.command()
def grant(
    url: Url,
    coach: Coach,
    client: MaybeClient = "",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let them read, and change nothing.")
    ] = False,
) -> None:
    """Let a coach act for a client, with --for."""
    from followup.services import server

    console.result(server.grant(url, coach, client, read_only=read_only))


@app.command()
def revoke(url: Url, coach: Coach, client: MaybeClient = "") -> None:
    """Take back what a coach was granted."""
    from followup.services import server

    console.result(server.revoke(url, coach, client))


@app.command()
def migrate(url: Url) -> None:
    """Bring its tables up to date while people use them."""
    from followup.services import server

    console.result(server.migrate(url))


@app.command()
def check(url: Url) -> None:
    """Check every policy, role and setting that protects data. Nothing is changed."""
    from followup.services import server

    found = server.check(url)
    console.result("".join(f"{one}\n" for one in found) or "All is well.\n")
    if found:
        raise typer.Exit(CheckFailed.exit_status)
