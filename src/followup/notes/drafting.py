"""An occasion becomes a note. Pure: the same occasion gives the same words.

The user's words are joined into facts, the facts fill the template of the kind, and what would
make the note better, or should be looked at before it goes out, is said beside it.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from followup.domain.model import Concern, Missing, Note, Occasion
from followup.domain.workdays import Workdays
from followup.notes import salutations
from followup.notes.checks import about_length, about_text, count_words
from followup.notes.english.grammar import stripped, tidy
from followup.notes.english.phrases import Joined
from followup.notes.kinds import KINDS, kind_of
from followup.notes.languages import ENGLISH, Language, is_built_in, reads_as
from followup.notes.salutations import given_name
from followup.notes.template import Filled, Template, parse
from followup.notes.template_names import Name

FIELDS: dict[str, str] = {
    "company": "the company",
    "role": 'the role, without the word "role"',
    "day": "the day of the talk: Friday, November 20",
    "date": "the same, shorter: November 20",
    "topic": 'what this person and you talked about; fits after "talked about"',
    "topic_said": "the same as a sentence of its own, where it fits no other",
    "need": 'what they look for; fits after "you are looking for"',
    "need_said": "the same as a sentence of its own, where it fits no other",
    "strength": "the strength that leads, as a clause: I ran a ward",
    "also": "a second strength, as a clause",
    "concern": 'what they were unsure about; fits after "you asked about"',
    "concern_said": "the same as a sentence of its own, where it fits no other",
    "answer": "your answer to it, as a clause",
    "next_step": 'what comes next; fits after "I look forward to"',
    "next_said": "the same as a sentence of its own, where it fits no other",
    "decision_day": "the day by which they decide",
    "promise": "what you said you would do, as a clause: I will send the link",
    "promised": "the same, looked back on: I would send the link",
    "promise_day": "the day by which you said you would",
    "proposed_day": "sales: a day to propose for a talk: the decision day, else three business days ahead",
    "deadline_day": "the day by which you answer an offer",
    "terms": "the terms of the offer",
    "start_day": "the day on which you start",
}
"""Every placeholder of a template, and what it means."""

T = TypeVar("T")
human_day = ENGLISH.long_day


def draft(
    occasion: Occasion, template: Template | None = None, language: Language = ENGLISH
) -> Note:
    """The note for `occasion`; from `template` where one is given, else from the built-in of its kind.

    Raises UsageError where no note belongs to the kind, or nothing is left of the template.
    """
    kind = kind_of(occasion)
    joined = _join(occasion, language)
    filled = _filled(template or built_in(kind), joined.facts, occasion, KINDS[kind].most)
    opening = _after(language.salutation(occasion), filled.paragraphs)
    body = "\n\n".join((*opening, _closing(occasion, language)))
    words = _words(filled)
    said = _about_words(joined, filled, language)
    remarks = (
        *_about_people(occasion),
        *_about_greeting(occasion, language),
        *said,
        *about_length(kind, words),
    )
    missing = tuple(_missing(occasion, kind))
    return Note(filled.subject, body, words, missing, remarks, language.code)


def _after(greeting: str, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Greeting and text; after a comma the text goes on as it is written, else with a capital."""
    if not greeting.endswith(","):
        paragraphs = (paragraphs[0][:1].upper() + paragraphs[0][1:], *paragraphs[1:])
    return greeting, *paragraphs


def _filled(template: Template, facts: dict[str, str], occasion: Occasion, most: int) -> Filled:
    """The filled template; a second strength stays out where it would make the note too long."""
    variant, place = _variant(occasion), occasion.position
    filled = template.fill(facts, variant, place)
    return (
        filled if _words(filled) <= most else template.fill({**facts, "also": ""}, variant, place)
    )


def _words(filled: Filled) -> int:
    return count_words(" ".join(filled.paragraphs))


@cache
def built_in(kind: str, language: str = "") -> Template:
    """The template that comes with the program for `kind`, a key of KINDS; English without a code."""
    name = Name(*kind.partition(".")[::2], language)
    return parse(built_in_text(name), name.file, FIELDS)


def has_built_in(name: Name) -> bool:
    """Whether a template of that name comes with the program."""
    ours = name.note in KINDS and (not name.language or is_built_in(name.language))
    return ours and _built_in_path(name).is_file()


def built_in_text(name: Name) -> str:
    """The text of the template of that name, which comes with the program."""
    return _built_in_path(name).read_text(encoding="utf-8")


