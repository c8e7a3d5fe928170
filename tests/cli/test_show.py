"""`show`: one application as a timeline of days, within the screen, and as records."""

from typing import Any

import pytest

from conftest import ACME, Begin, Say
from followup.domain.safe_text import width, wrap

REASON = "he asked me not to write, since he is on holidays until the end of the month"


@pytest.fixture
def life(begin: Begin) -> None:
    """Acme: a panel, a note sent, one skipped, a reply with a new date, a final that is booked."""
    begin(
        ACME,
        ("done", "1", "--on", "yesterday", "--note", "went well"),
        ("skip", "2", "--because", REASON),
        ("log", "acme", "They want references", "--reply", "--with", "Priya",
         "--decision", "dec 4"),
        ("log", "acme", "Called the front desk"),
        ("add", "Acme Corp", "--at", "2026-11-25 10:00", "--stage", "final",
         "--where", "1 Main St"),
    )  # fmt: skip


def timeline(say: Say, which: str = "acme") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = say("show", which, "--json").json()["timeline"]
    return found


@pytest.mark.usefixtures("life")
def test_the_timeline_is_in_the_order_of_days(say: Say) -> None:
    told = timeline(say)
    assert [one["on"] for one in told] == sorted(one["on"] for one in told)
    assert [(one["on"], one["what"], one["id"]) for one in told if one["what"] != "cancelled"] == [
        ("2026-11-19", "interview", 1),
        ("2026-11-19", "promise", 2),
        ("2026-11-19", "decision", 1),
        ("2026-11-19", "done", 1),
        ("2026-11-19", "note", 1),
        ("2026-11-20", "log", 2),
        ("2026-11-20", "reply", 1),
        ("2026-11-20", "decision", 3),
        ("2026-11-20", "skipped", 2),
        ("2026-11-24", "pending", 5),
        ("2026-11-25", "interview", 2),
        ("2026-11-25", "pending", 3),
        ("2026-11-26", "pending", 6),
        ("2026-12-04", "decision", 3),
        ("2026-12-08", "pending", 7),
    ]


@pytest.mark.usefixtures("life")
@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("interview", "Interview 1: panel, 15:00 (UTC), 60 minutes"),
        ("promise", "You promised to be in touch by Wed 25 Nov: send the dashboard link"),
        ("decision", "They said they would decide by Fri 27 Nov"),
        ("done", "Done: thank-you to Priya Shah by email – went well"),
        ("reply", "Priya Shah replied: They want references"),
        ("log", "Called the front desk"),
        ("skipped", f"Skipped: thank-you to Tom Lee – {REASON}"),
        ("pending", "prepare"),
    ],
)
def test_each_event_is_a_sentence(say: Say, what: str, text: str) -> None:
    assert next(one["text"] for one in timeline(say) if one["what"] == what) == text


@pytest.mark.usefixtures("life")
def test_people_read_what_happened_and_then_what_comes(say: Say) -> None:
    text = say("show", "acme").out
    past, _, coming = text.partition("\nWhat comes\n")
    assert past.startswith(
        "Acme Corp · Data analyst (open)\n\nThu 19 Nov  Interview 1: panel, 15:00"
    )
    for fact in (
        "Priya Shah, Head of Data <priya@acme.example>: the move to dbt",
        "They are looking for: someone to own the reporting stack",
        "My strength: I built the KPI dashboard that 40 shops use",
        "They doubted: no dbt experience",
        "I said: I moved two pipelines to dbt last spring",
    ):
        assert f"\n              {fact}\n" in past
    assert [line.strip() for line in coming.splitlines()] == [
        "Tue 24 Nov  5  prepare",
        "Wed 25 Nov     Interview 2: final, 10:00 (UTC), 60 minutes",
        "Where: 1 Main St",
        "3  promised to Priya Shah: send the dashboard link",
        "Thu 26 Nov  6  thank-you, from Wed 25 Nov",
        "Fri 4 Dec      They decide",
        "Tue 8 Dec   7  check-in, from Mon 7 Dec",
    ]


@pytest.mark.usefixtures("life")
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_long_text_wraps_under_itself(say: Say, columns: str) -> None:
    lines = say("show", "acme", COLUMNS=columns).out.splitlines()
    assert max(map(width, lines)) <= int(columns)
    first = next(place for place, row in enumerate(lines) if "Skipped:" in row)
    assert lines[first + 1].startswith(" " * 14)
    told = " ".join(" ".join(lines).split())
    assert REASON in told


def test_the_records_of_log_and_promises(say: Say) -> None:
    say(*ACME)
    say("log", "acme", "They called", "--with", "Priya")
    shown = say("show", "acme", "--json").json()
    assert shown["log"] == [
        {
            "id": 1,
            "on": "2026-11-20",
            "reply": False,
            "text": "They called",
            "contact": "Priya Shah",
        }
    ]
    assert shown["promises"] == [
        {"id": 1, "by": "they", "on": "2026-11-27", "made_on": "2026-11-20", "text": "", "interview": 1},
        {"id": 2, "by": "you", "on": "2026-11-25", "made_on": "2026-11-20",
         "text": "send the dashboard link", "interview": 1},
    ]  # fmt: skip


