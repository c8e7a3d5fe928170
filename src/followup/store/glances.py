"""The questions of `stats` and `calendar`: what they count of every application, and no more."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from followup.facts import ApplicationFacts, FollowUp, Interview, Promise, Reply
from followup.store import reads, records
from followup.store.asking import Ask

Fact = TypeVar("Fact")


def courses(ask: Ask) -> Iterator[ApplicationFacts]:
    """Every application with what its figures follow from, by number, in five questions.

    The interviews come without people, the follow-ups without what explains their dates.
    """
    talks, replies, items = _talks(ask), _replies(ask), _followups(ask)
    promises = reads.all_promises(ask)
    for one in reads.applications(ask):
        yield ApplicationFacts(
            application=one,
            interviews=tuple(talks.get(one.id, ())),
            promises=tuple(promises.get(one.id, ())),
            replies=tuple(replies.get(one.id, ())),
            followups=tuple(items.get(one.id, ())),
        )


def _under(found: dict[int, list[Fact]], row: Mapping[str, Any], fact: Fact) -> None:
    found.setdefault(row["application_id"], []).append(fact)


def _talks(ask: Ask) -> dict[int, list[Interview]]:
    found: dict[int, list[Interview]] = {}
    for row in ask(
        """
        SELECT id, application_id, stage, day, at, zone, minutes, starts, ends, recorded_on, seq,
               cancelled, '' AS "where", '' AS looking_for, '' AS next_step, '' AS note,
               '[]' AS strengths, '[]' AS concerns
        FROM interview ORDER BY id""",
        {},
    ):
        _under(found, row, records.interview(row, ()))
    return found


def _replies(ask: Ask) -> dict[int, list[Reply]]:
    found: dict[int, list[Reply]] = {}
    for row in ask('SELECT id, application_id, "on", seq FROM event WHERE reply ORDER BY id', {}):
        _under(found, row, Reply(row["id"], records.day(row["on"]), row["seq"]))
    return found


def _followups(ask: Ask) -> dict[int, list[FollowUp]]:
    found: dict[int, list[FollowUp]] = {}
    for row in ask(
        """
        SELECT id, application_id, kind, ready_on, due_on, status, done_on, promise_id
        FROM followup WHERE status <> 'cancelled' AND kind IN
            ('thank_you', 'check_in', 'second_check_in', 'promised', 'acknowledge_offer')
        ORDER BY id""",
        {},
    ):
        _under(found, row, _followup(row))
    return found


def _followup(row: Mapping[str, Any]) -> FollowUp:
    return FollowUp(
        id=row["id"],
        key="",
        kind=row["kind"],
        rule="",
        channel="",
        ready_on=records.day(row["ready_on"]),
        due_on=records.day(row["due_on"]),
        status=row["status"],
        promise_id=row["promise_id"],
        done_on=records.maybe_day(row["done_on"]),
    )


def logged_since(ask: Ask, first: date) -> set[int]:
    """The numbers of the applications that the log tells of, on that day or later."""
    rows = ask(
        'SELECT DISTINCT application_id FROM event WHERE "on" >= :first',
        {"first": first.isoformat()},
    )
    return {row["application_id"] for row in rows}


def decision_dates(ask: Ask, first: date, last: date) -> list[tuple[ApplicationFacts, Promise]]:
    """What open applications said of when they decide, for days between two, both inclusive.

    Each with the interviews and promises of its application, which say whether it still holds.
    """
    rows = ask(
        "SELECT p.id, p.application_id FROM promise p JOIN application a "
        "ON a.id = p.application_id WHERE p.\"by\" = 'they' AND a.outcome IN ('', 'offer') "
        'AND p."on" BETWEEN :first AND :last ORDER BY p."on", p.id',
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    found = []
    for row in list(rows):
        facts = _stated(ask, row["application_id"])
        found += [(facts, one) for one in facts.promises if one.id == row["id"]]
    return found


def _stated(ask: Ask, number: int) -> ApplicationFacts:
    return ApplicationFacts(
        application=reads.application(ask, number),
        interviews=tuple(reads.interviews_of(ask, number)),
        promises=tuple(reads.promises_of(ask, number)),
    )
