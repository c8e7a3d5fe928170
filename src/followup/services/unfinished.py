"""What was answered to an `add` that is not finished: a private file beside the store."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from followup import environment
from followup.domain.frozen import Frozen, as_dict
from followup.environment import World
from followup.services.interview_fields import AddOptions

LARGEST = 1024 * 1024
"""Bytes of answers that are read; nobody types as many."""


class Unfinished(Frozen):
    """The options that were typed, and the answers, each with the name of its question."""

    typed: AddOptions
    answers: Mapping[str, str] = MappingProxyType({})

    @property
    def company(self) -> str:
        """The company that was told, if any."""
        return self.answers.get("company", self.typed.company)


def path(world: World) -> str:
    """Where they are kept."""
    return f"{environment.local_files(world.store)}.unfinished"


def files(world: World) -> list[str]:
    """The files that answers are in: those of now, those put aside, and what a kill left."""
    return [one for end in ("", ".old", ".new") if os.path.isfile(one := f"{path(world)}{end}")]


def keep(world: World, told: Unfinished) -> None:
    """Keep them, for nobody else to read. A disk that takes nothing does not end the questions."""
    beside = f"{path(world)}.new"
    with suppress(OSError):
        os.makedirs(os.path.dirname(beside), mode=0o700, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"typed": as_dict(told.typed), "answers": dict(told.answers)}, file)
        os.replace(beside, path(world))


def kept(world: World) -> Unfinished | None:
    """What was kept; None where there is nothing, or nothing that can be read."""
    try:
        found = json.loads(environment.read_file(path(world), LARGEST))
        return Unfinished(_options(found["typed"]), _texts(found["answers"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def forget(world: World) -> None:
    """Nothing is kept any more."""
    with suppress(OSError):
        os.remove(path(world))


def put_aside(world: World) -> str:
    """Make room for other answers; where these are now. One set is put aside at most."""
    aside = f"{path(world)}.old"
    with suppress(OSError):
        os.replace(path(world), aside)
    return aside


def _options(record: dict[str, Any]) -> AddOptions:
    """TypeError or KeyError where the record is not of options."""
    default = AddOptions()
    values = {name: record[name] for name in as_dict(default) if name in record}
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    if any(type(value) is not type(getattr(default, name)) for name, value in values.items()):
        raise TypeError("not the options of add")
    return AddOptions(**values)


def _texts(answers: dict[str, Any]) -> dict[str, str]:
    if not all(isinstance(text, str) for text in answers.values()):
        raise TypeError("not answers")
    return answers
