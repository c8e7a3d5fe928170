"""A store on a PostgreSQL server: its administration, and a coach's clients."""

from collections.abc import Mapping, Sequence
from typing import Any

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line
from followup.environment import SERVER, World, without_password
from followup.store import due_list

LONGEST_LOGIN = 63
"""Bytes of a name in PostgreSQL."""


def make(url: str) -> str:
    """Lay the schema in an empty database; what was done, in words."""
    from followup.store import server_schema

    server_schema.make(_checked(url))
    shown = without_password(url)
    return (
        f"followup has its tables at {shown}.\nAdd people with: followup server add {shown} LOGIN\n"
    )


def add(url: str, login: str, *, auditor: bool) -> str:
    """Give a login a place of its own, or the right to read everybody's; what was done, in words."""
    from followup.store import server_schema

    if auditor:
        is_new = server_schema.add_auditor(_checked(url), _login(login))
        done = f"{login} may read everybody's rows at {without_password(url)}, one owner at a time."
    else:
        is_new = server_schema.add(_checked(url), _login(login))
        done = f"{login} has a place at {without_password(url)}."
    return _done(done, login, is_new=is_new)


def grant(url: str, coach: str, client: str, *, read_only: bool) -> str:
    """Let a coach act for a client, or only read their rows; what was done, in words."""
    from followup.store import server_schema

    client = _login(client) if client else ""
    is_new = server_schema.grant(_checked(url), _login(coach), client, may_write=not read_only)
    may = "read" if read_only else "read and change"
    return _done(f"{coach} may {may} {_whose(client)}.", coach, is_new=is_new)


def revoke(url: str, coach: str, client: str) -> str:
    """Take back what a coach was granted; what was done, in words."""
    from followup.store import server_schema

    server_schema.revoke(_checked(url), _login(coach), _login(client) if client else "")
    return f"{coach} may no longer see {_whose(client)}.\n"


def migrate(url: str) -> str:
    """Bring a server's schema to this program's while people use it; what was done, in words."""
    from followup.store import schema, server_schema

    version, shown = server_schema.migrate(_checked(url)), without_password(url)
    if version == schema.VERSION:
        return f"The schema at {shown} is {version}, as this program's. Nothing was to be done.\n"
    oldest = server_schema.oldest_client(schema.VERSION)
    refused = f" Programs before schema {oldest} are asked to upgrade." if oldest > version else ""
    return f"The schema at {shown} was {version} and is {schema.VERSION}.{refused}\n"


def check(url: str) -> list[str]:
    """What of the server is not as followup needs it, in sentences; nothing where all is well."""
    from followup.store import server_schema

    return server_schema.differences(_checked(url))


def _whose(client: str) -> str:
    return f"the rows of {client}" if client else "your rows"


def _done(done: str, login: str, *, is_new: bool) -> str:
    how = (
        "The login is new. Where the server asks for passwords, set one: psql URL, then "
        f'\\password "{login}"'
    )
    return f"{done}\n{how}\n" if is_new else f"{done}\n"


def _login(name: str) -> str:
    if not name.strip() or name != line(name) or len(name.encode(errors="replace")) > LONGEST_LOGIN:
        raise UsageError(
            f"A login has 1 to {LONGEST_LOGIN} bytes and no control characters; name another."
        )
    return name


def _checked(url: str) -> str:
    if not url.startswith(SERVER):
        raise UsageError("URL is the address of a database: postgresql://NAME@HOST/DATABASE")
    return url


class Client(Frozen):
    """A client of a coach: what is due today, and how the search is going.

    `kind`, `contact`, `company`, `role` and `due_on` are of what is most pressing, and None where
    nothing is due. `overdue` counts what was due before today. `offer_until` is the day by which
    an offer wants an answer, `last_change` an instant.
    """

    login: str
    may_write: bool
    overdue: int
    due: int
    kind: str | None
    contact: str | None
    company: str | None
    role: str | None
    due_on: str | None
    idle: int
    offer_until: str | None
    applications: int
    open: int
    interviews: int
    offers: int
    accepted: int
    last_change: str | None


def clients(world: World) -> Sequence[Client]:
    """The clients of who asks, the most pressing first. UsageError where the store is a file."""
    if not world.store.startswith(SERVER):
        raise UsageError(
            "--clients is for a coach whose clients are on a server; set FOLLOWUP_DB to its URL."
        )
    from followup.store import server

    when = due_list.moment(world.now, world.today, world.today)
    rows: Sequence[Mapping[str, Any]] = server.clients(world.store.partition("#")[0], when)
    return [Client(**row) for row in rows]
