"""`list` and `show`: the interviews and applications that match, and one application with all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from followup.domain import kinds
from followup.domain.dates import parse_day
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.kinds import kind_named
from followup.domain.model import OUTCOMES, Application, ApplicationFacts, Interview, Met, Promise
from followup.domain.text import counted, fold
from followup.environment import World, in_its_zone, on_the_clock, own_start
from followup.scheduler import standing_decision
from followup.services.context import frame, when
from followup.services.interview_fields import known_stage, one_of
from followup.store import due_list, queries
from followup.store.connection import Ask, connect
from followup.store.due_list import DueFollowUp
from followup.store.queries import ListedFollowUp, LogEntry, Round, SentNote, batches

if TYPE_CHECKING:  # values that are handed in
    from followup.store.messages import SentMessage
    from followup.store.queries import ListedFollowUp, LogEntry, SentNote

Told = TypeVar("Told")


class ListedInterview(Frozen):
    """An interview as `list` shows it, with the follow-ups that are told with it."""

    round: Round
    decision_on: date | None
    followups: tuple[ListedFollowUp, ...]

    def state(self, now: datetime) -> str:
        """Cancelled, else what became of its application, else `booked` or `held`."""
        talk = self.round.interview
        return "cancelled" if talk.cancelled else self.round.application.outcome or talk.status(now)


class ListedApplication(Frozen):
    """An application with its interviews and follow-ups, each in the order of recording."""

    application: Application
    decision_on: date | None
    interviews: tuple[Interview, ...]
    followups: tuple[ListedFollowUp, ...]

    @property
    def state(self) -> str:
        """Its outcome, or that it is open."""
        return self.application.outcome or "open"

    @property
    def rounds(self) -> tuple[Interview, ...]:
        """The interviews that were not cancelled, the earliest first."""
        live = (talk for talk in self.interviews if not talk.cancelled)
        return tuple(sorted(live, key=lambda talk: (talk.day, talk.starts, talk.seq)))

    @property
    def pending(self) -> tuple[ListedFollowUp, ...]:
        """What is to do for it, by the day on which it is due."""
        items = (followup for followup in self.followups if followup.followup.status == "pending")
        return tuple(sorted(items, key=lambda one: (one.followup.due_on, one.followup.id)))

    @property
    def is_idle(self) -> bool:
        """Whether you are still in the running and nothing is to do."""
        return self.application.is_open and not self.pending

    def last_held(self, now: datetime) -> Interview | None:
        """The latest round that has ended."""
        return next(
            (interview for interview in reversed(self.rounds) if interview.status(now) == "held"),
            None,
        )

    def next_booked(self, now: datetime) -> Interview | None:
        """The earliest round that has not ended."""
        return next(
            (interview for interview in self.rounds if interview.status(now) == "booked"), None
        )

    def entries(self) -> Iterator[ListedInterview]:
        """Its interviews, each with its own follow-ups; the last round with the application's."""
        if not self.interviews:
            return
        last = (self.rounds or self.interviews)[-1].id
        for talk in self.interviews:
            own = tuple(
                followup for followup in self.followups if _belongs(followup, talk.id, last)
            )
            yield ListedInterview(Round(self.application, talk), self.decision_on, own)


def _belongs(item: ListedFollowUp, interview: int, last: int) -> bool:
    if kind_named(item.followup.kind).of == "interview":
        return item.followup.interview_id == interview
    return interview == last


class ListOptions(Frozen):
    """The options of `list`, as they were typed."""

    text: str = ""
    stage: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    only_open: bool = False
    notes: str = ""

    @property
    def narrows(self) -> bool:
        """Whether any of them leaves something out."""
        return self != ListOptions()


