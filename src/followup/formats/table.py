"""Tables, from CSV files and workbooks: the header says what a row is, an interview, an application, a person.

As CSV is written, a row is an interview and contact. Several strengths, concerns and promises stand
in one cell, one a line; a concern as `concern: answer`. A cell that a spreadsheet would run begins
with an apostrophe, which reading takes off.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from followup.domain import errors
from followup.domain.dates import shown, start_text
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen
from followup.domain.model import Concern, Contact, Met, Promise
from followup.domain.records import (
    COLUMNS,
    OF_APPLICATIONS,
    READABLE,
    Card,
    Cards,
    Hints,
    InterviewRecord,
    Row,
    Rows,
    StoredRecords,
    limited,
    uid_of,
)
from followup.domain.safe_text import quoted
from followup.domain.text import counted, fold
from followup.formats.encoding import lined
from followup.formats.vcard import address_lines

Record = tuple[int, list[str]]


Records = Callable[[], Iterator[Record]]
"""Each row that is not blank with its line, read anew each time: all at once take five times the room."""


PREAMBLE = 12
"""How many rows may stand before the header, where they have one cell."""


MAY_JOIN = ("contact", "note")
"""The columns that other programs' tables may have several of."""

JOB = "company and role"
"""A column of both, which each row has its own of."""

JOINED = {"at": " ", "contact": " "}
"""What stands between the texts of columns that make one; a line break where it is not said."""


