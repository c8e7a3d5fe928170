"""Several programs at the same database at once."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from harness.commands import TIME_LIMIT
from harness.home import Home, audit, filled_home, temporary_home
from harness.listing import listed, records, times_listed
from harness.machine import all_the_while
from harness.trial import Trial
from harness.verdict import Tally, Verdict, example

WRITERS = 8
READERS = 2


def concurrent(trial: Trial) -> Verdict:
    """Start 8 writers at once on a database that does not exist yet, with readers beside them."""
    with temporary_home(trial, "concurrent") as home:
        return written_at_once(home, trial.scaled(10))


def written_at_once(home: Home, adds: int) -> Verdict:
    """Start 8 writers with so many adds each, and readers beside them."""
    writing = Writing(home)
    with writing.readers(), ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(lambda _: writing.write(adds), range(WRITERS)))
    home.expected = {"c"}
    audited = audit(home, writing.acknowledged)
    interviews = listed(home)
    stored, refused, lost = writing.acknowledged, writing.refused, audited.lost
    twice = sum(times_listed(interviews, token) > 1 for token in stored)
    reads = writing.reads
    slow = sorted(writing.seconds)[int(len(writing.seconds) * 0.95)]
    return Verdict(
        not (refused or lost or audited.problems or twice) and reads.clean("failed", "stale"),
        f"{WRITERS} writers x {adds}: {len(stored)}/{WRITERS * adds} stored, "
        f"{len(refused)} refused, {len(lost)} lost, {twice} duplicated, "
        f"{len(audited.problems)} corrupt; {reads['all']} concurrent reads, "
        f"{reads['failed']} failed, {reads['stale']} stale; p95 {slow:.2f}s"
        + example(refused[0][-120:] if refused else ""),
    )


class Writing:
    """Writers and readers of one home, and what became of their adds and reads."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._over = threading.Event()
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        """What the refused adds printed."""
        self.seconds: list[float] = []
        self.reads = Tally("all", "failed", "stale")

    def write(self, adds: int) -> None:
        """Add so many interviews, one after another."""
        for token in self._home.trial.tokens(adds):
            begun = time.monotonic()
            result = self._home.add(token)
            self.seconds.append(time.monotonic() - begun)
            if result.succeeded:
                self.acknowledged.append(token)
            else:
                self.refused.append(result.tail())

    @contextmanager
    def readers(self) -> Iterator[None]:
        """Read all the while, from the first acknowledged add on."""
        with all_the_while(self._read, self._over, READERS):
            yield

    def _read(self) -> None:
        while not self.acknowledged and not self._over.is_set():
            time.sleep(0.01)
        while not self._over.is_set():
            known = len(self.acknowledged)
            result = self._home.run("list_json")
            try:
                stale = result.succeeded and len(records(result)) < known
                self.reads.add(all=1, failed=not result.succeeded, stale=stale)
            except ValueError:
                self.reads.add(all=1, failed=1)


def lock_held(trial: Trial) -> Verdict:
    """Hold the database locked: 2 s must be waited out, a long hold must end in a clean error."""
    with filled_home(trial, 2, "lock") as home:
        begun = time.monotonic()
        home.acknowledged += home.add_all(trial.tokens(1))
        usual = time.monotonic() - begun
        token = trial.token()
        with _locked(home.db, seconds=2):
            short = home.add(token)
        with _locked(home.db, seconds=2 * TIME_LIMIT):
            begun = time.monotonic()
            long = home.add(trial.token())
            waited = time.monotonic() - begun
            reading = home.run("list")
        lost = audit(home, [*home.acknowledged, token]).lost
    passed = (
        short.succeeded
        and not lost
        and long.clean_error
        and waited < 35 + 10 * usual
        and reading.acceptable
    )
    return Verdict(
        passed,
        f"2 s hold: exit {short.status}; long hold: exit {long.status} after {waited:.1f}s"
        f"{' with traceback' if long.crashed else ''}; list: exit {reading.status}"
        + ("" if passed else f"  {long.tail(150)}"),
    )


@contextmanager
def _locked(db: Path, seconds: float) -> Iterator[None]:
    """Hold the exclusive lock of another program for so many seconds, or until the block ends."""
    connection = sqlite3.connect(db, isolation_level=None, timeout=5, check_same_thread=False)
    connection.execute("begin exclusive")
    release = threading.Timer(seconds, connection.rollback)
    release.start()
    try:
        yield
    finally:
        release.cancel()
        release.join()
        connection.close()
