"""Days as people read them."""

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False  # `typing` costs 8 ms


def long(day: date) -> str:
    """A day as a list is headed by it."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short(day: date, today: date) -> str:
    """A day as the list names it: `today`, `Wed 25 Nov`, with the year where it is another."""
    near = {today: "today", today + timedelta(days=1): "tomorrow"}
    year = "" if day.year == today.year else f" {day.year}"
    return near.get(day) or f"{day:%a} {day.day} {day:%b}{year}"
