"""How the store is asked: a function from SQL and named values to rows by name.

The same SQL is asked over SQLite's quick way and over the engine inside a change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

from followup.environment import SERVER
from followup.store import sqlite

Row = Mapping[str, Any]
Values = Mapping[str, object]
Ask = Callable[[str, Values], Iterable[Row]]


@contextmanager
def asking(path: str, *, hurried: bool = False, at_once: bool = False) -> Iterator[Ask]:
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
        moment = sqlite.moment(connection) if at_once else nullcontext(connection)
        with moment as asked:
            yield lambda sql, values: asked.execute(sql, values).fetchall()
