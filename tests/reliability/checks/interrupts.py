"""Ctrl-C at a prompt, and signals in the middle of a write."""

import random
import re
import signal
import time

from harness.commands import fields
from harness.home import Home, audit, ended, filled_home, kill
from harness.result import Result
from harness.terminal import Keys, on_terminal
from harness.trial import Trial
from harness.verdict import Verdict, example

ENTERED = re.compile(rb'__main__\.py", line \d+, in \w')
"""In a traceback: the program was entered, beyond Python's own start and the first imports."""


def ctrl_c(trial: Trial) -> Verdict:
    """Press Ctrl-C at a prompt; send SIGINT and SIGTERM at random moments of a write."""
    signals = trial.scaled(40)
    with filled_home(trial, 2, "interrupt") as home:
        screen = on_terminal(home, "add_prompt", Keys(b"\x03", after=1))
        prompt_fails = screen.prompted and "Traceback" in screen.text
        before = set(home.contents().fields)
        token = trial.token()
        duration = _seconds_of_add(home, token)
        acknowledged, attempted, ugly = [*home.acknowledged, token], list[str](), list[str]()
        for number in range(signals):
            token = trial.token()
            result, delay = _interrupted_add(home, token, number, duration)
            (acknowledged if result.succeeded else attempted).append(token)
            if result.status is None:
                ugly.append("hang")
            if b"Traceback" in result.both:
                ugly.append(f"at {delay * 1000:.0f} ms: {_last_line(result)}")
        audited = audit(home, acknowledged, attempted)
        unknown = set(home.contents().fields) - before - {*acknowledged, *attempted}
    losses = audited.lost or audited.partial or audited.problems or unknown
    prompt = "traceback" if prompt_fails else "clean"
    return Verdict(
        not (prompt_fails or ugly or losses),
        f"prompt: {prompt if screen.prompted else 'no prompt (not tested)'}; "
        f"{signals} signals mid-run: {len(ugly)} tracebacks, {len(audited.lost)} lost, "
        f"{len(audited.partial)} half-written, {len(audited.problems)} corrupt"
        + example(ugly[0] if ugly else ""),
    )


def _seconds_of_add(home: Home, token: str) -> float:
    begun = time.monotonic()
    home.add(token)
    return time.monotonic() - begun


def _interrupted_add(
    home: Home, token: str, number: int, duration: float, earliest: float = 0.05
) -> tuple[Result, float]:
    """An add that got a signal (every fourth SIGTERM), and the seconds after which it got it.

    One that came before the program could answer for itself is sent again, to another add.
    """
    process = home.start("add", **fields(token))
    delay = earliest + random.Random(home.trial.seed + number).random() * duration
    time.sleep(delay)
    kill(process, signal.SIGINT if number % 4 else signal.SIGTERM)
    result = ended(process)
    if b"Traceback" in result.both and not ENTERED.search(result.both):
        return _interrupted_add(home, token, number, duration, 2 * earliest)
    return result, delay


def _last_line(result: Result) -> str:
    return (result.out + result.err).decode("utf8", "replace").strip().splitlines()[-1][-80:]
