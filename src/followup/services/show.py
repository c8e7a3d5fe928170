"""`show`, and what `add` gives back: one application read with all that is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.frozen import Frozen
from followup.domain.model import Application, Interview, Met, Promise
from followup.domain.text import counted
from followup.environment import World, in_its_zone, own_start
from followup.services import search
from followup.services.list_applications import ListedApplication, job_of
from followup.store import messages as messages_store
from followup.store import queries
from followup.store.connection import connect
from followup.store.messages import SentMessage
from followup.store.queries import ListedFollowUp, LogEntry, SentNote

if TYPE_CHECKING:  # values that are handed in
    from followup.store.queries import ListedFollowUp, LogEntry, SentNote


class ApplicationHistory(Frozen):
    """One application with all that happened and comes; tuples in the order of recording."""

    job: ListedApplication
    promises: tuple[Promise, ...]
    log: tuple[LogEntry, ...]
    sent: tuple[SentNote, ...]
    messages: tuple[SentMessage, ...] = ()

    @property
    def application(self) -> Application:
        """The application itself."""
        return self.job.application

    @property
    def decision_on(self) -> date | None:
        """Their decision date that counts."""
        return self.job.decision_on

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """Its interviews."""
        return self.job.interviews

    @property
    def followups(self) -> tuple[ListedFollowUp, ...]:
        """Its follow-ups, whatever became of them."""
        return self.job.followups


def show(world: World, words: str) -> ApplicationHistory:
    """The application that `words` name. NothingFound or SeveralFound where it is not one."""
    with connect(world.store) as ask:
        number = search.application(ask, words).id
        return ApplicationHistory(
            job_of(ask, number),
            tuple(queries.promises_of(ask, number)),
            tuple(queries.log_of(ask, number)),
            tuple(queries.sent_of(ask, number)),
            tuple(messages_store.of_application(ask, number)),
        )


ORDER = (
    "interview", "log", "reply", "promise", "decision",
    "done", "note", "email", "skipped", "cancelled", "outcome", "pending", "deadline", "start",
)  # fmt: skip
"""What an event can be, in the order of one day."""


def what(one: ListedFollowUp) -> str:
    """What a follow-up is, and to whom."""
    kind = one.followup.kind
    whom = f" to {one.contact}" if one.contact else ""
    about = f": {one.promise}" if kind == "promised" and one.promise else ""
    return f"{kinds.label(kind)}{whom}{about}"


class TimelineEvent(Frozen):
    """One thing on a local day. `id` is the number of the interview, log entry, promise,
    follow-up (for a note its follow-up) or application that it tells of.

    `comes` says whether it is still ahead or to do; what is to do stands on the day it is due.
    `details` are what else is known, each with a label that may be empty.
    """

    on: date
    what: str
    text: str
    id: int
    comes: bool = False
    details: tuple[tuple[str, str], ...] = ()


def events(found: ApplicationHistory, now: datetime) -> list[TimelineEvent]:
    """All that is known of an application, by day."""
    today = now.date()
    emailed = {one.followup_id for one in found.messages}
    told = [
        *(_interview(one, now) for one in sorted(found.interviews, key=lambda one: one.starts)),
        *(_logged(one) for one in found.log),
        *(_promised(one, found.interviews, today) for one in found.promises),
        *_decision(found, today),
        *(_sent(one, emailed) for one in found.sent),
        *(_emailed(one) for one in found.messages),
        *(_followup(one, today) for one in found.followups),
        *_outcome(found, today),
    ]
    return sorted(told, key=lambda event: (event.on, ORDER.index(event.what)))


def named(on: date, today: date) -> str:
    """A day by its name, `Wed 25 Nov`, with the year where it is another."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on:%a} {on.day} {on:%b}{year}"


def _interview(talk: Interview, now: datetime) -> TimelineEvent:
    status = talk.status(now)
    lasts = counted(talk.minutes, "minute")
    own, _, at = own_start(talk).partition("T")
    clock = f", {at} ({in_its_zone(talk) or talk.zone}), {lasts}" if at else ""
    off = ", cancelled" if status == "cancelled" else ""
    return TimelineEvent(
        date.fromisoformat(own),
        "interview",
        f"Interview {talk.id}: {talk.stage}{clock}{off}",
        talk.id,
        status == "booked",
        interview_details(talk),
    )


def interview_details(talk: Interview) -> tuple[tuple[str, str], ...]:
    """What is kept of an interview besides its time, each with a label that may be empty."""
    details = (
        ("Where", talk.where),
        *(_person(met) for met in talk.people),
        ("They are looking for", talk.looking_for),
        *(("I have", strength) for strength in talk.strengths),
        *(pair for c in talk.concerns for pair in (("They doubted", c.concern), ("I said", c.answer))),
        ("Next step", talk.next_step),
        ("Note", talk.note),
    )  # fmt: skip
    return tuple((label, text) for label, text in details if text)


