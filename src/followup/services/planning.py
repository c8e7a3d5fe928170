"""Replanning, one idea for every command: the facts changed, so plan again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from followup.domain.model import FollowUp
from followup.domain.policy import Policy
from followup.scheduler import planner, reconcile
from followup.services.workdays import workdays
from followup.store import due_list, followups, queries
from followup.store.queries import Listed
from followup.store.transaction import Change


@dataclass(frozen=True, slots=True)
class Moved:
    """A follow-up that a new plan changed: as it is now, and as it was; None where it is new."""

    now: Listed
    before: FollowUp | None

    @property
    def matters(self) -> bool:
        """Whether its days or its status are others than before."""
        if self.before is None:
            return True
        is_now = self.now.followup
        was = self.before
        return (is_now.ready_on, is_now.due_on, is_now.status) != (
            was.ready_on,
            was.due_on,
            was.status,
        )


@dataclass(frozen=True, slots=True)
class Replanned:
    """What planning again changed, and what the rules remark about these applications."""

    moved: tuple[Moved, ...] = ()
    remarks: tuple[str, ...] = field(default=())


def replan(change: Change, applications: Iterable[int], now: datetime) -> Replanned:
    """Plan these applications again and keep what changed."""
    kept = due_list.settings(change.ask)
    plan = planner(Policy.from_settings(kept), workdays(change), now)
    moved: list[Moved] = []
    remarks: list[str] = []
    for number in applications:
        facts = queries.facts(change.ask, number)
        planned = plan(facts)
        before = {item.id: item for item in facts.followups}
        changed = followups.keep_plan(change, number, reconcile(facts.followups, planned))
        moved += [Moved(queries.followup(change.ask, one), before.get(one)) for one in changed]
        remarks += planned.remarks
    return Replanned(tuple(one for one in moved if one.matters), tuple(remarks))
