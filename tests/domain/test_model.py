"""The whole program against a small model: any commands in any order, on a real file.

After every command `doctor` is silent, what the program shows is what the model says, a refused
command has changed nothing, and `undo` brings back the very bytes that the export had before.
The model knows what a user would: which jobs there are and what became of them, which interviews,
and what was done. When something is due, the scheduler's own tests say.

`HYPOTHESIS_PROFILE=long pytest tests/domain/test_model.py` plays fifty games, plain `pytest` five.
"""

import contextlib
import copy
import io
import itertools
import os
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from conftest import EXAMPLES, Said
from followup.__main__ import answer

FIRST_DAY = date(2026, 11, 20)
DAY = timedelta(days=1)
COMPANIES = ("Globex", "Acme", "Ünï & Sons")
ROLES = ("", "Dev")
PEOPLE = (
    "Priya Shah <priya@x.example>, Head of Data",
    "Tom Lee",
    "Zoë <zoe@y.example>",
    "Tom Lee <tom@x.example>",
)
STAGES = ("", "phone", "panel", "final", "informational")
FIELDS = ("", "", "sales", "government")
NOBODY = 99_999
"""A number that nothing has."""

WITH_A_TALK = precondition(lambda self: self.model.talks)

BROUGHT = {
    "accepted": {"accept", "thank_references"},
    "declined": {"decline"},
    "rejected": {"rejection_reply", "keep_in_touch"},
    "withdrawn": set[str](),
    "closed": set[str](),
}
"""What may be pending where you are out of the running, besides thank-yous that are in time."""

AFTER_ALL = {"thank_you", "promised"}
"""And what is new since: a promise that was made after the outcome is kept."""


@dataclass
class Job:
    """An application: its outcome is empty while there is none."""

    company: str
    role: str
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        return self.outcome in ("", "offer")


@dataclass
class Talk:
    """An interview of a job; days and times are in UTC."""

    job: int
    day: date
    at: time | None
    minutes: int = 60
    cancelled: bool = False

    def status(self, now: datetime) -> str:
        ends = datetime.combine(self.day, self.at or time())
        ends += timedelta(minutes=self.minutes if self.at else 0)
        return "cancelled" if self.cancelled else "held" if ends <= now else "booked"


@dataclass
class Model:
    """What is known of the store: jobs by a number of ours, interviews and follow-ups by theirs."""

    jobs: dict[int, Job] = field(default_factory=dict)
    talks: dict[int, Talk] = field(default_factory=dict)
    settled: dict[int, str] = field(default_factory=dict)
    snoozed: dict[int, date] = field(default_factory=dict)

    def open_at(self, company: str, role: str = "") -> list[int]:
        """The open jobs of that company, of one role if it is named."""
        return [
            number
            for number, job in self.jobs.items()
            if job.company == company and job.is_open and (not role or job.role == role)
        ]

    def same_open(self, number: int) -> bool:
        """Whether another open job has the same company, and the role if it has one."""
        job = self.jobs[number]
        return any(other != number for other in self.open_at(job.company, job.role))

    def talks_of(self, number: int) -> list[Talk]:
        return [talk for talk in self.talks.values() if talk.job == number]


