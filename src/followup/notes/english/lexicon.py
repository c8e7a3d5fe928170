"""The forms of English words: which tags a word can have, and its other forms. Pure.

Tags are those of the Penn Treebank: NN, NNS, VB, VBD, VBN, VBG, VBZ, JJ, RB; a word can have
several, an unknown one has none. The words are in `lexicon.txt`, of which only the lines that hold
the words of a note are taken apart.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from followup.domain.text import pattern, unaccented, word_set

ADDED = {
    "noun": """
        rota handover takeaway rollout rollouts timesheet barista commute upsell signage callout onboarding
        comms dataset runbook postmortem changelog roadmap sprint backend frontend login checkout
        bookkeeper bookkeeping logistics payroll timetable noticeboard toolbox forklift charcuterie
        shopfloor homepage website webpage email emails stocktake stocktakes foodbank helpdesk
        childcare aftercare paediatrics paediatric safeguarding carpentry joinery groundworks rebar
        drywall telehealth caseworker fintech startup startups dropdown walkthrough workstream
        turnaround near-miss write-up sign-off take-home follow-up know-how start-up back-up
        break-in ride-along hand-over build-up mock-up step-down part-timer apprenticeship reps
        grad grads admin tele demo demos deli prep app apps exam exams lab labs gym intern interns
        phonics numeracy oversight mentorship upskilling reunification referral referrals
        whiteboard flipchart spreadsheet scaffolding shadowing stakeholder stakeholders
        milking relief shoebox lameness headcount voicemail log logs pour county timeline floodplain
        rep picker redaction reconciliation sibling skillset toolkit mindset offsite onsite standup
        dbt cafe cafes tech meds wellies ofsted bookselling tachograph county git npm css php html vba
        fintech biotech edtech healthtech saas deploy deploys uptime downtime backlog
        repo repos cohorts signaller vetting checklist lockout tagout zine zines nan nana gran nanny grandma grandmas electrics intro intros headteacher headteachers x-ray x-rays nanna laksa balayage ma'am tryout tryouts
        chiles salsa masala naan ghee paneer dosa kimchi miso sushi ramen taco tacos croissant croissants
        sourdough kombucha intake intakes oxen truckie truckies podcast podcasts crem cordage rigging fundraising eco stats comp comps colostrum reefer reefers repipe repipes toolset whiteboarding cohort syllabus rubric
        bar dam pilates commis stockman glasshouse glasshouses creche lunchbox lunchboxes stoma keyworker keyworkers hotfix
        mockup mockups moodboard moodboards voiceover voiceovers dramaturg luthier vitrine vitrines millinery copay copays
        dental dentals bathrobe bathrobes turnaround turnarounds
        croft crofts crofter crofters electrolyser electrolysers electrolyzer electrolyzers
        packhouse packhouses barcode barcodes barcoded reefer reefers teller tellers
        x-ray x-rays headteacher headteachers electrics laksa balayage ombre highlights artic artics tachos tacho
        geriatrics dialysis phlebotomy sonography sonographer midwifery paramedic telemetry ventilator triage
        catheter cannula cannulas handwash hoist hoists bariatric physio physios podiatry orthotics prosthetics
        agronomy silage forage agritech drone drones hydroponics polytunnel polytunnels orchard seedling seedlings
        aquaculture trawler trawlers longliner winch skipper deckhand stevedore stevedores gantry demurrage
        crossdock pallet pallets palletiser conveyor tote totes picklist putaway despatch telematics hgv
        scaffolder scaffolders plasterer plasterers screed rebar formwork shuttering grout bim snag snags snagging
        switchgear substation substations inverter inverters photovoltaics heatpump solar rooftop micro-grid
        gearbox gearboxes turbocharger powertrain chassis bodyshop paintshop
        lathe lathes milling deburring weldment weldments fixturing jig jigs kanban kaizen gemba poka-yoke takt
        dumpling dumplings dosa dosas biryani tagine tagines injera jollof fufu paella tapas ramen udon sushi
        pho banh kimchi empanada empanadas taco tacos tamale tamales pierogi borscht goulash couscous hummus mezze
        sourdough croissant croissants macaron macarons ganache tempering proofing patisserie viennoiserie
        barista baristas latte espresso sommelier sommeliers maitre cellar sous-vide mise
        lesson-plan phonics makaton braille ipad ipads chromebook chromebooks moodle
        podcast podcasts vlog vlogs livestream livestreams reel reels storyboard storyboards lightbox
        webinar webinars onboarding offboarding payslip payslips timesheets expat expats visa visas
        microfinance remittance remittances chargeback chargebacks underwriter underwriters actuary actuaries
        paralegals conveyancing litigator litigators notary notaries subpoena subpoenas e-discovery
        grooming kennel kennels cattery spay neuter farrier farriers equine bovine ovine
        kayak kayaks zipline abseil abseiling lifeguard lifeguards
        mosque mosques temple temples gurdwara synagogue parish parishes diocese
        kiosk kiosks mystery-shopper planogram planograms markdown markdowns backroom stockroom stockrooms
        embroidery upholstery upholsterer loom looms dyeing screen-printing letterpress
        geotech lidar gis borehole boreholes aquifer aquifers tailings haulage
        chatbot chatbots microservice microservices kubernetes api apis sdk endpoint endpoints refactoring
        firmware wireframe wireframes pen-test pentest phishing ransomware malware failover
        template hoyer dyno tracheostomy signup carvel clinker ketch yawl eggroll tortilleria taqueria panaderia shrimper
        haylage tupping sprayer baler swarf readme wellboat lookering brushcutter moto hydro signage kerb gable mulch
        silo scribe barge lorry cask keg pils lager oyster clam scallop pastry meringue fondant sponge scone brioche
        focaccia bagel hob combi fryer blender ferment glulam plywood chipboard soffit fascia guttering parapet dormer
        mortar grouting caulk tiling plaster pothole culvert manhole kerbing tarmac bollard crib gasket bearing
        sprocket bushing solenoid ewe tup heifer piglet poult gilt farrowing calving lambing shearing seedbed tillage
        agronomist durum canola rapeseed soybean sorghum hospice respite carer telecare discharge fob lanyard
        changeover punchlist walkaround sandpit playgroup preschool storytelling copywriting backtesting proofing
        lookbook mood-board colourway escrow closing realtor appraisal lender condo sublet stewardship playbook
        handoff bootloader oscilloscope telemetry scrum retro kickoff linter webhook
    """,
    "verb": """
        run/ran/run/running/runs redo/redid/redone/redoing/redoes redact onboard upskill rewire repoint rebrand relaunch triage automate restock replant reroute
        decommission digitise organise prioritise standardise modernise centralise optimise
        optimize deescalate firefight hotdesk roster overhaul containerise refactor upsell/upsold/upsold/upselling/upsells
        lead-time bottle-feed/bottle-fed/bottle-fed/bottle-feeding/bottle-feeds second-chair
        precept/precepted/precepted/precepting/precepts
        co-teach/co-taught/co-taught/co-teaching/co-teaches co-ordinate safeguard email
        text braze de-escalate proofread/proofread/proofread/proofreading/proofreads
    """,
    "adj": """
        bilingual trilingual part-time full-time onsite on-site remote in-house hands-on cross-functional
        first-line twelve-hour one-page sixth-form front-of-house back-of-house warm-blooded phone-free
        second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        costed laminated riverine end-to-end paediatric pediatric weekday weekend evening overnight
    """,
    "adv": "onsite remotely part-time full-time upfront overnight weekly nightly daily",
}
"""Words of trades that the published lexicon lacks, in its own way of writing."""


def plural(noun: str) -> str:
    """The regular plural: ward, wards; agency, agencies."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def conjugated(base: str) -> tuple[str, str, str, str]:
    """Past, participle, gerund and third person of a regular verb."""
    stem = base + base[-1] if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base) else base
    if re.search(r"[^aeiou]y$", base):
        past, gerund = base[:-1] + "ied", base + "ing"
    elif base.endswith("e"):
        past = base + "d"
        gerund = base + "ing" if base.endswith(("ee", "oe", "ye")) else base[:-1] + "ing"
    else:
        past, gerund = stem + "ed", stem + "ing"
    return past, past, gerund, plural(base)


