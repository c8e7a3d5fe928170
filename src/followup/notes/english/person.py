"""Whom a jotting speaks of, said to the reader of the note. Pure.

She, he, they and the reader's own name become "you", and the verb follows. A pronoun that has
somebody else before it in the jotting stays: "my old boss … he", "students … they".
"""

import re
from collections.abc import Iterable, Iterator

from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon
from followup.notes.english.grammar import (
    CALENDAR,
    DETERMINERS,
    PEOPLE,
    PREPOSITIONS,
    Word,
    is_finite,
    opens_object,
    words_of,
)

_SUBJECTS = frozenset(["she", "he", "they"])
_OWNERS = {"his": "your", "their": "your", "hers": "yours", "theirs": "yours"}
_OBJECTS = {
    "him": "you", "them": "you", "himself": "yourself", "herself": "yourself",
    "themselves": "yourselves",
}  # fmt: skip
_OF_YOU = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't",
    "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
_GIVING = word_set(
    "send give show tell email bring get offer lend forward text pass hand sent gave showed told "
    "promised owe ask asked call ring write introduce"
)
_PERSONS = word_set("""boss guy guys man woman friend wife husband mother father mum mom dad sister brother son
    daughter partner nurse cook chef clerk coach head chief lead rep staff team family kid child
    client customer patient student pupil colleague mate crew president director assistant apprentice
    trainee intern graduate resident tenant guest guardian parent parents owner owners board
    coworker witness judge lawyer attorney doctor surgeon physio porter driver someone somebody
    anyone nobody everyone people person nan gran grandma grandad
    grandmother grandfather aunt uncle neighbour neighbor lad lass who candidate applicant supplier vendor
    boy girl baby toddler teenager youngster lady gentleman bloke dog cat horse pony mare stallion foal
    cow calf bull ewe lamb puppy kitten lion lioness tiger tigress elephant parrot rabbit hamster goat pig hen duck llama alpaca tortoise donkey bird""")
_MEASURES = word_set(
    "years months weeks days hours minutes miles metres meters feet pounds dollars times percent shifts "
    "tonnes tons litres gallons"
)


def to_reader(text: str, name: str = "") -> str:
    """`text` said to the reader, who is called `name`; empty where it is not certain whom a word means."""
    words = words_of(_without_name(text, name))
    if any(_is_unsure(words, at) for at in range(len(words))):
        return ""
    told = [_shifted(words, at) for at in range(len(words))]
    if _is_both(words, told):
        return ""
    return " ".join(_agreeing(words, told))


def _is_both(words: list[Word], told: list[str]) -> bool:
    """Whether a "she" is the reader, and a "her" of the same text stayed somebody else's."""
    for same in (_SHE, _HE):
        of_one = [at for at, word in enumerate(words) if word.low.partition("'")[0] in same]
        stays = [told[at].lower() == words[at].text.lower() for at in of_one]
        if any(stays) and not all(stays):
            return True
    return False


_SHE, _HE = word_set("she her hers herself"), word_set("he him his himself")


def with_names(text: str, names: Iterable[str]) -> str:
    """`text` with the capitals of people's names; of one that is a plain word, too, as it stands."""
    for part in _parts(names):
        if not lexicon.tags(part.lower()):
            named = rf"(?<![\w@.-]){re.escape(part)}(?![\w@-])"
            spelled = part.replace("\\", r"\\")  # a name is no template
            text = re.sub(named, spelled, text, flags=re.IGNORECASE)
    return text


def with_you(text: str, name: str) -> str:
    """`text` with "you" where the reader is named behind a preposition or a verb: the call with you."""
    parts = "|".join(map(re.escape, dict.fromkeys(_parts([name]))))
    who = rf"(?:{_TITLE}(?:{parts})(?: (?:{parts}))*)"
    leads = "with|to|from|by|for|meet|meeting|see|call|ring|visit|shadow|join|help"
    return re.sub(rf"\b({leads}) {who}(?![\w'’-])", r"\1 you", text) if parts else text


def _parts(names: Iterable[str]) -> Iterator[str]:
    """The words of names that stand for their bearers: not a title, not the "and" of a couple, not "the"."""
    for part in re.split(r"[\s,.\"()'’]+", " ".join(names)):
        is_word = part in _TITLES or part.lower() in DETERMINERS  # The Hon. Tom Ray
        if len(part) > 2 and part[0].isupper() and not is_word:
            yield part


def has_stranger(text: str) -> str:
    """The first she or he of `text` that has nobody before it; empty for none."""
    words = words_of(text)
    for at, word in enumerate(words):
        low = word.low.partition("'")[0]
        if low not in _ONE_OF_THEM:
            continue
        named = any(word.text != "Name" and may_be_person(word) for word in words[:at])
        if not (named or _stranger(words, at)):
            return low
    return ""


