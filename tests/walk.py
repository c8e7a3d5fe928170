"""Every command there is, with what is typed of it, and a store that has something to show for each.

The commands come from the program: whoever adds one is told by a test to say here how it is typed.
"""

import io
import shlex
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from conftest import ACME, GLOBEX, Said
from followup.__main__ import answer
from followup.cli.app import commands
from followup.cli.shell import described

MARK = "zqx"
"""Stands in all text that is to be known again."""

KEYS = ("you.name", "you.phone", "you.address")
"""Settings that take any text."""

BUILT: tuple[tuple[str, ...], ...] = (
    ACME,
    GLOBEX,
    ("add", "Hooli", "--at", "tomorrow 10:00", "--with", "Gavin", "--where", "Here"),
    ("add", "Initech", "--role", "Dev", "--at", "2026-11-02 10:00", "--with", "Bob",
     "--channel", "letter", "--via", "Agency", "--note", "x", "--next-step", "x"),
    ("log", "globex", "they called", "--reply", "--with", "Zoë Ångström"),
    ("outcome", "acme", "offer", "--deadline", "dec 4", "--terms", "4 days"),
    ("contact", "add", "Eve", "--company", "Acme Corp", "--note", "x", "--address", "1 Main St"),
    *(("config", "set", key, "x") for key in KEYS),
    ("config", "set", "calendar.country", "GB"),
    ("config", "set", "print.envelope", "none"),
    ("done", "1", "--note", "x"),
    ("snooze", "2", "next tue", "--because", "leave"),
    ("draft", "4", "--promise", "in 1 week: plan"),
)  # fmt: skip

EMAIL, LETTER, COMING, TO_SNOOZE = "4", "9", "7", "2"
"""Numbers of follow-ups in that store: pending ones by channel, and one of tomorrow."""
BOOKED = "3"
"""The interview of tomorrow."""


class Run(NamedTuple):
    """A command, and how it ends; `shows`: whether stored text is among what it writes."""

    words: tuple[str, ...]
    status: int = 0
    shows: bool = True

    def __str__(self) -> str:
        return " ".join(self.words)


def run(text: str, status: int = 0, *, shows: bool = True) -> Run:
    return Run(tuple(shlex.split(text)), status, shows)


