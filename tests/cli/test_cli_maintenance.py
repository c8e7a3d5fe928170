"""`backup` and `restore`, and the copies that are made without being asked for."""

import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

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
    variables,
    wait_until,
)


@pytest.fixture(autouse=True)
def acme(begin: Begin) -> Iterator[None]:
    """One application, one interview, two people; files are the user's alone, as at the door."""
    before = os.umask(0o077)
    begin(ACME)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def run_sql(path: str, *statements: str) -> None:
    """Change a store behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


# backup and restore


def test_a_backup_restores_all_there_was(say: Say, home: Path, store: str) -> None:
    say(*GLOBEX)
    say("done", "1")
    was, changes = everything(say), say("undo", "--list").out
    copy = home / "copy.db"
    said = say("backup", str(copy))
    assert (said.status, said.err) == (0, "")
    assert str(copy) in said.out
    assert "2 applications, 2 interviews, 3 contacts" in said.out
    os.unlink(store)
    assert say("restore", str(copy), "--yes").status == 0
    assert everything(say) == was
    assert say("undo", "--list").out == changes


def test_as_json_they_say_what_the_copy_holds(say: Say, home: Path) -> None:
    path = str(home / "copy.db")
    holds = {"file": path, "applications": 1, "interviews": 1, "contacts": 2}
    for words in (("backup", path), ("restore", path, "--yes")):
        told = say(*words, "--json").json()
        assert told | holds == told


def test_a_copy_is_the_user_s_alone(program: Say, home: Path) -> None:
    copy = home / "copy.db"
    assert program("backup", str(copy), umask=0).status == 0
    assert mode(copy) == 0o600
    assert program("restore", str(copy), "--yes", umask=0).status == 0
    assert mode(home / "followup.db") == 0o600


def test_a_file_that_is_there_stays_without_force(say: Say, home: Path) -> None:
    path = home / "copy.db"
    path.write_text("mine")
    said = say("backup", str(path))
    assert (said.status, said.out) == (2, "")
    assert "--force" in said.err
    assert path.read_text() == "mine"
    assert say("backup", str(path), "--force").status == 0
    assert say("restore", str(path), "--yes").status == 0


def test_the_store_is_no_place_for_its_copy(say: Say, store: str) -> None:
    was = everything(say)
    said = say("backup", store, "--force")
    assert (said.status, said.out) == (2, "")
    assert "is the store itself" in said.err
    assert everything(say) == was


def test_a_place_that_cannot_be_written_leaves_nothing_behind(say: Say, home: Path) -> None:
    before = sorted(home.iterdir())
    said = say("backup", str(home / "no" / "copy.db"))
    assert (said.status, said.out) == (1, "")
    assert "cannot be written" in said.err
    assert sorted(home.iterdir()) == before


def test_without_a_store_there_is_nothing_to_copy(say: Say, home: Path, store: str) -> None:
    os.unlink(store)
    said = say("backup", str(home / "copy.db"))
    assert (said.status, said.out) == (3, "")
    assert not (home / "copy.db").exists()
    assert not Path(store).exists()


def test_restore_wants_a_yes_away_from_a_terminal(say: Say, home: Path) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    say(*GLOBEX)
    was = everything(say)
    said = say("restore", copy)
    assert (said.status, said.out) == (2, "")
    assert "--yes" in said.err
    assert "1 application, 1 interview, 2 contacts" in said.err
    assert "2 applications, 2 interviews, 3 contacts" in said.err
    assert everything(say) == was


def test_what_a_restore_replaces_is_kept_and_can_be_had_again(say: Say, home: Path) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    say(*GLOBEX)
    was = everything(say)
    said = say("restore", copy, "--yes")
    assert len(say("list", "--json").json()) == 1
    (kept,) = [
        one["file"] for one in say("restore", "--json").json() if one["why"].startswith("replaced")
    ]
    assert kept in said.out
    assert say("restore", kept, "--yes").status == 0
    assert everything(say) == was


Harm = Callable[[Path], None]


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def no_store(path: Path) -> None:
    path.write_text("Dear diary\n" * 1000)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 200] = b"\x5a" * 200
    path.write_bytes(bytes(content))


def of_another_program(path: Path) -> None:
    path.unlink()
    run_sql(str(path), "CREATE TABLE todo (id INTEGER)")


def from_the_future(path: Path) -> None:
    run_sql(str(path), "PRAGMA user_version = 9999")


def orphaned(path: Path) -> None:
    run_sql(str(path), "PRAGMA foreign_keys = OFF", "DELETE FROM application")


DAMAGES = [emptied, no_store, cut_short, scribbled, of_another_program, from_the_future, orphaned]


@pytest.mark.parametrize("harm", DAMAGES, ids=lambda harm: harm.__name__)
def test_a_damaged_copy_is_refused_and_the_store_kept(
    say: Say, home: Path, store: str, harm: Harm
) -> None:
    copy = home / "copy.db"
    say("backup", str(copy))
    harm(copy)
    was, damaged = Path(store).read_bytes(), copy.read_bytes()
    said = say("restore", str(copy), "--yes")
    assert (said.status, said.out) == (1, "")
    assert "copy.db" in said.err
    assert "Traceback" not in said.err
    assert Path(store).read_bytes() == was
    assert copy.read_bytes() == damaged


@pytest.mark.parametrize("name", ["nothing.db", "."])
def test_what_is_no_file_is_no_copy(say: Say, home: Path, store: str, name: str) -> None:
    was = Path(store).read_bytes()
    said = say("restore", str(home / name), "--yes")
    assert (said.status, said.out) == (1, "")
    assert "followup restore" in said.err
    assert Path(store).read_bytes() == was


def test_another_program_s_database_is_not_replaced(say: Say, home: Path, store: str) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    of_another_program(Path(store))
    theirs = Path(store).read_bytes()
    said = say("restore", copy, "--yes")
    assert (said.status, Path(store).read_bytes()) == (1, theirs)
    assert "database of another program" in said.err


@pytest.mark.parametrize(
    "harm", [one for one in DAMAGES if one is not of_another_program], ids=lambda one: one.__name__
)
def test_a_damaged_store_is_replaced_and_its_very_bytes_are_kept(
    say: Say, home: Path, store: str, harm: Harm
) -> None:
    was = everything(say)
    copy = str(home / "copy.db")
    say("backup", copy)
    harm(Path(store))
    damaged = Path(store).read_bytes()
    said = say("restore", copy, "--yes")
    assert said.status == 0, said.err
    assert everything(say) == was
    if damaged:
        kept = list(home.glob("followup.db.backups/*replaced*.db"))
        assert damaged in [one.read_bytes() for one in kept] or harm is orphaned


@pytest.mark.parametrize("name", ["followup.db", "link.db"])
def test_the_store_is_no_copy_of_itself(say: Say, home: Path, store: str, name: str) -> None:
    (home / "link.db").symlink_to(store)
    was = everything(say)
    for words in (("restore", str(home / name), "--yes"), ("backup", str(home / name), "--force")):
        said = say(*words)
        assert (said.status, said.out) == (2, "")
        assert "is the store itself" in said.err
    assert everything(say) == was


def test_a_directory_is_no_file_to_copy_to(say: Say, home: Path) -> None:
    for words in ((), ("--force",)):
        said = say("backup", str(home), *words)
        assert (said.status, said.out) == (2, "")
        assert "is a directory" in said.err
        assert str(home / "followup-copy.db") in said.err


def test_a_copy_of_the_list_is_restored_by_its_number(say: Say) -> None:
    states: list[object] = []
    for day in ("2026-11-21", "2026-11-22", "2026-11-23"):
        states.insert(0, everything(say))
        assert say("config", "set", "you.name", f"Ana {day}", FOLLOWUP_TODAY=day).status == 0
    listed = say("restore", "--json").json()
    assert [one["number"] for one in listed] == [1, 2, 3]
    assert [one["holds"]["interviews"] for one in listed] == [1, 1, 1]
    rows = say("restore").out.splitlines()
    assert [row.split()[:2] for row in rows[:3]] == [
        ["1", "2026-11-23"], ["2", "2026-11-22"], ["3", "2026-11-21"]
    ]  # fmt: skip
    assert max(map(len, rows[:3])) <= 80
    said = say("restore", "2", "--yes")
    assert said.status == 0
    assert listed[1]["file"] in said.err
    assert everything(say) == states[1]
    back = said.out.splitlines()[-1].partition("with: followup ")[2]
    assert say(*shlex.split(back), "--yes").status == 0
    assert say("config", "get", "you.name").out == "Ana 2026-11-23\n"


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_a_number_that_is_not_in_the_list_is_none(say: Say, store: str, number: str) -> None:
    say("config", "set", "you.name", "Ana", FOLLOWUP_TODAY="2026-11-21")
    was = Path(store).read_bytes()
    said = say("restore", number, "--yes")
    assert (said.status, said.out) == (3, "")
    assert "followup restore" in said.err
    assert Path(store).read_bytes() == was


def test_a_file_whose_name_is_a_number_is_that_file(
    say: Say, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert say("backup", "7").status == 0
    assert say("restore", "7", "--yes").status == 0


def test_a_copy_that_cannot_be_read_is_listed_as_such(say: Say, home: Path) -> None:
    say("config", "set", "you.name", "Ana", FOLLOWUP_TODAY="2026-11-21")
    (copy,) = (home / "followup.db.backups").glob("*.db")
    no_store(copy)
    assert "cannot be read" in say("restore").out
    assert say("restore", "--json").json()[0]["holds"] is None


def test_a_copy_under_load_is_whole(say: Say, program: Say, home: Path) -> None:
    """Somebody adds while copies are made: each one is sound, and of one moment."""

    def stored() -> int:
        return len(say("list", "--json").json())

    def next_change() -> None:
        before = stored()
        wait_until(lambda: writer.poll() is not None or stored() > before)

    writer = subprocess.Popen([sys.executable, "-c", LOAD], env=variables(home))
    try:
        for number in range(6):
            next_change()
            copy = str(home / f"copy{number}.db")
            assert program("backup", copy).status == 0
            found = say("doctor", "--json", FOLLOWUP_DB=copy)
            assert (found.status, found.json()) == (0, [])
        assert writer.poll() is None, "the writer went on through all of it"
    finally:
        writer.kill()
        writer.wait()


LOAD = """
import sys
from followup.__main__ import answer
number = 0
while True:
    number += 1
    answer(["add", f"Load {number}", "--at", "today", "--with", f"Person {number}"])
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_leaves_no_half_a_copy(say: Say, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        said = say("backup", str(disk / "copy.db"))
        assert (said.status, said.out) == (1, "")
        assert "full" in said.err
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# restore at a terminal

Terminal: TypeAlias = "pexpect.spawn[str]"
SCREEN = {"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}


@pytest.fixture
def asked(say: Say, home: Path) -> Iterator[Terminal]:
    """`restore 1` at a terminal, at its question: the copy is of before a name was set."""
    say("config", "set", "you.name", "Ana", FOLLOWUP_TODAY="2026-11-21")
    say(*GLOBEX)
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "restore", "1"], env={**variables(home), **SCREEN},
        encoding="utf-8", dimensions=(24, 80), timeout=PATIENCE,
    )  # fmt: skip
    child.expect_exact("Put the copy in its place? [y/N] ")
    assert "1 application, 1 interview, 2 contacts" in str(child.before)
    assert "2 applications, 2 interviews, 3 contacts" in str(child.before)
    yield child
    child.close(force=True)


