"""Writes the store that is kept of this version's schema, as SQL: `python tests/write_schema.py`.

Run it when `schema.VERSION` was raised, and commit the file that it names. A store of an earlier
schema is never written again: what an earlier version made is what must be read. The history is
made by the program itself, each command at its own moment; only the `uid`s differ each time.
"""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from followup.__main__ import answer
from followup.store import messages, schema, transaction

SCHEMAS = Path(__file__).with_name("schemas")

NASTY = (
    "Zoë 李雷 👍 שלום İıß ' \" % _ \\ [b] ${x} {y} '; DROP TABLE interview;-- \u202e \u00a0 =1+1"
)

CONFIG = """\
calendar.weekend = ["sat", "sun"]
[policy.check_in]
days = 6
"""

IMPORTED = """\
company,role,contact,email,at,note
Umbrella,Chemist,Ada Wong,ada@umbrella.example,2026-11-18T10:00,"two lines,
and a comma"
Umbrella,,Bill,,2026-12-01,
"""

HISTORY: dict[str, tuple[tuple[str, ...], ...]] = {
    "2026-09-01T09:00": (
        ("config", "set", "you.name", "Ana Lima"),
        ("config", "set", "you.email", "ana@lima.example"),
        ("config", "set", "calendar.days_off", "2026-11-26,2026-12-24"),
        ("config", "set", "calendar.country", "DE"),
        ("config", "set", "calendar.region", "BE"),
        ("config", "set", "backup.keep", "3"),
    ),
    "2026-09-02T18:00": (
        ("add", "Initech", "--role", "Clerk", "--at", "2026-09-02 10:00", "--stage", "phone",
         "--with", "Bob Porter <bob@initech.example>, Consultant", "--field", "sales"),
        ("done", "1"),
        ("contact", "add", "Ref Eree <ref@eree.example>", "--company", "Old Job", "--note", "知道",
         "--address", "1 Way\n10115 Berlin", "--language", "de", "--salutation", "Liebe Ref"),
    ),
    "2026-10-20T12:00": (
        ("add", "Pied Piper", "--role", "Engineer", "--at", "2026-10-19 14:00", "--stage", "video",
         "--zone", "America/New_York", "--minutes", "45", "--where", "https://meet.example/a?b=c",
         "--with", "Richard H <r@piper.example>", "--with", "Monica", "--decision", "2026-10-23"),
        ("draft", "4", "--edit"),
        ("done", "4", "--channel", "email", "--note", "sent with the plan"),
        ("add", "Gone GmbH", "--at", "yesterday", "--with", "Secret Person <s@gone.example>",
         "--topic", "Secret Person: a thing between us", "--via", "Agency One"),
        ("snooze", "7", "2026-10-26", "--because", "Secret Person is away"),
        ("log", "gone", "Secret Person called", "--with", "Secret Person", "--reply"),
    ),
    "2026-10-27T12:00": (
        ("contact", "forget", "Secret Person", "--yes"),
        ("done", "5", "--on", "yesterday"),
        ("config", "set", "policy.second_check_in.days", "6"),
        ("outcome", "initech", "rejected", "--keep-in-touch"),
    ),
    "2026-11-10T08:00": (
        ("log", "pied", "they are still deciding", "--reply", "--with", "Richard H"),
        ("log", "Aperture", "applied through the site", "--new"),
        ("outcome", "gone", "closed"),
        ("outcome", "pied", "offer", "--deadline", "2026-12-04", "--terms", "4 days a week"),
    ),
    "2026-11-19T20:00": (
        ("add", "Acme Corp", "--role", "Data analyst", "--stage", "panel", "--at", "today 3pm",
         "--with", "Priya Shah <priya@acme.example>, Head of Data",
         "--with", "Tom Lee <tom@acme.example>", "--no-calls",
         "--looking-for", "someone to own the reporting stack",
         "--strength", "I built the KPI dashboard that 40 shops use",
         "--strength", "I like ${company}",
         "--concern", "no dbt experience: I moved two pipelines to dbt last spring",
         "--topic", "Priya: the move to dbt", "--topic", "Tom: on-call rota",
         "--decision", "2026-11-27", "--promise", "wednesday: send the dashboard link",
         "--next-step", "a call with the CTO", "--note", "third floor"),
        ("add", NASTY, "--role", NASTY, "--at", "today 9am", "--with", NASTY, "--note", NASTY,
         "--where", f"{NASTY}\n\t{NASTY}", "--looking-for", NASTY, "--strength", NASTY,
         "--concern", f"{NASTY}: {NASTY}", "--channel", "card"),
        ("add", "Kyoto 株式会社", "--at", "2026-11-25 10:00", "--zone", "Asia/Tokyo",
         "--stage", "final", "--with", "田中 <tanaka@kyoto.example>"),
        ("add", "Hooli", "--at", "2026-11-24 09:00", "--stage", "informational", "--with", "Gavin"),
    ),
    "2026-11-20T09:00": (
        ("cancel", "hooli"),
        ("reschedule", "kyoto", "2026-11-26 16:30"),
        ("import", "more.csv"),
        ("draft", "Priya", "--edit"),
        ("draft", "Tom", "--promise", "in 1 week: send the rota"),
        ("snooze", "Priya", "2026-11-23", "--because", "she is on leave: until Monday"),
        ("skip", "Ada", "--because", "they will call"),
        ("contact", "edit", "Tom Lee", "--no-contact", "--title", "Lead"),
        ("edit", "acme", "--strength", "I test", "--minutes", "75"),
    ),
    "2026-11-20T10:00": (
        ("add", "Taken back", "--at", "today", "--with", "Nora Body", "--promise", "friday: nothing"),
        ("undo",),
        ("config", "set", "you.phone", "+49 30 1"),
        ("undo",),
        ("log", "hooli", "sent the plan", "--on", "yesterday"),
        ("undo", "1"),
    ),
}  # fmt: skip
"""Commands by the moment at which they are typed."""

