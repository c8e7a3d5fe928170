"""`draft`: your own words, all notes at once, the check before it goes out, every form."""

import email
import email.policy
import sys
from pathlib import Path

import pytest

from conftest import ACME, GLOBEX, Begin, Say, everything


@pytest.fixture(autouse=True)
def acme(begin: Begin) -> None:
    """Thank-yous 1 and 2, to Priya Shah and Tom Lee, both due today; a promise, 3, is not."""
    begin(ACME, ("config", "set", "you.name", "Ana Díaz"))


@pytest.fixture
def editor(home: Path) -> Path:
    """An editor that replaces the text by what stands in `words.txt`, and keeps what it got."""
    program = home / "editor.py"
    program.write_text(
        "import pathlib, shutil, sys\n"
        "here, sheet = pathlib.Path(__file__).parent, sys.argv[1]\n"
        "shutil.copy(sheet, here / 'got.txt')\n"
        "shutil.copy(here / 'words.txt', sheet)\n"
    )
    return program


OWN = "Subject: Thanks, Priya\n\nDear Priya,\n\n{}\n\nBest regards,\nAna Díaz\n"
WORDS = OWN.format("These words about the Data analyst role are mine. " * 8)


def edited(say: Say, editor: Path, text: str, *words: str) -> str:
    (editor.parent / "words.txt").write_text(text)
    said = say("draft", "1", "--edit", *words, EDITOR=f"{sys.executable} {editor}")
    assert said.status == 0, said.err
    return said.out


# In your own words


def test_what_comes_back_from_the_editor_is_the_note_from_then_on(say: Say, editor: Path) -> None:
    before = say("draft", "1").out
    shown = edited(say, editor, WORDS)
    assert (editor.parent / "got.txt").read_text().strip() == before.strip()
    assert "These words about" in shown
    assert say("draft", "1").out == shown
    assert say("draft", "1", "--json").json()["subject"] == "Thanks, Priya"


