"""A store on a server: the promises of a file, everybody's rows their own, and every refusal."""

import io
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread

import pexpect
import psycopg2
import pytest
import trustme

import postgres
from conftest import (
    ACME,
    COMMAND,
    GLOBEX,
    PATIENCE,
    Say,
    content,
    everything,
    variables,
    wait_until,
)
from followup import environment
from followup.domain.errors import FollowupError
from followup.store import schema, server, server_schema
from postgres import Cluster, execute

SECRET = "geheim-1"


@pytest.fixture
def alice(cluster: Cluster, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of somebody with a place on the server, whose commands work there."""
    url = cluster.seeker(database)
    monkeypatch.setenv("FOLLOWUP_DB", url)
    yield url
    server.close_all()


@pytest.fixture
def bob(cluster: Cluster, database: str) -> str:
    """Somebody else's URL."""
    return cluster.seeker(database)


TABLES = [table.name for table in server_schema.tables()]


def test_each_has_numbers_and_rows_of_their_own(alice: str, bob: str, say: Say) -> None:
    say(*ACME)
    assert say("list", FOLLOWUP_DB=bob).out.startswith("No interviews are recorded")
    say(*GLOBEX, FOLLOWUP_DB=bob)
    for url, company in ((alice, "Acme Corp"), (bob, "Globex")):
        (one,) = say("list", "--json", FOLLOWUP_DB=url).json()
        assert (one["id"], one["company"]) == (1, company)


ATTACKS = (
    "SELECT set_config('followup.client', login, false) FROM "
    "(SELECT 'seeker' || n AS login FROM generate_series(1, 200) n) AS logins",
    "SET followup.owner = '1'",
    "SET row_security = off",
    "SET ROLE followup_admin",
    "SET ROLE followup_reader",
    "SET SESSION AUTHORIZATION admin",
    "ALTER TABLE followup.contact NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE followup.contact DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON followup.contact USING (true)",
    "DROP POLICY own_reads ON followup.contact",
    "CREATE VIEW followup.mine AS SELECT * FROM followup.contact",
    "CREATE FUNCTION followup.leak() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS "
    "'SELECT count(*) FROM followup.contact'",
    "CREATE OR REPLACE FUNCTION followup.acting() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "COPY followup.contact TO PROGRAM 'cat'",
    "COPY followup.contact FROM PROGRAM 'true'",
    "INSERT INTO followup.seeker (id, login) VALUES (0, session_user)",
    "UPDATE followup.seeker SET login = 'x'",
    "INSERT INTO followup.coaching SELECT id, session_user, true FROM "
    "generate_series(1, 5000) AS id",
    "GRANT followup_admin TO CURRENT_USER",
    "GRANT followup_auditor TO CURRENT_USER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
)


@pytest.mark.parametrize("attack", ["SELECT 1", *ATTACKS])
def test_no_sql_of_a_seeker_shows_or_changes_a_row_of_another(
    alice: str, bob: str, say: Say, attack: str
) -> None:
    say(*ACME)
    before = content(alice)
    connection = psycopg2.connect(bob)
    try:
        connection.autocommit = True
        cursor = connection.cursor()
        try:
            cursor.execute(attack)
        except psycopg2.Error:
            assert attack != "SELECT 1"
        if attack == "SET row_security = off":  # then every question fails
            cursor.execute("SET row_security = on")
        for name in [*TABLES, "followup_view", "interview_view"]:
            cursor.execute(f'SELECT count(*) FROM followup."{name}"')
            assert cursor.fetchone() == (0,), name
            if name in TABLES:
                cursor.execute(f'DELETE FROM followup."{name}"')
                assert cursor.rowcount == 0, name
        cursor.execute("SELECT count(*) FROM followup.seeker")
        assert cursor.fetchone() == (1,)
        with pytest.raises(psycopg2.Error, match="row-level security"):
            cursor.execute(
                "INSERT INTO followup.setting (owner, source, key, value) SELECT n, 'store', 'a', "
                "'b' FROM generate_series(1, 5000) n"
            )
    finally:
        connection.close()
    assert content(alice) == before


SHADOWS = (
    "CREATE TEMP TABLE seeker AS SELECT id, session_user::text AS login, '{}'::jsonb AS used "
    "FROM generate_series(1, 5000) AS id",
    "CREATE TEMP TABLE coaching AS SELECT id AS owner, session_user::text AS coach, true AS "
    "may_write FROM generate_series(1, 5000) AS id",
    "CREATE FUNCTION pg_temp.acting() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql AS "
    "'SELECT true'",
    "SET search_path = pg_temp, followup, pg_catalog",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION public.acting() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.spill(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS "
    "'BEGIN RAISE WARNING ''%', $1; RETURN true; END'",
    "SELECT * FROM followup.contact WHERE pg_temp.spill(name)",
    "SELECT * FROM followup.followup_view WHERE pg_temp.spill(company)",
    "SELECT 1 / (length(name) - 10) FROM followup.contact",
    "PREPARE theirs AS SELECT name FROM followup.contact",
    "EXECUTE theirs",
    "SET followup.client = 'seeker1'",
    "EXECUTE theirs",
    "RESET followup.client",
    "DECLARE held CURSOR WITH HOLD FOR SELECT * FROM followup.contact",
    "DO $$ BEGIN EXECUTE 'SET ROLE followup_reader'; END $$",
    "DO $$ BEGIN PERFORM set_config('role', 'followup_admin', false); END $$",
    "DO $$ DECLARE name text; BEGIN FOR name IN SELECT rolname FROM pg_roles LOOP BEGIN "
    "PERFORM set_config('role', name, false); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$",
    "DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM pg_settings WHERE context = 'user' "
    "AND name NOT IN ('row_security', 'statement_timeout', 'transaction_timeout') LOOP BEGIN "
    "PERFORM set_config(one.name, COALESCE(one.enumvals[1], one.min_val, 'off'), false); "
    "EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$",
    "RESET ALL",
    "UPDATE followup.contact SET owner = 1",
    "MERGE INTO followup.contact c USING followup.seeker s ON true WHEN MATCHED THEN DELETE",
    "INSERT INTO followup.setting (owner, source, key, value) VALUES (1, 'store', 'you.name', 'x') "
    "ON CONFLICT (owner, source, key) DO UPDATE SET value = 'x'",
    "TRUNCATE followup.contact",
    "CREATE TRIGGER mine AFTER INSERT ON followup.contact EXECUTE FUNCTION suppress_redundant_"
    "updates_trigger()",
    "CREATE RULE mine AS ON SELECT TO followup.contact DO INSTEAD SELECT 1",
    "CREATE TABLE pg_temp.mine (owner integer, id integer, "
    "FOREIGN KEY (owner, id) REFERENCES followup.contact)",
    "SELECT rolpassword FROM pg_authid",
    "SELECT pg_read_file('postgresql.auto.conf')",
    "SELECT lo_import('/etc/passwd')",
    "ALTER ROLE admin PASSWORD 'x'",
    "ALTER DATABASE postgres SET row_security = off",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'admin'",
)
"""What a seeker may type in one session, each with what went before it still there."""


def test_no_session_of_a_seeker_shows_or_changes_a_row_of_another(
    alice: str, bob: str, say: Say, database: str
) -> None:
    say(*ACME)
    execute(database, "ANALYZE")
    before = content(alice)
    connection = psycopg2.connect(bob)
    try:
        connection.autocommit = True
        cursor = connection.cursor()
        count = " + ".join(f'(SELECT count(*) FROM followup."{name}")' for name in TABLES)
        for attack in SHADOWS:
            answered = None
            with suppress(psycopg2.Error):
                cursor.execute(attack)
                answered = cursor.fetchall() if cursor.description else None
            assert not answered, attack
            for asked in (f"SELECT {count}", "SELECT count(*) FROM followup.clients('', '', '')"):
                cursor.execute(asked)
                assert cursor.fetchone() == (0,), attack
        assert "Priya" not in "".join(connection.notices)
        cursor.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'followup'")
        assert cursor.fetchone() == (0,)
        for words in (
            "COPY followup.contact TO STDOUT",
            "COPY (SELECT * FROM followup.interview_view) TO STDOUT",
        ):
            copied = io.StringIO()
            cursor.copy_expert(words, copied)
            assert copied.getvalue() == ""
        with pytest.raises(psycopg2.Error, match="row-level security"):
            cursor.copy_expert("COPY followup.contact FROM STDIN", io.StringIO("1\n"))
    finally:
        connection.close()
    assert content(alice) == before


def test_setting_every_client_by_hand_shows_ones_own_rows_alone(
    alice: str, bob: str, say: Say, database: str
) -> None:
    say(*ACME)
    say(*GLOBEX, FOLLOWUP_DB=bob)
    logins = [
        str(login) for (login,) in execute(alice, "SELECT 'seeker' || generate_series(1, 99)")
    ]
    seen = set()
    connection = psycopg2.connect(bob)
    try:
        cursor = connection.cursor()
        for login in [*logins, "admin", "", "followup_admin"]:
            cursor.execute("SELECT set_config('followup.client', %s, false)", (login,))
            cursor.execute("SELECT name FROM followup.contact")
            seen |= {name for (name,) in cursor.fetchall()}
    finally:
        connection.close()
    assert seen == {"Zoë Ångström"}


def test_a_lock_on_ones_rows_holds_up_nobody_else(alice: str, bob: str, say: Say) -> None:
    connection = psycopg2.connect(bob)
    try:
        connection.cursor().execute("SELECT * FROM followup.seeker FOR UPDATE")
        assert say(*ACME).status == 0
    finally:
        connection.close()


def test_who_sees_all_is_refused(alice: str, database: str, say: Say, cluster: Cluster) -> None:
    execute(database, "CREATE ROLE mighty LOGIN BYPASSRLS IN ROLE followup_seeker")
    execute(database, "CREATE ROLE deputy LOGIN IN ROLE followup_admin, followup_seeker")
    for login in ("admin", "mighty", "deputy"):
        for words in ((), ("list",), ACME):
            said = say(*words, FOLLOWUP_DB=database.replace("admin@", f"{login}@"))
            assert said.status == 1
            assert f"{login} may see everybody's rows" in said.err
    execute(database, "DROP ROLE mighty")
    execute(database, "DROP ROLE deputy")


def test_who_was_not_added_and_who_names_a_client_in_vain_is_told(
    alice: str, bob: str, database: str, say: Say
) -> None:
    execute(database, "CREATE ROLE stranger LOGIN IN ROLE followup_seeker")
    said = say("due", FOLLOWUP_DB=database.replace("admin@", "stranger@"))
    assert (said.status, "followup server add URL stranger" in said.err) == (1, True)
    execute(database, "DROP ROLE stranger")
    theirs = bob.partition("//")[2].partition("@")[0]
    there, nowhere = (say("due", FOLLOWUP_FOR=name) for name in (theirs, "x'; DROP TABLE contact"))
    assert there.status == nowhere.status == 1
    assert there.err.replace(theirs, "NAME") == nowhere.err.replace(
        "x'; DROP TABLE contact", "NAME"
    )


def test_a_database_without_followup_is_told(cluster: Cluster, say: Say) -> None:
    cluster.run("createdb", "-h", str(cluster.place), "-U", "admin", "empty")
    for words in ((), ("list",), ACME):
        said = say(*words, FOLLOWUP_DB=cluster.url("admin", "empty"))
        assert said.status == 1
        assert "followup server make URL" in said.err
    assert say("server", "make", cluster.url("admin", "empty")).status == 0
    again = say("server", "make", cluster.url("admin", "empty"))
    assert (again.status, "already" in again.err) == (2, True)


NOW = schema.VERSION


@pytest.mark.parametrize(
    ("version", "oldest", "sentence"),
    [
        (NOW - 1, NOW - 1, "followup server migrate URL"),
        (NOW + 9, NOW + 9, f"knows {NOW}"),
        (NOW + 9, NOW, ""),
    ],
)
def test_a_schema_of_another_time_is_told(
    alice: str, database: str, say: Say, version: int, oldest: int, sentence: str
) -> None:
    change = "UPDATE followup.schema_version SET version = %s, oldest_client = %s"
    execute(database, change, version, oldest)
    try:
        for words in ((), ("list",), ACME):
            said = say(*words)
            assert (said.status == 0) is (not sentence)
            assert sentence in said.err
    finally:
        execute(database, change, NOW, NOW)


URLS = (
    (f"postgresql://ann:{SECRET}@127.0.0.1:1/x", 1, "nothing answers there"),
    (f"postgresql://ann:{SECRET}@nowhere.invalid/x", 1, "no machine of that name"),
    (f"postgresql://ann:{SECRET}@nowhere.invalid/x?sslmode=require", 2, "must prove who it is"),
    (f"postgresql://ann@nowhere.invalid/x?sslmode=disable&password={SECRET}", 2, "must prove"),
    (f"postgresql://ann:{SECRET}@localhost,nowhere.invalid/x?sslmode=prefer", 2, "must prove"),
    (f"postgresql://ann:{SECRET}@127.0.0.1.nowhere.invalid/x?sslmode=disable", 2, "must prove"),
    (f"postgresql://ann:{SECRET}@[half/x", 2, "postgresql://NAME@HOST/DATABASE"),
    (f"postgresql://ann:x?{SECRET}@127.0.0.1/x", 2, "postgresql://NAME@HOST/DATABASE"),
    (f"postgresql://ann:{SECRET}/w@127.0.0.1:x/x", 2, "postgresql://NAME@HOST/DATABASE"),
    (f"postgresql://ann:{SECRET}@127.0.0.1/x?nonsense=1", 2, "postgresql://NAME@HOST/DATABASE"),
    (f"postgresql://ann:{SECRET}@127.0.0.1/x?service=x", 2, "service"),
    (f"mysql://ann:{SECRET}@127.0.0.1/x", 2, "PostgreSQL"),
)  # fmt: skip


@pytest.mark.parametrize(("url", "status", "sentence"), URLS)
def test_a_url_that_leads_nowhere_is_told_without_its_password(
    say: Say, url: str, status: int, sentence: str
) -> None:
    for words in ((), ("list",), ACME, ("doctor",), ("backup", "x.db"), ("server", "make", url)):
        said = say(*words, FOLLOWUP_DB=url)
        assert said.status == (status if url.startswith("postgresql") else said.status)
        assert said.status > 0
        assert SECRET not in said.out + said.err
        assert sentence in said.err or words[:1] == ("server",)


def test_what_answers_and_is_no_postgresql_is_told(say: Say) -> None:
    """It is the server that is wrong, not the URL."""

    def serve(listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                talk, _ = listening.accept()
                with talk:
                    while len(talk.recv(1000)) == 8:  # it asks for encryption
                        talk.sendall(b"N")
                    talk.sendall(b"\xff" * 100)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=serve, args=(listening,), daemon=True).start()
        url = f"postgresql://ann:{SECRET}@127.0.0.1:{listening.getsockname()[1]}/x"
        said = say("due", FOLLOWUP_DB=url)
    assert (said.status, "does not talk as PostgreSQL does" in said.err) == (1, True), said.err
    assert SECRET not in said.err


def test_a_server_that_falls_silent_is_left(
    cluster: Cluster, alice: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the first question, in a change, and in the answer to its commit."""
    monkeypatch.setattr(server, "SILENT", 1.0)
    say(*ACME)
    server.close_all()
    for words, at in ((("list",), b"BEGIN"), (GLOBEX, b"INSERT"), (GLOBEX, b"COMMIT")):
        with _silent_at(cluster, at) as port:
            there = alice.partition("?")[0].replace("@/", f"@127.0.0.1:{port}/")
            said = say(*words, FOLLOWUP_DB=f"{there}?sslmode=disable")
        assert (said.status, said.out) == (1, "")
        sentence = "nobody knows" if at == b"COMMIT" else "has not answered for 1 seconds"
        assert sentence in said.err
    assert "Globex" not in say("list").out


def test_who_runs_a_server_that_falls_silent_or_ends_is_not_kept_waiting_nor_told_what_is_not_so(
    cluster: Cluster, database: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a change, in its commit, and where somebody else keeps them waiting; long work goes on."""
    monkeypatch.setattr(server, "SILENT", 1.0)
    path = database.partition("?")[0]
    for words, at, sentence in (
        (("migrate",), b"to_regnamespace", "has not answered for 1 seconds. What was done"),
        (("add", "carl"), b"INSERT", "has not answered for 1 seconds, so nothing was changed"),
        (("add", "carl"), b"COMMIT", "nobody knows whether the change is stored"),
    ):
        with _silent_at(cluster, at) as port:
            there = path.replace("@/", f"@127.0.0.1:{port}/")
            said = say("server", words[0], f"{there}?sslmode=disable", *words[1:])
        assert (said.status, said.out) == (1, "")
        assert sentence in said.err
    monkeypatch.setattr(schema, "BUSY_SECONDS", 1)
    with closing(psycopg2.connect(database)) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", (server_schema.LOCK,))
        said = say("server", "add", database, "carl")
        assert "Somebody else has been changing" in said.err
    with server.administered(database) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(2.5)")


def _heard(
    client: socket.socket, cluster: Cluster
) -> Iterator[tuple[bytes, socket.socket, socket.socket]]:
    """What a client and a server say, who says it, and the other, until one of them ends."""
    there = socket.socket(socket.AF_UNIX)
    with client, there:
        there.connect(f"{cluster.place}/.s.PGSQL.5432")
        while True:
            source, *_ = select.select([client, there], [], [])[0]
            if not (data := source.recv(65_536)):
                return
            yield data, source, there if source is client else client


@contextmanager
def _silent_at(cluster: Cluster, word: bytes) -> Iterator[int]:
    """The port of a line to a server that stays open and carries nothing from a word on."""

    def carry(client: socket.socket) -> None:
        for data, source, other in _heard(client, cluster):
            if source is client and word in data:
                while client.recv(65_536):
                    pass
                return
            other.sendall(data)

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=carry, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, daemon=True).start()
        yield int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, str, Path]]:
    """A server that takes TLS and SCRAM alone; a login's URL there, and where its authority is."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.cluster(programs) as cluster:
        admin = cluster.database()
        execute(admin, f"CREATE ROLE ann LOGIN PASSWORD '{SECRET}'")
        server_schema.add(admin, "ann")
        there = admin.partition("?")[0].rpartition("/")[2]
        yield cluster, f"postgresql://ann:{SECRET}@%s:%d/{there}", tmp_path_factory.mktemp("ca")


ELSEWHERE = ("0.0.0.0", socket.gethostname())
"""What leads to this machine, and looks as any other does: an address and, mostly, a name."""


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_server_elsewhere_must_prove_who_it_is(
    remote: tuple[Cluster, str, Path], host: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster, url, place = remote
    if not _leads_here(host):
        pytest.skip(f"{host} leads nowhere here")
    authority, other = trustme.CA(), trustme.CA()
    for name, one in (("ours", authority), ("other", other)):
        one.cert_pem.write_to_path(str(place / f"{name}.pem"))
    cluster.listen(authority.issue_cert(host))
    plain = url % (host, cluster.port)
    ours = f"{plain}?sslrootcert={place}/ours.pem"
    monkeypatch.setenv("PGSSLMODE", "disable")
    monkeypatch.setenv("PGSSLROOTCERT", str(place / "ours.pem"))
    assert say(*ACME, FOLLOWUP_DB=ours).status == 0
    assert say("undo", FOLLOWUP_DB=ours).status == 0
    for wrong, status, sentence in (
        (f"{plain}?sslrootcert={place}/other.pem", 1, "not one that this machine trusts"),
        (f"{plain}?sslrootcert={place}/none.pem", 1, "no certificate is there to check it by"),
        (ours.replace(SECRET, "guessed"), 1, "does not accept this name and password"),
        (ours.replace("ann:", "nobody:"), 1, "does not accept this name and password"),
        (ours.replace(f":{SECRET}", ""), 1, "asks for a password"),
        (f"{ours}&sslmode=require", 2, "must prove who it is"),
    ):
        said = say("due", FOLLOWUP_DB=wrong)
        server.close_all()
        assert (said.status, said.out) == (status, "")
        assert sentence in said.err
        assert SECRET not in said.err
    cluster.listen(authority.issue_cert("another.example"))
    said = say("due", FOLLOWUP_DB=ours)
    assert (said.status, "is that of another machine" in said.err) == (1, True)
    cluster.stop("fast")
    cluster.settings = tuple(one for one in cluster.settings if one != "ssl=on")
    cluster.start()
    said = say("due", FOLLOWUP_DB=ours)
    assert (said.status, "it does not offer TLS" in said.err) == (1, True)


def _leads_here(host: str) -> bool:
    with socket.socket() as listening, suppress(OSError):
        listening.bind((host, 0))
        return host != "localhost"
    return False


def test_no_output_unit_or_path_has_the_password(alice: str, say: Say) -> None:
    name, rest = alice.removeprefix("postgresql://").split("@", 1)
    url = f"postgresql://{name}:{SECRET}@{rest}&password={SECRET}"
    assert say(*ACME, FOLLOWUP_DB=url).status == 0
    for words in (("config", "path"), ("due",), ("doctor",), ("undo", "--list"), ("restore",)):
        said = say(*words, FOLLOWUP_DB=url)
        assert SECRET not in said.out + said.err, words
        assert said.status == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOLLOWUP_DB", url)
        assert SECRET not in str(environment.places()) + str(environment.look().__dict__)


@pytest.mark.parametrize("text", ["a\0b", "half \udc80"])
def test_what_a_server_cannot_keep_is_refused_in_a_sentence(
    alice: str, text: str, say: Say
) -> None:
    from followup.store import transaction

    world = environment.look()
    with (
        pytest.raises(FollowupError, match="cannot keep"),
        transaction.change(world.store, "config set", world.now) as change,
    ):
        change.configure("you.name", text)
    assert say("config", "get", "you.name").out == "\n"


def test_in_and_out_is_equal_row_for_row(alice: str, say: Say, home: Path) -> None:
    here = str(home / "followup.db")
    for words in (ACME, GLOBEX, ("done", "1"), ("undo",), ("config", "set", "you.name", "Ana")):
        assert say(*words, FOLLOWUP_DB=here).status == 0
    assert say("restore", here, "--yes").status == 0
    back = home / "back.db"
    assert say("backup", str(back)).status == 0
    assert dump(str(back)) == dump(here)
    assert say("doctor").out == say("doctor", FOLLOWUP_DB=here).out == "All is well.\n"
    assert say("add", "Hooli", "--at", "today", "--json").json()["interview"]["id"] == 3
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOLLOWUP_DB", here)
        say("add", "Hooli", "--at", "today")
        there = everything(say)
    assert everything(say)["due"] == there["due"]


def test_an_export_read_in_keeps_its_numbers(alice: str, say: Say, tmp_path: Path) -> None:
    here = str(tmp_path / "here.db")
    say("add", "Hooli", "--at", "2026-11-20", FOLLOWUP_DB=here)
    say("undo", FOLLOWUP_DB=here)
    say(*ACME, FOLLOWUP_DB=here)
    archive = tmp_path / "here.json"
    archive.write_text(say("export", "json", FOLLOWUP_DB=here).out)
    assert say("import", str(archive)).status == 0
    assert say("export", "json").out == archive.read_text()
    after = say("due", "--days", "60", "--json").json()
    assert min(one["id"] for one in after) > 1
    assert say("doctor").out == "All is well.\n"
    assert say("undo").status == 0
    assert say("list", "--json").json() == []


def dump(path: str) -> list[str]:
    """A file as SQL, in no order of its own."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def test_a_restore_keeps_what_it_replaces_and_is_listed(alice: str, say: Say, home: Path) -> None:
    say(*ACME)
    copy = str(home / "copy.db")
    say("backup", copy)
    before = say("export", "json").out
    say(*GLOBEX)
    more = say("export", "json").out
    said = say("restore", copy, "--yes")
    assert said.status == 0
    assert say("export", "json").out == before
    assert say("undo").status == 0
    assert say("export", "json").out == more
    say("restore", copy, "--yes")
    assert say("restore", "1", "--yes").status == 0
    assert {one["company"] for one in say("list", "--json").json()} == {"Globex", "Acme Corp"}


