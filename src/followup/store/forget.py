"""Forgetting a person: their data goes, the dates stay."""

from collections.abc import Iterator

from sqlmodel import SQLModel, col, select

from followup.domain.text import fold
from followup.store import contact_queries, redaction
from followup.store.models import Application, Contact, Event, Followup, Message, Note, Topic
from followup.store.transaction import Transaction


def forget(change: Transaction, number: int) -> None:
    """Empty all that is kept of a contact; they are not to be contacted any more."""
    followups = redaction.followups_to(change.session, number)
    names = {fold(name) for name in contact_queries.known_by(change.ask, number)}
    for row in list(_rows(change, number, followups)):
        values = row.model_dump()
        gone = redaction.without_person(number, str(row.__tablename__), values, followups, names)
        for column, value in gone.items():
            setattr(row, column, value)
    change.session.flush()


def _rows(change: Transaction, number: int, followups: set[int]) -> Iterator[SQLModel]:
    """The rows that may hold something of a person."""
    session = change.session
    yield session.get_one(Contact, number)
    yield from session.exec(select(Application).where(Application.via != ""))
    yield from session.exec(select(Topic).where(Topic.contact_id == number))
    yield from session.exec(select(Event).where(Event.contact_id == number))
    yield from session.exec(select(Followup).where(col(Followup.id).in_(followups)))
    yield from session.exec(select(Note).where(col(Note.followup_id).in_(followups)))
    yield from session.exec(select(Message).where(col(Message.followup_id).in_(followups)))
