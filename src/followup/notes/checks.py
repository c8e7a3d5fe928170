"""The look over a note before it goes out. Pure: what else is stored is passed in.

`findings` are sentences about a whole note, for the user to look at. `faults` are words that no
note may go out with, looked for sentence by sentence, whether the program wrote it, the user
edited it, or a writer of theirs did; they know words and signs, no sense. The wrong name in a note has cost people jobs (EVIDENCE: avidcareerist,
2013), and interviewers compare notes (smithhanley, 2024).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from followup.domain.frozen import Frozen
from followup.domain.model import Note, Occasion
from followup.domain.text import fold, pattern, unaccented, word_set
from followup.notes.english import private
from followup.notes.english.grammar import AUXILIARIES, is_finite, words_of
from followup.notes.english.person import has_stranger
from followup.notes.english.spelling import SHORTHAND, TYPOS, misses_apostrophe
from followup.notes.jottings import sentences
from followup.notes.languages import language
from followup.notes.template import MEASURES

ALIKE = 0.8
"""From which likeness on two notes to one company read as one."""

_AVOIDED = ("just checking in", "i wanted to reach out", "per my last email")
_LEFT_BY_HAND = pattern(r"\b(?:TODO|TBD|FIXME)\b|XXX+|\[[^\]\n]{0,40}\]|…\s*…|\?\?\?")
_SHORTEST = 3  # letters of a name that is looked for; shorter ones stand in other words


class Other(Frozen):
    """Another note to the same company: whose it is, and its words."""

    name: str
    body: str


class Around(Frozen):
    """What else is stored: names of other companies and of their people, notes to this company.

    `own` are the names that belong to this application: its company and everybody met there.
    """

    strangers: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    notes: tuple[Other, ...] = ()


def findings(note: Note, occasion: Occasion, around: Around) -> tuple[str, ...]:
    """What should be looked at before the note goes out, beyond what the drafter remarked."""
    text = f"{note.subject}\n{note.body}"
    return (
        *_greeting(note, occasion),
        *_wrong_names(text, around),
        *_loose_promise(note),
        *_over(occasion),
        *_bare_names(text, (*around.own, occasion.you.name)),
        *_alike(note, around.notes),
    )


def _greeting(note: Note, occasion: Occasion) -> Iterator[str]:
    """The salutation names somebody else, or there is no subject."""
    if not note.subject.strip():
        yield "It has no subject; say what it is about."
    person = occasion.contact
    first = fold(note.body.strip().partition("\n")[0])
    ours = fold(language(note.language).salutation(occasion))
    if person is not None and first != ours and fold(person.salutation or "-") not in first:
        names = [word.strip(".,()\"'“”‘’") for word in fold(person.name).split()]
        if not any(re.search(rf"\b{re.escape(name)}\b", first) for name in names if name):
            yield f"It greets somebody else than {person.name}; check the name."


_PROMISES = pattern(
    r"\bI (?:will|shall) (?:send|share|get back|be in touch|call|write|follow up)\b[^.!?\n]*",
)
_DATED = pattern(
    r"\d|day\b|week|month|tomorrow|tonight|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b",
    re.IGNORECASE,
)


def _loose_promise(note: Note) -> Iterator[str]:
    for sentence in sentences(middle(note.body)):
        promised = "".join(_PROMISES.findall(sentence)[:1])
        offered = sentence.lstrip().startswith("If ")  # nothing is promised but on their wish
        if promised and not offered and not _DATED.search(sentence):
            yield f'It says "{promised.strip()}" without a day; name one with --promise.'


def _over(occasion: Occasion) -> Iterator[str]:
    if occasion.kind == "thank_you" and occasion.outcome:
        yield f"The outcome is {occasion.outcome} by now; check that its last lines still fit."


def about_text(text: str) -> Iterator[str]:
    """Words to avoid, and what was left by hand to be filled in."""
    for phrase in _AVOIDED:
        if phrase in text.lower():
            yield f'It says "{phrase}"; say what it is about instead.'
    for left in dict.fromkeys(_LEFT_BY_HAND.findall(text)):
        yield f'"{left}" still stands in it; fill it in or take it out.'


def about_length(kind: str, words: int) -> Iterator[str]:
    """Whether a note of this kind, a key of MEASURES, is too short or too long."""
    fewest, most = MEASURES[kind].fewest, MEASURES[kind].most
    if not fewest <= words <= most:
        much = "short" if words < fewest else "long"
        yield f"The note is {much}: {words} words, where {fewest} to {most} are good."


def names_like(text: str) -> list[str]:
    """Every run of up to five words that begins with a capital or a digit: what may be a name."""
    found: dict[str, None] = {}
    for sentence in re.split(r"[\n!?;:]+|\.\s", text):
        words = [word.strip(",.()\"“”‘’'") for word in sentence.split()]
        for start, word in enumerate(words):
            if word[:1].isupper() or word[:1].isdigit():
                found.update(dict.fromkeys(_runs(words[start : start + 5])))
    return list(found)


def _runs(words: list[str]) -> Iterator[str]:
    return (" ".join(words[:length]) for length in range(1, len(words) + 1))


def count_words(text: str) -> int:
    """How many words a text has; a lone dash is none."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def middle(body: str) -> str:
    """What stands between the salutation and the closing of a note."""
    paragraphs = body.strip().split("\n\n")
    return "\n\n".join(paragraphs[1:-1] if len(paragraphs) > 2 else paragraphs)


