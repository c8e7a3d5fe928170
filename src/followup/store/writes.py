"""Writing: one short transaction a command, journaled as a whole.

What a command may write stands beside this file, by table: `applications`, `contacts`,
`interviews`, `followups`; each function takes the `Change` that it is part of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlmodel import Session

from followup.store import engine, history, models, reads, records
from followup.store.asking import Ask
from followup.store.reads import Made


@contextmanager
def change(path: str, command: str, now: datetime) -> Iterator["Change"]:
    """One command's change to the store: kept whole and journaled, or not at all.

    A change that wrote nothing leaves no trace. Raises as `engine.writing`.
    """
    with engine.writing(path) as session:
        entry = models.Change(command=command, made_at=records.instant_text(now))
        session.add(entry)
        session.flush()
        made = Change(session, entry.id or 0, now.date())
        history.keep(session, made.number)
        yield made
        session.flush()
        entry.summary = made.summary
        if history.wrote_nothing(session, made.number):
            session.delete(entry)


@contextmanager
def unjournaled(path: str, now: datetime) -> Iterator["Change"]:
    """A change that the user did not ask for, so that undo passes it over."""
    with engine.writing(path) as session:
        yield Change(session, 0, now.date())


def undo(path: str) -> Made:
    """Take back the last change. NothingFound where there is none."""
    with engine.writing(path) as session:
        last = reads.last_change(lambda sql, values: engine.ask(session, sql, values))
        history.take_back(session, last)
        return last


class Change:
    """One command's transaction. `number` is the `seq` of all that it records.

    `summary` says in words what it did, for `undo --list`.
    """

    def __init__(self, session: Session, number: int, today: date) -> None:
        self.session = session
        self.number = number
        self.today = today
        self.summary = ""

    @property
    def ask(self) -> Ask:
        """The quick reads' way of asking, inside this transaction."""
        return lambda sql, values: engine.ask(self.session, sql, values)

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
