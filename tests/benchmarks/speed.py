"""How fast the commands are, as a Markdown table: `python tests/benchmarks/speed.py`.

Every command is a process of its own, run in every round beside a bare Python, on a store with
INTERVIEWS interviews; medians over the rounds. Exits with 1 where a target is missed.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from timing import BARE, PROGRAM, PYTHON, Step, environment, measured

INTERVIEWS = 50
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
from followup import environment
from followup.services.add_interview import AddOptions, add, prepare

world = environment.look()
for number in range(1, int(sys.argv[1]) + 1):
    typed = AddOptions(
        company=f"Company {number}",
        role="Analyst",
        at=f"{world.today - timedelta(days=number)}T15:00",
        people=(f"Ann {number} <ann{number}@example.com>, Head of Data",),
        topics=("Ann: the move to dbt",),
        looking_for="someone to own the reporting stack",
        strengths=("I built the KPI dashboard that 40 shops use",),
    )
    add(world, prepare(world, typed), {})
"""
"""A store of so many interviews, one on each of the days before today."""


def main() -> int:
    """Measure, print the table, and tell by the exit status whether every target was met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        times = medians(rounds, environment(Path(home)))
    print(table(times))
    return 0 if all(ratio(one, times) <= one.at_most for one in TIMED) else 1


def medians(rounds: int, env: dict[str, str]) -> dict[str, float]:
    """Median milliseconds of every base and command."""
    subprocess.run([PYTHON, "-c", FILL, str(INTERVIEWS)], env=env, check=True)
    commands = [*BASES.items(), *((one.name, (PROGRAM, *one.words)) for one in ROUND)]
    return measured(rounds, [Step(name, command, env) for name, command in commands])


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
