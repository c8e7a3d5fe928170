"""Mends how a jotting is written, and says what was mended: shorthand, apostrophes, typos. Pure.

Only what is in these tables is changed. A misspelt word that is not keeps its jotting out of the
note: correcting by likeness turns trade terms and names into other words.
"""

import re

from followup.domain.frozen import Frozen
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon
from followup.notes.english.grammar import FUNCTION_WORDS
from followup.notes.jottings import tidy

SHORTHAND = {
    "w/": "with", "w": "with", "w/o": "without", "wo/": "without", "b/c": "because",
    "bc": "because", "bcs": "because", "cuz": "because", "thru": "through", "abt": "about",
    "tho": "though", "yr": "year", "yrs": "years", "mos": "months", "mths": "months",
    "wk": "week", "wks": "weeks", "hr": "hour", "hrs": "hours", "mins": "minutes",
    "secs": "seconds", "pls": "please", "plz": "please", "incl": "including",
    "excl": "excluding", "approx": "about", "mgmt": "management", "mgr": "manager",
    "mgrs": "managers", "dept": "department", "depts": "departments", "org": "organization",
    "orgs": "organizations", "acct": "account", "accts": "accounts", "appt": "appointment",
    "appts": "appointments", "cert": "certificate", "certs": "certificates", "refs": "references",
    "reqs": "requirements", "exp": "experience", "bldgs": "buildings", "mtg": "meeting", "mtgs": "meetings",
    "msg": "message", "msgs": "messages", "govt": "government", "asst": "assistant",
    "wknd": "weekend", "wknds": "weekends", "ppl": "people", "bldg": "building",
    "eqpt": "equipment", "pics": "pictures", "pic": "picture", "intvw": "interview", "intvws": "interviews", "bkgd": "background", "bkgrd": "background", "backgrd": "background", "paed": "paediatric", "hivis": "hi-vis", "ft": "feet", "wkend": "weekend", "wkends": "weekends", "xmas": "Christmas", "sb": "somebody",
    "sbdy": "somebody", "wpm": "words a minute", "avg": "average", "docs": "documents", "enuf": "enough",
    "thx": "thanks", "prob": "probably", "probly": "probably", "prolly": "probably",
    "asap": "as soon as possible", "uni": "university", "eng": "engineering", "biz": "business",
    "esp": "especially", "qtr": "quarter", "yrly": "yearly", "temps": "temps", "perf": "performance",
    "dev": "development", "devs": "developers", "ops": "operations", "info": "information",
    "admins": "administrators", "cust": "customer", "custs": "customers", "svc": "service",
    "biweekly": "biweekly", "tmrw": "tomorrow",
    "hosp": "hospital", "maint": "maintenance", "equip": "equipment", "supv": "supervisor",
    "svcs": "services", "qtrs": "quarters", "lvl": "level", "lvls": "levels", "hols": "holidays", "cos": "because",
    "quals": "qualifications", "intl": "international", "mfg": "manufacturing", "prev": "previous",
    "hyg": "hygiene", "resi": "residential", "vid": "video", "vids": "videos",
    "cuzz": "because", "instr": "instructor", "instrs": "instructors", "agcy": "agency", "mths'": "months",
    "lbs": "pounds", "insp": "inspection", "refurb": "refurbishment", "i/view": "interview",
    "i/v": "interview", "bout": "about", "outta": "out of", "smth": "something", "circ": "circulation", "shd": "should", "wld": "would",
    "mkt": "market", "sys": "system", "fwd": "forward", "rehab": "rehabilitation", "demos": "demos", "lic": "licence", "w/out": "without", "w/in": "within",
    "abit": "a bit", "kinda": "kind of", "sorta": "sort of", "lemme": "let me", "gotta": "have to", "ofc": "of course", "til": "until", "u": "you", "ur": "your", "gonna": "going to", "wanna": "want to", "sched": "schedule",
}  # fmt: skip
"""Short forms that mean one thing only, wherever they stand."""

DAYS = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "weds": "Wednesday",
    "thu": "Thursday", "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday", "jan": "January", "feb": "February", "mar": "March", "apr": "April",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "sept": "September",
    "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip
_DAYS_IN_FULL = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SURELY_DAYS = frozenset(
    [
        "mon",
        "tue",
        "wed",
        "tues",
        "weds",
        "thurs",
        "thur",
        "fri",
        "sept",
        "feb",
        "nov",
        "oct",
        "aug",
        "thu",
    ]
)

TYPOS = {
    "alot": "a lot", "backround": "background", "infact": "in fact", "aswell": "as well", "atleast": "at least",
    "eachother": "each other", "noone": "no one", "incase": "in case", "everytime": "every time",
    "recieve": "receive", "recieved": "received", "reciept": "receipt", "reciepts": "receipts",
    "managment": "management", "managament": "management", "definately": "definitely",
    "experiance": "experience", "experince": "experience", "seperate": "separate", "teh": "the",
    "wich": "which", "becuase": "because", "becasue": "because", "acheive": "achieve",
    "acheived": "achieved", "accomodate": "accommodate", "accomodation": "accommodation",
    "occured": "occurred", "succesful": "successful", "successfull": "successful",
    "responsable": "responsible", "responsability": "responsibility", "enviroment": "environment",
    "maintainance": "maintenance", "maintenence": "maintenance", "calender": "calendar",
    "commited": "committed", "liase": "liaise", "liased": "liaised", "liasing": "liaising",
    "buisness": "business", "bussiness": "business", "somone": "someone", "untill": "until",
    "wierd": "weird", "beleive": "believe", "goverment": "government", "recomend": "recommend",
    "recomended": "recommended", "refered": "referred", "tommorow": "tomorrow",
    "tomorow": "tomorrow", "wether": "whether", "writting": "writing", "proffesional": "professional",
    "profesional": "professional", "adress": "address", "begining": "beginning",
    "collegue": "colleague", "collegues": "colleagues", "knowlege": "knowledge",
    "lisence": "licence", "recruting": "recruiting", "scedule": "schedule", "shedule": "schedule",
    "stratagy": "strategy", "thier": "their", "truely": "truly", "custmers": "customers",
    "calander": "calendar", "calandar": "calendar", "customors": "customers", "inventry": "inventory", "warehose": "warehouse",
    "nite": "night", "nites": "nights", "tonite": "tonight", "thru": "through", "gr8": "great", "luv": "love",
    "swithcing": "switching", "swtiching": "switching", "wierdly": "weirdly", "garentee": "guarantee",
    "mens": "men's", "womens": "women's", "childrens": "children's", "obvs": "obviously", "coz": "because",
    "shoulda": "should have", "coulda": "could have", "woulda": "would have",
}  # fmt: skip
"""Joined and misspelt words, none of which is a word of its own."""

