"""An occasion becomes a note. Pure: the same occasion gives the same words.

The user's words are joined into facts, the facts fill the template of the kind, and what would
make the note better, or should be looked at before it goes out, is said beside it.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from followup.domain.frozen import replace
from followup.domain.kinds import kind_named
from followup.domain.model import Concern, Missing, Note, Occasion
from followup.domain.people import named_in, without_whose
from followup.domain.safe_text import quoted
from followup.domain.text import pattern
from followup.notes import salutations
from followup.notes.checks import (
    PRIVATE,
    STRANGER,
    Fault,
    Known,
    about_length,
    about_text,
    count_words,
    faults,
)
from followup.notes.english import phrases
from followup.notes.english.grammar import rare
from followup.notes.english.spelling import mended
from followup.notes.facts import FIELDS, PLACEHOLDERS, Facts, facts_of, with_answer
from followup.notes.jottings import short, stripped, tidy
from followup.notes.languages import ENGLISH, Language, is_built_in, reads_as
from followup.notes.template import MEASURES, Filled, Name, Template, kind_of, parse


def draft(
    occasion: Occasion, template: Template | None = None, language: Language = ENGLISH
) -> Note:
    """The note for `occasion`; from `template` where one is given, else from the built-in of its kind.

    Raises UsageError where no note belongs to the kind, or nothing is left of the template.
    """
    kind = kind_of(occasion)
    facts = facts_of(occasion, language)
    form = template or built_in(kind)
    filled = _let_through(form, facts, occasion, MEASURES[kind].most, language)
    if language.is_english:
        filled = _with_small_role(filled, facts.values["role"], facts.values["company"])
        if facts.is_readers_doubt:
            paragraphs = (_ASKED.sub(_by_you, text) for text in filled.paragraphs)
            filled = replace(filled, paragraphs=tuple(paragraphs))
    if occasion.met_before and language.is_known:
        paragraphs = (text.replace(*language.again) for text in filled.paragraphs)
        filled = replace(filled, paragraphs=tuple(paragraphs))
    opening = _after(language.salutation(occasion), filled.paragraphs)
    body = "\n\n".join((*opening, _closing(occasion, language)))
    words = _words(filled)
    text = " ".join((filled.subject, *filled.paragraphs))
    remarks = (
        *_about_people(occasion, language, facts),
        *_about_greeting(occasion, language),
        *_about_words(facts, text, language),
        *about_sentences("\n".join(filled.paragraphs), occasion, language.code),
        *about_length(kind, words),
    )
    left = tuple(
        dict.fromkeys(each for each in facts.left if PLACEHOLDERS[each.fact] & form.fields)
    )
    mended = tuple(each for each in facts.mended if each[1] in text)
    missing = tuple(_missing(occasion, kind))
    return Note(filled.subject, body, words, missing, remarks, language.code, left, mended)


def _let_through(
    template: Template, facts: Facts, occasion: Occasion, most: int, language: Language
) -> Filled:
    """The filled template without the facts that make a sentence the gate refuses."""
    filled = _filled(template, facts, occasion, most)
    for _ in facts.values:
        found = faults("\n".join(filled.paragraphs), known(occasion), language.code)
        fault = next(iter(found), None)
        names = _behind(fault, facts) if fault else ()
        if fault is None or not names:
            break
        facts.without(names, f"the note would say “{fault.words}”, {fault.what}")
        filled = _filled(template, facts, occasion, most)
    return filled


def about_sentences(
    text: str, occasion: Occasion, language: str, told: str = ""
) -> tuple[str, ...]:
    """What the gate has against a note, whoever wrote it; `text` is without greeting.

    Nothing is private of which the last word is one of `told`, the facts that may be told.
    """
    words = set(re.findall(r"\w+", told.lower()))
    found = [
        fault
        for fault in faults(text, known(occasion), language)
        if (fault.what != PRIVATE or fault.words.lower().rpartition(" ")[2] not in words)
        and not (fault.what == STRANGER and _was_told(fault, told))
    ]
    said = (fault for fault in found if not any(about_text(fault.words)))
    return tuple(dict.fromkeys(map(str, said)))


def _was_told(fault: Fault, told: str) -> bool:
    """Whether she or he is somebody of a fact: named before in the sentence, or told in these words."""
    before = fault.sentence.partition(f" {fault.words} ")[0]
    names = set(re.findall(r"(?<=\w )[A-Z][a-z]{2,}|^[A-Z][a-z]{2,}", before))
    if any(re.search(rf"\b{name}\b", told, re.IGNORECASE) for name in names - _OPENINGS):
        return True
    said = set(re.findall(r"[a-z]{4,}", fault.sentence.lower()))
    lines = (line for line in told.lower().splitlines() if re.search(rf"\b{fault.words}\b", line))
    return any(len(said.intersection(re.findall(r"[a-z]{4,}", line))) > 1 for line in lines)


_OPENINGS = frozenset(
    ("When", "The", "You", "That", "This", "Your", "Our", "What", "How", "Thank", "While")
)
"""First words of a sentence that name nobody."""


def known(occasion: Occasion) -> Known:
    """The words that are right in a note of that occasion, whatever they look like."""
    contact, you, role = occasion.contact, occasion.you, phrases.role(occasion.role)
    people = (contact.name, contact.title, contact.company) if contact else ()
    return Known(
        tuple(
            map(
                tidy,
                (
                    occasion.company,
                    occasion.role,
                    role,
                    phrases.role_within(role),
                    you.name,
                    *people,
                ),
            )
        )
    )


def _behind(fault: Fault, facts: Facts) -> tuple[str, ...]:
    """The facts of which a sentence is made that the gate refuses."""
    said = fault.sentence.lower()
    jotted = (name for name in facts.jottings if len(facts.values.get(name, "")) > 2)
    return tuple(name for name in jotted if facts.values[name].lower().rstrip(".") in said)


def _after(greeting: str, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Greeting and text; after a comma the text goes on as it is written, else with a capital."""
    if not greeting.endswith(","):
        paragraphs = (paragraphs[0][:1].upper() + paragraphs[0][1:], *paragraphs[1:])
    return greeting, *paragraphs


