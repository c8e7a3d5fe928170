"""The rows of a file, understood: each becomes part of an interview, as `add` would take it."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from followup import configuration
from followup.actions import adding
from followup.dates import Frame, Moment, parse_day, parse_moment, parse_promise, shown
from followup.errors import UsageError
from followup.exchange.values import COLUMNS, REQUIRED, Card, Found, Hints, Row, Rows, Told
from followup.facts import OUTCOMES, NewContact, NewInterview
from followup.people import check_email, parse_person
from followup.wording import fold, free_text, one_line

Key = TypeVar("Key", bound=Hashable)
Read = TypeVar("Read")

FIELDS = {
    "company": ("company",), "role": ("role",), "stage": ("stage",),
    "at": ("day", "at", "zone", "starts"), "minutes": ("minutes",), "where": ("where",),
    "contact": ("people",), "looking_for": ("looking_for",), "strength": ("strengths",),
    "concern": ("concerns",), "decision": ("decision_on",), "promise": ("promises",),
    "next_step": ("next_step",), "field": ("field",), "via": ("via",), "note": ("note",),
}  # fmt: skip
"""What a cell of each column says of an interview."""

STATUSES = ("booked", "held", "cancelled")

ONE_LINE = {
    "company": "company", "role": "role", "title": "title", "phone": "phone", "via": "text of via",
}  # fmt: skip
FREE = {
    "where": "place", "looking_for": "text", "topic": "topic", "next_step": "next step",
    "note": "note",
}  # fmt: skip
"""What sentences call the columns that hold text as it is: of one line, or of several."""

UNNAMED = frozenset(("tbd", "tba", "n/a", "unknown", "?", "-", "--"))
"""What trackers have in the place of a person whom nobody knows yet."""

MOST_WRONG = 10
"""How many wrong rows are named at one go."""

REMEMBERED_TEXTS = 50_000
"""How many texts of a column are remembered with what they say."""


class Reading:
    """Reads the rows of one file; its phrases as those that are typed.

    `remarks` are the first of those on how a start was read.
    """

    def __init__(self, phrases: Frame) -> None:
        self.phrases, self.back = phrases, phrases.looking("back")
        self.zones = _Known(self.back.within)
        self.starts: _Known[tuple[str, str], Moment] = _Known(
            lambda start: parse_moment(start[0], self.zones[start[1]])
        )
        self.remarks: list[str] = []
        self.readings = {
            name: _Known(partial(_said, name, reading))
            for name, reading in self._readings().items()
        }
        self.tables: _Known[tuple[str, ...], _Table] = _Known(
            lambda columns: _Table(columns, self.readings)
        )

    def _readings(self) -> dict[str, Callable[[str], Any]]:
        """How a cell of each column is read, and of one that is left out.

        What `at` says depends on the zone, so it waits.
        """
        return {
            **{name: partial(one_line, field=of) for name, of in ONE_LINE.items()},
            **{name: partial(free_text, field=of) for name, of in FREE.items()},
            "contact": _people, "stage": adding.stage, "at": str, "minutes": _minutes,
            "zone": lambda text: self.zones[text.strip()].zone, "email": check_email,
            "field": lambda text: one_line(text, "field").lower(), "strength": _lines,
            "concern": lambda text: tuple(map(adding.concern, _lines(text))),
            "decision": lambda text: parse_day(text, self.phrases),
            "promise": lambda text: tuple(parse_promise(o, self.phrases) for o in _lines(text)),
            "status": lambda text: adding.one_of("status", text, STATUSES), "outcome": _outcome,
            "": lambda _: None,
        }  # fmt: skip

    def interviews(self, rows: Iterable[Row]) -> list[Told]:
        """Each interview of the rows once. UsageError, with line and column, for what is none.

        It names the first few that are wrong, so that they can be mended at one go.
        """
        found: dict[object, Told] = {}
        wrong: list[str] = []
        for row in rows:
            try:
                told = self._interview(row)
                key = told.uid or self._key(told)
                found[key] = _joined(found[key], told) if key in found else told
            except UsageError as error:
                wrong.append(str(error))
                if len(wrong) == MOST_WRONG:
                    wrong.append("What comes after it was not read; there may be more.")
                    break
        if wrong:
            raise UsageError("\n".join(wrong))
        return list(found.values())

    def _key(self, one: Told) -> object:
        told = one.told
        return fold(told.company), fold(told.role), told.starts, told.at is None

    def _interview(self, row: Row) -> Told:
        table = self.tables[row.columns]
        try:
            said = [known[text] for known, text in zip(table.readings, row.texts, strict=True)]
        except UsageError as error:
            raise UsageError(f"{row.place}, {error}") from None
        (
            company, role, stage, at, zone, minutes, where, contact, email, phone, title,
            looking_for, strengths, concerns, topic, decision_on, promises, next_step, field, via,
            note, status, outcome,
        ) = table.ordered(said)  # fmt: skip
        for column, needed in zip(REQUIRED, (company, at), strict=True):
            if needed is None:
                raise _at(row, column, "it is empty; fill it in.")
        try:
            start = self.starts[at, zone or ""]
        except UsageError as error:
            raise _at(row, "at", error) from None
        if start.remark and len(self.remarks) < MOST_WRONG:
            self.remarks.append(f"{row.place}: {start.remark}")
        if decision_on and decision_on < start.day:
            why = f"they cannot decide on {decision_on}, before the interview on {start.day}."
            raise _at(row, "decision", why)
        details = email, title, phone, topic
        told = NewInterview(
            company=company,
            day=start.day,
            at=start.at,
            zone=start.zone,
            starts=start.starts,
            role=role or "",
            stage=stage or "video",
            minutes=minutes or 60,
            where=where or "",
            people=_with_details(row, contact or (), details) if any(details) else contact or (),
            looking_for=looking_for or "",
            strengths=strengths or (),
            concerns=concerns or (),
            decision_on=decision_on,
            promises=promises or (),
            next_step=next_step or "",
            via=via or "",
            field=field or "",
            note=note or "",
        )
        is_off = status == "cancelled" if status else None
        said_of = table.fields(said)
        return Told(row.place, told, said_of, row.uid, is_off, outcome or "", row.revision)


class _Table:
    """The rows with these columns, each in any order of its own."""

    def __init__(self, columns: Sequence[str], readings: Mapping[str, "_Known[str, Any]"]) -> None:
        self.columns = columns
        self.readings = [readings[name] for name in columns]
        self.places = itemgetter(*(columns.index(n) if n in columns else -1 for n in COLUMNS))
        self.known: _Known[tuple[bool, ...], frozenset[str]] = _Known(self._fields)

    def ordered(self, said: Sequence[Any]) -> tuple[Any, ...]:
        """What a row says of each of COLUMNS."""
        ordered: tuple[Any, ...] = self.places((*said, None))
        return ordered

    def fields(self, said: Sequence[Any]) -> frozenset[str]:
        """What the cells of a row say of an interview, where they are filled."""
        return self.known[tuple([value is not None for value in said])]

    def _fields(self, filled: Iterable[bool]) -> frozenset[str]:
        columns = (name for name, there in zip(self.columns, filled, strict=True) if there)
        return frozenset(name for column in columns for name in FIELDS.get(column, ()))


class _Known(dict[Key, Read]):
    """What was read of a text (or of a key), which comes again and again in a table."""

    def __init__(self, reading: Callable[[Key], Read]) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, key: Key) -> Read:
        if len(self) >= REMEMBERED_TEXTS:
            self.clear()
        read = self[key] = self.reading(key)
        return read


def _said(column: str, reading: Callable[[str], Read], text: str) -> Read | None:
    """What a cell says; None where it is blank. UsageError, with the column."""
    try:
        return reading(text) if text.strip() else None
    except UsageError as error:
        raise UsageError(f"column {column}: {error}") from None


def _at(row: Row, column: str, why: object) -> UsageError:
    return UsageError(f"{row.place}, column {column}: {why}")


def _people(text: str) -> tuple[NewContact, ...]:
    """Whom a cell names, as `--with` takes them: one a line, or parted by semicolons."""
    told = (one_line(one, "name").strip() for one in re.split(r"[;\r\n]", text))
    return tuple(
        parse_person(one) if _WITH_ADDRESS.fullmatch(one) else NewContact(one)
        for one in told
        if one and fold(one) not in UNNAMED
    )


_WITH_ADDRESS = re.compile(r"[^<>@]+<[^<>@ ]+@[^<>@ ]+>(?:,[^<>]+)?")


def _with_details(
    row: Row, people: tuple[NewContact, ...], details: tuple[str | None, ...]
) -> tuple[NewContact, ...]:
    """The person of a row with what its other columns say. UsageError unless there is just one."""
    if len(people) != 1:
        nobody = "it is empty, so nobody is there to have the email, phone, title or topic; name"
        several = (
            "it names several, so nobody knows whose the email, phone, title or topic is; name"
        )
        raise _at(row, "contact", f"{several if people else nobody} one person a row.")
    email, title, phone, topic = details
    (person,) = people
    told = replace(person, email=email or person.email, title=title or person.title,
                   phone=phone or "", topic=topic or "")  # fmt: skip
    return (told,)


def _minutes(text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
        raise UsageError(f"{shown(text)} is no number of minutes; write 60.")
    return adding.minutes(int(digits))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(
        free_text(one.strip(), "text")
        for one in text.replace("\r", "\n").split("\n")
        if one.strip()
    )


def _outcome(text: str) -> str:
    told = fold(text)
    return "" if told == "open" else adding.one_of("outcome", text, OUTCOMES)


def _joined(one: Told, other: Told) -> Told:
    """One interview from two of its rows. UsageError where they contradict each other."""
    for name in sorted((one.said & other.said) - {"company", "role", "people"}):
        if getattr(one.told, name) != getattr(other.told, name):
            raise UsageError(
                f"{other.place}: its {name} is another than in {one.place.lower()}, though "
                "company, role and start say that it is the same interview; make them the same."
            )
    news = {name: getattr(other.told, name) for name in other.said - one.said - {"people"}}
    new = [person for person in other.told.people if person not in one.told.people]
    told = replace(one.told, **news, people=(*one.told.people, *new))
    return replace(one, told=told, said=one.said | other.said,
                   cancelled=other.cancelled if one.cancelled is None else one.cancelled,
                   outcome=one.outcome or other.outcome)  # fmt: skip


def read_card(card: Card) -> Card:
    """A person of an address book, as a contact may be. UsageError, with the line."""
    try:
        return replace(
            card,
            name=one_line(card.name, "name"),
            company=one_line(card.company, "company"),
            title=one_line(card.title, "title"),
            email=check_email(card.email) if card.email else "",
            phone=one_line(card.phone, "phone"),
            address=free_text(card.address, "address"),
            note=free_text(card.note, "note"),
        )
    except UsageError as error:
        raise UsageError(f"{card.place}: {error}") from None


REMEMBERED = "import."
"""What the keys begin with under which columns of other people's tables are remembered."""


