"""The calendar that plans go by: the configuration's business days, less its public holidays."""

from collections.abc import Mapping
from datetime import date

from followup import public_holidays
from followup.errors import UsageError, WorldError
from followup.store import morning
from followup.store.writes import Change
from followup.workdays import Workdays, from_settings


def workdays(change: Change) -> Workdays:
    """The business days to plan by. The holidays that are kept are renewed as years go by."""
    kept = morning.settings(change.ask)
    known = morning.holidays(change.ask, kept)
    ahead = change.today.year + public_holidays.YEARS_AHEAD - 1
    if morning.place(kept) and (not known or max(known).year < ahead):
        try:
            known = renew(change, kept)
        except WorldError:  # without the library: those that are kept, as long as they reach
            if not known or max(known) < change.today:
                raise
    return from_settings(kept, known)


def renew(change: Change, kept: Mapping[str, str]) -> dict[date, str]:
    """Keep the holidays that count by the configuration; none where it names no country.

    UsageError for a region without a country, and as `public_holidays.around`.
    """
    country, region = kept.get("calendar.country", ""), kept.get("calendar.region", "")
    if region and not country:
        raise UsageError(
            "A region needs its country; first type: followup config set calendar.country US"
        )
    if not country:
        return {}
    found = public_holidays.around(change.today, country, region)
    change.keep_holidays(morning.place(kept), found)
    return found
