"""Whole notes, each read aloud once: what changes here changes what people send."""

import re
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup import notes
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.kinds import KINDS, has_note, label
from followup.domain.model import CHANNELS, STAGES, Concern, Contact, Note, Occasion, You
from followup.notes.checks import ALIKE, middle
from followup.notes.drafting import built_in, draft
from followup.notes.facts import FIELDS
from followup.notes.languages import human_day, language
from followup.notes.template import MEASURES, kind_of, parse

YOU = You("Alex Morgan", "alex@example.org", "+1 555 0100")
CLOSING = "\n\nBest regards,\nAlex Morgan\n+1 555 0100 · alex@example.org"

OCCASIONS = {
    "video": Occasion(
        "thank_you", "email", date(2026, 11, 21), "Acme Corp", "Data analyst", "video",
        contact=Contact(1, "Priya Shah", title="Head of Data"),
        you=YOU, interview_on=date(2026, 11, 20), looking_for="someone to own the reporting stack",
        strengths=("I built the KPI dashboard that 40 shops use",),
        concerns=(Concern("no dbt experience", "I moved two pipelines to dbt last spring"),),
        topic="the move to dbt", decision_on=date(2026, 11, 27), promise_on=date(2026, 11, 25),
        promise="send the dashboard link",
    ),
    "nurse": Occasion(
        "thank_you", "email", date(2026, 11, 17), "St. Mary's Hospital", "Ward manager", "onsite",
        contact=Contact(1, "Dr. Jane Doe"), you=YOU, interview_on=date(2026, 11, 16),
        looking_for="They want someone hands-on.",
        strengths=("ran a 40-bed ward", "trained 12 new nurses last year"),
        concerns=(Concern("they felt I'm overqualified", "and I said I like being on the floor"),),
        topic="how they onboard new nurses", next_step="second visit on Thursday",
        decision_on=date(2026, 12, 1),
    ),
    "phone": Occasion(
        "thank_you", "email", date(2026, 11, 10), "Initech", "Support engineer", "phone",
        contact=Contact(1, "Sam Ortiz"), you=YOU, interview_on=date(2026, 11, 10),
        looking_for="Someone who can calm angry customers",
        strengths=("handled 60 calls a day",),
        topic="on-call rota", next_step="they will call me next week",
    ),
    "final": Occasion(
        "thank_you", "email", date(2026, 12, 15), "Northwind", "Operations lead", "final",
        contact=Contact(1, "Ms. Ingrid van der Berg"), you=YOU, interview_on=date(2026, 12, 14),
        looking_for="to grow the north region",
        strengths=("10 years of logistics", "Increased on-time delivery by 12%"),
        concerns=(Concern("too junior?", "I already lead a team of nine"),),
        topic="Their plans for a second warehouse in Leeds", decision_on=date(2027, 1, 8),
        next_step="a visit to the Leeds site",
    ),
    "sales": Occasion(
        "thank_you", "email", date(2026, 11, 19), "Globex", "Account executive", "video", "sales",
        contact=Contact(1, "Tom Lee"), you=YOU, interview_on=date(2026, 11, 19),
        looking_for="We need a closer",
        strengths=("sold €2m of software in 2025",),
        concerns=(
            Concern("never sold to hospitals", "two of my first customers at Foo were clinics"),
        ),
        topic="why the last rep left",
    ),
    "informational": Occasion(
        "thank_you", "email", date(2026, 11, 24), "Museum of Glass", "Curator", "informational",
        contact=Contact(1, "Wang Wei"), you=YOU, interview_on=date(2026, 11, 23),
        looking_for="curious people who can write",
        strengths=("MA in art history",),
        topic="how she moved from teaching into curating", promise_on=date(2027, 1, 15),
        promise="tell her how the course went",
    ),
    "panel A": Occasion(
        "thank_you", "email", date(2026, 11, 21), "Hooli", "Platform engineer", "panel",
        contact=Contact(1, "Maria Rossi"), you=YOU, interview_on=date(2026, 11, 20),
        looking_for="own the deployment pipeline",
        strengths=("cut deploy time by half", "led a team of six"),
        concerns=(
            Concern(
                "haven't worked in healthcare", "I learn a field fast: fintech took me two months"
            ),
        ),
        topic="Kubernetes migration", decision_on=date(2026, 11, 30), position=0, people=2,
    ),
    "panel B": Occasion(
        "thank_you", "email", date(2026, 11, 21), "Hooli", "Platform engineer", "panel",
        contact=Contact(2, "Shah, Priya"),
        you=YOU, interview_on=date(2026, 11, 20), looking_for="own the deployment pipeline",
        strengths=("cut deploy time by half", "led a team of six"),
        concerns=(
            Concern(
                "haven't worked in healthcare", "I learn a field fast: fintech took me two months"
            ),
        ),
        topic="They are hiring two more people in spring.", decision_on=date(2026, 11, 30),
        position=1, people=2,
    ),
    "check-in": Occasion(
        "check_in", "email", date(2026, 12, 1), "Acme Corp", "Data analyst", "video",
        contact=Contact(1, "Priya Shah"), you=YOU, interview_on=date(2026, 11, 20),
        looking_for="SOMEONE TO OWN THE KPI STACK",
        strengths=("building dashboards for shops",),
        topic="the move to dbt", decision_on=date(2026, 11, 27),
    ),
    "second": Occasion(
        "second_check_in", "email", date(2026, 12, 9), "Acme Corp", "Data analyst", "video",
        contact=Contact(1, "Priya Shah"), you=YOU, interview_on=date(2026, 11, 20),
        looking_for="You want someone who ships",
        strengths=("I shipped 4 dashboards in a year.",),
    ),
    "promised": Occasion(
        "promised", "email", date(2026, 11, 25), "Acme Corp", "Data analyst", "video",
        contact=Contact(1, "Priya Shah"), you=YOU, interview_on=date(2026, 11, 20),
        looking_for="a builder", topic="the move to dbt", promise="I'll send the dashboard link",
        promise_on=date(2026, 11, 25),
    ),
}  # fmt: skip

