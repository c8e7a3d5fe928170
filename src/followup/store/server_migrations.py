"""How the schema of a server is brought from version to version while people use it.

A step is that of a file (`schema.STEPS`), as PostgreSQL has it. Each of its parts is a transaction
that waits for a lock only briefly, since whoever comes after it waits as long, and is tried again;
indexes are made and dropped beside the changes of others. A part that is done already is passed
over, so after an interruption the same command goes on.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from followup.domain.errors import WorldError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line
from followup.environment import without_password
from followup.store import schema, server, server_schema

BRIEFLY = "100ms"
"""How long a part waits for a lock, and so at most anybody behind it for one table."""

PATIENCE = 600
"""Seconds for which a part is tried again, while others use what it changes."""

PAUSE = 0.2
"""Seconds between two tries, in which those who waited behind the first go on."""

LOCK = server_schema.LOCK + 1
"""The advisory lock of who migrates. Adding people and granting need not wait for it."""


class Part(Frozen):
    """A piece of a step. `done` is SQL that says whether it is done already.

    `is_concurrent`: each statement is run by itself, as PostgreSQL wants it for an index that is
    made beside the changes of others.
    """

    done: str
    statements: tuple[str, ...]
    is_concurrent: bool = False


def migrate(url: str) -> int:
    """Bring a server's schema to this program's; the version that was found.

    WorldError where there is none, where it is a later one, where somebody else is at it, or where
    others use a table without a pause; each part that was done stays done.
    """
    connection, name = server.connect(url), without_password(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            found = _begin(cursor, name)
            for number in range(found, schema.VERSION):
                for part in (*parts(number), _recorded(number + 1)):
                    _do(cursor, part)
            return found
    except server.driver().Error as error:
        raise WorldError(
            f"The server at {name} reports: {line(str(error).strip().splitlines()[0])}. What was "
            "done until then stays; type the command again to go on."
        ) from None
    finally:
        connection.close()


def _begin(cursor: Any, name: str) -> int:
    """Take the lock of who migrates; the version that is there."""
    cursor.execute(
        "SELECT to_regnamespace('followup') IS NOT NULL, pg_try_advisory_lock(%s)", [LOCK]
    )
    is_there, is_ours = cursor.fetchone()
    if not is_there:
        raise server.not_made(name)
    if not is_ours:
        raise WorldError(
            f"Somebody else is bringing {name} up to date just now; nothing was changed. "
            "`followup server check` says when all is well."
        )
    cursor.execute("SELECT version FROM followup.schema_version")
    found = int(cursor.fetchone()[0])
    if found > schema.VERSION:
        raise server.newer(name, found)
    return found


def parts(number: int) -> Iterator[Part]:
    """The step from a schema to the next. ValueError for a statement that has no rule here."""
    for statement in schema.STEPS[number]:
        for pattern, make in _RULES:
            if match := pattern.fullmatch(statement):
                yield make(*match.groups(""))
                break
        else:
            raise ValueError(f"no rule for a server: {statement}")


def _table(name: str, text: str) -> Part:
    """A table with its owner first in every key, and what keeps its rows each owner's own."""
    text, count = re.subn(
        r"\bid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "id INTEGER NOT NULL", text
    )
    text = re.sub(r"\b(UNIQUE|KEY) ?\(", r"\1 (owner, ", text)
    text = re.sub(r"\bREFERENCES (\w+) \(", r"REFERENCES \1 (owner, ", text)
    columns = re.findall(r"(?:^|, )(\w+) (?:INTEGER|VARCHAR|BOOLEAN)\b", text)
    key = ", PRIMARY KEY (owner, id)" if count else ""
    made = (
        f'CREATE TABLE "{name}" (owner integer NOT NULL DEFAULT followup.writing(), '
        f"{_typed(text)}{key})"
    )
    return Part(_is_there(name), (made, *server_schema.protections(name, columns)))


