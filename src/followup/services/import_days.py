"""The days of a table: a column of them is read in one order, which its clear rows decide."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from followup.domain.dates import shown
from followup.domain.errors import UsageError

COLUMNS = ("at", "applied", "decision")
"""The columns that hold days."""

_NUMERIC = re.compile(
    r"(?P<before>(?:[A-Za-z]{3,9},? )?)(?P<first>[0-9]{1,2})(?P<dash>[/.-])(?P<second>[0-9]{1,2})"
    r"(?P=dash)(?P<year>[0-9]{4}|[0-9]{2})(?P<rest>(?![0-9/.-]).*)",
    re.DOTALL,
)
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[-/.][A-Za-z]{3,9}\.?[-/.])([0-9]{2})(?![0-9:])")
_SECONDS = re.compile(r"(?<![0-9:])([0-9]{1,2}:[0-9]{2}):[0-9]{2}(?:[.,][0-9]+)?(?![0-9:])")
_MONTH = re.compile(r"([0-9]{4})[-/](0?[1-9]|1[0-2])")

_NAMES = {"dmy": "day first", "mdy": "month first"}


@dataclass(slots=True)
class _Column:
    """What the rows of a column show of its order: the first place and text for each."""

    shows: dict[str, tuple[str, str]] = field(default_factory=dict)
    unclear: list[tuple[str, str]] = field(default_factory=list)

    def look(self, place: str, text: str) -> None:
        """Note what a cell shows."""
        told = _NUMERIC.fullmatch(text.strip())
        if told is None:
            return
        first, second = int(told["first"]), int(told["second"])
        if first > 12 >= second:
            self.shows.setdefault("dmy", (place, text))
        elif second > 12 >= first:
            self.shows.setdefault("mdy", (place, text))
        elif first != second:
            self.unclear.append((place, text))

    def order(self, name: str) -> str:
        """The order that its clear rows show; empty where none is. UsageError where they differ."""
        if len(self.shows) > 1:
            (day, other), (month, another) = self.shows["dmy"], self.shows["mdy"]
            raise UsageError(
                f"Column {name}: {shown(other)} in {day.lower()} can only be day first, and "
                f"{shown(another)} in {month.lower()} only month first; write all in one order, "
                "best as 2026-12-01."
            )
        return next(iter(self.shows), "")


class Days:
    """How each column of days is read; `order` (`dmy`, `mdy`) where no row of the table decides.

    UsageError where a column has both orders, or several days that may be read in either.
    """

    def __init__(self, cells: Iterable[tuple[str, str, str]], order: str) -> None:
        self.remarks: dict[str, str] = {}
        columns = {name: _Column() for name in COLUMNS}
        for name, place, text in cells:
            columns[name].look(place, text)
        shown_by = {name: column.order(name) for name, column in columns.items()}
        anywhere = next(filter(None, shown_by.values()), order)
        self.orders = {name: told or anywhere for name, told in shown_by.items()}
        for name, column in columns.items():
            if column.unclear:
                self._settle(name, column, order)

    def _settle(self, name: str, column: _Column, order: str) -> None:
        """Say how unclear days are read. UsageError where nothing says how, and there are several."""
        told = self.orders[name]
        if not told and len(column.unclear) > 1:
            place, text = column.unclear[0]
            raise UsageError(
                f"Column {name}: {shown(text)} in {place.lower()}, and {len(column.unclear) - 1} "
                "more, may be day first or month first. Say once how you write them: "
                "followup config set dates.order dmy (day first), or mdy."
            )
        if told and told != order:
            place, text = column.shows.get(told, column.unclear[0])
            self.remarks["order " + name] = (
                f"Column {name}: days are read {_NAMES[told]}, as in {place.lower()}, {shown(text)}."
            )

    def plain(self, name: str, text: str) -> str:
        """A cell as a phrase that is read in one way: years of four digits, no seconds."""
        phrase = text.strip()
        if phrase[4:5] == "-" and phrase.count(":") < 2 and len(phrase) > len("2026-12"):
            return phrase  # as most programs write it
        phrase = _SECONDS.sub(r"\1", phrase)
        if told := _NUMERIC.fullmatch(phrase):
            return self._numeric(name, told) or phrase
        if short := _SHORT_YEAR.match(phrase):
            self._short(short[0])
            return _SHORT_YEAR.sub(r"\g<1>20\2", phrase, count=1)
        if (month := _MONTH.fullmatch(phrase)) and name == "applied":
            self.remarks["month"] = (
                f"Column {name}: a month without a day, as {shown(phrase)}, is read as its first."
            )
            return f"{month[1]}-{int(month[2]):02}-01"
        return phrase

    def _numeric(self, name: str, told: re.Match[str]) -> str:
        """The day in ISO with what stands around it; empty where its order is not known."""
        first, second = int(told["first"]), int(told["second"])
        order = self.orders[name]
        if first > 12 or second > 12 or first == second:
            order = "mdy" if second > 12 else "dmy"
        month, day = (first, second) if order == "mdy" else (second, first)
        year = int(told["year"]) + (2000 if len(told["year"]) == 2 else 0)
        if not order or not _exists(year, month, day):
            return ""
        if len(told["year"]) == 2:
            self._short(told[0])
        return f"{told['before']}{year}-{month:02}-{day:02}{told['rest']}"

    def _short(self, text: str) -> None:
        self.remarks["year"] = (
            f"Years of two digits, as in {shown(text)}, are read as 20 and those."
        )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
