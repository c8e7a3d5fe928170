"""How a jotting becomes part of a sentence, by its role in the note. Pure.

Each function takes one jotting as it was typed and gives what its frames want:

    topic       It was good to talk about {phrase}.    It was useful to hear {heard}.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import SimpleNamespace

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon, private
from followup.notes.english.fragments import (
    ANOTHER,
    BRACKETED,
    LONGEST,
    LOOKED_AT,
    UNSURE,
    Found,
    Wanted,
    find,
)
from followup.notes.english.grammar import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    GERUND_NOUNS,
    PERSONAL_ADJECTIVES,
    POSSESSIVES,
    PREPOSITIONS,
    SHIFTS,
    Form,
    Reading,
    Word,
    article,
    counts_about,
    counts_one,
    lacks_article,
    lacks_article_after,
    unknown,
    with_articles,
    words_of,
)
from followup.notes.english.person import to_reader, with_names
from followup.notes.english.spelling import COUNTS, PEOPLES, PROPER, SHORTHAND, mended
from followup.notes.jottings import Joined, tidy


def _listed(items: list[Joined]) -> Joined:
    """Several things in one list, if each of them fits; else what there is of the first."""
    if len(items) == 1:
        return items[0]
    if not all(each.phrase for each in items):
        if any(each.thing for each in items):
            return Joined()
        return items[0] or next(filter(_needs_no_first, items), Joined())
    first = items[0]
    if first.thing and len(set(map(_opening, items))) > 1:
        return Joined()  # part of a promise would be another promise
    if first.thing:
        things = _in_a_row([each.thing for each in items])
        return Joined(phrase=f"I will send you {things}", thing=things)
    counted = [each.phrase.removeprefix(_INCLUDES) for each in items]
    if first.phrase.startswith(_INCLUDES):
        return Joined(phrase=f"{_INCLUDES}{_in_a_row(counted)}")
    if first.phrase.startswith("I "):
        return first
    if len(set(map(_opening, items))) > 1:
        return first  # what is told in another way may explain what stands before
    if len({found[0] if (found := _LEAD.match(each.phrase)) else "" for each in items}) > 1:
        return first
    phrases = _in_a_row([each.phrase for each in items])
    for lead in ("somebody who knows ", "somebody with ", "someone for "):
        phrases = phrases.replace(f" and {lead}", " and ").replace(f", {lead}", ", ")
    return Joined(phrase=phrases, heard=f"about {phrases}" if first.heard else "")


_LEAD = pattern(r"some(?:one|body) (?:for|with|who knows|who has) ")
"""What stands before a thing that somebody is sought with, or for."""


def _needs_no_first(item: Joined) -> bool:
    """Whether an item is clear without the one before it: jams on 10kg trays may be what that does."""
    opened = bool(item) and words_of(item.phrase or item.thing)[0].low in DETERMINERS
    return bool(item) and (opened or not item.heard)


def _dropped(found: Found, items: list[Joined], joined: Joined) -> Iterator[Left]:
    """The items of a list that are not told with the others."""
    for reading, item in zip(found.readings, items, strict=True):
        told = item.thing or item.phrase.removeprefix(_INCLUDES)
        told = told.removeprefix("somebody with ").removeprefix("somebody who knows ")
        if len(items) > 1 and not (told and told in joined.phrase):
            yield Left(reading.text, "it does not fit into one sentence with the rest")


def _opening(item: Joined) -> str:
    """What kind of noun phrase an item is: with which determiner, of several things or of one."""
    first, *others = words_of(item.thing or item.phrase)
    if item.thing and first.low == "my":
        return "the"
    if first.low in DETERMINERS:
        return "a" if first.low == "an" else first.low
    if first.may_be("CD"):
        return "number"
    last = (
        [first, *others][
            : next((n for n, w in enumerate([first, *others]) if w.low in PREPOSITIONS), None)
        ]
        or [first]
    )[-1]
    if last.text[:1].isupper():
        return "name"
    return "several" if lexicon.singular(last.low) else "mass"


def _in_a_row(texts: list[str]) -> str:
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def _forms(*forms: Form) -> frozenset[Form]:
    return frozenset(forms)


def _led(*leads: str) -> Callable[[str], str]:
    """A function that takes such words off the beginning of a text."""
    leading = pattern(rf"(?:(?:{'|'.join(leads)})(?:\s+|$))*")

    def without(text: str) -> str:
        found = leading.match(text.lower())
        return text[found.end() :] if found else text

    return without


def _join(
    found: Found, join: Callable[[Reading], Joined], jotting: str, named: bool = False
) -> Joined:
    """What `join` makes of the readings that were found, with what stays out.

    `named`: a capital that a reading begins with is that of a name, if the word can be one.
    """
    named = named and all(each.form in _THINGS for each in found.readings)
    lower = _lowered_verb if named else lowered
    items = [join(replace(each, text=lower(each.text))) for each in found.readings]
    joined = _listed(items) if items else Joined()
    left = (*found.left, *_dropped(found, items, joined))
    if found.readings and not joined:
        left = (Left(tidy(jotting), UNSURE),)
    return replace(joined, left=left, mended=found.mended if joined else ())


_WHOM = r"(?:she|he|they|we|you|i|ma'am|madam|sir)"
_TOLD = rf"{_WHOM} (?:told me|showed me|said|mentioned|explained|talked|spoke|asked|described)(?: to me)?(?: (?:about|that|of))?"
_TALKED = _led(
    rf"{_WHOM} (?:was|were) (?:telling me|talking|saying|on|going on)(?: (?:about|of))?",
    rf"(?:{_WHOM} )?(?:(?:all )?(?:spent|had) (?:a while|a bit|some time|a long time|ages|an hour|half an hour|most of it|a good while) (?:on|with|talking about|discussing|going over)|compared notes (?:on|about)|laughed about|joked about|bonded over|touched on|got (?:on to|onto|talking about|to talking about|chatting about)|went (?:over|through|into)|argued (?:a bit |a lot )?about|brought up|raised|geeked out (?:on|about|over)|walked me through|talked me through|took me through)",
    r"(?:the|that|this) (?:whole )?(?:thing|stuff|business) (?:with|about)(?= (?:the|my|his|her|their|a)\b)",
    _TOLD, rf"(?:{_WHOM} )?(?:talked|spoke|chatted|discussed|discussing|went on|kept talking)(?: and on| for ages| a lot| at length)?(?: (?:about|of))?",
    r"(?:she |he |they )?(?:reckons?|says?|said)(?: that)?(?= (?:the|their|his|her)\b)", r"(?:told me|asked me|heard) (?:about|that|of)", r"showed me", r"about", r"topic", r"literally",
)  # fmt: skip
_WANTS = _led(
    r"(?:the|your) (?:\w+ )?(?:school|company|team|clinic|hospital|hotel|firm|shop|store|practice|charity|museum|library|restaurant|department|site|college|university|council|bank|farm|office|home|kitchen|salon|unit|ward|academy|agency|church|parish|board|trustees|owners|partners|committee) (?:(?:is|are) (?:looking|hiring) for|needs?|wants?|would like)",
    rf"{_WHOM} (?:really |also )?(?:wants?|needs?|would like|asked for|(?:are|is|were|was) (?:looking|hiring) for)",
    r"(?:they're|she's|he's|you're) (?:looking|hiring) for", r"looking for", r"(?:the )?(?:warden|boss|owner|manager|principal|chef|matron|head|director|captain|foreman) (?:really |also )?(?:wants?|needs?)", r"(?:wants?|wanted)(?! (?:to|of)\b)", r"(?:needs?|wants?|wanted|needed)(?= (?:an?|the|some|\w+one|people|somebody)\b)",
    r"ideally", r"must[- ]haves?", r"nice to have",
)  # fmt: skip
_SAID = _led(
    r"(?:i )?(?:told (?:her|him|them)|said|mentioned|explained|answered|replied)(?: that| yes| no| yeah| yep| nope)?(?= (?:i\b|i'|my\b|we\b|the\b|it\b|[a-z]+ (?:is|are)\b))", r"that(?= (?:i\b|i'|my\b|we\b|the\b))", r"because", r"yes", r"yeah", r"my answer is",
)  # fmt: skip
_ASKED = _led(
    rf"{_WHOM} (?:pointed out|noted|noticed|observed|remarked)(?: that)?(?= i\b)",
    rf"{_WHOM} (?:asked|wondered|worried|(?:was|were|is|are) (?:worried|concerned|unsure))(?: me)?(?: (?:about|abt)\b)?",
    rf"(?:{_WHOM}|(?:mrs?|ms|dr)\.? \w+) (?:asked|wondered|worried|(?:was|is) (?:worried|concerned)) (?:about|that)\b",
    r"(?:she|he|they) (?:goes|was like|said|reckons|pointed out)(?= you)",
    r"(?:asked|wondered|worried|concerned|unsure)(?: me)? (?:about|abt)\b", r"(?:(?:she|he|they) )?(?:asked|goes|was like|said)(?: me)?(?= (?:can|do|could|would|will|am|are|have|is) (?:i|you|u)\b)", r"(?:asked|wondered)(?= (?:why|how|whether|what)\b)", r"about",
)  # fmt: skip
_NEXT = _led(
    r"next(?: step| steps)?(?: is| are)?",
    r"there(?: is| are|'s| will be|'ll be)(?= )",
    r"then",
    r"(?:wait|waiting) (?:for|on)",
    r"expect",
    r"come(?: and)?(?= (?:meet|see|visit|try|join|ride|shadow|watch|help|sit|work|spend|have|look|do|cook|bake)\b)",
    r"(?:[a-z]+ )?(?:said|says|mentioned|thinks)(?: that)?(?= (?:an?|the|my)\b)",
    r"(?:i )?look(?:ing)? forward to",
)
_STEPS = {
    "take home": "take-home task", "takehome": "take-home task", "take-home": "take-home task", "ride along": "ride-along",
    "job shadow": "job shadow day", "walk through": "walkthrough", "working interview": "working interview",
}  # fmt: skip
_TAKE_HOME = pattern(
    r"\btake ?home (?=(?:test|task|assignment|exercise|project|challenge|case|assessment)\b)"
)
_STEP = pattern(
    rf"(?:{'|'.join(_STEPS)})\b(?! (?:the|my|a|his|her|their|day|test|task|assignment|exercise|project|challenge|case|assessment)\b)"
)


def _coming_up(text: str) -> str:
    """A next step without its lead, with the name that the step has in a letter."""
    told = _TO_WHOM.sub(r"\1 the \2", _NEXT(_RIDE.sub("riding along ", text)))
    told = _STEP.sub(lambda step: _STEPS[step[0]], _TAKE_HOME.sub("take-home ", told))
    return _on_day(told)


_RIDE = pattern(
    r"^(?:to )?(?:come (?:and )?|go )ride[- ]along (?=with\b)", re.IGNORECASE, needs=("ride",)
)
_TO_WHOM = pattern(
    r"\b(with|to|meet|meeting) ((?:CEO|CFO|CTO|COO|MD|GM|owners?|founders?|(?:whole )?team|crew|panel|board|head chef|head|headteacher|principal|hiring manager|manager|directors?|partners?|trustees|developers|engineers|designers|governors|residents|children|students|TSM|RSM|ASM|ZSM|AGM|DGM|HOD|HoD|SVP|EVP|DON|NUM|CNO|CMO|CIO|PI|VP|CRO)\b)(?! [A-Z])"
)
"""Of whom there is one at a place: the second interview with MD."""


_UNWELCOME = pattern(r"\bdrug (?:screen|test)")
"""Steps that nobody looks forward to, and that need no saying."""
_PROMISED = _led(
    r"(?:i )?(?:promised|offered|agreed|said)(?: (?:her|him|them))?(?: (?:that|to))?", r"(?:said )?i'd|i'll|i will|i would|i am to|i'm to", r"to", r"will",
)  # fmt: skip

_TOPIC = _forms(Form.NOUN, Form.BARE, Form.GERUND, Form.CLAUSE, Form.THEIRS, Form.OTHERS)
_NEED = _forms(
    Form.NOUN, Form.BARE, Form.PERSON, Form.ADJECTIVE, Form.GERUND, Form.BASE, Form.THIRD, Form.INFINITIVE,
    Form.MODAL, Form.YEARS,
)  # fmt: skip
_CLAUSES = _forms(
    Form.MINE, Form.PAST, Form.BASE, Form.MODAL, Form.ADJECTIVE, Form.YEARS, Form.OTHERS, Form.NEVER
)
_STRENGTH = _CLAUSES | _forms(Form.NOUN, Form.BARE)
_CONCERN = _forms(
    Form.NOUN, Form.BARE, Form.LACK, Form.ONLY, Form.NOT, Form.NEVER, Form.CLAUSE, Form.QUESTION, Form.GERUND,
    Form.ADJECTIVE, Form.MODAL, Form.MINE, Form.OTHERS,
)  # fmt: skip
_NEXT_STEP = _forms(
    Form.NOUN, Form.BARE, Form.THEIRS, Form.OTHERS, Form.MINE, Form.BASE, Form.GERUND
)
_PROMISE = _forms(Form.NOUN, Form.BARE, Form.BASE, Form.INFINITIVE)


def topic(jotting: str, name: str = "", named: bool = False) -> Joined:
    """What the two of you talked about; `name` is what they are called. Two things are told together."""
    things = [each for each in re.split(r"; +| / ", jotting) if each.strip()]
    if len(things) < 2 or private.confided(jotting):
        return _topic_of(jotting, name, named)
    told = [_topic_of(each, name, named) for each in things]
    said = [n for n, each in enumerate(told) if each]
    if not said:
        return told[0]
    both = _both(*(told[n] for n in said[:2])) if len(said) > 1 else told[said[0]]
    kept = said[:2] if both is not told[said[0]] else said[:1]
    left = [Left(tidy(things[n]), ANOTHER) for n in said if n not in kept]
    left += [each for n, one in enumerate(told) if n in kept or n not in said for each in one.left]
    left += [
        Left(tidy(things[n]), UNSURE)
        for n in range(len(things))
        if n not in said and not told[n].left
    ]
    return replace(both, left=tuple(left))


def _both(first: Joined, second: Joined) -> Joined:
    """Two things that were talked about; the first alone where they do not go together."""
    mended_ = (*first.mended, *second.mended)
    if first.heard and second.heard:
        return Joined(heard=_joint(first.heard, second.heard), mended=mended_)
    if first.phrase and second.phrase:
        return Joined(phrase=_joint(first.phrase, second.phrase), mended=mended_)
    return first


def _joint(first: str, second: str) -> str:
    short = not _INNER.search(f"{first} {second}") and len(f"{first} {second}".split()) <= _SHORT
    return f"{first} and {second.removeprefix('about ')}" if short else f"{first}, and {second}"


_INNER = pattern(r"\b(?:and|or|that|which|who|how|why|what|whether|when|where)\b|,")
"""In what reads better apart from a second thing."""
_SHORT = 14
"""Words of two things that read well without a comma."""


def _topic_of(jotting: str, name: str, named: bool) -> Joined:
    jotting = _AND_TALKED.sub("; ", with_names(jotting, [name]))
    jotting = _said_by_reader(jotting, name)
    jotting = _THAT_ONE.sub("the ", jotting)
    found = find(jotting, Wanted(_TOPIC, _TALKED, lists=True))
    plain = jotting
    for each in found.left:
        plain = plain.replace(each.jotting, "") if each.why == private.ASIDE else plain
    if found.readings and _SORE.search(_GOOD_NEWS.sub("", plain.lower())):
        return Joined(left=(Left(tidy(jotting), "it reads as a complaint, or was denied"),))
    is_prose = bool(_TOLD_THAT.match(jotting))
    told = _join(found, lambda reading: _topic(reading, name, is_prose), jotting, named)
    if re.search(r"\bwent on about\b", told.heard):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    lengths = [len(each.jotting.split()) for each in told.left]
    if max(lengths, default=0) > 1 and _ONE_THING.fullmatch(told.phrase):
        return Joined(left=(Left(tidy(jotting), "without the rest, one word says too little"),))
    if max(lengths, default=0) > 2 and _WORRY.search(f"{told.phrase} {told.heard}".lower()):
        return Joined(left=(Left(tidy(jotting), "without the rest, it names only a trouble"),))
    return told


_THAT_ONE = pattern(
    r"^that (?!(?:the|they|she|he|it|we|i|you|there|their|his|her|my|a|an|is|was)\b)(?![a-z]+s\b)(?=\w+ \w)",
    re.IGNORECASE,
    needs=("that ", "That "),
)
"""Before a thing that both know: that oak by the courthouse."""
_ONE_THING = pattern(r"(?:the )?[\w-]+")
_AND_TALKED = pattern(
    r", (?:and )?(?:then )?(?:we|she|he|they) (?:also )?(?:talked|spoke|chatted) (?:about|of)(?= )",
    needs=(", ",),
)
"""Before the second thing that one talked about."""
_MONTHS = r"(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)"


_WORRY = pattern(
    r"(?<![-\w])(?:fakes?|counterfeits?|thefts?|shortages?|backlogs?|delays?|leaks?|damp|mou?ld|floods?|flooding|breakdowns?|outages?"
    r"|complaints?|dropouts?|absen\w+|no-shows?|churn|accidents?|injur\w+|fraud|waste|wastage|spoilage|losse?s?|debts?|closures?|cuts"
    r"|strikes?|vacancies|deficits?|recalls?|incidents?|breach(?:es)?|failures?|errors?|faults?|cracks?|pests?|rats|mice|blight"
    r"|diseases?|droughts?|hurricanes?|storms?|fires?|attacks?|violence|crime|addiction|overdoses?|problems?|trouble|issues?|risks?|stress)\b"
)
"""What is no news to be glad of, unless it is told with the rest."""


def _said_by_reader(jotting: str, name: str) -> str:
    """What the reader said, by name, with "they" instead of the name: Dr Tanabe said that …"""
    said = _SAID_BY.match(jotting)
    told = set(re.findall(r"[^\W\d_]+", name)) if said else set()
    if said and set(re.findall(r"[^\W\d_]+", said["who"])) <= told | {
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Prof",
    }:
        return f"They {jotting[said.end('who') + 1 :]}"
    return jotting


_SAID_BY = pattern(
    r"(?P<who>(?:(?:Dr|Mrs?|Ms|Prof)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?=(?:said|told me|mentioned|explained|described)\b)"
)


def need(jotting: str, named: bool = False) -> Joined:
    """What they look for; of several things, the first that can be said where none can with the rest."""
    jotting = _FOR_SHIFTS.sub(r"\1 for ", _REALLY.sub("", _NOT_JUST.sub("", jotting)))
    jotting = _WITH_SKILL.sub(r"someone with \1", _WHO_IS.sub(r"\1 who is ", jotting))
    wanted = _THEY_WANT.sub(_to_do, _THEIR_REASON.sub("", jotting))
    jotting = wanted if wanted == jotting else re.sub(r"\b(?:its|their)\b", "your", wanted)
    told = _need_of(jotting, named)
    things = _APART.split(jotting)
    if _KNOWN_THING.match(told.phrase) or _is_behind(told, jotting):
        return Joined(left=(Left(tidy(jotting), UNSURE),))  # You are looking for the phones
    if told or len(things) < 2 or "joke" in jotting or any(map(_is_private, told.left)):
        return told
    for at, each in enumerate(things):
        later = _need_of(each, named)
        before = jotting[: jotting.find(each)].rstrip()
        is_whole = at == 0 or (before[-1:] != "," and re.search(r"\bwho\b", later.phrase))
        if later and is_whole and not _LEANING.search(each):
            return _one_of(later, things, at, ", ")
    return told


def _is_behind(told: Joined, jotting: str) -> bool:
    """Whether another need stays out that stands before the one that is told, and matters more."""
    text = mended(jotting[:LOOKED_AT]).text.lower()
    ours = [
        text.find(word[:5].lower()) for word in told.phrase.split() if word not in _PEOPLE_SOUGHT
    ]
    start = min((at for at in ours if at >= 0), default=0)
    return any(
        0 <= text.find(left.jotting[:10].lower()) < start
        and left.why not in private.REASONS | {BRACKETED}
        and len(left.jotting) > _A_WORD
        for left in told.left
    )


_A_WORD = 4
_PEOPLE_SOUGHT = word_set("someone somebody people a an the for with who knows has to that is and")
_THEY_WANT = pattern(
    r"^(?:(?:basically|so|well),? )?(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}|[Ss]he|[Hh]e|[Tt]hey|[Tt]he [a-z]+) "
    r"(?:really |badly |just )?(?:needs?|wants?|is looking for|are looking for|is after|are after|would like)(?P<to> to)? (?=\w)"
)
"""Who wants it, before what is wanted: Linda needs a supervisor; the hospice needs to recruit."""
_THEIR_REASON = pattern(
    r",? (?:(?:because|cos|coz|cuz|'cause|bc)|(?:un)?like (?:the|their|his|her) (?:last|previous|old)) .*$",
    re.IGNORECASE,
)
"""Why they need it, or whom they had before, which is theirs to say."""
_KNOWN_THING = pattern(r"the (?!(?:right|kind|sort|best)\b)(?!.* (?:who|that) )")
"""A thing that is there, or what is to become of it: the phones, the arrears reduced."""


def _to_do(found: re.Match[str]) -> str:
    return "someone to " if found["to"] else ""


def _one_of(told: Joined, things: Sequence[str], at: int, between: str) -> Joined:
    """What is told of one of several things; the others stay out."""
    rest = between.join([*things[:at], *things[at + 1 :]])
    return replace(told, left=(Left(tidy(rest), ANOTHER), *told.left))


def _is_private(left: Left) -> bool:
    return left.why in (private.PRIVATE, private.CONFIDED)


def _need_of(jotting: str, named: bool) -> Joined:
    return _join(find(jotting, Wanted(_NEED, _WANTS, lists=True)), _need, jotting, named)


_NOT_JUST = pattern(r",? not (?:just|only) [^,;.]*(?=[.!]*$)", needs=(" not ",))
"""What they do not want, behind what they want: not just says so."""
_REALLY = pattern(
    r"(?:(?<=\bwho )|(?<=\bwho will )|(?<=\bwho can ))(?:actually|really) (?=\w)",
    needs=("really", "actually"),
)
"""What strengthens what they said: people who actually turn up."""
_WHO_IS = pattern(
    r"^(an? (?:[a-z-]+ ){0,2}[a-z-]+) (?=(?:comfortable|happy|willing|able|ready|confident|prepared) (?:to|with|in|on|at|about|[a-z]+ing)\b)"
)
"""Somebody by their trade, before what they are: a therapist comfortable covering two wards."""
_WITH_SKILL = pattern(
    r"^((?!(?:no|some|any|more|an?|the|my|with|enough|years?|someone|somebody|of|at|in|for|people)\b)(?:(?!(?:with|in|for|of|at|who|to)\b|w/)[\w'/+&-]+ ){1,5}?(?:exp|experience|skills))(?=$|,)(?<!years experience)(?<!yrs exp)"
)
"""What somebody has: strong SQL and Python skills, calving experience."""
_FOR_SHIFTS = pattern(
    r"\b(someone|somebody) (?=(?:nights?|weekends?|evenings?|days|mornings|afternoons|early starts|(?:night|day|late|early|second|2nd|third|3rd) shifts?)\b)",
    re.IGNORECASE,
    needs=("some", "Some"),
)
_APART = pattern(r"(?<=\w\w)(?:[,;.]|!+) +(?=\w)")
_LEANING = pattern(
    r"\b(?:it|that|this|these|those|them|they|she|he|her|him|his|one|ones)\b", re.IGNORECASE
)


def strength(jotting: str, named: bool = False) -> Joined:
    """What you can do, as a clause; of several parts with stops between them, the first that is one."""
    if _TOLD_OF.match(jotting):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    told = _strength_of(jotting, named)
    if _is_weaker_half(told) or _is_unfit(told.phrase):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    if told:
        return told
    others = [each for each in _PARTED.split(jotting) if each.strip()]
    for at, each in enumerate(others if len(others) > 1 else ()):
        if (later := _strength_of(each, named)) and not private.confided(jotting):
            if _is_unfit(later.phrase):
                continue
            return _one_of(later, others, at, "; ")
    return told


_PARTED = pattern(r"(?<=\w\w)(?<!\bincl)(?<!\besp)(?<!\bapprox)(?<!\bdept)(?<!\bvs)[;.]\s+(?=\w)")
"""Between the parts of a jotting that need not lean on each other."""


_TOLD_OF = pattern(
    r"(?:i )?(?:said|told (?:her|him|them)|mentioned|talked|spoke|explained) about\b", re.IGNORECASE
)
"""What was spoken of, which is no deed: told her about the band."""
_THEM = pattern(r"^(?!.*[a-z]{3}s\b.*\bthem\b).*\bthem\b")
"""A "them" before which nothing stands that there are several of."""
_TOO_THIN = pattern(
    r"^I [a-z]+ed [a-z]+s$|\b\d+ (?:feet|foot|inches|metres|meters|tons|tonnes|miles) (?!of |a |in |at |by |on |to |per |and |for |from |deep|long|high|wide|up|down|with)[a-z]+(?<!s)$"
)
"""A deed in two words (I laminated doughs), and a size before one thing: 28 feet lugger."""
_OF_OTHERS = pattern(
    r"my (?:[a-z]+ )?(?:grand(?:pa|ma|dad|father|mother)|granny|nan|uncle|aunt(?:ie)?|cousin|mum|mom|dad|mother|father|friend|mate|boss|colleague)\b|.*\b(?:the last place|before that|after that|so [a-z]+ is fine)\b"
)
"""What somebody else did; a place that only oneself knows."""


def _is_unfit(clause: str) -> bool:
    """Whether what reads as a deed says too little, leans on something, or is of somebody else."""
    return any(each.search(clause) for each in (_THEM, _TOO_THIN)) or bool(_OF_OTHERS.match(clause))


_NO_RESULT = pattern(r"^(?:I|we) (?:have |had )?(?:went|gone|said|changed)\b")


def _is_weaker_half(told: Joined) -> bool:
    """Whether what was done is told, and what came of it, in figures, is left: we went to callback."""
    left = " ".join(each.jotting for each in told.left)
    counts = any(map(str.isdigit, left)) and not any(map(str.isdigit, told.phrase))
    return counts and _NO_RESULT.match(told.phrase) is not None


def _strength_of(jotting: str, named: bool) -> Joined:
    if re.search("(?:she|he|they) ", jotting):
        jotting = _LIKED.sub("", jotting)
    if told := _moved(jotting):
        return told
    jotting = _SIZED.sub(r"\1the \2 ", _figured(_YEARS_LAST.sub(_years_first, jotting)))
    if any(each in jotting for each in (", no ", ", 0 ", ", zero ")):
        jotting = _NOTHING_LOST.sub(r"\g<deed> with no \g<what>\g<middle>", jotting)
    jotting = _ALL_PASSED.sub(r", and \1 \2\3", _AND_FIGURE.sub(_with_figure, jotting))
    jotting = _MAYBE.sub("about ", _BY_MEANS.sub(_cut_off, jotting))
    jotting = _BOOKED.sub(_is_booked, jotting)
    counts = any(word.may_be("CD") for word in words_of(jotting)[:1])
    later = _forms(Form.YEARS, Form.PAST)
    found = find(jotting, Wanted(_STRENGTH, _saying, lists=counts, later=later))
    told = _join(found, _strength, jotting, named)
    return told or _moved_in(jotting) or told


_SUM = r"(?:[$£€]|N|R|Rs)?\d[\d.,:]*(?:%|k)?"
_SPANNING = r"(?: (?:in|over|within) (?:an?|\d+|one|two|three|four|five|six|the last) ?(?:months?|years?|quarters?|weeks?|seasons?)\b)?"
_FIGURE = pattern(
    rf"^(?P<what>[A-Za-z][A-Za-z' -]+?)(?P<place> (?:at|on|in) my [a-z ]+?)? (?:is |was )?(?:(?:cut|down|up|fell|rose|went) )?(?:from )?"
    rf"(?P<old>{_SUM}) ?(?:->|→|=>|to) ?(?P<new>{_SUM}(?: (?:a|per) (?:day|week|month|quarter|year)| (?:days|weeks|months|hours|minutes|calls|complaints|members))?)(?P<span>{_SPANNING})"
    rf"(?P<where> (?:at|on|in|across|for) [\w' ]+?| (?:[A-Za-z]+ )?(?:step|phase|stage|line|ward|site|unit) \d+)?(?P<none>, (?:no|0|zero) (?P<what_not>[a-z -]+))?(?:,? (?P<means>(?:with|by|using|without) [^,;]+))?$",
    needs=("->", "→", "=>", " to "),
)
"""A figure that changed: arrears 5.2% to 3.4%, no evictions."""
_MOVED_BY = pattern(
    rf"^(?P<what>[A-Za-z][A-Za-z' -]+?)(?P<place> (?:at|on|in) my [a-z ]+?)? (?:is |was )?(?P<sign>[+-]|up |down |rose |fell )(?:by )?(?P<much>\d[\d.,]*%)(?P<span>{_SPANNING})"
    r"(?P<where> (?:at|on|in|across|for) [\w' ]+?)?(?P<none>, (?:no|0|zero) (?P<what_not>[a-z -]+))?$",
    needs=("%",),
)
"""The same by how much: cycle time -38% on the bracket."""
_MANY_AND_NONE = pattern(
    r"^(?P<many>\d[\d,]*\+? [a-z -]+?)(?:,| w/| with)? (?:0|no|zero) (?P<what>[a-z]+(?: [a-z]+)?)$",
    needs=("no ", "0 ", "zero "),
)
"""How many of what, and what did not happen: 312 climbs, 0 recordables."""
_DEED_EACH = pattern(
    r"^(?P<deed>[a-z]+(?:ed|t|n|w|d) [^,;:\d]+), (?P<many>(?:about |~)?\d[\d,]*\+? [a-z]+s(?:/| a | per )(?:day|wk|week|mo|mth|month|yr|year|shift|night)(?: (?:at|in|for|on) [^,;]+)?)$",
    needs=("/", " a ", " per "),
)
"""A deed, and how much of it each time: ran triage, 30 cases a night."""
_WAS_YEARS = pattern(
    r"^was (?P<span>\d+ ?(?:yrs?|years)) (?P<post>an? [a-z]+)(?P<rest>.*)$", needs=("was ",)
)
_FLUENT = pattern(
    r"^(?:fluent|native|bilingual|conversational)(?: in)? \(?(?P<tongue>[A-Z][a-zé]+(?: (?:and|&|\+|/) [A-Z][a-zé]+)*)\)?(?=$|[,;])",
    needs=("luent", "ative", "ilingual", "onversational"),
)
"""Languages, where a speaker of them is meant."""
_QUOTA = pattern(
    r"^(?P<much>[1-9]\d\d(?:\.\d)?%) (?=(?:of )?(?:my )?(?:quota|target|plan)\b)", needs=("%",)
)


_NONE_OF = pattern(
    r"^(?:zero|0|no) (?P<what>(?:[a-z]+ )?[a-z]+s) (?:in |for )?(?P<when>20\d\d|FY ?\d\d|last year)$",
    needs=("zero ", "0 ", "no "),
)
"""What one had none of, and when: zero audit findings 2024."""
_ROUGH_MEANS = pattern(
    r" with (?:an? |the |some )?(?:dodgy|crap|knackered|rubbish|rubbishy|broken|ancient|old) [a-z]+$| for (?:the|that|this) [a-z]+ thing\b",
    needs=(" with ", " thing"),
)
"""By what means, or for what, in words of every day: with a dodgy scanner, for the solar thing."""


def _figured(jotting: str) -> str:
    """A strength that is a figure, as a clause; what is none, as it is."""
    text = tidy(jotting).rstrip(".! ")
    if len(text) > LONGEST:
        return text
    text = _FLUENT.sub(_speaks, text)
    if not any(map(str.isdigit, text)):
        return text
    for figure, told in (
        (_MANY_AND_NONE, _many_and_none), (_DEED_EACH, r"\g<deed> with \g<many>"),
        (_WAS_YEARS, r"I was \g<post> for \g<span>\g<rest>"),
    ):  # fmt: skip
        if found := figure.match(text):
            return found.expand(told) if isinstance(told, str) else told(found)
    if found := _NONE_OF.match(text):
        return f"had no {found['what']} in {found['when']}"
    text = _ROUGH_MEANS.sub("", text)
    return _QUOTA.sub(_of_quota, text)


def _of_quota(found: re.Match[str]) -> str:
    """A share of a quota, with the "of" that was left out."""
    return found[0] if found.string[found.end() :].startswith("of ") else f"{found['much']} of "


def _speaks(found: re.Match[str]) -> str:
    """What one speaks: I speak fluent Hausa; I speak Spanish, where one is bilingual."""
    fluent = found[0].split()[0]
    tongues = re.sub(r" (?:&|\+|/) ", " and ", found["tongue"])
    return f"I speak {'' if fluent == 'bilingual' else f'{fluent} '}{tongues}"


def _many_and_none(found: re.Match[str]) -> str:
    """How many of what, and what did not happen: 140 days led, 0 incidents, led 140 days with none."""
    *many, last = found["many"].split(" ")
    base = lexicon.base_of(last, "VBN") if len(many) > 1 and not lexicon.singular(last) else ""
    counted = f"{lexicon.forms(base)[0]} {' '.join(many)}" if base else found["many"]
    return f"{counted} with no {found['what']}"


def _moved_in(jotting: str) -> Joined:
    """A figure that changed, between two commas of a jotting, as a clause."""
    things = jotting.split(", ")
    for at, thing in enumerate(things[:4]):
        rest = ", ".join([*things[:at], *things[at + 1 :]])
        if (told := _moved(thing)) and not private.reason(rest) and not _TAKEN_BACK.search(rest):
            return _one_of(told, things, at, ", ")
    return Joined()


_TAKEN_BACK = pattern(r"\b(?:but|though|although|except|until|unless|not|only|before)\b")


def _moved(jotting: str) -> Joined:
    """A figure that changed, as a clause; nothing where that is not certain."""
    text = mended(jotting[:LONGEST]).text.rstrip(".! ")
    if len(jotting) > LONGEST or not any(map(str.isdigit, text)):
        return Joined()
    found = (_FIGURE.match(text) or _MOVED_BY.match(text)) if any(map(str.isdigit, text)) else None
    what = _measured(found["what"], text) if found and not private.reason(text) else ""
    if not found or not what or unknown(text):
        return Joined()
    told = found.groupdict()
    if told.get("old") and not (_SURELY_CHANGED.search(jotting) or told["span"]):
        return Joined()  # ages 5 to 11
    change = _from_to(told) if told.get("old") else _by(told)
    change = change.replace("fell", "dropped", 1) if "fall" in what else change
    where = _placed(told["where"] or "")
    if not change or where is None:
        return Joined()
    none = f", with no {told['what_not']}" if told["none"] else ""
    whose = "" if told["place"] or " my " in where else IN_MY_WORK
    left = (Left(told["means"], ANOTHER),) if told.get("means") else ()
    span = told["span"].replace(" in 1 ", " in one ")
    clause = f"{whose}{what}{told['place'] or ''} {change}{span}{where}{none}"
    return Joined(phrase=clause, left=left, mended=mended(jotting).changes)


_OF_TIME = pattern(r"\d (?:minutes|hours|days|weeks|months)\b")
"""How long, which is no number of things: waits 16 to 9 weeks."""
_YEARS_SPAN = pattern(r"\b(?:19|20)\d\d\b")
_SURELY_CHANGED = pattern(r"[%→]|->|=>|\b(?:fell|rose|went|cut|down|up) ")
"""What says that a figure changed, where "to" might be up to."""
_SPANS = word_set(
    "shift night day hour age grade stage level year class week step page room ward band open mile kid child"
)
"""What is counted from one to another, and did not change."""


def _placed(where: str) -> str | None:
    """Where a figure changed, with its articles: on the Ti bracket, in mAb step 2; None where that is not certain."""
    if not where:
        return ""
    first = where.split(maxsplit=1)[0]
    if first not in _WHERE:
        return f" in{where}"
    text = with_articles(where.strip(), _WHERE)
    return (
        None
        if lacks_article_after(text, tuple(_WHERE)) or re.search(r"\b(?:last|current)\b", text)
        else f" {text}"
    )


IN_MY_WORK = "in my work, "
"""Before a figure that changed, of which nobody said where."""
_WHERE = frozenset(["at", "on", "in", "across", "for"])


def _from_to(told: Mapping[str, str]) -> str:
    """How a figure changed: fell from 5.2% to 3.4%."""
    old, new = told["old"], told["new"]
    new, _, each = new.partition(" ")
    if new.endswith("%") and not old.endswith("%"):
        old = f"{old}%"
    if old.endswith("%") and not new.endswith("%"):
        new = f"{new}%"
    if ":" in old + new:
        return f"went from {old} to {new}"
    before, after = (float(re.sub(r"[^\d.]", "", each).rstrip(".") or 0) for each in (old, new))
    way = "rose" if after > before else "fell"
    return "" if before == after else f"{way} from {old} to {new} {each}".rstrip()


def _by(told: Mapping[str, str]) -> str:
    """By how much a figure changed: went down by 38%."""
    way = "up" if told["sign"].strip() in ("+", "up", "rose") else "down"
    return f"went {way} by {told['much']}"


def _measured(what: str, text: str) -> str:
    """What was measured, with its article: arrears, the cycle time, AHT; empty where that is not certain."""
    words = words_of(mended(what).text)
    head = words[-1]
    if words[0].low in FUNCTION_WORDS and words[0].low not in ("the", "my", "our"):
        return ""
    if any(word.low in FUNCTION_WORDS for word in words[1:]) or words[0].may_be("VBD"):
        return ""
    if (lexicon.singular(head.low) or head.low) in _SPANS or _YEARS_SPAN.search(text):
        return ""
    counted = (
        "%" not in text and "." not in text and head.may_be("NNS") and not _OF_TIME.search(text)
    )
    text = " ".join(word.text for word in words)
    if words[0].low in ("the", "my"):
        return f"{text[0].lower()}{text[1:]}"
    if head.text.isupper() and 1 < len(head.text) < 6:
        return text
    is_noun = head.may_be("NN", "NNS") or lexicon.is_mass(head.low)
    if not is_noun or not all(lexicon.knows(word.low) or word.text.isupper() for word in words):
        return ""
    text = f"{text[0].lower()}{text[1:]}" if words[0].text[1:].islower() else text
    if counted:
        return f"the number of {text}"
    if "-to-" in head.low:
        return f"the {text} time"
    bare = head.may_be("NNS") or lexicon.is_mass(head.low) or head.low in _RATIOS
    if bare or head.low.endswith(("ity", "ness", "ance", "ence")):
        return text
    return f"the {text}" if head.low in _SIZES else ""


_SIZES = word_set("""
    rate time score cost share ratio level count volume price bill index average backlog wait queue budget
    spend deficit debt load overrun shortfall gap lag speed size age length distance temperature pressure
    balance list waitlist figure number percentage proportion total sum weight bounce no-show headcount overhead
