"""What can be taken back, and what a backup brings back."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from checks.privacy import OPEN_TO_OTHERS
from harness.database import files, inspect
from harness.home import Home, copied_home, filled_home
from harness.listing import listed
from harness.result import Result
from harness.trial import Trial
from harness.verdict import Skip, Verdict

UNCOMMITTED = b"UNCOMMITTED"


def undo(trial: Trial) -> Verdict:
    """Add and undo: the list is what it was. With nothing left to undo, a clean refusal."""
    pairs = trial.scaled(5)
    with filled_home(trial, 3, "undo") as home:
        if _undo_on_copy(home).unknown:
            raise Skip("no undo command")
        before = listed(home)
        restored = [_is_undone(home, before) for _ in range(pairs)]
        calm = [home.run("undo").acceptable for _ in range(8)]
        problems = home.contents().problems
    passed = all((*restored, *calm))
    return Verdict(
        passed and not problems,
        f"{pairs} add+undo pairs restored the listing: {passed}; "
        f"undo past the beginning clean; {len(problems)} corrupt",
    )


def _undo_on_copy(home: Home) -> Result:
    with copied_home(home) as copy:
        return copy.run("undo")


def _is_undone(home: Home, before: list[Any]) -> bool:
    """Add an interview and undo; whether the list is what it was before."""
    home.add(home.trial.token())
    return home.run("undo").succeeded and listed(home) == before


def restore_drill(trial: Trial) -> Verdict:
    """Back up while writing, destroy the database, restore; a damaged backup must be refused."""
    with filled_home(trial, 5, "drill") as home:
        backup = home.root / "first.bak"
        made = home.run("backup", file=str(backup))
        if made.unknown:
            raise Skip("no backup command")
        mode = stat.S_IMODE(backup.stat().st_mode) if backup.exists() else 0
        before = listed(home)
        with _writer(home):
            live = [_back_up(home, f"live{number}.bak") for number in range(trial.scaled(5))]
        torn = sum(copy.torn for copy in live) + _is_torn_while_locked(home)
        _destroy(home)
        restored = home.run("restore", file=str(backup))
        made_live = sum(copy.made for copy in live)
        if restored.unknown:
            figures = f"(backup mode {mode:o}, {torn} torn of {made_live})"
            return Verdict(False, f"backup exists but no restore command {figures}")
        same = restored.succeeded and listed(home) == before
        damaged = home.root / "damaged.bak"
        damaged.write_bytes(backup.read_bytes()[:-5000])
        refused = home.run("restore", file=str(damaged))
        kept = listed(home) == before
    return Verdict(
        made.succeeded
        and bool(mode)
        and not mode & OPEN_TO_OTHERS
        and same
        and not torn
        and refused.clean_error
        and kept,
        f"restored identical: {same}; {made_live} live backups, {torn} torn; "
        f"backup mode {mode:o}; damaged backup: exit {refused.status}, "
        f"data {'kept' if kept else 'LOST'}",
    )


@contextmanager
def _writer(home: Home) -> Iterator[None]:
    """Add interviews, one after another, until the block ends."""
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            home.add(home.trial.token())

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@dataclass(frozen=True)
class Backup:
    """Whether a backup was made, and whether the file is no whole database."""

    made: bool
    torn: bool


def _back_up(home: Home, name: str) -> Backup:
    path = home.root / name
    made = home.run("backup", file=str(path)).succeeded
    return Backup(made, path.exists() and bool(inspect(path, home.trial.directory).problems))


def _is_torn_while_locked(home: Home) -> bool:
    """Back up during a write that is not committed but has reached the file.

    A plain copy of the file would take the write along.
    """
    path = home.root / "locked.bak"
    with closing(sqlite3.connect(home.db, isolation_level=None)) as connection:
        connection.execute("pragma cache_size=5")
        connection.execute("begin exclusive")
        connection.execute("create table uncommitted(text)")
        rows = [(UNCOMMITTED.decode() * 300,)] * 300
        connection.executemany("insert into uncommitted values(?)", rows)
        result = home.run("backup", file=str(path))
        torn = result.succeeded and (
            bool(inspect(path, home.trial.directory).problems) or UNCOMMITTED in path.read_bytes()
        )
        connection.execute("rollback")
    return torn


def _destroy(home: Home) -> None:
    """Replace the database by rubbish, and delete the files beside it."""
    for path in files(home.db):
        path.unlink()
    home.db.write_bytes(b"garbage" * 1000)
