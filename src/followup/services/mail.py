"""`draft --send` and `mail check`: sending a note once, and what came back to the notes that were sent.

A note that is sent settles its follow-up. What a server or a mail program reports of a note is
kept. What a person wrote is only offered: nothing is recorded of it unless the user says so.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from threading import Thread
from typing import TYPE_CHECKING

from followup.delivery import email, mail_server
from followup.delivery.email import Outgoing
from followup.domain import config
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen, replace
from followup.domain.safe_text import named
from followup.environment import World
from followup.formats import mail
from followup.formats.mail import Header
from followup.services.config import mailbox
from followup.services.draft_note import Draft, settings
from followup.store import messages, queries
from followup.store.connection import Ask, connect
from followup.store.messages import Correspondent, SentMessage
from followup.store.queries import ListedFollowUp

if TYPE_CHECKING:  # the engine costs half a second
    from followup.delivery.mail_server import Folder
    from followup.services.applications import RecordedEvent
    from followup.services.followups import SettledFollowUp
    from followup.store.transaction import Transaction

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


def compose(world: World, draft: Draft) -> Outgoing:
    """The note as the message that `send` hands over.

    UsageError where it is a call, or no server, sender or recipient is known.
    """
    kept = settings(world)
    if draft.channel_is_spoken or draft.occasion.channel != "email":
        raise UsageError("--send sends emails; leave --channel out.")
    _smtp(kept)
    number, receipt = draft.followup.followup.id, kept.get("mail.receipt", "")
    return email.outgoing(draft.note, draft.occasion, world.now, number=number, receipt=receipt)


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


def earlier(world: World, draft: Draft) -> SentMessage | None:
    """The last message of this follow-up that its reader has, or may have."""
    with connect(world.store) as ask:
        return _earlier(ask, draft)


def _earlier(ask: Ask, draft: Draft) -> SentMessage | None:
    each = messages.of_followup(ask, draft.followup.followup.id)
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
        from followup.services import followups as followups_services  # noqa: F401
        from followup.store import transaction, writes  # noqa: F401

        transaction.prepare()


def send(world: World, draft: Draft, message: Outgoing, before: SentMessage | None) -> Sent:
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
        _begin(world, draft, message, before)
        receipt = session.deliver(message.content)
    try:
        settled = _record(world, draft, message, receipt)
    except (WorldError, UsageError) as error:
        if receipt.state != "sent":
            raise
        raise WorldError(
            f"The email was sent to {message.recipient}, but that could not be recorded: {error}"
        ) from None
    if receipt.state != "sent":
        raise _not_sent(draft, message, receipt)
    return Sent(message, receipt.reply, tells, settled)


def _begin(world: World, draft: Draft, message: Outgoing, before: SentMessage | None) -> None:
    """Keep that the message is on its way, before it is: nobody else sends it from here on."""
    load().join()
    from followup.services import followups as followups_services
    from followup.store import transaction

    with transaction.unjournaled(world.store, world.now) as change:
        if _earlier(change.ask, draft) != before:
            raise UsageError(
                "This note was sent meanwhile, so it was not sent again; see: "
                f"followup show {named(draft.followup.company)}"
            )
        followups_services.check_done(change, world, draft.followup.followup.id)
        messages.keep(
            change,
            message.message_id,
            world.now,
            followup_id=draft.followup.followup.id,
            address=message.recipient,
            state="sending",
            words="",
        )


def _record(
    world: World, draft: Draft, message: Outgoing, receipt: mail_server.Receipt
) -> "SettledFollowUp | None":
    from followup.services import followups as followups_services
    from followup.store import transaction

    with transaction.change(world.store, "draft --send", world.now) as change:
        messages.keep(
            change, message.message_id, world.now, state=receipt.state, words=receipt.reply
        )
        return followups_services.sent(change, world, draft) if receipt.state == "sent" else None


def _not_sent(draft: Draft, message: Outgoing, receipt: mail_server.Receipt) -> WorldError:
    number = draft.followup.followup.id
    if receipt.state == "refused":
        return WorldError(f"The server did not take the email: {receipt.reply}. Nothing was sent.")
    return WorldError(
        f"Whether the email to {message.recipient} was sent is not known: {receipt.reply}. It is "
        f"never sent again by itself. If it arrived, type: followup done {number} (or, to send it "
        f"again after a question: followup draft {number} --send)"
    )


ANSWER_DAYS = 90
"""How many days back answers are looked for; a server gives up on a message after about five."""

LARGEST_REPORT = 256 * 1024
"""Bytes of a report that are read: what it says stands before the message that it gives back."""

INVITED_DAYS = 30
"""How many days back an invitation of somebody who is not known is looked for."""

LARGEST_INVITATION = 10 * 1024 * 1024

MOST_STRANGERS = 20
"""Invitations of people who are not known that are looked into at once; the others come next time."""

OURS = "@followup.invalid>"
"""What the Message-IDs of our own messages end with."""


class MailNews(Frozen):
    """A message that matters. `what`: bounced, arrived, seen, automatic, reply, invitation.

    `nothing` is an invitation that brings nothing: it is only kept that it was looked into.
    `reference` is its Message-ID, `number` its number in the folder. `sender` is a known person's
    name, else what the message says. `note` is the email that it is about, with its follow-up;
    `person` who is known to have written it.
    """

    what: str
    reference: str
    number: int
    on: date
    sender: str
    subject: str
    words: str = ""
    note: SentMessage | None = None
    followup: ListedFollowUp | None = None
    person: Correspondent | None = None

    @property
    def is_offered(self) -> bool:
        """Whether the user decides what becomes of it."""
        return self.what in ("reply", "invitation")

    @property
    def application_id(self) -> int:
        """The application that it is about."""
        if self.person is not None:
            return self.person.application_id
        return self.followup.application_id if self.followup else 0

    @property
    def company(self) -> str:
        """The company of that application."""
        known = self.person or self.followup
        return known.company if known else ""

    @property
    def role(self) -> str:
        """The role of that application."""
        known = self.person or self.followup
        return known.role if known else ""


class MailCheck(Frozen):
    """What was found among so many messages since a day."""

    news: tuple[MailNews, ...]
    since: date
    looked_at: int


class Known(Frozen):
    """What mail is compared with: our own messages, the people, and what was dealt with before."""

    sent: Mapping[str, SentMessage]
    followups: Mapping[int, ListedFollowUp]
    people: Mapping[str, Sequence[Correspondent]]
    own_address: str
    dealt_with: Collection[str]
    replied: Mapping[int, date]

    def since(self, today: date) -> date:
        """The first day on which something may have come."""
        days = [today - timedelta(INVITED_DAYS), *(one.at.date() for one in self.sent.values())]
        days += [one.since for each in self.people.values() for one in each]
        return max(min(days), today - timedelta(ANSWER_DAYS))


def check_mail(world: World) -> MailCheck:
    """Read what came back, and keep what is reported of our own messages.

    UsageError where no folder is set; raises as `mail_server.reading`.
    """
    folder_set, kept = mailbox(world), settings(world)
    known = _known(world, kept)
    since = known.since(world.today)
    server = config.mail_server(folder_set, "imap")
    with mail_server.reading(server, log_in(server, kept)) as folder:
        numbers = folder.since(since - timedelta(1))  # a server's day may be another
        news = tuple(_news(folder, numbers, known, world))
    _keep(world, [one for one in news if not one.is_offered])
    return MailCheck(tuple(one for one in news if one.what != "nothing"), since, len(numbers))


def _known(world: World, kept: Mapping[str, str]) -> Known:
    with connect(world.store) as ask:
        people: dict[str, list[Correspondent]] = {}
        for correspondent in messages.correspondents(ask):
            people.setdefault(correspondent.email.lower(), []).append(correspondent)
        sent = {
            correspondent.reference: correspondent
            for correspondent in messages.sent(ask)
            if correspondent.state != "refused"
        }
        return Known(
            sent,
            {
                correspondent.followup_id: queries.followup(ask, correspondent.followup_id)
                for correspondent in sent.values()
            },
            people,
            kept.get("you.email", "").lower(),
            messages.dealt_with(ask),
            messages.replied(ask),
        )


def _news(
    folder: "Folder", numbers: Sequence[int], known: Known, world: World
) -> Iterator[MailNews]:
    """What matters among these messages; each that is not dealt with yet."""
    marks = [b"multipart/report", b"x-failed-recipients", OURS.encode()]
    marks += [address.encode() for address in known.people if address.isascii()]
    matters = re.compile(b"|".join(map(re.escape, marks)), re.IGNORECASE)
    invited, strangers = folder.with_calendar(numbers), 0
    for number, content in folder.headers(numbers, mail.FIELDS):
        if number not in invited and not matters.search(content):
            continue  # nearly all: parsing ten thousand takes seconds
        head = mail.header(content)
        reference = head.reference or f"<{folder.validity}.{number}@no-message-id.invalid>"
        if reference in known.dealt_with or reference.endswith(OURS):
            continue
        heard = _heard(number, head._replace(reference=reference), known, world)
        if head.is_report:
            news = _reported(folder, heard, known)
        elif head.email == known.own_address:
            news = None
        elif number in invited and (_is_of_somebody(heard) or strangers < MOST_STRANGERS):
            strangers += not _is_of_somebody(heard)
            news = _invitation(folder, heard, world) or _answer(heard, known)
        else:
            news = _answer(heard, known)
        if news is not None:
            yield news


def _heard(number: int, head: Header, known: Known, world: World) -> MailNews:
    """A message as an answer of whom to what, as far as that is known."""
    at = head.at or world.now
    on = min(at.astimezone(world.now.tzinfo).date(), world.today)
    note = _ours(head.answers, known)
    followup = known.followups[note.followup_id] if note else None
    person = _person(head.email, on, known, followup)
    return MailNews(
        what="automatic" if head.is_automatic else "reply",
        reference=head.reference,
        number=number,
        on=on,
        sender=person.name if person else head.name or head.email,
        subject=head.subject,
        note=note,
        followup=followup,
        person=person,
    )


def _is_of_somebody(heard: MailNews) -> bool:
    """Whether a message is in answer to a note, or of a known person."""
    return heard.note is not None or heard.person is not None


def _answer(heard: MailNews, known: Known) -> MailNews | None:
    """What somebody, or a machine of theirs, wrote; None where it is of nobody or recorded."""
    is_recorded = known.replied.get(heard.application_id, date.min) >= heard.on
    if not _is_of_somebody(heard) or (heard.what == "reply" and is_recorded):
        return None
    return heard


def _reported(folder: "Folder", heard: MailNews, known: Known) -> MailNews | None:
    """What a report says of a message of ours; None where it is of none."""
    report = mail.report(folder.whole(heard.number, LARGEST_REPORT))
    note = _ours(report.references, known) if report else None
    if report is None or note is None:
        return None
    followup = known.followups[note.followup_id]
    return replace(
        heard, what=report.state, words=report.words, note=note, followup=followup, person=None
    )


def _invitation(folder: "Folder", heard: MailNews, world: World) -> MailNews | None:
    """A message with a calendar as an invitation; None where that invites to nothing.

    It brings something where it is newer than what was read in and, of somebody who is not known,
    where it begins today or later and is not called off.
    """
    from followup.formats import icalendar

    content = folder.whole(heard.number, LARGEST_REPORT)
    announcement = icalendar.announced(content)
    if announcement is None and len(content) == LARGEST_REPORT:
        return replace(heard, what="invitation")  # it may stand behind what is attached
    if announcement is None:
        return None if _is_of_somebody(heard) else replace(heard, what="nothing")
    with connect(world.store) as ask:
        read = messages.invited(ask, announcement.uid)
    if read is None:
        is_ahead = not announcement.is_off and (announcement.on or world.today) >= world.today
        brings = is_ahead or _is_of_somebody(heard)
    else:
        revision, is_off = read
        brings = not is_off and (announcement.is_off or revision.precedes(announcement.revision))
    return replace(heard, what="invitation" if brings else "nothing")


def _ours(references: Collection[str], known: Known) -> SentMessage | None:
    return next((known.sent[one] for one in references if one in known.sent), None)


def _person(
    address: str, on: date, known: Known, followup: ListedFollowUp | None
) -> Correspondent | None:
    """Who of those that heard from the user wrote it, for the application that it answers."""
    each = [one for one in known.people.get(address, ()) if on >= one.since]
    if followup is not None:
        each = [one for one in each if one.application_id == followup.application_id]
    return next(iter(each), None)


def _keep(world: World, news: Sequence[MailNews]) -> None:
    """Keep what is reported: the state of a message, and what follows for its follow-up."""
    if not news:
        return
    from followup.store import transaction

    with transaction.change(world.store, "mail check", world.now) as change:
        for one in news:
            if one.note is not None and one.what in _NEXT:
                _keep_state(change, world, one, one.note)
            _deal_with(change, world, one)


_NEXT = {
    "bounced": ("sending", "unknown", "sent", "arrived"),
    "arrived": ("sending", "unknown", "sent"),
    "seen": ("sending", "unknown", "sent", "arrived"),
}
"""The states that a report changes; a message that was opened did not come back."""


def _keep_state(change: "Transaction", world: World, news: MailNews, note: SentMessage) -> None:
    from followup.services import followups as followups_services

    number = note.followup_id
    now = next(
        each
        for each in messages.of_followup(change.ask, number)
        if each.reference == note.reference
    )
    if now.state not in _NEXT[news.what]:
        return
    messages.keep(change, note.reference, world.now, state=news.what, words=news.words)
    if news.what == "bounced":
        if followups_services.reopen(change, world, number):
            change.summary = f"the email of follow-up {number} came back"
    elif now.state in ("sending", "unknown"):
        followups_services.taken_in(change, world, number)


def _deal_with(change: "Transaction", world: World, news: MailNews) -> None:
    messages.keep(change, news.reference, world.now, state="dealt_with", address="")


def decline(world: World, news: MailNews) -> None:
    """The user does not want what was offered: it is not offered again."""
    from followup.store import transaction

    with transaction.unjournaled(world.store, world.now) as change:
        _deal_with(change, world, news)


def record_reply(world: World, news: MailNews) -> "RecordedEvent":
    """Record a message as the reply that it is; it restarts the clock.

    UsageError where another command has dealt with it since it was offered.
    """
    from followup.services.applications import RecordedEvent
    from followup.services.planning import replan
    from followup.store import transaction, writes

    with transaction.change(world.store, "log", world.now) as change:
        if news.reference in messages.dealt_with(change.ask):
            raise UsageError(
                "Another command has dealt with that message meanwhile, so nothing was recorded; "
                "see it with: followup list"
            )
        contact = news.person.contact_id if news.person else None
        reply = writes.NewEvent(news.application_id, news.on, "", contact, True)
        writes.add_events(change, [reply])
        _deal_with(change, world, news)
        application = queries.application(change.ask, news.application_id)
        change.summary = f"a reply of {application.company}"
        replanned = replan(change, [application.id], world.now)
        return RecordedEvent(application, "a reply", news.on, False, replanned)


def invitation(world: World, news: MailNews) -> bytes:
    """A message with an invitation, as `import` reads it. Raises as `check`."""
    from followup.delivery import mail_server

    kept = settings(world)
    server = config.mail_server(kept.get("mail.imap", ""), "imap")
    with mail_server.reading(server, log_in(server, kept)) as folder:
        return folder.whole(news.number, LARGEST_INVITATION)
