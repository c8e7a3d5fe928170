"""What you promised to do, as a note says it. Pure."""

import re

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english.clauses import (
    DAY,
    credentials,
    form_set,
    join_readings,
    number_as_word,
    said_to_reader,
    without_lead,
)
from followup.notes.english.fragments import ANOTHER, Wanted, find
from followup.notes.english.grammar import (
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    Form,
    Reading,
    Word,
    article,
    lacks_article_after,
    with_articles,
    words_of,
)
from followup.notes.english.person import with_names
from followup.notes.jottings import Joined, tidy

_PROMISED = without_lead(
    r"(?:i )?(?:promised|offered|agreed|said)(?: (?:her|him|them))?(?: (?:that|to))?", r"(?:said )?i'd|i'll|i will|i would|i am to|i'm to", r"to", r"will",
)  # fmt: skip


_PROMISE = form_set(Form.NOUN, Form.BARE, Form.BASE, Form.INFINITIVE)


def promise(jotting: str, name: str = "", named: bool = False) -> Joined:
    """What you said you would do, as a clause that follows its day; `name` is the reader's."""
    jotting = _WISHED.sub("", with_names(jotting, [name]), count=1)
    jotting = _HAVE_TO.sub("", _THING.sub(r"\1", _THAT_THING.sub("the ", jotting)))
    jotting = _THAT_ONE_SENT.sub(r"\1the ", _SHOOT.sub("send ", jotting))
    jotting, unless = _cut_condition(_DROP.sub("bring ", jotting))
    if _WITH_ASIDE.search(jotting):
        return Joined(left=(Left(tidy(jotting), "it says what you would not do"),))
    found = find(jotting, Wanted(_PROMISE, _promising, lists=True))
    told = join_readings(found, lambda reading: _promise(reading, name), jotting, named)
    return replace(told, left=(*told.left, Left(unless, ANOTHER))) if told and unless else told


_IF = pattern(
    r",? (?:if|assuming|provided|unless|once|as long as) (?:i|my|the|it|they|he|she)\b.*$",
    re.IGNORECASE,
)
"""On what a promise depends, behind it."""


_ASKING = pattern(r"\b(?:know|ask|see|check|tell|confirm|say|find out|sure)$", re.IGNORECASE)
"""Before an "if" that means whether."""


def _cut_condition(jotting: str) -> tuple[str, str]:
    """A promise, and apart from it what it depends on, which is the user's own matter."""
    found = next(
        (it for it in _IF.finditer(jotting) if not _ASKING.search(jotting[: it.start()])), None
    )
    return (jotting[: found.start()], tidy(found[0]).lstrip(", ")) if found else (jotting, "")


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


DEEDS = pattern(
    r"^(?:get (?:back|in touch)|find out|let (?:her|him|them|you) know|look (?:up|into)|ask|check|call|ring|phone|write|mail"
    r"|email|fax|share|forward|drop (?:off|up|in|by|round|over)|dig (?:out|up)|look out|find|type up|write up|pull together|put together|fill in|fill out|bring|text|put|send|confirm|show|prepare|draft|finish|sort|make|introduce|polish|tidy)\b(?= \w)"
    r"|^(?:think (?:about|over|through)|look (?:at|over|through)|go (?:through|over|to|back)|work (?:on|out|through)"
    r"|register (?:with|for|on)|reply to|respond to|report back|hand in|hand over|contact(?! (?:details?|info\w*|list|form|number|sheet|of|for|at)\b))(?= \w)",
    re.IGNORECASE,
)
"""What a promise begins with that is a verb, though it could be a noun elsewhere."""


def _promising(text: str) -> str:
    """A promise without its lead; with "to" before what is surely a verb."""
    text = _BRAGGED.sub("I mentioned", _OF_LAST.sub(r"\1 my last ", text))
    text = _LINK_TO.sub(r"\g<lead>\g<link> to my ", _SCAN.sub(_copy_of_mine, text))
    text = _COPIED.sub(_copied, text)
    told = _ONE_SENT.sub(r"\1a ", _COPY_OF.sub(r"\1 my ", _SEND_BARE.sub("", _PROMISED(text))))
    if _VERB_ALONE.match(told):
        return ""
    if _OWNED_THINGS & {word.low.rstrip("s") for word in words_of(told)}:
        told = _SEND_MINE.sub(r"\1my \2", _ABOUT_MINE.sub(r"\1 my \2", told))
    return f"to {told[0].lower()}{told[1:]}" if DEEDS.match(told) else told


_BRAGGED = pattern(
    r"\bI (?:bragged|banged on|rambled|raved|boasted|rabbited on|wittered|droned on|waffled) about\b",
    re.IGNORECASE,
)
"""How one owns up to having spoken of a thing."""


