"""The small grammar of jottings: word lists, and the forms of verbs. Pure.

A hand-made lexicon of the words that job seekers use. It need not be complete: what it does not
know is taken for a noun, and a noun fits most frames.
"""

from collections.abc import Callable


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which are set apart by white space."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of `text`, which are set apart by commas."""
    return frozenset(text.split(", "))


SUBJECTS = word_set("""
    i we you they he she it this that's there one
""")
SHORT_SUBJECT = r"(?:i|we|you|they|he|she|it|that|there)[’'](?:m|re|s|ve|d|ll)\b"
DETERMINERS = word_set("""
    another
    the a an this these those my your our their his her its all both each every some any no
    one two three four five six seven eight nine ten
""")
QUANTIFIERS = frozenset(["several", "many", "most", "more", "much", "new", "two-thirds", "half"])
PREPOSITIONS = word_set("""
    about across after against along among around as at before between by down during for
    from in into of off on onto out over per since through to toward under until up via with
    within without
""")
RELATIVES = word_set("""
    who whom whose which that where when while because if so
""")
QUESTION_WORDS = word_set("""
    how what when where which who whom whose why whether
""")
AUXILIARIES = word_set("""
    is are was were am has have had does do did will would can could should must may might
    shall isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't
    wouldn't can't cannot couldn't shouldn't
""")
NEGATED = word_set("""
    don't didn't can't cannot haven't couldn't won't wasn't hasn't doesn't isn't not
""")
MODALS = word_set("""
    can could will would may might shall should must cannot can't
""")

PERSONAL_ADJECTIVES = word_set("""
    excellent brilliant effective skilful able adaptable ambitious analytical approachable articulate autonomous bilingual calm
    capable careful caring collaborative comfortable committed competent confident
    conscientious consistent creative curious decisive dependable detail-oriented determined
    diligent diplomatic disciplined driven eager easygoing efficient empathetic energetic
    enthusiastic experienced familiar fast flexible fluent friendly good great hands-on
    hardworking hard-working honest humble independent inexperienced inquisitive junior keen
    glad happy certain sure self-taught self-employed married ok okay fine knowledgeable kind loyal methodical meticulous motivated
    multilingual open organised organized outgoing overqualified over-qualified passionate
    patient persistent polite practical pragmatic proactive proficient punctual ready
    reliable resilient resourceful responsible responsive self-motivated self-starting
    senior sharp skilled sociable strong structured tactful talented tech-savvy tenacious
    thorough trustworthy underqualified unflappable used versatile warm willing young old
    qualified
""")
"""What a person can be; a noun may follow some of them ("strong SQL skills")."""

AGENT_NOUNS = word_set("""
    lead leader head hire chief chef nurse doctor clerk guide coach mentor expert generalist
    specialist graduate native assistant accountant consultant technician electrician
    physician librarian musician partner player starter builder doer self-starter closer
    hunter farmer salesperson person people-person all-rounder number-cruncher rn cpa pair wizard champion
    evangelist representative rep pro ninja architect advocate attorney associate cto ceo
    cfo pm qa aide steward deputy successor replacement extrovert introvert
""")
CHARACTERS = word_set("""
    speaker learner player communicator listener person native wizard
""")
"""Agent nouns that say what one is, not what one did: "I am a quick learner"."""

CERTIFIED = frozenset(
    ["accredited", "certified", "chartered", "licensed", "native", "qualified", "registered"]
)
"""Words that make a noun phrase say what one is: "I am a registered nurse"."""

NOT_AGENTS = word_set("""
    computer number paper power customer-order order offer career computer water weather
    summer winter quarter chapter letter matter data-center center register user-behaviour
    behaviour behavior color colour labor labour error sensor server router container
    transfer cover answer together never ever under over after better other another whether
    rather former later router filter helper docker fever river
""")
COUNT_NOUNS = word_set("""
    sample crm erp cms rfp poc mvp policy tenure onsite shift building freeze study letter
    link document deck form summary ride company firm shop
    app application approach architecture audit backlog bonus bottleneck budget call
    campaign case challenge change chapter chart checklist codebase commute conference
    contract course culture-change dashboard database deadline demo deployment design-system
    dispute event exam exercise framework gap garden grant handover hike holiday idea
    incident initiative interview issue job launch library meeting merger method migration
    model move office pipeline pilot plan platform portfolio presentation problem process
    product programme program project proposal prototype question quota race reorg
    reorganisation reorganization report restructure restructuring review roadmap role
    rollout roll-out rota round schedule screen session site stack store strategy survey
    switch system takeover task team test tool tour transition trial trip turnaround visit
    warehouse ward website workflow workshop notice-period period decision panel offer
""")
"""Singular nouns that want an article: "on-call rota" becomes "the on-call rota"."""

CREDENTIALS = word_set("""
    ma bachelor's bachelors ba bs bsc car certificate certification clearance degree diploma
    doctorate driver's-license licence license master's masters mba msc phd qualification
    visa
""")

