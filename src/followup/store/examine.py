"""What `doctor` finds in the store's file, below what the rules of the product say.

Each check yields sentences; where one finds that nothing can be read, the rest cannot be asked.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from followup.errors import FollowupError
from followup.store import backup, records, sqlite
from followup.store.asking import Ask

ROOM = 50 * 1024 * 1024
"""Free bytes below which the disk is called nearly full."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and what to type."""

    what: str
    remedy: str


def of_the_file(path: str) -> Iterator[Finding]:
    """What is wrong with the file as such: its kind, its modes, what lies beside it, the disk."""
    restore = "followup restore   (it lists the copies that there are)"
    if os.path.isdir(path):
        yield Finding(f"{path} is a directory, not a store.", "FOLLOWUP_DB=… followup doctor")
        return
    if not os.path.getsize(path):
        yield Finding(f"{path} is empty: nothing is recorded in it.", restore)
    yield from _modes(path)
    for end in ("-journal", "-wal"):
        if os.path.exists(path + end):
            yield Finding(
                f"{path}{end} is left of a change that did not finish.",
                "followup due   (the next command takes it back by itself)",
            )
    free = os.statvfs(os.path.dirname(os.path.abspath(path)))
    if free.f_bavail * free.f_frsize < ROOM:
        yield Finding("The disk is nearly full.", "make room, before a change cannot be stored")


def _modes(path: str) -> Iterator[Finding]:
    for one in (path, backup.directory(path), *(copy.path for copy in backup.copies(path))):
        if os.path.exists(one) and stat.S_IMODE(os.stat(one).st_mode) & 0o077:
            mode = "0700" if os.path.isdir(one) else "0600"
            yield Finding(f"Others may read {one}.", f"chmod {mode} '{one}'")


def of_the_pages(path: str) -> Iterator[Finding]:
    """What SQLite itself finds: pages, indexes, references, and what the schema lacks."""
    remedy = "followup restore   (it lists the copies that there are; the damaged file is kept)"
    try:
        with sqlite.reading(path) as connection:
            if connection is None:
                return
            connection.row_factory = None
            for (said,) in connection.execute("PRAGMA integrity_check(20)"):
                if said != "ok":
                    yield Finding(f"The file is damaged: {said}.", remedy)
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
                yield Finding(f"{table} {row} refers to a {parent} that is not there.", remedy)
            there = _objects(connection)
    except FollowupError as error:
        yield Finding(str(error), remedy)
        return
    for name in sorted(_expected() - there):
        yield Finding(f"The {name} is missing from the file.", remedy)


def _objects(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL")
    return {f"{kind} {name}" for kind, name in rows}


def _expected() -> set[str]:
    """Every table, index and view of the schema, as a new store has them."""
    from sqlalchemy import create_engine  # half a second

    from followup.store import migrations

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrations.bring_up_to_date(connection, "a new store")
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        return _objects(raw)


def of_the_rows(ask: Ask) -> Iterator[Finding]:
    """Values that no column of theirs can hold, and a journal that could not be replayed."""
    from followup.store.models import ALL, KEPT

    remedy = "followup restore   (it lists the copies that there are)"
    for model in ALL:
        table = str(model.__tablename__)
        try:
            for _ in ask(f'SELECT * FROM "{table}"', {}):
                pass
        except FollowupError as error:
            yield Finding(f"In {table}: {error}", remedy)
    yield from _journal(ask, {str(model.__tablename__) for model in KEPT})


def _journal(ask: Ask, tables: set[str]) -> Iterator[Finding]:
    for row in ask("SELECT * FROM journal ORDER BY id", {}):
        try:
            known = row["of"] in tables and isinstance(records.from_json(row["row"]), list)
            before = records.from_json(row["before"]) if row["before"] is not None else {}
            known = known and isinstance(before, dict)
        except FollowupError:
            known = False
        if not known:
            yield Finding(
                f"Entry {row['id']} of the journal cannot be replayed, so that change "
                f"{row['change_id']} cannot be taken back.",
                "followup backup FILE   (before anything else)",
            )
