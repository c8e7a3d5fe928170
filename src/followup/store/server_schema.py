"""The schema of a server: the tables of a file, each with its owner first, and who sees what.

PostgreSQL knows who asks: the login, `session_user`, which no setting changes. `acting()` is the
owner whose rows are read: one's own, or those of the client that `followup.client` names, if that
client was granted to this login. A policy of each table believes this function alone.

It is brought from version to version while people use it. A step is that of a file
(`migrations.STEPS`), as PostgreSQL has it. Each of its parts is a transaction that waits for a lock only
briefly, since whoever comes after it waits as long, and is tried again; indexes are made and
dropped beside the changes of others. A part that is done already is passed over, so after an
interruption the same command goes on.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Table, UniqueConstraint
from sqlalchemy.schema import sort_tables

from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line
from followup.environment import without_password
from followup.store import migrations, models, schema, server
from followup.store.engine import column_type

ROLES = {
    "followup_admin": "owns the tables, and is bound by their policies",
    "followup_seeker": "every login that uses followup is a member",
    "followup_auditor": "its members read everybody's rows, one owner at a time",
    "followup_reader": "owns the functions that read for a coach",
}
"""Roles that nobody logs in as."""

LOCK = 0x666C7570
"""The advisory lock of who makes or changes the schema."""


def tables() -> list[Table]:
    """The tables of a file, each after those that it refers to."""
    return sort_tables([model.__table__ for model in models.ALL])  # type: ignore[attr-defined]


def statements() -> Iterator[str]:
    """What lays the whole schema, run as `followup_admin`."""
    yield from _OWNERS
    for table in tables():
        yield _table(table)
        yield from map(_index, sorted(table.indexes, key=lambda one: str(one.name)))
        yield from protections(table.name, [column.name for column in table.columns])
    yield from _views()
    oldest = oldest_client(schema.VERSION)
    yield f"INSERT INTO schema_version VALUES (true, {schema.VERSION}, {oldest})"


def oldest_client(version: int) -> int:
    """The schema of the oldest program that reads and writes that of `version` rightly.

    An older one goes on over steps of indexes alone that are not unique. It would lose what a
    new table or column holds when it takes back a removal, restores a copy, or forgets a person.
    """
    changing = (
        number + 1
        for number, step in migrations.STEPS.items()
        if number < version and not all(map(_ONLY_SPEED.match, step))
    )
    return max(changing, default=1)


_ONLY_SPEED = re.compile(r"(CREATE|DROP) INDEX ")


def _views() -> Iterator[str]:
    for name, query in schema.VIEWS.items():
        yield view(name, query)
        yield f"GRANT SELECT ON {name} TO followup_seeker, followup_reader"


def renewed() -> Iterator[str]:
    """What puts the views and functions of this program in the place of an older one's."""
    yield f"DROP VIEW IF EXISTS {', '.join(schema.VIEWS)}"
    yield from _views()
    for text in FUNCTIONS.values():
        yield text.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    yield from READER


