"""Completion: the scripts for the shells, and what may stand at the end of a line. Pure.

Every script hands over its shell's name and the line up to the cursor, and reads one candidate a
line: the whole word as it may stand there, for bash quoted already, then a tab and what it means.
An empty line says that the name of any file may stand there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from followup.domain.errors import UsageError
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.integrations.command_tree import Command, Option
from followup.integrations.typed_line import Typed, typed

SHELLS = ("bash", "zsh", "fish")
ANY_FILE = "\n"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may stand there, and what it means; empty where it speaks for itself."""

    word: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is being typed: an argument (`WHICH`) or an option (`--stage`) of a command.

    `command` is the words that call it, as `contact show`; `begun` is what there is of the value.
    """

    command: str
    name: str
    begun: str


Values = Callable[[Wanted], Sequence[Candidate] | None]
"""What a value may be; None where it may be the name of any file."""


def script(shell: str) -> str:
    """The script that completes `followup` in that shell. UsageError for a shell without one."""
    from importlib.resources import files

    name = shell.strip().lower()
    if name not in SHELLS:
        raise UsageError(
            f"There is no completion for “{line(shell)[:40]}”; type bash, zsh or fish."
        )
    return (
        files(__package__)
        .joinpath("completion_scripts", f"followup.{name}")
        .read_text(encoding="utf-8")
    )


def answer(root: Command, shell: str, command_line: str, values: Values) -> str:
    """What a script reads: what may stand at the end of `command_line`."""
    found = typed(command_line)
    candidates = _Place(root, found.words).candidates(found.word, values)
    if candidates is None:
        return ANY_FILE
    fitting = (one for one in candidates if _continues(one.word, found.word))
    return "".join(_said(shell, found, one) for one in dict.fromkeys(fitting))


def _continues(word: str, begun: str) -> bool:
    """Whether a word goes on as it was begun, in any case, and can be typed on one line at all."""
    return word == line(word) and (not begun or fold(word).startswith(fold(begun)))


def _said(shell: str, found: Typed, one: Candidate) -> str:
    word = found.quoted(one.word) if shell == "bash" else one.word
    return f"{word}\t{line(one.meaning)}\n" if word else ""


class _Place:
    """Where a line has got to: its command, what that has been given, and what it waits for."""

    def __init__(self, root: Command, words: Iterable[str]) -> None:
        self.command, self.path = root, ""
        self.arguments = 0
        self.awaits: Option | None = None
        self.given: set[str] = set()
        self.only_arguments = False  # after `--`
        for word in words:
            self._take(word)

    def _take(self, word: str) -> None:
        if self.awaits:
            self.awaits = None
        elif self._is_option(word):
            self._take_option(word)
        elif (inner := self.command.command(word)) and not self.arguments:
            self.command, self.path = inner, f"{self.path} {word}".strip()
        else:
            self.arguments += 1

    def _is_option(self, word: str) -> bool:
        return word.startswith("-") and not self.only_arguments

    def _take_option(self, word: str) -> None:
        name, given, _ = word.partition("=")
        option = self.command.option(name)
        self.only_arguments = name == "--"
        if option and not option.repeatable:
            self.given.update(option.spellings)
        if option and option.value and not given:
            self.awaits = option

    def candidates(self, word: str, values: Values) -> Iterable[Candidate] | None:
        """What may stand here where `word` was begun; None for the name of any file."""
        name, given, begun = word.partition("=")
        if self.awaits:
            return values(Wanted(self.path, self.awaits.name, word))
        if not self._is_option(word):
            return self._arguments(word, values)
        if not given:
            return self._options()
        found = values(Wanted(self.path, name, begun))
        return found and [Candidate(f"{name}={one.word}", one.meaning) for one in found]

    def _arguments(self, word: str, values: Values) -> Iterable[Candidate] | None:
        command = self.command
        if command.commands:
            return [] if self.arguments else [Candidate(c.name, c.help) for c in command.commands]
        if self.arguments >= len(command.arguments):
            return [] if self.only_arguments else self._options()
        found = values(Wanted(self.path, command.arguments[self.arguments].name, word))
        if found is None or self.only_arguments:
            return found
        return [one for one in found if not one.word.startswith("-")]  # it would be an option

    def _options(self) -> Iterator[Candidate]:
        for one in self.command.options:
            if not self.given & set(one.spellings):
                yield from (Candidate(name, one.help) for name in one.spellings if name[:2] == "--")
