"""The look over a note: wrong names, names without their accents, notes that read alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import OCCASION, saying, to
from followup.domain.frozen import replace
from followup.notes.checks import (
    Around,
    Other,
    about_length,
    about_text,
    count_words,
    findings,
    middle,
    names_like,
)
from followup.notes.template import MEASURES

BODY = "Dear Priya,\n\n{}\n\nBest regards,\nAlex Morgan"


def found(text: str, around: Around, subject: str = "Thank you") -> tuple[str, ...]:
    return findings(saying(BODY.format(text), subject), OCCASION, around)


# Wrong names


@pytest.mark.parametrize(
    ("text", "strangers", "named"),
    [
        ("I admire what Globex does.", ["Globex"], ["Globex"]),
        ("I admire Globex's work.", ["Globex"], ["Globex"]),
        ("Globex, then.", ["Globex"], ["Globex"]),
        ("Zoë Ångström said so.", ["Zoë Ångström"], ["Zoë Ångström"]),
        ("Globex and Initech.", ["Globex", "Initech"], ["Globex", "Initech"]),
        ("Smith & Jones (NYC) do.", ["Smith & Jones (NYC)"], ["Smith & Jones (NYC)"]),
        ("I like to target results.", ["Target"], []),
        ("Globexes are many.", ["Globex"], []),
        ("Hear me, HP.", ["HP"], []),  # two letters stand in too much else
        ("I admire you.", ["Globex"], []),
    ],
)
def test_a_stranger_s_name_is_reported(text: str, strangers: list[str], named: list[str]) -> None:
    said = found(text, Around(strangers=tuple(strangers)))
    assert len(said) == len(named)
    for sentence, name in zip(said, named, strict=True):
        assert name in sentence


def test_the_subject_is_looked_at_too() -> None:
    assert found("Thanks.", Around(strangers=("Globex",)), "Thank you, Globex")


@pytest.mark.parametrize("own", ["Globex", "GLOBEX", "Globex Labs"])
def test_a_name_that_is_theirs_is_no_stranger_s(own: str) -> None:
    assert found("I admire Globex.", Around(strangers=("Globex",), own=(own,))) == ()


# Names without their accents


@pytest.mark.parametrize(
    ("text", "own", "bare", "right"),
    [
        ("Zoe was kind.", "Zoë Ångström", "Zoe", "Zoë"),
        ("Dr. Angstrom was kind.", "Zoë Ångström", "Angstrom", "Ångström"),
        ("I know Muller well.", "Müller GmbH", "Muller", "Müller"),
        ("Lukasz was kind.", "Łukasz Nowak", "Lukasz", "Łukasz"),
    ],
)
def test_a_name_without_its_accents_is_reported(text: str, own: str, bare: str, right: str) -> None:
    (sentence,) = found(text, Around(own=(own,)))
    assert bare in sentence
    assert right in sentence


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Zoë was kind.", "Zoë Ångström"),
        ("Priya was kind.", "Priya Shah"),
        ("Zoes are many.", "Zoë"),
        ("I thought of you.", "Zoë"),
    ],
)
def test_a_name_as_it_is_written_is_not(text: str, own: str) -> None:
    assert found(text, Around(own=(own,))) == ()


@pytest.mark.parametrize(
    ("bare", "right"),
    [("Jean-Francois", "Jean-François"), ("McElmore", "McÉlmore"), ("DIAZ", "DÍAZ")],
)
def test_a_name_with_several_capitals_is_found_bare_too(bare: str, right: str) -> None:
    assert found(f"{bare} was kind.", Around(own=(right,)))


@pytest.mark.parametrize(("text", "own"), [("Next week?", "NEXT"), ("Ebay, then.", "eBay")])
def test_other_capitals_are_no_missing_accents(text: str, own: str) -> None:
    assert found(text, Around(own=(own,))) == ()


def test_your_own_name_is_looked_at_too() -> None:
    occasion = replace(OCCASION, you=replace(OCCASION.you, name="Ana Díaz"))
    note = saying("Dear Priya,\n\nThanks.\n\nBest regards,\nAna Diaz")
    (sentence,) = findings(note, occasion, Around())
    assert "Díaz" in sentence


# Whom it greets, what it promises, what has happened since


@pytest.mark.parametrize(
    ("first", "greets"),
    [
        ("Dear Priya,", True),
        ("Dear Ms. Shah,", True),
        ("Hello PRIYA", True),
        ("Dear Tom,", False),
        ("Dear Shahid,", False),
        ("To whom it may concern,", False),
    ],
)
def test_a_greeting_that_is_for_somebody_else_is_reported(first: str, greets: bool) -> None:
    note = saying(f"{first}\n\nThanks.\n\nBest regards,\nAlex")
    said = findings(note, OCCASION, Around())
    assert bool(said) != greets
    assert greets or "Priya Shah" in said[0]


def test_a_person_s_own_wish_is_the_right_greeting() -> None:
    note = saying("Hiya Boss!\n\nThanks.\n\nBest regards,\nAlex")
    assert findings(note, to(OCCASION, salutation="Hiya Boss!"), Around()) == ()


def test_a_note_without_a_subject_is_reported() -> None:
    (sentence,) = found("Thanks.", Around(), subject=" ")
    assert "subject" in sentence


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("I will send the plan.", False),
        ("I will be in touch soon.", False),
        ("I will send the plan on Tuesday.", True),
        ("I will be in touch by 1 December.", True),
        ("I will call within a week.", True),
        ("You will send the plan.", True),
    ],
)
def test_a_promise_without_a_date_is_reported(text: str, dated: bool) -> None:
    said = found(text, Around())
    assert bool(said) != dated
    assert dated or "--promise" in said[0]


# Notes that read alike

TEN = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (TEN, True),
        (TEN.replace("ten", "x"), True),  # nine of ten
        (TEN.replace("nine ten", "x y"), True),  # eight of ten: 0.8 is alike
        (TEN.replace("eight nine ten", "x y z"), False),  # seven of ten
        ("", False),
    ],
)
def test_notes_are_alike_from_four_fifths_on(text: str, alike: bool) -> None:
    other = Other("Tom Lee", BODY.format(TEN))
    said = found(text, Around(notes=(other,)))
    assert bool(said) == alike
    assert not alike or "Tom Lee" in said[0]


def test_salutation_and_closing_make_no_two_notes_alike() -> None:
    others = (Other("Tom Lee", "Dear Priya,\n\nno word of it\n\nBest regards,\nAlex Morgan"),)
    assert found("something else entirely here", Around(notes=others)) == ()


def test_each_note_that_is_alike_is_named() -> None:
    others = tuple(Other(name, BODY.format(TEN)) for name in ("Tom", "Ida"))
    said = found(TEN, Around(notes=others))
    assert ["Tom" in said[0], "Ida" in said[1]] == [True, True]


# What may be a name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I admire Globex.", ["Globex"]),
        ("I met Zoë Ångström there.", ["Zoë", "Zoë Ångström", "Ångström"]),
        ("It was 3M, I think.", ["3M"]),
        ("Work at The North Face & Co is fun.", ["The North Face & Co", "North Face"]),
        ("a line\nGlobex\nanother", ["Globex"]),
        ('They said "Globex" (Globex Labs).', ["Globex", "Globex Labs"]),
        ("the end of O'Hara.", ["O'Hara"]),
    ],
)
def test_what_may_be_a_name_is_found(text: str, names: list[str]) -> None:
    assert set(names) <= set(names_like(text))


@pytest.mark.parametrize("text", ["", "no name at all", "…", "- - -", "\n\n"])
def test_what_cannot_be_one_is_not(text: str) -> None:
    assert names_like(text) == []


@given(st.text())
def test_names_are_told_once_and_begin_as_names_do(text: str) -> None:
    found = names_like(text)
    assert len(found) == len(set(found))
    assert all(name[0].isupper() or name[0].isdigit() for name in found)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_a_name_of_up_to_five_words_is_found_wherever_it_stands(words: list[str]) -> None:
    name = " ".join(words)
    for text in (name, f"we spoke of {name}, and", f"({name})", f"so\n{name}\nit is"):
        assert name in names_like(text)


# Words and length


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I am just checking in.", ["just checking in"]),
        ("Just Checking In", ["just checking in"]),
        (
            "I wanted to reach out. Per my last email",
            ["i wanted to reach out", "per my last email"],
        ),
        ("TODO: the date", ["TODO"]),
        ("Dear [name],", ["[name]"]),
        ("XXX and XXXX", ["XXX", "XXXX"]),
        ("TBD, FIXME", ["TBD", "FIXME"]),
        ("TODO and TODO", ["TODO"]),
        ("I check in each day at the TODOS shop.", []),
        ("All is said.", []),
    ],
)
def test_words_to_avoid_and_what_was_left_by_hand(text: str, said: list[str]) -> None:
    found = list(about_text(text))
    assert len(found) == len(said)
    for sentence, words in zip(found, said, strict=True):
        assert words in sentence


@pytest.mark.parametrize("kind", MEASURES)
def test_the_range_of_a_kind_is_inclusive(kind: str) -> None:
    fewest, most = MEASURES[kind].fewest, MEASURES[kind].most
    lengths = (fewest - 1, fewest, most, most + 1)
    verdicts = [list(about_length(kind, length)) for length in lengths]
    assert [bool(one) for one in verdicts] == [True, False, False, True]
    assert "short" in verdicts[0][0]
    assert "long" in verdicts[3][0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("one – two", 2),
        ("well-known fact", 2),
        ("I'm 40", 2),
        (" \n a\tb ", 2),
    ],
)
def test_words_are_counted_without_lone_dashes(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("body", "between"),
    [
        (BODY.format("One.\n\nTwo."), "One.\n\nTwo."),
        (BODY.format("One."), "One."),
        ("Only this.", "Only this."),
        ("", ""),
    ],
)
def test_the_middle_is_what_stands_between(body: str, between: str) -> None:
    assert middle(body) == between
