"""Applications without an interview into the store: found or made, the day applied in the timeline."""

from collections.abc import Sequence
from datetime import date

from followup.domain.model import OPEN_OUTCOMES
from followup.domain.records import ImportedApplication
from followup.domain.text import fold
from followup.store import applications, import_index
from followup.store.bulk_insert import NewEvent, write_applications, write_events
from followup.store.import_index import KnownApplication, People
from followup.store.transaction import Transaction


class Applications:
    """The applications of a file on their way into the store.

    After `merge`, `added`, `changed` and `left` are those of the file, and `touched` the numbers of
    those that the plan may matter to.
    """

    def __init__(self, change: Transaction, people: People, today: date) -> None:
        self.change, self.people, self.today = change, people, today
        self.known = import_index.Applications(change.ask)
        self.added: list[ImportedApplication] = []
        self.changed: list[ImportedApplication] = []
        self.left = 0
        self.touched: set[int] = set()

    def merge(self, told: Sequence[ImportedApplication]) -> None:
        """Write what is new, and tell the others what the file says of them."""
        jobs = [(one, self._known(one)) for one in told]
        self.added = list({_key(one): one for one, known in jobs if known is None}.values())
        numbers = write_applications(self.change, self.added, self.today)
        new = dict(zip(map(_key, self.added), numbers, strict=True))
        for one, known in jobs:
            if known is not None:
                self._tell_again(one, known)
        self.left = len(told) - len(self.added) - len(self.changed)
        self._write_events([(new[_key(one)], one) for one in self.added])
        self.touched |= {new[_key(one)] for one in self.added if one.outcome == "offer"}

    def _known(self, one: ImportedApplication) -> KnownApplication | None:
        """The application that a row is of: as open or over as it says, else the one it became."""
        found = self.known.named(fold(one.company), fold(one.role))
        same = [job for job in found if job.outcome == one.outcome]
        still = [job for job in found if job.outcome in OPEN_OUTCOMES]
        over = [job for job in found if one.outcome in OPEN_OUTCOMES and self._began(job, one)]
        return next(iter((*same, *still, *over)), None)

    def _began(self, job: KnownApplication, one: ImportedApplication) -> bool:
        """Whether an application that is over may be the open one of a row."""
        return one.applied_on is None or (job.number, one.applied_on) in self.known.days

    def _tell_again(self, one: ImportedApplication, job: KnownApplication) -> None:
        ended = one.outcome not in ("", job.outcome) and job.outcome in OPEN_OUTCOMES
        if ended:
            applications.end(self.change, job.number, one.outcome, self.today)
            self.touched.add(job.number)
        new = bool(one.text) and (job.number, one.text) not in self.known.texts
        if new:
            self._write_events([(job.number, one)])
        if ended or new:
            self.changed.append(one)

    def _write_events(self, told: Sequence[tuple[int, ImportedApplication]]) -> None:
        """The beginning of each timeline, and the people of the file."""
        met = [[self.people.meet(one.company, who) for who in one.people] for _, one in told]
        self.people.write(self.change)
        rows = [
            NewEvent(number, one.applied_on or self.today, one.text, who[0].number if who else None)
            for (number, one), who in zip(told, met, strict=True)
            if one.text
        ]
        write_events(self.change, rows)


def _key(one: ImportedApplication) -> tuple[str, str, str]:
    """What makes two rows of a file one application."""
    return fold(one.company), fold(one.role), "" if one.outcome in OPEN_OUTCOMES else one.outcome
