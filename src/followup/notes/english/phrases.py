"""How a jotting becomes part of a sentence. Pure.

People jot in every form. Each function here takes one jotting as it was typed and gives either a
`phrase` that fits the frame it is made for, or, where bending would break it, a `sentence` that
stands on its own:

    need        You are looking for {phrase}.
    topic       We talked about {phrase}.
    strength    {phrase}.                        a whole clause, mostly with "I"
    concern     You asked about {phrase}.
    answer      {phrase}.                        a whole clause
    next_step   I look forward to {phrase}.
    promise     {phrase} by Wednesday.           a whole clause
    promised    I said that {phrase}.            the same, looked back on
    role        the {phrase} role

A phrase has no full stop and no capital that its place does not ask for; a sentence has both.
The note speaks to one of them, so "they" and "their" become "you" and "your" where they mean the
employer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from followup.notes.english import lexicon as w
from followup.notes.english.grammar import (
    Form,
    bare,
    form_of,
    head,
    opens_object,
    sentences,
    tidy,
    trimmed,
)
from followup.notes.english.person import about_me, opening_to_reader, ours_to_yours, to_reader

LONG = 200
"""From how many characters on a jotting is not bent into a phrase any more."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a jotting: a phrase or a sentence, or neither where nothing was jotted.

    `quoted`: the sentence holds the jotting between quotation marks; `shortened`: some of it was
    left out.
    """

    phrase: str = ""
    sentence: str = ""
    quoted: bool = False
    shortened: bool = False


def need(jotting: str) -> Joined:
    """What they look for, after "You are looking for"."""
    text = _led_by(_TOLD, trimmed(jotting))
    text = _led_by(_WANTS, text, unless=r"(?<!\bme )(?<!\byou )to\b|of\b")
    return _joined(text, _need, "You told me what you need:")


def topic(jotting: str, name: str = "") -> Joined:
    """What the two of you talked about, after "We talked about"; `name` is their first name."""
    text = _led_by(_TALKED, trimmed(jotting))
    if name:
        text = re.sub(rf"\b{re.escape(name)}[’']s\b", "your", text)
    return _joined(text, _topic, "A line from my notes of our talk:")


def strength(jotting: str) -> Joined:
    """What you can do, as a clause."""
    return _as_clause(_led_by(_BECAUSE, trimmed(jotting)), _strength)


def concern(jotting: str) -> Joined:
    """What they were unsure about, after "You asked about"."""
    text = _WONDERED.sub("whether ", trimmed(jotting))
    return _joined(_led_by(_DOUBTED, text), _concern, "You asked:")


def answer(jotting: str) -> Joined:
    """What you said to their concern, as a clause."""
    return _as_clause(_led_by(_SAID, trimmed(jotting)), _answer, "my answer is")


def next_step(jotting: str) -> Joined:
    """What comes next, after "I look forward to"."""
    text = _WAITED.sub("hearing from ", _led_by(_NEXT, trimmed(jotting)))
    if bare(text) in _WAITING:
        return Joined()
    return _joined(text, _next_step, "As we left it:")


def promise(jotting: str) -> Joined:
    """What you said you would do, as a clause that a day can follow."""
    return _as_clause(_led_by(_PROMISED, trimmed(jotting)), _promise)


def promised(jotting: str) -> Joined:
    """The same, looked back on, after "I said that"."""
    told = promise(jotting)
    return replace(told, phrase=_WILL.sub(r"\1 would", told.phrase, count=1))


_WILL = re.compile(r"\b(I|you) will\b")


def company(name: str) -> str:
    """The company as the templates want it: as it is."""
    return tidy(name)


def role(title: str) -> str:
    """The role as the templates want it: no article before, no “role” behind."""
    return _AROUND_ROLE.sub("", tidy(title))


_AROUND_ROLE = re.compile(r"^(?:an?|the) | (?:role|position|job|vacancy)$", re.IGNORECASE)


def _as_clause(
    text: str, join: Callable[[str, Form], Joined], quoting: str = "in my own words,"
) -> Joined:
    """`text` joined by `join`; a long one is shortened first, and no way found means a quotation."""
    told = _STOP.sub("", beginning(text))
    joined = _joined(told, join, quoting)
    clause = joined.phrase or joined.sentence[:1].lower() + _STOP.sub("", joined.sentence[1:])
    return replace(joined, phrase=_lasting(clause), sentence="", shortened=len(told) < len(text))


def _lasting(clause: str) -> str:
    """`clause` in the perfect if it says since when: "I lead … since 2022" is "I have led …"."""
    return _SINCE.sub(_in_the_perfect, clause)


def _in_the_perfect(match: re.Match[str]) -> str:
    verb = match["verb"]
    base = "be" if verb == "am" else w.BASE_OF_PAST.get(verb, verb)
    if verb in _LASTING or base not in w.BASES:
        return match[0]
    return f"I have {match['adverb']}{w.participle(base)}"


_LASTING = frozenset(["have", "bring"])
_SINCE = re.compile(
    r"^I (?P<adverb>(?:already |now |still |\w+ly )?)(?P<verb>\w+)"
    r"(?= .*\bsince (?!(?:I|we|you|they|he|she|it|that|this)\b))"
)


def _joined(text: str, join: Callable[[str, Form], Joined], quoting: str) -> Joined:
    """`text` joined by `join`; quoted where that finds no way, as it is where it is long."""
    if not re.search(r"\w", text) or _NOTHING.fullmatch(bare(text)):
        return Joined()
    if text.endswith("?") and _first(text) not in w.AUXILIARIES | w.QUESTION_WORDS:
        text = text.rstrip("?!. ")
    if len(text) > LONG and quoting.endswith(":"):
        return _own_sentences(text)
    joined = join(text, form_of(text))
    if joined.phrase or joined.sentence:
        return joined
    return Joined(sentence=stopped(f"{quoting} {_quoted(text)}"), quoted=True)


_NOTHING = re.compile(
    r"(?:still |it[’']s |that[’']s )?"
    r"(?:none|n/?a|tb[acd]|unknown|unclear|undecided|no idea|dunno|idk|nope|no|no next steps?"
    r"|(?:nothing|no news)(?: (?:specific|special|agreed|decided|known|said|new|concrete|planned))?"
    r"|to be (?:decided|announced|confirmed|discussed|agreed)"
    r"|not (?:sure|known|clear|decided|discussed|mentioned|said|told|agreed)"
    r"|(?:(?:I|they|he|she|we) )?(?:don[’']t|do not|didn[’']t|did not) (?:know|say|ask|discuss|tell(?: me)?))"
    r"(?: yet| so far| as yet)?",
    re.IGNORECASE,
)
"""What people type for what they do not know; it says nothing that a note could use."""

_WAITING = w.phrase_set("wait, waiting, will wait, wait and see, wait for news, open, still open")


def _phrase(text: str) -> Joined:
    return Joined(phrase=text)


def _sentence(text: str) -> Joined:
    return Joined(sentence=stopped(text))


def _need(text: str, form: Form) -> Joined:
    base = _first(text)
    match form:
        case Form.NOUN:
            return _phrase(_with_article(to_reader(lowered(text)), "a", _is_need_head))
        case Form.INFINITIVE:
            return _phrase(f"someone {to_reader(lowered(text))}")
        case Form.BASE:
            return _phrase(f"someone to {to_reader(lowered(text))}")
        case Form.GERUND if base in w.BASE_OF_GERUND:
            return _phrase(f"someone to {to_reader(_verb(text, w.BASE_OF_GERUND))}")
        case Form.THIRD:
            return _phrase(f"someone who {to_reader(lowered(text))}")
        case Form.MODAL if base in ("can", "could", "will", "would"):
            return _phrase(f"someone who {to_reader(lowered(text))}")
        case Form.MODAL if base in ("must", "should") and _first(_rest(text)) in w.BASES:
            return _phrase(f"someone who {_third(to_reader(_rest(text)))}")
        case Form.ADJECTIVE:
            return _phrase(f"someone {to_reader(lowered(text))}")
        case Form.PAST if base in w.BASES:
            return _phrase(f"someone to {to_reader(lowered(text))}")
        case Form.PAST if opens_object(_first(_rest(text))):
            return _phrase(f"someone who {to_reader(lowered(text))}")
        case Form.PAST:
            return _phrase(to_reader(lowered(text)))
        case Form.SENTENCE if not re.search(r"\b(?:I|my|me)\b", text):
            told = to_reader(ours_to_yours(_definite(lowered(text))))
            return _sentence(f"You told me that {told}")
        case Form.THAT if not re.search(r"\b(?:I|my|me)\b", text):
            return _sentence(f"You told me {to_reader(ours_to_yours(lowered(text)))}")
        case _:
            return Joined()


def _topic(text: str, form: Form) -> Joined:
    match form:
        case Form.NOUN:
            return _phrase(_with_article(to_reader(lowered(text)), "the", _is_count_noun))
        case Form.GERUND | Form.QUESTION_CLAUSE:
            return _phrase(to_reader(lowered(text)))
        case Form.ADJECTIVE:
            return _phrase(f"being {to_reader(lowered(text))}")
        case Form.SENTENCE:
            return _phrase(f"how {to_reader(_definite(lowered(text)))}")
        case Form.THAT:
            return _phrase(f"how {to_reader(lowered(_rest(text)))}")
        case Form.INFINITIVE if _first(_rest(text)) in w.BASES:
            return _phrase(to_reader(_gerund(_rest(text))))
        case Form.BASE:
            return _phrase(to_reader(_gerund(text)))
        case Form.QUESTION:
            return _phrase(f"the question {_quoted(text)}")
        case _:
            return Joined()


def _strength(text: str, form: Form) -> Joined:
    match form:
        case Form.NOUN | Form.ADJECTIVE | Form.GERUND | Form.INFINITIVE | Form.QUESTION_CLAUSE:
            return _nominal_strength(text, form)
        case Form.QUESTION:
            return Joined()
        case _:
            return _phrase(opening_to_reader(_clause(text, form).phrase))


def _nominal_strength(text: str, form: Form) -> Joined:
    plain = lowered(text)
    if form is Form.ADJECTIVE:
        return _phrase(f"I am {re.sub('^am ', '', plain)}")
    if form is Form.GERUND:
        return _phrase(_experience(plain))
    if form is Form.INFINITIVE:
        return _phrase(f"I am ready {plain}")
    if form is Form.QUESTION_CLAUSE:
        return _phrase(f"I can tell you more about {plain}")
    if plain.startswith("no "):
        return _phrase(f"I have had {plain}")
    if _is_adverbial(plain):
        return Joined()
    if _last(plain) in w.CERTIFIED:
        return _phrase(f"I am {plain}")
    if _is_role(plain) and (_first(plain) in w.CERTIFIED or _head(plain) in w.CHARACTERS):
        return _phrase(f"I am {_with_article(plain, 'a', w.is_agent)}")
    if _is_role(plain):
        return _phrase(f"I bring my experience as {_with_article(plain, 'a', w.is_agent)}")
    if _is_activity(plain):
        return _phrase(f"I bring experience in {plain}")
    return _phrase(f"I bring {_with_article(plain, 'a', _is_credential)}")


def _is_adverbial(text: str) -> bool:
    """Whether a preposition begins what seemed a noun phrase: with kids; not: over 10 years."""
    return _first(text) in w.PREPOSITIONS - {"about", "around", "over", "under"}


def _is_activity(text: str) -> bool:
    """Whether a noun phrase names something that one does: stakeholder management."""
    noun = _head(text)
    done = noun.endswith(("management", "development", "administration", "analysis", "ing"))
    return (done or noun in ("design", "support", "sales")) and "experience" not in text


def _experience(gerund: str) -> str:
    """A clause for "running a ward"; for how long, if it says so."""
    if gerund.startswith("being "):
        return f"I am {_rest(gerund)}"
    if re.search(r"\b(?:for|since) (?:\w+ )?(?:\d|a decade|years|two|three|four|five|six)", gerund):
        return f"I have been {gerund}"
    return f"I have experience in {gerund}"


def _clause(text: str, form: Form) -> Joined:
    """A clause about yourself, from any form with a verb in it; nothing for the others."""
    plain = lowered(text)
    match form:
        case Form.SENTENCE:
            return _phrase(_definite(plain))
        case Form.THAT:
            return _phrase(_definite(lowered(_rest(plain))))
        case Form.PAST if _is_passive(plain):
            return _phrase(f"I was {plain}")
        case Form.PAST | Form.NEGATED if _first(plain) in _MY_VERB:
            return _phrase(f"I {_MY_VERB[_first(plain)]} {_rest(plain)}")
        case Form.BASE:
            return _phrase(f"I {_first(plain)} {_object(_rest(plain))}".rstrip())
        case Form.PAST | Form.MODAL | Form.NEGATED:
            return _phrase(f"I {plain}")
        case Form.PERFECT:
            return _phrase(f"I have {plain}")
        case Form.NEVER:
            return _phrase(f"I {_never(_rest(plain))}")
        case Form.PROGRESSIVE:
            return _phrase(f"I am {plain}")
        case Form.THIRD:
            return _phrase(f"I {_first_person(plain)}")
        case _:
            return Joined()


def _never(rest: str) -> str:
    """What "I" goes on with where `rest` follows "never": have never led, never lead, am never late."""
    first = _first(rest)
    if (
        first in w.BASE_OF_PARTICIPLE
        or first in w.BASE_OF_PAST.keys() - w.AUXILIARIES - _PASTS_ALONE
    ):
        return f"have never {rest}"
    if first in w.BASES | w.AUXILIARIES | _PASTS_ALONE:
        return f"never {rest}"
    if first in w.DETERMINERS | w.PREPOSITIONS:
        return f"have never been {rest}"
    return f"have never {rest}" if first.endswith("ed") else f"am never {rest}"


_PASTS_ALONE = frozenset(w.BASE_OF_PAST) - frozenset(w.BASE_OF_PARTICIPLE)
"""Past forms that do not go with "have": ran, wrote."""


def _definite(text: str) -> str:
    """A sentence with the article that its bare subject wants: "the team has doubled"."""
    first, second, third = ([bare(word) for word in text.split()] + ["", "", ""])[:3]
    compound = second in w.COUNT_NOUNS and third in w.AUXILIARIES | w.HAPPENING
    opened = first in w.DETERMINERS | w.SUBJECTS | w.PREPOSITIONS
    return f"the {text}" if not opened and (first in w.COUNT_NOUNS or compound) else text


_MY_VERB = {
    "were": "was",
    "hasn't": "haven't", "doesn't": "don't", "isn't": "am not", "has": "have", "does": "do", "is": "am",
}  # fmt: skip
_GIVEN = frozenset(
    ["promoted", "awarded", "chosen", "selected", "nominated", "elected", "ranked", "named"]
)


def _is_passive(text: str) -> bool:
    """Whether "promoted twice" happened to you: no object follows."""
    return _first(text) in _GIVEN and not opens_object(_first(_rest(text)))


def _concern(text: str, form: Form) -> Joined:
    doubt = _DOUBT.sub("", text)
    if doubt != text and re.search(r"\w", doubt):
        lacked = "my experience" if doubt.lower() == "experience" else lowered(doubt)
        return _phrase(_with_article(about_me(lacked), "a", _is_credential))
    text = _TAKEN_UP.sub(r"\1 \2", text)
    if asked := _ASKED.fullmatch(text):
        return _sentence(f"You asked whether I {_told(asked)}")
    if _first(text) in ("not", "new"):
        return _sentence(f"You mentioned that I am {about_me(lowered(text))}")
    match form:
        case Form.NOUN | Form.GERUND:
            about = _with_article(about_me(lowered(text)), "the", _is_count_noun)
            return _phrase(f"having {about}" if _first(about) in ("only", "just") else about)
        case Form.ADJECTIVE:
            return _sentence(f"You asked whether I am {about_me(lowered(text))}")
        case Form.QUESTION_CLAUSE:
            return _sentence(f"You asked {about_me(lowered(text))}")
        case Form.THAT:
            return _sentence(f"You mentioned {about_me(lowered(text))}")
        case Form.SENTENCE if _MAYBE.match(text):
            return _sentence(f"You asked whether {about_me(lowered(text))}")
        case Form.SENTENCE:
            return _sentence(f"You mentioned that {about_me(_definite(lowered(text)))}")
        case Form.QUESTION:
            return Joined()
        case _:
            said = _clause(text, form).phrase
            return _sentence(f"You mentioned that {about_me(said)}") if said else Joined()


_TAKEN_UP = re.compile(
    r"^([^,:–—]+?) ?(?: -|[,:–—]) (?:it|they) ((?:is|was|has|are|were|have) )", re.IGNORECASE
)
"""A thing that is named first and then taken up: "my licence - it is expired"."""

_ASKED = re.compile(
    r"(?P<verb>am|was|have|had|can|could|will|would|should|must|do|did) I (?P<rest>[^?]+)\??",
    re.IGNORECASE,
)
"""A question about "I" that yes or no would answer."""


def _told(asked: re.Match[str]) -> str:
    """The question told after "whether I": "Would I relocate?" gives "would relocate"."""
    verb, (first, *others) = asked["verb"].lower(), asked["rest"].strip().split(" ")
    if verb == "do":
        return " ".join((first, *others))
    if verb == "did" and first in w.BASES:
        return " ".join((w.past(first), *others))
    return " ".join((verb, first, *others))


def _answer(text: str, form: Form) -> Joined:
    plain = lowered(text)
    if bare(plain) in _YES:
        return _phrase("my answer is yes")
    if _OF_IT.match(plain):
        return _phrase(f"it {plain}")
    if _STATE_OF_IT.match(plain):
        return _phrase(f"it is {plain}")
    match form:
        case Form.NOUN if _is_adverbial(plain) or _UNPOINTED.fullmatch(plain):
            return Joined()
        case Form.NOUN:
            return _phrase(f"I can point to {_with_article(plain, 'a', _is_need_head)}")
        case Form.BASE if _WITHIN.search(plain):
            return _phrase(f"I can {plain}")
        case Form.INFINITIVE:
            return _phrase(f"I plan {lowered(text)}")
        case Form.QUESTION_CLAUSE:
            return _phrase(f"I can tell you more about {lowered(text)}")
        case Form.GERUND:
            return _phrase(f"I am {lowered(text)}")
        case Form.ADJECTIVE:
            return _phrase(f"I am {re.sub('^am ', '', lowered(text))}")
        case _:
            return _clause(text, form)


_YES = w.phrase_set("yes, yep, yeah, of course, certainly, sure, absolutely")
_OF_IT = re.compile(
    r"(?:is|isn[’']t|never was|(?:was|wasn[’']t) (?=(?:an?|the|my|their|his|her|never|not|no)\b))\b"
)
_STATE_OF_IT = re.compile(
    r"(?:no|not an?|never an?) (?:big |real |longer )?(?:problem|issue|obstacle|trouble|worry|concern)\b"
    r"|(?:negotiable|expired|solved|resolved|settled|sorted|temporary|over)(?:$| (?:now|by|since|in)\b)"
)
"""Answers that leave out what they are about: "isn't a problem", "no problem", "negotiable"."""

_UNPOINTED = re.compile(
    r"(?:about |around |only |just |under |over )?(?:\d[\d.,]*|an?|one|two|three|four|five|six) "
    r"(?:day|week|month|year|hour|minute|mile|k|km)s?|\S+|(?:due|not|because)\b.*"
)
"""What one cannot point to: a bare measure, a single word, a reason."""

_WITHIN = re.compile(r"\b(?:in|within) (?:an?|\d+|two|three|four|a few) (?:day|week|month)s?\b")


def _next_step(text: str, form: Form) -> Joined:
    match form:
        case Form.NOUN | Form.GERUND | Form.ADJECTIVE:
            return _phrase(_with_article(to_reader(lowered(text)), "the", _is_step))
        case Form.INFINITIVE if _first(_rest(text)) in w.BASES:
            return _phrase(to_reader(_gerund(_rest(text))))
        case Form.BASE:
            return _phrase(to_reader(_gerund(text)))
        case Form.SENTENCE:
            told = _definite(to_reader(lowered(text)))
            return _sentence(f"As we left it, {_ahead(told)}")
        case Form.MODAL if _first(_rest(text)) in w.BASES:
            return _phrase(to_reader(_gerund(_rest(text))))
        case Form.THAT:
            return _sentence(f"As we left it, {_ahead(to_reader(lowered(_rest(text))))}")
        case _:
            return Joined()


def _ahead(text: str) -> str:
    """`text` in the future: "I send my portfolio" becomes "I will send my portfolio"."""
    subject, verb = _first(text), _first(_rest(text))
    later = subject in ("i", "you") and verb in w.BASES - {"have", "need", "hope", "expect"}
    return f"{text.split(' ', 1)[0]} will {_rest(text)}" if later else text


def _promise(text: str, form: Form) -> Joined:
    plain = _OBJECT.sub("you", to_reader(lowered(text)))
    verb = _first(text)
    match form:
        case Form.INFINITIVE:
            return _phrase(f"I will {_rest(plain)}")
        case Form.GERUND if verb in w.BASE_OF_GERUND:
            return _phrase(f"I will {_verb(plain, w.BASE_OF_GERUND)}")
        case Form.MODAL if verb in ("will", "can", "would", "could"):
            return _phrase(f"I will {_rest(plain)}")
        case Form.SENTENCE:
            return _phrase(plain)
        case Form.THAT:
            return _phrase(_rest(plain))
        case _ if verb in w.BASES and not (verb in _SAMPLED and form is Form.NOUN):
            rest = _rest(plain)
            return _phrase(f"I will {_first(plain)} {_sent(rest)}".rstrip())
        case Form.NOUN if verb in _YOUR_OWN:
            return _phrase(f"you will have my {plain}")
        case Form.NOUN:
            return _phrase(f"you will have {plain if _is_counted(plain) else _the(plain)}")
        case _:
            return Joined()


def _sent(thing: str) -> str:
    """What a verb of a promise is about, with the word that a bare noun wants: the link, my CV."""
    if bare(thing) in _YOUR_OWN and not thing.endswith("s"):
        return f"my {thing}"
    return f"the {thing}" if thing in w.COUNT_NOUNS else thing


def _is_counted(text: str) -> bool:
    """Whether a noun phrase says how many, or of whom: two references, more dates, Tom's deck."""
    first = _first(text)
    return first[:1].isdigit() or first in w.QUANTIFIERS


