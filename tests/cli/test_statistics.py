"""`stats`: the figures, how they are told, the picture, and that it stays quick."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, GLOBEX, Begin, Say, takes_at_most
from followup.domain.frozen import replace
from followup.domain.model import Application, ApplicationFacts, FollowUp, Interview, Promise, Reply
from followup.domain.safe_text import width
from followup.environment import World
from followup.output.reports import stats_text
from followup.services.reports import (
    STEPS,
    WEEKS,
    Progress,
    Share,
    furthest,
    monday_of,
    progress,
    their_promises,
    waits,
    your_promises,
)
from followup.store import queries
from followup.store.connection import Ask, connect
from system.test_speed import HEAVY, loaded

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
ACME_JOB = Application(1, "Acme", "Analyst", seq=1)


def day(ahead: int) -> date:
    """So many days after TODAY; before it where negative."""
    return TODAY + timedelta(days=ahead)


def talk(
    ahead: int, stage: str = "video", *, recorded: int | None = None, seq: int = 1
) -> Interview:
    """An interview at nine, recorded on its day unless `recorded` says when."""
    starts = datetime.combine(day(ahead), time(9), UTC)
    return Interview(
        id=abs(ahead) * 10 + seq, stage=stage, day=day(ahead), at=time(9), zone="UTC", minutes=60,
        starts=starts, ends=starts + timedelta(hours=1), seq=seq,
        recorded_on=day(ahead if recorded is None else recorded),
    )  # fmt: skip


def item(
    kind: str, due: int, done: int | None = None, status: str = "", promise: int = 0
) -> FollowUp:
    """A follow-up due on a day: done on another, pending, or what `status` says."""
    return FollowUp(
        id=1, key="", kind=kind, rule=kind, channel="", ready_on=day(due), due_on=day(due),
        status=status or ("pending" if done is None else "done"),
        done_on=None if done is None else day(done), promise_id=promise or None,
    )  # fmt: skip


def promise(on: int, *, made: int = -30, seq: int = 1, by: str = "they") -> Promise:
    return Promise(id=seq, by=by, on=day(on), made_on=day(made), seq=seq)


def untold(found: ApplicationFacts) -> ApplicationFacts:
    """The same, but a table brought the outcome with the application."""
    return replace(found, application=replace(found.application, outcome_seq=ACME_JOB.seq))


def reply(on: int, seq: int = 5) -> Reply:
    return Reply(seq, day(on), seq)


def course(
    *facts: Interview | FollowUp | Promise | Reply,
    outcome: str = "",
    on: int = 0,
    company: str = "",
) -> ApplicationFacts:
    """An application of which these facts are known."""
    job = replace(ACME_JOB, company=company or "Acme", outcome=outcome, outcome_seq=9)
    return ApplicationFacts(
        application=replace(job, outcome_on=day(on)) if outcome else job,
        interviews=tuple(one for one in facts if isinstance(one, Interview)),
        promises=tuple(one for one in facts if isinstance(one, Promise)),
        replies=tuple(one for one in facts if isinstance(one, Reply)),
        followups=tuple(one for one in facts if isinstance(one, FollowUp)),
    )


def figures(*courses: ApplicationFacts, since: date | None = None) -> Progress:
    return progress(courses, NOW, since)


def test_the_last_twelve_weeks_are_counted_the_empty_ones_too() -> None:
    found = figures(course(talk(0), talk(-14, "panel"), talk(-14, "phone"), talk(-400)))
    assert [week.monday for week in found.weeks] == [
        monday_of(TODAY) - timedelta(weeks=ago) for ago in reversed(range(WEEKS))
    ]
    assert [week.held for week in found.weeks] == [0] * 9 + [2, 0, 1]
    assert found.weeks[-3].by_stage == {"phone": 1, "panel": 1}
    assert found.by_stage == {"phone": 1, "video": 2, "panel": 1}, "those of long ago as well"


def test_what_is_booked_or_cancelled_was_not_held() -> None:
    found = figures(course(talk(3), replace(talk(-3), cancelled=True)))
    assert (found.held, found.booked) == (0, 1)


@given(st.lists(st.integers(-900, 0)), st.none() | st.integers(-900, 0))
def test_with_a_first_day_the_weeks_hold_every_interview_since(
    days: Sequence[int], since: int | None
) -> None:
    first = None if since is None else day(since)
    found = figures(*(course(talk(ahead)) for ahead in days), since=first)
    shown = sum(week.held for week in found.weeks)
    if first is None:
        assert len(found.weeks) == WEEKS
        assert found.held == len(days)
    else:
        assert shown == found.held == sum(day(ahead) >= first for ahead in days)
    assert all(week.monday.weekday() == 0 for week in found.weeks)


@pytest.mark.parametrize(
    ("found", "step"),
    [
        (course(), "applied"),
        (course(talk(4, "final", recorded=-1)), "applied"),
        (course(talk(-4, "phone")), "phone"),
        (course(talk(-4, "panel"), talk(-1, "phone")), "panel"),
        (course(talk(-4, "final"), outcome="rejected"), "final"),
        (course(talk(-4, "phone"), outcome="offer"), "offer"),
        (course(talk(-4, "phone"), outcome="declined"), "offer"),
        (course(item("acknowledge_offer", -3, -3), outcome="withdrawn"), "offer"),
        (course(item("acknowledge_offer", -3, status="cancelled"), outcome="rejected"), "applied"),
        (course(replace(reply(-3), is_offer=True), outcome="withdrawn"), "offer"),
        (course(reply(-3), outcome="withdrawn"), "applied"),
        (course(outcome="accepted"), "accepted"),
        (course(talk(-4, "informational")), "informational"),
        (course(talk(-4, "informational"), talk(-2, "phone")), "phone"),
        (course(replace(talk(-4, "panel"), cancelled=True)), "applied"),
    ],
)
def test_an_application_got_as_far_as_its_furthest_step(found: ApplicationFacts, step: str) -> None:
    assert furthest(found, NOW) == step


def test_every_application_stands_on_one_step() -> None:
    found = figures(course(), course(talk(-1, "phone")), course(talk(-1, "informational")))
    assert list(found.furthest) == list(STEPS)
    assert (found.applications, found.informational) == (2, 1)


@pytest.mark.parametrize(
    ("found", "days"),
    [
        (course(talk(-10), reply(-6)), [4]),
        (course(talk(-10), reply(-6), reply(-2, seq=6)), [4]),  # nobody asked again
        (course(talk(-10), item("check_in", -5, -5), reply(-3)), [2]),
        (course(talk(-10), reply(-8), item("check_in", -5, -4), reply(-3, seq=6)), [2, 1]),
        (course(talk(-10), item("check_in", -5), reply(-3)), [7]),  # it was never done
        (course(talk(-10), outcome="rejected", on=-1), [9]),
        (course(talk(-10), outcome="offer", on=-10), [0]),
        (course(talk(-10), outcome="withdrawn", on=-1), []),  # you did
        (untold(course(talk(-10), outcome="rejected", on=-10)), []),  # nobody knows when
        (course(talk(-10), talk(2, recorded=-7)), [3]),  # an invitation
        (course(talk(-10), talk(-5), reply(-1)), [4]),
        (course(reply(-1)), []),
        (course(talk(-10, "informational"), reply(-1)), []),
        (course(talk(-10), reply(-12)), []),
    ],
)
def test_a_wait_runs_from_the_last_round_or_check_in_to_the_answer(
    found: ApplicationFacts, days: list[int]
) -> None:
    assert list(waits(found, NOW)) == days


@pytest.mark.parametrize(
    ("answers", "median"), [([], None), ([4], 4), ([1, 9], 5), ([1, 2, 99], 2)]
)
def test_the_median_is_of_all_waits(answers: list[int], median: float | None) -> None:
    found = figures(*(course(talk(-100), reply(-100 + days)) for days in answers))
    assert found.median_wait == median


@pytest.mark.parametrize(
    ("note", "share"),
    [
        (item("thank_you", -1, -1), (1, 1)),
        (item("thank_you", -1, 0), (0, 1)),
        (item("thank_you", 1, 0), (1, 1)),
        (item("thank_you", -1), (0, 1)),
        (item("thank_you", 0), (0, 0)),  # there is time until tonight
        (item("thank_you", -1, 0, status="skipped"), (0, 1)),
        (item("thank_you", 1, 0, status="skipped"), (0, 0)),
        (item("thank_you", -1, status="cancelled"), (0, 0)),
        (item("check_in", -1, -1), (0, 0)),
    ],
)
def test_a_note_is_in_time_up_to_its_day(note: FollowUp, share: tuple[int, int]) -> None:
    assert figures(course(note)).notes == Share(*share)


@pytest.mark.parametrize(
    ("due", "done", "share"),
    [(-5, -5, (1, 1)), (-5, -2, (0, 1)), (-1, -3, (1, 1)), (-1, None, (0, 1))],
)
def test_your_promise_counts_by_the_day_you_named_not_by_a_snoozed_one(
    due: int, done: int | None, share: tuple[int, int]
) -> None:
    named = promise(-3, by="you", seq=7)
    assert your_promises(course(named, item("promised", due, done, promise=7)), TODAY) == Share(
        *share
    )


@pytest.mark.parametrize(
    ("found", "share"),
    [
        (course(promise(-3)), (0, 1)),
        (course(promise(0)), (0, 0)),
        (course(promise(-3), reply(-3)), (1, 1)),
        (course(promise(-3), reply(-2)), (0, 1)),
        (course(promise(3), reply(-1)), (1, 1)),
        (course(promise(-3, seq=5), reply(-9, seq=5)), (0, 1)),  # the reply that named the day
        (course(promise(-3), outcome="rejected", on=-4), (1, 1)),
        (course(promise(-3), outcome="accepted", on=-4), (1, 1)),
        (course(promise(-3), outcome="withdrawn", on=-4), (0, 0)),
        (course(promise(-3), outcome="withdrawn", on=-1), (0, 1)),
        (course(promise(-3), talk(4, recorded=-5, seq=4)), (1, 1)),  # an invitation
        (course(promise(-9), promise(-3, made=-10, seq=2)), (0, 1)),  # moved in time
        (course(promise(-9), promise(-3, made=-8, seq=2)), (0, 2)),  # moved when it was over
        (course(promise(-3, by="you")), (0, 0)),
    ],
)
def test_a_decision_date_is_kept_by_an_answer_up_to_it(
    found: ApplicationFacts, share: tuple[int, int]
) -> None:
    assert their_promises(found, TODAY) == Share(*share)


def test_a_date_named_in_a_round_that_was_cancelled_binds_nobody() -> None:
    off = replace(talk(-9), cancelled=True)
    assert their_promises(course(off, replace(promise(-3), interview_id=off.id)), TODAY) == Share()


def test_promises_are_added_up_by_company_where_there_were_most_first() -> None:
    found = figures(
        course(promise(-3), company="Hooli"),
        course(promise(-3), item("promised", -2, -2), company="ACME"),
        course(promise(-3), reply(-4), company="Acme"),
        course(company="Initech"),
    )
    assert [(one.company, one.you, one.they) for one in found.promises] == [
        ("ACME", Share(1, 1), Share(1, 2)),
        ("Hooli", Share(), Share(0, 1)),
    ]
    assert (found.you, found.they) == (Share(1, 1), Share(1, 3))


def test_since_a_day_only_what_is_not_before_it_counts() -> None:
    old = course(talk(-30), item("thank_you", -29, -29), promise(-20), reply(-25))
    new = course(talk(-9), item("thank_you", -8, -8), promise(-3), reply(-5))
    both, late = figures(old, new), figures(old, new, since=day(-10))
    assert (both.applications, both.held, both.notes, both.they) == (2, 2, Share(2, 2), Share(2, 2))
    assert (late.applications, late.held, late.notes, late.they) == (1, 1, Share(1, 1), Share(1, 1))
    assert (both.waits, late.waits) == ((4, 5), (4,))


@given(
    st.lists(st.tuples(st.integers(-40, 20), st.sampled_from(STEPS[1:6]), st.integers(-40, 0))),
    st.integers(-40, 0),
)
def test_what_was_kept_is_never_more_than_there_was(
    rounds: Sequence[tuple[int, str, int]], since: int
) -> None:
    courses = [
        course(talk(ahead, stage), item("thank_you", ahead + 1, answer), promise(ahead, seq=2),
               item("promised", ahead, answer), reply(answer))
        for ahead, stage, answer in rounds
    ]  # fmt: skip
    whole, part = figures(*courses), figures(*courses, since=day(since))
    for share in (whole.notes, whole.you, whole.they):
        assert 0 <= share.kept <= share.of
    assert all(days >= 0 for days in whole.waits)
    assert len(part.waits) <= len(whole.waits)
    assert part.held <= whole.held == sum(whole.by_stage.values())
    assert sum(whole.furthest.values()) == len(rounds)


@pytest.fixture
def recorded(begin: Begin) -> None:
    """Acme's panel of yesterday; Globex of last week, thanked in time, silent after its date."""
    begin(
        ACME,
        GLOBEX,
        ("done", "4", "--on", "2026-11-13"),
        ("log", "globex", "--decision", "2026-11-18"),
        ("add", "Hooli", "--at", "2026-11-25 10:00"),
    )


