"""Forgetting a person: their data goes, the dates stay.

A forget can be taken back only while it is the last change. The next one makes it final: what
the journal still holds of the person goes, so that no undo can bring it back, and what leaves
the tables leaves the file, too (`secure_delete`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, SQLModel, col, or_, select, update

from followup.store import contacts, history, records
from followup.store.models import Change as Made
from followup.store.models import Contact, Event, Followup, Journal, Note, Topic
from followup.store.talks import forgotten_name
from followup.store.writes import Change
from followup.wording import fold
