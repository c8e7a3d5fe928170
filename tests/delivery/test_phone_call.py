"""The sheet for a call: what is said, in how many words, and nothing that was not told."""

import re
import shlex
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import NOW, OCCASION, by, to
from followup.delivery.phone_call import (
    CALLS,
    COLUMNS,
    LONGEST_SCRIPT,
    LONGEST_VOICEMAIL,
    phone_sheet,
    script,
    voicemail,
)
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.kinds import KINDS, has_note
from followup.domain.model import STAGES, Concern, Contact, Occasion
from followup.domain.safe_text import width
from hostile import HOSTILE

BARE = Occasion("check_in", "phone", NOW.date(), "Acme Corp")


def test_every_kind_that_has_a_note_has_a_call() -> None:
    assert set(CALLS) == {kind for kind in KINDS if has_note(kind)}


def test_a_kind_without_a_call_is_refused() -> None:
    with pytest.raises(UsageError, match="Nobody is called about `prep`"):
        script(replace(OCCASION, kind="prep"))


def test_a_call_after_a_talk() -> None:
    assert script(OCCASION) == {
        "Open": "Hello Priya, this is Alex Morgan. Is this a good moment?",
        "Why": "Thank you for talking with me about the Data analyst role on Friday, November 20.",
        "Strength": "You are looking for someone to own the reporting stack, and I built the KPI "
        "dashboard that 40 shops use.",
        "Concern": "You asked about dbt experience: I moved two pipelines to dbt last spring.",
        "Ask": "What comes next, and when may I expect to hear from you?",
        "Close": "Thank you for your time.",
    }


def test_the_sheet_as_a_whole() -> None:
    told = phone_sheet(replace(OCCASION, concerns=()))
    assert told.remarks == ()
    assert (
        told.content.decode()
        == """\
Call        Priya Shah, Head of Data
Number      +1 555 0199
When        8:00 to 8:30 or after 16:30, on their clock; two calls at
            the most
About       Data analyst, Acme Corp
Topic       the move to dbt

Open        Hello Priya, this is Alex Morgan. Is this a good moment?

Why         Thank you for talking with me about the Data analyst role on
            Friday, November 20.

Strength    You are looking for someone to own the reporting stack, and
            I built the KPI dashboard that 40 shops use.

Ask         What comes next, and when may I expect to hear from you?

Close       Thank you for your time.

Note down
  who answered            ________________________________________
  what they said          ________________________________________
  when they decide        ________________________________________
  what you promised, when ________________________________________

Then type   followup log 'Acme Corp' --reply

Voicemail   Hello Priya, this is Alex Morgan, +1 555 0100. I am calling
            about the Data analyst role at Acme Corp, and I would be
            glad if you called me back. Once more: Alex Morgan, +1 555
            0100. Thank you.
"""
    )


@pytest.mark.parametrize(
    ("changed", "part", "words"),
    [
        ({"decision_on": date(2026, 11, 20)}, "Ask", "You had hoped to decide by Friday, November 20."),
        ({"decision_on": date(2026, 11, 27)}, "Ask", "When do you expect to decide?"),
        ({"decision_on": None}, "Ask", "When do you expect to decide?"),
        ({"role": ""}, "Why", "I am calling about our talk on Friday, November 20."),
        ({"interview_on": None}, "Why", "I am calling about the Data analyst role."),
        ({"role": "", "interview_on": None}, "Why", "I am calling about my application."),
        ({"looking_for": ""}, "Strength", "One thing to keep in mind: I built the KPI dashboard"),
        ({"kind": "promised", "promise": "send the link"}, "Why", "I said that I would send the link"),
        ({"kind": "timeline_changed", "deadline_on": date(2026, 12, 1)}, "Why",
         "I must answer it by Tuesday, December 1."),
        ({"kind": "accept", "start_on": date(2027, 1, 4)}, "Why",
         "I will start on Monday, January 4, 2027."),
        ({"kind": "thank_you", "next_step": "second visit on Thursday"}, "Ask",
         "I look forward to the second visit on Thursday."),
    ],
)  # fmt: skip
def test_a_call_says_what_is_known(changed: dict[str, object], part: str, words: str) -> None:
    occasion = replace(OCCASION, kind="check_in")
    assert words in script(replace(occasion, **changed))[part]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"strengths": ()}, "Strength"),
        ({"concerns": ()}, "Concern"),
        ({"concerns": (Concern("no dbt experience"),)}, "Concern"),
        ({"kind": "decline"}, "Strength"),
        ({"kind": "accept"}, "Concern"),
    ],
)
def test_what_is_not_known_or_has_no_place_is_not_said(
    changed: dict[str, object], part: str
) -> None:
    assert part not in script(replace(OCCASION, **changed))  # type: ignore[arg-type]


def test_a_concern_with_an_answer_goes_before_one_without() -> None:
    concerns = (Concern("no Scala"), Concern("no dbt experience", "I learnt it last spring"))
    said = script(replace(OCCASION, concerns=concerns))["Concern"]
    assert said == "You asked about dbt experience: I learnt it last spring."


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize("occasion", [OCCASION, BARE], ids=["told", "bare"])
def test_every_call_is_short_and_has_no_hole(kind: str, occasion: Occasion) -> None:
    said = " ".join(script(replace(occasion, kind=kind)).values())
    assert len(said.split()) <= LONGEST_SCRIPT
    assert not re.search(r"\$|\{|  |None|\.\.| [.,?]", said)
    assert said.count("Is this a good moment?") == 1


JOTTING = st.text(max_size=400) | st.integers(0, 300).map("word ".__mul__)


