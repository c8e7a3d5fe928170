"""`followup` and `followup due`: the options, the records, the streams."""

import re
import shlex

import pytest

from conftest import ACME, GLOBEX, Begin, Say


@pytest.fixture(autouse=True)
def recorded(begin: Begin) -> None:
    """Follow-ups 1 and 2 are due today, 3 on Wednesday; 4 is late and 5, the check-in, overdue."""
    begin(ACME, GLOBEX)


def numbers(say: Say, *words: str) -> list[int]:
    return [one["id"] for one in say("due", *words, "--json").json()]


def test_the_bare_command_is_the_morning_list(say: Say) -> None:
    said = say()
    assert said == say("due") == say("due", "--days", "0")
    assert (said.status, said.err) == (0, "")


def test_the_installed_program_says_the_same(say: Say, program: Say) -> None:
    assert program() == say()


def test_it_says_what_whom_where_and_how_late(say: Say) -> None:
    head, _, *todos, _, coming, command = say().out.splitlines()
    assert head == "Friday 20 November 2026"
    assert [" ".join(todo.split()) for todo in todos] == [
        "4 7 days late thank-you Zoë Ångström Globex · Nurse",
        "5 1 day late check-in Zoë Ångström Globex · Nurse",
        "1 today thank-you Priya Shah Acme Corp · Data analyst",
        "2 today thank-you Tom Lee Acme Corp · Data analyst",
    ]
    assert coming == "Next: promised to Priya Shah, Acme Corp · Data analyst, Wed 25 Nov"
    assert command == "Type: followup draft 4"


def test_its_columns_stand_below_one_another(say: Say) -> None:
    todos = say().out.splitlines()[2:6]
    for words in (r"\d day|today", "thank-you|check-in", "Zoë|Priya|Tom", "Globex|Acme"):
        assert len({found.start() for todo in todos if (found := re.search(words, todo))}) == 1


def test_the_record_has_every_field_that_is_promised(say: Say) -> None:
    found = say("due", "--company", "acme", "--json").json()[0]
    promised = {
        "id": 1, "kind": "thank_you", "channel": "email", "urgency": "today",
        "ready_on": "2026-11-19", "due_on": "2026-11-20", "days_over": 0, "company": "Acme Corp",
        "role": "Data analyst", "stage": "panel", "contact": "Priya Shah",
        "email": "priya@acme.example", "phone": None, "interview_on": "2026-11-19",
        "rule": "thank_you", "snoozed_until": None, "came_back": None,
    }  # fmt: skip
    assert found | promised == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), [4, 5, 1, 2]),
        (("--days", "4"), [4, 5, 1, 2]),
        (("--days", "5"), [4, 5, 1, 2, 3]),
        (("--company", "GLOBEX"), [4, 5]),
        (("--company", "corp"), [1, 2]),
        (("--company", "zzz"), []),
        (("--kind", "check-in"), [5]),
        (("--kind", "thank_you", "--company", "glob"), [4]),
        (("--on", "2026-11-18"), [4]),
        (("--on", "nov 25"), [4, 5, 1, 2, 3]),
        (("--on", "wednesday"), [4, 5, 1, 2, 3]),
    ],
)
def test_the_options_narrow_it_down_or_look_ahead(
    say: Say, words: tuple[str, ...], found: list[int]
) -> None:
    assert numbers(say, *words) == found
    assert say("due", *words, "--count").out == f"{len(found)}\n"
    assert [
        int(line.split("\t")[0]) for line in say("due", *words, "--plain").out.splitlines()
    ] == found


def test_days_over_counts_calendar_days_and_is_negative_while_there_is_time(say: Say) -> None:
    found = say("due", "--days", "9", "--json").json()
    assert {one["id"]: one["days_over"] for one in found} == {4: 7, 5: 1, 1: 0, 2: 0, 3: -5}
    assert {one["id"]: one["urgency"] for one in found} == {
        4: "late", 5: "overdue", 1: "today", 2: "today", 3: "upcoming"
    }  # fmt: skip


