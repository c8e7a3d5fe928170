"""What the machine must offer for a check, and file systems mounted for one."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.trial import Trial
from harness.verdict import Skip


def require(program: str) -> None:
    """Skip where a program is not installed."""
    if not shutil.which(program):
        raise Skip(f"{program} not installed")


def slowness() -> float:
    """How many times as much of a processor a piece of work takes as where the limits are from.

    At least 1, so that a limit in seconds of the processor is never less than it says.
    """
    begun = time.process_time()
    sum(number * number for number in range(1_000_000))
    return max(1.0, (time.process_time() - begun) / 0.04)


@contextmanager
def all_the_while(work: Callable[[], None], over: threading.Event, threads: int) -> Iterator[None]:
    """Have so many threads do `work`, which ends once `over` is set: at the end of the block."""
    working = [threading.Thread(target=work) for _ in range(threads)]
    for thread in working:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in working:
            thread.join()


def is_root() -> bool:
    """Whether this process may mount file systems."""
    return os.geteuid() == 0


@contextmanager
def tmpfs(trial: Trial, size: str) -> Iterator[Path]:
    """A new file system in memory. Skip where it cannot be mounted."""
    if not is_root():
        raise Skip("needs root for tmpfs")
    directory = Path(tempfile.mkdtemp(prefix="tmpfs-", dir=trial.directory))
    if not succeeds("mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", directory):
        raise Skip("mount tmpfs refused")
    try:
        yield directory
    finally:
        unmount(directory)


def remount(directory: Path, mode: str) -> None:
    """Make a mounted file system read-only (`ro`) or writable (`rw`)."""
    subprocess.run(["mount", "-o", f"remount,{mode}", directory], check=True)


def unmount(directory: Path, patience: float = 60) -> None:
    """Unmount a directory, trying again for so many seconds while it is in use."""
    for _ in range(round(patience / 0.1)):
        if succeeds("umount", directory):
            return
        time.sleep(0.1)


def succeeds(*command: str | Path) -> bool:
    """Whether a command ends with status 0; what it prints is dropped."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
