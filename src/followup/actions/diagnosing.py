"""`doctor`: everything that can be wrong with the store is looked for, and nothing is changed."""

import os
from collections.abc import Iterator

from followup.dates import known_zone
from followup.errors import FollowupError, NothingFound
from followup.policy import Policy
from followup.scheduler import plan, reconcile
from followup.settings import World
from followup.store import backup, examine, morning, reads
from followup.store.asking import Ask, asking
from followup.store.examine import Finding
from followup.workdays import from_settings


def examine_all(world: World) -> list[Finding]:
    """What is wrong, the worst first; nothing where all is well. NothingFound without a store."""
    if not os.path.lexists(world.store):
        raise NothingFound(f"There is no store at {world.store} yet; `followup add` makes it.")
    found = list(examine.of_the_file(world.store))
    if os.path.isdir(world.store):
        return found
    pages = list(examine.of_the_pages(world.store))
    found += pages
    if not pages:
        with asking(world.store) as ask:
            rows = list(examine.of_the_rows(ask))
            found += rows or _of_the_domain(ask, world)
    return [*found, *_of_the_copies(world)]


def _of_the_domain(ask: Ask, world: World) -> Iterator[Finding]:
    """Plans that the rules would not make, zones that are not known."""
    kept = morning.settings(ask)
    policy, days = Policy.from_settings(kept), from_settings(kept, morning.holidays(ask, kept))
    for application in reads.applications(ask):
        facts = reads.facts(ask, application.id)
        for talk in facts.interviews:
            try:
                known_zone(talk.zone)
            except FollowupError as error:
                yield Finding(
                    f"Interview {talk.id}: {error}", f"followup edit {talk.id} --zone ZONE"
                )
        changes = reconcile(facts.followups, plan(facts, policy, days, world.now))
        changed = [before for before, _ in (*changes.moved, *changes.cancelled)]
        odd = [item for item in changed if item.kind != "prep"]  # it ends by the clock
        for item in odd:
            yield Finding(
                f"No rule explains the dates of follow-up {item.id} ({item.kind}).", _replan()
            )
        for planned in changes.added:
            yield Finding(
                f"{application.company}: the {planned.kind} that the rules ask for is missing.",
                _replan(),
            )


def _replan() -> str:
    return 'followup config set policy.check_in.days ""   (any setting plans everything again)'


def _of_the_copies(world: World) -> Iterator[Finding]:
    for one in backup.copies(world.store):
        try:
            backup.inspect(one.path)
        except FollowupError as error:
            yield Finding(str(error), f"rm '{one.path}'")
