"""An offer on the morning list: its deadline, what comes first, and what was decided."""

import pytest

from conftest import Begin, Say


@pytest.fixture
def offered(begin: Begin) -> None:
    begin(
        ("add", "Late Ltd", "--at", "2026-11-10", "--with", "Ann"),
        ("add", "Acme", "--role", "Dev", "--at", "2026-11-17", "--with", "Priya"),
        ("add", "Coffee", "--stage", "informational", "--at", "2026-11-17", "--with", "Zoë"),
        ("outcome", "acme", "offer", "--deadline", "2026-12-04"),
    )


def kinds(say: Say, today: str) -> list[str]:
    return [one["kind"] for one in say("due", "--json", FOLLOWUP_TODAY=today).json()]


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-11-20", "\n\n  Fri 4 Dec   the offer from Acme · Dev needs an answer by then\n"),
        ("2026-12-03", "\n\n  tomorrow    the offer from Acme · Dev needs an answer by then\n"),
        ("2026-12-04", "\n\n  today       the offer from Acme · Dev needs an answer today\n"),
        ("2026-12-07", "\n\n  Fri 4 Dec   the offer from Acme · Dev expired\n"),
    ],
)
def test_the_deadline_stands_on_the_list_from_the_day_of_the_offer(
    say: Say, today: str, told: str
) -> None:
    said = say(FOLLOWUP_TODAY=today).out
    assert told in said
    assert 'accepted or declined: followup outcome "Acme" accepted' in said


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-12-03T12:00", "  tomorrow    the offer from Acme · Dev needs an answer by 17:00\n"),
        ("2026-12-04T16:59", "  today       the offer from Acme · Dev needs an answer by 17:00\n"),
        ("2026-12-04T17:00", "  today       the offer from Acme · Dev expired at 17:00\n"),
    ],
)
def test_an_offer_ends_at_the_time_that_was_named(say: Say, now: str, told: str) -> None:
    say("outcome", "acme", "offer", "--deadline", "2026-12-04 17:00")
    say("outcome", "acme", "offer", "--terms", "50 k")
    assert told in say(FOLLOWUP_TODAY=now).out


@pytest.mark.usefixtures("offered")
def test_a_time_that_has_passed_is_no_deadline(say: Say) -> None:
    offer = ("outcome", "acme", "offer", "--deadline", "today 8:00")
    assert "has passed; give a time to come" in say(*offer, FOLLOWUP_TODAY="2026-11-20T09:00").err


@pytest.mark.usefixtures("offered")
def test_what_an_offer_asks_for_comes_first(say: Say) -> None:
    assert kinds(say, "2026-11-20")[0] == "acknowledge_offer"
    assert kinds(say, "2026-12-02")[0] == "acknowledge_offer", "two days are left to decide"
    assert kinds(say, "2026-12-03")[:2] == ["acknowledge_offer", "decide_offer"]
    assert kinds(say, "2026-12-04")[0] == "decide_offer"
    say("done", "acknowledge")
    assert kinds(say, "2026-12-03")[0] == "decide_offer", "before all that is late"
    assert say(FOLLOWUP_TODAY="2026-12-04").out.endswith(
        'Type accepted or declined: followup outcome "Acme" accepted\n'
    )
    say("outcome", "acme", "accepted")
    assert kinds(say, "2026-11-20")[0] == "accept"
    assert "the offer from" not in say().out


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(("outcome", "kind"), [("accepted", "accept"), ("declined", "decline")])
def test_the_answer_comes_first_on_the_day_on_which_the_offer_ends(
    say: Say, outcome: str, kind: str
) -> None:
    say("outcome", "acme", outcome, FOLLOWUP_TODAY="2026-12-04T09:00")
    (answer,) = (
        one
        for one in say("due", "--json", FOLLOWUP_TODAY="2026-12-04T10:00").json()[:1]
        if one["kind"] == kind
    )
    assert answer["due_on"] == "2026-12-04"
    assert "the offer's deadline is Fri 4 Dec 2026" in say("why", str(answer["id"])).out


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("outcome", ["accepted", "declined"])
def test_the_hour_stands_on_the_list_until_the_answer_was_sent(say: Say, outcome: str) -> None:
    say("outcome", "acme", "offer", "--deadline", "2026-12-04 17:00")
    say("outcome", "acme", outcome)
    morning = {"FOLLOWUP_TODAY": "2026-12-04T10:00"}
    line = "\n\n  today       your answer to Acme · Dev must be sent by 17:00\n\n"
    assert line in say("due", **morning).out
    late = say("due", FOLLOWUP_TODAY="2026-12-04T17:30").out
    assert "  today       your answer to Acme · Dev was due at 17:00\n" in late
    assert say("done", say("due", "--json", **morning).json()[0]["kind"], **morning).status == 0
    assert "your answer to" not in say("due", **morning).out


