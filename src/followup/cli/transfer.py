"""The commands that read and write files of other programs: `import`, `export`."""

import os
import signal
import sys
import time
from collections.abc import Iterable
from typing import Annotated, Any, Self

import typer

from followup.cli import console
from followup.domain.safe_text import line, lines

LISTED = 100
"""How many news of a trial are worth reading."""


def take_in(
    file: Annotated[str, typer.Argument(help="A CSV, JSON, vCard or iCalendar file.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be added and changed.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="What columns of other names are: “Firma=company,Datum=at”."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Read a file: all of it or nothing; twice is the same as once."""
    from followup.output import json
    from followup.services import transfer

    world = console.world()
    with _Progress() as tick:
        done = transfer.take_in(world, file, tuple(columns or ()), tick, dry=dry_run)
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
    console.remarks(done.remarks, wrapped=True)


def export(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, json, vcard (3.0), vcard4 or ics.")
    ],
    out: Annotated[str, typer.Option(help="A file to write instead of standard output.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Write all that is kept, for another program or for safe keeping."""
    from followup.services import output_files, transfer

    pieces = transfer.export(console.world(), format_name)
    if not out:
        _print(pieces)
        return
    output_files.write(out, (piece.encode() for piece in pieces), force=force)
    console.result(f"Wrote {line(out)}: {os.path.getsize(out):,} bytes.\n")


def _print(pieces: Iterable[str]) -> None:
    """The bytes of a file, whatever the locale; at a terminal, what cannot act on it."""
    sys.stdout.flush()
    for piece in pieces:
        if sys.stdout.isatty():
            sys.stdout.write(lines(piece))
        else:
            sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


class _Progress:
    """A bar on standard error, if it is a terminal and somebody has waited for a second.

    Ctrl-C takes it off the screen before it ends the program.
    """

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.bar: Any = None
        self.at_interrupt = signal.getsignal(signal.SIGINT)

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done; of 0 where nobody knows yet."""
        if self.bar is None and sys.stderr.isatty() and time.monotonic() - self.began > 1:
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
