"""The templates as people and scripts read them."""

from collections.abc import Sequence

from followup.domain.safe_text import line, lines
from followup.domain.text import counted
from followup.environment import World
from followup.notes.facts import FIELDS
from followup.output.json import Record
from followup.output.tables import Column, table
from followup.services.user_templates import Checked, TemplateEntry, TemplateFinding


def listing(entries: Sequence[TemplateEntry], world: World) -> str:
    """The templates as a table."""
    rows = [(str(one.name), one.language, one.path or "built in") for one in entries]
    return table(_columns("template", "language", "from"), rows, world)


def _columns(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head) for head in heads)


def record(one: TemplateEntry) -> Record:
    """A template as a record, without its text."""
    return {
        "name": str(one.name), "kind": one.name.kind, "only_for": one.name.apart or None,
        "language": one.language, "source": "yours" if one.path else "built-in",
        "path": one.path or None,
    }  # fmt: skip


def shown_record(one: TemplateEntry) -> Record:
    """A template as a record, with its text."""
    return {**record(one), "text": one.text()}


def text(one: TemplateEntry) -> str:
    """The text of a template, as it stands in its file."""
    return f"{lines(one.text()).rstrip()}\n"


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
