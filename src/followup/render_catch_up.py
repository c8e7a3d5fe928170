"""`due --catch-up` and `skip --too-late`, for people at a screenful and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup import agenda
from followup.printable import paint
from followup.render import Record, due_record

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.actions.catching_up import LetGo, Order
    from followup.settings import World
    from followup.store.morning import Todo

HEADS = (
    ("promised", "What you promised"),
    ("thanks", "Thank-yous that still do good, the newest first"),
    ("rest", "The rest, the least time left first"),
)


def text(found: Order, world: World) -> str:
    """The order as people read it, cut at a screenful with the count of the rest."""
    if not found.now and not found.too_late:
        return "Nothing to do today.\n"
    late = _too_late(found.too_late, world)
    heads = sum(2 for name, _ in HEADS if getattr(found, name))
    shown = _cut(found.now, world.lines - heads - len(late) - 4)
    blocks = [[_head(agenda.long(world.today), world)], *_groups(found, shown, world)]
    if len(shown) < len(found.now):
        more = f"  … and {len(found.now) - len(shown)} more: followup due --catch-up --plain"
        blocks[-1].append(more)
    blocks += [late] if late else []
    blocks += [[f"Type: {_command(found)}"]]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _cut(todos: Sequence[Todo], room: int) -> Sequence[Todo]:
    return todos if len(todos) <= room else todos[: max(3, room - 1)]


def _groups(found: Order, shown: Sequence[Todo], world: World) -> list[list[str]]:
    """What is shown, each group under its head."""
    numbers = {one.id for one in shown}
    groups = (
        (head, [one for one in getattr(found, name) if one.id in numbers]) for name, head in HEADS
    )
    return [[_head(head, world), *agenda.rows(todos, world)] for head, todos in groups if todos]


def _too_late(todos: Sequence[Todo], world: World) -> list[str]:
    """What to let go, and how."""
    if not todos:
        return []
    shown = _cut(todos, max(3, world.lines // 4))
    more = len(todos) - len(shown)
    how = "Skip it" if len(todos) == 1 else f"Skip all {len(todos)} in one go"
    return [
        _head("Too late to be worth sending", world),
        *agenda.rows(shown, world),
        *([f"  … and {more} more"] if more else []),
        f"  {how}: followup skip --too-late",
    ]


def _command(found: Order) -> str:
    if not found.now:
        return "followup skip --too-late"
    first = found.now[0]
    return f"followup {'done' if first.kind in agenda.NOT_WRITTEN else 'draft'} {first.id}"


def _head(said: str, world: World) -> str:
    return paint(said, "head", colour=world.colour)


def record(found: Order) -> Record:
    """The order as `due --catch-up --json` gives it."""
    return {
        "now": [due_record(one) for one in found.now],
        "too_late": [due_record(one) for one in found.too_late],
    }


def question(todos: Sequence[Todo], world: World) -> str:
    """What is about to be skipped, and whether it shall be."""
    names = "\n".join(agenda.rows(todos, world))
    these = "this thank-you" if len(todos) == 1 else f"these {len(todos)} thank-yous"
    return f"{names}\nSkip {these}, too late to be worth sending?"


def let_go(found: LetGo) -> str:
    """What was skipped."""
    count = len(found.skipped)
    return (
        f"Skipped {count} thank-you{'s' * (count != 1)} that came too late. "
        "Take that back with: followup undo\n"
    )


def let_go_record(found: LetGo) -> Record:
    """The same as a record."""
    return {"skipped": [due_record(one) for one in found.skipped]}