FORMS = ("text", "eml", "html", "card", "phone")
RUNS: dict[str, tuple[Run, ...]] = {
    "add": (run("add Zed --at today --with Ann", shows=False), run("add Zed --at today --json", shows=False)),
    "due": (
        *(run(f"due {option}") for option in ("", "--json", "--plain", "--week", "--days 99", "--catch-up")),
        run("due --catch-up --json"), run("due --catch-up --plain"), run("due --count", shows=False),
    ),
    "draft": (
        *(run(f"draft {which} --format {form}") for which in (EMAIL, LETTER) for form in FORMS),
        run(f"draft {EMAIL} --json"), run("draft --all"), run("draft --all --json"),
        run(f"draft {MARK}", 4), run(f"draft {EMAIL} --strict", 5), run(f"draft {EMAIL} --fresh"),
        run(f"draft {EMAIL} --out ../there/note.txt", 1, shows=False),
        run(f"draft {LETTER} --out letter.html --force"),
    ),
    "done": (run(f"done {EMAIL}"), run(f"done {EMAIL} --json"), run(f"done {MARK}", 4)),
    "snooze": (run(f"snooze {TO_SNOOZE} 3d"), run(f"snooze {TO_SNOOZE} 3d --json"), run(f"snooze {MARK} 3d", 4)),
    "skip": (run(f"skip {LETTER}"), run(f"skip {LETTER} --json"), run(f"skip {MARK}", 4), run("skip --too-late --yes", 3, shows=False)),
    "why": (run(f"why {TO_SNOOZE}"), run(f"why {TO_SNOOZE} --json"), run(f"why {MARK}", 4)),
    "log": (run(f"log {BOOKED} x"), run(f"log {BOOKED} x --json"), run(f"log {MARK} happened", 4)),
    "outcome": (run("outcome 2 rejected"), run("outcome 2 rejected --json"), run(f"outcome {MARK} open", 4), run("outcome 2 open", 2)),
    "reschedule": (run(f"reschedule {BOOKED} 'next tue 10:00'"), run(f"reschedule {BOOKED} 'next tue 10:00' --json")),
    "cancel": (run(f"cancel {BOOKED}"), run(f"cancel {BOOKED} --json")),
    "remove": (run(f"remove {BOOKED}"), run(f"remove {BOOKED} --json"), run(f"remove {MARK}", 4)),
    "list": (
        run("list"), run("list --json"), run("list --by application"), run("list --by application --json"),
        run(f"list {MARK}"), run("list --open"), run("list --notes zzz", shows=False), run("list --idle", shows=False),
    ),
    "show": (run("show 1"), run("show 2"), run("show 1 --json"), run(f"show {MARK}", 4)),
    "edit": (run(f"edit {BOOKED} --note y"), run(f"edit {BOOKED} --note y --json"), run(f"edit {MARK} --note y", 4)),
    "stats": (run("stats", shows=False), run("stats --json"), run("stats --svg ../x/y.svg", 1, shows=False)),
    "report": (
        *(run(f"report --include-private {form}") for form in ("", "--json", "--format csv", "--format html")),
        run("report"), run("report --until yesterday --since 2026-11-16"), run("report --out ../x/y.csv", 1, shows=False),
    ),
    "calendar": (run("calendar"), run("calendar --weeks 5"), run("calendar --json")),
    "undo": (run("undo --list"), run("undo --list --json"), run("undo"), run("undo --json"), run("undo 1", 2)),
    "import": (run("import people.vcf", shows=False), run("import people.vcf --dry-run --json", shows=False)),
    "export": tuple(run(f"export {name}") for name in ("csv", "json", "vcard", "vcard4", "ics")),
    "backup": (run("backup copy.db", shows=False), run("backup copy2.db --json", shows=False)),
    "restore": (run("restore", shows=False), run("restore --json", shows=False), run("restore foreign.db --yes", shows=False)),
    "doctor": (run("doctor", 5, shows=False), run("doctor --json", 5, shows=False)),
    "remind": tuple(run(f"remind --system {name}", shows=False) for name in ("systemd", "launchd", "cron")),
    "mcp": (run("mcp --tools", shows=False), run("mcp --tools --json", shows=False)),
    "manual": (run("manual", shows=False),),
    "contact list": (run("contact list"), run("contact list --json"), run(f"contact list {MARK}")),
    "contact show": (run("contact show 1"), run("contact show 1 --json"), run(f"contact show {MARK}", 4)),
    "contact add": (run("contact add Ann", shows=False), run("contact add Ann --json", shows=False)),
    "contact edit": (run("contact edit 1 --title x"), run("contact edit 1 --title x --json")),
    "contact remove": (run("contact remove 1"), run("contact remove 1 --json"), run(f"contact remove {MARK}", 4)),
    "contact forget": (run("contact forget 2", 2), run("contact forget 2 --yes")),
    "template list": (run("template list", shows=False), run("template list --json", shows=False)),
    "template show": (run("template show thank_you", shows=False), run("template show --fields --json", shows=False)),
    "template edit": (run("template edit thank_you", shows=False),),
    "template check": (run("template check", shows=False), run("template check --json", shows=False)),
    "mail check": (run("mail check", 2, shows=False), run("mail check --json", 2, shows=False)),
    "config list": (run("config list"), run("config list --json")),
    "config get": (run("config get you.name"), run("config get you.name --json")),
    "config set": (run("config set you.name x", shows=False), run("config set policy.check_in.days 9")),
    "config path": (run("config path", shows=False),),
}  # fmt: skip
"""What is typed of each command."""

ALL_RUNS = [one for runs in RUNS.values() for one in runs]


ROOT = commands()
TYPED = [path.partition(" ")[2] for path, _ in described(ROOT).leaves()]
"""Every command there is, by the words that are typed for it."""


def quietly(*words: str) -> Said:
    """Run a command in this process, for fixtures that outlive a test."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = answer(list(words))
    return Said(status, out.getvalue(), err.getvalue())
