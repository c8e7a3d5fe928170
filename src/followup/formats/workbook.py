"""Workbooks of spreadsheet programs: the first sheet that holds a table, read as one."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from followup.domain import install_hint
from followup.domain.errors import UsageError, WorldError
from followup.domain.records import Cards, Hints, Rows
from followup.formats import table

LARGEST = 256 * 1024 * 1024
"""Bytes that the parts of a workbook may have when they are unpacked."""

SAVE = "save the sheet as CSV (in UTF-8), and name that file"


def read(content: bytes, hints: Hints) -> Rows | Cards:
    """The rows of the first sheet that has any; see `table.read`.

    UsageError where there is none. WorldError where the library is not there.
    """
    sheets = _sheets(content)
    rows = next((rows for rows in sheets if len(rows) > 1), None)
    if rows is None:
        raise UsageError(f"The file is a workbook without a table that can be read; {SAVE}.")
    return table.read(partial(_records, rows), hints)


def _sheets(content: bytes) -> Iterator[list[list[Any]]]:
    """The cells of each sheet."""
    try:
        import python_calamine  # 7 ms, an extra; reads 1,000 rows in 25 ms, and openpyxl in 500
    except ImportError:
        raise WorldError(
            f"The file is a workbook: {SAVE}, or install what reads it: "
            f"{install_hint.command('python-calamine')}"
        ) from None
    _check_size(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = list(book.sheet_names)
    except (python_calamine.CalamineError, OSError, ValueError):
        return
    for name in names:
        try:
            yield book.get_sheet_by_name(name).to_python()
        except (python_calamine.CalamineError, OSError, ValueError):
            continue


def _check_size(content: bytes) -> None:
    """UsageError for an archive that unpacks to more than LARGEST bytes, or for none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UsageError(f"The file is a damaged workbook; {SAVE}.") from None
    if size > LARGEST:
        raise UsageError(f"The workbook unpacks to {size:,} bytes, too many to be read; {SAVE}.")


def _records(rows: list[list[Any]]) -> Iterator[table.Record]:
    """Each row that is not blank, by its number."""
    for number, cells in enumerate(rows, 1):
        texts = [_text(cell) for cell in cells]
        if any(map(str.strip, texts)):
            yield number, texts


def _text(cell: Any) -> str:
    """A cell as somebody would type it."""
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
