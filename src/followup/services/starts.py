"""When an interview starts: on the user's own clock, with its own zone beside it."""

from __future__ import annotations

from datetime import date

from followup.environment import own_time

TYPE_CHECKING = False  # `typing` costs 8 ms
if TYPE_CHECKING:
    from followup.domain.model import Interview


def own_start(talk: Interview) -> str:
    """The start on the user's own clock, `2026-12-04T09:00`; a day where no time is known."""
    return talk.day.isoformat() if talk.at is None else own_time(talk.starts)


def in_its_zone(talk: Interview) -> str:
    """The start in the interview's own zone, as `beside` writes it."""
    at = talk.day.isoformat() if talk.at is None else f"{talk.day}T{talk.at:%H:%M}"
    return beside(own_start(talk), at, talk.zone)


def beside(own: str, at: str, zone: str) -> str:
    """A start in its own zone, to stand beside the user's: `Fri 09:00 Asia/Tokyo`.

    Both are `2026-12-04T09:00`, or a day alone; empty where they are the same. The day is named
    where it is another one.
    """
    if own == at:
        return ""
    day, _, clock = at.partition("T")
    named = "" if own.startswith(day) else f"{date.fromisoformat(day):%a} "
    return f"{named}{clock} {zone}"
