"""The questions of `stats`, `report` and `calendar`: what they tell of every application."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from followup.domain.frozen import Frozen
from followup.domain.model import (
    Application,
    ApplicationFacts,
    FollowUp,
    Interview,
    Promise,
    Reply,
)
from followup.store import queries, row_values
from followup.store.ask import Ask, Row
from followup.store.bulk_queries import ranges
from followup.store.queries import ListedFollowUp, LogEntry
from followup.store.schema import IS_OPEN

Fact = TypeVar("Fact")


def courses(ask: Ask) -> Iterator[ApplicationFacts]:
    """Every application with what its figures follow from, by number; some are read at once.

    The interviews come without people, words and clock times, the follow-ups without what
    explains their dates.
    """
    for some in ranges(ask, "application"):
        talks, replies = _under(ask, _TALKS, some, _talk), _under(ask, _REPLIES, some, _reply)
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
    SELECT id, application_id, stage, day, starts, ends, recorded_on, seq, cancelled
    FROM interview WHERE {_OF_THEM} ORDER BY id"""
_REPLIES = f'SELECT id, application_id, "on", seq FROM event WHERE {_OF_THEM} AND reply ORDER BY id'
_PROMISES = f"SELECT * FROM promise WHERE {_OF_THEM} ORDER BY seq, id"
_FOLLOWUPS = f"""
    SELECT id, application_id, kind, ready_on, due_on, status, done_on, promise_id
    FROM followup WHERE {_OF_THEM} AND status <> 'cancelled' AND kind IN
        ('thank_you', 'check_in', 'second_check_in', 'promised', 'acknowledge_offer')
    ORDER BY id"""


def _talk(row: Row) -> Interview:
    return Interview(
        id=row["id"],
        stage=row["stage"],
        day=row_values.day(row["day"]),
        at=None,
        zone="",
        minutes=0,
        starts=row_values.instant(row["starts"]),
        ends=row_values.instant(row["ends"]),
        recorded_on=row_values.day(row["recorded_on"]),
        seq=row["seq"],
        cancelled=bool(row["cancelled"]),
    )


def _reply(row: Row) -> Reply:
    return Reply(row["id"], row_values.day(row["on"]), row["seq"])


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


def logged_between(ask: Ask, first: date, last: date) -> set[int]:
    """The numbers of the applications that the log tells of between two days, both inclusive."""
    rows = ask(
        'SELECT DISTINCT application_id FROM event WHERE "on" BETWEEN :first AND :last',
        queries.days(first, last),
    )
    return {row["application_id"] for row in rows}


class LoggedActivity(Frozen):
    """An entry of the log with its application; `begins`: the application was made with it."""

    application_id: int
    entry: LogEntry
    begins: bool


def logged(ask: Ask, first: date, last: date) -> list[LoggedActivity]:
    """What the log holds between two days, both inclusive."""
    rows = ask(
        "SELECT e.*, COALESCE(c.name, '') AS contact, a.seq AS change_id FROM event e "
        "JOIN application a ON a.id = e.application_id LEFT JOIN contact c ON c.id = e.contact_id "
        'WHERE e."on" BETWEEN :first AND :last ORDER BY e.id',
        queries.days(first, last),
    )
    return [
        LoggedActivity(
            row["application_id"], queries.log_entry(row), row["seq"] == row["change_id"]
        )
        for row in rows
    ]


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
    found = []
    for row in list(rows):
        facts = _stated(ask, row["application_id"])
        found += [(facts, one) for one in facts.promises if one.id == row["id"]]
    return found


def _stated(ask: Ask, number: int) -> ApplicationFacts:
    return ApplicationFacts(
        application=queries.application(ask, number),
        interviews=tuple(queries.interviews_of(ask, number)),
        promises=tuple(queries.promises_of(ask, number)),
    )
