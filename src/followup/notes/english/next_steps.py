"""What comes next, as a note says it. Pure."""

import re

from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon
from followup.notes.english.clauses import (
    DAY,
    MONTH,
    definite,
    form_set,
    has_tail,
    is_agent,
    join_readings,
    on_day,
    singular_of,
    without_lead,
)
from followup.notes.english.fragments import LOOKED_AT, Wanted, find
from followup.notes.english.grammar import (
    DETERMINERS,
    FUNCTION_WORDS,
    POSSESSIVES,
    Form,
    Reading,
    lacks_article,
    lacks_article_after,
    with_articles,
    words_of,
)
from followup.notes.english.person import to_reader
from followup.notes.english.spelling import mended
from followup.notes.jottings import Joined

_NEXT = without_lead(
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
    return on_day(told)


_RIDE = pattern(
    r"^(?:to )?(?:come (?:and )?|go )ride[- ]along (?=with\b)", re.IGNORECASE, needs=("ride",)
)


_TO_WHOM = pattern(
    r"\b(with|to|meet|meeting) ((?:CEO|CFO|CTO|COO|MD|GM|owners?|founders?|(?:whole )?team|crew|panel|board|head chef|head|headteacher|principal|hiring manager|manager|directors?|partners?|trustees|developers|engineers|designers|governors|residents|children|students|Head|Principal|Director|Manager|Matron|Captain|Dean|Chair|Owner|TSM|RSM|ASM|ZSM|AGM|DGM|HOD|HoD|SVP|EVP|DON|NUM|CNO|CMO|CIO|PI|VP|CRO)\b)(?! [A-Z])"
)
"""Of whom there is one at a place: the second interview with MD."""


_UNWELCOME = pattern(r"\bdrug (?:screen|test)")
"""Steps that nobody looks forward to, and that need no saying."""


_NEXT_STEP = form_set(
    Form.NOUN, Form.BARE, Form.THEIRS, Form.OTHERS, Form.MINE, Form.BASE, Form.GERUND
)


def next_step(jotting: str, named: bool = False) -> Joined:
    """What comes next."""
    jotting = _GOING_BACK.sub("coming back", _SOMEBODY_NAMED.sub("", jotting))
    jotting = _PERHAPS.sub("; probably ", _THEN.sub("; ", jotting))
    jotting = _HALF_DAY.sub(r"\1-day session \2 ", _WITH_WHOM.sub(_doing_with, jotting))
    jotting = _NEXT_AT.sub(r"at \g<clock> \g<day>", _INVITED.sub("", jotting))
    jotting = _A_DAY_AT.sub(r"spending \g<day> ", jotting)
    jotting = _WILL_CALL.sub(r"\g<who> will \g<verb> me\g<when>", jotting)
    read = mended(jotting[:LOOKED_AT])
    if (met := _MEETING.match(read.text)) and (told := _met(met)):
        return Joined(phrase=told, mended=read.changes)
    return join_readings(find(jotting, Wanted(_NEXT_STEP, _coming_up)), _next_step, jotting, named)


_A_DAY_AT = pattern(
    r"^(?P<day>an? (?:day|morning|afternoon|evening|week|half[- ]day)) (?=(?:in|at|with|on) (?:the|their|your|his|her|two|three|a)\b)",
    re.IGNORECASE,
)
"""How long one will be where, or with whom: a day in the rehearsal room."""


_WILL_CALL = pattern(
    r"^(?:the )?(?P<who>HR)(?: will|'ll| to)? (?P<verb>call|ring|phone|email|contact|text)(?:s)?(?: me)?(?P<when>(?: (?:on|by|next|early|in)\b.*)?)$"
)
"""Who gets in touch, where "me" was left out."""


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
        not (is_agent(singular_of(head)) or head in ("team", "board", "curator", "crew", "owner"))
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


_PLEASANT = word_set("""interview visit call lesson meeting conversation talk chat dinner lunch breakfast coffee tour trial
    shift day night morning afternoon evening presentation panel round demo workshop walk ride-along shadowing session audition
    discussion onsite tasting drive tryout taster bake""")
"""What one may look forward to."""


_WELCOME = word_set(
    "observe attend walk watch teach cook play meet visit see tour present shadow try join show speak talk do work come go ride bake shape help spend"
)
"""What one may look forward to doing."""


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
                or has_tail(text)
                or (_BARE_TARGET.search(text) and lacks_article(text))
            ):
                return Joined()
            if reading.form is Form.BARE and " and " in text:
                return _two_steps(text)
            told = text
            if reading.form is Form.BARE:
                if singular_of(reading.head) not in _PLEASANT | _STEP_NOUNS:
                    return Joined()
                told = with_articles(text)
                told = told if told.split(" ")[0] in POSSESSIVES else f"the {told}"
            told = on_day(told)
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
                phrase=on_day(f"{lexicon.gerund(done['verb'])} {text[done.end('verb') + 1 :]}")
            )
        case Form.GERUND if lexicon.base_of(reading.head, "VBG") in _WELCOME:
            return Joined(phrase=on_day(text))
        case Form.BASE if reading.head in _WELCOME:
            verb, _, rest = text.partition(" ")
            rest = _AND_VERB.sub(lambda found: f" and {lexicon.gerund(found[1])}", rest)
            return Joined(phrase=on_day(f"{lexicon.gerund(verb)} {rest}"))
        case Form.THEIRS if met := _INTRODUCED.match(text):
            return Joined(phrase=f"meeting {met['whom']}")
        case Form.THEIRS if _AWAY.match(text):
            return Joined()
        case Form.THEIRS | Form.MINE:
            told = _in_future(text)
            return _coming(told)
        case Form.OTHERS if reading.plural and words_of(text)[0].low not in DETERMINERS:
            return _coming(text if " will " in text else "")
        case Form.OTHERS:
            return _coming(definite(reading, text))
        case _:
            return Joined()


_ABOUT = frozenset(["about"])


_INTRODUCED = pattern(
    r"you(?:'ll| will) (?:introduce me|put me in touch) (?:to|with) (?P<whom>.+?)(?: by (?:e?mail|phone))?$"
)
"""A favour, which one looks forward to rather than to be told of."""


_AWAY = pattern(r"you(?:'re| are) (?:away|off|on (?:leave|holiday|vacation|annual leave)|out)\b")
"""Where the reader will be, which the reader knows."""


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


_AT_WHAT = pattern(rf"{DAY} \d{{1,2}}(?! ?(?:[ap]m|{MONTH}))(?!\d|[:.]\d|st|nd|rd|th)")
"""An hour, or a day of the month: Monday 10."""


_ON_SOME_DAY = pattern(rf"\ba {DAY}", re.IGNORECASE)
"""A day that is not known yet: a trial day on a Friday."""


_SEE_IF = pattern(r"\bwork(?:ing)? a day$|\bsee(?:ing)? (?:if|how|whether) (?:I|we)\b")


_AND_VERB = pattern(
    r" and (?:just |then |also )?(fix|repair|bring|observe|clean|serve|write|do|see|meet|have|take|try|talk|show|give|get|go|make|speak|tour|visit|join|present|sweep|help|watch|sit|ride|work|walk|eat|cook|bake|look|listen|learn)\b"
)


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
