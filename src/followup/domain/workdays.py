"""Business days: which days count, counting them, rolling onto them. Pure.

A business day is a weekday that is not in the weekend, is no public holiday and no day off of
the user's. Holidays come in as a mapping from the day to its name; nothing here knows a country.
Counting excludes the day that is counted from: Friday + 1 is Monday, and so is Saturday + 1.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import ModuleType

from followup.domain.frozen import Frozen
from followup.domain.safe_text import line

DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Shift(Frozen):
    """A day that was passed over, and why: `weekend`, `holiday` or `day_off`, with its name."""

    day: date
    step: str
    name: str


class Workdays(Frozen):
    """A calendar of business days. `weekend` holds weekday numbers, Monday is 0; at most six."""

    weekend: frozenset[int]
    days_off: frozenset[date]
    holidays: Mapping[date, str]

    def __init__(
        self,
        weekend: frozenset[int] = frozenset({5, 6}),
        days_off: frozenset[date] = frozenset(),
        holidays: Mapping[date, str] | None = None,
    ) -> None:
        super().__init__(weekend=weekend, days_off=days_off, holidays=dict(holidays or {}))

    def __hash__(self) -> int:
        return hash((self.weekend, self.days_off, frozenset(self.holidays.items())))

    def why_not(self, day: date) -> Shift | None:
        """Why `day` is no business day; None if it is one."""
        if day.weekday() in self.weekend:
            return Shift(day=day, step="weekend", name=f"{day:%A}")
        if day in self.holidays:
            return Shift(day=day, step="holiday", name=self.holidays[day])
        if day in self.days_off:
            return Shift(day=day, step="day_off", name="your day off")
        return None

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a business day."""
        return self.why_not(day) is None

    def roll(self, day: date) -> date:
        """`day` itself if it is a business day, else the next one."""
        while not self.is_workday(day):
            day += DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`; before it where `count` is negative.

        `add(day, 0)` rolls forward.
        """
        if count == 0:
            return self.roll(day)
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """How many business days lie after `start` up to and including `end`; 0 if none."""
        return sum(1 for day in span(start + DAY, end) if self.is_workday(day))

    def passed_over(self, start: date, end: date) -> tuple[Shift, ...]:
        """The days after `start` and before `end` that do not count, each with its reason."""
        shifts = (self.why_not(day) for day in span(start + DAY, end - DAY))
        return tuple(shift for shift in shifts if shift is not None)


def span(start: date, end: date) -> Iterable[date]:
    """Every day from `start` to `end`, both inclusive; none if `end` is before `start`."""
    while start <= end:
        yield start
        start += DAY


def from_settings(kept: Mapping[str, str], holidays: Mapping[date, str] | None = None) -> Workdays:
    """The business days that the configuration gives; its values were checked when set."""
    weekend = kept.get("calendar.weekend") or "sat,sun"
    off = kept.get("calendar.days_off", "")
    return Workdays(
        weekend=frozenset(WEEKDAYS.index(day) for day in weekend.split(",")),
        days_off=frozenset(date.fromisoformat(day) for day in off.split(",") if day),
        holidays=holidays,
    )


YEARS_BACK, YEARS_AHEAD = 2, 3
"""The years around today whose holidays are kept."""


def holidays_around(today: date, country: str, region: str = "") -> dict[date, str]:
    """The holidays of the years around `today` by day, observed ones included.

    UsageError for a country or region that does not exist; WorldError without the extra.
    """
    years = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    check_holidays_of(country, region)
    found = _library().country_holidays(country, subdiv=region or None, years=years)
    return {day: str(name) for day, name in sorted(found.items())}


def check_holidays_of(country: str, region: str = "") -> None:
    """UsageError unless the country exists and has that region; WorldError without the extra."""
    from followup.domain.errors import UsageError

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
    from difflib import get_close_matches

    return ", ".join(get_close_matches(country, list(known), n=3) or ["US", "GB", "DE"])


def _library() -> ModuleType:
    from followup.domain import errors
    from followup.domain.errors import WorldError

    try:
        import holidays  # 54 ms, so only where a country is set
    except ImportError:
        raise WorldError(
            "Public holidays come from a library of their own; install it with: "
            f"{errors.install_command('holidays')}"
        ) from None
    return holidays
