"""Searches of any length to measure by: rows for an import, and stores that are filled with them.

A search is made of rounds of one to five interviews, one application in ten still open and of the
last two months, the others over ten years; the same at every call. Only what a single search can
hold comes in: nobody accepts a hundred offers, so no outcome that touches other applications.
"""

import csv
import random
import re
import sqlite3
from argparse import ArgumentTypeError
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

from timing import PROGRAM, ran

TODAY = date.today()
"""Of the whole run; peers that know no other day than the clock's must agree."""

BLOCK = 1_000
"""How many interviews the program itself imports and plans; a bigger store has copies of them."""

APART = 100_000
"""How far the numbers of one copy lie from those of the next."""

COPIED = (
    "application", "contact", "interview", "topic", "promise", "event", "followup", "note", "idle",
)  # fmt: skip
NAMES = ("company", "company_key", "name", "name_key", "search")
"""The columns that say whose a record is: a number after them makes them those of a copy."""

FIRST = (
    "Priya", "Tom", "Ada", "Zoë", "Luis", "Mei", "Omar", "Ines", "Karl", "Nora", "Ravi",
    "Sven", "Tara", "Uma", "Viktor", "Wanda",
)  # fmt: skip
LAST = (
    "Shah", "Lee", "Okafor", "Ångström", "Díaz", "Chen", "Haddad", "Costa", "Braun", "Berg",
    "Rao", "Lund", "Novak", "Silva",
)  # fmt: skip
FIRM = (
    "Acme", "Borealis", "Cedar", "Delta", "Ember", "Fjord", "Globex", "Harbor", "Initech",
    "Juniper", "Kestrel", "Lumen",
)  # fmt: skip
TRADE = (
    "Systems", "Foods", "Logistics", "Health", "Energy", "Books", "Marine", "Robotics",
    "Textiles", "Media", "Labs",
)  # fmt: skip
ROLES = ("Data analyst", "Nurse", "Site manager", "Account executive", "Teacher", "Engineer")
FIELDS = ("", "", "sales", "government", "health")
STAGES = ("phone", "video", "onsite", "panel", "final")
COLUMNS = (
    "company", "role", "stage", "at", "zone", "minutes", "contact", "email", "title",
    "looking_for", "strength", "concern", "topic", "promise", "field", "note", "outcome",
)  # fmt: skip
Cells = dict[str, str]


def interviews() -> Iterator[Cells]:
    """Rows of an import without end, one an interview."""
    draw = random.Random(20)
    for number in count(1):
        is_open = draw.random() < 0.1
        job = _job(draw, number) | {"outcome": "" if is_open else draw.choice(_ENDED)}
        rounds = draw.randint(1, 5)
        last = TODAY - timedelta(days=draw.randint(-3, 60) if is_open else draw.randint(90, 3650))
        for stage in range(rounds):
            day = last - timedelta(days=8 * (rounds - 1 - stage))
            talk = _talk(draw, day, STAGES[stage], is_last=is_open and stage == rounds - 1)
            yield job | talk | {"email": f"{_mailbox(talk['contact'])}@company-{number}.example"}


_ENDED = ("rejected", "rejected", "closed", "withdrawn")


def _job(draw: random.Random, number: int) -> Cells:
    firm = f"{draw.choice(FIRM)} {draw.choice(TRADE)} {number}"
    return {"company": firm, "role": draw.choice(ROLES), "field": draw.choice(FIELDS)}


def _talk(draw: random.Random, day: date, stage: str, *, is_last: bool) -> Cells:
    first, last = draw.choice(FIRST), draw.choice(LAST)
    cells = {
        "stage": stage, "at": f"{day}T{draw.randint(8, 17):02}:30", "zone": "Europe/Berlin",
        "minutes": str(draw.choice((30, 45, 60))), "contact": f"{first} {last}",
        "title": "Head of Data", "looking_for": "someone to own the reporting stack",
        "strength": "I built the KPI dashboard that 40 shops use",
        "concern": "no dbt experience: I moved two pipelines to dbt last spring",
        "topic": "the move to dbt", "note": "Second floor, ask for the blue room.",
    }  # fmt: skip
    if is_last and draw.random() < 0.2:
        cells["promise"] = f"{max(day, TODAY) + timedelta(days=draw.randint(1, 9))}: send the link"
    return cells


