"""Contacts: finding the contact that a person is, adding one, and changing what is known of one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, select

from followup.domain.errors import UsageError
from followup.domain.model import Contact, NewContact
from followup.domain.people import parse_person, same_person, words_of
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.store import models, queries
from followup.store.connection import Ask, Row
from followup.store.models import Application, Event, Followup, Interview, Topic
from followup.store.transaction import Transaction

if TYPE_CHECKING:  # which only an import of people brings
    from followup.domain.records import Card


class Person:
    """A contact, as it will be; `was` is what the store has of it, None where it is new.

    `number` is theirs once they are written; until then it is 0.
    """

    __slots__ = ("now", "number", "uid", "was")

    def __init__(self, now: Contact, uid: str, was: Contact | None = None) -> None:
        self.now, self.uid, self.was, self.number = now, uid, was, now.id

    def learn(self, person: NewContact) -> None:
        """Add what is told to what is known."""
        now = self.now
        longer = len(fold(person.name)) > len(fold(now.name)) and same_person(person.name, now.name)
        self.now = now._replace(
            name=person.name if longer else now.name,
            email=now.email
            if person.email.casefold() in ("", now.email.casefold())
            else person.email,
            title=person.title or now.title,
            phone=person.phone or now.phone,
            no_calls=person.no_calls or now.no_calls,
            salutation=person.salutation or now.salutation,
        )

    def news(self) -> dict[str, Any]:
        """The fields of which something else is known than the store has."""
        return {
            name: now for name, now in self.now._asdict().items() if now != getattr(self.was, name)
        }


MOST_COMPARED = 3_000_000
"""How many names a file may have compared: it takes some ten seconds."""


class _Colleagues:
    """The people of one company, or of none, by the words of their names."""

    def __init__(self) -> None:
        self._named: dict[str, list[Person]] = {}
        self._holding: dict[str, list[Person]] = {}
        self._listed: dict[str, list[Person]] = {}

    def keep(self, person: Person) -> None:
        """List somebody by the name that they have now."""
        words = words_of(person.now.name)
        self._named.setdefault(fold(person.now.name), []).append(person)
        rarest = min(words, key=lambda word: len(self._holding.get(word, ())), default="")
        self._listed.setdefault(rarest, []).append(person)
        for word in words:
            self._holding.setdefault(word, []).append(person)

    def named(self, name: str) -> list[Person]:
        """Who is, or was, called so."""
        return self._named.get(fold(name), [])

    def alike(self, name: str) -> list[Person]:
        """Everybody of whose name all words may be in `name`, or the other way round."""
        words = words_of(name)
        holding = min((self._holding.get(word, []) for word in words), key=len, default=[])
        listed = (self._listed.get(word, []) for word in (*words, ""))
        return list(dict.fromkeys(chain(holding, *listed)))


class People:
    """Everybody who may be meant, and who becomes known; a person is found before one is made."""

    def __init__(self, known: Iterable[Row]) -> None:
        self._compared = 0
        self._at: dict[str, _Colleagues] = {}
        self._addressed: dict[str, list[Person]] = {}
        self._uids: dict[str, Person] = {}
        self._numbered: dict[int, Person] = {}
        self._new: list[Person] = []
        self._told_of: list[Person] = []
        for row in known:
            contact = queries.contact_of(row)
            self._keep(Person(contact, row["uid"], contact))

    @classmethod
    def everybody(cls, ask: Ask) -> "People":
        """All contacts, for what names many."""
        return cls(ask("SELECT * FROM contact ORDER BY id", {}))

    @classmethod
    def around(cls, ask: Ask, company: str, people: Sequence[NewContact]) -> "People":
        """The contacts of a company, and those elsewhere whom these people were agreed to be, or
        who have one of their addresses.
        """
        addresses = {f"a{at}": one.email.casefold() for at, one in enumerate(people) if one.email}
        listed = ", ".join(f":{name}" for name in addresses) or "''"
        numbers = ", ".join(str(int(person.known)) for person in people)
        return cls(
            ask(
                "SELECT * FROM contact WHERE company_key = :company OR id IN "
                f"({numbers or 0}) OR email_key <> '' AND email_key IN ({listed}) ORDER BY id",
                {"company": fold(company) if company else "", **addresses},
            )
        )

    def meet(self, company: str, told: NewContact, uid: str = "") -> Person:
        """That person at that company, found or made, with what is told of them."""
        person = self.find(company, told, uid)
        if person is None:
            now = Contact(
                0, told.name, company, told.title, told.email, told.phone,
                salutation=told.salutation, no_calls=told.no_calls,
            )  # fmt: skip
            person = Person(now, uid)
            self._keep(person)
            self._new.append(person)
            return person
        before, name = person.now.email, person.now.name
        person.learn(told)
        if person.now.name != name:
            self._at.setdefault(fold(person.now.company), _Colleagues()).keep(person)
        if person.now.email != before:
            self._keep_address(person)
        if person.was is not None and person.now != person.was:
            self._told_of.append(person)
        return person

    def meet_agent(self, via: str) -> None:
        """Whom an agency is named with, as `Rae Kim <rae@hays.example>, Hays`, is a contact."""
        for agent in agents(via):
            self.meet(agent.title, agent._replace(title=""))

    def check_apart(self, company: str, people: Iterable[NewContact]) -> None:
        """UsageError where two people, who are met there, are one."""
        met: set[Person] = set()
        for who in people:
            person = self.meet(company, who)
            if person in met:
                raise named_twice(who.name)
            met.add(person)

    def find(self, company: str, told: NewContact, uid: str = "") -> Person | None:
        """That person: who was agreed on, else the same address anywhere, as a recruiter's, or the
        same name at that company and no other address.

        A part of a name, as `Priya`, is the one person there whose name it fits; but what has a
        `uid` is a person by itself, for whom that is not enough.
        """
        company_key, address = fold(company), told.email.casefold()
        person = self._numbered.get(told.known) or (self._uids.get(uid) if uid else None)
        if person is None and address in self._addressed:
            person = self._addressed_as(address, told, company_key)
        if person is None and company_key in self._at:
            here = self._at[company_key]
            person = _called(self._some(here.named(told.name)), told)
            if person is None and not uid:
                person = _fitting(self._some(here.alike(told.name)), address, told)
        return person

    def _some(self, people: list[Person]) -> list[Person]:
        """People who are compared with somebody. UsageError where that takes too long in all."""
        self._compared += len(people)
        if self._compared > MOST_COMPARED:
            raise UsageError(
                f"The file names too many people alike ({people[0].now.name!r:.60}, for one), each "
                "of whom could be any of the others; split it, or give them names and addresses."
            )
        return people

    def tell(self, card: "Card") -> None:
        """All that an address book tells of somebody; what is empty there stays as it is."""
        who = NewContact(card.name, card.email, card.title, card.phone)
        person = self.meet(card.company, who, card.uid)
        told = ("address", "note") if person.uid != card.uid else ("name", "address", "note")
        said = {name: getattr(card, name) for name in told if getattr(card, name)}
        before = person.now.name
        person.now = person.now._replace(**said)
        if person.now.name != before:
            self._at.setdefault(fold(person.now.company), _Colleagues()).keep(person)
        if person.was is not None:
            self._told_of.append(person)

    def _keep(self, person: Person) -> None:
        company = person.now.company
        self._at.setdefault(fold(company), _Colleagues()).keep(person)
        self._keep_address(person)
        if person.uid:
            self._uids[person.uid] = person
        if person.number:
            self._numbered[person.number] = person

    def _keep_address(self, person: Person) -> None:
        if person.now.email:
            self._addressed.setdefault(person.now.email.casefold(), []).append(person)

    def _addressed_as(self, address: str, told: NewContact, company_key: str) -> Person | None:
        """Whom that address is of, by name as well; those at the company first."""
        anywhere = self._some(self._addressed[address])
        for person in sorted(anywhere, key=lambda one: fold(one.now.company) != company_key):
            same = person.now.email.casefold() == address
            if same and same_person(person.now.name, told.name):
                return person
        return None

    def write(self, change: Transaction) -> tuple[list[Person], list[Person]]:
        """Write who is new, and what is new of the others; both."""
        new, told_of = self._new, dict.fromkeys(self._told_of)
        self._new, self._told_of = [], []
        numbers = change.insert(models.Contact, [_row(change, one) for one in new])
        for person, number in zip(new, numbers, strict=True):
            person.number, person.was = number, person.now
        changed = [one for one in told_of if one.was is not None and one.now != one.was]
        for one in changed:
            tell_again(change, one.number, one.news())
            one.was = one.now
        return new, changed


def agents(via: str) -> list[NewContact]:
    """The person whom an agency is named with, if it is; the title is the agency's own name."""
    if "<" not in via:
        return []
    try:
        return [parse_person(via)]
    except UsageError:  # as an earlier version, or a table, may have it
        return []


