"""The daily reminder: what it runs, which system here keeps the time, and what it shows."""

import shutil
import sys
from datetime import date

from followup import environment
from followup.delivery.programs import failure
from followup.domain.errors import UsageError, WorldError
from followup.domain.safe_text import line
from followup.environment import World
from followup.integrations import reminder
from followup.integrations.reminder import Job
from followup.output import due_list
from followup.store.due_list import Todo

SHOWN = 6
"""Follow-ups that a notification names; desktops cut longer ones anywhere."""


def job(at: str) -> Job:
    """This program, with the store and the configuration it uses now, each day at that time."""
    return Job(environment.program(), reminder.time_of_day(at), environment.places())


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
    todos = due_list.look(world).todos
    if not todos:
        return
    title = f"{len(todos)} follow-up{' is' if len(todos) == 1 else 's are'} due"
    more = [f"… and {len(todos) - SHOWN} more"] if len(todos) > SHOWN else []
    _notify(title, "\n".join([*(_told(one, world.today) for one in todos[:SHOWN]), *more]))


def _told(one: Todo, today: date) -> str:
    whom = f" to {line(one.contact)}" if one.contact else ""
    return f"{due_list.NAMES.get(one.kind, line(one.kind))}{whom}, {line(one.company)}: {due_list.lateness(one, today)}"


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
    if failed := failure(there[0]):
        raise WorldError(f"The notification was not shown: {failed}. The list: followup")


ON_A_MAC = (
    'on run {title, body}\ndisplay notification body with title "followup" subtitle title\nend run'
)
