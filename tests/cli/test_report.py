"""`report`: the record of a search, with the figures of `stats`, in every format that it has."""

import csv
import io
import random
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import ACME, GLOBEX, Begin, Say
from followup.domain.errors import FollowupError
from followup.domain.frozen import replace
from followup.domain.model import Application
from followup.domain.safe_text import width
from followup.environment import World
from followup.output.reports import FORMATS, PLURALS, format_of, report_text
from followup.services import reports
from followup.services.reports import Activity, Person, Report, report
from followup.store import engine
from followup.store.connection import connect
from hostile import HOSTILE
from system.test_speed import HEAVY, loaded

PRIVATE = ("the move to dbt", "no dbt experience", "zqlog", "zqdone", "zqterms", "zqplace", "KPI")


@pytest.fixture
def recorded(begin: Begin) -> None:
    """Applied on the 2nd; a video call at Globex, rejected; a panel at Acme, thanked; an offer."""
    begin(
        ("log", "Initech", "Applied online zqlog", "--role", "Clerk", "--new",
         "--on", "2026-11-02"),
        GLOBEX,
        (*ACME, "--where", "zqplace"),
        ("add", "Hooli", "--at", "2026-11-24 10:00"),
        ("done", "3", "--note", "zqdone"),
        ("done", "4", "--channel", "phone"),
        ("log", "acme", "--reply", "zqlog", "--with", "Tom Lee"),
        ("outcome", "acme", "offer", "--terms", "zqterms"),
        ("outcome", "globex", "rejected"),
        ("config", "set", "you.name", "Sam Rivera"),
    )  # fmt: skip


@pytest.mark.usefixtures("recorded")
def test_it_names_what_was_done_by_week_and_day(say: Say) -> None:
    said = say("report", "--since", "nov 1")
    assert said.status == 0
    assert said.out.startswith(
        "Work search record of Sam Rivera\nSunday 1 November 2026 to Friday 20 November 2026\n\n"
        "Week of Monday 2 November 2026\n"
        "  Mon  2 Nov  application      Initech · Clerk; online\n\n"
        "Week of Monday 9 November 2026\n"
        "  Thu 12 Nov  interview        Globex · Nurse; Zoë Ångström\n"
    )
    for row in (
        "panel interview  Acme Corp · Data analyst; Priya Shah (Head of\n",
        "thank-you        Acme Corp · Data analyst; Priya Shah; email\n",
        "thank-you        Acme Corp · Data analyst; Tom Lee; phone\n",
        "  - Acme Corp · Data analyst: job offer on 20 November 2026\n"
        "  - Globex · Nurse: rejected on 20 November 2026\n"
        "  - Hooli: open\n",
        "  in all       ",
        "Jobs pursued: 4 (2 without an interview so far)\n",
        "Employers (3): Acme Corp; Globex; Initech\n",
        "Name: Sam Rivera\n\nSignature: ____",
    ):
        assert row in said.out
    assert "followup log Globex applied --on DAY" in said.err.replace('"', "")
    assert said.out.count("Hooli") == 1, "it is yet to come"


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "days",
    [
        (),
        ("--since", "nov 1"),
        ("--since", "2026-11-12"),
        ("--since", "2026-11-19", "--until", "2026-11-19"),
        ("--until", "2026-11-18"),
        ("--until", "2026-10-01"),
    ],
    ids=" ".join,
)
def test_its_figures_are_those_of_stats(say: Say, days: tuple[str, ...]) -> None:
    check_figures(say, days)


def check_figures(say: Say, days: tuple[str, ...]) -> dict[str, Any]:
    """The record of these days, once what it adds up to is what `stats` says and what it lists."""
    told, counted = say("report", *days, "--json").json(), say("stats", *days, "--json").json()
    assert told["figures"] == counted
    held = [one for one in told["activities"] if one["kind"] == "interview"]
    assert len(held) == counted["held"]
    by_week = {week["week"]: week["held"] for week in counted["weeks"]}
    assert all(by_week[week["week"]] == week["interviews"] for week in told["weeks"])
    for kind, plural in PLURALS.items():
        those = [one for one in told["activities"] if one["kind"] == kind]
        assert sum(week[plural] for week in told["weeks"]) == len(those)
    assert sum(week["all"] for week in told["weeks"]) == len(told["activities"])
    assert sum(told["channels"].values()) == sum(bool(one["channel"]) for one in told["activities"])
    jobs = {(one["company"], one["role"]) for one in told["activities"]}
    assert len({company for company, _ in jobs}) == len(told["companies"])
    assert len(jobs) <= counted["applications"] + counted["informational"]
    record: dict[str, Any] = told
    return record


