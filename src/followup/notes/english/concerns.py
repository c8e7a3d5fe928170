"""Their doubts and your answers, as a note says them. Pure."""

import re

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.english import lexicon
from followup.notes.english.clauses import (
    HELD,
    PROFESSIONS,
    WHOM,
    credentials,
    form_set,
    is_held,
    join_readings,
    on_day,
    with_the,
    without_lead,
)
from followup.notes.english.fragments import UNSURE, Wanted, find
from followup.notes.english.grammar import Form, Reading, article, words_of
from followup.notes.english.spelling import PEOPLES, PROPER, SHORTHAND
from followup.notes.english.strengths import (
    AS_ONE,
    BOOKED,
    CLAUSE_FORMS,
    DEGREES,
    SHORT_MONTHS,
    WHEN,
    YEARS_LAST,
    as_one,
    clause_of,
    in_month,
    is_booked,
    prepared_deed,
    years_first,
)
from followup.notes.jottings import Joined, tidy

_ASKED = without_lead(
    rf"{WHOM} (?:pointed out|noted|noticed|observed|remarked)(?: that)?(?= i\b)",
    rf"{WHOM} (?:asked|wondered|worried|(?:was|were|is|are) (?:worried|concerned|unsure))(?: me)?(?: (?:about|abt)\b)?",
    rf"(?:{WHOM}|(?:mrs?|ms|dr)\.? \w+) (?:asked|wondered|worried|(?:was|is) (?:worried|concerned)) (?:about|that)\b",
    r"(?:she|he|they) (?:goes|was like|said|reckons|pointed out)(?= you)",
    r"(?:asked|wondered|worried|concerned|unsure)(?: me)? (?:about|abt)\b", r"(?:(?:she|he|they) )?(?:asked|goes|was like|said)(?: me)?(?= (?:can|do|could|would|will|am|are|have|is) (?:i|you|u)\b)", r"(?:asked|wondered)(?= (?:why|how|whether|what)\b)", r"about",
)  # fmt: skip


_CONCERN = form_set(
    Form.NOUN, Form.BARE, Form.LACK, Form.ONLY, Form.NOT, Form.NEVER, Form.CLAUSE, Form.QUESTION, Form.GERUND,
    Form.ADJECTIVE, Form.MODAL, Form.MINE, Form.OTHERS,
)  # fmt: skip


_BELIEVED = pattern(
    r"^(?:[\w'’]+ )?(?:(?:she|he|they|you)['’]?(?:s|re) |(?:is|was|are|were) )?(?:(?:not|wasn['’]?t|isn['’]?t) (?:quite |really )?(?:sure|convinced)|thinks?|thought|says|said|reckons?|worried|wondered|wonders|feared|doubts?|afraid|asked)"
    r"(?: me)?(?: (?:that|if|whether))? (?=(?:i|i['’]?m|i['’]?ll|im|ill|id|ive)\b(?! (?:said|told)\b))",
    re.IGNORECASE,
)
"""What somebody believed, which need not be so: thinks I'm too young."""


def concern(jotting: str, named: bool = False) -> Joined:
    """What they were unsure about."""
    believed = _BELIEVED.match(jotting)
    if believed:
        is_so = _SAYS_LACK.match(jotting, believed.end())
        rest = jotting[believed.end() :]
        jotting = rest if is_so else f"whether {_DENIED.sub(_affirmed, rest, count=1)}"
    jotting = _RUNS_OUT.sub(r"\g<what> expires \g<when>", jotting)
    jotting = _DOES_NOT.sub(r"I do not \g<verb>", jotting)
    jotting = _SIZE_OF.sub(_what_has_size, jotting)
    jotting = _SPOKEN.sub(r"my \1 is only ", _GAP.sub("the gap in ", jotting))
    jotting = _ITS_REASON.sub("", _RAISED.sub(_raised, _WAS_UNSURE.sub("about ", jotting)))
    if jotting.startswith("whether "):
        jotting = _MIGHT.sub("would", jotting, count=1)
    jotting = _NOT_THAT.sub(", not ", _LAPSED.sub(r"my \1", jotting))
    told = join_readings(
        find(jotting, Wanted(_CONCERN, _ASKED, questions=True)), _concern, jotting, named
    )
    if told.admitted.startswith("My "):  # Although my Spanish is …
        told = replace(told, admitted=f"my {told.admitted[3:]}")
    return replace(told, admitted=_as_now(told.admitted)) if _REPORTED.match(jotting) else told


