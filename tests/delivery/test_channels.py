"""Which way a note goes: said, wanted by the application, configured, possible."""

from collections.abc import Mapping

import pytest

from followup.domain.model import Application, Contact
from followup.scheduler.rules import reaches
from followup.services.draft_note import choose

PLAIN = Application(1, "Acme", "Nurse", 1)
BY_CARD = Application(1, "Acme", "Nurse", 1, channel="card")
BY_PHONE = Application(1, "Acme", "Nurse", 1, channel="phone")
ALL = Contact(1, "Priya Shah", email="p@acme.example", phone="+1 555", address="1 Elm Street")
NOTHING = Contact(1, "Priya Shah")
EMAIL = Contact(1, "Priya Shah", email="p@acme.example")
PHONE = Contact(1, "Priya Shah", phone="+1 555")
ADDRESS = Contact(1, "Priya Shah", address="1 Elm Street")
NO_CALLS = Contact(1, "Priya Shah", phone="+1 555", no_calls=True)
QUIET = Contact(1, "Priya Shah", email="p@acme.example", phone="+1 555", no_calls=True)
LETTERS: Mapping[str, str] = {"note.channel": "letter"}


@pytest.mark.parametrize(
    ("said", "application", "kept", "channel"),
    [
        ("", PLAIN, {}, "email"),
        ("", PLAIN, LETTERS, "letter"),
        ("", BY_CARD, LETTERS, "card"),
        ("", BY_PHONE, LETTERS, "phone"),
        ("phone", BY_CARD, LETTERS, "phone"),
        ("email", BY_CARD, LETTERS, "email"),
        ("email", PLAIN, LETTERS, "email"),
    ],
)
def test_the_first_that_says_something_decides(
    said: str, application: Application, kept: Mapping[str, str], channel: str
) -> None:
    assert choose(said, application, ALL, kept) == (channel, "")


@pytest.mark.parametrize("said", ["", "email", "letter", "card", "phone"])
def test_without_a_contact_nothing_can_be_missing(said: str) -> None:
    assert choose(said, PLAIN, None, {}) == (said or "email", "")


@pytest.mark.parametrize(
    ("application", "contact", "channel"),
    [
        (PLAIN, ADDRESS, "letter"),
        (PLAIN, PHONE, "phone"),
        (BY_CARD, EMAIL, "email"),
        (BY_CARD, PHONE, "phone"),
        (BY_PHONE, EMAIL, "email"),
        (BY_PHONE, QUIET, "email"),
        (BY_PHONE, ADDRESS, "letter"),
    ],
)
def test_a_chosen_channel_falls_back_to_the_next_best_and_says_so(
    application: Application, contact: Contact, channel: str
) -> None:
    found, remark = choose("", application, contact, {})
    assert found == channel
    assert "Priya Shah" in remark
    assert channel in remark


@pytest.mark.parametrize(
    ("said", "contact", "hint"),
    [
        ("email", PHONE, '--email "…"'),
        ("phone", EMAIL, '--phone "…"'),
        ("letter", EMAIL, '--address "…"'),
        ("card", EMAIL, '--address "…"'),
        ("phone", QUIET, "asked not to be called"),
        ("phone", NO_CALLS, "asked not to be called"),
    ],
)
def test_an_explicit_channel_is_obeyed_with_a_remark(
    said: str, contact: Contact, hint: str
) -> None:
    found, remark = choose(said, PLAIN, contact, {})
    assert found == said
    assert hint in remark
    assert "Priya Shah" in remark


@pytest.mark.parametrize("contact", [NOTHING, NO_CALLS], ids=["nothing", "no calls"])
def test_who_cannot_be_reached_at_all_gets_the_wanted_one_and_the_command(
    contact: Contact,
) -> None:
    assert choose("", PLAIN, contact, {}) == (
        "email",
        "No email address of Priya Shah is known. "
        'Add it with: followup contact edit "Priya Shah" --email "…"',
    )


def test_nobody_is_called_who_wants_no_calls_unless_it_is_said() -> None:
    for application, kept in ((BY_PHONE, {}), (PLAIN, {"note.channel": "phone"})):
        assert choose("", application, QUIET, kept)[0] == "email"


def test_a_call_that_is_not_wanted_is_not_taken_for_a_missing_number() -> None:
    _, remark = choose("", BY_PHONE, QUIET, {})
    assert remark == "Priya Shah asked not to be called, so this is for email."


@pytest.mark.parametrize(
    ("contact", "ways"),
    [
        (ALL, ["email", "letter", "card", "phone"]),
        (EMAIL, ["email"]),
        (ADDRESS, ["letter", "card"]),
        (PHONE, ["phone"]),
        (QUIET, ["email"]),
        (NOTHING, []),
    ],
)
def test_who_can_be_reached_how(contact: Contact, ways: list[str]) -> None:
    found = [way for way in ("email", "letter", "card", "phone") if reaches(way, contact)]
    assert found == ways


def test_a_name_cannot_bend_the_remark() -> None:
    _, remark = choose("phone", PLAIN, Contact(1, "Eve\x1b[2J\nBob"), {})
    assert "\x1b" not in remark
    assert "\n" not in remark
