"""What a database file holds, read from a copy so that the original stays as it was left."""

import hashlib
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

SIDE_FILES = ("-journal", "-wal", "-shm")
TOKEN_AND_FIELD = re.compile(r"(zq[0-9a-f]+x\d{5,}q)([crpen])")


@dataclass
class Contents:
    """What is wrong with a database, and the letters of the fields found for each token."""

    problems: list[str] = field(default_factory=list)
    fields: dict[str, set[str]] = field(default_factory=dict)

    def holds(self, token: str, expected: set[str]) -> bool:
        """Whether every expected field of the interview is there."""
        return self.fields.get(token, set()) >= expected

    def holds_part(self, token: str, expected: set[str]) -> bool:
        """Whether the interview is there, but not all of its fields."""
        return token in self.fields and not self.holds(token, expected)


def inspect(db: Path, scratch: Path) -> Contents:
    """Check a copy, below `scratch`, and look for the tokens in every value of every table.

    The files beside it are copied with it, so that an interrupted write is rolled back in the copy.
    """
    if not db.exists():
        return Contents(["missing"])
    contents = Contents()
    with tempfile.TemporaryDirectory(dir=scratch) as directory:
        for path in files(db):
            shutil.copy2(path, directory)
        with closing(sqlite3.connect(Path(directory) / db.name)) as connection:
            connection.text_factory = _decoded
            try:
                _check(connection, contents)
                _find_tokens(connection, contents)
            except sqlite3.Error as error:
                contents.problems.append(f"{type(error).__name__}: {error}")
    return contents


def files(db: Path) -> list[Path]:
    """A database, and the files of SQLite beside it: those of them that exist."""
    named = (db.with_name(db.name + ending) for ending in ("", *SIDE_FILES))
    return [path for path in named if path.is_file()]


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where it is no regular file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of the tables."""
    found = connection.execute("select name from sqlite_master where type='table'")
    return [name for (name,) in found]


def quoted(name: str) -> str:
    """A name as it stands in SQL."""
    return '"{}"'.format(name.replace('"', '""'))


def _check(connection: sqlite3.Connection, contents: Contents) -> None:
    lines = [line for (line,) in connection.execute("pragma integrity_check")]
    if lines != ["ok"]:
        contents.problems.append("integrity: " + "; ".join(map(str, lines[:3])))
    if connection.execute("pragma foreign_key_check").fetchall():
        contents.problems.append("foreign_key_check")


def _find_tokens(connection: sqlite3.Connection, contents: Contents) -> None:
    for table in tables(connection):
        for row in connection.execute(f"select * from {quoted(table)}"):
            for value in row:
                text = _decoded(value) if isinstance(value, bytes) else value
                if isinstance(text, str):
                    for token, letter in TOKEN_AND_FIELD.findall(text.lower()):
                        contents.fields.setdefault(token, set()).add(letter)


def _decoded(value: bytes) -> str:
    return value.decode("utf8", "replace")
