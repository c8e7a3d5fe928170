"""`followup template`: whose words a note is written in, and what is wrong with them."""

import os
from datetime import date
from pathlib import Path

import pytest

from conftest import ACME, Say
from followup import notes
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.kinds import KINDS, has_note
from followup.domain.model import Contact, Occasion
from followup.environment import World
from followup.notes import template
from followup.notes.facts import FIELDS
from followup.notes.template import LARGEST, MEASURES, Name
from followup.services import user_templates

OWN = "Subject: Thank you\n\nThank you from ${company}.\n"
PANEL = Occasion(
    "thank_you",
    "email",
    date(2026, 11, 21),
    "Acme",
    "Data analyst",
    "panel",
    contact=Contact(1, "Priya Shah"),
)


@pytest.fixture
def templates(home: Path) -> Path:
    """The directory of the user's own templates."""
    place = home / ".config/followup/templates"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that puts the text of the variable NEW into the file."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf "%b" "$NEW" > "$1"\nexit "${STATUS:-0}"\n')
    script.chmod(0o700)
    return str(script)


def in_force(world: World, occasion: Occasion, own_language: str = "en") -> str:
    """Where the template of a note comes from: `yours` or `ours`, and its name."""
    chosen = user_templates.chosen(world, occasion, {"note.language": own_language})
    directory, file = os.path.split(chosen.template.name)
    return f"{'yours' if directory else 'ours'} {file.removesuffix('.txt')}"


# Which one wins.


def test_the_order_is_the_one_that_its_docstring_tells() -> None:
    told = (
        str(template.candidates.__doc__).partition("that is there:\n")[2].partition(". (Where")[0]
    )
    found = template.candidates("thank_you", ("panel",), "de", "en")
    assert " ".join(told.split()) == " · ".join(
        f"{'yours' if own else 'ours'} {name}" for own, name in found
    )


@pytest.mark.parametrize(
    ("files", "change", "expected"),
    [
        ("", {}, "ours thank_you.panel"),
        ("thank_you", {}, "ours thank_you.panel"),
        ("thank_you.panel", {}, "yours thank_you.panel"),
        ("thank_you.panel thank_you.panel.en", {}, "yours thank_you.panel.en"),
        ("thank_you.panel.de", {}, "ours thank_you.panel"),
        ("thank_you.email thank_you.panel", {}, "yours thank_you.email"),
        ("thank_you.card", {"channel": "letter"}, "ours thank_you.panel"),
        ("thank_you.letter", {"channel": "letter"}, "yours thank_you.letter"),
        ("", {"channel": "card"}, "ours thank_you.card"),
        ("thank_you.panel", {"channel": "card"}, "ours thank_you.card"),
        ("", {"field": "sales"}, "ours thank_you.sales"),
        ("thank_you.panel", {"field": "Sales"}, "ours thank_you.sales"),
        ("thank_you.real_estate", {"field": "Real estate"}, "yours thank_you.real_estate"),
        ("thank_you.sales", {"field": "sales", "stage": "informational"},
         "ours thank_you.informational"),
        ("thank_you.video", {"stage": "video"}, "yours thank_you.video"),
        ("thank_you.phone", {"channel": "phone"}, "ours thank_you.panel"),
        ("check_in.panel", {"kind": "check_in"}, "yours check_in.panel"),
        ("thank_you", {"kind": "check_in"}, "ours check_in"),
        ("", {"language": "de"}, "ours thank_you.panel.de"),
        ("thank_you.panel", {"language": "de"}, "ours thank_you.panel.de"),
        ("thank_you.de", {"language": "de"}, "ours thank_you.panel.de"),
        ("thank_you.panel.de", {"language": "Deutsch"}, "yours thank_you.panel.de"),
        ("thank_you.de", {"language": "de", "stage": "video"}, "yours thank_you.de"),
        ("", {"language": "de", "field": "sales"}, "ours thank_you.sales.de"),
        ("thank_you.fr", {"language": "fr"}, "yours thank_you.fr"),
        ("thank_you.de", {"language": "fr"}, "ours thank_you.panel"),
        ("thank_you.panel", {"language": "fr"}, "yours thank_you.panel"),
        ("thank_you.panel", {"language": "Klingon"}, "yours thank_you.panel"),
        ("", {"own": "de"}, "ours thank_you.panel.de"),
        ("thank_you.panel", {"own": "de"}, "yours thank_you.panel"),
        ("thank_you.panel", {"own": "de", "language": "en"}, "ours thank_you.panel"),
        ("thank_you.panel.en", {"own": "de", "language": "en"}, "yours thank_you.panel.en"),
    ],
)  # fmt: skip
def test_the_most_special_wins_and_on_one_level_yours(
    world: World, templates: Path, files: str, change: dict[str, str], expected: str
) -> None:
    for name in files.split():
        (templates / f"{name}.txt").write_text(OWN)
    told = dict(change)
    own_language, spoken = told.pop("own", "en"), told.pop("language", "")
    occasion = replace(PANEL, contact=Contact(1, "Priya Shah", language=spoken))
    for field, value in told.items():
        occasion = replace(occasion, **{field: value})  # type: ignore[arg-type]  # all are texts
    assert in_force(world, occasion, own_language) == expected


