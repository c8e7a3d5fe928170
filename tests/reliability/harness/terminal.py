"""The program on a pseudo-terminal, and the characters that must not reach a terminal."""

import os
import pty
import re
import select
import signal
import time
from contextlib import suppress
from dataclasses import dataclass

from harness.commands import TIME_LIMIT, Text
from harness.home import Home
from harness.trial import Trial

COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
TERMINAL_MODES = re.compile(r"\x1b\[\?(25|2004)[lh]")
"""Show or hide the cursor, bracketed paste on or off: harmless."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]")
"""C0, DEL and C1, except tab and line feed."""
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of the text after them."""


def has_controls(text: str) -> bool:
    """Whether a text holds a control character or changes its own direction."""
    return bool(CONTROL.search(text) or BIDI.search(text))


def controls_on_pipe(trial: Trial, output: bytes) -> bool:
    """Whether an output to a pipe holds characters that act on a terminal."""
    text = output.decode("utf8", "replace")
    return has_controls(COLOUR.sub("", text) if trial.colour_allowed else text)


def wrong_on_terminal(screen: str) -> bool:
    """Whether a terminal was sent a traceback, or controls other than colours and modes."""
    text = TERMINAL_MODES.sub("", COLOUR.sub("", screen).replace("\r\n", "\n"))
    return has_controls(text) or "Traceback" in text


@dataclass(frozen=True)
class Keys:
    """What to type when the program waits at a prompt, `after` seconds from its start or later.

    It is typed again where nothing comes of it: a prompt is seen a moment before it listens.
    """

    typed: bytes
    after: float


@dataclass(frozen=True)
class Screen:
    """What the program sent to the terminal, and whether the keys were typed."""

    text: str
    prompted: bool


def on_terminal(home: Home, name: str, keys: Keys | None = None, **values: Text) -> Screen:
    """Run a command on a pseudo-terminal, and kill it when its time is over."""
    argv = tuple(home.argv(name, **values))
    process, terminal = pty.fork()
    if process == 0:
        try:
            os.chdir(home.cwd)
            os.execvpe(argv[0], argv, home.env)
        finally:
            os._exit(127)
    try:
        return _watched(process, terminal, keys)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def _watched(process: int, terminal: int, keys: Keys | None) -> Screen:
    shown, prompted, begun = b"", False, time.monotonic()
    while time.monotonic() - begun < TIME_LIMIT:
        if select.select([terminal], [], [], 0.3)[0]:
            more = _read(terminal)
            if not more:
                break
            shown += more
        elif keys and shown.strip() and time.monotonic() - begun > keys.after:
            os.write(terminal, keys.typed)
            prompted = True
    else:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return Screen(shown.decode("utf8", "replace"), prompted)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # EIO: the program has ended
        return b""
