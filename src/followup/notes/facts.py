"""The facts of a note by the placeholders of its template, and what of the jottings stays out. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from followup.domain.dates import clock_apart
from followup.domain.frozen import replace
from followup.domain.kinds import CHECK_INS
from followup.domain.model import Concern, Left, Occasion
from followup.domain.people import is_call, is_called, without_whose
from followup.domain.text import pattern
from followup.domain.workdays import Workdays
from followup.notes import jottings
from followup.notes.english.clauses import both_sought
from followup.notes.english.concerns import not_untrue
from followup.notes.english.fragments import BRACKETED
from followup.notes.english.person import with_names, with_you
from followup.notes.english.private import REASONS
from followup.notes.english.strengths import IN_MY_WORK
from followup.notes.jottings import Joined, tidy
from followup.notes.languages import Joiner, Language
from followup.notes.salutations import given_name
from followup.notes.template import is_of_agency, kind_of

FIELDS: dict[str, str] = {
    "company": "the company",
    "at_company": "the same as a place of work: at Acme",
    "role": 'the role, without the word "role"',
    "when": "the day of the talk, as people say it: today, on Friday, on Friday, November 20",
    "day": "the day of the talk in full: Friday, November 20",
    "date": "the same, shorter: November 20",
    "topic": 'what this person and you talked about; fits after "talked about"',
    "heard": 'the same, where they told you; fits after "it was interesting to hear"',
    "topic_said": "the same as a sentence of its own, where it fits no other",
    "need": 'what they look for; fits after "you are looking for"',
    "need_told": "needs that no strength answers, told by themselves",
    "need_said": "the same as a sentence of its own, where it fits no other",
    "strength": "the strength that answers it, as a clause: I ran a ward",
    "need_too": "a second need, where a second strength answers it",
    "also": "a second strength, as a clause",
    "more": "a third strength, as a clause",
    "concern": 'what they were unsure about; fits after "you asked about"',
    "asked": 'the same, where it was a question; fits after "you asked": why I left',
    "admitted": "the same, where it is so, as a clause: I have no licence",
    "concern_said": "the same as a sentence of its own, where it fits no other",
    "answer": "your answer to it, as a clause",
    "next_step": 'what comes next; fits after "I look forward to"',
    "coming": 'the same as a clause; fits after "I understand that": you will call me',
    "next_said": "the same as a sentence of its own, where it fits no other",
    "decision_day": "the day by which they decide",
    "promise": "what you said you would do, as a clause: I will send the link",
    "promise_thing": "the same, where something is sent: the link",
    "promised": "the same, looked back on: I would send the link",
    "apart": "the same, to somebody who was not in the talk",
    "promise_day": "the day by which you said you would",
    "promise_too": "what else you said you would do, as clauses with their days",
    "proposed_day": "sales: a day to propose for a talk, three business days ahead, where nothing is agreed",
    "deadline_day": "the day by which you answer an offer",
    "terms": "the terms of the offer",
    "start_day": "the day on which you start",
}
"""Every placeholder of a template, and what it means."""

T = TypeVar("T")


@dataclass(slots=True)
class Facts:
    """The facts by placeholder, the jottings behind them, and what of those stays out."""

    values: dict[str, str] = field(default_factory=dict)
    jottings: dict[str, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    mended: dict[tuple[str, str], None] = field(default_factory=dict)
    shortened: dict[str, str] = field(default_factory=dict)
    is_readers_doubt: bool = False
    """Whether the reader raised the doubt that is told: by name, or as "you asked"."""

    def add(self, fact: str, jotting: str, joined: Joined, **named: str) -> None:
        """A joined jotting under the placeholders in `named`; what stays out is of `fact`."""
        self.values |= named
        self.jottings |= {name: tidy(jotting) for name, text in named.items() if text}
        self.left += [Left(each.jotting, each.why, fact) for each in joined.left]
        self.mended |= dict.fromkeys(joined.mended)
        if joined.shortened:
            self.shortened[tidy(jotting)] = (joined.phrase or joined.sentence)[1:].rstrip(".")

    def without(self, names: tuple[str, ...], why: str) -> None:
        """Take facts out again, since a sentence with them could not go out."""
        for name in names:
            self.values[name] = ""
            if jotting := self.jottings.get(name):
                self.left.append(Left(jotting, why, _FACT_OF[name]))
        if PLACEHOLDERS["promise"] & set(names) - {"promise_too"}:
            self.values["promise_day"] = ""  # nothing is promised by it


PLACEHOLDERS = {
    "topic": frozenset(["topic", "heard", "topic_said"]),
    "looking_for": frozenset(["need", "need_too", "need_said", "need_told"]),
    "strength": frozenset(["strength", "also", "more"]),
    "concern": frozenset(["concern", "asked", "admitted", "concern_said", "answer"]),
    "next_step": frozenset(["next_step", "coming", "next_said"]),
    "promise": frozenset(["promise", "promise_thing", "promised", "promise_too"]),
}
"""The placeholders that each fact of an interview fills."""

_FACT_OF = {name: fact for fact, names in PLACEHOLDERS.items() for name in names}


def facts_of(occasion: Occasion, language: Language) -> Facts:
    """The facts of `occasion`, said in `language`."""
    joiner = language.joiner(_writes_small(occasion))
    if language.is_english:
        occasion = _with_names(occasion)
    facts = Facts()
    company = joiner.company(occasion.company)
    facts.values |= {
        "company": company,
        "at_company": language.at(company, _is_readers(occasion)) if company else "",
        "role": joiner.role(occasion.role),
    }
    facts.values |= _days(occasion, language) | {"terms": tidy(occasion.terms)}
    topic = joiner.topic(occasion.topic, _name(occasion))
    said = {"topic": topic.phrase, "heard": topic.heard, "topic_said": topic.sentence}
    facts.add("topic", occasion.topic, topic, **said)
    _add_pairs(facts, occasion, language, joiner)
    _add_concern(facts, occasion, language, joiner)
    step = joiner.next_step(occasion.next_step)
    if language.is_english and occasion.others and _ONE_OF_THEM.match(occasion.next_step):
        step = Joined(left=(Left(tidy(occasion.next_step), _WHICH),))
    said = {"next_step": step.phrase, "coming": step.heard, "next_said": step.sentence}
    facts.add("next_step", occasion.next_step, step, **said)
    if not step and language.is_english and _is_step(occasion.next_step, step):
        facts.values["next_step"] = "the next step"
    _add_promise(facts, occasion, language, joiner)
    _add_promises_too(facts, occasion, language, joiner)
    if language.is_english:
        _add_decision(facts, occasion)
    _without_reader(facts, occasion)
    facts.values |= {name: language.dates(facts.values.get(name, "")) for name in facts.jottings}
    for word, spelled in language.spelling.items():
        facts.values |= {name: text.replace(word, spelled) for name, text in facts.values.items()}
    return facts


_ONE_OF_THEM = pattern(r"[^A-Z]*\b(?:[Ss]he|[Hh]e|her|him|his)\b")
"""Somebody who is not named, though several people were met."""
_WHICH = "it does not say which of the people is meant"


def _is_step(jotting: str, step: Joined) -> bool:
    """Whether a jotting that cannot be said tells of something agreed, on a day or of a known kind."""
    return bool(_AGREED.search(jotting)) and not any(each.why in REASONS for each in step.left)


_AGREED = pattern(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\b|\b\d{1,2}(?:st|nd|rd|th|[:.]\d\d|am|pm)\b|\b(?:second|2nd|next|final|third) (?:round|interview|stage)\b"
    r"|\b(?:trial|interview|visit|tour|demo|shift|assessment|presentation|meeting|lesson|tryout|medical|call)\b(?! me)",
    re.IGNORECASE,
)


def _with_names(occasion: Occasion) -> Occasion:
    """The occasion whose jottings have the capitals of the people's names, and "with you" for the reader's."""
    reader = occasion.contact.name if occasion.contact else ""

    def told(text: str) -> str:
        return with_names(text, (reader, *occasion.others)) if text else text

    return replace(
        occasion,
        topic=told(occasion.topic),
        promise=told(without_whose(occasion.promise, (reader, *occasion.others))),
        next_step=with_you(told(occasion.next_step), _name(occasion)),
        looking_for="\n".join(
            told(without_whose(need, (reader, *occasion.others))) for need in occasion.needs
        ),
        strengths=tuple(map(told, occasion.strengths)),
        concerns=tuple(Concern(*map(told, with_answer(each))) for each in occasion.concerns),
    )  # fmt: skip


def with_answer(concern: Concern) -> Concern:
    """A doubt, with what stands behind a dash or a "but" as its answer where it has none."""
    doubt, parted, answer = _parted(concern.concern)
    return Concern(doubt, answer) if parted and not concern.answer.strip() else concern


def _parted(doubt: str) -> tuple[str, str, str]:
    if found := _BUT.search(doubt):
        return doubt[: found.start()], found[0], doubt[found.end() :]
    lacks = _LACKS.match(doubt)
    return (lacks["doubt"], lacks[0], doubt[lacks.end() :]) if lacks else (doubt, "", "")


_BUT = pattern(
    r"[.!]\s+(?=I (?:explained|said|told|answered|replied|mentioned)\b)|(?:\s+[-–—]+\s*|\s*[:;][-(]*\(?\s+|,?\s+)but\s+(?=(?:i|i['’]?m|i['’]?ve|my)\b)"
    r"|\s+[-–—]+\s+(?:i )?(?:said |told (?:her|him|them) )?(?!(?:i|i['’]?m|i['’]?ve) (?:hate|don|can['’]?t|did ?n|have no|not|was|waffled|blew|forgot|mumbled|panicked|should|could|lied|need|think|guess|hope))(?=(?:i|i['’]?m|i['’]?ve|my|doing|did|booked|learning|taking|have|had)\b)",
    re.IGNORECASE,
)
"""Between a doubt and one's answer to it: no permit yet, but my test is in May."""
_LACKS = pattern(
    r"(?P<doubt>(?:no|not|never|only|limited|lack of)\b[^-–—=→:;]*(?:-\w[^-–—=→:;]*)*?)(?:\s+[-–—]+\s+|\s*(?:->|=>|→)\s*)(?=\w)",
    re.IGNORECASE,
)
"""What is lacked, before a dash or an arrow: no licence yet -> taking the test in May."""