class NoRow(UsageError):
    """Where a text stops being a table, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"Line {line}: {why}")
        self.line, self.why = line, why


def read_table(records: Records, hints: Hints) -> Rows | Cards:
    """The rows of a table, its columns named as `hints` says; contacts where it is one of people.

    UsageError where it is neither; it names the line, and the columns that are unknown. Rows are
    read when they are asked for, and what is wrong with one is said then.
    """
    line, header = _header(records)
    if not header:
        raise UsageError("The file is empty; its first line must name the columns.")
    if not hints.names and are_of_people(header):
        return _people(records, line, header)
    mark = uid_of("\n".join(head.strip().casefold() for head in header))
    names = hints.names or hints.remembered.get(mark, {})
    _check_names(line, header, hints.names)
    names = {**_starts(records, line, header), **names}
    columns, kept = _columns(line, header, names, only_known=hints.only_known)
    _check(line, header, columns, names)
    layout = _Layout.of(header, columns)
    remarks = (*kept, *_left_out(header, columns, names), *_turned(header, columns))
    return Rows(_Table(records, line, layout), remarks, mark)


def _starts(records: Records, line: int, header: Sequence[str]) -> dict[str, str]:
    """The column `Interview`, by its folded head, as one of starts: where its cells are days."""
    plain = list(map(plain_heading, header))
    has_start = any(TRACKERS.get(one, Heading(one)).column == "at" for one in plain)
    at = next((at for at, one in enumerate(plain) if one in ("interview", "interviews")), None)
    if at is None or has_start:
        return {}
    rows = islice(limited(_below(records, line)), SAMPLE)
    cells = [row[at].strip() for _, row in rows if len(row) > at and row[at].strip()]
    return {header[at].strip().casefold(): "at"} if cells and all(map(_DAY.search, cells)) else {}


SAMPLE = 200
"""Rows that are looked at to tell what a column holds."""

_DAY = re.compile(
    r"\d{4}-\d{1,2}-\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d{1,2}:\d\d"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d|\d ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE | re.ASCII,
)


def _header(records: Records) -> Record:
    """The first row, or the first of several cells where only single ones stand before it."""
    first: list[Record] = []
    try:
        first.extend(islice(records(), PREAMBLE))
    except NoRow:  # said when the rows are read, of which some may stand before it
        if not first:
            raise
    if not first:
        return 1, []
    wide = (row for row in first if sum(map(bool, row[1])) > 1)
    begun = first[0]
    return next(wide, begun) if sum(map(bool, begun[1])) == 1 else begun


class Heading(NamedTuple):
    """What a column holds, and its place where several columns make one text.

    `labelled` where the text means nothing without its heading: `Salary: 50,000`.
    """

    column: str
    place: int = 0
    labelled: bool = False


def _columns(
    line: int, header: Sequence[str], names: Mapping[str, str], *, only_known: bool
) -> tuple[list[Heading], list[str]]:
    """What each head means: its own name however it is spelt, what `names` says, or a tracker's.

    A tracker has columns of its own beside those that are known: they are kept as notes, with a
    remark. UsageError for unknown ones of any other table.
    """
    columns = [_column(head, names) for head in header]
    has = {one.column for one in columns if one}
    wholes = [_in_its_table(head, one, has) for head, one in zip(header, columns, strict=True)]
    unknown = [head for head, one in zip(header, wholes, strict=True) if one is None]
    if not unknown or only_known:
        return [one or Heading("") for one in wholes], []
    if not _is_tracker(header) or any(plain_heading(one) in UNSURE for one in unknown):
        raise _unknown(line, unknown)
    kept = f"Kept with the notes: column {', '.join(map(shown, unknown[:9]))}"
    more = " and more" if len(unknown) > 9 else ""
    return (
        [one or Heading("note", 1, labelled=True) for one in wholes],
        [f"{kept}{more}; --only-known leaves out what is not known."],
    )


def _in_its_table(head: str, one: Heading | None, has: Collection[str]) -> Heading | None:
    """What a head means in a table that has columns of these meanings."""
    plain = plain_heading(head)
    if one == Heading("title") and not {"role", "contact"} & set(has):
        return Heading("role")  # what has no people has no titles of theirs
    if one is None and plain in JOBS and "company" not in has:
        return Heading(JOB)
    if one is None and plain == "name":
        return next((Heading(name) for name in ("company", "role") if name not in has), None)
    return one


def _is_tracker(header: Sequence[str]) -> bool:
    """Whether a head is one that a tracker has, and that we would call otherwise."""
    known = (TRACKERS.get(plain_heading(head)) for head in header)
    return any(one.column in ("role", "status", "applied", "saved") for one in known if one)


def _column(head: str, names: Mapping[str, str]) -> Heading | None:
    """What one head means; None where nobody knows."""
    told = names.get(head.strip().casefold())
    if told is not None:
        return Heading(told)
    plain = plain_heading(head)
    spelt = plain.replace(" ", "_")
    if spelt in READABLE:
        return Heading(spelt)
    return TRACKERS.get(plain, None if plain else Heading(""))


def _unknown(line: int, unknown: Sequence[str]) -> UsageError:
    """The refusal of columns that nobody knows; of what may be two things, which it asks."""
    named = f"Line {line}: unknown column {', '.join(map(shown, unknown[:9]))}"
    unsure = next((one for one in unknown if plain_heading(one) in UNSURE), "")
    if unsure:
        return UsageError(
            f"{named}. Is {shown(unsure)} the day of the interview, or the day you applied? Say so "
            f"with --map {_mapping(unsure, 'at')} or --map {_mapping(unsure, 'applied')}."
        )
    return UsageError(
        f"{named}; the columns are {', '.join(COLUMNS)}. Say what it is with --map "
        f"{_mapping(unknown[0], 'note')}, leave it out with --map {_mapping(unknown[0], '')}, or "
        "leave out all that are unknown with --only-known."
    )


def _mapping(head: str, column: str) -> str:
    safe = shown(head).strip('"')
    return quoted(f"{safe}={column}")


def _check(
    line: int, header: Sequence[str], columns: Sequence[Heading], names: Mapping[str, str]
) -> None:
    """UsageError where a column is there twice, though nobody said so, or a needed one is not."""
    seen: set[tuple[str, int]] = set()
    for head, heading in zip(header, columns, strict=True):
        key = (heading.column, heading.place)
        may_join = (
            heading.labelled or heading.column in MAY_JOIN or head.strip().casefold() in names
        )
        if heading.column and key in seen and not may_join:
            raise UsageError(
                f"Line {line}: the column {heading.column} is there twice; keep one of them."
            )
        seen.add(key)
    there = {name for heading in columns for name in _HOLDS.get(heading.column, (heading.column,))}
    missing = ["company"] if "company" not in there else []
    missing += ["at"] if not there & {"at", *OF_APPLICATIONS} else []
    if missing:
        raise UsageError(
            f"Line {line}: there is no column {' and no '.join(missing)}; name the one that it is "
            f'with --map "Its name={missing[0]}".'
        )


def _check_names(line: int, header: Sequence[str], names: Iterable[str]) -> None:
    """UsageError where `--map` names a head that is not there."""
    heads = {head.strip().casefold() for head in header}
    missing = next((name for name in names if name not in heads), None)
    if missing is not None:
        raise UsageError(
            f"Line {line}: there is no column {shown(missing)} to be mapped; the columns of the "
            f"file are {', '.join(map(shown, header[:30]))}."
        )


def _left_out(
    header: Sequence[str], columns: Sequence[Heading], names: Mapping[str, str]
) -> Iterator[str]:
    """A remark on the columns that nobody said to leave out."""
    out = [
        shown(head)
        for head, one in zip(header, columns, strict=True)
        if not one.column and head.strip() and head.strip().casefold() not in names
    ]
    if out:
        yield f"Left out: column {', '.join(out[:9])}{' and more' if len(out) > 9 else ''}."


def _turned(header: Sequence[str], columns: Sequence[Heading]) -> Iterator[str]:
    """A remark on the order in which a column of company and role is read."""
    for head, one in zip(header, columns, strict=True):
        if one.column == JOB:
            yield (
                f"Column {shown(head)}: what stands before a dash, a bar or a colon is read as the "
                "company, and what comes after it as the job."
            )


class _Layout(NamedTuple):
    """The columns that rows will have, each with the cells that make it and what they are called."""

    width: int
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[int, str], ...], ...]
    plain: bool

    @classmethod
    def of(cls, header: Sequence[str], columns: Sequence[Heading]) -> "_Layout":
        """What a header says; `plain` where each cell is a column."""
        made: dict[str, list[tuple[int, int, str]]] = {}
        for at, (head, one) in enumerate(zip(header, columns, strict=True)):
            name = one.column or f"-{at}"
            label = f"{head.strip()}: " if one.labelled else ""
            made.setdefault(name, []).append((one.place, at, label))
        names = tuple("" if name.startswith("-") else name for name in made)
        parts = tuple(tuple((at, label) for _, at, label in sorted(some)) for some in made.values())
        plain = all(len(some) == 1 and not some[0][1] for some in parts)
        return cls(len(header), names, parts, plain)

    def texts(self, cells: Sequence[str]) -> Sequence[str]:
        """The texts of a row."""
        if self.plain:
            return cells
        return [
            _joined(name, [label + cells[at] for at, label in some if cells[at].strip()])
            for name, some in zip(self.columns, self.cells, strict=True)
        ]


def _joined(column: str, texts: Sequence[str]) -> str:
    return JOINED.get(column, "\n").join(texts)


class _Table(Frozen):
    """The rows below a header."""

    records: Records
    header: int
    layout: _Layout

    def __iter__(self) -> Iterator[Row]:
        try:
            for line, cells in limited(_below(self.records, self.header)):
                yield self._row(line, cells)
        except NoRow as broken:  # what stands before it is read all the same
            yield self._wrong(broken.line, broken.why)

    def _row(self, line: int, cells: Sequence[str]) -> Row:
        if len(cells) != self.layout.width:
            return self._wrong(line, _ragged(len(cells), self.layout.width))
        row = Row(f"Line {line}", self.layout.columns, self.layout.texts(cells))
        return _with_job(row) if JOB in row.columns else row

    def _wrong(self, line: int, why: str) -> Row:
        columns = self.layout.columns
        return Row(f"Line {line}", columns, [""] * len(columns), wrong=why)


_HOLDS = {JOB: ("company", "role")}

_PARTS = re.compile(r"(?P<company>.+?)(?:\s+[-–—|/]\s+|:\s+)(?P<role>.+)", re.DOTALL)
_TURNED = re.compile(r"(?P<role>.+)\s+(?:@|at)\s+(?P<company>.+)", re.DOTALL)


def _with_job(row: Row) -> Row:
    """A row whose column JOB is a company and a role: `Acme - Analyst`, `Analyst at Acme`."""
    at = row.columns.index(JOB)
    text = row.texts[at].strip()
    told = _TURNED.fullmatch(text) or _PARTS.fullmatch(text)
    parts = (told["company"], told["role"]) if told else (text, "")
    return row._replace(
        columns=(*row.columns[:at], "company", "role", *row.columns[at + 1 :]),
        texts=(*row.texts[:at], *parts, *row.texts[at + 1 :]),
    )


def _below(records: Records, header: int) -> Iterator[Record]:
    return (record for record in records() if record[0] > header)


def _ragged(count: int, width: int) -> str:
    return (
        f"it has {counted(count, 'cell')} where the header has {width}; a text "
        "with a delimiter or a line break in it must stand in double quotes."
    )


def _people(records: Records, line: int, header: Sequence[str]) -> Cards:
    """The people of a table, one a row; who has no name is left out with a remark."""
    columns = [PEOPLE.get(plain_heading(head), Heading("")) for head in header]
    cards: list[Card] = []
    remarks: list[str] = []
    try:
        for number, cells in limited(_below(records, line)):
            card = _card(f"Line {number}", columns, cells)
            if len(cells) != len(columns):
                remarks.append(f"Line {number}: {_ragged(len(cells), len(columns))}")
            elif card.name:
                cards.append(card)
            else:
                remarks.append(f"Line {number}: this row names nobody, so it was left out.")
    except NoRow as broken:
        remarks.append(str(broken))
    return Cards(tuple(cards), tuple(remarks))


def _card(place: str, columns: Sequence[Heading], cells: Sequence[str]) -> Card:
    """Who a row is of: of several addresses and numbers the first, Google's parted by `:::`."""
    told: dict[str, str] = {}
    names: dict[int, str] = {}
    for heading, cell in zip(columns, cells, strict=False):
        text = cell.partition(" ::: ")[0].strip()
        if heading.column == "name":
            names[heading.place] = text
        elif text:
            told.setdefault(heading.column, text)
    name = " ".join(filter(None, (names[place] for place in sorted(names))))
    parts = tuple(told.get(part, "") for part in ("street", "town", "region", "code", "country"))
    return Card(
        place,
        name=name or told.get("whole name", ""),
        company=told.get("company", ""),
        title=told.get("title", ""),
        email=told.get("email", ""),
        phone=told.get("phone", ""),
        address=told.get("whole address", "") or address_lines("", "", *parts),
        note=told.get("note", ""),
    )


