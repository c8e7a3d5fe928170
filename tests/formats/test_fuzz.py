"""Everything that reads what comes from outside, given what nobody thought of.

One table, PARSERS: each row is a parser as the program calls it, and what it is given: fragments
of its own grammar joined, and things that are right, cut, doubled, shuffled and written into. It
reads them, or refuses them with the error that its docstring names, in a sentence. What it is
known by once it is read (a day within the years, one spelling) is asserted where it is called.

`HYPOTHESIS_PROFILE=long pytest tests/formats/test_fuzz.py tests/domain/test_model.py` gives 5,000
examples to each, and takes about ten minutes; plain `pytest` a few.
"""

import codecs
import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, AnyStr, NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from conftest import EXAMPLES, WORLD
from followup import environment, formats
from followup.domain import config as config_domain
from followup.domain import people
from followup.domain.dates import (
    YEARS,
    Frame,
    known_zone,
    moment,
    parse_day,
    parse_moment,
    parse_promise,
)
from followup.domain.errors import FollowupError, NothingFound, SeveralFound, UsageError
from followup.domain.frozen import as_dict, replace
from followup.domain.model import CHANNELS, OUTCOMES, STAGES, Concern, NewContact, NewInterview
from followup.domain.policy import NUMBERS, Policy
from followup.domain.records import COLUMNS, READABLE, Archive, Cards, Hints, Rows
from followup.domain.workdays import from_settings
from followup.formats import icalendar, mail
from followup.integrations import reminder
from followup.notes import template
from followup.notes.facts import FIELDS
from followup.notes.template import TemplateError, parse, subject_and_body
from followup.services import (
    add_interview,
    applications,
    config,
    contacts,
    edit_interview,
    import_rows,
    interview_fields,
    transfer,
    user_templates,
)
from followup.services import calendar as calendar_services
from followup.services.applications import OutcomeTyped
from followup.services.context import frame
from followup.services.edit_interview import EditOptions
from followup.services.interview_fields import AddOptions

LONGEST_REFUSAL = 1_000
"""Characters that a sentence has at the most, whatever was typed: it must fit a screen."""


class Parser(NamedTuple):
    """How what comes from outside is read, what that is, and the errors that are documented."""

    read: Callable[[Any], object]
    given: st.SearchStrategy[Any]
    refusals: tuple[type[FollowupError], ...] = (UsageError,)


# What nobody types, and what everybody does


ODD = (
    "", " ", "\t", "\n", "\r", "\r\n", "\0", "\x0b", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028",
    "\u202e", "\u200b", "\ufeff", "\ud800", "\udc80", "é", "e\u0301", "İ", "ß", "ﬁ", "９", "٣", "👩🏽‍💻",
    "-", "--", ":", ";", ",", ".", "=", "@", "<", ">", "'", '"', "\\", "/", "#", "|", "%", "$", "${",
    "{", "}", "[", "]", "(", "*", "+", "_", "0", "-1", "9" * 5_000, "a" * 20_001, "1e999",
)  # fmt: skip
"""Fragments that some program has stumbled over."""

PIECES = st.sampled_from(ODD) | st.text(max_size=4)


def phrases(*words: str) -> st.SearchStrategy[str]:
    """These words, odd ones among them, in any order and with anything between them."""
    word = st.one_of(*(st.sampled_from(words) for _ in range(5)), PIECES)
    glue = st.sampled_from(["", " ", " ", " ", " ", "\t", ", "])
    return st.lists(st.tuples(word, glue), max_size=4).map(
        lambda said: "".join(part for pair in said for part in pair)
    )


@st.composite
def edited(
    draw: st.DrawFn,
    originals: st.SearchStrategy[AnyStr],
    pieces: st.SearchStrategy[AnyStr],
    newline: AnyStr,
) -> AnyStr:
    """An original that was cut, doubled and written into, up to four times; lines are moved too."""
    told = draw(originals)
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 4]))):
        if draw(st.booleans()):
            told = newline.join(draw(_rearranged(told.split(newline))))
        start = len(told) - draw(st.integers(0, len(told)))  # small ones are drawn more often
        end = min(len(told), start + draw(st.integers(0, 9)))
        how = draw(st.sampled_from(["cut", "double", "write"]))
        middle = told[start:end] * 2 if how == "double" else told[:0]
        if how == "write":
            middle = draw(pieces)
        told = told[:start] + middle + told[end:]
    return told


@st.composite
def _rearranged(draw: st.DrawFn, rows: list[AnyStr]) -> list[AnyStr]:
    """The rows, of which one stands elsewhere, twice, or not at all."""
    place = st.integers(0, len(rows) - 1)
    row = rows[draw(place)]
    kept = list(rows)
    if draw(st.booleans()):
        kept.remove(row)
    if draw(st.booleans()):
        kept.insert(draw(place), row)
    return kept


def typed(*originals: str, words: tuple[str, ...] = ()) -> st.SearchStrategy[str]:
    """What may stand in one option: what is right, edited, and fragments of its grammar."""
    pieces = PIECES | st.sampled_from(words) if words else PIECES
    right = st.sampled_from(originals)
    return st.one_of(right, edited(right, pieces, "\n"), phrases(*originals, *words))


def _encoded(name: str, mark: bytes = b"") -> Callable[[str], bytes]:
    return lambda text: mark + text.encode(name, "surrogatepass")


ENCODINGS: tuple[Callable[[str], bytes], ...] = (
    *[_encoded("utf-8")] * 6,
    _encoded("utf-8", codecs.BOM_UTF8),
    _encoded("utf-16-le", codecs.BOM_UTF16_LE),
    _encoded("utf-16-be", codecs.BOM_UTF16_BE),
    _encoded("utf-16-le"),
    _encoded("utf-32"),
    lambda text: text.encode("cp1252", "replace"),
)