MESSAGES: dict[str, dict[str, Any]] = {
    "<5.0a@followup.invalid>": {
        "followup_id": 5, "address": "r@piper.example", "state": "bounced", "words": f"550 {NASTY}",
    },
    "<5.0b@followup.invalid>": {
        "followup_id": 5, "address": "richard@piper.example", "state": "sent", "words": "250 Ok",
    },
    "<77@piper.example>": {"address": "richard@piper.example", "state": "dealt_with"},
}  # fmt: skip
"""The emails by Message-ID: kept here, since no server is there to send them by."""


def lines(path: str) -> Iterator[str]:
    """A store as SQL, with the marks that a dump leaves out."""
    with closing(sqlite3.connect(path)) as connection:
        for mark in ("application_id", "user_version"):
            (value,) = connection.execute(f"PRAGMA {mark}").fetchone()
            yield f"PRAGMA {mark} = {value};"
        yield from connection.iterdump()


def make(directory: Path) -> str:
    """A store with all of HISTORY in it, made in an empty directory; its path."""
    store, editor = directory / "followup.db", directory / "editor"
    editor.write_text('#!/bin/sh\nprintf "\\nAus meinen eigenen Wörtern: ﷽.\\n" >> "$1"\n')
    editor.chmod(0o700)
    (directory / "config.toml").write_text(CONFIG)
    (directory / "more.csv").write_text(IMPORTED)
    os.environ.update(
        FOLLOWUP_DB=str(store), FOLLOWUP_CONFIG="config.toml", EDITOR=str(editor), TZ="UTC"
    )
    os.chdir(directory)
    for moment, commands in HISTORY.items():
        os.environ["FOLLOWUP_TODAY"] = moment
        for words in commands:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as remarks:
                failed = answer(list(words))
            if failed:
                sys.exit(f"followup {' '.join(words)}: {remarks.getvalue()}")
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    with transaction.unjournaled(str(store), at) as change:
        for reference, columns in MESSAGES.items():
            messages.keep(change, reference, at, **columns)
    return str(store)


def main() -> None:
    """Write the file of this version's schema."""
    path = SCHEMAS / f"{schema.VERSION}.sql"
    with tempfile.TemporaryDirectory() as directory:
        text = "\n".join(lines(make(Path(directory))))
        os.chdir(SCHEMAS)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    print(f"Wrote {path.name}: {path.stat().st_size:,} bytes.")


if __name__ == "__main__":
    main()
