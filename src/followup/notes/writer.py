"""What the user's own writer is told, and whether its note may go out. Pure.

A writer is a command of the user's that turns facts into prose. It is free in its words and not
in what it says: a number, a name, a day or a claim that was not told keeps its note out.
"""

import re
from collections.abc import Iterator
from datetime import date

from followup.domain.kinds import Measure
from followup.domain.model import Occasion
from followup.domain.text import fold, pattern, word_set
from followup.notes.checks import count_words
from followup.notes.drafting import about_sentences
from followup.notes.english.private import confided, reason
from followup.notes.english.spelling import mended
from followup.notes.jottings import sentences, tidy
from followup.notes.kinds import MEASURES, kind_of
from followup.notes.languages import Language

MOST = 20_000
"""Characters of a writer's answer that are read; a note has a thousand."""

RULES = """\
Write the note as plain paragraphs: no subject line, no greeting, no closing, no name below.
Speak to the reader as "you". Write {fewest} to {most} words in {language}.
Say only what the facts say, with no more certainty; invent no name, number, day, feeling or claim.
Leave out what is private, said in confidence, or an aside of the writer to himself.
Thank them, name the role, say one thing from the talk, and set a strength beside the need it meets.
Answer a doubt only where an answer is given. Give each promise once, with its day.
No quotation marks, no lists, no brackets, no exclamation marks, no shorthand.
Avoid: just checking in, I wanted to reach out, great fit, do not hesitate, thrilled, passionate."""


def prompt(occasion: Occasion, language: Language, wrong: tuple[str, ...] = ()) -> str:
    """What the writer reads: the rules, the facts, and what was wrong with its last answer."""
    again = "".join(f"\n- {each}" for each in wrong)
    faults = f"\n\nYour last answer could not be used. Mend this:{again}" if wrong else ""
    return f"{rules(occasion, language)}\n\nFacts:\n{facts(occasion, language)}{faults}\n"


def rules(occasion: Occasion, language: Language) -> str:
    """The task, and the rules that its answer must keep to; none of it is stored text."""
    measure, task = MEASURES[kind_of(occasion)], occasion.kind.replace("_", "-")
    kept = RULES.format(fewest=measure.fewest, most=measure.most, language=language.name)
    return f"Write a {task} note after a job interview.\n\n{kept}"


def facts(occasion: Occasion, language: Language) -> str:
    """All that the note may say, a fact a line."""
    return "\n".join(f"{name}: {text}" for name, text in _facts(occasion, language))


def _facts(occasion: Occasion, language: Language) -> Iterator[tuple[str, str]]:
    contact, day = occasion.contact, language.long_day
    yield "sender", tidy(occasion.you.name)
    if contact:
        yield "reader", ", ".join(filter(None, (tidy(contact.name), tidy(contact.title))))
    told = [
        ("company", occasion.company),
        ("agency", occasion.via),
        ("role", occasion.role),
        ("kind of interview", occasion.stage),
        ("topic of the talk", occasion.topic),
        *(("they look for", need) for need in occasion.looking_for.splitlines()),
        *(("my strength", strength) for strength in occasion.strengths),
        *(
            ("they doubted, and I answer", f"{each.concern}: {each.answer}")
            for each in occasion.concerns
            if each.answer.strip()
        ),
        ("next step", occasion.next_step),
        ("terms of the offer", occasion.terms),
        ("outcome", occasion.outcome),
    ]
    yield from ((name, kept) for name, text in told if (kept := _tellable(text)))
    for name, on in _days(occasion):
        yield name, day(on, occasion.today)
    if occasion.promise_on:
        by = day(occasion.promise_on, occasion.today)
        yield "I promised", f"{tidy(occasion.promise) or 'to be in touch'}, by {by}"


def _tellable(text: str) -> str:
    """A jotting without its private and uncertain parts; nothing of what was told in confidence."""
    plain = tidy(text)
    if confided(plain):
        return ""
    parts = [part.strip(" .,;!?–-") for part in _PART.split(plain)]
    kept = [part for part in parts if part and not reason(part)]
    return "; ".join(kept) if any(map(reason, parts)) else plain


