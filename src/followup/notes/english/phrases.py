"""How a jotting becomes part of a sentence, by its role in the note. Pure.

Each function takes one jotting as it was typed and gives what its frames want:

    topic       It was good to talk about {phrase}.    It was interesting to hear {heard}.
    need        You need {phrase}.
    strength    {phrase}.                               a whole clause, mostly with "I"
    concern     You asked about {phrase}.               {admitted}, but …
    answer      {phrase}.                               a whole clause
    next_step   I look forward to {phrase}.
    promise     By Friday, {phrase}.                    By Friday, you will have {thing}.
    promised    I said that {phrase}.

or, where no frame fits, a `sentence` of its own. What does not read with certainty gives none of
them, and `left` says why. A phrase has no full stop and no capital that its place does not ask for.
"""

import re
from functools import partial
from itertools import pairwise
from types import SimpleNamespace

from followup.domain.text import pattern
from followup.notes.english import lexicon
from followup.notes.english.clauses import TOOLS, is_agent
from followup.notes.english.concerns import answer, concern, not_untrue
from followup.notes.english.grammar import AUXILIARIES, DETERMINERS, Word, words_of
from followup.notes.english.needs import need
from followup.notes.english.next_steps import next_step
from followup.notes.english.promises import DEEDS, promise, promised
from followup.notes.english.spelling import PROPER, SHORTHAND
from followup.notes.english.strengths import HABITS, strength
from followup.notes.english.topics import topic
from followup.notes.jottings import Joined, tidy

_NAMED_OF = pattern(
    r"(?!the )(?!.* (?:Ltd|Limited|Inc|LLC|PLC|Plc|GmbH|Co|Company|Group|Holdings|Partners|Services|Logistics|Consulting|Foods|Brewery|Hotel)\.?$)(?:[\w.'’&-]+ )*(?:Museum|Institute|University|City|Town|County|State|Department|Ministry|Office"
    r"|School|College|Academy|Church|Society|Library|Cent(?:er|re)|Friends|Board|Council|Port) (?:of|for) ",
    re.IGNORECASE,
)


__all__ = [
    "NAMING",
    "answer",
    "company",
    "concern",
    "finished",
    "need",
    "next_step",
    "promise",
    "promised",
    "role",
    "role_within",
    "said",
    "sentence",
    "strength",
    "topic",
]


def company(name: str) -> str:
    """The company as it stands in a sentence: Acme, the City of Fairmont."""
    text = tidy(name)
    return f"the {text}" if _NAMED_OF.match(text) else text


_AROUND_ROLE = pattern(r"^(?:an?|the) | (?:role|position|job|vacancy)$", re.IGNORECASE)


_ROLE_ENDS = pattern(r"\s*(?:[?!→(\[]|->|=>|, |\s/\s|\sor\s|\s[–—-]\s).*")


_EITHER = pattern(r"(?<=[a-z])/(?=[A-Za-z])")


_IN_ROLES = {
    **{word: SHORTHAND[word] for word in ("mgr", "asst", "supv", "maint", "dept")},
    "op": "operative", "engr": "engineer", "coord": "coordinator", "mktg": "marketing", "rep": "representative",
    "supt": "superintendent", "admin": "administrator",
}  # fmt: skip


_RANKS = {"sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior"}


def role(title: str) -> str:
    """The role as it stands in a sentence: without article, “role”, department or doubts, and of
    several the first; empty where that is not certain.
    """
    first = _ROLE_ENDS.sub("", tidy(title), count=1)
    either, *others = _EITHER.split(first)
    if others and not is_agent(either.split(" ")[-1].lower()):
        return ""
    if others and all(is_agent(_role_word(each.split(" ")[-1]).lower()) for each in others):
        either = first
    spelled = re.sub(r"\w+\b\.?", lambda word: _role_word(word[0]), either)
    plain = _AROUND_ROLE.sub("", spelled).strip()
    if any(_is_shortened(word) for word in re.findall(r"[^\W\d_]+", plain)):
        return ""
    return plain if re.fullmatch(r"[\w\s.,'’&+#/-]+", plain) else ""


def _is_shortened(word: str) -> bool:
    """Whether a word of a role is short for another, which is not known: no vowel, no acronym."""
    return len(word) > 2 and word[1:].islower() and not re.search("[aeiouy]", word.lower())


def role_within(title: str) -> str:
    """A role as `role` gives it, within a sentence: its plain words small; names stay as they are.

    One that holds a word in a capital which is not known stays as it is.
    """
    words = title.split(" ")
    if words[-1] in _LEVELS:
        return title
    numbered = [after.isdigit() for _, after in pairwise([*words, ""])]
    told = [word if n else _small_word(word) for word, n in zip(words, numbered, strict=True)]
    capitals = [
        w
        for w, n in zip(told, numbered, strict=True)
        if not n and w[:1].isupper() and w[1:].islower()
    ]
    return title if any(word not in PROPER | TOOLS for word in capitals) else " ".join(told)


_LEVELS = frozenset(["I", "II", "III", "IV", "V"])
"""The Roman numbers behind a title: the Civil Engineer I position."""


