"""An interview as its text tells it: what stands in an editor, understood as `add` does."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from followup.domain.blanks import name_line
from followup.domain.dates import Frame, Moment, parse_moment, shown
from followup.domain.errors import UsageError
from followup.domain.model import Concern, NewContact, NewInterview
from followup.domain.people import check_email, parse_person
from followup.domain.text import fold, free_text, one_line
from followup.services import add_interview
from followup.services.interview_text import OF_A_PERSON, Entry

Read = TypeVar("Read")


def by_text(
    phrases: Frame, before: NewInterview, found: Sequence[Entry]
) -> tuple[NewInterview, list[str]]:
    """The interview as its text wants it, and remarks. UsageError with the line that is wrong.

    A line that was taken out leaves its field empty.
    """
    once = {entry.key: entry for entry in found}

    def read(key: str, reading: Callable[[str], Read]) -> Read:
        entry = once.get(key, Entry(key, ""))
        with _on(entry):
            return reading(entry.value)

    def needed(key: str, reading: Callable[[str], Read]) -> Read:
        if not once.get(key, Entry(key, "")).value.strip():
            raise UsageError(_missing(once.get(key), key))
        return read(key, reading)

    zone = needed("zone", lambda text: phrases.within(text.strip()).zone)
    start = needed("at", lambda text: parse_moment(text, phrases.within(zone)))
    told = NewInterview(
        company=needed("company", _name("company", before.company)),
        day=start.day,
        at=start.at,
        zone=start.zone,
        starts=start.starts,
        role=read("role", _name("role", before.role)),
        stage=needed("stage", add_interview.stage),
        minutes=needed("minutes", _minutes),
        where=read("where", lambda text: free_text(text, "place")),
        people=_people_of(found, {person.name for person in before.people}),
        looking_for=read("looking-for", lambda text: free_text(text, "text of looking-for")),
        strengths=tuple(_each(found, "strength", lambda text: free_text(text, "strength"))),
        concerns=tuple(_concerns_of(found)),
        decision_on=read("decision", lambda text: _decision(phrases, text, before, start)),
        promises=tuple(_each(found, "promise", lambda text: add_interview.promise(phrases, text))),
        next_step=read("next-step", lambda text: free_text(text, "next step")),
        via=read("via", _name("agency", before.via)),
        field=read("field", lambda text: one_line(text, "field").lower()),
        channel=read("channel", add_interview.channel),
        note=read("note", lambda text: free_text(text, "note")),
    )
    return told, [start.remark] if start.remark else []


@contextmanager
def _on(entry: Entry) -> Iterator[None]:
    """What cannot be understood is said with the line that it stands in, not with an option."""
    try:
        yield
    except UsageError as error:
        sentence = str(error).removeprefix(f"--{entry.key}: ")
        raise UsageError(f"Line {entry.line}: {sentence}") from None


def _missing(entry: Entry | None, key: str) -> str:
    example = {"at": "2026-12-01 15:00", "zone": "Europe/Berlin", "stage": "video",
               "minutes": "60", "company": "Acme Corp"}[key]  # fmt: skip
    where = f"Line {entry.line}: {key} has no value" if entry else f"There is no line for {key}"
    return f"{where}; write it as {key}: {example}"


def _minutes(text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
        raise UsageError(f"{shown(text)} is no number of minutes; write minutes: 60")
    return add_interview.minutes(int(digits))


def _decision(phrases: Frame, text: str, before: NewInterview, start: Moment) -> date | None:
    """Their decision date; one that stands there as it was is not judged again."""
    if before.decision_on and text.strip() == before.decision_on.isoformat():
        return before.decision_on
    return add_interview.decision(phrases, text, start.day)


def _each(found: Iterable[Entry], key: str, reading: Callable[[str], Read]) -> Iterator[Read]:
    for entry in found:
        if entry.key == key and entry.value.strip():
            with _on(entry):
                yield reading(entry.value)


def _concerns_of(found: Iterable[Entry]) -> Iterator[Concern]:
    told: list[Concern] = []
    for entry in found:
        with _on(entry):
            if entry.key == "concern":
                told.append(Concern(free_text(entry.value, "concern")))
            elif entry.key == "answer" and entry.value.strip():
                if not told:
                    raise UsageError("An answer is to a concern; write concern: … above it.")
                told[-1] = told[-1]._replace(answer=free_text(entry.value, "answer"))
    return (one for one in told if one.concern.strip() or one.answer.strip())


def _name(field: str, before: str) -> Callable[[str], str]:
    """Reads the name of a field; one that stands there as it was is not judged again."""
    return lambda text: before if text == before else name_line(text, field)


def _people_of(found: Iterable[Entry], known: Collection[str]) -> tuple[NewContact, ...]:
    """The people of the text, as `--with` takes them; `known` names stay as they are."""
    people: list[NewContact] = []
    nobody = True
    for entry in found:
        with _on(entry):
            if entry.key == "with":
                nobody = not entry.value.strip()
                people += [] if nobody else [_person(entry.value, known)]
            elif entry.key in OF_A_PERSON and entry.value.strip():
                if nobody:
                    raise UsageError(f"{entry.key} is of a person; write with: Name above it.")
                people[-1] = people[-1]._replace(**_detail(entry))
    return tuple(people)


def _person(text: str, known: Collection[str]) -> NewContact:
    return NewContact(text) if text in known else parse_person(text)


def _detail(entry: Entry) -> dict[str, Any]:
    if entry.key == "email":
        return {"email": check_email(entry.value)}
    if entry.key == "topic":
        return {"topic": free_text(entry.value, "topic")}
    if entry.key == "calls":
        return {"no_calls": not _yes(entry.value)}
    return {entry.key: one_line(entry.value, entry.key)}


def _yes(text: str) -> bool:
    told = fold(text)
    if told not in ("yes", "no"):
        raise UsageError(f"{shown(text)} is neither; write calls: yes, or calls: no")
    return told == "yes"
