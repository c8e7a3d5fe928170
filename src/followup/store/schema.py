"""The schema of a store: its number and views, the marks of its file, and errors of a file that does not fit.

The views are the one definition of what the quick reads ask, in SQL that SQLite and PostgreSQL
both read. They fold nothing and compute nothing that a column could hold.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from followup.domain.errors import WorldError

VERSION = 6
"""The number of the schema, kept in `user_version`: one more than `migrations.STEPS` has steps.

`tests/schemas` has a store of each.
"""

MADE_OF = {
    1: "3da0ef47d0197bfb", 2: "3d686bb228295514", 3: "87a2a2dc8b184759", 4: "dd3152b53f743dcc",
    5: "1307e5a4ef31c215", 6: "1704801ac85476b0",
}  # fmt: skip
"""For each schema, the digest of the tables, indexes and views of a store, by `sqlite.digest`."""

APPLICATION_ID = 0x666C7570
"""`flup`, kept in `application_id`, so that another program's database is not taken for ours."""

BUSY_SECONDS = 10
"""How long a lock of another process is waited out."""

IS_OPEN = "outcome IN ('', 'offer')"
"""Holds for an open application: `OPEN_OUTCOMES` of the model, which the morning list never loads."""

PENDING = "SELECT application_id FROM followup WHERE status = 'pending'"

IDLE = f"SELECT id FROM application WHERE {IS_OPEN} AND id NOT IN ({PENDING})"
"""The numbers of the idle applications, by what is known of them."""


def ended_by_outcome(table: str) -> str:
    """SQL: whether an interview of `table` will not take place, since its application was closed.

    It was booked before the outcome was recorded, for a day after it.
    """
    return (
        f"EXISTS (SELECT 1 FROM application a WHERE a.id = {table}.application_id "
        f"AND NOT a.{IS_OPEN} AND {table}.seq < a.outcome_seq AND {table}.day > a.outcome_on)"
    )


VIEWS = {
    "followup_view": """
        SELECT f.id, f.kind, f.rule, f.channel, f.status, f.ready_on, f.due_on, f.done_on,
               f.snoozed_until, f.because, f.application_id, f.interview_id, f.contact_id,
               f.promise_id, f.chain,
               a.company, a.role, a.outcome, a.via, a.search AS application_search,
               i.stage, i.day AS interview_on, i.ends AS interview_ends,
               i.starts AS interview_starts,
               CASE WHEN f.contact_id IS NULL AND f.kind NOT IN
                         ('prep', 'thank_you', 'close_out', 'decide_offer', 'thank_references')
                    THEN a.via ELSE COALESCE(c.name, '') END AS contact,
               COALESCE(c.email, '') AS email, COALESCE(c.phone, '') AS phone,
               COALESCE(c.search, '') AS contact_search,
               COALESCE(p.text, '') AS promise
        FROM followup f
        JOIN application a ON a.id = f.application_id
        LEFT JOIN interview i ON i.id = f.interview_id
        LEFT JOIN contact c ON c.id = f.contact_id
        LEFT JOIN promise p ON p.id = f.promise_id""",
    "interview_view": """
        SELECT i.id, i.application_id, i.stage, i.day, i.at, i.zone, i.minutes, i.starts, i.ends,
               i.recorded_on, i.seq, i."where", i.looking_for, i.next_step, i.note, i.strengths,
               i.concerns, i.cancelled, i.stage_assumed,
               a.company, a.role, a.via, a.field, a.outcome, a.search
        FROM interview i
        JOIN application a ON a.id = i.application_id""",
}

_WHOLE = frozenset(
    ("id", "seq", "minutes", "position", "cancelled", "reply", "no_calls", "no_contact",
     "keep_in_touch", "outcome_seq", "outcome_undated", "stage_assumed", "undated", "count",
     "edited", "sequence", "owner", "overdue", "due", "idle", "applications", "open", "interviews", "offers", "accepted",
     "may_write")
)  # fmt: skip
_WORDS = frozenset(("stage", "channel", "outcome", "status", "kind", "rule", "by", "of", "state"))
_MOMENTS = frozenset(
    ("at", "made_at", "starts", "ends", "interview_starts", "interview_ends", "stamped", "first_at",
     "first_starts", "deadline_at")
)  # fmt: skip


def misfit(name: str, value: object) -> bool:
    """Whether a value is not what a column of this name holds, so that the file is damaged."""
    return misfits(name)(value)


def misfits(name: str) -> Callable[[object], bool]:
    """The same for all values of a column; found once, since every value that is read is asked."""
    if name in _WHOLE or name.endswith("_id"):
        return _is_no_number
    if name in ("day", "on") or name.endswith(("_on", "_until")):
        return _is_no_day
    if name in _MOMENTS:
        return _is_no_moment
    return _is_no_word if name in _WORDS else _is_no_text


def _is_no_number(value: object) -> bool:
    return not isinstance(value, int) and value is not None


def _is_no_text(value: object) -> bool:
    return not isinstance(value, str) and value is not None


