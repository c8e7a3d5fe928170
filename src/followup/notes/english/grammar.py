"""What form a jotting has: a noun phrase, a verb phrase, a sentence, … Pure.

A guess from the first words and their endings. `form_of` takes tidied text (see `tidy`).
"""

import re
import unicodedata
from enum import Enum
from itertools import pairwise

from followup.notes.english import lexicon as w

_NOISE = re.compile(r"^[\s\-–—•*·,;:>]+|[\s,;:\-–—…]+$")
_STOP = re.compile(r"[\s.!…]+$")
_KEPT_INVISIBLE = "\u200c\u200d"
_ABBREVIATION = re.compile(
    r"\b(?:dr|mr|mrs|ms|mx|prof|st|inc|ltd|co|vs|etc|no|e\.g|i\.e)\.$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][)\"”’']?\s+(?=[^\W\d_a-z]|[A-Z“\"'(])")
_EDGE = ".,;:!?()\"“”'"


class Form(Enum):
    """The forms that a jotting can have, each with an example."""

    NOUN = "10 years of Python"
    SENTENCE = "I built the dashboard"
    THAT = "that they need a builder"
    QUESTION_CLAUSE = "how they onboard"
    QUESTION = "Is 3 years enough?"
    INFINITIVE = "to own the stack"
    GERUND = "running a ward"
    PROGRESSIVE = "currently learning dbt"
    PAST = "ran a ward"
    PERFECT = "been running a ward"
    BASE = "own the stack"
    THIRD = "owns the stack"
    MODAL = "can own the stack"
    NEVER = "never led a team"
    NEGATED = "don't know dbt"
    ADJECTIVE = "fluent in French"


def tidy(text: str) -> str:
    """`text` on one line, without control and bidi characters, with single spaces and stops."""
    kept = (_visible(character) for character in text)
    return re.sub(r"\.{2,}", "…", " ".join("".join(kept).split()))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    dropped = category in ("Cf", "Cs", "Cn") and character not in _KEPT_INVISIBLE
    return "" if dropped else character


def stripped(jotting: str) -> str:
    """The tidied jotting without bullets and without its full stop, in any language."""
    return _STOP.sub("", _NOISE.sub("", tidy(jotting)))


def trimmed(jotting: str) -> str:
    """The tidied jotting without bullets, without its full stop, and not all in capitals.

    Short forms are written out, days and months get their capital.
    """
    text = re.sub(r"\bi\b(?!\.\w)", "I", stripped(jotting))
    for short, whole in _WRITTEN_OUT:
        text = short.sub(whole, text)
    return _with_days(stripped(_calmed(text)))


_WRITTEN_OUT = (
    (re.compile(r"^[Ee]x (?=[A-Z])"), "ex-"),
    (re.compile(r"(?<!\S)w/o(?=\s)"), "without"),
    (re.compile(r"(?<!\S)w/(?=\s)"), "with"),
    (re.compile(r"(?<!\S)u(?=\s)"), "you"),
    (re.compile(r"(?<!\S)ur(?=\s)"), "your"),
    (re.compile(r"\bon call (?=(?:rota|rotation|duty|shift|schedule|week)s?\b)"), "on-call "),
    (
        re.compile(r"\b([Ss])elf (?=(?:taught|made|employed|motivated|driven|reliant|starter)\b)"),
        r"\1elf-",
    ),
)
_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|january|february|april|june|july|august|september|october|november|december"
    r"|(?<=\bon |\bby )(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
    r"|(?<=\b(?:last|next|this) )(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
    r"|(?<=\b(?:in|by|of) )(?:jan|feb|march|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"|(?<=\b(?:since|until|early) )(?:jan|feb|march|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"|(?:march|may)(?= \d)|(?<=\d )(?:march|may))\b"
)
"""Days and months without their capital; "may" and "march" only where they are surely months."""


def _with_days(text: str) -> str:
    return _DAYS.sub(lambda match: match[0].capitalize(), text)


