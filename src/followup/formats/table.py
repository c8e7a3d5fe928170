"""Tables, from whatever file: the header says what a row is, an interview, an application, a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from followup.domain.dates import shown
from followup.domain.errors import UsageError
from followup.domain.records import (
    COLUMNS,
    OF_APPLICATIONS,
    READABLE,
    Card,
    Cards,
    Hints,
    Row,
    Rows,
    limited,
    uid_of,
)
from followup.domain.safe_text import quoted
from followup.domain.text import counted
from followup.formats import headings
from followup.formats.headings import Heading
from followup.formats.vcard import address_lines

Record = tuple[int, list[str]]
Records = Callable[[], Iterator[Record]]
"""Each row that is not blank with its line, read anew each time: all at once take five times the room."""

PREAMBLE = 12
"""How many rows may stand before the header, where they have one cell."""

MAY_JOIN = ("contact", "note")
"""The columns that other programs' tables may have several of."""

JOINED = {"at": " ", "contact": " "}
"""What stands between the texts of columns that make one; a line break where it is not said."""


class NoRow(UsageError):
    """Where a text stops being a table, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"Line {line}: {why}")
        self.line, self.why = line, why


def read(records: Records, hints: Hints) -> Rows | Cards:
    """The rows of a table, its columns named as `hints` says; contacts where it is one of people.

    UsageError where it is neither; it names the line, and the columns that are unknown. Rows are
    read when they are asked for, and what is wrong with one is said then.
    """
    line, header = _header(records)
    if not header:
        raise UsageError("The file is empty; its first line must name the columns.")
    if not hints.names and headings.are_of_people(header):
        return _people(records, line, header)
    mark = uid_of("\n".join(head.strip().casefold() for head in header))
    names = hints.names or hints.remembered.get(mark, {})
    _check_names(line, header, hints.names)
    columns = _columns(line, header, names, only_known=hints.only_known)
    _check(line, header, columns, names)
    layout = _Layout.of(header, columns)
    return Rows(_Table(records, line, layout), tuple(_left_out(header, columns, names)), mark)


def _header(records: Records) -> Record:
    """The first row, or the first of several cells where only single ones stand before it."""
    first: list[Record] = []
    try:
        first.extend(islice(records(), PREAMBLE))
    except NoRow:  # said when the rows are read, of which some may stand before it
        if not first:
            raise
    if not first:
        return 1, []
    wide = (row for row in first if sum(map(bool, row[1])) > 1)
    begun = first[0]
    return next(wide, begun) if sum(map(bool, begun[1])) == 1 else begun


def _columns(
    line: int, header: Sequence[str], names: Mapping[str, str], *, only_known: bool
) -> list[Heading]:
    """What each head means: its own name however it is spelt, what `names` says, or a tracker's."""
    columns = [_column(head, names) for head in header]
    has = {one.column for one in columns if one}
    wholes = [
        Heading("role") if one == Heading("title") and not has & {"role", "contact"} else one
        for one in columns
    ]  # what has no people has no titles of theirs
    unknown = [head for head, one in zip(header, wholes, strict=True) if one is None]
    if unknown and not only_known:
        raise _unknown(line, unknown)
    return [one or Heading("") for one in wholes]


def _column(head: str, names: Mapping[str, str]) -> Heading | None:
    """What one head means; None where nobody knows."""
    told = names.get(head.strip().casefold())
    if told is not None:
        return Heading(told)
    plain = headings.plain(head)
    spelt = plain.replace(" ", "_")
    if spelt in READABLE:
        return Heading(spelt)
    return headings.TRACKERS.get(plain, None if plain else Heading(""))


def _unknown(line: int, unknown: Sequence[str]) -> UsageError:
    """The refusal of columns that nobody knows; of what may be two things, which it asks."""
    named = f"Line {line}: unknown column {', '.join(map(shown, unknown[:9]))}"
    unsure = next((one for one in unknown if headings.plain(one) in headings.UNSURE), "")
    if unsure:
        return UsageError(
            f"{named}. Is {shown(unsure)} the day of the interview, or the day you applied? Say so "
            f"with --map {_mapping(unsure, 'at')} or --map {_mapping(unsure, 'applied')}."
        )
    return UsageError(
        f"{named}; the columns are {', '.join(COLUMNS)}. Say what it is with --map "
        f"{_mapping(unknown[0], 'note')}, leave it out with --map {_mapping(unknown[0], '')}, or "
        "leave out all that are unknown with --only-known."
    )


def _mapping(head: str, column: str) -> str:
    safe = shown(head).strip('"')
    return quoted(f"{safe}={column}")


def _check(
    line: int, header: Sequence[str], columns: Sequence[Heading], names: Mapping[str, str]
) -> None:
    """UsageError where a column is there twice, though nobody said so, or a needed one is not."""
    seen: set[tuple[str, int]] = set()
    for head, one in zip(header, columns, strict=True):
        key = (one.column, one.place)
        may_join = one.labelled or one.column in MAY_JOIN or head.strip().casefold() in names
        if one.column and key in seen and not may_join:
            raise UsageError(
                f"Line {line}: the column {one.column} is there twice; keep one of them."
            )
        seen.add(key)
    there = {one.column for one in columns}
    missing = ["company"] if "company" not in there else []
    missing += ["at"] if not there & {"at", *OF_APPLICATIONS} else []
    if missing:
        raise UsageError(
            f"Line {line}: there is no column {' and no '.join(missing)}; name the one that it is "
            f'with --map "Its name={missing[0]}".'
        )


