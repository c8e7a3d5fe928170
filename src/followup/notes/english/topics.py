"""What the two of you talked about, as a note says it. Pure."""

import re

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import private
from followup.notes.english.clauses import (
    THING_FORMS,
    WHOM,
    WORRIES,
    definite,
    form_set,
    is_ours,
    join_readings,
    on_day,
    said_to_reader,
    with_the,
    without_lead,
)
from followup.notes.english.fragments import ANOTHER, UNSURE, Wanted, find
from followup.notes.english.grammar import Form, Reading, counts_one, lacks_article_after, words_of
from followup.notes.english.person import names_somebody, with_names
from followup.notes.jottings import Joined, tidy

_TOLD = rf"{WHOM} (?:told me|showed me|said|mentioned|explained|talked|spoke|asked|described)(?: to me)?(?: (?:about|that|of))?"


_TALKED = without_lead(
    rf"{WHOM} (?:was|were) (?:telling me|talking|saying|on|going on)(?: (?:about|of))?",
    rf"(?:{WHOM} )?(?:(?:all )?(?:spent|had) (?:a while|a bit|some time|a long time|ages|an hour|half an hour|most of it|a good while) (?:on|with|talking about|discussing|going over)|compared notes (?:on|about)|laughed about|joked about|bonded over|touched on|got (?:on to|onto|talking about|to talking about|chatting about)|went (?:over|through|into)|argued (?:a bit |a lot )?about|brought up|raised|geeked out (?:on|about|over)|walked me through|talked me through|took me through)",
    r"(?:the|that|this) (?:whole )?(?:thing|stuff|business) (?:with|about)(?= (?:the|my|his|her|their|a)\b)",
    _TOLD, rf"(?:{WHOM} )?(?:talked|spoke|chatted|discussed|discussing|went on|kept talking)(?: and on| for ages| a lot| at length)?(?: (?:about|of))?",
    r"(?:she |he |they )?(?:reckons?|says?|said)(?: that)?(?= (?:the|their|his|her)\b)", r"(?:told me|asked me|heard) (?:about|that|of)", r"showed me", r"about", r"topic", r"literally",
)  # fmt: skip


_TOPIC = form_set(Form.NOUN, Form.BARE, Form.GERUND, Form.CLAUSE, Form.THEIRS, Form.OTHERS)


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
        if second.heard.startswith("about the ") and _BARE_THINGS.match(first.heard):
            first = replace(first, heard=first.heard.replace("about ", "about the ", 1))
        return Joined(heard=_joint(first.heard, second.heard), mended=mended_)
    if first.phrase and second.phrase:
        return Joined(phrase=_joint(first.phrase, second.phrase), mended=mended_)
    return first


def _joint(first: str, second: str) -> str:
    short = not _INNER.search(f"{first} {second}") and len(f"{first} {second}".split()) <= _SHORT
    return f"{first} and {second.removeprefix('about ')}" if short else f"{first}, and {second}"


_BARE_THINGS = pattern(r"about (?:[a-z-]+ )?[a-z]+[^s\W]s$")
"""Several things without their article."""


_INNER = pattern(r"\b(?:and|or|that|which|who|how|why|what|whether|when|where)\b|,")
"""In what reads better apart from a second thing."""


_SHORT = 14
"""Words of two things that read well without a comma."""


def _topic_of(jotting: str, name: str, named: bool) -> Joined:
    jotting = _AND_TALKED.sub("; ", with_names(jotting, [name]))
    jotting = _said_by_reader(jotting, name)
    jotting = _THAT_ONE.sub("the ", jotting)
    found = find(jotting, Wanted(_TOPIC, _TALKED, lists=True))
    if any(_is_of_another(each, jotting) for each in found.readings):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    plain = jotting
    for each in found.left:
        plain = plain.replace(each.jotting, "") if each.why == private.ASIDE else plain
    if found.readings and _SORE.search(_GOOD_NEWS.sub("", plain.lower())):
        return Joined(left=(Left(tidy(jotting), "it reads as a complaint, or was denied"),))
    is_prose = bool(_TOLD_THAT.match(jotting))
    told = join_readings(found, lambda reading: _topic(reading, name, is_prose), jotting, named)
    if re.search(r"\bwent on about\b", told.heard):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    lengths = [len(each.jotting.split()) for each in told.left]
    if max(lengths, default=0) > 1 and _ONE_THING.fullmatch(told.phrase):
        return Joined(left=(Left(tidy(jotting), "without the rest, one word says too little"),))
    if max(lengths, default=0) > 2 and WORRIES.search(f"{told.phrase} {told.heard}".lower()):
        return Joined(left=(Left(tidy(jotting), "without the rest, it names only a trouble"),))
    return told


