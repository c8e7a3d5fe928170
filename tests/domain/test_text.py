"""Text from outside: which spellings are one, and what a field may hold."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.errors import UsageError
from followup.domain.text import LONGEST, counted, fold, free_text, one_line, pattern


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 contacts"), (1, "1 contact"), (12_345, "12,345 contacts")]
)
def test_one_is_not_many(count: int, words: str) -> None:
    assert counted(count, "contact") == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Acme Corp", "acme corp"),
        ("  ACME \t corp ", "acme corp"),
        ("Zoë Ångström", "zoe angstrom"),
        ("Zoe\u0308", "zoe"),
        ("Müller & Söhne", "muller & sohne"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("ﬁne", "fine"),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ｗｉｄｅ", "wide"),
        ("李雷", "李雷"),
    ],
)
def test_spellings_that_people_see_as_one_fold_to_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1))
def test_nothing_folds_to_nothing(text: str) -> None:
    assert fold(text)


@pytest.mark.parametrize("check", [one_line, free_text])
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a\0b", "NUL|U\\+0000"),
        ("\udc80", "not valid UTF-8"),
        ("x" * (LONGEST + 1), "20,001 characters"),
    ],
)
def test_what_no_field_holds_is_refused(
    check: Callable[[str, str], str], text: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=hint):
        check(text, "note")


@pytest.mark.parametrize(
    "sign", ["\n", "\r", "\t", "\x1b", "\x7f", "\x9b", "\x85", "\u2028", "\u2029"]
)
def test_a_field_of_one_line_has_no_breaks_and_no_control_characters(sign: str) -> None:
    with pytest.raises(UsageError, match=f"The role must be one line.*U\\+{ord(sign):04X}"):
        one_line(f"Data{sign}analyst", "role")


def test_a_field_of_one_line_loses_the_spaces_around_it_alone() -> None:
    assert one_line("  Data  analyst ", "role") == "Data  analyst"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_free_text_is_kept_as_it_is(text: str) -> None:
    assert free_text(text, "note") == text


def test_the_longest_text_is_kept() -> None:
    assert free_text("x" * LONGEST, "note") == one_line("x" * LONGEST, "note") == "x" * LONGEST


def test_a_pattern_that_lacks_what_it_needs_matches_nothing() -> None:
    many = pattern(r"(\d+) kg", needs=("kg",))
    assert (many.sub("x", "5 lb"), many.search("5 lb")) == ("5 lb", None)
    assert many.sub("x", "5 kg", count=1) == "x"
    assert many.match("5 kg and 6 kg") is not None
