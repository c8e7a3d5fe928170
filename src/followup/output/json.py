"""Records as JSON text, one array element at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

Record = dict[str, Any]


def as_json(value: object) -> str:
    """A record, or an array of them, as one JSON text."""
    return _laid_out(value, "\n") + "\n"


def element(value: object) -> str:
    """A record as one of the elements of `array`."""
    return _laid_out(value, "\n  ")


def _laid_out(value: object, margin: str) -> str:
    """`value` with an indent of two: `json.dumps` leaves three times its text in memory."""
    inner = margin + "  "
    if isinstance(value, dict) and value:
        pairs = (f"{json.dumps(str(key))}: {_laid_out(told, inner)}" for key, told in value.items())
        return f"{{{inner}{f',{inner}'.join(pairs)}{margin}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join(_laid_out(one, inner) for one in value)}{margin}]"
    return json.dumps(value)


def array(elements: Iterable[str]) -> Iterator[str]:
    """The pieces of what `as_json` makes of an array, which may be too long for one text."""
    before = "[\n  "
    for one in elements:
        yield before + one
        before = ",\n  "
    yield "[]\n" if before[0] == "[" else "\n]\n"
