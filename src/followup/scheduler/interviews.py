"""What each round asks for, and what you promised: prepare, thank, keep your word, keep in touch."""

from dataclasses import dataclass
from datetime import date, timedelta

from followup.domain.model import Contact, Interview, Planned, Reason
from followup.domain.policy import RULES
from followup.scheduler.rules import Remark, Ruling, first, follow_up
from followup.scheduler.situation import Situation, done_day, reachable
from followup.scheduler.windows import Window, amount, spoken


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
        yield follow_up(case, rule, f"prep:interview-{talk.id}", window, talk)


def thank(case: Situation) -> Ruling:
    """One for each person of a round; with nobody recorded, one that asks whom."""
    for talk in case.all_rounds:
        if not _too_late_to_thank(case, talk):
            thanks = (_thank_you(case, talk, person) for person in _thanked(talk))
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


def _thanked(talk: Interview) -> tuple[Contact | None, ...]:
    return reachable(talk) if talk.people else (None,)


def _thank_you(case: Situation, talk: Interview, person: Contact | None) -> Planned:
    rule = RULES["thank_you.sales" if case.in_sales else "thank_you"]
    whom = f"contact-{person.id}" if person else "nobody"
    window = case.counting.window(rule, talk.day, named(talk))
    key = f"thank_you:interview-{talk.id}:{whom}"
    return follow_up(case, rule, key, window, talk, person=person)


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
        yield follow_up(case, rule, key, window, talk, person=first(talk), promise=promise)


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


@dataclass(frozen=True, slots=True)
class Chain:
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
