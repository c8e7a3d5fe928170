"""`backup`, `restore`, `undo`, and the automatic backups."""

import os
from contextlib import suppress

from followup.domain.errors import FollowupError, NothingFound, UsageError
from followup.domain.frozen import Frozen
from followup.environment import SERVER, World
from followup.services.context import store_file
from followup.store import backup, new_file, queries, settings
from followup.store.backup import Contents, Copy
from followup.store.connection import Ask, connect
from followup.store.queries import UndoableChange
from followup.store.schema import OlderSchema


class Replaced(Frozen):
    """A restored store: from what, what it holds, and where what it replaced is kept."""

    path: str
    holds: Contents
    kept: str


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


def restore(world: World, path: str) -> Replaced:
    """Put a copy in the store's place, and keep what was there. WorldError for a damaged copy."""
    kept = restore_over(world, path)
    with store_file(world.store) as there:
        done = Replaced(path, backup.inspect(there), kept)
    if kept:
        _keep_for_undo(world, kept)
    return done


def restore_over(world: World, path: str) -> str:
    """Put a copy in the store's place; the path of what was there, empty for nothing."""
    if world.store.startswith(SERVER):
        from followup.store import server_copy

        return server_copy.restore(world.store, path, world.now)
    return backup.restore(world.store, path, world.now)


RESTORE = "restore"
REPLACED = "what it replaced is "


def _keep_for_undo(world: World, kept: str) -> None:
    """Have undo know of a restore; not in a store of an earlier version, which stays as it is."""
    from followup.store import row_values, transaction
    from followup.store.models import Change

    made = {"command": RESTORE, "summary": f"{REPLACED}{kept}"}
    with suppress(OlderSchema), transaction.unjournaled(world.store, world.now) as change:
        change.insert(Change, [made | {"made_at": row_values.instant_text(world.now)}])


def lost(world: World, path: str) -> list[UndoableChange]:
    """The changes of the store that a copy does not know of, the last first."""
    with suppress(FollowupError), connect(world.store) as ask, connect(path) as other:
        known = {(one.number, one.command, one.made_at) for one in queries.changes(other)}
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
    if made.command == RESTORE:
        if made != last:
            raise UsageError(
                "That restore was followed by other changes; take those back first with: "
                "followup undo"
            )
        restore_over(world, made.summary.removeprefix(REPLACED))
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
