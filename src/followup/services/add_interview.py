"""`add`: check what was typed, compare it with the store, and record the interview.

What was answered to an `add` that is not finished is kept in a private file beside the store.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from followup import environment
from followup.domain.dates import (
    THE_OTHER,
    Frame,
    Moment,
    NoDay,
    Unclear,
    day_at_end,
    next_year,
    parse_decision,
    parse_moment,
    parse_promise,
    past_hour,
    shown,
)
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen, as_dict, replace
from followup.domain.model import Contact, NewContact, NewInterview, Occasion
from followup.domain.people import (
    apart,
    is_called,
    named_in,
    parse_person,
    same_person,
    with_details,
)
from followup.domain.safe_text import line, named, quoted
from followup.domain.text import fold, free_text, one_line, pattern
from followup.environment import World
from followup.notes import languages, salutations
from followup.notes.languages import language
from followup.services import duplicates
from followup.services.context import frame, own_zone
from followup.services.duplicates import Agreed, Booked, Twin
from followup.services.interview_fields import (
    FIELDS,
    HOUR_NOTED,
    AddOptions,
    check_decision,
    decision_hour,
    is_nothing,
    naming,
)
from followup.store import queries, settings
from followup.store.connection import Ask, connect

if TYPE_CHECKING:  # values that are handed on
    from followup.services.planning import Replanned
    from followup.services.views import ListedInterview
    from followup.store.due_list import DueFollowUp
    from followup.store.transaction import Transaction


class AddedInterview(Frozen):
    """What `add` recorded, what is to do for its application now, and remarks for the user.

    `replanned` is what it changed of what was to do before. `is_news`: the store did not have
    all of it already.
    """

    entry: "ListedInterview"
    todos: "tuple[DueFollowUp, ...]"
    new_application: bool
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()
    is_news: bool = True

    def first_thanks(self) -> int | None:
        """The number of the first thank-you of the interview that waits, if it was held."""
        talk = self.entry.round.interview.id
        waiting = {todo.id for todo in self.todos if todo.urgency != "upcoming"}
        thanks = (one.followup for one in self.entry.followups if one.followup.kind == "thank_you")
        return next((f.id for f in thanks if f.interview_id == talk and f.id in waiting), None)


def people(typed: AddOptions) -> tuple[NewContact, ...]:
    """The people of the interview with their topics. UsageError where they do not fit."""
    told = [parse_person(text) for text in typed.people]
    if (typed.email or typed.phone or typed.title) and len(told) != 1:
        raise UsageError(
            "--email, --phone and --title say more of one person: give one --with, or write each "
            'as --with "Name <address>, Title".'
        )
    if len(told) == 1:
        told = [with_details(told[0], email=typed.email, phone=typed.phone, title=typed.title)]
    names = [fold(person.name) for person in told]
    twice = next((person.name for person in told if names.count(fold(person.name)) > 1), "")
    if twice:
        raise UsageError(f"{line(twice)[:60]} is named twice; give --with once for each person.")
    if typed.no_calls:
        told = [person._replace(no_calls=True) for person in told]
    for text in typed.topics:
        told = _with_topic(told, text)
    return tuple(told)


class Unsure(NamedTuple):
    """A person whose name does not say how to greet them, and the greeting that notes have."""

    person: Contact
    greeting: str

    @property
    def remark(self) -> str:
        """What to say of it where nobody can be asked."""
        return salutations.remark(self.person, self.greeting)


def unsure(world: World, ask: Ask, kept: Mapping[str, str], new: NewInterview) -> Iterator[Unsure]:
    """The people of an interview to be recorded whom notes cannot greet for certain.

    `kept` are the settings.
    """
    company = new.company
    for told in new.people:
        person = _as_known(ask, company, told)
        occasion = Occasion("thank_you", "email", world.today, company, contact=person)
        spoken = language(languages.wanted(occasion, kept) or "en")
        if not spoken.is_sure(person):
            yield Unsure(person, spoken.salutation(occasion))


class UnrecordedInterview(Frozen):
    """An interview that is to be recorded, and what the store has that is like it.

    `like_companies` are recorded ones of a similar name, `twin` the interview that it seems
    to repeat, `booked` the one that it writes up; `unsure` are the people whom notes cannot
    greet for certain.
    """

    told: NewInterview
    remarks: tuple[str, ...] = ()
    like_companies: tuple[str, ...] = ()
    twin: Twin | None = None
    booked: Booked | None = None
    unsure: tuple[Unsure, ...] = ()

    def greeted(self, greetings: Mapping[str, str]) -> "UnrecordedInterview":
        """The same, with the greetings that were chosen, by name. UsageError for several lines."""
        people = tuple(
            person._replace(salutation=one_line(greetings.get(person.name, ""), "greeting"))
            for person in self.told.people
        )
        return replace(self, told=self.told._replace(people=people))


def prepare(world: World, typed: AddOptions) -> UnrecordedInterview:
    """What was typed, understood and compared. UsageError where it cannot be understood."""
    with connect(world.store) as ask:
        kept = settings.settings(ask)
        told, remarks = understand(world, frame(world, ask, kept), typed)
        return _compared(world, ask, kept, UnrecordedInterview(told, tuple(remarks)))


def known_as(world: World, company: str) -> list[str]:
    """The recorded companies that one may be under another name; see `duplicates.companies`."""
    with connect(world.store) as ask:
        return duplicates.companies(ask, company)


def _compared(
    world: World, ask: Ask, kept: Mapping[str, str], new: UnrecordedInterview
) -> UnrecordedInterview:
    return replace(
        new,
        like_companies=tuple(duplicates.companies(ask, new.told.company)),
        twin=duplicates.twin(ask, new.told),
        booked=duplicates.booked(ask, new.told),
        unsure=tuple(unsure(world, ask, kept, new.told)),
    )


def add(world: World, new: UnrecordedInterview, agreed: Agreed | None) -> AddedInterview:
    """Record an interview with all that follows from it. Raises as `duplicates.check_people`."""
    from followup.services import views
    from followup.services.planning import replan  # the engine, half a second
    from followup.store import transaction, writes

    with transaction.change(world.store, "add", world.now) as change:
        kept = settings.settings(change.ask)
        known = duplicates.unfiled(change.ask, new.told.people)
        met = {name: person.id for name, person in known.items()}
        told = who_are(new.told, {**met, **(agreed or {})})
        application, is_new = writes.find_or_make(change, told)
        number = writes.add_interview(change, application, told)
        remarks = duplicates.check_people(change.ask, change.number, agreed)
        remarks += _employed(change, told, known)
        remarks += duplicates.overlapping(change.ask, number, world.now)
        replanned = replan(change, [application], world.now, kept)
        change.summary = f"an interview with {told.company} on {told.day}"
        entry, todos = views.recorded(world, change.ask, kept, application, number)
    said = (*(_once_recorded(one, number) for one in new.remarks), *remarks, *replanned.remarks)
    return AddedInterview(entry, todos, is_new, replanned, said)


def _employed(
    change: "Transaction", told: NewInterview, known: Mapping[str, Contact]
) -> Iterator[str]:
    """Make those who were known of no company people of this one; a remark on each."""
    from followup.store import contacts

    for person in told.people:
        there = known.get(person.name)
        if there and person.known == there.id:
            contacts.employ(change, there.id, told.company)
            yield (
                f"{duplicates.who(there)} was there already, of no company; now of "
                f"{line(told.company)}."
            )


def _once_recorded(remark: str, number: int) -> str:
    """The remark on a day that may have been another, with the command for what is recorded now."""
    if THE_OTHER not in remark:
        return remark
    command = f"if it was the other one: followup edit {number} --at "
    return remark.replace(THE_OTHER, command).rstrip(".")


def who_are(told: NewInterview, agreed: Agreed | None) -> NewInterview:
    """The interview, whose people are the contacts that were agreed on."""
    people = (one._replace(known=(agreed or {}).get(one.name, 0)) for one in told.people)
    return told._replace(people=tuple(people))


def understand(world: World, phrases: Frame, typed: AddOptions) -> tuple[NewInterview, list[str]]:
    """The interview that was typed, and remarks on how it was read. UsageError as `prepare`."""
    if not typed.company.strip():
        raise UsageError('Name the company: followup add "Acme Corp" --at "yesterday 3pm"')
    if not typed.at.strip():
        raise UsageError('Say when it starts: --at "yesterday 3pm" or --at 2026-12-01T15:00')
    with naming("--at"):
        start = parse_moment(typed.at, phrases.looking("near").within(typed.zone))
    # "thursday", said in a talk on a Thursday, is no longer that day
    ahead = phrases.looking("later") if start.day == phrases.today else phrases
    typed, vague = _decision_noted(typed, ahead)
    typed, unclear = _promises_noted(typed, ahead)
    typed, given = _topics_given_out(typed)
    typed, loose = _without_nobodys_topics(typed)
    values = {field.name: field.typed(field.texts(typed), ahead) for field in FIELDS}
    told = NewInterview(
        day=start.day,
        at=start.at,
        zone=start.zone,
        starts=start.starts,
        people=people(typed),
        **values,
    )
    check_decision(told.decision_on, told.day)
    return told, [*_remarks(world, typed, start), *vague, *unclear, *given, *loose]


def _decision_noted(typed: AddOptions, phrases: Frame) -> tuple[AddOptions, list[str]]:
    """What no date can hold of a decision, as "early December", or noon, is kept among the notes."""
    decision = "" if is_nothing(typed.decision) else typed.decision.strip()
    typed = replace(typed, decision=decision)
    with naming("--decision"):
        try:
            on = parse_decision(decision or "today", phrases)
            if hour := decision_hour(decision, phrases):
                return replace(typed, note=_with(typed.note, hour)), [HOUR_NOTED]
        except NoDay:
            day = day_at_end(decision, phrases)
            why = "is more than a day" if day else "names no day"
            when = f"If they decide by {day}" if day else "Once you know the day"
        except Unclear as unclear:
            if not unclear.instead:
                raise
            day, why, when = "", f"may be {unclear.instead}", "Say which"
        else:
            return typed, [*filter(None, [next_year(decision, on, phrases)])]
    remark = (
        f"{shown(decision)} {why}: it is kept in the note of the interview. {when}: "
        f'followup edit {named(typed.company)} --decision "{day or phrases.today + _WEEK}"'
    )
    note = _with(typed.note, f"They decide: {decision}")
    return replace(typed, decision="", note=note), [remark]


def _promises_noted(typed: AddOptions, phrases: Frame) -> tuple[AddOptions, list[str]]:
    """Promises without a clear day, kept among the notes."""
    note, clear, remarks = typed.note, list[str](), list[str]()
    for text in typed.promises:
        if is_nothing(text):
            continue
        try:
            on, _ = parse_promise(text, phrases)
            clear.append(text)
            remarks += filter(None, [past_hour(text, phrases), next_year(text, on, phrases)])
        except UsageError as error:
            note = _with(note, f"I promised: {text.strip()}")
            ways = (
                f"may be {error.instead}"
                if isinstance(error, Unclear) and error.instead
                else "has no clear day"
            )
            remarks.append(
                f"{shown(text)} {ways}: it is kept in the note of the interview. To have it on the "
                f'list: followup edit {named(typed.company)} --promise "{phrases.today + _WEEK}: …"'
            )
    return replace(typed, promises=tuple(clear), note=note), remarks


def _with(note: str, more: str) -> str:
    return "\n".join(filter(None, (note, more)))


def _remarks(world: World, typed: AddOptions, start: Moment) -> list[str]:
    _, no_zone = own_zone(world)
    zone_matters = start.at is not None and not typed.zone and start.zone == "UTC"
    return [remark for remark in (start.remark, no_zone if zone_matters else "") if remark]


def _with_topic(people: list[NewContact], text: str) -> list[NewContact]:
    """The people, one of whom has the topic; unchanged where it does not say whose it is."""
    whose, told = _whose(people, text)
    if whose is None:
        return people
    topic = "; ".join(filter(None, (whose.topic, free_text(told.strip(), "topic"))))
    return [one._replace(topic=topic) if one is whose else one for one in people]


def _whose(people: Sequence[NewContact], text: str) -> tuple[NewContact | None, str]:
    """Whose topic it is, and the topic: `Name: topic`, or any text where there is one person."""
    name, colon, topic = apart(text)
    found = [one for one in people if colon and fold(one.name) == fold(name)]
    found = found or [one for one in people if colon and is_called(name, one.name, one.email)]
    if len(found) == 1:
        return found[0], topic
    return (people[0], text) if len(people) == 1 else (None, text)


def check_topics(people: Sequence[NewContact], topics: Sequence[str]) -> None:
    """UsageError for a topic that does not say whose it is."""
    for text in _nobodys(people, topics):
        names = " or ".join(f'"{line(one.name)[:60]}: …"' for one in people)
        told = f"begin it {names}" if names else "name the person with --with"
        raise UsageError(f"{shown(text)} does not say whose topic it is; {told}.")


def _nobodys(people: Sequence[NewContact], topics: Sequence[str]) -> list[str]:
    return [text for text in topics if text.strip() and _whose(people, text)[0] is None]


def _topics_given_out(typed: AddOptions) -> tuple[AddOptions, list[str]]:
    """Topics without a name, each for one of the several people who were there: for the one whose
    name is in it, else for the next one who has none. A topic that begins with a stranger's name,
    or speaks of one of them as "her" or "his", stays as it is.
    """
    met = people(typed)
    loose = [text for text in _nobodys(met, typed.topics) if not _OF_ONE.search(text)]
    if len(met) < 2 or not loose:
        return typed, []
    waiting = [one for one in met if not one.topic] or list(met)
    given: dict[str, NewContact] = {}
    for text in loose:
        called = [one for one in met if named_in(text, [one.name])]
        whose = called[0] if len(called) == 1 else waiting[0]
        waiting = [one for one in waiting if one is not whose] or list(met)
        given[text] = whose
    remarks = []
    for text, whose in given.items():
        another = next(one for one in met if one is not whose)
        remarks.append(
            f"{shown(text)} goes into the note to {line(whose.name)}. To say whose it is, begin it: "
            f"--topic {quoted(f'{another.name[:60]}: …')}"
        )
    told = (f"{given[text].name}: {text}" if text in given else text for text in typed.topics)
    return replace(typed, topics=tuple(told)), remarks


_OF_ONE = pattern(r"^(?:[A-Z][\w.'’-]*\s?){1,4}:\s|\b(?:[Ss]he|[Hh]e|[Hh]er|him|[Hh]is|hers)\b")
"""A topic that begins with somebody's name, or is of one whom it does not name."""


