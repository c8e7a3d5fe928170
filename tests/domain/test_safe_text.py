"""Stored text never acts: what reaches a terminal or a pipe, and how wide it is."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.safe_text import fit, line, lines, named, width, with_command

ACTS = ["\0", "\a", "\b", "\t", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066"]  # fmt: skip


@pytest.mark.parametrize("sign", ACTS)
@pytest.mark.parametrize("shown", [line, lines])
def test_what_could_act_is_shown_as_a_space(shown: Callable[[object], str], sign: str) -> None:
    assert shown(f"a{sign}b") == "a b"


def test_line_breaks_survive_only_where_they_are_wanted() -> None:
    assert line("a\nb") == "a b"
    assert lines("a\nb\r\nc") == "a\nb\nc"


def test_a_lone_surrogate_becomes_a_sign_that_can_be_written() -> None:
    assert line("a\udc80b") == "a\ufffdb"


@given(st.text(st.characters(codec=None, categories=None)))
def test_no_control_character_and_no_bidi_override_goes_through(text: str) -> None:
    for sign in line(text):
        assert unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(sign) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"
        )  # fmt: skip


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert line(line(text)) == line(text)
    assert lines(lines(text)) == lines(text)


@pytest.mark.parametrize(
    "text", ["Acme · Data", "Zoë", "李雷", "👍", "=1+1", "[bold]x[/bold]", "’"]
)
def test_what_people_write_is_shown_as_it_is(text: str) -> None:
    assert line(text) == lines(text) == text


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("李雷", 4),
        ("ｗ", 2),
        ("👍", 2),
        ("a\u200bb", 2),
    ],
)
def test_the_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_fitted_text_takes_exactly_its_columns(text: str, columns: int) -> None:
    assert width(fit(line(text), columns)) == columns


@pytest.mark.parametrize(
    ("text", "columns", "fitted"),
    [("abc", 5, "abc  "), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("李雷明", 4, "李… ")],
)
def test_text_is_filled_or_cut_with_an_ellipsis(text: str, columns: int, fitted: str) -> None:
    assert fit(text, columns) == fitted


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("Royal Free Hospital", 0, '"Royal Free Hospital"'),
        ("Royal Free Hospital", 21, '"Royal Free Hospital"'),
        ("Royal Free Hospital", 20, '"Royal Free"'),
        ("Royal Free Hospital", 3, '"Royal"'),
        ("it's $HOME now", 19, "'it'\\''s $HOME now'"),
        ("it's $HOME now", 14, '"it\'s"'),
    ],
)
def test_a_name_in_a_command_is_as_short_as_it_must_be(
    text: str, columns: int, expected: str
) -> None:
    assert named(text, columns) == expected


def test_a_command_that_is_shown_is_one_line_to_be_copied() -> None:
    typed = 'followup edit 4 --looking-for "someone to run the shop" --next-step "a trial shift"'
    words = f"Two parts of what you noted stay out of the note, and can be put in with: {typed}"
    assert with_command(words, 40) == [
        "Two parts of what you noted stay out of",
        "the note, and can be put in with:",
        f"  {typed}",
    ]
