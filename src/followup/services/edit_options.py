"""An interview told otherwise than it is recorded, by the options of `edit`.

How a field is understood is said in `adding`, for both commands.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from followup.domain.blanks import name_line
from followup.domain.dates import Frame, Moment, moment, parse_moment, shown
from followup.domain.errors import NothingFound, SeveralFound, UsageError
from followup.domain.model import Concern, NewContact, NewInterview
from followup.domain.people import with_details
from followup.domain.safe_text import line, quoted
from followup.domain.text import fold, free_text, one_line
from followup.services import add_interview, search
from followup.services.add_interview import Typed

Read = TypeVar("Read")

EMPTIED: dict[str, Any] = {
    "looking-for": {"looking_for": ""}, "strengths": {"strengths": ()},
    "concerns": {"concerns": ()}, "note": {"note": ""}, "next-step": {"next_step": ""},
    "where": {"where": ""}, "via": {"via": ""}, "field": {"field": ""},
    "channel": {"channel": ""}, "role": {"role": ""}, "decision": {"decision_on": None},
    "promises": {"promises": ()},
}  # fmt: skip
"""What `--clear` takes, and the field of the interview that it empties."""

UNSAID = Typed(minutes=0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of `edit`. In `typed` an empty text, and 0 minutes, are not said.

    `without` names people, `clear` keys of EMPTIED; `no_calls` is None where nothing was said.
    """

    typed: Typed = UNSAID
    without: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    no_calls: bool | None = None


def by_options(
    phrases: Frame, before: NewInterview, wishes: Wishes
) -> tuple[NewInterview, list[str]]:
    """The interview as the options want it, and remarks. UsageError as `adding.understand`.

    What is emptied is emptied first; what may be there several times is added.
    """
    typed, told = wishes.typed, before
    for key in wishes.clear:
        told = told._replace(**_emptied(key))
    start = _start(phrases, typed, told)
    told = told._replace(day=start.day, at=start.at, zone=start.zone, starts=start.starts)
    told = told._replace(**_said(typed), people=_people(told.people, wishes))
    told = told._replace(
        strengths=_with_more(told.strengths, _strengths(typed)),
        concerns=_concerns(told.concerns, typed.concerns),
        promises=_with_more(
            told.promises, (add_interview.promise(phrases, text) for text in typed.promises)
        ),
        decision_on=add_interview.decision(phrases, typed.decision, told.day) or told.decision_on,
    )
    return told, [start.remark] if start.remark else []


def _emptied(key: str) -> dict[str, Any]:
    known = fold(key).replace("_", "-")
    if known not in EMPTIED:
        raise UsageError(
            f"{shown(key)} cannot be emptied; --clear takes one of {', '.join(EMPTIED)}."
        )
    return dict(EMPTIED[known])


def _start(phrases: Frame, typed: Typed, told: NewInterview) -> Moment:
    """The start: without a time of day it keeps the one it had, and without a zone its zone."""
    if not typed.at.strip() and not typed.zone.strip():
        return Moment(told.day, told.at, told.zone, told.starts)
    if not typed.at.strip():
        return moment(told.day, told.at, typed.zone.strip())
    zone = typed.zone.strip() or told.zone
    with add_interview.naming("--at"):
        start = parse_moment(typed.at, phrases.within(zone))
    if start.at is None and told.at is not None:
        return moment(start.day, told.at, start.zone)
    return start


def _said(typed: Typed) -> dict[str, Any]:
    """The fields of which there is one, as far as they were said."""
    read: dict[str, Callable[[str], str]] = {
        "company": lambda text: name_line(text, "company"),
        "role": lambda text: name_line(text, "role"),
        "stage": add_interview.stage,
        "where": lambda text: free_text(text, "place"),
        "looking_for": lambda text: free_text(text, "text of --looking-for"),
        "next_step": lambda text: free_text(text, "next step"),
        "via": lambda text: name_line(text, "agency"),
        "field": lambda text: one_line(text, "field").lower(),
        "channel": add_interview.channel,
        "note": lambda text: free_text(text, "note"),
    }
    said = {name: reading(getattr(typed, name)) for name, reading in read.items()
            if getattr(typed, name).strip()}  # fmt: skip
    return (
        {**said, "minutes": add_interview.minutes(typed.minutes)} if typed.minutes else dict(said)
    )


