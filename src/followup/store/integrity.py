"""What `doctor` finds in the store's file, below its rows: modes, marks, pages, tables.

Each check yields sentences; where one finds that nothing can be read, the rest cannot be asked.
"""

import os
import shlex
import sqlite3
import stat
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlmodel import SQLModel

from followup import environment
from followup.domain import errors
from followup.domain.dates import known_zone
from followup.domain.errors import FollowupError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line, quoted
from followup.domain.text import fold
from followup.store import backup, row_values, schema, sqlite
from followup.store import journal as journal_store
from followup.store.connection import Ask, Row
from followup.store.models import ALL, KEPT, Holiday

ROOM = 50 * 1024 * 1024
"""Free bytes below which the disk is called nearly full; a copy of the store must fit, too."""

LEFT = schema.BUSY_SECONDS
"""Seconds after which a journal belongs to nobody: whoever writes is done by then."""

RESTORE = "followup restore   # it lists the copies that there are; what it replaces is kept"
"""What to type where no command mends the damage."""


class Finding(Frozen):
    """What is wrong, and what to type."""

    what: str
    remedy: str


@contextmanager
def looking(path: str) -> Iterator[Ask]:
    """Ask a store whose values nobody vouches for: as they are at one moment, row by row."""
    with sqlite.reading(path) as connection:
        if connection is None:
            yield lambda _sql, _values: ()
            return
        connection.row_factory = sqlite3.Row
        with sqlite.moment(connection) as asked:
            yield asked.execute


def of_the_file(path: str, *, is_own_place: bool) -> Iterator[Finding]:
    """What is wrong with the file as such: its kind, its modes, what lies beside it, the disk.

    `is_own_place`: its directory is the one that the program makes, for nothing else.
    """
    if os.path.isdir(path):
        yield Finding(f"{path} is a directory, not a store.", "FOLLOWUP_DB=… followup doctor")
        return
    if not os.path.getsize(path):
        yield Finding(f"{path} is empty: nothing is recorded in it.", RESTORE)
    yield from _modes(path, is_own_place=is_own_place)
    yield from _left_beside(path)
    free = os.statvfs(os.path.dirname(os.path.abspath(path)))
    if free.f_bavail * free.f_frsize < max(ROOM, 2 * os.path.getsize(path)):
        yield Finding("The disk is nearly full.", "make room, before a change cannot be stored")


def _modes(path: str, *, is_own_place: bool) -> Iterator[Finding]:
    private = [path, f"{path}-journal", f"{path}-wal", backup.directory(path)]
    private += [copy.path for copy in backup.copies(path)]
    place = os.path.dirname(os.path.abspath(path))
    for one in [place, *private] if is_own_place else private:
        if os.path.exists(one):
            yield from _mode(one)


def _mode(path: str) -> Iterator[Finding]:
    mode = stat.S_IMODE(os.stat(path).st_mode)
    wanted = 0o700 if os.path.isdir(path) else 0o600
    remedy = f"chmod {wanted:04o} {shlex.quote(path)}"
    if mode & 0o077:
        yield Finding(f"Others may read {path}.", remedy)
    elif mode & wanted != wanted:
        yield Finding(f"You may not write {path}.", remedy)


def _left_beside(path: str) -> Iterator[Finding]:
    """What a killed process left. What is younger may be of one that is writing now."""
    journal = f"{path}-journal"
    if _is_left(journal) and os.path.getsize(journal):
        yield Finding(
            f"{journal} was left of a change that did not finish; this look has taken it back.",
            "followup undo --list   # type the change again if it is not there",
        )
    elif _is_left(journal):
        yield Finding(f"{journal} was left, and is empty.", f"rm {shlex.quote(journal)}")
    copies = backup.directory(path)
    for name in sorted(os.listdir(copies)) if os.path.isdir(copies) else ():
        copy = os.path.join(copies, name)
        if ".unfinished-" in name and _is_left(copy):
            yield Finding(f"{copy} is a copy that was not finished.", f"rm {shlex.quote(copy)}")


def _is_left(path: str) -> bool:
    try:
        return environment.age(path) > LEFT
    except FileNotFoundError:
        return False


