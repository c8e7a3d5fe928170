"""Writing many rows at once: over the tables instead of row objects, and journaled all the same.

A hundred thousand interviews are a few statements here, and would be minutes row by row. What
is there already is known from indexes in memory, which one question each fills.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Dialect, bindparam, func, literal, literal_column, select
from sqlalchemy.schema import CreateIndex, DropIndex
from sqlmodel import SQLModel, String, cast

from followup.exchange.values import Card, Told
from followup.facts import (
    ApplicationFacts,
    Contact,
    Interview,
    Met,
    NewContact,
    NewInterview,
    Plan,
    Promise,
)
from followup.people import same_person
from followup.store import contacts, followups, interviews, models, reads, records
from followup.store.asking import Ask
from followup.store.writes import Change
from followup.wording import fold

Values = Mapping[str, Any]
Columns = Mapping[str, Sequence[Any]]
"""Rows, column by column: rows of their own take twice as long by the hundred thousand."""

Thing = TypeVar("Thing")


def by_column(rows: Sequence[Values]) -> Columns:
    """Rows that have all the same columns, as `insert` takes them."""
    assert len(set(map(len, rows))) < 2, "rows with other columns would lose them"
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def insert(change: Change, model: type[SQLModel], columns: Columns) -> range:
    """Add rows, the columns that are not told as their defaults; their numbers, in order."""
    count = len(next(iter(columns.values()), ()))
    if not count:
        return range(0)
    change.session.flush()
    connection = change.session.connection()
    table: Any = model.__table__  # type: ignore[attr-defined]
    told = tuple(name for name in columns if _says_something(model, name, columns[name]))
    statement, names = _insertion(connection.dialect, model, told)
    connection.exec_driver_sql(statement, list(zip(*map(columns.__getitem__, names), strict=True)))
    # numbers are never used again and nobody else writes meanwhile, so they follow one another
    last: int = connection.execute(select(func.max(table.c.id))).scalar_one()
    new = range(last - count + 1, last + 1)
    connection.execute(
        models.Journal.__table__.insert().from_select(  # type: ignore[attr-defined]
            ("change_id", "of", "row"),
            select(
                literal(change.number), literal(table.name), "[" + cast(table.c.id, String) + "]"
            ).where(table.c.id >= new.start),
        )
    )
    return new


def _says_something(model: type[SQLModel], name: str, column: Sequence[Any]) -> bool:
    """Whether any row holds something else there than the column's default."""
    defaults = _defaults(model)
    return name not in defaults or column.count(defaults[name]) < len(column)


def make_room(change: Change) -> None:
    """Keep up to 128 MiB of pages in memory: an import changes those of its indexes many times."""
    change.session.connection().exec_driver_sql("PRAGMA cache_size = -131072")


@contextmanager
def indexed_last(change: Change) -> Iterator[None]:
    """Make the indexes of tables that are empty so far at the end: it takes half the time then."""
    connection = change.session.connection()
    indexes = [
        index
        for table in (model.__table__ for model in models.ALL)  # type: ignore[attr-defined]
        for index in sorted(table.indexes, key=lambda one: str(one.name))
        if connection.execute(select(table).limit(1)).first() is None
    ]
    for index in indexes:
        connection.execute(DropIndex(index))
    yield
    for index in indexes:
        connection.execute(CreateIndex(index))


@cache
def _insertion(
    dialect: Dialect, model: type[SQLModel], names: tuple[str, ...]
) -> tuple[str, Sequence[str]]:
    """The statement for rows with these columns, and the order in which it takes their values.

    SQLAlchemy's own way, which looks at each row anew, takes twice as long.
    """
    table: Any = model.__table__  # type: ignore[attr-defined]
    same: dict[str, Any] = {
        name: literal_column(str(literal(value).compile(compile_kwargs={"literal_binds": True})))
        for name, value in _defaults(model).items()
        if name not in names and value is not None
    }
    told: dict[str, Any] = {name: bindparam(name) for name in names}
    made = table.insert().values(same | told).compile(dialect=dialect)
    return str(made), made.positiontup


