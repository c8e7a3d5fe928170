"""The store on real files: private, one transaction a command, and never at another's expense."""

import ctypes
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Begin, Say, everything, variables
from followup.domain.errors import WorldError
from followup.domain.model import NewInterview
from followup.environment import World
from followup.store import schema, sqlite
from followup.store.connection import connect


def dump(path: str) -> list[str]:
    """Every row of a store, as SQL."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def rows(path: str, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


# Many at once


def test_adds_at_the_same_time_make_one_application_and_one_contact(home: Path, store: str) -> None:
    words = ["add", "Acme", "--role", "Nurse", "--at", "yesterday", "--with", "Priya <p@a.example>"]
    started = [
        subprocess.Popen([*COMMAND, *words], env=variables(home), stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [process.wait(PATIENCE) for process in started] == [0, 0, 0]
    assert rows(store, "SELECT company, role FROM application") == [("Acme", "Nurse")]
    assert rows(store, "SELECT name, email FROM contact") == [("Priya", "p@a.example")]
    assert rows(store, "SELECT count(*), count(DISTINCT seq) FROM interview") == [(3, 3)]


@pytest.fixture
def holder(begin: Begin, store: str) -> Iterator[sqlite3.Connection]:
    """Another program, which has begun to write to the store of Acme."""
    begin(ACME)
    connection = sqlite3.connect(store, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_a_writer_at_work_keeps_no_reader_out(say: Say, holder: sqlite3.Connection) -> None:
    assert say("due", "--count").out == "2\n"


def test_a_short_lock_is_waited_out(say: Say, holder: sqlite3.Connection) -> None:
    release = threading.Timer(0.3, holder.execute, ["COMMIT"])
    release.start()
    said = say("done", "1")
    waited = not release.is_alive()
    release.join()
    assert (said.status, waited) == (0, True)
    assert say("due", "--count").out == "1\n"


def test_a_long_lock_ends_in_a_sentence(
    say: Say, store: str, holder: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(store).read_bytes()
    monkeypatch.setattr(sqlite, "PRAGMAS", ("PRAGMA busy_timeout = 50",))
    said = say("done", "1")
    assert (said.status, said.out) == (1, "")
    assert "locked by another program" in said.err
    assert Path(store).read_bytes() == before


# What no row may be


TABLES = (
    "application",
    "contact",
    "interview",
    "topic",
    "promise",
    "followup",
    "note",
    "message",
    "setting",
    "journal",
)
REFUSED = [
    ("CHECK constraint failed: company_there", "UPDATE application SET company = ''"),
    ("CHECK constraint failed: outcome_known", "UPDATE application SET outcome = 'maybe'"),
    ("CHECK constraint failed: channel_known", "UPDATE application SET channel = 'fax'"),
    (
        "UNIQUE constraint failed: application.company_key, application.role_key",
        "INSERT INTO application SELECT {another} FROM application",
    ),
    ("CHECK constraint failed: name_there", "UPDATE contact SET name = ''"),
    (
        "UNIQUE constraint failed: contact.company_key, contact.name_key, contact.email_key",
        "INSERT INTO contact SELECT {another} FROM contact",
    ),
    ("CHECK constraint failed: stage_known", "UPDATE interview SET stage = 'lunch'"),
    ("CHECK constraint failed: minutes_positive", "UPDATE interview SET minutes = 0"),
    ("CHECK constraint failed: starts_before_ends", "UPDATE interview SET ends = '2000'"),
    (
        "UNIQUE constraint failed: topic.interview_id",
        "INSERT INTO topic SELECT {another} FROM topic",
    ),
    ("CHECK constraint failed: by_known", """UPDATE promise SET "by" = 'we'"""),
    ("CHECK constraint failed: status_known", "UPDATE followup SET status = 'late'"),
    ("CHECK constraint failed: channel_known", "UPDATE followup SET channel = 'fax'"),
    ("CHECK constraint failed: ready_before_due", "UPDATE followup SET ready_on = '9999-12-31'"),
    (
        "UNIQUE constraint failed: followup.key",
        "INSERT INTO followup SELECT {another} FROM followup",
    ),
    ("UNIQUE constraint failed: note.followup_id", "INSERT INTO note SELECT {another} FROM note"),
    (
        "CHECK constraint failed: state_known",
        "INSERT INTO message (reference, address, state, at, words) VALUES ('a', '', 'lost', '', '')",
    ),
    ("CHECK constraint failed: source_known", "UPDATE setting SET source = 'moon'"),
    ("UNIQUE constraint failed: setting.source", "INSERT INTO setting SELECT * FROM setting"),
    ("NOT NULL constraint failed: interview.day", "UPDATE interview SET day = NULL"),
    ("FOREIGN KEY constraint failed", "UPDATE interview SET application_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE topic SET interview_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE topic SET contact_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE promise SET application_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE promise SET interview_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE followup SET application_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE followup SET interview_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE followup SET contact_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE followup SET promise_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE note SET followup_id = 99"),
    ("FOREIGN KEY constraint failed", "UPDATE journal SET change_id = 99"),
    ("FOREIGN KEY constraint failed", "DELETE FROM application"),
    ("FOREIGN KEY constraint failed", "DELETE FROM contact"),
]


@pytest.fixture(scope="module")
def full_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a row in every table that a constraint is about."""
    home = tmp_path_factory.mktemp("full")
    add = ["add", "Acme", "--at", "yesterday", "--with", "Priya", "--promise", "friday: the link"]
    for words in (
        add,
        ["draft", "1", "--promise", "in 1 week"],
        ["config", "set", "you.name", "Ana"],
    ):
        subprocess.run([*COMMAND, *words], env=variables(home), check=True, stdout=-3, stderr=-3)
    return home / "followup.db"


