"""What to have before you when you call: a sheet of one page, and the words for a voicemail. Pure.

Nothing is invented: what is not known is not said, or left as a line to write on.
"""

from collections.abc import Iterator, Mapping
from shlex import quote

from followup.delivery.letter import Written
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.model import Contact, Occasion
from followup.domain.safe_text import line, named, width, wrap
from followup.notes.english import phrases
from followup.notes.facts import Facts, facts_of
from followup.notes.jottings import Joined, short, stripped, tidy
from followup.notes.languages import ENGLISH, code_of, human_day, language
from followup.notes.salutations import salutation
from followup.notes.template import Sentence, parse

LONGEST_SCRIPT = 80

LONGEST_VOICEMAIL = 50
"""Words; GOOD_NOTE.md."""

WHEN = "8:00 to 8:30 or after 16:30, on their clock; two calls at the most"
"""POLICY.md, phone: yourwork-yourway.com, blog.ourfirstjobsearch.com."""

COLUMNS = 72

_LABEL = 12

_BLANK = "_" * 40

_FACTS = (
    *("them", "you", "phone", "company", "role", "day", "topic", "need", "need_said", "strength"),
    *(
        "concern",
        "concern_said",
        "asked",
        "admitted",
        "answer",
        "coming",
        "next_step",
        "promised",
        "promise",
        "promise_day",
    ),
    *("decision_day", "deadline_day", "start_day", "written"),
)

