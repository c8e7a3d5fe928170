"""Writing contacts: a person is found before one is made."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import col, select

from followup.domain.errors import UsageError
from followup.domain.model import NewContact
from followup.domain.people import same_person
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.store.models import Contact, Interview, Topic
from followup.store.transaction import Transaction


def find_or_make(change: Transaction, company: str, told: NewContact) -> int:
    """The number of a person at a company; what is told of them is added to what is known."""
    row = known(change, company, told)
    if row is None:
        row = Contact(name="", name_key="", seq=change.number)
        row.company, row.company_key = company, fold(company)
        name(row, told.name)
    elif len(fold(told.name)) > len(fold(row.name)) and same_person(told.name, row.name):
        name(row, told.name)
    if told.email and told.email.casefold() != row.email_key:
        address(row, told.email)
    row.title, row.phone = told.title or row.title, told.phone or row.phone
    row.no_calls = told.no_calls or row.no_calls
    row.salutation = told.salutation or row.salutation
    change.session.add(row)
    change.session.flush()
    return row.id or 0


def name(row: Contact, text: str) -> None:
    """Give a contact a name, with the folded text that finds it."""
    row.name, row.name_key, row.search = text, fold(text), fold(text)


def address(row: Contact, email: str) -> None:
    """Give a contact an email address, which tells people of one name apart."""
    row.email, row.email_key = email, email.casefold()


def known(change: Transaction, company: str, told: NewContact) -> Contact | None:
    """The same person: the same address anywhere, as a recruiter's, or the same name at that
    company and no other address.

    A part of a name, as `Priya`, is the one person there whose name it fits.
    """
    if told.known:
        return get(change, told.known)
    here = select(Contact).where(Contact.company_key == fold(company)).order_by(col(Contact.id))
    if told.email:
        anywhere = select(Contact).where(Contact.email_key == told.email.casefold())
        rows = change.session.exec(anywhere.order_by(col(Contact.id))).all()
        for row in sorted(rows, key=lambda one: one.company_key != fold(company)):
            if same_person(row.name, told.name):
                return row
    for row in change.session.exec(here.where(Contact.name_key == fold(told.name))):
        if not row.email or not told.email:
            return row
    fitting = [row for row in change.session.exec(here) if _may_be(row, told)]
    return fitting[0] if len(fitting) == 1 else None


def _may_be(row: Contact, told: NewContact) -> bool:
    same_address = not row.email or not told.email or row.email_key == told.email.casefold()
    return same_address and same_person(row.name, told.name)


def get(change: Transaction, number: int) -> Contact:
    """The row of a contact that is known to be there."""
    return change.session.get_one(Contact, number)


def of_application(change: Transaction, application_id: int) -> list[Contact]:
    """The people of all interviews of an application, by number."""
    asked = (
        select(Contact)
        .join(Topic, col(Topic.contact_id) == Contact.id)
        .join(Interview, col(Interview.id) == Topic.interview_id)
        .where(Interview.application_id == application_id)
    )
    return list(change.session.exec(asked.distinct().order_by(col(Contact.id))))


def tell(row: Contact, fields: Mapping[str, Any]) -> None:
    """Set fields by name, and with them the folded texts that find the contact."""
    for field, value in fields.items():
        setattr(row, field, value)
    name(row, row.name)
    address(row, row.email)
    row.company_key = fold(row.company)


def tell_again(change: Transaction, number: int, fields: Mapping[str, Any]) -> bool:
    """Set fields of a contact; whether that changes anything.

    UsageError where that makes them somebody who is there already.
    """
    row = get(change, number)
    tell(row, fields)
    check_once(change, row)
    return change.session.is_modified(row)


def add(change: Transaction, fields: Mapping[str, Any]) -> int:
    """A new contact; their number. UsageError where they are there already."""
    row = Contact(name="", name_key="", seq=change.number)
    tell(row, fields)
    told = NewContact(row.name, row.email)
    known_as = known(change, row.company, told)
    if known_as is not None:
        raise already(known_as)
    change.session.add(row)
    change.session.flush()
    return row.id or 0


def already(row: Contact) -> UsageError:
    """The sentence for somebody who is there already."""
    at = f" of {line(row.company)}" if row.company else ""
    return UsageError(
        f"{line(row.name)}{at} is there already, as contact {row.id}; change what is known "
        f"with: followup contact edit {row.id}"
    )


def change_company(change: Transaction, row: Contact, before: str, after: str) -> None:
    """A contact of the one company is of the other now, unless somebody is like that there."""
    if row.company_key != fold(before):
        return
    with change.session.no_autoflush:
        if alike(change, row, fold(after)) is None:
            row.company, row.company_key = after, fold(after)


def check_once(change: Transaction, row: Contact) -> None:
    """UsageError where another contact has the company, name and address of this one."""
    with change.session.no_autoflush:
        other = alike(change, row, row.company_key)
    if other is not None:
        raise already(other)


def alike(change: Transaction, row: Contact, company_key: str) -> Contact | None:
    """Another contact at that company with the same name and address."""
    asked = select(Contact).where(
        Contact.company_key == company_key,
        Contact.name_key == row.name_key,
        Contact.email_key == row.email_key,
        Contact.id != row.id,
    )
    return change.session.exec(asked).first()


def applications_of(change: Transaction, contact_ids: Collection[int]) -> list[int]:
    """The numbers of the applications in whose interviews these people were."""
    asked = (
        select(Interview.application_id)
        .join(Topic, col(Topic.interview_id) == Interview.id)
        .where(col(Topic.contact_id).in_(contact_ids))
    )
    return sorted(set(change.session.exec(asked)))
