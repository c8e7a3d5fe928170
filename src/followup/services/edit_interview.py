"""`edit`: any field of an interview and its application, by options or as a text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.domain.dates import (
    Frame,
    Moment,
    moment,
    next_year,
    parse_moment,
    parse_promise,
    past_hour,
    shown,
    spelt,
    start_text,
    without_clock,
)
from followup.domain.errors import NothingFound, SeveralFound, UsageError, WorldError
from followup.domain.frozen import Frozen, replace
from followup.domain.model import (
    INTERVIEW_TEXTS,
    ApplicationFacts,
    Concern,
    Interview,
    NewContact,
    NewInterview,
)
from followup.domain.people import named_in, parse_person, same_person, with_details
from followup.domain.safe_text import line, named, quoted
from followup.domain.text import fold
from followup.environment import World, own_start
from followup.scheduler import standing_decision
from followup.scheduler.situation import spoken
from followup.services import add_interview, duplicates, interview_fields, search, views
from followup.services.add_interview import AddedInterview, UnrecordedInterview, who_are
from followup.services.context import frame, when
from followup.services.duplicates import Agreed, Booked
from followup.services.interview_fields import FIELDS, AddOptions, check_decision, naming
from followup.store import due_list, queries, settings
from followup.store.connection import Ask, connect
from followup.store.due_list import DueInterview
from followup.store.queries import Round

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.planning import Replanned
    from followup.store.transaction import Transaction

Retold = tuple[NewInterview, list[str]]


class OpenedInterview(Frozen):
    """An interview as it was when its text was opened."""

    number: int
    interview: NewInterview


class RescheduledInterview(Frozen):
    """The interview as it is now, and what that changed."""

    round: Round
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()


class Edited(Frozen):
    """What an interview was, what it is now, and what that moved."""

    before: NewInterview
    after: NewInterview
    rearranged: RescheduledInterview


UNSAID = AddOptions(minutes=0)


class EditOptions(Frozen):
    """The options of `edit`. In `typed` an empty text, and 0 minutes, are not said.

    `without` names people, `clear` keys of EMPTIED; `no_calls` is None where nothing was said.
    """

    typed: AddOptions = UNSAID
    without: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    no_calls: bool | None = None


def edit(world: World, company: str, wishes: EditOptions, agreed: Agreed | None) -> Edited:
    """Change what the options say. UsageError where they cannot be understood.

    Raises as `duplicates.check_people`.
    """

    def read(phrases: Frame, told: NewInterview, facts: ApplicationFacts) -> Retold:
        after, remarks = by_options(phrases, told, wishes)
        return _moved_promises(facts, told, after, remarks)

    return _retell(world, company, read, agreed)


def opened(world: World, company: str) -> OpenedInterview:
    """The interview that COMPANY names, to be edited as text. Raises as `search.application`."""
    with connect(world.store) as ask:
        facts, talk = _chosen(ask, world, company)
        return OpenedInterview(talk.id, as_told(facts, talk))


def rewrite(world: World, before: OpenedInterview, text: str, agreed: Agreed | None) -> Edited:
    """Change an interview to what its text says. Raises as `duplicates.check_people`.

    UsageError, with the line, where it is wrong; WorldError where the interview is not what it
    was any more.
    """
    entries = interview_fields.read_text(text)

    def read(phrases: Frame, interview: NewInterview, _: ApplicationFacts) -> Retold:
        if interview != before.interview:
            raise _changed_meanwhile(before.number, "edit it as it is now")
        return interview_fields.by_text(phrases, interview, entries)

    return _retell(world, str(before.number), read, agreed)


def _changed_meanwhile(number: int, instead: str) -> WorldError:
    return WorldError(
        f"Interview {number} was changed by another command in the meantime; {instead}."
    )


def _retell(
    world: World,
    company: str,
    told_by: Callable[[Frame, NewInterview, ApplicationFacts], Retold],
    agreed: Agreed | None,
) -> Edited:
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import contacts, transaction, writes

    with transaction.change(world.store, "edit", world.now) as change:
        facts, talk = _chosen(change.ask, world, company)
        before = as_told(facts, talk)
        after, remarks = told_by(frame(world, change.ask), before, facts)
        after = add_interview.who_are(after, agreed)
        told_of = writes.change_interview(change, talk.id, before, after)
        now = queries.round_of(change.ask, talk.id)
        was_off = talk.cancelled and not now.interview.cancelled
        _keep_trace(change, now, rearranged(talk.id, before, after, was_off=was_off))
        remarks += duplicates.check_people(change.ask, change.number, agreed)
        theirs = contacts.applications_of(change, told_of)
        replanned = replan(change, sorted({facts.application.id, *theirs}), world.now)
        change.summary = f"interview {talk.id}, {line(after.company)}"
        now = queries.round_of(change.ask, talk.id)
        remarks += _also_promised(change.ask, facts.application.id, talk.id, before, after)
        if before.decision_on and not after.decision_on:
            remarks += _still_decided(queries.facts(change.ask, facts.application.id))
    return Edited(
        before, after, RescheduledInterview(now, replanned, (*remarks, *replanned.remarks))
    )


def _still_decided(facts: ApplicationFacts) -> list[str]:
    standing = standing_decision(facts)
    if standing is None:
        return []
    return [f"They still decide by {standing.on}: that was said elsewhere than in this interview."]


def _chosen(ask: Ask, world: World, company: str) -> tuple[ApplicationFacts, Interview]:
    """The interview of that number, else the next booked one of the application, else the latest."""
    facts = queries.facts(ask, search.application(ask, company, surely=True).id)
    number = search.number(company)
    if number is None:
        return facts, next_or_latest(list(facts.interviews), world)
    return facts, next(talk for talk in facts.interviews if talk.id == number)


def as_told(facts: ApplicationFacts, talk: Interview) -> NewInterview:
    """A recorded interview in the form that `add` takes."""
    application = facts.application
    made = [promise for promise in facts.promises if promise.interview_id == talk.id]
    stated = [promise.on for promise in made if promise.by == "they"]
    return NewInterview(
        company=application.company,
        day=talk.day,
        at=talk.at,
        zone=talk.zone,
        starts=talk.starts,
        role=application.role,
        stage=talk.stated_stage,
        minutes=talk.minutes,
        people=tuple(
            NewContact(
                name=met.contact.name,
                email=met.contact.email,
                title=met.contact.title,
                phone=met.contact.phone,
                topic=met.topic,
                no_calls=met.contact.no_calls,
            )
            for met in talk.people
        ),
        strengths=talk.strengths,
        concerns=talk.concerns,
        decision_on=stated[-1] if stated else None,
        promises=tuple((promise.on, promise.text) for promise in made if promise.by == "you"),
        via=application.via,
        through=application.through,
        field=application.field,
        channel=application.channel,
        **{name: getattr(talk, name) for name in INTERVIEW_TEXTS},
    )


EMPTIED = {field.cleared_by: {field.name: field.empty} for field in FIELDS if not field.needed}
"""What `--clear` takes, and the field of the interview that it empties."""


def by_options(
    phrases: Frame, before: NewInterview, wishes: EditOptions
) -> tuple[NewInterview, list[str]]:
    """The interview as the options want it, and remarks. Raises as `add_interview.understand`.

    Fields are emptied first; what may be there several times is added.
    """
    typed, interview = wishes.typed, before
    for key in wishes.clear:
        interview = interview._replace(**_emptied(key))
    start = _start(phrases, typed, interview)
    interview = interview._replace(day=start.day, at=start.at, zone=start.zone, starts=start.starts)
    interview = interview._replace(
        **dict(_said(phrases, interview, typed)), people=_people(interview.people, wishes)
    )
    if typed.decision.strip():
        check_decision(interview.decision_on, interview.day)
    hour = interview_fields.decision_hour(typed.decision, phrases)
    interview = interview._replace(note=_note(interview, hour)) if hour else interview
    noted = interview_fields.HOUR_NOTED if hour else ""
    late = (past_hour(text, phrases) for text in typed.promises)
    promises = (text for text in typed.promises if not interview_fields.is_nothing(text))
    days = [(text, parse_promise(text, phrases)[0]) for text in promises]
    if typed.decision.strip() and interview.decision_on:
        days.append((typed.decision, interview.decision_on))
    years = (next_year(text, on, phrases) for text, on in days)
    return interview, [*filter(None, (start.remark, noted, *late, *years))]


def _emptied(key: str) -> dict[str, Any]:
    known = fold(key).replace("_", "-")
    if known not in EMPTIED:
        raise UsageError(
            f"{shown(key)} cannot be emptied; --clear takes one of {', '.join(EMPTIED)}."
        )
    return dict(EMPTIED[known])


def _start(phrases: Frame, typed: AddOptions, interview: NewInterview) -> Moment:
    """The start: what of day, time of day and zone is not said stays what it was."""
    if not typed.at.strip() and not typed.zone.strip():
        return Moment(interview.day, interview.at, interview.zone, interview.starts)
    if not typed.at.strip():
        return moment(interview.day, interview.at, typed.zone.strip())
    zone = typed.zone.strip() or interview.zone
    with naming("--at"):
        start = parse_moment(typed.at, replace(phrases.within(zone), alone=interview.day))
    if start.at is None and interview.at is not None:
        return moment(start.day, interview.at, start.zone)
    return start


def _said(phrases: Frame, interview: NewInterview, typed: AddOptions) -> Iterator[tuple[str, Any]]:
    """The fields that were typed, each with its value now."""
    for field in FIELDS:
        texts = field.texts(typed)
        if texts and texts != ("0",):
            value = field.typed(texts, phrases)
            join = JOINED.get(field.name)
            yield field.name, join(interview, value) if join else value


def _strengths(interview: NewInterview, more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*interview.strengths, *more)))


def _concerns(interview: NewInterview, more: Iterable[Concern]) -> tuple[Concern, ...]:
    """The concerns with those that were typed; a doubt that is there already gets its answer."""
    answers = {fold(known.concern): known for known in interview.concerns}
    for new in more:
        known = answers.get(fold(new.concern), new)
        answers[fold(new.concern)] = known._replace(answer=new.answer or known.answer)
    return tuple(answers.values())


def _promises(
    interview: NewInterview, more: Iterable[tuple[date, str]]
) -> tuple[tuple[date, str], ...]:
    """The promises with those that were typed; one to the same person of the same day, in more
    words, in fewer or in none, is told again.
    """
    promises = dict(enumerate(interview.promises))
    for on, text in more:
        words = _content(text)
        same = [
            place
            for place, known in promises.items()
            if known[0] == on
            and (
                not words
                or (_is_part(words, _content(known[1])) and _same_reader(interview, known[1], text))
            )
        ]
        place = same[0] if same else len(promises)
        promises[place] = (on, text or "".join(promises[one][1] for one in same[:1]))
    return tuple(promises.values())


def _is_part(words: set[str], others: set[str]) -> bool:
    """Whether either says nothing that the other does not."""
    return words <= others or others <= words


def _content(text: str) -> set[str]:
    return set(fold(text).split()) - {"a", "an", "the"}


def _same_reader(interview: NewInterview, promise: str, other: str) -> bool:
    """Whether two promises are to the same people: whom they name, else the first who was there."""
    names = [person.name for person in interview.people]
    return (named_in(promise, names) or [0]) == (named_in(other, names) or [0])


def _moved_promises(
    facts: ApplicationFacts, before: NewInterview, after: NewInterview, remarks: list[str]
) -> Retold:
    """The interview without the open promises that were made again for another day, in the same
    words; a remark for each.
    """
    pending = {one.promise_id for one in facts.followups if one.status == "pending"}
    is_open = {(one.on, one.text) for one in facts.promises if one.id in pending}
    new = {
        _kept_words(text): on for on, text in after.promises if (on, text) not in before.promises
    }
    moved = [
        (on, text)
        for on, text in before.promises
        if (on, text) in is_open and text.strip() and new.get(_kept_words(text), on) != on
    ]
    remarks += [
        f"“{line(text)}” is promised for {spelt(new[_kept_words(text)])}, in place of {spelt(on)}."
        for on, text in moved
    ]
    promises = tuple(made for made in after.promises if made not in moved)
    return after._replace(promises=promises), remarks


def _kept_words(promise: str) -> frozenset[str]:
    """What a promise says, whatever its time of day."""
    return frozenset(_content(without_clock(promise)))


def _also_promised(
    ask: Ask, application: int, number: int, before: NewInterview, after: NewInterview
) -> list[str]:
    """A remark for each promise that still stands beside a new one of that day to that person."""
    new = [made for made in after.promises if made not in before.promises]
    old = [made for made in after.promises if made in before.promises]
    is_open = {
        (one.followup.due_on, one.promise)
        for one in queries.listed_of(ask, application)
        if one.followup.kind == "promised" and one.followup.status == "pending"
    }
    return [
        f"“{line(known)}” stays promised for that day, too. If this is in its place: "
        f"{_without_promise(number, after, (on, known))}"
        for on, text in new
        for day, known in old
        if day == on and (on, known) in is_open and _same_reader(after, known, text)
    ]


def _without_promise(number: int, after: NewInterview, gone: tuple[date, str]) -> str:
    """The command that leaves the interview with all of its promises but one.

    To skip its follow-up instead would be to break it.
    """
    kept = (quoted(f"{on}: {text}") for on, text in after.promises if (on, text) != gone)
    return " --promise ".join((f"followup edit {number} --clear promises", *kept))


JOINED: dict[str, Callable[[NewInterview, Any], Any]] = {
    "strengths": _strengths, "concerns": _concerns, "promises": _promises,
}  # fmt: skip
"""How the fields to which `edit` adds what was typed are joined; it replaces all others."""


def _people(there: tuple[NewContact, ...], wishes: EditOptions) -> tuple[NewContact, ...]:
    typed = wishes.typed
    people = [one for one in there if one not in _named(there, wishes.without)]
    if typed.people:
        people = _joined(people, add_interview.people(replace(typed, topics=())))
    elif typed.email or typed.phone or typed.title:
        people = [_detailed(_only(people), typed)]
    if wishes.no_calls is not None:
        if not people:
            raise UsageError("Nobody is recorded for that interview; add a person with --with.")
        people = [one._replace(no_calls=wishes.no_calls) for one in people]
    return _with_topics(people, typed.topics)


def _named(people: Sequence[NewContact], names: Iterable[str]) -> list[NewContact]:
    """The people that `--without` names. NothingFound or SeveralFound where it is not one."""
    found = []
    for name in names:
        best = search.best(name, people, lambda one: (one.name, one.email))
        if not best:
            raise NothingFound(
                f"Nobody of that interview matches {shown(name)}; "
                f"there {'is' if len(people) == 1 else 'are'} {_names(people)}."
            )
        if len(best) > 1:
            raise SeveralFound(f"Several match {shown(name)}: {_names(best)}; write the full name.")
        found += best
    return found


def _names(people: Iterable[NewContact]) -> str:
    return ", ".join(line(one.name) for one in people) or "nobody"


def _joined(there: list[NewContact], more: Iterable[NewContact]) -> list[NewContact]:
    """The people with those who were told; who is there already gets what was told of them."""
    people = {fold(person.name): person for person in there}
    for person in more:
        known = people.get(fold(person.name)) or _of_that_name(people.values(), person) or person
        if person.email and known.email not in ("", person.email):
            raise UsageError(
                f"{line(known.name)} is there already, with another address; to change that: "
                f"followup contact edit {named(known.name)} --email {quoted(person.email)}"
            )
        people[fold(known.name)] = known._replace(
            email=person.email or known.email,
            title=person.title or known.title,
            phone=person.phone or known.phone,
        )
    return list(people.values())


def _of_that_name(there: Iterable[NewContact], person: NewContact) -> NewContact | None:
    """The only one of them whose name has, or is, a part of the name that was told."""
    fits = [one for one in there if same_person(one.name, person.name)]
    fits = [one for one in fits if not person.email or one.email in ("", person.email)]
    return fits[0] if len(fits) == 1 else None


def _only(people: Sequence[NewContact]) -> NewContact:
    if len(people) != 1:
        raise UsageError(
            "--email, --phone and --title say more of one person, and that interview has "
            f"{_names(people)}; name one with --with, or type: followup contact edit"
        )
    return people[0]


def _detailed(person: NewContact, typed: AddOptions) -> NewContact:
    bare = person._replace(email="")
    told = with_details(bare, email=typed.email, phone=typed.phone, title=typed.title)
    return told._replace(email=told.email or person.email)


def _with_topics(people: list[NewContact], topics: tuple[str, ...]) -> tuple[NewContact, ...]:
    """The people, with the topics that were typed in the place of theirs."""
    if not topics:
        return tuple(people)
    add_interview.check_topics(people, topics)
    told = add_interview.people(AddOptions(people=tuple(one.name for one in people), topics=topics))
    return tuple(
        one._replace(topic=new.topic or one.topic) for one, new in zip(people, told, strict=True)
    )


def reschedule(
    world: World, company: str, when: str, zone: str = "", minutes: int = 0
) -> RescheduledInterview:
    """Move an interview. What of day, time of day and zone is not said stays what it was."""
    from followup.services.interview_fields import minutes as known_minutes
    from followup.store import writes

    with _to_move(world, "reschedule", company) as (change, found):
        talk = found.interview
        phrases = frame(world, change.ask).within(zone or talk.zone)
        start = parse_moment(when, replace(phrases, alone=talk.day))
        if start.at is None and talk.at is not None:
            start = moment(start.day, talk.at, start.zone)
        length = known_minutes(minutes) if minutes else talk.minutes
        if _same(start, talk) and length == talk.minutes and not talk.cancelled:
            raise UsageError(f"Interview {talk.id} is at that time already.")
        writes.move_interview(change, talk.id, start, length)
        change.summary = f"interview {talk.id}, {found.application.company}, to {start.day}"
        clash = duplicates.overlapping(change.ask, talk.id, world.now)
        is_over = talk.ends <= world.now < start.starts and not talk.cancelled
        held = _was_held(found, start) if is_over else ""
        change.session.flush()
        now = queries.round_of(change.ask, talk.id).interview
        _keep_trace(change, found, rearranged(talk.id, talk, now, was_off=talk.cancelled))
        return _rearranged(change, world, found, tuple(filter(None, (start.remark, held, *clash))))


def rearranged(
    number: int,
    before: Interview | NewInterview,
    after: Interview | NewInterview | None,
    *,
    was_off: bool = False,
) -> str:
    """What the timeline says of another start, none where it is cancelled; empty for the same one.

    It begins as REARRANGED has it.
    """  # fmt: skip
    if after is None:
        return f"Interview {number} was cancelled (it was on {_start_in_full(before)})"
    if was_off:
        return f"Interview {number} is on again, on {_start_in_full(after)}"
    if _start_in_full(before) == _start_in_full(after):
        return ""
    return f"Interview {number} was moved from {_start_in_full(before)} to {_start_in_full(after)}"


def _start_in_full(talk: Interview | NewInterview) -> str:
    """Day and time on the user's own clock."""
    day, _, clock = own_start(talk).partition("T")
    return f"{spoken(date.fromisoformat(day))}{f', {clock}' if clock else ''}"