def _check_names(line: int, header: Sequence[str], names: Iterable[str]) -> None:
    """UsageError where `--map` names a head that is not there."""
    heads = {head.strip().casefold() for head in header}
    missing = next((name for name in names if name not in heads), None)
    if missing is not None:
        raise UsageError(
            f"Line {line}: there is no column {shown(missing)} to be mapped; the columns of the "
            f"file are {', '.join(map(shown, header[:30]))}."
        )


def _left_out(
    header: Sequence[str], columns: Sequence[Heading], names: Mapping[str, str]
) -> Iterator[str]:
    """A remark on the columns that nobody said to leave out."""
    out = [
        shown(head)
        for head, one in zip(header, columns, strict=True)
        if not one.column and head.strip() and head.strip().casefold() not in names
    ]
    if out:
        yield f"Left out: column {', '.join(out[:9])}{' and more' if len(out) > 9 else ''}."


class _Layout(NamedTuple):
    """The columns that rows will have, each with the cells that make it and what they are called."""

    width: int
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[int, str], ...], ...]
    plain: bool

    @classmethod
    def of(cls, header: Sequence[str], columns: Sequence[Heading]) -> "_Layout":
        """What a header says; `plain` where each cell is a column."""
        made: dict[str, list[tuple[int, int, str]]] = {}
        for at, (head, one) in enumerate(zip(header, columns, strict=True)):
            name = one.column or f"-{at}"
            label = f"{head.strip()}: " if one.labelled else ""
            made.setdefault(name, []).append((one.place, at, label))
        names = tuple("" if name.startswith("-") else name for name in made)
        parts = tuple(tuple((at, label) for _, at, label in sorted(some)) for some in made.values())
        plain = all(len(some) == 1 and not some[0][1] for some in parts)
        return cls(len(header), names, parts, plain)

    def texts(self, cells: Sequence[str]) -> Sequence[str]:
        """The texts of a row."""
        if self.plain:
            return cells
        return [
            _joined(name, [label + cells[at] for at, label in some if cells[at].strip()])
            for name, some in zip(self.columns, self.cells, strict=True)
        ]


def _joined(column: str, texts: Sequence[str]) -> str:
    return JOINED.get(column, "\n").join(texts)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below a header."""

    records: Records
    header: int
    layout: _Layout

    def __iter__(self) -> Iterator[Row]:
        try:
            for line, cells in limited(_below(self.records, self.header)):
                yield self._row(line, cells)
        except NoRow as broken:  # what stands before it is read all the same
            yield self._wrong(broken.line, broken.why)

    def _row(self, line: int, cells: Sequence[str]) -> Row:
        if len(cells) != self.layout.width:
            return self._wrong(line, _ragged(len(cells), self.layout.width))
        return Row(f"Line {line}", self.layout.columns, self.layout.texts(cells))

    def _wrong(self, line: int, why: str) -> Row:
        columns = self.layout.columns
        return Row(f"Line {line}", columns, [""] * len(columns), wrong=why)


def _below(records: Records, header: int) -> Iterator[Record]:
    return (record for record in records() if record[0] > header)


def _ragged(count: int, width: int) -> str:
    return (
        f"it has {counted(count, 'cell')} where the header has {width}; a text "
        "with a delimiter or a line break in it must stand in double quotes."
    )


def _people(records: Records, line: int, header: Sequence[str]) -> Cards:
    """The people of a table, one a row; who has no name is left out with a remark."""
    columns = [headings.PEOPLE.get(headings.plain(head), Heading("")) for head in header]
    cards: list[Card] = []
    remarks: list[str] = []
    try:
        for number, cells in limited(_below(records, line)):
            card = _card(f"Line {number}", columns, cells)
            if len(cells) != len(columns):
                remarks.append(f"Line {number}: {_ragged(len(cells), len(columns))}")
            elif card.name:
                cards.append(card)
            else:
                remarks.append(f"Line {number}: this row names nobody, so it was left out.")
    except NoRow as broken:
        remarks.append(str(broken))
    return Cards(tuple(cards), tuple(remarks))


def _card(place: str, columns: Sequence[Heading], cells: Sequence[str]) -> Card:
    """Who a row is of: of several addresses and numbers the first, Google's parted by `:::`."""
    told: dict[str, str] = {}
    names: dict[int, str] = {}
    for one, cell in zip(columns, cells, strict=False):
        text = cell.partition(" ::: ")[0].strip()
        if one.column == "name":
            names[one.place] = text
        elif text:
            told.setdefault(one.column, text)
    name = " ".join(filter(None, (names[place] for place in sorted(names))))
    parts = tuple(told.get(part, "") for part in ("street", "town", "region", "code", "country"))
    return Card(
        place,
        name=name or told.get("whole name", ""),
        company=told.get("company", ""),
        title=told.get("title", ""),
        email=told.get("email", ""),
        phone=told.get("phone", ""),
        address=told.get("whole address", "") or address_lines("", "", *parts),
        note=told.get("note", ""),
    )
