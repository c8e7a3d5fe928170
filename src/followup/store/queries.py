"""The queries of `list`, `show`, `draft`, `contact` and of every plan, asked as SQL through `Ask`.

Those for many applications (`list`, `export`, `stats`, an import) are asked in batches: each
application alone takes many times as long, all at once many times the memory.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from followup.domain.errors import NothingFound, UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.kinds import KINDS
from followup.domain.model import (
    INTERVIEW_TEXTS,
    OFFER_MADE,
    OPEN_OUTCOMES,
    Application,
    ApplicationFacts,
    Contact,
    Elsewhere,
    FollowUp,
    Interview,
    Met,
    NewInterview,
    Promise,
    Reply,
)
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.environment import own_day
from followup.store import row_values, sqlite
from followup.store.connection import Ask, Row, Values
from followup.store.due_list import CAN_BE_DONE
from followup.store.schema import IS_OPEN


class Round(Frozen):
    """An interview with its application."""

    application: Application
    interview: Interview


class ListedFollowUp(Frozen):
    """A follow-up with what a list of it names: its contact (empty: nobody) and its promise."""

    followup: FollowUp
    application_id: int
    company: str
    role: str
    contact: str
    promise: str = ""
    search: str = ""


class LogEntry(Frozen):
    """An entry of the log; `on` is only the day of the import where its file named none."""

    id: int
    on: date
    reply: bool
    text: str
    contact: str
    undated: bool = False


class SentNote(Frozen):
    """The note of a follow-up that was done: the day, its words and how it went.

    `edited` says that somebody chose the words; else followup drafted them, and nobody may have
    seen them.
    """

    followup_id: int
    on: date
    subject: str
    body: str
    channel: str
    edited: bool


class UndoableChange(Frozen):
    """A change that can be taken back: its number, the command and what it did, in words.

    `made_by` is who made it on a server, empty where the owner did; None in a file.
    """

    number: int
    command: str
    summary: str
    made_at: str
    made_by: str | None = None


def changes(ask: Ask) -> list[UndoableChange]:
    """What could be taken back, the last change first."""
    return [_made(row) for row in ask("SELECT * FROM change ORDER BY id DESC", {})]


def change(ask: Ask, number: int | None = None) -> UndoableChange:
    """The last change, or the one of that number. NothingFound where there is none."""
    whole = number is None or 0 < number < 2**63
    for row in (
        ()
        if not whole
        else ask(
            "SELECT * FROM change WHERE id = COALESCE(:id, (SELECT max(id) FROM change))",
            {"id": number},
        )
    ):
        return _made(row)
    if number is None:
        raise NothingFound("There is nothing to undo.")
    raise NothingFound(
        f"There is no change {number} to take back. `followup undo --list` shows what there is."
    )


def check_is_own(ask: Ask, made: UndoableChange) -> None:
    """UsageError where somebody else made the last change: that is taken back by its number."""
    if made.made_by is None:
        return
    for row in ask("SELECT followup.maker() AS made_by", {}):
        if row["made_by"] != made.made_by:
            who = line(made.made_by) or "the owner"
            raise UsageError(
                f"The last change is not yours: {who} made change {made.number} "
                f"({line(made.command)}: {line(made.summary)}). To take it back all the same, "
                f"type: followup undo {made.number}"
            )


def _made(row: Mapping[str, Any]) -> UndoableChange:
    # a row of SQLite's is no mapping
    made_by = row["made_by"] if "made_by" in row.keys() else None  # noqa: SIM118
    return UndoableChange(row["id"], row["command"], row["summary"], row["made_at"], made_by)


def application(ask: Ask, number: int) -> Application:
    """One application. NothingFound where there is none of that number."""
    return application_of(_one(ask, "application", number))


def _one(ask: Ask, table: str, number: int) -> Mapping[str, Any]:
    for row in ask(f"SELECT * FROM {table} WHERE id = :id", {"id": number}):
        return row
    raise nothing_found(table, number)


def nothing_found(table: str, number: int) -> NothingFound:
    """The error for a number that no record of a table has."""
    return NothingFound(f"There is no {table} {number}. `followup list` shows what there is.")


application_of = row_values.reader(Application)
"""An application from its row."""


def agency(ask: Ask, via: str) -> Contact | None:
    """The contact who has the address of an agency, is called like it, or works there.

    `via` is the agency as it was typed, as `Hays` or `Rae Kim <rae@hays.example>`.
    """
    if not via:
        return None
    name, _, rest = via.partition("<")
    typed = {"name": fold(name.strip()), "email": rest.partition(">")[0].casefold()}
    rows = ask(
        "SELECT * FROM contact WHERE (name_key = :name OR company_key = :name OR "
        "(email_key = :email AND email_key <> '')) AND NOT no_contact "
        "ORDER BY CASE WHEN email_key = :email AND email_key <> '' THEN 0 "
        "WHEN name_key = :name THEN 1 ELSE 2 END, id LIMIT 1",
        typed,
    )
    return next(map(contact_of, rows), None)


def interviews_of(ask: Ask, application_id: int) -> list[Interview]:
    """The interviews of one application, in the order in which they were recorded."""
    rows = ask(
        "SELECT * FROM interview WHERE application_id = :id ORDER BY id", {"id": application_id}
    )
    return [row_values.interview(row, people_of(ask, row["id"])) for row in rows]


def people_of(ask: Ask, interview_id: int) -> list[Met]:
    """The contacts of one interview with their topics, in the order in which they were named."""
    rows = ask(
        "SELECT c.*, t.topic FROM topic t JOIN contact c ON c.id = t.contact_id "
        "WHERE t.interview_id = :id ORDER BY t.position, t.id",
        {"id": interview_id},
    )
    return [Met(contact_of(row), row["topic"]) for row in rows]


def people_by_application(ask: Ask, applications: Sequence[int]) -> dict[int, list[str]]:
    """The names of the people of some applications."""
    named: dict[int, list[str]] = {}
    for start in range(0, len(applications), _AT_ONCE):
        numbers = ", ".join(str(int(one)) for one in applications[start : start + _AT_ONCE])
        for row in ask(
            "SELECT i.application_id, c.name FROM topic t JOIN contact c "
            "ON c.id = t.contact_id JOIN interview i ON i.id = t.interview_id "
            f"WHERE i.application_id IN ({numbers}) UNION SELECT e.application_id, c.name "
            f"FROM event e JOIN contact c ON c.id = e.contact_id WHERE e.application_id IN ({numbers})",
            {},
        ):
            named.setdefault(row["application_id"], []).append(row["name"])
    return named


contact_of = row_values.reader(Contact)
"""A contact from its row."""


def contact(ask: Ask, number: int) -> Contact:
    """One contact. NothingFound where there is none of that number."""
    return contact_of(_one(ask, "contact", number))


def contacts_at(ask: Ask, company: str) -> list[Contact]:
    """The people of a company, in the order of recording."""
    rows = ask(
        "SELECT * FROM contact WHERE company_key = :company ORDER BY id", {"company": fold(company)}
    )
    return [contact_of(row) for row in rows]


def promises_of(ask: Ask, application_id: int) -> list[Promise]:
    """The promises of one application, yours and theirs, as they were made."""
    rows = ask(
        "SELECT * FROM promise WHERE application_id = :id ORDER BY seq, id",
        {"id": application_id},
    )
    return [promise_of(row) for row in rows]


class NotePromise(NamedTuple):
    """What you promised in a note that was sent, to whom, after which interview."""

    interview_id: int | None
    contact_id: int | None
    on: str
    text: str


def promised_to(promises: Sequence[Promise], notes: Sequence[NotePromise]) -> tuple[Promise, ...]:
    """The promises, each with the contact in whose note it was made, if it was made in one.

    Each of `notes` became one of `promises`.
    """
    left = list(notes)
    promised = []
    for promise in promises:
        made = (
            (promise.interview_id, promise.on.isoformat(), promise.text)
            if promise.by == "you"
            else ()
        )
        note = next((n for n in left if (n.interview_id, n.on, n.text) == made), None)
        if note is not None:
            left.remove(note)
        promised.append(replace(promise, contact_id=note.contact_id if note else None))
    return tuple(promised)


promise_of = row_values.reader(Promise, "contact_id")
"""A promise from its row."""


LOG = """
    SELECT e.*, COALESCE(c.name, '') AS contact FROM event e
    LEFT JOIN contact c ON c.id = e.contact_id"""
"""Entries of the log as `log_entry` reads them."""


def log_of(ask: Ask, application_id: int) -> list[LogEntry]:
    """What the log of one application holds, as it was recorded."""
    rows = ask(f"{LOG} WHERE e.application_id = :id ORDER BY e.id", {"id": application_id})
    return [log_entry(row) for row in rows]


log_entry = row_values.reader(LogEntry)
"""An entry of the log from its row, with the name of its contact."""


def _reply_of(row: Row) -> Reply:
    is_offer = row["text"].startswith(OFFER_MADE)
    return Reply(row["id"], row_values.day(row["on"]), row["seq"], is_offer)


def followups_of(ask: Ask, application_id: int) -> list[FollowUp]:
    """Every follow-up of one application, whatever became of it."""
    rows = ask(
        "SELECT * FROM followup WHERE application_id = :id ORDER BY id", {"id": application_id}
    )
    return [followup_of(row) for row in rows]


followup_of = row_values.reader(FollowUp)
"""A follow-up from its row."""


def settled(ask: Ask) -> tuple[Elsewhere, ...]:
    """Acceptances, and offers with a deadline, of all applications."""
    rows = ask(
        'SELECT id AS application_id, company, role, outcome, outcome_on AS "on", '
        "outcome_seq AS seq, deadline_on FROM application WHERE outcome IN ('accepted', 'offer') "
        "AND (outcome = 'accepted' OR deadline_on IS NOT NULL) ORDER BY outcome_seq, id",
        {},
    )
    return tuple(map(row_values.reader(Elsewhere), rows))


def listed(
    ask: Ask,
    where: str = "1 = 1",
    values: Mapping[str, object] | None = None,
    *,
    reasons: bool = True,
) -> list[ListedFollowUp]:
    """Follow-ups with the names around them; `where` is SQL over `followup_view`, ours alone.

    Their chains of `reasons` are half of the work, so who tells none of them leaves them out.
    """
    left_out = {"key": ""} if reasons else {"key": "", "chain": "[]"}
    rows = ask(f"SELECT * FROM followup_view WHERE {where} ORDER BY id", values or {})
    return [
        ListedFollowUp(
            followup=followup_of({**dict(row), **left_out}),
            application_id=row["application_id"],
            company=row["company"],
            role=row["role"],
            contact=row["contact"],
            promise=row["promise"],
            search=f"{row['application_search']}\n{row['contact_search']}",
        )
        for row in rows
    ]


def followup(ask: Ask, number: int) -> ListedFollowUp:
    """One follow-up. NothingFound where there is none of that number."""
    for found in listed(ask, "id = :id", {"id": number}):
        return found
    raise NothingFound(f"There is no follow-up {number}. `followup due` shows what there is to do.")


def listed_of(ask: Ask, application_id: int) -> list[ListedFollowUp]:
    """The follow-ups of one application with the names around them, whatever became of them."""
    return listed(ask, "application_id = :id", {"id": application_id})


def rounds(
    ask: Ask, where: str = "1 = 1", values: Mapping[str, object] | None = None
) -> Iterator[Round]:
    """Interviews with their applications, by number; `where` is SQL over `interview_view`."""
    known: dict[int, Application] = {}
    for row in ask(f"SELECT * FROM interview_view WHERE {where} ORDER BY id", values or {}):
        number = row["application_id"]
        known[number] = known.get(number) or application(ask, number)
        yield Round(known[number], row_values.interview(row, people_of(ask, row["id"])))


def round_of(ask: Ask, interview_id: int) -> Round:
    """One interview with its application. NothingFound where there is none of that number."""
    for found in rounds(ask, "id = :id", {"id": interview_id}):
        return found
    raise NothingFound(
        f"There is no interview {interview_id}. `followup list` shows what there is."
    )


def rounds_between(ask: Ask, first: date, last: date) -> Iterator[Round]:
    """The interviews between two local days, both inclusive, that were not cancelled."""
    return rounds(ask, "day BETWEEN :first AND :last AND NOT cancelled", days(first, last))


def days(first: date, last: date) -> dict[str, str]:
    """Two days as the parameters `first` and `last`."""
    return {"first": first.isoformat(), "last": last.isoformat()}


def applications(ask: Ask) -> list[Application]:
    """Every application, by number."""
    return [application_of(row) for row in ask("SELECT * FROM application ORDER BY id", {})]


def without_interviews(ask: Ask) -> int:
    """How many applications have no interview."""
    asked = (
        "SELECT COUNT(*) AS count FROM application a "
        "WHERE NOT EXISTS (SELECT 1 FROM interview i WHERE i.application_id = a.id)"
    )
    return sum(row["count"] for row in ask(asked, {}))


def companies_near(ask: Ask, name: str, first: str) -> list[str]:
    """Every company whose folded name begins with that letter or digit, or with another sign, or
    holds the folded `name` or is held by it. The open ones come first.

    Two names that `services/duplicates.py` takes for one are never told apart by this.
    """
    rows = ask(
        "SELECT company FROM application WHERE company_key < '0' "
        "OR (company_key >= ':' AND company_key < 'a') OR company_key >= '{' "
        "OR (company_key >= :first AND company_key < :next) "
        "OR company_key LIKE :w0 ESCAPE '!' OR :whole LIKE '%' || company_key || '%' "
        f"ORDER BY CASE WHEN {IS_OPEN} THEN 0 ELSE 1 END, id",
        {
            **inside([name]),
            "whole": name,
            "first": first,
            "next": chr(ord(first) + 1) if first else "",
        },
    )
    return [row["company"] for row in rows]


def applications_with(ask: Ask, words: Sequence[str]) -> list[Application]:
    """The applications of which every word, folded, stands in company, role or a person's name."""
    each = [f"({_NAMED.format(word=f':w{place}')})" for place in range(len(words))]
    rows = ask(
        f"SELECT * FROM application WHERE {' AND '.join(each) or '1 = 1'} ORDER BY id",
        inside(words),
    )
    return [application_of(row) for row in rows]


