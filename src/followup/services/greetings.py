"""Whom notes cannot greet for certain, before an interview with them is recorded. Reads only."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from followup.domain.model import Contact, NewContact, NewInterview, Occasion
from followup.domain.people import same_person
from followup.domain.text import fold
from followup.environment import World
from followup.notes import salutations
from followup.notes.languages import language
from followup.services import user_templates
from followup.store.ask import Ask
from followup.store.contact_queries import acquaintances


class Unsure(NamedTuple):
    """A person whose name does not say how to greet them, and the greeting that notes have."""

    person: Contact
    greeting: str

    @property
    def remark(self) -> str:
        """What to say of it where nobody can be asked."""
        return salutations.remark(self.person, self.greeting)


def unsure(world: World, ask: Ask, kept: Mapping[str, str], new: NewInterview) -> Iterator[Unsure]:
    """The people of an interview to be recorded whom notes cannot greet for certain.

    `kept` are the settings.
    """
    company = new.company
    for told in new.people:
        person = _known(ask, company, told)
        occasion = Occasion("thank_you", "email", world.today, company, contact=person)
        spoken = language(user_templates.wanted(occasion, kept) or "en")
        if not spoken.is_sure(person):
            yield Unsure(person, spoken.salutation(occasion))


def _known(ask: Ask, company: str, told: NewContact) -> Contact:
    """The contact that a person is or will be, with the greeting that was told before."""
    for one in acquaintances(ask, fold(told.name).split()[:1]):
        there = one.contact
        if fold(there.company) == fold(company) and same_person(there.name, told.name):
            return there._replace(title=told.title or there.title)
    return Contact(0, told.name, company, told.title)
