"""PostgreSQL: connecting, reading, and its errors. Its driver is loaded here alone.

Every reading and every change is one transaction. What it needs is set inside it, so that a
pooler between does no harm: the schema to look in, how long a lock is waited out, and the client.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from followup.domain import errors
from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line
from followup.environment import server_url, without_password
from followup.store import schema, sqlite

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Connection  # noqa: N812
    from psycopg2.extensions import cursor as Cursor  # noqa: N812

    Row = Mapping[str, Any]
    Values = Mapping[str, object]
    Ask = Callable[[str, Values], list[Row]]

OLDEST_SERVER = 15
"""PostgreSQL before it has no views that obey the rights of who asks."""

SILENT = 60.0
"""Seconds after which a server is left that says nothing; a lock is waited out for less."""

SILENT_BESIDE = 30.0
"""Seconds for which a server may think about whether it is at work on something else."""

HURRIED = "200ms"
"""How long who is hurried waits for a lock."""

_idle: dict[str, list[Connection]] = {}
"""Connections of this process that nobody uses, by store."""


@contextmanager
def reading(store: str, *, hurried: bool = False) -> Iterator[Ask]:
    """A way to ask the server, all of whose answers are of one moment.

    WorldError where it cannot be reached, or holds nothing that this login may read.
    """
    with snapshot(store) as cursor:
        if hurried:
            cursor.execute(f"SET LOCAL lock_timeout = '{HURRIED}'")
        yield partial(_ask, cursor)


def clients(store: str, when: Values) -> list[Row]:
    """The clients of who asks, the most pressing first; `when` as `due_list.moment` gives it."""
    with snapshot(store, is_coach=True) as cursor:
        return _ask(cursor, "SELECT * FROM followup.clients(:today, :now, :lately)", when)


@contextmanager
def snapshot(store: str, *, is_coach: bool = False) -> Iterator[Cursor]:
    """A transaction that only reads, as of one moment, and whose values nobody looks at.

    A coach needs no place of their own.
    """
    with connected(store) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;" + ENTER, entering(store))
        first = check(store, cursor.fetchone(), is_coach=is_coach)
        sqlite.begins_with(store, (0, 0, first, 0))
        yield cursor
        cursor.execute("ROLLBACK")


ENTER = f"""
SET LOCAL search_path = followup, pg_temp;
SET LOCAL jit = off;
SET LOCAL lock_timeout = '{schema.BUSY_SECONDS}s';
SELECT set_config('followup.client', %(client)s, true);
SELECT (SELECT version FROM followup.schema_version),
       (SELECT oldest_client FROM followup.schema_version),
       current_setting('server_version_num')::integer / 10000, session_user,
       rolsuper OR rolbypassrls OR pg_has_role(session_user, 'followup_admin', 'member'),
       followup.acting(), (SELECT uid FROM followup.application ORDER BY owner, id LIMIT 1)
FROM pg_roles WHERE rolname = session_user"""
"""The first statement of a transaction; its row is what `check` judges.

