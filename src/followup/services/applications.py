"""`log`, `outcome`, `remove`: record what happened to an application, and plan it again."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from followup.domain.dates import Moment, next_year, parse_day, parse_own_moment, shown
from followup.domain.errors import NothingFound, SeveralFound, UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import (
    ELSEWHERE,
    OFFER_MADE,
    OUTCOMES,
    REARRANGED,
    Application,
    Interview,
)
from followup.domain.people import parse_person
from followup.domain.safe_text import line, named, quoted
from followup.domain.text import fold, free_text, name_line
from followup.environment import World, on_the_clock
from followup.services import contacts, duplicates, interview_fields, search
from followup.services.context import frame
from followup.services.search import job
from followup.store import queries
from followup.store.connection import connect

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.planning import Replanned
    from followup.store.models import Application as Row
    from followup.store.transaction import Transaction
    from followup.store.writes import NewEvent


class RecordedEvent(Frozen):
    """What was recorded for which application, in words, and what that changed."""

    application: Application
    what: str
    on: date
    new_application: bool
    replanned: "Replanned"
    decision_on: date | None = None
    remarks: tuple[str, ...] = ()


Offer = Callable[[str, str], bool]
"""Asks the user whether an application that is not there shall be made: for which company, and
the question whether another one was meant (empty for none)."""


class Removed(Frozen):
    """What was removed, in words, and what that changed about the follow-ups that stay."""

    what: str
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()


def contact(world: World, who: str) -> Removed:
    """Remove the person that NAME names from everything. UsageError for one that is forgotten."""
    from followup.services.planning import replan
    from followup.store import transaction, writes

    with transaction.change(world.store, "contact remove", world.now) as change:
        acquaintance = contacts.chosen(change.ask, who, surely=True)
        if acquaintance.is_forgotten:
            raise UsageError(
                f"Contact {acquaintance.contact.id} is forgotten already; nothing is left."
            )
        applications = writes.remove_contact(change, acquaintance.contact.id)
        replanned = replan(change, applications, world.now)
        what = f"contact {acquaintance.contact.id}, {line(acquaintance.contact.name)}"
        change.summary = what
        return Removed(what, replanned)


class LogTyped(Frozen):
    """The options of `log`, as they were typed."""

    text: str = ""
    reply: bool = False
    on: str = ""
    contact: str = ""
    decision: str = ""
    role: str = ""


def log(world: World, company: str, typed: LogTyped, make: Offer) -> RecordedEvent:
    """Record that something happened. UsageError where nothing is said of it."""
    text = free_text(typed.text, "text")
    if not (text.strip() or typed.reply or typed.decision.strip()):
        raise UsageError(
            f'Say what happened: followup log {named(company)} "They called"; or add --reply, or a '
            "new date with --decision."
        )
    from followup.services.planning import replan
    from followup.store import transaction, writes

    _agree(world, f"{company} {typed.role}".strip(), company, make)
    with transaction.change(world.store, "log", world.now) as change:
        application, is_new = _application(change, company, typed.role)
        phrases = frame(world, change.ask)
        on = _day_of(world, change, typed.on)
        contact, remarks = _contact(change, application, typed.contact)
        hour = interview_fields.decision_hour(typed.decision, phrases)
        text = "\n".join(filter(None, (text, hour)))
        writes.add_events(change, [writes.NewEvent(application.id, on, text, contact, typed.reply)])
        last = queries.last_round(queries.interviews_of(change.ask, application.id))
        decision_on = interview_fields.decision(typed.decision, phrases, last.day if last else on)
        if decision_on:
            writes.add_promise(change, application.id, "they", decision_on)
            remarks += filter(None, [next_year(typed.decision, decision_on, phrases)])
        what = "a reply" if typed.reply else "an entry"
        change.summary = f"{what} of {application.company}"
        replanned = replan(change, [application.id], world.now)
        return RecordedEvent(application, what, on, is_new, replanned, decision_on, tuple(remarks))


def _day_of(world: World, change: "Transaction", text: str) -> date:
    """The day on which something happened, as it was typed; today without a text."""
    if not text.strip():
        return world.today
    on = parse_day(text, frame(world, change.ask).looking("back"))
    if on > world.today:
        raise UsageError(f"{on:%A}, {on}, is yet to come; give the day on which it happened.")
    return on


def _contact(
    change: "Transaction", application: Application, text: str
) -> tuple[int | None, list[str]]:
    """The person of `--with`, and remarks: one of the application's, else one who is known of no
    company, else found or made at the company.
    """
    if not text.strip():
        return None, []
    from followup.store.contacts import People

    known = {
        met.contact.id: met.contact
        for talk in queries.interviews_of(change.ask, application.id)
        for met in talk.people
    }
    rank, found = search.ranked(text, known.values(), lambda one: (one.name,))
    if len(found) == 1 and rank > search.WHOLE:
        name = quoted(found[0].name)
        raise SeveralFound(
            f"{shown(text)} is only a part of a word in {name}, so nothing was done. If that is "
            f"the one, write --with {name}"
        )
    if len(found) == 1:
        return found[0].id, []
    who = parse_person(text)
    there = duplicates.unfiled(change.ask, [who])
    if there:
        return there[who.name].id, []
    people = People.around(change.ask, application.company, [who])
    person = people.meet(application.company, who)
    people.write(change)
    change.session.flush()
    return person.number, duplicates.check_people(change.ask, change.number, {})


def _agree(world: World, words: str, company: str, make: Offer) -> None:
    """Ask whether an application shall be made that is not there, before the store is locked.

    NothingFound where it is not there and not wanted.
    """
    with connect(world.store) as ask:
        try:
            search.application(ask, words, surely=True)
        except NothingFound:
            name = name_line(company, "company")
            if search.number(company) is not None:
                raise
            near = search.meant_instead(ask, company)
            if not make(name, near):
                raise NothingFound(
                    f"There is no application for {shown(name)}.{near} Give --new to make it, "
                    "or look at what there is with: followup list --by application"
                ) from None


def _application(
    change: "Transaction", company: str, role: str, *, closed_first: bool = False
) -> tuple[Application, bool]:
    """The application that is named; made where it is not there, as was agreed."""
    try:
        words = f"{company} {role}".strip()
        return search.application(change.ask, words, closed_first=closed_first, surely=True), False
    except NothingFound:
        from followup.store import writes

        new = writes.NewApplication(name_line(company, "company"), name_line(role, "role"))
        (number,) = writes.add_applications(change, [new])
        return queries.application(change.ask, number), True


class OutcomeTyped(Frozen):
    """The options of `outcome`, as they were typed."""

    deadline: str = ""
    keep_in_touch: bool = False
    terms: str = ""
    start: str = ""
    role: str = ""
    on: str = ""


def outcome(
    world: World, company: str, what: str, typed: OutcomeTyped, make: Offer
) -> RecordedEvent:
    """Give an application its outcome, or `open` it again.

    UsageError for an unknown one, for options that do not go with it, and on a closed
    application, which only `open` reopens.
    """
    what = _known(what)
    _check_options(what, typed)
    from followup.services.planning import replan
    from followup.store import transaction, writes

    _agree(world, f"{company} {typed.role}".strip(), company, make)
    with transaction.change(world.store, "outcome", world.now) as change:
        application, is_new = _application(change, company, typed.role, closed_first=what == "open")
        _check_state(application, what, typed)
        on = _day_of(world, change, typed.on)
        row = end(change, application, what, on)
        deadline = _ahead(change, world, typed.deadline, "deadline")
        told_again = application.outcome == what
        if told_again and typed.on:
            row.outcome_on, row.outcome_undated = on.isoformat(), False
        answers = application.outcome == "offer" and what in ("accepted", "declined")
        if deadline or not (told_again or answers):  # an answer is to reach them by then
            row.deadline_on = deadline.day.isoformat() if deadline else None
            row.deadline_at = _instant(deadline) if deadline else None
        row.keep_in_touch = typed.keep_in_touch or (told_again and row.keep_in_touch)
        row.terms = free_text(typed.terms, "terms") or row.terms
        start = _ahead(change, world, typed.start, "start")
        row.start_on = start.day.isoformat() if start else row.start_on
        change.session.flush()
        change.summary = f"{what}, {application.company}"
        touched = {application.id}
        if {application.outcome, what} & ELSEWHERE:
            touched.update(writes.all_open_applications(change))
        replanned = replan(change, sorted(touched), world.now)
        remarks = tuple(_taken_twice(change, application)) if what == "accepted" else ()
        if deadline:
            year = next_year(typed.deadline, deadline.day, frame(world, change.ask))
            remarks += (year,) if year else ()
        now = queries.application(change.ask, application.id)
        return RecordedEvent(now, what, on, is_new, replanned, remarks=remarks)


def end(change: "Transaction", application: Application, what: str, on: date) -> "Row":
    """Give an application its outcome; an offer that it takes the place of stays in the log."""
    from followup.store import writes

    if application.outcome == "offer" and what not in ("offer", "open"):
        writes.add_events(change, [_offer(application)])
    return writes.end_application(change, application.id, what, on)


def _taken_twice(change: "Transaction", application: Application) -> Iterator[str]:
    """A remark on each other job that was accepted since this application was made."""
    taken = (one for one in queries.settled(change.ask) if one.outcome == "accepted")
    for one in taken:
        if one.application_id != application.id and one.seq > application.seq:
            again = f"followup outcome {named(one.company)}"
            yield (
                f"You have accepted {line(job(one.company, one.role))}, too. To take that back: "
                f"{again} open, then {again} withdrawn"
            )


def _offer(application: Application) -> "NewEvent":
    """Their offer as an entry of the log, for the outcome that takes its place says nothing of it."""
    from followup.scheduler.situation import spoken
    from followup.store.writes import NewEvent

    deadline, at = application.deadline_on, application.deadline_at
    clock = f" at {on_the_clock(at):%H:%M}" if at else ""
    by = f", to be answered by {spoken(deadline)}{clock}" if deadline else ""
    made_on = application.outcome_on or date.min
    return NewEvent(application.id, made_on, f"{OFFER_MADE}{by}", reply=True)


def _known(what: str) -> str:
    told = fold(what)
    if told not in (*OUTCOMES, "open"):
        raise UsageError(f"{shown(what)} is no outcome; choose {', '.join(OUTCOMES)} or open.")
    return told


def _check_options(what: str, typed: OutcomeTyped) -> None:
    for option, given, fitting in (
        ("--deadline", typed.deadline, ("offer",)),
        ("--terms", typed.terms, ("offer", "accepted")),
        ("--start", typed.start, ("offer", "accepted")),
        ("--keep-in-touch", typed.keep_in_touch, ("rejected",)),
        ("--on", typed.on, OUTCOMES),
    ):
        if given and what not in fitting:
            raise UsageError(f"{option} goes with {' or '.join(fitting)}, not with {what}.")


def _check_state(application: Application, what: str, typed: OutcomeTyped) -> None:
    name = search.job(application.company, application.role)
    if what == "open" and application.is_open and not application.outcome:
        raise UsageError(f"{name} is open already.")
    more = what == application.outcome and (typed.terms or typed.start or typed.on)
    if what != "open" and not application.is_open and not more:
        raise UsageError(
            f"{name} is {application.outcome} already; "
            f"reopen it first with: followup outcome {named(application.company)} open"
        )


def _ahead(change: "Transaction", world: World, text: str, name: str) -> Moment | None:
    """A day to come on the user's own clock, perhaps with its time of day."""
    if not text.strip():
        return None
    named = parse_own_moment(text, frame(world, change.ask))
    if named.day < world.today:
        raise UsageError(f"The {name}, {named.day}, has passed; give a day from today on.")
    if named.at and named.starts < world.now:
        raise UsageError(
            f"The {name}, {named.day} {named.at:%H:%M}, has passed; give a time to come."
        )
    return named