@cache
def _defaults(model: type[SQLModel]) -> dict[str, Any]:
    """What a column holds where nothing is said; a `uid` is never the same."""
    return {
        name: one.get_default(call_default_factory=True)
        for name, one in model.model_fields.items()
        if not one.is_required() and name not in ("id", "uid")
    }


class Person:
    """A contact, as it will be; `was` is what the store has of it, None where it is new.

    `number` is theirs once they are written; until then it is 0.
    """

    __slots__ = ("now", "number", "uid", "was")

    def __init__(self, now: Contact, uid: str, was: Contact | None = None) -> None:
        self.now, self.uid, self.was, self.number = now, uid, was, now.id

    def learn(self, told: NewContact) -> None:
        """Add what is told to what is known."""
        now = self.now
        longer = len(fold(told.name)) > len(fold(now.name)) and same_person(told.name, now.name)
        self.now = now._replace(
            name=told.name if longer else now.name,
            email=told.email or now.email,
            title=told.title or now.title,
            phone=told.phone or now.phone,
            no_calls=told.no_calls or now.no_calls,
        )

    def news(self) -> dict[str, Any]:
        """The fields of which something else is known than the store has."""
        return {
            name: now for name, now in self.now._asdict().items() if now != getattr(self.was, name)
        }


class People:
    """Everybody who is known, and who becomes known; a person is found before one is made."""

    def __init__(self, ask: Ask) -> None:
        self._at: dict[str, list[Person]] = {}
        self._addressed: dict[str, list[Person]] = {}
        self._uids: dict[str, Person] = {}
        self._new: list[Person] = []
        self._told_of: list[Person] = []
        for row in ask("SELECT * FROM contact ORDER BY id", {}):
            contact = reads.contact_of(row)
            self._keep(Person(contact, row["uid"], contact))

    def meet(self, company: str, told: NewContact, uid: str = "") -> Person:
        """That person at that company, by what `contacts.known` takes for one, or by `uid`.

        What has a uid is a person by itself, so a part of a name is not enough for it.
        """
        company_key, address = fold(company), told.email.casefold()
        person = self._uids.get(uid) if uid else None
        if person is None and address in self._addressed:
            person = self._addressed_as(address, told, company_key)
        if person is None and company_key in self._at:
            here = self._at[company_key]
            person = _named(here, told) or (None if uid else _fitting(here, address, told))
        if person is None:
            now = Contact(
                0, told.name, company, told.title, told.email, told.phone, no_calls=told.no_calls
            )
            person = Person(now, uid)
            self._keep(person)
            self._new.append(person)
            return person
        before = person.now.email
        person.learn(told)
        if person.now.email != before:
            self._keep_address(person)
        if person.was is not None and person.now != person.was:
            self._told_of.append(person)
        return person

    def tell(self, card: Card) -> None:
        """All that an address book tells of somebody; what is empty there stays as it is."""
        who = NewContact(card.name, card.email, card.title, card.phone)
        person = self.meet(card.company, who, card.uid)
        told = ("address", "note") if person.uid != card.uid else ("name", "address", "note")
        said = {name: getattr(card, name) for name in told if getattr(card, name)}
        person.now = person.now._replace(**said)
        if person.was is not None:
            self._told_of.append(person)

    def _keep(self, person: Person) -> None:
        company = person.now.company
        self._at.setdefault(fold(company), []).append(person)
        self._keep_address(person)
        if person.uid:
            self._uids[person.uid] = person

    def _keep_address(self, person: Person) -> None:
        if person.now.email:
            self._addressed.setdefault(person.now.email.casefold(), []).append(person)

    def _addressed_as(self, address: str, told: NewContact, company_key: str) -> Person | None:
        """Whom that address is of, by name as well; those at the company first."""
        anywhere = self._addressed[address]
        for person in sorted(anywhere, key=lambda one: fold(one.now.company) != company_key):
            same = person.now.email.casefold() == address
            if same and same_person(person.now.name, told.name):
                return person
        return None

    def write(self, change: Change) -> tuple[list[Person], list[Person]]:
        """Write who is new, and what is new of the others; both."""
        new, told_of = self._new, dict.fromkeys(self._told_of)
        self._new, self._told_of = [], []
        numbers = insert(change, models.Contact, _contact_columns(change, new))
        for person, number in zip(new, numbers, strict=True):
            person.number, person.was = number, person.now
        changed = [one for one in told_of if one.was is not None and one.now != one.was]
        for one in changed:
            contacts.tell_again(change, one.number, one.news())
            one.was = one.now
        return new, changed


