"""Locales, encodings, terminals and zones other than those of a developer."""

from harness.commands import Text
from harness.home import Home, Launch, filled_home
from harness.trial import Trial
from harness.verdict import Tally, Verdict

FOREIGN: dict[str, Text] = {
    "company": "Zoë Ångström 株式会社 👩🏽‍💻 → ✓",
    "contact": "Ünï Cødé",
    "note": "naïve — “quotes”",
}
ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {"LANG": "C", "LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "xx_YY.UTF-8"},
    {"COLUMNS": "1"},
    {"COLUMNS": "20"},
    {"COLUMNS": "100000"},
    {"COLUMNS": "x"},
    {"TERM": "dumb"},
    {"TERM": ""},
    {"NO_COLOR": "1"},
    {"TZ": "Asia/Kathmandu"},
    {"TZ": ":bogus/zone"},
    {"TZ": "../../etc/passwd"},
    {"TZ": "UTC-25"},
    {"TZ": "Europe"},
    {"PYTHONWARNINGS": "always"},
    {"PYTHONOPTIMIZE": "2"},
    {"PYTHONHASHSEED": "1"},
)


def locales(trial: Trial) -> Verdict:
    """Show text that is not ASCII in other locales, encodings, widths, terminals and zones."""
    tally = Tally()
    with filled_home(trial, 1, "locale") as home:
        added = home.add(trial.token(), **FOREIGN)
        for env in ENVIRONMENTS:
            _try_environment(home, env, tally)
    return Verdict(
        added.succeeded and not tally.notes,
        f"{len(ENVIRONMENTS)} environments x 4 commands, {len(tally.notes)} failures"
        + tally.examples(),
    )


def _try_environment(home: Home, env: dict[str, str], tally: Tally) -> None:
    launch = Launch(env=env)
    for name in ("list", "due", "list_json"):
        result = home.run(name, launch)
        if not result.succeeded or result.crash_text:
            tally.note(f"{env} {name}: exit {result.status} {result.tail(60)}")
    added = home.add(home.trial.token(), launch, **FOREIGN)
    if not added.acceptable:
        tally.note(f"{env} add: {added.tail(60)}")