def test_the_editor_s_file_is_gone_afterwards(say: Say, editor: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (editor.parent / "words.txt").write_text(WORDS)
    program = f"{sys.executable} {editor}"
    assert say("draft", "1", "--edit", EDITOR=program, TMPDIR=str(sheets)).status == 0
    assert [path for path in sheets.rglob("*") if path.is_file()] == []


def test_visual_comes_before_editor(say: Say, editor: Path) -> None:
    (editor.parent / "words.txt").write_text(WORDS)
    said = say("draft", "1", "--edit", EDITOR="false", VISUAL=f"{sys.executable} {editor}")
    assert (said.status, "These words about" in said.out) == (0, True)


def test_fresh_writes_it_anew_from_the_facts(say: Say, editor: Path) -> None:
    before = say("draft", "1").out
    edited(say, editor, WORDS)
    assert say("draft", "1", "--fresh").out == before


def test_words_that_are_kept_can_be_taken_back(say: Say, editor: Path) -> None:
    was = everything(say)
    edited(say, editor, WORDS)
    assert say("undo").status == 0
    assert everything(say) == was


@pytest.mark.parametrize(
    "change",
    [
        ("edit", "1", "--topic", "Priya: the tests"),
        ("edit", "1", "--role", "Data engineer"),
        ("contact", "edit", "Priya", "--name", "Priya Shah-Jones"),
        ("log", "acme", "later", "--decision", "2026-12-11"),
        ("config", "set", "you.name", "Ana M. Díaz"),
    ],
    ids=" ".join,
)
def test_facts_that_change_afterwards_make_it_stale_and_that_is_said(
    say: Say, editor: Path, change: tuple[str, ...]
) -> None:
    shown = edited(say, editor, WORDS)
    assert "--fresh" not in say("draft", "1").err
    assert say(*change).status == 0
    said = say("draft", "1")
    assert said.out == shown, "but the words are the user's"
    assert "Facts have changed" in said.err
    assert "--fresh" in said.err


def test_what_does_not_matter_to_the_note_does_not_make_it_stale(say: Say, editor: Path) -> None:
    edited(say, editor, WORDS)
    say("snooze", "1", "tomorrow")
    say(*GLOBEX)
    assert "Facts have changed" not in say("draft", "1").err


def test_an_editor_that_changes_nothing_keeps_nothing(say: Say) -> None:
    before = say("undo", "--list").out
    note = say("draft", "1").out
    assert say("draft", "1", "--edit", EDITOR="true").out == note
    assert say("undo", "--list").out == before


@pytest.mark.parametrize(
    ("program", "status", "hint"),
    [
        ("false", 1, "ended with status 1"),
        ("no-such-editor", 1, "EDITOR"),
        ("'unclosed", 1, "EDITOR"),
        ("truncate -s 0", 2, "stays as it was"),
        ("rm", 2, "stays as it was"),
    ],
)
def test_an_editor_that_fails_or_leaves_nothing_costs_nothing(
    say: Say, editor: Path, program: str, status: int, hint: str
) -> None:
    shown = edited(say, editor, WORDS)
    said = say("draft", "1", "--edit", EDITOR=program)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err
    assert say("draft", "1").out == shown


def test_words_that_are_too_many_are_refused_and_not_lost(say: Say, editor: Path) -> None:
    note = say("draft", "1").out
    (editor.parent / "words.txt").write_text(OWN.format("word " * 5000))
    said = say("draft", "1", "--edit", EDITOR=f"{sys.executable} {editor}")
    assert (said.status, said.out) == (2, "")
    kept = Path(said.err.split("Your words are in ")[1].strip().rstrip("."))
    assert kept.read_text().count("word") == 5000
    assert say("draft", "1").out == note


def test_the_user_s_words_are_looked_over_too(say: Say, editor: Path) -> None:
    say(*GLOBEX)
    edited(say, editor, OWN.format("I am just checking in with Globex w/ my plan. TODO"))
    err = say("draft", "1").err
    for finding in ("just checking in", "Globex", "TODO", "short", "“w/”: shorthand"):
        assert finding in err


# The promise in the note


def test_a_promise_goes_into_words_that_are_the_user_s(say: Say, editor: Path) -> None:
    edited(say, editor, WORDS)
    said = say("draft", "1", "--promise", "in 2 weeks: send my references")
    assert "These words about" in said.out
    assert "send my references" in said.out
    assert say("draft", "1", "--json").json()["promise"]["on"] == "2026-12-04"


@pytest.mark.parametrize(
    ("words", "promised"),
    [
        ("I will send the plan by Friday, December 4.", 1),
        ("You have the plan on Friday.", 1),
        ("It was good to talk about the rota.", 0),
    ],
)
def test_a_promise_that_the_user_takes_out_of_the_note_is_none(
    say: Say, editor: Path, words: str, promised: int
) -> None:
    say("draft", "1", "--promise", "in 2 weeks: send the plan")
    (editor.parent / "words.txt").write_text(OWN.format(words))
    said = say("draft", "1", "--edit", EDITOR=f"{sys.executable} {editor}")
    assert ("Your promise is not in these words any more" in said.err) == (not promised)
    say("done", "1")
    found = say("due", "--days", "60", "--kind", "promised", "--json").json()
    assert len([one for one in found if one["promise"] == "send the plan"]) == promised


@pytest.mark.parametrize("promise", ["yesterday: call", "2026-11-19: call", "soon: call", ": call"])
def test_a_promise_without_a_day_ahead_is_refused(say: Say, promise: str) -> None:
    was = everything(say)
    said = say("draft", "1", "--promise", promise)
    assert (said.status, said.out) == (2, "")
    assert said.err.strip()
    assert everything(say) == was


# All at once


def test_all_is_what_is_due_today_and_has_a_note(say: Say) -> None:
    say("add", "Hooli", "--at", "tomorrow 9am")  # its preparation is due, and has none
    notes = say("draft", "--all", "--json").json()
    assert [one["id"] for one in notes] == [1, 2]
    text = say("draft", "--all").out
    assert all(one["body"].strip() in text for one in notes)


def test_all_into_a_directory_is_a_file_each(say: Say, home: Path) -> None:
    place = home / "notes"
    place.mkdir()
    said = say("draft", "--all", "--out", str(place))
    assert (said.status, said.out) == (0, "")
    files = sorted(place.iterdir())
    assert [path.read_text() for path in files] == [say("draft", n).out for n in ("1", "2")]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600, 0o600]
    assert all(str(path) in said.err for path in files)


