"""What the records of an archive look like, and the check that a file holds such records."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from followup.domain.dates import YEARS, known_zone
from followup.domain.errors import UsageError
from followup.domain.model import CHANNELS, INTERVIEW_TEXTS, OUTCOMES, STAGES, THROUGH
from followup.domain.text import free_text, one_line

Check = Callable[[str], object]


def _uid(text: str) -> None:
    if not re.fullmatch("[0-9a-f]{16}", text):
        raise UsageError("it must be sixteen hexadecimal digits.")


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


def _start(text: str) -> None:
    _day(text[:10])
    if not _is(r".{10}(T\d\d:\d\d)?", datetime.fromisoformat, text):
        raise UsageError("it must be a start such as 2026-12-01T15:00.")


def _instant(text: str) -> None:
    _day(text[:10])
    if not _is(r".{10}T\d\d:\d\d:\d\d\+00:00", datetime.fromisoformat, text):
        raise UsageError("it must be an instant in UTC such as 2026-12-01T15:00:00+00:00.")


def _is(pattern: str, parse: Callable[[str], object], text: str) -> bool:
    try:
        return bool(re.fullmatch(pattern, text) and parse(text))
    except ValueError:
        return False


def _minutes(count: int) -> None:
    if not 1 <= count <= 24 * 60:
        raise UsageError("it must be 1 to 1440.")


def _rank(count: int) -> None:
    if count < 0:
        raise UsageError("it must not be negative.")


def _sequence(count: int) -> None:
    if count < 1:
        raise UsageError("it must be 1 or more; leave the key out where there is none.")


MOST = 10_000_000
"""The highest number that a follow-up may have: of so many no file could be read."""


def _number(count: int) -> None:
    if not 1 <= count <= MOST:
        raise UsageError(f"it must be 1 to {MOST:,}; leave the key out where there is none.")


class Maybe:
    """A text that may be null."""

    def __init__(self, check: Check) -> None:
        self.check = check


class Optional:
    """What may be left out."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


NOTE = {
    "channel": _of(*CHANNELS, ""), "subject": _text, "body": _text, "edited": bool,
    "written_from": _text, "promise_on": Maybe(_day), "promise": _text, "sent_on": Maybe(_day),
}  # fmt: skip
MESSAGE = {
    "reference": _needed, "address": _line, "at": _instant, "words": _text,
    "state": _of("sending", "unknown", "refused", "sent", "arrived", "seen", "bounced"),
}  # fmt: skip
REASON = {"step": _line, "text": _text, "on": Maybe(_day)}
FOLLOWUP = {
    "number": Optional(_number), "key": _needed, "kind": _needed, "rule": _needed, "channel": _of(*CHANNELS, ""),
    "interview": Maybe(_uid), "contact": Maybe(_uid), "promise": Maybe(_uid), "ready_on": _day,
    "due_on": _day, "status": _of("pending", "done", "skipped", "cancelled"),
    "done_on": Maybe(_day), "because": _text, "snoozed_until": Maybe(_day), "chain": [REASON],
    "notes": [NOTE], "messages": Optional([MESSAGE]),
}  # fmt: skip
EVENT = {
    "uid": _uid, "contact": Maybe(_uid), "on": _day, "reply": bool, "text": _text, "order": _rank,
}  # fmt: skip
PROMISE = {
    "uid": _uid, "interview": Maybe(_uid), "by": _of("you", "they"), "on": _day, "text": _text,
    "made_on": _day, "order": _rank,
}  # fmt: skip
TOPIC = {"contact": _uid, "topic": _text}
CONCERN = {"concern": _text, "answer": _text}
INTERVIEW: dict[str, Any] = {
    "uid": _uid, "stage": _of(*STAGES), "at": _start, "zone": known_zone, "minutes": _minutes,
    "starts": _instant, "ends": _instant, "recorded_on": _day, "where": _text,
    "looking_for": _text, "next_step": _text, "note": _text, "strengths": [_text],
    "concerns": [CONCERN], "cancelled": bool, "order": _rank, "topics": [TOPIC],
    "sequence": Optional(_sequence), "stamped": Optional(_instant), "first_at": Optional(_start),
    "first_starts": Optional(_instant),
}  # fmt: skip
INTERVIEW |= {name: Optional(_text) for name in INTERVIEW_TEXTS if name not in INTERVIEW}
APPLICATION = {
    "uid": _uid, "company": _needed, "role": _line, "via": _line, "field": _line,
    "channel": _of(*CHANNELS, ""), "outcome": _of(*OUTCOMES, ""), "outcome_on": Maybe(_day),
    "outcome_order": _rank, "deadline_on": Maybe(_day), "terms": _text, "start_on": Maybe(_day),
    "keep_in_touch": bool, "through": Optional(_of(*THROUGH)), "order": _rank, "interviews": [INTERVIEW], "promises": [PROMISE],
    "events": [EVENT], "followups": [FOLLOWUP],
}  # fmt: skip
CONTACT = {
    "uid": _uid, "name": _line, "company": _line, "title": _line, "email": _line,
    "phone": _line, "address": _text, "salutation": _line, "language": _line, "note": _text,
    "no_calls": bool, "no_contact": bool, "order": _rank,
}  # fmt: skip
"""The keys of each kind of record with what each holds; all but Optional ones must be there."""

WHOLE = (_minutes, _rank, _sequence, _number)


def check(place: str, value: Any, shape: Any) -> None:
    """UsageError, which says at which place, where `value` does not have that shape."""
    if isinstance(shape, Mapping):
        _check_object(place, value, shape)
    elif isinstance(shape, list):
        _expect(place, value, list)
        for number, one in enumerate(value, 1):
            check(f"{place} {number}", one, shape[0])
    elif isinstance(shape, Maybe):
        if value is not None:
            check(place, value, shape.check)
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
            check(f"{place}, {key}", value[key], getattr(inner, "shape", inner))


NAMES = {str: "a text", int: "a whole number", bool: "true or false", list: "an array",
         dict: "an object"}  # fmt: skip


def _expect(place: str, value: Any, kind: type) -> None:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UsageError(f"{place}: it must be {NAMES[kind]}.")
