"""Bring what a file says into the store: added, changed, or left as it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from followup.domain import config
from followup.domain.dates import shown
from followup.domain.errors import SeveralFound, UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.model import (
    ELSEWHERE,
    OPEN_OUTCOMES,
    ApplicationFacts,
    NewContact,
    NewInterview,
    Revision,
)
from followup.domain.people import same_person
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
from followup.services import duplicates
from followup.services.edit_interview import as_told, rearranged
from followup.services.import_rows import checked
from followup.services.interview_fields import Difference, differences
from followup.services.planning import plan_again
from followup.store import archive as archive_store
from followup.store import backup, contacts, transaction, writes
from followup.store import settings as settings_store
from followup.store.archive import Outgoing
from followup.store.contacts import People
from followup.store.queries import Known, KnownApplication
from followup.store.transaction import Transaction
from followup.store.writes import NewApplication, NewEvent, NewRound


class ImportedRows(Frozen):
    """What the rows of a table or the events of a calendar say, understood.

    `is_export`: every row has the columns of our own export, where an empty cell means nothing.
    """

    interviews: Sequence[ImportedInterview]
    applications: Sequence[ImportedApplication] = ()
    is_export: bool = False


Read = Archive | ImportedRows | list[Card]
"""What a file says, understood: everything of a store, interviews and applications, or people."""

Tick = archive_store.Tick

AT_ONCE = 4_000
"""How many applications are written and planned at once."""

WHEN = frozenset(("day", "at", "zone", "starts", "minutes"))
MOVABLE = WHEN | {"where"}
"""What an invitation that comes again may change of its interview."""

SHOWN = 5
"""How many remarks of the rules are worth reading after an import."""


class ImportChange(Frozen):
    """What a file adds or changes: `done` is `added` or `changed`, `what` says it in words."""

    done: str
    what: str


class Imported(Frozen):
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
    """Rolls back a dry run."""


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
    people = People.everybody(change.ask)
    talks = _Interviews(change, world, people, read, keep_news=dry)
    talks.merge(tick)
    remarks = [*talks.remarks, *_planned(change, world, talks.touched, talks.outcomes)]
    if not read.applications:
        return replace(talks.done(), remarks=_few(remarks))
    jobs = _Applications(change, people, world.today)
    jobs.merge(read.applications)
    remarks += _planned(change, world, jobs.touched, jobs.outcomes)
    news = [
        ImportChange(done, line(_named(one.company, one.role) + _ended(one.outcome)))
        for done, some in (("added", jobs.added), ("changed", jobs.changed))
        for one in some
        if dry
    ]
    if jobs.joined:
        rows = counted(jobs.joined, "row")
        remarks.insert(
            0, f"{rows} more of the same company and role: each is in that application's timeline."
        )
    done = talks.done()
    return Imported(
        "interviews and applications" if read.interviews else "applications",
        done.added + len(jobs.added),
        done.changed + len(jobs.changed),
        done.left + jobs.left,
        (*done.news, *news),
        remarks=_few(remarks),
    )


def _planned(
    change: Transaction, world: World, touched: Iterable[int], outcomes: Iterable[str] = ()
) -> list[str]:
    """Plan applications again, and all that are open where one has an offer; the rules' remarks."""
    numbers = set(touched)
    if ELSEWHERE & set(outcomes):
        numbers.update(writes.all_open_applications(change))
    kept = settings_store.settings(change.ask)
    _, remarks = plan_again(change, numbers, world.now, kept)
    return [f"{line(company)}: {remark}" for company, remark in remarks]


def _ended(outcome: str) -> str:
    return f"; outcome: {outcome}" if outcome else ""


def _archive(change: Transaction, world: World, archive: Archive, tick: Tick) -> Imported:
    set_by_file, left_out = _settings(change, archive.settings)
    done = archive_store.merge_archive(change, archive, tick)
    remarks = (*left_out, *_few(_planned(change, world, done.touched)))
    # the file was planned by settings of its own, and may have been changed by hand
    _planned(change, world, set(writes.all_planned(change)) - done.touched)
    news = set_by_file + [
        ImportChange("added", counted(many, _record(of))) for of, many in done.added.items() if many
    ]
    news += [
        ImportChange(
            "changed", line(f"{_record(one.of)} {one.named}; changes: {', '.join(one.columns)}")
        )
        for one in done.others
    ]
    added, left = sum(done.added.values()) + len(set_by_file), done.left
    left += len(archive.settings) - len(set_by_file)
    return Imported("records", added, done.changed, left, tuple(news), remarks=remarks)


