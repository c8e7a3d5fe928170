"""The queries of the morning list alone, since its fast path loads this module.

Every function takes `ask`, which runs SQL with named parameters and returns rows by name, so
that the same text serves SQLite's quick way and the engine.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from followup.domain.frozen import Frozen
from followup.domain.workdays import Workdays
from followup.environment import on_the_clock, own_time
from followup.store.schema import IS_OPEN, ended_by_outcome

TYPE_CHECKING = False  # `typing` costs 8 ms; type checkers know this name
if TYPE_CHECKING:
    from followup.store.connection import Ask, Row, Values


class DueFollowUp(Frozen):
    """A follow-up as the morning list shows it. Texts are empty where nothing is known.

    `days_over` counts calendar days past `due_on`, negative while there is time. `came_back` is why
    its last email came back, from the address `came_back_from`; empty where none did.
    """

    id: int
    kind: str
    rule: str
    channel: str
    urgency: str
    ready_on: str
    due_on: str
    days_over: int
    company: str
    role: str
    stage: str
    contact: str
    email: str
    phone: str
    interview_on: str | None
    snoozed_until: str | None
    promise: str
    came_back: str = ""
    came_back_from: str = ""


class DueInterview(Frozen):
    """An interview of today or tomorrow. `at` is local to `zone`; `starts` is its instant.

    `own` is its day and time on the user's own clock, as `at` just a day where no time is known.
    """

    id: int
    company: str
    role: str
    stage: str
    day: str
    at: str
    zone: str
    minutes: int
    starts: str
    where: str
    people: str
    own: str
    stage_assumed: bool = False

    @property
    def called(self) -> str:
        """What it is called in a sentence: its stage, or “interview” where nobody said which."""
        return "interview" if self.stage_assumed else self.stage


class OfferDeadline(Frozen):
    """The day by which an offer wants an answer. `id` is of the follow-up that asks for it, to
    decide or, where that `is_decided`, to send the answer.

    `at` is the instant, empty where no time of day is known.
    """

    id: int
    is_decided: bool
    company: str
    role: str
    on: str
    at: str


class IdleApplication(Frozen):
    """An open application with nothing pending."""

    id: int
    company: str
    role: str


TOO_LATE = """kind = 'prep' AND interview_id NOT IN
    (SELECT id FROM interview WHERE day >= :lately AND starts > :now)"""

TOO_EARLY = """kind = 'thank_you' AND due_on >= :today AND NOT interview_id NOT IN
    (SELECT id FROM interview WHERE day >= :lately AND ends > :now)"""
"""The few interviews to come are read off an index once, where each follow-up would look up its own.

