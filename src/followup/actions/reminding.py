"""A daily reminder: shown, put into place, taken away. The system's own tools do the work.

Nothing is written over or removed that does not bear our mark.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from followup import agenda, output, reminder, settings
from followup.errors import NothingFound, UsageError, WorldError
from followup.printable import line
from followup.reminder import Job
from followup.settings import World
from followup.store.morning import Todo

SECONDS = 30.0
"""How long a tool of the system may take."""

SHOWN = 6
"""Follow-ups that a notification names; desktops cut longer ones anywhere."""


def job(at: str) -> Job:
    """This program, with the store and the configuration it uses now, each day at that time."""
    return Job(settings.program(), reminder.time_of_day(at), settings.places())


def system(name: str) -> str:
    """The system of that name, else the one that keeps the time here. UsageError for others."""
    wanted = name.strip().lower()
    if wanted and wanted not in reminder.SYSTEMS:
        known = ", ".join(reminder.SYSTEMS)
        raise UsageError(f"“{line(name)[:40]}” keeps no time here; type one of {known}.")
    return wanted or _system_here()


def _system_here() -> str:
    if sys.platform == "darwin":
        return "launchd"
    return "cron" if shutil.which("crontab") and not shutil.which("systemctl") else "systemd"


def show(world: World) -> None:
    """Show what is due as a notification; nothing where nothing is.

    WorldError where the desktop takes none.
    """
    todos = agenda.look(world).todos
    if not todos:
        return
    title = f"{len(todos)} follow-up{' is' if len(todos) == 1 else 's are'} due"
    more = [f"… and {len(todos) - SHOWN} more"] if len(todos) > SHOWN else []
    _notify(title, "\n".join([*(_told(one, world.today) for one in todos[:SHOWN]), *more]))


def _told(one: Todo, today: date) -> str:
    whom = f" to {line(one.contact)}" if one.contact else ""
    return f"{agenda.NAMES[one.kind]}{whom}, {line(one.company)}: {agenda.lateness(one, today)}"


def _notify(title: str, body: str) -> None:
    """Hand both to the desktop as arguments of their own, which no shell and no script reads."""
    plain = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # it reads markup
    told = (
        ("notify-send", "--app-name=followup", "--", title, plain),
        ("osascript", "-e", ON_A_MAC, title, body),
    )
    there = [words for words in told if shutil.which(words[0])]
    if not there:
        raise WorldError(
            "There is nothing here that shows a notification. Install notify-send (Debian's "
            "libnotify-bin), or see the list with: followup"
        )
    if failed := _run(there[0]):
        raise WorldError(f"The notification was not shown: {failed}. The list: followup")


ON_A_MAC = (
    "on run {title, body}\n"
    'display notification body with title "followup" subtitle title\n'
    "end run"
)


def install(system: str, job: Job) -> list[str]:
    """Put the reminder into place, or in the place of an older one; sentences that say what was done.

    UsageError where a file of another's stands there, WorldError where the system refuses.
    """
    if system == "cron":
        _change_crontab(reminder.crontab_line(job))
        return [f"Each day at {job.at:%H:%M}, cron shows what is due."]
    files = _files(system, job)
    for path in files:
        _check_ours(path)
    for path, content in files.items():
        _write(path, content)
    return [
        *(f"Written: {path}" for path in files),
        _begin(system, job, next(iter(files))),
    ]


def _files(system: str, job: Job) -> dict[str, str]:
    """The files of a reminder, by their paths."""
    if system == "launchd":
        path = os.path.join(settings.home(), "Library", "LaunchAgents", f"{reminder.LABEL}.plist")
        return {path: reminder.property_list(job)}
    directory = os.path.join(settings.directory("config"), "systemd", "user")
    return {os.path.join(directory, name): unit for name, unit in reminder.units(job).items()}


def _check_ours(path: str) -> None:
    if not _is_there(path):
        return
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            ours = reminder.MARK in file.read(10_000)
    except OSError:
        ours = False
    if not ours:
        raise UsageError(
            f"{path} was not made by followup, so it stays as it is. Move it away, then type "
            "this again."
        )


def _is_there(path: str) -> bool:
    return os.path.lexists(path)


def _write(path: str, content: str) -> None:
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    except OSError as error:
        raise WorldError(f"{path} cannot be written: {error.strerror}.") from None
    output.write(path, content.encode("utf-8", "surrogateescape"), force=True)


def _begin(system: str, job: Job, path: str) -> str:
    tool, *steps = _steps(system, path)
    typed = " && ".join(" ".join(step) for step in steps)
    if not shutil.which(tool):
        return f"There is no {tool} here. Where there is one, type: {typed}"
    for step in steps:
        if failed := _run(step):
            raise WorldError(
                f"The files are written, but `{' '.join(step)}` failed: {failed}. "
                f"On your desktop, type: {typed}"
            )
    return f"Each day at {job.at:%H:%M}, {system} shows what is due."
