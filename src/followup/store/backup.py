"""Copies of the store: made by SQLite's own backup call, verified, and never in each other's way.

Standard library only. A copy is written beside its place, checked, brought to the disk and only
then given its name; a store is replaced inside one of its own transactions.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date, datetime
from functools import partial

from followup.domain.errors import FollowupError, NothingFound, UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line
from followup.store import connection as connection_store
from followup.store import new_file, schema, settings, sqlite
from followup.store.connection import Ask, Row, connect

LARGEST = 64 * 1024 * 1024
"""Bytes of a store up to which a copy is made each day; a search of years has some hundred KiB."""

KEPT = 10
"""How many automatic copies are kept, unless `backup.keep` says otherwise."""


class Copy(Frozen):
    """A copy of the store, and what it holds."""

    path: str
    made_on: str
    why: str
    size: int
    at: str = ""


class Contents(Frozen):
    """How much a store holds."""

    applications: int
    interviews: int
    contacts: int
    last_change: str


class Replaced(Frozen):
    """A restored store: from what, what that held, and where what it replaced is kept, if anything."""

    path: str
    holds: Contents
    kept: str


def write(store: str, path: str, *, force: bool = False) -> None:
    """Copy the store to a file, which has the copy whole and verified or is as it was.

    Raises WorldError where the store cannot be read, else as `new_file.placed`.
    """
    with new_file.placed(path, force=force) as beside:
        try:
            with sqlite.reading(store, older=True) as source:
                if source is None:
                    raise NothingFound(
                        f"There is no store at {store}, so there is nothing to back up."
                    )
                sqlite.copy(source, beside)
            _examine(beside, store)
        except sqlite3.Error as error:
            raise schema.failed(path, str(error)) from None


def inspect(path: str) -> Contents:
    """What a store or a copy of one holds, of whatever schema that this version knows.

    WorldError where it is none, is damaged, or is made of anything that followup does not make.
    """
    if not os.path.isfile(path):
        raise WorldError(f"{path} is no file; `followup restore` lists the copies that there are.")
    try:
        _check_is_ours(path)
        contents = _examine(path, path)
    except schema.Unusable as error:
        raise WorldError(
            f"{path} cannot be restored: {error.why}. Nothing was replaced; `followup restore` "
            "lists the copies that there are."
        ) from None
    return contents


def _examine(path: str, name: str) -> Contents:
    """What a file holds. schema.Unusable, which calls it `name`, where it is damaged."""
    with sqlite.reading(path, older=True) as connection:
        if connection is None:
            raise schema.damaged(name, "it is empty")
        connection.row_factory = None
        found = sqlite.damage(connection)
        if found:
            raise schema.damaged(name, found[0])
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise schema.damaged(name, "a record refers to one that is not there")
        return _contents(connection)


def _check_is_ours(path: str) -> None:
    """schema.Unusable where a file is not made of the tables, indexes and views of its schema.

    A trigger acts by itself, and a view of another program may never end, so this comes before any
    question to a table.
    """
    with sqlite.reading(path, older=True) as connection:
        if connection is None:
            return
        connection.row_factory = None
        version, made = sqlite.version(connection, path), sqlite.objects(connection)
    if sqlite.digest(made) == schema.MADE_OF.get(version):
        return
    other = f"it is not as stores of schema {version} were"
    if version == schema.VERSION:
        from followup.store import migrations  # the engine, half a second

        with closing(migrations.new_store()) as connection:
            differing = sorted(made ^ sqlite.objects(connection))
        if not differing:  # another version of the engine quotes otherwise
            return
        other = f"the {differing[0][0]} {line(differing[0][1])} is another, or is missing"
    raise schema.foreign(path, other)


def glance(path: str) -> Contents | None:
    """What a copy says that it holds, unverified; None where it cannot be read."""
    try:
        with sqlite.reading(path, older=True) as connection:
            return _contents(connection) if connection else None
    except FollowupError:
        return None


def settings_of(path: str) -> dict[str, str]:
    """The settings that a copy holds, of whatever schema. Raises as `sqlite.reading`."""
    with sqlite.reading(path, older=True) as connection:
        return settings.settings(connection.execute) if connection else {}


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


Check = Callable[[Ask], None]
"""Looks at what is about to be replaced, when nobody else can change it any more."""


RESTORE = "restore"
REPLACED = "what it replaced is "
"""The command of the change that undo takes back by a restore, and how its summary begins."""


def restore(
    store: str, path: str, now: datetime, check: Check | None = None, *, undoable: bool
) -> Replaced:
    """Put a copy in the store's place, with what `keep_traces` adds.

    It is one step: the copy of the copy is verified and on the disk before it takes the store's
    name, and no other program can write meanwhile. Where the store is a link, it stays one. A
    damaged copy is refused; so is any where another program's database is in the store's place.
    WorldError where it cannot be done, or `check` raises it: then the store is as it was.
    """
    inspect(path)
    if _is_of_another_program(store):
        raise schema.not_ours(store)
    place = os.path.realpath(store)
    was_there = os.path.exists(place)
    kept = ""
    try:
        sqlite.make_room(place)
        with sqlite.held(place), new_file.placed(place, force=True) as beside:
            with sqlite.reading(path, older=True) as source:
                if source is None:
                    raise schema.damaged(path, "it is empty")
                sqlite.copy(source, beside)
            holds = inspect(beside)
            if check is not None:
                with connect(store) as ask:
                    check(ask)
            kept = _set_aside(store, place, now)
            keep_traces(beside, _sent(store), kept if undoable else "", now)
            _take_journals_away(place)
    except (WorldError, sqlite3.Error) as error:
        if not was_there and os.path.exists(place) and not os.path.getsize(place):
            os.unlink(place)
        why = error if isinstance(error, WorldError) else schema.failed(store, str(error))
        raise WorldError(f"Nothing was restored, and the store is as it was. {why}") from None
    connection_store.mark_stored(store)
    return Replaced(path, holds, kept)


SENT = """
    SELECT m.reference, m.address, m.state, m.at, m.words, f.key, a.uid
    FROM message m JOIN followup f ON f.id = m.followup_id
    JOIN application a ON a.id = f.application_id"""
"""The emails of a store, each with what its follow-up is known by in a copy of that store."""


def _sent(store: str) -> list[Row]:
    """The emails of a store that a restore replaces; none where it cannot be read."""
    with (
        suppress(schema.Unusable, schema.NewerSchema),  # as one of before there were any
        sqlite.reading(store, older=True) as connection,
    ):
        return connection.execute(SENT).fetchall() if connection else []
    return []


def keep_traces(path: str, sent: Iterable[Row], kept: str, now: datetime) -> None:
    """Write into a copy, before it is the store, what no restore takes back or may lose.

    What became of the emails that were sent, so that none goes out twice; and, where `kept` names
    what is replaced, the change that undo takes back.
    """
    from followup.store import row_values

    with closing(sqlite3.connect(path)) as connection, connection:
        for row in sent if _has_messages(connection) else ():
            for statement in _KEEP_SENT:
                connection.execute(statement, dict(row))
        if kept:
            values = (RESTORE, f"{REPLACED}{kept}", row_values.instant_text(now))
            added = "INSERT INTO change (command, summary, made_at) VALUES (?, ?, ?)"
            connection.execute(added, values)


_KEEP_SENT = (
    "UPDATE message SET state = :state, at = :at, words = :words "
    "WHERE reference = :reference AND at < :at",
    """INSERT INTO message (reference, followup_id, address, state, at, words)
    SELECT :reference, f.id, :address, :state, :at, :words
    FROM followup f JOIN application a ON a.id = f.application_id
    WHERE f.key = :key AND a.uid = :uid
    AND NOT EXISTS (SELECT 1 FROM message WHERE reference = :reference)""",
)


def _has_messages(connection: sqlite3.Connection) -> bool:
    """Whether a copy has the table of emails; the first schemas had none."""
    asked = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'message'"
    return connection.execute(asked).fetchone() is not None


def _is_of_another_program(path: str) -> bool:
    """Whether a file has tables and none of ours; what cannot be read was a store, for all we know."""
    if not os.path.isfile(path):
        return False
    sqlite.check_beside(path)
    try:
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in rows}
    except sqlite3.Error:
        return False
    return bool(tables) and not tables & {"application", "followup"}


def _set_aside(store: str, place: str, now: datetime) -> str:
    """Keep what the store's file `place` holds: a copy where it can be read, else its very bytes."""
    if not os.path.getsize(place):
        return ""
    try:
        return make(store, "replaced", now)
    except (schema.Unusable, schema.NewerSchema):
        return _make(store, "replaced", now, partial(_keep_bytes, place))


