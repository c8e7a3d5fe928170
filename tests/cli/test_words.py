"""What people type for WHICH and COMPANY: several words, numbers, ranges, parts of words."""

import re
import shlex
import subprocess
from pathlib import Path

import pexpect
import pytest

from conftest import COMMAND, PATIENCE, Say, variables
from followup.cli.app import commands
from followup.cli.shell import described


@pytest.fixture
def recorded(say: Say) -> None:
    say(
        "add", "Royal Free Hospital", "--role", "Nurse", "--at", "yesterday", "--with", "Priya Shah"
    )
    say(
        "add", "Metaverse Inc", "--role", "A", "--at", "yesterday", "--with", "Tom", "--with", "Ann"
    )


def pending(say: Say) -> list[int]:
    return [one["id"] for one in say("due", "--json").json()]


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "words",
    [
        ("show", "royal", "free"),
        ("draft", "royal", "free"),
        ("list", "royal", "free"),
        ("why", "priya", "shah"),
        ("done", "priya", "royal"),
        ("done", "thank-you", "royal"),
        ("cancel", "royal", "free"),
        ("outcome", "royal", "free", "rejected"),
        ("log", "royal", "free", "--reply"),
        ("log", "royal free", "called back"),
        ("reschedule", "royal", "free", "hospital", "dec", "7", "10:00"),
        ("snooze", "royal", "free", "next", "week"),
        ("edit", "royal", "free", "--where", "Priya's room"),
        ("contact", "show", "priya", "shah"),
        ("contact", "edit", "priya", "shah", "--title", "Matron"),
        ("contact", "add", "Priya", "Rao"),
        ("add", "Royal", "Free", "Hospital", "--at", "today"),
        ("remove", "royal", "free"),
    ],
)
def test_several_words_need_no_quotes(say: Say, words: tuple[str, ...]) -> None:
    said = say(*words)
    assert said.status == 0, said.err
    assert "Royal Free" in said.out or "Priya" in said.out


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (("royal", "free", "Tom", "called"), '"royal free" "Tom called"'),
        (("initech", "called", "back", "--new"), '"initech" "called back"'),
    ],
)
def test_a_company_and_a_text_without_quotes_are_shown_in_quotes(
    say: Say, words: tuple[str, ...], quoted: str
) -> None:
    said = say("log", *words)
    assert said.status == 2
    assert f"followup log {quoted}" in said.err


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "typed", [("1", "3", "4"), ("1,3,4",), ("1,", "3-4"), ("1-4",), ("#1", "#3", "4")]
)
def test_several_numbers_are_done_in_one_go(say: Say, typed: tuple[str, ...]) -> None:
    say("skip", "2")
    due = pending(say)
    assert {1, 3, 4} <= set(due)
    said = say("done", *typed)
    assert said.status == 0, said.err
    assert not {1, 3, 4} & set(pending(say))
    assert say("undo").status == 0
    assert pending(say) == due


@pytest.mark.usefixtures("recorded")
def test_of_several_numbers_all_are_done_or_none(say: Say) -> None:
    due = pending(say)
    say("outcome", "royal", "offer", "--deadline", "in 2 weeks")
    offer = next(one["id"] for one in say("due", "--days", "30", "--json").json()
                 if one["kind"] == "decide_offer")  # fmt: skip
    due = pending(say)
    said = say("done", "1", "99", str(offer))
    assert said.status == 3
    assert re.findall(r"^ +(\d+)  (.*)$", said.err, re.MULTILINE) == [
        ("99", "There is no follow-up 99. `followup due` shows what there is to do."),
        (str(offer), 'Say what you decided: followup outcome "Royal Free Hospital" accepted, or '
         'followup outcome "Royal Free Hospital" declined. Either takes this off the list.'),
    ]  # fmt: skip
    assert say("done", "90-99").status == 3
    assert pending(say) == due


def ahead(say: Say, company: str) -> int:
    """The number of what is to be done for a company months ahead, and of nothing else."""
    say("add", company, "--at", "yesterday", "--stage", "informational", "--with", "Gavin Belson")
    say("done", company)
    (found,) = say("due", "--company", company, "--days", "300", "--json").json()
    assert found["kind"] == "keep_in_touch"
    return int(found["id"])


@pytest.mark.parametrize("words", [("done", "gavin"), ("done", "hooli"), ("skip", "keep", "touch")])
def test_what_is_to_be_done_months_ahead_wants_its_number(say: Say, words: tuple[str, ...]) -> None:
    number = ahead(say, "Hooli")
    before = say("export", "json").out
    said = say(*words)
    assert (said.status, said.out) == (4, "")
    assert (
        f"waits until Wednesday, 2027-02-17, so nothing was done. If that is the one, type: {number}"
        in said.err
    )
    assert say("export", "json").out == before
    assert say(words[0], str(number)).status == 0
    assert say("undo").status == 0
    assert say("snooze", "gavin", "2027-03-01").status == 0, "it stays on the list"


def test_what_is_to_be_done_months_ahead_is_asked_about_at_a_terminal(say: Say, home: Path) -> None:
    number = ahead(say, "Hooli")
    for answer, status in (("n", 4), ("y", 0)):
        child = pexpect.spawn(
            COMMAND[0], [*COMMAND[1:], "done", "gavin"], env=variables(home),
            encoding="utf-8", timeout=PATIENCE, dimensions=(24, 120),
        )  # fmt: skip
        child.expect_exact(
            f"{number} keep in touch, Gavin Belson, Hooli, waits until Wednesday, 2027-02-17. Is it meant? [y/N]"
        )
        child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status


