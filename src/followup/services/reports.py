"""`stats` and `report`: the figures of a search, and its dated record as an office asks for it.

The weeks of `stats` begin on Monday, those of a report on the day that is set. Only what has
happened is in a report, and of that only what somebody said: no stage or day that is assumed, no
channel that is not recorded. The words that the user keeps are in it only where they are asked for.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from followup.domain import config
from followup.domain.dates import parse_day
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.kinds import CHECK_INS, has_note
from followup.domain.model import (
    OFFER_MADE,
    REARRANGED,
    STAGES,
    Application,
    ApplicationFacts,
    FollowUp,
    Interview,
    Promise,
)
from followup.domain.text import fold
from followup.domain.workdays import DAY, WEEKDAYS
from followup.environment import World, own_day
from followup.services.context import frame
from followup.services.views import interview_details
from followup.store import queries, settings
from followup.store.connection import Ask, connect
from followup.store.queries import ListedFollowUp, LogEntry, Round, SentNote

STEPS = ("applied", "phone", "video", "onsite", "panel", "final", "offer", "accepted")
"""How far an application can get; the last one that it reached is where it got to."""

WEEKS = 12
"""How many weeks are shown, this one included, where no first day is given."""

WEEK = timedelta(days=7)

UNSTATED = "unstated"
"""What interviews are counted as of which nobody said the stage."""

BY_THEM = ("offer", "rejected")
"""The outcomes that are an answer of theirs; `accepted` and `declined` answer an offer."""


class Share(Frozen):
    """`kept` of `of`."""

    kept: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.kept + other.kept, self.of + other.of)


class Week(Frozen):
    """The interviews held in the week of `monday`, by stage or UNSTATED; no stage without any."""

    monday: date
    by_stage: Mapping[str, int]

    @property
    def held(self) -> int:
        """All of them."""
        return sum(self.by_stage.values())


class KeptPromises(Frozen):
    """The promises kept between you and one company."""

    company: str
    you: Share
    they: Share


def weeks(
    held: Mapping[date, Mapping[str, int]], today: date, since: date | None
) -> tuple[Week, ...]:
    """The weeks from that of `since`, else the last WEEKS, to this one; also those with none.

    `held` counts the interviews by the Monday of their week and by stage.
    """
    first = monday_of(since) if since else monday_of(today) - (WEEKS - 1) * WEEK
    count = (monday_of(today) - first) // WEEK + 1
    mondays = (first + number * WEEK for number in range(count))
    return tuple(Week(monday, _by_stage([held.get(monday, {})])) for monday in mondays)


def furthest(course: ApplicationFacts, now: datetime) -> str:
    """The last step of STEPS that an application reached, or `informational`.

    An interview counts once it is held. An offer that another outcome followed is known by the log,
    or by its acknowledgement.
    """
    outcome = course.application.outcome
    if outcome == "accepted":
        return outcome
    logged = any(reply.is_offer for reply in course.replies)
    if outcome in ("offer", "declined") or logged or any(map(_acknowledged, course.followups)):
        return "offer"
    talks = [talk for talk in course.interviews if not talk.cancelled]
    if talks and all(talk.stage == "informational" for talk in talks):
        return "informational"
    held = (talk.stage for talk in talks if held_on(talk, now) and talk.stage in STEPS)
    return max(held, key=STEPS.index, default="applied")


def waits(course: ApplicationFacts, now: datetime, first: date = date.min) -> Iterator[int]:
    """The calendar days that each answer of theirs took, for those that came from `first` on.

    The wait begins with the last round held or check-in done up to that day, the later of the
    two, if it lies after the answer before. An answer is a reply, an offer, a rejection, or an
    invitation: a round that was recorded before its day. An outcome that a table brought is none:
    nobody knows its day.
    """
    asked = [*_rounds_held(course, now), *_check_ins(course)]
    before = date.min
    for on in sorted({on for on, _ in answers(course)}):
        waited_since = [day for day in asked if before < day <= on]
        if waited_since and on >= first:
            yield (on - max(waited_since)).days
        before = on


class Progress(Frozen):
    """The figures of a search, since a day (inclusive) or all of it.

    `by_stage` counts the interviews held, `booked` those to come. `furthest` counts the
    applications by the step of STEPS that they got to, `jobs` are their numbers; `informational`
    are the contacts that no job hangs on. `waits` are the days from asking to their answers, the shortest first.
    `notes` are the thank-yous sent in time, of all that fell due.
    """

    since: date | None
    weeks: tuple[Week, ...]
    by_stage: Mapping[str, int]
    booked: int
    furthest: Mapping[str, int]
    informational: int
    waits: tuple[int, ...]
    notes: Share
    promises: tuple[KeptPromises, ...]
    jobs: tuple[int, ...] = ()

    @property
    def held(self) -> int:
        """How many interviews were held."""
        return sum(self.by_stage.values())

    @property
    def applications(self) -> int:
        """How many applications there are, those without a job in sight aside."""
        return sum(self.furthest.values())

    @property
    def median_wait(self) -> float | None:
        """The median of `waits`, None where they never answered."""
        from statistics import median  # 14 ms

        return median(self.waits) if self.waits else None

    @property
    def you(self) -> Share:
        """The promises that you kept, of all that fell due."""
        return sum((promise.you for promise in self.promises), Share())

    @property
    def they(self) -> Share:
        """The decision dates that they kept, of all that came."""
        return sum((promise.they for promise in self.promises), Share())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was there to count."""
        return not (self.applications or self.informational)


