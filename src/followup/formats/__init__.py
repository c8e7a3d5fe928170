"""Other programs' files, in and out: one file a format. Pure: no store, no terminal, no open files."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from followup.domain.errors import UsageError
from followup.domain.records import Found, Hints, StoredRecords
from followup.formats import icalendar, json, table, vcard


class Format(NamedTuple):
    """A format: how what is kept becomes text, piece by piece, and what the bytes of a file say.

    `write` is None for what is only read. `marks` are what a file of the format begins with,
    whatever its name.
    """

    write: Callable[[StoredRecords], Iterator[str]] | None
    read: Callable[[bytes, Hints], Found]
    suffixes: tuple[str, ...]
    marks: tuple[bytes, ...] = ()


READ = {
    "csv": Format(table.write_csv, table.read_csv, (".csv", ".tsv")),
    "json": Format(json.write, json.read, (".json",), (b"{", b"[")),
    "vcard": Format(
        vcard.write, vcard.read, (".vcf", ".vcard"), (b"BEGIN:VCARD", b"BEGIN:VADDRESSBOOK")
    ),
    "vcard4": Format(vcard.write_4, vcard.read, ()),
    "ics": Format(
        icalendar.write, icalendar.read, (".ics", ".ical", ".ifb"), (b"BEGIN:VCALENDAR",)
    ),
    "mail": Format(
        None,
        icalendar.read_mail,
        (".eml",),
        (b"RECEIVED:", b"RETURN-PATH:", b"DELIVERED-TO:", b"MIME-VERSION:", b"MESSAGE-ID:"),
    ),
    "workbook": Format(None, table.read_workbook, (".xlsx", ".xlsm", ".ods"), (b"PK\x03\x04",)),
}
"""Every format that is read, by name."""

FORMATS = {name: one.write for name, one in READ.items() if one.write}
"""How each format that is written is written."""

UNREAD = (
    ((".msg",), b"", "The file is a message of Outlook; save it there as .eml, or as .ics."),
    (
        (".xls", ".numbers"),
        b"",
        f"The file is a workbook; {table.SAVE_AS_CSV}, or save it as .xlsx.",
    ),
    ((), b"\xd0\xcf\x11\xe0", "The file is of an old Office program; save it as .eml or CSV."),
    ((".pdf",), b"%PDF", "The file is a PDF; name the table or the invitation itself."),
    ((".html", ".htm"), b"<!DOCTYPE", "The file is a web page; export the table as CSV."),
)
"""What is often exported and cannot be read, by the end of its name or its first bytes."""


def writer(name: str) -> Callable[[StoredRecords], Iterator[str]]:
    """What writes the format of that name. UsageError where there is none."""
    write = FORMATS.get(name.strip().lower())
    if write:
        return write
    raise UsageError(f"There is no format {name[:40]!r}; choose {', '.join(FORMATS)}.")


def of_file(path: str, content: bytes) -> Format:
    """The format of a file: by the end of its name, else by how it begins, else CSV.

    UsageError where the two say different things, and for what is no format of ours.
    """
    begins = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    name = path.lower()
    for suffixes, mark, why in UNREAD:
        if name.endswith(suffixes) or (mark and begins.startswith(mark.upper())):
            raise UsageError(why)
    begun = next((name for name, one in READ.items() if begins.startswith(one.marks)), "")
    by_name = next((one for one in READ if name.endswith(READ[one].suffixes)), "")
    if by_name and begun and begun != by_name:
        raise UsageError(
            f"The file is named as {by_name} and begins as {begun}; let its name end with "
            f"{READ[begun].suffixes[0]}."
        )
    return READ[by_name or begun or "csv"]
