"""What the outside decides: environment, clock, terminal, directories, configuration file.

The only reader of these. It makes one frozen `World` at the edge, which is passed in from there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen, replace

TYPE_CHECKING = False  # `typing` costs 8 ms
if TYPE_CHECKING:
    from typing import TextIO

    from followup.domain.model import Interview, NewInterview

SCREEN = (80, 24)
"""Columns and lines where there is no terminal to ask."""


class World(Frozen):
    """Everything that the outside decides, as it was at the start of the command.

    `now` is aware, in the user's own zone; `today` is its day. `zone` is that zone's IANA name.
    `store` is the path of the store's file, or the URL of a server without its password, and after
    `#` the client for whom one acts. `config_stamp` is the size and time of the
    configuration file `config`, empty where there is none; `templates` is the directory beside
    it with the user's own templates, there or not. `terminal` says whether standard output is
    one, `colour` whether it takes colours, `interactive` whether somebody is there to be asked.
    """

    now: datetime
    today: date
    zone: str
    store: str
    config: str
    config_stamp: str
    templates: str
    columns: int
    lines: int
    colour: bool
    interactive: bool
    terminal: bool = False

    def is_stale(self, read: str) -> bool:
        """Whether the configuration file is other than the one that was read; `read` marks that.

        On a server, who acts for a client, or sits at a machine without such a file, leaves what
        was read as it is.
        """
        if self.store.startswith(SERVER) and ("#" in self.store or not self.config_stamp):
            return False
        return read != self.config_stamp

    def on(self, day: date) -> World:
        """The same world at the end of `day`."""
        return replace(self, now=end_of(day), today=day)

    def endless(self) -> World:
        """The same world with a screen that never ends."""
        return World(**{**self.__dict__, "lines": 1_000_000})


def look() -> World:
    """Look at the world once. UsageError where a variable says something impossible."""
    columns, lines = screen()
    terminal = sys.stdout.isatty()
    now = clock()
    config = config_path()
    return World(
        now=now,
        today=now.date(),
        zone=local_zone(),
        store=store_path(),
        config=config,
        config_stamp=stamp(config),
        templates=os.path.join(os.path.dirname(config), "templates"),
        columns=columns,
        lines=lines,
        terminal=terminal,
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        interactive=terminal and sys.stdin.isatty(),
    )


SERVER = ("postgresql://", "postgres://")
"""What the URL of a server begins with."""

HARMLESS = frozenset(
    ("application_name", "connect_timeout", "dbname", "host", "port", "sslcert", "sslkey",
     "sslmode", "sslrootcert", "target_session_attrs", "user")
)  # fmt: skip
"""The parameters of a server's URL that are shown; what others hold may be a secret."""


def store_path() -> str:
    """The absolute path of the store: what FOLLOWUP_DB says, else our file in the user's directory.

    For a server its URL without the password; after `#` the client whom FOLLOWUP_FOR names.
    UsageError where FOLLOWUP_DB is neither the path of a file nor such a URL, WorldError where
    something else than a file is there.
    """
    named, client = os.environ.get("FOLLOWUP_DB", ""), os.environ.get("FOLLOWUP_FOR", "")
    if named.startswith(SERVER):
        return f"{without_password(named)}#{client}" if client else without_password(named)
    if client:
        raise UsageError(
            "FOLLOWUP_FOR and --for name a client on a server, but the store is a file of your "
            "own; set FOLLOWUP_DB to the URL of the server."
        )
    path = _absolute(_store_named(named))
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return path  # nothing is there yet, or the store's own functions say why it cannot be read
    if mode & 0o170000 not in (0o100000, 0o040000):  # `stat` costs 1 ms
        raise WorldError(
            f"{path} is a device or a pipe, which keeps nothing; set FOLLOWUP_DB to the path of a "
            "file."
        )
    return path


