"""Writing many rows at once: over the tables instead of row objects, and journaled all the same.

A hundred thousand interviews are a few statements here, and would be minutes row by row. What
is there already is known from indexes in memory, which one question each fills.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from functools import cache
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Dialect, bindparam, func, literal, literal_column, select
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
    Revision,
)
from followup.people import same_person
from followup.store import contacts, followups, models, reads, records
from followup.store.asking import Ask
from followup.store.writes import Change
from followup.wording import fold

Values = Mapping[str, Any]
Thing = TypeVar("Thing")


def insert(change: Change, model: type[SQLModel], rows: Sequence[Values]) -> range:
    """Add rows, all with the same columns, the others as their defaults; their numbers, in order."""
    if not rows:
        return range(0)
    change.session.flush()
    connection = change.session.connection()
    table: Any = model.__table__  # type: ignore[attr-defined]
    assert len(set(map(len, rows))) == 1, "rows with other columns would lose them"
    statement, values = _insertion(connection.dialect, model, tuple(rows[0]))
    connection.exec_driver_sql(statement, list(map(values, rows)))
    # numbers are never used again and nobody else writes meanwhile, so they follow one another
    last: int = connection.execute(select(func.max(table.c.id))).scalar_one()
    new = range(last - len(rows) + 1, last + 1)
    connection.execute(
        models.Journal.__table__.insert().from_select(  # type: ignore[attr-defined]
            ("change_id", "of", "row"),
            select(
                literal(change.number), literal(table.name), "[" + cast(table.c.id, String) + "]"
            ).where(table.c.id >= new.start),
        )
    )
    return new


@cache
def _insertion(
    dialect: Dialect, model: type[SQLModel], names: tuple[str, ...]
) -> tuple[str, Callable[[Values], Any]]:
    """The statement for rows with these columns, and what makes its values of a row.

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
    return str(made), itemgetter(*made.positiontup) if made.positiontup else dict


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
        self.now = replace(
            now,
            name=told.name if longer else now.name,
            email=told.email or now.email,
            title=told.title or now.title,
            phone=told.phone or now.phone,
            no_calls=told.no_calls or now.no_calls,
        )

    def news(self) -> dict[str, Any]:
        """The fields of which something else is known than the store has."""
        pairs = ((one.name, getattr(self.now, one.name)) for one in fields(self.now))
        return {name: now for name, now in pairs if now != getattr(self.was, name)}


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
        here = self._at.get(fold(company), ())
        person = self._uids.get(uid) or self._known(fold(company), here, told)
        person = person or (None if uid else _fitting(here, told))
        if person is None:
            now = Contact(
                0, told.name, company, told.title, told.email, told.phone, no_calls=told.no_calls
            )
            person = Person(now, uid)
            self._keep(person)
            self._new.append(person)
            return person
        address = person.now.email
        person.learn(told)
        if person.now.email != address:
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
        person.now = replace(person.now, **said)
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

    def _known(self, company_key: str, here: Iterable[Person], told: NewContact) -> Person | None:
        address = told.email.casefold()
        anywhere = self._addressed.get(address, ()) if address else ()
        for person in sorted(anywhere, key=lambda one: fold(one.now.company) != company_key):
            same = person.now.email.casefold() == address
            if same and same_person(person.now.name, told.name):
                return person
        name = fold(told.name)
        for person in here:
            if fold(person.now.name) == name and not (address and person.now.email):
                return person
        return None

    def write(self, change: Change) -> tuple[list[Person], list[Person]]:
        """Write who is new, and what is new of the others; both."""
        new, told_of = self._new, dict.fromkeys(self._told_of)
        self._new, self._told_of = [], []
        numbers = insert(change, models.Contact, [_contact_row(change, one) for one in new])
        for person, number in zip(new, numbers, strict=True):
            person.number, person.was = number, person.now
        changed = [one for one in told_of if one.was is not None and one.now != one.was]
        for one in changed:
            contacts.tell_again(change, one.number, one.news())
            one.was = one.now
        return new, changed


