"""The rules of the schedule: what each plans for an application, holds back, or rules out."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from followup.domain.frozen import Frozen, replace
from followup.domain.kinds import KINDS, has_note
from followup.domain.model import (
    Application,
    Contact,
    Elsewhere,
    FollowUp,
    Interview,
    Planned,
    Promise,
    Reason,
    Reply,
)
from followup.domain.people import is_call, named_in
from followup.domain.policy import RULES, Policy, Rule
from followup.scheduler.situation import (
    Situation,
    Window,
    amount,
    done_day,
    final,
    reachable,
    spoken,
    withdraw_key,
)


class Held(Frozen):
    """The follow-up `key` is not planned now; `because` is the sentence that says why."""

    key: str
    because: str


class Remark(Frozen):
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
    to = person if KINDS[rule.kind].to != "nobody" else None
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
    """The first person of a round who may be contacted; None if there is none."""
    return next(iter(reachable(talk)), None)


def addressee(case: Situation, talk: Interview | None) -> Contact | None:
    """Whom a follow-up of the whole application is addressed to.

    The first of the round; as `Situation.in_touch` says, where there was none. None where it goes
    to an agency of which no contact is known, and where nobody may be contacted.
    """
    if case.application.via and through(case.application, case.policy) != "nothing":
        return case.facts.agency
    return first(talk) if talk else case.in_touch


def through(application: Application, policy: Policy) -> str:
    """What of an application goes through its agency, one of THROUGH."""
    return application.through or policy.through


def channel(case: Situation, rule: Rule, to: Contact | None) -> str:
    """The channel of a follow-up; empty without a note."""
    if not has_note(rule.kind):
        return ""
    wanted = case.application.channel or case.policy.channel
    if rule.kind == "thank_you" and through(case.application, case.policy) == "everything":
        to = case.facts.agency or to
    return channel_to(to, wanted) if to else wanted


BEST_FIRST = ("email", "letter", "phone", "card")
"""Email fits most employers (94 %, Accountemps 2017); a card is for those who asked for one."""


def channel_to(contact: Contact, wanted: str) -> str:
    """The channel that is wanted, or the best that reaches the contact, if any does.

    Never a call to someone who wants none.
    """
    if reaches(wanted, contact):
        return wanted
    otherwise = "email" if wanted == "phone" and contact.no_calls else wanted
    return next((one for one in BEST_FIRST if reaches(one, contact)), otherwise)


def reaches(channel: str, contact: Contact) -> bool:
    """Whether a contact can be reached that way, and wants to be."""
    if channel == "phone":
        return bool(contact.phone) and not contact.no_calls
    return bool(contact.email if channel == "email" else contact.address)


BRINGS = {
    "offer": ("acknowledge_offer",),
    "accepted": ("accept", "thank_references"),
    "declined": ("decline",),
    "rejected": ("rejection_reply",),
}
"""Which rules an outcome brings at once; the others end the application quietly."""


ANSWERS = ("acknowledge_offer", "accept", "decline")
"""What is worth nothing once the offer has run out."""


SAID = {
    "offer": "they made an offer",
    "accepted": "you accepted",
    "declined": "you declined",
    "rejected": "they turned you down",
}


def bring_outcome(case: Situation) -> Ruling:
    """The answers that the outcome asks for, counted from its day, while the offer stands.

    Who accepted another job since answers an offer by withdrawing.
    """
    outcome, talk = case.application.outcome, case.last_round
    deadline = case.application.deadline_on
    for name in BRINGS.get(outcome, ()):
        said = f"{SAID[outcome]} on {case.outcome_day}"
        window = case.counting.window(RULES[name], case.outcome_on, said)
        if deadline and name in ANSWERS:
            window = window.due_by(deadline, _until(deadline))
        key = _key(case, name)
        if outcome == "offer" and case.accepted_elsewhere:
            yield Held(key, _taken(case.accepted_elsewhere))
        else:
            yield follow_up(case, RULES[name], key, window, talk, person=addressee(case, talk))


def _until(deadline: date) -> str:
    return f"the offer's deadline is {spoken(deadline)}"


def decide(case: Situation) -> Ruling:
    """Before the deadline of the offer; a deadline that is near is late at once."""
    deadline = case.application.deadline_on
    if case.application.outcome != "offer" or deadline is None:
        return
    rule = RULES["decide_offer"]
    if case.accepted_elsewhere:
        yield Held(_key(case, rule.name), _taken(case.accepted_elsewhere))
        return
    window = case.counting.before(rule, deadline, _until(deadline))
    yield follow_up(case, rule, _key(case, rule.name), window, case.last_round)


def keep_in_touch(case: Situation) -> Ruling:
    """After a rejection, if the user wants to: with everybody they met."""
    application = case.application
    if application.outcome != "rejected" or not application.keep_in_touch:
        return
    reason = f"{SAID['rejected']} on {case.outcome_day}"
    rules = ("keep_in_touch.first", "keep_in_touch")
    for person, talk in met_last(list(case.all_rounds)):
        stem = f"keep_in_touch:contact-{person.id}:outcome-{application.outcome_seq}"
        chain = Chain(stem, rules, case.outcome_on, reason)
        yield from touches(case, chain, talk, person)


def tell_timeline(case: Situation) -> Ruling:
    """While nothing is decided here, they hear of each offer elsewhere that has a deadline."""
    if case.application.outcome or case.accepted_elsewhere or case.is_informational:
        return
    for event in case.news:
        if event.outcome == "offer":
            here, there = case.application.id, event.application_id
            key = f"timeline_changed:application-{here}:application-{there}:{event.seq}"
            yield _news(case, "timeline_changed", key, event)


def _taken(taken: Elsewhere) -> str:
    return f"You accepted {taken.company} on {spoken(taken.on)}."


def withdraw(case: Situation) -> Ruling:
    """An open application ends where another job was accepted."""
    taken = case.accepted_elsewhere
    if taken and case.application.is_open and not case.is_informational:
        key = withdraw_key(case.application, taken)
        yield _news(case, "withdraw", key, taken)


def _news(case: Situation, name: str, key: str, event: Elsewhere) -> Planned:
    """A follow-up counted from the day of something elsewhere."""
    what = "you accepted" if event.outcome == "accepted" else "an offer with a deadline came from"
    said = f"{what} {event.company} on {spoken(event.on)}"
    window = case.counting.window(RULES[name], event.on, said)
    if event.outcome == "offer" and event.deadline_on:
        window = window.due_by(event.deadline_on, f"its deadline is {spoken(event.deadline_on)}")
    if case.application.outcome == "offer" and case.application.deadline_on:
        window = window.due_by(case.application.deadline_on, _until(case.application.deadline_on))
    talk = case.last_round
    return follow_up(case, RULES[name], key, window, talk, person=addressee(case, talk))


def _key(case: Situation, name: str) -> str:
    return f"{name}:application-{case.application.id}:outcome-{case.application.outcome_seq}"


def named(talk: Interview) -> str:
    """`panel interview on Tue 1 Dec 2026`."""
    return f"{talk.stage} interview on {spoken(talk.day)}".strip()


def prepare(case: Situation) -> Ruling:
    """The day before a booked interview; recorded later than that, the day it was recorded."""
    rule = RULES["prep"]
    ahead = case.policy[rule.ready]
    for talk in case.rounds:
        if talk.starts <= case.now:
            continue
        day = talk.day - timedelta(days=ahead)
        count = Reason("count", f"{amount(ahead, 'days')} before it", day)
        window = Window(day, day, (Reason("anchor", named(talk), talk.day), count))
        late = Reason("recorded", f"recorded only on {spoken(talk.recorded_on)}", talk.recorded_on)
        window = window.not_before(Window(talk.recorded_on, talk.recorded_on, (late,)))
        yield follow_up(case, rule, _prep_key(case, talk), window, talk)


def _prep_key(case: Situation, talk: Interview) -> str:
    """The key of the preparation for the day that stands: what was done for another is not enough."""
    stem = key = f"prep:interview-{talk.id}"
    number = 1
    while (was := case.settled(key)) and was.status == "done" and not _is_for(was, talk.day):
        number += 1
        key = f"{stem}:{number}"
    return key


def _is_for(item: FollowUp, day: date) -> bool:
    """Whether a follow-up was counted from that day, as far as its chain tells."""
    return all(one.on in (None, day) for one in item.chain if one.step == "anchor")


def thank(case: Situation) -> Ruling:
    """One for each person of a round; with nobody recorded, one that asks whom."""
    for talk in case.all_rounds:
        if not _too_late_to_thank(case, talk):
            thanks = (_thank_you(case, talk, person) for person in _thanked(case, talk))
            yield from (wish for wish in thanks if _still_thanks(case, talk, wish))
        elif talk in case.rounds:
            limit = amount(case.policy["thank_you.too_late_days"], "bd")
            yield Remark(
                f"The {named(talk)} was recorded more than {limit} after it was held: "
                "too late for a thank-you, so none is planned."
            )


def _too_late_to_thank(case: Situation, talk: Interview) -> bool:
    limit = case.counting.add(talk.day, case.policy["thank_you.too_late_days"])
    return talk.recorded_on > limit


def _thanked(case: Situation, talk: Interview) -> tuple[Contact | None, ...]:
    """Whom to thank; nobody yet where nobody is recorded, and nobody who is not any more was."""
    if talk.people:
        return reachable(talk)
    stem = f"thank_you:interview-{talk.id}:contact-"
    return () if case.is_settled(stem) else (None,)


def _thank_you(case: Situation, talk: Interview, person: Contact | None) -> Planned:
    rule = RULES["thank_you.sales" if case.in_sales else "thank_you"]
    whom = f"contact-{person.id}" if person else "nobody"
    window = _not_before_its_end(case, talk, case.counting.window(rule, talk.day, named(talk)))
    key = f"thank_you:interview-{talk.id}:{whom}"
    return follow_up(case, rule, key, window, talk, person=person)


def _not_before_its_end(case: Situation, talk: Interview, window: Window) -> Window:
    """`window`, due no earlier than the user's own day on which the interview ended."""
    ended = case.own_day(talk.ends)
    if talk.at is None or ended <= window.due:
        return window
    reason = Reason("anchor", f"on your own clock it ended on {spoken(ended)}", ended)
    return window.not_before(Window(window.ready, ended, (reason,)))


