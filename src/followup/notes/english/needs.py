"""What they look for, as a note says it. Pure."""

import re

from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon, private
from followup.notes.english.clauses import (
    LETTERED_TOOLS,
    TOOLS,
    WHOM,
    WORKS,
    credentials,
    form_set,
    is_agent,
    is_held,
    is_ours,
    join_readings,
    one_of,
    said_to_reader,
    singular_of,
    without_lead,
    years_of,
)
from followup.notes.english.fragments import BRACKETED, LOOKED_AT, UNSURE, Wanted, find
from followup.notes.english.grammar import (
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
    lacks_article_after,
    with_articles,
    words_of,
)
from followup.notes.english.spelling import PEOPLES, mended
from followup.notes.english.strengths import HABITS
from followup.notes.jottings import Joined, tidy

_WANTS = without_lead(
    r"(?:the|your) (?:\w+ )?(?:school|company|team|clinic|hospital|hotel|firm|shop|store|practice|charity|museum|library|restaurant|department|site|college|university|council|bank|farm|office|home|kitchen|salon|unit|ward|academy|agency|church|parish|board|trustees|owners|partners|committee) (?:(?:is|are) (?:looking|hiring) for|needs?|wants?|would like)",
    rf"{WHOM} (?:really |also )?(?:wants?|needs?|would like|asked for|(?:are|is|were|was) (?:looking|hiring) for)",
    r"(?:they're|she's|he's|you're) (?:looking|hiring) for", r"looking for", r"(?:the )?(?:warden|boss|owner|manager|principal|chef|matron|head|director|captain|foreman) (?:really |also )?(?:wants?|needs?)", r"(?:wants?|wanted)(?! (?:to|of)\b)", r"(?:needs?|wants?|wanted|needed)(?= (?:an?|the|some|\w+one|people|somebody)\b)",
    r"ideally", r"must[- ]haves?", r"nice to have",
)  # fmt: skip


_NEED = form_set(
    Form.NOUN, Form.BARE, Form.PERSON, Form.ADJECTIVE, Form.GERUND, Form.BASE, Form.THIRD, Form.INFINITIVE,
    Form.MODAL, Form.YEARS,
)  # fmt: skip


def need(jotting: str, named: bool = False) -> Joined:
    """What they look for; of several things, the first that can be said where none can with the rest."""
    jotting = _FOR_SHIFTS.sub(r"\1 for ", _REALLY.sub("", _NOT_JUST.sub("", jotting)))
    jotting = _NICE_TO_HAVE.sub("", jotting)
    jotting = _SPEAKER.sub(_who_speaks, _HOURS_FINE.sub(r"someone for \g<hours>", jotting))
    jotting = _FOR_THEM.sub(r"\1 your ", jotting)
    jotting = _WILLING.sub(_who_is_willing, _HELP.sub(_to_help, jotting))
    jotting = _GOOD_AT_TOOL.sub(_with_skills, jotting)
    jotting = _WITH_SKILL.sub(r"someone with \1", _WHO_IS.sub(r"\1 who is ", jotting))
    wanted = _THEY_WANT.sub(_to_do, _THEIR_REASON.sub("", jotting))
    jotting = wanted if wanted == jotting else re.sub(r"\b(?:its|their)\b", "your", wanted)
    read = mended(jotting[:LOOKED_AT])
    if len(jotting) < LOOKED_AT and (letters := credentials(read.text)):
        return Joined(phrase=f"somebody with {letters}", mended=read.changes)
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
            return one_of(later, things, at, ", ")
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


def _is_private(left: Left) -> bool:
    return left.why in (private.PRIVATE, private.CONFIDED)


def _need_of(jotting: str, named: bool) -> Joined:
    return join_readings(find(jotting, Wanted(_NEED, _WANTS, lists=True)), _need, jotting, named)


_NICE_TO_HAVE = pattern(
    r", [^,;]+ (?:(?:is |are |as )?(?:an? )?(?:plus|bonus|nice[- ]to[- ]have|pref|preferred|desirable)|ideally)[.!]*$",
    re.IGNORECASE,
)
"""The last of several things, which need not be."""


_HOURS_FINE = pattern(
    r"^(?:(?:must be )?(?:ok|okay|fine|happy) with )?(?P<hours>(?:some )?(?:nights?|weekends?|evenings?|(?:night|late|early|split|rotating) shifts|early starts|lone working|on-call))(?: (?:ok|okay|fine|(?:a )?must|essential))?$",
    re.IGNORECASE,
)
"""Hours that somebody must be ready to work: night shifts ok."""