def _the(text: str) -> str:
    return _with_article(text, "the", bool)


_SAMPLED = frozenset(["code", "design", "work", "test", "project", "report", "reference", "link"])
_YOUR_OWN = frozenset(["portfolio", "cv", "resume", "references", "transcript"])
_STOP = re.compile(r"[.!\s]+$")
_OBJECT = re.compile(
    r"\b(?:her|him)\b(?= (?:how|what|when|whether|that|if|with|about|on|by|the|a|my|again|back|know)\b|$)"
)

# What the stems of the prompts, repeated in the jotting, look like.
_TOLD = r"(?:they|he|she|you|we) (?:said|told me|mentioned) (?:that )?"
_SUBJECT = r"(?:that |because )?(?:(?:the|this|our|your|their) (?:\w+ ){1,2}?|(?:hiring )?manager |boss |team |founder |(?:they|we|you|he|she|i|it|[A-Z]\w+)(?:[’'](?:re|s|d|m))? )"
_OFTEN = r"(?:really |also |just |still |mostly |mainly |actively |basically |desperately |would |is |are |am |was |were |will )*"
_WANTS = (
    rf"(?:{_SUBJECT})?{_OFTEN}(?:looking for|looks? for|looking|want(?:s|ed|ing)?|need(?:s|ed|ing)?"
    r"|seek(?:s|ing)?|searching for|hoping for|hopes? for|in need of|after|like|love|prefers?)(?: (?:you|me)(?= to\b))?:? "
)
_TALKED = (
    r"(?:(?:we|you and I|I) )?(?:also |mostly |mainly )?(?:(?:talk|chatt?|bond|speak|spok)e?(?:ed|ing)?"
    r" (?:a lot |at length |briefly |mostly )?(?:about|on|over|of) |discuss(?:ed|ing) (?:about )?|went over |about |(?:\w+ )?asked (?:me )?(?:about |(?=how|why|what|wh))"
    r"|(?:he|she|they|you) (?:told (?:me|us)|spoke|talked|wanted to know) about )"
)
_BECAUSE = r"(?:because|my (?:main |biggest |key )?strengths?(?: is| are|:)) "
_WHO = r"(?:(?:they|he|she|you|we|[A-Z]\w+)(?:[’'](?:re|s))? )"
_DOUBTED = (
    rf"{_WHO}?(?:was |were |is |are |seemed |felt |a bit |slightly |a little |somewhat )*"
    r"(?:unsure|worried|worries|worry|concerned|concerns?|hesitant|not sure|sceptical|skeptical"
    r"|nervous|want(?:ed|s)? to know|think|thinks|thought|feels?|felt|said|says|asked|asks|wondered|mentioned|noted)"
    r"(?: (?:me|about|of|by|over|on))*:? (?:that (?=(?:I|my|you)\b))?|about "
)
_MAYBE = re.compile(
    r"(?:I|you)(?:[’'](?:m|re|d|ll)| am| are| would| might| could| may| will| can)\b"
    r"(?![’'])(?!.*(?:\bnot\b|n[’']t\b))",
    re.IGNORECASE,
)
_WONDERED = re.compile(
    rf"^{_WHO}?(?:(?:was|were|is|are)(?:n[’']t)? |seemed |felt |a bit |not )*"
    r"(?:unsure|sure|unconvinced|convinced|wondered|asked)(?: if| whether| that| about whether)? (?=(?:I|you)\b)",
    re.IGNORECASE,
)
_SAID = (
    r"(?:(?:and |but |so )?(?:I )?(?:said|told \w+|answered|replied|explained|pointed out)"
    r"(?: that)?:? |and |but |because (?!of\b)|however,? |well,? |yes,? |no, |so |true,? )"
)
_NEXT = (
    r"(?:(?:and |then )?(?:the )?next(?: steps?)?(?: is| are| will be)?[:,]? )?"
    r"(?:wait(?:ing)? (?:to|for (?=(?:the|an?|their|your|her|his)\b)) ?)?"
)
_WAITED = re.compile(r"^wait(?:ing)? for ", re.IGNORECASE)
_PROMISED = r"(?:that )?I(?:[’']ll| will|[’']d| would| said I would| promised to| am going to| shall) |please "
_DOUBT = re.compile(
    r"^(?:(?:has |have |having |I have |you have |there is |there’s |there's )?"
    r"(?:no|not enough|not much|little|too little|lack of|a lack of|limited|insufficient|missing"
    r"|lacking|lacks?|without) (?:real |direct |formal |prior |previous )?)",
    re.IGNORECASE,
)


