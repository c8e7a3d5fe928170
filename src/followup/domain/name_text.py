"""What stands around a name: credentials, posts, pronouns, places; and "Last, First". Pure.

nameparser is imported only where a comma or letters in capitals want its tables.
"""

import re
import unicodedata
from itertools import takewhile

from followup.domain import name_words as known
from followup.domain.name_order import SPANISH
from followup.domain.text import fold

_PRONOUNS = re.compile(
    r"[(\[]?\b(?:she|he|they|ze|xe|sie|er|any)\b(?:\s*/\s*\w+)+[)\]]?|[(\[](?:she|he|they)[)\]]",
    re.IGNORECASE,
)
_RETIRED = re.compile(r"[,(\[\s]+ret(?:d|ired)?\b\.?[)\]]?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_BEHIND = re.compile(r"\s(?:[-–—|@·]|from|at|of)\s.*$", re.IGNORECASE)
"""Where its bearer is from, behind a name: Denise from HR, Ann Lee | Acme."""

_PLAIN = str.maketrans("„“”«»`´‑‐", '"""""\'\'--')
_JUSTICE = re.compile(r"^justice (?=\S+ \S)", re.IGNORECASE)
"""A judge, where two names follow; Justice is a given name before one."""

_ONE_RANK = re.compile(r"\b(lance|chief) (?=corporal\b|justice\b)", re.IGNORECASE)
_UNSAID = re.compile(r"\bh\.?\s?c\b\.?|\bdipl\.?[- ]\w+\.?", re.IGNORECASE)
"""What no greeting says: the Rev., Dr. h.c., Dipl.-Kfm."""

_MARKS = frozenset(" .,'’‘ʻʼ\"-()")
PET_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?")
"""A nickname: one word, perhaps with a hyphen."""

_MOST_WORDS = 10
"""Up to how many words, titles included, a text is read as a name."""


def name_and_post(text: str) -> tuple[str, str]:
    """The name, given name first and with its credentials, and the post that stands behind it.

    `Ann Lee, RN, Ward manager` has both; `Shah, Priya` is Priya Shah.
    """
    head, *parts = [part.strip() for part in text.split(",") if part.strip()] or [""]
    behind = list(takewhile(is_credential, parts))
    rest = parts[len(behind) :]
    if rest and _is_family(head) and _is_given(rest[0]):
        given = _BRACKETS.sub("", rest[0])
        head = f"{given} {head}{rest[0].removeprefix(given)}"
        more = list(takewhile(is_credential, rest[1:]))
        behind, rest = behind + more, rest[1 + len(more) :]
    return ", ".join((head, *behind)), ", ".join(rest)


def _is_family(text: str) -> bool:
    """Whether `text` alone is a family name: Shah, van der Berg, García Márquez, Lee Jr."""
    words = [word for word in text.split() if not is_credential(word)]
    return bool(words) and (
        len(words) == 1
        or text.isupper()
        or words[0].lower().strip(".") in known.parser().lexicon.particles
        or (len(words) == 2 and all(map(SPANISH.fullmatch, words)))
    )


def _is_given(text: str) -> bool:
    """Whether `text` is what stands behind a family name and a comma: Priya, Dr. Ana María."""
    words = without_asides(text)[0].split()
    last = words[-1].lower().strip(".") if words else ""
    return (
        0 < len(words) <= 3
        and is_name(" ".join(words))
        and not is_credential(text)
        and words[-1] not in known.POSTS
        and last not in known.POST_WORDS | known.parser().lexicon.titles
        and (text.islower() or all(word[0].isupper() for word in words))
    )


def is_credential(text: str) -> bool:
    """Whether every word of `text` is one that follows names: RN, PhD, Jr., III; not CEO."""
    lexicon = known.parser().lexicon
    endings = lexicon.suffix_acronyms | lexicon.suffix_words
    words = [fold(word).strip(".,") for word in re.split(r"[\s/]+", text) if word]
    are_endings = bool(words) and all({word, word.replace(".", "")} & endings for word in words)
    return are_endings and text not in known.POSTS


def without_asides(text: str) -> tuple[str, bool]:
    """`text` without pronouns, asides, and what stands before and behind a name; whether retired."""
    bare = _PRONOUNS.sub("", " ".join(text.translate(_PLAIN).split())).strip(" ,")
    name = _RETIRED.sub("", bare)
    plain = _BRACKETS.sub(lambda aside: aside[0] if _is_of_name(aside[1]) else "", name)
    plain = _ONE_RANK.sub(r"\1-", _JUSTICE.sub("the-justice ", _BEHIND.sub("", plain)))
    plain = " ".join(_UNSAID.sub("", plain).split()).strip(" ,")
    return _without_letters(_without_prefix(plain)), name != bare


def _without_letters(text: str) -> str:
    """`text` without a post, or letters that no word has, behind two names: Tim O'Leary SJ."""
    rest, _, last = text.rpartition(" ")
    is_post = last in known.POSTS or (
        _LETTERS.fullmatch(last) and fold(last) not in known.FAMILIES and not is_credential(last)
    )
    return _without_letters(rest) if is_post and " " in rest and not rest.isupper() else text


_LETTERS = re.compile("[B-DF-HJ-NP-TV-XZ]{2,5}")
"""Capitals without a vowel."""


def _is_of_name(aside: str) -> bool:
    """Whether what stands in brackets is a nickname or a maiden name."""
    if re.match(r"(?:née|nee|geb\.?) ", aside, re.IGNORECASE):
        return True
    return bool(
        PET_NAME.fullmatch(aside)
        and aside[0].isupper()
        and not (aside.isupper() and len(aside) > 2)
        and fold(aside) not in known.ROLES
    )


def _without_prefix(text: str) -> str:
    """`text` without credentials and posts before the name: LCSW Ann Lee, HR Ann."""
    first, _, rest = text.partition(" ")
    return _without_prefix(rest) if rest and (first in known.POSTS or _is_no_name(first)) else text


def _is_no_name(word: str) -> bool:
    """Whether a word is a credential, and neither title nor name: LCSW; not MA, not A.J."""
    if not word.isupper() or "." in word:
        return False
    lexicon, key = known.parser().lexicon, word.lower().replace(".", "")
    others = lexicon.suffix_acronyms_ambiguous | lexicon.titles
    return key in lexicon.suffix_acronyms and key not in others


def is_name(text: str) -> bool:
    """Whether `text` has only letters and the marks of names, and no word that names lack."""
    words = [word.strip(".,") for word in text.lower().split()]
    foreign = known.ROLES | known.SENTENCE_WORDS
    return (
        0 < len(words) <= _MOST_WORDS
        and all(sign in _MARKS or unicodedata.category(sign)[0] in "LM" for sign in text)
        and not foreign.intersection(words[1:] if words[0] == "the" else words)
        and text.rsplit(maxsplit=1)[-1] not in known.POSTS
        and not (len(words) == 1 and _is_post(text))
    )


def _is_post(word: str) -> bool:
    """Whether a word that stands alone is a post or a credential; JP is a nickname."""
    return word.lower() in known.POST_WORDS or (len(word) > 2 and _is_no_name(word))
