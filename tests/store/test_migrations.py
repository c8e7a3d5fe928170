"""Stores of every schema that there ever was come up to date, row for row; newer ones are left alone."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import pretended
from conftest import ACME, Say, everything, variables
from followup.environment import World
from followup.store import backup, engine, migrations, schema
from pretended import LATER, VERSION, load, load_aged
from store.test_store import as_an_ordinary_user
from walk import TYPED
from write_schema import SCHEMAS, lines

Rows = dict[str, list[dict[str, object]]]
KNOWN = range(1, VERSION + 1)


def ask(path: str, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def number(path: str) -> object:
    return ask(path, "PRAGMA user_version")[0][0]


def rows(path: str) -> Rows:
    """Every row of every table, as columns by name; also which numbers are used up."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(
                (dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')), key=str
            )
            for (name,) in names
        }


def shape(path: str) -> dict[str, str]:
    """Every table, index and view in SQL, however it is quoted and spaced."""
    made = ask(path, "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {str(name): re.sub(r'[\s"]+', " ", str(sql)).replace(" ,", ",") for name, sql in made}


def migrated_copies(store: str) -> list[str]:
    return [one.path for one in backup.copies(store) if one.why == "migration"]


# The stores that are kept


def test_a_store_of_every_schema_is_kept_and_a_step_leads_on_from_each() -> None:
    kept = {path.name for path in SCHEMAS.glob("*.sql")}
    assert kept == {f"{known}.sql" for known in KNOWN}, "python tests/write_schema.py"
    assert set(migrations.STEPS) == set(KNOWN) - {VERSION}


