"""What a file says, brought into the store in one change: added, changed, or left as it is."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from followup.domain.dates import shown
from followup.domain.errors import SeveralFound, UsageError
from followup.domain.model import (
    OPEN_OUTCOMES,
    ApplicationFacts,
    NewContact,
    NewInterview,
    Revision,
)
from followup.domain.people import same_person
from followup.domain.policy import Policy
from followup.domain.records import (
    Archive,
    Card,
    ImportedApplication,
    ImportedInterview,
    InterviewRecord,
)
from followup.domain.safe_text import line
from followup.domain.text import counted, fold
from followup.environment import World
from followup.scheduler import planner
from followup.services import duplicates
from followup.services.edit_interview import as_told
from followup.services.import_applications import Applications
from followup.services.import_rows import checked
from followup.services.interview_text import Difference, differences
from followup.services.planning import replan, workdays
from followup.store import applications as applications_store
from followup.store import (
    archive_import,
    backup,
    bulk_insert,
    columns,
    contacts,
    import_index,
    transaction,
)
from followup.store import interviews as interviews_store
from followup.store import settings as settings_store
from followup.store.archive_export import Outgoing
from followup.store.bulk_insert import NewApplication
from followup.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """What the rows of a table or the events of a calendar say, understood."""

    interviews: Sequence[ImportedInterview]
    applications: Sequence[ImportedApplication] = ()


Read = Archive | ImportedRows | list[Card]
"""What a file says, understood: everything of a store, interviews and applications, or people."""

Tick = archive_import.Tick

AT_ONCE = 4_000
"""How many applications are written and planned at once."""

WHEN = frozenset(("day", "at", "zone", "starts", "minutes"))
MOVABLE = WHEN | {"where"}
"""What an invitation that comes again may change of its interview."""

SHOWN = 5
"""How many remarks of the rules are worth reading after an import."""


@dataclass(frozen=True, slots=True)
class ImportChange:
    """What a file adds or changes: `done` is `added` or `changed`, `what` says it in words."""

    done: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How many of `what` were added, changed and left as they were; would have been, if `dry`.

    Of a trial, `news` are these one by one.
    """

    what: str
    added: int
    changed: int
    left: int
    news: tuple[ImportChange, ...] = ()
    dry: bool = False
    remarks: tuple[str, ...] = ()


class _OnlyTried(Exception):
    """Takes a trial back."""


def merge(
    world: World, name: str, read: Read, tick: Tick, settings: Mapping[str, str], *, dry: bool
) -> Imported:
    """Bring what a file of that name says into the store; `dry` takes it back at once.

    `settings` are kept with it. A copy of the store is made before, so WorldError where that fails.
    """
    if not dry:
        backup.before(world.store, "import", world.now)
    done = None
    try:
        with transaction.change(world.store, "import", world.now) as change:
            done = _merge(change, world, read, tick, dry=dry)
            for key, value in settings.items():
                change.configure(key, value)
            change.summary = (
                f"{line(name)}: {done.what}: {done.added} added, {done.changed} changed"
            )
            _take_back(dry=dry)
    except _OnlyTried:
        pass
    assert done is not None
    return replace(done, dry=dry)


def _take_back(*, dry: bool) -> None:
    if dry:
        raise _OnlyTried


def _merge(change: Transaction, world: World, read: Read, tick: Tick, *, dry: bool) -> Imported:
    columns.make_room(change)
    if isinstance(read, Archive):
        done = _archive(change, world, read, tick)
    elif isinstance(read, ImportedRows):
        done = _rows(change, world, read, tick, dry=dry)
    else:
        done = _contacts(change, world, read)
    twice = _few(duplicates.check_people(change.ask, change.number, {}, tried=dry))
    return replace(done, remarks=(*done.remarks, *twice))


def _rows(
    change: Transaction, world: World, read: ImportedRows, tick: Tick, *, dry: bool
) -> Imported:
    """Interviews, and after them, as they may be of the same, applications without one."""
    merging = _Interviews(change, world, tick, keep_news=dry)
    talks = merging.merge(read.interviews)
    if not read.applications:
        return talks
    jobs = Applications(change, merging.people, world.today)
    jobs.merge(read.applications)
    replanned = replan(change, sorted(jobs.touched), world.now)
    news = [
        ImportChange(done, line(_named(one.company, one.role) + _ended(one.outcome)))
        for done, some in (("added", jobs.added), ("changed", jobs.changed))
        for one in some
        if dry
    ]
    return Imported(
        "interviews and applications" if read.interviews else "applications",
        talks.added + len(jobs.added),
        talks.changed + len(jobs.changed),
        talks.left + jobs.left,
        (*talks.news, *news),
        remarks=(*talks.remarks, *_few(replanned.remarks)),
    )