PostgreSQL joins what is IN, by guesses about the owner at hand, and what is NOT IN never.
"""

NOT_BEGUN = f"status = 'pending' AND NOT ({TOO_LATE})"
"""Prep ends when the interview begins."""

CAN_BE_DONE = f"{NOT_BEGUN} AND NOT ({TOO_EARLY})"
"""Thanks begin when the interview has ended."""

ENDS = "COALESCE((SELECT deadline_on FROM application WHERE id = application_id), '9') <= :today"
"""Whether an offer wants its answer today, or wanted it."""

OF_OFFERS = "kind IN ('accept', 'acknowledge_offer', 'decide_offer', 'decline', 'withdraw')"

FIRST = f"""(kind IN ('accept', 'acknowledge_offer') OR kind = 'decide_offer' AND
    (due_on <= :today OR {ENDS}) OR kind IN ('decline', 'withdraw') AND {ENDS})"""
"""What comes before all else: the answer to an offer, of which the last day to decide has come. An
index by kind finds these few.
"""

OF_ONE_DAY = """due_on, CASE WHEN kind = 'promised' THEN 0 WHEN kind = 'thank_you' THEN 1
    WHEN kind IN ('check_in', 'second_check_in', 'close_out', 'keep_in_touch', 'thank_references')
    THEN 3 ELSE 2 END, id"""
"""Of one last day, what was promised comes first, then thanks, which lose their worth within days;
what asks for news, or keeps in touch, can best wait.
"""

PRESSING = f"""
    CASE WHEN NOT {OF_OFFERS} OR NOT {FIRST} THEN 2
         WHEN kind <> 'acknowledge_offer' AND {ENDS} THEN 0
         WHEN kind <> 'decide_offer' THEN 1 ELSE 1.5 END,
    CASE WHEN due_on <= :late THEN 0 WHEN due_on < :today THEN 1 WHEN ready_on > :today THEN 5
         WHEN kind = 'promised' THEN 2 WHEN due_on = :today THEN 3 ELSE 4 END,
    {OF_ONE_DAY}"""
"""Most pressing first: offers, then late, overdue, promised, today, ready, upcoming."""


def moment(now: datetime, today: date, late: date) -> dict[str, object]:
    """The parameters that say when: `late` is the last due day that makes a follow-up late.

    `lately`: an interview of an earlier local day is over wherever it was, however long it took.
    """
    utc = now.astimezone(timezone.utc)  # noqa: UP017
    return {
        "now": utc.isoformat(timespec="seconds"),
        "today": today.isoformat(),
        "late": late.isoformat(),
        "lately": (today - timedelta(days=3)).isoformat(),
    }


def late_since(today: date, workdays: Workdays, late_days: int) -> date:
    """The last due day from which more than `late_days` business days have passed."""
    day, passed = today, 0
    while passed <= late_days:
        passed += workdays.is_workday(day)
        day -= timedelta(days=1)
    return day


def todos(ask: Ask, when: Values, until: date, most: int | None = None) -> list[DueFollowUp]:
    """What is pending and ready by `until` (inclusive), most pressing first, at most `most`.

    What an email came back from stands before all else. What is past due is read in the order of
    an index, so that a screenful of it is found without looking at the rest.
    """
    ready = f"{_can(when, until)} AND ready_on <= :until"
    values = {"until": until.isoformat()}
    found: list[DueFollowUp] = []
    if bounces := _bounces(ask):
        these = ", ".join(map(str, bounces))
        each = select(ask, when, f"{ready} AND id IN ({these})", values, most)
        found += [DueFollowUp(**{**one.__dict__, **bounces[one.id]}) for one in each]
        ready = f"{ready} AND id NOT IN ({these})"
    rest = f"{ready} AND NOT ({OF_OFFERS} AND {FIRST})"
    for where, order in (
        (f"{ready} AND {OF_OFFERS} AND {FIRST}", PRESSING),
        (f"{rest} AND due_on < :today", OF_ONE_DAY),
        (f"{rest} AND due_on >= :today", PRESSING),
    ):
        left = None if most is None else most - len(found)
        if left != 0:
            found += select(ask, when, where, values, left, order)
    return found


def _bounces(ask: Ask) -> dict[int, dict[str, str]]:
    """By the number of its follow-up: the last email of each that was taken, where it came back."""
    rows = ask(
        "SELECT followup_id, address, words FROM message m WHERE followup_id IS NOT NULL "
        "AND state = 'bounced' AND NOT EXISTS (SELECT 1 FROM message later "
        "WHERE later.followup_id = m.followup_id AND later.id > m.id AND later.state <> 'refused')",
        {},
    )
    return {
        int(row["followup_id"]): {"came_back": row["words"], "came_back_from": row["address"]}
        for row in rows
    }


def count(ask: Ask, when: Values, until: date) -> int:
    """How many `todos` there are: all that are ready but those that wait for an interview.

    Only preps and the latest thank-yous do, so that no other is looked at one by one.
    """
    ready = "SELECT count(*) AS count FROM followup WHERE status = 'pending' AND ready_on <= :until"
    values = {**when, "until": until.isoformat()}
    waiting = (TOO_LATE,) if _is_ahead(when, until) else (TOO_LATE, TOO_EARLY)
    return _counted(ask, ready, values) - sum(
        _counted(ask, f"{ready} AND {one}", values) for one in waiting
    )


def _counted(ask: Ask, asked: str, values: Values) -> int:
    return sum(int(row["count"]) for row in ask(asked, values))  # no store has no rows


def _can(when: Values, until: date) -> str:
    return NOT_BEGUN if _is_ahead(when, until) else CAN_BE_DONE


def _is_ahead(when: Values, until: date) -> bool:
    return until.isoformat() > str(when["today"])


def todos_of(ask: Ask, when: Values, application_id: int) -> list[DueFollowUp]:
    """What is pending for one application, most pressing first."""
    return select(ask, when, f"{NOT_BEGUN} AND application_id = :of", {"of": application_id})


def todos_between(ask: Ask, when: Values, first: date, last: date) -> list[DueFollowUp]:
    """What is pending and due on one of these days, both inclusive, most pressing first."""
    between = {"first": first.isoformat(), "last": last.isoformat()}
    return select(ask, when, f"{NOT_BEGUN} AND due_on BETWEEN :first AND :last", between)


def select(
    ask: Ask,
    when: Values,
    where: str,
    values: Values,
    most: int | None = None,
    order: str = PRESSING,
) -> list[DueFollowUp]:
    """Pending follow-ups in their order; `where` and `order` are SQL over `followup`, ours alone.

    The names around them are looked up for those alone that are wanted.
    """
    limit = "" if most is None else f"LIMIT {most:d}"
    chosen = f"SELECT id FROM followup WHERE {where} ORDER BY {order} {limit}"
    rows = ask(
        f"SELECT * FROM followup_view WHERE id IN ({chosen}) ORDER BY {order}", {**when, **values}
    )
    return [todo(row, when) for row in rows]


def coming(ask: Ask, when: Values, until: date, most: int | None) -> list[DueFollowUp]:
    """What cannot be done by `until` yet, the next first: at most `most` of what waits for its
    interview to end, and of what has a later day.
    """
    values, order = {"until": until.isoformat()}, "ready_on, due_on, id"
    not_over = f"status = 'pending' AND ready_on <= :until AND :until = :today AND {TOO_EARLY}"
    later = "status = 'pending' AND ready_on > :until"
    return [
        one for where in (not_over, later) for one in select(ask, when, where, values, most, order)
    ]


def todo(row: Row, when: Values) -> DueFollowUp:
    """A row of the view, and how pressing it is."""
    due_on, today = date.fromisoformat(row["due_on"]), date.fromisoformat(str(when["today"]))
    return DueFollowUp(
        **{name: row[name] for name in _STORED},
        role=row["role"],
        stage=row["stage"] or "",
        urgency=_urgency(row, when),
        days_over=(today - due_on).days,
    )


_STORED = (
    "id", "kind", "rule", "channel", "ready_on", "due_on", "company", "contact", "email", "phone",
    "interview_on", "snoozed_until", "promise",
)  # fmt: skip


def _urgency(row: Row, when: Values) -> str:
    due_on, today = row["due_on"], str(when["today"])
    ends = row["interview_ends"]
    if row["kind"] == "thank_you" and ends is not None and ends > str(when["now"]):
        return "upcoming"
    if due_on <= str(when["late"]):
        return "late"
    if due_on < today:
        return "overdue"
    if row["ready_on"] > today:
        return "upcoming"
    return "today" if due_on == today else "ready"


def meetings(ask: Ask, first: date, last: date, most: int | None = None) -> list[DueInterview]:
    """The interviews between two days on the user's own clock, both inclusive, in their order.

    At most `most`: the names around them are looked up for those alone. One without a time of
    day is on its own day.
    """
    limit = "" if most is None else f"LIMIT {most:d}"
    rows = ask(
        "SELECT * FROM interview_view WHERE id IN (SELECT id FROM interview "
        f"WHERE {_MEETING_ON} ORDER BY starts, id {limit}) ORDER BY starts, id",
        _days(first, last),
    )
    return [_meeting(ask, row) for row in rows]


def count_meetings(ask: Ask, first: date, last: date) -> int:
    """How many `meetings` there are."""
    asked = f"SELECT count(*) AS count FROM interview WHERE {_MEETING_ON}"
    return _counted(ask, asked, _days(first, last))


UNWRITTEN = f"""day >= :lately AND ends <= :now AND (at LIKE '%T%' OR day < :today)
    AND NOT cancelled AND NOT NOT EXISTS
        (SELECT 1 FROM followup f WHERE f.interview_id = interview.id AND f.kind = 'prep')
    AND NOT NOT EXISTS
        (SELECT 1 FROM application a WHERE a.id = interview.application_id AND a.{IS_OPEN})
    AND NOT NOT EXISTS (SELECT 1 FROM followup f WHERE f.interview_id = interview.id
                        AND f.kind = 'thank_you' AND f.status = 'pending')
    AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.change_id > COALESCE(
            (SELECT c.id FROM change c WHERE c.made_at < interview.starts
             ORDER BY c.id DESC LIMIT 1), 0)
        AND (j.of = 'interview' AND j."row" = '[' || interview.id || ']'
             OR j.of = 'topic' AND j."row" IN
                (SELECT '[' || t.id || ']' FROM topic t WHERE t.interview_id = interview.id)
             OR j.of = 'promise' AND j."row" IN
                (SELECT '[' || p.id || ']' FROM promise p WHERE p.interview_id = interview.id)))"""
"""An interview of these days that was booked, is over, and of which nothing was noted since it began,
while a thank-you for it is to be written.