NOTES = {
    "video": """\
Thank you – Data analyst interview on November 20

Dear Priya,

Thank you for your time yesterday, and for the conversation about the data analyst position. I would like to work with you at Acme Corp. It was interesting to hear about the move to dbt.

You need someone to own the reporting stack. I built the KPI dashboard that 40 shops use. I have no dbt experience, but I moved two pipelines to dbt last spring.

By Wednesday, I will send the dashboard link. I understand that you expect to decide by Friday, and I look forward to hearing from you.""",
    "nurse": """\
Thank you – Ward manager interview on November 16

Dear Dr. Doe,

Thank you for talking with me yesterday about the ward manager position. I would be glad to do this work at St. Mary's Hospital. I was interested to hear how you onboard new nurses. You told me that you need someone hands-on.

It may be useful to know that I ran a 40-bed ward, and I trained 12 new nurses last year.

I look forward to the second visit on Thursday, and I understand that you expect to decide by Tuesday, December 1.""",
    "phone": """\
Thank you – our call about the Support engineer position

Dear Sam,

Thank you for the call today about the support engineer position at Initech. I would like to be considered for the job. I was interested to hear about the on-call rota.

You are looking for someone who can calm angry customers. I handled 60 calls a day.

I understand that you will call me next week.""",
    "final": """\
Thank you – Operations lead interview on December 14

Dear Ms. van der Berg,

Thank you for your time yesterday, and for the conversation about the operations lead position. I am sure by now that I would like this job, and I would be very glad to work with you at Northwind. I was glad that we talked about your plans for a second warehouse in Leeds. I understand that you are looking for someone to grow the north region.

It may help to know that I have 10 years of logistics, and I increased on-time delivery by 12%. You asked whether I am too junior. I already lead a team of nine.

I look forward to the visit to the Leeds site, and I understand that you expect to decide by Friday, January 8, 2027.""",
    "sales": """\
Thank you – Account executive interview on November 19

Dear Tom,

Thank you for meeting with me today about the account executive position. I would like to sell for Globex. I appreciated hearing why the last rep left.

You need a closer. I sold €2m of software in 2025. I have never sold to hospitals, but two of my first customers at Foo were clinics.

May I propose that we speak again on Tuesday, November 24? Any other day that suits you is fine with me.""",
    "informational": """\
Thank you for your advice on November 23

Dear Wang Wei,

Thank you for your time yesterday, and for telling me about your work at the Museum of Glass. It was generous of you to share what you know.

I was interested to hear how you moved from teaching into curating. I will keep that in mind. You told me that you look for curious people who can write. I have an MA in art history.

By Friday, January 15, 2027, I will tell you how the course went.""",
    "panel A": """\
Thank you – Platform engineer interview on November 20

Dear Maria,

It was good to meet you yesterday. Thank you for talking with me about the platform engineer position. I would like to work with you at Hooli. It interested me to hear about the Kubernetes migration.

You need someone to own the deployment pipeline. I would like to mention that I cut deploy time by half. I haven't worked in healthcare, but I learn a field fast.

I understand that you expect to decide by Monday, November 30, and I look forward to your answer.""",
    "panel B": """\
Thank you – Platform engineer interview on November 20

Dear Priya,

Thank you for the time that you gave me yesterday to talk about the platform engineer position. I hope to work with you at Hooli. It was interesting to hear that you are hiring two more people in spring.

It may help to know that I led a team of six. It is true that I haven't worked in healthcare, but I learn a field fast.

I gather that you expect to decide by Monday, November 30, and I look forward to hearing from you then.""",
    "check-in": """\
Data analyst role – timing

Dear Priya,

Since we spoke on Friday, November 20, I have come back more than once to the data analyst position at Acme Corp. I would still like to do this work.

It interested me to hear about the move to dbt when we spoke.

You had hoped to decide by Friday, November 27. May I ask where things stand?""",
    "second": """\
Data analyst role – a last question

Dear Priya,

Is the data analyst position at Acme Corp, which we spoke about on Friday, November 20, still open? I would be glad to take it on. You are looking for someone who ships. I shipped 4 dashboards in a year.

If the answer is no, a single line will do, and I will not ask again. If it is only taking longer, I am happy to wait.""",
    "promised": """\
As promised – the Data analyst role

Dear Priya,

When we spoke about the data analyst position at Acme Corp on Friday, I said that I would send the dashboard link. I am doing so now.

I would still be glad to work at Acme Corp, and I look forward to hearing from you.""",
}