def progress(
    courses: Iterable[ApplicationFacts],
    now: datetime,
    since: date | None = None,
    active: Container[int] = (),
) -> Progress:
    """The figures as of `now`, aware and in the user's zone.

    With `since`, everything counts from that day on: an interview by its day, a note and a
    promise by the day it was to be done, a wait by the day of the answer, an application where
    one of its days is not before. `active` are the numbers of those about which something was done since.
    """
    tally = _Tally(now, since or date.min)
    for course in courses:
        if since is None or last_day(course) >= since or course.application.id in active:
            tally.add(course)
    return Progress(
        since=since,
        weeks=weeks(tally.held, now.date(), since),
        by_stage=_by_stage(tally.held.values()),
        booked=tally.booked,
        furthest={step: tally.steps[step] for step in STEPS},
        informational=tally.steps["informational"],
        waits=tuple(sorted(tally.waits)),
        notes=tally.notes,
        promises=tally.promises(),
        jobs=tuple(tally.jobs),
    )


class _Tally:
    """What is counted of one application after the other, from a day on; none is kept in memory."""

    def __init__(self, now: datetime, first: date) -> None:
        self.now, self.today, self.first = now, now.date(), first
        self.held: dict[date, Counter[str]] = {}  # by the Monday of their week, by stage
        self.booked = 0
        self.steps: Counter[str] = Counter()
        self.jobs: list[int] = []
        self.waits: list[int] = []
        self.notes = Share()
        self.kept: dict[str, KeptPromises] = {}

    def add(self, course: ApplicationFacts) -> None:
        """Count an application."""
        for talk in course.interviews:
            if talk.day >= self.first:
                self._add_talk(talk)
        step = furthest(course, self.now)
        self.steps[step] += 1
        self.jobs += [course.application.id] * (step != "informational")
        self.waits += waits(course, self.now, self.first)
        self.notes += in_time(
            ((item, item.due_on) for item in course.followups
             if item.kind == "thank_you" and item.due_on >= self.first),
            self.today,
        )  # fmt: skip
        self._add_promises(course)

    def _add_talk(self, talk: Interview) -> None:
        if on := held_on(talk, self.now):
            self.held.setdefault(monday_of(on), Counter())[talk.stated_stage or UNSTATED] += 1
        else:
            self.booked += not talk.cancelled

    def _add_promises(self, course: ApplicationFacts) -> None:
        yours = your_promises(course, self.today, self.first)
        theirs = their_promises(course, self.today, self.first)
        if yours.of or theirs.of:
            company = course.application.company
            old = self.kept.get(fold(company), KeptPromises(company, Share(), Share()))
            self.kept[fold(company)] = KeptPromises(old.company, old.you + yours, old.they + theirs)

    def promises(self) -> tuple[KeptPromises, ...]:
        """The promises by company: where there were most first."""
        order = sorted(self.kept.values(), key=lambda one: (-one.you.of - one.they.of, one.company))
        return tuple(order)


def last_day(course: ApplicationFacts) -> date:
    """The latest day of an application on which something happened or is to happen."""
    days = (
        *(talk.day for talk in course.interviews),
        *(reply.on for reply in course.replies),
        *(item.done_on or item.due_on for item in course.followups if item.status != "cancelled"),
        course.application.outcome_on or date.min,
    )
    return max(days)


