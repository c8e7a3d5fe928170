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
from followup.actions import contacting, listing
from followup.errors import NothingFound, SeveralFound
from followup.exchange import json
from followup.facts import Concern, NewContact, NewInterview
from followup.settings import World
from followup.store import batches, glances, morning, names, outgoing, reads, sqlite, talks
from followup.store.asking import Ask, asking
from followup.wording import fold

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MOMENT = morning.moment(NOW, DAY, date(2026, 11, 17))

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
    from followup.actions.planning import replan
    from followup.store import applications, interviews, writes

    for one in told:
        with suppress(SeveralFound), writes.change(path, "add", now) as change:
            number, _ = applications.find_or_make(change, one)
            interviews.add(change, number, one)
            replan(change, [number], now)


def _numbers(ask: Ask, table: str) -> list[int]:
    return [row["id"] for row in ask(f"SELECT id FROM {table} ORDER BY id", {})]


def _of_each(table: str, question: Callable[[Ask, int], object]) -> Callable[[Ask], object]:
    return lambda ask: [question(ask, number) for number in _numbers(ask, table)]


LATER = DAY + timedelta(days=30)
HERE = {"calendar.country": "DE"}
QUESTIONS: dict[Callable[..., object], Callable[[Ask], object]] = {
    reads.changes: reads.changes,
    reads.change: lambda ask: _numbers(ask, "change") and reads.change(ask),
    reads.application: _of_each("application", reads.application),
    reads.facts: _of_each("application", reads.facts),
    reads.interviews_of: _of_each("application", reads.interviews_of),
    reads.people_of: _of_each("interview", reads.people_of),
    reads.people_by_application: lambda ask: reads.people_by_application(
        ask, _numbers(ask, "application")
    ),
    reads.contact: _of_each("contact", reads.contact),
    reads.promises_of: _of_each("application", reads.promises_of),
    reads.log_of: _of_each("application", reads.log_of),
    reads.followups_of: _of_each("application", reads.followups_of),
    reads.elsewhere: _of_each("application", reads.elsewhere),
    reads.listed: reads.listed,
    reads.followup: _of_each("followup", reads.followup),
    reads.rounds: lambda ask: list(reads.rounds(ask)),
    reads.applications: reads.applications,
    reads.applications_that_may_say: lambda ask: reads.applications_that_may_say(ask, ["e"]),
    reads.applications_with: lambda ask: reads.applications_with(ask, ["c", "m"]),
    reads.pending_with: lambda ask: reads.pending_with(ask, ["c"], "due_on > :today", MOMENT),
    reads.kept_words: reads.kept_words,
    reads.followups_like: lambda ask: [reads.followups_like(ask, o) for o in reads.listed(ask)],
    reads.names_in: lambda ask: reads.names_in(ask, ["zoe", "priya shah"], "acme corp"),
    reads.people_at: _of_each("application", reads.people_at),
    reads.note_of: _of_each("followup", reads.note_of),
    reads.sent_of: _of_each("application", reads.sent_of),
    morning.todos: lambda ask: morning.todos(ask, MOMENT, DAY + timedelta(days=20)),
    morning.count: lambda ask: morning.count(ask, MOMENT, DAY),
    morning.todos_of: _of_each(
        "application", lambda ask, number: morning.todos_of(ask, MOMENT, number)
    ),
    morning.select: lambda ask: morning.select(ask, MOMENT, "kind <> :kind", {"kind": "prep"}, 3),
    morning.next_coming: lambda ask: morning.next_coming(ask, MOMENT, DAY),
    morning.meetings: lambda ask: morning.meetings(ask, DAY, LATER),
    morning.count_meetings: lambda ask: morning.count_meetings(ask, DAY, LATER),
    morning.idle: morning.idle,
    morning.settings: morning.settings,
    morning.holidays: lambda ask: morning.holidays(ask, HERE),
    morning.anything: morning.anything,
    glances.courses: lambda ask: list(glances.courses(ask)),
    glances.logged_since: lambda ask: glances.logged_since(ask, DAY),
    glances.decision_dates: lambda ask: glances.decision_dates(ask, DAY, LATER),
    names.companies: lambda ask: names.companies(ask, "ac"),
    names.companies_at: lambda ask: names.companies_at(ask, "a"),
    names.people: lambda ask: names.people(ask, ""),
    names.followups: lambda ask: names.followups(ask, DAY),
    names.interviews: names.interviews,
    names.changes: names.changes,
    talks.acquaintances: lambda ask: talks.acquaintances(ask, ["a"]),
    talks.acquaintance: _of_each("contact", talks.acquaintance),
    talks.notes_to: _of_each("contact", talks.notes_to),
    talks.log_with: _of_each("contact", talks.log_with),
    talks.other_texts: _of_each("contact", lambda ask, n: list(talks.other_texts(ask, n))),
    outgoing.Outgoing: lambda ask: "".join(json.write(outgoing.Outgoing(ask, NOW))),
}
"""What the quick reads can be asked, each with a way to ask it of any store."""


