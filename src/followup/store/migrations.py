"""How a store gets its schema: a new one is made whole, an older one takes its numbered steps.

Both happen inside the caller's transaction, so that a kill in the middle leaves what was there.
"""

from collections.abc import Callable, Iterable
from functools import cache, partial

from sqlalchemy import Connection, Dialect
from sqlalchemy.schema import CreateIndex, CreateTable, sort_tables

from followup.store import models, schema


def _step(statements: Iterable[str], connection: Connection) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


STEPS: dict[int, Callable[[Connection], None]] = {
    number: partial(_step, statements) for number, statements in schema.STEPS.items()
}
"""From which schema each step leads to the next."""


def make(connection: Connection) -> None:
    """Make a whole store in an empty file."""
    _step(_whole(connection.dialect), connection)
    _finish(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")


@cache  # to compile them takes as long as all else of a new store
def _whole(dialect: Dialect) -> tuple[str, ...]:
    """The tables and indexes of this schema, as SQL."""
    pieces: list[CreateTable | CreateIndex] = []
    for table in sort_tables([model.__table__ for model in models.ALL]):  # type: ignore[attr-defined]
        pieces.append(CreateTable(table))
        # a set, in no order
        pieces += map(CreateIndex, sorted(table.indexes, key=lambda index: str(index.name)))
    return tuple(str(piece.compile(dialect=dialect)).strip() for piece in pieces)


def take_steps(connection: Connection, path: str, found: int) -> None:
    """Lead a store from schema `found` to this one, over every step between.

    Foreign keys must be off, which no transaction can do: with them, a table that is dropped to
    be made anew takes along what refers to it. They are checked at the end: WorldError.
    """
    used = _rows(connection, "SELECT name, seq FROM sqlite_sequence")
    for (name,) in _rows(connection, "SELECT name FROM sqlite_master WHERE type = 'view'"):
        connection.exec_driver_sql(f'DROP VIEW "{name}"')
    for number in range(found, schema.VERSION):
        STEPS[number](connection)
    for name, last in used:
        _use_up(connection, name, last)
    _finish(connection)
    for table, row, parent, _ in _rows(connection, "PRAGMA foreign_key_check"):
        raise schema.failed(path, f"{table} {row} would refer to a {parent} that is not there")


def _rows(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(sql)]


def _use_up(connection: Connection, table: object, last: object) -> None:
    """Let no number up to `last` be used again, though the table was made anew meanwhile."""
    raised = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
    if not connection.exec_driver_sql(raised, (last, table)).rowcount:
        added = "INSERT INTO sqlite_sequence SELECT name, ? FROM sqlite_master WHERE name = ?"
        connection.exec_driver_sql(added, (last, table))


def _finish(connection: Connection) -> None:
    for name, query in schema.VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
