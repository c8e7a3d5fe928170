"""How a store gets its schema: a new one is made whole, an older one takes its numbered steps.

Both happen inside the caller's transaction, so that a kill in the middle leaves what was there.
"""

import sqlite3
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection, Dialect, StaticPool, create_engine
from sqlalchemy.schema import CreateIndex, CreateTable, sort_tables

from followup.store import models, schema

STEPS: dict[int, tuple[str, ...]] = {
    1: (
        # What the morning list asks of a large store has an index, and what is idle is kept.
        "CREATE TABLE idle ( application_id INTEGER NOT NULL, PRIMARY KEY (application_id), "
        "FOREIGN KEY(application_id) REFERENCES application (id) ON DELETE CASCADE )",
        "INSERT INTO idle SELECT id FROM application WHERE outcome IN ('', 'offer') AND id NOT "
        "IN (SELECT application_id FROM followup WHERE status = 'pending')",
        "DROP INDEX ix_interview_day",
        "CREATE INDEX interview_on ON interview (day, starts, cancelled)",
        "CREATE INDEX contact_addressed ON contact (email_key)",
        "CREATE INDEX followup_of_kind ON followup (kind, due_on, ready_on, interview_id) WHERE "
        "status = 'pending'",
    ),
    2: (
        # Which revision of an invitation was read, and where an interview stood at first. What
        # is over and what is not is read off an index.
        "ALTER TABLE interview ADD COLUMN sequence INTEGER DEFAULT 0 NOT NULL",
        "ALTER TABLE interview ADD COLUMN stamped VARCHAR",
        "ALTER TABLE interview ADD COLUMN first_at VARCHAR",
        "ALTER TABLE interview ADD COLUMN first_starts VARCHAR",
        "DROP INDEX interview_on",
        "CREATE INDEX interview_on ON interview (day, starts, ends, cancelled)",
    ),
    3: (
        # What became of each email that was sent, and which that came were dealt with.
        "CREATE TABLE message ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, reference "
        "VARCHAR NOT NULL, followup_id INTEGER, address VARCHAR NOT NULL, state VARCHAR NOT "
        "NULL, at VARCHAR NOT NULL, words VARCHAR NOT NULL, CONSTRAINT state_known CHECK (state "
        "IN ('sending', 'unknown', 'refused', 'sent', 'arrived', 'seen', 'bounced', "
        "'dealt_with')), UNIQUE (reference) )",
        "CREATE INDEX ix_message_followup_id ON message (followup_id)",
    ),
    4: (
        # Each application may say what goes through its agency.
        "ALTER TABLE application ADD COLUMN through VARCHAR DEFAULT '' NOT NULL",
    ),
    5: (
        # An offer may end at a time of day.
        "ALTER TABLE application ADD COLUMN deadline_at VARCHAR",
        # What nobody said, and is only assumed: a day, the stage of an interview.
        "ALTER TABLE application ADD COLUMN outcome_undated BOOLEAN DEFAULT FALSE NOT NULL",
        "ALTER TABLE interview ADD COLUMN stage_assumed BOOLEAN DEFAULT FALSE NOT NULL",
        "ALTER TABLE event ADD COLUMN undated BOOLEAN DEFAULT FALSE NOT NULL",
    ),
}
"""The SQL of the step from each schema to the next.

A step never changes once it is released: the models move on. Views are no matter of its own, and
numbers stay used up. Where it renames or drops a column, it does so in the JSON of the journal's
`before`, too; else undo could not bring such a row back.
"""


def make(connection: Connection) -> None:
    """Make a whole store in an empty file."""
    _run(connection, _whole(connection.dialect))
    _finish(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")


def new_store() -> sqlite3.Connection:
    """A whole store in memory, with nothing in it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.begin() as made:
        make(made)
    return connection


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
        _run(connection, STEPS[number])
    for name, last in used:
        _use_up(connection, name, last)
    _finish(connection)
    for table, row, parent, _ in _rows(connection, "PRAGMA foreign_key_check"):
        raise schema.failed(path, f"{table} {row} would refer to a {parent} that is not there")


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


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
