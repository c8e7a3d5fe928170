"""SQLite: opening a file for reading, its marks and pragmas. Standard library only."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from followup.environment import local_files
from followup.store import schema

PRAGMAS = (
    f"PRAGMA busy_timeout = {schema.BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA synchronous = EXTRA",  # the journal's removal reaches the disk, too
)
Mark = tuple[int, int, str | None, int]
"""A file's device and inode, the `uid` of the first application in it, and how many numbers are used
up, which never become fewer. Of a server, the third alone counts."""

HURRIED = ("PRAGMA busy_timeout = 200", *PRAGMAS[1:])
"""For a reader who would rather have nothing than wait for another program."""


@contextmanager
def reading(
    path: str, *, hurried: bool = False, older: bool = False
) -> Iterator[sqlite3.Connection | None]:
    """A connection that can only read; None where there is no store yet.

    Opened `mode=rw`: a read-only open could not roll back a journal that a kill left behind.
    Raises WorldError for a file that is not ours, is newer, is damaged or stays locked, and
    OlderSchema for one that is to be brought up to date first, unless `older` ones will do.
    """
    if not is_there(path):
        yield None
        return
    connection = None
    try:
        check_beside(path)
        connection = sqlite3.connect(_uri(path), uri=True, isolation_level=None)
        for pragma in (*(HURRIED if hurried else PRAGMAS), "PRAGMA query_only = ON"):
            connection.execute(pragma)
        known = version(connection, path)
        if 0 < known < schema.VERSION and not older:
            raise schema.OlderSchema(path, known)
        connection.row_factory = _Rows(path)
        yield connection if known else None
    except sqlite3.Error as error:
        raise schema.failed(path, str(error)) from None
    except UnicodeDecodeError:  # the damage has reached a message of SQLite's
        raise schema.damaged(path, "its text is no UTF-8") from None
    except IndexError as error:
        if str(error) != NO_COLUMN:
            raise
        raise schema.damaged(path, "a column has lost its name") from None
    finally:
        if connection is not None:
            connection.close()


def is_there(path: str) -> bool:
    """Whether there is anything at a path. WorldError where nobody can know: it may be a store."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise schema.failed(path, f"unable to open: {error.strerror}") from None
    return True


def check_beside(path: str) -> None:
    """WorldError where what lies beside a store, and bears the name of a file of SQLite's, is none.

    SQLite would wait for a FIFO without an end.
    """
    for name in (f"{os.path.realpath(path)}{suffix}" for suffix in ("-journal", "-wal", "-shm")):
        try:
            is_file = stat.S_ISREG(os.lstat(name).st_mode)
        except OSError:
            continue
        if not is_file:
            raise schema.beside(name)


def version(connection: sqlite3.Connection, path: str) -> int:
    """The schema's number; 0 where the file holds nothing yet. Raises as `judge` does."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return judge(path, found, mark, tables)


def damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with pages, indexes and constraints, in its words.

    Where there are views, 3.40 may pass over the list of free pages unless it is asked for the
    schema's own table.
    """
    asked = ("PRAGMA integrity_check(20)", "PRAGMA integrity_check(sqlite_master)")
    said = (str(*row) for sql in asked for row in connection.execute(sql))
    return [" ".join(found.split()) for found in dict.fromkeys(said) if found != "ok"]


Objects = frozenset[tuple[str, str, str, str]]
"""The rows of `sqlite_master`: type, name, table, and the SQL with neither quotes nor line breaks."""

ANALYZED = frozenset(
    ("table", name, name, f"CREATE TABLE {name}({columns})")
    for name, columns in (
        ("sqlite_stat1", "tbl,idx,stat"),
        ("sqlite_stat4", "tbl,idx,neq,nlt,ndlt,sample"),
    )
)
"""What `ANALYZE` of another program leaves: figures for the planner of SQLite, which do nothing."""


def objects(connection: sqlite3.Connection) -> Objects:
    """What a file is made of, but for ANALYZED. SQLite goes by the SQL alone, whatever the type says."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    bare = ((*map(str, some), " ".join(str(sql or "").replace('"', " ").split()))
            for *some, sql in map(tuple, rows))  # fmt: skip
    return (
        frozenset((kind, name, table, sql.replace(" ,", ",")) for kind, name, table, sql in bare)
        - ANALYZED
    )


def digest(made: Objects) -> str:
    """Names all objects of a file in 16 digits."""
    from hashlib import sha256  # 5 ms

    return sha256(repr(sorted(made)).encode()).hexdigest()[:16]


def judge(path: str, found: int, mark: int, tables: int) -> int:
    """The schema's number if the file is ours to use; WorldError if not."""
    if not found and not mark and not tables:
        return 0
    if mark != schema.APPLICATION_ID:
        raise schema.not_ours(path)
    if found > schema.VERSION:
        raise schema.NewerSchema(path, found)
    if found < 1:
        raise schema.damaged(path, f"its schema is {found}")
    return int(found)


