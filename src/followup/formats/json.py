"""JSON: everything that is kept, so that reading it in again gives the same file.

A table of interviews is read as well: an array of objects with the columns of the CSV.

One record a line, in the order in which things were recorded. A reference is a `uid`. `order`
and `outcome_order` say in which order things became known, across all records: 1 is the first.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import count
from typing import Any
from zlib import compress, decompress

from followup.domain import errors
from followup.domain.dates import YEARS, known_zone
from followup.domain.errors import UsageError
from followup.domain.kinds import KINDS
from followup.domain.model import CHANNELS, INTERVIEW_TEXTS, OUTCOMES, STAGES, THROUGH
from followup.domain.policy import RULES
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
from followup.domain.text import free_text, one_line
from followup.formats.encoding import decoded

VERSION = 1
MARK = f'{{"followup": {VERSION},\n'.encode()
"""What an export begins with."""


def _uid(text: str) -> None:
    if not re.fullmatch("[0-9a-f]{16}", text):
        raise UsageError("it must be sixteen hexadecimal digits.")


Check = Callable[[str], object]


def _of(*allowed: str) -> Check:
    def among(text: str) -> None:
        if text not in allowed:
            raise UsageError(f"it must be one of {', '.join(word or '“”' for word in allowed)}.")

    return among


def _line(text: str) -> None:
    if one_line(text, "text") != text:
        raise UsageError("it must not begin or end with a space.")


def _needed(text: str) -> None:
    _line(text)
    if not text:
        raise UsageError("it must not be empty.")


def _text(text: str) -> None:
    free_text(text, "text")


def _day(text: str) -> None:
    if not _is(r"\d{4}-\d\d-\d\d", date.fromisoformat, text) or int(text[:4]) not in YEARS:
        raise UsageError("it must be a day such as 2026-12-01.")


def _rank(count: int) -> None:
    if count < 0:
        raise UsageError("it must not be negative.")


class Maybe:
    """A text that may be null."""

    def __init__(self, check: Check) -> None:
        self.check = check


class Few:
    """An array of what a note is written from, each of which is read as a sentence."""

    def __init__(self, each: Any) -> None:
        self.each = each


class Optional:
    """What may be left out."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


def _number(count: int) -> None:
    if not 1 <= count <= MOST_NUMBER:
        raise UsageError(f"it must be 1 to {MOST_NUMBER:,}; leave the key out where there is none.")


NOTE = {
    "channel": _of(*CHANNELS, ""), "subject": _text, "body": _text, "edited": bool,
    "written_from": _text, "promise_on": Maybe(_day), "promise": _text, "sent_on": Maybe(_day),
}  # fmt: skip


def _instant(text: str) -> None:
    _day(text[:10])
    if not _is(r".{10}T\d\d:\d\d:\d\d\+00:00", datetime.fromisoformat, text):
        raise UsageError("it must be an instant in UTC such as 2026-12-01T15:00:00+00:00.")


MESSAGE = {
    "reference": _needed, "address": _line, "at": _instant, "words": _text,
    "state": _of("sending", "unknown", "refused", "sent", "arrived", "seen", "bounced"),
}  # fmt: skip
REASON = {"step": _line, "text": _text, "on": Maybe(_day)}
FOLLOWUP = {
    "number": Optional(_number), "key": _needed, "kind": _of(*KINDS), "rule": _of(*RULES), "channel": _of(*CHANNELS, ""),
    "interview": Maybe(_uid), "contact": Maybe(_uid), "promise": Maybe(_uid), "ready_on": _day,
    "due_on": _day, "status": _of("pending", "done", "skipped", "cancelled"),
    "done_on": Maybe(_day), "because": _text, "snoozed_until": Maybe(_day), "chain": [REASON],
    "notes": [NOTE], "messages": Optional([MESSAGE]),
}  # fmt: skip
EVENT = {
    "uid": _uid, "contact": Maybe(_uid), "on": _day, "reply": bool, "text": _text, "order": _rank,
    "undated": Optional(bool),
}  # fmt: skip
PROMISE = {
    "uid": _uid, "interview": Maybe(_uid), "by": _of("you", "they"), "on": _day, "text": _text,
    "made_on": _day, "order": _rank,
}  # fmt: skip