def test_nobody_is_forgotten_whom_a_restore_has_put_there_meanwhile(
    alice: str, bob: str, say: Say, home: Path
) -> None:
    say(*GLOBEX, FOLLOWUP_DB=bob)
    other = str(home / "other.db")
    say("backup", other, FOLLOWUP_DB=bob)
    say(*ACME)
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "contact", "forget", "Priya"],
        env=variables(home) | {"FOLLOWUP_DB": alice}, encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip
    child.expect_exact("[y/N]")
    assert say("restore", other, "--yes").status == 0
    child.sendline("y")
    child.expect(r"moved\s+or\s+replaced")
    child.expect(pexpect.EOF)
    assert "Zoë Ångström" in say("contact", "list").out


def test_a_trial_of_an_import_leaves_everything_as_it_was(alice: str, say: Say, home: Path) -> None:
    say(*ACME)
    before = content(alice)
    (home / "more.csv").write_text("company,at\nHooli,2026-11-18\n")
    said = say("import", str(home / "more.csv"), "--dry-run")
    assert (said.status, "Hooli" in said.out or "1" in said.out) == (0, True)
    assert content(alice) == before


def test_eight_writers_at_once_are_all_stored(alice: str, home: Path, say: Say) -> None:
    code = (
        "import sys; from followup.__main__ import answer\n"
        "for n in range(5):\n"
        "    assert answer(['add', f'Co {sys.argv[1]} {n}', '--at', 'yesterday']) == 0\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(number)],
            env=variables(home),
            stdout=subprocess.DEVNULL,
        )
        for number in range(4)
    ]
    assert [one.wait(timeout=PATIENCE) for one in writers] == [0] * 4
    assert sorted(one["id"] for one in say("list", "--json").json()) == list(range(1, 21))
    assert say("doctor").out == "All is well.\n"