_GAP = pattern(r"^(?:the |my |a )?(?:(?:cv|CV|career) )?gap,? (?=(?:19|20)\d\d)")


_RUNS_OUT = pattern(
    r"^(?P<what>my (?:[\w-]+ ){0,3}[\w-]+) runs out (?P<when>(?:in|on|at|next|this|soon)\b.*)$",
    re.IGNORECASE,
)
"""What one has for a while: my card runs out in January."""


_DOES_NOT = pattern(
    r"^(?:don['’]?t|do not) (?P<verb>drive|swim|code|cook|type|sew|weld|ski|ride)$", re.IGNORECASE
)
"""What one does not do, in two words."""


_SIZE_OF = pattern(
    r"^(?:my |the |long )?(?P<what>commute|notice)(?: period)?(?: is|,| of|:| -)? (?:about |~)?(?:\d[\w.]*|an|one|two|three|a) ?(?:hrs?|hours?|mins?|minutes?|miles|km|weeks?|wks?|months?|mths?)\b[^,;]*$",
    re.IGNORECASE,
)
"""How far one has to travel, or how long one's notice is."""


def _what_has_size(found: re.Match[str]) -> str:
    return "the commute" if found["what"].lower() == "commute" else "my notice period"


_SPOKEN = pattern(
    rf"^(?:my )?((?i:{'|'.join(sorted(PEOPLES))})) (?:is )?(?:only|just) (?=(?:conversational|basic|written|spoken|intermediate|[ABC][12])\b)"
)
"""A language that one knows a little: Spanish only conversational."""


_LAPSED = pattern(
    r"^(?:the )?((?:(?!my\b)[A-Za-z0-9]+ ){0,2}(?:licen[cs]e|endorsement|card|cert|certificate|certification|permit|visa|registration|ticket|pin|insurance|medical) "
    r"(?:is|has|was|ran) (?:just |been )?(?:expired|lapsed|out|overdue))\b",
    re.IGNORECASE,
    needs=("expired", "lapsed", "out", "overdue"),
)
"""What ran out, which is one's own."""


_NOT_THAT = pattern(
    r"(?<=[a-z])(?<!,) not (?=(?:[a-z]+ ){0,2}[a-z]+$)(?!(?:yet|sure|long|really|a|the|to|very|so)\b)(?<!is not )(?<!am not )(?<!do not )(?<!does not )(?<!did not )(?<!has not )(?<!have not )(?<!was not )(?<!can not )(?<!could not )(?<!will not )",
    needs=(" not ",),
)


_DENIED = pattern(
    r"(?<=^i )(?:won['’]?t|can['’]?t|cannot|wouldn['’]?t)\b",
    re.IGNORECASE,
    needs=("won", "can", "would", "Won", "Can"),
)


def _affirmed(found: re.Match[str]) -> str:
    """What somebody doubted that one will or can."""
    return {"w": "will", "c": "can"}[found[0][0].lower()] if "ould" not in found[0] else "would"


_WHO = rf"(?:{WHOM}|(?i:the )?(?:(?i:mrs?|ms|dr|prof)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
_RAISED = pattern(
    rf"^(?i:{WHOM}|(?:mrs?|ms|dr)\.? \w+|{_WHO}) (?:"
    r"(?P<doubted>(?:feared|worried|doubted|thought|(?:was|is) (?:worried|afraid|concerned))(?: that)? "
    r"(?=(?:the|my|[Ii]|somebody|someone|it|this|a|an)\b[^,;:]* (?:would|might|could|may|will)\b))"
    r"|(?:questioned|asked|wondered) (?=(?:whether|why|how|if)\b)"
    r"|(?:noted|noticed|observed|pointed out) (?:that )?(?=[Ii] (?:do|have|am|had)\b)"
    r"|(?:was|were|is|are) (?:uneasy|nervous|concerned|worried) about (?=my\b))",
)
"""How they raised a doubt, before what it is: she feared that the work might be too sad for me."""
_WAS_UNSURE = pattern(
    r"^(?:she|he|they|we) (?:was|were|is|are|seemed) (?:a bit |a little |rather )?(?:unsure|not sure|uncertain) about ",
    re.IGNORECASE,
)
_ITS_REASON = pattern(
    r", (?:since|because|as) I (?:have|had|am|do)\b.*$", needs=("since", "because", "as I")
)
"""Why they asked, behind the question."""


