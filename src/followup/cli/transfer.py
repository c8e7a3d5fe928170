"""The commands `import` and `export`, and what `import` asks at a terminal: the user's address, companies."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from followup.cli import console
from followup.domain.errors import FollowupError, NoCompany
from followup.domain.frozen import replace
from followup.domain.safe_text import line, lines
from followup.environment import World

if TYPE_CHECKING:  # half a second
    from followup.services.import_file import Imported
    from followup.services.transfer import ImportTyped
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # half a second
    from followup.services.import_file import Imported

LISTED = 100
"""How many changes of a dry run are printed."""


def take_in(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A table, workbook, JSON, vCard, iCalendar file or mail."
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be added and changed.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="What other headings mean: “Firma=company,Datum=at”."),
    ] = None,
    only_known: Annotated[
        bool, typer.Option("--only-known", help="Leave out columns that are not known.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out rows that cannot be read.")
    ] = False,
    company: Annotated[
        str,
        typer.Option(
            help="The company of an invitation; of several, that of those that name none."
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Import a file, all of it or nothing. Twice is the same as once."""
    from followup.output import json
    from followup.services.transfer import ImportTyped

    world = console.world()
    typed = ImportTyped(tuple(columns or ()), only_known, skip_bad, company, dry=dry_run)
    if world.interactive:
        typed = about_you(world, file, typed)
    done = answered(world, file, typed, _taken_in)
    record = {
        "file": file, "what": done.what, "added": done.added, "changed": done.changed,
        "left": done.left, "dry_run": done.dry,
    }  # fmt: skip
    would = "Would have read" if done.dry else "Read"
    sentence = (
        f"{would} {line(file)}: {done.what}: {done.added:,} added, {done.changed:,} changed, "
        f"{done.left:,} left as they were.\n"
    )
    record["news"] = [{"done": one.done, "what": one.what} for one in done.news]
    news = "".join(f"  {one.done}: {one.what}\n" for one in done.news[:LISTED])
    more = f"  … and {len(done.news) - LISTED:,} more.\n" if len(done.news) > LISTED else ""
    console.result(json.as_json(record) if as_json else sentence + news + more)
    console.remarks(done.remarks)


def _taken_in(world: World, file: str, typed: "ImportTyped") -> "Imported":
    from followup.services import transfer

    with _Progress() as tick:
        return transfer.take_in(world, file, typed, tick)


def export(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, json, vcard (3.0), vcard4 or ics.")
    ],
    out: Annotated[str, typer.Option(help="Write to this file instead of standard output.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Export everything, for another program or safe keeping."""
    from followup.services import transfer
    from followup.store import new_file

    world = console.world()
    pieces = transfer.export(world, format_name)
    if out:
        new_file.write(out, (piece.encode() for piece in pieces), force=force)
        console.result(f"Wrote {line(out)}: {os.path.getsize(out):,} bytes.\n")
    else:
        _print(pieces)
    console.remarks(transfer.left_out(world, format_name))


def _print(pieces: Iterable[str]) -> None:
    """Print the bytes of a file, whatever the locale; at a terminal, without what could act on it."""
    sys.stdout.flush()
    for piece in pieces:
        if sys.stdout.isatty():
            sys.stdout.write(lines(piece))
        else:
            sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


BAR_AFTER = 1.0
"""Seconds after which an import shows how far it is."""


class _Progress:
    """A progress bar on standard error, shown at a terminal after `BAR_AFTER`.

    Ctrl-C clears it before the program ends.
    """

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.bar: Any = None
        self.at_interrupt = signal.getsignal(signal.SIGINT)

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done; a `total` of 0 is unknown."""
        if self.bar is None and sys.stderr.isatty() and time.monotonic() - self.began > BAR_AFTER:
            from rich.console import Console  # 60 ms
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task("Reading", total=None)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self.bar.start()
        if self.bar is not None:
            self.bar.update(self.task, completed=done, total=total or None)

    def __exit__(self, kind: object, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()
            signal.signal(signal.SIGINT, self.at_interrupt)
        if kind is KeyboardInterrupt:
            raise SystemExit(console.INTERRUPTED) from None


ADDRESS = "Your own email address in invitations, so that you are not thanked:"

Taking = Callable[[World, str, "ImportTyped"], "Imported"]


def about_you(world: World, file: str, typed: "ImportTyped") -> "ImportTyped":
    """The options with the user's own address, asked for before the first invitation is read."""
    from followup.domain.people import check_email
    from followup.services import transfer

    if not transfer.wants_your_address(world, file):
        return typed
    while answer := console.ask(ADDRESS, default=""):
        try:
            return replace(typed, your_email=check_email(answer))
        except FollowupError as error:
            console.result(f"  {lines(str(error))}\n")
    return typed


def answered(world: World, file: str, typed: "ImportTyped", taking: Taking) -> "Imported":
    """What an import does, the companies asked for that invitations do not name."""
    while True:
        try:
            return taking(world, file, typed)
        except NoCompany as unnamed:
            if not world.interactive or unnamed.headline in typed.companies:
                raise
            answer = console.ask(
                f"Which company is “{line(unnamed.headline)[:60]}” from?", default=""
            )
            if not answer:
                raise
            typed = replace(typed, companies={**typed.companies, unnamed.headline: answer})
