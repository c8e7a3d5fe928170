"""An interview as readable text and back, for an editor: lines of `key: value`. Pure.

A text of several lines stands below its key, each line indented by four spaces; an empty line
within it may lose them. A line that begins with `#` is a remark. `email`, `title`, `phone`,
`calls` and `topic` are of the person whose `with` stands above them, `answer` is of the concern
above it. What has no value yet is there as an empty line to fill in.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, NamedTuple

from followup.domain.dates import Frame, Moment, parse_moment, shown, start_text
from followup.domain.errors import UsageError
from followup.domain.model import Concern, NewContact, NewInterview
from followup.domain.people import check_email, check_number, parse_person
from followup.domain.text import fold, free_text, one_line
from followup.services.interview_fields import FIELDS, Field, check_decision

OF_A_PERSON = ("email", "title", "phone", "calls", "topic")


SEVERAL = (
    "with", *OF_A_PERSON, *(field.key for field in FIELDS if field.several), "answer",
)  # fmt: skip
"""The keys that may stand there more than once."""


ONCE = (*(field.key for field in FIELDS if not field.several), "at", "zone")


KEYS = (*ONCE, *SEVERAL)


INDENT = "    "


GROUPS = ("with", "looking-for", "decision", "via")
"""The keys that an empty line stands before, where they stand first."""


class TextEntry(NamedTuple):
    """A key and its value, as the text has them; `line` is the number of its first line."""

    key: str
    value: str
    line: int = 0


def entries(told: NewInterview) -> list[TextEntry]:
    """An interview as entries, in the order in which they are read best."""
    return [TextEntry(key, value) for key, value in _pairs(told)]


def _pairs(told: NewInterview) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if field.name == "concerns":
            yield from _concerns(told)
        else:
            yield from ((field.key, text) for text in _shown(field, told))
        if field.name == "stage":
            yield from (("at", start_text(told)), ("zone", told.zone))
        if field.name == "where":
            yield from _people(told)


def _shown(field: Field, told: NewInterview) -> list[str]:
    """The values of its lines; without any, an empty one to fill in."""
    return list(field.shown(told)) or [""]


def _people(told: NewInterview) -> Iterator[tuple[str, str]]:
    for person in told.people:
        yield from _person(person)
    if not told.people:
        yield "with", ""


def _concerns(told: NewInterview) -> Iterator[tuple[str, str]]:
    for doubt, answer in told.concerns or (Concern(""),):
        yield from (("concern", doubt), ("answer", answer))


def _person(person: NewContact) -> Iterator[tuple[str, str]]:
    yield from (("with", person.name), ("email", person.email), ("title", person.title))
    yield "phone", person.phone
    yield from (("calls", "no" if person.no_calls else "yes"), ("topic", person.topic))


class Difference(NamedTuple):
    """A value that one interview has and another has not; empty where there is none of the two.

    `whose` is the person or the doubt that it belongs to, else empty.
    """

    label: str
    whose: str
    before: str
    after: str


def differences(before: NewInterview, after: NewInterview) -> list[Difference]:
    """Each value that is new, with the one that it replaces, then each that is gone.

    Of what may be there several times, nothing is replaced. What belonged to a person or a doubt
    that is gone as a whole is not told.
    """
    was, now = _facts(before), _facts(after)
    told = [fact for fact in now if fact not in was]
    replaced = {fact[:2]: fact.value for fact in was if fact.label not in ALONE}
    successors = {fact[:2] for fact in told if fact.label not in ALONE}
    standing = {"", *(fact.value for fact in now if fact.label in ("with", "concern"))}
    gone = [
        fact
        for fact in was
        if fact not in now and fact[:2] not in successors and fact.whose in standing
    ]
    return [
        *(Difference(one.label, one.whose, replaced.get(one[:2], ""), one.value) for one in told),
        *(Difference(one.label, one.whose, one.value, "") for one in gone),
    ]


ALONE = ("with", "strength", "concern", "promise")
"""The keys of what may be there several times, and belongs to nothing else."""


class _Fact(NamedTuple):
    label: str
    whose: str
    value: str


def _facts(told: NewInterview) -> list[_Fact]:
    """The values that are there."""
    found: list[_Fact] = []
    head = ""
    for key, value in _pairs(told):
        head = value if key in ("with", "concern") else head
        whose = head if key in OF_A_PERSON or key == "answer" else ""
        fact = _Fact(key, whose, value)
        if found and found[-1][:2] == fact[:2] and key not in ALONE:
            found[-1] = fact._replace(value=f"{found[-1].value}\n{value}")
        elif value and (key, value) != ("calls", "yes"):
            found.append(fact)
    return found


def write(found: Iterable[TextEntry], remarks: Iterable[str] = ()) -> str:
    """The text of these entries, below remarks of one line each."""
    lines = [f"# {remark}" for remark in remarks]
    before = ""
    for entry in found:
        begins = entry.key in GROUPS and (entry.key != before or entry.key == "with")
        lines += ["", *_lines(entry)] if begins else _lines(entry)
        before = entry.key
    return "\n".join(lines) + "\n"


def _lines(entry: TextEntry) -> list[str]:
    if "\n" in entry.value:
        return [f"{entry.key}:", *(INDENT + line for line in entry.value.split("\n"))]
    return [f"{entry.key}: {entry.value}"]


def read(text: str) -> list[TextEntry]:
    """The entries of a text. UsageError, with the line's number, where a line is none."""
    found: list[TextEntry] = []
    further: list[str] = []
    empty = 0
    for number, line in enumerate(_without_returns(text).split("\n"), 1):
        if not line:
            empty += 1
            continue
        if line.startswith((" ", "\t")) and (found or not line.strip()):
            further += [""] * empty + [_unindented(line)]
        elif not line.startswith("#"):
            _close(found, further)
            further = []
            found.append(_entry(line, number))
        empty = 0
    _close(found, further)
    _check_once(found)
    return found