def test_a_file_that_is_there_stays_without_force(say: Say, home: Path) -> None:
    place = home / "notes"
    place.mkdir()
    say("draft", "--all", "--out", str(place))
    second = sorted(place.iterdir())[1]
    second.write_text("mine")
    said = say("draft", "--all", "--out", str(place))
    assert said.status == 2
    assert "--force" in said.err
    assert second.read_text() == "mine"
    assert say("draft", "--all", "--out", str(place), "--force").status == 0
    assert second.read_text() != "mine"


def test_all_wants_a_directory(say: Say, home: Path) -> None:
    said = say("draft", "--all", "--out", str(home / "no"))
    assert (said.status, said.out) == (2, "")
    assert "directory" in said.err
    assert not (home / "no").exists()


def test_all_with_nothing_due_says_so(say: Say) -> None:
    for number in ("1", "2"):
        say("done", number)
    said = say("draft", "--all")
    assert (said.status, said.out) == (0, "")
    assert "no note to write today" in said.err
    assert say("draft", "--all", "--json").json() == []


def test_notes_that_read_alike_are_reported(say: Say, editor: Path) -> None:
    edited(say, editor, WORDS)
    (editor.parent / "words.txt").write_text(WORDS.replace("Priya", "Tom"))
    said = say("draft", "2", "--edit", EDITOR=f"{sys.executable} {editor}")
    assert "Priya Shah" in said.err
    assert "interviewers compare" in said.err


# The check before it goes out


def test_strict_is_content_with_a_note_that_has_everything(say: Say, editor: Path) -> None:
    edited(say, editor, WORDS)
    said = say("draft", "1", "--strict")
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "Too short.",
        "These words about the Data analyst role, just checking in. " * 7,
        "These words about the Data analyst role are mine, [name]. " * 8,
        "Much too long a text about the Data analyst role. " * 30,
    ],
)
def test_strict_ends_with_5_where_something_was_found_and_still_writes(
    say: Say, editor: Path, text: str
) -> None:
    shown = edited(say, editor, OWN.format(text))
    said = say("draft", "1", "--strict")
    assert (said.status, said.out) == (5, shown)
    assert said.err.strip()


def test_strict_minds_facts_that_are_missing(say: Say) -> None:
    say("add", "Initech", "--role", "Nurse", "--at", "yesterday", "--with", "Bob")
    said = say("draft", "Bob", "--strict")
    assert said.status == 5
    assert "followup edit 2 --topic" in said.err


def test_strict_looks_at_every_note_of_all(say: Say) -> None:
    say("add", "Initech", "--role", "Nurse", "--at", "yesterday", "--with", "Bob")
    assert say("draft", "--all", "--strict").status == 5


# Who wants no notes


@pytest.mark.parametrize("channel", [(), ("--channel", "email"), ("--channel", "phone")], ids=str)
def test_who_wants_no_contact_gets_no_note_whatever_is_said(
    say: Say, channel: tuple[str, ...]
) -> None:
    say("contact", "edit", "Priya", "--no-contact")
    said = say("draft", "1", *channel)
    assert (said.status, said.out) == (2, "")
    assert "Priya Shah asked not to be contacted" in said.err


def test_no_contact_ends_what_is_planned_for_that_person(say: Say) -> None:
    say("contact", "edit", "Priya", "--no-contact")
    assert [one["contact"] for one in say("due", "--json").json()] == ["Tom Lee"]
    assert [one["id"] for one in say("draft", "--all", "--json").json()] == [2]


# Clipboard


def test_without_a_clipboard_it_says_what_to_install(say: Say, home: Path) -> None:
    said = say("draft", "1", "--copy", PATH=str(home))
    assert (said.status, said.out) == (1, "")
    assert "wl-clipboard" in said.err
    assert "xclip" in said.err


def test_with_one_the_body_is_on_it(say: Say, home: Path) -> None:
    tool = home / "xclip"
    tool.write_text(f'#!/bin/sh\nexec /bin/cat > "{home}/clip.txt"\n')
    tool.chmod(0o755)
    said = say("draft", "1", "--copy", PATH=str(home))
    assert (said.status, said.out) == (0, "")
    assert "clipboard" in said.err
    assert (home / "clip.txt").read_text() == say("draft", "1", "--json").json()["body"]


