"""Bytes into text, and the folded lines of properties of iCalendar and vCard.

UTF-8 and UTF-16, with or without their mark, are read; others are named.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from followup.domain.errors import UsageError
from followup.domain.safe_text import CONTROLS

MOST_LINES = 1_000_000
"""As many as the largest file has that is not made of blank lines."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (re.compile(rb"[^\0]\0\0\0|\0\0\0[^\0]"), "utf-32"),
    (re.compile(rb"[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0[^\0]"), "utf-16-be"),
)
"""How a file begins whose first sign is of ASCII, as in every format that is read."""

_KANA = re.compile("[\u3041-\u30ff]")
_APART = re.compile(rb"[\x80-\xff]+")

_UNWRITTEN = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
"""Charsets of Python's own; punycode takes minutes for a megabyte."""


def written(charset: str) -> str:
    """A charset that other programs write in. LookupError for another."""
    try:
        if codecs.lookup(charset).name in _UNWRITTEN:
            raise LookupError(charset)
    except ValueError:  # with a null character
        raise LookupError(charset) from None
    return charset


def decoded(content: bytes) -> str:
    """The text of a file, its mark taken off. UsageError, with the line, for another encoding."""
    mark, encoding = _begins(content)
    if encoding == "utf-32":
        raise UsageError(f"The file is UTF-32. {_save('UTF-32')}")
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(content[len(mark) :], encoding, error.start) from None


def lined(content: bytes, most: int = MOST_LINES) -> str:
    """The text of a file that has at most so many lines; UsageError beyond, and as `decoded`."""
    text = decoded(content).replace("\r\r\n", "\r\n")  # some mail programs double them
    count = text.count("\n") + text.count("\r")
    if count > most:
        count -= text.count("\r\n")  # which takes longer than both
    if count > most:
        raise UsageError(f"The file has {count:,} lines; at most {most:,} are read. Split it.")
    return text


def _begins(content: bytes) -> tuple[bytes, str]:
    """The mark of a file and its encoding: UTF-8 where nothing says another."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    return b"", next((name for begins, name in _UNMARKED if begins.match(content)), "utf-8")


def _not_text(content: bytes, encoding: str, at: int) -> UsageError:
    if encoding != "utf-8":
        return UsageError(f"The file is broken UTF-16, from byte {at:,} on; save it again.")
    line = content.count(b"\n", 0, at) + 1
    text = f"Line {line}: the byte 0x{content[at]:02X} is not UTF-8"
    controls = sum(byte < 32 and byte not in b"\t\n\r\x1b" for byte in content[:4096])
    if controls:
        return UsageError(f"{text}; the file is no text. Name the file that was exported.")
    name = _likely(content[:65536])
    if not name:
        return UsageError(f"{text}. Save it as UTF-8 in the program that it is from.")
    return UsageError(f"{text}; it looks like {name}. {_save(name)}")


def _likely(content: bytes) -> str:
    """The encoding that bytes are likely to be in; empty where several are as likely."""
    for name in ("SHIFT_JIS", "EUC-JP"):
        with suppress(UnicodeDecodeError):
            if _KANA.search(codecs.getincrementaldecoder(name)().decode(content)):
                return name
    letters = _APART.findall(content)
    if sum(len(one) > 1 for one in letters) > len(letters) / 2:
        return ""  # whole words of such bytes: of the many that are not Latin
    # the signs that Latin-1 leaves to controls are letters and quotes on Windows
    return "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in content) else "ISO-8859-1"


def _save(name: str) -> str:
    return f"Save it as UTF-8, or convert it: iconv -f {name} -t UTF-8 OLD > NEW"


OCTETS = 75
"""How long a line may be at the most, without its end."""

BREAKS = dict.fromkeys(map(ord, "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), "\\n")
"""What some reader takes as the end of a line."""

ESCAPES = {**BREAKS, ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,"}


class Line(NamedTuple):
    """One property. `params` has upper case names; one without a value is its own (`;HOME`)."""

    number: int
    name: str
    params: dict[str, list[str]]
    value: str


def escaped(text: str) -> str:
    """`text` as the value of a property: nothing in it parts, ends or begins anything."""
    return text.replace("\r\n", "\n").translate(ESCAPES).translate(CONTROLS)


def folded(line: str) -> str:
    """A property on lines of at most OCTETS, cut between characters, each with its CR LF."""
    rows, room = [""], OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            rows.append(" ")
            room = OCTETS - 1
        rows[-1] += sign
        room -= size
    return "".join(f"{row}\r\n" for row in rows)


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; a soft break ends in `=` (vCard 2.1)."""
    number, parts = 1, [""]
    soft, quoted = False, None
    for count, row in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if soft or row.startswith((" ", "\t")):
            parts.append(row if soft else row[1:])
        else:
            yield number, "".join(parts)
            number, parts = count, [row]
            quoted = None
        if row.endswith("=") and quoted is None:
            quoted = _is_quoted(parts[0])  # once: the line may have megabytes
        soft = row.endswith("=") and bool(quoted)
        if soft:
            parts[-1] = parts[-1][:-1]
    yield number, "".join(parts)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def parsed(number: int, line: str) -> Line:
    """The property that an unfolded line is. UsageError, with the line, where it is none."""
    head, colon, value = _parted(line)
    if head.count(";") + head.count(",") > MOST_PARAMETERS:
        raise UsageError(
            f"Line {number}: this property has more than {MOST_PARAMETERS:,} parameters; the file "
            "is damaged. Export it again."
        )
    name, *pieces = _split(head, ";", _QUOTED)
    name = name.rpartition(".")[2].strip().upper()
    if not colon or not re.fullmatch(r"[A-Z0-9-]+", name):
        raise UsageError(
            f"Line {number}: this is no property such as NAME:value; the file is damaged or is "
            "something else than its name says."
        )
    params: dict[str, list[str]] = {}
    for one in pieces:
        key, _, told = one.partition("=")
        values = [part.strip('"') for part in _split(told, ",", _QUOTED)]
        params.setdefault(key.strip().upper(), []).extend(values)
    return Line(number, name, params, _plain(number, params, value))


