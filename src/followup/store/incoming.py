"""An archive into the store: what is there already is found, what differs changed, the rest added.

A record is the one of the same `uid`, else the one that can only be there once. The archive has
the last word; what it does not hold stays as it is.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete
from sqlmodel import SQLModel, col

from followup.errors import UsageError
from followup.exchange.values import Archive, Record
from followup.store import bulk, contacts, models, records
from followup.store.outgoing import since
from followup.store.talks import forgotten_name
from followup.store.writes import Change
from followup.wording import fold

Identity = Callable[[Mapping[str, Any]], Hashable]

OWN = ("seq", "outcome_seq", "key")
"""Columns whose values are of each store alone."""

REFERENCE = re.compile(r"(application|interview|contact|promise|reply)-([0-9a-f]{16})")


@dataclass(slots=True)
class Merged:
    """How many records were added, changed and left as they were.

    `touched` are the numbers of the applications that were there before and have something new.
    """

    added: int = 0
    changed: int = 0
    left: int = 0
    touched: set[int] = field(default_factory=set)


def merge(change: Change, archive: Archive) -> Merged:
    """Bring an archive into the store. UsageError where its records do not fit together."""
    return _Merging(change, archive).merge()


class _Table:
    """The rows of a table as they were, by what identifies them.

    `once` is what only one row may have; `alike` what makes a row of the file one of the store.
    Either gives None where there is no such thing.
    """

    def __init__(
        self, change: Change, model: type[SQLModel], once: Identity, alike: Identity | None
    ) -> None:
        self.change, self.model, self.once, self.alike = change, model, once, alike or once
        self.name = str(model.__tablename__)
        self.rows = {row["id"]: row for row in change.ask(f"SELECT * FROM {self.name}", {})}
        self.by_uid = {row["uid"]: number for number, row in self.rows.items() if "uid" in row}
        self.by_identity = {self.alike(row): number for number, row in self.rows.items()}
        self.changed: set[int] = set()

    def merge(self, wanted: Sequence[Record], merged: Merged) -> list[int]:
        """Write rows; their numbers. UsageError where two of them are one."""
        self._check_once(wanted)
        numbers = [self._known(row) for row in wanted]
        new = [row for row, number in zip(wanted, numbers, strict=True) if number is None]
        merged.added += len(new)
        added = iter(bulk.insert(self.change, self.model, new))
        found = [next(added) if number is None else number for number in numbers]
        for row, number in zip(wanted, found, strict=True):
            self._bring_up_to_date(number, row, merged)
        self.change.session.flush()
        return found

    def _check_once(self, wanted: Iterable[Record]) -> None:
        seen: set[Hashable] = set()
        for row in wanted:
            for mark in (row.get("uid"), self.once(row)):
                if mark is not None and mark in seen:
                    raise UsageError(f"The file holds one {self.name} twice: {mark}; keep one.")
                seen.add(mark)

    def _known(self, row: Record) -> int | None:
        identity = self.alike(row)
        by_identity = None if identity is None else self.by_identity.get(identity)
        return self.by_uid.get(row.get("uid", ""), by_identity)

    def _bring_up_to_date(self, number: int, wanted: Record, merged: Merged) -> None:
        was = self.rows.get(number)
        if was is None:
            merged.touched.add(wanted.get("application_id", 0))
            return
        news = {name: value for name, value in wanted.items() if was[name] != value}
        if set(news) <= {*OWN, "uid"}:
            merged.left += 1
            return
        row = self.change.session.get_one(self.model, number)
        for name in news.keys() - {"seq", "key"}:
            setattr(row, name, news[name])
        merged.changed += 1
        merged.touched.add(wanted.get("application_id", 0))
        self.changed.add(number)


class _Merging:
    """One archive on its way into the store."""

    def __init__(self, change: Change, archive: Archive) -> None:
        self.change, self.archive, self.merged = change, archive, Merged()
        self.numbers: dict[tuple[str, str], int] = {}
        self.seqs = _sequence(change, archive)

    def merge(self) -> Merged:
        """Table after table, so that every reference finds its row."""
        told_of = self._contacts()
        before = {row["id"] for row in self.change.ask("SELECT id FROM application", {})}
        jobs = [self._application(one) for one in self.archive.applications]
        self._write(models.Application, jobs, _open_job)
        self._write(models.Interview, self._each("interviews", self._interview), _never, _start)
        self._write(models.Topic, list(self._topics()), _topic)
        self._write(models.Promise, self._each("promises", self._promise), _never, _promise)
        self._write(models.Event, self._each("events", self._event), _never, _event)
        followups = self._each("followups", self._followup)
        numbers = self._write(models.Followup, followups, _key, _key_of_any_time)
        self._write(models.Note, list(self._notes(numbers)), lambda row: row["followup_id"])
        self.merged.touched |= set(contacts.applications_of(self.change, told_of))
        self.merged.touched &= before
        return self.merged

    def _write(
        self,
        model: type[SQLModel],
        rows: list[Record],
        once: Identity,
        alike: Identity | None = None,
    ) -> list[int]:
        table = _Table(self.change, model, once, alike)
        numbers = table.merge(rows, self.merged)
        for row, number in zip(rows, numbers, strict=True):
            if "uid" in row:
                self.numbers[table.name, row["uid"]] = number
        return numbers

    def _each(self, name: str, row: Callable[[int, Record], Record]) -> list[Record]:
        """A row for each record of that name that hangs on an application."""
        return [
            row(self._number("application", job["uid"]) or 0, one)
            for job in self.archive.applications
            for one in job[name]
        ]

    def _number(self, table: str, uid: str | None) -> int | None:
        """The number of a record. UsageError where the file does not hold it."""
        if uid is None:
            return None
        if (table, uid) not in self.numbers:
            raise UsageError(f"The file refers to the {table} {uid}, which is not in it.")
        return self.numbers[table, uid]

    def _contacts(self) -> set[int]:
        """Write the contacts; the numbers of those that were changed."""
        table = _Table(self.change, models.Contact, _person, None)
        told = self.archive.contacts
        numbers = table.merge([self._contact(one) for one in told], self.merged)
        for one, number in zip(told, numbers, strict=True):
            self.numbers["contact", one["uid"]] = number
            if not one["name"]:
                contacts.name(contacts.get(self.change, number), forgotten_name(number))
        self.change.session.flush()
        return table.changed

    def _contact(self, told: Record) -> Record:
        name = told["name"] or forgotten_name(int(told["uid"], 16))
        return {
            **_without(told, "order"), "name": name, "name_key": fold(name), "search": fold(name),
            "company_key": fold(told["company"]), "email_key": told["email"].casefold(),
            "seq": self.seqs[told["order"]],
        }  # fmt: skip

    def _application(self, told: Record) -> Record:
        company, role = told["company"], told["role"]
        hanging = ("interviews", "promises", "events", "followups", "outcome_order", "order")
        return {
            **_without(told, *hanging), "company_key": fold(company), "role_key": fold(role),
            "search": fold(f"{company} {role}"), "seq": self.seqs[told["order"]],
            "outcome_seq": self.seqs[told["outcome_order"]] if told["outcome_order"] else 0,
        }  # fmt: skip

    def _interview(self, application: int, told: Record) -> Record:
        return {
            **_without(told, "topics", "order"), "application_id": application,
            "day": told["at"][:10], "strengths": records.as_json(told["strengths"]),
            "concerns": records.as_json(told["concerns"]), "seq": self.seqs[told["order"]],
        }  # fmt: skip

    def _topics(self) -> Iterator[Record]:
        for job in self.archive.applications:
            for talk in job["interviews"]:
                for position, one in enumerate(talk["topics"]):
                    yield {
                        "interview_id": self._number("interview", talk["uid"]),
                        "contact_id": self._number("contact", one["contact"]),
                        "position": position,
                        "topic": one["topic"],
                    }

    def _promise(self, application: int, told: Record) -> Record:
        return self._record(application, told, "interview")

    def _event(self, application: int, told: Record) -> Record:
        return self._record(application, told, "contact")

    def _record(self, application: int, told: Record, to: str) -> Record:
        """A row that may hang on one of the table `to`."""
        return {
            **_without(told, to, "order"), "application_id": application,
            f"{to}_id": self._number(to, told[to]), "seq": self.seqs[told["order"]],
        }  # fmt: skip

    def _followup(self, application: int, told: Record) -> Record:
        to = ("interview", "contact", "promise")
        return {
            **_without(told, *to, "notes"), "application_id": application,
            **{f"{table}_id": self._number(table, told[table]) for table in to},
            "key": self._with_numbers(told["kind"], told["key"]),
            "chain": records.as_json(told["chain"]),
        }  # fmt: skip

    def _with_numbers(self, kind: str, key: str) -> str:
        """A follow-up's key with numbers in place of references."""

        def number(said: re.Match[str]) -> str:
            table = "event" if said[1] == "reply" else said[1]
            return f"{said[1]}-{self.numbers.get((table, said[2]), said[2])}"

        numbered = REFERENCE.sub(number, key)
        return since(kind).sub(lambda said: f"{said[1]}{self.seqs[int(said[2])]}", numbered)

    def _notes(self, followups: Iterable[int]) -> Iterator[Record]:
        told = (one for job in self.archive.applications for one in job["followups"])
        for one, number in zip(told, followups, strict=True):
            yield from ({**note, "followup_id": number} for note in one["notes"])


