"""The results of `backup`, `restore`, `doctor`, `undo` and `config`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.frozen import as_dict
from followup.domain.kinds import KINDS
from followup.domain.safe_text import line, lines, quoted
from followup.domain.text import counted
from followup.environment import World
from followup.output.interviews import WIDEST
from followup.output.json import Record, as_json
from followup.output.tables import Column, day, table

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.services.config import ConfigEntry as KeyEntry
    from followup.services.maintenance import AutomaticBackup, OtherSetting
    from followup.services.server import Client
    from followup.store.backup import Contents, Replaced
    from followup.store.integrity import Finding
    from followup.store.queries import UndoableChange


def backed_up(path: str, holds: Contents) -> str:
    """Where the copy is, and what it holds."""
    return f"Copied to {line(path)}: {contents(holds)}.\n"


def contents(holds: Contents) -> str:
    """What a store holds, in words."""
    changed = f", last changed {_minute(holds.last_change)}" if holds.last_change else ""
    return (
        f"{counted(holds.applications, 'application')}, {counted(holds.interviews, 'interview')}, "
        f"{counted(holds.contacts, 'contact')}{changed}"
    )


def _minute(moment: str) -> str:
    """`2026-11-20 23:59`, of an instant in full."""
    return moment[:16].replace("T", " ")


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


def copies(made: Sequence[AutomaticBackup]) -> str:
    """The automatic backups, the latest first, each with its number."""
    if not made:
        return "There are no backups yet. Make one with: followup backup FILE\n"
    place = os.path.dirname(made[0].copy.path)
    return (
        "".join(f"{_copy(one)}\n" for one in made)
        + f"They are in {line(place)}\n"
        + "Restore one with: followup restore NUMBER\n"
    )


def _copy(backup: AutomaticBackup) -> str:
    """A line of a list: number, when and why it was made, and what it holds."""
    holds = "it cannot be read"
    if backup.holds:
        changed = _minute(backup.holds.last_change)
        holds = f"{counted(backup.holds.interviews, 'interview')}, last changed {changed}"
    return f"{backup.number:>3}  {backup.copy.made_on} {backup.copy.at}  {line(backup.copy.why):<10}  {holds}"


def copies_json(made: Sequence[AutomaticBackup]) -> str:
    """The same as records."""
    return as_json(
        [
            {
                "number": one.number,
                "file": one.copy.path,
                "made_on": one.copy.made_on,
                "why": one.copy.why,
                "size": one.copy.size,
                "holds": _contents(one.holds) if one.holds else None,
            }
            for one in made
        ]
    )


def replacing(
    path: str,
    found: Contents,
    now: Contents | None,
    lost: Sequence[UndoableChange],
    acting: Sequence[OtherSetting],
) -> str:
    """What a restore would put in place of what, and the latest changes that it would undo.

    All settings that act and would be others, too: the copy may be a stranger's.
    """
    there = contents(now) if now else "nothing that can be read"
    head = f"The copy {line(path)}\n  holds     {contents(found)}.\nThe store\n  holds     {there}."
    if acting:
        from followup.domain import config  # 3 ms, and completion needs none of it

        others = (f"  {one.key}: {_set(one.value)}, now {_set(one.now)}" for one in acting)
        head = "\n".join([head, f"Settings that {config.ACTING} would be others:", *others])
    if not lost:
        return head
    latest = (
        f"  {one.made_at[:10]}  {line(one.command)}: {line(one.summary)}" for one in lost[:LATEST]
    )
    more = [f"  … and {len(lost) - LATEST:,} before that"] if len(lost) > LATEST else []
    what = f"{counted(len(lost), 'change')} of the store {'is' if len(lost) == 1 else 'are'}"
    return "\n".join([head, f"{what} not in the copy and would be lost:", *latest, *more])


def _set(value: str) -> str:
    return f"“{line(value)}”" if value else "not set"


LATEST = 5
"""How many of the changes that a restore would lose are named."""


def restored(done: Replaced) -> str:
    """What was restored, where what it replaced is, and how to go back to that."""
    kept = ""
    if done.kept:
        kept = (
            f"What it replaced is kept as {line(done.kept)}\n"
            f"Go back to that with: followup restore {quoted(done.kept)}\n"
        )
    return f"Restored from {line(done.path)}: {contents(done.holds)}.\n{kept}"


SHOWN = 8
"""How many findings with one remedy are shown; a table that lost its order has thousands."""


def findings(found: Sequence[Finding]) -> str:
    """What is wrong, and below it what to type; what one command mends stands together."""
    if not found:
        return "All is well.\n"
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(one.remedy, []).append(one)
    return "".join(_group(some, remedy) for remedy, some in groups.items())


def _group(some: Sequence[Finding], remedy: str) -> str:
    shown = "".join(f"{line(one.what)}\n" for one in some[:SHOWN])
    more = len(some) - SHOWN
    rest = f"… and {more:,} more like these; --json shows them all.\n" if more > 0 else ""
    return f"{shown}{rest}    {line(remedy)}\n"


def findings_json(found: Sequence[Finding]) -> str:
    """The same as records."""
    return as_json([{"what": one.what, "remedy": one.remedy} for one in found])


def changes(made: Sequence[UndoableChange]) -> str:
    """What could be taken back, the last change first."""
    rows = (
        f"{one.number:>5}  {one.made_at[:10]}  {line(one.command)}: {line(one.summary)}"
        f"{f' (by {line(one.made_by)})' if one.made_by else ''}\n"
        for one in made
    )
    return "".join(rows) or "There is nothing to undo.\n"


def undone(made: UndoableChange) -> str:
    """What was taken back."""
    return f"Taken back: {line(made.command)}, {line(made.summary)}.\n"


def change_record(change: UndoableChange) -> Record:
    """A change that can be taken back, as a record."""
    told = {
        "id": change.number, "command": change.command, "summary": change.summary, "made_at": change.made_at
    }  # fmt: skip
    return {**told, "made_by": change.made_by} if change.made_by else told


def keys(entries: Sequence[KeyEntry], world: World) -> str:
    """The configuration, each key with its value, its default and what it means."""
    from textwrap import fill

    columns = min(world.columns, WIDEST)
    rows = []
    for entry in entries:
        holds = lines(entry.value) or "(empty)"
        default = f"  (default {entry.default})" if entry.default not in ("", entry.value) else ""
        rows.append(f"{entry.key}  {holds}{default}")
        for text in filter(None, (entry.meaning, entry.evidence)):
            indent = "    "
            rows.append(fill(text, columns, initial_indent=indent, subsequent_indent=indent))
    return "".join(f"{text}\n" for text in rows)


def key_record(entry: KeyEntry) -> Record:
    """A key of the configuration as a record."""
    return {
        "key": entry.key, "value": entry.value, "default": entry.default, "meaning": entry.meaning,
        "evidence": entry.evidence,
    }  # fmt: skip


def value(entry: KeyEntry) -> str:
    """What holds for a key."""
    return f"{lines(entry.value)}\n"


def clients(found: Sequence[Client], world: World, *, counts: bool) -> str:
    """A coach's clients as a table: what is due, or with `counts` how each search is going."""
    if not found:
        return "No client has granted you anything yet; `followup server grant` does.\n"
    columns, row = (_COUNTS, _counts) if counts else (_DUE, _due)
    return table(columns, [row(one, world.today) for one in found], world)


