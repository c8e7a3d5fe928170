"""What form a fragment of a jotting has, where that is certain. Pure.

`read` looks at the first words and at what follows the first noun phrase, with the forms of a
published lexicon. It answers only what it is sure of: a fragment that could be two things, that
has a word nobody knows, or that leaves words out ("pump truck late twice") has no form.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from followup.domain.frozen import Frozen
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon


class Form(Enum):
    """The forms that a fragment can have, each with an example."""

    NOUN = "a shadow shift on 4 West"
    BARE = "night staffing ratios"
    PERSON = "someone who can run a ward"
    MINE = "I ran a ward"
    THEIRS = "she calls me on Monday"
    OTHERS = "students design their own experiments"
    PAST = "ran a ward"
    BASE = "speak Mandarin"
    THIRD = "owns the stack"
    MODAL = "can lift fifty pounds"
    GERUND = "running a ward"
    INFINITIVE = "to run a ward"
    ADJECTIVE = "calm under pressure"
    CLAUSE = "how they onboard"
    QUESTION = "is three years enough"
    LACK = "no forklift licence"
    ONLY = "only taught high school"
    NEVER = "never led a team"
    NOT = "not licensed in Oregon yet"
    YEARS = "four years of Go"


class Word(Frozen):
    """A word as it stands, in lower case without a stop, and its possible tags."""

    text: str
    low: str
    tags: frozenset[str]

    def may_be(self, *tags: str) -> bool:
        """Whether the word can have one of these tags."""
        return not self.tags.isdisjoint(tags)


class Reading(Frozen):
    """A fragment with its form; `head` is its main noun or verb, `plural` says its number."""

    form: Form
    text: str
    head: str = ""
    plural: bool = False


POSSESSIVES = word_set("my your our their his her its")
DETERMINERS = POSSESSIVES | word_set(
    "a an the this these those some any every each all both several many few more most another"
)
NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half dozen"
)
PEOPLE = word_set("someone somebody anyone anybody people person persons everyone everybody")
SUBJECTS = word_set("i we you they he she it")
OBJECTS = word_set("me us them him it you myself ourselves")
PREPOSITIONS = word_set(
    "of in on at for with without from to by about as into over under through during between across "
    "against after before since until per within among around along behind beyond like near off "
    "onto out past toward towards up down upon via including despite than inside outside"
)
CONJUNCTIONS = word_set("and or but")
_PARTICLES = word_set("up down off out")
SUBORDINATES = word_set(
    "because while when once if although though so that unless whenever whether"
)
RELATIVES = word_set("who whom which that whose where when why how what whether")
AUXILIARIES = word_set(
    "am is are was were be been have has had do does did will would can could should must may might "
    "ought isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't "
    "can't couldn't shouldn't cannot"
)
ADVERBS = word_set(
    "nearer also always already just now still never often ever even once twice not only then"
)
_MEASURES = word_set(
    "week weeks month months year years hour hours minute minutes day days percent end part half lot "
    "bit line words sort kind thing things"
)
"""Nouns that say how much or when, not what."""
_TIMES = word_set("week month year day night morning afternoon spring summer autumn fall winter")

_STRONG_THIRDS = word_set(
    "opens closes needs wants takes runs goes means starts ends moves comes makes keeps gives gets "
    "has does says thinks knows seems looks feels blames hates loves likes lets puts sets begins "
    "becomes brings grows uses expects hopes plans sits handles calls rings leaves meets works "
    "reports pays owns leads brings"
)
"""Third persons that are nouns, too, but hardly ever inside a noun phrase."""

_SURELY_NOUNS = word_set(
    "spares complaints sales operations systems services accounts benefits records news goods works"
)
_PARTICIPLE_ADJECTIVES = word_set(
    "certified licensed licenced trained qualified experienced skilled registered insured interested "
    "committed organized organised motivated educated accredited chartered used prepared vaccinated "
    "admitted enrolled excited willing based"
)
PERSONAL_ADJECTIVES = _PARTICIPLE_ADJECTIVES | word_set(
    """able adaptable accurate available bilingual trilingual calm careful cheerful collaborative
    comfortable competent confident conscientious curious decisive diligent direct disciplined
    diplomatic dependable eager easy empathetic familiar fast firm flexible fluent friendly good
    great handy happy hands-on honest keen kind meticulous methodical modest neat new open
    organized patient persistent polite practical precise proactive proficient punctual quick ready
    reliable resilient resourceful responsible sensible sharp skillful sociable steady strict
    strong tactful tactical tactile tenacious tidy thorough tolerant trustworthy unflappable versatile
    warm weak willing rusty slow nervous shy afraid junior young overqualified underqualified"""
)
FUNCTION_WORDS = (
    DETERMINERS | NUMBERS | PEOPLE | SUBJECTS | OBJECTS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATES
    | RELATIVES | AUXILIARIES | ADVERBS
    | word_set("no not yes there here other others such too very lot else nobody nothing something "
           "anything everything none himself herself themselves itself yourself ago yet let's am pm "
           "much less least enough per vs etc kg km mg ml mph o'clock his hers theirs mine yours ours both either "
           "neither nor off onto amid same next last percent well so maths ok")
)  # fmt: skip

_TOKEN = pattern(r"\S+")
_FINITE_SHORT = pattern(r"\w+(?:'s|'re|'ve|'ll|'d|'m|n't)$")


def words_of(text: str) -> list[Word]:
    """The words of a fragment."""
    words = [_word(found[0], found.start() > 0) for found in _TOKEN.finditer(text)]
    for at, (word, following) in enumerate(pairwise(words)):
        moves = word.low in _MOVES and (following.low in _BY_HOW_MUCH or following.may_be("CD"))
        often = word.may_be("VBZ") and following.low in _PARTICLES and at + 2 < len(words)
        if at and (moves or (often and words[at + 2].low in ("every", "each", "when", "if"))):
            words[at] = Word(text=word.text, low=word.low, tags=frozenset(["VBZ"]))
    return words


_MOVES = word_set(
    "saves drops rises falls climbs lasts costs doubles halves takes jumps dips loses gains burns"
)
_MOVED = word_set("dropped rose fell climbed doubled halved jumped dipped saved gained lost went")
_MULTIPLIED = word_set("doubled tripled trebled halved quadrupled")
_BY_HOW_MUCH = word_set("about by over under nearly almost around half from")
"""Behind a word that may be a noun, what makes it a verb: drops about a third, saves 2 minutes."""


def _word(text: str, inside: bool) -> Word:
    low = text.strip(".,!?;:").lower()
    low = "May" if inside and text.startswith("May") and low == "may" else low  # not the verb
    name = frozenset(["NNP"] if inside and text[:1].isupper() and low not in FUNCTION_WORDS else [])
    tags = _tags(low) | _tags_of_shape(text, low) | name
    return Word(text, low, tags or (frozenset() if low in FUNCTION_WORDS else lexicon.guessed(low)))


def _tags(low: str) -> frozenset[str]:
    return lexicon.tags(low) if low not in FUNCTION_WORDS else frozenset()


def _tags_of_shape(text: str, low: str) -> frozenset[str]:
    """What a capital, a digit or a hyphen says of a word."""
    if re.fullmatch(r"\d[\w.,:%-]*-[a-z]+", low):
        return frozenset(["JJ"])
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", low):
        return frozenset(["JJ", "NN"])
    if re.fullmatch(r"[$£€]?\d[\d.,:]*(?:k|m|%|s|am|pm)?", low) or low in NUMBERS:
        return frozenset(["CD"])
    if "-" in low and all(part in NUMBERS for part in low.split("-")):
        return frozenset(["CD"])
    capital = text[:1].isupper() and not lexicon.tags(low) and low not in FUNCTION_WORDS
    if capital or re.search(r"\d|[A-Z].*[A-Z]", text):
        return frozenset(["NNP"])
    if "-" in low and not lexicon.tags(low):
        return _tags_of_compound(low.split("-"))
    return frozenset()


def _tags_of_compound(parts: list[str]) -> frozenset[str]:
    """Tags of a word with hyphens, by its last part: step-down, second-chaired, wage-and-hour."""
    last = lexicon.tags(parts[-1])
    plain = FUNCTION_WORDS | lexicon.PREFIXES
    if not all(part in plain or part.isdigit() or lexicon.knows(part) for part in parts):
        return frozenset()
    verbs = {"VBD", "VBN", "VBG", "VBZ"} & last
    return frozenset(verbs | {"JJ", "NN"} if not verbs else verbs | {"JJ"}) | ({"NNS"} & last)


def unknown(text: str) -> str:
    """The first word in small letters that nobody knows: a typo, shorthand, slang. Empty for none.

    One word of a trade is let pass, or two of many: long ones that no slip of a finger makes of a
    known one.
    """
    found = list(_unknown(text))
    strange = next((word for word in found if not lexicon.is_trade_word(word.lower())), "")
    are_few = len(found) < 2 or (len(found) == 2 and len(text.split()) > _PLAINLY)
    return strange or ("" if are_few else found[0])


_PLAINLY = 9
"""Words of a text in which two of a trade are few."""


def rare(text: str) -> str:
    """The word of a trade in `text` that nobody knows; empty for none."""
    return next(filter(lexicon.is_trade_word, map(str.lower, _unknown(text))), "")


def _unknown(text: str) -> Iterator[str]:
    for word in words_of(text):
        stem = re.sub(r"(?:'s|'re|'ve|'ll|'d|'m|n't|s'|')$", "", word.low)
        known = (
            lexicon.knows(stem)
            or {word.low, stem} & FUNCTION_WORDS
            or word.low.removesuffix("s") in CALENDAR
            or _tags_of_shape(word.text, word.low)
        )
        if not known and word.text[:1].islower() and word.text.islower():
            yield word.text.strip(".,!?;:")


def _is_noun(word: Word) -> bool:
    if word.low in ("people", "person", "persons"):
        return True
    return word.may_be("NN", "NNS", "NNP") and word.low not in FUNCTION_WORDS


def _is_modifier(word: Word) -> bool:
    owner = word.low.endswith(("'s", "s'")) and word.low.partition("'")[0] not in SUBJECTS
    return _is_noun(word) or word.may_be("JJ", "VBN", "VBG", "CD") or owner


def is_finite(word: Word) -> bool:
    """Whether a word is surely a finite verb: was, ran, opens."""
    if word.low in AUXILIARIES or word.low in _STRONG_THIRDS:
        return True
    only_past = word.may_be("VBD") and not word.may_be("VBN", "NN", "JJ", "VB")
    return only_past or (word.may_be("VBZ") and not word.may_be("NNS"))


class _Phrase(Frozen):
    """A noun phrase's core: where it ends, its head, and whether that is plural."""

    end: int
    head: Word

    @property
    def plural(self) -> bool:
        return self.head.may_be("NNS") and not self.head.may_be("NN")


