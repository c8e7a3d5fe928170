"""What the roles of jottings share: lists, articles, days and months within a clause. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon
from followup.notes.english.fragments import ANOTHER, UNSURE, Found
from followup.notes.english.grammar import (
    DETERMINERS,
    FUNCTION_WORDS,
    POSSESSIVES,
    PREPOSITIONS,
    SHIFTS,
    Form,
    Reading,
    Word,
    article,
    with_articles,
    words_of,
)
from followup.notes.english.person import to_reader
from followup.notes.english.spelling import COUNTS, CREDENTIALS, PROPER
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
    counted = [each.phrase.removeprefix(INCLUDES) for each in items]
    if first.phrase.startswith(INCLUDES):
        return Joined(phrase=f"{INCLUDES}{_in_a_row(counted)}")
    if first.phrase.startswith("I "):
        return first
    if fused := _one_person([each.phrase for each in items]):
        return Joined(phrase=fused)
    if len(set(map(_opening, items))) > 1:
        return first  # what is told in another way may explain what stands before
    if len({found[0] if (found := _LEAD.match(each.phrase)) else "" for each in items}) > 1:
        return first
    phrases = _in_a_row([each.phrase for each in items])
    for lead in ("somebody who knows ", "somebody with ", "someone for "):
        phrases = phrases.replace(f" and {lead}", " and ").replace(f", {lead}", ", ")
    return Joined(phrase=phrases, heard=f"about {phrases}" if first.heard else "")


def _one_person(phrases: list[str]) -> str:
    """Somebody who is sought with several things: a team player with a car; empty where one phrase
    does not say what the person has or knows.
    """
    first, *others = phrases
    things = [_HAVING.match(each) for each in others]
    is_person = _SOMEBODY.match(first)
    if not is_person or not all(things) or _WHO.search(first):
        return ""
    had = [each["what"] for each in things if each and each["how"] == "with"]
    known = [each["what"] for each in things if each and each["how"] != "with"]
    if " with " in first:
        first = _in_a_row([first, *had])
    elif had:
        first = f"{first} with {_in_a_row(had)}"
    return f"{first} who knows {_in_a_row(known)}" if known else first


def both_sought(first: str, second: str) -> str:
    """Two needs as one: someone with a licence who knows Excel; empty where they do not go together."""
    people = [_SOUGHT.match(each) for each in (first, second)]
    if not any(people):
        return f"{first} and {second}"
    if not all(people):
        return ""
    ways = [each["way"] for each in people if each]
    if ways == ["who", "with"]:
        first, second, ways = second, first, ["with", "who"]
    rest = second.partition(" ")[2]
    if ways[1] == "who":
        return f"{first}{' and' if ways[0] == 'who' else ''} {rest}"
    return f"{first} and {rest}" if ways[0] == ways[1] else ""


_SOUGHT = pattern(r"some(?:one|body) (?P<way>who|with|for|to)?")
"""Somebody who is sought, and how it is said what for."""


_HAVING = pattern(r"somebody (?P<how>with|who knows) (?P<what>(?!.*\b(?:and|with|who)\b).+)$")
_SOMEBODY = pattern(r"(?:an?|some(?:one|body)) (?!for\b)")
_WHO = pattern(r" who |, | and ")


_LEAD = pattern(r"some(?:one|body) (?:for|with|who knows|who has) ")
"""What stands before a thing that somebody is sought with, or for."""


def _needs_no_first(item: Joined) -> bool:
    """Whether an item is clear without the one before it: jams on 10kg trays may be what that does."""
    opened = bool(item) and words_of(item.phrase or item.thing)[0].low in DETERMINERS
    return bool(item) and (opened or not item.heard)


def _dropped(found: Found, items: list[Joined], joined: Joined) -> Iterator[Left]:
    """The items of a list that are not told with the others."""
    for reading, item in zip(found.readings, items, strict=True):
        told = item.thing or item.phrase.removeprefix(INCLUDES)
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
    if last.text[:1].isupper() or (last.text.isdigit() and first.text[:1].isupper()):
        return "name"
    return "several" if lexicon.singular(last.low) else "mass"


def _in_a_row(texts: list[str]) -> str:
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)


def form_set(*forms: Form) -> frozenset[Form]:
    """The forms of a fragment that a role can use."""
    return frozenset(forms)


def without_lead(*leads: str) -> Callable[[str], str]:
    """A function that takes such words off the beginning of a text."""
    leading = pattern(rf"(?:(?:{'|'.join(leads)})(?:\s+|$))*")

    def without(text: str) -> str:
        found = leading.match(text.lower())
        return text[found.end() :] if found else text

    return without


def join_readings(
    found: Found, join: Callable[[Reading], Joined], jotting: str, named: bool = False
) -> Joined:
    """What `join` makes of the readings that were found, with what stays out.

    `named`: a capital that a reading begins with is that of a name, if the word can be one.
    """
    named = named and all(each.form in THING_FORMS for each in found.readings)
    lower = _lowered_verb if named else lowered
    items = [join(replace(each, text=lower(each.text))) for each in found.readings]
    joined = _listed(items) if items else Joined()
    left = (*found.left, *_dropped(found, items, joined))
    if found.readings and not joined:
        left = (Left(tidy(jotting), UNSURE),)
    return replace(joined, left=left, mended=found.mended if joined else ())


WHOM = r"(?:she|he|they|we|you|i|ma'am|madam|sir)"


WORRIES = pattern(
    r"(?<![-\w])(?:fakes?|counterfeits?|thefts?|shortages?|backlogs?|delays?|leaks?|damp|mou?ld|floods?|flooding|breakdowns?|outages?"
    r"|complaints?|dropouts?|absen\w+|no-shows?|churn|accidents?|injur\w+|fraud|waste|wastage|spoilage|losse?s?|debts?|closures?|cuts"
    r"|strikes?|vacancies|deficits?|recalls?|incidents?|breach(?:es)?|failures?|errors?|faults?|cracks?|pests?|rats|mice|blight"
    r"|diseases?|droughts?|hurricanes?|storms?|fires?|attacks?|violence|crime|addiction|overdoses?|problems?|trouble|issues?|risks?|stress)\b"
)
"""What is no news to be glad of, unless it is told with the rest."""


def one_of(told: Joined, things: Sequence[str], at: int, between: str) -> Joined:
    """What is told of one of several things; the others stay out."""
    rest = between.join([*things[:at], *things[at + 1 :]])
    return replace(told, left=(Left(tidy(rest), ANOTHER), *told.left))


def lowered(text: str) -> str:
    """`text` without the capital of its first word, if that is a plain word."""
    first, *more = words_of(text)
    is_named = bool(more) and more[0].text[:1].isupper() and more[0].low != "i"
    if is_named and first.text[:1].isupper() and first.low not in PREPOSITIONS | DETERMINERS:
        return text  # Gas Safe: a name of two words
    if text in TOOLS or (more and first.text in TOOLS and more[0].text.isdigit()):
        return text
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


THING_FORMS = frozenset([Form.NOUN, Form.BARE, Form.OTHERS])


def _is_deed(word: Word, more: list[Word]) -> bool:
    """Whether a name that is a verb, too, is one here: Polish my reel."""
    return word.may_be("VB") and bool(more) and more[0].low in DETERMINERS | {"up"}


def _lowered_verb(text: str) -> str:
    """`text` without the capital of its first word, if that can be no name."""
    first = words_of(text)[0]
    is_noun = first.low not in FUNCTION_WORDS and (not first.tags or first.may_be("NN", "JJ"))
    return text if is_noun else lowered(text)


def said_to_reader(reading: Reading, name: str = "") -> str:
    """The fragment said to the reader; empty where it is not certain of whom it speaks."""
    return to_reader(reading.text, name)


def is_ours(text: str) -> bool:
    """Whether "we" or "our" is in a text, of which nobody knows whom it means."""
    return bool(re.search(r"\b(?:we|us|our|ours|we're|we've)\b", text, re.IGNORECASE))


def with_the(reading: Reading, text: str, is_theirs: bool = False) -> str:
    """A bare noun phrase after a preposition: the backlog; caseloads, billing, QuickBooks.

    `is_theirs`: the reader spoke of it, so that it may be the one that is known to both.
    """
    head = reading.head
    words = words_of(text)
    if has_tail(text) or (len(words) == 1 and len(text) > 1 and text.isupper()):
        return ""  # what an acronym stands for has an article or not
    if _OF_WHICH_YEAR.match(text) and (reading.plural or "NN" in lexicon.tags(head)):
        return text  # last year's budget
    if len(words) > 1 and (words[-1].text.isdigit() or _NUMBERED_THING.match(text)):
        return text  # year 6, ward 4, route 19 with its crossing
    text = with_articles(text)
    if not reading.plural and (
        words[0].low == "new" or (words[0].low in _NEW and words[-1].text.isupper())
    ):
        return f"the {text}"
    if not reading.plural and _is_one_after_and(text):
        return f"the {text}"
    if reading.plural and words[0].low == "new" and is_theirs:
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
    is_sore = WORRIES.search(head) or head == "drift"
    return counted and 1 < len(words) < 5 and words[-1].low == head and not is_sore


_OF_WHICH_YEAR = pattern(
    r"(?:last|this|next) (?:year|month|week|quarter|spring|summer|autumn|winter)'s \w+$"
)


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


def definite(reading: Reading, text: str) -> str:
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
    parlor harbor armor corridor elevator escalator monitor projector timber lumber amber gutter copper silver plaster
    poster banner burner beaker boulder chamber cider cluster corner crater drawer filter ginger glacier hanger heater
    hopper jumper lager laser lever liquor litter locker lubricant mirror muffler oyster pager pepper powder propeller
    radiator refrigerator river roster saucer sensor shower shutter sprinkler sticker sweater tanker thermometer timer
    toaster toner tower transformer transistor tumbler vapor wafer washer wiper zipper cooler dryer dishwasher charger
    converter pier fodder lager solder mortar vector rotor stator polymer fiber timber weather shelter paper cancer buffer hammer leather rubber trigger""")


