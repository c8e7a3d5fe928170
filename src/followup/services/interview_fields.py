"""The fields of an interview in one table, and an interview as readable text and back, for an editor. Pure.

The text is lines of `key: value`. A text of several lines stands below its key, each line indented
by four spaces; an empty line within it may lose them. A line that begins with `#` is a remark.
`email`, `title`, `phone`, `calls` and `topic` are of the person whose `with` stands above them,
`answer` is of the concern above it. What has no value yet is an empty line to fill in.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from followup.domain.dates import (
    Frame,
    Moment,
    clock_of,
    parse_decision,
    parse_moment,
    parse_promise,
    shown,
    start_text,
)
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import (
    CHANNELS,
    STAGE_WORDS,
    STAGES,
    THROUGH,
    Concern,
    NewContact,
    NewInterview,
    needs_of,
)
from followup.domain.people import check_email, check_number, parse_person
from followup.domain.text import fold, free_text, is_blank, name_line, one_line, pattern

Reader = Callable[[str, Frame], Any]
"""Makes a value of a text. UsageError where it cannot be understood."""


def _alone(value: object) -> Iterable[str]:
    return (str(value),)


class Field(Frozen):
    """A field of an interview or of its application.

    `name` is its attribute of `NewInterview`, `option` that of the options of `add`. `column` heads
    its column of a table and, with hyphens, the key of its lines in the editor's text. `show`
    gives the texts that `read` makes the same value of. `empty` is its value where nothing is
    told. Of one that has `several` texts, each is read. `needed` is an example of what may not
    be empty. Whatever is wrong with a `dated` one is said with the option.
    """

    name: str
    read: Reader
    option: str = ""
    column: str = ""
    show: Callable[[Any], Iterable[str]] = _alone
    empty: Any = ""
    several: bool = False
    needed: str = ""
    dated: bool = False

    @property
    def heading(self) -> str:
        """The heading of its column in a table."""
        return self.column or self.name

    @property
    def key(self) -> str:
        """The key of its lines in the editor's text."""
        return self.heading.replace("_", "-")

    @property
    def cleared_by(self) -> str:
        """What `--clear` calls it."""
        return (self.option or self.name).replace("_", "-")

    def texts(self, options: object) -> tuple[str, ...]:
        """What was typed for it: the texts that are not blank."""
        typed = getattr(options, self.option or self.name)
        return tuple(text for text in (typed if self.several else (str(typed),)) if text.strip())

    def typed(self, texts: Iterable[str], phrases: Frame) -> Any:
        """The value of what was typed for its option. UsageError as `read`."""
        with naming(f"--{self.key}" if self.dated else ""):
            return self.value([self.read(text, phrases) for text in texts])

    def value(self, values: list[Any]) -> Any:
        """The value of the field from that of each of its texts."""
        if not self.several:
            return values[0] if values else self.empty
        return "\n".join(values) if self.empty == "" else tuple(values)

    def shown(self, interview: object) -> tuple[str, ...]:
        """The texts of its value."""
        return tuple(self.show(getattr(interview, self.name)))


