"""The public holidays of a country, from the extra `holidays`, which is loaded only here."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from types import ModuleType

from followup.domain import install_hint
from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line

YEARS_BACK, YEARS_AHEAD = 2, 3
"""The years around today whose holidays are kept."""


def around(today: date, country: str, region: str = "") -> dict[date, str]:
    """The holidays of the years around `today` by day, observed ones included.

    UsageError for a country or region that does not exist; WorldError without the extra.
    """
    years = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    check(country, region)
    found = _library().country_holidays(country, subdiv=region or None, years=years)
    return {day: str(name) for day, name in sorted(found.items())}


def check(country: str, region: str = "") -> None:
    """UsageError unless the country exists and has that region; WorldError without the extra."""
    known = _library().list_supported_countries(include_aliases=True)
    if country not in known:
        raise UsageError(
            f"“{line(country)[:40]}” is no country whose holidays are known; write its two "
            f"letters, as {_near(country, known)}."
        )
    if region and region not in known[country]:
        regions = ", ".join(sorted(known[country])[:60]) or "none"
        raise UsageError(
            f"“{line(region)[:40]}” is no region of {country}; its regions are: {regions}."
        )


def _near(country: str, known: Iterable[str]) -> str:
    return ", ".join(get_close_matches(country, list(known), n=3) or ["US", "GB", "DE"])


def _library() -> ModuleType:
    try:
        import holidays  # 54 ms, so only where a country is set
    except ImportError:
        raise WorldError(
            "Public holidays come from a library of their own; install it with: "
            f"{install_hint.command('holidays')}"
        ) from None
    return holidays
