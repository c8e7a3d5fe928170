"""What `backup`, `restore` and `doctor` say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup.printable import line
from followup.render import Record, as_json

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.actions.safekeeping import Replaced
    from followup.store.backup import Contents, Copy
    from followup.store.examine import Finding


def backed_up(path: str, holds: Contents) -> str:
    """Where the copy is, and what it holds."""
    return f"Copied to {line(path)}: {contents(holds)}.\n"


def contents(holds: Contents) -> str:
    """What a store holds, in words."""
    changed = f", last changed {holds.last_change[:10]}" if holds.last_change else ""
    return (
        f"{_count(holds.applications, 'application')}, {_count(holds.interviews, 'interview')}, "
        f"{_count(holds.contacts, 'contact')}{changed}"
    )


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def contents_json(path: str, holds: Contents) -> str:
    """The same as a record."""
    return as_json({"file": path, **_contents(holds)})


def _contents(holds: Contents) -> Record:
    return {
        "applications": holds.applications,
        "interviews": holds.interviews,
        "contacts": holds.contacts,
        "last_change": holds.last_change or None,
    }


def copies(made: Sequence[Copy]) -> str:
    """The copies that were made by themselves, the latest first."""
    if not made:
        return "No copies were made yet. Make one with: followup backup FILE\n"
    rows = (
        f"{one.made_on}  {one.why:<10} {one.size // 1024:>7} KiB  {line(one.path)}\n"
        for one in made
    )
    return "".join(rows) + "Restore one with: followup restore FILE\n"


def copies_json(made: Sequence[Copy]) -> str:
    """The same as records."""
    return as_json(
        [
            {"file": one.path, "made_on": one.made_on, "why": one.why, "size": one.size}
            for one in made
        ]
    )


def replacing(found: Contents, now: Contents | None) -> str:
    """What a restore would put in place of what."""
    there = contents(now) if now else "nothing that can be read"
    return f"The copy holds {contents(found)}.\nIt replaces {there}."


def restored(done: Replaced) -> str:
    """What was restored, and where what it replaced is."""
    kept = f"What it replaced is kept as {line(done.kept)}.\n" if done.kept else ""
    return f"Restored from {line(done.path)}: {contents(done.holds)}.\n{kept}"


def findings(found: Sequence[Finding]) -> str:
    """What is wrong, each with what to type."""
    if not found:
        return "All is well.\n"
    return "".join(f"{line(one.what)}\n    {line(one.remedy)}\n" for one in found)


def findings_json(found: Sequence[Finding]) -> str:
    """The same as records."""
    return as_json([{"what": one.what, "remedy": one.remedy} for one in found])