The changes since then are the newest ones, which the journal's index finds. PostgreSQL looks up
what does NOT NOT EXIST for each of these few, and joins what EXISTS.
"""


def unwritten(ask: Ask, when: Values) -> list[DueInterview]:
    """The booked interviews that are over and wait to be written up, in their order."""
    rows = ask(
        "SELECT * FROM interview_view WHERE id IN (SELECT id FROM interview "
        f"WHERE {UNWRITTEN}) ORDER BY starts, id",
        when,
    )
    return [_meeting(ask, row) for row in rows]


def _meeting(ask: Ask, row: Row) -> DueInterview:
    return DueInterview(
        **{name: row[name] for name in _MEETING},
        people=_people(ask, row["id"]),
        own=_own(row["at"], row["starts"]),
        stage_assumed=bool(row["stage_assumed"]),
    )


def _own(at: str, starts: str) -> str:
    return own_time(datetime.fromisoformat(starts)) if "T" in at else at


def _days(first: date, last: date) -> Values:
    """The days, the instants between which they lie, and the days that they touch anywhere."""
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "begin": _midnight(first),
        "end": _midnight(last + timedelta(days=1)),
        "before": (first - timedelta(days=2)).isoformat(),
        "after": (last + timedelta(days=2)).isoformat(),
    }


def _midnight(day: date) -> str:
    """The first moment of a day on the user's own clock, as the store writes instants."""
    here = on_the_clock(datetime(day.year, day.month, day.day))
    return here.astimezone(timezone.utc).isoformat(timespec="seconds")  # noqa: UP017


