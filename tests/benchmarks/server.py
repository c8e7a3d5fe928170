"""How fast a store on a PostgreSQL server is, among many owners.

    PYTHONPATH=tests:tests/reliability .venv/bin/python tests/benchmarks/server.py [OWNERS] [ROUNDS]

The server is a durable one of its own, with TLS and SCRAM on the loopback; the owners have 20
interviews each, copied from one that the program wrote, and one more owner has 10,000.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from threading import Event, Thread

import trustme
from timing import PROGRAM, ran

import postgres
from followup.store import migrations, schema, server, server_schema
from followup.store.due_list import moment, todos

CLIENTS = 200
PASSWORD = "bench"


def main() -> None:
    """Print the figures."""
    owners, rounds = (int(word) for word in (*sys.argv[1:], "2000", "100")[:2])
    programs = postgres.binaries()
    if programs is None:
        sys.exit("PostgreSQL is not installed.")
    with tempfile.TemporaryDirectory() as home, postgres.cluster(programs, durable=True) as cluster:
        authority, trusted = trustme.CA(), f"{home}/ca.pem"
        authority.cert_pem.write_to_path(trusted)
        cluster.listen(authority.issue_cert("localhost"), "shared_buffers=256MB")
        admin = cluster.database()
        logins = [cluster.seeker(admin), cluster.seeker(admin)]
        for login, interviews in zip(logins, (20, 10_000), strict=True):
            _record(home, login, interviews)
        _copy(admin, owners)
        for name in ("seeker1", "seeker2"):
            postgres.execute(admin, f"ALTER ROLE {name} PASSWORD '{PASSWORD}'")
        there = admin.partition("?")[0].rpartition("/")[2]
        few, many = (
            f"postgresql://{name}:{PASSWORD}@localhost:{cluster.port}/{there}"
            f"?sslmode=verify-full&sslrootcert={trusted}"
            for name in ("seeker1", "seeker2")
        )
        print(f"{owners:,} owners of 20 interviews, one of 10,000; TLS and SCRAM on the loopback")
        measure(cluster, home, few, many, rounds)
        _migrate(admin, few, many)


def measure(cluster: postgres.Cluster, home: str, few: str, many: str, rounds: int) -> None:
    """Print how long each thing takes, and how much of it a processor worked."""
    for name, url in (("20", few), ("10,000", many)):

        def due(url: str = url) -> None:
            env = {**os.environ, "FOLLOWUP_DB": url, "FOLLOWUP_CONFIG": f"{home}/none.toml"}
            ran([PROGRAM, "due"], env)

        _report(f"followup due of {name}", rounds // 5, due, lambda: _children(cluster))
    now = datetime.now(UTC)
    when = moment(now, now.date(), now.date())
    for name, url in (("20", few), ("10,000", many)):
        with server.reading(url) as ask:
            ((backend,),) = [row.values() for row in ask("SELECT pg_backend_pid() AS id", {})]
            _report(
                f"the due query of {name}",
                rounds,
                lambda: todos(ask, when, now.date(), 24),
                lambda: _of(backend),  # noqa: B023
            )
    coach = cluster.url("coach", few.partition("?")[0].rpartition("/")[2])
    with server.connected(coach) as connection:
        backend = connection.get_backend_pid()
    _report(
        f"{CLIENTS} clients of a coach",
        rounds,
        lambda: server.clients(coach, when),
        lambda: _of(backend),
    )


def _of(backend: int) -> float:
    """Milliseconds for which a process of the server has worked."""
    return int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e6


def _children(cluster: postgres.Cluster) -> float:
    """Milliseconds for which programs that ended, and the server's processes for them, worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    pid = (cluster.place / "data/postmaster.pid").read_text().split()[0]
    ended = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]
    ticks = sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")
    return (used.ru_utime + used.ru_stime + ticks) * 1000


