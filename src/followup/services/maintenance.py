"""`backup`, `restore`, `undo`, `doctor`, and the automatic backups."""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from followup import environment
from followup.domain import config
from followup.domain.errors import FollowupError, NothingFound, UsageError, WorldError
from followup.domain.frozen import Frozen, replace
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
from followup.services.context import store_file
from followup.store import backup, new_file, queries, settings
from followup.store.backup import Contents, Copy, Replaced
from followup.store.connection import Ask, connect
from followup.store.queries import UndoableChange, batches

if TYPE_CHECKING:
    from followup.store.integrity import Finding


def back_up(world: World, path: str, *, force: bool = False) -> Contents:
    """Copy the store to a file. UsageError where the file is there and `force` is not given."""
    if os.path.isdir(path):
        within = os.path.join(path, "followup-copy.db")
        raise UsageError(f"{path} is a directory; name a file in it, such as {within}")
    new_file.check_is_not_ours(path, world.store, world.config)
    with store_file(world.store) as source:
        backup.write(source, path, force=force)
    return backup.inspect(path)


def _check_other(world: World, path: str) -> None:
    """UsageError where the file is the store itself, by whatever name."""
    with suppress(OSError):
        if not os.path.samefile(path, world.store):
            return
        raise UsageError(f"{path} is the store itself; name another file.")


class AutomaticBackup(Frozen):
    """An automatic backup, and what it holds.

    `number` is what `restore` calls it, from 1, the latest. `holds` is None where it cannot be
    read.
    """

    number: int
    copy: Copy
    holds: Contents | None


def copies(world: World) -> list[AutomaticBackup]:
    """The automatic backups, the latest first."""
    made = backup.copies(world.store)
    return [
        AutomaticBackup(number, one, backup.glance(one.path)) for number, one in enumerate(made, 1)
    ]


def chosen(world: World, which: str) -> str:
    """The path of the backup that a file's name, or a number of the list, means.

    NothingFound where there is no backup of that number; UsageError for the store itself.
    """
    _check_other(world, which)
    if os.path.lexists(which) or not (which.isascii() and which.isdigit()):
        return which
    made = backup.copies(world.store)
    if not 0 < int(which[:9]) <= len(made):
        raise NothingFound(
            f"There is no copy {which[:9]}; `followup restore` lists the copies that there are."
        )
    return made[int(which) - 1].path


def contents(path: str) -> Contents:
    """What a copy holds. WorldError where it is damaged or no copy of a store."""
    return backup.inspect(path)


def holds_now(world: World) -> Contents | None:
    """What the store holds that a restore would replace; None where it holds nothing readable."""
    try:
        with store_file(world.store) as path:
            return backup.inspect(path)
    except FollowupError:
        return None


class OtherSetting(Frozen):
    """A setting that acts, as a copy holds it and as the store does; empty where it is not set."""

    key: str
    value: str
    now: str


def acting(world: World, path: str) -> list[OtherSetting]:
    """The settings that act and that a restore of a copy would make others."""
    there, now = backup.settings_of(path), {}
    with suppress(FollowupError), connect(world.store) as ask:
        now = settings.settings(ask)
    others = [key for key in there.keys() | now.keys() if there.get(key) != now.get(key)]
    return [
        OtherSetting(key, there.get(key, ""), now.get(key, ""))
        for key in sorted(filter(config.acts, others))
    ]


def restore(world: World, path: str, shown: Sequence[UndoableChange] | None = None) -> Replaced:
    """Put a copy in the store's place, and keep what was there. WorldError for a damaged copy.

    So too where the user was `shown` what it would lose, and it would lose something else by then.
    """
    check = None if shown is None else lambda _: _check_same(shown, lost(world, path))
    return _restore_over(world, path, check, undoable=True)


def _check_same(before: object, now: object) -> None:
    if now != before:
        raise WorldError(
            "Another command has stored a change meanwhile; see `followup undo --list`, and type "
            "the command again."
        )


def _restore_over(
    world: World, path: str, check: backup.Check | None, *, undoable: bool
) -> Replaced:
    """Put a copy in the store's place. WorldError where `check`, which looks at the store last of
    all, raises it.
    """
    if world.store.startswith(SERVER):
        from followup.store import server_copy

        return server_copy.restore(world.store, path, world.now, check, undoable=undoable)
    return backup.restore(world.store, path, world.now, check, undoable=undoable)