def _still_thanks(case: Situation, talk: Interview, wish: Planned) -> bool:
    """An outcome leaves the thank-yous that were still in time, for rounds that took place."""
    if talk in case.rounds:
        return True
    in_time = case.due_with_snooze(wish.key, wish.due_on) >= case.outcome_on
    return in_time and (case.application.is_open or talk.day <= case.outcome_on)


def keep_promises(case: Situation) -> Ruling:
    """On the promised day, wherever it falls."""
    rule = RULES["promised"]
    talks = {talk.id: talk for talk in case.all_rounds}
    for promise in case.yours:
        talk = talks.get(promise.interview_id or 0, case.last_round)
        said = f"you promised on {spoken(promise.made_on)} to be in touch on {spoken(promise.on)}"
        window = case.counting.window(rule, promise.on, said)
        key = f"promised:promise-{promise.id}"
        to = _promised_to(case, promise, talk)
        wish = follow_up(case, rule, key, window, talk, person=to, promise=promise)
        rings = to is not None and is_call(promise.text) and reaches("phone", to)
        yield replace(wish, channel="phone") if rings else wish


def _promised_to(case: Situation, promise: Promise, talk: Interview | None) -> Contact | None:
    """In whose note it was promised, else who is named in it, else the first of the round; without
    one, as `Situation.in_touch` says.

    Of those who may be contacted. Who was there comes before the agency's person.
    """
    others = [one for one in (case.facts.agency, case.in_touch) if one]
    everybody = [one for round_ in case.all_rounds for one in reachable(round_)] + others
    meant = [*(reachable(talk) if talk else ()), *others]
    named_there = named_in(promise.text, [one.name for one in meant])
    to = meant[named_there[0]] if named_there else first(talk) if talk else case.in_touch
    return next((one for one in everybody if one.id == promise.contact_id), to)


