"""`draft`: the note of a follow-up, as it is kept or as the facts write it now.

Only reads, unless a promise or the user's own words go into the note.
"""

import json
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.domain import config
from followup.domain.dates import clock_apart, spoken_clock
from followup.domain.errors import NothingFound, UsageError, WorldError
from followup.domain.frozen import Frozen, replace
from followup.domain.kinds import CHECK_INS, has_note, kind_named
from followup.domain.model import (
    Application,
    ApplicationFacts,
    Contact,
    FollowUp,
    Interview,
    Note,
    Occasion,
    Promise,
    You,
)
from followup.domain.people import named_in
from followup.domain.policy import CHANNEL_KEY, Policy
from followup.domain.safe_text import line, named, quoted
from followup.domain.text import fold
from followup.environment import World, on_the_clock
from followup.notes import german, languages
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
from followup.notes.drafting import about_sentences
from followup.notes.drafting import draft as write_note
from followup.notes.english import phrases
from followup.notes.languages import human_day, language
from followup.notes.template import as_text, kind_of, subject_and_body
from followup.scheduler import standing_decision
from followup.scheduler.rules import channel_to, reaches, through
from followup.services import interview_fields, search, user_templates
from followup.services.context import frame, when
from followup.store import due_list, queries
from followup.store import settings as settings_store
from followup.store.connection import Ask, connect
from followup.store.queries import ListedFollowUp

if TYPE_CHECKING:  # the engine costs half a second
    from followup.store.transaction import Transaction


class DraftRequest(Frozen):
    """What the options of `draft` ask for; `fresh` passes over words that were kept."""

    channel: str = ""
    promise: str = ""
    fresh: bool = False


def occasion(facts: ApplicationFacts, item: FollowUp, today: date, you: You) -> Occasion:
    """All that the note of a follow-up is written from."""
    application = facts.application
    talk = _talk(facts.interviews, item)
    people = [met for met in talk.people if not met.contact.no_contact] if talk else []
    position = next(
        (place for place, met in enumerate(people) if met.contact.id == item.contact_id), 0
    )
    met = people[position] if people and item.contact_id == people[position].contact.id else None
    names = [one.contact.name for one in people]
    made = _promises(facts, item, talk, lambda text: _is_made_to(position, text, names))
    promise = made[0] if made else None
    decision = standing_decision(facts)
    looks_back = talk and (talk.day <= today or item.kind in _AFTER_A_TALK)
    return Occasion(
        kind=item.kind,
        channel=item.channel,
        today=today,
        company=application.company,
        role=application.role,
        stage=talk.stage if talk else "",
        field=application.field,
        via=application.via.partition("<")[0].strip(),
        contact=met.contact if met else _known(facts, item.contact_id) or _recruiter(facts, item),
        you=you,
        interview_on=talk.day if talk and looks_back and (met or item.kind != "promised") else None,
        looking_for=talk.looking_for if talk else "",
        strengths=talk.strengths if talk else (),
        concerns=talk.concerns if talk else (),
        topic=met.topic if met else "",
        next_step=talk.next_step if talk else "",
        decision_on=decision.on if decision else None,
        **_promised(promise.on if promise else None, promise.text if promise else ""),
        promises_too=tuple((each.on, each.text) for each in made[1:]),
        position=position,
        people=max(1, len(people)),
        others=tuple(name for place, name in enumerate(names) if place != position or not met),
        **_deadline(facts, item),
        terms=application.terms,
        outcome=application.outcome,
        start_on=application.start_on,
        met_before=bool(talk and met) and _is_met_before(facts.interviews, talk, item.contact_id),
    )


def _is_met_before(
    interviews: Sequence[Interview], talk: Interview | None, contact: int | None
) -> bool:
    """Whether somebody was there in an interview before `talk`, too."""
    return any(
        contact == met.contact.id
        for one in interviews
        if talk and one.starts < talk.starts and not one.cancelled
        for met in one.people
    )