@pytest.mark.usefixtures("recorded")
def test_the_record_says_what_was_counted(say: Say) -> None:
    found = say("stats", "--json").json()
    assert found["weeks"][-1] == {"week": "2026-11-16", "held": 1, "by_stage": {"panel": 1}}
    assert (found["held"], found["booked"], found["applications"]) == (2, 1, 3)
    assert found["furthest"] == dict.fromkeys(STEPS, 0) | {"applied": 1, "video": 1, "panel": 1}
    assert found["notes_in_time"] == {"kept": 1, "of": 1}
    assert (found["answers"], found["median_days_until_answer"]) == (0, None)
    assert set(found["promises_kept"]) == {"you", "they", "by_company"}


@pytest.mark.usefixtures("recorded")
def test_people_read_bars_and_small_numbers_as_they_are(say: Say) -> None:
    out = say("stats").out
    assert "  16 Nov  1  ###  1 panel\n" in out
    assert "Thank-yous sent in time: 1 of 1\n" in out
    assert "Until they answered: no answer so far\n" in out
    assert "%" not in out
    assert not set("█\x1b") & set(out), "nobody looks at a pipe"


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_it_fits_the_screen(say: Say, columns: int) -> None:
    out = say("stats", COLUMNS=str(columns)).out
    assert max(width(line) for line in out.splitlines()) <= max(columns, 70)