def _is_readers(occasion: Occasion) -> bool:
    """Whether the reader is of the company."""
    contact = occasion.contact
    told = contact.company if contact else ""
    is_other = bool(told) and told.casefold() != occasion.company.casefold()
    return (
        occasion.kind != "thank_references" and not is_other and ".agency" not in kind_of(occasion)
    )


def _writes_small(occasion: Occasion) -> bool:
    """Whether the user begins jottings with a small letter, so that a capital there means a name."""
    answers = (text for each in occasion.concerns for text in (each.concern, each.answer))
    others = (occasion.topic, occasion.next_step, occasion.promise)
    jotted = (*occasion.needs, *occasion.strengths, *answers, *others)
    first = [text[0] for text in map(tidy, jotted) if text[:1].isalpha() and text[:1] != "I"]
    small = sum(map(str.islower, first))
    return small > 1 and 2 * small > len(first)


def _name(occasion: Occasion) -> str:
    """What the reader may be called in a jotting."""
    contact = occasion.contact
    return f"{given_name(contact)} {contact.name}" if contact else ""


def _without_reader(facts: Facts, occasion: Occasion) -> None:
    """What names the reader, who is "you" in a note, stays out."""
    post = occasion.contact.title if occasion.contact else ""
    for called in filter(None, (given_name(occasion.contact), post and f"the {post.lower()}")):
        named = pattern(rf"\b{re.escape(called)}\b")
        for name in _FACT_OF:
            if named.search(facts.values.get(name, "")):
                facts.without((name,), f"it names {called}, to whom the note speaks")


