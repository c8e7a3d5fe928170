"""What you can do and have done, as a clause of a note. Pure."""

import re
from collections.abc import Mapping

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon, private
from followup.notes.english.clauses import (
    HELD,
    INCLUDES,
    PROFESSIONS,
    SPAN,
    TOOLS,
    WORKS,
    credentials,
    definite,
    form_set,
    is_agent,
    is_held,
    join_readings,
    number_as_word,
    one_of,
    split_span,
    without_lead,
    years_of,
)
from followup.notes.english.fragments import ANOTHER, LONGEST, UNSURE, Wanted, find
from followup.notes.english.grammar import (
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SHIFTS,
    Form,
    Reading,
    article,
    counts_about,
    counts_one,
    lacks_article,
    lacks_article_after,
    unknown,
    with_articles,
    words_of,
)
from followup.notes.english.person import to_reader
from followup.notes.english.spelling import PROPER, mended
from followup.notes.jottings import Joined, tidy

_SAID = without_lead(
    r"(?:she|he|they) (?:really |also )?(?:liked|loved)(?: it)? that(?= (?:i\b|i'|my\b))",
    r"(?:i )?(?!(?:answered|mentioned|explained) (?:the|it)\b)(?:told (?:her|him|them)|said|mentioned|explained|answered|replied)(?: that| yes| no| yeah| yep| nope)?(?= (?:i\b|i'|my\b|we\b|the\b|it\b|[a-z]+(?: [a-z]+)? (?:is|are)\b))", r"that(?= (?:i\b|i'|my\b|we\b|the\b))", r"because", r"yes", r"yeah", r"my answer is",
)  # fmt: skip


CLAUSE_FORMS = form_set(
    Form.MINE, Form.PAST, Form.BASE, Form.MODAL, Form.ADJECTIVE, Form.YEARS, Form.OTHERS, Form.NEVER
)


_STRENGTH = CLAUSE_FORMS | form_set(Form.NOUN, Form.BARE)


SHORT_MONTHS = r"(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)"


def strength(jotting: str, named: bool = False) -> Joined:
    """What you can do, as a clause; of several parts with stops between them, the first that is one."""
    if _TOLD_OF.match(jotting):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    told = _strength_of(jotting, named)
    if _is_weaker_half(told) or _is_unfit(told.phrase):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    if told:
        return _with_second(told, named)
    others = [each for each in _PARTED.split(jotting) if each.strip()]
    for at, each in enumerate(others if len(others) > 1 else ()):
        if (later := _strength_of(each, named)) and not private.confided(jotting):
            if _is_unfit(later.phrase):
                continue
            return one_of(later, others, at, "; ")
    return told


def _with_second(told: Joined, named: bool) -> Joined:
    """A clause with the second one that stood beside it, where both are certain and short."""
    if len(told.left) != 1 or told.left[0].why != ANOTHER or not told.phrase.startswith("I "):
        return told
    second = _strength_of(told.left[0].jotting, named)
    if _NO_FIELD.fullmatch(second.phrase) or _SPOKE.match(second.phrase):
        return told  # how long what stands before took; what was spoken of
    both = f"{told.phrase}, and {second.phrase}"
    is_plain = " and " not in both.replace(", and ", "", 1) and len(both.split()) <= _LONGEST_PAIR
    if second.left or not (second.phrase.startswith("I ") and is_plain) or _is_unfit(second.phrase):
        return told
    return replace(told, phrase=both, left=(), mended=(*told.mended, *second.mended))


_SPOKE = pattern(r"I (?:mentioned|said|told|talked|explained|showed|brought up|forgot)\b")
_NO_FIELD = pattern(r"I have [\w ]+ (?:years?|months|seasons) of experience")


_LONGEST_PAIR = 20
"""Words of two clauses that read well as one sentence."""