def test_an_application_without_interviews_is_shown_too(say: Say) -> None:
    say("log", "Initech", "Sent my CV", "--role", "Clerk", "--new")
    said = say("show", "initech")
    assert said.out.startswith("Initech · Clerk (open)\n\nFri 20 Nov  Sent my CV\n")
    assert say("show", "clerk", "--json").json()["interviews"] == []


def test_an_idle_one_says_what_to_type(say: Say) -> None:
    say("add", "Globex", "--at", "2026-11-19", "--with", "Zoë")
    for number in ("1", "2"):
        say("skip", number)
    assert 'followup log "Globex"' in say("show", "globex").out


def test_an_offer_shows_its_terms_and_its_days(say: Say) -> None:
    say("add", "Globex", "--at", "2026-11-19", "--with", "Zoë")
    say("outcome", "globex", "offer", "--terms", "50,000 a year", "--deadline", "2026-11-27",
        "--start", "2027-01-04")  # fmt: skip
    told = {one["what"]: (one["on"], one["text"]) for one in timeline(say, "globex")}
    assert told["outcome"] == ("2026-11-20", "Outcome: offer – 50,000 a year")
    assert told["deadline"] == ("2026-11-27", "The offer ends")
    assert told["start"] == ("2027-01-04", "You start")
    assert "Mon 4 Jan 2027" in say("show", "globex").out


def test_what_is_late_says_by_how_much(say: Say) -> None:
    say("add", "Globex", "--at", "2026-11-12", "--with", "Zoë")
    assert "thank-you to Zoë, 7 days late" in say("show", "globex").out


def test_what_moved_and_was_cancelled_stays_in_the_timeline(say: Say) -> None:
    say("add", "Globex", "--at", "2026-11-24 15:00")
    say("reschedule", "globex", "2026-11-25 9:00")
    say("edit", "globex", "--at", "2026-11-25 10:00")
    say("edit", "globex", "--note", "gate 3")
    say("cancel", "globex")
    say("reschedule", "globex", "2026-11-26")
    assert [one["text"] for one in timeline(say, "globex") if one["what"] == "log"] == [
        "Interview 1 was moved from Tue 24 Nov 2026, 15:00 to Wed 25 Nov 2026, 09:00",
        "Interview 1 was moved from Wed 25 Nov 2026, 09:00 to Wed 25 Nov 2026, 10:00",
        "Interview 1 was cancelled (it was on Wed 25 Nov 2026, 10:00)",
        "Interview 1 is on again, on Thu 26 Nov 2026, 10:00",
    ]
    assert say("report", "--json").json()["activities"] == [], "nobody was in touch"
    say("remove", "globex")
    assert say("list", "--by", "application", "--json").json() == []


def test_what_cannot_be_prepared_any_more_is_not_to_come(say: Say) -> None:
    say("add", "Globex", "--at", "2026-11-24 15:00")
    assert "prepare" in say("show", "globex", FOLLOWUP_TODAY="2026-11-24T14:00").out
    assert "prepare" not in say("show", "globex", FOLLOWUP_TODAY="2026-11-24T15:00").out


def test_a_decision_date_that_passed_is_history(say: Say) -> None:
    say(
        "add",
        "Globex",
        "--at",
        "2026-11-12",
        "--decision",
        "2026-11-13",
        FOLLOWUP_TODAY="2026-11-12",
    )
    text = say("show", "globex").out
    assert text.index("They meant to decide") < text.index("What comes")


def test_a_note_that_went_out_is_in_the_timeline(say: Say) -> None:
    from followup import environment
    from followup.store import transaction, writes

    say(*ACME)
    world = environment.look()
    with transaction.change(world.store, "done", world.now) as change:
        words = {"subject": "Thank you", "channel": "email", "sent_on": "2026-11-20"}
        writes.keep_note(change, 1, words)
    (sent,) = (one for one in timeline(say) if one["what"] == "note")
    assert sent == {
        "on": "2026-11-20",
        "what": "note",
        "text": "followup's draft of the note: “Thank you”",
        "id": 1,
    }
    with transaction.change(world.store, "done", world.now) as change:
        writes.keep_note(change, 1, {"edited": True})
    assert "Note: “Thank you”" in [one["text"] for one in timeline(say)]


def test_what_was_cancelled_stays_on_the_day_on_which_it_was(say: Say) -> None:
    say(*ACME)
    say("outcome", "acme", "rejected")

    def ended(today: str) -> list[str]:
        told = say("show", "acme", "--json", FOLLOWUP_TODAY=today).json()["timeline"]
        return [one["on"] for one in told if one["what"] == "cancelled"]

    assert set(ended("2026-11-20")) == {"2026-11-20"}
    assert ended("2026-12-20") == ended("2026-11-20")


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one\n\ntwo", 20, ["one", "", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab cdefgh i", 4, ["ab", "cdef", "gh i"]),
        ("日本語 です", 6, ["日本語", "です"]),
        ("", 5, [""]),
    ],
)
def test_words_wrap_and_long_ones_break(text: str, columns: int, rows: list[str]) -> None:
    assert wrap(text, columns) == rows
