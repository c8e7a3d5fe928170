"""A note as it is copied by hand onto a card. Pure."""

from followup.domain.model import Note
from followup.domain.safe_text import wrap

COLUMNS = 38
"""Characters that a hand writes on one line of a folded A6 card."""


def card(note: Note, columns: int = COLUMNS) -> str:
    """The note without its subject, in lines of at most `columns` columns, at least 2."""
    return "\n".join(wrap(note.body.strip(), columns)) + "\n"
