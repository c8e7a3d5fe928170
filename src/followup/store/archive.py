"""An archive of the store, in batches so that any size fits into memory: its export, and its import.

Numbers of rows and of changes are of one store alone: an archive refers to a record by its `uid`,
and tells the order in which things became known by rank, from 1. Only follow-ups, which people
know by number, keep theirs. When an archive is merged, a record is the one of the same `uid`, else
the one that can only be there once. The archive has the last word; what it does not hold stays as
it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.kinds import kind_named
from followup.domain.model import INTERVIEW_TEXTS, OPEN_OUTCOMES, Contact
from followup.domain.records import (
    Archive,
    BookedInterview,
    InterviewRecord,
    Record,
    Task,
    in_batches,
    uid_of,
)
from followup.domain.text import fold
from followup.store import queries, row_values
from followup.store.connection import Ask, Row
from followup.store.queries import Batch, batches, forgotten_name, in_ranges, ranges
from followup.store.schema import ended_by_outcome

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from followup.store.transaction import Transaction


Tick = Callable[[int, int], None]
"""Told how many of how many applications are done; of 0 where nobody knows yet."""

Identity = Callable[[Mapping[str, Any]], Hashable]

OWN = ("id", "seq", "outcome_seq", "key")
"""Columns whose values are of each store alone."""

NAMING = ("company", "name", "kind", "at", "text", "topic", "subject")
"""The columns that say which record it is, of the first that a table has."""

AT_ONCE = 500
"""How many records are written at once."""

_UID_REFERENCE = re.compile(r"(application|interview|contact|promise|reply)-([0-9a-f]{16})")


class ChangedRecord(Frozen):
    """A record of the table `of` that is another now in these columns; `named` says which."""

    of: str
    named: str
    columns: tuple[str, ...]


@dataclass(slots=True)
class Merged:
    """How many records were added, by table, how many changed, and how many left as they were.

    `others` are the first of those that changed. `touched` are the numbers of the applications
    that were there before and have something new.
    """

    added: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    others: list[ChangedRecord] = field(default_factory=list)
    left: int = 0
    touched: set[int] = field(default_factory=set)


def merge_archive(change: "Transaction", archive: Archive, tick: Tick) -> Merged:
    """Bring an archive into the store. UsageError where its records do not fit together."""
    return _Merging(change, archive).merge(tick)


class _Table:
    """The rows of a table as they were, by what identifies them.

    `once` is what only one row may have; `alike` what makes a row of the file one of the store.
    Either gives None where there is no such thing. `numbers` are for rows that tell theirs.
    """

    def __init__(
        self,
        change: "Transaction",
        model: "type[SQLModel]",
        once: Identity,
        alike: Identity | None = None,
        numbers: "_Numbers | None" = None,
    ) -> None:
        self.give = numbers.give if numbers else dict[str, Any]
        self.change, self.model, self.once, self.alike = change, model, once, alike or once
        self.name = str(model.__tablename__)
        self.by_uid: dict[str, int] = {}
        self.by_identity: dict[Hashable, int] = {}
        for row in in_ranges(change.ask, self.name):
            self.by_identity[self.alike(row)] = row["id"]
            if "uid" in row:
                self.by_uid[row["uid"]] = row["id"]
        self.seen: set[Hashable] = set()
        self.numbers: dict[str, int] = {}
        self.changed: set[int] = set()

    def merge(self, wanted: Sequence[Record], merged: Merged) -> list[int]:
        """Write rows; their numbers. UsageError where two of all that were written are one."""
        self._check_once(wanted)
        known = [self._known(row) for row in wanted]
        new = [self.give(row) for row, number in zip(wanted, known, strict=True) if number is None]
        merged.added[self.name] += len(new)
        added = iter(self.change.insert(self.model, new))
        numbers = [next(added) if number is None else number for number in known]
        before = self._before([number for number in known if number is not None])
        for row, number in zip(wanted, numbers, strict=True):
            self._bring_up_to_date(number, row, before.get(number), merged)
            if "uid" in row:
                self.numbers[row["uid"]] = number
        self.change.session.flush()
        return numbers

    def number(self, uid: str | None) -> int | None:
        """The number of a record of the file. UsageError where it was not written yet."""
        if uid is None:
            return None
        if uid not in self.numbers:
            raise UsageError(
                f"The file refers to the {self.name} {uid}, which is not in it so far."
            )
        return self.numbers[uid]

    def _before(self, numbers: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """Rows as they are, by number."""
        before = {}
        for start in range(0, len(numbers), AT_ONCE):
            these = ", ".join(map(str, numbers[start : start + AT_ONCE]))
            for row in self.change.ask(f"SELECT * FROM {self.name} WHERE id IN ({these})", {}):
                before[row["id"]] = row
        return before

    def _check_once(self, wanted: Iterable[Record]) -> None:
        for row in wanted:
            for mark in (row.get("uid"), self.once(row)):
                if mark is not None and mark in self.seen:
                    raise UsageError(f"The file holds one {self.name} twice: {mark}; keep one.")
                self.seen.add(mark)

    def _known(self, row: Record) -> int | None:
        identity = self.alike(row)
        by_identity = None if identity is None else self.by_identity.get(identity)
        return self.by_uid.get(row.get("uid", ""), by_identity)

    def _bring_up_to_date(
        self, number: int, wanted: Record, was: Mapping[str, Any] | None, merged: Merged
    ) -> None:
        if was is None:
            merged.touched.add(wanted.get("application_id", 0))
            return
        news = {name: value for name, value in wanted.items() if was[name] != value}
        if set(news) <= {*OWN, "uid"}:
            merged.left += 1
            return
        row = self.change.session.get_one(self.model, number)
        for name in news.keys() - {"id", "seq", "key"}:
            setattr(row, name, news[name])
        merged.changed += 1
        if len(merged.others) < AT_ONCE:
            named = next((str(was[name]) for name in NAMING if was.get(name)), "")
            columns = tuple(sorted(news.keys() - {*OWN, "uid"}))
            merged.others.append(ChangedRecord(self.name, named, columns))
        merged.touched.add(wanted.get("application_id", 0))
        self.changed.add(number)


class _Merging:
    """One archive on its way into the store."""

    def __init__(self, change: "Transaction", archive: Archive) -> None:
        from followup.store import models

        self.change, self.archive, self.merged = change, archive, Merged()
        self.seqs = _sequence(change, archive.ranks)
        self.tables = {
            "contact": _Table(change, models.Contact, _person),
            "application": _Table(change, models.Application, _open_job),
            "interview": _Table(change, models.Interview, _never, _start),
            "topic": _Table(change, models.Topic, _topic),
            "promise": _Table(change, models.Promise, _never, _promise),
            "event": _Table(change, models.Event, _never, _event),
            "followup": _Table(
                change, models.Followup, _key, _key_of_any_time, _Numbers(change, archive.highest)
            ),
            "note": _Table(change, models.Note, _followup_of),
            "message": _Table(change, models.Message, _reference),
        }

    def merge(self, tick: Tick) -> Merged:
        """Contacts and applications first, which any record may refer to, then what hangs on them."""
        from followup.store import contacts

        before = set(self.tables["application"].by_uid.values())
        for people in in_batches(self.archive.contacts, AT_ONCE):
            self._contacts(people)
        for jobs in in_batches(self.archive.applications, AT_ONCE):
            self._write("application", [self._application(job) for job in jobs])
        count = len(self.tables["application"].numbers)
        for done, jobs in enumerate(in_batches(self.archive.applications, AT_ONCE)):
            tick(done * AT_ONCE, count)
            self._hanging(jobs)
        told_of = self.tables["contact"].changed
        self.merged.touched |= set(contacts.applications_of(self.change, told_of))
        self.merged.touched &= before
        return self.merged

    def _hanging(self, jobs: Sequence[Record]) -> None:
        """Write all that hangs on some applications; table after table, as one refers to another."""
        self._write("interview", self._each(jobs, "interviews", self._interview))
        self._write("topic", list(self._topics(jobs)))
        self._write("promise", self._each(jobs, "promises", self._promise))
        self._write("event", self._each(jobs, "events", self._event))
        numbers = self._write("followup", self._each(jobs, "followups", self._followup))
        self._write("note", list(self._notes(jobs, numbers)))
        self._write("message", list(self._messages(jobs, numbers)))

    def _write(self, table: str, rows: Sequence[Record]) -> list[int]:
        return self.tables[table].merge(rows, self.merged)

    def _each(
        self, jobs: Sequence[Record], name: str, row: Callable[[int, Record], Record]
    ) -> list[Record]:
        """A row for each record of that name that hangs on an application."""
        return [
            row(self._number("application", job["uid"]) or 0, one)
            for job in jobs
            for one in job[name]
        ]

    def _number(self, table: str, uid: str | None) -> int | None:
        return self.tables[table].number(uid)

    def _contacts(self, people: Sequence[Record]) -> None:
        from followup.store import contacts

        numbers = self._write("contact", [self._contact(person) for person in people])
        for one, number in zip(people, numbers, strict=True):
            if not one["name"]:
                contacts.name(contacts.get(self.change, number), forgotten_name(number))
        self.change.session.flush()

    def _contact(self, record: Record) -> Record:
        name = record["name"] or forgotten_name(int(record["uid"], 16))
        return {
            **_without(record, "order"), "name": name, "name_key": fold(name), "search": fold(name),
            "company_key": fold(record["company"]), "email_key": record["email"].casefold(),
            "seq": self.seqs[record["order"]],
        }  # fmt: skip

    def _application(self, record: Record) -> Record:
        company, role = record["company"], record["role"]
        hanging = ("interviews", "promises", "events", "followups", "outcome_order", "order")
        return {
            "through": "", "deadline_at": None, "outcome_undated": False,
            **_without(record, *hanging), "company_key": fold(company), "role_key": fold(role),
            "search": fold(f"{company} {role}"), "seq": self.seqs[record["order"]],
            "outcome_seq": self.seqs[record["outcome_order"]] if record["outcome_order"] else 0,
        }  # fmt: skip

    def _interview(self, application: int, record: Record) -> Record:
        return {
            **dict.fromkeys(SINCE), "sequence": 0, "stage_assumed": False, **dict.fromkeys(LATER_TEXTS, ""),
            **_without(record, "topics", "order"), "application_id": application,
            "day": record["at"][:10], "strengths": row_values.as_json(record["strengths"]),
            "concerns": row_values.as_json(record["concerns"]), "seq": self.seqs[record["order"]],
        }  # fmt: skip

    def _topics(self, jobs: Sequence[Record]) -> Iterator[Record]:
        for job in jobs:
            for talk in job["interviews"]:
                for position, topic in enumerate(talk["topics"]):
                    yield {
                        "interview_id": self._number("interview", talk["uid"]),
                        "contact_id": self._number("contact", topic["contact"]),
                        "position": position,
                        "topic": topic["topic"],
                    }

    def _promise(self, application: int, record: Record) -> Record:
        return self._record(application, record, "interview")

    def _event(self, application: int, record: Record) -> Record:
        return {"undated": False, **self._record(application, record, "contact")}

    def _record(self, application: int, record: Record, to: str) -> Record:
        """A row that may hang on one of the table `to`."""
        return {
            **_without(record, to, "order"), "application_id": application,
            f"{to}_id": self._number(to, record[to]), "seq": self.seqs[record["order"]],
        }  # fmt: skip

    def _followup(self, application: int, record: Record) -> Record:
        to = ("interview", "contact", "promise")
        return {
            **_without(record, *to, "notes", "messages", "number"), "id": record.get("number", 0),
            "application_id": application,
            **{f"{table}_id": self._number(table, record[table]) for table in to},
            "key": self._with_numbers(record["kind"], record["key"]),
            "chain": row_values.as_json(record["chain"]),
        }  # fmt: skip

    def _with_numbers(self, kind: str, key: str) -> str:
        """A follow-up's key with numbers in place of references."""

        def number(match: re.Match[str]) -> str:
            table = "event" if match[1] == "reply" else match[1]
            return f"{match[1]}-{self.tables[table].numbers.get(match[2], match[2])}"

        numbered = _UID_REFERENCE.sub(number, key)
        return since(kind).sub(lambda said: f"{said[1]}{self.seqs[int(said[2])]}", numbered)

    def _notes(self, jobs: Sequence[Record], followups: Sequence[int]) -> Iterator[Record]:
        told = (one for job in jobs for one in job["followups"])
        for one, number in zip(told, followups, strict=True):
            yield from ({**note, "followup_id": number} for note in one["notes"])

    def _messages(self, jobs: Sequence[Record], followups: Sequence[int]) -> Iterator[Record]:
        """The emails that are not known here; what became of the others is known here best."""
        known = self.tables["message"].by_identity
        told = (one for job in jobs for one in job["followups"])
        for one, number in zip(told, followups, strict=True):
            for sent in one.get("messages", ()):
                if sent["reference"] not in known:
                    yield {**sent, "followup_id": number}


