"""Emails as people read them: what is about to be sent, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.domain.safe_text import fit, line, lines, named, width
from followup.domain.text import counted
from followup.output.days import short
from followup.output.interviews import job
from followup.output.json import Record

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.delivery.email import Outgoing
    from followup.services.mail import MailCheck, MailNews, Sent
    from followup.store.messages import SentMessage


def message(outgoing: Outgoing) -> str:
    """The whole message as it will be read: every header, and the body."""
    headers = [f"{name}: {line(value)}" for name, value in outgoing.headers]
    return "\n".join([*headers, "", lines(outgoing.body), "", ""])


def earlier(note: SentMessage) -> str:
    """That a note was, or may have been, sent before."""
    number, on = note.followup_id, f"{note.at:%A}, {note.at.date()}"
    whom = f" to {line(note.address)}" if note.address else ""
    if note.state in ("sending", "unknown"):
        return (
            f"A note of this follow-up may have been sent{whom} on {on}: what became of it is not "
            f"known. If it arrived, type: followup done {number}"
        )
    return f"A note of this follow-up was sent{whom} on {on}. An undo does not call it back."


def question(outgoing: Outgoing, before: SentMessage | None) -> str:
    """What is asked before a message is sent."""
    again = " all the same" if before else ""
    return f"Send it to {outgoing.recipient}{again}?"


def sent(found: Sent) -> str:
    """That a message was sent."""
    tells = " Whether it arrives will be reported to your mailbox." if found.tells else ""
    return f"Sent to {found.message.recipient}.{tells}\n"


_SUBJECT = 60
"""Columns of a subject that somebody else wrote."""


def news(one: MailNews, today: date) -> str:
    """What came, in one sentence; what others wrote stands in quotes."""
    about = f"({job(one.company, one.role)})"
    to = line(one.note.address) if one.note and one.note.address else "them"
    if one.what == "bounced":
        return f"The email to {to} {about} came back: {line(one.words)}."
    if one.what == "arrived":
        return f"The email to {to} {about} arrived."
    if one.what == "seen":
        return f"A receipt says that the email to {to} {about} was opened."
    who = line(one.sender)[:80]
    on = short(one.on, today) if one.on == today else f"on {short(one.on, today)}"
    wrote = {
        "automatic": "answered automatically, which is no reply,",
        "reply": "wrote",
        "invitation": "sent an invitation",
    }[one.what]
    subject = line(one.subject)
    shown = fit(subject, _SUBJECT).rstrip() if width(subject) > _SUBJECT else subject
    of = f" {about}" if one.company else ""
    return f"{who} {wrote} {on}{of}: “{shown}”"


def command(one: MailNews) -> str:
    """What to type about it; empty for nothing."""
    if one.what == "bounced" and one.followup and one.followup.contact:
        return f'followup contact edit {named(one.followup.contact)} --email "…"'
    if one.what == "reply":
        whom = f" --with {named(one.person.name)}" if one.person else ""
        return f"followup log {named(f'{one.company} {one.role}'.rstrip())} --reply{whom} --on {one.on}"
    return "followup import FILE" if one.what == "invitation" else ""


_TO_TYPE = {
    "bounced": "It is on the list again; the right address goes in with",
    "reply": "If that is their reply, which restarts the clock, type",
    "invitation": "Save it as a file in your mail program, then type",
}


def checked(mail_check: MailCheck, today: date, *, asks: bool) -> str:
    """What `mail check` found; with `asks`, what is offered is left to the questions that follow."""
    rows = []
    for news_item in mail_check.news:
        if not (asks and news_item.is_offered):
            typed = command(news_item)
            rows += [
                news(news_item, today),
                *([f"  {_TO_TYPE[news_item.what]}: {typed}"] if typed else []),
            ]
    if not mail_check.news:
        looked = counted(mail_check.looked_at, "message")
        rows = [f"Nothing new. Looked at {looked} since {short(mail_check.since, today)}."]
    return "".join(f"{news_item}\n" for news_item in rows)


def news_record(one: MailNews) -> Record:
    """What came, as a record; `command` is what to type about it."""
    return {
        "what": one.what,
        "on": one.on.isoformat(),
        "from": one.sender,
        "subject": one.subject,
        "company": one.company,
        "role": one.role,
        "contact": one.person.name if one.person else None,
        "followup": one.note.followup_id if one.note else None,
        "sent_to": one.note.address if one.note else None,
        "reason": one.words or None,
        "message_id": one.reference,
        "command": command(one) or None,
    }


def record(found: Sent) -> Record:
    """The same as a record."""
    return {
        "state": "sent",
        "sent_to": found.message.recipient,
        "message_id": found.message.message_id,
        "reply": found.reply,
    }
