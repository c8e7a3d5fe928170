"""What `doctor` finds in the rows: values that no command writes, a journal that cannot be undone.

Only what each row says by itself is looked at here; what the rules say of them is not.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlmodel import SQLModel

from followup.domain.dates import known_zone
from followup.domain.errors import FollowupError
from followup.domain.safe_text import line, quoted
from followup.domain.text import fold
from followup.store import idle, redaction, row_values, schema
from followup.store.ask import Ask, Row
from followup.store.integrity import RESTORE, Finding
from followup.store.models import ALL, KEPT, Holiday


def of_the_values(ask: Ask) -> Iterator[Finding]:
    """Values that their columns cannot hold: while there is one, nothing can be read."""
    for model in ALL:
        if model is not Holiday:  # made again from the country, so looked at there
            yield from _values(ask, model)
    for table, column, read in _WRITTEN:
        for row in ask(f"SELECT id, {column} AS text FROM {table}", {}):
            if not _reads(read, row["text"]):
                yield _unreadable(table, column, row["id"])


_WRITTEN: tuple[tuple[str, str, Callable[[Any], object]], ...] = (
    ("interview", "strengths", row_values.strengths),
    ("interview", "concerns", row_values.concerns),
    ("followup", "chain", row_values.chain),
)
"""Columns of JSON, and what reads each."""


def _values(ask: Ask, model: type[SQLModel]) -> Iterator[Finding]:
    table = model.__table__  # type: ignore[attr-defined]
    try:
        for column in table.columns:
            for row in ask(_asked(table.name, column.name), {}):
                if schema.misfit(column.name, row["value"]):
                    yield _unreadable(table.name, column.name, row["number"])
        deque(ask(f'SELECT * FROM "{table.name}"', {}), maxlen=0)
    except sqlite3.Error as error:  # the text is no UTF-8
        yield Finding(f"In {_named(table.name)}: {line(error)}.", RESTORE)


def _asked(table: str, column: str) -> str:
    """The values of a column that may not fit: each once, or none where their type tells all."""
    number, name = "rowid AS number", f'"{column}"'
    if not schema.misfit(column, 0):
        return f"SELECT {number}, {name} AS value FROM {table} WHERE {_of_type(name, 'integer')}"
    if not schema.misfit(column, "\0"):
        return f"SELECT {number}, {name} AS value FROM {table} WHERE {_of_type(name, 'text')}"
    return f"SELECT min(rowid) AS number, {name} AS value FROM {table} GROUP BY {name}"


def _of_type(name: str, type_: str) -> str:
    return f"typeof({name}) NOT IN ('{type_}', 'null')"


def _reads(read: Callable[[Any], object], text: object) -> bool:
    try:
        read(text)
    except (FollowupError, ValueError, TypeError):
        return False
    return True


def _unreadable(table: str, column: str, number: int) -> Finding:
    return Finding(f"The {column} of {_named(table)} {number} cannot be read.", RESTORE)


def of_what_is_idle(ask: Ask, remedy: str) -> Iterator[Finding]:
    """Open applications with nothing pending that are not kept as such, or the other way round."""
    wrong = f"""SELECT company FROM application WHERE
        (id IN ({idle.IDLE})) <> (id IN (SELECT application_id FROM idle)) ORDER BY id"""
    for row in ask(wrong, {}):
        yield Finding(
            f"Whether {line(row['company'])} has nothing pending is kept wrongly.", remedy
        )


def _named(table: str) -> str:
    return "follow-up" if table == "followup" else table


def of_the_texts(ask: Ask) -> Iterator[Finding]:
    """Columns that follow from others and do not, so that search, order or a plan goes wrong."""
    for row in ask(_APPLICATIONS, {}):
        yield from _application(row)
    for row in ask("SELECT * FROM contact", {}):
        yield from _contact(row)
    for row in ask("SELECT * FROM interview", {}):
        yield from _interview(row)
    for row in ask(
        "SELECT id, status FROM followup WHERE status IN ('done', 'skipped') AND done_on IS NULL",
        {},
    ):
        yield Finding(f"Follow-up {row['id']} is {row['status']}, but on no day.", RESTORE)


_APPLICATIONS = """SELECT a.*, (SELECT min(i.id) FROM interview i WHERE i.application_id = a.id)
    AS talk FROM application a"""


def _application(row: Row) -> Iterator[Finding]:
    company, role = row["company"], row["role"]
    wanted = fold(company), fold(role) if role else "", fold(f"{company} {role}")
    if (row["company_key"], row["role_key"], row["search"]) != wanted:
        mends = f"followup edit {row['talk']} --company {quoted(company)}"
        what = f"Words do not find the application at {line(company)}."
        yield Finding(what, mends if row["talk"] else RESTORE)
    if row["outcome"] and not row["outcome_on"]:
        mends = f"followup outcome {quoted(company)} open   # then its outcome again"
        yield Finding(
            f"The application at {line(company)} is {row['outcome']}, but on no day.", mends
        )


def _contact(row: Row) -> Iterator[Finding]:
    name = fold(row["name"])
    wanted = name, name, fold(row["company"]), row["email"].casefold()
    found = row["name_key"], row["search"], row["company_key"], row["email_key"]
    if found != wanted:
        yield Finding(
            f"Words do not find contact {row['id']}, {line(row['name'])}.",
            f"followup contact edit {row['id']} --name {quoted(row['name'])}",
        )


def _interview(row: Row) -> Iterator[Finding]:
    number, local = row["id"], row["at"].replace("T", " ")
    try:
        known_zone(row["zone"])
    except FollowupError as error:
        yield Finding(f"Interview {number}: {error}", f"followup edit {number} --zone ZONE")
        return
    if not _is_told_right(row):
        yield Finding(
            f"The instants of interview {number} are not those of {local} {row['zone']}.",
            f"followup edit {number} --at {quoted(local)} --zone {quoted(row['zone'])}",
        )


def _is_told_right(row: Row) -> bool:
    """Whether day, start and end follow from the local time; of two such times either will do."""
    talk = row_values.interview(row, ())
    zone = known_zone(talk.zone)
    length = timedelta(minutes=talk.minutes) if talk.at else timedelta()
    local = datetime.combine(talk.day, talk.at or time())
    starts = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return (
        row["at"][:10] == row["day"] and talk.starts in starts and talk.ends == talk.starts + length
    )


def of_the_journal(ask: Ask) -> Iterator[Finding]:
    """What `undo` could not take back, besides what is gone for good as it should be."""
    tables = {str(model.__tablename__): model for model in KEPT}
    for row in ask('SELECT id, change_id, "of", "row", before FROM journal', {}):
        if row["of"] not in tables or not _replays(tables[row["of"]], row["row"], row["before"]):
            yield Finding(
                f"Entry {row['id']} of the journal cannot be replayed, so that change "
                f"{row['change_id']} cannot be taken back.",
                RESTORE,
            )
    for table in tables:
        if table != "setting":
            yield from _lost(ask, table)
    empty = "SELECT id, command FROM change WHERE id NOT IN (SELECT change_id FROM journal)"
    for row in ask(empty, {}):
        yield Finding(
            f"The journal of change {row['id']} ({line(row['command'])}) is lost, so that there is "
            "nothing to take back.",
            f"followup undo {row['id']}   # it takes the change off the list",
        )


def _replays(model: type[SQLModel], row: str, before: str | None) -> bool:
    columns: Any = model.__table__.columns  # type: ignore[attr-defined]
    try:
        key = row_values.from_json(row)
        was = row_values.from_json(before) if before not in (None, redaction.FINAL) else None
    except FollowupError:
        return False
    if not isinstance(key, list) or len(key) != len(model.__table__.primary_key.columns):  # type: ignore[attr-defined]
        return False
    if was is None:
        return True
    needed = {one.name for one in columns if not one.nullable and one.default is None}
    return isinstance(was, dict) and needed <= was.keys() <= {one.name for one in columns}


def _lost(ask: Ask, table: str) -> Iterator[Finding]:
    """Rows that the journal knows as made, and not as removed."""
    asked = f"""SELECT number FROM (
            SELECT CAST(substr("row", 2) AS INTEGER) AS number, max(id), before FROM journal
            WHERE "of" = :table GROUP BY "row")
        WHERE before IS NULL AND number NOT IN (SELECT id FROM "{table}")"""
    for row in ask(asked, {"table": table}):
        yield Finding(f"{_named(table).capitalize()} {row['number']} is lost.", RESTORE)
