"""How a note leaves the program: printed, written to a file, or put into the user's own words."""

import os

from followup import output, render, settings
from followup.actions import drafting
from followup.actions.drafting import Draft
from followup.cli import said
from followup.editor import Sheet
from followup.errors import FollowupError, UsageError
from followup.settings import World


def edited(world: World, found: Draft) -> Draft:
    """The note in the words that the user gives it in their editor; unchanged where they gave none.

    Whatever goes wrong, the note that was there stays, and so does the file with the new words.
    """
    sheet = Sheet(render.draft(found), "note.txt")
    before = sheet.text()
    try:
        text = sheet.edit(settings.editor())
        told = found if text.strip() == before.strip() else drafting.keep(world, found, text)
    except FollowupError as error:
        kept = "" if sheet.holds(before) else f" Your words are in {sheet.path}."
        if not kept:
            sheet.remove()
        raise type(error)(f"{error} The note stays as it was.{kept}") from None
    sheet.remove()
    return told


def give(found: list[Draft], *, out: str, force: bool, as_json: bool, everything: bool) -> None:
    """Print the notes, or write them: one to the file `out`, all into the directory `out`."""
    if not found:
        said.remarks(["There is no note to write today."])
    if out and everything:
        _into_directory(found, out, force=force)
    elif out:
        _into_file(found[0], out, force=force, as_json=as_json)
    elif as_json:
        records = [render.draft_record(one) for one in found]
        said.result(render.as_json(records if everything else records[0]))
    else:
        said.result("\n---\n\n".join(render.draft(one) for one in found))
    if not as_json:
        for one in found:
            said.remarks(render.draft_remarks(one))


def _into_file(found: Draft, path: str, *, force: bool, as_json: bool) -> None:
    text = render.as_json(render.draft_record(found)) if as_json else render.draft(found)
    output.write(path, text.encode(), force=force)
    said.remarks([f"Written to {path}."])


def _into_directory(found: list[Draft], path: str, *, force: bool) -> None:
    if not os.path.isdir(path):
        raise UsageError(f"{path} is no directory; make it first, so that each note has a file.")
    for one in found:
        name = os.path.join(path, f"{output.slug(render.draft_name(one))}.txt")
        output.write(name, render.draft(one).encode(), force=force)
        said.remarks([f"Written to {name}."])
