"""JSON: everything that is kept, so that reading it in again gives the same file.

A table of interviews is read as well: an array of objects with the columns of the CSV.

One record a line, in the order in which things were recorded. A reference is a `uid`. `order`
and `outcome_order` say in which order things became known, across all records: 1 is the first.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from followup.errors import UsageError
from followup.exchange.encoding import decoded
from followup.exchange.shape import APPLICATION, CONTACT, check
from followup.exchange.values import COLUMNS, Archive, Found, Hints, Kept, Record, Row, Rows

VERSION = 1
DEEPEST = 20
"""How many arrays and objects may stand in each other."""


def write(kept: Kept) -> Iterator[str]:
    """Everything, as one object; ASCII, so that it is the same bytes everywhere."""
    yield f'{{"followup": {VERSION},\n"settings": {_one(kept.settings())},\n"contacts": ['
    yield from _several(kept.contacts())
    yield '],\n"applications": ['
    yield from _several(kept.applications())
    yield "]}\n"


def _several(records: Iterable[Record]) -> Iterator[str]:
    comma = "\n"
    for record in records:
        yield comma + _one(record)
        comma = ",\n"


def _one(record: Record) -> str:
    return json.dumps(record, separators=(", ", ": "))


def read(content: bytes, hints: Hints) -> Found:
    """What an archive or a table of interviews says. UsageError, with the place, for all else."""
    told = _parsed(decoded(content))
    if isinstance(told, list):
        return Rows(tuple(_row(place, one, hints.names) for place, one in enumerate(told, 1)))
    if not isinstance(told, dict) or "followup" not in told:
        raise UsageError(
            "The file is neither an export of followup nor an array of objects with the columns "
            f"{', '.join(COLUMNS[:4])}, …; name another file."
        )
    return _archive(told)


def _archive(told: Record) -> Archive:
    if told["followup"] != VERSION:
        raise UsageError(
            f"The file was written by a newer version of followup (its version is "
            f"{json.dumps(told['followup'])[:20]}, this one reads {VERSION}); upgrade with: "
            "pip install --upgrade followup"
        )
    if set(told) - {"followup"} != {"settings", "contacts", "applications"}:
        raise UsageError("The file must hold settings, contacts and applications; export it again.")
    check("settings", told["settings"], dict)
    for name, shape in (("contacts", CONTACT), ("applications", APPLICATION)):
        check(name, told[name], [shape])
    for key, value in told["settings"].items():
        check(f"settings, {key}", value, str)
    for place, one in enumerate(told["applications"], 1):
        _check_order(f"applications {place}", one)
    return Archive(told["settings"], tuple(told["contacts"]), tuple(told["applications"]))


def _check_order(place: str, job: Record) -> None:
    """UsageError where a record contradicts itself."""
    if bool(job["outcome"]) != bool(job["outcome_on"]):
        raise UsageError(f"{place}: an outcome and its day, outcome_on, belong together.")
    for number, one in enumerate(job["interviews"], 1):
        if one["starts"] > one["ends"]:
            raise UsageError(f"{place}, interviews {number}: it ends before it starts.")
    for number, one in enumerate(job["followups"], 1):
        if one["ready_on"] > one["due_on"]:
            raise UsageError(f"{place}, followups {number}: due_on lies before ready_on.")


def _row(number: int, told: Any, names: Mapping[str, str]) -> Row:
    place = f"Record {number}"
    if not isinstance(told, dict):
        raise UsageError(f'{place}: it is no object; write {{"company": …, "at": …}}.')
    cells = {}
    for key, value in told.items():
        name = names.get(key.strip().casefold(), key)
        if name and name not in COLUMNS:
            raise UsageError(
                f"{place}: unknown key {json.dumps(key)[:60]}; the keys are {', '.join(COLUMNS)}."
            )
        cells[name] = _cell(place, name, value)
    cells.pop("", None)
    return Row(place, cells)


def _cell(place: str, name: str, value: Any) -> str:
    """A text, a whole number, null for nothing, or an array of texts."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(" ".join(one.splitlines()) for one in value)
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return "" if value is None else str(value)
    raise UsageError(f"{place}, {name}: it must be a text, or an array of texts.")


def _parsed(text: str) -> Any:
    """The value of a JSON text. UsageError for what JSON does not know, and for what is too deep."""
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise UsageError(
            f"Line {error.lineno}, column {error.colno}: {error.msg}; this is no JSON."
        ) from None
    except RecursionError:
        raise UsageError(
            f"The file has arrays and objects in each other more than {DEEPEST} deep; no export has."
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UsageError(
            f"The key {json.dumps(twice)[:60]} is there twice in one object; keep one."
        )
    return found


def _no_number(word: str) -> Any:
    raise UsageError(f"{word} is no number of JSON; write a text or null.")


def _whole(digits: str) -> int:
    if len(digits) > 15:
        raise UsageError(f"The number {digits[:20]}… is too long; no field holds one like it.")
    return int(digits)
