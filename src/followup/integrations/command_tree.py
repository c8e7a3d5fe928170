"""The commands as values: what the shell completes and what the manual describes. Pure."""

from collections.abc import Iterator

from followup.domain.frozen import Frozen


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