HELD = word_set("""voice licence license certificate certification degree diploma permit card portfolio background eye
    tools van car network reputation record qualification clearance experience knowledge training
    credential references transcript endorsement habilitation ticket cdl""")
"""What people have: "I have a …", "I have no …"."""


def is_held(noun: str) -> bool:
    """Whether one has such a thing, in the singular and with an article."""
    return noun in HELD and not lexicon.is_mass(noun) and not lexicon.singular(noun)


def singular_of(noun: str) -> str:
    """A noun in the singular, which it may be already."""
    return lexicon.singular(noun) or noun


def number_as_word(text: str) -> str:
    """A text that may begin a sentence, with its number as a word."""
    count, _, rest = text.partition(" ")
    return f"{COUNTS[int(count)]} {rest}" if count.isdigit() and len(count) == 1 else text


INCLUDES = "my experience includes "


WORKS = word_set("""climb dive weld landing jump closing session shift sortie haul round inspection assessment booking mile project audit wedding tender survey cruise launch install installation campaign interview
    performance case birth migration rollout event inspection show production tour season expedition
    voyage flight dive dig excavation trial study workshop course lesson session festival funeral
    exhibition fit-out refurbishment conversion roof extension delivery placement rotation contract
    transaction valuation appeal hearing translation website film episode story article book title
    design build handover shutdown outage commissioning""")
