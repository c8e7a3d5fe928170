"""What is said in a call, for each kind of follow-up, as data. Pure.

A line is a sentence with placeholders, as in a template: it drops out where a fact is missing,
and a line that begins with `|` is another wording of the line above it.
"""

from dataclasses import dataclass

_CALL_BACK = """\
I am calling about the ${role} role at ${company}, and I would be glad if you called me back.
| I am calling about the ${role} role, and I would be glad if you called me back.
| I would be glad if you called me back.
"""


@dataclass(frozen=True, slots=True)
class Call:
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


_THE_TALK = """\
I am calling about the ${role} role, which we spoke about on ${day}.
| I am calling about the ${role} role.
| I am calling about our talk on ${day}.
| I am calling about my application.
"""
_COMES_NEXT = """\
I look forward to ${next_step}. Is there anything that you need from me before then?
| What comes next, and when may I expect to hear from you?
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
        "Will you be able to decide before then?",
    ),
    "accept": Call(
        "You offered me the ${role} role, and I accept it, gladly.\n"
        "| You made me an offer, and I accept it, gladly.\n"
        "I will start on ${start_day}.",
        "You will have it in writing, too. What do you need from me before the first day?",
        message="I accept your offer of the ${role} role at ${company}, gladly.\n"
        "| I accept your offer of the ${role} role, gladly.\n"
        "| I accept your offer, gladly.\n"
        "You will have it in writing, too.",
        to_note=("who answered", "what they said", "the first day", "what they need from you"),
        then=("followup done", ""),
    ),
    "decline": Call(
        "Thank you for offering me the ${role} role.\n| Thank you for your offer.\n"
        "I have thought about it with care, and I have decided not to accept it.",
        "You will have it in writing, too. Is there anything else that you need from me?",
    ),
    "withdraw": Call(
        "I have accepted another position, and so I withdraw my application for the ${role} role.\n"
        "| I have accepted another position, and so I withdraw my application.\n"
        "Thank you for the time that you gave me.",
        "You will have it in writing, too. Is there anything else that you need from me?",
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
"""Name and number at both ends of a voicemail (EVIDENCE.md, phone)."""
