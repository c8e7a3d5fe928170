"""The power cut under the file system that holds the database."""

import fcntl
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from harness.commands import fields
from harness.home import Home, ended
from harness.machine import is_root, succeeds, unmount
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

SHUTDOWN = 0x8004587D
"""FS_IOC_SHUTDOWN of Linux: the file system answers nothing more."""
WITHOUT_FLUSH = struct.pack("I", 2)
"""FS_SHUTDOWN_FLAGS_NOLOGFLUSH: what is still in memory is lost, as in a power cut."""


def power_loss(trial: Trial) -> Verdict:
    """Shut an ext4 file system down without a flush, as a power cut does; mount it again, look."""
    if not (is_root() and os.path.exists("/dev/loop-control") and shutil.which("mkfs.ext4")):
        raise Skip("needs root, /dev/loop*, mkfs.ext4")
    tally = Tally("cuts", "acked", "lost", "partial", "corrupt", "unusable")
    for number in range(trial.scaled(20, 2)):
        with _disk(trial) as disk:
            _write_and_cut(trial, disk, number, tally)
    losses = ("lost", "partial", "corrupt", "unusable")
    return Verdict(
        tally.clean(*losses),
        f"{tally['cuts']} power cuts, {tally['acked']} acked, {tally.text(*losses)}",
    )


@dataclass(frozen=True)
class Disk:
    """A mounted ext4 file system in a file."""

    image: Path
    mounted_at: Path

    def mount(self) -> bool:
        """Mount it; whether that worked."""
        return succeeds("mount", "-o", "loop", self.image, self.mounted_at)

    def cut_power(self) -> None:
        """Let the file system forget what it has not written, and answer nothing more."""
        descriptor = os.open(self.mounted_at, os.O_RDONLY)
        fcntl.ioctl(descriptor, SHUTDOWN, WITHOUT_FLUSH)
        os.close(descriptor)

    def restart(self) -> None:
        """Mount it again after a power cut."""
        subprocess.run(["umount", self.mounted_at], check=True, capture_output=True)
        if not self.mount():
            raise RuntimeError("the file system cannot be mounted after the power cut")


@contextmanager
def _disk(trial: Trial) -> Iterator[Disk]:
    directory = Path(tempfile.mkdtemp(prefix="power-", dir=trial.directory))
    disk = Disk(directory / "image", directory / "mounted")
    disk.mounted_at.mkdir()
    subprocess.run(["truncate", "-s", "48M", disk.image], check=True)
    subprocess.run(["mkfs.ext4", "-q", "-F", disk.image], check=True, capture_output=True)
    if not disk.mount():
        raise Skip("loop mount refused")
    try:
        yield disk
    finally:
        unmount(disk.mounted_at)
        shutil.rmtree(directory, ignore_errors=True)


@dataclass
class Writes:
    """The adds of one power cut, by whether they were acknowledged."""

    acknowledged: list[str] = field(default_factory=list)
    attempted: list[str] = field(default_factory=list)

    def record(self, token: str, *, acknowledged: bool) -> None:
        """Note an add that has ended."""
        (self.acknowledged if acknowledged else self.attempted).append(token)


def _write_and_cut(trial: Trial, disk: Disk, number: int, tally: Tally) -> None:
    rng = random.Random(trial.seed * 1000 + number)
    home = Home(trial, root=disk.mounted_at / "e")
    os.sync()
    writes = Writes()
    tokens = trial.tokens(rng.randint(2, 4))
    _add(home, tokens[:1], writes)
    # in half of the cuts another program has the database open: no checkpoint at closing
    reader = _open_reader(home.db) if number % 4 < 2 else None
    _add(home, tokens[1:], writes)
    if number % 2:
        _cut_during_add(home, disk, rng, writes)
    else:
        disk.cut_power()
    if reader:
        with suppress(sqlite3.Error):
            reader.close()
    disk.restart()
    _count_losses(home, writes, tally)


def _add(home: Home, tokens: list[str], writes: Writes) -> None:
    for token in tokens:
        writes.record(token, acknowledged=home.add(token).succeeded)


def _open_reader(db: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(db)
    connection.execute("select count(*) from sqlite_master").fetchall()
    return connection


def _cut_during_add(home: Home, disk: Disk, rng: random.Random, writes: Writes) -> None:
    """Cut the power within 10 ms of the moment when the journal of an add appears."""
    token = home.trial.token()
    process = home.start("add", **fields(token))
    journal = home.db.with_name(f"{home.db.name}-journal")
    while process.poll() is None and not journal.exists():
        time.sleep(0.0005)
    time.sleep(rng.random() * 0.01)
    disk.cut_power()
    result = ended(process)
    if result.status is None:
        raise RuntimeError("add does not end after the power cut")
    writes.record(token, acknowledged=result.succeeded)


def _count_losses(home: Home, writes: Writes, tally: Tally) -> None:
    contents = home.contents()
    # all fields that any interview has: nothing was learnt beforehand on this disk
    whole = set().union(*contents.fields.values()) if contents.fields else {"c"}
    never_stored = contents.problems == ["missing"] and not writes.acknowledged
    tally.add(
        cuts=1,
        acked=len(writes.acknowledged),
        lost=sum(not contents.holds(token, whole) for token in writes.acknowledged),
        partial=sum(contents.holds_part(token, whole) for token in writes.attempted),
        corrupt=bool(contents.problems) and not never_stored,
        unusable=not home.add(home.trial.token()).succeeded,
    )
