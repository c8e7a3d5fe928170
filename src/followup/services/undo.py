"""`undo`: the last change taken back, or the list of what could be."""

from followup.environment import World
from followup.store import due_list, queries
from followup.store.ask import Ask, asking
from followup.store.queries import Made


def undo(world: World, number: int | None = None) -> Made:
    """Take back the last change, or the one of that number, if nothing later touched its records.

    What changes after it planned by what it had told is planned again. NothingFound where there
    is none.
    """
    with asking(world.store) as ask:
        queries.change(ask, number)
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import applications, transaction

    with transaction.unjournaled(world.store, world.now) as change:
        made, was_last = transaction.take_back(change, number)
        if not was_last or _is_filed(change.ask):
            replan(change, applications.all_planned(change), world.now)
        return made


def _is_filed(ask: Ask) -> bool:
    """Whether a configuration file says something: it may have changed since, in no journal."""
    asked = "SELECT key FROM setting WHERE source = 'file' AND key <> :stamp LIMIT 1"
    return any(True for _ in ask(asked, {"stamp": due_list.STAMP}))


def changes(world: World) -> list[Made]:
    """What could be taken back, the last change first."""
    with asking(world.store) as ask:
        return queries.changes(ask)
