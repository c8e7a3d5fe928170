"""The tables. Importing SQLModel costs half a second, so only what writes loads this module.

Days, times and instants are ISO 8601 text, which sorts and compares as they do and reads the
same through every engine. `seq` is the number of the change that recorded a row. Columns named
`*_key` hold the folded text that makes two spellings one; `search` holds what words are looked
for in, folded too, since a view may call no function of ours. `uid` is what a record is known by
in every store and file that it ever gets to.
"""

import secrets
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from followup.domain.model import CHANNELS, OUTCOMES, STAGES
from followup.store.schema import IS_OPEN


def _one_of(column: str, values: tuple[str, ...], *, or_empty: bool = False) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in ((*values, "") if or_empty else values))
    name = column.strip('"')
    return CheckConstraint(f"{column} IN ({allowed})", name=f"{name}_known")


def _pending(name: str, *columns: str) -> Index:
    """An index over what is pending: few rows, however many were done."""
    only = text("status = 'pending'")
    return Index(name, *columns, sqlite_where=only)


def _table(*constraints: Any) -> tuple[Any, ...]:
    """Numbers are never used again, so that one that was seen stays what it was."""
    return (*constraints, {"sqlite_autoincrement": True})


def _no() -> Any:
    """A column that holds false unless it is given."""
    return Field(default=False, sa_column_kwargs={"server_default": text("FALSE")})


def new_uids(count: int) -> list[str]:
    """Sixteen hexadecimal digits each, that no other record has."""
    digits = secrets.token_hex(8 * count)  # the system is asked once for many: an import
    return [digits[start : start + 16] for start in range(0, len(digits), 16)]


def new_uid() -> str:
    """One of those."""
    return new_uids(1)[0]


class Change(SQLModel, table=True):
    """One command that changed something: the unit of undo."""

    __table_args__ = _table()
    id: int | None = Field(default=None, primary_key=True)
    command: str
    summary: str = ""
    made_at: str


class Journal(SQLModel, table=True):
    """What a row was before a change; `before` is JSON, or nothing where the row was new."""

    __table_args__ = _table()
    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    of: str
    row: str
    before: str | None = None


