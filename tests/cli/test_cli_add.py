"""`followup add`: what it keeps, what it says back, and what it refuses."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from conftest import ACME, Say
from followup.domain.safe_text import width
from followup.store.connection import connect


def added(say: Say, *words: str) -> Any:
    said = say("add", *words, "--json")
    assert said.status == 0, said.err
    return said.json()


def test_everything_that_was_told_is_kept(say: Say) -> None:
    assert say(*ACME).status == 0
    assert say("list", "--json").json() == [
        {
            "id": 1,
            "company": "Acme Corp",
            "role": "Data analyst",
            "stage": "panel",
            "at": "2026-11-19T15:00:00+00:00",
            "zone": "UTC",
            "minutes": 60,
            "where": "",
            "status": "held",
            "outcome": None,
            "field": None,
            "via": None,
            "decision_on": "2026-11-27",
            "contacts": [
                {
                    "id": 1, "name": "Priya Shah", "title": "Head of Data",
                    "email": "priya@acme.example", "phone": None, "topic": "the move to dbt",
                },
                {
                    "id": 2, "name": "Tom Lee", "title": "", "email": "tom@acme.example",
                    "phone": None, "topic": "on-call rota",
                },
            ],
            "looking_for": "someone to own the reporting stack",
            "strengths": ["I built the KPI dashboard that 40 shops use"],
            "concerns": [
                {
                    "concern": "no dbt experience",
                    "answer": "I moved two pipelines to dbt last spring",
                }
            ],
            "next_step": "",
            "note": "",
            "followups": [
                {
                    "id": 1, "kind": "thank_you", "status": "pending", "ready_on": "2026-11-19",
                    "due_on": "2026-11-20", "contact": "Priya Shah",
                },
                {
                    "id": 2, "kind": "thank_you", "status": "pending", "ready_on": "2026-11-19",
                    "due_on": "2026-11-20", "contact": "Tom Lee",
                },
                {
                    "id": 3, "kind": "promised", "status": "pending", "ready_on": "2026-11-25",
                    "due_on": "2026-11-25", "contact": "Priya Shah",
                },
            ],
        }
    ]  # fmt: skip


def test_it_says_back_what_it_recorded_and_the_days_that_it_understood(say: Say) -> None:
    said = say(*ACME)
    assert said.err == ""
    assert said.out == (
        "Recorded interview 1: panel with Acme Corp · Data analyst\n"
        "Thursday 19 November 2026, 15:00 (UTC)\n"
        "With Priya Shah, Tom Lee\n"
        "They decide by Fri 27 Nov\n"
        "\n"
        "   1  thank-you to Priya Shah, Thu 19 Nov to today\n"
        "   2  thank-you to Tom Lee, Thu 19 Nov to today\n"
        "   3  promised to Priya Shah: send the dashboard link, Wed 25 Nov\n"
    )


def test_json_has_the_interview_its_contacts_and_what_is_to_do(say: Say) -> None:
    told = added(say, *ACME[1:])
    assert list(told) == ["interview", "contacts", "followups"]
    assert told["interview"] == say("list", "--json").json()[0]
    assert told["contacts"] == told["interview"]["contacts"]
    assert told["followups"] == say("due", "--days", "30", "--json").json()


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("--minutes", "45"), "minutes", 45),
        (("--where", "1 Main St\nroom 2"), "where", "1 Main St\nroom 2"),
        (("--via", "Hays"), "via", "Hays"),
        (("--field", "Sales"), "field", "sales"),
        (("--next-step", "a trial day"), "next_step", "a trial day"),
        (("--note", "dog in the office"), "note", "dog in the office"),
        (("--stage", "FINAL"), "stage", "final"),
        (("--zone", "America/New_York"), "at", "2026-11-19T15:00:00-05:00"),
        (("--zone", "Asia/Kolkata"), "at", "2026-11-19T15:00:00+05:30"),
        (("--strength", "a", "--strength", "b"), "strengths", ["a", "b"]),
        (("--concern", "too old"), "concerns", [{"concern": "too old", "answer": ""}]),
        (
            ("--concern", "gap: I cared: for two", "--concern", "  "),
            "concerns",
            [{"concern": "gap", "answer": "I cared: for two"}],
        ),
        (("--role", " Nurse "), "role", "Nurse"),
    ],
)  # fmt: skip
def test_each_option_says_one_thing(
    say: Say, words: tuple[str, ...], field: str, value: object
) -> None:
    told = added(say, "Acme", "--at", "yesterday 3pm", *words)
    assert told["interview"][field] == value


@pytest.mark.parametrize(
    ("words", "person"),
    [
        (("--with", "Priya", "--email", "p@a.example"), {"email": "p@a.example"}),
        (("--with", "Priya", "--phone", "+1 555 0100"), {"phone": "+1 555 0100"}),
        (("--with", "Priya", "--title", "CTO"), {"title": "CTO"}),
        (("--with", "Priya", "--topic", "the rota"), {"topic": "the rota"}),
        (("--with", "Priya", "--topic", "priya: the rota"), {"topic": "the rota"}),
        (("--with", "Priya", "--topic", "ratio 3:1"), {"topic": "ratio 3:1"}),
        (("--with", "Priya", "--topic", "Priya - the rota"), {"topic": "the rota"}),
        (("--with", "Priya", "--topic", "the rota - its gaps"), {"topic": "the rota - its gaps"}),
        (("--with", "Priya", "--topic", "a", "--topic", "b"), {"topic": "a; b"}),
    ],
)
def test_with_exactly_one_person_the_options_say_the_rest(
    say: Say, words: tuple[str, ...], person: dict[str, str]
) -> None:
    (told,) = added(say, "Acme", "--at", "yesterday", *words)["contacts"]
    assert told | person == told


def test_a_greeting_that_is_not_sure_is_remarked_on_until_it_is_told(say: Say) -> None:
    remark = (
        "Notes to Wang Wei begin “Dear Wang Wei”, since the name alone does not say how to greet "
        'them. To change that: followup contact edit "Wang Wei" --salutation "Dear …"'
    )
    words = ("--with", "Wang Wei", "--with", "Priya Shah")
    said = say("add", "Acme", "--at", "yesterday", *words)
    assert remark in said.err
    assert "Notes to Priya" not in said.err
    assert remark in say("draft", "wang").err
    say("contact", "edit", "Wang Wei", "--salutation", "Dear Ms. Wang")
    draft = say("draft", "wang")
    assert "Dear Ms. Wang," in draft.out
    assert "Notes to" not in draft.err + say("add", "Acme", "--at", "today", *words).err


def test_a_department_is_greeted_as_the_team_and_nobody_wonders(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "HR Department")
    draft = say("draft", "1")
    assert "Dear Acme team," in draft.out
    assert "somebody else" not in draft.err


def test_no_calls_is_kept_with_the_person(say: Say, store: str) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "Priya", "--no-calls")
    say("add", "Acme", "--at", "today", "--with", "Priya")
    with connect(store) as ask:
        assert [row["no_calls"] for row in ask("SELECT no_calls FROM contact", {})] == [1]


def test_a_start_without_a_time_stays_a_day(say: Say) -> None:
    assert added(say, "Acme", "--at", "yesterday")["interview"]["at"] == "2026-11-19"


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("tue 10:00", "2026-11-17"),
        ("friday 9am", "2026-11-20"),
        ("next tue 10:00", "2026-11-24"),
        ("nov 25 10:00", "2026-11-25"),
        ("2026-12-01T15:00", "2026-12-01"),
        ("tomorrow noon", "2026-11-21"),
    ],
)
def test_a_bare_day_is_the_nearest(say: Say, at: str, day: str) -> None:
    assert added(say, "Acme", "--at", at)["interview"]["at"][:10] == day


def test_a_decision_or_a_promise_looks_ahead(say: Say) -> None:
    told = added(say, "Acme", "--at", "tue 10:00", "--decision", "tue", "--promise", "wed: a list")
    assert told["interview"]["decision_on"] == "2026-11-24"
    (promise,) = (one for one in told["followups"] if one["kind"] == "promised")
    assert (promise["due_on"], promise["promise"]) == ("2026-11-25", "a list")


def test_a_weekday_that_was_said_in_a_talk_of_that_day_is_the_next_one(say: Say) -> None:
    told = added(say, "Acme", "--at", "today 9am", "--decision", "fri", "--promise", "fri: a list")
    assert told["interview"]["decision_on"] == "2026-11-27"
    (promise,) = (one for one in told["followups"] if one["kind"] == "promised")
    assert promise["due_on"] == "2026-11-27"


def kinds(told: Any) -> list[str]:
    return sorted(one["kind"] for one in told["followups"])


@pytest.mark.parametrize(
    ("words", "planned"),
    [
        (("--at", "in 3 days 10:00"), ["check_in", "prep", "thank_you"]),
        (("--at", "yesterday 10:00"), ["check_in", "thank_you"]),
        (("--at", "yesterday", "--with", "A", "--with", "B"), ["check_in", "thank_you", "thank_you"]),
        (("--at", "yesterday", "--promise", "wed: x"), ["promised", "thank_you"]),
        (("--at", "yesterday", "--stage", "informational", "--with", "A"), ["keep_in_touch", "thank_you"]),
        (("--at", "2026-10-01 10:00", "--with", "A"), ["check_in"]),
    ],
)  # fmt: skip
def test_what_follows_from_it_is_planned(
    say: Say, words: tuple[str, ...], planned: list[str]
) -> None:
    assert kinds(added(say, "Acme", *words)) == planned


def test_an_interview_long_ago_brings_no_thank_you_and_says_so(say: Say) -> None:
    said = say("add", "Acme", "--at", "2026-10-01 10:00", "--with", "Priya")
    assert "thank-you" in said.err
    assert "thank-you" not in said.out


# What it joins


def test_without_a_role_it_joins_the_only_open_application(say: Say) -> None:
    say("add", "Acme", "--role", "Nurse", "--at", "yesterday")
    assert added(say, "ACME", "--at", "today")["interview"]["role"] == "Nurse"


def test_with_another_role_it_makes_another_application(say: Say) -> None:
    say("add", "Acme", "--role", "Nurse", "--at", "yesterday")
    assert added(say, "Acme", "--role", "Matron", "--at", "today")["interview"]["role"] == "Matron"
    assert added(say, "Acme", "--role", "NURSE", "--at", "today")["interview"]["role"] == "Nurse"


def test_with_several_open_it_asks_for_the_role_and_records_nothing(say: Say) -> None:
    say("add", "Acme", "--role", "Nurse", "--at", "yesterday")
    say("add", "Acme", "--role", "Matron", "--at", "yesterday")
    said = say("add", "acme", "--at", "today")
    assert (said.status, said.out) == (4, "")
    assert "Nurse" in said.err
    assert "Matron" in said.err
    assert "--role" in said.err
    assert len(say("list", "--json").json()) == 2


def test_a_closed_application_is_never_joined(say: Say) -> None:
    say("add", "Acme", "--role", "Nurse", "--at", "2026-10-01 10:00")
    while pending := say("due", "--days", "365", "--json").json():
        say("done", str(pending[0]["id"]), FOLLOWUP_TODAY=pending[0]["due_on"])
    assert say("show", "acme", "--json").json()["outcome"] == "closed"
    told = added(say, "Acme", "--at", "today")["interview"]
    assert (told["role"], told["outcome"]) == ("", None)


# What it refuses


REFUSED = [
    ((), "followup add"),
    (("", "--at", "today"), "Name the company"),
    (("   ", "--at", "today"), "Name the company"),
    (("Acme",), "--at"),
    (("Acme", "--at", " "), "--at"),
    (("Acme", "--at", "03/04/2026"), "2026-04-03"),
    (("Acme", "--at", "03/04/2026"), "2026-03-04"),
    (("Acme", "--at", "12"), "12"),
    (("Acme", "--at", "9.30"), "9.30"),
    (("Acme", "--at", "2026-02-30"), "from 1 to 28"),
    (("Acme", "--at", "someday"), "someday"),
    (("Acme", "--at", "2026-03-29 02:30", "--zone", "Europe/Berlin"), "does not exist"),
    (("Acme", "--at", "today", "--with", "<>"), "needs a name"),
    (("Acme", "--at", "today", "--with", "Priya <acme>"), "not an email address"),
    (("Acme", "--at", "today", "--with", "Priya", "--email", "acme"), "not an email address"),
    (("Acme", "--at", "today", "--with", "P <a@b.example>", "--email", "c@d.example"), "two addresses"),
    (("Acme", "--at", "today", "--email", "c@d.example"), "one --with"),
    (("Acme", "--at", "today", "--with", "A", "--with", "B", "--title", "CTO"), "one --with"),
    (("Acme", "--at", "today", "--with", "A", "--with", "a"), "named twice"),
    (("Acme", "--at", "today", "--decision", "gibberish"), '--decision: "gibberish" is not a clear'),
    (("Acme", "--at", "today", "--decision", "03/04/2026"), "can be read in two ways"),
    (("n/a", "--at", "today"), "names no company"),
    (("Acme", "--at", "today", "--role", "none"), "names no role; write its name, or leave it out"),
    (("Acme", "--at", "today", "--via", "-"), "names no agency"),
    (("Acme", "--at", "today", "--with", "no one else"), "names nobody; leave it out"),
    (("Acme", "--at", "today", "--stage", "lunch"), "phone, video, onsite, panel, final or inform"),
    (("Acme", "--at", "today", "--channel", "fax"), "email, letter, card or phone"),
    (("Acme", "--at", "today 9am", "--zone", "Europe/Atlantis"), "Europe/Atlantis"),
    (("Acme", "--at", "today 9am", "--zone", "Europe"), "Europe"),
    (("Acme", "--at", "today 9am", "--zone", "../../etc/passwd"), "etc/passwd"),
    (("Acme", "--at", "today 9am", "--zone", "x" * 5000), "zone"),
    (("Acme", "--at", "today", "--minutes", "0"), "1 to 1440"),
    (("Acme", "--at", "today", "--minutes", "1441"), "1 to 1440"),
    (("Acme", "--at", "today", "--minutes", "long"), "--minutes"),
    (("Acme", "--at", "today", "--decision", "yesterday"), "before the interview"),
    (("Ac\nme", "--at", "today"), "one line"),
    (("Ac\x1bme", "--at", "today"), "control characters"),
    (("Acme", "--at", "today", "--note", "x" * 20_001), "at most 20,000"),
    (("Acme", "--at", "today", "--nothing", "1"), "--nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "hint"), REFUSED)
def test_bad_input_is_a_sentence_and_nothing_is_made(
    say: Say, home: Any, words: tuple[str, ...], hint: str
) -> None:
    said = say("add", *words)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err
    assert "Traceback" not in said.err
    assert list(home.iterdir()) == [], "not even an empty store"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Priya <p@a.example>", "Priya Shah <p@a.example>"), ("Priya Shah", "Priya <p@a.example>")],
)
def test_one_person_in_two_spellings_is_named_twice_too(say: Say, one: str, other: str) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "Priya Shah <p@a.example>")
    said = say("add", "Acme", "--at", "today", "--with", one, "--with", other)
    assert (said.status, said.out) == (2, "")
    assert "named twice" in said.err


def test_an_argument_that_is_no_utf8_is_refused(say: Say) -> None:
    said = say("add", "Acme \udcff", "--at", "today")
    assert said.status == 2
    assert "UTF-8" in said.err


def test_the_order_of_numbers_can_be_configured(say: Say) -> None:
    say("config", "set", "dates.order", "dmy")
    assert added(say, "Acme", "--at", "03/04/2026")["interview"]["at"] == "2026-04-03"


def test_a_local_time_that_exists_twice_is_the_first_with_a_remark(say: Say) -> None:
    said = say("add", "Acme", "--at", "2026-10-25 02:30", "--zone", "Europe/Berlin", "--json")
    assert said.json()["interview"]["at"] == "2026-10-25T02:30:00+02:00"
    assert "02:30" in said.err


def test_a_machine_without_a_known_zone_takes_utc_and_says_so(say: Say) -> None:
    said = say("add", "Acme", "--at", "today 9am", TZ="Nowhere/Land")
    assert said.status == 0
    assert "taken as UTC" in said.err


def test_today_is_the_user_s_day_and_not_utc_s(program: Say) -> None:
    said = program(
        "add", "Acme", "--at", "today", "--json", TZ="America/Los_Angeles",
        FOLLOWUP_TODAY="2026-11-21T05:00+00:00",
    )  # fmt: skip
    assert said.json()["interview"]["at"] == "2026-11-20"


@pytest.mark.parametrize(
    ("at", "day", "other"),
    [
        ("dec 4 2pm", "2026-12-04T14:00", ""),
        ("nov 4 2pm", "2026-11-04T14:00", ""),
        ("june 4 2pm", "2026-06-04T14:00", "2027-06-04 14:00"),
        ("tue", "2026-11-17", "2026-11-24"),
    ],
)
def test_a_guessed_day_is_the_nearest_and_the_other_is_said(
    say: Say, at: str, day: str, other: str
) -> None:
    said = say("add", "Acme", "--at", at, "--json")
    assert said.json()["interview"]["at"].startswith(day)
    mended = f'if it was the other one: followup edit 1 --at "{other}"\n'
    assert (mended in said.err) == bool(other), "a year off is no question"


def test_the_abbreviation_of_a_zone_is_answered_with_the_zone(say: Say) -> None:
    said = say("add", "Acme", "--at", "2026-07-14 15:00 ET")
    assert "America/New_York" in said.out
    assert "ET is taken as America/New_York." in said.err


def test_each_need_is_kept_as_a_line_and_goes_through_a_table(say: Say, tmp_path: Path) -> None:
    say("add", "Acme", "--at", "yesterday", "--looking-for", "a lead", "--looking-for", "calm")
    (told,) = say("list", "--json").json()
    assert told["looking_for"] == "a lead\ncalm"
    table = tmp_path / "all.csv"
    say("export", "csv", "--out", str(table))
    say("import", str(table))
    assert say("list", "--json").json() == [told]


OVER = {"FOLLOWUP_TODAY": "2026-11-22T12:00"}
"""The day after the interview that `booked` books."""


def booked(say: Say, company: str) -> None:
    told = ("--role", "Nurse", "--at", "tomorrow 9am", "--with", "Zoë Kahn")
    assert say("add", *told, "--", company).status == 0


@pytest.mark.parametrize(
    "company",
    ["Acme Corp", "Royal Free London NHS Foundation Trust", "Smith's $HOME `date` \"Inc\"",
     "Donau" * 12, "-x"],
)  # fmt: skip
def test_a_booked_interview_that_is_over_is_written_up_as_the_list_says(
    say: Say, company: str
) -> None:
    booked(say, company)
    lines = say("due", **OVER).out.splitlines()
    assert lines[2].startswith("  Sat 21 Nov 09:00  interview with ")
    command = lines[3].strip().removeprefix("write it up: ")
    assert max(map(width, lines)) <= 80
    assert "…" not in command
    words = shlex.split(command)
    assert say(*words[1:], **OVER).status == 2, "nothing is told of it"
    written = say(*words[1:], "--topic", "the rota", **OVER)
    assert written.status == 0
    assert "It was written up" in written.err
    (talk,) = say("list", "--json").json()
    assert [one["topic"] for one in talk["contacts"]] == ["the rota"]
    assert "write it up" not in say("due", **OVER).out


@pytest.mark.parametrize(
    "then",
    [("done", "kahn"), ("outcome", "Acme", "rejected"), ("edit", "1", "--strength", "ran a ward"),
     ("log", "Acme", "--decision", "next friday"), ("remove", "1")],
)  # fmt: skip
def test_what_is_settled_or_noted_is_not_to_be_written_up(say: Say, then: tuple[str, ...]) -> None:
    booked(say, "Acme")
    assert "write it up" in say("due", **OVER).out
    assert say(*then, **OVER).status == 0
    assert ("write it up" in say("due", **OVER).out) == (then[0] == "log"), "the talk is not noted"


@pytest.mark.parametrize(
    "known",
    [
        ("--looking-for", "someone for nights"),
        ("--strength", "I ran a ward"),
        ("--concern", "no French: I take a course"),
        ("--topic", "the ad"),
        ("--next-step", "a site tour"),
        ("--decision", "2026-12-04"),
        ("--promise", "2026-11-27: send the list"),
    ],
)
def test_what_was_known_at_booking_does_not_keep_an_interview_from_being_written_up(
    say: Say, known: tuple[str, str]
) -> None:
    say("add", "Acme", "--at", "tomorrow 9am", "--with", "Zoë Kahn", *known)
    assert "write it up" in say("due", **OVER).out
    told = ("--topic", "the rota", "--looking-for", "a lead")
    assert say("add", "Acme", *told, **OVER).status == 0
    (talk,) = say("list", "--json").json()
    kept = f"{talk['looking_for']} {talk['contacts'][0]['topic']}"
    assert all(words in kept for words in ("a lead", "the rota"))
    assert known[1] in kept or known[0] not in ("--looking-for", "--topic")
    assert "write it up" not in say("due", **OVER).out
    say("undo", **OVER)
    assert "write it up" in say("due", **OVER).out


def test_what_an_interview_ended_is_said(say: Say) -> None:
    say("add", "Acme", "--at", "2026-11-12 9:00", "--with", "Zoë")
    said = say("add", "Acme", "--at", "2026-11-24 9:00").out
    assert "check-in to Zoë: ended. The video interview on Tue 24 Nov 2026 restarts" in said
    after = {"FOLLOWUP_TODAY": "2026-11-24T12:00"}
    said = say(
        "add", "Acme", "--at", "2026-11-24 9:00", "--promise", "2026-12-01: call", **after
    ).out
    assert "check-in: ended. You promised to be in touch" in said


def test_what_was_recorded_after_it_is_not_to_be_written_up(say: Say) -> None:
    assert say("add", "Acme", "--at", "today 9am").status == 0
    assert "write it up" not in say("due").out


@pytest.mark.parametrize(
    ("person", "called"),
    [
        ("Dr. Anil Mehta", "Dr. Mehta"),
        ("Dr. Anil Mehta", "dr mehta"),
        ("Anil Mehta", "Dr Mehta"),
        ("Mrs Helen Ashworth", "Mrs Ashworth"),
        ("Lt. Brian Voss", "Lt Voss"),
        ("Dr. Hyun-Woo Park", "Park"),
        ("Araminta Vane", "Minty"),
        ("Robert Kew <bk@acme.example>", "Bob"),
        ("Ksenia Kew <sunny@acme.example>", "Sunny"),
    ],
)
def test_a_topic_begins_with_what_people_call_its_person(
    say: Say, person: str, called: str
) -> None:
    words = ("--with", "Ann Lee", "--with", person, "--topic", f"{called}: the rota")
    contacts = added(say, "Acme", "--at", "today", *words)["interview"]["contacts"]
    assert [each["topic"] for each in contacts] == ["", "the rota"]


@pytest.mark.parametrize(
    ("met", "command"),
    [
        (("--with", "Ann Lee", "--with", "Dr. Anil Mehta"), '--topic "Ann Lee: …"'),
        ((), '--topic "Name: …" --with Name'),
    ],
)
def test_a_topic_of_nobody_is_kept_in_the_note(
    say: Say, met: tuple[str, ...], command: str
) -> None:
    said = say("add", "Acme", "--at", "today", *met, "--topic", "Dr. Lang: the rota")
    assert said.status == 0
    assert '"Dr. Lang: the rota" does not say whose topic it is' in said.err
    assert f'followup edit "Acme" {command}' in said.err
    assert say("list", "--json").json()[0]["note"] == "Dr. Lang: the rota"


def test_what_was_noted_at_booking_stays_beside_what_is_noted_after(say: Say) -> None:
    start = ("--at", "2026-11-23 15:00")
    say("add", "Hooli", *start, "--note", "bring the certificate; lot 4")
    after = {"FOLLOWUP_TODAY": "2026-11-23T17:00"}
    for _ in range(2):
        say("add", "Hooli", *start, "--note", "she likes hockey", **after)
        (talk,) = say("list", "--json").json()
        assert talk["note"] == "bring the certificate; lot 4\nshe likes hockey"


@pytest.mark.parametrize("nothing", ["none", "n/a"])
def test_no_decision_is_no_decision(say: Say, nothing: str) -> None:
    assert say("add", "Acme", "--at", "yesterday", "--decision", nothing).status == 0
    talk = say("list", "--json").json()[0]
    assert (talk["decision_on"], talk["note"]) == (None, "")


def test_a_decision_without_a_day_is_kept_as_words(say: Say) -> None:
    said = say(
        "add", "Acme", "--at", "yesterday", "--note", "Room 4", "--decision", "early December"
    )
    assert said.status == 0
    assert '"early December" names no day' in said.err
    talk = say("list", "--json").json()[0]
    assert (talk["decision_on"], talk["note"]) == (None, "Room 4\nThey decide: early December")


@pytest.mark.parametrize(
    ("words", "said", "noted"),
    [
        (("--decision", "1/12"), '"1/12" may be "1 dec" or "12 jan"', "They decide: 1/12"),
        (("--promise", "soon: call"), '"soon: call" has no clear day', "I promised: soon: call"),
        (("--promise", "send it"), '"send it" has no clear day', "I promised: send it"),
        (("--promise", "1/12: call"), 'may be "1 dec" or "12 jan"', "I promised: 1/12: call"),
    ],
)
def test_one_unclear_day_loses_nothing_of_the_others(
    say: Say, words: tuple[str, str], said: str, noted: str
) -> None:
    told = say("add", "Acme", "--at", "yesterday", "--promise", "friday: the plan", *words)
    assert told.status == 0
    assert said in told.err
    assert f'followup edit "Acme" {words[0]} ' in told.err
    (talk,) = say("list", "--json").json()
    assert talk["note"] == noted
    assert [one["due_on"] for one in talk["followups"] if one["kind"] == "promised"] == [
        "2026-11-20"
    ]


@pytest.mark.parametrize(("country", "day"), [("US", "2026-12-01"), ("GB", "2027-01-12")])
def test_the_country_says_how_its_days_are_read(say: Say, country: str, day: str) -> None:
    say("config", "set", "calendar.country", country)
    say("add", "Acme", "--at", "yesterday", "--decision", "12/1")
    assert say("list", "--json").json()[0]["decision_on"] == day


def test_the_hour_of_a_decision_is_kept_as_words(say: Say) -> None:
    """No check-in goes by the hour, and it is not lost."""
    hour = "They decide by noon on 2026-12-04"
    added = say("add", "Acme", "--at", "2026-11-16", "--decision", "fri 4 dec noon", "--note", "x")
    assert "The hour by which they decide is kept in the note" in added.err
    assert f"Note: x\n                {hour}\n" in say("show", "acme").out
    say("edit", "acme", "--decision", "2026-12-07 5pm")
    assert say("list", "--json").json()[0]["note"] == f"x\n{hour}\nThey decide by 5pm on 2026-12-07"
    say("log", "acme", "she rang", "--decision", "2026-12-08 9:00")
    assert "They decide by 9:00 on 2026-12-08" in say("show", "acme").out


def test_a_decision_of_more_words_than_a_day_says_how_to_give_the_day(say: Say) -> None:
    said = say("add", "Acme", "--at", "yesterday", "--decision", "The board votes on December 8.")
    assert 'If they decide by December 8: followup edit "Acme" --decision "December 8"' in said.err
    assert say("edit", "Acme", "--decision", "December 8").status == 0


def test_a_topic_is_of_who_is_there_already_where_a_booked_interview_is_written_up(
    say: Say,
) -> None:
    say("add", "Hooli", "--role", "Dev", "--at", "2026-11-23 15:00", "--with", "Zoë Müller")
    after = {"FOLLOWUP_TODAY": "2026-11-23T17:00"}
    said = say("add", "Hooli", "--at", "2026-11-23 15:00", "--topic", "Zoe: cats", **after)
    assert "It was written up" in said.err
    (talk,) = say("list", "--json").json()
    assert ([one["topic"] for one in talk["contacts"]], talk["note"]) == (["cats"], "")


@pytest.mark.parametrize(
    ("now", "said"),
    [("2026-11-23T14:00", "This is that one, with what you typed"),
     ("2026-11-23T17:00", "It was written up")],
)  # fmt: skip
def test_what_is_still_ahead_is_not_written_up(say: Say, now: str, said: str) -> None:
    say("add", "Hooli", "--at", "2026-11-23 15:00")
    told = say("add", "Hooli", "--at", "2026-11-23 15:00", "--note", "x", FOLLOWUP_TODAY=now)
    booked = "Interview 1 with Hooli was booked for that day."
    assert f"{booked} {said}; followup undo takes that back." in told.err


def test_a_booked_interview_that_is_typed_again_offers_no_undo(say: Say) -> None:
    """Undo would take away the interview itself."""
    booked = ("add", "Hooli", "--at", "2026-11-23 15:00", "--with", "Zoë Müller")
    say(*booked)
    again = say(*booked)
    assert "undo" not in again.err
    assert "Nothing that you typed is new, so nothing was changed." in again.err
    assert "followup undo takes that back" in say(*booked, "--note", "x").err


def test_another_start_on_the_day_of_a_booked_interview_is_remarked(say: Say) -> None:
    say("add", "Hooli", "--role", "Dev", "--at", "2026-11-23 15:00")
    said = say("add", "Hooli", "--at", "2026-11-23", "--note", "x", FOLLOWUP_TODAY="2026-11-24")
    assert "Interview 1 with Hooli was booked for that day. If this is that one: " in said.err
    assert said.err.strip().endswith("followup undo, then followup edit 1")


def test_two_interviews_at_one_time_are_remarked(say: Say) -> None:
    say("add", "Hooli", "--at", "2026-11-25 10:00")
    said = say("add", "Acme", "--at", "2026-11-25 10:30", "--minutes", "30")
    assert "It overlaps with interview 1 with Hooli, 10:00." in said.err
    assert "overlaps" not in say("reschedule", "Acme", "2026-11-25 11:00").err
    assert "overlaps with interview 1" in say("reschedule", "Acme", "2026-11-25 09:45").err
    assert "overlaps" not in say("add", "Past", "--at", "2026-11-18 10:00").err


def test_somebody_of_no_company_is_the_one_who_is_met(say: Say) -> None:
    say("contact", "add", "Doreen Pike, Chief Engineer")
    said = say("add", "Coast Guard", "--at", "2026-11-24 16:00", "--with", "Doreen Pike")
    assert (
        "Doreen Pike (contact 1) was there already, of no company; now of Coast Guard." in said.err
    )
    (person,) = say("contact", "list", "--json").json()
    assert (person["company"], person["title"]) == ("Coast Guard", "Chief Engineer")
    say("undo")
    say("contact", "edit", "1", "--email", "doreen@ccg.example")
    other = ("--with", "Doreen Pike <dp@else.example>")
    assert "may be there already" in say("add", "Elsewhere", "--at", "2026-11-24 16:00", *other).err
    assert len(say("contact", "list", "--json").json()) == 2


def test_the_same_interview_typed_twice_is_remarked_on(say: Say) -> None:
    again = ("add", "Tau", "--at", "2026-11-17 11:00")
    assert "already recorded" not in say(*again).err
    said = say(*again)
    assert said.status == 0
    assert "An interview with Tau on that day is already recorded, as interview 1." in said.err