_NAMED = """search LIKE {word} ESCAPE '!' OR id IN (
    SELECT i.application_id FROM contact c JOIN topic t ON t.contact_id = c.id
    JOIN interview i ON i.id = t.interview_id WHERE c.search LIKE {word} ESCAPE '!'
    UNION SELECT e.application_id FROM contact c JOIN event e ON e.contact_id = c.id
    WHERE c.search LIKE {word} ESCAPE '!')"""


def applications_that_may_say(ask: Ask, words: Sequence[str]) -> list[int]:
    """The numbers of the applications of which every word, folded, may be said.

    It stands in company, role or a person's name, or may stand in the note of an interview. Who
    asks looks at the words again: notes are not kept folded.
    """
    words = searched(words)
    noted = sqlite.may_hold("note", "{word}")
    said = f"({_NAMED} OR id IN (SELECT application_id FROM interview WHERE {noted}))"
    each = [said.format(word=f":w{place}") for place in range(len(words))]
    rows = ask(f"SELECT id FROM application WHERE {' AND '.join(each) or '1 = 1'}", inside(words))
    return [row["id"] for row in rows]


def pending_with(
    ask: Ask, words: Sequence[str], today: Mapping[str, object] | None = None
) -> list[ListedFollowUp]:
    """Pending follow-ups in which every word, folded, may stand.

    With the values of `today` (see `due_list.moment`), only those that may be done on that day.
    """
    where = f"{CAN_BE_DONE} AND ready_on <= :today" if today else "status = 'pending'"
    each = [
        f"(application_search LIKE :w{place} ESCAPE '!' OR contact_search LIKE :w{place} ESCAPE '!' "
        f"OR contact_id IS NULL AND via <> '' OR kind IN ({_kinds_called(word)}))"
        for place, word in enumerate(words)
    ]
    return listed(ask, " AND ".join([where, *each]), {**(today or {}), **inside(words)})


