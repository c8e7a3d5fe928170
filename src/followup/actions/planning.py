"""Replanning, one idea for every command: the facts changed, so plan again."""

from collections.abc import Iterable
from datetime import datetime

from followup.policy import Policy
from followup.scheduler import plan, reconcile
from followup.store import followups, morning, reads
from followup.store.writes import Change
from followup.workdays import from_settings


def replan(change: Change, applications: Iterable[int], now: datetime) -> list[str]:
    """Plan these applications again and keep what changed; sentences for the user."""
    kept = morning.settings(change.ask)
    policy, workdays = Policy.from_settings(kept), from_settings(kept)
    remarks: list[str] = []
    for number in applications:
        facts = reads.facts(change.ask, number)
        planned = plan(facts, policy, workdays, now)
        followups.keep_plan(change, number, reconcile(facts.followups, planned))
        remarks += planned.remarks
    return remarks