_SPEAKER = pattern(
    r"^(?:an? )?(?:(?P<how>fluent|native|good) )?(?P<tongue>[A-Za-z]+)(?:[- ]speak(?:er|ers|ing))?$",
    re.IGNORECASE,
)
"""Somebody by the language that they speak: Welsh speaker, fluent Polish."""


def _who_speaks(found: re.Match[str]) -> str:
    """Somebody who speaks a language; what names none, as it is."""
    is_tongue = found["tongue"].lower() in PEOPLES and (
        found["how"] or " " in found[0] or "-" in found[0]
    )
    fluent = f"{found['how'].lower()} " if found["how"] else ""
    return f"someone who speaks {fluent}{found['tongue'].capitalize()}" if is_tongue else found[0]


_FOR_THEM = pattern(
    r"^((?:someone|somebody) to [a-z]+(?: (?:out|up|off|down|through))?) (?:their|the company's) (?!own\b)"
)
"""What is to be done for the company, said by somebody outside of it."""


_HELP = pattern(r"^(?:some )?help (?:with )?(?P<doing>[a-z]+ing) (?=[a-z])", needs=("help ",))
"""What somebody is to help with: help clearing a backlog."""


def _to_help(found: re.Match[str]) -> str:
    base = lexicon.base_of(found["doing"], "VBG")
    return f"someone to help {base} " if base else found[0]


_WILLING = pattern(
    r"^(?:an? |the )?(?P<what>willingness|readiness|ability) to (?=[a-z])", re.IGNORECASE
)
"""What somebody must be, as a noun: willingness to work weekends."""


def _who_is_willing(found: re.Match[str]) -> str:
    adjective = {"willingness": "willing", "readiness": "ready", "ability": "able"}
    return f"someone {adjective[found['what'].lower()]} to "


_GOOD_AT_TOOL = pattern(
    r"^(?P<how>strong|good|solid|advanced|decent|excellent) (?P<tool>[A-Za-z]+(?: [A-Z]\w*)?)$"
)
"""How well somebody must know a tool: strong Excel."""


def _with_skills(found: re.Match[str]) -> str:
    """Somebody with skills in a tool; what names none, as it is."""
    tool = mended(found["tool"]).text
    return f"somebody with {found['how']} {tool} skills" if tool in TOOLS else found[0]


_NOT_JUST = pattern(r",? not (?:just|only) [^,;.]*(?=[.!]*$)", needs=(" not ",))
"""What they do not want, behind what they want: not just says so."""


_REALLY = pattern(
    r"(?:(?<=\bwho )|(?<=\bwho will )|(?<=\bwho can ))(?:actually|really) (?=\w)",
    needs=("really", "actually"),
)
"""What strengthens what they said: people who actually turn up."""


