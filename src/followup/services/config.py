"""`config`: what is set, what holds, and setting it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from followup.domain import config
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.policy import NUMBERS, Policy
from followup.domain.safe_text import line
from followup.environment import World, read_config
from followup.store import settings
from followup.store.connection import connect

if TYPE_CHECKING:
    from followup.services.planning import Replanned


class ConfigEntry(Frozen):
    """A key with what holds for it; `evidence` only for the numbers of the policy."""

    key: str
    value: str
    default: str
    meaning: str
    evidence: str = ""


def listing(world: World, beginning: str = "") -> list[ConfigEntry]:
    """Every key whose name begins so, in their order."""
    with connect(world.store) as ask:
        kept = settings.settings(ask)
    return [_entry(name, kept) for name in config.all_names() if name.startswith(beginning)]


def get(world: World, key: str) -> ConfigEntry:
    """One key. UsageError where there is none of that name."""
    config.default(key)
    with connect(world.store) as ask:
        return _entry(key, settings.settings(ask))


def mailbox(world: World) -> str:
    """The folder that `mail check` reads. UsageError where none is set."""
    folder = get(world, "mail.imap").value
    if not folder:
        raise UsageError(
            "No mailbox is set, so nothing was read. Name your folder: "
            "followup config set mail.imap imap.example.com/INBOX (then mail.user and "
            "mail.password_command)"
        )
    return folder


def _entry(name: str, kept: dict[str, str]) -> ConfigEntry:
    meaning, evidence = _about(name)
    holds = config.value(kept, name)
    return ConfigEntry(name, holds, config.default(name), meaning, evidence)


def _about(name: str) -> tuple[str, str]:
    for number in NUMBERS:
        if name == f"policy.{number.key}":
            return number.meaning, number.evidence
    return config.KEYS[name].meaning, ""


class Configured(Frozen):
    """A key as it is now, and what setting it moved."""

    entry: ConfigEntry
    replanned: "Replanned"
    remarks: tuple[str, ...] = ()


def set_key(world: World, key: str, value: str) -> Configured:
    """Set a key, `""` for its default, and plan again by it.

    UsageError for an unknown key or a bad value, before anything changes. An unknown one that is
    kept all the same, as of another version, can be set to `""`.
    """
    known = key in config.all_names()
    if not known and (value.strip() or not _is_kept(world, key)):
        config.default(key)
    checked = config.check(key, value) if value.strip() else ""
    from followup.services import planning  # the engine, half a second
    from followup.store import transaction, writes

    with transaction.change(world.store, "config set", world.now) as change:
        change.configure(key, checked or None)
        change.session.flush()
        kept = settings.settings(change.ask)
        Policy.from_settings(kept)  # a number may not fit the others
        if key in CALENDAR:
            planning.renew(change, kept)
        replanned = planning.replan(change, writes.all_planned(change), world.now)
        change.summary = f"{key} = {line(checked)}" if checked else f"{key} back to its default"
        entry = _entry(key, kept) if known else ConfigEntry(key, "", "", "a key of no meaning")
    wins = () if entry.value == (checked or entry.default) else (_file_wins(world, entry),)
    return Configured(entry, replanned, wins)


def _is_kept(world: World, key: str) -> bool:
    with connect(world.store) as ask:
        return any((source, name) == ("store", key) for source, name, _ in settings.sources(ask))


CALENDAR = ("calendar.country", "calendar.region")


def _file_wins(world: World, entry: ConfigEntry) -> str:
    return f"{world.config} sets {entry.key} to {line(entry.value)}, which wins."


def take_over_file(world: World) -> list[str]:
    """Read the configuration file, which changed, and plan by it; sentences for the user.

    UsageError where it holds an unknown key or a bad value: then all stays as it was.
    """
    checked = _checked(world)
    from followup.services import planning  # the engine, half a second
    from followup.store import transaction, writes

    with transaction.unjournaled(world.store, world.now) as change:
        change.take_over_file({**checked, settings.STAMP: world.config_stamp})
        with _named(world):
            planning.renew(change, settings.settings(change.ask))
        replanned = planning.replan(change, writes.all_planned(change), world.now)
    moved = len(replanned.moved)
    if not moved:
        return []
    return [f"{world.config} changed, and {moved} follow-up{'s' * (moved > 1)} moved with it."]


def _checked(world: World) -> dict[str, str]:
    with _named(world):
        told = {key: _value(key, value) for key, value in read_config(world.config).items()}
        Policy.from_settings(told)
        return told


@contextmanager
def _named(world: World) -> Iterator[None]:
    """Have a UsageError raised inside name the configuration file."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"{world.config} was not taken over. {error}") from None


def _value(key: str, value: str) -> str:
    config.default(key)
    return config.check(key, value)
