"""Completion: the scripts for the shells, and what may stand at the end of a line. Pure.

Every script hands over its shell's name and the line up to the cursor, and reads one candidate a
line: the whole word as it may stand there, for bash quoted already, then a tab and what it means.
An empty line says that the name of any file may stand there.
"""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence

from followup.domain import kinds, model
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.environment import World
from followup.integrations.manpage import Command, Option
from followup.store import queries
from followup.store.connection import Ask, Row, connect

SHELLS = ("bash", "zsh", "fish")

ANY_FILE = "\n"


class Candidate(Frozen):
    """A word that may stand there, and what it means; empty where it speaks for itself."""

    word: str
    meaning: str = ""


class CompletionRequest(Frozen):
    """A value that is being typed: an argument (`WHICH`) or an option (`--stage`) of a command.

    `command` is the words that call it, as `contact show`; `begun` is what there is of the value.
    """

    command: str
    name: str
    begun: str


Values = Callable[[CompletionRequest], Sequence[Candidate] | None]
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
    typed_line = typed(command_line)
    candidates = _Place(root, typed_line.words).candidates(typed_line.word, values)
    if candidates is None:
        return ANY_FILE
    fitting = (candidate for candidate in candidates if _continues(candidate.word, typed_line.word))
    return "".join(_said(shell, typed_line, one) for one in dict.fromkeys(fitting))


def _continues(word: str, begun: str) -> bool:
    """Whether a word goes on as it was begun, in any case, and can be typed on one line at all."""
    return word == line(word) and (not begun or fold(word).startswith(fold(begun)))


class TypedLine(Frozen):
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


def _said(shell: str, typed_line: TypedLine, candidate: Candidate) -> str:
    word = typed_line.quoted(candidate.word) if shell == "bash" else candidate.word
    return f"{word}\t{line(candidate.meaning)}\n" if word else ""


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
            return values(CompletionRequest(self.path, self.awaits.name, word))
        if not self._is_option(word):
            return self._arguments(word, values)
        if not given:
            return self._options()
        found = values(CompletionRequest(self.path, name, begun))
        return found and [Candidate(f"{name}={one.word}", one.meaning) for one in found]

    def _arguments(self, word: str, values: Values) -> Iterable[Candidate] | None:
        command = self.command
        if command.commands:
            return [] if self.arguments else [Candidate(c.name, c.help) for c in command.commands]
        if self.arguments >= len(command.arguments):
            return [] if self.only_arguments else self._options()
        found = values(CompletionRequest(self.path, command.arguments[self.arguments].name, word))
        if found is None or self.only_arguments:
            return found
        return [one for one in found if not one.word.startswith("-")]  # it would be an option

    def _options(self) -> Iterator[Candidate]:
        for option in self.command.options:
            if not self.given & set(option.spellings):
                yield from (
                    Candidate(name, option.help) for name in option.spellings if name[:2] == "--"
                )


CURSOR = "\0"
"""Stands at the cursor while the line is read: no command line holds it."""

OPTION = re.compile(r"--[\w-]+=")

LAST_WORD = re.compile(r"(?:\\.|[^\s\\])*\\?$")

CUTS = re.compile(r"(?<!\\)[:@=]")
"""Readline takes what follows one of these, unquoted, for the word, and keeps what is before."""


def typed(line: str) -> TypedLine:
    """Read a line that begins with the program's name, or with variables set for it."""
    for quote in ("", '"', "'"):
        try:
            words = shlex.split(line.replace(CURSOR, "") + CURSOR + quote)
        except ValueError:  # this is not the quotation mark that is open
            continue
        while len(words) > 1 and re.match(r"\w+=", words[0]):
            del words[0]
        *before, word = words
        return TypedLine(
            tuple(before[1:]), word.replace(CURSOR, ""), quote, cut=not quote and _is_cut(line)
        )
    return TypedLine((), "")


def _is_cut(line: str) -> bool:
    last = LAST_WORD.search(line)
    return bool(last and CUTS.search(OPTION.sub("", last[0], count=1)))


Source = Callable[[Ask, World, str], Iterable[Candidate]]


def values(world: World) -> Values:
    """What each value may be, as far as it is known. WorldError where the store cannot be read."""

    def known(wanted: CompletionRequest) -> Sequence[Candidate] | None:
        if wanted.name in FILES:
            return _copies(world, wanted.begun) if wanted.command == "restore" else None
        named = f"{wanted.command} {wanted.name}".strip()
        source = SOURCES.get(named) or SOURCES.get(wanted.name, _words())
        with connect(world.store, hurried=True) as ask:
            return list(source(ask, world, wanted.begun))

    return known


def _words(*allowed: str) -> Source:
    return lambda *_: [Candidate(word) for word in allowed]