def _filled(template: Template, facts: Facts, occasion: Occasion, most: int) -> Filled:
    """The filled template; a second strength stays out where it would make the note too long."""
    variant, place = _variant(occasion), occasion.position
    filled = template.fill(facts.values, variant, place)
    if _words(filled) > most and facts.values.get("also"):
        facts.without(("also",), f"with it, the note would be longer than {most} words")
        filled = template.fill(facts.values, variant, place)
    return replace(filled, paragraphs=tuple(map(_plain_day, filled.paragraphs)))


def _with_small_role(filled: Filled, role: str, company: str) -> Filled:
    """The filled template whose sentences have the role in small letters; the subject, and the role
    as a part of the company's name, as they were.
    """
    small = phrases.role_within(role)
    if small == role:
        return filled
    named = rf"{re.escape(company)}|" if company else ""
    within = re.compile(rf"{named}(?<=[\w,] )(?P<role>{re.escape(role)})(?!\w)")

    def lowered(found: re.Match[str]) -> str:
        return small if found["role"] else found[0]

    paragraphs = (within.sub(lowered, text) for text in filled.paragraphs)
    return replace(filled, paragraphs=tuple(paragraphs))


_ASKED = pattern(
    r"\b(?:When )?I was asked (?=about|whether|how|why|what|if)|(?<=[.] )Asked (?=about|whether|how|why)"
)


def _by_you(found: re.Match[str]) -> str:
    """A doubt of the reader's own, in a panel: you asked, instead of I was asked."""
    return "You asked " if found[0].startswith("I ") else "When you asked "


def _plain_day(text: str) -> str:
    """`text` without the "by" before a day that needs none: tomorrow, I will; decide tomorrow."""
    text = _BEFORE_HOUR.sub(_on_the_day, text)
    return text.replace("By tomorrow", "Tomorrow").replace("by tomorrow", "tomorrow")


