"""The last look over a note, sentence by sentence: what no note may go out with. Pure.

It holds for a note that the program wrote, that the user edited, and that came from a writer of
theirs. It knows words and signs, no sense; the certainty lies where sentences are made.
"""

import re
from collections.abc import Callable, Iterator

from followup.domain.frozen import Frozen
from followup.domain.text import pattern, word_set
from followup.notes.english import private
from followup.notes.english.grammar import AUXILIARIES, is_finite, words_of
from followup.notes.english.person import has_stranger
from followup.notes.english.spelling import SHORTHAND, TYPOS, misses_apostrophe
from followup.notes.jottings import sentences

PRIVATE = "something private"


class Fault(Frozen):
    """What is wrong in a sentence: the words, and what they are, as half a sentence."""

    words: str
    what: str
    sentence: str

    def __str__(self) -> str:
        return f"It says “{self.words}”: {self.what}."


class Known(Frozen):
    """Words that are right in this note: the company, the role, the names of reader and sender."""

    names: tuple[str, ...] = ()


_NOTHING = Known()


def faults(text: str, known: Known = _NOTHING, language: str = "en") -> tuple[Fault, ...]:
    """The faults of a note's text, without its greeting and closing, in their order.

    Of a language that is not built in, nothing is known, and nothing is found.
    """
    found = []
    for sentence in (each for part in text.splitlines() for each in sentences(part.strip())):
        plain = _without(sentence, known.names)
        for what, look in _LOOKS.get(language.partition("-")[0], ()):
            found += [
                Fault(words.strip(), what, sentence) for words in look(plain) if words.strip()
            ]
    return tuple(found)


def _without(sentence: str, names: tuple[str, ...]) -> str:
    """The sentence with a plain word in the place of each name, or of a part with "&" in it."""
    names += tuple(part for name in names for part in re.findall(r"\w+ & \w+", name))
    for name in sorted(filter(None, names), key=len, reverse=True):
        sentence = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "Name", sentence)
    return sentence


def _found(text: str) -> Callable[[str], Iterator[str]]:
    compiled = pattern(text)
    return lambda sentence: (match[0] for match in compiled.finditer(sentence))


_PLAIN_TOO = word_set("temps rec perf info dev devs ops docs uni prob biweekly exp admins")
"""Short forms that a letter may have."""
_SHORT = (SHORTHAND.keys() - _PLAIN_TOO - {"w", "u"}) | word_set(
    "req reqs thurs tues weds sept tba tbc tbd co ref lol btw fwiw imo ugh idk"
)
_MAYBE_SHORT = pattern(r"(?<![\w/])[A-Za-z]+(?:/[A-Za-z]*)?(?![\w/'])")
_SIGNS = r"\b\d+'s\b|(?<!\w)[&+](?!\w)|->|=>|→|(?:^|\s)[~@*#|<>=^_]+|--|\?\?|!!|!\?|\.\.\.|…|[\[\]{}<>\\]|\s[–-]\s*$|,\s*,|\s,|,\.|\(\s*\)|[\U0001F000-\U0001FAFF☀-➿]"
_LEFT = r"\$\{|\{\w+\}|\b(?:TODO|TBD|FIXME)\b|XXX+|\[[^\]\n]{0,40}\]"
_QUOTES = r"[\"“”„«»]"
_MANNERED = (
    "this may matter most", "just checking in", "i wanted to reach out", "per my last email",
    "great fit", "do not hesitate", "my notes", "in my own words",
)  # fmt: skip


def _shortened(sentence: str) -> Iterator[str]:
    """Short forms; what is all in capitals is an acronym."""
    words = _MAYBE_SHORT.findall(sentence)
    yield from (word for word in words if word.lower() in _SHORT and not word.isupper())


def _private(sentence: str) -> Iterator[str]:
    yield private.private_word(sentence)


def _third(sentence: str) -> Iterator[str]:
    """She or he, with nobody before them in the sentence: the reader is "you"."""
    yield has_stranger(sentence)


def _misspelt(sentence: str) -> Iterator[str]:
    yield from (word for word in re.findall(r"\w+", sentence) if word.lower() in TYPOS)


def _unspelled(sentence: str) -> Iterator[str]:
    yield from misses_apostrophe(sentence)


def _mannered(sentence: str) -> Iterator[str]:
    yield from (phrase for phrase in _MANNERED if phrase in sentence.lower())


def _verbless(sentence: str) -> Iterator[str]:
    words = words_of(sentence)
    has_verb = any(
        is_finite(w) or w.low in AUXILIARIES or w.may_be("VB", "VBD", "VBZ") or "'" in w.low
        for w in words
    )
    if len(words) > 1 and not has_verb:
        yield sentence


def _small(sentence: str) -> Iterator[str]:
    if re.match(r"[a-z]", sentence):
        yield sentence.partition(" ")[0]


Look = tuple[str, Callable[[str], Iterator[str]]]


def _private_german(sentence: str) -> Iterator[str]:
    from followup.notes import german_phrases  # 10 ms, and only for a note in German

    yield german_phrases.private_word(sentence)


def _in_english(sentence: str) -> Iterator[str]:
    """A sentence of a German note with three small words of English."""
    if len(_ENGLISH_WORDS.intersection(re.findall(r"\w+", sentence.lower()))) > 2:
        yield sentence


_ENGLISH_WORDS = word_set("the of and to with for from my your you we i have that are this would")

_SIGN_LOOKS: tuple[Look, ...] = (
    ("a placeholder that nobody filled in", _found(_LEFT)),
    ("a sign that belongs into no letter", _found(_SIGNS)),
    ("a quotation", _found(_QUOTES)),
)
"""What is wrong in every language."""

_ENGLISH_LOOKS: tuple[Look, ...] = (
    ("a placeholder that nobody filled in", _found(_LEFT)),
    ("shorthand", _shortened),
    ("a sign that belongs into no letter", _found(_SIGNS)),
    ("a misspelt word", _misspelt),
    ("a word without its apostrophe", _unspelled),
    ("a quotation", _found(_QUOTES)),
    ("somebody who is not named; the reader is “you”", _third),
    (PRIVATE, _private),
    ("a phrase that readers are tired of", _mannered),
    ("no sentence, since it has no verb", _verbless),
    ("a sentence without its capital", _small),
)

_LOOKS = {
    "en": _ENGLISH_LOOKS,
    "de": (
        *_SIGN_LOOKS,
        (PRIVATE, _private_german),
        ("English, in a note in German", _in_english),
    ),
}
"""By the code of the language, in the order in which faults are named."""