def _core(words: list[Word], start: int) -> _Phrase | None:
    """The noun phrase that begins at `start`, up to its head; None where there is none."""
    at = start
    if [word.low for word in words[at : at + 2]] == ["more", "than"] and words[at + 2 : at + 3]:
        at += 2 if words[at + 2].may_be("CD") else 0
    while at < len(words) and (_is_opening(words[at]) or words[at].may_be("CD")):
        if at > start and words[at - 1].may_be("CD") and words[at].low in ("a", "an", "the"):
            return None
        at += 1
    end = at
    while end < len(words) and _goes_on(words, at, end):
        end += 1
    while end > at and not _is_head(words, at, end - 1):
        end -= 1
    if at < end < len(words) and _is_numbered(words[end - 1], words[end]):
        more = end + 1
        while more < len(words) and _goes_on(words, more, more) and words[more].may_be("NN", "NNS"):
            more += 1  # a class 3 licence
        return _Phrase(more, words[end - 1 if more == end + 1 else more - 1])
    if end == at:
        numbered = at > start and words[at - 1].may_be("CD")
        return _Phrase(at, words[at - 1]) if numbered else None
    return _Phrase(end, words[end - 1])


def _is_head(words: list[Word], start: int, at: int) -> bool:
    """Whether the word at `at` can be the head: a noun, or what one does with one (job hopping)."""
    if at > start and words[at].low in _PREDICATES:
        return False
    return _is_noun(words[at]) or (
        at > start
        and words[at].may_be("VBG")
        and _is_noun(words[at - 1])
        and not _is_object(words[at + 1 :])
    )


_PREDICATES = word_set(
    "full late open short low high free clear busy empty tight dead long wide deep slow fine good bad thin cold hot"
)
"""What is said of a noun that stands before it, where words were left out: lorry park full."""


def _is_numbered(noun: Word, number: Word) -> bool:
    """Whether a number belongs to the noun before it: Year 12, dock 4, November 16."""
    return number.may_be("CD") and (not noun.text.islower() or noun.low in _NUMBERED)


_NUMBERED = word_set(
    "number route stall year dock grade level class page step stage phase band tier building route room ward floor "
    "section chapter week day part unit form line zone site bay gate track plant period chamber "
    "theatre hall studio platform table cell pump kiln reactor boiler"
)
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may May june "
    "july august september october november december"
)


def _is_opening(word: Word) -> bool:
    return word.low in DETERMINERS | {"no", "other", "same", "next", "last", "own", "first", "past"}


def _goes_on(words: list[Word], start: int, at: int) -> bool:
    """Whether the word at `at` still belongs to the noun phrase whose first word is at `start`."""
    word = words[at]
    if word.low in PREPOSITIONS | CONJUNCTIONS | SUBJECTS | DETERMINERS | RELATIVES:
        return False
    if _is_round(words, at) or (word.low == "being" and at > start):
        return False
    plain = (at == start > 0 and word.may_be("NNS")) or _is_occasion(words, at)
    if is_finite(word) and not plain:
        return False  # right after an article, "plans" is a noun
    if at > start and (word.may_be("CD") or (word.low in CALENDAR and word.may_be("NNP"))):
        return False
    if at == start:
        return _is_modifier(word) or (
            word.may_be("RB") and at + 1 < len(words) and words[at + 1].may_be("JJ", "VBN")
        )
    before = words[at - 1]
    if (
        before.may_be("NNS")
        and not before.may_be("NN", "JJ", "NNP")
        and before.low not in _SURELY_NOUNS
    ):
        return False  # a plural is followed by no noun of the same phrase
    if (
        word.may_be("VBD", "VBN")
        and not word.may_be("NN", "JJ")
        and _is_noun(before)
        and not before.may_be("JJ")
    ):
        return False  # "the team doubled": a verb or a participle, which is looked at apart
    return _is_modifier(word)


def _is_occasion(words: list[Word], at: int) -> bool:
    """Whether a word that may be a verb is an occasion: the phone calls, site visits in March.

    What stands before it neither calls nor visits anybody; nothing follows, or a preposition.
    """
    before, after = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
    return (
        words[at].low in _OCCASIONS
        and any(word.low in _KINDS_OF_OCCASION for word in before)
        and all(word.low in PREPOSITIONS | {"and", "to"} for word in after)
    )


_OCCASIONS = word_set("calls visits rounds walks talks checks drives tours")
_KINDS_OF_OCCASION = word_set(
    "phone video zoom conference sales night day home site field farm school store shop plant factory "
    "ward floor house stock safety test trial evening morning weekend emergency discovery cold weekly "
    "monthly daily"
)