def _without_nobodys_topics(typed: AddOptions) -> tuple[AddOptions, list[str]]:
    """Topics that do not say whose they are, kept among the notes."""
    met = people(typed)
    loose = _nobodys(met, typed.topics)
    whose = quoted(f"{met[0].name[:60]}: …") if met else '"Name: …" --with Name'
    remarks = [
        f"{shown(text)} does not say whose topic it is: it is kept in the note of the interview. "
        f"To give it to somebody: followup edit {named(typed.company)} --topic {whose}"
        for text in loose
    ]
    note = "\n".join(filter(None, (typed.note, *loose)))
    topics = tuple(text for text in typed.topics if text not in loose)
    return replace(typed, topics=topics, note=note), remarks


def _as_known(ask: Ask, company: str, told: NewContact) -> Contact:
    """The contact that a person is or will be, with the greeting that was told before."""
    for there in queries.contacts_at(ask, company):
        if same_person(there.name, told.name):
            return there._replace(title=told.title or there.title)
    return Contact(0, told.name, company, told.title)


LARGEST = 1024 * 1024
"""Bytes of answers that are read; nobody types as many."""


class Unfinished(Frozen):
    """The options that were typed, and the answers, each with the name of its question."""

    typed: AddOptions
    answers: Mapping[str, str] = MappingProxyType({})

    @property
    def company(self) -> str:
        """The company that was told, if any."""
        return self.answers.get("company", self.typed.company)


