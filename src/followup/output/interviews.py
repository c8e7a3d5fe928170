"""What people and programs read, from frozen values: text, tables, JSON.

JSON is ASCII, so that it is the same bytes in every locale and nothing in it can act on a
terminal. Its texts are as stored; what people read goes through `printable`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from followup.domain.errors import UsageError
from followup.domain.model import Interview, Missing
from followup.domain.safe_text import line, lines, quoted, width, wrap
from followup.environment import World
from followup.output.due_list import NAMES, short
from followup.store.due_list import Todo

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.services.config import Entry as KeyEntry
    from followup.services.draft_note import Draft
    from followup.services.list_applications import Entry
    from followup.services.show import Recorded
    from followup.store.queries import Listed, Made, Round

Record = dict[str, Any]
WIDEST = 100
"""Columns of text, however wide the screen: longer lines are hard to read."""


def fitted(said: str, world: World, margin: str = "") -> list[str]:
    """A sentence behind its margin: on a terminal in lines that fit, in a pipe as scripts read it."""
    if not world.terminal:
        return [margin + said]
    first, *others = wrap(said, min(world.columns, WIDEST) - width(margin))
    return [margin + first, *(" " * width(margin) + row for row in others)]


def as_json(value: object) -> str:
    """A record, or an array of them, as one JSON text."""
    return _laid_out(value, "\n") + "\n"


def element(value: object) -> str:
    """A record as one of the elements of `array`."""
    return _laid_out(value, "\n  ")


def _laid_out(value: object, margin: str) -> str:
    """`value` with an indent of two: `json.dumps` leaves three times its text in memory."""
    inner = margin + "  "
    if isinstance(value, dict) and value:
        pairs = (f"{json.dumps(str(key))}: {_laid_out(told, inner)}" for key, told in value.items())
        return f"{{{inner}{f',{inner}'.join(pairs)}{margin}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join(_laid_out(one, inner) for one in value)}{margin}]"
    return json.dumps(value)


def array(elements: Iterable[str]) -> Iterator[str]:
    """The pieces of what `as_json` makes of an array, which may be too long for one text."""
    before = "[\n  "
    for one in elements:
        yield before + one
        before = ",\n  "
    yield "[]\n" if before[0] == "[" else "\n]\n"


def due_record(one: Todo) -> Record:
    """A follow-up as `due --json` gives it: null where nothing is known."""
    return {
        "id": one.id,
        "kind": one.kind,
        "channel": one.channel or None,
        "urgency": one.urgency,
        "ready_on": one.ready_on,
        "due_on": one.due_on,
        "days_over": one.days_over,
        "company": one.company,
        "role": one.role,
        "stage": one.stage or None,
        "contact": one.contact or None,
        "email": one.email or None,
        "phone": one.phone or None,
        "interview_on": one.interview_on,
        "rule": one.rule,
        "snoozed_until": one.snoozed_until,
        "promise": one.promise or None,
    }


def interview_record(one: Entry, now: datetime) -> Record:
    """An interview as `list --json` gives it."""
    record = interview_record_of(one.round, now)
    decision = one.decision_on and one.decision_on.isoformat()
    return {
        **record,
        "decision_on": decision,
        "followups": [followup_record(f) for f in one.followups],
    }


def interview_record_of(one: Round, now: datetime) -> Record:
    """An interview without what else is known of its application."""
    talk, job = one.interview, one.application
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


def followup_record(one: Listed) -> Record:
    """A follow-up as the records of interviews hold it."""
    item = one.followup
    return {
        "id": item.id,
        "kind": item.kind,
        "status": item.status,
        "ready_on": item.ready_on.isoformat(),
        "due_on": item.due_on.isoformat(),
        "contact": one.contact or None,
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
    """The start as people read it."""
    clock = "" if talk.at is None else f", {talk.at:%H:%M}"
    return f"{talk.day:%A} {talk.day.day} {talk.day:%B %Y}{clock}"


def job(company: str, role: str) -> str:
    """A job as people read it."""
    return line(f"{company} · {role}" if role else company)


def todo_line(one: Todo, today: date) -> str:
    """A follow-up in one line: what, to whom, when."""
    whom = f" to {line(one.contact)}" if one.contact else ""
    about = f": {line(one.promise)}" if one.kind == "promised" and one.promise else ""
    ready, due = date.fromisoformat(one.ready_on), date.fromisoformat(one.due_on)
    days = short(due, today) if ready == due else f"{short(ready, today)} to {short(due, today)}"
    return f"{one.id:>4}  {NAMES.get(one.kind, one.kind)}{whom}{about}, {days}"


def added(record: Recorded, world: World) -> str:
    """What `add` recorded, the day that it understood, and what is to do now."""
    entry = record.entry
    talk, application = entry.round.interview, entry.round.application
    head = f"Recorded interview {talk.id}: {talk.stage} with {job(application.company, application.role)}"
    people = ", ".join(line(met.contact.name) for met in talk.people)
    said = [head, f"{moment(talk)} ({line(talk.zone)})"]
    said += [f"With {people}"] if people else []
    said += [f"They decide by {short(entry.decision_on, world.today)}"] if entry.decision_on else []
    return "\n".join([*said, "", *(todo_line(one, world.today) for one in record.todos)]) + "\n"


def added_json(record: Recorded, world: World) -> str:
    """What `add` recorded, as records."""
    interview = interview_record(record.entry, world.now)
    return as_json(
        {
            "interview": interview,
            "contacts": interview["contacts"],
            "followups": [due_record(one) for one in record.todos],
        }
    )


def draft_record(found: Draft) -> Record:
    """A note as a record; `missing` names the facts, `remarks` are sentences."""
    note, occasion = found.note, found.occasion
    promise = occasion.promise_on and {
        "on": occasion.promise_on.isoformat(),
        "text": occasion.promise,
    }
    return {
        "id": found.followup.followup.id,
        "kind": occasion.kind,
        "channel": occasion.channel,
        "to": _to(found),
        "subject": note.subject,
        "body": note.body,
        "words": note.words,
        "missing": [one.fact for one in note.missing],
        "remarks": draft_remarks(found),
        "promise": promise or None,
    }


def draft_name(found: Draft) -> str:
    """What a file with the note is called after: its number, its kind and its recipient."""
    one = found.followup
    return f"{one.followup.id} {one.followup.kind} {one.contact} {one.company}"


def _to(found: Draft) -> str | None:
    person = found.occasion.contact
    if person is None:
        return found.followup.contact or None
    return f"{person.name} <{person.email}>" if person.email else person.name


def draft_remarks(found: Draft) -> list[str]:
    """What the note says of itself: what would make it better and the command to add it."""
    return [
        *filter(None, [found.channel_remark]),
        *found.findings,
        *found.note.remarks,
        *(_missing(one, found) for one in found.note.missing),
    ]


def _missing(one: Missing, found: Draft) -> str:
    option = one.option.replace("COMPANY", quoted(found.occasion.company))
    number = found.followup.followup.interview_id
    command = (
        f"followup edit {number} {option}" if option.startswith("--") else f"followup {option}"
    )
    return f"{one.sentence} Add it with: {command}"


def changes(made: Sequence[Made]) -> str:
    """What could be taken back, the last change first."""
    rows = (
        f"{one.number:>5}  {one.made_at[:10]}  {line(one.command)}: {line(one.summary)}\n"
        for one in made
    )
    return "".join(rows) or "There is nothing to undo.\n"


def undone(made: Made) -> str:
    """What was taken back."""
    return f"Taken back: {line(made.command)}, {line(made.summary)}.\n"


def change_record(one: Made) -> Record:
    """A change that can be taken back, as a record."""
    return {
        "id": one.number, "command": one.command, "summary": one.summary, "made_at": one.made_at
    }  # fmt: skip


def keys(entries: Sequence[KeyEntry], world: World) -> str:
    """The configuration, each key with its value, its default and what it means."""
    from textwrap import fill

    columns = min(world.columns, WIDEST)
    said = []
    for one in entries:
        holds = lines(one.value) or "(empty)"
        default = f"  (default {one.default})" if one.default not in ("", one.value) else ""
        said.append(f"{one.key}  {holds}{default}")
        for text in filter(None, (one.meaning, one.evidence)):
            indent = "    "
            said.append(fill(text, columns, initial_indent=indent, subsequent_indent=indent))
    return "".join(f"{text}\n" for text in said)


def key_record(one: KeyEntry) -> Record:
    """A key of the configuration as a record."""
    return {
        "key": one.key, "value": one.value, "default": one.default, "meaning": one.meaning,
        "evidence": one.evidence,
    }  # fmt: skip


def value(one: KeyEntry) -> str:
    """What holds for a key."""
    return f"{lines(one.value)}\n"