def _calmed(text: str) -> str:
    """`text` in lower case if it shouts; acronyms stay."""
    letters = [character for character in text if character.isalpha()]
    if " " not in text or len(letters) < 9 or not text.isupper():
        return text

    def calm(match: re.Match[str]) -> str:
        word = match[0].lower()
        return match[0] if word in w.ACRONYMS or word == "i" else word

    return re.sub(r"[^\W\d_][\w&]*", calm, text)


def bare(word: str) -> str:
    """`word` in lower case, without the punctuation around it."""
    return word.strip(_EDGE).lower().replace("’", "'")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each with its own stop; an abbreviation ends none."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[start : match.end()].rstrip()):
            found.append(text[start : match.end()].rstrip())
            start = match.end()
    return [*found, text[start:]] if text[start:] else found


def form_of(text: str) -> Form:
    """The form of a trimmed jotting that has at least one word."""
    words = [bare(word) for word in text.split()]
    if text.startswith("IT "):
        words[0] = "computing"
    adverbs = _leading_adverbs(words)
    form = _form(text, words[adverbs:] or words)
    if form is Form.GERUND and {"currently", "now", "still"} & set(words[:adverbs]):
        return Form.PROGRESSIVE
    return form


def _leading_adverbs(words: list[str]) -> int:
    """How many adverbs `words` begin with."""
    for count, word in enumerate(words):
        if word not in _ADVERBS and (not word.endswith("ly") or word in _NO_ADVERBS):
            return count
    return 0


_ADVERBS = w.word_set("""
    already also just now then once still always often even
""")
_NO_ADVERBS = w.word_set("""
    only family daily weekly monthly quarterly yearly early friendly supply reply apply rely
    likely july italy assembly anomaly comply multiply fly
""")


def _form(text: str, words: list[str]) -> Form:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if text.endswith("?"):
        return Form.QUESTION
    if first == "that" and (second in _OPENS_CLAUSE or _begins_clause(" ".join(words[1:]))):
        return Form.THAT
    if first in w.QUESTION_WORDS or first == "if":
        return Form.QUESTION_CLAUSE
    if first == "to" and second and second not in w.DETERMINERS:
        return Form.INFINITIVE
    if _begins_clause(" ".join(words)):
        return Form.SENTENCE
    if first == "never" and second:
        return Form.NEVER
    if (first in w.NEGATED and first != "not") or (
        first in ("is", "has", "does") and second == "not"
    ):
        return Form.NEGATED
    if _PREDICATE.match(" ".join(words)):
        return Form.ADJECTIVE
    return _verb_form(words, first, second) or _nominal_form(words)


_PREDICATE = re.compile(
    r"(?:in charge|on (?:time|call|top)|up to date|at ease)"
    r"(?= (?:of|at|for|with|in|on|by|every|each|since|and)\b|$)"
    r"|used to (?:it|this|that|them|the|an?|my|\w+ing|long|night|shift|early|late|big|bigger|small)\b"
    r"|ex-[\w-]+(?:,? (?:and )?ex-[\w-]+)*$"
)
"""What a person is, without an adjective: "in charge of 3 sites", "used to it", "ex-Google"."""


_OPENS_CLAUSE = w.SUBJECTS | w.DETERMINERS
_CLAUSE = re.compile(
    rf"(?:{w.SHORT_SUBJECT}|(?:i|we|you|they|he|she|it|nobody|everyone|everybody)\s+(?!\w+ing\b)\S"
    r"|(?:my|our|the)\s+(?:[\w-]+\s+){1,3}and\s+i\s+\S"
    rf"|(?:this|that|there|one)\s+(?:{'|'.join(sorted(w.AUXILIARIES))})\b)"
)


def _begins_clause(text: str) -> bool:
    return bool(_CLAUSE.match(text))


