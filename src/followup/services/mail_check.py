"""`mail check`: what came back to the notes that were sent, read from one folder of the user's mail.

What a server or a mail program reports of a note is kept. What a person wrote is only offered:
nothing is recorded of it unless the user says so.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from followup.delivery import imap
from followup.delivery.imap import Folder
from followup.domain import config
from followup.domain.errors import UsageError
from followup.environment import World
from followup.formats import mail as mail_format
from followup.formats.mail import Header
from followup.services.applications import RecordedEvent
from followup.services.draft_note import settings
from followup.services.mail import log_in
from followup.store import messages, queries
from followup.store.ask import asking
from followup.store.messages import Correspondent, SentMessage
from followup.store.queries import ListedFollowUp

if TYPE_CHECKING:  # the engine costs half a second
    from followup.store.transaction import Transaction

DAYS = 90
"""How many days back answers are looked for; a server gives up on a message after about five."""

LARGEST_REPORT = 256 * 1024
"""Bytes of a report that are read: what it says stands before the message that it gives back."""

LARGEST_INVITATION = 10 * 1024 * 1024

OURS = "@followup.invalid>"
"""What the Message-IDs of our own messages end with."""


@dataclass(frozen=True, slots=True)
class MailNews:
    """A message that matters. `what`: bounced, arrived, seen, automatic, reply, invitation.

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


