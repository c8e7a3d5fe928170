"""Stored text is data: the one place that makes it safe for a terminal or a pipe. Pure.

Escape sequences, other control characters and bidirectional overrides never go through; they
are shown as the picture of a space. Line breaks survive only where the caller wants them.
"""

from unicodedata import east_asian_width

CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
"""C0, DEL and C1, line breaks among them."""

BAD = {
    **CONTROLS,
    **dict.fromkeys([0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
BAD_BUT_LINES = {code: sign for code, sign in BAD.items() if code != 0x0A}


def line(text: object) -> str:
    """`text` as one line without anything that could act."""
    said = str(text)
    return said if said.isascii() and said.isprintable() else said.translate(BAD)


def lines(text: object) -> str:
    """The same, with its line breaks kept."""
    return str(text).replace("\r\n", "\n").translate(BAD_BUT_LINES)


def quoted(text: object) -> str:
    """`text` as one word of a command that is shown for typing: no shell finds more in it."""
    said = line(text)
    if not any(sign in said for sign in '"\\$`!'):
        return f'"{said}"'
    return "'" + said.replace("'", "'\\''") + "'"


def named(text: object, columns: int = 0) -> str:
    """The first words of `text` as one word of a command that looks for them; never an option.

    In at most so many columns, its quotes included, where `columns` says so and one word fits.
    """
    said = line(text).lstrip("- ")
    if len(said) > _LONGEST_NAME:
        said = said[:_LONGEST_NAME].rpartition(" ")[0] or said[:_LONGEST_NAME]
    while columns and width(quoted(said)) > columns and " " in said:
        said = said.rpartition(" ")[0]
    return quoted(said)


_LONGEST_NAME = 80
"""Signs of a name that a command is shown with: who types it must see all that it does."""


def acting(text: str) -> str:
    """The first sign of `text` that could act, other than tabs and breaks; empty for none."""
    if text.isprintable():
        return ""
    return next((sign for sign in text if ord(sign) in BAD and not sign.isspace()), "")


def width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if sign in "\u200b\u200c\u200d\u2060\ufeff\ufe0f" or "\u0300" <= sign <= "\u036f":
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def fit(text: str, columns: int) -> str:
    """`text` in exactly `columns` columns: filled with spaces, or cut with an ellipsis."""
    space = columns - width(text)
    if space >= 0:
        return text + " " * space
    kept = ""
    for sign in text:
        if width(kept + sign) > columns - 1:
            break
        kept += sign
    return kept + "…" + " " * (columns - 1 - width(kept))


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns` columns, at least one; its own line breaks stay.

    Breaks between words; a word that is too long alone is broken where the line ends.
    """
    return [row for part in lines(text).split("\n") for row in _wrapped(part, max(columns, 2))]


def with_command(text: str, columns: int) -> list[str]:
    """A sentence wrapped, and below it the command at its end: one line, however long.

    A terminal that breaks it where the screen ends still copies it as one line, to be typed.
    """
    words, colon, command = lines(text).partition(": followup ")
    rows = wrap(f"{words}{colon and ':'}", min(columns, 80))
    return [*rows, f"  followup {command}"] if colon else rows


def fitted(text: str, columns: int) -> list[str]:
    """The lines of `text`, each that is too wide for the screen as `with_command` has it."""
    return [
        row
        for part in lines(text).split("\n")
        for row in ([part] if width(part) <= columns else with_command(part, columns))
    ]


def _wrapped(text: str, columns: int) -> list[str]:
    rows = [""]
    for word in text.split(" "):
        joined = f"{rows[-1]} {word}" if rows[-1] else word
        if width(joined) <= columns:
            rows[-1] = joined
        else:
            rows += _broken(word, columns)
    return [row for row in rows if row] or [""]


def _broken(word: str, columns: int) -> list[str]:
    """A word in pieces that fit; the last one may have room for more."""
    pieces = [""]
    for sign in word:
        if width(pieces[-1] + sign) > columns:
            pieces.append("")
        pieces[-1] += sign
    return pieces


STYLES = {
    "late": "1;31", "overdue": "31", "today": "33", "ready": "32", "head": "1", "faint": "2",
    "here": "7",
}  # fmt: skip
"""How what is pressing, a heading, what matters less and today look on a terminal."""


def paint(text: str, style: str, *, colour: bool) -> str:
    """`text` in that style where there are colours."""
    code = STYLES.get(style)
    return f"\033[{code}m{text}\033[0m" if colour and code and text else text