_APOSTROPHES = {
    word.replace("'", ""): word
    for word in [
        "don't",
        "can't",
        "won't",
        "didn't",
        "doesn't",
        "isn't",
        "wasn't",
        "couldn't",
        "wouldn't",
        "shouldn't",
        "haven't",
        "hasn't",
        "hadn't",
        "aren't",
        "weren't",
        "i'm",
        "i've",
        "they're",
        "they've",
        "they'd",
        "they'll",
        "you're",
        "you've",
        "you'll",
        "that's",
        "what's",
        "there's",
        "who's",
        "she's",
        "he's",
        "who'll",
        "who'd",
        "that'll",
        "here's",
        "it'll",
    ]
} | {"id": "I'd", "ill": "I'll"}
_VERB_FOLLOWS = frozenset(["id", "ill"])

PEOPLES = word_set("""english spanish french german mandarin polish punjabi hindi urdu
    arabic tagalog cantonese italian portuguese russian ukrainian romanian turkish farsi dari pashto gujarati
    bengali tamil swahili somali amharic yoruba igbo zulu xhosa welsh gaelic irish dutch swedish norwegian
    danish finnish greek hungarian czech japanese korean vietnamese thai hebrew creole ghanaian nigerian kenyan
    indian pakistani chinese mexican brazilian canadian australian american british scottish african european
    asian caribbean jamaican persian iranian iraqi syrian lebanese moroccan ethiopian eritrean sudanese egyptian israeli
    afghan nepali malaysian indonesian samoan tongan maori cuban colombian peruvian bolivian chilean haitian
    bulgarian serbian croatian albanian latvian lithuanian estonian belgian austrian filipino filipina london dublin glasgow victorian edwardian""")
"""Languages and peoples, of which none is a plain word, and who has a capital."""
_NAMES = {
    "github": "GitHub", "linkedin": "LinkedIn", "quickbooks": "QuickBooks", "excel": "Excel",
    "javascript": "JavaScript", "python": "Python", "postgres": "Postgres", "sql": "SQL",
    **{word: word.capitalize() for word in PEOPLES}, "gm": "GM", "hr": "HR", "php": "PHP", "dbs": "DBS", "covid": "COVID", "nhs": "NHS", "cqc": "CQC", "cv": "CV", "pto": "PTO", "osha": "OSHA",
    "wms": "WMS", "erp": "ERP", "crm": "CRM", "aws": "AWS", "cdl": "CDL", "rn": "RN", "pdf": "PDF",
    "terraform": "Terraform", "airflow": "Airflow", "kafka": "Kafka", "figma": "Figma",
    "docker": "Docker", "kubernetes": "Kubernetes", "k8s": "Kubernetes", "wordpress": "WordPress",
    "photoshop": "Photoshop", "tesco": "Tesco", "aldi": "Aldi", "lidl": "Lidl", "asda": "Asda", "waitrose": "Waitrose", "greggs": "Greggs",
    "walmart": "Walmart", "costco": "Costco", "ikea": "IKEA", "fedex": "FedEx", "dhl": "DHL", "tsa": "TSA", "bbc": "BBC", "tfl": "TfL", "npq": "NPQ", "ecc": "ECC",
    "haccp": "HACCP", "nvq": "NVQ", "cscs": "CSCS", "gdpr": "GDPR", "ofsted": "Ofsted", "bradford": "Bradford", "sheffield": "Sheffield", "bristol": "Bristol",
    "cardiff": "Cardiff", "belfast": "Belfast", "edinburgh": "Edinburgh", "liverpool": "Liverpool", "manchester": "Manchester", "birmingham": "Birmingham", "autocad": "AutoCAD", "tableau": "Tableau", "typescript": "TypeScript",
    "salesforce": "Salesforce", "zendesk": "Zendesk", "jira": "Jira", "shopify": "Shopify",
    "christmas": "Christmas", "easter": "Easter", "tiktok": "TikTok", "instagram": "Instagram",
    "youtube": "YouTube", "facebook": "Facebook", "whatsapp": "WhatsApp", "capcut": "CapCut",
}  # fmt: skip
PROPER = frozenset(_NAMES.values())
"""Names that are plain words, too, and keep their capital."""
_CAPITAL_TERMS = word_set("""AIDS SOAP LEAN STEM SCRUM CAD REST SAGE EPIC SMART RAID BASE CARE HOPE TEFL PAT SAP WHO
    IT US SEN SEND SPED EDI LIFT STAR CORE NICE RICE ACE ASSET NEST PACE SAFE""")