def _add_pairs(facts: Facts, occasion: Occasion, language: Language, joiner: Joiner) -> None:
    paired = language.pairs(occasion.needs, occasion.strengths)
    as_pairs = jottings.told_pairs(occasion.needs, occasion.strengths)
    told, alone = [], list[tuple[str, Joined, str]]()
    for need, strength in paired:
        wanted, done = joiner.need(need), joiner.strength(strength)
        if _is_role(wanted.phrase, occasion.role) or (
            wanted.phrase and wanted.phrase in done.phrase
        ):
            wanted = Joined()  # the role is named already, or the strength says the same words
        if (need, strength) not in as_pairs and not jottings.match(wanted.phrase, done.phrase):
            wanted = replace(wanted, phrase="")  # what they share stays out
        facts.add("looking_for", need, wanted)
        facts.add("strength", strength, done)
        if done:
            told.append((need, strength, wanted, done))
        elif wanted:
            alone.append((need, wanted, ANSWER_OUT))
    for need in jottings.unanswered(occasion.needs, paired):
        alone.append((need, joiner.need(need), UNANSWERED))
    _add_needs_alone(facts, alone, occasion, language)
    names = (("need", "strength"), ("need_too", "also"), ("", "more"))
    told.sort(key=lambda each: not each[2].phrase)
    chosen = _of_this_person(tuple(told), occasion)
    facts.left += [
        Left(tidy(strength), "the note tells three others", "strength")
        for _, strength, _, _ in chosen[len(names) :]
    ]
    for (wants, has), (need, strength, wanted, done) in zip(names, chosen, strict=False):
        facts.values |= {wants: wanted.phrase, has: done.phrase}
        facts.values |= {f"{wants}_said": wanted.sentence} if wants == "need" else {}
        facts.jottings |= {wants: tidy(need), has: tidy(strength)}
    facts.values.pop("", None)
    if facts.values.get("strength", "").startswith(IN_MY_WORK):
        for name in ("also", "more"):
            facts.values[name] = facts.values.get(name, "").removeprefix(IN_MY_WORK)
    if not (facts.values.get("need_too") or facts.values.get("need")):
        _join_short(facts)


