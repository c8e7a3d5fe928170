"""Everything of some applications at once: for what tells of a whole store, and never holds it.

Asking for each application alone takes many times as long; asking for all, many times the room.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from followup.domain.model import ApplicationFacts, Contact, Elsewhere, Interview, Met, Reply
from followup.store import queries, row_values
from followup.store.ask import Ask, Row

AT_ONCE = 500
"""How many rows a range has at the most."""


def ranges(ask: Ask, table: str) -> Iterator[Mapping[str, int]]:
    """The numbers of a table in ranges from `first` to `last`, both inclusive, whatever is missing."""
    some = f"SELECT id FROM {table} WHERE id > :before ORDER BY id LIMIT {AT_ONCE:d}"
    before = 0
    while found := [
        row["id"]
        for row in ask(f"SELECT max(id) AS id FROM ({some}) AS part", {"before": before})
        if row["id"]
    ]:
        (last,) = found
        yield {"first": before + 1, "last": last}
        before = last


def in_ranges(ask: Ask, table: str) -> Iterator[Row]:
    """Every row of a table, by number."""
    for some in ranges(ask, table):
        yield from ask(f"SELECT * FROM {table} WHERE id BETWEEN :first AND :last ORDER BY id", some)


def batches(ask: Ask, only: Collection[int] | None = None) -> Iterator["Batch"]:
    """Every application, by number; or those whose numbers are in `only`."""
    if only is None:
        for some in ranges(ask, "application"):
            yield Batch(ask, "BETWEEN :first AND :last", some)
        return
    numbers = [str(number) for number in sorted(only)]
    for place in range(0, len(numbers), AT_ONCE):
        yield Batch(ask, f"IN ({', '.join(numbers[place : place + AT_ONCE])})", {})


def facts(ask: Ask, number: int) -> ApplicationFacts:
    """All that the plan of one application follows from. NothingFound as `queries.application`."""
    batch = Batch(ask, "= :id", {"id": number})
    for row in batch.applications:
        return batch.facts(row)
    raise queries.nothing_found("application", number)


class Batch:
    """Some applications, with all that hangs on them; what is not asked is not read.

    `these` is SQL that their numbers hold for, ours alone, and `values` what it names.
    """

    def __init__(self, ask: Ask, these: str, values: Mapping[str, int]) -> None:
        self.ask = ask
        self.these = these
        self.values = values
        self.applications = self._asked(f"SELECT * FROM application WHERE id {these} ORDER BY id")

    def facts(self, application: Row) -> ApplicationFacts:
        """All that the plan of one of the applications follows from."""
        number = application["id"]
        rows = sorted(self.promises(number), key=lambda one: (one["seq"], one["id"]))
        promises = [queries.promise_of(row) for row in rows]
        in_notes = self._promised(number) if any(one.by == "you" for one in promises) else []
        replies = (one for one in self.events(number) if one["reply"])
        return ApplicationFacts(
            application=queries.application_of(application),
            interviews=tuple(self.talks(number)),
            promises=queries.promised_to(promises, in_notes),
            replies=tuple(
                Reply(one["id"], row_values.day(one["on"]), one["seq"]) for one in replies
            ),
            followups=tuple(map(queries.followup_of, self.followups(number))),
            elsewhere=self._elsewhere(number),
            agency=queries.agency(self.ask, application["via"]),
            in_touch=self._in_touch.get(number),
        )

    @cached_property
    def _in_touch(self) -> dict[int, Contact]:
        """Whom the log of each application names last, of those who may be contacted."""
        rows = self._asked(
            "SELECT c.*, e.application_id FROM event e JOIN contact c ON c.id = e.contact_id "
            f"WHERE e.application_id {self.these} AND NOT c.no_contact ORDER BY e.id"
        )
        return {row["application_id"]: queries.contact_of(row) for row in rows}

    def _promised(self, application: int) -> list[queries.NotePromise]:
        """What you promised in notes of an application that were sent, in that order."""
        done = [one for one in self.followups(application) if one["status"] == "done"]
        pairs = [(one, note) for one in done for note in self.notes(one["id"])]
        return [
            queries.NotePromise(
                one["interview_id"], one["contact_id"], note["promise_on"], note["promise"]
            )
            for one, note in sorted(pairs, key=lambda pair: (pair[0]["done_on"], pair[1]["id"]))
            if note["promise_on"]
        ]

    def _elsewhere(self, application: int) -> tuple[Elsewhere, ...]:
        if application not in self._settled:
            return self._anywhere
        return tuple(one for one in self._anywhere if one.application_id != application)

    @cached_property
    def _anywhere(self) -> tuple[Elsewhere, ...]:
        return queries.settled(self.ask)

    @cached_property
    def _settled(self) -> set[int]:
        return {one.application_id for one in self._anywhere}

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

    def messages(self, followup: int) -> list[Row]:
        """The emails that were sent for a follow-up."""
        return self._messages.get(followup, [])

    def talks(self, application: int) -> list[Interview]:
        """The interviews of an application, with whom you met."""
        return [
            row_values.interview(row, [_met(met) for met in self.people(row["id"])])
            for row in self.interviews(application)
        ]

    def listed(self, application: int) -> list[queries.ListedFollowUp]:
        """The follow-ups of an application as a list tells them: without their reasons."""
        return self._listed.get(application, [])

    @cached_property
    def _listed(self) -> dict[int, list[queries.ListedFollowUp]]:
        found: dict[int, list[queries.ListedFollowUp]] = {}
        where = f"application_id {self.these}"
        for one in queries.listed(self.ask, where, self.values, reasons=False):
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
        rows = self._asked(f"SELECT * FROM {table} WHERE application_id {self.these} ORDER BY id")
        return _grouped(rows, "application_id")

    @cached_property
    def _people(self) -> dict[int, list[Row]]:
        rows = self._asked(
            "SELECT c.*, t.topic, t.interview_id FROM topic t JOIN contact c ON c.id = t.contact_id "
            "JOIN interview i ON i.id = t.interview_id "
            f"WHERE i.application_id {self.these} ORDER BY t.position, t.id"
        )
        return _grouped(rows, "interview_id")

    @cached_property
    def _messages(self) -> dict[int, list[Row]]:
        return self._of_followups("message")

    @cached_property
    def _notes(self) -> dict[int, list[Row]]:
        return self._of_followups("note")

    def _of_followups(self, table: str) -> dict[int, list[Row]]:
        rows = self._asked(
            f"SELECT t.* FROM {table} t JOIN followup f ON f.id = t.followup_id "
            f"WHERE f.application_id {self.these} ORDER BY t.id"
        )
        return _grouped(rows, "followup_id")

    def _asked(self, sql: str) -> list[Row]:
        return list(self.ask(sql, self.values))


def _grouped(rows: Iterable[Row], by: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def _met(row: Row) -> Met:
    return Met(queries.contact_of(row), row["topic"])
