"""The rows of a file, understood as parts of interviews, as `add` would take them."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from itertools import chain, groupby
from typing import Any, TypeVar

from followup.domain import config, records
from followup.domain.dates import Frame, Moment, parse_day, parse_moment, shown
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.model import OUTCOMES, STAGES, NewContact, NewInterview
from followup.domain.people import check_email, check_number, name_and_post, parse_person
from followup.domain.records import (
    COLUMNS,
    OF_A_PERSON,
    OF_APPLICATIONS,
    READABLE,
    REQUIRED,
    Card,
    Found,
    Hints,
    ImportedApplication,
    ImportedInterview,
    Row,
    Rows,
    Status,
    in_batches,
)
from followup.domain.text import fold, free_text, is_blank, is_nobody, one_line
from followup.services.interview_fields import FIELDS, Field, one_of

Key = TypeVar("Key", bound=Hashable)

Read = TypeVar("Read")

NAMES_OF = {
    "at": ("day", "at", "starts"),
    "zone": ("zone",),
    "contact": ("people",),
    **{field.heading: (field.name,) for field in FIELDS},
}
"""Column -> the fields of an interview that its cells fill."""

_COLUMN_OF = {name: column for column, names in NAMES_OF.items() for name in names}

STATUSES = ("booked", "held", "cancelled")

HELD = frozenset(("held", "completed", "done", "attended"))
BOOKED = frozenset(("booked", "scheduled", "upcoming"))
"""Words of the column `status` for an interview that is over, or still to come."""

MAY_BE_BLANK = frozenset(("role", "via", "contact", "email", "phone", "title"))
"""The columns in which `n/a` and the like count as an empty cell."""

DETAILS = OF_A_PERSON[1:]
"""The columns with details of the contact of a row."""

SHOWN_BLANKS = 4
"""How many texts that count as empty a remark shows for a column."""

AT_ONCE = 1_000
"""How many rows are read at once."""

MOST_WRONG = 50
"""How many wrong cells one error lists: all those of a table that is kept by hand."""

SURE = frozenset(OF_APPLICATIONS) - {"stage"}
"""Where any of these columns is filled, a row without a start is an application without interview."""

REMEMBERED_TEXTS = 50_000
"""How many parsed texts of a column are cached."""


@dataclass(slots=True)
class _Column:
    """The order of day and month in a column: the first cell that shows each, and the unclear ones."""

    shows: dict[str, tuple[str, str]] = field(default_factory=dict)
    unclear: list[tuple[str, str]] = field(default_factory=list)

    def look(self, place: str, text: str) -> None:
        """Take a cell into account."""
        match = _NUMERIC.fullmatch(text.strip())
        if match is None:
            return
        first, second = int(match["first"]), int(match["second"])
        if first > 12 >= second:
            self.shows.setdefault("dmy", (place, text))
        elif second > 12 >= first:
            self.shows.setdefault("mdy", (place, text))
        elif first != second:
            self.unclear.append((place, text))

    def order(self, name: str) -> str:
        """`dmy` or `mdy`, as the unambiguous cells show it; empty without one. UsageError where they differ."""
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
        columns = {name: _Column() for name in DAY_COLUMNS}
        beside = _Column()
        for name, place, text in cells:
            if name in columns:
                columns[name].look(place, text)
                continue
            for one in text.splitlines():
                beside.look(place, one.rpartition(": ")[2])
        shown_by = {name: column.order(name) for name, column in columns.items()}
        others = beside.shows if len(beside.shows) == 1 else ()
        anywhere = next(iter([*filter(None, shown_by.values()), *others]), order)
        self.orders = {name: told or anywhere for name, told in shown_by.items()}
        for name, column in columns.items():
            if column.unclear:
                self._settle(name, column, order)

    def _settle(self, name: str, column: _Column, order: str) -> None:
        """Remark how ambiguous days are read. UsageError where nothing decides it and there are several."""
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
        if match := _NUMERIC.fullmatch(phrase):
            return self._numeric(name, match) or phrase
        if short := _SHORT_YEAR.match(phrase):
            self._short(short[0])
            return _SHORT_YEAR.sub(r"\g<1>20\2", phrase, count=1)
        if (month := _MONTH.fullmatch(phrase)) and name == "applied":
            self.remarks["month"] = (
                f"Column {name}: a month without a day, as {shown(phrase)}, is read as its first."
            )
            return f"{month[1]}-{int(month[2]):02}-01"
        return phrase

    def _numeric(self, name: str, match: re.Match[str]) -> str:
        """The day in ISO with what stands around it; empty where its order is not known."""
        first, second = int(match["first"]), int(match["second"])
        order = self.orders[name]
        if first > 12 or second > 12 or first == second:
            order = "mdy" if second > 12 else "dmy"
        month, day = (first, second) if order == "mdy" else (second, first)
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        if not order or not _exists(year, month, day):
            return ""
        if len(match["year"]) == 2:
            self._short(match[0])
        return f"{match['before']}{year}-{month:02}-{day:02}{match['rest']}"

    def _short(self, text: str) -> None:
        self.remarks["year"] = (
            f"Years of two digits, as in {shown(text)}, are read as 20 and those."
        )


class Reading:
    """Parses the rows of one file: phrases as if they were typed, days as `days` decides.

    `remarks` are the first of those on how a start was read, and what cells name nothing.
    `applications` are those of the rows without an interview, and `is_export` says that all rows
    have the columns of our own export, in their order. With `skip_bad` a row that is wrong
    is left out with a remark.
    """

    def __init__(self, phrases: Frame, days: Days | None = None, *, skip_bad: bool = False) -> None:
        self.phrases, self.back = phrases, phrases.looking("back")
        self.days = days or Days((), phrases.order)
        self.skip_bad = skip_bad
        self.applications: list[ImportedApplication] = []
        self.is_export = True
        self.is_application: _Cache[tuple[str, ...], int | None] = _Cache(_blank_start)
        self.zones = _Cache(replace(phrases, look="near", both=True).within)
        self.starts: _Cache[tuple[str, str | None], Moment] = _Cache(self._start)
        self.readings = {
            name: _Cache(partial(self._value, name, reading))
            for name, reading in self._readings().items()
        }
        self.filled: _Cache[tuple[str, ...], _Cache[tuple[bool, ...], frozenset[str]]] = _Cache(
            lambda columns: _Cache(partial(_fields, columns))
        )
        self.remarks: list[str] = []
        self.blanks: defaultdict[str, list[str]] = defaultdict(list)
        self.wrong: list[str] = []

    def _readings(self) -> dict[str, Callable[[str], Any]]:
        """The parser of each column, `""` that of a column that is left out.

        `at` depends on the zone, so it is parsed later.
        """
        return {
            **{field.heading: partial(self._cell, field) for field in FIELDS},
            **{name: partial(one_line, field=name) for name in ("title", "phone")},
            "topic": partial(free_text, field="topic"), "email": check_email,
            "contact": _people, "at": str, "zone": lambda text: self.zones[text.strip()].zone,
            "applied": self._applied, "saved": lambda _: None,
            "decision": lambda text: parse_day(self.days.plain("decision", text), self.phrases),
            "stage": partial(_status, "stage", STAGES),
            "status": partial(_status, "status", STATUSES),
            "outcome": partial(_status, "outcome", OUTCOMES),
            "": lambda _: None,
        }  # fmt: skip

    def _cell(self, field: Field, text: str) -> Any:
        """The value of a cell; of a field with several values, one a line."""
        if field.several and field.empty == ():
            return field.value([field.read(one, self.phrases) for one in self._lines(text)])
        return field.read(text, self.phrases)

    def _lines(self, text: str) -> Iterator[str]:
        """The lines of a cell that are not blank; those of our own export as they stand."""
        for row in text.replace("\r", "\n").split("\n"):
            if row.strip():
                yield free_text(row if self.is_export else row.strip(), "text")

    def _value(self, column: str, reading: Callable[[str], Read], text: str) -> Read | None:
        """The value of a cell; None where it is empty or counts as empty.

        UsageError, with the column.
        """
        if not text.strip():
            return None
        if column in MAY_BE_BLANK and (is_nobody if column == "contact" else is_blank)(text):
            self.blanks[column].append(text.strip())
            return None
        try:
            return reading(text)
        except UsageError as error:
            raise _in(column, error) from None

    def _start(self, said: tuple[str, str | None]) -> Moment:
        """The start from the columns `at` and `zone`."""
        at, zone = said
        try:
            return parse_moment(self.days.plain("at", at), self.zones[zone or ""])
        except UsageError as error:
            raise _in("at", error) from None

    def _as_it_stands(self, row: Row, start: Moment) -> Moment:
        """A start without a year, in the year that fits the status of the row: over, or booked."""
        words = set(fold(" ".join(row.cells.get(name, "") for name in ("status", "stage"))).split())
        is_past = start.day < self.phrases.today
        look = "back" if words & HELD else "ahead" if words & BOOKED else ""
        if not look or start.day == self.phrases.today or is_past == (look == "back"):
            return start
        phrases = self.phrases.looking(look).within(row.cells.get("zone", "").strip())
        moved = parse_moment(self.days.plain("at", row.cells["at"]), phrases)
        remark = f"{shown(row.cells['at'])} is taken as {moved.day:%A}, {moved.day}, as it is {'over' if look == 'back' else 'booked'}."
        return moved._replace(remark=remark)

    def _applied(self, text: str) -> date:
        """The day of the application. UsageError for a day in the future."""
        day = parse_day(self.days.plain("applied", text), self.back)
        if day > self.phrases.today:
            raise UsageError(f"{day:%A}, {day}, is yet to come; write the day you applied.")
        return day

    def _is_application(self, row: Row) -> bool:
        """Whether a row of a tracker has no interview."""
        at = self.is_application[row.columns]
        return not row.wrong and at is not None and (at < 0 or not row.texts[at].strip())

    def interviews(self, rows: Iterable[Row]) -> list[ImportedInterview]:
        """Each interview of the rows once. UsageError, with line and column, for a cell that is wrong.

        It names the first few that are wrong, so that they can be mended at one go.
        """
        by_key: dict[object, ImportedInterview] = {}
        for (columns, no_interview), alike in groupby(
            rows, lambda row: (row.columns, self._is_application(row))
        ):
            self.is_export &= columns == COLUMNS
            for some in in_batches(alike, AT_ONCE):
                if no_interview:
                    self.applications += self._parsed(some, self._read_applications)
                    continue
                for key, told in self._parsed(some, self._read):
                    by_key[key] = self._joined(by_key[key], told) if key in by_key else told
        if self.wrong and not self.skip_bad:
            raise UsageError("\n".join(self.wrong))
        self.remarks += [*self.wrong, *self._about_blanks(), *self.days.remarks.values()]
        return list(by_key.values())

    def _about_blanks(self) -> Iterator[str]:
        for column, texts in self.blanks.items():
            told = ", ".join(map(shown, dict.fromkeys(texts[:SHOWN_BLANKS])))
            yield f"Column {column}: {told} names nobody and nothing, so it was read as empty."

    def _joined(self, first: ImportedInterview, other: ImportedInterview) -> ImportedInterview:
        try:
            return _joined(first, other)
        except UsageError as error:
            self._add_error(error)
            return first

    def _add_error(self, why: object) -> None:
        """Record what is wrong with a row. UsageError after MOST_WRONG of them."""
        self.wrong.append(f"{why} It was left out." if self.skip_bad else str(why))
        if len(self.wrong) == MOST_WRONG and not self.skip_bad:
            more = "What comes after it was not read; there may be more."
            raise UsageError("\n".join([*self.wrong, more]))

    def _parsed(
        self, rows: Sequence[Row], reading: Callable[[Sequence[Row]], Iterable[Read]]
    ) -> Iterable[Read]:
        """Parse rows with the same columns together; where one of them is wrong, each by itself."""
        try:
            return reading(rows)
        except UsageError as error:
            if len(rows) > 1:
                return chain.from_iterable(self._parsed([row], reading) for row in rows)
            sign = ":" if rows[0].wrong else ","
            for why in str(error).splitlines():
                self._add_error(f"{rows[0].place}{sign} {why}")
            return ()

    def _cells(
        self, rows: Sequence[Row], required: Sequence[str] = REQUIRED
    ) -> dict[str, list[Any]]:
        """The values of rows with the same columns, by column; None where a cell is blank.

        UsageError, with a line for each column in which any of them is wrong.
        """
        wrong = [row.wrong for row in rows if row.wrong]
        said: dict[str, list[Any]] = {}
        if not wrong:
            texts = zip(*[row.texts for row in rows], strict=True)
            for name, cells in zip(rows[0].columns, texts, strict=True):
                said[name] = _each(self.readings[name], cells, wrong)
            empty = [column for column in required if None in said.get(column, [None])]
            wrong += [str(_in(column, "it is empty; fill it in.")) for column in empty]
            zones = said.get("zone", [None] * len(rows))
            if zones and "at" in said and "at" in required and "at" not in empty:
                said["at"] = _each(self.starts, zip(said["at"], zones, strict=True), wrong)
        if wrong:
            raise UsageError("\n".join(wrong))
        return said

    def _read(self, rows: Sequence[Row]) -> Iterable[tuple[object, ImportedInterview]]:
        """The interviews of rows with the same columns, each with the key that identifies it.

        They are read column by column: row by row takes twice as long. UsageError as `_cells`.
        """
        columns, texts = rows[0].columns, self._cells(rows)
        absent = [None] * len(rows)

        def cells(column: str, default: object = None) -> list[Any]:
            read = texts.get(column, absent)
            if default is None or None not in read:
                return read
            return [default if one is None else one for one in read]

        starts = [
            self._as_it_stands(row, start) if start.remark else start
            for row, start in zip(rows, cells("at"), strict=True)
        ]
        for start, decision_on in zip(starts, cells("decision"), strict=True):
            if decision_on and decision_on < start.day:
                why = f"they cannot decide on {decision_on}, before the interview on {start.day}."
                raise _in("decision", why)
        people = map(_with_details, cells("contact", ()), *map(cells, DETAILS))
        day, at, zone, instant, remarks = zip(*starts, strict=True)
        company, role = cells("company"), cells("role", "")
        stands = list(map(_combined_status, cells("stage"), cells("status"), cells("outcome")))
        told: dict[str, Iterable[Any]] = {
            "day": day, "at": at, "zone": zone, "starts": instant, "people": list(people),
            **{field.name: cells(field.heading, field.empty) for field in FIELDS},
            "stage": [one.stage or "" for one in stands],
        }  # fmt: skip
        for row, remark in zip(rows, remarks, strict=True):
            if remark and len(self.remarks) < MOST_WRONG:
                self.remarks.append(f"{row.place}: {remark}")
        same = zip(map(fold, company), map(fold, role), instant, map(bool, at), strict=True)
        there = zip(*[[one is not None for one in texts[name]] for name in columns], strict=True)
        place, _, _, uid, revision, _ = zip(*rows, strict=True)
        understood = map(
            ImportedInterview,
            place,
            map(
                NewInterview._make,
                zip(*map(told.__getitem__, NewInterview._fields), strict=True),
            ),
            map(_with_stage, map(self.filled[columns].__getitem__, there), stands),
            uid,
            [one.cancelled for one in stands],
            [one.outcome or "" for one in stands],
            revision,
            cells("applied"),
        )
        return zip(
            [known or one for known, one in zip(uid, same, strict=True)], understood, strict=True
        )

    def _read_applications(self, rows: Sequence[Row]) -> Iterable[ImportedApplication]:
        """The applications of rows without an interview. UsageError as `_cells`."""
        said = self._cells(rows, ("company",))
        absent = [None] * len(rows)
        cells = ({name: said.get(name, absent)[at] for name in READABLE} for at in range(len(rows)))
        return list(map(_application, rows, cells))


def _application(row: Row, cells: Mapping[str, Any]) -> ImportedApplication:
    """The application of a row."""
    stands = _combined_status(cells["stage"], cells["status"], cells["outcome"])
    people, details = _people_and_details(cells)
    applied = "Applied" if cells["applied"] else ""
    words = row.cells.get("status", "") or row.cells.get("stage", "")
    kept = "" if fold(words) in _SAYS_NO_MORE else f"Status: {words.strip()}"
    texts = (applied, kept, *details, *(cells[name] for name in _WORDS_OF_APPLICATIONS))
    return ImportedApplication(
        row.place, cells["company"], cells["role"] or "", stands.outcome or "",
        cells["applied"], _in_one_line(texts),
        cells["via"] or "", cells["field"] or "", people,
    )  # fmt: skip


def _in_one_line(texts: Iterable[str | None]) -> str:
    """All lines of all texts, joined with semicolons."""
    rows = (row.strip() for text in texts if text for row in text.splitlines())
    return "; ".join(filter(None, rows))


_WORDS_OF_APPLICATIONS = ("where", "next_step", "note")
"""The columns whose text becomes part of the first log entry of an application."""

_SAYS_NO_MORE = frozenset(("", "applied", "saved", "open", *OUTCOMES))
"""Statuses that the log does not repeat, since the application and its outcome say them."""


def _people_and_details(cells: Mapping[str, Any]) -> tuple[tuple[NewContact, ...], list[str]]:
    """The people of an application; where there is not exactly one, the details as texts."""
    people = cells["contact"] or ()
    if len(people) == 1:
        return _with_details(people, *map(cells.__getitem__, DETAILS)), []
    return people, [cells[name] for name in DETAILS if cells[name]]


def _blank_start(columns: tuple[str, ...]) -> int | None:
    """The index of a start that may be blank, -1 without such a column; None where it must be filled."""
    if not SURE & set(columns) and "at" in columns:
        return None
    return columns.index("at") if "at" in columns else -1


def _combined_status(stage: Status | None, status: Status | None, outcome: Status | None) -> Status:
    """The three columns combined; each decides first on what it is named after."""
    if stage is status is outcome is None:
        return _NO_STATUS
    nothing = _NO_STATUS
    stage, status, outcome = stage or nothing, status or nothing, outcome or nothing
    ends = (one.outcome for one in (outcome, status, stage))
    return Status(
        next((end for end in ends if end is not None), None),
        stage.stage or status.stage or outcome.stage,
        status.cancelled if status.cancelled is not None else stage.cancelled,
    )


_NO_STATUS = Status()


@lru_cache(maxsize=1_000)
def _with_stage(texts: frozenset[str], stands: Status) -> frozenset[str]:
    """The fields that a row fills, `stage` among them only where a column gives one."""
    return texts | {"stage"} if stands.stage else texts - {"stage"}


def _status(what: str, known: tuple[str, ...], text: str) -> Status:
    """The meaning of a word for a status, stage or outcome. UsageError for an unknown one."""
    status = records.read(text)
    if status is None or (what == "outcome" and status.cancelled is not None):
        one_of(what, text, known)
        raise UsageError(f"{shown(text)} is no {what}; write one such as {known[0]}.")
    return status


def _fields(columns: Sequence[str], filled: Iterable[bool]) -> frozenset[str]:
    """The fields of an interview that the filled cells of a row give."""
    there = (name for name, is_filled in zip(columns, filled, strict=True) if is_filled)
    return frozenset(name for column in there for name in NAMES_OF.get(column, ()))


class _Cache(dict[Key, Read]):
    """Parsed values by text (or key): the same few come again and again in a table."""

    def __init__(self, reading: Callable[[Key], Read]) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, key: Key) -> Read:
        if len(self) >= REMEMBERED_TEXTS:
            self.clear()
        read = self[key] = self.reading(key)
        return read


def _each(known: _Cache[Key, Read], keys: Iterable[Key], wrong: list[str]) -> list[Read]:
    """The value of each key; none, and another line in `wrong`, where one is wrong."""
    try:
        return list(map(known.__getitem__, keys))
    except UsageError as error:
        wrong.append(str(error))
        return []


def _in(column: str, why: object) -> UsageError:
    return UsageError(f"column {column}: {why}")


def _people(text: str) -> tuple[NewContact, ...]:
    """The people in a cell, each as `--with` takes them: one a line, or separated by semicolons."""
    texts = [one.strip() for one in re.split(r"[;\r\n]", text)]
    check_number(texts)
    return tuple(
        NewContact(one_line(one, "name")) if _NO_ADDRESS.search(one) else parse_person(one)
        for one in texts
        if not is_nobody(one)
    )


_NO_ADDRESS = re.compile(r"<(?![^<>@ ]+@[^<>@ ]+>)|>.*>|<.*<")
"""Angle brackets in a name that enclose no address: `Ann <3`."""


def _with_details(
    people: tuple[NewContact, ...],
    email: str | None,
    phone: str | None,
    title: str | None,
    topic: str | None,
) -> tuple[NewContact, ...]:
    """The person of a row with the details of its other columns. UsageError unless there is just one."""
    if not (email or phone or title or topic):
        return people
    if len(people) != 1:
        nobody = "it is empty, so nobody is there to have the email, phone, title or topic; name"
        several = (
            "it names several, so nobody knows whose the email, phone, title or topic is; name"
        )
        raise _in("contact", f"{several if people else nobody} one person a row.")
    (person,) = people
    told = NewContact(person.name, email or person.email, title or person.title, phone or "",
                      topic or "")  # fmt: skip
    return (told,)


def _joined(first: ImportedInterview, other: ImportedInterview) -> ImportedInterview:
    """One interview from two of its rows. UsageError where they contradict each other."""
    for name in sorted((first.fields & other.fields) - {"company", "role", "people"}):
        if getattr(first.interview, name) != getattr(other.interview, name):
            raise UsageError(
                f"{other.place}: its {_COLUMN_OF.get(name, name)} is another than in {first.place.lower()}, though "
                "company, role and start say that it is the same interview; make them the same."
            )
    news = {
        name: getattr(other.interview, name) for name in other.fields - first.fields - {"people"}
    }
    new = [person for person in other.interview.people if person not in first.interview.people]
    check_number((*first.interview.people, *new))
    interview = first.interview._replace(**news, people=(*first.interview.people, *new))
    return first._replace(interview=interview, fields=first.fields | other.fields,
                   cancelled=other.cancelled if first.cancelled is None else first.cancelled,
                   outcome=first.outcome or other.outcome,
                   applied_on=first.applied_on or other.applied_on)  # fmt: skip


def read_card(card: Card) -> tuple[Card, list[str]]:
    """A card with its texts checked, without those that cannot be used; and the remarks on these."""
    remarks: list[str] = []

    def told(name: str, reading: Callable[[str], str]) -> str:
        text = getattr(card, name)
        try:
            return "" if not text or (name != "email" and is_blank(text)) else reading(text)
        except UsageError as error:
            remarks.append(f"{card.place}: {error} It was left out.")
            return ""

    try:
        name, post = name_and_post(one_line(card.name, "name"))
    except UsageError as error:
        raise UsageError(f"{card.place}: {error}") from None
    read = replace(
        card,
        name=name,
        company=told("company", partial(one_line, field="company")),
        title=told("title", partial(one_line, field="title")) or post,
        email=told("email", check_email),
        phone=told("phone", partial(one_line, field="phone")),
        address=told("address", partial(free_text, field="address")),
        note=told("note", partial(free_text, field="note")),
    )
    return read, remarks


REMEMBERED = "import."
"""The prefix of the settings that remember the columns of other people's tables."""