def _keep_trace(change: "Transaction", talk: Round, text: str) -> None:
    from followup.store import writes

    if text:
        new = writes.NewEvent(talk.application.id, change.today, text)
        writes.add_events(change, [new])


def _was_held(talk: Round, start: Moment) -> str:
    """A remark where an interview that is over was moved ahead: it may be another round."""
    job = quoted(talk.application.company)
    role = f" --role {quoted(talk.application.role)}" if talk.application.role else ""
    clock = f" {start.at:%H:%M} {start.zone}" if start.at else ""
    again = f"followup add {job}{role} --at {quoted(f'{start.day}{clock}')}"
    return (
        f"It was over, on {talk.interview.day:%A}, {talk.interview.day}. If this is another round, "
        f"first type followup undo, then: {again}"
    )


def _same(start: Moment, talk: Interview) -> bool:
    return (start.day, start.at, start.zone) == (talk.day, talk.at, talk.zone)


def cancel(world: World, company: str) -> RescheduledInterview:
    """Cancel an interview; what follows from it ends, and what it had cancelled comes back."""
    from followup.store import writes

    with _to_move(world, "cancel", company) as (change, talk):
        if talk.interview.cancelled:
            raise UsageError(f"Interview {talk.interview.id} is cancelled already.")
        writes.cancel_interview(change, talk.interview.id)
        _keep_trace(change, talk, rearranged(talk.interview.id, talk.interview, None))
        change.summary = f"interview {talk.interview.id}, {talk.application.company}"
        again = f"followup reschedule {talk.interview.id} DAY"
        remark = f"Once there is a new day: {again}" if talk.application.is_open else ""
        return _rearranged(change, world, talk, tuple(filter(None, (remark,))))


