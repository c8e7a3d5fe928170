"""Ways to damage a database file, each a function of its path.

They know SQLite, not this program's tables: what to damage is looked up in the schema.
"""

import os
import re
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from harness.database import quoted, tables
from harness.verdict import Skip

PAGE = 4096


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    in_primary_key: bool


@dataclass(frozen=True)
class Table:
    """A table, its size, and the columns that refer to other tables."""

    name: str
    rows: int
    columns: list[Column]
    references: list[str]


def truncated(db: Path) -> None:
    """Half of the file is gone."""
    os.truncate(db, db.stat().st_size // 2)


def wrong_header(db: Path) -> None:
    """The first 16 bytes are not SQLite's."""
    _overwrite(db, 0, b"NotADatabaseFile")


def text_file(db: Path) -> None:
    """The file is a text."""
    db.write_text("hello\n" * 500)


def emptied(db: Path) -> None:
    """The file is empty."""
    os.truncate(db, 0)


def directory(db: Path) -> None:
    """A directory has the name of the database."""
    db.unlink()
    db.mkdir()


def middle_page(db: Path) -> None:
    """Half of a page in the middle is noise."""
    page = max(1, db.stat().st_size // PAGE // 2)
    _overwrite(db, page * PAGE, os.urandom(PAGE // 2))


def last_page(db: Path) -> None:
    """The last page is all ones."""
    _overwrite(db, db.stat().st_size - PAGE, b"\xff" * PAGE)


def orphaned_rows(db: Path) -> None:
    """Rows refer to a row that is not there."""
    for table in _tables(db):
        if table.references and table.rows:
            _set_all(db, table.name, table.references[0], "987654321")
            return
    raise Skip("no foreign key")


def wrong_date(db: Path) -> None:
    """A column of dates holds a word."""
    _set_first_column(db, "'not-a-date'", lambda _, column: _is_date(column))


def wrong_type(db: Path) -> None:
    """A column of text holds bytes that are no text."""
    _set_first_column(
        db, "x'fffe00'", lambda table, column: not table.references and _is_text(column)
    )


def dropped_table(db: Path) -> None:
    """The largest table is gone."""
    own = (
        table for table in _tables(db) if not re.search("alembic|version|migrat|meta", table.name)
    )
    _execute(db, f"drop table {quoted(max(own, key=lambda table: table.rows).name)}")


def dropped_index(db: Path) -> None:
    """An index is gone."""
    name = _first(db, "select name from sqlite_master where type='index' and sql is not null")
    _execute(db, f"drop index {quoted(str(name))}")


def emptied_index(db: Path) -> None:
    """The root page of an index says that it has no entries."""
    root = _first(db, "select rootpage from sqlite_master where type='index' and rootpage>0")
    size = int(_first(db, "pragma page_size"))
    empty_leaf = b"\x0a\0\0\0\0" + struct.pack(">H", size % 65536) + b"\0"
    _overwrite(db, (int(root) - 1) * size, empty_leaf)


def open_to_all(db: Path) -> None:
    """Everybody may read and write the file."""
    db.chmod(0o666)


def stale_journal(db: Path) -> None:
    """A journal full of noise lies beside the file."""
    db.with_name(f"{db.name}-journal").write_bytes(os.urandom(PAGE))


UNREADABLE: tuple[Callable[[Path], None], ...] = (truncated, wrong_header, text_file)
"""Damage after which the file must not be overwritten without a copy of it."""

KINDS: tuple[Callable[[Path], None], ...] = (
    *UNREADABLE,
    *(emptied, directory, middle_page, last_page, orphaned_rows, wrong_date),
    *(dropped_table, dropped_index, emptied_index, wrong_type, open_to_all, stale_journal),
)
"""A kind that a schema offers no place for raises Skip."""


def _overwrite(db: Path, offset: int, content: bytes) -> None:
    with open(db, "r+b") as file:
        file.seek(offset)
        file.write(content)


def _execute(db: Path, statement: str) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys=off")
        connection.execute(statement)


def _first(db: Path, question: str) -> str | int:
    """The first value of the first row. Skip where there is none."""
    with closing(sqlite3.connect(db)) as connection:
        row = connection.execute(question).fetchone()
    if not row:
        raise Skip("no index")
    value: str | int = row[0]
    return value


def _set_all(db: Path, table: str, column: str, value: str) -> None:
    _execute(db, f"update {quoted(table)} set {quoted(column)}={value}")


def _set_first_column(db: Path, value: str, fits: Callable[[Table, Column], bool]) -> None:
    """Set the first column, outside of a primary key and in a table with rows, that fits."""
    for table in _tables(db):
        for column in table.columns:
            if table.rows and not column.in_primary_key and fits(table, column):
                _set_all(db, table.name, column.name, value)
                return
    raise Skip("no such column")


def _is_date(column: Column) -> bool:
    return bool(re.search(r"date|time", column.type + column.name, re.IGNORECASE))


def _is_text(column: Column) -> bool:
    return bool(re.search(r"char|text", column.type, re.IGNORECASE))


def _tables(db: Path) -> list[Table]:
    with closing(sqlite3.connect(db)) as connection:
        return [
            _table(connection, name)
            for name in tables(connection)
            if not name.startswith("sqlite_")
        ]


def _table(connection: sqlite3.Connection, name: str) -> Table:
    columns = connection.execute(f"pragma table_info({quoted(name)})")
    references = connection.execute(f"pragma foreign_key_list({quoted(name)})")
    return Table(
        name,
        connection.execute(f"select count(*) from {quoted(name)}").fetchone()[0],
        [Column(row[1], row[2], in_primary_key=row[5] != 0) for row in columns],
        [row[3] for row in references],
    )
