"""Files that the user asked for: written whole or not at all, never over another by accident."""

from collections.abc import Iterable

from followup import environment
from followup.store import new_file


def slug(words: str) -> str:
    """A file name made from data: letters, digits and dashes alone, never empty."""
    from followup.domain.text import fold

    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in fold(words))
    return "-".join(part for part in kept.split("-") if part)[:60] or "note"


def write(path: str, content: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a file. Raises as `new_file.placed`, and UsageError for a file of followup's own.

    Whatever is raised, also by an iterable of pieces, what was there stays and nothing is left.
    """
    new_file.check_is_not_ours(path, environment.store_path(), environment.config_path())
    with new_file.placed(path, force=force) as beside, open(beside, "wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
