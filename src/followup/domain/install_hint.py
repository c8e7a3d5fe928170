"""How a package gets to where this program runs, however it was installed."""

import os
import shlex
import sys


def command(what: str) -> str:
    """The command that installs a package, or `.`, what the directory holds that one is in.

    A virtual environment may have no pip; that of the Python that it was made of does it then.
    """
    from importlib.util import find_spec

    python = shlex.quote(sys.executable)
    if find_spec("pip"):
        return f"{python} -m pip install {what}"
    return (
        f"{shlex.quote(os.path.realpath(sys.executable))} -m pip --python {python} install {what}"
    )


def upgrade() -> str:
    """The sentence that says how to get a newer version, which is installed from its directory."""
    return f"In the directory of the newer followup, type: {command('.')}"
