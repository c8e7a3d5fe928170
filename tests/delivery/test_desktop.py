"""Handing over: to tools that stand in for those of a platform, as scripts on the path."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import PATIENCE, wait_until
from followup.delivery import desktop
from followup.domain.errors import WorldError

Install = Callable[[str, str], Path]
"""Puts a script of that name and text on the path; it writes to the file that is returned."""

LINK = "mailto:priya@acme.example?subject=Hello&body=it%20works; touch pwned"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool that does its work has done it in time, however slow the machine is."""
    monkeypatch.setattr(desktop, "SECONDS", PATIENCE)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    monkeypatch.setenv("PATH", str(bin_))

    def one(name: str, script: str) -> Path:
        told = tmp_path / f"{name}.told"
        tool = bin_ / name
        tool.write_text(f"#!/bin/sh\nPATH={os.defpath}\nout='{told}'\n{script}\n")
        tool.chmod(0o755)
        return told

    return one


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("wl-copy", "utf-8"), ("xclip", "utf-8"), ("pbcopy", "utf-8"), ("clip.exe", "utf-16")],
)
def test_the_text_goes_to_the_tool_of_the_platform(
    install: Install, name: str, encoding: str
) -> None:
    told = install(name, 'cat > "$out"')
    desktop.copy("Dear Zoë,\n\n$(touch pwned) `x` --help\n")
    assert told.read_bytes().decode(encoding) == "Dear Zoë,\n\n$(touch pwned) `x` --help\n"


def test_a_tool_without_a_display_gives_way_to_the_next(install: Install) -> None:
    install("wl-copy", "exit 1")
    told = install("xsel", 'cat > "$out"; echo "$@" >> "$out"')
    desktop.copy("Hello.")
    assert told.read_text() == "Hello.--clipboard --input\n"


def test_a_tool_that_stays_behind_to_serve_the_clipboard_is_not_waited_for(
    install: Install,
) -> None:
    told = install("xclip", 'cat > "$out"; sleep 600 & echo " $!" >> "$out"')
    desktop.copy("Hello.")
    text, number = told.read_text().split()
    assert text == "Hello."
    os.kill(int(number), signal.SIGKILL)  # ProcessLookupError if it had ended


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 5", None])
def test_without_a_clipboard_it_is_said_what_to_do(
    install: Install, script: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "SECONDS", 0.2)
    if script:
        install("xclip", script)
    with pytest.raises(WorldError, match="Install wl-clipboard"):
        desktop.copy("Hello.")


def test_the_draft_is_opened_as_one_argument(install: Install) -> None:
    told = install("xdg-open", 'printf "%s|" "$#" "$@" > "$out"')
    assert desktop.mail("/tmp/a note.eml", LINK) == "/tmp/a note.eml"
    assert told.read_text() == "1|/tmp/a note.eml|"


def test_the_link_is_opened_where_no_program_takes_a_draft(install: Install) -> None:
    told = install("xdg-open", 'case "$1" in *.eml) exit 3;; esac; printf "%s" "$1" > "$out"')
    assert desktop.mail("/tmp/note.eml", LINK) == LINK
    assert told.read_text() == LINK


def test_the_next_opener_is_tried_before_the_link(install: Install) -> None:
    install("xdg-open", "exit 4")
    told = install("gio", 'printf "%s|" "$@" > "$out"')
    assert desktop.mail("/tmp/note.eml", LINK) == "/tmp/note.eml"
    assert told.read_text() == "open|/tmp/note.eml|"


@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_opener_that_became_the_mail_program_goes_on(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "SECONDS", 0.2)
    told = install("xdg-open", 'sleep 0.6; echo "alive" > "$out"')
    assert desktop.mail("/tmp/note.eml", LINK) == "/tmp/note.eml"
    wait_until(told.exists)


@pytest.mark.parametrize("script", ["exit 3", None])
def test_without_a_mail_program_it_is_said_what_to_do(install: Install, script: str | None) -> None:
    if script:
        install("xdg-open", script)
    with pytest.raises(WorldError, match="followup draft --format eml --out"):
        desktop.mail("/tmp/note.eml", LINK)


def test_a_link_that_is_longer_than_an_argument_may_be_is_no_crash(install: Install) -> None:
    install("xdg-open", 'case "$1" in *.eml) exit 3;; esac')
    with pytest.raises(WorldError, match="no mail program here"):
        desktop.mail("/tmp/note.eml", f"mailto:?body={'x' * 3_000_000}")


@pytest.mark.parametrize("script", ["echo secret; sleep 600 & exit 0", "sleep 600 & echo secret"])
def test_what_a_command_leaves_behind_is_not_waited_for(tmp_path: Path, script: str) -> None:
    """As an agent of passwords, which holds the pipes of the command that started it."""
    words = ("/bin/sh", "-c", f"echo $$ > {tmp_path}/group; {script}")
    assert desktop.answer(words, b"", 100, 2 * PATIENCE) == (b"secret\n", "")
    os.killpg(int((tmp_path / "group").read_text()), signal.SIGKILL)  # it is still there


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("trap '' INT TERM HUP; sleep 600", "longer than"),
        ("exec >&- 2>&-; sleep 600", "longer than"),
        ("yes >&2", "longer than"),
        ("yes", "more than 100 bytes"),
        ("kill -STOP $$", "longer than"),
    ],
)
def test_a_command_without_an_end_is_ended_and_fills_no_disk(
    tmp_path: Path, script: str, why: str
) -> None:
    words = ("/bin/sh", "-c", f"echo $$ > {tmp_path}/group; {script}")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        written, wrong = desktop.answer(words, b"", 100, 1.0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (written, why in wrong) == (b"", True), wrong
    group = (tmp_path / "group").read_text().strip()
    wait_until(lambda: not any(running_of(group)))


def running_of(group: str) -> Iterator[Path]:
    """The processes of a group that have not ended."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            state, _, its = path.read_text().rpartition(")")[2].split()[:3]
            if its == group and state != "Z":
                yield path
