"""Writing follow-ups: what a plan changes, what the user settles, the words of a note."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import select

from followup.domain.model import Changes, Planned
from followup.store import row_values
from followup.store.models import Followup, Note
from followup.store.transaction import Transaction


def keep_plan(change: Transaction, application_id: int, changes: Changes) -> list[int]:
    """Write what a new plan changes; the numbers of what is other or new, in their order."""
    added = [Followup(**columns(application_id, planned)) for planned in changes.added]
    change.session.add_all(added)
    for _, after in (*changes.moved, *changes.cancelled):
        row = get(change, after.id)
        row.kind, row.rule, row.channel = after.kind, after.rule, after.channel
        row.interview_id, row.contact_id = after.interview_id, after.contact_id
        row.ready_on, row.due_on = after.ready_on.isoformat(), after.due_on.isoformat()
        row.status, row.because = after.status, after.because
        row.promise_id, row.chain = after.promise_id, row_values.chain_text(after.chain)
    change.session.flush()
    others = [after.id for _, after in (*changes.moved, *changes.cancelled)]
    return sorted([*others, *(row.id or 0 for row in added)])


def columns(application_id: int, planned: Planned) -> dict[str, Any]:
    """A planned follow-up as a row of its table."""
    return {
        "key": planned.key,
        "kind": planned.kind,
        "rule": planned.rule,
        "channel": planned.channel,
        "application_id": application_id,
        "interview_id": planned.interview_id,
        "contact_id": planned.contact_id,
        "promise_id": planned.promise_id,
        "ready_on": planned.ready_on.isoformat(),
        "due_on": planned.due_on.isoformat(),
        "chain": row_values.chain_text(planned.chain),
    }


def get(change: Transaction, number: int) -> Followup:
    """The row of a follow-up that is known to be there."""
    return change.session.get_one(Followup, number)


def settle(
    change: Transaction, number: int, status: str, on: date, because: str = "", channel: str = ""
) -> None:
    """A follow-up was done or skipped on that day."""
    row = get(change, number)
    row.status, row.done_on = status, on.isoformat()
    row.because, row.channel = because or row.because, channel or row.channel


def snooze(change: Transaction, number: int, until: date, because: str) -> None:
    """A follow-up shall not come back before that day; the next plan puts it off."""
    row = get(change, number)
    row.snoozed_until, row.because = until.isoformat(), because


def keep_note(change: Transaction, followup_id: int, words: Mapping[str, Any]) -> None:
    """Keep the words of a follow-up: fields of the table `note` by name."""
    asked = select(Note).where(Note.followup_id == followup_id)
    row = change.session.exec(asked).first() or Note(followup_id=followup_id)
    for name, value in words.items():
        setattr(row, name, value)
    change.session.add(row)
