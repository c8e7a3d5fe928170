"""The user's writer: what it is told, and what of its answers may go out."""

from datetime import date

import pytest

from conftest import takes_at_most
from correspondence import OCCASION
from followup.domain.frozen import replace
from followup.domain.kinds import KINDS
from followup.domain.model import Concern, Contact, Occasion, You
from followup.notes import writer
from followup.notes.german import continued
from followup.notes.languages import ENGLISH, GERMAN

_WRITTEN = [name for name, kind in KINDS.items() if kind.measures]
TALK = Occasion(
    "thank_you",
    "email",
    date(2026, 11, 22),
    "Acme Corp",
    role="Data analyst",
    stage="onsite",
    contact=Contact(1, "Priya Shah", "Acme Corp", "Head of Data"),
    you=You("Sam Rivera"),
    interview_on=date(2026, 11, 21),
    looking_for="someone to own the reporting stack",
    strengths=("I built the KPI dashboard that 40 shops use",),
    concerns=(Concern("no dbt experience", "I moved two pipelines to dbt last spring"),),
    topic="the move to dbt",
    promise_on=date(2026, 11, 25),
    promise="send the dashboard link",
)
GOOD = """\
Thank you for talking with me yesterday about the Data analyst role. I enjoyed hearing how you are \
approaching the move to dbt, and it gave me a clear picture of the work at Acme Corp.

You need someone to own the reporting stack. I built the KPI dashboard that 40 shops use. I have \
little dbt experience so far, and last spring I moved two pipelines to dbt.

By Wednesday, November 25, I will send you the dashboard link. I would like to do this job, and I \
look forward to hearing from you."""


def test_a_note_that_says_what_was_told_may_go_out() -> None:
    assert writer.faults(GOOD, TALK, ENGLISH) == ()


@pytest.mark.parametrize(
    ("told", "wrong", "why"),
    [
        ("40 shops", "60 shops", "60"),
        ("40 shops", "sixty shops", "60"),
        ("at Acme Corp", "at Globex", "Globex"),
        ("Wednesday, November 25", "Friday", "Friday"),
        ("By Wednesday, November 25, I will send you the dashboard link. ", "", "promise"),
        ("role. I enjoyed", "role. She was kind. I enjoyed", "She"),
        ("the Data analyst role", "the job", "role"),
        (
            "I built the KPI dashboard",
            "I managed seven engineers across Europe and doubled revenue. I built the dashboard",
            "claims",
        ),
        ("I would like to do this job", "I would “love” to do this job", "quotation"),
        ("the reporting stack. I", "the reporting stack w/ dbt. I", "shorthand"),
        ("little dbt experience so far", "little dbt experience (so far)", "sign ("),
        ("that 40 shops use. I", "that 40 shops use! I", "sign !"),
        ("me yesterday", "me on Tuesday", "of the talk"),
        ("me yesterday", "me last week", "of the talk"),
        ("I built the KPI dashboard", "You have built the KPI dashboard", "of the reader"),
        ("I built the KPI dashboard", "Sam built the KPI dashboard", "who writes it"),
        (
            "I will send you the dashboard link",
            "you will send me the dashboard link",
            "not the reader",
        ),
        ("I will send you", "I sent you", "have done what you promised"),
        ("I would like to do this job", "I will send you the dashboard link", "twice"),
        ("I would like to do this job", "You will decide by Friday", "not told"),
        ("I would like to do this job", "You will offer me the job", "not told"),
        ("I would like to do this job", "I will decide soon", "they who decide"),
        ("the Data analyst role", "the data manager role", "role"),
    ],
)
def test_what_was_not_told_or_is_not_fit_keeps_it_out(told: str, wrong: str, why: str) -> None:
    assert told in GOOD
    found = " ".join(writer.faults(GOOD.replace(told, wrong), TALK, ENGLISH))
    assert why.lower() in found.lower()


def test_a_figure_that_was_told_the_other_way_round_keeps_it_out() -> None:
    told = replace(TALK, strengths=("I cut scrap from 6% to 1.5%",))
    right = GOOD.replace(
        "I built the KPI dashboard that 40 shops use", "I cut scrap from 6% to 1.5%"
    )
    assert writer.faults(right, told, ENGLISH) == ()
    wrong = right.replace("6% to 1.5%", "1.5% to 6%")
    assert "the facts say 6 to 1.5" in " ".join(writer.faults(wrong, told, ENGLISH))


def test_a_decision_on_another_day_keeps_it_out() -> None:
    told = replace(TALK, decision_on=date(2026, 12, 1))
    told_right = GOOD.replace("hearing from you", "your decision by Tuesday")
    assert writer.faults(told_right, told, ENGLISH) == ()
    wrong = GOOD.replace("hearing from you", "your decision by Friday")
    assert "decide by Friday" in " ".join(writer.faults(wrong, told, ENGLISH))


