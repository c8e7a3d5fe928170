"""The commands as values, and the manual page made from them, `followup.1`, in mdoc. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from followup.domain.frozen import Frozen
from followup.domain.safe_text import wrap


class Argument(Frozen):
    """A word that a command takes by its place: its name in capitals, and what it means."""

    name: str
    help: str
    required: bool = True


class Option(Frozen):
    """An option: its spellings, the usual one first; `value` names its value, empty for a flag."""

    spellings: tuple[str, ...]
    help: str
    value: str = ""
    repeatable: bool = False

    @property
    def name(self) -> str:
        """The spelling that it goes by."""
        return self.spellings[0]


class Command(Frozen):
    """A command, or a family of them, with what it takes."""

    name: str
    help: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    commands: tuple["Command", ...] = ()

    def command(self, name: str) -> "Command | None":
        """The command of the family that has this name."""
        return next((one for one in self.commands if one.name == name), None)

    def option(self, spelling: str) -> Option | None:
        """The option that is spelt so."""
        return next((one for one in self.options if spelling in one.spellings), None)

    def leaves(self, words: str = "") -> Iterator[tuple[str, "Command"]]:
        """Every command that does something, with the words that call it, in its family's order."""
        path = f"{words} {self.name}".strip()
        if not self.commands:
            yield path, self
        for command in self.commands:
            yield from command.leaves(path)


DESCRIPTION = (
    "Record an interview, and followup knows who must hear from you by when, drafts a note to each "
    "that only you could have written, and plans the next step once you have sent it.",
    "Nothing is sent behind your back, and no data leaves the machine.",
)

WORDS = (
    ("WHICH", "a follow-up's number, or words of its company, role or contact."),
    ("COMPANY", "words of a company and role, or an interview's number."),
    (
        "a day",
        "as people say it: yesterday 3pm, next tue, in 2 weeks, 5bd (business days), dec 1, "
        "2026-12-01 15:00 America/New_York.",
    ),
)

STATUSES = (
    (0, "Done."),
    (1, "The world failed: store, file, disk."),
    (2, "A bad option or value; the error says what to type instead."),
    (3, "Nothing matches, or there is nothing to undo."),
    (4, "Several match; they are listed, and nothing was done."),
    (5, "A check that was asked for found something."),
    (130, "Interrupted."),
)

VARIABLES = (
    ("FOLLOWUP_DB", "The path of the store."),
    ("FOLLOWUP_CONFIG", "The path of the configuration file."),
    ("FOLLOWUP_TODAY", "What day it is: 2026-11-22, or an instant."),
    ("XDG_DATA_HOME, XDG_CONFIG_HOME", "Your directories for data and configuration."),
    ("NO_COLOR", "No colours, if it is set."),
)

FILES = (
    ("~/.local/share/followup/followup.db", "The store, a SQLite database."),
    ("~/.config/followup/config.toml", "The configuration, if you keep one; it wins."),
)

EXAMPLES = (
    (
        "Record an interview:",
        'followup add "Acme Corp" --role "Data analyst" --at "yesterday 3pm" \\\n'
        '    --with "Priya Shah <priya@acme.example>" --decision "next friday"',
    ),
    ("See who must hear from you today, write the note, and take it off the list:",
     "followup\nfollowup draft Priya\nfollowup done Priya"),
    ("Be reminded each morning on which something is due:", "followup remind --install"),
)  # fmt: skip


def page(root: Command, on: date) -> str:
    """The whole page, as of a day."""
    parts = (
        _head(on),
        _synopsis(),
        _described("DESCRIPTION", _prose(DESCRIPTION), _items(WORDS, "Ar")),
        _described("COMMANDS", *(_command(words, one) for words, one in root.leaves())),
        _described("OPTIONS", _options(root.options)),
        _described("ENVIRONMENT", _items(VARIABLES, "Ev")),
        _described("FILES", _items(FILES, "Pa")),
        _described("EXIT STATUS", _items(((str(n), said) for n, said in STATUSES), "")),
        _described("EXAMPLES", _examples()),
    )
    return "".join(f"{row}\n" for part in parts for row in part)


