"""A note as an email that any mail program opens as a draft. Pure.

Headers are written here, line by line, since the standard library folds long names into ones that
it reads back otherwise, and before Python 3.11.10 decodes a text into a header of its own. The
finished message is read again: it has the headers that were meant, or it is refused.
"""

import quopri
from collections.abc import Iterator, Mapping
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from followup.delivery.letter import Written
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.model import Note, Occasion
from followup.domain.people import check_email
from followup.domain.safe_text import line, lines, named

LONGEST = 200
"""Characters of a header's text: more is shortened, as no mail program shows it."""

_PLAIN = 60
"""So many ASCII characters stand in a header as they are, on one line."""

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>"\\@;:[]', " "))
"""What has a meaning in an address, and hardly any in a name."""

_UNSENT = {"X-Unsent": "1"}
"""Outlook opens the message as a draft."""

_FIXED = {
    "MIME-Version": "1.0",
    "Content-Type": 'text/plain; charset="utf-8"',
    "Content-Transfer-Encoding": "quoted-printable",
}


class Mailbox(Frozen):
    """An address, with a name or without."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


Meant = Mapping[str, str | Mailbox]
"""The headers of a message, before they are encoded."""


def email_message(
    note: Note, occasion: Occasion, now: datetime, *, number: int = 0, receipt: str = ""
) -> Written:
    """The note as the bytes of an `.eml`: UTF-8, plain text, lines ended by CR LF.

    `now` is aware. `receipt` is `yes`, `no`, or nothing as long as the user has not said which; a
    read receipt is asked for only with `yes`. The Message-ID follows from the follow-up's `number` and the text alone. What
    the message goes without, From, receipt or To, is remarked. WorldError where it would not be
    read back as it was meant.
    """
    meant = dict(_headers(note, occasion, now, number, receipt=receipt == "yes"))
    content = _content({**meant, **_UNSENT, **_FIXED}, note)
    return Written(content, tuple(_remarks(occasion, meant, receipt)))


class Outgoing(Frozen):
    """An email that can be sent: what is sent, from whom and to whom, and how people read it."""

    sender: str
    recipient: str
    message_id: str
    headers: tuple[tuple[str, str], ...]
    body: str
    content: bytes


def outgoing(
    note: Note, occasion: Occasion, now: datetime, *, number: int, receipt: str
) -> Outgoing:
    """The note as a message to be sent to the one address of its contact; else as `email_message`.

    UsageError where sender or recipient is not known.
    """
    meant = dict(_headers(note, occasion, now, number, receipt=receipt == "yes"))
    sender, recipient = meant.get("From"), meant.get("To")
    if not (isinstance(sender, Mailbox) and isinstance(recipient, Mailbox)):
        raise UsageError(f"Nothing was sent. {next(_remarks(occasion, meant, 'no'))}")
    meant |= _FIXED
    return Outgoing(
        sender=sender.email,
        recipient=recipient.email,
        message_id=str(meant["Message-ID"]),
        headers=tuple((name, str(value)) for name, value in meant.items()),
        body=lines(note.body).rstrip(),
        content=_content(meant, note),
    )


def _content(meant: Meant, note: Note) -> bytes:
    """The message with these headers. WorldError where it would be read otherwise."""
    headers = [f"{name}: {_written(value)}" for name, value in meant.items()]
    body = quopri.encodestring(f"{lines(note.body).rstrip()}\n".encode()).decode("ascii")
    content = "\r\n".join([*headers, "", *body.split("\n")]).encode("ascii")
    _check(content, meant)
    return content


def mailto_link(note: Note, occasion: Occasion) -> str:
    """The note as a link that opens in a mail program; it cannot ask for a receipt."""
    address = _valid(occasion.recipient.email) if occasion.recipient else ""
    body = lines(note.body).rstrip().replace("\n", "\r\n")
    subject = quote(header_text(note.subject), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={subject}&body={quote(body, safe='')}"


def header_text(text: str) -> str:
    """`text` on one line, at most LONGEST characters, without the marks of an encoded word."""
    told = " ".join(line(text).replace("=?", "= ?").replace("?=", "? =").split())
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rstrip()}…"


def _headers(
    note: Note, occasion: Occasion, now: datetime, number: int, *, receipt: bool
) -> Iterator[tuple[str, str | Mailbox]]:
    you, contact = occasion.you, occasion.recipient
    sender, recipient = _valid(you.email), _valid(contact.email) if contact else ""
    if sender:
        yield "From", _mailbox(you.name, sender)
    if contact and recipient:
        yield "To", _mailbox(contact.name, recipient)
    yield "Subject", header_text(note.subject)
    yield "Date", format_datetime(now)
    yield "Message-ID", _message_id(number, recipient, note)
    if sender and receipt:
        yield "Disposition-Notification-To", sender


def _mailbox(name: str, email: str) -> Mailbox:
    return Mailbox(header_text(name.translate(_NOT_IN_NAMES)), email)


def _valid(email: str) -> str:
    """`email` if it is one address, else nothing."""
    try:
        return check_email(email) if email.strip() else ""
    except UsageError:
        return ""


def _message_id(number: int, recipient: str, note: Note) -> str:
    """Under `.invalid` (RFC 6761), which is no host: nothing is told of this machine."""
    text = f"{number}\n{recipient}\n{note.subject}\n{note.body}"
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
    return f"<{number}.{digest}@followup.invalid>"


def _written(value: str | Mailbox) -> str:
    """A header's value as it stands in the file."""
    if isinstance(value, str):
        return value if _is_plain(value) else _encoded(value)
    name = f'"{value.name}"' if _is_plain(value.name) else _encoded(value.name)
    return f"{name} <{value.email}>" if value.name else value.email


def _is_plain(text: str) -> bool:
    return text.isascii() and len(text) <= _PLAIN


def _encoded(text: str) -> str:
    """`text` as encoded words (RFC 2047), one a line."""
    return Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")


def _check(content: bytes, meant: Meant) -> None:
    """WorldError unless `content` is read as a message with the headers that were meant."""
    try:
        read = message_from_bytes(content, policy=policy.default)
        same = read.keys() == [*meant] and all(
            _as_meant(read[name], value) for name, value in meant.items()
        )
    except (MessageError, ValueError, IndexError):
        same = False
    if not same:
        raise WorldError(
            "This note cannot be written as an email that is read as it was meant; "
            "look for odd characters in its subject and in the names, or send it as text."
        )


def _as_meant(read: object, meant: str | Mailbox) -> bool:
    """Spaces in a name do not count: Python 3.11 reads one between two encoded words."""
    if isinstance(meant, str):
        return str(read) == meant
    found = [(_closed(one.display_name), one.addr_spec) for one in getattr(read, "addresses", ())]
    return found == [(_closed(meant.name), meant.email)]


def _closed(text: str) -> str:
    return "".join(text.split())


def _remarks(occasion: Occasion, meant: Meant, receipt: str) -> Iterator[str]:
    if "From" not in meant:
        yield (
            "Your address is not known, so the email has no From and asks for no receipt: "
            'followup config set you.email "…"'
        )
    elif not receipt:
        yield (
            "The email asks for no read receipt. To ask for one in each: "
            "followup config set mail.receipt yes (or no, to end this remark)"
        )
    if "To" in meant:
        return
    if occasion.recipient is None:
        yield "Nobody is recorded for it, so the email has no To."
    else:
        name = line(occasion.recipient.name)
        yield (
            f"No email address of {name} is known, so the email has no To: "
            f'followup contact edit {named(occasion.recipient.name)} --email "…"'
        )
