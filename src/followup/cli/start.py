"""How every command begins: with a look at the world, and with a store and a plan that are up to date."""

from followup import environment
from followup.cli import console
from followup.environment import World
from followup.store import due_list
from followup.store.ask import asking
from followup.store.schema import OlderSchema


def world() -> World:
    """The world of this command, its store of this version and planned by the file as it is now."""
    found = environment.look()
    try:
        read = _file_that_was_read(found)
    except OlderSchema:
        from followup.store import engine  # half a second

        console.remarks(_kept(engine.bring_up_to_date(found.store, found.now)))
        read = _file_that_was_read(found)
    if read != found.config_stamp:
        from followup.services.config import take_over_file  # the engine, half a second

        console.remarks(take_over_file(found))
    return found


def _file_that_was_read(found: World) -> str:
    with asking(found.store) as ask:
        return due_list.settings(ask).get(due_list.STAMP, "")


def _kept(copy: str) -> list[str]:
    """Where what the store was is, unless another process has said so."""
    done = "The store was brought up to date with this version of followup; what it was is kept as"
    return [f"{done} {copy}"] if copy else []
