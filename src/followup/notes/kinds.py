"""What each kind of note is, as data: its length, and the facts that make it good. Pure."""

from dataclasses import dataclass

from followup.domain.errors import UsageError
from followup.domain.model import Occasion


@dataclass(frozen=True, slots=True)
class Kind:
    """The measure of a note: its fewest and most words, inclusive, and the facts it wants.

    `wants` names fields of `Occasion`, the most valuable first.
    """

    fewest: int
    most: int
    wants: tuple[str, ...] = ()


_TALK = ("topic", "looking_for", "strengths", "concerns", "next_step")

KINDS: dict[str, Kind] = {
    "thank_you": Kind(80, 150, _TALK),
    "thank_you.phone": Kind(60, 100, _TALK),
    "thank_you.panel": Kind(60, 120, _TALK),
    "thank_you.final": Kind(80, 170, _TALK),
    "thank_you.sales": Kind(80, 140, _TALK),
    "thank_you.informational": Kind(60, 120, ("topic", "looking_for")),
    "check_in": Kind(50, 100, ("looking_for", "strengths", "topic")),
    "second_check_in": Kind(40, 80, ("looking_for", "strengths")),
    "thank_you.card": Kind(25, 50, ("topic",)),
    "promised": Kind(40, 90, ("promise",)),
    "rejection_reply": Kind(50, 90),
    "keep_in_touch": Kind(50, 90, ("topic",)),
    "withdraw": Kind(50, 90),
    "decline": Kind(50, 90),
    "accept": Kind(70, 130, ("terms", "start_on")),
    "acknowledge_offer": Kind(40, 70, ("deadline_on",)),
    "timeline_changed": Kind(40, 70, ("deadline_on",)),
    "thank_references": Kind(60, 110),
}
"""By the name of the text file. Numbers: GOOD_NOTE.md."""

WITHOUT_NOTE: dict[str, str] = {
    "prep": "check the time zone, the link or address and the names instead; `followup due` has them",
    "close_out": "close the application with `followup done`, or keep it with `followup snooze`",
    "decide_offer": "record what you decide with `followup outcome COMPANY accepted` or `declined`",
}
"""What to do about a follow-up that no note belongs to."""


def kind_of(occasion: Occasion) -> str:
    """The name of the kind, and of its text file: the follow-up's kind, by field, by stage.

    Raises UsageError where no note belongs to it.
    """
    kind = occasion.kind
    if kind in WITHOUT_NOTE:
        raise UsageError(f"`{kind}` has no note: {WITHOUT_NOTE[kind]}.")
    for special in specials(occasion):
        if f"{kind}.{special}" in KINDS:
            return f"{kind}.{special}"
    if kind not in KINDS:
        from difflib import get_close_matches  # 5 ms, and only for what cannot happen

        near = get_close_matches(kind, KINDS, n=1, cutoff=0)
        raise UsageError(f"there is no note for `{kind}`; the nearest kind is `{near[0]}`.")
    return kind


def specials(occasion: Occasion) -> tuple[str, ...]:
    """What may set a note of the same kind apart, the strongest first.

    The channel, that the talk was an informational one, that there were several people (who get
    notes of which no two are alike), the field, the stage. A phone call has a sheet in place of a
    note, so `phone` is always the stage.
    """
    channel = "" if occasion.channel == "phone" else occasion.channel
    informational = "informational" if occasion.stage == "informational" else ""
    panel = "panel" if occasion.people > 1 and not informational else ""
    told = (channel, informational, panel, occasion.field.lower().replace(" ", "_"), occasion.stage)
    return tuple(dict.fromkeys(filter(None, told)))