def _led_by(lead: str, text: str, unless: str = "$") -> str:
    """`text` without the lead-in; as it is where nothing, or what is `unless`, would be left."""
    left = re.sub(rf"^(?:{lead})(?!{unless})", "", text, count=1, flags=re.IGNORECASE)
    return left if re.search(r"\w", left) else text


def lowered(text: str) -> str:
    """`text` for the middle of a sentence: a plain first word loses its capital."""
    first, *others = text.split(" ")
    plain = first[:1].isupper() and first[1:] == first[1:].lower() and w.knows(bare(first))
    name = others and others[0].istitle() and bare(first) in w.NAMING
    if bare(first) in ("i", "i'm", "i've", "i'll", "i'd") or not plain or name:
        return text
    return text[:1].lower() + text[1:]


def stopped(text: str) -> str:
    """`text` as a sentence: a capital first, one stop last."""
    ended = re.search(r"[.!?…][)\"”’]?$", text)
    return text[:1].upper() + text[1:] + ("" if ended else ".")


def _quoted(text: str) -> str:
    text = text[:1].upper() + text[1:] if text.endswith("?") else text
    return '"' + re.sub('[“”"]', "'", text) + '"'


def _own_sentences(text: str) -> Joined:
    """A long jotting as the sentences that it is."""
    told = beginning(text)
    return Joined(sentence=stopped(to_reader(told)), shortened=len(told) < len(text))


