"""The names of templates, and which of them may make a note. Pure.

A name is a kind, then what sets it apart, then a language, with dots between: `thank_you`,
`thank_you.panel`, `thank_you.de`, `thank_you.panel.de`. Its file ends in `.txt`. What sets it
apart is a channel, a stage, or the field of a job, of which one of two or three letters cannot
be told from a language, and is read as one.
"""

import re
from collections.abc import Iterator

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import CHANNELS, STAGES
from followup.domain.safe_text import line
from followup.notes.kinds import MEASURES, check_has_note
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


def read(told: str) -> Name:
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
    does not: channel, informational talk, field, stage, in this order (`kinds.specials`). On one
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