def _mailbox(name: str) -> str:
    return name.replace(" ", ".").translate(_PLAIN).lower()


_PLAIN = str.maketrans("ëÅöí", "eaoi")


def typed_sizes(text: str) -> list[int]:
    """Sizes of stores as typed, `1000,100000`, ascending. ArgumentTypeError for other numbers."""
    found = sorted(int(size) for size in text.split(",") if size.isdecimal())
    if not found or any(size % BLOCK or not size for size in found):
        raise ArgumentTypeError(f"write multiples of {BLOCK}, as 1000,100000")
    return found


def write_csv(path: Path, many: int) -> None:
    """The first so many interviews as a table for `followup import`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(islice(interviews(), many))


def fill(env: Mapping[str, str], many: int) -> None:
    """A store of so many interviews, a multiple of BLOCK, where `env` has it."""
    path = Path(env["FOLLOWUP_DB"])
    table = path.with_suffix(".csv")
    write_csv(table, BLOCK)
    ran((PROGRAM, "import", str(table)), env)
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA synchronous = OFF")
        store.execute(_THANKED, {"before": (TODAY - timedelta(days=60)).isoformat()})
        store.create_function("moved", 2, _moved, deterministic=True)
        for number in range(1, many // BLOCK):
            for of in COPIED:
                store.execute(*_copy(store, of, number))
        store.commit()


_THANKED = """
    INSERT INTO followup (key, kind, rule, channel, application_id, interview_id, contact_id,
                          ready_on, due_on, status, done_on, because, chain)
    SELECT 'thank_you:interview-' || i.id || ':contact-' || t.contact_id, 'thank_you', 'thank_you',
           'email', i.application_id, i.id, t.contact_id, i.day, i.day, 'done', i.day, '', '[]'
    FROM interview i JOIN topic t ON t.interview_id = i.id
    WHERE i.day < :before"""
"""What was done while the search went on, which no table that is imported tells."""


def _copy(store: sqlite3.Connection, of: str, number: int) -> tuple[str, dict[str, object]]:
    names = [row[1] for row in store.execute(f"PRAGMA table_info({of})")]
    listed = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(map(_copied, names))
    return (
        f"INSERT INTO {of} ({listed}) SELECT {values} FROM {of} WHERE rowid <= {APART}",
        {"by": number * APART, "tail": f" {number}", "mail": f".{number}@"},
    )


def _copied(name: str) -> str:
    """How a copy has what a column holds."""
    if name == "id" or name.endswith("_id"):
        return f"{name} + :by"
    if name == "key":
        return "moved(key, :by)"
    if name == "uid":
        return "lower(hex(randomblob(8)))"
    if name in ("email", "email_key"):
        return f"replace({name}, '@', :mail)"
    return f"{name} || :tail" if name in NAMES else f'"{name}"'


def _moved(key: str, by: int) -> str:
    """The key of a follow-up, which names other records by number."""
    return re.sub(r"-(\d+)", lambda found: f"-{int(found[1]) + by}", key)


def ready(path: Path) -> tuple[int, int, str]:
    """A check-in that is ready, with its interview, in the last copy: numbers and company."""
    with closing(sqlite3.connect(path)) as store:
        found = store.execute(
            "SELECT f.id, f.interview_id, a.company FROM followup f "
            "JOIN application a ON a.id = f.application_id "
            "WHERE f.status = 'pending' AND f.kind = 'check_in' AND f.contact_id IS NOT NULL "
            "AND f.ready_on <= ? ORDER BY f.id DESC LIMIT 1",
            (TODAY.isoformat(),),
        ).fetchone()
    return int(found[0]), int(found[1]), str(found[2])
