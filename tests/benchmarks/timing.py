"""Commands timed beside one another: each a process of its own, all of them in every round."""

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).with_name("followup"))
BARE = (PYTHON, "-c", "pass")


@dataclass(frozen=True)
class Step:
    """A command of a round, under the name that its times are kept by; empty: not timed."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]


@dataclass(frozen=True)
class Ran:
    """What a command took: milliseconds, and MiB of memory at its peak."""

    ms: float
    peak: float


def environment(home: Path) -> dict[str, str]:
    """A store of its own, and .pyc files: without them start-up is four times slower."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "FOLLOWUP_DB": str(home / "followup.db"),
        "FOLLOWUP_CONFIG": str(home / "config.toml"),
    }


def measured(rounds: int, steps: Sequence[Step]) -> dict[str, float]:
    """Median milliseconds by name, over rounds of all the steps; one round before only warms."""
    times = defaultdict[str, list[float]](list)
    for _ in range(rounds + 1):
        for step in steps:
            times[step.name].append(ran(step.command, step.env).ms)
    return {name: median(found[len(found) // (rounds + 1) :]) for name, found in times.items()}


def ran(command: Sequence[str], env: Mapping[str, str]) -> Ran:
    """A command that succeeds, run once. CalledProcessError, with what it said, where it fails.

    The peak is never below the size of this process, which a child begins as.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.stderr.write(said.decode(errors="replace"))
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Ran(took * 1000, used.ru_maxrss / 1024)


def verdict(value: float, at_most: float) -> str:
    """Whether a target is met, with the figure."""
    return f"{'met' if value <= at_most else 'missed'} ({value:.3g})"
