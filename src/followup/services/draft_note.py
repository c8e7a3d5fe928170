"""`draft`: the note of a follow-up, as it is kept or as the facts write it now.

Only reads, unless a promise or the user's own words go into the note.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.domain import config
from followup.domain.errors import NothingFound, UsageError
from followup.domain.model import Note, Occasion
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.environment import World
from followup.notes.checks import (
    Around,
    Other,
    about_length,
    about_text,
    count_words,
    findings,
    middle,
    names_like,
)
from followup.notes.drafting import draft as write_note
from followup.notes.english import phrases
from followup.notes.kinds import kind_of
from followup.notes.languages import human_day
from followup.notes.text import split
from followup.output.due_list import NOT_WRITTEN
from followup.services import add_interview, channels, search, user_templates
from followup.services.context import frame, when
from followup.services.occasions import occasion
from followup.store import due_list, queries
from followup.store.ask import Ask, asking
from followup.store.queries import Listed

if TYPE_CHECKING:  # the engine costs half a second
    from followup.store.transaction import Change


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of `draft` ask for; `fresh` passes over words that were kept."""

    channel: str = ""
    promise: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A note with its follow-up and occasion; `findings` are what should be looked at.

    `channel_remark` says what the chosen channel lacks; a form of that channel says it itself.
    """

    followup: Listed
    occasion: Occasion
    note: Note
    findings: tuple[str, ...] = ()
    channel_remark: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing about the note wants a second look."""
        return not (self.findings or self.note.remarks or self.note.missing)


def draft(world: World, which: str, wanted: Wanted) -> Draft:
    """The note of a follow-up: the one named, else the most pressing one that has a note.

    A promise goes into the note and is kept with it. UsageError for a kind that has no note.
    """
    wanted = replace(wanted, channel=add_interview.channel(wanted.channel))
    if wanted.promise.strip():
        return _with_promise(world, which, wanted)
    if wanted.fresh:
        _start_over(world, which)
    with asking(world.store) as ask:
        return written(ask, world, _chosen(ask, world, which), wanted)


def draft_all(world: World, wanted: Wanted) -> list[Draft]:
    """The notes of all that is to do today and has one, most pressing first."""
    wanted = replace(wanted, channel=add_interview.channel(wanted.channel))
    with asking(world.store) as ask:
        todos = due_list.todos(ask, when(world, ask), world.today)
        due = [todo.id for todo in todos if todo.kind not in NOT_WRITTEN]
        return [written(ask, world, queries.followup(ask, number), wanted) for number in due]


def settings(world: World) -> dict[str, str]:
    """The configuration that the forms of a note go by."""
    with asking(world.store) as ask:
        return due_list.settings(ask)


def keep(world: World, found: Draft, text: str) -> Draft:
    """Keep the user's own words as the note. UsageError where no text is left."""
    subject, body = split(text)
    from followup.store import transaction

    with transaction.change(world.store, "draft", world.now) as change:
        number = found.followup.followup.id
        _keep(change, number, found.occasion, {"subject": subject, "body": body, "edited": True})
        change.summary = f"the words of follow-up {number}"
        return written(change.ask, world, found.followup, Wanted(found.occasion.channel))


def _with_promise(world: World, which: str, wanted: Wanted) -> Draft:
    from followup.store import followups, transaction  # the engine, half a second

    with transaction.change(world.store, "draft", world.now) as change:
        chosen = _chosen(change.ask, world, which)
        on, what = add_interview.promise(frame(world, change.ask), wanted.promise)
        if on < world.today:
            raise UsageError(f"--promise: {on:%A}, {on}, has passed; promise a day from today on.")
        words = {"promise_on": on.isoformat(), "promise": what}
        followups.keep_note(change, chosen.followup.id, words)
        change.summary = f"a promise in the note of follow-up {chosen.followup.id}"
        return written(change.ask, world, chosen, wanted)


def _start_over(world: World, which: str) -> None:
    """Give up the words that are kept for a note, so that it is written from the facts again."""
    with asking(world.store) as ask:
        chosen = _chosen(ask, world, which)
        kept = queries.note_of(ask, chosen.followup.id) or {}
    if not kept.get("body"):
        return
    from followup.store import followups, transaction  # the engine, half a second

    with transaction.change(world.store, "draft", world.now) as change:
        followups.keep_note(
            change, chosen.followup.id, {"subject": "", "body": "", "edited": False}
        )
        change.summary = f"the words of follow-up {chosen.followup.id} given up"


def keep_as_sent(change: "Change", world: World, chosen: Listed, channel: str, on: date) -> None:
    """Keep the note of a follow-up that was done, as it stood; nothing where it has none.

    Nothing either where it cannot be written, as where the user's template is broken.
    """
    if chosen.followup.kind in NOT_WRITTEN:
        return
    try:
        found = written(change.ask, world, chosen, Wanted(channel))
    except UsageError:
        return  # what cannot be written now was not sent so either, and `done` must not wait for it
    note = {"subject": found.note.subject, "body": found.note.body}
    sent = {"channel": found.occasion.channel, "sent_on": on.isoformat()}
    _keep(change, chosen.followup.id, found.occasion, {**note, **sent})