def _column(table: str, name: str, rest: str) -> Part:
    return Part(
        f"SELECT 1 FROM pg_attribute WHERE attrelid = 'followup.{table}'::regclass "
        f"AND attname = '{name}'",
        (
            f'ALTER TABLE "{table}" ADD COLUMN "{name}" {_typed(rest)}',
            f'GRANT INSERT ("{name}"), UPDATE ("{name}") ON "{table}" TO followup_seeker',
        ),
    )


def _index(unique: str, name: str, table: str, columns: str, where: str) -> Part:
    """An index; what an interruption left of it, which PostgreSQL calls invalid, goes first."""
    return Part(
        f"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('followup.{name}') AND indisvalid",
        (
            f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"',
            f'CREATE {unique}INDEX CONCURRENTLY "{name}" ON "{table}" (owner, {columns}){where}',
        ),
        is_concurrent=True,
    )


def _no_index(name: str) -> Part:
    return Part(
        f"SELECT 1 WHERE to_regclass('followup.{name}') IS NULL",
        (f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"',),
        is_concurrent=True,
    )


_RULES: tuple[tuple[re.Pattern[str], Callable[..., Part]], ...] = (
    (re.compile(r"CREATE TABLE (\w+) \( (.*) \)"), _table),
    (re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+) (.*)"), _column),
    (re.compile(r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+) \((.*?)\)( WHERE .*)?"), _index),
    (re.compile(r"DROP INDEX (\w+)"), _no_index),
)
"""The statements of a step, and what becomes of each on a server."""


def _typed(text: str) -> str:
    return text.replace("VARCHAR", 'text COLLATE "C"')


def _is_there(name: str) -> str:
    return f"SELECT 1 WHERE to_regclass('followup.{name}') IS NOT NULL"


def _recorded(version: int) -> Part:
    """That a step is done. The views and functions of this program go in with its last one."""
    record = (
        f"UPDATE schema_version SET version = {version}, "
        f"oldest_client = {server_schema.oldest_client(version)}"
    )
    anew = tuple(server_schema.renewed()) if version == schema.VERSION else ()
    return Part(
        f"SELECT 1 FROM followup.schema_version WHERE version >= {version}", (record, *anew)
    )


def _do(cursor: Any, part: Part) -> None:
    """WorldError where others leave no pause for it in all of PATIENCE."""
    until = time.monotonic() + PATIENCE
    while not _is_done(cursor, part):
        try:
            with _as_admin(cursor, part):
                for statement in part.statements:
                    cursor.execute(statement)
        except server.driver().errors.LockNotAvailable:
            if time.monotonic() >= until:
                raise _no_pause(cursor) from None
            time.sleep(PAUSE)


def _is_done(cursor: Any, part: Part) -> bool:
    cursor.execute(part.done)
    return cursor.fetchone() is not None


@contextmanager
def _as_admin(cursor: Any, part: Part) -> Iterator[None]:
    """As the owner of the tables; in one transaction, unless that is not allowed for a part.

    What is made beside the changes of others waits for those that are older, in nobody's way.
    """
    cursor.execute(
        f"{'' if part.is_concurrent else 'BEGIN; '}"
        "SET ROLE followup_admin; SET search_path = followup, pg_temp; "
        f"SET lock_timeout = '{f'{PATIENCE}s' if part.is_concurrent else BRIEFLY}'"
    )
    try:
        yield
    except BaseException:
        cursor.execute("ROLLBACK")
        raise
    cursor.execute("COMMIT")


def _no_pause(cursor: Any) -> WorldError:
    cursor.execute(
        "RESET ROLE; SELECT usename, pid FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL ORDER BY xact_start LIMIT 1"
    )
    login, pid = cursor.fetchone() or ("nobody", 0)
    return WorldError(
        f"Others kept the tables in use for {PATIENCE} seconds; the longest at it is {line(login)} "
        f"(SELECT pg_terminate_backend({pid}) ends that). What was done stays; type the command "
        "again to go on."
    )