@pytest.mark.parametrize("name", OCCASIONS)
def test_a_note_reads_as_it_was_approved(name: str) -> None:
    note = draft(OCCASIONS[name])
    assert f"{note.subject}\n\n{note.body}" == NOTES[name] + CLOSING


FULL = OCCASIONS["video"]


def every_kind() -> list[Occasion]:
    """An occasion with all its facts for every kind, stage, field and channel that has its own."""
    thanks = [replace(FULL, stage=stage) for stage in STAGES]
    thanks += [replace(FULL, field="sales"), replace(FULL, channel="card")]
    others = [
        replace(
            FULL,
            kind=kind,
            deadline_on=date(2026, 11, 30),
            start_on=date(2027, 1, 4),
            terms="55,000 a year, four weeks of holiday",
        )
        for kind in KINDS
        if has_note(kind)
    ]
    return thanks + others


@pytest.mark.parametrize("occasion", every_kind(), ids=lambda o: f"{o.kind}-{o.stage}-{o.channel}")
def test_every_wording_of_every_kind_is_within_its_measure(occasion: Occasion) -> None:
    measure = MEASURES[kind_of(occasion)]
    for shift in range(24):
        day = date(2026, 11, 20) - timedelta(days=shift)
        note = draft(replace(occasion, interview_on=day))
        text = f"{note.subject} {note.body}"
        assert measure.fewest <= note.words <= measure.most, (day, text)
        assert "data analyst" in text.lower() or occasion.stage == "informational", (day, text)
        assert not note.missing, (day, text)


def test_every_kind_has_its_file_and_every_file_its_kind() -> None:
    files = {path.stem for path in Path(notes.__file__).parent.glob("templates/en/*.txt")}
    assert files == set(MEASURES)


PANEL = [
    replace(FULL, stage="panel", position=n, people=6, topic=topic, contact=Contact(n, name))
    for n, (name, topic) in enumerate(
        [
            ("Priya Shah", "the move to dbt"),
            ("Tom Lee", "on-call rota"),
            ("Maria Rossi", "how they onboard"),
            ("Sam Ortiz", "hiring plans"),
            ("Jane Doe", "the office in Leeds"),
            ("Wang Wei", "data quality"),
        ]
    )
]