""")
"""What has a size that changes; an agency, which has none, stands for what is spent on it."""

_RATIOS = word_set(
    "turnover yield retention attendance occupancy margin shrink scrap attrition churn footfall throughput"
)
"""What is measured in percent, without an article."""


_BELIEVED = pattern(
    r"^(?:[\w'’]+ )?(?:(?:she|he|they|you)['’]?(?:s|re) |(?:is|was|are|were) )?(?:(?:not|wasn['’]?t|isn['’]?t) (?:quite |really )?(?:sure|convinced)|thinks?|thought|says|said|reckons?|worried|wondered|wonders|feared|doubts?|afraid|asked)"
    r"(?: me)?(?: (?:that|if|whether))? (?=(?:i|i['’]?m|i['’]?ll|im|ill|id|ive)\b(?! (?:said|told)\b))",
    re.IGNORECASE,
)
"""What somebody believed, which need not be so: thinks I'm too young."""


def concern(jotting: str, named: bool = False) -> Joined:
    """What they were unsure about."""
    believed = _BELIEVED.match(jotting)
    if believed:
        is_so = _SAYS_LACK.match(jotting, believed.end())
        rest = jotting[believed.end() :]
        jotting = rest if is_so else f"whether {_DENIED.sub(_affirmed, rest, count=1)}"
    jotting = _SPOKEN.sub(r"my \1 is only ", _GAP.sub("the gap in ", jotting))
    jotting = _WORRIED_THAT.sub("whether ", _WAS_UNSURE.sub("about ", jotting))
    jotting = _NOT_THAT.sub(", not ", _LAPSED.sub(r"my \1", jotting))
    told = _join(find(jotting, Wanted(_CONCERN, _ASKED, questions=True)), _concern, jotting, named)
    if told.admitted.startswith("My "):  # Although my Spanish is …
        told = replace(told, admitted=f"my {told.admitted[3:]}")
    return replace(told, admitted=_as_now(told.admitted)) if _REPORTED.match(jotting) else told


