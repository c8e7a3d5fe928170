"""Near-duplicates in `add`: what is alike, and what is said of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Begin, Say
from followup.cli import console, interviews, prompts
from followup.domain.frozen import replace
from followup.environment import World
from followup.services import contacts as contacts_services
from followup.services import duplicates
from followup.services.add_interview import add, prepare
from followup.services.edit_interview import EditOptions, edit
from followup.services.interview_fields import AddOptions


@pytest.mark.parametrize(
    ("company", "other"),
    [
        ("Acme Corp", "Acme Inc."),
        ("Acme", "ACME, Inc."),
        ("Acmé", "Acme Ltd"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Smith & Co", "Smith"),
        ("Smith & Jones LLC", "Smith and Jones"),
        ("O'Hara", "OHara, Limited"),
        ("Coca-Cola Company", "Coca Cola"),
        ("S.A.P. AG", "SAP"),
        ("Total S.A.", "Total"),
        ("株式会社 Sony Co., Ltd.", "株式会社　SONY"),
    ],
)
def test_case_accents_punctuation_and_legal_forms_make_no_other_company(
    company: str, other: str
) -> None:
    assert duplicates.alike(company, other)
    assert duplicates.alike(other, company)


@pytest.mark.parametrize(
    ("company", "other"),
    [
        ("Acme", "Acme Labs"),
        ("Inc", "Co"),
        ("AG Edwards", "Edwards"),
        ("Incyte", "Cyte"),
        ("Northco", "North"),
        ("!!!", "???"),
        ("", ""),
    ],
)
def test_what_else_differs_does(company: str, other: str) -> None:
    assert not duplicates.alike(company, other)


@given(st.text(), st.sampled_from(sorted(duplicates.LEGAL_FORMS)))
def test_a_legal_form_changes_nothing(name: str, form: str) -> None:
    assert duplicates.bare(f"{name} X {form.upper()}.") == duplicates.bare(f"{name} X")


@given(st.text())
def test_what_is_bare_stays_bare(name: str) -> None:
    assert duplicates.bare(name).isalnum() or duplicates.bare(name) == ""


@pytest.mark.parametrize(
    ("company", "known", "found"),
    [
        ("Acme Inc", ["Globex", "Acme Corp", "Acme"], ["Acme Corp", "Acme"]),
        ("ACME CORP", ["Acme Inc", "Acme Corp"], []),
        ("Hooli", ["Acme Corp"], []),
        ("Acme", [], []),
        ("Northside", ["North Bank", "Northside Health", "Northsider"], ["Northside Health"]),
        ("northside health", ["Northside Health Trust Ltd"], ["Northside Health Trust Ltd"]),
        ("Sloan Kettering", ["Memorial Sloan-Kettering"], ["Memorial Sloan-Kettering"]),
        (
            "Northside Health",
            ["Northside", "Northside Health Inc"],
            ["Northside Health Inc", "Northside"],
        ),
        ("Acme", ["Acme Labs", "Acme Inc"], ["Acme Inc", "Acme Labs"]),
        ("Northside", ["Northside Dental", "Northside"], []),
        ("Meta", ["Metaverse"], []),
        ("!!!", ["???"], []),
        ("Northen Rehab Ltd", ["Northern Rehab", "Northern Lights"], ["Northern Rehab"]),
        (
            "Northern Rehab",
            ["Nothern Rehab", "Norhtern Rehab"],
            ["Nothern Rehab", "Norhtern Rehab"],
        ),
        ("Ward 10001", ["Ward 10002"], []),
        ("Clinic A", ["Clinic B"], []),
        ("Acme", ["Acne"], []),
    ],
)
def test_the_very_name_beats_a_like_one_and_that_a_part_of_one(
    company: str, known: list[str], found: list[str]
) -> None:
    assert duplicates.nearest(company, known) == found


@pytest.mark.parametrize(
    ("known", "company"),
    [
        ("’t Hooft BV", "t Hooft"), ("& Other Stories", "and Other Stories AB"),
        ("@Home", "Home Ltd"), ("Royal Free Hospital", "Free Hospital"),
        ("Northside", "Northside 100%"), ("Mercy 50%", "The Mercy 50% Group"), ("Émile SARL", "Emile"), ("Ärzte GmbH", "arzte"),
        ("3M Co.", "3M"), ("Æther", "aether, Inc."), ("日本 KK", "日本"), ("Co", "co."),
    ],
)  # fmt: skip
def test_a_like_name_is_found_in_the_store_however_it_begins(
    say: Say, world: World, known: str, company: str
) -> None:
    for name in ("Globex", known, "Hooli"):
        say("add", name, "--at", "yesterday")
    typed = AddOptions(company=company, at="yesterday")
    assert prepare(world, typed).like_companies == (known,)


@pytest.fixture
def priya(begin: Begin) -> None:
    """Interview 1: Priya at Acme Corp, on 19 November."""
    begin(("add", "Acme Corp", "--role", "Nurse", "--at", "2026-11-19 15:00",
           "--with", "Priya Shah <p@acme.example>"))  # fmt: skip


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize(
    ("words", "remarks"),
    [
        (["ACME, Inc.", "--at", "2026-11-20"], ['add it as "Acme Corp"']),
        (["acme corp", "--at", "2026-11-20", "--with", "Priya"], []),
        (["acme corp", "--at", "2026-11-19", "--with", "priya"], ["Priya Shah", "interview 1"]),
        (["acme corp", "--at", "2026-11-19", "--with", "P S <P@acme.example>"], ["interview 1"]),
        (["acme corp", "--at", "2026-11-19", "--with", "Priya <other@acme.example>"], []),
        (["acme corp", "--at", "2026-11-19", "--with", "Tom"], []),
        (["acme corp", "--at", "2026-11-19"], []),
        (["Globex", "--at", "2026-11-19", "--with", "Priya Shah"], ["Priya Shah of Acme Corp"]),
        (["Acme", "--at", "2026-11-19", "--with", "Priya Shah"], ["interview 1", '"Acme Corp"']),
    ],
)
def test_away_from_a_terminal_it_goes_ahead_and_says_so(
    say: Say, words: list[str], remarks: list[str]
) -> None:
    said = say("add", *words)
    assert said.status == 0
    assert [remark for remark in remarks if remark not in said.err] == []
    assert ("followup undo" in said.err) == bool(remarks)
    assert len(say("list", "--json").json()) == 2


PRIYA = "Priya Shah of Acme Corp (contact 1)"
GLOBEX = ("Globex", "--at", "2026-11-19")


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        (("add", *GLOBEX, "--with", "Príya SHAH"), True),
        (("add", *GLOBEX, "--with", "Priya"), True),
        (("add", *GLOBEX, "--with", "P. Shah <P@acme.example>"), True),
        (("add", *GLOBEX, "--with", "Priya Shah <p@acme.example>"), False),
        (("add", *GLOBEX, "--with", "Priya Rao"), False),
        (("add", *GLOBEX, "--with", "Pri"), False),
        (("add", "Acme Corp", "--at", "2026-11-20", "--with", "priya"), False),
        (("contact", "add", "Priya Shah"), True),
        (("contact", "add", "Maria Lopez <p@acme.example>"), True),
        (("contact", "add", "Maria Lopez <m@acme.example>"), False),
        (("edit", "1", "--with", "P. Shah <p@acme.example>"), True),
        (("edit", "1", "--with", "priya"), False),
        (("import", "people.vcf"), True),
        (("import", "people.csv"), True),
        (("import", "people.csv", "--dry-run"), True),
    ],
)
def test_somebody_who_may_be_there_is_told_of(
    say: Say, home: Path, words: tuple[str, ...], is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    (home / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Priya Shah\nEND:VCARD\n")
    (home / "people.csv").write_text("company,at,contact\nGlobex,2026-11-19,Priya Shah\n")
    said = say(*words)
    assert said.status == 0, said.err
    assert (PRIYA in said.err) == is_told
    assert ('write them as "Priya Shah <p@acme.example>"' in said.err) == is_told
    assert ("followup undo" in said.err) == (is_told and "--dry-run" not in words)


@pytest.mark.usefixtures("priya")
def test_a_given_name_that_fits_several_is_told_of(say: Say) -> None:
    say("add", "Acme Corp", "--at", "2026-11-18", "--with", "Priya Rao")
    said = say("add", "Acme Corp", "--at", "2026-11-20", "--with", "priya")
    assert f"{PRIYA}; Priya Rao of Acme Corp (contact 2)" in said.err
    elsewhere = say("add", "Initech", "--at", "2026-11-20", "--with", "priya")
    assert "may be there" not in elsewhere.err, "it may be anybody"


@pytest.mark.usefixtures("priya")
def test_a_cancelled_interview_is_no_twin(say: Say) -> None:
    say("cancel", "1")
    assert say("add", "Acme Corp", "--at", "2026-11-19", "--with", "Priya Shah").err == ""


Answer = Callable[[str], list[str]]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Have every question answered so; the questions, as they are asked."""

    def answered(words: str) -> list[str]:
        asked: list[str] = []
        replies = iter(words.split(","))

        def reply(question: str) -> str:
            asked.append(question)
            return next(replies)

        monkeypatch.setattr("builtins.input", reply)
        return asked

    return answered


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize(
    ("typed", "words", "company", "asked"),
    [
        ("Acme Inc", "", "Acme Corp", ["Acme Corp? [Y/n] "]),
        ("Acme Inc", "n,", "Acme North", ["Acme Corp? [Y/n] ", "Acme North? [Y/n] "]),
        ("Acme", "n,n", "Acme", ["Acme Corp? [Y/n] ", "Acme North? [Y/n] "]),
        ("Acme North Sea", ",", "Acme North Sea", ["Acme North? [y/N] ", "Acme Corp? [y/N] "]),
        ("Acme North Sea", "y", "Acme North", ["Acme North? [y/N] "]),
        ("ACME CORP", "", "ACME CORP", []),
        ("Hooli", "", "Hooli", []),
    ],
)
def test_at_a_terminal_it_asks_which_company_it_is(
    world: World, say: Say, answer: Answer, typed: str, words: str, company: str, asked: list[str]
) -> None:
    say("add", "Acme North", "--at", "yesterday")
    told = answer(words)
    assert prompts.known_company(terminal(world), typed) == company
    assert told == [f"Is {typed} the same company as {one}" for one in asked]


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize("words", ["", "n", "no"])
def test_at_a_terminal_nothing_is_recorded_twice_unless_it_is_meant(
    world: World, answer: Answer, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import typer

    asked = answer(words)
    new = prepare(world, AddOptions(company="Acme Corp", at="2026-11-19", people=("Priya",)))
    with pytest.raises(typer.Exit):
        interviews.checked(terminal(world), new)
    assert asked == ["Record it anyway? [y/N] "]
    told = " ".join(capsys.readouterr().out.split())
    first = "An interview with Priya Shah on that day is already recorded, as interview 1."
    assert told == f"{first} Nothing was recorded."


@pytest.mark.usefixtures("priya")
def test_at_a_terminal_it_is_recorded_twice_where_it_is_meant(world: World, answer: Answer) -> None:
    answer("y")
    new = prepare(world, AddOptions(company="Acme Corp", at="2026-11-19", people=("Priya",)))
    assert interviews.checked(terminal(world), new) == (new, [])


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize(("words", "contacts"), [("", 1), ("y", 1), ("n", 2)])
@pytest.mark.parametrize(
    "act",
    [
        lambda world, agreed: add(
            world,
            prepare(world, AddOptions("Globex", at="yesterday", people=("Priya Shah",))),
            agreed,
        ),
        lambda world, agreed: edit(
            world,
            "Globex",
            EditOptions(AddOptions(minutes=0, people=("Priya Shah",))),
            agreed,
        ),
    ],
    ids=["add", "edit"],
)
def test_at_a_terminal_it_asks_who_somebody_is(
    world: World, say: Say, answer: Answer, words: str, contacts: int, act: Any
) -> None:
    say("add", "Globex", "--at", "yesterday")
    asked = answer(words)
    console.of_whom(terminal(world), lambda agreed: act(world, agreed))
    assert asked == [f"Is Priya Shah {PRIYA}? [Y/n] "]
    assert len(say("contact", "list", "--json").json()) == contacts
    talks = say("list", "--json").json()
    assert sum(len(talk["contacts"]) for talk in talks) == 2


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize(("words", "contacts"), [("", 1), ("y", 2)])
def test_at_a_terminal_nobody_is_added_twice_unless_it_is_meant(
    world: World, say: Say, answer: Answer, words: str, contacts: int
) -> None:
    asked = answer(words)
    fields = dict.fromkeys(("email", "phone", "title"))
    console.anew(terminal(world), lambda a: contacts_services.add(world, "Priya Shah", fields, a))
    assert asked[0].endswith("person? [y/N] ")
    assert len(say("contact", "list", "--json").json()) == contacts


def terminal(world: World) -> World:
    return replace(world, interactive=True)
