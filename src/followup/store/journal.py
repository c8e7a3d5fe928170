"""The journal, written by the store whatever a command does, and the way back through it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, event, func, inspect, literal, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Integer, Session, SQLModel, String, cast, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from followup.domain.errors import NothingFound, UsageError
from followup.store import row_values, schema
from followup.store.models import KEPT, Change, Followup, Journal
from followup.store.queries import UndoableChange
from followup.store.redaction import FINAL

AT_ONCE = 500
"""How many rows one statement takes out."""

_KEPT = {str(model.__tablename__): model for model in KEPT}


def keep(session: Session, change_id: int) -> None:
    """From here on, every row that the session writes is journaled under this change."""

    def journal(flushed: Session, _context: object) -> None:
        rows = [
            {"change_id": change_id, "of": of, "row": row, "before": before}
            for of, row, before in _written(flushed)
        ]
        if rows:
            flushed.connection().execute(Journal.__table__.insert(), rows)  # type: ignore[attr-defined]

    event.listen(session, "after_flush", journal)


def keep_new(session: Session, change_id: int, table: Table, numbers: Sequence[int]) -> None:
    """Journal the rows of these numbers, which were written without the session."""
    journal: Table = Journal.__table__  # type: ignore[attr-defined]
    connection = session.connection()
    if not isinstance(numbers, range):
        rows = [{"change_id": change_id, "of": table.name, "row": f"[{one}]"} for one in numbers]
        connection.execute(journal.insert(), rows)
        return
    row = "[" + cast(table.c.id, String) + "]"  # twice as fast as rows, by the hundred thousand
    new = select(literal(change_id), literal(table.name), row).where(table.c.id >= numbers[0])
    connection.execute(journal.insert().from_select(("change_id", "of", "row"), new))


def _written(session: Session) -> Iterator[tuple[str, str, str | None]]:
    """Table, key and former state of each row of this flush; parents come before children."""
    kept = [row for row in session.new if isinstance(row, KEPT)]
    for row in sorted(kept, key=_order):
        yield _name(row), _key(row), None
    for row in (*session.dirty, *session.deleted):
        if isinstance(row, KEPT) and (row in session.deleted or session.is_modified(row)):
            yield _name(row), _key(row), row_values.as_json(_before(row))


def _order(row: SQLModel) -> int:
    return KEPT.index(type(row))


def _name(row: SQLModel) -> str:
    return str(row.__tablename__)


def _key(row: SQLModel) -> str:
    return row_values.as_json(list(inspect(row).mapper.primary_key_from_instance(row)))


def _before(row: SQLModel) -> dict[str, Any]:
    """The row as it was before this flush: what changed has its old value in the history."""
    state = inspect(row)
    return {
        column.key: (state.attrs[column.key].history.deleted or [getattr(row, column.key)])[0]
        for column in state.mapper.column_attrs
    }


def wrote_nothing(session: Session, change_id: int) -> bool:
    """Whether a change has left every row as it was."""
    written = select(Journal.id).where(Journal.change_id == change_id).limit(1)
    return session.exec(written).first() is None


def take_back(session: Session, made: UndoableChange) -> None:
    """Undo a change: every row that it wrote is what it was, and the change is forgotten.

    UsageError where a later change touched one of these rows, or builds on it.
    """
    _check_not_final(session, made)
    later = _later(session, made)
    if later:
        raise UsageError(
            f"Change {made.number} cannot be taken back by itself: change {later.id} "
            f"({later.command}: {later.summary}) touched the same records. Take that back first."
        )
    entries = session.exec(
        select(Journal.of, Journal.row, Journal.before)
        .where(Journal.change_id == made.number)
        .order_by(col(Journal.id).desc())
    ).all()
    connection = session.connection()
    _take_out_planned(session, made)
    try:
        for (of, is_new), some in groupby(entries, lambda entry: (entry[0], entry[2] is None)):
            if is_new:
                _take_out(session, of, [row for _, row, _ in some])
            else:
                for _, row, before in some:
                    _restore(session, of, row, before or "")
    except IntegrityError:
        raise UsageError(
            f"Change {made.number} cannot be taken back by itself: later changes build on it. "
            "Take these back first; `followup undo --list` shows them."
        ) from None
    connection.execute(delete(Journal).where(col(Journal.change_id) == made.number))
    connection.execute(delete(Change).where(col(Change.id) == made.number))
    session.expire_all()


def _take_out_planned(session: Session, made: UndoableChange) -> None:
    """Delete what a plan of its own hung on rows that were new: no change of the user brought it.

    Once the user did something with such a follow-up it is in the journal, and stays.
    """
    hanging = session.exec(select(Followup.id).where(or_(*map(partial(_new_of, made), _PARENTS))))
    own = set(session.exec(_journaled(Journal.change_id == made.number)))
    rows = [row for number in hanging if (row := row_values.as_json([number])) not in own]
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        kept = set(session.exec(_journaled(col(Journal.row).in_(some))))
        _take_out(session, "followup", [row for row in some if row not in kept])


_PARENTS = ("application", "interview", "contact", "promise")
"""What a follow-up can hang on."""


def _new_of(made: UndoableChange, of: str) -> ColumnElement[bool]:
    """Whether a follow-up hangs on a row of that table that a change made."""
    number = cast(func.trim(col(Journal.row), "[]"), Integer)
    new = select(number).where(
        Journal.change_id == made.number, Journal.of == of, col(Journal.before).is_(None)
    )
    return col(getattr(Followup, f"{of}_id")).in_(new)


def _journaled(where: Any) -> SelectOfScalar[str]:
    """The follow-ups that the journal knows."""
    return select(Journal.row).where(Journal.of == "followup", where)


def _check_not_final(session: Session, made: UndoableChange) -> None:
    """NothingFound where what a change removed is gone for good."""
    asked = select(Journal.id).where(Journal.change_id == made.number, Journal.before == FINAL)
    if session.exec(asked.limit(1)).first() is not None:
        raise NothingFound(
            f"Change {made.number} ({made.command}) cannot be taken back any more: what it removed "
            "is gone for good. `followup undo --list` shows the others; name one by its number."
        )


def _later(session: Session, made: UndoableChange) -> Change | None:
    """The first later change that touched a row of this one."""
    mine, others = aliased(Journal), aliased(Journal)
    asked = (
        select(Change)
        .join(others, col(others.change_id) == Change.id)
        .join(mine, (col(mine.of) == others.of) & (col(mine.row) == others.row))
        .where(mine.change_id == made.number, col(others.change_id) > made.number)
        .order_by(col(Change.id))
    )
    return session.exec(asked).first()


def _take_out(session: Session, of: str, rows: Sequence[str]) -> None:
    """Delete rows that were new, many at once: an import brings hundreds of thousands."""
    table = _table(of)
    key = tuple_(*table.primary_key.columns)
    for start in range(0, len(rows), AT_ONCE):
        these = [row_values.from_json(row) for row in rows[start : start + AT_ONCE]]
        session.connection().execute(table.delete().where(key.in_(these)))


def _restore(session: Session, of: str, row: str, was: str) -> None:
    table = _table(of)
    key = dict(zip(table.primary_key.columns, row_values.from_json(row), strict=True))
    this = [column == value for column, value in key.items()]
    connection = session.connection()
    before = row_values.from_json(was)
    if not connection.execute(table.update().where(*this).values(before)).rowcount:
        connection.execute(table.insert().values(before))


def _table(of: str) -> Table:
    """The table that the journal names. WorldError where it is none that the journal covers."""
    if of not in _KEPT:
        raise schema.damaged("the store", "its journal names no table")
    table = _KEPT[of].__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table