CREDENTIALS = word_set("""QTS QTLS PGCE NPQH NPQ NPQSL ELCE TEFL TESOL CELTA NEBOSH IOSH CSCS IPAF PASMA SMSTS SSSTS CPCS NPORS
    HGV LGV ADR CPC HIAB CDL TWIC FLT TIG MIG CWI NDT UT MT IRATA BOSIET OSHA HAZWOPER EPA ASE AM2 NICEIC ACS
    ACCA CIMA AAT ACA CPA CFA CMA CIPD CIPS CILEX CISSP CISM CISA CEH PMP PRINCE2 ITIL CCNA CCNP MCSE BPSS RHCE
    BLS ACLS PALS TNCC CEN CCRN CFRN IV PEG NMC HCPC GMC GPhC SVQ NVQ SIA FREC FAA HACCP ServSafe CIEH WSET
    IATA PADI RYA STCW ENG1 GWO MEWP PHTLS ISTQB CBAP CIA CAMS NRSWA WAMITAB DSL SENCO RN LPN CNA EMT""")
"""What one has passed, or is registered with, by its letters."""


_UNITS = {
    "yr": "year", "yrs": "year", "year": "year", "wk": "week", "week": "week", "mo": "month",
    "mos": "month", "month": "month", "min": "minute", "mins": "minute", "minute": "minute",
    "sec": "second", "secs": "second",
    "hr": "hour", "hrs": "hour", "hour": "hour", "person": "person", "man": "man", "bed": "bed",
    "day": "day", "page": "page", "room": "room", "store": "store", "bay": "bay",
}  # fmt: skip
_MEASURE = pattern(
    rf"\b(?P<count>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve) ?"
    rf"(?P<unit>{'|'.join(_UNITS)})\b(?P<after>(?= (?P<next>[A-Za-z]+))?)"
)
_BRACKETS = pattern(r"\s*\([^()]*\)|\s*\[[^\]]*\]")


def _each(found: re.Match[str]) -> str:
    """So many each time: $120k a year."""
    return f"{found[1]} a {_SPANS.get(found[2], found[2])}"


def _times_each(found: re.Match[str]) -> str:
    """How often: x2/wk, twice a week."""
    count = int(found[1] or found[2])
    times = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}[count]
    return f"{times} a {_SPANS.get(found[3], found[3])}"


def _moved(found: re.Match[str]) -> str:
    """A thing from a version to the next: the Postgres 13 to 17 upgrade, the move from K8s 1.29 to 1.31."""
    what, old, new = found["what"], found["old"], found["new"]
    behind = found.string[found.end() :].split()[:3]
    if any(word.strip(".,") in _MOVES for word in behind):
        return f"{found['led'] or 'the'} {what}{old} to {new}"
    if found.start() or (behind and behind[0] not in ("w/o", "without", "w/", "with", "in")):
        return found[0]
    return f"the move from {what}{old} to {new}"


def _so_many(found: re.Match[str]) -> str:
    """Things with their number behind them: references x3, three references."""
    return f"{COUNTS[int(found[2] or found[3])]} {found[1]}"


COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOVES = word_set(
    "upgrade migration cutover move switch rollout rewrite port jump transition update conversion downgrade change changeover"
)
"""What is done from one version to another."""
_SPANS = {"yr": "year", "mth": "month", "mo": "month", "wk": "week", "hr": "hour"}
_SIGNS = (
    (("(", "["), _BRACKETS, ""),
    (
        ("enty ", "irty ", "orty ", "ifty ", "ixty ", "ghty ", "inety "),
        pattern(r"\b((?:twen|thir|for|fif|six|seven|eigh|nine)ty) (one|two|three|four|five|six|seven|eight|nine)\b(?!-)", re.IGNORECASE),
        r"\1-\2",
    ),
    ((" @",), pattern(r"(?<=\w) @ ?(?=[A-Z])"), " at "),
    (("k ", "k-", "k,", "k=", "k→"), pattern(r"(?<![\w$£€.,-])(\d{1,3})k(?= [a-z]| ?(?:->|=>|→)|,)"), r"\1,000"),
    (("->",), pattern(r"(?<=->)(\d{1,3})k\b"), r"\1,000"),
    (("yr old", "year old"), pattern(r"(?<!is )(?<!are )(?<!was )(?<!were )\b(\d+|\w+) (?:yr|year) (olds?)\b"), r"\1-year-\2"),
    (("risk assess",), pattern(r"\brisk assess\b(?!m)"), "risk assessment"),
    (("planning app",), pattern(r"\bplanning app\b"), "planning application"),
    (
        ("uh", "um", "er", "hm", "ok", "Uh", "Um", "Hm", "Ok", "OK", "so"),
        pattern(r"^(?:(?:uh+|u+mm+|um|erm+|hm+|ok(?:ay)?|so|yeah|basically|omg|literally|honestly|well)\b[,.]? )+(?=[\w\"])|,? (?:hm+|uh+|umm+)(?=[,.!?]*$)", re.IGNORECASE),
        "",
    ),
    ((" tho", " anyway", " tbh", " honestly", " ha", " hehe", " ngl"), pattern(r"(?<=\w),? (?:tho(?:ugh)?|anyways?|tbh|ngl|honestly|ha(?:ha)*|hehe)(?=[.!]*$|[.;,] )"), ""),
    ((" med ", "med "), pattern(r"\bmed (?=(?:card|cert\w*|records?|school|students?|bay|exam|staff|team|rep|reps|device|devices|check|checks|form|forms|centre|center)\b)"), "medical "),
    ((" reno", "reno "), pattern(r"\b(?<!in )(?<!at )reno\b"), "renovation"),
    ((" ",), pattern(r"\b([a-z]+)(?:,? \1){2,}\b"), r"\1"),
    (("hatsapp ", "hatsApp "), pattern(r"\b(?:whatsapp|WhatsApp|Whatsapp) (?=(?:him|her|them|you)\b)"), "send "),
    ((" pts",), pattern(r"\b(ventilated|dementia|stroke|cardiac|surgical|palliative|elderly|hospice|ICU|of|with|(?:carry|see|saw|take|took|managed?|for) \d+) pts\b"), r"\1 patients"),
    (("same day",), pattern(r"(?<!the )\bsame day(?=$|[,.;]| (?:as|and)\b)"), "the same day"),
    (("high st",), pattern(r"\bhigh st\b"), "high street"),
    ((" so yeah",), pattern(r",? so yeah[,.]?(?: (?=[iI]\b)|$)"), lambda found: ", so " if found[0].endswith(" ") else ""),
    (("learn quick",), pattern(r"\blearn quick\b"), "learn quickly"),
    ((" so ",), pattern(r"(?<=[a-z]),? so (?=(?:know|am|can|understand|speak|do) (?!i\b|you\b|it\b))"), ", so I "),
    (("ount for so",), pattern(r",? (?:has|have|must|should) (?:to )?count for so(?:me)?thing\b.*$"), ""),
    (("hands on", "hands-on"), pattern(r"^((?:\w+|\d+) (?:yrs?|years)) hands[- ]on\b(?: (?:and|\+|&) (?=[a-z]+ing ))?(?P<doing>(?<= ))?"), lambda found: f"I have {found[1]} of hands-on experience{' and am ' if found[0].endswith(' ') else ''}"),
    ((" solo",), pattern(r"(?<=[a-z]) solo(?=$|[,.;]| with| at| on| for)"), " alone"),
    (("lb",), pattern(r"(?<=\d) ?lbs?\b"), " pounds"),
    ((" which ",), pattern(r",? which (?:was|is|were) (?:basically|literally|just|honestly|like|kind of|sort of|pretty much) .*$"), ""),
    ((" basically", " literally", " obviously"), pattern(r",? (?:basically|literally|obviously)\b"), ""),
    ((" app",), pattern(r"\b(grant|job|visa|permit|loan|bid|school|college|planning|licen[cs]e) app(?=s?\b)"), r"\1 application"),
    ((" so yeah",), pattern(r",? so yeah\b(?! i\b)(?! I\b).*$"), ""),
    (("dm ", "DM ", "message ", "ping ", "slack ", "Slack "), pattern(r"^(?:to )?(?:dm|DM|message|ping|slack|Slack) (?=(?:him|her|them)\b)"), "send "),
    (("->", "→"), pattern(r"(?<=[a-z]) ([A-Z][A-Za-z]+) ?(?:->|→) ?(?=[A-Z][a-z])"), r" from \1 to "),
    (("doing ",), pattern(r"\bdoing (?=[a-z]+ing (?:up|out|off)\b)"), ""),
    (("near miss",), pattern(r"\bnear miss(es)?\b"), r"near-miss\1"),
    ((" masters",), pattern(r"\b(no|an?|my|the) ((?:[a-z]+ )?)masters\b(?! (?:of|degree|in\b))"), r"\1 \2master's degree"),
    ((" no",), pattern(r"\b([A-Z]{3,}) no\.?(?=$| [+&(]| (?:to|and) )"), r"\1 number"),
    (("no ", "no. "), pattern(r"(?<=[a-z] )no\.? (?=\d+\b)"), "number "),
    (("x",), pattern(r"^((?:[A-Za-z-]+ ){0,3}[a-z]+s) (?:x ?([2-9])|([2-9]) ?x)$"), _so_many),
    (("guy", "bloke", "chap"), pattern(r"\b(?:a |the right |some )?(?:guy|bloke|chap|fella|fellow|lad|gal|lass) (?=(?:who|that|to)\b)"), "someone "),
    (("guy", "folk"), pattern(r"(?<![\w] )\b(?:guys|folks?) (?=(?:who|that)\b)"), "people "),
    (("wk of", "week of", "w/c", "wk commencing", "week commencing"), pattern(r",? (?:(?:for|in) )?(?:the )?(?:w/c|(?:wk|week) (?:of|commencing)) (?=(?:the )?\d|[A-Z][a-z]+ \d)"), " in the week of "),
    (("her words", "his words", "their words", "her word", "his word"), pattern(r",? (?:i think |I think )?(?:(?:were|was|is|are|-|–) )?(?:(?:her|his|their) (?:exact |actual )?words?)(?: (?:lol|haha))?(?=[.!]*$|,)"), ""),
    ((" said ", " says "), pattern(r",? (?:she|he|they) (?:said|says|kept saying|repeated) (?:that|it|so|this)(?: (?:like|about|at least|maybe))? (?:twice|\w+ times|a lot|again)\b(?=[,.!]|$)"), ""),
    (("occ health",), pattern(r"\bocc health\b"), "occupational health"),
    ((" prob",), pattern(r"\b(a|no|any|the) prob\b"), r"\1 problem"),
    ((" dev ",), pattern(r"\b(the|a|our|one|lead|senior|junior|another) dev (?=[a-z])"), r"\1 developer "),
    ((" lol ", " haha"), pattern(r" (?:lol|haha+)(?= (?:and|or|who|to|with) )"), ""),
    (("de escalat",), pattern(r"\bde (?=escalat)"), "de-"),
    ((" of em", "'em"), pattern(r"(?<=\bof )'?em\b"), "them"),
    ((" ll ",), pattern(r"\b(she|he|they|we|i|I|it|you) ll (?=[a-z])"), r"\1'll "),
    (("intro ",), pattern(r"\bintro (?=(?:me|us|him|her|them|you)\b)"), "introduce "),
    (("pre-emp ", "pre emp "), pattern(r"\bpre[- ]emp\b"), "pre-employment"),
    ((" which is",), pattern(r"(?<=[a-z]) which is (?=(?:about |around |nearly |over )?\d)"), ", which is "),
    (("-",), pattern(r"\b(for|of|in|with|on|at) (?=\d+-(?:man|person|bed|seat|room|cover|acre|storey|story|site|unit) [a-z]+\b(?<!s))"), r"\1 a "),
    ((" last ", " prior ", " previous ", " old ", " current "), pattern(r"\b(at|@|for|in) (?=(?:last|prior|previous|current|old) (?:place|job|firm|bank|company|school|shop|employer|hospital|hotel|site|garage|kitchen|practice|clinic|depot)\b)"), r"\1 my "),
    (("zoom", "teams"), pattern(r"\b(on|over|via|by) (zoom|teams)\b"), lambda found: f"{found[1]} {found[2].capitalize()}"),
    (("legged",), pattern(r"\b(two|three|four|one|six) legged\b"), r"\1-legged"),
    ((" ft", "0ft", "1ft", "2ft", "3ft", "4ft", "5ft", "6ft", "7ft", "8ft", "9ft"), pattern(r"(?<=\d) ?ft\b"), " feet"),
    (("associate", "bachelor", "master"), pattern(r"\b(associate|bachelor|master)s (?=degree\b)"), r"\1's "),
    (("drivers li",), pattern(r"\bdrivers (?=li[cs]en[cs]e\b)"), "driver's "),
    (("/",), pattern(r"(?<=\d )([a-z]+)/(day|week|wk|month|year|yr|shift|hour|hr|night)\b"), lambda found: f"{found[1]} a {_SPANS.get(found[2], found[2])}"),
    (("/",), pattern(r"(?<=\d)([km]?)/(yr|year|mth|mo|month|wk|week|day|hr|hour|night|shift)\b"), _each),
    (("x",), pattern(r"\b(?:x ?([2-6])|([2-6]) ?x)(?:/| a | per )(wk|week|month|mth|yr|year|day)\b"), _times_each),
    (("s/",), pattern(r"(?<=[a-z]s)/(yr|year|mth|mo|month|wk|week|day|hr|hour|night|shift)\b"), lambda found: f" a {_SPANS.get(found[1], found[1])}"),
    (('"',), pattern(r'"([A-Z][\w\']*(?: [\w\']+){0,3} [A-Z][\w\']*|[A-Z][a-z]+)"'), r"\1"),
    ((" re ",), pattern(r"(?<=\w) re (?=[a-z])"), " about "),
    (("1st ",), pattern(r"\b1st (?=[a-z])"), "first "),
    (("2nd ",), pattern(r"\b2nd (?=[a-z])"), "second "),
    (("3rd ",), pattern(r"\b3rd (?=[a-z])"), "third "),
    ((" n ", " n' ", " 'n"), pattern(r"(?<=[a-z]) (?:n|'n'|n'|'n) (?=[a-z])"), " and "),
    (("cert card",), pattern(r"\bcert (?=cards?\b)"), "certification "),
    ((" day ",), pattern(r"\b(half|full) day (?=(?:trial|shift|visit|session|workshop|course|interview|placement)\b)"), r"\1-day "),
    (
        (" site", " office", " branch", " depot", " store", " factory", " warehouse", " plant", " yard", " showroom", " studio", " campus", " clinic"),
        pattern(r"\b(at|in|from|to|for) ([A-Z][a-z]+ (?:site|office|branch|depot|store|factory|warehouse|plant|yard|showroom|studio|campus|clinic)\b)"),
        r"\1 the \2",
    ),
    (("new to ",), pattern(r"\bnew to (?=(?:area|industry|sector|role|field|city|country|region|town|job|team)\b)"), "new to the "),
    ((" eve",), pattern(r"(?:(?<=day)|(?<=\bmon|\btue|\bwed|\bthu|\bfri|\bsat|\bsun)) eve\b", re.IGNORECASE), " evening"),
    ((" morn",), pattern(r"(?:(?<=day)|(?<=\bmon|\btue|\bwed|\bthu|\bfri|\bsat|\bsun)) morn\b"), " morning"),
    (
        ("a", "p"),
        pattern(r"\b((?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs?|day|sday|nesday|rsday|urday)?|tomorrow|today|at)( (?:at )?)(\d{1,2}(?::\d\d)?)([ap])(?= |[,.]|$)", re.IGNORECASE),
        r"\1\2\3\4m",
    ),
    (("h",), pattern(r"(?<![\w.:$£€])(\d+(?:\.\d+)?)h\b(?= ?(?:->|=>|→|to\b|a\b|per\b|,|$))"), r"\1 hours"),
    (("until ", "til ", "till "), pattern(r"\b(?:until|till?) (?=\d{1,2}(?:st|nd|rd|th)\b)"), "until the "),
    (("take home", "takehome"), pattern(r"\btake ?home (?=(?:tests?|tasks?|assignments?|exercises?|projects?|challenges?|papers?)\b)"), "take-home "),
    ((" true story", " no joke", " for real", " not gonna lie", " swear"), pattern(r",? (?:true story|no joke|for real|not gonna lie|i swear)(?=[.!]*$)"), ""),
    (("manger",), pattern(r"\b(hiring|line|store|shift|area|project|account|product|office|bar|general|branch) manger(s?)\b"), r"\1 manager\2"),
    ((" '",), pattern(r"(?<=\w)(?: in)? '(\d\d)$"), r" in 20\1"),
    (("old man",), pattern(r"\b(his|her|their|my) old man\b"), r"\1 father"),
    (("role play",), pattern(r"\brole play\b"), "role-play"),
    ((" free ",), pattern(r"\b(foam|gluten|dairy|nut|sugar|meat|paper|duty|smoke|plastic|peat|lead|chemical|alcohol) free (?=[a-z]+)"), r"\1-free "),
    (("s ",), pattern(r"\b(supervisor|manager|owner|director|boss|foreman|landlord|agent|surgeon|teacher|head|chef)s (?=(?:number|email|address|details|name|phone|card|office)\b)"), r"\1's "),
    (("some1",), pattern(r"\bsome1\b"), "someone"),
    (("b4",), pattern(r"\bb4\b"), "before"),
    ((" int",), pattern(r"\b(first|second|third|final|last) (?:round )?int\b"), r"\1 interview"),
    (("+",), pattern(r"\b(\d+)\+ (?=\w)"), r"more than \1 "),
    (("&", "+"), pattern(r"(?<=[\w,])(?!(?<=\b[A-Z])&[A-Z]\b)(?! \+\d)(?!\+ ) ?(?:&|\+) ?(?=[\w$£€])"), " and "),
    (("~",), pattern(r"(?<!\S)~ ?(?=[\d$£€])"), "about "),
    (("ish",), pattern(r"\b(\d+) ?ish\b"), r"about \1"),
    (
        ("->", "=>", "→"),
        pattern(r"(?:\b(?P<led>an?|the|our|their|my|his|her|your|next|last) )?(?P<what>(?:[A-Z][\w.]*|[a-z]+[A-Z]\w*) )(?P<old>\d[\d.]*) ?(?:->|=>|→) ?(?P<new>\d[\d.]*)(?P<after>(?= [a-z]+)|$)"),
        _moved,
    ),
    (("->", "=>", "→"), pattern(r"(?<!from )(?<![\d:.])((?:[$£€]|\b(?:N|R|Rs|KSh|Ksh|A\$|GHS|UGX|TZS|INR|AED|CHF|NGN|ZAR|kr) ?)?(?<![\d.,])\d[\d.,]*[km]?%?(?: [a-z]+)?) ?(?:->|=>|→) ?(?=[$£€]?(?:[A-Z]{1,3}h? ?)?\d)"), r"from \1 to "),
    (("!", "?", "."), pattern(r"([!?.])[!?.]+"), r"\1"),
    ((".m",), pattern(r"\b(\d{1,2}(?::\d\d)?) ?([ap])\.m\.?(?= |$)"), r"\1\2m"),
)  # fmt: skip
"""Signs of what is mended, the pattern that finds it, and what is written instead."""
_WORD = pattern(r"(?<![\w/@.'])(?<!\w-)[A-Za-z]+(?:['/][A-Za-z]*)*(?P<stop>\.(?= ))?(?![\w@])")