LOWERED = word_set("""
    final ideally never age commute distance gender kids pay relocation salary timing visa
    money location
    actually also always analytics being better big bit building clear client clients code
    communication customer customers daily data deep design digital early end everyone
    existing experience experienced external financial first flexible full general global
    good growth hard health help high how internal just knowledge large last late lean legal
    less like little local long lots maybe mobile most much natural next not notice on-call
    only onboarding open people possible possibly pretty previous pricing proven public
    quality quick quite reading real really recent regular remote reporting revenue safety
    sales sample second security self short shared small social solid somebody someone
    something sometimes sound staff stakeholder stakeholders strategic strategy strong
    successful supply support teaching team technical their then third time too top total
    training travel true trust user users very wide work working years young yes manager
    analyst developer engineer designer builder teacher writer editor owner supervisor
    worker administrator director officer buyer planner learner speaker thinker
""")
"""Words that lose their capital inside a sentence; see `knows`."""

NAMING = word_set("""
    data customer sales product design project public global supply quality client security
    training store platform user health team store office street
""")
"""Plain words that names begin with: they keep their capital before another one."""

NEEDED = CREDENTIALS | word_set("""
    sponsorship supervision training
""")
"""What one needs or lacks, also where no article says that it is a noun: "needs visa"."""

TAKING_PLURALS = word_set("""
    love like mentor coach cut lead hire help train fix boost raise visit
""")
"""Verbs that may be nouns, but are none before a plural: "mentor juniors"."""

HAPPENING = word_set("""
    closed ended folded collapsed failed retired died expired stopped happened left resigned
    moved merged shut doubled tripled shrank
""")
"""Past forms that need no object: a noun before them is who or what it happened to."""

LOWERED_ENDINGS = ("tion", "sion", "ment", "ness", "ship", "ing", "ful")

ACRONYMS = word_set("""
    ai api apis aws b2b b2c bi ceo cfo cms coo cpa cpr crm css cto cv eu erp etl gcp
    gdpr gp hr html icu ios kpi kpis llm mba ml ms nhs nlp np oop pdf phd
    php pm pmp ppc pr qa r&d rn roi saas sap sdr seo sla slas sme smes sql uat ui uk
    usa ux vat vp
""")
"""Written in capitals, also where all else around them is turned to lower case."""

_REGULAR = word_set("""
    stay renew churn decide shadow sign attend arrange
    accept account achieve acquire act adapt add address administer adopt advise align
    analyse analyze answer architect arrange assemble assess assist audit author automate
    balance boost brief calculate call care challenge champion change chair check clean
    close coach code collaborate collect communicate complete compose conduct configure
    connect consolidate consult contact contribute control convert cook coordinate
    co-ordinate cover craft create cure debug decrease define deliver deploy describe design
    develop diagnose digitise digitize direct discover discuss document double draft earn
    edit educate empower enable engage engineer enhance enjoy ensure establish evaluate
    exceed execute expand explain explore extend facilitate finalise finalize finish fix
    follow forecast formulate found fundraise gather generate graduate guide handle help
    hire hit host identify implement improve include increase influence inform initiate
    innovate inspect install integrate interview introduce invent investigate join judge
    jump kick launch learn lecture liaise like listen live look love maintain manage
    manufacture market master measure mediate meet-and-greet mentor merge migrate model
    moderate modernise modernize monitor motivate move negotiate nurse onboard open operate
    optimise optimize orchestrate order organise organize overhaul own partner perform
    persuade pick pilot pitch plan plant play prepare present prevent process produce
    program promote propose protect prototype prove provide publish raise reach rebalance
    receive recommend reconcile record recover recruit redesign reduce refactor refresh
    refer relate release relocate rely remain renovate reorganise reorganize repair replace
    report represent research resolve respond restore restructure retain review revise
    rewire roll save scale schedule score secure select serve service share ship show
    simplify slash solve source specialise specialize staff start steer stop stabilise
    stabilize store streamline strengthen structure study succeed supervise supply support
    survey sustain switch tackle talk test trade train transform translate travel treat
    triage triple troubleshoot tune turn tutor update upgrade use utilise utilize validate
    value visit volunteer walk want watch welcome work yield need require miss trust
    appreciate push wait chat email mail phone drop hope expect agree suggest ask offer lack
    send-out worry commute struggle forward expire
""")
_IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        entry.split("/")
        for entry in word_set("""
    be/was/been become/became/become begin/began/begun bring/brought/brought
    build/built/built buy/bought/bought catch/caught/caught choose/chose/chosen
    come/came/come cut/cut/cut deal/dealt/dealt do/did/done draw/drew/drawn
    drive/drove/driven fall/fell/fallen feed/fed/fed feel/felt/felt find/found/found
    fight/fought/fought fly/flew/flown get/got/got give/gave/given go/went/gone
    grow/grew/grown have/had/had hear/heard/heard hold/held/held keep/kept/kept let/let/let
    know/knew/known lead/led/led leave/left/left lose/lost/lost make/made/made
    mean/meant/meant meet/met/met oversee/oversaw/overseen pay/paid/paid put/put/put
    read/read/read rebuild/rebuilt/rebuilt rethink/rethought/rethought
    rewrite/rewrote/rewritten run/ran/run say/said/said see/saw/seen sell/sold/sold
    send/sent/sent set/set/set speak/spoke/spoken spend/spent/spent spin/spun/spun
    split/split/split stand/stood/stood sort/sorted/sorted take/took/taken
    teach/taught/taught tell/told/told think/thought/thought undertake/undertook/undertaken
    understand/understood/understood win/won/won write/wrote/written break/broke/broken
    ride/rode/ridden
""")
    )
}
_DOUBLING = word_set("""
    run cut set get put plan ship stop win begin refer drop chat debug program split spin
""")