def _store_named(value: str) -> str:
    """A path, or the path in a URL of a SQLite file. UsageError for what SQLite keeps nowhere."""
    is_url = value.startswith("sqlite:///")
    path = value.removeprefix("sqlite:///")
    if "://" in path:
        raise UsageError(
            "FOLLOWUP_DB names a database server that followup does not know. Give the path of a "
            "file, or the URL of a PostgreSQL server: postgresql://NAME@HOST/DATABASE"
        )
    in_memory = path in ("", ":memory:") if is_url else path == ":memory:"
    if in_memory or path.startswith("file:") or (is_url and "?" in path):
        raise UsageError(
            "FOLLOWUP_DB is not the path of a file. Give one such as ~/followup.db; a file that "
            "really has this name is written with ./ before it."
        )
    if path.endswith("/"):
        raise UsageError("FOLLOWUP_DB names a directory; give the path of a file in it.")
    return path or home_file("data", "followup.db")


def _absolute(path: str) -> str:
    """A path from the root with one slash before it: two mean another machine to SQLite."""
    try:
        return "/" + os.path.abspath(path).lstrip("/") if os.sep == "/" else os.path.abspath(path)
    except FileNotFoundError:
        raise WorldError(
            f"The current directory is gone, so {path} is nowhere; set FOLLOWUP_DB to a path that "
            "begins with /."
        ) from None


def without_password(url: str) -> str:
    """The URL of a server as it may be shown, with harmless parameters only.

    What stands before the last @ is taken for name and password, so that none is shown where a
    sign in it was not escaped.
    """
    scheme, _, rest = url.partition("://")
    who, at, there = rest.rpartition("@")
    for sign in ":/?#":
        who = who.partition(sign)[0]
    where, _, said = there.partition("?")
    shown = [one for one in said.split("&") if one.partition("=")[0] in HARMLESS]
    return f"{scheme}://{who}{at}{where}{'?' * bool(shown)}{'&'.join(shown)}"


def server_url(store: str) -> tuple[str, str]:
    """The whole URL of a server that `store` names, with its password, and the client after `#`."""
    shown, _, client = store.partition("#")
    named = os.environ.get("FOLLOWUP_DB", "")
    return (named if without_password(named) == shown else shown), client


def local_files(store: str) -> str:
    """What the paths of the files that belong to a store on this machine begin with."""
    if not store.startswith(SERVER):
        return os.path.abspath(store)
    name = "".join(sign if sign.isalnum() else "-" for sign in store)
    return home_file("data", name[-LONGEST_NAME:])


LONGEST_NAME = 200
"""Signs of a file's name, of which a file system takes 255 bytes."""


def act_for(client: str) -> str:
    """From now on act for that client on a server; for whom it was before."""
    before = os.environ.pop("FOLLOWUP_FOR", "")
    if client:
        os.environ["FOLLOWUP_FOR"] = client
    return before


def config_path() -> str:
    """The path of the configuration file, there or not."""
    return os.environ.get("FOLLOWUP_CONFIG") or home_file("config", "config.toml")


def stamp(path: str) -> str:
    """Size and time of a file, which tell whether it changed; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def read_config(path: str) -> dict[str, str]:
    """The configuration file as keys with dots and texts; nothing where there is none.

    UsageError where it is no TOML or holds something that is no value of a key.
    """
    import tomllib  # 12 ms, so only when the file changed

    try:
        content = read_file(path, LARGEST_CONFIG)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise WorldError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        return dict(_flat("", tomllib.loads(content.decode()), path))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no valid TOML: {error}. Mend that line.") from None
    except (ValueError, RecursionError):
        raise UsageError(
            f"{path} holds a number or a nest of arrays that is too long for any key; take it out."
        ) from None


LARGEST_CONFIG = 64 * 1024
"""Bytes of a configuration file; every key with a long value takes fewer than ten thousand."""


def read_file(path: str, largest: int) -> bytes:
    """The content of a regular file of at most `largest` bytes.

    OSError, with a sentence as its `strerror`, for a larger one, and for a pipe or a device, which
    may have no end.
    """
    import stat

    # a pipe that nobody writes to must not make us wait
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "it is a directory")
        if not stat.S_ISREG(mode):
            raise OSError(0, "it is no regular file")
        content = file.read(largest + 1)
    if len(content) > largest:
        raise OSError(0, f"it has more than {largest:,} bytes")
    return content


def template_files(directory: str) -> list[str]:
    """The names of what may be templates of the user's own, sorted; none without a directory."""
    try:
        names = os.listdir(directory)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WorldError(f"{directory} cannot be read: {error.strerror}.") from None
    return sorted(name for name in names if name.endswith(".txt") and not name.startswith("."))