COUNTS = {
    "outcomes": "SELECT count(*) AS count FROM application WHERE outcome <> '' AND outcome_on BETWEEN :first AND :last",
    "notes": "SELECT count(*) AS count FROM followup WHERE status = 'done' AND done_on BETWEEN :first AND :last "
    "AND channel <> 'phone' AND kind NOT IN ('prep', 'close_out', 'decide_offer')",
}  # fmt: skip
"""What the tables themselves say of a period, beside the code that both commands share."""


@pytest.fixture
def living_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Give the user's clock another zone."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("seed", "zone"),
    [(0, "UTC"), (1, "Pacific/Honolulu"), (2, "America/New_York"), (3, "Asia/Tokyo")],
)
def test_whatever_was_recorded_its_figures_are_those_of_stats(
    say: Say, store: str, living_in: Callable[[str], None], seed: int, zone: str
) -> None:
    living_in(zone)
    at_random = random.Random(seed)
    for number in range(12):
        company, day = f"Company {number}", date(2026, 11, 1 + at_random.randrange(20))
        if at_random.random() < 0.4:
            say("log", company, "Applied", "--role", "Clerk", "--new", "--on", day.isoformat())
        if at_random.random() < 0.7:
            stage = at_random.choice(["phone", "video", "onsite", "panel", "final"])
            say(
                "add", company, "--role", "Clerk", "--stage", stage,
                "--at", f"{day}{at_random.choice(['', ' 00:30', ' 10:00', ' 23:00'])}",
                "--zone", at_random.choice(["UTC", "Asia/Tokyo", "America/Los_Angeles"]),
                "--with", f"Person {number} <p{number}@example.com>",
            )  # fmt: skip
    for one in say("due", "--json").json():
        if at_random.random() < 0.5 and one["kind"] != "close_out":
            on = date(2026, 11, 20) - timedelta(at_random.randrange(4))
            channel = at_random.choice(["email", "phone", "letter", "card"])
            say("done", str(one["id"]), "--on", on.isoformat(), "--channel", channel)
    for job in say("list", "--json").json():
        if at_random.random() < 0.3:
            what = at_random.choice(["offer", "rejected", "withdrawn"])
            say("outcome", job["company"], what)
    for _ in range(4):
        first, last = sorted(date(2026, 10, 28) + timedelta(at_random.randrange(24)) for _ in "ab")
        told = check_figures(say, ("--since", first.isoformat(), "--until", last.isoformat()))
        between = {"first": first.isoformat(), "last": last.isoformat()}
        with connect(store) as ask:
            counted = {name: next(iter(ask(sql, between)))["count"] for name, sql in COUNTS.items()}
        counted["interviews"] = sum(first <= day <= last for day in days_held(say, zone))
        assert {name: sum(week[name] for week in told["weeks"]) for name in counted} == counted


def days_held(say: Say, zone: str) -> list[date]:
    """The days in a zone of the interviews up to the 20th; of those without a time, their own."""
    starts = [one["at"] for one in say("list", "--json").json() if one["status"] != "cancelled"]
    days = [
        datetime.fromisoformat(at).astimezone(ZoneInfo(zone)).date()
        if "T" in at else date.fromisoformat(at)
        for at in starts
    ]  # fmt: skip
    return [day for day in days if day <= date(2026, 11, 20)]


@pytest.mark.parametrize(
    ("at", "zone", "week"),
    [
        ("2026-11-16 08:00", "Asia/Tokyo", "2026-11-09"),
        ("2026-11-15 23:00", "Pacific/Honolulu", "2026-11-16"),
        ("2026-11-16", "Asia/Tokyo", "2026-11-16"),
    ],
)
def test_an_interview_stands_on_the_user_s_own_day_as_in_list(
    say: Say, living_in: Callable[[str], None], at: str, zone: str, week: str
) -> None:
    living_in("America/New_York")
    say("add", "Kyoto", "--at", at, "--zone", zone)
    told = check_figures(say, ())
    assert [one["week"] for one in told["weeks"] if one["interviews"]] == [week]
    (activity,) = told["activities"]
    assert f" {date.fromisoformat(activity['date']):%d %b} " in say("list").out
    assert told["since"] <= told["until"]