def pending_between(ask: Ask, first: int, last: int) -> list[ListedFollowUp]:
    """Pending follow-ups whose numbers lie between these, both inclusive."""
    between = {"first": first, "last": last}
    return listed(ask, "status = 'pending' AND id BETWEEN :first AND :last", between)


def _kinds_called(word: str) -> str:
    """The kinds in whose names on the list a word stands, as SQL."""
    return ", ".join(f"'{kind.name}'" for kind in KINDS.values() if word in kind.label) or "''"


def searched(words: Sequence[str]) -> list[str]:
    """So many of the words, and so much of each, as a question can hold: enough to narrow it."""
    return [word[:_LONGEST_WORD] for word in words[:_MOST_WORDS]]


_MOST_WORDS, _LONGEST_WORD = 20, 200


def inside(words: Sequence[str]) -> dict[str, str]:
    """Parameters that find words inside a text, whatever signs they are made of.

    What is no valid text finds more than it should, so who asks looks at the words again.
    """
    valid = (word.encode(errors="replace").decode() for word in words)
    escaped = (word.replace("!", "!!").replace("%", "!%").replace("_", "!_") for word in valid)
    return {f"w{place}": f"%{word}%" for place, word in enumerate(escaped)}


def kept_words(ask: Ask) -> list[tuple[int, str]]:
    """The notes that are kept, as subject and body, each with the number of its application."""
    rows = ask(
        "SELECT f.application_id, n.subject, n.body FROM note n "
        "JOIN followup f ON f.id = n.followup_id WHERE n.body <> '' ORDER BY n.id",
        {},
    )
    return [(row["application_id"], f"{row['subject']}\n{row['body']}") for row in rows]