class Mended(Frozen):
    """A jotting with its spelling mended, and each change of a word: as it was, as it is now."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


def mended(jotting: str) -> Mended:
    """The jotting on one line, in plain spelling, without what stands in brackets."""
    text = tidy(jotting).translate(_PLAIN)
    for signs, sign, instead in _SIGNS:
        if any(each in text for each in signs):
            text = sign.sub(instead, text)
    text = _MEASURE.sub(_measure, text)
    changes: dict[tuple[str, str], None] = {}
    shouts = text.upper() == text
    if shouts and len(text) > _LOUD and text.count(" ") > 2:
        text = _LOUD_WORD.sub(lambda found: _calm(found[0]), text)

    def mend(match: re.Match[str]) -> str:
        word, stop = match[0].removesuffix("."), match["stop"] or ""
        told = _written_out(word, text[: match.start()], text[match.end() :], shouts)
        if told is None:
            return match[0]
        stop = "" if word.lower() in _STOPPED else stop
        if told.lower() != word.lower():
            changes[word, told] = None
        return told + stop

    def named(match: re.Match[str]) -> str:
        """A place or an employer, as a name, where nobody knows the word: at gails."""
        word = match[0]
        if lexicon.knows(word) or word in FUNCTION_WORDS or _OF_SCIENCE.search(word):
            return word
        changes[word, word.capitalize()] = None
        return word.capitalize()

    text = _DROPPED_G.sub(_with_g, text)
    told = _WORD.sub(mend, text)
    if "its " in told:
        told = _IT_IS.sub(_it_is, told)
    told = _IN_MARCH.sub(lambda found: f"{found[1]} {found[2].capitalize()}", told)
    told = _AT_NAME.sub(named, told)
    told = _OF_KIN.sub(r"\1's ", told)
    told = _OF_YEARS.sub(r"\1' \2", told)
    return Mended(_OF_TIME.sub(r"\1 \2's ", told), tuple(changes))


_AT_NAME = pattern(
    r"(?<=\bat )[a-z]{4,}(?=[,.;]|$| (?:before|for|in|as|and|since|until|on|with|where|when|till|after|during|then|so|doing)\b)"
    r"|(?<=\bin )[a-z]{4,}(?=[,.;]|$| (?:for|since|before|until|on|with|as|next|last|this|by|where|when|and|during)\b)"
)
"""Behind a preposition of places, what may be a name in small letters."""
_OF_SCIENCE = pattern(r"(?:logy|nomy|iatry|ics|tion|ism|ment|ity|ance|ence|ing|osis|itis|ia)$")
"""The endings of what one can be at, or in, that is no place."""
_DROPPED_G = pattern(
    r"\b(am|is|are|was|were|been|be|'m|'re|'s|kept|keep|like|love) ([a-z]{2,}in)'?\b(?!')"
)


def _with_g(found: re.Match[str]) -> str:
    """A verb with the letter that its writer does not say: was takin, was taking."""
    whole = f"{found[2]}g"
    return f"{found[1]} {whole}" if "VBG" in lexicon.tags(whole) else found[0]


_OF_KIN = pattern(
    r"\b((?:my|his|her|their|our) (?:old |last |late )?(?:uncle|aunt|grandad|(?:grand|step)?(?:dad|mum|mom|father|mother|son|daughter|ma|pa)|gran|granny|nan|nana"
    r"|cousin|niece|nephew|boss|brother|sister|friend|wife|husband|mate|neighbour|neighbor|landlord))s "
    r"(?=[a-z])(?!(?:and|or|but|are|were|have|had|who|that|in|on|at|of|to|from|with|for|by|about|both|all|each|said|say|will|would|can|could|do|did|like|love|think|want|work|works|live|run|when|while|because|so|now|too)\b)"
)
"""Somebody's, without its apostrophe; several of them are, or do, something."""
_IN_MARCH = pattern(
    r"\b(in|since|until|till|last|next|early|late|mid|by|of) (march|may)\b(?! (?:be|have|not|need|come|go))"
)
_IT_IS = pattern(
    r"\b(?P<before>(?P<surely>when|if|now|once|since|while|until|unless|where|cos|because|says|said|think|though) |[\w'-]+,? |)its "
    r"(?=(?P<plain>been|not|an?|the|always|really|just|so|too|all|only|still|going|getting|about|around|over|under|from|in|on|at|my|their|our)\b|(?P<next>[\w'-]+)(?P<more> [a-z]+)?)"
)