@st.composite
def files(draw: st.DrawFn, originals: st.SearchStrategy[str]) -> bytes:
    """The bytes of a file: a text in any encoding, with any ends of its lines, perhaps damaged."""
    text = draw(edited(originals, PIECES, "\n"))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))
    content = draw(st.sampled_from(ENCODINGS))(text)
    if draw(st.sampled_from([True, False, False, False])):
        content = draw(edited(st.just(content), st.binary(max_size=3), b"\n"))
    return content


def contents(originals: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Files that are right, files with something odd in their text, and files of any bytes."""
    right = originals.map(lambda text: text.encode("utf-8", "surrogatepass"))
    odd = edited(originals, PIECES, "\n").map(lambda text: text.encode("utf-8", "replace"))
    return st.one_of(right, odd, files(originals))


# Dates


TODAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Africa/Monrovia")
FRAMES = st.builds(
    Frame,
    today=TODAYS,
    zone=st.sampled_from([*ZONES, "no/where"]),
    look=st.sampled_from(["ahead", "back", "later"]),
    order=st.sampled_from(["", "dmy", "mdy"]),
    workdays=st.sampled_from(
        [
            from_settings({}),
            from_settings({"calendar.weekend": "mon,tue,wed,thu,fri,sat"}),
            from_settings({"calendar.days_off": "2026-11-26,0001-01-01,9999-12-31"}),
        ]
    ),
)
DAYS = (
    "today", "tomorrow", "yesterday 3pm", "fri", "friday 10:30", "next tue", "last thursday",
    "this week", "in 3 days", "3d", "2w", "in 2 weeks", "3 days ago", "5bd", "1000 business days",
    "-1000y", "eow", "end of the month", "dec 1", "1 dec 9am", "29 feb", "feb 29", "3rd of march",
    "2026-12-01", "2026-12-01T15:00", "2026-12-01T15:00:00Z", "2026-12-01 15:00 America/New_York",
    "2026-03-29 02:30 Europe/Berlin", "2026-10-25 02:30 Europe/Berlin", "2011-12-30 Pacific/Apia",
    "1970-01-01T00:00+14:00", "2199-12-31 23:59 -12:00", "noon", "14h30", "03/04/2026", "31.12.2026",
    "mon 2026-11-23", "12", "9.30", "friday 9", "tomorow", "10:30 [Asia/Tokyo]", "3pm berlin",
)  # fmt: skip
DAY_WORDS = (
    "in", "ago", "from now", "at", "@", "on", "by", "next", "last", "this", "a", "an", "two", "ten",
    "1001", "999", "months", "years", "bd", "wk", "january", "Sept", "31", "30", "2199", "2200",
    "1969", "T", "Z", "+01:00", "-12", "+1460", "am", "p.m.", "24:00", "23:59", "00:00:01", "h",
    "UTC", "gmt", "Europe/Berlin", "[Mars]", "Etc/GMT+12", "../etc", "Europe", "America/new york",
)  # fmt: skip
PHRASES = typed(*DAYS, words=DAY_WORDS)


def of_frame(parse_phrase: Callable[[str, Frame], object]) -> Callable[[tuple[str, Frame]], object]:
    """A reader of phrases, each with what it is read against; it refuses in one safe line."""

    def read(given: tuple[str, Frame]) -> None:
        try:
            parse_phrase(*given)
        except UsageError as refusal:
            sentence = str(refusal)
        else:
            return
        assert sentence.isprintable()
        assert len(sentence) < 300
        raise UsageError(sentence)

    return read


def _day(phrase: str, against: Frame) -> None:
    assert parse_day(phrase, against).year in YEARS


def _moment(phrase: str, against: Frame) -> None:
    said = parse_moment(phrase, against)
    assert said.day.year in YEARS
    assert said.starts.astimezone(known_zone(said.zone)).date() == said.day
    assert said.remark.isprintable()


def _promise(phrase: str, against: Frame) -> None:
    on, what = parse_promise(phrase, against)
    assert on.year in YEARS
    assert what == what.strip()


def _month(phrase: str, against: Frame) -> None:
    assert calendar_services.meant(phrase, against).day == 1


def _local(given: tuple[date, time | None, str]) -> None:
    day, at, zone = given
    said = moment(day, at, zone)
    assert (said.day, said.at) == (day, at and at.replace(fold=0))


LOCAL = st.tuples(
    st.one_of(TODAYS, st.dates()),
    st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from(ZONES)
    | typed(*ZONES, "Asia/Tokyo", "Europe/Berln", "right/UTC", "/etc/localtime", "a/" * 300),
)


# People, and what the options of `add`, `edit`, `log`, `outcome` and `contact` say


PERSON = (
    "Priya", "Priya Shah <priya@acme.example>", "Tom Lee <tom@acme.example>, Head of Data",
    '"Shah, Priya" <p@bücher.example>', "Dr. José Núñez", "<x@y.example>", "a@b.example",
)  # fmt: skip
ADDRESS = (
    "priya@acme.example", "zoe+x@xn--bcher-kva.example", "p@bücher.example", "a.b@c.d.example",
    "x@Y.example", "x@[127.0.0.1]", "José@acme.example", "a@" + "b." * 130 + "de",
)  # fmt: skip


def _person(text: str) -> None:
    found = people.parse_person(text)
    assert found.name == found.name.strip() != ""
    assert not found.email or people.check_email(found.email) == found.email


def _address(text: str) -> None:
    found = people.check_email(text)
    assert found.isascii()
    assert people.check_email(found) == found


TOLD = AddOptions(
    company="Acme Corp",
    at="yesterday 3pm",
    people=("Priya Shah <priya@acme.example>, Head of Data", "Tom Lee"),
    concerns=("no dbt: I moved two pipelines",),
    topics=("Priya: the move to dbt",),
    decision="next friday",
    promises=("wednesday: send the link",),
)
TEXT = typed("Acme Corp", "1 Main St\nSpringfield", "someone to own the reporting: now")
NAMES = typed("Priya: tests", "Tom: on call", "Priya", "Shah", words=("Tom", "Lee", "priya shah"))
OPTIONS: Mapping[str, st.SearchStrategy[str]] = {
    "at": PHRASES,
    "zone": typed(*ZONES),
    "stage": typed(*STAGES, "Phone ", "ONSITE"),
    "channel": typed(*CHANNELS),
    "decision": PHRASES,
    "promises": PHRASES | PHRASES.map(lambda phrase: f"{phrase}: send the link"),
    "people": typed(*PERSON),
    "email": typed(*ADDRESS),
    "topics": NAMES,
}


@st.composite
def told_to_add(draw: st.DrawFn, base: AddOptions) -> AddOptions:
    """What `add` could be told, up to three options of it anything."""
    told = base
    for name in draw(st.lists(st.sampled_from([*as_dict(AddOptions())]), max_size=3)):
        texts = OPTIONS.get(name, TEXT)
        was = getattr(base, name)
        said: Any = draw(texts)
        if isinstance(was, tuple):
            said = (*draw(st.sampled_from([was, ()])), said)
        elif isinstance(was, bool):
            said = not was
        elif isinstance(was, int):
            said = draw(st.integers(-1, 1_500) | st.integers())
        told = replace(told, **{name: said})
    return told


def configured(kept: Mapping[str, str] = MappingProxyType({})) -> Frame:
    """What phrases are read against with such a configuration."""
    rows = [{"key": key, "value": value} for key, value in kept.items()]
    return frame(WORLD, lambda sql, _: rows if "FROM setting" in sql else [])


KEPT = st.sampled_from([{}, {"dates.order": "dmy"}, {"calendar.weekend": "fri,sat"}])


def _add(given: tuple[AddOptions, Mapping[str, str]]) -> None:
    told, remarks = add_interview.understand(WORLD, configured(given[1]), given[0])
    assert told.company
    assert told.decision_on is None or told.decision_on >= told.day
    assert all(remark.isprintable() for remark in remarks)


BEFORE = NewInterview(
    company="Acme",
    day=date(2026, 11, 19),
    at=time(15),
    zone="Europe/Berlin",
    starts=datetime(2026, 11, 19, 14, tzinfo=UTC),
    role="Analyst",
    people=(
        NewContact("Priya Shah", "priya@acme.example", topic="dbt\n\nand more"),
        NewContact("Tom"),
    ),
    strengths=("I ran it", "10 years of Python"),
    concerns=(Concern("no dbt", "I moved two"), Concern("far away")),
    decision_on=date(2026, 11, 27),
    promises=((date(2026, 11, 25), "send the link"),),
    note="one\n\ntwo",
)
WISHES = st.builds(
    EditOptions,
    told_to_add(AddOptions(minutes=0)),
    without=st.lists(NAMES, max_size=2).map(tuple),
    clear=st.lists(typed(*edit_interview.EMPTIED, "looking_for", "NOTE"), max_size=2).map(tuple),
    no_calls=st.none() | st.booleans(),
)


def _edit(wishes: EditOptions) -> None:
    told, _ = edit_interview.by_options(configured(), BEFORE, wishes)
    assert told.company


SAID = st.one_of(st.just(""), st.sampled_from([""]), TEXT)
OUTCOME = st.tuples(
    typed(*OUTCOMES, "open", "Rejected "),
    st.builds(OutcomeTyped, SAID, st.sampled_from([False, False, True]), SAID, SAID),
)


def _outcome(given: tuple[str, OutcomeTyped]) -> None:
    what = applications._known(given[0])
    applications._check_options(what, given[1])
    assert what in (*OUTCOMES, "open")


CONTACT = st.fixed_dictionaries(
    {},
    optional={
        "name": st.none() | typed(*PERSON),
        "email": st.none() | typed(*ADDRESS, " "),
        "no_calls": st.booleans(),
        **dict.fromkeys(("phone", "title", "company", "salutation", "language", "address", "note"), TEXT),
    },
)  # fmt: skip


# Configuration


VALUES = {
    "you.email": ADDRESS,
    "calendar.weekend": ("sat,sun", "FRI, saturday", "mon,tue,wed,thu,fri,sat,sun", ","),
    "calendar.days_off": ("2026-12-24,2026-12-31", "20261224, 2026-W52-4", "24.12.2026"),
    "calendar.country": ("us", "GB"),
    "print.paper": ("a4", "US-Letter"),
    "print.envelope": ("dl", "C6", "10", "none"),
    "mail.receipt": ("yes", "no"),
    "dates.order": ("dmy", "mdy"),
    "note.channel": CHANNELS,
    "note.language": ("de", "EN"),
}
NUMBER_VALUES = ("5", " 07 ", "1", "0", "60", "1000", "-1", "1e1")
SETTINGS = st.one_of(
    *(
        st.tuples(st.just(key), typed(*VALUES.get(key, ("Ana Díaz", "1 Main St\nSpringfield"))))
        for key in config_domain.KEYS
        if key != "backup.keep"
    ),
    st.tuples(
        st.sampled_from(["backup.keep", *(f"policy.{number.key}" for number in NUMBERS)]),
        typed(*NUMBER_VALUES),
    ),
    st.tuples(typed(*config_domain.KEYS, "policy.", "policy.check_in.days"), typed(*NUMBER_VALUES)),
)


def _setting(given: tuple[str, str]) -> None:
    key, value = given
    kept = config_domain.check(key, value)
    assert config_domain.check(key, kept) == kept
    assert config_domain.default(key) == config_domain.value({}, key)
    Policy.from_settings({key: kept} if key.startswith("policy.") else {})
    configured({key: kept})
    config_domain.you({key: kept})


CONFIG = """# mine
[you]
name = "Sam Rivera"
address = '''
1 Main St
Springfield'''

[calendar]
weekend = ["sat", "sun"]
days_off = [2026-12-24, 2026-12-31]
country = "GB"

[policy.check_in]
days = 7
government_days = 0xA

[policy]
urgency.late_days = 3
"""


def _configuration(path: Path) -> Callable[[bytes], object]:
    def read(content: bytes) -> None:
        path.write_bytes(content)
        told = config._checked(replace(WORLD, config=str(path)))
        for key, value in told.items():
            assert config_domain.check(key, value) == value

    return read


def _with_variable(name: str, look: Callable[[str], object]) -> Callable[[str], object]:
    def read(value: str) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(name, value)
            return look(value)

    return read


def _is_a_variable(text: str) -> bool:
    return "\0" not in text and not re.search("[\ud800-\udbff]|[\udc00-\udc7f]", text)


VARIABLE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


def _clock(_: str) -> None:
    now = environment.clock()
    assert now.tzinfo is not None
    assert 1969 <= now.year <= 2200


# Templates and notes


TEMPLATE = """# mine
Subject: Thank you – ${role} interview
Subject: Thank you

Thank you for talking with me about the ${role} role, $$5.
| Thank you for making time.
| Thanks.

You are looking for ${need}. ${next_step}.

Best wishes to all at ${company}.
"""
FILE_PIECES = PIECES | st.sampled_from(
    ["${role}", "${company}", "${zzz}", "$$", "Subject:", "| ", "# ", "${role.__class__}", "${role!r}",
     "{0.__class__}", "${need:>99}", "$role", "{company}", "\n\n", "x" * 70_000]
)  # fmt: skip
TEMPLATES = edited(st.just(TEMPLATE), FILE_PIECES, "\n") | edited(
    st.just("Subject: s\n\nHi.\n"), FILE_PIECES, "\n"
)


class _Asked(dict[str, str]):
    """Facts that know what they were asked for; each looks like a placeholder of its own."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(FIELDS, "${company} {0.__class__} %s $company"))
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)


