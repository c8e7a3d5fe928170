"""Writing contacts: a person is found before one is made."""

from sqlmodel import col, select

from followup.facts import NewContact
from followup.people import same_person
from followup.store.models import Contact
from followup.store.writes import Change
from followup.wording import fold


def find_or_make(change: Change, company: str, told: NewContact) -> int:
    """The number of a person at a company; what is told of them is added to what is known."""
    row = known(change, company, told)
    if row is None:
        row = Contact(name="", name_key="", seq=change.number)
        row.company, row.company_key = company, fold(company)
        name(row, told.name)
    elif len(fold(told.name)) > len(fold(row.name)) and same_person(told.name, row.name):
        name(row, told.name)
    if told.email:
        address(row, told.email)
    row.title, row.phone = told.title or row.title, told.phone or row.phone
    row.no_calls = told.no_calls or row.no_calls
    change.session.add(row)
    change.session.flush()
    return row.id or 0


def name(row: Contact, text: str) -> None:
    """Give a contact a name, with the folded text that finds it."""
    row.name, row.name_key, row.search = text, fold(text), fold(text)


def address(row: Contact, email: str) -> None:
    """Give a contact an email address, which tells people of one name apart."""
    row.email, row.email_key = email, email.casefold()


def known(change: Change, company: str, told: NewContact) -> Contact | None:
    """The same person at that company: the same address, or the same name and no other address."""
    here = select(Contact).where(Contact.company_key == fold(company)).order_by(col(Contact.id))
    if told.email:
        for row in change.session.exec(here.where(Contact.email_key == told.email.casefold())):
            if same_person(row.name, told.name):
                return row
    for row in change.session.exec(here.where(Contact.name_key == fold(told.name))):
        if not row.email or not told.email:
            return row
    return None