_PARTED = pattern(r"(?<=\w\w)(?<!\bincl)(?<!\besp)(?<!\bapprox)(?<!\bdept)(?<!\bvs)[;.]\s+(?=\w)")
"""Between the parts of a jotting that need not lean on each other."""


_TOLD_OF = pattern(
    r"(?:i )?(?:said|told (?:her|him|them)|mentioned|talked|spoke|explained) about\b", re.IGNORECASE
)
"""What was spoken of, which is no deed: told her about the band."""


_THEM = pattern(r"^(?!.*[a-z]{3}s\b.*\bthem\b).*\bthem\b")
"""A "them" before which nothing stands that there are several of."""


_TOO_THIN = pattern(
    r"\bjokes?\b|^I grew up (?!on|in|with|around|speaking|working|helping|near|at|behind)\w|"
    r"^I [a-z]+ed [a-z]+s$|\b\d+ (?:feet|foot|inches|metres|meters|tons|tonnes|miles) (?!of |a |in |at |by |on |to |per |and |for |from |deep|long|high|wide|up|down|with)[a-z]+(?<!s)$"
)
"""Where one grew up, as a joke, a deed in two words (I laminated doughs), and a size before one thing: 28 feet lugger."""


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
    jotting = _NEVER_LATE.sub(
        r" and was \1", _DOING_YEARS.sub(r"I have been \g<doing> for \g<span>", jotting)
    )
    jotting = _NONE_AT_ALL.sub(r"I have had no \1", jotting)
    if told := _moved(jotting) or _multiplied(jotting):
        return told
    jotting = _qualified(jotting)
    jotting = _SIZED.sub(r"\1the \2 ", _figured(YEARS_LAST.sub(years_first, jotting)))
    if any(each in jotting for each in (", no ", ", 0 ", ", zero ")):
        jotting = _NOTHING_LOST.sub(r"\g<deed> with no \g<what>\g<middle>", jotting)
    jotting = _ALL_PASSED.sub(r", and \1 \2\3", _AND_FIGURE.sub(_with_figure, jotting))
    jotting = _MAYBE.sub("about ", _BY_MEANS.sub(_cut_off, jotting))
    jotting = BOOKED.sub(is_booked, jotting)
    counts = any(word.may_be("CD") for word in words_of(jotting)[:1])
    later = form_set(Form.YEARS, Form.PAST)
    found = find(jotting, Wanted(_STRENGTH, prepared_deed, lists=counts, later=later))
    told = join_readings(found, clause_of, jotting, named)
    return told or _moved_in(jotting) or _qualified_in(jotting) or told


_SUM = r"(?:[$£€]|N|R|Rs)?\d[\d.,:]*(?:%|k)?"


_SPANNING = r"(?: (?:in|over|within) (?:an?|\d+|one|two|three|four|five|six|the last) ?(?:months?|years?|quarters?|weeks?|seasons?)\b)?"


_CREDENTIAL_OF = pattern(
    rf"^(?P<letters>[A-Z][A-Za-z]*[A-Z0-9](?: [a-z]+ \d)?|[Cc]lass [12])(?P<kind> (?:[Cc]ert|[Dd]ip|[Dd]iploma|certificate|certified|qualified|registered|licence|license|card))?,? (?P<when>(?:since )?(?:{SHORT_MONTHS} )?(?:19|20)\d\d)$"
)
"""What one passed, and when: QTS 2018, NEBOSH cert 2019, MCIWEM since 2021."""