def _it_is(found: re.Match[str]) -> str:
    """An "its" that lacks its apostrophe: when its late, now its 71, how its made."""
    following = (found["next"] or "").lower()
    tags = lexicon.tags(following)
    behind = lexicon.tags((found["more"] or "").strip())
    counted = following[:1].isdigit()
    said = bool(tags & {"JJ", "VBN", "VBG", "RB"}) and not behind & {"NN", "NNS"}
    surely = bool(found["surely"]) and (
        found["surely"] in ("when", "if", "now", "once") or not behind & {"VBZ", "VBD"}
    )
    is_verb = bool(found["plain"]) or counted or said or (surely and not tags & {"NNS"})
    return f"{found['before']}{'it' + chr(39) + 's' if is_verb else 'its'} "


_OF_YEARS = pattern(r"(?<!1 )\b(years|months|weeks) (experience|notice)\b(?! (?:in|of) the)")
_OF_TIME = pattern(
    r"\b(?<!her )(?<!his )(?<!their )(?<!my )(?<!the )(last|this|next) (year|week|month|quarter)s "
    r"(?=[a-z])(?!(?:and|or|but|of|in|at|on|with|to|for|from|by|as|are|were|was|is|have|had|that|who|which|when|because|before|after|so|we|i|they|he|she)\b)",
    re.IGNORECASE,
)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "–"})