@pytest.mark.parametrize("words", [(), ("--count",), ("--json",), ("--plain",)])
@pytest.mark.parametrize("company", ["acme", "zzz"])
def test_it_ends_with_zero_whether_or_not_something_is_due(
    say: Say, words: tuple[str, ...], company: str
) -> None:
    assert say("due", "--company", company, *words).status == 0


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--kind", "call"), "thank_you"),
        (("--on", "12"), "12"),
        (("--on", "someday"), "someday"),
        (("--days", "-1"), "--days"),
        (("--days", "many"), "--days"),
        (("--frobnicate",), "--frobnicate"),
        (("acme",), "acme"),
    ],
)
def test_a_bad_option_is_refused(say: Say, words: tuple[str, ...], hint: str) -> None:
    said = say("due", *words)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err


def test_an_unknown_command_is_refused(say: Say) -> None:
    said = say("deu")
    assert (said.status, said.out) == (2, "")
    assert "deu" in said.err


def test_a_bad_clock_is_refused(say: Say) -> None:
    for words in ((), ("due",), ("list",)):
        said = say(*words, FOLLOWUP_TODAY="noon")
        assert (said.status, said.out) == (2, "")
        assert "FOLLOWUP_TODAY" in said.err


@pytest.mark.parametrize(
    "options",
    [
        ("--days", "14"),
        ("--on", "2026-11-25"),
        ("--company", "the company"),
        ("--kind", "thank_you"),
        ("--week",),
        ("--catch-up",),
        ("--days", "14", "--on", "2026-11-25", "--company", "the company", "--kind", "thank_you"),
    ],
    ids=" ".join,
)
def test_what_was_cut_is_shown_by_what_was_typed_and_all(
    say: Say, options: tuple[str, ...]
) -> None:
    for number in range(30):
        say("add", f"The Company {number}", "--at", "yesterday 9am", "--with", f"Ann {number}")
    (more,) = re.findall(r"more: followup (.*)", say("due", *options).out)
    if options == ("--days", "14"):
        assert more == "due --days 14 --all"
    whole = say(*shlex.split(more)).out
    assert "more" not in whole
    assert whole.count("The Company ") >= 30


def test_the_interviews_of_the_days_ahead_are_shown(say: Say) -> None:
    say("add", "Hooli", "--at", "2026-11-26 10:30", "--stage", "panel")
    ahead = "Thu 26 Nov 10:30  panel with Hooli"
    assert ahead not in say("due", "--days", "5").out
    assert ahead in say("due", "--days", "6").out


def test_many_are_cut_for_people_and_never_for_programs(say: Say) -> None:
    for number in range(30):
        say("add", f"Company {number}", "--at", "yesterday 9am")
    said = say().out
    assert len(said.splitlines()) < 24
    assert "more: followup due --all" in said
    assert len(say("due", "--plain").out.splitlines()) == len(numbers(say)) == 34
    assert len(say(LINES="60").out.splitlines()) > 34


@pytest.mark.parametrize(
    "words", [(), ("due", "--plain"), ("due", "--json"), ("list",), ("--help",)]
)
def test_into_a_pipe_go_no_colours_no_boxes(program: Say, words: tuple[str, ...]) -> None:
    out = program(*words, TERM="xterm-256color").out
    assert out
    assert not set("\x1b╭│┃━─") & set(out)


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_will_do(program: Say, locale: str) -> None:
    said = program("due", LANG=locale, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
                   PYTHONIOENCODING="ascii")  # fmt: skip
    assert (said.status, said.err) == (0, "")
    assert "Globex" in said.out


def test_the_interviews_of_today_and_tomorrow_stand_on_top(say: Say) -> None:
    say("add", "Hooli", "--at", "tomorrow 10:30", "--where", "1 Main St", "--with", "Gavin")
    say("add", "Later", "--at", "in 2 days 10:30")
    top = say().out.split("\n\n")[1]
    assert [" ".join(line.split()) for line in top.splitlines()] == [
        "tomorrow 10:30 interview with Hooli",
        "1 Main St",
        "Gavin",
    ]