@pytest.mark.usefixtures("offered")
def test_an_informational_contact_hears_nothing_of_it(say: Say) -> None:
    assert "Coffee" not in [
        one["company"]
        for kind in ("timeline_changed", "withdraw")
        for one in say("due", "--kind", kind, "--json").json()
    ]


@pytest.mark.usefixtures("offered")
def test_an_offer_that_was_answered_stays_in_the_timeline(say: Say) -> None:
    before = say("stats", "--json").json()
    say("outcome", "acme", "accepted", FOLLOWUP_TODAY="2026-11-30")
    text = say("show", "acme").out
    assert "Fri 20 Nov  They made an offer, to be answered by Fri 4 Dec 2026\n" in text
    assert "replied" not in text
    after = say("stats", "--json").json()
    assert (after["answers"], after["median_days_until_answer"]) == (
        before["answers"],
        before["median_days_until_answer"],
    )
    say("undo")
    assert "They made an offer" not in say("show", "acme").out


@pytest.mark.usefixtures("offered")
def test_a_decision_is_not_put_off_until_the_offer_is_over(say: Say) -> None:
    (number,) = [
        one["id"] for one in say("due", "--kind", "decide_offer", "--days", "30", "--json").json()
    ]
    said = say("snooze", str(number), "dec 5")
    assert (said.status, said.out) == (2, "")
    assert "ends on Friday, 2026-12-04" in said.err
    assert say("snooze", str(number), "dec 4").status == 0


@pytest.mark.usefixtures("offered")
def test_a_decision_is_an_outcome_not_a_tick(say: Say) -> None:
    (decide,) = say("due", "--days", "20", "--kind", "decide_offer", "--json").json()
    said = say("done", str(decide["id"]))
    assert (said.status, said.out) == (2, "")
    assert 'followup outcome "Acme" accepted, or followup outcome "Acme" declined' in said.err


def test_an_offer_without_a_day_says_how_to_give_it_one(say: Say) -> None:
    say("add", "Acme", "--at", "2026-11-17", "--with", "Priya Shah")
    said = say("outcome", "acme", "offer")
    assert 'want an answer: followup outcome "Acme" offer --deadline friday\n' in said.err
    assert say("outcome", "acme", "offer", "--deadline", "friday").err == ""


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (("accepted",), "accept and tell Priya Shah"),
        (("declined",), "decline and tell Priya Shah"),
        (("rejected", "--keep-in-touch"), "keep in touch with Priya Shah"),
    ],
)
def test_what_is_done_is_said_in_english(say: Say, outcome: tuple[str, ...], told: str) -> None:
    say("add", "Acme", "--at", "2026-11-17", "--with", "Priya Shah")
    say("outcome", "acme", *outcome)
    assert told in say("show", "acme").out
    assert f"SUMMARY:{told[0].upper()}{told[1:]}" in say("export", "ics").out


@pytest.mark.usefixtures("offered")
def test_after_an_acceptance_no_other_offer_is_pressed_for(say: Say) -> None:
    say("outcome", "late", "offer", "--deadline", "today 17:30", FOLLOWUP_TODAY="2026-11-24T09:00")
    now = {"FOLLOWUP_TODAY": "2026-11-24T10:00"}
    say("outcome", "acme", "accepted", **now)
    due = {one["kind"]: one for one in say("due", "--json", **now).json()}
    assert not {"decide_offer", "acknowledge_offer"} & set(due)
    first, second = list(due)[:2]
    assert (first, second) == ("withdraw", "accept"), "the offer of Late ends today"
    text = say("due", **now).out
    assert "the offer from" not in text
    assert "accepted or declined" not in text
    note = say("draft", str(due["withdraw"]["id"]), **now).out
    assert "Thank you for offering me a position at Late Ltd." in note
    say("done", str(due["withdraw"]["id"]), **now)
    assert (
        "They made an offer, to be answered by Tue 24 Nov 2026 at 17:30" in say("show", "late").out
    )
    assert say("stats", "--json", **now).json()["furthest"]["offer"] == 1
    record = say("report", **now).out
    assert "  - Late Ltd: withdrew after their offer on 24 November 2026\n" in record


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("accepted", "Outcome: accepted – 38,000 pounds"),
        ("withdrawn", "Outcome: withdrawn – their offer was: 38,000 pounds"),
    ],
)
def test_the_terms_of_an_offer_are_not_taken_for_those_of_another_outcome(
    say: Say, outcome: str, told: str
) -> None:
    say("outcome", "acme", "offer", "--terms", "38,000 pounds")
    say("outcome", "acme", outcome)
    assert told in say("show", "acme").out


