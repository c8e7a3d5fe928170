"""The questions of a shell that completes: names that begin as what was typed, and numbers.

`begun` is folded and may be empty. At most MOST are told of each: more are a wall.
"""

from datetime import date

from followup.store.asking import Ask, Row

MOST = 100


def companies(ask: Ask, begun: str) -> list[str]:
    """Names of companies, the one that was recorded last first."""
    rows = _beginning(ask, "company, max(id) AS id", "application", "company_key", begun, "company")
    return [str(row["company"]) for row in rows]


def people(ask: Ask, begun: str) -> list[tuple[str, str]]:
    """Names of people with their companies, the one that was recorded last first."""
    rows = _beginning(
        ask, "name, company, max(id) AS id", "contact", "name_key", begun, "name, company"
    )
    return [(row["name"], row["company"]) for row in rows]


def _beginning(ask: Ask, what: str, table: str, key: str, begun: str, by: str) -> list[Row]:
    return list(
        ask(
            f"SELECT {what} FROM {table} WHERE substr({key}, 1, length(:begun)) = :begun "
            f"GROUP BY {by} ORDER BY max(id) DESC LIMIT {MOST}",
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
