"""A text in the user's own editor, in a file that nobody else can read."""

import os
import shlex
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable

from followup import environment
from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line

LARGEST = 1024 * 1024
"""Bytes of a text that are read; the fields of an interview hold fewer."""

KEPT = 64 * 1024 * 1024
"""Bytes of a file that somebody can have written, and that is kept for them."""

AT_ONCE = 0.5
"""Seconds in which nobody reads a text and closes the editor again."""


class Sheet:
    """A text in a private file. It stays there, whatever happens, until `remove`."""

    def __init__(self, text: str, name: str) -> None:
        """Put `text` into a file `name` of a directory of its own, 0700. WorldError if impossible."""
        self.may_be_open = False
        try:
            self.directory = tempfile.mkdtemp(prefix="followup-")
            self.path = os.path.join(self.directory, name)
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        except OSError as error:
            raise WorldError(
                f"There is no room for the text to edit: {error.strerror}. "
                "Name another directory in the variable TMPDIR."
            ) from None

    def edit(self, command: str, wait: Callable[[str], bool]) -> str:
        """Run the editor on the file; the text afterwards, empty where the file is gone.

        Where it returned at once and changed nothing, it may still be open: `wait` says so, and
        whether the user has closed it since. If nobody says so, the file stays.

        WorldError where the editor cannot be run or fails; UsageError where it leaves no UTF-8.
        """
        before, began = self.text(), time.monotonic()
        edit(command, self.path)
        if time.monotonic() - began < AT_ONCE and self.holds(before):
            self.may_be_open = not wait(
                f"The editor ({line(command)}) returned at once. If it is still open, it must be "
                "told to wait until you close the text, as with EDITOR='code --wait' or "
                f"EDITOR='gvim -f'. The text is in {self.path}"
            )
        return self.text()

    def text(self) -> str:
        """What stands in the file, empty where it is gone. UsageError where it is no UTF-8."""
        try:
            return environment.read_file(self.path, LARGEST).decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError:
            raise UsageError("The text is not in UTF-8; save it as UTF-8.") from None
        except OSError as error:
            raise WorldError(f"The text cannot be read: {error.strerror}.") from None

    def holds(self, text: str) -> bool:
        """Whether nobody has changed the file since `text` was put into it."""
        try:
            return environment.read_file(self.path, LARGEST) == text.encode()
        except OSError:
            return False

    def has_words(self) -> bool:
        """Whether there is a file with words in it, of whatever encoding, that could be read."""
        try:
            return bool(environment.read_file(self.path, LARGEST).strip())
        except OSError:
            return os.path.isfile(self.path) and 0 < os.path.getsize(self.path) <= KEPT

    def remove(self) -> None:
        """Delete the file with its directory, and what an editor left beside it.

        Where an editor may still be open on it, it stays: what is saved there is not lost.
        """
        import shutil

        if not self.may_be_open:
            shutil.rmtree(self.directory, ignore_errors=True)


def edit(command: str, path: str) -> None:
    """Run the editor on a file. WorldError where it cannot be run or fails."""
    status = _run([*_words(command), path])
    if status:
        raise WorldError(f"The editor ({line(command)}) ended with status {status}.")


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise WorldError(
            f"“{line(command)}” is no command for an editor; set the variable EDITOR, "
            "for example to nano."
        )
    return words


def _run(words: list[str]) -> int:
    """The exit status of the editor, whose Ctrl-C is not ours."""
    ours = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(words, check=False).returncode
    except OSError as error:
        raise WorldError(
            f"The editor {line(words[0])} cannot be run: {error.strerror}; "
            "set the variable EDITOR to the name of one that can."
        ) from None
    finally:
        signal.signal(signal.SIGINT, ours)
