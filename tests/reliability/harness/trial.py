"""One trial of the program: what was asked for on the command line, and what its checks share."""

import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")


class Counter:
    """Whole numbers from 1, each handed out once, whichever thread asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self.last = 0

    def next(self) -> int:
        """The next number."""
        with self._lock:
            self.last = next(self._numbers)
            return self.last


@dataclass(frozen=True)
class Trial:
    """The options and the counters of one trial. Everything is written below `directory`."""

    command: Sequence[str]
    scale: float
    seed: int
    jobs: int
    directory: Path
    keep: bool = False
    colour_allowed: bool = False
    started: Counter = field(default_factory=Counter, init=False)
    """How often the program was started."""
    _tokens: Counter = field(default_factory=Counter, init=False)

    def scaled(self, count: int, at_least: int = 1) -> int:
        """A count of a full run, for the scale of this trial."""
        return max(at_least, round(count * self.scale))

    def token(self) -> str:
        """A word that was never stored before, to be found again in a database or an output."""
        return f"zq{self.seed:x}x{self._tokens.next():05d}q"

    def tokens(self, count: int) -> list[str]:
        """As many new tokens."""
        return [self.token() for _ in range(count)]

    def in_parallel(self, work: Callable[[int], Answer], count: int) -> list[Answer]:
        """The answers of `work` for 0 up to `count`, exclusive, from `jobs` threads."""
        with ThreadPoolExecutor(self.jobs) as threads:
            return list(threads.map(work, range(count)))