_MEETING_ON = f"""day BETWEEN :before AND :after AND NOT cancelled AND CASE
    WHEN at LIKE '%T%' THEN starts >= :begin AND starts < :end
    ELSE day BETWEEN :first AND :last END AND NOT {ended_by_outcome("interview")}"""

_MEETING = ("id", "company", "role", "stage", "day", "at", "zone", "minutes", "starts", "where")


def deadlines(ask: Ask) -> list[OfferDeadline]:
    """The deadlines of the offers to which no answer was sent yet, the earliest first."""
    rows = ask(
        "SELECT f.id, f.kind, a.company, a.role, a.deadline_on, a.deadline_at FROM followup f "
        "JOIN application a ON a.id = f.application_id "
        "WHERE f.status = 'pending' AND a.deadline_on IS NOT NULL "
        "AND f.kind IN ('decide_offer', 'accept', 'decline', 'withdraw') "
        "ORDER BY a.deadline_on, COALESCE(a.deadline_at, '9'), f.id",
        {},
    )
    return [
        OfferDeadline(
            id=row["id"],
            is_decided=row["kind"] != "decide_offer",
            company=row["company"],
            role=row["role"],
            on=row["deadline_on"],
            at=row["deadline_at"] or "",
        )
        for row in rows
    ]


def _people(ask: Ask, interview: int) -> str:
    rows = ask(
        "SELECT c.name FROM topic t JOIN contact c ON c.id = t.contact_id "
        "WHERE t.interview_id = :interview ORDER BY t.position",
        {"interview": interview},
    )
    return ", ".join(str(row["name"]) for row in rows)


def idle(ask: Ask) -> list[IdleApplication]:
    """The open applications with nothing pending."""
    rows = ask(
        "SELECT id, company, role FROM application WHERE id IN (SELECT application_id FROM idle) "
        "ORDER BY company, role, id",
        {},
    )
    return [IdleApplication(id=row["id"], company=row["company"], role=row["role"]) for row in rows]


def anything(ask: Ask) -> bool:
    """Whether any application was ever recorded."""
    return any(True for _ in ask("SELECT id FROM application LIMIT 1", {}))
