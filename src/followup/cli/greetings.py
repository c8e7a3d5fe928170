"""How to greet the people of `add`: asked at a terminal where it is not certain, else remarked."""

from dataclasses import replace

from followup.cli import console
from followup.domain.safe_text import line
from followup.environment import World
from followup.services import greetings
from followup.services.add_interview import AddOptions
from followup.services.greetings import Unsure


def checked(world: World, typed: AddOptions) -> tuple[AddOptions, list[str]]:
    """The interview with the greetings that the user chose, and remarks on those not chosen."""
    doubts = greetings.unsure(world, typed)
    if not world.interactive:
        return typed, [doubt.remark for doubt in doubts]
    return replace(typed, salutations=tuple(map(_chosen, doubts))), []


def _chosen(doubt: Unsure) -> tuple[str, str]:
    """The person, and the greeting that was typed, or that notes have anyway."""
    name = doubt.person.name
    offered = doubt.greeting.rstrip(",")
    return name, console.ask(f"How would you greet {line(name)}?", default=line(offered))
