"""How the speed holds as a search grows, as a Markdown table: `python tests/benchmarks/size.py`.

Every command is a process of its own, at every size in every round, beside a bare Python; medians.
What reads everything is run once, at the largest size up to MEMORY_AT, for its peak of memory.
Exits with 1 where a target is missed. Stores of a million interviews take 3 GB of disk.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from searches import TODAY, fill, ready, typed_sizes, write_csv
from timing import BARE, PROGRAM, Ran, Step, environment, measured, ran, verdict

SIZES = (1_000, 100_000, 1_000_000)
MEMORY_AT = 100_000
PEAK = 250
"""MiB that a command which reads everything may take."""

IMPORT = "import FILE.csv"
"""It plans as it reads, so PEAK is no target of it."""

GROWTH = 2
"""How many times its time at the smallest size a command of GROWING may take at the largest."""

GROWING = ("due", "show N", "draft N", "done N")
DUE = 4
"""How many times as long as a bare Python `due` may take at MEMORY_AT."""


@dataclass(frozen=True)
class Store:
    """A store, and what of it is asked for."""

    size: int
    env: dict[str, str]
    followup: str
    interview: str
    company: str

    def steps(self) -> list[Step]:
        """The commands of a round; what is written is taken back, so that all rounds are alike."""
        return [
            self._step("due", "due"),
            self._step("show N", "show", self.interview),
            self._step("why N", "why", self.followup),
            self._step("draft N", "draft", self.followup),
            self._step("done N", "done", self.followup),
            self._step("", "undo"),
            self._step("add", "add", "Zeppelin Works", "--at", "today"),
            self._step("", "undo"),
        ]

    def _step(self, name: str, *words: str) -> Step:
        return Step(f"{name}@{self.size}" if name else "", (PROGRAM, *words), self.env)


def main() -> int:
    """Measure, print the table, and tell by the exit status whether every target was met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--interviews", type=typed_sizes, default=list(SIZES), metavar="N,N")
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--no-memory", action="store_true", help="leave out what reads all")
    given = options.parse_args()
    sizes: list[int] = given.interviews
    with tempfile.TemporaryDirectory() as home:
        stores = [made(Path(home), size) for size in sizes]
        turns = zip(*(store.steps() for store in stores), strict=True)
        steps = [step for turn in turns for step in turn]
        times = measured(given.rounds, [Step("bare", BARE, stores[0].env), *steps])
        large = [store for store in stores if store.size <= MEMORY_AT and not given.no_memory]
        peaks = read_whole(large[-1], Path(home)) if large else {}
    found = table(sizes, times, peaks)
    print(found)
    return 1 if "missed" in found else 0


def made(home: Path, size: int) -> Store:
    """A store of so many interviews."""
    place = home / str(size)
    place.mkdir(mode=0o700)
    env = environment(place) | {"FOLLOWUP_TODAY": TODAY.isoformat()}
    fill(env, size)
    followup, interview, company = ready(Path(env["FOLLOWUP_DB"]))
    return Store(size, env, str(followup), str(interview), company)


def read_whole(store: Store, home: Path) -> dict[str, Ran]:
    """The commands that read or write everything, once each."""
    rows = home / "rows.csv"
    write_csv(rows, store.size)
    fresh = store.env | {"FOLLOWUP_DB": str(home / "fresh.db")}
    return {
        "list": ran((PROGRAM, "list"), store.env),
        "list --open WORDS": ran((PROGRAM, "list", "--open", store.company), store.env),
        "list --json": ran((PROGRAM, "list", "--json"), store.env),
        "export json": ran((PROGRAM, "export", "json"), store.env),
        "export csv": ran((PROGRAM, "export", "csv"), store.env),
        IMPORT: ran((PROGRAM, "import", str(rows)), fresh),
    }


def table(sizes: Sequence[int], times: dict[str, float], peaks: dict[str, Ran]) -> str:
    """The figures in Markdown: milliseconds and, in brackets, times those of a bare Python."""
    bare = times["bare"]
    large = max((size for size in sizes if size <= MEMORY_AT), default=0)
    head = " | ".join(f"{size:,} interviews" for size in sizes)
    rows = [f"| command | {head} | target |", "| --- |" + " --- |" * (len(sizes) + 1)]
    rows.append(f"| `python -c pass` | {bare:.0f} ms |" + " |" * len(sizes))
    for name in dict.fromkeys(name.partition("@")[0] for name in times if "@" in name):
        found = [times[f"{name}@{size}"] for size in sizes]
        cells = " | ".join(f"{ms:.0f} ms ({ms / bare:.1f})" for ms in found)
        rows.append(f"| `followup {name}` | {cells} | {target(name, sizes, times)} |")
    for name, whole in peaks.items():
        told = f"{whole.ms / 1000:.1f} s, {whole.peak:.0f} MiB"
        cells = " | ".join(told if size == large else "" for size in sizes)
        aim = "" if name == IMPORT else f"≤ {PEAK} MiB, {verdict(whole.peak, PEAK)}"
        rows.append(f"| `followup {name}` | {cells} | {aim} |")
    return "\n".join(rows)


def target(name: str, sizes: Sequence[int], times: dict[str, float]) -> str:
    """The targets of a command, and whether they are met; those of sizes not measured are left."""
    said = []
    if name == "due" and MEMORY_AT in sizes:
        found = times[f"due@{MEMORY_AT}"] / times["bare"]
        said.append(f"≤ {DUE} × `python -c pass` at {MEMORY_AT:,}, {verdict(found, DUE)}")
    if name in GROWING and len(sizes) > 1:
        grown = times[f"{name}@{sizes[-1]}"] / times[f"{name}@{sizes[0]}"]
        said.append(
            f"at {sizes[-1]:,} ≤ {GROWTH} × its time at {sizes[0]:,}, {verdict(grown, GROWTH)}"
        )
    return "; ".join(said)


if __name__ == "__main__":
    sys.exit(main())
