"""The program at a real terminal: its questions, its colours, and how it ends."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Begin, Say, variables, wait_until
from followup.domain.safe_text import width

SGR = re.compile(r"\x1b\[[0-9;]*m")
ENTRY = re.compile(r".{9,10}  (\d\d:\d\d| {4}\d| {3}\d\d)  \S")
"""The first line of an entry below the grid of `calendar`: its day, its time or number."""
Start = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start the installed program at a terminal of 80 columns and 24 lines."""
    started: list[pexpect.spawn[str]] = []

    def run(*words: str, **env: str) -> "pexpect.spawn[str]":
        settings = variables(home) | {"TERM": "xterm-256color"} | env
        child = pexpect.spawn(
            COMMAND[0], [*COMMAND[1:], *words], encoding="utf-8", timeout=PATIENCE, dimensions=(24, 80),
            env=settings,
        )  # fmt: skip
        started.append(child)
        return child

    yield run
    for child in started:
        child.close(force=True)


def ended(child: "pexpect.spawn[str]") -> int:
    """Wait for the end; the exit status."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus is not None
    return child.exitstatus


def answer(child: "pexpect.spawn[str]", prompt: str, text: str = "") -> None:
    child.expect_exact(f"{prompt}: ")
    child.sendline(text)


def seen(child: "pexpect.spawn[str]") -> str:
    """All that the terminal showed until the end."""
    assert ended(child) == 0
    return (child.before or "").replace("\r\n", "\n")


AT = "It was, or will be, on (such as “yesterday 3pm”)"
STAGE = "It was a (phone, video, onsite, panel, final)"
HELD = (("Company", "Acme Corp"), ("Role", "Data analyst"), (AT, "yesterday 3pm"), (STAGE, "panel"))
PEOPLE = (
    ("I talked with", "Priya Shah <p@acme.example>, Head"),
    ("  and", "Tom Lee"),
    ("  and", ""),
)
TALK = (
    ("Priya Shah, we talked about", "the move to dbt"), ("Tom Lee, we talked about", ""),
    ("You are looking for", "someone to own reporting"),
    ("  and for that, I", "built the KPI dashboard"), ("You are also looking for", "a calm hand"),
    ("  and for that, I", ""), ("You are also looking for", ""),
    ("You should also know that I", ""),
    ("You asked about", "no dbt experience"), ("  and my answer is that I", "moved two pipelines"),
    ("You also asked about", ""), ("You will decide by (a day)", "next friday"),
    ("I promised to", "send the link"), ("  by (a day)", "wednesday"), ("I also promised to", ""),
    ("The next step is", "a trial day"), ("It came through the agency", "none"),
    ("The field is (such as sales, government)", ""),
)  # fmt: skip


def answers(child: "pexpect.spawn[str]", *told: tuple[str, str]) -> None:
    for prompt, text in told:
        answer(child, prompt, text)


def test_a_doubt_may_be_typed_with_its_answer(start: Start, say: Say) -> None:
    child = start("add", "Acme", "--at", "yesterday", "--role", "Baker", "--stage", "phone")
    assert ended(child) == 0  # nothing is asked where company and start are there
    child = start("add")
    answers(child, ("Company", "Hooli"), ("Role", "Baker"), (AT, "yesterday 3pm"), (STAGE, ""))
    answers(
        child, ("I talked with", ""), ("You are looking for", ""), ("You should know that I", "")
    )
    answer(child, "You asked about", "can you start early? yes, I have for four years")
    child.expect_exact("  You answered: yes, I have for four years")
    child.expect_exact("You also asked about: ")
    child.sendeof()
    assert "Recorded interview 2" in seen(child)
    (told,) = say("list", "Hooli", "--json").json()
    assert told["concerns"] == [
        {"concern": "can you start early?", "answer": "yes, I have for four years"}
    ]


def test_none_is_no_promise_and_a_day_of_a_promise_is_read_back(start: Start, say: Say) -> None:
    zone = {"TZ": "Australia/Adelaide", "FOLLOWUP_TODAY": "2027-03-25T17:30"}
    child = start("add", "Acme", "--role", "Baker", "--with", "Ann", **zone)
    answers(
        child, (AT, "today 3pm"), (STAGE, ""), ("Ann, we talked about", ""),
        ("You are looking for", ""), ("You should know that I", ""), ("You asked about", "nothing"),
        ("You will decide by (a day)", ""), ("I promised to", "tomorrow 5pm AEDT: send it"),
    )  # fmt: skip
    child.expect_exact("Friday, 26 March 2027: send it by 16:30")
    answers(
        child, ("I also promised to", "call Ann at half past 4"), ("  by (a day)", "thursday"),
    )  # fmt: skip
    child.expect_exact("Thursday, 1 April 2027")
    answers(child, ("I also promised to", "no promises"))
    child.expect_exact("The next step is: ")
    child.sendeof()
    assert ended(child) == 0
    told = say("show", "Acme", "--json", **zone).json()
    assert [(one["on"], one["text"]) for one in told["promises"]] == [
        ("2027-03-26", "send it by 16:30"), ("2027-04-01", "call Ann at half past 4"),
    ]  # fmt: skip
    assert told["interviews"][0]["concerns"] == []


@pytest.mark.parametrize("columns", [60, 80])
def test_what_is_said_between_the_questions_is_never_cut_within_a_word(
    start: Start, columns: int
) -> None:
    child = start("add")
    child.setwinsize(24, columns)
    told = {"Company": "Hooli", "Role": "Baker", AT: "yesterday 3pm", STAGE: ""}
    shown = ""
    asked = (*told, "I talked with", "You are looking for", "You should know that I", "You asked about",
             "You will decide by (a day)", "I promised to", "The next step is",
             "It came through the agency", "The field is (such as sales, government)",
             "Only for me, never in a note", "Your name, as it stands under a note")  # fmt: skip
    for prompt in asked:
        answer(child, prompt, "?")
        answer(child, prompt, told.get(prompt, ""))
        shown += child.before or ""
    assert ended(child) == 0
    help_rows = [row for row in shown.replace("\r\n", "\n").splitlines() if row.startswith("  ")]
    assert len(help_rows) >= len(asked)
    assert max(map(width, help_rows)) <= columns


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("add", "Northside Healthcare", "--role", "Nurse", "--at", "11/12/2026"), ""),
        (("done", "gavin"), ""),
        (("add", "Acme", "--at", "dec 2 10:00", "--topic", "rota", "--decision", "early december"),
         "  followup edit "),
    ],
)  # fmt: skip
def test_what_is_said_on_the_side_is_never_broken_within_a_word(
    start: Start, say: Say, words: tuple[str, ...], command: str
) -> None:
    say("add", "Hooli", "--at", "2026-12-02 10:00", "--with", "Gavin Belson")
    child = start(*words)
    child.expect(pexpect.EOF)
    shown = (child.before or "").replace("\r\n", "\n").splitlines()
    assert max(map(width, shown)) <= 80, shown
    assert len(shown) > 1
    assert any(row.startswith(command) for row in shown)


def test_a_part_of_a_companys_name_is_asked_about_before_anything_else(
    start: Start, say: Say
) -> None:
    say("add", "Northside Health", "--role", "Nurse", "--at", "2026-11-16")
    child = start("add")
    answer(child, "Company", "northside")
    child.expect_exact("Is northside the same company as Northside Health? [Y/n] ")
    child.sendline("")
    answers(child, ("Role", "Nurse"), (AT, "yesterday 3pm"), (STAGE, ""))
    child.expect_exact("I talked with: ")
    child.sendeof()
    assert "Recorded interview 2 with Northside Health · Nurse" in seen(child)
    child = start("add", "Northside", "--at", "today")
    child.expect_exact("Is Northside the same company as Northside Health? [Y/n] ")
    child.sendline("n")
    assert " with Northside\n" in seen(child)


def test_add_asks_in_the_words_of_the_note_and_shows_it(start: Start, say: Say, home: Path) -> None:
    child = start("add")
    answers(child, *HELD, *PEOPLE, *TALK, ("Only for me, never in a note", "dog in the office"))
    answer(child, "Your name, as it stands under a note", "Ana Ruiz")
    shown = seen(child)
    assert "Ana Ruiz" in shown[shown.index("\nDear Priya,") :]
    assert say("config", "get", "you.name").out.startswith("Ana Ruiz")
    assert "Recorded interview 1: panel with Acme Corp · Data analyst" in shown
    note = shown[shown.index("\nDear Priya,") : shown.index("-- not part of the note --")]
    assert "the move to dbt" in note
    assert "dog" not in note
    assert max(map(width, shown.splitlines())) <= 80
    assert [one.name for one in home.iterdir() if "unfinished" in one.name] == []
    (told,) = say("list", "--json").json()
    assert [(one["name"], one["topic"]) for one in told["contacts"]] == [
        ("Priya Shah", "the move to dbt"), ("Tom Lee", "")
    ]  # fmt: skip
    expected = {
        "at": "2026-11-19T15:00:00+00:00", "stage": "panel", "decision_on": "2026-11-27",
        "looking_for": "someone to own reporting\nalso a calm hand", "strengths": ["built the KPI dashboard"],
        "concerns": [{"concern": "no dbt experience", "answer": "moved two pipelines"}],
        "next_step": "a trial day", "note": "dog in the office", "via": None,
    }  # fmt: skip
    assert told | expected == told
    assert [one["kind"] for one in told["followups"]] == ["thank_you", "thank_you", "promised"]


def test_an_answer_that_had_to_be_changed_is_read_back(start: Start, say: Say) -> None:
    child = start("add")
    answers(
        child,
        *HELD[:3],
        (STAGE, "onsite"),
        ("I talked with", "Priya Shah"),
        ("  and", ""),
        ("Priya Shah, we talked about", "she told me abt the flood in the archive"),
    )
    child.expect_exact(
        "The note can say: It was interesting to hear about the flood in the archive."
    )
    answers(child, ("You are looking for", "running the night desk"))
    child.expect_exact("The note can say: You need someone to run the night desk.")
    answers(child, ("  and for that, I", "5 yrs parts counter, ran it"))
    child.expect_exact("It stays out of the note: it is not clear how to put it in a sentence.")
    child.expect_exact("I ran a ward of 20 beds.")
    answers(
        child,
        ("You are also looking for", "back"),
        ("  and for that, I", "ran a parts counter for five years"),
        ("You are also looking for", ""),
        ("You should also know that I", ""),
        ("You asked about", ""),
        ("You will decide by (a day)", ""),
        ("I promised to", "send Priya the list"),
        ("  by (a day)", "wednesday"),
        ("I also promised to", ""),
        ("The next step is", "trial shift sat"),
    )
    child.expect_exact("The note can say: I look forward to the trial shift on Saturday.")
    child.expect_exact("It came through the agency: ")
    child.sendeof()
    shown = seen(child)
    assert "I ran a parts counter for five years." in " ".join(shown.split())
    assert say("list", "--json").json()[0]["strengths"] == ["ran a parts counter for five years"]


def test_an_answer_ends_the_sentence_that_its_question_began(start: Start, say: Say) -> None:
    child = start("add", LANG="en_GB.UTF-8")
    answers(
        child, *HELD[:3], (STAGE, "onsite"), ("I talked with", "Priya Shah"), ("  and", ""),
        ("Priya Shah, we talked about", ""), ("You are looking for", "night charge nurses"),
        ("  and for that, I", "teach a class every morning"),
    )  # fmt: skip
    answers(
        child, ("You are also looking for", "someone to keep the books"), ("  and for that, I", "")
    )
    child.expect_exact("Nothing answers it: the note will say only that they look for it.")
    answers(
        child, ("You are also looking for", ""), ("You should also know that I", "speak Polish"),
        ("You should also know that I", ""),
        ("You asked about", "no Epic - I did Epic in a travel contract"),
    )  # fmt: skip
    child.expect_exact("The note can say: You asked about my experience with Epic.")
    answers(
        child, ("You also asked about", ""), ("You will decide by (a day)", ""),
        ("I promised to", "whatsapp her my pics by sat"),
    )  # fmt: skip
    child.expect_exact("The note can say: I will send you my pictures.")
    answers(child, ("I also promised to", ""), ("The next step is", "a stage next thurs 2pm"))
    child.expect_exact("It came through the agency: ")
    child.sendeof()
    shown = " ".join(seen(child).split())
    assert "Notes are in British English" in shown
    assert say("config", "get", "note.language").out.startswith("en-GB")
    note = shown[shown.index("Dear Priya,") :]
    for told in ("night charge nurses. I teach a class every morning.", "I speak Polish",
                 "my experience with Epic", "I did Epic in a travel contract"):  # fmt: skip
        assert told in note, note
    assert "that you need someone to keep the books." in note or (
        "that you are looking for someone to keep the books." in note
    )


def test_of_a_booked_interview_the_place_is_asked_for_and_no_talk(start: Start, say: Say) -> None:
    child = start("add", "Acme", "--role", "Nurse")
    answers(
        child, (AT, "tomorrow 3pm"), (STAGE, "onsite"), ("The place, or the link", "12 High Street"),
        ("I will talk with", "Ann"), ("  and", ""), ("It came through the agency", "Hays"),
        ("Through it go (follow-ups, everything, nothing)", ""),
        ("The field is (such as sales, government)", "sales"),
        ("Notes go out by (email, letter, card, phone)", "card"),
        ("Only for me, never in a note", ""),
    )  # fmt: skip
    assert "The note as it stands" not in seen(child)
    (told,) = say("list", "--json").json()
    expected = {"where": "12 High Street", "via": "Hays", "field": "sales"}
    assert told | expected == told


@pytest.mark.parametrize(
    "meanwhile", [("reschedule", "Hooli", "2026-11-26 11:00"), ("cancel", "Hooli")]
)
def test_a_booked_interview_that_was_changed_at_the_question_stays_as_it_is(
    start: Start, say: Say, meanwhile: tuple[str, ...]
) -> None:
    say("add", "Hooli", "--at", "tomorrow 10:00", "--with", "Gavin")
    child = start("add", "Hooli", "--at", "tomorrow 10:00", "--with", "Gavin", "--note", "bring CV")
    child.expect_exact("Is it that one? [Y/n] ")
    assert say(*meanwhile).status == 0
    stored = say("export", "json").out
    child.sendline("y")
    child.expect_exact("Interview 1 was changed by another command in the meantime")
    assert ended(child) == 1
    assert say("export", "json").out == stored


def test_a_booked_interview_is_written_up(start: Start, say: Say) -> None:
    say("add", "Acme Corp", "--role", "Nurse", "--at", "tomorrow 3pm", "--with", "Zoë Kahn",
        "--where", "Room 2")  # fmt: skip
    later = {"FOLLOWUP_TODAY": "2026-11-22"}
    child = start("add", "acme corp", "--at", "yesterday 4pm", "--with", "zoe", "--topic", "the rota",
                  **later)  # fmt: skip
    child.expect_exact(
        "Interview 1 with acme corp was booked for that day. Write that one up? [Y/n] "
    )
    child.sendline()
    assert "Dear Zoë," in seen(child)
    again = say("add", "Acme Corp", "--at", "2026-11-21 16:00", "--strength", "ran a ward")
    assert "Interview 1 with Acme Corp was booked for that day. This is that one" in again.err
    (told,) = say("list", "--json").json()
    expected = {"at": "2026-11-21T16:00:00+00:00", "where": "Room 2", "strengths": ["ran a ward"]}
    assert told | expected == told
    assert [(one["name"], one["topic"]) for one in told["contacts"]] == [("Zoë Kahn", "the rota")]
    assert say("undo").status == 0
    assert say("list", "--json").json()[0]["strengths"] == []


def test_what_the_morning_list_says_writes_it_up_question_by_question(
    start: Start, say: Say
) -> None:
    say("add", "Acme Corp", "--role", "Nurse", "--at", "tomorrow 9am", "--with", "Zoë Kahn")
    child = start("add", "Acme Corp", FOLLOWUP_TODAY="2026-11-21T12:00")
    child.expect_exact("interview 1 (interview with Acme Corp · Nurse, today 09:00)? [Y/n] ")
    child.sendline()
    answer(child, STAGE, "video")  # which nobody has said so far
    child.expect_exact("I talked with Zoë Kahn")
    answers(child, ("  and", "Tom Lee"), ("  and", ""), ("Zoë Kahn, we talked about", "the rota"))
    child.expect_exact("Tom Lee, we talked about: ")
    child.sendeof()
    assert "Dear Zoë," in seen(child)
    (told,) = say("list", "--json").json()
    assert told["at"] == "2026-11-21T09:00:00+00:00"
    people = [(one["name"], one["topic"]) for one in told["contacts"]]
    assert people == [("Zoë Kahn", "the rota"), ("Tom Lee", "")]


def test_question_marks_explain_and_back_takes_answers_back(start: Start, say: Say) -> None:
    child = start("add")
    answer(child, "Company", "back")
    child.expect_exact("There is no answer to take back.")
    answer(child, "Company", "?")
    child.expect_exact("Whom the interview is with")
    answers(child, ("Company", ""))
    child.expect_exact("This is needed: the name of the company.")
    answers(
        child, ("Company", "Amce"), ("Role", "back"), ("Company", "Acme"), ("Role", "Nurse"),
        (AT, "yesterday 3pm"), (STAGE, "video"), ("I talked with", "Ann Lee"), ("  and", "Bob Roe"),
        ("  and", "back"),
    )  # fmt: skip
    child.expect_exact("Taken back: “Bob Roe”.")
    answer(child, "  and", "back")
    child.expect_exact("Taken back: “Ann Lee”.")
    answers(child, ("I talked with", "Ann Leigh"), ("  and", ""))  # Enter keeps Bob Roe
    answers(child, ("  and", "thursday"))
    child.expect_exact("Is “thursday” the name of a person? [y/N] ")
    child.sendline()
    answers(child, ("  and", "back"), ("  and", "-"))
    child.expect_exact("Ann Leigh, we talked about: ")
    child.sendeof()
    assert ended(child) == 0
    (told,) = say("list", "--json").json()
    assert (told["company"], [one["name"] for one in told["contacts"]]) == ("Acme", ["Ann Leigh"])


@pytest.mark.parametrize(
    ("told", "asked", "kept"),
    [
        (TALK[:3], TALK[3][0], {"looking_for": "someone to own reporting"}),
        (TALK[:9], TALK[9][0], {"concerns": [{"concern": "no dbt experience", "answer": ""}]}),
        (TALK[:13], TALK[13][0], {"note": "I promised to send the link"}),
    ],
    ids=["a need", "a doubt", "a promise"],
)
def test_ctrl_d_keeps_also_what_is_half_told(
    start: Start, say: Say, told: tuple[tuple[str, str], ...], asked: str, kept: dict[str, object]
) -> None:
    child = start("add")
    answers(child, *HELD, *PEOPLE, *told)
    child.expect_exact(f"{asked}: ")
    child.sendeof()
    assert ended(child) == 0
    (interview,) = say("list", "--json").json()
    assert interview | kept == interview


def test_what_was_typed_before_ctrl_c_is_taken_up_again_on_another_day(
    start: Start, say: Say, home: Path
) -> None:
    child = start("add")
    answers(child, *HELD, *PEOPLE, *TALK[:14])
    child.expect_exact("I also promised to: ")
    child.sendintr()
    child.expect_exact("[Y/n] ")
    child.sendline()
    assert ended(child) == 130
    (left,) = home.iterdir()
    assert left.stat().st_mode & 0o777 == 0o600
    again = start("add", FOLLOWUP_TODAY="2026-11-26")
    asked = "Go on with the interview with Acme Corp that you began to type? [Y/n] "
    again.expect_exact(asked)
    again.sendline("what?")  # neither yes nor no
    again.expect_exact("Type y for yes")
    again.expect_exact(asked)
    again.sendline()
    again.expect_exact("I also promised to: ")
    again.sendeof()
    assert ended(again) == 0
    (told,) = say("list", "--json").json()
    assert told["at"] == "2026-11-19T15:00:00+00:00"
    assert [one["due_on"] for one in told["followups"]][-1] == "2026-11-25"
    assert not left.exists()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_ctrl_c_ends_a_writer_that_hangs(start: Start, say: Say, home: Path) -> None:
    assert say(*ACME).status == 0
    program, fifo = home / "writer.py", home / "began"
    os.mkfifo(fifo)
    program.write_text(
        f"import os, time\nopen({str(fifo)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n"
    )
    assert say("config", "set", "note.writer", f"{sys.executable} {program}").status == 0
    child = start("draft", "1", "--writer")
    writer = int(fifo.read_text())  # waits for it to begin
    child.sendintr()
    assert ended(child) == 130
    wait_until(lambda: not _runs(writer))


def test_other_answers_can_be_left_aside(start: Start, home: Path) -> None:
    """Each set of them in a file of its own."""
    for company, aside in (("Acme", ".old"), ("Globex", ".old2")):
        text = f'{{"typed": {{}}, "answers": {{"company": "{company}"}}}}'
        (home / "followup.db.unfinished").write_text(text)
        child = start("add")
        child.expect_exact("[Y/n] ")
        child.sendline("n")
        child.expect_exact(str(home / f"followup.db.unfinished{aside}"))
        child.expect_exact("Company: ")
        child.close()
        assert company in (home / f"followup.db.unfinished{aside}").read_text()


def test_the_end_of_input_leaves_what_was_begun_as_it_is(start: Start, home: Path) -> None:
    left = home / "followup.db.unfinished"
    left.write_text('{"typed": {}, "answers": {"company": "Acme"}}')
    before = left.read_text()
    child = start("add")
    child.expect_exact("[Y/n] ")
    child.sendline("?")
    child.expect_exact("No: they are put into a")
    child.expect_exact("[Y/n] ")
    child.sendline("yesterday 2pm")
    child.expect_exact("Type y for yes")
    child.expect_exact("[Y/n] ")
    child.sendeof()
    assert ended(child) == 130
    assert left.read_text() == before
    assert list(home.glob("*.old*")) == []


def test_a_question_is_cut_between_words_with_its_choice(start: Start, say: Say) -> None:
    company = "The Royal Society for the Preservation of Long Names"
    say(
        "add",
        company,
        "--role",
        "Archivist",
        "--at",
        "2026-11-19 10:00",
        FOLLOWUP_TODAY="2026-11-18",
    )
    child = start("add", "Royal Society")
    child.expect_exact("[Y/n] ")
    rows = (child.before or "").splitlines()
    assert max(map(len, rows)) <= 80
    assert rows[-1].strip(), "the choice is not alone on its line"


def test_two_adds_at_once_keep_the_answers_of_both(start: Start, say: Say, home: Path) -> None:
    first, second = start("add"), start("add")
    for child in (first, second):  # else the second finds what the first has kept so far
        child.expect_exact("Company: ")
    for child, company in ((first, "Alpha"), (second, "Beta")):
        child.sendline(company)
        answer(child, "Role")
        child.expect_exact(AT)
    first.sendline("yesterday 3pm")
    first.expect_exact(STAGE)
    first.sendeof()
    assert ended(first) == 0
    second.close(force=True)  # its window is closed
    assert [one["company"] for one in say("list", "--json").json()] == ["Alpha"]
    kept = "".join(one.read_text() for one in home.glob("followup.db.unfinished*"))
    assert "Beta" in kept


@pytest.mark.parametrize("text", ["", "[]", '{"typed": {"company": 3}, "answers": {}}', "\0"])
def test_answers_that_cannot_be_read_are_passed_over(start: Start, home: Path, text: str) -> None:
    (home / "followup.db.unfinished").write_text(text)
    start("add").expect_exact("Company: ")


def test_what_was_typed_is_not_asked_for(start: Start, say: Say) -> None:
    child = start("add", "Acme", "--role", "Nurse")
    answer(child, AT, "today")
    assert "Company" not in (child.before or "")
    child.expect_exact("final): ")
    child.sendeof()
    assert ended(child) == 0
    assert say("list", "--json").json()[0]["company"] == "Acme"


def test_what_is_complete_asks_for_nothing(start: Start) -> None:
    assert "Recorded interview 1" in seen(start("add", "Acme", "--at", "yesterday 3pm"))


def test_only_a_greeting_that_is_not_sure_is_asked_for(start: Start, say: Say) -> None:
    people = ("Priya Shah", "Wang Wei", "HR Department")
    told = [word for name in people for word in ("--with", name)]
    child = start("add", "Acme", "--at", "yesterday 3pm", *told)
    child.expect_exact("How would you greet Wang Wei? [Dear Wang Wei] ")
    assert "Priya" not in (child.before or "")
    for asked in ("?", "back"):  # no greeting, as at every question
        child.sendline(asked)
        child.expect_exact("Notes to them begin with it")
        child.expect_exact("[Dear Wang Wei] ")
    child.sendline("Dear Ms. Wang")
    child.expect_exact("How would you greet HR Department? [Dear Acme team] ")
    child.sendline()
    assert "Recorded interview 1" in seen(child)
    kept = say("contact", "list", "--json").json()
    assert [one["salutation"] for one in kept] == [None, "Dear Ms. Wang", "Dear Acme team"]
    again = start("add", "Acme", "--at", "today 3pm", *told)
    assert "How would you greet" not in seen(again)


def test_ctrl_c_at_a_greeting_records_nothing(start: Start, home: Path) -> None:
    child = start("add", "Acme", "--at", "yesterday 3pm", "--with", "Wang Wei")
    child.expect_exact("[Dear Wang Wei] ")
    child.sendintr()
    assert ended(child) == 130
    assert list(home.iterdir()) == []


def test_no_one_else_ends_the_people(start: Start, say: Say) -> None:
    child = start("add", "Acme", "--at", "")
    answer(child, "Role", "n/a")
    answer(child, AT, "yesterday 3pm")
    answer(child, STAGE)
    answer(child, "I talked with", "Ann Lee, Ward manager")
    answer(child, "  and", "no one else")
    child.expect_exact("Ann Lee, we talked about: ")
    child.sendeof()
    assert ended(child) == 0
    (told,) = say("list", "--json").json()
    assert [(one["name"], one["title"]) for one in told["contacts"]] == [
        ("Ann Lee", "Ward manager")
    ]


def test_what_is_not_understood_is_asked_again(start: Start) -> None:
    child = start("add", "Acme")
    answer(child, "Role")
    answer(child, AT, "03/04/2026")
    child.expect_exact("2026-04-03")
    answer(child, AT)
    answer(child, AT, "yesterday")
    answer(child, STAGE, "lunch")
    child.expect_exact("choose")
    answer(child, STAGE, "video")
    answer(child, "I talked with", "Priya <>")
    child.expect_exact("not an email address")
    answer(child, "I talked with", "Priya")
    answer(child, "  and")
    child.expect_exact("Priya, we talked about: ")
    child.sendeof()
    assert "Recorded interview 1: video with Acme" in seen(child)


def test_enter_skips_all_that_is_optional(start: Start) -> None:
    child = start("add", "Acme", "--at", "yesterday")
    assert "Recorded" in seen(child)
    child = start("add", "Globex")
    answer(child, "Role")
    answer(child, AT, "yesterday")
    for _ in range(12):
        child.sendline()
    assert "Recorded interview 2" in seen(child)


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["Acme"],
        ["Acme", "Nurse", "yesterday"],
        ["Acme", "Nurse", "yesterday", "panel", "Priya"],
    ],
    ids=len,
)
def test_ctrl_c_leaves_nothing_behind_that_is_not_wanted(
    start: Start, home: Path, typed: list[str]
) -> None:
    prompts = iter(("Company", "Role", "yesterday 3pm”)", "final)", "I talked with", "  and"))
    child = start("add")
    for text in typed:
        answer(child, next(prompts), text)
    child.expect_exact(f"{next(prompts)}: ")
    child.sendintr()
    if typed:
        child.expect_exact("[Y/n] ")
        child.sendline("n")
    assert ended(child) == 130
    assert "Traceback" not in (child.before or "")
    assert list(home.iterdir()) == []


INTERRUPTED = """
import os, signal, sys

