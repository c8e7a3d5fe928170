"""What a note is written on, and what comes of it. Pure.

Sizes are (width, height) in millimetres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from followup.domain.errors import UsageError
from followup.domain.model import Note, Occasion

PAPERS = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}
ENVELOPES = {"dl": (220.0, 110.0), "c6": (162.0, 114.0), "10": (241.3, 104.775)}
_LETTER_COUNTRIES = frozenset(["US", "CA", "MX", "PH", "CL", "CO"])
"""Where US Letter is the common paper; all others write on A4."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """The user's paper and post: a key of PAPERS, a key of ENVELOPES or nothing for none.

    `receipt`: whether an email asks for one. UsageError for a size that is none of these.
    """

    paper: str = "a4"
    envelope: str = "dl"
    receipt: bool = True

    def __post_init__(self) -> None:
        _check("print.paper", self.paper, [*PAPERS])
        _check("print.envelope", self.envelope, [*ENVELOPES, ""])


def from_settings(kept: Mapping[str, str]) -> Stationery:
    """What the configuration says; where it is silent, what the user's country writes on."""
    country = kept.get("calendar.country", "").upper()
    paper = kept.get("print.paper") or ("us-letter" if country in _LETTER_COUNTRIES else "a4")
    envelope = kept.get("print.envelope") or ("10" if paper == "us-letter" else "dl")
    return Stationery(
        paper=paper,
        envelope="" if envelope == "none" else envelope,
        receipt=kept.get("mail.receipt") != "no",
    )


def _check(key: str, size: str, sizes: list[str]) -> None:
    if size not in sizes:
        ways = " or ".join(one or "none" for one in sizes)
        raise UsageError(f"“{size[:20]}” is no {key}; set it to {ways}.")


@dataclass(frozen=True, slots=True)
class Sending:
    """A note with all that its form may ask for.

    `number` is the follow-up's; `now` is aware, the moment at which the form is written.
    """

    note: Note
    occasion: Occasion
    number: int
    now: datetime
    stationery: Stationery = Stationery()


@dataclass(frozen=True, slots=True)
class Written:
    """A form, ready for a file or a pipe, and sentences for the user about what it goes without."""

    content: bytes
    remarks: tuple[str, ...] = ()
