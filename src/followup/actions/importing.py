"""The rows of a file, understood: each becomes part of an interview, as `add` would take it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeVar

from followup import configuration
from followup.actions import adding
from followup.dates import Frame, Moment, parse_day, parse_moment, parse_promise, shown
from followup.errors import UsageError
from followup.exchange.values import COLUMNS, Card, Found, Hints, Row, Rows, Told
from followup.facts import OUTCOMES, NewContact, NewInterview
from followup.people import check_email
from followup.wording import fold, free_text, one_line

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


class Reading:
    """Reads the rows of one file; its phrases as those that are typed."""

    def __init__(self, phrases: Frame) -> None:
        self.phrases, self.back = phrases, phrases.looking("back")
        self.zones: dict[str, Frame] = {}
        self.starts: dict[tuple[str, str], Moment] = {}

    def interviews(self, rows: Iterable[Row]) -> list[Told]:
        """Each interview of the rows once. UsageError, with line and column, for what is none."""
        found: dict[object, Told] = {}
        for row in rows:
            told = self._interview(row)
            key = told.uid or self._key(told)
            found[key] = _joined(found[key], told) if key in found else told
        return list(found.values())

    def _key(self, one: Told) -> object:
        told = one.told
        return fold(told.company), fold(told.role), told.starts, told.at is None

    def _within(self, zone: str) -> Frame:
        """What a start in that zone is read against."""
        if zone not in self.zones:
            self.zones[zone] = self.back.within(zone)
        return self.zones[zone]

    def _start(self, text: str, zone: str) -> Moment:
        """The moment that a cell names; the same ones come again and again."""
        if (text, zone) not in self.starts:
            self.starts[text, zone] = parse_moment(text, self._within(zone))
        return self.starts[text, zone]

    def _interview(self, row: Row) -> Told:
        cell = _Cells(row)
        zone = cell("zone", lambda text: self._within(text.strip()).zone) or ""
        start = cell.needed("at", lambda text: self._start(text, zone))
        told = NewInterview(
            company=cell.needed("company", lambda text: one_line(text, "company")),
            day=start.day,
            at=start.at,
            zone=start.zone,
            starts=start.starts,
            role=cell("role", lambda text: one_line(text, "role")) or "",
            stage=cell("stage", adding.stage) or "video",
            minutes=cell("minutes", _minutes) or 60,
            where=cell("where", lambda text: free_text(text, "place")) or "",
            people=_person(cell),
            looking_for=cell("looking_for", lambda text: free_text(text, "text")) or "",
            strengths=cell("strength", _lines) or (),
            concerns=tuple(map(adding.concern, cell("concern", _lines) or ())),
            decision_on=cell("decision", lambda text: self._decision(text, start.day)),
            promises=tuple(cell("promise", self._promises) or ()),
            next_step=cell("next_step", lambda text: free_text(text, "next step")) or "",
            via=cell("via", lambda text: one_line(text, "text of via")) or "",
            field=cell("field", lambda text: one_line(text, "field").lower()) or "",
            note=cell("note", lambda text: free_text(text, "note")) or "",
        )
        status = cell("status", lambda text: adding.one_of("status", text, STATUSES))
        return Told(
            row.place,
            told,
            _fields(tuple(cell.filled)),
            row.uid,
            status == "cancelled" if status else None,
            cell("outcome", _outcome) or "",
            row.revision,
        )

    def _decision(self, text: str, after: date) -> date:
        on = parse_day(text, self.phrases)
        if on < after:
            raise UsageError(f"they cannot decide on {on}, before the interview on {after}.")
        return on

    def _promises(self, text: str) -> list[tuple[date, str]]:
        return [parse_promise(one, self.phrases) for one in _lines(text)]


@cache  # the rows of a table have mostly the same columns filled
def _fields(columns: tuple[str, ...]) -> frozenset[str]:
    """What cells of these columns say of an interview."""
    return frozenset(name for column in columns for name in FIELDS.get(column, ()))


class _Cells:
    """The cells of a row, each read by a function; what cannot be read is said with its place."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.filled = {column: text for column, text in row.cells.items() if text.strip()}

    def __call__(self, column: str, reading: Callable[[str], Read]) -> Read | None:
        """What the cell says; None where it says nothing."""
        text = self.filled.get(column)
        if text is None:
            return None
        try:
            return reading(text)
        except UsageError as error:
            raise UsageError(f"{self.row.place}, column {column}: {error}") from None

    def needed(self, column: str, reading: Callable[[str], Read]) -> Read:
        """What the cell says. UsageError where it says nothing."""
        found = self(column, reading)
        if found is None:
            raise UsageError(f"{self.row.place}, column {column}: it is empty; fill it in.")
        return found


def _person(cell: _Cells) -> tuple[NewContact, ...]:
    name = cell("contact", lambda text: one_line(text, "name"))
    person = NewContact(
        name=name or "",
        email=cell("email", check_email) or "",
        title=cell("title", lambda text: one_line(text, "title")) or "",
        phone=cell("phone", lambda text: one_line(text, "phone")) or "",
        topic=cell("topic", lambda text: free_text(text, "topic")) or "",
    )
    if name is None and person != NewContact(""):
        raise UsageError(
            f"{cell.row.place}, column contact: it is empty, so nobody is there to have the "
            "email, phone, title or topic; name the person."
        )
    return (person,) if name else ()


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


def column_names(told: Sequence[str]) -> dict[str, str]:
    """What heads of a table mean, from `Firma=company,Datum=at`. UsageError for what is none."""
    names = {}
    for pair in (pair for one in told for pair in one.split(",") if pair.strip()):
        head, equals, column = (part.strip() for part in pair.rpartition("="))
        if not equals or not head or (column and column not in COLUMNS):
            raise UsageError(
                f'{shown(pair)} names no column; write --map "Firma=company,Datum=at", with '
                f"one of {', '.join(COLUMNS)}, or with nothing to leave the column out."
            )
        names[head.casefold()] = column
    return names