def _fitting(here: Iterable[Person], told: NewContact) -> Person | None:
    """The one person here whose name has the words of this one, or the other way round."""
    address = told.email.casefold()
    found = [
        one
        for one in here
        if (not address or one.now.email.casefold() in ("", address))
        and same_person(one.now.name, told.name)
    ]
    return found[0] if len(found) == 1 else None


def _contact_row(change: Change, person: Person) -> dict[str, Any]:
    told = person.now
    name = fold(told.name)
    return {
        **dict(zip(_TOLD, _told(told), strict=True)), "name_key": name, "search": name,
        "company_key": fold(told.company), "email_key": told.email.casefold(),
        "seq": change.number, "uid": person.uid or models.new_uid(),
    }  # fmt: skip


_TOLD = tuple(one.name for one in fields(Contact) if one.name != "id")
_told = attrgetter(*_TOLD)


@dataclass(slots=True)
class Job:
    """The new interviews of one application, which is new itself where `number` is None."""

    outcome: str = ""
    told: list[Told] = field(default_factory=list)
    number: int | None = None
    place: str = ""


class Found(NamedTuple):
    """An interview that is there, and its application, by number.

    `moved`: it is known by its first start. `invited`: an invitation brought it. `off`: cancelled.
    """

    interview: int
    application: int
    moved: bool = False
    invited: bool = False
    off: bool = False


class Jobs:
    """Every application and interview that is there, by what a file can name them."""

    def __init__(self, ask: Ask) -> None:
        self._open: dict[str, list[tuple[int, str]]] = {}
        self._talks: dict[tuple[str, str, bool], list[tuple[Found, str]]] = {}
        self._moved: dict[tuple[str, str, bool], list[tuple[Found, str]]] = {}
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
            key = (row["company_key"], row["starts"], "T" in row["at"])
            self._talks.setdefault(key, []).append((found, row["role_key"]))
            if row["first_at"]:
                first = (row["company_key"], row["first_starts"], "T" in row["first_at"])
                self._moved.setdefault(first, []).append(
                    (found._replace(moved=True), row["role_key"])
                )
            self._uids[row["uid"]] = found
            self._application[found.interview] = found.application

    def by_uid(self, uid: str) -> Found | None:
        """The interview of that uid."""
        return self._uids.get(uid)

    def interview(self, told: NewInterview, *, invitation: bool) -> Found | None:
        """The interview of that company, role (any, if empty) and start, else of that first start.

        An `invitation` is only what nobody invited to so far: recruiters make them anew.
        """
        key = (fold(told.company), records.instant_text(told.starts), told.at is not None)
        role = fold(told.role)
        known = [found for found, named in self._talks.get(key, ()) if role in ("", named)]
        if invitation:
            return next((found for found in known if not (found.invited or found.off)), None)
        moved = (found for found, named in self._moved.get(key, ()) if role in ("", named))
        return next(chain(known, moved), None)

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
    rows = [_application_row(change, job) for job in fresh]
    numbers = insert(change, models.Application, rows)
    for job, number in zip(fresh, numbers, strict=True):
        job.number = number
    talks = [_Talk(job.number or 0, one, people) for job in jobs for one in job.told]
    people.write(change)
    _write_talks(change, talks)
    promises = _by(_write_promises(change, talks), lambda one: one.interview_id or 0)
    known = _by(talks, lambda one: one.application)
    applications = (
        reads.application_of({**_defaults(models.Application), **row, "id": number})
        for number, row in zip(numbers, rows, strict=True)
    )
    return [
        ApplicationFacts(
            one,
            tuple(_interview(change, talk) for talk in known[one.id]),
            tuple(said for talk in known[one.id] for said in promises.get(talk.number, ())),
        )
        for one in applications
        if one.is_open
    ]


def _by(things: Iterable[Thing], number: Callable[[Thing], int]) -> dict[int, list[Thing]]:
    found: dict[int, list[Thing]] = {}
    for one in things:
        found.setdefault(number(one), []).append(one)
    return found