@cache
def _lines() -> dict[str, dict[str, str]]:
    """The lines of the lexicon by class of words, each by the first two letters of its words."""
    text = (Path(__file__).parent / "lexicon.txt").read_text(encoding="utf-8")
    blocks = (block.split("\n") for block in text.split("\n[")[1:])
    return {kind[:-1]: {line[:2]: line for line in lines} for kind, *lines in blocks}


@cache
def _added(kind: str) -> dict[str, list[str]]:
    """The added words of one class by their first two letters."""
    told: dict[str, list[str]] = {}
    for entry in ADDED.get(kind, "").split():
        told.setdefault(entry[:2], []).append(entry)
    return told


@cache
def _words(kind: str, start: str) -> dict[str, str]:
    """The words of one class that begin with two letters, with what is written behind their slash."""
    entries = (*_lines()[kind].get(start, "").split(), *_added(kind).get(start, ()))
    return {word: rest for word, _, rest in (entry.partition("/") for entry in entries)}


def _entry(kind: str, word: str) -> str | None:
    """What the lexicon has behind a word of one class: its forms, empty where they are regular."""
    return _words(kind, word[:2]).get(word)


_PARTS = ("VBD", "VBN", "VBG", "VBZ")


def _irregular(form: str) -> list[tuple[str, str]]:
    """Tag and base of a form that no rule makes."""
    bases = [*(_entry("verb form", form) or "").split("/"), *_added_bases().get(form, ())]
    return [
        (tag, base)
        for base in filter(None, bases)
        for tag, each in zip(_PARTS, (_entry("verb", base) or "").split("/"), strict=False)
        if each == form
    ]


