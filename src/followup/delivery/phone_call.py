"""What to have before you when you call: a sheet of one page, and the words for a voicemail. Pure.

Nothing is invented: what is not known is not said, or left as a line to write on.
"""

from collections.abc import Iterator, Mapping
from shlex import quote

from followup.delivery import phone_words
from followup.delivery.phone_words import CALLS, Call
from followup.delivery.stationery import Written
from followup.domain.errors import UsageError
from followup.domain.model import Contact, Occasion
from followup.domain.safe_text import line, quoted, wrap
from followup.notes.english import phrases
from followup.notes.english.grammar import stripped, tidy
from followup.notes.english.phrases import Joined
from followup.notes.languages import ENGLISH, Joiner, human_day, language
from followup.notes.salutations import given_name, salutation
from followup.notes.template import Sentence, parse

LONGEST_SCRIPT = 80
LONGEST_VOICEMAIL = 50
"""Words; PRODUCT.md, "A good note"."""

WHEN = "8:00 to 8:30 or after 16:30, on their clock; two calls at the most"
"""EVIDENCE.md, phone: yourwork-yourway.com, blog.ourfirstjobsearch.com."""

COLUMNS = 72
_LABEL = 12
_BLANK = "_" * 40
_FACTS = (
    *("them", "you", "phone", "company", "role", "day", "topic", "need", "need_said", "strength"),
    *("concern", "concern_said", "answer", "next_step", "promised", "decision_day"),
    *("deadline_day", "start_day"),
)
_GIVES_WAY = (
    *("answer", "need", "need_said", "strength", "company", "next_step", "topic", "promised"),
    *("role", "them", "you", "phone"),
)
"""The facts that are left out, in this order, of what would be too long to say."""


def phone_sheet(occasion: Occasion) -> Written:
    """The sheet for a call, at most COLUMNS wide, as text in UTF-8.

    UsageError for a kind that nobody is called about.
    """
    call = _call(occasion.kind)
    rows = [*_heading(occasion), ""]
    for label, words in script(occasion).items():
        rows += [*_labelled(label, words), ""]
    rows += ["Note down", *(f"  {what:{_LABEL * 2}}{_BLANK}" for what in call.to_note), ""]
    rows += _labelled("Then type", _then(call, occasion.company))
    rows += ["", *_labelled("Voicemail", voicemail(occasion))]
    return Written(("\n".join(rows) + "\n").encode(), tuple(_remarks(occasion)))


def _then(call: Call, company: str) -> str:
    """The command to type after the call."""
    before, after = call.then
    return f"{before} {quote(line(company))} {after}".rstrip()


def script(occasion: Occasion) -> dict[str, str]:
    """What you say, by the label of its part, each where there is something to say.

    At most LONGEST_SCRIPT words in all. UsageError for a kind that nobody is called about.
    """
    call = _call(occasion.kind)
    selling = {"Strength": phone_words.FIT, "Concern": phone_words.CONCERN} if call.sells else {}
    parts = {
        "Open": phone_words.OPENING,
        "Why": call.about,
        **selling,
        "Ask": call.ask,
        "Close": phone_words.CLOSING,
    }
    return _within(LONGEST_SCRIPT, parts, _facts(occasion))


def voicemail(occasion: Occasion) -> str:
    """What you say after the tone, at most LONGEST_VOICEMAIL words: name and number come twice."""
    words = "\n".join(
        part.strip()
        for part in (phone_words.HELLO, _call(occasion.kind).message, phone_words.ONCE_MORE)
    )
    return _within(LONGEST_VOICEMAIL, {"": words}, _facts(occasion))[""]