module = sys.argv.pop(1)
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it

class CtrlC:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, CtrlC())
from followup.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("followup.output.due_list", ()),
        ("typer", ("list",)),
        ("sqlmodel", ACME),
        ("followup.output.interviews", ACME),
    ],
)
def test_ctrl_c_during_the_imports_is_calm(home: Path, module: str, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, *words],
        env=variables(home),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert not (home / "followup.db").exists() or module == "followup.output.interviews"


WAITING = """
import sys, time

class Engine:
    def find_spec(self, name, *_):
        if name == "sqlmodel":
            print("the engine is loaded", flush=True)
            time.sleep(600)

sys.meta_path.insert(0, Engine())
from followup.__main__ import main
main()
"""


def test_ctrl_c_after_the_last_question_is_calm_too(home: Path) -> None:
    child = pexpect.spawn(
        sys.executable, ["-c", WAITING, "add", "Acme", "--role", "Nurse"], encoding="utf-8",
        timeout=PATIENCE, dimensions=(24, 80), env=variables(home) | {"TERM": "xterm"},
    )  # fmt: skip
    answer(child, AT, "yesterday")
    child.expect_exact("final): ")
    child.sendeof()
    child.expect_exact("the engine is loaded")
    child.sendintr()
    assert ended(child) == 130
    assert "Traceback" not in (child.before or "")


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize(
    ("words", "prompt"), [(("log", "Hooli", "applied"), "Create one?"), (("add",), "Company:")]
)
def test_ctrl_c_between_a_prompt_and_the_read_is_not_lost(
    home: Path, words: tuple[str, ...], prompt: str
) -> None:
    """Each write is held up after it was done: the signal comes before the read begins."""
    late = ("-f", "-o", os.devnull, "-e", "trace=write", "-e", "inject=write:delay_exit=1000000")
    child = pexpect.spawn(
        shutil.which("strace") or "", [*late, *COMMAND, *words], encoding="utf-8", timeout=PATIENCE,
        dimensions=(24, 80), env=variables(home) | {"TERM": "xterm"},
    )  # fmt: skip
    child.expect_exact(prompt)
    child.sendintr()
    assert ended(child) == 130


