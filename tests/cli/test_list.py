"""`list`: filters, one row an application, and a table that fits wherever it is read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, GLOBEX, Begin, Say, takes_at_most
from followup.domain.frozen import replace
from followup.domain.safe_text import width
from followup.environment import World
from followup.output import json, tables
from followup.output.tables import Column
from followup.services import views
from followup.store import queries
from followup.store.connection import connect

HOOLI = ("add", "Hooli", "--role", "Chef", "--at", "2026-11-05 9:00", "--stage", "phone",
         "--note", "Café in the lobby")  # fmt: skip
BOOKED = (
    "add",
    "Acme Corp",
    "--at",
    "2026-11-25 10:00",
    "--stage",
    "final",
    "--zone",
    "Asia/Tokyo",
)


@pytest.fixture
def recorded(begin: Begin) -> None:
    """1 Acme's panel, 2 Globex, 3 Hooli, rejected, 4 Acme's final, booked; Initech without any."""
    logged = ("log", "Initech", "sent my CV", "--role", "Clerk", "--new")
    begin(ACME, GLOBEX, HOOLI, ("outcome", "hooli", "rejected"), BOOKED, logged)


def test_jobs_without_an_interview_are_not_passed_over_in_silence(say: Say) -> None:
    say(*ACME)
    assert say("list").err == ""
    say("log", "Initech", "sent my CV", "--new")
    assert say("list").err == (
        "Left out: 1 job without an interview. All jobs: followup list --by application\n"
    )
    assert (say("list", "acme").err, say("list", "--json").err) == ("", "")


def test_of_several_people_the_first_is_named_with_the_count_of_the_others(say: Say) -> None:
    say("add", "Wayne Enterprises", "--role", "Data scientist in fraud", "--stage", "video",
        "--at", "2026-11-19 15:00", "--with", "Prof. Hans-Peter von der Mühlen", "--with", "Lucius Fox")  # fmt: skip
    assert "Prof. Hans-Peter von der Mühlen, Lucius Fox" in say("list", COLUMNS="120").out
    assert "  von der Mühlen +1  " in say("list", COLUMNS="90").out


def test_the_zone_of_an_interview_costs_no_column_where_the_screen_is_narrow(say: Say) -> None:
    say("add", "Wayne Enterprises", "--role", "Data scientist", "--with", "Lucius Fox",
        "--at", "2026-11-19 15:00 America/New_York")  # fmt: skip
    told = say("list", COLUMNS="80").out.splitlines()
    assert told[1].split("  ")[1:4] == ["19 Nov 20:00", "Wayne Enterprises", "Data scientist"]
    assert told[2:] == ["   (15:00 America/New_York)"]
    assert "19 Nov 20:00 (15:00 America/New_York)  Wayne" in say("list", COLUMNS="120").out


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ([], [1, 2, 3, 4]),
        (["--open"], [1, 2, 4]),
        (["--outcome", "open"], [1, 2, 4]),
        (["--outcome", "Rejected"], [3]),
        (["--stage", "PANEL"], [1]),
        (["--since", "2026-11-12"], [1, 2, 4]),
        (["--until", "2026-11-12"], [2, 3]),
        (["--since", "2026-11-12", "--until", "2026-11-12"], [2]),
        (["--since", "yesterday"], [1, 4]),
        (["--since", "thu", "--until", "thu"], [1]),
        (["cafe"], [3]),
        (["PRIYA analyst"], [1]),
        (["priya nurse"], []),
        (["angstrom", "--open"], [2]),
        (["acme", "--stage", "final"], [4]),
    ],
)
def test_only_what_matches_is_listed(say: Say, options: list[str], numbers: list[int]) -> None:
    assert [one["id"] for one in say("list", *options, "--json").json()] == numbers


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("options", "companies"),
    [
        ([], ["Acme Corp", "Globex", "Hooli", "Initech"]),
        (["--open"], ["Acme Corp", "Globex", "Initech"]),
        (["--stage", "final"], ["Acme Corp"]),
        (["--until", "2026-11-12"], ["Globex", "Hooli"]),
        (["clerk"], ["Initech"]),
        (["priya analyst"], ["Acme Corp"]),
    ],
)
def test_applications_match_where_one_of_their_interviews_does(
    say: Say, options: list[str], companies: list[str]
) -> None:
    found = say("list", "--by", "application", *options, "--json").json()
    assert [one["company"] for one in found] == companies


@pytest.mark.usefixtures("recorded")
def test_an_application_is_one_record(say: Say) -> None:
    acme, *_, initech = say("list", "--by", "application", "--json").json()
    (own, *_) = say("list", "acme", "--json").json()
    assert acme == {
        "id": 1, "company": "Acme Corp", "role": "Data analyst", "via": None, "field": None,
        "outcome": None, "rounds": 2, "last_interview_on": "2026-11-19",
        "next_interview_at": "2026-11-25T10:00:00+09:00", "decision_on": own["decision_on"],
        "pending": 5, "idle": False,
        "next": {"id": 1, "kind": "thank_you", "ready_on": "2026-11-19", "due_on": "2026-11-20",
                 "contact": "Priya Shah"},
    }  # fmt: skip
    assert (initech["rounds"], initech["last_interview_on"], initech["next_interview_at"]) == (
        0,
        None,
        None,
    )


@pytest.mark.usefixtures("recorded")
def test_what_is_read_for_all_is_what_is_read_for_one(world: World) -> None:
    with connect(world.store) as ask:
        told = {one.application.id: one for one in views.jobs(ask)}
        for one in queries.applications(ask):
            assert list(told[one.id].interviews) == queries.interviews_of(ask, one.id)
            assert [item.followup for item in told[one.id].followups] == [
                replace(item, key="", chain=()) for item in queries.followups_of(ask, one.id)
            ]
    assert (len(told[1].interviews), len(told[1].followups)) == (2, 5)


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("words", [(), ("--by", "application")], ids=["interviews", "applications"])
def test_a_long_list_is_told_piece_by_piece_as_a_short_one(
    say: Say, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    whole, table = say("list", *words, "--json"), say("list", *words)
    assert whole.out == json.as_json(whole.json())
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    assert (say("list", *words, "--json"), say("list", *words)) == (whole, table)
    assert say("list", *words, "nobody", "--json").out == "[]\n"


@pytest.mark.usefixtures("recorded")
def test_idle_is_an_open_application_with_nothing_pending(say: Say) -> None:
    assert say("list", "--idle", "nurse").out.startswith("Nothing is idle")
    for number in ("4", "5"):
        assert say("skip", number).status == 0
    idle, initech = say("list", "--idle", "--json").json()
    assert initech["company"] == "Initech"
    assert (idle["company"], idle["idle"], idle["pending"], idle["next"]) == (
        "Globex", True, 0, None
    )  # fmt: skip
    assert "Globex" in say("list", "--idle").out
    assert say("list", "--idle", "acme").out.startswith("Nothing is idle")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--stage", "lunch"], "phone, video, onsite"),
        (["--outcome", "maybe"], "or open"),
        (["--by", "company"], "interview or application"),
        (["--since", "someday"], "clear date"),
        (["--since", "2026-11-12", "--until", "2026-11-11"], "swap"),
    ],
)
def test_an_option_that_is_not_understood_is_a_sentence(
    say: Say, options: list[str], words: str
) -> None:
    said = say("list", *options)
    assert (said.status, said.out) == (2, "")
    assert words in said.err


@pytest.mark.parametrize("options", [[], ["--by", "application"]])
def test_what_matches_nothing_says_how_to_see_all(say: Say, options: list[str]) -> None:
    assert "followup add" in say("list", *options).out
    say(*GLOBEX)
    assert "followup list" in say("list", "zzz", *options).out


def test_cells_are_cut_to_80_columns_for_people_and_never_in_json(say: Say) -> None:
    name = "Ministerium für " + "Landwirtschaft " * 5
    say("add", name, "--role", "x" * 90, "--at", "today", "--with", "Y" * 90)
    for options in ([], ["--by", "application"]):
        text = say("list", *options).out
        assert "…" in text
        assert max(map(width, text.splitlines())) <= 80
        (record,) = say("list", *options, "--json").json()
        assert (record["company"], record["role"]) == (name.strip(), "x" * 90)


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS, st.just("held")), min_size=1), st.integers(30, 120))
def test_a_table_fits_and_names_every_row(
    world: World, rows: list[tuple[str, str, str]], columns: int
) -> None:
    heads = (Column("one", may_be_cut=True), Column("two", may_be_cut=True), Column("three"))
    screen = replace(world, columns=columns)
    lines = tables.table(heads, rows, screen).split("\n")[:-1]
    assert len(lines) == 1 + len(rows)
    assert max(map(width, lines)) <= columns
    assert all(row.endswith("held") for row in lines[1:])
    narrow = replace(world, columns=columns // 6)
    assert max(map(width, tables.table(heads, rows, narrow).split("\n"))) <= columns // 6


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (40, "Acme Corporation  Data analyst  held"),
        (32, "Acme Corpor…  Data analyst  held"),
        (24, "Acme Co…  Data an…  held"),
        (20, "Acme …  Data …  held"),
        (18, "Acme … Data … held"),
        (14, "Acm… Dat… held"),
        (10, "A… Da… he…"),
    ],
)
def test_the_widest_cells_are_cut_first(world: World, columns: int, row: str) -> None:
    heads = (Column("one", may_be_cut=True), Column("two", may_be_cut=True), Column("now"))
    screen = replace(world, columns=columns)
    text = tables.table(heads, [("Acme Corporation", "Data analyst", "held")], screen)
    assert text.splitlines()[1] == row


@pytest.mark.parametrize(
    ("day", "cell"),
    [("2026-11-09", " 9 Nov"), ("2026-11-19", "19 Nov"), ("2025-01-05", " 5 Jan 2025")],
)
def test_a_day_in_a_column_has_its_year_where_it_is_another(day: str, cell: str) -> None:
    assert tables.day(date.fromisoformat(day), date(2026, 11, 20)) == cell


def test_five_thousand_interviews_are_listed_at_once(say: Say, world: World) -> None:
    fill(world, 5_000)
    with takes_at_most(2):
        said = say("list")
    assert len(said.out.splitlines()) == 5_001


def fill(world: World, count: int) -> None:
    """So many interviews with a person and a thank-you each, two of a company."""
    from followup.store import models, transaction

    numbers = range(1, count + 1)
    jobs = {number: number - (number + 1) % 2 for number in numbers}
    days = {number: (world.today - timedelta(days=number % 300)).isoformat() for number in numbers}
    rows = (
        (models.Application(id=n, company=f"Firm {n}", company_key=f"firm {n}", seq=1)
         for n in sorted(set(jobs.values()))),
        (models.Contact(id=n, name=f"Ann {n}", name_key=f"ann {n}", seq=1) for n in numbers),
        (models.Interview(
            id=n, application_id=jobs[n], stage="video", day=days[n], at=f"{days[n]}T15:00",
            zone="UTC", minutes=60, starts=f"{days[n]}T15:00:00+00:00",
            ends=f"{days[n]}T16:00:00+00:00", recorded_on=days[n], seq=1) for n in numbers),
        (models.Topic(interview_id=n, contact_id=n, position=0) for n in numbers),
        (models.Followup(
            key=str(n), kind="thank_you", rule="thank_you", application_id=jobs[n], interview_id=n,
            contact_id=n, ready_on=days[n], due_on=days[n]) for n in numbers),
    )  # fmt: skip
    with transaction.unjournaled(world.store, world.now) as change:
        for table in rows:
            change.session.add_all(table)
            change.session.flush()
