"""CSV: a table with one row an interview and contact, as spreadsheets read and write it.

Several strengths, concerns and promises stand in one cell, one a line; a concern as `concern:
answer`. A cell that a spreadsheet would run begins with an apostrophe, which reading takes off.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from followup.domain.dates import start_text
from followup.domain.model import Concern, Contact, Met, Promise
from followup.domain.records import (
    COLUMNS,
    Cards,
    Hints,
    InterviewRecord,
    Rows,
    StoredRecords,
)
from followup.formats import table
from followup.formats.encoding import lined
from followup.formats.table import PREAMBLE, NoRow

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
    yield table_row(COLUMNS)
    for talk in kept.talks():
        for met in talk.interview.people or (Met(Contact(0, "")),):
            yield table_row(guarded(cell) for cell in _cells(talk, met))


def table_row(cells: Iterable[str]) -> str:
    """One row of a table, with its end."""
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


def read(content: bytes, hints: Hints) -> Rows | Cards:
    """The rows of a table; see `table.read`. UsageError where its text cannot be read."""
    return table.read(partial(_records, lined(content)), hints)


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
                # few rows, and asking each cell takes longer than all else
                yield line, list(map(unguarded, cells)) if GUARD in "".join(cells) else cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise NoRow(line, f"this is no row of a table ({error}); mend it.") from None


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
    """The sign that parts the header, the first line that has one, into the most columns."""
    first = islice(_each_line(text), PREAMBLE)
    head = next((line for line in first if any(map(line.count, DELIMITERS))), "")
    return max(DELIMITERS, key=head.count)
