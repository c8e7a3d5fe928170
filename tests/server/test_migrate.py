"""A server's schema goes from version to version under its users, and again after any interruption."""

import contextlib
import subprocess
from collections.abc import Iterator
from typing import Any

import psycopg2
import psycopg2.extensions
import pytest

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Say, content, wait_until
from followup.store import migrations, schema, server, server_schema
from postgres import Cluster, execute

SINCE = {
    4: ("DROP TABLE followup.message",),
    5: ("ALTER TABLE followup.application DROP COLUMN through",),
    6: (
        "ALTER TABLE followup.application DROP COLUMN deadline_at",
        "ALTER TABLE followup.application DROP COLUMN outcome_undated",
        "ALTER TABLE followup.interview DROP COLUMN stage_assumed CASCADE",
        "ALTER TABLE followup.event DROP COLUMN undated",
    ),
}
"""By schema, what takes back that which came with it."""


def age(url: str, version: int) -> None:
    record = f"UPDATE followup.schema_version SET version = {version}, oldest_client = {version}"
    newer = (statement for number in SINCE if number > version for statement in SINCE[number])
    for statement in (*newer, record):
        execute(url, statement)


def faults(url: str) -> list[str]:
    """What `check` says, but for the settings of the tests' own server, which is not durable."""
    return [one for one in server_schema.differences(url) if not one.startswith("The setting")]


@pytest.fixture
def admin(cluster: Cluster) -> Iterator[str]:
    """The URL of a database of this test's own, for who runs it."""
    yield cluster.database()
    server.close_all()


@pytest.fixture
def owners(cluster: Cluster, admin: str, say: Say) -> list[str]:
    """The URLs of three people with rows in it."""
    urls = [cluster.seeker(admin) for _ in range(3)]
    known = (*GLOBEX, "--stage", "video")  # an earlier schema does not say that it is assumed
    for url, interview in zip(urls, (ACME, known, ACME), strict=True):
        for words in (
            interview,
            ("done", "1"),
            ("undo",),
            ("config", "set", "you.name", url[-20:]),
        ):
            assert say(*words, FOLLOWUP_DB=url).status == 0
    server.close_all()
    return urls


LOCKED = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"


@pytest.mark.parametrize("version", [number - 1 for number in SINCE])
def test_nobody_waits_for_a_migration_that_waits_for_a_report(
    admin: str, owners: list[str], say: Say, version: int
) -> None:
    before = list(map(content, owners))
    server.close_all()
    age(admin, version)
    assert "followup server migrate URL" in say("list", FOLLOWUP_DB=owners[0]).err
    assert "followup server migrate URL" in say("server", "check", admin).out
    report, writer = psycopg2.connect(owners[0]), psycopg2.connect(owners[1])
    try:
        report.set_session("REPEATABLE READ", readonly=True)
        report.cursor().execute("SELECT * FROM followup.followup_view")
        migration = subprocess.Popen(
            [*COMMAND, "server", "migrate", admin], stdout=subprocess.PIPE, text=True
        )
        waits = (
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
            "AND datname = current_database() AND query ~ '^(ALTER|CREATE)'"
        )
        wait_until(lambda: execute(admin, waits))
        writer.autocommit = True
        cursor = writer.cursor()
        cursor.execute(f"SET statement_timeout = '{PATIENCE}s'")  # else a mistake here never ends
        for _ in range(30):
            cursor.execute("UPDATE followup.application SET seq = seq")
            assert cursor.rowcount == 1
            cursor.execute("SELECT * FROM followup.followup_view")
        assert migration.poll() is None
        report.rollback()
        assert (
            f"was {version} and is {schema.VERSION}" in migration.communicate(timeout=PATIENCE)[0]
        )
        assert migration.returncode == 0
    finally:
        report.close()
        writer.close()
    assert faults(admin) == []
    assert list(map(content, owners)) == before
    assert "Nothing was to be done" in say("server", "migrate", admin).out