def _table(*rows: tuple[str, Heading]) -> dict[str, Heading]:
    return {name: heading for names, heading in rows for name in names.split("|")}


TRACKERS = _table(
    ("company name|employer|organization|organisation|firm|company organization",
     Heading("company")),
    ("job title|position|job position|role title|position title|job role|job|role name|job name",
     Heading("role")),
    ("date applied|applied|applied on|applied date|applied at|application date|apply date"
     "|date of application|date submitted|submitted|submitted on|application submitted",
     Heading("applied")),
    ("date saved|saved date|saved on|saved at", Heading("saved")),
    ("application status|job status|current status|list|list name", Heading("status")),
    ("interview type|type of interview|interview stage|interview format", Heading("stage")),
    ("result|application outcome|final outcome", Heading("outcome")),
    ("interview date|date of interview|interview day|interview on|interview datetime"
     "|interview date time|interview date and time|interview at|interviewed at|interviewed on"
     "|first interview|first interview date|next interview|next interview date", Heading("at")),
    ("interview time|time of interview", Heading("at", 1)),
    ("time zone|timezone", Heading("zone")),
    ("duration|duration minutes|length|length minutes|interview duration", Heading("minutes")),
    ("location|interview location|meeting link|interview link|venue|place", Heading("where")),
    ("first name|contact first name", Heading("contact", 0)),
    ("last name|contact last name|surname", Heading("contact", 1)),
    ("contact name|contact person|interviewer|interviewers|interviewer name|interviewer s"
     "|hiring manager|recruiter|recruiter name|point of contact", Heading("contact", 2)),
    ("contact email|email address|e mail|e mail address|interviewer email|recruiter email",
     Heading("email")),
    ("contact phone|phone number|contact phone number|contact number|telephone", Heading("phone")),
    ("contact title|interviewer title", Heading("title")),
    ("decision date|decision by", Heading("decision")),
    ("next steps|next action", Heading("next_step")),
    ("agency|recruiting agency|staffing agency|recruitment agency", Heading("via")),
    ("notes|comments|comment|remarks|feedback|card description", Heading("note")),
    ("salary|max salary|min salary|salary range|salary expectation|compensation|pay|pay range"
     "|url|link|job url|job link|job posting|posting url|job posting url|link to job|card url"
     "|source|website|city|job location|job type|work type|work mode|remote|priority|deadline"
     "|closing date|application deadline|resume|resume used|cover letter|referral|referred by"
     "|follow up|follow up date|description|job description|labels|tags|industry|excitement|rating"
     "|start date|due date|offered at|offered on",
     Heading("note", 1, labelled=True)),
    ("id|no|number|date added|date created|created|created at|created time|created by"
     "|last edited time|last edited by|last modified|modified|updated|updated at|last updated|moved at"
     "|resume name|question and answers|card id|board id|board name|list id|archived|members"
     "|due complete|attachment count|attachment links|vote count|comment count|last activity date"
     "|checklist item total count|checklist item completed count|logo", Heading("")),
)  # fmt: skip
"""By the heading, folded and without signs. Those of Teal, Huntr, Notion, Airtable, LinkedIn, Trello."""


