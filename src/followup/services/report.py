"""`report`: the dated record of a search, as an office or an outplacement service asks for it.

Its figures are those of `stats`, and its weeks begin on Monday as theirs do. An interview stands
on the user's own day. Only what has happened is in it. The words that the user keeps are in it only where they are asked for.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from followup.delivery import letter
from followup.domain import config
from followup.domain.frozen import Frozen, replace
from followup.domain.kinds import has_note
from followup.domain.model import OFFER_MADE, Application
from followup.domain.workdays import DAY
from followup.environment import World
from followup.services import statistics
from followup.services.show import interview_details
from followup.services.statistics import WEEK, Progress, monday_of
from followup.store import bulk_queries as counts_store
from followup.store import queries, settings
from followup.store.bulk_queries import LoggedActivity
from followup.store.connection import Ask, connect
from followup.store.queries import ListedFollowUp, LogEntry, Round, SentNote

KINDS = ("application", "interview", "contact", "note", "outcome")
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


class Person(Frozen):
    """Somebody of an activity; the title may be empty."""

    name: str
    title: str = ""


class Activity(Frozen):
    """One thing that was done, or heard, on a local day.

    `kind` is one of KINDS. `name` says which: the stage of an interview, the kind of follow-up that
    was done, the outcome (also an offer that another one followed), `reply` for what they said, else
    empty. `channel` is empty where it is
    not known. `application` has the outcome that it had at the end of the period. `details` are the user's own words, each with a label that may be empty.
    """

    on: date
    kind: str
    name: str
    application: Application
    people: tuple[Person, ...] = ()
    channel: str = ""
    details: tuple[tuple[str, str], ...] = ()


class ReportWeek(Frozen):
    """How many activities the week of `monday` has, by kind; none of a kind is 0."""

    monday: date
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


class Report(Frozen):
    """The record of the days from `since` to `until`, both inclusive, by day.

    `by` is the user's name, empty where it is not set; `paper` is a key of `letter.PAPERS`. `progress` are the figures of `stats`.
    `undated` are the applications in it of which no day of applying is recorded, `unlisted` those
    that the figures count while nothing was done about them in these days.
    """

    since: date
    until: date
    by: str
    paper: str
    activities: tuple[Activity, ...]
    progress: Progress
    undated: tuple[Application, ...] = ()
    unlisted: tuple[Application, ...] = ()

    def in_week(self, monday: date) -> tuple[Activity, ...]:
        """The activities of a week, by day."""
        return tuple(one for one in self.activities if monday_of(one.on) == monday)

    @property
    def weeks(self) -> tuple[ReportWeek, ...]:
        """Every week of the period, also those in which nothing was done."""
        by_week: dict[date, Counter[str]] = {}
        for one in self.activities:
            by_week.setdefault(monday_of(one.on), Counter())[one.kind] += 1
        first = monday_of(self.since)
        number = (monday_of(self.until) - first) // WEEK + 1
        mondays = (first + place * WEEK for place in range(number))
        return tuple(ReportWeek(day, _by_kind(by_week.get(day, {}))) for day in mondays)

    @property
    def totals(self) -> Mapping[str, int]:
        """How many activities there are, by kind."""
        return _by_kind(Counter(one.kind for one in self.activities))

    @property
    def companies(self) -> tuple[str, ...]:
        """The employers, by name, each once."""
        return _names(one.application.company for one in self.activities)

    @property
    def people(self) -> tuple[str, ...]:
        """The people, by name, each once."""
        return _names(person.name for one in self.activities for person in one.people)

    @property
    def channels(self) -> Mapping[str, int]:
        """How often each channel was used, the most used first; where none is known, nothing."""
        used = Counter(one.channel for one in self.activities if one.channel)
        return dict(used.most_common())


def report(world: World, since: str = "", until: str = "", *, private: bool = False) -> Report:
    """The record of a period; `private` adds what the user wrote down.

    Without `since` it begins with the first thing that is known. UsageError as `statistics.period`.
    """
    with connect(world.store) as ask:
        first, last = statistics.period(world, ask, since, until)
        reading = _Reading(ask, world if last == world.today else world.on(last), private)
        kept = settings.settings(ask)
        found = sorted(
            reading.activities(first or date.min),
            key=lambda one: (one.on, KINDS.index(one.kind)),
        )
        progress = statistics.figures(world, ask, first, last)
        return Report(
            since=first or (found[0].on if found else last),
            until=last,
            by=config.you(kept).name,
            paper=letter.from_settings(kept).paper,
            activities=tuple(found),
            progress=progress,
            undated=tuple(reading.undated()),
            unlisted=tuple(reading.unlisted(progress.jobs)),
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
        logged = counts_store.logged(self.ask, date.min, self.last)
        self.offered = {one.application_id for one in logged if _is_offer(one.entry)}
        for entry in logged:
            one = self._logged(entry)
            if one.kind == "application":
                self.applied.add(entry.application_id)
            if one.on >= first:
                yield one
        # in its zone, an interview may be on the day before the user's own, or after it
        before = max(first, date.min + DAY) - DAY
        for each in queries.rounds_between(self.ask, before, self.last + DAY):
            on = statistics.held_on(each.interview, self.now)
            if on and on >= first:
                yield self._interview(each, on)
        for item in counts_store.done_between(self.ask, first, self.last):
            if has_note(item.followup.kind):
                yield self._done(item)
        for ended in counts_store.ended_between(self.ask, first, self.last):
            yield self._ended(ended)

    def undated(self) -> list[Application]:
        """The applications of these activities without a recorded day of applying, by number."""
        numbers = sorted(self.applications.keys() - self.applied)
        return [self.applications[number] for number in numbers]

    def unlisted(self, jobs: Iterable[int]) -> list[Application]:
        """Those of these applications that no activity is about."""
        return [self._application(number) for number in jobs if number not in self.applications]

    def _application(self, number: int) -> Application:
        """An application, with the outcome that it had by then."""
        if number not in self.applications:
            found = queries.application(self.ask, number)
            later = found.outcome_on is not None and found.outcome_on > self.last
            before = "offer" if number in self.offered else ""
            self.applications[number] = replace(found, outcome=before) if later else found
        return self.applications[number]

    @cached_property
    def _sent(self) -> dict[int, SentNote]:
        """The notes that went out, by follow-up; of one application at a time they cost too much."""
        return {one.followup_id: one for one in queries.sent_until(self.ask, self.last)}

    def _logged(self, logged: LoggedActivity) -> Activity:
        """The entry that an application begins with is the application itself."""
        entry = logged.entry
        applied = not entry.reply and (logged.begins or entry.text.lower().startswith("applied"))
        kind, name = ("application" if applied else "contact"), ("reply" if entry.reply else "")
        if _is_offer(entry):
            kind, name = "outcome", "offer"
        how = _APPLIED.match(entry.text) if applied else None
        return Activity(
            entry.on,
            kind,
            name,
            self._application(logged.application_id),
            (Person(entry.contact),) if entry.contact else (),
            CHANNELS_OF_APPLYING[how[1].lower()] if how else "",
            self._details(("", entry.text)),
        )

    def _interview(self, found: Round, on: date) -> Activity:
        talk = found.interview
        return Activity(
            on,
            "interview",
            talk.stage,
            self._application(found.application.id),
            tuple(Person(met.contact.name, met.contact.title) for met in talk.people),
            CHANNEL_OF_STAGE.get(talk.stage, ""),
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
            (Person(item.contact),) if item.contact else (),
            channel,
            self._details(("", done.because), *sent),
        )

    def _ended(self, ended: Application) -> Activity:
        on, terms = ended.outcome_on or self.last, ("Terms", ended.terms)
        job = self._application(ended.id)
        return Activity(on, "outcome", ended.outcome, job, details=self._details(terms))

    def _details(self, *told: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple(each for each in told if each[1]) if self.private else ()


def _is_offer(entry: LogEntry) -> bool:
    """Whether an entry of the log tells of an offer, which another outcome has followed."""
    return entry.reply and entry.text.startswith(OFFER_MADE)


def _by_kind(counted: Mapping[str, int]) -> dict[str, int]:
    return {kind: counted.get(kind, 0) for kind in KINDS}


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(names), key=str.casefold))