def keep_contacts(case: Situation) -> Ruling:
    """An informational interview opens a contact: its last one counts, for each person."""
    informational = [talk for talk in case.rounds if talk.stage == "informational"]
    for person, talk in met_last(informational):
        stem = f"keep_in_touch:contact-{person.id}:interview-{talk.id}"
        rule = "keep_in_touch.informational"
        chain = Chain(stem, (rule, rule), talk.day, named(talk))
        yield from touches(case, chain, talk, person)


def met_last(talks: list[Interview]) -> list[tuple[Contact, Interview]]:
    """Each person who may be contacted, with the last of `talks` that they took part in."""
    last = {person.id: (person, talk) for talk in talks for person in reachable(talk)}
    return list(last.values())


class Chain(Frozen):
    """Touches that go on until one is skipped. The key of each is `stem` and its number.

    The first is counted from `start`, which is `why`, by the first of `rules`; each later one by
    the second, from the day on which the one before was done.
    """

    stem: str
    rules: tuple[str, str]
    start: date
    why: str


def touches(case: Situation, chain: Chain, talk: Interview, person: Contact) -> Ruling:
    """The next touch of `chain` with `person`, looking back on `talk`."""
    number, rule, start, why = 1, chain.rules[0], chain.start, chain.why
    while touch := case.settled(f"{chain.stem}:{number}"):
        if touch.status == "skipped":
            return
        number, rule, start = number + 1, chain.rules[1], done_day(touch)
        why = f"you were in touch on {spoken(start)}"
    window = case.counting.window(RULES[rule], start, why)
    yield follow_up(case, RULES[rule], f"{chain.stem}:{number}", window, talk, person=person)