def _wrong_names(text: str, around: Around) -> Iterator[str]:
    own = {fold(name) for name in around.own}
    for name in around.strangers:
        stranger = not any(fold(name) in mine for mine in own)
        if stranger and len(name) >= _SHORTEST and _stands_in(name, text):
            yield f"It names {name}; that name belongs to another application, so check it."


def _bare_names(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Names that are stored with accents and stand there without."""
    for name in dict.fromkeys(names):
        for word in name.split():
            bare = unaccented(word)
            if bare != word and _stands_in(bare, text):
                yield f"It writes {bare}, where {word} is the name; write it with its accents."


def _alike(note: Note, others: tuple[Other, ...]) -> Iterator[str]:
    if not others:
        return
    from difflib import SequenceMatcher  # 5 ms

    for other in others:
        likeness = SequenceMatcher(None, _words(note.body), _words(other.body)).ratio()
        if likeness >= ALIKE:
            yield (
                f"It reads like the note to {other.name} ({likeness:.0%} the same), and "
                "interviewers compare; say what only this person said."
            )


def _words(body: str) -> list[str]:
    return middle(body).split()


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


PRIVATE = "something private"
STRANGER = "somebody who is not named; the reader is “you”"


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
    parts = (each for part in text.splitlines() for each in sentences(part.strip()))
    spoken = language.partition("-")[0]
    return tuple(fault for each in parts for fault in _faults_of(each, known.names, spoken))


@lru_cache(maxsize=1_000)  # a note is looked over while it is made, and whole at the end
def _faults_of(sentence: str, names: tuple[str, ...], language: str) -> tuple[Fault, ...]:
    plain = _without(sentence, names)
    return tuple(
        Fault(words.strip(), what, sentence)
        for what, look in _LOOKS.get(language, ())
        for words in look(plain)
        if words.strip()
    )


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
_MAYBE_SHORT = pattern(r"(?<![\w/])(?![Cc]o-)[A-Za-z]+(?:/[A-Za-z]*)?(?![\w/'])")
_SIGNS = r"\b\d+'s\b|\b\d+[a-z]+\+|(?<!\w)[&+](?!\w)|->|=>|→|(?:^|\s)[~@*#|<>=^_]+|--|\?\?|!!|!\?|\.\.\.|…|[\[\]{}<>\\]|\s[–-]\s*$|,\s*,|\s,|,\.|\(\s*\)|[\U0001F000-\U0001FAFF☀-➿]"
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


_HELPED = pattern(r"\b(?:have|has|had|having)\b|['’](?:ve|s|d)\b", re.IGNORECASE)


def _unhelped(sentence: str) -> Iterator[str]:
    """A been without its have: the wolves been hitting."""
    words = sentence.split()
    for at, word in enumerate(words):
        if word == "been" and not _HELPED.search(" ".join(words[max(0, at - 4) : at])):
            yield word


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
    ("a verb without its “have”", _unhelped),
    ("a word without its apostrophe", _unspelled),
    ("a quotation", _found(_QUOTES)),
    (STRANGER, _third),
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
