"""Takes a mended jotting apart, and finds its first fragment that reads with certainty. Pure."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from followup.domain.frozen import Frozen, replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon, private
from followup.notes.english.grammar import (
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    POSSESSIVES,
    Form,
    Reading,
    Word,
    is_finite,
    is_whole_phrase,
    rare,
    read,
    unknown,
    words_of,
)
from followup.notes.english.person import may_be_person
from followup.notes.english.spelling import bracketed, mended
from followup.notes.jottings import tidy

LOOKED_AT = 2000
"""Characters of a jotting that are looked at: to mend a word takes the square of its length."""
LONGEST = 240
"""Characters of a fragment that is read; a longer one is no single thought."""

_ABBREVIATED = pattern(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Fr|No|vs|Inc|Ltd|Jr|Sr|Ave|[A-Z])\.$")
_STOP = pattern(r"(?<=[.!?;])\s+|\s+[–-]{1,2}\s+|:\s+|\s*→\s*")
_AROUND = " \t-–*•·,;:.!\"'"
_LED = pattern(
    r"^(?:(?:also|and|so|but|plus|then|mainly|mostly|basically|honestly|well|ok|yes)\b,? )+",
    re.IGNORECASE,
)


class Found(Frozen):
    """The first certain reading of a jotting, or those of all items of a list; what stays out of
    it, and what was mended.
    """

    readings: tuple[Reading, ...]
    left: tuple[Left, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


class Wanted(Frozen):
    """What a role in the note can use of a jotting: one of `forms`, after `prepared` took off its lead.

    `questions`: a part that ends in a question mark is read, too. `lists`: where the jotting is a
    list of noun phrases, all of them are taken. `refers`: an "it" may mean what stands before.
    `later`: forms that are read behind a comma, too, where a name or the like stands before it.
    """

    forms: frozenset[Form]
    prepared: Callable[[str], str]
    questions: bool = False
    lists: bool = False
    refers: bool = False
    later: frozenset[Form] = frozenset()


def find(jotting: str, wanted: Wanted) -> Found:
    """The first fragment of `jotting` that is wanted and reads with certainty, or all of a list."""
    told = mended(jotting[:LOOKED_AT])
    asides = bracketed(jotting[:LOOKED_AT])
    if private.confided(" ".join([told.text, *asides])):
        return Found((), (Left(tidy(jotting), private.CONFIDED),), told.changes)
    if _IN_JEST.search(" ".join(asides)):
        return Found((), (Left(tidy(jotting), "it was a joke"),), told.changes)
    if private.private_word(" ".join(asides)):
        return Found((), (Left(tidy(jotting), private.PRIVATE),), told.changes)
    left = [Left(each, BRACKETED) for each in asides]
    found: tuple[Reading, ...] = ()
    is_cut = False  # what stands behind a part that stays out may lean on it
    for whole in parts(told.text):
        part, why = _without_asides(whole, left, wanted.questions)
        is_cut = is_cut or (not part and len(whole.split()) > _ASIDE_WORDS)
        if not (why or found or is_cut):
            found, rest = _first(part.rstrip("?"), wanted)
            is_cut = bool(rest.strip(_AROUND)) and not found
        else:
            rest = part
            is_cut = is_cut or (bool(why) and len(part.split()) > _ASIDE_WORDS)
        if rest.strip(_AROUND):
            left.append(Left(rest.strip(_AROUND), why or _why_unread(rest, found)))
    if not (found or left) and jotting.strip():
        left.append(Left(tidy(jotting), "it has no words"))
    return Found(found, _losses(left, tidy(jotting)), told.changes)


_IN_JEST = pattern(r"\b(?:jok(?:e|es|ing)|kidding|kidded|jest)\b", re.IGNORECASE)


def _losses(left: list[Left], jotting: str) -> tuple[Left, ...]:
    """What stays out and is worth naming: not a crumb of a jotting, such as its "ok" or "lol"."""
    most = [each for each in left if each.jotting == jotting or len(each.jotting.split()) > 1]
    return tuple(most or left)


_ASIDE_WORDS = 3
"""Words of an aside on which nothing leans: so tired, lol."""


def parts(text: str) -> Iterator[str]:
    """The parts of a text between full stops, semicolons, colons and dashes, as they stand."""
    start = 0
    for stop in _STOP.finditer(text):
        part = text[start : stop.start()]
        if stop[0].isspace() and _ABBREVIATED.search(part):
            continue
        yield part.strip()
        start = stop.end()
    yield text[start:].strip()


def _without_asides(part: str, left: list[Left], questions: bool) -> tuple[str, str]:
    """The part without its asides, which go to `left`; or all of it, and why it stays out."""
    if private.private_word(part):
        before = _before_kin(part)
        if not before:
            return part, private.reason(part)
        left.append(Left(part[len(before) :].strip(_AROUND), private.PRIVATE))
        part = before
    kept = []
    plain = _JOKE.sub(r"\g<kept>, \g<joke>", part) if _FUNNY.search(part) else part
    for segment in plain.split(", "):
        why = private.reason(segment) or (_ASKS if segment.endswith("?") and not questions else "")
        if why:
            left.append(Left(segment.strip(_AROUND), why))
        else:
            kept.append(segment)
    asked = part.endswith("?") and not questions and _QUESTION.match(part)
    return (", ".join(kept), "") if not asked else (part, _ASKS)


def _before_kin(part: str) -> str:
    """What stands before a comma behind which somebody's family comes in; empty where it is private, too."""
    found = _KIN.search(part)
    before = part[: found.start()] if found else ""
    return before if len(before.split()) > _WHOLE_CLAUSE and not private.reason(before) else ""