def unfinished_path(world: World) -> str:
    """Where they are kept."""
    return f"{environment.local_files(world.store)}.unfinished"


def unfinished_files(world: World) -> list[str]:
    """The files that answers are in: those of now, those put aside, and what a kill left."""
    path = unfinished_path(world)
    known = (path, f"{path}.new", *(_aside(path, number) for number in range(1, _MOST_ASIDE)))
    return [one for one in known if os.path.isfile(one)]


def _aside(path: str, number: int) -> str:
    return f"{path}.old{number if number > 1 else ''}"


_WEEK = timedelta(days=7)
"""How far off the day of an example is, which is written so in every language."""
_MOST_ASIDE = 100
"""Sets of answers that are put aside before the last of them is replaced."""


_own: dict[str, str] = {}
"""The answers that this process has kept or read last, by path: others are of another `add`."""


def keep_unfinished(world: World, told: Unfinished) -> None:
    """Keep them, for nobody else to read. A disk that takes nothing does not end the questions.

    Those of another `add`, which is open at the same time, are put aside.
    """
    path = unfinished_path(world)
    if _are_of_another(path):
        put_unfinished_aside(world)
    beside = f"{path}.new"
    _own[path] = json.dumps({"typed": as_dict(told.typed), "answers": dict(told.answers)})
    with suppress(OSError):
        os.makedirs(os.path.dirname(beside), mode=0o700, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_own[path])
        os.replace(beside, path)


