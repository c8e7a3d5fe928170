"""Interviews and follow-ups as text and as records.

JSON is ASCII, so that it is the same bytes in every locale and nothing in it can act on a terminal.
Its texts are as stored; what people read goes through `domain.safe_text`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.errors import UsageError
from followup.domain.model import Interview
from followup.domain.safe_text import line
from followup.environment import World, in_its_zone, own_start
from followup.output.days import short
from followup.output.json import Record, as_json
from followup.store.due_list import DueFollowUp

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.services.add_interview import AddedInterview
    from followup.services.views import ListedInterview
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
    whom = f" to {line(todo.contact)}" if todo.contact else ""
    about = f": {line(todo.promise)}" if todo.kind == "promised" and todo.promise else ""
    ready, due = date.fromisoformat(todo.ready_on), date.fromisoformat(todo.due_on)
    days = short(due, today) if ready == due else f"{short(ready, today)} to {short(due, today)}"
    return f"{todo.id:>4}  {kinds.label(todo.kind)}{whom}{about}, {days}"


def added(record: AddedInterview, world: World) -> str:
    """What `add` recorded, the day that it understood, and what is to do now."""
    entry = record.entry
    talk, application = entry.round.interview, entry.round.application
    head = f"Recorded interview {talk.id}: {talk.stage} with {job(application.company, application.role)}"
    people = ", ".join(line(met.contact.name) for met in talk.people)
    said = [head, moment(talk)]
    said += [f"With {people}"] if people else []
    said += [f"They decide by {short(entry.decision_on, world.today)}"] if entry.decision_on else []
    return "\n".join([*said, "", *(todo_line(todo, world.today) for todo in record.todos)]) + "\n"


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