def _is_round(words: list[Word], at: int) -> bool:
    """Whether a "round" is a preposition: a walk round the factory."""
    return (
        words[at].low == "round"
        and words[at + 1 : at + 2] != []
        and words[at + 1].low in ("the", "a", "my")
    )


class _Tail(Enum):
    PHRASE = 1
    CLAUSE = 2
    UNSURE = 3


def _tail(words: list[Word], at: int) -> _Tail:
    """What a noun phrase that ends before `at` goes on to be."""
    while at < len(words):
        word = words[at]
        first = word.low.partition("'")[0]  # he's, they'll
        if word.low == "once" and at + 1 < len(words) and words[at + 1].may_be("VBD"):
            return _Tail.CLAUSE  # a customer once returned 3,000 robes
        if first in RELATIVES | SUBJECTS | SUBORDINATES or word.low == "to":
            return _Tail.PHRASE
        if is_finite(word) or (_FINITE_SHORT.match(word.low) and not word.low.endswith("'s")):
            return _Tail.CLAUSE
        if word.low in PREPOSITIONS | CONJUNCTIONS or _is_round(words, at):
            if word.low == "out" and at + 1 < len(words) and words[at + 1].low == "of":
                at += 1
                continue
            if word.low in _PARTICLES and not (
                at + 1 < len(words) and words[at + 1].low in DETERMINERS | {"to"}
            ):
                return _Tail.UNSURE
            phrase = _core(words, at + 1)
            if phrase is None:
                return _after_preposition(words, at + 1)
            at = phrase.end
        elif (
            word.low in ("next", "last", "this")
            and at == len(words) - 2
            and words[-1].low in CALENDAR | _TIMES
        ):
            return _Tail.PHRASE
        elif word.may_be("NNS") and at + 1 < len(words) and _is_plain_verb(words[at + 1]):
            return _Tail.PHRASE  # the reasons applicants give
        elif word.low in DETERMINERS:
            phrase = _core(words, at)
            if phrase and word.low == "the" and _ends_in_deed(words, phrase.end):
                return _Tail.PHRASE  # the garden the toddlers planted
            if phrase is None or phrase.head.low not in _TIMES | CALENDAR:
                return _Tail.UNSURE
            at = phrase.end
        elif word.low in ("lapsed", "expired") and (
            at + 1 == len(words) or words[at + 1].low in ("in", "last")
        ):
            return _Tail.CLAUSE
        elif (
            word.may_be("VBD")
            and at + 1 < len(words)
            and words[at + 1].low in DETERMINERS | OBJECTS
        ):
            return _Tail.CLAUSE  # what a participle describes has no object of its own
        elif word.low in _MOVED and at + 1 < len(words) and words[at + 1].may_be("CD"):
            return _Tail.CLAUSE
        elif word.low in _MULTIPLIED and at + 1 < len(words) and _is_noun(words[at + 1]):
            return _Tail.CLAUSE  # my quiz night doubled sales
        elif word.low in ("alone", "solo", "single-handed") or (
            word.low in ("away", "back", "ahead")
            and at + 1 < len(words)
            and words[at + 1].low in PREPOSITIONS
        ):
            at += 1
        elif word.may_be("VBG") and (word.low == "being" or not _is_noun(word)):
            return _Tail.PHRASE if at + 1 < len(words) else _Tail.UNSURE
        elif word.may_be("RB") and at + 1 < len(words) and is_finite(words[at + 1]):
            return _Tail.CLAUSE
        elif word.low in ("named", "called") or (
            word.may_be("VBN") and at + 1 < len(words) and words[at + 1].low == "by"
        ):
            return _Tail.PHRASE if at + 1 < len(words) else _Tail.UNSURE
        elif at == len(words) - 1 and _is_when(words[at - 1], word):
            return _Tail.PHRASE
        elif at == len(words) - 2 and word.low in CALENDAR and words[-1].low[:1].isdigit():
            return _Tail.PHRASE  # the tour December 3
        else:
            return _Tail.UNSURE
    return _Tail.PHRASE


def _is_plain_verb(word: Word) -> bool:
    """Whether a word behind a plural can only be its verb: give, ask."""
    plain = word.may_be("VB") and not word.may_be("NN", "NNS", "JJ", "VBN")
    return plain or word.low in (
        "give",
        "make",
        "use",
        "need",
        "see",
        "say",
        "find",
        "face",
        "like",
    )


def _ends_in_deed(words: list[Word], at: int) -> bool:
    """Whether all that is left is a verb in the past, perhaps with when or where it was done."""
    if at >= len(words) or not words[at].may_be("VBD") or words[at].may_be("JJ"):
        return False
    return at + 1 == len(words) or (
        words[at + 1].low in ("last", "in", "at", "on") and at + 2 < len(words)
    )


def _is_when(before: Word, word: Word) -> bool:
    """Whether a last word says when: Monday, tomorrow; a month only after its day."""
    day = word.low.endswith("day") or word.low in ("ago", "tomorrow")
    return day or (word.low in CALENDAR and before.may_be("CD"))


def _after_preposition(words: list[Word], at: int) -> _Tail:
    """After a preposition without a noun phrase: about running, to them, of which."""
    if at >= len(words):
        return (
            _Tail.PHRASE
            if at > 2 and words[at - 1].low in ("with", "for", "on", "to", "at", "in")
            else _Tail.UNSURE
        )
    word = words[at]
    told = word.low in OBJECTS | RELATIVES | PEOPLE | PREPOSITIONS | {
        "how",
        "each",
        "there",
    } or word.may_be("VBG")
    return _Tail.PHRASE if told else _Tail.UNSURE


def opens_object(word: Word) -> bool:
    """Whether an object begins with the word: an article, a number, a pronoun, a name."""
    known = word.low in DETERMINERS | OBJECTS | PEOPLE | {"no", "up", "out", "what", "how"}
    return known or word.may_be("CD") or word.low.endswith("'s")


def _is_object(words: list[Word]) -> bool:
    """Whether `words`, which follow a verb, are its object, or begin with one."""
    if not words:
        return False
    if opens_object(words[0]) or counts_about(words):
        return True
    phrase = _core(words, 0)
    if phrase is None:
        return False
    whole = (
        phrase.plural
        or phrase.head.may_be("NNS", "NNP")
        or lexicon.is_mass(phrase.head.low)
        or (phrase.head.may_be("VBG") and phrase.head.low not in lexicon.COUNTED)
    )
    return whole and _tail(words, phrase.end) is _Tail.PHRASE


def counts_about(words: list[Word]) -> bool:
    """Whether `words` are about so many things or people: like 15 teenagers; not: about 3 years."""
    if len(words) < 3 or words[0].low not in _ABOUT or not words[1].may_be("CD"):
        return False
    phrase = _core(words, 1)
    return phrase is not None and phrase.plural and phrase.head.low not in _MEASURES


_ABOUT = word_set("about around like nearly almost over roughly maybe")


ANY = frozenset(Form)


def read(text: str, forms: frozenset[Form] = ANY) -> Reading | None:
    """The form of a mended fragment, one of `forms`, where it is certain; None where it is not."""
    words = words_of(text)
    if not words:
        return None
    for reader in _READERS:
        reading = reader(text, words)
        if reading is not None and reading.form in forms:
            return reading
        if reading is not None and reading.form in _WHOLE:
            return None
    return None


_WHOLE = frozenset([Form.MINE, Form.THEIRS, Form.QUESTION, Form.CLAUSE, Form.PERSON, Form.LACK])
"""Forms that leave no doubt: what has one of them has no other."""


