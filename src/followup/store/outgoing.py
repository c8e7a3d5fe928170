"""What is kept, for the exporters to ask: in batches, so that a store of any size fits into memory.

Numbers of rows and of changes are of this store alone, so none leaves it: a reference is the
`uid` of a record, and the order in which things became known is told by rank, from 1.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property

from followup.exchange.values import Booked, Record, Talk, Task, uid_of
from followup.facts import Contact, Met
from followup.store import reads, records
from followup.store.asking import Ask, Row
from followup.store.talks import forgotten_name

BATCH = 500
"""How many applications are read at once."""

REFERENCE = re.compile(r"(application|interview|contact|promise|reply)-(\d+)")
"""What a follow-up's key names a record by; a reply is an event."""

CONTACT = (
    "uid", "name", "company", "title", "email", "phone", "address", "salutation", "language",
    "note", "no_calls", "no_contact",
)  # fmt: skip
APPLICATION = (
    "uid", "company", "role", "via", "field", "channel", "outcome", "outcome_on", "deadline_on",
    "terms", "start_on", "keep_in_touch",
)  # fmt: skip
INTERVIEW = (
    "uid", "stage", "at", "zone", "minutes", "starts", "ends", "recorded_on", "where",
    "looking_for", "next_step", "note", "cancelled",
)  # fmt: skip
PROMISE = ("uid", "by", "on", "text", "made_on")
EVENT = ("uid", "on", "reply", "text")
FOLLOWUP = (
    "kind", "rule", "channel", "ready_on", "due_on", "status", "done_on", "because",
    "snoozed_until",
)  # fmt: skip
NOTE = (
    "channel", "subject", "body", "edited", "written_from", "promise_on", "promise", "sent_on",
)  # fmt: skip
"""The columns that are told as they are; the others are references, ranks or follow from these."""

FLAGS = ("no_calls", "no_contact", "keep_in_touch", "cancelled", "reply", "edited")