def _verb_form(words: list[str], first: str, second: str) -> Form | None:
    """The form of a phrase that begins with its verb; None if it does not seem to."""
    if first in w.MODALS and second:
        return Form.MODAL
    if first == "been" or _is_participle(words, first, second):
        return Form.PERFECT
    if first == "am":
        return Form.ADJECTIVE
    if first in ("was", "were", "had"):
        return Form.PAST
    if _is_gerund(words, first, second):
        return Form.GERUND
    if _is_past(first, second):
        return Form.PAST
    if second and _is_base(first, second):
        return Form.BASE
    if first in w.BASE_OF_THIRD and (
        (first in _STRONG_THIRDS and (second or first != "has"))
        or opens_object(second)
        or (first, second) == ("needs", "to")
        or (w.BASE_OF_THIRD[first] in _LACKING and second in w.NEEDED)
    ):
        return Form.THIRD
    return None


_LACKING = frozenset(["have", "hold", "lack", "need"])


def _is_participle(words: list[str], first: str, second: str) -> bool:
    """Whether a form that only goes with "have" begins the phrase: done it before."""
    alone = first in w.BASE_OF_PARTICIPLE and first not in w.BASE_OF_PAST | w.BASE_OF_THIRD
    follows = opens_object(second) or (second and words[-1] == "before")
    return alone and first not in w.BASES | w.ADJECTIVES_TOO and bool(follows)


def _is_base(first: str, second: str) -> bool:
    """Whether a verb in its base form begins the phrase; an unknown one does before an article."""
    if first in w.BASES:
        verb_follows = second.endswith("ly") or second in (
            "well",
            "hard",
            "fast",
            "best",
            "closely",
            "along",
        )
        object_follows = (
            opens_object(second)
            or (first in w.TAKING_PLURALS and _plural(second))
            or (first in _LACKING and second in w.NEEDED)
        )
        return first not in w.NOUNS_TOO or object_follows or verb_follows
    articles = ("a", "an", "the", "my", "your", "their", "our")
    return (
        second in articles and not w.knows(first) and not first.endswith(("s", "ing", "ed", "ly"))
    )


def opens_object(word: str) -> bool:
    """Whether an object begins with `word`: an article and its like, a number, a pronoun."""
    pronouns = ("it", "them", "us", "me", "him", "you", "someone", "people", "everyone", "up")
    return word in w.DETERMINERS | w.QUANTIFIERS or word[:1].isdigit() or word in pronouns


def _is_gerund(words: list[str], first: str, second: str) -> bool:
    if second in _STRONG_THIRDS or (
        second in w.BASE_OF_THIRD and opens_object("".join(words[2:3]))
    ):
        return False
    known = first in w.BASE_OF_GERUND or first == "being"
    if not known and not (first.endswith("ing") and len(first) > 5 and opens_object(second)):
        return False
    follows = opens_object(second) or second in w.PREPOSITIONS or second.endswith("ly")
    return not second or follows or _plural(head(words[1:])) or first == "being"


def _plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in _SKILLS


_SKILLS = frozenset(
    ["skills", "basics", "analytics", "sales", "operations", "ops", "needs", "costs"]
)


def _is_past(first: str, second: str) -> bool:
    known = first in w.BASE_OF_PAST
    unknown = first.endswith("ed") and len(first) > 5 and first not in w.PERSONAL_ADJECTIVES
    if not second:
        return known and first not in w.ADJECTIVES_TOO | w.BASES | w.PERSONAL_ADJECTIVES
    if not (known or unknown):
        return False
    if first in w.ADJECTIVES_TOO:
        return opens_object(second) or _plural(second) or second in w.PREPOSITIONS - {"in", "with"}
    return True


def _nominal_form(words: list[str]) -> Form:
    if _is_adjective(words):
        return Form.ADJECTIVE
    return Form.SENTENCE if _has_finite_verb(words) else Form.NOUN