def _ended(outcome: str) -> str:
    return f"; outcome: {outcome}" if outcome else ""


def _archive(change: Transaction, world: World, archive: Archive, tick: Tick) -> Imported:
    kept = settings_store.settings(change.ask)
    told = {key: checked(key, value) for key, value in archive.settings.items()}
    for key, value in told.items():
        if key not in kept:
            change.configure(key, value)
    done = archive_import.merge(change, archive, tick)
    replanned = replan(change, sorted(done.touched), world.now)
    news = [
        ImportChange("added", counted(many, _record(of))) for of, many in done.added.items() if many
    ]
    news += [
        ImportChange(
            "changed", line(f"{_record(one.of)} {one.named}; changes: {', '.join(one.columns)}")
        )
        for one in done.others
    ]
    added, changed = sum(done.added.values()), done.changed
    remarks = _few(replanned.remarks)
    return Imported("records", added, changed, done.left, tuple(news), remarks=remarks)


def _record(of: str) -> str:
    """What a record of that table is called."""
    return "follow-up" if of == "followup" else of


def _contacts(change: Transaction, world: World, cards: Sequence[Card]) -> Imported:
    people = import_index.People(change.ask)
    for card in cards:
        people.tell(card)
    added, changed = people.write(change)
    replanned = replan(
        change, contacts.applications_of(change, [one.number for one in changed]), world.now
    )
    news = [
        ImportChange(done, line(f"{one.now.name}, {one.now.company}".removesuffix(", ")))
        for done, some in (("added", added), ("changed", changed))
        for one in some
    ]
    left = len(cards) - len(added) - len(changed)
    remarks = _few(replanned.remarks)
    return Imported("contacts", len(added), len(changed), left, tuple(news), remarks=remarks)


MOST_OF_ONE = 1_000
"""How many new interviews a file may have for one application: all are planned together."""


