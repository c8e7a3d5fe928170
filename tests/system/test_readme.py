"""The README cannot rot: its examples run and say what it shows, and it names every command.

An example is a command (`$ …`) of a ```console block, with the lines below it: all that a terminal
shows. The README is one session: its examples share one store, from the first to the last, in a
home of its own that stands still on TODAY. Its outputs are written by the program itself:

    python tests/system/test_readme.py --write
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup

from followup.cli.app import commands
from followup.domain.errors import FollowupError

README = Path(__file__).parents[2] / "README.md"
TODAY = "2026-11-22"
"""A Sunday."""
HOME = "/home/sam"
"""How the README calls the home that the examples run in."""

BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:.*\\\n)*.*")
"""A line, and the next one where it ends with a backslash."""


@dataclass(frozen=True)
class Example:
    """A command as it is typed, and what it says, without the line's end at either end."""

    command: str
    output: str

    def __str__(self) -> str:
        return f"$ {self.command}\n{self.output}\n" if self.output else f"$ {self.command}\n"


def examples(text: str) -> list[Example]:
    """The examples of the README, or of one of its blocks' insides, in their order."""
    return [_example(part) for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]


def _example(text: str) -> Example:
    command = COMMAND.match(text)
    assert command
    return Example(command[0], text[command.end() :].strip("\n"))


def shown(command: str, home: Path) -> str:
    """What a terminal shows for a command that succeeds: both streams."""
    ended = subprocess.run(
        ["sh", "-c", command],
        env=variables(home),
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    return ended.stdout.replace(str(home), HOME).strip("\n")


def variables(home: Path) -> dict[str, str]:
    """A day, a zone, a home, and the program that is installed beside this Python."""
    return {
        "FOLLOWUP_TODAY": TODAY,
        "TZ": "Europe/London",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
    }


TEXT = README.read_text(encoding="utf-8")
MAINTAINERS = README.with_name("src").joinpath("followup/README.md").read_text(encoding="utf-8")
EXAMPLES = [example for block in BLOCK.findall(TEXT) for example in examples(block)]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the examples say, one after the other."""
    home = tmp_path_factory.mktemp("sam")
    return [shown(example.command, home) for example in EXAMPLES]


@pytest.mark.parametrize(
    ("number", "example"),
    list(enumerate(EXAMPLES)),
    ids=[example.command.partition("\n")[0] for example in EXAMPLES],
)
def test_an_example_says_what_the_readme_shows(
    number: int, example: Example, session: list[str]
) -> None:
    assert session[number] == example.output


def test_the_readme_shows_the_loop_of_a_day() -> None:
    typed = " ".join(example.command for example in EXAMPLES)
    assert re.findall(r"followup (add|draft|done|undo)\b", typed)[:3] == ["add", "draft", "done"]


def _runnable(command: object, name: str = "followup") -> Iterator[tuple[str, TyperCommand]]:
    """Every command that does something, with the words that call it."""
    if isinstance(command, TyperGroup):
        for word, inner in command.commands.items():
            yield from _runnable(inner, f"{name} {word}")
    else:
        assert isinstance(command, TyperCommand)
        yield name, command


ALL_COMMANDS = dict(_runnable(commands()))


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    pages = MAINTAINERS if name.startswith("followup server ") else TEXT
    assert re.search(rf"^\| `{name}\b", pages, re.MULTILINE)


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_a_command_and_its_options_have_help(name: str) -> None:
    command = ALL_COMMANDS[name]
    assert command.help
    assert [one.name for one in command.params if not getattr(one, "help", "")] == []


def test_the_readme_names_no_command_that_is_not_there() -> None:
    rows = re.findall(r"^\| `(followup [a-z][^`]*)`", TEXT, re.MULTILINE)
    known = tuple(f"{name} " for name in ALL_COMMANDS)
    assert [row for row in rows if not f"{row} ".startswith(known)] == []


def test_the_readme_explains_every_exit_status() -> None:
    (paragraph,) = re.findall(r"^The exit status is .*$", TEXT, re.MULTILINE)
    told = {int(status) for status in re.findall(r"\d+", paragraph)}
    raised = {error.exit_status for error in FollowupError.__subclasses__()}
    assert told == raised | {0, 130}


def rewritten(text: str, home: Path) -> str:
    """The README with the outputs that its examples have now."""

    def block(found: re.Match[str]) -> str:
        typed = [example.command for example in examples(found[0])]
        return "\n".join(str(Example(command, shown(command, home))) for command in typed)

    return BLOCK.sub(block, text)


def write() -> None:
    """Put the true outputs into the README."""
    with tempfile.TemporaryDirectory() as home:
        README.write_text(rewritten(TEXT, Path(home)), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(
            "To rewrite the README's outputs, type: python tests/system/test_readme.py --write"
        )
    write()
