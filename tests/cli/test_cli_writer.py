"""`draft --writer`: a command of the user's writes the note, or says why it could not."""

import shlex
import sys
import time
from pathlib import Path

import pytest

from conftest import ACME, PATIENCE, Begin, Say
from followup.services import draft_note

GOOD = """\
Thank you for your part in the panel yesterday for the Data analyst role. It was good to hear about
the move to dbt, and it gave me a clear picture of the work at Acme Corp.

You need someone to own the reporting stack. I built the KPI dashboard that 40 shops use. I have no
dbt experience from a job of my own, but I moved two pipelines to dbt last spring.

By Wednesday, November 25, I will send you the dashboard link. I would be glad to do this work, and I
look forward to hearing from you.
"""


@pytest.fixture
def acme(say: Say, begin: Begin) -> Say:
    begin(ACME)
    return say


def writes(say: Say, home: Path, program: str) -> None:
    """Make a Python program the writer."""
    path = home / "writer.py"
    path.write_text(program, encoding="utf-8")
    words = shlex.join([sys.executable, str(path)])
    assert say("config", "set", "note.writer", words).status == 0


def test_its_note_is_kept_and_says_where_it_came_from(acme: Say, home: Path) -> None:
    writes(acme, home, f"import sys\nsys.stdin.read()\nprint({GOOD!r})\n")
    written = acme("draft", "1", "--writer")
    assert "was not used" not in written.err
    assert "You need someone to own the reporting stack." in written.out
    assert written.out.splitlines()[2] == "Dear Priya,"
    again = acme("draft", "1")
    assert again.out == written.out
    assert "note.writer" in again.err


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; sys.exit('no model is loaded')", "no model is loaded"),
        ("pass", "It is empty"),
        ("print('x' * 1_000_000)", "more than 5,000 bytes"),
        (f"print({GOOD.replace('40 shops', '90 shops')!r})", "90, a number that was not told"),
        ("import os; os.kill(os.getpid(), 9)", "it was ended by signal 9"),
    ],
    ids=["fails", "says nothing", "says too much", "invents", "dies"],
)
def test_what_fails_gives_our_own_note_and_the_reason(
    acme: Say, home: Path, program: str, why: str
) -> None:
    ours = acme("draft", "1").out
    writes(acme, home, program)
    written = acme("draft", "1", "--writer")
    assert written.status == 0
    assert written.out == ours
    assert why in written.err


def test_one_that_hangs_is_ended_with_all_that_it_started(
    acme: Say, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_note, "WRITER_SECONDS", 0.5)
    writes(acme, home, f"import subprocess\nsubprocess.run(['sleep', '{2 * PATIENCE}'])\n")
    begun = time.monotonic()
    written = acme("draft", "1", "--writer")
    assert time.monotonic() - begun < PATIENCE
    assert "longer than" in written.err


def test_its_second_answer_may_be_better_than_its_first(acme: Say, home: Path) -> None:
    program = (
        "import sys\n"
        f"good = {GOOD!r}\n"
        "asked = sys.stdin.read()\n"
        "print(good if 'Mend this' in asked else good.replace('40', '90'))\n"
    )
    writes(acme, home, program)
    assert "40 shops" in acme("draft", "1", "--writer").out


def test_without_one_it_says_how_to_name_it(acme: Say) -> None:
    refused = acme("draft", "1", "--writer")
    assert refused.status == 2
    assert "followup config set note.writer" in refused.err


def test_a_command_with_an_open_quote_is_refused(acme: Say) -> None:
    assert acme("config", "set", "note.writer", "llm -m 'x").status == 2