@pytest.mark.parametrize(
    ("language", "files", "remark"),
    [
        ("", "", ""),
        ("de", "", ""),
        ("fr", "", "There is no template for it in “fr”, so the note is in English. Write one "
         "with: followup template edit thank_you.fr"),
        ("fr", "thank_you.fr", "Of “fr” only your template is known: look at the greeting, the "
         "days and the closing."),
        ("Klingon", "", "“Klingon” is no language's code, so the note is in English; write it "
         'with two letters: followup contact edit "Priya Shah" --language de'),
    ],
)  # fmt: skip
def test_a_language_that_is_not_built_in_is_remarked(
    world: World, templates: Path, language: str, files: str, remark: str
) -> None:
    for name in files.split():
        (templates / f"{name}.txt").write_text(OWN)
    occasion = replace(PANEL, contact=Contact(1, "Priya Shah", language=language))
    found = user_templates.chosen(world, occasion, {})
    assert found.remarks == ((remark,) if remark else ())


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("thank_you", Name("thank_you")),
        ("thank_you.panel.txt", Name("thank_you", "panel")),
        ("thank_you.de", Name("thank_you", "", "de")),
        ("thank_you.it", Name("thank_you", "", "it")),
        ("check_in.nursing.de.txt", Name("check_in", "nursing", "de")),
    ],
)
def test_a_name_is_read_and_written_alike(told: str, name: Name) -> None:
    assert template.read_name(told) == name
    assert name.file == f"{told.removesuffix('.txt')}.txt"