_GAP = pattern(r"^(?:the |my |a )?(?:(?:cv|CV|career) )?gap,? (?=(?:19|20)\d\d)")
_SPOKEN = pattern(
    rf"^(?:my )?((?i:{'|'.join(sorted(PEOPLES))})) (?:is )?(?:only|just) (?=(?:conversational|basic|written|spoken|intermediate|[ABC][12])\b)"
)
"""A language that one knows a little: Spanish only conversational."""
_LAPSED = pattern(
    r"^(?:the )?((?:(?!my\b)[A-Za-z0-9]+ ){0,2}(?:licen[cs]e|endorsement|card|cert|certificate|certification|permit|visa|registration|ticket|pin|insurance|medical) "
    r"(?:is|has|was|ran) (?:just |been )?(?:expired|lapsed|out|overdue))\b",
    re.IGNORECASE,
    needs=("expired", "lapsed", "out", "overdue"),
)
"""What ran out, which is one's own."""
_NOT_THAT = pattern(
    r"(?<=[a-z])(?<!,) not (?=(?:[a-z]+ ){0,2}[a-z]+$)(?!(?:yet|sure|long|really|a|the|to|very|so)\b)(?<!is not )(?<!am not )(?<!do not )(?<!does not )(?<!did not )(?<!has not )(?<!have not )(?<!was not )(?<!can not )(?<!could not )(?<!will not )",
    needs=(" not ",),
)
_DENIED = pattern(
    r"(?<=^i )(?:won['’]?t|can['’]?t|cannot|wouldn['’]?t)\b",
    re.IGNORECASE,
    needs=("won", "can", "would", "Won", "Can"),
)


def _affirmed(found: re.Match[str]) -> str:
    """What somebody doubted that one will or can."""
    return {"w": "will", "c": "can"}[found[0][0].lower()] if "ould" not in found[0] else "would"


_WORRIED_THAT = pattern(
    rf"^(?:{_WHOM}|(?:mrs?|ms|dr)\.? \w+) (?:worried|(?:was|is) (?:worried|concerned)) that (?=(?:the|it|this|i) (?:\w+ )?(?:might|would|could|may)\b)",
    re.IGNORECASE,
    needs=("that",),
)
"""Before what may not be so: she worried that the work might be too sad for me."""
_WAS_UNSURE = pattern(
    r"^(?:she|he|they|we) (?:was|were|is|are|seemed) (?:a bit |a little |rather )?(?:unsure|not sure|uncertain) about ",
    re.IGNORECASE,
)


def answer(jotting: str, named: bool = False) -> Joined:
    """What you said to their concern, as a clause."""
    jotting = _ON_COURSE.sub(_on_course, _BOOKED_FOR.sub("I am booked for ", jotting))
    jotting = _YEARS_LAST.sub(_years_first, _USED.sub("I have used ", jotting))
    jotting = _ENDS.sub(r"my \1 will \2", jotting)
    jotting = _IN_MONTH.sub(
        lambda it: f"I am {it['doing'].lower()} in {it['when'].title()}", jotting
    )
    jotting = _EXAM_ON.sub(r"my \1 is on \2", jotting)
    jotting = _COURSE_OF.sub(_course_of, _ENROLLED.sub(_enrolled, jotting))
    found = find(
        _BOOKED.sub(_is_booked, _YES_NO.sub("", jotting)),
        Wanted(_CLAUSES, _answering, refers=True),
    )
    told = _join(found, _strength, jotting, named)
    if _IF_THEY.search(told.phrase) or _NO_ANSWER.match(told.phrase) or jotting.startswith(_QUOTES):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    return replace(told, phrase=_as_now(told.phrase)) if _REPORTED.match(jotting) else told


_QUOTES = tuple("'‘’“\"")
_NO_ANSWER = pattern(
    r"I said (?!(?:I|that|my|it|yes|no|so)\b)|(?!(?:references|there)\b)[a-z]+[^s\W]s is\b|[Ww]e (?:normally|usually|always|need|want)\b",
    re.IGNORECASE,
)
"""Something that was said rather than so, a singular verb of several, and what the others do."""
_IN_MONTH = pattern(
    rf"^(?:i['’]?m |i am )?(?P<doing>(?:moving|relocating|starting|finishing|graduating|qualifying)(?: (?:back|closer|nearer|there|up|down|house|home))?) (?:in )?(?P<when>{_MONTHS})$",
    re.IGNORECASE,
)
"""What one does in a month that is named alone: moving Mar."""
_ENDS = pattern(
    r"^(?:my )?(lease|contract|visa|notice|course|placement|term|permit) (end|finishe?|expire|start|begin)s(?= (?:on|in) )",
    re.IGNORECASE,
)
_IF_THEY = pattern(r" if (?:they|you)\b|\bnothing since\b")
_USED = pattern(r"^[Uu]sed (?=[A-Z][\w.]*(?:$|[,;]| (?:and|at|in|for|since) ))")
"""A tool like the one that one lacks: used Protel."""
_EXAM_ON = pattern(
    rf"^(?:my )?(exam|test|course|assessment|retest) (?:is )?(?:on )?(\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}|{_MONTHS} \d{{1,2}})$",
    needs=("exam", "test", "course", "assessment"),
)
_ENROLLED = pattern(
    rf"^(?:already )?(?P<how>enrolled|booked|registered|signed up)(?P<on> (?:on|in|for|onto) (?:the|a|an) [^,;]+)?,? (?:and )?(?P<verb>finish|start|end)(?:e?s|ing)? (?:in )?(?P<when>{_MONTHS}(?: 20\d\d)?)$",
    needs=("nrolled", "ooked", "egistered", "igned"),
)
"""What one is enrolled for, and until when: enrolled, finish Feb."""


def _enrolled(found: re.Match[str]) -> str:
    """That one is enrolled, and when one will finish."""
    return f"I am {found['how']}{found['on'] or ''} and will {found['verb']} in {found['when']}"


_COURSE_OF = pattern(
    r"^(?P<did>took|did|completed|finished|attended|passed) (?:an? |the )?(?P<what>(?:[\w-]+ ){0,2}(?:course|class|workshop|training|bootcamp))(?:,| -)? (?P<count>\d+) ?(?P<unit>hr|hour|day|week|wk)s?$",
    needs=("course", "class", "workshop", "training", "bootcamp"),
)
"""A course, and how long it was: took NX course, 40 hrs."""


def _course_of(found: re.Match[str]) -> str:
    """A course by its length: took a 40-hour NX course."""
    unit = SHORTHAND.get(found["unit"], found["unit"])
    return f"{found['did']} {article(found['count'])} {found['count']}-{unit} {found['what']}"


_BOOKED_FOR = pattern(
    rf"^(?:already )?booked (?:for )?(?=\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}\b|{_MONTHS} \d)",
    needs=("ooked",),
)
"""The day of what was booked, which is the doubt's own thing: booked 14 Dec."""
_ON_COURSE = pattern(
    r"^(?:[Ii]['’]?m |I am )?(?P<doing>(?:already |now |currently )?(?:(?:booked|enrolled) (?:on|in|onto)|doing|taking|sitting|starting|finishing|studying for)) "
    r"(?P<what>(?:(?!(?:the|an?|my|this|that|one|his|her|in|on|for|it|two|three|some)\b)[\w'’-]+ ){0,2}(?:course|class|workshop|bootcamp|cert|certificate|exam|test|module|diploma))"
    rf"(?: (?:in )?(?P<when>{_MONTHS}))?(?=$|[,;.]| (?:at|in|on|with|from|every) )",
    needs=("course", "class", "workshop", "bootcamp", "cert", "exam", "test", "module", "diploma"),
)
"""A course that is booked or under way: booked on course Feb, doing ACE cert Dec."""


def _on_course(found: re.Match[str]) -> str:
    """A course, with its article: booked on a course in February, doing the ACE certificate."""
    when = f" in {found['when']}" if found["when"] else ""
    what = found["what"]
    is_known = what[0].isupper() and not re.search("(?:course|class|workshop|bootcamp)$", what)
    the = "the" if is_known else article(what)
    owned = "'s " in what or "’s " in what
    return f"I am {found['doing']} {'' if owned else f'{the} '}{what}{when}"


_YES_NO = pattern(
    r"^(?:i know|true|yes|yeah|ok(?:ay)?|fair|granted|no)\b[,.;]? (?:but |and )(?=(?:i|my|i've|ive|im|i'm)\b)"
    r"|^(?:(?:totally|honestly|that['’]?s|its|it['’]?s) )?(?:fine|ok|okay|no problem|not a problem|no worries|doable|manageable)[,.;:]+ (?=\w)"
    r"|^(?:i )?(?:told (?:her|him|them)|said|answered) (?:yes|no|yeah|yep|nope|sure)\b[,.;:!]* *(?:and |but |because )?"
    r"|^(?:i['’]?m |i am )(?:ok|okay|fine|good|happy|cool) with (?:it|that|this)\b[,.;]? *(?:and |but |because )?(?=\w)"
    r"|^(?:i['’]?m |i am )\d+(?: (?:years|yrs) old)?\s*[-–,;.]+\s*(?=\w)"
    r"|,? (?:tho|though|lol|haha+|tbh|anyway|no problem|no worries|no bother)(?=[.!]*$)",
    re.IGNORECASE,
)
"""An answer in one word, before what was said; a "though" behind it."""
_BOOKED = pattern(
    r"^(?:i['’]?m |i am )?(?P<doing>doing|taking|sitting|retaking|studying|learning|finishing|starting|(?:booked (?:on|in|onto|for)|enrolled (?:on|in|for)|signed up (?:for|to))(?! (?:it|that|one)\b)) (?=\w)"
    r"|^(?P<been>been) (?=(?:on|in|at|with|[a-z]{2,}ing)\b(?! (?:this|that|it)\b))"
    r"|^(?:(?:my|the) )?(?P<thing>(?:(?:level|grade|part|stage) \d |[\w-]+ )?(?:exam|test|course|assessment|medical|training|class|retest|appointment)|(?-i:[A-Z])[\w-]*(?: [\w-]+)?) (?:already )?(?:booked|scheduled|set) "
    rf"(?=(?:for|on|in)\b|\w+ \d|\d|{_MONTHS}$)",
    re.IGNORECASE,
)
"""What one does about a doubt: doing it in May, exam booked for 12 January."""


def _is_booked(found: re.Match[str]) -> str:
    """What one has been at, does, or has booked, as a clause."""
    if found["been"]:
        return "I have been "
    if found["doing"]:
        return f"I am {found['doing']} "
    level, _, exam = found["thing"].rpartition(" ")
    thing = f"{exam} for {level}" if level[-1:].isdigit() else found["thing"]
    return f"my {thing} is booked {'' if _FOR_DAY.match(found.string, found.end()) else 'for '}"