@pytest.mark.parametrize(("message", "sql"), REFUSED)
def test_the_database_itself_refuses_what_no_row_may_be(
    full_store: Path, tmp_path: Path, message: str, sql: str
) -> None:
    copy = shutil.copy(full_store, tmp_path)
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA foreign_keys = ON")
    table = next(word for word in sql.split() if word in TABLES)
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    another = ", ".join("NULL" if name == "id" else f'"{name}"' for name in columns)
    with pytest.raises(sqlite3.IntegrityError, match=message):
        connection.execute(sql.format(another=another))
    connection.close()


def test_every_check_of_the_schema_is_tried_above(full_store: Path) -> None:
    written = " ".join(
        str(sql) for (sql,) in rows(str(full_store), "SELECT sql FROM sqlite_master")
    )
    named = {
        words.split()[0] for words in written.split("CONSTRAINT ")[1:] if "CHECK" in words.split()
    }
    assert named == {
        message.split(": ")[1] for message, _ in REFUSED if message.startswith("CHECK")
    }


def test_a_closed_application_may_be_there_again(full_store: Path, tmp_path: Path) -> None:
    copy = shutil.copy(full_store, tmp_path)
    connection = sqlite3.connect(copy)
    connection.execute("UPDATE application SET outcome = 'closed'")
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(application)")]
    same = ", ".join(
        "NULL" if name == "id" else "''" if name == "outcome" else f'"{name}"' for name in columns
    )
    connection.execute(f"INSERT INTO application SELECT {same} FROM application")
    assert connection.execute("SELECT count(*) FROM application").fetchone() == (2,)
    connection.close()


# All or nothing


TOLD = NewInterview(
    "Initech", date(2026, 11, 19), None, "UTC", datetime.fromisoformat("2026-11-19T00:00+00:00")
)


class Bang(Exception):
    """A failure in the middle of a change."""


def add_and_fail(world: World) -> None:
    """Write an interview with all that belongs to it, then fail before the end."""
    from followup.store import transaction, writes

    with transaction.change(world.store, "add", world.now) as change:
        number, _ = writes.find_or_make(change, TOLD)
        writes.add_interview(change, number, TOLD)
        raise Bang


