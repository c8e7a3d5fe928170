"""The program at instants and in zones where clocks and calendars are out of the ordinary."""

import os
from itertools import product
from pathlib import Path

from harness.home import Home, Launch, audit, filled_home
from harness.listing import listed, times_listed
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

INSTANTS = (
    "1970-01-01 00:00:01",
    "2000-02-29 23:59:59",
    "2011-12-30 12:00:00",
    "2024-02-29 00:00:00",
    "2025-12-31 23:59:59",
    "2026-01-01 00:00:00",
    "2026-03-08 02:30:00",
    "2026-03-29 02:30:00",
    "2026-10-25 02:30:00",
    "2026-11-01 01:30:00",
    "2038-01-19 03:14:08",
    "2100-02-28 23:59:59",
)
"""Local times: leap days, a day that Apia skipped, changes of clocks, and the end of 32 bits."""

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
)
COMMANDS = ("due", "due_json")
SHIFTS = ("+0d", "-400d", "+30d")
"""How far the clock is off during three writes, one after another."""


def clock(trial: Trial) -> Verdict:
    """Set the clock (libfaketime) to odd instants in odd zones, and back 400 days between writes."""
    library = _libfaketime()
    settings = [*product(INSTANTS, ZONES, COMMANDS)][:: 1 if trial.scale >= 1 else 3]
    tally = Tally()
    with filled_home(trial, 2, "clock") as home:
        trial.in_parallel(
            lambda number: _run_at(home, library, *settings[number], tally), len(settings)
        )
        tokens = trial.tokens(len(SHIFTS))
        statuses = [
            home.add(token, _with_clock(library, shift)).status
            for token, shift in zip(tokens, SHIFTS, strict=True)
        ]
        audited = audit(home, [*home.acknowledged, *tokens])
        interviews = listed(home)
        each_once = all(times_listed(interviews, token) == 1 for token in tokens)
        works = home.run("due").succeeded
    whole = not audited.lost and not audited.problems and each_once and works
    return Verdict(
        not tally.notes and not any(statuses) and None not in statuses and whole,
        f"{len(settings)} instant/zone/command runs, {len(tally.notes)} failures; "
        f"writes at +0, -400, +30 days: exits {statuses}, {len(audited.lost)} lost"
        + tally.examples(),
    )


def _libfaketime() -> str:
    """The library that sets a program's clock, from FAKETIME_LIB or where Debian installs it."""
    named = os.environ.get("FAKETIME_LIB")
    installed = (str(path) for path in Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    library = named or next(installed, None)
    if not library:
        raise Skip("libfaketime not installed (apt-get install faketime, or FAKETIME_LIB=...)")
    return library


def _with_clock(library: str, time: str, **env: str) -> Launch:
    return Launch(env={"LD_PRELOAD": library, "FAKETIME": time, **env})


def _run_at(home: Home, library: str, instant: str, zone: str, command: str, tally: Tally) -> None:
    result = home.run(command, _with_clock(library, f"@{instant}", TZ=zone))
    if not result.succeeded or result.crashed:
        tally.note(f"{instant} {zone} {command}: {result.tail(80)}")
