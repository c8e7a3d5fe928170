"""Interviews, follow-ups and the timeline of an application as text and as records.

JSON is ASCII, so that it is the same bytes in every locale and nothing in it can act on a terminal.
Its texts are as stored; what people read goes through `domain.safe_text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import Interview
from followup.domain.safe_text import fit, line, named, paint, width, wrap
from followup.environment import World, in_its_zone, own_start
from followup.output.days import short
from followup.output.json import Record, as_json
from followup.store.due_list import DueFollowUp

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.services.add_interview import AddedInterview
    from followup.services.views import ListedInterview, TimelineEvent
    from followup.store.queries import ListedFollowUp, Round

WIDEST = 100
"""Columns of text, however wide the screen: longer lines are hard to read."""


def due_record(todo: DueFollowUp) -> Record:
    """A follow-up as `due --json` gives it: null where nothing is known."""
    return {
        "id": todo.id,
        "kind": todo.kind,
        "channel": todo.channel or None,
        "urgency": todo.urgency,
        "ready_on": todo.ready_on,
        "due_on": todo.due_on,
        "days_over": todo.days_over,
        "company": todo.company,
        "role": todo.role,
        "stage": todo.stage or None,
        "contact": todo.contact or None,
        "email": todo.email or None,
        "phone": todo.phone or None,
        "interview_on": todo.interview_on,
        "rule": todo.rule,
        "snoozed_until": todo.snoozed_until,
        "promise": todo.promise or None,
        "came_back": todo.came_back or None,
    }


def interview_record(interview: ListedInterview, now: datetime) -> Record:
    """An interview as `list --json` gives it."""
    record = interview_record_of(interview.round, now)
    decision = interview.decision_on and interview.decision_on.isoformat()
    return {
        **record,
        "decision_on": decision,
        "followups": [followup_record(f) for f in interview.followups],
    }


def interview_record_of(interview: Round, now: datetime) -> Record:
    """An interview without what else is known of its application."""
    talk, job = interview.interview, interview.application
    return {
        "id": talk.id,
        "company": job.company,
        "role": job.role,
        "stage": talk.stage,
        "at": start(talk),
        "zone": talk.zone,
        "minutes": talk.minutes,
        "where": talk.where,
        "status": talk.status(now),
        "outcome": job.outcome or None,
        "field": job.field or None,
        "via": job.via or None,
        "decision_on": None,
        "contacts": [
            {
                "id": met.contact.id,
                "name": met.contact.name,
                "title": met.contact.title,
                "email": met.contact.email or None,
                "phone": met.contact.phone or None,
                "topic": met.topic,
            }
            for met in talk.people
        ],
        "looking_for": talk.looking_for,
        "strengths": list(talk.strengths),
        "concerns": [{"concern": c.concern, "answer": c.answer} for c in talk.concerns],
        "next_step": talk.next_step,
        "note": talk.note,
    }


def followup_record(followup: ListedFollowUp) -> Record:
    """A follow-up as the records of interviews hold it."""
    item = followup.followup
    return {
        "id": item.id,
        "kind": item.kind,
        "status": item.status,
        "ready_on": item.ready_on.isoformat(),
        "due_on": item.due_on.isoformat(),
        "contact": followup.contact or None,
    }


def start(talk: Interview) -> str:
    """The start in ISO 8601, with the offset of its zone; a day where no time is known."""
    if talk.at is None:
        return talk.day.isoformat()
    return _there(talk).isoformat()


def _there(talk: Interview) -> datetime:
    """The start in its zone; in UTC where this machine does not know the zone."""
    from followup.domain.dates import known_zone  # 8 ms

    try:
        return talk.starts.astimezone(known_zone(talk.zone))
    except UsageError:
        return talk.starts


def moment(talk: Interview) -> str:
    """The start as people read it, on the user's own clock, with the zone that it is in."""
    day, _, clock = own_start(talk).partition("T")
    on = date.fromisoformat(day)
    zone = line(in_its_zone(talk) or talk.zone)
    return f"{on:%A} {on.day} {on:%B %Y}{', ' if clock else ''}{clock} ({zone})"


def job(company: str, role: str) -> str:
    """A job as people read it."""
    return line(f"{company} · {role}" if role else company)


def todo_line(todo: DueFollowUp, today: date) -> str:
    """A follow-up in one line: what, to whom, when."""
    what = line(kinds.what(todo.kind, todo.contact, todo.promise))
    ready, due = date.fromisoformat(todo.ready_on), date.fromisoformat(todo.due_on)
    days = short(due, today) if ready == due else f"{short(ready, today)} to {short(due, today)}"
    return f"{todo.id:>4}  {what}, {days}"


def added(record: AddedInterview, world: World) -> str:
    """What `add` recorded, the day that it understood, and what is to do now."""
    entry = record.entry
    talk, application = entry.round.interview, entry.round.application
    stage = talk.stated_stage and f": {talk.stage}"
    head = f"Recorded interview {talk.id}{stage} with {job(application.company, application.role)}"
    people = ", ".join(line(met.contact.name) for met in talk.people)
    said = [head, moment(talk)]
    said += [f"With {people}"] if people else []
    said += [f"They decide by {short(entry.decision_on, world.today)}"] if entry.decision_on else []
    todos = (todo_line(todo, world.today) for todo in record.todos)
    return "\n".join([*said, "", *todos, *_ended(record)]) + "\n"


