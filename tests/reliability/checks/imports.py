"""Imports: hostile files are taken whole or not at all, and many rows stay quick to list."""

import os
import random
import signal
from pathlib import Path

from checks.hostile_files import write_hostile_files
from checks.hostile_text import has_planted
from harness.home import Home, Launch, audit, copied_home, filled_home, limited, temporary_home
from harness.listing import listed
from harness.machine import slowness
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

KILLED = (None, -signal.SIGXCPU, -signal.SIGKILL)
"""How an import ends that takes too much of the processor, or hangs."""


def hostile_import(trial: Trial) -> Verdict:
    """Import hostile files: 20 s of CPU, 1 GiB, all or nothing, what was there stays, no file made."""
    tally = Tally("ok", "refused", "ugly", "slow", "halfway", "lost", "planted")
    with filled_home(trial, 2, "import") as home:
        if home.run("import", file=str(home.cwd / "none.csv")).unknown:
            raise Skip("no import command")
        before = len(listed(home))
        rows, rng = trial.scaled(20_000, 500), random.Random(trial.seed)
        paths = write_hostile_files(home.root / "hostile", rows, rng)
        launch = limited(seconds=20)
        trial.in_parallel(
            lambda number: _import(home, paths[number], launch, before, tally), len(paths)
        )
    return Verdict(
        tally.clean("ugly", "slow", "halfway", "lost", "planted"),
        f"{len(paths)} files: {tally.text()}" + tally.examples(4),
    )


def _import(original: Home, path: Path, launch: Launch, before: int, tally: Tally) -> None:
    """Import one file into a copy of the home, which holds `before` interviews."""
    with copied_home(original) as home:
        result = home.run("import", launch, file=str(path))
        halfway = not result.succeeded and len(listed(home)) != before
        audited = audit(home, home.acknowledged)
        tally.add(
            ok=result.succeeded,
            refused=not result.succeeded,
            ugly=not result.acceptable,
            slow=result.status in KILLED,
            halfway=halfway,
            lost=len(audited.lost) + len(audited.problems),
            planted=has_planted(home),
        )
    if halfway or not result.acceptable:
        tally.note(f"{path.name}: exit {result.status} {result.tail(60)}")


def growth(trial: Trial) -> Verdict:
    """Import 5,000 rows twice: none is doubled, and each list takes less than 3 s of CPU."""
    rows = trial.scaled(5000, 200)
    with temporary_home(trial, "growth") as home:
        table = home.root / "rows.csv"
        table.write_text("company,role,contact,email,at,note\n" + "".join(map(_row, range(rows))))
        first = home.run("import", file=str(table))
        if not first.succeeded:
            raise Skip("no CSV import with these column names")
        again = home.run("import", file=str(table))
        interviews = len(listed(home))
        seconds = {name: _seconds(home, name) for name in ("list", "due", "due_json")}
    times = ", ".join(f"{name} {value:.2f}s" for name, value in seconds.items())
    return Verdict(
        interviews == rows and max(seconds.values()) < 3 * slowness(),
        f"{rows} rows imported twice -> {interviews} rows (re-import exit {again.status}); {times}",
    )


def _row(number: int) -> str:
    day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return f"Co{number},Dev,Ann {number},a{number}@example.com,{day}T10:00,n\n"


def _seconds(home: Home, name: str) -> float:
    """How much of the processor a command takes; no other may be running."""
    begun = os.times()
    home.run(name)
    ended = os.times()
    return sum(ended[2:4]) - sum(begun[2:4])
