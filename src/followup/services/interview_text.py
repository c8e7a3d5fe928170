"""An interview as readable text and back, for an editor: lines of `key: value`. Pure.

A text of several lines stands below its key, each line indented by four spaces; an empty line
within it may lose them. A line that begins with `#` is a remark. `email`, `title`, `phone`,
`calls` and `topic` are of the person whose `with` stands above them, `answer` is of the concern
above it. What has no value yet is there as an empty line to fill in.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from followup.domain.dates import known_zone, moment, shown
from followup.domain.errors import UsageError
from followup.domain.model import Interview, NewContact, NewInterview

OF_A_PERSON = ("email", "title", "phone", "calls", "topic")
SEVERAL = ("with", *OF_A_PERSON, "strength", "concern", "answer", "promise")
"""The keys that may stand there more than once."""

ONCE = (
    "company", "role", "stage", "at", "zone", "minutes", "where", "looking-for", "decision",
    "next-step", "via", "field", "channel", "note",
)  # fmt: skip
KEYS = (*ONCE, *SEVERAL)

INDENT = "    "
GROUPS = ("with", "looking-for", "decision", "via")
"""The keys before which an empty line lets the eye rest."""


class Entry(NamedTuple):
    """A key and its value, as the text has them; `line` is the number of its first line."""

    key: str
    value: str
    line: int = 0


def entries(told: NewInterview) -> list[Entry]:
    """An interview as entries, in the order in which they are read best."""
    return [Entry(key, value) for key, value in _pairs(told)]


def _pairs(told: NewInterview) -> Iterator[tuple[str, str]]:
    yield from (("company", told.company), ("role", told.role), ("stage", told.stage))
    yield from (("at", start_text(told)), ("zone", told.zone), ("minutes", str(told.minutes)))
    yield "where", told.where
    for person in told.people:
        yield from _person(person)
    if not told.people:
        yield "with", ""
    yield "looking-for", told.looking_for
    yield from (("strength", strength) for strength in told.strengths or ("",))
    for concern in told.concerns:
        yield from (("concern", concern.concern), ("answer", concern.answer))
    if not told.concerns:
        yield from (("concern", ""), ("answer", ""))
    yield "decision", told.decision_on.isoformat() if told.decision_on else ""
    for on, what in told.promises:
        yield "promise", f"{on}: {what}" if what else on.isoformat()
    if not told.promises:
        yield "promise", ""
    yield from (("next-step", told.next_step), ("via", told.via), ("field", told.field))
    yield from (("channel", told.channel), ("note", told.note))


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
        if value and (key, value) != ("calls", "yes"):
            found.append(_Fact(key, whose, value))
    return found


def start_text(told: NewInterview | Interview) -> str:
    """The start in its zone; with an offset where its time comes twice and it is the second."""
    if told.at is None:
        return told.day.isoformat()
    local = f"{told.day} {told.at:%H:%M}"
    try:
        if moment(told.day, told.at, told.zone).starts == told.starts:
            return local
    except UsageError:  # the zone, or the time in it, is known no more: `edit` mends that
        return local
    return told.starts.astimezone(known_zone(told.zone)).isoformat()


def write(found: Iterable[Entry], remarks: Iterable[str] = ()) -> str:
    """The text of these entries, below remarks of one line each."""
    lines = [f"# {remark}" for remark in remarks]
    for entry in found:
        lines += ["", *_lines(entry)] if entry.key in GROUPS else _lines(entry)
    return "\n".join(lines) + "\n"


def _lines(entry: Entry) -> list[str]:
    if "\n" in entry.value:
        return [f"{entry.key}:", *(INDENT + line for line in entry.value.split("\n"))]
    return [f"{entry.key}: {entry.value}"]


def read(text: str) -> list[Entry]:
    """The entries of a text. UsageError, with the line's number, where a line is none."""
    found: list[Entry] = []
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


def _close(found: list[Entry], further: list[str]) -> None:
    """Add the lines below the last entry to its value."""
    if found and further:
        first = [found[-1].value] if found[-1].value.strip() else []
        found[-1] = found[-1]._replace(value="\n".join([*first, *further]))


def _entry(line: str, number: int) -> Entry:
    name, colon, value = line.partition(":")
    key = name.strip().lower().replace("_", "-")
    if key in KEYS and colon:
        return Entry(key, value.removeprefix(" "), number)
    if not colon or len(name) > 20:
        raise UsageError(
            f"Line {number}: {shown(line)} has no key; write it as key: value, or indent it by "
            "four spaces where it goes on with the text above."
        )
    near = get_close_matches(key, KEYS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(KEYS)}."
    raise UsageError(f"Line {number}: there is no key {shown(name.strip())}; {hint}")


def _check_once(found: list[Entry]) -> None:
    first: dict[str, int] = {}
    for entry in found:
        if entry.key in ONCE and first.setdefault(entry.key, entry.line) != entry.line:
            raise UsageError(
                f"Line {entry.line}: {entry.key} stands in line {first[entry.key]} already; "
                "keep one of the two."
            )