def _settings(
    change: Transaction, settings: Mapping[str, str]
) -> tuple[list[ImportChange], list[str]]:
    """Keep what a file sets and the user has not set; which that is, and remarks on the others.

    What acts is not taken over: the file may be a stranger's.
    """
    kept = settings_store.settings(change.ask)
    wanted = {key: checked(key, value) for key, value in settings.items()}
    others = {key: value for key, value in wanted.items() if value != kept.get(key, "")}
    taken = {
        key: value for key, value in others.items() if key not in kept and not config.acts(key)
    }
    for key, value in taken.items():
        change.configure(key, value)
    acting = ", ".join(key for key in others if key not in kept and key not in taken)
    stays = ", ".join(key for key in others if key in kept)
    remarks = []
    if acting:
        remarks.append(
            f"Settings of the file that were left out, since they {config.ACTING}: {acting}. Set "
            "those that you want yourself: followup config set KEY VALUE"
        )
    if stays:
        remarks.append(f"The file has other values for these settings, and yours stay: {stays}.")
    news = [
        ImportChange("added", f"setting {line(key)}: {shown(value)}")
        for key, value in taken.items()
    ]
    return news, remarks


def _record(of: str) -> str:
    """What a record of that table is called."""
    return {"followup": "follow-up", "message": "email"}.get(of, of)


def _contacts(change: Transaction, world: World, cards: Sequence[Card]) -> Imported:
    people = People.everybody(change.ask)
    for card in cards:
        people.tell(card)
    added, changed = people.write(change)
    theirs = contacts.applications_of(change, [one.number for one in changed])
    remarks = _few(_planned(change, world, theirs))
    news = [
        ImportChange(done, line(f"{one.now.name}, {one.now.company}".removesuffix(", ")))
        for done, some in (("added", added), ("changed", changed))
        for one in some
    ]
    left = len(cards) - len(added) - len(changed)
    return Imported("contacts", len(added), len(changed), left, tuple(news), remarks=remarks)


MOST_OF_ONE = 1_000
"""How many new interviews a file may have for one application: all are planned together."""


@dataclass(slots=True)
class _Job:
    """The interviews of a file that are of one application; `number` is None where it is new.

    `known` is the number of an interview of it that is there already, if the file has one.
    """

    place: str
    outcome: str = ""
    interviews: list[ImportedInterview] = field(default_factory=list)
    number: int | None = None
    known: int | None = None
    applied: set[date] = field(default_factory=set)

    def application(self, today: date) -> NewApplication:
        """The application as it is told: the last row that says something has the last word.

        Rows that say no role, and belong to it all the same, come after the others. An outcome, of
        which no table says the day, is counted from the last interview's day, or from today where
        that comes first.
        """
        interviews = [one.interview for one in self.interviews]
        last = {
            name: next((text for one in reversed(interviews) if (text := getattr(one, name))), "")
            for name in ("role", "via", "field")
        }
        over_on = min(max(one.day for one in interviews), today)
        return NewApplication(
            interviews[0].company, **last,
            outcome=self.outcome, outcome_on=over_on, outcome_undated=bool(self.outcome),
        )  # fmt: skip


