"""The engine: SQLModel's way into the store, for what writes. Loading it costs half a second."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from followup.store import migrations, schema, sqlite


@contextmanager
def writing(path: str) -> Iterator[Session]:
    """One short transaction that has the store to itself; all of it is kept, or nothing.

    Makes the store where there is none and brings an older schema up to date first. Raises
    WorldError where the file is not ours, is newer, is read-only, damaged, full or locked.
    """
    sqlite.make_room(path)
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with Session(engine) as session, session.begin():
            migrations.bring_up_to_date(session.connection(), path)
            yield session
    except DBAPIError as error:
        raise schema.failed(path, str(error.orig)) from None
    except sqlite3.Error as error:
        raise schema.failed(path, str(error)) from None
    except UnicodeDecodeError:  # the damage has reached a message of SQLite's
        raise schema.damaged(path, "its text is no UTF-8") from None


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=schema.BUSY_SECONDS)
    for pragma in (*sqlite.PRAGMAS, "PRAGMA secure_delete = ON"):  # what goes, leaves the file
        connection.execute(pragma)
    return connection


def ask(session: Session, sql: str, values: Mapping[str, object]) -> list[Mapping[str, Any]]:
    """The quick reads' questions, asked inside the transaction."""
    session.flush()
    return asked(session.connection(), sql, values)


def asked(
    connection: Connection, sql: str, values: Mapping[str, object]
) -> list[Mapping[str, Any]]:
    """Rows by name. WorldError where one holds what its column cannot."""
    rows: list[Mapping[str, Any]] = [
        dict(row) for row in connection.execute(text(sql), values).mappings()
    ]
    for row in rows:
        for name, value in row.items():
            if schema.misfit(name, value):
                raise schema.damaged("the store", f"the column {name} holds what it cannot")
    return rows
