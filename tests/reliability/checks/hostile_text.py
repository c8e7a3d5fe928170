"""Hostile values, dates and words to search for: stored, shown or refused without harm."""

from pathlib import Path

from checks.hostile_interviews import Stored, fill_with
from checks.hostile_strings import DATES, QUERIES, STRINGS
from harness.home import Home, Launch, audit, filled_home, limited, temporary_home
from harness.result import Result
from harness.terminal import controls_on_pipe, has_controls, on_terminal, wrong_on_terminal
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

OUTPUTS = ("list", "due", "list_json", "due_json")
ON_TERMINAL = ("list", "due")


def hostile_text(trial: Trial) -> Verdict:
    """Store each string as company, contact and note; then list, due and draft, piped and shown."""
    strings = STRINGS if trial.scale >= 0.5 else STRINGS[::3]
    with temporary_home(trial, "hostile") as home:
        try:
            hostile = fill_with(home, strings)
        except ValueError as error:
            return Verdict(False, f"list --json is not valid UTF-8 JSON with hostile data: {error}")
        shown = Tally("ugly", "raw", "terminal")
        shown.note(*hostile.tally.notes)
        for name in OUTPUTS:
            _look_at_output(home, name, shown)
        trial.in_parallel(
            lambda number: _look_at_draft(home, hostile.interviews[number], shown),
            len(hostile.interviews),
        )
        planted = has_planted(home)
    stored = hostile.tally
    return Verdict(
        shown.clean() and not shown.notes and not planted,
        f"{len(strings)} strings x 3 fields: {stored['stored']} stored "
        f"({stored['changed']} not byte-identical), {stored['refused']} refused; "
        f"{shown['ugly']} tracebacks, {shown['raw']} outputs with raw controls on a pipe, "
        f"{shown['terminal']} on a terminal, {int(planted)} files planted" + shown.examples(3),
    )


def has_planted(home: Home) -> bool:
    """Whether one of the strings or files that try to has made a file."""
    return (home.cwd / "pwned").exists() or Path("/tmp/pwned").exists()


def _look_at_output(home: Home, name: str, shown: Tally) -> None:
    result = home.run(name)
    if not result.acceptable:
        shown.add(ugly=1)
        shown.note(f"{name}: {result.tail(90)}")
    if controls_on_pipe(home.trial, result.both):
        shown.add(raw=1)
        shown.note(f"{name}: raw controls on a pipe")
    if name in ON_TERMINAL and wrong_on_terminal(on_terminal(home, name).text):
        shown.add(terminal=1)
        shown.note(f"{name}: raw controls or traceback on a terminal")


def _look_at_draft(home: Home, stored: Stored, shown: Tally) -> None:
    if not stored.followup:
        return
    result = home.run("draft", id=stored.followup)
    ugly, raw = not result.acceptable, controls_on_pipe(home.trial, result.both)
    wrong = _acts_on_terminal(stored) and wrong_on_terminal(
        on_terminal(home, "draft", id=stored.followup).text
    )
    shown.add(ugly=ugly, raw=raw, terminal=wrong)
    if ugly or raw or wrong:
        shown.note(f"draft {stored.label}: {result.tail(60)!r}")


def _acts_on_terminal(stored: Stored) -> bool:
    """Whether a terminal would show the string otherwise than a pipe passes it on."""
    string = stored.string
    return isinstance(string, bytes) or has_controls(string) or "[" in string


def hostile_when(trial: Trial) -> Verdict:
    """Give impossible, ambiguous and absurd dates: stored sanely or refused cleanly."""
    tally = Tally("stored", "refused", "ugly")
    launch = limited(seconds=20)
    trial.in_parallel(lambda number: _add_at(trial, DATES[number], launch, tally), len(DATES))
    return Verdict(tally.clean("ugly"), f"{len(DATES)} dates: {tally.text()}" + tally.examples())


def _add_at(trial: Trial, when: str | bytes, launch: Launch, tally: Tally) -> None:
    with temporary_home(trial, "when") as home:
        added = home.add(trial.token(), launch, when=when)
        shown: list[Result] = (
            [home.run(name, launch) for name in OUTPUTS] if added.succeeded else []
        )
        bad = [result for result in (added, *shown) if not result.acceptable]
        tally.add(stored=added.succeeded, refused=not added.succeeded, ugly=bool(bad))
    if bad:
        tally.note(f"{when!r:.40}: {bad[0].tail(80)}")


def hostile_search(trial: Trial) -> Verdict:
    """Search for quotes, operators, wildcards and words of 50,000 letters."""
    with filled_home(trial, 2, "search") as home:
        if home.run("search", query="zq").unknown:
            raise Skip("no search command")
        bad = [query for query in QUERIES if not home.run("search", query=query).acceptable]
        lost = audit(home, home.acknowledged).lost
    return Verdict(
        not bad and not lost,
        f"{len(QUERIES)} queries, {len(bad)} tracebacks" + (f" e.g. {bad[0]!r:.40}" if bad else ""),
    )
