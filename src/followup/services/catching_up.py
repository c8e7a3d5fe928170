"""Coming back after a week away: an order for a list that overwhelms, and what to let go.

First what you promised, then the thank-yous that still do good, the newest first, then the rest,
the least time left first. A thank-you comes too late where its interview lies further back than
`thank_you.too_late_days` of the policy, unless you put it off to a day that has not passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.errors import NothingFound
from followup.domain.policy import Policy
from followup.domain.text import counted, free_text
from followup.domain.workdays import Workdays, from_settings
from followup.environment import World
from followup.output import due_list as due_list_output
from followup.output.due_list import Wanted
from followup.services.context import when
from followup.store import due_list as due_list_store
from followup.store.ask import Ask, asking
from followup.store.due_list import Todo

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.planning import Replanned


@dataclass(frozen=True, slots=True)
class Order:
    """What may be done today, in the order that does most good, and what is too late."""

    promised: tuple[Todo, ...]
    thanks: tuple[Todo, ...]
    rest: tuple[Todo, ...]
    too_late: tuple[Todo, ...]

    @property
    def now(self) -> tuple[Todo, ...]:
        """All that is worth doing, in its order."""
        return self.promised + self.thanks + self.rest


@dataclass(frozen=True, slots=True)
class Limit:
    """How many business days after its interview a thank-you is still worth sending, inclusive."""

    days: int
    workdays: Workdays

    def is_passed(self, todo: Todo, today: date) -> bool:
        """Whether `todo` is a thank-you that comes too late on that day."""
        if todo.kind != "thank_you" or not todo.interview_on or todo.due_on >= today.isoformat():
            return False
        return today > self.workdays.add(date.fromisoformat(todo.interview_on), self.days)


@dataclass(frozen=True, slots=True)
class LetGo:
    """What was skipped in one go, and what that changed."""

    skipped: tuple[Todo, ...]
    replanned: "Replanned"


def order(todos: Sequence[Todo], today: date, limit: Limit) -> Order:
    """Put what is to do in order; every one of `todos` is in it, once."""
    by_time = sorted(todos, key=lambda one: (one.due_on, one.id))
    worth = [one for one in by_time if not limit.is_passed(one, today)]
    thanks = [one for one in worth if one.kind == "thank_you"]
    return Order(
        promised=tuple(one for one in worth if one.kind == "promised"),
        thanks=tuple(sorted(thanks, key=lambda one: one.interview_on or "", reverse=True)),
        rest=tuple(one for one in worth if one.kind not in ("promised", "thank_you")),
        too_late=tuple(one for one in by_time if limit.is_passed(one, today)),
    )


def catch_up(world: World, wanted: Wanted) -> Order:
    """What `due` shows with these options, in order."""
    todos = due_list_output.look(world, wanted).todos
    with asking(world.store) as ask:
        return order(todos, world.today, limit(ask))


def limit(ask: Ask) -> Limit:
    """The limit that the configuration gives."""
    kept = due_list_store.settings(ask)
    days = Policy.from_settings(kept)["thank_you.too_late_days"]
    return Limit(days, from_settings(kept, due_list_store.holidays(ask, kept)))


def too_late(world: World) -> tuple[Todo, ...]:
    """The thank-yous that come too late. NothingFound where there is none."""
    found = catch_up(world, Wanted()).too_late
    if not found:
        raise NothingFound("No thank-you is too late to be worth sending; nothing was skipped.")
    return found


def skip_too_late(world: World, agreed: Sequence[Todo], because: str = "") -> LetGo:
    """Skip those of `agreed` that are still pending, in one change, so that undo takes it back."""
    because = free_text(because, "reason") or "too late to be worth sending"
    from followup.services.planning import replan
    from followup.store import followups, transaction

    numbers = {one.id for one in agreed}
    with transaction.change(world.store, "skip", world.now) as change:
        pending = due_list_store.todos(change.ask, when(world, change.ask), world.today)
        skipped = tuple(one for one in pending if one.id in numbers)
        for one in skipped:
            followups.settle(change, one.id, "skipped", world.today, because)
        change.summary = f"{counted(len(skipped), 'thank-you')} that came too late"
        touched = {followups.get(change, one.id).application_id for one in skipped}
        return LetGo(skipped, replan(change, sorted(touched), world.now))
