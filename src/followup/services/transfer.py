"""`import` and `export`: files of other programs, read whole or not at all, and written."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BufferedReader
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from followup import formats
from followup.domain.dates import Frame
from followup.domain.errors import WorldError
from followup.domain.frozen import Frozen, replace
from followup.domain.records import Archive, Cards, Found, Hints, Row
from followup.domain.safe_text import line
from followup.domain.text import counted, name_line
from followup.environment import SERVER, World
from followup.formats import json
from followup.services import import_rows
from followup.services.context import frame, store_file
from followup.services.import_rows import (
    Days,
    Reading,
    column_names,
    read_card,
    remembered,
    to_remember,
)
from followup.store import queries, settings
from followup.store.connection import connect

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.import_file import Imported, Read, Tick

LARGEST = 64 * 1024 * 1024
"""Bytes that a file may have at the most."""

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one record in such an export."""

MOST_REMARKS = 60
"""How many remarks on what a file says are worth reading."""

TICK = 1_000
"""How many rows are read between two ticks."""

LARGEST_EXPORT = 4 * LARGEST
"""Bytes that an export of everything may have: a hundred thousand interviews take 200 MB."""


def export(world: World, format_name: str) -> Iterator[str]:
    """What is kept, as a file of that format, piece by piece. UsageError for an unknown format."""
    from followup.store.archive import Outgoing

    write = formats.writer(format_name)
    with connect(world.store, at_once=True) as ask:
        yield from write(Outgoing(ask, world.now))


def left_out(world: World, format_name: str) -> list[str]:
    """A remark where a file of that format cannot hold all that is kept."""
    if format_name != "csv":
        return []
    with connect(world.store) as ask:
        count = queries.without_interviews(ask)
    if not count:
        return []
    jobs = counted(count, "application")
    return [f"Left out, for lack of an interview: {jobs}. All is in: followup export json"]


class ImportTyped(Frozen):
    """The options of `import`, as they were typed.

    `columns` say what the heads of a table mean (`Firma=company`), and `only_known` leaves out the
    others; `skip_bad` leaves out what cannot be read; `company` is that of invitations which name
    none, `companies` that of those with a headline; `your_email` becomes the setting; `dry` only
    says what would be done.
    """

    columns: Sequence[str] = ()
    only_known: bool = False
    skip_bad: bool = False
    company: str = ""
    companies: Mapping[str, str] = MappingProxyType({})
    your_email: str = ""
    dry: bool = False


def take_in(world: World, path: str, typed: ImportTyped, tick: "Tick") -> "Imported":
    """Bring a file into the store in one change; nothing of it where anything cannot be read.
    WorldError where the file cannot be read, UsageError, with its place, for wrong content.
    """
    with connect(world.store) as ask:
        kept, phrases = settings.settings(ask), frame(world, ask)
    hints = Hints(
        names=column_names(typed.columns),
        remembered=remembered(kept),
        only_known=typed.only_known,
        skip_bad=typed.skip_bad,
        company=name_line(typed.company, "company"),
        companies=typed.companies,
        you=typed.your_email or kept.get("you.email", ""),
        your_name=kept.get("you.name", ""),
        zone=phrases.zone,
    )
    content = read(path, hints)
    remarks = () if isinstance(content, Archive) else content.remarks
    news = to_remember(content, hints)
    news |= {"you.email": typed.your_email} if typed.your_email else {}
    records, more = _understood(content, phrases, typed, tick)
    remarks = (*remarks, *more)
    del content  # its text, which nobody needs any more
    from followup.services import import_file

    with _place(world, dry=typed.dry) as there:
        name = os.path.basename(path)
        done = import_file.merge(there, name, records, tick, dry=typed.dry, settings=news)
    beyond = len(remarks) - MOST_REMARKS
    cut = (f"… and {beyond:,} more remarks on the file.",) if beyond > 0 else ()
    return replace(done, remarks=(*remarks[:MOST_REMARKS], *cut, *done.remarks))


def wants_your_address(world: World, path: str) -> bool:
    """Whether a file has invitations, and the user's own address is not known."""
    with connect(world.store) as ask:
        known = settings.settings(ask).get("you.email", "")
    return not known and path.lower().endswith((".ics", ".ical", ".eml"))


def _understood(
    found: Found, phrases: Frame, typed: ImportTyped, tick: "Tick"
) -> tuple["Read", tuple[str, ...]]:
    """What a file says, as the store takes it, and remarks."""
    from followup.services.import_file import ImportedRows

    if isinstance(found, Archive):
        return found, ()
    if isinstance(found, Cards):
        read = [read_card(card) for card in found.cards]
        return [card for card, _ in read], tuple(chain.from_iterable(said for _, said in read))
    days = Days(cells_of_days(found.rows), phrases.order)
    reading = Reading(phrases, days, skip_bad=typed.skip_bad)
    talks = reading.interviews(_ticking(found.rows, tick))
    return ImportedRows(talks, reading.applications, reading.is_export), tuple(reading.remarks)


def cells_of_days(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """Each cell that holds a day: its column, its place, its text."""
    for columns, alike in groupby(rows, attrgetter("columns")):
        named = (*import_rows.DAY_COLUMNS, *import_rows.BESIDE)
        places = [(name, columns.index(name)) for name in named if name in columns]
        for row in alike:
            for name, at in places:
                yield name, row.place, row.texts[at]


def _ticking(rows: Iterable[Row], tick: "Tick") -> Iterator[Row]:
    """Rows, whose number nobody knows while they are read."""
    for count, row in enumerate(rows):
        if count % TICK == 0:
            tick(count, 0)
        yield row


@contextmanager
def _place(world: World, *, dry: bool) -> Iterator[World]:
    """Where the change is made: a trial without a store makes none."""
    if dry and world.store.startswith(SERVER):
        with store_file(world.store) as path:
            yield replace(world, store=path)
        return
    if not dry or os.path.exists(world.store):
        yield world
        return
    with tempfile.TemporaryDirectory() as directory:
        yield replace(world, store=os.path.join(directory, "trial.db"))


def read(path: str, hints: Hints) -> Found:
    """What a file says. WorldError where it is no regular one, cannot be read, or is too large.

    Only an export of our own may be larger than LARGEST: it is read line by line.
    """
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST and file.peek().startswith(json.MARK):
            return json.read_lines(_lines(path, file, size))
        content = b"" if size > LARGEST else file.read(LARGEST + 1)
    if max(size, len(content)) > LARGEST:
        raise _too_large(path, max(size, len(content)), LARGEST)
    return formats.of_file(path, content).read(content, hints)


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    """A regular file, open to be read. WorldError where it is none or cannot be read."""
    if "\0" in path:
        raise WorldError("A file name cannot hold a NUL character; name another file.")
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise WorldError(f"{line(path)} is no regular file; name a file that was exported.")
            yield file
    except OSError as error:
        raise WorldError(
            f"{line(path)} cannot be read: {error.strerror}. Name another file."
        ) from None


def _lines(path: str, file: BufferedReader, size: int) -> Iterator[bytes]:
    """The lines of an export, each with its end; a file that grows meanwhile is not read on."""
    while size <= LARGEST_EXPORT:
        row = file.readline(LONGEST_LINE)
        if not row:
            return
        yield row
        size = max(size, file.tell())
    raise _too_large(path, size, LARGEST_EXPORT)


def _too_large(path: str, size: int, most: int) -> WorldError:
    return WorldError(f"{line(path)} has {size:,} bytes; at most {most:,} are read. Split it.")