class _Interviews:
    """The interviews of a table or a calendar on their way into the store.

    After `merge`, `touched` are the numbers of the applications to be planned, and `outcomes`
    those that the file brings.
    """

    def __init__(
        self, change: Transaction, world: World, people: People, read: ImportedRows, *,
        keep_news: bool,
    ) -> None:  # fmt: skip
        self.change, self.world, self.people, self.read = change, world, people, read
        self.known = Known(change.ask)
        self.touched: set[int] = set()
        self.outcomes: set[str] = set()
        self.remarks: list[str] = []
        self.passed_over = self.added = self.changed = 0
        self.keep_news = keep_news
        self.news: list[ImportChange] = []

    def merge(self, tick: Tick) -> None:
        """Write what is new, change what is known otherwise."""
        jobs, again = self._sorted(self.read.interviews)
        there = [job for job in jobs if job.number is not None]
        new = [job for job in jobs if job.interviews]
        self._write(new, tick)
        changed = self._tell_again(again)
        changed |= {job.known for job in there if self._end(job) and job.known is not None}
        changed |= self._write_applied(jobs)
        self.added, self.changed = sum(len(job.interviews) for job in new), len(changed)

    def done(self) -> Imported:
        """What was done."""
        left = len(self.read.interviews) - self.added - self.changed - self.passed_over
        return Imported("interviews", self.added, self.changed, left, tuple(self.news))

    def _sorted(
        self, interviews: Sequence[ImportedInterview]
    ) -> tuple[list[_Job], dict[int, ImportedInterview]]:
        """What is new, by application, and what is known already, by the interview's number."""
        jobs: dict[tuple[str, str, str], _Job] = {}
        again: dict[int, ImportedInterview] = {}
        beside = self._beside_others(interviews)
        for imported in interviews:
            company, role = fold(imported.interview.company), fold(imported.interview.role)
            known = self.known.by_uid(imported.uid) or self.known.interview(
                imported.interview, invitation=bool(imported.uid), exactly=company in beside
            )
            if known is None and imported.uid and imported.cancelled:
                self.remarks.append(
                    f"{imported.place}: this cancels an interview that is not there."
                )
                self.passed_over += 1
                continue
            over = "" if imported.outcome in OPEN_OUTCOMES else imported.outcome
            job = jobs.setdefault((company, role, over), _Job(imported.place))
            job.outcome = imported.outcome or job.outcome
            job.applied |= {imported.applied_on} if imported.applied_on else set()
            if known is None:
                job.interviews.append(imported)
                if len(job.interviews) > MOST_OF_ONE:
                    raise UsageError(
                        f"{imported.place}: {line(imported.interview.company)} has more than {MOST_OF_ONE:,} "
                        "interviews for one role; split the file, or name the role of each."
                    )
                self._report("added", imported.interview)
                self._remark_on_other(imported)
            else:
                job.number, job.known = known.application, known.interview
                if not (known.moved and known.interview in again):
                    again[known.interview] = imported
        self._join(jobs, beside)
        return list(jobs.values()), again

    def _beside_others(self, interviews: Sequence[ImportedInterview]) -> set[str]:
        """The folded companies that an export of our own has with a role and without one.

        Where everything is told, a row without a role is of an application that has none.
        """
        if not self.read.is_export:
            return set()
        named = {fold(one.interview.company) for one in interviews if one.interview.role}
        return named & {fold(one.interview.company) for one in interviews if not one.interview.role}

    def _remark_on_other(self, imported: ImportedInterview) -> None:
        """Say it where an invitation is to what there is already at that time."""
        other = self.known.interview(imported.interview, invitation=False) if imported.uid else None
        if other and not other.moved and not other.off:
            self.remarks.append(
                f"{imported.place}: {line(imported.interview.company)} has another interview at that time, of "
                "another invitation; if they are the same, take one off with: "
                f"followup cancel {other.interview}"
            )

    def _join(self, jobs: dict[tuple[str, str, str], _Job], beside: Collection[str]) -> None:
        """Find the application of each job that has one; without a role, the company's only one.

        At a company of `beside` a job without a role is one by itself.
        """
        named: dict[str, list[_Job]] = {}
        for (company, role, _), job in jobs.items():
            if role:
                named.setdefault(company, []).append(job)
        for (company, role, _), job in sorted(jobs.items(), key=lambda one: not one[0][1]):
            if job.number is not None or not job.interviews:
                continue
            numbers = self.known.open(company, role, exactly=company in beside)
            others = [] if role or numbers or company in beside else named.get(company, [])
            if not numbers and len(others) > 1:
                continue  # as an export has it: a job without a role beside others
            if len(numbers) + len(others) > 1:
                raise SeveralFound(
                    f"{job.place}: {line(job.interviews[0].interview.company)} has several open "
                    "applications; name the role of one in the column role."
                )
            if numbers:
                job.number = numbers[0]
            for other in others:
                other.interviews += job.interviews
                other.applied |= job.applied
                job.interviews, job.applied = [], set()

    def _write(self, jobs: Sequence[_Job], tick: Tick) -> None:
        """Write new interviews, and the applications that are new with them.

        What is over asks for nothing any more, so nobody plans it.
        """
        self.touched |= {job.number for job in jobs if job.number is not None}
        for start in range(0, len(jobs), AT_ONCE):
            tick(start, len(jobs))
            some = jobs[start : start + AT_ONCE]
            new = [job for job in some if job.number is None]
            wanted = [job.application(self.world.today) for job in new]
            for job, number in zip(new, writes.add_applications(self.change, wanted), strict=True):
                job.number = number
                if job.outcome in OPEN_OUTCOMES:
                    self.touched.add(number)
                self.outcomes.add(job.outcome)
            rounds = [
                NewRound(job.number or 0, one.interview, one.uid, bool(one.cancelled), one.revision)
                for job in some
                for one in job.interviews
            ]
            writes.add_interviews(self.change, rounds, self.people)
        tick(len(jobs), len(jobs))

    def _write_applied(self, jobs: Iterable[_Job]) -> set[int]:
        """The day applied, as the beginning of a timeline; the interviews known before with it."""
        days = [
            (job, on) for job in jobs if job.number is not None for on in sorted(job.applied)
            if (job.number, on) not in self.known.days
        ]  # fmt: skip
        writes.add_events(
            self.change, [NewEvent(job.number or 0, on, "Applied") for job, on in days]
        )
        return {job.known for job, _ in days if job.known is not None}

    def _tell_again(self, again: dict[int, ImportedInterview]) -> set[int]:
        """Bring known interviews up to date; the numbers of those that were otherwise."""
        changed = set()
        outgoing = Outgoing(self.change.ask, self.world.now)
        wanted = self.known.applications_of(again)
        for talk in outgoing.talks(wanted) if again else ():
            one = again.get(talk.interview.id)
            if one is not None and self._tell_one(talk, one):
                self.touched.add(talk.application.id)
                changed.add(talk.interview.id)
        return changed

    def _tell_one(self, talk: InterviewRecord, imported: ImportedInterview) -> bool:
        number = talk.interview.id
        invited = self.known.by_uid(imported.uid) is not None
        if invited and imported.revision and not self._is_news(talk, imported, imported.revision):
            return False
        if (
            imported.revision and not invited
        ):  # what was typed is known by the invitation from now on
            writes.revise(self.change, number, imported.revision, imported.uid)
        before = as_told(ApplicationFacts(talk.application, promises=talk.promises), talk.interview)
        after = _retold(before, imported, invited=invited)
        try:
            if after != before:
                told_of = writes.change_interview(self.change, number, before, after)
                self.touched |= set(contacts.applications_of(self.change, told_of))
        except UsageError as error:
            raise UsageError(f"{imported.place}: {error}") from None
        off = bool(imported.cancelled) and not talk.interview.cancelled
        if off:
            writes.cancel_interview(self.change, number)
            self.remarks.append(
                f"The interview with {line(before.company)} on {_start(before)} is off."
            )
        elif _start(after) != _start(before):
            self.remarks.append(
                f"The interview with {line(before.company)} is on {_start(after)} now; it was on "
                f"{_start(before)}."
            )
        if moved := rearranged(number, before, None if off else after):
            writes.add_events(
                self.change, [NewEvent(talk.application.id, self.change.today, moved)]
            )
        taken = imported.revision is not None and not invited
        if after == before and not off and not taken:
            return False
        if self.keep_news:
            others = _differing(before, after)
            others += ["it is cancelled"] * off + ["it is known by the invitation"] * taken
            self._report("changed", before, *others)
        return True

    def _report(self, done: str, interview: NewInterview, *others: str) -> None:
        """Remember one change, if anybody will read it."""
        if self.keep_news:
            people = ", ".join(who.name for who in interview.people)
            kind = f"{interview.stage} interview".strip()
            what = f"{_named(interview.company, interview.role)}, {kind} on {_start(interview)}"
            parts = (what, f"with {people}" if people else "", *others)
            self.news.append(ImportChange(done, line("; ".join(filter(None, parts)))))

    def _is_news(self, talk: InterviewRecord, imported: ImportedInterview, read: Revision) -> bool:
        """Whether an invitation says more than the one that was read last, which it then is."""
        number = talk.interview.id
        last = writes.revision(self.change, number)
        if read.precedes(last):
            self.remarks.append(
                f"{imported.place}: this is an earlier invitation of {line(talk.application.company)} "
                "than the one that was read, so it changed nothing."
            )
            return False
        writes.revise(self.change, number, read)
        return bool(imported.cancelled) or read != last or read.stamped is None

    def _end(self, job: _Job) -> bool:
        """Give an application that was open the outcome that the file says; whether it did."""
        if job.number is None or not job.outcome:
            return False
        row = writes.application_row(self.change, job.number)
        if row.outcome not in OPEN_OUTCOMES or row.outcome == job.outcome:
            return False
        if self.keep_news:
            self.news.append(
                ImportChange(
                    "changed", line(f"{_named(row.company, row.role)}; outcome: {job.outcome}")
                )
            )
        self.outcomes |= {row.outcome, job.outcome}
        writes.end_application(self.change, job.number, job.outcome, self.world.today, undated=True)
        self.touched.add(job.number)
        return True