class Namesake(NamedTuple):
    """A contact who was made anew, and those who were there and may be the same person."""

    new: Contact
    known: tuple[Contact, ...]


_BEGINS = (
    "(n.email_key = '' OR o.email_key = '') AND o.name_key >= n.name_key || ' ' AND o.name_key < n.name_key || '!' "
    "AND substr(o.name_key, 1, length(n.name_key) + 1) = n.name_key || ' '"
)
_MAY_BE_SAME = (
    "n.email_key <> '' AND o.email_key = n.email_key",
    "n.name_key LIKE '% %' AND o.name_key = n.name_key",
    f"n.company_key <> '' AND o.company_key = n.company_key AND {_BEGINS}",
    f"{_BEGINS} AND 1 = (SELECT count(*) FROM contact c WHERE c.name_key >= n.name_key || ' ' "
    "AND c.name_key < n.name_key || '!')",
)
"""The same address, the same full name, or the given name of somebody there or of one elsewhere."""

MOST_LOOKED_AT = 5_000


def namesakes(ask: Ask, seq: int) -> list[Namesake]:
    """Those whom a change made though somebody like them was there before it; of at most 20.

    Of an import, the first MOST_LOOKED_AT are looked at: names that are common are compared often.
    """
    before = "SELECT id FROM contact WHERE seq < :seq LIMIT 1"
    if not list(ask(before, {"seq": seq})):
        return []
    new = f"(SELECT * FROM contact WHERE seq = :seq ORDER BY id LIMIT {MOST_LOOKED_AT}) n"
    each = (
        f"SELECT n.id AS new_id, o.id AS known_id FROM {new} JOIN contact o ON {like} "
        "WHERE o.seq < :seq"
        for like in _MAY_BE_SAME
    )
    rows = ask(f"{' UNION '.join(each)} ORDER BY new_id, known_id LIMIT 20", {"seq": seq})
    return [
        Namesake(
            queries.contact(ask, number),
            tuple(queries.contact(ask, row["known_id"]) for row in known),
        )
        for number, known in groupby(rows, lambda row: row["new_id"])
    ]


