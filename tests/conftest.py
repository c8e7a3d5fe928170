"""What every test stands on: a home of its own, a day that stands still, and the program twice.

`say` runs a command inside this process, in milliseconds, as the door does for everybody.
`program` runs the installed one, for facts that only a process of its own can show.
"""

import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from followup import environment
from followup.__main__ import answer
from followup.environment import World
from followup.services.context import store_file
from followup.store import backup
from harness.machine import slowness

if TYPE_CHECKING:
    import postgres

TODAY = "2026-11-20"
"""A Friday; the clock stands at its end."""

PATIENCE = 600
"""Seconds after which what a test waits for is taken to hang; no machine is so slow or busy."""

ACME = (
    "add", "Acme Corp", "--role", "Data analyst", "--stage", "panel", "--at", "yesterday 3pm",
    "--with", "Priya Shah <priya@acme.example>, Head of Data",
    "--with", "Tom Lee <tom@acme.example>",
    "--looking-for", "someone to own the reporting stack",
    "--strength", "I built the KPI dashboard that 40 shops use",
    "--concern", "no dbt experience: I moved two pipelines to dbt last spring",
    "--topic", "Priya: the move to dbt", "--topic", "Tom: on-call rota",
    "--decision", "next friday", "--promise", "wednesday: send the dashboard link",
)  # fmt: skip
"""The interview of the README: thank-yous 1 and 2, and the promise, 3."""

GLOBEX = ("add", "Globex", "--role", "Nurse", "--at", "2026-11-12", "--with", "Zoë Ångström")
"""A week ago, with a person and no decision date: a thank-you that is late, and a check-in."""

PYTHONPATH = os.environ.get("PYTHONPATH", "")
"""Where this process was told to find the program, so that every process finds the same one."""

INSTALLED = Path(sys.executable).with_name("followup")
COMMAND = [str(INSTALLED)] if INSTALLED.exists() else [sys.executable, "-m", "followup"]

hypothesis_settings.register_profile(
    "default",
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "ci", hypothesis_settings.get_profile("default"), max_examples=300, print_blob=True
)
hypothesis_settings.register_profile(
    "long", hypothesis_settings.get_profile("default"), max_examples=5_000
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
EXAMPLES = hypothesis_settings().max_examples
"""What the profile asks for; a property whose examples are slow takes a part of them."""

WORLD = World(
    now=datetime(2026, 11, 20, 23, 59, tzinfo=UTC), today=date(2026, 11, 20), zone="UTC",
    store="", config="", config_stamp="", templates="", columns=80, lines=24,
    colour=False, interactive=False,
)  # fmt: skip
"""One without files, for what needs none."""


QUICK = (
    "domain", "scheduler", "notes", "delivery", "output", "services",
    "cli/test_cli_add.py", "cli/test_cli_done.py", "cli/test_cli_why.py",
    "formats/test_csv.py", "store/test_queries.py", "system/test_house.py",
)  # fmt: skip
"""What runs before a commit: the rooms that need no process of their own, and a piece of others."""

NOT_QUICK = ("domain/test_model.py", "domain/test_holidays.py", "domain/test_install_hint.py")
"""What plays random commands, or starts processes and virtual environments."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of QUICK without NOT_QUICK, so that `-m quick` runs them alone."""
    here = Path(__file__).parent
    if items and items[0].config.getoption("--server"):
        items[:] = [
            one
            for one in items
            if str(one.path.relative_to(here)) in ON_SERVER and not one.get_closest_marker("file")
        ]

    for item in items:
        if _is_quick(item.path):
            item.add_marker("quick")


def _is_quick(path: Path) -> bool:
    """Whether a file is of QUICK without NOT_QUICK."""
    here = Path(__file__).parent
    is_in, is_out = (
        any(path.is_relative_to(here / name) for name in names) for names in (QUICK, NOT_QUICK)
    )
    return is_in and not is_out


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read no other file for `-m quick`: that would take a fifth of its time."""
    is_other = collection_path.is_file() and not _is_quick(collection_path)
    return True if is_other and config.option.markexpr == "quick" else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """A process for each core, and one that works while others wait for a server or a terminal."""
    return (os.cpu_count() or 1) + 1


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


Say = Callable[..., Said]
"""Runs one command: its words, and variables of the variables by name."""


ON_SERVER = (
    "cli/test_calendar.py", "cli/test_catch_up.py", "cli/test_cli_add.py",
    "cli/test_cli_applications.py", "cli/test_cli_config.py", "cli/test_cli_done.py",
    "cli/test_cli_due.py", "cli/test_cli_followups.py", "cli/test_cli_list.py",
    "cli/test_cli_why.py", "cli/test_contacts.py", "cli/test_edit.py", "cli/test_import.py",
    "cli/test_list.py", "cli/test_mail_check.py", "cli/test_mcp.py", "cli/test_offers.py",
    "cli/test_remove.py", "cli/test_report.py", "cli/test_search.py", "cli/test_send.py",
    "cli/test_show.py", "cli/test_statistics.py", "formats/test_json.py",
    "store/test_journal.py", "store/test_queries.py", "store/test_undo_numbered.py",
)  # fmt: skip
"""The files whose tests `--server` runs with a store on a server of the tests' own."""


MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory; it may be small, or run no program, as in a container."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Put the files of the tests into memory, where a commit waits for no disk, if it can be."""
    is_controller = not hasattr(config, "workerinput")
    if is_controller and config.option.basetemp is None and _is_roomy(MEMORY):
        place = (
            MEMORY / f"pytest-{os.getpid()}"
        )  # letters drawn by lot would be private words at times
        config.option.basetemp = str(place)
        config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))


