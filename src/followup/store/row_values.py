"""Conversion between columns and values: how each day, time, list and chain is stored."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any, TypeVar

from followup.domain.errors import WorldError
from followup.domain.model import Concern, Interview, Met, Reason, Revision
from followup.store import schema

Made = TypeVar("Made")


def _damage(column: str) -> WorldError:
    return schema.stopped(
        f"The store is damaged: a value of {column} cannot be read", "`followup doctor` says more."
    )


def day(text: Any) -> date:
    """A day from its column."""
    return date.fromisoformat(text)


def maybe_day(text: Any) -> date | None:
    """A day from a column that may be empty."""
    return None if text is None else date.fromisoformat(text)


def instant(text: Any) -> datetime:
    """An instant from its column. WorldError where it holds none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _damage("starts or ends") from None


def instant_text(moment: datetime) -> str:
    """An aware instant in UTC, as its column holds it; sorts as the instants do."""
    return moment.isoformat("T", "seconds")


def local_text(on: date, at: time | None) -> str:
    """A local start, with or without a time of day."""
    return on.isoformat() if at is None else f"{on}T{at.isoformat('minutes')}"


def local_time(text: Any) -> time | None:
    """The time of day of a local start, if it has one. WorldError where it holds no time."""
    _, found, clock = text.partition("T")
    try:
        return time.fromisoformat(clock) if found else None
    except ValueError:
        raise _damage("at") from None


def strengths(text: Any) -> tuple[str, ...]:
    """The strengths of an interview from their column. WorldError where it holds none."""
    try:
        return tuple(str(strength) for strength in json.loads(text))
    except (ValueError, TypeError):
        raise _damage("strengths") from None


def concerns(text: Any) -> tuple[Concern, ...]:
    """The concerns of an interview from their column. WorldError where it holds none."""
    try:
        return tuple(
            Concern(str(item["concern"]), str(item["answer"])) for item in json.loads(text)
        )
    except (ValueError, TypeError, KeyError):
        raise _damage("concerns") from None


@lru_cache(maxsize=10_000)
def concerns_text(told: tuple[Concern, ...]) -> str:
    """Concerns as their column holds them."""
    pairs = (f'{{"concern":{_quoted(one.concern)},"answer":{_quoted(one.answer)}}}' for one in told)
    return f"[{','.join(pairs)}]"


@lru_cache(maxsize=10_000)
def strengths_text(texts: tuple[str, ...]) -> str:
    """Strengths as their column holds them."""
    return f"[{','.join(map(_quoted, texts))}]"


def chain(text: Any) -> tuple[Reason, ...]:
    """The reasons of a follow-up's dates from their column. WorldError where it holds none."""
    try:
        return tuple(
            Reason(str(item["step"]), str(item["text"]), maybe_day(item["on"]))
            for item in json.loads(text)
        )
    except (ValueError, TypeError, KeyError):
        raise _damage("chain") from None


def chain_text(reasons: Iterable[Reason]) -> str:
    """Reasons as their column holds them."""
    return f"[{','.join(map(_reason_text, reasons))}]"


@lru_cache(maxsize=10_000)  # the same rules and days explain most follow-ups
def _reason_text(reason: Reason) -> str:
    on = reason.on and reason.on.isoformat()
    return as_json({"step": reason.step, "text": reason.text, "on": on})


@lru_cache(maxsize=1_000)
def revision_columns(read: Revision | None) -> Mapping[str, Any]:
    """The columns that say which invitation was read last; None where there was none."""
    read = read or Revision()
    stamped = instant_text(read.stamped) if read.stamped else None
    return {"sequence": read.sequence, "stamped": stamped}


def as_json(value: Any) -> str:
    """JSON as the columns hold it: one spelling for one value."""
    return _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # json.dumps makes one


def from_json(text: str) -> Any:
    """What `as_json` wrote. WorldError where it is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        raise _damage("journal") from None


def reader(kind: type[Made], *left_out: str) -> Callable[..., Made]:
    """What makes a record of a row: each field from the column of its name, read as its type asks.

    Fields that are `left_out` have no column: they are given by name, or keep their defaults.
    """
    columns = [
        (name, _READERS.get(of))
        for name, of in kind.__annotations__.items()
        if name not in left_out
    ]

    def read(row: Any, **more: object) -> Made:
        held = {name: value(row[name]) if value else row[name] for name, value in columns}
        return kind(**held, **more)

    return read


def _maybe_instant(text: Any) -> datetime | None:
    return None if text is None else instant(text)


_READERS: Mapping[object, Callable[[Any], object]] = {
    bool: bool,
    date: day,
    date | None: maybe_day,
    datetime: instant,
    datetime | None: _maybe_instant,
    time | None: local_time,
    tuple[str, ...]: strengths,
    tuple[Concern, ...]: concerns,
    tuple[Reason, ...]: chain,
}
"""How a column is read whose field has that type; numbers and texts are as they are."""

_interview = reader(Interview, "people")


def interview(row: Any, people: Sequence[Met]) -> Interview:
    """An interview from its row, of a view or of the table."""
    return _interview(row, people=tuple(people))
