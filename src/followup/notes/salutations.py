"""How a note greets: a person's own wish first, then what their name and title say. Pure.

Two names in Latin letters are a given name and a family name, and the given name is used. Where
the order is not sure (other scripts, family names that come first, particles, three names), the
whole name is. A name that was typed without capitals, or with nothing else, gets its own.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from followup.domain.model import Contact, Occasion
from followup.notes.english.grammar import tidy
from followup.notes.english.lexicon import ACRONYMS, word_set

GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|to|sehr|liebe|lieber|hallo"
    r"|guten|bonjour|cher|chère|madame|monsieur|hola|estimad[oa]|querid[oa]|caro|cara|gentile|beste"
    r"|geachte|kära|kjære)\b",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"(?:dr|prof|professor(?:in)?|mr|mrs|ms|mx|miss|rev|herrn?|frau|judge|sir|dame)\.?$",
    re.IGNORECASE,
)
_KNIGHTLY = re.compile(r"(?:sir|dame)$", re.IGNORECASE)
_TOGETHER = re.compile(
    r"(?:team|department|committee|panel|office|desk|board|manager|recruiter)s?$", re.IGNORECASE
)
_DOCTOR = re.compile(r"(?:dr\b|doctor$)", re.IGNORECASE)
_PROFESSOR = re.compile(
    r"(?:assistant |associate |full |adjunct |visiting )?professor\b", re.IGNORECASE
)
_DEGREE = re.compile(r"(?:ph\.?\s?d|m\.?d|dr\.?phil)\.?$", re.IGNORECASE)
AFTER_NAME = re.compile(
    r"(?:ph\.?\s?d|m\.?d|mba|rn|cpa|esq|jr|sr|ii|iii|iv|ma|msc|bsc|mph|cfa|pmp|frcp|obe)\.?$",
    re.IGNORECASE,
)
PARTICLES = word_set("""
    van von de der den del della di da dos das du la le bin ibn binti al el ben ter ten zu
    af abu
""")
_GIVEN_TOO = frozenset(["al", "ben", "di"])
"""Particles that are a given name where they come first."""

_FAMILY_NAME_FIRST = word_set("""
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng
    liang xie tang cao deng feng peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng
    wei su lu ding ren shen yao lü kim park choi jung kang cho yoon jang lim han shin seo
    kwon hwang ahn nguyen nguyễn tran trần pham phạm hoang hoàng phan vu vũ dang đặng bui
    bùi ngo ngô duong dương nagy kovács kovacs tóth toth szabó szabo horváth horvath varga
    kiss molnár molnar németh nemeth farkas balogh papp takács takacs juhász juhasz lakatos
    mészáros oláh simon rácz fekete szilágyi
""")


def salutation(occasion: Occasion) -> str:
    """The greeting line, with its comma."""
    contact = occasion.contact
    if contact is None:
        return _unnamed(occasion)
    wish = tidy(contact.salutation)
    if wish and GREETING.match(wish):
        wish = wish[:1].upper() + wish[1:]
        return wish if wish.endswith((",", ":", "!")) else f"{wish},"
    name = wish.rstrip(",:! ") or _called(contact)
    return f"Dear {name}," if name else _unnamed(occasion)


def given_name(contact: Contact | None) -> str:
    """The given name, where it can be told from the family name; else nothing."""
    if contact is None:
        return ""
    words = list(called(contact).words)
    return words[0] if _is_given_first(words) else ""


def _unnamed(occasion: Occasion) -> str:
    if occasion.kind == "thank_references":
        return "Hello,"
    via, company = tidy(occasion.via), tidy(occasion.company)
    if via and occasion.kind != "thank_you":
        return f"Dear {via},"
    return f"Dear {company} team," if company else "Dear hiring team,"


def _called(contact: Contact) -> str:
    who = called(contact)
    if who.titles and who.words:
        return f"{who.titles[0]} {_after_title(who)}"
    if not who.words:
        return ""
    known = who.family or _is_given_first(list(who.words))
    return who.words[0] if known else " ".join(who.words)


def _after_title(who: "Called") -> str:
    """The name behind the title: the given name of Sir Ian, the family name of all others."""
    return who.words[0] if _KNIGHTLY.match(who.titles[0]) else who.surname


@dataclass(frozen=True, slots=True)
class Called:
    """A name taken apart: titles of respect, the words of the name, given name first.

    `family` is the family name where the name says which it is, by a comma.
    """

    titles: tuple[str, ...]
    words: tuple[str, ...]
    family: str = ""

    @property
    def surname(self) -> str:
        """What follows a title: the family name; all of the name where its order is not sure."""
        return self.family or _family(list(self.words))


def called(contact: Contact) -> Called:
    """The name of a contact taken apart; what stands in the title counts where the name has none."""
    family, _, after = _cased(tidy(contact.name)).partition(",")
    degree, given = after.strip(), after.split()
    if not given or all(AFTER_NAME.match(word.rstrip(",")) for word in given):
        words, family = family.split(), ""
    else:
        words, degree = [*given, *family.split()], ""
    titles = list(takewhile(TITLE.match, words[:-1]))
    words = words[len(titles) :]
    titles = titles or list(filter(None, [_title_of_respect(contact.title, degree)]))
    return Called(tuple(titles), tuple(words), family.strip())


def _cased(name: str) -> str:
    """`name` with its capitals; who is no single person, "the HR team", loses the article."""
    words = name.split()
    if words and _TOGETHER.match(words[-1]):
        left = words[1:] if words[0].lower() == "the" else words
        return " ".join(word.upper() if word.lower() in ACRONYMS else word for word in left)
    if name.isupper() and len(name) > _SHORTEST_SHOUT:
        words = [word.lower() for word in words]
    return " ".join(_capital(word, first=at == 0) for at, word in enumerate(words))


_SHORTEST_SHOUT = 4
"""Characters up to which a name in capitals may be initials: JP, ANA."""


def _capital(word: str, *, first: bool) -> str:
    """A word that has no capital with one, unless it is a particle."""
    kept = PARTICLES - _GIVEN_TOO if first else PARTICLES
    return word.title() if word.islower() and word not in kept else word


def _title_of_respect(title: str, degree: str) -> str:
    if _PROFESSOR.match(title):
        return "Professor"
    return "Dr." if _DOCTOR.match(title) or _DEGREE.match(degree) else ""


def _is_given_first(words: list[str]) -> bool:
    """Whether the first of `words` is surely the given name."""
    letters = "".join(words)
    if not words or not letters or ord(max(letters)) > 0x24F or _TOGETHER.match(words[-1]):
        return False
    plain = [word for word in words if len(word.rstrip(".")) > 1 or word is words[0]]
    if len(plain) > 2 or len(words[0].rstrip(".")) < 2:
        return False
    first, *others = (word.lower() for word in words)
    particles = PARTICLES.intersection(others) or first in PARTICLES - _GIVEN_TOO
    return len(plain) == 1 or not (particles or first in _FAMILY_NAME_FIRST)


def _family(words: list[str]) -> str:
    """The family name with its particles; all of it where the order is not sure."""
    if len(words) > 1 and words[0].lower() in _FAMILY_NAME_FIRST:
        return " ".join(words)
    particles = (at for at, word in enumerate(words) if word.lower() in PARTICLES)
    at = next((at for at in particles if at or words[0].islower()), -1)
    names = [word for word in words if len(word.rstrip(".")) > 1]
    return " ".join(words if at < 0 and len(names) > _TWO_NAMES else words[at:])


_TWO_NAMES = 2
"""Up to how many names the last one is the family name: Ana María García López has two of those."""