_MIGHT = pattern(r"\b(?:might|may)\b")


def _raised(found: re.Match[str]) -> str:
    return "whether " if found["doubted"] else ""


def answer(jotting: str, named: bool = False) -> Joined:
    """What you said to their concern, as a clause."""
    jotting = _OF_ORDER.sub(r"\1 the ", jotting)
    jotting = _ON_COURSE.sub(_on_course, _BOOKED_FOR.sub("I am booked for ", jotting))
    jotting = YEARS_LAST.sub(years_first, _USED.sub("I have used ", jotting))
    jotting = _ENDS.sub(r"my \1 will \2", jotting)
    jotting = _IN_MONTH.sub(
        lambda it: f"I am {it['doing'].lower()} in {it['when'].title()}", jotting
    )
    jotting = _EXAM_ON.sub(r"my \1 is on \2", jotting)
    jotting = _COURSE_OF.sub(_course_of, _ENROLLED.sub(_enrolled, jotting))
    found = find(
        BOOKED.sub(is_booked, _YES_NO.sub("", jotting)),
        Wanted(CLAUSE_FORMS, _answering, refers=True),
    )
    told = join_readings(found, clause_of, jotting, named)
    if _IF_THEY.search(told.phrase) or _NO_ANSWER.match(told.phrase) or jotting.startswith(_QUOTES):
        return Joined(left=(Left(tidy(jotting), UNSURE),))
    return replace(told, phrase=_as_now(told.phrase)) if _REPORTED.match(jotting) else told


_QUOTES = tuple("'‘’“\"")


_NO_ANSWER = pattern(
    r"I said (?!(?:I|that|my|it|yes|no|so)\b)|(?!(?:references|there)\b)[a-z]+[^s\W]s is\b|[Ww]e (?:normally|usually|always|need|want)\b",
    re.IGNORECASE,
)
"""Something that was said rather than so, a singular verb of several, and what the others do."""


_IN_MONTH = pattern(
    rf"^(?:i['’]?m |i am )?(?P<doing>(?:moving|relocating|starting|finishing|graduating|qualifying)(?: (?:back|closer|nearer|there|up|down|house|home))?) (?:in )?(?P<when>{SHORT_MONTHS})$",
    re.IGNORECASE,
)
"""What one does in a month that is named alone: moving Mar."""


_ENDS = pattern(
    r"^(?:my )?(lease|contract|visa|notice|course|placement|term|permit) (end|finishe?|expire|start|begin)s(?= (?:on|in) )",
    re.IGNORECASE,
)


_IF_THEY = pattern(r" if (?:they|you)\b|\bnothing since\b")


_USED = pattern(r"^[Uu]sed (?=[A-Z][\w.]*(?:$|[,;]| (?:and|at|in|for|since) ))")
"""A tool like the one that one lacks: used Protel."""


_EXAM_ON = pattern(
    rf"^(?:my )?(exam|test|course|assessment|retest) (?:is )?(?:on )?(\d{{1,2}}(?:st|nd|rd|th)? {SHORT_MONTHS}|{SHORT_MONTHS} \d{{1,2}})$",
    needs=("exam", "test", "course", "assessment"),
)


_ENROLLED = pattern(
    rf"^(?:already )?(?P<how>enrolled|booked|registered|signed up)(?P<on> (?:on|in|for|onto) (?:the|a|an) [^,;]+)?,? (?:and )?(?P<verb>finish|start|end)(?:e?s|ing)? (?:in )?(?P<when>{SHORT_MONTHS}(?: 20\d\d)?)$",
    needs=("nrolled", "ooked", "egistered", "igned"),
)
"""What one is enrolled for, and until when: enrolled, finish Feb."""


def _enrolled(found: re.Match[str]) -> str:
    """That one is enrolled, and when one will finish."""
    return f"I am {found['how']}{found['on'] or ''} and will {found['verb']} in {found['when']}"


