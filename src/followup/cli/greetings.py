"""How to greet the people of `add`: asked at a terminal where it is not certain, else remarked."""

import signal
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
    if not doubts or not world.interactive:
        return typed, [doubt.remark for doubt in doubts]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        chosen = tuple((doubt.person.name, _asked(doubt)) for doubt in doubts)
    except KeyboardInterrupt:
        console.result("\nNothing was recorded.\n")
        raise SystemExit(console.INTERRUPTED) from None
    return replace(typed, salutations=chosen), []


def _asked(doubt: Unsure) -> str:
    """The greeting that was typed; what notes have anyway where nothing was."""
    offered = doubt.greeting.rstrip(",")
    try:
        answer = input(f"How would you greet {line(doubt.person.name)}? [{line(offered)}] ")
    except EOFError:
        console.result("\n")
        answer = ""
    return answer.strip() or offered