def _head(on: date) -> Iterator[str]:
    yield f".Dd {on:%B} {on.day}, {on.year}"
    yield ".Dt FOLLOWUP 1"
    yield ".Os"
    yield ".Sh NAME"
    yield ".Nm followup"
    yield ".Nd keeps a job seeker's follow-ups"


def _synopsis() -> Iterator[str]:
    yield ".Sh SYNOPSIS"
    yield ".Nm followup"
    yield ".Op Ar command Op Ar argument ..."


def _described(title: str, *parts: Iterable[str]) -> Iterator[str]:
    yield f".Sh {title}"
    for part in parts:
        yield from part


def _command(words: str, command: Command) -> Iterator[str]:
    """A command with its usage, what it is for, and its options."""
    options = [option for option in command.options if option.name not in EVERYWHERE]
    yield f".Ss {_literal(words)}"
    yield f".Nm {_literal(words)}"
    if options:
        yield ".Op Ar option ..."
    for one in command.arguments:
        yield f".Ar {_literal(one.name)}" if one.required else f".Op Ar {_literal(one.name)}"
    yield ".Pp"
    yield from _prose([command.help])
    told = [argument for argument in command.arguments if argument.help]
    yield from _items(((one.name, one.help) for one in told), "Ar")
    yield from _options(options)


EVERYWHERE = ("--help", "-h")
"""What every command has, and is said once."""


def _options(options: Iterable[Option]) -> Iterator[str]:
    yield from _list((_spelt(option), option.help) for option in options)


def _spelt(option: Option) -> str:
    spellings = " , ".join(f"Fl {_literal(name.removeprefix('-'))}" for name in option.spellings)
    return f"{spellings} Ar {_literal(option.value)}" if option.value else spellings


def _items(told: Iterable[tuple[str, str]], macro: str) -> Iterator[str]:
    """A list of names, each under a macro, with what they mean."""
    yield from _list((f"{macro} {_quoted(name)}".strip(), meaning) for name, meaning in told)


def _list(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = list(told)
    if not rows:
        return
    yield ".Bl -tag -width Ds"
    for item, meaning in rows:
        yield f".It {item}"
        yield from _prose([meaning])
    yield ".El"


def _examples() -> Iterator[str]:
    for number, (what, typed) in enumerate(EXAMPLES):
        if number:
            yield ".Pp"
        yield from _prose([what])
        yield ".Bd -literal -offset indent"
        yield from (_literal(row) for row in typed.splitlines())
        yield ".Ed"


def _prose(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences as lines of text, each on lines of its own, as roff wants it."""
    for sentence in sentences:
        for part in re.split(r"(?<=[.?!…]) ", sentence.strip()):
            yield from (_text(row) for row in wrap(part, LONGEST) if row)


LONGEST = 72
"""Characters of a line before what roff needs is put in."""


def _text(row: str) -> str:
    """A line of text that roff takes for nothing else."""
    told = re.sub(r"(?<!\w)-", r"\-", row.replace("\\", r"\e"))
    told = re.sub("`([^`]*)`", r"\\(oq\1\\(cq", told)
    return _ascii(rf"\&{told}" if told[:1] in (".", "'") else told)


def _literal(words: str) -> str:
    """Words to be typed as they stand: a hyphen is no dash."""
    told = words.replace("\\", r"\e").replace("-", r"\-").replace("`", r"\(ga")
    return _ascii(rf"\&{told}" if told[:1] in (".", "'") else told)


def _quoted(name: str) -> str:
    return f'"{_literal(name)}"' if " " in name else _literal(name)


def _ascii(text: str) -> str:
    """Everything beyond ASCII by its number, whatever encoding the reader assumes."""
    return "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in text)
