"""Completion: what may stand where, and that real shells put it onto the line unharmed."""

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Say, variables
from followup.cli.app import commands
from followup.cli.shell import described
from followup.integrations.completion import Candidate, CompletionRequest, answer, typed
from followup.output import reports
from followup.services.calendar import NAMES as MONTHS
from followup.store import sqlite
from hostile import HOSTILE
from system.test_speed import HEAVY, loaded

ROOT = described(commands())
NASTY = (
    "Evil $(touch pwned) `touch pwned` \"q\" 'it's' !x * ~ | & ; < > \\ #",
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
        ("followup report --format ", [*reports.FORMATS]),
        ("followup template show thank_you.panel", ["thank_you.panel.de", "thank_you.panel"]),
        (
            "followup template edit decl",
            ["decline.de", "decline", "decline.agency.de", "decline.agency"],
        ),
        ("followup remind --system l", ["launchd"]),
        ("followup --show-completion ", ["bash", "zsh", "fish"]),
        ("followup export v", ["vcard", "vcard4"]),
        ("followup calendar ", ["last", "this", "next", *map(str.lower, MONTHS)]),
        ("followup calendar j", ["january", "june", "july"]),
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
        ("followup restore ", ["1"]),
        ("followup restore 1", ["1"]),
        ("followup restore 2", [""]),
        ("followup draft 1 --out ", [""]),
        ("followup", []),
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


def test_a_copy_s_number_comes_with_its_time_also_where_the_store_is_damaged(
    say: Say, store: str
) -> None:
    say(*ACME)
    say(*GLOBEX, FOLLOWUP_TODAY="2026-11-21T10:15:00+00:00")
    Path(store).write_bytes(b"no store")
    told = "1\t2026-11-21 10:15, daily\n"
    assert say("--complete", "zsh", "followup restore ").out == told


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


@pytest.mark.parametrize(
    "line",
    ["followup import ", "followup restore a", "followup backup ", "followup draft 1 --out ",
     "followup template check ", "followup stats --svg ",
     "followup report --out "],
)  # fmt: skip
def test_the_shell_completes_files_where_one_may_stand(say: Say, line: str) -> None:
    assert say("--complete", "zsh", line).out == "\n"


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


def test_nobody_waits_for_a_locked_store(
    say: Say, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(*ACME)
    monkeypatch.setattr(
        sqlite, "PRAGMAS", (f"PRAGMA busy_timeout = {PATIENCE * 2000}", *sqlite.PRAGMAS[1:])
    )
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        said = say("--complete", "bash", "followup show ")
    assert (said.status, said.out, said.err) == (0, "", "")
    assert time.monotonic() - begun < PATIENCE, "nor as long as other commands"


@pytest.mark.parametrize("words", [(), ("bash",), ("bash", "followup ", "more"), ("ksh", "x\0y")])
def test_what_no_script_says_is_answered_with_nothing(say: Say, words: tuple[str, ...]) -> None:
    said = say("--complete", *words)
    assert (said.status, said.out, said.err) == (0, "", "")


def test_a_wrong_variable_completes_nothing(complete: Complete) -> None:
    assert complete("followup sho", FOLLOWUP_TODAY="whenever") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_cannot_be_typed_on_one_line_is_not_offered(shell: str) -> None:
    for name, text in HOSTILE.items():
        said = answer(ROOT, shell, "followup show ", offer(Candidate(text, text), Candidate("a")))
        assert (said.count("\n") in (1, 2), said[-1:]) == (True, "\n"), name
        assert all(sign in "\t\n" or sign.isprintable() or sign > "\xa0" for sign in said), name


def offer(*candidates: Candidate) -> Callable[[CompletionRequest], Sequence[Candidate]]:
    return lambda _: candidates


def known(value: str) -> Callable[[CompletionRequest], Sequence[Candidate]]:
    return offer(Candidate(value))


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
)


def in_posix(typed: str) -> list[str]:
    """What a shell makes of a line; shlex alone keeps a backslash before $ and ` in quotes."""
    return shlex.split(re.sub(r"\\([$`])", r"\1", typed) if typed[:1] == '"' else typed)


@given(NAMES, st.sampled_from(["", "'", '"']))
def test_bash_reads_a_candidate_as_the_one_word_that_it_is(name: str, quote: str) -> None:
    line = f"followup show -- {quote}"
    offered = words(answer(ROOT, "bash", line, known(name)))
    assert len(offered) == (quote != '"' or "!" not in name)
    assert [in_posix(quote + one + quote) for one in offered] in ([], [[name]])


@given(NAMES)
def test_what_was_offered_is_a_beginning_of_itself(name: str) -> None:
    for one in words(answer(ROOT, "bash", "followup show -- ", known(name))):
        assert words(answer(ROOT, "fish", f"followup show -- {one}", known(name))) == [name]


@given(st.text())
def test_any_line_is_read(line: str) -> None:
    assert "\0" not in typed(line).word


@given(st.lists(st.text(st.characters(exclude_characters="\0"))), st.sampled_from(["", "'", '"']))
def test_words_come_out_as_a_shell_would_pass_them(before: list[str], quote: str) -> None:
    found = typed(f"followup {shlex.join(before)} {quote}so far")
    assert (*found.words, found.word) == (*before, *(["so far"] if quote else ["so", "far"]))


@pytest.mark.parametrize("line", ["followup show Foo:B", "followup show a@", "followup show a=b"])
def test_bash_is_offered_nothing_where_it_would_double_what_was_typed(line: str) -> None:
    value = line.rpartition(" ")[2] + "ar"
    assert words(answer(ROOT, "fish", line, known(value))) == [value]
    assert words(answer(ROOT, "bash", line, known(value))) == []


def test_a_name_that_looks_like_an_option_is_offered_only_where_it_is_none() -> None:
    assert words(answer(ROOT, "fish", "followup show ", known("--json"))) == []
    assert words(answer(ROOT, "fish", "followup show -- ", known("--json"))) == ["--json"]


# The scripts, in the shells that they are for.


@pytest.fixture
def outside(home: Path, say: Say) -> dict[str, str]:
    """A store full of names, `followup` on the path, and `words`, which tells its arguments."""
    programs = home / "bin"
    programs.mkdir()
    (programs / "followup").write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    tell = "import json, sys; print('WORDS', json.dumps(sys.argv[1:]))"
    (programs / "words").write_text(f"#!{sys.executable} -S\n{tell}\n")
    for file in programs.iterdir():
        file.chmod(0o700)
    say(*ACME)
    for name in NASTY:
        assert say("add", "--at", "2026-11-12", "--", name).status == 0
    (home / "copy of it.db").write_text("")
    return variables(home) | {
        "PATH": f"{programs}:{os.defpath}",
        "TERM": "xterm",
        "ZDOTDIR": str(home),
    }


STARTS = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        "bind 'set bell-style none'; bind 'set enable-bracketed-paste off'",
        'eval "$(followup --show-completion bash)"',
    ),
    "zsh": (
        ["-f", "-i"],
        "bindkey -e; unsetopt beep; autoload -Uz compinit; compinit -u -D",
        'eval "$(followup --show-completion zsh)"',
    ),
}


