"""What passes between a file and the store: what a file says, and what is kept for a file.

`place` says where in its file something stands, as the beginning of a sentence: `Line 7`. A
`uid` is sixteen hexadecimal digits.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import (
    Application,
    Contact,
    FollowUp,
    Interview,
    NewContact,
    NewInterview,
    Promise,
    Revision,
)
from followup.domain.text import fold

COLUMNS = (
    "company", "role", "stage", "at", "zone", "minutes", "where", "contact", "email", "phone",
    "title", "looking_for", "strength", "concern", "topic", "decision", "promise", "next_step",
    "field", "via", "note", "status", "outcome",
)  # fmt: skip
"""The columns of a table, in their order; only REQUIRED ones must be there."""


REQUIRED = ("company", "at")


OF_A_PERSON = ("contact", "email", "phone", "title", "topic")
"""The columns that are of a person; all others are of the interview."""


OF_APPLICATIONS = ("applied", "saved", "status", "stage", "outcome")
"""The columns one of which a table has whose rows are applications, whether interviewed or not."""


READABLE = (*COLUMNS, "applied", "saved")
"""The columns that are read: the day applied besides, and the day a job was noticed, which counts for nothing."""


Record = dict[str, Any]


Thing = TypeVar("Thing")


MOST = 200_000
"""How many records a file may hold: more would keep the store locked for minutes."""


def limited(records: Iterable[Thing]) -> Iterator[Thing]:
    """Records, of which a file may hold MOST; UsageError beyond."""
    for count, record in enumerate(records, 1):
        if count > MOST:
            raise UsageError(f"The file holds more than {MOST:,} records; split it.")
        yield record


class Row(NamedTuple):
    """An interview with one of its people: a text for each of `columns`, empty for one left out.

    `uid` is empty where there is none, `revision` None for what is no invitation of somebody else.
    `wrong` says why the row cannot be read at all, and is empty where it can.
    """

    place: str
    columns: tuple[str, ...]
    texts: Sequence[str]
    uid: str = ""
    revision: Revision | None = None
    wrong: str = ""

    @classmethod
    def of(
        cls, place: str, cells: Mapping[str, str], uid: str = "", revision: Revision | None = None
    ) -> "Row":
        """A row with columns of its own."""
        return cls(place, tuple(cells), tuple(cells.values()), uid, revision)

    @property
    def cells(self) -> dict[str, str]:
        """The texts by column."""
        named = zip(self.columns, self.texts, strict=True)
        return {column: text for column, text in named if column}


class Rows(Frozen):
    """A table; rows of the same interview stand anywhere in it.

    `rows` may be read while they are asked for: then a UsageError, with the line, may come of it.
    `mark` is the same for tables with the same header, and empty for what has none.
    """

    rows: Iterable[Row]
    remarks: tuple[str, ...] = ()
    mark: str = ""


def in_batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """The things in their order, `size` of them at once; the last may be fewer."""
    each = iter(things)
    return iter(lambda: list(islice(each, size)), [])


class Card(Frozen):
    """A person of an address book. Texts are empty where nothing is known."""

    place: str
    name: str
    company: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    uid: str = ""


class Cards(Frozen):
    """An address book."""

    cards: tuple[Card, ...]
    remarks: tuple[str, ...] = ()


class Archive(Frozen):
    """Everything of a store: see `exchange.json` for the keys of its records.

    Records may be read anew each time they are asked for. `ranks` holds at least every `order`
    that they name, and no follow-up has a number above `highest`.
    """

    settings: Record
    contacts: Iterable[Record]
    applications: Iterable[Record]
    ranks: frozenset[int]
    highest: int = 0


Found = Rows | Cards | Archive
"""What a file says."""


class InterviewRecord(Frozen):
    """An interview with its application, and the promises that were made in it, yours and theirs."""

    application: Application
    interview: Interview
    promises: tuple[Promise, ...]
    status: str


class BookedInterview(Frozen):
    """An interview to come."""

    uid: str
    company: str
    role: str
    interview: Interview


class Task(Frozen):
    """A pending follow-up: `uid` is the same wherever it is planned; `promise` what was promised."""

    uid: str
    company: str
    role: str
    contact: str
    promise: str
    followup: FollowUp


class Hints(Frozen):
    """What helps to read a file.

    `names` says which columns heads, casefolded, mean (empty: none), and `remembered` what they
    meant the last time, by the mark of the table; `only_known` leaves out heads that nobody knows, and
    `skip_bad` what cannot be read.
    `company` is the one that all invitations are of, but in a file of those of several companies
    only those whose own cannot be read; `companies` that of
    those with a headline. `you` is the user's own address, `your_name`
    their name, `zone` the name of their time zone.
    """

    names: Mapping[str, str] = MappingProxyType({})
    remembered: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    you: str = ""
    your_name: str = ""
    zone: str = "UTC"
    only_known: bool = False
    skip_bad: bool = False
    company: str = ""
    companies: Mapping[str, str] = MappingProxyType({})


class StoredRecords(Protocol):
    """What is kept, for the exporters to ask; every sequence in a lasting order."""

    def talks(self) -> Iterator[InterviewRecord]:
        """Every interview."""

    def booked(self) -> Iterator[BookedInterview]:
        """The interviews that have not ended and were not cancelled."""

    def tasks(self) -> Iterator[Task]:
        """The pending follow-ups."""

    def people(self) -> Iterator[tuple[str, Contact]]:
        """Every contact who was not forgotten, with their uid."""

    def settings(self) -> Record:
        """What was set in the store."""

    def contacts(self) -> Iterable[Record]:
        """Every contact as a record of the archive."""

    def applications(self) -> Iterator[Record]:
        """Every application as a record of the archive, with all that hangs on it."""


def uid_of(told: str) -> str:
    """The uid of something that another program calls `told`: our own ones stay as they are."""
    own = re.fullmatch(r"([0-9a-f]{16})@followup", told)
    return own[1] if own else hashlib.sha256(told.encode()).hexdigest()[:16]


def called(uid: str) -> str:
    """What other programs shall call the record of that uid."""
    return f"{uid}@followup"


class ImportedApplication(NamedTuple):
    """An application of a file, without an interview, understood.

    `applied_on` is None where the file does not say; `text` is what else it says, in one line.
    """

    place: str
    company: str
    role: str
    outcome: str
    applied_on: date | None
    text: str
    via: str
    field: str
    people: tuple[NewContact, ...]


class ImportedInterview(NamedTuple):
    """An interview of a file, understood.

    `fields` names those of `interview` that the file has a text for. `cancelled` is None where the
    file does not say; `outcome` is empty then. `uid` and `revision` are those of its row;
    `applied_on` is the day on which you applied, where it says so.
    """

    place: str
    interview: NewInterview
    fields: frozenset[str]
    uid: str = ""
    cancelled: bool | None = None
    outcome: str = ""
    revision: Revision | None = None
    applied_on: date | None = None


class Status(NamedTuple):
    """What a word says: None where it does not say so. An `outcome` of "" is an open application."""

    outcome: str | None = None
    stage: str | None = None
    cancelled: bool | None = None


_INTERVIEW = r"(?: (?:interview|call|screen|screening|round|chat|meeting|stage))*(?: \w+ed)?"


_WORDS: tuple[tuple[str, Status], ...] = (
    ("booked|held|scheduled|completed|done", Status(cancelled=False)),
    ("cancell?ed|called off", Status(cancelled=True)),
    (r"(?:offer )?(?:accepted|signed)|accepted offer|hired|i accepted", Status("accepted")),
    (r"(?:offer |i )?declined(?: offer)?|turned (?:it|them) down", Status("declined")),
    (r"(?:i )?(?:withdrew|withdrawn?|withdrawal)|pulled out", Status("withdrawn")),
    (r".*\breject\w*.*|not selected|unsuccessful|turned down|denied|absage", Status("rejected")),
    ("ghosted|closed|archived|expired|(?:position |role )?filled|inactive|dead", Status("closed")),
    (r"(?:verbal )?offer(?:ed|s)?(?: \w+ed| stage)?|negotiat\w+", Status("offer")),
    (f"(?:phone|telephone|recruiter|hr|initial|screening){_INTERVIEW}", Status(stage="phone")),
    (f"(?:video|zoom|teams|google meet|virtual|online|remote){_INTERVIEW}", Status(stage="video")),
    (f"(?:on ?site|in person|face to face|in office){_INTERVIEW}", Status(stage="onsite")),
    (f"(?:panel|group){_INTERVIEW}", Status(stage="panel")),
    (f"(?:final|last){_INTERVIEW}", Status(stage="final")),
    (f"(?:informational|coffee){_INTERVIEW}", Status(stage="informational")),
    (
        r"open|active|new|applied|applying|(?:application )?(?:sent|submitted|received|viewed)"
        r"|pending|waiting(?: .*)?|awaiting(?: .*)?|no (?:response|reply|answer|news)(?: yet)?"
        r"|in (?:progress|review|process|consideration|touch)|under (?:review|consideration)"
        r"|(?:\w+ )?interview(?:s|ing|ed)?(?: \w+ed)?|(?:\w+ )?round(?: \d)?|shortlisted"
        r"|saved|bookmarked|wish ?list|to apply|to do|interested|not (?:yet )?applied|draft"
        r"|on hold|follow(?:ed|ing)? up|assessment|technical.*|take ?home.*|test|contacted"
        r"|networking|preparing|researching|started",
        Status(""),
    ),
)
"""The first row that a whole text fits, as `_plain` makes it, says what it means."""


@lru_cache(maxsize=1_000)
def read(text: str) -> Status | None:
    """What a word of status, stage or outcome says; None for one that is not known."""
    plain = _plain(text)
    return next((status for row, status in _WORDS if re.fullmatch(row, plain)), None)


def _plain(text: str) -> str:
    """`text` folded, its signs as spaces: `On-site 👻` is `on site`."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())