def _template(text: str) -> None:
    facts = _Asked()
    template = parse(text, "t.txt", FIELDS)
    for variant in (0, 1):
        filled = template.fill(facts, variant)
        assert filled.paragraphs
        assert filled.missing == ()
        told = filled.subject + "".join(filled.paragraphs)
        assert (
            "<class" not in told or "<class" in text
        )  # nothing was looked up in what was filled in
    assert facts.asked <= set(FIELDS)
    template.fill({"company": "Acme"})


def _template_file(path: Path) -> Callable[[bytes], object]:
    def read(content: bytes) -> None:
        path.write_bytes(content)
        text = user_templates.read_template(str(path))
        found = list(user_templates.problems(text, "t.txt"))
        assert all(0 <= one.line <= len(text.splitlines()) + 1 for one in found)

    return read


TEMPLATE_NAMES = typed(
    "thank_you", "thank_you.panel", "thank_you.de.txt", "check_in.letter.de", "promised.txt",
    "thank_you.pnael", words=("thank_you", ".", "panel", "prep", "de", ".txt", "/", ".."),
)  # fmt: skip


def _template_name(text: str) -> None:
    file = template.read_name(text).file
    assert "/" not in file
    assert "\\" not in file
    assert not file.startswith(".")


def _note(text: str) -> None:
    subject, body = subject_and_body(text)
    assert body == body.strip() != ""
    assert "\n" not in subject