def test_somebody_of_a_fact_may_be_she() -> None:
    told = replace(
        TALK, strengths=("when our DSM broke her ankle, I called the show for nine weeks",)
    )
    text = GOOD.replace(
        "I built the KPI dashboard that 40 shops use",
        "When our DSM broke her ankle, I called the show for nine weeks",
    )
    assert writer.faults(text, told, ENGLISH) == ()


def test_a_company_may_go_by_the_first_words_of_its_name() -> None:
    told = replace(TALK, company="Shah & Dunne Solicitors")
    text = GOOD.replace("Acme Corp", "Shah & Dunne")
    assert writer.faults(text, told, ENGLISH) == ()


@pytest.mark.parametrize("text", ["", "Thanks.", GOOD * 4])
def test_a_note_of_the_wrong_length_stays_out(text: str) -> None:
    assert writer.faults(text, TALK, ENGLISH)


def test_a_promise_that_was_not_given_keeps_it_out() -> None:
    nothing = replace(TALK, promise="", promise_on=None)
    found = writer.faults(GOOD.replace("By Wednesday, November 25, ", ""), nothing, ENGLISH)
    assert any("not promised" in each for each in found)


@pytest.mark.parametrize(
    "answer",
    [
        GOOD,
        f"Subject: Thank you\n\nDear Priya,\n\n{GOOD}\n\nBest regards,\nSam Rivera\n",
        f"Hi Priya,\r\n\r\n{GOOD}\r\n\r\nKind regards",
        f"Dear Dr. Shah,\n{GOOD}\n\nRespectfully,\nSam Rivera\n(555) 014-2276",
    ],
)
def test_a_greeting_and_a_closing_of_its_own_are_left_out(answer: str) -> None:
    assert writer.body(answer) == GOOD


def test_what_a_model_says_of_its_answer_is_left_out() -> None:
    assert writer.body(f"Here is the thank-you note:\n\n{GOOD}") == writer.body(GOOD)


def test_what_the_facts_have_in_short_may_be_written_in_full() -> None:
    told = replace(TALK, next_step="2nd talk w/ Graemes team fri", promise="", promise_on=None)
    note = f"{GOOD.partition('By Wednesday')[0]}I look forward to the second talk with Graeme's team on Friday."
    assert not [why for why in writer.faults(note, told, ENGLISH) if "told" in why]


def test_of_a_jotting_only_the_private_part_is_kept_from_the_writer() -> None:
    told = replace(TALK, topic="the move to dbt, his divorce, on-call weeks")
    assert "topic of the talk: the move to dbt; on-call weeks" in writer.prompt(told, ENGLISH)


def test_the_prompt_has_the_facts_and_nothing_private() -> None:
    told = replace(TALK, strengths=(*TALK.strengths, "I need the money since the divorce"))
    text = writer.prompt(told, ENGLISH)
    for fact in (
        "Priya Shah",
        "the move to dbt",
        "40 shops",
        "Wednesday, November 25",
        "80 to 150",
    ):
        assert fact in text
    assert "divorce" not in text
    assert "Mend this" not in text
    assert "- It is empty." in writer.prompt(OCCASION, ENGLISH, ("It is empty.",))


def test_a_sigh_or_laugh_takes_nothing_along() -> None:
    told = replace(TALK, topic="omg the lifeboat episode lol, he cried telling me")
    assert "topic of the talk: the lifeboat episode\n" in writer.prompt(told, ENGLISH)
    told = replace(TALK, strengths=("I bake (lol) 200 scones",))
    assert "my strength: I bake 200 scones\n" in writer.prompt(told, ENGLISH)