def _qualified(jotting: str) -> str:
    """What one has passed, as a clause; what names no credential, as it is."""
    text = tidy(jotting).rstrip(".! ")
    if len(text) > LONGEST:
        return jotting
    if letters := credentials(text):
        return f"I have {letters}"
    found = _CREDENTIAL_OF.match(text)
    if not found or not (credentials(found["letters"]) or found["kind"]):
        return jotting
    if found["letters"] in PROFESSIONS and not found["kind"]:
        post = f"{article(found['letters'])} {found['letters']}"
        return f"I have been {post} since {found['when'].removeprefix('since ')}"
    since, letters, kind = found["when"].startswith("since "), found["letters"], found["kind"] or ""
    when = found["when"].removeprefix("since ")
    if kind in (" certified", " qualified", " registered"):
        return f"I have been {letters}{kind} since {when}"
    kind = {" cert": " certificate", " dip": " diploma"}.get(kind.lower(), kind.lower())
    mine = "my " if kind else ""
    return (
        f"I have held {mine}{letters}{kind} since {when}"
        if since
        else f"I gained {mine}{letters}{kind} in {when}"
    )


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


_TONGUE_FIRST = pattern(r"^(?P<tongue>[A-Z][a-z]+),? \(?(?P<how>fluent|native|conversational)\)?$")
"""A language, and how well one speaks it: Spanish, fluent."""


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
    text = _FLUENT.sub(_speaks, _TONGUE_FIRST.sub(r"\g<how> \g<tongue>", text))
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


def _qualified_in(jotting: str) -> Joined:
    """What one has passed, before a comma; the rest stays out."""
    first, comma, rest = tidy(jotting).partition(", ")
    if not comma or len(jotting) > LONGEST or _TAKEN_BACK.search(rest):
        return Joined()
    read = mended(first)
    clause = _qualified(read.text)
    told = Joined(phrase=clause, left=(Left(rest, ANOTHER),), mended=read.changes)
    return told if clause != read.text else Joined()


def _moved_in(jotting: str) -> Joined:
    """A figure that changed, between two commas of a jotting, as a clause."""
    things = jotting.split(", ")
    for at, thing in enumerate(things[:4]):
        rest = ", ".join([*things[:at], *things[at + 1 :]])
        if (told := _moved(thing)) and not private.reason(rest) and not _TAKEN_BACK.search(rest):
            return one_of(told, things, at, ", ")
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
    way, much = _change(told)
    where = _placed(told["where"] or "")
    if not much or where is None:
        return Joined()
    none = f", with no {told['what_not']}" if told["none"] else ""
    whose = "" if told["place"] or " my " in where else IN_MY_WORK
    left = (Left(told["means"], ANOTHER),) if told.get("means") else ()
    span = told["span"].replace(" in 1 ", " in one ")
    what = f"{what}{told['place'] or ''}"
    is_deed = way and not _TOLD_AS_CHANGE.search(text)
    clause = _brought(what, way, much) if is_deed else f"{whose}{_changed(what, way, much)}"
    return Joined(phrase=f"{clause}{span}{where}{none}", left=left, mended=mended(jotting).changes)


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
        if lacks_article_after(text, tuple(_WHERE))
        or re.search(r"\b(?<!my )(?:last|current)\b", text)
        else f" {text}"
    )


IN_MY_WORK = "in my work, "
"""Before a figure that changed, of which nobody said where."""


_WHERE = frozenset(["at", "on", "in", "across", "for"])


def _change(told: Mapping[str, str]) -> tuple[str, str]:
    """Whether a figure went up or down, and by how much: ("down", "from 5.2% to 3.4%").

    The first is empty of times of day, both are of a figure that stayed.
    """
    if not told.get("old"):
        way = "up" if told["sign"].strip() in ("+", "up", "rose") else "down"
        return way, f"by {told['much']}"
    old, new = told["old"], told["new"]
    new, _, each = new.partition(" ")
    if new.endswith("%") and not old.endswith("%"):
        old = f"{old}%"
    if old.endswith("%") and not new.endswith("%"):
        new = f"{new}%"
    if ":" in old + new:
        return "", f"from {old} to {new}"
    before, after = (float(re.sub(r"[^\d.]", "", each).rstrip(".") or 0) for each in (old, new))
    way = "up" if after > before else "down"
    return ("", "") if before == after else (way, f"from {old} to {new} {each}".rstrip())


