"""Writing what a table brings: new applications with their interviews, people, promises and plans."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from followup.domain.model import OPEN_OUTCOMES, ApplicationFacts, Interview, Met, Plan, Promise
from followup.domain.records import ImportedApplication, ImportedInterview
from followup.domain.text import fold
from followup.store import columns, followups, interviews, models, queries, row_values
from followup.store.columns import Columns
from followup.store.import_index import People, Person
from followup.store.transaction import Transaction

Thing = TypeVar("Thing")


@dataclass(slots=True)
class NewApplication:
    """The new interviews of one application, which is new itself where `number` is None.

    `known` is the number of an interview of it that is there already, if the file has one.
    """

    place: str
    outcome: str = ""
    told: list[ImportedInterview] = field(default_factory=list)
    number: int | None = None
    known: int | None = None


def record(
    change: Transaction, jobs: Sequence[NewApplication], people: People
) -> list[ApplicationFacts]:
    """Write new interviews; the facts of the open applications that are new with them.

    What is over asks for nothing any more, so nobody plans it.
    """
    fresh = [job for job in jobs if job.number is None]
    told = _application_columns(change, fresh)
    numbers = columns.insert(change, models.Application, told)
    for job, number in zip(fresh, numbers, strict=True):
        job.number = number
    talks = [_Talk(job.number or 0, one, people) for job in jobs for one in job.told]
    people.write(change)
    _write_talks(change, talks)
    promises = _by(_write_promises(change, talks), lambda one: one.interview_id or 0)
    known = _by(talks, lambda one: one.application)
    rows = (
        {**columns.defaults(models.Application), "id": number, **_row(told, place)}
        for place, number in enumerate(numbers)
        if told["outcome"][place] in OPEN_OUTCOMES
    )
    return [
        ApplicationFacts(
            one,
            tuple(_interview(change, talk) for talk in known[one.id]),
            tuple(said for talk in known[one.id] for said in promises.get(talk.number, ())),
        )
        for one in map(queries.application_of, rows)
    ]


def _row(told: Columns, place: int) -> dict[str, Any]:
    return {name: column[place] for name, column in told.items()}


def _by(things: Iterable[Thing], number: Callable[[Thing], int]) -> dict[int, list[Thing]]:
    found: dict[int, list[Thing]] = {}
    for one in things:
        found.setdefault(number(one), []).append(one)
    return found


class _Talk:
    """A new interview on its way into the store."""

    __slots__ = ("application", "number", "one", "people")

    def __init__(self, application: int, one: ImportedInterview, people: People) -> None:
        self.application = application
        self.one = one
        self.number = 0
        self.people: dict[Person, str] = {}
        for who in one.told.people:
            person = people.meet(one.told.company, who)
            before = self.people.get(person)
            self.people[person] = (
                f"{before}; {who.topic}" if before and who.topic else before or who.topic
            )

    def promises(self) -> Iterator[dict[str, Any]]:
        """The promises that were made in it, theirs first."""
        told = self.one.told
        hangs = {"application_id": self.application, "interview_id": self.number}
        if told.decision_on:
            yield {**hangs, "by": "they", "on": told.decision_on.isoformat(), "text": ""}
        for on, text in told.promises:
            yield {**hangs, "by": "you", "on": on.isoformat(), "text": text}


def _application_columns(change: Transaction, jobs: Sequence[NewApplication]) -> Columns:
    """Applications, of which the last row that says something has the last word.

    Rows that say no role, and belong to it all the same, come after the others.
    """
    told = [[one.told for one in job.told] for job in jobs]
    companies = [some[0].company for some in told]
    roles = [_last([one.role for one in some]) for some in told]
    outcomes = [_last([one.outcome for one in job.told]) for job in jobs]
    held = [min(max([one.day for one in some]), change.today).isoformat() for some in told]
    return {
        "company": companies, "company_key": list(map(fold, companies)),
        "role": roles, "role_key": list(map(fold, roles)),
        "search": [fold(f"{at} {role}") for at, role in zip(companies, roles, strict=True)],
        "via": [_last([one.via for one in some]) for some in told],
        "field": [_last([one.field for one in some]) for some in told], "outcome": outcomes,
        "outcome_on": [on if end else None for on, end in zip(held, outcomes, strict=True)],
        "seq": [change.number] * len(jobs), "uid": models.new_uids(len(jobs)),
    }  # fmt: skip


def _last(texts: Sequence[str]) -> str:
    filled = list(filter(None, texts))
    return filled[-1] if filled else ""


def _write_talks(change: Transaction, talks: Sequence[_Talk]) -> None:
    numbers = columns.insert(change, models.Interview, _interview_columns(change, talks))
    for talk, number in zip(talks, numbers, strict=True):
        talk.number = number
    columns.insert(
        change,
        models.Topic,
        {
            "interview_id": [talk.number for talk in talks for _ in talk.people],
            "contact_id": [person.number for talk in talks for person in talk.people],
            "position": [position for talk in talks for position in range(len(talk.people))],
            "topic": [topic for talk in talks for topic in talk.people.values()],
        },
    )


def _interview_columns(change: Transaction, talks: Sequence[_Talk]) -> Columns:
    told = [talk.one.told for talk in talks]
    texts = [interviews.start_texts(one.day, one.at, one.starts) for one in told]
    day, at, starts = zip(*texts, strict=True) if texts else ((), (), ())
    ends = [interviews.end(one.starts, one.at, one.minutes) for one in told]
    return {
        "application_id": [talk.application for talk in talks],
        "day": day, "at": at, "starts": starts,
        "ends": list(map(row_values.instant_text, ends)),
        **columns.same(told, "stage", "zone", "minutes", "where", "looking_for", "next_step", "note"),
        "strengths": [row_values.strengths_text(one.strengths) for one in told],
        "concerns": [row_values.concerns_text(one.concerns) for one in told],
        "cancelled": [bool(talk.one.cancelled) for talk in talks],
        "recorded_on": [change.today.isoformat()] * len(talks),
        "seq": [change.number] * len(talks),
        "uid": columns.uids([talk.one.uid for talk in talks]),
        **columns.by_column([row_values.revision_columns(talk.one.revision) for talk in talks]),
    }  # fmt: skip


def _write_promises(change: Transaction, talks: Sequence[_Talk]) -> list[Promise]:
    made = {"made_on": change.today.isoformat(), "seq": change.number}
    rows = [
        {**row, **made, "uid": models.new_uid()}
        for talk in talks
        if talk.one.told.promises or talk.one.told.decision_on
        for row in talk.promises()
    ]
    numbers = columns.insert(change, models.Promise, columns.by_column(rows))
    return [
        queries.promise_of({**row, "id": number}) for row, number in zip(rows, numbers, strict=True)
    ]


def _interview(change: Transaction, talk: _Talk) -> Interview:
    told = talk.one.told
    return Interview(
        id=talk.number,
        stage=told.stage,
        day=told.day,
        at=told.at,
        zone=told.zone,
        minutes=told.minutes,
        starts=told.starts,
        ends=interviews.end(told.starts, told.at, told.minutes),
        recorded_on=change.today,
        seq=change.number,
        people=tuple(
            Met(one.now._replace(id=one.number), topic) for one, topic in talk.people.items()
        ),
        cancelled=bool(talk.one.cancelled),
    )


def keep_plans(change: Transaction, planned: Iterable[tuple[int, Plan]]) -> None:
    """Write the follow-ups of applications that are new."""
    rows = (followups.columns(number, wish) for number, plan in planned for wish in plan.planned)
    columns.insert(change, models.Followup, columns.by_column(list(rows)))


class NewEvent(NamedTuple):
    """Something that happened to an application, to be written."""

    application: int
    on: date
    text: str
    contact: int | None


def write_applications(
    change: Transaction, told: Sequence[ImportedApplication], today: date
) -> range:
    """Applications without an interview; their numbers.

    One that is over ended on the day applied, as no other is known; an offer is of today.
    """
    over = [one.applied_on if one.applied_on and one.outcome != "offer" else today for one in told]
    return columns.insert(
        change,
        models.Application,
        {
            **columns.same(told, "company", "role", "via", "field", "outcome"),
            "company_key": [fold(one.company) for one in told],
            "role_key": [fold(one.role) if one.role else "" for one in told],
            "search": [fold(f"{one.company} {one.role}") for one in told],
            "outcome_on": [
                on.isoformat() if one.outcome else None for on, one in zip(over, told, strict=True)
            ],
            "outcome_seq": [change.number if one.outcome else 0 for one in told],
            "seq": [change.number] * len(told),
            "uid": models.new_uids(len(told)),
        },
    )


def write_events(change: Transaction, told: Sequence[NewEvent]) -> None:
    """Entries of timelines that are no replies."""
    columns.insert(
        change,
        models.Event,
        {
            "application_id": [one.application for one in told],
            "contact_id": [one.contact for one in told],
            "on": [one.on.isoformat() for one in told],
            "text": [one.text for one in told],
            "seq": [change.number] * len(told),
            "uid": models.new_uids(len(told)),
        },
    )
