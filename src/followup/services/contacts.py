"""`contact`: find, record, change, remove and forget people."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from followup.domain.dates import shown
from followup.domain.errors import NothingFound, UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.people import check_email, parse_person, with_details
from followup.domain.safe_text import line
from followup.domain.text import fold, free_text, name_line, one_line
from followup.environment import World
from followup.services import duplicates, search
from followup.services.duplicates import Agreed
from followup.store import backup, queries
from followup.store.connection import Ask, connect
from followup.store.queries import Acquaintance

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.planning import Replanned
    from followup.store.transaction import Transaction


class ChangedContact(Frozen):
    """A contact as they are now, and what that moved."""

    acquaintance: Acquaintance
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()


class ContactTraces(Frozen):
    """What is kept of a person: in `mentions` are the places whose texts hold their name."""

    acquaintance: Acquaintance
    notes: tuple[str, ...]
    log: tuple[str, ...]
    mentions: tuple[str, ...]


Fields = Mapping[str, str | bool | None]
"""Fields of a contact by name; None where nothing was said of one."""


def listing(world: World, text: str = "") -> list[Acquaintance]:
    """Everybody, or those in whose fields every word of `text` stands, by number."""
    words = fold(text).split()
    with connect(world.store) as ask:
        return [one for one in queries.acquaintances(ask, words) if _holds(one, words)]


def _holds(acquaintance: Acquaintance, words: list[str]) -> bool:
    who = acquaintance.contact
    jobs = (f"{talk.company} {talk.role}" for talk in acquaintance.talks)
    everything = fold("\n".join([who.name, who.title, who.company, who.email, who.note, *jobs]))
    return all(word in everything for word in words)


def show(world: World, who: str) -> Acquaintance:
    """The contact that NAME names. NothingFound or SeveralFound where it is not one."""
    with connect(world.store) as ask:
        return chosen(ask, who)


def chosen(ask: Ask, who: str, *, surely: bool = False) -> Acquaintance:
    """A contact by number, or by words of name, address or company.

    `surely`: Uncertain where a word is only a part of one.
    """
    number = search.number(who)
    if number is not None:
        return queries.acquaintance(ask, number)
    words = search.words_of(who)
    known = queries.acquaintances(ask, words) if words else []
    rank, matches = search.ranked(who, known, _names)
    if not matches:
        raise NothingFound(
            f"No contact matches {shown(who)}.{search.meant_instead(ask, who)} "
            "`followup contact list` shows who is there."
        )
    called = [one for one in matches if fold(one.contact.name) == fold(who.strip())]
    matches = called if len(called) == 1 else matches
    if len(matches) > 1:
        raise search.several(who, matches, _line)
    if surely and rank > search.WHOLE:
        person = matches[0].contact
        raise search.only_a_part(who, line(person.name), str(person.id))
    return matches[0]


def _names(acquaintance: Acquaintance) -> tuple[str, ...]:
    return acquaintance.contact.name, acquaintance.contact.email, acquaintance.contact.company


def _line(acquaintance: Acquaintance) -> str:
    who = acquaintance.contact
    told = (who.name, who.email, who.company)
    return f"{who.id:>4}  {', '.join(line(text) for text in told if text)}"


def add(world: World, person: str, fields: Fields, agreed: Agreed | None) -> ChangedContact:
    """A new contact. UsageError where they are there already, or a field is wrong.

    Raises as `duplicates.check_people`.
    """
    told = parse_person(person)
    told = with_details(
        told,
        email=str(fields["email"] or ""),
        phone=str(fields["phone"] or ""),
        title=str(fields["title"] or ""),
    )
    known = {"name": told.name, "email": told.email, "phone": told.phone, "title": told.title}
    checked = {**understand(fields), **known}
    from followup.store import contacts, transaction  # the engine, half a second

    with transaction.change(world.store, "contact add", world.now) as change:
        number = contacts.add(change, checked)
        remarks = duplicates.check_people(change.ask, change.number, agreed)
        return replace(_told(change, world, number), remarks=tuple(remarks))


def edit(world: World, who: str, fields: Fields) -> ChangedContact:
    """Change fields of a contact; their pending follow-ups move or end with it.

    UsageError where nothing was said, a field is wrong, or somebody like that is there already.
    """
    checked = understand(fields)
    if not checked:
        raise UsageError(
            "Say what to change, as in --title or --email; `followup contact edit --help` shows "
            "all of them."
        )
    from followup.store import contacts, transaction

    with transaction.change(world.store, "contact edit", world.now) as change:
        acquaintance = chosen(change.ask, who, surely=True)
        if acquaintance.is_forgotten:
            raise UsageError(
                f"Contact {acquaintance.contact.id} was forgotten; add the person with: "
                "followup contact add"
            )
        contacts.tell_again(change, acquaintance.contact.id, checked)
        change.session.flush()
        return _told(change, world, acquaintance.contact.id)


def _told(change: "Transaction", world: World, number: int) -> ChangedContact:
    from followup.services.planning import replan
    from followup.store import contacts

    now = queries.acquaintance(change.ask, number)
    replanned = replan(change, contacts.applications_of(change, [number]), world.now)
    change.summary = f"contact {number}, {line(now.contact.name)}"
    return ChangedContact(now, replanned)


def understand(fields: Fields) -> dict[str, Any]:
    """The fields of which something was said, checked. UsageError for a wrong one."""
    return {
        name: value if isinstance(value, bool) else _READ[name](value)
        for name, value in fields.items()
        if value is not None
    }


def _name(text: str) -> str:
    told = parse_person(text)
    if told.email or told.title:
        raise UsageError("Write only the name here; --email and --title say the rest.")
    return told.name


def _one_line(field: str) -> Callable[[str], str]:
    return lambda text: one_line(text, field)


_READ: dict[str, Callable[[str], str]] = {
    "name": _name,
    "email": lambda text: check_email(text) if text.strip() else "",
    "phone": _one_line("phone"),
    "title": _one_line("title"),
    "company": lambda text: name_line(text, "company"),
    "salutation": _one_line("salutation"),
    "language": _one_line("language"),
    "address": lambda text: free_text(text, "address"),
    "note": lambda text: free_text(text, "note"),
}


def traces(world: World, who: str) -> ContactTraces:
    """What is kept of the person that NAME names. UsageError where they are forgotten already."""
    with connect(world.store) as ask:
        acquaintance = chosen(ask, who, surely=True)
        _check_is_known(acquaintance)
        number = acquaintance.contact.id
        return ContactTraces(
            acquaintance,
            tuple(queries.notes_to(ask, number)),
            tuple(queries.log_with(ask, number)),
            _mentions(ask, acquaintance),
        )


def _check_is_known(acquaintance: Acquaintance) -> None:
    if acquaintance.is_forgotten:
        raise UsageError(f"Contact {acquaintance.contact.id} is forgotten already.")


def _mentions(ask: Ask, acquaintance: Acquaintance) -> tuple[str, ...]:
    """The places whose free texts hold a name of the person, or their address."""
    who = acquaintance.contact
    names = {word for word in fold(who.name).split() if len(word) > 2}
    address = fold(who.email) if who.email else None
    places = (
        place
        for place, text in queries.other_texts(ask, who.id)
        if names & set(_words(text)) or (address and address in fold(text))
    )
    return tuple(dict.fromkeys(places))


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()


def forget(world: World, number: int) -> tuple[ChangedContact, list[str]]:
    """Remove a person's data and keep the dates. Undo can bring it back until the next change.

    Also the paths of the automatic backups, and of answers to an unfinished `add`, that hold any
    name, address or number that the person has had. UsageError where they are forgotten already.
    """
    from followup.store import journal, transaction, writes

    with transaction.change(world.store, journal.FORGET, world.now) as change:
        _check_is_known(queries.acquaintance(change.ask, number))
        known = queries.known_by(change.ask, number)
        writes.forget_contact(change, number)
        forgotten = _told(change, world, number)
    return forgotten, _files_with(world, known)


def _files_with(world: World, known: set[str]) -> list[str]:
    from followup.services import add_interview

    words = [word for text in known for word in (text.encode(), json.dumps(text)[1:-1].encode())]
    files = [
        *(one.path for one in backup.copies(world.store)),
        *add_interview.unfinished_files(world),
    ]
    return [path for path in files if backup.holds_any(path, words)]