@lru_cache(maxsize=10_000)  # a store has few days beside its rows
def _is_no_day(value: object) -> bool:
    return value is not None and not _is_read(date.fromisoformat, value)


def _is_no_moment(value: object) -> bool:
    return value is not None and not _is_read(datetime.fromisoformat, value)


def _is_read(read: Callable[[str], object], value: object) -> bool:
    try:
        return isinstance(value, str) and bool(read(value))
    except ValueError:
        return False


@lru_cache(maxsize=1_000)
def _is_no_word(value: object) -> bool:
    """What is no word of ours would be shown as it is."""
    if isinstance(value, str):
        return not (value.isascii() and value.isprintable())
    return value is not None


class Unusable(WorldError):
    """A file that is no store, or no longer; `why` says so without saying what to do."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(sentence)
        self.why = why


stored_in: list[str] = []
"""The stores to which this command has brought a change; `connection` keeps it."""


def stopped(why: str, advice: str = "") -> WorldError:
    """What stopped a command, `why` without its full stop, and whether it had stored a change before."""
    if stored_in:
        return WorldError(
            f"{why}, after this command had stored a change. Look with `followup undo --list` before "
            "you type it again."
        )
    return WorldError(f"{why}, so nothing was changed. {advice}".rstrip())


def not_ours(path: str) -> Unusable:
    """The file belongs to another program."""
    why = "is a database of another program"
    return Unusable(f"{path} {why}; set FOLLOWUP_DB to the path of another file.", f"it {why}")


class NewerSchema(WorldError):
    """The file was written by a later followup."""

    def __init__(self, path: str, version: int) -> None:
        from followup.domain.errors import upgrade_command

        super().__init__(
            f"{path} was written by a newer version of followup (its schema is {version}, this "
            f"one knows {VERSION}); nothing was changed. {upgrade_command()}"
        )


class OlderSchema(WorldError):
    """The file was written by an earlier followup, and nobody has brought it up to date yet."""

    def __init__(self, path: str, version: int) -> None:
        super().__init__(
            f"{path} was written by an older version of followup (its schema is {version}, this "
            f"one's is {VERSION}); `followup due` brings it up to date."
        )


def not_migrated(path: str, why: WorldError) -> WorldError:
    """A store of an earlier followup had to stay as it was."""
    return WorldError(
        f"{path} was written by an older version of followup and could not be brought up to date, "
        f"so it was left as it is. {why} Where it cannot be written, copy it to another place and "
        "set FOLLOWUP_DB to the copy."
    )


def damaged(path: str, detail: object) -> Unusable:
    """The file cannot be read as what it should be."""
    return Unusable(
        f"{path} cannot be read as a followup store ({detail}). It was left as it is; "
        "`followup doctor` says more, and `followup restore` lists the copies that there are.",
        f"it is damaged ({detail})",
    )


def replaced(path: str) -> WorldError:
    """Another file was put in the store's place, or it was moved away, under a command."""
    return stopped(
        f"{path} was moved or replaced while this command was running, by a restore or another "
        "program",
        "Type the command again.",
    )


def gone(path: str) -> WorldError:
    """Another file was put in the store's place, or it was moved away, while a change was stored."""
    return WorldError(
        f"{path} was moved or replaced by another program while the change was stored, so it is in "
        "the file that was there before. Look with `followup undo --list` before you type it again."
    )


def foreign(path: str, what: str) -> Unusable:
    """The file is made of something else than a store of its schema, as `what` says."""
    why = f"is not made as followup makes a store, and might act by itself ({what})"
    return Unusable(f"{path} {why}.", f"it {why}")


def beside(name: str) -> WorldError:
    """What should be a file of SQLite's is a directory, a link, or a FIFO."""
    return stopped(
        f"{name} is no regular file, but SQLite keeps the store's journal there", "Move it away."
    )


def failed(path: str, detail: str) -> WorldError:
    """The sentence for a failure that SQLite or the engine reports in its own words."""
    for words, (why, advice) in _REASONS.items():
        if words in detail:
            return stopped(why.format(path=path), advice)
    if any(words in detail for words in _DAMAGE):
        return damaged(path, detail)
    return stopped(f"The store {path} could not be used: {detail}")


_REASONS = {
    "locked": (
        f"{{path}} was locked by another program for {BUSY_SECONDS} seconds",
        "Try again when that program has finished.",
    ),
    "disk is full": ("The disk is full", "Make room, then try again."),
    "readonly": (
        "{path} is read-only",
        "Make the file and its directory writable, or set FOLLOWUP_DB to another file.",
    ),
    "unable to open": (
        "{path} cannot be opened",
        "Check that it is a file, that its directory exists and that both are yours, or set "
        "FOLLOWUP_DB to another file.",
    ),
    "disk I/O": ("The disk failed while {path} was in use", "Try again."),
}
"""What the user can put right and how, by words of SQLite's."""

_DAMAGE = (
    "not a database",
    "malformed",
    "no such table",
    "no such column",
    "no such view",
    "UTF-8",
)
