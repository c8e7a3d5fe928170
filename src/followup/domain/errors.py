"""What a user can put right: one class per thing, each with its exit status; and how a package is installed."""

import os
import sys


class FollowupError(Exception):
    """The base of all that the user can put right. `exit_status` is what the process ends with."""

    exit_status = 1

    def going_on(self, more: str) -> "FollowupError":
        """An error of the same exit status, whose text goes on with `more`."""
        return self.worded(f"{self} {more}".rstrip())

    def worded(self, text: str) -> "FollowupError":
        """An error of the same exit status with another text."""
        error = FollowupError(text)
        error.exit_status = self.exit_status
        return error


class WorldError(FollowupError):
    """The world failed: store, file, disk, mail (exit 1)."""


class UsageError(FollowupError):
    """A bad option, a bad value or wrong content (exit 2)."""

    exit_status = 2


class NothingFound(FollowupError):
    """Nothing matches, or there is nothing to undo (exit 3)."""

    exit_status = 3


class SeveralFound(FollowupError):
    """Several match; nothing was done (exit 4)."""

    exit_status = 4


class CheckFailed(FollowupError):
    """A check that was asked for found something (exit 5)."""

    exit_status = 5


class NoCompany(UsageError):
    """Nothing says which company an invitation is of; `headline` is what it is called."""

    def __init__(self, why: str, headline: str) -> None:
        super().__init__(why)
        self.headline = headline


def install_command(what: str) -> str:
    """The command that installs a package, or `.`, what the directory holds that one is in.

    A virtual environment may have no pip; that of the Python that it was made of does it then.
    """
    import shlex
    from importlib.util import find_spec

    python = shlex.quote(sys.executable)
    if find_spec("pip"):
        return f"{python} -m pip install {what}"
    return (
        f"{shlex.quote(os.path.realpath(sys.executable))} -m pip --python {python} install {what}"
    )


def upgrade_command() -> str:
    """The sentence that says how to get a newer version, which is installed from its directory."""
    return f"In the directory of the newer followup, type: {install_command('.')}"