_GIVES_WAY = (
    *(
        "promise",
        "answer",
        "need",
        "need_said",
        "strength",
        "company",
        "next_step",
        "topic",
        "promised",
    ),
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
    rows += _typed("Then type", _then(call, occasion.company))
    rows += ["", *_labelled("Voicemail", voicemail(occasion))]
    return Written(("\n".join(rows) + "\n").encode(), tuple(_remarks(occasion)))


_CALL_BACK = """\
I am calling about the ${role} role at ${company}, and I would be glad if you called me back.
| I am calling about the ${role} role, and I would be glad if you called me back.
| I would be glad if you called me back.
"""


class Call(Frozen):
    """What a call is about, and what it asks; `sells`: whether strengths have a place in it.

    `message` is what a voicemail says of it. `to_note` is what to write down, and `then` the
    command to type afterwards, before and after the company. `nobody`: who is called where no
    contact is recorded; the recruiter or the company where it is empty.
    """

    about: str
    ask: str
    sells: bool = False
    message: str = _CALL_BACK
    to_note: tuple[str, ...] = (
        "who answered",
        "what they said",
        "when they decide",
        "what you promised, when",
    )
    then: tuple[str, str] = ("followup log", "--reply")
    nobody: str = ""


def _then(call: Call, company: str) -> str:
    """The command to type after the call."""
    before, after = call.then
    whole = f"{before} {quote(line(company))} {after}".rstrip()
    if width(whole) <= COLUMNS - 2:
        return whole
    room = COLUMNS - 4 - width(before) - width(after)
    return f"{before} {named(company, room)} {after}".rstrip()


def script(occasion: Occasion) -> dict[str, str]:
    """What you say, by the label of its part, each where there is something to say.

    At most LONGEST_SCRIPT words in all. UsageError for a kind that nobody is called about.
    """
    call = _call(occasion.kind)
    selling = {"Strength": FIT, "Concern": CONCERN} if call.sells else {}
    parts = {
        "Open": OPENING,
        "Why": call.about,
        **selling,
        "Ask": call.ask,
        "Close": CLOSING,
    }
    return _within(LONGEST_SCRIPT, parts, _facts(occasion))


def voicemail(occasion: Occasion) -> str:
    """What you say after the tone, at most LONGEST_VOICEMAIL words: name and number come twice."""
    words = "\n".join(part.strip() for part in (HELLO, _call(occasion.kind).message, ONCE_MORE))
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
    told = _joined(occasion).values
    return {
        **dict.fromkeys(_FACTS, ""),
        **{name: text for name, text in told.items() if name in _FACTS},
        **_days(occasion),
        "them": _them(occasion),
        "you": tidy(occasion.you.name),
        "phone": tidy(occasion.you.phone),
        "company": tidy(occasion.company),
        "role": phrases.role(occasion.role),
        "written": "in writing" if _can_be_written_to(occasion.contact) else "",
    }


def _can_be_written_to(contact: Contact | None) -> bool:
    return contact is not None and bool(contact.email or contact.address)


def _joined(occasion: Occasion) -> Facts:
    """The jottings as they are said; those for a person of another language are likely not in English."""
    foreign = occasion.contact is not None and _is_foreign(occasion.contact)
    return facts_of(occasion, _QUOTING if foreign else ENGLISH)


class _AsQuoted:
    """The joiner of words that are not English: every jotting as it is, between quotation marks."""

    def topic(self, jotting: str, _name: str = "", /) -> Joined:
        """The topic as it was jotted."""
        return self._told(jotting)

    def _told(self, jotting: str, _name: str = "", /) -> Joined:
        text = stripped(jotting)
        return Joined(phrase=f'"{text}"' if text else "")

    need = strength = concern = answer = next_step = promise = promised = _told
    company = role = staticmethod(tidy)


_QUOTING = replace(ENGLISH, joiner=lambda _: _AsQuoted())


def _is_foreign(contact: Contact) -> bool:
    return code_of(contact.language) not in ("", ENGLISH.code)


def _days(occasion: Occasion) -> dict[str, str]:
    """Days as they are said."""
    days = {
        "day": occasion.interview_on,
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


def _typed(label: str, command: str) -> list[str]:
    """A command beside its label, or below it, on one line unless one word is as wide as that."""
    if _LABEL + width(command) <= COLUMNS:
        return [f"{label:{_LABEL}}{command}"]
    return [label, f"  {command}"] if width(command) <= COLUMNS - 2 else _labelled(label, command)


def _labelled(label: str, text: str) -> list[str]:
    """`text` wrapped beside its label; a line to write on where it is empty."""
    first, *more = wrap(line(text) or _BLANK, COLUMNS - _LABEL)
    return [f"{label:{_LABEL}}{first}", *(f"{'':{_LABEL}}{row}" for row in more)]


def _remarks(occasion: Occasion) -> Iterator[str]:
    if _call(occasion.kind).sells:
        for each in dict.fromkeys(_joined(occasion).left):
            yield f"“{line(short(each.jotting))}” stays out: {line(each.why)}."
    if not occasion.you.name.strip():
        yield 'Your name is not known: followup config set you.name "…"'
    if not occasion.you.phone.strip():
        yield 'Your number, for the voicemail, is not known: followup config set you.phone "…"'
    if occasion.contact is not None:
        yield from _about_contact(occasion.contact)
    elif not _call(occasion.kind).nobody:
        yield "Nobody is recorded for it: find out whom to ask for."


def _about_contact(contact: Contact) -> Iterator[str]:
    """What `services/draft_note.choose` does not say of somebody who is to be called."""
    name = line(contact.name)
    if _is_foreign(contact):
        spoken = language(contact.language).name
        yield f"The sheet is in English, and {name} is written to in {spoken}: put it into {spoken}."


_THE_TALK = """\
I am calling about the ${role} role, which we spoke about on ${day}.
| I am calling about the ${role} role.
| I am calling about our talk on ${day}.
| I am calling about my application.
"""

_COMES_NEXT = """\
I look forward to ${next_step}. Is there anything that you need from me before then?
| I understand that ${coming}. Is there anything that you need from me before then?
| What comes next, and when may I expect to hear from you?
By ${promise_day}, ${promise}.
"""

CALLS = {
    "thank_you": Call(
        """\
Thank you for talking with me about the ${role} role on ${day}.
| Thank you for talking with me about the ${role} role.
| Thank you for talking with me.
""",
        _COMES_NEXT,
        sells=True,
    ),
    "check_in": Call(
        _THE_TALK,
        """\
You had hoped to decide by ${decision_day}. Has the timing changed?
| When do you expect to decide?
""",
        sells=True,
    ),
    "second_check_in": Call(
        _THE_TALK,
        "If you have chosen someone else, please tell me plainly. Is the decision still open?",
        sells=True,
    ),
    "promised": Call(
        """\
When we spoke on ${day}, I said that ${promised}, and I am keeping to that.
| I said that ${promised}, and I am keeping to that.
| I said that I would be in touch, and I am keeping to that.
""",
        "Is there anything else that you need from me for the ${role} role?\n"
        "| Is there anything else that you need from me?",
        sells=True,
    ),
    "rejection_reply": Call(
        "Thank you for telling me how you decided about the ${role} role.\n"
        "| Thank you for telling me how you decided.",
        "What would have made me the stronger choice? I would be glad to know.",
    ),
    "keep_in_touch": Call(
        "It is some time since we spoke, on ${day}, and there is nothing that I need.\n"
        "| It is some time since we spoke, and there is nothing that I need.\n"
        "I remember our talk about ${topic}.",
        "How have you been since?",
    ),
    "acknowledge_offer": Call(
        "Thank you for offering me the ${role} role.\n| Thank you for your offer.\n"
        "I am very glad of it.\nYou will have my answer by ${deadline_day}.",
        "If I have a question before then, whom may I call?",
    ),
    "timeline_changed": Call(
        "I am still very interested in the ${role} role.\n"
        "| I am still very interested in working with you.\n"
        "I have another offer, and I must answer it by ${deadline_day}.\n"
        "| I have another offer.",
        "You expect to decide by ${decision_day}, which would be in time. Does that still hold?\n"
        "| Will you be able to decide before then?",
    ),
    "accept": Call(
        "You offered me the ${role} role, and I accept it, gladly.\n"
        "| You made me an offer, and I accept it, gladly.\n"
        "I will start on ${start_day}.",
        "You will have it ${written}, too.\nWhat do you need from me before the first day?",
        message="I accept your offer of the ${role} role at ${company}, gladly.\n"
        "| I accept your offer of the ${role} role, gladly.\n"
        "| I accept your offer, gladly.\n"
        "You will have it ${written}, too.",
        to_note=("who answered", "what they said", "the first day", "what they need from you"),
        then=("followup done", ""),
    ),
    "decline": Call(
        "Thank you for offering me the ${role} role.\n| Thank you for your offer.\n"
        "I have thought about it with care, and I have decided not to accept it.",
        "You will have it ${written}, too.\nIs there anything else that you need from me?",
    ),
    "withdraw": Call(
        "I have accepted another position, and so I withdraw my application for the ${role} role.\n"
        "| I have accepted another position, and so I withdraw my application.\n"
        "Thank you for the time that you gave me.",
        "You will have it ${written}, too.\nIs there anything else that you need from me?",
    ),
    "thank_references": Call(
        "I have accepted the ${role} role at ${company}, and you have a part in it.\n"
        "| I have accepted a new position, and you have a part in it.\n"
        "Thank you for standing up for me as a reference.",
        "Is there anything that I can do for you?",
        message="I have accepted the ${role} role at ${company}, and you have a part in it.\n"
        "| I have accepted a new position, and you have a part in it.\n"
        "Thank you for standing up for me as a reference.",
        to_note=("who answered", "what they said", "what you promised, when"),
        then=("followup done", ""),
        nobody="each of your references",
    ),
}
"""By the kind of the follow-up."""

OPENING = """\
Hello ${them}, this is ${you}.
| Hello, this is ${you}.
| Hello ${them}.
| Hello.
Is this a good moment?
"""

FIT = """\
You are looking for ${need}, and ${strength}.
| ${need_said} And ${strength}.
| One thing to keep in mind: ${strength}.
"""

CONCERN = """\
You asked about ${concern}: ${answer}.
| You asked ${asked}: ${answer}.
| ${admitted}, but ${answer}.
| ${concern_said} And ${answer}.
"""

CLOSING = "Thank you for your time."

HELLO = """\
Hello ${them}, this is ${you}, ${phone}.
| Hello, this is ${you}, ${phone}.
| Hello ${them}, this is ${you}.
| Hello, this is ${you}.
| Hello ${them}.
| Hello.
"""

ONCE_MORE = """\
Once more: ${you}, ${phone}. Thank you.
| Thank you.
"""
"""Name and number at both ends of a voicemail (POLICY.md, phone)."""
