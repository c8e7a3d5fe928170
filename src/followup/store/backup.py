"""Copies of the store: made by SQLite's own backup call, verified, and never in each other's way.

Standard library only. A copy is written beside its place, checked, brought to the disk and only
then given its name; a store is replaced inside one of its own transactions.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from followup.domain.errors import FollowupError, NothingFound, WorldError
from followup.store import schema, settings, sqlite
from followup.store.ask import asking

LARGEST = 64 * 1024 * 1024
"""Bytes of a store up to which a copy is made each day; a search of years has some hundred KiB."""

KEPT = 10
"""How many automatic copies are kept, unless `backup.keep` says otherwise."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the store, and what it holds."""

    path: str
    made_on: str
    why: str
    size: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a store holds."""

    applications: int
    interviews: int
    contacts: int
    last_change: str


def write(store: str, path: str) -> None:
    """Copy the store to a file, which has the copy whole and verified or is not there.

    Raises WorldError where the store cannot be read or the file not be written.
    """
    beside = f"{path}.unfinished-{os.getpid()}"
    try:
        with sqlite.reading(store, older=True) as source:
            if source is None:
                raise NothingFound(f"There is no store at {store}, so there is nothing to back up.")
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(beside)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # whatever the source was set to
        inspect(beside)
        _to_disk(beside)
        os.replace(beside, path)
        _to_disk(os.path.dirname(os.path.abspath(path)))
    except sqlite3.Error as error:
        raise schema.failed(path, str(error)) from None
    except OSError as error:
        raise WorldError(
            f"{path} cannot be written: {error.strerror}. Name another file."
        ) from None
    finally:
        for left in (beside, f"{beside}-journal"):
            if os.path.exists(left):
                os.unlink(left)


def _to_disk(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def inspect(path: str) -> Contents:
    """What a store or a copy of one holds, of whatever schema that this version knows.

    WorldError where it is none, or is damaged.
    """
    if not os.path.isfile(path):
        raise WorldError(f"{path} is no file; `followup restore` lists the copies that there are.")
    try:
        with sqlite.reading(path, older=True) as connection:
            if connection is None:
                raise schema.damaged(path, "it is empty")
            connection.row_factory = None
            found = sqlite.damage(connection)
            if found:
                raise schema.damaged(path, found[0])
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise schema.damaged(path, "a record refers to one that is not there")
            return _contents(connection)
    except schema.Unusable as error:
        raise WorldError(
            f"{path} cannot be restored: {error.why}. Nothing was replaced; `followup restore` "
            "lists the copies that there are."
        ) from None


def glance(path: str) -> Contents | None:
    """What a copy says that it holds, unverified; None where it cannot be read."""
    try:
        with sqlite.reading(path, older=True) as connection:
            return _contents(connection) if connection else None
    except FollowupError:
        return None


def _contents(connection: sqlite3.Connection) -> Contents:
    connection.row_factory = None
    asked = "SELECT made_at FROM change ORDER BY id DESC LIMIT 1"
    last = connection.execute(asked).fetchone() or ("",)
    return Contents(
        applications=_count(connection, "application"),
        interviews=_count(connection, "interview"),
        contacts=_count(connection, "contact"),
        last_change=str(last[0]),
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def restore(store: str, path: str, keep_as: str) -> str:
    """Put a copy in the store's place; where what it replaces was kept, empty if there was nothing.

    A damaged copy is refused and the store left as it is; so is any where another program's
    database is in the store's place. WorldError where either cannot be done.
    """
    inspect(path)
    if _is_of_another_program(store):
        raise schema.not_ours(store)
    sqlite.make_room(store)
    kept = _set_aside(store, keep_as)
    try:
        with sqlite.reading(path, older=True) as source:
            if source is None:
                raise schema.damaged(path, "it is empty")
            with closing(sqlite3.connect(store, timeout=schema.BUSY_SECONDS)) as target:
                target.execute("PRAGMA synchronous = EXTRA")
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # whatever it was set to
        os.chmod(store, 0o600)
    except sqlite3.Error as error:
        raise schema.failed(store, str(error)) from None
    return kept


def _is_of_another_program(path: str) -> bool:
    """Whether a file has tables and none of ours; what cannot be read was a store, for all we know."""
    if not os.path.isfile(path):
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in rows}
    except sqlite3.Error:
        return False
    return bool(tables) and not tables & {"application", "followup"}


def _set_aside(store: str, keep_as: str) -> str:
    """Keep what the store holds now: a copy where it can be read, else the very file."""
    if not os.path.lexists(store) or (os.path.isfile(store) and not os.path.getsize(store)):
        return ""
    os.makedirs(os.path.dirname(keep_as), mode=0o700, exist_ok=True)
    try:
        write(store, keep_as)
    except WorldError:
        try:
            os.rename(store, keep_as)
            for left in ("-journal", "-wal", "-shm"):
                if os.path.exists(store + left):
                    os.rename(store + left, keep_as + left)
        except OSError as error:
            raise WorldError(
                f"{store} cannot be moved aside: {error.strerror}; nothing was restored."
            ) from None
    return keep_as


def directory(store: str) -> str:
    """Where the automatic copies of a store are."""
    return sqlite.copies_of(store)


def place(store: str, moment: str, why: str) -> str:
    """The path of an automatic copy: its time, why it was made, and a number where that is taken."""
    stamp = moment.replace(":", "").replace("-", "")[:15]
    path = os.path.join(directory(store), f"{stamp}-{why}.db")
    number = 1
    while os.path.exists(path):
        number += 1
        path = os.path.join(directory(store), f"{stamp}-{why}-{number}.db")
    return path


def copies(store: str) -> list[Copy]:
    """The automatic copies of a store, the latest first."""
    try:
        names = os.listdir(directory(store))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WorldError(f"{directory(store)} cannot be read: {error.strerror}.") from None
    return list(_copies(store, sorted(names, key=_order, reverse=True)))


def _order(name: str) -> tuple[str, int]:
    """Names in the order in which they were made, the tenth of a second after its ninth."""
    stamp, *_, number = name.removesuffix(".db").split("-")
    return stamp, int(number) if number.isdecimal() else 1


def _copies(store: str, names: list[str]) -> Iterator[Copy]:
    for name in names:
        stamp, _, why = name.removesuffix(".db").partition("-")
        if name.endswith(".db") and len(stamp) == len("20261122T101530"):
            day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
            path = os.path.join(directory(store), name)
            yield Copy(path, day, why, os.path.getsize(path), f"{stamp[9:11]}:{stamp[11:13]}")


def holds_any(path: str, words: Iterable[bytes]) -> bool:
    """Whether one of these words stands in a copy, wherever in the file."""
    with open(path, "rb") as file:
        content = file.read()
    return any(word in content for word in words)


def keep_last(store: str, count: int) -> None:
    """Remove automatic copies beyond the last `count` of each sort: daily, import, migration.

    Ten imports in a day leave the copies of the days before alone. What a restore set aside stays.
    """
    made: dict[str, list[Copy]] = {}
    for one in copies(store):
        made.setdefault(one.why.partition("-")[0], []).append(one)
    for sort, some in made.items():
        for old in some[count:] if sort != "replaced" else ():
            os.unlink(old.path)


def before(store: str, why: str, now: datetime) -> None:
    """Make an automatic copy, if there is a store and copies are kept. Raises as `write`."""
    if not os.path.exists(store) or not os.path.getsize(store):
        return
    with asking(store) as ask:
        keep = int(settings.settings(ask).get("backup.keep", KEPT))
    if keep:
        make(store, why, now)
        keep_last(store, keep)


def make(store: str, why: str, now: datetime) -> str:
    """Make an automatic copy, whatever else is kept; its path. Raises as `write`."""
    try:
        os.makedirs(directory(store), mode=0o700, exist_ok=True)
    except OSError as error:
        raise WorldError(f"{directory(store)} cannot be made: {error.strerror}.") from None
    path = place(store, now.isoformat(timespec="seconds"), why)
    write(store, path)
    return path


def once_a_day(store: str, now: datetime) -> None:
    """Make the copy of the day before its first change.

    Where that fails the change goes on all the same. A store beyond LARGEST is copied only before
    something big: nobody waits a second each morning for a copy.
    """
    try:
        if not os.path.exists(store) or os.path.getsize(store) > LARGEST:
            return
        if not any(one.made_on == now.date().isoformat() for one in copies(store)):
            before(store, "daily", now)
    except (FollowupError, OSError):
        return
