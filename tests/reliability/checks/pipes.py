"""Output that nobody reads, or that cannot be written."""

import os
import random
import signal
from collections.abc import Mapping

from harness.commands import Text
from harness.home import Home, Launch, filled_home
from harness.listing import followup_of
from harness.trial import Trial
from harness.verdict import Tally, Verdict

AFTER_CLOSED_PIPE = (0, 1, 141, -signal.SIGPIPE)
"""How a program may end whose output nobody reads. 120 is a Python that could not flush."""


def closed_pipe(trial: Trial) -> Verdict:
    """Close standard output early, as `| head -0` does, and write to a full device."""
    tally = Tally("runs", "lied")
    rng = random.Random(trial.seed)
    with filled_home(trial, 30, "pipe") as home:
        followup = followup_of(home, home.acknowledged[0])
        commands: list[tuple[str, dict[str, Text]]] = [
            (name, {}) for name in ("list", "list_json", "due", "due_json")
        ]
        if followup:
            commands.append(("draft", {"id": followup}))
        for name, values in commands:
            for _ in range(trial.scaled(3)):
                _into_closed_pipe(home, name, values, rng.choice(("", "1")), tally)
            _into_full_device(home, name, values, tally)
    return Verdict(
        tally.clean("lied") and not tally.notes,
        f"{tally['runs']} runs: {len(tally.notes)} tracebacks, "
        f"{tally['lied']} reported success while /dev/full swallowed the output" + tally.examples(),
    )


def _into_closed_pipe(
    home: Home, name: str, values: Mapping[str, Text], unbuffered: str, tally: Tally
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    env = {"PYTHONUNBUFFERED": unbuffered}
    result = home.run(name, Launch(stdout=writing, env=env), **values)
    os.close(writing)
    tally.add(runs=1)
    complains = result.crash_text or b"BrokenPipe" in result.both
    if complains or result.status not in AFTER_CLOSED_PIPE:
        tally.note(f"{name}: exit {result.status} {result.tail(80)}")


def _into_full_device(home: Home, name: str, values: Mapping[str, Text], tally: Tally) -> None:
    with open("/dev/full", "wb") as device:
        result = home.run(name, Launch(stdout=device), **values)
    tally.add(runs=1, lied=result.succeeded)
    if result.crash_text or result.status == 120:
        tally.note(f"{name}>/dev/full: exit {result.status} {result.tail(80)}")