@contextmanager
def _to_move(world: World, command: str, company: str) -> Iterator[tuple["Transaction", Round]]:
    from followup.store import transaction

    with transaction.change(world.store, command, world.now) as change:
        application = search.application(change.ask, company, surely=True)
        talks = queries.interviews_of(change.ask, application.id)
        number = search.number(company)
        if number is not None:
            talk = next(one for one in talks if one.id == number)
        else:
            talk = next_or_latest(talks, world)
        yield change, Round(application, talk)


def next_or_latest(talks: list[Interview], world: World) -> Interview:
    """The next booked interview, else the latest that is not cancelled. NothingFound for none."""
    live = [one for one in talks if not one.cancelled]
    booked = [one for one in live if one.status(world.now) == "booked"]
    if booked:
        return min(booked, key=lambda one: (one.starts, one.id))
    if live:
        return max(live, key=lambda one: (one.starts, one.id))
    if talks:
        return max(talks, key=lambda one: (one.starts, one.id))
    raise NothingFound("No interview is recorded there. Record one with: followup add")


def _rearranged(
    change: "Transaction", world: World, talk: Round, remarks: tuple[str, ...] = ()
) -> RescheduledInterview:
    from followup.services.planning import replan

    change.session.flush()
    replanned = replan(change, [talk.application.id], world.now)
    now = queries.round_of(change.ask, talk.interview.id)
    return RescheduledInterview(now, replanned, remarks)


