"""`doctor`: every kind of seeded damage is found, what it says to type mends it, and nothing else is said."""

import os
import shlex
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import ACME, GLOBEX, TODAY, Say
from followup.domain import errors
from followup.services import maintenance
from followup.store import integrity, models, queries
from followup.store.connection import connect
from store.test_journal import PLAIN

TOMORROW = "2026-11-21"
LIVED: tuple[tuple[str, ...], ...] = (
    ACME,
    GLOBEX,
    PLAIN,
    ("add", "Hooli", "--at", "2026-12-01 10:00", "--zone", "America/New_York", "--with", "Gavin"),
    ("add", "Umbrella", "--at", "2026-11-18 9am", "--with", "Alice"),
    ("done", "1"),
    ("snooze", "2", "tomorrow", "--because", "she is away"),
    ("draft", "3", "--promise", "in 1 week: send the plan"),
    ("log", "globex", "met her at the fair", "--with", "Zoë Ångström", "--decision", "dec 11"),
    ("outcome", "umbrella", "rejected", "--keep-in-touch"),
    ("skip", "initech"),
    ("config", "set", "you.name", "Ana Lee"),
    ("config", "set", "policy.check_in.days", "6"),
    ("config", "set", "calendar.country", "US"),
)
"""Every table has rows: Acme is 1, Globex 2, Initech, which is idle, 3, Hooli 4, Umbrella, which is closed, 5."""

Kept = dict[str, Path]
_kept: Kept = {}


@pytest.fixture(autouse=True)
def _private() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def lived(say: Say, home: Path, store: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a store with something in every table, and a copy of it; made once."""
    if "home" not in _kept:
        for words in LIVED:
            assert say(*words).status == 0, words
        assert say("config", "set", "you.phone", "1", FOLLOWUP_TODAY=TOMORROW).status == 0
        assert say("undo", FOLLOWUP_TODAY=TOMORROW).status == 0
        _kept["home"] = tmp_path_factory.mktemp("lived") / "home"
        shutil.copytree(home, _kept["home"])
    shutil.copytree(_kept["home"], home, dirs_exist_ok=True)
    return store


def run_sql(path: str, *statements: str) -> None:
    """Change a store behind the program's back, whatever its constraints say."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (
            "PRAGMA foreign_keys = OFF",
            "PRAGMA ignore_check_constraints = ON",
            "PRAGMA writable_schema = ON",
            *statements,
        ):
            connection.execute(statement)


def findings(say: Say, **env: str) -> list[dict[str, str]]:
    """What doctor finds, told alike to people and to scripts."""
    said, told = say("doctor", **env), say("doctor", "--json", **env)
    found: list[dict[str, str]] = told.json()
    assert (said.status, said.err) == (told.status, told.err) == (5 if found else 0, "")
    assert all(one["what"] and one["remedy"] for one in found)
    assert all(one["remedy"] in said.out for one in found)
    return found


def type_it(say: Say, home: Path, remedy: str) -> None:
    """Type what doctor said to type."""
    line = remedy.partition("   # ")[0]
    line = line.replace("COPY", str(home / "copy.db")).replace("ZONE", "Europe/Berlin")
    for words in (shlex.split(one) for one in line.split("&&")):
        if words[0] in ("chmod", "rm", "touch"):
            subprocess.run(words, check=True)
            continue
        assert words[0] == "followup"
        if words[1:] == ["restore"]:
            words += ["1", "--yes"]
        said = say(*words[1:])
        assert said.status == 0, said


def found_by(say: Say) -> Any:
    """What one look finds, which may take a change back."""
    return say("doctor", "--json").json()


def mend(say: Say, home: Path) -> None:
    """Type every remedy, one look after the other, until doctor is silent."""
    for _ in range(4):
        found = found_by(say)
        if not found:
            return
        type_it(say, home, found[0]["remedy"])
    assert findings(say) == []


# No false alarm

DAYS = (TODAY, TOMORROW, "2026-12-08", "2027-06-01")


