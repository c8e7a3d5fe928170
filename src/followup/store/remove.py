"""Removing what was recorded by mistake, and forgetting a person: their data goes, the dates stay.

The journal keeps each row, so that undo brings it back.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel, col, select

from followup.domain.text import fold
from followup.store import contact_queries, journal
from followup.store.models import (
    Application,
    Contact,
    Event,
    Followup,
    Interview,
    Message,
    Note,
    Promise,
    Topic,
)
from followup.store.transaction import Transaction


def interview(change: Transaction, number: int) -> None:
    """Delete an interview with its topics, its promises and all follow-ups that hang on them."""
    promises = _numbers(change, Promise.id, col(Promise.interview_id) == number)
    _delete_followups(
        change,
        (col(Followup.interview_id) == number) | col(Followup.promise_id).in_(promises),
    )
    _delete(change, Promise, col(Promise.interview_id) == number)
    _delete(change, Topic, col(Topic.interview_id) == number)
    _delete(change, Interview, col(Interview.id) == number)


def application(change: Transaction, number: int) -> None:
    """Delete an application that has no interview any more, with its log and its follow-ups."""
    _delete_followups(change, col(Followup.application_id) == number)
    _delete(change, Event, col(Event.application_id) == number)
    _delete(change, Promise, col(Promise.application_id) == number)
    _delete(change, Application, col(Application.id) == number)


def contact(change: Transaction, number: int) -> list[int]:
    """Delete a contact; the numbers of the applications that they were part of.

    What was settled with them stays in the timeline, addressed to nobody; what is pending goes,
    so that a new plan decides whom it is for.
    """
    to_them = col(Followup.contact_id) == number
    numbers = _numbers(change, Followup.application_id, to_them)
    talks = _numbers(change, Topic.interview_id, col(Topic.contact_id) == number)
    numbers += _numbers(change, Interview.application_id, col(Interview.id).in_(talks))
    _delete_followups(change, to_them & (col(Followup.status) == "pending"))
    for model in (Followup, Event):
        for row in change.session.exec(select(model).where(col(model.contact_id) == number)):
            row.contact_id = None
    change.session.flush()
    _delete(change, Topic, col(Topic.contact_id) == number)
    _delete(change, Contact, col(Contact.id) == number)
    return sorted(set(numbers))


def _numbers(change: Transaction, column: object, where: ColumnElement[bool]) -> list[int]:
    return list(change.session.exec(select(column).where(where)))  # type: ignore[call-overload, arg-type]


def _delete_followups(change: Transaction, where: ColumnElement[bool]) -> None:
    numbers = _numbers(change, Followup.id, where)
    _delete(change, Note, col(Note.followup_id).in_(numbers))
    _delete(change, Followup, col(Followup.id).in_(numbers))


def _delete(change: Transaction, model: type[SQLModel], where: ColumnElement[bool]) -> None:
    rows: Iterable[SQLModel] = change.session.exec(select(model).where(where)).all()
    for row in rows:
        change.session.delete(row)
    change.session.flush()  # children before their parents, so that undo restores in turn


def forget(change: Transaction, number: int) -> None:
    """Empty all that is kept of a contact; they are not to be contacted any more."""
    followups = journal.followups_to(change.session, number)
    names = {fold(name) for name in contact_queries.known_by(change.ask, number)}
    for row in list(_holding(change, number, followups)):
        values = row.model_dump()
        gone = journal.without_person(number, str(row.__tablename__), values, followups, names)
        for column, value in gone.items():
            setattr(row, column, value)
    change.session.flush()


def _holding(change: Transaction, number: int, followups: set[int]) -> Iterator[SQLModel]:
    """The rows that may hold something of a person."""
    session = change.session
    yield session.get_one(Contact, number)
    yield from session.exec(select(Application).where(Application.via != ""))
    yield from session.exec(select(Topic).where(Topic.contact_id == number))
    yield from session.exec(select(Event).where(Event.contact_id == number))
    yield from session.exec(select(Followup).where(col(Followup.id).in_(followups)))
    yield from session.exec(select(Note).where(col(Note.followup_id).in_(followups)))
    yield from session.exec(select(Message).where(col(Message.followup_id).in_(followups)))