def beginning(text: str) -> str:
    """As many whole sentences of `text` as stay under LONG, at least one; that one cut at LONG * 2."""
    kept = ""
    for each in sentences(text):
        if kept and len(kept) + len(each) > LONG:
            break
        kept = f"{kept} {each}".strip()
    if len(kept) > 2 * LONG:
        kept = kept[: 2 * LONG].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"
    return kept


def _first(text: str) -> str:
    return bare(text.split(" ", 1)[0])


def _last(text: str) -> str:
    return bare(text.rsplit(" ", 1)[-1])


def _head(text: str) -> str:
    return head([bare(word) for word in text.split()])


def _rest(text: str) -> str:
    return text.split(" ", 1)[1] if " " in text else ""


def _verb(text: str, bases: dict[str, str]) -> str:
    """`text` with its first word turned to the base form, as `bases` has it."""
    return f"{bases[_first(text)]} {_rest(text)}".strip()


def _gerund(text: str) -> str:
    return f"{w.gerund(_first(text))} {_rest(text)}".strip()


def _third(text: str) -> str:
    return f"{w.third(_first(text))} {_rest(text)}".strip()


def _first_person(text: str) -> str:
    """`text`, which begins with a verb in the third person, for "I"."""
    verb = _MY_VERB.get(_first(text)) or w.BASE_OF_THIRD[_first(text)]
    return f"{verb} {_object(_rest(text))}"