class Draft(Frozen):
    """A note with its follow-up and occasion; `findings` are what should be looked at.

    `channel_remark` says what the chosen channel lacks; a form of that channel says it itself.
    `by` is whose words they are: `you`, WRITER, ASSISTANT, or empty for the program's own.
    `kept` is what was kept for the follow-up when the note was read.
    """

    followup: ListedFollowUp
    occasion: Occasion
    note: Note
    findings: tuple[str, ...] = ()
    channel_remark: str = ""
    by: str = ""
    kept: Mapping[str, Any] = {}

    @property
    def channel_is_spoken(self) -> bool:
        """Whether the follow-up is a call, which has a sheet in place of a note."""
        return self.occasion.channel == "phone"

    @property
    def clean(self) -> bool:
        """Whether nothing about the note wants a second look."""
        note = self.note
        return not (self.findings or note.remarks or note.missing or note.left)


def draft(world: World, which: str, wanted: DraftRequest) -> Draft:
    """The note of a follow-up: the one named, else the most pressing one that has a note.

    A promise goes into the note and is kept with it. UsageError for a kind that has no note.
    """
    wanted = replace(wanted, channel=interview_fields.channel(wanted.channel))
    if wanted.promise.strip():
        return _with_promise(world, which, wanted)
    if wanted.fresh:
        _start_over(world, which)
    with connect(world.store) as ask:
        return written(ask, world, _chosen(ask, world, which), wanted)


def draft_all(world: World, wanted: DraftRequest) -> list[Draft]:
    """The notes of all that is to do today and has one, most pressing first."""
    wanted = replace(wanted, channel=interview_fields.channel(wanted.channel))
    with connect(world.store) as ask:
        todos = due_list.todos(ask, when(world, ask), world.today)
        due = [todo.id for todo in todos if has_note(todo.kind)]
        return [written(ask, world, queries.followup(ask, number), wanted) for number in due]


def settings(world: World) -> dict[str, str]:
    """The configuration that the forms of a note go by."""
    with connect(world.store) as ask:
        return settings_store.settings(ask)


WRITER, ASSISTANT = "note.writer", "mcp"
"""Who else than the user may have written the words that are kept as a note."""


def keep(world: World, found: Draft, text: str, by: str = "") -> Draft:
    """Keep words as the note: the user's, or those of WRITER or ASSISTANT.

    UsageError where no text is left. NothingFound where the follow-up is gone meanwhile, WorldError
    where another command has kept other words for it, or it is done.
    """
    subject, body = subject_and_body(text)
    from followup.store import transaction

    with transaction.change(world.store, "draft", world.now) as change:
        number = queries.followup(change.ask, found.followup.followup.id).followup.id
        if (queries.note_of(change.ask, number) or {}) != found.kept:
            raise WorldError(
                f"The note of follow-up {number} was changed by another command in the meantime, so "
                f"these words were not kept; see: followup draft {number}"
            )
        words = {"subject": subject, "body": body, "edited": True}
        gone = _promise_left_out(change.ask, found, body) if not by else ""
        words |= {"promise_on": None, "promise": ""} if gone else {}
        _keep(change, number, found.occasion, words, by)
        change.summary = f"the words of follow-up {number}"
        note = written(change.ask, world, found.followup, DraftRequest(found.occasion.channel))
        return replace(note, findings=(*filter(None, (gone,)), *note.findings))


def _promise_left_out(ask: Ask, found: Draft, body: str) -> str:
    """What to say where the promise that was given to a note is not in the user's words for it."""
    number, on = found.followup.followup.id, found.occasion.promise_on
    kept = queries.note_of(ask, number) or {}
    if on is None or not kept.get("promise_on"):
        return ""
    spoken, today = language(found.note.language), found.occasion.today
    days = (write(on, today) for write in (spoken.long_day, spoken.short_day, spoken.near_day))
    if any(day in body for day in (*days, f"{on:%A}")):
        return ""
    by = f"{on} {found.occasion.promise_clock}".strip()
    typed = quoted(f"{by}: {found.occasion.promise}")
    return (
        "Your promise is not in these words any more, so it will not be on the list. "
        f"To make it all the same: followup draft {number} --promise {typed}"
    )


WRITER_SECONDS = 120.0
"""How long the user's writer may take: a model on one's own machine needs its time."""


