"""`add` at a terminal: asks for what is missing, in the order that makes the note good.

Each prompt is the beginning of the sentence that the answer ends. Enter skips what can be
skipped, Ctrl-D skips all that is left, Ctrl-C ends with nothing recorded.
"""

import signal
from collections.abc import Callable
from dataclasses import replace

from followup.cli.console import INTERRUPTED
from followup.domain.blanks import is_blank
from followup.domain.errors import FollowupError, UsageError
from followup.domain.model import Concern
from followup.domain.safe_text import lines
from followup.environment import World
from followup.services import add_interview
from followup.services.add_interview import AddOptions
from followup.services.context import frame
from followup.store.ask import asking


class Enough(Exception):
    """The user typed Ctrl-D: no more questions."""


def complete(world: World, typed: AddOptions) -> AddOptions:
    """What was typed, with the answers to the questions about the rest.

    Ends the process with 130 at Ctrl-C: nothing was recorded. UsageError where even what is
    required was not told.
    """
    import readline  # noqa: F401  editing of the line, for whoever answers

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return _optional(world, _required(world, typed))
    except KeyboardInterrupt:
        print("\nNothing was recorded.")
        raise SystemExit(INTERRUPTED) from None
    except Enough:
        raise UsageError(
            'Nothing was recorded: company and start are needed, as in followup add "Acme Corp" '
            '--at "yesterday 3pm"'
        ) from None


def _required(world: World, typed: AddOptions) -> AddOptions:
    print("What is asked for first is needed; after that, Enter skips, Ctrl-D ends.\n")
    ask = Asking(world)
    typed = ask.once(typed, "company", "Company", needed=True)
    typed = ask.once(typed, "role", "Role")
    return ask.once(typed, "at", "It was, or will be, on (as “yesterday 3pm”)", needed=True)


def _optional(world: World, typed: AddOptions) -> AddOptions:
    ask = Asking(world)
    steps: tuple[Callable[[AddOptions], AddOptions], ...] = (
        lambda t: ask.once(t, "stage", "It was a (phone, video, onsite, panel, final)"),
        lambda t: ask.each(t, "people", "I talked with (“Name <address>, Title”)"),
        ask.topics,
        lambda t: ask.each(t, "looking_for", "They are looking for"),
        lambda t: ask.each(t, "strengths", "What I have for that: I"),
        ask.concerns,
        lambda t: ask.once(t, "decision", "They will decide by"),
        lambda t: ask.each(t, "promises", "I promised (“wednesday: send the link”)"),
        lambda t: ask.once(t, "next_step", "The next step is"),
        lambda t: ask.once(t, "note", "Also worth remembering"),
    )
    for step in steps:
        try:
            typed = step(typed)
        except Enough:
            break
    return typed


class Asking:
    """Asks one thing after another; what cannot be understood is asked again."""

    def __init__(self, world: World) -> None:
        self.world = world
        with asking(world.store) as ask:
            self.phrases = frame(world, ask)

    def once(
        self, typed: AddOptions, field: str, prompt: str, *, needed: bool = False
    ) -> AddOptions:
        """One answer for a field that was not typed yet."""
        if getattr(typed, field).strip():
            return typed
        while True:
            answer = _named(_answer(prompt), field)
            if not answer and needed:
                continue
            told = replace(typed, **{field: answer})  # type: ignore[arg-type]
            if self._understood(told):
                return told

    def each(self, typed: AddOptions, field: str, prompt: str) -> AddOptions:
        """Answers, until an empty one, for a field that may have several."""
        while answer := _named(_answer(prompt), field):
            told = replace(typed, **{field: (*getattr(typed, field), answer)})  # type: ignore[arg-type]
            if self._understood(told):
                typed, prompt = told, "  and"
        return typed

    def topics(self, typed: AddOptions) -> AddOptions:
        """What each person and you talked about."""
        told = {person.name: person.topic for person in add_interview.people(typed)}
        for name, topic in told.items():
            if topic:
                continue
            answer = _answer(f"With {lines(name)} I talked about")
            if answer:
                typed = replace(typed, topics=(*typed.topics, f"{name}: {answer}"))
        return typed

    def concerns(self, typed: AddOptions) -> AddOptions:
        """What they doubted, and what you said."""
        while doubt := _answer("They were unsure about"):
            said = _answer("  and I said")
            typed = replace(typed, concerns=(*typed.concerns, Concern(doubt, said).text()))
        return typed

    def _understood(self, typed: AddOptions) -> bool:
        """Whether what was told so far is understood; says why not."""
        try:
            known = replace(typed, company=typed.company or "Company", at=typed.at or "today")
            add_interview.understand(self.world, self.phrases, known)
        except FollowupError as error:
            print(f"  {lines(error)}")
            return False
        return True


def _named(answer: str, field: str) -> str:
    """The answer; empty where it says that there is none: “none” to the role, “no one else”."""
    return "" if field in ("role", "people") and is_blank(answer) else answer


def _answer(prompt: str) -> str:
    try:
        return input(f"{prompt}: ").strip()
    except EOFError:
        print()
        raise Enough from None