def _without_returns(text: str) -> str:
    """The text as it was written, where an editor has ended every line in its own way."""
    return text.replace("\r\n", "\n") if text.partition("\n")[0].endswith("\r") else text


def _unindented(line: str) -> str:
    if line.startswith("\t"):
        return line[1:]
    return line[min(len(INDENT), len(line) - len(line.lstrip(" "))) :]


def _close(found: list[TextEntry], further: list[str]) -> None:
    """Add the lines below the last entry to its value."""
    if found and further:
        first = [found[-1].value] if found[-1].value.strip() else []
        found[-1] = found[-1]._replace(value="\n".join([*first, *further]))


def _entry(line: str, number: int) -> TextEntry:
    name, colon, value = line.partition(":")
    key = name.strip().lower().replace("_", "-")
    if key in KEYS and colon:
        return TextEntry(key, value.removeprefix(" "), number)
    if not colon or len(name) > 20:
        raise UsageError(
            f"Line {number}: {shown(line)} has no key; write it as key: value, or indent it by "
            "four spaces where it goes on with the text above."
        )
    near = get_close_matches(key, KEYS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(KEYS)}."
    raise UsageError(f"Line {number}: there is no key {shown(name.strip())}; {hint}")


def _check_once(found: list[TextEntry]) -> None:
    first: dict[str, int] = {}
    for entry in found:
        if entry.key in ONCE and first.setdefault(entry.key, entry.line) != entry.line:
            raise UsageError(
                f"Line {entry.line}: {entry.key} stands in line {first[entry.key]} already; "
                "keep one of the two."
            )


def by_text(
    phrases: Frame, before: NewInterview, found: Sequence[TextEntry]
) -> tuple[NewInterview, list[str]]:
    """The interview as its text wants it, and remarks. UsageError with the line that is wrong.

    A line that was taken out leaves its field empty.
    """
    start = _start(phrases, found)
    values = {field.name: _value(field, phrases, before, found) for field in FIELDS}
    told = NewInterview(
        day=start.day,
        at=start.at,
        zone=start.zone,
        starts=start.starts,
        people=_people_of(found, {person.name for person in before.people}),
        **values | {"concerns": tuple(_concerns_of(found))},
    )
    for entry in found:
        if entry.key == "decision" and told.decision_on != before.decision_on:
            with _on(entry):
                check_decision(told.decision_on, told.day)
    return told, [start.remark] if start.remark else []


def _value(field: Field, phrases: Frame, before: NewInterview, found: Sequence[TextEntry]) -> Any:
    """The value that the text has for a field; one that stands there as it was is not judged again."""
    there = [entry for entry in found if entry.key == field.key]
    if [entry.value for entry in there] == _shown(field, before):
        return getattr(before, field.name)
    filled = [entry for entry in there if entry.value.strip()]
    if field.needed and not filled:
        raise UsageError(_missing(there, field.key, field.needed))
    values = []
    for entry in filled:
        with _on(entry):
            values.append(field.read(entry.value, phrases))
    return field.value(values)


def _start(phrases: Frame, found: Sequence[TextEntry]) -> Moment:
    once = {entry.key: entry for entry in found}
    for key, example in (("zone", "Europe/Berlin"), ("at", "2026-12-01 15:00")):
        entry = once.get(key)
        if not entry or not entry.value.strip():
            raise UsageError(_missing([entry] if entry else [], key, example))
    with _on(once["zone"]):
        within = phrases.within(once["zone"].value.strip())
    with _on(once["at"]):
        return parse_moment(once["at"].value, within)


@contextmanager
def _on(entry: TextEntry) -> Iterator[None]:
    """Have a UsageError raised inside name the line of the text, not an option."""
    try:
        yield
    except UsageError as error:
        sentence = str(error).removeprefix(f"--{entry.key}: ")
        raise UsageError(f"Line {entry.line}: {sentence}") from None


def _missing(there: Sequence[TextEntry], key: str, example: str) -> str:
    where = f"Line {there[0].line}: {key} has no value" if there else f"There is no line for {key}"
    return f"{where}; write it as {key}: {example}"


def _concerns_of(found: Iterable[TextEntry]) -> Iterator[Concern]:
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


def _people_of(found: Iterable[TextEntry], known: Collection[str]) -> tuple[NewContact, ...]:
    """The people of the text, as `--with` takes them; `known` names stay as they are."""
    people: list[NewContact] = []
    nobody = True
    for entry in found:
        with _on(entry):
            if entry.key == "with":
                nobody = not entry.value.strip()
                people += [] if nobody else [_person_of(entry.value, known)]
            elif entry.key in OF_A_PERSON and entry.value.strip():
                if nobody:
                    raise UsageError(f"{entry.key} is of a person; write with: Name above it.")
                people[-1] = people[-1]._replace(**_detail(entry))
    check_number(people)
    return tuple(people)


def _person_of(text: str, known: Collection[str]) -> NewContact:
    return NewContact(text) if text in known else parse_person(text)


def _detail(entry: TextEntry) -> dict[str, Any]:
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