@pytest.mark.parametrize("room", [reads, morning, glances, names, talks], ids=lambda r: r.__name__)
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
    from followup.store import engine

    with asking(path) as ask:
        quick = answers(ask)
    with engine.writing(path) as session:
        return quick, answers(lambda sql, values: engine.ask(session, sql, values))


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
        assert quick["followup.store.reads.rounds"]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_text_that_holds_a_word_is_passed_over(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for word in fold(text).split():
            for part in (word, word[1:], word[:-1]):
                asked = f"SELECT {sqlite.may_hold('text', ':w0')} FROM (SELECT :text AS text)"
                values = {"text": text, **reads.inside([part])}
                assert connection.execute(asked, values).fetchone() == (1,)


@settings(max_examples=EXAMPLES // 3)
@given(told=st.lists(interviews(), min_size=1, max_size=4), data=st.data())
def test_words_find_all_that_holds_them_and_nothing_else(
    world: World, stores: Callable[[], str], told: list[NewInterview], data: st.DataObject
) -> None:
    there = World(**{**world.__dict__, "store": stores()})
    record(there.store, told, there.now)
    with asking(there.store) as ask:
        everybody, rounds = talks.acquaintances(ask), list(reads.rounds(ask))
    people = {one.contact.id: _said_of_person(one) for one in everybody}
    interviews = {one.interview.id: _said_of_interview(one) for one in rounds}
    known = " ".join((*people.values(), *interviews.values())).split()
    sought = data.draw(st.lists(st.sampled_from([*known, "zzz"]), min_size=1, max_size=2))
    text = " ".join(sought)
    found = contacting.listing(there, text)
    assert [one.contact.id for one in found] == _holding(people, sought)
    assert all(one in everybody for one in found)
    listed = listing.interviews(there, listing.Typed(text), lambda one: one.round.interview.id)
    assert listed == _holding(interviews, sought)


def _said_of_person(one: talks.Acquaintance) -> str:
    who = one.contact
    jobs = (f"{talk.company} {talk.role}" for talk in one.talks)
    return fold("\n".join([who.name, who.title, who.company, who.email, who.note, *jobs]))


def _said_of_interview(one: reads.Round) -> str:
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


def test_the_ranges_of_a_table_hold_every_row_once_whatever_is_missing(
    say: Say, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        say("add", f"Company {number}", "--at", "yesterday")
    with closing(sqlite3.connect(world.store)) as store:
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute("UPDATE application SET id = id * id * 1000 WHERE id > 3")
        store.commit()
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    with asking(world.store) as ask:
        numbers = _numbers(ask, "application")
        some = list(batches.ranges(ask, "application"))
        assert [row["id"] for row in batches.in_ranges(ask, "application")] == numbers
        only = list(batches.batches(ask, {25000, 49000, 77, 2}))
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
    with asking(world.store) as ask:
        facts = reads.facts(ask, 1)
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


@pytest.mark.parametrize("read", [reads.application, reads.contact, reads.followup, reads.facts])
def test_what_is_not_there_is_said_with_where_to_look(
    say: Say, world: World, read: Callable[[Ask, int], object]
) -> None:
    say(*ACME)
    with asking(world.store) as ask, pytest.raises(NothingFound, match=r"no .* 99\. `followup"):
        read(ask, 99)


@pytest.mark.parametrize(
    ("days", "cancelled", "last"),
    [([1, 3, 2], [], 2), ([1, 3, 2], [2], 3), ([1, 1], [], 2), ([1], [1], None), ([], [], None)],
)
def test_the_last_round_is_the_latest_that_takes_place(
    days: list[int], cancelled: list[int], last: int | None
) -> None:
    from followup.facts import Interview

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
    found = reads.last_round(rounds)
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
    lately = morning.moment(now, now.date(), now.date())["lately"]
    if starts + timedelta(minutes=minutes) > now:
        assert starts.astimezone(ZoneInfo(there)).date().isoformat() >= str(lately)