def bracketed(jotting: str) -> list[str]:
    """What stands in brackets, with them."""
    return [each.strip() for each in _BRACKETS.findall(tidy(jotting))]


def _measure(match: re.Match[str]) -> str:
    """A number with its unit: 5 mo, 5 months; 20 min rule, 20-minute rule."""
    count, unit = match["count"], _UNITS[match["unit"]]
    following = match["next"] or ""
    if unit == "year" and following in ("end", "ends", "old", "olds"):
        return match[0].replace("yr", "year")  # six year ends
    named = following[:1].isupper() and following.lower() not in DAYS
    told = _is_noun(following) or "NNS" in lexicon.tags(following)
    compound = not match["unit"].endswith("s") and (named or told)
    if compound:
        return f"{count}-{unit}"
    if match["unit"] in ("person", "man", "bed", "page", "room", "store", "bay"):
        return match[0]
    return f"{count} {unit}{'' if count in ('1', 'one') else 's'}"


def _is_noun(word: str) -> bool:
    return "NN" in lexicon.tags(word) and word not in _NEVER_NOUNS


_NEVER_NOUNS = word_set("in on at of to as up out off over by for with and or but per old ago")


_LOUD = 8
_LOUD_WORD = pattern(r"[A-Z]+(?:'[A-Z]+)?")


def _calm(word: str) -> str:
    """A word of a jotting that is all in capitals; what is an acronym stays."""
    low = word.lower()
    plain = lexicon.knows(low) or len(low) < 3 or low in _SMALL
    return low if plain and word not in _CAPITAL_TERMS - {"IT", "US"} else word


_SMALL = word_set(
    "the and for with who can from that this you your they their our someone somebody anyone people how "
    "why what when where which are was were has have had not but into about without"
)
_STOPPED = frozenset(["incl", "excl", "approx", "esp", "avg", "dept", "asst", "mgr", "govt"])
"""Short forms that carry a stop within a sentence."""


