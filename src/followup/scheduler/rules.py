"""What a rule may say: this is to do, this is held back, this will not be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from followup.domain.model import Contact, Interview, Planned, Promise, Reason
from followup.domain.policy import Rule
from followup.scheduler.situation import Situation, reachable
from followup.scheduler.windows import Window, final

WITHOUT_NOTE = ("prep", "close_out", "decide_offer")
TO_NOBODY = (*WITHOUT_NOTE, "thank_references")


@dataclass(frozen=True, slots=True)
class Held:
    """The follow-up `key` is not planned now; `because` is the sentence that says why."""

    key: str
    because: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence for the user about what is not planned at all."""

    text: str


Ruling = Iterator[Planned | Held | Remark]
Ruler = Callable[[Situation], Ruling]


def follow_up(
    case: Situation,
    rule: Rule,
    key: str,
    window: Window,
    talk: Interview | None,
    *,
    person: Contact | None = None,
    promise: Promise | None = None,
) -> Planned:
    """What `rule` wants in `window`, about the round `talk`, addressed to `person`."""
    to = person if rule.kind not in TO_NOBODY else None
    why = Reason("rule", f"{rule.trigger}. {rule.evidence}")
    return Planned(
        key=key,
        kind=rule.kind,
        rule=rule.name,
        channel=channel(case, rule, to),
        ready_on=window.ready,
        due_on=window.due,
        interview_id=talk.id if talk else None,
        contact_id=to.id if to else None,
        promise_id=promise.id if promise else None,
        chain=(why, *window.reasons, final(window.ready, window.due)),
    )


def first(talk: Interview | None) -> Contact | None:
    """Whom a follow-up about a whole round is addressed to; None if nobody may be contacted."""
    return next(iter(reachable(talk)), None)


def channel(case: Situation, rule: Rule, to: Contact | None) -> str:
    """The application's channel, never a call to someone who wants none; empty without a note."""
    if rule.kind in WITHOUT_NOTE:
        return ""
    chosen = case.application.channel or "email"
    return "email" if chosen == "phone" and to and to.no_calls else chosen