def _job(row: Row) -> str:
    return f"{row['company']} · {row['role']}" if row["role"] else str(row["company"])


def _companies(ask: Ask, _: World, begun: str) -> Iterator[Candidate]:
    return (Candidate(name) for name in queries.companies_begun(ask, _folded(begun)))


def _people(ask: Ask, _: World, begun: str) -> Iterator[Candidate]:
    return (Candidate(name, company) for name, company in queries.people_begun(ask, _folded(begun)))


def _folded(begun: str) -> str:
    return fold(begun) if begun else ""


def _followups(ask: Ask, world: World, _: str) -> Iterator[Candidate]:
    for row in queries.pending_to_complete(ask, world.today):
        whom = kinds.whom(row["kind"], row["contact"])
        what = kinds.label(row["kind"])
        yield Candidate(str(row["id"]), f"{what}{whom}, {_job(row)}")


def _interviews(ask: Ask, _world: World, _: str) -> Iterator[Candidate]:
    for row in queries.interviews_to_complete(ask):
        yield Candidate(str(row["id"]), f"{row['day']}, {row['stage']} with {_job(row)}")


def _changes(ask: Ask, _world: World, _: str) -> Iterator[Candidate]:
    for row in queries.changes_to_complete(ask):
        yield Candidate(str(row["id"]), f"{row['command']}: {row['summary']}")


def _copies(world: World, begun: str) -> list[Candidate] | None:
    """The numbers of the copies that begin so; None where there are none, for any file's name."""
    from followup.store import backup  # 20 ms

    numbered = enumerate(backup.copies(world.store), 1)
    return [
        Candidate(str(number), f"{one.made_on} {one.at}, {one.why}")
        for number, one in numbered
        if str(number).startswith(begun)
    ] or None


def _months(*_: object) -> Iterator[Candidate]:
    from followup.services.calendar import NAMES, SHIFTS

    return (Candidate(name.lower()) for name in (*SHIFTS, *NAMES))


def _which(ask: Ask, world: World, begun: str) -> Iterator[Candidate]:
    """Numbers, and once a letter has been typed names."""
    yield from _followups(ask, world, begun)
    if begun:
        yield from _named(ask, world, begun)


def _named(ask: Ask, world: World, begun: str) -> Iterator[Candidate]:
    yield from _companies(ask, world, begun)
    yield from _people(ask, world, begun)


def _application(ask: Ask, world: World, begun: str) -> Iterator[Candidate]:
    """Companies, and once something has been typed numbers and people."""
    yield from _companies(ask, world, begun)
    if begun:
        yield from _interviews(ask, world, begun)
        yield from _people(ask, world, begun)


def _keys(_ask: Ask, _world: World, _: str) -> Iterator[Candidate]:
    from followup.domain.config import KEYS, all_names

    for name in all_names():
        yield Candidate(name, KEYS[name].meaning if name in KEYS else "")


def _templates(_ask: Ask, world: World, _: str) -> Iterator[Candidate]:
    from followup.services import user_templates

    for one in user_templates.listing(world):
        yield Candidate(str(one.name), one.path or "built in")


def _forms(*_: object) -> Iterator[Candidate]:
    from followup.delivery.forms import FORMS

    return (Candidate(name) for name in FORMS)


def _formats(*_: object) -> Iterator[Candidate]:
    from followup.formats import FORMATS

    return (Candidate(name) for name in FORMATS)


FILES = ("FILE", "--out", "--svg")

SOURCES: dict[str, Source] = {
    "WHICH": _which,
    "COMPANY": _application,
    "NAME": _people,
    "TEXT": _named,
    "KEY": _keys,
    "TEMPLATE": _templates,
    "FORMAT": _formats,
    "--company": _companies,
    "--with": _people,
    "--without": _people,
    "--kind": _words(*kinds.KINDS),
    "--stage": _words(*model.STAGES),
    "--channel": _words(*model.CHANNELS),
    "--outcome": _words(*model.OUTCOMES, "open"),
    "--field": _words("sales", "government"),
    "--show-completion": _words(*SHELLS),
    "add COMPANY": _companies,
    "log TEXT": _words(),
    "outcome WHAT": _words(*model.OUTCOMES, "open"),
    "undo NUMBER": _changes,
    "calendar MONTH": _months,
    "draft --format": _forms,
    "import --format": _formats,
    "report --format": _words("text", "csv", "html", "pdf"),
    "list --by": _words("interview", "application"),
    "contact list TEXT": _people,
    "config list WORDS": _keys,
    "remind --system": _words("systemd", "launchd", "cron"),
}
"""By the name of an argument or option, or by that after the words of its command, which wins."""
