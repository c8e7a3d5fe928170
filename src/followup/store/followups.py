"""Writing follow-ups: what a plan changes, what the user settles, the words of a note."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlmodel import select

from followup.domain.model import Changes, FollowUp
from followup.store import inserts, row_values
from followup.store.models import Followup, Note
from followup.store.transaction import Transaction


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
            _tell_again(get(change, after.id), after)
        touched.append(sorted([*(one.id for one in others), *islice(added, len(made.added))]))
    change.session.flush()
    return touched


def _tell_again(row: Followup, after: FollowUp) -> None:
    row.kind, row.rule, row.channel = after.kind, after.rule, after.channel
    row.interview_id, row.contact_id = after.interview_id, after.contact_id
    row.ready_on, row.due_on = after.ready_on.isoformat(), after.due_on.isoformat()
    row.status, row.because = after.status, after.because
    row.promise_id, row.chain = after.promise_id, row_values.chain_text(after.chain)


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
