"""The fields of an interview, in one table that every way to record one asks.

`add` and `edit` take them as options, the editor as lines of a text, an import as columns. When
and with whom it was are not in the table: they are made of several options each.

One more free text of an interview touches six files: `domain/model.py` (INTERVIEW_TEXTS,
`Interview` and `NewInterview`), a line of FIELDS and of AddOptions here, its option in
`cli/add.py` and `cli/edit.py`, its column in `store/models.py`, and in `store/schema.py` the view
and the step that adds it. Where it shall be in a table or in the JSON of `list`, `COLUMNS` in
`domain/records.py` and `output/interviews.py` come to it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from followup.domain.dates import (
    Frame,
    parse_decision,
    parse_promise,
    shown,
)
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import (
    CHANNELS,
    STAGE_WORDS,
    STAGES,
    THROUGH,
    Concern,
    needs_of,
)
from followup.domain.people import parse_person
from followup.domain.text import fold, free_text, name_line, one_line

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
    told = fold(text) if text.strip() else ""
    if told and told not in known:
        raise UsageError(
            f"{shown(text)} is no {what}; choose {', '.join(known[:-1])} or {known[-1]}."
        )
    return told


def stage(text: str) -> str:
    """The stage that was named, `video` where none was. UsageError for an unknown one."""
    return known_stage(text) or "video"


def known_stage(text: str) -> str:
    """The stage that was named, in its own or in other words; empty where none was."""
    spoken = " ".join(fold(text).replace("-", " ").split())
    return one_of("stage", STAGE_WORDS.get(spoken, text), STAGES)


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
_RAISER = re.compile(r"(?:[A-Z][\w'’.-]+ ?){1,2}(?: ?(?:sir|madam|ji))?")
"""A name, of who raised a doubt."""
_TELLS = r"(?:I )?(?:told (?:her|him|them)|said|explained|answered)\b"
_DOES = r"(?:I['’]?m |I am )?(?:booked|doing|taking|enrolled|signed up|retaking)\b"
_MINE = r"(?:I|I['’](?:m|ve|d|ll)|i(?:m|ve)|my)\b"
_ANSWERS = re.compile(
    rf"\s+[-–—]+\s+(?={_TELLS}|{_DOES}|{_MINE})|\s*(?:->|=>|→)\s*"
    rf"|(?<=[.!?])\s+(?={_TELLS}|{_MINE})|\s*[,;]?\s+but (?={_MINE}|told|said|have|has|am)|\s*[,;]\s+(?={_TELLS}|{_DOES}|{_MINE})"
    rf"|\s+(?=(?:I )?told (?:her|him|them) (?:yes|no|yeah|that|I|im|ive|my)\b)",
    re.IGNORECASE,
)
"""Where an answer begins that no colon stands before: " - told her I can", ", im ok with it"."""


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
    Field("stage", lambda text, _: stage(text), empty="video", needed="video"),
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
