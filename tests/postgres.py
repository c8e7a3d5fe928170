"""A PostgreSQL server of the tests' own: there in a second, without a port, gone at the end.

It runs as another user where the tests are root's, who may not run one. What it stores survives
no power failure, which makes it fast; `durable` gives one that does. The reliability checks use it,
too, which never import the program.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SMALL = ("listen_addresses=", "max_connections=60", "shared_buffers=32MB", "autovacuum=off")


def binaries() -> Path | None:
    """Where the newest server's programs are; None where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _user() -> str | None:
    """Who runs it; None for the user of the tests."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Cluster:
    """A running server; `place` is the directory of its socket and its data."""

    def __init__(self, place: Path, programs: Path, settings: tuple[str, ...]) -> None:
        self.place, self.programs, self.settings = place, programs, settings
        self.port = 0
        self.databases = 0
        self.logins = 0

    def run(self, program: str, *words: str) -> None:
        """Run one of the server's programs."""
        subprocess.run(
            [str(self.programs / program), *words],
            user=_user(), cwd="/", check=True, stdout=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PGCTLTIMEOUT": "600"},
        )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = " ".join(f"-c {one}" for one in (*SMALL, *self.settings))
        self.run(
            "pg_ctl", "start", "-s", "-w", "-D", f"{self.place}/data", "-l", f"{self.place}/log",
            "-o", f"-k {self.place} {options}",
        )  # fmt: skip

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` is as if it crashed."""
        self.run("pg_ctl", "stop", "-s", "-m", mode, "-D", f"{self.place}/data")

    def listen(self, certificate: Any, *settings: str) -> None:
        """Start it anew, to be reached at the addresses of this machine by TLS and SCRAM alone.

        `certificate` is one of `trustme`.
        """
        from mail_servers import free_port

        data = self.place / "data"
        self.stop("fast")
        certificate.private_key_pem.write_to_path(str(data / "server.key"))
        certificate.cert_chain_pems[0].write_to_path(str(data / "server.crt"))
        for name in ("server.key", "server.crt"):
            os.chown(data / name, data.stat().st_uid, data.stat().st_gid)
            (data / name).chmod(0o600)
        rules = "local all all trust\nhostssl all all all scram-sha-256\n"
        (data / "pg_hba.conf").write_text(rules)
        self.port = self.port or free_port()
        self.settings = ("listen_addresses=*", f"port={self.port}", "ssl=on", *settings)
        self.start()

    def url(self, login: str, database: str) -> str:
        """The URL of a login."""
        port = f"&port={self.port}" if self.port else ""
        return f"postgresql://{login}@/{database}?host={self.place}{port}"

    def database(self) -> str:
        """A new database with followup's schema; its URL for who runs it."""
        from followup.store import server_schema

        admin = self.empty_database()
        server_schema.make(admin)
        return admin

    def empty_database(self, *options: str) -> str:
        """A new database without a schema, with these words for `createdb`; its URL."""
        self.databases += 1
        name = f"followup{self.databases}"
        port = ("-p", str(self.port)) if self.port else ()
        self.run(
            "createdb",
            "-h",
            str(self.place),
            *port,
            "-U",
            "admin",
            "-T",
            "template0",
            *options,
            name,
        )
        return self.url("admin", name)

    def seeker(self, admin: str) -> str:
        """A new login with a place in a database; its URL."""
        from followup.store import server_schema

        self.logins += 1
        login = f"seeker{self.logins}"
        server_schema.add(admin, login)
        return admin.replace("admin@", f"{login}@")


@contextmanager
def cluster(programs: Path, *, durable: bool = False) -> Iterator[Cluster]:
    """A running server, in a directory that is removed at the end."""
    # the path of a socket has 107 bytes at most
    place = Path(tempfile.mkdtemp(prefix="followup-pg-", dir="/tmp"))
    try:
        if user := _user():
            shutil.chown(place, user)
        place.chmod(0o755)
        made = Cluster(place, programs, () if durable else FAST)
        made.run("initdb", "-N", "-A", "trust", "-U", "admin", "-E", "UTF8", "--locale", "C.UTF-8",
                 "-D", f"{place}/data")  # fmt: skip
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(place)


def execute(url: str, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Run SQL as a login, in a transaction of its own; what it answers."""
    import psycopg2

    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
