"""A mail server on this machine, with a certificate that the program accepts, or does not."""

import grp
import os
import pwd
import re
import ssl
import subprocess
import time
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection, create_server, socket
from threading import Thread
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from conftest import PATIENCE, wait_until

USER, PASSWORD = "sam", "zqsecret-pass_word"


class Mailroom:
    """What a server took, and how it goes on at each message: `says`, or `breaks` the connection.

    `tells`: it offers to say what becomes of a message. `answers` are the codes of its answers so
    far; `before` and `after` are called with their number, from zero, around each.
    """

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.options: list[str] = []
        self.says = "250 2.0.0 Ok: queued as 12345"
        self.recipient = "250 Ok"
        self.breaks = False
        self.tells = True
        self.answers: list[str] = []
        self.before: Callable[[int], None] = lambda _number: None
        self.after = self.before

    async def handle_EHLO(  # noqa: N802 - the library's name
        self, _server: SMTP, session: Session, _envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        session.host_name = host
        return [*answers[:-1], *(["250-DSN"] if self.tells else []), answers[-1]]

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        if self.breaks:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return self.says


def content(taken: Envelope) -> bytes:
    """A message as it came, with CR LF."""
    assert isinstance(taken.content, bytes)
    return taken.content


class WithNotices(SMTP):
    """The library's server, with the options of delivery notices, which it does not know."""

    async def smtp_MAIL(self, arg: str | None = None) -> None:  # noqa: N802
        await super().smtp_MAIL(self._without_options(arg))

    async def smtp_RCPT(self, arg: str | None = None) -> None:  # noqa: N802
        await super().smtp_RCPT(self._without_options(arg))

    async def push(self, status: Any) -> None:
        room, number = self.event_handler, len(self.event_handler.answers)
        room.answers.append(str(status)[:3])
        room.before(number)
        await super().push(status)
        room.after(number)

    def _without_options(self, arg: str | None) -> str:
        address, _, options = (arg or "").partition(" ")
        self.event_handler.options += [one for one in options.split() if one[:4] != "SIZE"]
        return address


class Server(Controller):
    """A server in a thread of this process."""

    def factory(self) -> SMTP:
        server = WithNotices(self.handler, **self.SMTP_kwargs)
        if self.ssl_context:  # it knows of the TLS that it asks for itself, not of this
            server._auth_require_tls = False
        return server


def authority(place: Path, name: str = "localhost") -> tuple[ssl.SSLContext, Path]:
    """A server's certificate for `name`, and the file of the authority that vouches for it."""
    trusted = trustme.CA()
    path = place / f"{name}.pem"
    trusted.cert_pem.write_to_path(str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.issue_cert(name).configure_cert(context)
    return context, path


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with create_server(("localhost", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _let_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
) -> AuthResult:
    fits = isinstance(data, LoginPassword) and data == LoginPassword(
        USER.encode(), PASSWORD.encode()
    )
    return AuthResult(success=fits, handled=False)


@contextmanager
def smtp(
    room: Mailroom,
    certificate: ssl.SSLContext | None,
    *,
    tls_first: bool = True,
    logs_in: bool = True,
    port: int = 0,
) -> Iterator[str]:
    """A server as long as the block lasts; what `mail.server` is set to for it."""
    port = port or free_port()
    options: dict[str, Any] = {"authenticator": _let_in, "auth_required": True} if logs_in else {}
    if tls_first and certificate:
        options |= {"ssl_context": certificate}
    elif certificate:
        options |= {"tls_context": certificate, "require_starttls": True}
    server = Server(room, hostname="localhost", port=port, ready_timeout=PATIENCE, **options)
    server.start()
    try:
        yield f"smtp{'s' if tls_first else ''}://localhost:{port}"
    finally:
        server.stop()


DOVECOT = "/usr/sbin/dovecot"

CONFIGURATION = """\
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
ssl = required
ssl_cert = <{place}/server.pem
ssl_key = <{place}/server.pem
protocols = imap
listen = 127.0.0.1, ::1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{place}/Maildir
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={place}
}}
service anvil {{
  chroot =
}}
service auth {{
  unix_listener {place}/sasl {{
    mode = 0666
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
  }}
}}
"""
"""Dovecot as one user, from one directory, with no other file of the machine."""


@dataclass(frozen=True)
class Mailbox:
    """A Dovecot that runs, and the directory of its messages."""

    tls: int
    starttls: int
    inbox: Path

    def put(self, content: bytes, name: str, seen: str = "") -> Path:
        """A message that has come."""
        # a name that was there before would be taken for the same message
        path = self.inbox / "cur" / f"{name}.{time.monotonic_ns()}:2,{seen}"
        path.write_bytes(content.replace(b"\n", b"\r\n"))
        return path


@contextmanager
def dovecot(place: Path) -> Iterator[Mailbox]:
    """A Dovecot with an empty mailbox; `place` is private to it, and `ca.pem` vouches for it."""
    trusted = trustme.CA()
    trusted.cert_pem.write_to_path(str(place / "ca.pem"))
    trusted.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(
        str(place / "server.pem")
    )
    for name in ("cur", "new", "tmp"):
        (place / "Maildir" / name).mkdir(parents=True)
    box = Mailbox(free_port(), free_port(), place / "Maildir")
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    (place / "dovecot.conf").write_text(
        CONFIGURATION.format(
            place=place, user=user.pw_name, uid=user.pw_uid, gid=user.pw_gid, password=PASSWORD,
            group=grp.getgrgid(user.pw_gid).gr_name, tls=box.tls, starttls=box.starttls,
        )
    )  # fmt: skip
    is_root = os.getuid() == 0  # which a login process refuses to be
    for path in (place, *place.rglob("*")) if is_root else ():
        os.chown(path, user.pw_uid, user.pw_gid)
    place.chmod(0o711)  # a Postfix asks it who may log in
    running = subprocess.Popen(
        [DOVECOT, "-F", "-c", str(place / "dovecot.conf")],
        user=user.pw_uid if is_root else None,
        group=user.pw_gid if is_root else None,
    )
    try:
        wait_until(lambda: _listens(box.tls))
        yield box
    finally:
        running.terminate()
        running.wait()


POSTFIX = "/usr/lib/postfix/sbin/master"

MAIN_CF = """\
compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
daemon_directory = /usr/lib/postfix/sbin
maillog_file = {place}/log
maillog_file_prefixes = {place}
myhostname = mx.followup.example
mydestination =
alias_maps =
inet_interfaces = loopback-only
disable_dns_lookups = yes
smtpd_tls_security_level = may
smtpd_tls_chain_files = {place}/server.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {mailbox}/sasl
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_reject_unlisted_recipient = no
transport_maps = inline:{{ {{ {elsewhere} = smtp:[127.0.0.1]:{next} }} }}
virtual_mailbox_domains = rivera.example, acme.example
virtual_mailbox_base = /
virtual_mailbox_maps = inline:{{
  {{ sam@rivera.example = {mailbox}/Maildir/ }} {{ priya@acme.example = {mailbox}/Maildir/.Priya/ }} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
"""
"""Two people have a mailbox, and for one domain there is another server."""

MASTER_CF = """\
127.0.0.1:{port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
"""

ELSEWHERE = "elsewhere.example"
"""The domain whose mail Postfix hands to another server."""


@contextmanager
def postfix(place: Path, mailbox: Path, next_port: int) -> Iterator[int]:
    """Debian's Postfix from a directory of its own, as root; the port at which it takes mail.

    `mailbox` is the place of a Dovecot, which says who may send, and which has what comes back.
    What goes to ELSEWHERE goes to `next_port`.
    """
    user, owner = pwd.getpwnam("nobody"), pwd.getpwnam("postfix")
    drop = grp.getgrnam("postdrop").gr_gid
    port = free_port()
    (place / "etc").mkdir()
    (place / "etc" / "main.cf").write_text(
        MAIN_CF.format(
            place=place, mailbox=mailbox, uid=user.pw_uid, gid=user.pw_gid,
            elsewhere=ELSEWHERE, next=next_port,
        )
    )  # fmt: skip
    (place / "etc" / "master.cf").write_text(MASTER_CF.format(port=port))
    (place / "server.pem").write_bytes((mailbox / "server.pem").read_bytes())
    (place / "server.pem").chmod(0o600)
    for name in ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming",
                 "private", "saved", "trace", "maildrop", "public"):  # fmt: skip
        directory = place / "queue" / name
        directory.mkdir(parents=True)
        shared = {"maildrop": 0o730, "public": 0o710}.get(name)
        os.chown(directory, owner.pw_uid, drop if shared else owner.pw_gid)
        directory.chmod(shared or 0o700)
    (place / "queue" / "pid").mkdir()
    (place / "data").mkdir()
    os.chown(place / "data", owner.pw_uid, owner.pw_gid)
    place.chmod(0o755)
    running = subprocess.Popen([POSTFIX, "-c", str(place / "etc"), "-d"])
    try:
        wait_until(lambda: _listens(port))
        yield port
    finally:
        running.terminate()
        running.wait()


def _listens(port: int) -> bool:
    with suppress(OSError), create_connection(("localhost", port)):
        return True
    return False


@contextmanager
def scripted(
    answers: list[str],
    certificate: ssl.SSLContext | None,
    *,
    waits: bool = True,
    endless: bytes = b"",
    pause: float = 0,
) -> Iterator[tuple[int, list[bytes]]]:
    """A server that says one thing after the other, whatever it hears, to one client; then it ends.

    `endless` is said again and again after the last one, until the client leaves; `pause` seconds
    lie between.

    Unless `waits`, it ends without waiting for what the client says to the last one.

    An answer's `A` at the start of a line stands for the tag of the command that it answers.
    """
    heard: list[bytes] = []

    def serve(listening: socket) -> None:
        with suppress(OSError):
            plain, _ = listening.accept()
            with certificate.wrap_socket(plain, server_side=True) if certificate else plain as talk:
                talk.settimeout(PATIENCE)
                for place, answer in enumerate(answers):
                    tag = b"A"
                    if place:
                        heard.append(_command(talk))
                        tag = heard[-1].split(b" ", 1)[0]
                    told = re.sub(rb"^A ", tag + b" ", answer.encode(), flags=re.MULTILINE)
                    talk.sendall(told + b"\r\n")
                while endless:
                    talk.sendall(endless)
                    time.sleep(pause)
                if waits:
                    heard.append(_command(talk))

    with create_server(("localhost", 0)) as listening:
        thread = Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield listening.getsockname()[1], heard
    thread.join(10)


def _command(talk: socket) -> bytes:
    """The next command of a client; what it is able to do is answered on the way."""
    while (said := talk.recv(4096)).upper().find(b"CAPABILITY") > 0:
        tag = said.split(b" ", 1)[0]
        talk.sendall(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")
    return said