def _of_this_person(items: tuple[T, ...], occasion: Occasion) -> tuple[T, ...]:
    """The items that are for the note to this person: they are dealt out to the people in turn, so
    that no two notes tell the same. Where there are fewer items than people, each note beyond them
    has all items, with another one first.
    """
    place, people = occasion.position, max(occasion.people, 1)
    return items[place::people] if place < len(items) else turned(items, place)


def _add_needs_alone(
    facts: Facts, alone: list[tuple[str, Joined, str]], occasion: Occasion, language: Language
) -> None:
    """Needs that no strength answers, of which a note tells one or two apart from the strengths."""
    tellable = []
    for need, wanted, why in alone:
        can_be_told = bool(wanted.phrase) and not _UNWANTED.search(wanted.phrase)
        if wanted.left:
            facts.add("looking_for", need, wanted)
        if language.is_english and can_be_told and not _is_role(wanted.phrase, occasion.role):
            tellable.append((need, wanted))
        elif wanted or not wanted.left:
            facts.left.append(Left(tidy(need), why, "looking_for"))
    mine = tellable[occasion.position :: max(occasion.people, 1)]
    if not mine:
        return
    phrases = [wanted.phrase for _, wanted in mine]
    both = both_sought(*phrases[:2]) if len(phrases) > 1 else ""
    told = 2 if both and len(both.split()) <= _SHORT else 1
    facts.left += [
        Left(tidy(need), "the note tells another need", "looking_for") for need, _ in mine[told:]
    ]
    facts.values["need_told"] = both if told > 1 else phrases[0]
    facts.jottings["need_told"] = "; ".join(tidy(need) for need, _ in mine[:told])


_UNWANTED = pattern(r"\b(?:won['’]t|will not|doesn['’]t|does not|don['’]t|never|no longer)\b")
"""In a need, what somebody is not to do, which says how others were."""


def _is_role(phrase: str, role: str) -> bool:
    """Whether a need says no more than the role does: a chef."""
    words = set(re.findall(r"\w+", phrase.lower())) - {"a", "an"}
    return bool(words) and words <= set(re.findall(r"\w+", role.lower()))