def copy(source: sqlite3.Connection, path: str) -> None:
    """Copy what a connection reads, as of one moment, to a new file. Raises sqlite3.Error."""
    with closing(sqlite3.connect(path)) as target:
        _copy(source, target)
        target.execute("PRAGMA journal_mode = DELETE")  # whatever the source was set to


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """The lock that it takes is waited for as `BUSY_SECONDS` says; `backup` alone waits for ever."""
    source.execute("BEGIN")
    try:
        source.execute("SELECT name FROM sqlite_master LIMIT 1").fetchone()
        source.backup(target)
    finally:
        source.execute("ROLLBACK")


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """What a connection reads at this moment, however long it is read, without a lock on the store.

    It is a private copy of SQLite's, in memory or in a file without a name. Where the store has a
    write-ahead log, readers lock nobody out, and it is the store itself.
    """
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal":
        connection.execute("BEGIN")
        yield connection
        return
    with closing(sqlite3.connect("", isolation_level=None)) as target:
        _copy(connection, target)
        for pragma in (*PRAGMAS[2:3], "PRAGMA query_only = ON"):
            target.execute(pragma)
        target.row_factory = connection.row_factory
        yield target


def identity(path: str) -> tuple[int, int]:
    """Which file a path names at this moment; an empty one is made where there is none."""
    try:
        try:
            file = os.stat(path)
        except FileNotFoundError:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            file = os.stat(path)
    except OSError as error:
        raise schema.failed(path, f"unable to open: {error.strerror}") from None
    return file.st_dev, file.st_ino


def mark(connection: sqlite3.Connection, path: str) -> Mark:
    """What tells the store at a path from any other that takes its place, also by a copy over it."""
    first = connection.execute("SELECT uid FROM application ORDER BY id LIMIT 1").fetchone()
    all_used = "SELECT CAST(total(seq) AS INTEGER) AS count FROM sqlite_sequence"
    (used,) = connection.execute(all_used).fetchone()
    return (*identity(path), first and first[0], used)


def is_other(path: str, before: Mark, now: Mark | None = None) -> bool:
    """Whether the file at a path, or what it holds as `now` says, is not what it was."""
    try:
        found = os.stat(path)
    except OSError:
        return True
    if (found.st_dev, found.st_ino) != before[:2]:
        return True
    return now is not None and holds_others(before, now)


def holds_others(before: Mark, now: Mark) -> bool:
    """Whether the records of a store are not those that it held, or not all that it held."""
    return now[3] < before[3] or (None not in (before[2], now[2]) and before[2] != now[2])


_begun_with: dict[str, Mark] = {}
"""Which store a command has read, by path; numbers that it knows mean something there alone."""


def begin(path: str) -> None:
    """A command begins, or has stored: what was read or stored before does not matter any more."""
    _begun_with.pop(path, None)
    schema.stored_in.clear()


def begins_with(path: str, mark: Mark) -> None:
    """The command reads a store; unless it has read one before, its next change is for this one."""
    _begun_with.setdefault(path, mark)


def begun_with(path: str) -> Mark | None:
    """Which store at `path` this command has read; None where it has read none."""
    return _begun_with.get(path)


@contextmanager
def held(path: str) -> Iterator[None]:
    """Keep every other program from writing to a store, so that its file can be replaced.

    WorldError where another program does not let go of it for `BUSY_SECONDS`. A file that is too
    damaged to be written is held by nobody.
    """
    check_beside(path)
    while True:
        before = identity(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(PRAGMAS[0])
            try:
                connection.execute("PRAGMA journal_mode = DELETE")  # no log may outlive its file
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if error.sqlite_errorcode & 0xFF not in (
                    sqlite3.SQLITE_NOTADB,
                    sqlite3.SQLITE_CORRUPT,
                ):
                    raise schema.failed(path, str(error)) from None
            if identity(path) == before:  # else another restore was faster
                yield
                return


def copies_of(path: str) -> str:
    """The directory of a store's automatic copies."""
    return f"{local_files(path)}.backups"


NOT_ASCII = "GLOB '*[^' || char(1) || '-' || char(127) || ']*'"
"""SQL that holds for a text with a sign that is not ASCII."""


def may_hold(column: str, word: str) -> str:
    """SQL that holds wherever a text as it was typed, once folded, holds a folded word.

    It holds for all that is not ASCII, too: only Python can fold that.
    """
    return f"({column} LIKE {word} ESCAPE '!' OR {column} {NOT_ASCII})"


def make_room(path: str) -> None:
    """Make the directory of a store that is not there yet, private, and known to the disk."""
    directory = os.path.dirname(os.path.abspath(path))
    if os.path.isdir(directory):
        return
    try:
        os.makedirs(directory, mode=0o700)
        parent = os.open(os.path.dirname(directory), os.O_RDONLY)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)
    except OSError as error:
        raise schema.failed(path, f"unable to open: {error.strerror}") from None


NO_COLUMN = "No item with that key"
"""What sqlite3.Row says of a column that is not there: the damage is in the table's definition."""


class _Rows:
    """Makes rows of what SQLite answers. WorldError for one that holds what its column cannot."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.columns: object = None
        self.checks: list[Callable[[object], bool]] = []

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        if cursor.description is not self.columns:  # which every question has of its own
            self.columns = cursor.description
            self.checks = [schema.misfits(column[0]) for column in cursor.description]
        for place, (is_misfit, value) in enumerate(zip(self.checks, values, strict=True)):
            if is_misfit(value):
                name = cursor.description[place][0]
                raise schema.damaged(self.path, f"the column {name} holds what it cannot")
        return sqlite3.Row(cursor, values)


def _uri(path: str) -> str:
    if path.startswith("//"):  # which a URI takes for the name of a machine
        path = "/" + path.lstrip("/")
    for sign, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(sign, code)
    return f"file:{path}?mode=rw"
