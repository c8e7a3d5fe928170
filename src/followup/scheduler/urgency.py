"""How pressing a pending follow-up is."""

from datetime import date

from followup.domain.workdays import Workdays


def urgency(
    ready_on: date, due_on: date, today: date, workdays: Workdays, late_days: int = 2
) -> str:
    """`late` (more than `late_days` business days past due), `overdue`, `today`, `ready` (may be
    done now, is due later) or `upcoming`.
    """
    if due_on < today:
        return "late" if workdays.add(due_on, late_days + 1) <= today else "overdue"
    if due_on == today:
        return "today"
    return "ready" if ready_on <= today else "upcoming"