def _small_word(word: str) -> str:
    """A word of a role without its capital, if it is a plain one; of two with a slash, each."""
    if "/" in word:
        return "/".join(map(_small_word, word.split("/")))
    if (
        not re.fullmatch(r"[A-Z][a-z]+(?:-[A-Za-z][a-z]*)*(?:'s)?,?", word)
        or word in PROPER | TOOLS
    ):
        return word
    low = word.lower()
    tags = lexicon.tags(low.rstrip(",").removesuffix("'s").rpartition("-")[2])
    plain = bool(tags) and "NNP" not in tags
    plain = plain or any(map(partial(_is_compound, low), range(3, len(low) - 3)))
    return low if plain or is_agent(low) or _OF_TRADE.search(low) else word


def _is_compound(word: str, at: int) -> bool:
    """Whether a word is two plain ones, of which the second begins at `at`: weighbridge."""
    return bool(lexicon.tags(word[:at]) and lexicon.tags(word[at:]))


_OF_TRADE = pattern(r"(?:[st]ional|ist|ician|ologist|eer|grapher)$")
"""The endings of trades that no list of words need hold: agronomist."""


def _role_word(word: str) -> str:
    """A word of a role, spelled out: manager for mgr, Manager for Mgr."""
    plain = word.rstrip(".")
    spelled = _RANKS.get(plain.lower()) or _IN_ROLES.get(plain.lower(), "")
    if not spelled:
        return word
    return spelled.capitalize() if plain[0].isupper() else spelled


def finished(fact: str, jotting: str) -> str:
    """A jotting that ends the half sentence of a question, with the words before it where only
    they make it certain: "and for that, I" – "teach phonics every morning".
    """
    if fact not in _BEGUN or not _begins_with_verb(words_of(jotting)):
        return jotting
    begin, words = _BEGUN[fact]
    whole = begin.sub(words, jotting, count=1)
    alone, told = _told(fact, jotting), _told(fact, whole)
    return whole if told and (not alone or (alone.left and not told.left)) else jotting


def _begins_with_verb(words: list[Word]) -> bool:
    """Whether what stands behind an "I" is surely a verb: weld a bit; no cake decorating."""
    first, *rest = words or [Word("", "", frozenset())]
    may_be_verb = first.may_be("VB", "VBD", "VBP", "MD") or first.low in AUXILIARIES
    is_usual = first.low in HABITS | AUXILIARIES or DEEDS.match(f"{first.low} it") is not None
    has_object = bool(rest) and rest[0].low in DETERMINERS
    return may_be_verb and (is_usual or has_object or not first.may_be("NN", "NNS"))


_BEGUN = {
    "strength": (pattern("^"), "I "),
    "answer": (pattern("^"), "I "),
    "promise": (
        pattern(
            r"^(?:send|e?mail|share|forward|bring|text)(?: (?:you|her|him|them))?(?= [a-z])",
            re.IGNORECASE,
        ),
        r"\g<0> the",
    ),
}
"""What a question says before an answer, and where it stands."""


def _told(fact: str, jotting: str, name: str = "") -> Joined:
    if fact in ("topic", "promise"):
        return {"topic": topic, "promise": promise}[fact](jotting, name)
    return {
        "need": need, "strength": strength, "concern": concern, "answer": answer,
        "next_step": next_step,
    }[fact](jotting)  # fmt: skip


def said(fact: str, jotting: str, name: str = "", answer: str = "") -> tuple[str, str]:
    """A sentence that a note could have of a jotting, or else why it stays out; one is empty.

    `name` is the reader's, `answer` what was said to a doubt.
    """
    told = not_untrue(_told(fact, jotting, name), answer)
    return sentence(fact, told), "" if told else next(iter(told.left)).why


def sentence(fact: str, told: Joined) -> str:
    """The sentence that a note could have of what was read of a jotting; empty for none."""
    clause = told.phrase[:1].upper() + told.phrase[1:]
    frames = {
        "topic": (told.heard and f"It was interesting to hear {told.heard}.")
        or (told.phrase and f"It was good to talk about {told.phrase}."),
        "need": told.phrase and f"You need {told.phrase}.",
        "strength": told.phrase and f"{clause}.",
        "answer": told.phrase and f"{clause}.",
        "concern": (told.admitted and f"{told.admitted[0].upper()}{told.admitted[1:]}, but …")
        or (told.phrase and f"You asked about {told.phrase}."),
        "next_step": told.phrase and f"I look forward to {told.phrase}.",
        "promise": (told.thing and f"You will have {told.thing}.")
        or (told.phrase and f"{clause}."),
    }
    return frames[fact] or told.sentence


NAMING = SimpleNamespace(
    company=company,
    role=role,
    topic=partial(topic, named=True), need=partial(need, named=True),
    strength=partial(strength, named=True), concern=partial(concern, named=True),
    answer=partial(answer, named=True), next_step=partial(next_step, named=True),
    promise=partial(promise, named=True), promised=partial(promised, named=True),
)  # fmt: skip
"""The same for somebody who jots in small letters, whose capitals are those of names."""
