"""What a check reports: whether every promise held, with counts and examples."""

import threading
from dataclasses import dataclass


class Skip(Exception):
    """The check cannot run here; the text says what is missing."""


@dataclass(frozen=True)
class Verdict:
    """The result of a check, and the figures to print beside it."""

    passed: bool
    figures: str


class Tally:
    """Named counts, in a fixed order, and notes on failures. Several threads may add to it."""

    def __init__(self, *names: str) -> None:
        self._counts = dict.fromkeys(names, 0)
        self._lock = threading.Lock()
        self.notes: list[str] = []

    def __getitem__(self, name: str) -> int:
        return self._counts[name]

    def add(self, **amounts: int) -> None:
        """Add to the counts of these names. KeyError for a name that was not declared."""
        with self._lock:
            for name, amount in amounts.items():
                self._counts[name] += amount

    def note(self, *texts: str) -> None:
        """Keep a sentence about something that went wrong."""
        with self._lock:
            self.notes.extend(texts)

    def clean(self, *names: str) -> bool:
        """Whether the counts of these names, or of all where none is given, are zero."""
        return not any(self._counts[name] for name in names or self._counts)

    def text(self, *names: str) -> str:
        """The counts of these names, or of all where none is given: `0 lost, 1 corrupt`."""
        return ", ".join(f"{self._counts[name]} {name}" for name in names or self._counts)

    def examples(self, most: int = 1) -> str:
        """The first notes, to stand at the end of the figures; empty where there are none."""
        return example("; ".join(self.notes[:most]))


def example(text: str) -> str:
    """An example to stand at the end of the figures; empty where there is none."""
    return f"  e.g. {text}" if text else ""