def _is_roomy(place: Path) -> bool:
    if not os.access(place, os.W_OK):
        return False
    there = os.statvfs(place)
    return not there.f_flag & os.ST_NOEXEC and there.f_bavail * there.f_frsize > 2**30


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--server`: the tests of ON_SERVER, with their stores on PostgreSQL."""
    parser.addoption("--server", action="store_true", help="run the tests of ON_SERVER there")


@pytest.fixture(scope="session")
def cluster() -> "Iterator[postgres.Cluster]":
    """A PostgreSQL server of the tests' own. The test is skipped where none is installed."""
    import postgres

    programs = postgres.binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.cluster(programs) as found:
        yield found


@pytest.fixture(scope="session")
def database(cluster: "postgres.Cluster") -> str:
    """The URL of a database with followup's schema, for who runs it."""
    return cluster.database()


def place_on_server(request: pytest.FixtureRequest) -> str:
    """The URL of a new place on the server of the tests."""
    return str(request.getfixturevalue("cluster").seeker(request.getfixturevalue("database")))


def state(path: Path) -> tuple[object, ...]:
    """What a file is: enough to notice that somebody touched it."""
    if not path.exists():
        return ()
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode


def variables(home: Path) -> dict[str, str]:
    """All that a command may know of the outside: a home, a store, a day and a zone.

    The store is a file of that home, or with `--server` the one of the test.
    """
    there = os.environ.get("FOLLOWUP_DB", "")
    return {
        "HOME": str(home),
        "FOLLOWUP_DB": there if "://" in there else str(home / "followup.db"),
        "FOLLOWUP_TODAY": TODAY,
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "PATH": os.defpath,
        "PYTHONPATH": PYTHONPATH,
    }


REAL_STORE = Path(environment.home_file("data", "followup.db"))
REAL_CONFIG = Path(environment.home_file("config", "config.toml"))


@pytest.fixture(scope="session", autouse=True)
def _the_real_home_stays_as_it_is() -> Iterator[None]:
    before = state(REAL_STORE), state(REAL_CONFIG)
    yield
    assert (state(REAL_STORE), state(REAL_CONFIG)) == before


@pytest.fixture(scope="session", autouse=True)
def _utc() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Path]:
    """A fresh home, which every test has whether it asks for one or not."""
    place = tmp_path / "home"
    place.mkdir(mode=0o700)
    for name in tuple(os.environ):
        if name.startswith(("FOLLOWUP_", "XDG_")) or name in SCREEN:
            monkeypatch.delenv(name)
    for name, value in variables(place).items():
        monkeypatch.setenv(name, value)
    if not request.config.getoption("--server"):
        yield place
        return
    from followup.store import server

    monkeypatch.setenv("FOLLOWUP_DB", place_on_server(request))
    yield place
    server.close_all()


SCREEN = ("NO_COLOR", "COLUMNS", "LINES", "TERM", "LC_ALL", "LC_CTYPE")


@pytest.fixture
def store(home: Path) -> str:
    """The path of the store that `say`, `program` and `world` use; with `--server` its URL."""
    return os.environ["FOLLOWUP_DB"]


@pytest.fixture
def world(home: Path) -> World:
    """The world as a command sees it: no terminal, the day TODAY, the store of this test."""
    return environment.look()


@pytest.fixture
def say(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in this process."""

    def run(*words: str, **env: str) -> Said:
        with monkeypatch.context() as patch:
            for name, value in env.items():
                patch.setenv(name, value)
            capsys.readouterr()
            status = answer(list(words))
        return Said(status, *capsys.readouterr())

    return run


Begin = Callable[..., None]
"""Gives the test a store in which these commands were run."""

_begun: dict[tuple[tuple[str, ...], ...], Path] = {}


@pytest.fixture
def begin(say: Say, store: str, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    """The store of some commands, private as the program makes it: run once, copied afterwards.

    Only for what is decided by the commands and the day TODAY; what is beside the store is not kept.
    """

    def put(*commands: tuple[str, ...]) -> None:
        before = os.umask(0o077)
        try:
            if commands in _begun:
                put_back(_begun[commands], store)
                return
            for words in commands:
                said = say(*words)
                assert said.status == 0, (words, said.err)
            kept = tmp_path_factory.mktemp("begun") / "followup.db"
            set_aside(store, kept)
            _begun[commands] = kept
        finally:
            os.umask(before)

    return put


@pytest.fixture
def program(home: Path) -> Say:
    """Run the installed program in a process of its own, in a clean variables."""

    def run(*words: str, stdin: str = "", umask: int = -1, **env: str) -> Said:
        done = subprocess.run(
            [*COMMAND, *words],
            env=variables(home) | env,
            cwd=home,
            input=stdin,
            umask=umask,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def stores(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Paths of stores that are not there yet, one for each example of a property."""
    if request.config.getoption("--server"):
        return lambda: place_on_server(request)
    numbers = itertools.count()
    return lambda: str(tmp_path / f"{next(numbers)}.db")


def wait_until(happened: Callable[[], object]) -> None:
    """Return once something has happened."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"it has not happened within {PATIENCE} seconds"
        time.sleep(0.02)


@contextmanager
def takes_at_most(seconds: float) -> Iterator[None]:
    """The block needs at most so much of a processor, here and in processes that it waits for.

    A slow machine is given more by as much as it is slower; a busy one makes no difference.
    """
    begun = sum(os.times()[:4])
    yield
    taken = sum(os.times()[:4]) - begun
    assert taken < seconds or taken < seconds * slowness()


def content(store: str) -> bytes:
    """All that a store holds, down to the numbers that are used up: other after any change."""
    if "://" not in store:
        return Path(store).read_bytes()
    with store_file(store) as path, closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump()).encode()


def set_aside(store: str, path: Path) -> None:
    """Keep what a store holds in a file, for `put_back`."""
    if "://" in store:
        with store_file(store) as source:
            backup.write(source, str(path))
    else:
        shutil.copy(store, path)


def put_back(path: Path, store: str) -> None:
    """Make a store what was set aside."""
    if "://" in store:
        from followup.store import server_copy

        server_copy.restore(store, str(path), datetime.now(UTC), undoable=False)
    else:
        shutil.copy(path, store)


def everything(say: Say) -> Mapping[str, object]:
    """All that can be read of a store: what `undo` must bring back."""
    listed = say("list", "--json").json()
    return {
        "list": listed,
        "show": [say("show", str(one["id"]), "--json").json() for one in listed],
        "contacts": say("contact", "list", "--json").json(),
        "config": say("config", "list", "--json").json(),
        "due": say("due", "--days", "365", "--json").json(),
        "export": say("export", "json").out,
        "note": say("draft", "1", "--json"),
    }
