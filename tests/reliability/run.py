"""Drive the installed program from outside, and check what it promises of its data.

    python3 tests/reliability/run.py --cmd .venv/bin/followup --scale 0.25
    python3 tests/reliability/run.py --only kill_random,power_loss
    python3 tests/reliability/run.py --list

Every check gets fresh directories and a database of its own, and prints one line: PASS, FAIL or
SKIP, its name, its figures. Exits with 1 if a check failed, with 2 if `add` and `list --json` do
not work at all. Linux only; strace, faketime and e2fsprogs must be installed, and the user must be
root, for the checks that need them; else these are skipped. See README.md beside this file.
"""

import argparse
import json
import os
import shlex
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from checks import CHECKS, Check
from harness.home import temporary_home
from harness.listing import listed, times_listed
from harness.trial import Trial
from harness.verdict import Skip

STATUSES = {"PASS": "passed", "FAIL": "failed", "SKIP": "skipped"}


@dataclass(frozen=True)
class Outcome:
    """What became of a check."""

    name: str
    status: str
    figures: str
    seconds: float


def main() -> int:
    """Run the checks that are asked for; the exit status."""
    options = _parser().parse_args()
    if options.list:
        for check in CHECKS:
            print(f"{check.__name__:16} {(check.__doc__ or '').splitlines()[0]}")
        return 0
    command = _command(options.cmd)
    directory = Path(tempfile.mkdtemp(prefix="reliability-", dir=options.workdir))
    try:
        return _run(options, command, directory)
    finally:
        if not options.keep:
            shutil.rmtree(directory, ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--cmd", type=shlex.split, default="followup", help="the program (default: followup)")
    add("--only", type=_names, default=[], help="names of checks, with commas between them")
    add("--skip", type=_names, default=[], help="names of checks to leave out")
    add("--list", action="store_true", help="list the checks and end")
    add("--scale", type=float, default=1.0, help="multiplies every count (default: 1)")
    add("--seed", type=int, default=1, help="of all that is random (default: 1)")
    add("--jobs", type=int, default=os.cpu_count() or 2, help="threads (default: processors)")
    add("--workdir", help="where the directory for all files is made")
    add("--json", type=Path, help="a file for the outcomes as JSON")
    add("--keep", action="store_true", help="keep all files")
    add("--allow-sgr", action="store_true", help="tolerate colour codes on a pipe")
    add("--debug", action="store_true", help="stop at a fault of a check, with its traceback")
    return parser


def _command(words: list[str]) -> list[str]:
    """The words of the program, with absolute paths: it is run in other directories."""
    first, *others = words
    if not shutil.which(first):
        sys.exit(f"not found: {first}")
    program = os.path.abspath(first) if "/" in first else first
    return [program, *(os.path.abspath(word) if os.path.isfile(word) else word for word in others)]


def _names(text: str) -> list[str]:
    """Names of checks, given with commas between them."""
    names = [name for name in text.split(",") if name]
    unknown = set(names) - {check.__name__ for check in CHECKS}
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown check: {', '.join(sorted(unknown))}")
    return names


def _run(options: argparse.Namespace, command: list[str], directory: Path) -> int:
    trial = Trial(
        command=command,
        scale=options.scale,
        seed=options.seed,
        jobs=options.jobs,
        directory=directory,
        keep=options.keep,
        colour_allowed=options.allow_sgr,
    )
    begun = time.monotonic()
    if fault := _start_fault(trial):
        print(f"CANNOT START: {fault}")
        return 2
    outcomes = []
    for check in _chosen(options.only, options.skip):
        outcome = _outcome(check, trial, debug=options.debug)
        outcomes.append(outcome)
        print(_line(outcome), flush=True)
    seconds = time.monotonic() - begun
    if options.json:
        _write_json(options.json, trial, outcomes, seconds)
    print(_summary(trial, outcomes, seconds))
    return int(any(outcome.status == "FAIL" for outcome in outcomes))


def _start_fault(trial: Trial) -> str:
    """What keeps the checks from being run at all; empty where nothing does."""
    with temporary_home(trial, "probe") as home:
        token = trial.token()
        result = home.add(token)
        try:
            works = result.succeeded and times_listed(listed(home), token) == 1
        except ValueError:
            works = False
    if works:
        return ""
    return (
        "`add` then `list --json` does not work with the commands in harness/commands.py "
        f"(exit {result.status}): {result.tail()}"
    )


def _chosen(only: list[str], skipped: list[str]) -> Iterable[Check]:
    for check in CHECKS:
        if (not only or check.__name__ in only) and check.__name__ not in skipped:
            yield check


def _outcome(check: Check, trial: Trial, *, debug: bool) -> Outcome:
    begun = time.monotonic()
    try:
        verdict = check(trial)
        status, figures = "PASS" if verdict.passed else "FAIL", verdict.figures
    except Skip as skip:
        status, figures = "SKIP", str(skip)
    except Exception as error:  # a fault of the check is a failure too
        if debug:
            raise
        status, figures = "FAIL", f"harness: {type(error).__name__}: {error}"
    return Outcome(check.__name__, status, figures, round(time.monotonic() - begun, 1))


def _line(outcome: Outcome) -> str:
    name = f"{outcome.name:15}"
    return f"{outcome.status}  {name} {outcome.figures}  [{outcome.seconds:.0f}s]"


def _summary(trial: Trial, outcomes: list[Outcome], seconds: float) -> str:
    count = Counter(outcome.status for outcome in outcomes)
    counts = ", ".join(f"{count[status]} {word}" for status, word in STATUSES.items())
    return (
        f"{counts}  (seed {trial.seed}, scale {trial.scale}, "
        f"{trial.started.last} program runs, {seconds:.0f}s)"
    )


def _write_json(path: Path, trial: Trial, outcomes: list[Outcome], seconds: float) -> None:
    report = {
        "seed": trial.seed,
        "scale": trial.scale,
        "results": [asdict(outcome) for outcome in outcomes],
        "seconds": round(seconds),
    }
    path.write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    sys.exit(main())
