"""What a note in one language needs besides its template, as values. Pure.

English is built in, German too. Of any other language the program knows nothing: its notes are
the user's own templates, with days as 2026-11-20, the name alone as a greeting, no closing words,
and jottings as they are.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol, cast

from followup.domain import config
from followup.domain.frozen import Frozen, replace
from followup.domain.model import Contact, Occasion
from followup.domain.text import pattern, word_set
from followup.notes import german, jottings, salutations
from followup.notes.jottings import LONG, Joined, Pair, beginning, stripped, tidy


class Joiner(Protocol):
    """Makes jottings parts of a sentence; see `joining` for the frame that each fits."""

    def company(self, name: str, /) -> str:
        """The company as it stands in a sentence."""

    def role(self, title: str, /) -> str:
        """The role as it stands in a sentence."""

    def topic(self, jotting: str, name: str = "", /) -> Joined:
        """What was talked about; `name` is the first name of the person."""

    def need(self, jotting: str, /) -> Joined:
        """What they look for."""

    def strength(self, jotting: str, /) -> Joined:
        """What you can do, as a clause."""

    def concern(self, jotting: str, /) -> Joined:
        """What they were unsure about."""

    def answer(self, jotting: str, /) -> Joined:
        """What you said to that, as a clause."""

    def next_step(self, jotting: str, /) -> Joined:
        """What comes next."""

    def promise(self, jotting: str, name: str = "", /) -> Joined:
        """What you will do; `name` is what the reader is called."""

    def promised(self, jotting: str, name: str = "", /) -> Joined:
        """What you said you would do; `name` is what the reader is called."""


def each_as_told(needs: tuple[str, ...], strengths: tuple[str, ...]) -> tuple[Pair, ...]:
    """All needs beside the first strength, as the templates of other languages say them."""
    first = " ".join(needs)
    return (
        ((first, ""),)
        if not strengths
        else ((first, strengths[0]), *(("", each) for each in strengths[1:]))
    )


class Language(Frozen):
    """A language by its code, `de`, and the `names` under which people type it.

    `long_day` and `short_day` write a day, with its year if that is not the year of the second
    day, which is today. `shifting` finds words, such as "tomorrow", that another day makes wrong.
    `is_sure` tells whether a name says how its bearer is greeted.
    `near_day` writes a day after "by" as people say it, `by_clock` one with a time of day, and
    `when` the day of a talk in a sentence.
    `common` are small words that no other built-in language has. `pairs` puts strengths beside
    needs. `joiner` loads what joins jottings in the language (10 ms of patterns for each); it is
    told whether the user writes so that a capital at the beginning is that of a name.
    `spelling` are words that are written otherwise than the program writes them out.
    `dates` puts the days that were jotted into the order of the language.
    `at` writes a company as a place of work, and is told whether it is the reader's; empty in a
    language that is not known. `again` are words of a first meeting, with those for a later one.
    """

    code: str
    names: tuple[str, ...]
    long_day: Callable[[date, date], str]
    short_day: Callable[[date, date], str]
    near_day: Callable[[date, date], str]
    when: Callable[[date, date], str]
    salutation: Callable[[Occasion], str]
    is_sure: Callable[[Contact], bool]
    closing: str
    joiner: Callable[[bool], Joiner]
    shifting: re.Pattern[str]
    common: frozenset[str] = frozenset()
    pairs: Callable[[tuple[str, ...], tuple[str, ...]], tuple[Pair, ...]] = each_as_told
    spelling: Mapping[str, str] = MappingProxyType({})
    dates: Callable[[str], str] = str
    at: Callable[[str, bool], str] = lambda company, _: f"at {company}"
    by_clock: Callable[[str, str], str] = lambda day, clock: f"{clock} on {day}"
    again: tuple[str, str] = ("", "")

    @property
    def is_english(self) -> bool:
        """Whether it is a kind of English."""
        return self.code.startswith("en")

    @property
    def is_known(self) -> bool:
        """Whether the program speaks the language, so that the gate knows what to look for."""
        return bool(self.names)

    @property
    def name(self) -> str:
        """What the language is called in English; its code where that is not known."""
        return self.names[0].capitalize() if self.names else self.code


def human_day(day: date, today: date) -> str:
    """`day` as an English note writes it: Friday, November 20; with the year if not `today`'s."""
    return f"{day:%A}, {short_day(day, today)}"