_KIN = pattern(
    r", (?:and |but )?(?:my|her|his|their) (?:own |old |late )?"
    r"(?:mum|mom|mother|dad|father|husband|wife|son|daughter|brother|sister|kids?|family|parents)\b(?! (?:is|was|has|died|had))",
    re.IGNORECASE,
)
_FUNNY = pattern("lol|lmao|haha|hehe|kind of|sort of|kinda", re.IGNORECASE)
"""What every joke has; to look for one without it takes the cube of a part's length."""
_JOKE = pattern(
    r"(?P<kept>.{12,}?),? (?P<joke>(?:(?:because|cos|so|and|but|plus|also)\b[^,]*\b(?:lol|lmao|haha\w*|hehe)"
    r"|(?:so|and|plus)\b[^,]*\b(?:kind of|sort of|kinda)\b[^,]*))(?=[.!]*$)",
    re.IGNORECASE,
)
"""A clause at the end that was meant to be funny, or is half meant."""
_ASKS = "it is a question"
_QUESTION = pattern(
    r"(?:do|does|did|is|are|was|were|can|could|will|would|should|have|has|am|how|why|what|when|where|who)\b",
    re.IGNORECASE,
)


BRACKETED = "it stands in brackets"
ANOTHER = "the note tells another part of it"
"""Why the rest of a jotting stays out."""
UNSURE = "it is not clear how to put it in a sentence"


def _why_unread(rest: str, found: tuple[Reading, ...]) -> str:
    word = unknown(rest)
    if word:
        return f"“{word}” is no word that the program knows"
    return ANOTHER if found else UNSURE


def _first(part: str, wanted: Wanted) -> tuple[tuple[Reading, ...], str]:
    """The longest beginning of `part`, up to a comma, that reads with certainty; and the rest."""
    text = _LED.sub("", part.strip(_AROUND))
    segments = text.split(", ")
    if wanted.lists and 1 < len(segments) < 5 and (items := _items(segments, wanted)):
        return items, ""
    for at, segment in enumerate(segments[1:] if wanted.later else (), start=1):
        if not _CREDENTIAL.fullmatch(segments[at - 1]):
            break
        reading = _read([segment], replace(wanted, forms=wanted.later))
        if reading and _stands_alone(reading):
            return (reading,), ", ".join(segments[:at] + segments[at + 1 :])
    if len(segments) > 1 and Form.THEIRS in wanted.forms and (told := _of_reader(segments, wanted)):
        return told
    for end in range(len(segments), 0, -1):
        if reading := _read(segments[:end], wanted):
            rest = ", ".join(segments[end:])
            return ((reading,), rest) if not rest or _may_cut(reading, rest, wanted) else ((), text)
    found, rest = _strung(text, wanted)
    return (found, rest) if found else _behind(segments, wanted)