def with_articles(text: str, after: frozenset[str] = word_set("of for from with")) -> str:
    """A text with the articles that were left out after such prepositions: copy of the licence."""
    words = words_of(text)
    told: list[str] = []
    for at, word in enumerate(words):
        told.append(word.text)
        follows = word.low in after and at + 1 < len(words)
        phrase = _core(words, at + 1) if follows else None
        opened = phrase and (_is_opening(words[at + 1]) or words[at + 1].may_be("CD"))
        numbered = phrase and words[phrase.end - 1].low.isdigit()
        if phrase and not (opened or numbered) and _wants_article(phrase):
            told.append("my" if phrase.head.low in _MINE else "the")
    return " ".join(told)


def lacks_article(text: str) -> bool:
    """Whether a noun after "with", "for" or "from", or behind the first verb, lacks its article."""
    words = words_of(text)
    starts = {2, *(at + 1 for at, word in enumerate(words) if word.low in ("with", "for", "from"))}
    return any(_lacks_article(words, at) for at in starts if at < len(words))


def lacks_article_after(text: str, after: tuple[str, ...] = ("with", "for", "from")) -> bool:
    """Whether a noun after such a preposition lacks its article, also where a number opens it."""
    words = words_of(text)
    starts = (at + 1 for at, word in enumerate(words) if word.low in after)
    return any(
        _lacks_article(words, at) or _counts_one(words, at) for at in starts if at < len(words)
    )


def counts_one(text: str) -> bool:
    """Whether the object of a verb is counted, but in the singular: ran 12 cover restaurant."""
    words = words_of(text)
    return len(words) > 2 and _counts_one(words, 1)


def _counts_one(words: list[Word], at: int) -> bool:
    """Whether a number other than one opens a phrase in the singular: 12m gal tank."""
    phrase = (
        _core(words, at) if words[at].may_be("CD") and words[at].low not in ("one", "1") else None
    )
    return bool(
        phrase
        and phrase.head.tags
        and phrase.head.tags <= {"NN", "VB", "JJ"}
        and not lexicon.is_mass(phrase.head.low)
        and not phrase.head.may_be("CD")
    )


def _lacks_article(words: list[Word], at: int) -> bool:
    """Whether a phrase that begins at `at` is one countable thing without an article."""
    phrase = _core(words, at)
    opened = _is_opening(words[at]) or words[at].may_be("CD")
    return phrase is not None and not opened and _wants_article(phrase)


_MINE = word_set("boss employer degree licence license")
_IDIOMS = word_set(
    "sale lunch dinner coffee breakfast example age call site time paper shift duty board foot track "
    "demand budget hold target home work school university night ease risk scale care confidence pride "
    "site pressure hand right proof distinction merit honours honors"
)
"""Nouns that go without an article after such a preposition."""


def _wants_article(phrase: "_Phrase") -> bool:
    head = phrase.head
    counted = head.may_be("NN") and not head.may_be("NNS", "NNP") and not lexicon.is_mass(head.low)
    return counted and head.low not in _IDIOMS


def is_whole_phrase(text: str) -> bool:
    """Whether a text is one noun phrase, with what belongs to it, and nothing else."""
    words = words_of(text)
    phrase = _core(words, 0)
    return phrase is not None and _tail(words, phrase.end) is _Tail.PHRASE


def _mine(text: str, words: list[Word]) -> Reading | None:
    """I, we, she, he, they with a verb; "you" and "it" are not certain to mean what they seem."""
    subject, _, short = words[0].low.partition("'")
    if subject not in ("i", "we", "she", "he", "they") and not text.startswith(_YOU_WILL):
        return None
    verb = next((word for word in words[1:] if not _is_adverb(word)), None)
    plain = verb and (is_finite(verb) or verb.low == "like" or verb.may_be("VB", "VBD", "VBZ"))
    if not short and not plain:
        return None
    if short and verb is None:
        return None
    form = Form.MINE if subject in ("i", "we") else Form.THEIRS
    return Reading(form, text, verb.low if verb else "")


_YOU_WILL = ("you will ", "You will ", "you'll ", "You'll ")
"""What somebody begins with who says to the reader what comes."""


def _is_adverb(word: Word) -> bool:
    return word.low in ADVERBS or (word.may_be("RB") and not word.may_be("VB", "VBD", "NN"))


def _led_in(text: str, words: list[Word]) -> Reading | None:
    """A clause with "I" after a phrase of time or place: in three years I closed 31 cases."""
    if words[0].low not in PREPOSITIONS - {"to"} and words[0].low not in ("last", "this"):
        return None
    for at, word in enumerate(words[1:8], start=1):
        if word.text.rstrip(",") in ("I", "I've", "I'd", "I'm"):
            if _mine(text, words[at:]) and not (RELATIVES | SUBORDINATES) & {
                w.low for w in words[:at]
            }:
                return Reading(Form.MINE, text)
            return None
        if is_finite(word):
            return None
    return None


def _question(text: str, words: list[Word]) -> Reading | None:
    first, second = words[0].low, words[1].low if len(words) > 1 else ""
    whole = first in ("is", "are", "was", "were", "will", "can", "could", "would", "does")
    asked = first in AUXILIARIES - {"been", "be"} and second in SUBJECTS - {"me"}
    asked = asked or (whole and second in DETERMINERS | NUMBERS)
    asked = asked or (
        first in ("is", "are", "do", "does", "will", "can")
        and bool(second)
        and words[1].may_be("CD")
    )
    asked = asked or (first in RELATIVES and second in AUXILIARIES)
    return Reading(Form.QUESTION, text) if asked else None


def _wh(text: str, words: list[Word]) -> Reading | None:
    asks = ("how", "why", "what", "whether", "where", "if", "which")
    if words[0].low not in asks or len(words) < 3:
        return None
    infinitive = words[1].low == "to" and words[2].may_be("VB")
    finite = any(
        is_finite(w) or w.may_be("VBD", "VBZ") or _FINITE_SHORT.match(w.low) for w in words[1:]
    )
    plain = _begins_clause(words)
    return Reading(Form.CLAUSE, text, words[0].low) if infinitive or finite or plain else None


def _begins_clause(words: list[Word]) -> bool:
    """Whether a subject follows the first word, and its verb: how the teachers use art."""
    if words[1].low in SUBJECTS or (words[1].text[:1].isupper() and words[1].low.endswith("s")):
        return words[2].may_be("VB")
    phrase = _core(words, 1)
    if phrase is None or not phrase.plural or phrase.end > len(words) - 2:
        return False
    return words[phrase.end].may_be("VB")


def _that(text: str, words: list[Word]) -> Reading | None:
    """A clause after "that", or with its own subject after it; read without "that"."""
    if words[0].low != "that" or len(words) < 3:
        return None
    told = text.partition(" ")[2]
    inner = _mine(told, words[1:]) or _determined(told, words[1:])
    return inner if inner and inner.form in (Form.MINE, Form.THEIRS, Form.OTHERS) else None


def _person(text: str, words: list[Word]) -> Reading | None:
    """Someone who, someone to, someone calm, people who last, somebody the team can ask."""
    if words[0].may_be("JJ") and len(words) > 2 and words[1].low == "people":
        words = words[1:]
    if words[0].low == "a" and len(words) > 3 and words[1].low == "person":
        words = words[1:]  # a person the team can ask
    elif words[0].low not in PEOPLE - {"everyone", "person", "persons"} or len(words) < 2:
        return None
    word, plural = words[1], words[0].low == "people"
    follows = word.low in _AFTER_PERSON
    described = word.low in PERSONAL_ADJECTIVES or word.may_be("VBG")
    led = word.low in DETERMINERS | SUBJECTS or (word.may_be("NNS") and words[2:3] != [])
    relative = led and any(map(is_finite, words[2:]))
    told = follows or described or relative
    told = told and (len(words) > 2 or word.low in PERSONAL_ADJECTIVES)
    return Reading(Form.PERSON, text, words[0].low, plural) if told else None


_AFTER_PERSON = word_set("who who'll who's who'd whose that to with from for in else like")


