"""Frozen values, for all that passes between the rooms.

`dataclasses` writes and compiles the methods of each class when it is imported, 0.5 ms a class:
a quarter of what `list` and `draft` take.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` alone costs the morning list 2 ms
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import replace as replace  # noqa: PLC0414, TID251  so that its arguments are checked
    from typing import Any, ClassVar, dataclass_transform
else:

    def replace(value: Frozen, **changed: object) -> Frozen:
        """A copy of `value` in which the named fields have other values."""
        return type(value)(**as_dict(value) | changed)

    def dataclass_transform(**_: object) -> Callable[[type], type]:
        """What `typing` tells type checkers by it; nothing while the program runs."""
        return lambda found: found


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value that is made once, from its annotated fields, and never changes.

    Fields are given in their order or by name; what is not given keeps the default of the class
    body, which must be immutable. `__post_init__` may check them. Values are equal when class and
    fields are. TypeError for a field that is missing or unknown.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        cls._fields = (*cls._fields, *cls.__annotations__)
        own = {name: cls.__dict__[name] for name in cls.__annotations__ if name in cls.__dict__}
        cls._defaults = cls._defaults | own

    def __init__(self, *values: object, **named: object) -> None:
        held = self.__dict__
        held.update(self._defaults)
        held.update(zip(self._fields, values, strict=False))  # the first ones, as many as there are
        held.update(named)
        if len(held) != len(self._fields):
            odd = sorted({*self._fields} ^ held.keys())
            raise TypeError(f"{type(self).__name__}, missing or unknown: {', '.join(odd)}")
        self.__post_init__()

    def __post_init__(self) -> None:
        """Check the fields, where a class does."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and as_dict(self) == as_dict(other)

    def __hash__(self) -> int:
        return hash((type(self), *as_dict(self).values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in as_dict(self).items())
        return f"{type(self).__name__}({fields})"


def as_dict(value: Frozen) -> dict[str, Any]:
    """The fields by name, in their order."""
    held = value.__dict__  # a cached property stands there, too
    return {name: held[name] for name in value._fields}