def _behind(segments: list[str], wanted: Wanted) -> tuple[tuple[Reading, ...], str]:
    """A whole clause of one's own behind a comma, which leans on nothing before it; and the rest."""
    if Form.PAST in wanted.forms and not wanted.refers:
        for at, segment in enumerate(segments[1:], start=1):
            text = _LED.sub("", segment)
            found, _ = _first(text, wanted) if _OF_ONE.match(text) else ((), "")
            if found and not _is_scrap(found[0]) and not _LEANS.search(found[0].text):
                return found, ", ".join([*segments[:at], *segments[at + 1 :]])
    return (), ", ".join(segments)


def _is_scrap(reading: Reading) -> bool:
    """Whether a clause is too little to be all that is taken: I can weld; not a deed."""
    return reading.form is not Form.PAST and len(reading.text.split()) <= _ASIDE_WORDS


def _of_reader(segments: list[str], wanted: Wanted) -> tuple[tuple[Reading, ...], str] | None:
    """What the reader did, behind the thing that it was about: forms, she rewrote each of them."""
    head, text = segments[0], ", ".join(segments[1:])
    if (
        not _OF_READER.match(text)
        or len(head.split()) > _HEADING
        or any(map(may_be_person, words_of(head)))
    ):
        return None
    things = replace(wanted, forms=frozenset([Form.NOUN, Form.BARE]))
    found, rest = _first(text, replace(wanted, forms=frozenset([Form.THEIRS])))
    if not found or _LEANS.search(found[0].text.partition(" ")[2]) or not read(head, things.forms):
        return None
    return found, ", ".join(filter(None, [head, rest]))


_HEADING = 4
"""Words of what a clause behind a comma is about."""
_OF_READER = pattern(r"(?:she|he)(?:'s|'d)? [a-z]+", re.IGNORECASE)
_OF_ONE = pattern(r"I\b|I'|my [a-z]|answered |worked |ran |led |taught |built |trained |managed ")
_LEANS = pattern(
    r"\b(?:it|that|this|these|those|them|they|their|there|one|ones|he|she|him|her|his|did|same)\b(?! (?:same )?\w+ (?:room|shop|team|class|ward|site|route))"
)
"""A word for what stands before."""


def _strung(text: str, wanted: Wanted) -> tuple[tuple[Reading, ...], str]:
    """The first of several clauses that were only strung together, if it reads; and the rest."""
    if wanted.forms.isdisjoint({Form.CLAUSE, Form.PAST, Form.PERSON}):
        return (), text
    for joint in reversed(list(_JOINT.finditer(text))):
        first, is_reason = text[: joint.start()], joint["word"].lower() not in _ADDS
        is_told = len(first.split()) > _ASIDE_WORDS and (is_reason or not wanted.refers)
        reading = _read(first.split(", "), wanted) if is_told else None
        if reading and reading.form in _STRUNG:
            return (reading,), text[joint.end("word") :]
    return (), text


_ADDS = word_set("and plus also then")
"""What adds a clause; in an answer it may be the one that counts."""
_JOINT = pattern(
    r",? (?P<word>so|and|plus|also|then|cos|because|since|which means|that's why|that's how)\b"
    r"(?= (?:I|we|she|he|they|you|my|our|his|her|their|it|that|this|the|there|nobody|everyone|everybody|people|some|one|it's|I'm|I've"
    r"|(?:[a-z]+ ){1,2}(?:is|are|was|were|has|had|will|can|doesn't|don't|isn't|won't))\b)",
    re.IGNORECASE,
)
"""Where a second clause was strung to a first."""


def _stands_alone(reading: Reading) -> bool:
    """Whether years, or a deed, need nothing before them; "Opera, 7 years" are of nothing else."""
    if reading.form is Form.PAST:
        return words_of(reading.text)[1].may_be("CD") or words_of(reading.text)[1].low in (
            "a",
            "an",
        )
    return bool(reading.head)