def _strengths(typed: Typed) -> Iterator[str]:
    return (free_text(text, "strength") for text in typed.strengths if text.strip())


def _with_more(there: tuple[Read, ...], more: Iterable[Read]) -> tuple[Read, ...]:
    return tuple(dict.fromkeys((*there, *more)))


def _concerns(there: tuple[Concern, ...], texts: Iterable[str]) -> tuple[Concern, ...]:
    """The concerns with those that were typed; a doubt that is there already gets its answer."""
    answers = {fold(known.concern): known for known in there}
    for told in (add_interview.concern(text) for text in texts if text.strip()):
        known = answers.get(fold(told.concern), told)
        answers[fold(told.concern)] = known._replace(answer=told.answer or known.answer)
    return tuple(answers.values())


def _people(there: tuple[NewContact, ...], wishes: Wishes) -> tuple[NewContact, ...]:
    typed = wishes.typed
    people = [one for one in there if one not in _named(there, wishes.without)]
    if typed.people:
        people = _joined(people, add_interview.people(replace(typed, topics=())))
    elif typed.email or typed.phone or typed.title:
        people = [_detailed(_only(people), typed)]
    if wishes.no_calls is not None:
        if not people:
            raise UsageError("Nobody is recorded for that interview; add a person with --with.")
        people = [one._replace(no_calls=wishes.no_calls) for one in people]
    return _with_topics(people, typed.topics)


def _named(people: Sequence[NewContact], names: Iterable[str]) -> list[NewContact]:
    """The people that `--without` names. NothingFound or SeveralFound where it is not one."""
    found = []
    for name in names:
        best = search.best(name, people, lambda one: (one.name, one.email))
        if not best:
            raise NothingFound(
                f"Nobody of that interview matches {shown(name)}; "
                f"there {'is' if len(people) == 1 else 'are'} {_names(people)}."
            )
        if len(best) > 1:
            raise SeveralFound(f"Several match {shown(name)}: {_names(best)}; write the full name.")
        found += best
    return found


def _names(people: Iterable[NewContact]) -> str:
    return ", ".join(line(one.name) for one in people) or "nobody"


def _joined(there: list[NewContact], told: Iterable[NewContact]) -> list[NewContact]:
    """The people with those who were told; who is there already gets what was told of them."""
    people = {fold(one.name): one for one in there}
    for one in told:
        known = people.get(fold(one.name), one)
        if one.email and known.email not in ("", one.email):
            raise UsageError(
                f"{line(known.name)} is there already, with another address; to change that: "
                f"followup contact edit {quoted(known.name)} --email {quoted(one.email)}"
            )
        people[fold(one.name)] = known._replace(
            email=one.email or known.email,
            title=one.title or known.title,
            phone=one.phone or known.phone,
        )
    return list(people.values())


def _only(people: Sequence[NewContact]) -> NewContact:
    if len(people) != 1:
        raise UsageError(
            "--email, --phone and --title say more of one person, and that interview has "
            f"{_names(people)}; name one with --with, or type: followup contact edit"
        )
    return people[0]


def _detailed(person: NewContact, typed: Typed) -> NewContact:
    bare = person._replace(email="")
    told = with_details(bare, email=typed.email, phone=typed.phone, title=typed.title)
    return told._replace(email=told.email or person.email)


def _with_topics(people: list[NewContact], topics: tuple[str, ...]) -> tuple[NewContact, ...]:
    """The people, with the topics that were typed in the place of theirs."""
    if not topics:
        return tuple(people)
    told = add_interview.people(Typed(people=tuple(one.name for one in people), topics=topics))
    return tuple(
        one._replace(topic=new.topic or one.topic) for one, new in zip(people, told, strict=True)
    )
