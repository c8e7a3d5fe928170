"""The interviews that `list --json` and `due --json` print."""

import json
from typing import Any

from harness.home import Home
from harness.result import Result


def records(result: Result) -> list[Any]:
    """The array that was printed; empty where nothing was. ValueError where it is no such JSON."""
    text = result.out.decode("utf8")
    printed = json.loads(text) if text.strip() else []
    if not isinstance(printed, list):
        raise ValueError("no JSON array was printed")  # noqa: TRY004 - one error for all bad JSON
    return printed


def listed(home: Home) -> list[Any]:
    """All interviews of a home, as `list --json` prints them."""
    return records(home.run("list_json"))


def text(record: object) -> str:
    """A record as text, to look for a word in."""
    return json.dumps(record, ensure_ascii=False)


def times_listed(interviews: list[Any], token: str) -> int:
    """How many of the interviews have the company of a token."""
    return sum(f"{token}c" in text(interview).lower() for interview in interviews)


def followup_id(interview: dict[str, Any]) -> str | None:
    """The number of an interview's first follow-up, as `draft` takes it."""
    return next((str(followup["id"]) for followup in interview.get("followups") or []), None)


def followup_of(home: Home, token: str) -> str | None:
    """The number of the first follow-up of the test interview of a token."""
    for interview in listed(home):
        if token in text(interview).lower():
            return followup_id(interview)
    return None
