"""What never reaches a note: private things, asides to oneself, what is not certain. Pure.

A rule knows words, not meanings: what it does not know is for the user to leave out. The patterns
are for text in lower case: compiled without regard to case, they cost 3 ms more.
"""

from followup.domain.text import pattern

_CONFIDED = pattern(
    r"\b(?:in confidence|confidential(?:ly)?|off the record|between (?:you and me|us)|say nothing"
    r"|(?:don['’]?t|do not|not to) (?:repeat|mention|tell|say|share|ask|quote|put|write|print|bring (?:it |this )?up)|keep (?:it|this|that)? ?(?:quiet|to myself)"
    r"|hush|secret(?:ly)?|not public|under wraps|(?<!under )(?<!under an )nda)\b",
)
_KIN = (
    r"(?:wife|husband|partner|mother|father|mum|mom|dad|son|daughter|kids?|child|baby|parents?"
    r"|(?:brother|sister|mother|father|son|daughter)[- ]in[- ]law|in-laws"
    r"|brother|sister|fianc[eé]e?|girlfriend|boyfriend|family)"
)
_PRIVATE = pattern(
    r"\b(?:cancer(?! (?:care|ward|unit|patients?|research|nurs\w+|services?|cent(?:re|er)s?|charity|screening|trials?|support)\b)|chemo(?:therapy)?|tumou?r|(?:her|his|my|their|your|had|having|needs?|after|before|for|knee|hip|heart|back|brain|eye) surgery|miscarriage|pregnan(?:t|cy)|(?:mum|mom|dad|wife|husband) ill|divorc(?:e|ed|ing)|separated from"
    r"|(?:before|since|until|after) my (?:knees?|back|hips?|shoulder|accident|injury|operation|surgery|illness|breakdown|diagnosis)\b|(?:her|his|my|their|your|the|a|to|for) funeral(?! (?:home|director|arranger|service|parlou?r|business|trade|plan|celebrant|operative|firm|house)s?\b)|passed away|bereavement(?! (?:team|companion|volunteer|support|care|service|counsell\w+|group|volunteer)s?\b)|depress(?:ed|ion)|(?<!separation )anxiety|therapy for|(?:in|into|to|through|out of|my|her|his) rehab(?! (?:of|in|for|after|work|team|ward|unit|gym|cent\w+|services?|patients?|med\w*|programm?e?s?|exercises?)\b)|alcoholi\w*|in hospital"
    r"|illness|(?:sick|maternity|paternity|family|compassionate|parental|carer'?s) leave|burnt out|isn't sleeping|not sleeping|sleepless|can't sleep"
    r"|lay(?:ing)?[- ]?offs?|laid off|redundanc(?:y|ies)|made redundant|let go(?: \d| of)?|(?<!-)fired(?! (?:\d|three|twice|up|off|at|pots|ware|kilns?|clay|ceramics|bricks?|glazes?|weekly)\b)|sacked"
    r"|suicid(?:e|al)|about (?:the |my )?(?:commission|pay|money|bonus)|comp (?:call|talk|chat)|salary|pay rise|(?:a|my|his|her|pay) raise|car allowance|bonus of|severance(?! agreement)|bankrupt\w*|debts?|lawsuit against"
    r"|cautions? (?:from|in|for)|convictions?|criminal record|affair|gossip|hates? (?:him|her|the (?:new |old )?(?:boss|manager|owner|director|head|chief|team|company|job))|robb(?:ed|ing)|stole|stolen|thefts?|stealing|thie(?:f|ves)|drunk|hung ?over|(?:is|was|are|so) (?:rude|lazy|useless)|quitting|is leaving|(?:is|are|he['’]s|she['’]s|you['’]re|they['’]re) retiring(?! (?:the|our|an?|old|legacy)\b)|off sick|call(?:s|ed|ing)? in sick|resign(?:ed|ing)"
    rf"|(?:her|his|their|your|my|'s) (?:own )?{_KIN}|{_KIN}'?s? (?:is|are|was|has|had)|knees? (?:is|are)|before kids|my kids"
    r"|(?:she|he|they|i|you|chap|guy|boss|one)(?: (?:nearly|almost|even|then))? (?:cried|wept|teared up)|(?:in|to) tears|(?:started|was|were) crying"
    r"|(?:brother|sister|mother|father|son|daughter)[- ]in[- ]law|in-laws"
    r"|(?:gran\w*|nan|uncle|aunt\w*) (?:is|was) in (?:a |the )?(?:hospice|hospital|care home)\b"
    rf"|(?:care of|caring for|looking after|looked after) (?:an? |the |old |sick |my )*(?:{_KIN}|him|her|them)"
    r"|need (?:a|the) (?:job|money|cash)|(?:am|is|are|was|were|i'm|he's|she's|so|went|go|going) broke|been to prison|family stuff)\b",
)
_UNSURE = pattern(
    r"\b(?:not (?:quite |really |totally |entirely )?(?:sure|certain|clear)|unsure|(?:don'?t|do not|can'?t|cannot) (?:quite )?(?:remember|recall)|(?:don'?t|do not) know(?: (?:if|whether|when|what|why|how|yet)\b|$)"
    r"|(?:don'?t|do not) know,? (?:maybe|like|about|around|\d)|i think|i guess|i believe|i suppose|maybe|perhaps|possibly|probably|apparently|supposedly|i assume"
    r"|or something|sort of|kind of|kinda|forgot|something (?:about|like)|might be|no idea|who knows$|rumou?r|i hope)\b",
)
_ASIDE = pattern(
    r"\b(?:^(?:so|very|really|how|super|what an?) \w+[!.]*$|lol|boring|rude|for once|lmao|haha\w*|omg|ugh|argh|phew|yay|meh|yikes|btw|fwiw|imo|imho|wtf|smh|tbh|ngl"
    r"|(?:felt|feels|seemed|seems|was|were|is) (?:so |very |really |pretty |super )?(?:great|nice|good|lovely|awkward|weird|bored|tense|friendly|cold|off|cool|fun)\b(?! (?:at|with|for|to))"
    r"|(?:her|his|their|my) (?:line|words?)|fingers crossed|note to self|remember to|don'?t forget|need (?:a|to buy|to get) (?:a )?(?:suit|shirt|shoes|haircut)"
    r"|^(?:ask (?:about|for|her|him|them)|check (?:this|that|if|whether)|look (?:it|this) up|google)|does that (?:count|mean)"
    r"|bang(?:ed|ing|s)? on about|not (?:gonna|going to) lie|chucking it down|had me on|big boss|gaffer|head honcho|should have|should of|messed up|blew it|bombed|poor thing|so there|whatever(?! (?:is|was|are|comes|they|you|we|he|she|it|the)\b)|anyway|tb[acd]|n/a|idk|dunno"
    r"|keep (?:it )?(?:short|brief)|say (?:this|that|more)|mention (?:this|that|it)|follow up on)\b",
)

PRIVATE = "it seems private"
CONFIDED = "it was said in confidence"
UNSURE = "it is not certain"
ASIDE = "it reads as a note to yourself"

REASONS = frozenset([PRIVATE, CONFIDED, UNSURE, ASIDE])


def confided(jotting: str) -> bool:
    """Whether anything in the jotting was told in confidence; all of it stays out then."""
    return bool(_CONFIDED.search(jotting.lower()))


def reason(text: str) -> str:
    """Why a part of a jotting stays out, as half a sentence; empty where nothing speaks against it."""
    for rule, why in (
        (_CONFIDED, CONFIDED),
        (_PRIVATE, PRIVATE),
        (_UNSURE, UNSURE),
        (_ASIDE, ASIDE),
    ):
        if rule.search(text.lower()):
            return why
    return ""


def private_word(text: str) -> str:
    """The first private words of a text; empty for none."""
    small = text.lower()
    found = _PRIVATE.search(small) or _CONFIDED.search(small)
    return text[found.start() : found.end()] if found else ""
