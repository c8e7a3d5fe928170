"""The user's mail server: sending one message by SMTP, and reading one folder by IMAP.

Always encrypted, the certificate checked. A folder is opened with EXAMINE, so that nothing in it
changes. Nothing here is loaded, and nothing connects, unless the user asks for it. No password is
kept, and none is part of an error.
"""

import imaplib
import re
import shlex
import ssl
import subprocess
import time
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPException,
    SMTPNotSupportedError,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from socket import socket
from typing import Any

from followup.delivery import desktop
from followup.delivery.email import Outgoing
from followup.domain import errors
from followup.domain.config import MailServer
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen, replace
from followup.domain.safe_text import line

SECONDS = 60.0
"""How long a server may say nothing; RFC 5321 has clients wait minutes for some answers."""

LONGEST_TALK = 600.0
"""Seconds that a connection may take as a whole: one that comes in drops never ends by itself."""

LONGEST_ANSWER = 1024 * 1024
"""Bytes of all that a server says while a message is sent."""

GREETING_SECONDS = 20.0
"""How long a server may take to greet; on a port that begins with TLS, both wait for the other."""

FAREWELL_SECONDS = 5.0
"""How long a server's goodbye is waited for, of which nothing depends."""

LONGEST_PASSWORD = 64 * 1024
"""Bytes that a command may print; the first line is the password."""

PASSWORD_SECONDS = 120.0
"""How long the command for the password may take: it may ask the user for another one."""

LONGEST_REPLY = 300
"""Characters of a server's words that are kept and shown."""

_HERE = "[127.0.0.1]"
"""What the program calls itself: the machine's name is nobody's business, and takes time to find."""


class _TooMuch(OSError):
    """A server does not come to an end."""


class Answers:
    """What a server says on `sock`, in time and in at most so many bytes, for the library's clients.

    TimeoutError after `until` (as `time.monotonic` counts), another OSError after `most` bytes.
    """

    def __init__(self, sock: socket, until: float, most: int) -> None:
        self.sock = sock
        self._until, self._most, self._left = until, most, most
        self._came = bytearray()

    def renew(self) -> None:
        """Count the bytes anew: what was said so far has been dealt with."""
        self._left = self._most

    def readline(self, limit: int) -> bytes:
        """The next line with its end, at most so many bytes of it; less where the server ends."""
        looked = 0
        while (end := self._came.find(b"\n", looked)) < 0 and len(self._came) < limit:
            looked = len(self._came)
            if not self._has_more():
                break
        return self._taken(min(end + 1 or len(self._came), limit))

    def read(self, size: int) -> bytes:
        """So many bytes; fewer where the server ends before."""
        while len(self._came) < size and self._has_more():
            pass
        return self._taken(size)

    def is_ahead(self) -> bool:
        """Whether the server has said more by now than it was asked for."""
        before = self.sock.gettimeout()
        self.sock.settimeout(0)
        with suppress(BlockingIOError, ssl.SSLWantReadError):
            self._came += self.sock.recv(65536)
        self.sock.settimeout(before)
        return bool(self._came)

    def close(self) -> None:
        """There is nothing to close besides the socket."""

    def _has_more(self) -> bool:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(min(self.sock.gettimeout() or SECONDS, left))
        some = self.sock.recv(65536)
        self._left -= len(some)
        if self._left < 0:
            raise _TooMuch
        self._came += some
        return bool(some)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._came[:size])
        del self._came[:size]
        return taken


class Login(Frozen):
    """Who logs in; nobody where `user` is empty."""

    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Login(user={self.user!r})"  # a traceback shows no password


class Receipt(Frozen):
    """What became of a message: its state (`sent`, `refused`, `unknown`), and the server's words."""

    state: str
    reply: str


def login(server: MailServer, user: str, command: str) -> Login:
    """The user with the password that `command` prints, or that the system's keyring has.

    UsageError where neither has one, WorldError where the command fails.
    """
    if not user:
        return Login()
    password = _from_command(command) if command else _from_keyring(server, user)
    if not password.isprintable():
        raise UsageError(
            "The password has characters that cannot be typed; look at what prints it."
        )
    return Login(user, password)


def _from_command(command: str) -> str:
    """The first line that a command prints. It may ask at the terminal, and says why it fails."""
    name = line(shlex.split(command)[0])
    another = f"Try it by itself, or name another command: {_NAME_A_COMMAND}"
    try:
        process = subprocess.Popen(shlex.split(command), stdout=subprocess.PIPE)
    except OSError as error:
        raise WorldError(
            f"mail.password_command cannot be run: {name}: {error.strerror}. {another}"
        ) from None
    with process:
        printed, _, wrong = desktop.read(process, LONGEST_PASSWORD, PASSWORD_SECONDS)
        if wrong:
            process.kill()
    password = printed.decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
    if not wrong and process.returncode:
        wrong = f"it ended with status {process.returncode}"
    if wrong or not password:
        why = wrong or "it printed nothing"
        raise WorldError(f"mail.password_command, {name}, gave no password: {why}. {another}")
    return password