_TITLES = frozenset(
    [
        "Mrs",
        "Mr",
        "Ms",
        "Mx",
        "Dr",
        "Prof",
        "Rev",
        "Revd",
        "Hon",
        "Canon",
        "Fr",
        "Father",
        "Sister",
        "Captain",
        "Professor",
        "Reverend",
        *(
            "The",
            "Hon",
            "Honourable",
            "Honorable",
            "Justice",
            "Judge",
            "Matron",
            "Pastor",
            "Coach",
            "Chef",
            "Warden",
        ),
        *(
            "Deputy",
            "Head",
            "Miss",
            "Sir",
            "Dame",
            "Lady",
            "Lord",
            "Uncle",
            "Auntie",
            "Aunt",
            "Don",
            "Doña",
            "Sra",
            "Señora",
        ),
        *(
            "Señor",
            "Lic",
            "Judge",
            "Brother",
            "Mother",
            "Bishop",
            "Principal",
            "Ranger",
            "Gogo",
            "Matron",
            "Big",
            "Old",
            "Wee",
        ),
    ]
)
_TITLE = rf"(?:\b(?:{'|'.join(sorted(_TITLES))})\.? )?"
_TITLED = pattern(rf"{_TITLE}\bhe(?: he)*\b")
_GIVEN_TO = pattern(
    rf"\b({'|'.join(sorted(_GIVING))}) he\b(?! (?:is|was|has|had|would|will|can)\b)"
)


_INITIALLED = pattern(r"\b(Mrs|Mr|Ms|Dr|Prof)\b\.? (?:[\w'’-]+ )*?(\w)[\w'’-]+$")
"""The title and the initial by which somebody is named in short: Mrs F."""
_POSTS = pattern(
    r"\b(?:Matron|Pastor|Sister|Coach|Chef|Captain|Skipper|Judge|Reverend|Ranger|Warden)\b"
)


def _without_name(text: str, name: str) -> str:
    """`text` with a pronoun where the reader is called by name, or by the title that stands before it."""
    for title, initial in _INITIALLED.findall(name):
        text = re.sub(rf"\b{title}\.? {initial}\b\.?(?! [A-Z])", "he", text)
    for post in _POSTS.findall(name):
        text = re.sub(rf"(?<!the )(?<!a )\b{post}(?= [a-z]|$)", "he", text, flags=re.IGNORECASE)
    for part in _parts([name]):
        text = re.sub(rf"{_TITLE}\b{re.escape(part)}['’]s(?= [a-z])", "his", text)
        text = re.sub(rf"\b{re.escape(part)}(?![\w'-])", "he", text)
    return _GIVEN_TO.sub(r"\1 you", re.sub(r"\bhe his\b", "his", _TITLED.sub("he", text)))


def _shifted(words: list[Word], at: int) -> str:
    word = words[at]
    stop = re.search(r"[.!?;:]*$", word.text)
    end = stop[0] if stop else ""
    subject, quote, short = word.low.partition("'")
    if subject not in _PRONOUNS or _stranger(words, at):
        return word.text
    if subject in _SUBJECTS:
        told = f"you{_short_of_you(short, words, at) if quote else ''}"
    elif subject == "her":
        told = "your" if _owns(words, at) else "you"
    else:
        told = _OWNERS.get(subject) or _OBJECTS[subject]
    return (told[:1].upper() + told[1:] if word.text[0].isupper() else told) + end


def _short_of_you(short: str, words: list[Word], at: int) -> str:
    if short != "s":
        return f"'{short}"
    following = words[at + 1] if at + 1 < len(words) else None
    done = following is not None and (following.may_be("VBN") or following.low in ("been", "had"))
    return (
        "'ve"
        if done
        and not (following and following.may_be("VBG", "JJ") and not following.may_be("VBN"))
        else "'re"
    )


def _owns(words: list[Word], at: int) -> bool:
    """Whether "her" owns what follows: her team; not: send her the sheet."""
    if at + 1 >= len(words) or (at and words[at - 1].low in _GIVING):
        return False
    following = words[at + 1]
    if following.low in _NO_THINGS:
        return False
    noun = following.may_be("NN", "NNS", "JJ", "VBG", "VBN", "CD", "NNP") or following.low == "own"
    return noun and following.low not in DETERMINERS | PREPOSITIONS


_NO_THINGS = word_set(
    "first again too alone instead then today tomorrow tonight once twice now next"
)
"""Words behind "her" that nobody owns: a day with her first."""


_PRONOUNS = _SUBJECTS | _OWNERS.keys() | _OBJECTS.keys() | {"her"}


def _is_unsure(words: list[Word], at: int) -> bool:
    """Whether the pronoun at `at` could mean somebody who stands before it, or the reader."""
    low = words[at].low.partition("'")[0]
    if low not in _PRONOUNS - _MANY or _stranger(words, at) or _is_reflexive(words, at):
        return False
    return any(may_be_person(word) for word in words[:at])


