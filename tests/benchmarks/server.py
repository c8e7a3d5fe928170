"""How fast a store on a PostgreSQL server is, among many owners.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/server.py [OWNERS] [ROUNDS]

The server is a durable one of its own, with TLS and SCRAM on the loopback; the owners have 20
interviews each, copied from one that the program wrote, and one more owner has 10,000.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import trustme
from timing import PROGRAM, ran

import postgres
from followup.store import server, server_schema
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
        seeker = cluster.seeker(admin)
        large = cluster.seeker(admin)
        _record(home, seeker, 20)
        _record(home, large, 10_000)
        _copy(admin, owners)
        for login in ("seeker1", "seeker2"):
            postgres.execute(admin, f"ALTER ROLE {login} PASSWORD '{PASSWORD}'")
        there = admin.partition("?")[0].rpartition("/")[2]
        urls = {
            name: f"postgresql://{name}:{PASSWORD}@localhost:{cluster.port}/{there}"
            f"?sslmode=verify-full&sslrootcert={trusted}"
            for name in ("seeker1", "seeker2")
        }
        print(f"{owners:,} owners of 20 interviews, one of 10,000; TLS and SCRAM on the loopback")
        _report("followup due, a process", rounds // 5, lambda: _due(urls["seeker1"], home))
        _report("the same, 10,000 interviews", rounds // 5, lambda: _due(urls["seeker2"], home))
        _queries(urls["seeker1"], rounds)
        _queries(urls["seeker2"], rounds)
        _coach(admin, rounds)


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


def _due(url: str, home: str) -> None:
    ran(
        [PROGRAM, "due"], {**os.environ, "FOLLOWUP_DB": url, "FOLLOWUP_CONFIG": f"{home}/none.toml"}
    )


def _queries(url: str, rounds: int) -> None:
    """The question of what is due, over a connection that is kept."""
    now = _now()
    when = moment(now, now.date(), now.date())
    with server.reading(url) as ask:
        name = url.partition("//")[2].partition(":")[0]
        _report(f"the due query of {name}", rounds, lambda: todos(ask, when, now.date(), 24))


def _coach(admin: str, rounds: int) -> None:
    url = admin.replace("admin@", "coach@")
    now = _now()
    when = moment(now, now.date(), now.date())
    _report(f"{CLIENTS} clients of a coach", rounds, lambda: server.clients(url, when))


def _now() -> datetime:
    return datetime.now(UTC)


def _report(name: str, rounds: int, act: Callable[[], object]) -> None:
    times = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    times = sorted(times[1:])
    print(f"{name}: p50 {median(times):.1f} ms, p99 {times[int(len(times) * 0.99) - 1]:.1f} ms")


if __name__ == "__main__":
    main()
