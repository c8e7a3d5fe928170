"""SQLModel's way into a store on a server: one transaction that has the owner's rows to itself.

Nothing counts by itself there. The last number that each table of an owner has used stands in
their row of `seeker`, which a change locks first; so numbers are dense, each owner's own, and
never used again, as in a file.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Integer, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel

from followup.domain.errors import WorldError
from followup.store import server

_connection: ContextVar[Any] = ContextVar("_connection")
"""The driver's connection that the engine uses next."""


@contextmanager
def writing(store: str) -> Iterator[Session]:
    """One short transaction; all of it is kept, or nothing. WorldError as `server.reading`, and
    where the owner's rows stay locked, or may only be read, or nobody knows whether all is kept.
    """
    with server.connected(store) as raw, _raw_errors(store):
        raw.autocommit = False
        before = _connection.set(raw)
        try:
            with Session(_engine()) as session:
                connection = session.connection()
                row = connection.exec_driver_sql(server.ENTER, dict(server.entering(store))).first()
                server.check(store, None if row is None else tuple(row))
                numbers = session.info["numbers"] = Numbers(store, session)
                event.listen(session, "before_flush", numbers.give_to_new)
                yield session
                session.flush()
                numbers.keep()
                _commit(store, session)
        finally:
            _connection.reset(before)


@contextmanager
def _raw_errors(store: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise server.failed(store, error.orig or error) from None


def _commit(store: str, session: Session) -> None:
    """WorldError, where the answer is lost, that says so: it may be stored or not."""
    try:
        session.commit()
    except DBAPIError as error:
        code = getattr(error.orig, "pgcode", None) or ""
        if not code or code.startswith(("57", "08")):
            raise server.unknown(store) from None
        raise


class _BorrowedConnection(NullPool):
    """Takes a connection of `server` and leaves it open: a command needs one."""

    def _do_return_conn(self, record: Any) -> None:
        record.dbapi_connection = None


@cache
def _engine() -> Engine:
    return create_engine(
        "postgresql+psycopg2://",
        creator=_connection.get,
        poolclass=_BorrowedConnection,
        use_native_hstore=False,
    )


class Numbers:
    """The numbers that an owner has used, by table; their row is locked until the end."""

    def __init__(self, store: str, session: Session) -> None:
        self.session = session
        asked = "SELECT id, used::text FROM seeker WHERE id = followup.acting() FOR NO KEY UPDATE"
        row = session.connection().exec_driver_sql(asked).first()
        if row is None:
            raise WorldError(
                f"You may read these rows at {server.shown(store)}, but not change them; nothing "
                "was changed."
            )
        self.owner: int = row[0]
        self.used: dict[str, int] = json.loads(row[1])
        self.before = dict(self.used)

    def take(self, table: str, count: int = 1) -> range:
        """The next numbers of a table."""
        first = self.used.get(table, 0) + 1
        self.used[table] = first + count - 1
        return range(first, first + count)

    def use_up(self, table: str, number: int) -> None:
        """Let no number of a table up to this one be given out again."""
        self.used[table] = max(number, self.used.get(table, 0))

    def give_to_new(self, session: Session, _context: object, _instances: object) -> None:
        """Number the rows that a flush is about to add, in the order in which they were made."""
        for row in sorted(session.new, key=lambda one: inspect(one).insert_order or 0):
            if isinstance(row, SQLModel) and "id" in type(row).model_fields:
                table, number = str(row.__tablename__), row.id  # type: ignore[attr-defined]
                if number is None:
                    (row.id,) = self.take(table)
                else:
                    self.use_up(table, number)

    def insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> range:
        """Add many rows in one statement, each column with as many values; their new numbers."""
        new = self.take(table, len(next(iter(columns.values()))))
        insert(self.session.connection(), table, {"id": new, **columns})
        return new

    def keep(self) -> None:
        """Store them, at the end of the change."""
        if self.used != self.before:
            kept = "UPDATE seeker SET used = %(used)s::jsonb WHERE id = %(id)s"
            values = {"used": json.dumps(self.used), "id": self.owner}
            self.session.connection().exec_driver_sql(kept, values)


def insert(connection: Connection, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Add rows with all their columns told, in one statement."""
    types = {one.name: column_type(one) for one in SQLModel.metadata.tables[table].columns}
    names = ", ".join(["owner", *(f'"{name}"' for name in columns)])
    arrays = ", ".join(f"%({name})s::{types[name].split()[0]}[]" for name in columns)
    connection.exec_driver_sql(
        f'INSERT INTO "{table}" ({names}) '
        f"SELECT (SELECT followup.writing()), * FROM unnest({arrays})",
        {name: list(column) for name, column in columns.items()},
    )


def column_type(column: Any) -> str:
    """The type of a column there: text that sorts by its bytes, as in a file, or a number."""
    if isinstance(column.type, Boolean):
        return "boolean"
    if isinstance(column.type, Integer):
        return "bigint" if column.name == "sequence" else "integer"
    return 'text COLLATE "C"'
