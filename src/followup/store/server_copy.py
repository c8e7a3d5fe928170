"""One owner's rows on a server as an ordinary store in a file, and back.

Each row keeps its number, and numbers that were used up stay so.

So `backup`, `restore`, `doctor` and a trial of `import` work on a server as on a file, and so one
moves in and out.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session

from followup.store import backup, engine, schema, server, sqlite
from followup.store import connection as connection_store
from followup.store.server_schema import tables

AT_ONCE = 5_000
"""How many rows are written in one statement."""


@contextmanager
def as_file(store: str) -> Iterator[str]:
    """A private file with the owner's rows as of now, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="followup-") as directory:
        path = os.path.join(directory, "followup.db")
        write(store, path)
        yield path


def write(store: str, path: str) -> None:
    """Copy the owner's rows, as of one moment, to a file that holds nothing yet."""
    with server.snapshot(store) as cursor, engine.writing(path) as session:
        target = session.connection()
        for table in tables():
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
            cursor.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {keys}')
            places = ", ".join("?" * len(table.columns))
            while some := cursor.fetchmany(AT_ONCE):
                target.exec_driver_sql(
                    f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', some
                )
        cursor.execute("SELECT used FROM seeker WHERE id = followup.acting()")
        ((numbers,),) = cursor.fetchall()
        used = sorted(numbers.items())
        target.exec_driver_sql("DELETE FROM sqlite_sequence")
        if used:
            target.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", used)


def restore(
    store: str, path: str, now: datetime, check: backup.Check | None = None, *, undoable: bool
) -> backup.Replaced:
    """Put a store's rows in the place of the owner's, in one transaction, as `backup.restore` does.

    Nobody else can change them meanwhile. WorldError where it cannot be done, or `check` raises it: then they are as they
    were.
    """
    holds = backup.inspect(path)
    with (
        tempfile.TemporaryDirectory(prefix="followup-") as directory,
        engine.writing_on_server(store) as session,
    ):
        source = _of_this_schema(path, os.path.join(directory, "followup.db"), now)
        ask = partial(engine.ask, session)
        if check is not None:
            check(ask)
        numbers = engine.numbers(session)
        kept = ""
        if numbers.used:
            with as_file(store) as before:
                kept = backup.make(store, "replaced", now, source=before)
        backup.keep_traces(source, ask(backup.SENT, {}), kept if undoable else "", now)
        with closing(sqlite3.connect(source)) as connection:
            numbers.used = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
            _replace(session, connection)
    connection_store.mark_stored(store)
    return backup.Replaced(path, holds, kept)


def _of_this_schema(path: str, copy: str, now: datetime) -> str:
    """A copy of a file, whose schema is this one."""
    with sqlite.reading(path, older=True) as source:
        if source is None:
            raise schema.damaged(path, "it is empty")
        sqlite.copy(source, copy)
    engine.bring_up_to_date(copy, now)
    return copy


def _replace(session: Session, source: sqlite3.Connection) -> None:
    target = session.connection()
    for table in reversed(tables()):
        target.exec_driver_sql(f'DELETE FROM "{table.name}"')
    for table in tables():
        names = [column.name for column in table.columns]
        quoted = ", ".join(f'"{name}"' for name in names)
        cursor = source.execute(f'SELECT {quoted} FROM "{table.name}"')
        while some := cursor.fetchmany(AT_ONCE):
            columns = dict(zip(names, zip(*some, strict=True), strict=True))
            engine.insert_on_server(target, table.name, _typed(table, columns))


def _typed(table: Any, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Columns as their types are there: a file keeps yes and no as numbers."""
    return {
        name: [None if value is None else bool(value) for value in column]
        if engine.column_type(table.columns[name]) == "boolean"
        else list(column)
        for name, column in columns.items()
    }
