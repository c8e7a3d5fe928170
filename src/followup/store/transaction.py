"""Writing: one short transaction a command, journaled as a whole.

What a command may write is in `writes`, people in `contacts`; each function there takes the
`Transaction` that it is part of.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import configure_mappers
from sqlmodel import Session, SQLModel, col

from followup.store import backup, engine, journal, models, queries, row_values, schema
from followup.store import connection as connection_store
from followup.store.connection import Ask
from followup.store.queries import UndoableChange


@contextmanager
def change(path: str, command: str, now: datetime) -> Iterator["Transaction"]:
    """One command's change to the store: kept whole and journaled, or not at all.

    A change that wrote nothing leaves no trace. Raises as `engine.writing`.
    """
    backup.once_a_day(path, now)
    is_change = False
    with engine.writing(path) as session:
        entry = models.Change(command=command, made_at=row_values.instant_text(now))
        session.add(entry)
        session.flush()
        made = Transaction(session, entry.id or 0, now.date())
        journal.keep(session, made.number)
        yield made
        _keep_idle(session)
        entry.summary = connection_store.with_author(made.summary)
        made.is_empty = journal.wrote_nothing(session, made.number)
        if made.is_empty:
            session.delete(entry)
        else:
            journal.make_final(session, made.number)
            is_change = True
    if is_change:
        connection_store.mark_stored(path)


def prepare() -> None:
    """Do now what the first change of a process would wait for: the engine learns the tables."""
    configure_mappers()


@contextmanager
def unjournaled(path: str, now: datetime) -> Iterator["Transaction"]:
    """A change that the user did not ask for, so that undo passes it over."""
    with engine.writing(path) as session:
        yield Transaction(session, 0, now.date())
        _keep_idle(session)


_NO_LONGER_IDLE = f"""
    DELETE FROM idle
    WHERE EXISTS ({schema.PENDING} AND followup.application_id = idle.application_id)
       OR application_id NOT IN (SELECT id FROM application WHERE {schema.IS_OPEN})"""
_NEWLY_IDLE = f"""
    INSERT INTO idle (application_id)
    {schema.IDLE} AND id NOT IN (SELECT application_id FROM idle)"""


def _keep_idle(session: Session) -> None:
    """Keep which open applications have nothing pending, at the end of a change.

    To find them anew means to look at every open application, which a write can wait for and the
    morning list cannot. Nothing of it is the user's own, so it is in no journal and no export.
    """
    session.flush()
    for statement in (_NO_LONGER_IDLE, _NEWLY_IDLE):
        session.connection().exec_driver_sql(statement)


def take_back(change: "Transaction", number: int | None = None) -> tuple[UndoableChange, bool]:
    """Take back the last change, or the one of that number; and whether it was the last.

    NothingFound where there is none. UsageError where a later change touched the same records, or
    the last one is somebody else's.
    """
    last = queries.change(change.ask)
    made = queries.change(change.ask, number)
    if number is None:
        queries.check_is_own(change.ask, made)
    journal.take_back(change.session, made)
    return made, made == last


class Transaction:
    """One command's transaction. `number` is the `seq` of all that it records.

    `summary` says in words what it did, for `undo --list`. `is_empty`: it is over, and wrote
    nothing, so that there is nothing to undo.
    """

    def __init__(self, session: Session, number: int, today: date) -> None:
        self.session = session
        self.number = number
        self.today = today
        self.summary = ""
        self.is_empty = False

    @property
    def ask(self) -> Ask:
        """The quick reads' way of asking, inside this transaction."""
        return lambda sql, values: engine.ask(self.session, sql, values)

    def insert(self, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Write new rows, which all have the same columns; their numbers, in order.

        Rows have an `id` only where it was never used before.
        """
        if not rows:
            return ()
        self.session.flush()
        connection = self.session.connection()
        table: Any = model.__table__  # type: ignore[attr-defined]
        counter = engine.numbers(self.session)
        numbers: Sequence[int] = [row["id"] for row in rows if "id" in row]
        if counter is not None and numbers:
            counter.use_up(table.name, max(numbers))
        elif counter is not None:
            numbers = counter.take(table.name, len(rows))
            rows = [{**row, "id": number} for row, number in zip(rows, numbers, strict=True)]
        connection.execute(table.insert(), rows)
        if not numbers:  # nobody else writes meanwhile, so they follow one another
            last: int = connection.execute(select(func.max(table.c.id))).scalar_one()
            numbers = range(last - len(rows) + 1, last + 1)
        if self.number:
            journal.keep_new(self.session, self.number, table, numbers)
        return numbers

    def last_number(self, model: type[SQLModel]) -> int:
        """The highest number that a row of that table has, or ever had."""
        counter = engine.numbers(self.session)
        if counter is not None:
            return int(counter.used.get(str(model.__tablename__), 0))
        asked = "SELECT seq FROM sqlite_sequence WHERE name = :table"
        return sum(int(row["seq"]) for row in self.ask(asked, {"table": model.__tablename__}))

    def keep_holidays(self, place: str, found: Mapping[date, str]) -> None:
        """Replace the public holidays that are kept for a place."""
        there = col(models.Holiday.place) == place
        self.session.connection().execute(delete(models.Holiday).where(there))
        self.session.add_all(
            models.Holiday(place=place, day=day.isoformat(), name=name)
            for day, name in found.items()
        )
        self.session.flush()

    def take_over_file(self, told: Mapping[str, str]) -> None:
        """What the configuration file says, in place of what it said before."""
        said = col(models.Setting.source) == "file"
        self.session.connection().execute(delete(models.Setting).where(said))
        self.session.add_all(
            models.Setting(source="file", key=key, value=value) for key, value in told.items()
        )
        self.session.flush()

    def configure(self, key: str, value: str | None, source: str = "store") -> None:
        """Set a key of the configuration; None takes it away."""
        row = self.session.get(models.Setting, (source, key))
        if value is None:
            if row is not None:
                self.session.delete(row)
        elif row is None:
            self.session.add(models.Setting(source=source, key=key, value=value))
        else:
            row.value = value
