"""Files of other programs with one fault each, imported: the right outcome."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import Said, Say

CASES = Path(__file__).parent.parent / "cases"
DAY = {"FOLLOWUP_TODAY": "2026-12-01", "TZ": "Europe/London"}


@dataclass(frozen=True)
class Run:
    """The answer to an import, and the store after it."""

    say: Say
    said: Said

    def __call__(self, *words: str) -> Said:
        return self.say(*words, **DAY)

    def interviews(self) -> list[Any]:
        """The records of `list --json`."""
        return list(self("list", "--json").json())

    def only(self) -> Any:
        """The record of the one interview."""
        (record,) = self.interviews()
        return record

    def due(self, kind: str = "thank_you") -> list[str]:
        """To whom the follow-ups of that kind go."""
        told = self("due", "--days", "60", "--json").json()
        return sorted(one["contact"] or "" for one in told if one["kind"] == kind)

    def contacts(self) -> list[Any]:
        """The records of `contact list --json`, by name."""
        return sorted(self("contact", "list", "--json").json(), key=lambda one: one["name"])

    def applications(self) -> list[Any]:
        """The applications of the archive."""
        return list(json.loads(self("export", "json").out)["applications"])


Check = Callable[[Run], bool]


def fields(run: Run, *names: str) -> list[tuple[Any, ...]]:
    """Some fields of each interview."""
    return [tuple(one[name] for name in names) for one in run.interviews()]


def by_company(run: Run, name: str) -> dict[str, Any]:
    """A field of each interview, by its company."""
    return {one["company"]: one[name] for one in run.interviews()}


def people(run: Run, *names: str) -> list[tuple[Any, ...]]:
    """Some fields of each contact."""
    return [tuple(one[name] or "" for name in names) for one in run.contacts()]


def outcomes(run: Run) -> dict[str, str]:
    """The outcome of each application, by its company."""
    return {one["company"]: one["outcome"] for one in run.applications()}


NO_YEARS = {"Acme": "2026-07-08", "Globex": "2027-01-15", "Initech": "2026-12-04T14:00",
            "Hooli": "2026-12-04T14:00"}  # fmt: skip
SAM = ("config", "set", "you.email", "sam@mail.example")

TABLE: dict[str, tuple[str, Sequence[Sequence[str]], Check]] = {
    "who of the invited you are": (
        "you_are_invited.ics", (), lambda run:
        run.due() == ["Priya Shah"] and "config set you.email" not in run.said.err),
    "a recruiting system is no company, its relay no address": (
        "recruiting_system.ics", (SAM,), lambda run:
        run.only()["company"] == "Acme" and "4711" in run.only()["note"]
        and "Tom Lee" in run.only()["note"]
        and "smartrecruiters" not in run("contact", "list", "--json").out),
    "a no-reply is nobody": (
        "no_reply_organizer.ics", (), lambda run:
        run.only()["company"] == "Acme" and run.due() == ["Priya Shah"]),
    "a headline is no company": (
        "nobody_named.ics", (), lambda run:
        run.said.status == 2 and "--company" in run.said.err and not run.interviews()),
    "a column of days has one order": (
        "month_first.csv", (("config", "set", "dates.order", "dmy"),), lambda run:
        by_company(run, "at") == {"Acme": "2026-11-25T14:00:00+00:00",
                                  "Globex": "2026-11-10T09:00:00+00:00",
                                  "Initech": "2026-12-03T11:00:00+00:00"}),
    "days without a year are the nearest": (
        "no_years.csv", (), lambda run:
        {name: at[:len(NO_YEARS[name])] for name, at in by_company(run, "at").items()} == NO_YEARS
        and run.said.err.count("is taken as") == 3),
    "applications without an interview": (
        "applications.csv", (), lambda run:
        not run.interviews() and outcomes(run) == {"Acme": "", "Globex": "rejected", "Initech": ""}
        and [one["on"] for job in run.applications() for one in job["events"]][:2]
        == ["2026-11-25", "2026-11-20"]),
    "an interview on site without a place": (
        "no_place.ics", (), lambda run: run.only()["stage"] == "onsite"),
    "Google Meet in words": ("google_meet.ics", (), lambda run: run.only()["stage"] == "video"),
    "they will call": ("they_call.ics", (), lambda run: run.only()["stage"] == "phone"),
    "the words of trackers": (
        "status_words.csv", (), lambda run:
        by_company(run, "stage") == {"Acme": "phone", "Globex": "onsite", "Initech": "final"}
        and outcomes(run) == {"Acme": "", "Globex": "rejected", "Initech": ""}),
    "columns can be joined": (
        "day_and_time.csv", (), lambda run:
        run.only()["at"] == "2026-12-03T14:30:00+00:00"
        and run.only()["contacts"][0]["name"] == "Priya Shah"),
    "an invitation in a mail": (
        "invitation.eml", (), lambda run: run.only()["at"] == "2026-12-03T10:30:00+00:00"),
    "a workbook without a sheet": (
        "no_sheet.xlsx", (), lambda run:
        run.said.status == 2 and "workbook" in run.said.err and "CSV" in run.said.err),
    "connections": (
        "connections.csv", (), lambda run:
        people(run, "name", "company", "email", "title") ==
        [("Priya Shah", "Acme", "priya@acme.example", "Head of Data"),
         ("Tom Lee", "", "", "Recruiter")]),
    "null and none are nothing": (
        "nothing_named.csv", (), lambda run:
        not run.contacts() and by_company(run, "role")["Acme"] == ""),
    "one bad address": (
        "bad_addresses.vcf", (), lambda run:
        people(run, "name", "email") ==
        [("Ann Roe", ""), ("Priya Shah", "priya@acme.example"), ("Tom Lee", "")]
        and len(run.said.err.splitlines()) == 2),
    "half a letter": (
        "cut_letter.vcf", (), lambda run:
        [one["name"] for one in run.contacts()] == ["Priya Shah", "Tom Lee"]
        and "\ufffd" in run.contacts()[0]["company"]),
    "an address that is none": (
        "accented_address.ics", (), lambda run:
        run.due() == ["José Ruiz", "Priya Shah"] and "josé" in run.said.err),
    "who was not there": ("not_there.ics", (), lambda run: run.due() == ["Priya Shah"]),
    "family name first": (
        "family_first.vcf", (), lambda run:
        run("add", "Acme", "--at", "yesterday", "--with", "Shah Priya").status == 0
        and "Dear Priya," in run("draft", "1").out),
    "seconds": ("seconds.csv", (), lambda run: run.only()["at"] == "2026-11-26T18:05:00+00:00"),
    "a zone as Windows shows it": (
        "displayed_zone.ics", (), lambda run: run.only()["zone"] == "America/New_York"),
    "returns twice": ("doubled_returns.ics", (), lambda run: run.only()["stage"] == "video"),
    "an address book around the cards": (
        "address_book.vcf", (), lambda run: people(run, "name") == [("Tom Lee",)]),
    "companies and groups are no people": (
        "company_and_group.vcf", (), lambda run:
        not run.contacts() and len(run.said.err.splitlines()) == 3),
}  # fmt: skip
"""By what it is about: the file, what is typed before, and whether the outcome is right."""


@pytest.mark.parametrize("name", TABLE)
def test_a_file_of_another_program(name: str, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    file, before, is_right = TABLE[name]
    for words in (("config", "set", "you.name", "Sam Rivera"), *before):
        say(*words, **DAY)
    done = Run(say, say("import", file, **DAY))
    assert is_right(done), (done.said, done("list", "--json").out, done("contact", "list").out)


def test_who_of_the_invited_you_are_is_asked_for_where_no_name_tells(say: Say) -> None:
    done = say("import", str(CASES / "you_are_invited.ics"), **DAY)
    assert "followup config set you.email" in done.err
