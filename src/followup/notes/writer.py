"""What the user's own writer is told, and whether its note may go out. Pure.

A writer is a command of the user's that turns facts into prose. It is free in its words and not
in what it says: a number, a name, a day or a claim that was not told keeps its note out.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from followup.domain.kinds import Measure
from followup.domain.model import Occasion
from followup.domain.text import fold, pattern, word_set
from followup.notes.checks import count_words
from followup.notes.drafting import about_sentences
from followup.notes.english.private import CONFIDED, confided, reason
from followup.notes.english.spelling import mended
from followup.notes.jottings import sentences, tidy
from followup.notes.languages import BRITISH, GERMAN, Language
from followup.notes.template import MEASURES, kind_of

MOST = 5_000
"""Characters of a writer's answer that are read; a note has a thousand, and checking takes its square."""

RULES = """\
Write the note as plain paragraphs: no subject line, no greeting, no closing, no name below.
Speak to the reader as "{you}". Write {fewest} to {most} words in {language}.
{parts}
Say only what the facts say, with no more certainty. Invent nothing: no name, number, day, place,
feeling or claim, no tour of the house, nothing that they said, nothing of your present job.
Give each number and each trade's abbreviation as the facts have it; count and reckon nothing.
A fact is a jotting: "she", "he" and "they" mostly mean the reader, who is "{you}".
Leave out what is private, said in confidence, or an aside of the writer to himself.
Promise what was promised, once, with its day, and nothing else. Say who acts next as the facts do.
Say days as people do: on Tuesday, yesterday, by Friday. Say when they decide, if it is known.
Do not tell readers their own losses or complaints as they were jotted. Leave out a figure of which
it is not clear what it counts, and slang. Look forward to nothing but what is pleasant.
Two facts that have nothing to do with each other are two sentences. End with one plain sentence.
No quotation marks, no lists, no brackets, no exclamation marks, no shorthand.
Avoid: just checking in, I wanted to reach out, great fit, do not hesitate, thrilled, passionate."""

_ABOUT_TALK = """\
Thank them, name the role, and say one thing from the talk. Set a strength beside the need it meets.
Concede a doubt in half a sentence, then give the answer; leave out one without an answer."""
_PARTING = "Thank them, name the role, say what was decided without reasons, and wish them well."
PARTS = {
    "thank_you": _ABOUT_TALK,
    "thank_you.panel": f"{_ABOUT_TALK}\nOthers of the talk get notes of their own: say what this reader said.",
    "thank_you.informational": "Thank them, and say which of their advice you will use, and how.",
    "thank_you.card": "Thank them, name the role, say one thing from the talk, and that you would like it.",
    "thank_you.sales": f"{_ABOUT_TALK}\nPropose one next step with its day, as a question.",
    "check_in": "Name the role and the day of the talk, say one thing of use, and ask about timing.",
    "second_check_in": "Name the role, ask once more, and make it easy for them to say no.",
    "promised": "Name the role, and say that you do today what you promised in the talk.",
    "promised.informational": """\
Say that you do today what you promised in the talk, and thank them again. Ask for no job.""",
    "rejection_reply": "Thank them, name the role, respect their decision, and leave a door open.",
    "keep_in_touch": "Name the role, say one thing that you two share, and ask for nothing.",
    "decline": _PARTING,
    "withdraw": _PARTING,
    "accept": "Accept the role with thanks, and say its terms and the day of the start, if known.",
    "acknowledge_offer": "Thank them for the offer, name the role, and say by which day you will answer.",
    "timeline_changed": """\
Name the role, which you would still like. Say that another offer must be answered by that day, and
ask whether they can decide before, unless they named an earlier day.""",
    "thank_references": "Say which role you took, and thank them for what their word did.",
}
"""What each kind of note says, by the names of MEASURES; a kind set apart is like its plain one."""


def prompt(occasion: Occasion, language: Language, wrong: tuple[str, ...] = ()) -> str:
    """What the writer reads: the rules, the facts, and what was wrong with its last answer."""
    again = "".join(f"\n- {each}" for each in wrong)
    faults = f"\n\nYour last answer could not be used. Mend this:{again}" if wrong else ""
    return f"{rules(occasion, language)}\n\nFacts:\n{facts(occasion, language)}{faults}\n"


def rules(occasion: Occasion, language: Language) -> str:
    """The task, and the rules that its answer must keep to; none of it is stored text."""
    kind, task = kind_of(occasion), occasion.kind.replace("_", "-")
    kept = RULES.format(
        fewest=MEASURES[kind].fewest,
        most=MEASURES[kind].most,
        language="British English" if language == BRITISH else language.name,
        you="Sie" if language == GERMAN else "you",
        parts=PARTS.get(kind) or PARTS[occasion.kind],
    )
    return f"Write a {task} note after a job interview.\n\n{kept}"


def facts(occasion: Occasion, language: Language) -> str:
    """All that the note may say, a fact a line."""
    return "\n".join(f"{name}: {text}" for name, text in _facts(occasion, language))