def _lack(text: str, words: list[Word]) -> Reading | None:
    if words[0].low != "no" or len(words) < 2:
        return None
    words = words[:-1] if words[-1].low == "yet" and len(words) > 2 else words
    phrase = _core(words, 0)
    if phrase is None or _tail(words, phrase.end) is not _Tail.PHRASE:
        return None
    return Reading(Form.LACK, text, phrase.head.low, phrase.plural)


def _limited(text: str, words: list[Word]) -> Reading | None:
    """Only taught high school, only three years in device, never led a team, not licensed yet."""
    first = words[0].low
    if first not in ("only", "never", "not") or len(words) < 2:
        return None
    word = words[1]
    if first == "not" and word.low in ("a", "an") and _is_whole(words[1:]):
        return Reading(Form.NOT, text, word.low)
    if first == "not":
        told = word.low in PERSONAL_ADJECTIVES or (
            word.may_be("VBN", "VBG") and not word.may_be("NN")
        )
        return (
            Reading(Form.NOT, text, word.low)
            if told and "but" not in {w.low for w in words}
            else None
        )
    if (
        first in ("never", "not")
        and word.low == "having"
        and len(words) > 3
        and words[2].may_be("VBN")
    ):
        return Reading(Form.NEVER, text, "having")
    rest = words[2:]
    taken = (
        not rest
        or _is_object(rest)
        or rest[0].low in PREPOSITIONS
        or (first == "only" and _is_whole(rest))
    )
    if first == "never" and word.low == "did" and taken:
        return Reading(Form.NEVER, text.replace("did", "done", 1), "done")
    if first == "never" and word.may_be("VBD") and not word.may_be("VBN") and taken:
        done = lexicon.forms(lexicon.base_of(word.low, "VBD"))[1]
        return Reading(Form.NEVER, text.replace(word.text, done, 1), done)
    if word.may_be("VBN") and taken:
        return Reading(Form.ONLY if first == "only" else Form.NEVER, text, word.low)
    if first == "only" and word.may_be("CD"):
        phrase = _core(words, 1)
        if phrase and phrase.head.low in _SPANS and _tail(words, phrase.end) is _Tail.PHRASE:
            return Reading(Form.ONLY, text)
    return None


_SPANS = word_set(
    "year years month months weeks winter winters summer summers season seasons term terms"
)


def _is_whole(words: list[Word]) -> bool:
    """Whether `words` are one noun phrase and nothing else."""
    phrase = _core(words, 0)
    return phrase is not None and phrase.end == len(words)


def _years(text: str, words: list[Word]) -> Reading | None:
    """Four years of Go, more than six years in retail; what follows the years says how."""
    low = [word.low for word in words]
    start = {"over": 1, "about": 1, "nearly": 1, "almost": 1, "more": 2}.get(low[0], 0)
    if start == 2 and low[1:2] != ["than"]:
        return None
    words, low = words[start:], low[start:]
    if (
        len(words) < 2
        or not words[0].may_be("CD")
        or low[1].rstrip("'")
        not in ("year", "years", "months", "decades", "seasons", "terms", "winters", "summers")
    ):
        return None
    rest = words[2:]
    if rest and rest[0].may_be("VBG") and rest[0].low in _DOING:
        return Reading(Form.YEARS, text, "doing") if _is_object(rest[1:]) else None
    if rest and rest[0].low in SHIFTS and _is_place(rest[1:]):
        return Reading(Form.YEARS, text, "named")
    if not rest or low[2] in ("of", "in", "at", "with", "as", "on", "for", "behind"):
        told = not rest or _after_years(rest[1:])
        return Reading(Form.YEARS, text, low[2] if rest else "") if told else None
    if rest[0].may_be("VBG") and not _is_noun(rest[0]):
        told = _is_object(rest[1:]) or [word.low for word in rest[1:2]] in _BESIDE_DEEDS
        return Reading(Form.YEARS, text, "doing") if told else None
    phrase = _core(rest, 0)
    if phrase and phrase.end == len(rest) and phrase.head.low in ("experience", "work"):
        return Reading(Form.YEARS, text, "noun")
    named = any(word.may_be("NNP") for word in rest)
    known = (
        phrase
        and phrase.end == len(rest)
        and (
            named or phrase.plural or lexicon.is_mass(phrase.head.low) or phrase.head.may_be("VBG")
        )
    )
    listed = all(word.may_be("NNP") or word.low in ("and", "or") for word in rest)
    return Reading(Form.YEARS, text, "named") if known or listed else None


_BESIDE_DEEDS = (["with"], ["at"], ["in"], ["for"])
SHIFTS = word_set("nights days evenings weekends")


def _is_place(words: list[Word]) -> bool:
    """Whether `words` say where one worked, or nothing."""
    return not words or (words[0].low in ("at", "in", "on") and _after_years(words[1:]))


_DOING = word_set(
    "teaching coaching running managing leading selling building driving cooking nursing caring"
)


def _years_behind(_text: str, words: list[Word]) -> Reading | None:
    """What one did and for how long, in that order: head chef 3 years at The Mill."""
    phrase = _core(words, 0)
    if phrase is None or _is_opening(words[0]) or phrase.plural or phrase.end + 1 >= len(words):
        return None
    count, unit, rest = words[phrase.end], words[phrase.end + 1], words[phrase.end + 2 :]
    counted = count.may_be("CD") and unit.low in ("year", "years")
    told = not rest or (rest[0].low in ("at", "for", "with", "in") and _after_years(rest[1:]))
    if (
        "." in count.low
        or not counted
        or not told
        or not phrase.head.may_be("NN")
        or (words[0].may_be("VB") and not words[0].may_be("NN", "JJ"))
    ):
        return None
    before = " ".join(word.text for word in words[: phrase.end])
    after = " ".join(word.text for word in rest)
    return Reading(
        Form.YEARS, f"{count.text} {unit.text} {before} {after}".strip(), phrase.head.low
    )


def _after_years(words: list[Word]) -> bool:
    phrase = _core(words, 0)
    if phrase is None:
        return bool(words) and words[0].may_be("VBG")
    return _tail(words, phrase.end) is _Tail.PHRASE


def _determined(text: str, words: list[Word]) -> Reading | None:
    """A noun phrase with its own article, possessive or number; or a clause that it begins."""
    first = words[0]
    owned = first.low.endswith("'s") and first.may_be("NNP")
    if first.low not in DETERMINERS and not first.may_be("CD") and not owned:
        return None
    some = first.may_be("CD") or first.low in ("most", "some", "many", "half", "all")
    some = some and len(words) > 3 and words[1].low == "of"
    phrase = _core(words, 2 if some else 0)  # eleven of my students
    if phrase is None:
        if first.low == "my" and (
            words[-1].may_be("VBG") or any(w.may_be("VBG") for w in words[1:4])
        ):
            return Reading(Form.NOUN, text, "")
        return None
    if phrase.head.may_be("CD") or (_is_measure(words, phrase) and first.low not in POSSESSIVES):
        return None
    tail = _tail(words, phrase.end) if not _may_act(words, phrase) else _Tail.UNSURE
    if tail is _Tail.UNSURE and first.low == "my" and words[1].low in ("not", "never"):
        return Reading(Form.NOUN, text, "")
    after = words[phrase.end : phrase.end + 2]
    if phrase.plural and len(after) > 1 and after[0].may_be("VB") and after[1].low == "me":
        return Reading(Form.OTHERS, text, phrase.head.low, plural=True)
    if len(after) > 1 and after[0].low in _SET and after[1].low in PREPOSITIONS - {"to", "like"}:
        tail = _tail(words, phrase.end + 1)
    if tail is _Tail.PHRASE and not _leans_on(words):
        return Reading(Form.NOUN, text, phrase.head.low, phrase.plural)
    told = tail is _Tail.CLAUSE and phrase.head.low not in _POINTING and len(words) > phrase.end + 1
    told = told and not _may_be_things(words, phrase)
    return Reading(Form.OTHERS, text, phrase.head.low, phrase.plural) if told else None