def _keep_bytes(place: str, path: str) -> None:
    """Keep a damaged file as it is, with the journals that SQLite has left beside it."""
    import shutil

    for end in ("", *new_file.JOURNALS):
        if os.path.exists(place + end):
            with new_file.placed(path + end) as beside:
                shutil.copyfile(place + end, beside)


def _take_journals_away(place: str) -> None:
    """Remove what belongs to the file that is replaced: SQLite would read it into the new one."""
    for end in new_file.JOURNALS:
        with suppress(FileNotFoundError):
            os.unlink(place + end)


def directory(store: str) -> str:
    """Where the automatic copies of a store are."""
    return sqlite.copies_of(store)


def _place(store: str, now: datetime, why: str) -> str:
    """The path of an automatic copy: its time, why it was made, and a number where that is taken."""
    stamp = now.isoformat(timespec="seconds").replace(":", "").replace("-", "")[:15]
    path = os.path.join(directory(store), f"{stamp}-{why}.db")
    number = 1
    while os.path.lexists(path):
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
            # others are links to nothing, or of a command that removes old copies right now
            if os.path.isfile(path):
                with suppress(FileNotFoundError):
                    size = os.path.getsize(path)
                    yield Copy(path, day, why, size, f"{stamp[9:11]}:{stamp[11:13]}")