def waiting(world: World, company: str, role: str) -> list[DueInterview]:
    """The booked interviews that are over, of which nothing is noted, and that are meant.

    `company` is whole words of theirs, or the number of one.
    """
    with connect(world.store) as ask:
        known = due_list.unwritten(ask, when(world, ask))
    found = [one for one in known if not role.strip() or fold(role) == fold(one.role)]
    numbered = [one for one in found if one.id == search.number(company)]
    rank, named = search.ranked(company, found, lambda one: (one.company,))
    return numbered or (named if rank <= search.WHOLE else [])


def begun(world: World, typed: AddOptions, number: int) -> tuple[AddOptions, Booked]:
    """What was typed, with what is known of interview `number`, which it writes up; and that."""
    with connect(world.store) as ask:
        talk = queries.round_of(ask, number)
        before = as_told(queries.facts(ask, talk.application.id), talk.interview)
    there = (text for one in before.people if (text := _as_typed(one)))
    known = replace(
        typed,
        company=before.company,
        role=typed.role or before.role,
        stage=typed.stage or before.stage,
        at=start_text(before),
        zone=before.zone,
        people=(*typed.people, *(text for text in there if not _is_in(text, typed.people))),
    )
    return known, Booked(talk, same_start=True)


def _as_typed(person: NewContact) -> str:
    """A person as `--with` takes them; empty where the name would be read as another."""
    text = f"{person.name} <{person.email}>" if person.email else person.name
    return text if parse_person(text)[:2] == person[:2] else ""


