"""The program killed at random moments while it writes."""

import random
import subprocess
import time
from dataclasses import dataclass

from harness.commands import TIME_LIMIT, fields
from harness.home import Home, audit, ended, filled_home, kill
from harness.listing import listed, times_listed
from harness.trial import Trial
from harness.verdict import Tally, Verdict

EXAMINED_EVERY = 10
"""Adds after which the database is examined, beside at the end."""


def kill_random(trial: Trial) -> Verdict:
    """Kill a writer at random moments, half of them aimed at the lifetime of its journal."""
    tally = Tally("kills", "inwrite", "acked", "lost", "partial", "corrupt", "dup", "blocked")
    adds = trial.scaled(200) // trial.jobs
    trial.in_parallel(lambda lane: _lane(trial, tally, lane, adds), trial.jobs)
    return Verdict(
        tally.clean("lost", "partial", "corrupt", "dup", "blocked"),
        f"{tally['kills']} kills ({tally['inwrite']} with a live journal), "
        f"{tally['acked']} acked, {tally['lost']} lost, {tally['partial']} half-written, "
        f"{tally['dup']} duplicated, {tally['corrupt']} corrupt, "
        f"{tally['blocked']} left unusable",
    )


def _lane(trial: Trial, tally: Tally, lane: int, adds: int) -> None:
    """Adds to a database of this lane's own, each killed; then one that must succeed unaided."""
    rng = random.Random(trial.seed * 100 + lane)
    with filled_home(trial, 3, "kill") as home:
        begun = time.monotonic()
        timed = home.add_all(trial.tokens(3))
        duration = (time.monotonic() - begun) / 3
        acknowledged, attempted = [*home.acknowledged, *timed], list[str]()
        for number in range(adds):
            token = trial.token()
            aim = Aim(rng, duration, at_journal=bool(number % 2))
            stored = _killed_add(home, token, aim, tally)
            (acknowledged if stored else attempted).append(token)
            if number % EXAMINED_EVERY == EXAMINED_EVERY - 1:
                tally.add(corrupt=bool(home.contents().problems))
        count_losses(home, acknowledged, attempted, tally)


@dataclass(frozen=True)
class Aim:
    """When an add is killed: within its usual duration, or soon after its journal appears."""

    rng: random.Random
    duration: float
    at_journal: bool

    def wait(self, home: Home, process: subprocess.Popen[bytes], modified: int) -> None:
        """Sleep until the moment has come; `modified` is when the database was last written."""
        if self.at_journal:
            _wait_for_write(home, process, modified)
            time.sleep(self.rng.random() ** 2 * 0.004)
        else:
            time.sleep(self.rng.random() * self.duration * 1.1)


def _killed_add(home: Home, token: str, aim: Aim, tally: Tally) -> bool:
    """Whether the add was acknowledged before it was killed."""
    modified = home.db.stat().st_mtime_ns
    process = home.start("add", **fields(token))
    aim.wait(home, process, modified)
    running = process.poll() is None
    if running:
        kill(process)
    result = ended(process)
    tally.add(kills=running, inwrite=result.status == -9 and bool(home.journals()))
    return home.acknowledges(result)


def _wait_for_write(home: Home, process: subprocess.Popen[bytes], modified: int) -> None:
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < TIME_LIMIT:
        if home.writing() or home.db.stat().st_mtime_ns != modified:
            return
        time.sleep(0.0002)


def count_losses(home: Home, acknowledged: list[str], attempted: list[str], tally: Tally) -> None:
    """Count what is lost, half-written or there twice, and whether the next add succeeds."""
    audited = audit(home, acknowledged, attempted)
    following = home.add(home.trial.token())
    interviews = listed(home)
    unlisted = [
        token
        for token in acknowledged
        if token not in audited.lost and not times_listed(interviews, token)
    ]
    tally.add(
        acked=len(acknowledged),
        lost=len(audited.lost) + len(unlisted),
        partial=len(audited.partial),
        corrupt=bool(audited.problems),
        dup=sum(times_listed(interviews, token) > 1 for token in (*acknowledged, *attempted)),
        blocked=not following.succeeded,
    )