_FOR_DAY = pattern(r"(?:for|on|in)\b", re.IGNORECASE)
_SAYS_LACK = pattern(
    r"i(?:(?:['’]?ve| have)? only| (?:don['’]?t|do not|haven['’]?t|have not|have no|have never|never|lack)|['’]?ve (?:no|not|never))\b",
    re.IGNORECASE,
)
"""What one does not do or have, which is so."""


_MAYBE = pattern(
    r"\b(?:maybe|probably|i think|like) (?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|a hundred)\b)",
    re.IGNORECASE,
)
"""Before a number that is not exact."""
_ALL_PASSED = pattern(
    r", (all|both|most|\d+%) (passed|qualified|graduated|stayed|returned)( (?:the )?(?:first|1st) time)?$",
    needs=(", ",),
)
"""What became of those whom one trained."""
_AMOUNT = r"(?:[$£€]|N|R|Rs)?\d[\d.,]*[%km]?"
_AND_FIGURE = pattern(
    rf"^(?P<deed>[a-z]+(?:ed|t|n|w|d|ote|an) [^,;:]+), (?P<what>[a-z][a-z -]{{3,30}}?) (?:up |down )?(?:from )?"
    rf"(?P<before>{_AMOUNT}) ?(?:->|→|=>|to) ?(?P<after>{_AMOUNT})(?P<rest>(?: (?:in|over|within) (?:\d+|one|a) [a-z]+)?)$",
    needs=("->", "→", "=>", " to "),
)
"""A deed, and the figure that it changed: trained 85 nurses, compliance 42% -> 78%."""


def _with_figure(found: re.Match[str]) -> str:
    """A deed, and what the figure did, as a clause of its own."""
    head = found["what"].rsplit(" ", 1)[-1]
    if not lexicon.knows(head) or words_of(found["what"])[0].low in FUNCTION_WORDS:
        return found[0]
    the = "" if lexicon.singular(head) or lexicon.is_mass(head) else "the "
    return f"{found['deed']}, and {the}{found['what']} went from {found['before']} to {found['after']}{found['rest']}"


_BY_MEANS = pattern(
    r"^(?P<deed>[a-z]+(?:ed|t|n|w|d)\b [^,;:]*\d[^,;:]*?) (?P<lead>w/|with|using|via) (?P<means>[a-z][a-z -]+)(?=$|[,;])",
    needs=("w/", "with", "using", "via"),
)
"""A deed with its figure, and the means: cut turnover 48% -> 19% with buddy system."""


def _cut_off(found: re.Match[str]) -> str:
    """The deed, apart from means that lack their article."""
    whole = found["lead"] == "without" or not lacks_article_after(f"with {found['means']}")
    return found[0] if whole else f"{found['deed']}; {found['lead']} {found['means']}"


def _answering(text: str) -> str:
    """An answer without its lead; with "I am" before what is under way: buying one by January."""
    told = _saying(text)
    if not _UNDER_WAY.match(told):
        return told
    return f"I am {_WHEN.sub(_in_month, _on_day(told))}"


_UNDER_WAY = pattern(
    r"(?:(?:already|currently|now) )?(?:learning|studying|taking|retaking|resitting|testing|doing|buying|finishing|starting|retraining|practising|practicing|"
    r"moving|renewing|sitting|getting|applying|working (?:on|towards)|teaching myself) (?!.*\b(?:since|for \d))\w",
)
"""What one has begun, or is about to do."""
_LIKED = pattern(
    r",? (?:-|–|and|which) (?:she|he|they) (?:really |also )?(?:liked|loved|seemed|was|were)\b[^,;.]*$"
    r"|, (?:she|he|they) (?:really |also )?(?:liked|loved) (?:that|it|this)\b[^,;.]*$"
)
"""What the reader made of it."""
_NOTHING_LOST = pattern(
    r"^(?P<deed>[A-Za-z]+(?:ed|d|t|n|w)\b [^,]+)(?P<middle>(?:, [^,]+)?), (?:zero|0|no) (?P<what>downtime|loss(?:es)?|complaints?|accidents?|injuries|incidents?|errors?|defects?|breaks|breakages|delays?|RIDDORs|outages?|overruns?|rework|missed \w+)$",
    needs=(", no ", ", 0 ", ", zero "),
)
"""A deed with what did not happen: moved the archive, 0 losses."""
_REPORTED = pattern(r"\s*(?:that|said|I said|told \w+)\b", re.IGNORECASE)
"""What is told as it was reported then."""
_CHANGE = pattern(
    r"^(?P<what>(?:I )?(?:cut|reduced|lowered|raised|increased|improved|grew|boosted|trimmed)"
    r"(?: (?!(?:by|from|to|in) )[\w-]+)+?) (?P<much>\d[\d.,]*%)(?=$| (?!to\b)[a-z])",
    re.IGNORECASE,
)


_SINCE = pattern(
    r"^(?:(?:a|an) )?(?P<post>(?:[\w-]+ ){0,2}(?:[a-z]+|CNA|RN|LPN|HCA|EMT|TA)) (?P<when>since (?:[A-Z]\w+ )?(?:19|20)\d\d|for (?:over |about |nearly )?\w+ years)\b"
)


def _been(found: re.Match[str]) -> str:
    """What one is, and since when: I have been a Q grader since 2021."""
    post = found["post"]
    last = post.split(" ")[-1]
    first = words_of(post)[0]
    if not (is_agent(last) or last.isupper()) or first.may_be("VBD") or first.low == "was":
        return found[0]
    return f"I have been {article(post)} {post} {found['when']}"


_ENDING = pattern(r"(?<=\w) (?:pretty much|basically|more or less)$")
_DID_DO = pattern(r"^(?:I )?did (?P<verb>[a-z]+) (?=\w)", re.IGNORECASE)
"""A deed that is stressed, as if it had been doubted: I did call the show."""


def _emphatic(found: re.Match[str]) -> str:
    """The deed in its plain past; as it was where "did" is the deed."""
    verb = found["verb"].lower()
    is_verb = "VB" in lexicon.tags(verb) and "NN" not in lexicon.tags(verb)
    is_verb = is_verb or verb in ("call", "work", "run", "study")
    past = lexicon.forms(verb)[0] if is_verb else ""
    return f"I {past} " if past else found[0]


def _saying(text: str) -> str:
    """A strength without its lead, with the words that people leave out: cut costs by 12%."""
    told = _DID_DO.sub(_emphatic, _ENDING.sub("", _ALREADY.sub("", _SAID(text))))
    if _EMPTY.fullmatch(told):
        return ""
    if "%" in told:
        told = _TARGET.sub(_reached, _CHANGE.sub(r"\g<what> by \g<much>", told))
    if " since " in told or " for " in told:
        told = _SINCE.sub(_been, told)
    if any(span in told for span in (" years", " months", " seasons", " winters", " summers")):
        told = _AS_ONE.sub(_as_one, told)
        told = _WITHOUT.sub(r"had no \g<what>", _NONE_IN.sub(r"\1 in \2", told))
        told = _AS_AGENT.sub(_in_post, _WORKPLACE.sub(_at_work, told))
    if told[:1].isdigit() or told.startswith("more than"):
        told = _DONE_TO_MANY.sub(r"\g<deed> \g<many>\g<rest>", told)
    if any(word.may_be("VBD") or word.low == "did" for word in words_of(told)[:1]):
        told = _WHEN.sub(_in_month, _lasting(_FROM.sub(r"\1from ", told)))
        told = _MACHINE.sub(lambda found: f"{found[1]} {article(found[2])} {found[2]}", told)
    return told


_ALREADY = pattern(r"^(?:already|currently|now) (?=an? )", re.IGNORECASE)
_AS_ONE = pattern(r" as (?P<post>(?:[a-z]+ )?[a-z]+)$", needs=(" as ",))


def _as_one(found: re.Match[str]) -> str:
    """As what one worked, with its article: as a manager."""
    post = found["post"]
    return (
        f" as {article(post)} {post}"
        if is_agent(post.rsplit(" ", 1)[-1]) and words_of(post)[0].low not in DETERMINERS
        else found[0]
    )


_TARGET = pattern(
    r"^(?P<much>[1-9]\d\d(?:\.\d)?%) (?:of|to) (?:my )?(?P<goal>target|quota)(?: (?:in |for )?(?P<time>FY ?\d\d|20\d\d|last year|Q[1-4]))?$"
)
_DONE_TO_MANY = pattern(
    r"^(?P<many>(?:more than )?\d[\d,]* (?:[a-z-]+ )?[a-z]+s) (?P<deed>(?!(?:awarded|received|based|needed|required|reported|used|lost|missed|promoted|trained in|aged)\b)[a-z]{3,}ed|won|sold|built|taught)(?P<rest>$| (?:in|at|for|since|with|over|across|last|this) .+$)"
)
"""A deed behind what it was done to: 40 boilers swapped."""
_MACHINE = pattern(r"^(ran|operated|drove|flew) ([A-Z][a-z]+ [A-Z]*\d\w*)(?= |$)")
"""A machine by its maker and number: ran Hermle C42."""
_NONE_IN = pattern(r"^((?:zero|0|no) [a-z-]+s) (\d+ (?:years|months)$)")
"""No accidents 12 years."""
_FROM = pattern(
    r"^((?:grew|cut|brought down|raised|reduced|increased|improved|lowered|boosted|trimmed) "
    r"(?:(?!(?:by|from|to|about|than|over|in) )[\w-]+ ){1,4}?)(?<!from )(?<!by )(?=[$£€]?\d[\d.,]*[kKmM%]? to [$£€]?\d)"
)
"""A change whose "from" was left out: cut scrap 8% to 3%."""
_WHEN = pattern(
    rf"(?P<what>\b(?!(?:{'|'.join(PREPOSITIONS)}|early|late|mid|last|next|this|every|each|and|or)\b)[A-Za-z][a-z]{{2,}}) "
    r"(?P<when>(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: 20\d\d)?|20\d\d)$"
)
"""When something was done, without its "in": completed the course October."""
_in_month = r"\g<what> in \g<when>"
_WITHOUT = pattern(r"^(?:zero|0|no) (?P<what>(?:[\w-]+ )?[\w-]+s in (?:\d+|\w+) (?:years|months))$")
_WORKPLACE = pattern(
    r"^(?P<span>\w+ (?:years|seasons|winters|summers)) (?!(?:in|at|on|as|of|with|for|doing|and|or)\b)(?P<where>(?:[\w-]+ ){0,2}(?P<place>unit|hatchery|brewery|ward|kitchen|warehouse|nursery|salon"
    r"|garage|workshop|lab|clinic|practice|shop|bakery|office|school|restaurant|desk|counter|farm))$"
)


_AS_AGENT = pattern(r"^(?P<span>\w+ years) (?P<post>(?:[a-z-]+ ){0,2}[a-z-]+)$")


def _in_post(found: re.Match[str]) -> str:
    """Years, and as what: nine years as a signaller."""
    post = found["post"]
    first = words_of(post)[0]
    if first.low in PREPOSITIONS | {"doing"} or not is_agent(post.split(" ")[-1]):
        return found[0]
    return f"{found['span']} as {article(post)} {post}"


_YEARS_LAST = pattern(
    r"^(?P<tool>[A-Z]\w+(?: [A-Z0-9]\w*)?)(?:,| [–-])? (?P<span>\d+\+? ?(?:yrs?|years))(?=$|[,;.])"
)


def _years_first(found: re.Match[str]) -> str:
    """Years behind a tool, in their order: BigQuery – 4 yrs."""
    tool = found["tool"]
    return f"{found['span']} {tool}" if tool in _TOOLS or _is_only_name(tool) else found[0]


_SIZED = pattern(
    r"^((?:I )?(?:cut|reduced|lowered|halved|raised|increased|doubled|brought down) )([A-Z]\w+ (?:bill|rate|time|cost|backlog|budget|queue|price|score|waitlist|turnaround time)) (?=\d[\d.]*%(?! ?(?:to\b|->|→))|by |in half)"
)
"""What has a size, without its article: cut Snowflake bill 40%."""


def _is_only_name(text: str) -> bool:
    """Whether a capitalised text can be no plain word: Cerner, RMS, Fusion 360."""
    first = text.split(" ", maxsplit=1)[0]
    return first.isupper() or text[-1].isdigit() or not lexicon.knows(first.lower())


def _reached(found: re.Match[str]) -> str:
    """A share of a target, as what one did: reached 112% of my target in FY25."""
    when = found["time"] or ""
    when = f" {when}" if when.startswith("last") else f" in {when}" if when else ""
    return f"reached {found['much']} of my {found['goal']}{when}"


def _at_work(found: re.Match[str]) -> str:
    """Years, and where: six years in a dementia unit, five years on a transport desk."""
    where = "on" if found["place"] in ("desk", "counter", "farm") else "in"
    return f"{found['span']} {where} {article(found['where'])} {found['where']}"


_WOULD = pattern(
    r"^I(?:'d| would) (?=(?:get|have|take|do|sit|finish|start|move|learn|bring|renew|pass|book)\b(?!.* if ))"
)


def _as_now(clause: str) -> str:
    """What one reported as done before then, or as to come, as it is now: I had borrowed, I have borrowed."""
    clause = _WOULD.sub("I will ", clause, count=1)
    if not re.match(r"I had (?:not |never )?\w+(?:ed|en|wn|ne|id|ad|lt|pt)\b", clause):
        return clause
    return re.sub(r"\b(and|but) was\b", r"\1 am", clause.replace("I had ", "I have ", 1))


def next_step(jotting: str, named: bool = False) -> Joined:
    """What comes next."""
    jotting = _GOING_BACK.sub("coming back", _SOMEBODY_NAMED.sub("", jotting))
    jotting = _PERHAPS.sub("; probably ", _THEN.sub("; ", jotting))
    jotting = _HALF_DAY.sub(r"\1-day session \2 ", _WITH_WHOM.sub(_doing_with, jotting))
    jotting = _NEXT_AT.sub(r"at \g<clock> \g<day>", _INVITED.sub("", jotting))
    read = mended(jotting[:LOOKED_AT])
    if (met := _MEETING.match(read.text)) and (told := _met(met)):
        return Joined(phrase=told, mended=read.changes)
    return _join(find(jotting, Wanted(_NEXT_STEP, _coming_up)), _next_step, jotting, named)


_SOMEBODY_NAMED = pattern(
    r"\b(?:an? |some |the )?(?:guy|bloke|chap|lad|lady|woman|man|girl) (?:named |called )(?=[A-Z])"
)
_GOING_BACK = pattern(
    r"^(?:(?:she|he|they) (?:said|says|asked me) (?:to )?)?(?:i['’]?m |i |to )?(?:going|go|come|coming) back(?= (?:to|for|in|on|and)\b)",
    re.IGNORECASE,
)
"""One goes back to where the reader is, who says coming back."""
_INVITED = pattern(
    r"^I(?:['’]m| am| was|['’]ve been| have been) (?:invited|asked) to (?=[a-z])", re.IGNORECASE
)
_NEXT_AT = pattern(
    r"\b(?P<day>next (?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?),? (?:at )?(?P<clock>\d{1,2}(?:[:.]\d\d)? ?[ap]m)\b",
    re.IGNORECASE,
    needs=("next ", "Next "),
)
"""A day of next week before its hour: next Thursday at 2pm."""
_HALF_DAY = pattern(r"^(?:a )?(half|full)[- ]day (with|in|at|on) ", re.IGNORECASE, needs=("day ",))
_WITH_WHOM = pattern(
    r"^(?:to )?(?P<verb>ride|present|meet|cook|shadow|sit) (?=(?:with|to|out|up|along|down|round|in)\b|w/)",
    re.IGNORECASE,
)
"""What one does next, and with whom: ride with him."""


def _doing_with(found: re.Match[str]) -> str:
    """What one will be doing, with somebody or somewhere."""
    return f"{lexicon.gerund(found['verb'].lower())} "


_PERHAPS = pattern(
    r"(?<=\w) (?:prob|probs|probably|probly|maybe|possibly) (?=(?:on )?(?:mon|tue|wed|thu|fri|sat|sun|next|early|late|in|the|w/c|\d))",
    re.IGNORECASE,
    needs=("prob", "maybe", "possibly"),
)
"""Before a day that is not certain."""
_MEETING = pattern(
    r"^(?:(?:to )?(?:come (?:and )?)?meet|meeting) (?:the )?(?P<post>[a-z]+(?: [a-z]+){0,2})(?:,? (?P<name>[A-Z][a-z]+))?(?:,? (?:on )?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?$",
    needs=("meet",),
)
"""Whom one meets next: meet store manager Hector, Tuesday."""


def _met(found: re.Match[str]) -> str:
    """The meeting with somebody by their post, if they have the only one; empty where it is none."""
    head = found["post"].rsplit(" ", 1)[-1]
    if (
        not (is_agent(_one(head)) or head in ("team", "board", "curator", "crew", "owner"))
        or found["post"].split(" ")[0] in FUNCTION_WORDS
    ):
        return ""
    name = (
        f", {found['name']},"
        if found["name"] and found["day"]
        else f", {found['name']}"
        if found["name"]
        else ""
    )
    day = f" on {found['day']}" if found["day"] else ""
    return f"meeting the {found['post']}{name}{day}"


