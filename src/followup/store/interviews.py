"""Writing interviews: rounds with their people, topics and promises; what the log holds."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlmodel import select

from followup.domain.dates import Moment
from followup.domain.errors import UsageError
from followup.domain.model import NewContact, NewInterview, Revision
from followup.domain.safe_text import line
from followup.store import contacts, row_values
from followup.store.models import Event, Interview, Promise, Topic
from followup.store.transaction import Change


def add(change: Change, application_id: int, told: NewInterview) -> int:
    """Record an interview with its people, topics and promises; its number."""
    row = Interview(
        application_id=application_id,
        stage=told.stage,
        **when(Moment(told.day, told.at, told.zone, told.starts), told.minutes),
        recorded_on=change.today.isoformat(),
        where=told.where,
        looking_for=told.looking_for,
        next_step=told.next_step,
        note=told.note,
        strengths=row_values.strengths_text(told.strengths),
        concerns=row_values.concerns_text(told.concerns),
        seq=change.number,
    )
    change.session.add(row)
    change.session.flush()
    number = row.id or 0
    for position, person in enumerate(told.people):
        add_person(change, number, told.company, person, position)
    if told.decision_on:
        promise(change, application_id, "they", told.decision_on, interview_id=number)
    for on, text in told.promises:
        promise(change, application_id, "you", on, text, interview_id=number)
    return number


def when(start: Moment, minutes: int) -> Mapping[str, Any]:
    """The columns that say when an interview is."""
    day, at, starts = start_texts(start.day, start.at, start.starts)
    ends = row_values.instant_text(end(start.starts, start.at, minutes))
    return {
        "day": day, "at": at, "zone": start.zone, "minutes": minutes, "starts": starts,
        "ends": ends,
    }  # fmt: skip


@lru_cache(maxsize=50_000)  # an import brings many interviews with the same start
def start_texts(day: date, at: time | None, starts: datetime) -> tuple[str, str, str]:
    """The columns `day`, `at` and `starts` of an interview."""
    return day.isoformat(), row_values.local_text(day, at), row_values.instant_text(starts)


def end(starts: datetime, at: time | None, minutes: int) -> datetime:
    """The instant when an interview ends; without a time of day it ends as it starts."""
    return starts if at is None else starts + timedelta(minutes=minutes)


def get(change: Change, number: int) -> Interview:
    """The row of an interview that is known to be there."""
    return change.session.get_one(Interview, number)


def move(change: Change, number: int, start: Moment, minutes: int) -> None:
    """An interview is at another time; it is on again if it was cancelled.

    Where it stood at first is kept: it is what a file that was written before knows it by.
    """
    row = get(change, number)
    before = row.at, row.starts
    for name, value in when(start, minutes).items():
        setattr(row, name, value)
    if row.first_starts is None and (row.at, row.starts) != before:
        row.first_at, row.first_starts = before
    row.cancelled = False


def revision(change: Change, number: int) -> Revision:
    """Which revision of its invitation was read last."""
    row = get(change, number)
    return Revision(row.sequence, row_values.instant(row.stamped) if row.stamped else None)


def revise(change: Change, number: int, read: Revision, uid: str = "") -> None:
    """Keep which revision of its invitation was read; of the invitation of that uid, if given."""
    row = get(change, number)
    row.uid = uid or row.uid
    for name, value in row_values.revision_columns(read).items():
        setattr(row, name, value)


def cancel(change: Change, number: int) -> None:
    """An interview does not take place."""
    get(change, number).cancelled = True


def add_person(
    change: Change, interview: int, company: str, told: NewContact, position: int
) -> None:
    """Somebody was there; found or made as a contact of the company.

    UsageError where they are named twice.
    """
    contact = contacts.find_or_make(change, company, told)
    there = select(Topic.id).where(Topic.interview_id == interview, Topic.contact_id == contact)
    if change.session.exec(there).first() is not None:
        raise UsageError(
            f"{line(told.name)} is named twice: two of the names are one person, whom the store "
            "knows; give --with once for each person."
        )
    change.session.add(
        Topic(interview_id=interview, contact_id=contact, position=position, topic=told.topic)
    )
    change.session.flush()


def promise(
    change: Change,
    application_id: int,
    by: str,
    on: date,
    text: str = "",
    interview_id: int | None = None,
) -> None:
    """Record a promise of yours (`you`), or their decision date (`they`)."""
    row = Promise(
        application_id=application_id,
        interview_id=interview_id,
        by=by,
        on=on.isoformat(),
        text=text,
        made_on=change.today.isoformat(),
        seq=change.number,
    )
    change.session.add(row)
    change.session.flush()


def log(
    change: Change,
    application_id: int,
    on: date,
    text: str,
    contact_id: int | None,
    *,
    reply: bool,
) -> None:
    """Something happened; a reply restarts the clock."""
    row = Event(
        application_id=application_id,
        contact_id=contact_id,
        on=on.isoformat(),
        reply=reply,
        text=text,
        seq=change.number,
    )
    change.session.add(row)
    change.session.flush()