# The record in the editor


RECORD = interview_fields.write_text(interview_fields.entries(BEFORE), ["Interview 1."])
RECORD_PIECES = PIECES | st.sampled_from(
    [f"{key}: {value}\n" for key in interview_fields.KEYS for value in ("", "x", "2026-12-01")]
    + [f"{line}\n" for line in ("    further", "\tfurther", "#", "calls: no", "with: A <a@b.co>", "topic: x")]
    + ["minutes: 99999\n", "at: 2026-03-29 02:30\n"]
)  # fmt: skip

NEEDED = "company: Acme\nat: 2026-11-19 15:00\nzone: UTC\nstage: video\nminutes: 60\n"


def _record(text: str) -> None:
    told, _ = interview_fields.by_text(configured(), BEFORE, interview_fields.read_text(text))
    assert told.company
    written = interview_fields.write_text(interview_fields.entries(told))
    assert (
        interview_fields.by_text(configured(), told, interview_fields.read_text(written))[0] == told
    )


# Files of other programs


TABLES = st.sampled_from(
    [
        "company,role,at,contact,email,strength,promise,status,outcome\n"
        'Acme,Dev,2026-03-03T10:00,Ann,ann@acme.example,"one\ntwo",2026-03-05: the link,held,\n'
        'Acme,Dev,2026-03-03T10:00,Tom,,"one\ntwo",2026-03-05: the link,held,\n'
        "'=Globex,,yesterday 3pm,,,,,cancelled,rejected\n",
        "Company;AT;Zone;Minutes;Decision;Concern;Topic;Contact\n"
        '"O""Hara; Sons";2026-12-01 15:00;Europe/Berlin;45;2026-12-09;slow: not now;tests;Eve\n',
        "Firma\tDatum\tat\nAcme\t1\t2026-12-01\n",
        "company,at\nAcme,2026-12-01\n\nGlobex,fri\n",
        "company,at,stage,outcome,status\nAcme,2026-12-01,panel,,\nGlobex,2d,,offer,held\nHooli,,,,\n",
        "Job Title,Company,Date Applied,Status,Contact Email,Salary,Interview Date,Interview Time\n"
        "Analyst,Acme,11/25/26,Applied,a@b.co,50k,,\nDev,Globex,11/02/2026,Phone screen,,,4-Dec,2:05 PM\n"
        "Dev,Hooli,2026-08,Ghosted,,,2026-11-26T18:05:40Z,\n",
        "Notes:\nsome text\n\nFirst Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Priya,Shah,priya@acme.example,Acme,Head,30 Nov 2023\nTom,,,,,\n",
    ]
)
CALENDARS = st.sampled_from(
    [
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\n"
        "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE\n"
        'BEGIN:VEVENT\nORGANIZER;CN="Shah, Priya":mailto:priya@mail.acme-data.co.uk\n'
        "ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@acme-data.co.uk\nUID:0400\n"
        "DESCRIPTION;LANGUAGE=en-US:Join: https://teams.microsoft.com/l/19%3a\\, see\n  you\n"
        "SUMMARY:Interview\nDTSTART;TZID=W. Europe Standard Time:20261203T140000\n"
        "DTEND;TZID=W. Europe Standard Time:20261203T144500\nLOCATION:+49 30 123456\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261203T130000Z\nDURATION:PT45M\nSTATUS:CANCELLED\n"
        "RECURRENCE-ID:20261203T130000Z\nUID:abc@google.com\nATTENDEE;CN=Globex:mailto:t@globex.example\n"
        "BEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261204\n"
        "SUMMARY:Initech\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:20260329T023000\nSUMMARY:Hooli\n"
        "URL:https://zoom.us/j/1\nDTEND:20260329T033000Z\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Customized Time Zone\nX-LIC-LOCATION:Mars\n"
        "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20301027T010000Z\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "RDATE:20270328T020000\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:u1\nSEQUENCE:2\n"
        "DTSTAMP:20261110T080000Z\nDTSTART;TZID=Customized Time Zone:20261203T140000\n"
        'ATTENDEE;CN="Kurz, Jr., Max (Hagen GmbH)":mailto:m@hagen.example\n'
        "DTEND:20261203T143000Z\nEND:VEVENT\nEND:VCALENDAR\n",
    ]
)
CARDS = st.sampled_from(
    [
        "BEGIN:VCARD\nVERSION:3.0\nUID:0123456789abcdef@followup\nFN:Priya Shah\nN:Shah;Priya;;Dr.;\n"
        "ORG:Acme\\; Sons;Data\nTITLE:Head\nEMAIL;TYPE=PREF,WORK:priya@acme.example\n"
        "TEL;TYPE=cell:tel:+1-555\nADR:;;1 Main St;Springfield;IL;12345;USA\nNOTE:met\\nat\\,\n  PyCon\n"
        "PHOTO;ENCODING=b:AAAA\nEND:VCARD\n",
        'BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nADR;LABEL="1 Main^nTown\\nUSA";TYPE="work,pref":;;;;;;\n'
        "LABEL;TYPE=work:1 Main\\nTown\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:2.1\nN:Nu=C3=B1ez;Jos=C3=A9\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:caf=C3=A9 =\n=0Anext\nUID;QUOTED-PRINTABLE:a=3Db\n"
        "EMAIL;INTERNET;PREF:jose@x.example\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\n",
        *(
            f"BEGIN:VCARD\nFN:Ann\nUID;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:+2AA-=5Cud800\nEND:VCARD\n"
            for charset in (
                "utf-7",
                "latin-1",
                "utf-16",
                "unicode_escape",
                "punycode",
                "idna",
                "hex",
            )
        ),
    ]
)


