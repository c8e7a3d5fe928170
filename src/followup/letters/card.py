"""A note as plain text: to be read, or to be copied by hand onto a card. Pure."""

from followup.facts import Note
from followup.printable import line, lines, wrap

CARD_COLUMNS = 38
"""Characters that a hand writes on one line of a folded A6 card."""


def as_text(note: Note) -> str:
    """The note under its subject, its lines as they are."""
    return f"Subject: {line(note.subject)}\n\n{lines(note.body).rstrip()}\n"


def card(note: Note, columns: int = CARD_COLUMNS) -> str:
    """The note without its subject, in lines of at most `columns` columns, at least 2."""
    return "\n".join(wrap(note.body.strip(), columns)) + "\n"