def remembered(kept: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What heads meant in earlier imports, by the mark of their table."""
    return {
        key.removeprefix(REMEMBERED): column_names([value])
        for key, value in kept.items()
        if key.startswith(REMEMBERED)
    }


def to_remember(found: Found, hints: Hints) -> dict[str, str]:
    """The keys and values that keep what the heads of a table mean."""
    if not isinstance(found, Rows) or not found.mark or not hints.names:
        return {}
    return {REMEMBERED + found.mark: ",".join(map("=".join, hints.names.items()))}


def checked(key: str, value: str) -> str:
    """A setting of the store as it is kept, or what is remembered. UsageError for what is neither."""
    if key.startswith(REMEMBERED):
        column_names([value])
        return value
    return configuration.check(key, value)


def _pairs(told: str) -> Iterator[str]:
    """What stands between commas, but for those of a head: `Date, time=at`."""
    held: list[str] = []
    for part in told.split(","):
        held.append(part)
        if "=" in part:
            yield ",".join(held)
            held = []
    if "".join(held).strip():
        yield ",".join(held)


def column_names(told: Sequence[str]) -> dict[str, str]:
    """What heads of a table mean, from `Firma=company,Datum=at`. UsageError for what is none."""
    names = {}
    for pair in (pair for one in told for pair in _pairs(one)):
        head, equals, column = (part.strip() for part in pair.rpartition("="))
        if not equals or not head or (column and column not in COLUMNS):
            raise UsageError(
                f'{shown(pair)} names no column; write --map "Firma=company,Datum=at", with '
                f"one of {', '.join(COLUMNS)}, or with nothing to leave the column out."
            )
        names[head.casefold()] = column
    return names
