"""Who and what is known while a file is read: indexes in memory, which one question each fills."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

from followup.domain.errors import UsageError
from followup.domain.model import Contact, NewContact, NewInterview
from followup.domain.people import same_person, words_of
from followup.domain.records import Card
from followup.domain.text import fold
from followup.store import columns, contacts, models, queries, row_values
from followup.store.ask import Ask
from followup.store.columns import Columns
from followup.store.schema import IS_OPEN
from followup.store.transaction import Transaction


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
    """Everybody who is known, and who becomes known; a person is found before one is made."""

    def __init__(self, ask: Ask) -> None:
        self._compared = 0
        self._at: dict[str, _Colleagues] = {}
        self._addressed: dict[str, list[Person]] = {}
        self._uids: dict[str, Person] = {}
        self._new: list[Person] = []
        self._told_of: list[Person] = []
        for row in ask("SELECT * FROM contact ORDER BY id", {}):
            contact = queries.contact_of(row)
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
            person = _named(self._some(here.named(told.name)), told)
            if person is None and not uid:
                person = _fitting(self._some(here.alike(told.name)), address, told)
        if person is None:
            now = Contact(
                0, told.name, company, told.title, told.email, told.phone, no_calls=told.no_calls
            )
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

    def _some(self, people: list[Person]) -> list[Person]:
        """People who are compared with somebody. UsageError where that takes too long in all."""
        self._compared += len(people)
        if self._compared > MOST_COMPARED:
            raise UsageError(
                f"The file names too many people alike ({people[0].now.name!r:.60}, for one), each "
                "of whom could be any of the others; split it, or give them names and addresses."
            )
        return people

    def tell(self, card: Card) -> None:
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
        numbers = columns.insert(change, models.Contact, _contact_columns(change, new))
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


def _contact_columns(change: Transaction, new: Sequence[Person]) -> Columns:
    told = [one.now for one in new]
    names = [fold(one.name) for one in told]
    return {
        **columns.same(told, *Contact._fields[1:]), "name_key": names, "search": names,
        "company_key": [fold(one.company) for one in told],
        "email_key": [one.email.casefold() for one in told], "seq": [change.number] * len(new),
        "uid": columns.uids([one.uid for one in new]),
    }  # fmt: skip


class KnownInterview(NamedTuple):
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
        self._talks: dict[Start, list[tuple[KnownInterview, str]]] = {}
        moved: list[tuple[Start, tuple[KnownInterview, str]]] = []
        self._uids: dict[str, KnownInterview] = {}
        self._application: dict[int, int] = {}
        for row in ask(
            f"SELECT id, company_key, role_key FROM application WHERE {IS_OPEN} ORDER BY id",
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
            found = KnownInterview(
                row["id"], row["application_id"], invited=invited, off=bool(row["cancelled"])
            )
            key = (row["company_key"], row_values.instant(row["starts"]), "T" in row["at"])
            self._talks.setdefault(key, []).append((found, row["role_key"]))
            if row["first_at"]:
                starts = row_values.instant(row["first_starts"])
                first = (row["company_key"], starts, "T" in row["first_at"])
                moved.append((first, (found._replace(moved=True), row["role_key"])))
            self._uids[row["uid"]] = found
            self._application[found.interview] = found.application
        for key, one in moved:  # after those that stand there now
            self._talks.setdefault(key, []).append(one)

    def by_uid(self, uid: str) -> KnownInterview | None:
        """The interview of that uid, if it is one."""
        return self._uids.get(uid) if uid else None

    def interview(self, told: NewInterview, *, invitation: bool) -> KnownInterview | None:
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


class KnownApplication(NamedTuple):
    """An application that is there, by number, and its outcome."""

    number: int
    outcome: str


class Applications:
    """Every application that is there, with or without interviews, open ones first.

    `texts` are what is in their timelines, `days` the days on which something is.
    """

    def __init__(self, ask: Ask) -> None:
        self._named: dict[tuple[str, str], list[KnownApplication]] = {}
        for row in ask(
            "SELECT id, company_key, role_key, outcome FROM application "
            "ORDER BY outcome NOT IN ('', 'offer'), id",
            {},
        ):
            key = (row["company_key"], row["role_key"])
            self._named.setdefault(key, []).append(KnownApplication(row["id"], row["outcome"]))
        events = list(ask('SELECT application_id, "on", text FROM event', {}))
        self.texts = {(row["application_id"], row["text"]) for row in events}
        self.days = {(row["application_id"], date.fromisoformat(row["on"])) for row in events}

    def named(self, company_key: str, role_key: str) -> list[KnownApplication]:
        """The applications of that company and role."""
        return self._named.get((company_key, role_key), [])
