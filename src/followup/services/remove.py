"""`remove`, `contact remove`: an interview, an application or a person recorded by mistake."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.domain.errors import UsageError
from followup.domain.model import Application, Interview
from followup.domain.safe_text import line
from followup.environment import World
from followup.services import contacts, search
from followup.services.search import job
from followup.store import queries

if TYPE_CHECKING:  # the engine costs half a second
    from followup.services.planning import Replanned


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, in words, and what that changed about the follow-ups that stay."""

    what: str
    replanned: "Replanned"


def remove(world: World, company: str) -> Removed:
    """Remove the interview that COMPANY names, and its application where nothing else is known of it.

    An application without an interview is removed with its log. SeveralFound where there are
    several interviews and none was named by its number.
    """
    from followup.services.planning import Replanned, replan
    from followup.store import remove as rows
    from followup.store import transaction

    with transaction.change(world.store, "remove", world.now) as change:
        application = search.application(change.ask, company, surely=True)
        interviews = queries.interviews_of(change.ask, application.id)
        interview = _chosen(company, interviews)
        if interview is not None:
            rows.interview(change, interview.id)
        told = application.outcome or queries.log_of(change.ask, application.id)
        if interview is None or (len(interviews) == 1 and not told):
            rows.application(change, application.id)
            replanned = Replanned()
        else:
            replanned = replan(change, [application.id], world.now)
        what = _in_words(application, interview)
        change.summary = what
        return Removed(what, replanned)


def _chosen(company: str, interviews: list[Interview]) -> Interview | None:
    number = search.number(company)
    if number is not None:
        return next(one for one in interviews if one.id == number)
    if len(interviews) > 1:
        raise search.several(company, interviews, _line)
    return interviews[0] if interviews else None


def _line(interview: Interview) -> str:
    return f"{interview.id:>4}  {interview.stage}, {interview.day}"


def _in_words(application: Application, interview: Interview | None) -> str:
    name = job(application.company, application.role)
    if interview is None:
        return f"the application for {line(name)}"
    return f"interview {interview.id}, {interview.stage} with {line(name)} on {interview.day}"


def contact(world: World, who: str) -> Removed:
    """Remove the person that NAME names from everything. UsageError for one that is forgotten."""
    from followup.services.planning import replan
    from followup.store import remove as rows
    from followup.store import transaction

    with transaction.change(world.store, "contact remove", world.now) as change:
        found = contacts.chosen(change.ask, who, surely=True)
        if found.is_forgotten:
            raise UsageError(f"Contact {found.contact.id} is forgotten already; nothing is left.")
        applications = rows.contact(change, found.contact.id)
        replanned = replan(change, applications, world.now)
        what = f"contact {found.contact.id}, {line(found.contact.name)}"
        change.summary = what
        return Removed(what, replanned)