def test_a_command_takes_one_connection(
    alice: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    connect = server.connect

    def counted(url: str, *, name: str = "") -> object:
        opened.append(url)
        return connect(url, name=name)

    monkeypatch.setattr(server, "connect", counted)
    for words in (ACME, ("due",), ("done", "1"), ("undo",), ("list",), ("draft", "1")):
        server.close_all()
        opened.clear()
        assert say(*words).status == 0
        assert len(opened) == 1, words


LOADED = """
import sys
from followup.__main__ import answer
assert answer(["due"]) == 0
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def test_due_loads_the_driver_and_neither_the_engine_nor_typer(alice: str, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        env=variables(home),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "psycopg2" in loaded
    assert not loaded & {"sqlalchemy", "sqlmodel", "typer", "pydantic", "rich"}


def test_a_file_needs_no_driver(home: Path) -> None:
    code = LOADED.replace('answer(["due"])', f"answer({list(ACME)!r})")
    env = {**variables(home), "FOLLOWUP_DB": str(home / "followup.db")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert "sqlalchemy" in done.stderr.split()
    assert "psycopg2" not in done.stderr.split()


def test_without_the_driver_it_is_said_how_to_install_it(
    alice: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    said = say("due")
    assert (said.status, "install psycopg2-binary" in said.err) == (1, True)


@pytest.fixture
def carol(alice: str, bob: str, database: str, say: Say) -> str:
    """A coach without a place of her own: she may change Alice's rows, and read Bob's."""
    say(*ACME)
    say(*GLOBEX, FOLLOWUP_DB=bob)
    login = f"carol{alice.partition('@')[0].rpartition('seeker')[2]}"
    execute(database, f"CREATE ROLE {login} LOGIN IN ROLE followup_seeker")
    assert say("server", "grant", database, login, login_of(alice)).status == 0
    assert say("server", "grant", bob, login, "--read-only").status == 0
    return database.replace("admin@", f"{login}@")


def login_of(url: str) -> str:
    """The login of a URL."""
    return url.partition("//")[2].partition("@")[0]


def test_a_coach_sees_all_clients_in_one_list(
    alice: str, bob: str, carol: str, say: Say, home: Path
) -> None:
    shown = say("due", "--clients", FOLLOWUP_DB=carol)
    assert (shown.status, shown.err) == (0, "")
    assert [row.split()[0] for row in shown.out.splitlines()] == [
        "client", login_of(bob), login_of(alice)
    ]  # fmt: skip
    records = {
        one["login"]: one for one in say("due", "--clients", "--json", FOLLOWUP_DB=carol).json()
    }
    for url in (alice, bob):
        mine = say("due", "--json", FOLLOWUP_DB=url).json()
        record = records[login_of(url)]
        assert record["due"] == len(mine)
        assert record["overdue"] == sum(one["days_over"] > 0 for one in mine)
        assert record["due_on"] == min(one["due_on"] for one in mine)
        assert (record["applications"], record["interviews"]) == (1, 1)
    counted = say("stats", "--clients", FOLLOWUP_DB=carol).out
    assert counted.splitlines()[0].split()[:2] == ["client", "applications"]
    assert say("due", "--clients", FOLLOWUP_DB=bob).out.startswith("No client")
    file = say("due", "--clients", FOLLOWUP_DB=str(home / "f.db"))
    assert (file.status, "on a server" in file.err) == (2, True)


def test_a_coach_acts_for_a_client_as_far_as_it_was_granted(
    alice: str, bob: str, carol: str, say: Say
) -> None:
    me = {"FOLLOWUP_DB": carol}
    each: tuple[tuple[str, ...], ...] = (("due",), ("list",), ("show", "1"), ("export", "json"))
    for words in each:
        assert say("--for", login_of(alice), *words, **me).out == say(*words).out
        assert say(*words, FOLLOWUP_FOR=login_of(bob), **me).out == say(*words, FOLLOWUP_DB=bob).out
    before = content(bob)
    for words in (("done", "1"), ACME, ("undo", "1"), ("config", "set", "you.name", "C")):
        refused = say("--for", login_of(bob), *words, **me)
        assert (refused.status, "not change them" in refused.err) == (1, True), words
    assert content(bob) == before
    assert say("--for", login_of(alice), "done", "1", **me).status == 0
    assert f"(by {login_of(carol)})" in say("undo", "--list").out
    refused = say("undo")
    assert (refused.status, "is not yours" in refused.err) == (2, True)
    assert say("--for", login_of(alice), "undo", **me).status == 0
    assert "(by" not in say("undo", "--list").out
    assert say("--for", login_of(alice), "done", "1", **me).status == 0
    (last, *_) = say("undo", "--list", "--json").json()
    assert say("undo", str(last["id"])).status == 0
    refused = say("--for", login_of(alice), "undo", **me)
    assert (refused.status, "the owner made" in refused.err) == (2, True)
    assert say("due", **me).status == 1
    assert say("server", "revoke", alice, login_of(carol)).status == 0
    assert "There is no client" in say("--for", login_of(alice), "due", **me).err


def test_who_made_a_change_cannot_be_forged(alice: str, carol: str, say: Say) -> None:
    for forged in (
        "UPDATE followup.change SET made_by = ''",
        "UPDATE followup.change SET owner = 1",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            execute(alice, forged)
    insert = (
        "INSERT INTO followup.change (id, command, summary, made_at, made_by) "
        "VALUES (9, 'x', '', '2026-01-01', '')"
    )
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        execute(carol, insert)


def test_the_configuration_file_of_a_coach_is_not_the_client_s(
    alice: str, carol: str, say: Say, home: Path
) -> None:
    file = home / "config.toml"
    file.write_text('[you]\nname = "Carol"\n')
    before = content(alice)
    said = say("list", FOLLOWUP_DB=carol, FOLLOWUP_FOR=login_of(alice), FOLLOWUP_CONFIG=str(file))
    assert said.status == 0
    assert content(alice) == before


def test_an_auditor_reads_everybody_one_at_a_time_and_changes_nothing(
    alice: str, bob: str, database: str, say: Say
) -> None:
    say(*ACME)
    assert say("server", "add", database, "auditor1", "--auditor").status == 0
    me = {"FOLLOWUP_DB": database.replace("admin@", "auditor1@"), "FOLLOWUP_FOR": login_of(alice)}
    assert say("list", **me).out == say("list").out
    assert say("done", "1", **me).status == 1
    assert say("due", **{**me, "FOLLOWUP_FOR": "nobody-here"}).status == 1
    execute(database, "DROP ROLE auditor1")


def test_a_client_named_for_a_file_is_refused(say: Say, home: Path) -> None:
    said = say("--for", "alice", "list", FOLLOWUP_DB=str(home / "f.db"))
    assert (said.status, "FOLLOWUP_DB" in said.err) == (2, True)


HARMS = (
    ("DROP POLICY own_reads ON followup.contact", "policy own_reads of followup.contact is missing"),
    ("CREATE POLICY all_see ON followup.note USING (true)", "policy all_see of followup.note is not"),
    (
        "ALTER POLICY own_deletes ON followup.topic USING (true)",
        "policy own_deletes of followup.topic is not what",
    ),
    ("ALTER TABLE followup.note NO FORCE ROW LEVEL SECURITY", "note is not what followup made"),
    ("ALTER TABLE followup.note DISABLE ROW LEVEL SECURITY", "note is not what followup made"),
    ("ALTER VIEW followup.followup_view RESET (security_invoker)", "followup_view is not what"),
    ("GRANT TRUNCATE ON followup.note TO followup_seeker", "note is not what followup made"),
    ("GRANT UPDATE (made_by) ON followup.change TO followup_seeker", "column change.made_by is not"),
    ("DROP INDEX followup.application_open_once", "index application_open_once is missing"),
    ("ALTER FUNCTION followup.acting() SECURITY INVOKER", "function acting is not what"),
    ("GRANT EXECUTE ON FUNCTION followup.writing() TO PUBLIC", "function writing is not what"),
    ("ALTER TABLE followup.interview DROP CONSTRAINT starts_before_ends", "starts_before_ends of"),
    ("CREATE ROLE sly LOGIN IN ROLE followup_admin", "login sly is a member of followup_admin"),
    ("CREATE ROLE sly LOGIN BYPASSRLS IN ROLE followup_seeker", "login sly of followup may see"),
    ("ALTER ROLE followup_reader LOGIN", "role followup_reader may log in"),
)  # fmt: skip


def test_check_names_everything_that_no_longer_protects(cluster: Cluster, say: Say) -> None:
    url = cluster.database()
    settings = say("server", "check", url)  # the tests' own server is fast, and not durable
    assert settings.status == 5
    assert [row.split()[2] for row in settings.out.splitlines()] == [
        "fsync", "full_page_writes", "synchronous_commit"
    ]  # fmt: skip
    assert say("server", "check", url).out == settings.out
    for harm, sentence in HARMS:
        execute(url, harm)
        assert sentence in say("server", "check", url).out, harm
        if "ROLE" in harm:
            undo = "DROP ROLE sly" if "sly" in harm else "ALTER ROLE followup_reader NOLOGIN"
            execute(url, undo)


WRITER = """
import sys, time
from followup.__main__ import answer
for n in range(int(sys.argv[2])):
    status = answer(["add", f"Co {sys.argv[1]} {n}", "--at", "yesterday"])
    print("TOLD", sys.argv[1], n, status, flush=True)
    time.sleep(0.05 if status else 0)
"""


def test_a_server_that_stops_under_writers_loses_nothing_that_was_acknowledged(
    home: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = postgres.binaries()
    assert programs is not None
    with postgres.cluster(programs, durable=True) as cluster:
        monkeypatch.setenv("FOLLOWUP_DB", cluster.seeker(cluster.database()))
        assert say(*ACME).status == 0
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(number), "20"],
                env=variables(home),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(2)
        ]
        for _ in range(3):
            time.sleep(1.2)
            cluster.stop()
            cluster.start()
        told = [one.communicate(timeout=PATIENCE) for one in writers]
        server.close_all()
        listed = [one["company"] for one in say("list", "--json").json()]
        assert say("doctor").out == "All is well.\n"
        server.close_all()
    rows = [row.split()[1:] for out, _ in told for row in out.splitlines() if "TOLD" in row]
    stored = {f"Co {writer} {n}" for writer, n, status in rows if status == "0"}
    assert stored <= set(listed)
    assert len(listed) == len(set(listed))
    beyond = len(set(listed) - stored - {"Acme Corp"})
    assert beyond <= sum(err.count("nobody knows") for _, err in told)
    assert all("Traceback" not in err for _, err in told)


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_lost_answer_to_a_commit_is_called_unknown(
    cluster: Cluster, alice: str, say: Say, *, is_stored: bool
) -> None:
    with _line_cut_at_commit(cluster, is_stored=is_stored) as port:
        there = alice.partition("?")[0].replace("@/", f"@127.0.0.1:{port}/")
        said = say(*ACME, FOLLOWUP_DB=f"{there}?sslmode=disable")
    assert said.status == 1
    assert said.out == ""
    assert "nobody knows whether the change is stored" in said.err
    wait_until(lambda: not execute(alice, OTHERS))
    assert len(say("list", "--json").json()) == is_stored


OTHERS = "SELECT 1 FROM pg_stat_activity WHERE usename = session_user AND pid <> pg_backend_pid()"


@contextmanager
def _line_cut_at_commit(cluster: Cluster, *, is_stored: bool) -> Iterator[int]:
    """The port of a line to a server that breaks when a change is to be kept.

    `is_stored`: the server hears of it, and its answer is lost.
    """

    def carry() -> None:
        client, _ = listening.accept()
        for data, source, other in _heard(client, cluster):
            is_last = source is client and b"COMMIT" in data
            if not is_last or is_stored:
                other.sendall(data)
            if is_last and is_stored:
                other.recv(1)
            if is_last:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=carry, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join(60)