_CREDENTIAL = pattern(
    r"[A-Z][\w-]* \d+ years|[A-Z][\w-]*(?: [A-Z0-9]\w*)? since \d{4}|(?:[A-Z][\w-]*|\d{4}|\d+th edition)(?: [A-Z0-9][\w.]*)?(?: (?:passed|trained|holder|certified|licensed|registered))?"
)
"""What stands alone before a comma, and on which nothing leans: NVQ3."""


def _may_cut(reading: Reading, rest: str, wanted: Wanted) -> bool:
    """Whether a reading is true and clear without `rest`, which stood behind its comma."""
    if _TURNS.match(rest):
        return False
    if reading.form is Form.MINE and (_COUNT.fullmatch(rest) or reading.text.startswith("I am ")):
        return True
    is_deed = reading.form is Form.MINE and Form.PAST in wanted.forms and not wanted.refers
    is_long = (
        reading.form in (Form.THEIRS, Form.OTHERS) and len(reading.text.split()) > _WHOLE_CLAUSE
    )
    is_told = is_deed or (is_long and Form.CLAUSE in wanted.forms)
    return reading.form not in _SENTENCES or is_told or bool(_is_clause(_LED.sub("", rest)))


_COUNT = pattern(r"\d[\d,.]* [a-z]+s")
"""How many, of what stands before: 16 beds."""
_WHOLE_CLAUSE = 5
"""Words of a clause that says enough without what follows its comma."""
_SENTENCES = frozenset([Form.MINE, Form.THEIRS, Form.OTHERS, Form.QUESTION, Form.CLAUSE])
_STRUNG = _SENTENCES | {Form.PAST, Form.PERSON}
_TURNS = pattern(
    r"(?:but|though|although|except|only|not|(?:mostly|mainly)(?! \w+ \w)|nearly|almost|until|unless|if|or|never(?! (?:missed|lost|dropped|late|a single))|apart|minus|still(?! \w+s\b)|yet|allegedly)\b",
    re.IGNORECASE,
)
"""What takes something back."""


def _items(segments: list[str], wanted: Wanted) -> tuple[Reading, ...]:
    """The readings of a list of noun phrases; none where any item is something else."""
    items = list(dict.fromkeys([*segments[:-1], re.sub("^and ", "", segments[-1])]))
    if len(items) < 2:
        return ()
    things = replace(wanted, forms=wanted.forms & _THINGS)
    found = tuple(_read([each], things) for each in items)
    first, *others = (words_of(item)[0].may_be("CD") for item in items)
    if any(others) and not first:
        return ()  # what is counted tells of what stands before
    if any(each and not each.plural and words_of(each.text)[0].may_be("CD") for each in found):
        return ()  # 40% drop: an article is missing
    return tuple(each for each in found if each) if all(found) else ()


_THINGS = frozenset([Form.NOUN, Form.BARE])


def _read(segments: list[str], wanted: Wanted) -> Reading | None:
    if _is_time(segments[0]) and len(segments) > 1:
        segments = [f"{segments[0]}, {segments[1]}", *segments[2:]]
    first = wanted.prepared(segments[0]).strip(_AROUND)
    text = ", ".join([first, *segments[1:]])
    if (
        not first
        or len(text) > LONGEST
        or not _is_plain(text)
        or unknown(text)
        or _lacks_apostrophe(text)
        or _lacks_verb(text)
        or (_points_nowhere(text) and not wanted.refers)
        or _RUN_ON.search(text)
        or _DIALECT.search(text)
        or _THEY_THEM.search(text)
        or _WHOLE.search(text)
        or _SAYS.search(text)
        or _QUOTED.search(text)
        or _LABELLED.search(text)
        or _leads_elsewhere(text)
        or _leaves_words_out(text)
    ):
        return None
    reading = read(first, wanted.forms)
    if reading is None or not _continue(reading, segments):
        return None
    return Reading(reading.form, reading.text + text[len(first) :], reading.head, reading.plural)