def named_twice(name: str) -> UsageError:
    """The error for two names of one interview that are one person's."""
    return UsageError(
        f"{line(name)} is named twice: two of the names are one person, whom the store knows; "
        "name each person once."
    )


def _called(here: Iterable[Person], told: NewContact) -> Person | None:
    """Who is called so here, where one of the two has no address."""
    name = fold(told.name)
    for person in here:
        if fold(person.now.name) == name and not (told.email and person.now.email):
            return person
    return None


def _fitting(here: Iterable[Person], address: str, person: NewContact) -> Person | None:
    """The one person here whose name has the words of this one, or the other way round."""
    people = [
        one
        for one in here
        if (not address or one.now.email.casefold() in ("", address))
        and same_person(one.now.name, person.name)
    ]
    return people[0] if len(people) == 1 else None


def _row(change: Transaction, new: Person) -> dict[str, Any]:
    """A new contact as a row of its table."""
    told = new.now._asdict()
    del told["id"]
    return told | {
        "name_key": fold(new.now.name), "search": fold(new.now.name),
        "company_key": fold(new.now.company), "email_key": new.now.email.casefold(),
        "seq": change.number, "uid": new.uid or models.new_uid(),
    }  # fmt: skip


def name(row: models.Contact, text: str) -> None:
    """Give a contact a name, with the folded text that finds it."""
    row.name, row.name_key, row.search = text, fold(text), fold(text)


def address(row: models.Contact, email: str) -> None:
    """Give a contact an email address, which tells people of one name apart."""
    row.email, row.email_key = email, email.casefold()