def holds_any(path: str, words: Iterable[bytes]) -> bool:
    """Whether one of these words stands in a file, wherever, or may, since it cannot be read."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        return not isinstance(error, FileNotFoundError)
    return any(word in content for word in words)


def keep_last(store: str, count: int, today: date) -> None:
    """Remove automatic copies beyond the last `count` of each sort: daily, import, migration.

    Ten imports in a day leave the copies of the days before alone. What a restore set aside stays.
    Copies of days after `today`, when the clock was wrong, go first: a new copy is never one of
    those that are removed at once.
    """
    made: dict[str, list[Copy]] = {}
    for one in sorted(copies(store), key=lambda copy: copy.made_on > today.isoformat()):
        made.setdefault(one.why.partition("-")[0], []).append(one)
    for sort, some in made.items():
        for old in some[count:] if sort != "replaced" else ():
            with suppress(FileNotFoundError):  # another command was faster
                os.unlink(old.path)


def before(store: str, why: str, now: datetime) -> None:
    """Make an automatic copy, if there is a store and copies are kept. Raises as `write`."""
    if not os.path.exists(store) or not os.path.getsize(store):
        return
    with connect(store) as ask:
        keep = int(settings.settings(ask).get("backup.keep", KEPT))
    if keep:
        make(store, why, now)
        keep_last(store, keep, now.date())


def make(store: str, why: str, now: datetime, *, source: str = "") -> str:
    """Make an automatic copy, whatever else is kept; its path. Raises as `write`.

    `source` is the file that holds what the store does, where that is no file itself.
    """
    return _make(store, why, now, partial(write, source or store))


def _make(store: str, why: str, now: datetime, write_to: Callable[[str], None]) -> str:
    """Make an automatic copy under a name that nobody else has taken; its path."""
    try:
        os.makedirs(directory(store), mode=0o700, exist_ok=True)
    except OSError as error:
        raise WorldError(f"{directory(store)} cannot be made: {error.strerror}.") from None
    while True:
        path = _place(store, now, why)
        try:
            write_to(path)
        except UsageError:  # somebody else was faster with this name
            continue
        return path


def once_a_day(store: str, now: datetime) -> None:
    """Make the copy of the day before its first change.

    Where that fails the change goes on all the same. A store beyond LARGEST is copied only before
    something big: nobody waits a second each morning for a copy.
    """
    try:
        if not os.path.exists(store) or os.path.getsize(store) > LARGEST:
            return
        if not any(copy.made_on == now.date().isoformat() for copy in copies(store)):
            before(store, "daily", now)
    except (FollowupError, OSError):
        return
