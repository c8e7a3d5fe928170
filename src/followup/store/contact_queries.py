"""Who was there: contacts with the interviews in which you met, read without the engine."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from followup.domain.errors import NothingFound
from followup.domain.frozen import Frozen
from followup.domain.model import INTERVIEW_TEXTS, Contact
from followup.store import queries, row_values, sqlite
from followup.store.ask import Ask, Values


class Talk(Frozen):
    """An interview as a contact of it sees it: the day is local, the topic theirs alone."""

    interview_id: int
    company: str
    role: str
    stage: str
    day: date
    topic: str


class Acquaintance(Frozen):
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


def acquaintances(ask: Ask, words: Sequence[str] = ()) -> list[Acquaintance]:
    """Everybody of whom every word, folded, may be said, by number; not those who were forgotten.

    Who asks looks at the words again: not all texts are kept folded.
    """
    words = queries.searched(words)
    each = [_MAY_BE_SAID.format(word=f":w{place}") for place in range(len(words))]
    found = _found(ask, " AND ".join(each) or "1 = 1", queries.inside(words))
    return [one for one in found if not one.is_forgotten]


_MAY_BE_SAID = f"""(search LIKE {{word}} ESCAPE '!' OR {sqlite.may_hold("company", "{word}")}
    OR {sqlite.may_hold("email", "{word}")} OR {sqlite.may_hold("title", "{word}")}
    OR {sqlite.may_hold("note", "{word}")} OR id IN (
        SELECT t.contact_id FROM application a JOIN interview i ON i.application_id = a.id
        JOIN topic t ON t.interview_id = i.id WHERE a.search LIKE {{word}} ESCAPE '!'))"""


def acquaintance(ask: Ask, number: int) -> Acquaintance:
    """One contact, forgotten or not. NothingFound where there is none of that number."""
    for one in _found(ask, "id = :id", {"id": number}):
        return one
    raise NothingFound(f"There is no contact {number}. `followup contact list` shows who is there.")


def _found(ask: Ask, where: str, values: Values) -> list[Acquaintance]:
    """Contacts by number; `where` is SQL over `contact`, ours alone."""
    talks: dict[int, list[Talk]] = {}
    for row in ask(
        "SELECT t.contact_id, t.topic, i.id, i.company, i.role, i.stage, i.day FROM topic t "
        "JOIN interview_view i ON i.id = t.interview_id "
        f"WHERE t.contact_id IN (SELECT id FROM contact WHERE {where}) ORDER BY i.starts, i.id",
        values,
    ):
        talks.setdefault(row["contact_id"], []).append(_talk(row))
    rows = ask(f"SELECT * FROM contact WHERE {where} ORDER BY id", values)
    people = map(queries.contact_of, rows)
    return [Acquaintance(one, tuple(talks.get(one.id, ()))) for one in people]


def _talk(row: Mapping[str, Any]) -> Talk:
    return Talk(
        interview_id=row["id"],
        company=row["company"],
        role=row["role"],
        stage=row["stage"],
        day=row_values.day(row["day"]),
        topic=row["topic"],
    )


KNOWN_BY = ("name", "email", "phone", "address")
"""The fields of a contact that others know them by."""


def known_by(ask: Ask, number: int) -> set[str]:
    """The names, addresses and numbers that a contact has, or had as far as the journal says."""
    rows = ask("SELECT name, email, phone, address FROM contact WHERE id = :id", {"id": number})
    asked = (
        "SELECT before FROM journal WHERE \"of\" = 'contact' AND \"row\" = :row AND before <> ''"
    )
    before = ask(asked, {"row": row_values.as_json([number])})
    each = [*map(dict, rows), *(row_values.from_json(row["before"]) for row in before)]
    said = {str(one.get(name) or "") for one in each for name in KNOWN_BY}
    return said - {"", forgotten_name(number)}


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
    f"""SELECT 'interview ' || id AS place, "{'", "'.join(INTERVIEW_TEXTS)}", strengths,
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
