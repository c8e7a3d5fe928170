"""Beside programs that people keep such things in, as a Markdown table.

`python tests/benchmarks/peers.py`. Taskwarrior is the one on the PATH, todoman and jobhound come
from PyPI into places of their own; a program that cannot be had is left out with a remark. All
hold as many records of which as many are due; every command is a process of its own, all of them
in every round, medians. Exits with 1 where a target is missed.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.metadata import distributions
from pathlib import Path
from statistics import median

from searches import TODAY, fill, ready, typed_sizes, write_csv
from timing import BARE, PROGRAM, PYTHON, Step, environment, measured, ran, verdict

PROJECT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
TODOMAN_AT_MOST = 10_000
"""Beyond this, todoman's first list, which reads a file a task into its cache, takes minutes."""

JOBHOUND_AT_MOST = 1_000
"""Beyond this a list of jobhound, which reads a file a job each time, takes a minute."""

IMPORTED = 100_000
IMPORT = 3
"""How many times as long as taskwarrior's an import may take."""

DUE_AT = 100_000
DUE = 0.1
"""How many times as long as taskwarrior's list of as many tasks `due` may take at DUE_AT."""

TASK_WORDS = ("task", "rc.confirmation=off")


@dataclass(frozen=True)
class Peer:
    """A program with its records: its commands by what they are for, each with its way back."""

    name: str
    env: dict[str, str]
    commands: dict[str, tuple[str, ...]]
    back: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def steps(self, what: str, size: int) -> list[Step]:
        """What it does for one row of the table; nothing where it knows no such thing."""
        named = ((_mark(what, size, self.name), self.commands), ("", self.back))
        return [Step(name, known[what], self.env) for name, known in named if what in known]


def _mark(what: str, size: int, name: str) -> str:
    return f"{what}, {size:,} | {name}"


DUE_NOW = "what is due"
OPEN = "all that is open"
ONE = "one of them"
ADD = "record one"
DONE = "one is done"
BASE = "`python -c pass`"
WHAT = (DUE_NOW, OPEN, ONE, ADD, DONE)

Maker = Callable[[Path, int, int], Peer]
"""Makes a program with so many records in a place, of which so many are due."""


def main() -> int:
    """Measure, print the table, and tell by the exit status whether every target was met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=typed_sizes, default=list(SIZES), metavar="N,N")
    options.add_argument("--imported", type=int, default=IMPORTED, help="rows; 0 for none")
    options.add_argument("--rounds", type=int, default=9)
    given = options.parse_args()
    sizes: list[int] = given.records
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        makers = {"followup": (followup, sizes[-1]), **others(home)}
        times: dict[str, float] = {}
        for size in sizes:
            times |= beside(home / str(size), size, makers, given.rounds)
        if given.imported:
            times |= imports(home, given.imported, "taskwarrior" in makers)
        rows = [*table(times, list(makers), sizes, given.imported), *installed(home, list(makers))]
    print("\n".join(rows))
    return 1 if any("missed" in row for row in rows) else 0


def others(home: Path) -> dict[str, tuple[Maker, int]]:
    """The peers that can be had, each with the most records that it is tried with."""
    found: dict[str, tuple[Maker, int]] = {}
    if shutil.which("task"):
        found["taskwarrior"] = (taskwarrior, SIZES[-1])
        found["taskwarrior, nine in ten completed"] = (taskwarrior_completed, SIZES[-1])
    else:
        _remark("taskwarrior is left out: there is no `task` on the PATH.")
    if _installs(home, "todoman", "todoman"):
        found["todoman"] = (todoman, TODOMAN_AT_MOST)
    if _installs(home, "jobhound", "jobhound"):
        found["jobhound"] = (jobhound, JOBHOUND_AT_MOST)
    return found


def _remark(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _installs(home: Path, name: str, package: str) -> bool:
    """Whether a package could be installed into a place of its own."""
    place = home / f"venv-{name}"
    install = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", package]
    try:
        subprocess.run([PYTHON, "-m", "venv", str(place)], check=True, capture_output=True)
        subprocess.run(install, check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError):
        _remark(f"{name} is left out: it could not be installed.")
        return False
    return True


def _bin(home: Path, name: str, program: str) -> str:
    """A program of `_installs`; `home` is the place of one size."""
    return str(home.parent / f"venv-{name}" / "bin" / program)


def beside(
    home: Path, size: int, makers: dict[str, tuple[Maker, int]], rounds: int
) -> dict[str, float]:
    """The medians of all programs that take so many records."""
    home.mkdir()
    ours = followup(home, size, 0)
    due = int(subprocess.check_output([PROGRAM, "due", "--count"], env=ours.env))
    peers = [
        ours if maker is followup else maker(home, size, due)
        for maker, most in makers.values()
        if size <= most
    ]
    steps = [Step(_mark(BASE, size, "followup"), BARE, ours.env)]
    for what in WHAT:
        steps += [step for one in peers for step in one.steps(what, size)]
    return measured(rounds, steps)


def followup(home: Path, size: int, _due: int) -> Peer:
    """Ours: as many interviews, one in ten open."""
    env = environment(home) | {"FOLLOWUP_TODAY": TODAY.isoformat()}
    fill(env, size)
    number, interview, _ = ready(Path(env["FOLLOWUP_DB"]))
    undo = (PROGRAM, "undo")
    commands = {
        DUE_NOW: (PROGRAM, "due"),
        OPEN: (PROGRAM, "list", "--open"),
        ONE: (PROGRAM, "show", str(interview)),
        ADD: (PROGRAM, "add", "Zeppelin Works", "--role", "Nurse", "--at", "today"),
        DONE: (PROGRAM, "done", str(number)),
    }
    return Peer("followup", env, commands, {ADD: undo, DONE: undo})


def taskwarrior(home: Path, size: int, due: int) -> Peer:
    """As many tasks, all pending."""
    return _taskwarrior("taskwarrior", home / "pending", size, due, size)


def taskwarrior_completed(home: Path, size: int, due: int) -> Peer:
    """As many tasks, one in ten pending; those that are completed it keeps in a file of its own."""
    name = "taskwarrior, nine in ten completed"
    return _taskwarrior(name, home / "completed", size, due, max(due, size // 10))


def _taskwarrior(name: str, home: Path, size: int, due: int, pending: int) -> Peer:
    env = task_environment(home)
    tasks = home / "tasks.json"
    write_tasks(tasks, size, due, pending)
    ran((*TASK_WORDS, "import", str(tasks)), env)
    undo = (*TASK_WORDS, "undo")
    commands = {
        DUE_NOW: (*TASK_WORDS, "due.before:tomorrow", "limit:page", "list"),
        OPEN: (*TASK_WORDS, "list"),
        ONE: (*TASK_WORDS, "1", "info"),
        ADD: (*TASK_WORDS, "add", "project:Zeppelin", "due:tomorrow", "Thank", "Priya"),
        DONE: (*TASK_WORDS, "1", "done"),
    }
    return Peer(name, env, commands, {ADD: undo, DONE: undo})


def task_environment(home: Path) -> dict[str, str]:
    """A place of its own for taskwarrior, with the settings that it comes with."""
    home.mkdir(parents=True)
    settings = home / "taskrc"
    settings.touch()
    return environment(home) | {"TASKRC": str(settings), "TASKDATA": str(home)}


def write_tasks(path: Path, size: int, due: int, pending: int) -> None:
    """So many tasks for `task import`, the first of them due, the first `pending` not completed."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for number in range(size):
            file.write(",\n" * bool(number) + json.dumps(_task(number, due, pending)))
        file.write("]\n")