def _keep(change: "Change", number: int, found: Occasion, words: Mapping[str, Any]) -> None:
    from followup.store import followups

    followups.keep_note(change, number, {**words, "written_from": digest(found)})
    change.session.flush()


def _chosen(ask: Ask, world: World, which: str) -> Listed:
    moment = when(world, ask)
    if which.strip():
        return search.followup(ask, moment, which)
    for most in (20, None):  # nearly always one of the first has a note
        for todo in due_list.todos(ask, moment, world.today, most):
            if todo.kind not in NOT_WRITTEN:
                return queries.followup(ask, todo.id)
    raise NothingFound(
        "There is no note to write today. `followup due --days 30` shows what comes; "
        "name its number to write it now."
    )


def written(ask: Ask, world: World, chosen: Listed, wanted: Wanted) -> Draft:
    """The note of a follow-up with what should be looked at before it goes out."""
    found, kept, remark = _occasion(ask, world, chosen, wanted.channel)
    if found.contact is not None and found.contact.no_contact:
        raise UsageError(
            f"{line(found.contact.name)} asked not to be contacted, so no note is written. "
            f"Take it off the list with: followup skip {chosen.followup.id}"
        )
    own = kept if kept.get("body") and not wanted.fresh else {}
    if found.channel == "phone":
        return Draft(chosen, found, _spoken(found), (), remark)
    note = _own(ask, own, found) if own else _written(ask, world, found)
    around = _around(ask, world, chosen, note)
    return Draft(chosen, found, note, findings(note, found, around), remark)


def _spoken(found: Occasion) -> Note:
    """What a call says; it is measured and remarked upon by itself."""
    from followup.delivery.phone_call import phone_sheet

    sheet = phone_sheet(found)
    body = sheet.content.decode()
    return Note("", body, count_words(body), (), sheet.remarks)


def _occasion(
    ask: Ask, world: World, chosen: Listed, channel: str
) -> tuple[Occasion, Mapping[str, Any], str]:
    """The occasion of a note, the words that are kept for it, a remark on its channel."""
    holds = due_list.settings(ask)
    facts = queries.facts(ask, chosen.application_id)
    kept = queries.note_of(ask, chosen.followup.id) or {}
    found = occasion(facts, chosen.followup, world.today, config.you(holds))
    sent_by = kept.get("channel", "") if kept.get("sent_on") else ""
    way, remark = channels.choose(channel or sent_by, facts.application, found.contact, holds)
    found = replace(found, channel=way)
    if kept.get("promise_on"):
        on = date.fromisoformat(kept["promise_on"])
        found = replace(found, promise_on=on, promise=kept["promise"])
    return found, kept, remark


def _written(ask: Ask, world: World, found: Occasion) -> Note:
    """The note as the facts write it, from the template that is in force for it."""
    chosen = user_templates.chosen(world, found, due_list.settings(ask))
    note = write_note(found, chosen.template, chosen.language)
    return replace(note, remarks=(*note.remarks, *chosen.remarks))


def _own(ask: Ask, kept: Mapping[str, Any], found: Occasion) -> Note:
    """The words that are kept, with what is to be said of them."""
    body = _with_promised(kept["body"], found) if kept.get("promise_on") else kept["body"]
    words = count_words(middle(body))
    remarks = [
        *about_text(f"{kept['subject']}\n{body}"),
        *about_length(kind_of(found), words),
    ]
    if kept["written_from"] != digest(found):
        remarks.insert(
            0, "Facts have changed since these words were kept; --fresh writes them anew."
        )
    language = user_templates.wanted(found, due_list.settings(ask)) or "en"
    return Note(kept["subject"], body, words, (), tuple(remarks), language)


def _with_promised(body: str, found: Occasion) -> str:
    """The user's own words with the promise that they gave later, before the closing."""
    if found.promise_on is None:
        return body
    day = human_day(found.promise_on, found.today)
    if day in body:
        return body
    what = phrases.promise(found.promise).phrase or "I will be in touch"
    *paragraphs, closing = body.rstrip().split("\n\n")
    return "\n\n".join([*paragraphs, f"{what} by {day}.", closing])


def digest(found: Occasion) -> str:
    """A mark of the facts that a note is written from, which shows when they change."""
    import hashlib

    person = found.contact
    told = (
        found.company, found.role, person and (person.name, person.salutation, person.language),
        found.interview_on, found.looking_for, found.strengths, found.concerns, found.topic,
        found.next_step, found.decision_on, found.promise_on, found.promise, found.deadline_on,
        found.terms, found.start_on, found.you.name,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:16]


def _around(ask: Ask, world: World, chosen: Listed, note: Note) -> Around:
    text = f"{note.subject}\n{note.body}"
    return Around(
        strangers=tuple(queries.names_in(ask, [*map(fold, names_like(text))], chosen.company)),
        own=(chosen.company, *queries.people_at(ask, chosen.application_id)),
        notes=tuple(_siblings(ask, world, chosen)),
    )


def _siblings(ask: Ask, world: World, chosen: Listed) -> Iterator[Other]:
    """The other notes of the same kind to the same company: as sent, kept, or written now."""
    for other in queries.followups_like(ask, chosen):
        found, kept, _ = _occasion(ask, world, other, "")
        if found.contact is not None and not found.contact.no_contact:
            body = kept.get("body") or _written(ask, world, found).body
            yield Other(line(found.contact.name), body)
