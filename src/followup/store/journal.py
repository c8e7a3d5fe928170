"""The journal of changed rows, which every transaction writes, and `undo`, which reads it.

A forget can be taken back only while it is the last change. The next change makes it final: what
the journal still holds of the person goes, so that no undo can bring it back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, event, func, inspect, literal, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Integer, Session, SQLModel, String, cast, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from followup.domain.errors import NothingFound, UsageError
from followup.domain.frozen import replace
from followup.domain.model import INTERVIEW_TEXTS
from followup.domain.text import fold
from followup.store import engine, row_values, schema
from followup.store.models import KEPT, Change, Followup, Journal
from followup.store.queries import KNOWN_BY, UndoableChange, forgotten_name

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
            _write(flushed, rows)

    event.listen(session, "after_flush", journal)


def keep_new(session: Session, change_id: int, table: Table, numbers: Sequence[int]) -> None:
    """Journal the rows of these numbers, which were written without the session."""
    if not isinstance(numbers, range) or engine.numbers(session) is not None:
        of = table.name
        _write(
            session,
            [
                {"change_id": change_id, "of": of, "row": f"[{number}]", "before": None}
                for number in numbers
            ],
        )
        return
    row = "[" + cast(table.c.id, String) + "]"  # twice as fast as rows, by the hundred thousand
    new = select(literal(change_id), literal(table.name), row).where(table.c.id >= numbers[0])
    journal: Table = Journal.__table__  # type: ignore[attr-defined]
    session.connection().execute(journal.insert().from_select(("change_id", "of", "row"), new))


def _write(session: Session, rows: list[dict[str, Any]]) -> None:
    numbers = engine.numbers(session)
    if numbers is not None:
        numbers.insert("journal", {name: [row[name] for row in rows] for name in rows[0]})
    else:
        session.connection().execute(Journal.__table__.insert(), rows)  # type: ignore[attr-defined]


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
            f"({later.command}: {later.summary}) touched the same records. "
            f"Take that back first: followup undo {later.id}"
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


FORGET = "contact forget"
"""The command whose changes become final."""

FINAL = ""
"""What the journal holds as `before` of a row that cannot be brought back."""

EMPTY = dict.fromkeys(
    ("company", "company_key", "title", "email", "email_key", "phone", "address", "salutation",
     "language", "note"), ""
)  # fmt: skip

Values = Mapping[str, Any]


def without_person(
    number: int, of: str, values: Values, followups: set[int], names: set[str]
) -> dict[str, Any]:
    """The columns of a row that are other once contact `number` is forgotten, and their values.

    `followups` are the numbers of those that were to them at any time; `names`, folded, are what
    they were known by.
    """
    if of == "contact" and values["id"] == number:
        name = forgotten_name(number)
        called = {"name": name, "name_key": fold(name), "search": fold(name)}
        nobody = {"uid": f"{number:016x}", "no_calls": False, "no_contact": True}
        return {**EMPTY, **called, **nobody}
    if of == "application" and fold(values["via"]) in names:
        return {"via": ""}
    if of == "topic" and values["contact_id"] == number:
        return {"topic": ""}
    if of == "event" and values["contact_id"] == number:
        return {"text": ""}
    if of == "note" and values["followup_id"] in followups:
        return {"subject": "", "body": "", "promise": ""}
    if of == "message" and values["followup_id"] in followups:
        return {"address": "", "words": ""}
    if of == "followup" and values["id"] in followups:
        return {"because": "", "chain": _without_words(values["chain"])}
    return {}


def _without_words(chain: str) -> str:
    """The reasons for a date without the user's own, which follows a colon where they snoozed."""
    reasons = (
        replace(one, text=one.text.partition(": ")[0]) if one.step == "snooze" else one
        for one in row_values.chain(chain)
    )
    return row_values.chain_text(reasons)


def followups_to(session: Session, number: int) -> set[int]:
    """The numbers of the follow-ups that are, or ever were, to a contact."""
    now = session.exec(select(Followup.id).where(Followup.contact_id == number))
    once = (
        before["id"]
        for entry in _entries(session, Journal.of == "followup")
        if (before := row_values.from_json(entry.before or ""))["contact_id"] == number
    )
    return {found for found in (*now, *once) if found is not None}


def _entries(session: Session, *where: Any) -> Iterator[Journal]:
    """The entries of the journal that hold what a row was."""
    yield from session.exec(
        select(Journal).where(col(Journal.before).is_not(None), Journal.before != FINAL, *where)
    )


def make_final(session: Session, current: int) -> None:
    """Make every forget before the change `current` final."""
    open_still = (
        select(Change)
        .join(Journal, col(Journal.change_id) == Change.id)
        .where(Change.command == FORGET, col(Change.id) < current)
        .where(or_(col(Journal.before).is_(None), Journal.before != FINAL))
    )
    for made in session.exec(open_still.distinct()).all():
        _make_one_final(session, made)
    session.flush()


def _make_one_final(session: Session, made: Change) -> None:
    mine = select(Journal).where(Journal.change_id == made.id)
    person = session.exec(mine.where(Journal.of == "contact")).one()
    (number,) = row_values.from_json(person.row)
    followups = followups_to(session, number)
    names = _known_by(session, number)
    longest_first = map(re.escape, sorted(names, key=len, reverse=True))
    known_by = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)", re.IGNORECASE)
    _redact(session, number, followups, names, known_by)
    for entry in session.exec(mine):
        entry.before = FINAL
    for change in session.exec(select(Change)):
        change.summary = known_by.sub(forgotten_name(number), change.summary)


def _known_by(session: Session, number: int) -> set[str]:
    """What a contact was known by, as the journal has it."""
    row = row_values.as_json([number])
    each = [
        row_values.from_json(entry.before or "")
        for entry in _entries(session, Journal.of == "contact", Journal.row == row)
    ]
    return {str(one[name]) for one in each for name in KNOWN_BY} - {"", forgotten_name(number)}


TEXTS = frozenset(
    (*INTERVIEW_TEXTS, "text", "strengths", "concerns", "because", "terms", "topic", "subject",
     "body", "promise")
)  # fmt: skip
"""Columns with words of the user's own, in which a person may be named."""


def _redact(
    session: Session, number: int, followups: set[int], names: set[str], known_by: re.Pattern[str]
) -> None:
    """Take a person out of the journal, also where the user's former words name them."""
    folded = {fold(name) for name in names}
    for entry in _entries(session):
        before = row_values.from_json(entry.before or "")
        gone = {
            column: known_by.sub(forgotten_name(number), value)
            for column, value in before.items()
            if column in TEXTS and isinstance(value, str)
        }
        gone |= without_person(number, entry.of, before, followups, folded)
        if any(before[column] != value for column, value in gone.items()):
            entry.before = row_values.as_json({**before, **gone})
