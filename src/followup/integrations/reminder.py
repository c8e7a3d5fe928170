"""A daily reminder in the words of the system that keeps the time: systemd, launchd or cron. Pure.

Each runs `followup remind --now`, which shows the morning's list where something is due. Whatever
stands in a path goes through as it is: blanks, quotes, dollars, percent signs.
"""

import plistlib
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from followup.domain.errors import UsageError
from followup.domain.safe_text import line

SYSTEMS = ("systemd", "launchd", "cron")

NAME = "followup-remind"
"""What the units of systemd are called."""

LABEL = "followup.remind"
"""What launchd knows the job by."""

MARK = "made by followup remind"
"""Stands in whatever is ours, so that nothing else is ever written over or removed."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to run each day: the program's words, its variables, and the local time of day."""

    program: Sequence[str]
    at: time
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """The command that shows the list."""
        return [*self.program, "remind", "--now"]


def time_of_day(text: str) -> time:
    """A time such as 08:30. UsageError for anything else."""
    said = re.fullmatch(r"([01]?[0-9]|2[0-3])[:h]([0-5][0-9])", text.strip(), re.ASCII)
    if not said:
        raise UsageError(f"“{line(text)[:40]}” is no time of day; write it as 08:30 or 17:05.")
    return time(int(said[1]), int(said[2]))


def units(job: Job) -> dict[str, str]:
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


def property_list(job: Job) -> str:
    """The property list of launchd. UsageError for a path that XML has no signs for."""
    told: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": job.words,
        "StartCalendarInterval": {"Hour": job.at.hour, "Minute": job.at.minute},
    }
    if job.variables:
        told["EnvironmentVariables"] = dict(job.variables)
    try:
        whole = plistlib.dumps(told, sort_keys=False).decode()
    except ValueError:
        raise UsageError(
            "A path with a control character, or one that is not UTF-8, cannot stand in a "
            "property list; use --system cron."
        ) from None
    head, doctype, rest = whole.partition("<plist")
    return f"{head}<!-- {MARK} -->\n{doctype}{rest}"


def crontab_line(job: Job) -> str:
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
    kept = [one for one in rows if not one.rstrip().endswith(MARK)]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    return "".join([*kept, ours])


def text(system: str, job: Job) -> str:
    """What a person puts into place themselves, each file with its name above it."""
    if system == "launchd":
        return property_list(job)
    if system == "cron":
        return crontab_line(job)
    return "\n".join(
        f"# ~/.config/systemd/user/{name}\n{unit}" for name, unit in units(job).items()
    )