_SET = word_set("planned scheduled based needed built proposed due")
"""What a thing is, behind its noun: the classes planned for September."""

_POINTING = word_set("first second third last latter former other others one both same two")
"""Words that mean something which stands before, and may have stayed out."""


_AFTER_ACTION = word_set(
    "between over through after since when at under against into up down before off out in on from with by"
)


_HAPPENINGS = word_set(
    "leaks repairs delays claims returns orders changes costs faults cracks drops spikes cuts upgrades transfers audits files bids scans "
    "receipts forms records plans papers notes lights parts labels bags counts rates loads figures"
)
"""What there is or happens at a place, rather than what something does there: oil leaks on line 4."""


def _may_act(words: list[Word], phrase: _Phrase) -> bool:
    """Whether the last word of a phrase could be its verb: the lift sticks between two floors."""
    if phrase.end < 2 or phrase.end >= len(words) or not phrase.head.may_be("VBZ"):
        return False
    if phrase.head.low in _HAPPENINGS and words[0].low not in DETERMINERS:
        return False
    if _is_occasion(words, phrase.end - 1):
        return False
    return words[phrase.end - 2].may_be("NN") and words[phrase.end].low in _AFTER_ACTION


def _is_measure(words: list[Word], phrase: _Phrase) -> bool:
    """Whether a phrase says how much or when: the week of the 30th; not: a trial day."""
    made = phrase.end > 1 and _is_noun(words[phrase.end - 2])
    return phrase.head.low in _PREDICATES or (phrase.head.low in _MEASURES and not made)


def _leans_on(words: list[Word]) -> bool:
    """Whether the fragment ends in a word that wants another one: a conjunction, an article."""
    return words[-1].low in CONJUNCTIONS | DETERMINERS - {
        "few",
        "both",
        "all",
        "many",
        "more",
        "each",
        "that",
        "this",
    } | SUBORDINATES - {"once", "though"}


def _past(text: str, words: list[Word]) -> Reading | None:
    at = 0
    while at < len(words) - 1 and _is_adverb(words[at]):
        at += 1
    verb, rest = words[at], words[at + 1 :]
    if rest and (told := _with_left_out(text, at, verb, rest)):
        return Reading(Form.PAST, told, verb.low)
    if rest and verb.low in ("had", "was", "did"):
        return Reading(Form.PAST, text, verb.low) if opens_object(rest[0]) else None
    if not verb.may_be("VBD") or not rest:
        return None
    if verb.low in PERSONAL_ADJECTIVES and (len(rest) < 2 or not _is_object(rest)):
        return None
    if verb.low in ("got", "took", "brought") and _lacks_article(rest, 0):
        return None
    plain = not counts_about(rest) and (
        rest[0].low in PREPOSITIONS
        or _is_adverb(rest[0])
        or rest[0].low in ("to", "and", "how", "that")
    )
    if plain and verb.may_be("JJ", "NN") and not (rest[0].low == "up" and _is_object(rest[1:])):
        return None
    if verb.low in _KINDS and not opens_object(rest[0]):
        return None  # mixed models, fixed assets
    by = {"by", "from", "to"} & {word.low for word in rest[1:]}
    changed = verb.low in _CHANGED and bool(by) and not _lacks_article(rest, 0)
    if plain or changed or _is_object(rest) or _coordinated(rest):
        return Reading(Form.PAST, text, verb.low)
    return _with_article(text, at, verb, rest)


_KINDS = word_set(
    "mixed fixed applied advanced complicated distributed embedded connected assisted combined automated integrated"
)
"""Past verbs that more often say what kind a thing is."""


def _with_left_out(text: str, at: int, verb: Word, rest: list[Word]) -> str:
    """A deed with the article that its object lacks; empty where it lacks none, or that is not certain.

    The figure of what changed: cut the error rate by half; a part of a place: ran the cold section;
    what is done once: completed a first-aid course; a sum: managed a £2m budget.
    """
    phrase = _core(rest, 0)
    if phrase is None or phrase.end > _LONG_OBJECT or not _is_single(phrase.head):
        return ""
    money = rest[0].may_be("CD") and rest[0].text[0] in "$£€"
    if (_is_opening(rest[0]) or rest[0].may_be("CD")) and not money:
        return ""
    first, low = rest[0].text, [word.low for word in rest[phrase.end :]]
    figures = "to" in low and "from" in low and any(map(str.isdigit, text))
    if money:
        missing = article(first)
    elif figures or (verb.low in _CHANGED_BY and "by" in low):
        missing = "the" if verb.low in _CHANGED else ""
    elif verb.low in _STAFFED and phrase.head.low in _PARTS_OF_PLACES:
        missing = "the"
    elif verb.low in _DONE_ONCE and phrase.head.low in _DONE_ONCE[verb.low]:
        missing = article(first)
    else:
        missing = ""
    if not missing or _tail(rest, phrase.end) is not _Tail.PHRASE:
        return ""
    told = text.split(" ")
    return " ".join([*told[: at + 1], missing, *told[at + 1 :]])


_LONG_OBJECT = 4
"""Words of an object that is read with an article that it lacks."""


def _is_single(head: Word) -> bool:
    """Whether a head is one countable thing, in small letters."""
    return (
        head.may_be("NN")
        and not head.may_be("NNS", "NNP", "CD")
        and head.text.islower()
        and not lexicon.is_mass(head.low)
        and head.low != "time"
    )


_CHANGED = word_set(
    "cut reduced increased improved raised boosted doubled tripled halved lowered grew shortened "
    "brought got took dropped trimmed slashed lifted expanded moved"
)
"""What one does to a figure: cut deploy time by half."""
_CHANGED_BY = _CHANGED - word_set("got took brought moved expanded lifted")
_STAFFED = word_set(
    "ran managed covered staffed worked supervised headed led kept wrote planned did built"
)
_PARTS_OF_PLACES = word_set(
    "section pass desk bar floor counter till grill larder switchboard reception checkout stall box-office line rota roster"
)
"""Of which a place has one."""
_COURSES = word_set(
    "course workshop module bootcamp apprenticeship diploma placement internship certificate class "
    "programme program traineeship audit"
)
_PRIZES = word_set("award prize medal bursary scholarship contract tender bid grant competition")
_DONE_ONCE = {
    **dict.fromkeys(("completed", "did", "finished", "attended", "took", "passed"), _COURSES),
    **dict.fromkeys(("won", "earned", "received"), _PRIZES),
}
"""What one does once, which has "a"."""


def _with_article(text: str, at: int, verb: Word, rest: list[Word]) -> Reading | None:
    """A past verb whose object lacks its article: led a team of 12; what one made, built a pipeline."""
    phrase = _core(rest, 0)
    counted = phrase and phrase.end + 1 < len(rest) and rest[phrase.end].low == "of"
    made = phrase and _is_of_many(verb, rest[0], phrase) and _is_made(rest, phrase)
    if (
        not phrase
        or not (counted or made)
        or phrase.plural
        or not phrase.head.may_be("NN")
        or lexicon.is_mass(phrase.head.low)
    ):
        return None
    if _tail(rest, phrase.end) is not _Tail.PHRASE and not _is_used(rest[phrase.end :]):
        return None
    if not made and not rest[phrase.end + 1].may_be("CD", "NNS"):
        return None
    told = text.split(" ")
    told.insert(at + 1, article(told[at + 1]))
    return Reading(Form.PAST, " ".join(told), verb.low)


_MADE = word_set(
    "built wrote designed created launched developed founded drafted started introduced set invented "
    "rebuilt redesigned organised organized made"
)
"""What one did to something that was not there before, which has "a"."""


