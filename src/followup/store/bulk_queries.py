"""Everything of many applications at once, in batches: for `list`, `export`, `stats`, and an import's lookups.

Asking for each application alone takes many times as long; asking for all, many times the memory.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from followup.domain.frozen import Frozen, replace
from followup.domain.model import (
    OPEN_OUTCOMES,
    Application,
    ApplicationFacts,
    Contact,
    Elsewhere,
    FollowUp,
    Interview,
    Met,
    NewInterview,
    Promise,
    Reply,
)
from followup.domain.text import fold
from followup.environment import own_day
from followup.store import queries, row_values
from followup.store.connection import Ask, Row
from followup.store.queries import ListedFollowUp, LogEntry
from followup.store.schema import IS_OPEN

AT_ONCE = 500
"""How many rows a range has at the most."""


def ranges(ask: Ask, table: str) -> Iterator[Mapping[str, int]]:
    """The numbers of a table in ranges from `first` to `last`, both inclusive, whatever is missing."""
    some = f"SELECT id FROM {table} WHERE id > :before ORDER BY id LIMIT {AT_ONCE:d}"
    before = 0
    while found := [
        row["id"]
        for row in ask(f"SELECT max(id) AS id FROM ({some}) AS part", {"before": before})
        if row["id"]
    ]:
        (last,) = found
        yield {"first": before + 1, "last": last}
        before = last


def in_ranges(ask: Ask, table: str) -> Iterator[Row]:
    """Every row of a table, by number."""
    for some in ranges(ask, table):
        yield from ask(f"SELECT * FROM {table} WHERE id BETWEEN :first AND :last ORDER BY id", some)


def batches(ask: Ask, only: Collection[int] | None = None) -> Iterator["Batch"]:
    """Every application, by number; or those whose numbers are in `only`."""
    if only is None:
        for some in ranges(ask, "application"):
            yield Batch(ask, "BETWEEN :first AND :last", some)
        return
    numbers = [str(number) for number in sorted(only)]
    for place in range(0, len(numbers), AT_ONCE):
        yield Batch(ask, f"IN ({', '.join(numbers[place : place + AT_ONCE])})", {})


def facts(ask: Ask, number: int) -> ApplicationFacts:
    """All that the plan of one application follows from. NothingFound as `queries.application`."""
    batch = Batch(ask, "= :id", {"id": number})
    for row in batch.applications:
        return batch.facts(row)
    raise queries.nothing_found("application", number)


class Batch:
    """Some applications, with all that hangs on them; what is not asked is not read.

    `these` is SQL that their numbers hold for, ours alone, and `values` what it names.
    """

    def __init__(self, ask: Ask, these: str, values: Mapping[str, int]) -> None:
        self.ask = ask
        self.these = these
        self.values = values
        self.applications = self._asked(f"SELECT * FROM application WHERE id {these} ORDER BY id")

    def facts(self, application: Row) -> ApplicationFacts:
        """All that the plan of one of the applications follows from."""
        number = application["id"]
        rows = sorted(self.promises(number), key=lambda one: (one["seq"], one["id"]))
        promises = [queries.promise_of(row) for row in rows]
        in_notes = (
            self._promised(number) if any(promise.by == "you" for promise in promises) else []
        )
        replies = (event for event in self.events(number) if event["reply"])
        return ApplicationFacts(
            application=queries.application_of(application),
            interviews=tuple(self.talks(number)),
            promises=queries.promised_to(promises, in_notes),
            replies=tuple(
                Reply(reply["id"], row_values.day(reply["on"]), reply["seq"]) for reply in replies
            ),
            followups=tuple(map(queries.followup_of, self.followups(number))),
            elsewhere=self._elsewhere(number),
            agency=queries.agency(self.ask, application["via"]),
            in_touch=self._in_touch.get(number),
        )

    @cached_property
    def _in_touch(self) -> dict[int, Contact]:
        """Whom the log of each application names last, of those who may be contacted."""
        rows = self._asked(
            "SELECT c.*, e.application_id FROM event e JOIN contact c ON c.id = e.contact_id "
            f"WHERE e.application_id {self.these} AND NOT c.no_contact ORDER BY e.id"
        )
        return {row["application_id"]: queries.contact_of(row) for row in rows}

    def _promised(self, application: int) -> list[queries.NotePromise]:
        """What you promised in notes of an application that were sent, in that order."""
        done = [
            followup for followup in self.followups(application) if followup["status"] == "done"
        ]
        pairs = [(one, note) for one in done for note in self.notes(one["id"])]
        return [
            queries.NotePromise(
                one["interview_id"], one["contact_id"], note["promise_on"], note["promise"]
            )
            for one, note in sorted(pairs, key=lambda pair: (pair[0]["done_on"], pair[1]["id"]))
            if note["promise_on"]
        ]

    def _elsewhere(self, application: int) -> tuple[Elsewhere, ...]:
        if application not in self._settled:
            return self._anywhere
        return tuple(one for one in self._anywhere if one.application_id != application)

    @cached_property
    def _anywhere(self) -> tuple[Elsewhere, ...]:
        return queries.settled(self.ask)

    @cached_property
    def _settled(self) -> set[int]:
        return {one.application_id for one in self._anywhere}

    def interviews(self, application: int) -> list[Row]:
        """The interviews of an application."""
        return self._interviews.get(application, [])

    def promises(self, application: int) -> list[Row]:
        """The promises of an application, yours and theirs."""
        return self._promises.get(application, [])

    def events(self, application: int) -> list[Row]:
        """What the log of an application holds."""
        return self._events.get(application, [])

    def followups(self, application: int) -> list[Row]:
        """The follow-ups of an application."""
        return self._followups.get(application, [])

    def people(self, interview: int) -> list[Row]:
        """The contacts of an interview, with their topics."""
        return self._people.get(interview, [])

    def notes(self, followup: int) -> list[Row]:
        """The words that are kept for a follow-up."""
        return self._notes.get(followup, [])

    def messages(self, followup: int) -> list[Row]:
        """The emails that were sent for a follow-up."""
        return self._messages.get(followup, [])

    def talks(self, application: int) -> list[Interview]:
        """The interviews of an application, with whom you met."""
        return [
            row_values.interview(row, [_met(met) for met in self.people(row["id"])])
            for row in self.interviews(application)
        ]

    def listed(self, application: int) -> list[queries.ListedFollowUp]:
        """The follow-ups of an application as a list tells them: without their reasons."""
        return self._listed.get(application, [])

    @cached_property
    def _listed(self) -> dict[int, list[queries.ListedFollowUp]]:
        by_application: dict[int, list[queries.ListedFollowUp]] = {}
        where = f"application_id {self.these}"
        for one in queries.listed(self.ask, where, self.values, reasons=False):
            by_application.setdefault(one.application_id, []).append(one)
        return by_application

    @cached_property
    def _interviews(self) -> dict[int, list[Row]]:
        return self._hanging("interview")

    @cached_property
    def _promises(self) -> dict[int, list[Row]]:
        return self._hanging("promise")

    @cached_property
    def _events(self) -> dict[int, list[Row]]:
        return self._hanging("event")

    @cached_property
    def _followups(self) -> dict[int, list[Row]]:
        return self._hanging("followup")

    def _hanging(self, table: str) -> dict[int, list[Row]]:
        rows = self._asked(f"SELECT * FROM {table} WHERE application_id {self.these} ORDER BY id")
        return _grouped(rows, "application_id")

    @cached_property
    def _people(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT c.*, t.topic, t.interview_id FROM topic t JOIN contact c ON c.id = t.contact_id "
            "JOIN interview i ON i.id = t.interview_id "
            f"WHERE i.application_id {self.these} ORDER BY t.position, t.id"
        )
        return _grouped(rows, "interview_id")

    @cached_property
    def _messages(self) -> dict[int, list[Row]]:
        return self._of_followups("message")

    @cached_property
    def _notes(self) -> dict[int, list[Row]]:
        return self._of_followups("note")

    def _of_followups(self, table: str) -> dict[int, list[Row]]:
        rows = self._asked(
            f"SELECT t.* FROM {table} t JOIN followup f ON f.id = t.followup_id "
            f"WHERE f.application_id {self.these} ORDER BY t.id"
        )
        return _grouped(rows, "followup_id")

    def _asked(self, sql: str) -> list[Row]:
        return list(self.ask(sql, self.values))


def _grouped(rows: Iterable[Row], by: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def _met(row: Row) -> Met:
    return Met(queries.contact_of(row), row["topic"])


Fact = TypeVar("Fact")


def all_facts(ask: Ask) -> Iterator[ApplicationFacts]:
    """Every application with what its figures follow from, by number; some are read at once.

    The interviews come on the user's own day and without people, words and clock times, the
    follow-ups without what explains their dates.
    """
    for some in ranges(ask, "application"):
        talks, replies = (
            _under(ask, _TALKS, some, _talk),
            _under(ask, _REPLIES, some, row_values.reader(Reply)),
        )
        promises = _under(ask, _PROMISES, some, queries.promise_of)
        items = _under(ask, _FOLLOWUPS, some, _followup)
        for row in ask(_APPLICATIONS, some):
            number = row["id"]
            yield ApplicationFacts(
                application=queries.application_of(row),
                interviews=tuple(talks.get(number, ())),
                promises=tuple(promises.get(number, ())),
                replies=tuple(replies.get(number, ())),
                followups=tuple(items.get(number, ())),
            )


def _under(
    ask: Ask, sql: str, some: Mapping[str, int], fact: Callable[[Row], Fact]
) -> dict[int, list[Fact]]:
    """What is asked of some applications, under their numbers."""
    found: dict[int, list[Fact]] = {}
    for row in ask(sql, some):
        found.setdefault(row["application_id"], []).append(fact(row))
    return found


_APPLICATIONS = "SELECT * FROM application WHERE id BETWEEN :first AND :last ORDER BY id"
_OF_THEM = "application_id BETWEEN :first AND :last"
_TALKS = f"""
    SELECT id, application_id, stage, day, at, starts, ends, recorded_on, seq, cancelled,
           stage_assumed
    FROM interview WHERE {_OF_THEM} ORDER BY id"""
_REPLIES = f'SELECT id, application_id, "on", seq FROM event WHERE {_OF_THEM} AND reply ORDER BY id'
_PROMISES = f"SELECT * FROM promise WHERE {_OF_THEM} ORDER BY seq, id"
_FOLLOWUPS = f"""
    SELECT id, application_id, kind, ready_on, due_on, status, done_on, promise_id
    FROM followup WHERE {_OF_THEM} AND status <> 'cancelled' AND kind IN
        ('thank_you', 'check_in', 'second_check_in', 'promised', 'acknowledge_offer')
    ORDER BY id"""


def _talk(row: Row) -> Interview:
    talk = Interview(
        id=row["id"],
        stage=row["stage"],
        day=row_values.day(row["day"]),
        at=row_values.local_time(row["at"]),
        zone="",
        minutes=0,
        starts=row_values.instant(row["starts"]),
        ends=row_values.instant(row["ends"]),
        recorded_on=row_values.day(row["recorded_on"]),
        seq=row["seq"],
        cancelled=bool(row["cancelled"]),
        stage_assumed=bool(row["stage_assumed"]),
    )
    return replace(talk, day=own_day(talk), at=None)


def _followup(row: Row) -> FollowUp:
    return FollowUp(
        id=row["id"],
        key="",
        kind=row["kind"],
        rule="",
        channel="",
        ready_on=row_values.day(row["ready_on"]),
        due_on=row_values.day(row["due_on"]),
        status=row["status"],
        promise_id=row["promise_id"],
        done_on=row_values.maybe_day(row["done_on"]),
    )


def active_between(ask: Ask, first: date, last: date) -> set[int]:
    """The numbers of the applications about which something was done between two days, inclusive.

    Something is an entry of the log, or a follow-up, whatever its kind.
    """
    rows = ask(
        'SELECT application_id FROM event WHERE "on" BETWEEN :first AND :last UNION '
        "SELECT application_id FROM followup WHERE status = 'done' "
        "AND done_on BETWEEN :first AND :last",
        queries.days(first, last),
    )
    return {row["application_id"] for row in rows}


class LoggedActivity(Frozen):
    """An entry of the log with its application."""

    application_id: int
    entry: LogEntry


def logged(ask: Ask, first: date, last: date) -> list[LoggedActivity]:
    """What the log holds between two days, both inclusive, without what has no day of its own."""
    rows = ask(
        f'{queries.LOG} WHERE e."on" BETWEEN :first AND :last AND NOT e.undated ORDER BY e.id',
        queries.days(first, last),
    )
    return [LoggedActivity(row["application_id"], queries.log_entry(row)) for row in rows]


def done_between(ask: Ask, first: date, last: date) -> list[ListedFollowUp]:
    """The follow-ups that were done between two days, both inclusive."""
    done = "status = 'done' AND done_on BETWEEN :first AND :last"
    return queries.listed(ask, done, queries.days(first, last), reasons=False)


def ended_between(ask: Ask, first: date, last: date) -> list[Application]:
    """The applications that got their outcome between two days, both inclusive."""
    rows = ask(
        "SELECT * FROM application WHERE outcome_on BETWEEN :first AND :last ORDER BY id",
        queries.days(first, last),
    )
    return [queries.application_of(row) for row in rows]


def decision_dates(ask: Ask, first: date, last: date) -> list[tuple[ApplicationFacts, Promise]]:
    """What open applications said of when they decide, for days between two, both inclusive.

    Each with the interviews and promises of its application, which say whether it still holds.
    """
    rows = ask(
        "SELECT p.id, p.application_id FROM promise p JOIN application a "
        f"ON a.id = p.application_id WHERE p.\"by\" = 'they' AND a.{IS_OPEN} "
        'AND p."on" BETWEEN :first AND :last ORDER BY p."on", p.id',
        queries.days(first, last),
    )
    dated = []
    for row in list(rows):
        facts = _stated(ask, row["application_id"])
        dated += [(facts, promise) for promise in facts.promises if promise.id == row["id"]]
    return dated


def _stated(ask: Ask, number: int) -> ApplicationFacts:
    return ApplicationFacts(
        application=queries.application(ask, number),
        interviews=tuple(queries.interviews_of(ask, number)),
        promises=tuple(queries.promises_of(ask, number)),
    )


class KnownInterview(NamedTuple):
    """An interview that is there, and its application, by number.

    `moved`: it is known by its first start. `invited`: an invitation brought it. `off`: cancelled.
    """

    interview: int
    application: int
    moved: bool = False
    invited: bool = False
    off: bool = False


class KnownApplication(NamedTuple):
    """An application that is there, by number, with its folded role and its outcome."""

    number: int
    role_key: str
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither over nor declined."""
        return self.outcome in OPEN_OUTCOMES


