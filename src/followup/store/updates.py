"""Changing what is recorded: applications, interviews and follow-ups."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlmodel import col, or_, select

from followup.domain.dates import Moment
from followup.domain.errors import SeveralFound, UsageError
from followup.domain.model import (
    INTERVIEW_TEXTS,
    OPEN_OUTCOMES,
    Changes,
    FollowUp,
    NewContact,
    NewInterview,
    Revision,
)
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.store import contacts, inserts, row_values
from followup.store.models import Application, Followup, Interview, Note, Promise, Topic
from followup.store.transaction import Transaction


def interview(change: Transaction, number: int) -> Interview:
    """The row of an interview that is known to be there."""
    return change.session.get_one(Interview, number)


def move_interview(change: Transaction, number: int, start: Moment, minutes: int) -> None:
    """An interview is at another time; it is on again if it was cancelled.

    Where it stood at first is kept: it is what a file that was written before knows it by.
    """
    row = interview(change, number)
    before = row.at, row.starts
    for name, value in inserts.when(start, minutes).items():
        setattr(row, name, value)
    if row.first_starts is None and (row.at, row.starts) != before:
        row.first_at, row.first_starts = before
    row.cancelled = False


def revision(change: Transaction, number: int) -> Revision:
    """Which revision of its invitation was read last."""
    row = interview(change, number)
    return Revision(row.sequence, row_values.instant(row.stamped) if row.stamped else None)


def revise(change: Transaction, number: int, read: Revision, uid: str = "") -> None:
    """Keep which revision of its invitation was read; of the invitation of that uid, if given."""
    row = interview(change, number)
    row.uid = uid or row.uid
    for name, value in row_values.revision_columns(read).items():
        setattr(row, name, value)


def cancel_interview(change: Transaction, number: int) -> None:
    """An interview does not take place."""
    interview(change, number).cancelled = True


Kept = TypeVar("Kept")


Told = TypeVar("Told")


Same = Callable[[Told, Told], bool]


def tell_interview_again(
    change: Transaction, number: int, before: NewInterview, after: NewInterview
) -> set[int]:
    """Change an interview from what it was, as `before` says, to `after`.

    The numbers of the contacts of whom something else is known now. UsageError where it would
    become an application, or a person become one, that is there already.
    """
    row = interview(change, number)
    _tell_application(change, row, before, after)
    _when(change, row, after)
    for name in ("stage", *INTERVIEW_TEXTS):
        setattr(row, name, getattr(after, name))
    row.strengths = row_values.strengths_text(after.strengths)
    row.concerns = row_values.concerns_text(after.concerns)
    told_of = _people(change, number, before, after)
    _promises(change, row, before, after)
    change.session.flush()
    return told_of


def _tell_application(
    change: Transaction, talk: Interview, before: NewInterview, after: NewInterview
) -> None:
    row = application(change, talk.application_id)
    for name in ("via", "through", "field", "channel"):
        setattr(row, name, getattr(after, name))
    people = contacts.People.around(change.ask, "", contacts.agents(after.via))
    people.meet_agent(after.via if after.via != before.via else "")
    people.write(change)
    if (after.company, after.role) == (before.company, before.role):
        name_application(row, row.company, row.role)  # mends what words are looked for in
        return
    if row.outcome in OPEN_OUTCOMES:
        for other in open_ones(change, after.company):
            if other.id != row.id and other.role_key == (fold(after.role) if after.role else ""):
                raise UsageError(
                    f"There is another open application for {line(after.company)} "
                    f"{line(after.role)}".rstrip()
                    + "; name another --company or --role, or close that one first with "
                    "`followup outcome`."
                )
    name_application(row, after.company, after.role)
    for contact in contacts.of_application(change, talk.application_id):
        contacts.change_company(change, contact, before.company, after.company)


def _when(change: Transaction, row: Interview, after: NewInterview) -> None:
    """Another start puts a cancelled interview on again; another length does not."""
    before = row.day, row.at, row.zone, row.starts
    cancelled = row.cancelled
    start = Moment(after.day, after.at, after.zone, after.starts)
    move_interview(change, row.id or 0, start, after.minutes)
    if (row.day, row.at, row.zone, row.starts) == before:
        row.cancelled = cancelled


def _people(
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
            inserts.attend(change, number, who, person.topic, position)
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
    found: dict[int, tuple[Kept, Told, Told]] = {}
    for same in ways:
        for place, wish in enumerate(wanted):
            match = next((pair for pair in left if same(pair[1], wish)), None)
            if place not in found and match is not None:
                left = [pair for pair in left if pair is not match]
                found[place] = (*match, wish)
    return found


def _same_person(one: NewContact, other: NewContact) -> bool:
    return same_name(one, other) and one.email == other.email


def same_name(one: NewContact, other: NewContact) -> bool:
    """Whether two people are called alike."""
    return fold(one.name) == fold(other.name)


def _same_address(one: NewContact, other: NewContact) -> bool:
    return one.email != "" and one.email == other.email


def _promises(
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
            inserts.promise(change, talk.application_id, "you", on, text, talk.id)
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
        inserts.promise(change, talk.application_id, "they", after.decision_on, interview=talk.id)
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


def find_or_make(change: Transaction, told: NewInterview) -> tuple[int, bool]:
    """The open application that an interview belongs to, made if need be; whether it is new.

    Without a role it is the company's only open one. SeveralFound where there are more.
    """
    found = open_ones(change, told.company, told.role)
    if len(found) > 1:
        named = ", ".join(f"“{row.role}”" for row in found)
        raise SeveralFound(
            f"{told.company} has several open applications: {named}. Name one with --role."
        )
    for row in found:
        for name in ("via", "through", "field", "channel"):
            setattr(row, name, getattr(told, name) or getattr(row, name))
        return row.id or 0, False
    new = inserts.NewApplication(
        told.company, told.role, told.via, told.field, told.channel, through=told.through
    )
    (number,) = inserts.applications(change, [new])
    return number, True


def open_ones(change: Transaction, company: str, role: str = "") -> list[Application]:
    """The open applications at a company, of one role if it is named."""
    asked = select(Application).where(
        Application.company_key == fold(company), col(Application.outcome).in_(OPEN_OUTCOMES)
    )
    if role:
        asked = asked.where(Application.role_key == fold(role))
    return list(change.session.exec(asked.order_by(col(Application.id))))


def name_application(row: Application, company: str, role: str) -> None:
    """Give an application its company and role, with the folded text that finds it."""
    for column, value in inserts.names(company, role).items():
        setattr(row, column, value)


def application(change: Transaction, number: int) -> Application:
    """The row of an application that is known to be there."""
    return change.session.get_one(Application, number)


def end_application(change: Transaction, number: int, outcome: str, on: date) -> Application:
    """Give an application its outcome, unless it has it already; `open` takes it away again.

    UsageError where another open application is for the same job by now.
    """
    row = application(change, number)
    reopened = outcome == "open"
    if reopened and any(other.id != number for other in open_ones(change, row.company, row.role)):
        raise UsageError(
            f"There is another open application for {row.company} {row.role}".rstrip()
            + "; close that one first with `followup outcome`."
        )
    if row.outcome == outcome:
        return row  # what more is told of it does not make it another one
    row.outcome = "" if reopened else outcome
    row.outcome_on = None if reopened else on.isoformat()
    row.outcome_seq = 0 if reopened else change.number
    return row


def all_open(change: Transaction) -> list[int]:
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
        inserts.followups(change, [(number, one) for number, made in told for one in made.added])
    )
    touched = []
    for _, made in told:
        others = [after for _, after in (*made.moved, *made.cancelled)]
        for after in others:
            _tell_followup_again(followup(change, after.id), after)
        touched.append(sorted([*(one.id for one in others), *islice(added, len(made.added))]))
    change.session.flush()
    return touched


def _tell_followup_again(row: Followup, after: FollowUp) -> None:
    row.kind, row.rule, row.channel = after.kind, after.rule, after.channel
    row.interview_id, row.contact_id = after.interview_id, after.contact_id
    row.ready_on, row.due_on = after.ready_on.isoformat(), after.due_on.isoformat()
    row.status, row.because = after.status, after.because
    row.done_on = after.done_on.isoformat() if after.done_on else None
    row.promise_id, row.chain = after.promise_id, row_values.chain_text(after.chain)


def followup(change: Transaction, number: int) -> Followup:
    """The row of a follow-up that is known to be there."""
    return change.session.get_one(Followup, number)


def settle(
    change: Transaction, number: int, status: str, on: date, because: str = "", channel: str = ""
) -> None:
    """A follow-up was done or skipped on that day."""
    row = followup(change, number)
    row.status, row.done_on = status, on.isoformat()
    row.because, row.channel = because or row.because, channel or row.channel


def snooze(change: Transaction, number: int, until: date, because: str) -> None:
    """A follow-up shall not come back before that day; the next plan puts it off."""
    row = followup(change, number)
    row.snoozed_until, row.because = until.isoformat(), because


def reopen(change: Transaction, number: int) -> None:
    """A follow-up is to be done, after all; its note, which is kept, has not gone out."""
    row = followup(change, number)
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