class ListFilter(Frozen):
    """What the options ask for; `since` and `until` are local days of interviews, inclusive."""

    words: tuple[str, ...] = ()
    stage: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    only_open: bool = False
    noted: frozenset[int] | None = None

    def takes(self, job: ListedApplication) -> bool:
        """Whether the application itself is one of those that are wanted."""
        return (
            (not self.only_open or job.application.is_open)
            and (not self.outcome or job.state == self.outcome)
            and (self.noted is None or job.application.id in self.noted)
        )

    def takes_talk(self, talk: Interview) -> bool:
        """Whether an interview has the stage and lies between the days."""
        return (
            (not self.stage or talk.stage == self.stage)
            and (self.since is None or talk.day >= self.since)
            and (self.until is None or talk.day <= self.until)
        )

    def is_said(self, application: Application, talks: Iterable[Interview]) -> bool:
        """Whether every word is in a company, role, contact or note."""
        if not self.words:
            return True
        said = [application.company, application.role]
        for talk in talks:
            said += [talk.note, *(met.contact.name for met in talk.people)]
        everything = fold("\n".join(said))
        return all(word in everything for word in self.words)


def interviews(
    world: World, typed: ListOptions, tell: Callable[[ListedInterview], Told]
) -> list[Told]:
    """What `tell` makes of the interviews that match, by number: all of them would fill memory.

    UsageError where an option cannot be understood.
    """
    with connect(world.store) as ask:
        wanted = _wanted(world, ask, typed)
        by_number = {
            entry.round.interview.id: tell(entry)
            for job in filter(wanted.takes, jobs(ask, wanted.words))
            for entry in job.entries()
            if wanted.takes_talk(entry.round.interview)
            and wanted.is_said(job.application, [entry.round.interview])
        }
        return [by_number[number] for number in sorted(by_number)]


def without_interviews(world: World) -> int:
    """How many applications have no interview."""
    with connect(world.store) as ask:
        return queries.without_interviews(ask)


def applications(
    world: World,
    typed: ListOptions,
    tell: Callable[[ListedApplication], Told],
    *,
    idle: bool = False,
) -> list[Told]:
    """What `tell` makes of the applications that match, by number; only the idle ones, if so.

    Stage and days match where one of the interviews does. UsageError as `interviews`.
    """
    with connect(world.store) as ask:
        wanted = _wanted(world, ask, typed)
        of_talks = bool(wanted.stage or wanted.since or wanted.until)
        return [
            tell(job)
            for job in filter(wanted.takes, jobs(ask, wanted.words))
            if (job.is_idle or not idle)
            and (not of_talks or any(map(wanted.takes_talk, job.interviews)))
            and wanted.is_said(job.application, job.interviews)
        ]


def _wanted(world: World, ask: Ask, typed: ListOptions) -> ListFilter:
    since, until = (_day(world, ask, text) for text in (typed.since, typed.until))
    if since and until and since > until:
        raise UsageError(
            f"--since {since} lies after --until {until}, so nothing can match; swap the two days."
        )
    return ListFilter(
        words=tuple(fold(typed.text).split()),
        noted=_noted(ask, typed.notes),
        stage=known_stage(typed.stage),
        outcome=one_of("outcome", typed.outcome, (*OUTCOMES, "open")),
        since=since,
        until=until,
        only_open=typed.only_open,
    )


def _noted(ask: Ask, text: str) -> frozenset[int] | None:
    """The applications of which a kept note holds every word of `text`; None for no text."""
    words = fold(text).split()
    if not words:
        return None
    kept = queries.kept_words(ask)
    return frozenset(of for of, said in kept if all(word in fold(said) for word in words))


def _day(world: World, ask: Ask, text: str) -> date | None:
    return parse_day(text, frame(world, ask).looking("back")) if text.strip() else None


def jobs(ask: Ask, words: Sequence[str] = ()) -> Iterator[ListedApplication]:
    """Every application that may say all the words, folded, by number."""
    wanted = queries.applications_that_may_say(ask, words) if words else None
    for batch in batches(ask, wanted):
        for row in batch.applications:
            number = row["id"]
            promises = map(queries.promise_of, batch.promises(number))
            facts = ApplicationFacts(
                queries.application_of(row), tuple(batch.talks(number)), tuple(promises)
            )
            yield job(facts, batch.listed(number))