"""Work of which one can say that one's experience includes so many; not: rosettes, units."""


SPAN = pattern(
    r"^(?P<span>(?:(?:over|about|nearly|almost|more than) )?[\w.,-]+ \w+'?) ?(?P<rest>.*)$"
)


def split_span(text: str) -> tuple[str, str]:
    """How long, and what follows it: "4 years", "in retail"."""
    found = SPAN.match(text)
    return (found["span"].rstrip("'"), found["rest"]) if found else (text, "")


def years_of(reading: Reading, text: str) -> str:
    """How long, as one has it: four years of experience in retail; empty for years of nothing."""
    span, rest = split_span(text)
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


_OF_NAME = pattern(r"[A-Z][\w&-]+(?: [A-Z][\w-]+)?")
"""A tool's, a field's or an employer's name, all of which may stand before "experience"."""


LETTERED_TOOLS = word_set("""AWS GCP SQL PHP CSS HTML XML SPSS STATA SAS SAP CAD BIM GIS MATLAB LIMS HPLC ELISA PCR qPCR NMR GMP GLP GxP
    IFRS GAAP FRS SOX VAT CRM ERP WMS EHR EMR DCS PLC SCADA CNC CMM FMEA SPC MES BMS RCD JLPT SQE""")
"""Tools, methods and standards that go by their letters."""


