"""The results of `contact`: a table of people, one person in full, records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from followup.domain.safe_text import line, lines
from followup.output.interviews import job
from followup.output.json import Record
from followup.output.tables import Column, table

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.environment import World
    from followup.services.contacts import ChangedContact, ContactTraces
    from followup.store.queries import Acquaintance, Talk


def record(acquaintance: Acquaintance) -> Record:
    """A contact as `contact --json` gives them: null where nothing is known."""
    who = acquaintance.contact
    return {
        "id": who.id,
        "name": who.name,
        "title": who.title,
        "email": who.email or None,
        "phone": who.phone or None,
        "address": who.address or None,
        "company": who.company,
        "salutation": who.salutation or None,
        "language": who.language or None,
        "no_calls": who.no_calls,
        "no_contact": who.no_contact,
        "note": who.note,
        "interviews": [_talk_record(talk) for talk in acquaintance.talks],
    }


def _talk_record(talk: Talk) -> Record:
    return {
        "id": talk.interview_id,
        "company": talk.company,
        "role": talk.role,
        "stage": talk.stage,
        "on": talk.day.isoformat(),
        "topic": talk.topic,
    }


COLUMNS = (
    Column("#", is_number=True),
    Column("name", may_be_cut=True, is_person=True),
    Column("title", may_be_cut=True),
    Column("company", may_be_cut=True),
    Column("email", may_be_cut=True),
    Column("phone"),
)


def listing(people: Sequence[Acquaintance], world: World) -> str:
    """People as a table."""
    if not people:
        return "No contacts are recorded. Add one with: followup contact add\n"
    return table(COLUMNS, [_row(person) for person in people], world)


def _row(acquaintance: Acquaintance) -> tuple[str, ...]:
    who = acquaintance.contact
    return str(who.id), who.name, who.title, who.company, who.email, who.phone


def shown(acquaintance: Acquaintance) -> str:
    """One person with all that is known, and what you talked about when."""
    who = acquaintance.contact
    head = f"Contact {who.id}: {line(who.name)}{', ' + line(who.title) if who.title else ''}"
    return (
        "\n".join([head, *_facts(acquaintance), *(_talk(talk) for talk in acquaintance.talks)])
        + "\n"
    )


def _facts(acquaintance: Acquaintance) -> Iterator[str]:
    who = acquaintance.contact
    for name in ("company", "email", "phone", "address", "salutation", "language", "note"):
        text = lines(getattr(who, name)).replace("\n", "\n    ")
        if text:
            yield f"  {name}: {text}"
    if who.no_calls:
        yield "  wants no calls"
    if who.no_contact:
        yield "  is not to be contacted"


def _talk(talk: Talk) -> str:
    topic = f": {lines(talk.topic)}" if talk.topic else ""
    return (
        f"  {talk.day}  interview {talk.interview_id}, {talk.stage}, "
        f"{job(talk.company, talk.role)}{topic}"
    )


def traces(found: ContactTraces) -> str:
    """What goes when this person is forgotten."""
    rows = ["This will be erased, and cannot be brought back once anything else changes:"]
    rows += [shown(found.acquaintance).rstrip()]
    for name, texts in (("note to them", found.notes), ("log", found.log)):
        rows += [f"  {name}: {_beginning(text)}" for text in texts]
    return "\n".join([*rows, "The dates stay, without the name.", ""])


def _beginning(text: str) -> str:
    words = line(text.replace("\n", " "))
    return words if len(words) <= 70 else f"{words[:69]}…"


def told(what: str, contact: ChangedContact, world: World) -> str:
    """What became of a contact, and what that moved."""
    from followup.output.changes import replanned

    moved = replanned(contact.replanned, world.today)
    return "\n".join([f"{what} {shown(contact.acquaintance)}".rstrip(), *moved]) + "\n"


def told_record(contact: ChangedContact) -> Record:
    """The same as a record."""
    from followup.output.changes import moved_records

    return {**record(contact.acquaintance), "moved": moved_records(contact.replanned)}


def forgotten(found: ContactTraces, done: ChangedContact, world: World) -> str:
    """That a person is forgotten, and what that moved."""
    from followup.output.changes import replanned

    name = line(found.acquaintance.contact.name)
    head = (
        f"{name} is forgotten. `followup undo` brings them back only until something else changes."
    )
    return "\n".join([head, *replanned(done.replanned, world.today)]) + "\n"


def left_over(found: ContactTraces, files: Sequence[str]) -> list[str]:
    """Where the name may still stand, as remarks."""
    rows = ["Your own texts stay as they are, and so do backups that you made yourself."]
    if found.mentions:
        places = ", ".join(line(place) for place in found.mentions)
        rows.append(
            f"Their name still appears in {places}; `followup edit` changes what you wrote."
        )
    if files:
        paths = ", ".join(line(path) for path in files)
        rows.append(f"These files still hold their data until you delete them: {paths}")
    return rows