def _is_adjective(words: list[str]) -> bool:
    """Whether `words` say what a person is: no noun follows the adjective."""
    if words[0] == "too" and len(words) > 1 and words[1] not in ("much", "many", "little", "few"):
        return len(words) == 2 or words[2] in w.PREPOSITIONS | {"out", "away", "to"}
    rest = words[1:] if words[0] in ("too", "very", "really", "quite", "more") else words
    if not rest or rest[0] not in w.PERSONAL_ADJECTIVES | {"new"}:
        return False
    if len(rest) == 1:
        return rest[0] != "new"
    if rest[0] == "new" or rest[1] == "to":
        return rest[1] == "to"
    if rest[1] in ("and", "or", "but"):
        return len(rest) > 2 and rest[2] in w.PERSONAL_ADJECTIVES and len(rest) < 5
    return rest[1] in w.PREPOSITIONS | {"enough", "if", "when", "while"} or (
        rest[1] in w.PERSONAL_ADJECTIVES and len(rest) == 2
    )


_STRONG_THIRDS = w.word_set("""
    takes wants has goes gets makes keeps gives loves likes comes seems knows thinks says
    grows becomes brings lets feels sits handles
""")
_STRONG_PASTS = w.word_set("""
    grew took went came became began broke fell gave knew wrote drew drove flew saw chose
    spoke oversaw rewrote liked loved
""")


def _has_finite_verb(words: list[str]) -> bool:
    """Whether a verb with a subject before it comes ahead of any relative clause."""
    if words[0] in w.PREPOSITIONS:
        return not _PRONOUNS.isdisjoint(words[1:6])
    if words[0] in w.DETERMINERS and len(words) > 2 and _plural(words[1]) and words[2] in w.BASES:
        return True
    stops = w.RELATIVES | {"to", "how", "why"}
    for at, word in enumerate(words[1:], start=1):
        if word in stops:
            return False
        if at > 1 and words[0] in ("my", "our") and _is_plain_past(words[at:]):
            return True
        if word in _PRONOUNS:
            return _third_follows(words[at + 1 :])
        if word in w.AUXILIARIES - {"may"}:
            return True
        if _happened(words, at):
            return True
        if word in _STRONG_THIRDS | _STRONG_PASTS and words[at - 1] not in w.DETERMINERS:
            return True
        follower = words[at + 1] if at + 1 < len(words) else ""
        verb = word in w.BASE_OF_THIRD or word in w.BASE_OF_PAST
        if verb and words[at - 1] not in w.DETERMINERS and opens_object(follower):
            return True
    return False


def _happened(words: list[str], at: int) -> bool:
    """Whether the word at `at` says what became of the singular noun before it: the site closed."""
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else ""
    subject = not _plural(before) and before not in w.DETERMINERS and before.isalpha()
    follows = not after or after in w.PREPOSITIONS | w.RELATIVES | {"and", "but", "last", "early"}
    return words[at] in w.HAPPENING and subject and follows and not before.endswith("ly")


def _is_plain_past(words: list[str]) -> bool:
    """Whether a past form begins `words` that is no participle: my team | shipped in six weeks."""
    past = words[0] in w.BASE_OF_PAST and words[0] not in w.ADJECTIVES_TOO | {"used"}
    return past and words[1:2] != ["by"]


_PRONOUNS = frozenset(["i", "we", "you", "they", "he", "she"])


def _third_follows(words: list[str]) -> bool:
    """Whether a verb with its object comes after "the lab I set up"."""
    return any(
        word in w.BASE_OF_THIRD and opens_object(follower) for word, follower in pairwise(words)
    )


def head(words: list[str]) -> str:
    """The noun that a noun phrase is about: the last word before a preposition and its like."""
    breaks = w.PREPOSITIONS | w.RELATIVES | w.word_set("to that and or but next last this tomorrow")
    chunk: list[str] = []
    for word, follower in zip(words, [*words, ""][1:], strict=True):
        opens = word in w.BASE_OF_GERUND and (follower in w.PREPOSITIONS or opens_object(follower))
        opens = opens and chunk[-1:] not in (["new"], ["the"], ["a"])  # the new building in Leeds
        if chunk and (word in breaks or opens):
            break
        chunk.append(word)
    return chunk[-1] if chunk else ""