def test_a_day_that_has_not_come_here_is_not_counted_yet(
    say: Say, living_in: Callable[[str], None]
) -> None:
    living_in("America/New_York")
    say("add", "Kyoto", "--at", "2026-11-21", "--zone", "Asia/Tokyo")
    told = check_figures(say, ())
    assert (told["activities"], told["since"], told["until"]) == ([], "2026-11-20", "2026-11-20")
    assert told["figures"]["booked"] == 1


def test_every_outcome_has_its_plain_word(say: Say) -> None:
    for what in ("accepted", "declined", "rejected", "withdrawn", "closed"):
        for outcome in ("offer", what) if what in ("accepted", "declined") else (what,):
            say("log", what, "Applied", "--role", "Clerk", "--new", "--on", "2026-11-19")
            say("outcome", what, outcome)
    told = check_figures(say, ("--since", "2026-11-20"))
    words = [(one["company"], one["activity"]) for one in told["activities"]]
    assert sorted(words) == [
        ("accepted", "job offer"),
        ("accepted", "offer accepted"),
        ("closed", "no longer pursued"),
        ("declined", "job offer"),
        ("declined", "offer declined"),
        ("rejected", "rejected"),
        ("withdrawn", "withdrew"),
    ]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Applied online", "online"),
        ("applied by email to jobs@initech.example", "email"),
        ("Applied on the company's website", "online"),
        ("applied in person", "in person"),
        ("Applied; they phone next week", None),
        ("applied", None),
    ],
)
def test_an_application_tells_how_it_was_made_and_nothing_else(
    say: Say, words: str, how: str | None
) -> None:
    say("log", "Initech", words, "--role", "Clerk", "--new")
    (told,) = say("report", "--json").json()["activities"]
    assert (told["kind"], told["channel"], told["details"]) == ("application", how, [])


def test_the_jobs_that_are_counted_are_those_that_are_named(say: Say) -> None:
    """What was called off counts for nothing, and its job is named all the same."""
    say("add", "Globex", "--role", "Nurse", "--at", "2026-11-23 10:00")
    say("cancel", "globex")
    say("add", "Acme", "--at", "2026-11-12 10:00")
    say("outcome", "acme", "offer", FOLLOWUP_TODAY="2026-11-12")
    say("outcome", "acme", "accepted", FOLLOWUP_TODAY="2026-11-13")
    say("done", "accept")
    said = say("report", "--since", "today")
    assert "Employers (1): Acme\n" in said.out
    assert "Jobs pursued: 2 (1 without an interview so far)\n" in said.out
    assert "  - Acme: offer accepted on 13 November 2026\n  - Globex · Nurse: open\n\n" in said.out


@pytest.mark.usefixtures("recorded")
def test_up_to_a_day_it_is_as_it_was_on_that_day(say: Say) -> None:
    found = say("report", "--until", "2026-11-18", "--json").json()
    assert [(one["company"], one["result"]) for one in found["activities"]] == [
        ("Initech", "open"),
        ("Globex", "open"),
    ]
    assert found["figures"]["furthest"]["offer"] == 0
    again = say("report", "--until", "today", "--json").json()
    assert again == say("report", "--json").json()


def test_an_interview_that_ended_here_before_its_own_day_counts_as_in_stats(say: Say) -> None:
    say("add", "Kyoto", "--at", "2026-11-21 01:00", "--zone", "Asia/Tokyo", "--minutes", "30")
    found = say("report", "--json").json()
    assert found["figures"]["held"] == len(found["activities"]) == 1


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("form", [*FORMATS, "json"])
def test_nothing_private_is_in_it_unless_it_is_asked_for(say: Say, home: Path, form: str) -> None:
    plain, whole = (content(say, home, form, *more) for more in ((), ("--include-private",)))
    assert [word for word in PRIVATE if word in plain] == []
    assert "priya@acme.example" not in plain
    assert [word for word in PRIVATE if word not in whole] == []
    assert "Acme Corp" in plain


def content(say: Say, home: Path, form: str, *more: str) -> str:
    """The record in a format, as text; a PDF as poppler reads it."""
    if form == "json":
        return say("report", "--json", *more).out
    if form != "pdf":
        return say("report", "--format", form, *more).out
    pytest.importorskip("typst")
    path = home / "report.pdf"
    said = say("report", "--out", str(path), "--force", *more)
    assert said.status == 0, said.err
    return read(path)