@given(JOTTING, JOTTING, JOTTING, JOTTING, st.sampled_from([*CALLS]), st.sampled_from(STAGES))
def test_no_jotting_makes_it_longer_than_it_may_be(
    need: str, strength: str, concern: str, step: str, kind: str, stage: str
) -> None:
    occasion = replace(
        to(OCCASION, name=need),
        kind=kind,
        stage=stage,
        role=step,
        company=concern,
        looking_for=need,
        strengths=(strength,),
        concerns=(Concern(concern, strength),),
        topic=need,
        next_step=step,
        promise=strength,
    )
    assert len(" ".join(script(occasion).values()).split()) <= LONGEST_SCRIPT
    assert len(voicemail(occasion).split()) <= LONGEST_VOICEMAIL


def test_a_voicemail_says_name_and_number_at_both_ends() -> None:
    said = voicemail(OCCASION)
    first, last = said[: len(said) // 2], said[len(said) // 2 :]
    for end in (first, last):
        assert "Alex Morgan, +1 555 0100" in end


@pytest.mark.parametrize(
    ("occasion", "said"),
    [
        (BARE, "Hello. I would be glad if you called me back. Thank you."),
        (by(BARE, name="Alex"), "Hello, this is Alex. I would be glad if you called me back. Thank you."),
        (to(replace(OCCASION, role=""), name="Dr. Ann Lee", salutation=""),
         "Hello Dr. Lee, this is Alex Morgan, +1 555 0100. I would be glad if you called me back. "
         "Once more: Alex Morgan, +1 555 0100. Thank you."),
    ],
)  # fmt: skip
def test_a_voicemail_says_what_is_known(occasion: Occasion, said: str) -> None:
    assert voicemail(occasion) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("accept", "I accept your offer of the Data analyst role at Acme Corp, gladly."),
        ("thank_references", "I have accepted the Data analyst role at Acme Corp"),
    ],
)
def test_good_news_is_told_after_the_tone_and_waits_for_no_call(kind: str, said: str) -> None:
    told = voicemail(replace(OCCASION, kind=kind))
    assert said in told
    assert "called me back" not in told
    sheet = phone_sheet(replace(OCCASION, kind=kind)).content.decode()
    assert "Then type   followup done 'Acme Corp'\n" in sheet
    assert "when they decide" not in sheet


def test_those_who_spoke_for_you_are_called_where_no_contact_is_recorded() -> None:
    told = phone_sheet(replace(OCCASION, kind="thank_references", contact=None))
    assert told.content.startswith(b"Call        each of your references\n")
    assert b"Topic" not in told.content
    assert told.remarks == ()


@pytest.mark.parametrize(
    ("wish", "called"),
    [
        ("", "Hello Priya,"),
        ("Dr. Shah", "Hello Dr. Shah,"),
        ("Dear Dr. Shah,", "Hello Dr. Shah,"),
        ("Hi Pri!", "Hello Priya Shah,"),
    ],
)
def test_people_are_called_as_they_wish(wish: str, called: str) -> None:
    assert script(to(salutation=wish))["Open"].startswith(called)


@pytest.mark.parametrize(
    ("occasion", "remark"),
    [
        (by(name=""), "followup config set you.name"),
        (by(phone=""), "followup config set you.phone"),
        (replace(OCCASION, contact=None), "Nobody is recorded for it"),
        (to(language="de"), "in English, and Priya Shah is written to in German"),
    ],
)
def test_what_is_missing_for_a_call_is_said(occasion: Occasion, remark: str) -> None:
    (told,) = phone_sheet(occasion).remarks
    assert remark in told


def test_jottings_in_another_language_are_not_bent() -> None:
    told = to(replace(OCCASION, looking_for="jemanden, der baut."), language="de")
    assert '"jemanden, der baut"' in script(told)["Strength"]


def test_without_a_contact_the_recruiter_or_the_company_is_called() -> None:
    nobody = replace(OCCASION, contact=None)
    assert phone_sheet(nobody).content.startswith(b"Call        Acme Corp\nNumber      ____")
    assert phone_sheet(replace(nobody, via="Best Hires")).content.startswith(
        b"Call        Best Hires"
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_stays_within_its_columns_and_cannot_act(text: str) -> None:
    occasion = by(to(name=text, title=text, phone=text), name=text, phone=text)
    changed = replace(occasion, company=text, role=text, topic=text, looking_for=text)
    told = phone_sheet(changed).content.decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", told)
    assert max(map(width, told.split("\n"))) <= COLUMNS


@pytest.mark.parametrize(
    "company",
    ["Guy's and St Thomas' NHS Foundation Trust", "Great Ormond Street Hospital for Children",
     "Royal Free London NHS Foundation Trust at Hampstead and Barnet"],
)  # fmt: skip
def test_the_command_to_type_after_a_call_stands_on_one_line(company: str) -> None:
    sheet = phone_sheet(replace(OCCASION, company=company)).content.decode()
    (row,) = (row for row in sheet.splitlines() if "followup log" in row)
    _, _, name, option = shlex.split(row.removeprefix("Then type"))[-4:]
    assert company.startswith(name)
    assert option == "--reply"


@pytest.mark.parametrize("kind", ["accept", "decline", "withdraw"])
@pytest.mark.parametrize(
    ("email", "address", "told"),
    [("kim@x.example", "", True), ("", "1 Main St", True), ("", "", False)],
)
def test_nobody_is_promised_a_letter_who_cannot_be_written_to(
    kind: str, email: str, address: str, told: bool
) -> None:
    kim = Contact(7, "Kim Osei", email=email, address=address)
    said = script(replace(OCCASION, kind=kind, contact=kim))["Ask"]
    assert ("You will have it in writing, too." in said) == told
    assert "need from me" in said
