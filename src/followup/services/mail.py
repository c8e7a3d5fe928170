"""`draft --send`: a note goes out by the user's mail server, once, and its follow-up is done."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from threading import Thread
from typing import TYPE_CHECKING

from followup.delivery import email, mail_server
from followup.delivery.email import Outgoing
from followup.domain import config
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import named
from followup.environment import World
from followup.services.draft_note import Draft, settings
from followup.store import messages
from followup.store.connection import Ask, connect
from followup.store.messages import SentMessage

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.followups import SettledFollowUp

GONE = ("sending", "unknown", "sent", "arrived", "seen")
"""States of a message that its reader has, or may have."""


class Sent(Frozen):
    """A note that the server took. `settled` is empty where its follow-up was done meanwhile.

    `tells`: the server will say whether it arrives.
    """

    message: Outgoing
    reply: str
    tells: bool
    settled: "SettledFollowUp | None"


def compose(world: World, found: Draft) -> Outgoing:
    """The note as the message that `send` hands over.

    UsageError where it is a call, or no server, sender or recipient is known.
    """
    kept = settings(world)
    if found.channel_is_spoken or found.occasion.channel != "email":
        raise UsageError("--send sends emails; leave --channel out.")
    _smtp(kept)
    number, receipt = found.followup.followup.id, kept.get("mail.receipt", "")
    return email.outgoing(found.note, found.occasion, world.now, number=number, receipt=receipt)


def log_in(server: config.MailServer, kept: Mapping[str, str]) -> mail_server.Login:
    """Who logs in at a server, as the configuration says. Raises as `mail_server.login`."""
    return mail_server.login(
        server, kept.get("mail.user", ""), kept.get("mail.password_command", "")
    )


def _smtp(kept: Mapping[str, str]) -> config.MailServer:
    value = kept.get("mail.server", "")
    if not value:
        raise UsageError(
            "No mail server is set, so nothing was sent. Name yours: "
            "followup config set mail.server smtp.example.com (then mail.user and "
            "mail.password_command)"
        )
    return config.mail_server(value, "smtp")


def earlier(world: World, found: Draft) -> SentMessage | None:
    """The last message of this follow-up that its reader has, or may have."""
    with connect(world.store) as ask:
        return _earlier(ask, found)


def _earlier(ask: Ask, found: Draft) -> SentMessage | None:
    each = messages.of_followup(ask, found.followup.followup.id)
    return next((one for one in reversed(each) if one.state in GONE), None)


@lru_cache
def load() -> Thread:
    """Load what writing takes, half a second of modules, beside what takes time of others.

    The user reads the message meanwhile, or the server answers. Who writes joins the thread before:
    while two import what imports each other, one may see the half of it.
    """
    loading = Thread(target=_load, daemon=True)
    loading.start()
    return loading


def _load() -> None:
    with suppress(ImportError):  # who writes meets it again, and says so
        from followup.services import followups, planning  # noqa: F401
        from followup.store import transaction, writes  # noqa: F401

        transaction.prepare()


def send(world: World, found: Draft, message: Outgoing, before: SentMessage | None) -> Sent:
    """Send a message that was shown; its follow-up is done where the server has taken it.

    `before` is the earlier message that the user was asked about. WorldError where the message was
    not taken, or may not have been; UsageError where its follow-up has changed meanwhile.
    """
    kept = settings(world)
    server = _smtp(kept)
    login = log_in(server, kept)
    load()
    with mail_server.sending(server, login) as session:
        tells = session.address(message)
        _begin(world, found, message, before)
        receipt = session.deliver(message.content)
    try:
        settled = _record(world, found, message, receipt)
    except (WorldError, UsageError) as error:
        if receipt.state != "sent":
            raise
        raise WorldError(
            f"The email was sent to {message.recipient}, but that could not be recorded: {error}"
        ) from None
    if receipt.state != "sent":
        raise _not_sent(found, message, receipt)
    return Sent(message, receipt.reply, tells, settled)


def _begin(world: World, found: Draft, message: Outgoing, before: SentMessage | None) -> None:
    """Keep that the message is on its way, before it is: nobody else sends it from here on."""
    load().join()
    from followup.services import followups
    from followup.store import transaction

    with transaction.unjournaled(world.store, world.now) as change:
        if _earlier(change.ask, found) != before:
            raise UsageError(
                "This note was sent meanwhile, so it was not sent again; see: "
                f"followup show {named(found.followup.company)}"
            )
        followups.check_done(change, world, found.followup.followup.id)
        messages.keep(
            change,
            message.message_id,
            world.now,
            followup_id=found.followup.followup.id,
            address=message.recipient,
            state="sending",
            words="",
        )


def _record(
    world: World, found: Draft, message: Outgoing, receipt: mail_server.Receipt
) -> "SettledFollowUp | None":
    from followup.services import followups
    from followup.store import transaction

    with transaction.change(world.store, "draft --send", world.now) as change:
        messages.keep(
            change, message.message_id, world.now, state=receipt.state, words=receipt.reply
        )
        return followups.sent(change, world, found) if receipt.state == "sent" else None


def _not_sent(found: Draft, message: Outgoing, receipt: mail_server.Receipt) -> WorldError:
    number = found.followup.followup.id
    if receipt.state == "refused":
        return WorldError(f"The server did not take the email: {receipt.reply}. Nothing was sent.")
    return WorldError(
        f"Whether the email to {message.recipient} was sent is not known: {receipt.reply}. It is "
        f"never sent again by itself. If it arrived, type: followup done {number} (or, to send it "
        f"again after a question: followup draft {number} --send)"
    )