MOST_PARAMETERS = 1_000
"""How many parameters and values of them a property may have; address books write a dozen."""

_QUOTED = re.compile(r'"[^"]*"?|[;,]|[^";,]+')
_ESCAPED = re.compile(r"\\.|;|[^\\;]+|\\", re.DOTALL)
"""A sign that may part, or signs in which nothing does."""


def _parted(line: str) -> tuple[str, str, str]:
    """Name with parameters, the first colon outside quotes, and the value."""
    head = re.match(r'(?:"[^"]*"|[^":]+)*+', line)
    end = head.end() if head else 0
    return line[:end], line[end : end + 1], line[end + 1 :]


def _split(text: str, sign: str, units: re.Pattern[str]) -> list[str]:
    """`text` at each `sign` that is a unit of its own."""
    parts, start = [], 0
    for unit in units.finditer(text):
        if unit[0] == sign:
            parts.append(text[start : unit.start()])
            start = unit.end()
    return [*parts, text[start:]]


def _plain(number: int, params: dict[str, list[str]], value: str) -> str:
    """The value, decoded where vCard 2.1 encoded it, with U+FFFD for what is cut off or broken.

    UsageError where its charset is none that is known.
    """
    said = {*params.get("ENCODING", ()), *params}
    if "QUOTED-PRINTABLE" not in {one.upper() for one in said}:
        return value
    charset = (params.get("CHARSET") or ["utf-8"])[0]
    try:
        text = quopri.decodestring(value.encode()).decode(written(charset), "replace")
        text.encode()  # utf-7 lets half a character through
    except (LookupError, ValueError):
        raise UsageError(
            f"Line {number}: there is no charset {charset[:40]!r}; export the file again as UTF-8."
        ) from None
    return text


def unescaped(value: str) -> str:
    """The text that a value stands for."""
    return re.sub(r"\\(.)", lambda said: "\n" if said[1] in "nN" else said[1], value)


def components(value: str) -> list[str]:
    """The texts of a value that has several, parted by semicolons (`N`, `ORG`, `ADR`)."""
    return [unescaped(part).strip() for part in _split(value, ";", _ESCAPED)]