def _without(told: Record, *names: str) -> Record:
    return {name: value for name, value in told.items() if name not in names}


def _never(_: Mapping[str, Any]) -> Hashable:
    return None


def _person(row: Mapping[str, Any]) -> Hashable:
    return row["company_key"], row["name_key"], row["email_key"]


def _open_job(row: Mapping[str, Any]) -> Hashable:
    return (row["company_key"], row["role_key"]) if row["outcome"] in ("", "offer") else None


def _start(row: Mapping[str, Any]) -> Hashable:
    return row["application_id"], row["at"], row["starts"]


def _topic(row: Mapping[str, Any]) -> Hashable:
    return row["interview_id"], row["contact_id"]


def _promise(row: Mapping[str, Any]) -> Hashable:
    return row["application_id"], row["by"], row["on"], row["text"], row["interview_id"]


def _event(row: Mapping[str, Any]) -> Hashable:
    return row["application_id"], row["on"], row["text"], row["reply"], row["contact_id"]


def _key(row: Mapping[str, Any]) -> Hashable:
    return str(row["key"])


def _key_of_any_time(row: Mapping[str, Any]) -> Hashable:
    """The key without the change that it stems from, which has another number in each store."""
    stem, changed = since(row["kind"]).subn(r"\1", row["key"])
    return stem, row["ready_on"] if changed else ""


def _sequence(change: Change, archive: Archive) -> dict[int, int]:
    """For each rank of the archive, a number of a change after all that were made here."""
    ranks = sorted(set(_ranks(archive)))
    first = _take_numbers(change, len(ranks))
    return {rank: number for number, rank in enumerate(ranks, first)}


def _ranks(archive: Archive) -> Iterator[int]:
    for person in archive.contacts:
        yield person["order"]
    for job in archive.applications:
        yield from (job["order"], job["outcome_order"])
        for name in ("interviews", "promises", "events"):
            yield from (one["order"] for one in job[name])
        for one in job["followups"]:
            yield from (int(said[2]) for said in since(one["kind"]).finditer(one["key"]))


def _take_numbers(change: Change, count: int) -> int:
    """The first of `count` numbers that no change had or will have."""
    made = [models.Change(command="import", made_at="") for _ in range(count)]
    change.session.add_all(made)
    change.session.flush()
    numbers = [one.id or 0 for one in made]
    change.session.connection().execute(
        delete(models.Change).where(col(models.Change.id) > change.number)
    )
    for one in made:
        change.session.expunge(one)
    return min(numbers, default=0)