def test_ctrl_d_before_the_required_is_told_records_nothing(start: Start, home: Path) -> None:
    child = start("add")
    answer(child, "Company", "Acme")
    child.expect_exact("Role: ")
    child.sendeof()
    assert ended(child) == 2
    told = " ".join((child.before or "").split())
    assert "What you typed is kept; the next followup add goes on from there." in told
    assert [one.name for one in home.iterdir()] == ["followup.db.unfinished"]


def test_ctrl_d_after_it_keeps_what_was_told(start: Start, say: Say) -> None:
    child = start("add", "Acme", "--role", "Nurse")
    answer(child, AT, "yesterday")
    answer(child, STAGE, "onsite")
    child.expect_exact("I talked with")
    child.sendeof()
    assert ended(child) == 0
    assert say("list", "--json").json()[0]["stage"] == "onsite"


def test_away_from_a_terminal_nothing_is_asked(program: Say) -> None:
    said = program("add", stdin="Acme\nNurse\nyesterday\n")
    assert (said.status, said.out) == (2, "")
    assert "Name the company" in said.err


@pytest.fixture
def recorded(begin: Begin) -> None:
    begin(
        ACME,
        GLOBEX,
        ("add", "Donaudampfschifffahrtsgesellschaft mbH & Co. KG", "--at", "tomorrow 10:30",
         "--role", "Leiterin der Abteilung für Öffentlichkeitsarbeit und Verwaltung",
         "--with", "Prof. Dr. Maximiliane von und zu Hohenstein-Wittgenstein",
         "--where", "https://meet.example.org/a-very-long-link/that-goes-on-and-on/for-ever-and-a-day",
         "--zone", "America/Argentina/Buenos_Aires"),
        ("add", "株式会社日本語の会社名前", "--at", "yesterday", "--role", "データアナリスト主任研究員",
         "--with", "山田太郎左衛門尉源朝臣"),
    )  # fmt: skip