def _built_in_path(name: Name) -> Path:
    return Path(__file__).parent / "templates" / (name.language or "en") / f"{name.note}.txt"


@dataclass(slots=True)
class _Facts:
    """The facts of a note by placeholder; the jottings that were not joined smoothly, as told."""

    facts: dict[str, str] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)
    shortened: dict[str, str] = field(default_factory=dict)
    jottings: list[str] = field(default_factory=list)

    def add(self, name: str, jotting: str, joined: Joined) -> None:
        """A joined jotting, under `name`, or under `name`_said where it is a sentence."""
        self.facts[name] = joined.phrase
        self.facts[f"{name.removesuffix('_step')}_said"] = joined.sentence
        self.jottings.append(tidy(jotting))
        told = (joined.phrase or joined.sentence)[1:].rstrip(".")  # its place sets case and stop
        if joined.quoted:
            self.quoted[tidy(jotting)] = told
        if joined.shortened:
            self.shortened[tidy(jotting)] = told


def _join(occasion: Occasion, language: Language) -> _Facts:
    joined, joining = _Facts(), language.joiner
    strengths = _turned(occasion.strengths, occasion.position)
    joined.facts |= {
        "company": joining.company(occasion.company),
        "role": joining.role(occasion.role),
    }
    joined.facts |= _days(occasion, language) | {"terms": tidy(occasion.terms)}
    joined.add("topic", occasion.topic, joining.topic(occasion.topic, given_name(occasion.contact)))
    joined.add("need", occasion.looking_for, joining.need(occasion.looking_for))
    joined.add("next_step", occasion.next_step, joining.next_step(occasion.next_step))
    for name, strength in zip(("strength", "also"), strengths, strict=False):
        joined.add(name, strength, joining.strength(strength))
    answered = tuple(each for each in occasion.concerns if _is_answered(each, language))
    for concern in _turned(answered, occasion.position)[:1]:
        joined.add("concern", concern.concern, joining.concern(concern.concern))
        joined.add("answer", concern.answer, joining.answer(concern.answer))
    _add_promise(joined, occasion, language)
    return joined


def _add_promise(joined: _Facts, occasion: Occasion, language: Language) -> None:
    due, told = occasion.promise_on, occasion.promise
    if occasion.kind == "promised":
        joined.add("promised", told, language.joiner.promised(told))
    elif due is not None and due >= occasion.today:
        joined.add("promise", told, language.joiner.promise(told))
        joined.facts["promise_day"] = language.long_day(due, occasion.today)


def _turned(items: tuple[T, ...], position: int) -> tuple[T, ...]:
    """`items` with another one first for each position."""
    start = position % len(items) if items else 0
    return items[start:] + items[:start]


def _is_answered(told: Concern, language: Language) -> bool:
    joiner = language.joiner
    return bool(joiner.concern(told.concern) != Joined() and joiner.answer(told.answer).phrase)


def _days(occasion: Occasion, language: Language) -> dict[str, str]:
    """The days of the note; a decision date is told ahead in a thank-you, looked back on after."""
    today, decision = occasion.today, occasion.decision_on
    ahead = decision if decision and decision > today else None
    told = {
        "day": occasion.interview_on,
        "deadline_day": occasion.deadline_on,
        "start_day": occasion.start_on,
        "decision_day": decision if decision and _is_told(occasion.kind, decision, today) else None,
        "proposed_day": None if _no_calls(occasion) else ahead or Workdays().add(today, 3),
    }
    days = {name: language.long_day(day, today) for name, day in told.items() if day is not None}
    if occasion.interview_on is not None:
        days["date"] = language.short_day(occasion.interview_on, today)
    return days


def _is_told(kind: str, decision: date, today: date) -> bool:
    return decision < today if kind.endswith("check_in") else decision > today


def _no_calls(occasion: Occasion) -> bool:
    return occasion.contact is not None and occasion.contact.no_calls


def _variant(occasion: Occasion) -> int:
    """Which wordings are taken: the same for all people of one interview, who differ in place."""
    held = occasion.interview_on or ""
    told = f"{occasion.company}|{occasion.role}|{occasion.stage}|{held}|{occasion.kind}"
    return zlib.crc32(told.encode("utf-8", "replace"))


def _closing(occasion: Occasion, language: Language) -> str:
    you = occasion.you
    reached = " · ".join(filter(None, (tidy(you.phone), tidy(you.email))))
    return "\n".join(filter(None, (language.closing, tidy(you.name), reached)))