@cache
def _added_bases() -> dict[str, list[str]]:
    """The bases of the added verbs by their irregular forms."""
    told: dict[str, list[str]] = {}
    for entry in ADDED["verb"].split():
        base, *others = entry.split("/")
        for form in others:
            told.setdefault(form, []).append(base)
    return told


def forms(base: str) -> tuple[str, ...]:
    """Past, participle, gerund and third person of a verb that is known."""
    rest = _entry("verb", base)
    return tuple(rest.split("/")) if rest else conjugated(base)


def gerund(base: str) -> str:
    """The -ing form of a verb: run, running."""
    return forms(base)[2]


_ENDINGS = (
    *(("s", "", "VBZ"), ("es", "", "VBZ"), ("ies", "y", "VBZ")),
    *(("ed", "", "VBD"), ("d", "", "VBD"), ("ied", "y", "VBD"), ("ed", "", "VBN")),
    *(("d", "", "VBN"), ("ied", "y", "VBN"), ("ing", "", "VBG"), ("ing", "e", "VBG")),
)


def _regular(word: str) -> list[tuple[str, str]]:
    """Tag and base of a form that a rule makes; British spelling doubles a final l."""
    return [
        (tag, base)
        for ending, stop, tag in _ENDINGS
        if word.endswith(ending)
        for base in _undoubled(word.removesuffix(ending) + stop)
        if _entry("verb", base) == "" and word in (*conjugated(base), *_doubled(base, ending))
    ]


def _undoubled(base: str) -> tuple[str, ...]:
    return (base, base[:-1]) if len(base) > 3 and base[-1] == base[-2] else (base,)


def _doubled(base: str, ending: str) -> tuple[str, ...]:
    return (f"{base}l{ending}",) if base.endswith("l") else ()


_CLASSES = (("VB", "verb"), ("NN", "noun"), ("JJ", "adj"), ("RB", "adv"))


@cache
def tags(word: str) -> frozenset[str]:
    """The tags that `word`, in lower case, can have."""
    if not word.isascii() and (plain := unaccented(word)).isascii():
        return tags(plain)
    return _listed(word) or _derived(word)


def _listed(word: str) -> frozenset[str]:
    """The tags of a word that stands in the lexicon, or of which a form does."""
    found = {tag for tag, _ in verb_forms(word)}
    found |= {tag for tag, kind in _CLASSES if _entry(kind, word) is not None}
    if singular(word):
        found.add("NNS")
    return frozenset(found)


_PREFIXES = (
    "re",
    "un",
    "pre",
    "co",
    "non",
    "over",
    "under",
    "mis",
    "out",
    "sub",
    "inter",
    "multi",
    "cyber",
    "bio",
    "geo",
    "hydro",
    "neuro",
    "electro",
    "thermo",
    "agri",
)
PREFIXES = frozenset(
    (*_PREFIXES, "e", "de", "anti", "semi", "cross", "post", "micro", "nano", "bio", "auto")
)
"""What may stand before a hyphen without being a word."""
_DERIVED = (
    (r"(.{2,})ers?", ("VB",), "NN"), (r"(.{3,})ees?", ("VB",), "NN"), (r"(.{3,})ly", ("JJ",), "RB"), (r"(.{3,})ness", ("JJ",), "NN"),
    (r"(.{3,})able", ("VB",), "JJ"), (r"(.{3,})ables", ("VB",), "NN"), (r"(.{3,})(?:less|ful)", ("NN",), "JJ"),
)  # fmt: skip


_MADE_OF = pattern(r"(?P<stem>.{4,})i[sz](?P<end>es?|ed|ing|ations?)")
"""Verbs that -ise or -ize makes of a known word: anonymise, palletizing."""
_MAKING = {
    "e": "VB", "es": "VBZ", "ed": "VBD VBN", "ing": "VBG", "ation": "NN", "ations": "NNS",
}  # fmt: skip