class _Interviews:
    """The interviews of a table or a calendar on their way into the store."""

    def __init__(self, change: Transaction, world: World, tick: Tick, *, keep_news: bool) -> None:
        self.change, self.world, self.tick = change, world, tick
        self.known = import_index.Jobs(change.ask)
        self.people = import_index.People(change.ask)
        self.touched: set[int] = set()
        self.remarks: list[str] = []
        self.passed_over = 0
        self.keep_news = keep_news
        self.news: list[ImportChange] = []

    def merge(self, told: Sequence[ImportedInterview]) -> Imported:
        """Write what is new, change what is known otherwise."""
        jobs, again = self._sorted(told)
        there = [job for job in jobs if job.number is not None]
        new = [job for job in jobs if job.told]
        self._write(new)
        changed = self._tell_again(again)
        changed |= {job.known for job in there if self._end(job) and job.known is not None}
        replanned = replan(self.change, sorted(self.touched), self.world.now)
        added = sum(len(job.told) for job in new)
        remarks = _few([*self.remarks, *replanned.remarks])
        left = len(told) - added - len(changed) - self.passed_over
        return Imported("interviews", added, len(changed), left, tuple(self.news), remarks=remarks)

    def _sorted(
        self, told: Sequence[ImportedInterview]
    ) -> tuple[list[NewApplication], dict[int, ImportedInterview]]:
        """What is new, by application, and what is known already, by the interview's number."""
        jobs: dict[tuple[str, str, str], NewApplication] = {}
        again: dict[int, ImportedInterview] = {}
        for one in told:
            found = self.known.by_uid(one.uid)
            found = found or self.known.interview(one.told, invitation=bool(one.uid))
            if found is None and one.uid and one.cancelled:
                self.remarks.append(f"{one.place}: this cancels an interview that is not there.")
                self.passed_over += 1
                continue
            over = "" if one.outcome in OPEN_OUTCOMES else one.outcome
            key = (fold(one.told.company), fold(one.told.role), over)
            job = jobs.get(key)
            if job is None:
                job = jobs[key] = NewApplication(one.place)
            job.outcome = one.outcome or job.outcome
            if found is None:
                job.told.append(one)
                if len(job.told) > MOST_OF_ONE:
                    raise UsageError(
                        f"{one.place}: {line(one.told.company)} has more than {MOST_OF_ONE:,} "
                        "interviews for one role; split the file, or name the role of each."
                    )
                self._report("added", one.told)
                self._remark_on_other(one)
            else:
                job.number, job.known = found.application, found.interview
                if not (found.moved and found.interview in again):
                    again[found.interview] = one
        self._join(jobs)
        return list(jobs.values()), again

    def _remark_on_other(self, one: ImportedInterview) -> None:
        """Say it where an invitation is to what there is already at that time."""
        other = self.known.interview(one.told, invitation=False) if one.uid else None
        if other and not other.moved and not other.off:
            self.remarks.append(
                f"{one.place}: {line(one.told.company)} has another interview at that time, of "
                "another invitation; if they are the same, take one off with: "
                f"followup cancel {other.interview}"
            )

    def _join(self, jobs: dict[tuple[str, str, str], NewApplication]) -> None:
        """Find the application of each job that has one; without a role, the company's only one."""
        named: dict[str, list[NewApplication]] = {}
        for (company, role, _), job in jobs.items():
            if role:
                named.setdefault(company, []).append(job)
        for (company, role, _), job in sorted(jobs.items(), key=lambda one: not one[0][1]):
            if job.number is not None or not job.told:
                continue
            found = self.known.open(company, role)
            others = [] if role or found else named.get(company, [])
            if not found and len(others) > 1:
                continue  # as an export has it: a job without a role beside others
            if len(found) + len(others) > 1:
                raise SeveralFound(
                    f"{job.place}: {line(job.told[0].told.company)} has several open "
                    "applications; name the role of one in the column role."
                )
            if found:
                job.number = found[0]
            for other in others:
                other.told += job.told
                job.told = []

    def _write(self, jobs: Sequence[NewApplication]) -> None:
        """Write new interviews, and plan the applications that are new with them."""
        kept = settings_store.settings(self.change.ask)
        plan = planner(Policy.from_settings(kept), workdays(self.change, kept), self.world.now)
        self.touched |= {job.number for job in jobs if job.number is not None}
        with columns.indexed_last(self.change) if len(jobs) > AT_ONCE else nullcontext():
            for start in range(0, len(jobs), AT_ONCE):
                self.tick(start, len(jobs))
                facts = bulk_insert.record(self.change, jobs[start : start + AT_ONCE], self.people)
                plans = [(one.application, plan(one)) for one in facts]
                bulk_insert.keep_plans(self.change, ((one.id, planned) for one, planned in plans))
                self.remarks += [
                    f"{line(one.company)}: {remark}"
                    for one, planned in plans
                    for remark in planned.remarks
                ]
        self.tick(len(jobs), len(jobs))

    def _tell_again(self, again: dict[int, ImportedInterview]) -> set[int]:
        """Bring known interviews up to date; the numbers of those that were otherwise."""
        changed = set()
        outgoing = Outgoing(self.change.ask, self.world.now)
        wanted = set(self.known.applications(again))
        for talk in outgoing.talks(wanted) if again else ():
            one = again.get(talk.interview.id)
            if one is not None and self._tell_one(talk, one):
                self.touched.add(talk.application.id)
                changed.add(talk.interview.id)
        return changed

    def _tell_one(self, talk: InterviewRecord, one: ImportedInterview) -> bool:
        number = talk.interview.id
        invited = self.known.by_uid(one.uid) is not None
        if invited and one.revision and not self._is_news(talk, one, one.revision):
            return False
        if one.revision and not invited:  # what was typed is known by the invitation from now on
            interviews_store.revise(self.change, number, one.revision, one.uid)
        before = as_told(ApplicationFacts(talk.application, promises=talk.promises), talk.interview)
        after = _retold(before, one, invited=invited)
        try:
            if after != before:
                told_of = interviews_store.tell_again(self.change, number, before, after)
                self.touched |= set(contacts.applications_of(self.change, told_of))
        except UsageError as error:
            raise UsageError(f"{one.place}: {error}") from None
        off = bool(one.cancelled) and not talk.interview.cancelled
        if off:
            interviews_store.cancel(self.change, number)
            self.remarks.append(
                f"The interview with {line(before.company)} on {_start(before)} is off."
            )
        elif _start(after) != _start(before):
            self.remarks.append(
                f"The interview with {line(before.company)} is on {_start(after)} now; it was on "
                f"{_start(before)}."
            )
        taken = one.revision is not None and not invited
        if after == before and not off and not taken:
            return False
        if self.keep_news:
            others = _differing(before, after)
            others += ["it is cancelled"] * off + ["it is known by the invitation"] * taken
            self._report("changed", before, *others)
        return True

    def _report(self, done: str, told: NewInterview, *others: str) -> None:
        """Keep one of the news, if anybody will read them."""
        if self.keep_news:
            people = ", ".join(who.name for who in told.people)
            what = f"{_named(told.company, told.role)}, {told.stage} interview on {_start(told)}"
            parts = (what, f"with {people}" if people else "", *others)
            self.news.append(ImportChange(done, line("; ".join(filter(None, parts)))))

    def _is_news(self, talk: InterviewRecord, one: ImportedInterview, read: Revision) -> bool:
        """Whether an invitation says more than the one that was read last, which it then is."""
        number = talk.interview.id
        last = interviews_store.revision(self.change, number)
        if read.precedes(last):
            self.remarks.append(
                f"{one.place}: this is an earlier invitation of {line(talk.application.company)} "
                "than the one that was read, so it changed nothing."
            )
            return False
        interviews_store.revise(self.change, number, read)
        return bool(one.cancelled) or read != last or read.stamped is None

    def _end(self, job: NewApplication) -> bool:
        """Give an application that was open the outcome that the file says; whether it did."""
        if job.number is None or not job.outcome:
            return False
        row = applications_store.get(self.change, job.number)
        if row.outcome not in OPEN_OUTCOMES or row.outcome == job.outcome:
            return False
        if self.keep_news:
            self.news.append(
                ImportChange(
                    "changed", line(f"{_named(row.company, row.role)}; outcome: {job.outcome}")
                )
            )
        applications_store.end(self.change, job.number, job.outcome, self.world.today)
        self.touched.add(job.number)
        return True