@pytest.mark.parametrize("known", KNOWN)
def test_a_kept_store_is_all_in_its_file(store: str, known: int) -> None:
    text = (SCHEMAS / f"{known}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(store)) as connection:
        connection.executescript(text)
    assert "\n".join(lines(store)) + "\n" == text
    assert number(store) == known
    assert ask(store, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]


def test_the_kept_store_of_this_schema_is_one_that_the_program_would_make(
    say: Say, store: str, stores: Callable[[], str]
) -> None:
    fresh = stores()
    say(*ACME, FOLLOWUP_DB=fresh)
    load(store)
    changed = "the schema changed: raise schema.VERSION, write a step, then tests/write_schema.py"
    assert shape(store) == shape(fresh), changed


@pytest.mark.parametrize("known", KNOWN)
def test_no_table_of_a_kept_store_is_empty(store: str, known: int) -> None:
    load(store, known)
    assert [name for name, found in rows(store).items() if not found] == []


@pytest.mark.parametrize("known", KNOWN)
def test_a_kept_store_comes_up_to_date_row_for_row(
    say: Say, store: str, stores: Callable[[], str], known: int
) -> None:
    load(store, known)
    was = rows(store)
    assert say("due").status == 0
    fresh = stores()
    say(*ACME, FOLLOWUP_DB=fresh)
    assert number(store) == VERSION
    assert shape(store) == shape(fresh)
    now = rows(store)
    for table in was.keys() & now.keys():
        common = set(was[table][0]) & set(now[table][0])
        kept = [{name: row[name] for name in common} for row in was[table]]
        assert [{name: row[name] for name in common} for row in now[table]] == kept, table
    assert len(migrated_copies(store)) == (known < VERSION)


@pytest.mark.parametrize("known", KNOWN)
def test_the_program_works_with_what_came_from_a_kept_store(
    say: Say, store: str, known: int
) -> None:
    load(store, known)
    assert say("doctor").status == (5 if known < VERSION else 0)
    assert everything(say)["list"]
    assert say("doctor").out == "All is well.\n"
    taken_back = 0
    while (said := say("undo")).status == 0:
        taken_back += 1
    assert (said.status, "gone for good" in said.err) == (3, True), "up to what was forgotten"
    assert taken_back > 15
    assert say("doctor").out == "All is well.\n"


@pytest.mark.parametrize("known", KNOWN)
def test_a_copy_of_every_schema_is_restored_and_taken_back(
    say: Say, home: Path, known: int
) -> None:
    say(*ACME)
    before = everything(say)
    copy = str(home / "copy.db")
    load(copy, known)
    assert say("restore", copy, "--yes").status == 0
    assert say("due").status == 0
    assert "Pied Piper" in say("list").out
    assert say("undo").out.startswith("Taken back: restore")
    assert everything(say) == before
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM event; END")
    assert "is not made as followup makes a store" in say("restore", copy, "--yes").err
    assert everything(say) == before


# The way from one schema to the next, over steps that are pretended


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process is of a later version, which has two steps more."""
    monkeypatch.setattr(schema, "VERSION", LATER)
    monkeypatch.setitem(schema.MADE_OF, VERSION, pretended.digest())
    monkeypatch.setattr(migrations, "STEPS", pretended.STEPS)


@pytest.fixture
def aged(store: str, later: None) -> str:
    """A store of before these steps."""
    load_aged(store)
    return store


@pytest.fixture
def expected(stores: Callable[[], str], later: None) -> str:
    """What the store of this version is, had it been of the later one from the start."""
    path = stores()
    load(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {LATER}")
    return path


def run(home: Path, *words: str) -> "subprocess.Popen[str]":
    """A process of the later version."""
    return subprocess.Popen(
        [sys.executable, str(Path(pretended.__file__)), *words],
        env=variables(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_ageing_is_worth_the_name(aged: str, expected: str) -> None:
    assert number(aged) == VERSION
    missing = shape(expected).items() - shape(aged).items()
    assert {name for name, _ in missing} == {
        "index application_at", "table interview", "table note",
        "view followup_view", "view interview_view",
    }  # fmt: skip


@pytest.mark.parametrize("words", [(), ("due",), ("list",), ("due", "--json")], ids=" ".join)
def test_the_first_command_brings_a_store_up_to_date_and_says_so(
    say: Say, aged: str, expected: str, words: tuple[str, ...]
) -> None:
    was = list(lines(aged))
    said = say(*words)
    (copy,) = migrated_copies(aged)
    assert said.status == 0
    usual = say(*words, FOLLOWUP_DB=expected)
    assert said.err.endswith(usual.err)
    assert said.err.removesuffix(usual.err).count("\n") == 1
    assert copy in said.err
    assert said.out == usual.out
    assert rows(aged) == rows(expected)
    assert shape(aged) == shape(expected)
    assert number(aged) == LATER
    assert list(lines(copy)) == was
    assert Path(copy).stat().st_mode & 0o777 == 0o600
    again = say(*words)
    assert (again.status, again.out, again.err) == (0, said.out, usual.err)
    assert migrated_copies(aged) == [copy]


def test_all_that_is_read_is_as_before_and_can_be_taken_back(
    say: Say, aged: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = everything(say)
    monkeypatch.setenv("FOLLOWUP_DB", expected)
    assert now == everything(say)
    monkeypatch.setenv("FOLLOWUP_DB", aged)
    while (said := say("undo")).status == 0:
        assert say("undo", FOLLOWUP_DB=expected) == said
    assert rows(aged) == rows(expected)
    assert say("doctor").out == "All is well.\n"


@pytest.mark.parametrize("emptied", [False, True])
def test_a_number_is_not_used_again_though_its_table_was_made_anew(
    aged: str, world: World, emptied: bool
) -> None:
    used = "SELECT * FROM sqlite_sequence ORDER BY name"
    was = ask(aged, used)
    (last,) = ask(aged, "SELECT max(id) FROM interview")[0]
    assert ("interview", last) not in was, "the last one was taken back"
    if emptied:
        with closing(sqlite3.connect(aged)) as connection:
            for name in rows(aged).keys() - {"sqlite_sequence"}:
                connection.execute(f'DELETE FROM "{name}"')
            connection.commit()
    engine.bring_up_to_date(aged, world.now)
    assert ask(aged, used) == was


def test_a_kill_at_every_step_leaves_the_old_store_or_the_new_one(
    home: Path, aged: str, expected: str, world: World, tmp_path: Path
) -> None:
    place = tmp_path / "swept"
    place.mkdir()
    shutil.copy(aged, place / "aged.db")
    old, content = list(lines(aged)), Path(aged).read_bytes()
    swept = run(home, "sweep", str(place))
    told, complaint = swept.communicate()
    assert (swept.returncode, complaint) == (0, "")
    killed = int(told.split()[1])
    halfway = 0
    for one in range(1, killed + 1):
        path = str(place / str(one) / "followup.db")
        changed = Path(path).read_bytes() != content
        assert ask(path, "PRAGMA integrity_check") == [("ok",)]
        is_old = list(lines(path)) == old
        halfway += changed and is_old
        copies = migrated_copies(path)
        for copy in copies:
            backup.inspect(copy)
            assert list(lines(copy)) == old
        assert copies or is_old, "the copy comes first"
        if is_old:
            engine.bring_up_to_date(path, world.now)
        assert rows(path) == rows(expected)
        assert shape(path) == shape(expected)
        assert number(path) == LATER
        shutil.rmtree(place / str(one))
    assert not is_old, "the last kill came after the end"
    assert halfway > 5, "of those before, some came while the file was being written"


def test_of_two_at_once_one_migrates_and_the_other_finds_it_done(
    say: Say, home: Path, aged: str, expected: str
) -> None:
    with closing(sqlite3.connect(aged, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        both = [run(home, "announced", "due") for _ in range(2)]
        for one in both:
            assert one.stderr
            while one.stderr.readline() != "BEGIN IMMEDIATE\n":
                assert one.poll() is None
        holder.execute("COMMIT")
    ended = [one.communicate() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert [out for out, _ in ended] == [say("due", FOLLOWUP_DB=expected).out] * 2
    assert rows(aged) == rows(expected)
    (copy,) = migrated_copies(aged)
    assert sum(f"is kept as {copy}\n" in told for _, told in ended) == 1


def test_a_step_that_fails_leaves_all_as_it_was_and_the_copy(
    say: Say, aged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = ("DROP TABLE topic", "DROP TABLE topic")
    monkeypatch.setitem(pretended.STEPS, VERSION + 1, failing)
    was = Path(aged).read_bytes()
    said = say("due")
    assert (said.status, said.out) == (1, "")
    assert "could not be brought up to date, so it was left as it is" in said.err
    assert Path(aged).read_bytes() == was
    assert len(migrated_copies(aged)) == 1


def test_a_step_that_leaves_an_orphan_is_taken_back(
    say: Say, aged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = (*pretended.RENAMED, "DELETE FROM contact WHERE id = 1")
    monkeypatch.setitem(pretended.STEPS, VERSION + 1, failing)
    was = Path(aged).read_bytes()
    said = say("due")
    assert (said.status, said.out) == (1, "")
    assert "would refer to a contact that is not there" in said.err
    assert Path(aged).read_bytes() == was


# The copy before


def test_without_a_copy_there_is_no_migration(say: Say, aged: str) -> None:
    Path(backup.directory(aged)).write_text("in the way")
    was = Path(aged).read_bytes()
    said = say("due")
    assert (said.status, said.out) == (1, "")
    assert "could not be brought up to date" in said.err
    assert f"{backup.directory(aged)} cannot be made" in said.err
    assert Path(aged).read_bytes() == was


def test_what_is_damaged_is_not_migrated(say: Say, aged: str) -> None:
    with closing(sqlite3.connect(aged)) as connection:
        connection.executescript("PRAGMA foreign_keys = OFF; DELETE FROM contact WHERE id = 1;")
    was = Path(aged).read_bytes()
    said = say("due")
    assert (said.status, said.out) == (1, "")
    assert "a record refers to one that is not there" in said.err
    assert Path(aged).read_bytes() == was
    assert migrated_copies(aged) == []


def test_the_copy_is_made_and_kept_though_none_are_wanted(say: Say, aged: str) -> None:
    with closing(sqlite3.connect(aged)) as connection:
        connection.execute("UPDATE setting SET value = '0' WHERE key = 'backup.keep'")
        connection.commit()
    say("done", "Priya")
    assert len(migrated_copies(aged)) == 1


def test_a_store_that_cannot_be_written_says_what_to_do(home: Path, aged: str) -> None:
    was = Path(aged).read_bytes()
    Path(aged).chmod(0o400)
    for mode in (0o500, 0o700):
        home.chmod(mode)
        refused = subprocess.run(
            [sys.executable, str(Path(pretended.__file__)), "due"],
            env=variables(home),
            preexec_fn=as_an_ordinary_user,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        home.chmod(0o700)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "could not be brought up to date, so it was left as it is." in refused.stderr
        assert "copy it to another place and set FOLLOWUP_DB to the copy" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert Path(aged).read_bytes() == was
    assert [one.name for one in home.iterdir()] == ["followup.db"]


# Copies of an older schema, and the commands that look at files


def test_doctor_says_what_schema_it_found_and_changes_nothing(say: Say, aged: str) -> None:
    was = Path(aged).read_bytes()
    (found,) = say("doctor", "--json").json()
    assert say("doctor").status == 5
    assert f"its schema is {VERSION}, this one's is {LATER}" in found["what"]
    assert found["remedy"].startswith("followup due ")
    assert Path(aged).read_bytes() == was
    assert say("due").status == 0
    said = say("doctor")
    assert (said.status, said.out) == (0, "All is well.\n"), "nor is the older copy any damage"


def test_a_backup_of_an_older_store_is_as_old_and_restores(
    say: Say, home: Path, aged: str, expected: str
) -> None:
    was = list(lines(aged))
    copy = str(home / "copy.db")
    assert say("backup", copy).status == 0
    assert list(lines(aged)) == list(lines(copy)) == was
    say("due")
    assert say("restore", copy, "--yes").status == 0
    with closing(sqlite3.connect(aged, isolation_level=None)) as connection:
        assert connection.execute("DELETE FROM change WHERE command = 'restore'").rowcount == 1
        connection.execute("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'change'")
    assert list(lines(aged)) == was
    assert say("due").out == say("due", FOLLOWUP_DB=expected).out
    assert rows(aged) == rows(expected)


def test_an_older_store_is_replaced_and_kept(say: Say, home: Path, aged: str) -> None:
    was = list(lines(aged))
    copy = str(home / "copy.db")
    shutil.copy(aged, copy)
    assert say("restore", copy, "--yes").status == 0
    (kept,) = [one.path for one in backup.copies(aged) if one.why == "replaced"]
    assert list(lines(kept)) == was


def test_what_skips_the_first_look_is_told_what_to_type(aged: str) -> None:
    told = pytest.raises(schema.OlderSchema, match="`followup due` brings it up to date")
    with told, engine.writing(aged):
        pytest.fail("it was written to")


@pytest.mark.parametrize("marked", [0, -1])
def test_a_number_that_no_schema_has_is_damage(say: Say, store: str, marked: int) -> None:
    load(store)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(f"PRAGMA user_version = {marked}")
    was = Path(store).read_bytes()
    for words in ((), ACME):
        said = say(*words)
        assert (said.status, said.out) == (1, "")
        assert f"its schema is {marked}" in said.err
    assert Path(store).read_bytes() == was


# Every command


COMMANDS: dict[str, tuple[str, ...]] = {
    "add": ("Acme", "--at", "yesterday"),
    "due": ("--json",),
    "draft": (),
    "done": ("Priya",),
    "snooze": ("Priya", "2026-12-01"),
    "skip": ("Priya",),
    "why": ("Priya",),
    "log": ("acme", "they called"),
    "outcome": ("acme", "rejected"),
    "reschedule": ("kyoto", "2026-12-01"),
    "cancel": ("kyoto",),
    "remove": ("kyoto",),
    "list": (),
    "show": ("acme",),
    "edit": ("acme", "--note", "more"),
    "stats": (),
    "report": (),
    "mcp": ("--tools",),
    "calendar": (),
    "undo": (),
    "import": ("more.csv",),
    "export": ("json",),
    "template list": (),
    "template show": ("thank_you",),
    "template edit": ("thank_you",),
    "template check": (),
    "contact list": (),
    "contact show": ("Priya",),
    "contact add": ("Eve",),
    "contact edit": ("Priya", "--no-calls"),
    "contact remove": ("Priya",),
    "contact forget": ("Priya", "--yes"),
    "config list": (),
    "config get": ("you.name",),
    "config set": ("you.name", "Ana"),
    "mail check": (),
    "remind": ("--now",),
    "doctor": (),
    "backup": ("copy.db",),
    "restore": (),
    "config path": (),
    "manual": (),
}
WITHOUT_STORE = {"restore", "config path", "manual"}
"""What does not look into the store; `restore FILE` is apart."""

ONLY_LOOK = WITHOUT_STORE | {"doctor", "backup"}
"""What leaves a store of any schema as it is."""


@pytest.fixture
def typed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """The words of a command, in a directory where there is what it names."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("PATH", os.defpath)
    (home / "more.csv").write_text("company,at\nInitech,2026-11-19\n")
    return lambda command: [*command.split(), *COMMANDS[command]]


def test_every_command_is_tried_below() -> None:
    assert {one for one in TYPED if not one.startswith("server ")} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works_with_an_older_store(
    say: Say, aged: str, expected: str, typed: Callable[[str], list[str]], command: str
) -> None:
    words, was = typed(command), Path(aged).read_bytes()
    said = say(*words)
    if command in ONLY_LOOK:
        assert said.status == (5 if command == "doctor" else 0)
        assert Path(aged).read_bytes() == was
    else:
        there = say(*words, FOLLOWUP_DB=expected)
        assert (said.status, said.out) == (there.status, there.out)
        assert number(aged) == LATER
        assert len(migrated_copies(aged)) == 1


@pytest.fixture
def newer(store: str) -> str:
    """A store of a version that is still to come."""
    load(store)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    return store


def found_in(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*.*")}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_newer_store_by_name_and_changes_no_byte(
    say: Say, home: Path, newer: str, typed: Callable[[str], list[str]], command: str
) -> None:
    words, was = typed(command), found_in(home)
    said = say(*words)
    by_name = f"{newer} was written by a newer version of followup (its schema is {VERSION + 1}"
    if command in WITHOUT_STORE:
        assert said.status == 0
    elif command == "doctor":
        assert (said.status, by_name in said.out) == (5, True)
        assert said.out.splitlines()[-1].endswith(" install .")
    else:
        assert (said.status, said.out, by_name in said.err) == (1, "", True)
    assert found_in(home) == was


@pytest.mark.parametrize("fixture", ["newer", "aged"])
def test_completion_is_silent_about_a_store_of_another_schema(
    say: Say, home: Path, fixture: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(fixture)
    was = found_in(home)
    said = say("--complete", "bash", "followup done ")
    assert (said.status, said.err) == (0, "")
    assert not said.out.strip()
    assert found_in(home) == was


def test_a_restore_over_a_newer_store_keeps_it_byte_for_byte(
    say: Say, home: Path, newer: str, stores: Callable[[], str]
) -> None:
    was, copy = Path(newer).read_bytes(), stores()
    load(copy)
    said = say("restore", copy, "--yes")
    assert said.status == 0
    (kept,) = backup.copies(newer)
    assert kept.path in said.out
    assert Path(kept.path).read_bytes() == was
    now, restored = rows(newer), rows(copy)
    (made,) = [one for one in now["change"] if one not in restored["change"]]
    assert made["command"] == "restore", "which undo takes back"
    for table in restored.keys() - {"change", "sqlite_sequence"}:
        assert now[table] == restored[table], table


def test_a_newer_copy_is_refused(
    say: Say, home: Path, newer: str, stores: Callable[[], str]
) -> None:
    copy = stores()
    os.rename(newer, copy)
    load(newer)
    was, unread = Path(newer).read_bytes(), Path(copy).read_bytes()
    said = say("restore", copy, "--yes")
    assert (said.status, said.out) == (1, "")
    assert f"{copy} was written by a newer version" in said.err
    assert (Path(newer).read_bytes(), Path(copy).read_bytes()) == (was, unread)