class Outgoing:
    """A store as `exchange.values.Kept` describes it, at the instant `now`."""

    def __init__(self, ask: Ask, now: datetime) -> None:
        self.ask = ask
        self.now = now

    def settings(self) -> Record:
        """What was set in the store, not what a configuration file says."""
        rows = self.ask("SELECT key, value FROM setting WHERE source = 'store' ORDER BY key", {})
        return {row["key"]: row["value"] for row in rows}

    def contacts(self) -> Iterator[Record]:
        """Every contact as a record of the archive; who was forgotten has no name."""
        for row in self.ask("SELECT * FROM contact ORDER BY id", {}):
            name = "" if row["name"] == forgotten_name(row["id"]) else row["name"]
            yield {**_told(row, CONTACT), "name": name, "order": self._ranks[row["seq"]]}

    def people(self) -> Iterator[tuple[str, Contact]]:
        """Every contact who was not forgotten, with their uid."""
        for row in self.ask("SELECT * FROM contact ORDER BY id", {}):
            if row["name"] != forgotten_name(row["id"]):
                yield row["uid"], reads.contact_of(row)

    def applications(self) -> Iterator[Record]:
        """Every application as a record of the archive, with all that hangs on it."""
        for batch in self._batches():
            for row in batch.applications:
                yield self._application(row, batch)

    def _application(self, row: Row, batch: "Batch") -> Record:
        number = row["id"]
        return {
            **_told(row, APPLICATION),
            "outcome_order": self._ranks.get(row["outcome_seq"], 0),
            "order": self._ranks[row["seq"]],
            "interviews": [self._interview(one, batch) for one in batch.interviews(number)],
            "promises": [self._record(one, PROMISE, "interview") for one in batch.promises(number)],
            "events": [self._record(one, EVENT, "contact") for one in batch.events(number)],
            "followups": [
                self._followup(one, row["uid"], batch) for one in batch.followups(number)
            ],
        }

    def _record(self, row: Row, columns: tuple[str, ...], to: str) -> Record:
        """A record that may hang on one of the table `to`."""
        reference = self._uid(to, row[f"{to}_id"])
        return {**_told(row, columns), to: reference, "order": self._ranks[row["seq"]]}

    def _interview(self, row: Row, batch: "Batch") -> Record:
        return {
            **_told(row, INTERVIEW),
            "strengths": records.from_json(row["strengths"]),
            "concerns": records.from_json(row["concerns"]),
            "order": self._ranks[row["seq"]],
            "topics": [
                {"contact": one["uid"], "topic": one["topic"]} for one in batch.people(row["id"])
            ],
        }

    def _followup(self, row: Row, application: str, batch: "Batch") -> Record:
        return {
            "key": self._key(row["kind"], row["key"], application),
            **{to: self._uid(to, row[f"{to}_id"]) for to in ("interview", "contact", "promise")},
            **_told(row, FOLLOWUP),
            "chain": records.from_json(row["chain"]),
            "notes": [_told(note, NOTE) for note in batch.notes(row["id"])],
        }

    def _uid(self, table: str, number: int | None) -> str | None:
        return None if number is None else self._uids(table)[number]

    def _uids(self, table: str) -> dict[int, str]:
        if table not in self._known:
            rows = self.ask(f"SELECT id, uid FROM {table}", {})
            self._known[table] = {row["id"]: row["uid"] for row in rows}
        return self._known[table]

    @cached_property
    def _known(self) -> dict[str, dict[int, str]]:
        return {}

    def _key(self, kind: str, key: str, application: str) -> str:
        """A follow-up's key with references in place of numbers."""

        def reference(said: re.Match[str]) -> str:
            table = "event" if said[1] == "reply" else said[1]
            uid = self._uids(table).get(int(said[2]))
            return f"{said[1]}-{uid or 'gone' + uid_of(f'{application} {said[0]}')}"

        return since(kind).sub(
            lambda said: f"{said[1]}{self._ranks[int(said[2])]}", REFERENCE.sub(reference, key)
        )

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """The rank of each change that anything refers to."""
        tables = ("application", "contact", "interview", "promise", "event")
        asked = " UNION ".join(f"SELECT seq FROM {table}" for table in tables)
        asked += " UNION SELECT outcome_seq FROM application WHERE outcome_seq > 0"
        found = {row["seq"] for row in self.ask(asked, {})}
        for row in self.ask("SELECT kind, key FROM followup WHERE key LIKE '%:%:%'", {}):
            if said := since(row["kind"]).search(row["key"]):
                found.add(int(said[2]))
        return {seq: rank for rank, seq in enumerate(sorted(found), 1)}

    def _batches(self, only: Collection[int] | None = None) -> Iterator["Batch"]:
        last = max((row["id"] for row in self.ask("SELECT id FROM application "
                                                  "ORDER BY id DESC LIMIT 1", {})), default=0)  # fmt: skip
        for first in range(1, last + 1, BATCH):
            if only is None or any(first <= number < first + BATCH for number in only):
                yield Batch(self.ask, first, first + BATCH - 1)

    def talks(self, only: Collection[int] | None = None) -> Iterator[Talk]:
        """The interviews of every application, or at least of those whose numbers are in `only`."""
        for batch in self._batches(only):
            for row in batch.applications:
                job = reads.application_of(row)
                promises = [reads.promise_of(one) for one in batch.promises(job.id)]
                for one in batch.interviews(job.id):
                    people = (
                        Met(reads.contact_of(met), met["topic"]) for met in batch.people(one["id"])
                    )
                    talk = records.interview(one, tuple(people))
                    said = tuple(p for p in promises if p.interview_id == talk.id)
                    yield Talk(job, talk, said, talk.status(self.now))

    def booked(self) -> Iterator[Booked]:
        """The interviews that have not ended and were not cancelled."""
        comes = {"now": records.instant_text(self.now.astimezone(UTC))}
        for one in reads.rounds(self.ask, "ends > :now AND NOT cancelled", comes):
            uid = self._uids("interview")[one.interview.id]
            yield Booked(uid, one.application.company, one.application.role, one.interview)

    def tasks(self) -> Iterator[Task]:
        """The pending follow-ups."""
        keys = {row["id"]: row["key"] for row in
                self.ask("SELECT id, key FROM followup WHERE status = 'pending'", {})}  # fmt: skip
        for one in reads.listed(self.ask, "status = 'pending'"):
            application = self._uids("application")[one.application_id]
            item = one.followup
            uid = uid_of(self._key(item.kind, keys[item.id], application))
            yield Task(uid, one.company, one.role, one.contact, one.promise, item)


def since(kind: str) -> re.Pattern[str]:
    """Where the key of a follow-up of that kind names the change that it stems from."""
    of_another = kind in ("timeline_changed", "withdraw")
    return re.compile(r"(:)(\d+)$" if of_another else r"(:outcome-)(\d+)")


class Batch:
    """The applications from `first` to `last`, both inclusive, with all that hangs on them."""

    def __init__(self, ask: Ask, first: int, last: int) -> None:
        self.ask = ask
        self.range = {"first": first, "last": last}
        self.applications = self._asked(
            "SELECT * FROM application WHERE id BETWEEN :first AND :last ORDER BY id"
        )

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
        rows = self._asked(
            f"SELECT * FROM {table} WHERE application_id BETWEEN :first AND :last ORDER BY id"
        )
        return _grouped(rows, "application_id")

    @cached_property
    def _people(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT c.*, t.topic, t.interview_id FROM topic t JOIN contact c ON c.id = t.contact_id "
            "JOIN interview i ON i.id = t.interview_id "
            "WHERE i.application_id BETWEEN :first AND :last ORDER BY t.position, t.id"
        )
        return _grouped(rows, "interview_id")

    @cached_property
    def _notes(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT n.* FROM note n JOIN followup f ON f.id = n.followup_id "
            "WHERE f.application_id BETWEEN :first AND :last ORDER BY n.id"
        )
        return _grouped(rows, "followup_id")

    def _asked(self, sql: str) -> list[Row]:
        return list(self.ask(sql, self.range))


def _grouped(rows: Iterable[Row], by: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def _told(row: Row, columns: tuple[str, ...]) -> Record:
    return {name: bool(row[name]) if name in FLAGS else row[name] for name in columns}
