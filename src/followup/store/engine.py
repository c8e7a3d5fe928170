"""The engine: SQLModel's way into the store, a file or a server, for what writes. Loading it costs half a second.

Nothing counts by itself on a server. The last number that each table of an owner has used is in
their row of `seeker`, which a change locks first; so numbers are dense, each owner's own, and
never used again, as in a file.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any, NoReturn

from sqlalchemy import Boolean, Connection, Engine, Integer, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel

from followup.domain.errors import WorldError
from followup.environment import SERVER
from followup.store import backup, migrations, schema, server, sqlite

_file: ContextVar[tuple[str, ...]] = ContextVar("_file")
"""The path, and the pragmas besides the usual, of the connection that the engine opens next."""


@contextmanager
def writing(path: str) -> Iterator[Session]:
    """One short transaction that has the store to itself; all of it is kept, or nothing.

    Makes the store where there is none. Raises WorldError where the file is not ours, is newer,
    is read-only, damaged, full or locked, OlderSchema where `bring_up_to_date` must go before.
    """
    if path.startswith(SERVER):
        # the driver, 30 ms

        with writing_on_server(path) as session:
            yield session
        return
    begun_with = sqlite.begun_with(path)
    if begun_with and sqlite.is_other(path, begun_with):
        raise schema.replaced(path)
    sqlite.make_room(path)
    before = (*sqlite.identity(path), None, 0)
    with _opened(path) as engine, Session(engine) as session, session.begin():
        connection = session.connection()  # from here on, nobody else can write or restore
        if sqlite.is_other(path, before):
            raise schema.replaced(path)
        version = _version(connection, path)
        if not version and begun_with:  # it was emptied
            raise schema.replaced(path)
        if not version:
            migrations.make(connection)
        elif version < schema.VERSION:
            raise schema.OlderSchema(path, version)
        elif begun_with and sqlite.is_other(
            path, begun_with, sqlite.mark(_driver_s(connection), path)
        ):
            raise schema.replaced(path)
        yield session
    if sqlite.is_other(path, before):
        raise schema.gone(path)


def bring_up_to_date(path: str, now: datetime) -> str:
    """Lead an older store to this schema; the path of a verified copy of what it was.

    The copy is made before the first change and while nobody else can write. Empty where another
    process was faster. WorldError where anything of it cannot be done: then all is as it was.
    """
    kept = ""
    try:
        with _opened(path, "PRAGMA foreign_keys = OFF") as engine, engine.begin() as connection:
            version = _version(connection, path)
            if 0 < version < schema.VERSION:
                # the same number: it fails before a copy is made where nothing can be written
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")
                kept = backup.make(path, "migration", now)
                migrations.take_steps(connection, path, version)
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
    sqlite.check_beside(path)
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
    return sqlite.version(_driver_s(connection), path)


def _driver_s(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    return connection.connection.dbapi_connection  # type: ignore[return-value]


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
    told = connection.exec_driver_sql(sql, dict(values)).mappings()
    rows: list[Mapping[str, Any]] = [_Row(row) for row in told]
    checks = {name: schema.misfits(name) for row in rows[:1] for name in row}
    for row in rows:
        for name, value in row.items():
            if checks[name](value):
                raise schema.damaged("the store", f"the column {name} holds what it cannot")
    return rows


class _Row(dict[str, Any]):
    """A row by the names of its columns. WorldError for one that the damaged store has not."""

    def __missing__(self, name: str) -> NoReturn:
        raise schema.damaged("the store", f"the column {name} has lost its name")


_connection: ContextVar[Any] = ContextVar("_connection")
"""The driver's connection that the engine uses next."""


@contextmanager
def writing_on_server(store: str) -> Iterator[Session]:
    """One short transaction; all of it is kept, or nothing. WorldError as `server.reading`, and
    where the owner's rows stay locked, or may only be read, or nobody knows whether all is kept.
    """
    with server.connected(store) as raw, _raw_errors(store):
        raw.autocommit = False
        before = _connection.set(raw)
        try:
            with Session(_server_engine()) as session:
                connection = session.connection()
                row = connection.exec_driver_sql(server.ENTER, dict(server.entering(store))).first()
                first = server.check(store, None if row is None else tuple(row))
                begun_with = sqlite.begun_with(store)
                if begun_with and sqlite.holds_others(begun_with, (0, 0, first, 0)):
                    raise schema.replaced(server.shown(store))
                numbers = session.info["numbers"] = ServerNumbers(store, session)
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
        if server.is_lost(error.orig):
            raise server.unknown(store) from None
        raise


class _BorrowedConnection(NullPool):
    """Takes a connection of `server` and leaves it open: a command needs one."""

    def _do_return_conn(self, record: Any) -> None:
        record.dbapi_connection = None


@cache
def _server_engine() -> Engine:
    return create_engine(
        "postgresql+psycopg2://",
        creator=_connection.get,
        poolclass=_BorrowedConnection,
        use_native_hstore=False,
    )


class ServerNumbers:
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
        insert_on_server(self.session.connection(), table, {"id": new, **columns})
        return new

    def keep(self) -> None:
        """Store them, at the end of the change."""
        if self.used != self.before:
            kept = "UPDATE seeker SET used = %(used)s::jsonb WHERE id = %(id)s"
            values = {"used": json.dumps(self.used), "id": self.owner}
            self.session.connection().exec_driver_sql(kept, values)


def insert_on_server(
    connection: Connection, table: str, columns: Mapping[str, Sequence[Any]]
) -> None:
    """Add rows with all their columns told, in one statement."""
    types = {column.name: column_type(column) for column in SQLModel.metadata.tables[table].columns}
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
