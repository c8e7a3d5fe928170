"""What is known while a file is read: lookup tables of interviews and applications in memory."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from followup.domain.model import OPEN_OUTCOMES, NewInterview
from followup.domain.text import fold
from followup.store import row_values
from followup.store.ask import Ask


class KnownInterview(NamedTuple):
    """An interview that is there, and its application, by number.

    `moved`: it is known by its first start. `invited`: an invitation brought it. `off`: cancelled.
    """

    interview: int
    application: int
    moved: bool = False
    invited: bool = False
    off: bool = False


class KnownApplication(NamedTuple):
    """An application that is there, by number, with its folded role and its outcome."""

    number: int
    role_key: str
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither over nor declined."""
        return self.outcome in OPEN_OUTCOMES


Start = tuple[str, datetime, bool]
"""A folded company, when an interview starts, and whether its time of day is known."""


class Known:
    """Every application and interview that is there, by what a file can name them.

    `texts` are what is in the timelines of applications, `days` the days on which something is.
    """

    def __init__(self, ask: Ask) -> None:
        self._at: dict[str, list[KnownApplication]] = {}
        self._talks: dict[Start, list[tuple[KnownInterview, str]]] = {}
        self._uids: dict[str, KnownInterview] = {}
        self._application: dict[int, int] = {}
        for row in ask(
            "SELECT id, company_key, role_key, outcome FROM application ORDER BY id", {}
        ):
            found = KnownApplication(row["id"], row["role_key"], row["outcome"])
            self._at.setdefault(row["company_key"], []).append(found)
        self._read_interviews(ask)
        events = list(ask('SELECT application_id, "on", text FROM event', {}))
        self.texts = {(row["application_id"], row["text"]) for row in events}
        self.days = {(row["application_id"], date.fromisoformat(row["on"])) for row in events}

    def _read_interviews(self, ask: Ask) -> None:
        moved: list[tuple[Start, tuple[KnownInterview, str]]] = []
        for row in ask(
            "SELECT i.id, i.application_id, i.uid, i.at, i.starts, i.first_at, i.first_starts, "
            "i.cancelled, i.sequence, i.stamped, a.company_key, a.role_key "
            "FROM interview i JOIN application a ON a.id = i.application_id ORDER BY i.id",
            {},
        ):
            invited = bool(row["sequence"]) or row["stamped"] is not None
            found = KnownInterview(
                row["id"], row["application_id"], invited=invited, off=bool(row["cancelled"])
            )
            key = (row["company_key"], row_values.instant(row["starts"]), "T" in row["at"])
            self._talks.setdefault(key, []).append((found, row["role_key"]))
            if row["first_at"]:
                starts = row_values.instant(row["first_starts"])
                first = (row["company_key"], starts, "T" in row["first_at"])
                moved.append((first, (found._replace(moved=True), row["role_key"])))
            self._uids[row["uid"]] = found
            self._application[found.interview] = found.application
        for key, one in moved:  # after those that stand there now
            self._talks.setdefault(key, []).append(one)

    def by_uid(self, uid: str) -> KnownInterview | None:
        """The interview of that uid, if it is one."""
        return self._uids.get(uid) if uid else None

    def interview(
        self, told: NewInterview, *, invitation: bool, exactly: bool = False
    ) -> KnownInterview | None:
        """The interview of that company, role and start, else of that first start.

        Where there is no role, it is that of any, unless `exactly` is set.

        An `invitation` is only what nobody invited to so far: recruiters make them anew.
        """
        there = self._talks.get((fold(told.company), told.starts, told.at is not None))
        if there is None:
            return None
        role = fold(told.role)
        known = [found for found, named in there if role == named or not (role or exactly)]
        if invitation:
            known = [one for one in known if not (one.moved or one.invited or one.off)]
        return known[0] if known else None

    def applications(self, company_key: str, role_key: str) -> list[KnownApplication]:
        """The applications of that company and role, open ones first."""
        known = (one for one in self._at.get(company_key, ()) if one.role_key == role_key)
        return sorted(known, key=lambda one: not one.is_open)

    def open(self, company_key: str, role_key: str, *, exactly: bool = False) -> list[int]:
        """The numbers of the open applications of a company and role.

        Where there is no role, they are those of any, unless `exactly` is set.
        """
        return [
            one.number
            for one in self._at.get(company_key, ())
            if one.is_open and (role_key == one.role_key or not (role_key or exactly))
        ]

    def applications_of(self, interviews: Iterable[int]) -> set[int]:
        """The numbers of the applications of these interviews."""
        return {self._application[number] for number in interviews}
