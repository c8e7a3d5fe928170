"""A database on a PostgreSQL server: many writers, clients that are killed, a server that stops."""

import random
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checks.concurrency import written_at_once
from checks.disk import filled_up
from checks.kills import count_losses
from harness.commands import DB_VARIABLE, fields
from harness.database import Contents, inspect
from harness.home import Home, audit, ended, fill, kill
from harness.machine import all_the_while, tmpfs
from harness.result import Result
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

if TYPE_CHECKING:
    from postgres import Cluster

WRITERS = 3


class ServerHome(Home):
    """A home whose interviews are on a server, in a place of its own."""

    def __init__(self, trial: Trial, admin: str) -> None:
        super().__init__(trial, "server")
        login = f"user{trial.token()}"
        added = self.run("server_add", url=admin, login=login)
        if not added.succeeded:
            raise RuntimeError(f"server add failed: {added.tail()}")
        self.env[DB_VARIABLE] = admin.replace("admin@", f"{login}@")

    def contents(self) -> Contents:
        """What a backup of the place holds."""
        self.db.unlink(missing_ok=True)
        result = self.run("backup", file=str(self.db))
        if not result.succeeded:
            return Contents([f"backup: {result.tail()}"])
        return inspect(self.db, self.trial.directory)


@contextmanager
def _cluster() -> "Iterator[Cluster]":
    """A server that survives a crash. Skip where PostgreSQL is not installed."""
    sys.path.append(str(Path(__file__).parents[2]))
    try:
        import postgres
    finally:
        sys.path.pop()
    programs = postgres.binaries()
    if programs is None:
        raise Skip("PostgreSQL not installed")
    with postgres.cluster(programs, durable=True) as cluster:
        yield cluster


@contextmanager
def _place(trial: Trial, cluster: "Cluster", *options: str) -> Iterator[Home]:
    """A home with three interviews on a server, in a database of its own.

    Skip where the program cannot reach any server.
    """
    admin = cluster.empty_database(*options)
    maker = Home(trial, "maker")
    made = maker.run("server_make", url=admin)
    maker.remove()
    if b"psycopg2" in made.both and not made.succeeded:
        raise Skip("psycopg2 not installed where the program runs")
    if not made.succeeded:
        raise RuntimeError(f"server make failed: {made.tail()}")
    home = ServerHome(trial, admin)
    try:
        fill(home, 3)
        yield home
    finally:
        home.remove()


def server_writers(trial: Trial) -> Verdict:
    """Start 8 writers at once in one place on a server, with readers beside them."""
    with _cluster() as cluster, _place(trial, cluster) as home:
        return written_at_once(home, trial.scaled(10))


def server_kills(trial: Trial) -> Verdict:
    """Kill a writer on a server at random moments."""
    tally = Tally("kills", "acked", "lost", "partial", "corrupt", "dup", "blocked")
    rng = random.Random(trial.seed)
    with _cluster() as cluster, _place(trial, cluster) as home:
        begun = time.monotonic()
        home.acknowledged += home.add_all(trial.tokens(3))
        usual = (time.monotonic() - begun) / 3
        attempted = list[str]()
        for token in trial.tokens(trial.scaled(100)):
            process = home.start("add", **fields(token))
            time.sleep(usual * rng.uniform(0.3, 1.1))
            tally.add(kills=process.poll() is None)
            kill(process)
            stored = home.acknowledges(ended(process))
            (home.acknowledged if stored else attempted).append(token)
        count_losses(home, home.acknowledged, attempted, tally)
    return Verdict(tally.clean("lost", "partial", "corrupt", "dup", "blocked"), tally.text())


def server_stops(trial: Trial) -> Verdict:
    """Stop the server as if it crashed, under writers: each says stored, not stored, or unknown."""
    tally = Tally(
        "stops", "acked", "unknown", "lied", "ugly", "lost", "partial", "corrupt", "dup", "blocked"
    )
    with _cluster() as cluster, _place(trial, cluster) as home:
        writing = _Writing(home, tally)
        with writing.writers():
            for _ in range(trial.scaled(20)):
                writing.wait_for_some()
                cluster.stop()
                cluster.start()
                tally.add(stops=1)
        count_losses(home, [*home.acknowledged, *writing.acknowledged], writing.unknown, tally)
        tally.add(unknown=len(writing.unknown), lied=len(_stored(home, writing.refused)))
    wrong = ("lied", "ugly", "lost", "partial", "corrupt", "dup", "blocked")
    return Verdict(tally.clean(*wrong), tally.text() + tally.examples())


def _stored(home: Home, refused: list[str]) -> list[str]:
    """Those of these interviews that are there in spite of what was said."""
    there = home.contents().fields
    return [token for token in refused if token in there]


class _Writing:
    """Writers of one home, and what each add was called: stored, not stored, or unknown."""

    def __init__(self, home: Home, tally: Tally) -> None:
        self._home, self._tally = home, tally
        self._over = threading.Event()
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.unknown: list[str] = []

    @contextmanager
    def writers(self) -> Iterator[None]:
        """Add all the while."""
        with all_the_while(self._write, self._over, WRITERS):
            yield

    def wait_for_some(self) -> None:
        """Wait until another few adds were acknowledged, and then some of the time of one more."""
        wanted, until = len(self.acknowledged) + WRITERS, time.monotonic() + 120
        while len(self.acknowledged) < wanted and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.Random(wanted).random() * 0.5)

    def _write(self) -> None:
        while not self._over.is_set():
            token = self._home.trial.token()
            self._sort(token, self._home.add(token))

    def _sort(self, token: str, result: Result) -> None:
        if self._home.acknowledges(result):
            self.acknowledged.append(token)
        elif b"nobody knows" in result.both:
            self.unknown.append(token)
        else:
            self.refused.append(token)
        if not result.acceptable:
            self._tally.add(ugly=1)
            self._tally.note(result.tail(100))


def server_full(trial: Trial) -> Verdict:
    """Fill the disk of the server under an add: a clean error, nothing lost, and it goes on after."""
    tally = Tally("adds", "refused", "lost", "partial", "corrupt", "lied", "ugly", "unusable")
    with _cluster() as cluster, tmpfs(trial, "64m") as directory:
        trial.directory.chmod(0o711)  # the server runs as another user
        owner = cluster.place.stat()
        shutil.chown(directory, owner.st_uid, owner.st_gid)
        space = f"CREATE TABLESPACE small LOCATION '{directory}'"
        cluster.run("psql", "-q", "-h", str(cluster.place), "-U", "admin", "-c", space, "postgres")
        with _place(trial, cluster, "-D", "small") as home:
            acknowledged, refused = list(home.acknowledged), list[str]()
            with filled_up(directory, 0):
                while len(refused) < trial.scaled(20, 3):
                    token = trial.token()
                    result = home.add(token)
                    (acknowledged if home.acknowledges(result) else refused).append(token)
                    tally.add(adds=1, ugly=not result.acceptable)
                    full = result.succeeded or b"disk" in result.both
                    tally.note(*([] if full else [result.tail(100)]))
            audited = audit(home, acknowledged, refused)
            tally.add(
                refused=len(refused),
                lost=len(audited.lost),
                partial=len(audited.partial),
                corrupt=bool(audited.problems),
                lied=len(_stored(home, refused)),
                unusable=not home.add(trial.token()).succeeded,
            )
    wrong = ("lost", "partial", "corrupt", "lied", "ugly", "unusable")
    return Verdict(tally.clean(*wrong) and not tally.notes, tally.text() + tally.examples())
