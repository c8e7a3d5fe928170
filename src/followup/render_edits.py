"""What `edit` says: the interview as it reads now, and the follow-ups that moved."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from followup.printable import line, lines
from followup.recordtext import Entry, entries
from followup.render import job, moment
from followup.render_moves import replanned, spoken

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.actions.editing import Edited
    from followup.settings import World

TOLD_IN_THE_HEAD = ("company", "role", "stage", "at", "zone")


def edited(found: Edited, world: World) -> str:
    """The interview with what is other than before, the day understood, and what moved."""
    now = found.rearranged.round
    head = f"Interview {now.interview.id}: {now.interview.stage} with "
    said = [head + job(now.application.company, now.application.role)]
    said += [f"{moment(now.interview)} ({line(now.interview.zone)})"]
    said += _changed(entries(found.before), entries(found.after), world.today)
    return "\n".join([*said, *replanned(found.rearranged.replanned, world.today)]) + "\n"


def _changed(before: list[Entry], after: list[Entry], today: date) -> list[str]:
    """A line for each value that is new, then one for each that is gone and has no successor."""
    if before == after:
        return ["Nothing was changed."]
    told = [entry for entry in _only_in(after, before) if entry.value]
    keys = {entry.key for entry in told}
    gone = [entry for entry in _only_in(before, after) if entry.value and entry.key not in keys]
    return [
        *(f"  {entry.key}: {_value(entry, today)}" for entry in told),
        *(f"  no longer {entry.key}: {_value(entry, today)}" for entry in gone),
    ]


def _only_in(these: list[Entry], others: list[Entry]) -> list[Entry]:
    left = Counter(these) - Counter(others)
    return [entry for entry in left.elements() if entry.key not in TOLD_IN_THE_HEAD]


def _value(entry: Entry, today: date) -> str:
    """A value as people read it: days in full, so that they show how they were understood."""
    if entry.key in ("decision", "promise"):
        on, colon, what = entry.value.partition(": ")
        return f"{spoken(date.fromisoformat(on), today)}{colon}{lines(what)}"
    return lines(entry.value).replace("\n", "\n    ")