class Clock(Frozen):
    """What the check-ins are counted from.

    `anchor` ends their keys, `start` is its day, `rule` gives the first check-in its `window`.
    """

    anchor: str
    start: date
    rule: Rule
    window: Window


def check_in(case: Situation) -> Ruling:
    """The first check-in; once it is done, the second; once that is done, the closing question.

    One that was skipped brings no further one.
    """
    clock = clock_of(case)
    if clock is None:
        return
    asked = case.settled(f"check_in:{clock.anchor}")
    if asked is None:
        yield from _unless_held(case, clock, clock.rule, clock.window, clock.start)
    elif asked.status == "done":
        yield from _after_first(case, clock, done_day(asked))


def _after_first(case: Situation, clock: Clock, asked_on: date) -> Ruling:
    rule = RULES["second_check_in"]
    again = case.settled(f"{rule.kind}:{clock.anchor}")
    if again is None:
        why = f"you checked in on {spoken(asked_on)}"
        window = _not_before_decision(case, case.counting.window(rule, asked_on, why))
        yield from _unless_held(case, clock, rule, window, asked_on)
    elif again.status == "done":
        rule, on = RULES["close_out"], done_day(again)
        window = case.counting.window(rule, on, f"you checked in again on {spoken(on)}")
        yield from _unless_accepted(case, clock, rule, window)


def clock_of(case: Situation) -> Clock | None:
    """The clock that runs now; None where nothing is being decided."""
    if not case.application.is_open or (case.rounds and case.last_talk is None):
        return None
    if case.reply and not _is_their_offer_alone(case):
        return _since_reply(case, case.reply)
    if case.last_talk:
        return _since_round(case, case.last_talk)
    return _until_decision(case, case.decision) if case.decision else None


def _is_their_offer_alone(case: Situation) -> bool:
    """After an offer the next word is yours, unless they met you again or named a date."""
    return bool(case.application.outcome) and not case.last_talk and not case.decision


def _since_round(case: Situation, talk: Interview) -> Clock:
    rule = decision_rule(case) if case.decision else _silence_rule(case)
    window = _decided(case, case.decision) if case.decision else _silent(case, talk)
    return Clock(f"interview-{talk.id}", talk.day, rule, window)