class Application(SQLModel, table=True):
    """One job; an open one is there once.

    `deadline_on` is the day by which an offer wants an answer, on the user's own clock;
    `deadline_at` the instant, and nothing where only the day is known.
    """

    __table_args__ = _table(
        _one_of("outcome", OUTCOMES, or_empty=True),
        _one_of("channel", CHANNELS, or_empty=True),
        CheckConstraint("company <> ''", name="company_there"),
        Index(
            "application_open_once",
            "company_key",
            "role_key",
            unique=True,
            sqlite_where=text(IS_OPEN),
        ),
        Index("application_at", "company_key"),
        Index(
            "application_elsewhere",
            "outcome",
            sqlite_where=text("outcome IN ('accepted', 'offer')"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    company: str
    company_key: str
    role: str = ""
    role_key: str = ""
    via: str = ""
    field: str = ""
    channel: str = ""
    outcome: str = ""
    outcome_on: str | None = None
    outcome_seq: int = 0
    deadline_on: str | None = None
    terms: str = ""
    start_on: str | None = None
    keep_in_touch: bool = False
    search: str = ""
    seq: int
    uid: str = Field(default_factory=new_uid)
    through: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    deadline_at: str | None = None
    outcome_undated: bool = _no()


class Contact(SQLModel, table=True):
    """A person; the same name and address at the same company is there once."""

    __table_args__ = _table(
        UniqueConstraint("company_key", "name_key", "email_key", name="contact_once"),
        CheckConstraint("name <> ''", name="name_there"),
        Index("contact_named", "name_key"),
        Index("contact_addressed", "email_key"),
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str
    company: str = ""
    company_key: str = ""
    title: str = ""
    email: str = ""
    email_key: str = ""
    phone: str = ""
    address: str = ""
    salutation: str = ""
    language: str = ""
    note: str = ""
    no_calls: bool = False
    no_contact: bool = False
    search: str = ""
    seq: int
    uid: str = Field(default_factory=new_uid)


class Interview(SQLModel, table=True):
    """One conversation. `at` is local, with or without a time of day; `starts`, `ends` are UTC.

    `strengths` and `concerns` are JSON: a list of texts, a list of `{concern, answer}`. `sequence`
    and `stamped` say which revision of its invitation was read last. `first_at` and `first_starts`
    are where it stood before it moved for the first time, and nothing until then.
    """

    __table_args__ = _table(
        _one_of("stage", STAGES),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("starts <= ends", name="starts_before_ends"),
        Index("interview_on", "day", "starts", "ends", "cancelled"),
    )
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    stage: str
    day: str
    at: str
    zone: str
    minutes: int
    starts: str
    ends: str
    recorded_on: str
    where: str = ""
    looking_for: str = ""
    next_step: str = ""
    note: str = ""
    strengths: str = "[]"
    concerns: str = "[]"
    cancelled: bool = False
    seq: int
    uid: str = Field(default_factory=new_uid)
    sequence: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    stamped: str | None = None
    first_at: str | None = None
    first_starts: str | None = None
    stage_assumed: bool = _no()


class Topic(SQLModel, table=True):
    """What one contact and you talked about in one interview; the text may be empty."""

    __table_args__ = _table(UniqueConstraint("interview_id", "contact_id", name="topic_once"))
    id: int | None = Field(default=None, primary_key=True)
    interview_id: int = Field(foreign_key="interview.id")
    contact_id: int = Field(foreign_key="contact.id", index=True)
    position: int
    topic: str = ""


class Promise(SQLModel, table=True):
    """A day by which you, or they, said to be in touch."""

    __table_args__ = _table(_one_of('"by"', ("you", "they")))
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    interview_id: int | None = Field(default=None, foreign_key="interview.id", index=True)
    by: str
    on: str
    text: str = ""
    made_on: str
    seq: int
    uid: str = Field(default_factory=new_uid)


class Event(SQLModel, table=True):
    """Something that happened, as `log` records it; a reply restarts the clock.

    `undated`: the table that it comes from has no day of it, so `on` is that of the import.
    """

    __table_args__ = _table()
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    on: str
    reply: bool = False
    text: str = ""
    seq: int
    uid: str = Field(default_factory=new_uid)
    undated: bool = _no()


class Followup(SQLModel, table=True):
    """One thing to do by a day. `chain` is JSON: the reasons for its dates, in order."""

    __table_args__ = _table(
        _one_of("status", ("pending", "done", "skipped", "cancelled")),
        _one_of("channel", CHANNELS, or_empty=True),
        CheckConstraint("ready_on <= due_on", name="ready_before_due"),
        _pending("followup_over", "due_on", "ready_on", "kind", "interview_id"),
        _pending("followup_ready", "ready_on", "due_on", "kind", "interview_id"),
        _pending("followup_of_kind", "kind", "due_on", "ready_on", "interview_id"),
        _pending("followup_pending_of", "application_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    rule: str
    channel: str = ""
    application_id: int = Field(foreign_key="application.id", index=True)
    interview_id: int | None = Field(default=None, foreign_key="interview.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    promise_id: int | None = Field(default=None, foreign_key="promise.id", index=True)
    ready_on: str
    due_on: str
    status: str = "pending"
    done_on: str | None = None
    because: str = ""
    snoozed_until: str | None = None
    chain: str = "[]"


class Note(SQLModel, table=True):
    """The words of a follow-up, once somebody touched them; a promise that goes with them.

    `edited` says that the words are the user's own; `written_from` marks the facts that they
    were written from, so that it shows when these have changed.
    """

    __table_args__ = _table()
    id: int | None = Field(default=None, primary_key=True)
    followup_id: int = Field(foreign_key="followup.id", unique=True)
    channel: str = ""
    subject: str = ""
    body: str = ""
    edited: bool = False
    written_from: str = ""
    promise_on: str | None = None
    promise: str = ""
    sent_on: str | None = None


class Message(SQLModel, table=True):
    """An email that was sent for a follow-up, or one that came and was dealt with (no follow-up).

    `reference` is its Message-ID, `address` who it went to or came from, `at` when it came into
    its state, `words` what a server said of it. A follow-up's number outlives its row, as where a
    removed interview is brought back, so it refers to none.
    """

    __table_args__ = _table(
        _one_of(
            "state",
            ("sending", "unknown", "refused", "sent", "arrived", "seen", "bounced", "dealt_with"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    followup_id: int | None = Field(default=None, index=True)
    address: str = ""
    state: str
    at: str
    words: str = ""


class Holiday(SQLModel, table=True):
    """A public holiday of a country, or of its region; made from these, so never undone."""

    place: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    name: str


class Setting(SQLModel, table=True):
    """One key of the configuration; what `source` = `file` says wins over `store`."""

    __table_args__: ClassVar[Any] = (_one_of("source", ("store", "file")),)
    source: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    value: str


class Idle(SQLModel, table=True):
    """An open application with nothing pending: kept by `idle`, as it follows from the others."""

    application_id: int = Field(foreign_key="application.id", ondelete="CASCADE", primary_key=True)


KEPT: tuple[type[SQLModel], ...] = (
    Application, Contact, Interview, Topic, Promise, Event, Followup, Note, Message, Setting,
)  # fmt: skip
"""What holds the user's words: the journal covers these."""

ALL: tuple[type[SQLModel], ...] = (*KEPT, Change, Journal, Holiday, Idle)
