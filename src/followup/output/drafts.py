"""A drafted note for people and as a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from followup.domain.model import Left, Missing, Note
from followup.domain.safe_text import fit, line, lines, named, quoted, width, wrap
from followup.domain.text import counted
from followup.environment import World
from followup.notes.facts import ALONE, FIELDS, UNANSWERED
from followup.notes.template import as_text
from followup.output.days import short
from followup.output.json import Record
from followup.output.tables import Column, table
from followup.services.user_templates import Checked, TemplateEntry, TemplateFinding

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.services.draft_note import Draft


def draft_record(draft: Draft) -> Record:
    """A note as a record; `missing` names the facts, `remarks` are sentences."""
    note, occasion = draft.note, draft.occasion
    clock = occasion.promise_clock
    promise = occasion.promise_on and {
        "on": occasion.promise_on.isoformat(),
        "text": f"{occasion.promise}{f' by {clock}' if clock else ''}".strip(),
    }
    return {
        "id": draft.followup.followup.id,
        "kind": occasion.kind,
        "channel": occasion.channel,
        "to": _to(draft),
        "subject": note.subject,
        "body": note.body,
        "words": note.words,
        "missing": [one.fact for one in note.missing],
        "remarks": draft_remarks(draft),
        "promise": promise or None,
    }


WIDEST = 72
"""Columns of a note on the screen; longer lines are hard to read."""


def on_screen(note: Note, columns: int) -> str:
    """A note as a terminal shows it: wrapped at words."""
    return "\n".join(wrap(as_text(note).rstrip(), min(columns, WIDEST))) + "\n"


MARK = "# ------ Nothing below this line belongs to the note ------"


def below_the_mark(draft: Draft) -> str:
    """What an editor shows below the note: what stayed out of it and why; empty for nothing."""
    left = [f"# “{line(one.jotting)}” stays out: {line(one.why)}." for one in draft.note.left]
    return (
        "\n".join(
            ["", MARK, "# Say it in your own words above, if the reader should know it.", *left, ""]
        )
        if left
        else ""
    )


def above_the_mark(text: str, below: str) -> str:
    """The note in an edited text; what `below` added is dropped, also where the mark is gone."""
    note = text.replace("\r\n", "\n").partition(MARK)[0]
    added = {row for row in below.split("\n") if row}
    return "\n".join(row for row in note.split("\n") if row not in added).strip() + "\n"


def draft_name(draft: Draft) -> str:
    """What a file with the note is called after: its number, its kind and its recipient."""
    one = draft.followup
    return f"{one.followup.id} {one.followup.kind} {one.contact} {one.company}"


def _to(draft: Draft) -> str | None:
    person = draft.occasion.recipient
    if person is None:
        return draft.followup.contact or None
    return f"{person.name} <{person.email}>" if person.email else person.name


_BY = {
    "note.writer": "These words came from your writer (note.writer); read them before they go out.",
    "mcp": "These words came from an assistant (mcp); read them before they go out.",
}
"""The remark on a note, by who wrote it."""


def draft_remarks(draft: Draft) -> list[str]:
    """What the note says of itself: what would make it better and the command to add it."""
    return [
        *filter(None, [_over(draft), draft.channel_remark, _BY.get(draft.by, "")]),
        *draft.findings,
        *draft.note.remarks,
        *_left_out(draft),
        *_mended(draft.note.mended),
        *(_missing(one, draft) for one in draft.note.missing),
    ]


def _over(draft: Draft) -> str:
    """What became of the follow-up, where it is not to be done any more."""
    item = draft.followup.followup
    if item.status == "pending":
        return ""
    today = draft.occasion.today
    on = (
        f" {'' if item.done_on == today else 'on '}{short(item.done_on, today)}"
        if item.done_on
        else ""
    )
    because = f": {line(item.because)}" if item.because else ""
    return f"Follow-up {item.id} was {item.status}{on}{because}".rstrip(".") + "."


_OPTION = {
    "topic": ("--topic", "{name}: the …"),
    "looking_for": ("--looking-for", "someone to …"),
    "strength": ("--strength", "I …"),
    "concern": ("--concern", "…: I …"),
    "next_step": ("--next-step", "a …"),
    "promise": ("--promise", "{day}: {whose}send the …"),
}
"""The option of `edit` that replaces a fact, and how its value begins best."""
_BEGINNING = {
    "de": {
        "topic": "{name}: die …", "looking_for": "jemanden, der …", "strength": "Ich habe …",
        "concern": "keine …: Ich …", "next_step": "ein …", "promise": "{day}: {whose}die … schicken",
    },
}  # fmt: skip
"""How it begins best in a note of another language."""


_NAMED = 60
"""Columns by which a jotting is named."""


def _left_out(draft: Draft) -> Iterator[str]:
    """What stays out of the note and why, then both ways to put it in."""
    followup, contact, left = draft.followup, draft.occasion.contact, draft.note.left
    for each in left:
        yield f"“{_named(each.jotting)}” stays out: {line(each.why)}."
    if left:
        name = contact.name if contact else "NAME"
        values = {
            "name": name,
            "day": str(draft.occasion.promise_on or "DAY"),
            "whose": f"{name}: " if draft.occasion.others else "",
        }
        facts = ("strength" if each.why in (UNANSWERED, ALONE) else each.fact for each in left)
        begins = _BEGINNING.get(draft.note.language, {})
        told = ((*_OPTION[fact], begins.get(fact)) for fact in dict.fromkeys(facts))
        options = " ".join(
            f"{option} {quoted((other or value).format_map(values))}"
            for option, value, other in told
        )
        only = len(draft.occasion.strengths) == 1  # else `edit` adds one to it
        if only and any(each.fact == "strength" and each.why != ALONE for each in left):
            options = options.replace("--strength ", "--clear strengths --strength ", 1)
        write = f"{'Write it' if len(left) == 1 else 'Write them'} in with `draft --edit`"
        number = followup.followup.interview_id
        shorter = all(_has_form(each, begins) for each in left)
        say = "say it in fewer or other words" if shorter else "say what matters"
        yield (
            f"{write}, or {say} with: followup edit {number} {options}" if number else f"{write}."
        )


def _has_form(left: Left, begins: Mapping[str, str]) -> bool:
    """Whether a jotting has the form already that the option for its fact shows."""
    form = begins.get(left.fact, _OPTION[left.fact][1]).rpartition("}: ")[2]
    words = ".+".join(map(re.escape, form.split("…")))
    return re.fullmatch(words, line(left.jotting), re.IGNORECASE) is not None


def _named(jotting: str) -> str:
    """A jotting by its first words."""
    text = line(jotting)
    return fit(text, _NAMED).rstrip() if width(text) > _NAMED else text


def _mended(changes: tuple[tuple[str, str], ...]) -> list[str]:
    told = ", ".join(f"“{line(before)}” as “{line(after)}”" for before, after in changes)
    return [f"Spelled out or corrected: {told}."] if told else []


def _missing(missing: Missing, draft: Draft) -> str:
    number, company = draft.followup.followup.interview_id, named(draft.occasion.company)
    if missing.option and not missing.option.startswith("--"):  # it holds no stored text so far
        command = f"followup {missing.option.replace('COMPANY', company)}"
    elif number:
        command = f"followup edit {number} {missing.option}".rstrip()
    elif missing.option.startswith("--with"):
        command = f'followup log {company} "…" {missing.option}'
    else:
        return missing.sentence
    return f"{missing.sentence} Add it with: {command}"


def listing(entries: Sequence[TemplateEntry], world: World) -> str:
    """The templates as a table."""
    rows = [(str(one.name), one.language, one.path or "built in") for one in entries]
    return table(_columns("template", "language", "from"), rows, world)


def _columns(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head) for head in heads)


def record(entry: TemplateEntry) -> Record:
    """A template as a record, without its text."""
    return {
        "name": str(entry.name), "kind": entry.name.kind, "only_for": entry.name.apart or None,
        "language": entry.language, "source": "yours" if entry.path else "built-in",
        "path": entry.path or None,
    }  # fmt: skip


def shown_record(entry: TemplateEntry) -> Record:
    """A template as a record, with its text."""
    return {**record(entry), "text": entry.text()}


def text(entry: TemplateEntry) -> str:
    """The text of a template, as it stands in its file."""
    return f"{lines(entry.text()).rstrip()}\n"


def fields(world: World) -> str:
    """The placeholders and what they mean."""
    rows = [(f"${{{name}}}", told) for name, told in FIELDS.items()]
    return table(_columns("placeholder", "meaning"), rows, world)


def field_records() -> list[Record]:
    """The placeholders as records."""
    return [{"placeholder": f"${{{name}}}", "meaning": told} for name, told in FIELDS.items()]


def checked(found: Checked, world: World) -> str:
    """What the check found, a line each; or that all is well."""
    if found.findings:
        return "".join(f"{line(one)}\n" for one in found.findings)
    if not found.files:
        return f"You have no templates of your own in {line(world.templates)}.\n"
    count = len(found.files)
    return f"{counted(count, 'template')} can be used as {'they are' if count > 1 else 'it is'}.\n"


def finding_record(one: TemplateFinding) -> Record:
    """A finding as a record."""
    return {"file": one.file, "line": one.line or None, "problem": one.problem}