To compile a question takes seconds, and to answer it milliseconds, hence no `jit`.
"""


def entering(store: str) -> Mapping[str, str]:
    """The values of ENTER."""
    return {"client": server_url(store)[1]}


def check(store: str, row: tuple[Any, ...] | None, *, is_coach: bool = False) -> str | None:
    """The `uid` of the owner's first application, None where there is none.

    WorldError where a login may not work here, or the schema is of another time.
    """
    if row is None:
        raise not_made(store)
    version, oldest, server, login, is_mighty, owner, first = row
    name, client = shown(store), server_url(store)[1]
    if is_mighty:
        raise WorldError(
            f"{login} may see everybody's rows at {name}: it is a superuser, bypasses row-level "
            "security, or owns followup's tables. Log in as somebody whom `followup server add` "
            "has added."
        )
    if server < OLDEST_SERVER:
        raise WorldError(
            f"The server at {name} is PostgreSQL {server}; followup needs {OLDEST_SERVER} or later."
        )
    if oldest > schema.VERSION:
        raise newer(name, version)
    if version < schema.VERSION:
        raise older(name, version)
    if is_coach:
        return None
    if owner is None and client:
        raise WorldError(f"There is no client “{line(client)}” at {name} for whom {login} may act.")
    if owner is None:
        raise WorldError(
            f"{login} has no place at {name} yet. Ask who runs it to type: "
            f"followup server add URL {login}"
        )
    return None if first is None else str(first)


@contextmanager
def connected(store: str) -> Iterator[Connection]:
    """A connection, of which a command needs one at a time.

    WorldError for what the server or its driver reports.
    """
    waiting = _idle.setdefault(store, [])
    connection = waiting.pop() if waiting else connect(*server_url(store)[:1], name=shown(store))
    try:
        with sentences(store), waits_by(_wait):
            yield connection
    except BaseException:
        connection.close()
        raise
    waiting.append(connection)


@contextmanager
def waits_by(how: Callable[[Connection], None] | None) -> Iterator[None]:
    """Have the driver wait for a server by a function of ours; None: as libpq does."""
    extensions = driver().extensions
    before = extensions.get_wait_callback()
    extensions.set_wait_callback(how)
    try:
        yield
    finally:
        extensions.set_wait_callback(before)


def _wait(connection: Connection, url: str = "", limit: float | None = None) -> None:
    """Wait until the server has answered. OperationalError, with SILENT's words, if it does not.

    The driver then closes the connection. Ctrl-C is acted on at once. With a `url`, what takes
    long is waited for as long as the server says, by another connection, that it is at work on it.
    `limit` is in seconds; SILENT where there is none.
    """
    import select

    psycopg2 = driver()
    wanted = psycopg2.extensions.POLL_READ
    while (state := connection.poll()) != psycopg2.extensions.POLL_OK:
        reads, writes = ([connection], []) if state == wanted else ([], [connection])
        if any(select.select(reads, writes, [], limit or SILENT)):
            continue
        is_at_work = url and _is_at_work(connection.get_backend_pid(), url)
        if not is_at_work and not any(select.select(reads, writes, [], 0)):
            raise psycopg2.OperationalError(_NO_ANSWER)


def _is_at_work(pid: int, url: str) -> bool:
    asked = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND state = 'active'"
    try:
        with closing(connect(url)) as other, waits_by(partial(_wait, limit=SILENT_BESIDE)):
            cursor = other.cursor()
            cursor.execute(asked, (pid,))
            return cursor.fetchone() is not None
    except (WorldError, driver().Error):
        return False


_NO_ANSWER = "no answer within the limit"


@contextmanager
def administered(url: str) -> Iterator[Connection]:
    """A connection of who runs the server, for statements that may take minutes."""
    connection = connect(url)
    try:
        with waits_by(partial(_wait, url=url)):
            yield connection
    finally:
        connection.close()


def commit(connection: Connection, url: str) -> None:
    """Keep what was done. WorldError, where the answer is lost, that says that nobody knows."""
    try:
        connection.commit()
    except driver().Error as error:
        if is_lost(error):
            raise unknown(without_password(url), "Look with `followup server check`") from None
        raise


def is_lost(error: object) -> bool:
    """Whether the server ended, or stopped answering, with this error of the driver."""
    code = getattr(error, "pgcode", None) or ""
    return not code or code.startswith(("57", "08"))


def close_all() -> None:
    """Close the connections that nobody uses."""
    for waiting in _idle.values():
        while waiting:
            waiting.pop().close()


def connect(url: str, *, name: str = "") -> Connection:
    """Open a connection. UsageError for a URL that is none, WorldError where nobody answers.

    A server that is not this machine must prove who it is.
    """
    psycopg2 = driver()
    name = name or without_password(url)
    if any(sign in url.partition("://")[2].rpartition("@")[0] for sign in "/?#"):
        raise _no_url()  # a part of a password would be taken for the name of a machine
    try:
        detail = psycopg2.extensions.parse_dsn(url)
    except (psycopg2.Error, UnicodeError, ValueError):
        raise _no_url() from None
    try:
        with waits_by(None):  # libpq itself keeps to `connect_timeout`
            return psycopg2.connect(**_safely(detail, name))  # type: ignore[no-any-return]
    except psycopg2.OperationalError as error:
        why = str(error).replace(detail.get("password") or "\0", "…")
        raise WorldError(f"{_unreached(name, why)} Nothing was changed.") from None
    except (psycopg2.DatabaseError, UnicodeDecodeError):
        why = "what answers there does not talk as PostgreSQL does"
        raise WorldError(
            f"The server at {name} cannot be used: {why}. Nothing was changed."
        ) from None
    except (psycopg2.Error, UnicodeError, ValueError):
        raise _no_url() from None


def _no_url() -> UsageError:
    return UsageError(
        "FOLLOWUP_DB is not the URL of a PostgreSQL server. Write it as "
        "postgresql://NAME@HOST/DATABASE, and a sign such as @, / or # in it as %40, %2F or %23."
    )


def _safely(said: Mapping[str, str], name: str) -> dict[str, str]:
    """The parameters of a connection, none of which the environment may weaken.

    UsageError where a server on another machine would not have to prove who it is.
    """
    if "service" in said:
        raise UsageError("A URL with `service` does not say which server it is; name its host.")
    hosts = (said.get("hostaddr") or said.get("host") or "").split(",")
    options = {"connect_timeout": "10", "host": "", "hostaddr": "", "client_encoding": "UTF8"}
    if not all(map(_is_here, hosts)):
        if said.get("sslmode", "verify-full") != "verify-full":
            raise UsageError(
                f"{name} is not on this machine, so the server must prove who it is: leave "
                "sslmode out, or make it verify-full; sslrootcert names the certificate."
            )
        options["sslmode"] = "verify-full"
    return {**options, "application_name": "followup", **said}


def _is_here(host: str) -> bool:
    names = ("", "localhost", "::1")
    return host in names or host.startswith(("/", "@")) or _LOOPBACK.fullmatch(host) is not None


_LOOPBACK = re.compile(r"127(\.[0-9]{1,3}){1,3}")
"""Addresses of this machine; 127.0.0.1.example.com may be anybody's."""


