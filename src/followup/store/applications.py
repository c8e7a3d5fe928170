"""Changing applications: told more, given an outcome."""

from datetime import date

from sqlmodel import col, or_, select

from followup.domain.errors import SeveralFound, UsageError
from followup.domain.model import OPEN_OUTCOMES, NewInterview
from followup.domain.text import fold
from followup.store import inserts
from followup.store.models import Application, Followup
from followup.store.transaction import Transaction


def find_or_make(change: Transaction, told: NewInterview) -> tuple[int, bool]:
    """The open application that an interview belongs to, made if need be; whether it is new.

    Without a role it is the company's only open one. SeveralFound where there are more.
    """
    found = open_ones(change, told.company, told.role)
    if len(found) > 1:
        named = ", ".join(f"“{row.role}”" for row in found)
        raise SeveralFound(
            f"{told.company} has several open applications: {named}. Name one with --role."
        )
    for row in found:
        for name in ("via", "field", "channel"):
            setattr(row, name, getattr(told, name) or getattr(row, name))
        return row.id or 0, False
    new = inserts.NewApplication(told.company, told.role, told.via, told.field, told.channel)
    (number,) = inserts.applications(change, [new])
    return number, True


def open_ones(change: Transaction, company: str, role: str = "") -> list[Application]:
    """The open applications at a company, of one role if it is named."""
    asked = select(Application).where(
        Application.company_key == fold(company), col(Application.outcome).in_(OPEN_OUTCOMES)
    )
    if role:
        asked = asked.where(Application.role_key == fold(role))
    return list(change.session.exec(asked.order_by(col(Application.id))))


def name(row: Application, company: str, role: str) -> None:
    """Give an application its company and role, with the folded text that finds it."""
    for column, value in inserts.names(company, role).items():
        setattr(row, column, value)


def get(change: Transaction, number: int) -> Application:
    """The row of an application that is known to be there."""
    return change.session.get_one(Application, number)


def end(change: Transaction, number: int, outcome: str, on: date) -> Application:
    """Give an application its outcome, unless it has it already; `open` takes it away again.

    UsageError where another open application is for the same job by now.
    """
    row = get(change, number)
    reopened = outcome == "open"
    if reopened and any(other.id != number for other in open_ones(change, row.company, row.role)):
        raise UsageError(
            f"There is another open application for {row.company} {row.role}".rstrip()
            + "; close that one first with `followup outcome`."
        )
    if row.outcome == outcome:
        return row  # what more is told of it does not make it another one
    row.outcome = "" if reopened else outcome
    row.outcome_on = None if reopened else on.isoformat()
    row.outcome_seq = 0 if reopened else change.number
    return row


def all_open(change: Transaction) -> list[int]:
    """The numbers of all applications that are still open."""
    asked = select(Application.id).where(col(Application.outcome).in_(OPEN_OUTCOMES))
    return [number or 0 for number in change.session.exec(asked.order_by(col(Application.id)))]


def all_planned(change: Transaction) -> list[int]:
    """The numbers of all applications that the plan matters to: open, or something is pending."""
    pending = select(Followup.application_id).where(Followup.status == "pending")
    asked = select(Application.id).where(
        or_(col(Application.outcome).in_(OPEN_OUTCOMES), col(Application.id).in_(pending))
    )
    return [number or 0 for number in change.session.exec(asked.order_by(col(Application.id)))]
