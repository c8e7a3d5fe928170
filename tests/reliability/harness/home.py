"""A fresh home for the program: directories, environment, and a database of its own."""

import math
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from harness.commands import DB_VARIABLE, TIME_LIMIT, Text, fields, words
from harness.database import Contents, files, inspect
from harness.machine import slowness
from harness.result import Result
from harness.trial import Trial

INHERITED = ("PYTHONPATH", "VIRTUAL_ENV")
VARYING = re.compile(rb"zq[0-9a-f]+x\d+q\w?|\d+")
"""What differs between the outputs of two adds: the tokens and all numbers."""


@dataclass(frozen=True)
class Launch:
    """How a command is started, where that is out of the ordinary."""

    env: Mapping[str, str] = field(default_factory=dict)
    """Variables beside, or in place of, those of the home."""
    wrapper: Sequence[str] = ()
    """A command that runs the program, such as strace with its options."""
    stdout: int | IO[bytes] = subprocess.PIPE
    umask: int = -1
    """The mask of the program's new files; negative: the one of this process."""


ORDINARY = Launch()


def limited(seconds: float) -> Launch:
    """At most 1 GiB of memory, and so many seconds of the processor, or more where it is slower.

    Who takes more is killed: the status is negative.
    """
    cpu = math.ceil(seconds * slowness())
    return Launch(wrapper=("prlimit", f"--as={1 << 30}", f"--cpu={cpu}"))


class Home:
    """Fresh directories, and the program run in them.

    `expected` holds the letters of the fields that the program stores of an interview, and
    `acknowledged` the tokens of the interviews stored when the home was made.
    """

    def __init__(self, trial: Trial, label: str = "home", root: Path | None = None) -> None:
        self.trial = trial
        self.root = root or Path(tempfile.mkdtemp(prefix=f"{label}-", dir=trial.directory))
        self.home, self.data, self.cwd = (self.root / name for name in ("home", "data", "cwd"))
        for directory in (self.home, self.data, self.cwd):
            directory.mkdir(parents=True, exist_ok=True)
        self.data.chmod(0o700)
        self.db = self.data / "followup.db"
        self.env = self._environment()
        self.expected: set[str] = set()
        self.acknowledged: list[str] = []
        self.success_text = b""

    def argv(self, name: str, /, **values: Text) -> list[Text]:
        """The words that run a command."""
        return [*self.trial.command, *words(name, values)]

    def start(
        self, name: str, launch: Launch = ORDINARY, /, **values: Text
    ) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own, its input empty."""
        self.trial.started.next()
        return subprocess.Popen(
            [*launch.wrapper, *self.argv(name, **values)],
            env={**self.env, **launch.env},
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=launch.stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
            umask=launch.umask,
        )

    def run(self, name: str, launch: Launch = ORDINARY, /, **values: Text) -> Result:
        """Run a command to its end, or kill it when its time is over."""
        return ended(self.start(name, launch, **values))

    def add(self, token: str, launch: Launch = ORDINARY, /, **values: Text) -> Result:
        """Add the test interview of a token, with these values in place of its own."""
        return self.run("add", launch, **{**fields(token), **values})

    def add_all(self, tokens: Iterable[str]) -> list[str]:
        """Add the test interviews of these tokens; those that were acknowledged."""
        return [token for token in tokens if self.add(token).succeeded]

    def contents(self) -> Contents:
        """What the database holds."""
        return inspect(self.db, self.trial.directory)

    def journals(self) -> list[Path]:
        """The journals of SQLite that lie beside the database."""
        return [path for path in files(self.db) if path.name.endswith(("-journal", "-wal"))]

    def writing(self) -> bool:
        """Whether a journal has been begun."""
        with suppress(FileNotFoundError):
            return any(path.stat().st_size for path in self.journals())
        return False

    def acknowledges(self, result: Result) -> bool:
        """Whether the program promised that an add is stored, by status or by what it printed."""
        return result.succeeded or bool(
            self.success_text and _fixed_text(result.out).startswith(self.success_text)
        )

    def learn(self, result: Result) -> None:
        """Take the first interview, and this output of an add, as what success looks like."""
        contents = self.contents()
        if contents.problems:
            raise RuntimeError(f"fresh database not clean: {contents.problems}")
        self.expected = contents.fields[self.acknowledged[0]]
        self.success_text = _fixed_text(result.out)

    def copy(self) -> "Home":
        """Another home with the same files."""
        other = Home(self.trial, "copy")
        for path in self.data.iterdir():
            if path.is_file():
                shutil.copy2(path, other.data)
        shutil.copytree(self.home, other.home, dirs_exist_ok=True)
        other.expected, other.success_text = self.expected, self.success_text
        other.acknowledged = list(self.acknowledged)
        return other

    def remove(self) -> None:
        """Delete the directories, unless they are to be kept."""
        if not self.trial.keep:
            shutil.rmtree(self.root, ignore_errors=True)

    def _environment(self) -> dict[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if name.startswith(INHERITED)
        }
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "200",
            "TERM": "xterm-256color",
            DB_VARIABLE: str(self.db),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            **inherited,
        }


@contextmanager
def temporary_home(trial: Trial, label: str) -> Iterator[Home]:
    """An empty home, deleted afterwards."""
    home = Home(trial, label)
    try:
        yield home
    finally:
        home.remove()


@contextmanager
def filled_home(trial: Trial, interviews: int, label: str) -> Iterator[Home]:
    """A home with so many acknowledged interviews, deleted afterwards."""
    with temporary_home(trial, label) as home:
        fill(home, interviews)
        yield home


@contextmanager
def copied_home(original: Home) -> Iterator[Home]:
    """Another home with the same files, deleted afterwards."""
    home = original.copy()
    try:
        yield home
    finally:
        home.remove()


def fill(home: Home, interviews: int) -> None:
    """Add so many interviews. RuntimeError where one of them is refused."""
    home.acknowledged = home.trial.tokens(interviews)
    for token in home.acknowledged:
        result = home.add(token)
        if not result.succeeded:
            raise RuntimeError(f"add failed ({result.status}): {result.tail()}")
    home.learn(result)


@dataclass(frozen=True)
class Audit:
    """What became of interviews: acknowledged but not whole, stored in part; and what is broken."""

    lost: list[str]
    partial: list[str]
    problems: list[str]


def audit(home: Home, acknowledged: Iterable[str], attempted: Iterable[str] = ()) -> Audit:
    """Compare the database with the adds that were acknowledged, and those only attempted."""
    contents = home.contents()
    return Audit(
        [token for token in acknowledged if not contents.holds(token, home.expected)],
        [token for token in attempted if contents.holds_part(token, home.expected)],
        contents.problems,
    )


def kill(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to a process started by a home, and to its children."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def ended(process: subprocess.Popen[bytes]) -> Result:
    """The result of a started process, which is killed when its time is over."""
    status: int | None
    try:
        out, err = process.communicate(timeout=TIME_LIMIT)
        status = process.returncode
    except subprocess.TimeoutExpired:
        kill(process)
        out, err = process.communicate()
        status = None
    return Result(status, out or b"", err or b"")


def _fixed_text(output: bytes) -> bytes:
    return VARYING.sub(b"#", output).strip()
