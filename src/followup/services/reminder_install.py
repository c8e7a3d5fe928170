"""The daily reminder put into place and taken away, by the system that keeps the time.

Nothing is written over or removed that does not bear our mark.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from followup import environment
from followup.delivery.programs import failure, run
from followup.domain.errors import NothingFound, UsageError, WorldError
from followup.integrations import reminder
from followup.integrations.reminder import Job
from followup.output import output_files

Steps = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Keeper:
    """How a system is told: files by path, the commands that begin and end it, what those leave."""

    files: Mapping[str, str]
    begin: Steps
    end: Steps
    left: tuple[str, ...] = ()


def keeper(system: str, job: Job) -> Keeper:
    """How systemd or launchd is told of a job."""
    return _launchd(job) if system == "launchd" else _systemd(job)


def _systemd(job: Job) -> Keeper:
    directory = os.path.join(environment.directory("config"), "systemd", "user")
    files = {os.path.join(directory, name): unit for name, unit in reminder.units(job).items()}
    timer, control = f"{reminder.NAME}.timer", ("systemctl", "--user")
    return Keeper(
        files,
        begin=((*control, "daemon-reload"), (*control, "enable", "--now", timer)),
        end=((*control, "disable", "--now", timer), (*control, "clean", "--what=state", timer)),
        left=(os.path.join(directory, "timers.target.wants", timer),),
    )


def _launchd(job: Job) -> Keeper:
    path = os.path.join(environment.home(), "Library", "LaunchAgents", f"{reminder.LABEL}.plist")
    return Keeper(
        {path: reminder.property_list(job)},
        begin=(("launchctl", "load", "-w", path),),
        end=(("launchctl", "unload", "-w", path),),
    )


def install(system: str, job: Job) -> Iterator[str]:
    """Put the reminder into place, or in the place of an older one; sentences that say so.

    UsageError where a file of somebody else's stands there, WorldError where the system refuses.
    """
    if system == "cron":
        _change_crontab(reminder.crontab_line(job))
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


def remove(system: str, job: Job) -> Iterator[str]:
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
            ours = reminder.MARK in file.read(10_000)
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
    output_files.write(path, content.encode("utf-8", "surrogateescape"), force=True)


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
    typed = " && ".join(" ".join(step) for step in steps)
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
    after = reminder.in_crontab(before, ours)
    if not ours and after == before:
        raise NothingFound("There is no reminder of followup's in cron.")
    step = ("crontab", "-") if after else ("crontab", "-r")
    if failed := failure(step, after.encode("utf-8", "surrogateescape")):
        raise WorldError(f"The crontab could not be changed: {failed}.")