JOBS = frozenset(("card name", "card", "opportunity"))
"""Headings of a company and a job in one text, as a card of Trello is called."""

UNSURE = frozenset(("date", "day", "datum", "when"))
"""Headings that are the day of an interview in one table, and the day applied in the next."""


PEOPLE = _table(
    ("first name|given name|firstname", Heading("name", 0)),
    ("middle name|additional name", Heading("name", 1)),
    ("last name|family name|surname|lastname", Heading("name", 2)),
    ("name|full name|display name", Heading("whole name")),
    ("company|company name|organization|organization name|organization 1 name", Heading("company")),
    ("position|job title|organization title|organization 1 title", Heading("title")),
    ("email|email address|e mail|e mail address|e mail 1 value|email 1 value|primary email",
     Heading("email")),
    ("mobile phone|phone 1 value|business phone|phone|phone number|primary phone|home phone|mobile",
     Heading("phone")),
    ("notes|note", Heading("note")),
    ("address 1 formatted|address", Heading("whole address")),
    ("business street|address 1 street|home street", Heading("street")),
    ("business city|address 1 city|home city", Heading("town")),
    ("business state|address 1 region|home state", Heading("region")),
    ("business postal code|address 1 postal code|home postal code", Heading("code")),
    ("business country region|business country|address 1 country|home country region",
     Heading("country")),
)  # fmt: skip
"""The same for LinkedIn's connections, Google's and Outlook's contacts; all else is passed over."""


