"""`due --catch-up` and `skip --too-late`, for people at a screenful and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from followup.domain.safe_text import paint
from followup.domain.text import counted
from followup.output import due_list
from followup.output.interviews import Record, due_record

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.environment import World
    from followup.services.catching_up import LetGo, Order
    from followup.store.due_list import Todo

HEADS = (
    ("promised", "What you promised"),
    ("thanks", "Thank-yous that still do good, the newest first"),
    ("rest", "The rest, the least time left first"),
)


def text(found: Order, world: World) -> str:
    """The order as people read it, cut at a screenful with the count of the rest."""
    if not found.now and not found.too_late:
        return "Nothing to do today.\n"
    late = _cut(found.too_late, max(3, world.lines // 4))
    heads = sum(2 for name, _ in HEADS if getattr(found, name))
    under_late = 4 * bool(late) + (len(late) < len(found.too_late))
    now = _cut(found.now, world.lines - heads - len(late) - under_late - 4)
    shown = (*now, *late)
    rows = dict(zip(shown, due_list.rows(shown, world), strict=True))
    blocks = [
        [_head(due_list.long(world.today), world)],
        *_worth(found, {one: rows[one] for one in now}, world),
        _let_go(found, [rows[one] for one in late], world),
        [f"Type: {_command(found)}"],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _cut(todos: Sequence[Todo], room: int) -> Sequence[Todo]:
    return todos if len(todos) <= room else todos[: max(3, room - 1)]


def _worth(found: Order, rows: Mapping[Todo, str], world: World) -> list[list[str]]:
    """What is shown of all that is worth doing, each group under its head."""
    groups = ((head, [one for one in getattr(found, name) if one in rows]) for name, head in HEADS)
    blocks = [
        [_head(head, world), *(rows[one] for one in todos)] for head, todos in groups if todos
    ]
    more = len(found.now) - len(rows)
    if more:
        blocks[-1].append(f"  … and {more} more: followup due --catch-up --plain")
    return blocks


def _let_go(found: Order, rows: Sequence[str], world: World) -> list[str]:
    """What is too late, and how to skip it."""
    if not rows:
        return []
    count = len(found.too_late)
    more = [f"  … and {count - len(rows)} more"] if len(rows) < count else []
    how = "Skip it" if count == 1 else f"Skip all {count} in one go"
    head = _head("Too late to be worth sending", world)
    return [head, *rows, *more, f"  {how}: followup skip --too-late"]


def _command(found: Order) -> str:
    if not found.now:
        return "followup skip --too-late"
    first = found.now[0]
    return f"followup {'done' if first.kind in due_list.NOT_WRITTEN else 'draft'} {first.id}"


def _head(said: str, world: World) -> str:
    return paint(said, "head", colour=world.colour)


def record(found: Order) -> Record:
    """The order as `due --catch-up --json` gives it."""
    return {
        "now": [due_record(one) for one in found.now],
        "too_late": [due_record(one) for one in found.too_late],
    }


def about_to_go(todos: Sequence[Todo], world: World) -> str:
    """What is about to be skipped, at most a screenful."""
    shown = _cut(todos, world.lines - 3)
    more = [f"  … and {len(todos) - len(shown)} more"] if len(shown) < len(todos) else []
    return "\n".join([*due_list.rows(shown, world), *more]) + "\n"


def question(todos: Sequence[Todo]) -> str:
    """Whether these shall be skipped."""
    these = "this thank-you" if len(todos) == 1 else f"these {len(todos)} thank-yous"
    return f"Skip {these}, too late to be worth sending?"


def let_go(found: LetGo) -> str:
    """What was skipped."""
    return (
        f"Skipped {counted(len(found.skipped), 'thank-you')} that came too late. "
        "Take that back with: followup undo\n"
    )


def let_go_record(found: LetGo) -> Record:
    """The same as a record."""
    return {"skipped": [due_record(one) for one in found.skipped]}