_BEFORE_HOUR = pattern(
    r"\b(?P<by>[Bb]y) (?P<day>the end of the day|tomorrow|\w+day(?:,? \w+ \w+)?)(?: at the latest)?"
    r"(?P<comma>,?) (?=I will [^.]*\b(?:at|after|before|by|around) (?:noon|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)(?:[.,]|$| (?:about|to|on|with|and)\b))"
)
"""The day of a promise that has its own hour."""


def _on_the_day(found: re.Match[str]) -> str:
    """The day on which something is done at its hour, by which other things are done."""
    day = found["day"]
    told = {"the end of the day": "later today", "tomorrow": "tomorrow"}.get(day, f"on {day}")
    told = told if found["by"] == "by" else told[0].upper() + told[1:]
    return f"{told}{found['comma']} "


def _words(filled: Filled) -> int:
    return count_words(" ".join(filled.paragraphs))


@cache
def built_in(kind: str, language: str = "") -> Template:
    """The template that comes with the program for `kind`, a key of MEASURES; English without a code."""
    name = Name(*kind.partition(".")[::2], language)
    return parse(built_in_text(name), name.file, FIELDS)


def has_built_in(name: Name) -> bool:
    """Whether a template of that name comes with the program."""
    ours = name.note in MEASURES and (not name.language or is_built_in(name.language))
    return ours and _built_in_path(name).is_file()


def built_in_text(name: Name) -> str:
    """The text of the template of that name, which comes with the program."""
    return _built_in_path(name).read_text(encoding="utf-8")


def _built_in_path(name: Name) -> Path:
    return Path(__file__).parent / "templates" / (name.language or "en") / f"{name.note}.txt"


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
    for name in MEASURES[kind].wants:
        yield from _missing_of(name, occasion)
    to_somebody = kind_named(occasion.kind).to != "nobody"
    if not occasion.contact and to_somebody and (not occasion.via or occasion.kind == "thank_you"):
        yield _ABSENT["contact"]
    if not occasion.role.strip() and occasion.stage != "informational":
        yield _ABSENT["role"]
    if not occasion.you.name.strip():
        yield _ABSENT["you.name"]


def _missing_of(name: str, occasion: Occasion) -> Iterator[Missing]:
    """What is missing of the field `name` of an occasion; concerns want an answer each."""
    if name == "concerns":
        concerns = map(with_answer, occasion.concerns)
        yield from (_unanswered(each) for each in concerns if not each.answer.strip())
    elif getattr(occasion, name) or (name == "next_step" and occasion.decision_on):
        return
    else:
        yield _OWN[name](occasion) if name in _OWN else _ABSENT[name]


