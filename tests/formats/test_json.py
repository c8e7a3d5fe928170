"""JSON: everything, there and back again to the byte, and nothing else is taken for it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import ACME, GLOBEX, Begin, Say
from followup.domain.errors import UsageError
from followup.domain.records import Hints, Rows
from followup.environment import World
from followup.formats import json as json_formats
from followup.services import transfer
from followup.store import archive, queries

LIFE = (
    ACME,
    GLOBEX,
    ("add", "Initech", "--at", "in 3 days 10:00", "--zone", "Europe/Berlin", "--with", "Bill <b@i.example>"),
    ("add", "Umbrella", "--stage", "informational", "--at", "2026-11-18", "--with", "Ada", "--note", "a\nb\x1b[1m ☃ 💩"),
    ("config", "set", "you.name", "Ana Díaz"),
    ("config", "set", "policy.check_in.days", "7"),
    ("done", "1", "--note", "sent it"),
    ("skip", "2", "--because", "he left"),
    ("snooze", "3", "in 2 weeks", "--because", "ill"),
    ("log", "Globex", "they called", "--reply", "--with", "Zoë"),
    ("outcome", "Initech", "offer", "--deadline", "in 2 weeks 5pm", "--terms", "50 k"),
    ("outcome", "Umbrella", "rejected", "--keep-in-touch"),
    ("outcome", "Umbrella", "open"),
    ("outcome", "Umbrella", "declined"),
    ("cancel", "Acme"),
    ("add", "Moved", "--at", "in 6 days 10:00"),
    ("reschedule", "Moved", "in 7 days 11:00"),
    ("contact", "forget", "Tom Lee", "--yes"),
)  # fmt: skip
"""Something of everything that a store can hold."""


@pytest.fixture
def lived(say: Say, begin: Begin) -> str:
    """The export of a store that has seen much."""
    begin(*LIFE)
    return say("export", "json").out


def test_what_is_read_in_again_is_the_same_file(
    say: Say, lived: str, tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "all.json"
    path.write_text(lived)
    other = str(home / "other.db")
    assert say("import", str(path), FOLLOWUP_DB=other).status == 0
    assert say("export", "json", FOLLOWUP_DB=other).out == lived
    assert say("list", "--json", FOLLOWUP_DB=other).json()
    for command in (("due", "--days", "300", "--json"), ("contact", "list", "--json")):
        told, again = (say(*command).json(), say(*command, FOLLOWUP_DB=other).json())
        assert len(told) == len(again)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every export is larger than a file of others may be, and its records fill many batches."""
    monkeypatch.setattr(transfer, "LARGEST", 1_000)
    monkeypatch.setattr(transfer, "LARGEST_EXPORT", 100_000)
    for room in (archive, queries):
        monkeypatch.setattr(room, "AT_ONCE", 2)


@pytest.mark.usefixtures("large")
def test_an_export_of_any_size_is_read_line_by_line(
    say: Say, lived: str, tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "all.json"
    path.write_text(lived)
    assert 1_000 < len(lived) < 100_000
    other = str(home / "other.db")
    assert say("import", str(path), FOLLOWUP_DB=other).status == 0
    assert say("export", "json", FOLLOWUP_DB=other).out == lived
    done = say("import", str(path), "--json").json()
    assert (done["added"], done["changed"]) == (0, 0)
    assert say("export", "json").out == lived


SO_MANY = ", ".join(['"x"'] * 5_001)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("old", "new", "status", "sentence"),
    [
        ('"applications": [', '"applications":[', 2, "Line 9: an export has other words here"),
        ('"settings": {', '"settings": [', 2, "Line 2: an export has other words here"),
        ('"order": 1,', '"order": 1.5,', 2, "order: it must be a whole number"),
        ('"strengths": []', f'"strengths": [{SO_MANY}]', 2, "strengths: at most 5,000 are read"),
        ('"order": 1,', '"order": 1, "order": 1,', 2, 'The key "order" is there twice'),
        ("]}\n", "]}\n\n", 2, "an export has other words here"),
        ("]}\n", "", 2, "an export has other words here"),
        ("]}\n", "]}" + "\n" * 100_000, 1, "at most 100,000 are read"),
        ('{"followup": 1,', '{"followup": 2,', 1, "at most 1,000 are read"),
    ],
)  # fmt: skip
def test_a_large_export_that_was_changed_is_refused_with_its_line(
    say: Say, lived: str, tmp_path: Path, old: str, new: str, status: int, sentence: str
) -> None:
    path = tmp_path / "all.json"
    path.write_text(new.join(lived.rsplit(old, 1)))
    said = say("import", str(path))
    assert (said.status, said.err.count("\n")) == (status, 1)
    assert sentence in said.err
    assert say("export", "json").out == lived