def followups_like(ask: Ask, item: ListedFollowUp) -> list[ListedFollowUp]:
    """The other follow-ups of the same kind at the same company that are, or were, written for.

    At most the twenty latest: interviewers compare notes of one time, not of years.
    """
    alike = listed(
        ask,
        "id IN (SELECT f.id FROM followup f JOIN application a ON a.id = f.application_id "
        "WHERE a.company_key = (SELECT company_key FROM application WHERE id = :of) "
        "AND f.kind = :kind AND f.id <> :id AND f.contact_id IS NOT NULL "
        "AND f.status IN ('pending', 'done') ORDER BY f.id DESC LIMIT 20)",
        {"of": item.application_id, "kind": item.followup.kind, "id": item.followup.id},
    )
    return [other for other in alike if other.followup.contact_id != item.followup.contact_id]


def names_known(ask: Ask) -> list[str]:
    """The companies of all applications and the names of all people, each once."""
    rows = ask("SELECT company AS name FROM application UNION SELECT name FROM contact", {})
    return [row["name"] for row in rows]


def names_in(ask: Ask, names: Sequence[str], company: str) -> list[str]:
    """Which of some folded names are other companies, or people at other companies."""
    others: list[str] = []
    for start in range(0, len(names), _AT_ONCE):
        some = {f"n{place}": name for place, name in enumerate(names[start : start + _AT_ONCE])}
        listed_names = ", ".join(f":{name}" for name in some)
        for table, key, name in (
            ("application", "company_key", "company"),
            ("contact", "name_key", "name"),
        ):
            rows = ask(
                f"SELECT DISTINCT {name} FROM {table} WHERE {key} IN ({listed_names}) "
                "AND company <> :own",
                {**some, "own": company},
            )
            others += [row[name] for row in rows]
    return others


_AT_ONCE = 500
"""Values of one question; SQLite takes 999 in its older versions."""


def people_at(ask: Ask, application_id: int) -> list[str]:
    """The names of everybody who was met for an application."""
    rows = ask(
        "SELECT c.name FROM topic t JOIN contact c ON c.id = t.contact_id "
        "JOIN interview i ON i.id = t.interview_id WHERE i.application_id = :id "
        "UNION SELECT c.name FROM event e JOIN contact c ON c.id = e.contact_id "
        "WHERE e.application_id = :id",
        {"id": application_id},
    )
    return [row["name"] for row in rows]


def note_of(ask: Ask, followup_id: int) -> Mapping[str, Any] | None:
    """The words kept for a follow-up, if somebody touched them."""
    for row in ask("SELECT * FROM note WHERE followup_id = :id", {"id": followup_id}):
        return dict(row)
    return None


def sent_of(ask: Ask, application_id: int) -> list[SentNote]:
    """The notes of one application whose follow-ups were done, by day."""
    return _sent(ask, "f.application_id = :id AND n.sent_on IS NOT NULL", {"id": application_id})


def sent_until(ask: Ask, last: date) -> list[SentNote]:
    """The notes of all applications whose follow-ups were done up to a day, inclusive, by day."""
    return _sent(ask, "n.sent_on <= :last", {"last": last.isoformat()})


