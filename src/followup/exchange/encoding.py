"""Bytes into text: UTF-8, with or without its mark, and UTF-16 are read; others are named."""

import codecs

from followup.errors import UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(content: bytes) -> str:
    """The text of a file, its mark taken off. UsageError, with the line, for another encoding."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UsageError(f"The file is UTF-32; {_save('UTF-32')}")
    mark, encoding = next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(content[len(mark) :], encoding, error.start) from None


def _not_text(content: bytes, encoding: str, at: int) -> UsageError:
    if encoding != "utf-8":
        return UsageError(f"The file is broken UTF-16, from byte {at:,} on; save it again.")
    line = content.count(b"\n", 0, at) + 1
    told = f"Line {line}: the byte 0x{content[at]:02X} is not UTF-8"
    controls = sum(byte < 32 and byte not in b"\t\n\r\x1b" for byte in content[:4096])
    if controls:
        return UsageError(f"{told}; the file is no text. Name the file that was exported.")
    # the signs that Latin-1 leaves to controls are letters and quotes on Windows
    name = "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in content[:65536]) else "ISO-8859-1"
    return UsageError(f"{told}; it looks like {name}. {_save(name)}")


def _save(name: str) -> str:
    return f"Save it as UTF-8, or convert it: iconv -f {name} -t UTF-8 OLD > NEW"
