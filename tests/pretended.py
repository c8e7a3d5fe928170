"""Two versions of the program that never were: steps to a later schema, and a store from before.

The store of this version is aged until the two steps lead back to what the program makes today,
so that all of the program can work with it. As a program of its own, this file is that version:
`python tests/pretended.py due`; and more, so that it can be stopped where it hurts.
"""

import functools
import itertools
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from followup.__main__ import answer
from followup.cli import app  # noqa: F401  once for all the processes of `sweep`
from followup.store import migrations, models, schema, settings
from followup.store import sqlite as files
from write_schema import SCHEMAS

VERSION = schema.VERSION
LATER = VERSION + 2

AGEING = """
    DROP VIEW followup_view;
    DROP VIEW interview_view;
    CREATE VIEW interview_view AS SELECT id, minutes FROM interview;
    CREATE VIEW left_over AS SELECT minutes FROM interview_view;
    DROP INDEX application_at;
    ALTER TABLE note RENAME COLUMN body TO words;
    UPDATE journal SET before = replace(before, '"body":', '"words":') WHERE "of" = 'note';
    PRAGMA writable_schema = ON;
    UPDATE sqlite_master SET sql = replace(sql, 'CHECK (minutes > 0)', 'CHECK (minutes > -9)')
     WHERE name = 'interview';
    PRAGMA writable_schema = RESET;
"""
"""What the pretended steps mend."""


def load(path: str, number: int = VERSION) -> None:
    """Make the store that is kept of a schema, with a configuration file that is gone since."""
    _write(path, _kept(number, ""))


def load_aged(path: str) -> None:
    """Make a store of before the pretended steps."""
    _write(path, _kept(VERSION, AGEING))


@functools.cache
def _kept(number: int, ageing: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((SCHEMAS / f"{number}.sql").read_text(encoding="utf-8"))
        connection.execute("UPDATE setting SET value = '' WHERE key = ?", (settings.STAMP,))
        connection.commit()
        connection.executescript(ageing)
        return connection.serialize()


def _write(path: str, content: bytes) -> None:
    Path(path).write_bytes(content)
    os.chmod(path, 0o600)


def rebuilt(model: type[SQLModel]) -> Iterator[str]:
    """The statements that make a table anew: the only way to another CHECK."""
    table: Any = model.__table__  # type: ignore[attr-defined]
    made = str(CreateTable(table).compile(dialect=sqlite.dialect()))
    yield made.replace(table.name, "made_anew", 1)
    yield f"INSERT INTO made_anew SELECT * FROM {table.name}"
    yield f"DROP TABLE {table.name}"
    yield f"ALTER TABLE made_anew RENAME TO {table.name}"
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        yield str(CreateIndex(index).compile(dialect=sqlite.dialect()))


CHECKED = tuple(rebuilt(models.Interview))
"""The lengths of interviews are checked."""

RENAMED = (
    "ALTER TABLE note RENAME COLUMN words TO body",
    """UPDATE journal SET before = replace(before, '"words":', '"body":') WHERE "of" = 'note'""",
    "CREATE INDEX application_at ON application (company_key)",
)
"""A column is named anew, in the journal too, and an index is added."""

STEPS = {**migrations.STEPS, VERSION: CHECKED, VERSION + 1: RENAMED}


def digest() -> str:
    """What the aged store is made of."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_kept(VERSION, AGEING))
        return files.digest(files.objects(connection))


def pretend() -> None:
    """From here on, this process is of the later version."""
    schema.MADE_OF[VERSION] = digest()
    schema.VERSION = LATER
    migrations.STEPS = STEPS


def listen(tell: Callable[[str], None]) -> None:
    """Tell of each statement and each change to a file, before it is done; pages leave the cache."""
    connect = sqlite3.connect

    def listening(*words: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*words, **options)
        connection.execute("PRAGMA cache_size = 2")
        connection.set_trace_callback(tell)
        return connection

    def told(name: str) -> None:
        done = getattr(os, name)

        def telling(*words: Any, **options: Any) -> Any:
            tell(name)
            return done(*words, **options)

        setattr(os, name, telling)

    sqlite3.connect = listening  # type: ignore[assignment]
    for name in ("open", "mkdir", "fsync", "replace", "unlink"):
        told(name)


def kill_at(number: int) -> None:
    """End this process, with nothing tidied up, at the `number`th thing from where it migrates.

    The first thing after the migration is the last to end it.
    """
    done: list[str] = []

    def tell(this: str) -> None:
        if (done or this == "BEGIN IMMEDIATE") and "COMMIT" not in done[:-1]:
            done.append(this)
        if len(done) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    listen(tell)


def sweep(directory: str) -> int:
    """Run `followup due` on an aged store in `directory`/1, /2, …, killed one thing later each time.

    How often it was killed; the last run came to its end.
    """
    for number in itertools.count(1):
        place = os.path.join(directory, str(number))
        os.mkdir(place)
        store = shutil.copy(os.path.join(directory, "aged.db"), os.path.join(place, "followup.db"))
        os.environ["FOLLOWUP_DB"] = store
        child = os.fork()
        if not child:
            _until_killed(number)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            return number - 1
    raise AssertionError


def _until_killed(number: int) -> NoReturn:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        kill_at(number)
        os._exit(answer(["due"]))
    finally:
        os._exit(70)


def main() -> None:
    """`sweep DIRECTORY`, `announced COMMAND`, which says when it wants the store, or a command."""
    pretend()
    match sys.argv[1:]:
        case ["sweep", directory]:
            print("killed", sweep(directory))
        case ["announced", *words]:
            listen(lambda done: print(done, file=sys.stderr, flush=True))
            sys.exit(answer(words))
        case words:
            sys.exit(answer(words))


if __name__ == "__main__":
    main()