_REACHED = (
    ("password authentication failed", "it does not accept this name and password"),
    ("no password supplied", "it asks for a password; write it into ~/.pgpass or the URL"),
    ("certificate verify failed", "its certificate is not one that this machine trusts"),
    ("root certificate file", "no certificate is there to check it by; name one with sslrootcert"),
    ("server certificate for", "its certificate is that of another machine"),
    ("does not support SSL", "it does not offer TLS"),
    ("could not translate host name", "there is no machine of that name"),
    ("Connection refused", "nothing answers there; is PostgreSQL running?"),
    ("No such file or directory", "nothing answers there; is PostgreSQL running?"),
    ("timeout expired", "it does not answer"),
    ("too many clients", "it has as many connections as it can have; try again"),
    ("starting up", "it is starting; try again in a moment"),
    ("shutting down", "it is being shut down"),
)


def _unreached(name: str, why: str) -> str:
    reason = next((sentence for words, sentence in _REACHED if words in why), "")
    return f"The server at {name} cannot be used: {reason or line(why.strip().splitlines()[-1])}."


def driver() -> Any:
    """The module `psycopg2`. WorldError, which says how to install it, where it is not there."""
    try:
        import psycopg2
        import psycopg2.extensions
    except ImportError:
        raise WorldError(
            "FOLLOWUP_DB names a PostgreSQL server; to use one, a library is needed. Type: "
            f"{errors.install_command('psycopg2-binary')}"
        ) from None
    return psycopg2


def shown(store: str) -> str:
    """The URL of a store on a server without password and client."""
    return line(store.partition("#")[0])


def _ask(cursor: Cursor, sql: str, values: Values) -> list[Row]:
    cursor.execute(translated(sql), values)
    return rows(cursor)


def rows(cursor: Any) -> list[Row]:
    """What was answered, by name. WorldError where a value is not what its column holds.

    PostgreSQL keeps the types; days and words are text there, too.
    """
    names = [column[0] for column in cursor.description]
    checks = list(map(schema.misfits, names))
    answered: list[Row] = []
    for values in cursor.fetchall():
        for name, is_misfit, value in zip(names, checks, values, strict=True):
            if is_misfit(value):
                raise schema.damaged("the store", f"the column {name} holds what it cannot")
        answered.append(dict(zip(names, values, strict=True)))
    return answered