# Every form


@pytest.mark.parametrize("form", ["text", "eml", "html", "card", "phone"])
def test_every_form_has_its_note(say: Say, form: str) -> None:
    said = say("draft", "1", "--format", form)
    assert said.status == 0, said.err
    assert "Priya" in said.out


def test_the_email_is_a_draft_that_mail_programs_open(say: Say, home: Path) -> None:
    say("config", "set", "you.email", "ana@example.org")
    say("config", "set", "mail.receipt", "yes")
    path = home / "note.eml"
    assert say("draft", "1", "--out", str(path)).status == 0
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    note = say("draft", "1", "--json").json()
    assert message["To"].addresses[0].addr_spec == "priya@acme.example"
    assert message["From"].addresses[0].addr_spec == "ana@example.org"
    assert message["Subject"] == note["subject"]
    assert "ana@example.org" in message["Disposition-Notification-To"]
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == note["body"].split()


def test_without_an_address_of_yours_there_is_no_from_and_no_receipt(say: Say) -> None:
    said = say("draft", "1", "--format", "eml")
    message = email.message_from_string(said.out, policy=email.policy.default)
    assert message["From"] is None
    assert message["Disposition-Notification-To"] is None
    assert "you.email" in said.err


def test_a_letter_is_a_pdf(say: Say, home: Path) -> None:
    pytest.importorskip("typst")
    path = home / "letter.pdf"
    assert say("draft", "1", "--channel", "letter", "--out", str(path)).status == 0
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_form_of_another_channel_says_so(say: Say) -> None:
    said = say("draft", "1", "--format", "card")
    assert said.status == 0
    assert "--channel card" in said.err
    assert "--channel card" not in say("draft", "1", "--channel", "card", "--format", "card").err


def test_a_form_that_there_is_not_is_refused(say: Say) -> None:
    said = say("draft", "1", "--format", "docx")
    assert (said.status, said.out) == (2, "")
    assert "text, eml, pdf, html, card, phone" in said.err


# As it was sent


def test_done_keeps_the_note_as_it_was_sent(say: Say, editor: Path) -> None:
    edited(say, editor, WORDS)
    body = say("draft", "1", "--json").json()["body"]
    say("done", "1", "--on", "yesterday", "--channel", "card")
    say("edit", "1", "--topic", "Priya: something else", "--role", "Data engineer")
    told = say("show", "acme", "--json").json()["timeline"]
    (sent,) = [one for one in told if one["what"] == "note"]
    assert (sent["on"], sent["id"]) == ("2026-11-19", 1)
    assert "Thanks, Priya" in sent["text"]
    assert "card" in " ".join(one["text"] for one in told if one["id"] == 1)
    kept = say("draft", "1", "--json").json()
    assert (kept["channel"], kept["body"]) == ("card", body)


def test_a_note_that_nobody_edited_is_kept_as_sent_too(say: Say) -> None:
    sent = say("draft", "1").out
    say("done", "1")
    say("edit", "1", "--topic", "Priya: something else", "--strength", "I sing")
    assert say("draft", "1").out == sent
    say("undo")
    say("undo")
    assert say("draft", "1").out == sent


def test_a_note_that_was_sent_is_found_by_its_words(say: Say, editor: Path) -> None:
    say(*GLOBEX)
    edited(say, editor, WORDS)
    say("done", "1")
    found = say("list", "--notes", "words about", "--json")
    assert found.status == 0, found.err
    assert [one["company"] for one in found.json()] == ["Acme Corp"]


def test_a_strength_that_stays_out_is_replaced_not_added_to(say: Say) -> None:
    told = ("--with", "Ann Lee", "--strength", "???")
    added = say("add", "Hooli", "--role", "Dev", "--at", "yesterday", *told, "--json").json()
    number = str(added["interview"]["id"])
    advice = f'followup edit {number} --clear strengths --strength "I …"'
    assert advice in " ".join(say("draft", "hooli thank").err.split())
    say("edit", number, "--clear", "strengths", "--strength", "I built the dashboard for 40 shops")
    assert "stays out" not in say("draft", "hooli thank").err