_WHO_IS = pattern(
    r"^(an? (?:[a-z-]+ ){0,2}[a-z-]+)(?<!\bis)(?<!\bare)(?<!\bwho) (?=(?:comfortable|happy|willing|able|ready|confident|prepared) (?:to|with|in|on|at|about|[a-z]+ing)\b)"
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


_OF_SOMEBODY = r"\b(?:I|my|me|actually|really|[Ss]he|[Hh]e|her|him|his|hers)\b"
"""Words of oneself; and of the reader, or of whom they look for: a need does not tell which."""


def _need(reading: Reading) -> Joined:
    text = said_to_reader(reading)
    verb, _, rest = text.partition(" ")
    if not text or is_ours(text) or re.search(_OF_SOMEBODY, text):
        return Joined()
    match reading.form:
        case Form.NOUN if text.split(" ")[0] in POSSESSIVES | {
            "more",
            "this",
            "that",
            "these",
            "each",
            "every",
        } and not (text.startswith("more ") and is_agent(singular_of(reading.head))):
            return Joined()
        case Form.NOUN if words_of(text)[0].may_be("CD") and not (
            is_agent(singular_of(reading.head)) and _FEW.match(text)
        ):
            return Joined()  # whom one leads, or sells to
        case Form.NOUN | Form.BARE if reading.head in _QUIPS:
            return Joined()
        case Form.BARE if _COMPARED.match(text) and (
            reading.plural or lexicon.is_mass(reading.head)
        ):
            return Joined(phrase=text)
        case Form.NOUN if is_held(reading.head):
            return Joined(phrase=f"somebody with {text}")
        case Form.PERSON if lacks_article_after(text):
            return Joined()
        case Form.NOUN | Form.PERSON:
            return Joined(phrase=text)
        case Form.BARE if lacks_article_after(text):
            return Joined()
        case Form.BARE if text.startswith("own "):
            return Joined(phrase=f"somebody with their {text}" if _OWNED.search(text) else "")
        case Form.BARE if reading.head in ACTIVITIES or (
            reading.plural and " " in text and singular_of(reading.head) in WORKS
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
        case Form.BASE if (
            "NN" in lexicon.tags(verb) and verb not in _DONE and _COUNTED_THINGS.match(rest)
        ):
            return Joined()  # volume 300 covers
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
            return Joined(phrase=f"someone with {years_of(reading, text)}")
        case _:
            return Joined()


_COUNTED_THINGS = pattern(r"(?:more than |about |up to )?\d")


_DONE = HABITS | word_set(
    "cover supervise train open serve process pack load move cut order schedule check deliver visit support staff budget price program report test plan balance audit"
)
"""What one does to so many, though it is a noun, too."""


_COMPARED = pattern(
    r"(?:fewer|less|lower|better|faster|quicker|cleaner|tighter|safer) (?!than\b)[a-z]"
)
"""What there is to be fewer of, or better."""


_OWNED = pattern(
    r"^own (?:[a-z]+ )?(?:car|van|tools|transport|vehicle|bike|knives|kit|laptop|horse|truck)(?: and [a-z]+)?$"
)
"""What somebody brings of their own."""


_QUIPS = word_set("brain ninja rockstar guru wizard warrior unicorn beast animal machine")
"""What they called whom they seek, and would not call them in a letter."""


_ON = frozenset(["on"])


_FEW = pattern(r"(?:[1-5]|one|two|three|four|five)\b", re.IGNORECASE)
"""As many people as are sought at once."""


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


ACTIVITIES = word_set("""paperwork compliance payroll casework bookkeeping triage dispatch outreach maintenance safeguarding storytelling copywriting audit
    reconciliation stocktaking carpentry joinery upholstery phlebotomy midwifery telesales reception housekeeping logistics""")
"""Work that one looks for somebody for."""


def _wanted(reading: Reading, text: str) -> str:
    """A bare noun phrase after "You need": a foreman, clean writing, QuickBooks."""
    head, words = reading.head, words_of(text)
    if letters := credentials(text):
        return f"somebody with {letters}"
    if len(words) == 1 and text.isupper() and text not in LETTERED_TOOLS:
        return ""  # what an acronym stands for is not known
    if len(words) == 1 and _UNKNOWN_NAME.fullmatch(text) and not lexicon.knows(words[0].low):
        return f"somebody who knows {text}"
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
    if reading.plural and head in _TRAITS and words[0].may_be("JJ"):
        return f"somebody with {text}"
    if is_held(head):
        return "" if " and " in text else f"somebody with {article(words[0].text)} {text}"
    if all(word.low == "and" or _is_of_tool(word, text) for word in words):
        verb = "speaks" if all(word.low in PEOPLES | {"and"} for word in words) else "knows"
        return f"somebody who {verb} {text}"
    plain = all(word.may_be("JJ") for word in words[:-1]) or head in _WITH_THESE
    if head not in _QUALITIES or not plain:
        the = "the " if words[-1].low == "shift" else ""
        return f"someone for {the}{text}" if _is_activity(words) else ""
    return f"someone who has {text}" if " with " in text else f"somebody with {text}"


def _is_of_tool(word: Word, text: str) -> bool:
    """Whether a word belongs to the name of a tool or a standard: Sage 50, IFRS 16, InfoWorks ICM."""
    if word.text in TOOLS or _NAMED_TOOL.fullmatch(word.text):
        return True
    numbered = _NUMBERED_TOOL.fullmatch(text)
    in_name = word.text.isupper() and _NAMED_TOOL.match(text)
    return bool(in_name) or (
        bool(numbered) and (word.text.isupper() or word.text in TOOLS or word.text.isdigit())
    )


_NUMBERED_TOOL = pattern(r"(?:[A-Z]{2,}|[A-Z][a-z]+) \d+")
"""A tool or a standard with its number."""


_TRAITS = word_set("hands nerves eyes ears manners roots contacts connections instincts reflexes")
"""What people have, of which there are several: steady hands."""


_UNKNOWN_NAME = pattern(r"[A-Z][a-z]{4,}")
"""A name that is no word, which as a need can hardly be but a tool: Xactimate."""


_CUSTOMERS = word_set(
    "buyers customers users readers voters partners lenders renters drinkers owners"
)
"""To whom one sells, where nothing says that they are hired."""


_WITH_THESE = word_set("experience training skills knowledge fluency attention")


_QUALITIES = word_set("""skills fluency attention patience discipline discretion stamina accuracy judgement judgment reliability empathy tact
    experience knowledge training curiosity initiative humour humor writing numeracy""")
"""What people have that nobody can touch; not: holiday hiring, paperwork."""


_NAMED_TOOL = pattern(r"[A-Za-z]*[a-z][A-Z]\w*")
"""A name with a capital inside, as only products have: memoQ, KoboToolbox."""