def _start(text: str) -> None:
    _day(text[:10])
    if not _is(r".{10}(T\d\d:\d\d)?", datetime.fromisoformat, text):
        raise UsageError("it must be a start such as 2026-12-01T15:00.")


def _minutes(count: int) -> None:
    if not 1 <= count <= 24 * 60:
        raise UsageError("it must be 1 to 1440.")


def _sequence(count: int) -> None:
    if count < 1:
        raise UsageError("it must be 1 or more; leave the key out where there is none.")


TOPIC = {"contact": _uid, "topic": _text}
CONCERN = {"concern": _text, "answer": _text}
INTERVIEW: dict[str, Any] = {
    "uid": _uid, "stage": _of(*STAGES), "at": _start, "zone": known_zone, "minutes": _minutes,
    "starts": _instant, "ends": _instant, "recorded_on": _day, "where": _text,
    "looking_for": _text, "next_step": _text, "note": _text, "strengths": Few(_text),
    "concerns": Few(CONCERN), "cancelled": bool, "order": _rank, "topics": [TOPIC],
    "sequence": Optional(_sequence), "stamped": Optional(_instant), "first_at": Optional(_start),
    "first_starts": Optional(_instant), "stage_assumed": Optional(bool),
}  # fmt: skip
APPLICATION = {
    "uid": _uid, "company": _needed, "role": _line, "via": _line, "field": _line,
    "channel": _of(*CHANNELS, ""), "outcome": _of(*OUTCOMES, ""), "outcome_on": Maybe(_day),
    "outcome_order": _rank, "deadline_on": Maybe(_day), "terms": _text, "start_on": Maybe(_day),
    "keep_in_touch": bool, "through": Optional(_of(*THROUGH)),
    "deadline_at": Optional(_instant), "outcome_undated": Optional(bool), "order": _rank,
    "interviews": [INTERVIEW], "promises": [PROMISE],
    "events": [EVENT], "followups": [FOLLOWUP],
}  # fmt: skip
CONTACT = {
    "uid": _uid, "name": _line, "company": _line, "title": _line, "email": _line,
    "phone": _line, "address": _text, "salutation": _line, "language": _line, "note": _text,
    "no_calls": bool, "no_contact": bool, "order": _rank,
}  # fmt: skip
"""The keys of each kind of record with what each holds; all but Optional ones must be there."""

SHAPES = {"contacts": CONTACT, "applications": APPLICATION}
HANGING = ("interviews", "promises", "events")
"""What hangs on an application and has an order of its own."""

RANK = re.compile(r"(?<=[:-])[0-9]{1,15}(?=:|$)")
"""Where the key of a follow-up may name a rank."""

AT_ONCE = 500
"""How many records are packed together."""

MOST_SENTENCES = 5_000
"""How many strengths or concerns an interview may have: a note of more takes minutes."""

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


def _archive(record: Record) -> Archive:
    if record["followup"] != VERSION:
        raise UsageError(
            f"The file was written by a newer version of followup (its version is "
            f"{json.dumps(record['followup'])[:20]}, this one reads {VERSION}). {errors.upgrade_command()}"
        )
    if set(record) - {"followup"} != {"settings", "contacts", "applications"}:
        raise UsageError("The file must hold settings, contacts and applications; export it again.")
    _check_settings(record["settings"])
    named = _Named()
    for name in SHAPES:
        check_record(name, record[name], list)
        for place, one in enumerate(record[name], 1):
            named.check(name, place, one)
    return named.archive(record["settings"], record["contacts"], record["applications"])


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