class Domain(RuleBasedStateMachine):
    """One user, one store, many days."""

    place: Path
    games = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.store = self.place / f"{next(self.games)}.db"
        self.today = FIRST_DAY
        self.model = Model()
        self.past: list[tuple[str, Model]] = []
        self.used: set[int] = set()
        self.jobs = itertools.count(1)
        self.kept = ""
        self.pending: dict[int, tuple[str, str, str]] = {}

    def say(self, *words: object) -> Said:
        """Run a command in this process, on the day it is."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FOLLOWUP_DB", str(self.store))
            patch.setenv("FOLLOWUP_TODAY", self.today.isoformat())
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = answer([str(word) for word in words])
        return Said(status, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    def change(self, *words: object, refused: tuple[int, ...] = ()) -> Said | None:
        """Run a command that changes something; None where it was refused, as it may be.

        `refused` are the statuses with which that may end; without any it must be done. What was
        refused has changed nothing, and what was done can be taken back.
        """
        said = self.say(*words)
        was, now = self.kept, self.export()
        if refused and said.status in refused:
            assert said.err.strip()
            assert now == was
            return None
        assert said.status == 0, (words, said)
        if now != was:
            self.past.append((was, copy.deepcopy(self.model)))
        self.kept = now
        return said

    def refuse(self, status: int, *words: object) -> None:
        """Run a command that must be refused with that status."""
        assert self.change(*words, refused=(status,)) is None, words

    def export(self) -> str:
        said = self.say("export", "json")
        assert said.status == 0, said
        return said.out

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time.max)

    # What the user does

    @initialize()
    def begin(self) -> None:
        assert self.say("doctor").status == 3
        self.kept = self.export()
        self.record("Acme", "Dev", -1, time(15), ())
        self.record("Globex", "", -3, None, ("--with", "Tom Lee"))

    @rule(
        company=st.sampled_from(COMPANIES),
        role=st.sampled_from(ROLES),
        away=st.integers(-20, 20),
        at=st.none() | st.sampled_from([time(9), time(15, 30)]),
        extra=st.fixed_dictionaries(
            {},
            optional={
                "--with": st.sampled_from(PEOPLE),
                "--stage": st.sampled_from(STAGES),
                "--field": st.sampled_from(FIELDS),
                "--promise": st.sampled_from(["tomorrow: send it", "in 1 week", "yesterday: call"]),
                "--decision": st.sampled_from(["in 3 weeks", "in 1 month"]),
                "--topic": st.just("tests"),
            },
        ),
    )
    def add(
        self, company: str, role: str, away: int, at: time | None, extra: dict[str, str]
    ) -> None:
        if "--with" not in extra:
            extra.pop("--topic", None)
        options = tuple(itertools.chain.from_iterable(extra.items()))
        self.record(company, role, away, at, options)

    def record(
        self, company: str, role: str, away: int, at: time | None, options: tuple[str, ...]
    ) -> None:
        """`add`: it joins the only open job that fits, makes one, or asks which.

        An interview that was booked for that start is written up instead of recorded again.
        """
        day = self.today + away * DAY
        when = f"{day} {at:%H:%M}" if at else f"{day}"
        words = ("add", company, "--role", role, "--at", when, *options, "--json")
        found = self.model.open_at(company, role)
        said = self.change(*words, refused=(4,) if len(found) > 1 else ())
        if said is None:
            return
        number = said.json()["interview"]["id"]
        if number in self.used:  # one that was booked for that very start is written up
            talk = self.model.talks[number]
            assert (talk.day, talk.at, talk.cancelled) == (day, at, False)
            assert talk.job in found
            return
        assert len(found) < 2
        self.used.add(number)
        job = found[0] if found else next(self.jobs)
        self.model.jobs.setdefault(job, Job(company, role))
        self.model.talks[number] = Talk(job, day, at)

    @rule(
        data=st.data(), ago=st.sampled_from([0, 0, 1, 9]), note=st.sampled_from(["", "went well"])
    )
    def done(self, data: st.DataObject, ago: int, note: str) -> None:
        which = self.some_followup(data)
        on = self.today - ago * DAY
        said = self.settle("done", which, "--on", on, "--note", note, may_be_refused=True)
        kind, company, role = self.pending.get(which, ("", "", ""))
        outcome = {"close_out": "closed", "withdraw": "withdrawn"}.get(kind)
        if said and outcome:
            (job,) = self.model.open_at(company, role)[:1]
            exact = [
                one for one in self.model.open_at(company) if self.model.jobs[one].role == role
            ]
            self.model.jobs[exact[0] if exact else job].outcome = outcome

    @rule(data=st.data())
    def skip(self, data: st.DataObject) -> None:
        self.settle("skip", self.some_followup(data), "--because", "no")

    def settle(
        self, verb: str, which: int, *options: object, may_be_refused: bool = False
    ) -> Said | None:
        """`done` and `skip`: only of what is pending."""
        words = (verb, which, *options, "--json")
        if which not in self.pending:
            self.refuse(2 if which != NOBODY else 3, *words)
            return None
        said = self.change(*words, refused=(2,) if may_be_refused else ())
        if said:
            self.model.settled[which] = said.json()["status"]
            assert said.json()["status"] == {"done": "done", "skip": "skipped"}[verb]
        return said

    @rule(data=st.data(), days=st.integers(-2, 30))
    def snooze(self, data: st.DataObject, days: int) -> None:
        which = self.some_followup(data)
        until = self.today + days * DAY
        words = ("snooze", which, until, "--because", "later", "--json")
        if which == NOBODY:
            self.refuse(3, *words)
        elif which not in self.pending or days <= 0:
            self.refuse(2, *words)
        elif self.change(*words):
            self.model.snoozed[which] = until

    @WITH_A_TALK
    @rule(
        data=st.data(),
        reply=st.booleans(),
        ago=st.integers(-1, 9),
        decides_in=st.none() | st.integers(-3, 30),
    )
    def log(self, data: st.DataObject, reply: bool, ago: int, decides_in: int | None) -> None:
        number = self.some_talk(data)
        words: list[object] = ["log", number, "they rang", "--on", self.today - ago * DAY]
        words += ["--reply"] if reply else []
        live = [
            talk.day
            for talk in self.model.talks_of(self.model.talks[number].job)
            if not talk.cancelled
        ]
        after = max(live, default=self.today - ago * DAY)
        on = self.today + (decides_in or 0) * DAY
        words += [] if decides_in is None else ["--decision", on]
        if ago < 0 or (decides_in is not None and on < after):
            self.refuse(2, *words)
        else:
            self.change(*words)

    @rule(company=st.sampled_from([*COMPANIES, "Initech"]), new=st.booleans())
    def log_by_name(self, company: str, new: bool) -> None:
        jobs = [number for number, job in self.model.jobs.items() if job.company == company]
        fitting = self.model.open_at(company) or jobs
        words = ("log", company, "met them at the fair", *(["--new"] if new else []))
        if len(fitting) > 1:
            self.refuse(4, *words)
        elif not fitting and not new:
            self.refuse(3, *words)
        else:
            self.change(*words)
            if not fitting:
                self.model.jobs[next(self.jobs)] = Job(company, "")

    @WITH_A_TALK
    @rule(
        data=st.data(),
        what=st.sampled_from(
            ["accepted", "rejected", "offer", "open", "closed", "open", "declined", "withdrawn"]
        ),
        more=st.booleans(),
    )
    def outcome(self, data: st.DataObject, what: str, more: bool) -> None:
        number = self.some_talk(data)
        job = self.model.jobs[self.model.talks[number].job]
        options: tuple[object, ...] = ()
        if more:
            options = {
                "offer": ("--deadline", self.today + 9 * DAY, "--terms", "four days"),
                "accepted": ("--start", self.today + 40 * DAY),
                "rejected": ("--keep-in-touch",),
            }.get(what, ())
        words = ("outcome", number, what, *options, "--json")
        if what == "open":
            impossible = not job.outcome or self.model.same_open(self.model.talks[number].job)
        else:
            told_more = what == job.outcome == "accepted" and more
            impossible = not job.is_open and not told_more
        if impossible:
            self.refuse(2, *words)
        else:
            self.change(*words)
            job.outcome = "" if what == "open" else what

    @WITH_A_TALK
    @rule(
        data=st.data(),
        away=st.integers(-9, 20),
        at=st.none() | st.sampled_from([time(9), time(15, 30)]),
    )
    def reschedule(self, data: st.DataObject, away: int, at: time | None) -> None:
        number = self.some_talk(data)
        talk = self.model.talks[number]
        day, at = self.today + away * DAY, at or talk.at
        words = ("reschedule", number, f"{day} {at:%H:%M}" if at else day, "--json")
        if (day, at) == (talk.day, talk.at) and not talk.cancelled:
            self.refuse(2, *words)
        else:
            self.change(*words)
            talk.day, talk.at, talk.cancelled = day, at, False

    @WITH_A_TALK
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        number = self.some_talk(data)
        if self.model.talks[number].cancelled:
            self.refuse(2, "cancel", number)
        else:
            self.change("cancel", number, "--json")
            self.model.talks[number].cancelled = True

    @WITH_A_TALK
    @rule(
        data=st.data(),
        options=st.sampled_from(
            [
                ("--note", "one\n\ntwo"),
                ("--stage", "informational"),
                ("--stage", "final", "--minutes", "90"),
                ("--strength", "I ran it", "--concern", "far: I move"),
                ("--with", "Eve <eve@x.example>"),
                ("--without", "Tom Lee"),
                ("--promise", "in 4 days: ring"),
                ("--clear", "promises", "--clear", "decision"),
                ("--decision", "in 5 weeks"),
                ("--field", "sales"),
                ("--role", "Dev"),
                ("--role", "Nurse"),
                ("--at", "in 2 days 10:00"),
                ("--company", "Globex"),
                ("--stage", "lunch"),
            ]
        ),
    )
    def edit(self, data: st.DataObject, options: tuple[str, ...]) -> None:
        number = self.some_talk(data)
        talk = self.model.talks[number]
        if not self.change("edit", number, *options, refused=(2, 3)):
            return
        job = self.model.jobs[talk.job]
        told = dict(zip(options[::2], options[1::2], strict=True))
        job.role, job.company = told.get("--role", job.role), told.get("--company", job.company)
        talk.minutes = int(told.get("--minutes", talk.minutes))
        if "--at" in told:
            start = self.today + 2 * DAY, time(10)
            talk.cancelled = talk.cancelled and (talk.day, talk.at) == start
            talk.day, talk.at = start

    @rule(
        key=st.sampled_from(
            [
                "check_in.days",
                "check_in.after_decision_ready",
                "thank_you.due_days",
                "thank_you.too_late_days",
            ]
        ),
        value=st.sampled_from(["", "1", "2", "7", "60", "soon"]),
    )
    def configure(self, key: str, value: str) -> None:
        self.change("config", "set", f"policy.{key}", value, refused=(2,))

    @rule(days=st.integers(1, 15))
    def time_passes(self, days: int) -> None:
        self.today += days * DAY
        assert self.export() == self.kept

    @rule(steps=st.sampled_from([1, 1, 1, 2, 5]))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            said = self.say("undo")
            if not self.past:
                assert said.status == 3
                continue
            assert said.status == 0, said
            self.kept, self.model = self.past.pop()
            assert self.export() == self.kept

    @WITH_A_TALK
    @rule(data=st.data())
    def look(self, data: st.DataObject) -> None:
        which = self.some_followup(data)
        there = 0 if which != NOBODY else 3
        assert self.say("why", which).status == there
        drafted = self.say("draft", which, "--json")
        assert drafted.status in ((0, 2) if which != NOBODY else (3,)), drafted
        assert self.say("show", self.some_talk(data)).status == 0
        for words in (
            ("due",),
            ("list",),
            ("stats",),
            ("report",),
            ("calendar",),
            ("due", "--catch-up"),
        ):
            assert self.say(*words).status == 0, words
        assert self.export() == self.kept

    def some_followup(self, data: st.DataObject) -> int:
        """Mostly a pending one; else one that is settled, or none at all."""
        pending, settled = sorted(self.pending), sorted(self.model.settled)
        kinds = [*[pending] * 6, settled, [NOBODY]]
        return data.draw(st.sampled_from(data.draw(st.sampled_from([one for one in kinds if one]))))

    def some_talk(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(self.model.talks)))

    # What holds after each of it

    @invariant()
    def nothing_is_wrong(self) -> None:
        said = self.say("doctor", "--json")
        assert (said.status, said.json()) == (0, [])

    @invariant()
    def what_is_shown_is_what_was_told(self) -> None:
        listed = self.say("list", "--json").json()
        assert {one["id"] for one in listed} == set(self.model.talks)
        statuses: dict[int, str] = {}
        for one in listed:
            talk = self.model.talks[one["id"]]
            job = self.model.jobs[talk.job]
            assert (one["company"], one["role"]) == (job.company, job.role)
            assert (one["outcome"] or "") == job.outcome
            assert one["status"] == talk.status(self.now)
            for item in one["followups"]:
                statuses[item["id"]] = item["status"]
                self.check_pending(job, item)
        over = {which for which, status in statuses.items() if status in ("done", "skipped")}
        assert over <= set(self.model.settled)
        self.what_is_pending(statuses)

    def check_pending(self, job: Job, item: dict[str, str]) -> None:
        if item["status"] == "pending":
            until = self.model.snoozed.get(int(item["id"]))
            assert until is None or item["ready_on"] >= until.isoformat()
            assert item["ready_on"] <= item["due_on"]
            assert job.is_open or item["kind"] in BROUGHT[job.outcome] | AFTER_ALL, (job, item)
        assert self.model.settled.get(int(item["id"]), item["status"]) == item["status"]

    def what_is_pending(self, statuses: dict[int, str]) -> None:
        """`due` shows what `list` calls pending, but for what an interview that began has ended."""
        due = self.say("due", "--days", "3660", "--json").json()
        self.pending = {one["id"]: (one["kind"], one["company"], one["role"]) for one in due}
        for which, status in statuses.items():
            assert which not in self.pending or status == "pending"
        assert not set(self.pending) & set(self.model.settled)
        jobs = self.say("list", "--by", "application", "--json").json()
        told = [(one["company"], one["role"], one["outcome"] or "") for one in jobs]
        known = [(one.company, one.role, one.outcome) for one in self.model.jobs.values()]
        assert sorted(told) == sorted(known)

    @invariant()
    def every_change_can_be_taken_back(self) -> None:
        assert len(self.say("undo", "--list", "--json").json()) == len(self.past)


def test_any_commands_in_any_order_keep_the_store_whole(tmp_path: Path) -> None:
    before = os.umask(0o077)  # as the program itself has it
    try:
        run_state_machine_as_test(
            type("Game", (Domain,), {"place": tmp_path}),
            settings=settings(max_examples=max(5, EXAMPLES // 100), stateful_step_count=30),
        )
    finally:
        os.umask(before)
