"""`undo`: the last change taken back, or the list of what could be."""

from followup.settings import World
from followup.store import reads
from followup.store.asking import asking
from followup.store.reads import Made


def undo(world: World, number: int | None = None) -> Made:
    """Take back the last change, or the one of that number, if nothing later touched its records.

    NothingFound where there is none.
    """
    with asking(world.store) as ask:
        reads.change(ask, number)
    from followup.store import writes  # the engine, half a second

    return writes.undo(world.store, number)


def changes(world: World) -> list[Made]:
    """What could be taken back, the last change first."""
    with asking(world.store) as ask:
        return reads.changes(ask)