TOOLS = (
    PROPER
    | LETTERED_TOOLS
    | word_set("""VMware Go Rust Java Ruby Rails React Angular Vue Swift Kotlin Scala Perl Django Linux Oracle Revit
    Cerner EMIS SystmOne Dentrix Eaglesoft Opera Fidelio Micros SIMS Arbor Bromcom Bluebeam BigQuery Redshift Databricks Jenkins Grafana Prometheus GCP Airflow Tableau Selenium Cypress Hadoop
    Flutter Laravel MySQL MongoDB Redis Power BI Trados Opera Sketch InDesign Illustrator SolidWorks Inventor ArcGIS QGIS
    Access Sage Xero Relativity Ansible Node Spark Hadoop Snowflake Looker Word Outlook Azure Unity""")
)


PROFESSIONS = word_set("CPA CWI CFA CMA RN LPN CNA EMT PMP")
"""Credentials that are what somebody is: a CPA."""


_GRADED = r"(?: (?:class|level|part|grade|band|cat(?:egory)?) \w{1,2})?"
_CREDENTIAL = pattern(
    rf"(?:HGV |LGV )?[Cc]lass [12]|(?P<letters>[A-Z][A-Za-z]*[A-Z0-9])(?:{_GRADED}|(?: \d)?)"
)
_BETWEEN = pattern(r"(?:, and| and|,| \+| &| plus|/) ?")


def credentials(text: str) -> str:
    """Credentials in a row, as a list of a sentence: QTS and NEBOSH; empty where it names others."""
    items = [each.strip() for each in _BETWEEN.split(text.rstrip(".! "))]
    if len(items) > _MOST or not all(map(_is_credential, items)):
        return ""
    items = [
        f"{each[0].lower()}{each[1:]}" if each.startswith("Class ") else each for each in items
    ]
    return _in_a_row(items)


_MOST = 4
"""Credentials that a sentence names at most."""


def _is_credential(text: str) -> bool:
    """Whether a text is a credential's letters, perhaps with its class or level."""
    found = _CREDENTIAL.fullmatch(text)
    return found is not None and (not found["letters"] or found["letters"] in CREDENTIALS)


def _is_tool(word: Word) -> bool:
    """Whether a word, if it is a name, is one of something that one works with."""
    capital = word.text[:1].isupper()
    return not capital or word.text in TOOLS


DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


_BEFORE_DATE = pattern(
    rf"(?<!\S)(?!(?:{DAY}|on|next|by|last|this|of|until|from|early|late|mid|since|to|an?|the|each|every|any|my|your|and|or) )([\w-]+) "
    rf"(?={DAY}|\d{{1,2}} {MONTH}|{MONTH} \d)"
)
"""A word that a day follows without its "on": the yard visit Monday."""


_AT_TIME = pattern(rf"({DAY}) (?=\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm)\b)")


def on_day(text: str) -> str:
    """A step with the small words before its day and time: the yard visit on Monday at 5pm."""
    if "day" not in text and not any(map(str.isdigit, text)):
        return text
    return _AT_TIME.sub(r"\1 at ", _BEFORE_DATE.sub(r"\1 on ", text))


_TAILS = word_set(
    "due low high cold hot early late new old young small big long short full empty wet dry"
)


def has_tail(text: str) -> bool:
    """Whether an adjective begins a second phrase behind a first one: site visit low tide."""
    words = words_of(text)
    return any(
        before.may_be("NN") and not before.may_be("JJ")
        and (after.low in _TAILS or (after.may_be("JJ") and not after.may_be("NN", "NNS", "VBN", "VBG", "VBD", "CD", "NNP")))
        for before, after in pairwise(words)
    )  # fmt: skip