class _Numbers:
    """Numbers for follow-ups: their own where it was never used here, else the next one."""

    def __init__(self, change: "Transaction", highest: int) -> None:
        from followup.store import models

        self.last = change.last_number(models.Followup)
        self.following = max(self.last, highest) + 1
        self.given: set[int] = set()

    def give(self, row: Record) -> Record:
        """The row with a number of its own."""
        number = row["id"]
        if number <= self.last or number in self.given:
            number, self.following = self.following, self.following + 1
        self.given.add(number)
        return {**row, "id": number}


def _without(record: Record, *names: str) -> Record:
    return {name: value for name, value in record.items() if name not in names}


def _never(_: Mapping[str, Any]) -> Hashable:
    return None


def _person(row: Mapping[str, Any]) -> Hashable:
    return row["company_key"], row["name_key"], row["email_key"]


def _open_job(row: Mapping[str, Any]) -> Hashable:
    return (row["company_key"], row["role_key"]) if row["outcome"] in OPEN_OUTCOMES else None


def _start(row: Mapping[str, Any]) -> Hashable:
    return row["application_id"], row["at"], row["starts"]


def _topic(row: Mapping[str, Any]) -> Hashable:
    return row["interview_id"], row["contact_id"]


def _promise(row: Mapping[str, Any]) -> Hashable:
    return row["application_id"], row["by"], row["on"], row["text"], row["interview_id"]


