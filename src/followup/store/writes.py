"""Writing applications, interviews and follow-ups: adding, changing and removing them.

The journal keeps each row as it was, so that `undo` brings it back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel, col, or_, select

from followup.domain.dates import Moment
from followup.domain.errors import SeveralFound, UsageError
from followup.domain.model import (
    ASSUMED_STAGE,
    INTERVIEW_TEXTS,
    OPEN_OUTCOMES,
    Changes,
    FollowUp,
    NewContact,
    NewInterview,
    Planned,
    Revision,
)
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.store import contacts, journal, models, queries, row_values
from followup.store.contacts import People, Person, agents, named_twice
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


class NewApplication(NamedTuple):
    """An application to be written."""

    company: str
    role: str = ""
    via: str = ""
    field: str = ""
    channel: str = ""
    outcome: str = ""
    outcome_on: date | None = None
    outcome_undated: bool = False
    through: str = ""


class NewRound(NamedTuple):
    """An interview to be written, of the application of that number.

    `uid`, `cancelled` and `revision` are what a file may tell besides.
    """

    application: int
    interview: NewInterview
    uid: str = ""
    cancelled: bool = False
    revision: Revision | None = None


class NewEvent(NamedTuple):
    """Something that happened to an application, to be written; a reply restarts the clock.

    `undated`: nobody said that it happened on that day.
    """

    application: int
    on: date
    text: str
    contact: int | None = None
    reply: bool = False
    undated: bool = False


def add_applications(change: Transaction, new: Sequence[NewApplication]) -> Sequence[int]:
    """Write applications; their numbers."""
    rows = [
        {
            **one._asdict(),
            **name_columns(one.company, one.role),
            "outcome_on": one.outcome_on.isoformat() if one.outcome and one.outcome_on else None,
            "outcome_seq": change.number if one.outcome else 0,
            "seq": change.number,
        }
        for one in new
    ]
    return change.insert(models.Application, rows)


def name_columns(company: str, role: str) -> dict[str, str]:
    """The columns of an application that its company and role are in, also folded."""
    return {
        "company": company, "company_key": fold(company),
        "role": role, "role_key": fold(role) if role else "", "search": fold(f"{company} {role}"),
    }  # fmt: skip


def add_interview(change: Transaction, application: int, interview: NewInterview) -> int:
    """Write one interview; its number. UsageError where two of its people are one."""
    people = People.around(
        change.ask, interview.company, [*interview.people, *agents(interview.via)]
    )
    people.check_apart(interview.company, interview.people)
    (number,) = add_interviews(change, [NewRound(application, interview)], people)
    return number


def add_interviews(change: Transaction, new: Sequence[NewRound], people: People) -> Sequence[int]:
    """Write interviews with their people, topics and promises; their numbers."""
    met = [_met(people, one.interview) for one in new]
    people.write(change)
    numbers = change.insert(models.Interview, [_interview_columns(change, one) for one in new])
    attended = list(zip(numbers, met, strict=True))
    change.insert(
        models.Topic, [row for number, who in attended for row in _topic_columns(number, who)]
    )
    promises = zip(numbers, new, strict=True)
    change.insert(
        models.Promise,
        [row for number, one in promises for row in _promises_columns(change, number, one)],
    )
    return numbers


def _met(people: People, interview: NewInterview) -> dict[Person, str]:
    """Who was there, each once, with all that one talked about."""
    met: dict[Person, str] = {}
    people.meet_agent(interview.via)
    for who in interview.people:
        person = people.meet(interview.company, who)
        met[person] = "; ".join(filter(None, (met.get(person), who.topic)))
    return met


def _interview_columns(change: Transaction, new: NewRound) -> dict[str, Any]:
    interview = new.interview
    return {
        "application_id": new.application, **_stage_columns(interview),
        **{name: getattr(interview, name) for name in INTERVIEW_TEXTS},
        "strengths": row_values.strengths_text(interview.strengths),
        "concerns": row_values.concerns_text(interview.concerns),
        "cancelled": new.cancelled, "recorded_on": change.today.isoformat(), "seq": change.number,
        "uid": new.uid or models.new_uid(),
        **start_columns(interview, interview.minutes), **row_values.revision_columns(new.revision),
    }  # fmt: skip


def _stage_columns(interview: NewInterview) -> dict[str, Any]:
    return {"stage": interview.stage or ASSUMED_STAGE, "stage_assumed": not interview.stage}


def start_columns(start: Moment | NewInterview, minutes: int) -> Mapping[str, Any]:
    """The columns that say when an interview is."""
    return _start_columns(start.day, start.at, start.zone, start.starts, minutes)


@lru_cache(maxsize=50_000)  # an import brings many interviews with the same start
def _start_columns(
    day: date, at: time | None, zone: str, starts: datetime, minutes: int
) -> Mapping[str, Any]:
    ends = starts if at is None else starts + timedelta(minutes=minutes)
    return {
        "day": day.isoformat(), "at": row_values.local_text(day, at), "zone": zone,
        "minutes": minutes, "starts": row_values.instant_text(starts),
        "ends": row_values.instant_text(ends),
    }  # fmt: skip


def _topic_columns(interview: int, met: Mapping[Person, str]) -> Iterator[dict[str, Any]]:
    for position, (person, topic) in enumerate(met.items()):
        yield {
            "interview_id": interview, "contact_id": person.number, "position": position,
            "topic": topic,
        }  # fmt: skip


def _promises_columns(
    change: Transaction, interview: int, new: NewRound
) -> Iterator[dict[str, Any]]:
    """The promises that were made in an interview, theirs first."""
    hangs = change, new.application, interview
    if new.interview.decision_on:
        yield _promise_columns(*hangs, "they", new.interview.decision_on, "")
    for on, text in new.interview.promises:
        yield _promise_columns(*hangs, "you", on, text)


def _promise_columns(
    change: Transaction, application: int, interview: int | None, by: str, on: date, text: str
) -> dict[str, Any]:
    return {
        "application_id": application, "interview_id": interview, "by": by, "on": on.isoformat(),
        "text": text, "made_on": change.today.isoformat(), "seq": change.number,
    }  # fmt: skip


def add_promise(
    change: Transaction,
    application: int,
    by: str,
    on: date,
    text: str = "",
    interview: int | None = None,
) -> None:
    """Write a promise of yours (`you`), or their decision date (`they`)."""
    change.insert(models.Promise, [_promise_columns(change, application, interview, by, on, text)])


def attend(change: Transaction, interview: int, person: Person, topic: str, position: int) -> None:
    """Somebody who is written already was there, too. UsageError where they are named twice."""
    there = select(models.Topic.id).where(
        models.Topic.interview_id == interview, models.Topic.contact_id == person.number
    )
    if change.session.exec(there).first() is not None:
        raise named_twice(person.now.name)
    change.insert(
        models.Topic, [dict(next(_topic_columns(interview, {person: topic})), position=position)]
    )


def add_events(change: Transaction, new: Sequence[NewEvent]) -> None:
    """Write entries of timelines."""
    rows = [
        {
            "application_id": one.application, "contact_id": one.contact,
            "on": one.on.isoformat(), "reply": one.reply, "text": one.text, "seq": change.number,
            "undated": one.undated,
        }
        for one in new
    ]  # fmt: skip
    change.insert(models.Event, rows)


def add_followups(change: Transaction, planned: Sequence[tuple[int, Planned]]) -> Sequence[int]:
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


def interview_row(change: Transaction, number: int) -> Interview:
    """The row of an interview that is known to be there."""
    return change.session.get_one(Interview, number)


def move_interview(change: Transaction, number: int, start: Moment, minutes: int) -> None:
    """An interview is at another time; it is on again if it was cancelled.

    Where it stood at first is kept: it is what a file that was written before knows it by.
    """
    row = interview_row(change, number)
    before = row.at, row.starts
    for name, value in start_columns(start, minutes).items():
        setattr(row, name, value)
    if row.first_starts is None and (row.at, row.starts) != before:
        row.first_at, row.first_starts = before
    row.cancelled = False


def revision(change: Transaction, number: int) -> Revision:
    """Which revision of its invitation was read last."""
    row = interview_row(change, number)
    return Revision(row.sequence, row_values.instant(row.stamped) if row.stamped else None)


def revise(change: Transaction, number: int, read: Revision, uid: str = "") -> None:
    """Keep which revision of its invitation was read; of the invitation of that uid, if given."""
    row = interview_row(change, number)
    row.uid = uid or row.uid
    for name, value in row_values.revision_columns(read).items():
        setattr(row, name, value)


def cancel_interview(change: Transaction, number: int) -> None:
    """An interview does not take place."""
    interview_row(change, number).cancelled = True


Kept = TypeVar("Kept")

Told = TypeVar("Told")

Same = Callable[[Told, Told], bool]


def change_interview(
    change: Transaction, number: int, before: NewInterview, after: NewInterview
) -> set[int]:
    """Change an interview from what it was, as `before` says, to `after`.

    The numbers of the contacts of whom something else is known now. UsageError where it would
    become an application, or a person become one, that is there already.
    """
    row = interview_row(change, number)
    _change_application(change, row, before, after)
    _change_start(change, row, after)
    texts = {name: getattr(after, name) for name in INTERVIEW_TEXTS}
    for name, value in {**texts, **_stage_columns(after)}.items():
        setattr(row, name, value)
    row.strengths = row_values.strengths_text(after.strengths)
    row.concerns = row_values.concerns_text(after.concerns)
    told_of = _change_people(change, number, before, after)
    _change_promises(change, row, before, after)
    change.session.flush()
    return told_of


def _change_application(
    change: Transaction, talk: Interview, before: NewInterview, after: NewInterview
) -> None:
    row = application_row(change, talk.application_id)
    for name in ("via", "through", "field", "channel"):
        setattr(row, name, getattr(after, name))
    people = contacts.People.around(change.ask, "", contacts.agents(after.via))
    people.meet_agent(after.via if after.via != before.via else "")
    people.write(change)
    if (after.company, after.role) == (before.company, before.role):
        name_application(row, row.company, row.role)  # mends what words are looked for in
        return
    if row.outcome in OPEN_OUTCOMES:
        for other in open_applications(change, after.company):
            if other.id != row.id and other.role_key == (fold(after.role) if after.role else ""):
                raise UsageError(
                    f"There is another open application for {line(after.company)} "
                    f"{line(after.role)}".rstrip()
                    + "; name another --company or --role. If this interview is a round of that "
                    f"one: followup remove {talk.id}, then add it again for {line(after.company)}."
                )
    name_application(row, after.company, after.role)
    for contact in contacts.of_application(change, talk.application_id):
        contacts.change_company(change, contact, before.company, after.company)


def _change_start(change: Transaction, row: Interview, after: NewInterview) -> None:
    """Another start puts a cancelled interview on again; another length does not."""
    before = row.day, row.at, row.zone, row.starts
    cancelled = row.cancelled
    start = Moment(after.day, after.at, after.zone, after.starts)
    move_interview(change, row.id or 0, start, after.minutes)
    if (row.day, row.at, row.zone, row.starts) == before:
        row.cancelled = cancelled


def _change_people(
    change: Transaction, number: int, before: NewInterview, after: NewInterview
) -> set[int]:
    asked = select(Topic).where(Topic.interview_id == number)
    topics = change.session.exec(asked.order_by(col(Topic.position), col(Topic.id))).all()
    there = list(zip(topics, before.people, strict=True))
    kept = pair(there, after.people, (_same_person, same_name, _same_address))
    for topic, _ in there:
        if not any(topic is other for other, _, _ in kept.values()):
            change.session.delete(topic)
    change.session.flush()
    told_of = set()
    people = contacts.People.around(change.ask, after.company, after.people)
    for position, person in enumerate(after.people):
        if position not in kept:
            who = people.meet(after.company, person)
            people.write(change)
            attend(change, number, who, person.topic, position)
            continue
        topic, was, _ = kept[position]
        topic.topic, topic.position = person.topic, position
        if contacts.tell_again(change, topic.contact_id, _news(was, person)):
            told_of.add(topic.contact_id)
    return told_of


def _news(before: NewContact, after: NewContact) -> dict[str, str | bool]:
    return {
        field: getattr(after, field)
        for field in ("name", "email", "title", "phone", "no_calls")
        if getattr(after, field) != getattr(before, field)
    }


def pair(
    there: Sequence[tuple[Kept, Told]], wanted: Sequence[Told], ways: Sequence[Same[Told]]
) -> dict[int, tuple[Kept, Told, Told]]:
    """For each place of `wanted` that was there before: its row, what it was, and what it shall be.

    What is the same in the first way finds its row before what is the same in the next.
    """
    left = list(there)
    pairs: dict[int, tuple[Kept, Told, Told]] = {}
    for same in ways:
        for place, wish in enumerate(wanted):
            match = next((pair for pair in left if same(pair[1], wish)), None)
            if place not in pairs and match is not None:
                left = [pair for pair in left if pair is not match]
                pairs[place] = (*match, wish)
    return pairs


def _same_person(person: NewContact, other: NewContact) -> bool:
    return same_name(person, other) and person.email == other.email


def same_name(person: NewContact, other: NewContact) -> bool:
    """Whether two people are called alike."""
    return fold(person.name) == fold(other.name)


def _same_address(person: NewContact, other: NewContact) -> bool:
    return person.email != "" and person.email == other.email


def _change_promises(
    change: Transaction, talk: Interview, before: NewInterview, after: NewInterview
) -> None:
    mine = _promised(change, talk, "you")
    there = list(zip(mine, before.promises, strict=True))
    kept = pair(there, after.promises, (_same, _same_words, _same_day))
    for row in mine:
        if not any(row is other for other, _, _ in kept.values()):
            _take_back(change, row)
    for place, (on, text) in enumerate(after.promises):
        if place in kept:
            kept[place][0].on, kept[place][0].text = on.isoformat(), text
        else:
            add_promise(change, talk.application_id, "you", on, text, talk.id)
    if after.decision_on != before.decision_on:
        _decide(change, talk, after)


def _same(one: tuple[object, str], other: tuple[object, str]) -> bool:
    return one == other


def _same_words(one: tuple[object, str], other: tuple[object, str]) -> bool:
    return one[1] == other[1]


def _same_day(one: tuple[object, str], other: tuple[object, str]) -> bool:
    return one[0] == other[0]


def _decide(change: Transaction, talk: Interview, after: NewInterview) -> None:
    """A new date of theirs is stated now, after all others; without one, none was stated."""
    if after.decision_on:
        add_promise(change, talk.application_id, "they", after.decision_on, interview=talk.id)
        return
    for row in _promised(change, talk, "they"):
        _take_back(change, row)


def _promised(change: Transaction, talk: Interview, by: str) -> Sequence[Promise]:
    asked = select(Promise).where(Promise.interview_id == talk.id, Promise.by == by)
    return change.session.exec(asked.order_by(col(Promise.seq), col(Promise.id))).all()


def _take_back(change: Transaction, row: Promise) -> None:
    """Delete a promise; what was done about it stays on record."""
    asked = select(Followup).where(Followup.promise_id == row.id)
    for followup in change.session.exec(asked):
        followup.promise_id = None
    change.session.flush()
    change.session.delete(row)
    change.session.flush()


def find_or_make(change: Transaction, interview: NewInterview) -> tuple[int, bool]:
    """The open application that an interview belongs to, made if need be; whether it is new.

    Without a role it is the company's only open one. SeveralFound where there are more.
    """
    applications = open_applications(change, interview.company, interview.role)
    if len(applications) > 1:
        named = ", ".join(f"“{row.role}”" for row in applications)
        raise SeveralFound(
            f"{interview.company} has several open applications: {named}. Name one with --role."
        )
    for row in applications:
        for name in ("via", "through", "field", "channel"):
            setattr(row, name, getattr(interview, name) or getattr(row, name))
        return row.id or 0, False
    new = NewApplication(
        interview.company,
        interview.role,
        interview.via,
        interview.field,
        interview.channel,
        through=interview.through,
    )
    (number,) = add_applications(change, [new])
    return number, True


def open_applications(change: Transaction, company: str, role: str = "") -> list[Application]:
    """The open applications at a company, of one role if it is named."""
    asked = select(Application).where(
        Application.company_key == fold(company), col(Application.outcome).in_(OPEN_OUTCOMES)
    )
    if role:
        asked = asked.where(Application.role_key == fold(role))
    return list(change.session.exec(asked.order_by(col(Application.id))))


def name_application(row: Application, company: str, role: str) -> None:
    """Give an application its company and role, with the folded text that finds it."""
    for column, value in name_columns(company, role).items():
        setattr(row, column, value)


def application_row(change: Transaction, number: int) -> Application:
    """The row of an application that is known to be there."""
    return change.session.get_one(Application, number)


def end_application(
    change: Transaction, number: int, outcome: str, on: date, *, undated: bool = False
) -> Application:
    """Give an application its outcome, unless it has it already; `open` takes it away again.

    `undated`: nobody said that it came on that day. UsageError where another open application is for the same job by now.
    """
    row = application_row(change, number)
    reopened = outcome == "open"
    if reopened and any(
        other.id != number for other in open_applications(change, row.company, row.role)
    ):
        raise UsageError(
            f"There is another open application for {row.company} {row.role}".rstrip()
            + "; close that one first with `followup outcome`."
        )
    if row.outcome == outcome:
        return row  # what more is told of it does not make it another one
    row.outcome = "" if reopened else outcome
    row.outcome_on = None if reopened else on.isoformat()
    row.outcome_seq = 0 if reopened else change.number
    row.outcome_undated = undated
    return row


def all_open_applications(change: Transaction) -> list[int]:
    """The numbers of all applications that are still open."""
    asked = select(Application.id).where(col(Application.outcome).in_(OPEN_OUTCOMES))
    return [number or 0 for number in change.session.exec(asked.order_by(col(Application.id)))]


def all_planned(change: Transaction) -> list[int]:
    """The numbers of all applications that the plan matters to: open, or something is pending."""
    pending = select(Followup.application_id).where(Followup.status == "pending")
    asked = select(Application.id).where(
        or_(col(Application.outcome).in_(OPEN_OUTCOMES), col(Application.id).in_(pending))
    )
    return [number or 0 for number in change.session.exec(asked.order_by(col(Application.id)))]


def keep_plan(change: Transaction, told: Sequence[tuple[int, Changes]]) -> list[list[int]]:
    """Write what new plans change about applications, each by its number.

    For each, the numbers of the follow-ups that are other or new, in their order.
    """
    added = iter(
        add_followups(change, [(number, one) for number, made in told for one in made.added])
    )
    touched = []
    for _, made in told:
        others = [after for _, after in (*made.moved, *made.cancelled)]
        for after in others:
            _change_followup(followup_row(change, after.id), after)
        touched.append(sorted([*(one.id for one in others), *islice(added, len(made.added))]))
    change.session.flush()
    return touched


def _change_followup(row: Followup, after: FollowUp) -> None:
    row.kind, row.rule, row.channel = after.kind, after.rule, after.channel
    row.interview_id, row.contact_id = after.interview_id, after.contact_id
    row.ready_on, row.due_on = after.ready_on.isoformat(), after.due_on.isoformat()
    row.status, row.because = after.status, after.because
    row.done_on = after.done_on.isoformat() if after.done_on else None
    row.promise_id, row.chain = after.promise_id, row_values.chain_text(after.chain)


def followup_row(change: Transaction, number: int) -> Followup:
    """The row of a follow-up that is known to be there."""
    return change.session.get_one(Followup, number)


def settle(
    change: Transaction,
    number: int,
    status: str,
    on: date,
    because: str = "",
    channel: str | None = None,
) -> None:
    """A follow-up was done or skipped on that day; `channel` as planned, unless it is given."""
    row = followup_row(change, number)
    row.status, row.done_on, row.because = status, on.isoformat(), because or row.because
    row.channel = row.channel if channel is None else channel


def snooze(change: Transaction, number: int, until: date, because: str) -> None:
    """A follow-up shall not come back before that day; the next plan puts it off."""
    row = followup_row(change, number)
    row.snoozed_until, row.because = until.isoformat(), because


def reopen(change: Transaction, number: int) -> None:
    """A follow-up is to be done, after all; its note, which is kept, has not gone out."""
    row = followup_row(change, number)
    row.status, row.done_on = "pending", None
    asked = select(Note).where(Note.followup_id == number)
    for note in change.session.exec(asked):
        note.sent_on = None
    change.session.flush()


def keep_note(change: Transaction, followup_id: int, words: Mapping[str, Any]) -> None:
    """Keep the words of a follow-up: fields of the table `note` by name."""
    asked = select(Note).where(Note.followup_id == followup_id)
    row = change.session.exec(asked).first() or Note(followup_id=followup_id)
    for name, value in words.items():
        setattr(row, name, value)
    change.session.add(row)


def remove_interview(change: Transaction, number: int) -> None:
    """Delete an interview with its topics, its promises and all follow-ups that hang on them."""
    promises = _numbers(change, Promise.id, col(Promise.interview_id) == number)
    _delete_followups(
        change,
        (col(Followup.interview_id) == number) | col(Followup.promise_id).in_(promises),
    )
    _delete(change, Promise, col(Promise.interview_id) == number)
    _delete(change, Topic, col(Topic.interview_id) == number)
    _delete(change, Interview, col(Interview.id) == number)


def remove_application(change: Transaction, number: int) -> None:
    """Delete an application that has no interview any more, with its log and its follow-ups."""
    _delete_followups(change, col(Followup.application_id) == number)
    _delete(change, Event, col(Event.application_id) == number)
    _delete(change, Promise, col(Promise.application_id) == number)
    _delete(change, Application, col(Application.id) == number)


def remove_contact(change: Transaction, number: int) -> list[int]:
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


def forget_contact(change: Transaction, number: int) -> None:
    """Empty all that is kept of a contact; they are not to be contacted any more."""
    followups = journal.followups_to(change.session, number)
    names = {fold(name) for name in queries.known_by(change.ask, number)}
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