def write_what_is_refused(world: World) -> None:
    """Write a setting that is fine, and one that a constraint of the database refuses."""
    from followup.store import models, transaction

    with transaction.change(world.store, "add", world.now) as change:
        change.configure("you.name", "Ana")
        change.session.add(models.Setting(source="moon", key="x", value="y"))


@pytest.mark.parametrize(
    ("write", "error"), [(add_and_fail, Bang), (write_what_is_refused, WorldError)]
)
def test_a_change_that_fails_midway_leaves_nothing(
    say: Say, world: World, store: str, write: Callable[[World], None], error: type[Exception]
) -> None:
    say(*ACME)
    before = dump(store)
    with pytest.raises(error):
        write(world)
    assert dump(store) == before


def test_a_first_change_that_fails_leaves_a_store_that_still_greets(say: Say, world: World) -> None:
    with pytest.raises(Bang):
        add_and_fail(world)
    assert say().out.startswith("Nothing is recorded yet.")


KILLED = """
import os, sys
from followup import environment
from followup.store import transaction
world = environment.look()
with transaction.change(world.store, "config set", world.now) as change:
    for number in range(2000):
        change.configure(f"key.{number}", "x" * 2000)
    change.session.flush()
    change.session.connection().exec_driver_sql("PRAGMA cache_spill = 1")
    os.kill(os.getpid(), 9)
"""


def test_a_kill_in_the_middle_of_a_change_leaves_what_was_there(
    say: Say, home: Path, store: str
) -> None:
    say(*ACME)
    before = dump(store)
    killed = subprocess.run([sys.executable, "-c", KILLED], env=variables(home), check=False)
    assert killed.returncode == -9
    assert Path(f"{store}-journal").exists(), "the kill came while the file was being written"
    assert say("due", "--count").out == "2\n", "the morning list rolls back by itself"
    assert dump(store) == before


# Private


def modes(top: Path) -> dict[str, int]:
    return {
        str(path.relative_to(top)): stat.S_IMODE(path.stat().st_mode) for path in top.rglob("*")
    }


def test_files_and_directories_are_the_user_s_alone_under_any_umask(
    home: Path, program: Say
) -> None:
    assert program(*ACME, umask=0, FOLLOWUP_DB="").status == 0
    assert program("draft", "--out", "note.txt", umask=0, FOLLOWUP_DB="").status == 0
    assert modes(home) == {
        ".local": 0o700,
        ".local/share": 0o700,
        ".local/share/followup": 0o700,
        ".local/share/followup/followup.db": 0o600,
        "note.txt": 0o600,
    }