_COURSE_OF = pattern(
    r"^(?P<did>took|did|completed|finished|attended|passed) (?:an? |the )?(?P<what>(?:[\w-]+ ){0,2}(?:course|class|workshop|training|bootcamp))(?:,| -)? (?P<count>\d+) ?(?P<unit>hr|hour|day|week|wk)s?$",
    needs=("course", "class", "workshop", "training", "bootcamp"),
)
"""A course, and how long it was: took NX course, 40 hrs."""


def _course_of(found: re.Match[str]) -> str:
    """A course by its length: took a 40-hour NX course."""
    unit = SHORTHAND.get(found["unit"], found["unit"])
    return f"{found['did']} {article(found['count'])} {found['count']}-{unit} {found['what']}"


_BOOKED_FOR = pattern(
    rf"^(?:already )?booked (?:for )?(?=\d{{1,2}}(?:st|nd|rd|th)? {SHORT_MONTHS}\b|{SHORT_MONTHS} \d)",
    needs=("ooked",),
)
"""The day of what was booked, which is the doubt's own thing: booked 14 Dec."""


_ON_COURSE = pattern(
    r"^(?:[Ii]['’]?m |I am )?(?P<doing>(?:already |now |currently )?(?:(?:booked|enrolled) (?:on|in|onto)|doing|taking|sitting|starting|finishing|studying for)) "
    r"(?P<what>(?:(?!(?:the|an?|my|this|that|one|his|her|in|on|for|it|two|three|some)\b)[\w'’-]+ ){0,2}(?:course|class|workshop|bootcamp|cert|certificate|exam|test|module|diploma))"
    rf"(?: (?:in )?(?P<when>{SHORT_MONTHS}))?(?=$|[,;.]| (?:at|in|on|with|from|every) )",
    needs=("course", "class", "workshop", "bootcamp", "cert", "exam", "test", "module", "diploma"),
)
"""A course that is booked or under way: booked on course Feb, doing ACE cert Dec."""


def _on_course(found: re.Match[str]) -> str:
    """A course, with its article: booked on a course in February, doing the ACE certificate."""
    when = f" in {found['when']}" if found["when"] else ""
    what = found["what"]
    is_known = what[0].isupper() and not re.search("(?:course|class|workshop|bootcamp)$", what)
    the = "the" if is_known else article(what)
    owned = "'s " in what or "’s " in what
    return f"I am {found['doing']} {'' if owned else f'{the} '}{what}{when}"


_YES_NO = pattern(
    r"^(?:i know|true|yes|yeah|ok(?:ay)?|fair|granted|no)\b[,.;]? (?:but |and )(?=(?:i|my|i've|ive|im|i'm)\b)"
    r"|^(?:(?:totally|honestly|that['’]?s|its|it['’]?s) )?(?:fine|ok|okay|no problem|not a problem|no worries|doable|manageable)[,.;:]+ (?=\w)"
    r"|^(?:i )?(?:told (?:her|him|them)|said|answered) (?:yes|no|yeah|yep|nope|sure)\b[,.;:!]* *(?:and |but |because )?"
    r"|^(?:i['’]?m |i am )(?:ok|okay|fine|good|happy|cool) with (?:it|that|this)\b[,.;]? *(?:and |but |because )?(?=\w)"
    r"|^(?:i['’]?m |i am )\d+(?: (?:years|yrs) old)?\s*[-–,;.]+\s*(?=\w)"
    r"|,? (?:tho|though|lol|haha+|tbh|anyway|no problem|no worries|no bother)(?=[.!]*$)",
    re.IGNORECASE,
)
"""An answer in one word, before what was said; a "though" behind it."""


_SAYS_LACK = pattern(
    r"i(?:(?:['’]?ve| have)? only| (?:don['’]?t|do not|haven['’]?t|have not|have no|have never|never|lack)|['’]?ve (?:no|not|never))\b",
    re.IGNORECASE,
)
"""What one does not do or have, which is so."""


def _answering(text: str) -> str:
    """An answer without its lead; with "I am" before what is under way: buying one by January."""
    told = prepared_deed(text)
    if not _UNDER_WAY.match(told):
        return told
    return f"I am {WHEN.sub(in_month, on_day(told))}"


