"""Attacks that once lost something, told an untruth or acted: each stands for its kind."""

import csv
import itertools
import json
import os
import shlex
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from conftest import (
    ACME,
    COMMAND,
    GLOBEX,
    PATIENCE,
    Begin,
    Say,
    everything,
    takes_at_most,
    variables,
    wait_until,
)
from followup.domain.errors import WorldError
from followup.environment import World
from followup.formats import table
from followup.integrations import editor as editor_integrations
from followup.services import add_interview, transfer
from followup.store import schema, sqlite, transaction
from followup.store.connection import connect

CONTACT = ("contact", "add", "Zoe Precious")


# Where the store lies


@pytest.mark.parametrize(
    "name",
    [":memory:", "sqlite:///:memory:", "sqlite:///f.db?mode=memory", "file:x.db", "file::memory:",
     "f.db/", "/dev/null", "pipe"],
)  # fmt: skip
def test_what_keeps_nothing_is_no_store(
    say: Say, home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(home)
    os.mkfifo(home / "pipe")
    (home / "a.csv").write_text("company,at\nZeta,2026-11-20T10:00\n")
    for words in (CONTACT, ("import", "a.csv"), ("config", "set", "you.name", "Ana"), ("due",)):
        said = say(*words, FOLLOWUP_DB=name)
        assert said.status in (1, 2)
        assert said.out == ""
        assert "path of a file" in said.err


@pytest.mark.parametrize("name", ["//{home}/z.db", "x?mode=memory", "./:memory:", "./file:x.db"])
def test_a_path_is_a_file_s_whatever_its_name(
    say: Say, home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(home)
    path = name.format(home=home)
    assert say(*CONTACT, FOLLOWUP_DB=path).status == 0
    assert "Zoe Precious" in say("contact", "list", FOLLOWUP_DB=path).out
    assert Path(path).is_file()


# Files that are ours


@pytest.fixture
def ours(say: Say, home: Path) -> Path:
    """A home with a store that has an automatic copy, and links to it."""
    say(*ACME)
    say("config", "set", "you.name", "Ana", FOLLOWUP_TODAY="2026-11-21")
    (copy,) = (home / "followup.db.backups").glob("*.db")
    copy.rename(copy.with_name("20261121T000000-daily.db"))
    (home / "link").symlink_to(home / "followup.db")
    (home / "hard").hardlink_to(home / "followup.db")
    (home / "itself").symlink_to(home)
    return home


WRITERS = [
    ("export", "json", "--out"), ("export", "csv", "--out"), ("draft", "--out"),
    ("draft", "--format", "pdf", "--out"), ("draft", "--format", "eml", "--out"),
    ("stats", "--svg"), ("report", "--out"), ("report", "--format", "html", "--out"), ("backup",),
]  # fmt: skip
OURS = [
    "followup.db", "link", "hard", "itself/followup.db", "./itself/../home/followup.db",
    "followup.db-journal", "followup.db-wal", "followup.db-shm", "link-journal",
    "followup.db.backups/20261121T000000-daily.db", "followup.db.backups/new.db",
    ".config/followup/config.toml",
]  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_our_own_files_are_never_written_over(
    say: Say, ours: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(ours)
    if name == "link-journal":
        monkeypatch.setenv("FOLLOWUP_DB", str(ours / "link"))
    (ours / ".config/followup").mkdir(parents=True)
    before = {one: one.read_bytes() for one in ours.rglob("*") if one.is_file()}
    for words in WRITERS:
        said = say(*words, name, "--force")
        assert (said.status, said.out) == (2, ""), words
        assert "name another file" in said.err.lower()
    assert {one: one.read_bytes() for one in ours.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize("words", WRITERS)
def test_what_is_no_regular_file_is_never_replaced(say: Say, home: Path, words: list[str]) -> None:
    say(*ACME)
    os.mkfifo(home / "pipe")
    (home / "target").write_text("old")
    (home / "link").symlink_to(home / "target")
    targets = [home / "pipe", Path("/dev/full")]
    for target in targets:
        said = say(*words, str(target), "--force")
        assert (said.status, said.out) == (1, "")
        assert "is no regular file" in said.err
    assert stat.S_ISFIFO((home / "pipe").stat().st_mode)
    assert say(*words, str(home / "link"), "--force").status == 0
    assert (home / "link").is_symlink()
    assert (home / "target").read_bytes() != b"old"


# Restore


@pytest.fixture
def copy(say: Say, begin: Begin, home: Path) -> str:
    """A copy of the store, to which Zoe has been added since."""
    begin(ACME)
    path = str(home / "copy.db")
    assert say("backup", path).status == 0
    assert say(*CONTACT).status == 0
    return path


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_restore_that_finds_the_disk_full_changes_nothing(
    program: Say, say: Say, home: Path, copy: str
) -> None:
    disk = home / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        store = disk / "f.db"
        store.write_bytes((home / "followup.db").read_bytes())
        (disk / "fill").write_bytes(b"x" * (os.statvfs(disk).f_bavail * 4096))
        said = program("restore", copy, "--yes", FOLLOWUP_DB=str(store))
        assert (said.status, said.out) == (1, "")
        assert "Nothing was restored, and the store is as it was" in said.err
        assert store.read_bytes() == (home / "followup.db").read_bytes()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_restore_waits_for_a_lock_only_so_long(
    say: Say, store: str, copy: str, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", ("PRAGMA busy_timeout = 50",))
    holder = sqlite3.connect(store, isolation_level=None)
    holder.execute(f"BEGIN {lock}")
    holder.execute("INSERT INTO setting VALUES ('store', 'you.name', 'Held')")
    said = say("restore", copy, "--yes")
    holder.execute("COMMIT")
    holder.close()
    assert (said.status, said.out) == (1, "")
    assert "Nothing was restored" in said.err
    assert "Zoe Precious" in say("contact", "list").out
    assert say("config", "get", "you.name").out == "Held\n"


def test_a_restore_goes_through_a_link(say: Say, store: str, home: Path, copy: str) -> None:
    elsewhere = home / "synchronised" / "f.db"
    elsewhere.parent.mkdir()
    Path(store).rename(elsewhere)
    Path(store).symlink_to(elsewhere)
    assert say("restore", copy, "--yes").status == 0
    assert Path(store).is_symlink()
    elsewhere.write_bytes(b"scribbled over" * 1000)
    assert say("restore", copy, "--yes").status == 0
    assert Path(store).is_symlink()
    assert elsewhere.read_bytes().startswith(b"SQLite")


def test_a_copy_that_could_act_is_not_restored(say: Say, home: Path, copy: str) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("CREATE TRIGGER act AFTER INSERT ON contact BEGIN DELETE FROM note; END")
    connection.close()
    was = everything(say)
    said = say("restore", copy, "--yes")
    assert (said.status, said.out) == (1, "")
    assert "act" in said.err
    assert everything(say) == was


def test_two_restores_at_once_lose_nothing(say: Say, store: str, home: Path, copy: str) -> None:
    """Whoever comes second keeps what the first one has put there, under a name of its own."""
    running = [
        subprocess.Popen([*COMMAND, "restore", copy, "--yes"], env=variables(home))
        for _ in range(3)
    ]
    assert [one.wait(PATIENCE) for one in running] == [0, 0, 0]
    kept = list(home.glob("followup.db.backups/*replaced*"))
    assert len(kept) == 3
    assert any(b"Zoe Precious" in one.read_bytes() for one in kept)


def test_a_write_that_waited_for_a_restore_is_not_lost(
    say: Say, store: str, home: Path, copy: str
) -> None:
    """It is in the store, in the copy of what was replaced, or was refused."""
    with sqlite.held(store):
        writer = subprocess.Popen(
            [*COMMAND, "contact", "add", "Late Writer"], env=variables(home),
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(3)
        Path(copy).replace(store)
    _, told = writer.communicate(timeout=PATIENCE)
    stored = "Late Writer" in say("contact", "list").out
    assert stored or (writer.returncode == 1 and "moved or replaced" in told)


def test_what_is_stored_while_a_restore_is_taken_back_stays(
    say: Say, store: str, home: Path, copy: str
) -> None:
    say("restore", copy, "--yes")
    add = "INSERT INTO change (command, made_at, summary) VALUES ('add', '2026-11-20', 'late')"
    with closing(sqlite3.connect(store, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        undo = subprocess.Popen(
            [*COMMAND, "undo"], env=variables(home), stderr=subprocess.PIPE, text=True
        )
        with pytest.raises(subprocess.TimeoutExpired):
            undo.wait(3)
        writer.execute(add)
        writer.execute("COMMIT")
    _, told = undo.communicate(timeout=PATIENCE)
    assert "late" in say("undo", "--list").out
    assert (undo.returncode, "a change meanwhile" in told) == (1, True)


def test_a_restore_loses_nothing_but_what_it_has_shown(
    say: Say, store: str, home: Path, copy: str
) -> None:
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "restore", copy], env=variables(home),
        encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip
    child.expect_exact("[y/N]")
    say("contact", "add", "Late Writer")
    child.sendline("y")
    child.expect(r"Nothing\s+was\s+restored")
    child.expect(pexpect.EOF)
    assert "Late Writer" in say("contact", "list").out


MOVED = {
    "moved in": "mv {store} {store}.old; mv {other} {store}",
    "renamed over": "mv -f {other} {store}",
    "copied over": "cp {other} {store}",
    "copied over without records": "cp {blank} {store}",
    "copied over as it was": "cp {earlier} {store}",
    "removed and copied": "rm {store}; cp {other} {store}",
    "moved away": "mv {store} {store}.old",
    "emptied": ": > {store}",
    "restored": "{restore} {other} --yes",
}
"""How another store comes into the place of one that a command has read."""

WITHOUT_RECORDS = ("moved away", "emptied", "copied over without records")


@pytest.fixture
def move(say: Say, store: str, tmp_path: Path, how: str) -> str:
    """What puts the store of somebody else, with the same numbers, in the place of this one."""
    other = str(tmp_path / "other.db")
    blank, earlier = str(tmp_path / "blank.db"), str(tmp_path / "earlier.db")
    say(*GLOBEX, FOLLOWUP_DB=other)
    say("config", "set", "you.name", "Zoë", FOLLOWUP_DB=blank)
    say("config", "set", "you.name", "Sam")
    say("contact", "add", "Zoë Ångström")
    shutil.copy(store, earlier)
    say("undo")
    say(*ACME)
    return MOVED[how].format(
        store=store, other=other, blank=blank, earlier=earlier,
        restore=shlex.join([*COMMAND, "restore"]),
    )  # fmt: skip


def of_somebody_else(say: Say, store: str) -> list[str]:
    """The people and notes of the store, empty where it is not there."""
    if not Path(store).exists() or not Path(store).stat().st_size:
        return []
    with connect(store) as ask:
        names = [row["name"] for row in ask("SELECT name FROM contact", {})]
        return names + [row["body"] for row in ask("SELECT body FROM note", {})]


@pytest.mark.parametrize("how", MOVED)
def test_words_go_into_no_other_store_s_note(
    say: Say, store: str, home: Path, move: str, how: str
) -> None:
    said = say("draft", "1", "--edit", EDITOR=editor(home, f'echo "MY WORDS" >> "$1"; {move}'))
    assert said.status == 1
    assert "moved or replaced" in said.err
    assert "MY WORDS" in Path(said.err.rpartition("Your words are in ")[2][:-2]).read_text()
    assert of_somebody_else(say, store) == ([] if how in WITHOUT_RECORDS else ["Zoë Ångström"])


@pytest.mark.parametrize("how", MOVED)
def test_nobody_of_another_store_is_forgotten(
    say: Say, store: str, home: Path, move: str, how: str
) -> None:
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "contact", "forget", "Priya"], env=variables(home),
        encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip
    child.expect_exact("[y/N]")
    subprocess.run(move, shell=True, env=variables(home), check=True, capture_output=True)
    child.sendline("y")
    child.expect(r"moved\s+or\s+replaced")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert of_somebody_else(say, store) == ([] if how in WITHOUT_RECORDS else ["Zoë Ångström"])


def test_a_change_that_went_into_a_file_that_was_replaced_is_not_acknowledged(
    say: Say, store: str, world: World, tmp_path: Path
) -> None:
    say(*ACME)
    say(*GLOBEX, FOLLOWUP_DB=str(tmp_path / "other.db"))

    def write() -> None:
        with transaction.change(store, "done", world.now) as change:
            change.configure("you.name", "Sam")
            (tmp_path / "other.db").replace(store)

    with pytest.raises(WorldError, match="the file that was there before"):
        write()


def test_copies_of_a_clock_that_was_ahead_do_not_crowd_out_new_ones(say: Say, home: Path) -> None:
    say(*CONTACT)
    days = [*(f"2027-01-{day:02}" for day in range(1, 12)), "2026-11-23", "2026-11-24"]
    for day, name in zip(days, itertools.count()):
        say("config", "set", "you.name", f"Ana {name}", FOLLOWUP_TODAY=day)
    made = {one["made_on"] for one in say("restore", "--json").json()}
    assert {"2026-11-23", "2026-11-24"} <= made
    assert len(made) == 10


# What stored text does to a shell, a spreadsheet or a unit


def test_a_command_with_a_stranger_s_name_runs_nothing_when_it_is_pasted(
    say: Say, home: Path
) -> None:
    names = ["Ann `touch pwned` Lee", "$(touch pwned)", 'Eve"; touch pwned; "', "COMPANY", "--yes"]
    say("add", "`touch pwned`", "--at", "yesterday", *(f"--with={name}" for name in names))
    shown = [
        line.partition("with: ")[2]
        for number in range(1, len(names) + 1)
        for line in say("draft", str(number)).err.splitlines()
        if "with: followup" in line
    ]
    assert any("--topic" in one for one in shown)
    for command in shown:
        subprocess.run(["bash", "-c", f"followup() {{ :; }}; {command}"], cwd=home, check=False)
        assert not (home / "pwned").exists(), command
        assert len(command) < 200


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", '"=', '""+', "'="])
@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r\n"])
def test_a_table_is_harmless_however_its_cells_are_parted(sign: str, separator: str) -> None:
    cell = f"Interview{separator}{sign}HYPERLINK(1)"
    for safe in (table.guarded(cell), table.guarded(f"x\n{cell}")):
        live = [
            part
            for delimiter in ";\t"
            for row in csv.reader(safe.splitlines(), delimiter=delimiter)
            for part in row
            if part.lstrip('"').startswith(tuple("=+-@＝"))
        ]
        assert not live
    assert table.unguarded(table.guarded(cell)) == cell


@pytest.mark.parametrize("system", ["systemd", "launchd", "cron"])
@pytest.mark.parametrize("sign", ["\r", "\n", "\x1b[31m", "\x85"])
def test_a_path_that_could_act_is_given_to_no_reminder(
    say: Say, home: Path, system: str, sign: str
) -> None:
    said = say("remind", "--system", system, FOLLOWUP_DB=str(home / f"a{sign}b" / "f.db"))
    assert (said.status, said.out) == (2, "")
    assert "control character" in said.err
    assert sign not in said.err.removesuffix("\n")


@pytest.mark.parametrize("end", ["", ".old", ".new"])
def test_no_result_takes_the_place_of_answers_to_an_unfinished_add(
    say: Say, store: str, end: str
) -> None:
    say(*ACME)
    answers = Path(f"{store}.unfinished{end}")
    answers.write_text("hours of typing")
    said = say("report", "--out", str(answers), "--force")
    assert (said.status, said.out) == (2, "")
    assert answers.read_text() == "hours of typing"


@pytest.mark.parametrize("what", ["pipe", "/dev/zero", "directory"])
def test_answers_without_an_end_are_not_read(home: Path, world: World, what: str) -> None:
    path = Path(add_interview.unfinished_path(world))
    if what == "pipe":
        os.mkfifo(path)
    elif what == "directory":
        path.mkdir()
    else:
        path.symlink_to(what)
    assert add_interview.read_unfinished(world) is None


def test_what_is_no_file_among_the_copies_is_passed_over(say: Say, home: Path) -> None:
    say("contact", "add", "Bob", FOLLOWUP_TODAY="2026-11-21")
    say("contact", "add", "Ann", FOLLOWUP_TODAY="2026-11-22")
    copies = home / "followup.db.backups"
    (one,) = copies.iterdir()
    os.mkfifo(copies / "20261118T101010-daily.db")
    (copies / "20261117T101010-daily.db").symlink_to("/nowhere")
    (copies / "20261116T101010-daily.db").symlink_to("/dev/zero")
    (copies / "20261115T101010-daily.db").mkdir()
    (listed,) = say("restore", "--json").json()
    assert str(one) in listed.values()
    assert say("doctor").status == 0
    said = say("contact", "forget", "Bob", "--yes")
    assert (said.status, str(one) in said.err) == (0, True)


# Streams, locks and files without an end


def shell(home: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command, *COMMAND], env=variables(home), capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("closed", [">&-", "> /dev/full"])
def test_a_change_whose_confirmation_cannot_be_written_says_that_it_is_stored(
    say: Say, home: Path, closed: str
) -> None:
    done = shell(home, f'"$0" "$@" contact add Zoe {closed}')
    assert done.returncode == 1
    assert "The change is stored, so do not type it again" in done.stderr
    assert [one["name"] for one in say("contact", "list", "--json").json()] == ["Zoe"]
    done = shell(home, f'"$0" "$@" contact list {closed}')
    assert done.returncode == 1
    assert "The output could not be written" in done.stderr
    assert "stored" not in done.stderr


HOLDER = """
import os, sqlite3, sys, time
if not os.fork():
    other = sqlite3.connect(os.environ["FOLLOWUP_DB"], isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    open("held", "w").close()
    while os.path.exists("held"):
        time.sleep(0.05)
    os._exit(0)
while not os.path.exists("held"):
    time.sleep(0.05)
open(sys.argv[-1], "a").write("More.")
"""
"""An editor that leaves another program behind, which holds the store until `held` is gone."""


def test_what_fails_once_a_change_is_stored_does_not_say_that_nothing_was(
    say: Say, home: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(*ACME)
    monkeypatch.chdir(home)
    monkeypatch.setattr(sqlite, "PRAGMAS", ("PRAGMA busy_timeout = 50", *sqlite.PRAGMAS[1:]))
    Path("editor.py").write_text(HOLDER)
    editor = f"{sys.executable} editor.py"
    said = say(*PROMISED, "--edit", EDITOR=editor, FOLLOWUP_DB=store)
    assert (said.status, "locked by another program" in said.err) == (1, True)
    assert "after this command had stored a change. Look with `followup undo --list`" in said.err
    assert "nothing was changed" not in said.err
    refused = say(*PROMISED)
    assert (refused.status, "nothing was changed" in refused.err) == (1, True)
    Path("held").unlink()
    wait_until(lambda: say("undo", "--list").status == 0)
    assert "a promise in the note of follow-up 1" in say("undo", "--list").out


PROMISED = ("draft", "1", "--promise", "in 2 weeks: send the slides")


def test_with_few_files_open_no_output_is_said_to_fail(say: Say, home: Path) -> None:
    say("contact", "add", "Zoe")
    before = say("contact", "list").out
    for count in range(5, 9):
        done = shell(home, f'ulimit -n {count}; exec "$0" "$@" contact edit Zoe --note x')
        assert "output could not be written" not in done.stderr
    assert say("contact", "list").out == before


def test_a_terminal_that_is_said_to_be_endless_is_not(home: Path) -> None:
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "add"], encoding="utf-8", timeout=PATIENCE, dimensions=(0, 0),
        env=variables(home) | {"TERM": "xterm", "COLUMNS": "2147483647"},
    )  # fmt: skip
    child.expect_exact("Company: ")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus is None


@pytest.mark.parametrize("closed", ["2>&-", "2> /dev/full", ">&- 2>&- <&-", "> /dev/full 2>&1"])
def test_where_nobody_can_be_told_the_exit_status_says_that_it_is_stored(
    say: Say, home: Path, closed: str
) -> None:
    assert shell(home, f'"$0" "$@" contact add Zoe {closed}').returncode == 0
    assert [one["name"] for one in say("contact", "list", "--json").json()] == ["Zoe"]


def test_an_export_that_is_read_slowly_keeps_no_writer_out(
    say: Say, home: Path, monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", ("PRAGMA busy_timeout = 50", *sqlite.PRAGMAS[1:]))
    say(*ACME)
    pieces = transfer.export(world, "json")
    begun = next(pieces)
    assert say(*CONTACT).status == 0
    assert "Zoe Precious" not in begun + "".join(pieces)


@pytest.mark.parametrize("what", ["pipe", "/dev/zero", "large"])
def test_a_configuration_without_an_end_is_not_read(program: Say, home: Path, what: str) -> None:
    config = home / "config.toml"
    if what == "pipe":
        os.mkfifo(config)
    elif what == "large":
        config.write_bytes(b"#" * 1_000_000)
    else:
        config.symlink_to(what)
    said = program("due", FOLLOWUP_CONFIG=str(config))
    assert (said.status, said.out) == (1, "")
    assert "cannot be read" in said.err


# The editor and the mail program


def editor(home: Path, commands: str) -> str:
    path = home / "editor"
    path.write_text(f"#!/bin/sh\n{commands}\n")
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize(
    "commands",
    ['rm "$1"; mkfifo "$1"', 'ln -sf /dev/zero "$1"', 'truncate -s 10G "$1"'],
)  # fmt: skip
def test_an_editor_that_leaves_no_text_ends_in_a_sentence_and_leaves_nothing(
    program: Say, say: Say, home: Path, commands: str
) -> None:
    say(*ACME)
    (home / "tmp").mkdir()
    said = program("draft", "1", "--edit", EDITOR=editor(home, commands), TMPDIR=str(home / "tmp"))
    assert (said.status, said.out) == (1, "")
    assert "The note stays as it was." in said.err
    assert list((home / "tmp").iterdir()) == []


def test_an_editor_that_returns_at_once_loses_nothing(
    say: Say, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(*ACME)
    (home / "tmp").mkdir()
    monkeypatch.setattr(editor_integrations, "AT_ONCE", PATIENCE)
    monkeypatch.setattr(tempfile, "tempdir", str(home / "tmp"))
    save, saved = tmp_path / "save", tmp_path / "saved"
    late = f"""\
        (while [ ! -e {save} ]; do sleep 0.1; done; echo "AN HOUR OF WORK" >> "$1"; : > {saved}) \
        < /dev/null > /dev/null 2>&1 &"""
    said = say("draft", "1", "--edit", EDITOR=editor(home, late))
    assert said.status == 0
    assert "returned at once" in said.err
    assert "--wait" in said.err
    (sheet,) = (home / "tmp").glob("*/note.txt")
    assert str(sheet) in said.err
    save.touch()
    wait_until(saved.exists)
    assert "AN HOUR OF WORK" in sheet.read_text()


@pytest.mark.parametrize(
    ("harm", "status", "reason"),
    [
        (f"PRAGMA user_version = {schema.VERSION + 1}", 1, "newer version"),
        (f"PRAGMA user_version = {schema.VERSION - 1}", 1, "older version"),
        ("DROP TABLE note", 1, "cannot be read"),
    ],
)
def test_words_are_found_again_where_the_store_has_changed_under_the_editor(
    program: Say, say: Say, home: Path, store: str, harm: str, status: int, reason: str
) -> None:
    say(*ACME)
    (home / "tmp").mkdir()
    commands = f'echo "MY WORDS" >> "$1"; {sys.executable} {home}/harm.py'
    (home / "harm.py").write_text(
        f"import sqlite3; c = sqlite3.connect({store!r}); c.execute({harm!r}); c.commit()"
    )
    said = program("draft", "1", "--edit", EDITOR=editor(home, commands), TMPDIR=str(home / "tmp"))
    assert (said.status, said.out) == (status, "")
    assert "Traceback" not in said.err
    assert reason in said.err
    (sheet,) = (home / "tmp").glob("*/note.txt")
    assert f"Your words are in {sheet}" in said.err
    assert "MY WORDS" in sheet.read_text()


@pytest.mark.parametrize(
    ("meanwhile", "reason", "kept"),
    [
        ("draft 1 --edit", "changed by another command", "OTHER WORDS"),
        ("done 1", "changed by another command", "Thank you"),
        ("remove acme", "There is no follow-up 1", ""),
    ],
)
def test_words_take_the_place_of_none_that_came_meanwhile(
    say: Say, home: Path, store: str, meanwhile: str, reason: str, kept: str
) -> None:
    say(*ACME)
    other = home / "other"
    other.write_text('#!/bin/sh\necho "OTHER WORDS" >> "$1"\nsleep 1.1\n')
    other.chmod(0o700)
    command = f"EDITOR={other} {shlex.join(COMMAND)} {meanwhile} > {home}/out"
    said = say("draft", "1", "--edit", EDITOR=editor(home, f'{command}; echo "MINE" >> "$1"'))
    assert (said.status, said.out) == (1 if kept else 3, "")
    assert reason in said.err
    assert "MINE" in Path(said.err.rpartition("Your words are in ")[2][:-2]).read_text()
    (body,) = of_somebody_else(say, store)[2:] or [""]
    assert kept in body
    assert "MINE" not in body


def test_a_note_that_no_mail_program_takes_stays_nowhere(
    program: Say, say: Say, home: Path
) -> None:
    say(*ACME)
    (home / "tmp").mkdir()
    assert program("draft", "1", "--mail", PATH="/nowhere", TMPDIR=str(home / "tmp")).status == 1
    assert list((home / "tmp").iterdir()) == []


# Imports of a size that was too much: linear, or refused with the limit


CARD = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{}\r\n{}END:VCARD\r\n"
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}BEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:I\r\n"
    "DTSTAMP:20260101T000000Z\r\nDTSTART{}:20261203T100000\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n"
)
RULE = (
    "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2,3,4,5,6,7\r\nEND:STANDARD\r\n"
)
LARGE = [
    ("long.vcf", CARD.format("Ann", f"ORG:{'a' * 1_000_000}\r\n"), "at most 20,000"),
    ("parameter.vcf", CARD.format("Ann", f"X-A;B={'a' * 1_000_000}:x\r\n"), ""),
    ("quotes.vcf", CARD.format("Ann", "X-A;B=" + '"' * 1_000_000 + ":x\r\n"), ""),
    ("no-colon.vcf", CARD.format("Ann", "X" * 1_000_000 + "\r\n"), "no property"),
    ("soft.vcf", CARD.format("Ann", "NOTE;ENCODING=QUOTED-PRINTABLE;X=" + "A" * 500_000 + "=\r\n"
                             + "=\r\n" * 50_000 + ":x\r\n"), ""),
    ("parameters.vcf", CARD.format("Ann", "X" + ";CHARSET=a" * 200_000 + ":x\r\n"), "1,000 param"),
    ("people.vcf", "".join(CARD.format(f"Ann {n}", "") for n in range(3_000)), ""),
    ("namesakes.vcf", "".join(CARD.format("Ann", f"EMAIL:a{n}@b.co\r\n") for n in range(4_000)),
     "too many people alike"),
    ("keys.json", "[{" + ",".join(f'"k{n}":"A"' for n in range(60_000)) + ',"k59999":"x"}]',
     "is there twice"),
    ("guests.ics", EVENT.format("", "", "".join(
        f"ATTENDEE;CN=P{n}:mailto:p{n}@acme.com\r\n" for n in range(2_000))), "at most 500 people"),
    ("zone.ics", EVENT.format(f"BEGIN:VTIMEZONE\r\nTZID:Zz\r\n{RULE * 100}END:VTIMEZONE\r\n",
                              ";TZID=Zz", ""), "no known time zone"),
    ("mail.eml", "Content-Type: text/calendar; charset=punycode\n\n-" + "a" * 1_000_000, "is no calendar"),
    ("header.eml", "Content-Type: text/calendar;" + '"' * 1_000_000 + "\n\nx", "headers of the mail"),
    ("returns.eml", "A: b\rContent-Type: text/calendar;" + '"' * 1_000_000 + "\r\rx", "headers of"),
    ("table.csv", "company,at,contact\n" + "".join(
        f"Acme,2026-{n % 9 + 1:02}-{n % 28 + 1:02}T{n // 60 % 24:02}:{n % 60:02},P{n}\n"
        for n in range(3_000)), "more than 1,000 interviews"),
]  # fmt: skip


LEFT_OUT = ("long.vcf", "no-colon.vcf", "parameters.vcf")
"""Where what is beyond the limit is left out of a card, and the others are read."""


@pytest.mark.parametrize(("name", "content", "limit"), LARGE, ids=lambda one: str(one)[:14])
def test_a_large_file_is_read_in_time_or_refused_with_its_limit(
    say: Say, home: Path, name: str, content: str, limit: str
) -> None:
    (home / name).write_bytes(content.encode())
    with takes_at_most(20):
        said = say("import", str(home / name))
    assert said.status == (2 if limit and name not in LEFT_OUT else 0), said.err[:500]
    assert limit in said.err
    assert ("It was left out." in said.err) == (name in LEFT_OUT)
    assert len(said.err) < 5_000


BOGUS = (
    "martian-8859", "utf-99", "", "x" * 500, "../../etc/passwd", "zlib", "hex", "rot13", "idna",
    "punycode", "undefined", "unicode_escape", "mbcs", "a\0b", "a b", "none", "utf-7", "Ünï", "%s",
)  # fmt: skip
INVITED = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261126T100000Z\n"
    "SUMMARY;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:Interview with Acme\n"
    "ORGANIZER;CN=Pri;CHARSET={charset}:mailto:pri@acme.example\nEND:VEVENT\nEND:VCALENDAR\n"
)
IN_A_CHARSET = {
    "a.vcf": "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET={charset}:Shah;Priyé\n"
    "FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:Pri=C3=A9 Shah\nEND:VCARD\n",
    "a.ics": INVITED,
    "part.eml": "From: =?{charset}?Q?Pri=C3=A9?= <pri@acme.example>\nMIME-Version: 1.0\n"
    'Content-Type: text/calendar; charset="{charset}"\n\n' + INVITED,
    "encoded.eml": "From: Pri <pri@acme.example>\nSubject: =?{charset}?B?w6k=?=\nMIME-Version: 1.0\n"
    "Content-Type: text/calendar; charset*={charset}'en'utf-8\n\n" + INVITED,
    "a.csv": "company,at,note\nAcmé,2026-11-20T10:00,{charset}\n",
}


@pytest.mark.parametrize("charset", BOGUS)
@pytest.mark.parametrize("name", IN_A_CHARSET)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_charset_that_names_nothing_is_no_crash(
    say: Say, home: Path, name: str, charset: str, encoding: str
) -> None:
    text = IN_A_CHARSET[name].replace("{charset}", charset)
    (home / name).write_bytes(text.encode(encoding))
    assert say("import", str(home / name)).status in (0, 2)


# Who is forgotten


def test_of_a_forgotten_person_nothing_stays_but_what_the_user_wrote(
    say: Say, home: Path, store: str
) -> None:
    say("contact", "add", "Anchor", FOLLOWUP_TODAY="2026-11-20")
    say("add", "Acme", "--at", "2026-11-19T10:00", "--with", "Zebulon Quixote <zebu@quix.example>",
        "--phone", "+4915799", "--via", "zebulon quixote", FOLLOWUP_TODAY="2026-11-20")  # fmt: skip
    renamed = ("contact", "edit", "Zebulon", "--name", "Zebulon Maria Quixote", "--email", "")
    assert say(*renamed, FOLLOWUP_TODAY="2026-11-21").status == 0
    say("edit", "1", "--note", "Zebulon Quixote was kind", FOLLOWUP_TODAY="2026-11-21")
    say("edit", "1", "--note", "kind", FOLLOWUP_TODAY="2026-11-21")
    said = say("contact", "forget", "Zebulon", "--yes", FOLLOWUP_TODAY="2026-11-22")
    holding = [one for one in home.glob("*.backups/*.db") if b"Zebulon" in one.read_bytes()]
    assert len(holding) == 2
    assert all(str(one) in said.err for one in holding)
    say("contact", "add", "Other", FOLLOWUP_TODAY="2026-11-22")
    kept = Path(store).read_bytes().lower()
    for word in (b"zebulon", b"quix", b"4915799"):
        assert word not in kept


@pytest.mark.parametrize("end", ["", ".old", ".new"])
def test_answers_that_name_a_forgotten_person_are_listed(say: Say, home: Path, end: str) -> None:
    say("contact", "add", "Zoë Quixote")
    answers = home / f"followup.db.unfinished{end}"
    answers.write_text(json.dumps({"typed": {}, "answers": {"people": "Zoë Quixote"}}))
    assert str(answers) in say("contact", "forget", "Zoë", "--yes").err


def test_what_the_user_wrote_of_a_forgotten_person_is_listed(say: Say) -> None:
    say("add", "Acme", "--at", "2026-11-19T10:00", "--with", "Zebulon Quixote", "--via",
        "Quixote & Sons", "--promise", "wednesday: send Zebulon the link")  # fmt: skip
    said = say("contact", "forget", "Zebulon", "--yes")
    assert "interview 1" in said.err
    assert "the application at Acme" in said.err


@pytest.mark.parametrize("end", ["-journal", "-wal"])
def test_what_bears_the_name_of_a_journal_and_is_none_is_not_waited_for(
    say: Say, store: str, tmp_path: Path, end: str
) -> None:
    say(*ACME)
    say("backup", str(tmp_path / "copy.db"))
    before = say("export", "json").out
    os.mkfifo(store + end)
    for words in (("due",), GLOBEX, ("doctor",), ("restore", str(tmp_path / "copy.db"), "--yes")):
        said = say(*words)
        assert said.status in (1, 5)
        assert f"{store}{end} is no regular file" in said.err + said.out
    os.unlink(store + end)
    assert say("export", "json").out == before


@pytest.mark.parametrize("where", ["file/f.db", "loop", "a" * 300])
@pytest.mark.parametrize("words", [("due",), ("list",), ("export", "json"), ("undo", "--list")])
def test_a_store_that_cannot_be_reached_is_not_told_as_an_empty_one(
    say: Say, tmp_path: Path, where: str, words: tuple[str, ...]
) -> None:
    """As behind a directory that may not be searched, which is never so for who is root."""
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    said = say(*words, FOLLOWUP_DB=str(tmp_path / where))
    assert (said.status, said.out) == (1, "")
    assert "cannot be opened" in said.err
