"""New records of every kind: `add` brings one interview here, an import a hundred thousand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlmodel import select

from followup.domain.dates import Moment
from followup.domain.model import INTERVIEW_TEXTS, NewInterview, Planned, Revision
from followup.domain.text import fold
from followup.store import models, row_values
from followup.store.contacts import People, Person, agents, named_twice
from followup.store.transaction import Transaction


class NewApplication(NamedTuple):
    """An application to be written."""

    company: str
    role: str = ""
    via: str = ""
    field: str = ""
    channel: str = ""
    outcome: str = ""
    outcome_on: date | None = None
    through: str = ""


class NewRound(NamedTuple):
    """An interview to be written, of the application of that number.

    `uid`, `cancelled` and `revision` are what a file may tell besides.
    """

    application: int
    told: NewInterview
    uid: str = ""
    cancelled: bool = False
    revision: Revision | None = None


class NewEvent(NamedTuple):
    """Something that happened to an application, to be written; a reply restarts the clock."""

    application: int
    on: date
    text: str
    contact: int | None = None
    reply: bool = False


def applications(change: Transaction, new: Sequence[NewApplication]) -> Sequence[int]:
    """Write applications; their numbers."""
    rows = [
        {
            **one._asdict(),
            **names(one.company, one.role),
            "outcome_on": one.outcome_on.isoformat() if one.outcome and one.outcome_on else None,
            "outcome_seq": change.number if one.outcome else 0,
            "seq": change.number,
        }
        for one in new
    ]
    return change.insert(models.Application, rows)


def names(company: str, role: str) -> dict[str, str]:
    """The columns of an application that its company and role are in, also folded."""
    return {
        "company": company, "company_key": fold(company),
        "role": role, "role_key": fold(role) if role else "", "search": fold(f"{company} {role}"),
    }  # fmt: skip


def interview(change: Transaction, application: int, told: NewInterview) -> int:
    """Write one interview; its number. UsageError where two of its people are one."""
    people = People.around(change.ask, told.company, [*told.people, *agents(told.via)])
    people.check_apart(told.company, told.people)
    (number,) = interviews(change, [NewRound(application, told)], people)
    return number


def interviews(change: Transaction, new: Sequence[NewRound], people: People) -> Sequence[int]:
    """Write interviews with their people, topics and promises; their numbers."""
    met = [_met(people, one.told) for one in new]
    people.write(change)
    numbers = change.insert(models.Interview, [_interview(change, one) for one in new])
    attended = list(zip(numbers, met, strict=True))
    change.insert(models.Topic, [row for number, who in attended for row in _topics(number, who)])
    promises = zip(numbers, new, strict=True)
    change.insert(
        models.Promise,
        [row for number, one in promises for row in _promises(change, number, one)],
    )
    return numbers


def _met(people: People, told: NewInterview) -> dict[Person, str]:
    """Who was there, each once, with all that one talked about."""
    met: dict[Person, str] = {}
    people.meet_agent(told.via)
    for who in told.people:
        person = people.meet(told.company, who)
        met[person] = "; ".join(filter(None, (met.get(person), who.topic)))
    return met


def _interview(change: Transaction, one: NewRound) -> dict[str, Any]:
    told = one.told
    return {
        "application_id": one.application, "stage": told.stage,
        **{name: getattr(told, name) for name in INTERVIEW_TEXTS},
        "strengths": row_values.strengths_text(told.strengths),
        "concerns": row_values.concerns_text(told.concerns),
        "cancelled": one.cancelled, "recorded_on": change.today.isoformat(), "seq": change.number,
        "uid": one.uid or models.new_uid(),
        **when(told, told.minutes), **row_values.revision_columns(one.revision),
    }  # fmt: skip


def when(start: Moment | NewInterview, minutes: int) -> Mapping[str, Any]:
    """The columns that say when an interview is."""
    return _when(start.day, start.at, start.zone, start.starts, minutes)


@lru_cache(maxsize=50_000)  # an import brings many interviews with the same start
def _when(
    day: date, at: time | None, zone: str, starts: datetime, minutes: int
) -> Mapping[str, Any]:
    ends = starts if at is None else starts + timedelta(minutes=minutes)
    return {
        "day": day.isoformat(), "at": row_values.local_text(day, at), "zone": zone,
        "minutes": minutes, "starts": row_values.instant_text(starts),
        "ends": row_values.instant_text(ends),
    }  # fmt: skip


def _topics(interview: int, met: Mapping[Person, str]) -> Iterator[dict[str, Any]]:
    for position, (person, topic) in enumerate(met.items()):
        yield {
            "interview_id": interview, "contact_id": person.number, "position": position,
            "topic": topic,
        }  # fmt: skip


def _promises(change: Transaction, interview: int, one: NewRound) -> Iterator[dict[str, Any]]:
    """The promises that were made in an interview, theirs first."""
    hangs = change, one.application, interview
    if one.told.decision_on:
        yield _promise(*hangs, "they", one.told.decision_on, "")
    for on, text in one.told.promises:
        yield _promise(*hangs, "you", on, text)


def _promise(
    change: Transaction, application: int, interview: int | None, by: str, on: date, text: str
) -> dict[str, Any]:
    return {
        "application_id": application, "interview_id": interview, "by": by, "on": on.isoformat(),
        "text": text, "made_on": change.today.isoformat(), "seq": change.number,
    }  # fmt: skip


def promise(
    change: Transaction,
    application: int,
    by: str,
    on: date,
    text: str = "",
    interview: int | None = None,
) -> None:
    """Write a promise of yours (`you`), or their decision date (`they`)."""
    change.insert(models.Promise, [_promise(change, application, interview, by, on, text)])


def attend(change: Transaction, interview: int, person: Person, topic: str, position: int) -> None:
    """Somebody who is written already was there, too. UsageError where they are named twice."""
    there = select(models.Topic.id).where(
        models.Topic.interview_id == interview, models.Topic.contact_id == person.number
    )
    if change.session.exec(there).first() is not None:
        raise named_twice(person.now.name)
    change.insert(
        models.Topic, [dict(next(_topics(interview, {person: topic})), position=position)]
    )


def events(change: Transaction, new: Sequence[NewEvent]) -> None:
    """Write entries of timelines."""
    rows = [
        {
            "application_id": one.application, "contact_id": one.contact,
            "on": one.on.isoformat(), "reply": one.reply, "text": one.text, "seq": change.number,
        }
        for one in new
    ]  # fmt: skip
    change.insert(models.Event, rows)


def followups(change: Transaction, planned: Sequence[tuple[int, Planned]]) -> Sequence[int]:
    """Write follow-ups, each of the application of that number; their numbers."""
    rows = [
        {
            "application_id": application, "key": one.key, "kind": one.kind, "rule": one.rule,
            "channel": one.channel, "interview_id": one.interview_id,
            "contact_id": one.contact_id, "promise_id": one.promise_id,
            "ready_on": one.ready_on.isoformat(), "due_on": one.due_on.isoformat(),
            "chain": row_values.chain_text(one.chain),
        }
        for application, one in planned
    ]  # fmt: skip
    return change.insert(models.Followup, rows)
