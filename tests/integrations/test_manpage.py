"""The manual page: all commands, nothing that man or mandoc would frown upon, and its way there."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Say
from followup.cli.app import commands
from followup.cli.shell import described
from followup.domain.errors import FollowupError
from followup.integrations.manpage import STATUSES, Argument, Command, Option, page

ROOT = described(commands())
DAY = date(2026, 11, 22)
PAGE = page(ROOT, DAY)


def read(text: str, *reader: str) -> str:
    """What a program makes of a page; it may not say anything besides."""
    done = subprocess.run(
        reader, input=text, env=os.environ | {"MANWIDTH": "100", "LANG": "C.UTF-8"},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return re.sub(".\b", "", done.stdout)


@cache
def as_text(text: str) -> str:
    """A page as it is read on a terminal."""
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    return read(text, "groff", "-mandoc", "-Tutf8", "-P-cbou", "-ww", "-rLL=100n")


@pytest.mark.parametrize("path", [words for words, _ in ROOT.leaves()])
def test_a_command_is_there_with_all_its_options(path: str) -> None:
    command = dict(ROOT.leaves())[path]
    told = re.split("\n(?:   followup|OPTIONS)", as_text(PAGE).partition(f"\n   {path}\n")[2])[0]
    for option in command.options:
        assert (option.name in told) == (option.name not in ("--help", "-h"))
    assert command.help.split()[0] in told


def test_the_page_has_the_sections_that_people_look_for() -> None:
    assert re.findall("^[A-Z].*$", as_text(PAGE), re.MULTILINE)[1:-1] == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "ENVIRONMENT", "FILES",
        "EXIT STATUS", "EXAMPLES",
    ]  # fmt: skip


def test_every_exit_status_is_there() -> None:
    raised = {error.exit_status for error in FollowupError.__subclasses__()}
    assert {status for status, _ in STATUSES} == raised | {0, 130}


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")
def test_mandoc_finds_nothing_to_complain_about() -> None:
    assert read(PAGE, "mandoc", "-T", "lint", "-W", "warning") == ""


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_man_shows_it(tmp_path: Path) -> None:
    file = tmp_path / "followup.1"
    file.write_text(PAGE)
    told = read("", "man", "-l", str(file))
    assert "Data analyst" in told
    assert "followup draft Priya" in told


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
SAMPLES = (".so /etc/passwd", "'de x", "\\fB", "a\\nb", "Fl x", "-x", "a “b” … é", "`due`", '"')


@pytest.mark.parametrize("text", SAMPLES)
def test_no_text_is_taken_for_a_request(text: str) -> None:
    root = Command("followup", "Helps.", (), (Option(("--x",), text),), ())
    told = as_text(page(root, DAY)).partition("\nOPTIONS\n")[2].partition("\nENV")[0]
    assert told.split() == ["--x", *text.replace("`due`", "‘due’").split()]


@given(TEXT, TEXT)
def test_the_page_is_ascii_whatever_the_help_says(text: str, name: str) -> None:
    root = Command("followup", text, (Argument(name, text),), (Option(("--x",), text, name),), ())
    assert page(root, DAY).isascii()


def test_the_command_prints_the_page_of_today(say: Say) -> None:
    said = say("manual", FOLLOWUP_TODAY="2026-11-22")
    assert (said.status, said.out, said.err) == (0, PAGE, "")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from a copy of what it is built from."""
    pytest.importorskip("hatchling")
    top, copy = Path(__file__).parents[2], tmp_path_factory.mktemp("copy")
    for name in ("pyproject.toml", "hatch_build.py", "README.md"):
        shutil.copy(top / name, copy)
    shutil.copytree(top / "src", copy / "src", ignore=shutil.ignore_patterns("*cache*"))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=copy,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1795305600"},
        check=True,
        capture_output=True,
    )
    (built,) = (copy / "dist").iterdir()
    assert not list((copy / "src").rglob("*.1"))
    return built


def test_the_package_brings_the_page_and_the_scripts(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (name,) = (name for name in names if name.endswith("share/man/man1/followup.1"))
        assert archive.read(name).decode() == PAGE
    assert ".data/data/share/man/man1/" in name
    assert {
        f"followup/integrations/completion_scripts/followup.{one}"
        for one in ("bash", "zsh", "fish")
    } < set(names)
    assert "hatch_build.py" not in names


@pytest.mark.parametrize(
    "words", [(), ("contact",), ("template",), ("config",), ("mail",), ("server",)]
)
def test_no_line_of_a_list_of_commands_is_cut(say: Say, words: tuple[str, ...]) -> None:
    listed = say(*words, "--help", COLUMNS="80").out.partition("Commands:\n")[2]
    assert listed
    assert "..." not in listed