class _Applications:
    """The applications of a file on their way into the store.

    After `merge`, `added`, `changed` and `left` are those of the file, `joined` how many rows more
    those that were added have, `touched` the numbers of those that the plan may matter to, and
    `outcomes` those that the file brings.
    """

    def __init__(self, change: Transaction, people: People, today: date) -> None:
        self.change, self.people, self.today = change, people, today
        self.known = Known(change.ask)
        self.added: list[ImportedApplication] = []
        self.changed: list[ImportedApplication] = []
        self.left = self.joined = 0
        self.touched: set[int] = set()
        self.outcomes: set[str] = set()

    def merge(self, applications: Sequence[ImportedApplication]) -> None:
        """Write what is new, and tell the others what the file says of them."""
        jobs = [(imported, self._known(imported)) for imported in applications]
        new_rows = [imported for imported, known in jobs if known is None]
        self.added = list({_key(imported): imported for imported in new_rows}.values())
        numbers = writes.add_applications(self.change, list(map(self._application, self.added)))
        new = dict(zip(map(_key, self.added), numbers, strict=True))
        for imported, known in jobs:
            if known is not None:
                self._tell_again(imported, known)
        self.joined = len(new_rows) - len(self.added)
        self.left = len(applications) - len(new_rows) - len(self.changed)
        texts = {(new[_key(imported)], imported.text): imported for imported in new_rows}
        self._write_events([(number, imported) for (number, _), imported in texts.items()])
        self.touched |= {
            new[_key(imported)] for imported in self.added if imported.outcome == "offer"
        }
        self.outcomes |= {imported.outcome for imported in self.added}

    def _application(self, imported: ImportedApplication) -> NewApplication:
        """One that is over is counted from the day applied, as no other is known; an offer from today."""
        over_on = imported.applied_on if imported.outcome != "offer" else None
        return NewApplication(
            imported.company, imported.role, imported.via, imported.field,
            outcome=imported.outcome, outcome_on=over_on or self.today,
            outcome_undated=bool(imported.outcome),
        )  # fmt: skip

    def _known(self, imported: ImportedApplication) -> KnownApplication | None:
        """The application that a row is of: as open or over as it says, else the one it became."""
        matches = self.known.applications(fold(imported.company), fold(imported.role))
        same = [job for job in matches if job.outcome == imported.outcome]
        still = [job for job in matches if job.is_open]
        over = [
            job
            for job in matches
            if imported.outcome in OPEN_OUTCOMES and self._began(job, imported)
        ]
        return next(iter((*same, *still, *over)), None)

    def _began(self, job: KnownApplication, imported: ImportedApplication) -> bool:
        """Whether an application that is over may be the open one of a row."""
        return imported.applied_on is None or (job.number, imported.applied_on) in self.known.days

    def _tell_again(self, imported: ImportedApplication, job: KnownApplication) -> None:
        ended = imported.outcome not in ("", job.outcome) and job.is_open
        if ended:
            writes.end_application(
                self.change, job.number, imported.outcome, self.today, undated=True
            )
            self.touched.add(job.number)
            self.outcomes |= {job.outcome, imported.outcome}
        new = bool(imported.text) and (job.number, imported.text) not in self.known.texts
        if new:
            self._write_events([(job.number, imported)])
        if ended or new:
            self.changed.append(imported)

    def _write_events(self, told: Sequence[tuple[int, ImportedApplication]]) -> None:
        """The beginning of each timeline, and the people of the file."""
        met = [[self.people.meet(one.company, who) for who in one.people] for _, one in told]
        self.people.write(self.change)
        rows = [
            NewEvent(
                number,
                one.applied_on or self.today,
                one.text,
                who[0].number if who else None,
                undated=one.applied_on is None,
            )
            for (number, one), who in zip(told, met, strict=True)
            if one.text
        ]
        writes.add_events(self.change, rows)


