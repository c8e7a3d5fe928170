"""The two days of a follow-up, counted from an anchor, with the reasons that led to them."""

from datetime import date, timedelta
from functools import cache, cached_property

from followup.domain.frozen import Frozen
from followup.domain.kinds import CHECK_INS
from followup.domain.model import Reason
from followup.domain.policy import BY_KEY, Policy, Rule
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
