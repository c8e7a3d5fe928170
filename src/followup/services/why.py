"""`why`: the chain of reasons for a date."""

from dataclasses import dataclass

from followup.domain.policy import RULES, Rule
from followup.environment import World
from followup.services import search
from followup.services.context import when
from followup.store.ask import asking
from followup.store.queries import Listed


@dataclass(frozen=True, slots=True)
class Explained:
    """A follow-up, whose chain says how its dates came about, and its rule with the evidence."""

    followup: Listed
    rule: Rule | None


def why(world: World, which: str) -> Explained:
    """Why a follow-up has its dates. NothingFound or SeveralFound where it is not one."""
    with asking(world.store) as ask:
        chosen = search.followup(ask, when(world, ask), which)
    return Explained(chosen, RULES.get(chosen.followup.rule))
