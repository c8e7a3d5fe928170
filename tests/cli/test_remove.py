"""`remove` and `contact remove`: what was recorded by mistake goes, and `undo` brings it back."""

import pytest

from conftest import ACME, Begin, Say, everything


@pytest.fixture
def acme(say: Say, begin: Begin) -> Say:
    begin(ACME)
    return say


def test_an_interview_goes_with_its_application_where_nothing_else_is_known(acme: Say) -> None:
    removed = acme("remove", "acme")
    assert removed.status == 0
    assert removed.out.startswith("Removed: interview 1, panel with Acme Corp")
    assert acme("list", "--json").out.strip() == "[]"
    assert acme("due", "--count").out == "0\n"
    assert acme("contact", "list").out != "", "people stay"
    assert removed.err.splitlines() == [
        f'{name} stays among your contacts. To remove them, too: followup contact remove "{name}"'
        for name in ("Priya Shah", "Tom Lee")
    ]


def test_an_application_that_has_a_log_stays(acme: Say) -> None:
    acme("log", "acme", "they called")
    acme("remove", "1")
    assert "Acme Corp" in acme("list", "--by", "application").out


def test_of_several_interviews_one_is_named_by_its_number(acme: Say) -> None:
    acme("add", "Acme Corp", "--at", "today 9am", "--with", "Priya Shah")
    refused = acme("remove", "acme")
    assert refused.status == 4
    assert "2  interview" in refused.err
    removed = acme("remove", "2")
    assert (removed.status, removed.err) == (0, ""), "she was in the other one, too"
    assert "interview 1" in acme("show", "1").out.lower()


def test_a_person_goes_and_their_follow_ups_with_them(acme: Say) -> None:
    removed = acme("contact", "remove", "priya")
    assert removed.status == 0
    assert "Priya" not in acme("contact", "list").out
    assert "Priya" not in acme("due", "--days", "60").out


def test_what_was_settled_with_a_person_stays_in_the_timeline(acme: Say) -> None:
    acme("done", "1")
    acme("contact", "remove", "priya")
    assert "Done: thank-you" in acme("show", "acme").out


@pytest.mark.parametrize("words", [("remove", "1"), ("contact", "remove", "priya")])
def test_undo_brings_everything_back(acme: Say, words: tuple[str, ...]) -> None:
    acme("done", "1")
    before = everything(acme)
    assert acme(*words).status == 0
    assert acme("undo").status == 0
    assert everything(acme) == before


@pytest.mark.parametrize(
    ("words", "status"),
    [(("remove", "zzz"), 3), (("remove", "99"), 3), (("remove", ""), 2)],
)
def test_what_is_not_there_is_not_removed(acme: Say, words: tuple[str, ...], status: int) -> None:
    before = everything(acme)
    assert acme(*words).status == status
    assert everything(acme) == before
