"""How fast the commands are, as a Markdown table: `python tests/benchmarks/speed.py`.

Every command is a process of its own, run in every round beside a bare Python, on a store with
INTERVIEWS interviews; medians over the rounds. Exits with 1 where a target is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

INTERVIEWS = 50
PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).with_name("followup"))

BARE = (PYTHON, "-c", "pass")
IMPORTS = (PYTHON, "-c", "import typer, sqlmodel")
BASES = {"python -c pass": BARE, "import typer, sqlmodel": IMPORTS}


@dataclass(frozen=True)
class Timed:
    """A command of `followup`, and how many times as long as `base` it may take at most."""

    words: tuple[str, ...]
    at_most: float
    base: str = "python -c pass"

    @property
    def name(self) -> str:
        return " ".join(("followup", *self.words))


WRITE = 1.35, "import typer, sqlmodel"
UNDO = Timed(("undo",), *WRITE)
ROUND = (
    Timed((), 2.5),
    Timed(("due",), 2.5),
    Timed(("draft", "1"), 12),
    Timed(("list",), 12),
    Timed(("show", "1"), 12),
    Timed(("done", "1"), *WRITE),
    UNDO,
    Timed(("add", "Acme", "--at", "today"), *WRITE),
    UNDO,
    Timed(("--help",), 16),
)
"""The targets of the plan; what is written is taken back, so that all rounds are alike."""
TIMED = tuple(dict.fromkeys(ROUND))

FILL = """
import sys
from datetime import timedelta
from followup import settings
from followup.actions.adding import Typed, add

world = settings.look()
for number in range(1, int(sys.argv[1]) + 1):
    typed = Typed(
        company=f"Company {number}",
        role="Analyst",
        at=f"{world.today - timedelta(days=number)}T15:00",
        people=(f"Ann {number} <ann{number}@example.com>, Head of Data",),
        topics=("Ann: the move to dbt",),
        looking_for="someone to own the reporting stack",
        strengths=("I built the KPI dashboard that 40 shops use",),
    )
    add(world, typed)
"""
"""A store of so many interviews, one on each of the days before today."""


def main() -> int:
    """Measure, print the table, and tell by the exit status whether every target was met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        times = measured(rounds, environment(Path(home)))
    print(table(times))
    return 0 if all(ratio(one, times) <= one.at_most for one in TIMED) else 1


def environment(home: Path) -> dict[str, str]:
    """A store of its own, and .pyc files: without them start-up is four times slower."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "FOLLOWUP_DB": str(home / "followup.db"),
        "FOLLOWUP_CONFIG": str(home / "config.toml"),
    }


def measured(rounds: int, env: dict[str, str]) -> dict[str, float]:
    """Median milliseconds of every base and command, interleaved; the first round only warms."""
    subprocess.run([PYTHON, "-c", FILL, str(INTERVIEWS)], env=env, check=True)
    commands = [*BASES.items(), *((one.name, (PROGRAM, *one.words)) for one in ROUND)]
    times = defaultdict[str, list[float]](list)
    for _ in range(rounds + 1):
        for name, command in commands:
            times[name].append(milliseconds(command, env))
    return {name: median(found[1:]) for name, found in times.items()}


def milliseconds(command: Sequence[str], env: dict[str, str]) -> float:
    """How long a command that succeeds takes."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, capture_output=True, check=True)
    return (time.perf_counter() - begun) * 1000


def ratio(one: Timed, times: dict[str, float]) -> float:
    """How many times as long as its base a command takes."""
    return times[one.name] / times[one.base]


def table(times: dict[str, float]) -> str:
    """The figures in Markdown; a write's target is told against its own base."""
    bare = times["python -c pass"]
    rows = [f"| `{name}` | {times[name]:.0f} | {times[name] / bare:.1f} | |" for name in BASES]
    for one in TIMED:
        figures = f"{times[one.name]:.0f} | {times[one.name] / bare:.1f}"
        rows.append(f"| `{one.name}` | {figures} | {target(one, times)} |")
    head = "| command | median ms | × `python -c pass` | target |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows])


def target(one: Timed, times: dict[str, float]) -> str:
    """The target of a command, and whether it is met."""
    met = "met" if ratio(one, times) <= one.at_most else "missed"
    if one.base == "python -c pass":
        return f"≤ {one.at_most:g}, {met}"
    return f"≤ {one.at_most:g} × `{one.base}`, {met} ({ratio(one, times):.2f})"


if __name__ == "__main__":
    sys.exit(main())