def test_colours_on_a_terminal(recorded: None, start: Start) -> None:
    shown = seen(start())
    assert "\x1b[1;31m7 days late\x1b[0m" in shown
    assert "\x1b[" in seen(start("list"))


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
@pytest.mark.parametrize("words", [(), ("list",)], ids=["bare", "list"])
def test_no_colours_where_none_are_wanted(
    recorded: None, start: Start, env: dict[str, str], words: tuple[str, ...]
) -> None:
    assert "\x1b" not in seen(start(*words, **env))


@pytest.mark.parametrize(
    "words", [(), ("due", "--days", "60"), ("list",), ("config", "list"), ("--help",), ("add", "-h")],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}], ids=["colour", "no colour"])
def test_80_columns_are_never_exceeded(
    recorded: None, start: Start, words: tuple[str, ...], env: dict[str, str]
) -> None:
    for line in SGR.sub("", seen(start(*words, **env))).splitlines():
        assert width(line) <= 80, line


@pytest.fixture
def crowded(begin: Begin) -> None:
    """Six stages in each of two weeks, with long names, and rounds of other years."""
    stages = ("phone", "video", "onsite", "panel", "final", "informational")
    begin(
        *(
            ("add", f"Donaudampfschifffahrtsgesellschaft Number {number} mbH & Co. KG",
             "--role", f"Head of the Department for Public Affairs {number}", "--stage", stage,
             "--at", f"2026-11-{9 + 7 * (number // 6):02} 1{number % 6}:00",
             "--with", f"Prof. Dr. Maximiliane von Hohenstein-Wittgenstein {number}")
            for number, stage in enumerate(stages * 2)
        ),
        ("contact", "add", "Zoë", "--company", "Acme", "--title", "CTO",
         "--email", "z@acme.example", "--phone", "+49 30 1234567-8901"),
        ("add", "Acme", "--role", "Nurse", "--stage", "informational", "--at", "2025-11-12 10:30",
         "--with", "Zoë"),
        ("add", "Acme", "--role", "Nurse", "--at", "2027-03-12 10:30"),
    )  # fmt: skip


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "words",
    [("stats",), ("stats", "--since", "2025-01-01"), ("stats", "--since", "2026-11-20"),
     ("calendar",), ("calendar", "--weeks", "2"), ("why", "1"),
     ("list",), ("list", "--by", "application"), ("contact", "list"), ("report",)],
    ids=" ".join,
)  # fmt: skip
def test_nothing_is_wider_than_the_terminal(
    start: Start, words: tuple[str, ...], columns: int
) -> None:
    shown = SGR.sub("", seen(start(*words, COLUMNS=str(columns)))).splitlines()
    # a command is one line, to be copied
    assert max(width(row) for row in shown if not row.startswith("  followup ")) <= columns