def _is_in(person: str, people: tuple[str, ...]) -> bool:
    name = parse_person(person).name
    return any(same_person(name, parse_person(one).name) for one in people)


def write_up(
    world: World, new: UnrecordedInterview, booked: Booked, agreed: Agreed | None
) -> AddedInterview:
    """Add what was told to the booked interview. UsageError where a person has another address.

    WorldError where it is not what it was any more. Raises as `duplicates.check_people`.
    """
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import contacts, transaction, writes

    with transaction.change(world.store, "add", world.now) as change:
        kept = settings.settings(change.ask)
        number = booked.interview_id
        talk = queries.round_of(change.ask, number)
        if talk != booked.round:
            raise _changed_meanwhile(number, f"see `followup show {number}`, then type it again")
        before = as_told(queries.facts(change.ask, talk.application.id), talk.interview)
        told_of = writes.change_interview(
            change, number, before, who_are(merged(before, new.told), agreed)
        )
        remarks = duplicates.check_people(change.ask, change.number, agreed)
        people = contacts.People.around(change.ask, before.company, new.told.people)
        for person in new.told.people:
            if person.salutation:
                people.meet(before.company, person)
        people.write(change)
        theirs = contacts.applications_of(change, told_of)
        replanned = replan(change, sorted({talk.application.id, *theirs}), world.now, kept)
        change.summary = f"interview {number} with {before.company}, written up"
        entry, todos = views.recorded(world, change.ask, kept, talk.application.id, number)
    said = (*new.remarks, *remarks, *replanned.remarks)
    return AddedInterview(entry, todos, False, replanned, said, is_news=not change.is_empty)


