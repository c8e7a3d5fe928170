"""Files that the user asked for: written whole or not at all, never over another by accident."""

import os
import tempfile
from collections.abc import Iterable

from followup.domain.errors import UsageError, WorldError


def slug(words: str) -> str:
    """A file name made from data: letters, digits and dashes alone, never empty."""
    from followup.domain.text import fold

    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in fold(words))
    return "-".join(part for part in kept.split("-") if part)[:60] or "note"


def write(path: str, content: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a file through a temporary one beside it, on the disk before it has its name.

    UsageError where the file is there and `force` is not given; WorldError where it cannot be
    written; whatever is raised, also by an iterable of pieces, nothing is left behind.
    """
    if os.path.lexists(path) and not force:
        raise UsageError(
            f"{path} is there already; give --force to write over it, or another name."
        )
    path = os.path.realpath(path)  # through a link, which stays one
    if os.path.lexists(path) and not os.path.isfile(path):
        raise WorldError(f"{path} cannot be written: it is no regular file. Name another file.")
    directory = os.path.dirname(path)
    try:
        handle, beside = tempfile.mkstemp(dir=directory, prefix=".followup-")
    except OSError as error:
        raise WorldError(
            f"{path} cannot be written: {error.strerror}. Name another file."
        ) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException as error:
        os.unlink(beside)
        if not isinstance(error, OSError):
            raise
        raise WorldError(
            f"{path} cannot be written: {error.strerror}. Name another file."
        ) from None