def _missing(occasion: Occasion, kind: str) -> Iterator[Missing]:
    for name in KINDS[kind].wants:
        yield from _missing_of(name, occasion)
    if not occasion.role.strip():
        yield _ABSENT["role"]
    if not occasion.you.name.strip():
        yield _ABSENT["you.name"]


def _missing_of(name: str, occasion: Occasion) -> Iterator[Missing]:
    """What is missing of the field `name` of an occasion; concerns want an answer each."""
    if name == "concerns":
        yield from (_unanswered(each) for each in occasion.concerns if not each.answer.strip())
    elif getattr(occasion, name) or (name == "next_step" and occasion.decision_on):
        return
    else:
        yield _no_topic(occasion) if name == "topic" else _ABSENT[name]


_ABSENT = {
    missing.fact: missing
    for missing in (
        Missing(
            "next_step", "What comes next, or when they decide, is not known.", '--next-step "…"'
        ),
        Missing("looking_for", "What they are looking for is not known.", '--looking-for "…"'),
        Missing("strengths", "No strength of yours is in it.", '--strength "…"'),
        Missing(
            "terms", "The terms of the offer are not in it.", 'outcome COMPANY accepted --terms "…"'
        ),
        Missing(
            "start_on",
            "The day on which you start is not in it.",
            "outcome COMPANY accepted --start DATE",
        ),
        Missing(
            "deadline_on",
            "The day by which you must answer is not known.",
            "outcome COMPANY offer --deadline DATE",
        ),
        Missing("promise", "What you promised is not known.", '--promise "wednesday: …"'),
        Missing("role", "The role is not known, and every note should name it.", '--role "…"'),
        Missing("you.name", "The closing goes without your name.", 'config set you.name "…"'),
    )
}


def _no_topic(occasion: Occasion) -> Missing:
    name = tidy(occasion.contact.name) if occasion.contact else ""
    told = f"What {name} and you talked about" if name else "What you talked about"
    sentence = f"{told} is not known: the one thing that only this note could say."
    return Missing("topic", sentence, f'--topic "{name or "NAME"}: …"')


def _unanswered(concern: Concern) -> Missing:
    told = tidy(concern.concern)
    sentence = f'They raised "{told}", and your answer to it is not known.'
    return Missing("concern", sentence, f'--concern "{told}: …"')


def _about_people(occasion: Occasion) -> Iterator[str]:
    contact = occasion.contact
    if contact is None:
        if not occasion.via or occasion.kind == "thank_you":
            yield 'Nobody is recorded for it: say whom you met with --with "Name <address>".'
    elif contact.company and contact.company.casefold() != occasion.company.casefold():
        name, company = tidy(contact.name), tidy(contact.company)
        yield f'{name} is of {company}: check each "you" of the note, which speaks to the employer.'
    if occasion.promise.strip() and occasion.promise_on is None:
        yield f'"{_short(tidy(occasion.promise))}" has no day: promise it with --promise "wednesday: …".'
    if occasion.kind == "promised" and occasion.promise.strip():
        yield f'You promised "{tidy(occasion.promise)}": put it into the note before it goes out.'


def _about_greeting(occasion: Occasion, language: Language) -> Iterator[str]:
    if occasion.contact and not language.is_sure(occasion.contact):
        yield salutations.remark(occasion.contact, language.salutation(occasion))


def _about_words(joined: _Facts, filled: Filled, language: Language) -> Iterator[str]:
    text = " ".join((filled.subject, *filled.paragraphs))
    for jotting, told in joined.quoted.items():
        if told in text:
            yield f'"{_short(jotting)}" stands there as a quotation; other words may join better.'
    for jotting, told in joined.shortened.items():
        if told in text:
            yield f'"{_short(jotting)}" was shortened; say the one thing that matters.'
    yield from about_text(text)
    yield from _about_language(joined, text, language)
    for jotting in joined.jottings:
        if (shifting := language.shifting.search(jotting)) and shifting[0] in text:
            yield f'"{shifting[0]}" is right only on the day you wrote it; name the day.'


def _about_language(joined: _Facts, text: str, language: Language) -> Iterator[str]:
    """Jottings that stand in the note in another language than its own."""
    for jotting in joined.jottings:
        told = reads_as(jotting)
        _, _, most = stripped(jotting).partition(" ")  # the first word may have lost its capital
        if told is not None and told != language and most in text:
            yield (
                f'"{_short(jotting)}" is in {told.name}, the note in {language.name}; '
                f"say it in {language.name}."
            )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"