_DUE = (
    Column("client"), Column("due", is_number=True), Column("overdue", is_number=True),
    Column("most pressing", may_be_cut=True), Column("by"), Column("idle", is_number=True),
    Column("offer until"),
)  # fmt: skip
_COUNTS = (
    Column("client"), Column("applications", is_number=True), Column("open", is_number=True),
    Column("interviews", is_number=True), Column("offers", is_number=True),
    Column("accepted", is_number=True), Column("last change"),
)  # fmt: skip


def _due(client: Client, today: date) -> tuple[str, ...]:
    kind = KINDS.get(client.kind or "")
    what = (kind.label if kind else client.kind, client.contact, client.company)
    return (
        client.login, _some(client.due), _some(client.overdue), ", ".join(filter(None, what)),
        _on(client.due_on, today), _some(client.idle), _on(client.offer_until, today),
    )  # fmt: skip


def _counts(client: Client, today: date) -> tuple[str, ...]:
    numbers = (client.applications, client.open, client.interviews, client.offers, client.accepted)
    return (client.login, *map(str, numbers), _on((client.last_change or "")[:10], today))


def _some(count: int) -> str:
    return str(count) if count else ""


def _on(text: str | None, today: date) -> str:
    return day(date.fromisoformat(text), today) if text else ""


def client_record(client: Client) -> Record:
    """A client of a coach, as a record."""
    return as_dict(client)