def _facts(occasion: Occasion, language: Language) -> Iterator[tuple[str, str]]:
    contact, day = occasion.contact, language.long_day
    yield "sender", tidy(occasion.you.name)
    if contact:
        yield "reader", ", ".join(filter(None, (tidy(contact.name), tidy(contact.title))))
    named = [
        ("company", occasion.company),
        ("agency", occasion.via),
        ("role", occasion.role),
        ("kind of interview", occasion.stage),
    ]
    yield from ((name, tidy(text)) for name, text in named if text.strip())
    told = [
        ("topic of the talk", occasion.topic),
        *(("they look for", need) for need in occasion.looking_for.splitlines()),
        *(("my strength", strength) for strength in occasion.strengths),
        *(
            ("they doubted, and I answer", f"{doubt}: {answer}")
            for each in occasion.concerns
            if (doubt := _tellable(each.concern, language))
            and (answer := _tellable(each.answer, language))
        ),
        ("next step", occasion.next_step),
        ("terms of the offer", occasion.terms),
        ("outcome", occasion.outcome),
    ]
    yield from ((name, kept) for name, text in told if (kept := _tellable(text, language)))
    for name, on in _days(occasion):
        yield name, day(on, occasion.today)
    if occasion.promise_on:
        by = day(occasion.promise_on, occasion.today)
        clock = f"{tidy(occasion.promise_clock)} on " if occasion.promise_clock else ""
        yield "I promised", f"{tidy(occasion.promise) or 'to be in touch'}, by {clock}{by}"


def _tellable(text: str, language: Language) -> str:
    """A jotting without its private and uncertain parts; nothing of what was told in confidence."""
    plain = tidy(_INTERJECTION.sub("", text)).strip(" ,")
    why = _reasons(language)
    if confided(plain) or why(plain) == CONFIDED:
        return ""
    parts = [part.strip(" .,;!?–-") for part in _PART.split(plain)]
    kept = [part for part in parts if part and not why(part)]
    return "; ".join(kept) if any(map(why, parts)) else plain


def _reasons(language: Language) -> Callable[[str], str]:
    """What says why a part of a jotting stays out, in that language."""
    if language != GERMAN:
        return reason
    from followup.notes import german_phrases  # 10 ms, and only for a note in German

    return german_phrases.untold


_SIGH = r"(?:lol|lmao|haha\w*|omg|ugh|argh|gah|phew|yay|meh|yikes|tbh|imh?o|btw)\b[!.]*"
_INTERJECTION = pattern(rf"\s*\({_SIGH}\)|\s*\b{_SIGH}", re.IGNORECASE)
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
    plain = _PREAMBLE.sub("", answer.replace("\r\n", "\n").strip())
    lines = _AFTER_GREETING.sub(r"\1\n\n", plain, count=1)
    parts = [tidy(part) for part in re.split(r"\n\s*\n", lines)]
    parts = [re.sub(r"^(?:Subject|Betreff):\s*\S.*$", "", part).strip() for part in parts]
    parts = [part for part in parts if part]
    if parts and _GREETING.fullmatch(fold(parts[0])):
        parts = parts[1:]
    if parts and _CLOSING.match(fold(parts[-1])):
        parts = parts[:-1]
    return "\n\n".join(parts)


_PREAMBLE = pattern(
    r"^(?:(?:sure|certainly|of course|gladly|okay)\b[,.!]? *)?(?:here(?:['’]s| is)|below is|this is) [^.:\n]{0,40}"
    r"\b(?:note|letter|email|draft|version|paragraphs?)\b[^.:\n]{0,60}:\s*",
    re.IGNORECASE,
)
"""What models say of their answer before it: Here is the note:"""
_AFTER_GREETING = pattern(
    r"^((?:(?:subject|betreff):[^\n]*\s+)?(?:dear|hi|hello|hallo|guten tag|liebe|sehr geehrte)r?\b[^\n]{0,60}[,:])\n(?!\n)",
    re.IGNORECASE,
)
_GREETING = pattern(r"(?:dear|hi|hello|hallo|guten tag|liebe|sehr geehrte)r?\b[^!?]{0,60}[,:]?")
_CLOSING = pattern(
    r"(?:with |my )?(?:(?:best|kind|warm|very best)(?:est)? (?:regards|wishes)|regards|sincerely|respectfully|yours|thanks|thank you"
    r"|mit (?:freundlichen|besten|herzlichen)|(?:freundliche|beste|viele|herzliche|liebe) gr\w+|best|all the best)\b[^.!?]{0,70}[\d().+-]*$"
)
"""The last lines of a letter, which the note has already: Best regards, Ann Lee, (555) 0100."""