def _is_of_another(reading: Reading, jotting: str) -> bool:
    """Whether the "he" or "she" of a reading may be somebody who stands before it: the parrot, he talks."""
    before, found, _ = jotting.partition(reading.text[:12])
    is_theirs = reading.form is Form.THEIRS and bool(found) and bool(before.strip())
    return is_theirs and any(map(names_somebody, words_of(before)))


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


_TOLD_THAT = pattern(
    rf"{WHOM} (?:told me|said|mentioned|explained)(?: to me)? that ", re.IGNORECASE
)
"""Before a clause that is written out, which has the articles that it wants."""


def _topic(reading: Reading, name: str, is_prose: bool = False) -> Joined:
    text = said_to_reader(reading, name)
    if not text or is_ours(text):
        return Joined()
    if reading.form in THING_FORMS:
        text = _ON_A_DAY.sub("", text) if reading.plural else on_day(text)
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
            told = with_the(reading, text, is_theirs=True)
            is_known = _OF_DAY.match(told) or _IN_PLACE.match(told)
            told = f"the {told}" if reading.plural and is_known else told
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
            told = text if is_prose else definite(reading, text)
            return (
                Joined(heard=f"that {told}", sentence=f"You told me that {told}.")
                if told
                else Joined()
            )
        case _:
            return Joined()


_SOME_ONE = pattern(r"\bsome (?:[a-z]+ )?(?:house|place|guy|man|woman|company|firm|bloke|shop)\b")


_MISFORTUNE = pattern(
    r"why (?:the|your) (?:last|previous|old) (?:guy|bloke|chap|girl|lad|one)\b|(?:how|why|that) you(?:'ve| have| had)? (?:just |all |nearly )?(?:lost|lose|failed|struggled)\b"
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
    r"\b(?:keeps? (?:dropping|breaking|crashing|failing|going wrong|jamming)|mess|messy|nightmare|awful|terrible|horrible|horrid|useless|chaos|chaotic|shambles|disaster|rubbish|pants"
    r"|crap|shit\w*|dire|dreadful|dodgy|sketchy|grim|toxic|clueless|incompetent|hates?|hated|loathes?|moans?|moaning|whing\w+|whin(?:es|ing)|complain\w*"
    r"|cried|crying|in tears|nobody|no one|swears|denies|denied|insists|pretends|claims (?:that|there|it|they|to)|says (?:there's|there is|there are|it's|it isn't|they don't)"
    r"|hmm+|suspicious|red flag|warning sign|fed up|sick of|burn(?:t|ed) out|bullies|bully\w*|blames?|blamed|lied|lying|lazy|stupid|ugly|admits?|admitted|drama|(?<!-)throws?|at some length|old-fashioned|outdated|behind the times)\b"
)
"""What a reader would not like to be told of their own house; what they denied."""


_OF_DAY = pattern(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day [a-z]")
"""What is done on such days: the Friday huddles."""


_IN_PLACE = pattern(r"[a-z]+s (?:on|in|at|by|under|behind|outside) the [a-z]+$")
"""Several things at a place that both know: the bees on the roof."""


_ON_A_DAY = pattern(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
"""Behind several things, it may be every such day, or the next."""


_OPINION = pattern(
    r"you (?:looked|seemed|sounded|went|got)\b|you(?:'re| are| were| seem| look) (?:so|very|really|quite|such|too|a bit|kind|nice)\b"
    r"|.*\byou (?:really |just )?(?:hate|love|loathe|dread|adore|can't stand|can't bear|cannot stand)\b"
    r"|you(?:'ve| have)? (?:just |all )?(?:lost|lose|struggled?|failed?)\b"
)
"""What one thought of the reader, which is not for them."""