def ended(child: Terminal) -> tuple[int | None, str]:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, str(child.before)


@pytest.mark.parametrize("answer", ["n", "", "perhaps"])
def test_whatever_is_not_yes_leaves_all_as_it_was(asked: Terminal, store: str, answer: str) -> None:
    was = Path(store).read_bytes()
    asked.sendline(answer)
    status, out = ended(asked)
    assert status == 2
    assert "Nothing was restored." in out
    assert Path(store).read_bytes() == was


def test_ctrl_c_at_the_question_leaves_all_as_it_was(asked: Terminal, store: str) -> None:
    was = Path(store).read_bytes()
    asked.sendintr()
    status, out = ended(asked)
    assert status == 130
    assert "Traceback" not in out
    assert Path(store).read_bytes() == was


def test_yes_restores_and_says_how_to_go_back(asked: Terminal, say: Say, home: Path) -> None:
    was = everything(say)
    asked.sendline("y")
    status, out = ended(asked)
    assert status == 0
    assert len(say("list", "--json").json()) == 1
    (kept,) = (home / "followup.db.backups").glob("*replaced*")
    assert f'followup restore "{kept}"' in out.replace("\r\n", "")
    assert say("restore", str(kept), "--yes").status == 0
    assert everything(say) == was


# Copies that nobody asked for