def _written_out(word: str, before: str, after: str, shouts: bool) -> str | None:
    """What is written for `word`; None where it stays."""
    low = word.lower()
    if low == "i" or low.startswith("i'"):
        return "I" + low[1:]
    for table in (SHORTHAND, TYPOS):
        if low in table and not (word.isupper() and len(word) > 1 and not shouts):
            return _as_capital(table[low], word)
    if low in _APOSTROPHES and not (word.isupper() and (low in _VERB_FOLLOWS or not shouts)):
        return _apostrophe(low, word, after)
    if low in _DAYS_IN_FULL or (low.endswith("days") and low[:-1] in _DAYS_IN_FULL):
        return word.capitalize()
    if low in ("sat", "sun") and _ends_a_plan(before, after):
        return f"on {DAYS[low]}"
    if low in DAYS:
        named = word.istitle() and bool(before.strip()) and low != "mar"
        return DAYS[low] if named or low in _SURELY_DAYS or _is_dated(before, after) else None
    if low == "ref" and re.match(
        r" (?:letter|list|check|call|from|details|number|info|contact|name)", after
    ):
        return "reference"
    if word == low and low in _NAMES and not _is_plain(low, before, after):
        return _NAMES[low]
    if word == low and _TONGUE.search(before) and not (lexicon.knows(low) or low in FUNCTION_WORDS):
        return word.capitalize()
    if word == low and low not in FUNCTION_WORDS:
        return lexicon.correction(low, FUNCTION_WORDS) or None
    stressed = word.isupper() and not shouts and _is_stressed(word, before, after)
    return low if stressed else None


def _as_capital(text: str, word: str) -> str:
    """`text` with a capital if `word` has one and does not shout."""
    capital = word[0].isupper() and not (word.isupper() and len(word) > 1)
    return text[0].upper() + text[1:] if capital else text


def _apostrophe(low: str, word: str, after: str) -> str | None:
    following = re.match(r" ([a-z]+)", after)
    verb = following is not None and (
        "VB" in lexicon.tags(following[1]) or following[1] in ("be", "have", "do", "like")
    )
    if low in _VERB_FOLLOWS and not verb:
        return None
    told = _APOSTROPHES[low]
    return f"I{told[1:]}" if low[0] == "i" and told[1] == "'" else _as_capital(told, word)


def _is_plain(low: str, before: str, after: str) -> bool:
    """Whether a name in small letters is the plain word here: polish the slides, excel at sums.

    One that is noun and verb, too, is a language only where something beside it says so.
    """
    tags = lexicon.tags(low)
    if "VB" not in tags:
        return False
    if low in PEOPLES:
        tongue = _BEFORE_TONGUE.search(before) or _BEHIND_TONGUE.match(after)
        return "NN" in tags and not tongue
    return bool(_BEFORE_VERB.search(before) and re.match(" (?:at|in|when|under|as) ", after))


_BEFORE_TONGUE = pattern(
    rf"\b(?:spe(?:ak|aks|aking)|spoke|spoken|in|into|from|fluent|native|conversational|basic|written|business|good|some|learn\w*|stud(?:y|ied|ying)"
    rf"|teach\w*|taught|know|knows|(?:{'|'.join(sorted(PEOPLES))})(?:,|,? and|,? or|/)) ?$",
    re.IGNORECASE,
)
_BEHIND_TONGUE = pattern(
    rf"(?:-born|[- ]speak\w+| (?:(?:and|or|to) )?(?:{'|'.join(sorted(PEOPLES))})\b| (?:language|customer|client|team|colleague|passport|citizen|market|supplier"
    r"|communit|famil|parent|patient|pupil|worker|resident|office|branch|translat|interpret|lesson|class)\w*)",
    re.IGNORECASE,
)
_BEFORE_VERB = pattern(r"\b(?:I|we|they|you|to|who|can|will|would|could|also|really) $")


_BEFORE_DAY = pattern(
    r"(?:\b(?:on|by|come|coming|back|next|last|this|until|till|since|in|early|late|mid|every|from|of|\d+(?:st|nd|rd|th)?) )$",
    re.IGNORECASE,
)


def _is_dated(before: str, after: str) -> bool:
    """Whether a short form that could be another word is a day or a month by what stands beside."""
    return bool(
        _BEFORE_DAY.search(before) or re.match(r"\.? (?:\d|morning|afternoon|evening|night)", after)
    )


def _ends_a_plan(before: str, after: str) -> bool:
    """Whether the last word behind a noun can only be a day: trial shift sat."""
    last = before.split()[-1:]
    return not after.strip(" .") and bool(last) and "NN" in lexicon.tags(last[0].lower())


_TONGUE = pattern(
    r"\b(?:speaks?|spoke|speaking|fluent in) (?:\w+,? (?:and )?(?:some |a bit of |a little )?){0,2}$",
    re.IGNORECASE,
)
"""Before a language, of which the program need not know the name."""
_STRESSED = word_set("NOT NO ALL AND BUT ANY SO TOO NEVER EVERY VERY WITH ONLY")


def _is_stressed(word: str, before: str, after: str) -> bool:
    """Whether a word in capitals is a plain word that was meant loudly: NOT, EVERY."""
    return word in _STRESSED or (
        len(word) > 3
        and word not in _CAPITAL_TERMS
        and lexicon.knows(word.lower())
        and word not in CREDENTIALS
        and (not _names_things(word.lower()) or not _is_named(before, after))
    )


def _names_things(low: str) -> bool:
    """Whether a word is a noun, and is no verb in the third person: pals; not: loves."""
    tags = lexicon.tags(low)
    return "NN" in tags or ("NNS" in tags and "VBZ" not in tags)


def _is_named(before: str, after: str) -> bool:
    """Whether a noun in capitals is likely to be a name: the STEP papers; not: a GOAT, on PAPER."""
    return bool(re.match(r" [a-z]", after)) and not re.search(r"\ban? $", before, re.IGNORECASE)


def misses_apostrophe(text: str) -> list[str]:
    """The words of a text that lack their apostrophe: dont, theyre."""
    words = re.findall(r"[a-z]+", text.lower())
    return [word for word in words if word in _APOSTROPHES and word not in _VERB_FOLLOWS]
