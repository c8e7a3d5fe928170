"""The results of the commands that change something: what was recorded, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.model import FollowUp
from followup.domain.safe_text import line, lines
from followup.environment import on_the_clock
from followup.output.days import short
from followup.output.interviews import followup_record, interview_record_of, job, moment
from followup.output.json import Record
from followup.output.tables import fitted
from followup.services.interview_fields import Difference, differences
from followup.services.views import what

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.domain.model import NewInterview
    from followup.environment import World
    from followup.services.applications import RecordedEvent, Removed
    from followup.services.config import Configured
    from followup.services.edit_interview import Edited, RescheduledInterview
    from followup.services.followups import Explanation, SettledFollowUp
    from followup.services.planning import PlannedChange, Replanned
    from followup.store.queries import ListedFollowUp


def removed(found: Removed, today: date) -> str:
    """What `remove` took away, what moved because of it, and how to bring it back."""
    head = f"Removed: {lines(found.what)}. To bring it back: followup undo"
    return "\n".join([head, *replanned(found.replanned, today), ""])


def removed_record(found: Removed) -> Record:
    """The same as a record."""
    return {"removed": found.what, "moved": moved_records(found.replanned)}


def replanned(found: Replanned, today: date) -> list[str]:
    """A line for each follow-up that is new, has other days, or has ended."""
    return [f"  {_moved(one, today)}" for one in found.moved]


def _moved(change: PlannedChange, today: date) -> str:
    item, before = change.now.followup, change.before
    what = f"{item.id:>4}  {what_and_whom(change.now)}"
    if item.status == "cancelled":
        return f"ended {what} ({lines(item.because)})"
    if before is None or before.status == "cancelled":
        return f"{'new' if before is None else 'back':<5} {what}, {days(item, today)}"
    return f"moved {what}, {days(item, today)} (was {days(before, today)})"


def what_and_whom(followup: ListedFollowUp) -> str:
    """What a follow-up is, to whom and for which job, in one line."""
    return f"{line(what(followup))}, {job(followup.company, followup.role)}"


def days(item: FollowUp, today: date) -> str:
    """The days of a follow-up: one, or from one to another."""
    if item.ready_on == item.due_on:
        return short(item.due_on, today)
    return f"{short(item.ready_on, today)} to {short(item.due_on, today)}"


def moved_records(found: Replanned) -> list[Record]:
    """What moved, as records; `was` is null for what is new."""
    return [
        {**followup_record(one.now), "because": one.now.followup.because, "was": _was(one.before)}
        for one in found.moved
    ]


def _was(before: FollowUp | None) -> Record | None:
    if before is None:
        return None
    return {
        "status": before.status,
        "ready_on": before.ready_on.isoformat(),
        "due_on": before.due_on.isoformat(),
    }


def settled(result: SettledFollowUp, today: date) -> str:
    """What was settled, and what comes next for that application."""
    item = result.followup.followup
    rows = [f"{_state(item, today)}: {what_and_whom(result.followup)}."]
    if result.pending:
        coming = (
            f"{one.followup.id:>4}  {what_and_whom(one)}, {days(one.followup, today)}"
            for one in result.pending
        )
        rows += ["Next:", *coming]
    return "\n".join(rows) + "\n"


def all_settled(results: Sequence[SettledFollowUp], today: date) -> str:
    """What was settled in one go, a line each."""
    rows = (
        f"{_state(result.followup.followup, today)}: {result.followup.followup.id:>4}  "
        f"{what_and_whom(result.followup)}."
        for result in results
    )
    return "\n".join(rows) + "\n"


def _state(item: FollowUp, today: date) -> str:
    if item.status == "pending":
        return f"Put off until {spoken(item.ready_on, today)}"
    on = f" {spoken(item.done_on, today)}" if item.done_on and item.done_on != today else ""
    return f"{item.status.capitalize()}{on}"


def spoken(day: date, today: date) -> str:
    """A day in full, so that it shows how it was understood."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def settled_record(result: SettledFollowUp) -> Record:
    """What was settled, as a record."""
    item = result.followup.followup
    return {
        **followup_record(result.followup),
        "done_on": item.done_on and item.done_on.isoformat(),
        "snoozed_until": item.snoozed_until and item.snoozed_until.isoformat(),
        "because": item.because,
        "followups": [followup_record(one) for one in result.pending],
        "moved": moved_records(result.replanned),
    }