def _instant(named: Moment) -> str | None:
    """The instant of a moment, as the store writes it; None for a day alone."""
    return named.starts.isoformat(timespec="seconds") if named.at else None


def remove(world: World, company: str) -> Removed:
    """Remove the interview that COMPANY names, and its application where nothing else is known of it.

    An application without an interview is removed with its log. SeveralFound where there are
    several interviews and none was named by its number.
    """
    from followup.services.planning import Replanned, replan
    from followup.store import transaction, writes

    with transaction.change(world.store, "remove", world.now) as change:
        application = search.application(change.ask, company, surely=True)
        interviews = queries.interviews_of(change.ask, application.id)
        interview = _chosen(company, interviews)
        if interview is not None:
            writes.remove_interview(change, interview.id)
        log = queries.log_of(change.ask, application.id)
        told = application.outcome or [one for one in log if not REARRANGED.match(one.text)]
        if interview is None or (len(interviews) == 1 and not told):
            writes.remove_application(change, application.id)
            replanned = Replanned()
        else:
            replanned = replan(change, [application.id], world.now)
        what = _in_words(application, interview)
        change.summary = what
        return Removed(what, replanned, tuple(_left_over(change, interview)))


def _left_over(change: "Transaction", interview: Interview | None) -> Iterator[str]:
    """A remark on each person of a removed interview who was in no other one."""
    for met in interview.people if interview else ():
        if not queries.acquaintance(change.ask, met.contact.id).talks:
            name = line(met.contact.name)
            remove = f"followup contact remove {named(met.contact.name)}"
            yield f"{name} stays among your contacts. To remove them, too: {remove}"


def _chosen(company: str, interviews: list[Interview]) -> Interview | None:
    number = search.number(company)
    if number is not None:
        return next(interview for interview in interviews if interview.id == number)
    if len(interviews) > 1:
        raise search.several(company, interviews, _line)
    return interviews[0] if interviews else None


def _line(interview: Interview) -> str:
    return f"{interview.id:>4}  {interview.called}, {interview.day}"


def _in_words(application: Application, interview: Interview | None) -> str:
    name = job(application.company, application.role)
    if interview is None:
        return f"the application for {line(name)}"
    return f"{interview.numbered} with {line(name)} on {interview.day}"
