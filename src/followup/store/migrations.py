"""How a store comes up to date: a new one is made whole, an older one takes its numbered steps.

Both happen inside the caller's transaction, so that a kill in the middle leaves what was there.
"""

from collections.abc import Callable

from sqlalchemy import Connection
from sqlmodel import SQLModel

from followup.store import models, schema, sqlite

STEPS: dict[int, Callable[[Connection], None]] = {}
"""From which schema each step leads to the next."""


def bring_up_to_date(connection: Connection, path: str) -> None:
    """Make or migrate the store. WorldError where the file is not ours or is newer."""
    found = sqlite.version(connection.connection.dbapi_connection, path)  # type: ignore[arg-type]
    if found == schema.VERSION:
        return
    if found == 0:
        _make(connection)
    for step in range(found, schema.VERSION) if found else ():
        STEPS[step](connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")


def _make(connection: Connection) -> None:
    SQLModel.metadata.create_all(connection, [model.__table__ for model in models.ALL])  # type: ignore[attr-defined]
    for name, query in schema.VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