@pytest.mark.usefixtures("crowded")
def test_a_table_of_a_narrow_terminal_keeps_its_days_and_times_whole(start: Start) -> None:
    shown = seen(start("list", COLUMNS="60", NO_COLOR="1"))
    assert len(re.findall(r"\d (Nov|Nov 2025|Mar 2027) 1\d:\d0 ", shown)) == 14


@pytest.mark.usefixtures("crowded")
def test_the_stages_of_a_week_stand_below_one_another(start: Start) -> None:
    rows = seen(start("stats", NO_COLOR="1")).splitlines()
    week = next(place for place, row in enumerate(rows) if row.startswith("  16 Nov  6"))
    assert rows[week + 1] == " " * rows[week].index("1 phone") + "informational"


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("lines", [24, 30, 50])
@pytest.mark.parametrize("words", [("calendar",), ("calendar", "--weeks", "2")], ids=" ".join)
def test_a_calendar_is_a_screenful_with_its_grid(
    start: Start, say: Say, words: tuple[str, ...], lines: int
) -> None:
    shown = seen(start(*words, LINES=str(lines), NO_COLOR="1")).splitlines()
    assert lines - 4 < len(shown) < lines
    left = int(re.findall(r"^… and (\d+) more: ", shown[-1])[0])
    everything = say(*words, LINES="999").out.splitlines()
    assert left == len([*filter(ENTRY.match, everything)]) - len([*filter(ENTRY.match, shown)])


