"""How to install what is missing: a command that can be typed, whoever installed the program."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

from followup.domain import errors

SOURCES = Path(errors.__file__).parents[1]


def test_it_names_the_python_that_runs() -> None:
    words = shlex.split(errors.install_command("icalendar"))
    assert words[-2:] == ["install", "icalendar"]
    assert sys.executable in words


@pytest.mark.parametrize("with_pip", [True, False])
def test_its_pip_is_there_and_installs_into_that_python(tmp_path: Path, with_pip: bool) -> None:
    beside = tmp_path / "a place"
    venv.create(beside, with_pip=with_pip, symlinks=True)
    python = beside / "bin" / "python"
    said = subprocess.run(
        [
            python,
            "-c",
            "from followup.domain import errors; print(errors.install_command('.'))",
        ],
        env={"PATH": os.defpath, "PYTHONPATH": str(SOURCES.parent)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    program, *words = shlex.split(said)
    assert words[-2:] == ["install", "."]
    assert (program == str(python)) is with_pip
    assert ("--python" in words) is not with_pip
    assert str(python) in (program, *words)
    asked = subprocess.run(
        [program, *words[:-2], "--version"], capture_output=True, text=True, check=True
    )
    assert asked.stdout.startswith("pip ")


def test_what_it_is_asked_to_install_is_what_an_extra_consists_of() -> None:
    project = tomllib.loads((SOURCES.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = {
        re.split(r"[^\w-]", one)[0]
        for name, some in extras.items()
        if name != "dev"
        for one in some
    }
    said = {
        name
        for path in SOURCES.rglob("*.py")
        for name in re.findall(
            r"install_command\(\"?'([\w-]+)(?:>=\d+'\")?", path.read_text("utf-8")
        )
    }
    assert said == needed
