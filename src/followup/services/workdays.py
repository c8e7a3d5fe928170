"""The calendar that plans go by: the configuration's business days, less its public holidays."""

from collections.abc import Mapping
from datetime import date

from followup.domain import holidays
from followup.domain.errors import UsageError, WorldError
from followup.domain.workdays import Workdays, from_settings
from followup.store import due_list
from followup.store.transaction import Change


def workdays(change: Change) -> Workdays:
    """The business days to plan by. The holidays that are kept are renewed as years go by."""
    kept = due_list.settings(change.ask)
    known = due_list.holidays(change.ask, kept)
    ahead = change.today.year + holidays.YEARS_AHEAD - 1
    if due_list.place(kept) and (not known or max(known).year < ahead):
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
    found = holidays.around(change.today, country, region)
    change.keep_holidays(due_list.place(kept), found)
    return found