def read(path: Path) -> str:
    """The words of a PDF, single-spaced."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs poppler: apt-get install poppler-utils")
    asked = ["pdftotext", "-raw", str(path), "-"]
    told = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout
    return " ".join(told.split())


@pytest.mark.usefixtures("recorded")
def test_the_pdf_has_all_of_it_and_a_line_to_sign(say: Say, home: Path) -> None:
    told = content(say, home, "pdf")
    for words in (
        "Work search record of Sam Rivera", "Week of Monday 9 November 2026",
        "Thu 12 Nov interview Globex · Nurse Zoë Ångström", "Globex · Nurse rejected on 20 November 2026",
        "2026-11-02 1 0 0 0 0 1", "Employers (3): Acme Corp; Globex; Initech",
        "I declare that the information in this record is true.", "Signature:",
    ):  # fmt: skip
        assert words in told


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(("country", "width"), [("US", 612), ("DE", 595)])
def test_the_pdf_is_on_the_paper_of_the_country(
    say: Say, home: Path, country: str, width: int
) -> None:
    from pypdf import PdfReader

    say("config", "set", "calendar.country", country)
    path = home / "paper.pdf"
    assert say("report", "--out", str(path)).status == 0
    assert round(float(PdfReader(path).pages[0].mediabox.width)) == width


TRACKER = """\
Company,Position,Date Applied,Status,Interview Date,Notes
Atlantic Towing,Mechanic,2026-11-10,Rejected,,
Old Firm,Fitter,,Closed,,Applied via LinkedIn
Vale,Millwright,2026-11-02,Offer,,
Kraken,Technician,2026-11-03,Rejected,2026-11-12,
"""


@pytest.fixture
def imported(say: Say, home: Path) -> None:
    """What a table says, none of it with the day of an outcome, or the stage of an interview."""
    (home / "tracker.csv").write_text(TRACKER)
    said = say("import", str(home / "tracker.csv"))
    assert said.status == 0, said.err


@pytest.mark.usefixtures("imported")
def test_a_day_that_nobody_told_is_not_invented(say: Say, home: Path) -> None:
    text = say("report").out
    for row in (
        "Atlantic Towing · Mechanic: rejected (day not known)",
        "Kraken · Technician: rejected (day not known)",
        "Old Firm · Fitter: no longer pursued (day not known)",
        "Vale · Millwright: job offer (day not known)",
        "  in all        4  3 applications, 1 interview",
        "Thu 12 Nov  interview    Kraken · Technician\n",
    ):
        assert row in text
    told = check_figures(say, ())
    assert [(one["date"], one["activity"], one["channel"]) for one in told["activities"]] == [
        ("2026-11-02", "application", None),
        ("2026-11-03", "application", None),
        ("2026-11-10", "application", None),
        ("2026-11-12", "interview", None),
    ]
    assert {(one["result_on"], one["result"] == "open") for one in told["jobs"]} == {(None, False)}
    assert told["figures"]["by_stage"] == {"unstated": 1}
    assert told["figures"]["answers"] == 0
    for form in FORMATS:
        assert content(say, home, form).count("(day not known)") == 4
    assert "no day      Outcome: rejected\n" in say("show", "Atlantic").out
    assert "no day  Applied via LinkedIn\n        Outcome: closed\n" in say("show", "Old Firm").out
    assert [one["on"] for one in say("show", "Old Firm", "--json").json()["timeline"]] == [None] * 2


def test_what_a_table_says_of_a_known_job_has_no_day_either(say: Say, home: Path) -> None:
    (home / "tracker.csv").write_text(TRACKER.replace("Rejected", "Applied"))
    say("import", str(home / "tracker.csv"), FOLLOWUP_TODAY="2026-11-16")
    (home / "tracker.csv").write_text(TRACKER)
    assert "2 changed" in say("import", str(home / "tracker.csv")).out
    assert say("report").out.count("rejected (day not known)") == 2
    assert "Outcome: rejected" in say("show", "Kraken").out
    assert "The outcome of an unknown day ended it" in say("show", "Kraken").out
    said = say("outcome", "Kraken", "open")
    assert said.status == 0, said.err
    say("outcome", "Kraken", "rejected")
    assert "Kraken · Technician: rejected on 20 November 2026\n" in say("report").out


@pytest.mark.usefixtures("imported")
def test_what_nobody_told_stays_so_wherever_it_is_brought(say: Say, home: Path) -> None:
    said = say("report").out
    archive, other = home / "all.json", {"FOLLOWUP_DB": str(home / "other.db")}
    archive.write_text(say("export", "json").out)
    assert say("import", str(archive), **other).status == 0
    ends = [text.partition("How each job stood")[2] for text in (said, say("report", **other).out)]
    assert ends[0] == ends[1]
    (home / "out.csv").write_text(say("export", "csv").out)
    again = say("import", str(home / "out.csv"))
    assert "0 added, 0 changed" in again.out
    assert say("report").out == said


def test_a_stage_that_is_assumed_is_not_stated_and_one_that_is_told_is(say: Say) -> None:
    say("add", "Acme", "--at", "2026-11-12 10:00")
    assert "  Thu 12 Nov  interview  Acme\n" in say("report").out
    assert "In all 1 held: 1 unstated\n" in say("stats").out
    assert "Interview 1: video (assumed), 10:00" in say("show", "acme").out
    assert "video" not in say("list").out
    assert say("edit", "acme", "--note", "x").status == 0
    assert "  Thu 12 Nov  interview  Acme\n" in say("report").out
    said = say("edit", "acme", "--stage", "video")
    assert said.status == 0, said.err
    assert "  Thu 12 Nov  video interview  Acme\n" in say("report").out
    assert "Interview 1: video, 10:00" in say("show", "acme").out
    assert "video" in say("list").out


def test_a_talk_for_information_is_no_job_that_one_applied_for(say: Say) -> None:
    say("add", "Coast Guard", "--stage", "informational", "--at", "2026-11-19", "--with", "Leo")
    said = say("report")
    assert "Coast Guard; Leo\n" in said.out
    assert "How each job stood" not in said.out
    assert "applied" not in said.err


@pytest.mark.parametrize(
    ("agency", "channels", "unknown"),
    [("Hays", {"phone": 1}, 1), ("Hays <rae@hays.example>", {"phone": 1, "email": 1}, 0)],
)
def test_an_agency_is_not_one_of_the_people(
    say: Say, agency: str, channels: dict[str, int], unknown: int
) -> None:
    say("add", "Acme", "--stage", "phone", "--at", "2026-11-12", "--via", agency)
    (due,) = [one for one in say("due", "--json").json() if one["kind"] == "check_in"]
    assert due["contact"] == "Hays"
    say("done", str(due["id"]))
    told = say("report", "--json").json()
    assert [one["people"] for one in told["activities"]] == [[], []]
    assert (told["channels"], told["channel_not_recorded"]) == (channels, unknown)
    foot = "Channels: 1 phone; how it went is not recorded for 1 of the dated entries\n"
    assert (foot in say("report").out) is bool(unknown)


def test_a_week_begins_on_the_day_that_is_set(say: Say) -> None:
    for day in ("2026-11-14", "2026-11-15", "2026-11-16"):
        say("log", "Acme", "Applied", "--new", "--role", day, "--on", day)
    assert say("report").out.count("Week of Monday") == 2
    assert say("config", "set", "report.week_start", "Sunday").status == 0
    text = say("report").out
    assert [row for row in text.splitlines() if row.startswith("Week of")] == [
        "Week of Sunday 8 November 2026",
        "Week of Sunday 15 November 2026",
    ]
    assert "  2026-11-15    2  2 applications\n" in text
    assert say("config", "set", "report.week_start", "never").status == 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Sent my CV through the portal", "application"),
        ("I applied on LinkedIn", "application"),
        ("Application submitted", "application"),
        ("Bill told me that they are hiring", "contact"),
    ],
)
def test_an_entry_of_the_log_is_an_application_where_it_says_so(
    say: Say, words: str, kind: str
) -> None:
    say("log", "Initech", words, "--role", "Clerk", "--new")
    (told,) = say("report", "--json").json()["activities"]
    assert told["kind"] == kind


class Page(HTMLParser):
    """The tags that are open at each point; what closes in another order is an error."""

    VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "p", "table", "thead", "tbody", "tr",
    "th", "td", "div", "br",
}  # fmt: skip


def hostile(words: str) -> Report:
    """A record with `words` as every text in it."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    details = (("", words), (words, words))
    job = Application(1, words, words, 1, via=words)
    one = Activity(now.date(), "interview", "panel", job, (Person(words, words),), "", details)
    activities = (one, replace(one, kind="note", name="thank_you"))
    return Report(now.date(), now.date(), words, "a4", activities, reports.progress((), now))


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("100k", "10k-words")])
def test_a_hostile_text_acts_in_no_format(world: World, name: str) -> None:
    found = hostile(HOSTILE[name])
    for form in ("text", "csv", "html"):
        made = FORMATS[form](found, world).decode()
        assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", made), form
    assert Page(FORMATS["html"](found, world).decode()).tags == TAGS
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](found, world).decode(), newline="")))
    assert len(rows) == 2
    assert not any(
        cell.startswith(tuple("=+-@\t\r＝＋－＠")) for row in rows for cell in row.values()
    )