def of_the_pages(path: str) -> Iterator[Finding]:
    """What SQLite itself finds: pages, indexes, references, and what the schema lacks."""
    try:
        with sqlite.reading(path, older=True) as connection:
            if connection is None:
                yield from _unmarked(path)
                return
            connection.row_factory = None
            yield from _damage(connection)
            version = sqlite.version(connection, path)
            there = shape(connection)
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    except schema.NewerSchema as error:
        yield Finding(str(error), errors.upgrade_command())
        return
    except FollowupError as error:
        yield Finding(str(error), RESTORE)
        return
    if version < schema.VERSION:
        what = str(schema.OlderSchema(path, version))
        yield Finding(what, "followup due   # any command does it, after a copy of what there is")
        return
    yield from _differences(there)
    if mode != "delete":
        yield Finding(
            f"Another program has set the journal mode of {path} to {mode}, in which a change "
            "that was acknowledged can be lost.",
            "followup backup COPY && followup restore COPY --yes   # COPY: a new file",
        )


def _unmarked(path: str) -> Iterator[Finding]:
    """A file without our marks is new; one that holds tables all the same has lost them."""
    if os.path.getsize(path):
        yield Finding(f"{path} has lost the number of its schema.", RESTORE)


def _damage(connection: sqlite3.Connection) -> Iterator[Finding]:
    for said in sqlite.damage(connection):
        yield Finding(f"The file is damaged: {said}.", RESTORE)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(f"{table} {row} refers to {_a(parent)} that is not there.", RESTORE)


Shape = dict[str, str]
"""Tables, indexes, views and triggers with their SQL, columns with their type."""


def shape(connection: sqlite3.Connection) -> Shape:
    """What the file is made of, as `table followup`, `column followup.id` and the like."""
    made = {}
    for kind, name, table, sql in sqlite.objects(connection):
        made[f"{kind} {name}"] = f"{table} {sql}"
        if kind == "table":
            quoted_name = name.replace('"', '""')
            columns = connection.execute(f'PRAGMA table_info("{quoted_name}")')
            made |= {f"column {name}.{column}": type_ for _, column, type_, *_ in columns}
    return made


def _differences(there: Shape) -> Iterator[Finding]:
    wanted = _expected()
    for name in sorted(wanted.keys() | there.keys()):
        if name not in there:
            yield Finding(f"The {name} is missing from the file.", RESTORE)
        elif name not in wanted:
            yield Finding(f"The {name} is not followup's: another program made it.", RESTORE)
        elif there[name] != wanted[name]:
            yield Finding(f"The {name} is not what followup made.", RESTORE)


@cache
def _expected() -> Shape:
    """What a new store is made of."""
    from followup.store import migrations  # half a second

    with closing(migrations.new_store()) as connection:
        return shape(connection)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


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
        (id IN ({schema.IDLE})) <> (id IN (SELECT application_id FROM idle)) ORDER BY id"""
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
    empty = (
        "SELECT id, command FROM change WHERE command <> 'restore' AND id NOT IN "
        "(SELECT change_id FROM journal)"
    )
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
        was = row_values.from_json(before) if before not in (None, journal_store.FINAL) else None
    except FollowupError:
        return False
    if not isinstance(key, list) or len(key) != len(model.__table__.primary_key.columns):  # type: ignore[attr-defined]
        return False
    if was is None:
        return True
    needed = {column.name for column in columns if not column.nullable and column.default is None}
    return isinstance(was, dict) and needed <= was.keys() <= {column.name for column in columns}


def _lost(ask: Ask, table: str) -> Iterator[Finding]:
    """Rows that the journal knows as made, and not as removed."""
    asked = f"""SELECT number FROM (
            SELECT CAST(substr("row", 2) AS INTEGER) AS number, max(id), before FROM journal
            WHERE "of" = :table GROUP BY "row")
        WHERE before IS NULL AND number NOT IN (SELECT id FROM "{table}")"""
    for row in ask(asked, {"table": table}):
        yield Finding(f"{_named(table).capitalize()} {row['number']} is lost.", RESTORE)
