"""CSV: a table with one row an interview and contact, as spreadsheets read and write it.

Several strengths, concerns and promises stand in one cell, one a line; a concern as `concern:
answer`. A cell that a spreadsheet would run begins with an apostrophe, which reading takes off.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from followup.domain.dates import shown, start_text
from followup.domain.errors import UsageError
from followup.domain.model import Concern, Contact, Met, Promise
from followup.domain.records import (
    COLUMNS,
    REQUIRED,
    Hints,
    InterviewRecord,
    Row,
    Rows,
    StoredRecords,
    limited,
    uid_of,
)
from followup.domain.safe_text import quoted
from followup.domain.text import counted
from followup.formats.encoding import lined

DELIMITERS = (",", ";", "\t")
LIVE = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell that a spreadsheet may run begins with."""

PIECE = 65_536
"""How many characters are parted into lines at once, or a few more."""

GUARD = "'"

_BEGINS_LIVE = "(?=[\"' ]*[-=+@＝＋－＠])"
_AFTER_A_SEPARATOR = re.compile(f"(?<=[;\t\r\n]){_BEGINS_LIVE}")
_GUARD_AFTER_A_SEPARATOR = re.compile(f"(?<=[;\t\r\n]){GUARD}{_BEGINS_LIVE}")
"""Where a cell would begin if the file was parted at semicolons, tabs or lines, as Excel does it."""


def write(kept: StoredRecords) -> Iterator[str]:
    """The table of every interview, its header first."""
    yield _line(COLUMNS)
    for talk in kept.talks():
        for met in talk.interview.people or (Met(Contact(0, "")),):
            yield _line(guarded(cell) for cell in _cells(talk, met))


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cells(one: InterviewRecord, met: Met) -> tuple[str, ...]:
    """The cells of a row, in the order of COLUMNS."""
    job, talk, person = one.application, one.interview, met.contact
    decisions = [promise.on.isoformat() for promise in one.promises if promise.by == "they"]
    promises = [promise for promise in one.promises if promise.by == "you"]
    return (
        job.company, job.role, talk.stage, start_text(talk), talk.zone, str(talk.minutes),
        talk.where, person.name, person.email, person.phone, person.title, talk.looking_for,
        _lines(talk.strengths), _lines(map(Concern.text, talk.concerns)), met.topic,
        (decisions or [""])[-1], _lines(map(_promise, promises)), talk.next_step, job.field,
        job.via, talk.note, one.status, job.outcome,
    )  # fmt: skip


def _promise(one: Promise) -> str:
    return f"{one.on}: {one.text}" if one.text else one.on.isoformat()


def _lines(texts: Iterable[str]) -> str:
    """Texts one a line; a text of several lines becomes one."""
    return "\n".join(" ".join(text.splitlines()) for text in texts)


def guarded(cell: str) -> str:
    """`cell` as no spreadsheet runs it."""
    told = _AFTER_A_SEPARATOR.sub(GUARD, cell)
    return GUARD + told if cell.startswith((*LIVE, GUARD)) else told


def unguarded(cell: str) -> str:
    """The cell that `guarded` made this one from."""
    told = cell[1:] if cell[:1] == GUARD and cell[1:].startswith((*LIVE, GUARD)) else cell
    return _GUARD_AFTER_A_SEPARATOR.sub("", told)


def read(content: bytes, hints: Hints) -> Rows:
    """The rows of a table, its columns named as `hints` says.

    UsageError where it is no table of ours; it names the line, and the columns that are unknown.
    Rows are read when they are asked for, and what is wrong with one is said then.
    """
    text = lined(content)
    line, header = next(_records(text), (1, []))
    if not header:
        raise UsageError("The file is empty; its first line must name the columns.")
    mark = uid_of("\n".join(head.strip().casefold() for head in header))
    names = hints.names or hints.remembered.get(mark, {})
    columns = [_column(head, names) for head in header]
    _check(line, header, columns)
    _check_names(line, header, hints.names)
    return Rows(_Table(text, tuple(columns)), mark=mark)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a text, made anew each time: all at once they take five times its room."""

    text: str
    columns: tuple[str, ...]

    def __iter__(self) -> Iterator[Row]:
        records = _records(self.text)
        next(records)
        try:
            yield from limited(_row(line, self.columns, cells) for line, cells in records)
        except _NoRow as broken:  # what stands before it is read all the same
            yield _wrong(broken.line, self.columns, broken.why)


class _NoRow(UsageError):
    """Where a text stops being a table, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"Line {line}: {why}")
        self.line, self.why = line, why


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line on which it begins."""
    said = _SEPARATOR.match(text)
    skipped = 1 if said else 0
    lines = islice(_each_line(text), skipped, None)
    reader = csv.reader(lines, delimiter=said[1] if said else _delimiter(text), strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield line, cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise _NoRow(line, f"this is no row of a table ({error}); mend it.") from None


_SEPARATOR = re.compile("sep=([,;\t|])[\r\n]", re.IGNORECASE)
"""A first line that tells Excel what parts the cells."""


def _each_line(text: str) -> Iterator[str]:
    """The lines with their ends, whichever they are; a StringIO takes four times its text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _delimiter(text: str) -> str:
    """The sign that parts the header into the most columns."""
    head = next(_each_line(text), "")
    return max(DELIMITERS, key=head.count)


def _column(head: str, names: Mapping[str, str]) -> str:
    """The column that a head means: its own name however it is spelt, or what `names` says."""
    spelt = "_".join(unguarded(head).strip().lower().replace("-", " ").split())
    return names.get(head.strip().casefold(), spelt)


def _check(line: int, header: Sequence[str], columns: Sequence[str]) -> None:
    unknown = [
        head for head, name in zip(header, columns, strict=True) if name not in ("", *COLUMNS)
    ]
    if unknown:
        raise UsageError(
            f"Line {line}: unknown column {', '.join(map(shown, unknown[:9]))}; the columns are "
            f"{', '.join(COLUMNS)}. Say what it is with --map {quoted(_safe(unknown[0]) + '=note')}, or "
            f"leave it out with --map {quoted(_safe(unknown[0]) + '=')}."
        )
    twice = next((name for name in columns if name and columns.count(name) > 1), "")
    if twice:
        raise UsageError(f"Line {line}: the column {twice} is there twice; keep one of them.")
    missing = [name for name in REQUIRED if name not in columns]
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


def _safe(head: str) -> str:
    return shown(head).strip('"')


def _wrong(line: int, columns: tuple[str, ...], why: str) -> Row:
    return Row(f"Line {line}", columns, [""] * len(columns), wrong=why)


def _row(line: int, columns: tuple[str, ...], cells: Sequence[str]) -> Row:
    if len(cells) != len(columns):
        wrong = (
            f"it has {counted(len(cells), 'cell')} where the header has {len(columns)}; a text "
            "with a delimiter or a line break in it must stand in double quotes."
        )
        return _wrong(line, columns, wrong)
    if GUARD in "".join(cells):  # few rows, and asking each cell takes longer than all else
        cells = list(map(unguarded, cells))
    return Row(f"Line {line}", columns, cells)
