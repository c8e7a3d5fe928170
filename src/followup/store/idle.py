"""Which open applications have nothing pending: kept, for the morning list asks it every day.

To find them anew means to look at every open application, which a write can wait for and the
list cannot. Nothing here is the user's own, so it is in no journal and in no export.
"""

from sqlmodel import Session

from followup.store.schema import IS_OPEN

PENDING = "SELECT application_id FROM followup WHERE status = 'pending'"

IDLE = f"SELECT id FROM application WHERE {IS_OPEN} AND id NOT IN ({PENDING})"
"""The numbers of the idle applications, by what is known of them."""

_NO_LONGER = f"""
    DELETE FROM idle
    WHERE EXISTS ({PENDING} AND followup.application_id = idle.application_id)
       OR application_id NOT IN (SELECT id FROM application WHERE {IS_OPEN})"""
_NEWLY = f"""
    INSERT INTO idle (application_id)
    {IDLE} AND id NOT IN (SELECT application_id FROM idle)"""


def refresh(session: Session) -> None:
    """Keep what is idle now, at the end of a change."""
    session.flush()
    for statement in (_NO_LONGER, _NEWLY):
        session.connection().exec_driver_sql(statement)