@pytest.mark.parametrize("role", ["Data analyst", "Ward manager", "Cook", "Driver", "Clerk"])
@pytest.mark.parametrize("stage", ["panel", "onsite", "final"])
def test_no_two_people_of_one_interview_get_notes_that_read_alike(stage: str, role: str) -> None:
    people = [
        replace(each, stage=stage, role=role) for each in PANEL[: 4 if stage == "panel" else 3]
    ]
    bodies = [middle(draft(each).body).split() for each in people]
    for one, other in combinations(bodies, 2):
        assert SequenceMatcher(None, one, other).ratio() < ALIKE


@pytest.mark.parametrize("role", ["Data analyst", "Ward manager", "Cook", "Driver", "Clerk"])
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"decision_on": None},
        {"next_step": "a visit to the site"},
        {"concerns": ()},
        {"looking_for": "they want to grow the team"},
    ],
    ids=["told", "undated", "step", "untroubled", "sentence"],
)
def test_a_panel_of_six_without_topics_gets_no_two_notes_that_read_alike(
    role: str, change: dict[str, Any]
) -> None:
    people = [replace(each, topic="", role=role, **change) for each in PANEL]
    bodies = [middle(draft(each).body).split() for each in people]
    for one, other in combinations(bodies, 2):
        assert SequenceMatcher(None, one, other).ratio() < ALIKE


def test_another_strength_and_another_concern_lead_for_another_person() -> None:
    several = replace(
        FULL,
        stage="panel",
        strengths=("ran a ward", "speak German"),
        concerns=(
            Concern("my commute", "I am moving"),
            Concern("pay"),
            Concern("my notice", "I run"),
        ),
    )
    first, second = (draft(replace(several, position=n)).body for n in (0, 1))
    assert "I ran a ward" in first
    assert "I am moving" in first
    assert "I speak German" in second
    assert "I run" in second


def test_the_same_facts_give_the_same_note() -> None:
    assert draft(FULL) == draft(replace(FULL))


# What is missing, and what is remarked.


def options(note: Note) -> list[str]:
    return [missing.option for missing in note.missing]


def test_a_bare_interview_names_what_would_make_its_note_better() -> None:
    bare = Occasion(
        "thank_you", "email", date(2026, 11, 21), "Acme Corp", contact=Contact(1, "Priya Shah")
    )
    note = draft(bare)
    assert options(note) == [
        '--topic "Priya Shah: …"',
        '--looking-for "…"',
        '--strength "…"',
        '--next-step "…"',
        '--role "…"',
        'config set you.name "…"',
    ]
    assert note.remarks == (f"The note is short: {note.words} words, where 80 to 150 are good.",)
    assert note.body.endswith("\n\nBest regards,")
    assert "Acme Corp" in note.body


def test_a_concern_without_answer_is_asked_for_and_not_mentioned() -> None:
    note = draft(replace(FULL, concerns=(Concern("no dbt experience"),)))
    assert options(note) == ['--concern "no dbt experience: …"']
    assert "experience" not in note.body


@pytest.mark.parametrize(
    "field", ["looking_for", "strengths", "topic", "concerns", "decision_on", "role"]
)
def test_a_missing_fact_takes_its_sentence_with_it(field: str) -> None:
    empty: dict[str, Any] = {field: getattr(Occasion("", "", FULL.today, ""), field)}
    note = draft(replace(FULL, **empty))
    assert not re.search(r"\$\{|  |None|\b(?:for|is|by|the)[.,;:]", note.body)
    assert note.words < draft(FULL).words or field in ("role", "topic")


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (
            {"contact": Contact(1, "Jo Day", company="Hays")},
            'Jo Day is of Hays: check each "you" of the note, which speaks to the employer.',
        ),
        (
            {"next_step": "a call tomorrow"},
            '"tomorrow" is right only on the day you wrote it; name the day.',
        ),
    ],
)
def test_what_should_be_looked_at_is_remarked(change: dict[str, Any], remark: str) -> None:
    assert remark in draft(replace(FULL, **change)).remarks


