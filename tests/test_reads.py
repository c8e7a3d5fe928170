"""Two ways into the store, one answer: the quick reads and the engine, over generated stores."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ACME, EXAMPLES, GLOBEX, Say
from followup.errors import NothingFound, SeveralFound
from followup.facts import Concern, NewContact, NewInterview
from followup.settings import World
from followup.store import morning, reads
from followup.store.asking import Ask, asking

DAY = date(2026, 11, 20)
MOMENT = morning.moment(datetime(2026, 11, 20, 12, tzinfo=UTC), DAY, date(2026, 11, 17))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
names = st.sampled_from(["Acme", "ACMÉ", "Globex", "O'Hara & 李", 'x"y'])
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
        company=draw(names),
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


def answers(ask: Ask) -> dict[str, object]:
    """Every question that a command asks, answered."""
    applications = [one.id for one in reads.applications(ask)]
    followups = [one.followup.id for one in reads.listed(ask)]
    return {
        "applications": reads.applications(ask),
        "contacts": [reads.contact(ask, one.id) for one in reads.contacts(ask)],
        "rounds": list(reads.rounds(ask)),
        "listed": reads.listed(ask),
        "facts": [reads.facts(ask, number) for number in applications],
        "log": [reads.log_of(ask, number) for number in applications],
        "notes": [reads.note_of(ask, number) for number in followups],
        "changes": reads.changes(ask),
        "todos": morning.todos(ask, MOMENT, DAY + timedelta(days=20)),
        "of one": [morning.todos_of(ask, MOMENT, number) for number in applications],
        "meetings": morning.meetings(ask, DAY, DAY + timedelta(days=30)),
        "coming": morning.next_coming(ask, MOMENT, DAY),
        "count": morning.count(ask, MOMENT, DAY),
        "few": morning.todos(ask, MOMENT, DAY, 3),
        "idle": morning.idle(ask),
        "settings": morning.settings(ask),
        "anything": morning.anything(ask),
    }


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
        assert quick["rounds"]


def test_they_agree_on_what_every_command_leaves_behind(say: Say, world: World) -> None:
    from followup.store import models, writes

    for words in (
        ACME, GLOBEX, ("done", "1", "--note", "went well"), ("draft", "2", "--promise", "in 1 week"),
        ("config", "set", "you.name", "Ana"), ("add", "Hooli", "--at", "tomorrow 9:00"),
        ("skip", "4"), ("skip", "5"),
    ):  # fmt: skip
        assert say(*words).status == 0, words
    with writes.change(world.store, "log", world.now) as change:
        for reply in (True, False):
            change.session.add(
                models.Event(
                    application_id=1,
                    contact_id=1,
                    on="2026-11-20",
                    reply=reply,
                    text="called",
                    seq=9,
                )
            )
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