_COMPOUND = pattern(r"\d+-[a-z]+")


def _is_of_many(verb: Word, first: Word, phrase: _Phrase) -> bool:
    """Whether a deed was done to one thing of many, which has "a"."""
    if verb.low in _MADE:
        return phrase.end > 1
    return verb.low in _LED and (phrase.head.low in _RUN or bool(_COMPOUND.fullmatch(first.low)))


_LED = word_set("led ran managed headed opened supervised coordinated delivered oversaw owned")
_RUN = word_set("""team crew shift site unit kitchen ward clinic shop store branch warehouse depot bakery salon studio
    garage workshop project programme program campaign migration move launch rollout pilot study trial
    survey club choir charity franchise restaurant pub bar hotel cafe course department region helpdesk
    redesign rebrand refurbishment relocation room""")
"""What one led, of which there are many: an EKS move, a night shift."""


def _is_made(rest: list[Word], phrase: _Phrase) -> bool:
    """Whether the object is one plain thing, in small letters, and nothing but a place follows."""
    after = rest[phrase.end].low if phrase.end < len(rest) else "for"
    plain = phrase.head.tags and (
        phrase.head.low in lexicon.COUNTED or not phrase.head.may_be("NNP", "VBG")
    )
    return (
        bool(plain)
        and rest[0].low not in _PARTICLES
        and (
            after in ("for", "at", "in", "with", "that", "which", "alone")
            or _is_used(rest[phrase.end :])
        )
    )


def _is_used(words: list[Word]) -> bool:
    """Whether it is told where a thing is in use: used at 4 sites."""
    return (
        len(words) > 2
        and words[0].low in ("used", "shared", "adopted")
        and words[1].low in ("at", "by", "in", "across")
    )


def article(noun: str) -> str:
    """The article that goes before `noun`: a ward, an audit, an X-ray, a European site."""
    noun = noun.partition(" ")[0].lstrip("$£€")
    low = noun.lower()
    if re.match(r"(?:uni|use|usu|eu|one|ubi)", low) and not low.startswith(("unin", "unim")):
        return "a"
    spelled = noun.isupper() and len(noun) < 5 and not re.search(r"[AEIOU]", noun[1:])
    spelled = spelled or bool(_UNSAYABLE.match(noun))
    if spelled or noun in _SPELLED or (noun[:1].isupper() and noun[1:2] == "-"):
        return "an" if noun[0] in "AEFHILMNORSX" else "a"
    return "an" if re.match(r"[aeiou]|hour|honest|honou?r|8|11\b|18\b", low) else "a"


_UNSAYABLE = pattern(r"(?:[HMNRX][BCDFGHJ-NP-TV-XZ]|F[BCDFGHJKMNPQSTVWXZ]|S[BDFGJQRSVXZ])[A-Z]*$")
"""Acronyms that begin as no word does: FCRA, HVAC."""
_SPELLED = word_set("MA MS MSc MEd MBA NVQ SOP MOT SLA NDA RFP RFQ FAQ SME MRI NHS HSE")
"""Acronyms that are said letter by letter, or begin like it, though a vowel is in them."""


def _coordinated(words: list[Word]) -> bool:
    """Whether a second past verb follows with its object: and argued 14 motions."""
    return (
        len(words) > 2
        and words[0].low == "and"
        and words[1].may_be("VBD")
        and _is_object(words[2:])
    )


def _base(text: str, words: list[Word]) -> Reading | None:
    at = 0
    while at < len(words) - 1 and words[at].low in (
        "also",
        "already",
        "still",
        "always",
        "regularly",
    ):
        at += 1
    verb, rest = words[at], words[at + 1 :]
    if (
        not rest
        or verb.low in FUNCTION_WORDS - {"do", "have"}
        or not (verb.may_be("VB") or verb.low in ("do", "have"))
    ):
        return None
    if verb.may_be("NN", "JJ", "VBD"):
        many = _core(rest, 0) if rest[0].may_be("CD") else None
        counted = many is not None and many.head.may_be("NNS")
        told = rest[0].low in DETERMINERS | OBJECTS | PEOPLE or counted
        told = told or bool(re.search(r" as a hobby$", text))
        told = told or (rest[0].low in ("new", "junior", "young", "other") and _is_object(rest))
        told = told or (
            rest[0].may_be("NNP") and verb.low in ("shadow", "meet", "join", "visit", "see")
        )
    else:
        told = _is_object(rest) or rest[0].low in PREPOSITIONS | {"to"} or _is_adverb(rest[0])
    return Reading(Form.BASE, text, verb.low) if told else None


def _third(text: str, words: list[Word]) -> Reading | None:
    verb, rest = words[0], words[1:]
    if not rest or not verb.may_be("VBZ"):
        return None
    if verb.low in _STRONG_THIRDS and rest[0].low in PREPOSITIONS:
        return Reading(Form.THIRD, text, verb.low)
    told = opens_object(rest[0]) and (not verb.may_be("NNS") or not rest[0].may_be("CD"))
    told = told or (not verb.may_be("NNS") and _is_object(rest))
    return Reading(Form.THIRD, text, verb.low) if told else None


def _modal(text: str, words: list[Word]) -> Reading | None:
    if len(words) < 3:
        return None
    able = words[0].low in ("can", "could", "cannot", "can't", "don't") and (
        words[1].may_be("VB") or words[1].low in ("do", "have")
    )
    done = (
        words[0].low in ("haven't", "have") and words[1].may_be("VBN") and words[1].text.islower()
    )
    return Reading(Form.MODAL, text, words[1].low) if able or done else None


def _infinitive(text: str, words: list[Word]) -> Reading | None:
    told = (
        words[0].low == "to"
        and len(words) > 2
        and (words[1].may_be("VB") or words[1].low in ("be", "have", "do"))
    )
    return Reading(Form.INFINITIVE, text, words[1].low) if told else None


def _gerund(text: str, words: list[Word]) -> Reading | None:
    """A gerund with its object; a name before it may do it: Biscuit letting me draw blood."""
    led = (
        len(words) > 3
        and words[1].may_be("VBG")
        and words[2].low in OBJECTS
        and words[0].text[:1].isupper()
    )
    at = 1 if led else 0
    verb, rest = words[at], words[at + 1 :]
    if not rest or not verb.may_be("VBG"):
        return None
    counted = rest[0].may_be("CD") and rest[0].low != "half"
    opened = rest[0].low in DETERMINERS | OBJECTS or counted or rest[0].low.endswith("'s")
    told = opened or (
        (verb.tags <= {"VBG"} or "-" in verb.low)
        and (_is_object(rest) or rest[0].low in PREPOSITIONS)
    )
    led = rest[0].low in (
        "away",
        "rid",
        "together",
        "over",
        "around",
        "forward",
        "ahead",
        "through",
    )
    told = told or (verb.may_be("VBG") and rest[0].low in ("to", "from", "into"))
    told = told or rest[0].low in ("back", "up", "out", "off", "down")
    told = told or (led and len(rest) > 1 and rest[1].low in PREPOSITIONS | DETERMINERS)
    return Reading(Form.GERUND, text, verb.low) if told else None


GERUND_NOUNS = word_set(
    "training marketing accounting billing engineering nursing teaching planning shipping onboarding "
    "hiring pricing reporting scheduling staffing banking catering cleaning coaching coding cooking "
    "counselling counseling driving editing farming fishing funding gardening housing lending lighting "
    "logging meeting mentoring milking mining modelling modeling monitoring packaging parking picking "
    "plumbing printing programming purchasing recruiting safeguarding screening selling shadowing "
    "sourcing spending testing timing tooling trading tutoring upskilling welding writing wiring "
    "rebranding budgeting bookkeeping dispatching invoicing processing networking wedding building evening "
    "ceiling clothing bedding dining heating zoning rating landing opening hearing listing grading roofing "
    "typing spinning weaving knitting rigging drilling grinding casting tuning baking brewing roasting tempering vetting pairing mixing briefing housekeeping flooring tiling painting sewing swimming racing grooming breeding feeding casting mapping"
)