_TIME = pattern(
    r"^(?:in|at|for|over|during|since|after|before|on|last|this|as) [\w $£€%'-]+$", re.IGNORECASE
)


def _is_time(segment: str) -> bool:
    return (
        bool(_TIME.match(segment))
        and len(segment.split()) < 9
        and not any(map(is_finite, words_of(segment)))
    )


_PLAIN = pattern(r"(?:[\w\s.,'$£€%:/-]|(?<=[A-Za-z])\+{1,2}(?!\w))+")
_SLASH = pattern(r"(?<![A-Z0-9])/|/(?![A-Z0-9])")


def _is_plain(text: str) -> bool:
    """Whether a text has no sign that a letter would not have."""
    return bool(_PLAIN.fullmatch(text)) and not _SLASH.search(text) and "--" not in text


_CLAUSAL = pattern(r"\b(?:when|because|if|although|whenever) (?P<clause>[^,]+)")


def _lacks_verb(text: str) -> bool:
    """Whether a clause within the text has lost its verb: when manager off."""
    for found in _CLAUSAL.finditer(text):
        words = words_of(found["clause"])
        if len(words) > 1 and not any(
            is_finite(word)
            or word.may_be("VB", "VBD", "VBN", "VBZ")
            or "'" in word.low
            or word.low == "like"
            for word in words
        ):
            return True
    return False


_THEY_THEM = pattern(r"\bthey\b.*\bthem\b", re.IGNORECASE)
"""Two of whom one is not the reader's house, and nobody knows which."""
_DIALECT = pattern(
    r"\b(?:I|we|they|you|he|she|who) (?:been|done|seen|gone|ain't)\b(?! (?:and|or)\b)|\bain't\b|\bme own\b"
    r"|(?<!\d )\b(?:loads|tons)\b(?! [a-z]+ing)|\bon bar\b|\bcause (?:I|we|they|he|she|it|my|two|the)\b|(?<!\bthat )(?<!\bthis )(?<!\bit )\bis all$|\bleg it\b|\b(?:innit|and all|or whatever|or something|y'know)$",
    re.IGNORECASE,
)
"""A verb that lacks its "have"; a tail that one says and does not write."""
_RUN_ON = pattern(
    r"\bthat(?:'s|s| is| was) (?:why|how|what|when|where|it|all)\b|(?<!until )(?<!right )\bnow (?:it's|its|they|we|she|he|it) |\b(?:everything|anything|it|that|this|them|him|her|me) (?:just|only) [a-z]"
    r"|(?<!,) plus (?:I|we|she|he|they)\b|\bso (?:not|no|am|is|are|know|knows|have|has|had|can|could|will|was|were|used|do|did|feel|happy|good|understand|got|get)\b|(?<!and) then (?:you|he|she|they|i|we)\b|\band it(?:'s|s| is| was)\b",
    re.IGNORECASE,
)
"""Clauses that were only strung together."""
_SAYS = pattern(
    r"\b(?:complain(?:s|ing)?|saying|moaning) (?!about|of|that|to|by|at|how|when|why)\w"
)
"""What somebody says, without its "that"."""
_QUOTED = pattern(r"(?<!\w)'\w")
"""Words of somebody, between marks."""
_LABELLED = pattern(
    r"\b(?!(?:in|since|of|by|for|from|until|till|to|before|after|and|or|early|late|mid|spring|summer|autumn|fall|winter|the)\b)"
    r"[a-z]+ (?:Q[1-4]|H[12]|20\d\d)\b(?!-)|\b[A-Z]{2,} 20\d\d\b|\b[a-z]+s one$"
)
"""A thing with its number behind it: roadmap Q1, the sheds one."""
_THERE = pattern(
    r"\b(?<!still )there\b(?! (?:is|are|was|were|will|would|has|have|had)\b)", re.IGNORECASE
)
_PLACED = pattern(
    r"\b(?:at|in|to|from|on) (?!(?:a|the|my) (?:day|week|month|year|intern)|time\b|charge\b)\w"
)


def _leads_elsewhere(text: str) -> bool:
    """Whether a "there" names a place that the text does not."""
    there = _THERE.search(text)
    return there is not None and not _PLACED.search(text[: there.start()])