def _mail(calendar: str) -> str:
    """A mail with an invitation in it."""
    return (
        "From: priya@acme.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\nDear Ana\n--b\nContent-Type: text/calendar; charset=utf-8\n\n"
        f"{calendar}\n--b--\n"
    )


HEADS = st.sampled_from(
    ["From: ", "Subject: ", "Date: ", "Message-ID: ", "References: ", "Precedence: bulk\n",
     "Content-Type: ", "Content-Disposition: attachment", "Content-Transfer-Encoding: ",
     "MIME-Version: 1.0\n", "Auto-Submitted: "]
)  # fmt: skip
HEAD_PIECES = PIECES | st.sampled_from(
    ["text/calendar", "multipart/report", "message/rfc822", "message/delivery-status", "; charset=",
     "; charset*=", "; charset*0*=", "; charset*1=", "; boundary=b", "; filename*=", "a.ics", "utf-8''x",
     "a\0b''utf-8", "''", "=?x?B?w?=", "=?punycode?Q?a-b?=", "=?utf-8?Q?=0A?=", "base64", "uuencode",
     "quoted-printable", "%00", "%zz", "Fri, 20 Nov 2026 10:00:00 +0000", "99999999999", "\n"]
)  # fmt: skip


@st.composite
def _any_mail(draw: st.DrawFn) -> str:
    """A mail whose headers are made of what belongs there, and of what does not."""
    heads = st.tuples(HEADS, st.lists(HEAD_PIECES, max_size=6).map("".join)).map("".join)
    head = draw(st.lists(heads, max_size=6).map("\n".join))
    return f"{head}\nContent-Type: multipart/report; boundary=b\n\n--b\n{head}\n{_mail(CALENDAR)}--b--\n"


CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261203T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
MAILS = _any_mail()