def short_day(day: date, today: date) -> str:
    """`day` without its weekday: November 20; with the year if that is not `today`'s."""
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day:%B} {day.day}{year}"


def near_day(day: date, today: date, far: Callable[[date, date], str] = human_day) -> str:
    """`day` after "by": tomorrow; Friday within the week; Friday, November 20 further off."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("the end of the day", "tomorrow")[ahead]
    return f"{day:%A}" if 0 < ahead < 7 else far(day, today)


def by_clock(day: str, clock: str) -> str:
    """A day that `near_day` wrote, with the time by which: noon on Friday."""
    told = {"the end of the day": f"{clock} today", "tomorrow": f"{clock} tomorrow"}
    return told.get(day, f"{clock} on {day}")


def when(day: date, today: date, far: Callable[[date, date], str] = human_day) -> str:
    """The day of a talk: today; yesterday; on Tuesday within the week; on Tuesday, November 3 before."""
    ago = (today - day).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    return f"on {day:%A}" if 0 < ago < 7 else f"on {far(day, today)}"


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_LED = r"(\b(?:on|by|for|until|from|before|after|since|of|day,?) )"
_DAY_MONTH = pattern(rf"{_LED}(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b")
_MONTH_DAY = pattern(rf"{_LED}({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d,.:]*\d)")


def _american(text: str) -> str:
    """A text with its days as an American writes them: on December 4."""
    return _DAY_MONTH.sub(r"\1\3 \2", text) if any(map(str.isdigit, text)) else text


def _british(text: str) -> str:
    """A text with its days as a Briton writes them: on 4 December."""
    return _MONTH_DAY.sub(r"\1\3 \2", text) if any(map(str.isdigit, text)) else text


def _english(names_have_capitals: bool) -> Joiner:
    from followup.notes.english import phrases

    return cast("Joiner", phrases.NAMING) if names_have_capitals else phrases


def _german(_: bool) -> Joiner:
    from followup.notes import german_phrases

    return german_phrases


ENGLISH = Language(
    "en",
    ("english",),
    human_day,
    short_day,
    near_day,
    when,
    salutations.salutation,
    salutations.is_sure,
    "Best regards,",
    _english,
    pattern(
        r"\b(?:today|tomorrow|yesterday|tonight|(?:this|next|last) (?:week|month|mon|tues|wednes|thurs|fri|satur|sun)\w*)\b",
        re.IGNORECASE,
    ),
    word_set("""
        the of and to with for from my their your they you we who how that is are someone not
    """),
    jottings.pairs,
    by_clock=by_clock,
    dates=_american,
    again=("good to meet you", "good to see you again"),
)

GERMAN = Language(
    "de",
    ("german", "deutsch"),
    german.long_day,
    german.short_day,
    german.near_day,
    german.when,
    german.salutation,
    german.is_sure,
    "Mit freundlichen Grüßen",
    _german,
    pattern(
        r"\b(?:heute|morgen|gestern|übermorgen"
        r"|(?:[Dd]iese|[Nn]ächste|[Kk]ommende|[Ll]etzte)[nrs]? (?:Woche|Monat|\w+tag|Mittwoch))\b"
    ),
    word_set("""
        der das dem und mit für auf von zum zur im ein eine einen ich habe wir jemanden nicht
        ist sind wie wer
    """),
    jottings.pairs,
    at=lambda company, is_readers: german.at(company, is_readers=is_readers),
    by_clock=german.by_clock,
    again=("kennenzulernen", "wiederzusehen"),
)

BUILT_IN = (ENGLISH, GERMAN)


def british_day(day: date, today: date) -> str:
    """`day` as a British note writes it: Friday 20 November; with the year if not `today`'s."""
    return f"{day:%A} {british_short(day, today)}"


