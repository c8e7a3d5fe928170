"""`doctor`: look for everything that can be wrong with the store, changing nothing."""

import os
import shlex
from collections.abc import Iterator, Mapping

from followup import environment
from followup.domain.errors import FollowupError, NothingFound, UsageError
from followup.domain.frozen import replace
from followup.domain.model import (
    OPEN_OUTCOMES,
    ApplicationFacts,
    Changes,
    FollowUp,
)
from followup.domain.policy import Policy
from followup.domain.safe_text import line
from followup.domain.workdays import from_settings
from followup.environment import SERVER, World
from followup.scheduler import planner, reconcile
from followup.services.context import store_file
from followup.services.import_rows import checked
from followup.store import backup, integrity, settings
from followup.store.bulk_queries import batches
from followup.store.connection import Ask
from followup.store.integrity import Finding


def examine_all(world: World) -> list[Finding]:
    """What is wrong, the worst first; nothing where all is well. NothingFound without a store."""
    if world.store.startswith(SERVER):
        with store_file(world.store) as path:
            return _of_the_contents(replace(world, store=path))
    if not os.path.lexists(world.store):
        raise NothingFound(f"There is no store at {world.store} yet; `followup add` makes it.")
    is_own_place = world.store == environment.home_file("data", "followup.db")
    found = list(integrity.of_the_file(world.store, is_own_place=is_own_place))
    if os.path.isdir(world.store):
        return found
    pages = list(integrity.of_the_pages(world.store))
    inside = [] if pages else _of_the_contents(world)
    return [*found, *pages, *inside, *_of_the_copies(world)]


def _of_the_contents(world: World) -> list[Finding]:
    """What is wrong with the rows, and what the rules say of them, as far as they can be read."""
    from followup.store import integrity  # the models, half a second

    with integrity.looking(world.store) as ask:
        values = list(integrity.of_the_values(ask))
        if values:
            return values
        kept = settings.settings(ask)
        texts = [*_of_the_settings(ask, kept, world), *integrity.of_the_texts(ask)]
        plans = [] if texts else _of_the_plans(ask, kept, world)
        idle = integrity.of_what_is_idle(ask, _replan(ask))
        return [*texts, *plans, *idle, *integrity.of_the_journal(ask)]


def _of_the_settings(ask: Ask, kept: Mapping[str, str], world: World) -> Iterator[Finding]:
    """Keys and values that the configuration refuses, holidays that are no days."""
    found = False
    for source, key, value in settings.sources(ask):
        try:
            checked(key, value)
        except UsageError as error:
            found = True
            mends = f'followup config set {shlex.quote(line(key))} ""'
            again = f"touch {shlex.quote(world.config)}   # it is read again"
            yield Finding(
                f"The setting {line(key)} is wrong. {error}",
                mends if source == "store" else again,
            )
    if found:
        return
    try:
        Policy.from_settings(kept)
    except UsageError as error:
        yield Finding(str(error), f'followup config set {_culprit(kept)} ""')
    try:
        settings.holidays(ask, kept)
    except (ValueError, TypeError):
        yield Finding(
            "The public holidays that are kept cannot be read.",
            f"followup config set calendar.country {shlex.quote(line(kept['calendar.country']))}   # it makes them "
            "again",
        )


def _culprit(kept: Mapping[str, str]) -> str:
    """The key of a number without which the others are consistent."""
    for name in kept:
        try:
            Policy.from_settings({key: text for key, text in kept.items() if key != name})
        except UsageError:
            continue
        return name
    return "policy.…"


def _of_the_plans(ask: Ask, kept: Mapping[str, str], world: World) -> Iterator[Finding]:
    """Plans that the rules would not make."""
    days = from_settings(kept, settings.holidays(ask, kept))
    plan = planner(Policy.from_settings(kept), days, world.now)
    remedy = _replan(ask)
    for facts in planned(ask):
        changes = reconcile(facts.followups, plan(facts), world.today)
        for what in _unexplained(facts, changes):
            yield Finding(what, remedy)


def _unexplained(facts: ApplicationFacts, changes: Changes) -> Iterator[str]:
    company = line(facts.application.company)
    for item, _ in changes.cancelled:
        if item.kind != "prep":  # it ends by the clock
            yield f"Follow-up {item.id} ({item.kind}) is pending, but {_why_not(facts, item)}."
    for item, after in changes.moved:
        if item.kind == "prep":
            continue
        if item.status != after.status:
            yield f"Follow-up {item.id} ({item.kind}) is {item.status}, but the rules ask for it."
        elif (item.ready_on, item.due_on) != (after.ready_on, after.due_on):
            yield (
                f"No rule explains the dates of follow-up {item.id} ({item.kind}): it would be "
                f"due on {after.due_on}, not on {item.due_on}."
            )
        else:
            yield f"Follow-up {item.id} ({item.kind}) is not what the rules make of it."
    for wish in changes.added:
        yield f"{company}: the {wish.kind} that the rules ask for is missing."


def _why_not(facts: ApplicationFacts, item: FollowUp) -> str:
    company, outcome = line(facts.application.company), facts.application.outcome
    if any(talk.id == item.interview_id and talk.cancelled for talk in facts.interviews):
        return f"interview {item.interview_id} is cancelled"
    return "no rule asks for it" if facts.application.is_open else f"{company} is {outcome}"


def planned(ask: Ask) -> Iterator[ApplicationFacts]:
    """The facts of every application that is open or has something pending."""
    for batch in batches(ask):
        for row in batch.applications:
            followups = batch.followups(row["id"])
            if row["outcome"] in OPEN_OUTCOMES or any(i["status"] == "pending" for i in followups):
                yield batch.facts(row)


def _replan(ask: Ask) -> str:
    """A command that plans everything again and leaves every setting as it is."""
    key = "policy.check_in.days"
    own = {name: value for source, name, value in settings.sources(ask) if source == "store"}
    value = own.get(key, '""')
    return f"followup config set {key} {value}   # any setting plans everything again"


def _of_the_copies(world: World) -> Iterator[Finding]:
    """Copies that could not be restored; what a restore set aside may be damaged, as evidence."""
    for one in backup.copies(world.store):
        if one.why.startswith("replaced"):
            continue
        try:
            backup.inspect(one.path)
        except FollowupError as error:
            yield Finding(str(error), f"rm {shlex.quote(one.path)}")