@contextmanager
def naming(option: str) -> Iterator[None]:
    """Have a UsageError raised inside name the option that it is about."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"{option}: {error}" if option else str(error)) from None


def one_of(what: str, text: str, known: tuple[str, ...]) -> str:
    """The one of `known` that was typed, empty where nothing was. UsageError for another."""
    word = fold(text) if text.strip() else ""
    if word and word not in known:
        raise UsageError(
            f"{shown(text)} is no {what}; choose {', '.join(known[:-1])} or {known[-1]}."
        )
    return word


def known_stage(text: str) -> str:
    """The stage that was named, in its own or in other words; empty where none was.

    What stands behind a comma or "with" is passed over.
    """
    whole = " ".join(fold(text).replace("-", " ").split())
    for spoken in (whole, _STAGE_ENDS.split(whole)[0].strip()):
        if stage := STAGE_WORDS.get(spoken, spoken if spoken in STAGES else ""):
            return stage
    return one_of("stage", text, STAGES)


_STAGE_ENDS = pattern(r",| w/| with | \+ |; | \(")


def channel(text: str) -> str:
    """The channel that was named, if any. UsageError for an unknown one."""
    return one_of("channel", text, CHANNELS)


def minutes(count: int) -> int:
    """A length in minutes. UsageError unless it lies between a minute and a day."""
    if not 1 <= count <= 24 * 60:
        raise UsageError(f"An interview cannot last {count} minutes; say --minutes 1 to 1440.")
    return count


def _minutes(text: str) -> int:
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
        raise UsageError(f"{shown(text)} is no number of minutes; write 60.")
    return minutes(int(text))


def concern(text: str) -> Concern:
    """A concern with its answer, as `--concern "what they doubted: what you said"`.

    Without a colon, what one told them stands behind a dash, a comma or in a sentence of its own.
    """
    told = Concern.read(free_text(text, "concern"))
    doubt, *answer = _ANSWERS.split(told.answer or told.concern, maxsplit=1)
    if told.answer:
        is_told = bool(answer) and _RAISER.fullmatch(told.concern)
        return Concern(f"{told.concern}: {doubt}", answer[0]) if is_told else told
    return Concern(doubt, answer[0]) if answer and len(doubt) > _SHORTEST else told


_SHORTEST = 2
"""Letters of what is no doubt: no."""
_RAISER = pattern(r"(?:[A-Z][\w'’.-]+ ?){1,2}(?: ?(?:sir|madam|ji))?")
"""A name, of who raised a doubt."""
_TELLS = r"(?:I )?(?:told (?:her|him|them)|said|explained|answered)\b"
_DOES = r"(?:I['’]?m |I am )?(?:booked|doing|taking|enrolled|signed up|retaking)\b"
_MINE = r"(?:I|I['’](?:m|ve|d|ll)|i(?:m|ve)|my)\b"
_AGREES = r"(?:yes|yeah|yep|no|nope|sure|absolutely|definitely|not at all|of course|certainly)\b"
_ANSWERS = pattern(
    rf"\s+[-–—]+\s+(?={_TELLS}|{_DOES}|{_MINE}|(?:yes|no|yeah)\b)|\s*(?:->|=>|→)\s*"
    rf"|(?<=[.!?])\s+(?={_TELLS}|{_MINE}|(?:yes|no|yeah),? (?:i|I)\b)|(?<=\?)\s+(?:no,? but (?={_MINE})|(?={_AGREES}))|\s*[,;]?\s+but (?={_MINE}|told|said|have|has|am)|\s*[,;]\s+(?={_TELLS}|{_DOES}|{_MINE})"
    rf"|\s+(?=(?:I )?told (?:her|him|them) (?:yes|no|yeah|that|I|im|ive|my)\b)",
    re.IGNORECASE,
)
"""Where an answer begins that no colon stands before: " - told her I can", ", im ok with it"."""


def is_nothing(text: str) -> bool:
    """Whether an answer says that there was none: none, nothing, no promises."""
    return is_blank(text) or _NOTHING.fullmatch(text.strip(" .!")) is not None


_NOTHING = pattern(
    r"(?:i )?(?:promised )?(?:nothing|not(?:hing)?) ?(?:much|really|yet|else|at all|special)?"
    r"|(?:no|none|not any|without) ?(?:of (?:it|them))?(?: more)?(?: (?:promises?|doubts?|concerns?))?"
    r"(?: (?:made|so far|yet|at all))?|nichts|keine versprechen",
    re.IGNORECASE,
)


def promise(text: str, phrases: Frame) -> tuple[date, str]:
    """A promise of yours: its day, and what was promised."""
    on, what = parse_promise(text, phrases)
    return on, free_text(what, "promise")


def decision(text: str, phrases: Frame, after: date) -> date | None:
    """Their decision date, if one was typed for `--decision`. UsageError as `check_decision`."""
    if not text.strip():
        return None
    with naming("--decision"):
        on = parse_decision(text, phrases)
    check_decision(on, after)
    return on


def decision_hour(text: str, phrases: Frame) -> str:
    """What to note of the time of day by which they decide; empty where none was named."""
    clock = clock_of(text) if text.strip() else ""
    return f"They decide by {clock} on {parse_decision(text, phrases)}" if clock else ""


HOUR_NOTED = "The hour by which they decide is kept in the note of the interview."


def check_decision(on: date | None, after: date) -> None:
    """UsageError for a decision date before the interview, which is on `after`."""
    if on and on < after:
        raise UsageError(
            f"They cannot decide on {on:%A}, {on}, before the interview on {after}; "
            "give a decision date after it."
        )


def _name(noun: str) -> Reader:
    return lambda text, _: name_line(text, noun)


def agency(text: str) -> str:
    """An agency: its name, or somebody there, as `Rae Kim <rae@hays.example>, Hays`.

    UsageError as `parse_person`.
    """
    name = name_line(text, "agency")
    if "@" not in name:
        return name
    person = parse_person(name)
    return f"{person.name} <{person.email}>" + (f", {person.title}" if person.title else "")


def through(text: str) -> str:
    """What goes through the agency, one of THROUGH. UsageError for anything else."""
    return one_of("way through an agency", fold(text).replace(" ", "-"), THROUGH)


def _free(noun: str) -> Reader:
    return lambda text, _: free_text(text, noun)


def _day(on: date | None) -> Iterable[str]:
    return (on.isoformat() if on else "",)


def _promises(made: Iterable[tuple[date, str]]) -> Iterable[str]:
    return (f"{on}: {what}" if what else on.isoformat() for on, what in made)


FIELDS: tuple[Field, ...] = (
    Field("company", _name("company"), needed="Acme Corp"),
    Field("role", _name("role")),
    Field("stage", lambda text, _: known_stage(text)),
    Field("minutes", lambda text, _: _minutes(text), empty=60, needed="60"),
    Field("where", _free("place")),
    Field("looking_for", _free("need"), show=needs_of, several=True),
    Field("strengths", _free("strength"), column="strength", show=tuple, empty=(), several=True),
    Field(
        "concerns",
        lambda text, _: concern(text),
        column="concern",
        show=lambda told: (one.text() for one in told),
        empty=(),
        several=True,
    ),
    Field(
        "decision_on",
        parse_decision,
        option="decision",
        column="decision",
        show=_day,
        empty=None,
        dated=True,
    ),
    Field(
        "promises", promise, column="promise", show=_promises, empty=(), several=True, dated=True
    ),
    Field("next_step", _free("next step")),
    Field("via", lambda text, _: agency(text)),
    Field("through", lambda text, _: through(text)),
    Field("field", lambda text, _: one_line(text, "field").lower()),
    Field("channel", lambda text, _: channel(text)),
    Field("note", _free("note")),
)
"""In the order in which the editor's text has them."""