_NAME_A_COMMAND = "followup config set mail.password_command 'pass show mail'"


def _from_keyring(server: MailServer, user: str) -> str:
    """The password that the system's keyring has for the user at this server."""
    said = (
        f"No password is known for {line(user)} at {server.host}. Name a command that prints it: "
        f"{_NAME_A_COMMAND}"
    )
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        raise UsageError(
            f"{said} (or keep it in the system's keyring, which needs: "
            f"{errors.install_command('keyring')})"
        ) from None
    try:
        password = keyring.get_password(server.host, user)
    except NoKeyringError:
        raise UsageError(f"{said} (this system has no keyring that could keep it)") from None
    except KeyringError as error:
        raise WorldError(
            f"The system's keyring gave no password: {line(error).rstrip('.')}. Unlock it, or name "
            f"a command that prints the password: {_NAME_A_COMMAND}"
        ) from None
    if not password:
        raise UsageError(
            f"{said} (or keep it in the system's keyring: keyring set {server.host} {line(user)})"
        )
    return password


_NOBODY = (
    "Most servers take mail only from who logs in: followup config set mail.user NAME (then "
    "mail.password_command)"
)


class Sending:
    """A connection over which one message is sent."""

    def __init__(self, server: MailServer, login: Login, smtp: SMTP) -> None:
        self._server, self._login, self._smtp = server, login, smtp

    def address(self, message: Outgoing) -> bool:
        """Say from whom and to whom; whether the server will tell what becomes of the message.

        WorldError where it refuses either: nothing was sent then.
        """
        tells = self._smtp.has_extn("dsn")
        envelope = message.message_id.strip("<>").replace("+", "+2B").replace("=", "+3D")
        mail = ["RET=HDRS", f"ENVID={envelope}"] if tells else []
        recipient = ["NOTIFY=SUCCESS,FAILURE"] if tells else []
        self._expect(self._smtp.mail(message.sender, mail), message.sender)
        self._expect(self._smtp.rcpt(message.recipient, recipient), message.recipient)
        return tells

    def deliver(self, content: bytes) -> Receipt:
        """Hand over the message. `unknown` where the server did not say whether it took it."""
        try:
            code, reply = self._smtp.docmd("DATA")
        except (OSError, SMTPException):
            return Receipt("refused", "the connection broke off before the message")
        if code != 354:
            return Receipt("refused", self.words(code, reply))
        try:
            if isinstance(self._smtp.file, Answers) and self._smtp.file.is_ahead():
                return Receipt("refused", "it answered before it was asked, so it is not believed")
        except OSError:
            return Receipt("refused", "the connection broke off before the message")
        try:
            # a line that begins with a dot has it doubled, and a lone dot ends the message
            self._smtp.send(content.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            code, reply = self._smtp.getreply()
        except (OSError, SMTPException):
            return Receipt("unknown", "the connection broke off before the server answered")
        state = _STATES.get(code // 100, "unknown")
        return Receipt(state, self.words(code, reply) if code > 0 else "its answer is none")

    def _expect(self, answer: tuple[int, bytes], whom: str) -> None:
        code, reply = answer
        if code not in (250, 251):
            nobody = "" if self._login.user else f" {_NOBODY}"
            raise WorldError(
                f"{self._server.host} refused {whom}: {self.words(code, reply)}. Nothing was sent."
                f"{nobody}"
            )

    def words(self, code: int, reply: bytes | str) -> str:
        """A server's answer on one line, never with the password in it."""
        told = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        if self._login.password:
            told = told.replace(self._login.password, "…")
        return f"{code} {' '.join(line(told).split())}"[:LONGEST_REPLY].rstrip(" .")


_STATES = {2: "sent", 4: "refused", 5: "refused"}
"""What the first digit of the answer to a message means (RFC 5321); any other one is no answer."""


@contextmanager
def sending(server: MailServer, login: Login) -> Iterator[Sending]:
    """A connection to a server, encrypted and logged in.

    WorldError, as a sentence, for all that fails inside before the message is handed over.
    """
    with failures(server, _NOTHING_SENT):
        smtp = _connected(server)
        try:
            session = Sending(server, login, smtp)
            _log_in(session, smtp, server, login)
            yield session
            with suppress(OSError, SMTPException):
                if smtp.sock is not None:
                    smtp.sock.settimeout(FAREWELL_SECONDS)
                smtp.quit()
        finally:
            smtp.close()


class _BoundedSmtp:
    """A connection whose server may not talk without an end."""

    def getreply(self) -> tuple[int, bytes]:
        smtp: Any = self
        if not isinstance(smtp.file, Answers):
            smtp.file = Answers(smtp.sock, time.monotonic() + LONGEST_TALK, LONGEST_ANSWER)
        return super().getreply()  # type: ignore[misc,no-any-return]


class _SmtpTls(_BoundedSmtp, SMTP_SSL):
    pass


class _SmtpStartTls(_BoundedSmtp, SMTP):
    pass


def _connected(server: MailServer) -> SMTP:
    """The greeting and the encryption. Ends at the certificate where it is not the server's."""
    context = ssl.create_default_context()
    if server.tls_first:
        smtp: SMTP = _SmtpTls(
            server.host, server.port, local_hostname=_HERE, timeout=SECONDS, context=context
        )
        smtp.ehlo_or_helo_if_needed()
        return smtp
    with greeting(server, _NOTHING_SENT):
        smtp = _SmtpStartTls(
            server.host, server.port, local_hostname=_HERE, timeout=GREETING_SECONDS
        )
    assert smtp.sock is not None
    smtp.sock.settimeout(SECONDS)
    try:
        smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(session: Sending, smtp: SMTP, server: MailServer, login: Login) -> None:
    if not login.user:
        return
    try:
        smtp.login(login.user, login.password)
    except UnicodeEncodeError:
        raise UsageError("User name and password must be ASCII for this server.") from None
    except SMTPServerDisconnected:
        raise
    except SMTPResponseException as error:
        raise WorldError(
            f"{server.host} did not let {line(login.user)} in: "
            f"{session.words(error.smtp_code, error.smtp_error)}. Look at mail.user and at what "
            "mail.password_command prints; many providers want a password for programs. "
            "Nothing was sent."
        ) from None
    except (SMTPException, ValueError):  # a challenge may be no base64
        raise WorldError(
            f"{server.host} knows no way to log in that followup knows. Nothing was sent."
        ) from None


_NOTHING_SENT = "Nothing was sent."


@contextmanager
def failures(server: MailServer, so: str) -> Iterator[None]:
    """What the network and the server do inside becomes a sentence, with `so` in it: WorldError."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise WorldError(
            f"The certificate of {server} was not accepted ({line(error.verify_message)}): this may "
            f"be another machine than it says. {so} Look at the name of the server; if it is your "
            "own, the variable SSL_CERT_FILE names the file of the authority that vouches for it."
        ) from None
    except ssl.SSLError:
        raise WorldError(
            f"{server} does not begin with TLS. {so} If it takes STARTTLS there, type: "
            f"{replace(server, tls_first=False).command}"
        ) from None
    except SMTPNotSupportedError:
        raise without_encryption(server, so) from None
    except (TimeoutError, _TooMuch, SMTPServerDisconnected) as error:
        raise broken_off(server, so, _ending(error)) from None
    except SMTPResponseException as error:
        reply = error.smtp_error
        told = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        said = " ".join(line(f"{error.smtp_code} {told}").split())[:LONGEST_REPLY].rstrip(" .")
        raise WorldError(f"{server} refused: {said}. {so}") from None
    except SMTPException as error:
        raise WorldError(
            f"{server} could not be talked to: {line(error)[:LONGEST_REPLY]}. {so}"
        ) from None
    except OSError as error:
        raise WorldError(
            f"{server} cannot be reached: {line(error.strerror or error)}. {so} Look at the network "
            "and at name and port of the server."
        ) from None


def _ending(error: OSError) -> str:
    """How a server ended the talk; Python's client says of each that the connection was closed."""
    why = error.__context__ if isinstance(error, SMTPServerDisconnected) else error
    if isinstance(why, TimeoutError):
        return "did not answer in time"
    if isinstance(why, _TooMuch):
        return "says more than there is to say"
    return "broke off the connection"


@contextmanager
def greeting(server: MailServer, so: str) -> Iterator[None]:
    """A connection that does not begin with TLS; WorldError where the server does not greet."""
    try:
        yield
    except (TimeoutError, SMTPServerDisconnected):
        raise without_greeting(server, so) from None


def without_greeting(server: MailServer, so: str) -> WorldError:
    """The sentence for a server that says nothing, most likely since it waits for TLS."""
    return WorldError(
        f"{server} did not greet. {so} If that port begins with TLS, type: "
        f"{replace(server, tls_first=True).command}"
    )


def broken_off(server: MailServer, so: str, how: str = "broke off the connection") -> WorldError:
    """The sentence for a connection that ended too early."""
    return WorldError(f"{server} {how}. {so} Try it again later.")


def without_encryption(server: MailServer, so: str) -> WorldError:
    """The sentence for a server that would have everything said in plain text."""
    port = {"smtp": 465, "imap": 993}[server.protocol]
    return WorldError(
        f"{server} offers no encryption. {so} The port for it is most often {port}: "
        f"{replace(server, port=port, tls_first=True).command}"
    )


AT_ONCE = 500
"""Messages whose headers are asked for in one command, which a server takes up to 8,000 bytes of."""

LARGEST = 32 * 1024 * 1024
"""Bytes that a server may say in answer to one command: more is no mail."""

LONGEST_LINE = 1_000_000
"""Bytes of a line, as Python's own client has it."""

LARGEST_HEAD = 64 * 1024
"""Bytes of the headers of a message that are read; there are hardly ever a tenth of it."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DIGITS = 10
"""Of the number of a message (RFC 9051: 32 bits)."""

_UID = re.compile(rb"\bUID (\d{1,10})\b")
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*+"?')
"""To the end where a quote is not closed: looking on from each sign would take hours."""
_CALENDAR = re.compile(rb'"calendar"|\.ics\b', re.IGNORECASE)


class _BoundedImap:
    """A connection that ends where a server says, or announces, more than there can be."""

    sock: Any
    _answers: Answers | None = None

    def __init__(self, *words: Any, **options: Any) -> None:
        self._until = time.monotonic() + LONGEST_TALK
        super().__init__(*words, **options)

    def _heard(self) -> Answers:
        """What the server says; what it said before it was encrypted counts no more."""
        if self._answers is None or self._answers.sock is not self.sock:
            self._answers = Answers(self.sock, self._until, LARGEST)
        return self._answers

    def read(self, size: int) -> bytes:
        if size > LARGEST:
            raise imaplib.IMAP4.abort(f"it announced {size:,} bytes")
        return self._heard().read(size)

    def readline(self) -> bytes:
        row = self._heard().readline(LONGEST_LINE + 1)
        if len(row) > LONGEST_LINE:
            raise imaplib.IMAP4.abort(f"a line of it has more than {LONGEST_LINE:,} bytes")
        return row

    def uid(self, *words: str) -> Any:
        self._heard().renew()
        return super().uid(*words)  # type: ignore[misc]


class _ImapTls(_BoundedImap, imaplib.IMAP4_SSL):
    pass


class _ImapStartTls(_BoundedImap, imaplib.IMAP4):
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
        numbers = (found or b"").split()
        return sorted({int(one) for one in numbers if one.isdigit() and len(one) <= _DIGITS})

    def headers(self, numbers: Sequence[int], fields: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """Number and header lines of these messages, which stay unread."""
        for told in self._each(numbers, f"BODY.PEEK[HEADER.FIELDS ({' '.join(fields)})]"):
            if isinstance(told, tuple) and (number := _UID.search(told[0])):
                yield int(number[1]), told[1][:LARGEST_HEAD]

    def with_calendar(self, numbers: Sequence[int]) -> set[int]:
        """Those of these messages of which a part is a calendar, by what the server says of them."""
        found: set[int] = set()
        pieces: list[bytes] = []
        for told in self._each(numbers, "BODYSTRUCTURE"):
            pieces += told if isinstance(told, tuple) else (told or b"",)
            if isinstance(told, tuple):
                continue  # a name that was sent by its length; the rest follows
            text = b" ".join(pieces)
            # what others wrote stands in quotes, and might look like a number
            number = _UID.search(_QUOTED.sub(b'""', text))
            if number and _CALENDAR.search(text):
                found.add(int(number[1]))
            pieces.clear()
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
        with _understood():
            kind, told = self._imap.uid(*words)
        if kind != "OK":
            raise imaplib.IMAP4.error(f"it answered {kind}")
        return told


def _as_set(numbers: Sequence[int]) -> str:
    """Numbers in order as IMAP writes them: `3:7,9`."""
    pieces: list[list[int]] = []
    for number in numbers:
        if pieces and pieces[-1][-1] == number - 1:
            pieces[-1][1:] = [number]
        else:
            pieces.append([number])
    return ",".join(":".join(map(str, piece)) for piece in pieces)


_NOTHING_READ = "Nothing was read."


@contextmanager
def reading(server: MailServer, login: Login) -> Iterator[Folder]:
    """The server's folder, encrypted and logged in, open for reading alone.

    WorldError, as a sentence, for all that fails inside.
    """
    try:
        with failures(server, _NOTHING_READ):
            with _understood():
                imap = _imap_connected(server)
            try:
                with _understood():
                    _imap_log_in(imap, server, login)
                    _open(imap, server)
                yield Folder(imap)
            finally:
                with suppress(OSError, imaplib.IMAP4.error):
                    imap.logout()
                with suppress(OSError):  # where it did not come so far
                    imap.shutdown()
    except imaplib.IMAP4.error as error:
        said = _words(error, login)
        if said.endswith("EOF"):
            raise broken_off(server, _NOTHING_READ) from None
        raise WorldError(f"{server} could not be talked to: {said}. {_NOTHING_READ}") from None


@contextmanager
def _understood() -> Iterator[None]:
    """What Python's client takes for a number or ASCII, and is none, is no answer: IMAP4.abort."""
    try:
        yield
    except OSError:  # of TLS, some are a ValueError, too
        raise
    except ValueError:
        raise imaplib.IMAP4.abort("it said what is no IMAP") from None


def _imap_connected(server: MailServer) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if server.tls_first:
        return _ImapTls(server.host, server.port, ssl_context=context, timeout=SECONDS)
    try:
        with greeting(server, _NOTHING_READ):
            imap = _ImapStartTls(server.host, server.port, timeout=GREETING_SECONDS)
    except imaplib.IMAP4.abort:
        raise without_greeting(server, _NOTHING_READ) from None
    imap.sock.settimeout(SECONDS)
    if "STARTTLS" not in imap.capabilities:
        imap.shutdown()
        raise without_encryption(server, _NOTHING_READ)
    try:
        imap.starttls(ssl_context=context)
    except BaseException:
        imap.shutdown()
        raise
    return imap


def _imap_log_in(imap: imaplib.IMAP4, server: MailServer, login: Login) -> None:
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
    quoted = _encoded(name).replace("\\", "\\\\").replace('"', '\\"')
    kind, _ = imap.select(f'"{quoted}"', readonly=True)
    if kind != "OK":
        there = [line(one) for one in _folders(imap)]
        some = f" It has {', '.join(there[:MOST_FOLDERS])}{'…' * (len(there) > MOST_FOLDERS)}."
        raise UsageError(
            f"{server.host} has no folder “{line(name)}”. {_NOTHING_READ}{some if there else ''} "
            f"Name one of yours after the slash: {replace(server, folder='INBOX').command}"
        )


MOST_FOLDERS = 12
"""Folders that are named at once."""

_LONGEST_FOLDER = 1_000
"""Bytes of what is said of a folder: looking into a megabyte of quotes would take hours."""

_LISTED = re.compile(rb'\) (?:"(?:[^"\\]|\\.)*"|NIL) (?:"((?:[^"\\]|\\.)*)"|([^ "]+))$')


def _folders(imap: imaplib.IMAP4) -> list[str]:
    """The folders that there are, as far as their names can be read."""
    kind, listed = imap.list()
    rows = (one for one in listed if kind == "OK" and isinstance(one, bytes))
    found = (_LISTED.search(one) for one in rows if len(one) <= _LONGEST_FOLDER)
    names = (re.sub(rb"\\(.)", rb"\1", one[1] or one[2] or b"") for one in found if one)
    return sorted(_decoded(name.decode("ascii", "replace")) for name in names if name)


def _encoded(name: str) -> str:
    """The name of a folder as IMAP writes it (RFC 3501, 5.1.3): `Gelöscht` as `Gel&APY-scht`."""
    return re.sub(r"[^ -~]+|&", lambda found: _signs(found[0]), name)


def _signs(text: str) -> str:
    coded = b2a_base64(text.encode("utf-16-be"), newline=False).rstrip(b"=").decode("ascii")
    return "&-" if text == "&" else f"&{coded.replace('/', ',')}-"


def _decoded(name: str) -> str:
    """The same back; what cannot be read stays as it is."""
    return re.sub(r"&([A-Za-z0-9+,]*)-", lambda found: _read(found[1]) or found[0], name)


def _read(coded: str) -> str:
    if not coded:
        return "&"
    try:
        return a2b_base64(coded.replace(",", "/") + "=" * (-len(coded) % 4)).decode("utf-16-be")
    except ValueError:
        return ""


def _words(error: Exception, login: Login) -> str:
    """What a server said, never with the password in it."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if login.password:
        text = text.replace(login.password, "…")
    return " ".join(line(text).split())[:300].rstrip(" .")
