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

_DISPLAYED = {
    name: zone
    for zone, names in (
        ("Pacific/Honolulu", "Hawaii"), ("America/Anchorage", "Alaska"),
        ("America/Los_Angeles", "Pacific Time (US & Canada)|Pacific Time"),
        ("America/Tijuana", "Baja California"), ("America/Phoenix", "Arizona"),
        ("America/Denver", "Mountain Time (US & Canada)|Mountain Time"),
        ("America/Chicago", "Central Time (US & Canada)|Central Time"),
        ("America/Mexico_City", "Guadalajara, Mexico City, Monterrey"),
        ("America/Regina", "Saskatchewan"), ("America/Guatemala", "Central America"),
        ("America/New_York", "Eastern Time (US & Canada)|Eastern Time"),
        ("America/Indianapolis", "Indiana (East)"),
        ("America/Bogota", "Bogota, Lima, Quito, Rio Branco|Bogota, Lima, Quito"),
        ("America/Halifax", "Atlantic Time (Canada)|Atlantic Time"),
        ("America/St_Johns", "Newfoundland"), ("America/Caracas", "Caracas"),
        ("America/Santiago", "Santiago"), ("America/Sao_Paulo", "Brasilia"),
        ("America/Buenos_Aires", "City of Buenos Aires|Buenos Aires"),
        ("Atlantic/Azores", "Azores"), ("Atlantic/Reykjavik", "Monrovia, Reykjavik"),
        ("Etc/UTC", "Coordinated Universal Time"),
        ("Europe/London", "Dublin, Edinburgh, Lisbon, London"
         "|Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London"),
        ("Africa/Casablanca", "Casablanca"), ("Africa/Lagos", "West Central Africa"),
        ("Europe/Berlin", "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"),
        ("Europe/Budapest", "Belgrade, Bratislava, Budapest, Ljubljana, Prague"),
        ("Europe/Paris", "Brussels, Copenhagen, Madrid, Paris"),
        ("Europe/Warsaw", "Sarajevo, Skopje, Warsaw, Zagreb"),
        ("Europe/Bucharest", "Athens, Bucharest"),
        ("Europe/Kiev", "Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius"),
        ("Europe/Istanbul", "Istanbul"), ("Africa/Cairo", "Cairo"),
        ("Africa/Johannesburg", "Harare, Pretoria"), ("Asia/Jerusalem", "Jerusalem"),
        ("Africa/Nairobi", "Nairobi"), ("Asia/Baghdad", "Baghdad"),
        ("Asia/Riyadh", "Kuwait, Riyadh"), ("Europe/Moscow", "Moscow, St. Petersburg"
         "|Moscow, St. Petersburg, Volgograd"), ("Asia/Tehran", "Tehran"),
        ("Asia/Dubai", "Abu Dhabi, Muscat"), ("Asia/Karachi", "Islamabad, Karachi"),
        ("Asia/Tashkent", "Ashgabat, Tashkent|Tashkent"),
        ("Asia/Calcutta", "Chennai, Kolkata, Mumbai, New Delhi"),
        ("Asia/Colombo", "Sri Jayawardenepura"), ("Asia/Katmandu", "Kathmandu"),
        ("Asia/Dhaka", "Dhaka"), ("Asia/Bangkok", "Bangkok, Hanoi, Jakarta"),
        ("Asia/Shanghai", "Beijing, Chongqing, Hong Kong, Urumqi"),
        ("Asia/Singapore", "Kuala Lumpur, Singapore"), ("Australia/Perth", "Perth"),
        ("Asia/Taipei", "Taipei"), ("Asia/Seoul", "Seoul"),
        ("Asia/Tokyo", "Osaka, Sapporo, Tokyo"), ("Australia/Adelaide", "Adelaide"),
        ("Australia/Darwin", "Darwin"), ("Australia/Brisbane", "Brisbane"),
        ("Australia/Sydney", "Canberra, Melbourne, Sydney"), ("Australia/Hobart", "Hobart"),
        ("Pacific/Auckland", "Auckland, Wellington"),
    )
    for name in names.split("|")
}  # fmt: skip
"""The zones of cities as Windows shows them, without their offset."""

_OFFSET = re.compile(r"^\((?:UTC|GMT)(?:[+-]\d\d:?\d\d)?\) *")


def iana(name: str) -> str:
    """The IANA name of a zone as Windows or people write it; UsageError for any other name.

    `(UTC-05:00) Eastern Time (US & Canada)`, `/America/New_York`, `America/New York` and
    `/example.org/2005/America/New_York` are America/New_York.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.strip().strip('"').strip()
    shown_as = _OFFSET.sub("", plain)
    meant = WINDOWS_TO_OLSON.get(shown_as) or _DISPLAYED.get(shown_as) or plain
    if meant == plain and meant.startswith("/"):
        meant = "/".join(_region(meant.strip("/").split("/")))
    return str(known_zone("_".join(meant.split()) if "/" in meant else meant))


_REGIONS = frozenset((
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe",
    "Indian", "Pacific",
))  # fmt: skip


def _region(parts: list[str]) -> list[str]:
    """The parts of a name from its continent on; all where none is one."""
    return parts[next((at for at, part in enumerate(parts) if part in _REGIONS), 0) :]


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


def _local(day: date) -> datetime:
    if isinstance(day, datetime):
        return day.replace(tzinfo=None)
    return datetime.combine(day, time())


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
