"""One database with an interview for every hostile string."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.commands import Text
from harness.home import Home
from harness.listing import followup_id, listed, text
from harness.terminal import controls_on_pipe
from harness.verdict import Tally

ROLE_TOKEN = re.compile(r"zq[0-9a-f]+x\d{5,}qr")

WHOLE = ("company", "note")
"""Fields that hold what was typed, unchanged; a person's name is read out of what was typed."""

Strings = Sequence[tuple[str, Text]]
"""Hostile strings, each after its label."""


@dataclass(frozen=True)
class Stored:
    """An interview with a hostile string, and the number of its first follow-up."""

    label: str
    string: Text
    followup: str | None


@dataclass
class Hostile:
    """The interviews listed, and how many adds were `stored`, `refused` and stored `changed`."""

    interviews: list[Stored] = field(default_factory=list)
    tally: Tally = field(default_factory=lambda: Tally("stored", "refused", "changed"))


def fill_with(home: Home, strings: Strings) -> Hostile:
    """Add an interview for each string: its company, contact and note. The role has a token.

    ValueError where what `list --json` then prints is no JSON in UTF-8.
    """
    home.add(home.trial.token())  # the schema is made before the threads start
    hostile = Hostile()
    added = home.trial.in_parallel(
        lambda number: _add(home, *strings[number], hostile.tally), len(strings)
    )
    unlisted = {token: string for token, string in added if token}
    for interview in listed(home):
        _match(interview, unlisted, hostile)
    hostile.tally.note(*(f"{label}: stored but not listed" for label, _ in unlisted.values()))
    return hostile


def _add(home: Home, label: str, string: Text, tally: Tally) -> tuple[str | None, tuple[str, Text]]:
    """Add one; the token of its role where it was stored."""
    token = home.trial.token()
    result = home.add(token, company=string, contact=string, note=string)
    if not result.acceptable:
        tally.note(f"{label}: add {result.tail(90)}")
    if controls_on_pipe(home.trial, result.both):
        tally.note(f"{label}: add echoes raw controls")
    tally.add(stored=result.succeeded, refused=not result.succeeded)
    return (f"{token}r" if result.succeeded else None), (label, string)


def _match(
    interview: dict[str, Any], unlisted: dict[str, tuple[str, Text]], hostile: Hostile
) -> None:
    """Take an interview that is listed off the unlisted ones."""
    printed = text(interview)
    role = ROLE_TOKEN.search(printed.lower())
    if role and role[0] in unlisted:
        label, string = unlisted.pop(role[0])
        if isinstance(string, bytes) or any(interview[name] != string for name in WHOLE):
            hostile.tally.add(changed=1)
            hostile.tally.note(f"{label}: not byte-identical")
        hostile.interviews.append(Stored(label, string, followup_id(interview)))