_BEFORE_ADJECTIVE = word_set("very really quite too also fully already currently now still always")


_CERTIFIED = word_set("certified licensed accredited qualified registered")
"""What one is after the name of what says so: HubSpot certified."""


def _adjective(text: str, words: list[Word]) -> Reading | None:
    if len(words) > 1 and words[1].low in _CERTIFIED and not words[0].text.islower():
        dated = len(words) == 4 and words[2].low in ("since", "in") and words[3].may_be("CD")
        return Reading(Form.ADJECTIVE, text, "certified") if len(words) == 2 or dated else None
    at = 1 if words[0].low in _BEFORE_ADJECTIVE and len(words) > 1 else 0
    word, rest = words[at], words[at + 1 :]
    if word.low not in PERSONAL_ADJECTIVES:
        return None
    if not rest:
        return (
            Reading(Form.ADJECTIVE, text, word.low)
            if not word.may_be("NN") or word.may_be("JJ")
            else None
        )
    if rest[0].low in ("and", "but") and len(rest) > 1 and rest[1].low in PERSONAL_ADJECTIVES:
        rest = rest[2:]
    if word.low in _DOING_WELL and len(rest) > 1 and rest[0].tags == {"VBG"}:
        told = _is_object(rest[1:]) or rest[1].low in PREPOSITIONS
        return Reading(Form.ADJECTIVE, text, word.low) if told else None
    if rest and rest[0].low == "to" and len(rest) > 1 and rest[1].may_be("VB"):
        return Reading(Form.ADJECTIVE, text, word.low)
    told = not rest or rest[0].low in PREPOSITIONS | {"to", "when", "while", "enough"}
    if rest and word.may_be("VBD") and counts_about(rest):
        return None  # trained about 30 nurses
    if not told or (rest and rest[0].low in PREPOSITIONS and not _holds(rest)):
        return None
    return Reading(Form.ADJECTIVE, text, word.low)


_DOING_WELL = word_set("happy comfortable confident used good")
"""What one is in doing something: happy presenting to councillors."""


def _holds(words: list[Word]) -> bool:
    """Whether a preposition has its noun phrase and nothing is left out behind."""
    phrase = _core(words, 1)
    if phrase is None:
        return _after_preposition(words, 1) is _Tail.PHRASE
    return _tail(words, phrase.end) is _Tail.PHRASE


def _may_be_things(words: list[Word], phrase: "_Phrase") -> bool:
    """Whether what looks like the verb may be a plural noun: the night calls with Osaka, installs
    picking up.
    """
    verb, *behind = words[phrase.end : phrase.end + 2]
    if behind and behind[0].may_be("VBG") and not behind[0].may_be("NN"):
        return verb.low not in _WITH_DOING and verb.low not in AUXILIARIES
    noun = verb.may_be("NNS") and verb.low not in _HARDLY_NOUNS
    return noun and bool(behind) and behind[0].low in PREPOSITIONS


_WITH_DOING = word_set(
    "keeps kept starts started stops stopped goes went loves loved likes liked hates hated enjoys enjoyed means meant needs needed involves involved begins began came comes"
)
"""Verbs that another one in -ing follows: battery installs picking up has none."""


_HARDLY_NOUNS = word_set(
    "ends expires meets goes begins becomes sits pays takes gives gets brings comes knows rings leaves opens closes"
)
"""Third persons that hardly name anything."""


def _bare(text: str, words: list[Word]) -> Reading | None:
    """A noun phrase without an article, all of whose words are sure to belong to it."""
    if all(w.text[:1].isupper() or w.low in ("and", "or", "similar") for w in words) and (
        len(words) > 1
    ):
        return Reading(Form.BARE, text, words[-1].text)
    if words[0].low in DETERMINERS or (
        words[0].may_be("VBG")
        and words[0].low not in GERUND_NOUNS
        and len(words) > 1
        and not _is_compound(words)
    ):
        return None
    if len(words) == 1 and words[0].may_be("VBG"):
        return Reading(Form.BARE, text, words[0].low)
    phrase = _core(words, 0)
    if phrase is None or _names_a_place(words[: phrase.end]):
        return None
    tail = _tail(words, phrase.end)
    if (
        words[0].tags == {"NNS"}
        and len(words) > 2
        and words[1].may_be("VB")
        and _goes_with(words[1], words[2])
    ):
        return Reading(Form.OTHERS, text, words[0].low, plural=True)
    if tail is _Tail.CLAUSE:
        plain = not any(
            w.may_be("VB", "VBD") and not w.may_be("NN", "JJ") for w in words[: phrase.end]
        )
        told = plain and len(words) > phrase.end + 2 and not _may_be_things(words, phrase)
        return Reading(Form.OTHERS, text, phrase.head.low, phrase.plural) if told else None
    if (
        phrase.head.may_be("CD")
        or _is_measure(words, phrase)
        or (len(words) == 1 and words[0].may_be("JJ", "RB"))
    ):
        return None
    inside = words[: phrase.end]
    unsure = any(w.may_be("VBZ") and w.low not in _SURELY_NOUNS for w in inside[1:-1]) or any(
        w.may_be("VBD") and not w.may_be("JJ", "NN") for w in inside[1:]
    )
    if (
        tail is not _Tail.PHRASE
        or unsure
        or _leans_on(words)
        or (
            inside[0].low in PERSONAL_ADJECTIVES - {"new"}
            and (len(inside) < 2 or inside[-1].may_be("NNP"))
        )
    ):
        return None
    occasion = _is_occasion(words, phrase.end - 1)
    if inside[-1].may_be("VBZ") and inside[-1].low in _STRONG_THIRDS and not occasion:
        return None
    if inside[0].low in _SURELY_VERBS and len(words) > 1:
        return None
    if inside[0].low in ("visit", "late") and len(inside) > 1 and not phrase.plural:
        return None
    if _may_act(words, phrase):
        return None
    if inside[0].may_be("VB") and not inside[0].may_be("NN", "JJ", "NNP"):
        return None
    return Reading(Form.BARE, text, phrase.head.low, phrase.plural)


def _is_compound(words: list[Word]) -> bool:
    """Whether a phrase with a gerund before it reads the same as an object of it: breathing space cases."""
    phrase = _core(words, 1)
    whole = phrase is not None and phrase.plural and phrase.end == len(words)
    return whole and len(words) > 2 and words[0].may_be("NN") and words[1].may_be("NN")


def _names_a_place(words: list[Word]) -> bool:
    """Whether an unknown name ends a phrase of plain words, whose preposition is missing: site visit Kathu."""
    return any(
        (after.text.istitle() or _ROAD.fullmatch(after.text))
        and not lexicon.tags(after.low)
        and before.text.islower()
        and before.may_be("NN")
        for before, after in pairwise(words)
    )


_ROAD = pattern(r"[ABM]\d+")
"""A road by its number."""


_SURELY_VERBS = word_set(
    "cook meet hear bring see get make take send give put start finish learn say tell"
)
"""Words that may be nouns, but not at the beginning of a jotting."""


def _goes_with(verb: Word, following: Word) -> bool:
    """Whether a word after a plural is its verb: students design their …, customers ask for …"""
    return opens_object(following) or (
        not verb.may_be("NN", "JJ") and following.low in PREPOSITIONS
    )


_READERS = (
    _mine, _led_in, _that, _question, _wh, _infinitive, _person, _lack, _limited, _years, _years_behind, _determined, _modal,
    _past, _gerund, _adjective, _base, _third, _bare,
)  # fmt: skip
