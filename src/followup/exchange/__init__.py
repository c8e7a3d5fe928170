"""Other programs' files, in and out: one file a format. Pure: no store, no terminal, no open files."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from followup.errors import UsageError
from followup.exchange import csv, ics, json, vcard
from followup.exchange.values import Found, Hints, Kept


class Format(NamedTuple):
    """A format: how what is kept becomes text, piece by piece, and what the bytes of a file say.

    `mark` is what a file of the format begins with, whatever its name.
    """

    write: Callable[[Kept], Iterator[str]]
    read: Callable[[bytes, Hints], Found]
    suffixes: tuple[str, ...]
    marks: tuple[bytes, ...] = ()


FORMATS = {
    "csv": Format(csv.write, csv.read, (".csv", ".tsv", ".txt")),
    "json": Format(json.write, json.read, (".json",), (b"{", b"[")),
    "vcard": Format(vcard.write, vcard.read, (".vcf", ".vcard"), (b"BEGIN:VCARD",)),
    "vcard4": Format(vcard.write_4, vcard.read, ()),
    "ics": Format(ics.write, ics.read, (".ics", ".ical", ".ifb"), (b"BEGIN:VCALENDAR",)),
}


def named(name: str) -> Format:
    """The format of that name. UsageError where there is none."""
    if name.strip().lower() in FORMATS:
        return FORMATS[name.strip().lower()]
    raise UsageError(f"There is no format {name[:40]!r}; choose {', '.join(FORMATS)}.")


def of_file(path: str, content: bytes) -> Format:
    """The format of a file: by the end of its name, else by how it begins, else CSV."""
    for one in FORMATS.values():
        if path.lower().endswith(one.suffixes):
            return one
    begins = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    for one in FORMATS.values():
        if begins.startswith(one.marks):
            return one
    return FORMATS["csv"]