_THEN = pattern(r",? (?:and )?then (?!(?:he|she|they|i|we|you|it)\b)(?=\w)", re.IGNORECASE)
"""Before the step after the next."""


def promise(jotting: str, name: str = "", named: bool = False) -> Joined:
    """What you said you would do, as a clause that follows its day; `name` is the reader's."""
    jotting = _WISHED.sub("", with_names(jotting, [name]), count=1)
    jotting = _HAVE_TO.sub("", _THING.sub(r"\1", _THAT_THING.sub("the ", jotting)))
    jotting = _THAT_ONE_SENT.sub(r"\1the ", _SHOOT.sub("send ", jotting))
    jotting = _DROP.sub("bring ", jotting)
    if _WITH_ASIDE.search(jotting):
        return Joined(left=(Left(tidy(jotting), "it says what you would not do"),))
    found = find(jotting, Wanted(_PROMISE, _promising, lists=True))
    return _join(found, lambda reading: _promise(reading, name), jotting, named)


_WISHED = pattern(
    r"^(?:she|he|they|[A-Z][a-z]+) (?:wants|wanted|asked for|would like)(?: to (?:see|have|read))? (?=(?:the|an?|my|some|\d+|copies) )"
)
"""Who wants what is promised: Yuki wants the sheet."""
_HAVE_TO = pattern(r"^(?:i )?(?:gotta|got to|have to|need to|must) (?=[a-z]+ )", re.IGNORECASE)
_THAT_THING = pattern(
    r"^(?:that|those) (?=[a-z-]+ ?(?:[a-z-]+)?(?:$| (?:of|on|about|for|i|we|with)\b))"
)
_THING = pattern(r"( (?:on|about) the [a-z]+(?: [a-z]+)?) thing$")
"""What is said for want of a word: the encoder drift thing."""
_THAT_ONE_SENT = pattern(
    r"^((?:[a-z]+ ){1,3}(?:him|her|them|over|across|back) )(?:that|those) (?=[a-z])"
)
_DROP = pattern(r"^drop (?=(?:him|her|them) (?:\d|an?|the|my|some|two|three)\b)")
_SHOOT = pattern(
    r"^(?:to )?(?:shoot|chuck|ping|bung|sling|fire) (?=(?:him|her|them|over|across)\b)"
)
_WITH_ASIDE = pattern(r"\bNOT\b|[,;–-] ?not\b|\bbut not\b")


_DEEDS = pattern(
    r"^(?:get (?:back|in touch)|find out|let (?:her|him|them|you) know|look (?:up|into)|ask|check|call|ring|phone|write|mail"
    r"|email|fax|share|forward|drop (?:off|up|in|by|round|over)|dig (?:out|up)|look out|find|type up|write up|pull together|put together|fill in|fill out|bring|text|put|send|confirm|show|prepare|draft|finish|sort|make|introduce|polish|tidy)\b(?= \w)",
    re.IGNORECASE,
)
"""What a promise begins with that is a verb, though it could be a noun elsewhere."""


def _promising(text: str) -> str:
    """A promise without its lead; with "to" before what is surely a verb."""
    text = _BRAGGED.sub("I mentioned", _OF_LAST.sub(r"\1 my last ", text))
    text = _COPIED.sub(r"\g<lead>\g<copy> of my \g<thing>", text)
    told = _ONE_SENT.sub(r"\1a ", _COPY_OF.sub(r"\1 my ", _SEND_BARE.sub("", _PROMISED(text))))
    if _VERB_ALONE.match(told):
        return ""
    if _OWNED_THINGS & {word.low.rstrip("s") for word in words_of(told)}:
        told = _SEND_MINE.sub(r"\1my \2", _ABOUT_MINE.sub(r"\1 my \2", told))
    return f"to {told[0].lower()}{told[1:]}" if _DEEDS.match(told) else told


_BRAGGED = pattern(
    r"\bI (?:bragged|banged on|rambled|raved|boasted|rabbited on|wittered|droned on|waffled) about\b",
    re.IGNORECASE,
)
"""How one owns up to having spoken of a thing."""
_VERB_ALONE = pattern(
    r"(?:fax|ping|ring|dm) (?!(?:back|you|him|her|them|the|a|an|my|your|his|\d)\b)[a-z]",
    re.IGNORECASE,
)
"""A verb that may be read as a part of the thing: fax surgeon's letter."""
_OF_LAST = pattern(r"\b(of|from) last (?=[a-z]+$)")
_ONE_SENT = pattern(
    r"^((?:to )?(?:send|e?mail|text|bring|share|forward|show|drop off|drop in|hand in)(?: (?:you|him|them))? )(?=(?:video|photo|picture|copy|link|list|sample|recording|clip|summary|draft|quote|screenshot) (?:of|from|with|to|on|for)\b)"
)
"""Of what one is sent, without its article: a video of me teaching."""
_COPIED = pattern(
    r"^(?P<lead>(?:send|e?mail|text|bring) )?(?P<thing>(?:[A-Z]{2,} |notary |driving |forklift )?(?:card|certificate|licence|license|diploma|passport|DBS|permit|transcript|commission|registration)) (?P<copy>copy|scan|photo|picture)$"
)
"""What is one's own, before the copy of it: OEC card copy."""
_COPY_OF = pattern(
    r"\b((?:cop(?:y|ies)|scans?|photos?|pictures?) of) (?=[A-Z]{2,}(?: (?:card|certificate|licence|license))?$)"
)
"""Before what is one's own: a copy of MVR."""
_SEND_BARE = pattern(
    r"^(?:to )?(?:[Ss]end|e-?mail|mail|forward|text|share) (?:over |him |them |you )?(?!(?:an?|the|my|some|two|three|four|five|her|his|their|your|to|me|it|this|that|how|what|when|where|whether|if|about|out|back|off|on|up)\b|[\dA-Z])"
    r"(?=[a-z-]+ (?:[a-z-]+$|(?:of|from|for|with) ))"
)
"""Before what is sent, without its article: send notary renewal."""
_OWN = (
    r"notice period|start date|availability|(?:[A-Z]\w+ and )?(?:(?!(?:the|an?|my|your|his|her|our|their|some|all|of|no|and)\b)[A-Za-z0-9]+ ){0,2}(?:certificates?|certs?)|(?:[A-Z]{2,} )?(?:cards?|pin|PIN|number|badge|licence|license|diploma|registration|insurance)|certifications?(?: cards?)?|(?:driving )?licen[cs]es?|references|referees|portfolio(?: (?:PDF|link))?|CV|P60|P45|payslips?|proof of (?:address|right to work|identity|insurance)|right to work"
    r"|(?:[A-Z]{2,} )?test results|qualifications|tickets|passport|transcripts?|diploma|degree|DBS|registration|permit"
)
_OWNED_THINGS = word_set("""period date availability certificate certification licence license reference referee portfolio cv p60 p45
    payslip proof right qualification ticket passport transcript diploma degree db dbs registration permit
    card pin number badge insurance""")
"""The last words of those, without an s: what else is promised is not looked at."""
_ABOUT_MINE = pattern(rf"\b(with|about|of|on) ((?:{_OWN})\b)")
"""What is the writer's own: a copy of my licence, about my start date."""
_SEND_MINE = pattern(
    rf"^((?:to )?(?:send|e?mail|bring|bring in|forward|share|text|drop off)(?: (?:you|him|her|them))? )((?:{_OWN})(?= |$))"
)
_MINE_ALONE = pattern(rf"(?:{_OWN})(?: and |$)")


def promised(jotting: str, name: str = "", named: bool = False) -> Joined:
    """The same, looked back on, after "I said that"."""
    told = promise(jotting, name, named)
    return replace(told, phrase=told.phrase.replace("I will ", "I would ", 1))


_NAMED_OF = pattern(
    r"(?!the )(?!.* (?:Ltd|Limited|Inc|LLC|PLC|Plc|GmbH|Co|Company|Group|Holdings|Partners|Services|Logistics|Consulting|Foods|Brewery|Hotel)\.?$)(?:[\w.'’&-]+ )*(?:Museum|Institute|University|City|Town|County|State|Department|Ministry|Office"
    r"|School|College|Academy|Church|Society|Library|Cent(?:er|re)|Friends|Board|Council|Port) (?:of|for) ",
    re.IGNORECASE,
)


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
    return title if any(word not in PROPER | _TOOLS for word in capitals) else " ".join(told)


_LEVELS = frozenset(["I", "II", "III", "IV", "V"])
"""The Roman numbers behind a title: the Civil Engineer I position."""