ANSWER_OUT = "the strength that answers it stays out"
UNANSWERED = "no strength of yours answers it"
"""Why a need stays out: only a strength brings it into the note."""
_I = ("I ", "I'")
_SHORT = 16
"""Words of two strengths that read better as one sentence."""


def _join_short(facts: Facts) -> None:
    first, second = facts.values.get("strength", ""), facts.values.get("also", "")
    if (
        first.startswith(_I)
        and second.startswith(_I)
        and len(f"{first} {second}".split()) <= _SHORT
    ):
        facts.values |= {"strength": f"{first}, and {second}", "also": ""}


def _raised_by_reader(occasion: Occasion) -> Iterator[Concern]:
    """The doubts without the reader's name before them, who is "they"; not those of others by name."""
    contact = occasion.contact
    for each in occasion.concerns:
        who = _RAISED.match(each.concern)
        if who and contact and is_called(who[1], contact.name, contact.email):
            raised = each.concern[who.end() :]
            yield each._replace(concern=raised if who[0].endswith(": ") else f"They {raised}")
        elif not (who and any(is_called(who[1], name) for name in occasion.others)):
            yield each


_UNSAID = "it speaks of what stays out"
_REFERS = pattern(r"\b(?:one|ones|it|they|them)\b", re.IGNORECASE)
"""A word in an answer for something in its doubt."""
_RAISED = pattern(
    r"((?:(?:Dr|Mrs?|Ms|Mx|Prof)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+| sir)?)"
    r"(?: (?=(?:also |really )?(?:asked|wondered|worried|feared|doubted|thought|thinks|says|said|wasn['’]?t|isn['’]?t|was|is)\b)|: )"
)
"""Who raised a doubt, by name."""


def _add_concern(facts: Facts, occasion: Occasion, language: Language, joiner: Joiner) -> None:
    """One doubt with its answer; the next one for the next person, each at most twice."""
    answered, alone = [], ""
    for each in _raised_by_reader(occasion) if language.is_english else occasion.concerns:
        doubt, answer = (
            joiner.concern(each.concern),
            joiner.answer(each.answer),
        )
        doubt = not_untrue(doubt, each.answer)
        if any(each.why != BRACKETED for each in doubt.left) and _REFERS.search(answer.phrase):
            answer = Joined(left=(Left(tidy(each.answer), _UNSAID),))
        facts.add("concern", each.concern, doubt if each.answer.strip() else Joined())
        facts.add("concern", each.answer, answer)
        if doubt and answer.phrase:
            answered.append((each, doubt, answer))
        elif doubt and each.answer.strip() and not doubt.left:
            facts.left.append(Left(tidy(each.concern), "its answer stays out", "concern"))
        elif answer.phrase:
            is_told = language.is_english and not alone and bool(_ALONE.match(answer.phrase))
            alone = answer.phrase if is_told else alone
            why = "the doubt that it answers stays out"
            facts.left += [] if is_told else [Left(tidy(each.answer), why, "concern")]
    if alone and not answered and occasion.position < 2 and facts.values.get("strength"):
        facts.values["answer"] = alone
        facts.jottings["answer"] = alone
    if not facts.values.get("strength"):
        for each, doubt, answer in answered:  # no weakness is told where no strength is
            if doubt.admitted and " experience" in answer.phrase and not facts.values.get("need"):
                facts.values["strength"] = answer.phrase
                facts.jottings["strength"] = tidy(each.answer)
        told = facts.values.get("strength", "")
        facts.left += [
            Left(
                tidy(f"{each.concern}{'' if answer.phrase == told else f': {each.answer}'}"),
                ALONE,
                "concern",
            )
            for each, doubt, answer in answered
            if _is_only_admitted(doubt) or answer.phrase == told
        ]
        answered = [
            (each, replace(doubt, admitted=""), answer)
            for each, doubt, answer in answered
            if not _is_only_admitted(doubt) and answer.phrase != told
        ]
    if occasion.position >= 2 * len(answered):
        return
    if occasion.people == 1:
        others = (tidy(f"{each.concern}: {each.answer}") for each, _, _ in answered[1:])
        facts.left += [Left(other, "the note tells another doubt", "concern") for other in others]
    for each, doubt, answer in turned(tuple(answered), occasion.position)[:1]:
        facts.is_readers_doubt = each not in occasion.concerns or each.concern.lower().startswith(
            "you asked "
        )
        facts.values |= {"concern": doubt.phrase, "asked": doubt.heard, "admitted": doubt.admitted}
        facts.values |= {"concern_said": doubt.sentence, "answer": answer.phrase}
        facts.jottings |= dict.fromkeys(
            ("concern", "asked", "admitted", "concern_said"), tidy(each.concern)
        )
        facts.jottings |= {"answer": tidy(each.answer)}


