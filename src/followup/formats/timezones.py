"""Time zones as calendars name them: by IANA's or Windows' names, else by rules of their own."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from followup.domain.dates import known_zone
from followup.domain.errors import UsageError

PART = (
    r"(?:FREQ=YEARLY|INTERVAL=1|UNTIL=\w+|WKST=\w\w|BY(?:MONTH|HOUR|MINUTE|SECOND)=\d+"
    r"|BY(?:DAY|MONTHDAY)=[-+,\w]+)"
)
YEARLY = re.compile(f"{PART}(?:;{PART})*", re.ASCII)
"""The rules that clocks go by; others could have a change each second of many centuries."""

MOST_RULES = 20
"""How many rules a zone may have; those of today's calendars have two."""

LARGEST = 20_000
"""Octets of a zone; the whole history of one takes fewer, and each event goes through them."""


def iana(name: str) -> str:
    """The IANA name of a zone that Windows may have named; UsageError for any other name."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return str(known_zone(WINDOWS_TO_OLSON.get(name, name)))


def named(tzid: str, zone: Any) -> str:
    """The IANA name of a zone that is `zone`, a VTIMEZONE or None, to its file; empty for none."""
    return _known(tzid) or (_known(str(zone.get("X-LIC-LOCATION", ""))) if zone else "")


@lru_cache(maxsize=100)  # to find the likely name of one that is not known takes 5 ms
def _known(name: str) -> str:
    try:
        return iana(name) if name else ""
    except UsageError:
        return ""


def of_calendar(calendar: Any) -> dict[str, Any]:
    """The zones that a calendar defines, by name; none of more than LARGEST octets."""
    zones = {str(zone.get("TZID", "")): zone for zone in calendar.walk("VTIMEZONE")}
    return {name: zone for name, zone in zones.items() if len(zone.to_ical()) <= LARGEST}


def offset(zone: Any, local: datetime) -> timedelta | None:
    """How far that local time is ahead of UTC by the rules of a VTIMEZONE; None without such."""
    try:
        changes = zone.subcomponents
        onsets = _onsets_until(zone, local.year)
        last = bisect_right(onsets, (local, len(changes))) - 1
        if last >= 0:
            told = changes[onsets[last][1]]["TZOFFSETTO"].td
        else:  # as it was before the first change
            told = min(changes, key=_start)["TZOFFSETFROM"].td
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return None
    return told if isinstance(told, timedelta) else None


Onsets = list[tuple[datetime, int]]

_until: dict[tuple[int, int], tuple[Any, Onsets]] = {}
"""What `_onsets_until` has found, by zone and year; the zone itself keeps its number from others."""


def _onsets_until(zone: Any, year: int) -> Onsets:
    """When clocks changed until the end of a year, and by which part of a zone; sorted.

    ValueError for more than MOST_RULES rules: each event would go through all their days.
    """
    known = _until.get((id(zone), year))
    if known is None:
        changes = zone.subcomponents
        if sum(len(several(change.get("RRULE"))) for change in changes) > MOST_RULES:
            raise ValueError(MOST_RULES)
        found = sorted(
            (on, at) for at, change in enumerate(changes) for on in _onsets(change, year)
        )
        known = _until[id(zone), year] = zone, found
    return known[1]


def _start(change: Any) -> datetime:
    return _local(change["DTSTART"].dt)


def _local(told: date) -> datetime:
    if isinstance(told, datetime):
        return told.replace(tzinfo=None)
    return datetime.combine(told, time())


def _onsets(change: Any, year: int) -> Iterator[datetime]:
    """When clocks changed like that until the end of a year: by itself, and lately by a rule.

    ValueError for a rule that is no YEARLY one.
    """
    from dateutil.rrule import rrulestr  # 10 ms

    start = _start(change)
    yield start
    for told in several(change.get("RDATE")):
        yield from (_local(one.dt) for one in told.dts)
    for told in several(change.get("RRULE")):
        rule = told.to_ical().decode().upper()
        if not YEARLY.fullmatch(rule):
            raise ValueError(rule)
        recent = start.replace(year=max(start.year, year // 4 * 4 - 4))  # a leap year
        rules = rrulestr(re.sub("(UNTIL=[0-9T]+)Z", r"\1", rule), dtstart=recent)
        yield from rules.between(recent, datetime(year, 12, 31, 23, 59, 59), inc=True)


def several(value: Any) -> list[Any]:
    """The values of a property that may be there once, often or never."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
