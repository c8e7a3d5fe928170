"""The engine: SQLModel's way into the store, for what writes. Loading it costs half a second."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from followup.domain.errors import WorldError
from followup.environment import SERVER
from followup.store import backup, migrations, schema, sqlite

_file: ContextVar[tuple[str, ...]] = ContextVar("_file")
"""The path, and the pragmas besides the usual, of the connection that the engine opens next."""


@contextmanager
def writing(path: str) -> Iterator[Session]:
    """One short transaction that has the store to itself; all of it is kept, or nothing.

    Makes the store where there is none. Raises WorldError where the file is not ours, is newer,
    is read-only, damaged, full or locked, OlderSchema where `bring_up_to_date` must go before.
    """
    if path.startswith(SERVER):
        from followup.store import server_session  # the driver, 30 ms

        with server_session.writing(path) as session:
            yield session
        return
    sqlite.make_room(path)
    before = sqlite.identity(path)
    with _opened(path) as engine, Session(engine) as session, session.begin():
        connection = session.connection()  # from here on, nobody else can write or restore
        if sqlite.identity(path) != before:
            raise schema.replaced(path)
        found = _version(connection, path)
        if not found:
            migrations.make(connection)
        elif found < schema.VERSION:
            raise schema.OlderSchema(path, found)
        yield session


def bring_up_to_date(path: str, now: datetime) -> str:
    """Lead an older store to this schema; the path of a verified copy of what it was.

    The copy is made before the first change and while nobody else can write. Empty where another
    process was faster. WorldError where anything of it cannot be done: then all is as it was.
    """
    kept = ""
    try:
        with _opened(path, "PRAGMA foreign_keys = OFF") as engine, engine.begin() as connection:
            found = _version(connection, path)
            if 0 < found < schema.VERSION:
                # the same number: it fails before a copy is made where nothing can be written
                connection.exec_driver_sql(f"PRAGMA user_version = {found}")
                kept = backup.make(path, "migration", now)
                migrations.take_steps(connection, path, found)
    except WorldError as error:
        raise schema.not_migrated(path, error) from None
    return kept


@contextmanager
def _opened(path: str, *pragmas: str) -> Iterator[Engine]:
    """The engine, for one connection to the store at `path`.

    WorldError, as a sentence, for what SQLite and the engine raise inside.
    """
    before = _file.set((path, *pragmas))
    try:
        yield _engine()
    except DBAPIError as error:
        raise schema.failed(path, str(error.orig)) from None
    except sqlite3.Error as error:
        raise schema.failed(path, str(error)) from None
    except UnicodeDecodeError:  # the damage has reached a message of SQLite's
        raise schema.damaged(path, "its text is no UTF-8") from None
    finally:
        _file.reset(before)


@cache
def _engine() -> Engine:
    """The engine of this process, so that each statement is compiled once; it keeps no connection.

    The file is opened anew for every transaction, so that one that was replaced is noticed.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect(*_file.get()), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _connect(path: str, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=schema.BUSY_SECONDS)
    # what goes, leaves the file
    for pragma in (*sqlite.PRAGMAS, "PRAGMA secure_delete = ON", *pragmas):
        connection.execute(pragma)
    return connection


def numbers(session: Session) -> Any:
    """Who numbers new rows on a server: a `Numbers`; None for a file, which counts by itself."""
    return session.info.get("numbers")


def next_number(session: Session, table: str) -> dict[str, int]:
    """The column that numbers a new row of a table, where the store does not do it by itself."""
    found = numbers(session)
    return {} if found is None else {"id": found.take(table)[0]}


def _version(connection: Connection, path: str) -> int:
    """The number of the schema; 0 where there is no store yet. Raises as `sqlite.judge`."""
    return sqlite.version(connection.connection.dbapi_connection, path)  # type: ignore[arg-type]


def ask(session: Session, sql: str, values: Mapping[str, object]) -> list[Mapping[str, Any]]:
    """The quick reads' questions, asked inside the transaction."""
    session.flush()
    return asked(session.connection(), sql, values)


def asked(
    connection: Connection, sql: str, values: Mapping[str, object]
) -> list[Mapping[str, Any]]:
    """Rows by name. WorldError where one holds what its column cannot."""
    if connection.dialect.name == "postgresql":
        from followup.store import server

        found = connection.exec_driver_sql(server.translated(sql), dict(values))
        return server.rows(found.cursor)
    rows: list[Mapping[str, Any]] = [
        dict(row) for row in connection.execute(text(sql), values).mappings()
    ]
    checks = {name: schema.misfits(name) for row in rows[:1] for name in row}
    for row in rows:
        for name, value in row.items():
            if checks[name](value):
                raise schema.damaged("the store", f"the column {name} holds what it cannot")
    return rows
