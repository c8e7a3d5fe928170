"""A note as an email that any mail program opens as a draft. Pure.

A header is written from one line of text, without what a reader could take for an encoded word,
and the finished message is parsed again: it has the headers that were meant, or it is refused.
"""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from followup.errors import UsageError, WorldError
from followup.facts import Note, Occasion
from followup.letters.stationery import Written
from followup.people import check_email
from followup.printable import line, lines

LONGEST = 200
"""Characters of a header's text: more is shortened, as no mail program shows it."""

_IN_ADDRESS = str.maketrans(dict.fromkeys('<>"\\@;:[]', " "))
"""What has a meaning in an address, and hardly any in a name."""


def email_message(
    note: Note, occasion: Occasion, now: datetime, *, number: int = 0, receipt: bool = True
) -> Written:
    """The note as the bytes of an `.eml`: UTF-8, plain text, lines ended by CR LF.

    `now` is aware. The Message-ID follows from the follow-up's `number` and the text alone. What
    the message goes without, From, receipt or To, is remarked. WorldError where it would not be
    read back as it was meant.
    """
    headers = dict(_headers(note, occasion, now, number, receipt=receipt))
    message = EmailMessage(policy.SMTP)
    for name, value in headers.items():
        message[name] = value
    message.set_content(f"{lines(note.body).rstrip()}\n", cte="quoted-printable")
    content = message.as_bytes()
    _check(content, headers)
    return Written(content, tuple(_remarks(occasion, headers)))


def mailto_link(note: Note, occasion: Occasion) -> str:
    """The note as a link that opens in a mail program; it cannot ask for a receipt."""
    address = _valid(occasion.contact.email) if occasion.contact else ""
    body = lines(note.body).rstrip().replace("\n", "\r\n")
    subject = quote(header_text(note.subject), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={subject}&body={quote(body, safe='')}"


def header_text(text: str) -> str:
    """`text` on one line, at most LONGEST characters, that is no encoded word and no header.

    Python before 3.11.10 decodes `=?UTF-8?Q?=0ABcc:_x@y?=` within a text into a header of its own.
    """
    told = " ".join(line(text).split())
    told = told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rstrip()}…"
    return told.replace("=?", "= ?").replace("?=", "? =")


def _headers(
    note: Note, occasion: Occasion, now: datetime, number: int, *, receipt: bool
) -> Iterator[tuple[str, str | Address]]:
    you, contact = occasion.you, occasion.contact
    sender, recipient = _valid(you.email), _valid(contact.email) if contact else ""
    if sender:
        yield "From", _address(you.name, sender)
    if contact and recipient:
        yield "To", _address(contact.name, recipient)
    yield "Subject", header_text(note.subject)
    yield "Date", format_datetime(now)
    yield "Message-ID", _message_id(number, recipient, note)
    yield "X-Unsent", "1"
    if sender and receipt:
        yield "Disposition-Notification-To", sender


def _address(name: str, email: str) -> Address:
    return Address(" ".join(header_text(name).translate(_IN_ADDRESS).split()), addr_spec=email)


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


_OF_THE_BODY = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


def _check(content: bytes, meant: dict[str, str | Address]) -> None:
    """WorldError unless `content` is read as a message with the headers that were meant."""
    try:
        read = message_from_bytes(content, policy=policy.default)
        same = sorted(read.keys()) == sorted([*meant, *_OF_THE_BODY]) and all(
            _as_meant(read[name], value) for name, value in meant.items()
        )
    except (MessageError, ValueError, IndexError):
        same = False
    if not same:
        raise WorldError(
            "This note cannot be written as an email that is read as it was meant; "
            "look for odd characters in its subject and in the names, or send it as text."
        )


def _as_meant(read: object, meant: str | Address) -> bool:
    if isinstance(meant, Address):
        addresses = getattr(read, "addresses", (read,))
        told = [str(one) for one in addresses]
        return told == [str(meant)]
    return str(read) == meant


def _remarks(occasion: Occasion, headers: dict[str, str | Address]) -> Iterator[str]:
    if "From" not in headers:
        yield (
            "Your address is not known, so the email has no From and asks for no receipt: "
            'followup config set you.email "…"'
        )
    if "To" in headers:
        return
    if occasion.contact is None:
        yield "Nobody is recorded for it, so the email has no To."
    else:
        name = line(occasion.contact.name)
        yield (
            f"No email address of {name} is known, so the email has no To: "
            f'followup contact edit "{name}" --email "…"'
        )
