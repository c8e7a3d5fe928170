"""Connections for reading the store, a file or a server, and what this process has stored in it.

The same SQL is asked over SQLite's own interface and over the engine inside a change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

from followup.environment import SERVER
from followup.store import schema, sqlite

Row = Mapping[str, Any]
Values = Mapping[str, object]
Ask = Callable[[str, Values], Iterable[Row]]
"""Runs SQL with named values; returns rows by name."""


@contextmanager
def connect(path: str, *, hurried: bool = False, at_once: bool = False) -> Iterator[Ask]:
    """The quick way to ask the store, a file or a server; an absent store answers every question with nothing.

    Who is `hurried` does not wait for another program's lock. All that is asked `at_once` is
    answered as of one moment; other programs can store changes meanwhile.
    """
    if path.startswith(SERVER):
        from followup.store import server  # the driver, 30 ms

        with server.reading(path, hurried=hurried) as ask:
            yield ask
        return
    with sqlite.reading(path, hurried=hurried) as connection:
        if connection is None:
            yield lambda _sql, _values: ()
            return
        if sqlite.begun_with(path) is None:
            sqlite.begins_with(path, sqlite.mark(connection, path))
        moment = sqlite.moment(connection) if at_once else nullcontext(connection)
        with moment as asked:
            yield lambda sql, values: asked.execute(sql, values).fetchall()


_authors: list[str] = []


def mark_stored(path: str) -> None:
    """A change to the store at `path` is on the disk; by a restore, it may be another one."""
    sqlite.begin(path)
    schema.stored_in.append(path)


def has_stored() -> bool:
    """Whether the command has brought any change onto the disk."""
    return bool(schema.stored_in)


@contextmanager
def on_behalf_of(who: str) -> Iterator[None]:
    """Have every change that is stored meanwhile say in its summary who asked for it."""
    _authors.append(who)
    try:
        yield
    finally:
        _authors.pop()


def with_author(summary: str) -> str:
    """The summary of a change, with who asked for it where that is not the user."""
    return f"{summary} (by {_authors[-1]})" if _authors else summary
