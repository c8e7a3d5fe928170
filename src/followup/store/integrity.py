"""What `doctor` finds in the store's file, below its rows: modes, marks, pages, tables.

Each check yields sentences; where one finds that nothing can be read, the rest cannot be asked.
"""

import os
import shlex
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from followup import environment
from followup.domain import install_hint
from followup.domain.errors import FollowupError
from followup.store import backup, schema, sqlite
from followup.store.ask import Ask

ROOM = 50 * 1024 * 1024
"""Free bytes below which the disk is called nearly full; a copy of the store must fit, too."""

LEFT = schema.BUSY_SECONDS
"""Seconds after which a journal belongs to nobody: whoever writes is done by then."""

RESTORE = "followup restore   # it lists the copies that there are; what it replaces is kept"
"""What to type where no command mends the damage."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and what to type."""

    what: str
    remedy: str


@contextmanager
def looking(path: str) -> Iterator[Ask]:
    """Ask a store whose values nobody vouches for: they come as they are, row by row."""
    with sqlite.reading(path) as connection:
        if connection is None:
            yield lambda _sql, _values: ()
            return
        connection.row_factory = sqlite3.Row
        yield connection.execute


def of_the_file(path: str, *, is_own_place: bool) -> Iterator[Finding]:
    """What is wrong with the file as such: its kind, its modes, what lies beside it, the disk.

    `is_own_place`: its directory is the one that the program makes, for nothing else.
    """
    if os.path.isdir(path):
        yield Finding(f"{path} is a directory, not a store.", "FOLLOWUP_DB=… followup doctor")
        return
    if not os.path.getsize(path):
        yield Finding(f"{path} is empty: nothing is recorded in it.", RESTORE)
    yield from _modes(path, is_own_place=is_own_place)
    yield from _left_beside(path)
    free = os.statvfs(os.path.dirname(os.path.abspath(path)))
    if free.f_bavail * free.f_frsize < max(ROOM, 2 * os.path.getsize(path)):
        yield Finding("The disk is nearly full.", "make room, before a change cannot be stored")


def _modes(path: str, *, is_own_place: bool) -> Iterator[Finding]:
    private = [path, f"{path}-journal", f"{path}-wal", backup.directory(path)]
    private += [copy.path for copy in backup.copies(path)]
    place = os.path.dirname(os.path.abspath(path))
    for one in [place, *private] if is_own_place else private:
        if os.path.exists(one):
            yield from _mode(one)


def _mode(path: str) -> Iterator[Finding]:
    mode = stat.S_IMODE(os.stat(path).st_mode)
    wanted = 0o700 if os.path.isdir(path) else 0o600
    remedy = f"chmod {wanted:04o} {shlex.quote(path)}"
    if mode & 0o077:
        yield Finding(f"Others may read {path}.", remedy)
    elif mode & wanted != wanted:
        yield Finding(f"You may not write {path}.", remedy)


def _left_beside(path: str) -> Iterator[Finding]:
    """What a killed process left. What is younger may be of one that is writing now."""
    journal = f"{path}-journal"
    if _is_left(journal) and os.path.getsize(journal):
        yield Finding(
            f"{journal} was left of a change that did not finish; this look has taken it back.",
            "followup undo --list   # type the change again if it is not there",
        )
    elif _is_left(journal):
        yield Finding(f"{journal} was left, and is empty.", f"rm {shlex.quote(journal)}")
    copies = backup.directory(path)
    for name in sorted(os.listdir(copies)) if os.path.isdir(copies) else ():
        copy = os.path.join(copies, name)
        if ".unfinished-" in name and _is_left(copy):
            yield Finding(f"{copy} is a copy that was not finished.", f"rm {shlex.quote(copy)}")


def _is_left(path: str) -> bool:
    try:
        return environment.age(path) > LEFT
    except FileNotFoundError:
        return False


def of_the_pages(path: str) -> Iterator[Finding]:
    """What SQLite itself finds: pages, indexes, references, and what the schema lacks."""
    try:
        with sqlite.reading(path, older=True) as connection:
            if connection is None:
                yield from _unmarked(path)
                return
            connection.row_factory = None
            yield from _damage(connection)
            found = sqlite.version(connection, path)
            there = shape(connection)
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    except schema.NewerSchema as error:
        yield Finding(str(error), install_hint.upgrade())
        return
    except FollowupError as error:
        yield Finding(str(error), RESTORE)
        return
    if found < schema.VERSION:
        what = str(schema.OlderSchema(path, found))
        yield Finding(what, "followup due   # any command does it, after a copy of what there is")
        return
    yield from _differences(there)
    if mode != "delete":
        yield Finding(
            f"Another program has set the journal mode of {path} to {mode}, in which a change "
            "that was acknowledged can be lost.",
            "followup backup COPY && followup restore COPY --yes   # COPY: a new file",
        )


def _unmarked(path: str) -> Iterator[Finding]:
    """A file without our marks is new; one that holds tables all the same has lost them."""
    if os.path.getsize(path):
        yield Finding(f"{path} has lost the number of its schema.", RESTORE)


def _damage(connection: sqlite3.Connection) -> Iterator[Finding]:
    for said in sqlite.damage(connection):
        yield Finding(f"The file is damaged: {said}.", RESTORE)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(f"{table} {row} refers to {_a(parent)} that is not there.", RESTORE)


Shape = dict[str, str]
"""Tables with their columns, views with their SQL; indexes and triggers are there or not."""


def shape(connection: sqlite3.Connection) -> Shape:
    """What the file is made of, as `table followup`, `column followup.id` and the like."""
    found = {}
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    for kind, name, sql in rows.fetchall():
        if name.startswith("sqlite_"):
            continue
        found[f"{kind} {name}"] = " ".join(sql.split()) if kind == "view" else ""
        if kind == "table":
            columns = connection.execute(f'PRAGMA table_info("{name}")')
            found |= {f"column {name}.{one}": type_ for _, one, type_, *_ in columns}
    return found


def _differences(there: Shape) -> Iterator[Finding]:
    wanted = _expected()
    for name in sorted(wanted.keys() | there.keys()):
        if name not in there:
            yield Finding(f"The {name} is missing from the file.", RESTORE)
        elif name not in wanted:
            yield Finding(f"The {name} is not followup's: another program made it.", RESTORE)
        elif there[name] != wanted[name]:
            yield Finding(f"The {name} is not what followup made.", RESTORE)


@cache
def _expected() -> Shape:
    """What a new store is made of."""
    from sqlalchemy import create_engine  # half a second

    from followup.store import migrations

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrations.make(connection)
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        return shape(raw)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