def writer_command(world: World) -> list[str]:
    """The words of the command in `note.writer`. UsageError where none is set."""
    command = shlex.split(settings(world).get("note.writer", ""))
    if not command:
        raise UsageError(
            "No writer is set. Name a command that reads facts and prints a note: "
            "followup config set note.writer 'llm -m MODEL'"
        )
    return command


def by_writer(world: World, found: Draft, command: Sequence[str]) -> Draft:
    """The note in the words of the user's writer, kept; our own, with the reason, where it fails.

    The writer is asked once more with its faults named.
    """
    _check_is_written(found)
    text, wrong = _asked(command, found)
    if wrong:
        reasons = " ".join(wrong)
        shown = "the note that was kept" if found.by else "followup's own"
        sentence = f"Your writer's note was not used, so this is {shown}: {reasons}"
        return replace(found, findings=(sentence, *found.findings))
    return _keep_paragraphs(world, found, text, WRITER)


def _keep_paragraphs(world: World, found: Draft, text: str, by: str) -> Draft:
    """Keep paragraphs as the note, between the greeting and the closing that it has."""
    greeting, *_ = found.note.body.split("\n\n")
    closing = found.note.body.rstrip().rpartition("\n\n")[2]
    if found.note.language == "de" and greeting.endswith(","):
        text = german.continued(text)
    note = replace(found.note, body=f"{greeting}\n\n{text}\n\n{closing}")
    return keep(world, found, as_text(note), by)


def rules_and_facts(found: Draft) -> tuple[str, str]:
    """What whoever writes a note for the user goes by. UsageError for a call."""
    from followup.notes import writer

    _check_is_written(found)
    spoken = language(found.note.language)
    return writer.rules(found.occasion, spoken), writer.facts(found.occasion, spoken)


def _check_is_written(found: Draft) -> None:
    if found.channel_is_spoken:
        raise UsageError("This is a call, which has no note to be written; name another channel.")


class Offered(Frozen):
    """What became of a note that an assistant wrote: why it may not go out, or how it is kept."""

    faults: tuple[str, ...]
    kept: Draft | None = None


def offer(world: World, found: Draft, answer: str, *, may_keep: bool) -> Offered:
    """Check a note that an assistant wrote, and keep it as a draft if it may go out.

    UsageError for a call, and where the user's own words are kept already.
    """
    from followup.notes import writer

    _check_is_written(found)
    if found.by == "you":
        number = found.followup.followup.id
        raise UsageError(
            "The user has put this note into their own words, which are not replaced; they can "
            f"give them up with: followup draft {number} --fresh"
        )
    text = writer.body(answer[: writer.MOST])
    wrong = writer.faults(text, found.occasion, language(found.note.language))
    if wrong or not may_keep:
        return Offered(wrong)
    return Offered((), _keep_paragraphs(world, found, text, ASSISTANT))


def _asked(command: Sequence[str], found: Draft) -> tuple[str, tuple[str, ...]]:
    """What the writer wrote, and why it cannot go out; asked twice at most."""
    from followup.delivery import desktop
    from followup.notes import writer

    spoken = language(found.note.language)
    wrong: tuple[str, ...] = ()
    for _ in range(2):
        asked = writer.prompt(found.occasion, spoken, wrong).encode()
        said, failed = desktop.answer(command, asked, writer.MOST, WRITER_SECONDS)
        if failed:
            return "", (f"{line(command[0])}: {failed}.",)
        text = writer.body(said.decode("utf-8", "replace"))
        wrong = writer.faults(text, found.occasion, spoken)
        if not wrong:
            return text, ()
    return "", wrong


def _with_promise(world: World, which: str, wanted: DraftRequest) -> Draft:
    from followup.store import transaction, writes  # the engine, half a second

    with transaction.change(world.store, "draft", world.now) as change:
        chosen = _chosen(change.ask, world, which, surely=True)
        with interview_fields.naming("--promise"):
            on, what = interview_fields.promise(wanted.promise, frame(world, change.ask))
        if on < world.today:
            raise UsageError(f"--promise: {on:%A}, {on}, has passed; promise a day from today on.")
        words = {"promise_on": on.isoformat(), "promise": what}
        writes.keep_note(change, chosen.followup.id, words)
        change.summary = f"a promise in the note of follow-up {chosen.followup.id}"
        change.session.flush()
        found = written(change.ask, world, chosen, wanted)
        if _holds_promise(change.ask, world, found):
            return found
        return replace(found, findings=(f"{_NOT_IN}. {unkept(chosen, on, what)}", *found.findings))


