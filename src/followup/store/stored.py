"""Whether this process has stored a change, for what is said where its result cannot be written."""

_changes: list[str] = []


def keep(path: str) -> None:
    """A change to the store at `path` is on the disk."""
    _changes.append(path)


def is_so() -> bool:
    """Whether any change is on the disk."""
    return bool(_changes)