def test_all_is_well_with_a_store_that_was_lived_in(say: Say, lived: str) -> None:
    for day in DAYS:
        assert say("doctor", FOLLOWUP_TODAY=day).out == "All is well.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("config", "set", "calendar.days_off", "2026-11-20,2026-11-23,2026-11-24,2026-11-25"),
        ("config", "set", "policy.keep_in_touch.first_days", "45"),
        ("contact", "edit", "Zoë", "--no-contact"),
    ],
    ids=" ".join,
)
def test_what_is_pending_after_an_outcome_is_planned_by_new_numbers_too(
    say: Say, words: tuple[str, ...]
) -> None:
    say(*GLOBEX)
    say("outcome", "globex", "rejected", "--keep-in-touch")
    assert say(*words).status == 0
    assert findings(say) == []


def test_columns_that_an_import_remembers_are_no_damage(say: Say, home: Path) -> None:
    file = home / "theirs.csv"
    file.write_text("Firma,Datum\nAcme,2026-11-19\n")
    assert say("import", str(file), "--map", "Firma=company,Datum=at").status == 0
    assert findings(say) == []


def test_who_was_forgotten_for_good_is_no_damage(say: Say, lived: str) -> None:
    assert say("contact", "forget", "Tom Lee", "--yes").status == 0
    assert say("config", "set", "you.name", "Eva").status == 0
    assert findings(say) == []


def test_a_configuration_file_is_no_damage(say: Say, home: Path, lived: str) -> None:
    config = home / ".config" / "followup" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[policy.check_in]\ndays = 9\n[calendar]\ndays_off = '2026-11-24'\n")
    assert say("due").status == 0
    assert findings(say) == []


def test_a_thousand_rows_are_no_damage_nor_is_their_undo(say: Say, home: Path) -> None:
    rows = "".join(f"Company {n % 300},2026-10-{n % 28 + 1:02},Person {n}\n" for n in range(1000))
    (home / "many.csv").write_text(f"company,at,contact\n{rows}")
    say(*ACME)
    assert say("import", str(home / "many.csv")).status == 0
    assert findings(say) == []
    assert say("undo").status == 0
    assert findings(say) == []


def test_without_a_store_it_says_so(say: Say, store: str) -> None:
    said = say("doctor")
    assert (said.status, said.out) == (3, "")
    assert "followup add" in said.err
    assert not Path(store).exists()


def test_a_directory_in_the_store_s_place_is_found(say: Say, store: str) -> None:
    os.mkdir(store)
    (found,) = findings(say)
    assert "directory" in found["what"]