def happened(event: RecordedEvent, today: date) -> str:
    """What was recorded for an application, the day that it understood, and what moved."""
    application = event.application
    new = "New application: " if event.new_application else ""
    rows = [
        f"{new}{job(application.company, application.role)}: {event.what}, {spoken(event.on, today)}."
    ]
    at = application.deadline_at
    days = (
        ("deadline", application.deadline_on, f", {on_the_clock(at):%H:%M}" if at else ""),
        ("start", application.start_on, ""),
        ("they decide by", event.decision_on, ""),
    )
    for name, day, clock in days:
        rows += [f"  {name}: {spoken(day, today)}{clock}"] if day else []
    return "\n".join([*rows, *replanned(event.replanned, today)]) + "\n"


def happened_record(event: RecordedEvent) -> Record:
    """The same as a record."""
    application = event.application
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "outcome": application.outcome or None,
        "deadline_on": application.deadline_on and application.deadline_on.isoformat(),
        "deadline_at": application.deadline_at
        and on_the_clock(application.deadline_at).isoformat(),
        "start_on": application.start_on and application.start_on.isoformat(),
        "what": event.what,
        "on": event.on.isoformat(),
        "moved": moved_records(event.replanned),
    }


def rearranged(rescheduled: RescheduledInterview, world: World) -> str:
    """Where an interview stands now, and what moved."""
    talk, one = rescheduled.round.interview, rescheduled.round.application
    state = "is off" if talk.cancelled else f"is on {moment(talk)}"
    head = f"Interview {talk.id} with {job(one.company, one.role)} {state}."
    return "\n".join([head, *replanned(rescheduled.replanned, world.today)]) + "\n"


def rearranged_record(rescheduled: RescheduledInterview, world: World) -> Record:
    """The same as a record."""
    return {
        **interview_record_of(rescheduled.round, world.now),
        "moved": moved_records(rescheduled.replanned),
    }


def configured(found: Configured, today: date) -> str:
    """What a key is now, and what setting it moved."""
    entry = found.entry
    head = f"{entry.key} is {lines(entry.value) or 'empty'} now."
    return "\n".join([head, *replanned(found.replanned, today)]) + "\n"


def explained(explanation: Explanation, world: World) -> str:
    """The chain of reasons for a follow-up's dates, one below the other, and their evidence."""
    item = explanation.followup.followup
    rows = fitted(f"{what_and_whom(explanation.followup)}, {item.status}", world, f"{item.id}: ")
    if item.status != "pending" and item.because:
        rows += fitted(lines(item.because), world, "  because ")
    for reason in item.chain:
        leads = reason.step == "count"  # all others name their day
        on = f": {spoken(reason.on, world.today)}" if leads and reason.on else ""
        rows += fitted(f"{lines(reason.text)}{on}", world, f"  {reason.step:<9} ")
    return "\n".join(rows) + "\n"


def explained_record(explanation: Explanation) -> Record:
    """The same as a record."""
    item = explanation.followup.followup
    return {
        **followup_record(explanation.followup),
        "company": explanation.followup.company,
        "role": explanation.followup.role,
        "rule": item.rule,
        "trigger": explanation.rule.trigger if explanation.rule else None,
        "evidence": explanation.rule.evidence if explanation.rule else None,
        "snoozed_until": item.snoozed_until and item.snoozed_until.isoformat(),
        "because": item.because,
        "chain": [
            {"step": one.step, "text": one.text, "on": one.on and one.on.isoformat()}
            for one in item.chain
        ],
    }


TOLD_IN_THE_HEAD = ("company", "role", "stage", "at", "zone")


def edited(found: Edited, world: World) -> str:
    """The interview with what is other than before, the day understood, and what moved."""
    now = found.rearranged.round
    stage = now.interview.stated_stage and f": {now.interview.stage}"
    head = f"Interview {now.interview.id}{stage} with "
    said = [head + job(now.application.company, now.application.role)]
    said += [moment(now.interview)]
    said += _changed(found.before, found.after, world.today)
    return "\n".join([*said, *replanned(found.rearranged.replanned, world.today)]) + "\n"


def _changed(before: NewInterview, after: NewInterview, today: date) -> list[str]:
    """A line for each value that is new, then one for each that is gone.

    What can be there only once, and has another value now, is not told twice; nor what belonged
    to a person who is gone themselves.
    """
    if before == after:
        return ["Nothing was changed."]
    others = [
        difference
        for difference in differences(before, after)
        if difference.label not in TOLD_IN_THE_HEAD
    ]
    return [f"  {'' if one.after else 'no longer '}{_spoken(one, today)}" for one in others]


def _spoken(difference: Difference, today: date) -> str:
    """A fact as people read it: days in full, so that they show how they were understood."""
    value = difference.after or difference.before
    if difference.label in ("decision", "promise"):
        on, colon, what = value.partition(": ")
        value = f"{spoken(date.fromisoformat(on), today)}{colon}{what}"
    whose = f" ({line(difference.whose)})" if difference.whose else ""
    return f"{difference.label}{whose}: {lines(value)}".replace("\n", "\n    ")