def _is_reflexive(words: list[Word], at: int) -> bool:
    """Whether the word is the reader again: she started as a porter herself."""
    return words[at].low.endswith("self") and any(
        word.low in ("she", "he") and not _stranger(words, place)
        for place, word in enumerate(words[:at])
    )


_MANY = frozenset(["they", "them", "their", "theirs", "themselves"])
_ONE_OF_THEM = _PRONOUNS - _MANY


def _stranger(words: list[Word], at: int) -> bool:
    """Whether somebody else stands before the pronoun at `at`, whom it means."""
    before, low = words[:at], words[at].low.partition("'")[0]
    if _is_reflexive(words, at):
        return False
    if low not in _MANY:
        return any(_is_person(word) for word in before)
    if (
        low == "they"
        and before
        and before[-1].may_be("NN", "NNS")
        and not before[-1].text.endswith(",")
    ):
        before = before[:-1]  # "the blocks they lost": they are not the blocks
    elif low == "they" and len(before) > 1 and before[-1].low in ("whom", "that", "which"):
        is_past = at + 1 < len(words) and words[at + 1].may_be("VBD")
        sought = ("someone", "somebody", "anyone") if is_past else ()
        before = [word for word in before[:-2] if word.low not in sought]
        # nor are they in "someone to win back the exporters whom they lost"
    return any(_is_plural(word) for word in before)


def _is_plural(word: Word) -> bool:
    if word.low in _MEASURES or word.low == "who":
        return False
    return word.low in PEOPLE | {"team", "staff", "family", "crew", "board"} or (
        word.may_be("NNS") and not (word.may_be("VBZ") and is_finite(word))
    )


def _is_person(word: Word) -> bool:
    return (lexicon.singular(word.low) or word.low) in _PERSONS


_NO_PERSONS = word_set("""injector sensor compressor generator projector reactor rotor conveyor elevator escalator incubator radiator
    connector detector actuator indicator simulator ventilator resistant plant restaurant boiler burner cutter digger drawer dryer
    fryer filter grinder heater hopper lever meter mixer mower planer planter printer pusher rafter router shutter slicer sprayer
    spreader sprinkler starter steamer tanker thermometer trimmer winter equator
    number order paper water computer server centre center letter chapter quarter summer winter
    offer matter power container trailer turnover handover floor door error mirror sector factor
    motor offer counter freezer scanner printer ladder tower timber lumber corner border folder
    calendar register newsletter september october november december other another former over
    under after never ever later better further either rather whether together plant month ant
    front important current recent different significant relevant want grant amount list twist
    assist consist insist exist persist resist""")


def may_be_person(word: Word) -> bool:
    """Whether the word's ending, or a capital, says that it could name somebody."""
    low = lexicon.singular(word.low) or word.low
    named = (
        word.may_be("NNP") and word.text.isalpha() and word.text.istitle() and not lexicon.tags(low)
    )
    agent = re.search(r"(?:er|or|ist|ian|ant|man|woman|ee)$", low) and word.may_be("NN", "NNS")
    return bool(named or agent) and low not in _NO_PERSONS and low not in CALENDAR


def names_somebody(word: Word) -> bool:
    """Whether the word could be a person or an animal: a lecturer, the boss, the parrot."""
    return may_be_person(word) or (lexicon.singular(word.low) or word.low) in _PERSONS


def _agreeing(words: list[Word], told: list[str]) -> list[str]:
    """`told` with every verb of the new "you" in its form: calls, call; has, have."""
    waiting = meant = False  # meant: the last subject was the reader
    for at, word in enumerate(words):
        before = told[at - 1].lower() if at else ""
        meant = meant and word.low not in ("who", "which", "that")
        if before == "you" and words[at - 1].low in ("she", "he"):
            waiting = meant = True
        elif (
            at > 1
            and (before in _AND or (before in _MANNER and told[at - 2].lower() in _AND))
            and (meant or not _has_subject(words[:at]))
        ):
            waiting = waiting or (
                word.may_be("VBZ")
                and (is_finite(word) or _takes_object(words, at) or before in _MANNER)
            )
        if waiting and (word.low in _OF_YOU or word.may_be("VBZ")):
            told[at] = word.text.replace(word.low, _verb_of_you(word.low))
            waiting = False
        elif waiting and not (word.may_be("RB") or word.low in _MANNER):
            waiting = False
    return told


_AND = frozenset(["and", "but", "then"])
_MANNER = word_set("also just never always still only then now often even sometimes usually")


def _has_subject(words: list[Word]) -> bool:
    """Whether somebody else than the reader does what `words` tell."""
    return any(word.low in ("who", "which", "that") for word in words)


def _takes_object(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and opens_object(words[at + 1])


def _verb_of_you(verb: str) -> str:
    return _OF_YOU.get(verb) or lexicon.base_of(verb, "VBZ") or verb