class _Talk:
    """A new interview on its way into the store."""

    def __init__(self, application: int, one: Told, people: People) -> None:
        self.application = application
        self.one = one
        self.people: dict[Person, str] = {}
        for who in one.told.people:
            person = people.meet(one.told.company, who)
            topics = self.people.get(person), who.topic
            self.people[person] = "; ".join(filter(None, topics))
        self.number = 0

    def promises(self) -> Iterator[dict[str, Any]]:
        """The promises that were made in it, theirs first."""
        told = self.one.told
        hangs = {"application_id": self.application, "interview_id": self.number}
        if told.decision_on:
            yield {**hangs, "by": "they", "on": told.decision_on.isoformat(), "text": ""}
        for on, text in told.promises:
            yield {**hangs, "by": "you", "on": on.isoformat(), "text": text}


def _application_row(change: Change, job: Job) -> dict[str, Any]:
    """An application, of which the last row that says something has the last word."""
    told = [one.told for one in job.told]
    company, role = told[0].company, _last([one.role for one in told])
    outcome = _last([one.outcome for one in job.told])
    held = min(max(one.day for one in told), change.today)
    return {
        "company": company, "company_key": fold(company), "role": role, "role_key": fold(role),
        "search": fold(f"{company} {role}"), "via": _last([one.via for one in told]),
        "field": _last([one.field for one in told]), "outcome": outcome,
        "outcome_on": held.isoformat() if outcome else None,
        "seq": change.number, "uid": models.new_uid(),
    }  # fmt: skip


def _last(texts: Sequence[str]) -> str:
    return next((text for text in reversed(texts) if text), "")


def _write_talks(change: Change, talks: Sequence[_Talk]) -> None:
    rows = [_interview_row(change, talk) for talk in talks]
    for talk, number in zip(talks, insert(change, models.Interview, rows), strict=True):
        talk.number = number
    insert(
        change,
        models.Topic,
        [
            {"interview_id": talk.number, "contact_id": person.number, "position": position,
             "topic": topic}
            for talk in talks
            for position, (person, topic) in enumerate(talk.people.items())
        ],
    )  # fmt: skip


def _interview_row(change: Change, talk: _Talk) -> dict[str, Any]:
    told = talk.one.told
    ends = told.starts + timedelta(minutes=told.minutes if told.at else 0)
    return {
        "application_id": talk.application, "stage": told.stage, "day": told.day.isoformat(),
        "at": records.local_text(told.day, told.at), "zone": told.zone, "minutes": told.minutes,
        "starts": records.instant_text(told.starts), "ends": records.instant_text(ends),
        "recorded_on": change.today.isoformat(), "where": told.where,
        "looking_for": told.looking_for, "next_step": told.next_step, "note": told.note,
        "strengths": records.strengths_text(told.strengths),
        "concerns": records.concerns_text(told.concerns),
        "cancelled": bool(talk.one.cancelled), "seq": change.number,
        "uid": talk.one.uid or models.new_uid(),
        **records.revision_columns(talk.one.revision or Revision()),
    }  # fmt: skip


def _write_promises(change: Change, talks: Sequence[_Talk]) -> list[Promise]:
    made = {"made_on": change.today.isoformat(), "seq": change.number}
    rows = [{**row, **made, "uid": models.new_uid()} for talk in talks for row in talk.promises()]
    numbers = insert(change, models.Promise, rows)
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
        ends=told.starts + timedelta(minutes=told.minutes if told.at else 0),
        recorded_on=change.today,
        seq=change.number,
        people=tuple(
            Met(replace(one.now, id=one.number), topic) for one, topic in talk.people.items()
        ),
        cancelled=bool(talk.one.cancelled),
    )


def keep_plans(change: Change, planned: Iterable[tuple[int, Plan]]) -> None:
    """Write the follow-ups of applications that are new."""
    rows = (followups.columns(number, wish) for number, plan in planned for wish in plan.planned)
    insert(change, models.Followup, list(rows))