def _task(number: int, due: int, pending: int) -> dict[str, object]:
    ended = (
        {"status": "pending"} if number < pending else {"status": "completed", "end": _stamp(-30)}
    )
    return ended | {
        "description": f"Thank Priya Shah for the talk on the move to dbt, round {number}",
        "project": f"Company {number}",
        "entry": _stamp(-90),
        "due": _stamp(-1 - number % 30 if number < due else 3 + number % 60),
        "annotations": [{"entry": _stamp(-60), "description": "priya.shah@company.example"}],
    }


def _stamp(days: int) -> str:
    return f"{TODAY + timedelta(days=days):%Y%m%d}T120000Z"


def todoman(home: Path, size: int, due: int) -> Peer:
    """As many tasks, one in ten open; its cache is made by the round that warms."""
    tasks = home / "calendars" / "search"
    tasks.mkdir(parents=True)
    for number in range(size):
        status = "NEEDS-ACTION" if number < max(due, size // 10) else "COMPLETED"
        (tasks / f"{number}.ics").write_text(_VTODO.format(
            number=number, status=status, due=_stamp(-1 if number < due else 5), made=_stamp(-90)
        ), newline="\r\n")  # fmt: skip
    settings = home / "todoman.py"
    settings.write_text(
        f"path = {str(tasks.parent / '*')!r}\ndefault_list = 'search'\n"
        f"cache_path = {str(home / 'todoman.sqlite3')!r}\n"
    )
    program = (_bin(home, "todoman", "todo"), "--config", str(settings))
    commands = {
        DUE_NOW: (*program, "list", "--due", "24"),
        OPEN: (*program, "list"),
        ONE: (*program, "show", "1"),
        ADD: (*program, "new", "--list", "search", "--due", str(TODAY), "Thank Priya"),
    }
    return Peer("todoman", environment(home), commands)


_VTODO = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:followup
BEGIN:VTODO
UID:{number}@followup
DTSTAMP:{made}
CREATED:{made}
DUE:{due}
STATUS:{status}
SUMMARY:Thank Priya Shah for the talk on the move to dbt\\, round {number}
END:VTODO
END:VCALENDAR
"""


def jobhound(home: Path, size: int, due: int) -> Peer:
    """As many jobs, one in ten open, the others archived; it knows no list of what is due."""
    jobs = home / "jobhound" / ".local" / "share" / "jh"
    for number in range(size):
        is_open = number < max(due, size // 10)
        slug = f"{TODAY:%Y-%m}-company-{number}-nurse"
        place = jobs / ("opportunities" if is_open else "archive") / slug
        place.mkdir(parents=True)
        told = {"slug": slug, "number": number, "day": TODAY - timedelta(days=number % 90)}
        told["status"] = "interview" if is_open else "rejected"
        (place / "meta.toml").write_text(_JOB.format_map(told))
    env = environment(home) | {"HOME": str(home / "jobhound")}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        env.pop(name, None)
    program = _bin(home, "jobhound", "jh")
    commands = {
        OPEN: (program, "list"),
        ONE: (program, "show", f"{TODAY:%Y-%m}-company-1-nurse"),
        ADD: (program, "new", "--company", "Zeppelin Works", "--role", "Nurse"),
    }
    undo = (program, "delete", f"{TODAY:%Y-%m}-zeppelin-works-nurse", "--yes")
    return Peer("jobhound", env, commands, {ADD: undo})


_JOB = """\
company = "Company {number}"
role = "Nurse"
slug = "{slug}"
source = "(unspecified)"
status = "{status}"
priority = "medium"
first_contact = {day} 12:00:00+00:00
last_activity = {day} 12:00:00+00:00
next_action = "Thank Priya Shah"
next_action_due = {day} 12:00:00+00:00
notes_next_seq = 1
"""


def imports(home: Path, rows: int, with_tasks: bool) -> dict[str, float]:
    """The medians of three imports into nothing."""
    table, tasks = home / "rows.csv", home / "tasks.json"
    write_csv(table, rows)
    write_tasks(tasks, rows, rows // 30, rows)
    times: dict[str, list[float]] = {}
    for number in range(3):
        place = home / f"import-{number}"
        place.mkdir()
        env = environment(place) | {"FOLLOWUP_TODAY": TODAY.isoformat()}
        ours = ran((PROGRAM, "import", str(table)), env).ms
        times.setdefault(_mark("import", rows, "followup"), []).append(ours)
        if with_tasks:
            theirs = ran((*TASK_WORDS, "import", str(tasks)), task_environment(place / "task")).ms
            times.setdefault(_mark("import", rows, "taskwarrior"), []).append(theirs)
    return {name: median(found) for name, found in times.items()}


def table(
    times: dict[str, float], peers: Sequence[str], sizes: Sequence[int], imported: int
) -> list[str]:
    """The figures in Markdown: milliseconds."""
    rows = [f"| | {' | '.join(peers)} | target |", "| --- |" + " --- |" * (len(peers) + 1)]
    wanted = [(what, size) for what in (BASE, *WHAT) for size in sizes] + [("import", imported)]
    for what, size in wanted:
        found = [times.get(_mark(what, size, name)) for name in peers]
        cells = " | ".join("" if ms is None else f"{ms:,.0f} ms" for ms in found)
        if any(ms is not None for ms in found):
            rows.append(f"| {what}, {size:,} | {cells} | {target(what, size, times)} |")
    return rows


def target(what: str, size: int, times: dict[str, float]) -> str:
    """The target of a row, and whether it is met; none where taskwarrior is not there."""
    ours, theirs = (times.get(_mark(what, size, name), 0) for name in ("followup", "taskwarrior"))
    if not theirs:
        return ""
    if what == "import":
        return f"≤ {IMPORT} × taskwarrior, {verdict(ours / theirs, IMPORT)}"
    if what == DUE_NOW and size == DUE_AT:
        return f"≤ {DUE} × taskwarrior, {verdict(ours / theirs, DUE)}"
    return ""


def installed(home: Path, peers: Sequence[str]) -> list[str]:
    """How much of each there is on the disk, and of how many packages, as two rows."""
    _installs(home, "followup", str(PROJECT))
    sizes = {name: _installed(home, name) for name in peers}
    megabytes = " | ".join(f"{size:.1f} MB" if size else "" for size, _ in sizes.values())
    packages = " | ".join(str(count or "") for _, count in sizes.values())
    return [f"| installed size | {megabytes} | |", f"| packages | {packages} | |"]


def _installed(home: Path, name: str) -> tuple[float, int]:
    """Megabytes and packages, beyond Python and pip, without what Python compiles by itself.

    Of a Debian package itself: its libraries are there wherever apt is.
    """
    if name.startswith("taskwarrior"):
        return (_debian(name), 1) if name == "taskwarrior" and _debian(name) else (0, 0)
    site = next((home / f"venv-{name}" / "lib").glob("python*/site-packages"), None)
    found = [
        one for one in distributions(path=[str(site)]) if one.name not in ("pip", "setuptools")
    ]
    files = [
        Path(str(file.locate())) for one in found for file in one.files or ()
        if "__pycache__" not in file.parts
    ]  # fmt: skip
    return sum(file.stat().st_size for file in files if file.exists()) / 1e6, len(found)


def _debian(name: str) -> float:
    """Megabytes of an installed package of Debian; 0 where it is none."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Installed-Size}", name],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    return int(asked.stdout) * 1024 / 1e6 if asked.stdout.isdigit() else 0


if __name__ == "__main__":
    sys.exit(main())