def _leaves_words_out(text: str) -> bool:
    """Whether a word is missing between two others: test Aberdeen, from last GM, a greenhouse no glass broke."""
    words = words_of(text)
    low = {word.low for word in words}
    if _SLANG & low or (text.endswith((" more", " another", " extra")) and _OPEN_END.search(text)):
        return True
    if any(map(str.isdigit, text)) and (_MODEL.search(text) or _TIME_INSIDE.search(text)):
        return True
    if low & _FORMER and _OF_LAST.search(text):
        return True
    if _runs_on(text, low):
        return True
    name = rare(text)
    return any(
        (after.low == "thing" and before.low in POSSESSIVES)
        or (after.low == name and before.low in _BEFORE_NAMES)
        or (after.low in ("no", "zero", "nobody", "none") and before.may_be("NN", "NNS") and not before.may_be("VB", "VBD", "VBZ"))
        or _is_placed(words, at)
        for at, (before, after) in enumerate(pairwise(words))
    )  # fmt: skip


_SLANG = word_set("""sup posh bloke blokes lads skint gutted knackered faff dosh quid loo bonkers insane stuff guff thingy
    thingies ego egos hungry desperate sulk sulky whine wimp wimps muppet muppets snowflakes
    brides bridezillas blah babysit babysitting scream screamed freak freaking ages etc wee dodgy cheeky proper massive kinda yikes eek oops crazy mad
    nuts weird scare killing kill kills dying die dies died murder""")
"""What one says among friends."""
_OPEN_END = pattern(r"\b(?:\d+|one|two|three|four|five|some|a few) more$|\b(?:another|extra)$")
"""What is counted, left out: hiring 2 more."""
_NOBODY = pattern(
    r"(?<!\band)(?<!\bso)(?<!\bor)(?<!\bbut)(?<!\bthat)(?<!\bwhere)(?<!\bwhen)(?<!\bwhich)(?<!,)(?<!\bif)(?<!\bbecause)(?<!\bwhy)(?<!\bhow)(?<!\bwhat)"
    r" (?:no one|nobody|everyone|everybody|nothing) [a-z]+"
)
_NOT_LESS = pattern(
    r"(?<![,'])(?<!\bis)(?<!\bare)(?<!\bdo)(?<!\bbut) not (?:less|more|just|only)\b"
)
_TWO_DEEDS = pattern(
    r"^(?:[a-z]+ed|made|built|ran|led|took|did|got|kept|sold|won) (?:(?!(?:and|but|so|that|which|who|when|while|where|because|as|than|if|before|after|until|once|since|what|how|why|whose|to|it|I|we|they|you|he|she)\b)[\w'-]+ ){2,}(?:was|were|got|had|went|came|broke|fell|said|is|are|has)\b"
)
"""Two clauses with nothing between them: calmed a man with a bottle no one got hurt."""
_MODEL = pattern(r"\b[a-z]+\d+\b")
"""A thing's own name in small letters: an escort mk2."""
_OF_LAST = pattern(
    r"\b(?:at|by|from|with|for|to|of|in) (?:last|previous|current|former) "
    r"(?!(?:years?|months?|weeks?|quarters?|terms?|times?|minute|summer|winter|spring|autumn|fall|night|season)\b)[A-Za-z]+(?<!s)\b(?! [a-z]+s\b)",
)
"""Somebody or something without its article: the reference from last GM."""
_TIME_INSIDE = pattern(
    r"(?<!\bfor )(?<!\babout )(?<!\bover )(?<!\bpast )(?<!\blast )(?<!\bin )(?<!\bof )(?<!\bthan )(?<!\band )(?<!\bfirst )(?<!\bwithin )"
    r"(?<=\w )\d+ (?:years|months|weeks) (?!(?:enough|experience|in(?! total)|at|on|with|as|for|of|and|or|ago|before|after|later|to|early|late|ahead|old|from|without|by|when|while|since|so|because|but|running|straight|each|a|an|the|until|doing|teaching)\b)[a-z]"
)
"""How long, between two things: did the bins in Barry 3 years agency."""
_BEFORE_NAMES = frozenset(["at", "for", "with", "from", "by", "to"])
"""Before a small word that nobody knows, which may be a name: on the desk at specsavers."""