def test_completion_loads_no_orm(say: Say, home: Path) -> None:
    say(*ACME)
    modules = loaded(home, "--complete", "bash", "followup done ")
    assert "followup.integrations.completion" in modules
    assert sorted(modules & (HEAVY | {"rich", "dateutil", "followup.domain.policy"})) == []


def needs(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")


@pytest.fixture
def start(outside: dict[str, str]) -> Iterator[Callable[[str], "pexpect.spawn[str]"]]:
    """Start a shell at a terminal, with its completion."""
    started = []

    def run(shell: str) -> "pexpect.spawn[str]":
        needs(shell)
        options, *lines = STARTS[shell]
        child = pexpect.spawn(
            shell, [*options], encoding="utf-8", timeout=PATIENCE, dimensions=(50, 250),
            env=outside, cwd=outside["HOME"],
        )  # fmt: skip
        started.append(child)
        child.delaybeforesend = None
        for line in (*lines, "words ready"):
            child.sendline(line)
        child.expect_exact('WORDS ["ready"]')
        return child

    yield run
    for child in started:
        child.close(force=True)


def press(child: "pexpect.spawn[str]", text: str) -> str:
    """Type a command and a tab; the last word that the command then has."""
    child.send(f"{text}\t\x01words \x05\r")  # and `words` in front of it, which tells
    child.expect(r"WORDS (\[.*\])\r")
    assert child.match is not None
    assert not isinstance(child.match, type)
    return str(json.loads(child.match[1])[-1])


EVIL, COLON, DASH, TILDE = NASTY
PRESSED = {
    "followup sho": "show",
    "followup show acm": "Acme Corp",
    "followup show 'acm": "Acme Corp",
    'followup show "acme c': "Acme Corp",
    "followup show acme\\ c": "Acme Corp",
    "followup show Evil": EVIL,
    "followup show 'evil": EVIL,
    'followup show "O': COLON,
    "followup show o": COLON,
    "followup show -- -r": DASH,
    "followup show \\~": TILDE,
    "followup add --stage=pa": "--stage=panel",
    "followup add --stage='pa": "--stage=panel",
    "followup add --stage pa": "panel",
    "followup restore co": "copy of it.db",
}
"""What is typed before a tab, and the word that is there after it."""


@pytest.mark.parametrize("shell", STARTS)
def test_a_tab_puts_the_word_onto_the_line_unharmed(
    start: Callable[[str], "pexpect.spawn[str]"], outside: dict[str, str], shell: str
) -> None:
    child = start(shell)
    assert {text: press(child, text) for text in PRESSED} == PRESSED
    assert not Path(outside["HOME"], "pwned").exists()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("followup sho", ["show"]),
        ("followup show acm", ["Acme\\ Corp"]),
        ("followup add --stage=pa", ["--stage=panel"]),
        ("followup restore co", ["copy\\ of\\ it.db"]),
        ("followup show nobody", []),
    ],
)
def test_fish_completes(outside: dict[str, str], line: str, expected: list[str]) -> None:
    assert in_fish(outside, f"complete --escape -C {shlex.quote(line)}") == expected