def _event(row: Mapping[str, Any]) -> Hashable:
    return row["application_id"], row["on"], row["text"], row["reply"], row["contact_id"]


def _followup_of(row: Mapping[str, Any]) -> Hashable:
    return int(row["followup_id"])


def _reference(row: Mapping[str, Any]) -> Hashable:
    return str(row["reference"])


def _key(row: Mapping[str, Any]) -> Hashable:
    return str(row["key"])


def _key_of_any_time(row: Mapping[str, Any]) -> Hashable:
    """The key without the change that it stems from, which has another number in each store."""
    stem, changed = since(row["kind"]).subn(r"\1", row["key"])
    return stem, row["ready_on"] if changed else ""


def _sequence(change: "Transaction", ranks: Collection[int]) -> dict[int, int]:
    """For each rank of an archive, a number of a change after all that were made here."""
    _take_numbers(change, len(ranks))
    return {rank: number for number, rank in enumerate(sorted(ranks), change.number + 1)}


def _take_numbers(change: "Transaction", count: int) -> None:
    """See to it that the `count` numbers after this change are never those of another one."""
    from followup.store import models

    if count:
        last = models.Change(id=change.number + count, command="import", made_at="")
        change.session.add(last)
        change.session.flush()
        change.session.delete(last)
        change.session.flush()