def _are_of_another(path: str) -> bool:
    with suppress(OSError, ValueError):
        return environment.read_file(path, LARGEST).decode() != _own.get(path)
    return False


def read_unfinished(world: World) -> Unfinished | None:
    """What was kept; None where there is nothing, or nothing that can be read."""
    path = unfinished_path(world)
    try:
        _own[path] = environment.read_file(path, LARGEST).decode()
        found = json.loads(_own[path])
        return Unfinished(_options_from(found["typed"]), _texts_of(found["answers"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def forget_unfinished(world: World) -> None:
    """Nothing is kept any more, but for the answers of another `add`."""
    path = unfinished_path(world)
    if not _are_of_another(path):
        with suppress(OSError):
            os.remove(path)


def put_unfinished_aside(world: World) -> str:
    """Make room for other answers; where these are now, beside those that were put aside before."""
    path = unfinished_path(world)
    free = (number for number in range(1, _MOST_ASIDE) if not os.path.exists(_aside(path, number)))
    aside = _aside(path, next(free, _MOST_ASIDE - 1))
    with suppress(OSError):
        os.replace(path, aside)
    return aside


def _options_from(record: dict[str, Any]) -> AddOptions:
    """TypeError or KeyError where the record is not of options."""
    default = AddOptions()
    values = {name: record[name] for name in as_dict(default) if name in record}
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    if any(type(value) is not type(getattr(default, name)) for name, value in values.items()):
        raise TypeError("not the options of add")
    return AddOptions(**values)


def _texts_of(answers: dict[str, Any]) -> dict[str, str]:
    if not all(isinstance(text, str) for text in answers.values()):
        raise TypeError("not answers")
    return answers