def automatic(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "followup.db.backups").glob("*.db"))


def test_the_first_change_of_a_day_makes_a_copy_and_the_next_does_not(say: Say, home: Path) -> None:
    assert automatic(home) == [], "there was nothing to copy before the first"
    say("done", "1", FOLLOWUP_TODAY="2026-11-21T09:00")
    assert [name[:8] for name in automatic(home)] == ["20261121"]
    say("done", "2", FOLLOWUP_TODAY="2026-11-21T10:00")
    assert len(automatic(home)) == 1
    say("done", "3", FOLLOWUP_TODAY="2026-11-22T09:00")
    assert [name[:8] for name in automatic(home)] == ["20261121", "20261122"]


def test_the_copy_is_of_before_the_change(say: Say, home: Path) -> None:
    was = everything(say)
    say("done", "1", FOLLOWUP_TODAY="2026-11-21")
    (copy,) = automatic(home)
    assert say("restore", str(home / "followup.db.backups" / copy), "--yes").status == 0
    assert everything(say) == was


def test_looking_makes_no_copy(say: Say, home: Path) -> None:
    for words in ((), ("list",), ("show", "acme"), ("draft", "1"), ("why", "1"), ("doctor",)):
        say(*words, FOLLOWUP_TODAY="2026-11-23")
    assert automatic(home) == []


