import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.notes.template import LARGEST, Filled, TemplateError, parse

KNOWN = ("role", "need", "topic", "strength", "next_step")
TEMPLATE = """\
# A remark.
Subject: Thank you – ${role} interview
Subject: Thank you

Thank you for the talk about the ${role} role.
| Thank you for the talk.
You are looking for ${need}.

We talked about ${topic}.

That is all.
"""


def filled(text: str, variant: int = 0, place: int = 0, **facts: str) -> Filled:
    return parse(text, "t.txt", KNOWN).fill(facts, variant, place)


def body(line: str, **facts: str) -> str:
    """What becomes of a template with this one line."""
    return parse(f"Subject: s\n\n{line}\n", "t.txt", KNOWN).fill(facts).paragraphs[0]


def test_all_facts_fill_all_sentences() -> None:
    assert filled(TEMPLATE, role="analyst", need="a builder", topic="dbt") == Filled(
        "Thank you – analyst interview",
        (
            "Thank you for the talk about the analyst role. You are looking for a builder.",
            "We talked about dbt.",
            "That is all.",
        ),
    )


def test_a_sentence_and_a_paragraph_without_their_fact_drop_out_and_are_reported() -> None:
    assert filled(TEMPLATE) == Filled(
        "Thank you", ("Thank you for the talk.", "That is all."), ("need", "topic")
    )


@pytest.mark.parametrize("empty", [{}, {"need": ""}])
def test_an_empty_fact_is_missing(empty: dict[str, str]) -> None:
    template = parse("Subject: s\n\nSo.\nYou need ${need}.", "t.txt", KNOWN)
    assert template.fill(empty).missing == ("need",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It costs $$5.", "It costs $5."),
        ("It costs $5, says $role.", "It costs $5, says $role."),
        ("$${role} is ${role}.", "${role} is r."),
        ("${role}${role}", "Rr"),
        ("{role} }{", "{role} }{"),
    ],
)
def test_only_a_braced_name_is_a_placeholder(line: str, expected: str) -> None:
    assert body(line, role="r") == expected


@pytest.mark.parametrize(
    "fact", ["${role}", "$$", "${need.__class__}", "{0.__class__}", "%s", "\\1", "${"]
)
def test_what_was_filled_in_is_never_scanned(fact: str) -> None:
    assert body("A ${need} here.", need=fact, role="no") == f"A {fact} here."


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("Acme Inc.", "We met at Acme Inc."),
        ("Yahoo!", "We met at Yahoo!"),
        ('"so?"', 'We met at "so?"'),
        ("Acme", "We met at Acme."),
    ],
)
def test_a_stop_is_not_doubled(fact: str, expected: str) -> None:
    assert body("We met at ${need}.", need=fact) == expected


def test_a_sentence_begins_with_a_capital() -> None:
    assert body("${strength}.", strength="my work is used") == "My work is used."


def test_the_first_wording_that_is_complete_is_taken() -> None:
    lines = "You need ${need}: ${strength}.\n| You need ${need}.\n| So be it."
    assert body(lines, need="n", strength="I s") == "You need n: I s."
    assert body(lines, need="n") == "You need n."
    assert body(lines) == "So be it."


THREE = "Subject: s\n\nA ${need}.\n| B ${need}.\n| C ${need}.\n| D.\n\nA.\n| B.\n| C."


@given(variant=st.integers(), place=st.integers(0, 50))
def test_neighbours_in_one_round_differ_in_every_sentence(variant: int, place: int) -> None:
    here, there = (filled(THREE, variant, place - place % 3 + n, need="n") for n in (0, 1))
    assert all(a != b for a, b in zip(here.paragraphs, there.paragraphs, strict=True))
    assert here == filled(THREE, variant, place - place % 3, need="n")


def test_variants_use_every_wording_that_names_the_same_facts() -> None:
    found = {filled(THREE, variant, need="n").paragraphs[0] for variant in range(50)}
    assert found == {"A n.", "B n.", "C n."}


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("Subject: s\n\nHi ${rolle}.", "t.txt, line 3", "did you mean ${role}?"),
        ("Subject: s\n\nHi ${zzz}.", "t.txt, line 3", "the placeholders are: need"),
        ("Subject: s\n# x\n\nHi ${role", "t.txt, line 4", "never closed"),
        ("Subject: ${contact.name}\n\nHi.", "t.txt, line 1", "a name has only a-z and _"),
        ("Subject: s\n\n${role:>1000000}", "t.txt, line 3", "a name has only a-z and _"),
        ("Subject: s\n\n${}", "t.txt, line 3", "a name has only a-z and _"),
        ("Subject: s\n\n| Hi.", "t.txt, line 3", "but there is none"),
        ("Hi.\n", "t.txt, line 1", "begins with its subject"),
        ("", "t.txt, line 1", "begins with its subject"),
        ("Subject: s\n\n# only\n", "t.txt, line 1", "no text follows"),
        ("Subject: s\n\n" + "é" * LARGEST, "t.txt", "at most 64 KiB"),
    ],
)
def test_what_is_not_understood_is_named_with_file_and_line(
    text: str, where: str, what: str
) -> None:
    with pytest.raises(TemplateError) as error:
        parse(text, "t.txt", KNOWN)
    assert str(error.value).startswith(f"{where}: ")
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [("Subject: s\n\nHi ${role}.", "the text"), ("Subject: ${role}\n\nHi.", "the subject")],
)
def test_an_empty_result_is_an_error_that_names_what_is_missing(text: str, part: str) -> None:
    with pytest.raises(TemplateError, match=rf"nothing is left of {part}: missing \${{role}}"):
        filled(text)