def _changed(what: str, way: str, much: str) -> str:
    """A figure that became more or less: arrears fell from 5.2% to 3.4%."""
    if not way:
        verb = "went"
    elif much.startswith("by "):
        verb = f"went {way}"
    elif way == "up":
        verb = "rose"
    else:
        verb = "dropped" if "fall" in what else "fell"
    return f"{what} {verb} {much}"


def _brought(what: str, way: str, much: str) -> str:
    """The same as a deed of whoever tells of it as a strength."""
    return f"I raised {what} {much}" if way == "up" else f"I brought {what} down {much}"


_TOLD_AS_CHANGE = pattern(r" (?:fell|rose|went) ")
"""What somebody says became more or less, rather than that they did it."""


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


BOOKED = pattern(
    r"^(?:i['’]?m |i am )?(?P<doing>doing|taking|sitting|retaking|studying|learning|finishing|starting|(?:booked (?:on|in|onto|for)|enrolled (?:on|in|for)|signed up (?:for|to))(?! (?:it|that|one)\b)) (?=\w)"
    r"|^(?P<been>been) (?=(?:on|in|at|with|[a-z]{2,}ing)\b(?! (?:this|that|it)\b))"
    r"|^(?:(?:my|the) )?(?P<thing>(?:(?:level|grade|part|stage) \d |[\w-]+ )?(?:exam|test|course|assessment|medical|training|class|retest|appointment)|(?-i:[A-Z])[\w-]*(?: [\w-]+)?) (?:already )?(?:booked|scheduled|set) "
    rf"(?=(?:for|on|in)\b|\w+ \d|\d|{SHORT_MONTHS}$)",
    re.IGNORECASE,
)
"""What one does about a doubt: doing it in May, exam booked for 12 January."""


def is_booked(found: re.Match[str]) -> str:
    """What one has been at, does, or has booked, as a clause."""
    if found["been"]:
        return "I have been "
    if found["doing"]:
        return f"I am {found['doing']} "
    level, _, exam = found["thing"].rpartition(" ")
    thing = f"{exam} for {level}" if level[-1:].isdigit() else found["thing"]
    return f"my {thing} is booked {'' if _FOR_DAY.match(found.string, found.end()) else 'for '}"


_FOR_DAY = pattern(r"(?:for|on|in)\b", re.IGNORECASE)


_DOING_YEARS = pattern(r"^(?:been )?(?P<doing>[a-z]+ing) (?:for )?(?P<span>\d+ ?(?:yrs?|years))$")
"""What one has been doing for so long: climbing 7 yrs."""
_NEVER_LATE = pattern(r",? (never (?:late|absent|sick))$", needs=(" never ",))
_NONE_AT_ALL = pattern(
    r"^(?:zero|0|no) (injuries|accidents|complaints|incidents|claims)$", re.IGNORECASE
)


_TRIPLED = pattern(
    r"^(?P<what>[a-z]+(?: [a-z]+)?) (?P<did>doubled|tripled|trebled|quadrupled|halved|x ?[23])(?P<when>(?: (?:in|over) (?:a|one|two|three|\d+) (?:year|month|season|term)s?)?)$"
)
"""A figure that changed by so many times: attendance tripled."""


def _multiplied(jotting: str) -> Joined:
    """The change of a figure by so many times, as a clause; nothing of what is no figure."""
    found = _TRIPLED.match(tidy(jotting[:LONGEST]).rstrip(".! "))
    what = found and _measured(found["what"], f"{found[0]}%")
    if not found or not what:
        return Joined()
    did = {"2": "doubled", "3": "tripled"}.get(found["did"][-1], found["did"])
    return Joined(phrase=f"I {did} {what}{found['when']}")


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


_LIKED = pattern(
    r",? (?:-|–|and|which) (?:she|he|they) (?:really |also )?(?:liked|loved|seemed|was|were)\b[^,;.]*$"
    r"|, (?:she|he|they) (?:really |also )?(?:liked|loved) (?:that|it|this)\b[^,;.]*$"
)
"""What the reader made of it."""