def test_copies_are_the_user_s_alone(program: Say, home: Path) -> None:
    program("done", "1", umask=0, FOLLOWUP_TODAY="2026-11-21")
    copies = home / "followup.db.backups"
    assert mode(copies) == 0o700
    assert [mode(path) for path in copies.iterdir()] == [0o600]


def a_change_each_day(say: Say, days: range) -> None:
    for day in days:
        name = f"Ana {day}"
        assert (
            say("config", "set", "you.name", name, FOLLOWUP_TODAY=f"2026-12-{day:02}").status == 0
        )


def test_the_last_ten_are_kept(say: Say, home: Path) -> None:
    a_change_each_day(say, range(1, 14))
    assert [name[:8] for name in automatic(home)] == [f"202612{day:02}" for day in range(4, 14)]


def test_how_many_are_kept_can_be_set(say: Say, home: Path) -> None:
    say("config", "set", "backup.keep", "2")
    a_change_each_day(say, range(1, 6))
    assert [name[:8] for name in automatic(home)] == ["20261204", "20261205"]


def test_none_are_made_where_none_are_wanted(say: Say, home: Path) -> None:
    say("config", "set", "backup.keep", "0")
    before = automatic(home)
    a_change_each_day(say, range(1, 4))
    assert automatic(home) == before


