"""Which note belongs to a follow-up and its measure, and which templates may make it, by name. Pure.

A name is a kind, then what sets it apart, then a language, with dots between: `thank_you`,
`thank_you.panel`, `thank_you.de`, `thank_you.panel.de`. Its file ends in `.txt`. What sets it
apart is a channel, a stage, or the field of a job, of which one of two or three letters cannot
be told from a language, and is read as one.
"""

import re
from collections.abc import Iterator

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.kinds import KINDS, has_note, kind_named
from followup.domain.model import CHANNELS, STAGES, Occasion
from followup.domain.policy import pace
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.notes.languages import is_code

ENDING = ".txt"
APART = tuple(dict.fromkeys((*CHANNELS, *STAGES, "sales", "government", "agency")))
"""What sets a template apart, as far as the program knows; any other word is a field."""


class Name(Frozen):
    """The name of a template. `apart` and `language` are empty where it is for all."""

    kind: str
    apart: str = ""
    language: str = ""

    @property
    def note(self) -> str:
        """The name without its language, as MEASURES has it."""
        return ".".join(filter(None, (self.kind, self.apart)))

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self}{ENDING}"

    def __str__(self) -> str:
        return ".".join(filter(None, (self.kind, self.apart, self.language)))


def read_name(told: str) -> Name:
    """The name as it was typed, or as a file is called. UsageError where it is none."""
    kind, *rest = parts = told.removesuffix(ENDING).split(".")
    check_has_note(kind)
    if kind not in MEASURES:
        raise UsageError(f"`{line(kind)[:40]}` is no kind of note; {_near(kind, _kinds())}")
    language = rest.pop() if rest and is_code(rest[-1]) else ""
    apart = rest.pop() if rest else ""
    if rest or "" in parts or not re.fullmatch(r"[a-z_]{4,}|", apart):
        raise UsageError(
            f"“{line(told)[:60]}” is no name of a template; "
            f"write {kind}, {kind}.panel, {kind}.de or {kind}.panel.de."
        )
    _check_apart(apart)
    return Name(kind, apart, language)


def _check_apart(word: str) -> None:
    """UsageError for a word that is nearly, but not quite, one that is known."""
    if not word or word in APART:
        return
    from difflib import get_close_matches  # 5 ms

    if get_close_matches(word, APART, n=1, cutoff=0.75):
        raise UsageError(f"`{word}` is no channel, stage or field; {_near(word, APART)}")


def _kinds() -> tuple[str, ...]:
    return tuple(kind for kind in MEASURES if "." not in kind)


def _near(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # 5 ms

    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else f"the kinds are {', '.join(known)}."


def candidates(
    kind: str, specials: tuple[str, ...], language: str, own_language: str
) -> Iterator[tuple[bool, Name]]:
    """The templates that may make a note, the one to take first; True: the user's, False: ours.

    The language comes first, then English. In each, what sets a note apart comes before what
    does not: channel, informational talk, field, stage, in this order (`specials`). On one
    level, the user's file comes before the built-in. A file of the user's without a language is
    in their own language (`note.language`), and of two of theirs the one that names it comes
    first; a built-in one without a language is in English.

    So a German note after a panel is made from the first of these that is there:
    yours thank_you.panel.de · ours thank_you.panel.de · yours thank_you.de · ours thank_you.de ·
    yours thank_you.panel.en · yours thank_you.panel · ours thank_you.panel · yours thank_you.en ·
    yours thank_you · ours thank_you. (Where the user's own language is German, yours without a
    language come behind yours with `.de` instead.)
    """
    for spoken in dict.fromkeys((language, "en")):
        for apart in (*specials, ""):
            yield True, Name(kind, apart, spoken)
            if spoken == own_language:
                yield True, Name(kind, apart)
            yield False, Name(kind, apart, "" if spoken == "en" else spoken)


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