def _small_word(word: str) -> str:
    """A word of a role without its capital, if it is a plain one; of two with a slash, each."""
    if "/" in word:
        return "/".join(map(_small_word, word.split("/")))
    if (
        not re.fullmatch(r"[A-Z][a-z]+(?:-[A-Za-z][a-z]*)*(?:'s)?,?", word)
        or word in PROPER | _TOOLS
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


def lowered(text: str) -> str:
    """`text` without the capital of its first word, if that is a plain word."""
    first, *more = words_of(text)
    is_named = bool(more) and more[0].text[:1].isupper() and more[0].low != "i"
    if is_named and first.text[:1].isupper() and first.low not in PREPOSITIONS | DETERMINERS:
        return text  # Gas Safe: a name of two words
    low, _, _ = first.low.partition("'")
    if "-" in first.low and first.low.split("-")[0] in PREPOSITIONS | {"out"}:
        return text[0].lower() + text[1:]  # Out-of-hours cover
    plain = (
        low != "i"
        and (first.text not in PROPER or _is_deed(first, more))
        and first.text[1:] == first.text[1:].lower()
        and not first.may_be("NNP")
    )
    return text[0].lower() + text[1:] if plain else text


_THINGS = frozenset([Form.NOUN, Form.BARE, Form.OTHERS])


def _is_deed(word: Word, more: list[Word]) -> bool:
    """Whether a name that is a verb, too, is one here: Polish my reel."""
    return word.may_be("VB") and bool(more) and more[0].low in DETERMINERS | {"up"}


def _lowered_verb(text: str) -> str:
    """`text` without the capital of its first word, if that can be no name."""
    first = words_of(text)[0]
    is_noun = first.low not in FUNCTION_WORDS and (not first.tags or first.may_be("NN", "JJ"))
    return text if is_noun else lowered(text)


def _to_reader(reading: Reading, name: str = "") -> str:
    """The fragment said to the reader; empty where it is not certain of whom it speaks."""
    return to_reader(reading.text, name)


def _is_ours(text: str) -> bool:
    """Whether "we" or "our" is in a text, of which nobody knows whom it means."""
    return bool(re.search(r"\b(?:we|us|our|ours|we're|we've)\b", text, re.IGNORECASE))


def _with_the(reading: Reading, text: str, is_theirs: bool = False) -> str:
    """A bare noun phrase after a preposition: the backlog; caseloads, billing, QuickBooks.

    `is_theirs`: the reader spoke of it, so that it may be the one that is known to both.
    """
    head = reading.head
    words = words_of(text)
    if _has_tail(text) or (len(words) == 1 and len(text) > 1 and text.isupper()):
        return ""  # what an acronym stands for has an article or not
    if len(words) > 1 and (words[-1].text.isdigit() or _NUMBERED_THING.match(text)):
        return text  # year 6, ward 4, route 19 with its crossing
    text = with_articles(text)
    if not reading.plural and (
        words[0].low == "new" or (words[0].low in _NEW and words[-1].text.isupper())
    ):
        return f"the {text}"
    if not reading.plural and _is_one_after_and(text):
        return f"the {text}"
    whole = reading.plural or (
        lexicon.is_mass(head) and not (is_theirs and head in ("opening", "reopening", "closing"))
    )
    named = not lexicon.tags(head) and not words[-1].text.islower()
    if not (whole or named or head in ("shortage", "backlog", "surge")) and (
        re.match(rf"{_ABSTRACT} (?!of\b)", text) or re.fullmatch(_PRACTICE, head)
    ):
        return ""
    is_one = head in _ONE_HERE or words_of(text)[0].low in _NEW
    if not (whole or named or is_one or (is_theirs and _is_one_of_trade(words, head))):
        return ""
    return text if whole or named else f"the {text}"


def _is_one_of_trade(words: list[Word], head: str) -> bool:
    """Whether a countable thing has a word before it that says which of the place's own it is."""
    counted = "NN" in lexicon.tags(head) and not lexicon.singular(head)
    is_sore = _WORRY.search(head) or head == "drift"
    return counted and 1 < len(words) < 5 and words[-1].low == head and not is_sore


_NUMBERED_THING = pattern(
    r"(?:[a-z-]+ )?(?:number|route|ward|year|line|room|unit|bay|stall|gate|site|platform|phase|stage|level) \d+\b(?=$| (?:and|with|in|on|at|that|which)\b)"
)
_NEW = word_set("new old current next last first second planned recent upcoming")
_ONE_HERE = word_set("""surge spike near-miss bank shed cafe barn workbench hoist tank pond fountain garage bay booth cabin chapel church hall hangar
    kiosk lift lobby lodge marina mezzanine quarry reservoir sauna tower trailer tractor vault vineyard wall weir well workroom bakery canal
    charter handbook manual newsletter logo brand portal wiki tracker spreadsheet template rebuild overhaul audit merger handover pilot trial
    project process system plan rota backlog shortage team contract move migration rollout launch structure
    programme program policy pipeline audit inspection schedule budget workload merger expansion rebrand
    redesign kitchen menu garden building site yard fleet machine kit oven mill room roof laundry app tool
    dashboard roadmap product market strategy split queue list waitlist rewrite network database server
    website shop store ward unit clinic school nursery lab workshop warehouse depot floor line office canteen
    archive library collection exhibition festival season show tour calendar newsletter campaign appeal bid
    grant tender offer role post rotation shift pattern roster handover round scheme model method approach
    curriculum syllabus timetable course intake cohort crew board committee council trust charity
    club branch region area department division community neighbourhood estate farm herd flock barn parlour
    harvest vineyard cellar bar pub restaurant hotel spa gym pool track pitch ground studio theatre stage set
    gate bridge tunnel road route depot engine boiler turbine reactor plant furnace kiln press printer software
    platform stack codebase cluster gateway deadline target goal rate price fee pension union
    survey review report inquiry case trial court station crossing ferry ship boat harbour dock port slipway
    crane truck van bus car drone camera phone-in podcast slot desk counter till checkout aisle range
    problem question issue challenge change switch transition restructure relocation closure opening reopening
    drive commute distance retrofit refit extension refurbishment renovation restoration upgrade replacement incident""")
"""Things of which a place has one that one talks about; not: fraud, drift, disease."""
_ABSTRACT = r"\w+(?:[st]ion|ance|ence|ness|ity)"
"""Nouns that have an article or not by what they mean: lamination, the conversion."""
_PRACTICE = r"\w+(?:vision|ement|ision|[cts]ation|uation|osion)|\w+ing|loss|capture|food|life|theft"
"""What is done again and again, as often as once: group supervision, hip replacement."""


def _is_one_after_and(text: str) -> bool:
    """Whether a phrase ends in one countable thing that two words tell of: damp and mould backlog."""
    _, _, rest = text.partition(" and ")
    words = words_of(rest)
    last = words[-1].low if len(words) == 2 else ""
    return "NN" in lexicon.tags(last) and not (lexicon.singular(last) or lexicon.is_mass(last))


_TOLD_THAT = pattern(
    rf"{_WHOM} (?:told me|said|mentioned|explained)(?: to me)? that ", re.IGNORECASE
)
"""Before a clause that is written out, which has the articles that it wants."""


def _topic(reading: Reading, name: str, is_prose: bool = False) -> Joined:
    text = _to_reader(reading, name)
    if not text or _is_ours(text):
        return Joined()
    if reading.form in _THINGS:
        text = _ON_A_DAY.sub("", text) if reading.plural else _on_day(text)
    match reading.form:
        case Form.NOUN if counts_one(f"about {text}") or _SOME_ONE.search(text):
            return Joined()
        case Form.NOUN if text.startswith("your ") and reading.head in _TOLD_THINGS:
            return Joined(heard=text)
        case Form.NOUN | Form.BARE if text.startswith(("my ", "your ")):
            return Joined(phrase=text)
        case Form.NOUN:
            return Joined(phrase=text, heard=f"about {text}")
        case Form.BARE if lacks_article_after(text, ("after", "during")):
            return Joined()
        case Form.BARE:
            told = _with_the(reading, text, is_theirs=True)
            told = f"the {told}" if reading.plural and _OF_DAY.match(told) else told
            return Joined(phrase=told, heard=f"about {told}" if told else "")
        case Form.CLAUSE if reading.head in ("whether", "if"):
            return Joined(phrase=re.sub("^if ", "whether ", text))
        case Form.CLAUSE if _MISFORTUNE.match(text):
            return Joined()
        case Form.CLAUSE:
            return Joined(phrase=text, heard=text)
        case Form.GERUND if words_of(text)[0].may_be("VBG"):
            return Joined(phrase=text)
        case Form.GERUND:
            return Joined(phrase=text[0].upper() + text[1:])
        case Form.THEIRS if _OPINION.match(text):
            return Joined()
        case Form.THEIRS if text.startswith("you"):
            return Joined(heard=f"that {text}", sentence=f"You told me that {text}.")
        case Form.OTHERS if re.search(r"\b(?:told|showed|asked) me\b", text):
            return Joined()
        case Form.OTHERS:
            told = text if is_prose else _definite(reading, text)
            return (
                Joined(heard=f"that {told}", sentence=f"You told me that {told}.")
                if told
                else Joined()
            )
        case _:
            return Joined()


_SOME_ONE = pattern(r"\bsome (?:[a-z]+ )?(?:house|place|guy|man|woman|company|firm|bloke|shop)\b")
_MISFORTUNE = pattern(
    r"(?:how|why|that) you(?:'ve| have| had)? (?:just |all |nearly )?(?:lost|lose|failed|struggled)\b"
)
"""What nobody likes to be reminded of."""
_TOLD_THINGS = word_set(
    "story stories tale tales account anecdote anecdotes tip tips advice explanation description view views thoughts"
)
"""What one hears, rather than talks about."""
_GOOD_NEWS = pattern(
    r"\bcomplaints? (?:are |is |were |have |has )?(?:down|fell|fallen|dropped|halved|cut)\b|\b(?:fewer|cut|reduced?|reducing|handl\w+|deal\w* with|resolv\w+|answer\w*|halv\w+) (?:\w+ )?complaints?\b"
)
_SORE = pattern(
    r"\b(?:mess|messy|nightmare|awful|terrible|horrible|horrid|useless|chaos|chaotic|shambles|disaster|rubbish|pants"
    r"|crap|shit\w*|dire|dreadful|dodgy|sketchy|grim|toxic|clueless|incompetent|hates?|hated|loathes?|moans?|moaning|whing\w+|whin(?:es|ing)|complain\w*"
    r"|cried|crying|in tears|nobody|no one|swears|denies|denied|insists|pretends|claims (?:that|there|it|they|to)|says (?:there's|there is|there are|it's|it isn't|they don't)"
    r"|hmm+|suspicious|red flag|warning sign|fed up|sick of|burn(?:t|ed) out|bullies|bully\w*|blames?|blamed|lied|lying|lazy|stupid|ugly|admits?|admitted|drama|(?<!-)throws?|at some length|old-fashioned|outdated|behind the times)\b"
)
"""What a reader would not like to be told of their own house; what they denied."""
_OF_DAY = pattern(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day [a-z]")
"""What is done on such days: the Friday huddles."""
_ON_A_DAY = pattern(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
"""Behind several things, it may be every such day, or the next."""
_OPINION = pattern(
    r"you (?:looked|seemed|sounded|went|got)\b|you(?:'re| are| were| seem| look) (?:so|very|really|quite|such|too|a bit|kind|nice)\b"
    r"|.*\byou (?:really |just )?(?:hate|love|loathe|dread|adore|can't stand|can't bear|cannot stand)\b"
    r"|you(?:'ve| have)? (?:just |all )?(?:lost|lose|struggled?|failed?)\b"
)
"""What one thought of the reader, which is not for them."""


def _definite(reading: Reading, text: str) -> str:
    """A clause whose subject has the article that it wants; empty where it is not certain."""
    first = words_of(text)[0]
    opened = first.low in POSSESSIVES | {
        "the",
        "a",
        "an",
        "this",
        "some",
        "all",
        "most",
        "many",
    } or first.may_be("CD")
    if not lexicon.tags(reading.head):
        return "" if first.text.islower() and not opened else text
    whole = opened or reading.plural or lexicon.is_mass(reading.head)
    return text if whole else f"the {text}"


def is_agent(noun: str) -> bool:
    """Whether a singular noun names a person by what they do: analyst, builder, nurse."""
    listed = noun in AGENTS
    ending = re.search(r"(?:er|or|ist|yst|eer|ian|man|woman|person|ant)$", noun)
    return listed or bool(ending and lexicon.tags(noun) & {"NN"} and noun not in _NOT_AGENTS)


AGENTS = word_set("""nurse lead clerk cook chef assistant apprentice foreman architect pilot coach host hostess
    hunter head chief captain medic tutor guide aide associate intern paralegal barista agent
    consultant treasurer secretary mechanic""")
_NOT_AGENTS = word_set("""number order paper water computer server center letter chapter quarter summer winter offer
    matter power container trailer turnover handover floor door error sector factor motor counter
    freezer scanner printer ladder border folder calendar register newsletter behavior labor favor
    harvester forwarder digger loader excavator tractor roller dumper telehandler mixer grinder cutter router
    conveyor boiler compressor generator mower trimmer printer plotter
    color humor flavor plant month grant restaurant want participant want career cover answer
    weather shelter paper cancer buffer hammer leather rubber trigger""")
_HAD = word_set("""licence license certificate certification degree diploma permit card portfolio background eye
    tools van car network reputation record qualification clearance experience knowledge training
    credential references transcript endorsement habilitation ticket cdl""")
"""What people have: "I have a …", "I have no …"."""


def _is_had(noun: str) -> bool:
    """Whether one has such a thing, in the singular and with an article."""
    return noun in _HAD and not lexicon.is_mass(noun) and not lexicon.singular(noun)


_OF_SOMEBODY = r"\b(?:I|my|me|actually|really|[Ss]he|[Hh]e|her|him|his|hers)\b"
"""Words of oneself; and of the reader, or of whom they look for: a need does not tell which."""


def _need(reading: Reading) -> Joined:
    text = _to_reader(reading)
    verb, _, rest = text.partition(" ")
    if not text or _is_ours(text) or re.search(_OF_SOMEBODY, text):
        return Joined()
    match reading.form:
        case Form.NOUN if text.split(" ")[0] in POSSESSIVES | {
            "more",
            "this",
            "that",
            "these",
            "each",
            "every",
        } and not (text.startswith("more ") and is_agent(_one(reading.head))):
            return Joined()
        case Form.NOUN if words_of(text)[0].may_be("CD") and not (
            is_agent(_one(reading.head)) and _FEW.match(text)
        ):
            return Joined()  # whom one leads, or sells to
        case Form.NOUN | Form.BARE if reading.head in _QUIPS:
            return Joined()
        case Form.NOUN if _is_had(reading.head):
            return Joined(phrase=f"somebody with {text}")
        case Form.PERSON if lacks_article_after(text):
            return Joined()
        case Form.NOUN | Form.PERSON:
            return Joined(phrase=text)
        case Form.BARE if text.startswith("own ") or lacks_article_after(text):
            return Joined()
        case Form.BARE if reading.head in ACTIVITIES or (
            reading.plural and " " in text and _one(reading.head) in _WORKS
        ):
            return Joined(phrase=f"someone for {text}")
        case Form.BARE:
            return Joined(phrase=_wanted(reading, text))
        case Form.ADJECTIVE if reading.head == "certified":
            return Joined(phrase=f"someone who is {reading.text}")
        case Form.ADJECTIVE:
            return Joined(phrase=f"someone {with_articles(text, _ON)}")
        case Form.GERUND:
            base = lexicon.base_of(verb, "VBG")
            return Joined(phrase=f"someone to {base} {rest}" if base else "")
        case Form.BASE if rest.partition(" ")[0] in ("staff", "crew", "team"):
            return Joined()  # bar staff: a verb, or a kind of people
        case Form.BASE:
            return Joined(phrase=f"someone to {text}")
        case Form.INFINITIVE:
            return Joined(phrase=f"someone {text}")
        case Form.THIRD if re.search(r"\b(?:his|her|their)\b", reading.text) or lacks_article_after(
            text, ("of", "like")
        ):
            return Joined()
        case Form.THIRD | Form.MODAL:
            return Joined(phrase=f"someone who {text}")
        case Form.YEARS if reading.head:
            return Joined(phrase=f"someone with {_years(reading, text)}")
        case _:
            return Joined()


_QUIPS = word_set("brain ninja rockstar guru wizard warrior unicorn beast animal machine")
"""What they called whom they seek, and would not call them in a letter."""
_ON = frozenset(["on"])
_OF = frozenset(["of"])


_FEW = pattern(r"(?:[1-5]|one|two|three|four|five)\b", re.IGNORECASE)
"""As many people as are sought at once."""


def _one(noun: str) -> str:
    return lexicon.singular(noun) or noun


def _is_activity(words: list[Word]) -> bool:
    """Whether words name work, or hours, and nothing else: nights and weekends, stormwater modeling."""
    last = words[-1].low
    plain = not any(word.low in FUNCTION_WORDS - SHIFTS - {"and"} for word in words)
    many = all(word.low in _HOURS for word in words if word.low != "and")
    field = last in ACTIVITIES or (last.endswith(("ics", "ology")) and lexicon.knows(last))
    done = words[-1].may_be("VBG") and lexicon.is_mass(last)
    work = field or (done and (len(words) > 1 or last in GERUND_NOUNS - _NO_WORK))
    return many or (
        plain
        and work
        and words[0].low not in PERSONAL_ADJECTIVES
        and "and" not in [word.low for word in words]
    )


_NO_WORK = word_set(
    "parking funding spending lending clothing ceiling evening wedding building opening hearing rating landing timing training"
)
"""What somebody has or gets, rather than does."""
_HOURS = SHIFTS | word_set("mornings afternoons early starts late night day second shifts shift")
ACTIVITIES = word_set("""payroll casework bookkeeping triage dispatch outreach maintenance safeguarding storytelling copywriting audit
    reconciliation stocktaking carpentry joinery upholstery phlebotomy midwifery telesales reception housekeeping logistics""")
"""Work that one looks for somebody for."""


def _wanted(reading: Reading, text: str) -> str:
    """A bare noun phrase after "You need": a foreman, clean writing, QuickBooks."""
    head, words = reading.head, words_of(text)
    if len(words) == 1 and text.isupper():
        return ""  # what an acronym stands for is not known
    if words[-1].low in ("experience", "skills", "knowledge") and not any(
        word.low in PREPOSITIONS for word in words
    ):
        head = words[-1].low  # GMP and mAb experience
    if reading.plural and " who " in text and not lexicon.singular(head):
        return text  # doulas who work nights
    if is_agent(head):
        return f"{article(words[0].text)} {text}"
    if is_agent(lexicon.singular(head)):
        is_hired = words[-1].low == head and head not in _CUSTOMERS
        return text if is_hired or " who " in text else ""
    if head in ("help", "cover"):
        return text
    if _is_had(head):
        return "" if " and " in text else f"somebody with {article(words[0].text)} {text}"
    if all(
        word.text in _TOOLS or word.low == "and" or _NAMED_TOOL.fullmatch(word.text)
        for word in words
    ):
        return f"somebody who knows {text}"
    plain = all(word.may_be("JJ") for word in words[:-1]) or head in _WITH_THESE
    if head not in _QUALITIES or not plain:
        the = "the " if words[-1].low == "shift" else ""
        return f"someone for {the}{text}" if _is_activity(words) else ""
    return f"someone who has {text}" if " with " in text else f"somebody with {text}"


_CUSTOMERS = word_set(
    "buyers customers users readers voters partners lenders renters drinkers owners"
)
"""To whom one sells, where nothing says that they are hired."""
_WITH_THESE = word_set("experience training skills knowledge fluency attention")
_QUALITIES = word_set("""skills fluency attention patience discipline discretion stamina accuracy judgement judgment reliability empathy tact
    experience knowledge training curiosity initiative humour humor writing numeracy""")
"""What people have that nobody can touch; not: holiday hiring, paperwork."""


_BARE_FIGURE = pattern(
    r"\b(?:did|made|had|got|ran|threw|sold|served|handled|raised|saved|spent|earned|won|billed|brought in|led|managed|trained|supervised|taught|hired|fixed|closed|cleared|wrote) \d[\d,.]*(?= (?:on|in|at|for|by|with|per|a|last|every)\b|$)"
)
"""A figure of nobody knows what: did 220 on Saturdays."""
_FROM_LOST = pattern(
    r"\b(?:grew|took|got|cut|brought|raised|moved|reduced|increased|improved|lowered|built)\b.* (?!from |by |about |than )\S+ [$£€]?\d[\d.,]*[kKmM%]? to [$£€]?\d"
)
"""A change whose "from" was left out: grew the account 2k to 96k."""
_HABITS = word_set("""speak read write know use drive type hold have own teach coach run manage lead play sing cook bake
    sew volunteer mentor work live do make build answer code handle keep grow sell train look enjoy love like
    understand learn design start finish sit move take go come get see care hold ride""")
"""What one does as a rule; other verbs in their plain form may be a noun, or cut short: diss, temp, rep."""
_ADJECTIVAL = word_set("coded ticketed carded")
"""What one is by a certificate, though it reads like a deed."""
_ONLY_A_NAME = pattern(r"[a-z]+ [A-Z][\w-]*")
_PASSIVE = word_set("""cleared promoted elected appointed nominated shortlisted selected chosen hired
    awarded licensed certified accredited approved assigned rated ranked named recognised recognized
    published commissioned seconded vaccinated""")


def _is_passive(text: str, verb: str) -> bool:
    """Whether what such a verb says was done to oneself: promoted twice; not: hired four nurses."""
    behind = text.partition(f"{verb} ")[2]
    after = behind.split(" ")[0]
    return not counts_about(words_of(behind)) and after in PREPOSITIONS - {"like"} | {
        "twice",
        "once",
        "again",
        "early",
        "to",
    }


_LASTED_AT = pattern(
    r"^((?:I )?(?!(?:spent|took|did|had|lasted|got|have|has|saved|needed|completed|finished|lost|gained|gave|made|cut|knocked)\b)[a-z]+ed|taught|sold|ran|led|drove|fought|flew|sat|stood) ((?:1 year|one year|\d+ (?:years|months|weeks|seasons|terms|summers|winters))) (?=(?:at|in|with|on|as|under)\b)",
    needs=(
        " year ",
        " years ",
        " months ",
        " weeks ",
        " seasons ",
        " terms ",
        " summers ",
        " winters ",
    ),
)
"""How long one did something, where "for" was left out: rotated 6 months at MRI."""
_LASTED = pattern(
    r"(?<= )(?!(?:for|about|over|nearly|almost|than|last|past|have|had|took|spent|in|of|within|every|first|and|or|to|only|a|the) )([A-Z]?[a-zA-Z]*\d*) ((?:1|one) year|\d+ (?:years|months|weeks|seasons|terms|winters|summers))$",
    needs=(" year", " months", " weeks", " seasons", " terms", " winters", " summers"),
)
"""How long something lasted, where "for" was left out: worked outside 9 years."""


_LASTED_OBJECT = pattern(
    r"^((?:I )?(?!spent|needed|saved|completed|finished|lost|gained|gave)[a-z]+ed (?:[a-z]+ ){0,2}[a-z]+s"
    r"|(?:I )?(?:ran|led|managed|taught|coached|kept|drove|supervised|headed|staffed|covered) (?:(?:the|a|an|my) )?(?:[\w-]+ ){0,2}(?!(?:for|about|over|than|in|of|last|some)\b)[a-z-]+)"
    r" (\d+ (?:years|months|seasons|terms|summers|winters)) (?=(?:at|in|with|on|for)\b(?! (?:total|all|a row|post)))",
    needs=(" years ", " months ", " seasons ", " terms ", " summers ", " winters "),
)
"""The same behind its object: guided hunts 4 winters on the river, led the toddler room 3 years at Busy Bees."""


def _lasting(text: str) -> str:
    head, joint, rest = text.partition(" and ")
    head = _LASTED_OBJECT.sub(r"\1 for \2 ", head)
    told = _LASTED.sub(r"\1 for \2", _LASTED_AT.sub(r"\1 for \2 ", head))
    return told + joint + _LASTED.sub(r"\1 for \2", rest)


def _strength(reading: Reading) -> Joined:
    text = reading.text
    if reading.form in (Form.MINE, Form.PAST) and re.search(r"\b(?:she|he|him|her|his)\b", text):
        text = to_reader(text)
    if re.search(r"\b(?:she|he|her|him)\b", reading.text) and re.search(
        r"\b(?:they|them|their)\b", reading.text
    ):
        return Joined()  # threw twelve for her and they were all within 3mm
    if (
        not text
        or _IS_LEVEL.match(text)
        or (
            re.search(r"\byou\b(?! (?:can|could))", text)
            and re.search(r"\b(?:told|asked) you\b", text)
        )
    ):
        return Joined()
    match reading.form:
        case Form.MINE if lacks_article_after(text, ("with",)) or _THAT_THING_OF.match(text):
            return Joined()
        case Form.MINE if _AM_DOING.match(text) and lacks_article(text.replace("am ", "", 1)):
            return Joined()
        case Form.MINE:
            return Joined(phrase=_lasting(re.sub("^i\\b", "I", text)))
        case Form.NEVER:
            return Joined(phrase=f"I have {text}")
        case Form.ADJECTIVE if reading.head == "certified" and " since " in text:
            return Joined(phrase=f"I have been {reading.text}")
        case Form.ADJECTIVE if reading.head == "certified":
            return Joined(phrase=f"I am {reading.text}")
        case Form.ADJECTIVE if _ON_MONTH.match(text):
            return Joined()  # then, or from then on?
        case Form.ADJECTIVE if " " not in text:
            return Joined()
        case Form.ADJECTIVE:
            return Joined(phrase=f"I am {text}")
        case Form.MODAL if lacks_article(text):
            return Joined()
        case Form.PAST | Form.MINE if _BARE_FIGURE.search(text) or _FROM_LOST.search(text):
            return Joined()
        case Form.PAST if re.match(r"booked (?:on|in|onto|for)\b", text):
            return Joined()  # I am booked
        case Form.PAST if _SINCE_WHEN.search(text) and reading.head not in _PASSIVE | {"had"}:
            return Joined(phrase=_until_now(text))
        case Form.PAST if reading.head in _ADJECTIVAL or _ONLY_A_NAME.fullmatch(text):
            return Joined()
        case Form.PAST if lacks_article_after(text) or counts_one(text):
            return Joined()
        case Form.PAST if (reading.head in _PASSIVE) and _is_passive(text, reading.head):
            return Joined(phrase=f"I {'have been' if ' since ' in text else 'was'} {text}")
        case Form.BASE if reading.head not in _HABITS:
            return Joined()
        case Form.PAST | Form.BASE | Form.MODAL:
            return Joined(phrase=f"I {_lasting(text)}")
        case Form.YEARS:
            return Joined(phrase=_of_years(reading, text))
        case Form.OTHERS if text.endswith(" me") and reading.plural:
            return Joined(phrase=_counted_out(text))
        case Form.OTHERS if words_of(text)[0].may_be("CD") and words_of(text)[1].low != "of":
            return Joined()  # 240 installs sold
        case Form.OTHERS:
            return Joined(phrase=_definite(reading, text))
        case Form.NOUN if reading.head in _HAD:
            return Joined(phrase=f"I have {text}")
        case Form.NOUN if re.match("an? ", text) and (is_agent(reading.head) or "notary" in text):
            return Joined(phrase=f"I am {text}")
        case Form.NOUN if _is_counted(reading):
            return Joined(phrase=f"{_INCLUDES}{text}")
        case Form.BARE:
            return Joined(phrase=_owned(reading, text))
        case _:
            return Joined()


def _counted_out(text: str) -> str:
    """A text that may begin a sentence, with its number as a word."""
    count, _, rest = text.partition(" ")
    return f"{COUNTS[int(count)]} {rest}" if count.isdigit() and len(count) == 1 else text


_THAT_THING_OF = pattern(
    r"(?:I )?(?!(?:show|prov|learn|ensur|claim|report|argu|suggest|decid|explain|ask)ed)[a-z]+ed that (?!(?:[a-z]+ )?(?:is|was|were|are)\b)[a-z]+ [a-z]"
)
"""What only who was in the talk knows: mixed that gospel record."""
_IS_LEVEL = pattern(r"I(?:'m| am) (?:a )?(?:level|NVQ)\b", re.IGNORECASE)
_AM_DOING = pattern(r"I am [a-z]+ing (?!\S+['’]s )")
"""What one does now, to something that is nobody's."""
_EMPTY = pattern(
    r"I (?:said|told (?:you|her|him|them)) .*|I answered (?:no|yes|so|that)|I(?:['’]d| would|['’]ll| will) be (?:ok|okay|fine|good)|I(?:'m| am) \d+(?: years old)?|I(?:'m| am) (?:ok|okay|fine)",
    re.IGNORECASE,
)
"""A clause that says nothing alone, and how old one is."""
_ON_MONTH = pattern(
    r"(?:enrolled|booked|registered|qualified|certified|licensed) (?:in )?[A-Z][a-z]+$"
)
"""Enrolled January: past or to come."""
_SINCE_WHEN = pattern(
    r" since (?:\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December|last|spring|summer)\b"
    r"|I (?:was|could|left|started)\b|(?:middle |high |primary |secondary )?school\b|childhood\b)"
)
"""Since when one has done something, which goes on."""


def _until_now(text: str) -> str:
    """What one did since then, as what goes on: I have fixed my own glasses since school."""
    verb, _, rest = text.partition(" ")
    base = lexicon.base_of(verb.lower(), "VBD")
    return f"I have {lexicon.forms(base)[1]} {rest}" if base else ""


_INCLUDES = "my experience includes "


def _is_counted(reading: Reading) -> bool:
    """Whether a noun phrase tells how many of what: 3 cruises; not how long, how much, of whom."""
    first = words_of(reading.text.removeprefix("more than "))[0]
    counted = first.may_be("CD") and first.text[0] not in "$£€0" and reading.plural
    return counted and lexicon.singular(reading.head) in _WORKS


_WORKS = word_set("""climb dive weld landing jump closing session shift sortie haul round inspection assessment booking mile project audit wedding tender survey cruise launch install installation campaign interview
    performance case birth migration rollout event inspection show production tour season expedition
    voyage flight dive dig excavation trial study workshop course lesson session festival funeral
    exhibition fit-out refurbishment conversion roof extension delivery placement rotation contract
    transaction valuation appeal hearing translation website film episode story article book title
    design build handover shutdown outage commissioning""")
"""Work of which one can say that one's experience includes so many; not: rosettes, units."""


_DEGREES = word_set("BA MA BSc MSc BS MS PhD MBA BEd MEd PGCE HND NVQ CDL LLB LLM")


def _owned(reading: Reading, text: str) -> str:
    """A clause from a bare noun phrase: I have a forklift licence; I have worked as a buyer for Aldi."""
    words = words_of(text)
    if re.match(r"[A-Z]{2}\b", text) and words[0].text not in PROPER | _DEGREES:
        return ""  # two letters stand for too many things
    if _is_had(reading.head):
        had = "had " if re.search(r" since (?:\d|\w+ \d)", text) else ""
        return f"I have {had}{article(words[0].text)} {text}"
    if reading.head in ("experience", "knowledge", "training", "background"):
        return f"I have {'' if lexicon.is_mass(reading.head) else 'a '}{text}"
    if (
        words[0].text in _DEGREES
        and words[1:]
        and words[1].text[1:].islower()
        and not lexicon.knows(words[1].low)
    ):
        return ""  # MSc Stirling
    if words[0].text in _DEGREES:
        return f"I have {article(words[0].text)} {text}"
    if reading.head == "holder" and len(words) == 2 and words[0].text.isupper():
        return f"I am {article(words[0].text)} {text}"
    if is_agent(reading.head) and re.search(r" (?:at|for|with|in) ", text):
        return f"I have worked as {article(words[0].text)} {text}"
    return ""


_SPAN = pattern(
    r"^(?P<span>(?:(?:over|about|nearly|almost|more than) )?[\w.,-]+ \w+'?) ?(?P<rest>.*)$"
)


def _of_years(reading: Reading, text: str) -> str:
    told = _years(reading, text)
    if reading.head == "as":
        span, rest = _span(text)
        return f"I have worked for {span} {rest}"
    if reading.head == "doing":
        span, rest = _span(text)
        return f"I have spent {span} {rest}"
    if not reading.head:
        return f"I have {text} of experience"
    if (found := _SPAN.match(text)) and found["rest"].split(" ")[0] in SHIFTS:
        return f"I have worked {found['rest']} for {found['span']}"
    return f"I have {told}" if told else ""


def _span(text: str) -> tuple[str, str]:
    found = _SPAN.match(text)
    return (found["span"].rstrip("'"), found["rest"]) if found else (text, "")


def _years(reading: Reading, text: str) -> str:
    """How long, as one has it: four years of experience in retail; empty for years of nothing."""
    span, rest = _span(text)
    match reading.head:
        case "of":
            return f"{span} {rest}"
        case "in" | "at" | "with" | "on" | "behind":
            return f"{span} of experience {rest}"
        case "noun":
            return f"{span} of {rest}"
        case "named" if rest.split(" ")[0] in SHIFTS:
            return ""
        case "named" if not all(map(_is_tool, words_of(rest))):
            return f"{span} of {rest} experience" if _OF_NAME.fullmatch(rest) else ""
        case "named" if lexicon.singular(words_of(rest)[-1].low):
            return f"{span} of experience with {rest}"  # six years of tomatoes
        case "named":
            tool = any(word.may_be("NNP") or word.text[:1].isupper() for word in words_of(rest))
            return f"{span} of experience {'with' if tool else 'in'} {rest}"
        case "as" | "doing":
            return f"{span} {rest}"
        case head if is_agent(head):
            return f"{span} of experience as {article(rest)} {rest}"
        case head if head and lexicon.is_mass(head):
            return f"{span} of experience in {rest}"
        case _:
            return ""


_OF_NAME = pattern(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?")
"""A tool's, a field's or an employer's name, all of which may stand before "experience"."""
_NAMED_TOOL = pattern(r"[A-Za-z]*[a-z][A-Z]\w*")
"""A name with a capital inside, as only products have: memoQ, KoboToolbox."""
_PLATFORMS = word_set(
    "GCP AWS Azure Python SQL Excel Snowflake Kubernetes Salesforce Xero Epic Revit AutoCAD"
)
"""Of what one has no experience, rather than none of it."""
_TOOLS = (
    PROPER
    | word_set("""Go Rust Java Ruby Rails React Angular Vue Swift Kotlin Scala Perl Django Linux Oracle Revit
    Cerner EMIS SystmOne Dentrix Eaglesoft Opera Fidelio Micros SIMS Arbor Bromcom Bluebeam BigQuery Redshift Databricks Jenkins Grafana Prometheus GCP Airflow Tableau Selenium Cypress Hadoop
    Flutter Laravel MySQL MongoDB Redis Power BI Trados Opera Sketch InDesign Illustrator SolidWorks Inventor ArcGIS QGIS
    Access Sage Xero Relativity Ansible Node Spark Hadoop Snowflake Looker Word Outlook Azure Unity""")
)


def _is_tool(word: Word) -> bool:
    """Whether a word, if it is a name, is one of something that one works with."""
    capital = word.text[:1].isupper()
    return not capital or word.text in _TOOLS


def _concern(reading: Reading) -> Joined:
    text = _about_me(reading.text)
    if not text or _OF_BODY.search(text):
        return Joined()
    match reading.form:
        case Form.NOUN if text.split(" ")[0].lower() in ("the", "a", "an", "my", "this"):
            return Joined(phrase=text)
        case Form.NOT if reading.head == "having":
            return Joined()
        case Form.BARE if re.search(
            r" (?:\w+(?:able|ible|ful|ous)|so-so|thin|rusty|patchy|poor|basic)$", text
        ):
            return Joined()  # "tattoo visible" has lost its verb
        case Form.BARE if text.lower().startswith(_MINE_TO_DOUBT) or text.endswith(_QUALIFIED):
            return Joined(phrase=f"my {text}")
        case Form.BARE if _CODE.fullmatch(text):
            return Joined(phrase=text)
        case Form.BARE:
            return Joined(phrase=_with_the(reading, text))
        case Form.GERUND:
            return Joined(phrase=text)
        case Form.LACK:
            text = re.sub("^No ", "no ", text)  # No Rust is no name
            thing = text.removeprefix("no ")
            if re.fullmatch(r"[a-z]+ [A-Z]{2,}", thing):
                return Joined()  # no certificate ECC
            if (
                thing.isupper() and thing.isalnum() and thing not in PROPER | _DEGREES | _PLATFORMS
            ) or (reading.plural and _is_plain_lack(reading)):
                return Joined(phrase=thing)
            admitted = _lack(reading, text)
            return Joined(phrase=_lacked(reading, text) if admitted else "", admitted=admitted)
        case Form.NEVER if reading.head == "having":
            return Joined(phrase=f"my {text}")
        case Form.ONLY if re.search(r" in (?:role|post|job|seat|device)$| my last ", text):
            return Joined()
        case Form.ONLY | Form.NEVER:
            return Joined(admitted=f"I have {_AS_ONE.sub(_as_one, text)}")
        case Form.ADJECTIVE if reading.head in _GRADED or text.lower().startswith("too "):
            return _asked(f"whether I am {text}")
        case Form.NOT if reading.head in ("a", "an"):
            return Joined(admitted=f"I am {text}")
        case Form.NOT if _NOT_DONE.match(text):
            return Joined(admitted=f"I have {text}" if _UNDONE.fullmatch(text) else "")
        case Form.NOT | Form.ADJECTIVE:
            return Joined(admitted=f"I am {text}")
        case Form.MODAL:
            return Joined(admitted=f"I {text}")
        case Form.CLAUSE:
            told = re.sub("^if ", "whether ", text)
            return _asked(told)
        case Form.QUESTION:
            return _asked(_whether(text))
        case Form.OTHERS if text.lower().startswith("my ") and not text.endswith(" came up"):
            return Joined(admitted=text)
        case Form.MINE if re.match(r"I(?:'ll|'d| will| would| might| may| can)\b", text):
            return _asked(f"whether {text}")
        case Form.MINE if not re.match(r"I (?:said|told|answered)\b", text):
            return Joined(admitted=text)
        case _:
            return Joined()


_MINE_TO_DOUBT = ("lack of ", "gap in ", "move ", "commute", "limited ")
_QUALIFIED = " qualifications"
_CODE = pattern(r"[A-Z]{1,3}\d[\dA-Z]*")
"""A kind of licence, a level: D1, B2."""
_NOT_DONE = pattern(
    r"not (?:yet )?(?:done|had|used(?! to\b)|been|worked|got|taken|run|led|held|sold|made|seen|taught|driven|written)\b",
    re.IGNORECASE,
)
"""What one has not done, whose "have" was left out: not done commercial."""
_UNDONE = pattern(
    r"not (?:yet )?(?:done|used|worked (?:with|on)|run|led|sold|made|taught|driven|held) (?:[a-z-]+ )?(?:[a-z]{3,}(?<!s)s|[A-Z][\w.]*(?: \d+)?)(?: (?:before|yet))?"
)
"""The same with several things, or a name: not done tankers, not used Sage 300."""
_OF_BODY = pattern(
    r"\b(?:my|the) (?:\w+ )?(?:knees?|back|ankles?|hips?|shoulders?|wrists?|eyes?|eyesight|hearing|hands?|legs?|weight|health|age|accent|teeth|skin|hair|tattoos?)\b",
    re.IGNORECASE,
)
"""What of one's body is for nobody to read in a letter of thanks."""
_GRADED = frozenset(["overqualified", "underqualified", "junior", "senior", "young", "old"])
"""What one was asked about, and would not say of oneself."""


def _asked(question: str) -> Joined:
    return Joined(heard=question, sentence=f"You asked {question}." if question else "")


_YOU_ARE = {
    "you're": "I'm",
    "you've": "I've",
    "you'll": "I'll",
    "you'd": "I'd",
    "yours": "mine",
    "your": "my",
}


def _about_me(text: str) -> str:
    """A doubt, said of oneself: their "you" is "I"; empty where it is not certain."""
    text = re.sub(r"\b(I['’]?m|I am) ok(?:ay)?\b", r"\1 fine", text)
    if re.search(r"\b(?:she|he|his|her|him|they|their|them|we|our)\b", text, re.IGNORECASE):
        return ""
    if re.search(r"\b(?:I|my|me)\b", text):
        return text
    for word, mine in _YOU_ARE.items():
        text = re.sub(rf"\b{word}\b(?!')", mine, text, flags=re.IGNORECASE)
    text = re.sub(r"\byou (are|were)\b", lambda m: f"I {'am' if m[1] == 'are' else 'was'}", text)
    text = re.sub(r"\b(are|were) you\b", lambda m: f"{'am' if m[1] == 'are' else 'was'} I", text)
    return re.sub(r"\b(?<!for )(?<!to )(?<!with )you(?= \w)", "I", text)


def _is_plain_lack(reading: Reading) -> bool:
    """Whether several plain things are lacked, of which one has no number: escalators."""
    return bool(lexicon.tags(reading.head)) and (lexicon.singular(reading.head) or "") not in _HAD


def _lack(reading: Reading, text: str) -> str:
    """I have no licence; what is only a field of work lacks "experience"."""
    head = reading.head
    if text.endswith(" yet"):
        return f"{_lack(reading, text.removesuffix(' yet'))} yet"
    if (made := _NO_MAKE.fullmatch(text)) and made["what"].lower() in PEOPLES:
        return f"I speak no {made['what']}" if not made["where"] else f"I have {text}"
    if made:
        return f"I have no experience with {made['what']}{made['where']}"
    named = not lexicon.tags(head) and "-" not in head and not text.rsplit(maxsplit=1)[-1].islower()
    owned = head in _HAD or named
    if text.endswith(" qualifications"):
        return f"I have {text}"
    if reading.plural and not owned:
        return ""
    if len(text.split()) == 3 and _TOOL_OF_TWO.fullmatch(text):
        return f"I have {text} experience"
    if "/" in text:
        return f"I have {text} experience"
    plain = (owned and reading.text.split()[-1] not in _PLATFORMS) or len(text.split()) > 3
    return f"I have {text}" if plain else f"I have {text} experience"


_NO_MAKE = pattern(r"[Nn]o (?P<what>[A-Z][a-z]+)(?P<where>(?: (?:in|at|on|for) [a-z ]+)?)")
"""A make or a tool by its name, where and with what one has not worked: no Vestas, no Rust in production."""
_TOOL_OF_TWO = pattern(r"[Nn]o [A-Z][a-z]+ (?!Licence|License|Safe|Aid)[A-Z0-9]\w*")
"""A tool by two names, of which one has experience: no Siemens NX."""


def _lacked(reading: Reading, text: str) -> str:
    """What is lacked, after "you asked about": dbt experience, a forklift licence."""
    thing = re.sub("^no ", "", text, flags=re.IGNORECASE)
    return f"{article(thing)} {thing}" if _is_had(reading.head) else thing


_QUESTION = pattern(
    r"^(?P<verb>do|did|can|could|would|will|am|is|are|have|was) (?P<subject>I|it|this|that|\S+(?: \S+)??) (?P<rest>.+)$",
    re.IGNORECASE,
)


def _whether(text: str) -> str:
    """A question as it is reported: whether I know robotic milking; why I left."""
    asked = re.match(
        r"^(how|why|what|where|when) (do|did|would|will|can|could|am) I (.+)$", text, re.IGNORECASE
    )
    if asked:
        verb = "" if asked[2].lower() == "do" else f"{asked[2].lower()} "
        return f"{asked[1].lower()} I {verb}{asked[3]}" if asked[2].lower() != "did" else ""
    found = _QUESTION.match(text)
    if not found:
        return ""
    verb, subject, rest = found["verb"].lower(), found["subject"], found["rest"]
    if subject.lower() == "i":
        return (
            f"whether I {rest}"
            if verb == "do"
            else ("" if verb == "did" else f"whether I {verb} {rest}")
        )
    counted = re.match(r"^(\d+ \w+s|\w+) (.+)$", f"{subject} {rest}")
    if verb in ("is", "are") and counted and words_of(subject)[0].may_be("CD"):
        return f"whether {counted[1]} {verb} {counted[2]}"
    return ""


_PLEASANT = word_set("""interview visit call lesson meeting conversation talk chat dinner lunch breakfast coffee tour trial
    shift day night morning afternoon evening presentation panel round demo workshop walk ride-along shadowing session audition
    discussion onsite tasting drive tryout taster bake""")
"""What one may look forward to."""


_WELCOME = word_set(
    "walk watch teach cook play meet visit see tour present shadow try join show speak talk do work come go ride bake shape help spend"
)
"""What one may look forward to doing."""


_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BEFORE_DATE = pattern(
    rf"(?<!\S)(?!(?:{_DAY}|on|next|by|last|this|of|until|from|early|late|mid|since|to|an?|the|each|every|any|my|your|and|or) )([\w-]+) "
    rf"(?={_DAY}|\d{{1,2}} {_MONTH}|{_MONTH} \d)"
)
"""A word that a day follows without its "on": the yard visit Monday."""


_AT_TIME = pattern(rf"({_DAY}) (?=\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm)\b)")


def _on_day(text: str) -> str:
    """A step with the small words before its day and time: the yard visit on Monday at 5pm."""
    if "day" not in text and not any(map(str.isdigit, text)):
        return text
    return _AT_TIME.sub(r"\1 at ", _BEFORE_DATE.sub(r"\1 on ", text))


def _next_step(reading: Reading) -> Joined:
    if reading.form is Form.MINE and not re.match(r"we\b|I(?: will|'ll) ", reading.text):
        return Joined()
    text = to_reader(reading.text)
    match reading.form:
        case _ if not text:
            return Joined()
        case Form.NOUN | Form.BARE:
            if reading.head in ("waiting", "nothing") or _UNWELCOME.search(text):
                return Joined()
            if _IF_ONLY.search(text):
                return Joined()
            if _ON_SOME_DAY.search(text) and re.match("an? ", text):
                return _coming(f"the next step is {text}")
            if _ON_SOME_DAY.search(text) or _AT_WHAT.search(text):
                return Joined()
            if reading.form is Form.BARE:
                text = with_articles(text, _ABOUT)
            if lacks_article_after(text, ("about",)):
                return Joined()
            if (
                _TO_POST.search(text)
                or _TO_UNKNOWN.search(text)
                or _has_tail(text)
                or (_BARE_TARGET.search(text) and lacks_article(text))
            ):
                return Joined()
            if reading.form is Form.BARE and " and " in text:
                return _two_steps(text)
            told = text
            if reading.form is Form.BARE:
                if _one(reading.head) not in _PLEASANT | _STEP_NOUNS:
                    return Joined()
                told = with_articles(text)
                told = told if told.split(" ")[0] in POSSESSIVES else f"the {told}"
            told = _on_day(told)
            coming = f"the next steps are {told}" if reading.plural else f"the next step is {told}"
            if (lexicon.singular(reading.head) or reading.head) in _PLEASANT:
                return Joined(phrase=re.sub("^an? ", "the ", told), heard=coming)
            return _coming(coming)
        case Form.GERUND | Form.BASE if _BY_PLACE.search(text) and lacks_article_after(
            text, ("by",)
        ):
            return Joined()  # come by yard
        case Form.GERUND | Form.BASE if _SEE_IF.search(text) or lacks_article_after(text, ("for",)):
            return Joined()
        case Form.MINE if (done := _DONE_NEXT.match(text)) and done["verb"] in _WELCOME - {"do"}:
            return Joined(
                phrase=_on_day(f"{lexicon.gerund(done['verb'])} {text[done.end('verb') + 1 :]}")
            )
        case Form.GERUND if lexicon.base_of(reading.head, "VBG") in _WELCOME:
            return Joined(phrase=_on_day(text))
        case Form.BASE if reading.head in _WELCOME:
            verb, _, rest = text.partition(" ")
            rest = _AND_VERB.sub(lambda found: f" and {lexicon.gerund(found[1])}", rest)
            return Joined(phrase=_on_day(f"{lexicon.gerund(verb)} {rest}"))
        case Form.THEIRS if met := _INTRODUCED.match(text):
            return Joined(phrase=f"meeting {met['whom']}")
        case Form.THEIRS | Form.MINE:
            told = _in_future(text)
            return _coming(told)
        case Form.OTHERS if reading.plural and words_of(text)[0].low not in DETERMINERS:
            return _coming(text if " will " in text else "")
        case Form.OTHERS:
            return _coming(_definite(reading, text))
        case _:
            return Joined()


_ABOUT = frozenset(["about"])
_INTRODUCED = pattern(
    r"you(?:'ll| will) (?:introduce me|put me in touch) (?:to|with) (?P<whom>.+?)(?: by (?:e?mail|phone))?$"
)
"""A favour, which one looks forward to rather than to be told of."""
_BY_PLACE = pattern(
    r"\b(?:come|coming|stop|stopping|drop|dropping|swing|swinging|call|calling) by (?!(?:train|bus|car|bike|tram|ferry|plane|phone|video|e?mail)\b)"
)
"""Where one comes, not how."""


def _two_steps(text: str) -> Joined:
    """Two steps, each with its article: the case study and the chat with the team."""
    steps = text.split(" and ")
    heads = [re.split(" (?:with|at|on|in|by) ", step)[0].split(" ")[-1] for step in steps]
    known = _PLEASANT | _STEP_NOUNS
    if len(steps) != 2 or not all(head in known or head.isupper() for head in heads):
        return Joined()
    return _coming(f"the next steps are the {steps[0]} and the {steps[1]}")


_STEP_NOUNS = word_set("""test task study check exercise assessment medical exam simulation walkthrough quiz review
    pitch form induction offer contract decision reference clearance vetting screening challenge
    project case homework assignment roleplay role-play drive flight fitting orientation video appointment selection stage""")
"""What may come next."""
_AT_WHAT = pattern(rf"{_DAY} \d{{1,2}}(?! ?(?:[ap]m|{_MONTH}))(?!\d|[:.]\d|st|nd|rd|th)")
"""An hour, or a day of the month: Monday 10."""
_ON_SOME_DAY = pattern(rf"\ba {_DAY}", re.IGNORECASE)
"""A day that is not known yet: a trial day on a Friday."""
_SEE_IF = pattern(r"\bwork(?:ing)? a day$|\bsee(?:ing)? (?:if|how|whether) (?:I|we)\b")
_AND_VERB = pattern(
    r" and (?:just |then |also )?(do|see|meet|have|take|try|talk|show|give|get|go|make|speak|tour|visit|join|present|sweep|help|watch|sit|ride|work|walk|eat|cook|bake|look|listen|learn)\b"
)


_TAILS = word_set(
    "due low high cold hot early late new old young small big long short full empty wet dry"
)


def _has_tail(text: str) -> bool:
    """Whether an adjective begins a second phrase behind a first one: site visit low tide."""
    words = words_of(text)
    return any(
        before.may_be("NN") and not before.may_be("JJ")
        and (after.low in _TAILS or (after.may_be("JJ") and not after.may_be("NN", "NNS", "VBN", "VBG", "VBD", "CD", "NNP")))
        for before, after in pairwise(words)
    )  # fmt: skip


_TO_UNKNOWN = pattern(r"\b(?:with|to) (?!(?:HR|IT|QA|PR|TA|HQ|EHS|HSE|IBM|NHS|BBC)\b)[A-Z]{2,5}$")
"""Letters that may be a post, which has an article, or a name: the market visit with TSM."""
_IF_ONLY = pattern(r"\bif [a-z]")
"""A condition: if passed, if they like me."""
_TO_POST = pattern(r"\b(?:to|with|by|for) (?:C[A-Z]O|VP|MD|GM|HOD|HoD)\b")
"""Somebody's post, without its article: the mock pitch to CRO."""
_BARE_TARGET = pattern(r"\b(?:to|with) [a-z]+$")
"""One bare word behind a preposition: the talk to group."""


def _coming(clause: str) -> Joined:
    return Joined(heard=clause, sentence=f"I understand that {clause}." if clause else "")


_BY_ME = pattern(r"^I(?:'ll| will) ")
_DONE_NEXT = pattern(
    r"I(?:'ll| will) (?P<verb>do|take|have|meet|give|spend|visit|present|teach|cook|bake|lead|play|perform|draw|drive|write|sit|join|shadow|work|see|come) (?!it\b)\w+ \w"
)
"""What the applicant does next: I will take a written test."""


def _in_future(text: str) -> str:
    """A clause about what comes: you call me, you will call me; we talk, we will talk."""
    words = words_of(text)
    if text.startswith(("I will ", "I'll ")):
        return _BY_ME.sub("I will ", text) if _DONE_NEXT.match(text) else ""
    if len(words) < 2 or words[0].low not in ("you", "we"):
        return text if re.match(r"(?:you|we)'(?:ll|re)\b", text) else ""
    verb = words[1]
    if verb.low in ("reckon", "think", "guess", "say", "believe", "suppose", "seem"):
        return ""
    if verb.low in (
        "will",
        "are",
        "would",
        "want",
        "hope",
        "expect",
        "plan",
        "need",
        "have",
        "can",
        "may",
        "should",
        "must",
    ):
        return text
    return f"{words[0].low} will {text.partition(' ')[2]}" if verb.may_be("VB") else ""


def _promise(reading: Reading, name: str) -> Joined:
    text = _to_reader(reading, name)
    if not text:
        return Joined()
    match reading.form:
        case _ if _UNFINISHED.search(text) or _DATED.search(text):
            return Joined()
        case _ if (
            lacks_article_after(text.removeprefix("to "), _BEFORE_THINGS) or " for first " in text
        ):
            return Joined()
        case _ if re.match(r"(?:to )?\w+ (?:it|this|that)\b", text) or _VAGUE.search(text):
            return Joined()
        case Form.INFINITIVE | Form.BASE if not _has_whole_object(text):
            return Joined()
        case Form.BARE if reading.head in ("call", "meeting", "chat", "talk", "visit"):
            return Joined()
        case Form.NOUN | Form.BARE if _TO_ANOTHER.search(text):
            return Joined()
        case Form.NOUN | Form.BARE:
            thing = _counted_out(_sent(reading, re.sub(" to you$", "", text)))
            return Joined(phrase=f"I will send you {thing}" if thing else "", thing=thing)
        case Form.INFINITIVE:
            return Joined(phrase=f"I will {text.removeprefix('to ')}")
        case Form.BASE:
            given = re.match(
                r"(?:send|email|bring|get) you (?P<thing>(?:an?|the|my|copies|some|two|three)\b.+)",
                text,
            )
            return Joined(phrase=f"I will {text}", thing=given["thing"] if given else "")
        case _:
            return Joined()


_BEFORE_THINGS = ("about", "to", "with", "from", "on")
_DATED = pattern(rf" (?:by|on|before) (?:{_DAY}|tomorrow)$")
"""A day at the end: the sentence has the promise's own."""
_TO_ANOTHER = pattern(
    r"(?<!links)(?<!link)(?<!access)(?<!answer)(?<!answers)(?<!guide)(?<!key) to (?!you\b)\w"
)
"""For somebody else than the reader: references to HR."""
_UNFINISHED = pattern(
    r" and (?:send|e?mail|bring|share|forward|show)$|(?<!\ba) (?:few|couple) ", re.IGNORECASE
)
"""A second verb without its object, a number without its article: scan few pages and send."""
_VAGUE = pattern(r"\b(?:things?|stuff|bits?)$")
_GIVES = pattern(
    r"(?:to )?(?:send|e?mail|fax|forward|share|bring|text|put|show|get|drop (?:off|up|in|by|round|over)) (?P<what>.+)"
)
_TO_YOU = pattern(r"^(?:you |up |over |round |back )")


def _has_whole_object(text: str) -> bool:
    """Whether what is sent has its determiner, and surely is no person: the sheets, two references."""
    found = _GIVES.match(text)
    if not found:
        return True
    if found["what"].startswith("your "):
        return False  # "mail her video" may be a video for her
    what = _TO_YOU.sub("", found["what"])
    if what.startswith(("my ", "the ")) and "," not in what:
        return True  # my logbook and medical certificate
    return all(map(_is_determined, re.split(r",? and |, ", what)))


def _is_determined(thing: str) -> bool:
    """Whether a thing begins with a determiner, or is several of plain things."""
    words = words_of(thing)
    first = words[0]
    if first.low in DETERMINERS | PREPOSITIONS | {"that"} or first.may_be("CD"):
        return True
    core = next((word for word in words if word.low in PREPOSITIONS), None)
    head = words[words.index(core) - 1] if core else words[-1]
    return head.may_be("NNS") and not any(word.text.isupper() for word in words)


_COPIES = word_set("""copy sample list plan draft summary version example photo quote proposal scan video picture
    recording clip screenshot breakdown outline""")
_MADE_UP = word_set(
    "sample anonymised anonymized redacted annotated short quick draft revised priced one-page"
)
"""What is said of a thing that the reader does not know of yet."""
_PHOTOS = word_set(
    "photos pictures videos photographs screenshots clips examples samples ideas dates"
)
"""Things of which one sends some."""


_FROM_SOMEBODY = pattern(
    r"\bfrom (?!my |the |our |your )[a-z]+ [a-z]+\b(?<!current boss)(?<!old boss)(?<!last boss)"
)
"""Two small words after "from" may be a name."""


def _sent(reading: Reading, text: str) -> str:
    """What is sent, with an article: a copy of my card, the checklist, names of three references."""
    if reading.form is Form.NOUN:
        return text
    if _FROM_SOMEBODY.search(text):
        return ""
    text = with_articles(text, _OF)
    if lacks_article_after(text):
        return ""
    words = words_of(text)
    led = words[0].low in POSSESSIVES | DETERMINERS or words[0].may_be("CD")
    if led or (reading.plural and any(word.low in PREPOSITIONS for word in words)):
        return f"the {text}" if words[0].low == "names" else text
    if reading.head in ("copy", "copies") and " and " in text:
        return ""  # of which?
    joined = " and " in text.partition(" of ")[0] if " of my " in text else " and " in text
    if reading.head in _COPIES and not reading.plural and not joined and len(words) > 1:
        return f"{article(text)} {text}"
    if len(words) == 1 and reading.head in _COPIES:
        return ""  # of what?
    if _MINE_ALONE.match(text):
        return f"my {text}"  # my references
    if len(words) == 1 and reading.plural:
        return f"the {text}"
    if not reading.plural and (
        words[0].low in _MADE_UP or pattern(r"\d+-\w+$").match(words[0].low)
    ):
        return f"{article(text)} {text}"
    return " and ".join(
        thing if _is_led(words_of(thing)[0]) else f"the {thing}" for thing in text.split(" and ")
    )


def _is_led(first: Word) -> bool:
    """Whether a thing that begins with this word wants no article."""
    return first.low in DETERMINERS or first.may_be("CD")


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
    is_usual = first.low in _HABITS | AUXILIARIES or _DEEDS.match(f"{first.low} it") is not None
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


def not_untrue(doubt: Joined, answer: str) -> Joined:
    """A lack that the answer denies, as what was asked about: no Epic – did Epic in May."""
    lack = _LACK.fullmatch(doubt.admitted)
    if lack and re.search(rf"\b{re.escape(lack[1])}\b", answer, re.IGNORECASE):
        return replace(doubt, admitted="", phrase=f"my experience with {lack[1]}")
    return doubt


_LACK = pattern(r"I have no experience (?:with|of|in) (.+)")


def sentence(fact: str, told: Joined) -> str:
    """The sentence that a note could have of what was read of a jotting; empty for none."""
    clause = told.phrase[:1].upper() + told.phrase[1:]
    frames = {
        "topic": (told.heard and f"It was useful to hear {told.heard}.")
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
