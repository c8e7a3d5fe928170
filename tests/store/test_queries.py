"""Two ways into the store, one answer: the quick reads and the engine, over generated stores."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, time, timedelta
from inspect import isfunction, signature
from sqlite3 import Row
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ACME, EXAMPLES, GLOBEX, Say
from followup.domain.errors import NothingFound, SeveralFound
from followup.domain.frozen import replace
from followup.domain.model import Concern, NewContact, NewInterview
from followup.domain.text import fold
from followup.environment import World
from followup.formats import json
from followup.services import contacts, views
from followup.store import archive, due_list, queries, sqlite
from followup.store import contacts as contacts_store
from followup.store import settings as settings_store
from followup.store.connection import Ask, connect

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MOMENT = due_list.moment(NOW, DAY, date(2026, 11, 17))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
companies = st.sampled_from(["Acme", "ACMÉ", "Globex", "O'Hara & 李", 'x"y'])
days = st.integers(-30, 30).map(lambda count: DAY + timedelta(days=count))
ADDRESSES = {"Priya Shah": "p@a.example", "Zoë": "z@b.example", "Tom O'Neil": "tom@c.example"}


@st.composite
def people(draw: st.DrawFn) -> NewContact:
    name = draw(st.sampled_from(list(ADDRESSES)))
    email = draw(st.sampled_from(["", ADDRESSES[name]]))
    return NewContact(
        name, email, title=draw(texts), topic=draw(texts), no_calls=draw(st.booleans())
    )


@st.composite
def interviews(draw: st.DrawFn) -> NewInterview:
    day, at = draw(days), draw(st.none() | st.times(max_value=time(22)).map(_to_the_minute))
    return NewInterview(
        company=draw(companies),
        day=day,
        at=at,
        zone="UTC",
        starts=datetime.combine(day, at or time(), UTC),
        role=draw(st.sampled_from(["", "Nurse", "Analyst"])),
        stage=draw(st.sampled_from(["phone", "panel", "informational"])),
        where=draw(texts),
        people=tuple(draw(st.lists(people(), max_size=3, unique_by=lambda one: one.name))),
        looking_for=draw(texts),
        strengths=tuple(draw(st.lists(texts, max_size=2))),
        concerns=tuple(draw(st.lists(st.builds(Concern, texts, texts), max_size=2))),
        decision_on=draw(st.none() | st.just(day + timedelta(days=7))),
        promises=tuple(draw(st.lists(st.tuples(days, texts), max_size=2))),
        field=draw(st.sampled_from(["", "sales", "government"])),
        note=draw(texts),
    )


def _to_the_minute(clock: time) -> time:
    return clock.replace(second=0, microsecond=0)


def record(path: str, told: list[NewInterview], now: datetime) -> None:
    """Each interview as `add` records it, if it is clear which application it belongs to."""
    from followup.services.planning import replan
    from followup.store import transaction, writes

    for one in told:
        with suppress(SeveralFound), transaction.change(path, "add", now) as change:
            number, _ = writes.find_or_make(change, one)
            writes.add_interview(change, number, one)
            replan(change, [number], now)


def _numbers(ask: Ask, table: str) -> list[int]:
    return [row["id"] for row in ask(f"SELECT id FROM {table} ORDER BY id", {})]


def _of_each(table: str, question: Callable[[Ask, int], object]) -> Callable[[Ask], object]:
    return lambda ask: [question(ask, number) for number in _numbers(ask, table)]


EARLIER, LATER = DAY - timedelta(days=9), DAY + timedelta(days=30)
HERE = {"calendar.country": "DE"}
QUESTIONS: dict[Callable[..., object], Callable[[Ask], object]] = {
    queries.changes: queries.changes,
    queries.change: lambda ask: _numbers(ask, "change") and queries.change(ask),
    queries.check_is_own: lambda ask: [
        queries.check_is_own(ask, one)  # type: ignore[func-returns-value]  # on a file it says nothing
        for one in queries.changes(ask)
    ],
    queries.application: _of_each("application", queries.application),
    queries.facts: _of_each("application", queries.facts),
    queries.interviews_of: _of_each("application", queries.interviews_of),
    queries.people_of: _of_each("interview", queries.people_of),
    queries.people_by_application: lambda ask: queries.people_by_application(
        ask, _numbers(ask, "application")
    ),
    queries.contacts_at: lambda ask: [
        queries.contacts_at(ask, one.company) for one in queries.applications(ask)
    ],
    queries.contact: _of_each("contact", queries.contact),
    queries.promises_of: _of_each("application", queries.promises_of),
    queries.log_of: _of_each("application", queries.log_of),
    queries.followups_of: _of_each("application", queries.followups_of),
    queries.settled: queries.settled,
    queries.listed: queries.listed,
    queries.listed_of: _of_each("application", queries.listed_of),
    queries.followup: _of_each("followup", queries.followup),
    queries.rounds: lambda ask: list(queries.rounds(ask)),
    queries.round_of: _of_each("interview", queries.round_of),
    queries.rounds_between: lambda ask: [*queries.rounds_between(ask, EARLIER, DAY)],
    queries.applications: queries.applications,
    queries.applications_that_may_say: lambda ask: queries.applications_that_may_say(ask, ["e"]),
    queries.applications_with: lambda ask: queries.applications_with(ask, ["c", "m"]),
    queries.pending_with: lambda ask: [
        queries.pending_with(ask, ["c"], MOMENT),
        queries.pending_with(ask, ["c"]),
    ],
    queries.pending_between: lambda ask: queries.pending_between(ask, 1, 9),
    queries.kept_words: queries.kept_words,
    queries.followups_like: lambda ask: [
        queries.followups_like(ask, o) for o in queries.listed(ask)
    ],
    queries.agency: lambda ask: [queries.agency(ask, via) for via in ("Hays", "A <a@b.example>")],
    queries.names_in: lambda ask: queries.names_in(ask, ["zoe", "priya shah"], "acme corp"),
    queries.names_known: lambda ask: sorted(queries.names_known(ask)),
    queries.people_at: _of_each("application", queries.people_at),
    queries.note_of: _of_each("followup", queries.note_of),
    queries.sent_of: _of_each("application", queries.sent_of),
    queries.sent_until: lambda ask: queries.sent_until(ask, LATER),
    due_list.todos: lambda ask: due_list.todos(ask, MOMENT, DAY + timedelta(days=20)),
    due_list.count: lambda ask: due_list.count(ask, MOMENT, DAY),
    due_list.todos_of: _of_each(
        "application", lambda ask, number: due_list.todos_of(ask, MOMENT, number)
    ),
    due_list.select: lambda ask: due_list.select(ask, MOMENT, "kind <> :kind", {"kind": "prep"}, 3),
    due_list.todos_between: lambda ask: due_list.todos_between(ask, MOMENT, DAY, LATER),
    due_list.coming: lambda ask: due_list.coming(ask, MOMENT, DAY, 1),
    due_list.meetings: lambda ask: due_list.meetings(ask, DAY, LATER),
    due_list.count_meetings: lambda ask: due_list.count_meetings(ask, DAY, LATER),
    due_list.unwritten: lambda ask: due_list.unwritten(ask, MOMENT | {"now": "2999"}),
    due_list.idle: due_list.idle,
    due_list.deadlines: due_list.deadlines,
    settings_store.settings: settings_store.settings,
    settings_store.sources: settings_store.sources,
    settings_store.holidays: lambda ask: settings_store.holidays(ask, HERE),
    due_list.anything: due_list.anything,
    queries.ranges: lambda ask: list(queries.ranges(ask, "application")),
    queries.in_ranges: lambda ask: list(queries.in_ranges(ask, "interview")),
    queries.batches: lambda ask: [one.applications for one in queries.batches(ask)],
    queries.all_facts: lambda ask: list(queries.all_facts(ask)),
    queries.active_between: lambda ask: queries.active_between(ask, EARLIER, LATER),
    queries.logged: lambda ask: queries.logged(ask, EARLIER, LATER),
    queries.done_between: lambda ask: queries.done_between(ask, EARLIER, LATER),
    queries.ended_between: lambda ask: queries.ended_between(ask, EARLIER, LATER),
    queries.decision_dates: lambda ask: queries.decision_dates(ask, DAY, LATER),
    queries.companies_begun: lambda ask: queries.companies_begun(ask, "ac"),
    queries.companies_near: lambda ask: queries.companies_near(ask, "acme", "a"),
    queries.without_interviews: queries.without_interviews,
    queries.people_begun: lambda ask: queries.people_begun(ask, ""),
    queries.pending_to_complete: lambda ask: queries.pending_to_complete(ask, DAY),
    queries.interviews_to_complete: queries.interviews_to_complete,
    queries.changes_to_complete: queries.changes_to_complete,
    queries.acquaintances: lambda ask: queries.acquaintances(ask, ["a"]),
    queries.acquaintance: _of_each("contact", queries.acquaintance),
    contacts_store.namesakes: lambda ask: [
        contacts_store.namesakes(ask, number) for number in _numbers(ask, "change")
    ],
    queries.known_by: _of_each("contact", queries.known_by),
    queries.notes_to: _of_each("contact", queries.notes_to),
    queries.log_with: _of_each("contact", queries.log_with),
    queries.other_texts: _of_each("contact", lambda ask, n: list(queries.other_texts(ask, n))),
    archive.Outgoing: lambda ask: "".join(json.write(archive.Outgoing(ask, NOW))),
}
"""What the quick reads can be asked, each with a way to ask it of any store."""


@pytest.mark.parametrize(
    "room",
    [queries, due_list, settings_store],
    ids=lambda r: r.__name__,
)
def test_every_question_is_compared(room: ModuleType) -> None:
    there = {
        function
        for name, function in vars(room).items()
        if isfunction(function) and function.__module__ == room.__name__ and name[0] != "_"
        if next(iter(signature(function).parameters), "") == "ask"
    }
    assert there <= set(QUESTIONS)


def answers(ask: Ask) -> dict[str, object]:
    """Every question answered."""
    return {
        f"{asked.__module__}.{asked.__name__}": _plain(answer(ask))
        for asked, answer in QUESTIONS.items()
    }


def _plain(answer: object) -> object:
    """Rows as what they hold: each way has a type of row of its own."""
    if isinstance(answer, Row):
        return dict(answer)
    return [_plain(one) for one in answer] if isinstance(answer, list) else answer


def both(path: str) -> tuple[dict[str, object], dict[str, object]]:
    """The answers of the quick way, and those of the engine."""
    from followup.store import engine as engine_store

    with connect(path) as ask:
        quick = answers(ask)
    with engine_store.writing(path) as session:
        return quick, answers(lambda sql, values: engine_store.ask(session, sql, values))


@settings(max_examples=EXAMPLES // 3)  # each makes a store
@given(told=st.lists(interviews(), max_size=4))
def test_the_quick_reads_and_the_engine_give_equal_values(
    world: World, stores: Callable[[], str], told: list[NewInterview]
) -> None:
    path = stores()
    record(path, told, world.now)
    quick, engine = both(path)
    assert quick == engine
    if told:
        assert quick["followup.store.queries.rounds"]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_text_that_holds_a_word_is_passed_over(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for word in fold(text).split():
            for part in (word, word[1:], word[:-1]):
                asked = f"SELECT {sqlite.may_hold('text', ':w0')} FROM (SELECT :text AS text)"
                values = {"text": text, **queries.inside([part])}
                assert connection.execute(asked, values).fetchone() == (1,)


@settings(max_examples=EXAMPLES // 3)
@given(told=st.lists(interviews(), min_size=1, max_size=4), data=st.data())
def test_words_find_all_that_holds_them_and_nothing_else(
    world: World, stores: Callable[[], str], told: list[NewInterview], data: st.DataObject
) -> None:
    there = replace(world, store=stores())
    record(there.store, told, there.now)
    with connect(there.store) as ask:
        everybody, rounds = queries.acquaintances(ask), list(queries.rounds(ask))
    people = {one.contact.id: _said_of_person(one) for one in everybody}
    interviews = {one.interview.id: _said_of_interview(one) for one in rounds}
    known = " ".join((*people.values(), *interviews.values())).split()
    sought = data.draw(st.lists(st.sampled_from([*known, "zzz"]), min_size=1, max_size=2))
    text = " ".join(sought)
    found = contacts.listing(there, text)
    assert [one.contact.id for one in found] == _holding(people, sought)
    assert all(one in everybody for one in found)
    listed = views.interviews(there, views.ListOptions(text), lambda one: one.round.interview.id)
    assert listed == _holding(interviews, sought)


def _said_of_person(one: queries.Acquaintance) -> str:
    who = one.contact
    jobs = (f"{talk.company} {talk.role}" for talk in one.talks)
    return fold("\n".join([who.name, who.title, who.company, who.email, who.note, *jobs]))


def _said_of_interview(one: queries.Round) -> str:
    people = (met.contact.name for met in one.interview.people)
    job = one.application
    return fold("\n".join([job.company, job.role, one.interview.note, *people]))


def _holding(said: dict[int, str], words: list[str]) -> list[int]:
    return [number for number, text in said.items() if all(word in text for word in words)]


@pytest.mark.parametrize("words", [["x" * 60_000], ["acme"] * 3_000, ["%", "_", "!", "'"]])
def test_no_words_are_too_many_or_too_long_to_look_for(say: Say, words: list[str]) -> None:
    say(*ACME)
    for command in (("list",), ("contact", "list")):
        said = say(*command, " ".join(words), "--json")
        assert (said.status, said.err) == (0, "")
        assert bool(said.json()) is (words[0] == "acme")


@pytest.mark.file
def test_the_ranges_of_a_table_hold_every_row_once_whatever_is_missing(
    say: Say, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        say("add", f"Company {number}", "--at", "yesterday")
    with closing(sqlite3.connect(world.store)) as store:
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute("UPDATE application SET id = id * id * 1000 WHERE id > 3")
        store.commit()
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    with connect(world.store) as ask:
        numbers = _numbers(ask, "application")
        some = list(queries.ranges(ask, "application"))
        assert [row["id"] for row in queries.in_ranges(ask, "application")] == numbers
        only = list(queries.batches(ask, {25000, 49000, 77, 2}))
    assert numbers == [1, 2, 3, 16000, 25000, 36000, 49000]
    assert len(some) == 4
    assert [[row["id"] for row in batch.applications] for batch in only] == [[2], [25000, 49000]]


def test_they_agree_on_what_every_command_leaves_behind(say: Say, world: World) -> None:
    for words in (
        ACME, GLOBEX, ("done", "1", "--note", "went well"), ("draft", "2", "--promise", "in 1 week"),
        ("config", "set", "you.name", "Ana"), ("config", "set", "calendar.country", "DE"),
        ("add", "Hooli", "--at", "tomorrow 9:00"), ("skip", "4"), ("skip", "5"), ("snooze", "3", "3d"),
        ("log", "acme", "called", "--with", "Priya Shah", "--reply"),
        ("log", "acme", "a letter came", "--decision", "dec 4"), ("outcome", "hooli", "offer"),
        ("contact", "add", "Ann Lee <ann@lee.example>"), ("contact", "edit", "ann", "--note", "kind"),
        ("cancel", "hooli"), ("undo",), ("contact", "forget", "zoe", "--yes"),
        ("add", "Initech", "--at", "yesterday"), ("outcome", "initech", "offer", "--deadline", "dec 4 5pm"),
        ("skip", "globex"), ("log", "umbrella", "applied online", "--new"),
    ):  # fmt: skip
        assert say(*words).status == 0, words
    quick, engine = both(world.store)
    assert quick == engine
    assert [name for name, answer in quick.items() if not answer] == []


def test_an_interview_comes_back_as_it_was_told(world: World) -> None:
    told = NewInterview(
        company="Acme", day=DAY, at=time(15), zone="Europe/Berlin",
        starts=datetime(2026, 11, 20, 14, tzinfo=UTC), role="Nurse", stage="panel", minutes=90,
        where="1 Main St\nSpringfield", people=(NewContact("Priya", "p@a.example", topic="dbt"),),
        looking_for="calm", strengths=("10 years", "I ran a ward"), concerns=(Concern("age", "45"),),
        decision_on=date(2026, 11, 30), promises=((date(2026, 11, 25), "a list"),),
        next_step="a trial day", note="nice view",
    )  # fmt: skip
    record(world.store, [told], world.now)
    with connect(world.store) as ask:
        facts = queries.facts(ask, 1)
    (found,) = facts.interviews
    for name in (
        "day", "at", "zone", "starts", "stage", "minutes", "where", "looking_for", "strengths",
        "concerns", "next_step", "note",
    ):  # fmt: skip
        assert getattr(found, name) == getattr(told, name), name
    assert found.ends == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert [(met.contact.name, met.contact.email, met.topic) for met in found.people] == [
        ("Priya", "p@a.example", "dbt")
    ]
    assert [(one.by, one.on, one.text) for one in facts.promises] == [
        ("they", date(2026, 11, 30), ""),
        ("you", date(2026, 11, 25), "a list"),
    ]


@pytest.mark.parametrize(
    "read", [queries.application, queries.contact, queries.followup, queries.facts]
)
def test_what_is_not_there_is_said_with_where_to_look(
    say: Say, world: World, read: Callable[[Ask, int], object]
) -> None:
    say(*ACME)
    with connect(world.store) as ask, pytest.raises(NothingFound, match=r"no .* 99\. `followup"):
        read(ask, 99)


@pytest.mark.parametrize(
    ("days", "cancelled", "last"),
    [([1, 3, 2], [], 2), ([1, 3, 2], [2], 3), ([1, 1], [], 2), ([1], [1], None), ([], [], None)],
)
def test_the_last_round_is_the_latest_that_takes_place(
    days: list[int], cancelled: list[int], last: int | None
) -> None:
    from followup.domain.model import Interview

    start = datetime(2026, 11, 1, 10, tzinfo=UTC)
    rounds = [
        Interview(
            id=number,
            stage="video",
            day=date(2026, 11, day),
            at=time(10),
            zone="UTC",
            minutes=60,
            starts=start,
            ends=start,
            recorded_on=DAY,
            seq=number,
            cancelled=number in cancelled,
        )
        for number, day in enumerate(days, 1)
    ]
    found = queries.last_round(rounds)
    assert (found.id if found else None) == last


ZONES = st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Etc/GMT+12", "Europe/Berlin"])


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
    ZONES,
    ZONES,
    st.integers(1, 24 * 60),
    st.integers(-24 * 60, 24 * 60),
)
def test_what_is_not_over_is_of_no_day_before_lately(
    naive: datetime, here: str, there: str, minutes: int, ahead: int
) -> None:
    now = naive.replace(tzinfo=ZoneInfo(here))
    starts = now.astimezone(UTC) + timedelta(minutes=ahead)
    lately = due_list.moment(now, now.date(), now.date())["lately"]
    if starts + timedelta(minutes=minutes) > now:
        assert starts.astimezone(ZoneInfo(there)).date().isoformat() >= str(lately)