def test_each_kind_of_note_is_asked_for_by_its_parts() -> None:
    asked = {name: writer.prompt(replace(OCCASION, kind=name), ENGLISH) for name in _WRITTEN}
    assert "make it easy for them to say no" in asked["second_check_in"]
    assert len(set(asked.values())) == len(_WRITTEN)
    assert "as a question" in writer.prompt(replace(TALK, field="sales"), ENGLISH)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("drivetime 2 yrs, reach 31k to 44k", "Our reach grew from 31,000 to 44,000."),
        ("the phone in got 900 calls", "Nine hundred calls is a wonderful number."),
        ("NMLS exam dec 9", "I sit the NMLS exam on December 9."),
        ("wholesale double by xmas 26", "I would see it double by Christmas 2026."),
        ("did Ely N jct on the GE", "I worked at Ely North Junction on the Great Eastern."),
        ("no license in NE", "My Nebraska license is still to come."),
        ("k8s, NVQ3, 3Shape", "I know Kubernetes and 3Shape, and I hold an NVQ at level 3."),
        ("scrub ortho 5 yrs", "I have five years in scrub for orthopaedics."),
        ("my nan at home, washed her", "When my nan was dying, I washed and dressed her."),
        ("the rota", "I have been turning your words over ever since."),
        ("the rota", "That is the part of the work I like best, and I look forward to it."),
        ("the rota", "Could we talk about it for ten minutes?"),
        ("led a team of six", "I led a team of six people."),
        ("hip dysplasia in old lioness", "I enjoyed hearing how your old lioness bears her pain."),
        ("the boy, first word", "The boy said his first word on the device."),
        ("came first in my year", "I came first in my year."),
        ("Xactimate L2", "I work with Xactimate at Level 2."),
        ("quality assurance for 2 yrs", "I know QA from two years in it."),
        ("the fax", "I had not expected a fax in this decade, and I wonder where the data ends."),
        ("ran the desk", "It matters who stands at the counter."),
        ("24 boards, 1.5 years", "I tested two dozen boards for eighteen months."),
        ("1.2M premium", "I brought in 1.2 million in premium."),
        ("letters in Polish, Latin and French", "I read letters in three languages."),
        ("20 yrs in dispatch", "I have two decades in dispatch."),
        ("meet the other partner", "I look forward to meeting your partner."),
        ("learned 2 EHRs", "I learned two electronic health record systems."),
        ("showed me the kitchen", "Thank you, Priya, for showing me the kitchen."),
    ],
)
def test_facts_may_be_said_in_other_words(told: str, sentence: str) -> None:
    talk = replace(TALK, strengths=(*TALK.strengths, told))
    assert writer.faults(f"{GOOD} {sentence}", talk, ENGLISH) == ()


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("I moved two pipelines, and my firm was named supplier of the year.", "was named"),
        ("I built a dashboard and speak at national conferences.", "speak at national"),
        ("I built it alone, and the directors praised my careful methods.", "praised"),
        ("It doubled our revenue.", "doubled"),
        ("I hold a teaching degree.", "degree"),
        ("I came first in my year.", "came first"),
        ("I worked at Kings North Junction.", "Junction"),
        ("I led nine hundred people.", "900"),
        ("I will call you on December 4.", "4"),
        ("I enjoyed the tour of the office.", "tour"),
        ("Thank you for showing me around.", "showing me around"),
        ("In my current role I moved two pipelines.", "current role"),
        ("I have moved pipelines for years.", "for years"),
        ("I was salesperson of the year.", "of the year"),
        ("I admire your commitment to dashboards.", "commitment"),
        ("You said that Acme is growing quickly.", "they said what was not told"),
        ("I built it with a dozen analysts.", "12"),
        ("I supervise interns and wrote the handbook.", "supervise interns"),
        ("Acme is my first choice.", "first choice"),
        ("I hold a patent on the dashboard.", "patent"),
        ("I led a team that built dashboards.", "led a team"),
        ("Priya told me about the move to dbt.", "It says Priya, who reads it"),
        ("Your story about the move moved me to tears.", "private"),
    ],
)
def test_what_nobody_told_keeps_a_note_out(sentence: str, why: str) -> None:
    assert why in " ".join(writer.faults(f"{GOOD} {sentence}", TALK, ENGLISH))


def test_what_the_reader_looks_for_is_no_claim_of_the_sender() -> None:
    told = replace(TALK, looking_for="someone who has led a team")
    assert writer.faults(f"{GOOD} You need someone who has led a team.", told, ENGLISH) == ()
    assert "led a team" in " ".join(writer.faults(f"{GOOD} I have led a team.", told, ENGLISH))


def test_the_role_may_be_named_by_what_one_does_in_it() -> None:
    told = replace(TALK, role="Courts interpreter coordinator")
    note = GOOD.replace("the Data analyst role", "coordinating court interpreters")
    assert writer.faults(note, told, ENGLISH) == ()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("decline", "I have thought about it carefully, and I have decided not to accept."),
        ("rejection_reply", "I had hoped for another answer, but I respect your decision."),
        ("timeline_changed", "I have received an offer from another employer."),
    ],
)
def test_what_a_kind_of_note_is_for_is_no_claim(kind: str, sentence: str) -> None:
    note = (
        f"Thank you for the talk about the Data analyst role and the move to dbt. {sentence} " * 2
    )
    found = writer.faults(note, replace(TALK, kind=kind, promise="", promise_on=None), ENGLISH)
    assert not [why for why in found if "claims" in why]


def test_a_writer_is_not_told_to_name_a_job_where_there_is_none() -> None:
    chat = replace(TALK, kind="promised", stage="informational")
    assert "Ask for no job." in writer.rules(chat, ENGLISH)
    assert "Ask for no job." not in writer.rules(replace(chat, stage="video"), ENGLISH)


