"""`undo`: the last change taken back, or the list of what could be."""

from followup.settings import World
from followup.store import reads
from followup.store.asking import asking
from followup.store.reads import Made


def undo(world: World) -> Made:
    """Take back the last change. NothingFound where there is none."""
    with asking(world.store) as ask:
        reads.last_change(ask)
    from followup.store import writes  # the engine, half a second

    return writes.undo(world.store)


def changes(world: World) -> list[Made]:
    """What could be taken back, the last change first."""
    with asking(world.store) as ask:
        return reads.changes(ask)