def faults(text: str, occasion: Occasion, language: Language) -> tuple[str, ...]:
    """Why a writer's paragraphs may not go out, each as a sentence; empty where they may."""
    if not text.strip():
        return ("It is empty.",)
    you = occasion.you
    told = "\n".join([text for _, text in _facts(occasion, language)] + [you.phone, you.email])
    if language.is_english:
        told = f"{told}\n{mended(told.replace(chr(10), '; ')).text}"  # with fri, as Friday
    measure = MEASURES[kind_of(occasion)]
    names = ("sender", "reader", "role", "company", "agency", "kind of interview")
    said = [(name, text) for name, text in _facts(occasion, language) if name not in names]
    own = "\n".join(text for name, text in said if name != "they look for")
    jotted = "\n".join(text for _, text in said)
    found = [
        *_about_length(count_words(text), measure),
        *about_sentences(text, occasion, language.code, jotted),
        *_untold(_QUESTION.sub("", text) if occasion.field == "sales" else text, told),
        *_about_promise(text, occasion, language),
        *_about_reader(text, occasion),
    ]
    if language.is_english:
        task = PARTS[occasion.kind]  # who declines has decided, which no fact need say
        found += [*_strange_names(text, told), *_claims(text, f"{told}\n{task}", own)]
        found += _reported(text, jotted)
        if occasion.role and occasion.stage != "informational":
            found += _about_role(text, occasion.role)
        found += [*_signs(text), *_about_day(text, occasion), *_about_sender(text, occasion)]
        found += [*_reversed(text, jotted), *_about_doer(text, occasion)]
        found += _about_decision(text, occasion, jotted)
    if language == GERMAN:
        found += _untold_german(text, told)
        found += _claims_german(text, told, jotted)
    return tuple(dict.fromkeys(found))


def _about_length(words: int, measure: Measure) -> Iterator[str]:
    """A fifth more or fewer words than asked for is let through: quality is not in the count."""
    if not min(35, measure.fewest) <= words <= measure.most * 1.2:
        yield f"It has {words} words; write {measure.fewest} to {measure.most}."