def _within(most: int, parts: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    """What is said of each part that has something to say, in at most `most` words."""
    for left_out in ("", *_GIVES_WAY):
        facts = {**facts, left_out: ""}
        told = {label: _said(words, facts) for label, words in parts.items()}
        if len(" ".join(told.values()).split()) <= most:
            break
    return {label: words for label, words in told.items() if words}


def _call(kind: str) -> Call:
    if kind not in CALLS:
        raise UsageError(f"Nobody is called about `{kind}`; `followup due` says what it asks for.")
    return CALLS[kind]


def _said(words: str, facts: Mapping[str, str]) -> str:
    """The sentences of `words` whose facts are known, in their first wording that fits."""
    (paragraph,) = parse(f"Subject: Call\n\n{words}", "calls.py", _FACTS).paragraphs
    return " ".join(filter(None, (_sentence(each, facts) for each in paragraph)))


def _sentence(wordings: Sentence, facts: Mapping[str, str]) -> str:
    fitting = (each for each in wordings if not each.lacks(facts))
    return next((each.fill(facts) for each in fitting), "")


def _facts(occasion: Occasion) -> dict[str, str]:
    """The facts by placeholder; empty where not known."""
    joiner = _joiner(occasion.contact)
    joined = {
        "need": joiner.need(occasion.looking_for),
        "topic": joiner.topic(occasion.topic, given_name(occasion.contact)),
        "strength": joiner.strength(next(iter(occasion.strengths), "")),
        "next_step": joiner.next_step(occasion.next_step),
        "promised": joiner.promised(occasion.promise),
        **_concern(occasion, joiner),
    }
    told = {name: each.phrase for name, each in joined.items()}
    return {
        **told,
        **{f"{name}_said": joined[name].sentence for name in ("need", "concern")},
        **_days(occasion),
        "them": _them(occasion),
        "you": tidy(occasion.you.name),
        "phone": tidy(occasion.you.phone),
        "company": tidy(occasion.company),
        "role": phrases.role(occasion.role),
    }


class _AsQuoted:
    """The joiner of words that are not English: every jotting as it is, between quotation marks."""

    def topic(self, jotting: str, _name: str = "", /) -> Joined:
        """The topic as it was jotted."""
        return self._told(jotting)

    def _told(self, jotting: str, /) -> Joined:
        text = stripped(jotting)
        return Joined(phrase=f'"{text}"' if text else "")

    need = strength = concern = answer = next_step = promise = promised = _told
    company = role = staticmethod(tidy)


def _joiner(contact: Contact | None) -> Joiner:
    """What joins the jottings; those for a person of another language are likely not in English."""
    return _AsQuoted() if contact is not None and _is_foreign(contact) else phrases


def _is_foreign(contact: Contact) -> bool:
    return contact.language not in ("", ENGLISH.code)


def _concern(occasion: Occasion, joiner: Joiner) -> dict[str, Joined]:
    """The first concern that you have an answer to: one without is better not raised."""
    for each in occasion.concerns:
        concern, answer = joiner.concern(each.concern), joiner.answer(each.answer)
        if answer.phrase and concern != Joined():
            return {"concern": concern, "answer": answer}
    return {"concern": Joined(), "answer": Joined()}


def _days(occasion: Occasion) -> dict[str, str]:
    """Days as they are said; a decision date only once it has passed."""
    passed = (
        occasion.decision_on if (occasion.decision_on or occasion.today) < occasion.today else None
    )
    days = {
        "day": occasion.interview_on,
        "decision_day": passed,
        "deadline_day": occasion.deadline_on,
        "start_day": occasion.start_on,
    }
    return {name: human_day(day, occasion.today) if day else "" for name, day in days.items()}


def _them(occasion: Occasion) -> str:
    """How to address them: as a note would, without its greeting."""
    greeting = salutation(occasion)
    if occasion.contact is None or not greeting.startswith("Dear "):
        return tidy(occasion.contact.name) if occasion.contact else ""
    return greeting.removeprefix("Dear ").rstrip(",:! ")


def _heading(occasion: Occasion) -> Iterator[str]:
    contact, call = occasion.contact, _call(occasion.kind)
    about = (occasion.role, occasion.company)
    unnamed = call.nobody or occasion.via or occasion.company
    who = (contact.name, contact.title) if contact else (unnamed,)
    yield from _labelled("Call", ", ".join(filter(None, map(tidy, who))))
    yield from _labelled("Number", tidy(contact.phone) if contact else "")
    yield from _labelled("When", WHEN)
    yield from _labelled("About", ", ".join(filter(None, map(tidy, about))))
    if occasion.topic.strip() and not call.nobody:
        yield from _labelled("Topic", occasion.topic)


def _labelled(label: str, text: str) -> list[str]:
    """`text` wrapped beside its label; a line to write on where it is empty."""
    first, *more = wrap(line(text) or _BLANK, COLUMNS - _LABEL)
    return [f"{label:{_LABEL}}{first}", *(f"{'':{_LABEL}}{row}" for row in more)]


def _remarks(occasion: Occasion) -> Iterator[str]:
    if not occasion.you.name.strip():
        yield 'Your name is not known: followup config set you.name "…"'
    if not occasion.you.phone.strip():
        yield 'Your number, for the voicemail, is not known: followup config set you.phone "…"'
    if occasion.contact is not None:
        yield from _about_contact(occasion.contact)
    elif not _call(occasion.kind).nobody:
        yield "Nobody is recorded for it: find out whom to ask for."


def _about_contact(contact: Contact) -> Iterator[str]:
    name = line(contact.name)
    if contact.no_calls or contact.no_contact:
        yield f"{name} asked for no calls: write instead, with --channel email."
    if _is_foreign(contact):
        spoken = language(contact.language).name
        yield f"The sheet is in English, and {name} is written to in {spoken}: put it into {spoken}."
    if not contact.phone.strip():
        edit = f"followup contact edit {quoted(contact.name)}"
        yield f'No number of {name} is known: {edit} --phone "…"'
