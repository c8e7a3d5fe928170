"""One talk and the note that follows it, for the tests of every form that it is sent in."""

from datetime import UTC, date, datetime
from typing import Any

from followup.domain.frozen import replace
from followup.domain.model import Concern, Contact, Note, Occasion, You

NOW = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
YOU = You(
    "Alex Morgan", "alex@example.org", "+1 555 0100", "48 Elm Street, Flat 2, Portland, OR 97205"
)
PRIYA = Contact(
    1,
    "Priya Shah",
    company="Acme Corp",
    title="Head of Data",
    email="priya@acme.example",
    phone="+1 555 0199",
    address="1200 Market Street\nSan Francisco, CA 94102",
)
OCCASION = Occasion(
    "thank_you",
    "email",
    date(2026, 11, 22),
    "Acme Corp",
    "Data analyst",
    "video",
    contact=PRIYA,
    you=YOU,
    interview_on=date(2026, 11, 20),
    looking_for="someone to own the reporting stack",
    strengths=("I built the KPI dashboard that 40 shops use",),
    concerns=(Concern("no dbt experience", "I moved two pipelines to dbt last spring"),),
    topic="the move to dbt",
)
NOTE = Note(
    "Thank you – Data analyst",
    "Dear Priya,\n\nThank you for your time.\n\nI would be glad to join you.\n\n"
    "Best regards,\nAlex Morgan\n+1 555 0100 · alex@example.org",
    11,
)


def to(occasion: Occasion = OCCASION, /, **contact: Any) -> Occasion:
    """The occasion with its contact changed."""
    assert occasion.contact
    return replace(occasion, contact=occasion.contact._replace(**contact))


def by(occasion: Occasion = OCCASION, /, **you: Any) -> Occasion:
    """The occasion with the user changed."""
    return replace(occasion, you=replace(occasion.you, **you))


def saying(body: str, subject: str = NOTE.subject) -> Note:
    """The note with other words."""
    return replace(NOTE, body=body, subject=subject)