def _person(met: Met) -> tuple[str, str]:
    person = met.contact
    title = f", {person.title}" if person.title else ""
    address = f" <{person.email}>" if person.email else ""
    name = f"{person.name}{title}{address}"
    return (name, met.topic) if met.topic else ("", name)


def _logged(one: LogEntry) -> TimelineEvent:
    if one.reply:
        head = f"{one.contact or 'They'} replied"
        said = f"{head}: {one.text}" if one.text else head
        # a text that says itself what they did is not introduced
        itself = not one.contact and one.text.startswith("They ")
        return TimelineEvent(one.on, "reply", one.text if itself else said, one.id)
    text = one.text or "You heard from them"
    return TimelineEvent(one.on, "log", f"{one.contact}: {text}" if one.contact else text, one.id)


def _promised(one: Promise, talks: tuple[Interview, ...], today: date) -> TimelineEvent:
    """A promise on the day it was made: that of its interview, unless it was recorded before."""
    held = (talk.day for talk in talks if talk.id == one.interview_id)
    on = min(one.made_on, next(held, one.made_on))
    if one.by == "they":
        return TimelineEvent(
            on, "decision", f"They said they would decide by {named(one.on, today)}", one.id
        )
    words = f": {one.text}" if one.text else ""
    return TimelineEvent(
        on, "promise", f"You promised to be in touch by {named(one.on, today)}{words}", one.id
    )


def _decision(found: ApplicationHistory, today: date) -> Iterator[TimelineEvent]:
    """The day of the decision date that counts."""
    for one in found.promises:
        if one.by == "they" and one.on == found.decision_on:
            text = "They decide" if one.on >= today else "They meant to decide"
            comes = one.on >= today and found.application.is_open
            yield TimelineEvent(one.on, "decision", text, one.id, comes)
            return


def _sent(one: SentNote, emailed: Collection[int]) -> TimelineEvent:
    """The words of a note, which are followup's own draft unless they were chosen or sent."""
    text = "Note" if one.edited or one.followup_id in emailed else "followup's draft of the note"
    text += f": “{one.subject}”" if one.subject else ""
    words = tuple(("", part) for part in one.body.split("\n\n"))
    return TimelineEvent(one.on, "note", text, one.followup_id, details=words)


_STATES = {
    "sending": "The email{to} may have been sent: the program was ended meanwhile",
    "unknown": "The email{to} may have been sent: {words}",
    "refused": "The email{to} was not taken: {words}",
    "sent": "The mail server took the email{to}",
    "arrived": "The email{to} arrived",
    "seen": "A receipt says that the email{to} was opened",
    "bounced": "The email{to} came back: {words}",
}


def _emailed(one: SentMessage) -> TimelineEvent:
    """What became of an email, on the day on which that was known."""
    to = f" to {one.address}" if one.address else ""
    text = _STATES[one.state].format(to=to, words=one.words or "no reason was given")
    return TimelineEvent(one.at.date(), "email", text, one.followup_id)


def _followup(one: ListedFollowUp, today: date) -> TimelineEvent:
    item = one.followup
    if item.status == "pending":
        return TimelineEvent(item.due_on, "pending", _to_do(one, today), item.id, comes=True)
    on = item.done_on or min(item.due_on, today)
    how = item.status == "done" and item.channel and kinds.has_note(item.kind)
    said = f"{item.status.capitalize()}: {what(one)}{f' by {item.channel}' if how else ''}"
    return TimelineEvent(on, item.status, _because(said, item.because), item.id)


def _to_do(one: ListedFollowUp, today: date) -> str:
    item = one.followup
    text = what(one)
    if item.due_on < today:
        over = (today - item.due_on).days
        text += f", {counted(over, 'day')} late"
    elif today < item.ready_on < item.due_on:
        text += f", from {named(item.ready_on, today)}"
    return _because(text, item.because if item.snoozed_until else "")


def _because(said: str, because: str) -> str:
    return f"{said} – {because}" if because else said


def _outcome(found: ApplicationHistory, today: date) -> Iterator[TimelineEvent]:
    job = found.application
    if job.outcome_on:
        yield TimelineEvent(
            job.outcome_on, "outcome", _because(f"Outcome: {job.outcome}", job.terms), job.id
        )
    if job.deadline_on and job.outcome == "offer":
        yield TimelineEvent(
            job.deadline_on, "deadline", "The offer ends", job.id, comes=job.deadline_on >= today
        )
    if job.start_on:
        yield TimelineEvent(job.start_on, "start", "You start", job.id, comes=job.start_on >= today)