def test_a_hostile_text_is_printed_or_refused_in_a_sentence(world: World) -> None:
    """All at once, since a page takes its time; where they are refused, each half alone."""
    pytest.importorskip("typst")

    def try_all(texts: Sequence[str]) -> None:
        told = outcome(hostile(" ".join(texts)), world)
        assert re.match("%PDF|No font on this machine", told), texts
        half = len(texts) // 2
        for part in (texts[:half], texts[half:]) if half and told != "%PDF" else ():
            try_all(part)

    try_all([text for name, text in HOSTILE.items() if name not in ("100k", "10k-words")])


def outcome(found: Report, world: World) -> str:
    """How the PDF begins, or the sentence that refuses it."""
    try:
        return FORMATS["pdf"](found, world)[:4].decode()
    except FollowupError as error:
        return str(error)


def test_a_formula_in_the_store_runs_in_no_spreadsheet(say: Say, store: str) -> None:
    say(*ACME)
    with engine.writing(store) as session:
        session.connection().exec_driver_sql(
            "UPDATE application SET company = '=cmd|calc', role = '+1'"
        )
    (row,) = csv.DictReader(io.StringIO(say("report", "--format", "csv").out, newline=""))
    assert (row["company"], row["role"]) == ("'=cmd|calc", "'+1")


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(world: World, columns: int) -> None:
    narrow = replace(world, terminal=True, columns=columns)
    shown = report_text(report(narrow, private=True), narrow)
    assert max(map(width, shown.splitlines())) <= columns


