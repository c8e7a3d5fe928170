"""Programs of the user's: mail program, clipboard, and the writer of notes.

No shell reads what is handed over: a text goes in on standard input, a file or link as one argument.
"""

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence

from followup.domain.errors import WorldError
from followup.domain.safe_text import line

Command = Sequence[str]

CLIPBOARDS: tuple[Command, ...] = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)

OPENERS: tuple[Command, ...] = (("xdg-open",), ("gio", "open"), ("wslview",), ("open",))
"""Tried in this order. Those of another platform are not there; one without a display fails."""

SECONDS = 10.0
"""How long a tool may take. An opener that is still at work then has become the mail program."""


def copy(text: str, tools: Sequence[Command] = CLIPBOARDS) -> None:
    """Put `text` on the clipboard. WorldError where no tool of the platform does it."""
    if not any(_takes(tool, text) for tool in _there(tools)):
        raise WorldError(
            "There is no clipboard here that takes the note. Install wl-clipboard (Wayland) or "
            "xclip (X11), or print it and copy it yourself: followup draft"
        )


def mail(path: str, link: str, tools: Sequence[Command] = OPENERS) -> str:
    """Open the `.eml` at `path` as a draft; where nothing does, the `mailto:` link.

    Returns which of the two was opened. WorldError where neither is.
    """
    for target in (path, link):
        if _open_on_windows(target) or any(_opens(tool, target) for tool in _there(tools)):
            return target
    raise WorldError(
        "There is no mail program here that takes the note. Write it to a file and open it there: "
        "followup draft --format eml --out note.eml"
    )


def _there(tools: Sequence[Command]) -> list[Command]:
    """The tools that are installed, each with its whole path."""
    found = ((shutil.which(name), rest) for name, *rest in tools)
    return [(path, *rest) for path, rest in found if path]


def _takes(tool: Command, text: str) -> bool:
    """Whether `tool` read the text and was content. UTF-16 is what clip.exe reads."""
    encoding = "utf-16" if tool[0].lower().endswith("clip.exe") else "utf-8"
    try:
        done = subprocess.run(
            tool,
            input=text.encode(encoding, "replace"),
            # xclip and wl-copy stay behind to serve the clipboard: a pipe of ours would never end
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _opens(tool: Command, target: str) -> bool:
    """Whether `tool` opened the target: it ended well, or is still at work after SECONDS."""
    try:
        opener = subprocess.Popen(
            [*tool, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C here must not close the mail program
        )
        return opener.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _open_on_windows(target: str) -> bool:
    """`start` without its shell, for which `&` in a link would begin a command."""
    if sys.platform == "win32":
        import os

        try:
            os.startfile(target)  # noqa: S606 - without a shell is what is wanted
        except OSError:
            return False
        return True
    return False


PATIENCE = 30.0
"""How long a tool may take."""

MOST = 16 * 1024 * 1024
"""Bytes that a tool may write: the longest is a user's crontab."""


def answer(words: Sequence[str], said: bytes, most: int, seconds: float) -> tuple[bytes, str]:
    """Run a command that reads `said`: at most `most` bytes that it wrote, and what went wrong.

    It is ended, with all that it started, after so many seconds or bytes, and by Ctrl-C.
    """
    with tempfile.TemporaryFile() as output:
        try:
            output.write(said)
            output.seek(0)
            process = subprocess.Popen(
                words,
                stdin=output,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            return b"", error.strerror or str(error)
        with process, _ended_by_interrupt(process):
            written, errors, wrong = read(process, most, seconds)
            if wrong or process.poll() is None:
                _end(process)
        if wrong:
            return b"", wrong
        if process.returncode:
            shown = line(errors.decode("utf-8", "replace").strip())
            return b"", shown or _ending(process.returncode)
        return written, ""


@contextlib.contextmanager
def _ended_by_interrupt(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Ctrl-C, which does not reach another session, ends the process with us."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        _end(process)
        raise
    finally:
        signal.signal(signal.SIGINT, before)


_LONGEST_ERROR = 500
"""Bytes of its errors that a command is quoted with; what it writes besides is read and dropped."""

_AWAKE = 0.1
"""Seconds after which it is looked whether a command has ended that writes nothing."""


def read(process: "subprocess.Popen[bytes]", most: int, seconds: float) -> tuple[bytes, bytes, str]:
    """What a process writes and its errors, as far as they come by pipes, and why reading ended early.

    It is read until the process ends or closes its pipes: what it started may hold them open. It is
    given up after so many seconds, which count from now, or bytes.
    """
    until = time.monotonic() + seconds
    written, errors, late = b"", b"", f"it took longer than {seconds:.0f} seconds"
    with selectors.DefaultSelector() as selector:
        for pipe in filter(None, (process.stdout, process.stderr)):
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            if time.monotonic() >= until:
                return b"", errors, late
            has_ended = process.poll() is not None  # before it is looked for what it wrote
            ready = selector.select(0 if has_ended else _AWAKE)
            if has_ended and not ready:
                break
            for key, _ in ready:
                some = os.read(key.fd, 65536)
                if not some:
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stderr:
                    errors = (errors + some)[:_LONGEST_ERROR]
                else:
                    written += some
            if len(written) > most:
                return b"", errors, f"it wrote more than {most:,} bytes"
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return b"", errors, late
    return written, errors, ""


def _ending(status: int) -> str:
    """How a process ended that says nothing itself; a negative status is that of a signal."""
    return f"it was ended by signal {-status}" if status < 0 else f"it ended with status {status}"


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def failure(words: Sequence[str], said: bytes = b"") -> str:
    """Run a tool, which reads `said`: what went wrong, in its own words; empty where nothing did."""
    return run(words, said)[1]


def run(words: Sequence[str], said: bytes = b"") -> tuple[bytes, str]:
    """Run a tool: what it wrote, and what went wrong as `failure` says it."""
    return answer(words, said, MOST, PATIENCE)