def get(change: Transaction, number: int) -> models.Contact:
    """The row of a contact that is known to be there."""
    return change.session.get_one(models.Contact, number)


def of_application(change: Transaction, application_id: int) -> list[models.Contact]:
    """The people of all interviews of an application, by number."""
    asked = (
        select(models.Contact)
        .join(Topic, col(Topic.contact_id) == models.Contact.id)
        .join(Interview, col(Interview.id) == Topic.interview_id)
        .where(Interview.application_id == application_id)
    )
    return list(change.session.exec(asked.distinct().order_by(col(models.Contact.id))))


def tell(row: models.Contact, fields: Mapping[str, Any]) -> None:
    """Set fields by name, and with them the folded texts that find the contact."""
    for field, value in fields.items():
        setattr(row, field, value)
    name(row, row.name)
    address(row, row.email)
    row.company_key = fold(row.company)


def tell_again(change: Transaction, number: int, fields: Mapping[str, Any]) -> bool:
    """Set fields of a contact; whether that changes anything.

    UsageError where that makes them somebody who is there already.
    """
    row = get(change, number)
    tell(row, fields)
    check_once(change, row)
    return change.session.is_modified(row)


def add(change: Transaction, fields: Mapping[str, Any]) -> int:
    """A new contact; their number. UsageError where they are there already."""
    row = models.Contact(name="", name_key="", seq=change.number)
    tell(row, fields)
    told = NewContact(row.name, row.email)
    known = People.around(change.ask, row.company, [told]).find(row.company, told)
    if known is not None:
        raise already(get(change, known.number))
    change.session.add(row)
    change.session.flush()
    return row.id or 0


def already(row: models.Contact) -> UsageError:
    """The sentence for somebody who is there already."""
    at = f" of {line(row.company)}" if row.company else ""
    return UsageError(
        f"{line(row.name)}{at} is there already, as contact {row.id}; change what is known "
        f"with: followup contact edit {row.id}"
    )


def change_company(change: Transaction, row: models.Contact, before: str, after: str) -> None:
    """A contact of the one company is of the other now, unless somebody is like that there."""
    if row.company_key != fold(before):
        return
    with change.session.no_autoflush:
        if alike(change, row, fold(after)) is None:
            row.company, row.company_key = after, fold(after)


def employ(change: Transaction, number: int, company: str) -> None:
    """A contact of no company is of this one now, unless somebody is like that there."""
    row = change.session.get_one(models.Contact, number)
    change_company(change, row, "", company)


def check_once(change: Transaction, row: models.Contact) -> None:
    """UsageError where another contact has the company, name and address of this one."""
    with change.session.no_autoflush:
        other = alike(change, row, row.company_key)
    if other is not None:
        raise already(other)


def alike(change: Transaction, row: models.Contact, company_key: str) -> models.Contact | None:
    """Another contact at that company with the same name and address."""
    asked = select(models.Contact).where(
        models.Contact.company_key == company_key,
        models.Contact.name_key == row.name_key,
        models.Contact.email_key == row.email_key,
        models.Contact.id != row.id,
    )
    return change.session.exec(asked).first()


def applications_of(change: Transaction, contact_ids: Collection[int]) -> list[int]:
    """The numbers of the applications in whose interviews or log these people are, or whose agency
    they are, and of those that have something pending for them.
    """
    met = (
        select(Interview.application_id)
        .join(Topic, col(Topic.interview_id) == Interview.id)
        .where(col(Topic.contact_id).in_(contact_ids))
    )
    logged = select(Event.application_id).where(col(Event.contact_id).in_(contact_ids))
    owed = select(Followup.application_id).where(
        col(Followup.contact_id).in_(contact_ids), Followup.status == "pending"
    )
    via = select(Application.id, Application.via).where(Application.via != "")
    agencies = (
        number
        for number, name in change.session.exec(via)
        if (agent := queries.agency(change.ask, name)) and agent.id in contact_ids
    )
    numbers = {
        *change.session.exec(met),
        *change.session.exec(logged),
        *change.session.exec(owed),
        *agencies,
    }
    return sorted(number for number in numbers if number is not None)
