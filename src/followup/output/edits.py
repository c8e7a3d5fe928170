"""What `edit` says: the interview as it reads now, and the follow-ups that moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.domain.safe_text import line, lines
from followup.output.changes import replanned, spoken
from followup.output.interviews import job, moment
from followup.services.interview_text import Difference, differences

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.domain.model import NewInterview
    from followup.environment import World
    from followup.services.edit_interview import Edited

TOLD_IN_THE_HEAD = ("company", "role", "stage", "at", "zone")


def edited(found: Edited, world: World) -> str:
    """The interview with what is other than before, the day understood, and what moved."""
    now = found.rearranged.round
    head = f"Interview {now.interview.id}: {now.interview.stage} with "
    said = [head + job(now.application.company, now.application.role)]
    said += [f"{moment(now.interview)} ({line(now.interview.zone)})"]
    said += _changed(found.before, found.after, world.today)
    return "\n".join([*said, *replanned(found.rearranged.replanned, world.today)]) + "\n"


def _changed(before: NewInterview, after: NewInterview, today: date) -> list[str]:
    """A line for each value that is new, then one for each that is gone.

    What can be there only once, and has another value now, is not told twice; nor what belonged
    to a person who is gone themselves.
    """
    if before == after:
        return ["Nothing was changed."]
    others = [one for one in differences(before, after) if one.label not in TOLD_IN_THE_HEAD]
    return [f"  {'' if one.after else 'no longer '}{_spoken(one, today)}" for one in others]


def _spoken(one: Difference, today: date) -> str:
    """A fact as people read it: days in full, so that they show how they were understood."""
    value = one.after or one.before
    if one.label in ("decision", "promise"):
        on, colon, what = value.partition(": ")
        value = f"{spoken(date.fromisoformat(on), today)}{colon}{what}"
    whose = f" ({line(one.whose)})" if one.whose else ""
    return f"{one.label}{whose}: {lines(value)}".replace("\n", "\n    ")