_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "decade": 10, "decades": 10, "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip
_NUMBER = f"(?:{'|'.join(_NUMBERS)})"
_WORDED = rf"\b{_NUMBER}(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and ){_NUMBER})*\b"
_DIGITS = r"(\d+(?:,\d{3})*(?:\.\d+)?)(?: ?(k|m|thousand|million)\b)?"
_TIMES = {"": 1, "k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}
_DOZENS = frozenset(("dozen", "decade", "decades"))
_SMALL = frozenset(("zero", "one", "two"))
"""Numbers that prose uses without counting: "one thing", "the two of us"."""
_QUESTION = re.compile(r"[^.!?]*\?")
"""In sales, a talk is proposed with its day: could we speak on Monday?"""
_ASKED_FOR = re.compile(r"\b\w+ minutes\b(?=[^.!]*\?)")
"""How long a talk would take that is proposed: could we speak for ten minutes?"""
_DAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
""")
"""Days and months that are nothing else; "may" is a verb, too."""


def _numbers(text: str) -> set[str]:
    """The numbers of a text, 12 and 12,000 for 12k, and those that words name."""
    found = set(re.findall(r"\d+", text))
    return found.union(*(numbers for _, numbers in _readings(text)))


def _readings(text: str) -> Iterator[tuple[str, set[str]]]:
    """Each number as it is written, and what it may be."""
    small = text.lower().replace("half a dozen", "six").replace("this decade", "now")
    for match in re.finditer(_DIGITS, small):
        plain, times = match[1].replace(",", ""), _TIMES[match[2] or ""]
        yield match[0], {plain, f"{round(float(plain) * times)}" if times > 1 else plain}
    worded = re.findall(_WORDED, re.sub(_DIGITS, " ", small))
    for words in filter(lambda words: words not in _SMALL, worded):
        yield (number := str(_value(words))), {number}


def _reckoned(facts: str) -> Iterator[str]:
    """What the facts come to: 18 months of 1.5 years, 3 for what is listed as A, B and C."""
    for number, unit in re.findall(r"(\d+(?:\.\d+)?)[ -]?([a-z]+)", facts.lower()):
        for units, times in _IN_SMALLER:
            if unit in units:
                yield f"{round(float(number) * times)}"
    for listed in re.findall(r"\w+(?:, \w+)+,? (?:and|&|\+) \w+", facts):
        yield f"{len(re.findall(r', | and | & | [+] ', listed)) + 1}"


_IN_SMALLER = (
    (word_set("yr yrs year years y"), 12),
    (word_set("wk wks week weeks w"), 7),
    (word_set("h hr hrs hour hours"), 60),
    (word_set("h hr hrs hour hours"), 1 / 24),
    (word_set("mo mos month months"), 1 / 12),
    (word_set("d day days"), 1 / 7),
)
"""How many months a year has, and so on; and how many days an hour is."""


def _value(words: str) -> int:
    """The number that words name: nine hundred and four."""
    total = last = 0
    for word in filter(_NUMBERS.get, re.findall(r"[a-z]+", words)):
        number = _NUMBERS[word]
        if word in _DOZENS:
            last = number * max(last, 1)
        elif number < 100:
            last += number
        elif number == 100:
            last = 100 * max(last, 1)
        else:
            total, last = total + number * max(last, 1), 0
    return total + last


def _untold(text: str, facts: str) -> Iterator[str]:
    told = _numbers(facts) | set(_reckoned(facts))
    for number, readings in _readings(_ASKED_FOR.sub("", text)):
        year = {number[2:]} if re.fullmatch("20[0-9]{2}", number) else set()
        if not (readings | year) & told:
            yield f"It says {number}, a number that was not told."
    words = set(re.findall(r"[a-z]+", facts.lower()))
    for day in sorted(_DAYS.intersection(re.findall(r"[a-z]+", text.lower()))):
        if not words.intersection(day[:end] for end in range(3, len(day) + 1)):
            yield f"It names {day.title()}, a day that was not told."


_GERMAN_NUMBERS = {
    "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30, "hundert": 100,
}  # fmt: skip
_GERMAN_DAYS = word_set("""
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar
    märz juni juli oktober dezember
""")


def _untold_german(text: str, facts: str) -> Iterator[str]:
    """Numbers in words and days in German that no fact has."""
    said, told = (set(re.findall(r"\w+", each.lower())) for each in (text, facts))
    digits = set(re.findall(r"\d+", facts))
    for word in sorted(said & _GERMAN_NUMBERS.keys() - told):
        if str(_GERMAN_NUMBERS[word]) not in digits:
            yield f"It says {word}, a number that was not told."
    for day in sorted(said & _GERMAN_DAYS):
        if not told.intersection(day[:end] for end in range(3, len(day) + 1)):
            yield f"It names {day.title()}, a day that was not told."


_AFTER = re.compile(r"\b[Bb]ei (?:der |dem |den )?(?P<name>[A-ZÄÖÜ][\w-]+)")
_NO_NAMES = word_set("""
    ihnen ihrer ihrem ihren bedarf gelegenheit fragen rückfragen interesse problemen störungen kunden
    patienten kindern menschen projekten aufgaben stelle arbeit firma
""")
"""What stands behind "bei" and names nobody."""
_SMALL_GERMAN = word_set("""
    habe hatte kann nicht eine einen einer einem diese dieser jahre jahr sind dass mich auch über sehr
    mein meine meinen meiner ihnen ihre ihrer ihren noch schon wird werde sich aber oder dann dort
    außerdem seit mehr viel viele immer selbst
""")
_WEIGHTY_GERMAN = pattern(
    r"\b(?:auszeichnung\w*|ausgezeichnet\w*|diplom\w*|promo(?:tion|viert\w*)|bachelor\w*|master\w*|studium|preis|verdoppelt|verdreifacht"
    r"|halbiert|fließend\w*|verhandlungssicher\w*|zertifiziert\w*|umfassende\w*|umfangreiche\w*|langjährig\w*|jahrelang\w*|expert\w+"
    r"|führungserfahrung|leitungserfahrung|patent\w*|fundierte\w*|rundgang|führung durch)\b",
    re.IGNORECASE,
)
_SAYS_OF_ME = re.compile(
    r"\b(?:ich (?:habe|hatte|bin|war|kann|spreche|leite|führe)|(?:habe|hatte|bin|war|kann|spreche|leite|führe) ich)\b",
    re.IGNORECASE,
)
_MANNER_GERMAN = pattern(
    r"\b(?:freu\w*|gefreut|gern\w*|hoffe\w*|interess\w+|beschäftigt|nachgedacht|gehört|erfahren|eindruck|gespräch\w*|dank\w*|sicher"
    r"|gespannt|überzeugt|mitgenommen|verstanden|erreichbar|bereit|vorstellen|entschieden|entschlossen)\b",
    re.IGNORECASE,
)
"""What one says of the talk, or of oneself today."""


def _claims_german(text: str, facts: str, own: str) -> Iterator[str]:
    """Names and weighty words that no fact has, and sentences of mine without a word of the facts."""
    told = set(re.findall(r"\w{3,}", facts.lower()))
    of_mine = set(re.findall(r"\w{4,}", own.lower())) - _SMALL_GERMAN
    for name in dict.fromkeys(_AFTER.findall(text)):
        low = name.lower()
        if low not in _NO_NAMES and not any(low[:4] == each[:4] for each in told):
            yield f"It names {name}, which was not told."
    for word in dict.fromkeys(_WEIGHTY_GERMAN.findall(text)):
        if not any(word.lower()[:6] == each[:6] for each in told):
            yield f"It claims what was not told: “{word}”"
    for sentence in re.split(r"(?<=[.;!?])\s+", text):
        words = set(re.findall(r"\w{4,}", sentence.lower())) - _SMALL_GERMAN
        known = any(word[:5] == each[:5] or each in word for word in words for each in of_mine)
        is_manner = _MANNER_GERMAN.search(sentence) or re.search(r"\d", sentence)
        if words and _SAYS_OF_ME.search(sentence) and not known and not is_manner:
            yield f"It claims what was not told: “{sentence.strip(' .;')}”"


_PROMISED = pattern(
    r"\bI (?:will|shall|'ll) (?:send|share|call|write|follow up)\b"
    r"|\b(?:schicke|sende|reiche|maile|bringe|rufe|werde) ich (?:Ihnen|Sie)\b|\bich (?:schicke|sende|bringe|rufe) (?:Ihnen|Sie)\b"
    r"|\b(?:melde ich mich|ich melde mich)\b"
)


def _about_promise(text: str, occasion: Occasion, language: Language) -> Iterator[str]:
    if occasion.promise_on is None:
        if _PROMISED.search(text):
            yield "It promises something that was not promised."
        return
    on, today = occasion.promise_on, occasion.today
    ways = (
        language.near_day(on, today),
        language.short_day(on, today),
        f"{on:%A}",
        language.long_day(on, today).partition(",")[0],
    )
    said = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b(?: of)?", "", text)
    if not any(way in said for way in ways) and not (on == today and "today" in said):
        yield f"It does not say that the promise is for {ways[1]}."


def _about_role(text: str, role: str) -> Iterator[str]:
    words = [
        word for word in re.findall(r"\w+", fold(re.sub(r"\(.*?\)", " ", role))) if len(word) > 2
    ]
    there = set(re.findall(r"\w+", fold(text)))
    short = "".join(word[0] for word in words)
    named = sum(
        _is_like(word, there)
        or any(word in each for each in there)
        or any(len(each) > 1 and each in short and word[0] in each for each in there)
        for word in words
    )
    other = any(
        fold(before) in words and not _is_like(fold(head), {*words}) and words[-1] not in there
        for before, head in re.findall(r"(\w+) (\w+) (?:position|role|job|post)\b", text)
    )
    if named * 2 < len(words) or other:
        yield f"It does not name the role, {tidy(role)}."


def _about_reader(text: str, occasion: Occasion) -> Iterator[str]:
    """The reader's name, where they are not addressed by it: Thank you, Priya, for the talk."""
    name = tidy(occasion.contact.name) if occasion.contact else ""
    for own in (occasion.company, occasion.role, occasion.via):
        words = own.split()
        for end in range(len(words), 1, -1):  # Carrick & Dunne, of Carrick & Dunne Solicitors
            text = text.replace(" ".join(words[:end]), "")
        text = text.replace(own, "") if own else text
    spoken_to = re.sub(rf"(?:^|,)\s(?:\w+\.? )?(?:{re.escape(name)}|\w+)(?=[,.])", "", text)
    others = fold(" ".join(occasion.others)).split()
    for word in re.findall(r"\w{3,}", name):
        is_theirs = word.istitle() and fold(word) not in (*others, *_TITLES)
        if is_theirs and re.search(rf"\b{re.escape(word)}\b", spoken_to):
            yield f"It says {word}, who reads it; write “you”."


def _signs(text: str) -> Iterator[str]:
    """Signs that the rules of a note exclude, and that no other check takes for one."""
    for sign in dict.fromkeys(re.findall(r"[!()]", text)):
        yield f"It has the sign {sign}, which the rules exclude."


_TALK_ON = pattern(
    r"\b(?:thank\w*|meeting|met|talk(?:ed|ing)?|spoke|speaking|conversation|interview|time|seeing)\b[^.!?]*?"
    r"\b(?P<when>(?:on |last |this )(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|this morning|this afternoon|last week)\b",
    re.IGNORECASE,
)


def _about_day(text: str, occasion: Occasion) -> Iterator[str]:
    """The day of the talk in the first sentence that has one, where it is another."""
    on, today = occasion.interview_on, occasion.today
    first = next(iter(_sentences(text)), "")
    said = _TALK_ON.search(first)
    if on is None or said is None or occasion.kind != "thank_you":
        return
    when, past = said["when"].lower(), (today - on).days
    right = {
        "yesterday": past == 1,
        "today": past == 0,
        "this morning": past == 0,
        "this afternoon": past == 0,
        "last week": on.isocalendar()[:2] < today.isocalendar()[:2],
    }
    if not right.get(when, when.endswith(f"{on:%A}".lower())):
        yield f"It says {said['when']} of the talk, which was on {on:%A}, {on.day} {on:%B}."


def _about_sender(text: str, occasion: Occasion) -> Iterator[str]:
    """The sender's name, who writes and is "I"; not where it is also somebody else's."""
    theirs = fold(
        " ".join((occasion.company, occasion.via, occasion.role, *occasion.others))
        + (f" {occasion.contact.name}" if occasion.contact else "")
    ).split()
    for word in re.findall(r"\w{3,}", tidy(occasion.you.name)):
        is_name = word.istitle() and fold(word) not in theirs and fold(word) not in _PLAIN_WORDS
        if is_name and re.search(rf"(?<!am )(?<!is )\b{re.escape(word)}\b", text):
            yield f"It says {word}, who writes it; write “I”."


_FROM_TO = re.compile(
    r"(\d+(?:[.,]\d+)*)\W?(?:[ \w]{0,12}?) ?(?:\bto\b|->|→|=>|\bdown to\b|\bup to\b) ?\W?(\d+(?:[.,]\d+)*)"
)


def _reversed(text: str, jotted: str) -> Iterator[str]:
    """A change from one figure to another that was told the other way round."""
    told = set(_FROM_TO.findall(jotted))
    for before, after in _FROM_TO.findall(text):
        if (after, before) in told and (before, after) not in told:
            yield f"It says {before} to {after}; the facts say {after} to {before}."


_YOU_DID = re.compile(r"\b[Yy]ou (?:have |had |also |still )?(?!need|want|are|were|look)\w+")
_YOU_PROMISE = re.compile(
    r"\b[Yy]ou will (?:send|share|bring|email|forward|text)\b|\b[Yy]ou promised\b"
)
_DONE_ALREADY = re.compile(r"\bI (?:have )?(?:already )?(?:sent|emailed|forwarded|shared)\b")
_WILL = re.compile(r"\b(?:will|shall|by)\b|\w'll\b")


def _about_doer(text: str, occasion: Occasion) -> Iterator[str]:
    """Sentences in which the reader does what the sender did or promised, or the other way round."""
    promise = _content(occasion.promise)
    mine = [
        _content(each) for each in (*occasion.strengths, *(c.answer for c in occasion.concerns))
    ]
    theirs = [_content(each) for each in (occasion.topic, *occasion.looking_for.splitlines())]
    promised = 0
    for sentence in _sentences(text):
        words, said = _content(sentence), sentence.strip(" .")
        is_promised = occasion.promise_on is not None and len(words & promise) > 1
        promised += _share(words, promise) > _MOST_OF and _WILL.search(sentence) is not None
        if is_promised and _YOU_PROMISE.search(sentence):
            yield f"You promised it, not the reader: “{said}”"
        if is_promised and occasion.kind == "thank_you" and _DONE_ALREADY.search(sentence):
            yield f"It says that you have done what you promised: “{said}”"
        for clause in _CLAUSE.split(sentence):
            words = _content(clause)
            is_theirs = not _I.search(clause) and not _MINE.search(clause)
            own = max((_share(words, each) for each in mine), default=0.0)
            other = max((_share(words, each) for each in theirs), default=0.0)
            if _YOU_DID.search(clause) and is_theirs and own >= _MOST_OF and own > other:
                yield f"It says of the reader what you did: “{said}”"
    if promised > 1:
        yield "It says the promise twice."


_MOST_OF = 0.5
"""The share of a jotting's words that makes a sentence tell that jotting."""


def _share(words: set[str], jotting: set[str]) -> float:
    """How much of a jotting stands in a sentence; nothing of one with fewer than three words."""
    return len(words & jotting) / len(jotting) if len(jotting) > 2 else 0.0


_DECIDED = re.compile(
    r"\b[Yy]ou (?:will|have decided to|are going to|have) (?:offer|hire|hired|offered)\b"
)
_I_DECIDE = re.compile(r"\bI (?:will|shall) (?:decide|make my decision)\b")
_DECIDE_BY = re.compile(
    r"\b(?:decide|decision)\b[^.!?]*?\b(?:by|on|before) (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_WILL_DECIDE = re.compile(r"\byou (?:will|expect to|plan to|hope to|aim to) decide\b")


def _about_decision(text: str, occasion: Occasion, jotted: str) -> Iterator[str]:
    """A decision that nobody told of, of the wrong side, or on another weekday than its own."""
    on = occasion.decision_on
    is_open = "offer" not in occasion.kind and occasion.kind not in _AFTER_OFFER
    for sentence in _sentences(text) if is_open else ():
        if _DECIDED.search(sentence):
            yield f"It claims what was not told: “{sentence.strip(' .')}”"
        if _I_DECIDE.search(sentence) and occasion.deadline_on is None:
            yield f"It is they who decide: “{sentence.strip(' .')}”"
    if on is None:
        if _WILL_DECIDE.search(text) and "deci" not in jotted.lower():
            yield "It says when they decide, which was not told."
        return
    for day in _DECIDE_BY.findall(text):
        if f"{on:%A}" != day and day.lower()[:3] not in occasion.next_step.lower():
            yield f"It says that they decide by {day}; the facts say {on:%A}, {on.day} {on:%B}."


_AFTER_OFFER = word_set("accept decline timeline_changed")


def _sentences(text: str) -> list[str]:
    """The sentences of all paragraphs."""
    return sentences(text.replace("\n", " "))


_TITLES = word_set("mrs herr frau prof doctor professor sister father captain judge hon rev")

_COMMON = _DAYS | word_set("i i'm i've i'd i'll may english")
"""Words with a capital that name nobody."""


_LONGEST_ACRONYM = 6
_ACRONYM = rf"\b[A-Z]{{2,{_LONGEST_ACRONYM}}}\b"


def _strange_names(text: str, facts: str) -> Iterator[str]:
    """Capitalized words within a sentence that no fact has, in full or in short."""
    told = set(re.findall(r"\w+", fold(facts)))
    told |= {word.strip("0123456789") for word in told} - {""}
    acronyms = {word.lower() for word in re.findall(_ACRONYM, facts)}
    initials = "".join(
        word[0] if len(word) > 1 else " " for word in re.findall(r"\w+|\n", fold(facts))
    )
    for sentence in _sentences(text):
        spelled = {*_spelled(sentence, acronyms), *_numbered(sentence, told)}
        for word in re.findall(r"\w[\w’'-]*", sentence)[1:]:
            parts = re.findall(r"\w+", fold(word.removesuffix("'s").removesuffix("’s")))
            known = all(_is_told(part, told) for part in parts) or fold(word) in _COMMON
            known = known or fold(word)[:2] in acronyms  # NE, the state
            known = known or (word.isupper() and word.lower() in initials)  # QA
            known = known or fold(word) in _PLAIN_WORDS  # Acme Co. Your account
            if word[0].isupper() and not known and word not in spelled:
                yield f"It names {word}, which was not told."


def _spelled(sentence: str, acronyms: set[str]) -> Iterator[str]:
    """The words of names that the facts have as an acronym: Great Eastern of GE."""
    for run in re.findall(r"[A-Z]\w+(?: [A-Z]\w+)+", sentence):
        words = run.split()
        for start in range(len(words)):
            for end in range(start + 2, min(start + _LONGEST_ACRONYM, len(words)) + 1):
                if "".join(word[0] for word in words[start:end]).lower() in acronyms:
                    yield from words[start:end]


def _numbered(sentence: str, told: set[str]) -> Iterator[str]:
    """The words of which the facts have the first letter with its number: Level 2 of L2."""
    for word, number in re.findall(r"([A-Z]\w+) (\d+)", sentence):
        if f"{word[0].lower()}{number}" in told:
            yield word


def _is_told(word: str, told: set[str]) -> bool:
    """Whether a word was told, perhaps without the apostrophe of an owner, or in short."""
    return word in told or f"{word}s" in told or any(_is_short_for(each, word) for each in told)


def _is_short_for(short: str, word: str) -> bool:
    """Whether `short` is the beginning of a word, or its consonants: sched, jct; N of North."""
    if not word.startswith(short[0]) or len(short) >= len(word):
        return False
    if counted := re.fullmatch(r"(\w)(\d+)(\w)", short):  # k8s
        return word.endswith(counted[3]) and len(word) == int(counted[2]) + 2
    if len(short) == 1:
        return word in _COMPASS
    consonants = not set(short) & set("aeiou") and not short.isdigit()
    return (len(short) > 2 and word.startswith(short)) or (
        consonants and re.search(".*".join(map(re.escape, short)), word) is not None
    )


_COMPASS = word_set("north south east west northern southern eastern western")
_PLAIN_WORDS = word_set("""
    have having been were with that this your from about which will would also more most than
    then them they when what work working worked role position thank time talk talking spoke
    conversation today because while where there here some such into over under after before
    like look forward hear hearing interview meeting team company need needs looking want know
    learn learned make made help helped very much well both each other could should only same
    those these bring experience years year able using used took take gave give done doing
    became come came the and for you not but are was all any can has had his her our out who how
    its did get got may yet job myself something close even just still always ever lot since now
    part place thing things people own too own new last first next good long many kind several
    being done went gone once again back until through during between every
""")
"""Words that claim nothing by themselves."""


_MANNER = "|".join(
    word_set("""
    likes? loved? prefer liked love enjoy enjoyed share care appreciated noticed valued hoped asked
    welcomed noted thought think thinking understood understand recogni[sz]ed reali[sz]ed heard
    learned saw see smiled laughed felt feel left meant mean wanted want turning wondered gathered
    remember\\w* agreed? keep kept came\\saway no\\sidea glad grateful happy sure interested keen
    looking look pleased delighted excited struck impressed touched confident sorry aware available
    free ready know knew believe hope expect wish picture imagine tell intend plan start send
    promised? mentioned said told seen
    """)
)
"""What one says of the talk or of oneself today, not of one's past."""
_BESIDE = (
    "have|had|was|am|do|did|can|not|just|also|really|very|so|already|much|particularly|especially"
    "|a|been|still"
)
_OF_MANNER = re.compile(
    rf"\bI (?:(?:{_BESIDE})\s)*(?:{_MANNER})\b"
    rf"|^(?:and |also )?(?:{_MANNER})\b"
    r"|\b(?:would|will|could|should|shall|might|may|let me)\b|'(?:d|ll)\b"
)
_CLAUSE = re.compile(
    r"[,;:–—]\s|\s(?:and|but|because|so|when|though|although|while)\s|\s(?=(?:who|which|where)\s)"
)
_I = re.compile(r"\bI\b")
_MINE = re.compile(r"\b(?:[Mm]y|[Ww]e|[Oo]ur)\b")
_WEIGHTY = pattern(
    r"\b(?:won an?|award-winning|prizes?|winner|was named|promoted|saved|doubled|tripled|halved"
    r"|came (?:first|top)|certified|degree|diploma|doctorate|fluent|expert(?:ise)?|(?:track|proven|strong|set a) record|renowned|extensive|proven"
    r"|patent(?:s|ed)?|published|founded|for (?:many )?years|(?:my )?(?:current|present) (?:role|job|position|post|employer)"
    r"|(?:led|managed|headed|supervised|oversaw|mentored|coached) (?:\w+ ){0,3}(?:team|people|staff|colleague|engineer|employee)s?"
    r"|(?:reputation|commitment|dedication|culture|mission|vision|values|innovati\w+|excellence|sustainab\w+|cutting-edge|world-class|awards?|(?:first|top) choice|dream (?:job|company))"
    r"|(?:was|am|as|named|became) (?:the )?\w+ of the (?:year|month|quarter)"
    r"|tour|show(?:n|ed|ing) me (?:a?round|the)|introduc(?:ed|ing) me)\b",
    re.IGNORECASE,
)
"""What one says only where it is so: what one boasts of, praises, and that one was shown round."""
_REPORTED = re.compile(
    r"\b[Yy]ou (?:said|told me|mentioned|described|explained|stressed|emphasi[sz]ed|pointed out|spoke of"
    r"|spoke about|talked about)\b(.*)"
)
"""What the reader is said to have said."""
_LIGHT = word_set("""
    a an the for was am as of me my many up role job position post employer people year month
""")
_TAKEN_UP = re.compile(r"(?:It|This|That|They|There|These|Both)\b")
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|won|led|grew|fell|rose|made|ran|built|cut|went|took|gave|got|\w+ed)\b"
)