@lru_cache(maxsize=500)
def translated(sql: str) -> str:
    """A question as the driver takes it: `:name` is `%(name)s`, and words are found as in SQLite,
    where LIKE ignores the case of ASCII.
    """
    for ours, theirs in (
        ("%", "%%"),
        (sqlite.NOT_ASCII, "~ '[^[:ascii:]]'"),
        (" LIKE ", " ILIKE "),
    ):
        sql = sql.replace(ours, theirs)
    return _NAMED.sub(lambda found: f"%({found[1]})s" if found[1] else found[0], sql)


_NAMED = re.compile(r"'[^']*'|:(\w+)")


@contextmanager
def sentences(store: str) -> Iterator[None]:
    """WorldError, as a sentence, for what the server or its driver reports inside."""
    psycopg2 = driver()
    try:
        yield
    except psycopg2.Error as error:
        raise failed(store, error) from None
    except ValueError as error:
        if "NUL" not in str(error) and not isinstance(error, UnicodeEncodeError):
            raise
        raise UsageError(
            "A text holds a NUL or half of a sign, which a server cannot keep; take it out. "
            "Nothing was changed."
        ) from None


def failed(store: str, error: BaseException) -> WorldError:
    """The sentence for an error of the driver. Nothing of its transaction was stored."""
    code = getattr(error, "pgcode", None) or ""
    name = shown(store)
    if code in _NO_PLACE:
        return not_made(store)
    for begins, (why, advice) in _BY_CODE.items():
        if code.startswith(begins):
            return schema.stopped(why.format(name=name), advice)
    if _NO_ANSWER in str(error):
        return schema.stopped(
            f"The server at {name} {reason(error)}", "Try again, or tell who runs it."
        )
    if not code:
        return schema.stopped(f"The connection to {name} was lost", "Type the command again.")
    return schema.stopped(f"The server at {name} {reason(error)}")


def reason(error: BaseException) -> str:
    """The end of a sentence that begins with the server: what it reports, or that it is silent."""
    if _NO_ANSWER in str(error):
        return f"has not answered for {SILENT:.0f} seconds"
    return f"reports: {line(str(error).strip().partition(chr(10))[0])}"


_BY_CODE = {
    "55P03": (
        f"Your rows at {{name}} were locked by another program for {schema.BUSY_SECONDS} seconds",
        "Try again when that program has finished.",
    ),
    "40": ("Another program changed your rows at {name} at the same moment", "Try again."),
    "53100": ("The disk of the server at {name} is full", "Tell who runs it."),
    "53": ("The server at {name} has no room for this just now", "Try again."),
    "25006": ("The server at {name} takes no changes now", "Tell who runs it."),
    "57": ("The server at {name} was stopped", "Try again in a moment."),
    "08": ("The connection to {name} was lost", "Type the command again."),
    "42501": ("You may read these rows at {name}, but not change them", ""),
    "22003": ("A number is larger than the server at {name} can keep", ""),
    "22021": ("A text holds a sign that the server at {name} cannot keep", ""),
}
"""What stopped a command and what helps, by the beginning of what SQL calls the state."""

_NO_PLACE = ("42P01", "3F000", "42704")
"""The states of a database where a table, a schema or an object is not there."""


def not_made(store: str) -> WorldError:
    """The database holds no followup."""
    return WorldError(
        f"The database at {shown(store)} has no place for followup yet. Ask who runs it to type: "
        "followup server make URL"
    )


def newer(name: str, version: int) -> WorldError:
    """The schema is one that this program would not use rightly."""
    return WorldError(
        f"The schema at {name} is {version}, and this version of followup knows {schema.VERSION}. "
        f"{errors.upgrade_command()}"
    )


def older(name: str, version: int) -> WorldError:
    """The schema is one of an earlier program."""
    return WorldError(
        f"The schema at {name} is {version}, and this version of followup needs {schema.VERSION}. "
        "Who runs it types: followup server migrate URL"
    )


def unknown(store: str, look: str = "Look with `followup undo --list`") -> WorldError:
    """The server did not say whether it has stored a change."""
    return WorldError(
        f"The connection to {shown(store)} was lost before the server answered, so nobody knows "
        f"whether the change is stored. {look} before you type it again."
    )
