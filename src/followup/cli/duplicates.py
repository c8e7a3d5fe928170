"""`add` beside what is there already: asks at a terminal; elsewhere it goes ahead and says so."""

import typer

from followup.cli import console
from followup.domain.safe_text import line, quoted
from followup.environment import World
from followup.services import duplicates
from followup.services.add_interview import Typed
from followup.services.duplicates import Twin


def checked(world: World, typed: Typed) -> tuple[Typed, list[str]]:
    """The interview to be recorded, and remarks on what it looks like.

    Ends the command where the user says at a terminal that it is there already.
    """
    if not world.interactive:
        return typed, _remarks(world, typed)
    typed = _of_one_company(world, typed)
    twin = duplicates.twin(world, typed)
    if twin and not console.confirm(f"{_there(twin)} Record it all the same?", default=False):
        console.result("Nothing was recorded.\n")
        raise typer.Exit
    return typed, []


def _of_one_company(world: World, typed: Typed) -> Typed:
    known = duplicates.company(world, typed)
    question = f"Is {line(typed.company)} the {line(known)} that is there already?"
    same = known and console.confirm(question, default=True)
    return duplicates.under(typed, known) if same else typed


def _remarks(world: World, typed: Typed) -> list[str]:
    known, twin = duplicates.company(world, typed), duplicates.twin(world, typed)
    remarks = [f"{_there(twin)} If this is the same one: followup undo"] if twin else []
    if known:
        remarks.append(
            f"{line(typed.company)} looks like {line(known)}, which is there already. If they are "
            f"one: followup undo, then add it as {quoted(known)}."
        )
    return remarks


def _there(twin: Twin) -> str:
    return (
        f"An interview with {line(twin.person)} on that day is there already, "
        f"as interview {twin.interview_id}."
    )
