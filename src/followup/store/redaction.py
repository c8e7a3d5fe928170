"""What a row is once a person is forgotten, and the journal made to match when that is final.

A forget can be taken back only while it is the last change. The next change makes it final:
what the journal still holds of the person goes, so that no undo can bring it back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, or_, select

from followup.domain.text import fold
from followup.store import row_values
from followup.store.contact_queries import KNOWN_BY, forgotten_name
from followup.store.models import Change, Followup, Journal

FORGET = "contact forget"
"""The command whose changes become final."""

FINAL = ""
"""What the journal holds as `before` of a row that cannot be brought back."""

EMPTY = dict.fromkeys(
    ("company", "company_key", "title", "email", "email_key", "phone", "address", "salutation",
     "language", "note"), ""
)  # fmt: skip

Values = Mapping[str, Any]


def without_person(
    number: int, of: str, values: Values, followups: set[int], names: set[str]
) -> dict[str, Any]:
    """The columns of a row that are other once contact `number` is forgotten, and their values.

    `followups` are the numbers of those that were to them at any time; `names`, folded, are what
    they were known by.
    """
    if of == "contact" and values["id"] == number:
        name = forgotten_name(number)
        called = {"name": name, "name_key": fold(name), "search": fold(name)}
        nobody = {"uid": f"{number:016x}", "no_calls": False, "no_contact": True}
        return {**EMPTY, **called, **nobody}
    if of == "application" and fold(values["via"]) in names:
        return {"via": ""}
    if of == "topic" and values["contact_id"] == number:
        return {"topic": ""}
    if of == "event" and values["contact_id"] == number:
        return {"text": ""}
    if of == "note" and values["followup_id"] in followups:
        return {"subject": "", "body": "", "promise": ""}
    if of == "message" and values["followup_id"] in followups:
        return {"address": "", "words": ""}
    if of == "followup" and values["id"] in followups:
        return {"because": "", "chain": _without_words(values["chain"])}
    return {}


def _without_words(chain: str) -> str:
    """The reasons for a date without the user's own, which follows a colon where they snoozed."""
    reasons = (
        replace(one, text=one.text.partition(": ")[0]) if one.step == "snooze" else one
        for one in row_values.chain(chain)
    )
    return row_values.chain_text(reasons)


def followups_to(session: Session, number: int) -> set[int]:
    """The numbers of the follow-ups that are, or ever were, to a contact."""
    now = session.exec(select(Followup.id).where(Followup.contact_id == number))
    once = (
        before["id"]
        for entry in _entries(session, Journal.of == "followup")
        if (before := row_values.from_json(entry.before or ""))["contact_id"] == number
    )
    return {found for found in (*now, *once) if found is not None}


def _entries(session: Session, *where: Any) -> Iterator[Journal]:
    """The entries of the journal that hold what a row was."""
    yield from session.exec(
        select(Journal).where(col(Journal.before).is_not(None), Journal.before != FINAL, *where)
    )


def make_final(session: Session, current: int) -> None:
    """Make every forget before the change `current` final."""
    open_still = (
        select(Change)
        .join(Journal, col(Journal.change_id) == Change.id)
        .where(Change.command == FORGET, col(Change.id) < current)
        .where(or_(col(Journal.before).is_(None), Journal.before != FINAL))
    )
    for made in session.exec(open_still.distinct()).all():
        _make_final(session, made)
    session.flush()


def _make_final(session: Session, made: Change) -> None:
    mine = select(Journal).where(Journal.change_id == made.id)
    person = session.exec(mine.where(Journal.of == "contact")).one()
    (number,) = row_values.from_json(person.row)
    followups = followups_to(session, number)
    names = _names(session, number)
    longest_first = map(re.escape, sorted(names, key=len, reverse=True))
    known_by = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)", re.IGNORECASE)
    _redact(session, number, followups, names, known_by)
    for entry in session.exec(mine):
        entry.before = FINAL
    for change in session.exec(select(Change)):
        change.summary = known_by.sub(forgotten_name(number), change.summary)


def _names(session: Session, number: int) -> set[str]:
    """What a contact was known by, as the journal has it."""
    row = row_values.as_json([number])
    each = [
        row_values.from_json(entry.before or "")
        for entry in _entries(session, Journal.of == "contact", Journal.row == row)
    ]
    return {str(one[name]) for one in each for name in KNOWN_BY} - {"", forgotten_name(number)}


TEXTS = frozenset(
    ("text", "note", "where", "looking_for", "next_step", "strengths", "concerns", "because",
     "terms", "topic", "subject", "body", "promise")
)  # fmt: skip
"""Columns with words of the user's own, in which a person may be named."""


def _redact(
    session: Session, number: int, followups: set[int], names: set[str], known_by: re.Pattern[str]
) -> None:
    """Take a person out of the journal, also where the user's former words name them."""
    folded = {fold(name) for name in names}
    for entry in _entries(session):
        before = row_values.from_json(entry.before or "")
        gone = {
            column: known_by.sub(forgotten_name(number), value)
            for column, value in before.items()
            if column in TEXTS and isinstance(value, str)
        }
        gone |= without_person(number, entry.of, before, followups, folded)
        if any(before[column] != value for column, value in gone.items()):
            entry.before = row_values.as_json({**before, **gone})
