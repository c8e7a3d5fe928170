"""Writing: one transaction a command, one method for each thing that a command can do to the store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from followup.errors import SeveralFound
from followup.facts import NewContact, NewInterview, Planned
from followup.people import same_person
from followup.scheduler import Changes
from followup.store import engine, history, models, reads, records
from followup.store.asking import Ask
from followup.store.reads import Made
from followup.wording import fold


@contextmanager
def change(path: str, command: str, now: datetime) -> Iterator["Change"]:
    """One command's change to the store: kept whole and journaled, or not at all.

    A change that wrote nothing leaves no trace. Raises as `engine.writing`.
    """
    with engine.writing(path) as session:
        entry = models.Change(command=command, made_at=records.instant_text(now))
        session.add(entry)
        session.flush()
        number = entry.id or 0
        history.keep(session, number)
        made = Change(session, number, now.date())
        yield made
        session.flush()
        entry.summary = made.summary
        if session.exec(
            select(models.Journal.id).where(models.Journal.change_id == number).limit(1)
        ).first() is None:  # fmt: skip
            session.delete(entry)


def undo(path: str) -> Made:
    """Take back the last change. NothingFound where there is none."""
    with engine.writing(path) as session:
        last = reads.last_change(lambda sql, values: engine.ask(session, sql, values))
        history.take_back(session, last)
        return last


class Change:
    """What a command may write. `number` is the `seq` of all that it records."""

    def __init__(self, session: Session, number: int, today: date) -> None:
        self.session = session
        self.number = number
        self.today = today
        self.summary = ""

    @property
    def ask(self) -> Ask:
        """The quick reads' way of asking, inside this transaction."""
        return lambda sql, values: engine.ask(self.session, sql, values)

    def find_or_make_application(self, told: NewInterview) -> tuple[int, bool]:
        """The open application that an interview belongs to, made if need be; whether it is new.

        Without a role it is the company's only open one. SeveralFound where there are more.
        """
        found = self._open_applications(told.company, told.role)
        if len(found) > 1:
            named = ", ".join(f"“{row.role}”" for row in found)
            raise SeveralFound(
                f"{told.company} has several open applications: {named}. Name one with --role."
            )
        row = found[0] if found else self._new_application(told)
        self._tell_application(row, told)
        self.session.flush()
        return row.id or 0, not found

    def _open_applications(self, company: str, role: str) -> list[models.Application]:
        asked = select(models.Application).where(
            models.Application.company_key == fold(company),
            col(models.Application.outcome).in_(("", "offer")),
        )
        if role:
            asked = asked.where(models.Application.role_key == fold(role))
        return list(self.session.exec(asked.order_by(col(models.Application.id))))

    def _new_application(self, told: NewInterview) -> models.Application:
        row = models.Application(
            company=told.company,
            company_key=fold(told.company),
            role=told.role,
            role_key=fold(told.role) if told.role else "",
            search=fold(f"{told.company} {told.role}"),
            seq=self.number,
        )
        self.session.add(row)
        return row

    def _tell_application(self, row: models.Application, told: NewInterview) -> None:
        for name in ("via", "field", "channel"):
            if getattr(told, name):
                setattr(row, name, getattr(told, name))

    def add_interview(self, application_id: int, told: NewInterview) -> int:
        """Record an interview with its people, topics and promises; its number."""
        ends = told.starts if told.at is None else told.starts + timedelta(minutes=told.minutes)
        row = models.Interview(
            application_id=application_id,
            stage=told.stage,
            day=told.day.isoformat(),
            at=records.local_text(told.day, told.at),
            zone=told.zone,
            minutes=told.minutes,
            starts=records.instant_text(told.starts),
            ends=records.instant_text(ends),
            recorded_on=self.today.isoformat(),
            where=told.where,
            looking_for=told.looking_for,
            next_step=told.next_step,
            note=told.note,
            strengths=records.as_json(list(told.strengths)),
            concerns=records.concerns_text(told.concerns),
            seq=self.number,
        )
        self.session.add(row)
        self.session.flush()
        number = row.id or 0
        for position, person in enumerate(told.people):
            self._add_person(number, told.company, person, position)
        if told.decision_on:
            self.add_promise(application_id, "they", told.decision_on, interview_id=number)
        for on, text in told.promises:
            self.add_promise(application_id, "you", on, text, interview_id=number)
        return number

    def _add_person(self, interview: int, company: str, told: NewContact, position: int) -> None:
        contact = self._find_or_make_contact(company, told)
        topic = models.Topic(
            interview_id=interview, contact_id=contact, position=position, topic=told.topic
        )
        self.session.add(topic)
        self.session.flush()

    def _find_or_make_contact(self, company: str, told: NewContact) -> int:
        row = self._known_contact(company, told) or models.Contact(
            name=told.name,
            name_key=fold(told.name),
            company=company,
            company_key=fold(company),
            seq=self.number,
        )
        if len(fold(told.name)) > len(fold(row.name)) and same_person(told.name, row.name):
            row.name, row.name_key = told.name, fold(told.name)
        if told.email:
            row.email, row.email_key = told.email, told.email.casefold()
        row.title, row.phone = told.title or row.title, told.phone or row.phone
        row.no_calls = told.no_calls or row.no_calls
        row.search = fold(row.name)
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def _known_contact(self, company: str, told: NewContact) -> models.Contact | None:
        """The same person at the same company: the same address, or the same name and no other address."""
        here = select(models.Contact).where(models.Contact.company_key == fold(company))
        if told.email:
            by_address = here.where(models.Contact.email_key == told.email.casefold())
            for row in self.session.exec(by_address.order_by(col(models.Contact.id))):
                if same_person(row.name, told.name):
                    return row
        named = here.where(models.Contact.name_key == fold(told.name))
        for row in self.session.exec(named.order_by(col(models.Contact.id))):
            if not row.email or not told.email:
                return row
        return None

    def add_promise(
        self,
        application_id: int,
        by: str,
        on: date,
        text: str = "",
        interview_id: int | None = None,
    ) -> int:
        """Record a promise of yours (`you`) or their decision date (`they`); its number."""
        row = models.Promise(
            application_id=application_id,
            interview_id=interview_id,
            by=by,
            on=on.isoformat(),
            text=text,
            made_on=self.today.isoformat(),
            seq=self.number,
        )
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def keep_plan(self, application_id: int, changes: Changes) -> None:
        """Write what a new plan changes."""
        for planned in changes.added:
            self.session.add(_followup(application_id, planned))
        for _, after in (*changes.moved, *changes.cancelled):
            row = self._followup(after.id)
            row.kind, row.rule, row.channel = after.kind, after.rule, after.channel
            row.interview_id, row.contact_id = after.interview_id, after.contact_id
            row.ready_on, row.due_on = after.ready_on.isoformat(), after.due_on.isoformat()
            row.status, row.because = after.status, after.because
            row.chain = records.chain_text(after.chain)
        self.session.flush()

    def _followup(self, number: int) -> models.Followup:
        reads.followup(self.ask, number)
        return self.session.get_one(models.Followup, number)

    def settle(self, number: int, status: str, on: date, because: str, channel: str = "") -> None:
        """A follow-up was done or skipped on that day. NothingFound for no such number."""
        row = self._followup(number)
        row.status, row.done_on = status, on.isoformat()
        row.because, row.channel = because or row.because, channel or row.channel

    def keep_note(self, followup_id: int, words: Mapping[str, Any]) -> None:
        """Keep the words of a follow-up: the fields of the table `note` by name."""
        row = self.session.exec(
            select(models.Note).where(models.Note.followup_id == followup_id)
        ).first() or models.Note(followup_id=followup_id)
        for name, value in words.items():
            setattr(row, name, value)
        self.session.add(row)

    def close(self, application_id: int, outcome: str, on: date) -> None:
        """The application has an outcome now."""
        row = self.session.get_one(models.Application, application_id)
        row.outcome, row.outcome_on, row.outcome_seq = outcome, on.isoformat(), self.number

    def set(self, key: str, value: str | None, source: str = "store") -> None:
        """Set a key of the configuration; None takes it away."""
        row = self.session.get(models.Setting, (source, key))
        if value is None:
            if row is not None:
                self.session.delete(row)
        elif row is None:
            self.session.add(models.Setting(source=source, key=key, value=value))
        else:
            row.value = value

    def open_applications(self) -> list[int]:
        """The numbers of all applications that are still open."""
        return list(
            self.ids("SELECT id FROM application WHERE outcome IN ('', 'offer') ORDER BY id")
        )

    def ids(self, sql: str) -> Iterator[int]:
        """The numbers that a question gives."""
        return (int(row["id"]) for row in self.ask(sql, {}))


def _followup(application_id: int, planned: Planned) -> models.Followup:
    return models.Followup(
        key=planned.key,
        kind=planned.kind,
        rule=planned.rule,
        channel=planned.channel,
        application_id=application_id,
        interview_id=planned.interview_id,
        contact_id=planned.contact_id,
        promise_id=planned.promise_id,
        ready_on=planned.ready_on.isoformat(),
        due_on=planned.due_on.isoformat(),
        chain=records.chain_text(planned.chain),
    )