def job(facts: ApplicationFacts, followups: Iterable[ListedFollowUp]) -> ListedApplication:
    """An application with the decision date that counts."""
    decision = standing_decision(facts)
    return ListedApplication(
        facts.application, decision.on if decision else None, facts.interviews, tuple(followups)
    )


def job_of(ask: Ask, number: int) -> ListedApplication:
    """The application of that number as a list has it."""
    return job(queries.facts(ask, number), queries.listed_of(ask, number))


def recorded(
    world: World, ask: Ask, kept: Mapping[str, str], application: int, interview: int
) -> tuple[ListedInterview, tuple[DueFollowUp, ...]]:
    """An interview as `list` shows it, and what is to do for its application."""
    entries = job_of(ask, application).entries()
    todos = due_list.todos_of(ask, when(world, ask, kept), application)
    return next(entry for entry in entries if entry.round.interview.id == interview), tuple(todos)


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
    from followup.services import search
    from followup.store import messages as messages_store

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


def what(followup: ListedFollowUp) -> str:
    """What a follow-up is, and to whom."""
    return kinds.what(followup.followup.kind, followup.contact, followup.promise)


class TimelineEvent(Frozen):
    """One thing on a local day, None where nobody said which. `id` is the number of the interview, log entry, promise,
    follow-up (for a note its follow-up) or application that it tells of.

    `comes` says whether it is still ahead or to do; what is to do stands on the day it is due.
    `details` are what else is known, each with a label that may be empty.
    """

    on: date | None
    what: str
    text: str
    id: int
    comes: bool = False
    details: tuple[tuple[str, str], ...] = ()