BASES = frozenset(_REGULAR) | frozenset(_IRREGULAR)
NOUNS_TOO = word_set("""
    account act address answer architect audit balance boost brief call care challenge
    champion change chair check close coach code contact control cook cover craft cure deal
    design document double draft drive engineer fall feed feel find fight fix follow
    forecast found graduate guide help hire hit host influence interview judge jump kick
    launch lead lecture leave like look love market master measure mentor model move need
    nurse offer order own partner phone pick pilot pitch plan plant play process produce
    program prototype push read record recruit redesign refactor refresh release repair
    report research review roll run save scale schedule score secure service set share ship
    show source staff start stop store structure study supply support survey switch talk
    test trade train transform travel treat triage triple trust tune turn tutor update
    upgrade use value visit volunteer wait walk want watch welcome work yield email mail
    drop hope lack commute struggle open clean complete direct document focus cut spin split
    stand win worry break put mean chat forward ride
""")
"""Base forms that may also be a noun or adjective: a verb only before an article and its like."""

ADJECTIVES_TOO = word_set("""
    accomplished advanced based certified chartered committed dedicated detailed distributed
    driven embedded experienced integrated licensed lost mixed motivated needed proven
    qualified registered related seasoned set shared skilled split structured talented
    trusted used written measured known read
""")
"""Past forms that may also be an adjective: a verb only before an article and its like."""


def gerund(base: str) -> str:
    """The -ing form: own, owning; run, running; drive, driving."""
    if base in _DOUBLING:
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe")) and base != "be":
        return base[:-1] + "ing"
    return base + "ing"


def past(base: str) -> str:
    """The past form: own, owned; run, ran."""
    if base in _IRREGULAR:
        return _IRREGULAR[base][0]
    if base in _DOUBLING:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _after_consonant(base) else base + "ed"


def third(base: str) -> str:
    """The form after he or she: own, owns; teach, teaches; carry, carries."""
    if base in ("be", "have"):
        return {"be": "is", "have": "has"}[base]
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if _after_consonant(base) else base + "s"


def participle(base: str) -> str:
    """The form after have: own, owned; run, run; write, written."""
    return _IRREGULAR[base][1] if base in _IRREGULAR else past(base)


def _after_consonant(base: str) -> bool:
    """Whether `base` ends in a y that follows a consonant."""
    return base.endswith("y") and base[-2] not in "aeiou"


def _back(form: Callable[[str], str]) -> dict[str, str]:
    return {form(base): base for base in sorted(BASES)}


BASE_OF_GERUND = _back(gerund)
BASE_OF_PAST = _back(past)
BASE_OF_PAST |= {"learnt": "learn", "learned": "learn", "spelt": "spell", "modelled": "model"}
BASE_OF_PARTICIPLE = _back(participle)
BASE_OF_THIRD = _back(third)


def is_agent(noun: str) -> bool:
    """Whether a singular `noun` names a person by what they do: analyst, builder, nurse."""
    if noun in AGENT_NOUNS:
        return True
    endings = ("er", "or", "ist", "yst", "eer", "ian", "person", "woman", "man", "maker")
    return len(noun) > 4 and noun.endswith(endings) and noun not in NOT_AGENTS


def knows(word: str) -> bool:
    """Whether `word` is a plain word, so that it loses its capital inside a sentence."""
    parts = word.split("-") if "-" in word else (word,)
    return any(
        part
        in DETERMINERS
        | QUANTIFIERS
        | PREPOSITIONS
        | RELATIVES
        | QUESTION_WORDS
        | SUBJECTS
        | AUXILIARIES
        or part in PERSONAL_ADJECTIVES | LOWERED | COUNT_NOUNS | CREDENTIALS | BASES
        or part in BASE_OF_GERUND
        or part in BASE_OF_PAST
        or part in BASE_OF_THIRD
        or part in AGENT_NOUNS
        or (len(part) > 5 and part.endswith(LOWERED_ENDINGS))
        for part in parts[:1]
    )
