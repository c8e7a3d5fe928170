"""Database files that are damaged, or that a newer version has written."""

import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from checks.damage_kinds import KINDS, UNREADABLE
from harness.database import digest, quoted, tables
from harness.home import Home, copied_home, filled_home
from harness.result import Result
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict


def corruption(trial: Trial) -> Verdict:
    """Damage the file in every kind of way: `doctor` finds it, and it is never overwritten."""
    tally = Tally("kinds", "ugly", "found", "destroyed")
    missed: list[str] = []
    with filled_home(trial, 40, "corruption") as home:
        healthy = home.run("doctor")
        if not healthy.unknown and not healthy.succeeded:
            return Verdict(False, f"doctor says a healthy database is ill: {healthy.tail(200)}")
        for damage in KINDS:
            with copied_home(home) as copy, suppress(Skip):
                damage(copy.db)
                tally.add(kinds=1)
                if not _is_noticed(copy, damage, tally, doctor=not healthy.unknown):
                    missed.append(damage.__name__)
    diagnosis = f"found {tally['found']}/{tally['kinds']}" + (
        f" (missed {','.join(missed)})" if missed else ""
    )
    return Verdict(
        tally.clean("ugly", "destroyed") and not missed,
        f"{tally['kinds']} kinds of damage: {tally['ugly']} tracebacks, "
        f"{tally['destroyed']} evidence destroyed, doctor "
        f"{'absent' if healthy.unknown else diagnosis}" + tally.examples(),
    )


def _is_noticed(home: Home, damage: Callable[[Path], None], tally: Tally, *, doctor: bool) -> bool:
    """Examine, read and write the damaged database; whether the doctor found the damage.

    Nothing may crash, and the damaged file must be kept. Without a `doctor` nothing is missed.
    """
    kind, before = damage.__name__, digest(home.db)
    found = not doctor or _doctor_finds(home, kind, tally)
    for name in ("list", "due", "list_json"):
        _expect_calm(f"{kind}/{name}", home.run(name), tally)
    _expect_calm(f"{kind}/add", home.add(home.trial.token()), tally)
    if damage in UNREADABLE and before not in map(digest, home.root.rglob("*")):
        tally.add(destroyed=1)
        tally.note(f"{kind}: damaged file overwritten without a copy")
    return found


def _doctor_finds(home: Home, kind: str, tally: Tally) -> bool:
    result = home.run("doctor")
    _expect_calm(f"{kind}/doctor", result, tally)
    tally.add(found=result.clean_error)
    return result.clean_error


def _expect_calm(name: str, result: Result, tally: Tally) -> None:
    if not result.acceptable:
        tally.add(ugly=1)
        tally.note(f"{name}: exit {result.status} {result.tail(70)}")


def bit_flips(trial: Trial) -> Verdict:
    """Change bytes anywhere in the file at random: success or a clean error, never a crash."""
    files = trial.scaled(60)
    tally = Tally("ugly")
    with filled_home(trial, 40, "bit-flips") as home:
        trial.in_parallel(lambda number: _read_changed(home, number, tally), files)
    return Verdict(
        tally.clean(),
        f"{files} damaged files x 2 commands, {tally['ugly']} tracebacks/signals"
        + tally.examples(),
    )


def _read_changed(original: Home, number: int, tally: Tally) -> None:
    rng = random.Random(original.trial.seed * 77 + number)
    with copied_home(original) as home:
        content = bytearray(home.db.read_bytes())
        for _ in range(rng.choice((1, 4, 64))):
            content[rng.randrange(len(content))] = rng.randrange(256)
        home.db.write_bytes(content)
        for name in ("list", "due_json"):
            result = home.run(name)
            if not result.acceptable:
                tally.add(ugly=1)
                tally.note(f"{name}: {result.tail(90)}")


VERSION_TABLE = re.compile(r"alembic_version|schema_version|_?migrations?$|^meta$")
SAYS_WHY = re.compile(r"newer|upgrade|version|schema", re.IGNORECASE)


def newer_schema(trial: Trial) -> Verdict:
    """Open a database of a future version: refused with the reason, and every byte left alone."""
    with filled_home(trial, 3, "newer") as home:
        with closing(sqlite3.connect(home.db, isolation_level=None)) as connection:
            raised = [*_raise_user_version(connection), *_raise_version_tables(connection)]
        if not raised:
            return Verdict(False, "no schema version is recorded in the file at all")
        before = digest(home.db)
        added = home.add(trial.token())
        results = {"add": added, "list": home.run("list"), "due": home.run("due")}
        unchanged = digest(home.db) == before
    reason = bool(SAYS_WHY.search(added.tail()))
    calm = added.clean_error and all(result.acceptable for result in results.values())
    endings = (
        f"{name} exit {result.status}{' traceback' if result.crashed else ''}"
        for name, result in results.items()
    )
    return Verdict(
        calm and unchanged and reason,
        f"bumped {','.join(raised)}: {', '.join(endings)}; "
        f"file {'unchanged' if unchanged else 'CHANGED'}; "
        f"{'says why' if reason else 'does not say why'}",
    )


def _raise_user_version(connection: sqlite3.Connection) -> list[str]:
    """Raise the number in the header, where there is one; what was raised."""
    (version,) = connection.execute("pragma user_version").fetchone()
    if not version:
        return []
    connection.execute(f"pragma user_version={version + 1000}")
    return ["user_version"]


def _raise_version_tables(connection: sqlite3.Connection) -> list[str]:
    """Raise the versions in tables that keep such; the names of these tables."""
    raised = []
    for table in filter(VERSION_TABLE.search, tables(connection)):
        for column in connection.execute(f"pragma table_info({quoted(table)})").fetchall():
            if re.search("version", column[1], re.IGNORECASE):
                value = 999999 if "INT" in column[2].upper() else "ffffffff9999"
                connection.execute(f"update {quoted(table)} set {quoted(column[1])}=?", (value,))
                raised.append(table)
    return raised
