"""`config`: what is set, what holds, and setting it."""

from dataclasses import dataclass

from followup import configuration
from followup.policy import NUMBERS
from followup.printable import line
from followup.settings import World
from followup.store import morning
from followup.store.asking import asking


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with what holds for it; `evidence` only for the numbers of the policy."""

    key: str
    value: str
    default: str
    meaning: str
    evidence: str = ""


def listing(world: World, beginning: str = "") -> list[Entry]:
    """Every key whose name begins so, in their order."""
    with asking(world.store) as ask:
        kept = morning.settings(ask)
    return [_entry(name, kept) for name in configuration.all_names() if name.startswith(beginning)]


def get(world: World, key: str) -> Entry:
    """One key. UsageError where there is none of that name."""
    configuration.default(key)
    with asking(world.store) as ask:
        return _entry(key, morning.settings(ask))


def _entry(name: str, kept: dict[str, str]) -> Entry:
    meaning, evidence = _about(name)
    holds = configuration.value(kept, name)
    return Entry(name, holds, configuration.default(name), meaning, evidence)


def _about(name: str) -> tuple[str, str]:
    for number in NUMBERS:
        if name == f"policy.{number.key}":
            return number.meaning, number.evidence
    return configuration.KEYS[name].meaning, ""


def set_key(world: World, key: str, value: str) -> str:
    """Set a key and plan again by it; a sentence. UsageError for an unknown key or a bad value."""
    checked = configuration.check(key, value) if value.strip() else ""
    configuration.default(key)
    from followup.actions.planning import replan  # the engine, half a second
    from followup.store import applications, writes

    with writes.change(world.store, "config set", world.now) as change:
        change.configure(key, checked or None)
        replan(change, applications.all_open(change), world.now)
        change.summary = f"{key} = {line(checked)}" if checked else f"{key} back to its default"
    holds = checked or configuration.default(key)
    return f"{key} is {line(holds) or 'empty'} now."