_NOTHING_LOST = pattern(
    r"^(?P<deed>[A-Za-z]+(?:ed|d|t|n|w)\b [^,]+)(?P<middle>(?:, [^,]+)?), (?:zero|0|no) (?P<what>downtime|loss(?:es)?|complaints?|accidents?|injuries|incidents?|errors?|defects?|breaks|breakages|delays?|RIDDORs|outages?|overruns?|rework|breach(?:es)?|findings|fines|queries|discrepancies|claims|rejects|recalls|cancellations|no-shows|write-offs|missed \w+)$",
    needs=(", no ", ", 0 ", ", zero "),
)
"""A deed with what did not happen: moved the archive, 0 losses."""


_CHANGE = pattern(
    r"^(?P<what>(?:I )?(?:cut|reduced|lowered|raised|increased|improved|grew|boosted|trimmed)"
    r"(?: (?!(?:by|from|to|in) )[\w-]+)+?) (?P<much>\d[\d.,]*%)(?=$| (?!to\b)[a-z])",
    re.IGNORECASE,
)


def _by_so_much(found: re.Match[str]) -> str:
    """What was changed, with its article where it has a size, and by how much."""
    verb, _, what = found["what"].removeprefix("I ").partition(" ")
    has_size = what.rpartition(" ")[2] in _SIZES and words_of(what)[0].low not in DETERMINERS
    return f"{verb} {'the ' if has_size else ''}{what} by {found['much']}"


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


_ENDING = pattern(r"(?<=\w) (?:pretty much|basically|more or less)$|(?<=years) now$")


_DID_DO = pattern(r"^(?:I )?did (?P<verb>[a-z]+) (?=\w)", re.IGNORECASE)
"""A deed that is stressed, as if it had been doubted: I did call the show."""


def _emphatic(found: re.Match[str]) -> str:
    """The deed in its plain past; as it was where "did" is the deed."""
    verb = found["verb"].lower()
    is_verb = "VB" in lexicon.tags(verb) and "NN" not in lexicon.tags(verb)
    is_verb = is_verb or verb in ("call", "work", "run", "study")
    past = lexicon.forms(verb)[0] if is_verb else ""
    return f"I {past} " if past else found[0]


def prepared_deed(text: str) -> str:
    """A strength without its lead, with the words that people leave out: cut costs by 12%."""
    told = _DID_DO.sub(_emphatic, _ENDING.sub("", _ALREADY.sub("", _SAID(text))))
    if _EMPTY.fullmatch(told):
        return ""
    if "%" in told:
        told = _TARGET.sub(_reached, _CHANGE.sub(_by_so_much, told))
    if " since " in told or " for " in told:
        told = _SINCE.sub(_been, told)
    if any(span in told for span in (" years", " months", " seasons", " winters", " summers")):
        told = AS_ONE.sub(as_one, told)
        told = _WITHOUT.sub(r"had no \g<what>", _NONE_IN.sub(r"\1 in \2", told))
        told = _AS_AGENT.sub(_in_post, _WORKPLACE.sub(_at_work, told))
    if told[:1].isdigit() or told.startswith("more than"):
        told = _DONE_TO_MANY.sub(r"\g<deed> \g<many>\g<rest>", told)
    if any(word.may_be("VBD") or word.low == "did" for word in words_of(told)[:1]):
        told = WHEN.sub(in_month, _lasting(_FROM.sub(r"\1from ", told)))
        told = _MACHINE.sub(lambda found: f"{found[1]} {article(found[2])} {found[2]}", told)
    return told


_ALREADY = pattern(r"^(?:already|currently|now) (?=an? )", re.IGNORECASE)


AS_ONE = pattern(r" as (?P<post>(?:[a-z]+ )?[a-z]+)$", needs=(" as ",))