_PART = pattern(r"(?<=[.;!?])\s+|\s+[–-]+\s+|\s*[()\[\]]\s*|,\s+")


def _days(occasion: Occasion) -> Iterator[tuple[str, date]]:
    days = (
        ("today", occasion.today),
        ("day of the interview", occasion.interview_on),
        ("they decide by", occasion.decision_on),
        ("I answer the offer by", occasion.deadline_on),
        ("I start on", occasion.start_on),
    )
    yield from ((name, on) for name, on in days if on)


def body(answer: str) -> str:
    """The paragraphs of an answer, without a subject, a greeting or a closing of its own."""
    lines = _AFTER_GREETING.sub(r"\1\n\n", answer.replace("\r\n", "\n").strip(), count=1)
    parts = [tidy(part) for part in re.split(r"\n\s*\n", lines)]
    parts = [re.sub(r"^Subject:\s*\S.*$", "", part).strip() for part in parts]
    parts = [part for part in parts if part]
    if parts and _GREETING.fullmatch(fold(parts[0])):
        parts = parts[1:]
    if parts and _CLOSING.match(fold(parts[-1])):
        parts = parts[:-1]
    return "\n\n".join(parts)


_AFTER_GREETING = pattern(
    r"^((?:subject:[^\n]*\s+)?(?:dear|hi|hello|liebe|sehr geehrte)r?\b[^\n]{0,60}[,:])\n(?!\n)",
    re.IGNORECASE,
)
_GREETING = pattern(r"(?:dear|hi|hello|liebe|sehr geehrte)r?\b[^!?]{0,60}[,:]?")
_CLOSING = pattern(
    r"(?:with |my )?(?:(?:best|kind|warm|very best)(?:est)? (?:regards|wishes)|regards|sincerely|respectfully|yours|thanks|thank you"
    r"|mit freundlichen|freundliche|best|all the best)\b[^.!?]{0,70}[\d().+-]*$"
)
"""The last lines of a letter, which the note has already: Best regards, Ann Lee, (555) 0100."""


def faults(text: str, occasion: Occasion, language: Language) -> tuple[str, ...]:
    """Why a writer's paragraphs may not go out, each as a sentence; empty where they may."""
    you = occasion.you
    told = "\n".join([text for _, text in _facts(occasion, language)] + [you.phone, you.email])
    if language.is_english:
        told = f"{told}\n{mended(told.replace(chr(10), '; ')).text}"  # with fri, as Friday
    measure = MEASURES[kind_of(occasion)]
    found = [
        *_about_length(count_words(text), measure),
        *about_sentences(text, occasion, language.code),
        *_untold(text, told),
        *_about_promise(text, occasion, language),
    ]
    if language.is_english:
        found += [*_strange_names(text, told), *_claims(text, told)]
        if occasion.role and occasion.stage != "informational":
            found += _about_role(text, occasion.role)
    return tuple(dict.fromkeys(found))


def _about_length(words: int, measure: Measure) -> Iterator[str]:
    """A fifth more or fewer words than asked for is let through: quality is not in the count."""
    if not words:
        yield "It is empty."
    elif not min(35, measure.fewest) <= words <= measure.most * 1.2:
        yield f"It has {words} words; write {measure.fewest} to {measure.most}."