@pytest.mark.parametrize(
    ("change", "jotting", "why", "fact"),
    [
        ({"topic": "dashboards late twice"}, "dashboards late twice", "is not clear", "topic"),
        ({"topic": "the TODO"}, "the TODO", "placeholder", "topic"),
        ({"topic": "[name]"}, "[name]", "brackets", "topic"),
        ({"next_step": "moved to friday"}, "moved to Friday", "is not clear", "next_step"),
        ({"looking_for": "energy"}, "energy", "is not clear", "looking_for"),
        ({"strengths": ("ran a ward ->",)}, "ran a ward ->", "is not clear", "strength"),
        ({"promise": "get a suit??"}, "get a suit?", "question", "promise"),
        ({"topic": "her surgery"}, "her surgery", "private", "topic"),
        ({"topic": "the move, she said in confidence"}, "in confidence", "confidence", "topic"),
        (
            {"concerns": (Concern("no dbt experience", "with training"),)},
            "with training",
            "is not clear",
            "concern",
        ),
    ],
)
def test_what_stays_out_is_named_with_its_reason(
    change: dict[str, Any], jotting: str, why: str, fact: str
) -> None:
    note = draft(replace(FULL, **change))
    assert [
        left
        for left in note.left
        if jotting in left.jotting and why in left.why and left.fact == fact
    ], note.left
    assert jotting not in note.body


def test_a_need_that_no_strength_answers_is_told_apart_from_the_strengths() -> None:
    strengths = ("I ran a ward", "I speak Polish")
    note = draft(replace(FULL, strengths=strengths))
    (told,) = [part for part in note.body.split("\n\n") if "reporting stack" in part]
    assert "ward" not in told


def test_no_strength_is_lost_among_the_people_of_a_panel() -> None:
    strengths = ("I ran a ward", "I speak Polish", "I trained 12 nurses")
    panel = replace(FULL, stage="panel", others=("Tom Lee",), people=2, strengths=strengths)
    bodies = [draft(replace(panel, position=place)).body for place in (0, 1)]
    for words in ("ran a ward", "speak Polish", "trained 12 nurses"):
        assert sum(words in body for body in bodies) == 1


@pytest.mark.parametrize("people", [2, 4, 6])
@pytest.mark.parametrize("stage", ["panel", "onsite", "final", "phone"])
def test_no_two_people_of_one_interview_read_the_same_sentence(stage: str, people: int) -> None:
    """Whatever they share, a sentence of one note stands in no other."""
    bodies = [
        middle(draft(replace(each, stage=stage, people=people, promise="a plan")).body)
        for each in PANEL[:people]
    ]
    for one, other in combinations(bodies, 2):
        shared = set(re.split(r"(?<=[.!?])\s+", one)) & set(re.split(r"(?<=[.!?])\s+", other))
        assert shared == set()


def test_those_who_gave_advice_are_not_asked_for_a_strength() -> None:
    note = draft(replace(FULL, stage="informational", strengths=(), looking_for=""))
    assert note.missing == ()


def test_an_acceptance_names_only_what_was_told() -> None:
    bare = draft(replace(FULL, kind="accept", start_on=date(2027, 1, 4))).body
    assert "I will start on Monday, January 4, 2027." in bare
    assert not re.search("agreed|differs", bare)
    assert "If any of this differs" in draft(replace(FULL, kind="accept", terms="55,000")).body


@pytest.mark.parametrize("jotting", ["text Priya my certificate", "Priya: text you my certificate"])
def test_a_promise_that_names_its_reader_is_kept_to_them(jotting: str) -> None:
    body = draft(replace(OCCASIONS["promised"], promise=jotting)).body
    assert "I would text you my certificate" in body


@pytest.mark.parametrize(
    ("jotting", "told"),
    [
        ("send two references", "I would send two references. I am doing so now."),
        ("let her know about the start date", "I would let you know about the start date. I am"),
        ("visit the Bury site", ""),
        ("think about the start date", ""),
        ("finish the test", ""),
        ("ask my boss for a reference", ""),
    ],
)
def test_a_note_claims_to_do_only_what_a_note_can_do(jotting: str, told: str) -> None:
    note = draft(replace(OCCASIONS["promised"], promise=jotting))
    assert (told or "I said that I would be in touch again today.") in note.body
    assert [each.jotting for each in note.left] == ([] if told else [jotting])