def test_many_weeks_are_summed_up(world: World) -> None:
    found = figures(course(talk(-400), talk(-399), talk(0)), since=day(-400))
    said = stats_text(found, world)
    assert "  before: 2 in 32 weeks\n" in said
    assert len(said.splitlines()) < 50


@pytest.mark.parametrize(
    ("held", "most", "shorter"), [(1, 1000, 24), (500, 1000, 24), (1, 2, 24), (3, 3, 24)]
)
def test_a_bar_is_never_nothing_and_never_too_long(
    world: World, held: int, most: int, shorter: int
) -> None:
    rounds = [talk(0)] * most + [talk(-7)] * held
    bars = [line.count("#") for line in stats_text(figures(course(*rounds)), world).splitlines()]
    assert 0 < bars[13] <= bars[14] <= shorter


def test_an_empty_store_is_a_sentence(say: Say) -> None:
    said = say("stats")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Nothing is recorded yet")
    assert say("stats", "--json").json()["applications"] == 0


@pytest.mark.usefixtures("recorded")
def test_what_the_log_tells_of_counts_as_well(say: Say) -> None:
    say("log", "Initech", "sent my CV", "--role", "Clerk", "--new")
    found = say("stats", "--since", "2026-11-20", "--json").json()
    assert (found["since"], found["held"]) == ("2026-11-20", 0)
    assert found["furthest"]["applied"] == 2, "Initech, and Hooli, which is booked"


