"""Bytes into text: UTF-8 and UTF-16, with or without their mark, are read; others are named."""

import codecs
import re
from contextlib import suppress

from followup.domain.errors import UsageError

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
    told = f"Line {line}: the byte 0x{content[at]:02X} is not UTF-8"
    controls = sum(byte < 32 and byte not in b"\t\n\r\x1b" for byte in content[:4096])
    if controls:
        return UsageError(f"{told}; the file is no text. Name the file that was exported.")
    name = _likely(content[:65536])
    if not name:
        return UsageError(f"{told}. Save it as UTF-8 in the program that it is from.")
    return UsageError(f"{told}; it looks like {name}. {_save(name)}")


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
