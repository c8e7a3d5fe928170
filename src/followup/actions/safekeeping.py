"""`backup` and `restore`, and the copies that are made without being asked for."""

import os
from dataclasses import dataclass

from followup.errors import FollowupError, UsageError
from followup.settings import World
from followup.store import backup
from followup.store.backup import Contents, Copy


@dataclass(frozen=True, slots=True)
class Replaced:
    """A restored store: from what, what it holds, and where what it replaced is kept."""

    path: str
    holds: Contents
    kept: str


def back_up(world: World, path: str, *, force: bool = False) -> Contents:
    """Copy the store to a file. UsageError where the file is there and `force` is not given."""
    if os.path.lexists(path) and not force:
        raise UsageError(
            f"{path} is there already; give --force to write over it, or another name."
        )
    if os.path.abspath(path) == os.path.abspath(world.store):
        raise UsageError(f"{path} is the store itself; name another file.")
    backup.write(world.store, path)
    return backup.inspect(path)


def copies(world: World) -> list[Copy]:
    """The copies that were made by themselves, the latest first."""
    return backup.copies(world.store)


def contents(path: str) -> Contents:
    """What a copy holds. WorldError where it is damaged or no copy of a store."""
    return backup.inspect(path)


def holds_now(world: World) -> Contents | None:
    """What the store holds that a restore would replace; None where it holds nothing readable."""
    try:
        return backup.inspect(world.store)
    except FollowupError:
        return None


def restore(world: World, path: str) -> Replaced:
    """Put a copy in the store's place, and keep what was there. WorldError for a damaged copy."""
    moment = world.now.isoformat(timespec="seconds")
    kept = backup.restore(world.store, path, backup.place(world.store, moment, "replaced"))
    return Replaced(path, backup.inspect(world.store), kept)