def test_the_file_bears_our_marks(say: Say, store: str) -> None:
    say(*ACME)
    assert rows(store, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(store, "PRAGMA user_version") == [(schema.VERSION,)]
    assert rows(store, "PRAGMA journal_mode") == [("delete",)]
    assert rows(store, "PRAGMA integrity_check") == [("ok",)]


def test_looking_makes_no_file(say: Say, home: Path) -> None:
    for words in ((), ("due",), ("list",), ("config", "list"), ("undo", "--list")):
        assert say(*words).status == 0
    assert list(home.iterdir()) == []


def test_reading_leaves_every_byte_and_the_time_as_they_were(say: Say, store: str) -> None:
    say(*ACME)
    before = Path(store).read_bytes(), os.stat(store).st_mtime_ns
    for words in (
        (),
        ("due", "--json"),
        ("draft", "1"),
        ("list",),
        ("show", "acme"),
        ("config", "list"),
    ):
        assert say(*words).status == 0
    assert (Path(store).read_bytes(), os.stat(store).st_mtime_ns) == before


# Files that are no store of ours


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()


def another_program_s(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.execute("PRAGMA application_id = 7")
    connection.close()


def without_marks(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE application (id INTEGER)")
    connection.close()


def a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_text_file(path: Path) -> None:
    path.write_text("Dear diary, " * 100)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_to_one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def without_a_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE followup")
    connection.close()


SPOILT: dict[Callable[[Path], None], str] = {
    newer: "newer version of followup",
    another_program_s: "another program",
    without_marks: "another program",
    a_directory: "is a file",
    a_text_file: "cannot be read as a followup store",
    cut_in_half: "cannot be read as a followup store",
    cut_to_one_page: "cannot be read as a followup store",
    without_a_table: "cannot be read as a followup store",
}
COMMANDS = [
    (),
    ("due", "--json"),
    ("list",),
    ("show", "acme"),
    ("draft", "1"),
    GLOBEX,
    ("done", "1"),
]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:1]) or "bare")
def test_a_file_that_is_no_store_of_ours_is_named_and_left_as_it_is(
    say: Say, store: str, spoil: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    say(*ACME)
    path = Path(store)
    spoil(path)
    before = path.read_bytes() if path.is_file() else list(path.iterdir())
    said = say(*words)
    assert (said.status, said.out) == (1, "")
    assert SPOILT[spoil] in said.err
    assert store in said.err
    assert "Traceback" not in said.err
    assert (path.read_bytes() if path.is_file() else list(path.iterdir())) == before
    beside = {one.name for one in path.parent.iterdir()} - {f"{path.name}.backups"}
    assert beside == {path.name}


DAMAGE = [
    "UPDATE followup SET ready_on = '', due_on = 'soon'",
    "UPDATE followup SET due_on = x'ff'",
    "UPDATE interview SET starts = 'noon', ends = 'noon'",
    "UPDATE interview SET at = '2026-11-19Tnoon'",
    "UPDATE interview SET strengths = 'none', concerns = '[{}]'",
    "UPDATE interview SET day = 7",
    "UPDATE promise SET made_on = '2026-13-13'",
    "UPDATE application SET company = CAST(x'ff' AS TEXT)",
    "ALTER TABLE interview RENAME COLUMN next_step TO nezt_step",
    "ALTER TABLE application RENAME COLUMN outcome TO outcomf",
    "ALTER TABLE contact RENAME COLUMN title TO titlf",
]


@pytest.mark.parametrize("sql", DAMAGE)
def test_a_value_or_name_that_a_column_cannot_have_is_damage_and_never_a_traceback(
    say: Say, store: str, sql: str
) -> None:
    say(*ACME)
    _changed_by_hand(store, sql)
    for words in (("show", "1"), ("list", "--json"), ("done", "3")):
        said = say(*words)
        assert (said.status, said.out) == (1, "")
        assert "damaged" in said.err or "cannot be read as a followup store" in said.err


def test_reasons_that_cannot_be_read_stop_only_what_tells_them(say: Say, store: str) -> None:
    say(*ACME)
    _changed_by_hand(store, "UPDATE followup SET chain = '{'")
    assert say("list").status == 0
    for words in (("show", "1"), ("why", "1"), ("done", "3")):
        said = say(*words)
        assert (said.status, said.out) == (1, "")
        assert "The store is damaged: a value of chain cannot be read" in said.err


def _changed_by_hand(store: str, sql: str) -> None:
    connection = sqlite3.connect(store)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_an_empty_file_is_a_store_to_be(say: Say, store: str) -> None:
    Path(store).touch()
    assert say().out.startswith("Nothing is recorded yet.")
    assert say(*ACME).status == 0


def as_an_ordinary_user() -> None:
    """Even root keeps to the modes of files without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    drop_from_bounding_set = 24
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


def ordinary(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        env=variables(home),
        preexec_fn=as_an_ordinary_user,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_read_only_store_is_read_and_never_written(say: Say, home: Path, store: str) -> None:
    say(*ACME)
    before = Path(store).read_bytes()
    Path(store).chmod(0o400)
    read, written = ordinary(home, "due", "--count"), ordinary(home, "done", "1")
    assert (read.returncode, read.stdout, read.stderr) == (0, "2\n", "")
    assert (written.returncode, written.stdout) == (1, "")
    assert "is read-only, so nothing was changed. Make the file" in written.stderr
    assert Path(store).read_bytes() == before


def test_a_store_that_may_not_be_opened_is_a_sentence(say: Say, home: Path, store: str) -> None:
    say(*ACME)
    Path(store).chmod(0)
    refused = ordinary(home, "due")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert f"{store} cannot be opened, so nothing was changed. Check" in refused.stderr


def test_a_home_that_cannot_be_written_is_a_sentence(home: Path) -> None:
    home.chmod(0o500)
    refused = ordinary(home, *ACME)
    home.chmod(0o700)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "cannot be opened" in refused.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "#1.db", "ñandú.db", "a&b=c.db"])
def test_any_name_is_a_file_s_name(say: Say, home: Path, name: str) -> None:
    path = str(home / name)
    say(*ACME, FOLLOWUP_DB=path)
    assert say("due", "--count", FOLLOWUP_DB=path).out == "2\n"
    assert [one.name for one in home.iterdir()] == [name]


def test_the_store_may_lie_in_a_directory_that_is_not_there_yet(say: Say, home: Path) -> None:
    path = home / "deep/er/followup.db"
    say(*ACME, FOLLOWUP_DB=str(path))
    assert path.exists()


# The same twice


def test_the_same_person_is_found_again_and_told_more_of(say: Say, world: World) -> None:
    say("add", "Acmé", "--at", "yesterday", "--with", "Priya <p@a.example>")
    say("add", "ACME ", "--at", "today", "--with", "Priya  Shah <p@A.example>, Head")
    say("add", "acme", "--at", "tomorrow 9am", "--with", "priya shah")
    listed = say("list", "--json").json()
    assert {one["company"] for one in listed} == {"Acmé"}
    person = {
        "id": 1, "name": "Priya  Shah", "title": "Head", "email": "p@a.example", "phone": None,
        "topic": "",
    }  # fmt: skip
    assert [one["contacts"] for one in listed] == [[person]] * 3


def test_two_people_of_one_name_with_two_addresses_are_two(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "Ana <ana@a.example>")
    say("add", "Acme", "--at", "today", "--with", "Ana <ana.b@a.example>")
    assert [one["contacts"][0]["id"] for one in say("list", "--json").json()] == [1, 2]


def test_a_person_of_one_address_is_one_whatever_the_company(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "Ana <ana@agency.example>")
    say("add", "Globex", "--at", "today", "--with", "Ana Lima <ANA@agency.example>")
    assert [one["contacts"][0]["id"] for one in say("list", "--json").json()] == [1, 1]
    assert say("contact", "show", "1", "--json").json()["email"] == "ana@agency.example"


def test_a_person_of_another_company_is_another(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "Ana")
    say("add", "Globex", "--at", "today", "--with", "Ana <ana@mail.example>")
    assert [one["contacts"][0]["id"] for one in say("list", "--json").json()] == [1, 2]


def test_every_text_comes_back_byte_for_byte(say: Say) -> None:
    nasty = "Zoë 李雷 👍 ' \" % _ \\ [b] ${x} {y} =1+1 \u202e \u00a0 --"
    say(
        "add", nasty, "--role", nasty, "--at", "yesterday", "--with", nasty, "--where", f"{nasty}\n{nasty}",
        "--looking-for", nasty, "--strength", nasty, "--note", nasty,
    )  # fmt: skip
    (told,) = say("list", "--json").json()
    kept = [
        told["company"],
        told["role"],
        told["contacts"][0]["name"],
        told["looking_for"],
        told["note"],
    ]
    assert kept == [nasty] * 5
    assert told["strengths"] == [nasty]
    assert told["where"] == f"{nasty}\n{nasty}"


def test_an_absent_store_answers_every_question_with_nothing(store: str) -> None:
    with connect(store) as ask:
        assert list(ask("SELECT * FROM application", {})) == []


def test_what_is_read_cannot_write(say: Say, store: str) -> None:
    say(*ACME)
    with pytest.raises(WorldError), connect(store) as ask:
        ask("DELETE FROM followup", {})
    assert everything(say)["due"]