def _is_only_admitted(doubt: Joined) -> bool:
    """Whether a doubt can be told in no other way than as a weakness."""
    return bool(doubt.admitted) and not doubt.phrase


_ALONE = pattern(
    r"(?:I(?:['’]m| am) (?:taking|doing|learning|studying|booked|enrolled|halfway|sitting|starting|finishing|training|moving)\b|I have (?!no |not |never |only )|I['’]ve (?!not |never |only )"
    r"|I will (?:take|sit|do|complete|finish|start)\b|I did \d+ (?:years|months|weeks|winters|summers) |my [a-z]+ is booked\b"
    r"|I (?!(?:can|could|would|will|do|did|know|knew|want|wanted|said|told|think|thought|feel|felt|was|had|am|like|love|need|asked)\b)[a-z]+ )"
    r"(?!.*\b(?:it|they|them|one|ones|this|that|these|those|there|same|also|too|did|does|so|though|if|only|just|even|similar|already|renewal|another|other|others|instead|such|equivalent|longer|shorter|nearly|almost)\b)(?=(?:\S+ ){2})"
)
"""An answer that is clear and good to read without the doubt that it answers."""
ALONE = "no strength is in the note to stand beside it"
"""Why a doubt with its answer stays out: a weakness is not told alone."""


def _add_promise(facts: Facts, occasion: Occasion, language: Language, joiner: Joiner) -> None:
    due, told = occasion.promise_on, occasion.promise
    if occasion.kind == "promised":
        joined = joiner.promised(told, _name(occasion))
        if occasion.channel != "phone" and is_call(told):
            joined = Joined(
                left=(Left(tidy(told), "a call is made by phone: add --channel phone"),)
            )
        elif occasion.channel != "phone" and language.is_english and not _is_done_by(joined):
            joined = Joined(left=(Left(tidy(told), _NOT_DONE_BY),)) if joined.phrase else joined
        facts.add("promise", told, joined, promised=joined.phrase)
        if occasion.interview_on is None:  # the reader was not in the talk
            facts.values["apart"] = joined.phrase or _TO_WRITE.get(language.code[:2], "")
    elif due is not None and due >= occasion.today:
        joined = joiner.promise(told, _name(occasion))
        facts.add("promise", told, joined, promise=joined.phrase, promise_thing=joined.thing)
        if joined or not told.strip():
            day = _unlike(facts.values.get("when", ""), due, occasion, language)
            clock = occasion.promise_clock
            facts.values["promise_day"] = language.by_clock(day, clock) if clock else day


def _is_done_by(promised: Joined) -> bool:
    """Whether a note itself keeps what was promised: something is sent with it, or told in it."""
    return bool(_BY_WRITING.match(promised.phrase))


_BY_WRITING = pattern(
    r"I would (?:send|share|forward|e?-?mail|write|let you know|tell you|confirm|get back|follow up|give you|show you|get you|text|message"
    r"|be in touch|introduce|put you in touch|report back|reply|respond|answer|pass|provide|return|submit)\b"
)
_NOT_DONE_BY = "a note cannot do that for you"


def _add_promises_too(facts: Facts, occasion: Occasion, language: Language, joiner: Joiner) -> None:
    """Every other promise that can be said, with its day."""
    told: dict[str, str] = {}
    for due, text in occasion.promises_too:
        words, clock = clock_apart(text)
        joined = joiner.promise(words, _name(occasion)) if language.is_english else Joined()
        day = language.near_day(due, occasion.today)
        by = day if due == occasion.today + timedelta(1) else f"by {day}"
        if joined.phrase and not clock and due >= occasion.today:
            told[tidy(words)] = f"{joined.phrase} {by}"
            facts.add("promise", words, joined)
        else:
            why = joined.left[0].why if joined.left else "the note tells another promise"
            facts.left.append(Left(tidy(text), why, "promise"))
    facts.values["promise_too"] = ". ".join(told.values())
    facts.jottings["promise_too"] = "; ".join(told)


