"""Replanning: every change of the facts is followed by planning again."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from followup.domain import workdays as workdays_domain
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.model import FollowUp
from followup.domain.policy import Policy
from followup.domain.workdays import Workdays, from_settings
from followup.scheduler import planner, reconcile
from followup.store import queries, settings, writes
from followup.store.queries import ListedFollowUp
from followup.store.transaction import Transaction


class PlannedChange(Frozen):
    """A follow-up that a new plan changed: as it is now, and as it was; None where it is new."""

    now: ListedFollowUp
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


class Replanned(Frozen):
    """What planning again changed, and what the rules remark about these applications."""

    moved: tuple[PlannedChange, ...] = ()
    remarks: tuple[str, ...] = ()


def replan(
    change: Transaction,
    applications: Collection[int],
    now: datetime,
    kept: Mapping[str, str] | None = None,
) -> Replanned:
    """Plan these applications again and keep what changed.

    `kept` are the settings, where this transaction has read them.
    """
    kept = settings.settings(change.ask) if kept is None else kept
    changed, remarks = plan_again(change, applications, now, kept)
    moved = (
        PlannedChange(queries.followup(change.ask, number), was) for number, was in changed.items()
    )
    return Replanned(
        tuple(one for one in moved if one.matters), tuple(remark for _, remark in remarks)
    )


def plan_again(
    change: Transaction, applications: Collection[int], now: datetime, kept: Mapping[str, str]
) -> tuple[dict[int, FollowUp | None], list[tuple[str, str]]]:
    """Plan applications again and keep what changed, a batch of them at once.

    The numbers of the follow-ups that are new or other, each with what it was; and what the rules
    remark, each with the company that it is about.
    """
    plan = planner(Policy.from_settings(kept), workdays(change, kept), now)
    changed: dict[int, FollowUp | None] = {}
    remarks = []
    for batch in queries.batches(change.ask, applications):
        plans = [(facts, plan(facts)) for facts in map(batch.facts, batch.applications)]
        changes = [
            (facts.application.id, reconcile(facts.followups, planned, now.date()))
            for facts, planned in plans
        ]
        for (facts, planned), others in zip(plans, writes.keep_plan(change, changes), strict=True):
            before = {item.id: item for item in facts.followups}
            changed |= {number: before.get(number) for number in others}
            remarks += [(facts.application.company, remark) for remark in planned.remarks]
    return changed, remarks


def workdays(change: Transaction, kept: Mapping[str, str]) -> Workdays:
    """The business days to plan by. The holidays that are kept are renewed as years go by."""
    known = settings.holidays(change.ask, kept)
    ahead = change.today.year + workdays_domain.YEARS_AHEAD - 1
    if settings.place(kept) and (not known or max(known).year < ahead):
        try:
            known = renew(change, kept)
        except WorldError:  # without the library: those that are kept, as long as they reach
            if not known or max(known) < change.today:
                raise
    return from_settings(kept, known)


def renew(change: Transaction, kept: Mapping[str, str]) -> dict[date, str]:
    """Keep the holidays that count by the configuration; none where it names no country.

    UsageError for a region without a country, and as `holidays.around`.
    """
    country, region = kept.get("calendar.country", ""), kept.get("calendar.region", "")
    if region and not country:
        raise UsageError(
            "A region needs its country; first type: followup config set calendar.country US"
        )
    if not country:
        return {}
    found = workdays_domain.holidays_around(change.today, country, region)
    change.keep_holidays(settings.place(kept), found)
    return found