def held_on(talk: Interview, now: datetime) -> date | None:
    """The user's own day on which an interview was held, up to that of `now`; else None."""
    on = own_day(talk)
    return on if talk.status(now) == "held" and on <= now.date() else None


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _by_stage(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """All of these counts by stage, in the order of STAGES, UNSTATED last; no stage without any."""
    every: Counter[str] = Counter()
    for some in counts:
        every.update(some)
    return {stage: every[stage] for stage in (*STAGES, UNSTATED) if every[stage]}


def _acknowledged(item: FollowUp) -> bool:
    return item.kind == "acknowledge_offer" and item.status == "done"


def _rounds_held(course: ApplicationFacts, now: datetime) -> Iterator[date]:
    """The days after which they owe an answer; an informational talk asks for none."""
    for talk in course.interviews:
        on = held_on(talk, now)
        if on and talk.stage != "informational":
            yield on


def _check_ins(course: ApplicationFacts) -> Iterator[date]:
    for item in course.followups:
        if item.kind in CHECK_INS and item.status == "done" and item.done_on:
            yield item.done_on


def answers(course: ApplicationFacts) -> Iterator[tuple[date, int]]:
    """The days on which they answered, each with the number of the change that recorded it."""
    job = course.application
    yield from ((reply.on, reply.seq) for reply in course.replies)
    # up to schema 5, what a table brought with its application was not marked as undated
    if job.outcome in BY_THEM and (on := _ended_on(job)) and job.outcome_seq > job.seq:
        yield on, job.outcome_seq
    for talk in course.interviews:
        if talk.recorded_on < talk.day and not talk.cancelled:
            yield talk.recorded_on, talk.seq


def _ended_on(job: Application) -> date | None:
    """The day of the outcome, as far as somebody said it."""
    return None if job.outcome_undated else job.outcome_on


def in_time(items: Iterable[tuple[FollowUp, date]], today: date) -> Share:
    """How many were done by their day, of those that are done or whose day has passed."""
    due = [
        (item, by)
        for item, by in items
        if item.status == "done" or (item.status != "cancelled" and by < today)
    ]
    return Share(sum(_was_in_time(item, by) for item, by in due), len(due))


def _was_in_time(item: FollowUp, by: date) -> bool:
    return item.status == "done" and (item.done_on or by) <= by


def your_promises(course: ApplicationFacts, today: date, first: date = date.min) -> Share:
    """Yours count by the day that you named, however often they were put off."""
    named = {promise.id: promise.on for promise in course.promises}
    made = (
        (item, named.get(item.promise_id or 0, item.due_on))
        for item in course.followups
        if item.kind == "promised"
    )
    return in_time(((item, by) for item, by in made if by >= first), today)


def their_promises(course: ApplicationFacts, today: date, first: date = date.min) -> Share:
    """A decision date is kept if they answered after they had named it, up to its end.

    One that they moved in time, that you made pointless in time, or of a cancelled round does
    not count.
    """
    standing = [one for one in _decision_dates(course) if one.on >= first]
    kept = [one for one in standing if _answered(course, one)]
    missed = [one for one in standing if one.on < today and one not in kept]
    return Share(len(kept), len(kept) + sum(not _ended_by_you(course, one) for one in missed))


def _decision_dates(course: ApplicationFacts) -> list[Promise]:
    """What they said, without what they moved before it came."""
    cancelled = {talk.id for talk in course.interviews if talk.cancelled}
    stated = [
        promise
        for promise in course.promises
        if promise.by == "they" and promise.interview_id not in cancelled
    ]
    return [
        one
        for place, one in enumerate(stated)
        if not any(other.made_on <= one.on for other in stated[place + 1 :])
    ]


def _answered(course: ApplicationFacts, date_named: Promise) -> bool:
    job = course.application
    if job.outcome in ("accepted", "declined") and (ended := _ended_on(job)):  # of an offer before
        told = (*answers(course), (ended, job.outcome_seq))
    else:
        told = tuple(answers(course))
    return any(on <= date_named.on and seq > date_named.seq for on, seq in told)


def _ended_by_you(course: ApplicationFacts, date_named: Promise) -> bool:
    job = course.application
    ended = job.outcome in ("withdrawn", "closed") and _ended_on(job)
    return bool(ended and ended <= date_named.on)


Fact = TypeVar("Fact")


def stats(world: World, since: str = "", until: str = "") -> Progress:
    """The figures of the search from `since` to `until`, both inclusive; UsageError as `period`."""
    with connect(world.store) as ask:
        first, last = period(world, ask, since, until)
        return figures(world, ask, first, last)


def figures(world: World, ask: Ask, first: date | None, last: date) -> Progress:
    """The figures of the days from `first` to `last`, both inclusive, as they stood after `last`."""
    active = queries.active_between(ask, first, last) if first else ()
    courses = queries.all_facts(ask)
    if last < world.today:
        world = world.on(last)
        known = queries.active_between(ask, date.min, last)
        courses = (
            course
            for course in (as_of(course, last) for course in courses)
            if had_begun(course) or course.application.id in known
        )
    return progress(courses, world.now, first, active)


def as_of(course: ApplicationFacts, day: date) -> ApplicationFacts:
    """What was known of an application at the end of `day`, as far as its facts have days."""
    job = course.application
    if job.outcome_on and job.outcome_on > day:
        job = replace(job, outcome="", outcome_on=None, outcome_seq=0)
    talks = [
        interview
        for interview in course.interviews
        if min(interview.day, interview.recorded_on) <= day
    ]
    return replace(
        course,
        application=job,
        interviews=tuple(talks),
        promises=tuple(promise for promise in course.promises if promise.made_on <= day),
        replies=tuple(reply for reply in course.replies if reply.on <= day),
        followups=tuple(_undone_after(followup, day) for followup in course.followups),
    )


def _undone_after(item: FollowUp, day: date) -> FollowUp:
    later = item.done_on is not None and item.done_on > day
    return replace(item, status="pending", done_on=None) if later else item


def had_begun(course: ApplicationFacts) -> bool:
    """Whether anything but its name is known of an application."""
    return bool(course.interviews or course.replies or course.application.outcome)


def period(world: World, ask: Ask, since: str, until: str) -> tuple[date | None, date]:
    """The first day (None for no limit) and the last (today where none is typed), both inclusive.

    UsageError for a day that is yet to come, and for days in the wrong order.
    """
    first, last = (_past(world, ask, *each) for each in (("--since", since), ("--until", until)))
    if first and last and first > last:
        raise UsageError(f"--since {first} lies after --until {last}; swap the two days.")
    return first, last or world.today


def _past(world: World, ask: Ask, option: str, text: str) -> date | None:
    if not text.strip():
        return None
    day = parse_day(text, frame(world, ask).looking("back"))
    if day > world.today:
        raise UsageError(f"{option} {day} is yet to come; give a day that has been.")
    return day


ACTIVITIES = ("application", "interview", "contact", "note", "outcome")
"""What an activity can be, in the order of one day."""

CHANNEL_OF_STAGE = {"phone": "phone", "video": "video", "onsite": "in person"}
"""How an interview was held, where its stage says so."""

CHANNELS_OF_APPLYING = {
    "online": "online", "website": "online", "site": "online", "page": "online",
    "portal": "online", "linkedin": "online", "indeed": "online", "email": "email",
    "e-mail": "email", "mail": "letter", "post": "letter", "letter": "letter", "phone": "phone",
    "person": "in person",
}  # fmt: skip
"""How an application was made, by the word for it in "applied online", "Applied on their website"."""

_APPLIED = re.compile(
    r"applied (?:directly )?"
    r"(?:(?:by|via|through|on|over|using|in) (?:(?:the|their|its|company|careers?|job|company's) )*)?"
    rf"({'|'.join(CHANNELS_OF_APPLYING)})\b",
    re.IGNORECASE,
)


_APPLICATION = re.compile(
    r"(?:i )?(?:(?:re-?)?applied|(?:sent|submitted|handed in|e-?mailed|mailed|posted) (?:in |off )?"
    r"(?:(?:my|an|the) )?(?:application|cv|r[ée]sum[ée]))\b"
    r"|(?:application|cv|r[ée]sum[ée]) (?:sent|submitted)\b",
    re.IGNORECASE,
)
"""How an entry of the log begins that tells of an application."""


class Person(Frozen):
    """Somebody of an activity; the title may be empty."""

    name: str
    title: str = ""


class Activity(Frozen):
    """One thing that was done, or heard, on a local day.

    `kind` is one of ACTIVITIES. `name` says which: the stage of an interview (empty where nobody
    said it), the kind of follow-up that was done, the outcome (also an offer that another one
    followed), `reply` for what they said, else empty. `channel` is empty where it is not known.
    `application` has the outcome that it had at the end of the period. `details` are the user's
    own words, each with a label that may be empty.
    """

    on: date
    kind: str
    name: str
    application: Application
    people: tuple[Person, ...] = ()
    channel: str = ""
    details: tuple[tuple[str, str], ...] = ()


class ReportWeek(Frozen):
    """How many activities the week that begins on a day has, by kind; none of a kind is 0."""

    begins: date
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


class Report(Frozen):
    """The record of the days from `since` to `until`, both inclusive, by day.

    `by` is the user's name, empty where it is not set; `paper` is a key of `letter.PAPERS`.
    `progress` are the figures of `stats`. `jobs` are the applications that these count, with the
    outcome that they had by `until`: `undated` those in the record of which no day of applying is
    known; `offered` the numbers of those that had an offer before their outcome. A week begins on
    `week_start`, as `date.weekday` counts.
    """

    since: date
    until: date
    by: str
    paper: str
    activities: tuple[Activity, ...]
    progress: Progress
    jobs: tuple[Application, ...] = ()
    undated: tuple[Application, ...] = ()
    offered: frozenset[int] = frozenset()
    week_start: int = 0

    def in_week(self, begins: date) -> tuple[Activity, ...]:
        """The activities of a week, by day."""
        return tuple(each for each in self.activities if self.week_of(each.on) == begins)

    def week_of(self, day: date) -> date:
        """The first day of a day's week."""
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)

    @property
    def weeks(self) -> tuple[ReportWeek, ...]:
        """Every week of the period, also those in which nothing was done."""
        by_week: dict[date, Counter[str]] = {}
        for activity in self.activities:
            by_week.setdefault(self.week_of(activity.on), Counter())[activity.kind] += 1
        first = self.week_of(self.since)
        number = (self.week_of(self.until) - first) // WEEK + 1
        begins = (first + place * WEEK for place in range(number))
        return tuple(ReportWeek(day, _by_kind(by_week.get(day, {}))) for day in begins)

    @property
    def totals(self) -> Mapping[str, int]:
        """How many activities there are, by kind."""
        return _by_kind(Counter(activity.kind for activity in self.activities))

    @property
    def companies(self) -> tuple[str, ...]:
        """The employers, by name, each once."""
        return _names(activity.application.company for activity in self.activities)

    @property
    def people(self) -> tuple[str, ...]:
        """The people, by name, each once."""
        return _names(person.name for activity in self.activities for person in activity.people)

    @property
    def channels(self) -> Mapping[str, int]:
        """How often each channel was used, the most used first; where none is known, nothing."""
        used = Counter(activity.channel for activity in self.activities if activity.channel)
        return dict(used.most_common())

    @property
    def without_channel(self) -> int:
        """Of how many activities it is not known how they went; an outcome has no channel."""
        return sum(not each.channel and each.kind != "outcome" for each in self.activities)


