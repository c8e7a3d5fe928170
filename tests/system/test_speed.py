"""Import is the whole cost, so every command may load only what it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ACME, Say, variables

LOADED = """
import os, sys
sys.argv[0] = "followup"
from followup.__main__ import main
os._exit = sys.exit  # the door leaves without a look back
try:
    main()
finally:
    sys.stderr.write("\\nLOADED " + " ".join(sys.modules))
"""

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "pydantic_core"}
LIGHT = HEAVY | {
    "typer", "rich", "click", "dataclasses", "re", "typing", "inspect", "json", "email", "decimal",
    "zoneinfo", "dateutil", "tomllib", "logging", "asyncio", "subprocess", "pathlib", "tempfile",
    "urllib", "importlib.metadata", "nameparser",
}  # fmt: skip
"""What the door may not load; `datetime`, `sqlite3` and `os` are what it needs."""


def loaded(home: Path, *words: str, status: int = 0) -> set[str]:
    """The modules that a command loads that ends so, beside those that Python itself has."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", LOADED, *words],
        env=variables(home) | {"PYTHONPATH": ":".join(path for path in sys.path if path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status
    return set(done.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("words", [(), ("due",)], ids=["bare", "due"])
@pytest.mark.parametrize("recorded", [False, True], ids=["no store", "a store"])
def test_the_morning_list_loads_nothing_but_the_standard_library_s_light_end(
    say: Say, home: Path, words: tuple[str, ...], recorded: bool
) -> None:
    if recorded:
        say(*ACME)
        say("add", "Hooli", "--at", "tomorrow 10:00", "--zone", "Asia/Tokyo", "--with", "Zoë")
        say("config", "set", "calendar.days_off", "2026-12-24")
    modules = loaded(home, *words)
    assert "followup.output.due_list" in modules
    assert sorted(modules & LIGHT) == []


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--json"),
        ("due", "--on", "tomorrow"),
        ("draft", "1"),
        ("list",),
        ("list", "--json"),
        ("show", "acme"),
        ("config", "list"),
        ("config", "get", "you.name"),
        ("undo", "--list"),
    ],
    ids=" ".join,
)
def test_what_only_reads_loads_no_orm(say: Say, home: Path, words: tuple[str, ...]) -> None:
    say(*ACME)
    modules = loaded(home, *words)
    assert "typer" in modules
    assert sorted(modules & HEAVY) == []
    assert ("followup.notes.english.phrases" in modules) == (words[0] == "draft")
    unneeded = {"nameparser", "followup.notes.german_phrases"}
    assert sorted(modules & unneeded) == [], "40 ms, for titles and for notes in German"
    assert "rich.table" not in modules, "nobody looks at a pipe"


def test_writing_loads_no_dialect_of_a_database_that_is_not_there(home: Path) -> None:
    modules = loaded(home, *ACME)
    assert "sqlalchemy.dialects.sqlite" in modules
    assert "sqlalchemy.dialects.postgresql" not in modules


MAIL = {"smtplib", "imaplib", "keyring", "followup.delivery.mail_server", "followup.services.mail"}


@pytest.mark.parametrize(
    "words", [("due",), ("draft", "1"), ("draft", "1", "--format", "eml"), ("done", "1"), ("show", "1")],
    ids=" ".join,
)  # fmt: skip
def test_nothing_that_connects_is_loaded_unless_it_is_asked_for(
    say: Say, home: Path, words: tuple[str, ...]
) -> None:
    say(*ACME)
    say("config", "set", "mail.server", "smtp.example.com")
    assert sorted(loaded(home, *words) & MAIL) == []
    assert sorted(loaded(home, "mail", "check", status=2) & MAIL) == [], "no mailbox is set"


def test_help_loads_no_orm_no_rich_and_no_words(home: Path) -> None:
    modules = loaded(home, "--help")
    assert "typer" in modules
    unneeded = HEAVY | {"rich.table", "dateutil", "followup.notes.english.phrases"}
    assert sorted(modules & unneeded) == []


@pytest.mark.parametrize(
    "words",
    [("add",), ("add", "Acme", "--at", "03/04/2026"), ("undo",), ("config", "set", "x", "1")],
    ids=" ".join,
)
def test_a_refusal_does_not_wait_for_the_orm(home: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env=variables(home),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (2, 3)
    assert not set(done.stderr.rpartition("LOADED ")[2].split()) & HEAVY


def test_the_version_imports_nothing(home: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); import followup; print(set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=variables(home),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "{'followup'}\n"