def age(path: str) -> float:
    """For how many seconds a file has not changed. FileNotFoundError where it is not there."""
    import time

    return time.time() - os.stat(path).st_mtime


def _flat(name: str, value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}" if name else key, inner, path)
    elif isinstance(value, list) and all(isinstance(one, str | date) for one in value):
        yield name, ",".join(str(one) for one in value)
    elif isinstance(value, str | int | date) and not isinstance(value, bool):
        yield name, str(value)
    else:
        raise UsageError(f"{path}: {name[:60]} must be a text, a whole number or a list of texts.")


def editor_is_named() -> bool:
    """Whether the user has named an editor."""
    return bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def editor() -> str:
    """The command of the user's editor: VISUAL, EDITOR, else the first usual one that is there."""
    import shutil

    usual = ("notepad",) if sys.platform == "win32" else ("editor", "nano", "vi")
    said = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    return said or next((name for name in usual if shutil.which(name)), usual[-1])


def program() -> tuple[str, ...]:
    """The words that start this program, whatever directory one is in."""
    path = os.path.abspath(sys.argv[0])
    if os.path.basename(path).startswith("followup") and os.access(path, os.X_OK):
        return (path,)
    return sys.executable, "-m", "followup"


def places() -> dict[str, str]:
    """The variables that say where store and configuration are, for any directory one is in."""
    store, config = os.environ.get("FOLLOWUP_DB", ""), os.environ.get("FOLLOWUP_CONFIG", "")
    client = os.environ.get("FOLLOWUP_FOR", "")
    shown = without_password(store) if store.startswith(SERVER) else ""
    xdg = {name: os.environ.get(name, "") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return {
        **({"FOLLOWUP_DB": shown or store_path()} if store else {}),
        **({"FOLLOWUP_FOR": client} if client else {}),
        **({"FOLLOWUP_CONFIG": os.path.abspath(config)} if config else {}),
        **{name: path for name, path in xdg.items() if os.path.isabs(path)},
    }


def clock() -> datetime:
    """The time, or what FOLLOWUP_TODAY says: a day (its end) or an instant."""
    named = os.environ.get("FOLLOWUP_TODAY")
    if not named:
        return on_the_clock(datetime.now(UTC))
    try:
        moment = datetime.fromisoformat(named)
    except ValueError:
        raise UsageError(
            "FOLLOWUP_TODAY is neither a day nor an instant; write it as 2026-12-01 "
            "or 2026-12-01T09:00."
        ) from None
    if not 1970 <= moment.year < 2200:
        raise UsageError("FOLLOWUP_TODAY must lie between the years 1970 and 2199.")
    if len(named) <= len("2026-12-01"):
        return end_of(moment.date())
    return on_the_clock(moment)


def end_of(day: date) -> datetime:
    """The last moment of `day` in the user's zone."""
    return on_the_clock(datetime(day.year, day.month, day.day, 23, 59, 59, 999999))


def on_the_clock(moment: datetime) -> datetime:
    """An instant as the user's clock shows it; a naive one is on that clock already.

    A zone of more than a day, which TZ may name, is taken as UTC.
    """
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_BRITISH = ("AG", "AU", "BW", "GB", "HK", "IE", "IL", "IN", "NG", "NZ", "SG", "ZA", "ZM", "ZW")
"""The territories of English locales, other than the United States, Canada and the Philippines."""


def is_british() -> bool:
    """Whether the locale of messages is English as it is written outside North America."""
    told = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return told.partition(".")[0] in [f"en_{territory}" for territory in _BRITISH]


def own_time(starts: datetime) -> str:
    """An instant as day and time on the user's clock: `2026-12-04T09:00`."""
    return on_the_clock(starts).strftime("%Y-%m-%dT%H:%M")


def local_zone() -> str:
    """The IANA name of the user's zone: TZ, else what /etc/localtime links to, else UTC."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        try:
            name = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
        except OSError:
            name = ""
    safe = name and name[0] != "/" and ".." not in name.split("/")
    return name if safe else "UTC"


def home_file(what: str, name: str) -> str:
    """The path of our file `name` in the user's directory for `what` (`data`, `config`)."""
    return os.path.join(directory(what), "followup", name)


def directory(what: str) -> str:
    """The user's directory for `data` or `config`: the XDG variable, else the platform's."""
    xdg = os.environ.get(f"XDG_{what.upper()}_HOME", "")
    if os.path.isabs(xdg):
        return xdg
    if sys.platform == "darwin":
        return os.path.join(home(), "Library", "Application Support")
    if sys.platform == "win32":
        return os.environ.get("APPDATA") or home()
    return os.path.join(home(), ".local/share" if what == "data" else ".config")


def home() -> str:
    """The user's home directory. WorldError where there is none."""
    path = os.path.expanduser("~")
    if not os.path.isabs(path) or (path == "/" and os.environ.get("HOME") == ""):
        raise WorldError(
            "No home directory is known, so there is no place for the store; "
            "set FOLLOWUP_DB to the path of a file."
        )
    return path


def columns_of(stream: TextIO) -> int:
    """How wide the terminal is to which a stream goes; 0 where it goes to none."""
    return screen(stream)[0] if stream.isatty() else 0


def screen(stream: TextIO | None = None) -> tuple[int, int]:
    """Columns and lines of the terminal, of standard output where no other stream is named;
    COLUMNS and LINES have the first word.
    """
    try:
        columns, lines = os.get_terminal_size((stream or sys.stdout).fileno())
    except (OSError, ValueError, AttributeError):
        columns, lines = SCREEN
    return _number("COLUMNS", columns, SCREEN[0]), _number("LINES", lines, SCREEN[1])


def _number(name: str, measured: int, default: int) -> int:
    said = os.environ.get(name, "")
    value = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else measured
    return value or default


def drop_endless_columns() -> None:
    """Take COLUMNS away where it is no width: GNU readline would make room for such a line."""
    if len(os.environ.get("COLUMNS", "")) > 5:
        del os.environ["COLUMNS"]


def own_start(talk: Interview | NewInterview) -> str:
    """The start on the user's own clock, `2026-12-04T09:00`; a day where no time is known."""
    return talk.day.isoformat() if talk.at is None else own_time(talk.starts)


def own_day(talk: Interview) -> date:
    """The day of an interview on the user's own clock; its own day where no time is known.

    What people read of an interview, and what is counted by days, goes by this day; what follows
    from the interview by the day in its zone.
    """
    return talk.day if talk.at is None else on_the_clock(talk.starts).date()


def in_its_zone(talk: Interview) -> str:
    """The start in the interview's own zone, as `beside` writes it."""
    at = talk.day.isoformat() if talk.at is None else f"{talk.day}T{talk.at:%H:%M}"
    return beside(own_start(talk), at, talk.zone)


def beside(own: str, at: str, zone: str) -> str:
    """A start in its own zone, to stand beside the user's: `Fri 09:00 Asia/Tokyo`.

    Both are `2026-12-04T09:00`, or a day alone; empty where they are the same. The day is named
    where it is another one.
    """
    if own == at:
        return ""
    day, _, clock = at.partition("T")
    named = "" if own.startswith(day) else f"{date.fromisoformat(day):%a} "
    return f"{named}{clock} {zone}"