def _key(imported: ImportedApplication) -> tuple[str, str, str]:
    """What makes two rows of a file one application."""
    return (
        fold(imported.company),
        fold(imported.role),
        "" if imported.outcome in OPEN_OUTCOMES else imported.outcome,
    )


def _named(company: str, role: str) -> str:
    return f"{company} ({role})" if role else company


def _differing(before: NewInterview, after: NewInterview) -> list[str]:
    """What becomes another, called as `edit` calls it: `minutes: "45" instead of "60"`."""
    return [_other(one) for one in differences(before, after)]


def _other(difference: Difference) -> str:
    name = f"{difference.label} ({difference.whose})" if difference.whose else difference.label
    before, after = (
        shown(" ".join(text.split())) for text in (difference.before, difference.after)
    )
    if not difference.after:
        return f"no longer {name}: {before}"
    return f"{name}: {after} instead of {before}" if difference.before else f"{name}: {after}"


def _start(interview: NewInterview) -> str:
    """When an interview begins, as `2026-12-01 15:00 Europe/Berlin`."""
    return (
        f"{interview.day} {interview.at:%H:%M} {interview.zone}"
        if interview.at
        else f"{interview.day}"
    )


def _retold(before: NewInterview, imported: ImportedInterview, *, invited: bool) -> NewInterview:
    """A known interview with what the file says of it; what it does not say stays."""
    fields = imported.fields - {"company", "role", "people", "promises"}
    if not invited and _when(imported.interview) != _when(before):
        fields -= WHEN  # it is known by where it stood at first, and was moved on purpose
    elif fields & WHEN and "zone" not in fields:  # one in UTC names no place
        same = _is_same_time(imported.interview, before)
        fields = fields - {"day", "at", "starts"} if same else fields | {"zone"}
    if imported.uid:
        fields &= MOVABLE
    news = {name: getattr(imported.interview, name) for name in fields}
    promises = (
        *before.promises,
        *(p for p in imported.interview.promises if p not in before.promises),
    )
    people = _together(before.people, imported.interview.people)
    return before._replace(**news, promises=promises, people=people)


def _together(
    before: tuple[NewContact, ...], more: tuple[NewContact, ...]
) -> tuple[NewContact, ...]:
    """The people who were there, with what a file tells of them, and those whom it names beside.

    Who has an address that is known is that one; who has only a name of theirs, and another
    address, is the same with the address set right, unless the file names both.
    """
    people = list(before)
    known = writes.pair(list(enumerate(people)), more, (_same_address, writes.same_name))
    topics: dict[int, list[str]] = {}
    for place, who in enumerate(more):
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


def _when(interview: NewInterview) -> tuple[datetime, bool]:
    """What a file that has no uid knows an interview by, besides its company and role."""
    return interview.starts, interview.at is not None


def _is_same_time(interview: NewInterview, other: NewInterview) -> bool:
    if interview.at is None and other.at is None:
        return interview.day == other.day
    return _when(interview) == _when(other)


def _fits(person: NewContact, other: NewContact) -> bool:
    """Whether one name has the words of the other, and the addresses allow that they are one."""
    differ = person.email and other.email and not _same_address(person, other)
    return same_person(person.name, other.name) and not differ


def _same_address(person: NewContact, other: NewContact) -> bool:
    return person.email != "" and person.email.casefold() == other.email.casefold()


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