_OF_ORDER = pattern(
    r"^((?:i['’]?m |i am )?(?:sitting|taking|doing|finishing|starting|retaking|resitting)) (?=(?:last|final|first|second|third) [a-z])",
    re.IGNORECASE,
)
"""What one has begun, before one of a row that lacks its article: sitting last section."""


_UNDER_WAY = pattern(
    r"(?:(?:already|currently|now) )?(?:learning|studying|taking|retaking|resitting|testing|doing|buying|finishing|starting|retraining|practising|practicing|"
    r"moving|renewing|sitting|getting|applying|working (?:on|towards)|teaching myself) (?!.*\b(?:since|for \d))\w",
)
"""What one has begun, or is about to do."""


_REPORTED = pattern(r"\s*(?:that|said|I said|told \w+)\b", re.IGNORECASE)
"""What is told as it was reported then."""


_WOULD = pattern(
    r"^I(?:'d| would) (?=(?:get|have|take|do|sit|finish|start|move|learn|bring|renew|pass|book)\b(?!.* if ))"
)


def _as_now(clause: str) -> str:
    """What one reported as done before then, or as to come, as it is now: I had borrowed, I have borrowed."""
    clause = _WOULD.sub("I will ", clause, count=1)
    if not re.match(r"I had (?:not |never )?\w+(?:ed|en|wn|ne|id|ad|lt|pt)\b", clause):
        return clause
    return re.sub(r"\b(and|but) was\b", r"\1 am", clause.replace("I had ", "I have ", 1))


_PLATFORMS = word_set(
    "GCP AWS Azure Python SQL Excel Snowflake Kubernetes Salesforce Xero Epic Revit AutoCAD"
)
"""Of what one has no experience, rather than none of it."""


def _concern(reading: Reading) -> Joined:
    text = _about_me(reading.text)
    if not text or _OF_BODY.search(text):
        return Joined()
    match reading.form:
        case Form.NOUN if text.split(" ")[0].lower() in ("the", "a", "an", "my", "this"):
            return Joined(phrase=text)
        case Form.NOT if reading.head == "having":
            return Joined()
        case Form.BARE if re.search(
            r" (?:\w+(?:able|ible|ful|ous)|so-so|thin|rusty|patchy|poor|basic)$", text
        ):
            return Joined()  # "tattoo visible" has lost its verb
        case Form.BARE if text.lower().startswith(_MINE_TO_DOUBT) or text.endswith(_QUALIFIED):
            return Joined(phrase=f"my {text}")
        case Form.BARE if _CODE.fullmatch(text):
            return Joined(phrase=text)
        case Form.BARE:
            return Joined(phrase=with_the(reading, text))
        case Form.GERUND:
            return Joined(phrase=text)
        case Form.LACK:
            text = re.sub("^No ", "no ", text)  # No Rust is no name
            thing = text.removeprefix("no ").removesuffix(" yet")
            if (letters := credentials(thing)) and " and " not in letters:
                return Joined(admitted=_without_letters(letters, yet=text.endswith(" yet")))
            if re.fullmatch(r"[a-z]+ [A-Z]{2,}", thing):
                return Joined()  # no certificate ECC
            if (
                thing.isupper() and thing.isalnum() and thing not in PROPER | DEGREES | _PLATFORMS
            ) or (reading.plural and _is_plain_lack(reading)):
                return Joined(phrase=thing)
            admitted = _lack(reading, text)
            return Joined(phrase=_lacked(reading, text) if admitted else "", admitted=admitted)
        case Form.NEVER if reading.head == "having":
            return Joined(phrase=f"my {text}")
        case Form.ONLY if re.search(r" in (?:role|post|job|seat|device)$| my last ", text):
            return Joined()
        case Form.ONLY | Form.NEVER:
            return Joined(admitted=f"I have {AS_ONE.sub(as_one, text)}")
        case Form.ADJECTIVE if reading.head in _GRADED or text.lower().startswith("too "):
            return _asked(f"whether I am {text}")
        case Form.NOT if reading.head in ("a", "an"):
            return Joined(admitted=f"I am {text}")
        case Form.NOT if _NOT_DONE.match(text):
            return Joined(admitted=f"I have {text}" if _UNDONE.fullmatch(text) else "")
        case Form.ADJECTIVE if _NEW_TO.fullmatch(text):
            return Joined()  # new to rural
        case Form.NOT | Form.ADJECTIVE:
            return Joined(admitted=f"I am {text}")
        case Form.MODAL:
            return Joined(admitted=f"I {text}")
        case Form.CLAUSE:
            told = re.sub("^if ", "whether ", text)
            return _asked(told)
        case Form.QUESTION:
            return _asked(_whether(text))
        case Form.OTHERS if text.lower().startswith("my ") and not text.endswith(" came up"):
            return Joined(admitted=text)
        case Form.MINE if _IS_SO.match(text) and not text.endswith("?"):
            return Joined(admitted=text)
        case Form.MINE if re.match(r"I(?:'ll|'d| will| would| might| may| can)\b", text):
            return _asked(f"whether {text}")
        case Form.MINE if not re.match(r"I (?:said|told|answered)\b", text):
            return Joined(admitted=text)
        case _:
            return Joined()


