"""A text in the user's own editor, in a file that nobody else can read."""

import os
import shlex
import signal
import subprocess
import tempfile

from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line


class Sheet:
    """A text in a private file. It stays there, whatever happens, until `remove`."""

    def __init__(self, text: str, name: str) -> None:
        """Put `text` into a file `name` of a directory of its own, 0700. WorldError if impossible."""
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

    def edit(self, command: str) -> str:
        """Run the editor on the file; the text afterwards, empty where the file is gone.

        WorldError where the editor cannot be run or fails; UsageError where it leaves no UTF-8.
        """
        edit(command, self.path)
        return self.text()

    def text(self) -> str:
        """What stands in the file, empty where it is gone. UsageError where it is no UTF-8."""
        try:
            with open(self.path, encoding="utf-8-sig", newline="") as file:
                return file.read()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError:
            raise UsageError("The text is not in UTF-8; save it as UTF-8.") from None
        except OSError as error:
            raise WorldError(f"The text cannot be read: {error.strerror}.") from None

    def holds(self, text: str) -> bool:
        """Whether nobody has changed the file since `text` was put into it."""
        try:
            with open(self.path, "rb") as file:
                return file.read() == text.encode()
        except OSError:
            return False

    def remove(self) -> None:
        """Delete the file with its directory, and what an editor left beside it."""
        import shutil

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