def _since_reply(case: Situation, reply: Reply) -> Clock:
    """What a standing date gives, else the reply; not before what a round after it gives.

    A date stands if it was stated with the reply or after it, or had not passed by then.
    """
    talk, decision = case.last_talk, case.decision
    if decision and (decision.seq >= reply.seq or decision.on >= reply.on):
        rule, window = decision_rule(case), _decided(case, decision)
    else:
        rule = RULES["check_in.reply"]
        window = case.counting.window(rule, reply.on, f"they replied on {spoken(reply.on)}")
    if talk and talk.day > reply.on:
        window = window.not_before(_silent(case, talk, "round"))
    return Clock(f"reply-{reply.id}", reply.on, rule, window)


def _until_decision(case: Situation, decision: Promise) -> Clock:
    """Without a round, only the date that they named; it may be moved, so it is not the key."""
    window, anchor = _decided(case, decision), f"application-{case.application.id}"
    return Clock(anchor, decision.on, decision_rule(case), window)


def _silence_rule(case: Situation) -> Rule:
    return RULES["check_in.government" if case.in_government else "check_in"]


def _silent(case: Situation, talk: Interview, step: str = "anchor") -> Window:
    return case.counting.window(_silence_rule(case), talk.day, named(talk), step)


def decision_rule(case: Situation) -> Rule:
    """The rule of a check-in that waits for the day of their decision."""
    return RULES["check_in.sales" if case.in_sales else "check_in.decision"]


def _decided(case: Situation, decision: Promise, step: str = "anchor") -> Window:
    said = f"they said they would decide by {spoken(decision.on)}"
    return case.counting.window(decision_rule(case), decision.on, said, step)


def _not_before_decision(case: Situation, window: Window) -> Window:
    """Contact before the date that they named is held back until it has come."""
    decision = case.decision
    return window.not_before(_decided(case, decision, "decision")) if decision else window


def _unless_held(case: Situation, clock: Clock, rule: Rule, window: Window, start: date) -> Ruling:
    """The check-in, after the promises near it that were kept; held back by one still open.

    Promises count in the order of their days, each once, until none is near any more. One that
    was kept before `start`, the day the check-in is counted from, is no touch since then.
    """
    key = f"{rule.kind}:{clock.anchor}"
    waiting = [promise for promise in case.yours if _stands_in(case, promise, start)]
    while near := _nearby(case, waiting, case.due_with_snooze(key, window.due)):
        kept = case.settled(promise_key(near))
        if kept is None:
            yield Held(key, _stood_in(case, near))
            return
        waiting.remove(near)
        window = _after_promise(case, window, done_day(kept))
    yield from _unless_accepted(case, clock, rule, window)


def promise_key(promise: Promise) -> str:
    """The key of the follow-up that a promise of yours is."""
    return f"promised:promise-{promise.id}"


def _stands_in(case: Situation, promise: Promise, start: date) -> bool:
    kept = case.settled(promise_key(promise))
    return kept is None or (kept.status == "done" and done_day(kept) >= start)


def _nearby(case: Situation, promises: list[Promise], due: date) -> Promise | None:
    """The first of `promises` within reach of `due`, before or after, inclusive."""
    reach = case.policy["promised.within_days"]
    for promise in promises:
        earlier, later = sorted((promise.on, due))
        if later < case.counting.add(earlier, reach + 1):
            return promise
    return None


def _after_promise(case: Situation, window: Window, kept_on: date) -> Window:
    why = f"you were in touch as promised on {spoken(kept_on)}"
    moved = case.counting.window(RULES["check_in.promised"], kept_on, why, "promise")
    moved = replace(moved, reasons=window.reasons + moved.reasons)
    return _not_before_decision(case, moved)


def _stood_in(case: Situation, promise: Promise) -> str:
    then = amount(case.policy["promised.then_days"], "bd")
    return (
        f"You promised to be in touch on {spoken(promise.on)}, which stands in for it: "
        f"it is planned again {then} after that is done."
    )


def _unless_accepted(case: Situation, clock: Clock, rule: Rule, window: Window) -> Ruling:
    """The follow-up itself, about the last talk, unless another job was taken."""
    key, talk = f"{rule.kind}:{clock.anchor}", case.last_talk or case.last_round
    taken = case.accepted_elsewhere
    if taken:
        yield Held(key, _taken(taken))
    else:
        yield follow_up(case, rule, key, window, talk, person=addressee(case, talk))
