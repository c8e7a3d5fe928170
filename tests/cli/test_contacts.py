"""`contact`: people are found, added, changed, and forgotten for good."""

from pathlib import Path

import pexpect
import pytest

from conftest import (
    ACME,
    COMMAND,
    GLOBEX,
    PATIENCE,
    Begin,
    Say,
    content,
    everything,
    variables,
)
from followup.domain.errors import UsageError
from followup.environment import World
from followup.services import contacts

PRIYA = {
    "id": 1, "name": "Priya Shah", "title": "Head of Data", "email": "priya@acme.example",
    "phone": None, "address": None, "company": "Acme Corp", "salutation": None, "language": None,
    "no_calls": False, "no_contact": False, "note": "",
    "interviews": [
        {
            "id": 1, "company": "Acme Corp", "role": "Data analyst", "stage": "panel",
            "on": "2026-11-19", "topic": "the move to dbt",
        }
    ],
}  # fmt: skip


@pytest.fixture
def recorded(begin: Begin) -> None:
    """Acme: 1 Priya, 2 Tom; Globex: 3 Zoë Ångström."""
    begin(ACME, GLOBEX)


def all_of_it(say: Say) -> dict[str, object]:
    return {**everything(say), "contacts": say("contact", "list", "--json").json()}


def pending(say: Say) -> list[tuple[str, str | None]]:
    return [(one["kind"], one["contact"]) for one in say("due", "--days", "99", "--json").json()]


def test_show_and_list_give_the_same_record(recorded: None, say: Say) -> None:
    assert say("contact", "show", "priya", "--json").json() == PRIYA
    assert say("contact", "list", "--json").json()[0] == PRIYA


def test_people_are_listed_by_number(recorded: None, say: Say) -> None:
    rows = say("contact", "list").out.splitlines()
    assert [row.split()[:2] for row in rows] == [
        ["#", "name"], ["1", "Priya"], ["2", "Tom"], ["3", "Zoë"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [1, 2, 3]), ("ACME", [1, 2]), ("head", [1]), ("angstrom zoe", [3]), ("nurse", [3]),
        ("tom@acme", [2]), ("priya nurse", []),
    ],
)  # fmt: skip
def test_a_list_is_of_those_who_hold_every_word(
    recorded: None, say: Say, text: str, numbers: list[int]
) -> None:
    assert [one["id"] for one in say("contact", "list", text, "--json").json()] == numbers


def test_where_nobody_is_listed_it_says_how_to_add_one(say: Say) -> None:
    assert "followup contact add" in say("contact", "list").out
    assert say("contact", "list", "--json").json() == []


@pytest.mark.parametrize(
    ("who", "number"),
    [("1", 1), ("#2", 2), ("Priya Shah", 1), ("ANGSTROM", 3), ("tom@acme.example", 2), ("globex", 3)],
)  # fmt: skip
def test_one_person_is_found_by_number_or_words(
    recorded: None, say: Say, who: str, number: int
) -> None:
    assert say("contact", "show", who, "--json").json()["id"] == number


@pytest.mark.parametrize("command", ["show", "edit", "forget"])
@pytest.mark.parametrize(
    ("who", "status", "sentence"),
    [
        ("zzz", 3, "`followup contact list` shows who is there"),
        ("9", 3, "There is no contact 9"),
        ("", 3, "followup contact list"),
        ("acme", 4, "   1  Priya Shah, priya@acme.example, Acme Corp\n   2  Tom Lee, tom@acme"),
    ],
)
def test_who_is_not_one_person_is_refused(
    recorded: None, say: Say, command: str, who: str, status: int, sentence: str
) -> None:
    options = {"edit": ["--title", "x"], "forget": ["--yes"]}.get(command, [])
    said = say("contact", command, who, *options)
    assert (said.status, said.out) == (status, "")
    assert sentence in said.err


def test_what_is_shown_is_all_that_is_known(recorded: None, say: Say) -> None:
    say("contact", "edit", "1", "--address", "1 Main St\nOslo", "--no-calls")
    assert say("contact", "show", "1").out.splitlines() == [
        "Contact 1: Priya Shah, Head of Data",
        "  company: Acme Corp",
        "  email: priya@acme.example",
        "  address: 1 Main St",
        "    Oslo",
        "  wants no calls",
        "  2026-11-19  interview 1, panel, Acme Corp · Data analyst: the move to dbt",
    ]


