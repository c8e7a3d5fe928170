"""Rows written column by column, many at once, and journaled all the same.

A hundred thousand rows are a few statements here, and would be minutes as row objects.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Dialect, bindparam, func, literal, literal_column, select
from sqlalchemy.schema import CreateIndex, DropIndex
from sqlmodel import SQLModel, String, cast

from followup.store import models
from followup.store.transaction import Transaction

Values = Mapping[str, Any]
Columns = Mapping[str, Sequence[Any]]
"""Rows, column by column: rows of their own take twice as long by the hundred thousand."""


def by_column(rows: Sequence[Values]) -> Columns:
    """Rows that have all the same columns, as `insert` takes them."""
    assert len(set(map(len, rows))) < 2, "rows with other columns would lose them"
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def insert(change: Transaction, model: type[SQLModel], columns: Columns) -> range:
    """Add rows, the columns that are not told as their defaults; their numbers, in order."""
    count = len(next(iter(columns.values()), ()))
    if not count:
        return range(0)
    change.session.flush()
    connection = change.session.connection()
    table: Any = model.__table__  # type: ignore[attr-defined]
    told = tuple(name for name in columns if _says_something(model, name, columns[name]))
    statement, names = _insertion(connection.dialect, model, told)
    connection.exec_driver_sql(statement, list(zip(*map(columns.__getitem__, names), strict=True)))
    # numbers are never used again and nobody else writes meanwhile, so they follow one another
    last: int = connection.execute(select(func.max(table.c.id))).scalar_one()
    new = range(last - count + 1, last + 1)
    connection.execute(
        models.Journal.__table__.insert().from_select(  # type: ignore[attr-defined]
            ("change_id", "of", "row"),
            select(
                literal(change.number), literal(table.name), "[" + cast(table.c.id, String) + "]"
            ).where(table.c.id >= new.start),
        )
    )
    return new


def _says_something(model: type[SQLModel], name: str, column: Sequence[Any]) -> bool:
    """Whether any row holds something else there than the column's default."""
    unsaid = defaults(model)
    return name not in unsaid or column.count(unsaid[name]) < len(column)


def make_room(change: Transaction) -> None:
    """Keep up to 128 MiB of pages in memory: an import changes those of its indexes many times."""
    change.session.connection().exec_driver_sql("PRAGMA cache_size = -131072")


@contextmanager
def indexed_last(change: Transaction) -> Iterator[None]:
    """Make the indexes of tables that are empty so far at the end: it takes half the time then."""
    connection = change.session.connection()
    indexes = [
        index
        for table in (model.__table__ for model in models.ALL)  # type: ignore[attr-defined]
        for index in sorted(table.indexes, key=lambda one: str(one.name))
        if connection.execute(select(table).limit(1)).first() is None
    ]
    for index in indexes:
        connection.execute(DropIndex(index))
    yield
    for index in indexes:
        connection.execute(CreateIndex(index))


@cache
def _insertion(
    dialect: Dialect, model: type[SQLModel], names: tuple[str, ...]
) -> tuple[str, Sequence[str]]:
    """The statement for rows with these columns, and the order in which it takes their values.

    SQLAlchemy's own way, which looks at each row anew, takes twice as long.
    """
    table: Any = model.__table__  # type: ignore[attr-defined]
    same: dict[str, Any] = {
        name: literal_column(str(literal(value).compile(compile_kwargs={"literal_binds": True})))
        for name, value in defaults(model).items()
        if name not in names and value is not None
    }
    told: dict[str, Any] = {name: bindparam(name) for name in names}
    made = table.insert().values(same | told).compile(dialect=dialect)
    return str(made), made.positiontup


@cache
def defaults(model: type[SQLModel]) -> dict[str, Any]:
    """What a column holds where nothing is said; a `uid` is never the same."""
    return {
        name: one.get_default(call_default_factory=True)
        for name, one in model.model_fields.items()
        if not one.is_required() and name not in ("id", "uid")
    }


def same(things: Sequence[object], *names: str) -> Columns:
    """The columns that hold what a fact of the same name says."""
    return {name: list(map(attrgetter(name), things)) for name in names}


def uids(told: Sequence[str]) -> list[str]:
    """The uids that were told, new ones where there is none."""
    return [uid or new for uid, new in zip(told, models.new_uids(len(told)), strict=True)]
