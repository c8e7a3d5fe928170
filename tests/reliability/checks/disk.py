"""File systems that are read-only or full."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from harness.commands import DB_VARIABLE
from harness.home import Home, Launch, audit, fill, filled_home, temporary_home
from harness.listing import listed, times_listed
from harness.machine import is_root, remount, tmpfs
from harness.result import Result
from harness.trial import Trial
from harness.verdict import Tally, Verdict

PAGE = 4096


def read_only(trial: Trial) -> Verdict:
    """Read on a read-only file system; writing there, or without a usable home, is refused."""
    with tmpfs(trial, "8m") as directory:
        verdicts = [
            _on_read_only(Home(trial, root=directory / "e"), directory),
            *_without_home(trial, directory),
        ]
    return Verdict(
        all(verdict.passed for verdict in verdicts),
        "; ".join(verdict.figures for verdict in verdicts),
    )


def _on_read_only(home: Home, directory: Path) -> Verdict:
    """Store three interviews, make the file system read-only, then read and try to write."""
    fill(home, 3)
    remount(directory, "ro")
    reads = {name: home.run(name) for name in ("list", "list_json", "due")}
    interviews = listed(home)
    seen = sum(times_listed(interviews, token) == 1 for token in home.acknowledged)
    added = home.add(home.trial.token())
    figures = [f"{name} exit {result.status}" for name, result in reads.items()]
    return Verdict(
        all(result.succeeded and not result.crashed for result in reads.values())
        and added.clean_error
        and seen == 3,
        "; ".join((*figures, f"{seen}/3 rows readable, add {_ending(added)}")),
    )


def _without_home(trial: Trial, directory: Path) -> list[Verdict]:
    remount(directory, "rw")
    unwritable = directory / "home"
    unwritable.mkdir()
    remount(directory, "ro")
    homes = {"read-only": str(unwritable), "missing": "/proc/self/nohome", "empty": ""}
    return [_with_home(trial, kind, path) for kind, path in homes.items()]


def _with_home(trial: Trial, kind: str, path: str) -> Verdict:
    """Add with this HOME and no other directory named: refused, and nothing is left behind."""
    with temporary_home(trial, "no-home") as home:
        home.env = {
            name: value
            for name, value in home.env.items()
            if not name.startswith("XDG") and name != DB_VARIABLE
        } | {"HOME": path}
        added = home.add(trial.token())
        planted = any(home.cwd.iterdir())
    return Verdict(
        added.clean_error and not planted,
        f"{kind} HOME: {_ending(added)}{' files in cwd' if planted else ''}",
    )


def _ending(result: Result) -> str:
    return f"exit {result.status}{' traceback' if result.crashed else ''}"


def disk_full(trial: Trial) -> Verdict:
    """Leave 0, 1, 2, ... pages free, then limit the size of files: a clean error, no row lost."""
    tally = Tally(*("tries", "refused", "lost", "partial", "corrupt", "lied", "ugly", "unusable"))
    free_pages = [*range(trial.scaled(16, 4)), 24, 40]
    for pages in free_pages if is_root() else ():
        _add_on_full_disk(trial, pages, tally)
    for pages in free_pages:
        _add_with_size_limit(trial, pages, tally)
    losses = ("lost", "partial", "corrupt", "lied", "ugly", "unusable")
    return Verdict(
        tally.clean(*losses),
        f"{tally['tries']} full-disk writes ({tally['refused']} refused): "
        f"{tally.text(*losses)}" + tally.examples(),
    )


def _add_on_full_disk(trial: Trial, pages: int, tally: Tally) -> None:
    with tmpfs(trial, "2m") as directory:
        home = Home(trial, root=directory / "e")
        fill(home, 3)
        token = trial.token()
        with filled_up(directory, pages):
            result = home.add(token)
            _count_losses(home, token, result, tally)
        _count_use_afterwards(home, tally)


@contextmanager
def filled_up(directory: Path, pages: int) -> Iterator[None]:
    """Fill a file system up to so many free pages, until the block ends."""
    ballast = directory / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(b"x" * PAGE)
        file.truncate(max(0, file.tell() // PAGE - pages) * PAGE)
    yield
    ballast.unlink()


def _add_with_size_limit(trial: Trial, pages: int, tally: Tally) -> None:
    limit = pages * PAGE + (512 if pages % 2 else 0)
    with filled_home(trial, 3, "file-size") as home:
        token = trial.token()
        result = home.add(token, Launch(wrapper=("prlimit", f"--fsize={limit}")))
        _count_losses(home, token, result, tally)
        _count_use_afterwards(home, tally)


def _count_losses(home: Home, token: str, result: Result, tally: Tally) -> None:
    audited = audit(home, home.acknowledged, [token])
    tally.add(
        tries=1,
        refused=not result.succeeded,
        lost=len(audited.lost),
        partial=len(audited.partial),
        corrupt=bool(audited.problems),
        lied=home.acknowledges(result) and bool(audit(home, [token]).lost),
        ugly=not result.acceptable,
    )
    if not result.acceptable:
        tally.note(result.tail(100))


def _count_use_afterwards(home: Home, tally: Tally) -> None:
    token = home.trial.token()
    stored = home.add(token).succeeded
    tally.add(unusable=not stored or bool(audit(home, [*home.acknowledged, token]).lost))