def remembered(kept: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The column names chosen in earlier imports, by the mark of the table."""
    return {
        key.removeprefix(REMEMBERED): column_names([value])
        for key, value in kept.items()
        if key.startswith(REMEMBERED)
    }


def to_remember(found: Found, hints: Hints) -> dict[str, str]:
    """The settings that remember the column names chosen for a table."""
    if not isinstance(found, Rows) or not found.mark or not hints.names:
        return {}
    return {REMEMBERED + found.mark: ",".join(map("=".join, hints.names.items()))}


def checked(key: str, value: str) -> str:
    """The value of a setting, checked; also of a remembered table. UsageError for anything else."""
    if key.startswith(REMEMBERED):
        column_names([value])
        return value
    return config.check(key, value)


def _pairs(text: str) -> Iterator[str]:
    """The pairs between commas; a comma within a head separates nothing: `Date, time=at`."""
    held: list[str] = []
    for part in text.split(","):
        held.append(part)
        if "=" in part:
            yield ",".join(held)
            held = []
    if "".join(held).strip():
        yield ",".join(held)


def column_names(texts: Sequence[str]) -> dict[str, str]:
    """Head -> column, from `Firma=company,Datum=at`. UsageError for a pair that is wrong."""
    names = {}
    for pair in (pair for text in texts for pair in _pairs(text)):
        head, equals, column = (part.strip() for part in pair.rpartition("="))
        if not equals or not head or (column and column not in READABLE):
            raise UsageError(
                f'{shown(pair)} names no column; write --map "Firma=company,Datum=at", with '
                f"one of {', '.join(READABLE)}, or with nothing to leave the column out."
            )
        names[head.casefold()] = column
    return names


DAY_COLUMNS = ("at", "applied", "decision")
"""The columns that hold days."""

BESIDE = ("saved", "note")
"""Columns that are not parsed as days, but whose days show the order of the table."""

_NUMERIC = re.compile(
    r"(?P<before>(?:[A-Za-z]{3,9},? )?)(?P<first>[0-9]{1,2})(?P<dash>[/.-])(?P<second>[0-9]{1,2})"
    r"(?P=dash)(?P<year>[0-9]{4}|[0-9]{2})(?P<rest>(?![0-9/.-]).*)",
    re.DOTALL,
)

_SHORT_YEAR = re.compile(r"([0-9]{1,2}[-/.][A-Za-z]{3,9}\.?[-/.])([0-9]{2})(?![0-9:])")

_SECONDS = re.compile(r"(?<![0-9:])([0-9]{1,2}:[0-9]{2}):[0-9]{2}(?:[.,][0-9]+)?(?![0-9:])")

_MONTH = re.compile(r"([0-9]{4})[-/](0?[1-9]|1[0-2])")

_NAMES = {"dmy": "day first", "mdy": "month first"}


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