_NEW_TO = pattern(r"new to [a-z]+(?:al|ic|ary|ive)")
"""What one is new to, by what is said of it alone: new to rural."""


_IS_SO = pattern(
    r"I(?:'ll|'d| will| would) (?:be (?:commuting|moving|relocating|travelling|traveling|driving)|need|have to|not be)\b"
)
"""What will be so, rather than what somebody doubted: I would be commuting."""


def _without_letters(letters: str, *, yet: bool) -> str:
    """That one has not passed what goes by such letters: I am not a CPA yet."""
    lacks = (
        f"am not {article(letters)} {letters}" if letters in PROFESSIONS else f"have no {letters}"
    )
    return f"I {lacks}{' yet' if yet else ''}"


_MINE_TO_DOUBT = ("lack of ", "gap in ", "move ", "commute", "limited ")


_QUALIFIED = " qualifications"


_CODE = pattern(r"[A-Z]{1,3}\d[\dA-Z]*")
"""A kind of licence, a level: D1, B2."""


_NOT_DONE = pattern(
    r"not (?:yet )?(?:done|had|used(?! to\b)|been|worked|got|taken|run|led|held|sold|made|seen|taught|driven|written)\b",
    re.IGNORECASE,
)
"""What one has not done, whose "have" was left out: not done commercial."""


_UNDONE = pattern(
    r"not (?:yet )?(?:done|used|worked (?:with|on)|run|led|sold|made|taught|driven|held) (?:[a-z-]+ )?(?:[a-z]{3,}(?<!s)s|[A-Z][\w.]*(?: \d+)?)(?: (?:before|yet))?"
)
"""The same with several things, or a name: not done tankers, not used Sage 300."""


_OF_BODY = pattern(
    r"\b(?:my|the) (?:\w+ )?(?:knees?|back|ankles?|hips?|shoulders?|wrists?|eyes?|eyesight|hearing|hands?|legs?|weight|health|age|accent|teeth|skin|hair|tattoos?)\b",
    re.IGNORECASE,
)
"""What of one's body is for nobody to read in a letter of thanks."""


_GRADED = frozenset(["overqualified", "underqualified", "junior", "senior", "young", "old"])
"""What one was asked about, and would not say of oneself."""


def _asked(question: str) -> Joined:
    return Joined(heard=question, sentence=f"You asked {question}." if question else "")


_YOU_ARE = {
    "you're": "I'm",
    "you've": "I've",
    "you'll": "I'll",
    "you'd": "I'd",
    "yours": "mine",
    "your": "my",
}


def _about_me(text: str) -> str:
    """A doubt, said of oneself: their "you" is "I"; empty where it is not certain."""
    text = re.sub(r"\b(I['’]?m|I am) ok(?:ay)?\b", r"\1 fine", text)
    if re.search(r"\b(?:she|he|his|her|him|they|their|them|we|our)\b", text, re.IGNORECASE):
        return ""
    if re.search(r"\b(?:I|my|me)\b", text):
        return text
    for word, mine in _YOU_ARE.items():
        text = re.sub(rf"\b{word}\b(?!')", mine, text, flags=re.IGNORECASE)
    text = re.sub(r"\byou (are|were)\b", lambda m: f"I {'am' if m[1] == 'are' else 'was'}", text)
    text = re.sub(r"\b(are|were) you\b", lambda m: f"{'am' if m[1] == 'are' else 'was'} I", text)
    return re.sub(r"\b(?<!for )(?<!to )(?<!with )you(?= \w)", "I", text)