def test_an_export_that_another_program_laid_out_is_read(
    say: Say, lived: str, tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "all.json"
    path.write_text('{"followup": 1,\n' + json.dumps(json.loads(lived), indent=1).partition(",")[2])
    other = str(home / "other.db")
    assert say("import", str(path), FOLLOWUP_DB=other).status == 0
    assert say("export", "json", FOLLOWUP_DB=other).out == lived


def test_the_empty_store_is_read_back(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text(say("export", "json").out)
    assert say("import", str(path), "--json").json()["added"] == 0


@pytest.mark.file
def test_a_store_that_took_an_archive_in_goes_on_as_before(
    say: Say, lived: str, tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "all.json"
    path.write_text(lived)
    other = str(home / "other.db")
    say("import", str(path), FOLLOWUP_DB=other)
    for db in (other, str(home / "followup.db")):
        assert say("log", "Initech", "--reply", FOLLOWUP_DB=db).status == 0
        assert say("config", "set", "policy.check_in.days", "4", FOLLOWUP_DB=db).status == 0
    told, again = (
        _without_uids(say("export", "json", FOLLOWUP_DB=db).out)
        for db in (other, str(home / "followup.db"))
    )
    assert told == again


def _without_uids(text: str) -> Any:
    """An export without the uid of events, which are new here."""
    told = json.loads(text)
    for job in told["applications"]:
        uids = {event.pop("uid"): "event" for event in job["events"]}
        for item in job["followups"]:
            for uid in uids:
                item["key"] = item["key"].replace(uid, "event")
    return told


def test_into_the_same_store_it_changes_nothing(say: Say, lived: str, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text(lived)
    done = say("import", str(path), "--json").json()
    assert (done["added"], done["changed"]) == (0, 0)
    assert done["left"] > 30
    assert say("export", "json").out == lived


def test_the_archive_has_the_last_word_and_undo_takes_it_back(
    say: Say, lived: str, tmp_path: Path
) -> None:
    path = tmp_path / "all.json"
    path.write_text(lived)
    say("reschedule", "Initech", "in 5 days 11:00")
    say("contact", "edit", "Zoë", "--phone", "+1 555")
    say("add", "Hooli", "--at", "yesterday")
    before = say("export", "json").out
    done = say("import", str(path), "--json").json()
    assert done["added"] == 0
    assert done["changed"] >= 2
    after = json.loads(say("export", "json").out)
    assert [job["company"] for job in after["applications"]][-1] == "Hooli"
    wanted = json.loads(lived)
    for job, told in zip(after["applications"], wanted["applications"], strict=False):
        assert [talk["at"] for talk in job["interviews"]] == [t["at"] for t in told["interviews"]]
    assert say("undo").status == 0
    assert say("export", "json").out == before


ACTING = {
    "note.writer": "touch RAN", "mail.password_command": "touch RAN", "mail.server": "evil.example",
    "mcp.write": "all", "backup.keep": "0", "you.email": "evil@evil.example",
}  # fmt: skip


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_file_sets_nothing_that_acts_and_what_it_sets_is_said(
    say: Say, tmp_path: Path, dry: tuple[str, ...]
) -> None:
    say("config", "set", "you.phone", "1")
    path = tmp_path / "jobs.json"
    wanted = {**ACTING, "you.name": "Eve", "you.phone": "2"}
    told = {"followup": 1, "settings": wanted, "contacts": [], "applications": []}
    path.write_text(json.dumps(told))
    said = say("import", str(path), *dry)
    assert "1 added, 0 changed, 7 left" in said.out
    assert 'added: setting you.name: "Eve"' in said.out
    left, stays = said.err.splitlines()
    assert all(key in left for key in ACTING)
    assert stays.endswith("yours stay: you.phone.")
    assert [say("config", "get", key).out for key in ACTING if key != "backup.keep"] == ["\n"] * 5
    assert say("config", "get", "backup.keep").out == "10\n"
    assert say("config", "get", "you.name").out == ("\n" if dry else "Eve\n")


def test_an_offer_that_a_file_takes_back_asks_nothing_of_others_any_more(
    say: Say, tmp_path: Path
) -> None:
    say("add", "Globex", "--at", "2026-11-10 9:00", "--with", "Ann")
    say("add", "Hooli", "--at", "2026-11-12 10:00", "--with", "Gavin")
    path = tmp_path / "all.json"
    path.write_text(say("export", "json").out)
    say("outcome", "Globex", "offer", "--deadline", "dec 1")
    assert '"timeline_changed"' in say("export", "json").out
    say("import", str(path))
    kinds = {one["kind"] for one in say("due", "--days", "90", "--json").json()}
    assert kinds == {"thank_you", "check_in"}


def test_what_a_file_brings_is_planned_by_the_settings_of_this_store(
    say: Say, tmp_path: Path, home: Path
) -> None:
    say("add", "Acme", "--at", "2026-11-20 15:00", "--with", "Ann")
    path = tmp_path / "all.json"
    path.write_text(say("export", "json").out)
    other = {"FOLLOWUP_DB": str(home / "other.db")}
    say("config", "set", "calendar.days_off", "2026-11-23", **other)
    say("import", str(path), **other)
    assert {one["due_on"] for one in say("due", "--days", "3", "--json", **other).json()} == {
        "2026-11-24"
    }


@pytest.mark.file
def test_stores_with_the_same_job_and_person_are_merged(
    say: Say, tmp_path: Path, home: Path
) -> None:
    other = str(home / "other.db")
    say(*ACME)
    say("add", "ACME corp", "--role", "Data Analyst", "--at", "2026-11-10 9:00",
        "--with", "Priya Shah <priya@acme.example>", FOLLOWUP_DB=other)  # fmt: skip
    path = tmp_path / "other.json"
    path.write_text(say("export", "json", FOLLOWUP_DB=other).out)
    assert say("import", str(path)).status == 0
    listed = say("list", "--json").json()
    assert len(listed) == 2
    assert len({one["contacts"][0]["id"] for one in listed}) == 1
    (home / "followup.db").chmod(0o600)  # as the door makes it
    assert say("doctor").status == 0


def test_the_simple_form_has_the_columns_of_the_table() -> None:
    told = [
        {"company": "Acme", "at": "2026-03-03", "minutes": 30, "role": None},
        {"Firma": "Globex", "at": "2026-03-04", "strength": ["a", "b\nc"]},
    ]
    found = json_formats.read(json.dumps(told).encode(), Hints({"firma": "company"}))
    assert isinstance(found, Rows)
    first, second = found.rows
    assert [first.place, second.place] == ["Record 1", "Record 2"]
    assert first.cells == {
        "company": "Acme",
        "at": "2026-03-03",
        "minutes": "30",
        "role": "",
    }
    assert second.cells["company"] == "Globex"
    assert second.cells["strength"] == "a\nb c"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Line 1, column 1"),
        ('[{"company":"A","at":"2026"', "no JSON"),
        ("hello", "Line 1, column 1"),
        ('[{"company":NaN}]', "NaN is no number"),
        ('[{"company":-Infinity}]', "-Infinity is no number"),
        ('[{"company":"A","company":"B"}]', 'The key "company" is there twice'),
        ('[{"company":{"$gt":""}}]', "Record 1, company: it must be a text"),
        ("[5]", "Record 1: it is no object"),
        ('[{"company":"A","id":' + "9" * 5000 + "}]", "too long"),
        ('[{"company":"A","salary":1}]', 'Record 1: unknown key "salary"'),
        ('[{"company":true}]', "Record 1, company"),
        ("[" * 100_000, "deep"),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, "deep"),
        ("5", "neither an export of followup nor an array"),
        ('{"__class__":"os.system"}', "neither an export"),
        ('{"followup":2}', "newer version"),
        ('{"followup":1}', "must hold settings"),
        ('{"followup":1,"settings":{},"contacts":{},"applications":[]}', "contacts: it must be an array"),
        ('{"followup":1,"settings":{"a":1},"contacts":[],"applications":[]}', "settings, a: it must be a text"),
        ('{"followup":1,"settings":{},"contacts":[{}],"applications":[]}', "contacts 1: the key 'uid' is missing"),
        (b"\xff\xfe", "Line 1, column 1"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_with_its_place(content: str | bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        json_formats.read(content.encode() if isinstance(content, str) else content, Hints())
    assert sentence in str(refused.value)


def broken(told: Any, *path: str | int, value: Any) -> Any:
    """The archive with another value at a place."""
    here = told
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return told


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("contacts", 0, "uid"), "x", "contacts 1, uid: it must be sixteen"),
        (("contacts", 0, "no_calls"), 1, "contacts 1, no_calls: it must be true or false"),
        (("contacts", 0, "name"), "a\nb", "contacts 1, name: "),
        (("contacts", 0, "order"), -1, "must not be negative"),
        (("contacts", 0, "order"), True, "must be a whole number"),
        (("applications", 0, "outcome"), "maybe", "applications 1, outcome: it must be one of"),
        (("applications", 0, "outcome"), "rejected", "applications 1: an outcome and its day"),
        (("applications", 0, "company"), "", "applications 1, company: it must not be empty"),
        (("applications", 0, "interviews", 0, "at"), "2026-02-30", "interviews 1, at: it must be a"),
        (("applications", 0, "interviews", 0, "at"), "0001-01-01", "interviews 1, at: it must be a"),
        (("applications", 0, "interviews", 0, "zone"), "Mars/Olympus", "zone: "),
        (("applications", 0, "interviews", 0, "minutes"), 0, "minutes: it must be 1 to 1440"),
        (("applications", 0, "interviews", 0, "ends"), "2020-01-01T00:00:00+00:00", "ends before"),
        (("applications", 0, "interviews", 0, "extra"), 1, "the key 'extra' is not known"),
        (("applications", 0, "interviews", 0, "sequence"), 0, "sequence: it must be 1 or more"),
        (("applications", 0, "interviews", 0, "sequence"), True, "sequence: it must be a whole number"),
        (("applications", 0, "interviews", 0, "stamped"), None, "stamped: it must be a text"),
        (("applications", 0, "interviews", 0, "stamped"), "2026-12-01", "it must be an instant in UTC"),
        (("applications", 0, "interviews", 0, "first_at"), "2026-12-01", "first_starts belong together"),
        (("applications", 0, "followups", 0, "due_on"), "2020-01-01", "due_on lies before ready_on"),
        (("applications", 0, "followups", 0, "status"), "done", "it is done on no day"),
        (("applications", 0, "followups", 0, "kind"), "no", "followups 1, kind: it must be one of"),
        (("applications", 0, "followups", 0, "rule"), "💩" * 9000, "followups 1, rule: it must be one of"),
        (("applications", 0, "followups", 0, "chain"), [5], "chain 1: it must be an object"),
        (("applications", 0, "interviews", 0, "topics", 0, "contact"), "0" * 16, "which is not in it"),
        (("applications", 0, "promises", 0, "uid"), "0" * 15, "promises 1, uid"),
        (("contacts", 1, "uid"), None, "contacts 2, uid: it must be a text"),
        (("settings", "you.nmae"), "x", "you.nmae"),
    ],
)  # fmt: skip
def test_a_broken_archive_is_refused_whole(
    say: Say, tmp_path: Path, path: tuple[str | int, ...], value: Any, sentence: str
) -> None:
    say(*ACME)
    told = json.loads(say("export", "json").out)
    say("undo")
    before = say("export", "json").out
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(broken(told, *path, value=value)))
    said = say("import", str(file))
    assert said.status == 2
    assert sentence in said.err
    assert say("export", "json").out == before


def test_an_archive_of_before_revisions_and_first_starts_were_kept_is_read(
    say: Say, tmp_path: Path
) -> None:
    say("add", "Acme", "--at", "2026-12-01 10:00")
    earlier = say("export", "json")
    assert "first_at" not in earlier.out
    path = tmp_path / "earlier.json"
    path.write_text(earlier.out)
    say("reschedule", "Acme", "2026-12-08 10:00")
    assert "first_at" in say("export", "json").out
    assert say("import", str(path), "--json").json()["changed"] > 0
    (before,), (now,) = (one.json()["applications"] for one in (earlier, say("export", "json")))
    assert now["interviews"] == before["interviews"]


def test_which_invitation_was_read_goes_along(say: Say, tmp_path: Path, home: Path) -> None:
    path = tmp_path / "all.json"
    told = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\nSUMMARY:Interview at Acme\nDTSTART:20261201T100000Z\n"
        "SEQUENCE:2\nDTSTAMP:20261110T080000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    (tmp_path / "a.ics").write_text(told)
    say("import", str(tmp_path / "a.ics"))
    whole = say("export", "json").out
    path.write_text(whole)
    other = {"FOLLOWUP_DB": str(home / "other.db")}
    say("import", str(path), **other)
    assert say("export", "json", **other).out == whole
    (tmp_path / "a.ics").write_text(told.replace("SEQUENCE:2", "SEQUENCE:1"))
    said = say("import", str(tmp_path / "a.ics"), **other)
    assert "an earlier invitation" in said.err
    assert say("export", "json", **other).out == whole


def test_two_records_of_one_uid_are_refused(say: Say, tmp_path: Path) -> None:
    say(*ACME)
    told = json.loads(say("export", "json").out)
    told["contacts"].append(told["contacts"][0])
    file = tmp_path / "twice.json"
    file.write_text(json.dumps(told))
    said = say("import", str(file))
    assert (said.status, "twice" in said.err) == (2, True)


def test_what_a_command_did_and_undo_took_back_leaves_no_trace(say: Say, lived: str) -> None:
    for words in (GLOBEX, ("log", "Globex", "x"), ("outcome", "Globex", "closed"), ("done", "5")):
        if say(*words).status == 0:
            say("undo")
            assert say("export", "json").out == lived


@pytest.mark.file
def test_an_export_is_of_one_moment(say: Say, world: World) -> None:
    say(*ACME)
    whole = say("export", "json").out
    pieces = transfer.export(world, "json")
    begun = next(pieces)
    other = sqlite3.connect(world.store, timeout=0, isolation_level=None)
    with closing(other):
        other.execute("UPDATE contact SET name = 'Somebody'")  # nothing is locked meanwhile
        assert begun + "".join(pieces) == whole
    assert "Somebody" in say("export", "json").out