_WORKBOOK = (Path(__file__).parent.parent / "cases" / "no_sheet.xlsx").read_bytes()
WORKBOOKS = st.builds(
    lambda at, change: _WORKBOOK[:at] + change + _WORKBOOK[at + len(change) :],
    st.integers(0, len(_WORKBOOK)),
    st.binary(max_size=8),
)
REASON = {"step": "rule", "text": "the rule", "on": "2026-12-01"}
ARCHIVE: dict[str, Any] = {
    "followup": 1,
    "settings": {"you.name": "Ana", "import.0123456789abcdef": "firma=company"},
    "contacts": [
        {
            "uid": "00000000000000aa", "name": "Priya", "company": "Acme", "title": "", "email": "p@a.co",
            "phone": "", "address": "", "salutation": "", "language": "", "note": "", "no_calls": False,
            "no_contact": False, "order": 1,
        }
    ],
    "applications": [
        {
            "uid": "00000000000000bb", "company": "Acme", "role": "", "via": "", "field": "", "channel": "",
            "outcome": "offer", "outcome_on": "2026-12-02", "outcome_order": 3, "deadline_on": None,
            "terms": "", "start_on": None, "keep_in_touch": False, "order": 1,
            "interviews": [
                {
                    "uid": "00000000000000cc", "stage": "video", "at": "2026-12-01T15:00", "zone": "UTC",
                    "minutes": 60, "starts": "2026-12-01T15:00:00+00:00", "ends": "2026-12-01T16:00:00+00:00",
                    "recorded_on": "2026-12-01", "where": "", "looking_for": "", "next_step": "", "note": "",
                    "strengths": ["I ran it"], "concerns": [{"concern": "far", "answer": ""}],
                    "cancelled": False, "order": 2, "topics": [{"contact": "00000000000000aa", "topic": "x"}],
                    "sequence": 2, "stamped": "2026-11-10T08:00:00+00:00", "first_at": "2026-11-30",
                    "first_starts": "2026-11-30T00:00:00+00:00",
                }
            ],
            "promises": [
                {
                    "uid": "00000000000000dd", "interview": "00000000000000cc", "by": "you",
                    "on": "2026-12-05", "text": "call", "made_on": "2026-12-01", "order": 2,
                }
            ],
            "events": [
                {
                    "uid": "00000000000000ee", "contact": None, "on": "2026-12-02", "reply": True,
                    "text": "they rang", "order": 3,
                }
            ],
            "followups": [
                {
                    "key": "thank_you:interview-1:contact-1", "kind": "thank_you", "rule": "thank_you",
                    "channel": "email", "interview": "00000000000000cc", "contact": "00000000000000aa",
                    "promise": None, "ready_on": "2026-12-01", "due_on": "2026-12-02", "status": "pending",
                    "done_on": None, "because": "", "snoozed_until": None, "chain": [REASON], "notes": [],
                }
            ],
        }
    ],
}  # fmt: skip
TABLE = [
    {"company": "Acme", "at": "2026-12-01", "strength": ["one", "two"], "minutes": 45, "note": None}
]
SCRAPS = (
    st.none() | st.booleans() | st.integers() | st.floats() | PIECES
    | st.sampled_from([[], {}, [[]], "2026-12-01", "9999-99-99", "２０２６-12-01", "\ud800", 10**16, -1, REASON])
)  # fmt: skip


