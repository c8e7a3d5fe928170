"""No regular expression of ours may backtrack without end on a text that somebody types.

A strength of nine words with a percentage once kept `draft` busy for minutes: `(?:[\\w-]+ ?)+`
splits a word in every possible way.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import followup
from followup.domain.text import pattern

_LAZY = type(pattern(""))
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def _patterns() -> Iterator[tuple[str, str, int]]:
    """Each pattern that a module holds, alone or in a table: the module, its text, its flags."""
    for module in pkgutil.walk_packages(followup.__path__, "followup."):
        if not module.name.endswith("__main__"):
            for value in list(vars(importlib.import_module(module.name)).values()):
                for found in _within(value):
                    if isinstance(found, re.Pattern) and isinstance(found.pattern, str):
                        yield module.name, found.pattern, found.flags
                    elif isinstance(found, _LAZY):
                        yield module.name, vars(found)["_text"], int(vars(found)["_flags"])


def _within(value: Any) -> Iterator[Any]:
    """The value, and what stands in it if it is a table."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if type(value) in (tuple, list):
        for each in value:
            yield from _within(each)
    else:
        yield value


def _is_endless(text: str, flags: int = 0) -> bool:
    """Whether a part that repeats may be nothing but another part that repeats."""
    return any(map(_repeats_a_repeat, _parts(_parser.parse(text, flags))))


def _parts(tree: Any) -> Iterator[Any]:
    """Each sequence of the pattern, in groups and alternatives too."""
    if isinstance(tree, _parser.SubPattern):
        yield tree
        for _, argument in tree:
            yield from _parts(argument)
    elif isinstance(tree, (tuple, list)):
        for each in tree:
            yield from _parts(each)


def _repeats_a_repeat(sequence: Any) -> bool:
    return any(_is_many(item) and _may_be_one_repeat(item[1][2]) for item in sequence)


def _is_many(item: Any) -> bool:
    """Whether an item of a pattern repeats without a limit."""
    return item[0] in _REPEATS and item[1][1] is _constants.MAXREPEAT


def _may_be_one_repeat(sequence: Any) -> bool:
    """Whether all of a sequence but one unlimited repetition can be empty."""
    items = list(sequence)
    for at, item in enumerate(items):
        rest = _parser.SubPattern(sequence.state, items[:at] + items[at + 1 :])
        if rest.getwidth()[0] == 0 and (
            _is_many(item) or any(map(_may_be_one_repeat, _inner(item)))
        ):
            return True
    return False


def _inner(item: Any) -> list[Any]:
    """The sequences that an item may be: of a group its own, of alternatives each."""
    if item[0] is _constants.SUBPATTERN:
        return [item[1][-1]]
    return list(item[1][1]) if item[0] is _constants.BRANCH else []


def test_no_pattern_tries_without_end() -> None:
    patterns = set(_patterns())
    assert len(patterns) > 300  # else they are not found any more
    assert [(module, text) for module, text, flags in patterns if _is_endless(text, flags)] == []


def test_a_pattern_that_does_is_found() -> None:
    assert _is_endless(r"^cut (?:(?!by )[\w-]+ ?)+? (\d+%)$")
    assert _is_endless(r"(?:a|(b+))+c")
    assert not _is_endless(r"^cut(?: (?!by )[\w-]+)+? (\d+%)$")
