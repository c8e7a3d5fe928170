"""The commands of the program as the checks call them, and the values of a test interview.

The only place to change when a command or an option of the program is renamed.
"""

from collections.abc import Mapping, Sequence

Text = str | bytes
"""A value on a command line; bytes where it is not valid UTF-8."""

COMMANDS: Mapping[str, Sequence[str]] = {
    "add": (
        "add",
        *("--role", "{role}", "--with", "{contact}", "--email", "{email}"),
        *("--at", "{when}", "--note", "{note}", "--", "{company}"),
    ),
    "add_prompt": ("add",),
    "list": ("list",),
    "list_json": ("list", "--json"),
    "due": ("due",),
    "due_json": ("due", "--json"),
    "draft": ("draft", "{id}"),
    "draft_eml": ("draft", "{id}", "--format", "eml"),
    "search": ("list", "{query}"),
    "doctor": ("doctor",),
    "undo": ("undo",),
    "export_csv": ("export", "csv"),
    "export_ics": ("export", "ics"),
    "export_json": ("export", "json"),
    "import": ("import", "{file}"),
    "backup": ("backup", "{file}"),
    "restore": ("restore", "{file}", "--yes"),
    "server_make": ("server", "make", "{url}"),
    "server_add": ("server", "add", "{url}", "{login}"),
}
"""A word that is exactly `{name}` is replaced by the value; nothing is formatted."""

DB_VARIABLE = "FOLLOWUP_DB"
DEFAULT_WHEN = "2026-03-03T10:00"
TIME_LIMIT = 600
"""Seconds after which a run is stopped and counts as hung; no machine is so slow or busy."""


def words(name: str, values: Mapping[str, Text]) -> list[Text]:
    """The words of a command, with the values in their places."""
    return [values.get(word[1:-1], word) if word[:1] == "{" else word for word in COMMANDS[name]]


def fields(token: str) -> dict[str, Text]:
    """The values of a test interview: each field holds the token and the letter of the field."""
    return {
        "company": f"Co {token}c",
        "role": f"Role {token}r",
        "contact": f"Ann {token}p",
        "email": f"{token}e@example.com",
        "when": DEFAULT_WHEN,
        "note": f"note {token}n",
    }
