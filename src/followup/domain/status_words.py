"""The words with which people and programs say how an application or an interview stands. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from followup.domain.text import fold


class Status(NamedTuple):
    """What a word says: None where it does not say so. An `outcome` of "" is an open application."""

    outcome: str | None = None
    stage: str | None = None
    cancelled: bool | None = None


_INTERVIEW = r"(?: (?:interview|call|screen|screening|round|chat|meeting|stage))*(?: \w+ed)?"

_WORDS: tuple[tuple[str, Status], ...] = (
    ("booked|held|scheduled|completed|done", Status(cancelled=False)),
    ("cancell?ed|called off", Status(cancelled=True)),
    (r"(?:offer )?(?:accepted|signed)|accepted offer|hired|i accepted", Status("accepted")),
    (r"(?:offer |i )?declined(?: offer)?|turned (?:it|them) down", Status("declined")),
    (r"(?:i )?(?:withdrew|withdrawn?|withdrawal)|pulled out", Status("withdrawn")),
    (r".*\breject\w*.*|not selected|unsuccessful|turned down|denied|absage", Status("rejected")),
    ("ghosted|closed|archived|expired|(?:position |role )?filled|inactive|dead", Status("closed")),
    (r"(?:verbal )?offer(?:ed|s)?(?: \w+ed| stage)?|negotiat\w+", Status("offer")),
    (f"(?:phone|telephone|recruiter|hr|initial|screening){_INTERVIEW}", Status(stage="phone")),
    (f"(?:video|zoom|teams|google meet|virtual|online|remote){_INTERVIEW}", Status(stage="video")),
    (f"(?:on ?site|in person|face to face|in office){_INTERVIEW}", Status(stage="onsite")),
    (f"(?:panel|group){_INTERVIEW}", Status(stage="panel")),
    (f"(?:final|last){_INTERVIEW}", Status(stage="final")),
    (f"(?:informational|coffee){_INTERVIEW}", Status(stage="informational")),
    (
        r"open|active|new|applied|applying|(?:application )?(?:sent|submitted|received|viewed)"
        r"|pending|waiting(?: .*)?|awaiting(?: .*)?|no (?:response|reply|answer|news)(?: yet)?"
        r"|in (?:progress|review|process|consideration|touch)|under (?:review|consideration)"
        r"|(?:\w+ )?interview(?:s|ing|ed)?(?: \w+ed)?|(?:\w+ )?round(?: \d)?|shortlisted"
        r"|saved|bookmarked|wish ?list|to apply|to do|interested|not (?:yet )?applied|draft"
        r"|on hold|follow(?:ed|ing)? up|assessment|technical.*|take ?home.*|test|contacted"
        r"|networking|preparing|researching|started",
        Status(""),
    ),
)
"""The first row that a whole text fits, as `_plain` makes it, says what it means."""


@lru_cache(maxsize=1_000)
def read(text: str) -> Status | None:
    """What a word of status, stage or outcome says; None for one that is not known."""
    plain = _plain(text)
    return next((status for row, status in _WORDS if re.fullmatch(row, plain)), None)


def _plain(text: str) -> str:
    """`text` folded, its signs as spaces: `On-site 👻` is `on site`."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())