def test_a_process_that_writes_now_is_no_damage(say: Say, lived: str) -> None:
    with closing(sqlite3.connect(lived, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE contact SET note = 'half way'")
        assert Path(f"{lived}-journal").exists()
        assert findings(say) == []
        writer.execute("ROLLBACK")


def test_it_plans_from_the_same_facts_as_every_command(lived: str) -> None:
    with connect(lived) as ask:
        found = {facts.application.id: facts for facts in maintenance.planned(ask)}
        assert {number: queries.facts(ask, number) for number in found} == found
        assert sorted(found) == [1, 2, 3, 4, 5]
        assert any(facts.replies or facts.promises for facts in found.values())


# Rows that no command would have written

RESTORED = "followup restore"
REPLANNED = "followup config set policy.check_in.days 6"

ROWS = [
    # what the rules say
    ("UPDATE followup SET due_on = '2027-03-01' WHERE id = 4", "dates of follow-up 4", REPLANNED),
    ("UPDATE followup SET ready_on = '2026-01-01' WHERE id = 4", "dates of follow-up 4", REPLANNED),
    ("UPDATE followup SET status = 'cancelled' WHERE id = 4", "rules ask for it", REPLANNED),
    ("UPDATE followup SET kind = 'close_out', key = 'x' WHERE id = 4", "no rule asks", REPLANNED),
    ("UPDATE followup SET channel = 'card' WHERE id = 4", "not what the rules", REPLANNED),
    ("UPDATE followup SET chain = '[]' WHERE id = 4", "not what the rules", REPLANNED),
    ("UPDATE followup SET contact_id = 1 WHERE id = 4", "not what the rules", REPLANNED),
    ("UPDATE application SET outcome = 'closed', outcome_on = '2026-11-20' WHERE id = 2",
     "Globex is closed", REPLANNED),
    ("UPDATE interview SET cancelled = 1 WHERE id = 2", "interview 2 is cancelled", REPLANNED),
    ("UPDATE promise SET \"on\" = '2027-01-15' WHERE \"by\" = 'you'", "promised", REPLANNED),
    ("UPDATE setting SET value = '9' WHERE key = 'policy.check_in.days'", "dates of follow-up",
     "followup config set policy.check_in.days 9"),
    # what follows from other columns
    ("UPDATE application SET company_key = 'x' WHERE id = 1", "Words do not find", "followup edit"),
    ("UPDATE application SET role_key = 'x' WHERE id = 1", "Words do not find", "followup edit"),
    ("UPDATE application SET search = '' WHERE id = 1", "Words do not find", "followup edit"),
    ("UPDATE contact SET name_key = 'x' WHERE id = 3", "Words do not find contact 3",
     "followup contact edit 3"),
    ("UPDATE contact SET search = '' WHERE id = 3", "contact 3", "followup contact edit 3"),
    ("UPDATE contact SET company_key = '' WHERE id = 3", "contact 3", "followup contact edit 3"),
    ("UPDATE contact SET email_key = 'x' WHERE id = 1", "contact 1", "followup contact edit 1"),
    ("UPDATE interview SET starts = '2026-11-19T20:00:00+00:00',"
     " ends = '2026-11-19T21:00:00+00:00' WHERE id = 1", "interview 1", "followup edit 1 --at"),
    ("UPDATE interview SET ends = starts WHERE id = 4", "interview 4", "followup edit 4 --at"),
    ("UPDATE interview SET day = '2026-11-18' WHERE id = 1", "interview 1", "followup edit 1 --at"),
    ("UPDATE interview SET zone = 'Europe/Atlantis' WHERE id = 1", "Atlantis", "followup edit 1"),
    ("UPDATE application SET outcome_on = NULL WHERE id = 5", "on no day", "followup outcome"),
    ("UPDATE followup SET done_on = NULL WHERE id = 1", "on no day", RESTORED),
    # what cannot be read at all
    ("UPDATE followup SET due_on = 'someday' WHERE id = 3", "due_on of follow-up 3", RESTORED),
    ("UPDATE followup SET snoozed_until = '2026-02-30' WHERE id = 3", "snoozed_until of follow-up 3", RESTORED),
    ("UPDATE followup SET chain = '[{}]' WHERE id = 3", "chain of follow-up 3", RESTORED),
    ("UPDATE followup SET chain = 'no json' WHERE id = 3", "chain of follow-up 3", RESTORED),
    ("UPDATE interview SET strengths = '7' WHERE id = 1", "strengths of interview 1", RESTORED),
    ("UPDATE interview SET concerns = '[1]' WHERE id = 1", "concerns of interview 1", RESTORED),
    ("UPDATE interview SET starts = 'noon', ends = 'noon' WHERE id = 1", "starts of interview 1", RESTORED),
    ("UPDATE interview SET minutes = 'long' WHERE id = 1", "minutes of interview 1", RESTORED),
    ("UPDATE interview SET at = 'T25:00' WHERE id = 1", "at of interview 1", RESTORED),
    ("UPDATE contact SET note = x'c328' WHERE id = 1", "note of contact 1", RESTORED),
    ("UPDATE contact SET note = CAST(x'c328' AS TEXT) WHERE id = 1", "In contact", RESTORED),
    ("UPDATE change SET made_at = 'yesterday' WHERE id = 1", "made_at of change 1", RESTORED),
    # what the tables forbid
    ("UPDATE followup SET ready_on = '2099-01-01' WHERE id = 3", "CHECK", RESTORED),
    ("UPDATE interview SET starts = '2027-01-01T00:00:00+00:00' WHERE id = 1", "CHECK", RESTORED),
    ("UPDATE interview SET stage = 'lunch' WHERE id = 1", "CHECK", RESTORED),
    ("UPDATE followup SET status = 'perhaps' WHERE id = 3", "CHECK", RESTORED),
    ("UPDATE application SET company = '' WHERE id = 1", "CHECK", RESTORED),
    # the configuration
    ("INSERT INTO setting VALUES ('store', 'policy.check_in.days.x', '5')", "policy.check_in.days.x",
     'followup config set policy.check_in.days.x ""'),
    ("INSERT INTO setting VALUES ('store', 'colour', 'blue')", "colour",
     'followup config set colour ""'),
    ("UPDATE setting SET value = 'soon' WHERE key = 'policy.check_in.days'", "soon",
     'followup config set policy.check_in.days ""'),
    ("INSERT INTO setting VALUES ('store', 'calendar.weekend', 'someday')", "calendar.weekend",
     'followup config set calendar.weekend ""'),
    ("INSERT INTO setting VALUES ('store', 'calendar.days_off', 'xmas')", "calendar.days_off",
     'followup config set calendar.days_off ""'),
    ("INSERT INTO setting VALUES ('store', 'backup.keep', 'all')", "backup.keep",
     'followup config set backup.keep ""'),
    ("INSERT INTO setting VALUES ('store', 'policy.check_in.after_decision_ready', '30')",
     "after_decision", "followup config set policy.check_in.after_decision_ready"),
    ("UPDATE holiday SET day = 'xmas' WHERE day = '2026-12-25'", "holidays",
     "followup config set calendar.country US"),
    # the journal
    ("UPDATE journal SET \"row\" = 'no json' WHERE id = 1", "Entry 1 of the journal", RESTORED),
    ("UPDATE journal SET \"row\" = '[]' WHERE id = 1", "Entry 1 of the journal", RESTORED),
    ("UPDATE journal SET \"of\" = 'nothing' WHERE id = 1", "Entry 1 of the journal", RESTORED),
    ("UPDATE journal SET before = '[1]' WHERE id = 1", "Entry 1 of the journal", RESTORED),
    ("UPDATE journal SET before = '{\"id\": 1}' WHERE id = 1", "Entry 1 of the journal", RESTORED),
    ("UPDATE journal SET before = '{' WHERE id = 1", "Entry 1 of the journal", RESTORED),
    ("DELETE FROM journal WHERE change_id = 6", "journal of change 6 (done)", "followup undo 6"),
    ("DELETE FROM note", "Note 1 is lost", RESTORED),
    ("DELETE FROM event", "Event 1 is lost", RESTORED),
    ("DELETE FROM topic WHERE id = 1", "Topic 1 is lost", RESTORED),
    ("DELETE FROM idle", "nothing pending", REPLANNED),
    ("INSERT INTO idle VALUES (1)", "nothing pending", REPLANNED),
    ("DELETE FROM followup WHERE id = 4", "that the rules ask for is missing", REPLANNED),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "what", "remedy"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_that_no_command_wrote_is_found_and_mended(
    say: Say, home: Path, lived: str, statement: str, what: str, remedy: str
) -> None:
    run_sql(lived, statement)
    was = Path(lived).read_bytes()
    found = findings(say)
    assert any(what in one["what"] and one["remedy"].startswith(remedy) for one in found), found
    assert Path(lived).read_bytes() == was, "it only looks"
    mend(say, home)


REFERENCES = [
    (model.__tablename__, column.name, next(iter(column.foreign_keys)).column.table.name)
    for model in models.ALL
    for column in model.__table__.columns  # type: ignore[attr-defined]
    if column.foreign_keys
]


@pytest.mark.parametrize(("table", "column", "parent"), REFERENCES)
def test_a_reference_to_nowhere_is_found(
    say: Say, home: Path, lived: str, table: str, column: str, parent: str
) -> None:
    run_sql(
        lived, f"UPDATE {table} SET {column} = 9999 WHERE rowid = (SELECT max(rowid) FROM {table})"
    )
    found = findings(say)
    assert any(table in one["what"] and f" {parent} that is not there" in one["what"]
               for one in found), found  # fmt: skip
    mend(say, home)


def test_references_are_not_few() -> None:
    assert len(REFERENCES) == 14


SHAPES = [
    ("DROP VIEW followup_view", "view followup_view is missing"),
    ("DROP INDEX contact_named", "index contact_named is missing"),
    ("DROP TABLE note", "table note is missing"),
    ("ALTER TABLE contact DROP COLUMN salutation", "column contact.salutation is missing"),
    ("ALTER TABLE contact ADD COLUMN shoe_size INTEGER", "column contact.shoe_size is not"),
    ("CREATE TABLE todo (id INTEGER)", "table todo is not"),
    ("CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM event; END", "trigger t is not"),
    ("CREATE UNIQUE INDEX one ON application (company)", "index one is not"),
    ("PRAGMA user_version = 0", "a followup store"),
    ("PRAGMA user_version = 9999", "a newer version"),
    ("PRAGMA application_id = 1", "another program"),
]


@pytest.mark.parametrize(("statement", "what"), SHAPES, ids=[row[0] for row in SHAPES])
def test_what_the_file_is_made_of_is_looked_at(
    say: Say, home: Path, lived: str, statement: str, what: str
) -> None:
    run_sql(lived, "PRAGMA writable_schema = OFF", statement)
    found = findings(say)
    assert any(what in one["what"] for one in found), found
    if "9999" in statement:
        assert found[0]["remedy"] == errors.upgrade_command()
        return
    mend(say, home)


def test_a_view_that_another_program_changed_is_found(say: Say, home: Path, lived: str) -> None:
    run_sql(lived, "PRAGMA writable_schema = OFF", "DROP VIEW interview_view",
            "CREATE VIEW interview_view AS SELECT * FROM interview")  # fmt: skip
    assert "view interview_view is not what" in findings(say)[0]["what"]
    mend(say, home)


def test_what_is_stored_meanwhile_is_no_damage(say: Say, lived: str) -> None:
    with integrity.looking(lived) as ask:
        before = [tuple(row) for row in ask("SELECT * FROM followup", {})]
        say("remove", "Acme")
        assert [tuple(row) for row in ask("SELECT * FROM followup", {})] == before


def test_a_change_that_was_refused_makes_no_store(say: Say) -> None:
    before = say("doctor")
    assert (before.status, say("edit", "Globex", "--note", "x").status) == (3, 3)
    assert say("doctor") == before


# Bytes

Harm = Callable[[Path], None]
PAGE = 4096


def _write(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def _root(path: Path, name: str) -> int:
    """Where the first page of a table or index begins."""
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return (int(connection.execute(asked, (name,)).fetchone()[0]) - 1) * PAGE


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_in_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: PAGE + 100])


def of_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def without_its_header(path: Path) -> None:
    _write(path, 0, b"Dear diary, today")


def with_a_wrong_page_count(path: Path) -> None:
    _write(path, 28, (99_999).to_bytes(4, "big"))


def with_a_wrong_page_size(path: Path) -> None:
    _write(path, 16, (512).to_bytes(2, "big"))


def with_a_wrong_encoding(path: Path) -> None:
    _write(path, 56, (2).to_bytes(4, "big"))


def with_a_freelist_that_leads_nowhere(path: Path) -> None:
    _write(path, 32, (4).to_bytes(4, "big") + (3).to_bytes(4, "big"))


def with_a_scribbled_table(path: Path) -> None:
    _write(path, _root(path, "followup"), b"\x5a" * 200)


def with_a_scribbled_schema(path: Path) -> None:
    _write(path, 100, b"\x5a" * 200)


def with_cells_that_overlap(path: Path) -> None:
    _write(path, _root(path, "contact") + 8, b"\x0f\xf0\x0f\xf0")


def with_an_index_of_other_rows(path: Path) -> None:
    run_sql(
        str(path),
        "UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'contact_named'",
        "PRAGMA writable_schema = RESET",
        "REINDEX contact_named",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'contact_named'",
    )


def with_two_of_one_person(path: Path) -> None:
    """A second row behind the back of the index that keeps people apart."""
    name = "sqlite_autoindex_contact_1"
    run_sql(
        str(path),
        f"UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
        f"WHERE name = 'contact_named') WHERE name = '{name}'",
    )


HARMS = [
    emptied, cut_in_half, cut_in_a_page, of_zeros, without_its_header, with_a_wrong_page_count,
    with_a_wrong_page_size, with_a_wrong_encoding, with_a_freelist_that_leads_nowhere,
    with_a_scribbled_table, with_a_scribbled_schema, with_cells_that_overlap,
    with_an_index_of_other_rows, with_two_of_one_person,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_damaged_bytes_are_found_and_a_copy_mends_them(
    say: Say, home: Path, lived: str, harm: Harm
) -> None:
    harm(Path(lived))
    was = Path(lived).read_bytes()
    found = findings(say)
    assert found
    assert found[0]["remedy"].startswith(RESTORED)
    assert Path(lived).read_bytes() == was
    mend(say, home)
    assert len(say("list", "--json").json()) == 5


@pytest.mark.parametrize("harm", HARMS[1:], ids=lambda harm: harm.__name__)
def test_a_damaged_copy_is_found(say: Say, home: Path, lived: str, harm: Harm) -> None:
    copy = max((home / "followup.db.backups").glob("*.db"))
    harm(copy)
    (found,) = findings(say)
    assert copy.name in found["what"]
    mend(say, home)


# Beside the file


def old(path: Path) -> None:
    """Let a file be of an hour ago."""
    then = time.time() - 3600
    os.utime(path, (then, then))


def test_a_change_that_was_killed_half_way_is_told(say: Say, home: Path, lived: str) -> None:
    was = Path(lived).read_bytes()
    with closing(sqlite3.connect(lived, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_spill = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE contact SET note = hex(zeroblob(9000))")
        journal = Path(f"{lived}-journal").read_bytes()
    Path(f"{lived}-journal").write_bytes(journal)
    old(Path(f"{lived}-journal"))
    (found,) = found_by(say)
    assert "did not finish" in found["what"]
    type_it(say, home, found["remedy"])
    Path(f"{lived}-journal").unlink(missing_ok=True)
    assert findings(say) == []
    assert Path(lived).read_bytes() == was


@pytest.mark.parametrize("name", ["-journal", ".backups/20261120T101010-daily.db.unfinished-7"])
def test_what_a_killed_process_left_is_found(say: Say, home: Path, lived: str, name: str) -> None:
    left = Path(f"{lived}{name}")
    left.write_bytes(b"")
    assert findings(say) == [], "somebody may be writing it now"
    old(left)
    (found,) = findings(say)
    assert str(left) in found["what"]
    mend(say, home)
    assert not left.exists()


@pytest.mark.parametrize("name", ["", ".backups", "-journal"])
def test_others_who_may_read_are_shut_out(say: Say, home: Path, lived: str, name: str) -> None:
    path = Path(f"{lived}{name}")
    path.touch()
    path.chmod(0o755 if path.is_dir() else 0o644)
    (found,) = findings(say)
    assert f"Others may read {path}." in found["what"]
    mend(say, home)
    assert path.stat().st_mode & 0o077 == 0


def test_a_store_that_may_not_be_written_is_found(say: Say, home: Path, lived: str) -> None:
    Path(lived).chmod(0o400)
    (found,) = findings(say)
    assert "may not write" in found["what"]
    mend(say, home)


def test_the_own_directory_is_for_nobody_else(say: Say, home: Path, lived: str) -> None:
    own = home / ".local" / "share" / "followup"
    own.mkdir(parents=True)
    shutil.copy(lived, own / "followup.db")
    own.chmod(0o755)
    place = {"FOLLOWUP_DB": ""}
    (found,) = findings(say, **place)
    assert str(own) in found["what"]
    type_it(say, home, found["remedy"])
    assert findings(say, **place) == []


def test_another_journal_mode_is_found_and_set_back(say: Say, home: Path, lived: str) -> None:
    run_sql(lived, "PRAGMA journal_mode = WAL")
    (found,) = findings(say)
    assert "wal" in found["what"]
    mend(say, home)
    assert Path(lived).read_bytes()[18:20] == b"\x01\x01"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_is_nearly_full_is_found(say: Say, lived: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "none", str(disk)],
                             check=False, capture_output=True)  # fmt: skip
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        shutil.copy(lived, disk / "followup.db")
        (found,) = findings(say, FOLLOWUP_DB=str(disk / "followup.db"))
        assert "nearly full" in found["what"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_many_of_a_kind_are_told_in_a_few_lines(say: Say, home: Path) -> None:
    rows = "".join(f"Company {n},2026-11-{n % 18 + 1:02},P {n}\n" for n in range(60))
    (home / "many.csv").write_text(f"company,at,contact\n{rows}")
    say("import", str(home / "many.csv"))
    run_sql(str(home / "followup.db"), "UPDATE followup SET due_on = '2027-05-05'")
    said = say("doctor")
    assert len(said.out.splitlines()) < 15
    assert "more like these" in said.out
    assert len(findings(say)) > 60
    mend(say, home)
