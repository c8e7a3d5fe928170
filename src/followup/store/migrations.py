"""How a store gets its schema: a new one is made whole, an older one takes its numbered steps.

Both happen inside the caller's transaction, so that a kill in the middle leaves what was there.
"""

from collections.abc import Callable

from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex, CreateTable, sort_tables

from followup.store import models, schema


def _ask_less(connection: Connection) -> None:
    """1 to 2: what the morning list asks of a large store has an index, and what is idle is kept."""
    for statement in (
        "CREATE TABLE idle ( application_id INTEGER NOT NULL, PRIMARY KEY (application_id), "
        "FOREIGN KEY(application_id) REFERENCES application (id) ON DELETE CASCADE )",
        "INSERT INTO idle SELECT id FROM application WHERE outcome IN ('', 'offer') AND id NOT IN "
        "(SELECT application_id FROM followup WHERE status = 'pending')",
        "DROP INDEX ix_interview_day",
        "CREATE INDEX interview_on ON interview (day, starts, cancelled)",
        "CREATE INDEX contact_addressed ON contact (email_key)",
        "CREATE INDEX followup_of_kind ON followup (kind, due_on, ready_on, interview_id) "
        "WHERE status = 'pending'",
    ):
        connection.exec_driver_sql(statement)


def _know_again(connection: Connection) -> None:
    """2 to 3: which revision of an invitation was read, and where an interview stood at first.

    What is over and what is not is read off an index.
    """
    for column in (
        "sequence INTEGER DEFAULT 0 NOT NULL",
        "stamped VARCHAR",
        "first_at VARCHAR",
        "first_starts VARCHAR",
    ):
        connection.exec_driver_sql(f"ALTER TABLE interview ADD COLUMN {column}")
    connection.exec_driver_sql("DROP INDEX interview_on")
    connection.exec_driver_sql(
        "CREATE INDEX interview_on ON interview (day, starts, ends, cancelled)"
    )


def _keep_messages(connection: Connection) -> None:
    """3 to 4: what became of each email that was sent, and which that came were dealt with."""
    for statement in (
        "CREATE TABLE message ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
        "reference VARCHAR NOT NULL, followup_id INTEGER, address VARCHAR NOT NULL, "
        "state VARCHAR NOT NULL, at VARCHAR NOT NULL, words VARCHAR NOT NULL, "
        "CONSTRAINT state_known CHECK (state IN ('sending', 'unknown', 'refused', 'sent', "
        "'arrived', 'seen', 'bounced', 'dealt_with')), UNIQUE (reference) )",
        "CREATE INDEX ix_message_followup_id ON message (followup_id)",
    ):
        connection.exec_driver_sql(statement)


def _say_what_goes_through(connection: Connection) -> None:
    """4 to 5: each application may say what goes through its agency."""
    connection.exec_driver_sql(
        "ALTER TABLE application ADD COLUMN through VARCHAR DEFAULT '' NOT NULL"
    )


STEPS: dict[int, Callable[[Connection], None]] = {
    1: _ask_less,
    2: _know_again,
    3: _keep_messages,
    4: _say_what_goes_through,
}
"""From which schema each step leads to the next.

A step never changes once it is released, so it says its SQL itself: the models move on. Views are
no matter of its own, and numbers stay used up. Where it renames or drops a column, it does so in
the JSON of the journal's `before`, too; else undo could not bring such a row back.
"""


def make(connection: Connection) -> None:
    """Make a whole store in an empty file."""
    for table in sort_tables([model.__table__ for model in models.ALL]):  # type: ignore[attr-defined]
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):  # a set, in no order
            connection.execute(CreateIndex(index))
    _finish(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")


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
