"""`import` and `export`: files of other programs, read whole or not at all, and written."""

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from followup import exchange
from followup.actions.importing import (
    Reading,
    column_names,
    read_card,
    remembered,
    to_remember,
)
from followup.errors import WorldError
from followup.exchange.values import Archive, Cards, Hints, Rows
from followup.printable import line
from followup.settings import World
from followup.store import morning
from followup.store.asking import asking

if TYPE_CHECKING:  # the engine costs half a second
    from followup.actions.merging import Imported, Read, Tick

LARGEST = 64 * 1024 * 1024
"""Bytes that a file may have at the most."""


def export(world: World, format_name: str) -> Iterator[str]:
    """What is kept, as a file of that format, piece by piece. UsageError for an unknown format."""
    from followup.store.outgoing import Outgoing

    write = exchange.named(format_name).write
    with asking(world.store) as ask:
        yield from write(Outgoing(ask, world.now))


def take_in(
    world: World, path: str, columns: Sequence[str], tick: "Tick", *, dry: bool = False
) -> "Imported":
    """Bring a file into the store in one change; nothing of it where anything cannot be read.

    `columns` say what the heads of a table mean (`Firma=company`); `dry` only says what would be
    done. WorldError where the file cannot be read, UsageError, with its place, for wrong content.
    """
    content = load(path)
    with asking(world.store) as ask:
        kept = morning.settings(ask)
    hints = Hints(column_names(columns), remembered(kept), kept.get("you.email", ""))
    found = exchange.of_file(path, content).read(content, hints)
    del content  # up to 64 MiB that nobody needs any more
    read: Read
    if isinstance(found, Archive):
        read = found
    elif isinstance(found, Cards):
        read = [read_card(card) for card in found.cards]
    else:
        read = Reading(world, kept).interviews(found.rows)
    from followup.actions import merging

    remarks = list(found.remarks) if isinstance(found, Rows) else []
    with _place(world, dry=dry) as there:
        done = merging.merge(
            there, os.path.basename(path), read, tick, dry=dry, settings=to_remember(found, hints)
        )
    return replace(done, remarks=(*remarks, *done.remarks))


@contextmanager
def _place(world: World, *, dry: bool) -> Iterator[World]:
    """Where the change is made: a trial without a store makes none."""
    if not dry or os.path.exists(world.store):
        yield world
        return
    with tempfile.TemporaryDirectory() as directory:
        yield World(**{**world.__dict__, "store": os.path.join(directory, "trial.db")})


def load(path: str) -> bytes:
    """The bytes of a regular file. WorldError where it is none, cannot be read, or is too large."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait
        with open(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise WorldError(f"{line(path)} is no regular file; name a file that was exported.")
            if found.st_size <= LARGEST:
                return file.read(LARGEST + 1)
    except OSError as error:
        raise WorldError(
            f"{line(path)} cannot be read: {error.strerror}. Name another file."
        ) from None
    except ValueError:
        raise WorldError("A file name cannot hold a NUL character; name another file.") from None
    raise WorldError(
        f"{line(path)} has {found.st_size:,} bytes; at most {LARGEST:,} are read. Split it."
    )
