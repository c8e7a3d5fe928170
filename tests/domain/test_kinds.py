"""The table of the kinds of follow-up. Their templates and calls: test_drafting, test_phone_call."""

import pytest

from followup.domain.kinds import CHECK_INS, KINDS, Kind, has_note, kind_named
from followup.domain.policy import RULES
from followup.store.schema import VIEWS


def test_every_kind_is_planned_by_a_rule_and_every_rule_plans_one() -> None:
    assert {rule.kind for rule in RULES.values()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_the_measure_of_its_note_or_says_what_to_do_instead(kind: Kind) -> None:
    assert has_note(kind.name) == ("" in kind.measures) == (not kind.instead)
    assert kind.of in ("interview", "application")
    assert kind.to in ("contact", "application", "nobody")


def test_the_view_names_the_agency_where_the_table_says_so() -> None:
    """Where this fails because of a new kind, the view needs a migration as well."""
    to_no_agency = tuple(kind.name for kind in KINDS.values() if kind.to != "application")
    assert str(to_no_agency) in VIEWS["followup_view"]


def test_two_kinds_check_in() -> None:
    assert CHECK_INS == ("check_in", "second_check_in")


def test_a_kind_of_a_newer_version_is_an_application_s_and_called_by_its_name() -> None:
    kind = kind_named("wave\x1b[1m")
    assert (kind.of, kind.to, kind.outcome) == ("application", "application", "")
    assert "\x1b" not in kind.label