def _report(name: str, rounds: int, act: Callable[[], object], worked: Callable[[], float]) -> None:
    act()
    times, begun = [], worked()
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    used = (worked() - begun) / rounds
    times.sort()
    print(
        f"{name}: p50 {median(times):.1f} ms, p99 {times[int(rounds * 0.99) - 1]:.1f} ms, "
        f"least {times[0]:.1f} ms; a processor worked {used:.1f} ms",
        flush=True,
    )


def _migrate(admin: str, few: str, many: str) -> None:
    """Add a column and an index to large tables, beside a report of 5 s, readers and writers."""
    asked = (
        (few, "SELECT count(*) FROM followup.followup_view"),
        (many, "SELECT company FROM followup.interview_view WHERE id = 1"),
        (few, "UPDATE followup.interview SET seq = seq"),
        (many, "UPDATE followup.followup SET chain = chain WHERE id = 1"),
    )
    step = (
        "ALTER TABLE interview ADD COLUMN tried VARCHAR DEFAULT '' NOT NULL",
        "CREATE INDEX followup_tried ON followup (due_on, kind)",
    )
    over, waits = Event(), list[float]()

    def ask(url: str, sql: str) -> None:
        with server.connected(url) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            while not over.is_set():
                begun = time.perf_counter()
                cursor.execute(sql)
                waits.append(time.perf_counter() - begun)

    threads = [Thread(target=ask, args=one, daemon=True) for one in asked]
    for thread in threads:
        thread.start()
    time.sleep(5)
    before, count = max(waits), len(waits)
    with server.snapshot(few) as report:
        report.execute("SELECT count(*) FROM interview_view")
        migrations.STEPS = {**migrations.STEPS, schema.VERSION: step}
        schema.VERSION += 1
        migration = Thread(target=server_schema.migrate, args=[admin])
        begun = time.perf_counter()
        migration.start()
        time.sleep(5)
    migration.join()
    took = time.perf_counter() - begun
    over.set()
    for thread in threads:
        thread.join()
    print(
        f"a migration beside a report of 5 s: {took:.1f} s; the longest of "
        f"{len(waits) - count:,} transactions meanwhile {max(waits[count:]) * 1000:.0f} ms, "
        f"of {count:,} in 5 s before it {before * 1000:.0f} ms"
    )


def _record(home: str, url: str, count: int) -> None:
    """Interviews of the last and the next weeks, by an import."""
    table = Path(home) / "many.csv"
    first = date.today() - timedelta(days=60)
    rows = (
        f"Company {n},Nurse,{first + timedelta(days=n % 75)},Person {n}\n" for n in range(count)
    )
    table.write_text("company,role,at,contact\n" + "".join(rows))
    env = {**os.environ, "FOLLOWUP_DB": url, "FOLLOWUP_CONFIG": f"{home}/none.toml"}
    done = ran([PROGRAM, "import", str(table)], env)
    print(f"import of {count:,} interviews: {done.ms / 1000:.1f} s")


def _copy(admin: str, owners: int) -> None:
    """Give many owners the rows of the first; the first CLIENTS of them are a coach's."""
    begun = time.perf_counter()
    quick = "SET session_replication_role = replica; SET search_path = followup; "
    postgres.execute(
        admin,
        quick + "INSERT INTO seeker SELECT n, 'copy' || n, used FROM seeker, "
        f"generate_series(3, {owners}) n WHERE id = 1",
    )
    for table in server_schema.tables():
        names = ", ".join(f'"{one.name}"' for one in table.columns)
        postgres.execute(
            admin,
            f'{quick}INSERT INTO "{table.name}" (owner, {names}) SELECT n, {names} '
            f'FROM "{table.name}", generate_series(3, {owners}) n WHERE owner = 1',
        )
    postgres.execute(admin, "CREATE ROLE coach LOGIN IN ROLE followup_seeker")
    granted = (
        f"INSERT INTO coaching SELECT n, 'coach', true FROM generate_series(3, {CLIENTS + 2}) n"
    )
    postgres.execute(admin, quick + granted)
    postgres.execute(admin, "ANALYZE")
    print(f"copied in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
