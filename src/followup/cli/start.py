"""How every command begins: with a look at the world, and at the configuration file if it changed."""

from followup import settings
from followup.cli import said
from followup.settings import World
from followup.store import morning
from followup.store.asking import asking


def world() -> World:
    """The world of this command, planned by the configuration file as it is now."""
    found = settings.look()
    with asking(found.store) as ask:
        read = morning.settings(ask).get(morning.STAMP, "")
    if read != found.config_stamp:
        from followup.actions.configuring import take_over_file  # the engine, half a second

        said.remarks(take_over_file(found))
    return found