@pytest.mark.parametrize(
    ("told", "hint"),
    [
        ("thankyou", "did you mean thank_you?"),
        ("zzz", "the kinds are thank_you, check_in"),
        ("prep", "has no note"),
        ("thank_you.pannel", "did you mean panel?"),
        ("thank_you.panel.card", "thank_you.panel.de"),
        ("thank_you.panel.card.de", "thank_you.panel.de"),
        ("thank_you.de.panel", "thank_you.panel.de"),
        ("thank_you..de", "thank_you.panel.de"),
        ("thank_you./etc", "thank_you.panel.de"),
        ("../thank_you", "no kind of note"),
        ("", "no kind of note"),
    ],
)
def test_what_is_no_name_is_refused_with_one_that_is(told: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        template.read_name(told)
    assert hint in str(error.value)


# Notes in your own words.


def test_a_note_is_written_from_your_own_template(say: Say, templates: Path) -> None:
    say(*ACME)
    (templates / "thank_you.panel.txt").write_text(OWN)
    drafted = say("draft", "1", "--json").json()
    assert drafted["subject"] == "Thank you"
    assert drafted["body"].startswith("Dear Priya,\n\nThank you from Acme Corp.\n\n")


def test_a_note_is_in_the_language_of_its_recipient_or_of_the_configuration(say: Say) -> None:
    say(*ACME)
    say("contact", "edit", "Priya", "--language", "de")
    assert "Guten Tag Priya Shah,\n\n" in say("draft", "1").out
    assert "Dear Tom,\n\n" in say("draft", "2").out
    say("config", "set", "note.language", "DE")
    assert "Guten Tag Tom Lee,\n\n" in say("draft", "2").out


def test_a_broken_template_is_named_and_never_passed_over(say: Say, templates: Path) -> None:
    say(*ACME)
    file = templates / "thank_you.panel.txt"
    file.write_text("Subject: Thank you\n\nFor ${rolle}.\n")
    said = say("draft", "1")
    assert (said.status, said.out) == (2, "")
    assert (
        said.err == f"{file}, line 3: there is no placeholder ${{rolle}}; did you mean ${{role}}?\n"
    )
    assert say("done", "1").status == 0, "what was done is done"


@pytest.mark.parametrize("value", ["Deutsch!", "d", "de,en", "../de"])
def test_the_language_of_the_configuration_is_a_code(say: Say, value: str) -> None:
    said = say("config", "set", "note.language", value)
    assert said.status == 2
    assert "as en or de" in said.err


# list and show.


def test_the_list_names_every_template_and_whose_it_is(say: Say, templates: Path) -> None:
    for name in ("thank_you", "check_in.nursing.fr", "nonsense"):
        (templates / f"{name}.txt").write_text(OWN)
    records = {one["name"]: one for one in say("template", "list", "--json").json()}
    assert set(MEASURES) < set(records)
    assert records["thank_you"] == {
        "name": "thank_you", "kind": "thank_you", "only_for": None, "language": "en",
        "source": "yours", "path": str(templates / "thank_you.txt"),
    }  # fmt: skip
    assert records["check_in.nursing.fr"]["only_for"] == "nursing"
    assert records["thank_you.panel.de"]["language"] == "de"
    assert records["thank_you.panel.de"]["source"] == "built-in"
    assert "nonsense" not in records
    rows = say("template", "list").out.splitlines()
    assert len(rows) == len(records) + 1
    assert [row for row in rows if str(templates) in row] == [
        row for row in rows if row.startswith(("thank_you  ", "check_in.nursing.fr "))
    ]


def test_without_a_language_yours_is_in_your_own(say: Say, templates: Path) -> None:
    (templates / "decline.txt").write_text(OWN)
    say("config", "set", "note.language", "de")
    records = {one["name"]: one for one in say("template", "list", "--json").json()}
    assert records["decline"]["language"] == "de"
    assert "decline.de" not in records, "yours takes its place"
    assert say("template", "show", "decline").out == OWN
    assert "thank you for offering" in say("template", "show", "decline.en").out.lower()


def test_show_prints_the_one_in_force_and_says_which(say: Say, templates: Path) -> None:
    said = say("template", "show", "thank_you.video.de")
    assert said.out == (Path(notes.__file__).parent / "templates/de/thank_you.txt").read_text()
    assert said.err == "This is thank_you.de, built in.\n"
    (templates / "thank_you.video.de.txt").write_text(OWN)
    assert say("template", "show", "thank_you.video.de").out == OWN
    record = say("template", "show", "thank_you.video.de", "--json").json()
    assert (record["text"], record["source"]) == (OWN, "yours")


def test_the_placeholders_are_listed_with_what_they_mean(say: Say) -> None:
    records = say("template", "show", "--fields", "--json").json()
    assert [one["placeholder"] for one in records] == [f"${{{name}}}" for name in FIELDS]
    out = say("template", "show", "--fields").out
    assert all(f"${{{name}}}" in out and meaning in out for name, meaning in FIELDS.items())


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (("show",), 2, "template list"),
        (("show", "prep"), 2, "has no note"),
        (("show", "zzz"), 2, "the kinds are"),
        (("edit", "../../x"), 2, "no kind of note"),
        (("check", "zzz"), 3, "There is no file zzz"),
    ],
)
def test_a_wrong_name_is_a_sentence(
    say: Say, home: Path, words: tuple[str, ...], status: int, hint: str
) -> None:
    said = say("template", *words)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err
    assert not list(home.iterdir())


# check.


def test_what_can_be_used_is_said_to_be_so(say: Say, templates: Path) -> None:
    assert say("template", "check").out == f"You have no templates of your own in {templates}.\n"
    (templates / "thank_you.txt").write_text(OWN)
    said = say("template", "check")
    assert (said.status, said.out) == (0, "1 template can be used as it is.\n")
    assert say("template", "check", "--json").json() == []