@pytest.mark.usefixtures("offered")
def test_a_second_acceptance_says_that_there_is_a_first(say: Say) -> None:
    assert say("outcome", "acme", "accepted").err == ""
    said = say("outcome", "late", "accepted")
    assert said.status == 0
    assert (
        "You have accepted Acme · Dev, too. To take that back: "
        'followup outcome "Acme" open, then followup outcome "Acme" withdrawn\n'
    ) in said.err
    assert say("outcome", "Acme", "open").status == say("outcome", "Acme", "withdrawn").status == 0


@pytest.mark.usefixtures("offered")
def test_the_list_of_a_week_has_the_deadlines_that_the_day_has(say: Say) -> None:
    line = "\n\n  Fri 4 Dec   the offer from Acme · Dev needs an answer by then\n"
    assert line in say("due").out
    assert line in say("due", "--week").out


@pytest.mark.parametrize(("at", "is_thanked"), [("2026-11-19", True), ("2026-11-25", False)])
def test_who_was_not_met_is_thanked_for_no_time(say: Say, at: str, is_thanked: bool) -> None:
    say("add", "Acme", "--role", "Dev", "--at", "2026-11-17", "--with", "Priya")
    say("add", "Hooli", "--role", "Clerk", "--at", at, "--with", "Gavin")
    say("outcome", "acme", "offer", "--deadline", "2026-12-04")
    (tell,) = say("due", "--kind", "timeline-changed", "--json").json()
    note = say("draft", str(tell["id"])).out
    assert "must answer it by Friday, December 4" in note
    assert ("the time that you have given me" in note) is is_thanked


def test_a_note_says_by_which_hour_the_offer_is_answered(say: Say) -> None:
    say("add", "Lambda", "--at", "2026-11-17 15:00", "--with", "Ann Bo <a@l.example>")
    say("outcome", "Lambda", "offer", "--deadline", "monday 5pm")
    (offer,) = say("due", "--kind", "acknowledge_offer", "--json").json()
    note = say("draft", str(offer["id"])).out
    assert "You will have my answer by 5pm on Monday, November 23." in note


def test_an_agency_that_brought_an_offer_is_asked_to_thank_for_it(say: Say) -> None:
    say("add", "Kappa", "--at", "2026-11-17 15:00", "--with", "Kim Oh",
        "--via", "Rae Lind <rae@medtalent.example>, MedTalent")  # fmt: skip
    say("add", "Lambda", "--at", "2026-11-17 15:00", "--with", "Ann Bo <a@l.example>")
    say("outcome", "Kappa", "offer")
    say("outcome", "Lambda", "offer")
    say("outcome", "Lambda", "accepted")
    (withdrawal,) = say("due", "--kind", "withdraw", "--json").json()
    note = say("draft", str(withdrawal["id"])).out
    assert note.startswith("Subject: Kappa – their offer")
    assert "Please tell them so, with my thanks for the offer" in note


def test_who_was_to_be_met_hears_of_an_offer_elsewhere(say: Say) -> None:
    say("add", "Riverside", "--at", "2026-11-26 15:00", "--with", "Kim Osei")
    say("cancel", "riverside")
    say("add", "Acme", "--at", "2026-11-17")
    say("outcome", "acme", "offer", "--deadline", "2026-12-04")
    (told,) = say("due", "--kind", "timeline_changed", "--company", "riverside", "--json").json()
    assert told["contact"] == "Kim Osei"
    said = say("draft", str(told["id"]))
    assert said.out.splitlines()[2] == "Dear Kim Osei,"
    assert "Nobody is recorded" not in said.err
    say("contact", "edit", "kim", "--no-contact")
    (told,) = say("due", "--kind", "timeline_changed", "--company", "riverside", "--json").json()
    assert told["contact"] is None


ASKS = "whether you will be able to decide before then"


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("2026-12-02", "You expect to decide by Wednesday, December 2, which would be in time."),
        ("2026-12-04", ASKS),
        ("2026-12-07", ASKS),
    ],
)
@pytest.mark.parametrize("day", ["2026-11-18", "2026-11-26"])
def test_nobody_is_asked_to_decide_in_time_who_said_that_they_will(
    say: Say, decision: str, told: str, day: str
) -> None:
    say("add", "Riverside", "--at", day, "--with", "Kim Osei", "--decision", decision)
    say("add", "Acme", "--at", "2026-11-17")
    say("outcome", "acme", "offer", "--deadline", "2026-12-04")
    (news,) = say("due", "--kind", "timeline_changed", "--company", "riverside", "--json").json()
    body = say("draft", str(news["id"])).out
    assert told in body
    assert (ASKS in body) == (told == ASKS)
    call = " ".join(say("draft", str(news["id"]), "--channel", "phone").out.split())
    assert ("Will you be able to decide before then?" in call) == (told == ASKS)
