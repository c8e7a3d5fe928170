"""What this process stores: whether it has stored a change, and for whom it does."""

from collections.abc import Iterator
from contextlib import contextmanager

_changes: list[str] = []
_asked_by: list[str] = []


def keep(path: str) -> None:
    """A change to the store at `path` is on the disk."""
    _changes.append(path)


def is_so() -> bool:
    """Whether any change is on the disk."""
    return bool(_changes)


@contextmanager
def asked_by(who: str) -> Iterator[None]:
    """Have every change that is stored meanwhile say in its summary who asked for it."""
    _asked_by.append(who)
    try:
        yield
    finally:
        _asked_by.pop()


def signed(summary: str) -> str:
    """The summary of a change, with who asked for it where that is not the user."""
    return f"{summary} (by {_asked_by[-1]})" if _asked_by else summary