def test_a_migration_goes_on_wherever_it_was_interrupted(
    admin: str, owners: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(map(content, owners))
    server.close_all()
    connect = server.connect
    left = 0

    class Interrupted(psycopg2.extensions.cursor):
        def execute(self, *words: Any) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
            super().execute(*words)

    def interrupted(url: str) -> Any:
        connection = connect(url)
        connection.cursor_factory = Interrupted
        return connection

    times = 0
    while left <= 0:
        age(admin, 3)
        left = times = times + 1
        with monkeypatch.context() as patch:
            patch.setattr(server, "connect", interrupted)
            with contextlib.suppress(KeyboardInterrupt):
                server_schema.migrate(admin)
        wait_until(lambda: not execute(admin, LOCKED))  # the server notices the end of a program
        server_schema.migrate(admin)
        assert faults(admin) == [], times
    assert times > 30
    assert list(map(content, owners)) == before


def test_an_index_that_was_left_half_made_is_made_anew(admin: str) -> None:
    execute(admin, "UPDATE followup.schema_version SET version = 3")
    execute(
        admin,
        "UPDATE pg_index SET indisvalid = false "
        "WHERE indexrelid = 'followup.ix_message_followup_id'::regclass",
    )
    assert faults(admin) != []
    server_schema.migrate(admin)
    assert faults(admin) == []


def test_two_do_not_migrate_at_once_and_one_that_gets_no_pause_says_who_is_in_the_way(
    admin: str, owners: list[str], say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(admin, 4)
    other = psycopg2.connect(admin)
    try:
        other.cursor().execute("SELECT pg_advisory_lock(%s)", (server_schema.MIGRATION_LOCK,))
        said = say("server", "migrate", admin)
        assert (said.status, "Somebody else is bringing" in said.err) == (1, True)
    finally:
        other.close()
    report = psycopg2.connect(owners[0])
    try:
        report.cursor().execute("SELECT * FROM followup.application")
        monkeypatch.setattr(server_schema, "PATIENCE", 0)
        said = say("server", "migrate", admin)
        login = owners[0].partition("//")[2].partition("@")[0]
        assert said.status == 1
        assert f"the longest at it is {login} (SELECT pg_terminate_backend(" in said.err
    finally:
        report.close()
    wait_until(lambda: not execute(admin, LOCKED))  # the server notices the end of a program
    assert say("server", "migrate", admin).status == 0
    assert faults(admin) == []


def test_who_may_not_migrate_and_what_is_of_a_later_program_is_left_as_it_is(
    admin: str, owners: list[str], say: Say
) -> None:
    age(admin, 4)
    said = say("server", "migrate", owners[0])
    assert (said.status, "permission denied" in said.err) == (1, True)
    execute(admin, "UPDATE followup.schema_version SET version = 99")
    for words in (("migrate", admin), ("check", admin)):
        said = say("server", *words)
        assert (said.status, f"knows {schema.VERSION}" in said.err) == (1, True)


@pytest.mark.parametrize(
    ("step", "goes_on"),
    [
        (("CREATE INDEX note_of ON note (body, id)", "DROP INDEX note_of"), True),
        (("CREATE UNIQUE INDEX note_of ON note (body, id)",), False),
        (("ALTER TABLE note ADD COLUMN words VARCHAR DEFAULT '' NOT NULL",), False),
    ],
)
def test_an_older_program_goes_on_where_it_loses_nothing(
    admin: str, owners: list[str], say: Say, step: tuple[str, ...], *, goes_on: bool
) -> None:
    now = schema.VERSION
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", {**migrations.STEPS, now: step})
        patch.setattr(schema, "VERSION", now + 1)
        assert say("server", "migrate", admin).status == 0
        assert say("list", FOLLOWUP_DB=owners[0]).status == 0
    for words in (("list",), ("due",), GLOBEX, ("undo",)):
        said = say(*words, FOLLOWUP_DB=owners[0])
        assert (said.status == 0) is goes_on
        assert goes_on or f"is {now + 1}, and this version of followup knows {now}" in said.err


def test_a_statement_without_a_rule_for_a_server_is_not_passed_over() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", {1: ("UPDATE note SET body = ''",)})
        with pytest.raises(ValueError, match="no rule"):
            list(server_schema.parts(1))
