"""What happens to an application: `log`, `outcome`, `reschedule`, `cancel`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from conftest import (
    ACME,
    COMMAND,
    GLOBEX,
    PATIENCE,
    Begin,
    Say,
    content,
    everything,
    variables,
)

HOOLI = ("add", "Hooli", "--at", "2026-12-01 15:00", "--zone", "Europe/Berlin", "--with", "Gavin")
"""Booked: its preparation is for 30 November."""


@pytest.fixture
def globex(begin: Begin) -> None:
    """Thank-you 1, which was due on 13 November, and check-in 2, due on 19 November."""
    begin(GLOBEX)


@pytest.fixture
def hooli(begin: Begin) -> None:
    """Interview 1, on 1 December at three in Berlin; its preparation is follow-up 1."""
    begin(HOOLI)


def pending(say: Say, company: str, **env: str) -> list[tuple[str, str, str]]:
    found = say("due", "--days", "365", "--company", company, "--json", **env).json()
    return sorted((one["kind"], one["ready_on"], one["due_on"]) for one in found)


def status(say: Say, number: int) -> str:
    return str(say("why", str(number), "--json").json()["status"])


def shown(say: Say, company: str) -> Any:
    return say("show", company, "--json").json()


def talk(say: Say, number: int) -> Any:
    (found,) = [one for one in say("list", "--json").json() if one["id"] == number]
    return found


def test_an_outcome_has_the_day_on_which_it_came(say: Say, globex: None) -> None:
    say("outcome", "globex", "rejected", "--on", "last tuesday")
    assert pending(say, "globex") == [("rejection_reply", "2026-11-18", "2026-11-19")]
    say("outcome", "globex", "rejected", "--on", "monday")
    assert pending(say, "globex") == [("rejection_reply", "2026-11-17", "2026-11-18")]
    say("undo")
    say("undo")
    assert shown(say, "globex")["outcome"] is None


# log


def test_what_is_only_told_is_kept_and_plans_nothing(say: Say, globex: None) -> None:
    before = pending(say, "globex")
    said = say("log", "globex", "met her at the fair", "--on", "yesterday", "--with", "zoe")
    assert (said.status, said.err) == (0, "")
    assert "Thursday 19 November" in said.out
    assert pending(say, "globex") == before
    (entry,) = shown(say, "globex")["log"]
    assert (entry["on"], entry["text"]) == ("2026-11-19", "met her at the fair")
    assert entry["contact"] == "Zoë Ångström"
    assert len(say("contact", "list", "--json").json()) == 1, "she is known by a part of her name"


def test_whom_nobody_knows_yet_is_a_contact_from_then_on(say: Say, globex: None) -> None:
    say("log", "globex", "they called", "--with", "Ida Berg <ida@globex.example>")
    people = {one["name"]: one for one in say("contact", "list", "--json").json()}
    assert people["Ida Berg"]["email"] == "ida@globex.example"
    assert people["Ida Berg"]["company"] == "Globex"


def test_somebody_of_no_company_is_the_one_who_called(say: Say, globex: None) -> None:
    say("contact", "add", "Tanya Reid <tanya@carepath.example>, Recruiter")
    said = say("log", "globex", "Tanya rang", "--with", "Tanya Reid")
    assert (said.status, said.err) == (0, "")
    (tanya,) = say("contact", "list", "tanya", "--json").json()
    assert tanya["company"] in ("", None)


def test_a_namesake_of_another_company_is_remarked(say: Say, globex: None) -> None:
    say("contact", "add", "Tanya Reid", "--company", "Carepath")
    said = say("log", "globex", "Tanya rang", "--with", "Tanya Reid")
    assert "Tanya Reid may be there already: Tanya Reid of Carepath" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Hooli", "--at", "2026-10-30", "--decision", "nov 11"),
        ("add", "Hooli", "--at", "2026-10-30", "--promise", "nov 11: send the form"),
        ("edit", "globex", "--decision", "11 November"),
        ("edit", "globex", "--promise", "nov 11: send the form"),
        ("log", "globex", "they rang", "--decision", "nov 11"),
        ("outcome", "globex", "offer", "--deadline", "nov 11"),
    ],
    ids=" ".join,
)
def test_a_day_of_lately_that_is_taken_as_next_year_s_is_remarked(
    say: Say, globex: None, words: tuple[str, ...]
) -> None:
    assert "is taken as Thursday, 11 November 2027. If the past one" in say(*words).err
    assert "is taken as" not in say(*(word.replace("11", "26") for word in words)).err


def test_a_reply_restarts_the_clock(say: Say, globex: None) -> None:
    said = say("log", "globex", "--reply")
    assert status(say, 2) == "cancelled"
    assert ("check_in", "2026-12-04", "2026-12-04") in pending(say, "globex")
    assert "ended" in said.out
    assert "new" in said.out


@pytest.mark.parametrize(
    ("on", "due_on"),
    [("yesterday", "2026-12-03"), ("mon", "2026-11-30"), ("2026-11-14", "2026-11-27")],
)
def test_the_day_of_the_reply_looks_back(say: Say, globex: None, on: str, due_on: str) -> None:
    say("log", "globex", "--reply", "--on", on)
    assert ("check_in", due_on, due_on) in pending(say, "globex")


def test_after_a_reply_the_count_of_check_ins_starts_again(say: Say, globex: None) -> None:
    say("done", "2")
    assert [kind for kind, *_ in pending(say, "globex")] == ["second_check_in", "thank_you"]
    say("log", "globex", "--reply")
    assert [kind for kind, *_ in pending(say, "globex")] == ["check_in", "thank_you"]


@pytest.mark.parametrize("reply", [(), ("--reply",)], ids=["told", "reply"])
def test_a_new_decision_date_holds_the_check_in_back(
    say: Say, globex: None, reply: tuple[str, ...]
) -> None:
    said = say("log", "globex", "they need more time", "--decision", "in 3 weeks", *reply)
    assert ("check_in", "2026-12-14", "2026-12-15") in pending(say, "globex")
    assert shown(say, "globex")["decision_on"] == "2026-12-11"
    assert "Dec" in said.out, "the days that moved are said"


def test_a_date_that_comes_with_a_reply_stands_in_for_its_count(say: Say, globex: None) -> None:
    say("log", "globex", "--reply", "--decision", "monday")
    assert ("check_in", "2026-11-24", "2026-11-25") in pending(say, "globex")


def test_the_decision_day_that_was_understood_is_said_back(say: Say, globex: None) -> None:
    assert "11 December" in say("log", "globex", "--decision", "in 3 weeks").out


def test_log_as_json(say: Say, globex: None) -> None:
    told = say("log", "globex", "--reply", "--json").json()
    assert (told["company"], told["outcome"], told["on"]) == ("Globex", None, "2026-11-20")
    moved = {(one["kind"], one["status"]): one for one in told["moved"]}
    assert moved["check_in", "cancelled"]["was"]["due_on"] == "2026-11-19"
    assert moved["check_in", "pending"]["was"] is None


# outcome

OUTCOMES: list[tuple[tuple[str, ...], list[tuple[str, str, str]]]] = [
    (("offer",), [("acknowledge_offer", "2026-11-20", "2026-11-23")]),
    (
        ("offer", "--deadline", "dec 4"),
        [
            ("acknowledge_offer", "2026-11-20", "2026-11-23"),
            ("decide_offer", "2026-12-02", "2026-12-03"),
        ],
    ),
    (
        ("accepted",),
        [
            ("accept", "2026-11-20", "2026-11-23"),
            ("thank_references", "2026-11-20", "2026-11-23"),
        ],
    ),
    (("declined",), [("decline", "2026-11-20", "2026-11-23")]),
    (("rejected",), [("rejection_reply", "2026-11-23", "2026-11-24")]),
    (
        ("rejected", "--keep-in-touch"),
        [
            ("keep_in_touch", "2026-12-21", "2026-12-21"),
            ("rejection_reply", "2026-11-23", "2026-11-24"),
        ],
    ),
    (("withdrawn",), []),
    (("closed",), []),
]


@pytest.mark.parametrize(("words", "planned"), OUTCOMES, ids=lambda part: str(part)[:40])
def test_an_outcome_brings_its_own_and_ends_all_else(
    say: Say, globex: None, words: tuple[str, ...], planned: list[tuple[str, str, str]]
) -> None:
    said = say("outcome", "globex", *words)
    assert (said.status, said.err == "") == (0, words != ("offer",)), "it asks for the deadline"
    assert pending(say, "globex") == planned
    assert shown(say, "globex")["outcome"] == words[0]


def test_a_thank_you_that_is_still_in_time_stays(say: Say) -> None:
    say(*ACME)
    say("outcome", "acme", "closed")
    assert pending(say, "acme") == [("thank_you", "2026-11-19", "2026-11-20")] * 2
    assert status(say, 3) == "cancelled", "the promise went"


def test_an_offer_with_a_deadline_is_news_to_the_others(say: Say, globex: None) -> None:
    say(*ACME)
    before = pending(say, "acme")
    say("outcome", "globex", "offer", "--deadline", "dec 4")
    news = ("timeline_changed", "2026-11-20", "2026-11-23")
    assert pending(say, "acme") == sorted([*before, news])


def test_an_offer_without_one_is_not(say: Say, globex: None) -> None:
    say(*ACME)
    before = pending(say, "acme")
    say("outcome", "globex", "offer")
    assert pending(say, "acme") == before


def test_what_is_accepted_ends_the_others_check_ins_and_withdraws(say: Say, globex: None) -> None:
    say("add", "Initech", "--at", "2026-11-16", "--with", "Bob")
    assert "check_in" in [kind for kind, *_ in pending(say, "initech")]
    say("outcome", "globex", "accepted", "--start", "jan 4", "--terms", "4 days a week")
    found = pending(say, "initech")
    assert ("withdraw", "2026-11-20", "2026-11-23") in found
    assert "check_in" not in [kind for kind, *_ in found]
    assert "thank_references" not in [kind for kind, *_ in found], "there is one of them"


def test_deadline_terms_and_start_are_kept_and_said_back(say: Say, globex: None) -> None:
    said = say(
        "outcome", "globex", "offer", "--deadline", "dec 4", "--terms", "4 days a week",
        "--start", "jan 4",
    )  # fmt: skip
    assert "Friday 4 December" in said.out
    assert "Monday 4 January 2027" in said.out
    told = say("outcome", "globex", "accepted", "--json").json()
    assert told["start_on"] == "2027-01-04"
    (accept,) = [one["id"] for one in told["moved"] if one["kind"] == "accept"]
    body = say("draft", str(accept), "--json").json()["body"]
    assert "4 days a week" in body
    assert "January 4, 2027" in body


def test_only_an_offer_may_be_followed_by_another_outcome(say: Say, globex: None) -> None:
    for what in ("offer", "offer", "declined"):
        assert say("outcome", "globex", what).status == 0
    said = say("outcome", "globex", "accepted")
    assert (said.status, said.out) == (2, "")
    assert "declined already" in said.err
    assert 'followup outcome "Globex" open' in said.err


def test_open_brings_back_what_the_outcome_ended(say: Say, globex: None) -> None:
    before = pending(say, "globex")
    say("outcome", "globex", "rejected", "--keep-in-touch")
    assert say("outcome", "globex", "open").status == 0
    assert pending(say, "globex") == before
    assert shown(say, "globex")["outcome"] is None


def test_what_was_sent_after_a_no_stays_done_when_it_is_open_again(say: Say, globex: None) -> None:
    say("outcome", "globex", "rejected")
    (one,) = say("due", "--days", "9", "--company", "globex", "--json").json()
    say("done", str(one["id"]))
    say("outcome", "globex", "open")
    assert status(say, one["id"]) == "done"


REFUSED: list[tuple[tuple[str, ...], int, str]] = [
    (("log", "globex"), 2, 'Say what happened: followup log "globex" "They called"'),
    (("log", "Glbex", "they called"), 3, 'no application for "Glbex". Did you mean "Globex"?'),
    (("outcome", "globx", "rejected"), 3, 'Did you mean "Globex"?'),
    (("log", "globex", " "), 2, "Say what happened"),
    (("log", "globex", "x", "--on", "tomorrow"), 2, "yet to come"),
    (("log", "globex", "x", "--on", "12"), 2, "12"),
    (("log", "globex", "x", "--decision", "2026-11-11"), 2, "before the interview"),
    (("log", "globex", "x", "--decision", "soon"), 2, "soon"),
    (("log", "globex", "x", "--with", "<>"), 2, "needs a name"),
    (("log", "globex", "x" * 20_001), 2, "at most 20,000"),
    (("log", "zzz", "they called"), 3, "zzz"),
    (("log", "99", "they called"), 3, "99"),
    (("log", "99", "they called", "--new"), 3, "99"),
    (("log", "", "they called"), 2, "company"),
    (("log", " ", "they called", "--new"), 2, "company"),
    (("outcome", "", "rejected"), 2, "company"),
    (("reschedule", "", "tomorrow"), 2, "company"),
    (("cancel", ""), 2, "company"),
    (("log", "Hoo\nli", "they called", "--new"), 2, "one line"),
    (("outcome", "globex"), 2, "Missing argument 'WHAT'. Offer, accepted"),
    (("outcome", "globex"), 2, 'For example: followup outcome "globex" offer'),
    (("log",), 2, 'For example: followup log "Acme" "They called"'),
    (("outcome", "globex", "hired"), 2, "offer, accepted, declined, rejected"),
    (("outcome", "globex", "open"), 2, "open already"),
    (("outcome", "zzz", "rejected"), 3, "zzz"),
    (("outcome", "globex", "offer", "--deadline", "yesterday"), 2, "has passed"),
    (("outcome", "globex", "offer", "--deadline", "soon"), 2, "soon"),
    (("outcome", "globex", "offer", "--keep-in-touch"), 2, "--keep-in-touch"),
    (("outcome", "globex", "rejected", "--deadline", "dec 4"), 2, "--deadline"),
    (("outcome", "globex", "rejected", "--terms", "none"), 2, "--terms"),
    (("outcome", "globex", "rejected", "--on", "tomorrow"), 2, "yet to come"),
    (("outcome", "globex", "open", "--on", "yesterday"), 2, "--on"),
    (("outcome", "globex", "closed", "--start", "dec 4"), 2, "--start"),
    (("outcome", "globex", "offer", "--terms", "x" * 20_001), 2, "at most 20,000"),
    (("reschedule", "globex", "someday"), 2, "someday"),
    (("reschedule", "globex", "03/04/2027"), 2, "2027-04-03"),
    (("reschedule", "globex", "tomorrow", "--zone", "Atlantis"), 2, "Atlantis"),
    (("reschedule", "globex", "tomorrow", "--minutes", "1441"), 2, "1 to 1440"),
    (("reschedule", "globex", "tomorrow", "--minutes", "-5"), 2, "-5"),
    (("reschedule", "globex", "2026-11-12"), 2, "already"),
    (("reschedule", "globex"), 2, "Missing argument"),
    (("reschedule", "zzz", "tomorrow"), 3, "zzz"),
    (("reschedule", "99", "tomorrow"), 3, "no interview 99"),
    (("cancel", "zzz"), 3, "zzz"),
    (("cancel", "99"), 3, "no interview 99"),
    (("cancel",), 2, "Missing argument"),
]


@pytest.mark.parametrize(("words", "code", "hint"), REFUSED, ids=lambda part: str(part)[:50])
def test_bad_input_is_a_sentence_with_its_status_and_changes_nothing(
    say: Say, globex: None, store: str, words: tuple[str, ...], code: int, hint: str
) -> None:
    before = content(store)
    said = say(*words)
    assert (said.status, said.out) == (code, "")
    assert said.err.strip()
    assert hint in said.err
    assert content(store) == before


# A company that is not there yet


def test_an_application_without_an_interview_is_made_where_it_is_wanted(say: Say) -> None:
    said = say("log", "Hooli", "applied online", "--role", "Cook", "--new")
    assert said.out.startswith("New application: Hooli · Cook")
    told = shown(say, "hooli")
    assert (told["company"], told["role"], told["interviews"]) == ("Hooli", "Cook", [])
    assert [one["company"] for one in say("list", "--idle", "--json").json()] == ["Hooli"]
    say("undo")
    assert say("show", "hooli").status == 3


def test_an_outcome_makes_it_too(say: Say) -> None:
    say("outcome", "Hooli", "rejected", "--new")
    assert shown(say, "hooli")["outcome"] == "rejected"


def test_a_decision_date_is_checked_without_an_interview(say: Say) -> None:
    say("log", "Hooli", "--decision", "2026-11-27", "--new")
    assert pending(say, "hooli") == [("check_in", "2026-11-30", "2026-12-01")]


def test_new_does_not_make_a_second_one(say: Say, globex: None) -> None:
    assert "New application" not in say("log", "globex", "they called", "--new").out
    assert len(say("list", "--by", "application", "--json").json()) == 1


def test_away_from_a_terminal_nothing_is_made_and_the_option_is_named(say: Say, home: Path) -> None:
    for words in (("log", "Hooli", "applied"), ("outcome", "Hooli", "rejected")):
        said = say(*words)
        assert (said.status, said.out) == (3, "")
        assert "--new" in said.err
    assert list(home.iterdir()) == []


@pytest.fixture
def asked(home: Path) -> Iterator["pexpect.spawn[str]"]:
    """`log` on a company that is not there, at a terminal, up to its question."""
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "log", "Hooli", "applied online"], encoding="utf-8", timeout=PATIENCE,
        dimensions=(24, 80), env=variables(home) | {"TERM": "xterm"},
    )  # fmt: skip
    child.expect_exact("There is no application for Hooli yet. Create one?")
    yield child
    child.close(force=True)


@pytest.mark.parametrize(("typed", "made"), [("", 1), ("y", 1), ("n", 0)])
def test_at_a_terminal_it_asks(
    asked: "pexpect.spawn[str]", say: Say, typed: str, made: int
) -> None:
    asked.sendline(typed)
    asked.expect(pexpect.EOF)
    asked.close()
    assert asked.exitstatus == (0 if made else 3)
    assert len(say("list", "--by", "application", "--json").json()) == made


def test_ctrl_c_at_the_question_makes_nothing(asked: "pexpect.spawn[str]", say: Say) -> None:
    asked.sendintr()
    asked.expect(pexpect.EOF)
    asked.close()
    assert asked.exitstatus == 130
    assert "Traceback" not in (asked.before or "")
    assert say("list", "--by", "application", "--json").json() == []


@pytest.mark.parametrize("words", [("globex", "nurse"), ("globex", "globex nurse")])
def test_a_text_of_the_words_of_its_job_is_kept(
    say: Say, globex: None, words: tuple[str, ...]
) -> None:
    assert say("log", *words).status == 0
    assert [one["text"] for one in shown(say, "globex")["log"]] == [words[1]]


def test_a_role_after_the_company_is_no_text_where_none_is_needed(say: Say, globex: None) -> None:
    assert say("log", "globex", "nurse", "--reply").status == 0
    assert [one["text"] for one in shown(say, "globex")["log"]] == [""]


def test_who_the_log_names_gets_the_letters_of_a_job_without_an_interview(say: Say) -> None:
    say("add", "Acme", "--at", "yesterday", "--with", "Priya")
    say("log", "Hooli", "applied", "--new")
    say("outcome", "acme", "offer", "--deadline", "dec 4")
    said = say("draft", "hooli")
    assert said.out.split("\n")[2] == "Dear Hooli team,"
    assert 'Add it with: followup log "Hooli" "…" --with "Name <address>"' in said.err
    assert "None" not in said.err
    say("log", "Hooli", "he asked for my CV", "--with", "Bill Lumbergh <bill@hooli.example>")
    (told,) = say("due", "--kind", "timeline_changed", "--json").json()
    assert (told["contact"], told["email"]) == ("Bill Lumbergh", "bill@hooli.example")
    assert say("draft", "hooli").out.split("\n")[2] == "Dear Bill,"
    assert shown(say, "lumbergh")["company"] == "Hooli"
    say("contact", "edit", "Bill", "--no-contact")
    (told,) = say("due", "--kind", "timeline_changed", "--json").json()
    assert told["contact"] is None


# reschedule


@pytest.mark.parametrize(
    ("words", "at"),
    [
        (("2026-12-08",), "2026-12-08T15:00:00+01:00"),
        (("2027-06-01",), "2027-06-01T15:00:00+02:00"),
        (("2026-12-08 9:30",), "2026-12-08T09:30:00+01:00"),
        (("next tue 10am",), "2026-11-24T10:00:00+01:00"),
        (("2026-12-08 15:00 America/New_York",), "2026-12-08T15:00:00-05:00"),
        (("2026-12-08", "--zone", "Asia/Tokyo"), "2026-12-08T15:00:00+09:00"),
    ],
)
def test_a_moved_interview_keeps_time_and_zone_unless_they_are_told(
    say: Say, hooli: None, words: tuple[str, ...], at: str
) -> None:
    assert say("reschedule", "hooli", *words).status == 0
    assert talk(say, 1)["at"] == at


def test_a_bare_weekday_is_the_nearest_ahead(say: Say, hooli: None) -> None:
    said = say("reschedule", "hooli", "thursday")
    assert talk(say, 1)["at"] == "2026-11-26T15:00:00+01:00"
    assert "26 Nov" in said.out


def test_its_length_stays_unless_it_is_told(say: Say, hooli: None) -> None:
    say("reschedule", "hooli", "2026-12-08")
    assert talk(say, 1)["minutes"] == 60
    say("reschedule", "hooli", "2026-12-08", "--minutes", "90")
    assert talk(say, 1)["minutes"] == 90


@pytest.mark.parametrize("typed", ["2027-03-28 02:30", "2027-03-28 2:30am"])
def test_a_time_that_the_clock_leaves_out_is_refused_with_the_nearest(
    say: Say, hooli: None, typed: str
) -> None:
    before = everything(say)
    said = say("reschedule", "hooli", typed)
    assert (said.status, said.out) == (2, "")
    assert "does not exist" in said.err
    assert "03:" in said.err or "01:59" in said.err
    assert everything(say) == before


def test_a_kept_time_that_the_clock_leaves_out_is_refused_too(say: Say) -> None:
    say("add", "Night Bank", "--at", "2026-12-01 02:30", "--zone", "Europe/Berlin")
    said = say("reschedule", "night", "2027-03-28")
    assert (said.status, said.out) == (2, "")
    assert "does not exist" in said.err
    assert talk(say, 1)["at"] == "2026-12-01T02:30:00+01:00"


MOVED = [
    ("check_in", "2026-12-15", "2026-12-15"),
    ("prep", "2026-12-07", "2026-12-07"),
    ("thank_you", "2026-12-08", "2026-12-09"),
]
"""What hangs on the interview with Hooli once it is on 8 December."""


def test_what_hangs_on_it_moves_along(say: Say, hooli: None) -> None:
    assert pending(say, "hooli") == [
        ("check_in", "2026-12-08", "2026-12-08"),
        ("prep", "2026-11-30", "2026-11-30"),
        ("thank_you", "2026-12-01", "2026-12-02"),
    ]
    said = say("reschedule", "hooli", "2026-12-08")
    assert pending(say, "hooli") == MOVED
    assert said.out.count("moved") == len(MOVED)


def test_what_is_done_stays_done(say: Say, hooli: None) -> None:
    say("done", "1")
    say("reschedule", "hooli", "2026-12-08")
    assert status(say, 1) == "done"


def test_a_held_one_that_is_put_off_is_prepared_again(say: Say, globex: None) -> None:
    say("reschedule", "globex", "2026-11-24 10:00")
    assert pending(say, "globex") == [
        ("check_in", "2026-12-01", "2026-12-01"),
        ("prep", "2026-11-23", "2026-11-23"),
        ("thank_you", "2026-11-24", "2026-11-25"),
    ]
    assert 1 not in [one["id"] for one in say("due", "--json").json()]


def test_it_is_the_next_booked_one_that_moves_or_the_one_that_is_numbered(say: Say) -> None:
    for day in ("2026-11-12", "2026-12-01", "2026-12-10"):
        say("add", "Hooli", "--at", f"{day} 15:00")
    say("reschedule", "hooli", "2026-12-02")
    say("reschedule", "3", "2026-12-11")
    say("reschedule", "hooli", "2026-12-12", FOLLOWUP_TODAY="2026-12-24")  # the latest
    days = [one["at"][:10] for one in say("list", "--json").json()]
    assert sorted(days) == ["2026-11-12", "2026-12-02", "2026-12-12"]


def test_rescheduled_as_json(say: Say, hooli: None) -> None:
    told = say("reschedule", "hooli", "2026-12-08", "--json").json()
    assert (told["id"], told["at"]) == (1, "2026-12-08T15:00:00+01:00")
    assert {one["kind"]: one["was"]["due_on"] for one in told["moved"]} == {
        "prep": "2026-11-30", "thank_you": "2026-12-02", "check_in": "2026-12-08"
    }  # fmt: skip


# cancel


def test_what_hangs_on_a_cancelled_interview_ends(say: Say, hooli: None) -> None:
    said = say("cancel", "hooli")
    assert (said.status, said.err) == (
        0, "Once there is a new day: followup reschedule 1 DAY\n"
    )  # fmt: skip
    assert "is off" in said.out
    assert pending(say, "hooli") == []
    assert talk(say, 1)["status"] == "cancelled"


def test_a_next_round_ends_the_check_in_and_its_end_brings_it_back(say: Say, globex: None) -> None:
    before = pending(say, "globex")
    say("add", "Globex", "--at", "in 3 days 9am", "--with", "Zoë Ångström")
    assert status(say, 2) == "cancelled"
    assert ("prep", "2026-11-22", "2026-11-22") in pending(say, "globex")
    said = say("cancel", "globex")
    assert pending(say, "globex") == before
    assert status(say, 2) == "pending"
    assert "back" in said.out


def test_what_was_put_off_is_put_off_when_it_comes_back(say: Say, globex: None) -> None:
    say("snooze", "2", "2026-12-01")
    say("add", "Globex", "--at", "in 3 days 9am")
    say("cancel", "globex")
    assert ("check_in", "2026-12-01", "2026-12-01") in pending(say, "globex")


def test_what_is_off_is_on_again_once_it_is_moved(say: Say, hooli: None) -> None:
    say("cancel", "1")
    assert say("reschedule", "1", "2026-12-08").status == 0
    assert talk(say, 1)["status"] == "booked"
    assert pending(say, "hooli") == MOVED


def test_an_interview_cannot_be_cancelled_twice(say: Say, hooli: None) -> None:
    say("cancel", "1")
    said = say("cancel", "1")
    assert (said.status, said.out) == (2, "")
    assert "cancelled already" in said.err


@pytest.mark.parametrize("words", [("cancel", "hooli"), ("reschedule", "hooli", "tomorrow")])
def test_without_an_interview_there_is_nothing_to_move(say: Say, words: tuple[str, ...]) -> None:
    say("log", "Hooli", "applied", "--new")
    said = say(*words)
    assert (said.status, said.out) == (3, "")
    assert "followup add" in said.err


def test_cancelled_as_json(say: Say, globex: None) -> None:
    told = say("cancel", "globex", "--json").json()
    assert (told["id"], told["status"]) == (1, "cancelled")
    assert {(one["id"], one["status"]) for one in told["moved"]} == {
        (1, "cancelled"), (2, "cancelled")
    }  # fmt: skip


def test_a_booked_interview_goes_with_the_no_that_came_before_it(say: Say) -> None:
    say("add", "Hooli", "--at", "tomorrow 10:00", "--with", "Gavin")
    say("outcome", "hooli", "rejected")
    shown = [say().out, say("calendar").out, say("export", "ics").out]
    assert not any("Hooli" in text.partition("Next:")[0] for text in shown[:1])
    assert "video" not in shown[1]
    assert "BEGIN:VEVENT" not in shown[2]
    say("undo")
    assert "interview with Hooli" in say().out


def test_a_round_that_is_booked_after_the_no_stands(say: Say) -> None:
    say("add", "Hooli", "--at", "yesterday 10:00", "--with", "Gavin")
    say("outcome", "hooli", "rejected")
    say("outcome", "hooli", "open")
    say("add", "Hooli", "--at", "tomorrow 10:00", "--with", "Gavin")
    assert "interview with Hooli" in say().out