def _named(here: Iterable[Person], told: NewContact) -> Person | None:
    """Who is called so here, where one of the two has no address."""
    name = fold(told.name)
    for person in here:
        if fold(person.now.name) == name and not (told.email and person.now.email):
            return person
    return None


def _fitting(here: Iterable[Person], address: str, told: NewContact) -> Person | None:
    """The one person here whose name has the words of this one, or the other way round."""
    found = [
        one
        for one in here
        if (not address or one.now.email.casefold() in ("", address))
        and same_person(one.now.name, told.name)
    ]
    return found[0] if len(found) == 1 else None


def _contact_columns(change: Change, new: Sequence[Person]) -> Columns:
    told = [one.now for one in new]
    names = [fold(one.name) for one in told]
    return {
        **_same(told, *Contact._fields[1:]), "name_key": names, "search": names,
        "company_key": [fold(one.company) for one in told],
        "email_key": [one.email.casefold() for one in told], "seq": [change.number] * len(new),
        "uid": _uids([one.uid for one in new]),
    }  # fmt: skip


def _uids(told: Sequence[str]) -> list[str]:
    """The uids that were told, new ones where there is none."""
    return [uid or new for uid, new in zip(told, models.new_uids(len(told)), strict=True)]


def _same(things: Sequence[object], *names: str) -> Columns:
    """The columns that hold what a fact of the same name says."""
    return {name: list(map(attrgetter(name), things)) for name in names}


@dataclass(slots=True)
class Job:
    """The new interviews of one application, which is new itself where `number` is None."""

    outcome: str
    place: str
    told: list[Told] = field(default_factory=list)
    number: int | None = None


class Found(NamedTuple):
    """An interview that is there, and its application, by number.

    `moved`: it is known by its first start. `invited`: an invitation brought it. `off`: cancelled.
    """

    interview: int
    application: int
    moved: bool = False
    invited: bool = False
    off: bool = False


Start = tuple[str, datetime, bool]
"""A folded company, when an interview starts, and whether its time of day is known."""


class Jobs:
    """Every application and interview that is there, by what a file can name them."""

    def __init__(self, ask: Ask) -> None:
        self._open: dict[str, list[tuple[int, str]]] = {}
        self._talks: dict[Start, list[tuple[Found, str]]] = {}
        moved: list[tuple[Start, tuple[Found, str]]] = []
        self._uids: dict[str, Found] = {}
        self._application: dict[int, int] = {}
        for row in ask(
            "SELECT id, company_key, role_key FROM application "
            "WHERE outcome IN ('', 'offer') ORDER BY id",
            {},
        ):
            self._open.setdefault(row["company_key"], []).append((row["id"], row["role_key"]))
        for row in ask(
            "SELECT i.id, i.application_id, i.uid, i.at, i.starts, i.first_at, i.first_starts, "
            "i.cancelled, i.sequence, i.stamped, a.company_key, a.role_key "
            "FROM interview i JOIN application a ON a.id = i.application_id ORDER BY i.id",
            {},
        ):
            invited = bool(row["sequence"]) or row["stamped"] is not None
            found = Found(
                row["id"], row["application_id"], invited=invited, off=bool(row["cancelled"])
            )
            key = (row["company_key"], records.instant(row["starts"]), "T" in row["at"])
            self._talks.setdefault(key, []).append((found, row["role_key"]))
            if row["first_at"]:
                starts = records.instant(row["first_starts"])
                first = (row["company_key"], starts, "T" in row["first_at"])
                moved.append((first, (found._replace(moved=True), row["role_key"])))
            self._uids[row["uid"]] = found
            self._application[found.interview] = found.application
        for key, one in moved:  # after those that stand there now
            self._talks.setdefault(key, []).append(one)

    def by_uid(self, uid: str) -> Found | None:
        """The interview of that uid, if it is one."""
        return self._uids.get(uid) if uid else None

    def interview(self, told: NewInterview, *, invitation: bool) -> Found | None:
        """The interview of that company, role (any, if empty) and start, else of that first start.

        An `invitation` is only what nobody invited to so far: recruiters make them anew.
        """
        there = self._talks.get((fold(told.company), told.starts, told.at is not None))
        if there is None:
            return None
        role = fold(told.role)
        known = [found for found, named in there if role in ("", named)]
        if invitation:
            known = [one for one in known if not (one.moved or one.invited or one.off)]
        return known[0] if known else None

    def open(self, company_key: str, role_key: str) -> list[int]:
        """The numbers of the open applications of a company, of one role if it is named."""
        known = self._open.get(company_key, ())
        return [number for number, named in known if role_key in ("", named)]

    def applications(self, interviews: Iterable[int]) -> set[int]:
        """The numbers of the applications of these interviews."""
        return {self._application[number] for number in interviews}