Start = tuple[str, datetime, bool]
"""A folded company, when an interview starts, and whether its time of day is known."""


class Known:
    """Every application and interview that is there, by what a file can name them.

    `texts` are what is in the timelines of applications, `days` the days on which something is.
    """

    def __init__(self, ask: Ask) -> None:
        self._at: dict[str, list[KnownApplication]] = {}
        self._talks: dict[Start, list[tuple[KnownInterview, str]]] = {}
        self._uids: dict[str, KnownInterview] = {}
        self._application: dict[int, int] = {}
        for row in ask(
            "SELECT id, company_key, role_key, outcome FROM application ORDER BY id", {}
        ):
            found = KnownApplication(row["id"], row["role_key"], row["outcome"])
            self._at.setdefault(row["company_key"], []).append(found)
        self._read_interviews(ask)
        events = list(ask('SELECT application_id, "on", text FROM event', {}))
        self.texts = {(row["application_id"], row["text"]) for row in events}
        self.days = {(row["application_id"], date.fromisoformat(row["on"])) for row in events}

    def _read_interviews(self, ask: Ask) -> None:
        moved: list[tuple[Start, tuple[KnownInterview, str]]] = []
        for row in ask(
            "SELECT i.id, i.application_id, i.uid, i.at, i.starts, i.first_at, i.first_starts, "
            "i.cancelled, i.sequence, i.stamped, a.company_key, a.role_key "
            "FROM interview i JOIN application a ON a.id = i.application_id ORDER BY i.id",
            {},
        ):
            invited = bool(row["sequence"]) or row["stamped"] is not None
            known = KnownInterview(
                row["id"], row["application_id"], invited=invited, off=bool(row["cancelled"])
            )
            key = (row["company_key"], row_values.instant(row["starts"]), "T" in row["at"])
            self._talks.setdefault(key, []).append((known, row["role_key"]))
            if row["first_at"]:
                starts = row_values.instant(row["first_starts"])
                first = (row["company_key"], starts, "T" in row["first_at"])
                moved.append((first, (known._replace(moved=True), row["role_key"])))
            self._uids[row["uid"]] = known
            self._application[known.interview] = known.application
        for key, one in moved:  # after those that stand there now
            self._talks.setdefault(key, []).append(one)

    def by_uid(self, uid: str) -> KnownInterview | None:
        """The interview of that uid, if it is one."""
        return self._uids.get(uid) if uid else None

    def interview(
        self, interview: NewInterview, *, invitation: bool, exactly: bool = False
    ) -> KnownInterview | None:
        """The interview of that company, role and start, else of that first start.

        Where there is no role, it is that of any, unless `exactly` is set.

        An `invitation` is only what nobody invited to so far: recruiters make them anew.
        """
        there = self._talks.get(
            (fold(interview.company), interview.starts, interview.at is not None)
        )
        if there is None:
            return None
        role = fold(interview.role)
        known = [found for found, named in there if role == named or not (role or exactly)]
        if invitation:
            known = [one for one in known if not (one.moved or one.invited or one.off)]
        return known[0] if known else None

    def applications(self, company_key: str, role_key: str) -> list[KnownApplication]:
        """The applications of that company and role, open ones first."""
        known = (one for one in self._at.get(company_key, ()) if one.role_key == role_key)
        return sorted(known, key=lambda one: not one.is_open)

    def open(self, company_key: str, role_key: str, *, exactly: bool = False) -> list[int]:
        """The numbers of the open applications of a company and role.

        Where there is no role, they are those of any, unless `exactly` is set.
        """
        return [
            one.number
            for one in self._at.get(company_key, ())
            if one.is_open and (role_key == one.role_key or not (role_key or exactly))
        ]

    def applications_of(self, interviews: Iterable[int]) -> set[int]:
        """The numbers of the applications of these interviews."""
        return {self._application[number] for number in interviews}