@dataclass(frozen=True, slots=True)
class MailCheck:
    """What was found among so many messages since a day; nothing was read where there is no day."""

    news: tuple[MailNews, ...]
    since: date | None = None
    looked_at: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What mail is compared with: our own messages, the people, and what was dealt with before."""

    sent: Mapping[str, SentMessage]
    followups: Mapping[int, ListedFollowUp]
    people: Mapping[str, Sequence[Correspondent]]
    own_address: str
    dealt_with: Collection[str]
    replied: Mapping[int, date]

    def since(self, today: date) -> date | None:
        """The first day on which something may have come; None where nothing is waited for."""
        days = [one.at.date() for one in self.sent.values()]
        days += [one.since for each in self.people.values() for one in each]
        return max(min(days), today - timedelta(DAYS)) if days else None


def check(world: World) -> MailCheck:
    """Read what came back, and keep what is reported of our own messages.

    UsageError where no folder is set; raises as `imap.reading`.
    """
    kept = settings(world)
    value = kept.get("mail.imap", "")
    if not value:
        raise UsageError(
            "No mailbox is set, so nothing was read. Name your folder: "
            "followup config set mail.imap imap.example.com/INBOX (then mail.user and "
            "mail.password_command)"
        )
    known = _known(world, kept)
    since = known.since(world.today)
    if since is None:
        return MailCheck(())
    server = config.mail_server(value, "imap")
    with imap.reading(server, log_in(server, kept)) as folder:
        numbers = folder.since(since - timedelta(1))  # a server's day may be another
        news = tuple(_news(folder, numbers, known, world))
    _keep(world, [one for one in news if not one.is_offered])
    return MailCheck(news, since, len(numbers))


def _known(world: World, kept: Mapping[str, str]) -> Known:
    with asking(world.store) as ask:
        people: dict[str, list[Correspondent]] = {}
        for one in messages.correspondents(ask):
            people.setdefault(one.email.lower(), []).append(one)
        sent = {one.reference: one for one in messages.sent(ask) if one.state != "refused"}
        return Known(
            sent,
            {one.followup_id: queries.followup(ask, one.followup_id) for one in sent.values()},
            people,
            kept.get("you.email", "").lower(),
            messages.dealt_with(ask),
            messages.replied(ask),
        )


def _news(folder: Folder, numbers: Sequence[int], known: Known, world: World) -> Iterator[MailNews]:
    """What matters among these messages; each that is not dealt with yet."""
    marks = [b"multipart/report", b"x-failed-recipients", OURS.encode()]
    marks += [address.encode() for address in known.people if address.isascii()]
    matters = re.compile(b"|".join(map(re.escape, marks)), re.IGNORECASE)
    for number, content in folder.headers(numbers, mail_format.FIELDS):
        if not matters.search(content):  # nearly all: parsing ten thousand takes seconds
            continue
        head = mail_format.header(content)
        reference = head.reference or f"<{folder.validity}.{number}@no-message-id.invalid>"
        if reference in known.dealt_with or reference.endswith(OURS):
            continue
        found = _one(folder, number, head._replace(reference=reference), known, world)
        if found is not None:
            yield found


def _one(folder: Folder, number: int, head: Header, known: Known, world: World) -> MailNews | None:
    """What one message is to us; None for nothing."""
    at = head.at or world.now
    on = min(at.astimezone(world.now.tzinfo).date(), world.today)
    sender = head.name or head.email
    if head.is_report:
        report = mail_format.report(folder.whole(number, LARGEST_REPORT))
        note = _ours(report.references, known) if report else None
        if report is None or note is None:
            return None
        return MailNews(
            report.state, head.reference, number, on, sender, head.subject, report.words, note,
            known.followups[note.followup_id],
        )  # fmt: skip
    note = _ours(head.answers, known)
    followup = known.followups[note.followup_id] if note else None
    person = _person(head.email, on, known, followup)
    if head.email == known.own_address or (note is None and person is None):
        return None
    what = "automatic" if head.is_automatic else "reply"
    if folder.has_invitation(number):
        what = "invitation"
    name = person.name if person else sender
    found = MailNews(
        what, head.reference, number, on, name, head.subject, "", note, followup, person
    )
    is_recorded = known.replied.get(found.application_id, date.min) >= on
    return None if what == "reply" and is_recorded else found


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
            if one.note is not None and one.what != "automatic":
                _keep_state(change, world, one, one.note)
            _deal_with(change, world, one)


_NEXT = {
    "bounced": ("sending", "unknown", "sent", "arrived"),
    "arrived": ("sending", "unknown", "sent"),
    "seen": ("sending", "unknown", "sent", "arrived"),
}
"""The states that a report changes; a message that was opened did not come back."""


def _keep_state(change: "Transaction", world: World, one: MailNews, note: SentMessage) -> None:
    from followup.services import followups

    number = note.followup_id
    now = next(
        each
        for each in messages.of_followup(change.ask, number)
        if each.reference == note.reference
    )
    if now.state not in _NEXT[one.what]:
        return
    messages.keep(change, note.reference, world.now, state=one.what, words=one.words)
    if one.what == "bounced":
        if followups.reopen(change, world, number):
            change.summary = f"the email of follow-up {number} came back"
    elif now.state in ("sending", "unknown"):
        followups.taken_in(change, world, number)


def _deal_with(change: "Transaction", world: World, one: MailNews) -> None:
    messages.keep(change, one.reference, world.now, state="dealt_with", address="")


def decline(world: World, one: MailNews) -> None:
    """The user does not want what was offered: it is not offered again."""
    from followup.store import transaction

    with transaction.unjournaled(world.store, world.now) as change:
        _deal_with(change, world, one)


def record_reply(world: World, one: MailNews) -> RecordedEvent:
    """Record a message as the reply that it is; it restarts the clock."""
    from followup.services.planning import replan
    from followup.store import inserts, transaction

    with transaction.change(world.store, "log", world.now) as change:
        contact = one.person.contact_id if one.person else None
        reply = inserts.NewEvent(one.application_id, one.on, "", contact, True)
        inserts.events(change, [reply])
        _deal_with(change, world, one)
        application = queries.application(change.ask, one.application_id)
        change.summary = f"a reply of {application.company}"
        replanned = replan(change, [application.id], world.now)
        return RecordedEvent(application, "a reply", one.on, False, replanned)


def invitation(world: World, one: MailNews) -> bytes:
    """A message with an invitation, as `import` reads it. Raises as `check`."""
    kept = settings(world)
    server = config.mail_server(kept.get("mail.imap", ""), "imap")
    with imap.reading(server, log_in(server, kept)) as folder:
        return folder.whole(one.number, LARGEST_INVITATION)