def report(world: World, since: str = "", until: str = "", *, private: bool = False) -> Report:
    """The record of a period; `private` adds what the user wrote down.

    Without `since` it begins with the first thing that is known. UsageError as `statistics.period`.
    """
    from followup.delivery import letter

    with connect(world.store) as ask:
        first, last = period(world, ask, since, until)
        reading = _Reading(ask, world if last == world.today else world.on(last), private)
        kept = settings.settings(ask)
        found = sorted(
            reading.activities(first or date.min),
            key=lambda one: (one.on, ACTIVITIES.index(one.kind)),
        )
        progress = figures(world, ask, first, last)
        undated = reading.undated(progress.jobs)
        return Report(
            since=first or (found[0].on if found else last),
            until=last,
            by=config.you(kept).name,
            paper=letter.from_settings(kept).paper,
            activities=tuple(found),
            progress=progress,
            jobs=reading.jobs(progress.jobs),
            undated=undated,
            offered=frozenset(reading.offered),
            week_start=WEEKDAYS.index(config.value(kept, config.WEEK_START)),
        )


class _Reading:
    """The activities of a store, as they stood at the end of the period, `world`'s day."""

    def __init__(self, ask: Ask, world: World, private: bool) -> None:
        self.ask, self.now, self.last, self.private = ask, world.now, world.today, private
        self.applications: dict[int, Application] = {}
        self.applied: set[int] = set()
        self.offered: set[int] = set()

    def activities(self, first: date) -> Iterator[Activity]:
        """What was done from `first` on."""
        logged = queries.logged(self.ask, date.min, self.last)
        self.offered = {one.application_id for one in logged if _is_offer(one.entry)}
        for found in logged:
            entry = found.entry
            if _is_application(entry):
                self.applied.add(found.application_id)
            if entry.on >= first and not REARRANGED.match(entry.text):
                yield self._logged(entry, self._application(found.application_id))
        # in its zone, an interview may be on the day before the user's own, or after it
        before = max(first, date.min + DAY) - DAY
        for each in queries.rounds_between(self.ask, before, self.last + DAY):
            on = held_on(each.interview, self.now)
            if on and on >= first:
                yield self._interview(each, on)
        for item in queries.done_between(self.ask, first, self.last):
            if has_note(item.followup.kind):
                yield self._done(item)
        for ended in queries.ended_between(self.ask, first, self.last):
            if not ended.outcome_undated:
                yield self._ended(ended)

    def jobs(self, numbers: Iterable[int]) -> tuple[Application, ...]:
        """The applications of these numbers, by company."""
        return tuple(sorted(map(self._application, numbers), key=lambda job: fold(job.company)))

    def undated(self, jobs: Container[int]) -> tuple[Application, ...]:
        """Those of these applications without a recorded day of applying that activities are about."""
        numbers = sorted(self.applications.keys() - self.applied)
        return tuple(self.applications[number] for number in numbers if number in jobs)

    def _application(self, number: int) -> Application:
        """An application, with the outcome that it had by then."""
        if number not in self.applications:
            application = queries.application(self.ask, number)
            later = application.outcome_on is not None and application.outcome_on > self.last
            before = "offer" if number in self.offered else ""
            self.applications[number] = (
                replace(application, outcome=before, outcome_on=None) if later else application
            )
        return self.applications[number]

    @cached_property
    def _sent(self) -> dict[int, SentNote]:
        """The notes that went out, by follow-up; of one application at a time they cost too much."""
        return {one.followup_id: one for one in queries.sent_until(self.ask, self.last)}

    def _logged(self, entry: LogEntry, job: Application) -> Activity:
        applied = _is_application(entry)
        kind, name = ("application" if applied else "contact"), ("reply" if entry.reply else "")
        if _is_offer(entry):
            kind, name = "outcome", "offer"
        how = _APPLIED.match(entry.text) if applied else None
        return Activity(
            entry.on,
            kind,
            name,
            job,
            (Person(entry.contact),) if entry.contact else (),
            CHANNELS_OF_APPLYING[how[1].lower()] if how else "",
            self._details(("", entry.text)),
        )

    def _interview(self, interview: Round, on: date) -> Activity:
        talk = interview.interview
        return Activity(
            on,
            "interview",
            talk.stated_stage,
            self._application(interview.application.id),
            tuple(Person(met.contact.name, met.contact.title) for met in talk.people),
            CHANNEL_OF_STAGE.get(talk.stated_stage, ""),
            self._details(*(each for each in interview_details(talk) if each[0])),
        )

    def _done(self, item: ListedFollowUp) -> Activity:
        """A follow-up that was done: a note, or a call."""
        done, words = item.followup, self._sent.get(item.followup.id)
        channel = done.channel or (words.channel if words else "")
        whose = "" if words is None or words.edited else "Drafted by followup"
        texts = [text for text in (words.subject, words.body) if text] if words else []
        sent = list(zip((whose, ""), texts, strict=False))
        return Activity(
            done.done_on or done.due_on,
            "contact" if channel == "phone" else "note",
            done.kind,
            self._application(item.application_id),
            self._person(item),
            channel,
            self._details(("", done.because), *sent),
        )

    def _person(self, item: ListedFollowUp) -> tuple[Person, ...]:
        """To whom it went; an agency, which its job names, is no person."""
        agency = self._application(item.application_id).via.partition("<")[0].strip()
        is_agency = item.followup.contact_id is None or fold(item.contact) == fold(agency)
        return (Person(item.contact),) if item.contact and not is_agency else ()

    def _ended(self, ended: Application) -> Activity:
        on, terms = ended.outcome_on or self.last, ("Terms", ended.terms)
        job = self._application(ended.id)
        return Activity(on, "outcome", ended.outcome, job, details=self._details(terms))

    def _details(self, *told: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple(each for each in told if each[1]) if self.private else ()


def _is_application(entry: LogEntry) -> bool:
    """Whether an entry of the log says that you applied."""
    return not entry.reply and bool(_APPLICATION.match(entry.text))


def _is_offer(entry: LogEntry) -> bool:
    """Whether an entry of the log tells of an offer, which another outcome has followed."""
    return entry.reply and entry.text.startswith(OFFER_MADE)


def _by_kind(counted: Mapping[str, int]) -> dict[str, int]:
    return {kind: counted.get(kind, 0) for kind in ACTIVITIES}


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(names), key=str.casefold))
