"""`done`: it is off the list, and what follows from it is planned."""

from collections.abc import Mapping
from dataclasses import dataclass

from followup.actions import choosing
from followup.actions.adding import channel as known_channel
from followup.actions.world import frame
from followup.dates import parse_day
from followup.errors import UsageError
from followup.settings import World
from followup.store import morning, reads
from followup.store.reads import Listed
from followup.wording import free_text
from followup.workdays import from_settings


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled, and what the plan of its application then holds that is pending."""

    followup: Listed
    pending: tuple[Listed, ...]
    remarks: tuple[str, ...]


def done(world: World, which: str, on: str = "", channel: str = "", note: str = "") -> Settled:
    """Mark a follow-up done. UsageError where it is not pending, or `on` lies ahead."""
    channel, note = known_channel(channel), free_text(note, "note")
    from followup.actions.planning import replan  # the engine, half a second
    from followup.store import applications, followups, writes

    with writes.change(world.store, "done", world.now) as change:
        kept = morning.settings(change.ask)
        chosen = choosing.followup(change.ask, when(world, kept), which)
        must_be_pending(chosen)
        day = parse_day(on, frame(world, kept, "back")) if on.strip() else world.today
        if day > world.today:
            raise UsageError(f"{day:%A}, {day}, is yet to come; give the day on which you did it.")
        followups.settle(change, chosen.followup.id, "done", day, note, channel)
        if chosen.followup.kind == "close_out":
            applications.end(change, chosen.application_id, "closed", day)
        if chosen.followup.kind == "withdraw":
            applications.end(change, chosen.application_id, "withdrawn", day)
        remarks = replan(change, [chosen.application_id], world.now)
        change.summary = f"{chosen.followup.kind} {chosen.followup.id}, {chosen.company}"
        settled = reads.followup(change.ask, chosen.followup.id)
        pending = reads.listed(
            change.ask,
            "application_id = :id AND status = 'pending'",
            {"id": chosen.application_id},
        )
    return Settled(settled, tuple(pending), tuple(remarks))


def when(world: World, kept: Mapping[str, str]) -> dict[str, object]:
    """The parameters of the morning's questions."""
    late_days = int(kept.get("policy.urgency.late_days", "2"))
    late = morning.late_since(world.today, from_settings(kept), late_days)
    return morning.moment(world.now, world.today, late)


def must_be_pending(chosen: Listed) -> None:
    """UsageError unless the follow-up can still be done."""
    item = chosen.followup
    if item.status != "pending":
        on = f" on {item.done_on}" if item.done_on else ""
        raise UsageError(
            f"Follow-up {item.id} is {item.status} already{on}. "
            "`followup due` shows what is left; `followup undo` takes back the last change."
        )
