"""How to greet the people of `add`: asked at a terminal where it is not certain, else remarked."""

from followup.cli import console
from followup.domain.safe_text import line
from followup.environment import World
from followup.services.add_interview import UnrecordedInterview
from followup.services.greetings import Unsure


def checked(world: World, new: UnrecordedInterview) -> tuple[UnrecordedInterview, list[str]]:
    """The interview with the greetings that the user chose, and remarks on those not chosen."""
    if not world.interactive:
        return new, [doubt.remark for doubt in new.unsure]
    return new.greeted(dict(map(_chosen, new.unsure))), []


def _chosen(doubt: Unsure) -> tuple[str, str]:
    """The person, and the greeting that was typed, or that notes have anyway."""
    name = doubt.person.name
    offered = doubt.greeting.rstrip(",")
    return name, console.ask(f"How would you greet {line(name)}?", default=line(offered))