@pytest.mark.parametrize("code", ["en", "de"])
def test_who_gave_advice_is_not_asked_for_a_job_with_what_was_promised(code: str) -> None:
    for promise in ("send my CV", ""):
        chat = replace(
            OCCASIONS["promised"], stage="informational", role="", promise=promise, looking_for=""
        )
        form = built_in("promised.informational", code.removeprefix("en"))
        note = draft(chat, form, language(code))
        assert not re.search(r"glad|like to|join|gern|Interesse", note.body)
    assert "I would send my CV" in draft(replace(chat, promise="send my CV")).body


@pytest.mark.parametrize(("met_before", "told"), [(False, "meet you"), (True, "see you again")])
def test_who_was_met_before_is_not_met_for_the_first_time(met_before: bool, told: str) -> None:
    notes = [
        draft(replace(PANEL[0], position=place, people=6, met_before=met_before)).body
        for place in range(6)
    ]
    assert sum(f"It was good to {told} " in body for body in notes) == 1
    assert met_before == ("good to meet you" not in " ".join(notes))


@pytest.mark.parametrize(
    ("ahead", "told"), [(0, "by the end of the day."), (1, "tomorrow."), (2, "by Monday.")]
)
def test_a_second_promise_has_its_day_in_the_same_words(ahead: int, told: str) -> None:
    made = (FULL.today + timedelta(ahead), "send two references")
    body = draft(replace(FULL, promises_too=(made,))).body
    assert f"I will send two references {told}" in body


def test_what_was_promised_is_not_tied_to_a_topic() -> None:
    assert "dbt" not in draft(OCCASIONS["promised"]).body


def test_a_good_note_needs_no_remark() -> None:
    assert draft(FULL).remarks == ()
    assert draft(FULL).missing == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not has_note(kind)])
def test_a_kind_without_a_note_says_what_to_do_instead(kind: str) -> None:
    with pytest.raises(UsageError, match=f"“{label(kind)}” has no note: .*`?followup"):
        draft(replace(FULL, kind=kind))


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="the nearest kind is `check_in`"):
        draft(replace(FULL, kind="chek_in"))


# Days.


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), "Friday, November 20"),
        (date(2027, 1, 8), "Friday, January 8, 2027"),
    ],
)
def test_a_day_is_told_with_its_weekday(day: date, expected: str) -> None:
    assert human_day(day, date(2026, 11, 22)) == expected


def test_a_decision_day_that_has_passed_is_not_told_as_if_it_lay_ahead() -> None:
    assert "decide" not in draft(replace(FULL, today=date(2026, 12, 1))).body


def test_sales_propose_a_day_unless_there_is_one() -> None:
    sales = replace(FULL, field="sales", promise_on=None, promise="", next_step="")
    assert "expect to decide by Friday" in draft(sales).body
    assert "propose" not in draft(sales).body
    assert "Wednesday, November 25" in draft(replace(sales, decision_on=None)).body


def test_a_template_of_your_own_takes_the_place_of_the_built_in() -> None:
    own = parse("Subject: Hi\n\nAbout ${topic}.", "own.txt", FIELDS)
    note = draft(FULL, own)
    assert note.subject == "Hi"
    assert note.body.startswith("Dear Priya,\n\nAbout the move to dbt.\n\nBest regards,")


# Whatever is typed.

TEXT = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "${HOME}",
            "{0.__class__}",
            "a\nb",
            "\x1b[31mred",
            "\u202egnp",
            "..",
            "x" * 500,
            "Inc.",
            "I",
        ]
    ),
)
OCCASION = st.builds(
    Occasion,
    kind=st.sampled_from(list(KINDS)),
    channel=st.sampled_from(CHANNELS),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    company=TEXT,
    role=TEXT,
    stage=st.sampled_from(["", *STAGES]),
    field=st.sampled_from(["", "sales", "government", "Sales"]),
    contact=st.none() | st.builds(Contact, st.just(1), TEXT, title=TEXT, salutation=TEXT),
    you=st.builds(You, name=TEXT, phone=TEXT),
    interview_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    looking_for=TEXT,
    strengths=st.lists(TEXT, max_size=3).map(tuple),
    concerns=st.lists(st.builds(Concern, TEXT, TEXT), max_size=3).map(tuple),
    topic=TEXT,
    next_step=TEXT,
    promise=TEXT,
    promise_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    position=st.integers(0, 9),
    terms=TEXT,
)
UNWANTED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|  |\.\.|\n\n\n")
PLACEHOLDER = re.compile(rf"\$\{{(?:{'|'.join(FIELDS)})\}}")