_NUMBERS = {
    word: str(number)
    for words, numbers in (
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty",
            range(21),
        ),
        ("thirty forty fifty sixty seventy eighty ninety hundred", range(30, 101, 10)),
    )
    for word, number in zip(words.split(), numbers, strict=True)
}
_SMALL = frozenset(("zero", "one", "two"))
"""Numbers that prose uses without counting: "one thing", "the two of us"."""
_DAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
""")
"""Days and months that are nothing else; "may" is a verb, too."""


def _numbers(text: str) -> set[str]:
    words = re.findall(r"\d+(?:[.,]\d+)*|[a-z]+", text.lower())
    digits = {word.replace(",", "") for word in words if word[0].isdigit()}
    digits |= {
        f"{round(float(n) * 1000)}" for n in re.findall(r"\b(\d+(?:\.\d+)?)k\b", text.lower())
    }
    return digits | {_NUMBERS[word] for word in words if word in _NUMBERS and word not in _SMALL}


def _untold(text: str, facts: str) -> Iterator[str]:
    for number in sorted(_numbers(text) - _numbers(facts)):
        yield f"It says {number}, a number that was not told."
    named = {word for word in re.findall(r"[a-z]+", text.lower()) if word in _DAYS}
    told = set(re.findall(r"[a-z]+", facts.lower()))
    for day in sorted(named - told):
        yield f"It names {day.title()}, a day that was not told."


def _about_promise(text: str, occasion: Occasion, language: Language) -> Iterator[str]:
    if occasion.promise_on is None:
        if re.search(r"\bI (?:will|shall|'ll) (?:send|share|call|write|follow up)\b", text):
            yield "It promises something that was not promised."
        return
    ways = (
        language.near_day(occasion.promise_on, occasion.today),
        language.short_day(occasion.promise_on, occasion.today),
        f"{occasion.promise_on:%A}",
    )
    if not any(way in text for way in ways):
        yield f"It does not say that the promise is for {ways[1]}."


def _about_role(text: str, role: str) -> Iterator[str]:
    words = [word for word in re.findall(r"\w+", fold(role)) if len(word) > 2]
    if words and sum(word in fold(text) for word in words) * 2 < len(words):
        yield f"It does not name the role, {tidy(role)}."


_COMMON = _DAYS | word_set("i i'm i've i'd i'll may english")
"""Words with a capital that name nobody."""


def _strange_names(text: str, facts: str) -> Iterator[str]:
    """Capitalized words within a sentence that no fact has."""
    told = set(re.findall(r"\w+", fold(facts)))
    for sentence in sentences(text.replace("\n", " ")):
        for word in re.findall(r"[^\W\d_][\w’'-]*", sentence)[1:]:
            parts = re.findall(r"\w+", fold(word.removesuffix("'s").removesuffix("’s")))
            if word[0].isupper() and fold(word) not in _COMMON and not _is_told(parts, told):
                yield f"It names {word}, which was not told."


def _is_told(parts: list[str], told: set[str]) -> bool:
    """Whether the words of a name were told, perhaps without the apostrophe of an owner."""
    return all(part in told or f"{part}s" in told for part in parts)


_PLAIN_WORDS = word_set("""
    have having been were with that this your from about which would will also more most than
    then them they when what work working worked role position thank time talk talking spoke
    conversation today because while where there here some such into over under after before
    like look forward hear hearing interview meeting team company need needs looking want know
    learn learned make made help helped very much well both each other could should only same
    those these bring experience years year able using used took take gave give done doing
    became come came
""")
"""Words that claim nothing by themselves."""


_FELT = "(?:liked|enjoyed|appreciated|noticed|valued|hoped|asked|welcomed|noted|was (?:glad|interested|struck))\\b"
"""What one says of the talk, not of one's past."""


def _claims(text: str, facts: str) -> Iterator[str]:
    """What the writer says of the sender's past with words that no fact has."""
    stems = {word[:5] for word in re.findall(r"[a-z]{4,}", facts.lower())}
    for sentence in sentences(text.replace("\n", " ")):
        if not re.search(
            rf"\bI (?!{_FELT})(?:have|had|was|led|ran|built|managed|\w+ed)\b", sentence
        ):
            continue
        words = {
            word for word in re.findall(r"[a-z]{4,}", sentence.lower()) if word not in _PLAIN_WORDS
        }
        new = sorted(word for word in words if word[:5] not in stems)
        if len(words) > 2 and len(new) * 3 > len(words) * 2:
            yield f"It claims what was not told: “{sentence}”"