@pytest.mark.usefixtures("crowded")
def test_reasons_are_wrapped_on_a_terminal_and_one_a_line_in_a_pipe(
    start: Start, program: Say
) -> None:
    number = program("due", "--kind", "check_in", "--days", "30", "--plain").out.split("\t")[0]
    shown, piped = seen(start("why", number)), program("why", number).out
    assert shown.split() == piped.split()
    assert max(map(width, piped.splitlines())) > 80
    assert max(map(width, shown.splitlines())) <= 80
    assert "\n            " in shown, "what is wrapped stands below its reason"


def test_remarks_of_an_import_are_wrapped_on_a_terminal_and_one_a_line_in_a_pipe(
    start: Start, program: Say, home: Path
) -> None:
    name = "Donaudampfschifffahrtsgesellschaft mbH & Co. KG"
    file = home / "old.csv"
    file.write_text(f"company,at,contact\n{name},2026-10-01 10:00,Zoë\n", encoding="utf-8")
    shown = seen(start("import", str(file), FOLLOWUP_DB=str(home / "other.db")))
    shown = shown.rpartition("\x1b[2K")[2]  # a slow machine shows a progress bar before
    piped = program("import", str(file)).err
    assert piped.count("\n") == 1
    assert width(piped) > 80
    assert max(map(width, shown.splitlines()[1:])) <= 80
    assert " ".join(piped.split()) in " ".join(shown.split())


