"""The house as its README shows it: which room may import which, and what only one room knows."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import followup

SOURCE = Path(followup.__file__).parent
ROOMS = (
    "__main__", "cli", "output", "integrations", "services", "formats", "delivery", "notes",
    "scheduler", "store", "domain",
)  # fmt: skip
"""From the top: a room imports from itself and from those after it."""

KNOW_THE_OUTSIDE = ("__main__", "cli", "output", "integrations", "services", "store")
"""The rooms that may ask `environment.py` for the day, the terminal and the directories."""


@dataclass(frozen=True)
class Module:
    """A module of ours: its dotted name without `followup.`, and its syntax."""

    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    def imports(self) -> Iterator[str]:
        """Dotted names of all that is imported anywhere in it, functions and type checks too."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (one.name for one in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{self.name}: a relative import"
                yield from (f"{node.module}.{one.name}" for one in node.names)

    def of_ours(self) -> set[str]:
        """The modules of ours that it imports, without `followup.`."""
        named = (one.removeprefix("followup.") for one in self.imports() if _is_ours(one))
        return {found for one in named if (found := _module_of(one))} - {self.name}

    def texts(self) -> Iterator[str]:
        """Its texts, those that document something left out."""
        documentation = {node.value for node in self.nodes if isinstance(node, ast.Expr)}
        for node in self.nodes:
            if isinstance(node, ast.Constant) and node not in documentation:
                yield str(node.value)

    def attributes(self) -> set[str]:
        """What is asked of modules and values, as `os.environ`, and bare names that are called."""
        calls = {ast.unparse(node.func) for node in self.nodes if isinstance(node, ast.Call)}
        return calls | {ast.unparse(node) for node in self.nodes if isinstance(node, ast.Attribute)}


@cache
def modules() -> dict[str, Module]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, ast.parse(path.read_text("utf-8")))
    return found


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] == "followup"


def _module_of(name: str) -> str:
    """The module that a name is of: itself, or what it is taken from."""
    if name in modules() or "." not in name:
        return name if name in modules() else ""
    return _module_of(name.rpartition(".")[0])


def in_rooms(*rooms: str) -> list[Module]:
    return [one for one in modules().values() if one.room in rooms]


def in_other_rooms(*rooms: str) -> list[Module]:
    return [one for one in modules().values() if one.room not in rooms]


def test_every_module_is_in_a_room() -> None:
    assert {one.room for one in modules().values()} == {"", "environment", *ROOMS}


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_down_the_list_of_rooms_only(room: str) -> None:
    below = {*ROOMS[ROOMS.index(room) :], ""}
    if room in KNOW_THE_OUTSIDE:
        below.add("environment")
    up = [
        f"{one.name} imports {other}"
        for one in in_rooms(room)
        for other in one.of_ours()
        if other.partition(".")[0] not in below
    ]
    assert up == []


def test_the_environment_imports_values_alone() -> None:
    assert {one.partition(".")[0] for one in modules()["environment"].of_ours()} <= {"domain"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter({one.name: one.of_ours() for one in modules().values()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("sqlmodel", ("store",)),
        ("sqlalchemy", ("store",)),
        ("sqlite3", ("store",)),
        ("typer", ("cli",)),
        ("rich", ("cli", "output")),
        ("readline", ("cli",)),
        ("termios", ("cli",)),
        ("mcp", ("cli",)),
    ],
)
def test_a_library_is_known_in_its_rooms_only(library: str, rooms: tuple[str, ...]) -> None:
    knowing = [
        one.name
        for one in in_other_rooms(*rooms)
        if library in {name.partition(".")[0] for name in one.imports()}
    ]
    assert knowing == []


SQL = re.compile(
    r"\b(SELECT .* FROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA \w"
    r"|WHERE \w|ORDER BY|GROUP BY|BETWEEN :|LIKE [:'])|\b\w+ (=|<>|<|>|<=|>=) ('\w|:\w)"
    r"|\b(AND|OR) (NOT )?\w+ (=|<|>|<>|<=|>=|IS) ",
    re.DOTALL,
)


def test_sql_stands_in_the_store_only() -> None:
    holding = [
        f"{one.name}: {text[:60]}"
        for one in in_other_rooms("store")
        for text in one.texts()
        if SQL.search(text)
    ]
    assert holding == []


TERMINAL = re.compile(r"(^|\.)(isatty|get_terminal_size|getch|getpass|input)$")


def test_few_rooms_know_a_terminal() -> None:
    knowing = [
        f"{one.name}: {name}"
        for one in in_other_rooms("cli", "output", "environment")
        for name in one.attributes()
        if TERMINAL.search(name)
    ]
    assert knowing == []


OUTSIDE = re.compile(
    r"os\.(environb?|getenv)|time\.(time|time_ns|localtime|gmtime)"
    r"|(datetime\.)?(date|datetime)\.(now|utcnow|today)"
)
"""Variables of the process and the time of day; how long something takes is neither."""


def test_only_the_environment_reads_variables_and_the_clock() -> None:
    reading = [
        f"{one.name}: {name}"
        for one in in_other_rooms("environment")
        for name in {*one.attributes(), *one.imports()}
        if OUTSIDE.fullmatch(name)
    ]
    assert reading == []
