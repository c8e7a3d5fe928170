"""Completion: what may stand where, and that real shells put it onto the line unharmed."""

import json
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, COMMAND, GLOBEX, Say, environment
from followup.cli.shell import commands
from followup.completion import Candidate, Wanted, answer
from followup.completion.typed import typed
from hostile import HOSTILE

ROOT = commands()
NASTY = (
    'Evil $(touch pwned) `touch pwned` "q" \'it\'s\' !x * ~ | & ; < > \\ #',
    "O:Neil & Söhne = 1 @ home",
    "-rf",
    "~root",
)
"""Names that would act, or would become another word, if they were not quoted."""


def words(said: str) -> list[str]:
    """The candidates of an answer without what they mean."""
    return [row.partition("\t")[0] for row in said.splitlines()]


@pytest.fixture
def complete(say: Say) -> Callable[..., list[str]]:
    """What the program answers a shell for a line."""

    def ask(line: str, shell: str = "fish", **env: str) -> list[str]:
        said = say("--complete", shell, line, **env)
        assert (said.status, said.err) == (0, "")
        return words(said.out)

    return ask


Complete = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("followup sho", ["show"]),
        ("FOLLOWUP_TODAY=2026-11-20 followup sho", ["show"]),
        ("/opt/followup sho", ["show"]),
        ("followup contact f", ["forget"]),
        ("followup show x contact f", []),
        ("followup nonsense ", []),
        ("followup snooze 3 tue --be", ["--because"]),
        ("followup why 3 ", ["--json", "--help"]),
        ("followup why --json 3 ", ["--help"]),
        ("followup why --json 3 -- ", []),
        ("followup add --stage p", ["phone", "panel"]),
        ("followup add --stage=p", ["--stage=phone", "--stage=panel"]),
        ("followup add --stage ", ["phone", "video", "onsite", "panel", "final", "informational"]),
        ("followup add --nonsense=", []),
        ("followup add Acme --strength x --stre", ["--strength"]),
        ("followup due --kind second", ["second_check_in"]),
        ("followup done 3 --channel l", ["letter"]),
        ("followup outcome acme a", ["accepted"]),
        ("followup outcome acme o", ["offer", "open"]),
        ("followup list --by a", ["application"]),
        ("followup list --outcome=op", ["--outcome=open"]),
        ("followup config get you.", ["you.name", "you.email", "you.phone", "you.address"]),
        ("followup config set policy.check_in.d", ["policy.check_in.days"]),
        ("followup draft --format e", ["eml"]),
        ("followup remind --system l", ["launchd"]),
        ("followup --show-completion ", ["bash", "zsh", "fish"]),
        ("followup export v", ["vcard", "vcard4"]),
        ("followup add ", ["Globex", "Acme Corp"]),
        ("followup show acme", ["Acme Corp"]),
        ('followup show "acme c', ["Acme Corp"]),
        ("followup show 'ACME", ["Acme Corp"]),
        ("followup show acme\\ c", ["Acme Corp"]),
        ("followup show zoe", ["Zoë Ångström"]),
        ("followup show nobody", []),
        ("followup contact show t", ["Tom Lee"]),
        ("followup add X --with=pri", ["--with=Priya Shah"]),
        ("followup list ", ["Globex", "Acme Corp", "Zoë Ångström", "Tom Lee", "Priya Shah"]),
        ("followup undo ", ["2", "1"]),
        ("followup restore ", [""]),
        ("followup draft 1 --out ", [""]),
        ("", []),
    ],
)
def test_what_may_stand_at_the_end_of_a_line(
    say: Say, complete: Complete, line: str, expected: list[str]
) -> None:
    say(*ACME)
    say(*GLOBEX)
    assert complete(line) == expected


def test_a_follow_up_s_number_comes_with_what_it_is(say: Say) -> None:
    say(*ACME)
    assert say("--complete", "zsh", "followup done ").out.splitlines()[:2] == [
        "1\tthank-you to Priya Shah, Acme Corp · Data analyst",
        "2\tthank-you to Tom Lee, Acme Corp · Data analyst",
    ]


def test_an_interview_s_number_comes_with_what_it_is(say: Say) -> None:
    say(*ACME)
    told = "1\t2026-11-19, panel with Acme Corp · Data analyst\n"
    assert say("--complete", "zsh", "followup show 1").out == told


def test_what_is_done_is_not_offered_again(say: Say, complete: Complete) -> None:
    say(*ACME)
    before = complete("followup done ")
    say("done", "1")
    assert "1" in before
    assert "1" not in complete("followup done ")


def test_every_command_can_be_reached(complete: Complete) -> None:
    for path, command in ROOT.leaves():
        *family, name = path.split()
        assert name in complete(" ".join([*family, name[:2]]))
        expected = {option.name for option in command.options}
        assert expected <= set(complete(f"{path} --"))


