"""Other programs' files, in and out: one file a format. Pure: no store, no terminal, no open files."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from followup.domain.errors import UsageError
from followup.domain.records import Found, Hints, StoredRecords
from followup.formats import csv, icalendar, json, vcard


class Format(NamedTuple):
    """A format: how what is kept becomes text, piece by piece, and what the bytes of a file say.

    `mark` is what a file of the format begins with, whatever its name.
    """

    write: Callable[[StoredRecords], Iterator[str]]
    read: Callable[[bytes, Hints], Found]
    suffixes: tuple[str, ...]
    marks: tuple[bytes, ...] = ()


FORMATS = {
    "csv": Format(csv.write, csv.read, (".csv", ".tsv")),
    "json": Format(json.write, json.read, (".json",), (b"{", b"[")),
    "vcard": Format(vcard.write, vcard.read, (".vcf", ".vcard"), (b"BEGIN:VCARD",)),
    "vcard4": Format(vcard.write_4, vcard.read, ()),
    "ics": Format(
        icalendar.write, icalendar.read, (".ics", ".ical", ".ifb"), (b"BEGIN:VCALENDAR",)
    ),
}


def named(name: str) -> Format:
    """The format of that name. UsageError where there is none."""
    if name.strip().lower() in FORMATS:
        return FORMATS[name.strip().lower()]
    raise UsageError(f"There is no format {name[:40]!r}; choose {', '.join(FORMATS)}.")


def of_file(path: str, content: bytes) -> Format:
    """The format of a file: by the end of its name, else by how it begins, else CSV.

    UsageError where the two say different things.
    """
    begins = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    begun = next((name for name, one in FORMATS.items() if begins.startswith(one.marks)), "")
    for name, one in FORMATS.items():
        if path.lower().endswith(one.suffixes):
            if begun and begun != name:
                raise UsageError(
                    f"The file is named as {name} and begins as {begun}; let its name end with "
                    f"{FORMATS[begun].suffixes[0]}."
                )
            return one
    return FORMATS[begun or "csv"]
