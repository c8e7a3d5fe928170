"""`followup list` and `followup show`: what was recorded, for people and for programs."""

import os
import subprocess
from pathlib import Path

import pytest

from conftest import ACME, COMMAND, GLOBEX, Begin, Say, variables


@pytest.fixture(autouse=True)
def recorded(begin: Begin) -> None:
    begin(ACME, (*GLOBEX, "--note", "parking behind the hospital"))


def test_the_list_is_a_table(say: Say) -> None:
    said = say("list")
    assert (said.status, said.err) == (0, "")
    head, first, second = said.out.splitlines()
    assert head.split()[:6] == ["#", "when", "company", "role", "stage", "with"]
    names = ("#", "company", "role", "stage", "with")
    for line, cells in (
        (first, ("1 ", "Acme Corp", "Data analyst", "panel", "Priya Shah, Tom Lee")),
        (second, ("2 ", "Globex", "Nurse", "", "Zoë Ångström")),  # nobody said which stage
    ):
        columns = [head.index(name) for name, cell in zip(names, cells, strict=True) if cell]
        assert columns == [line.index(cell) for cell in cells if cell]
    assert "video" not in second


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("acme", [1]),
        ("NURSE", [2]),
        ("angstrom", [2]),
        ("parking", [2]),
        ("tom analyst", [1]),
        ("tom nurse", []),
        ("", [1, 2]),
    ],
)
def test_it_is_filtered_by_any_word_of_company_role_contact_or_note(
    say: Say, text: str, found: list[int]
) -> None:
    assert [one["id"] for one in say("list", text, "--json").json()] == found


def test_an_empty_list_says_what_to_type(say: Say) -> None:
    say("undo")
    say("undo")
    assert "followup add" in say("list").out
    assert say("list", "--json").json() == []


def test_a_filter_that_matches_nothing_does_not_claim_that_nothing_is_recorded(say: Say) -> None:
    said = say("list", "zzz")
    assert said.status in (0, 3)
    assert "No interviews are recorded" not in said.out


@pytest.mark.parametrize(
    ("at", "today", "status"),
    [
        ("2026-11-20 10:00", "2026-11-20T09:00", "booked"),
        ("2026-11-20 10:00", "2026-11-20T10:59", "booked"),
        ("2026-11-20 10:00", "2026-11-20T11:00", "held"),
        ("2026-11-20", "2026-11-20T09:00", "held"),
        ("2026-11-21", "2026-11-20T09:00", "booked"),
    ],
)
def test_an_interview_is_booked_until_it_has_ended(
    say: Say, at: str, today: str, status: str
) -> None:
    say("add", "Hooli", "--at", at, FOLLOWUP_TODAY="2026-11-19T09:00")
    (told,) = say("list", "hooli", "--json", FOLLOWUP_TODAY=today).json()
    assert told["status"] == status


def test_follow_ups_of_the_application_stand_on_its_last_round(say: Say) -> None:
    say("add", "Globex", "--at", "yesterday 9am", "--stage", "final")
    first, last = say("list", "globex", "--json").json()
    assert {one["kind"] for one in first["followups"]} == {"thank_you"}
    assert {one["kind"] for one in last["followups"]} == {"thank_you", "check_in"}


def test_show_tells_the_whole_application(say: Say) -> None:
    said = say("show", "acme")
    assert (said.status, said.err) == (0, "")
    for fact in (
        "Acme Corp · Data analyst", "Fri 27 Nov", "panel", "19 Nov", "15:00",
        "Priya Shah", "Head of Data", "priya@acme.example", "the move to dbt", "Tom Lee",
        "on-call rota", "someone to own the reporting stack", "KPI dashboard",
        "no dbt experience", "two pipelines", "thank-you to Priya Shah",
        "promised to Priya Shah",
    ):  # fmt: skip
        assert fact in said.out, fact


def test_show_json_is_the_application_with_the_records_of_list(say: Say) -> None:
    shown = say("show", "acme", "--json").json()
    assert shown["interviews"] == say("list", "acme", "--json").json()
    assert (shown["company"], shown["role"], shown["outcome"]) == (
        "Acme Corp",
        "Data analyst",
        None,
    )
    assert [one["id"] for one in shown["followups"]] == [1, 2, 3]


@pytest.mark.parametrize("which", ["2", "globex", "NURSE", "#2"])
def test_show_takes_words_or_an_interview_s_number(say: Say, which: str) -> None:
    assert say("show", which, "--json").json()["company"] == "Globex"


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [(("zzz",), 3, "followup list"), (("99",), 3, "followup list"), (("corp globex",), 3, "match"), ((), 2, 'For example: followup show "Acme"'), (("Glbex",), 3, 'Did you mean "Globex"?'), (("Prya", "Shah"), 3, 'Did you mean "Priya Shah"?')],
)  # fmt: skip
def test_what_is_not_there_is_a_sentence(
    say: Say, words: tuple[str, ...], status: int, hint: str
) -> None:
    said = say("show", *words)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err


def test_several_are_listed_and_nothing_is_shown(say: Say) -> None:
    say("add", "Globex", "--role", "Matron", "--at", "today")
    said = say("show", "globex")
    assert (said.status, said.out) == (4, "")
    assert "Globex · Nurse" in said.err
    assert "Globex · Matron" in said.err


NASTY = "a\u202eb\u2066c"


def test_what_is_stored_cannot_act_when_it_is_shown(say: Say) -> None:
    say("add", NASTY, "--at", "today", "--with", f"P {NASTY}", "--note", f"x\x1b[2Jy\n\x9bz{NASTY}")
    for words in (
        ("list",),
        ("show", "3"),
        ("undo", "--list"),
        (),
        ("due", "--plain"),
        ("done", NASTY),
    ):
        said = say(*words)
        assert said.status == 0, said.err
        assert not set("\x1b\x9b\u202e\u2066") & set(said.out + said.err)


def test_json_is_ascii_and_keeps_every_text_as_it_is(say: Say) -> None:
    say("add", NASTY, "--at", "today", "--note", "x\x1b[2Jy")
    said = say("list", "--json")
    assert said.out.isascii()
    assert (said.json()[-1]["company"], said.json()[-1]["note"]) == (NASTY, "x\x1b[2Jy")


@pytest.mark.parametrize(
    "words",
    [(), ("list",), ("list", "--json"), ("show", "acme"), ("--help",), ("config", "list")],
)
def test_a_closed_pipe_ends_calmly(home: Path, words: tuple[str, ...]) -> None:
    end, nobody_reads = os.pipe()
    os.close(end)
    said = subprocess.run(
        [*COMMAND, *words],
        env=variables(home),
        stdout=nobody_reads,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(nobody_reads)
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_full_disk_below_the_output_is_said(home: Path) -> None:
    with open("/dev/full", "wb") as full:
        said = subprocess.run(
            [*COMMAND, "list", "--json"],
            env=variables(home),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert said.returncode == 1
    assert b"could not be written: No space left" in said.stderr
    assert b"Traceback" not in said.stderr