RAISED = replace(
    FULL,
    people=2,
    contact=Contact(1, 'Gary "Gaz" Petrov'),
    others=("Dr. Karen Whitfield",),
    concerns=(Concern("Dr. Whitfield worried that I have not worked with Epic", "I used Cerner"),),
)


@pytest.mark.parametrize(
    ("contact", "others", "is_told"),
    [
        ("Dr. Karen Whitfield", ('Gary "Gaz" Petrov',), True),
        ('Gary "Gaz" Petrov', ("Dr. Karen Whitfield",), False),
    ],
)
def test_a_doubt_with_a_name_goes_to_its_bearer_alone(
    contact: str, others: tuple[str, ...], is_told: bool
) -> None:
    note = draft(replace(RAISED, contact=Contact(1, contact), others=others))
    assert ("I used Cerner" in note.body) is is_told


def test_a_doubt_without_a_strength_beside_it_is_told_to_the_user() -> None:
    doubt = Concern("I have only sold road freight", "I completed the diploma in June")
    note = draft(replace(FULL, strengths=(), concerns=(doubt,)))
    assert "road freight" not in note.body
    assert any(each.jotting == f"{doubt.concern}: {doubt.answer}" for each in note.left)


@pytest.mark.parametrize(
    ("step", "decides", "is_told"),
    [
        ("She will phone all candidates by Friday evening", date(2026, 11, 27), False),
        ("She will call me by the end of the month", date(2026, 11, 30), False),
        ("She will call me by the end of the month", date(2026, 11, 27), True),
        ("She will call me on Friday", date(2026, 11, 27), True),
    ],
)
def test_a_day_is_told_once(step: str, decides: date, is_told: bool) -> None:
    note = draft(replace(FULL, today=date(2026, 11, 21), next_step=step, decision_on=decides))
    assert ("decide" in note.body or "decision" in note.body) is is_told


def test_an_agency_reads_that_its_client_decides() -> None:
    contact = Contact(1, "Nana Boateng", email="nana@goldleaf.example")
    note = draft(replace(FULL, via="Goldleaf Recruitment", contact=contact))
    assert "the client expects to decide by" in note.body
    assert "you expect" not in note.body


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (date(2026, 11, 21), "Later today, I will call you after 2 about the rota."),
        (date(2026, 11, 22), "Tomorrow, I will call you after 2 about the rota."),
        (date(2026, 11, 24), "On Tuesday, I will call you after 2 about the rota."),
    ],
)
def test_a_promise_with_its_own_hour_is_kept_on_its_day(due: date, sentence: str) -> None:
    told = "call her after 2 about the rota"
    note = draft(replace(FULL, today=date(2026, 11, 21), promise=told, promise_on=due))
    assert sentence in note.body


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (date(2026, 11, 21), "By 5pm today, I will call you about the rota."),
        (date(2026, 11, 22), "By 5pm tomorrow, I will call you about the rota."),
        (date(2026, 11, 24), "By 5pm on Tuesday, I will call you about the rota."),
    ],
)
def test_the_time_by_which_a_promise_is_kept_stands_with_its_day(due: date, sentence: str) -> None:
    on = date(2026, 11, 21)
    told = replace(FULL, today=on, promise="call her about the rota", promise_on=due)
    assert sentence in draft(replace(told, promise_clock="5pm")).body


def test_a_promise_that_names_nobody_says_in_whose_note_it_stands() -> None:
    two = replace(FULL, others=("Tom Lee",), people=2)
    assert any("Your promise names nobody" in each for each in draft(two).remarks)
    named = draft(replace(two, promise="send Priya the dashboard link"))
    assert not any("names nobody" in each for each in named.remarks)


@given(OCCASION)
def test_any_text_gives_a_clean_note_or_a_usage_error(occasion: Occasion) -> None:
    try:
        note = draft(occasion)
    except UsageError:
        assert not has_note(occasion.kind)
        return
    text = f"{note.subject}\n{note.body}"
    assert not UNWANTED.search(text)
    assert not PLACEHOLDER.search(text)
    assert "\n" not in note.subject
    assert note == draft(occasion)


@pytest.mark.parametrize("kind", MEASURES)
def test_every_built_in_fills_without_any_fact_but_the_company(kind: str) -> None:
    assert built_in(kind).fill({"company": "Acme"}).paragraphs