def _object(text: str) -> str:
    """What follows a verb, with the article that it wants: need a visa."""
    return _with_article(text, "a", _is_credential)


def _is_count_noun(noun: str) -> bool:
    return noun in w.COUNT_NOUNS


def _is_step(noun: str) -> bool:
    return noun in w.COUNT_NOUNS or noun in _STEPS


_STEPS = frozenset(
    ["check", "chat", "day", "meet-up", "assessment", "lunch", "dinner", "coffee", "week"]
)


def _is_credential(noun: str) -> bool:
    return noun in w.CREDENTIALS


def _is_need_head(noun: str) -> bool:
    return w.is_agent(noun) or noun in w.CREDENTIALS or noun in w.COUNT_NOUNS


def _is_role(text: str) -> bool:
    return w.is_agent(_head(text))


def _with_article(text: str, article: str, wants_one: Callable[[str], bool]) -> str:
    """`text` with `article` ("a" or "the") if its noun wants one and it has none."""
    words = [bare(word) for word in text.split()]
    noun = head(words)
    chunk = words[: words.index(noun) + 1] if noun else []
    of_something = article == "the" and words[len(chunk) : len(chunk) + 1] == ["of"]
    definite = of_something and noun not in _AMOUNTS and not noun.endswith("s")
    if not (wants_one(noun) or definite) or _is_determined(chunk):
        return text
    return f"{'an' if article == 'a' and _AN.match(text) else article} {text}"


_AMOUNTS = frozenset(["lot", "plenty", "love", "lack", "kind", "sort", "some", "much", "more"])


def _is_determined(chunk: list[str]) -> bool:
    """Whether a noun phrase has its article already, is somebody's, or takes none."""
    owned = any(word.endswith(("'s", "s'")) for word in chunk)
    first = chunk[0] if chunk else ""
    return owned or first in w.DETERMINERS | w.PREPOSITIONS | {
        "not",
        "just",
        "only",
        "ideally",
        "maybe",
        "you",
    }


_AN = re.compile(
    r"(?!uni|use|usa|user|eu|one\b|ux|uk|u[A-Z])[aeiouAEIO]|hono|honest|hour|8|11\b|18\b"
    r"|(?:H|M|N|R|S|X|F|L)(?:[A-Z]{1,3})\b(?<!SQL)(?<!SAP)(?<!SaaS)"
)