def test_a_sentence_behind_a_shortened_word_begins_with_no_name() -> None:
    told = replace(TALK, company="Acme Co.")
    note = GOOD.replace("at Acme Corp.", "at Acme Co. Your account of it was clear.")
    assert writer.faults(note, told, ENGLISH) == ()


def test_a_father_of_the_church_makes_no_family_tellable() -> None:
    told = replace(TALK, you=You("Father Kofi Mensah"))
    found = writer.faults(f"{GOOD} I know this work since my father's illness.", told, ENGLISH)
    assert any("private" in why for why in found)


def test_the_role_may_be_named_by_its_initials() -> None:
    told = replace(TALK, role="Quality assurance specialist")
    note = GOOD.replace("Data analyst role", "post of QA specialist")
    assert writer.faults(note, told, ENGLISH) == ()


def test_in_sales_a_talk_may_be_proposed_with_its_day() -> None:
    note = f"{GOOD} Could we speak on Monday?"
    assert writer.faults(note, TALK, ENGLISH)
    assert writer.faults(note, replace(TALK, field="sales"), ENGLISH) == ()


def test_a_doubt_keeps_its_answer_without_its_private_reason() -> None:
    gap = Concern("gap last year (mum ill, said family stuff)", "back since June")
    text = writer.prompt(replace(TALK, concerns=(gap,)), ENGLISH)
    assert "they doubted, and I answer: gap last year: back since June" in text


def test_the_role_is_named_whatever_word_it_has() -> None:
    told = replace(TALK, role="Funeral asst (mat cover)")
    assert "role: Funeral asst" in writer.prompt(told, ENGLISH)
    note = GOOD.replace("Data analyst role", "post of Funeral assistant")
    assert writer.faults(note, told, ENGLISH) == ()


GERMAN_FACTS = replace(
    TALK,
    company="Lenz GmbH",
    role="Controllerin",
    topic="der Umzug nach Ungarn. CEO geht im Sommer, nicht weitersagen",
    looking_for="jemanden, der das Reporting übernimmt",
    strengths=("ich habe drei Jahre ein Team geleitet",),
    concerns=(),
    next_step="",
    decision_on=None,
    promise="",
    promise_on=None,
)
GERMAN_NOTE = (
    "vielen Dank für das Gespräch über die Stelle als Controllerin. Sie brauchen jemanden, der das "
    "Reporting übernimmt. Drei Jahre habe ich ein Team geleitet, und diese Arbeit hat mir immer "
    "Freude gemacht. Ich würde sehr gern zu Ihnen kommen und freue mich auf Ihre Nachricht, wann "
    "immer Sie so weit sind."
)


def test_what_was_told_in_confidence_in_german_is_not_told_to_a_writer() -> None:
    assert "Sommer" not in writer.prompt(GERMAN_FACTS, GERMAN)
    assert '"Sie"' in writer.prompt(GERMAN_FACTS, GERMAN)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Drei", "Drei", ""),
        ("Drei Jahre habe", "Bei Siemens habe", "It names Siemens, which was not told."),
        ("Drei Jahre habe", "Mit Auszeichnung habe", "It claims what was not told: “Auszeichnung”"),
        ("Ich würde", "Ich habe Lehrlinge ausgebildet. Ich würde", "“Ich habe Lehrlinge ausgeb"),
        ("Ich würde", "Das Team habe ich selbst aufgebaut. Ich würde", ""),
        ("Drei", "Sieben", "It says sieben, a number that was not told."),
        ("Ich würde", "Am Donnerstag würde ich", "It names Donnerstag, a day that was not told."),
        ("und freue mich", "und schicke ich Ihnen", "It promises something that was not promised."),
        ("Ich würde sehr gern zu Ihnen kommen", "I would like to work with you", "in German"),
        ("Freude gemacht", "Freude in [Firma] gemacht", "a sign that belongs into no letter"),
    ],
)
def test_a_writers_note_in_german(old: str, new: str, fault: str) -> None:
    found = writer.faults(GERMAN_NOTE.replace(old, new), GERMAN_FACTS, GERMAN)
    assert any(fault in each for each in found) if fault else found == ()


def test_a_writers_note_in_german_goes_on_after_the_comma() -> None:
    assert continued("Vielen Dank für alles.") == "vielen Dank für alles."
    assert continued("Ihre Fragen haben mir geholfen.") == "Ihre Fragen haben mir geholfen."


@pytest.mark.parametrize("text", ["Aa Bb Cc ", "I ", "and I was, ", "hundred thousand ", ". ", "("])
def test_whatever_a_writer_answers_is_checked_in_time(text: str) -> None:
    with takes_at_most(20):
        assert writer.faults((text * writer.MOST)[: writer.MOST], TALK, ENGLISH)