def as_one(found: re.Match[str]) -> str:
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


WHEN = pattern(
    rf"(?P<what>\b(?!(?:{'|'.join(PREPOSITIONS)}|early|late|mid|last|next|this|every|each|and|or)\b)[A-Za-z][a-z]{{2,}}) "
    r"(?P<when>(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: 20\d\d)?|20\d\d)$"
)
"""When something was done, without its "in": completed the course October."""


in_month = r"\g<what> in \g<when>"


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


YEARS_LAST = pattern(
    r"^(?P<tool>[A-Z]\w+(?: [A-Z0-9]\w*)?)(?:,| [–-])? (?P<span>\d+\+? ?(?:yrs?|years))(?=$|[,;.])"
)


def years_first(found: re.Match[str]) -> str:
    """Years behind a tool, in their order: BigQuery – 4 yrs."""
    tool = found["tool"]
    return f"{found['span']} {tool}" if tool in TOOLS or _is_only_name(tool) else found[0]


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


_BARE_FIGURE = pattern(
    r"\b(?:did|made|had|got|ran|threw|sold|served|handled|raised|saved|spent|earned|won|billed|brought in|led|managed|trained|supervised|taught|hired|fixed|closed|cleared|wrote) \d[\d,.]*(?= (?:on|in|at|for|by|with|per|a|last|every)\b|$)"
)
"""A figure of nobody knows what: did 220 on Saturdays."""


_FROM_WHOM_LOST = pattern(
    r"\b(?:raised|secured|saved|collected) [$£€]\d[\d,.]*(?:k|m|bn)? [a-z]+s\b(?! (?:of|worth)\b)"
)
"""A sum without the preposition behind it: raised £210k trusts."""


_FROM_LOST = pattern(
    r"\b(?:grew|took|got|cut|brought|raised|moved|reduced|increased|improved|lowered|built)\b.* (?!from |by |about |than )\S+ [$£€]?\d[\d.,]*[kKmM%]? to [$£€]?\d"
)
"""A change whose "from" was left out: grew the account 2k to 96k."""


HABITS = word_set("""speak read write know use drive type hold have own teach coach run manage lead play sing cook bake
    sew volunteer mentor work live do make build answer code handle keep grow sell train look enjoy love like
    understand learn design start finish sit move take go come get see care hold ride""")
"""What one does as a rule; other verbs in their plain form may be a noun, or cut short: diss, temp, rep."""


_ADJECTIVAL = word_set("coded ticketed carded")
"""What one is by a certificate, though it reads like a deed."""


_ONLY_A_NAME = pattern(r"[a-z]+ [A-Z][\w-]*(?: and [A-Z][\w-]*)?")


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
    r"(?:^|(?<= ))(?!(?:for|about|over|nearly|almost|than|last|past|have|had|took|spent|in|of|within|every|first|and|or|to|only|a|the) )([A-Z]?[a-zA-Z]*\d*) ((?:1|one) year|\d+ (?:years|months|weeks|seasons|terms|winters|summers))$",
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