def record(change: Change, jobs: Sequence[Job], people: People) -> list[ApplicationFacts]:
    """Write new interviews; the facts of the open applications that are new with them.

    What is over asks for nothing any more, so nobody plans it.
    """
    fresh = [job for job in jobs if job.number is None]
    columns = _application_columns(change, fresh)
    numbers = insert(change, models.Application, columns)
    for job, number in zip(fresh, numbers, strict=True):
        job.number = number
    talks = [_Talk(job.number or 0, one, people) for job in jobs for one in job.told]
    people.write(change)
    _write_talks(change, talks)
    promises = _by(_write_promises(change, talks), lambda one: one.interview_id or 0)
    known = _by(talks, lambda one: one.application)
    rows = (
        {**_defaults(models.Application), "id": number, **_row(columns, place)}
        for place, number in enumerate(numbers)
        if columns["outcome"][place] in ("", "offer")
    )
    return [
        ApplicationFacts(
            one,
            tuple(_interview(change, talk) for talk in known[one.id]),
            tuple(said for talk in known[one.id] for said in promises.get(talk.number, ())),
        )
        for one in map(reads.application_of, rows)
    ]


def _row(columns: Columns, place: int) -> dict[str, Any]:
    return {name: column[place] for name, column in columns.items()}


def _by(things: Iterable[Thing], number: Callable[[Thing], int]) -> dict[int, list[Thing]]:
    found: dict[int, list[Thing]] = {}
    for one in things:
        found.setdefault(number(one), []).append(one)
    return found


class _Talk:
    """A new interview on its way into the store."""

    __slots__ = ("application", "number", "one", "people")

    def __init__(self, application: int, one: Told, people: People) -> None:
        self.application = application
        self.one = one
        self.number = 0
        self.people: dict[Person, str] = {}
        for who in one.told.people:
            person = people.meet(one.told.company, who)
            before = self.people.get(person)
            self.people[person] = (
                f"{before}; {who.topic}" if before and who.topic else before or who.topic
            )

    def promises(self) -> Iterator[dict[str, Any]]:
        """The promises that were made in it, theirs first."""
        told = self.one.told
        hangs = {"application_id": self.application, "interview_id": self.number}
        if told.decision_on:
            yield {**hangs, "by": "they", "on": told.decision_on.isoformat(), "text": ""}
        for on, text in told.promises:
            yield {**hangs, "by": "you", "on": on.isoformat(), "text": text}


