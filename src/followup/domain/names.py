"""The name of a person, taken apart: its titles, what its bearer is called, the family name. Pure.

nameparser reads titles, credentials, nicknames, particles and "Last, First". What it leaves open
is decided here: words that are part of no name, the order of names whose family name stands
first, and whether the reading is sure. It takes 50 ms to import, so only what reads a name does.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.domain import name_words as known
from followup.domain.name_order import (
    Parts,
    family_and_given,
    family_first,
    given_and_family,
    one_part,
)
from followup.domain.name_text import PET_NAME, is_name, name_and_post, without_asides
from followup.domain.text import fold

if TYPE_CHECKING:  # 50 ms
    from nameparser import ParsedName


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. All is empty where the text is not understood as one person's name.

    `titles` and `credentials` are as they were written. `called` is what friends say, the nickname
    or the given name; empty where the given name is not known or only an initial. `whole` is the
    name without titles, credentials and nickname. `is_sure`: there is no second reading.
    """

    titles: tuple[str, ...] = ()
    called: str = ""
    given: str = ""
    family: str = ""
    whole: str = ""
    credentials: tuple[str, ...] = ()
    is_retired: bool = False
    is_sure: bool = False

    @property
    def surname(self) -> str:
        """What follows a title: the family name; the whole name where that is not known."""
        return self.family or self.whole


NO_NAME = PersonName()


_UNCLEAR = frozenset(("comma-structure", "title-or-name", "unbalanced-delimiter"))
_LONGEST = 120
"""Up to how many characters a text is read as a name."""


def read_name(text: str) -> PersonName:
    """The name of a person taken apart; NO_NAME where `text` is not understood as one."""
    plain, is_retired = without_asides(name_and_post(text[: _LONGEST + 1])[0])
    if len(text) > _LONGEST or not is_name(plain):
        return NO_NAME
    parsed = known.parser().parse(plain.removeprefix("The ").removeprefix("the "))
    words = "".join(_name_words(parsed))
    is_unclear = _UNCLEAR.intersection(doubt.kind for doubt in parsed.ambiguities)
    if is_unclear or not words or set('"()').intersection(words):
        return NO_NAME
    person = _read(parsed, is_retired=is_retired)
    is_family = plain.lower().startswith("the ") and not person.titles  # The Smiths
    is_family_alone = not person.given and person.family == person.whole and _is_latin(plain)
    return NO_NAME if is_family or (is_family_alone and not person.titles) else person


def _is_one_case(text: str) -> bool:
    """Whether capitals say nothing in `text`."""
    return text.islower() or (text.isupper() and _can_be_said("".join(filter(str.isalpha, text))))


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha())


def _read(parsed: "ParsedName", *, is_retired: bool) -> PersonName:
    written = _name_words(parsed)
    parsed = parsed.capitalized() if _is_one_case(parsed.original) else parsed
    parts = _parts(parsed, written)
    pet = parsed.nickname if PET_NAME.fullmatch(parsed.nickname) else ""
    is_nickname = _is_nickname(pet, parts.given, parsed.original) if pet else None
    gap = " " if " " in parsed.original else ""
    return PersonName(
        titles=tuple(parsed.title.split()),
        called=pet if is_nickname else parts.called,
        given=" ".join(parts.given),
        family=" ".join(parts.family),
        whole=gap.join(map(_capital, _name_words(parsed))),
        credentials=tuple(parsed.suffix.replace(",", " ").split()),
        is_retired=is_retired,
        is_sure=parts.is_sure and is_nickname is not False,
    )


def _is_nickname(pet: str, given: Sequence[str], text: str) -> bool:
    """Whether a word in quotes or brackets is surely a nickname: Ann Lee (Acme) names a place."""
    of_given = bool(given) and (fold(pet)[0] == fold(given[0])[0] or fold(pet) in fold(given[0]))
    return not text.endswith(")") or of_given or pet.lower() in known.UNLIKE_GIVEN


def _name_words(parsed: "ParsedName", *roles: str) -> list[str]:
    """The words of those parts, else of the whole name, in the order of the text."""
    return [token.text for token in parsed.tokens if token.role in (roles or _ALL)]


_ALL = ("given", "middle", "family")


def _capital(word: str) -> str:
    """A word with one capital where it has none, or only such; particles stay small."""
    lexicon = known.parser().lexicon
    if word.lower() in lexicon.particles | lexicon.conjunctions:
        shouts = word.isupper() and fold(word) not in known.SOMETIMES_GIVEN | known.VIETNAMESE
        return word.lower() if shouts else word
    return word.title() if word.islower() or (word.isupper() and _can_be_said(word)) else word


def _can_be_said(word: str) -> bool:
    """Whether a word in capitals is a name and no initials: ANA, but not JP."""
    return len(word) > 2 and "." not in word and bool(re.search("[aeiouy]", fold(word)))


def _parts(parsed: "ParsedName", written: Sequence[str]) -> Parts:
    words = [_capital(word) for word in _name_words(parsed)]
    family = [_capital(word) for word in _name_words(parsed, "family")]
    given = [_capital(word) for word in _name_words(parsed, "given", "middle")]
    if not _is_latin("".join(words)):
        return Parts([], words, "", is_sure=True)
    if len(words) == 1 or _is_family_alone(written):
        return one_part(words, has_title=bool(parsed.title))
    at = _shouted(written) or family_first(words)
    if at is None:
        return Parts([], [], "", is_sure=False)
    return family_and_given(words[:at], words[at:]) if at else given_and_family(given, family)


def _is_family_alone(written: Sequence[str]) -> bool:
    """Whether a name begins with a particle: van der Berg; but not ben carter."""
    particles = known.parser().lexicon.particles
    small = "".join(written).islower()
    return written[0] in particles and (not small or written[1] in particles)


def _shouted(words: Sequence[str]) -> int:
    """How many words in capitals stand first, before others: GRANGER Maurice, DE LA CRUZ Ana."""
    at = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    others = known.FAMILIES | known.parser().lexicon.particles
    return at if _can_be_said(words[0]) or fold(words[0]) in others else 0