def british_short(day: date, today: date) -> str:
    """`day` without its weekday: 20 November; with the year if that is not `today`'s."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


BRITISH = replace(
    ENGLISH,
    code="en-GB",
    long_day=british_day,
    short_day=british_short,
    near_day=lambda day, today: near_day(day, today, british_day),
    when=lambda day, today: when(day, today, british_day),
    salutation=lambda occasion: salutations.salutation(occasion, is_british=True),
    dates=_british,
    spelling={"organization": "organisation", "organizations": "organisations"},
)
"""English for a person or a user of `en-GB`: the same templates, other days and spelling."""


class _AsJotted:
    """The joiner of a language that is not known: every jotting as it is, without its full stop."""

    def company(self, name: str, /) -> str:
        """The company as it is."""
        return tidy(name)

    def role(self, title: str, /) -> str:
        """The role as it is."""
        return tidy(title)

    def topic(self, jotting: str, _name: str = "", /) -> Joined:
        """The topic as it was jotted."""
        return self._told(jotting)

    def _told(self, jotting: str, _name: str = "", /) -> Joined:
        text = stripped(jotting)
        told = beginning(text) if len(text) > LONG else text
        return Joined(phrase=stripped(told), shortened=told != text)

    need = strength = concern = answer = next_step = promise = promised = _told


def language(code: str) -> Language:
    """The language of that code; one of which nothing is known where it is not built in."""
    for known in (*BUILT_IN, BRITISH):
        if known.code == code:
            return known
    never = pattern(r"(?!)")
    return Language(
        code,
        (),
        _iso,
        _iso,
        _iso,
        _iso,
        _name_alone,
        lambda _: True,
        "",
        lambda _: _AsJotted(),
        never,
        at=lambda *_: "",
    )


def variant_of(told: str, code: str) -> str:
    """The code of the kind of a language that was asked for: en-GB; `code` where it has no kinds."""
    asked = tidy(told).lower().replace("_", "-")
    return BRITISH.code if code == ENGLISH.code and asked == BRITISH.code.lower() else code


def code_of(told: str) -> str:
    """The code of a language as people type it: de, de-AT, German. Empty where it is none."""
    plain = tidy(told).lower()
    for known in BUILT_IN:
        if plain in known.names:
            return known.code
    code = re.split(r"[-_]", plain, maxsplit=1)[0]
    return code if is_code(code) else ""


def reads_as(text: str) -> Language | None:
    """The built-in language that a text is in, by two different small words of it; None if unsure."""
    words = set(re.findall(r"\w+", text.lower()))
    likely = [each for each in BUILT_IN if len(words & each.common) > 1]
    return likely[0] if len(likely) == 1 else None


def is_code(word: str) -> bool:
    """Whether a word can be a language's code: two or three small letters."""
    return bool(re.fullmatch(r"[a-z]{2,3}", word))


def is_built_in(code: str) -> bool:
    """Whether the program speaks that language itself."""
    return any(known.code == code for known in BUILT_IN)


def _iso(day: date, _today: date) -> str:
    return day.isoformat()


def _name_alone(occasion: Occasion) -> str:
    contact = occasion.contact
    told = (tidy(contact.salutation) or tidy(contact.name)) if contact else ""
    name = told or tidy(occasion.company)
    return name if name.endswith((",", ":", "!")) else f"{name},"


def wanted(occasion: Occasion, kept: Mapping[str, str]) -> str:
    """The code of the language that a note should be in; empty where the contact's is none."""
    told = occasion.contact.language.strip() if occasion.contact else ""
    return code_of(told) if told else own_language(kept)


def own_language(kept: Mapping[str, str]) -> str:
    """The code of the language that notes are in where nothing says otherwise, by the settings."""
    return code_of(config.value(kept, "note.language"))
