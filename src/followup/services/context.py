"""What several services need: how a day that was typed is read, and the store as a file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from followup.domain.dates import Frame, known_zone, parse_day
from followup.domain.errors import UsageError
from followup.domain.workdays import from_settings
from followup.environment import SERVER, World
from followup.store import due_list, settings
from followup.store.connection import Ask, connect


def day(world: World, phrase: str) -> date:
    """A day that was typed, as the configuration reads it. UsageError where it is none."""
    with connect(world.store) as ask:
        return parse_day(phrase, frame(world, ask))


@contextmanager
def store_file(store: str) -> Iterator[str]:
    """The file of a store; for one on a server, a private copy of the owner's rows."""
    if not store.startswith(SERVER):
        yield store
        return
    from followup.store import server_copy

    with server_copy.as_file(store) as path:
        yield path


def frame(world: World, ask: Ask, kept: Mapping[str, str] | None = None) -> Frame:
    """How a phrase of the user is read: in their own zone, looking ahead.

    `kept` are the settings, where they have been read.
    """
    kept = settings.settings(ask) if kept is None else kept
    return Frame(
        today=world.today,
        zone=own_zone(world)[0],
        order=date_order(kept),
        workdays=from_settings(kept, settings.holidays(ask, kept)),
        now=world.now,
    )


def date_order(kept: Mapping[str, str]) -> str:
    """How 03/04/2026 is read (`dmy`, `mdy`): as was set, else as the calendar's country writes it."""
    return kept.get("dates.order", "") or _ORDERS.get(kept.get("calendar.country", ""), "")


_ORDERS = {
    "US": "mdy",
    **dict.fromkeys(
        ("AT", "AU", "CH", "DE", "ES", "FR", "GB", "IE", "IN", "IT", "NL", "NZ"), "dmy"
    ),
}
"""Countries that write their days in one order. Canada, for one, writes them in both."""


def own_zone(world: World) -> tuple[str, str]:
    """The user's zone, and a remark where the machine names none that is known."""
    try:
        known_zone(world.zone)
    except UsageError:
        return "UTC", (
            "The time zone of this machine is not known, so times are taken as UTC; "
            "name one with --zone or in the variable TZ."
        )
    return world.zone, ""


def when(world: World, ask: Ask, kept: Mapping[str, str] | None = None) -> Mapping[str, object]:
    """The parameters of the due list's queries. `kept` are the settings, where they were read."""
    kept = settings.settings(ask) if kept is None else kept
    days = from_settings(kept, settings.holidays(ask, kept))
    late_days = int(kept.get("policy.urgency.late_days", "2"))
    return due_list.moment(
        world.now, world.today, due_list.late_since(world.today, days, late_days)
    )