def test_the_morning_list_fits_the_screen(recorded: None, start: Start, say: Say) -> None:
    for number in range(25):
        say("add", f"Company {number}", "--at", "yesterday 9am")
    assert len(seen(start()).splitlines()) <= 24


def test_what_the_terminal_shows_is_what_a_pipe_gets(
    recorded: None, start: Start, program: Say
) -> None:
    assert SGR.sub("", seen(start())) == program().out


def test_the_fixture_is_a_terminal_of_80_by_24(start: Start) -> None:
    child = start("--version")
    assert child.getwinsize() == (24, 80)
    assert os.isatty(child.child_fd)
    assert ended(child) == 0


def test_a_note_is_put_into_own_words_in_an_editor_at_the_terminal(
    start: Start, say: Say, tmp_path: Path
) -> None:
    say(*ACME)
    editor = tmp_path / "ed.sh"
    editor.write_text(
        '#!/bin/sh\nread -p "words> " words </dev/tty\n'
        'printf "Subject: Hi\\n\\nDear Priya,\\n\\n%s\\n\\nBest,\\nSam\\n" "$words" > "$1"\n'
    )
    editor.chmod(0o700)
    child = start("draft", "1", "--edit", EDITOR=str(editor))
    answer_to = "The move to dbt stays with me."
    child.expect_exact("words> ")
    child.sendline(answer_to)
    assert answer_to in seen(child)
    kept = say("draft", "1", "--json").json()
    assert (kept["subject"], answer_to in kept["body"]) == ("Hi", True)


