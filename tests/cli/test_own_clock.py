"""Interviews in another zone stand on the user's own day and time, their own zone beside it."""

import pytest

from conftest import Say

LOS_ANGELES = {"TZ": "America/Los_Angeles", "FOLLOWUP_TODAY": "2026-12-03T09:00"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("due",), "today 16:00 video with Acme Fri 09:00 Asia/Tokyo"),
        (("due", "--week"), "Today 16:00 video with Acme: Fri 09:00 Asia/Tokyo"),
        (("calendar",), "16:00 video with Acme (Fri 09:00 Asia/Tokyo)"),
        (("list",), "3 Dec 16:00 (Fri 09:00 Asia/Tokyo)"),
        (("show", "acme"), "video (assumed), 16:00 (Fri 09:00 Asia/Tokyo), 60 minutes"),
    ],
)
def test_tokyo_seen_from_los_angeles(program: Say, words: tuple[str, ...], told: str) -> None:
    added = program("add", "Acme", "--at", "2026-12-04 09:00 Asia/Tokyo", **LOS_ANGELES)
    assert "Thursday 3 December 2026, 16:00 (Fri 09:00 Asia/Tokyo)" in added.out
    assert told in " ".join(program(*words, **LOS_ANGELES).out.split())


def test_it_is_over_when_it_is_over(program: Say) -> None:
    program("add", "Acme", "--at", "2026-12-04 09:00 Asia/Tokyo", **LOS_ANGELES)
    after = LOS_ANGELES | {"FOLLOWUP_TODAY": "2026-12-03T17:30"}
    assert "held" in program("list", **after).out
    assert program("done", "2", **after).status == 0, "on a day that is the 3rd here"


def test_san_francisco_seen_from_berlin(program: Say) -> None:
    berlin = {"TZ": "Europe/Berlin", "FOLLOWUP_TODAY": "2026-12-04T00:10"}
    at = "2026-12-03 16:00 America/Los_Angeles"
    program("add", "Acme", "--at", at, "--field", "sales", **berlin)
    assert "  today 01:00  video with Acme\n" in program("due", **berlin).out
    (thanks,) = program("due", "--json", **berlin | {"FOLLOWUP_TODAY": "2026-12-04T02:30"}).json()
    assert (thanks["ready_on"], thanks["due_on"]) == ("2026-12-03", "2026-12-04")
    assert thanks["urgency"] == "today"


def test_an_offer_ends_on_the_own_clock(program: Say) -> None:
    offer = ("outcome", "Acme", "offer", "--deadline", "2026-12-04 09:00 Asia/Tokyo", "--new")
    made = program(*offer, "--json", **LOS_ANGELES).json()
    assert (made["deadline_on"], made["deadline_at"]) == ("2026-12-03", "2026-12-03T16:00:00-08:00")
    assert (
        "  today       the offer from Acme needs an answer by 16:00\n"
        in program("due", **LOS_ANGELES).out
    )
    assert "The offer ends at 16:00\n" in program("show", "acme", **LOS_ANGELES).out
    program("outcome", "acme", "declined", **LOS_ANGELES)
    told = program("show", "acme", **LOS_ANGELES).out
    assert "They made an offer, to be answered by Thu 3 Dec 2026 at 16:00\n" in told
