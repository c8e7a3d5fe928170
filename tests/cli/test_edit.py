"""`edit`: any field changes by options or in an editor, and undo brings every one of them back."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pexpect
import pytest

from conftest import ACME, COMMAND, PATIENCE, Begin, Said, Say, everything, variables
from followup import environment
from followup.services.edit_interview import EMPTIED

WHO = {"id": 1, "name": "Priya Shah", "title": "Head of Data", "email": "priya@acme.example"}
Read = Callable[[Mapping[str, Any]], Any]


@pytest.fixture
def acme(begin: Begin) -> None:
    """Interview 1: thank-yous 1 and 2, to Priya and Tom; the promise, 3."""
    begin(ACME)


def interview(say: Say, number: int = 1) -> dict[str, Any]:
    found = [one for one in say("list", "--json").json() if one["id"] == number]
    return dict(found[0])


def same_but_for_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The keys of two records whose values differ."""
    return {key for key in before if before[key] != after[key]}


def topics(record: Mapping[str, Any]) -> dict[str, str]:
    return {who["name"]: who["topic"] for who in record["contacts"]}


def pending(record: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (one["kind"], one["contact"], one["due_on"])
        for one in record["followups"]
        if one["status"] == "pending"
    ]


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (("--company", "Acme Labs"), "company", "Acme Labs"),
        (("--role", "Head of Data"), "role", "Head of Data"),
        (("--role", ""), "role", ""),
        (("--stage", "Final"), "stage", "final"),
        (("--at", "2026-11-18 09:00"), "at", "2026-11-18T09:00:00+00:00"),
        (("--at", "2026-11-18"), "at", "2026-11-18T15:00:00+00:00"),
        (("--zone", "Europe/Berlin"), "at", "2026-11-19T15:00:00+01:00"),
        (("--at", "2026-11-18 09:00", "--zone", "Asia/Tokyo"), "at", "2026-11-18T09:00:00+09:00"),
        (("--minutes", "30"), "minutes", 30),
        (("--where", "https://meet.example/x"), "where", "https://meet.example/x"),
        (("--looking-for", "a lead"), "looking_for", "a lead"),
        (("--looking-for", "a lead", "--looking-for", "calm"), "looking_for", "a lead\ncalm"),
        (("--looking-for", ""), "looking_for", ""),
        (
            ("--strength", "I teach", "--strength", "I teach"),
            "strengths",
            ["I built the KPI dashboard that 40 shops use", "I teach"],
        ),
        (("--clear", "strengths", "--strength", "I teach"), "strengths", ["I teach"]),
        (
            ("--concern", "No DBT experience: I am learning it", "--concern", "age"),
            "concerns",
            [
                {"concern": "no dbt experience", "answer": "I am learning it"},
                {"concern": "age", "answer": ""},
            ],
        ),
        (("--decision", "2026-12-04"), "decision_on", "2026-12-04"),
        (("--clear", "decision"), "decision_on", None),
        (("--next-step", "a trial day"), "next_step", "a trial day"),
        (("--via", "Hays"), "via", "Hays"),
        (("--field", "Sales"), "field", "sales"),
        (("--note", "a dog in the office\nand a cat"), "note", "a dog in the office\nand a cat"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_an_option_changes_its_field_and_undo_brings_it_back(
    acme: None, say: Say, options: tuple[str, ...], key: str, value: object
) -> None:
    before, was = everything(say), interview(say)
    done = say("edit", "acme", *options)
    assert (done.status, done.err) == (0, "")
    now = interview(say)
    assert now[key] == value
    assert same_but_for_words(was, now) <= {key, "zone", "followups"}
    say("undo")
    assert everything(say) == before


@pytest.mark.parametrize(
    ("options", "read", "value"),
    [
        (("--topic", "Priya: the team"), topics, {"Priya Shah": "the team", "Tom Lee": "on-call rota"}),
        (
            ("--with", "Zoë Ek <zoe@acme.example>, CTO", "--topic", "Zoë: sailing"),
            topics,
            {"Priya Shah": "the move to dbt", "Tom Lee": "on-call rota", "Zoë Ek": "sailing"},
        ),
        (("--without", "tom"), topics, {"Priya Shah": "the move to dbt"}),
        (
            ("--without", "tom", "--topic", "only her: now"),
            topics,
            {"Priya Shah": "only her: now"},
        ),
        (
            ("--without", "tom", "--email", "ps@acme.example", "--phone", "123", "--title", "CDO"),
            lambda one: one["contacts"],
            [
                {
                    **WHO, "email": "ps@acme.example", "phone": "123", "title": "CDO",
                    "topic": "the move to dbt",
                }
            ],
        ),
        (
            ("--with", "Tom Lee", "--phone", "123"),
            lambda one: [who["phone"] for who in one["contacts"]],
            [None, "123"],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_people_come_go_and_get_their_topics(
    acme: None, say: Say, options: tuple[str, ...], read: Read, value: object
) -> None:
    before = everything(say)
    assert say("edit", "1", *options).status == 0
    assert read(interview(say)) == value
    say("undo")
    assert everything(say) == before


def test_who_was_not_there_gets_no_thanks_and_who_was_does(acme: None, say: Say) -> None:
    say("edit", "1", "--with", "Zoë Ek", "--without", "Tom Lee")
    thanked = [whom for kind, whom, _ in pending(interview(say)) if kind == "thank_you"]
    assert thanked == ["Priya Shah", "Zoë Ek"]


@pytest.mark.parametrize(("option", "wanted"), [("--no-calls", True), ("--calls", False)])
def test_calls_are_welcome_or_not_with_everybody_there(
    acme: None, say: Say, option: str, wanted: bool
) -> None:
    say("contact", "edit", "tom", "--no-calls")
    assert say("edit", "1", option).status == 0
    people = say("contact", "list", "--json").json()
    assert [one["no_calls"] for one in people] == [wanted, wanted]


def test_a_promise_more_is_a_follow_up_more(acme: None, say: Say) -> None:
    before = everything(say)
    said = say("edit", "1", "--promise", "2026-12-03: send a reference")
    assert "new" in said.out
    assert "promise: Thursday 3 December: send a reference" in said.out
    due = [day for kind, _, day in pending(interview(say)) if kind == "promised"]
    assert due == ["2026-11-25", "2026-12-03"]
    say("undo")
    assert everything(say) == before


@pytest.mark.parametrize(
    ("typed", "promises"),
    [
        ("2026-11-25: send a dashboard link", ["send a dashboard link"]),
        (
            "2026-11-25: send the dashboard link and the code",
            ["send the dashboard link and the code"],
        ),
        ("2026-11-25: the dashboard link", ["the dashboard link"]),
        ("2026-11-25:", ["send the dashboard link"]),
        ("2026-11-25: call", ["send the dashboard link", "call"]),
    ],
)
def test_a_promise_of_the_same_day_and_words_is_told_again(
    acme: None, say: Say, typed: str, promises: list[str]
) -> None:
    assert say("edit", "1", "--promise", typed).status == 0
    told = say("show", "acme", "--json").json()["promises"]
    assert [one["text"] for one in told if one["by"] == "you"] == promises


@pytest.mark.parametrize("settled", ["", "done", "skip"])
def test_an_open_promise_in_the_same_words_moves_to_the_other_day(
    acme: None, say: Say, settled: str
) -> None:
    if settled:
        assert say(settled, "3").status == 0
    said = say("edit", "1", "--promise", "2026-11-27 16:30: send the dashboard link")
    assert said.status == 0
    told = say("show", "acme", "--json").json()["promises"]
    days = [one["on"] for one in told if one["by"] == "you"]
    assert days == ["2026-11-25", "2026-11-27"] if settled else ["2026-11-27"]
    assert ("Friday, 27 November 2026, in place of" in said.err) == (not settled)


def test_moving_what_was_cancelled_is_no_other_round(say: Say) -> None:
    say("add", "Hooli", "--at", "2026-11-21 10:00")
    say("cancel", "hooli")
    later = {"FOLLOWUP_TODAY": "2026-11-23T09:00"}
    assert "It was over" not in say("reschedule", "hooli", "2026-12-02 14:00", **later).err


@pytest.mark.parametrize(
    ("at", "to", "remarked"),
    [
        ("2026-11-18 10:00", "2026-12-02 14:00", True),
        ("2026-11-18 10:00", "2026-11-17 10:00", False),
        ("2026-11-25 10:00", "2026-12-02 14:00", False),
    ],
)
def test_moving_what_is_over_may_be_another_round(
    say: Say, at: str, to: str, remarked: bool
) -> None:
    say("add", "Hooli", "--role", "Baker", "--at", at)
    said = say("reschedule", "hooli", to).err
    assert ("It was over, on Wednesday, 2026-11-18." in said) == remarked
    if remarked:
        command = said.strip().rpartition(" then: followup ")[2]
        assert say("undo").status == 0
        assert say(*shlex.split(command)).status == 0
        days = [one["at"][:16] for one in say("list", "hooli", "--json").json()]
        assert days == ["2026-11-18T10:00", "2026-12-02T14:00"]


@pytest.mark.parametrize("command", [("reschedule", "hooli"), ("edit", "hooli", "--at")])
@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:00", "2026-12-02T14:00:00"),
        ("2pm Europe/Berlin", "2026-12-02T14:00:00"),
        ("today 2pm", "2026-11-20T14:00:00"),
        ("dec 3", "2026-12-03T10:00:00"),
    ],
)
def test_what_is_not_said_of_a_start_stays(
    say: Say, command: tuple[str, ...], typed: str, at: str
) -> None:
    say("add", "Hooli", "--at", "2026-12-02 10:00")
    assert say(*command, typed).status == 0
    assert say("list", "hooli", "--json").json()[0]["at"].startswith(at)


@pytest.mark.parametrize(
    ("typed", "whose"),
    [("send Tom the dashboard link", "Tom Lee"), ("Tom: send the dashboard link", "Tom Lee"),
     ("Priya: a call about the rota", "Priya Shah")],
)  # fmt: skip
def test_a_promise_to_somebody_else_is_one_more(
    acme: None, say: Say, typed: str, whose: str
) -> None:
    assert say("edit", "1", "--promise", f"2026-11-25: {typed}").status == 0
    found = say("due", "--days", "9", "--kind", "promised", "--json").json()
    assert [(one["contact"], one["promise"]) for one in found] == [
        ("Priya Shah", "send the dashboard link"), (whose, typed)
    ]  # fmt: skip


def test_a_promise_beside_another_of_that_day_names_the_other(acme: None, say: Say) -> None:
    said = say("edit", "1", "--promise", "2026-11-25: Priya: send the code")
    head, _, command = said.err.strip().partition(" If this is in its place: followup ")
    assert head.endswith("“send the dashboard link” stays promised for that day, too.")
    assert "stays promised" not in say("edit", "1", "--promise", "2026-11-25: Tom: call").err
    say("undo")
    assert say(*shlex.split(command)).status == 0
    told = say("show", "acme", "--json").json()["promises"]
    assert [one["text"] for one in told if one["by"] == "you"] == ["Priya: send the code"]
    later = {"FOLLOWUP_TODAY": "2026-11-25"}
    say("done", "promised", **later)
    assert say("stats", "--json", **later).json()["promises_kept"]["you"] == {"kept": 1, "of": 1}


def test_promises_that_are_taken_back_end_and_come_back_with_undo(acme: None, say: Say) -> None:
    before = everything(say)
    said = say("edit", "1", "--clear", "promises")
    assert "ended    3  promised to Priya Shah" in said.out
    assert [kind for kind, _, _ in pending(interview(say))].count("promised") == 0
    say("undo")
    assert everything(say) == before


def test_a_promise_that_was_kept_stays_done_when_it_is_taken_back(acme: None, say: Say) -> None:
    say("done", "3")
    before = everything(say)
    assert say("edit", "1", "--clear", "promises").status == 0
    kept = {one["id"]: one["status"] for one in interview(say)["followups"]}
    assert kept[3] == "done"
    say("undo")
    assert everything(say) == before


def test_another_decision_moves_the_check_in(acme: None, say: Say) -> None:
    say("done", "3")
    said = say("edit", "1", "--decision", "2026-12-10")
    assert "decision: Thursday 10 December" in said.out
    assert ("check_in", "Priya Shah", "2026-12-14") in pending(interview(say))


def test_a_decision_that_was_said_elsewhere_still_stands_and_is_named(acme: None, say: Say) -> None:
    say("log", "acme", "they called", "--decision", "2026-12-10")
    said = say("edit", "1", "--clear", "decision")
    assert "They still decide by 2026-12-10" in said.err


def test_the_change_is_said_with_the_day_and_what_moved(acme: None, say: Say) -> None:
    said = say("edit", "1", "--at", "2026-11-18 09:00", "--without", "Tom", "--note", "a dog")
    assert said.out.splitlines()[:4] == [
        "Interview 1: panel with Acme Corp · Data analyst",
        "Wednesday 18 November 2026, 09:00 (UTC)",
        "  note: a dog",
        "  no longer with: Tom Lee",
    ]
    assert re.search(r"ended +2  thank-you to Tom Lee", said.out)
    assert re.search(r"moved +1  thank-you to Priya Shah.*, Wed 18 Nov to Thu 19 Nov", said.out)


def test_as_json_it_is_the_record_of_the_interview_with_what_moved(acme: None, say: Say) -> None:
    record = say("edit", "1", "--without", "tom", "--role", "Analyst", "--json").json()
    assert (record["id"], record["role"]) == (1, "Analyst")
    assert [(one["id"], one["status"], one["was"]["status"]) for one in record["moved"]] == [
        (2, "cancelled", "pending")
    ]


def test_a_cancelled_interview_is_on_again_only_if_it_moves(acme: None, say: Say) -> None:
    say("cancel", "1")
    say("edit", "1", "--minutes", "30", "--note", "a dog")
    assert interview(say)["status"] == "cancelled"
    say("edit", "1", "--at", "2026-11-18 15:00")
    assert interview(say)["status"] == "held"


def test_words_mean_the_next_booked_interview_else_the_latest(acme: None, say: Say) -> None:
    say("add", "Acme Corp", "--at", "2026-12-01 10:00")
    say("add", "Acme Corp", "--at", "2026-12-08 10:00")
    say("edit", "acme", "--note", "the next")
    say("edit", "acme", "--note", "the first of all", FOLLOWUP_TODAY="2026-11-18")
    say("edit", "acme", "--note", "the latest", FOLLOWUP_TODAY="2026-12-24")
    notes = [one["note"] for one in say("list", "--json").json()]
    assert notes == ["the first of all", "the next", "the latest"]


def test_people_go_along_when_their_company_gets_another_name(acme: None, say: Say) -> None:
    say("edit", "acme", "--company", "Acme Labs")
    say("add", "Acme Labs", "--at", "today 10:00", "--with", "Priya Shah")
    assert [one["company"] for one in say("contact", "list", "--json").json()] == ["Acme Labs"] * 2


def test_what_changes_nothing_leaves_no_trace(acme: None, say: Say) -> None:
    said = say("edit", "1", "--role", "Data analyst", "--topic", "Tom: on-call rota")
    assert (said.status, said.out.splitlines()[-1]) == (0, "Nothing was changed.")
    assert len(say("undo", "--list").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "status", "sentence"),
    [
        ((), 2, "Say what to change, for example with --role"),
        (("--company", ""), 2, "--company needs a value"),
        (("--at", ""), 2, "--at needs a value"),
        (("--at", "2026-11-31"), 2, "November 2026 has 30 days"),
        (("--at", "2027-03-28 02:30", "--zone", "Europe/Berlin"), 2, "does not exist"),
        (("--zone", "Atlantis"), 2, "is not a known time zone"),
        (("--minutes", "0"), 2, "cannot last 0 minutes"),
        (("--stage", "lunch"), 2, "is no stage"),
        (("--channel", "pigeon"), 2, "is no channel"),
        (("--decision", "2026-11-18"), 2, "before the interview on 2026-11-19"),
        (("--at", "2026-11-26", "--decision", "2026-11-25"), 2, "before the interview"),
        (("--promise", "some day: x"), 2, "is not a clear date"),
        (("--clear", "company"), 2, "--clear takes one of role"),
        (("--without", "nobody"), 3, "there are Priya Shah, Tom Lee"),
        (("--without", "e"), 4, "Several match"),
        (("--topic", "Zoë: x"), 2, "does not say whose topic it is"),
        (("--email", "x@y.example"), 2, "that interview has Priya Shah, Tom Lee"),
        (("--email", "nonsense", "--without", "tom"), 2, "is not an email address"),
        (("--with", "Tom Lee <t@acme.example>"), 2, 'followup contact edit "Tom Lee" --email'),
        (("--with", "Zoë", "--with", "zoe"), 2, "named twice"),
        (("--note", "x" * 20_001), 2, "20,001 characters"),
        (("--role", "a\nb"), 2, "one line"),
        (("--company", "Globex", "--role", "nurse"), 2, "of that one: followup remove 1, then add"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_understood_changes_nothing(
    acme: None, say: Say, options: tuple[str, ...], status: int, sentence: str
) -> None:
    say("add", "Globex", "--role", "Nurse", "--at", "today")
    before = everything(say)
    said = say("edit", "1", *options)
    assert (said.status, said.out) == (status, "")
    assert sentence in said.err
    assert everything(say) == before


@pytest.mark.parametrize(("company", "status"), [("zzz", 3), ("99", 3), ("analyst", 4)])
def test_an_interview_that_is_not_one_is_refused(
    acme: None, say: Say, company: str, status: int
) -> None:
    say("add", "Globex", "--role", "Analyst", "--at", "today")
    say("add", "Hooli", "--role", "Analyst", "--at", "today")
    assert say("edit", company, "--note", "x").status == status


def test_nobody_there_cannot_want_no_calls(say: Say) -> None:
    say("add", "Hooli", "--at", "today")
    assert "add a person with --with" in say("edit", "1", "--no-calls").err


def test_the_help_names_every_field_that_can_be_emptied(say: Say) -> None:
    words = " ".join(say("edit", "--help").out.split())
    assert re.search("Empty a field. Repeat for each: ([a-z, -]+)", words.replace("- ", "-"))
    assert [key for key in EMPTIED if key not in words.replace("- ", "-")] == []


# In an editor


@pytest.fixture(autouse=True)
def _in_the_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the scripts write, nobody minds."""
    monkeypatch.chdir(home)


Terminal = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    """Start the program at a terminal, its temporary files below the home."""
    (home / "tmp").mkdir()
    started: list[pexpect.spawn[str]] = []

    def run(*words: str, **env: str) -> "pexpect.spawn[str]":
        known = {"TMPDIR": str(home / "tmp"), "PYTHONUNBUFFERED": "1", **env}
        started.append(
            pexpect.spawn(
                COMMAND[0], [*COMMAND[1:], *words], encoding="utf-8", timeout=PATIENCE,
                env=variables(home) | known, dimensions=(24, 160),
            )
        )  # fmt: skip
        return started[-1]

    yield run
    for child in started:
        child.close(force=True)


def ended(child: "pexpect.spawn[str]") -> Said:
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus is not None
    return Said(child.exitstatus, (child.before or "").replace("\r\n", "\n"), "")


def script(home: Path, text: str) -> str:
    """A program to set as EDITOR: shell commands, the file's path in $1."""
    path = home / "my editor"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o700)
    return f"'{path}'"


def left(home: Path) -> list[Path]:
    return sorted((home / "tmp").rglob("*.txt"))


def test_the_record_is_edited_as_a_text_in_a_private_file(
    acme: None, say: Say, home: Path, terminal: Terminal
) -> None:
    before = everything(say)
    command = script(
        home,
        'stat -c %a "$1" "$(dirname "$1")" > modes; cp "$1" seen\n'
        'sed -i "s/^role: .*/role: Lead/; s/^note: */note:\\n    a dog\\n\\n    and a cat/" "$1"',
    )
    said = ended(terminal("edit", "acme", EDITOR=command))
    assert said.status == 0, said.out
    assert "Interview 1: panel with Acme Corp · Lead" in said.out
    assert (interview(say)["role"], interview(say)["note"]) == ("Lead", "a dog\n\nand a cat")
    assert Path("modes").read_text(encoding="utf-8").split() == ["600", "700"]
    assert "topic: the move to dbt\n" in Path("seen").read_text(encoding="utf-8")
    assert list((home / "tmp").iterdir()) == []
    say("undo")
    assert everything(say) == before


@pytest.mark.parametrize(
    "commands", ["sleep 1", ': > "$1"', 'rm "$1"', 'printf "\\n\\n" > "$1"'],
    ids=["unchanged", "emptied", "deleted", "blank"],
)  # fmt: skip
def test_an_unchanged_or_emptied_text_changes_nothing(
    acme: None, say: Say, home: Path, terminal: Terminal, commands: str
) -> None:
    before = everything(say)
    said = ended(terminal("edit", "1", EDITOR=script(home, commands)))
    assert (said.status, said.out) == (0, "Nothing was changed.\n")
    assert everything(say) == before
    assert list((home / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("false", "ended with status 1"),
        ("no-such-editor", "No such file or directory; set the variable EDITOR"),
        ("'", "is no command for an editor"),
    ],
)
def test_an_editor_that_fails_changes_nothing_and_says_so(
    acme: None, say: Say, home: Path, terminal: Terminal, command: str, sentence: str
) -> None:
    before = everything(say)
    said = ended(terminal("edit", "1", EDITOR=command))
    assert said.status == 1
    assert sentence in said.out
    assert everything(say) == before
    assert list((home / "tmp").iterdir()) == []


def test_what_was_typed_before_the_editor_failed_is_kept(
    acme: None, home: Path, terminal: Terminal
) -> None:
    said = ended(terminal("edit", "1", EDITOR=script(home, 'echo "via: Hays" > "$1"; exit 3')))
    (kept,) = left(home)
    assert said.status == 1
    assert f"Your text is kept in {kept}" in said.out
    assert kept.read_text(encoding="utf-8") == "via: Hays\n"


WRONG_ONCE = 'if [ -e once ]; then sed -i "s/some day/2026-12-10/" "$1"; else touch once; sed -i "s/^decision: .*/decision: some day/" "$1"; fi'


def test_a_text_that_is_not_understood_can_be_edited_again(
    acme: None, say: Say, home: Path, terminal: Terminal
) -> None:
    child = terminal("edit", "1", EDITOR=script(home, WRONG_ONCE))
    child.expect_exact("Edit it again? [Y/n] ")
    assert re.search(r'Line \d+: "some day" is not a clear date', child.before or "")
    (kept,) = left(home)
    assert f"Nothing was changed. Your text is kept in {kept}" in (child.before or "")
    child.sendline("")
    assert ended(child).status == 0
    assert interview(say)["decision_on"] == "2026-12-10"
    assert list((home / "tmp").iterdir()) == []


@pytest.mark.parametrize(("key", "status"), [("n\r", 2), ("\x03", 130), ("\x04", 2)])
def test_a_text_that_is_not_edited_again_is_kept_as_it_was_typed(
    acme: None, say: Say, home: Path, terminal: Terminal, key: str, status: int
) -> None:
    before = everything(say)
    child = terminal("edit", "1", EDITOR=script(home, WRONG_ONCE))
    child.expect_exact("Edit it again? [Y/n] ")
    child.send(key)
    assert ended(child).status == status
    (kept,) = left(home)
    assert "decision: some day\n" in kept.read_text(encoding="utf-8")
    assert everything(say) == before


def test_a_text_that_is_no_utf_8_is_kept(acme: None, home: Path, terminal: Terminal) -> None:
    child = terminal("edit", "1", EDITOR=script(home, "printf 'note: \\377\\n' > \"$1\""))
    child.expect_exact("The text is not in UTF-8")
    child.expect_exact("Edit it again?")
    child.sendline("n")
    assert ended(child).status == 2
    assert left(home)[0].read_bytes() == b"note: \xff\n"


def test_ctrl_c_within_the_editor_is_the_editor_s(
    acme: None, say: Say, home: Path, terminal: Terminal
) -> None:
    waits = (
        'trap "echo trapped; over=1" INT; echo started; while [ -z "$over" ]; do sleep 0.1; done'
    )
    lead = 'sed -i "s/^role: .*/role: Lead/" "$1"'
    child = terminal("edit", "1", EDITOR=script(home, f"{waits}; {lead}"))
    child.expect_exact("started")
    child.sendintr()
    child.expect_exact("trapped")
    assert ended(child).status == 0
    assert interview(say)["role"] == "Lead"


def test_what_another_command_changed_meanwhile_is_not_overwritten(
    acme: None, say: Say, home: Path, terminal: Terminal
) -> None:
    changes = 'sed -i "s/^via: .*/via: Hays/" "$1"'
    child = terminal("edit", "1", EDITOR=script(home, f"echo started; read x; {changes}"))
    child.expect_exact("started")
    say("edit", "1", "--note", "meanwhile")
    child.sendline("")
    said = ended(child)
    assert said.status == 1
    assert "was changed by another command in the meantime" in said.out
    assert f"Your text is kept in {left(home)[0]}" in said.out
    assert interview(say)["note"] == "meanwhile"


def test_a_whole_record_survives_a_person_more_and_a_person_less(
    acme: None, say: Say, home: Path, terminal: Terminal
) -> None:
    Path("new").write_text(
        "company: Acme Corp\nrole: Data analyst\nstage: final\nat: 2026-11-18 10:00\nzone: UTC\n"
        "minutes: 45\nwith: Priya S. Shah\nemail: priya@acme.example\ncalls: no\n"
        "with: Zoë Ek <zoe@acme.example>, CTO\ntopic: sailing\nstrength: I teach\n"
        "promise: 2026-11-26: send the dashboard link\n",
        encoding="utf-8",
    )
    said = ended(terminal("edit", "1", VISUAL=script(home, 'cp new "$1"'), EDITOR="false"))
    assert said.status == 0, said.out
    now = interview(say)
    assert topics(now) == {"Priya S. Shah": "", "Zoë Ek": "sailing"}
    assert [who["id"] for who in now["contacts"]] == [1, 3]
    assert (now["strengths"], now["concerns"], now["looking_for"]) == (["I teach"], [], "")
    assert ("promised", "Priya S. Shah", "2026-11-26") in pending(now)
    assert [one["id"] for one in now["followups"] if one["kind"] == "promised"] == [3]


@pytest.mark.parametrize(
    ("said", "there", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vim"}, ["nano"], "code --wait"),
        ({"VISUAL": " ", "EDITOR": "vim"}, ["nano"], "vim"),
        ({}, ["vi", "nano"], "nano"),
        ({}, [], "vi"),
    ],
)
def test_the_editor_is_the_user_s_else_a_usual_one(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: dict[str, str],
    there: list[str],
    command: str,
) -> None:
    for name in there:
        (home / name).touch(mode=0o700)
    for name, value in {"PATH": str(home), **said}.items():
        monkeypatch.setenv(name, value)
    assert environment.editor() == command