class AddOptions(Frozen):
    """The options of `add`, as they were typed."""

    company: str = ""
    role: str = ""
    stage: str = ""
    at: str = ""
    zone: str = ""
    minutes: int = 60
    where: str = ""
    people: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    title: str = ""
    looking_for: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    decision: str = ""
    promises: tuple[str, ...] = ()
    next_step: str = ""
    via: str = ""
    through: str = ""
    field: str = ""
    channel: str = ""
    no_calls: bool = False
    note: str = ""


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


def entries(interview: NewInterview) -> list[TextEntry]:
    """An interview as entries, in the order in which they are read best."""
    return [TextEntry(key, value) for key, value in _pairs(interview)]


def _pairs(interview: NewInterview) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if field.name == "concerns":
            yield from _concerns(interview)
        else:
            yield from ((field.key, text) for text in _shown(field, interview))
        if field.name == "stage":
            yield from (("at", start_text(interview)), ("zone", interview.zone))
        if field.name == "where":
            yield from _people(interview)


def _shown(field: Field, interview: NewInterview) -> list[str]:
    """The values of its lines; without any, an empty one to fill in."""
    return list(field.shown(interview)) or [""]


def _people(interview: NewInterview) -> Iterator[tuple[str, str]]:
    for person in interview.people:
        yield from _person(person)
    if not interview.people:
        yield "with", ""