_GRADE = pattern(r"(?!(?:PDF|CV|ID|API|HR|IT)$)[A-Z]{2,}")


def _runs_on(text: str, low: set[str]) -> bool:
    """Whether a text is two clauses with nothing between them."""
    if low & _EVERYBODY and _NOBODY.search(text):
        return True
    return bool(
        ("not" in low and _NOT_LESS.search(text)) or (low & _BE and _TWO_DEEDS.search(text))
    )


_FORMER = frozenset(["last", "previous", "current", "former"])
_EVERYBODY = frozenset(["one", "nobody", "everyone", "everybody", "nothing"])
_BE = word_set("was were got had went came broke fell said is are has")


def _is_placed(words: list[Word], at: int) -> bool:
    """Whether an unknown name stands behind a plain noun, without its preposition."""
    before, after = words[at], words[at + 1]
    name = after.text[:1].isupper() and after.text[1:].islower() and not lexicon.tags(after.low)
    grade = at + 2 == len(words) and bool(_GRADE.fullmatch(after.text))
    if not (name or grade) or not before.text.islower() or not before.may_be("NN", "NNS"):
        return False
    if (
        before.may_be("JJ")
        or before.low in FUNCTION_WORDS | {"years", "months"}
        or after.low in CALENDAR
    ):
        return False
    verb = before.may_be("VB", "VBD", "VBZ", "VBG")
    return not verb or (at > 0 and words[at - 1].may_be("NN", "JJ", "VBN"))


_WHOLE = pattern(
    r"(?<!\ba )(?<!\bthe )(?<!\bmy )(?<!\bour )(?<!\byour )(?<!\btheir )(?<!\bher )(?<!\bhis )(?<!\bone )\b(?:whole|entire) (?![a-z]+s\b)[a-z]"
)
"""A whole without its article."""


def _points_nowhere(text: str) -> bool:
    """Whether an "it" or a "that one" has nothing before it that it could mean."""
    words = words_of(text)
    at = next((n for n, word in enumerate(words) if word.low in ("it", "its", "it's")), len(words))
    if at < len(words) and not any(_is_surely_noun(words, n) for n in range(at)):
        return True
    if _OF_MINE.search(text):
        return True
    them = next((n for n, word in enumerate(words) if word.low == "them"), 0)
    someone = any(word.low in ("someone", "somebody") for word in words[:them])
    return someone and not any(word.may_be("NNS") for word in words[:them])


_OF_MINE = pattern(
    r"(?<!friend )(?<!colleague )(?<!mate )(?<!neighbour )(?<!uncle )(?<!aunt )\bof (?:mine|yours|ours|hers|theirs)\b"
    r"|\b(?:the|that|this|those|these) (?:\w+ )?ones?\b(?! \w*(?:er|or|ist)\b)",
    re.IGNORECASE,
)
"""Something that only its owner or its kind names: a wedge of mine, the new one."""


def _is_surely_noun(words: list[Word], at: int) -> bool:
    opened = at > 0 and words[at - 1].low in DETERMINERS
    opened = opened or (
        at > 1 and words[at - 2].low in DETERMINERS and words[at - 1].may_be("JJ", "VBN")
    )
    return words[at].may_be("NN", "NNS", "NNP") and (
        opened or not words[at].may_be("VB", "VBD", "VBZ", "RB")
    )


def _lacks_apostrophe(text: str) -> bool:
    """Whether a name that ends in s stands before a noun, as "Graemes number" does."""
    words = words_of(text)
    return any(
        word.text[:1].isupper() and word.text.endswith("s") and word.text[1:].islower()
        and not lexicon.tags(word.low) and word.low not in _NAMES_IN_S
        and following.low in _OWNED and f"the {word.text} " not in text
        for word, following in pairwise(words)
    )  # fmt: skip


