"""What who runs a PostgreSQL server for followup does with it."""

from followup.domain.errors import UsageError
from followup.domain.safe_text import line
from followup.environment import SERVER, without_password
from followup.store import server_schema


def make(url: str) -> str:
    """Lay the schema in an empty database; what was done, in words."""
    server_schema.make(_checked(url))
    shown = without_password(url)
    return (
        f"followup has its tables at {shown}.\nAdd people with: followup server add {shown} LOGIN\n"
    )


def add(url: str, login: str) -> str:
    """Give a login a place of its own; what was done, in words."""
    name = line(login).strip()
    if not name or name != login or len(name.encode()) > LONGEST_LOGIN:
        raise UsageError(
            f"A login has 1 to {LONGEST_LOGIN} bytes and no control characters; name another."
        )
    is_new = server_schema.add(_checked(url), name)
    done = f"{name} has a place at {without_password(url)}."
    how = (
        f"The login is new. Where the server asks for passwords, set one: psql URL, then "
        f'\\password "{name}"'
    )
    return f"{done}\n{how}\n" if is_new else f"{done}\n"


LONGEST_LOGIN = 63
"""Bytes of a name in PostgreSQL."""


def _checked(url: str) -> str:
    if not url.startswith(SERVER):
        raise UsageError("URL is the address of a database: postgresql://NAME@HOST/DATABASE")
    return url
