"""Nobody else reads the files, and nothing leaves the machine."""

import re
import stat
import time
from contextlib import suppress
from pathlib import Path

from harness.commands import DB_VARIABLE, Text, fields
from harness.home import Home, Launch, filled_home, temporary_home
from harness.listing import followup_of
from harness.machine import require
from harness.trial import Trial
from harness.verdict import Verdict

OPEN_TO_OTHERS = 0o077
STANDARD_DIRECTORIES = {".config", ".local", "share", "state", ".cache"}
"""Directories that are shared with other programs: their modes are not this program's."""
SOCKET = re.compile(r"socket\(AF_INET6?.*")
STARTED = re.compile(r'execve\("([^"]+)".*= 0')


def permissions(trial: Trial) -> Verdict:
    """Add with umask 000: directories 0700, files 0600, nothing outside of the home."""
    with temporary_home(trial, "permissions") as home:
        del home.env[DB_VARIABLE]
        temporary = home.root / "tmp"
        temporary.mkdir()
        home.env["TMPDIR"] = str(temporary)
        briefly = {name for _ in range(2) for name in _open_while_adding(home)}
        loose = [_with_mode(path) for path in home.home.rglob("*") if _is_loose(path)]
        stray = [str(path) for top in (home.cwd, temporary) for path in top.rglob("*")]
        files = sum(path.is_file() for path in home.home.rglob("*"))
    return Verdict(
        not loose and not stray and files > 0,
        f"{files} files under HOME; too open: {loose or 0}; left in cwd/TMPDIR: {stray or 0}; "
        f"briefly open while running: {sorted(briefly)[:4] or 0}",
    )


def _open_while_adding(home: Home) -> set[str]:
    """The names of the files that others could read at some moment of an add."""
    process = home.start("add", Launch(umask=0), **fields(home.trial.token()))
    seen = set()
    while process.poll() is None:
        for path in home.home.rglob("*"):
            with suppress(OSError):
                mode = path.lstat().st_mode
                if stat.S_ISREG(mode) and mode & OPEN_TO_OTHERS:
                    seen.add(path.name)
        time.sleep(0.001)
    process.communicate()
    return seen


def _is_loose(path: Path) -> bool:
    standard = path.is_dir() and path.name in STANDARD_DIRECTORIES
    return not path.is_symlink() and not standard and bool(path.lstat().st_mode & OPEN_TO_OTHERS)


def _with_mode(path: Path) -> str:
    return f"{path.name} {stat.S_IMODE(path.lstat().st_mode):o}"


def egress(trial: Trial) -> Verdict:
    """Trace add, list, due and draft: no network socket, no other program started."""
    require("strace")
    sockets, programs = list[str](), list[str]()
    with filled_home(trial, 1, "egress") as home:
        followup = followup_of(home, home.acknowledged[0])
        commands: dict[str, dict[str, Text]] = {"add": fields(trial.token()), "list": {}, "due": {}}
        if followup:
            commands["draft"] = {"id": followup}
        for name, values in commands.items():
            log = _trace(home, name, values)
            sockets += SOCKET.findall(log)
            _itself, *others = STARTED.findall(log)
            programs += others
    return Verdict(
        not sockets and not programs,
        f"{len(sockets)} network sockets, {len(programs)} child programs {programs[:3] or ''}",
    )


def _trace(home: Home, name: str, values: dict[str, Text]) -> str:
    """Which sockets and programs a command opens and starts, itself first."""
    log = home.root / "strace.log"
    trace = ("strace", "-f", "-o", str(log), "-e", "trace=socket,connect,execve")
    home.run(name, Launch(wrapper=trace), **values)
    return log.read_text(errors="replace")