def lost(world: World, path: str) -> list[UndoableChange]:
    """The changes of the store that a copy does not know of, the last first."""
    with suppress(FollowupError), connect(world.store) as ask, connect(path) as other:
        known = {
            (change.number, change.command, change.made_at) for change in queries.changes(other)
        }
        made = queries.changes(ask)
        return [one for one in made if (one.number, one.command, one.made_at) not in known]
    return []


def undo(world: World, number: int | None = None) -> UndoableChange:
    """Take back the last change, or the one of that number, if nothing later touched its records.

    What changes after it planned by what it had told is planned again. NothingFound where there
    is none.
    """
    with connect(world.store) as ask:
        made = queries.change(ask, number)
        last = queries.change(ask)
        if number is None:
            queries.check_is_own(ask, made)
    if made.command == backup.RESTORE:
        if made != last:
            raise UsageError(
                "That restore was followed by other changes; take those back first with: "
                "followup undo"
            )
        _restore_over(
            world,
            made.summary.removeprefix(backup.REPLACED),
            lambda ask: _check_same(last, queries.change(ask)),
            undoable=False,
        )
        return made
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import transaction, writes

    with transaction.unjournaled(world.store, world.now) as change:
        made, was_last = transaction.take_back(change, number)
        if not was_last or _is_filed(change.ask):
            replan(change, writes.all_planned(change), world.now)
        return made


def _is_filed(ask: Ask) -> bool:
    """Whether a configuration file says something: it may have changed since, in no journal."""
    return any(source == "file" for source, _, _ in settings.sources(ask))


def changes(world: World) -> list[UndoableChange]:
    """What could be taken back, the last change first."""
    with connect(world.store) as ask:
        return queries.changes(ask)


def examine_all(world: World) -> "list[Finding]":
    """What is wrong, the worst first; nothing where all is well. NothingFound without a store."""
    from followup.store import integrity

    if world.store.startswith(SERVER):
        with store_file(world.store) as path:
            return _of_the_contents(replace(world, store=path))
    if not os.path.lexists(world.store) or _is_new(world.store):
        raise NothingFound(f"There is no store at {world.store} yet; `followup add` makes it.")
    is_own_place = world.store == environment.home_file("data", "followup.db")
    findings = list(integrity.of_the_file(world.store, is_own_place=is_own_place))
    if os.path.isdir(world.store):
        return findings
    pages = list(integrity.of_the_pages(world.store))
    inside = [] if pages else _of_the_contents(world)
    return [*findings, *pages, *inside, *_of_the_copies(world)]


def _is_new(path: str) -> bool:
    """Whether nothing was ever stored in a file: a change that was refused may have made it."""
    return os.path.isfile(path) and not os.path.getsize(path) and not backup.copies(path)


def _of_the_contents(world: World) -> "list[Finding]":
    """What is wrong with the rows, and what the rules say of them, as far as they can be read."""
    from followup.store import integrity

    with integrity.looking(world.store) as ask:
        values = list(integrity.of_the_values(ask))
        if values:
            return values
        kept = settings.settings(ask)
        texts = [*_of_the_settings(ask, kept, world), *integrity.of_the_texts(ask)]
        plans = [] if texts else _of_the_plans(ask, kept, world)
        idle = integrity.of_what_is_idle(ask, _replan(ask))
        return [*texts, *plans, *idle, *integrity.of_the_journal(ask)]


def _of_the_settings(ask: Ask, kept: Mapping[str, str], world: World) -> "Iterator[Finding]":
    """Keys and values that the configuration refuses, holidays that are no days."""
    from followup.services.import_rows import checked
    from followup.store.integrity import Finding

    is_wrong = False
    for source, key, value in settings.sources(ask):
        try:
            checked(key, value)
        except UsageError as error:
            is_wrong = True
            mends = f'followup config set {shlex.quote(line(key))} ""'
            again = f"touch {shlex.quote(world.config)}   # it is read again"
            yield Finding(
                f"The setting {line(key)} is wrong. {error}",
                mends if source == "store" else again,
            )
    if is_wrong:
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


def _of_the_plans(ask: Ask, kept: Mapping[str, str], world: World) -> "Iterator[Finding]":
    """Plans that the rules would not make."""
    from followup.scheduler import planner, reconcile
    from followup.store.integrity import Finding

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


def _of_the_copies(world: World) -> "Iterator[Finding]":
    """Copies that could not be restored; what a restore set aside may be damaged, as evidence."""
    from followup.store.integrity import Finding

    for copy in backup.copies(world.store):
        if copy.why.startswith("replaced"):
            continue
        try:
            backup.inspect(copy.path)
        except FollowupError as error:
            yield Finding(str(error), f"rm {shlex.quote(copy.path)}")