def _derived(word: str) -> frozenset[str]:
    """The tags of a word that is made of a known one: reschedule, picker, calmly."""
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 4 and word.isalpha() and (told := tags(rest)):
            return told
    made = _MADE_OF.fullmatch(word)
    if made and any(tags(made["stem"] + end) for end in ("", "e", "y", "ous", "al")):
        return frozenset(_MAKING[made["end"]].split())
    for derived, wanted, tag in _DERIVED:
        if match := re.fullmatch(derived, word):
            stems = (
                match[1],
                match[1] + "e",
                match[1][:-1] if match[1][-1:] == match[1][-2:-1] else "",
            )
            if any(wanted[0] in tags(stem) for stem in stems if stem and len(stem) > 2):
                return frozenset(
                    [
                        "NNS"
                        if tag == "NN" and word.endswith("s") and not word.endswith("ss")
                        else tag
                    ]
                )
    return frozenset()


@cache
def verb_forms(word: str) -> tuple[tuple[str, str], ...]:
    """Each tag and base that `word` can be a form of."""
    found = dict.fromkeys((*_irregular(word), *_regular(word)))
    british = {("VBD", base): None for tag, base in found if tag == "VBN" and word.endswith("t")}
    return tuple({**found, **british})  # learnt, burnt: the lexicon has the past as learned


def base_of(word: str, tag: str) -> str:
    """The base of which `word` is that form; empty where it is none."""
    return next((base for each, base in verb_forms(word) if each == tag), "")


@cache
def singular(noun: str) -> str:
    """The singular of a plural; empty where it is none."""
    if irregular := _entry("plural", noun):
        return irregular
    for ending, stop in (("ies", "y"), ("es", ""), ("s", "")):
        base = noun.removesuffix(ending) + stop
        if noun.endswith(ending) and _entry("noun", base) == "" and plural(base) == noun:
            return base
    if _entry("noun", noun) is None:
        for ending, stop in _LATIN:
            if (
                noun.endswith(ending)
                and _entry("noun", noun.removesuffix(ending) + stop) is not None
            ):
                return noun.removesuffix(ending) + stop
    return ""


_LATIN = (("i", "us"), ("ae", "a"), ("a", "um"), ("a", "on"), ("ices", "ix"), ("ices", "ex"))
"""Latin and Greek plurals, with the endings of their singulars: syllabi, formulae."""


_MASS = word_set("""experience training equipment software knowledge patience judgement judgment writing retention
    turnover churn overtime growth compliance safety maintenance logistics payroll progress research
    advice feedback support staff burnout relocation travel commuting automation recruitment discipline
    management leadership attention stamina discretion reliability accuracy care work trust morale
    delivery demand output productivity capacity efficiency performance uptime downtime latency
    attrition absence spending profit income yield shrinkage throughput conversion engagement scrap autism dementia diabetes dyslexia asthma epilepsy adhd sepsis power use usage spend intake
        participation proof permission awareness coverage production quality speed volume footfall visibility security
    occupancy utilisation utilization wastage sickness absenteeism art history science english maths
    math music biology chemistry physics geography economics law accounting finance philosophy
    psychology education hospitality retail manufacturing healthcare construction agriculture
    data literacy behaviour behavior attendance housekeeping stock paperwork traffic revenue waste
    inventory access shrink comfort trauma supervision stress noise damp mould mold humidity grief
    dust rust space storage demand control cover leave pay triage outreach sourdough dough bread
    hygiene funding sponsorship governance insurance wheat barley flour meat fish milk fuel timber freight cargo livestock grain feed gravel concrete
    circulation casework prevention congestion copywriting storytelling bookkeeping firmware software literature recycling""")
"""Nouns that are mostly used without an article, though the lexicon gives them a plural."""


def is_mass(noun: str) -> bool:
    """Whether a noun goes without an article: patience, equipment, billing."""
    return (
        _entry("noun", noun) == "-"
        or noun in _MASS
        or (noun.endswith("work") and noun not in ("network", "framework", "artwork", "firework"))
        or noun.endswith(("ology", "onomy", "iatry"))
        or any(noun.removeprefix(each) in _MASS for each in _PREFIXES)
        or (noun.endswith("ing") and noun not in COUNTED and "VBG" in tags(noun))
    )


COUNTED = word_set(
    "wedding meeting building landing opening hearing briefing listing evening ceiling"
)
"""Nouns in -ing of which there are many."""


def knows(word: str) -> bool:
    """Whether `word`, in lower case, is in the lexicon; a compound is, if its parts are."""
    return bool(tags(word)) or ("-" in word and all(tags(part) for part in word.split("-") if part))


