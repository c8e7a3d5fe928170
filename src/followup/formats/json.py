"""JSON: everything that is kept, so that reading it in again gives the same file.

A table of interviews is read as well: an array of objects with the columns of the CSV.

One record a line, in the order in which things were recorded. A reference is a `uid`. `order`
and `outcome_order` say in which order things became known, across all records: 1 is the first.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from typing import Any
from zlib import compress, decompress

from followup.domain import install_hint
from followup.domain.errors import UsageError
from followup.domain.records import (
    COLUMNS,
    Archive,
    Found,
    Hints,
    Record,
    Row,
    Rows,
    StoredRecords,
    in_batches,
    limited,
)
from followup.formats.archive_schema import APPLICATION, CONTACT, check
from followup.formats.encoding import decoded

VERSION = 1
MARK = f'{{"followup": {VERSION},\n'.encode()
"""What an export begins with."""

SHAPES = {"contacts": CONTACT, "applications": APPLICATION}
HANGING = ("interviews", "promises", "events")
"""What hangs on an application and has an order of its own."""

RANK = re.compile(r"(?<=[:-])[0-9]{1,15}(?=:|$)")
"""Where the key of a follow-up may name a rank."""

AT_ONCE = 500
"""How many records are packed together."""

MOST = 8_000_000
"""How many values a text may hold."""

DEEPEST = 20
"""How many arrays and objects may stand in each other."""


def write(kept: StoredRecords) -> Iterator[str]:
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


class NotJson(UsageError):
    """The text is no JSON."""


class NotByLine(UsageError):
    """The file is not laid out as `write` does it; it may be an export all the same."""


def read(content: bytes, hints: Hints) -> Found:
    """What an archive or a table of interviews says. UsageError, with the place, for all else."""
    if content.startswith(MARK):
        with suppress(NotByLine):  # another program may have laid it out anew
            return read_lines(io.BytesIO(content))
    told = _parsed(decoded(content))
    if isinstance(told, list):
        return Rows(
            tuple(_row(place, one, hints.names) for place, one in enumerate(limited(told), 1))
        )
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
            f"{json.dumps(told['followup'])[:20]}, this one reads {VERSION}). {install_hint.upgrade()}"
        )
    if set(told) - {"followup"} != {"settings", "contacts", "applications"}:
        raise UsageError("The file must hold settings, contacts and applications; export it again.")
    _check_settings(told["settings"])
    named = _Named()
    for name in SHAPES:
        check(name, told[name], list)
        for place, one in enumerate(told[name], 1):
            named.check(name, place, one)
    return named.archive(told["settings"], told["contacts"], told["applications"])


def read_lines(lines: Iterable[bytes]) -> Archive:
    """What an archive says whose lines, each with its end, are as `write` makes them.

    Of any size: as objects, its records would take five times its room. NotByLine, with the
    line, where one is not as `write` makes it; UsageError, with the place, for wrong records.
    """
    found = _Lines(lines)
    found.expect(MARK)
    settings = found.value(found.following(), b'"settings": ', b",\n")
    _check_settings(settings)
    named = _Named()
    contacts = _Packed(limited(_each_checked(found, "contacts", b"],\n", named)))
    applications = _Packed(limited(_each_checked(found, "applications", b"]}\n", named)))
    found.expect(b"")
    return named.archive(settings, contacts, applications)


def _each_checked(found: "_Lines", name: str, end: bytes, named: "_Named") -> Iterator[bytes]:
    """The text of each record under a name; `named` learns what they name."""
    head, line = f'"{name}": ['.encode(), found.following()
    if line == head + end:
        return
    if line != head + b"\n":
        raise found.wrong()
    is_last = False
    for place in count(1):
        line = found.following()
        is_last = line.endswith(b"}" + end)
        told = found.value(line, b"", end if is_last else b",\n")
        named.check(name, place, told)
        yield line.removesuffix(end if is_last else b",\n")
        if is_last:
            return


class _Lines:
    """The lines of a file, one after another."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines, self.number = iter(lines), 0

    def following(self) -> bytes:
        """The next line; empty after the last one."""
        self.number += 1
        return next(self.lines, b"")

    def expect(self, line: bytes) -> None:
        """Pass over a line that must be this one."""
        if self.following() != line:
            raise self.wrong()

    def value(self, line: bytes, before: bytes, after: bytes) -> Any:
        """The value that stands in a line between these."""
        if not (line.startswith(before) and line.endswith(after)):
            raise self.wrong()
        try:
            return _parsed(line[len(before) : len(line) - len(after)].decode("ascii"))
        except (NotJson, UnicodeDecodeError):
            raise self.wrong() from None

    def wrong(self) -> NotByLine:
        """The sentence for the line that was read last."""
        return NotByLine(
            f"Line {self.number}: an export has other words here; it was cut off or changed. "
            "Export it again."
        )


