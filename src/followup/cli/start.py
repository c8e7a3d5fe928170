"""How every command begins: with a look at the world, and at the configuration file if it changed."""

from followup import settings
from followup.cli import said
from followup.settings import World


def world() -> World:
    """The world of this command, planned by the configuration file as it is now."""
    found = settings.look()
    from followup.actions.configuring import take_over_file

    said.remarks(take_over_file(found))
    return found
