"""Files to import that are broken, huge, or try to do more than hold interviews."""

import gzip
import os
import random
import zipfile
from pathlib import Path

HEADER = b"company,role,contact,email,at,note\n"
ROW = b"Acme,Dev,Ann,ann@example.com,2026-03-03T10:00,hi\n"


def _event(lines: bytes) -> bytes:
    """A calendar with one event, whose time is given by these lines."""
    return (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u1\r\n"
        b"DTSTAMP:20260101T000000Z\r\nSUMMARY:Interview\r\n"
        + lines
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


TABLES = {
    "empty.csv": b"",
    "header.csv": HEADER,
    "nul.csv": HEADER + b"A\0B,x,y,z,2026-03-03,\n",
    "bom.csv": b"\xef\xbb\xbf" + HEADER + ROW,
    "utf16.csv": (HEADER + ROW).decode().encode("utf-16"),
    "latin1.csv": HEADER + b"Caf\xe9,Dev,Ren\xe9,a@b.co,2026-03-03T10:00,x\n",
    "quote.csv": HEADER + b'"unterminated,' + ROW * 50,
    "wide.csv": HEADER + b"," * 500_000 + b"\n",
    "bigfield.csv": HEADER + b"A," + b"x" * 2_000_000 + b",c,d,2026-03-03T10:00,n\n",
    "cronly.csv": (HEADER + ROW).replace(b"\n", b"\r"),
    "dup.csv": HEADER + ROW * 3,
    "badrow.csv": HEADER + ROW + b"only,two\n" + ROW,
    "baddate.csv": HEADER + b"A,b,c,d@e.co,31/31/2026,n\n",
    "dde.csv": HEADER + b"\"=cmd|' /C calc'!A0\",x,y,z@e.co,2026-03-03T10:00,n\n",
    "esc.csv": HEADER + b"\x1b]0;x\x07,x,y,z@e.co,2026-03-03T10:00,n\n",
}
"""Tables: encodings, quotes, line ends, widths, dates, and cells that act."""

RECORDS = {
    "deep.json": b"[" * 100_000,
    "deepobj.json": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "bigint.json": b'[{"company":"A","id":' + b"9" * 10_000 + b"}]",
    "nan.json": b'[{"company":NaN,"when":Infinity}]',
    "dupkey.json": b'[{"company":"A","company":"B"}]',
    "wrongtype.json": b'[{"company":{"$gt":""},"when":[1,2]},5,null,"x"]',
    "trunc.json": b'[{"company":"A","when":"2026-03-03T10:00"',
    "surr.json": b'[{"company":"\\ud800","contact":"x","when":"2026-03-03T10:00"}]',
    "proto.json": b'{"__class__":"os.system","py/object":"os.system","!!python/object/apply:os.system":["touch pwned"]}',
}
"""Depth, numbers, types and names that a careless reader would take."""

CALENDARS = {
    "rrule.ics": _event(b"DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=1000000000"),
    "rrule0.ics": _event(
        b"DTSTART:20260101T000000Z\r\nRRULE:FREQ=MONTHLY;INTERVAL=0;BYDAY=MO;BYMONTHDAY=1;UNTIL=20991231T000000Z"
    ),
    "exrule.ics": _event(b"DTSTART:19700101T010000\r\nRRULE:FREQ=MINUTELY\r\nEXRULE:FREQ=MINUTELY"),
    "tzid.ics": _event(b"DTSTART;TZID=../../../../etc/passwd:20260303T100000"),
    "tzdir.ics": _event(b"DTSTART;TZID=Europe:20260303T100000"),
    "tzlong.ics": _event(b"DTSTART;TZID=" + b"A" * 5000 + b":20260303T100000"),
    "tz2.ics": _event(b"DTSTART;TZID=Mars/Olympus:20260303T100000"),
    "year0.ics": _event(b"DTSTART:00000000T000000Z"),
    "year99999.ics": _event(b"DTSTART:999991231T000000Z"),
    "nodt.ics": _event(b"X:1"),
    "mixed.ics": _event(b"DTSTART;VALUE=DATE:20210101\r\nDTEND:20210101T050001Z"),
    "none.ics": _event(b"DTSTART:20260303T100000Z\r\nCREATED:None"),
    "trig.ics": _event(
        b"DTSTART:20260303T100000Z\r\nBEGIN:VALARM\r\nTRIGGER;RELATED=START:PT-2H\r\nEND:VALARM"
    ),
    "attach.ics": _event(b"DTSTART:20260303T100000Z\r\nATTACH:file:///etc/passwd"),
    "trunc.ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM",
    "nest.ics": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000,
    "fold.ics": b"BEGIN:VCALENDAR\r\nX:" + b"a\r\n " * 300_000 + b"\r\nEND:VCALENDAR\r\n",
    "lf.ics": _event(b"DTSTART:20260303T100000Z").replace(b"\r\n", b"\n"),
}
"""Endless repetitions, unknown zones, impossible times, and lines that never end."""

CARDS = {
    "rev.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nN:Ann;;;;\r\nREV:2018-06-07-T081353Z\r\nEND:VCARD\r\n",
    "photo.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b;TYPE=JPEG:"
    + b"QUFB" * 1_000_000
    + b"\r\nEND:VCARD\r\n",
    "qp.vcf": b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=52=75=E2=\r\n=9A=BD\r\nEND:VCARD\r\n",
    "noend.vcf": b"BEGIN:VCARD\r\nFN:Ann",
    "nofn.vcf": b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n",
    "crlf.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve\\nBcc: v@evil.example\r\nEMAIL:a@b.co\\nBcc: x@evil\r\nEND:VCARD\r\n",
}
"""Business cards: encodings, missing ends, and headers inside a name."""

STRANGE = {
    "bin.csv": bytes(range(256)) * 400,
    "yaml.yaml": b"!!python/object/apply:os.system ['touch pwned']\n",
    "pickle.pkl": b"cos\nsystem\n(S'touch pwned'\ntR.",
    "noext": b"hello",
}
"""Bytes that are no text, and files that run code in a careless reader."""


def write_hostile_files(directory: Path, rows: int, rng: random.Random) -> list[Path]:
    """Write them all, the longest table with so many rows; all paths to import from."""
    directory.mkdir()
    long_table = {"long.csv": HEADER + b"".join(map(_row, range(rows)))}
    noise = {f"bin.{ending}": rng.randbytes(100_000) for ending in ("ics", "vcf", "json")}
    contents = {**TABLES, **long_table, **RECORDS, **CALENDARS, **CARDS, **STRANGE, **noise}
    for name, content in contents.items():
        (directory / name).write_bytes(content)
    return [
        *(directory / name for name in contents),
        *_archives(directory),
        *_no_regular_files(directory),
    ]


def _row(number: int) -> bytes:
    return b"Co%d,Dev,Ann,a%d@example.com,2026-03-03T10:00,n\n" % (number, number)


def _archives(directory: Path) -> list[Path]:
    """200 MB of nothing, compressed; and an archive whose file lies outside of it."""
    bomb, slip = directory / "bomb.csv.gz", directory / "slip.zip"
    with gzip.open(bomb, "wb", 9) as compressed:
        for _ in range(200):
            compressed.write(b"\0" * 1_000_000)
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../../pwned", "x")
    return [bomb, slip]


def _no_regular_files(directory: Path) -> list[Path]:
    """A pipe that nobody writes to, a folder, a link to nowhere, an endless device, and nothing."""
    pipe, folder, link = (directory / f"{name}.csv" for name in ("fifo", "dir", "dangling"))
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to("/nonexistent/x")
    return [folder, link, pipe, Path("/dev/zero"), directory / "does-not-exist.csv"]