def _places(told: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and array within a value, with each key or place that it has."""
    inner = dict(enumerate(told)) if isinstance(told, list) else told
    for key, value in inner.items() if isinstance(inner, dict) else ():
        yield told, key
        yield from _places(value)


@st.composite
def rewritten(draw: st.DrawFn, original: Any) -> str:
    """A JSON text in which up to three values are others, mostly of its own, are gone or doubled."""
    told = json.loads(json.dumps(original))
    for _ in range(draw(st.sampled_from([0, 1, 1, 2]))):
        places = list(_places(told))
        if not places:
            break
        whole, key = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["exchange"] * 5 + ["change", "remove", "add"]))
        others = [one[place] for one, place in places if type(one[place]) is type(whole[key])]
        if how == "exchange":
            whole[key] = copy.deepcopy(draw(st.sampled_from(others)))
        elif how == "remove":
            del whole[key]
        elif how == "add" and isinstance(whole, list):
            whole.insert(key, whole[key])
        elif how == "add":
            whole[draw(PIECES)] = whole[key]
        else:
            whole[key] = copy.deepcopy(draw(SCRAPS))
    return json.dumps(told, ensure_ascii=draw(st.booleans()))


JSONS = (
    rewritten(ARCHIVE)
    | rewritten(TABLE)
    | st.sampled_from(["[" * 5_000, '{"a":' * 5_000, "1" * 9_999])
)
HINTS = st.builds(
    Hints,
    st.sampled_from([{}, {}, {}, {"firma": "company", "datum": ""}, {"role": "note"}]),
    st.just({}),
    st.sampled_from(["", "ana@home.example"]),
    your_name=st.sampled_from(["", "Ana Díaz"]),
    only_known=st.booleans(),
    skip_bad=st.booleans(),
    company=st.sampled_from(["", "Acme"]),
)


class Outside(NamedTuple):
    """A file as it lies there, and what helps to read it."""

    name: str
    content: bytes
    hints: Hints


def outside(name: str, originals: st.SearchStrategy[str]) -> st.SearchStrategy[Outside]:
    """Files of that name."""
    return st.builds(Outside, st.just(name), contents(originals), HINTS)


def _import(file: Outside) -> None:
    """What `import` does with a file, up to the store."""
    found = formats.of_file(file.name, file.content).read(file.content, file.hints)
    if isinstance(found, Cards):
        for card, _ in map(import_rows.read_card, found.cards):
            assert card.name == card.name.strip() != ""
    elif isinstance(found, Rows):
        assert all(set(row.cells) <= set(READABLE) for row in found.rows)
        days = import_rows.Days(transfer.cells_of_days(found.rows), "")
        reading = import_rows.Reading(configured(), days, skip_bad=file.hints.skip_bad)
        assert all(one.interview.company for one in reading.interviews(found.rows))
        assert all(one.company for one in reading.applications)
        import_rows.to_remember(found, file.hints)
    else:
        assert isinstance(found, Archive)
        assert all(one["uid"] for one in (*found.contacts, *found.applications))


def _columns(told: list[str]) -> None:
    names = import_rows.column_names(told)
    assert set(names.values()) <= {"", *READABLE}
    kept = {f"{import_rows.REMEMBERED}0": ",".join(map("=".join, names.items()))}
    assert import_rows.remembered(kept) == {"0": names}


# What comes to a mailbox


NOTICES = st.sampled_from(
    [
        "From: =?utf-8?q?P=C5=99?= <p@a.co>\nDate: Fri, 20 Nov 2026 15:00:00 +0000\nSubject: Re: =?x?b?!?=\n"
        "Message-ID: <1@a.co>\nReferences: <0@x> <1.0a@followup.invalid>\nReturn-Path: <>\n\nHi\n",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\n'
        "Content-Type: message/delivery-status\n\nOriginal-Envelope-Id: 1.0a@followup.invalid\n\n"
        "Action: failed\nStatus: 5.1.1 (x)\nDiagnostic-Code: smtp; 550 5.1.1 no\n\n--B\n"
        "Content-Type: text/rfc822-headers\n\nMessage-ID: <1.0a@followup.invalid>\n\n--B--\n",
        'Content-Type: multipart/report; boundary="B"\n\n--B\n'
        "Content-Type: message/disposition-notification\n\nOriginal-Message-ID: <1.0a@followup.invalid>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n\n--B--\n",
        "X-Failed-Recipients: p@a.co\nDate: Fri, 99 Foo 9999999 99:99 +9999\n\n<1.0a@followup.invalid>\n",
    ]
)  # fmt: skip


def _came(content: bytes) -> None:
    """Nothing that somebody sent is an error, since it would end the look at all the rest."""
    head = mail.header(content)
    assert head.at is None or head.at.tzinfo
    told = mail.report(content)
    assert told is None or told.state in ("bounced", "arrived", "seen")
    found = icalendar.announced(content)
    assert found is None or found.uid == "" or len(found.uid) == 16


# The reminder


OURS = reminder.crontab_line(reminder.ReminderJob(("/usr/bin/followup",), time(8, 30)))
CRONTAB = edited(
    st.sampled_from(
        ["", "# mine\n0 5 * * * backup\n", f"0 5 * * * backup\n{OURS}", f"{OURS}MAILTO=x"]
    ),
    PIECES | st.just(OURS),
    "\n",
)


def _crontab(before: str) -> None:
    once = reminder.in_crontab(before, OURS)
    assert once.endswith(OURS)
    assert reminder.in_crontab(once, OURS) == once
    others = [row for row in before.split("\n") if not row.rstrip().endswith(reminder.MARK)]
    assert [*filter(None, others), OURS.strip()] == [*filter(None, once.split("\n"))]


def _reminder(given: tuple[str, str, str]) -> None:
    """Every system's words for a program and a store anywhere."""
    at, program, store = given
    job = reminder.ReminderJob((program,), reminder.time_of_day(at), {"FOLLOWUP_DB": store})
    for system in reminder.SYSTEMS:
        reminder.text(system, job).encode("utf-8", "surrogateescape")


PATHS = typed("/home/a b/50%/followup", "/tmp/$x", words=("\udcff", "'", '"', "\\")).filter(
    _is_a_variable
)


# The table


@cache
def parsers(place: Path) -> Mapping[str, Parser]:
    """Every parser by name; `place` is a directory for those that read files."""
    return {
        "a day": Parser(of_frame(_day), st.tuples(PHRASES, FRAMES)),
        "a moment": Parser(of_frame(_moment), st.tuples(PHRASES, FRAMES)),
        "a promise": Parser(of_frame(_promise), st.tuples(OPTIONS["promises"], FRAMES)),
        "a month": Parser(
            of_frame(_month),
            st.tuples(PHRASES | typed("2026-12", "dec", "december 2026", "next month", "last"), FRAMES),
        ),
        "a zone": Parser(_local, LOCAL),
        "a person": Parser(_person, typed(*PERSON)),
        "an address": Parser(_address, typed(*ADDRESS)),
        "a concern": Parser(interview_fields.concern, TEXT),
        "add": Parser(_add, st.tuples(told_to_add(TOLD), KEPT)),
        "edit": Parser(_edit, WISHES, (UsageError, NothingFound, SeveralFound)),
        "outcome": Parser(_outcome, OUTCOME),
        "contact": Parser(contacts.understand, CONTACT),
        "config set": Parser(_setting, SETTINGS),
        "config.toml": Parser(
            _configuration(place / "config.toml"), contents(st.just(CONFIG) | CONFIGS)
        ),
        "FOLLOWUP_TODAY": Parser(
            _with_variable("FOLLOWUP_TODAY", _clock),
            VARIABLE | typed("2026-12-01", "2026-12-01T09:00+02:00", "1970-01-01").filter(_is_a_variable),
        ),
        "FOLLOWUP_DB": Parser(
            _with_variable("FOLLOWUP_DB", lambda _: environment.store_path()),
            (VARIABLE | typed("/a/b.db", "sqlite:///b.db", "postgresql://h/d")).filter(_is_a_variable)),
        "a template": Parser(_template, TEMPLATES, (TemplateError,)),
        "a template's file": Parser(_template_file(place / "t.txt"), contents(TEMPLATES), (TemplateError,)),
        "a template's name": Parser(_template_name, TEMPLATE_NAMES),
        "a note": Parser(_note, typed("Subject: Hi\n\nDear Ann,\n\nthanks.\n", words=("Subject:",))),
        "a record": Parser(_record, edited(st.just(RECORD), RECORD_PIECES, "\n")),
        "any record": Parser(
            _record, st.lists(RECORD_PIECES, max_size=9).map(lambda rows: NEEDED + "".join(rows))
        ),
        "a csv file": Parser(_import, outside("x.csv", TABLES)),
        "a json file": Parser(_import, outside("x.json", JSONS)),
        "a vcard file": Parser(_import, outside("x.vcf", CARDS)),
        "an ics file": Parser(_import, outside("x.ics", CALENDARS)),
        "a mail": Parser(_import, outside("x.eml", CALENDARS.map(_mail))),
        "what comes": Parser(_came, contents(NOTICES | CALENDARS.map(_mail)), ()),
        "any mail": Parser(_import, outside("x.eml", MAILS)),
        "any mail that comes": Parser(_came, contents(MAILS), ()),
        "a workbook": Parser(_import, st.builds(Outside, st.just("x.xlsx"), WORKBOOKS, HINTS)),
        "any file": Parser(
            _import,
            outside("x", TABLES | CARDS | CALENDARS | JSONS)
            | st.builds(Outside, st.sampled_from(["x", "x.csv", "x.vcf", "x.ics"]), st.binary(), HINTS),
        ),
        "--map": Parser(
            _columns,
            st.lists(typed("Firma=company,Datum=at", "a=b=note", "Alt=", words=COLUMNS), max_size=3),
        ),
        "a crontab": Parser(_crontab, CRONTAB, ()),
        "a reminder": Parser(_reminder, st.tuples(typed("08:30", "23h59"), PATHS, PATHS)),
    }  # fmt: skip


CONFIGS = st.sampled_from(
    [
        "you.name = " + "[" * 5_000,
        "backup.keep = " + "9" * 5_000,
        "backup.keep = 0x" + "f" * 5_000,
        'you = {name = "Ana", email = "ana@x.example"}',
        "calendar.days_off = 2026-12-24",
        "policy.check_in.after_decision_ready = 9",
    ]
)
PARSERS = tuple(parsers(Path()))


@pytest.mark.parametrize("name", PARSERS)
@hypothesis_settings(max_examples=max(EXAMPLES, 100))
@given(data=st.data())
def test_it_is_read_or_refused_in_a_sentence(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    parser = parsers(tmp_path)[name]
    event("refused" if refusal(parser, data.draw(parser.given)) else "read")


def refusal(parser: Parser, told: Any) -> str:
    """The sentence with which it is refused; empty where it is read."""
    try:
        parser.read(told)
    except parser.refusals as refused:
        sentence = str(refused)
    else:
        return ""
    assert 0 < max(map(len, sentence.splitlines())) <= LONGEST_REFUSAL
    return sentence


def _card(uid: str) -> Outside:
    """A person whose number is written in a charset of its own."""
    text = f"BEGIN:VCARD\nFN:Ann\nUID;ENCODING=QUOTED-PRINTABLE;CHARSET={uid}\nEND:VCARD\n"
    return Outside("x.vcf", text.encode(), Hints())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a zone", (date(2026, 12, 1), None, "a/" * 300 + "a")),
        ("a person", f"<{'9' * 5_000}@x.example>"),
        ("a person", f"{'9' * 5_000}@x.example"),
        ("config.toml", b"[" + b"9" * 5_000 + b"]\nx = true"),
        ("config set", ("backup.keep", "9" * 5_000)),
        ("config.toml", b"backup.keep = " + b"[" * 5_000),
        ("config.toml", b"backup.keep = " + b"9" * 5_000),
        ("config.toml", b"backup.keep = 0x" + b"f" * 5_000),
        ("a csv file", Outside("x.csv", b'""\n', Hints())),
        ("a csv file", Outside("x.csv", b",,\n", Hints())),
        ("an ics file", Outside("x.ics", b"BEGIN:" + b"9" * 5_000, Hints())),
        ("a reminder", ("08:30", "/usr/bin/followup", "/tmp/\x1f")),
        ("a reminder", ("08:30", "/usr/bin/followup", "/tmp/\udcff")),
        ("a mail", Outside("x.eml", b"Content-Type: multipart/mixed; charset*1=; charset*='\n\nx", Hints())),
        ("a mail", Outside("x.eml", b"Content-Type: text/calendar; charset*=a\0b''c\n\nx", Hints())),
        ("a mail", Outside("x.eml", b"Content-Type: text/calendar; charset=a\0b\n\nx", Hints())),
    ],
)  # fmt: skip
def test_what_was_once_a_traceback_or_endless_is_a_sentence(
    name: str, told: Any, tmp_path: Path
) -> None:
    assert refusal(parsers(tmp_path)[name], told)


def test_a_message_with_broken_headers_is_no_report() -> None:
    broken = b"Subject: Hi\nContent-Type: multipart/report; charset*1=; charset*='\n\nx"
    assert mail.header(broken).subject == "Hi"
    assert mail.report(broken) is None
    assert mail.header(b"From: " + b"(" * 50_000 + b"\n\n").email == ""


@pytest.mark.parametrize(
    "uid",
    [
        "\0:x",
        "punycode:\\",
        "undefined:x",
        "utf-7:+2AA-",
        "unicode_escape:=5Cud800",
        "unicode_escape:=5Cd",
    ],
)
def test_a_card_with_a_line_in_no_charset_is_read_without_it(uid: str) -> None:
    file = _card(uid)
    book = formats.of_file(file.name, file.content).read(file.content, file.hints)
    assert isinstance(book, Cards)
    assert ([one.name for one in book.cards], book.cards[0].uid) == (["Ann"], "")
    assert all("It was left out." in remark for remark in book.remarks)


def test_a_line_of_others_that_only_begins_as_ours_stays_whole() -> None:
    _crontab(f"0 5 * * * backup # {reminder.MARK}\x0bnot quite\n")
