"""New files: written under another name, and renamed once they are on the disk.

Every file that a user asks for goes through here. Standard library only.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from followup import environment
from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line
from followup.store import sqlite

JOURNALS = ("-journal", "-wal", "-shm")
"""What SQLite puts beside a database, by the ends of their names."""

Identity = tuple[object, ...]


def check_is_not_ours(path: str, store: str, config: str) -> None:
    """UsageError where a path names a file of followup's own, by whatever spelling or link."""
    wanted = _identities(path)
    if wanted & _identities(store):
        raise UsageError(f"{line(path)} is the store itself; name another file.")
    if wanted & _identities(config):
        raise UsageError(f"{line(path)} is the configuration file of followup; name another file.")
    beside = {
        one
        for place in (store, os.path.realpath(store))
        for end in (*JOURNALS, ".backups", ".unfinished", ".unfinished.new", ".unfinished.old")
        for one in _identities(place + end)
    }
    if wanted & beside or _is_copy(path, wanted, sqlite.copies_of(store)):
        raise UsageError(
            f"{line(path)} belongs to the store: SQLite's own files, the automatic copies and answers to "
            "an unfinished add have such names. Name another file."
        )


def _identities(path: str) -> set[Identity]:
    """What tells a file from every other: its inode, and its name in the inode of its directory."""
    path = os.path.realpath(path)
    identities: set[Identity] = set()
    with suppress(OSError):
        file = os.stat(path)
        identities.add((file.st_dev, file.st_ino))
    with suppress(OSError):
        file = os.stat(os.path.dirname(path))
        identities.add((file.st_dev, file.st_ino, os.path.basename(path)))
    return identities


def _is_copy(path: str, wanted: set[Identity], directory: str) -> bool:
    """Whether a path lies in the directory of the automatic copies, or is a link to one."""
    if _identities(os.path.dirname(os.path.realpath(path))) & _identities(directory):
        return True
    with suppress(OSError), os.scandir(directory) as copies:
        return any(wanted & {(copy.stat().st_dev, copy.stat().st_ino)} for copy in copies)
    return False


@contextmanager
def placed(path: str, *, force: bool = False) -> Iterator[str]:
    """A private empty file, which is given the name `path` once all of it is on the disk.

    UsageError where a file is there and `force` is not given; WorldError where it cannot be
    written, or what is there is a device, a pipe or a directory. A link stays one: the file that
    it leads to is replaced. Whatever is raised, also inside, nothing is left behind.
    """
    if os.path.lexists(path) and not force:
        raise _is_there(path)
    place = os.path.realpath(path)
    if os.path.lexists(place) and not os.path.isfile(place):
        raise _failed(path, "it is no regular file")
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(dir=os.path.dirname(place), prefix=".followup-")
        os.close(handle)
        yield beside
        to_disk(beside)
        if force:
            os.replace(beside, place)
        else:
            _give_name(beside, place)
        to_disk(os.path.dirname(place))
    except FileExistsError:
        raise _is_there(path) from None
    except OSError as error:
        raise _failed(path, error.strerror or str(error)) from None
    finally:
        for left in (beside, *(beside + end for end in JOURNALS)) if beside else ():
            with suppress(FileNotFoundError):
                os.unlink(left)


def _give_name(beside: str, path: str) -> None:
    """Name a file as nobody else's is named. FileExistsError where somebody was faster."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.replace(beside, path)


def to_disk(path: str) -> None:
    """Wait until a file, or the names in a directory, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_there(path: str) -> UsageError:
    return UsageError(
        f"{line(path)} is there already; give --force to write over it, or another name."
    )


def _failed(path: str, why: str) -> WorldError:
    return WorldError(f"{line(path)} cannot be written: {why}. Name another file.")


def slug(words: str) -> str:
    """A file name made from data: letters, digits and dashes alone, never empty."""
    from followup.domain.text import fold

    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in fold(words))
    return "-".join(part for part in kept.split("-") if part)[:60] or "note"


def write(path: str, content: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a file. Raises as `new_file.placed`, and UsageError for a file of followup's own.

    Whatever is raised, also by an iterable of pieces, what was there stays and nothing is left.
    """
    check_is_not_ours(path, environment.store_path(), environment.config_path())
    with placed(path, force=force) as beside, open(beside, "wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
