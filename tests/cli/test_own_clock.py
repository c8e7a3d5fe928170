"""Interviews in another zone stand on the user's own day and time, their own zone beside it."""

import time
from collections.abc import Iterator

import pytest

from conftest import Said, Say

LOS_ANGELES = {"TZ": "America/Los_Angeles", "FOLLOWUP_TODAY": "2026-12-03T09:00"}


@pytest.fixture
def here(say: Say, monkeypatch: pytest.MonkeyPatch) -> Iterator[Say]:
    """Run a command in this process as if it was in the zone TZ, which the next one keeps."""

    def run(*words: str, TZ: str, **env: str) -> Said:  # noqa: N803
        monkeypatch.setenv("TZ", TZ)
        time.tzset()
        return say(*words, **env)

    yield run
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("due",), "today 16:00 interview with Acme Fri 09:00 Asia/Tokyo"),
        (("due", "--week"), "Today 16:00 interview with Acme: Fri 09:00 Asia/Tokyo"),
        (("calendar",), "16:00 interview with Acme (Fri 09:00 Asia/Tokyo)"),
        (("list",), "3 Dec 16:00 (Fri 09:00 Asia/Tokyo)"),
        (("show", "acme"), "video (assumed), 16:00 (Fri 09:00 Asia/Tokyo), 60 minutes"),
    ],
)
def test_tokyo_seen_from_los_angeles(here: Say, words: tuple[str, ...], told: str) -> None:
    added = here("add", "Acme", "--at", "2026-12-04 09:00 Asia/Tokyo", **LOS_ANGELES)
    assert "Thursday 3 December 2026, 16:00 (Fri 09:00 Asia/Tokyo)" in added.out
    assert told in " ".join(here(*words, **LOS_ANGELES).out.split())


def test_it_is_over_when_it_is_over(here: Say) -> None:
    here("add", "Acme", "--at", "2026-12-04 09:00 Asia/Tokyo", **LOS_ANGELES)
    after = LOS_ANGELES | {"FOLLOWUP_TODAY": "2026-12-03T17:30"}
    assert "held" in here("list", **after).out
    assert here("done", "2", **after).status == 0, "on a day that is the 3rd here"


def test_san_francisco_seen_from_berlin(here: Say) -> None:
    berlin = {"TZ": "Europe/Berlin", "FOLLOWUP_TODAY": "2026-12-04T00:10"}
    at = "2026-12-03 16:00 America/Los_Angeles"
    here("add", "Acme", "--at", at, "--field", "sales", **berlin)
    assert "  today 01:00  interview with Acme\n" in here("due", **berlin).out
    (thanks,) = here("due", "--json", **berlin | {"FOLLOWUP_TODAY": "2026-12-04T02:30"}).json()
    assert (thanks["ready_on"], thanks["due_on"]) == ("2026-12-03", "2026-12-04")
    assert thanks["urgency"] == "today"


def test_an_offer_ends_on_the_own_clock(here: Say) -> None:
    offer = ("outcome", "Acme", "offer", "--deadline", "2026-12-04 09:00 Asia/Tokyo", "--new")
    made = here(*offer, "--json", **LOS_ANGELES).json()
    assert (made["deadline_on"], made["deadline_at"]) == ("2026-12-03", "2026-12-03T16:00:00-08:00")
    assert (
        "  today       the offer from Acme needs an answer by 16:00\n"
        in here("due", **LOS_ANGELES).out
    )
    assert "The offer ends at 16:00\n" in here("show", "acme", **LOS_ANGELES).out
    here("outcome", "acme", "declined", **LOS_ANGELES)
    told = here("show", "acme", **LOS_ANGELES).out
    assert "They made an offer, to be answered by Thu 3 Dec 2026 at 16:00\n" in told