_OWNED = word_set(
    "number email details name phone address contact card team desk reference letter boss wife husband "
    "mother father son daughter brother sister friend office job place role cv"
)
_NAMES_IN_S = word_set(
    "james texas kansas paris adams lewis windows postgres thomas charles wales dallas illinois "
    "massachusetts arkansas athens brussels siemens jenkins kubernetes christmas sainsburys mercedes "
    "netherlands philippines status olympics paralympics"
)

_GOES_ON = pattern(
    r"(?:which|who|whom|whose|where|when|after|before|because|while|with|without|for|from|in|at|on|as|until"
    r"|if|though|although|since|not|by|including|plus|most of|all of)\b",
    re.IGNORECASE,
)
_MEASURED = pattern(
    r"(?:about |around |nearly |over |up to )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twice|once) (?:\w+ )?(?:an?|per|every|each) \w+$|[\w -]+ included$"
)


def _continue(reading: Reading, segments: list[str]) -> bool:
    """Whether what follows the first comma goes on from what stands before it."""
    rest = segments[1:]
    if not rest:
        return True
    last = rest[-1].split(" ", 1)
    if len(rest) > 0 and last[0] in CONJUNCTIONS - {"but"} and len(last) == 2:
        listed = [*rest[:-1], last[1]]
        items = reading.form in (Form.NOUN, Form.BARE) or len(rest) > 1
        if items and all(map(is_whole_phrase, listed)):
            return True
    told = reading.form in _SENTENCES | {Form.PAST}
    return all(_goes_on(each) or (told and bool(_NAMED.fullmatch(each))) for each in rest)


def _goes_on(segment: str) -> bool:
    first, _, rest = segment.partition(" ")
    if first in CONJUNCTIONS | {"so"}:
        return _is_clause(rest) or bool(_ALL_DID.fullmatch(rest)) or _is_asked(rest)
    if _DATED.fullmatch(segment):
        return True
    if _MEASURED.match(segment) or _EACH.match(segment):
        return True
    if _is_doing(segment):
        return True
    if not _GOES_ON.match(segment) or re.match(r"from (?:about )?[$£€]?\d", segment):
        return False
    words = words_of(segment)
    relative = (
        words[0].low in ("which", "who") and len(words) > 1 and words[1].may_be("VB", "VBD", "VBZ")
    )
    return len(words) > 2 and (
        relative
        or any(map(is_finite, words))
        or is_whole_phrase(rest.removeprefix("of ").removeprefix("after "))
    )


def _is_asked(text: str) -> bool:
    """Whether a text behind "and" is what one heard, too: how the crews rotate."""
    return read(text, frozenset([Form.CLAUSE])) is not None


def _is_doing(segment: str) -> bool:
    """Whether a segment says what one did by it: saving two days a week."""
    return read(segment, frozenset([Form.GERUND])) is not None


_ALL_DID = pattern(r"(?:all|both|most) [a-z]+ed(?: first time)?")
"""What became of those who stand before: all passed."""
_DATED = pattern(r"(?:in|on|by|since|until|from) (?:[A-Z][a-z]+|\d{4})(?: \d{1,4})?")
"""When, behind a comma: in January."""
_NAMED = pattern(r"[A-Z][\w-]*\d[\w-]*|[A-Z]{2,}")
"""What the thing before the comma is called: the last paper, R06."""
_EACH = pattern(
    r"(?:each|both|all|(?:\d+|one|two|three|half|most|some) of them) (?:in|at|with|of|for|on|by) [\w ]+$"
)


_ADVERB = pattern(r"^(?:still|also|even|now|always|never) ")


def _is_clause(text: str) -> bool:
    """Whether a text behind "and" is a clause, or a verb with its object."""
    words = words_of(text)
    whole = {Form.MINE, Form.THEIRS, Form.OTHERS, Form.PAST, Form.THIRD}
    text = _ADVERB.sub("", text)
    words = words_of(text)
    if len(words) > 2 and is_finite(words[0]) and words[0].may_be("VBZ"):
        return True  # still takes calls
    told = read(text, frozenset(whole))
    return told is not None or (
        len(words) > 3
        and words[0].may_be("CD")
        and any(is_finite(word) or word.may_be("VBD") for word in words[1:])
    )
