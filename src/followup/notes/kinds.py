"""Which note belongs to a follow-up, and its measure. Pure."""

from followup.domain.errors import UsageError
from followup.domain.kinds import KINDS, has_note, kind_named
from followup.domain.model import Occasion
from followup.domain.policy import pace
from followup.domain.text import fold

MEASURES = {
    ".".join(filter(None, (kind.name, apart))): measure
    for kind in KINDS.values()
    for apart, measure in kind.measures.items()
}
"""By the name of the note, and of its text file: `thank_you`, `thank_you.panel`."""


def kind_of(occasion: Occasion) -> str:
    """The name of the note: the follow-up's kind, by channel, field, stage.

    Raises UsageError where no note belongs to it.
    """
    kind = occasion.kind
    check_has_note(kind)
    for special in specials(occasion):
        if f"{kind}.{special}" in MEASURES:
            return f"{kind}.{special}"
    if kind not in MEASURES:
        from difflib import get_close_matches  # 5 ms, and only for what cannot happen

        near = get_close_matches(kind, MEASURES, n=1, cutoff=0)
        raise UsageError(f"there is no note for `{kind}`; the nearest kind is `{near[0]}`.")
    return kind


def check_has_note(kind: str) -> None:
    """UsageError, with what to do instead, for a kind that no note belongs to."""
    if not has_note(kind):
        raise UsageError(f"`{kind}` has no note: {KINDS[kind].instead}.")


def is_to_agency(occasion: Occasion) -> bool:
    """Whether the note goes to the agency of an application, not to the employer."""
    if not occasion.via or kind_named(occasion.kind).to != "application":
        return False
    person = occasion.contact
    if person is None or fold(person.name) == fold(occasion.via):
        return True
    return fold(person.company) != fold(occasion.company)


def is_of_agency(occasion: Occasion) -> bool:
    """Whether the reader is of the agency, by company or by a word of its name in their address."""
    person, via = occasion.contact, fold(occasion.via)
    if person is None or not via:
        return False
    host = person.email.lower().rpartition("@")[2]
    named = any(len(word) > 3 and word in host for word in via.split())
    return named or fold(person.company) == via


def specials(occasion: Occasion) -> tuple[str, ...]:
    """What may set a note of the same kind apart, the strongest first.

    That it goes to an agency, the channel, that the talk was an informational one, that there were several people (who get
    notes of which no two are alike), the field, the stage. A phone call has a sheet in place of a
    note, so `phone` is always the stage.
    """
    channel = "" if occasion.channel == "phone" else occasion.channel
    informational = "informational" if occasion.stage == "informational" else ""
    panel = "panel" if occasion.people > 1 and not informational else ""
    field = occasion.field.lower().replace(" ", "_")
    agency = "agency" if is_to_agency(occasion) else ""
    told = (agency, channel, informational, panel, field, pace(occasion.field), occasion.stage)
    return tuple(dict.fromkeys(filter(None, told)))