def test_without_anything_it_says_so_and_can_still_be_signed(say: Say) -> None:
    said = say("report")
    assert "Nothing is recorded for these days.\n" in said.out
    assert "Signature: ____" in said.out
    assert 'Your name is not set; set it with: followup config set you.name "…"' in said.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--since", "tomorrow"), "--since 2026-11-21 is yet to come"),
        (("--until", "tomorrow"), "--until 2026-11-21 is yet to come"),
        (("--since", "today", "--until", "yesterday"), "lies after --until 2026-11-19"),
        (("--since", "12"), "12"),
        (("--format", "docx"), "choose text, csv, html, pdf"),
    ],
)
def test_what_cannot_be_is_refused(say: Say, words: tuple[str, ...], hint: str) -> None:
    said = say("report", *words)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err


@pytest.mark.parametrize(
    ("name", "out", "form"),
    [("", "", "text"), ("", "a.pdf", "pdf"), ("", "a.HTML", "html"), ("csv", "a.pdf", "csv"),
     ("", "a.odt", "text")],
)  # fmt: skip
def test_the_format_is_the_one_named_else_that_of_the_file(name: str, out: str, form: str) -> None:
    assert format_of(name, out) == form


def test_a_file_that_is_there_needs_force(say: Say, home: Path) -> None:
    path = home / "record.csv"
    path.write_text("mine")
    refused = say("report", "--out", str(path))
    assert (refused.status, path.read_text()) == (2, "mine")
    assert say("report", "--out", str(path), "--force").status == 0
    assert path.read_text().startswith("date,week,kind,activity,")


@pytest.mark.usefixtures("recorded")
def test_it_loads_no_orm_and_only_what_its_format_needs(home: Path) -> None:
    assert sorted(loaded(home, "report") & (HEAVY | {"rich.table", "dateutil", "typst"})) == []


@pytest.mark.usefixtures("recorded")
def test_stats_up_to_a_day_are_those_of_that_day(say: Say) -> None:
    then = say("stats", "--until", "2026-11-18", "--json").json()
    lived = say("stats", "--json", FOLLOWUP_TODAY="2026-11-18").json()
    assert then["held"] == lived["held"] == 1
    assert then["weeks"] == lived["weeks"]


def test_as_of_a_day_leaves_what_was_known_by_then(world: World, say: Say) -> None:
    say(*ACME)
    say("done", "1")
    from followup.store import queries

    with connect(world.store) as ask:
        (course,) = queries.all_facts(ask)
    assert reports.as_of(course, world.today) == course
    before = reports.as_of(course, world.today.replace(day=18))
    assert not reports.had_begun(before)
    assert [one.status for one in before.followups if one.kind == "thank_you"] == ["pending"] * 2
