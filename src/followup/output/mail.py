"""Emails as people read them: what is about to be sent, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.domain.safe_text import line, lines
from followup.output.json import Record

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.delivery.email import Outgoing
    from followup.services.mail import Sent
    from followup.store.messages import SentMessage


def message(found: Outgoing) -> str:
    """The whole message as it will be read: every header, and the body."""
    headers = [f"{name}: {line(value)}" for name, value in found.headers]
    return "\n".join([*headers, "", lines(found.body), "", ""])


def earlier(found: SentMessage) -> str:
    """That a note was, or may have been, sent before."""
    number, on = found.followup_id, f"{found.at:%A}, {found.at.date()}"
    whom = f" to {line(found.address)}" if found.address else ""
    if found.state in ("sending", "unknown"):
        return (
            f"A note of this follow-up may have been sent{whom} on {on}: what became of it is not "
            f"known. If it arrived, type: followup done {number}"
        )
    return f"A note of this follow-up was sent{whom} on {on}. An undo does not call it back."


def question(found: Outgoing, before: SentMessage | None) -> str:
    """What is asked before a message is sent."""
    again = " all the same" if before else ""
    return f"Send it to {found.recipient}{again}?"


def sent(found: Sent) -> str:
    """That a message was sent."""
    tells = " Whether it arrives will be reported to your mailbox." if found.tells else ""
    return f"Sent to {found.message.recipient}.{tells}\n"


def record(found: Sent) -> Record:
    """The same as a record."""
    return {
        "state": "sent",
        "sent_to": found.message.recipient,
        "message_id": found.message.message_id,
        "reply": found.reply,
    }
