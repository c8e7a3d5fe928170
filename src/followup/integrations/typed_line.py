"""A command line as it was typed up to the cursor, read as a POSIX shell reads it. Pure."""

import re
import shlex
from dataclasses import dataclass

CURSOR = "\0"
"""Stands at the cursor while the line is read: no command line holds it."""

OPTION = re.compile(r"--[\w-]+=")
LAST_WORD = re.compile(r"(?:\\.|[^\s\\])*\\?$")
CUTS = re.compile(r"(?<!\\)[:@=]")
"""Readline takes what follows one of these, unquoted, for the word, and keeps what is before."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The words after the program's name, the one at the cursor apart, all without their quotes.

    `quote` is the quotation mark that is still open at the cursor, empty for none; `cut` says
    that bash would take only a part of the word for the word.
    """

    words: tuple[str, ...]
    word: str
    quote: str = ""
    cut: bool = False

    def quoted(self, value: str) -> str:
        """`value` as bash takes it at the cursor, after the `--option=` that it may begin with.

        Empty where it cannot stand there.
        """
        # between double quotes an exclamation mark would call up an old command
        if self.cut or (self.quote == '"' and "!" in value):
            return ""
        if self.quote == "'":
            return value.replace("'", "'\\''")
        special = r'[\\"$`]' if self.quote else r"[^\w./,+-]"
        option = OPTION.match(value)
        begin = option.end() if option else 0
        return value[:begin] + re.sub(special, r"\\\g<0>", value[begin:])


def typed(line: str) -> Typed:
    """Read a line that begins with the program's name, or with variables set for it."""
    for quote in ("", '"', "'"):
        try:
            words = shlex.split(line.replace(CURSOR, "") + CURSOR + quote)
        except ValueError:  # this is not the quotation mark that is open
            continue
        while len(words) > 1 and re.match(r"\w+=", words[0]):
            del words[0]
        *before, word = words
        return Typed(
            tuple(before[1:]), word.replace(CURSOR, ""), quote, cut=not quote and _is_cut(line)
        )
    return Typed((), "")


def _is_cut(line: str) -> bool:
    last = LAST_WORD.search(line)
    return bool(last and CUTS.search(OPTION.sub("", last[0], count=1)))
