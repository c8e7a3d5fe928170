"""`followup done`: off the list, and the next step is scheduled by itself."""

import pytest

from conftest import ACME, GLOBEX, Begin, Say, content


@pytest.fixture(autouse=True)
def recorded(begin: Begin) -> None:
    begin(ACME, GLOBEX)


def pending(say: Say) -> dict[int, tuple[str, str]]:
    found = say("due", "--days", "365", "--json").json()
    return {one["id"]: (one["kind"], one["due_on"]) for one in found}


def test_it_is_off_the_list_and_said_back(say: Say) -> None:
    said = say("done", "Priya")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Done: thank-you to Priya Shah, Acme Corp · Data analyst")
    assert "thank-you to Tom Lee" in said.out, "what is left for that application"
    assert 1 not in pending(say)


def test_json_is_the_follow_up_and_what_is_pending(say: Say) -> None:
    record = say("done", "1", "--json").json()
    assert record["id"] == 1
    assert record["status"] == "done"
    assert record["done_on"] == "2026-11-20"
    assert [one["id"] for one in record["followups"]] == [2, 3]


@pytest.mark.parametrize(
    ("on", "day"),
    [("yesterday", "2026-11-19"), ("tue", "2026-11-17"), ("2026-11-13", "2026-11-13")],
)
def test_the_day_it_happened_looks_back(say: Say, on: str, day: str) -> None:
    assert say("done", "4", "--on", on, "--json").json()["done_on"] == day


def test_the_day_that_was_understood_is_said_back(say: Say) -> None:
    assert "Thursday 19 November" in say("done", "4", "--on", "yesterday").out


def test_a_done_check_in_brings_the_second_five_business_days_after_it_was_done(say: Say) -> None:
    say("done", "5", "--on", "yesterday")
    assert ("second_check_in", "2026-11-26") in pending(say).values()


def test_two_check_ins_at_most_then_the_tool_asks_to_decide(say: Say) -> None:
    say("done", "4")
    chain = []
    while found := say("due", "--days", "365", "--company", "globex", "--json").json():
        (one,) = found
        chain.append((one["kind"], one["due_on"]))
        say("done", str(one["id"]), FOLLOWUP_TODAY=one["due_on"])
    assert chain == [
        ("check_in", "2026-11-19"),
        ("second_check_in", "2026-11-26"),
        ("close_out", "2026-12-10"),
    ]
    assert say("show", "globex", "--json").json()["outcome"] == "closed"


def test_a_kept_promise_brings_the_check_in_back(say: Say) -> None:
    assert "check_in" not in [kind for number, (kind, _) in pending(say).items() if number != 5]
    say("done", "3", FOLLOWUP_TODAY="2026-11-25")
    planned = say(
        "due", "--days", "365", "--company", "acme", "--kind", "check_in", "--json"
    ).json()
    assert [one["ready_on"] for one in planned] == ["2026-12-02"]


def test_channel_and_note_are_kept(say: Say) -> None:
    say("done", "1", "--channel", "card", "--note", "posted at the station")
    shown = say("show", "acme")
    assert "posted at the station" in shown.out


def test_a_call_is_recorded_as_a_call_and_no_script_that_nobody_read(say: Say) -> None:
    say("done", "1", "--channel", "phone", "--note", "left message")
    shown = say("show", "acme").out
    assert "Done: thank-you to Priya Shah by phone – left message" in shown
    assert "Sent" not in shown
    assert "Voicemail" not in shown


def test_what_the_notes_to_a_panel_promised_is_owed_to_each_who_was_told(say: Say) -> None:
    for number in ("2", "1"):
        say("draft", number, "--promise", "tuesday: send the plan")
        assert say("done", number).status == 0
        if number == "2":
            assert "send the plan" not in say("draft", "1").out, "Tom alone was told"
    owed = [
        (one["contact"], one["due_on"])
        for one in say("due", "--days", "9", "--kind", "promised", "--json").json()
    ]
    plan = [("Tom Lee", "2026-11-24"), ("Priya Shah", "2026-11-24")]
    assert owed == [*plan, ("Priya Shah", "2026-11-25")]
    assert say("doctor").status == 0


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (("99",), 3, "followup due"),
        (("zzz",), 3, "zzz"),
        (("acme",), 4, "   1  thank-you, Priya Shah, Acme Corp"),
        (("1", "--on", "tomorrow"), 2, "yet to come"),
        (("1", "--on", "someday"), 2, "someday"),
        (("1", "--on", "2026-11-01"), 2, "before the interview"),
        (("1", "--on", ""), 2, "empty"),
        (("1", "--channel", "fax"), 2, "email, letter, card or phone"),
        (("1", "--note", "x" * 20_001), 2, "at most 20,000"),
        ((), 2, "Missing argument"),
        (("",), 2, "followup due"),
    ],
)
def test_bad_input_is_a_sentence_with_its_status_and_changes_nothing(
    say: Say, store: str, words: tuple[str, ...], status: int, hint: str
) -> None:
    before = content(store)
    said = say("done", *words)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err
    assert content(store) == before


def test_what_is_done_cannot_be_done_again(say: Say) -> None:
    say("done", "1")
    said = say("done", "1")
    assert (said.status, said.out) == (2, "")
    assert "done already on 2026-11-20" in said.err
    assert "followup undo" in said.err


def test_it_only_touches_its_own_application(say: Say) -> None:
    globex = say("show", "globex", "--json").out
    say("done", "1")
    assert say("show", "globex", "--json").out == globex


def test_a_call_to_somebody_who_wants_none_is_remarked(say: Say) -> None:
    say("add", "Hooli", "--at", "yesterday", "--with", "Gavin Belson", "--no-calls")
    (thanks,) = say("due", "--company", "hooli", "--json").json()
    said = say("done", str(thanks["id"]), "--channel", "phone")
    assert (said.status, said.err) == (0, "Gavin Belson asked not to be called.\n")
