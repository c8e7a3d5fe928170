"""`import` and `export` as commands: all or nothing, twice is the same as once, undo takes it back."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Say, content, variables
from followup.domain import records
from followup.services import transfer
from store.test_store import ordinary

HEAD = "company,role,contact,email,at,note\n"
ROWS = "Acme,Dev,Ann,ann@acme.example,2026-11-18T10:00,hi\nGlobex,Nurse,,,2026-11-25,\n"


BAR = "Reading "
GONE = "\x1b[2K"
"""What the terminal is told to take a line off the screen."""


@pytest.fixture
def file(tmp_path: Path) -> Any:
    """Makes a file of a name and a content."""

    def make(content: str | bytes, name: str = "some.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return make


def counts(say: Say, *words: str) -> tuple[int, int, int]:
    """How many records an import added, changed and left."""
    said = say("import", *words, "--json")
    assert said.status == 0, said.err
    done = said.json()
    return done["added"], done["changed"], done["left"]


def plans(say: Say) -> list[tuple[str, str, str, str]]:
    return [
        (one["kind"], one["contact"] or "", one["ready_on"], one["due_on"])
        for one in say("due", "--days", "300", "--json").json()
    ]


def test_it_says_what_it_did_and_twice_is_the_same_as_once(say: Say, file: Any) -> None:
    path = file(HEAD + ROWS)
    assert say("import", path).out == (
        f"Read {path}: interviews: 2 added, 0 changed, 0 left as they were.\n"
    )
    before = say("export", "json").out
    assert counts(say, path) == (0, 0, 2)
    assert say("export", "json").out == before


def test_one_undo_takes_a_thousand_rows_back(say: Say, file: Any) -> None:
    say(*ACME)
    before = say("export", "json").out
    rows = (f"Co{n},Dev,Ann {n},a{n}@b.example,2026-11-{n % 28 + 1:02},x\n" for n in range(1000))
    assert counts(say, file(HEAD + "".join(rows))) == (1000, 0, 0)
    assert len(say("list", "--json").json()) == 1001
    assert say("undo").status == 0
    assert say("export", "json").out == before


def test_what_is_imported_is_planned_as_what_is_added(say: Say, file: Any, home: Path) -> None:
    say(*ACME)
    say(*GLOBEX)
    say("add", "Initech", "--at", "in 3 days 10:00", "--with", "Bill", "--field", "sales")
    path = file(say("export", "csv").out)
    other = {"FOLLOWUP_DB": str(home / "other.db")}
    assert say("import", path, **other).status == 0
    assert say("export", "csv", **other).out == say("export", "csv").out
    told = (say("due", "--days", "300", "--json", **env).json() for env in ({}, other))
    first, again = ([{**one, "id": 0} for one in some] for some in told)
    assert first == again
    assert first


def test_a_trial_says_what_would_be_done_and_does_nothing(say: Say, file: Any, store: str) -> None:
    path = file(HEAD + ROWS)
    said = say("import", path, "--dry-run")
    assert said.out.startswith(f"Would have read {path}: interviews: 2 added")
    assert not os.path.exists(store)
    say(*ACME)
    before = content(store)
    assert say("import", path, "--dry-run").status == 0
    assert content(store) == before


def test_a_trial_names_what_is_new_and_what_becomes_other(
    say: Say, file: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def news(*words: str) -> list[str]:
        said = say("import", *words, "--dry-run")
        listed = [f"{one['done']}: {one['what']}" for one in trial(*words)]
        assert said.out.splitlines()[1:] == [f"  {one}" for one in listed]
        return listed

    def trial(*words: str) -> Any:
        return say("import", *words, "--dry-run", "--json").json()["news"]

    path = file(HEAD + ROWS)
    added = [
        "added: Acme (Dev), interview on 2026-11-18 10:00 UTC; with Ann",
        "added: Globex (Nurse), interview on 2026-11-25",
    ]
    assert news(path) == added
    say("import", path)
    assert news(path) == []
    other = "Acme,Dev,Ann,ann@acme.example,2026-11-18T10:00,yo\nInitech,,,,today,\n"
    (new, changed) = news(file(HEAD + other))
    assert (new[:15], changed) == (
        "added: Initech,",
        f'changed{added[0][5:]}; note: "yo" instead of "hi"',
    )
    ended = "company,role,at,outcome\nAcme,Dev,2026-11-18T10:00,rejected\n"
    assert news(file(ended)) == ["changed: Acme (Dev); outcome: rejected"]
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nORG:Acme\nTITLE:CTO\nEND:VCARD\n"
    cards = file(card.format("Ann") + card.format("Bo"), "people.vcf")
    assert news(cards) == ["added: Bo, Acme", "changed: Ann, Acme"]
    whole = file(say("export", "json").out, "all.json")
    assert news(whole) == []
    monkeypatch.setenv("FOLLOWUP_DB", str(home / "other.db"))
    assert {"added: 2 interviews", "added: 1 contact"} <= set(news(whole))


def test_of_a_long_trial_the_first_hundred_are_listed(say: Say, file: Any) -> None:
    rows = "".join(f"Company {number},,,,today,\n" for number in range(130))
    said = say("import", file(HEAD + rows), "--dry-run").out
    assert said.count("  added: ") == 100
    assert said.endswith("  … and 30 more.\n")


def test_several_people_and_rounds_become_one_application(say: Say, file: Any) -> None:
    table = (
        "company,role,at,contact,email,topic,strength\n"
        'Acme,Dev,2026-11-18 10:00,Ann,,the team,"one\ntwo"\n'
        "ACME,dev,2026-11-18 10:00,Tom,tom@a.example,pay,\n"
        "Acme,Dev,2026-11-19 10:00,Ann,ann@a.example,,\n"
    )
    assert counts(say, file(table)) == (2, 0, 0)
    first, second = say("list", "--json").json()
    assert [one["name"] for one in first["contacts"]] == ["Ann", "Tom"]
    assert [one["topic"] for one in first["contacts"]] == ["the team", "pay"]
    assert first["strengths"] == ["one", "two"]
    assert second["contacts"][0]["id"] == first["contacts"][0]["id"]
    assert second["contacts"][0]["email"] == "ann@a.example"
    assert len(say("list", "--by", "application", "--json").json()) == 1


BOOKED = "company,role,at,minutes,note\nAcme,Dev,2026-12-01 10:00,60,\nGlobex,,2026-12-02,,\n"


@pytest.mark.parametrize("moves", [("2026-12-08 15:00",), ("2026-12-08", "2026-12-09 9:00")])
@pytest.mark.parametrize("through_json", [False, True])
def test_an_interview_that_moved_is_known_by_where_it_stood_at_first(
    say: Say,
    file: Any,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    moves: tuple[str, ...],
    through_json: bool,
) -> None:
    path = file(BOOKED)
    say("import", path)
    for day in moves:
        say("reschedule", "Acme", day, "--minutes", "30")
        say("reschedule", "Globex", day)
    if through_json:
        whole = file(say("export", "json").out, "all.json")
        monkeypatch.setenv("FOLLOWUP_DB", str(home / "other.db"))
        assert say("import", whole).status == 0
    before = say("export", "json").out
    assert counts(say, path) == (0, 0, 2)
    assert say("export", "json").out == before
    more = BOOKED.replace("60,", "60,bring the plan")
    assert counts(say, file(more)) == (0, 1, 1)
    (acme,) = say("list", "Acme", "--json").json()
    assert (acme["note"], acme["minutes"]) == ("bring the plan", 30)
    say("undo")
    assert say("export", "json").out == before


def test_a_move_that_is_taken_back_leaves_nothing_to_be_known_by(say: Say, file: Any) -> None:
    path = file(BOOKED)
    say("import", path)
    before = say("export", "json").out
    say("reschedule", "Acme", "2026-12-08 15:00")
    say("undo")
    assert say("export", "json").out == before


def test_another_interview_at_the_first_start_is_one_of_its_own(say: Say, file: Any) -> None:
    path = file(BOOKED)
    say("import", path)
    say("reschedule", "Acme", "2026-12-08 15:00")
    say("add", "Acme", "--role", "Dev", "--at", "2026-12-01 10:00")
    assert counts(say, file(BOOKED.replace("60,", "60,bring the plan"))) == (0, 1, 1)
    notes = {one["at"][:10]: one["note"] for one in say("list", "Acme", "--json").json()}
    assert notes == {"2026-12-01": "bring the plan", "2026-12-08": ""}


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rows_of_one_interview_the_one_with_its_start_counts(
    say: Say, file: Any, order: int
) -> None:
    say("import", file(BOOKED))
    say("reschedule", "Acme", "2026-12-08 15:00")
    rows = ["Acme,Dev,2026-12-01 10:00,old,cancelled\n", "Acme,Dev,2026-12-08 15:00,new,booked\n"]
    path = file("company,role,at,note,status\n" + "".join(rows[::order]))
    assert counts(say, path) == (0, 1, 1)
    (acme,) = say("list", "Acme", "--json").json()
    assert (acme["note"], acme["status"]) == ("new", "booked")
    assert counts(say, path) == (0, 0, 2)


def test_our_own_table_changes_nothing_of_a_text_that_begins_or_ends_blank(
    say: Say, file: Any
) -> None:
    blank = ("\u2028I built x", "  led y ", "\u00a0z\x85")
    say("add", "Acme", "--at", "today", *(word for text in blank for word in ("--strength", text)))
    before = say("export", "json").out
    assert counts(say, file(say("export", "csv").out)) == (0, 0, 1)
    assert say("export", "json").out == before


def test_an_interview_that_an_invitation_moved_is_known_by_its_row(say: Say, file: Any) -> None:
    invitation = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\nSUMMARY:Interview at Acme\nDTSTART:20261201T100000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    say("import", file(invitation, "a.ics"))
    assert counts(say, file(BOOKED.replace(",Dev", ","))) == (1, 0, 1)
    moved = invitation.replace("20261201", "20261208")
    assert counts(say, file(moved, "a.ics")) == (0, 1, 0)
    assert counts(say, file(BOOKED.replace(",Dev", ","))) == (0, 0, 2)
    assert say("list", "Acme", "--json").json()[0]["at"].startswith("2026-12-08T10:00")


def test_a_known_interview_is_told_more_and_loses_nothing(say: Say, file: Any) -> None:
    say(*ACME)
    table = (
        "company,role,at,contact,title,note,decision\n"
        "acme corp,Data Analyst,2026-11-19 15:00,Tom Lee,Engineer,liked it,2026-12-04\n"
        "Acme Corp,Data analyst,2026-11-19 15:00,Eve,,,\n"
    )
    assert counts(say, file(table)) == (0, 1, 0)
    (one,) = say("list", "--json").json()
    assert (one["note"], one["decision_on"], one["stage"]) == ("liked it", "2026-12-04", "panel")
    assert [(c["name"], c["title"]) for c in one["contacts"]] == [
        ("Priya Shah", "Head of Data"), ("Tom Lee", "Engineer"), ("Eve", ""),
    ]  # fmt: skip
    assert one["strengths"] == ["I built the KPI dashboard that 40 shops use"]
    assert counts(say, file(table)) == (0, 0, 1)
    assert ("thank_you", "Eve", "2026-11-19", "2026-11-20") in plans(say)


def test_a_new_round_joins_the_open_application(say: Say, file: Any) -> None:
    say(*ACME)
    assert counts(say, file("company,at\nAcme Corp,2026-11-25 9:00\n")) == (1, 0, 0)
    assert len(say("list", "--by", "application", "--json").json()) == 1
    kinds = [kind for kind, *_ in plans(say)]
    assert kinds.count("prep") == 1


def test_without_a_role_several_open_applications_are_too_many(say: Say, file: Any) -> None:
    say(*ACME)
    say("add", "Acme Corp", "--role", "Manager", "--at", "yesterday")
    said = say("import", file("company,at\nAcme Corp,2026-11-25 9:00\n"))
    assert said.status == 4
    assert "Line 2: Acme Corp has several open applications" in said.err


def test_what_is_over_brings_nothing_and_what_is_cancelled_neither(say: Say, file: Any) -> None:
    table = (
        "company,at,status,outcome\nAcme,2026-11-18,held,rejected\n"
        "Globex,2026-11-27,cancelled,\nInitech,2026-11-19,held,accepted\n"
    )
    assert counts(say, file(table)) == (3, 0, 0)
    listed = {one["company"]: one for one in say("list", "--json").json()}
    assert listed["Acme"]["outcome"] == "rejected"
    assert listed["Globex"]["status"] == "cancelled"
    assert plans(say) == []
    assert counts(say, file(table)) == (0, 0, 3)


def test_an_outcome_ends_an_application_that_was_open(say: Say, file: Any) -> None:
    say(*GLOBEX)
    table = "company,role,at,outcome\nGlobex,Nurse,2026-11-12,rejected\n"
    assert counts(say, file(table)) == (0, 1, 0)
    assert say("list", "--json").json()[0]["outcome"] == "rejected"
    assert counts(say, file(table)) == (0, 0, 1)


def test_columns_of_other_names_are_remembered_by_their_header(say: Say, file: Any) -> None:
    path = file("Firma;Datum;Gehalt\nAcme;2026-11-18;5\n")
    said = say("import", path)
    assert (said.status, '"Firma", "Datum", "Gehalt"' in said.err) == (2, True)
    assert counts(say, path, "--map", "Firma=company, Datum=at", "--map", "Gehalt=") == (1, 0, 0)
    assert counts(say, file("Firma;Datum;Gehalt\nGlobex;2026-11-18;6\n")) == (1, 0, 0)
    assert say("config", "list").status == 0
    say("undo")
    say("undo")
    assert say("import", path).status == 2


def test_a_head_with_a_comma_is_mapped(say: Say, file: Any) -> None:
    path = file('Firma,"Date, time"\nAcme,2026-11-18\n')
    assert counts(say, path, "--map", "Firma=company,Date, time=at") == (1, 0, 0)
    assert counts(say, path) == (0, 0, 1)  # it is remembered


def test_an_older_export_says_what_it_would_turn_back(say: Say, file: Any) -> None:
    say(*ACME)
    path = file(say("export", "json").out, "all.json")
    say("done", "Priya")
    say("outcome", "Acme", "rejected")
    said = say("import", path, "--dry-run").out
    assert "changed: follow-up thank_you; changes: done_on, status\n" in said
    assert "changed: application Acme Corp; changes: outcome" in said


@pytest.mark.parametrize("words", ["Firma", "=company", "Firma=firm", "a=b=c"])
def test_a_map_that_names_no_column_is_refused(say: Say, file: Any, words: str) -> None:
    said = say("import", file(HEAD + ROWS), "--map", words)
    assert (said.status, "names no column" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",Dev,Ann,,2026-11-18,", "column company: it is empty"),
        ("Acme,Dev,Ann,,,", "column at: it is empty"),
        ("Acme,Dev,Ann,,31/31/2026,", "column at: "),
        ("Acme,Dev,Ann,,03/04/2026,", "2026-04-03 or 2026-03-04"),
        ("Acme,Dev,Ann,ann,2026-11-18,", "column email: “ann” is not an email address"),
        ("Acme,Dev,,a@b.co,2026-11-18,", "column contact: it is empty"),
        ("A\0B,Dev,Ann,,2026-11-18,", "column company"),
        ("A\x1bB,Dev,Ann,,2026-11-18,", "column company"),
        ("Acme,Dev,Ann,,2026-11-18," + "x" * 20_001, "column note: The note has 20,001"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_its_line_and_nothing_is_kept(
    say: Say, file: Any, row: str, sentence: str
) -> None:
    say(*ACME)
    before = say("export", "json").out
    said = say("import", file(f"{HEAD}{ROWS}{row}\n"))
    assert said.status == 2
    assert said.err.startswith("Line 4, column ")
    assert sentence.replace("column ", "") in said.err
    assert say("export", "json").out == before


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("stage", "lunch", "is no stage"),
        ("zone", "Mars/Olympus", "not a known time zone"),
        ("minutes", "an hour", "no number of minutes"),
        ("minutes", "0", "cannot last 0 minutes"),
        ("decision", "2026-01-01", "before the interview"),
        ("promise", "soon", "not a clear date"),
        ("status", "maybe", "is no status"),
        ("outcome", "maybe", "is no outcome"),
    ],
)
def test_every_column_is_read_as_its_option_is(
    say: Say, file: Any, column: str, cell: str, sentence: str
) -> None:
    said = say("import", file(f"company,at,{column}\nAcme,2026-11-18,{cell}\n"))
    assert said.status == 2
    assert f"Line 2, column {column}: " in said.err
    assert sentence in said.err


def test_rows_of_one_interview_must_not_contradict_each_other(say: Say, file: Any) -> None:
    said = say("import", file("company,at,note\nAcme,2026-11-18,a\nAcme,2026-11-18,b\n"))
    assert said.status == 2
    assert "Line 3: its note is another than in line 2" in said.err


def test_the_first_wrong_rows_are_named_at_one_go(say: Say, file: Any) -> None:
    wrong = [f"Acme,Dev,,ann,2026-11-{day},hi" for day in (40, 18, 19)]
    said = say("import", file(HEAD + "\n".join([*wrong, "Acme,,,,,"]) + "\n"))
    assert said.status == 2
    assert re.findall(r"Line (\d+), column (\w+)", said.err) == [
        ("2", "email"), ("2", "at"), ("3", "email"), ("4", "email"), ("5", "at"),
    ]  # fmt: skip


def test_wrong_rows_are_named_in_their_order_whatever_is_wrong(say: Say, file: Any) -> None:
    rows = "Acme,Dev,,,2026-11-18T10:00,no\nonly,two\nHooli,,A;B,x,bad,\nA" + "," * 500_000
    said = say("import", file(HEAD + ROWS + rows))
    assert said.status == 2
    wrong = [line[:37] for line in said.err.splitlines()]
    assert wrong == [
        "Line 4: its note is another than in l",
        "Line 5: it has 2 cells where the head",
        "Line 6, column email: “x” is not an e",
        'Line 6, column at: "bad" is not a cle',
        "Line 7: it has 500,001 cells where th",
    ]


def test_every_wrong_cell_of_a_row_is_named(say: Say, file: Any) -> None:
    head = "company,at,zone,minutes,email,contact\n"
    rows = ",2026-13-01,,x,ann,Ann\nAcme,nope,Mars/Base,60,,\nAcme,nope,,,,\n,,UTC,,,\n"
    said = say("import", file(head + rows))
    assert said.status == 2
    assert re.findall(r"Line (\d), column (\w+)", said.err) == [
        ("2", "minutes"), ("2", "email"), ("2", "company"), ("2", "at"), ("3", "zone"),
        ("4", "at"), ("5", "company"), ("5", "at"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ('"unterminated,Acme,Dev', "Line 5: this is no row of a table (unexpected end of data)"),
        ("A," + "x" * 200_000, "Line 5: this is no row of a table (field larger"),
    ],
)
def test_a_broken_row_does_not_hide_what_stands_before_it(
    say: Say, file: Any, broken: str, sentence: str
) -> None:
    said = say("import", file(HEAD + ROWS + "only,two\n" + broken))
    assert said.status == 2
    cells, row = said.err.splitlines()
    assert cells.startswith("Line 4: it has 2 cells")
    assert row.startswith(sentence)


def test_an_offer_in_one_of_its_rows_leaves_the_application_open(say: Say, file: Any) -> None:
    rows = "Acme,Dev,2026-12-01 10:00,\nAcme,Dev,2026-12-02 10:00,offer\n"
    path = file("company,role,at,outcome\n" + rows)
    assert counts(say, path) == (2, 0, 0)
    assert [one["outcome"] for one in say("list", "--json").json()] == ["offer", "offer"]
    assert counts(say, path) == (0, 0, 2)


def test_rows_that_name_a_person_shorter_and_longer_are_of_one(say: Say, file: Any) -> None:
    head = "company,at,contact,email,topic\n"
    rows = "A,2026-11-18 10:00,Ann,,dbt\nA,2026-11-18 10:00,Ann Bo,a@b.example,tests\n"
    path = file(head + rows)
    assert counts(say, path) == (1, 0, 0)
    before = say("export", "csv").out
    assert "Ann Bo,a@b.example" in before
    assert counts(say, path) == (0, 0, 1)
    assert say("export", "csv").out == before


def test_what_changes_and_what_ends_is_one_interview(say: Say, file: Any) -> None:
    head = "company,at,note,outcome\n"
    assert counts(say, file(head + "A,2026-11-18 10:00,x,\n")) == (1, 0, 0)
    path = file(head + "A,2026-11-18 10:00,y,rejected\n")
    assert counts(say, path) == (0, 1, 0)
    assert counts(say, path) == (0, 0, 1)


def test_a_new_round_that_ends_its_application_is_just_added(say: Say, file: Any) -> None:
    say(*GLOBEX)
    table = "company,role,at,outcome\nGlobex,Nurse,2026-11-19 10:00,rejected\n"
    assert counts(say, file(table)) == (1, 0, 0)
    assert say("list", "--json").json()[0]["outcome"] == "rejected"


def test_a_trial_says_what_would_be_gone_and_whose_it_is(say: Say, file: Any) -> None:
    head = "company,at,contact,concern,phone,note\n"
    say("import", file(head + 'Acme,2026-11-18 10:00,Ann,c1: a1,,"a\nb"\n'))
    said = say("import", file(head + "Acme,2026-11-18 10:00,Ann,c1,7,c\n"), "--dry-run").out
    assert 'phone (Ann): "7"; note: "c" instead of "a b"; no longer answer (c1): "a1"' in said


def test_of_many_wrong_rows_fifty_are_named(say: Say, file: Any) -> None:
    said = say("import", file(HEAD + "Acme,Dev,,,2026-02-30,\n" * 60))
    assert said.err.count("column at:") == 50
    assert "Line 51," in said.err
    assert said.err.endswith("What comes after it was not read; there may be more.\n")


def test_an_address_that_was_wrong_is_set_right(say: Say, file: Any) -> None:
    rows = "Acme,Dev,Mindy Oz,mindy@acme.example,2026-11-18,\nAcme,Dev,Hank,,2026-11-18,\n"
    say("import", file(HEAD + rows))
    for name in ("Mindy", "Hank"):
        say("done", name)
    again = rows.replace("mindy@", "m.oz@").replace("Hank,", "Hank,hank@acme.example")
    assert counts(say, file(HEAD + again)) == (0, 1, 0)
    people = say("contact", "list", "--json").json()
    assert [(one["name"], one["email"]) for one in people] == [
        ("Mindy Oz", "m.oz@acme.example"), ("Hank", "hank@acme.example"),
    ]  # fmt: skip
    assert not [one for one in plans(say) if one[0] == "thank_you"]


def test_two_people_of_one_name_stay_two(say: Say, file: Any) -> None:
    rows = [f"Acme,Dev,Kim Lee,kim{n}@acme.example,2026-11-18,\n" for n in (1, 2)]
    say("import", file(HEAD + "".join(rows)))
    assert counts(say, file(HEAD + "".join(rows[::-1]))) == (0, 0, 1)
    people = say("contact", "list", "--json").json()
    assert [one["email"] for one in people] == ["kim1@acme.example", "kim2@acme.example"]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ann Lee <ann@x.example>", [("Ann Lee", "ann@x.example", "")]),
        ("Ann Lee <ann@x.example>, CTO", [("Ann Lee", "ann@x.example", "CTO")]),
        ("Ann Lee; Bo Ray <bo@x.example>", [("Ann Lee", "", ""), ("Bo Ray", "bo@x.example", "")]),
        ("Ann Lee\nBo Ray\n", [("Ann Lee", "", ""), ("Bo Ray", "", "")]),
        ("TBD", []),
        ("n/a", []),
        ("Na", [("Na", "", "")]),
        ("Lee, Ann", [("Ann Lee", "", "")]),
        ("Ann <3", [("Ann <3", "", "")]),
        ("Ann Lee, Ward manager", [("Ann Lee", "", "Ward manager")]),
        ("Kind regards", []),
        ("Ann Lee; no one else", [("Ann Lee", "", "")]),
    ],
)
def test_a_cell_names_people_as_an_option_does(
    say: Say, file: Any, cell: str, people: list[tuple[str, str, str]]
) -> None:
    say("import", file(f'{HEAD}Acme,Dev,"{cell}",,2026-11-18,\n'))
    known = say("contact", "list", "--json").json()
    assert [(one["name"], one["email"] or "", one["title"]) for one in known] == people


def test_what_names_nothing_makes_no_person_and_no_role(say: Say, file: Any) -> None:
    said = say("import", file("company,role,at,contact\nAcme,null,2026-11-18,none\n"))
    assert 'Column contact: "none" names nobody and nothing, so it was read as empty.' in said.err
    assert 'Column role: "null" names nobody' in said.err
    (interview,) = say("list", "--json").json()
    assert (interview["role"], interview["contacts"]) == ("", [])
    said = say("import", file("company,at\nn/a,2026-11-18\n"))
    assert "column company: “n/a” names no company; write its name" in said.err


def test_whose_the_details_are_must_be_clear(say: Say, file: Any) -> None:
    said = say("import", file(f"{HEAD}Acme,Dev,Ann; Bo,ann@x.example,2026-11-18,\n"))
    assert "Line 2, column contact: it names several, so nobody knows whose" in said.err
    assert say("list", "--json").json() == []


def test_a_start_that_comes_twice_is_remarked_on(say: Say, file: Any) -> None:
    path = file("company,at,zone\nAcme,2026-10-25 02:30,Europe/Berlin\n")
    assert "Line 2: 2026-10-25 02:30 comes twice in Europe/Berlin" in say("import", path).err


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", '[{"company": "Acme", "at": "today"}]', "begins as json; let its name end with"),
        ("a.csv", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "begins as ics; let its name end with .ics"),
        ("a.json", "BEGIN:VCARD\nFN:A\nEND:VCARD\n", "named as json and begins as vcard"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    say: Say, file: Any, name: str, content: str, sentence: str
) -> None:
    said = say("import", file(content, name))
    assert (said.status, sentence in said.err) == (2, True)


def test_people_are_found_as_add_finds_them(say: Say, file: Any) -> None:
    say("contact", "add", "Priya Shah", "--company", "Acme", "--email", "p@recruit.example")
    rows = (
        "Acme,Dev,Priya,,2026-11-18,",  # a part of the only such name there
        "Globex,Nurse,Priya Shah,p@recruit.example,2026-11-18,",  # the same address elsewhere
        "Initech,Cook,Priya Shah,other@initech.example,2026-11-18,",  # somebody else
    )
    assert counts(say, file(HEAD + "\n".join(rows))) == (3, 0, 0)
    people = say("contact", "list", "--json").json()
    assert [(one["name"], one["company"]) for one in people] == [
        ("Priya Shah", "Acme"), ("Priya Shah", "Initech"),
    ]  # fmt: skip


def test_a_late_line_is_named(say: Say, file: Any) -> None:
    rows = "".join(f"Co{n},Dev,,,2026-11-18,\n" for n in range(3000))
    said = say("import", file(HEAD + rows + "Acme,Dev,,,soon,\n"))
    assert "Line 3002, column at" in said.err


def test_people_of_an_address_book_become_contacts(say: Say, file: Any) -> None:
    say(*ACME)
    cards = (
        "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Priya Shah\nORG:acme corp\nTEL:+1 555\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nUID:2\nFN:Eve\nNOTE:met at PyCon\nEND:VCARD\n"
    )
    assert counts(say, file(cards, "people.vcf")) == (1, 1, 0)
    assert counts(say, file(cards, "people.vcf")) == (0, 0, 2)
    known = {one["name"]: one for one in say("contact", "list", "--json").json()}
    assert known["Priya Shah"]["phone"] == "+1 555"
    assert known["Priya Shah"]["email"] == "priya@acme.example"
    moved = cards.replace("FN:Eve", "FN:Eve Moss").replace("PyCon", "EuroPython")
    assert counts(say, file(moved, "people.vcf")) == (0, 1, 1)
    assert "Eve Moss" in say("contact", "list").out


def test_a_bad_card_is_named_with_its_line(say: Say, file: Any) -> None:
    said = say("import", file("BEGIN:VCARD\nFN:Eve\\nBcc: v@evil.example\nEND:VCARD\n", "x.vcf"))
    assert (said.status, said.err.startswith("Line 1: The name must be one line")) == (2, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export", HEAD + ROWS),
        ("export.tsv", (HEAD + ROWS).replace(",", "\t")),
        ("export.JSON", json.dumps([{"company": "Acme", "at": "2026-11-18"}] * 2)),
        ("noext", '\n [{"company": "Acme", "at": "2026-11-18"}]'),
        ("people", "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n"),
    ],
)
def test_a_format_is_known_by_its_suffix_or_its_content(
    say: Say, file: Any, name: str, content: str
) -> None:
    added, *_ = counts(say, file(content, name))
    assert added >= 1


def test_only_regular_files_are_read(say: Say, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.csv")
    (tmp_path / "dir.csv").mkdir()
    (tmp_path / "dangling.csv").symlink_to("/nonexistent/x")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(str(tmp_path / "s"))
    bound.close()
    names = ("fifo.csv", "dir.csv", "dangling.csv", "loop.csv", "s", "missing.csv", "x\0y")
    for path in (*(str(tmp_path / name) for name in names), "/dev/zero"):
        said = say("import", path)
        assert (said.status, said.out) == (1, ""), path
        assert said.err.count("\n") == 1


def test_a_file_that_is_too_large_is_refused(
    say: Say, file: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "LARGEST", 10)
    said = say("import", file(HEAD + ROWS))
    assert (said.status, "at most 10 are read" in said.err) == (1, True)


@pytest.mark.parametrize("head", ["company,at\n", "[{", "BEGIN:VCARD\n", '{"followup": 1,\n'])
def test_a_file_of_gigabytes_is_refused_without_being_read(
    say: Say, file: Any, store: str, head: str
) -> None:
    path = file(head)
    os.truncate(path, 2 << 30)  # holes, which take no room
    said = say("import", path)
    assert (said.status, "has 2,147,483,648 bytes; at most " in said.err) == (1, True)
    assert not os.path.exists(store)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", HEAD + ROWS + ROWS),
        ("x.vcf", "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n" * 3),
        ("x.json", json.dumps([{"company": "Acme", "at": "2026-11-18"}] * 3)),
    ],
)
def test_a_file_of_too_many_records_is_refused(
    say: Say, file: Any, store: str, monkeypatch: pytest.MonkeyPatch, name: str, content: str
) -> None:
    monkeypatch.setattr(records, "MOST", 2)
    said = say("import", file(content, name))
    assert (said.status, said.err) == (
        2, "The file holds more than 2 records; split it.\n",
    )  # fmt: skip
    assert not os.path.exists(store)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.csv", "company,at\n" + "\r\n" * 1_000_000, "has 1,000,001 lines; at most 1,000,000"),
        ("x.vcf", "BEGIN:VCARD\n" + "N:a\r" * 1_000_000, "has 1,000,001 lines; at most 1,000,000"),
        ("x.ics", "BEGIN:VCALENDAR\n" + "X:a\n" * 500_000, "has 500,001 lines; at most 500,000"),
        ("x.json", "[" + "[]," * 4_000_001, "holds more than 8,000,000 values"),
    ],
)
def test_what_would_fill_memory_is_refused_before_it_does(
    say: Say, file: Any, name: str, content: str, sentence: str
) -> None:
    said = say("import", file(content, name))
    assert (said.status, sentence in said.err) == (2, True)


def test_a_file_that_may_not_be_read_is_named(file: Any, home: Path) -> None:
    path = file(HEAD + ROWS)
    os.chmod(path, 0)
    said = ordinary(home, "import", path)
    assert (said.returncode, "cannot be read: Permission denied" in said.stderr) == (1, True)


def test_a_pipe_is_no_file(program: Say) -> None:
    said = program("import", "/dev/stdin", stdin=HEAD + ROWS)
    assert (said.status, "is no regular file" in said.err) == (1, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_spreadsheets_save_is_read(say: Say, file: Any, encoding: str) -> None:
    assert counts(say, file((HEAD + ROWS + "Käse,,,,today,\n").encode(encoding))) == (3, 0, 0)
    assert say("list", "--json").json()[-1]["company"] == "Käse"


def test_a_table_without_rows_adds_nothing(say: Say, file: Any) -> None:
    assert counts(say, file(HEAD)) == (0, 0, 0)
    assert say("undo").status == 3


def test_without_a_role_rows_join_the_one_job_that_the_file_names(say: Say, file: Any) -> None:
    rows = "".join(f"Co{n},,,,2026-11-18,\nCo{n},Dev,,,2026-11-19,\n" for n in range(20))
    assert counts(say, file(HEAD + rows)) == (40, 0, 0)
    jobs = say("list", "--by", "application", "--json").json()
    assert {(one["role"], one["rounds"]) for one in jobs} == {("Dev", 2)}
    assert len(jobs) == 20


def test_an_export_is_written_whole_and_never_over_another(say: Say, tmp_path: Path) -> None:
    say(*ACME)
    path = tmp_path / "all.json"
    said = say("export", "json", "--out", str(path))
    assert said.out == f"Wrote {path}: {path.stat().st_size:,} bytes.\n"
    assert path.read_text() == say("export", "json").out
    assert say("export", "csv", "--out", str(path)).status == 2
    assert say("export", "csv", "--out", str(path), "--force").status == 0
    assert path.read_text().startswith("company,role,")


@pytest.mark.parametrize("name", ["csv", "json", "vcard", "vcard4", "ics"])
def test_every_format_exports_an_empty_store(say: Say, name: str) -> None:
    said = say("export", name)
    assert (said.status, said.err) == (0, "")


def test_an_unknown_format_is_refused(say: Say) -> None:
    said = say("export", "xlsx")
    assert (said.status, "csv, json, vcard" in said.err) == (2, True)


def test_a_table_says_which_applications_it_lacks(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday 3pm")
    assert say("export", "csv").err == ""
    say("log", "Hooli", "applied online", "--new")
    assert "for lack of an interview: 1 application." in say("export", "csv").err
    assert say("export", "json").err == ""


def test_exports_are_utf_8_whatever_the_locale(program: Say) -> None:
    program(*GLOBEX)
    assert "Zoë Ångström" in program("export", "csv", LC_ALL="C", PYTHONUTF8="0").out


def test_a_bar_goes_along_at_a_terminal_and_leaves_nothing(file: Any, home: Path) -> None:
    rows = [f"Co{n},Dev,Ann {n},a{n}@b.example,2026-11-{n % 28 + 1:02},x\n" for n in range(12_000)]
    words = [sys.executable, "-c", AT_ONCE, "import", file(HEAD + "".join(rows))]
    settings = variables(home) | {"TERM": "xterm-256color"}
    before = sorted(os.listdir(home))
    with _at_a_terminal(words, settings) as child:
        child.expect_exact(BAR)
        child.sendintr()
        child.expect(pexpect.EOF)
        assert _left(child) == ""
    assert child.exitstatus == 130
    assert sorted(os.listdir(home)) in (before, [*before, "followup.db"])
    words[-1] = file(HEAD + "".join(rows[:1_200]))
    with _at_a_terminal(words, settings) as child:
        child.expect_exact(BAR)
        child.expect(pexpect.EOF)
        told = " ".join(_left(child).split())
        assert re.match(r"Read \S+: interviews: 1,200 added", told)
    assert child.exitstatus == 0
    piped = subprocess.run(words, env=settings, capture_output=True, check=True)
    assert BAR.encode() not in piped.stdout + piped.stderr


AT_ONCE = """
from followup.cli import transfer
transfer.BAR_AFTER = 0
from followup.__main__ import main
main()
"""


def _at_a_terminal(words: list[str], env: dict[str, str]) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        words[0], words[1:], encoding="utf-8", timeout=PATIENCE, dimensions=(24, 80), env=env
    )


def _left(child: "pexpect.spawn[str]") -> str:
    """What stands on the screen after all that was taken off; the cursor is seen again."""
    told = child.before or ""
    assert told.rfind("\x1b[?25h") > told.rfind("\x1b[?25l")
    return told.rpartition(GONE)[2]


TRACKER = (
    "Job Title,Company,Max. Salary,Date Applied,Status,Contact Name,Contact Email\n"
    "Analyst,Acme,50k,11/13/2026,Applied,Ann Lee,ann@acme.example\n"
    "Dev,Globex,,11/02/2026,Ghosted,,\n"
    "Nurse,Initech,,,Phone screen,,\n"
)


def test_a_tracker_brings_applications_once_and_what_became_of_them(say: Say, file: Any) -> None:
    path = file(TRACKER)
    assert counts(say, path) == (3, 0, 0)
    assert say("list", "--json").json() == []
    jobs = {one["company"]: one for one in json.loads(say("export", "json").out)["applications"]}
    assert {name: one["outcome"] for name, one in jobs.items()} == {
        "Acme": "", "Globex": "closed", "Initech": "",
    }  # fmt: skip
    assert [(one["on"], one["text"]) for one in jobs["Acme"]["events"]] == [
        ("2026-11-13", "Applied; Max. Salary: 50k")
    ]
    assert jobs["Initech"]["events"][0]["text"] == "Status: Phone screen"
    assert jobs["Globex"]["events"][0]["on"] == "2026-11-02"
    assert counts(say, path) == (0, 0, 3)
    assert counts(say, file(TRACKER.replace("Applied,Ann", "Rejected,Ann"))) == (0, 1, 2)


def test_bad_rows_are_left_out_where_that_is_wanted(say: Say, file: Any) -> None:
    path = file(
        "company,at,email,contact\nAcme,2026-02-30,,\nGlobex,2026-11-18,x,Ann\nHooli,fri,,\n"
    )
    assert say("import", path).status == 2
    said = say("import", path, "--skip-bad")
    assert "1 added" in said.out
    assert said.err.count("It was left out.") == 2


def test_unknown_columns_are_left_out_where_that_is_wanted(say: Say, file: Any) -> None:
    path = file("company,at,Gehalt,Laune\nAcme,2026-11-18,5,gut\n")
    assert "--only-known" in say("import", path).err
    said = say("import", path, "--only-known")
    assert (said.status, '"Gehalt", "Laune"' in said.err) == (0, True)


@pytest.mark.parametrize("day", ["Date", "Datum"])
def test_a_day_that_may_be_of_two_things_is_asked(say: Say, file: Any, day: str) -> None:
    said = say("import", file(f"company,{day},status\nAcme,2026-11-18,Applied\n"))
    assert f"{day}=at" in said.err
    assert f"{day}=applied" in said.err


def test_several_jobs_of_a_company_come_back(say: Say, file: Any, home: Path) -> None:
    for role in ("", "Dev", "Nurse"):
        say("add", "Acme", "--at", "2026-11-18", *(["--role", role] if role else []))
    table = say("export", "csv").out
    other = {"FOLLOWUP_DB": str(home / "other.db")}
    assert say("import", file(table), **other).status == 0
    assert say("export", "csv", **other).out == table


def elsewhere(home: Path) -> dict[str, str]:
    """A store of its own."""
    return {"FOLLOWUP_DB": str(home / "other.db")}


def test_a_job_without_a_role_stays_apart_from_another_of_that_company(
    say: Say, file: Any, home: Path
) -> None:
    say("add", "Globex", "--role", "Dev", "--at", "2026-11-18 10:00")
    say("outcome", "Globex", "rejected")
    say("add", "Globex", "--at", "2026-11-19 10:00")
    say("outcome", "Globex", "open", "--role", "Dev")
    table = say("export", "csv").out
    assert table.count("Globex") == 2
    other = elsewhere(home)
    assert say("import", file(table), **other).status == 0
    assert say("export", "csv", **other).out == table
    assert say("import", file(table), "--json", **other).json()["left"] == 2


def test_a_row_with_an_interview_and_a_day_applied_keeps_both(say: Say, file: Any) -> None:
    path = file(
        "Company,Job Title,Date Applied,Interview Date,Status\n"
        "Acme,Dev,2026-11-02,2026-11-18 10:00,Interviewing\n"
        "Acme,Dev,2026-11-02,2026-11-20 10:00,Interviewing\n"
        "Globex,Nurse,2026-11-03,,Applied\n"
    )
    assert counts(say, path) == (3, 0, 0)
    happened = say("show", "Acme", "--json").json()["timeline"]
    assert [(one["on"], one["what"], one["text"]) for one in happened][:1] == [
        ("2026-11-02", "log", "Applied")
    ]
    assert [one["what"] for one in happened].count("log") == 1
    before = say("export", "json").out
    assert counts(say, path) == (0, 0, 3)
    assert say("export", "json").out == before


def kinds(say: Say, company: str) -> set[str]:
    return {one["kind"] for one in say("show", company, "--json").json()["followups"]}


def test_what_an_offer_or_an_acceptance_elsewhere_asks_for_comes_with_an_import(
    say: Say, file: Any, home: Path
) -> None:
    """As the commands bring it, by a table and by an export of another machine."""
    other = elsewhere(home)
    say("add", "Hooli", "--role", "PM", "--at", "2026-11-17 9:00", **other)
    say("outcome", "Hooli", "offer", "--deadline", "2026-12-04", **other)
    for company in ("Acme", "Globex"):
        say("add", company, "--role", "Dev", "--at", "2026-11-18 10:00")
    assert say("import", file(say("export", "json", **other).out, "x.json")).status == 0
    assert "timeline_changed" in kinds(say, "Acme") & kinds(say, "Globex")
    taken = "company,role,at,outcome\nInitech,Chef,2026-11-16,accepted\n"
    assert say("import", file(taken)).status == 0
    assert "withdraw" in kinds(say, "Acme") & kinds(say, "Globex")
    say("undo")
    assert "withdraw" not in kinds(say, "Acme")
    assert say("import", file("Company,Job Title,Status\nInitech,Chef,Accepted\n")).status == 0
    assert "withdraw" in kinds(say, "Acme") & kinds(say, "Globex")


def numbers(say: Say, **env: str) -> dict[str, int]:
    told = say("due", "--days", "60", "--json", **env).json()
    return {f"{one['company']}, {one['kind']}": one["id"] for one in told}


def test_follow_ups_keep_their_numbers_where_nobody_had_them(
    say: Say, file: Any, home: Path
) -> None:
    say("add", "Hooli", "--at", "2026-11-17")
    say("undo")
    for company in ("Acme", "Globex"):
        say("add", company, "--at", "2026-11-20", "--promise", "2026-11-27: a list")
    first, path = numbers(say), file(say("export", "json").out, "x.json")
    assert min(first.values()) > 1
    other = elsewhere(home)
    say("import", path, **other)
    assert numbers(say, **other) == first
    assert say("export", "json", **other).out == say("export", "json").out
    third = {"FOLLOWUP_DB": str(home / "third.db")}
    say("add", "Initech", "--at", "2026-11-20", **third)
    say("undo", **third)
    say("add", "Initech", "--at", "2026-11-20", **third)
    there = numbers(say, **third)
    say("import", path, **third)
    now = numbers(say, **third)
    assert there.items() <= now.items()
    free = {name: number for name, number in first.items() if number > max(there.values())}
    assert free
    assert free.items() <= now.items()
    assert len(set(now.values())) == len(now)
    say("undo", **third)
    assert numbers(say, **third) == there


@pytest.mark.parametrize("number", ["0", "10000001", "999999999999999"])
def test_a_number_that_no_follow_up_has_is_refused(say: Say, file: Any, number: str) -> None:
    say("add", "Acme", "--at", "2026-11-20")
    told = say("export", "json").out.replace('"number": 1,', f'"number": {number},')
    said = say("import", file(told, "x.json"))
    assert (said.status, "followups 1, number: it must be 1 to 10,000,000" in said.err) == (2, True)


TEAL = (
    "Job Position,Company,Location,Max. Salary,Status,Date Saved,Deadline,Date Applied,Excitement\n"
    'Analyst,Acme,"Berlin, Germany",75000,Applied,11/05/2026,11/30/2026,11/09/2026,4\n'
    "Developer,Globex,Remote,,Interviewing,11/02/2026,,11/03/2026,5\n"
    "Lead,Initech,London,90000,Bookmarked,11/12/2026,,,3\n"
)
HUNTR = (
    "Job Title,Company Name,List Name,Job URL,Created At,Moved At,Applied At,Interviewed At\n"
    "Analyst,Acme,Applied,https://a.example,2026-11-01T09:12:33.000Z,,2026-11-09T10:00:00.000Z,\n"
    "Developer,Globex,Wishlist,,2026-11-05T09:12:33.000Z,2026-11-05T09:12:33.000Z,,\n"
    "Lead,Initech,Interviewing,,2026-11-05T09:12:33.000Z,,,2026-11-12T09:00:00.000Z\n"
)
NOTION = (
    "Name,Position,Stage,Applied on,Interview date,Job posting,Recruiter,Work mode,Comments\n"
    'Acme,Analyst,Applied,"November 9, 2026",,https://a.example,,Remote,asked by Tom\n'
    'Globex,Developer,Interview scheduled,,"December 1, 2026 2:00 PM",,Priya Shah,Hybrid,\n'
    "Initech,Lead,To apply,,,,,,\n"
)
AIRTABLE = (
    "Name,Company,Application Status,Date of Application,Link to Posting,Point of Contact,Rating\n"
    "Analyst,Acme,Submitted,09/11/2026,https://a.example,Ada Okafor,★★★★\n"
    "Developer,Globex,No reply,13/10/2026,,,★★\n"
    "Lead,Initech,Draft,,,,\n"
)
TRELLO = (
    "Card ID,Card Name,Card URL,Card Description,Labels,Due Date,List Name,Board Name,Start Date\n"
    "5f1,Acme - Analyst,https://t.example/1,asked,,2026-12-01T13:00:00.000Z,Applied,Job hunt,\n"
    "5f2,Globex: Developer,https://t.example/2,,,,Rejected,Job hunt,2026-11-02T00:00:00.000Z\n"
    "5f3,Lead at Initech,,,,,Wishlist,Job hunt,\n"
)
LINKEDIN = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url\n"
    '"11/13/26, 4:05 PM",me@home.example,+49 170 1234567,Acme,Analyst,https://l.example/1\n'
    '"11/2/26, 9:41 AM",me@home.example,+49 170 1234567,Globex,Developer,https://l.example/2\n'
    '"11/3/26, 9:41 AM",me@home.example,+49 170 1234567,Initech,Lead,https://l.example/3\n'
)


@pytest.mark.parametrize("table", [TEAL, HUNTR, NOTION, AIRTABLE, TRELLO, LINKEDIN])
def test_a_tracker_s_table_comes_in_with_one_command(say: Say, file: Any, table: str) -> None:
    path = file(table)
    assert counts(say, path) == (3, 0, 0)
    jobs = json.loads(say("export", "json").out)["applications"]
    assert sorted((one["company"], one["role"]) for one in jobs) == [
        ("Acme", "Analyst"), ("Globex", "Developer"), ("Initech", "Lead"),
    ]  # fmt: skip
    assert counts(say, path) == (0, 0, 3)


def test_what_a_tracker_has_besides_is_kept_with_the_notes(say: Say, file: Any) -> None:
    said = say("import", file(AIRTABLE))
    assert 'Kept with the notes: column "Link to Posting"' in said.err
    (job,) = [
        one for one in json.loads(say("export", "json").out)["applications"]
        if one["company"] == "Acme"
    ]  # fmt: skip
    assert [(one["on"], one["text"]) for one in job["events"]] == [
        (
            "2026-11-09",
            "Applied; Status: Submitted; Link to Posting: https://a.example; Rating: ★★★★",
        )
    ]


def test_a_day_of_any_column_shows_the_order_of_all(say: Say, file: Any) -> None:
    said = say("import", file(TEAL))
    assert "Column applied: days are read month first" in said.err
    unclear = TEAL.replace("11/30/2026", "").replace("11/12/2026", "11/11/2026")
    assert "dates.order" in say("import", file(unclear)).err


INVITATION = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1@mail.example\n"
    "DTSTAMP:20261120T100000Z\nDTSTART:20261201T140000Z\nDTEND:20261201T150000Z\n"
    "SUMMARY:Catch-up\nORGANIZER;CN=Priya Shah:mailto:priya.shah@gmail.com\n"
    "ATTENDEE;CN=Ana:mailto:ana@home.example\nEND:VEVENT\nEND:VCALENDAR\n"
)


def test_an_invitation_asks_who_you_are_and_whose_it_is(say: Say, file: Any, home: Path) -> None:
    words = [*COMMAND, "import", file(INVITATION.replace("\n", "\r\n"), "x.ics")]
    settings = variables(home) | {"TERM": "xterm-256color"}
    with _at_a_terminal(words, settings) as child:
        child.expect("(?s)Your own email address.*thanked")
        child.sendline("not an address")
        child.expect("(?s)Your own email address.*thanked")
        child.sendline("ana@home.example")
        child.expect("Which company is “Catch-up” from")
        child.sendline("Acme")
        child.expect(pexpect.EOF)
        assert "1 added" in (child.before or "")
    assert child.exitstatus == 0
    (talk,) = say("list", "--json").json()
    assert (talk["company"], [one["name"] for one in talk["contacts"]]) == ("Acme", ["Priya Shah"])
    with _at_a_terminal(words, settings) as child:  # it is known by now, and asks nothing
        child.expect("(Which company|1 left as)")
        child.sendline("Acme")
        child.expect(pexpect.EOF)
    assert child.exitstatus == 0


def test_an_invitation_of_nobody_leaves_the_store_as_it_was(file: Any, home: Path) -> None:
    unknown = INVITATION.replace("\n", "\r\n").replace("home.example", "gmail.com")
    words = [*COMMAND, "import", file(unknown, "x.ics")]
    with _at_a_terminal(words, variables(home) | {"TERM": "xterm-256color"}) as child:
        child.expect("(?s)Your own email address.*thanked")
        child.sendline("")
        child.expect("Which company is “Catch-up” from")
        child.sendline("")
        child.expect(pexpect.EOF)
    assert child.exitstatus == 2
    assert not (home / "followup.db").exists()


@pytest.mark.parametrize(
    ("status", "day"), [("held", "2026-01-15"), ("booked", "2027-01-15"), ("", "2027-01-15")]
)
def test_a_day_without_a_year_is_the_one_that_fits_its_status(
    say: Say, home: Path, status: str, day: str
) -> None:
    path = home / "tracker.csv"
    path.write_text(f"company,at,status\nAcme,15 jan 10:00,{status}\n", encoding="utf-8")
    said = say("import", str(path), FOLLOWUP_TODAY="2026-12-01")
    assert said.status == 0
    assert "taken as" in said.err
    assert say("list", "--json").json()[0]["at"][:10] == day
    assert "0 added" in say("import", str(path), FOLLOWUP_TODAY="2026-12-01").out


def test_a_mail_without_an_invitation_says_what_to_do_with_it(say: Say, file: Any) -> None:
    mail = (
        "From: Bob Ray <b@b.example>\nDate: Tue, 3 Nov 2026 10:00:00 +0000\n"
        "Subject: Re: Thank you\n\nWe will decide by Friday.\n"
    )
    said = say("import", file(mail, "answer.eml"))
    assert (said.status, said.out) == (2, "")
    how = 'followup log COMPANY "…" --reply --on 2026-11-03 --with "Bob Ray <b@b.example>"'
    assert how in said.err
    assert "--decision" in said.err


TRACKER_HEAD = "Company,Position,Date Applied,Status,Notes\n"


@pytest.mark.parametrize(
    ("rows", "added", "remark"),
    [
        (("Hollis,Buyer,2026-11-16,Phone Screen,called", "Hollis,Buyer,2026-11-18,Onsite,went well"),
         1, "1 row more of the same company and role"),
        (("Hollis,Buyer,2026-11-16,Applied,a", "Hollis,Buyer,2026-11-16,Applied,a"), 1, "1 row more"),
        (("Hollis,Buyer,2026-11-16,Applied,a", "Hollis,Clerk,2026-11-16,Applied,b"), 2, ""),
    ],
)  # fmt: skip
def test_every_row_of_an_application_is_taken_in_at_once(
    say: Say, home: Path, rows: tuple[str, ...], added: int, remark: str
) -> None:
    table = home / "tracker.csv"
    table.write_text(TRACKER_HEAD + "\n".join(rows))
    said = say("import", str(table))
    assert f"{added} added, 0 changed, 0 left as they were" in said.out
    assert remark in said.err
    before = say("export", "json").out
    for row in rows:
        assert row.rpartition(",")[2] in before
    assert f"0 added, 0 changed, {len(rows)} left" in say("import", str(table)).out
    assert say("export", "json").out == before


@pytest.mark.parametrize(
    ("cells", "interviews"),
    [
        (("2026-11-10 14:30", "Nov 12 9am", ""), 2),
        (("10/28/2026", "", ""), 1),
        (("yes", "2026-11-10", ""), 0),
        (("Round 1", "Phone", ""), 0),
        (("", "", ""), 0),
    ],
)
def test_a_column_interview_is_the_start_where_its_cells_are_days(
    say: Say, home: Path, cells: tuple[str, ...], interviews: int
) -> None:
    table = home / "tracker.csv"
    rows = (f"Hollis {place},Buyer,2026-10-20,{cell}" for place, cell in enumerate(cells))
    table.write_text("Company,Position,Date Applied,Interview\n" + "\n".join(rows))
    said = say("import", str(table))
    assert said.status == 0, said.err
    assert len(say("list", "--json").json()) == interviews
    assert ('"Interview"' in said.err) == (not interviews)
