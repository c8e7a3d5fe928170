"""Who was there: contacts with the interviews in which you met, asked for without the engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from followup.errors import NothingFound
from followup.facts import Contact
from followup.store import reads, records
from followup.store.asking import Ask


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview as a contact of it sees it: the day is local, the topic theirs alone."""

    interview_id: int
    company: str
    role: str
    stage: str
    day: date
    topic: str


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A contact with your talks, by day."""

    contact: Contact
    talks: tuple[Talk, ...]

    @property
    def is_forgotten(self) -> bool:
        """Whether nothing is kept of them but the dates."""
        return self.contact.name == forgotten_name(self.contact.id)


def forgotten_name(number: int) -> str:
    """What stands in the place of the name of a contact who was forgotten; each has their own."""
    return f"(forgotten) {number}"


def acquaintances(ask: Ask) -> list[Acquaintance]:
    """Everybody who is known, by number; not those who were forgotten."""
    talks = _talks(ask)
    everybody = (Acquaintance(one, tuple(talks.get(one.id, ()))) for one in reads.contacts(ask))
    return [one for one in everybody if not one.is_forgotten]


def acquaintance(ask: Ask, number: int) -> Acquaintance:
    """One contact, forgotten or not. NothingFound where there is none of that number."""
    for one in reads.contacts(ask):
        if one.id == number:
            return Acquaintance(one, tuple(_talks(ask, number).get(number, ())))
    raise NothingFound(f"There is no contact {number}. `followup contact list` shows who is there.")


def _talks(ask: Ask, number: int | None = None) -> dict[int, list[Talk]]:
    only = "" if number is None else "WHERE t.contact_id = :id"
    found: dict[int, list[Talk]] = {}
    for row in ask(
        "SELECT t.contact_id, t.topic, i.id, i.company, i.role, i.stage, i.day FROM topic t "
        f"JOIN interview_view i ON i.id = t.interview_id {only} ORDER BY i.starts, i.id",
        {} if number is None else {"id": number},
    ):
        found.setdefault(row["contact_id"], []).append(_talk(row))
    return found


def _talk(row: Mapping[str, Any]) -> Talk:
    return Talk(
        interview_id=row["id"],
        company=row["company"],
        role=row["role"],
        stage=row["stage"],
        day=records.day(row["day"]),
        topic=row["topic"],
    )


def notes_to(ask: Ask, number: int) -> list[str]:
    """The words that are kept of notes to a contact, and of what you noted when they were sent."""
    rows = ask(
        "SELECT n.subject, n.body, n.promise, CASE WHEN f.status = 'cancelled' THEN '' "
        "ELSE f.because END AS because FROM followup f "
        "LEFT JOIN note n ON n.followup_id = f.id WHERE f.contact_id = :id ORDER BY f.id",
        {"id": number},
    )
    words = ("subject", "body", "promise", "because")
    return [row[word] for row in rows for word in words if row[word]]


def log_with(ask: Ask, number: int) -> list[str]:
    """The texts of the log's entries with a contact."""
    rows = ask(
        "SELECT text FROM event WHERE contact_id = :id AND text <> '' ORDER BY id", {"id": number}
    )
    return [row["text"] for row in rows]


def other_texts(ask: Ask, number: int) -> Iterator[tuple[str, str]]:
    """Every free text that is not of this contact alone, with where it stands."""
    for sql in _OTHER_TEXTS:
        for row in ask(sql, {"id": number} if ":id" in sql else {}):
            place, *texts = dict(row).values()
            yield str(place), "\n".join(str(text) for text in texts)


_OTHER_TEXTS = (
    """SELECT 'interview ' || id AS place, "where", looking_for, next_step, note, strengths,
       concerns FROM interview ORDER BY id""",
    """SELECT 'interview ' || interview_id AS place, topic FROM topic
       WHERE contact_id <> :id ORDER BY interview_id, id""",
    """SELECT COALESCE('interview ' || interview_id, 'a promise') AS place, text FROM promise
       ORDER BY id""",
    """SELECT 'the log of ' || a.company AS place, e.text FROM event e
       JOIN application a ON a.id = e.application_id
       WHERE e.contact_id IS NULL OR e.contact_id <> :id ORDER BY e.id""",
    """SELECT 'the application at ' || company AS place, via, terms FROM application ORDER BY id""",
    "SELECT 'contact ' || id AS place, note FROM contact WHERE id <> :id ORDER BY id",
)
