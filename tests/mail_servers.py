"""A mail server on this machine, with a certificate that the program accepts, or does not."""

import ssl
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "sam", "zqsecret pass-word"


class Mailroom:
    """What a server took, and how it goes on at each message: `says`, or `breaks` the connection."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.options: list[str] = []
        self.says = "250 2.0.0 Ok: queued as 12345"
        self.recipient = "250 Ok"
        self.breaks = False

    async def handle_EHLO(  # noqa: N802 - the library's name
        self, _server: SMTP, session: Session, _envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        session.host_name = host
        return [*answers[:-1], "250-DSN", answers[-1]]

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
) -> Iterator[str]:
    """A server as long as the block lasts; what `mail.server` is set to for it."""
    port = free_port()
    options: dict[str, Any] = {"authenticator": _let_in, "auth_required": True} if logs_in else {}
    if tls_first and certificate:
        options |= {"ssl_context": certificate}
    elif certificate:
        options |= {"tls_context": certificate, "require_starttls": True}
    server = Server(room, hostname="localhost", port=port, **options)
    server.start()
    try:
        yield f"smtp{'s' if tls_first else ''}://localhost:{port}"
    finally:
        server.stop()