@pytest.mark.usefixtures("recorded")
def test_a_range_leaves_what_is_not_to_be_done_yet(say: Say) -> None:
    number, due = ahead(say, "Hooli"), pending(say)
    said = say("done", f"1-{number}")
    assert said.status == 0, said.err
    assert pending(say) == []
    assert (
        f"Left on the list until its day, 2027-02-17: {number}, keep in touch, Hooli." in said.err
    )
    assert say("undo").status == 0
    assert pending(say) == due
    assert say("done", f"{number}-{number + 3}").status == 4
    assert pending(say) == due


def test_the_words_of_the_list_name_what_it_shows(say: Say) -> None:
    say("add", "Acme", "--at", "tomorrow 10:00", "--with", "Ann")
    assert "prepare" in say().out
    assert say("done", "prepare").status == 0
    say("add", "Hooli", "--at", "yesterday", "--with", "Gavin")
    say("outcome", "hooli", "offer", "--deadline", "2026-12-20")
    assert say("done", "offer").status == 0
    assert say("undo").status == 0
    both = {"FOLLOWUP_TODAY": "2026-12-18"}
    assert "decide on offer" in say("due", **both).out
    assert "acknowledge offer" in say("done", "offer", **both).out
    assert "followup outcome" in say("done", "offer", **both).err, "what is left is to decide"


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "words",
    [
        ("outcome", "Meta", "rejected"),
        ("log", "Meta", "--reply"),
        ("reschedule", "Meta", "tomorrow"),
        ("cancel", "Meta"),
        ("done", "Roya"),
        ("skip", "riya"),
        ("snooze", "hospit", "tomorrow"),
        ("remove", "Roya"),
        ("edit", "Meta", "--note", "x"),
        ("log", "metaverse", "called", "--with", "To"),
        ("draft", "Roya", "--promise", "friday: send it"),
        ("contact", "edit", "Pri", "--title", "x"),
        ("contact", "remove", "Pri"),
        ("contact", "forget", "Pri", "--yes"),
    ],
    ids=" ".join,
)
def test_a_part_of_a_word_is_not_acted_on(say: Say, words: tuple[str, ...]) -> None:
    before = say("export", "json").out
    said = say(*words)
    assert (said.status, said.out) == (4, "")
    assert "only a part of a word" in said.err
    assert say("export", "json").out == before


@pytest.mark.usefixtures("recorded")
def test_a_part_of_a_word_is_read(say: Say) -> None:
    assert "Metaverse" in say("show", "Meta").out
    assert say("outcome", "metaverse", "rejected").status == 0


@pytest.mark.usefixtures("recorded")
def test_a_part_of_a_word_is_asked_about_at_a_terminal(say: Say, home: object) -> None:
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "outcome", "Meta", "rejected"], env=variables(home),  # type: ignore[arg-type]
        encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip
    child.expect_exact("Is Metaverse Inc · A meant? [y/N]")
    child.sendline("y")
    child.expect(pexpect.EOF)
    assert say("list", "Metaverse", "--json").json()[0]["outcome"] == "rejected"


@pytest.mark.parametrize("words", [("help",), ("help", "add"), ("help", "config", "set")])
def test_help_is_a_word_too(say: Say, words: tuple[str, ...]) -> None:
    assert say(*words) == say(*words[1:], "--help")


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("telephone", "phone"), ("Telefongespräch", "phone"), ("zoom w/ both", "video"), ("site visit, 2 h", "onsite"), ("Phone Screen", "phone"), ("Teams", "video"), ("Zoom", "video"),
        ("in person", "onsite"), ("in-person", "onsite"), ("on-site", "onsite"),
        ("final round", "final"), ("panel", "panel"),
    ],
)  # fmt: skip
def test_a_stage_is_known_by_what_people_call_it(say: Say, word: str, stage: str) -> None:
    said = say("add", "Acme", "--at", "yesterday", "--stage", word, "--json").json()
    assert said["interview"]["stage"] == stage
    assert len(say("list", "--stage", word, "--json").json()) == 1


WITHOUT_JSON = {
    "export": "writes a file in the format that it names",
    "manual": "is a page for man",
    "remind": "shows a notification, or says what it installed",
    "template edit": "opens an editor",
    **dict.fromkeys(
        (
            "server make",
            "server add",
            "server grant",
            "server revoke",
            "server migrate",
            "server check",
        ),
        "is for who runs the server",
    ),
}
"""The commands that show nothing of the store, and why they take no --json."""


def test_whatever_shows_something_takes_json() -> None:
    without = {
        " ".join(path.split()[1:])
        for path, command in described(commands()).leaves()
        if command.option("--json") is None
    }
    assert without <= set(WITHOUT_JSON)


@pytest.mark.usefixtures("recorded")
def test_what_was_set_or_forgotten_is_a_record_too(say: Say) -> None:
    assert say("config", "set", "you.name", "Sam", "--json").json()["value"] == "Sam"
    assert say("contact", "forget", "Priya", "--yes", "--json").json()["email"] is None


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("closed", "status"), [(">&-", 1), ("2>&-", 0), (">&- 2>&-", 1), ("</dev/null 0<&-", 0)]
)
def test_a_closed_stream_ends_calmly(home: Path, closed: str, status: int) -> None:
    for command in ("", "due", "due --json", "list"):
        line = f"{shlex.join(COMMAND)} {command} {closed}"
        said = subprocess.run(
            ["sh", "-c", line], env=variables(home), capture_output=True, text=True, check=False
        )
        assert said.returncode == status, command
        assert "Traceback" not in said.stderr
        assert len(said.stderr.splitlines()) == (1 if closed == ">&-" else 0)
