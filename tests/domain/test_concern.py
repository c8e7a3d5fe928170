"""Concerns: a doubt and its answer in one line of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.model import Concern
from followup.services import interview_fields


@pytest.mark.parametrize(
    ("text", "doubt", "answer"),
    [
        ("no dbt: I moved two pipelines", "no dbt", "I moved two pipelines"),
        ("can I start at 9:30 each day: yes", "can I start at 9:30 each day", "yes"),
        ("my site https://sam.example is thin: it grows", "my site https://sam.example is thin",
         "it grows"),
        ("too old", "too old", ""),
        ("salary:", "salary:", ""),
        ("ratio 3:1", "ratio 3:1", ""),
        ("gap: I cared: for two", "gap", "I cared: for two"),
        ("their words\\: too slow: I am not", "their words: too slow", "I am not"),
        ("two lines:\n  an answer", "two lines", "an answer"),
    ],
)  # fmt: skip
def test_a_concern_is_cut_at_a_colon_and_a_space(text: str, doubt: str, answer: str) -> None:
    assert Concern.read(text) == Concern(doubt, answer)


@pytest.mark.parametrize(
    ("text", "doubt", "answer"),
    [
        ("they are moody - told her I have three brothers", "they are moody",
         "told her I have three brothers"),
        ("no boat license yet - doing the test on dec 11", "no boat license yet",
         "doing the test on dec 11"),
        ("Will I settle? said we came in August", "Will I settle?", "said we came in August"),
        ("too young, 34. I said I had my ACII at 27", "too young, 34.",
         "I said I had my ACII at 27"),
        ("too young?? im 27 - ive run the night shift on my own", "too young??",
         "im 27 - ive run the night shift on my own"),
        ("asked about nights, im ok with it", "asked about nights", "im ok with it"),
        ("no vet software but I trained the office", "no vet software", "I trained the office"),
        ("job hopping -> two were contracts", "job hopping", "two were contracts"),
        ("Sinha sir: job hopping -> two were contracts", "Sinha sir: job hopping", "two were contracts"),
        ("math ok? yes i tutored algebra", "math ok?", "yes i tutored algebra"),
        ("can you start early? yes, I have for four years", "can you start early?",
         "yes, I have for four years"),
        ("No problem with heights? Not at all, I climb", "No problem with heights?",
         "Not at all, I climb"),
        ("no TMS? no, but I learnt Sylectus", "no TMS?", "I learnt Sylectus"),
        ("is it no? none", "is it no? none", ""),
        ("so-so - not my words", "so-so - not my words", ""),
        ("no dbt - told her: I moved", "no dbt - told her", "I moved"),
    ],
)  # fmt: skip
def test_an_answer_may_stand_behind_a_dash_or_in_a_sentence(
    text: str, doubt: str, answer: str
) -> None:
    assert interview_fields.concern(text) == Concern(doubt, answer)


WORDS = st.text("ab9 :/", max_size=12).map(str.strip)


@given(WORDS, WORDS)
def test_no_colon_is_lost_or_rewritten(doubt: str, answer: str) -> None:
    assert Concern.read(Concern(doubt, answer).text()) == Concern(doubt, answer)