_NUMBER_REFERENCE = re.compile(r"(application|interview|contact|promise|reply)-(\d+)")
"""What a follow-up's key names a record by; a reply is an event."""

CONTACT = (
    "uid", "name", "company", "title", "email", "phone", "address", "salutation", "language",
    "note", "no_calls", "no_contact",
)  # fmt: skip
APPLICATION = (
    "uid", "company", "role", "via", "field", "channel", "outcome", "outcome_on", "deadline_on",
    "terms", "start_on", "keep_in_touch",
)  # fmt: skip
LATER_OF_APPLICATION = ("through", "deadline_at", "outcome_undated")
"""Those of an application that are told where they hold something: earlier archives have none."""

INTERVIEW = (
    "uid", "stage", "at", "zone", "minutes", "starts", "ends", "recorded_on", "where",
    "looking_for", "next_step", "note", "cancelled",
)  # fmt: skip
SINCE = ("sequence", "stamped", "first_at", "first_starts", "stage_assumed")
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

FLAGS = (
    "no_calls", "no_contact", "keep_in_touch", "cancelled", "reply", "edited", "outcome_undated",
    "stage_assumed", "undated",
)  # fmt: skip


class Outgoing:
    """A store as `StoredRecords` describes it, at the instant `now`."""

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
            **_told(row, [name for name in LATER_OF_APPLICATION if row[name]]),
            "outcome_order": self._ranks.get(row["outcome_seq"], 0),
            "order": self._ranks[row["seq"]],
            "interviews": [
                self._interview(interview, batch) for interview in batch.interviews(number)
            ],
            "promises": [
                self._record(promise, PROMISE, "interview") for promise in batch.promises(number)
            ],
            "events": [self._event(event) for event in batch.events(number)],
            "followups": [
                self._followup(followup, row["uid"], batch) for followup in batch.followups(number)
            ],
        }

    def _record(self, row: Row, columns: tuple[str, ...], to: str) -> Record:
        """A record that may hang on one of the table `to`."""
        reference = self._uid(to, row[f"{to}_id"])
        return {**_told(row, columns), to: reference, "order": self._ranks[row["seq"]]}

    def _event(self, row: Row) -> Record:
        columns = (*EVENT, "undated") if row["undated"] else EVENT
        return self._record(row, columns, "contact")

    def _interview(self, row: Row, batch: Batch) -> Record:
        return {
            **_told(row, INTERVIEW),
            **_told(row, [name for name in (*SINCE, *LATER_TEXTS) if row[name]]),
            "strengths": row_values.from_json(row["strengths"]),
            "concerns": row_values.from_json(row["concerns"]),
            "order": self._ranks[row["seq"]],
            "topics": [
                {"contact": person["uid"], "topic": person["topic"]}
                for person in batch.people(row["id"])
            ],
        }

    def _followup(self, row: Row, application: str, batch: Batch) -> Record:
        sent = [_told(message, MESSAGE) for message in batch.messages(row["id"])]
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

        def reference(match: re.Match[str]) -> str:
            table = "event" if match[1] == "reply" else match[1]
            uid = self._uids(table).get(int(match[2]))
            return f"{match[1]}-{uid or 'gone' + uid_of(f'{application} {match[0]}')}"

        return since(kind).sub(
            lambda said: f"{said[1]}{self._ranks[int(said[2])]}",
            _NUMBER_REFERENCE.sub(reference, key),
        )

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """The rank of each change that anything refers to."""
        tables = ("application", "contact", "interview", "promise", "event")
        asked = " UNION ".join(f"SELECT seq FROM {table}" for table in tables)
        asked += " UNION SELECT outcome_seq FROM application WHERE outcome_seq > 0"
        ranks = {row["seq"] for row in self.ask(asked, {})}
        for row in self.ask("SELECT kind, key FROM followup WHERE key LIKE '%:%:%'", {}):
            if said := since(row["kind"]).search(row["key"]):
                ranks.add(int(said[2]))
        return {seq: rank for rank, seq in enumerate(sorted(ranks), 1)}

    def talks(self, only: Collection[int] | None = None) -> Iterator[InterviewRecord]:
        """The interviews of every application, or at least of those whose numbers are in `only`."""
        for batch in batches(self.ask, only):
            for row in batch.applications:
                job = queries.application_of(row)
                promises = [queries.promise_of(promise) for promise in batch.promises(job.id)]
                for talk in batch.talks(job.id):
                    said = tuple(p for p in promises if p.interview_id == talk.id)
                    yield InterviewRecord(job, talk, said, talk.status(self.now))

    def booked(self) -> Iterator[BookedInterview]:
        """The interviews that have not ended, and that no outcome or cancelling has ended."""
        comes = {"now": row_values.instant_text(self.now.astimezone(UTC))}
        stands = f"ends > :now AND NOT cancelled AND NOT {ended_by_outcome('interview_view')}"
        for interview in queries.rounds(self.ask, stands, comes):
            uid = self._uids("interview")[interview.interview.id]
            yield BookedInterview(
                uid, interview.application.company, interview.application.role, interview.interview
            )

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


def _told(row: Row, columns: Iterable[str]) -> Record:
    return {name: bool(row[name]) if name in FLAGS else row[name] for name in columns}
