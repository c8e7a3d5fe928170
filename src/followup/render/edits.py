"""What `edit` says: the interview as it reads now, and the follow-ups that moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.printable import line, lines
from followup.recordtext import OF_A_PERSON, entries
from followup.render import job, moment
from followup.render.moves import replanned, spoken

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.actions.editing import Edited
    from followup.facts import NewInterview
    from followup.settings import World

SEVERAL = ("with", "strength", "concern", "promise")
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
    was, now = _facts(before), _facts(after)
    told = [fact for fact in now if fact not in was]
    successors = {(fact.label, fact.whose) for fact in told if fact.label not in SEVERAL}
    standing = {fact.whose for fact in now}
    gone = [
        fact
        for fact in was
        if fact not in now and (fact.label, fact.whose) not in successors and fact.whose in standing
    ]
    return [
        *(f"  {_spoken(fact, today)}" for fact in told),
        *(f"  no longer {_spoken(fact, today)}" for fact in gone),
    ]


class _Fact(NamedTuple):
    """A value that is there; `whose` is the person or the doubt that it belongs to, else empty."""

    label: str
    value: str
    whose: str = ""


def _facts(told: NewInterview) -> list[_Fact]:
    found: list[_Fact] = []
    head = ""
    for key, value, _ in entries(told):
        head = value if key in ("with", "concern") else head
        whose = head if key in OF_A_PERSON or key == "answer" else ""
        if value and key not in TOLD_IN_THE_HEAD and (key, value) != ("calls", "yes"):
            found.append(_Fact(key, value, whose))
    return found


def _spoken(fact: _Fact, today: date) -> str:
    """A fact as people read it: days in full, so that they show how they were understood."""
    value = fact.value
    if fact.label in ("decision", "promise"):
        on, colon, what = value.partition(": ")
        value = f"{spoken(date.fromisoformat(on), today)}{colon}{what}"
    whose = f" ({line(fact.whose)})" if fact.whose else ""
    return f"{fact.label}{whose}: {lines(value)}".replace("\n", "\n    ")