def _is_plain_lack(reading: Reading) -> bool:
    """Whether several plain things are lacked, of which one has no number: escalators."""
    return bool(lexicon.tags(reading.head)) and (lexicon.singular(reading.head) or "") not in HELD


def _lack(reading: Reading, text: str) -> str:
    """I have no licence; what is only a field of work lacks "experience"."""
    head = reading.head
    if text.endswith(" yet"):
        return f"{_lack(reading, text.removesuffix(' yet'))} yet"
    if (made := _NO_MAKE.fullmatch(text)) and made["what"].lower() in PEOPLES:
        return f"I speak no {made['what']}" if not made["where"] else f"I have {text}"
    if made:
        return f"I have no experience with {made['what']}{made['where']}"
    named = not lexicon.tags(head) and "-" not in head and not text.rsplit(maxsplit=1)[-1].islower()
    owned = head in HELD or named
    if text.endswith(" qualifications"):
        return f"I have {text}"
    if reading.plural and not owned:
        return ""
    if len(text.split()) == 3 and _TOOL_OF_TWO.fullmatch(text):
        return f"I have {text} experience"
    if "/" in text:
        return f"I have {text} experience"
    plain = (owned and reading.text.split()[-1] not in _PLATFORMS) or len(text.split()) > 3
    return f"I have {text}" if plain else f"I have {text} experience"


_NO_MAKE = pattern(r"[Nn]o (?P<what>[A-Z][a-z]+)(?P<where>(?: (?:in|at|on|for) [a-z ]+)?)")
"""A make or a tool by its name, where and with what one has not worked: no Vestas, no Rust in production."""


_TOOL_OF_TWO = pattern(r"[Nn]o [A-Z][a-z]+ (?!Licence|License|Safe|Aid)[A-Z0-9]\w*")
"""A tool by two names, of which one has experience: no Siemens NX."""


def _lacked(reading: Reading, text: str) -> str:
    """What is lacked, after "you asked about": dbt experience, a forklift licence."""
    thing = re.sub("^no ", "", text, flags=re.IGNORECASE)
    return f"{article(thing)} {thing}" if is_held(reading.head) else thing


_QUESTION = pattern(
    r"^(?P<verb>do|did|can|could|would|will|am|is|are|have|was) (?P<subject>I|it|this|that|\S+(?: \S+)??) (?P<rest>.+)$",
    re.IGNORECASE,
)


def _whether(text: str) -> str:
    """A question as it is reported: whether I know robotic milking; why I left."""
    asked = re.match(
        r"^(how|why|what|where|when) (do|did|would|will|can|could|am) I (.+)$", text, re.IGNORECASE
    )
    if asked:
        verb = "" if asked[2].lower() == "do" else f"{asked[2].lower()} "
        return f"{asked[1].lower()} I {verb}{asked[3]}" if asked[2].lower() != "did" else ""
    found = _QUESTION.match(text)
    if not found:
        return ""
    verb, subject, rest = found["verb"].lower(), found["subject"], found["rest"]
    if subject.lower() == "i":
        return (
            f"whether I {rest}"
            if verb == "do"
            else ("" if verb == "did" else f"whether I {verb} {rest}")
        )
    counted = re.match(r"^(\d+ \w+s|\w+) (.+)$", f"{subject} {rest}")
    if verb in ("is", "are") and counted and words_of(subject)[0].may_be("CD"):
        return f"whether {counted[1]} {verb} {counted[2]}"
    return ""


def not_untrue(doubt: Joined, answer: str) -> Joined:
    """A lack that the answer denies, as what was asked about: no Epic – did Epic in May."""
    lack = _LACK.fullmatch(doubt.admitted)
    if lack and re.search(rf"\b{re.escape(lack[1])}\b", answer, re.IGNORECASE):
        return replace(doubt, admitted="", phrase=f"my experience with {lack[1]}")
    return doubt


_LACK = pattern(r"I have no experience (?:with|of|in) (.+)")
