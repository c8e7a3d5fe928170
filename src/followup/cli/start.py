"""How every command begins: with a look at the world, and with a store and a plan that are up to date."""

from followup import settings
from followup.cli import said
from followup.settings import World
from followup.store import morning
from followup.store.asking import asking
from followup.store.schema import OlderSchema


def world() -> World:
    """The world of this command, its store of this version and planned by the file as it is now."""
    found = settings.look()
    try:
        read = _file_that_was_read(found)
    except OlderSchema:
        from followup.store import engine  # half a second

        said.remarks(_kept(engine.bring_up_to_date(found.store, found.now)))
        read = _file_that_was_read(found)
    if read != found.config_stamp:
        from followup.actions.configuring import take_over_file  # the engine, half a second

        said.remarks(take_over_file(found))
    return found


def _file_that_was_read(found: World) -> str:
    with asking(found.store) as ask:
        return morning.settings(ask).get(morning.STAMP, "")


def _kept(copy: str) -> list[str]:
    """Where what the store was is, unless another process has said so."""
    done = "The store was brought up to date with this version of followup; what it was is kept as"
    return [f"{done} {copy}"] if copy else []
