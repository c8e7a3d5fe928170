"""`show`: one application as a timeline, for people within the width of the screen, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.frozen import Frozen
from followup.domain.safe_text import fit, line, named, paint, width, wrap
from followup.output.days import short
from followup.output.interviews import WIDEST, followup_record, interview_record, job
from followup.output.json import Record
from followup.services import views
from followup.services.views import TimelineEvent

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.domain.model import Promise
    from followup.environment import World
    from followup.services.views import ApplicationHistory
    from followup.store.queries import LogEntry

GAP = "  "


def text(history: ApplicationHistory, world: World) -> str:
    """The timeline as people read it: what happened, then what comes, with its numbers."""
    told = views.events(history, world.now)
    coming = [event for event in told if event.comes]
    layout = Layout(
        dates=max((width(_day(event, world.today)) for event in told), default=0),
        numbers=max((len(str(event.id)) for event in coming if event.what == "pending"), default=0),
        world=world,
    )
    parts = [
        [*_head(history, world)],
        [*_rows((event for event in told if not event.comes), layout)],
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
    last = None
    for event in events:
        day = "" if event.on == last else _day(event, layout.world.today)
        last = event.on
        yield from _event(event, day, layout)


def _day(event: TimelineEvent, today: date) -> str:
    return short(event.on, today) if event.comes else views.named(event.on, today)


def _style(event: TimelineEvent, today: date) -> str:
    """The style of an event that is late, due today or over; none for all others."""
    if event.what in ("skipped", "cancelled"):
        return "faint"
    if event.what in ("outcome", "interview"):
        return "head"
    if event.what != "pending" or event.on > today:
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
    one = history.application
    return {
        "id": one.id,
        "company": one.company,
        "role": one.role,
        "via": one.via or None,
        "through": one.through or None,
        "field": one.field or None,
        "outcome": one.outcome or None,
        "decision_on": history.decision_on and history.decision_on.isoformat(),
        "interviews": [interview_record(entry, world.now) for entry in history.job.entries()],
        "followups": [followup_record(item) for item in history.followups],
        "log": [_log_record(entry) for entry in history.log],
        "promises": [_promise_record(promise) for promise in history.promises],
        "timeline": [
            {"on": event.on.isoformat(), "what": event.what, "text": event.text, "id": event.id}
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
