"""One folder of the user's mail, read by IMAP and never changed: it is opened with EXAMINE.

Always encrypted, the certificate checked. Nothing here is loaded unless the user asks for it.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from followup.delivery.mail_server import SECONDS, Login, failures, without_encryption
from followup.domain.config import MailServer
from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line

AT_ONCE = 500
"""Messages whose headers are asked for in one command, which a server takes up to 8,000 bytes of."""

LARGEST = 32 * 1024 * 1024
"""Bytes that a server may announce of one thing: more is no mail."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')
_CALENDAR = re.compile(rb'"calendar"|\.ics\b', re.IGNORECASE)


class _Bounded:
    """A connection that ends where a server announces more than there can be."""

    def read(self, size: int) -> bytes:
        if size > LARGEST:
            raise imaplib.IMAP4.abort(f"it announced {size:,} bytes")
        return super().read(size)  # type: ignore[misc,no-any-return]


class _Tls(_Bounded, imaplib.IMAP4_SSL):
    pass


class _StartTls(_Bounded, imaplib.IMAP4):
    pass


class Folder:
    """A folder that is open for reading. `validity` tells when its numbers begin anew."""

    def __init__(self, imap: imaplib.IMAP4) -> None:
        self._imap = imap
        _, told = imap.response("UIDVALIDITY")
        self.validity = line((told[0] or b"").decode("ascii", "replace")) if told else ""

    def since(self, day: date) -> list[int]:
        """The numbers of the messages that came on that day or later."""
        said = f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}"
        (found, *_) = self._uid("SEARCH", "SINCE", said)
        return sorted(int(one) for one in (found or b"").split() if one.isdigit())

    def headers(self, numbers: Sequence[int], fields: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """Number and header lines of these messages, which stay unread."""
        for told in self._each(numbers, f"BODY.PEEK[HEADER.FIELDS ({' '.join(fields)})]"):
            if isinstance(told, tuple) and (number := _UID.search(told[0])):
                yield int(number[1]), told[1]

    def with_calendar(self, numbers: Sequence[int]) -> set[int]:
        """Those of these messages of which a part is a calendar, by what the server says of them."""
        found, text = set(), b""
        for told in self._each(numbers, "BODYSTRUCTURE"):
            text += b" ".join(told) if isinstance(told, tuple) else told or b""
            if isinstance(told, tuple):
                continue  # a name that was sent by its length; the rest follows
            # what others wrote stands in quotes, and might look like a number
            number = _UID.search(_QUOTED.sub(b'""', text))
            if number and _CALENDAR.search(text):
                found.add(int(number[1]))
            text = b""
        return found

    def _each(self, numbers: Sequence[int], what: str) -> Iterator[Any]:
        """What the server says of these messages, so many in one command."""
        for start in range(0, len(numbers), AT_ONCE):
            yield from self._uid(
                "FETCH", _as_set(numbers[start : start + AT_ONCE]), f"(UID {what})"
            )

    def whole(self, number: int, most: int) -> bytes:
        """A message, or so many bytes of it; empty where it is gone. It stays unread."""
        told = self._uid("FETCH", str(number), f"(UID BODY.PEEK[]<0.{most}>)")
        return next((bytes(one[1]) for one in told if isinstance(one, tuple)), b"")

    def _uid(self, *words: str) -> list[Any]:
        kind, told = self._imap.uid(*words)
        if kind != "OK":
            raise imaplib.IMAP4.error(f"it answered {kind}")
        return told


def _as_set(numbers: Sequence[int]) -> str:
    """Numbers in order as IMAP writes them: `3:7,9`."""
    pieces: list[list[int]] = []
    for one in numbers:
        if pieces and pieces[-1][-1] == one - 1:
            pieces[-1][1:] = [one]
        else:
            pieces.append([one])
    return ",".join(":".join(map(str, piece)) for piece in pieces)


_NOTHING_READ = "Nothing was read."


@contextmanager
def reading(server: MailServer, login: Login) -> Iterator[Folder]:
    """The server's folder, encrypted and logged in, open for reading alone.

    WorldError, as a sentence, for all that fails inside.
    """
    place = f"{server.host}:{server.port}"
    try:
        with failures(server, _NOTHING_READ):
            imap = _connected(server)
            try:
                _log_in(imap, server, login)
                _open(imap, server)
                yield Folder(imap)
            finally:
                with suppress(OSError, imaplib.IMAP4.error):
                    imap.logout()
    except imaplib.IMAP4.error as error:
        raise WorldError(
            f"{place} could not be talked to: {_words(error, login)}. {_NOTHING_READ}"
        ) from None


def _connected(server: MailServer) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if server.tls_first:
        return _Tls(server.host, server.port, ssl_context=context, timeout=SECONDS)
    imap = _StartTls(server.host, server.port, timeout=SECONDS)
    if "STARTTLS" not in imap.capabilities:
        imap.shutdown()
        raise without_encryption(f"{server.host}:{server.port}", _NOTHING_READ)
    try:
        imap.starttls(ssl_context=context)
    except BaseException:
        imap.shutdown()
        raise
    return imap


def _log_in(imap: imaplib.IMAP4, server: MailServer, login: Login) -> None:
    if not login.user:
        raise UsageError(
            "Nobody is named who may read the mailbox; set your user name there with: "
            "followup config set mail.user NAME"
        )
    try:
        imap.login(login.user, login.password)
    except UnicodeEncodeError:
        raise UsageError("User name and password must be ASCII for this server.") from None
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise WorldError(
            f"{server.host} did not let {line(login.user)} in: {_words(error, login)}. Look at "
            f"mail.user and at what mail.password_command prints. {_NOTHING_READ}"
        ) from None


def _open(imap: imaplib.IMAP4, server: MailServer) -> None:
    """The folder for reading (EXAMINE). UsageError where there is none of that name."""
    name = server.folder or "INBOX"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    kind, _ = imap.select(f'"{quoted}"', readonly=True)
    if kind != "OK":
        raise UsageError(
            f"{server.host} has no folder “{line(name)}”; name another one after the slash: "
            f"followup config set mail.imap {server.host}/INBOX"
        )


def _words(error: Exception, login: Login) -> str:
    """What a server said, never with the password in it."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if login.password:
        text = text.replace(login.password, "…")
    return " ".join(line(text).split())[:300].rstrip(" .")