NEW = (
    "contact", "add", "Åsa Öberg <asa@hays.example>, Recruiter", "--company", "Hays",
    "--phone", "+46 1", "--address", "Box 1", "--salutation", "Hej Åsa", "--language", "sv",
    "--no-calls", "--no-contact", "--note", "met at a fair",
)  # fmt: skip


def test_a_person_is_added_with_all_that_is_said_and_undo_takes_them_away(say: Say) -> None:
    record = say(*NEW, "--json").json()
    assert record == {
        "id": 1, "name": "Åsa Öberg", "title": "Recruiter", "email": "asa@hays.example",
        "phone": "+46 1", "address": "Box 1", "company": "Hays", "salutation": "Hej Åsa",
        "language": "sv", "no_calls": True, "no_contact": True, "note": "met at a fair",
        "interviews": [], "moved": [],
    }  # fmt: skip
    assert say("contact", "show", "oberg", "--json").json()["id"] == 1
    say("undo")
    assert say("contact", "list", "--json").json() == []


@pytest.mark.parametrize(
    "words",
    [
        ("Priya Shah", "--company", "acme corp"),
        ("priya shah <other@x.example>", "--company", "Acme Corp", "--email", "other@x.example"),
        ("Priya <priya@acme.example>", "--company", "Acme Corp"),
    ],
)
def test_somebody_who_is_there_already_is_refused(
    recorded: None, say: Say, words: tuple[str, ...]
) -> None:
    before = all_of_it(say)
    if "--email" in words:
        say("contact", "edit", "1", "--email", "")
        before = all_of_it(say)
    said = say("contact", "add", *words)
    assert said.status == 2
    assert "is there already, as contact 1; change what is known with:" in said.err
    assert all_of_it(say) == before


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (("--name", "Priya S. Shah"), "name", "Priya S. Shah"),
        (("--title", "CDO"), "title", "CDO"),
        (("--title", ""), "title", ""),
        (("--email", "ps@Acme.example"), "email", "ps@acme.example"),
        (("--email", ""), "email", None),
        (("--phone", "123"), "phone", "123"),
        (("--address", "1 Main St\nOslo"), "address", "1 Main St\nOslo"),
        (("--salutation", "Dear Dr. Shah"), "salutation", "Dear Dr. Shah"),
        (("--language", "de"), "language", "de"),
        (("--company", "Acme Labs"), "company", "Acme Labs"),
        (("--note", "likes tea"), "note", "likes tea"),
        (("--no-calls",), "no_calls", True),
        (("--no-contact",), "no_contact", True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_field_is_changed_and_undo_brings_it_back(
    recorded: None, say: Say, options: tuple[str, ...], key: str, value: object
) -> None:
    before = all_of_it(say)
    record = say("contact", "edit", "priya shah", *options, "--json").json()
    assert {name for name in PRIYA if record[name] != PRIYA[name]} == {key}
    assert record[key] == value
    say("undo")
    assert all_of_it(say) == before


@pytest.mark.parametrize("ids", [("--no-calls", "--calls"), ("--no-contact", "--contact")])
def test_a_wish_can_be_taken_back(recorded: None, say: Say, ids: tuple[str, str]) -> None:
    before = all_of_it(say)
    for option in ids:
        say("contact", "edit", "1", option)
    assert all_of_it(say) == before


def test_a_person_is_found_by_the_name_they_have_now(recorded: None, say: Say) -> None:
    say("contact", "edit", "tom", "--name", "Tomás Lee-Ortiz")
    assert say("contact", "show", "ortiz", "--json").json()["id"] == 2
    assert say("done", "tomas").status == 0


def test_nothing_pending_goes_to_who_is_not_to_be_contacted(recorded: None, say: Say) -> None:
    assert ("thank_you", "Priya Shah") in pending(say)
    said = say("contact", "edit", "priya", "--no-contact")
    assert "ended    1  thank-you to Priya Shah" in said.out
    assert [whom for _, whom in pending(say)].count("Priya Shah") == 0
    assert ("promised", "Tom Lee") in pending(say), "the next one who may be contacted"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Say what to change, as in --title"),
        (("--name", ""), "A person needs a name"),
        (("--name", "A <a@b.example>"), "Write only the name here"),
        (("--email", "nonsense"), "is not an email address"),
        (("--title", "a\nb"), "one line"),
        (("--name", "Tom Lee", "--email", "tom@acme.example"), "as contact 2"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(
    recorded: None, say: Say, options: tuple[str, ...], sentence: str
) -> None:
    before = all_of_it(say)
    said = say("contact", "edit", "1", *options)
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
    assert all_of_it(say) == before


# Forgetting

FORGOTTEN = {
    **PRIYA, "name": "(forgotten) 1", "title": "", "email": None, "company": "",
    "no_contact": True, "interviews": [{**PRIYA["interviews"][0], "topic": ""}],  # type: ignore[index]
}  # fmt: skip


@pytest.fixture
def known(recorded: None, say: Say) -> None:
    """Priya, with traces everywhere: fields, notes, log, a snooze, a done thing, older changes."""
    say("contact", "edit", "1", "--phone", "555-PRIYA", "--note", "Priya likes TEA-TIME")
    say("snooze", "1", "in 3 days", "--because", "SHE-IS-AWAY")
    say("log", "acme", "Priya rang, RINGTONE", "--with", "Priya")
    say("edit", "1", "--topic", "Priya: SECRET-TOPIC")
    say("done", "1", "--note", "WROTE-HER")
    say("draft", "3", "--promise", "in 1 week: PROMISED-HER")
    say("skip", "2", "--because", "NOT-HERS")


SECRETS = (
    "priya", "shah", "555-PRIYA", "TEA-TIME", "SHE-IS-AWAY", "RINGTONE", "PROMISED-HER",
    "SECRET-TOPIC", "WROTE-HER", "the move to dbt", "Head of Data",
)  # fmt: skip


def held(store: str) -> list[str]:
    """The secrets whose bytes are in the file of the store."""
    there = content(store).lower()
    return [secret for secret in SECRETS if secret.lower().encode() in there]


def test_what_goes_is_shown_first(known: None, say: Say) -> None:
    said = say("contact", "forget", "priya shah", "--yes")
    for words in ("555-PRIYA", "TEA-TIME", "SECRET-TOPIC", "PROMISED-HER", "WROTE-HER", "RINGTONE"):
        assert words in said.out
    assert "Priya Shah is forgotten" in said.out


def test_the_data_goes_and_the_dates_stay(known: None, say: Say) -> None:
    before = say("list", "--json").json()
    assert say("contact", "forget", "priya shah", "--yes").status == 0
    assert say("contact", "show", "1", "--json").json() == FORGOTTEN
    assert [one["id"] for one in say("contact", "list", "--json").json()] == [2, 3]
    after = say("list", "--json").json()
    assert [one["at"] for one in after] == [one["at"] for one in before]
    days = [(one["id"], one["ready_on"], one["due_on"]) for one in before[0]["followups"]]
    kept = [(one["id"], one["ready_on"], one["due_on"]) for one in after[0]["followups"]]
    assert kept[: len(days)] == days
    assert after[0]["contacts"][0]["name"] == "(forgotten) 1"


def test_what_was_to_do_for_them_ends(recorded: None, say: Say) -> None:
    said = say("contact", "forget", "priya", "--yes")
    assert "ended    1  thank-you to (forgotten) 1" in said.out
    assert not [whom for _, whom in pending(say) if whom == "(forgotten) 1"]


def test_undo_brings_everything_back_while_it_is_the_last_change(known: None, say: Say) -> None:
    before = all_of_it(say)
    say("contact", "forget", "priya shah", "--yes")
    assert say("undo").status == 0
    assert all_of_it(say) == before
    say("edit", "1", "--note", "x")
    assert say("undo").status == 0
    assert all_of_it(say) == before, "a forget that was taken back is never made final"


def test_the_next_change_makes_it_final(known: None, say: Say, store: str) -> None:
    assert held(store) == list(SECRETS)
    say("contact", "forget", "priya shah", "--yes")
    say("edit", "1", "--where", "Oslo")
    assert held(store) == []
    say("undo")
    before = all_of_it(say)
    said = say("undo")
    assert said.status == 3
    assert "gone for good" in said.err
    assert all_of_it(say) == before


def test_no_older_change_can_bring_the_data_back(known: None, say: Say, store: str) -> None:
    say("contact", "forget", "priya shah", "--yes")
    say("edit", "1", "--where", "Oslo")
    for number in range(20, 0, -1):
        say("undo", str(number))
        assert held(store) == []


def test_a_change_that_changes_nothing_does_not_make_it_final(known: None, say: Say) -> None:
    before = all_of_it(say)
    say("contact", "forget", "priya shah", "--yes")
    say("edit", "1", "--role", "Data analyst")
    say("undo")
    assert all_of_it(say) == before


def test_two_people_can_be_forgotten(known: None, say: Say, store: str) -> None:
    say("contact", "forget", "priya shah", "--yes")
    say("contact", "forget", "tom", "--yes")
    assert held(store) == []
    assert say("undo").status == 0
    assert [one["id"] for one in say("contact", "list", "--json").json()] == [2, 3]


def test_the_rest_of_the_store_is_left_as_it_was(known: None, say: Say, store: str) -> None:
    say("contact", "forget", "priya shah", "--yes")
    say("edit", "1", "--where", "Oslo")
    there = content(store)
    for words in (b"tom@acme.example", b"on-call rota", b"NOT-HERS", "Zoë Ångström".encode()):
        assert words in there
    assert (
        say("contact", "show", "tom", "--json").json()["interviews"][0]["topic"] == "on-call rota"
    )


def test_where_the_name_may_still_stand_is_said(recorded: None, say: Say) -> None:
    say("edit", "1", "--note", "PRIYA was kind")
    say("edit", "2", "--topic", "Zoë: knows Priya well")
    say("log", "globex", "asked about Mrs. Shah")
    said = say("contact", "forget", "priya", "--yes")
    assert "Their name still appears in interview 1, interview 2, the log of Globex;" in said.err


@pytest.mark.file
def test_backups_that_still_hold_their_data_are_named(recorded: None, say: Say, store: str) -> None:
    say("contact", "add", "Yan", FOLLOWUP_TODAY="2026-11-21")
    said = say("contact", "forget", "priya", "--yes", FOLLOWUP_TODAY="2026-11-21")
    copies = [str(path) for path in Path(f"{store}.backups").iterdir()]
    held_in = [path for path in copies if b"Priya Shah" in Path(path).read_bytes()]
    assert held_in
    assert said.err.splitlines()[-1].endswith(": " + ", ".join(sorted(held_in, reverse=True)))
    other = say("contact", "forget", "yan", "--yes", FOLLOWUP_TODAY="2026-11-21")
    assert "These backups" not in other.err


def test_away_from_a_terminal_it_wants_to_be_told_twice(recorded: None, say: Say) -> None:
    before = all_of_it(say)
    said = say("contact", "forget", "priya")
    assert said.status == 2
    assert "give --yes" in said.err
    assert all_of_it(say) == before


@pytest.mark.file
def test_who_was_forgotten_while_it_was_asked_is_not_forgotten_again(
    recorded: None, say: Say, world: World
) -> None:
    say("contact", "forget", "Tom Lee", "--yes")
    with pytest.raises(UsageError, match="Contact 2 is forgotten already"):
        contacts.forget(world, 2)
    assert say("undo").status == 0
    assert "Tom Lee" in say("contact", "list").out


def test_who_is_forgotten_stays_so(recorded: None, say: Say) -> None:
    say("contact", "forget", "priya", "--yes")
    assert say("contact", "forget", "1", "--yes").status == 2
    assert "was forgotten" in say("contact", "edit", "1", "--title", "x").err
    assert say("contact", "show", "forgotten").status == 3
    again = say("add", "Acme Corp", "--at", "today 10:00", "--with", "Priya Shah", "--json").json()
    assert again["contacts"][0]["id"] == 4, "somebody new"


@pytest.mark.parametrize(("key", "name"), [("y", "(forgotten) 1"), ("", "Priya Shah")])
def test_at_a_terminal_it_asks(recorded: None, say: Say, home: Path, key: str, name: str) -> None:
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "contact", "forget", "priya"], encoding="utf-8", timeout=PATIENCE,
        env=variables(home), dimensions=(24, 100),
    )  # fmt: skip
    child.expect_exact("Forget Priya Shah? [y/N] ")
    child.sendline(key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert say("contact", "show", "1", "--json").json()["name"] == name


def test_who_is_called_exactly_that_is_meant(say: Say) -> None:
    """Though others work there."""
    say("contact", "add", "Denise Hynes", "--company", "Spur Staffing")
    say("contact", "add", "Spur Staffing", "--email", "jobs@spur.example")
    said = say("contact", "edit", "Spur Staffing", "--salutation", "Dear all")
    assert said.status == 0
    assert "jobs@spur.example" in said.out