class _Packed:
    """Records that were checked, in a twentieth of the room that they take as objects."""

    def __init__(self, records: Iterator[bytes]) -> None:
        each = in_batches(records, AT_ONCE)
        self.parts = [compress(b"[" + b",".join(some) + b"]", 1) for some in each]

    def __iter__(self) -> Iterator[Record]:
        for part in self.parts:
            yield from json.loads(decompress(part))


def _check_settings(told: Any) -> None:
    check("settings", told, dict)
    for key, value in told.items():
        check(f"settings, {key}", value, str)


class _Named:
    """The ranks that records name, and the highest number of a follow-up."""

    def __init__(self) -> None:
        self.ranks: set[int] = set()
        self.highest = 0

    def check(self, name: str, place: int, told: Any) -> None:
        """Learn what a record names. UsageError, with its place, where it is none."""
        where = f"{name} {place}"
        check(where, told, SHAPES[name])
        self.ranks.add(told["order"])
        if name == "applications":
            _check_order(where, told)
            self.ranks.add(told["outcome_order"])
            self.ranks.update(one["order"] for hangs in HANGING for one in told[hangs])
            for one in told["followups"]:
                self.ranks.update(map(int, RANK.findall(one["key"])))
                self.highest = max(self.highest, one.get("number", 0))

    def archive(
        self, settings: Record, contacts: Iterable[Record], applications: Iterable[Record]
    ) -> Archive:
        """The archive of these records, once all are checked."""
        return Archive(settings, contacts, applications, frozenset(self.ranks), self.highest)


def _check_order(place: str, job: Record) -> None:
    """UsageError where a record contradicts itself."""
    if bool(job["outcome"]) != bool(job["outcome_on"]):
        raise UsageError(f"{place}: an outcome and its day, outcome_on, belong together.")
    for number, one in enumerate(job["interviews"], 1):
        if one["starts"] > one["ends"]:
            raise UsageError(f"{place}, interviews {number}: it ends before it starts.")
        if ("first_at" in one) != ("first_starts" in one):
            raise UsageError(
                f"{place}, interviews {number}: first_at and first_starts belong together."
            )
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
    return Row.of(place, cells)


def _cell(place: str, name: str, value: Any) -> str:
    """A text, a whole number, null for nothing, or an array of texts."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(" ".join(one.splitlines()) for one in value)
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return "" if value is None else str(value)
    raise UsageError(f"{place}, {name}: it must be a text, or an array of texts.")


def _parsed(text: str) -> Any:
    """The value of a JSON text. UsageError for what JSON does not know, is too deep or too much."""
    if sum(map(text.count, "[{,")) > MOST:  # a list without anything takes thirty times its text
        raise UsageError(f"The file holds more than {MOST:,} values; split it.")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise NotJson(
            f"Line {error.lineno}, column {error.colno}: {error.msg}; this is no JSON."
        ) from None
    except RecursionError:
        raise UsageError(
            f"The file has arrays and objects in each other more than {DEEPEST} deep; no export has."
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key, many in times.items() if many > 1)
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