def _is_compound(word: str) -> bool:
    """Whether `word`, in lower case, is two known nouns written as one: clubroot, leasehold."""
    return any(
        "NN" in tags(word[:at]) and tags(word[at:]) & {"NN", "NNS"}
        for at in range(_HALF, len(word) - _HALF + 1)
    )


_HALF = 4
"""Letters of each half of a compound; shorter ones make compounds of misspelt words."""


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UNLIKELY = pattern(r"(.)\1\1|[bcdfghjklmnpqrstvwxz]{5}")
_GUESSED = (
    (pattern(r"(?:ed|ly)$"), ()),
    (pattern(r"ing$"), ("NN",)),
    (pattern(r"(?:al|ic|ous|able|ible|ive|ary|less|ful)$"), ("JJ",)),
    (pattern(r"[^sui]s$"), ("NNS",)),
    (pattern(""), ("NN",)),
)
"""What a word that nobody knows is by its ending; nothing where it may be a verb, or an adverb."""


@cache
def is_trade_word(word: str) -> bool:
    """Whether an unknown word, in lower case, can be one of a trade: idempotency, backflow.

    It is a compound, or it is long, and no letter more, less or other makes a known word of it, as in a misspelt one.
    """
    if not guessed(word) or knows(word):
        return False
    return (
        _is_compound(word)
        or _is_of_noun(word)
        or not any(map(knows, _slips(word, _LETTERS, _LETTERS)))
    )


def _is_of_noun(word: str) -> bool:
    """Whether a word is what one does with a known thing, or who does it: pathing."""
    stems = (word.removesuffix(end) for end in ("ing", "er", "ers") if word.endswith(end))
    return any("NN" in tags(stem) and not _DOUBLING.search(stem) for stem in stems)


_DOUBLING = pattern(r"[^aeiou][aeiou][^aeiouwxy]$")
"""What doubles its last letter before an ending: ship, shipping."""


def _slips(word: str, signs: str, mistaken: str) -> Iterator[str]:
    """What a word may have been meant to be, if one of its letters is wrong, behind the first.

    One of `mistaken` stands for another of `signs`, too many or too few; or two are in the wrong order.
    """
    for at in range(1, len(word) + 1):
        left, right = word[:at], word[at:]
        yield from (left + sign + right for sign in signs)
        if right[:1] in mistaken:
            yield left + right[1:]
            yield from (left + sign + right[1:] for sign in signs if sign != right[:1])
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]


_VOWELS = "aeiou"


@cache
def correction(word: str, small: frozenset[str] = frozenset()) -> str:
    """The only known word, or one of `small`, that an unknown long one can be a slip of; else empty.

    A slip of a vowel, of a letter that is doubled or not, or of two letters in the wrong order:
    superintendent, actually, receive. What any other slip makes is not certain.
    """
    if len(word) < _SURELY_LONG or not (word.isascii() and word.isalpha()) or knows(word):
        return ""
    if _is_compound(word) or _is_of_noun(word):
        return ""
    doubled = {word[:at] + word[at - 1] + word[at:] for at in range(1, len(word) + 1)}
    single = {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}
    meant = {*_slips(word, _VOWELS, _VOWELS), *doubled, *single} - {word}
    found = {each for each in meant if (each in small or _listed(each)) and _is_unheard(word, each)}
    return found.pop() if len(found) == 1 else ""


def _is_unheard(word: str, meant: str) -> bool:
    """Whether a slip is one that nobody hears: behind the first syllable, and no other vowel of a short word."""
    if sorted(word) == sorted(meant):
        return True
    at = next(
        (n for n, pair in enumerate(zip(word, meant, strict=False)) if len(set(pair)) > 1), -1
    )
    if (
        len(word) > len(meant)
        and word[at : at + 1] == "i"
        and word[at + 1 : at + 2] in ("a", "o", "u")
    ):
        return False  # finials are no finals
    is_late = at < 0 or any(vowel in word[:at] for vowel in _VOWELS)
    return is_late and (len(word) != len(meant) or len(word) > _SURELY_LONG)


_SURELY_LONG = 7
"""Letters of an unknown word that is hardly a name, of which a slip can be mended."""


def guessed(word: str) -> frozenset[str]:
    """The tags that a long unknown word is likely to have; none where it looks like no word."""
    if len(word) < _LONG or not (word.isascii() and word.isalpha()) or _UNLIKELY.search(word):
        return frozenset()
    return frozenset(next(tags for ending, tags in _GUESSED if ending.search(word)))


_LONG = 6
"""Letters of a word that is hardly shorthand."""