_OF_JOBS = ("at", "applied", "saved", "status", "stage", "outcome", "role")


def plain_heading(head: str) -> str:
    """A heading folded, its signs as spaces: `E-mail 1 - Value` is `e mail 1 value`."""
    return " ".join(re.sub(r"[^\w]+|_", " ", fold(head)).split())


def are_of_people(heads: Sequence[str]) -> bool:
    """Whether a table with these headings has a person a row, and says nothing of a job."""
    names = [plain_heading(head) for head in heads]
    columns = {PEOPLE[name].column for name in names if name in PEOPLE}
    jobs = {name for name in names if name in _OF_JOBS}
    jobs |= {name for name in names if TRACKERS.get(name, Heading("")).column in _OF_JOBS[:-1]}
    more = columns & {"email", "phone", "title", "company"} or "connected on" in names
    return not jobs and bool(columns & {"name", "whole name"}) and bool(more)


DELIMITERS = (",", ";", "\t")
LIVE = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell that a spreadsheet may run begins with."""

PIECE = 65_536
"""How many characters are parted into lines at once, or a few more."""

GUARD = "'"

_BEGINS_LIVE = "(?=[\"' ]*[-=+@＝＋－＠])"
_AFTER_A_SEPARATOR = re.compile(f"(?<=[;\t\r\n]){_BEGINS_LIVE}")
_GUARD_AFTER_A_SEPARATOR = re.compile(f"(?<=[;\t\r\n]){GUARD}{_BEGINS_LIVE}")
"""Where a cell would begin if the file was parted at semicolons, tabs or lines, as Excel does it."""


def write_csv(kept: StoredRecords) -> Iterator[str]:
    """The table of every interview, its header first."""
    yield table_row(COLUMNS)
    for talk in kept.talks():
        for met in talk.interview.people or (Met(Contact(0, "")),):
            yield table_row(guarded(cell) for cell in _cells(talk, met))


def table_row(cells: Iterable[str]) -> str:
    """One row of a table, with its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cells(record: InterviewRecord, met: Met) -> tuple[str, ...]:
    """The cells of a row, in the order of COLUMNS."""
    job, talk, person = record.application, record.interview, met.contact
    decisions = [promise.on.isoformat() for promise in record.promises if promise.by == "they"]
    promises = [promise for promise in record.promises if promise.by == "you"]
    return (
        job.company, job.role, talk.stated_stage, start_text(talk), talk.zone, str(talk.minutes),
        talk.where, person.name, person.email, person.phone, person.title, talk.looking_for,
        _lines(talk.strengths), _lines(map(Concern.text, talk.concerns)), met.topic,
        (decisions or [""])[-1], _lines(map(_promise, promises)), talk.next_step, job.field,
        job.via, talk.note, record.status, job.outcome,
    )  # fmt: skip