_NOT_IN = "Your promise is not in this note, and only a note that holds it puts it on the list"


def unkept(chosen: ListedFollowUp, on: date, what: str) -> str:
    """How to put a promise onto the list that no note holds."""
    job = str(chosen.followup.interview_id or "") or quoted(chosen.company)
    return f"If you made it: followup edit {job} --promise {quoted(f'{on}: {what}')}"


def _holds_promise(ask: Ask, world: World, found: Draft) -> bool:
    """Whether a note says what was promised: without it, other words would be there."""
    if found.channel_is_spoken:
        return False
    without = replace(found.occasion, promise_on=None, promise="")
    return bool(found.by) or _written(ask, world, without).body != found.note.body


def _start_over(world: World, which: str) -> None:
    """Give up the words that are kept for a note, so that it is written from the facts again."""
    with connect(world.store) as ask:
        chosen = _chosen(ask, world, which)
        kept = queries.note_of(ask, chosen.followup.id) or {}
    if not kept.get("body"):
        return
    from followup.store import transaction, writes  # the engine, half a second

    with transaction.change(world.store, "draft", world.now) as change:
        writes.keep_note(change, chosen.followup.id, {"subject": "", "body": "", "edited": False})
        change.summary = f"the words of follow-up {chosen.followup.id} given up"


def recorded_channel(ask: Ask, world: World, chosen: ListedFollowUp, said: str) -> str:
    """How a follow-up that was done went, as far as it is known.

    `said` where that was told. Else the channel of its note, if it reaches the reader or was set
    for the application or for all; empty if neither.
    """
    if said or not has_note(chosen.followup.kind):
        return said
    occasion, _, _ = _occasion(ask, world, chosen, "")
    job = queries.application(ask, chosen.application_id)
    wanted = job.channel or settings_store.settings(ask).get(CHANNEL_KEY)
    to = occasion.recipient
    is_known = occasion.channel == wanted or (to is not None and reaches(occasion.channel, to))
    return occasion.channel if is_known else ""


def keep_as_sent(
    change: "Transaction",
    world: World,
    chosen: ListedFollowUp,
    channel: str,
    on: date,
    as_sent: Draft | None = None,
) -> bool:
    """Keep the note of a follow-up that was done, as it stood; nothing where it has none.

    Whether it holds its promise. `channel` is empty where it is not known how it went, and
    `as_sent` is the very note that went out, where that is known. Nothing either of a call, whose
    sheet nobody read out, and where it cannot be written, as where the user's template is broken.
    """
    if not has_note(chosen.followup.kind):
        return False
    try:
        sent_draft = as_sent or written(change.ask, world, chosen, DraftRequest(channel))
    except UsageError:
        return False  # what cannot be written was not sent so, and `done` must not wait for it
    if sent_draft.channel_is_spoken:
        return False
    note = {"subject": sent_draft.note.subject, "body": sent_draft.note.body}
    sent = {"channel": channel, "sent_on": on.isoformat()}
    promised = (queries.note_of(change.ask, chosen.followup.id) or {}).get("promise_on")
    holds = bool(promised) and _holds_promise(change.ask, world, sent_draft)
    _keep(change, chosen.followup.id, sent_draft.occasion, {**note, **sent})
    return holds


def _keep(
    change: "Transaction", number: int, found: Occasion, words: Mapping[str, Any], by: str = ""
) -> None:
    from followup.store import writes

    mark = f"{digest(found)}{_BY}{by}" if by else digest(found)
    writes.keep_note(change, number, {**words, "written_from": mark})
    change.session.flush()


_BY = " by "
"""What stands in the mark of a kept note between the digest of its facts and its author."""


def _author(mark: str) -> str:
    """Who wrote a kept note, if it was not the user."""
    return mark.partition(_BY)[2]