def _claims(text: str, facts: str, own: str) -> Iterator[str]:
    """What the writer says of the sender's own in a clause of which the facts have no word.

    A weighty word of the sender's is looked for in `own`, the facts less what the reader wants.
    """
    told, numbers, mine = _content(facts), _numbers(facts), False
    for sentence in _sentences(text):
        mine = mine and _TAKEN_UP.match(sentence) is not None
        for clause in _CLAUSE.split(sentence):
            said = _I.search(clause) is not None
            mine = mine or said or _MINE.search(clause) is not None
            for words in _WEIGHTY.findall(clause):
                if not _has_any(own if mine else facts, words):
                    yield f"It claims what was not told: “{words}”"
            claims = said or (mine and (_has_no_subject(clause) or _PAST.search(clause)))
            theirs = not said and re.search(r"\b[Yy]ou\b", clause) is not None
            claims = claims and not theirs and not sentence.endswith("?")
            if claims and not _OF_MANNER.search(clause) and _is_new(clause, told, numbers):
                yield f"It claims what was not told: “{clause.strip(' .')}”"


def _reported(text: str, facts: str) -> Iterator[str]:
    """What the reader is said to have said, and no fact has a word of."""
    told, numbers = _content(facts), _numbers(facts)
    for sentence in _sentences(text):
        reported = _REPORTED.search(sentence)
        if reported and _is_new(reported[1], told, numbers):
            yield f"It says that they said what was not told: “{sentence.strip(' .')}”"


