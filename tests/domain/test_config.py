"""The keys of the configuration: which values each takes, and what holds where none is set."""

import pytest

from followup.domain import config
from followup.domain.errors import UsageError
from followup.domain.model import You
from followup.domain.policy import NUMBERS


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("you.name", " Ana Díaz ", "Ana Díaz"),
        ("you.email", "ana@EXAMPLE.org", "ana@example.org"),
        ("you.email", "", ""),
        ("you.phone", "+1 555 0100", "+1 555 0100"),
        ("you.address", "1 Main St\nSpringfield\n", "1 Main St\nSpringfield"),
        ("calendar.weekend", "SUN, saturday", "sat,sun"),
        ("calendar.weekend", "fri,sat", "fri,sat"),
        ("calendar.weekend", "", ""),
        ("calendar.days_off", "2026-12-31, 2026-12-24,2026-12-24", "2026-12-24,2026-12-31"),
        ("calendar.days_off", "", ""),
        ("dates.order", "DMY", "dmy"),
        ("note.channel", "card", "card"),
        ("policy.check_in.days", " 7 ", "7"),
    ],
)
def test_a_value_is_kept_in_one_spelling(key: str, typed: str, kept: str) -> None:
    assert config.check(key, typed) == kept
    assert config.check(key, kept) == kept


@pytest.mark.parametrize(
    ("key", "typed", "hint"),
    [
        ("you.name", "Ana\nDíaz", "one line"),
        ("you.email", "ana", "not an email address"),
        ("calendar.weekend", "sat,xyz", "no weekend"),
        ("calendar.weekend", "mon,tue,wed,thu,fri,sat,sun", "up to six days"),
        ("calendar.days_off", "24.12.2026", "no list of days"),
        ("calendar.days_off", "2026-02-30", "no list of days"),
        ("dates.order", "ymd", "none of dmy, mdy"),
        ("note.channel", "fax", "none of email, letter, card, phone"),
        ("policy.check_in.days", "soon", "whole number"),
        ("policy.check_in.days", "-1", "whole number"),
        ("policy.check_in.days", "61", "from 1 to 60"),
        ("policy.check_in.dayz", "5", "check_in.days"),
        ("you.nam", "Ana", "There is no key “you.nam”. Did you mean you.name?"),
        ("zzz", "1", "There is no key “zzz”"),
        ("", "1", "There is no key"),
    ],
)
def test_a_bad_value_or_an_unknown_key_is_refused_with_what_to_type(
    key: str, typed: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        config.check(key, typed)
    assert hint in str(caught.value)


@pytest.mark.parametrize("key", config.all_names())
def test_every_default_is_a_value_that_its_key_takes(key: str) -> None:
    default = config.default(key)
    assert config.check(key, default) == default
    assert config.value({}, key) == default


def test_every_number_of_the_policy_is_a_key_once() -> None:
    names = config.all_names()
    assert {f"policy.{number.key}" for number in NUMBERS} < set(names)
    assert len(set(names)) == len(names)


def test_what_is_set_wins_over_the_default() -> None:
    assert config.value({"calendar.weekend": "fri,sat"}, "calendar.weekend") == "fri,sat"
    assert config.value({}, "calendar.weekend") == "sat,sun"


@pytest.mark.parametrize("key", ["policy.nothing", "you", "you.names"])
def test_an_unknown_key_has_no_default(key: str) -> None:
    with pytest.raises(UsageError):
        config.default(key)


def test_the_user_is_what_was_set() -> None:
    assert config.you({}) == You()
    kept = {"you.name": "Ana", "you.phone": "1", "dates.order": "dmy"}
    assert config.you(kept) == You(name="Ana", phone="1")
