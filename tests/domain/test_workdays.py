from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.workdays import DAY, Workdays, span

CHRISTMAS = date(2026, 12, 25)
BRIDGE = date(2026, 12, 28)
CALENDAR = Workdays(holidays={CHRISTMAS: "Christmas Day"}, days_off=frozenset({BRIDGE}))

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
calendars = st.builds(
    Workdays,
    weekend=st.frozensets(st.integers(0, 6), max_size=6),
    days_off=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=5),
    holidays=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.just("a feast")),
)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 12, 4), 1, date(2026, 12, 7)),  # Friday + 1 is Monday
        (date(2026, 12, 5), 1, date(2026, 12, 7)),  # and so is Saturday + 1
        (date(2026, 12, 5), 0, date(2026, 12, 7)),  # 0 rolls forward
        (date(2026, 12, 4), 0, date(2026, 12, 4)),
        (date(2026, 12, 1), 5, date(2026, 12, 8)),
        (date(2026, 12, 7), -1, date(2026, 12, 4)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas, a weekend, the day off
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
        (date(2026, 12, 31), 2, date(2027, 1, 4)),  # over the year's end
        (date(2028, 2, 28), 1, date(2028, 2, 29)),  # a leap day counts
    ],
)
def test_business_days_are_counted_from_the_day_after(start: date, count: int, end: date) -> None:
    assert CALENDAR.add(start, count) == end


@pytest.mark.parametrize(
    ("day", "step", "name"),
    [
        (date(2026, 12, 26), "weekend", "Saturday"),
        (CHRISTMAS, "holiday", "Christmas Day"),
        (BRIDGE, "day_off", "your day off"),
    ],
)
def test_a_day_that_does_not_count_says_why(day: date, step: str, name: str) -> None:
    shift = CALENDAR.why_not(day)
    assert shift is not None
    assert (shift.day, shift.step, shift.name) == (day, step, name)


def test_the_days_passed_over_are_told_in_order_without_the_ends() -> None:
    passed = CALENDAR.passed_over(date(2026, 12, 24), date(2026, 12, 29))
    assert [shift.step for shift in passed] == ["holiday", "weekend", "weekend", "day_off"]
    assert CALENDAR.passed_over(CHRISTMAS, date(2026, 12, 26)) == ()


def test_the_weekend_is_a_setting() -> None:
    assert Workdays(weekend=frozenset({4, 5})).add(date(2026, 12, 3), 1) == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 12, 4), date(2026, 12, 7), 1),
        (date(2026, 12, 4), date(2026, 12, 6), 0),
        (date(2026, 12, 7), date(2026, 12, 4), 0),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
    ],
)
def test_between_counts_the_end_but_not_the_start(start: date, end: date, count: int) -> None:
    assert CALENDAR.between(start, end) == count


def test_a_span_includes_both_ends() -> None:
    assert list(span(CHRISTMAS, CHRISTMAS + DAY)) == [CHRISTMAS, CHRISTMAS + DAY]
    assert list(span(CHRISTMAS, CHRISTMAS - DAY)) == []


@given(calendars, days, st.integers(1, 30))
def test_counting_and_counting_back_agree(calendar: Workdays, start: date, count: int) -> None:
    end = calendar.add(start, count)
    assert calendar.is_workday(end)
    assert calendar.between(start, end) == count
    back = calendar.add(end, -count)
    assert back == start if calendar.is_workday(start) else back < start


@given(calendars, days, st.integers(0, 30), st.integers(0, 30))
def test_counting_is_monotone_in_the_start(
    calendar: Workdays, start: date, count: int, later: int
) -> None:
    assert calendar.add(start, count) <= calendar.add(start + timedelta(days=later), count)


@given(calendars, days)
def test_rolling_gives_the_first_business_day_from_there(calendar: Workdays, day: date) -> None:
    rolled = calendar.roll(day)
    assert calendar.is_workday(rolled)
    assert not any(calendar.is_workday(passed) for passed in span(day, rolled - DAY))