_VERB_ALONE = pattern(
    r"(?:reply|respond|return|decide|report back)$|(?:fax|ping|ring|dm|(?:record|film|print|sketch)(?! (?:of|for|from|card|sheet|label|store|book|keeping|player|cards|sheets)\b)) (?!(?:back|you|him|her|them|the|a|an|my|your|his|\d)\b)[a-z]",
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
    r"|^(?P<lead2>(?:send |e-?mail )?)(?P<things>(?:(?:[A-Z]{2,}|training|degree) )?(?:certs?|certificates?|cards?|licen[cs]es?|diplomas?)) (?P<copies>copies|scans|photos)$"
)
"""What is one's own, before the copy of it: OEC card copy."""


_SCAN = pattern(
    r"^(?:to )?(?P<how>scan|copy|photocopy|photograph)(?: (?:of|my))* (?P<what>(?!(?:the|a|an|it|that|this|them|you|him|her|over|and|in|from)\b)[A-Za-z0-9]+(?: (?:(?:and|\+|&) )?[A-Za-z0-9]+){0,3})$"
)
"""What is to be copied, where the verb may be read as a noun: scan CoC + ENG1."""


def _copy_of_mine(found: re.Match[str]) -> str:
    """A copy of what is one's own; what is not surely that, as it is."""
    what = found["what"]
    is_mine = all(
        _MINE_ALONE.match(each) or each.isupper() or _LETTERS.fullmatch(each)
        for each in _AND.split(what)
    )
    noun = {"photograph": "photo", "photocopy": "copy"}.get(found["how"], found["how"])
    return f"a {noun} of my {_AND.sub(' and ', what)}" if is_mine else found[0]


_AND = pattern(r" (?:and|\+|&) ")
_LETTERS = pattern(r"[A-Z][A-Za-z]*[A-Z0-9]\w*")


_LINK_TO = pattern(
    r"^(?P<lead>(?:send )?(?:[A-Za-z]+ )?)(?P<link>links?) to (?!(?:my|the|our|her|his|their|your)\b)(?=(?:[a-z]+ )?(?:thesis|dissertation|portfolio|profile|website|blog|showreel|reel|channel|repo|code|paper|article|book|podcast|work|LinkedIn|GitHub)$)"
)
"""Before one's own work: link to thesis."""


def _copied(found: re.Match[str]) -> str:
    """A copy, or copies, of what is one's own: scans of my certificates."""
    if found["thing"]:
        return f"{found['lead'] or ''}{found['copy']} of my {found['thing']}"
    things = found["things"]
    return f"{found['lead2']}{found['copies']} of my {things if things.endswith('s') else f'{things}s'}"


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
    r"notice period|start date|availability(?: (?:for|in|over|from) [A-Za-z ]+)?|(?:[A-Z]\w+ and )?(?:(?!(?:the|an?|my|your|his|her|our|their|some|all|of|no|and)\b)[A-Za-z0-9]+ ){0,2}(?:certificates?|certs?)|(?:[A-Z][A-Z0-9]+ and )?(?:[A-Z]{2,} (?:certificate |licen[cs]e |card )?)?(?:cards?|pin|PIN|number|badge|licence|license|diploma|registration|insurance)|certifications?(?: cards?)?|(?:driving )?licen[cs]es?|(?:updated |latest |current |full |new )?(?:references|referees|portfolio(?: (?:PDF|link))?|CV|resume|résumé)|P60|P45|payslips?|proof of (?:address|right to work|identity|insurance)|right to work"
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


_AND_OWN = pattern(rf" and (?=(?:{_OWN})$)")
_MINE_ALONE = pattern(rf"(?:{_OWN})(?: and |$)")


def promised(jotting: str, name: str = "", named: bool = False) -> Joined:
    """The same, looked back on, after "I said that"."""
    told = promise(jotting, name, named)
    return replace(told, phrase=told.phrase.replace("I will ", "I would ", 1))


_OF = frozenset(["of"])


def _promise(reading: Reading, name: str) -> Joined:
    text = said_to_reader(reading, name)
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
            thing = number_as_word(_sent(reading, re.sub(" to you$", "", text)))
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


_DATED = pattern(rf" (?:by|on|before) (?:{DAY}|tomorrow)$")
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


_FROM_SOMEBODY = pattern(
    r"\bfrom (?!my |the |our |your )[a-z]+ [a-z]+\b(?<!current boss)(?<!old boss)(?<!last boss)"
)
"""Two small words after "from" may be a name."""


def _sent(reading: Reading, text: str) -> str:
    """What is sent, with an article: a copy of my card, the checklist, names of three references."""
    if reading.form is Form.NOUN:
        return _AND_OWN.sub(" and my ", text)
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
    if _MINE_ALONE.match(text) or credentials(text):
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