def _each_checked(lines_read: "_Lines", name: str, end: bytes, named: "_Named") -> Iterator[bytes]:
    """The text of each record under a name; `named` learns what they name."""
    head, line = f'"{name}": ['.encode(), lines_read.following()
    if line == head + end:
        return
    if line != head + b"\n":
        raise lines_read.wrong()
    is_last = False
    for place in count(1):
        line = lines_read.following()
        is_last = line.endswith(b"}" + end)
        told = lines_read.value(line, b"", end if is_last else b",\n")
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
    check_record("settings", told, dict)
    for key, value in told.items():
        check_record(f"settings, {key}", value, str)


class _Named:
    """The ranks that records name, and the highest number of a follow-up."""

    def __init__(self) -> None:
        self.ranks: set[int] = set()
        self.highest = 0

    def check(self, name: str, place: int, told: Any) -> None:
        """Learn what a record names. UsageError, with its place, where it is none."""
        where = f"{name} {place}"
        check_record(where, told, SHAPES[name])
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
    for number, record in enumerate(job["interviews"], 1):
        if record["starts"] > record["ends"]:
            raise UsageError(f"{place}, interviews {number}: it ends before it starts.")
        if ("first_at" in record) != ("first_starts" in record):
            raise UsageError(
                f"{place}, interviews {number}: first_at and first_starts belong together."
            )
    for number, record in enumerate(job["followups"], 1):
        if record["ready_on"] > record["due_on"]:
            raise UsageError(f"{place}, followups {number}: due_on lies before ready_on.")
        if record["status"] in ("done", "skipped") and not record["done_on"]:
            raise UsageError(f"{place}, followups {number}: it is {record['status']} on no day.")


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


def _is(pattern: str, parse: Callable[[str], object], text: str) -> bool:
    try:
        return bool(re.fullmatch(pattern, text) and parse(text))
    except ValueError:
        return False


MOST_NUMBER = 10_000_000
"""The highest number that a follow-up may have: of so many no file could be read."""
INTERVIEW |= {name: Optional(_text) for name in INTERVIEW_TEXTS if name not in INTERVIEW}

WHOLE = (_minutes, _rank, _sequence, _number)


def check_record(place: str, value: Any, shape: Any) -> None:
    """UsageError, which says at which place, where `value` does not have that shape."""
    if isinstance(shape, Mapping):
        _check_object(place, value, shape)
    elif isinstance(shape, list):
        _expect(place, value, list)
        for number, one in enumerate(value, 1):
            check_record(f"{place} {number}", one, shape[0])
    elif isinstance(shape, Few):
        check_record(place, value, [shape.each])
        if len(value) > MOST_SENTENCES:
            raise UsageError(
                f"{place}: at most {MOST_SENTENCES:,} are read; it has {len(value):,}."
            )
    elif isinstance(shape, Maybe):
        if value is not None:
            check_record(place, value, shape.check)
    elif isinstance(shape, type):
        _expect(place, value, shape)
    else:
        _expect(place, value, int if shape in WHOLE else str)
        try:
            shape(value)
        except UsageError as error:
            raise UsageError(f"{place}: {error}") from None


def _check_object(place: str, value: Any, shape: Mapping[str, Any]) -> None:
    _expect(place, value, dict)
    for key in (*shape, *value):
        is_left_out = key not in value and not isinstance(shape[key], Optional)
        if is_left_out or key not in shape:
            what = "is missing" if is_left_out else "is not known"
            raise UsageError(f"{place}: the key {str(key)[:40]!r} {what}; export the file again.")
    for key, inner in shape.items():
        if key in value:
            check_record(f"{place}, {key}", value[key], getattr(inner, "shape", inner))


NAMES = {str: "a text", int: "a whole number", bool: "true or false", list: "an array",
         dict: "an object"}  # fmt: skip


def _expect(place: str, value: Any, kind: type) -> None:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UsageError(f"{place}: it must be {NAMES[kind]}.")
