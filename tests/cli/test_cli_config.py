"""`followup config`: what is set, what holds, and that undo covers it."""

from pathlib import Path

import pytest

from conftest import ACME, GLOBEX, Say
from followup.domain import config


def test_every_key_is_listed_with_what_it_means(say: Say) -> None:
    listed = say("config", "list", "--json").json()
    assert [one["key"] for one in listed] == config.all_names()
    assert all(one["meaning"] for one in listed)
    assert all(one["value"] == one["default"] for one in listed)
    assert all(one["evidence"] for one in listed if one["key"].startswith("policy."))


def test_the_list_for_people_names_every_key_and_value(say: Say) -> None:
    say("config", "set", "you.name", "Ana Díaz")
    out = say("config", "list").out
    assert all(name in out for name in config.all_names())
    assert "Ana Díaz" in out


def test_the_list_can_be_narrowed_to_keys_that_begin_so(say: Say) -> None:
    listed = say("config", "list", "calendar", "--json").json()
    assert {one["key"].split(".")[0] for one in listed} == {"calendar"}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("you.name", "Ana Díaz", "Ana Díaz"),
        ("you.email", "ana@EXAMPLE.org", "ana@example.org"),
        ("calendar.weekend", "fri, sat", "fri,sat"),
        ("policy.check_in.days", "7", "7"),
    ],
)
def test_what_is_set_holds_and_is_said_back(say: Say, key: str, typed: str, kept: str) -> None:
    said = say("config", "set", key, typed)
    assert (said.status, said.out, said.err) == (0, f"{key} is {kept} now.\n", "")
    assert say("config", "get", key).out == f"{kept}\n"
    assert say("config", "get", key, "--json").json()["value"] == kept


def test_an_empty_value_goes_back_to_the_default(say: Say) -> None:
    say("config", "set", "policy.check_in.days", "7")
    assert (
        say("config", "set", "policy.check_in.days", "").out == "policy.check_in.days is 5 now.\n"
    )
    assert say("config", "get", "policy.check_in.days").out == "5\n"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("get", "you.nmae"), "Did you mean you.name?"),
        (("get", "policy.check_in.dyas"), "policy.check_in.days"),
        (("get", "zzz"), "followup config list"),
        (("set", "zzz", "1"), "followup config list"),
        (("set", "zzz", ""), "followup config list"),
        (("set", "policy.zzz", "1"), "policy"),
        (("set", "you.email", "ana"), "not an email address"),
        (("set", "you.name", "A\nB"), "one line"),
        (("set", "policy.check_in.days", "soon"), "whole number"),
        (("set", "calendar.weekend", "mon,tue,wed,thu,fri,sat,sun"), "up to six days"),
        (("set", "calendar.days_off", "xmas"), "2026-12-24"),
        (("set", "dates.order", "ymd"), "dmy"),
        (("set", "you.name"), "Missing argument"),
        (("get",), "Missing argument"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_made(
    say: Say, home: Path, words: tuple[str, ...], hint: str
) -> None:
    said = say("config", *words)
    assert (said.status, said.out) == (2, "")
    assert hint in said.err
    assert list(home.iterdir()) == []


def test_path_names_both_files(say: Say, home: Path, store: str) -> None:
    told = say("config", "path", "--json").json()
    assert told == {"store": store, "configuration": str(home / ".config/followup/config.toml")}
    out = say("config", "path").out
    assert store in out
    assert str(home / ".config/followup/config.toml") in out


def due_on(say: Say, kind: str) -> list[str]:
    return [one["due_on"] for one in say("due", "--days", "90", "--kind", kind, "--json").json()]


def test_the_policy_that_is_set_plans_at_once_and_from_then_on(say: Say) -> None:
    say(*GLOBEX)
    assert due_on(say, "check_in") == ["2026-11-19"]
    say("config", "set", "policy.check_in.days", "9")
    assert due_on(say, "check_in") == ["2026-11-25"]
    say("add", "Hooli", "--at", "2026-11-13")
    assert due_on(say, "check_in") == ["2026-11-25", "2026-11-26"]


def test_days_off_and_the_weekend_are_no_business_days(say: Say) -> None:
    say("add", "Acme", "--at", "today", "--with", "Priya")
    assert due_on(say, "thank_you") == ["2026-11-23"]
    say("config", "set", "calendar.days_off", "2026-11-23")
    assert due_on(say, "thank_you") == ["2026-11-24"]
    say("config", "set", "calendar.weekend", "fri")
    assert due_on(say, "thank_you") == ["2026-11-21"]


def test_what_was_done_stays_as_it_was(say: Say) -> None:
    say(*ACME)
    say("done", "1")
    was = say("list", "--json").json()[0]["followups"][0]
    say("config", "set", "policy.thank_you.due_days", "5")
    assert say("list", "--json").json()[0]["followups"][0] == was


def test_late_begins_where_it_is_set(say: Say) -> None:
    say(*GLOBEX)
    assert say("due", "--json").json()[1]["urgency"] == "overdue"
    say("config", "set", "policy.urgency.late_days", "0")
    assert say("due", "--json").json()[1]["urgency"] == "late"
