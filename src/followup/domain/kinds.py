"""The kinds of follow-up, in one table. Pure, and light: the morning list loads it.

A further kind is a line of `_ALL`, a rule that plans it (`domain/policy.py` for its days,
`scheduler/` for when), and its words: a template for each language, a call in
`delivery/phone_call.py`. One with `instead` needs no words.
"""

from __future__ import annotations

from followup.domain.frozen import Frozen
from followup.domain.safe_text import line


class Measure(Frozen):
    """The fewest and most words of a note, inclusive, and the facts that make it good.

    `wants` names fields of `Occasion`, the most valuable first.
    """

    fewest: int
    most: int
    wants: tuple[str, ...] = ()


class Kind(Frozen):
    """A kind of follow-up.

    `label` is what the list calls it. `instead` says what to do where no note belongs to it, and
    is empty where one does; `measures` holds the measure of its note by what sets a note apart
    (a channel, stage or field, or that it goes to an agency; empty for the plain one). `of` is `interview` or `application`.
    `to` is `contact` (somebody of the interview, and nobody else), `application` (its contact;
    the agency where nobody is known) or `nobody` whom the store knows. `after_silence`: a reply
    ends it. `elsewhere`: another application brings it. `outcome` is what doing it makes of the
    application.
    """

    name: str
    label: str
    instead: str = ""
    of: str = "application"
    to: str = "application"
    after_silence: bool = False
    elsewhere: bool = False
    outcome: str = ""
    measures: dict[str, Measure] = {}  # noqa: RUF012 (`ClassVar` is in `typing`, which costs 8 ms)


def _measure(fewest: int, most: int, *wants: str) -> Measure:
    return Measure(fewest=fewest, most=most, wants=wants)


_TALK = ("topic", "looking_for", "strengths", "concerns", "next_step")

_ALL = (
    Kind(
        name="prep",
        label="prepare",
        instead="check the time zone, the link or address and the names instead; "
        "`followup due --all` has them",
        of="interview",
        to="nobody",
    ),
    Kind(
        name="thank_you",
        label="thank-you",
        of="interview",
        to="contact",
        measures={
            "": _measure(80, 150, *_TALK),
            "phone": _measure(60, 100, *_TALK),
            "panel": _measure(60, 120, *_TALK),
            "final": _measure(100, 170, *_TALK),
            "sales": _measure(80, 140, *_TALK),
            "informational": _measure(60, 120, "topic"),
            "card": _measure(25, 50, "topic"),
        },
    ),
    Kind(
        name="check_in",
        label="check-in",
        after_silence=True,
        measures={
            "": _measure(50, 100, "looking_for", "strengths", "topic"),
            "agency": _measure(40, 100),
        },
    ),
    Kind(
        name="second_check_in",
        label="second check-in",
        after_silence=True,
        measures={"": _measure(40, 80, "looking_for", "strengths"), "agency": _measure(35, 80)},
    ),
    Kind(
        name="close_out",
        label="close or keep",
        instead="close the application with `followup done`, or keep it with `followup snooze`",
        to="nobody",
        after_silence=True,
        outcome="closed",
    ),
    Kind(
        name="promised",
        label="promised",
        measures={
            "": _measure(40, 90, "promise"),
            "informational": _measure(25, 90, "promise"),
        },
    ),
    Kind(
        name="decline", label="decline", measures={"": _measure(50, 90), "agency": _measure(45, 90)}
    ),
    Kind(
        name="rejection_reply",
        label="answer the no",
        measures={"": _measure(50, 90), "agency": _measure(45, 90)},
    ),
    Kind(name="keep_in_touch", label="keep in touch", measures={"": _measure(50, 90, "topic")}),
    Kind(
        name="acknowledge_offer",
        label="acknowledge offer",
        measures={"": _measure(40, 70, "deadline_on"), "agency": _measure(35, 70, "deadline_on")},
    ),
    Kind(
        name="decide_offer",
        label="decide on offer",
        instead="record what you decide with `followup outcome COMPANY accepted` or `declined`",
        to="nobody",
    ),
    Kind(
        name="timeline_changed",
        label="tell of new timeline",
        elsewhere=True,
        measures={
            **dict.fromkeys(("", "unmet"), _measure(40, 70, "deadline_on")),
            "agency": _measure(35, 70, "deadline_on"),
        },
    ),
    Kind(
        name="accept",
        label="accept",
        measures={
            "": _measure(70, 130, "terms", "start_on"),
            "agency": _measure(60, 130, "terms", "start_on"),
        },
    ),
    Kind(
        name="withdraw",
        label="withdraw",
        elsewhere=True,
        outcome="withdrawn",
        measures={
            **dict.fromkeys(("", "offer"), _measure(50, 90)),
            **dict.fromkeys(("agency", "agency_offer"), _measure(40, 90)),
        },
    ),
    Kind(
        name="thank_references",
        label="thank references",
        to="nobody",
        measures={"": _measure(60, 110)},
    ),
)
"""The numbers of words: GOOD_NOTE.md."""

KINDS = {kind.name: kind for kind in _ALL}
"""By name, in the order in which an application may meet them."""

CHECK_INS = tuple(kind.name for kind in _ALL if kind.after_silence and not kind.instead)
"""The kinds that ask whether there is news."""


def kind_named(name: str) -> Kind:
    """The kind of that name; a store may hold one that is not known, which is called by its name."""
    return KINDS.get(name) or Kind(name=name, label=line(name))


def label(kind: str) -> str:
    """What a kind is called on the list."""
    return kind_named(kind).label


def whom(kind: str, name: str) -> str:
    """To whom it is done, to stand behind what it is called; empty for nobody."""
    return f"{_BEFORE_NAME.get(kind, ' to')} {name}" if name else ""


def what(kind: str, contact: str, promise: str) -> str:
    """What a follow-up is, to whom, and what was promised: promised to Kim Oh: send the form."""
    about = promise.removeprefix(f"{contact}: ") if kind == "promised" else ""
    return f"{label(kind)}{whom(kind, contact)}{about and f': {about}'}"


_BEFORE_NAME = {
    "keep_in_touch": " with",
    **dict.fromkeys(("accept", "decline", "withdraw"), " and tell"),
}
"""What stands before a name, where it is not `to`."""


def has_note(kind: str) -> bool:
    """Whether a note is written for it."""
    return not kind_named(kind).instead