@pytest.mark.parametrize(
    "file", sorted((Path(notes.__file__).parent / "templates").rglob("*.txt")), ids=str
)
def test_the_built_in_ones_pass_the_check_themselves(file: Path) -> None:
    assert list(user_templates.problems(file.read_text(), file.name)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OWN, []),
        ("", [(1, "begins with its subject")]),
        ("Hi.\n", [(1, "begins with its subject")]),
        ("Subject: s\n", [(1, "no text follows")]),
        ("Subject: ${rolle}\n\nHi ${topik}.\n\n${need\n", [
            (1, "did you mean ${role}?"), (3, "did you mean ${topic}?"), (5, "never closed")]),
        ("Subject: s\n\n${company.__class__}\n", [(3, "a name has only a-z and _")]),
        ("Subject: s\n\n${company:>1000000}\n", [(3, "a name has only a-z and _")]),
        ("Subject: s\n\n${company!r}\n", [(3, "a name has only a-z and _")]),
        ("Subject: s\n\n| Hi.\n", [(3, "there is none")]),
        ("Subject: s\n\n\x1b[31mred\n", [(3, "U+001B")]),
        ("Subject: s\n\n\u202etxt\n", [(3, "U+202E")]),
        ("Subject: ${role}\n\nHi.\n", [(1, "nothing is left of the subject: missing ${role}")]),
        ("# x\nSubject: s\n\n\nA ${role}.\n", [
            (5, "nothing is left of the text: missing ${role}")]),
        ("Subject: s\n\n.\n", [(3, "the note has no words")]),
        ("Subject: s\n\nHi {company}, $role, {{ topic }}.\n", [
            (3, "`{company}` is plain text; write ${company}"), (3, "`$role`"),
            (3, "`{{ topic }}`")]),
        ("# $role\nSubject: s\n\nIt costs $5 {sic}, says $$role.\n", []),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_line_by_line(
    say: Say, templates: Path, text: str, expected: list[tuple[int, str]]
) -> None:
    file = templates / "thank_you.txt"
    file.write_text(text)
    said = say("template", "check", "--json")
    found = said.json()
    assert said.status == (5 if expected else 0)
    assert [one["line"] for one in found] == [line for line, _ in expected]
    for one, (_, hint) in zip(found, expected, strict=True):
        assert one["file"] == str(file)
        assert hint in one["problem"]
    out = say("template", "check", "thank_you").out
    assert all(f"{file}, line {line}: " in out for line, _ in expected)


def test_a_file_of_nothing_but_mistakes_is_not_read_to_its_end(say: Say, templates: Path) -> None:
    (templates / "thank_you.txt").write_text("Subject: s\n\n" + "${x\n" * 15_000)
    assert len(say("template", "check", "--json").json()) == 20


def make(file: Path, what: str) -> None:
    """Put something into the place of a template."""
    if what == "directory":
        file.mkdir()
    elif what == "pipe":
        os.mkfifo(file)
    elif what.startswith("/"):
        file.symlink_to(what)
    else:
        file.write_bytes(eval(what))


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("directory", "this is a directory"),
        ("pipe", "this is no file"),
        ("/dev/zero", "this is no file"),
        ("/nowhere/at/all", "it cannot be read: No such file"),
        ("bytes(range(256))", "no text in UTF-8"),
        ("b'Subject: s\\n\\nok\\xff'", "line 3: this is no text in UTF-8"),
        (f"b'Subject: s\\n\\n' + b' ' * {LARGEST}", "at most 64 KiB"),
        ("b'Subject: s\\n\\nA' + b' ' * 1_000_000 + b'B'", "at most 64 KiB"),
        ("b'Subject: s\\n\\n\\0'", "control character"),
    ],
)
def test_whatever_stands_there_is_a_sentence(
    say: Say, templates: Path, what: str, hint: str
) -> None:
    say(*ACME)
    file = templates / "thank_you.panel.txt"
    make(file, what)
    for words in (("draft", "1"), ("template", "check"), ("template", "check", "thank_you.panel")):
        said = say(*words)
        assert said.status == (2 if words[0] == "draft" else 5)
        assert hint in said.out + said.err
        assert str(file) in said.out + said.err


def test_many_spaces_are_one(say: Say, templates: Path) -> None:
    say(*ACME)
    (templates / "thank_you.panel.txt").write_text(f"Subject: s\n\nA{' ' * 60_000}B.\n")
    assert "\n\nA B.\n\n" in say("draft", "1").out


def test_a_file_that_is_called_after_nothing_is_named(say: Say, templates: Path) -> None:
    for name in ("thanks.txt", "prep.txt", "thank_you.pannel.txt", ".thank_you.txt", "notes.md"):
        (templates / name).write_text(OWN)
    said = say("template", "check")
    assert said.status == 5
    rows = said.out.splitlines()
    assert [row.partition(": ")[0] for row in rows] == [
        str(templates / name) for name in ("prep.txt", "thank_you.pannel.txt", "thanks.txt")
    ]