def _chosen(ask: Ask, world: World, which: str, *, surely: bool = False) -> ListedFollowUp:
    moment = when(world, ask)
    if which.strip():
        return search.followup(ask, moment, which, surely=surely)
    for most in (20, None):  # nearly always one of the first has a note
        for todo in due_list.todos(ask, moment, world.today, most):
            if has_note(todo.kind):
                return queries.followup(ask, todo.id)
    raise NothingFound(
        "There is no note to write today. `followup due --days 30` shows what comes; "
        "name its number to write it now."
    )


def written(ask: Ask, world: World, chosen: ListedFollowUp, wanted: DraftRequest) -> Draft:
    """The note of a follow-up with what should be looked at before it goes out."""
    occasion, kept, remark = _occasion(ask, world, chosen, wanted.channel)
    if occasion.contact is not None and occasion.contact.no_contact:
        raise UsageError(
            f"{line(occasion.contact.name)} asked not to be contacted, so no note is written. "
            f"Take it off the list with: followup skip {chosen.followup.id}"
        )
    # followup's own words hold for what was sent: what came back is written anew, for its own day
    holds = kept.get("edited") or chosen.followup.status != "pending"
    own = kept if kept.get("body") and holds and not wanted.fresh else {}
    ahead = tuple(_of_what_is_ahead(ask, world, chosen))
    if occasion.channel == "phone":
        return Draft(chosen, occasion, _spoken(occasion), ahead, remark, kept=kept)
    note = _own(ask, own, occasion) if own else _written(ask, world, occasion)
    around = _around(ask, world, chosen, note, _agency(occasion))
    by = _author(own["written_from"]) or "you" if own else ""
    again = _thanked_again(ask, world, chosen)
    looked_at = (*ahead, *again, *findings(note, occasion, around))
    return Draft(chosen, occasion, note, looked_at, remark, by, kept)


def _thanked_again(ask: Ask, world: World, chosen: ListedFollowUp) -> Iterator[str]:
    """A remark on a late thank-you to somebody who is to be thanked for a later interview by now."""
    late = chosen.followup
    if late.kind != "thank_you" or late.due_on >= world.today or late.status != "pending":
        return
    for other in queries.listed_of(ask, chosen.application_id):
        item = other.followup
        is_to_them = item.kind == late.kind and item.contact_id == late.contact_id is not None
        if is_to_them and item.status == "pending" and late.ready_on < item.ready_on <= world.today:
            yield (
                f"{line(other.contact)} is to be thanked for a later interview, too: followup draft "
                f"{item.id}. If one note is enough: followup skip {late.id}"
            )


_AFTER_A_TALK = ("thank_you", *CHECK_INS)
"""The kinds that nobody sends before a talk was held."""


def _of_what_is_ahead(ask: Ask, world: World, chosen: ListedFollowUp) -> Iterator[str]:
    """A remark on a note that looks back on an interview which is not over."""
    item = chosen.followup
    if item.kind not in _AFTER_A_TALK or item.interview_id is None:
        return
    talk = queries.round_of(ask, item.interview_id).interview
    if not talk.cancelled and talk.ends > world.now:
        yield (
            f"{talk.numbered.capitalize()} is on {talk.day:%A}, {talk.day}, and this note speaks "
            "of it as held: send it once it is over."
        )


def _spoken(found: Occasion) -> Note:
    """What a call says; it is measured and remarked upon by itself."""
    from followup.delivery.phone_call import phone_sheet

    sheet = phone_sheet(found)
    body = sheet.content.decode()
    return Note("", body, count_words(body), (), sheet.remarks)


def _occasion(
    ask: Ask, world: World, chosen: ListedFollowUp, channel: str
) -> tuple[Occasion, Mapping[str, Any], str]:
    """The occasion of a note, the words that are kept for it, a remark on its channel."""
    holds = settings_store.settings(ask)
    facts = queries.facts(ask, chosen.application_id)
    policy = Policy.from_settings(holds)
    kept = queries.note_of(ask, chosen.followup.id) or {}
    found = occasion(facts, chosen.followup, world.today, config.you(holds))
    if found.kind == "thank_you" and through(facts.application, policy) == "everything":
        found = replace(found, agent=facts.agency)
    sent_by = kept.get("channel", "") if kept.get("sent_on") else ""
    way, remark = choose(channel or sent_by, facts.application, found.recipient, holds)
    if found.agent:
        remark = f"{remark} It goes to {line(found.agent.name)}, who passes it on.".strip()
    found = replace(found, channel=way)
    if kept.get("promise_on"):
        on = date.fromisoformat(kept["promise_on"])
        found = replace(found, **_promised(on, kept["promise"]))
    return found, kept, remark