def clause_of(reading: Reading) -> Joined:
    """The clause that a fragment makes of what you did, have or are."""
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
        case Form.ADJECTIVE if _IN_YEAR.search(text) and words_of(text)[0].may_be("VBD"):
            return Joined(phrase=f"I {text}")  # trained as a mediator in 2020
        case Form.ADJECTIVE:
            return Joined(phrase=f"I am {text}")
        case Form.MODAL if lacks_article(text):
            return Joined()
        case Form.PAST | Form.MINE if any(
            each.search(text) for each in (_BARE_FIGURE, _FROM_LOST, _FROM_WHOM_LOST)
        ):
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
        case Form.BASE if reading.head not in HABITS:
            return Joined()
        case Form.PAST | Form.BASE | Form.MODAL:
            return Joined(phrase=f"I {_lasting(text)}")
        case Form.YEARS:
            return Joined(phrase=_of_years(reading, text))
        case Form.OTHERS if text.endswith(" me") and reading.plural:
            return Joined(phrase=number_as_word(text))
        case Form.OTHERS if words_of(text)[0].may_be("CD") and words_of(text)[1].low != "of":
            return Joined()  # 240 installs sold
        case Form.OTHERS:
            return Joined(phrase=definite(reading, text))
        case Form.NOUN if reading.head in HELD:
            return Joined(phrase=f"I have {text}")
        case Form.NOUN if re.match("an? ", text) and (is_agent(reading.head) or "notary" in text):
            return Joined(phrase=f"I am {text}")
        case Form.NOUN if _is_counted(reading) and not _THEN.search(text):
            return Joined(phrase=f"{INCLUDES}{text}")
        case Form.BARE:
            return Joined(phrase=_owned(reading, text))
        case _:
            return Joined()


_IN_YEAR = pattern(r" in (?:19|20)\d\d\b")


_THEN = pattern(r" (?:last|this) (?:year|month|season|summer|winter|spring|autumn)$")
"""When it was, which goes with a deed rather than with what one's experience includes."""


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


def _is_counted(reading: Reading) -> bool:
    """Whether a noun phrase tells how many of what: 3 cruises; not how long, how much, of whom."""
    first = words_of(reading.text.removeprefix("more than "))[0]
    counted = first.may_be("CD") and first.text[0] not in "$£€0" and reading.plural
    return counted and lexicon.singular(reading.head) in WORKS


DEGREES = word_set("BA MA BSc MSc BS MS PhD MBA BEd MEd PGCE HND NVQ CDL LLB LLM")


def _owned(reading: Reading, text: str) -> str:
    """A clause from a bare noun phrase: I have a forklift licence; I have worked as a buyer for Aldi."""
    words = words_of(text)
    if re.match(r"[A-Z]{2}\b", text) and words[0].text not in PROPER | DEGREES:
        return ""  # two letters stand for too many things
    if is_held(reading.head):
        had = "had " if re.search(r" since (?:\d|\w+ \d)", text) else ""
        return f"I have {had}{article(words[0].text)} {text}"
    if reading.head in ("experience", "knowledge", "training", "background"):
        return f"I have {'' if lexicon.is_mass(reading.head) else 'a '}{text}"
    if (
        words[0].text in DEGREES
        and words[1:]
        and words[1].text[1:].islower()
        and not lexicon.knows(words[1].low)
    ):
        return ""  # MSc Stirling
    if words[0].text in DEGREES:
        return f"I have {article(words[0].text)} {text}"
    if reading.head == "holder" and len(words) == 2 and words[0].text.isupper():
        return f"I am {article(words[0].text)} {text}"
    if is_agent(reading.head) and re.search(r" (?:at|for|with|in) ", text):
        return f"I have worked as {article(words[0].text)} {text}"
    return ""


_OF_DOING = pattern(
    r"(?P<span>(?:more than )?[\w-]+ (?:years|months|seasons)) of (?P<rest>[a-z]+ing (?:an?|the|my|people|children|[a-z]+s)\b.*)$"
)
"""Years of doing something: eleven years of driving a school minibus."""


def _of_years(reading: Reading, text: str) -> str:
    told = years_of(reading, text)
    if reading.head == "of" and (doing := _OF_DOING.match(text)):
        return f"I have spent {doing['span']} {doing['rest']}"
    if reading.head == "as":
        span, rest = split_span(text)
        return f"I have worked for {span} {rest}"
    if reading.head == "doing":
        span, rest = split_span(text)
        return f"I have spent {span} {rest}"
    if not reading.head:
        return f"I have {text} of experience"
    if (found := SPAN.match(text)) and found["rest"].split(" ")[0] in SHIFTS:
        return f"I have worked {found['rest']} for {found['span']}"
    return f"I have {told}" if told else ""
