"""The schema of a server: the tables of a file, each with its owner first, and who sees what.

PostgreSQL knows who asks: the login, `session_user`, which no setting changes. `acting()` is the
owner whose rows are read: one's own, or those of the client that `followup.client` names, if that
client was granted to this login. A policy of each table believes this function alone.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Table, UniqueConstraint
from sqlalchemy.schema import sort_tables
from sqlmodel import SQLModel

from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line
from followup.environment import without_password
from followup.store import models, schema, server
from followup.store.server_session import column_type

OLDEST_CLIENT = 4
"""The schema of the oldest program that reads and writes this one rightly."""

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
        yield from protections(table.name)
    for name, query in schema.VIEWS.items():
        yield view(name, query)
        yield f"GRANT SELECT ON {name} TO followup_seeker"
    yield f"INSERT INTO schema_version VALUES (true, {schema.VERSION}, {OLDEST_CLIENT})"


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

FUNCTIONS = {
    "acting": _function(
        "acting",
        f"{_GRANTED.format(only='')} OR pg_has_role(session_user, 'followup_auditor', 'member')",
    ),
    "writing": _function("writing", _GRANTED.format(only=" AND c.may_write")),
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
    "GRANT SELECT ON schema_version, seeker, coaching TO followup_seeker",
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


def protections(table: str) -> Iterator[str]:
    """What keeps the rows of a table each owner's own."""
    for what in ("ENABLE", "FORCE"):
        yield f'ALTER TABLE "{table}" {what} ROW LEVEL SECURITY'
    for name, rule in POLICIES.items():
        yield f'CREATE POLICY {name} ON "{table}" {rule}'
    yield f'GRANT SELECT, DELETE ON "{table}" TO followup_seeker'
    yield f'GRANT SELECT ON "{table}" TO followup_reader'
    told = ", ".join(f'"{one.name}"' for one in SQLModel.metadata.tables[table].columns)
    yield f'GRANT INSERT (owner, {told}), UPDATE ({told}) ON "{table}" TO followup_seeker'


def _table(table: Table) -> str:
    rows = ["owner integer NOT NULL DEFAULT followup.writing()"]
    rows += [_column(one) for one in table.columns]
    rows += [_key("PRIMARY KEY", table.primary_key.columns)]
    if table.name == "change":
        rows += ['made_by text COLLATE "C" NOT NULL DEFAULT session_user']
    for one in sorted(table.constraints, key=lambda rule: str(rule.name)):
        if isinstance(one, UniqueConstraint):
            rows.append(_key("UNIQUE", one.columns))
        elif isinstance(one, ForeignKeyConstraint):
            (key,) = one.elements
            ends = f" ON DELETE {one.ondelete}" if one.ondelete else ""
            to = key.column.table.name
            rows.append(f'{_key("FOREIGN KEY", one.columns)} REFERENCES "{to}" (owner, id){ends}')
        elif isinstance(one, CheckConstraint):
            rows.append(f'CONSTRAINT "{one.name}" CHECK ({one.sqltext})')
    return f'CREATE TABLE "{table.name}" ({", ".join(rows)})'


def _column(column: Any) -> str:
    default = column.server_default
    says = f" DEFAULT {default.arg.text}" if default is not None else ""
    return f'"{column.name}" {column_type(column)}{says}{"" if column.nullable else " NOT NULL"}'


def _key(what: str, columns: Any) -> str:
    return f"{what} ({_owned(columns)})"


def _owned(columns: Any) -> str:
    return ", ".join(["owner", *(f'"{one.name}"' for one in columns)])


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
    connection = server.connect(url)
    try:
        with server.sentences(without_password(url)), connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            yield cursor
    finally:
        connection.close()


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
        cursor.execute("GRANT followup_admin TO CURRENT_USER")
        cursor.execute("CREATE SCHEMA followup AUTHORIZATION followup_admin")
        cursor.execute("SET LOCAL ROLE followup_admin")
        cursor.execute("SET LOCAL search_path = followup, pg_temp")
        cursor.execute("GRANT USAGE ON SCHEMA followup TO followup_seeker, followup_reader")
        for statement in statements():
            cursor.execute(statement)


def add(url: str, login: str) -> bool:
    """Give a login a place of its own; whether the login is new, too. UsageError where it has one."""
    with administered(url) as cursor:
        _enter(cursor)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,))
        is_new = cursor.fetchone() is None
        if is_new:
            cursor.execute(f"CREATE ROLE {_name(login)} LOGIN")
        cursor.execute(f"GRANT followup_seeker TO {_name(login)}")
        cursor.execute("SET LOCAL ROLE followup_admin")
        cursor.execute("SELECT 1 FROM seeker WHERE login = %s", (login,))
        if cursor.fetchone() is not None:
            raise UsageError(f"{line(login)} has a place there already.")
        cursor.execute(
            "INSERT INTO seeker (id, login) SELECT COALESCE(max(id), 0) + 1, %s FROM seeker",
            (login,),
        )
        return is_new


def _enter(cursor: Any) -> None:
    cursor.execute("SET LOCAL search_path = followup, pg_temp")


def _name(login: str) -> str:
    """A name as SQL writes it."""
    return '"' + login.replace('"', '""') + '"'