def _concerns(interview: NewInterview) -> Iterator[tuple[str, str]]:
    for doubt, answer in interview.concerns or (Concern(""),):
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
    facts = [fact for fact in now if fact not in was]
    replaced = {fact[:2]: fact.value for fact in was if fact.label not in ALONE}
    successors = {fact[:2] for fact in facts if fact.label not in ALONE}
    standing = {"", *(fact.value for fact in now if fact.label in ("with", "concern"))}
    gone = [
        fact
        for fact in was
        if fact not in now and fact[:2] not in successors and fact.whose in standing
    ]
    return [
        *(Difference(one.label, one.whose, replaced.get(one[:2], ""), one.value) for one in facts),
        *(Difference(one.label, one.whose, one.value, "") for one in gone),
    ]


ALONE = ("with", "strength", "concern", "promise")
"""The keys of what may be there several times, and belongs to nothing else."""


class _Fact(NamedTuple):
    label: str
    whose: str
    value: str


def _facts(interview: NewInterview) -> list[_Fact]:
    """The values that are there."""
    facts: list[_Fact] = []
    head = ""
    for key, value in _pairs(interview):
        head = value if key in ("with", "concern") else head
        whose = head if key in OF_A_PERSON or key == "answer" else ""
        fact = _Fact(key, whose, value)
        if facts and facts[-1][:2] == fact[:2] and key not in ALONE:
            facts[-1] = fact._replace(value=f"{facts[-1].value}\n{value}")
        elif value and (key, value) != ("calls", "yes"):
            facts.append(fact)
    return facts


def write_text(found: Iterable[TextEntry], remarks: Iterable[str] = ()) -> str:
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


def read_text(text: str) -> list[TextEntry]:
    """The entries of a text. UsageError, with the line's number, where a line is none."""
    parts: list[TextEntry] = []
    further: list[str] = []
    empty = 0
    for number, line in enumerate(_without_returns(text).split("\n"), 1):
        if not line:
            empty += 1
            continue
        if line.startswith((" ", "\t")) and (parts or not line.strip()):
            further += [""] * empty + [_unindented(line)]
        elif not line.startswith("#"):
            _close(parts, further)
            further = []
            parts.append(_entry(line, number))
        empty = 0
    _close(parts, further)
    _check_once(parts)
    return parts


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
    from difflib import get_close_matches

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
    interview = NewInterview(
        day=start.day,
        at=start.at,
        zone=start.zone,
        starts=start.starts,
        people=_people_of(found, {person.name for person in before.people}),
        **values | {"concerns": tuple(_concerns_of(found))},
    )
    for entry in found:
        if entry.key == "decision" and interview.decision_on != before.decision_on:
            with _on(entry):
                check_decision(interview.decision_on, interview.day)
    return interview, [start.remark] if start.remark else []


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
    concerns: list[Concern] = []
    for entry in found:
        with _on(entry):
            if entry.key == "concern":
                concerns.append(Concern(free_text(entry.value, "concern")))
            elif entry.key == "answer" and entry.value.strip():
                if not concerns:
                    raise UsageError("An answer is to a concern; write concern: … above it.")
                concerns[-1] = concerns[-1]._replace(answer=free_text(entry.value, "answer"))
    return (one for one in concerns if one.concern.strip() or one.answer.strip())


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
