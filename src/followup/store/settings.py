"""Settings and public holidays as the store keeps them."""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False  # `typing` costs 8 ms; type checkers know this name
if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.store.connection import Ask

STAMP = "config.toml"
"""The key under which size and time of the configuration file are kept, when it was read."""


def settings(ask: Ask) -> dict[str, str]:
    """The configuration as it is kept: what a file said wins over what was set."""
    rows = ask("SELECT key, value FROM setting ORDER BY source DESC", {})
    return {row["key"]: row["value"] for row in rows}


def sources(ask: Ask) -> list[tuple[str, str, str]]:
    """Every setting as source (`file` or `store`), key and value, also what the file overrides."""
    asked = "SELECT source, key, value FROM setting WHERE key <> :stamp ORDER BY source, key"
    return [(row["source"], row["key"], row["value"]) for row in ask(asked, {"stamp": STAMP})]


def place(kept: Mapping[str, str]) -> str:
    """The country and region whose holidays count; empty where the configuration names none."""
    country, region = kept.get("calendar.country", ""), kept.get("calendar.region", "")
    return f"{country}/{region}" if country else ""


def holidays(ask: Ask, kept: Mapping[str, str]) -> dict[date, str]:
    """The public holidays that count, as they are kept."""
    if not place(kept):
        return {}
    rows = ask("SELECT day, name FROM holiday WHERE place = :place", {"place": place(kept)})
    return {date.fromisoformat(row["day"]): row["name"] for row in rows}
