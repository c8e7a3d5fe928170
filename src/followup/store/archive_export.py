"""What is kept, for the exporters to ask: in batches, so that a store of any size fits into memory.

Numbers of rows and of changes are of this store alone: a reference is the `uid` of a record, and
the order in which things became known is told by rank, from 1. Only follow-ups, which people know
by number, tell theirs.
"""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import cached_property

from followup.domain.kinds import kind_named
from followup.domain.model import INTERVIEW_TEXTS, Contact
from followup.domain.records import BookedInterview, InterviewRecord, Record, Task, uid_of
from followup.store import queries, row_values
from followup.store.bulk_queries import Batch, batches, in_ranges, ranges
from followup.store.connection import Ask, Row
from followup.store.queries import forgotten_name
from followup.store.schema import ended_by_outcome

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
SINCE = ("sequence", "stamped", "first_at", "first_starts")
"""Columns of an interview that are told where they hold something: earlier archives have none."""

LATER_TEXTS = tuple(name for name in INTERVIEW_TEXTS if name not in INTERVIEW)
"""Its free texts that earlier archives have none of."""

PROMISE = ("uid", "by", "on", "text", "made_on")
EVENT = ("uid", "on", "reply", "text")
FOLLOWUP = (
    "kind", "rule", "channel", "ready_on", "due_on", "status", "done_on", "because",
    "snoozed_until",
)  # fmt: skip
NOTE = (
    "channel", "subject", "body", "edited", "written_from", "promise_on", "promise", "sent_on",
)  # fmt: skip
MESSAGE = ("reference", "address", "state", "at", "words")
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
        for row in in_ranges(self.ask, "contact"):
            name = "" if row["name"] == forgotten_name(row["id"]) else row["name"]
            yield {**_told(row, CONTACT), "name": name, "order": self._ranks[row["seq"]]}

    def people(self) -> Iterator[tuple[str, Contact]]:
        """Every contact who was not forgotten, with their uid."""
        for row in in_ranges(self.ask, "contact"):
            if row["name"] != forgotten_name(row["id"]):
                yield row["uid"], queries.contact_of(row)

    def applications(self) -> Iterator[Record]:
        """Every application as a record of the archive, with all that hangs on it."""
        for batch in batches(self.ask):
            for row in batch.applications:
                yield self._application(row, batch)

    def _application(self, row: Row, batch: Batch) -> Record:
        number = row["id"]
        return {
            **_told(row, APPLICATION),
            **({"through": row["through"]} if row["through"] else {}),
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

    def _interview(self, row: Row, batch: Batch) -> Record:
        return {
            **_told(row, INTERVIEW),
            **{name: row[name] for name in (*SINCE, *LATER_TEXTS) if row[name]},
            "strengths": row_values.from_json(row["strengths"]),
            "concerns": row_values.from_json(row["concerns"]),
            "order": self._ranks[row["seq"]],
            "topics": [
                {"contact": one["uid"], "topic": one["topic"]} for one in batch.people(row["id"])
            ],
        }

    def _followup(self, row: Row, application: str, batch: Batch) -> Record:
        sent = [_told(one, MESSAGE) for one in batch.messages(row["id"])]
        return {
            "number": row["id"],
            "key": self._key(row["kind"], row["key"], application),
            **{to: self._uid(to, row[f"{to}_id"]) for to in ("interview", "contact", "promise")},
            **_told(row, FOLLOWUP),
            "chain": row_values.from_json(row["chain"]),
            "notes": [_told(note, NOTE) for note in batch.notes(row["id"])],
            **({"messages": sent} if sent else {}),
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

    def talks(self, only: Collection[int] | None = None) -> Iterator[InterviewRecord]:
        """The interviews of every application, or at least of those whose numbers are in `only`."""
        for batch in batches(self.ask, only):
            for row in batch.applications:
                job = queries.application_of(row)
                promises = [queries.promise_of(one) for one in batch.promises(job.id)]
                for talk in batch.talks(job.id):
                    said = tuple(p for p in promises if p.interview_id == talk.id)
                    yield InterviewRecord(job, talk, said, talk.status(self.now))

    def booked(self) -> Iterator[BookedInterview]:
        """The interviews that have not ended, and that no outcome or cancelling has ended."""
        comes = {"now": row_values.instant_text(self.now.astimezone(UTC))}
        stands = f"ends > :now AND NOT cancelled AND NOT {ended_by_outcome('interview_view')}"
        for one in queries.rounds(self.ask, stands, comes):
            uid = self._uids("interview")[one.interview.id]
            yield BookedInterview(uid, one.application.company, one.application.role, one.interview)

    def tasks(self) -> Iterator[Task]:
        """The pending follow-ups."""
        for some in ranges(self.ask, "followup"):
            pending = "status = 'pending' AND id BETWEEN :first AND :last"
            keys = {row["id"]: row["key"] for row in
                    self.ask(f"SELECT id, key FROM followup WHERE {pending}", some)}  # fmt: skip
            for one in queries.listed(self.ask, pending, some):
                application = self._uids("application")[one.application_id]
                item = one.followup
                uid = uid_of(self._key(item.kind, keys[item.id], application))
                yield Task(uid, one.company, one.role, one.contact, one.promise, item)


def since(kind: str) -> re.Pattern[str]:
    """Where the key of a follow-up of that kind names the change that it stems from."""
    return re.compile(r"(:)(\d+)$" if kind_named(kind).elsewhere else r"(:outcome-)(\d+)")


def _told(row: Row, columns: tuple[str, ...]) -> Record:
    return {name: bool(row[name]) if name in FLAGS else row[name] for name in columns}