def _function(name: str, needs: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE client text := current_setting('followup.client', true);
BEGIN
    IF client IS NULL OR client = '' OR client = session_user THEN
        RETURN (SELECT id FROM followup.seeker WHERE login = session_user);
    END IF;
    RETURN (SELECT s.id FROM followup.seeker s WHERE s.login = client AND ({needs}));
END $$"""


_GRANTED = """EXISTS (SELECT 1 FROM followup.coaching c
        WHERE c.owner = s.id AND c.coach = session_user{only})"""

_PENDING = """f.owner = c.owner AND f.status = 'pending' AND f.ready_on <= $1
    AND NOT (f.kind = 'prep' AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.owner = f.owner
        AND i.id = f.interview_id AND i.day >= $3 AND i.starts > $2))
    AND NOT (f.kind = 'thank_you' AND f.due_on >= $1 AND EXISTS (SELECT 1 FROM interview i
        WHERE i.owner = f.owner AND i.id = f.interview_id AND i.day >= $3 AND i.ends > $2))"""
"""What `due_list.CAN_BE_DONE` says, of one client among all owners."""

CLIENTS = f"""
CREATE FUNCTION clients(today text, now text, lately text) RETURNS TABLE (
    login text, may_write boolean, overdue bigint, due bigint, kind text, contact text,
    company text, role text, due_on text, idle bigint, offer_until text, applications bigint,
    open bigint, interviews bigint, offers bigint, accepted bigint, last_change text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = followup, pg_catalog, pg_temp SET jit = off
ROWS 200 AS $$
SELECT s.login, c.may_write, n.overdue, n.due, p.kind, p.contact, p.company, p.role, p.due_on,
    (SELECT count(*) FROM idle x WHERE x.owner = c.owner),
    (SELECT min(a.deadline_on) FROM application a JOIN followup f
        ON f.owner = a.owner AND f.application_id = a.id
        WHERE a.owner = c.owner AND a.outcome = 'offer' AND f.status = 'pending'
        AND f.kind = 'decide_offer'),
    a.applications, a.open,
    (SELECT count(*) FROM interview i
        WHERE i.owner = c.owner AND NOT i.cancelled AND i.ends <= $2),
    a.offers, a.accepted,
    (SELECT max(h.made_at) FROM change h WHERE h.owner = c.owner)
FROM coaching c JOIN seeker s ON s.id = c.owner
CROSS JOIN LATERAL (SELECT count(*) AS applications,
    count(*) FILTER (WHERE x.outcome IN ('', 'offer')) AS open,
    count(*) FILTER (WHERE x.outcome = 'offer') AS offers,
    count(*) FILTER (WHERE x.outcome = 'accepted') AS accepted
    FROM application x WHERE x.owner = c.owner) AS a
CROSS JOIN LATERAL (SELECT count(*) AS due,
    count(*) FILTER (WHERE f.due_on < $1) AS overdue FROM followup f WHERE {_PENDING}) AS n
LEFT JOIN LATERAL (
    SELECT f.kind, v.contact, v.company, v.role, f.due_on
    FROM (SELECT * FROM followup f WHERE {_PENDING} ORDER BY f.due_on, f.id LIMIT 1) AS f
    JOIN followup_view v ON v.owner = f.owner AND v.id = f.id) AS p ON true
WHERE c.coach = session_user
ORDER BY p.due_on NULLS LAST, s.login
$$"""
"""A coach's clients, the most pressing first: a line each. It reads for the coach alone.

A policy for several owners at once would have PostgreSQL read everybody's rows to join them.
"""

MAKER = """
CREATE FUNCTION maker() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF followup.writing() = (SELECT id FROM followup.seeker WHERE login = session_user) THEN
        RETURN '';
    END IF;
    RETURN session_user;
END $$"""
"""Who changes an owner's rows: nobody's name where it is the owner."""

FUNCTIONS = {
    "acting": _function(
        "acting",
        f"{_GRANTED.format(only='')} OR pg_has_role(session_user, 'followup_auditor', 'member')",
    ),
    "writing": _function("writing", _GRANTED.format(only=" AND c.may_write")),
    "maker": MAKER,
}
"""The owner whose rows may be read, and changed."""

_OWNERS = (
    "CREATE TABLE schema_version (is_one boolean PRIMARY KEY CHECK (is_one), "
    "version integer NOT NULL, oldest_client integer NOT NULL)",
    'CREATE TABLE seeker (id integer PRIMARY KEY, login text COLLATE "C" UNIQUE NOT NULL, '
    "used jsonb NOT NULL DEFAULT '{}')",
    'CREATE TABLE coaching (owner integer REFERENCES seeker, coach text COLLATE "C", '
    "may_write boolean NOT NULL, PRIMARY KEY (owner, coach))",
    "CREATE INDEX coaching_of ON coaching (coach)",
    *FUNCTIONS.values(),
    *(f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC" for name in FUNCTIONS),
    *(f"GRANT EXECUTE ON FUNCTION {name}() TO followup_seeker" for name in FUNCTIONS),
    *(
        f"ALTER TABLE {table} {what} ROW LEVEL SECURITY"
        for table in ("schema_version", "seeker", "coaching")
        for what in ("ENABLE", "FORCE")
    ),
    "CREATE POLICY everybody_reads ON schema_version FOR SELECT USING (true)",
    "CREATE POLICY admin ON schema_version TO followup_admin USING (true)",
    "CREATE POLICY admin ON seeker TO followup_admin USING (true)",
    "CREATE POLICY admin ON coaching TO followup_admin USING (true)",
    "CREATE POLICY own_reads ON seeker FOR SELECT TO followup_seeker "
    "USING (login = session_user OR id = (SELECT followup.acting()))",
    "CREATE POLICY own_changes ON seeker FOR UPDATE TO followup_seeker "
    "USING (id = (SELECT followup.writing())) WITH CHECK (id = (SELECT followup.writing()))",
    "CREATE POLICY own_reads ON coaching FOR SELECT TO followup_seeker USING "
    "(coach = session_user OR owner IN (SELECT id FROM followup.seeker WHERE login = session_user))",
    *(
        f"CREATE POLICY own_{verb}s ON coaching FOR {verb} TO followup_seeker {clause} "
        "(owner IN (SELECT id FROM followup.seeker WHERE login = session_user))"
        for verb, clause in (("insert", "WITH CHECK"), ("delete", "USING"))
    ),
    "CREATE POLICY coach_reads ON seeker FOR SELECT TO followup_reader USING (true)",
    "CREATE POLICY coach_reads ON coaching FOR SELECT TO followup_reader USING (true)",
    "GRANT SELECT ON schema_version, seeker, coaching TO followup_seeker",
    "GRANT SELECT ON seeker, coaching TO followup_reader",
    "GRANT UPDATE (used) ON seeker TO followup_seeker",
    "GRANT INSERT, DELETE ON coaching TO followup_seeker",
)

POLICIES = {
    "own_reads": "FOR SELECT TO followup_seeker USING (owner = (SELECT followup.acting()))",
    "own_inserts": "FOR INSERT TO followup_seeker WITH CHECK (owner = (SELECT followup.writing()))",
    "own_updates": "FOR UPDATE TO followup_seeker USING (owner = (SELECT followup.writing())) "
    "WITH CHECK (owner = (SELECT followup.writing()))",
    "own_deletes": "FOR DELETE TO followup_seeker USING (owner = (SELECT followup.writing()))",
    "coach_reads": "FOR SELECT TO followup_reader USING (true)",
}
"""The policies of each table with an owner."""


def protections(table: str, columns: Iterable[str]) -> Iterator[str]:
    """What keeps the rows of a table with these columns each owner's own."""
    for what in ("ENABLE", "FORCE"):
        yield f'ALTER TABLE "{table}" {what} ROW LEVEL SECURITY'
    for name, rule in POLICIES.items():
        yield f'CREATE POLICY {name} ON "{table}" {rule}'
    yield f'GRANT SELECT, DELETE ON "{table}" TO followup_seeker'
    yield f'GRANT SELECT ON "{table}" TO followup_reader'
    names = ", ".join(f'"{name}"' for name in columns)
    yield f'GRANT INSERT (owner, {names}), UPDATE ({names}) ON "{table}" TO followup_seeker'


def _table(table: Table) -> str:
    rows = ["owner integer NOT NULL DEFAULT followup.writing()"]
    rows += [_column(column) for column in table.columns]
    rows += [_key("PRIMARY KEY", table.primary_key.columns)]
    if table.name == "change":
        rows += ['made_by text COLLATE "C" NOT NULL DEFAULT followup.maker()']
    for constraint in sorted(table.constraints, key=lambda rule: str(rule.name)):
        if isinstance(constraint, UniqueConstraint):
            rows.append(_key("UNIQUE", constraint.columns))
        elif isinstance(constraint, ForeignKeyConstraint):
            (key,) = constraint.elements
            ends = f" ON DELETE {constraint.ondelete}" if constraint.ondelete else ""
            to = key.column.table.name
            rows.append(
                f'{_key("FOREIGN KEY", constraint.columns)} REFERENCES "{to}" (owner, id){ends}'
            )
        elif isinstance(constraint, CheckConstraint):
            rows.append(f'CONSTRAINT "{constraint.name}" CHECK ({constraint.sqltext})')
    return f'CREATE TABLE "{table.name}" ({", ".join(rows)})'


def _column(column: Any) -> str:
    default = column.server_default
    says = f" DEFAULT {default.arg.text}" if default is not None else ""
    return f'"{column.name}" {column_type(column)}{says}{"" if column.nullable else " NOT NULL"}'


def _key(what: str, columns: Any) -> str:
    return f"{what} ({_owned(columns)})"


def _owned(columns: Any) -> str:
    return ", ".join(["owner", *(f'"{column.name}"' for column in columns)])


def _index(index: Any) -> str:
    where = index.dialect_options["sqlite"]["where"]
    only = f" WHERE {where.text}" if where is not None else ""
    unique = "UNIQUE " if index.unique else ""
    return (
        f'CREATE {unique}INDEX "{index.name}" ON "{index.table.name}" '
        f"({_owned(index.columns)}){only}"
    )


def view(name: str, query: str) -> str:
    """A view as in a file, in which rows of one owner alone meet, and which lends nobody its rights."""
    owned = re.sub(r"\b(\w)\.id = (\w)\.", r"\1.owner = \2.owner AND \1.id = \2.", query)
    first = re.sub(r"SELECT (\w)\.id", r"SELECT \1.owner, \1.id", owned, count=1)
    return f"CREATE VIEW {name} WITH (security_invoker = true) AS {first}"


@contextmanager
def administered(url: str) -> Iterator[Any]:
    """A transaction of who runs the server. WorldError for what the server reports."""
    with (
        server.sentences(without_password(url)),
        server.administered(url) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET LOCAL lock_timeout = '{schema.BUSY_SECONDS}s'")
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        except server.driver().errors.LockNotAvailable:
            raise WorldError(
                f"Somebody else has been changing who and what is at {without_password(url)} for "
                f"{schema.BUSY_SECONDS} seconds; nothing was changed. Try again."
            ) from None
        yield cursor
        server.commit(connection, url)


def make(url: str) -> None:
    """Lay the schema in an empty database. UsageError where it is there already."""
    with administered(url) as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::integer / 10000")
        (found,) = cursor.fetchone()
        if found < server.OLDEST_SERVER:
            raise WorldError(
                f"The server is PostgreSQL {found}; followup needs {server.OLDEST_SERVER} or later."
            )
        cursor.execute("SELECT getdatabaseencoding(), to_regnamespace('followup') IS NOT NULL")
        encoding, is_there = cursor.fetchone()
        if is_there:
            raise UsageError(
                f"There is a schema named followup at {without_password(url)} already; "
                "followup server check says whether all is well with it."
            )
        if encoding != "UTF8":
            raise WorldError(
                f"The database keeps text as {encoding}, which has no place for every name. Make "
                "it anew: createdb --encoding UTF8 --template template0 NAME"
            )
        for role in ROLES:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        _lay(cursor)


def _lay(cursor: Any) -> None:
    for statement in (*_BEGIN, *statements(), *READER):
        cursor.execute(statement)


_BEGIN = (
    "GRANT followup_admin TO CURRENT_USER",
    "CREATE SCHEMA followup AUTHORIZATION followup_admin",
    "SET LOCAL ROLE followup_admin",
    "SET LOCAL search_path = followup, pg_temp",
    "GRANT USAGE ON SCHEMA followup TO followup_seeker, followup_reader",
)

READER = (
    "RESET ROLE",
    "GRANT followup_reader TO CURRENT_USER",
    "GRANT CREATE ON SCHEMA followup TO followup_reader",
    "SET LOCAL ROLE followup_reader",
    "DROP FUNCTION IF EXISTS clients(text, text, text)",
    CLIENTS,
    "REVOKE ALL ON FUNCTION clients(text, text, text) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION clients(text, text, text) TO followup_seeker",
    "RESET ROLE",
    "REVOKE CREATE ON SCHEMA followup FROM followup_reader",
)
"""What makes the function that reads for a coach; its owner may read every row."""


def add(url: str, login: str) -> bool:
    """Give a login a place of its own; whether the login is new, too. UsageError where it has one."""
    with administered(url) as cursor:
        is_new = _log_in(cursor, login)
        cursor.execute("SET LOCAL ROLE followup_admin")
        cursor.execute("SELECT 1 FROM seeker WHERE login = %s", (login,))
        if cursor.fetchone() is not None:
            raise UsageError(f"{line(login)} has a place there already.")
        cursor.execute(
            "INSERT INTO seeker (id, login) SELECT COALESCE(max(id), 0) + 1, %s FROM seeker",
            (login,),
        )
        return is_new


def _log_in(cursor: Any, login: str, role: str = "followup_seeker") -> bool:
    """See to it that a login is there and may use followup; whether it is new."""
    cursor.execute("SET LOCAL search_path = followup, pg_temp")
    is_new = not _is_login(cursor, login)
    if is_new:
        cursor.execute(f"CREATE ROLE {_name(login)} LOGIN")
    for one in {"followup_seeker", role}:
        cursor.execute(f"GRANT {one} TO {_name(login)}")
    return is_new


def add_auditor(url: str, login: str) -> bool:
    """Let a login read everybody's rows, one owner at a time; whether the login is new."""
    with administered(url) as cursor:
        return _log_in(cursor, login, "followup_auditor")


def grant(url: str, coach: str, client: str, *, may_write: bool) -> bool:
    """Let a coach see a client's rows, and change them; whether the coach's login is new.

    Who runs the server names the client; without one, a seeker's own rows are meant. UsageError
    where there is no such client, or no such login that a seeker could name.
    """
    with administered(url) as cursor:
        if not client and not _is_login(cursor, coach):
            raise UsageError(f"There is no login {line(coach)} there; ask who runs it to add one.")
        is_new = _log_in(cursor, coach) if client else False
        owner = _owner(cursor, client)
        cursor.execute("DELETE FROM coaching WHERE owner = %s AND coach = %s", (owner, coach))
        cursor.execute("INSERT INTO coaching VALUES (%s, %s, %s)", (owner, coach, may_write))
        return is_new


def revoke(url: str, coach: str, client: str) -> None:
    """Take a grant back. UsageError where there is none."""
    with administered(url) as cursor:
        owner = _owner(cursor, client)
        cursor.execute("DELETE FROM coaching WHERE owner = %s AND coach = %s", (owner, coach))
        if not cursor.rowcount:
            raise UsageError(f"{line(coach)} was granted nothing there.")


def _is_login(cursor: Any, login: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,))
    return cursor.fetchone() is not None


def _owner(cursor: Any, client: str) -> int:
    """The number of a client, asked as who runs the server; or one's own."""
    cursor.execute("SET LOCAL search_path = followup, pg_temp")
    if client:
        cursor.execute("SET LOCAL ROLE followup_admin")
    asked = "SELECT id FROM seeker WHERE login = COALESCE(NULLIF(%s, ''), session_user)"
    cursor.execute(asked, (client,))
    found = cursor.fetchone()
    if found is None:
        raise UsageError(f"{line(client) or 'This login'} has no place there.")
    return int(found[0])


def _name(login: str) -> str:
    """A name as SQL writes it."""
    return '"' + login.replace('"', '""') + '"'


def differences(url: str) -> list[str]:
    """What of a database is other than `make` would have it, in sentences; nothing stays changed.

    The schema is laid a second time, compared piece by piece, and taken back. WorldError where
    there is none, or who asks may not lay one.
    """
    with administered(url) as cursor:
        cursor.execute("SELECT to_regnamespace('followup') IS NOT NULL")
        if not cursor.fetchone()[0]:
            raise server.not_made(without_password(url))
        cursor.execute("SELECT version FROM followup.schema_version")
        (version,) = cursor.fetchone()
        if version > schema.VERSION:
            raise server.newer(without_password(url), version)
        if version < schema.VERSION:
            return [f"{server.older(without_password(url), version)}"]
        wrong = [
            sentence for sql, sentence in _SETTINGS for sentence in _wrong(cursor, sql, sentence)
        ]
        cursor.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        cursor.execute("SET LOCAL lock_timeout = '1s'")
        there = _pieces(cursor)
        cursor.execute("ALTER SCHEMA followup RENAME TO followup_checked")
        _lay(cursor)
        cursor.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        wanted = _pieces(cursor)
        cursor.connection.rollback()
    return [*wrong, *_compared(there, wanted)]


def _wrong(cursor: Any, sql: str, sentence: str) -> list[str]:
    cursor.execute(sql)
    return [sentence.format(*map(line, row)) for row in cursor.fetchall()]


def _compared(there: dict[str, str], wanted: dict[str, str]) -> Iterator[str]:
    for name in sorted(there.keys() | wanted.keys()):
        if name not in there:
            yield f"The {line(name)} is missing."
        elif name not in wanted:
            yield f"The {line(name)} is not followup's: somebody else made it."
        elif there[name] != wanted[name]:
            yield f"The {line(name)} is not what followup made."


_SETTINGS = (
    (
        "SELECT name, setting FROM pg_settings WHERE setting = 'off' AND name IN "
        "('fsync', 'full_page_writes', 'synchronous_commit')",
        "The setting {} is {}: what was acknowledged can be lost when the machine fails.",
    ),
    (
        "SELECT a.setting FROM pg_settings a, pg_settings t WHERE a.name = 'listen_addresses' "
        "AND t.name = 'ssl' AND t.setting = 'off' AND a.setting NOT IN ('', 'localhost')",
        "The server listens at {} without TLS: set ssl = on.",
    ),
    (
        "SELECT rolname FROM pg_roles WHERE rolname IN ('followup_admin', 'followup_seeker', "
        "'followup_auditor', 'followup_reader') AND (rolsuper OR rolbypassrls OR rolcanlogin)",
        "The role {} may log in, or see everybody's rows; followup made it without.",
    ),
    (
        "SELECT m.rolname FROM pg_auth_members g JOIN pg_roles r ON r.oid = g.roleid "
        "JOIN pg_roles m ON m.oid = g.member WHERE r.rolname = 'followup_seeker' "
        "AND (m.rolsuper OR m.rolbypassrls)",
        "The login {} of followup may see everybody's rows: it is a superuser or bypasses them.",
    ),
    (
        "SELECT m.rolname, r.rolname FROM pg_auth_members g JOIN pg_roles r ON r.oid = g.roleid "
        "JOIN pg_roles m ON m.oid = g.member WHERE r.rolname IN ('followup_admin', "
        "'followup_reader') AND m.rolcanlogin AND NOT m.rolsuper AND m.rolname <> current_user",
        "The login {} is a member of {}, so it may take the policies away.",
    ),
)
"""Questions about the server, each of whose rows is something wrong, and the sentence for it."""

_PIECES = (
    """SELECT 'table or view ' || c.relname, concat_ws(' ', c.relkind, c.relrowsecurity,
        c.relforcerowsecurity, c.relowner::regrole, c.relacl::text, c.reloptions::text,
        CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END)
    FROM pg_class c WHERE c.relnamespace = 'followup'::regnamespace AND c.relkind NOT IN ('i', 'I')""",
    """SELECT 'column ' || c.relname || '.' || a.attname, concat_ws(' ', a.attacl::text,
        format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation::regcollation,
        pg_get_expr(d.adbin, d.adrelid))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'followup'::regnamespace AND c.relkind IN ('r', 'v')
    AND a.attnum > 0 AND NOT a.attisdropped""",
    """SELECT 'index ' || c.relname, pg_get_indexdef(c.oid) || i.indisvalid
    FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
    WHERE c.relnamespace = 'followup'::regnamespace""",
    """SELECT 'constraint ' || conname || ' of ' || conrelid::regclass,
        pg_get_constraintdef(oid) || convalidated
    FROM pg_constraint WHERE connamespace = 'followup'::regnamespace""",
    """SELECT 'policy ' || polname || ' of ' || polrelid::regclass, concat_ws(' ', polcmd,
        polpermissive, (SELECT string_agg(one::regrole::text, ',') FROM unnest(polroles) one),
        pg_get_expr(polqual, polrelid), '/', pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'followup'::regnamespace""",
    """SELECT 'function ' || proname, pg_get_functiondef(oid) || proowner::regrole || proacl::text
    FROM pg_proc WHERE pronamespace = 'followup'::regnamespace""",
    """SELECT 'trigger ' || tgname || ' of ' || tgrelid::regclass, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'followup'::regnamespace AND NOT tgisinternal""",
)
"""What the schema is made of: the name of each piece, and all that PostgreSQL says of it."""


def _pieces(cursor: Any) -> dict[str, str]:
    pieces: dict[str, str] = {}
    for sql in _PIECES:
        cursor.execute(sql)
        pieces |= dict(cursor.fetchall())
    return pieces


BRIEFLY = "100ms"
"""How long a part waits for a lock, and so at most anybody behind it for one table."""

PATIENCE = 600
"""Seconds for which a part is tried again, while others use what it changes."""

PAUSE = 0.2
"""Seconds between two tries, in which those who waited behind the first go on."""

MIGRATION_LOCK = LOCK + 1
"""The advisory lock of who migrates. Adding people and granting need not wait for it."""


class Part(Frozen):
    """A piece of a step. `done` is SQL that says whether it is done already.

    `is_concurrent`: each statement is run by itself, as PostgreSQL wants it for an index that is
    made beside the changes of others.
    """

    done: str
    statements: tuple[str, ...]
    is_concurrent: bool = False


def migrate(url: str) -> int:
    """Bring a server's schema to this program's; the version that was found.

    WorldError where there is none, where it is a later one, where somebody else is at it, or where
    others use a table without a pause; each part that was done stays done.
    """
    name = without_password(url)
    try:
        with server.administered(url) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            version = _begin(cursor, name)
            for number in range(version, schema.VERSION):
                for part in (*parts(number), _recorded(number + 1)):
                    _do(cursor, part)
            return version
    except server.driver().Error as error:
        raise WorldError(
            f"The server at {name} {server.reason(error)}. What was done until then stays; "
            "type the command again to go on."
        ) from None


def _begin(cursor: Any, name: str) -> int:
    """Take the lock of who migrates; the version that is there."""
    cursor.execute(
        "SELECT to_regnamespace('followup') IS NOT NULL, pg_try_advisory_lock(%s)", [MIGRATION_LOCK]
    )
    is_there, is_ours = cursor.fetchone()
    if not is_there:
        raise server.not_made(name)
    if not is_ours:
        raise WorldError(
            f"Somebody else is bringing {name} up to date just now; nothing was changed. "
            "`followup server check` says when all is well."
        )
    cursor.execute("SELECT version FROM followup.schema_version")
    found = int(cursor.fetchone()[0])
    if found > schema.VERSION:
        raise server.newer(name, found)
    return found


def parts(number: int) -> Iterator[Part]:
    """The step from a schema to the next. ValueError for a statement that has no rule here."""
    for statement in migrations.STEPS[number]:
        for pattern, make in _RULES:
            if match := pattern.fullmatch(statement):
                yield make(*match.groups(""))
                break
        else:
            raise ValueError(f"no rule for a server: {statement}")


def _table_step(name: str, text: str) -> Part:
    """A table with its owner first in every key, and what keeps its rows each owner's own."""
    text, count = re.subn(
        r"\bid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "id INTEGER NOT NULL", text
    )
    text = re.sub(r"\b(UNIQUE|KEY) ?\(", r"\1 (owner, ", text)
    text = re.sub(r"\bREFERENCES (\w+) \(", r"REFERENCES \1 (owner, ", text)
    columns = re.findall(r"(?:^|, )(\w+) (?:INTEGER|VARCHAR|BOOLEAN)\b", text)
    key = ", PRIMARY KEY (owner, id)" if count else ""
    made = (
        f'CREATE TABLE "{name}" (owner integer NOT NULL DEFAULT followup.writing(), '
        f"{_typed(text)}{key})"
    )
    return Part(_is_there(name), (made, *protections(name, columns)))


def _column_step(table: str, name: str, rest: str) -> Part:
    return Part(
        f"SELECT 1 FROM pg_attribute WHERE attrelid = 'followup.{table}'::regclass "
        f"AND attname = '{name}'",
        (
            f'ALTER TABLE "{table}" ADD COLUMN "{name}" {_typed(rest)}',
            f'GRANT INSERT ("{name}"), UPDATE ("{name}") ON "{table}" TO followup_seeker',
        ),
    )


def _index_step(unique: str, name: str, table: str, columns: str, where: str) -> Part:
    """An index; what an interruption left of it, which PostgreSQL calls invalid, goes first."""
    return Part(
        f"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('followup.{name}') AND indisvalid",
        (
            f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"',
            f'CREATE {unique}INDEX CONCURRENTLY "{name}" ON "{table}" (owner, {columns}){where}',
        ),
        is_concurrent=True,
    )


def _no_index_step(name: str) -> Part:
    return Part(
        f"SELECT 1 WHERE to_regclass('followup.{name}') IS NULL",
        (f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"',),
        is_concurrent=True,
    )


_RULES: tuple[tuple[re.Pattern[str], Callable[..., Part]], ...] = (
    (re.compile(r"CREATE TABLE (\w+) \( (.*) \)"), _table_step),
    (re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+) (.*)"), _column_step),
    (re.compile(r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+) \((.*?)\)( WHERE .*)?"), _index_step),
    (re.compile(r"DROP INDEX (\w+)"), _no_index_step),
)
"""The statements of a step, and what becomes of each on a server."""


def _typed(text: str) -> str:
    return text.replace("VARCHAR", 'text COLLATE "C"')


def _is_there(name: str) -> str:
    return f"SELECT 1 WHERE to_regclass('followup.{name}') IS NOT NULL"


def _recorded(version: int) -> Part:
    """That a step is done. The views and functions of this program go in with its last one."""
    record = (
        f"UPDATE schema_version SET version = {version}, oldest_client = {oldest_client(version)}"
    )
    anew = tuple(renewed()) if version == schema.VERSION else ()
    return Part(
        f"SELECT 1 FROM followup.schema_version WHERE version >= {version}", (record, *anew)
    )


def _do(cursor: Any, part: Part) -> None:
    """WorldError where others leave no pause for it in all of PATIENCE."""
    until = time.monotonic() + PATIENCE
    while not _is_done(cursor, part):
        try:
            with _as_admin(cursor, part):
                for statement in part.statements:
                    cursor.execute(statement)
        except server.driver().errors.LockNotAvailable:
            if time.monotonic() >= until:
                raise _no_pause(cursor) from None
            time.sleep(PAUSE)


def _is_done(cursor: Any, part: Part) -> bool:
    cursor.execute(part.done)
    return cursor.fetchone() is not None


@contextmanager
def _as_admin(cursor: Any, part: Part) -> Iterator[None]:
    """As the owner of the tables; in one transaction, unless that is not allowed for a part.

    What is made beside the changes of others waits for those that are older, in nobody's way.
    """
    cursor.execute(
        f"{'' if part.is_concurrent else 'BEGIN; '}"
        "SET ROLE followup_admin; SET search_path = followup, pg_temp; "
        f"SET lock_timeout = '{f'{PATIENCE}s' if part.is_concurrent else BRIEFLY}'"
    )
    try:
        yield
    except BaseException:
        with suppress(server.driver().InterfaceError):  # the connection is lost
            cursor.execute("ROLLBACK")
        raise
    cursor.execute("COMMIT")


def _no_pause(cursor: Any) -> WorldError:
    cursor.execute(
        "RESET ROLE; SELECT usename, pid FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL ORDER BY xact_start LIMIT 1"
    )
    login, pid = cursor.fetchone() or ("nobody", 0)
    return WorldError(
        f"Others kept the tables in use for {PATIENCE} seconds; the longest at it is {line(login)} "
        f"(SELECT pg_terminate_backend({pid}) ends that). What was done stays; type the command "
        "again to go on."
    )