def _promise(promise: Promise) -> str:
    return f"{promise.on}: {promise.text}" if promise.text else promise.on.isoformat()


def _lines(texts: Iterable[str]) -> str:
    """Texts one a line; a text of several lines becomes one."""
    return "\n".join(_BREAK.sub(" ", text) for text in texts)


_BREAK = re.compile(r"\r\n|[\r\n]")


def guarded(cell: str) -> str:
    """`cell` as no spreadsheet runs it."""
    told = _AFTER_A_SEPARATOR.sub(GUARD, cell)
    return GUARD + told if cell.startswith((*LIVE, GUARD)) else told


def unguarded(cell: str) -> str:
    """The cell that `guarded` made this one from."""
    told = cell[1:] if cell[:1] == GUARD and cell[1:].startswith((*LIVE, GUARD)) else cell
    return _GUARD_AFTER_A_SEPARATOR.sub("", told)


def read_csv(content: bytes, hints: Hints) -> Rows | Cards:
    """The rows of a table; see `read_table`. UsageError where its text cannot be read."""
    return read_table(partial(_csv_records, lined(content)), hints)


def _csv_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line on which it begins."""
    said = _SEPARATOR.match(text)
    skipped = 1 if said else 0
    lines = islice(_each_line(text), skipped, None)
    reader = csv.reader(lines, delimiter=said[1] if said else _delimiter(text), strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                # few rows, and asking each cell takes longer than all else
                yield line, list(map(unguarded, cells)) if GUARD in "".join(cells) else cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise NoRow(line, f"this is no row of a table ({error}); mend it.") from None


_SEPARATOR = re.compile("sep=([,;\t|])[\r\n]", re.IGNORECASE)
"""A first line that tells Excel what parts the cells."""


def _each_line(text: str) -> Iterator[str]:
    """The lines with their ends, whichever they are; a StringIO takes four times its text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _delimiter(text: str) -> str:
    """The sign that parts the header, the first line that has one, into the most columns."""
    first = islice(_each_line(text), PREAMBLE)
    head = next((line for line in first if any(map(line.count, DELIMITERS))), "")
    return max(DELIMITERS, key=head.count)


LARGEST_WORKBOOK = 256 * 1024 * 1024
"""Bytes that the parts of a workbook may have when they are unpacked."""

SAVE_AS_CSV = "save the sheet as CSV (in UTF-8), and name that file"


def read_workbook(content: bytes, hints: Hints) -> Rows | Cards:
    """The rows of the first sheet that has any; see `read_table`.

    UsageError where there is none. WorldError where the library is not there.
    """
    sheets = _sheets(content)
    rows = next((rows for rows in sheets if len(rows) > 1), None)
    if rows is None:
        raise UsageError(f"The file is a workbook without a table that can be read; {SAVE_AS_CSV}.")
    return read_table(partial(_workbook_records, rows), hints)


def _sheets(content: bytes) -> Iterator[list[list[Any]]]:
    """The cells of each sheet."""
    try:
        import python_calamine  # 7 ms, an extra; reads 1,000 rows in 25 ms, and openpyxl in 500
    except ImportError:
        raise WorldError(
            f"The file is a workbook: {SAVE_AS_CSV}, or install what reads it: "
            f"{errors.install_command('python-calamine')}"
        ) from None
    _check_size(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = list(book.sheet_names)
    except (python_calamine.CalamineError, OSError, ValueError):
        return
    for name in names:
        try:
            yield book.get_sheet_by_name(name).to_python()
        except (python_calamine.CalamineError, OSError, ValueError):
            continue


def _check_size(content: bytes) -> None:
    """UsageError for an archive that unpacks to more than LARGEST bytes, or for none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UsageError(f"The file is a damaged workbook; {SAVE_AS_CSV}.") from None
    if size > LARGEST_WORKBOOK:
        raise UsageError(
            f"The workbook unpacks to {size:,} bytes, too many to be read; {SAVE_AS_CSV}."
        )


def _workbook_records(rows: list[list[Any]]) -> Iterator[Record]:
    """Each row that is not blank, by its number."""
    for number, cells in enumerate(rows, 1):
        texts = [_cell_text(cell) for cell in cells]
        if any(map(str.strip, texts)):
            yield number, texts


def _cell_text(cell: Any) -> str:
    """A cell as somebody would type it."""
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
