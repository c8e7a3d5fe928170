"""Names that begin as what was typed, and numbers: the questions of a shell that completes.

`begun` is folded and may be empty. At most MOST are told of each: more are a wall.
"""

from datetime import date

from followup.store.connection import Ask, Row

MOST = 200


def companies(ask: Ask, begun: str) -> list[str]:
    """Names of companies, the one that was recorded last first; one of two jobs comes twice."""
    return [row["company"] for row in _begun(ask, "application", "company_key", begun)]


def people(ask: Ask, begun: str) -> list[tuple[str, str]]:
    """Names of people with their companies, the one that was recorded last first."""
    return [(row["name"], row["company"]) for row in _begun(ask, "contact", "name_key", begun)]


def _begun(ask: Ask, table: str, key: str, begun: str) -> list[Row]:
    """Rows by number, so that the search ends with the last one that is told."""
    return list(
        ask(
            f"SELECT * FROM {table} WHERE substr({key}, 1, length(:begun)) = :begun "
            f"ORDER BY id DESC LIMIT {MOST}",
            {"begun": begun},
        )
    )


def followups(ask: Ask, today: date) -> list[Row]:
    """What is pending, what may be done today first: its number, and what it is about."""
    return list(
        ask(
            "SELECT id, kind, contact, company, role FROM followup_view WHERE status = 'pending' "
            f"ORDER BY ready_on > :today, due_on, id LIMIT {MOST}",
            {"today": today.isoformat()},
        )
    )


def interviews(ask: Ask) -> list[Row]:
    """The interviews, the last first: number, day, stage and job."""
    return list(
        ask(
            "SELECT id, day, stage, company, role FROM interview_view "
            f"ORDER BY day DESC, id DESC LIMIT {MOST}",
            {},
        )
    )


def changes(ask: Ask) -> list[Row]:
    """What could be taken back, the last change first: its number and what it did."""
    return list(ask(f"SELECT id, command, summary FROM change ORDER BY id DESC LIMIT {MOST}", {}))