def test_an_answer_about_what_stays_out_stays_out_too() -> None:
    doubt = Concern("driving - my car has 190k on it", "I can lease one in March")
    note = draft(replace(FULL, concerns=(doubt,)))
    assert "lease" not in note.body
    assert {(each.jotting, each.why) for each in note.left if each.fact == "concern"} == {
        ("I can lease one in March", "it speaks of what stays out"),
        ("my car has 190,000 on it", "the note tells another part of it"),
    }


def test_where_a_promise_stands_is_said_only_of_one_that_stands() -> None:
    panel = replace(FULL, promise="code maybe", others=("Tom Lee",), people=2)
    assert draft(panel).remarks == ()
    stands = draft(replace(panel, promise="send the link")).remarks
    assert stands == ("Your promise names nobody, so it stands in the note to Priya Shah alone.",)


@pytest.mark.parametrize(
    ("code", "step", "told"),
    [
        ("en", "the tour on 4 December", "the tour on December 4"),
        ("en-GB", "the tour on December 4", "the tour on 4 December"),
        ("en", "the tour on Saturday", "the tour on Saturday"),
    ],
)
def test_a_day_that_was_jotted_has_the_order_of_the_language(
    code: str, step: str, told: str
) -> None:
    note = draft(replace(FULL, next_step=step), None, language(code))
    assert told in note.body


def test_a_role_of_two_is_named_as_one_and_that_is_said() -> None:
    note = draft(replace(FULL, role="Fitter / Engineer"))
    assert any("Fitter / Engineer" in remark for remark in note.remarks)
    assert not any("--role" in remark for remark in draft(FULL).remarks)


def test_a_promise_that_the_last_look_takes_out_leaves_no_day_behind() -> None:
    note = draft(replace(FULL, promise="send the plan before my surgery"))
    assert "in touch by" not in note.body


@pytest.mark.parametrize(
    ("concern", "doubt"),
    [
        (
            Concern("no permit yet, but my test is on Monday", ""),
            "I have no permit yet, but my test",
        ),
        (
            Concern("no crane licence - doing the test in May", ""),
            "I have no crane licence, but I am doing",
        ),
    ],
)
def test_a_doubt_typed_with_its_answer_in_one_is_taken_apart(concern: Concern, doubt: str) -> None:
    note = draft(replace(FULL, concerns=(concern,)))
    assert doubt in note.body
    assert not any(each.fact == "concern" for each in note.missing)


@pytest.mark.parametrize(
    ("step", "others", "stays_out"),
    [
        ("he'll ring me, then a tour", ("Tom Lee",), True),
        ("meet her team", ("Tom Lee",), True),
        ("Tom Lee will ring me and his team will write", ("Tom Lee",), False),
        ("she'll ring me on Friday", (), False),
    ],
)
def test_of_several_people_nobody_is_taken_for_the_one_who_is_not_named(
    step: str, others: tuple[str, ...], stays_out: bool
) -> None:
    note = draft(replace(FULL, next_step=step, others=others, people=1 + len(others)))
    reasons = [left.why for left in note.left if left.fact == "next_step"]
    assert ("it does not say which of the people is meant" in reasons) == stays_out


def test_a_company_keeps_its_name_where_the_role_is_a_part_of_it() -> None:
    note = draft(replace(FULL, company="Derby Nurse Bank", role="Nurse"))
    assert "at Derby Nurse Bank" in note.body
    assert "the nurse position" in note.body


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ("ISO 13485 exp\nsomeone who pushes back on developers", "someone with ISO 13485 experience who pushes back on developers."),
        ("someone who can bake\nsomeone who speaks Polish", "someone who can bake and who speaks Polish."),
        ("someone who stays calm\npatience, stamina", "somebody with patience and stamina who stays calm."),
        ("reliable cover for the early run\na closer", "reliable cover for the early run and a closer."),
        ("someone for nights\na closer", "someone for nights."),
        ("someone who won't leave in May\na closer", "a closer."),
    ],
)  # fmt: skip
def test_two_needs_that_no_strength_answers_are_one_sentence(needs: str, told: str) -> None:
    note = draft(replace(FULL, looking_for=needs, strengths=("I keep bees",)))
    assert told in note.body
