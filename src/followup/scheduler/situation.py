"""The facts of one application as the rules ask for them, and the days counted from them."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property

from followup.domain.frozen import Frozen
from followup.domain.kinds import CHECK_INS
from followup.domain.model import (
    Application,
    ApplicationFacts,
    Contact,
    Elsewhere,
    FollowUp,
    Interview,
    Promise,
    Reason,
    Reply,
)
from followup.domain.policy import BY_KEY, Policy, Rule, pace
from followup.domain.workdays import DAY, Shift, Workdays

UNITS = {"bd": "business day", "days": "day"}


class Window(Frozen):
    """From `ready` to `due`, both inclusive, and why; `ready` is never after `due`."""

    ready: date
    due: date
    reasons: tuple[Reason, ...] = ()

    def due_by(self, last: date, why: str) -> "Window":
        """Due on `last`, which is `why`, where it would be later; never before it is ready."""
        due = max(self.ready, min(self.due, last))
        if due == self.due:
            return self
        return Window(self.ready, due, (*self.reasons, Reason("deadline", why, due)))

    def not_before(self, floor: "Window") -> "Window":
        """The later of both, day by day; the floor's reasons join where it moved something."""
        ready, due = max(self.ready, floor.ready), max(self.due, floor.due)
        if (ready, due) == (self.ready, self.due):
            return self
        return Window(ready, due, self.reasons + floor.reasons)


