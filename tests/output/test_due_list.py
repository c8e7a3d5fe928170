"""The morning list: what it says, in which order, and that it always fits."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, GLOBEX, WORLD, Say
from followup.domain import kinds
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.safe_text import width
from followup.environment import World
from followup.output import due_list
from followup.services import due
from followup.services.due import DueList
from followup.store.due_list import DueFollowUp, DueInterview, IdleApplication

TODAY = date(2026, 11, 20)


def todo(number: int = 1, **told: Any) -> DueFollowUp:
    fields: dict[str, Any] = {
        "id": number, "kind": "thank_you", "rule": "thank_you", "channel": "email",
        "urgency": "today", "ready_on": "2026-11-19", "due_on": "2026-11-20", "days_over": 0,
        "company": "Acme Corp", "role": "Data analyst", "stage": "panel", "contact": "Priya Shah",
        "email": "", "phone": "", "interview_on": "2026-11-19", "snoozed_until": None, "promise": "",
    }  # fmt: skip
    return DueFollowUp(**fields | told)


def meeting(**told: Any) -> DueInterview:
    fields: dict[str, Any] = {
        "id": 1, "company": "Acme", "role": "", "stage": "panel", "day": "2026-11-21",
        "at": "2026-11-21T10:30", "zone": "UTC", "minutes": 60,
        "starts": "2026-11-21T10:30:00+00:00", "where": "1 Main St", "people": "Priya, Tom",
    }  # fmt: skip
    return DueInterview(**{"own": (fields | told)["at"]} | fields | told)


def morning(
    *todos: DueFollowUp,
    meetings: tuple[DueInterview, ...] = (),
    coming: DueFollowUp | None = None,
    idle: tuple[IdleApplication, ...] = (),
) -> DueList:
    return DueList(
        today=TODAY, now=datetime.now().astimezone(), todos=todos, meetings=meetings,
        coming=coming, idle=idle, empty=False, stale=False,
    )  # fmt: skip


def screen(world: World, **other: Any) -> World:
    return replace(world, **other)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"days_over": 3, "urgency": "late"}, "3 days late"),
        ({"days_over": 1, "urgency": "overdue"}, "1 day late"),
        ({}, "today"),
        ({"days_over": -1, "urgency": "ready", "due_on": "2026-11-21"}, "by tomorrow"),
        ({"days_over": -3, "urgency": "ready", "due_on": "2026-11-23"}, "by Mon 23 Nov"),
        ({"days_over": -5, "urgency": "upcoming", "ready_on": "2026-11-25"}, "from Wed 25 Nov"),
        (
            {"days_over": -60, "urgency": "upcoming", "ready_on": "2027-01-19"},
            "from Tue 19 Jan 2027",
        ),
    ],
)
def test_how_late_it_is_stands_in_words(told: dict[str, object], words: str) -> None:
    assert due_list.lateness(todo(1, **told), TODAY) == words


def test_what_is_prepared_on_the_day_of_the_interview_is_not_late() -> None:
    told = {"kind": "prep", "days_over": 1, "urgency": "overdue"}
    assert due_list.lateness(todo(1, **told, interview_on="2026-11-20"), TODAY) == "today"
    assert due_list.lateness(todo(1, **told, interview_on="2026-11-19"), TODAY) == "1 day late"


def test_names_that_are_long_cost_neither_the_day_nor_the_command(world: World) -> None:
    long = "Nokuthula " * 6
    jobs = tuple(IdleApplication(id=n, company=f"Co {n} {long}", role="") for n in range(4))
    coming = todo(role=long, contact="Seán T. O'Brien-Nakamura", ready_on="2026-11-25")
    *_, coming_line, idle_line, _ = due_list.text(
        morning(coming=coming, idle=jobs), world
    ).splitlines()
    assert coming_line == "Next: thank-you to Seán T. O'Brien-Nakamura, Acme Corp, Wed 25 Nov"
    assert idle_line == "Idle: 4 (followup list --idle)"


def test_an_interview_of_today_that_has_ended_is_over(world: World) -> None:
    early = meeting(at="2026-11-20T09:00", starts="2026-11-20T09:00:00+00:00")
    late = meeting(at="2026-11-20T10:00", starts="2026-11-20T10:00:00+00:00")
    now = datetime.fromisoformat("2026-11-20T10:30:00+00:00")
    shown = DueList(**{**morning(meetings=(early, late)).__dict__, "now": now})
    said = due_list.text(shown, world)
    assert "  today 09:00  panel with Acme, over\n" in said
    assert "  today 10:00  panel with Acme\n" in said


def test_a_full_list_is_cut_at_a_screenful_with_the_count_of_the_rest(world: World) -> None:
    found = morning(*(todo(number) for number in range(1, 101)), coming=todo(200))
    lines = due_list.text(found, world).splitlines()
    assert len(lines) <= world.lines - 1, "the prompt needs a line, too"
    (rest,) = (line for line in lines if "more" in line)
    shown = sum("Acme Corp · Data analyst" in line for line in lines if "Next:" not in line)
    assert rest == f"  … and {100 - shown} more: followup due --all"
    assert lines[-1] == "Type: followup draft 1"


def test_a_list_that_fits_is_not_cut(world: World) -> None:
    said = due_list.text(morning(*(todo(number) for number in range(1, 11))), world)
    assert "more" not in said
    assert said.count("Priya Shah") == 10


def test_a_screenful_holds_even_with_a_day_of_interviews(world: World) -> None:
    meetings = tuple(meeting(id=number, at=f"2026-11-21T{9 + number:02}:00") for number in range(9))
    lines = due_list.text(morning(*(todo(n) for n in range(9)), meetings=meetings), world)
    assert len(lines.splitlines()) <= world.lines - 1


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)


@given(names, names, names, st.integers(-400, 4_000), st.sampled_from([80, 100, 132]))
def test_no_line_is_wider_than_the_screen(
    company: str, role: str, contact: str, days_over: int, columns: int
) -> None:
    world = replace(WORLD, today=TODAY, columns=columns)
    one = todo(12_345, company=company, role=role, contact=contact, days_over=days_over)
    found = morning(
        one,
        meetings=(meeting(company=company, where=role, people=contact),),
        coming=one,
        idle=(IdleApplication(id=1, company=company, role=role),),
    )
    for line in due_list.text(found, world).splitlines():
        assert width(line) <= columns, line


def test_colour_says_how_pressing_it_is_and_only_where_wanted(world: World) -> None:
    found = morning(todo(1, urgency="late", days_over=9), todo(2))
    assert "\033" not in due_list.text(found, world)
    coloured = due_list.text(found, screen(world, colour=True))
    assert "\033[1;31m9 days late\033[0m" in coloured
    assert "\033[33mtoday\033[0m" in coloured


def test_stored_text_cannot_act_on_the_terminal(world: World) -> None:
    nasty = "a\x1b[31mb\x9bc\u202ed\ne"
    one = todo(company=nasty, role=nasty, contact=nasty, kind="promised", promise=nasty)
    found = morning(
        one,
        meetings=(meeting(company=nasty, where=nasty, people=nasty),),
        coming=one,
        idle=(IdleApplication(id=1, company=nasty, role=nasty),),
    )
    for said in (due_list.text(found, world), due_list.plain(found)):
        assert not set("\x1b\x9b\u202e") & set(said)
        assert "\ne" not in said


def test_an_interview_says_when_where_and_with_whom(world: World) -> None:
    said = due_list.text(morning(meetings=(meeting(role="Nurse"),)), world)
    assert "  tomorrow 10:30  panel with Acme · Nurse\n" in said
    assert "1 Main St\n" in said
    assert "Priya, Tom\n" in said


def test_an_interview_elsewhere_says_the_user_s_own_time_too(world: World) -> None:
    told = meeting(zone="America/New_York", own="2026-11-21T15:30")
    said = due_list.text(morning(meetings=(told,)), world)
    assert "  tomorrow 15:30  panel" in said
    assert " 10:30 America/New_York\n" in said


def test_a_day_without_a_time_has_no_clock(world: World) -> None:
    told = meeting(at="2026-11-21", starts="2026-11-21T00:00:00+00:00", zone="Asia/Tokyo")
    said = due_list.text(morning(meetings=(told,)), world)
    assert "clock" not in said
    assert ":" not in said.splitlines()[2]


def test_the_foot_names_what_comes_what_is_idle_and_what_to_type(world: World) -> None:
    coming = todo(3, kind="check_in", contact="", ready_on="2026-11-25", due_on="2026-11-25")
    idle = tuple(
        IdleApplication(id=number, company=f"Company {number}", role="") for number in range(5)
    )
    foot = due_list.text(morning(coming=coming, idle=idle), world).splitlines()[-3:]
    assert foot == [
        "Next: check-in, Acme Corp · Data analyst, Wed 25 Nov",
        "Idle: Company 0, Company 1, Company 2 and 2 more (followup list --idle)",
        "After your next interview, type: followup add",
    ]


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("thank_you", "Type: followup draft 7"),
        ("promised", "Type: followup draft 7"),
        ("prep", "Type: followup done 7"),
        ("close_out", "To close it: followup done 7; to keep it: followup snooze 7 2w"),
        ("decide_offer", 'Type accepted or declined: followup outcome "Acme Corp" accepted'),
    ],
)
@pytest.mark.parametrize("urgency", ["today", "upcoming"])
def test_the_command_to_type_next_can_be_typed(kind: str, command: str, urgency: str) -> None:
    waits = urgency == "upcoming" and kind in ("prep", "close_out")  # neither is to be done yet
    expected = "Type: followup why 7" if waits else command
    assert due_list.to_type(morning(todo(7, kind=kind, urgency=urgency))) == expected


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_what_a_note_is_written_for_asks_to_whom_where_nobody_is_known(
    world: World, kind: str
) -> None:
    (row,) = due_list.todo_rows([todo(1, kind=kind, contact="")], world)
    assert ("to whom?" in row) == kinds.has_note(kind)
    (row,) = due_list.todo_rows([todo(1, kind=kind, contact="Priya Shah")], world)
    assert "to whom?" not in row


def test_every_kind_has_a_name_that_fits_its_column() -> None:
    labels = [kind.label for kind in kinds.KINDS.values()]
    assert all(width(label) <= 20 for label in labels)
    assert len(set(labels)) == len(kinds.KINDS)


@pytest.mark.parametrize("kind", ["thank-you", "THANK_YOU", " check_in "])
def test_a_kind_is_understood_as_people_write_it(kind: str) -> None:
    assert due.wanted(0, "", kind).kind in ("thank_you", "check_in")


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no kind “call”.*thank_you"):
        due.wanted(0, "", "call")


def test_plain_is_one_line_a_follow_up_with_tabs_never_cut() -> None:
    found = morning(*(todo(number, company="A" * 200) for number in range(1, 60)))
    lines = due_list.plain(found).splitlines()
    assert len(lines) == 59
    assert lines[0].split("\t") == [
        "1", "today", "thank_you", "Priya Shah", "A" * 200, "Data analyst", "2026-11-19", "2026-11-20"
    ]  # fmt: skip


def test_a_tab_in_a_name_makes_no_further_field() -> None:
    assert due_list.plain(morning(todo(contact="Priya\tShah"))).count("\t") == 7


def test_an_empty_store_greets_and_says_what_to_type(say: Say, world: World) -> None:
    assert due_list.text(due.look(world), world) == due_list.GREETING
    say(*ACME)
    say("undo")
    assert due_list.text(due.look(world), world) == due_list.GREETING


def test_a_store_without_anything_due_is_not_taken_for_an_empty_one(say: Say, world: World) -> None:
    say("add", "Acme", "--at", "in 3 weeks 10:00")
    said = due_list.text(due.look(world), world)
    assert said.splitlines()[0] == "Friday 20 November 2026"
    assert "Nothing to do today.\n\nNext: prepare, Acme, Thu 10 Dec\n" in said


def order(world: World, day: str) -> list[tuple[str, str]]:
    found = due.look(world.on(date.fromisoformat(day)))
    return [(one.urgency, one.kind) for one in found.todos]


def test_the_most_pressing_comes_first(say: Say, world: World) -> None:
    say(*GLOBEX)  # thank-you due Friday 13, check-in due Thursday 19
    say("add", "Initech", "--at", "2026-11-17 10:00")  # thank-you due Wednesday 18
    say(*ACME)  # thank-yous due Friday 20
    say("add", "Umbrella", "--at", "today 9am", "--promise", "today: send the plan")
    assert order(world, "2026-11-20") == [
        ("late", "thank_you"),
        ("overdue", "thank_you"),
        ("overdue", "check_in"),
        ("today", "promised"),
        ("today", "thank_you"),
        ("today", "thank_you"),
        ("ready", "thank_you"),
    ]


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        ("2026-11-16", "today"),
        ("2026-11-17", "overdue"),
        ("2026-11-18", "overdue"),
        ("2026-11-19", "late"),
    ],
)
def test_late_is_more_than_two_business_days_past_due(
    say: Say, world: World, day: str, urgency: str
) -> None:
    say("add", "Acme", "--at", "2026-11-13 10:00", "--with", "Priya")  # due Monday 16
    assert order(world, day) == [(urgency, "thank_you")]


def test_the_weekend_does_not_make_anything_late(say: Say, world: World) -> None:
    say("add", "Acme", "--at", "2026-11-18 10:00", "--with", "Priya")  # due Thursday 19
    assert order(world, "2026-11-22") == [("overdue", "thank_you")]
    assert order(world, "2026-11-24") == [("late", "thank_you")]


def test_a_thank_you_waits_until_the_interview_has_ended(say: Say) -> None:
    say("add", "Acme", "--at", "today 15:00", "--with", "Priya")
    assert say("due", "--count", FOLLOWUP_TODAY="2026-11-20T15:59").out == "0\n"
    assert say("due", "--count", FOLLOWUP_TODAY="2026-11-20T16:00").out == "1\n"


def test_prep_ends_when_the_interview_begins(say: Say) -> None:
    said = say("add", "Acme", "--at", "tomorrow 15:00", FOLLOWUP_TODAY="2026-11-19T12:00")
    assert said.status == 0
    shown = ("due", "--kind", "prep", "--count")
    assert say(*shown, FOLLOWUP_TODAY="2026-11-19T12:00").out == "1\n"
    assert say(*shown, FOLLOWUP_TODAY="2026-11-20T14:59").out == "1\n"
    assert say(*shown, FOLLOWUP_TODAY="2026-11-20T15:00").out == "0\n"


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("Priya Shah", 10, "Priya Shah"),
        ("Priya Shah", 9, "P. Shah"),
        ("Nokuthula Grace Sithole-Dlamini", 24, "N. G. Sithole-Dlamini"),
        ("Nokuthula Grace Sithole-Dlamini", 18, "N. Sithole-Dlamini"),
        ("Prof. Dr. Nokuthula Sithole-Dlamini", 18, "N. Sithole-Dlamini"),
        ("Hans-Peter von der Mühlen", 8, "Mühlen"),
        ("Jean-Luc van der Berg", 15, "J. van der Berg"),
        ("Robert Half International Inc", 14, "Robert Half International Inc"),
        ("Siobhán Ní Dhomhnaill", 20, "S. Ní Dhomhnaill"),
        ("Priya", 3, "Priya"),
        ("Dr Amara Nwosu", 9, "A. Nwosu"),
        ("Professor Amara Nwosu", 9, "A. Nwosu"),
        ("J. Amara Nwosu", 11, "J. A. Nwosu"),
        ("MedStaff Agency", 9, "MedStaff Agency"),
        ("Carepath Recruiting", 12, "Carepath Recruiting"),
        ("HR Department", 9, "HR Department"),
    ],
)
def test_a_long_name_keeps_its_family_name(name: str, columns: int, expected: str) -> None:
    assert due_list.shorter(name, columns) == expected
