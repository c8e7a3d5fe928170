"""A daily reminder in the words of the system that keeps the time: systemd, launchd or cron. Pure.

Each runs `followup remind --now`, which shows the morning's list where something is due. Whatever
stands in a path goes through as it is: blanks, quotes, dollars, percent signs.
"""

import contextlib
import os
import plistlib
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from types import MappingProxyType

from followup import environment
from followup.delivery.desktop import failure, run
from followup.domain.errors import NothingFound, UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import BAD, line
from followup.store import new_file

SYSTEMS = ("systemd", "launchd", "cron")

NAME = "followup-remind"
"""What the units of systemd are called."""

LABEL = "followup.remind"
"""What launchd knows the job by."""

MARK = "made by followup remind"
"""Stands in whatever is ours, so that nothing else is ever written over or removed."""


class ReminderJob(Frozen):
    """What is to run each day: the program's words, its variables, and the local time of day."""

    program: Sequence[str]
    at: time
    variables: Mapping[str, str] = MappingProxyType({})

    @property
    def words(self) -> list[str]:
        """The command that shows the list."""
        return [*self.program, "remind", "--now"]


def time_of_day(text: str) -> time:
    """A time such as 08:30. UsageError for anything else."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:h]([0-5][0-9])", text.strip(), re.ASCII)
    if not match:
        raise UsageError(f"“{line(text)[:40]}” is no time of day; write it as 08:30 or 17:05.")
    return time(int(match[1]), int(match[2]))


def units(job: ReminderJob) -> dict[str, str]:
    """The units of systemd, by the names of their files."""
    variables = (f"{name}={value}" for name, value in job.variables.items())
    service = [
        f"# {MARK}",
        "[Unit]",
        "Description=Follow-ups that are due",
        "",
        "[Service]",
        "Type=oneshot",
        *(f"Environment={_for_systemd(one)}" for one in variables),
        # env takes a path with a dollar, which systemd would not as the first word
        f"ExecStart=/usr/bin/env {' '.join(_for_systemd(word, '$$') for word in job.words)}",
    ]
    timer = [
        f"# {MARK}",
        "[Unit]",
        "Description=Follow-ups that are due, each morning",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {job.at:%H:%M}:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return {
        f"{NAME}.service": "\n".join([*service, ""]),
        f"{NAME}.timer": "\n".join([*timer, ""]),
    }


def _for_systemd(word: str, dollar: str = "$") -> str:
    """A word as systemd reads it. A dollar begins a variable in commands alone."""
    kept = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{kept.replace("%", "%%").replace("$", dollar)}"'


def property_list(job: ReminderJob) -> str:
    """The property list of launchd. UsageError for a path that XML has no signs for."""
    properties: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": job.words,
        "StartCalendarInterval": {"Hour": job.at.hour, "Minute": job.at.minute},
    }
    if job.variables:
        properties["EnvironmentVariables"] = dict(job.variables)
    try:
        whole = plistlib.dumps(properties, sort_keys=False).decode()
    except ValueError:
        raise UsageError(
            "A path with a control character, or one that is not UTF-8, cannot stand in a "
            "property list; use --system cron."
        ) from None
    head, doctype, rest = whole.partition("<plist")
    return f"{head}<!-- {MARK} -->\n{doctype}{rest}"


def crontab_line(job: ReminderJob) -> str:
    """The line of a crontab, with the bus that notifications go over.

    A percent sign would end the command, and no quotes keep it from that. UsageError for a line
    break, which nothing keeps a crontab from.
    """
    variables = " ".join(f"{name}={shlex.quote(value)}" for name, value in job.variables.items())
    bus = 'DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/$(id -u)/bus"'
    command = " ".join(
        part for part in (bus, variables, shlex.join(job.words), f"# {MARK}") if part
    )
    if "\n" in command:
        raise UsageError(
            "A path with a line break cannot stand in a crontab; use --system systemd."
        )
    return f"{job.at.minute} {job.at.hour} * * * {command}\n".replace("%", "\\%")


def in_crontab(crontab: str, ours: str = "") -> str:
    """A crontab with `ours` in place of the line of ours that it has; every other line stays."""
    rows = re.findall(r"[^\n]*\n|[^\n]+", crontab)
    kept = [row for row in rows if not row.rstrip().endswith(MARK)]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    return "".join([*kept, ours])


def text(system: str, job: ReminderJob) -> str:
    """What a person puts into place themselves, each file with its name above it."""
    if system == "launchd":
        return property_list(job)
    if system == "cron":
        return crontab_line(job)
    return "\n".join(
        f"# ~/.config/systemd/user/{name}\n{unit}" for name, unit in units(job).items()
    )


def job(at: str) -> ReminderJob:
    """This program, with the store and the configuration it uses now, each day at that time."""
    found = ReminderJob(environment.program(), time_of_day(at), environment.places())
    _check_signs((*found.program, *found.variables.values(), environment.home()))
    return found


def _check_signs(paths: Iterable[str]) -> None:
    """UsageError for a path with a control character: it could begin a directive of its own."""
    wrong = next((path for path in paths if not ACTING.isdisjoint(map(ord, path))), None)
    if wrong is not None:
        raise UsageError(
            f"“{line(wrong)}” holds a control character, which no reminder can be given. Rename "
            "that file or directory."
        )


ACTING = BAD.keys() - range(0xD800, 0xE000)
"""Signs that act; surrogates stand for the bytes of a name that is not UTF-8."""


def system(name: str) -> str:
    """The system of that name, else the one that keeps the time here. UsageError for others."""
    wanted = name.strip().lower()
    if wanted and wanted not in SYSTEMS:
        known = ", ".join(SYSTEMS)
        raise UsageError(f"“{line(name)[:40]}” keeps no time here; type one of {known}.")
    return wanted or _system_here()


def _system_here() -> str:
    if sys.platform == "darwin":
        return "launchd"
    return "cron" if shutil.which("crontab") and not shutil.which("systemctl") else "systemd"


def show(title: str, body: str) -> None:
    """Show a notification. WorldError where the desktop takes none.

    Both texts are arguments of their own, which no shell and no script reads.
    """
    plain = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # it reads markup
    commands = (
        ("notify-send", "--app-name=followup", "--", title, plain),
        ("osascript", "-e", ON_A_MAC, title, body),
    )
    there = [words for words in commands if shutil.which(words[0])]
    if not there:
        raise WorldError(
            "There is nothing here that shows a notification. Install notify-send (Debian's "
            "libnotify-bin), or see the list with: followup"
        )
    if failed := failure(there[0]):
        raise WorldError(f"The notification was not shown: {failed}. The list: followup")


ON_A_MAC = (
    'on run {title, body}\ndisplay notification body with title "followup" subtitle title\nend run'
)

Steps = tuple[tuple[str, ...], ...]


class Keeper(Frozen):
    """How a system is told: files by path, the commands that begin and end it, what those leave."""

    files: Mapping[str, str]
    begin: Steps
    end: Steps
    left: tuple[str, ...] = ()


def keeper(system: str, job: ReminderJob) -> Keeper:
    """How systemd or launchd is told of a job."""
    return _launchd(job) if system == "launchd" else _systemd(job)


def _systemd(job: ReminderJob) -> Keeper:
    directory = os.path.join(environment.directory("config"), "systemd", "user")
    files = {os.path.join(directory, name): unit for name, unit in units(job).items()}
    timer, control = f"{NAME}.timer", ("systemctl", "--user")
    return Keeper(
        files,
        begin=((*control, "daemon-reload"), (*control, "enable", "--now", timer)),
        end=((*control, "disable", "--now", timer), (*control, "clean", "--what=state", timer)),
        left=(os.path.join(directory, "timers.target.wants", timer),),
    )


def _launchd(job: ReminderJob) -> Keeper:
    path = os.path.join(environment.home(), "Library", "LaunchAgents", f"{LABEL}.plist")
    return Keeper(
        {path: property_list(job)},
        begin=(("launchctl", "load", "-w", path),),
        end=(("launchctl", "unload", "-w", path),),
    )


def install(system: str, job: ReminderJob) -> Iterator[str]:
    """Put the reminder into place, or in the place of an older one; sentences that say so.

    UsageError where a file of somebody else's stands there, WorldError where the system refuses.
    """
    if system == "cron":
        _change_crontab(crontab_line(job))
    else:
        kept = keeper(system, job)
        for path in kept.files:
            _check_ours(path)
        if _is_there(kept):
            _end(kept)  # else the old time would count on
        for path, content in kept.files.items():
            _write(path, content)
            yield f"Written: {path}"
        if missing := _begin(kept.begin):
            yield missing
            return
    yield f"Each day at {job.at:%H:%M}, {system} shows what is due."


def remove(system: str, job: ReminderJob) -> Iterator[str]:
    """Take the reminder away, with all that belongs to it; sentences that say so.

    NothingFound where there is none, and errors as `install`.
    """
    if system == "cron":
        _change_crontab("")
    else:
        kept = keeper(system, job)
        if not _is_there(kept):
            raise NothingFound(f"There is no reminder of followup's in {system}.")
        for path in kept.files:
            _check_ours(path)
        _end(kept)
        for path in (*kept.left, *kept.files):
            _remove(path)
    yield f"{system} shows no reminder of followup's any more."


def _check_ours(path: str) -> None:
    """UsageError where somebody else's file stands at `path`."""
    if not os.path.lexists(path):
        return
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            ours = MARK in file.read(10_000)
    except OSError:
        ours = False
    if not ours:
        raise UsageError(
            f"{path} was not made by followup, so it stays as it is. Move it away, then type "
            "this again."
        )


