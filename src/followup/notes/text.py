"""A note as one text: a line with its subject, a blank line, its body. And back. Pure."""

from followup.domain.errors import UsageError
from followup.domain.model import Note
from followup.domain.safe_text import line, lines
from followup.domain.text import free_text

_SUBJECT = "Subject:"


def as_text(note: Note) -> str:
    """The note as it is printed and edited."""
    return f"{_SUBJECT} {line(note.subject)}\n\n{lines(note.body).rstrip()}\n"


def split(text: str) -> tuple[str, str]:
    """Subject and body of such a text; a text without a subject is all body.

    UsageError where no body is left, or the text is too long.
    """
    told = free_text(text.replace("\r\n", "\n"), "note").strip()
    first, _, rest = told.partition("\n")
    has_subject = first.startswith(_SUBJECT)
    body = rest.strip() if has_subject else told
    if not body:
        raise UsageError("The note came back empty.")
    return first.removeprefix(_SUBJECT).strip() if has_subject else "", body