def _sent(ask: Ask, where: str, values: Mapping[str, object]) -> list[SentNote]:
    rows = ask(
        'SELECT n.followup_id, n.sent_on AS "on", n.subject, n.body, n.channel, n.edited '
        f"FROM note n JOIN followup f ON f.id = n.followup_id WHERE {where} "
        "ORDER BY n.sent_on, n.id",
        values,
    )
    return list(map(row_values.reader(SentNote), rows))


def last_round(interviews: Sequence[Interview]) -> Interview | None:
    """The latest interview that was not cancelled."""
    live = [one for one in interviews if not one.cancelled]
    return max(live, key=lambda one: (one.day, one.starts, one.seq), default=None)


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
    words = searched(words)
    each = [_MAY_BE_SAID.format(word=f":w{place}") for place in range(len(words))]
    found = _found(ask, " AND ".join(each) or "1 = 1", inside(words))
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
        "SELECT t.contact_id, t.topic, i.id AS interview_id, i.company, i.role, i.stage, i.day FROM topic t "
        "JOIN interview_view i ON i.id = t.interview_id "
        f"WHERE t.contact_id IN (SELECT id FROM contact WHERE {where}) ORDER BY i.starts, i.id",
        values,
    ):
        talks.setdefault(row["contact_id"], []).append(_talk(row))
    rows = ask(f"SELECT * FROM contact WHERE {where} ORDER BY id", values)
    people = map(contact_of, rows)
    return [Acquaintance(one, tuple(talks.get(one.id, ()))) for one in people]


_talk = row_values.reader(Talk)


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


MOST_COMPLETED = 200


def companies_begun(ask: Ask, begun: str) -> list[str]:
    """Names of companies, the one that was recorded last first; one of two jobs comes twice."""
    return [row["company"] for row in _begun(ask, "application", "company_key", begun)]


def people_begun(ask: Ask, begun: str) -> list[tuple[str, str]]:
    """Names of people with their companies, the one that was recorded last first."""
    return [(row["name"], row["company"]) for row in _begun(ask, "contact", "name_key", begun)]


def _begun(ask: Ask, table: str, key: str, begun: str) -> list[Row]:
    """Rows by number, so that the search ends with the last one that is told."""
    return list(
        ask(
            f"SELECT * FROM {table} WHERE substr({key}, 1, length(:begun)) = :begun "
            f"ORDER BY id DESC LIMIT {MOST_COMPLETED}",
            {"begun": begun},
        )
    )


def pending_to_complete(ask: Ask, today: date) -> list[Row]:
    """What is pending, what may be done today first: its number, and what it is about."""
    return list(
        ask(
            "SELECT id, kind, contact, company, role FROM followup_view WHERE status = 'pending' "
            f"ORDER BY ready_on > :today, due_on, id LIMIT {MOST_COMPLETED}",
            {"today": today.isoformat()},
        )
    )


def interviews_to_complete(ask: Ask) -> list[Row]:
    """The interviews, the last first: number, day, stage and job."""
    return list(
        ask(
            "SELECT id, day, stage, company, role FROM interview_view "
            f"ORDER BY day DESC, id DESC LIMIT {MOST_COMPLETED}",
            {},
        )
    )


def changes_to_complete(ask: Ask) -> list[Row]:
    """What could be taken back, the last change first: its number and what it did."""
    return list(
        ask(f"SELECT id, command, summary FROM change ORDER BY id DESC LIMIT {MOST_COMPLETED}", {})
    )


AT_ONCE = 500
"""How many rows a range has at the most."""


def ranges(ask: Ask, table: str) -> Iterator[Mapping[str, int]]:
    """The numbers of a table in ranges from `first` to `last`, both inclusive, whatever is missing."""
    some = f"SELECT id FROM {table} WHERE id > :before ORDER BY id LIMIT {AT_ONCE:d}"
    before = 0
    while found := [
        row["id"]
        for row in ask(f"SELECT max(id) AS id FROM ({some}) AS part", {"before": before})
        if row["id"]
    ]:
        (last,) = found
        yield {"first": before + 1, "last": last}
        before = last


def in_ranges(ask: Ask, table: str) -> Iterator[Row]:
    """Every row of a table, by number."""
    for some in ranges(ask, table):
        yield from ask(f"SELECT * FROM {table} WHERE id BETWEEN :first AND :last ORDER BY id", some)


def batches(ask: Ask, only: Collection[int] | None = None) -> Iterator["Batch"]:
    """Every application, by number; or those whose numbers are in `only`."""
    if only is None:
        for some in ranges(ask, "application"):
            yield Batch(ask, "BETWEEN :first AND :last", some)
        return
    numbers = [str(number) for number in sorted(only)]
    for place in range(0, len(numbers), AT_ONCE):
        yield Batch(ask, f"IN ({', '.join(numbers[place : place + AT_ONCE])})", {})


def facts(ask: Ask, number: int) -> ApplicationFacts:
    """All that the plan of one application follows from. NothingFound as `application`."""
    batch = Batch(ask, "= :id", {"id": number})
    for row in batch.applications:
        return batch.facts(row)
    raise nothing_found("application", number)


