"""An interview as a text and back: what is written is read the same, and nothing else is guessed."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import WORLD
from followup.domain.dates import Frame, moment
from followup.domain.errors import UsageError
from followup.domain.frozen import as_dict
from followup.domain.model import CHANNELS, STAGES, THROUGH, Concern, NewContact, NewInterview
from followup.domain.people import check_email
from followup.domain.records import COLUMNS
from followup.services import interview_fields
from followup.services.interview_fields import FIELDS, AddOptions, TextEntry

FREE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60) | (
    st.lists(st.sampled_from(["", " a", "b: c", "# d", "note: e", "\t", "é\r"])).map("\n".join)
)
"""What a field of several lines may hold."""

WRITTEN = FREE.filter(str.strip)
LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).map(
    lambda text: text.strip(" ") if text.strip() else ""
)
NAME = LINE.filter(lambda text: bool(text.strip()) and "<" not in text)
EMAIL = st.sampled_from(["", "a@b.example", "zoe+x@xn--bcher-kva.example"])
DAYS = st.dates(date(1980, 1, 1), date(2150, 12, 31))
STARTS = st.builds(
    moment,
    DAYS,
    st.none() | st.builds(time, st.integers(4, 23), st.integers(0, 59)),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
PEOPLE = st.builds(
    NewContact,
    name=NAME,
    email=EMAIL,
    title=LINE,
    phone=LINE,
    topic=FREE.map(str.strip),
    no_calls=st.booleans(),
    salutation=st.just(""),
    known=st.just(0),
)
CONCERNS = st.builds(Concern, FREE, st.just("") | WRITTEN).filter(
    lambda one: bool(one.concern.strip() or one.answer.strip())
)


@st.composite
def interviews(draw: st.DrawFn) -> NewInterview:
    start = draw(STARTS)
    return NewInterview(
        company=draw(LINE.filter(str.strip)),
        day=start.day,
        at=start.at,
        zone=start.zone,
        starts=start.starts,
        role=draw(LINE),
        stage=draw(st.sampled_from(("", *STAGES))),
        minutes=draw(st.integers(1, 1440)),
        where=draw(FREE),
        people=tuple(draw(st.lists(PEOPLE, max_size=3))),
        looking_for=draw(FREE),
        strengths=tuple(draw(st.lists(WRITTEN, max_size=3))),
        concerns=tuple(draw(st.lists(CONCERNS, max_size=3))),
        decision_on=draw(st.none() | DAYS),
        promises=tuple(draw(st.lists(st.tuples(DAYS, FREE.map(str.strip)), max_size=3))),
        next_step=draw(FREE),
        via=draw(LINE.filter(lambda text: "@" not in text)),
        through=draw(st.sampled_from(("", *THROUGH))),
        field=draw(LINE).lower(),
        channel=draw(st.sampled_from(("", *CHANNELS))),
        note=draw(FREE),
    )


def understood(text: str, before: NewInterview) -> NewInterview:
    return interview_fields.by_text(Frame(WORLD.today), before, interview_fields.read_text(text))[0]


def written(told: NewInterview) -> str:
    return interview_fields.write_text(interview_fields.entries(told), ["a remark: with a colon"])


@given(interviews())
def test_what_is_written_is_read_the_same(told: NewInterview) -> None:
    assert understood(written(told), told) == told


@given(interviews())
def test_an_editor_that_ends_lines_in_its_own_way_changes_nothing(told: NewInterview) -> None:
    assert understood(written(told).replace("\n", "\r\n"), told) == told


ACME = NewInterview(
    company="Acme",
    day=date(2026, 11, 19),
    at=time(15),
    zone="Europe/Berlin",
    starts=datetime(2026, 11, 19, 14, tzinfo=UTC),
    role="Analyst",
    stage="video",
    people=(NewContact("Priya Shah", "priya@acme.example"), NewContact("Tom")),
    decision_on=date(2026, 11, 27),
)


def test_a_time_that_comes_twice_keeps_its_instant() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    told = ACME._replace(day=date(2026, 10, 25), at=time(2, 30), starts=second)
    assert "at: 2026-10-25T02:30:00+01:00\n" in written(told)
    assert understood(written(told), told) == told


def test_the_text_reads_well() -> None:
    told = ACME._replace(
        people=(ACME.people[0]._replace(title="Head of Data", topic="the move\n\nto dbt"),),
        strengths=("I ran it",),
        concerns=(Concern("no dbt", "I moved two"),),
        promises=((date(2026, 11, 25), "send the link"),),
    )
    assert interview_fields.write_text(interview_fields.entries(told), ["Interview 1."]) == (
        "# Interview 1.\n"
        "company: Acme\nrole: Analyst\nstage: video\nat: 2026-11-19 15:00\nzone: Europe/Berlin\n"
        "minutes: 60\nwhere: \n"
        "\n"
        "with: Priya Shah\nemail: priya@acme.example\ntitle: Head of Data\nphone: \ncalls: yes\n"
        "topic:\n    the move\n    \n    to dbt\n"
        "\n"
        "looking-for: \n"
        "strength: I ran it\n"
        "concern: no dbt\nanswer: I moved two\n"
        "\n"
        "decision: 2026-11-27\npromise: 2026-11-25: send the link\nnext-step: \n"
        "\n"
        "via: \nthrough: \nfield: \nchannel: \n"
        "note: \n"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("note: a", "a"),
        ("note:a", "a"),
        ("Note : a", "a"),
        ("note:\n    a\n    b", "a\nb"),
        ("note: a\n    b", "a\nb"),
        ("note:\n    a\n\n    b", "a\n\nb"),
        ("note:\n\ta\n\n\n", "a"),
        ("note:\n  a\n      b", "a\n  b"),
        ("note: a\n# a remark\n    b", "a\nb"),
        ("note: a: b", "a: b"),
        ("note:\n    # c", "# c"),
        ("", None),
    ],
)
def test_a_value_is_what_stands_after_its_key_and_below(text: str, value: str | None) -> None:
    assert [entry.value for entry in interview_fields.read_text(text)] == (
        [] if value is None else [value]
    )


def test_an_entry_knows_its_line() -> None:
    assert interview_fields.read_text("# a\n\nrole: x\n    y\nvia: z") == [
        TextEntry("role", "x\ny", 3),
        TextEntry("via", "z", 5),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rolle: x", 'Line 1: there is no key "rolle"; did you mean role?'),
        ("company: a\nzzz: x", 'Line 2: there is no key "zzz"; the keys are company, role'),
        ("just words", 'Line 1: "just words" has no key; write it as key: value'),
        ("    a\nrole: x", 'Line 1: "    a" has no key'),
        ("role: x\n\nrole: y", "Line 3: role stands in line 1 already"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        interview_fields.read_text(text)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("line", "instead", "sentence"),
    [
        ("company: Acme", "company:", "Line 2: company has no value; write it as company: Acme"),
        ("company: Acme\n", "", "There is no line for company; write it as company: Acme Corp"),
        ("at: 2026-11-19 15:00", "at: 03/04/2026", 'Line 5: "03/04/2026" can be read in two ways'),
        ("at: 2026-11-19 15:00", "at:", "Line 5: at has no value"),
        ("zone: Europe/Berlin", "zone: Berlin", 'Line 6: "Berlin" is not a known time zone'),
        ("minutes: 60", "minutes: one", 'Line 7: "one" is no number of minutes'),
        ("minutes: 60", "minutes: 0", "Line 7: An interview cannot last 0 minutes"),
        ("stage: video", "stage: lunch", 'Line 4: "lunch" is no stage'),
        ("email: priya@acme.example", "email: priya", "Line 11: “priya” is not an email address"),
        ("decision: 2026-11-27", "decision: 2026-11-01", "Line 29: They cannot decide on Sunday"),
        ("promise: ", "promise: some day: x", 'Line 30: "some day" is not a clear date'),
        ("channel: ", "channel: pigeon", 'Line 36: "pigeon" is no channel'),
        ("with: Priya Shah", "with:", "Line 11: email is of a person; write with: Name above it."),
        ("calls: yes", "calls: sometimes", 'Line 14: "sometimes" is neither'),
        ("concern: \nanswer: ", "answer: x", "Line 26: An answer is to a concern"),
        ("role: Analyst", "role: a\n    b", "Line 3: The role must be one line"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(
    line: str, instead: str, sentence: str
) -> None:
    text = written(ACME).replace(line, instead, 1)
    with pytest.raises(UsageError) as caught:
        understood(text, ACME)
    assert str(caught.value).startswith(sentence)


def test_a_decision_that_the_interview_has_overtaken_may_stay() -> None:
    text = written(ACME).replace("at: 2026-11-19", "at: 2026-12-03")
    assert understood(text, ACME).decision_on == ACME.decision_on


def test_a_line_that_was_taken_out_leaves_its_field_empty() -> None:
    text = written(ACME).replace("role: Analyst\n", "").replace("decision: 2026-11-27\n", "")
    assert understood(text, ACME) == ACME._replace(role="", decision_on=None)


def test_a_person_may_be_written_as_for_add() -> None:
    text = written(ACME).replace("with: Tom", "with: Zoë Ek <zoe@acme.example>, CTO")
    person = understood(text, ACME).people[1]
    assert (person.name, person.email, person.title) == ("Zoë Ek", "zoe@acme.example", "CTO")


def test_addresses_of_the_strategy_are_as_they_are_stored() -> None:
    assert check_email("zoe+x@xn--bcher-kva.example") == "zoe+x@xn--bcher-kva.example"


def test_each_need_has_a_line() -> None:
    told = ACME._replace(looking_for="a lead\ncalm")
    assert "\n\nlooking-for: a lead\nlooking-for: calm\nstrength" in written(told)
    added = written(told).replace("for: calm\n", "for: calm\nlooking-for: depth\n")
    assert understood(added, told).looking_for == "a lead\ncalm\ndepth"


def test_every_field_has_its_option_its_column_and_its_place_in_an_interview() -> None:
    options = {*as_dict(AddOptions())}
    assert {field.option or field.name for field in FIELDS} <= options
    assert {field.heading for field in FIELDS} - set(COLUMNS) == {"channel", "through"}
    assert {field.name for field in FIELDS} < set(NewInterview._fields)
