"""Files that the user asked for: whole or not at all, never over another by accident."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup.domain.errors import UsageError, WorldError
from followup.store.new_file import write


def test_a_file_is_written_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    umask = os.umask(0)
    try:
        write(str(path), b"Dear Priya,\n")
    finally:
        os.umask(umask)
    assert path.read_bytes() == b"Dear Priya,\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("mine")
    with pytest.raises(UsageError, match="is there already; give --force"):
        write(str(path), b"yours")
    assert path.read_text() == "mine"
    write(str(path), b"yours", force=True)
    assert path.read_text() == "yours"


def test_a_link_that_leads_nowhere_is_there_too(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError):
        write(str(path), b"x")
    assert path.is_symlink()


@pytest.mark.parametrize("name", ["no/such/directory/note.txt", "directory"])
def test_where_nothing_can_be_written_a_sentence_says_so_and_nothing_is_left(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "directory").mkdir()
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(WorldError, match=r"cannot be written: .* Name another file"):
        write(str(tmp_path / name), b"x", force=True)
    assert sorted(os.listdir(tmp_path)) == before


def test_a_name_without_a_directory_is_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("note.txt", b"x")
    assert (tmp_path / "note.txt").read_bytes() == b"x"


def test_a_failure_midway_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("mine")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorldError, match="No space left on device"):
        write(str(path), b"yours", force=True)
    assert sorted(os.listdir(tmp_path)) == ["home", "note.txt"]
    assert path.read_text() == "mine"


def test_a_file_is_written_piece_by_piece_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    write(str(path), iter([b"a", b"b"]))
    assert path.read_bytes() == b"ab"

    def broken() -> Iterator[bytes]:
        yield b"c"
        raise UsageError("no")

    with pytest.raises(UsageError):
        write(str(path), broken(), force=True)
    assert path.read_bytes() == b"ab"
    assert not list(tmp_path.glob(".followup-*"))
