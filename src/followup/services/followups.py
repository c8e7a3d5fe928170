"""`done`, `skip`, `snooze`: what the user settles, and what follows from it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from followup.domain import kinds
from followup.domain.dates import parse_day
from followup.domain.errors import FollowupError, NothingFound, UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.policy import RULES, Policy, Rule
from followup.domain.safe_text import line, named, quoted
from followup.domain.text import counted, free_text
from followup.domain.workdays import Workdays, from_settings
from followup.environment import World, own_day
from followup.services import due, search
from followup.services.context import frame, when
from followup.services.due import DueFilter
from followup.services.interview_fields import channel as known_channel
from followup.store import due_list, queries, settings
from followup.store.connection import Ask, connect
from followup.store.due_list import DueFollowUp
from followup.store.queries import ListedFollowUp

if TYPE_CHECKING:  # the engine costs half a second, and `draft` comes through here
    from followup.services.draft_note import Draft
    from followup.services.planning import Replanned
    from followup.store.transaction import Transaction


class SettledFollowUp(Frozen):
    """What was settled, what else that changed, and what is pending for its application then."""

    followup: ListedFollowUp
    pending: tuple[ListedFollowUp, ...]
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()


def done(
    world: World, which: Sequence[str], on: str = "", channel: str = "", note: str = ""
) -> tuple[SettledFollowUp, ...]:
    """Mark follow-ups done, all of them or none: the words of one, or several numbers.

    UsageError where one is not pending, or `on` lies ahead. Done, a `close_out` closes its
    application and a `withdraw` gives it that outcome.
    """
    channel, note = known_channel(channel), free_text(note, "note")
    from followup.store import transaction

    with transaction.change(world.store, "done", world.now) as change:
        back = frame(world, change.ask).looking("back")
        day = parse_day(on, back) if on.strip() else world.today
        if day > world.today:
            raise UsageError(f"{day:%A}, {day}, is yet to come; give the day on which you did it.")
        return _each(
            change, world, which, lambda one: _done(change, world, one, day, channel, note), "done"
        )


def _each(
    change: "Transaction",
    world: World,
    which: Sequence[str],
    settle: Callable[[str], SettledFollowUp],
    what: str,
) -> tuple[SettledFollowUp, ...]:
    """Settle each follow-up that is named, or none where one of them cannot be."""
    numbers, waiting, ends = search.each(change.ask, which, world.today)
    if len(numbers) == 1 and not (waiting or ends):
        return (settle(numbers[0]),)
    settled, wrong = [], []
    for number in numbers:
        try:
            settled.append(settle(number))
        except FollowupError as error:
            wrong.append((number, error))
    if wrong:
        each = "\n".join(f"{number:>4}  {error}" for number, error in wrong)
        raise wrong[0][1].worded(f"Nothing was {what}, because of:\n{each}")
    last = settled[-1]
    left = (*map(_left, waiting), *(_not_pending(change.ask, number) for number in ends))
    return *settled[:-1], replace(last, remarks=(*last.remarks, *left))


def _not_pending(ask: Ask, number: int) -> str:
    """A remark on an end of a range that names nothing that can be settled."""
    try:
        must_be_pending(queries.followup(ask, number))
    except FollowupError as error:
        return str(error)
    return ""


def _left(waiting: ListedFollowUp) -> str:
    """A remark on what lies in a range of numbers, but was not meant yet."""
    item = waiting.followup
    what = f"{item.id}, {kinds.label(item.kind)}, {line(search.job(waiting.company, waiting.role))}"
    return f"Left on the list until its day, {item.ready_on}: {what}. If you did it: followup done {item.id}"


def check_done(change: "Transaction", world: World, number: int) -> None:
    """UsageError where a follow-up cannot be done today: by its status, its kind or its interview."""
    chosen = queries.followup(change.ask, number)
    must_be_pending(chosen)
    _check_decided(chosen)
    _check_after_talk(change, chosen, world.today)


def sent(change: "Transaction", world: World, draft: "Draft") -> SettledFollowUp | None:
    """A follow-up is done, since its note was sent by email; None where it is not pending."""
    number = draft.followup.followup.id
    if queries.followup(change.ask, number).followup.status != "pending":
        return None
    return _done(change, world, str(number), world.today, "email", "", draft)


def taken_in(change: "Transaction", world: World, number: int) -> bool:
    """A follow-up is done, since its email turns out to have arrived; whether it was pending."""
    if queries.followup(change.ask, number).followup.status != "pending":
        return False
    _done(change, world, str(number), world.today, "email", "")
    return True


def reopen(change: "Transaction", world: World, number: int) -> bool:
    """A follow-up is pending again, since its email came back; whether it was done."""
    from followup.services.planning import replan
    from followup.store import writes

    chosen = queries.followup(change.ask, number)
    if chosen.followup.status != "done":
        return False
    writes.reopen(change, number)
    replan(change, [chosen.application_id], world.now)
    return True


def _done(
    change: "Transaction",
    world: World,
    which: str,
    day: date,
    channel: str,
    note: str,
    as_sent: "Draft | None" = None,
) -> SettledFollowUp:
    from followup.services import applications, draft_note
    from followup.store import writes

    chosen = _choose(change, world, which, but="decide_offer", ends=True)
    _check_decided(chosen)
    _check_after_talk(change, chosen, day)
    channel = draft_note.recorded_channel(change.ask, world, chosen, channel)
    holds = draft_note.keep_as_sent(change, world, chosen, channel, day, as_sent)
    remarks = [*_against_their_wish(change.ask, chosen, channel)]
    remarks += _keep_promise(change, chosen, is_sent=holds)
    writes.settle(change, chosen.followup.id, "done", day, note, channel)
    outcome = kinds.kind_named(chosen.followup.kind).outcome
    if outcome:
        applications.end(
            change, queries.application(change.ask, chosen.application_id), outcome, day
        )
        remarks.append(_ended(chosen, outcome))
    return replace(_settled(change, world, chosen), remarks=tuple(remarks))


def _ended(chosen: ListedFollowUp, outcome: str) -> str:
    """A remark on the application that ended with what was done."""
    job = line(search.job(chosen.company, chosen.role))
    reopen = f"followup outcome {named(chosen.company)} open"
    return f"{job} is recorded as {outcome} now. To reopen it: {reopen}"


def _against_their_wish(ask: Ask, chosen: ListedFollowUp, channel: str) -> Iterator[str]:
    """A remark on a call to somebody who asked for none."""
    number = chosen.followup.contact_id
    if channel == "phone" and number:
        contact = queries.acquaintance(ask, number).contact
        if contact.no_calls:
            yield f"{line(contact.name)} asked not to be called."


def _check_decided(chosen: ListedFollowUp) -> None:
    """UsageError for the decision on an offer, which only an outcome records."""
    if chosen.followup.kind == "decide_offer":
        outcome = f"followup outcome {quoted(chosen.company)}"
        raise UsageError(
            f"Say what you decided: {outcome} accepted, or {outcome} declined. "
            "Either takes this off the list."
        )


def _check_after_talk(change: "Transaction", chosen: ListedFollowUp, day: date) -> None:
    """UsageError where something that follows from an interview was done before it."""
    item = chosen.followup
    if item.kind in ("prep", "promised") or item.interview_id is None:
        return
    talk = queries.round_of(change.ask, item.interview_id).interview
    held = min(talk.day, own_day(talk))
    if day < held and item.ready_on >= talk.day:
        raise UsageError(
            f"{day:%A}, {day}, lies before the interview of {talk.day}; "
            "give the day on which you did it."
        )


def _keep_promise(change: "Transaction", chosen: ListedFollowUp, *, is_sent: bool) -> Iterator[str]:
    """What the note promised is on the list from now on; a remark where no note did."""
    from followup.services import draft_note
    from followup.store import writes

    kept = queries.note_of(change.ask, chosen.followup.id) or {}
    if not kept.get("promise_on"):
        return
    on, what = date.fromisoformat(kept["promise_on"]), kept["promise"]
    if is_sent:
        interview = chosen.followup.interview_id
        writes.add_promise(change, chosen.application_id, "you", on, what, interview)
    else:
        yield (
            "No note that was sent holds your promise, so it is not on the list. "
            f"{draft_note.unkept(chosen, on, what)}"
        )


def skip(world: World, which: Sequence[str], because: str = "") -> tuple[SettledFollowUp, ...]:
    """Mark follow-ups as ones that will not be done, all of them or none, named as `done` has it.

    UsageError where one is not pending.
    """
    because = free_text(because, "reason")
    from followup.store import transaction, writes

    with transaction.change(world.store, "skip", world.now) as change:

        def settle(number: str) -> SettledFollowUp:
            chosen = _choose(change, world, number, ends=True)
            writes.settle(change, chosen.followup.id, "skipped", world.today, because)
            return _settled(change, world, chosen)

        return _each(change, world, which, settle, "skipped")


def snooze(
    world: World, which: Sequence[str], until: str, because: str = ""
) -> tuple[SettledFollowUp, ...]:
    """Put follow-ups off, all of them or none, named as `done` has it: they come back on that day.

    UsageError for a day that is not ahead.
    """
    because = free_text(because, "reason")
    from followup.store import transaction, writes

    with transaction.change(world.store, "snooze", world.now) as change:
        day = parse_day(until, frame(world, change.ask).looking("later"))

        def settle(number: str) -> SettledFollowUp:
            chosen = _choose(change, world, number)
            if day <= world.today:
                raise UsageError(
                    f"{day:%A}, {day}, is not ahead; give a day after today, such as tomorrow or 3d."
                )
            _check_not_too_late(change, chosen, day)
            writes.snooze(change, chosen.followup.id, day, because)
            return _settled(change, world, chosen)

        return _each(change, world, which, settle, "put off")


def _check_not_too_late(change: "Transaction", chosen: ListedFollowUp, day: date) -> None:
    """UsageError where a decision would be put off until after the offer has run out, or what
    prepares for an interview until after it.
    """
    item, company = chosen.followup, line(chosen.company)
    last, what = None, ""
    if item.kind == "decide_offer":
        last = queries.application(change.ask, chosen.application_id).deadline_on
        what = f"The offer of {company} ends"
    elif item.kind == "prep" and item.interview_id:
        last = own_day(queries.round_of(change.ask, item.interview_id).interview)
        what = f"The interview with {company} is"
    if last and day > last:
        raise UsageError(f"{what} on {last:%A}, {last}; give a day up to then.")


def _choose(
    change: "Transaction", world: World, which: str, *, but: str = "", ends: bool = False
) -> ListedFollowUp:
    """The pending follow-up that is named; it joins the summary of the change.

    `but`: as `search.followup`. `ends`: it is to be off the list for good, so that words name
    only what may be done today.
    """
    ready_by = world.today if ends else None
    chosen = search.followup(
        change.ask, when(world, change.ask), which, surely=True, but=but, ready_by=ready_by
    )
    must_be_pending(chosen)
    what = kinds.label(chosen.followup.kind)
    whom = kinds.whom(chosen.followup.kind, chosen.contact)
    named = f"{chosen.followup.id}, {what}{whom}, {chosen.company}"
    change.summary = f"{change.summary}; {named}" if change.summary else named
    return chosen


def _settled(change: "Transaction", world: World, chosen: ListedFollowUp) -> SettledFollowUp:
    from followup.services.planning import replan

    replanned = replan(change, [chosen.application_id], world.now)
    others = queries.listed_of(change.ask, chosen.application_id)
    return SettledFollowUp(
        queries.followup(change.ask, chosen.followup.id),
        tuple(
            one
            for one in others
            if one.followup.status == "pending" and one.followup.id != chosen.followup.id
        ),
        replanned,
    )


def must_be_pending(chosen: ListedFollowUp) -> None:
    """UsageError unless the follow-up can still be done."""
    item = chosen.followup
    if item.status != "pending":
        on = f" on {item.done_on}" if item.done_on else ""
        raise UsageError(
            f"Follow-up {item.id} is {item.status} already{on}. "
            "`followup due` shows what is left; `followup undo` takes back the last change."
        )


def too_late(world: World) -> tuple[DueFollowUp, ...]:
    """The thank-yous that come too late. NothingFound where there is none."""
    found = catch_up(world, DueFilter()).too_late
    if not found:
        raise NothingFound("No thank-you is too late to be worth sending; nothing was skipped.")
    return found


class CatchUp(Frozen):
    """What may be done today, in the order that does most good, and what is too late."""

    promised: tuple[DueFollowUp, ...]
    thanks: tuple[DueFollowUp, ...]
    rest: tuple[DueFollowUp, ...]
    too_late: tuple[DueFollowUp, ...]
    typed: str = "followup due --catch-up"  # the command that asks for it

    @property
    def now(self) -> tuple[DueFollowUp, ...]:
        """All that is worth doing, in its order."""
        return self.promised + self.thanks + self.rest


class Limit(Frozen):
    """How many business days after its interview a thank-you is still worth sending, inclusive."""

    days: int
    workdays: Workdays

    def is_passed(self, todo: DueFollowUp, today: date) -> bool:
        """Whether `todo` is a thank-you that comes too late on that day."""
        if todo.kind != "thank_you" or not todo.interview_on or todo.due_on >= today.isoformat():
            return False
        return today > self.workdays.add(date.fromisoformat(todo.interview_on), self.days)


class LetGo(Frozen):
    """What was skipped in one go, and what that changed."""

    skipped: tuple[DueFollowUp, ...]
    replanned: "Replanned"


def order(todos: Sequence[DueFollowUp], today: date, limit: Limit) -> CatchUp:
    """Put what is to do in order; every one of `todos` is in it, once."""
    by_time = sorted(todos, key=lambda one: (one.due_on, one.id))
    worth = [one for one in by_time if not limit.is_passed(one, today)]
    thanks = [one for one in worth if one.kind == "thank_you"]
    return CatchUp(
        promised=tuple(one for one in worth if one.kind == "promised"),
        thanks=tuple(sorted(thanks, key=lambda one: one.interview_on or "", reverse=True)),
        rest=tuple(
            sorted(
                (one for one in worth if one.kind not in ("promised", "thank_you")),
                key=lambda one: one.kind not in ("accept", "acknowledge_offer"),
            )
        ),
        too_late=tuple(one for one in by_time if limit.is_passed(one, today)),
    )


def catch_up(world: World, wanted: DueFilter) -> CatchUp:
    """What `due` shows with these options, in order."""
    todos = due.look(world, wanted).todos
    with connect(world.store) as ask:
        return replace(order(todos, world.today, limit(ask)), typed=wanted.typed)


def limit(ask: Ask) -> Limit:
    """The limit that the configuration gives."""
    kept = settings.settings(ask)
    days = Policy.from_settings(kept)["thank_you.too_late_days"]
    return Limit(days, from_settings(kept, settings.holidays(ask, kept)))


def skip_too_late(world: World, agreed: Sequence[DueFollowUp], because: str = "") -> LetGo:
    """Skip those of `agreed` that are still pending, in one change, so that undo takes it back."""
    because = free_text(because, "reason") or "too late to be worth sending"
    from followup.services.planning import replan
    from followup.store import transaction, writes

    numbers = {todo.id for todo in agreed}
    with transaction.change(world.store, "skip", world.now) as change:
        pending = due_list.todos(change.ask, when(world, change.ask), world.today)
        skipped = tuple(todo for todo in pending if todo.id in numbers)
        for todo in skipped:
            writes.settle(change, todo.id, "skipped", world.today, because)
        change.summary = f"{counted(len(skipped), 'thank-you')} that came too late"
        touched = {writes.followup_row(change, todo.id).application_id for todo in skipped}
        return LetGo(skipped, replan(change, sorted(touched), world.now))


class Explanation(Frozen):
    """A follow-up, whose chain says how its dates came about, and its rule with the evidence."""

    followup: ListedFollowUp
    rule: Rule | None


def why(world: World, which: str) -> Explanation:
    """Why a follow-up has its dates. NothingFound or SeveralFound where it is not one."""
    with connect(world.store) as ask:
        chosen = search.followup(ask, when(world, ask), which)
    return Explanation(chosen, RULES.get(chosen.followup.rule))