def _content(facts: str) -> set[str]:
    """The words of the facts that say something."""
    return {word for word in re.findall(r"[a-z]{2,}", fold(facts)) if word not in _PLAIN_WORDS}


def _has_any(facts: str, words: str) -> bool:
    """Whether the facts have one of the words that carry the sense of `words`."""
    told = set(re.findall(r"[a-z]{3,}", fold(facts)))
    weighty = [word for word in fold(words).split() if word not in _LIGHT]
    stems = [re.sub(r"(?:ing|ed)$", "", word) for word in weighty]
    return any(_is_like(word, told) for word in (*weighty, *stems)) or any(
        each.startswith(stem) for stem in stems for each in told if len(stem) > 3
    )


def _has_no_subject(clause: str) -> bool:
    """Whether a clause goes on with the verb of the one before: and speak at conferences."""
    return (
        re.match(
            r"(?!who|which|where|how|what|that|if)(?:also |then )?[a-z]+ (?:at|in|on|for|with|to|a|an|the|my)\b",
            clause,
        )
        is not None
    )


def _is_new(clause: str, told: set[str], numbers: set[str]) -> bool:
    """Whether hardly a word of a clause was told, and no number."""
    words = [word for word in re.findall(r"[a-z]{3,}", fold(clause)) if word not in _PLAIN_WORDS]
    if sum(len(word) > 3 for word in words) < 2:
        return False
    known = sum(_is_like(word, told) for word in words)
    counted = any(readings & numbers for _, readings in _readings(clause))
    return not counted and known * _FEW < len(words)


_FEW = 5
"""Of so many words that say something, one at least was told."""


def _is_like(word: str, told: set[str]) -> bool:
    """Whether the facts have the word, another form of it, or one that is short for it."""
    return word in told or any(
        _is_form_of(each, word) or _is_short_for(each, word) for each in told if each[0] == word[0]
    )


def _is_form_of(word: str, other: str) -> bool:
    """Whether two words share their first five letters, and most of all: coordinate, coordinator."""
    pairs = enumerate(zip(word, other, strict=False))
    shared = next((at for at, (one, two) in pairs if one != two), min(len(word), len(other)))
    return shared > 4 and shared > max(len(word), len(other)) * 0.55
