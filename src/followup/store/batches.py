"""Everything of some applications at once: for what tells of a whole store, and never holds it.

Asking for each application alone takes many times as long; asking for all, many times the room.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from followup.facts import Interview, Met
from followup.store import reads, records
from followup.store.asking import Ask, Row

AT_ONCE = 500
"""How many rows a range has at the most."""


def ranges(ask: Ask, table: str) -> Iterator[Mapping[str, int]]:
    """The numbers of a table in ranges from `first` to `last`, both inclusive."""
    ends = ask(f"SELECT id FROM {table} ORDER BY id DESC LIMIT 1", {})
    last = max((row["id"] for row in ends), default=0)
    for first in range(1, last + 1, AT_ONCE):
        yield {"first": first, "last": first + AT_ONCE - 1}


def in_ranges(ask: Ask, table: str) -> Iterator[Row]:
    """Every row of a table, by number."""
    for some in ranges(ask, table):
        yield from ask(f"SELECT * FROM {table} WHERE id BETWEEN :first AND :last ORDER BY id", some)


def batches(ask: Ask, only: Collection[int] | None = None) -> Iterator["Batch"]:
    """Every application, by number; or at least those whose numbers are in `only`."""
    wanted = None if only is None else {(number - 1) // AT_ONCE for number in only}
    for some in ranges(ask, "application"):
        if wanted is None or some["first"] // AT_ONCE in wanted:
            yield Batch(ask, some)


class Batch:
    """The applications of a range, with all that hangs on them; what is not asked is not read."""

    def __init__(self, ask: Ask, some: Mapping[str, int]) -> None:
        self.ask = ask
        self.range = some
        self.applications = self._asked(
            "SELECT * FROM application WHERE id BETWEEN :first AND :last ORDER BY id"
        )

    def interviews(self, application: int) -> list[Row]:
        """The interviews of an application."""
        return self._interviews.get(application, [])

    def promises(self, application: int) -> list[Row]:
        """The promises of an application, yours and theirs."""
        return self._promises.get(application, [])

    def events(self, application: int) -> list[Row]:
        """What the log of an application holds."""
        return self._events.get(application, [])

    def followups(self, application: int) -> list[Row]:
        """The follow-ups of an application."""
        return self._followups.get(application, [])

    def people(self, interview: int) -> list[Row]:
        """The contacts of an interview, with their topics."""
        return self._people.get(interview, [])

    def notes(self, followup: int) -> list[Row]:
        """The words that are kept for a follow-up."""
        return self._notes.get(followup, [])

    def talks(self, application: int) -> list[Interview]:
        """The interviews of an application, with whom you met."""
        return [
            records.interview(row, [_met(met) for met in self.people(row["id"])])
            for row in self.interviews(application)
        ]

    def listed(self, application: int) -> list[reads.Listed]:
        """The follow-ups of an application as a list tells them: without their reasons."""
        return self._listed.get(application, [])

    @cached_property
    def _listed(self) -> dict[int, list[reads.Listed]]:
        found: dict[int, list[reads.Listed]] = {}
        where = "application_id BETWEEN :first AND :last"
        for one in reads.listed(self.ask, where, self.range, reasons=False):
            found.setdefault(one.application_id, []).append(one)
        return found

    @cached_property
    def _interviews(self) -> dict[int, list[Row]]:
        return self._hanging("interview")

    @cached_property
    def _promises(self) -> dict[int, list[Row]]:
        return self._hanging("promise")

    @cached_property
    def _events(self) -> dict[int, list[Row]]:
        return self._hanging("event")

    @cached_property
    def _followups(self) -> dict[int, list[Row]]:
        return self._hanging("followup")

    def _hanging(self, table: str) -> dict[int, list[Row]]:
        rows = self._asked(
            f"SELECT * FROM {table} WHERE application_id BETWEEN :first AND :last ORDER BY id"
        )
        return _grouped(rows, "application_id")

    @cached_property
    def _people(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT c.*, t.topic, t.interview_id FROM topic t JOIN contact c ON c.id = t.contact_id "
            "JOIN interview i ON i.id = t.interview_id "
            "WHERE i.application_id BETWEEN :first AND :last ORDER BY t.position, t.id"
        )
        return _grouped(rows, "interview_id")

    @cached_property
    def _notes(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT n.* FROM note n JOIN followup f ON f.id = n.followup_id "
            "WHERE f.application_id BETWEEN :first AND :last ORDER BY n.id"
        )
        return _grouped(rows, "followup_id")

    def _asked(self, sql: str) -> list[Row]:
        return list(self.ask(sql, self.range))


def _grouped(rows: Iterable[Row], by: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def _met(row: Row) -> Met:
    return Met(reads.contact_of(row), row["topic"])
