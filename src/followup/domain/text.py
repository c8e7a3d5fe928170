"""Text from outside: what a field may hold, and when two spellings are one; and counts in words. Pure."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from followup.domain.errors import UsageError
from followup.domain.safe_text import line

LONGEST = 20_000
"""Characters that a field holds at the most."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe",
                          "þ": "th", "ı": "i", "ħ": "h"})  # fmt: skip

_STROKES = str.maketrans("øØłŁđĐħĦı", "oOlLdDhHi")

_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=10_000)  # an import folds the same few words of a row again and again
def fold(text: str) -> str:
    """`text` without case, accents and surplus spaces: equal where people see one name."""
    if text.isascii():
        return " ".join(text.casefold().split()) or text
    bare = unicodedata.normalize("NFKD", text.casefold()).casefold()
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(kept.translate(_LETTERS).split()) or text


def unaccented(text: str) -> str:
    """`text` without its accents, all else as it is."""
    apart = unicodedata.normalize("NFD", text.translate(_STROKES))
    return unicodedata.normalize("NFC", "".join(s for s in apart if not unicodedata.combining(s)))


def one_line(text: str, field: str) -> str:
    """`text` for a field of one line, without spaces around it.

    Raises UsageError for control characters, line breaks, what is no valid text, and what is
    longer than LONGEST.
    """
    kept = free_text(text, field).strip(" ")
    for sign in () if kept.isprintable() else kept:
        if unicodedata.category(sign) in ("Cc", "Zl", "Zp"):
            raise UsageError(
                f"The {field} must be one line without control characters "
                f"({_shown(kept)}); write it again without U+{ord(sign):04X}."
            )
    return kept


def free_text(text: str, field: str) -> str:
    """`text` for a field that may have several lines, as it is. Raises as `one_line`."""
    if len(text) > LONGEST:
        raise UsageError(
            f"The {field} has {len(text):,} characters; a field holds at most {LONGEST:,}. "
            "Shorten it, and keep the long text in a file of its own."
        )
    if text.isprintable():
        return text
    if _SURROGATE.search(text):
        raise UsageError(f"The {field} is not valid UTF-8 text ({_shown(text)}); type it again.")
    if "\0" in text:
        raise UsageError(f"The {field} holds a NUL character; write it again without.")
    return text


def counted(count: int, what: str) -> str:
    """`1 interview`, `1,000 interviews`."""
    return f"{count:,} {what}{'s' * (count != 1)}"


def _shown(text: str) -> str:
    return f"“{line(text[:40])}…”" if len(text) > 40 else f"“{line(text)}”"


def word_set(words: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(words.split())


_BLANKS = frozenset((
    "none", "no", "nobody", "no one", "noone", "null", "nil", "nan", "n a", "n/a", "n.a",
    "not applicable", "not known", "not sure", "unknown", "undefined", "tba", "tbc", "tbd",
    "to be announced", "to be confirmed", "to be decided", "to be determined", "dont know",
    "keine", "keiner", "niemand", "unbekannt", "entfallt", "k.a", "offen",
))  # fmt: skip

_CLOSINGS = frozenset((
    "regards", "kind regards", "kindest regards", "best regards", "warm regards", "with regards",
    "with kind regards", "best wishes", "all the best", "thanks", "many thanks", "thank you",
    "thanks again", "cheers", "sincerely", "sincerely yours", "yours sincerely", "yours truly",
    "yours faithfully", "respectfully", "cordially", "sent from my iphone", "mfg",
    "mit freundlichen grussen", "freundliche grusse", "viele grusse", "beste grusse",
    "liebe grusse", "herzliche grusse", "cordialement",
))  # fmt: skip

_SIGNS = " .,;:!?…()[]<>{}\"'“”‘’-–—_*/\\#"


def is_blank(text: str) -> bool:
    """Whether `text` names nothing: it has no letter or digit, or says so, as n/a and none do."""
    bare = fold(text).strip(_SIGNS).replace("'", "").replace("’", "").replace("-", " ")
    return (
        not bare
        or text.strip() == "NA"
        or bare.removesuffix(" else").removesuffix(" yet") in _BLANKS
    )


def name_line(text: str, field: str) -> str:
    """The name of a company, a role or an agency; UsageError where `text` names none."""
    told = one_line(text, field)
    if told and is_blank(told):
        raise UsageError(f"“{line(told)[:60]}” names no {field}; write its name, or leave it out.")
    return told


def is_nobody(text: str) -> bool:
    """Whether `text` names no person: n/a, no one else, Kind regards."""
    first_words = fold(text.partition(",")[0]).strip(_SIGNS)
    return is_blank(text) or first_words in _CLOSINGS


def pattern(text: str, flags: int = 0, needs: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The regular expression `text`, compiled when it is first used.

    The rules of the notes have hundreds of them: to compile all costs 30 ms, and a note needs few.
    `needs`: a string without any of these parts does not match, and compiles nothing.
    """
    return _Uncompiled(text, flags, needs)  # type: ignore[return-value]


class _Uncompiled:
    def __init__(self, text: str, flags: int, needs: tuple[str, ...]) -> None:
        self._text, self._flags, self._needs = text, flags, needs

    def __getattr__(self, name: str) -> Any:
        if self._needs and name in _ANSWERS:
            return lambda *given, **more: self._looked(name, given, more)
        return self._compiled(name)

    def _compiled(self, name: str) -> Any:
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method

    def _looked(self, name: str, given: tuple[Any, ...], more: dict[str, Any]) -> Any:
        string = given[name == "sub"]
        if any(part in string for part in self._needs):
            return self._compiled(name)(*given, **more)
        return string if name == "sub" else None


_ANSWERS = frozenset(["sub", "search", "match", "fullmatch"])