class Batch:
    """Some applications, with all that hangs on them; what is not asked is not read.

    `these` is SQL that their numbers hold for, ours alone, and `values` what it names.
    """

    def __init__(self, ask: Ask, these: str, values: Mapping[str, int]) -> None:
        self.ask = ask
        self.these = these
        self.values = values
        self.applications = self._asked(f"SELECT * FROM application WHERE id {these} ORDER BY id")

    def facts(self, application: Row) -> ApplicationFacts:
        """All that the plan of one of the applications follows from."""
        number = application["id"]
        rows = sorted(self.promises(number), key=lambda one: (one["seq"], one["id"]))
        promises = [promise_of(row) for row in rows]
        in_notes = (
            self._promised(number) if any(promise.by == "you" for promise in promises) else []
        )
        replies = (event for event in self.events(number) if event["reply"])
        return ApplicationFacts(
            application=application_of(application),
            interviews=tuple(self.talks(number)),
            promises=promised_to(promises, in_notes),
            replies=tuple(map(_reply_of, replies)),
            followups=tuple(map(followup_of, self.followups(number))),
            elsewhere=self._elsewhere(number),
            agency=agency(self.ask, application["via"]),
            in_touch=self._in_touch.get(number),
        )

    @cached_property
    def _in_touch(self) -> dict[int, Contact]:
        """Whom the log of each application names last, of those who may be contacted."""
        rows = self._asked(
            "SELECT c.*, e.application_id FROM event e JOIN contact c ON c.id = e.contact_id "
            f"WHERE e.application_id {self.these} AND NOT c.no_contact ORDER BY e.id"
        )
        return {row["application_id"]: contact_of(row) for row in rows}

    def _promised(self, application: int) -> list[NotePromise]:
        """What you promised in notes of an application that were sent, in that order."""
        done = [
            followup for followup in self.followups(application) if followup["status"] == "done"
        ]
        pairs = [(one, note) for one in done for note in self.notes(one["id"])]
        return [
            NotePromise(one["interview_id"], one["contact_id"], note["promise_on"], note["promise"])
            for one, note in sorted(pairs, key=lambda pair: (pair[0]["done_on"], pair[1]["id"]))
            if note["promise_on"]
        ]

    def _elsewhere(self, application: int) -> tuple[Elsewhere, ...]:
        if application not in self._settled:
            return self._anywhere
        return tuple(one for one in self._anywhere if one.application_id != application)

    @cached_property
    def _anywhere(self) -> tuple[Elsewhere, ...]:
        return settled(self.ask)

    @cached_property
    def _settled(self) -> set[int]:
        return {one.application_id for one in self._anywhere}

    def interviews(self, application: int) -> list[Row]:
        """The interviews of an application."""
        return self._interviews.get(application, [])

    def promises(self, application: int) -> list[Row]:
        """The promises of an application, yours and theirs."""
        return self._promises.get(application, [])

    def events(self, application: int) -> list[Row]:
        """What the log of an application holds."""
        return self._events.get(application, [])

    def followups(self, application: int) -> list[Row]:
        """The follow-ups of an application."""
        return self._followups.get(application, [])

    def people(self, interview: int) -> list[Row]:
        """The contacts of an interview, with their topics."""
        return self._people.get(interview, [])

    def notes(self, followup: int) -> list[Row]:
        """The words that are kept for a follow-up."""
        return self._notes.get(followup, [])

    def messages(self, followup: int) -> list[Row]:
        """The emails that were sent for a follow-up."""
        return self._messages.get(followup, [])

    def talks(self, application: int) -> list[Interview]:
        """The interviews of an application, with whom you met."""
        return [
            row_values.interview(row, [_met(met) for met in self.people(row["id"])])
            for row in self.interviews(application)
        ]

    def listed(self, application: int) -> list[ListedFollowUp]:
        """The follow-ups of an application as a list tells them: without their reasons."""
        return self._listed.get(application, [])

    @cached_property
    def _listed(self) -> dict[int, list[ListedFollowUp]]:
        by_application: dict[int, list[ListedFollowUp]] = {}
        where = f"application_id {self.these}"
        for one in listed(self.ask, where, self.values, reasons=False):
            by_application.setdefault(one.application_id, []).append(one)
        return by_application

    @cached_property
    def _interviews(self) -> dict[int, list[Row]]:
        return self._hanging("interview")

    @cached_property
    def _promises(self) -> dict[int, list[Row]]:
        return self._hanging("promise")

    @cached_property
    def _events(self) -> dict[int, list[Row]]:
        return self._hanging("event")

    @cached_property
    def _followups(self) -> dict[int, list[Row]]:
        return self._hanging("followup")

    def _hanging(self, table: str) -> dict[int, list[Row]]:
        rows = self._asked(f"SELECT * FROM {table} WHERE application_id {self.these} ORDER BY id")
        return _grouped(rows, "application_id")

    @cached_property
    def _people(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT c.*, t.topic, t.interview_id FROM topic t JOIN contact c ON c.id = t.contact_id "
            "JOIN interview i ON i.id = t.interview_id "
            f"WHERE i.application_id {self.these} ORDER BY t.position, t.id"
        )
        return _grouped(rows, "interview_id")

    @cached_property
    def _messages(self) -> dict[int, list[Row]]:
        return self._of_followups("message")

    @cached_property
    def _notes(self) -> dict[int, list[Row]]:
        return self._of_followups("note")

    def _of_followups(self, table: str) -> dict[int, list[Row]]:
        rows = self._asked(
            f"SELECT t.* FROM {table} t JOIN followup f ON f.id = t.followup_id "
            f"WHERE f.application_id {self.these} ORDER BY t.id"
        )
        return _grouped(rows, "followup_id")

    def _asked(self, sql: str) -> list[Row]:
        return list(self.ask(sql, self.values))


