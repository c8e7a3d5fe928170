"""What names nothing: the words that people put where there is nothing to say."""

import pytest

from followup.domain.errors import UsageError
from followup.domain.text import is_blank, is_nobody, name_line


@pytest.mark.parametrize(
    "text",
    [
        "n/a", "N/A", "n.a.", "NA", "none", "None.", "(none)", "null", "NULL", "nil", "tbc", "TBD", "tba",
        "-", "--", "–", "?", "...", "…", "no one", "No-one", "no one else", "nobody", "nobody yet",
        "unknown", "to be confirmed", "not applicable", "don't know", "keine", "niemand", "", "  ",
    ],
)  # fmt: skip
def test_what_names_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "X",
        "3M",
        "Nobody Owens",
        "None Such Ltd",
        "No Name",
        "Nils",
        "Na",
        "Tba Corp",
        "李",
        "Analyst",
        "C++",
    ],
)
def test_a_name_is_not_nothing(text: str) -> None:
    assert not is_blank(text)
    assert name_line(f" {text} ", "company") == text


def test_a_field_that_needs_a_name_says_what_to_type() -> None:
    with pytest.raises(UsageError, match="“n/a” names no company; write its name, or leave it out"):
        name_line("n/a", "company")
    assert name_line("", "role") == ""


@pytest.mark.parametrize(
    "text", ["Kind regards", "best regards,", "Mit freundlichen Grüßen", "Thanks!"]
)
def test_the_end_of_a_letter_is_nobody(text: str) -> None:
    assert is_nobody(text)
    assert is_nobody(text.rstrip(",") + ", Priya")