@pytest.mark.parametrize("on", ["2026-11-17", "2026-11-18", "2026-11-20", "2026-11-25"])
def test_of_one_last_day_come_promises_then_thanks_then_answers_then_questions(
    say: Say, on: str
) -> None:
    """Whichever was recorded first, and on the day itself as when it is late."""
    monday = {"FOLLOWUP_TODAY": "2026-11-16"}
    for words in (
        ("add", "Umbrella", "--at", "2026-11-10", "--with", "Alice"),
        ("add", "Pied Piper", "--at", "2026-11-12", "--with", "Gilfoyle"),
        ("outcome", "pied", "declined"),
        ("add", "Hooli", "--at", "2026-11-16", "--with", "Gavin", "--promise", "tomorrow: call"),
    ):
        assert say(*words, **monday).status == 0
    found = say("due", "--json", FOLLOWUP_TODAY=on).json()
    kinds = [one["kind"] for one in found if one["due_on"] == "2026-11-17"]
    assert kinds == ["promised", "thank_you", "decline", "check_in"]


def test_before_the_interview_of_today_has_ended_there_is_nothing_to_do_yet(say: Say) -> None:
    env = {"FOLLOWUP_TODAY": "2026-01-05T09:00"}
    say("add", "Hooli", "--at", "2026-01-05 15:00", "--with", "Gavin", **env)
    say("done", "prepare", **env)
    assert "\nNothing to do yet today.\n" in say(**env).out


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        (("--company", "hooli"), ("Acme", "Globex", "Initech", "Umbrella")),
        (("--company", "hooli", "--week"), ("Acme", "Globex", "Initech", "Umbrella")),
        (("--company", "initech"), ("Acme", "Globex", "Hooli", "Umbrella")),
        (("--kind", "check-in"), ("Acme", "Initech", "offer", "10:30", "write it up")),
        (("--kind", "prep", "--week"), ("Acme", "Globex", "Initech", "offer", "Umbrella")),
        (("--company", "nobody"), ("Acme", "Globex", "Hooli", "Initech", "Umbrella", "offer")),
    ],
)
def test_what_is_asked_for_leaves_out_every_line_of_anything_else(
    say: Say, words: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    """Interviews, offers, what is to be written up, what comes next, what is idle."""
    for at in ("tomorrow 10:30", "2026-11-19 09:00"):
        say("add", "Hooli", "--at", at, "--with", "Gavin", FOLLOWUP_TODAY="2026-11-18")
    say("outcome", "Initech", "offer", "--deadline", "tomorrow", "--new")
    say("log", "Umbrella", "applied", "--new")
    everything = say("due", "--all").out
    assert all(name in everything for name in ("Acme", "Globex", "Hooli", "Initech", "Umbrella"))
    shown = say("due", *words).out
    assert not [name for name in hidden if name in shown], shown
    name = words[1] if words[0] == "--company" else ""
    assert name.title() in shown or name == "nobody"


def test_where_nothing_is_asked_for_is_there_the_whole_list_is_named(say: Say) -> None:
    assert say("due", "--company", "nobody").out.splitlines()[2:] == [
        "Nothing of that is to be done today.",
        "",
        "All there is: followup due",
    ]


def test_what_is_known_of_an_interview_is_shown_where_there_is_room(say: Say) -> None:
    """Three of them, and little to do: the first ones with all, the last ones a line each."""
    for number in range(1, 4):
        at = f"2026-11-23 {8 + number}:00"
        say("add", f"Firm {number}", "--at", at, "--with", f"Ann Lake{number}", "--where", "Room 2")
    morning = say("due", FOLLOWUP_TODAY="2026-11-23T07:00").out
    assert len(morning.splitlines()) <= 24
    assert morning.count("Room 2") == 3
    for number in range(4, 10):
        say("add", f"Firm {number}", "--at", "2026-11-23 15:00", "--with", f"Ann Lake{number}")
    morning = say("due", FOLLOWUP_TODAY="2026-11-23T07:00").out
    assert len(morning.splitlines()) <= 24
    assert "Ann Lake1" in morning


def test_what_is_not_ready_is_not_to_be_ticked_off(say: Say) -> None:
    say("add", "Acme", "--at", "2026-11-27 9:00")
    assert "followup done" not in say("due", "--days", "10").out


def test_whom_a_promise_was_made_to_is_named_once(say: Say) -> None:
    say("add", "Beta", "--at", "yesterday 3pm", "--with", "Kim Oh", "--with", "Lee Moon",
        "--promise", "friday: Kim Oh: send the form")  # fmt: skip
    for words in (("due", "--days", "7"), ("show", "Beta"), ("calendar",)):
        shown = say(*words).out
        assert "send the form" in shown
        assert "Kim Oh: Kim Oh" not in shown