def events(history: ApplicationHistory, now: datetime) -> list[TimelineEvent]:
    """All that is known of an application, by day; what has none comes last."""
    today = now.date()
    emailed = {message.followup_id for message in history.messages}
    happened = [
        *(_interview(one, now) for one in sorted(history.interviews, key=lambda one: one.starts)),
        *(_logged(one) for one in history.log),
        *(_promised(promise, history.interviews, today) for promise in history.promises),
        *_decision(history, today),
        *(_sent(one, emailed) for one in history.sent),
        *(_emailed(message) for message in history.messages),
        *(_followup(one, today) for one in history.followups if not _is_over(one, history, now)),
        *_outcome(history, today),
    ]
    return sorted(happened, key=lambda event: (event.on or date.max, ORDER.index(event.what)))


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
    stage = f"{talk.stage} (assumed)" if talk.stage_assumed else talk.stage
    return TimelineEvent(
        date.fromisoformat(own),
        "interview",
        f"Interview {talk.id}: {stage}{clock}{off}",
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
        *(("My strength", strength) for strength in talk.strengths),
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


def _logged(entry: LogEntry) -> TimelineEvent:
    if entry.reply:
        head = f"{entry.contact or 'They'} replied"
        said = f"{head}: {entry.text}" if entry.text else head
        # a text that says itself what they did is not introduced
        itself = not entry.contact and entry.text.startswith("They ")
        return TimelineEvent(entry.on, "reply", entry.text if itself else said, entry.id)
    text = entry.text or "You heard from them"
    said = f"{entry.contact}: {text}" if entry.contact else text
    return TimelineEvent(None if entry.undated else entry.on, "log", said, entry.id)


def _promised(promise: Promise, talks: tuple[Interview, ...], today: date) -> TimelineEvent:
    """A promise on the day it was made: that of its interview, unless it was recorded before."""
    held = (talk.day for talk in talks if talk.id == promise.interview_id)
    on = min(promise.made_on, next(held, promise.made_on))
    if promise.by == "they":
        return TimelineEvent(
            on, "decision", f"They said they would decide by {named(promise.on, today)}", promise.id
        )
    words = f": {promise.text}" if promise.text else ""
    return TimelineEvent(
        on,
        "promise",
        f"You promised to be in touch by {named(promise.on, today)}{words}",
        promise.id,
    )


def _decision(history: ApplicationHistory, today: date) -> Iterator[TimelineEvent]:
    """The day of the decision date that counts."""
    for promise in history.promises:
        if promise.by == "they" and promise.on == history.decision_on:
            text = "They decide" if promise.on >= today else "They meant to decide"
            comes = promise.on >= today and history.application.is_open
            yield TimelineEvent(promise.on, "decision", text, promise.id, comes)
            return


def _sent(note: SentNote, emailed: Collection[int]) -> TimelineEvent:
    """The words of a note, which are followup's own draft unless they were chosen or sent."""
    text = "Note" if note.edited or note.followup_id in emailed else "followup's draft of the note"
    text += f": “{note.subject}”" if note.subject else ""
    words = tuple(("", part) for part in note.body.split("\n\n"))
    return TimelineEvent(note.on, "note", text, note.followup_id, details=words)


_STATES = {
    "sending": "The email{to} may have been sent: the program was ended meanwhile",
    "unknown": "The email{to} may have been sent: {words}",
    "refused": "The email{to} was not taken: {words}",
    "sent": "The mail server took the email{to}",
    "arrived": "The email{to} arrived",
    "seen": "A receipt says that the email{to} was opened",
    "bounced": "The email{to} came back: {words}",
}


def _emailed(message: SentMessage) -> TimelineEvent:
    """What became of an email, on the day on which that was known."""
    to = f" to {message.address}" if message.address else ""
    text = _STATES[message.state].format(to=to, words=message.words or "no reason was given")
    return TimelineEvent(message.at.date(), "email", text, message.followup_id)


def _is_over(followup: ListedFollowUp, history: ApplicationHistory, now: datetime) -> bool:
    """Whether nothing is to be prepared any more, though no plan has ended it yet."""
    item = followup.followup
    begun = (talk.starts <= now for talk in history.interviews if talk.id == item.interview_id)
    return item.kind == "prep" and item.status == "pending" and next(begun, False)


def _followup(followup: ListedFollowUp, today: date) -> TimelineEvent:
    item = followup.followup
    if item.status == "pending":
        return TimelineEvent(item.due_on, "pending", _to_do(followup, today), item.id, comes=True)
    on = item.done_on or min(item.due_on, today)
    how = item.status == "done" and item.channel and kinds.has_note(item.kind)
    said = f"{item.status.capitalize()}: {what(followup)}{f' by {item.channel}' if how else ''}"
    return TimelineEvent(on, item.status, _because(said, item.because), item.id)


def _to_do(followup: ListedFollowUp, today: date) -> str:
    item = followup.followup
    text = what(followup)
    if item.due_on < today:
        over = (today - item.due_on).days
        text += f", {counted(over, 'day')} late"
    elif today < item.ready_on < item.due_on:
        text += f", from {named(item.ready_on, today)}"
    return _because(text, item.because if item.snoozed_until else "")


def _because(text: str, because: str) -> str:
    return f"{text} – {because}" if because else text


def _outcome(history: ApplicationHistory, today: date) -> Iterator[TimelineEvent]:
    job = history.application
    if job.outcome:
        on = None if job.outcome_undated else job.outcome_on
        theirs = job.outcome not in ("offer", "accepted")  # the terms are of the offer before it
        terms = f"their offer was: {job.terms}" if job.terms and theirs else job.terms
        text = _because(f"Outcome: {job.outcome}", terms)
        yield TimelineEvent(on, "outcome", text, job.id)
    if job.deadline_on and job.outcome == "offer":
        clock = f" at {on_the_clock(job.deadline_at):%H:%M}" if job.deadline_at else ""
        yield TimelineEvent(
            job.deadline_on, "deadline", f"The offer ends{clock}", job.id,
            comes=job.deadline_on >= today,
        )  # fmt: skip
    if job.start_on:
        yield TimelineEvent(job.start_on, "start", "You start", job.id, comes=job.start_on >= today)
