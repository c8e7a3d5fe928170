"""`done`, `skip`, `snooze`: what the user settles, and what follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.dates import parse_day
from followup.domain.errors import UsageError
from followup.domain.text import free_text
from followup.environment import World
from followup.output.due_list import NAMES
from followup.services import search
from followup.services.add_interview import channel as known_channel
from followup.services.context import frame, when
from followup.store import queries
from followup.store.queries import Listed

if TYPE_CHECKING:  # the engine costs half a second, and `draft` comes through here
    from followup.services.planning import Replanned
    from followup.store.transaction import Change


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled, what else that changed, and what is pending for its application then."""

    followup: Listed
    pending: tuple[Listed, ...]
    replanned: "Replanned"


def done(world: World, which: str, on: str = "", channel: str = "", note: str = "") -> Settled:
    """Mark a follow-up done. UsageError where it is not pending, or `on` lies ahead.

    Done, a `close_out` closes its application and a `withdraw` gives it that outcome.
    """
    channel, note = known_channel(channel), free_text(note, "note")
    from followup.services import draft_note
    from followup.store import applications, followups

    with _chosen(world, "done", which) as (change, chosen):
        back = frame(world, change.ask).looking("back")
        day = parse_day(on, back) if on.strip() else world.today
        if day > world.today:
            raise UsageError(f"{day:%A}, {day}, is yet to come; give the day on which you did it.")
        _check_after_talk(change, chosen, day)
        draft_note.keep_as_sent(change, world, chosen, channel, day)
        _keep_promise(change, chosen)
        followups.settle(change, chosen.followup.id, "done", day, note, channel)
        outcome = {"close_out": "closed", "withdraw": "withdrawn"}.get(chosen.followup.kind)
        if outcome:
            applications.end(change, chosen.application_id, outcome, day)
        return _settled(change, world, chosen)


def _check_after_talk(change: "Change", chosen: Listed, day: date) -> None:
    """UsageError where something that follows from an interview was done before it."""
    item = chosen.followup
    if item.kind in ("prep", "promised") or item.interview_id is None:
        return
    talk = next(queries.rounds(change.ask, "id = :id", {"id": item.interview_id})).interview
    if day < talk.day and item.ready_on >= talk.day:
        raise UsageError(
            f"{day:%A}, {day}, lies before the interview of {talk.day}; "
            "give the day on which you did it."
        )


def _keep_promise(change: "Change", chosen: Listed) -> None:
    """What the note promised is on the list from now on."""
    from followup.store import interviews

    kept = queries.note_of(change.ask, chosen.followup.id) or {}
    if kept.get("promise_on"):
        on = date.fromisoformat(kept["promise_on"])
        interview = chosen.followup.interview_id
        interviews.promise(change, chosen.application_id, "you", on, kept["promise"], interview)


def skip(world: World, which: str, because: str = "") -> Settled:
    """Mark a follow-up as one that will not be done. UsageError where it is not pending."""
    because = free_text(because, "reason")
    from followup.store import followups

    with _chosen(world, "skip", which) as (change, chosen):
        followups.settle(change, chosen.followup.id, "skipped", world.today, because)
        return _settled(change, world, chosen)


def snooze(world: World, which: str, until: str, because: str = "") -> Settled:
    """Put a follow-up off: it comes back on that day. UsageError for a day that is not ahead."""
    because = free_text(because, "reason")
    from followup.store import followups

    with _chosen(world, "snooze", which) as (change, chosen):
        day = parse_day(until, frame(world, change.ask).looking("later"))
        if day <= world.today:
            raise UsageError(
                f"{day:%A}, {day}, is not ahead; give a day after today, such as tomorrow or 3d."
            )
        followups.snooze(change, chosen.followup.id, day, because)
        return _settled(change, world, chosen)


@contextmanager
def _chosen(world: World, command: str, which: str) -> Iterator[tuple["Change", Listed]]:
    from followup.store import transaction

    with transaction.change(world.store, command, world.now) as change:
        chosen = search.followup(change.ask, when(world, change.ask), which)
        must_be_pending(chosen)
        what = NAMES.get(chosen.followup.kind, chosen.followup.kind)
        whom = f" to {chosen.contact}" if chosen.contact else ""
        change.summary = f"{chosen.followup.id}, {what}{whom}, {chosen.company}"
        yield change, chosen


def _settled(change: "Change", world: World, chosen: Listed) -> Settled:
    from followup.services.planning import replan

    replanned = replan(change, [chosen.application_id], world.now)
    pending = queries.listed(
        change.ask, "application_id = :id AND status = 'pending'", {"id": chosen.application_id}
    )
    return Settled(
        queries.followup(change.ask, chosen.followup.id),
        tuple(one for one in pending if one.followup.id != chosen.followup.id),
        replanned,
    )


def must_be_pending(chosen: Listed) -> None:
    """UsageError unless the follow-up can still be done."""
    item = chosen.followup
    if item.status != "pending":
        on = f" on {item.done_on}" if item.done_on else ""
        raise UsageError(
            f"Follow-up {item.id} is {item.status} already{on}. "
            "`followup due` shows what is left; `followup undo` takes back the last change."
        )