def _ended(record: AddedInterview) -> Iterator[str]:
    """What the interview ended of what was to do; the rest stands in the list above it."""
    from followup.services import views

    for one in record.replanned.moved:
        item = one.now.followup
        if item.status == "cancelled" and item.kind != "prep":
            yield f"{item.id:>4}  {line(views.what(one.now))}: ended. {line(item.because)}"


def added_json(record: AddedInterview, world: World) -> str:
    """What `add` recorded, as records."""
    interview = interview_record(record.entry, world.now)
    return as_json(
        {
            "interview": interview,
            "contacts": interview["contacts"],
            "followups": [due_record(todo) for todo in record.todos],
        }
    )


if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.domain.model import Promise
    from followup.environment import World
    from followup.services.views import ApplicationHistory
    from followup.store.queries import LogEntry

GAP = "  "


def text(history: ApplicationHistory, world: World) -> str:
    """The timeline as people read it: what happened, then what comes, with its numbers."""
    from followup.services import views

    events = views.events(history, world.now)
    coming = [event for event in events if event.comes]
    layout = Layout(
        dates=max((width(_day(event, world.today)) for event in events), default=0),
        numbers=max((len(str(event.id)) for event in coming if event.what == "pending"), default=0),
        world=world,
    )
    parts = [
        [*_head(history, world)],
        [*_rows((event for event in events if not event.comes), layout)],
        [_painted("What comes", "head", world), *_rows(coming, layout)] if coming else [],
        _idle(history, world) if history.job.is_idle else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


class Layout(Frozen):
    """How wide the days of a timeline are, and the numbers of what is to do."""

    dates: int
    numbers: int
    world: World


def _head(history: ApplicationHistory, world: World) -> Iterator[str]:
    one = history.application
    head = f"{job(one.company, one.role)} ({history.job.state})"
    yield from (_painted(row, "head", world) for row in wrap(head, _columns(world)))
    facts = (("via", one.via), ("through it:", one.through), ("field", one.field))
    about = ", ".join(f"{name} {line(said)}" for name, said in facts if said)
    if about:
        yield from wrap(about, _columns(world))


def _idle(history: ApplicationHistory, world: World) -> list[str]:
    how = f'What happened since? followup log {named(history.application.company)} "…"'
    return [*wrap("Nothing is pending.", _columns(world)), how]


def _rows(events: Iterable[TimelineEvent], layout: Layout) -> Iterator[str]:
    """The events, each under its day; the day is said once."""
    last = ""
    for event in events:
        day = _day(event, layout.world.today)
        yield from _event(event, "" if day == last else day, layout)
        last = day


def _day(event: TimelineEvent, today: date) -> str:
    from followup.services import views

    if event.on is None:
        return "no day"
    return short(event.on, today) if event.comes else views.named(event.on, today)


def _style(event: TimelineEvent, today: date) -> str:
    """The style of an event that is late, due today or over; none for all others."""
    if event.what in ("skipped", "cancelled"):
        return "faint"
    if event.what in ("outcome", "interview"):
        return "head"
    if event.what != "pending" or event.on is None or event.on > today:
        return ""
    return "overdue" if event.on < today else "today"


def _event(event: TimelineEvent, day: str, layout: Layout) -> Iterator[str]:
    world, style = layout.world, _style(event, layout.world.today)
    number = str(event.id) if event.what == "pending" else ""
    margin = fit(day, layout.dates) + GAP
    margin += number.rjust(layout.numbers) + GAP if event.comes and layout.numbers else ""
    room = _columns(world) - width(margin) - len(GAP)
    first, *others = wrap(event.text, room)
    yield (
        _painted(margin + first, style, world) if number else margin + _painted(first, style, world)
    )
    indent = " " * width(margin) + GAP
    yield from (indent + _painted(row, style, world) for row in others)
    for label, told in event.details:
        yield from _detail(label, told, len(indent), world)


def _detail(label: str, words: str, indent: int, world: World) -> Iterator[str]:
    said = f"{line(label)}: {words}" if label else words
    for place, row in enumerate(wrap(said, _columns(world) - indent - 2)):
        yield " " * (indent + 2 * bool(place)) + row


def _columns(world: World) -> int:
    return min(world.columns, WIDEST)


def _painted(words: str, style: str, world: World) -> str:
    return paint(words, style, colour=world.colour)


def record(history: ApplicationHistory, world: World) -> Record:
    """One application as a record, with its interviews as `list --json` gives them."""
    from followup.services import views

    application = history.application
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "via": application.via or None,
        "through": application.through or None,
        "field": application.field or None,
        "outcome": application.outcome or None,
        "decision_on": history.decision_on and history.decision_on.isoformat(),
        "interviews": [interview_record(entry, world.now) for entry in history.job.entries()],
        "followups": [followup_record(item) for item in history.followups],
        "log": [_log_record(entry) for entry in history.log],
        "promises": [_promise_record(promise) for promise in history.promises],
        "timeline": [
            {
                "on": event.on and event.on.isoformat(),
                "what": event.what,
                "text": event.text,
                "id": event.id,
            }
            for event in views.events(history, world.now)
        ],
    }


def _log_record(entry: LogEntry) -> Record:
    return {
        "id": entry.id,
        "on": entry.on.isoformat(),
        "reply": entry.reply,
        "text": entry.text,
        "contact": entry.contact or None,
    }


def _promise_record(promise: Promise) -> Record:
    return {
        "id": promise.id,
        "by": promise.by,
        "on": promise.on.isoformat(),
        "made_on": promise.made_on.isoformat(),
        "text": promise.text,
        "interview": promise.interview_id,
    }