def _written(ask: Ask, world: World, found: Occasion) -> Note:
    """The note as the facts write it, from the template that is in force for it."""
    chosen = user_templates.chosen(world, found, settings_store.settings(ask))
    note = write_note(found, chosen.template, chosen.language)
    return replace(note, remarks=(*note.remarks, *chosen.remarks))


def _own(ask: Ask, kept: Mapping[str, Any], found: Occasion) -> Note:
    """The words that are kept, with what is to be said of them."""
    body = _with_promised(kept["body"], found) if kept.get("promise_on") else kept["body"]
    words = count_words(middle(body))
    language = languages.wanted(found, settings_store.settings(ask)) or "en"
    remarks = [
        *about_text(f"{kept['subject']}\n{body}"),
        *about_sentences(middle(body), found, language),
        *about_length(kind_of(found), words),
    ]
    if kept["written_from"].partition(_BY)[0] != digest(found):
        remarks.insert(
            0, "Facts have changed since these words were kept; --fresh writes them anew."
        )
    return Note(kept["subject"], body, words, (), tuple(remarks), language)


def _with_promised(body: str, found: Occasion) -> str:
    """The user's own words with the promise that they gave later, before the closing."""
    if found.promise_on is None:
        return body
    clock = f"{found.promise_clock} on " if found.promise_clock else ""
    day = f"{clock}{human_day(found.promise_on, found.today)}"
    if day in body:
        return body
    what = phrases.promise(found.promise).phrase or "I will be in touch"
    *paragraphs, closing = body.rstrip().split("\n\n")
    return "\n\n".join([*paragraphs, f"{what} by {day}.", closing])


def digest(found: Occasion) -> str:
    """A mark of the facts that a note is written from, which shows when they change."""
    import hashlib

    person = found.contact
    facts = (
        found.company, found.role, person and (person.name, person.salutation, person.language),
        found.interview_on, found.looking_for, found.strengths, found.concerns, found.topic,
        found.next_step, found.decision_on, found.promise_on, found.promise, found.deadline_on,
        found.terms, found.start_on, found.you.name,
        *found.promises_too,
        *filter(None, (found.promise_clock, found.deadline_clock)),
    )  # fmt: skip
    return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()[:16]


def _agency(found: Occasion) -> tuple[str, ...]:
    """The names of the agency that a job goes through: its own, its person's and their company's."""
    if not found.via:
        return ()
    person = found.recipient
    return (found.via, *((person.name, person.company) if person else ()))


def _around(
    ask: Ask, world: World, chosen: ListedFollowUp, note: Note, agency: tuple[str, ...] = ()
) -> Around:
    text = f"{note.subject}\n{note.body}"
    return Around(
        strangers=tuple(queries.names_in(ask, [*map(fold, names_like(text))], chosen.company)),
        own=(chosen.company, *agency, *queries.people_at(ask, chosen.application_id)),
        notes=tuple(_siblings(ask, world, chosen)),
    )


def _siblings(ask: Ask, world: World, chosen: ListedFollowUp) -> Iterator[Other]:
    """The other notes of the same kind to the same company: as sent, kept, or written now."""
    for other in queries.followups_like(ask, chosen):
        found, kept, _ = _occasion(ask, world, other, "")
        if found.contact is not None and not found.contact.no_contact:
            body = kept.get("body") or _written(ask, world, found).body
            yield Other(line(found.contact.name), body)


_LACKS = {
    "email": "email address",
    "letter": "postal address",
    "card": "postal address",
    "phone": "number to call",
}


