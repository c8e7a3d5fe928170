"""Every system call of a write, one after another: the program is killed at it, or it fails."""

from collections.abc import Sequence

from harness.home import Home, audit, copied_home, filled_home
from harness.machine import require
from harness.strace import CALLS, Tampered, tampered_add, touched_files
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

FAILURES = {
    "openat": ("EACCES", "EIO"),
    "unlink": ("EACCES", "EIO"),
    "rename": ("EACCES", "EIO"),
    "fcntl": ("EIO",),
}
"""What a system call fails with; the others fail as a write does."""
WRITE_FAILURES = ("EIO", "ENOSPC")


def kill_sweep(trial: Trial) -> Verdict:
    """Kill `add` at its 1st, 2nd, ... system call that writes, until it runs through."""
    require("strace")
    tally = Tally("lost", "partial", "corrupt", "unusable")
    most = trial.scaled(40, 4)
    with filled_home(trial, 3, "kill-sweep") as home:
        files = touched_files(home)
        points = trial.in_parallel(
            lambda number: _kill_at_each(home, files, CALLS[number], most, tally), len(CALLS)
        )
    if not any(points):
        raise Skip("strace injection never fired here")
    by_call = ", ".join(
        f"{call} {count}" for call, count in zip(CALLS, points, strict=True) if count
    )
    return Verdict(tally.clean(), f"{sum(points)} kill points ({by_call}): {tally.text()}")


def _kill_at_each(home: Home, files: Sequence[str], call: str, most: int, tally: Tally) -> int:
    """Kill at the first call, the second and so on, at `most` so many; how often it was killed."""
    for number in range(1, most + 1):
        with copied_home(home) as copy:
            tampered = tampered_add(copy, files, call, number, "signal=SIGKILL")
            if not tampered.happened:
                return number - 1
            _count_after_kill(copy, tampered, tally)
    return most


def _count_after_kill(home: Home, tampered: Tampered, tally: Tally) -> None:
    """What the kill left, and whether the next add works on it."""
    stored = [tampered.token] if home.acknowledges(tampered.result) else []
    left = audit(home, [*home.acknowledged, *stored], [tampered.token])
    token = home.trial.token()
    following = home.add(token)
    then = audit(home, [*home.acknowledged, *([token] if following.succeeded else [])])
    tally.add(
        lost=len(left.lost) + len(then.lost),
        partial=len(left.partial),
        corrupt=bool(left.problems) + bool(then.problems),
        unusable=not following.succeeded,
    )


def fault_sweep(trial: Trial) -> Verdict:
    """Let the 1st, 2nd, ... system call of `add` that writes fail: EIO, ENOSPC or EACCES."""
    require("strace")
    tally = Tally("points", "lied", "lost", "partial", "corrupt", "ugly", "unusable")
    plan = [(call, failure) for call in CALLS for failure in FAILURES.get(call, WRITE_FAILURES)]
    most = trial.scaled(25, 3)
    with filled_home(trial, 3, "fault-sweep") as home:
        files = touched_files(home)
        trial.in_parallel(
            lambda number: _fail_each(home, files, *plan[number], most, tally), len(plan)
        )
    if not tally["points"]:
        raise Skip("strace injection never fired here")
    return Verdict(
        tally.clean("lied", "lost", "partial", "corrupt", "ugly", "unusable"),
        f"{tally['points']} failed calls: {tally['lied']} false successes, "
        f"{tally['lost']} lost, {tally['partial']} half-written, {tally['corrupt']} corrupt, "
        f"{tally['ugly']} tracebacks/signals/hangs, {tally['unusable']} left unusable"
        + tally.examples(),
    )


def _fail_each(
    home: Home, files: Sequence[str], call: str, failure: str, most: int, tally: Tally
) -> None:
    for number in range(1, most + 1):
        with copied_home(home) as copy:
            tampered = tampered_add(copy, files, call, number, f"error={failure}")
            if not tampered.happened:
                return
            _count_after_failure(copy, tampered, tally)
            if not tampered.result.acceptable:
                tally.note(f"{call}#{number}={failure}: {tampered.result.tail(90)}")


def _count_after_failure(home: Home, tampered: Tampered, tally: Tally) -> None:
    left = audit(home, home.acknowledged, [tampered.token])
    lied = home.acknowledges(tampered.result) and audit(home, [tampered.token]).lost
    tally.add(
        points=1,
        lied=bool(lied),
        lost=len(left.lost),
        partial=len(left.partial),
        corrupt=bool(left.problems),
        ugly=not tampered.result.acceptable,
        unusable=not home.add(home.trial.token()).succeeded,
    )
