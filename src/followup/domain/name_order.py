"""Which words of a name are the family name, and what its bearer is called. Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from followup.domain import name_words as known
from followup.domain.text import fold

_VIETNAMESE_LETTER = re.compile("[ăđơưĂĐƠƯẠ-ỹ]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|tr|ts|[cgknpstz]h|[gk]w|[b-df-hj-np-tv-xz])?[aeiouy]{1,3}(?:ng|nh|ch|[chkmnprt])?"
)
"""One syllable of a name of East Asia in Latin letters, folded."""

SPANISH = re.compile(r".*[íóúñá].*|.{2,}[aeio]z|garcia", re.IGNORECASE)
_FAMILY_ALONE = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z])).*")


class Parts(NamedTuple):
    """The words of a name; none where it is not known whose they are."""

    given: list[str]
    family: list[str]
    called: str
    is_sure: bool


def one_part(words: list[str], *, has_title: bool) -> Parts:
    """A name of one word, or of a family name with its particles."""
    is_family = _FAMILY_ALONE.match(words[0]) or fold(words[0]) in known.NEVER_GIVEN
    if has_title or len(words) > 1 or is_family:
        return Parts([], words, "", is_sure=has_title)
    return Parts(words, [], words[0], is_sure=True)


def family_and_given(family: list[str], given: list[str]) -> Parts:
    """The parts of a name whose family name stands first."""
    name = " ".join((*family, *given))
    if fold(family[0]) in known.VIETNAMESE or _VIETNAMESE_LETTER.search(name):
        return Parts(given, family, given[-1], is_sure=True)
    return Parts(given, family, _called(given, family), is_sure=True)


def given_and_family(given: list[str], family: list[str]) -> Parts:
    """The parts of a name in English order; of two Spanish family names both are."""
    if not given:
        return Parts([], family, "", is_sure=False)
    said = _said_together(given)
    if len(given) > len(said) and all(map(SPANISH.fullmatch, (given[-1], family[0]))):
        given, family = given[:-1], [given[-1], *family]
    called = _called(given, family)
    return Parts(given, family, called, is_sure=bool(called))


def family_first(words: Sequence[str]) -> int | None:
    """How many of the first words are the family name, 0 if the given name is first; None: unknown."""
    first, *others = map(fold, words)
    if first not in known.FAMILIES:
        return 0
    if others[-1] in known.NEVER_GIVEN:
        return None if first in known.NEVER_GIVEN else 0
    if _are_syllables(others) and len(_syllables(others)) > 1:
        is_sure = (
            first in known.NEVER_GIVEN
            or known.BETWEEN & {others[0]}
            or others[-1] not in known.FAMILIES
        )
        return 1 if is_sure else None
    if first in known.NEVER_GIVEN:
        return None if _are_syllables(others) else 1
    if others[-1] in known.FAMILIES:
        return None
    return None if re.fullmatch(_SYLLABLE.pattern * 2, others[0]) else 0


def _syllables(folded: Sequence[str]) -> list[str]:
    return [part for word in folded for part in word.split("-")]


def _are_syllables(folded: Sequence[str]) -> bool:
    return all(map(_SYLLABLE.fullmatch, _syllables(folded)))


def _called(given: Sequence[str], family: Sequence[str]) -> str:
    """What a person is called by; empty where it is an initial."""
    if len(given[0].strip(".")) < 2 or given[0].count(".") > 1:
        return ""
    folded = [fold(word) for word in given]
    if fold(family[-1]) in known.FAMILIES and _are_syllables(folded):
        said = [word for word in given if fold(word) not in known.BETWEEN]
        return " ".join(said or given)
    return " ".join(_said_together(given))


def _said_together(given: Sequence[str]) -> Sequence[str]:
    """The first of the given names, with the second where they are said together."""
    if fold(given[0]) in known.OPENS_GIVEN:
        return given[:2]
    if fold(given[0]).strip(".") in known.SHORTENED and len(given) > 1:
        return given[1:2]
    pairs = zip(given[:2], known.TWO_GIVEN, strict=False)
    return given[: 2 if len(given) > 1 and all(fold(word) in some for word, some in pairs) else 1]
