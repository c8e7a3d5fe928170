"""The program under strace: which files it touches, and its system calls made to fail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.database import SIDE_FILES
from harness.home import Home, Launch, copied_home
from harness.result import Result

CALLS = (
    *("openat", "pwrite64", "write", "fsync", "fdatasync"),
    *("ftruncate", "unlink", "rename", "fcntl"),
)
"""The system calls that writing a database consists of."""
PATH = re.compile(r'[<"](/[^>"]+)[>"]')


@dataclass(frozen=True)
class Tampered:
    """An add of which one system call was tampered with; `happened` only if it came so far."""

    result: Result
    happened: bool
    token: str


def touched_files(home: Home) -> list[str]:
    """The files that one add touches, relative to the root of the home."""
    with copied_home(home) as copy:
        log = copy.root / "strace.log"
        trace = ("strace", "-f", "-y", "-o", str(log), "-e", "trace=file,desc")
        copy.add(home.trial.token(), Launch(wrapper=trace))
        root = str(copy.root)
        seen = {
            path.removeprefix(root).lstrip("/")
            for path in PATH.findall(log_text(log))
            if path.startswith(root) and not path.endswith(".pyc")
        }
    own = {f"data/{home.db.name}{ending}" for ending in ("", *SIDE_FILES)}
    return sorted(seen | own | {"data"})


def tampered_add(
    home: Home, files: Sequence[str], call: str, number: int, tampering: str
) -> Tampered:
    """Add an interview, the given call on the home's own files tampered with the nth time."""
    token = home.trial.token()
    log = home.root / "strace.log"
    only = [word for file in files for word in ("-P", str(home.root / file))]
    trace = ["strace", "-f", "-o", str(log), *only, "-e", f"trace={call}"]
    inject = ["-e", f"inject={call}:{tampering}:when={number}"]
    result = home.add(token, Launch(wrapper=[*trace, *inject]))
    text = log_text(log)
    return Tampered(result, "INJECTED" in text or "killed by SIGKILL" in text, token)


def log_text(log: Path) -> str:
    """What strace wrote; empty where it did not start."""
    return log.read_text(errors="replace") if log.exists() else ""