def choose(
    said: str,
    application: Application,
    contact: Contact | None,
    kept: Mapping[str, str],
) -> tuple[str, str]:
    """The channel of a note, and a remark where it could not be the one that was wanted.

    `said` is obeyed, with a remark where something is missing for it. Else the application's, the
    configuration's; where that cannot reach the contact, the next best.
    """
    wanted = said or application.channel or kept.get(CHANNEL_KEY) or "email"
    if contact is None or reaches(wanted, contact):
        return wanted, ""
    name, lacks = line(contact.name), _LACKS[wanted]
    if said:
        return said, _obeyed(said, contact, name, lacks)
    instead = channel_to(contact, wanted)
    if not reaches(instead, contact) and not (wanted == "phone" and contact.no_calls):
        return wanted, f"No {lacks} of {name} is known. Add it with: {_command(wanted, contact)}"
    if wanted == "phone" and contact.no_calls:
        return instead, f"{name} asked not to be called, so this is for {instead}."
    return instead, f"No {lacks} of {name} is known, so this is for {instead}."


def _obeyed(said: str, contact: Contact, name: str, lacks: str) -> str:
    if said == "phone" and contact.no_calls:
        return f"{name} asked not to be called: write instead, with --channel email."
    return f"No {lacks} of {name} is known. Add it with: {_command(said, contact)}"


def _command(channel: str, contact: Contact) -> str:
    option = {"email": "--email", "phone": "--phone"}.get(channel, "--address")
    verb = "edit" if contact.id else "add"  # an agency that is named with a job is no contact yet
    return f'followup contact {verb} {named(contact.name)} {option} "…"'


def _talk(interviews: Sequence[Interview], item: FollowUp) -> Interview | None:
    return next((one for one in interviews if one.id == item.interview_id), None)


def _known(facts: ApplicationFacts, contact_id: int | None) -> Contact | None:
    everybody = [met.contact for one in facts.interviews for met in one.people]
    everybody += filter(None, (facts.agency, facts.in_touch))
    return next((one for one in everybody if one.id == contact_id), None)


def _recruiter(facts: ApplicationFacts, item: FollowUp) -> Contact | None:
    """Who stands in where nobody of the employer may be written to: `via`, with its address."""
    name, _, rest = facts.application.via.partition("<")
    if not name.strip() or item.contact_id is not None or kind_named(item.kind).to != "application":
        return None
    return Contact(id=0, name=name.strip(), email=rest.partition(">")[0], company="the agency")


def _is_made_to(position: int, promise: str, names: Sequence[str]) -> bool:
    """Whether a promise was made to the person at that position: who is named in it, else the first."""
    return position in (named_in(promise, names) or [0])


def _promises(
    facts: ApplicationFacts,
    item: FollowUp,
    talk: Interview | None,
    is_to_reader: Callable[[str], bool],
) -> list[Promise]:
    """The promises that a note is about: its own, or those that this talk ended with, that are to its
    reader and still to be kept; first the first, of one day the last, which was added to the others.
    """
    over = {one.promise_id for one in facts.followups if one.status in ("done", "skipped")}
    to_keep: list[Promise] = []
    for each in facts.promises:
        if each.id == item.promise_id:
            return [each]
        made_here = item.kind == "thank_you" and talk and each.interview_id == talk.id
        made_here = made_here and each.contact_id in (None, item.contact_id)
        if made_here and each.by == "you" and each.id not in over and is_to_reader(each.text):
            to_keep.append(each)
    first = next((each for each in reversed(to_keep) if each.on == to_keep[0].on), None)
    others = (each for each in to_keep if each is not first)
    return [*filter(None, [first]), *sorted(others, key=lambda each: each.on)]


def _promised(on: date | None, text: str) -> dict[str, Any]:
    """What an occasion holds of a promise."""
    words, clock = clock_apart(text)
    return {"promise_on": on, "promise": words, "promise_clock": clock}


def _deadline(facts: ApplicationFacts, item: FollowUp) -> dict[str, Any]:
    """By when an offer wants its answer: this one, or the first that changed the timing."""
    if item.kind == "timeline_changed":
        ahead = (
            one.deadline_on for one in facts.elsewhere if one.outcome == "offer" and one.deadline_on
        )
        return {"deadline_on": min(ahead, default=None)}
    if facts.application.outcome != "offer":
        return {}
    on, at = facts.application.deadline_on, facts.application.deadline_at
    return {"deadline_on": on, "deadline_clock": spoken_clock(on_the_clock(at)) if at else ""}