def _write(path: str, content: str) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise WorldError(f"{path} cannot be written: {error.strerror}.") from None
    new_file.write(path, content.encode("utf-8", "surrogateescape"), force=True)


def _remove(path: str) -> None:
    """Remove a file, and the directories that are empty without it."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise WorldError(f"{path} cannot be removed: {error.strerror}.") from None
    with contextlib.suppress(OSError):
        os.removedirs(os.path.dirname(path))


def _is_there(kept: Keeper) -> bool:
    return any(os.path.lexists(path) for path in (*kept.files, *kept.left))


def _end(kept: Keeper) -> None:
    """End the job if it runs; where it does not, or the tool is not here, that is as well."""
    for step in kept.end:
        failure(step)


def _begin(steps: Steps) -> str:
    """Take the steps; what to type elsewhere, where the tool for them is not here."""
    typed = " && ".join(map(shlex.join, steps))
    tool = steps[0][0]
    if not shutil.which(tool):
        return f"There is no {tool} here. Where there is one, type: {typed}"
    failed = [said for said in map(failure, steps) if said]
    if failed:
        raise WorldError(
            f"The reminder is written, but it did not begin: {failed[-1]}. At your desktop, "
            f"type: {typed}"
        )
    return ""


def _change_crontab(ours: str) -> None:
    """Put `ours` in the place of our line in the user's crontab; every other line stays.

    NothingFound where nothing is to be taken away.
    """
    if not shutil.which("crontab"):
        raise WorldError("There is no crontab here; choose --system systemd or launchd.")
    found, failed = run(("crontab", "-l"))
    if failed and "no crontab" not in failed:
        raise WorldError(f"The crontab cannot be read: {failed}.")
    before = "" if failed else found.decode("utf-8", "surrogateescape")
    after = in_crontab(before, ours)
    if not ours and after == before:
        raise NothingFound("There is no reminder of followup's in cron.")
    step = ("crontab", "-") if after else ("crontab", "-r")
    if failed := failure(step, after.encode("utf-8", "surrogateescape")):
        raise WorldError(f"The crontab could not be changed: {failed}.")