def test_many_imports_in_a_day_leave_the_copies_of_other_days(
    say: Say, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("config", "set", "backup.keep", "2")
    for day in ("2026-11-21", "2026-11-22"):
        say("log", "acme", "a call", "--on", "2026-11-10", FOLLOWUP_TODAY=day)
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-22")
    for number in range(12):
        (home / "more.csv").write_text(f"company,at\nCo {number},today\n")
        assert say("import", str(home / "more.csv")).status == 0
    listed = [(one["why"], one["made_on"]) for one in say("restore", "--json").json()]
    imports = [why for why, _ in listed if why.startswith("import")]
    assert len(imports) == 2
    assert [day for why, day in listed if why == "daily"] == ["2026-11-22", "2026-11-21"]
    numbers = [int(why.partition("-")[2] or 1) for why in imports]
    assert numbers == sorted(numbers, reverse=True)


def test_where_a_store_is_gone_its_copies_are_named(say: Say, store: str) -> None:
    say("log", "acme", "a call", "--on", "2026-11-10", FOLLOWUP_TODAY="2026-11-10")
    Path(store).unlink()
    assert "There are backups of a store here (1): followup restore" in say().out


def test_what_a_restore_replaced_is_never_cleared_away(say: Say, home: Path) -> None:
    say("config", "set", "backup.keep", "1")
    copy = str(home / "copy.db")
    say("backup", copy)
    say("restore", copy, "--yes")
    a_change_each_day(say, range(1, 4))
    assert [name for name in automatic(home) if "replaced" in name]


def test_the_copies_are_listed_the_latest_first(say: Say) -> None:
    assert "followup backup" in say("restore").out
    a_change_each_day(say, range(1, 4))
    listed = say("restore", "--json").json()
    assert [one["made_on"] for one in listed] == ["2026-12-03", "2026-12-02", "2026-12-01"]
    assert {one["why"] for one in listed} == {"daily"}
    assert os.path.dirname(listed[0]["file"]) in say("restore").out


def test_a_copy_that_cannot_be_made_does_not_hold_the_change_up(say: Say, home: Path) -> None:
    shutil.rmtree(home / "followup.db.backups", ignore_errors=True)
    (home / "followup.db.backups").write_text("in the way")
    assert say("done", "1", FOLLOWUP_TODAY="2026-11-21").status == 0
    assert say("why", "1", "--json").json()["status"] == "done"


def test_a_restore_says_what_would_be_lost_and_is_taken_back_by_undo(say: Say, home: Path) -> None:
    say("backup", str(home / "copy.db"))
    for number in range(7):
        say("add", f"Globex {number}", "--at", "yesterday")
    before = say("export", "json").out
    refused = say("restore", str(home / "copy.db"))
    assert refused.status == 2
    told = refused.err.splitlines()
    place = told.index("7 changes of the store are not in the copy and would be lost:")
    assert "Globex 6" in told[place + 1]
    assert "Globex 2" in told[place + 5]
    assert told[place + 6] == "  … and 2 before that"
    assert say("restore", str(home / "copy.db"), "--yes").status == 0
    assert say("undo", "--list", "--json").json()[0]["command"] == "restore"
    say("add", "Initech", "--at", "today")
    assert say("undo", "2").status == 2, "something followed it"
    assert say("undo").status == 0
    assert say("undo").out.startswith("Taken back: restore")
    assert say("export", "json").out == before
    assert "add: an interview with Globex 6" in say("undo", "--list").out.splitlines()[0]


def test_a_restore_names_the_settings_that_act_and_would_be_others(say: Say, home: Path) -> None:
    say("config", "set", "mail.server", "smtp.own.example")
    say("config", "set", "mail.user", "ana")
    copy = str(home / "copy.db")
    say("backup", copy)
    run_sql(copy, "INSERT INTO setting (source, key, value) VALUES ('store', 'note.writer', 'touch x'), "
            "('file', 'mail.server', 'evil.example')")  # fmt: skip
    said = say("restore", copy, "--yes").err
    assert "  note.writer: “touch x”, now not set\n" in said
    assert "  mail.server: “evil.example”, now “smtp.own.example”\n" in said
    assert "mail.user" not in said


ACTS = "CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM event; END"
FOREIGN = {
    "trigger": [ACTS],
    "trigger in capitals": [ACTS, "UPDATE sqlite_master SET type = 'TRIGGER' WHERE name = 't'"],
    "virtual table": ["CREATE VIRTUAL TABLE v USING fts5(a)",
                      "UPDATE sqlite_master SET sql = replace(sql, ' VIRTUAL', '  VIRTUAL')"],
    "other view": ["DROP VIEW interview_view",
                   "CREATE VIEW interview_view AS SELECT * FROM interview"],
    "other check": ["UPDATE sqlite_master SET sql = replace(sql, 'arrived', 'gone')"],
    "other index": ["DROP INDEX contact_named", "CREATE INDEX contact_named ON contact (name)"],
    "more": ["CREATE TABLE todo (id INTEGER)"],
    "less": ["DROP VIEW followup_view"],
}  # fmt: skip


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_a_copy_that_is_not_made_as_followup_makes_a_store_is_refused(
    say: Say, home: Path, statements: list[str]
) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    run_sql(copy, "PRAGMA writable_schema = ON", *statements)
    before = everything(say)
    said = say("restore", copy, "--yes")
    assert (said.status, said.out) == (1, "")
    assert "is not made as followup makes a store" in said.err
    assert "Nothing was replaced" in said.err
    assert everything(say) == before


def test_figures_for_the_planner_are_nothing_foreign(say: Say, home: Path) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    run_sql(copy, "ANALYZE")
    assert say("restore", copy, "--yes").status == 0
    assert say("doctor").out == "All is well.\n"


def test_what_is_stored_as_soon_as_a_copy_is_the_store_comes_after_the_restore(
    say: Say, home: Path, store: str
) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    say(*GLOBEX)
    before = os.stat(store).st_ino
    words = [*COMMAND, "restore", copy, "--yes"]
    with subprocess.Popen(words, env=variables(home), stdout=subprocess.PIPE) as process:
        while os.stat(store).st_ino == before and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGSTOP)
        try:
            (last,) = say("undo", "--list", "--json").json()[:1]
            say("add", "Newco", "--at", "today")
        finally:
            process.send_signal(signal.SIGCONT)
        told = process.communicate(timeout=PATIENCE)[0].decode()
    assert last["command"] == "restore"
    assert ": 1 application, 1 interview" in told
    commands = [one["command"] for one in say("undo", "--list", "--json").json()]
    assert commands == ["add", "restore", "add"]