def _grouped(rows: Iterable[Row], by: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def _met(row: Row) -> Met:
    return Met(contact_of(row), row["topic"])


Fact = TypeVar("Fact")


def all_facts(ask: Ask) -> Iterator[ApplicationFacts]:
    """Every application with what its figures follow from, by number; some are read at once.

    The interviews come on the user's own day and without people, words and clock times, the
    follow-ups without what explains their dates.
    """
    for some in ranges(ask, "application"):
        talks, replies = (
            _under(ask, _TALKS, some, _round),
            _under(ask, _REPLIES, some, _reply_of),
        )
        promises = _under(ask, _PROMISES, some, promise_of)
        items = _under(ask, _FOLLOWUPS, some, _followup)
        for row in ask(_APPLICATIONS, some):
            number = row["id"]
            yield ApplicationFacts(
                application=application_of(row),
                interviews=tuple(talks.get(number, ())),
                promises=tuple(promises.get(number, ())),
                replies=tuple(replies.get(number, ())),
                followups=tuple(items.get(number, ())),
            )


def _under(
    ask: Ask, sql: str, some: Mapping[str, int], fact: Callable[[Row], Fact]
) -> dict[int, list[Fact]]:
    """What is asked of some applications, under their numbers."""
    found: dict[int, list[Fact]] = {}
    for row in ask(sql, some):
        found.setdefault(row["application_id"], []).append(fact(row))
    return found


_APPLICATIONS = "SELECT * FROM application WHERE id BETWEEN :first AND :last ORDER BY id"
_OF_THEM = "application_id BETWEEN :first AND :last"
_TALKS = f"""
    SELECT id, application_id, stage, day, at, starts, ends, recorded_on, seq, cancelled,
           stage_assumed
    FROM interview WHERE {_OF_THEM} ORDER BY id"""
_REPLIES = f"""
    SELECT id, application_id, "on", seq, substr(text, 1, {len(OFFER_MADE)}) AS text
    FROM event WHERE {_OF_THEM} AND reply ORDER BY id"""
_PROMISES = f"SELECT * FROM promise WHERE {_OF_THEM} ORDER BY seq, id"
_FOLLOWUPS = f"""
    SELECT id, application_id, kind, ready_on, due_on, status, done_on, promise_id
    FROM followup WHERE {_OF_THEM} AND status <> 'cancelled' AND kind IN
        ('thank_you', 'check_in', 'second_check_in', 'promised', 'acknowledge_offer')
    ORDER BY id"""


def _round(row: Row) -> Interview:
    talk = Interview(
        id=row["id"],
        stage=row["stage"],
        day=row_values.day(row["day"]),
        at=row_values.local_time(row["at"]),
        zone="",
        minutes=0,
        starts=row_values.instant(row["starts"]),
        ends=row_values.instant(row["ends"]),
        recorded_on=row_values.day(row["recorded_on"]),
        seq=row["seq"],
        cancelled=bool(row["cancelled"]),
        stage_assumed=bool(row["stage_assumed"]),
    )
    return replace(talk, day=own_day(talk), at=None)


def _followup(row: Row) -> FollowUp:
    return FollowUp(
        id=row["id"],
        key="",
        kind=row["kind"],
        rule="",
        channel="",
        ready_on=row_values.day(row["ready_on"]),
        due_on=row_values.day(row["due_on"]),
        status=row["status"],
        promise_id=row["promise_id"],
        done_on=row_values.maybe_day(row["done_on"]),
    )


def active_between(ask: Ask, first: date, last: date) -> set[int]:
    """The numbers of the applications about which something was done between two days, inclusive.

    Something is an entry of the log, or a follow-up, whatever its kind.
    """
    rows = ask(
        'SELECT application_id FROM event WHERE "on" BETWEEN :first AND :last UNION '
        "SELECT application_id FROM followup WHERE status = 'done' "
        "AND done_on BETWEEN :first AND :last",
        days(first, last),
    )
    return {row["application_id"] for row in rows}


class LoggedActivity(Frozen):
    """An entry of the log with its application."""

    application_id: int
    entry: LogEntry


def logged(ask: Ask, first: date, last: date) -> list[LoggedActivity]:
    """What the log holds between two days, both inclusive, without what has no day of its own."""
    rows = ask(
        f'{LOG} WHERE e."on" BETWEEN :first AND :last AND NOT e.undated ORDER BY e.id',
        days(first, last),
    )
    return [LoggedActivity(row["application_id"], log_entry(row)) for row in rows]


def done_between(ask: Ask, first: date, last: date) -> list[ListedFollowUp]:
    """The follow-ups that were done between two days, both inclusive."""
    done = "status = 'done' AND done_on BETWEEN :first AND :last"
    return listed(ask, done, days(first, last), reasons=False)


def ended_between(ask: Ask, first: date, last: date) -> list[Application]:
    """The applications that got their outcome between two days, both inclusive."""
    rows = ask(
        "SELECT * FROM application WHERE outcome_on BETWEEN :first AND :last ORDER BY id",
        days(first, last),
    )
    return [application_of(row) for row in rows]


def decision_dates(ask: Ask, first: date, last: date) -> list[tuple[ApplicationFacts, Promise]]:
    """What open applications said of when they decide, for days between two, both inclusive.

    Each with the interviews and promises of its application, which say whether it still holds.
    """
    rows = ask(
        "SELECT p.id, p.application_id FROM promise p JOIN application a "
        f"ON a.id = p.application_id WHERE p.\"by\" = 'they' AND a.{IS_OPEN} "
        'AND p."on" BETWEEN :first AND :last ORDER BY p."on", p.id',
        days(first, last),
    )
    dated = []
    for row in list(rows):
        facts = _stated(ask, row["application_id"])
        dated += [(facts, promise) for promise in facts.promises if promise.id == row["id"]]
    return dated


def _stated(ask: Ask, number: int) -> ApplicationFacts:
    return ApplicationFacts(
        application=application(ask, number),
        interviews=tuple(interviews_of(ask, number)),
        promises=tuple(promises_of(ask, number)),
    )


class KnownInterview(NamedTuple):
    """An interview that is there, and its application, by number.

    `moved`: it is known by its first start. `invited`: an invitation brought it. `off`: cancelled.
    """

    interview: int
    application: int
    moved: bool = False
    invited: bool = False
    off: bool = False


class KnownApplication(NamedTuple):
    """An application that is there, by number, with its folded role and its outcome."""

    number: int
    role_key: str
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither over nor declined."""
        return self.outcome in OPEN_OUTCOMES


Start = tuple[str, datetime, bool]
"""A folded company, when an interview starts, and whether its time of day is known."""


class Known:
    """Every application and interview that is there, by what a file can name them.

    `texts` are what is in the timelines of applications, `days` the days on which something is.
    """

    def __init__(self, ask: Ask) -> None:
        self._at: dict[str, list[KnownApplication]] = {}
        self._talks: dict[Start, list[tuple[KnownInterview, str]]] = {}
        self._uids: dict[str, KnownInterview] = {}
        self._application: dict[int, int] = {}
        for row in ask(
            "SELECT id, company_key, role_key, outcome FROM application ORDER BY id", {}
        ):
            found = KnownApplication(row["id"], row["role_key"], row["outcome"])
            self._at.setdefault(row["company_key"], []).append(found)
        self._read_interviews(ask)
        events = list(ask('SELECT application_id, "on", text FROM event', {}))
        self.texts = {(row["application_id"], row["text"]) for row in events}
        self.days = {(row["application_id"], date.fromisoformat(row["on"])) for row in events}

    def _read_interviews(self, ask: Ask) -> None:
        moved: list[tuple[Start, tuple[KnownInterview, str]]] = []
        for row in ask(
            "SELECT i.id, i.application_id, i.uid, i.at, i.starts, i.first_at, i.first_starts, "
            "i.cancelled, i.sequence, i.stamped, a.company_key, a.role_key "
            "FROM interview i JOIN application a ON a.id = i.application_id ORDER BY i.id",
            {},
        ):
            invited = bool(row["sequence"]) or row["stamped"] is not None
            known = KnownInterview(
                row["id"], row["application_id"], invited=invited, off=bool(row["cancelled"])
            )
            key = (row["company_key"], row_values.instant(row["starts"]), "T" in row["at"])
            self._talks.setdefault(key, []).append((known, row["role_key"]))
            if row["first_at"]:
                starts = row_values.instant(row["first_starts"])
                first = (row["company_key"], starts, "T" in row["first_at"])
                moved.append((first, (known._replace(moved=True), row["role_key"])))
            self._uids[row["uid"]] = known
            self._application[known.interview] = known.application
        for key, one in moved:  # after those that stand there now
            self._talks.setdefault(key, []).append(one)

    def by_uid(self, uid: str) -> KnownInterview | None:
        """The interview of that uid, if it is one."""
        return self._uids.get(uid) if uid else None

    def interview(
        self, interview: NewInterview, *, invitation: bool, exactly: bool = False
    ) -> KnownInterview | None:
        """The interview of that company, role and start, else of that first start.

        Where there is no role, it is that of any, unless `exactly` is set.

        An `invitation` is only what nobody invited to so far: recruiters make them anew.
        """
        there = self._talks.get(
            (fold(interview.company), interview.starts, interview.at is not None)
        )
        if there is None:
            return None
        role = fold(interview.role)
        known = [found for found, named in there if role == named or not (role or exactly)]
        if invitation:
            known = [one for one in known if not (one.moved or one.invited or one.off)]
        return known[0] if known else None

    def applications(self, company_key: str, role_key: str) -> list[KnownApplication]:
        """The applications of that company and role, open ones first."""
        known = (one for one in self._at.get(company_key, ()) if one.role_key == role_key)
        return sorted(known, key=lambda one: not one.is_open)

    def open(self, company_key: str, role_key: str, *, exactly: bool = False) -> list[int]:
        """The numbers of the open applications of a company and role.

        Where there is no role, they are those of any, unless `exactly` is set.
        """
        return [
            one.number
            for one in self._at.get(company_key, ())
            if one.is_open and (role_key == one.role_key or not (role_key or exactly))
        ]

    def applications_of(self, interviews: Iterable[int]) -> set[int]:
        """The numbers of the applications of these interviews."""
        return {self._application[number] for number in interviews}