_ABSENT = {
    missing.fact: missing
    for missing in (
        Missing(
            "next_step",
            "No next step is in it, and no day by which they decide.",
            '--next-step "…"',
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
        Missing("contact", "Nobody is recorded for it.", '--with "Name <address>"'),
        Missing("role", "The role is not known, and every note should name it.", '--role "…"'),
        Missing("you.name", "The closing goes without your name.", 'config set you.name "…"'),
    )
}


LONGEST_SHOWN = 80
"""Signs of a text that is part of a command: who types it must see all that it does."""


def _no_topic(occasion: Occasion) -> Missing:
    name = tidy(occasion.contact.name) if occasion.contact else ""
    told = f"What {name} and you talked about" if name else "What you talked about"
    sentence = f"{told} is not known: the one thing that only this note could say."
    value = quoted(f"{name[:LONGEST_SHOWN] or 'NAME'}: …")
    return Missing("topic", sentence, f"--topic {value}")


def _no_promise(occasion: Occasion) -> Missing:
    name = tidy(occasion.contact.name)[:LONGEST_SHOWN] if occasion.contact else ""
    whose = f"{name}: " if name and occasion.others else ""
    value = quoted(f"{occasion.promise_on or 'wednesday'}: {whose}…")
    return Missing("promise", "What you promised is not known.", f"--promise {value}")


_OWN = {"topic": _no_topic, "promise": _no_promise}
"""The facts whose option names the person, or the day."""


def _unanswered(concern: Concern) -> Missing:
    told = tidy(concern.concern)
    sentence = f'They raised "{told}", and your answer to it is not known.'
    is_short = len(told) <= LONGEST_SHOWN  # else it is answered in the editor
    return Missing("concern", sentence, f"--concern {quoted(f'{told}: …')}" if is_short else "")


def _speaks_to_another(occasion: Occasion, language: Language) -> bool:
    """Whether the reader is not of the employer, to whom the words of the note speak."""
    contact = occasion.contact
    if contact is None or not contact.company:
        return False
    if language.is_known and ".agency" in kind_of(occasion):
        return False
    return contact.company.casefold() != occasion.company.casefold()


def _about_people(occasion: Occasion, language: Language, facts: Facts) -> Iterator[str]:
    contact = occasion.contact
    if contact is not None and _speaks_to_another(occasion, language):
        name, company = tidy(contact.name), tidy(contact.company)
        yield f'{name} is of {company}: check each "you" of the note, which speaks to the employer.'
    if occasion.promise.strip() and occasion.promise_on is None:
        yield f'"{short(tidy(occasion.promise))}" has no day: promise it with --promise "wednesday: …".'
    role = facts.values.get("role", "")
    if language.is_english and role and _EITHER_ROLE.search(occasion.role):
        yield f'Of the role "{short(tidy(occasion.role))}" the note names “{role}” alone; say which it is with --role "…".'
    if contact and _is_to_nobody(occasion) and facts.values.get("promise"):
        name = tidy(contact.name)
        yield f"Your promise names nobody, so it stands in the note to {name} alone."
    if occasion.kind == "promised" and occasion.promise.strip():
        known = [each for each in (contact and contact.name, *occasion.others) if each]
        promise = tidy(without_whose(occasion.promise, known))
        yield f'You promised "{promise}": put it into the note before it goes out.'


_EITHER_ROLE = pattern(r"\w\s*(?:\s/\s|→|->|\sor\s)\s*\w")
"""Between two roles, of which the note names the first."""


def _is_to_nobody(occasion: Occasion) -> bool:
    """Whether a promise to one of several people names none of them."""
    people = (occasion.contact.name if occasion.contact else "", *occasion.others)
    made = occasion.kind == "thank_you" and occasion.others and occasion.promise.strip()
    return bool(made) and not named_in(occasion.promise, people)


def _about_greeting(occasion: Occasion, language: Language) -> Iterator[str]:
    contact = occasion.contact
    if contact and not language.is_sure(contact):
        verb = "edit" if contact.id else "add"  # an agency that is named with a job has no number
        yield salutations.remark(contact, language.salutation(occasion), verb)


def _about_words(facts: Facts, text: str, language: Language) -> Iterator[str]:
    for jotting, told in facts.shortened.items():
        if told in text:
            yield f'"{short(jotting)}" was shortened; say the one thing that matters.'
    yield from about_text(text)
    jottings = tuple(dict.fromkeys(facts.jottings.values()))
    yield from _about_language(jottings, text, language)
    if language.is_english:
        yield from _about_rare(jottings, text)
    for jotting in jottings:
        if (shifting := language.shifting.search(jotting)) and shifting[0] in text:
            yield f'"{shifting[0]}" is right only on the day you wrote it; name the day.'


def _about_rare(jottings: tuple[str, ...], text: str) -> Iterator[str]:
    """Words of the note that are perhaps misspelt."""
    words = dict.fromkeys(filter(None, (rare(mended(each).text) for each in jottings)))
    for word in words:
        if word in text.lower():
            yield f"“{word}” is no word that the program knows: check how it is spelled."


def _about_language(jottings: tuple[str, ...], text: str, language: Language) -> Iterator[str]:
    """Jottings that stand in the note in another language than its own."""
    for jotting in jottings:
        told = reads_as(jotting)
        _, _, most = stripped(jotting).partition(" ")  # the first word may have lost its capital
        if told is not None and told.name != language.name and most in text:
            yield (
                f'"{short(jotting)}" is in {told.name}, the note in {language.name}; '
                f"say it in {language.name}."
            )