class Counting(Frozen):
    """Counts by the numbers of `policy` over the business days of `workdays`.

    What was counted once is remembered: an import asks for the same days a hundred times.
    """

    policy: Policy
    workdays: Workdays

    @cached_property
    def _windows(self) -> dict[tuple[str, date], Window]:
        return {}

    @cached_property
    def _added(self) -> dict[tuple[date, int], date]:
        return {}

    def add(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`, as `Workdays.add` counts."""
        if (day, count) not in self._added:
            self._added[day, count] = self.workdays.add(day, count)
        return self._added[day, count]

    def window(self, rule: Rule, start: date, why: str, step: str = "anchor") -> Window:
        """The days that `rule` gives from `start`, which is `why` it counts from there."""
        if (rule.name, start) not in self._windows:
            self._windows[rule.name, start] = self._counted(rule, start)
        counted = self._windows[rule.name, start]
        return Window(counted.ready, counted.due, (Reason(step, why, start), *counted.reasons))

    def _counted(self, rule: Rule, start: date) -> Window:
        """The days that `rule` gives from `start`, with the counts and the days passed over."""
        rolls = rule.kind in CHECK_INS  # they never stand on a day off
        ready, ready_reasons = self._count(rule.ready, start, rolls=rolls)
        due, due_reasons = self._count(rule.due, start, rolls=rolls)
        # both may pass over the same weekend: it is told once, after the counts
        reasons = dict.fromkeys((*ready_reasons, *due_reasons))
        in_order = sorted(reasons, key=lambda reason: reason.step != "count")
        return Window(ready, max(ready, due), tuple(in_order))

    def before(self, rule: Rule, end: date, why: str) -> Window:
        """The days that lie as many business days before `end` as the numbers of `rule` say."""
        ready = self.workdays.add(end, -self.policy[rule.ready])
        due = self.workdays.add(end, -self.policy[rule.due])
        counts = dict.fromkeys(
            Reason("count", f"{amount(self.policy[key], 'bd')} before {spoken(end)}", day)
            for key, day in ((rule.ready, ready), (rule.due, due))
        )
        passed = self._told(self.workdays.passed_over(ready, end))
        return Window(ready, due, (Reason("anchor", why, end), *counts, *passed))

    def _count(self, key: str, start: date, *, rolls: bool) -> tuple[date, tuple[Reason, ...]]:
        """The day that the number `key` gives from `start`; no key and 0 name `start` itself."""
        length = self.policy[key] if key else 0
        unit = BY_KEY[key].unit if key else "bd"
        if length == 0 and not rolls:
            return start, ()
        if length and unit == "bd":
            day, after = self.workdays.add(start, length), start
        else:
            target = start + timedelta(days=length)
            day, after = self.workdays.roll(target), target - DAY
        passed = self._told(self.workdays.passed_over(after, day))
        if length == 0:
            return day, passed
        said = f"{amount(length, unit)} after {spoken(start)}"
        return day, (Reason("count", said, day), *passed)

    def _told(self, shifts: tuple[Shift, ...]) -> tuple[Reason, ...]:
        return tuple(
            Reason(shift.step, _passed_over(shift), self.workdays.roll(shift.day))
            for shift in shifts
        )


def _passed_over(shift: Shift) -> str:
    if shift.step == "weekend":
        return f"{spoken(shift.day)} does not count: weekend"
    return f"{spoken(shift.day)} does not count: {shift.name}"


def amount(length: int, unit: str) -> str:
    """`5 business days`, `1 day`."""
    return f"{length} {UNITS[unit]}{'' if length == 1 else 's'}"


@cache
def spoken(day: date) -> str:
    """`Tue 1 Dec 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def final(ready: date, due: date) -> Reason:
    """The last step of every chain."""
    if ready == due:
        return Reason("final", f"due {spoken(due)}", due)
    return Reason("final", f"ready {spoken(ready)}, due {spoken(due)}", due)


class Situation(Frozen):
    """One application at the moment `now`."""

    facts: ApplicationFacts
    counting: Counting
    now: datetime

    @property
    def application(self) -> Application:
        """The application itself."""
        return self.facts.application

    @property
    def policy(self) -> Policy:
        """The numbers that its days are counted by."""
        return self.counting.policy

    @property
    def in_sales(self) -> bool:
        """Whether the prompt one wins."""
        return pace(self.application.field) == "sales"

    @property
    def in_government(self) -> bool:
        """Whether they are slow."""
        return pace(self.application.field) == "government"

    @property
    def outcome_on(self) -> date:
        """The day of the outcome; only asked for where there is one."""
        if self.application.outcome_on is None:
            raise ValueError(f"application {self.application.id}: an outcome without its day")
        return self.application.outcome_on

    @property
    def outcome_day(self) -> str:
        """The day of the outcome in words."""
        undated = self.application.outcome_undated
        return "an unknown day" if undated else spoken(self.outcome_on)

    @cached_property
    def all_rounds(self) -> tuple[Interview, ...]:
        """Every round that was not cancelled, held or booked, the earliest first."""
        standing = (talk for talk in self.facts.interviews if not talk.cancelled)
        return tuple(sorted(standing, key=lambda talk: (talk.day, talk.at or time.min, talk.seq)))

    @cached_property
    def rounds(self) -> tuple[Interview, ...]:
        """The rounds that ask for something: after an outcome, only those that it did not end."""
        if not self.application.outcome:
            return self.all_rounds
        return tuple(
            talk for talk in self.all_rounds if self._is_new(talk) and talk.day >= self.outcome_on
        )

    def _is_new(self, fact: Interview | Promise | Reply) -> bool:
        """Whether no outcome has put an end to it."""
        return not self.application.outcome or fact.seq > self.application.outcome_seq

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The promises that count: not those of a cancelled round, nor those an outcome ended."""
        cancelled = {talk.id for talk in self.facts.interviews if talk.cancelled}
        return tuple(
            promise
            for promise in self.facts.promises
            if promise.interview_id not in cancelled and self._is_new(promise)
        )

    @cached_property
    def yours(self) -> tuple[Promise, ...]:
        """What you promised, by day."""
        mine = (promise for promise in self.promises if promise.by == "you")
        return tuple(sorted(mine, key=lambda promise: (promise.on, promise.seq, promise.id)))

    @cached_property
    def in_touch(self) -> Contact | None:
        """Whom to turn to where there was no round: whom the log names last, else the first person
        of the last round that was cancelled.
        """
        if self.facts.in_touch or not self.facts.interviews:
            return self.facts.in_touch
        last = max(self.facts.interviews, key=lambda talk: (talk.day, talk.seq))
        return next(iter(reachable(last)), None)

    @property
    def last_round(self) -> Interview | None:
        """The round that the whole application looks back on."""
        return self.all_rounds[-1] if self.all_rounds else None

    @cached_property
    def last_talk(self) -> Interview | None:
        """The last round after which they decide something: an informational one decides nothing."""
        deciding = [talk for talk in self.rounds if talk.stage != "informational"]
        return deciding[-1] if deciding else None

    @property
    def is_informational(self) -> bool:
        """Whether it is a contact rather than a job: every round of it was informational."""
        return {talk.stage for talk in self.all_rounds} == {"informational"}

    def own_day(self, moment: datetime) -> date:
        """The day of an instant on the user's own clock."""
        return moment.astimezone(self.now.tzinfo).date()

    @cached_property
    def decision(self) -> Promise | None:
        """The last decision date they stated, if it lies after the last round.

        The day of that round itself counts if it was named then or later ("by tonight"): a date
        from before the round has been overtaken by it.
        """
        stated = [promise for promise in self.promises if promise.by == "they"]
        if not stated:
            return None
        last = max(stated, key=lambda promise: (promise.seq, promise.id))
        talk = self.last_talk
        if talk is None or last.on > talk.day:
            return last
        return last if last.on == talk.day and last.seq >= talk.seq else None

    @cached_property
    def reply(self) -> Reply | None:
        """Their last reply, unless a round that became known after it restarted the clock."""
        replies = filter(self._is_new, self.facts.replies)
        last = max(replies, key=lambda reply: (reply.on, reply.seq), default=None)
        talk = self.last_talk
        if last is None or talk is None:
            return last
        known = (min(talk.recorded_on, talk.day), talk.seq)
        return last if (last.on, last.seq) > known else None

    @cached_property
    def news(self) -> tuple[Elsewhere, ...]:
        """What happened to other applications since this one was recorded, in that order."""
        since = (event for event in self.facts.elsewhere if event.seq > self.application.seq)
        return tuple(sorted(since, key=lambda event: event.seq))

    @cached_property
    def accepted_elsewhere(self) -> Elsewhere | None:
        """The job that you took instead; not once you withdrew here and opened this one again."""
        taken = [event for event in self.news if event.outcome == "accepted"]
        if not taken:
            return None
        withdrawn = self.settled(withdraw_key(self.application, taken[-1]))
        return None if withdrawn and withdrawn.status == "done" else taken[-1]

    @cached_property
    def _settled(self) -> dict[str, FollowUp]:
        over = ("done", "skipped")
        return {item.key: item for item in self.facts.followups if item.status in over}

    def settled(self, key: str) -> FollowUp | None:
        """The follow-up with that key if it was done or skipped."""
        return self._settled.get(key)

    def is_settled(self, stem: str) -> bool:
        """Whether a follow-up whose key begins so was done or skipped."""
        return any(key.startswith(stem) for key in self._settled)

    def due_with_snooze(self, key: str, due: date) -> date:
        """The day by which the user sees it due: `due`, or the later day it was put off to."""
        put_off = (item.snoozed_until for item in self.facts.followups if item.key == key)
        return max(due, next(put_off, None) or due)


def withdraw_key(application: Application, taken: Elsewhere) -> str:
    """The key of the withdrawal that accepting `taken` asks for."""
    return f"withdraw:application-{application.id}:application-{taken.application_id}:{taken.seq}"


def standing_decision(facts: ApplicationFacts) -> Promise | None:
    """The decision date that counts for an application, None where there is none."""
    return Situation(facts, _NO_COUNTING, _NO_CLOCK).decision


_NO_COUNTING = Counting(Policy.default(), Workdays())
_NO_CLOCK = datetime.min.replace(tzinfo=UTC)
"""What they promised hangs on neither."""


def reachable(talk: Interview | None) -> tuple[Contact, ...]:
    """The people of a round who may be contacted, each once."""
    people = (met.contact for met in talk.people) if talk else ()
    return tuple(dict.fromkeys(person for person in people if not person.no_contact))


def done_day(item: FollowUp) -> date:
    """The day on which it was done."""
    return item.done_on or item.due_on
