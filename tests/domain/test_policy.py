import re

import pytest

from followup.domain.errors import UsageError
from followup.domain.policy import (
    BY_KEY,
    NUMBERS,
    RULES,
    UNITS,
    Number,
    Policy,
    Rule,
    number_named,
    pace,
)

DEFAULTS = {
    "prep.days_before": 1,
    "thank_you.due_days": 1,
    "thank_you.sales_due_days": 0,
    "thank_you.too_late_days": 10,
    "check_in.days": 5,
    "check_in.government_days": 10,
    "check_in.reply_days": 10,
    "check_in.after_decision_ready": 1,
    "check_in.after_decision_due": 2,
    "check_in.sales_after_decision_days": 0,
    "second_check_in.days": 5,
    "close_out.days": 10,
    "promised.within_days": 5,
    "promised.then_days": 5,
    "decline.due_days": 1,
    "rejection_reply.ready_days": 1,
    "rejection_reply.due_days": 2,
    "keep_in_touch.first_days": 30,
    "keep_in_touch.days": 90,
    "keep_in_touch.informational_days": 90,
    "acknowledge_offer.due_days": 1,
    "decide_offer.ready_days": 2,
    "decide_offer.due_days": 1,
    "timeline_changed.due_days": 1,
    "accept.due_days": 1,
    "withdraw.due_days": 1,
    "thank_references.due_days": 1,
    "urgency.late_days": 2,
}


def test_the_defaults_are_those_of_the_table() -> None:
    assert dict(Policy.default()) == DEFAULTS
    assert len(Policy.default()) == len(NUMBERS)


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.key)
def test_every_number_explains_itself(number: Number) -> None:
    assert number.unit in UNITS
    assert number.least <= number.default <= number.most
    assert number.meaning.endswith(".")
    assert re.search(r"\(|ours", number.evidence), "no source"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_names_numbers_that_exist_and_its_evidence(rule: Rule) -> None:
    assert {rule.ready, rule.due} - {""} <= set(BY_KEY)
    assert rule.name.split(".")[0] == rule.kind
    assert re.search(r"\(|ours", rule.evidence), "no source"
    assert not rule.trigger.endswith(".")


def test_a_setting_changes_its_number_and_no_other() -> None:
    policy = Policy.from_settings({"policy.check_in.days": " 7 ", "you.name": "Ada"})
    assert policy["check_in.days"] == 7
    assert {**policy, "check_in.days": 5} == DEFAULTS


@pytest.mark.parametrize("text", ["0", "61", "-3", "five", "", "5.0", "1_0", "٣", "9" * 5000])
def test_a_value_that_is_no_whole_number_within_the_range_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"policy\.check_in\.days.*from 1 to 60.*default, 5"):
        Policy.from_settings({"policy.check_in.days": text})


@pytest.mark.parametrize("text", ["1", "60"])
def test_both_ends_of_the_range_are_allowed(text: str) -> None:
    policy = Policy.from_settings({"policy.check_in.days": text})
    assert policy["check_in.days"] == int(text)


def test_an_unknown_key_names_its_neighbours() -> None:
    with pytest.raises(UsageError, match=r"policy\.chek_in\.day\..*policy\.check_in\.days"):
        Policy.from_settings({"policy.chek_in.day": "5"})


def test_a_key_like_no_other_says_where_they_are_listed() -> None:
    with pytest.raises(UsageError, match="config list"):
        number_named("policy.zzzzzz")


def test_an_unknown_number_is_a_bug_not_a_default() -> None:
    with pytest.raises(KeyError):
        Policy.default()["check_in.dayz"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("check_in.after_decision_ready", "9"), ("decide_offer.due_days", "5")],
)
def test_numbers_that_contradict_each_other_are_refused(key: str, value: str) -> None:
    with pytest.raises(UsageError, match="cannot be more than"):
        Policy.from_settings({f"policy.{key}": value})


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        *((field, "sales") for field in ("sales", "Software sales", "Sales / EMEA")),
        *((field, "government") for field in ("government", "gov", "Public sector", "public")),
        *((field, "government") for field in ("local govt", "UK civil service")),
        *((field, "") for field in ("", "public relations", "salesforce admin", "nursing")),
    ],
)
def test_the_words_of_a_field_set_its_pace(field: str, expected: str) -> None:
    assert pace(field) == expected