@pytest.mark.parametrize(("since", "hint"), [("tomorrow", "2026-11-21"), ("12", "12"), ("x", "x")])
def test_a_bad_day_is_refused(say: Say, since: str, hint: str) -> None:
    said = say("stats", "--since", since)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err


@pytest.mark.usefixtures("recorded")
def test_the_picture_is_svg_that_names_nobody(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "search.svg"
    said = say("stats", "--svg", str(path))
    assert (said.status, said.out) == (0, "")
    assert str(path) in said.err
    drawn = path.read_text()
    root = ET.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.findall("{*}rect")) > 2 + len(STEPS)
    assert not any(name in drawn for name in ("Acme", "Globex", "Priya"))


@pytest.mark.usefixtures("recorded")
def test_the_picture_stays_inside_its_frame(say: Say, tmp_path: Path) -> None:
    say("stats", "--since", "2025-01-01", "--svg", str(tmp_path / "a.svg"))
    root = ET.parse(tmp_path / "a.svg").getroot()
    for box in root.findall("{*}rect"):
        left, top = (float(box.get(side, "0")) for side in ("x", "y"))
        assert 0 <= left <= left + float(box.get("width", "0")) <= 760
        assert 0 <= top <= top + float(box.get("height", "0")) <= 620


@pytest.mark.usefixtures("recorded")
def test_a_file_that_is_there_needs_force(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "mine.svg"
    path.write_text("mine")
    refused = say("stats", "--svg", str(path))
    assert (refused.status, path.read_text()) == (2, "mine")
    assert "--force" in refused.err
    assert say("stats", "--svg", str(path), "--force", "--json").json()["held"] == 2
    assert path.read_text().startswith("<svg")


def test_an_empty_store_draws_nothing(say: Say, tmp_path: Path) -> None:
    said = say("stats", "--svg", str(tmp_path / "a.svg"))
    assert (said.status, said.out, list(tmp_path.glob("*.svg"))) == (3, "", [])


@pytest.mark.usefixtures("recorded")
def test_a_search_is_counted_piece_by_piece_as_a_whole(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = say("stats", "--json")
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    assert say("stats", "--json") == whole


def test_an_outcome_that_a_table_brought_is_no_answer_and_one_recorded_here_is(
    say: Say, tmp_path: Path
) -> None:
    table = tmp_path / "old.csv"
    table.write_text(
        "company,at,outcome\nGlobex,2026-11-12,rejected\nHooli,2026-11-13,offer\n", "utf-8"
    )
    assert say("import", str(table)).status == 0
    found = say("stats", "--json").json()
    assert (found["answers"], found["median_days_until_answer"]) == (0, None)
    say(*ACME)
    say("outcome", "acme", "rejected")
    found = say("stats", "--json").json()
    assert (found["answers"], found["median_days_until_answer"]) == (1, 1)


@pytest.mark.usefixtures("recorded")
def test_both_ways_into_the_store_tell_the_same(world: World) -> None:
    from followup.store import transaction

    def told(ask: Ask) -> tuple[object, ...]:
        decided = queries.decision_dates(ask, date(2026, 11, 1), date(2026, 11, 30))
        return (
            [*queries.all_facts(ask)],
            queries.active_between(ask, TODAY, TODAY),
            decided,
        )

    with connect(world.store) as ask, transaction.change(world.store, "look", world.now) as change:
        quick = told(ask)
        assert quick == told(change.ask)
    assert [len(part) for part in quick if isinstance(part, list | set)] == [3, 1, 2]


@pytest.mark.usefixtures("recorded")
def test_it_loads_no_orm_and_no_rich(home: Path) -> None:
    assert sorted(loaded(home, "stats") & (HEAVY | {"rich.table", "dateutil"})) == []


def test_ten_thousand_interviews_are_counted_while_you_wait() -> None:
    rounds = [
        course(talk(-number % 700), item("thank_you", -1, -1), reply(-1))
        for number in range(10_000)
    ]
    with takes_at_most(1.5):
        assert figures(*rounds).applications == 10_000
