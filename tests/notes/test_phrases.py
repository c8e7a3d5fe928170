"""Jottings become sentences, or stay out: every example of jottings.txt, and what must always hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import takes_at_most
from followup.notes.checks import Known, faults
from followup.notes.english import phrases, spelling
from followup.notes.english.person import with_names
from followup.notes.jottings import Joined

EXAMPLES = Path(__file__).with_name("jottings.txt").read_text(encoding="utf-8")
READER = "Priya Shah"


def examples() -> list[tuple[str, str, str]]:
    """Role, jotting and outcome of each example."""
    lines = [line for line in EXAMPLES.splitlines() if line and not line.startswith("#")]
    told = zip(lines[::2], lines[1::2], strict=True)
    return [(*jotting.split(": ", 1), outcome.strip()) for jotting, outcome in told]  # type: ignore[misc] # two parts


def joined(role: str, jotting: str) -> Joined:
    """What phrases.py makes of a jotting in that role."""
    if role in ("topic", "promise"):
        named = getattr(phrases, role)(jotting, READER)
        assert isinstance(named, Joined)
        return named
    told = getattr(phrases, role)(jotting)
    assert isinstance(told, Joined)
    return told


def sentence(role: str, told: Joined) -> str:
    """The sentence that a note could have of it, a promise with its day; empty for none."""
    if role != "promise":
        return phrases.sentence(role, told)
    kept = (told.phrase and f"By Friday, {told.phrase}.") or (
        told.thing and f"By Friday, you will have {told.thing}."
    )
    return kept or told.sentence


def outcome(role: str, jotting: str) -> str:
    """The sentence that a note could have of a jotting, or why it has none."""
    told = joined(role, jotting)
    why = "; ".join(dict.fromkeys(left.why for left in told.left))
    return sentence(role, told) or f"– {why}"


def test_a_jotting_becomes_a_sentence_or_says_why_not() -> None:
    found = [(role, jotting, outcome(role, jotting)) for role, jotting, _ in examples()]
    assert [row for row in zip(found, examples(), strict=True) if row[0] != row[1]] == []


@pytest.mark.parametrize(
    ("fact", "answer", "kept"),
    [
        ("strength", "teach phonics every morning", "I teach phonics every morning"),
        ("strength", "have fitted 240 lower-limb sockets, 31 of them for children",
         "I have fitted 240 lower-limb sockets, 31 of them for children"),
        ("strength", "ran a ward", "ran a ward"),
        ("strength", "cake decorating too", "cake decorating too"),
        ("strength", "weld a bit and do my own antifouling", "I weld a bit and do my own antifouling"),
        ("strength", "first-time fix 92%", "first-time fix 92%"),
        ("answer", "came back to work in March", "I came back to work in March"),
        ("answer", "used Epic on a contract and have 5 years of Cerner",
         "I used Epic on a contract and have 5 years of Cerner"),
        ("answer", "my mother is well", "my mother is well"),
        ("promise", "send github link", "send the github link"),
        ("promise", "send my references", "send my references"),
        ("need", "calm", "calm"),
    ],
)  # fmt: skip
def test_an_answer_is_read_behind_its_question(fact: str, answer: str, kept: str) -> None:
    assert phrases.finished(fact, answer) == kept


def test_a_doubt_without_an_answer_has_nothing_that_stays_out() -> None:
    assert not joined("answer", "").left


@pytest.mark.parametrize(
    ("sentence", "is_whole"),
    [
        ("It was interesting to hear that the wolves been hitting the north drainage.", False),
        ("I've never been late, and the plan has since been changed.", True),
        ("I co-wrote the plan.", True),
    ],
)
def test_the_gate_wants_a_verb_whole(sentence: str, is_whole: bool) -> None:
    assert (not faults(sentence, Known(()), "en")) is is_whole


def test_the_gate_lets_every_good_sentence_through() -> None:
    good = [told.replace(", but …", ".") for *_, told in examples() if not told.startswith("–")]
    assert {told: wrong for told in good if (wrong := faults(told))} == {}


@pytest.mark.parametrize(
    ("jotting", "mended"),
    [
        ("ran a ward w/ 12 beds", ("w/", "with")),
        ("I dont mind nights", ("dont", "don't")),
        ("ran the managment of a site", ("managment", "management")),
    ],
)
def test_what_was_mended_is_told(jotting: str, mended: tuple[str, str]) -> None:
    told = phrases.strength(jotting)
    assert told.phrase
    assert told.mended == (mended,)


@pytest.mark.parametrize(
    "jotting",
    [
        "ran a ward " * 1000,
        "a" * 10_000,
        "a and " * 1500,
        "(" * 10_000,
        "1-" * 5000,
        "she " * 2500,
        ", ".join(["cards"] * 2500),
        "😀" * 2500,
        "\x1b[31mran a ward\x1b[0m",
        "ran a ward\u202e dab",
        "${role} {company} %s",
        "<script>alert(1)</script>",
    ],
    ids=lambda text: f"{text[:12]!r}",
)
@pytest.mark.parametrize("role", ["topic", "need", "strength", "concern", "next_step", "promise"])
def test_bad_input_stays_out_or_is_clean(role: str, jotting: str) -> None:
    with takes_at_most(3):
        told = joined(role, jotting)
    text = sentence(role, told)
    assert faults(text) == ()
    assert not re.search(r"[\x00-\x1f\u202e$<{]", text)
    assert text or told.left


@given(st.text(max_size=80))
def test_any_text_gives_a_clean_sentence_or_none(jotting: str) -> None:
    for role in ("topic", "need", "strength", "concern", "answer", "next_step", "promise"):
        told = joined(role, jotting)
        assert "\n" not in sentence(role, told)
        assert told == joined(role, jotting)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Data analyst", "Data analyst"),
        ("the Night porter role", "Night porter"),
        ("Turbine tech / lead?", "Turbine tech"),
        ("Youth Entertainer → Kids Club Supervisor??", "Youth Entertainer"),
        ("herd mgr / asst farm mgr", "herd manager"),
        ("Sr QA automation engr", "Senior QA automation engineer"),
        ("Payments anlst", "Payments anlst"),
        ("Shft lead", ""),
        ("Marketing Mgr", "Marketing Manager"),
        ("CI/CD engineer", "CI/CD engineer"),
        ("designer/developer", "designer/developer"),
        ("Florist/shop mgr", "Florist/shop manager"),
        ("full-stack/backend developer", ""),
        ("C++ developer", "C++ developer"),
    ],
)
def test_a_role_is_one_role_spelled_out(title: str, role: str) -> None:
    assert phrases.role(title) == role


@pytest.mark.parametrize(
    ("role", "within"),
    [
        ("Florist/shop manager", "florist/shop manager"),
        ("Process engineer", "process engineer"),
        ("Director of Nursing", "director of nursing"),
        ("Field Agronomist", "field agronomist"),
        ("Senior QA Engineer", "senior QA engineer"),
        ("SEN Teacher", "SEN teacher"),
        ("iOS Developer", "iOS developer"),
        ("Oracle Database Administrator", "Oracle database administrator"),
        ("German Teacher", "German teacher"),
        ("Siemens Technician", "Siemens Technician"),
        ("Civil Engineer I", "Civil Engineer I"),
    ],
)
def test_the_plain_words_of_a_role_are_small_in_a_sentence(role: str, within: str) -> None:
    assert phrases.role_within(role) == within


def test_a_crumb_of_a_jotting_is_no_loss_worth_naming() -> None:
    left = phrases.strength("forklift cert, yes. weekends, ugh, fine").left
    assert [each.jotting for each in left] == ["weekends, fine"]


@pytest.mark.parametrize(
    ("strength", "clause"),
    [
        ("At the Air Ambulance I cut waste.", "at the Air Ambulance I cut waste"),
        ("At The Range I ran the tills.", "at The Range I ran the tills"),
        ("At St Mary's I cut waste by a fifth.", "at St Mary's I cut waste by a fifth"),
    ],
)
def test_a_preposition_before_a_name_is_small_within_a_sentence(strength: str, clause: str) -> None:
    assert phrases.strength(strength).phrase == clause
    assert phrases.NAMING.strength(strength).phrase == clause


@pytest.mark.parametrize(
    ("reader", "jotting", "clause"),
    [
        (
            "The Hon. Tom Ray",
            "send Tom the dates of my courses",
            "I will send you the dates of my courses",
        ),
        (
            "The Revd Canon Ann Holt",
            "send Canon Holt the names of two referees",
            "I will send you the names of two referees",
        ),
    ],
)
def test_the_article_before_a_title_is_no_name(reader: str, jotting: str, clause: str) -> None:
    assert phrases.promise(with_names(jotting, [reader]), reader).phrase == clause


@pytest.mark.parametrize(
    ("jotting", "clause"),
    [
        ("think about the start date", "I will think about the start date"),
        ("look at the schedule", "I will look at the schedule"),
        ("go through the documents", "I will go through the documents"),
        ("work on the demo", "I will work on the demo"),
        ("register with the agency", "I will register with the agency"),
        ("hand in the form", "I will hand in the form"),
        ("contact HR", "I will contact HR"),
        ("contact details of two referees", "I will send you contact details of two referees"),
        ("reply", ""),
        ("report back", ""),
    ],
)
def test_what_is_to_be_done_is_not_taken_for_a_thing_to_send(jotting: str, clause: str) -> None:
    assert phrases.promise(jotting).phrase == clause


@pytest.mark.parametrize("name", [r"C:\x", r"Ann\1", r"Ray\g<0>", "Ann\\", r"Ann\\"])
def test_a_name_is_no_template(name: str) -> None:
    assert with_names(f"the call with {name.lower()}", [name]) == f"the call with {name}"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("superintendant", "superintendent"),
        ("somthing", "something"),
        ("actualy", "actually"),
        ("bakclog", "backlog"),
        ("mullion", "mullion"),
        ("procore", "procore"),
        ("pathing", "pathing"),
        ("weiling", "weiling"),
        ("playblast", "playblast"),
    ],
)
def test_a_slip_is_mended_where_one_word_alone_can_be_meant(word: str, meant: str) -> None:
    assert spelling.mended(f"the {word}").text == f"the {meant}"