def merged(before: NewInterview, interview: NewInterview) -> NewInterview:
    """The interview with what was told; company stays, and what was not told stays."""
    after = before
    for known in FIELDS:
        value = getattr(interview, known.name)
        if value != known.empty and known.name != "company":
            join = _JOINED_LATER.get(known.name)
            after = after._replace(**{known.name: join(before, value) if join else value})
    if interview.at is not None:
        after = after._replace(
            day=interview.day, at=interview.at, zone=interview.zone, starts=interview.starts
        )
    return after._replace(people=_joined_people(before.people, interview.people))


def _note(there: NewInterview, more: str) -> str:
    """The note with what was told later below it: what was noted at booking is not lost."""
    return _with(there.note, more, "\n")


def _with(there: str, more: str, between: str) -> str:
    return there if more in there else between.join(filter(None, (there, more)))


_JOINED_LATER: dict[str, Callable[[NewInterview, Any], Any]] = {
    **JOINED,
    "note": _note,
    "looking_for": lambda there, more: _with(there.looking_for, more, "\n"),
}
"""The same where an interview that was booked is written up."""


def _joined_people(
    there: tuple[NewContact, ...], people: tuple[NewContact, ...]
) -> tuple[NewContact, ...]:
    """The people, each once: who is there already, by a part of the name too, is that person."""
    joined = list(there)
    for person in people:
        place = next((i for i, one in enumerate(joined) if _same_person(one, person)), len(joined))
        joined[place:] = (
            [_known(joined[place], person), *joined[place + 1 :]]
            if (place < len(joined))
            else [person]
        )
    return tuple(joined)


def _same_person(known: NewContact, person: NewContact) -> bool:
    if known.email and person.email:
        return known.email.casefold() == person.email.casefold()
    return same_person(known.name, person.name)


def _known(known: NewContact, person: NewContact) -> NewContact:
    return known._replace(
        name=max(known.name, person.name, key=len)
        if same_person(known.name, person.name)
        else known.name,
        email=known.email or person.email,
        title=person.title or known.title,
        phone=person.phone or known.phone,
        topic=_with(known.topic, person.topic, "; "),
        no_calls=person.no_calls or known.no_calls,
    )
