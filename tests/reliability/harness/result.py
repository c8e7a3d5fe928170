"""What one run of the program printed, and with which status it ended."""

import re
from dataclasses import dataclass

CRASH = re.compile(
    rb"Traceback|Exception ignored|sqlalche\.me/e/|Fatal Python error|Segmentation fault"
    rb"|RuntimeWarning|ResourceWarning|Task exception was never"
)
"""Text that only a defect prints: a traceback, or a message of the interpreter or a library."""

UNKNOWN = re.compile(
    r"No such (command|option)|unrecognized arguments|invalid choice|unexpected extra argument",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Result:
    """A run that has ended. `status` is negative after a signal, None after the time limit."""

    status: int | None
    out: bytes
    err: bytes

    @property
    def succeeded(self) -> bool:
        """Whether the exit status is 0: what was asked for is acknowledged."""
        return self.status == 0

    @property
    def both(self) -> bytes:
        """Standard output, then standard error."""
        return self.out + b"\n" + self.err

    @property
    def crash_text(self) -> bool:
        """Whether a traceback or the like was printed."""
        return bool(CRASH.search(self.both))

    @property
    def crashed(self) -> bool:
        """Whether it printed a traceback, died of a signal, or did not end in time."""
        return self.crash_text or self.status is None or self.status < 0

    @property
    def clean_error(self) -> bool:
        """Whether it failed as a calm program does: a positive status and a message."""
        return not self.succeeded and not self.crashed and bool(self.both.strip())

    @property
    def acceptable(self) -> bool:
        """Whether it either succeeded or failed with a clean error, without a traceback."""
        return (self.succeeded and not self.crashed) or self.clean_error

    @property
    def unknown(self) -> bool:
        """Whether the program says that it has no such command or option."""
        return self.status not in {0, None} and bool(UNKNOWN.search(self._text()))

    def tail(self, characters: int = 300) -> str:
        """The end of what was printed, on one line."""
        return self._text().strip()[-300:].replace("\n", " | ")[-characters:]

    def _text(self) -> str:
        return self.both.decode("utf8", "replace")