@pytest.mark.parametrize("name", NASTY)
def test_fish_puts_a_name_onto_the_line_unharmed(outside: dict[str, str], name: str) -> None:
    line = f"followup show -- {re.escape(name[:2])}"
    told = in_fish(outside, f"eval words (complete --escape -C {shlex.quote(line)})")
    assert [json.loads(row.removeprefix("WORDS ")) for row in told] == [[name]]
    assert not Path(outside["HOME"], "pwned").exists()


def in_fish(outside: dict[str, str], command: str) -> list[str]:
    """What fish prints for a command, line by line, without what a candidate means."""
    needs("fish")
    script = f"followup --show-completion fish | source; {command}"
    return words(run(["fish", "--no-config", "-c", script], outside))


def run(typed: list[str], outside: dict[str, str]) -> str:
    done = subprocess.run(
        typed, env=outside, cwd=outside["HOME"], capture_output=True, encoding="utf-8",
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def in_bash(outside: dict[str, str], line: str, kind: int) -> list[str]:
    """What bash is told for a line; `kind` is its COMP_TYPE."""
    script = (
        f'eval "$(followup --show-completion bash)"; COMP_LINE={shlex.quote(line)} '
        f"COMP_POINT=${{#COMP_LINE}} COMP_TYPE={kind} COMP_WORDS=({line} '') COMP_CWORD=2; "
        '_followup; printf "%s\n" "${COMPREPLY[@]}"'
    )
    return run(["bash", "-c", script], outside).splitlines()


def test_bash_says_what_a_number_means_only_in_a_list(outside: dict[str, str]) -> None:
    line = "followup done "
    assert {"1", "2"} < set(in_bash(outside, line, ord("\t")))
    told = "1  (thank-you to Priya Shah, Acme Corp · Data analyst)"
    assert told in in_bash(outside, line, ord("?"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_any_shell_is_printed_under_every_shell(say: Say, shell: str) -> None:
    said = say("--show-completion", shell, SHELL="/bin/dash")
    assert (said.status, said.err) == (0, "")
    assert f"followup --complete {shell}" in said.out


@pytest.mark.parametrize("shell", ["ksh", "", "powershell", "../bash"])
def test_a_shell_without_a_script_is_refused(say: Say, shell: str) -> None:
    said = say("--show-completion", shell)
    assert (said.status, said.out) == (2, "")
    assert "type bash, zsh or fish" in said.err