def test_an_editor_that_fails_leaves_the_old_note(start: Start, say: Say) -> None:
    say(*ACME)
    before = say("draft", "1", "--json").json()["body"]
    child = start("draft", "1", "--edit", EDITOR="false")
    child.expect_exact("The note stays as it was")
    assert ended(child) == 1
    assert say("draft", "1", "--json").json()["body"] == before


def test_a_note_is_wrapped_at_words_apart_from_its_remarks(start: Start, say: Say) -> None:
    say(*ACME, "--topic", "Priya: the move to dbt", "--note", "a secret")
    shown = seen(start("draft", "1"))
    note, _, remarks = shown.partition("\n-- not part of the note --\n")
    assert max(map(width, note.splitlines())) <= 72
    assert remarks.startswith("-  ")


def test_the_editor_shows_below_a_line_what_stayed_out(start: Start, say: Say, home: Path) -> None:
    say(*ACME, "--topic", "Priya: told me in confidence that the CEO leaves")
    script = home / "editor"
    script.write_text(
        f'#!/bin/sh\ncp "$1" {home}/seen\nsed -i "s/^Dear Priya,/Hello Priya,/" "$1"\n'
    )
    script.chmod(0o755)
    assert ended(start("draft", "1", "--edit", EDITOR=str(script))) == 0
    _, _, below = (home / "seen").read_text("utf-8").partition("\n# ------")
    assert "told me in confidence" in below
    kept = say("draft", "1").out
    assert "Hello Priya," in kept
    assert "# " not in kept
    assert "in confidence" not in kept


def test_a_refused_duplicate_loses_no_answer(start: Start, say: Say, home: Path) -> None:
    say("add", "Acme", "--role", "Nurse", "--at", "yesterday", "--with", "Ann Lee")
    child = start("add", "Acme", "--role", "Nurse", "--with", "Ann Lee")
    answers(child, (AT, "yesterday"), (STAGE, "video"), ("Ann Lee, we talked about", "the rota"))
    child.expect_exact("You are looking for: ")
    child.sendeof()
    child.expect_exact("Record it anyway? [y/N] ")
    child.sendline()
    told = " ".join(seen(child).split())
    assert "What you typed is kept; the next followup add goes on from there." in told
    assert "the rota" in (home / "followup.db.unfinished").read_text("utf-8")


LONG = (
    "add", "Guy's and St Thomas' NHS Foundation Trust", "--role",
    "Band 6 Senior Staff Nurse, Cardiothoracic Intensive Care", "--at", "yesterday", "--with",
    "Prof. Dr. Wilhelmina Oppenheimer-Featherstonehaugh <w.oppenheimer@gstt.example>, Director of "
    "Nursing and Midwifery", "--with", "Nguyễn Thị Minh Khai", "--with", "José Aznar y Sotomayor",
    "--via", "Rae Kim-Worthington <rae@healthstaff.example>, HealthStaff International Ltd",
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("done", "1"), ("snooze", "2", "monday"), ("show", "1"), ("why", "1"), ("undo", "--list"),
        ("contact", "show", "wilhelmina"), ("contact", "list"), ("list",), ("due",), ("cancel", "1"),
        ("log", "1", "they called about the shift pattern that they would like me to work there"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_result_is_broken_within_a_word(start: Start, say: Say, words: tuple[str, ...]) -> None:
    assert say(*LONG).status == 0
    lines = [SGR.sub("", row) for row in seen(start(*words)).splitlines()]
    assert max(map(width, lines)) <= 80