_TO_WRITE = {"en": "I would be in touch today", "de": "mich heute zu melden"}
"""What was surely promised, where its own words stay out of the note."""


def _add_decision(facts: Facts, occasion: Occasion) -> None:
    """The day of the decision is told once, and an agency reads that its client decides."""
    day, decision = facts.values.get("decision_day"), occasion.decision_on
    if not day or decision is None:
        return
    step = facts.values["coming"] or facts.values["next_step"]
    if _names_day(step, decision, occasion.today):
        facts.values["decision_day"] = ""
    elif is_of_agency(occasion) and occasion.kind == "thank_you":
        decides = f"the client expects to decide by {day}"
        coming = f"{facts.values['coming']}, and that {decides}" if step else decides
        facts.values |= {"coming": coming, "next_step": "", "decision_day": ""}


def _names_day(step: str, day: date, today: date) -> bool:
    """Whether a step that comes is said to come by that day: by Friday evening."""
    names = [f"{day:%B} {day.day}", f"{day.day} {day:%B}"]
    if (ahead := (day - today).days) < _WEEK:
        names += [f"{day:%A}", *(["tomorrow"] if ahead == 1 else [])]
        names += ["the end of the week"] if day.weekday() == _FRIDAY else []
    if (day + timedelta(1)).day == 1:
        names.append("the end of the month")
    return any(re.search(rf"\b(?:by|before|until) (?:[a-z]+ )?{name}\b", step) for name in names)


_WEEK, _FRIDAY = 7, 4


def _unlike(when: str, day: date, occasion: Occasion, language: Language) -> str:
    """A day to come; in full where the talk was on the same day of the week, "on Wednesday"."""
    near = language.near_day(day, occasion.today)
    return language.long_day(day, occasion.today) if near in when else near


def turned(items: tuple[T, ...], position: int) -> tuple[T, ...]:
    """`items` with another one first for each position."""
    start = position % len(items) if items else 0
    return items[start:] + items[:start]


def _days(occasion: Occasion, language: Language) -> dict[str, str]:
    """The days of the note; a decision date is told ahead in a thank-you, looked back on after."""
    today, decision = occasion.today, occasion.decision_on
    told: dict[str, tuple[Callable[[date, date], str], date | None]] = {
        "when": (language.when, occasion.interview_on),
        "day": (language.long_day, occasion.interview_on),
        "date": (language.short_day, occasion.interview_on),
        "deadline_day": (language.long_day, occasion.deadline_on),
        "start_day": (language.long_day, occasion.start_on),
        "decision_day": (language.near_day, decision if decision and _is_told(occasion, decision) else None),
        "proposed_day": (language.long_day, None if _is_agreed(occasion) else Workdays().add(today, 3)),
    }  # fmt: skip
    days = {name: write(day, today) for name, (write, day) in told.items() if day is not None}
    if occasion.deadline_on == today:
        days["deadline_day"] = language.near_day(today, today)
    if occasion.deadline_clock:
        days["deadline_day"] = language.by_clock(days["deadline_day"], occasion.deadline_clock)
    return days


def _is_told(occasion: Occasion, decision: date) -> bool:
    """Whether a note tells the day of their decision; beside a deadline elsewhere, one before it."""
    if occasion.kind in CHECK_INS:
        return decision < occasion.today
    in_time = occasion.kind != "timeline_changed" or decision < (occasion.deadline_on or decision)
    return decision > occasion.today and in_time


def _is_agreed(occasion: Occasion) -> bool:
    """Whether no talk is to be proposed: something comes next already, or the reader takes no calls."""
    known = occasion.next_step.strip() or occasion.promise.strip() or occasion.decision_on
    return bool(known) or (occasion.contact is not None and occasion.contact.no_calls)