def test_any_file_can_be_checked(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text("Subject: s\n\n${x}\n")
    assert say("template", "check", str(file)).status == 5
    file.write_text(OWN)
    assert say("template", "check", str(file)).status == 0


# edit.


def edit(say: Say, editor: str, name: str, new: str, status: str = "0") -> tuple[int, str, str]:
    """Edit a template to that text, with an editor that ends so."""
    said = say("template", "edit", name, EDITOR=editor, NEW=new, STATUS=status)
    return said.status, said.out, said.err


def test_the_built_in_one_is_what_you_begin_with(say: Say, templates: Path) -> None:
    said = say("template", "edit", "thank_you.de", EDITOR="true")
    file = templates / "thank_you.de.txt"
    assert (said.status, said.out) == (0, f"Your notes are now made with {file}.\n")
    assert (
        file.read_text() == (Path(notes.__file__).parent / "templates/de/thank_you.txt").read_text()
    )


def test_the_directory_is_made_where_it_is_not_there(say: Say, home: Path) -> None:
    say("template", "edit", "decline", EDITOR="true")
    assert (home / ".config/followup/templates/decline.txt").exists()


def test_what_you_write_is_in_force_at_once(say: Say, templates: Path, editor: str) -> None:
    assert edit(say, editor, "decline", OWN)[0] == 0
    assert say("template", "show", "decline").out == OWN
    assert list(templates.iterdir()) == [templates / "decline.txt"]


@pytest.mark.parametrize("before", ["", OWN])
def test_what_cannot_be_used_is_kept_beside_and_edited_again(
    say: Say, templates: Path, editor: str, before: str
) -> None:
    file, draft = templates / "decline.txt", templates / "decline.txt.draft"
    if before:
        file.write_text(before)
    status, out, err = edit(say, editor, "decline", "Subject: s\n\n${x}\n")
    assert (status, out) == (2, "")
    assert "line 3: there is no placeholder ${x}" in err
    assert f"The template stays as it was. Your text is kept in {draft}" in err
    assert draft.read_text() == "Subject: s\n\n${x}\n"
    assert (file.read_text() if file.exists() else "") == before

    assert edit(say, editor, "decline", "Subject: s\n\n${y}\n")[0] == 2
    assert draft.read_text() == "Subject: s\n\n${y}\n"
    assert (file.read_text() if file.exists() else "") == before

    mended = "Subject: s\n\nMended.\n"
    assert edit(say, editor, "decline", mended)[0] == 0
    assert file.read_text() == mended
    assert not draft.exists()


@pytest.mark.parametrize("before", ["", OWN])
def test_an_editor_that_fails_changes_nothing_and_loses_nothing(
    say: Say, templates: Path, editor: str, before: str
) -> None:
    file = templates / "decline.txt"
    if before:
        file.write_text(before)
    status, _, err = edit(say, editor, "decline", "Subject: other\n\nWords.\n", status="7")
    assert status == 1
    assert "ended with status 7. The template stays as it was. Your text is kept in" in err
    assert (file.read_text() if file.exists() else "") == before
    assert (templates / "decline.txt.draft").read_text() == "Subject: other\n\nWords.\n"


def test_an_editor_that_is_not_there_leaves_no_copy(say: Say, templates: Path) -> None:
    said = say("template", "edit", "decline", EDITOR="no-such-editor")
    assert said.status == 1
    assert said.err.endswith("The template stays as it was.\n")
    assert not list(templates.iterdir())


def test_an_emptied_file_is_no_template(say: Say, templates: Path, editor: str) -> None:
    (templates / "decline.txt").write_text(OWN)
    assert edit(say, editor, "decline", "")[0] == 2
    assert (templates / "decline.txt").read_text() == OWN


def test_a_link_stays_a_link(say: Say, templates: Path, editor: str, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles"
    real.write_text(OWN)
    (templates / "decline.txt").symlink_to(real)
    edit(say, editor, "decline", "Subject: s\n\n${x}\n")
    assert (templates / "decline.txt").is_symlink()
    assert real.read_text() == OWN


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not has_note(kind)])
def test_a_kind_without_a_note_has_no_template(say: Say, kind: str) -> None:
    said = say("template", "edit", kind, EDITOR="true")
    assert said.status == 2
    assert "has no note" in said.err
