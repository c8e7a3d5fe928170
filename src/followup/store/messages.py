"""The emails that were sent, what became of each, and which of those that came were dealt with.

What has left the machine cannot be taken back, so the journal covers none of it: whatever `undo`
takes back, a note that was sent is known as sent.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.domain.model import Revision
from followup.store import row_values
from followup.store.connection import Ask
from followup.store.schema import IS_OPEN

if TYPE_CHECKING:  # the engine costs half a second
    from followup.store.transaction import Transaction


class SentMessage(NamedTuple):
    """An email of a follow-up, by its Message-ID; `at` is when it came into its state."""

    reference: str
    followup_id: int
    address: str
    state: str
    at: datetime
    words: str


def sent(ask: Ask) -> list[SentMessage]:
    """Every email of a follow-up that is there, in order."""
    return _sent(ask, "followup_id IN (SELECT id FROM followup)", {})


def of_followup(ask: Ask, number: int) -> list[SentMessage]:
    """The emails of one follow-up, in order."""
    return _sent(ask, "followup_id = :id", {"id": number})


def of_application(ask: Ask, number: int) -> list[SentMessage]:
    """The emails of one application, in order."""
    own = "followup_id IN (SELECT id FROM followup WHERE application_id = :id)"
    return _sent(ask, own, {"id": number})


def _sent(ask: Ask, where: str, values: Mapping[str, object]) -> list[SentMessage]:
    rows = ask(f"SELECT * FROM message WHERE {where} ORDER BY id", values)
    return [
        SentMessage(
            row["reference"], row["followup_id"], row["address"], row["state"],
            row_values.instant(row["at"]), row["words"],
        )
        for row in rows
    ]  # fmt: skip


def dealt_with(ask: Ask) -> Collection[str]:
    """The Message-IDs of what came and was dealt with."""
    rows = ask("SELECT reference FROM message WHERE state = 'dealt_with'", {})
    return {row["reference"] for row in rows}


class Correspondent(NamedTuple):
    """A person whom a note of an open application went to, or who was in its interviews.

    `since` is the day of its first note.
    """

    application_id: int
    company: str
    role: str
    contact_id: int
    name: str
    email: str
    since: date


def correspondents(ask: Ask) -> list[Correspondent]:
    """Everybody whose mail may be a reply, the application that heard from you last first."""
    return [
        Correspondent(
            row["application_id"], row["company"], row["role"], row["contact_id"], row["name"],
            row["email"], row_values.day(row["since_on"]),
        )
        for row in ask(_CORRESPONDENTS, {})
    ]  # fmt: skip


_CORRESPONDENTS = f"""
    SELECT a.id AS application_id, a.company, a.role, c.id AS contact_id, c.name, c.email,
           MIN(f.done_on) AS since_on, MAX(f.done_on) AS last_on
    FROM followup f
    JOIN application a ON a.id = f.application_id
    JOIN contact c ON c.id = f.contact_id OR c.id IN (
        SELECT t.contact_id FROM topic t JOIN interview i ON i.id = t.interview_id
        WHERE i.application_id = a.id)
    WHERE f.status = 'done' AND f.done_on IS NOT NULL AND c.email <> '' AND a.{IS_OPEN}
    GROUP BY a.id, a.company, a.role, c.id, c.name, c.email
    ORDER BY last_on DESC, a.id"""


def replied(ask: Ask) -> Mapping[int, date]:
    """By the number of its application: the last day on which a reply is recorded."""
    asked = (
        'SELECT application_id, MAX("on") AS last_on FROM event WHERE reply GROUP BY application_id'
    )
    return {row["application_id"]: row_values.day(row["last_on"]) for row in ask(asked, {})}


def invited(ask: Ask, uid: str) -> tuple[Revision, bool] | None:
    """Which revision of an invitation of that uid was read in, and whether it is called off."""
    for row in ask("SELECT sequence, stamped, cancelled FROM interview WHERE uid = :u", {"u": uid}):
        stamped = row["stamped"] and row_values.instant(row["stamped"])
        return Revision(row["sequence"], stamped), bool(row["cancelled"])
    return None


def keep(change: "Transaction", reference: str, at: datetime, **columns: Any) -> None:
    """Keep what became of a message at that instant: columns of the table `message` by name."""
    from followup.store import engine
    from followup.store.models import Message

    table: Any = Message.__table__  # type: ignore[attr-defined]
    values = {"at": row_values.instant_text(at), **columns}
    connection = change.session.connection()
    its_own = table.c.reference == reference
    if not connection.execute(table.update().where(its_own).values(values)).rowcount:
        number = engine.next_number(change.session, table.name)
        connection.execute(table.insert().values(reference=reference, **number, **values))
