"""The forms that a note can be sent in. A new one is a file and a line of FORMS."""

import os
from collections.abc import Callable

from followup.delivery.letter import Sending, Written
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import Note
from followup.domain.safe_text import line, wrap
from followup.notes.template import as_text


class Form(Frozen):
    """A form: the channel that it belongs to (none: to all), and its files' suffix."""

    name: str
    channel: str
    suffix: str
    write: Callable[[Sending], Written]


def form(name: str) -> Form:
    """The form of that name. UsageError where there is none."""
    wanted = name.strip().lower()
    if wanted not in FORMS:
        raise UsageError(f"“{line(name)[:40]}” is no format; it is one of {', '.join(FORMS)}.")
    return FORMS[wanted]


def form_for(channel: str, out: str = "") -> Form:
    """The form to take where none was named: what the file's suffix says, else one to be read.

    `.txt`, like any unknown suffix, leaves it to the channel.
    """
    _, suffix = os.path.splitext(out.lower())
    wanted = (one for one in FORMS.values() if one.suffix == suffix != ".txt")
    readable = (one for one in FORMS.values() if one.suffix == ".txt" and one.channel == channel)
    return next(wanted, None) or next(readable, FORMS["text"])


def belongs(chosen: Form, channel: str) -> str:
    """The remark for a form of another channel than the note was written for; empty if it fits."""
    if chosen.channel in ("", channel):
        return ""
    return (
        f"The note was written for {channel}, and {chosen.name} is a form of {chosen.channel}: "
        f"--channel {chosen.channel} words it for that."
    )


def _text(sending: Sending) -> Written:
    return Written(as_text(sending.note).encode())


def _email(sending: Sending) -> Written:
    from followup.delivery.email import email_message  # email.message: 30 ms

    return email_message(
        sending.note,
        sending.occasion,
        sending.now,
        number=sending.number,
        receipt=sending.stationery.receipt,
    )


def _pdf(sending: Sending) -> Written:
    from followup.delivery.letter import letter_pdf

    return letter_pdf(sending.note, sending.occasion, sending.stationery)


def _html(sending: Sending) -> Written:
    from followup.delivery.letter import letter_html

    return letter_html(sending.note, sending.occasion, sending.stationery)


def _card(sending: Sending) -> Written:

    return Written(card(sending.note).encode())


def _phone(sending: Sending) -> Written:
    from followup.delivery.phone_call import phone_sheet

    return phone_sheet(sending.occasion)


FORMS = {
    one.name: one
    for one in (
        Form("text", "", ".txt", _text),
        Form("eml", "email", ".eml", _email),
        Form("pdf", "letter", ".pdf", _pdf),
        Form("html", "letter", ".html", _html),
        Form("card", "card", ".txt", _card),
        Form("phone", "phone", ".txt", _phone),
    )
}
"""By name; a channel's form that is read comes after those that are made for a program."""

COLUMNS = 38
"""Characters that a hand writes on one line of a folded A6 card."""


def card(note: Note, columns: int = COLUMNS) -> str:
    """The note without its subject, in lines of at most `columns` columns, at least 2."""
    return "\n".join(wrap(note.body.strip(), columns)) + "\n"