def _no_store(_: Path) -> None:
    pass


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 20_000)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_empty, _damaged, _foreign, _directory])
@pytest.mark.parametrize("line", ["followup show ", "followup done ", "followup undo "])
def test_a_store_that_cannot_be_read_completes_nothing_and_says_nothing(
    say: Say, store: str, complete: Complete, spoil: Callable[[Path], None], line: str
) -> None:
    assert complete(line) == []
    say(*ACME)
    assert complete(line) != []
    spoil(Path(store))
    assert complete(line) == []
    assert complete("followup sho") == ["show"]


def test_nobody_waits_for_a_locked_store(say: Say, store: str, program: Say) -> None:
    say(*ACME)
    connection = sqlite3.connect(store)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        said = program("--complete", "bash", "followup show ")
    finally:
        connection.close()
    assert (said.status, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize("words", [(), ("bash",), ("bash", "followup ", "more"), ("ksh", "x\0y")])
def test_what_no_script_says_is_answered_with_nothing(say: Say, words: tuple[str, ...]) -> None:
    said = say("--complete", *words)
    assert (said.status, said.out, said.err) == (0, "", "")


def test_a_wrong_variable_completes_nothing(complete: Complete) -> None:
    assert complete("followup sho", FOLLOWUP_TODAY="whenever") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_typed_on_one_line_is_not_offered(shell: str, text: str) -> None:
    said = answer(ROOT, shell, "followup show ", lambda _: [Candidate(text, text), Candidate("a")])
    rows = said.split("\n")
    assert rows[-1] == ""
    assert 1 <= len(rows) - 1 <= 2
    assert all(sign == "\t" or sign.isprintable() or sign > "\xa0" for sign in said.replace("\n", ""))


def known(value: str) -> Callable[[Wanted], Sequence[Candidate]]:
    return lambda _: [Candidate(value)]


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
)


@given(NAMES, st.sampled_from(["", "'", '"']))
def test_bash_reads_a_candidate_as_the_one_word_that_it_is(name: str, quote: str) -> None:
    line = f"followup show -- {quote}"
    offered = words(answer(ROOT, "bash", line, known(name)))
    assert [shlex.split(quote + one + quote) for one in offered] in ([], [[name]])


@given(NAMES)
def test_what_was_offered_is_a_beginning_of_itself(name: str) -> None:
    for one in words(answer(ROOT, "bash", "followup show -- ", known(name))):
        assert words(answer(ROOT, "fish", f"followup show -- {one}", known(name))) == [name]


@given(st.text())
def test_any_line_is_read_or_completes_nothing(line: str) -> None:
    assert typed(line).word in line.replace("\\", "") or typed(line).word


@pytest.mark.parametrize("line", ["followup show Foo:B", "followup show a@", "followup show a=b"])
def test_bash_is_offered_nothing_where_it_would_double_what_was_typed(line: str) -> None:
    value = line.rpartition(" ")[2] + "ar"
    assert words(answer(ROOT, "fish", line, known(value))) == [value]
    assert words(answer(ROOT, "bash", line, known(value))) == []


def test_a_name_that_looks_like_an_option_is_offered_only_where_it_is_none() -> None:
    assert words(answer(ROOT, "fish", "followup show ", known("--json"))) == []
    assert words(answer(ROOT, "fish", "followup show -- ", known("--json"))) == ["--json"]


# --- the scripts, in the shells they are for


@pytest.fixture
def outside(home: Path, say: Say) -> dict[str, str]:
    """A home with a store of names, `followup` on the path, and `words`, which tells its words."""
    bin_ = home / "bin"
    bin_.mkdir()
    (bin_ / "followup").write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    tell = "import json, sys; print('WORDS', json.dumps(sys.argv[1:]))"
    (bin_ / "words").write_text(f"#!{sys.executable} -S\n{tell}\n")
    for file in bin_.iterdir():
        file.chmod(0o700)
    say(*ACME)
    for name in NASTY:
        added = say("add", "--at", "yesterday", "--", name)
        assert added.status == 0, added.err
    path = f"{bin_}:{environment(home)['PATH']}:/usr/local/bin:/usr/bin:/bin"
    return environment(home) | {"PATH": path, "TERM": "xterm", "ZDOTDIR": str(home)}


class Shell:
    """A shell at a terminal, in which keys are pressed."""

    def __init__(self, command: str, options: list[str], start: list[str], env: dict[str, str]):
        self.child = pexpect.spawn(
            command, options, encoding="utf-8", timeout=30, dimensions=(50, 200),
            env=env, cwd=env["HOME"],
        )  # fmt: skip
        self.child.delaybeforesend = None
        for line in start:
            self.child.sendline(line)
        self.child.sendline("words ready")
        self.child.expect_exact('WORDS ["ready"]')

    def line(self, typed: str) -> list[str]:
        """The words that `typed`, a tab and the open quotation mark leave on the line."""
        quote = next((one for one in "\"'" if typed.count(one) % 2), "")
        self.child.send(f"words {typed}\t\t")
        self.child.send(f"{quote}\r")
        self.child.expect(r"WORDS (\[.*\])\r")
        match = self.child.match
        assert isinstance(match, __import__("re").Match)
        told = json.loads(match[1])
        assert isinstance(told, list)
        return told