def _application_columns(change: Change, jobs: Sequence[Job]) -> Columns:
    """Applications, of which the last row that says something has the last word."""
    told = [[one.told for one in job.told] for job in jobs]
    companies = [some[0].company for some in told]
    roles = [_last([one.role for one in some]) for some in told]
    outcomes = [_last([one.outcome for one in job.told]) for job in jobs]
    held = [min(max([one.day for one in some]), change.today).isoformat() for some in told]
    return {
        "company": companies, "company_key": list(map(fold, companies)),
        "role": roles, "role_key": list(map(fold, roles)),
        "search": [fold(f"{at} {role}") for at, role in zip(companies, roles, strict=True)],
        "via": [_last([one.via for one in some]) for some in told],
        "field": [_last([one.field for one in some]) for some in told], "outcome": outcomes,
        "outcome_on": [on if end else None for on, end in zip(held, outcomes, strict=True)],
        "seq": [change.number] * len(jobs), "uid": models.new_uids(len(jobs)),
    }  # fmt: skip


def _last(texts: Sequence[str]) -> str:
    filled = list(filter(None, texts))
    return filled[-1] if filled else ""


def _write_talks(change: Change, talks: Sequence[_Talk]) -> None:
    numbers = insert(change, models.Interview, _interview_columns(change, talks))
    for talk, number in zip(talks, numbers, strict=True):
        talk.number = number
    insert(
        change,
        models.Topic,
        {
            "interview_id": [talk.number for talk in talks for _ in talk.people],
            "contact_id": [person.number for talk in talks for person in talk.people],
            "position": [position for talk in talks for position in range(len(talk.people))],
            "topic": [topic for talk in talks for topic in talk.people.values()],
        },
    )


def _interview_columns(change: Change, talks: Sequence[_Talk]) -> Columns:
    told = [talk.one.told for talk in talks]
    texts = [interviews.start_texts(one.day, one.at, one.starts) for one in told]
    day, at, starts = zip(*texts, strict=True) if texts else ((), (), ())
    ends = [interviews.end(one.starts, one.at, one.minutes) for one in told]
    return {
        "application_id": [talk.application for talk in talks],
        "day": day, "at": at, "starts": starts,
        "ends": list(map(records.instant_text, ends)),
        **_same(told, "stage", "zone", "minutes", "where", "looking_for", "next_step", "note"),
        "strengths": [records.strengths_text(one.strengths) for one in told],
        "concerns": [records.concerns_text(one.concerns) for one in told],
        "cancelled": [bool(talk.one.cancelled) for talk in talks],
        "recorded_on": [change.today.isoformat()] * len(talks),
        "seq": [change.number] * len(talks),
        "uid": _uids([talk.one.uid for talk in talks]),
        **by_column([records.revision_columns(talk.one.revision) for talk in talks]),
    }  # fmt: skip


def _write_promises(change: Change, talks: Sequence[_Talk]) -> list[Promise]:
    made = {"made_on": change.today.isoformat(), "seq": change.number}
    rows = [
        {**row, **made, "uid": models.new_uid()}
        for talk in talks
        if talk.one.told.promises or talk.one.told.decision_on
        for row in talk.promises()
    ]
    numbers = insert(change, models.Promise, by_column(rows))
    return [
        reads.promise_of({**row, "id": number}) for row, number in zip(rows, numbers, strict=True)
    ]


def _interview(change: Change, talk: _Talk) -> Interview:
    told = talk.one.told
    return Interview(
        id=talk.number,
        stage=told.stage,
        day=told.day,
        at=told.at,
        zone=told.zone,
        minutes=told.minutes,
        starts=told.starts,
        ends=interviews.end(told.starts, told.at, told.minutes),
        recorded_on=change.today,
        seq=change.number,
        people=tuple(
            Met(one.now._replace(id=one.number), topic) for one, topic in talk.people.items()
        ),
        cancelled=bool(talk.one.cancelled),
    )


def keep_plans(change: Change, planned: Iterable[tuple[int, Plan]]) -> None:
    """Write the follow-ups of applications that are new."""
    rows = (followups.columns(number, wish) for number, plan in planned for wish in plan.planned)
    insert(change, models.Followup, by_column(list(rows)))
