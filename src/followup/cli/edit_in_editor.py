"""`edit` without options: the whole record in the user's editor, whose text is never lost."""

from followup import environment
from followup.cli import console
from followup.domain.errors import FollowupError, UsageError
from followup.environment import World
from followup.integrations.editor import Sheet
from followup.services import edit_interview, interview_text
from followup.services.edit_interview import Edited, Opened


def in_editor(world: World, before: Opened) -> Edited | None:
    """The record edited as a text; None where the user left it as it was, or emptied it.

    What cannot be kept stays in its file, whose path is said. Raises the error of the last try.
    """
    text = interview_text.write(interview_text.entries(before.told), _remarks(before.number))
    sheet = Sheet(text, f"interview-{before.number}.txt")
    while True:
        try:
            edited = _once(world, before, text, sheet)
        except FollowupError as error:
            if not _again(error, sheet, text):
                raise
        else:
            sheet.remove()
            return edited


def _once(world: World, before: Opened, text: str, sheet: Sheet) -> Edited | None:
    told = sheet.edit(environment.editor())
    if told == text or not told.strip():
        return None
    return edit_interview.rewrite(world, before, told)


def _again(error: FollowupError, sheet: Sheet, text: str) -> bool:
    """Whether the user wants to edit a text again that could not be kept."""
    if sheet.holds(text):
        sheet.remove()
        return False
    kept = f"Nothing was changed. Your text is kept in {sheet.path}"
    if not isinstance(error, UsageError):
        console.remarks([kept])
        return False
    console.remarks([str(error), kept])
    if console.confirm("Edit it again?", default=True):
        return True
    raise SystemExit(error.exit_status)


def _remarks(number: int) -> tuple[str, ...]:
    return (
        f"Interview {number}. Save and close to keep what you change; leave it as it is, and",
        "nothing changes. Lines with # are remarks. A longer text goes on below, indented.",
        "One more person, strength, concern or promise: one more line. Below with: email, title,",
        "phone, calls (yes or no) and topic. A promise is its day and what it is:",
        "promise: friday: send the link",
    )