def _named(company: str, role: str) -> str:
    return f"{company} ({role})" if role else company


def _differing(before: NewInterview, after: NewInterview) -> list[str]:
    """What becomes another, called as `edit` calls it: `minutes: "45" instead of "60"`."""
    return [_other(one) for one in differences(before, after)]


def _other(one: Difference) -> str:
    name = f"{one.label} ({one.whose})" if one.whose else one.label
    before, after = (shown(" ".join(text.split())) for text in (one.before, one.after))
    if not one.after:
        return f"no longer {name}: {before}"
    return f"{name}: {after} instead of {before}" if one.before else f"{name}: {after}"


def _start(told: NewInterview) -> str:
    """When an interview begins, as `2026-12-01 15:00 Europe/Berlin`."""
    return f"{told.day} {told.at:%H:%M} {told.zone}" if told.at else f"{told.day}"


def _retold(before: NewInterview, one: ImportedInterview, *, invited: bool) -> NewInterview:
    """A known interview with what the file says of it; what it does not say stays."""
    said = one.said - {"company", "role", "people", "promises"}
    if not invited and _when(one.told) != _when(before):
        said -= WHEN  # it is known by where it stood at first, and was moved on purpose
    if one.uid:
        said &= MOVABLE
    news = {name: getattr(one.told, name) for name in said}
    promises = (*before.promises, *(p for p in one.told.promises if p not in before.promises))
    people = _together(before.people, one.told.people)
    return before._replace(**news, promises=promises, people=people)


def _together(
    before: tuple[NewContact, ...], told: tuple[NewContact, ...]
) -> tuple[NewContact, ...]:
    """The people who were there, with what a file tells of them, and those whom it names beside.

    Who has an address that is known is that one; who has only a name of theirs, and another
    address, is the same with the address set right, unless the file names both.
    """
    people = list(before)
    known = interviews_store.pair(
        list(enumerate(people)), told, (_same_address, interviews_store.same_name)
    )
    topics: dict[int, list[str]] = {}
    for place, who in enumerate(told):
        fitting = [at for at, one in enumerate(people) if _fits(one, who)]
        if place in known:
            at = known[place][0]
        elif len(fitting) == 1:
            at = fitting[0]
        else:
            people.append(who)
            at = len(people) - 1
        topics.setdefault(at, []).append(who.topic)
        people[at] = _told_more(people[at], who)
    for at, said in topics.items():
        topic = "; ".join(filter(None, said))
        people[at] = people[at]._replace(topic=topic or people[at].topic)
    return tuple(people)


def _when(told: NewInterview) -> tuple[datetime, bool]:
    """What a file that has no uid knows an interview by, besides its company and role."""
    return told.starts, told.at is not None


def _fits(one: NewContact, other: NewContact) -> bool:
    """Whether one name has the words of the other, and the addresses allow that they are one."""
    differ = one.email and other.email and not _same_address(one, other)
    return same_person(one.name, other.name) and not differ


def _same_address(one: NewContact, other: NewContact) -> bool:
    return one.email != "" and one.email.casefold() == other.email.casefold()


def _told_more(before: NewContact, after: NewContact) -> NewContact:
    return before._replace(
        email=after.email or before.email,
        title=after.title or before.title,
        phone=after.phone or before.phone,
        topic=after.topic or before.topic,
    )


def _few(remarks: Sequence[str]) -> tuple[str, ...]:
    """The first remarks, and how many more there are."""
    more = len(remarks) - SHOWN
    return (*remarks[:SHOWN], *([f"… and {more:,} more like that."] if more > 0 else ()))
