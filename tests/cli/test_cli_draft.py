"""`followup draft`: which note it writes, what it says besides, and that it only reads."""

import shlex
from pathlib import Path

import pexpect
import pytest

from conftest import ACME, COMMAND, GLOBEX, PATIENCE, Begin, Say, content, variables


@pytest.fixture(autouse=True)
def recorded(begin: Begin) -> None:
    begin(ACME)


def test_her_note_ties_topic_need_and_strength_and_answers_the_concern(say: Say) -> None:
    note = say("draft", "Priya", "--json").json()
    body = note["body"]
    assert note["to"] == "Priya Shah <priya@acme.example>"
    assert "Data analyst" in note["subject"] + body
    for fact in (
        "Priya",
        "dbt",
        "reporting stack",
        "KPI dashboard that 40 shops use",
        "dashboard link",
    ):
        assert fact in body, fact
    assert "moved two pipelines to dbt last spring" in body
    assert "I I " not in body
    assert "${" not in body
    assert "Tom" not in body
    assert 60 <= note["words"] <= 120


def test_each_person_gets_another_note(say: Say) -> None:
    priya, tom = (say("draft", name, "--json").json() for name in ("Priya", "Tom"))
    assert "on-call rota" in tom["body"]
    assert "move to dbt" not in tom["body"]
    sentences = [set(note["body"].replace("\n", " ").split(". ")) for note in (priya, tom)]
    assert len(sentences[0] & sentences[1]) <= 2


def test_the_record_has_every_field_that_is_promised(say: Say) -> None:
    note = say("draft", "1", "--json").json()
    assert list(note) == [
        "id", "kind", "channel", "to", "subject", "body", "words", "missing", "remarks", "promise"
    ]  # fmt: skip
    assert (note["id"], note["kind"], note["channel"]) == (1, "thank_you", "email")
    assert note["promise"] == {"on": "2026-11-25", "text": "send the dashboard link"}


def test_people_get_the_words_of_the_record(say: Say) -> None:
    note, said = say("draft", "1", "--json").json(), say("draft", "1")
    assert said.out == f"Subject: {note['subject']}\n\n{note['body'].rstrip()}\n"
    assert said.err.splitlines() == note["remarks"]


def test_without_which_it_is_the_most_pressing_one_that_can_be_written(say: Say) -> None:
    assert say("draft", "--json").json()["id"] == 1
    say(*GLOBEX)
    assert say("draft", "--json").json()["id"] == 4
    say("add", "Prep Inc", "--at", "today 9am", FOLLOWUP_TODAY="2026-11-18")
    assert say("draft", "--json", FOLLOWUP_TODAY="2026-11-19T10:00").json()["kind"] != "prep"


def test_it_only_reads(say: Say, store: str) -> None:
    before = content(store)
    for words in (
        ("1",),
        ("Tom", "--json"),
        ("1", "--channel", "card"),
        ("1", "--out", f"{store}.txt"),
    ):
        assert say("draft", *words).status == 0
    assert content(store) == before


def test_the_same_facts_give_the_same_note(say: Say) -> None:
    assert say("draft", "1") == say("draft", "1") == say("draft", "priya shah")


def test_what_is_missing_is_said_on_stderr_with_the_command_that_adds_it(say: Say) -> None:
    say("add", "Initech", "--at", "yesterday", "--with", "Bob")
    said = say("draft", "Bob")
    assert said.status == 0
    for option in ("--topic", "--looking-for", "--strength", "--role"):
        assert f"followup edit 2 {option}" in said.err
    assert 'followup config set you.name "' in said.err
    assert "followup" not in said.out
    assert {"topic", "looking_for", "strengths", "role"} <= set(
        say("draft", "Bob", "--json").json()["missing"]
    )


def test_a_name_that_is_configured_signs_the_note(say: Say) -> None:
    say("config", "set", "you.name", "Ana Díaz")
    said = say("draft", "1")
    assert said.out.rstrip().endswith("Ana Díaz")
    assert "you.name" not in said.err


def test_nothing_is_invented(say: Say) -> None:
    say("add", "Initech", "--role", "Nurse", "--at", "yesterday", "--with", "Bob")
    body = say("draft", "Bob", "--json").json()["body"]
    for word in ("dbt", "KPI", "Acme", "reporting", "${", "None", "  "):
        assert word not in body


@pytest.mark.parametrize("channel", ["email", "letter", "card", "phone"])
def test_an_explicit_channel_is_obeyed(say: Say, channel: str) -> None:
    said = say("draft", "1", "--channel", channel, "--json")
    assert said.status == 0
    assert said.json()["channel"] == channel


def test_a_card_is_short(say: Say) -> None:
    assert 25 <= say("draft", "1", "--channel", "card", "--json").json()["words"] <= 50


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (("99",), 3, "no follow-up 99"),
        (("zzz",), 3, "zzz"),
        (("acme",), 4, "   2  thank-you, Tom Lee"),
        (("1", "--channel", "fax"), 2, "email, letter, card or phone"),
        (("1", "--promise", "soon"), 2, "soon"),
        (("1", "--frobnicate"), 2, "--frobnicate"),
    ],
)
def test_bad_input_is_a_sentence_with_its_status(
    say: Say, store: str, words: tuple[str, ...], status: int, hint: str
) -> None:
    before = content(store)
    said = say("draft", *words)
    assert (said.status, said.out) == (status, "")
    assert hint in said.err
    assert content(store) == before


@pytest.mark.parametrize("kind", ["prep", "close_out"])
def test_a_kind_without_a_note_says_what_to_do_instead(say: Say, kind: str) -> None:
    if kind == "prep":
        say("add", "Hooli", "--at", "tomorrow 9am")
    else:
        say("add", "Hooli", "--at", "2026-10-01 9:00")
        for _ in range(2):
            (pending,) = say("due", "--days", "99", "--company", "hooli", "--json").json()
            say("done", str(pending["id"]), FOLLOWUP_TODAY=pending["due_on"])
    (one, *_) = say("due", "--days", "99", "--company", "hooli", "--kind", kind, "--json").json()
    said = say("draft", str(one["id"]))
    assert (said.status, said.out) == (2, "")
    assert "no note" in said.err
    assert "followup" in said.err


def test_with_nothing_to_write_it_says_where_to_look(say: Say) -> None:
    say("done", "1")
    say("done", "2")
    said = say("draft")
    assert (said.status, said.out) == (3, "")
    assert "followup due --days" in said.err


def test_a_note_that_is_not_due_yet_can_be_written_by_number(say: Say) -> None:
    assert say("draft", "3", "--json").json()["kind"] == "promised"


def test_out_writes_a_file_for_the_user_alone_and_never_over_another(say: Say, home: Path) -> None:
    path = home / "note.txt"
    said = say("draft", "1", "--out", str(path))
    assert (said.status, said.out) == (0, "")
    assert str(path) in said.err
    assert path.read_text() == say("draft", "1").out
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("mine")
    again = say("draft", "1", "--out", str(path))
    assert (again.status, path.read_text()) == (2, "mine")
    assert "--force" in again.err
    assert say("draft", "1", "--out", str(path), "--force").status == 0
    assert path.read_text() != "mine"


def test_out_into_nowhere_is_the_world_s_fault(say: Say, home: Path) -> None:
    said = say("draft", "1", "--out", str(home / "no" / "note.txt"))
    assert (said.status, said.out) == (1, "")
    assert "cannot be written" in said.err


def test_a_promise_goes_into_the_note_and_stays_there(say: Say) -> None:
    said = say("draft", "2", "--promise", "in 1 week: send the plan")
    assert said.status == 0
    assert "plan" in said.out
    assert say("draft", "2").out == said.out
    assert say("draft", "2", "--json").json()["promise"] == {
        "on": "2026-11-27",
        "text": "send the plan",
    }
    assert "plan" not in say("draft", "1").out


def test_who_was_not_in_the_talk_reads_of_none_and_a_call_is_no_email(say: Say) -> None:
    say("add", "Hooli", "--role", "Baker", "--at", "yesterday 9am", "--with", "Tom Lee <t@a.example>",
        "--via", "Rae Kim <rae@hays.example>, Hays", "--promise", "tomorrow: Rae: send the form",
        "--promise", "tomorrow: ring Tom at half past 4")  # fmt: skip
    listed = say("due", "--days", "9", "--kind", "promised", "--json").json()
    numbers = {one["contact"]: str(one["id"]) for one in listed if one["company"] == "Hooli"}
    to_rae = say("draft", numbers["Rae Kim"]).out
    assert "I said that I would send the form. I am doing so now." in to_rae
    assert "When we spoke" not in to_rae
    to_tom = say("draft", numbers["Tom Lee"])
    assert "doing so now" not in to_tom.out
    assert "a call is made by phone: add --channel phone" in to_tom.err


def test_what_was_kept_already_is_not_promised(say: Say) -> None:
    assert "dashboard link" in say("draft", "1").out
    say("done", "3")
    assert say("draft", "1", "--json").json()["promise"] is None
    assert "dashboard link" not in say("draft", "1").out


def test_the_address_of_an_agency_that_is_no_contact_is_added(say: Say) -> None:
    say("add", "Globex", "--at", "yesterday 3pm", "--with", "Ann Lee", "--via", "MedStaff Agency")
    number = say("due", "--days", "30", "--kind", "check_in", "--json").json()[-1]["id"]
    remark = say("draft", str(number)).err
    assert 'followup contact add "MedStaff Agency" --email "…"' in remark
    assert 'followup contact add "MedStaff Agency" --salutation' in remark
    assert say("contact", "add", "MedStaff Agency", "--email", "hays@x.example").status == 0


@pytest.mark.parametrize(
    ("told", "sentence"), [("--phone=", "known"), ("--no-calls", "asked")], ids=["phone", "calls"]
)
def test_what_keeps_one_from_calling_is_said_once(say: Say, told: str, sentence: str) -> None:
    say("contact", "edit", "Priya Shah", told)
    said = say("draft", "1", "--channel", "phone").err
    assert len([row for row in said.splitlines() if "Priya Shah" in row and sentence in row]) == 1


def test_a_promise_in_a_note_becomes_a_follow_up_once_the_note_is_done(say: Say) -> None:
    say("draft", "2", "--promise", "in 2 weeks: send the plan")

    def promises() -> list[tuple[str, str]]:
        found = say("due", "--days", "60", "--kind", "promised", "--json").json()
        return [(one["due_on"], one["promise"]) for one in found]

    assert promises() == [("2026-11-25", "send the dashboard link")]
    say("done", "2")
    assert promises() == [
        ("2026-11-25", "send the dashboard link"),
        ("2026-12-04", "send the plan"),
    ]


@pytest.mark.parametrize("channel", ["phone", "card"])
def test_a_promise_in_a_note_that_was_never_sent_is_none(say: Say, channel: str) -> None:
    say("draft", "2", "--promise", "in 2 weeks: send the plan")
    said = say("done", "2", "--channel", channel)
    found = say("due", "--days", "60", "--kind", "promised", "--json").json()
    assert [one["promise"] for one in found] == ["send the dashboard link"]
    command = 'followup edit 1 --promise "2026-12-04: send the plan"'
    assert (
        f"No note that was sent holds your promise, so it is not on the list. If you made it: {command}\n"
        in said.err
    )
    assert say(*shlex.split(command)[1:]).status == 0
    found = say("due", "--days", "60", "--kind", "promised", "--json").json()
    assert "send the plan" in [one["promise"] for one in found]


@pytest.mark.parametrize("words", [("--channel", "card"), ("--channel", "phone")])
def test_a_note_that_has_no_room_for_a_promise_says_so(say: Say, words: tuple[str, ...]) -> None:
    said = say("draft", "2", "--promise", "in 2 weeks: send the plan", *words)
    assert "Your promise is not in this note" in said.err
    assert "Your promise is not" not in say("draft", "2", "--promise", "friday: send the plan").err


def test_a_check_in_looks_back_on_the_talk(say: Say) -> None:
    say(*GLOBEX)
    body = say("draft", "5", "--json").json()["body"]
    assert "nurse" in body
    assert "12" in body
    for words in ("just checking in", "reach out", "per my last"):
        assert words not in body.lower()


def test_a_recruiter_stands_in_where_nobody_else_is_known(say: Say) -> None:
    say("add", "Initech", "--at", "2026-11-12", "--role", "Dev",
        "--via", "Rita Lang <rita@agency.example>")  # fmt: skip
    number = next(
        one["id"] for one in say("due", "--company", "initech", "--json").json()
        if one["kind"] == "check_in"
    )  # fmt: skip
    note = say("draft", str(number), "--json").json()
    assert note["to"] == "Rita Lang <rita@agency.example>"
    assert note["body"].startswith("Dear Rita,")
    assert "where I had my interview" in note["body"]
    assert not any("speaks to the employer" in remark for remark in note["remarks"])


@pytest.mark.parametrize("channel", ["email", "letter", "card", "phone"])
def test_an_explicit_channel_is_obeyed_and_what_it_lacks_is_said(say: Say, channel: str) -> None:
    say("add", "Initech", "--at", "yesterday", "--role", "Dev", "--with", "Bill Lee")
    note = say("draft", "bill", "--channel", channel, "--json").json()
    assert note["channel"] == channel
    lacks = "followup contact edit" + ' "Bill Lee" --'
    assert any(lacks in remark for remark in note["remarks"])
    assert lacks in say("draft", "bill", "--channel", channel).err


def test_a_fall_back_to_another_channel_is_said(say: Say) -> None:
    say("add", "Initech", "--at", "yesterday", "--role", "Dev", "--channel", "phone",
        "--with", "Bill Lee <bill@initech.example>", "--phone", "555 0100", "--no-calls")  # fmt: skip
    note = say("draft", "bill", "--json").json()
    assert note["channel"] == "email"
    assert "Bill Lee asked not to be called, so this is for email." in note["remarks"]


@pytest.mark.parametrize(("typed", "kept"), [("y", "yes"), ("", "no")])
def test_the_first_email_at_a_terminal_asks_about_read_receipts_and_keeps_the_answer(
    say: Say, home: Path, typed: str, kept: str
) -> None:
    say("config", "set", "you.email", "ana@example.org")
    path = home / "note.eml"
    with pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "draft", "1", "--out", str(path)], encoding="utf-8",
        timeout=PATIENCE, dimensions=(24, 80), env=variables(home) | {"TERM": "xterm"},
    ) as child:  # fmt: skip
        child.expect_exact("such a read receipt in your emails?")
        child.sendline(typed)
        child.expect(pexpect.EOF)
    assert ("Disposition-Notification-To" in path.read_text()) is (kept == "yes")
    assert say("config", "get", "mail.receipt").out.startswith(kept)


def test_what_goes_through_an_agency_is_written_to_its_person(say: Say) -> None:
    say("contact", "add", "Rita Lang", "--company", "Hays", "--email", "rita@hays.example")
    say("add", "Initech", "--at", "2026-11-12", "--role", "Dev", "--with", "Bill Lee",
        "--via", "Hays")  # fmt: skip
    (due,) = [
        one for one in say("due", "--company", "initech", "--json").json()
        if one["kind"] == "check_in"
    ]  # fmt: skip
    assert (due["contact"], due["email"]) == ("Rita Lang", "rita@hays.example")
    note = say("draft", str(due["id"]), "--json").json()
    assert note["to"] == "Rita Lang <rita@hays.example>"
    assert note["body"].startswith("Dear Rita,")


@pytest.mark.parametrize(
    ("via", "name", "company"),
    [
        ("Rae Kim <rae@hays.example>, Hays", "Rae Kim", "Hays"),
        ("Rae Kim rae@hays.example", "Rae Kim", None),
        ("Hays <jobs@hays.example>", "Hays", None),
    ],
)
def test_whom_an_agency_is_named_with_is_a_contact_who_gets_what_goes_through_it(
    say: Say, via: str, name: str, company: str | None
) -> None:
    said = say("add", "Initech", "--at", "2026-11-12", "--with", "Bill Lee", "--via", via)
    assert said.status == 0, said.err
    (agent,) = (one for one in say("contact", "list", "--json").json() if one["name"] == name)
    assert (agent["email"][-13:], agent["company"] or None) == ("@hays.example", company)
    (due,) = say("due", "--company", "initech", "--kind", "check_in", "--json").json()
    assert (due["contact"], due["email"]) == (name, agent["email"])
    note = say("draft", str(due["id"]), "--json").json()
    assert note["body"].startswith(f"Dear {name.partition(' ')[0]}")
    assert say("doctor").status == 0
    assert say("edit", "1", "--via", "Rae <rae@>").status == 2


def test_what_goes_through_an_agency_is_said_for_each_application(say: Say, home: Path) -> None:
    say("add", "Initech", "--at", "yesterday", "--with", "Bill Lee <bill@i.example>",
        "--via", "Rae Kim <rae@hays.example>", "--through", "everything")  # fmt: skip
    (due,) = say("due", "--company", "initech", "--json").json()
    assert due["contact"] == "Bill Lee"
    mail = say("draft", str(due["id"]), "--format", "eml").out
    assert "rae@hays.example" in mail
    assert "bill@i.example" not in mail
    assert "Dear Bill," in mail
    assert "goes to Rae Kim, who passes it on" in say("draft", str(due["id"])).err
    assert "through it: everything" in say("show", "initech").out
    exported = say("export", "json").out
    assert say("edit", "initech", "--through", "nothing").status == 0
    assert 'To: "Bill Lee"' in say("draft", str(due["id"]), "--format", "eml").out
    assert say("edit", "initech", "--through", "half").status == 2
    (home / "all.json").write_text(exported)
    assert say("import", str(home / "all.json"), FOLLOWUP_DB=str(home / "other.db")).status == 0
    shown = say("show", "initech", "--json", FOLLOWUP_DB=str(home / "other.db")).json()
    assert shown["through"] == "everything"


def test_a_recruiter_who_led_the_first_talk_is_written_to_as_the_agency(say: Say) -> None:
    rae = "Rae Kim <rae@hays.example>"
    say("add", "Initech", "--at", "2026-11-12", "--role", "Dev", "--with", rae, "--via", rae)
    (due,) = say("due", "--company", "initech", "--kind", "check_in", "--json").json()
    assert "at Initech" in say("draft", str(due["id"]), "--json").json()["subject"]


def test_an_agency_of_whom_somebody_becomes_known_is_written_to_there(say: Say) -> None:
    say("add", "Initech", "--at", "2026-11-12", "--with", "Bill Lee", "--via", "Hays")
    assert (
        say("due", "--company", "initech", "--kind", "check_in", "--json").json()[0]["contact"]
        == "Hays"
    )
    say("contact", "add", "Ana Paz", "--company", "Hays", "--phone", "+44 1")
    (due,) = say("due", "--company", "initech", "--kind", "check_in", "--json").json()
    assert (due["contact"], due["channel"]) == ("Ana Paz", "phone")
    say("contact", "edit", "Ana", "--no-contact")
    assert (
        say("due", "--company", "initech", "--kind", "check_in", "--json").json()[0]["contact"]
        == "Hays"
    )


@pytest.mark.parametrize(
    ("words", "setting", "channel"),
    [
        (("--with", "Bill Lee <bill@i.example>"), "", "email"),
        (("--with", "Bill Lee", "--phone", "+44 1"), "", "phone"),
        (("--with", "Bill Lee <bill@i.example>", "--channel", "phone"), "", "email"),
        (("--with", "Bill Lee <bill@i.example>", "--phone", "+44 1"), "phone", "phone"),
        (("--with", "Bill Lee"), "card", "card"),
        (("--with", "Bill Lee", "--channel", "letter"), "", "letter"),
        ((), "letter", "letter"),
    ],
)
def test_what_the_list_says_is_what_is_written_and_what_is_recorded(
    say: Say, words: tuple[str, ...], setting: str, channel: str
) -> None:
    if setting:
        say("config", "set", "note.channel", setting)
    say("add", "Initech", "--at", "yesterday", *words)
    (due,) = say("due", "--company", "initech", "--json").json()
    drafted = say("draft", str(due["id"]), "--json").json()
    assert (due["channel"], drafted["channel"]) == (channel, channel)
    say("done", str(due["id"]))
    assert f" by {channel}\n" in say("show", "Initech").out


@pytest.mark.parametrize(
    "words",
    [(), ("--with", "Bill Lee"), ("--with", "Bill Lee", "--phone", "+44 1", "--no-calls")],
)
def test_how_a_note_went_is_not_recorded_where_nobody_knows(
    say: Say, words: tuple[str, ...]
) -> None:
    say("add", "Initech", "--at", "yesterday", *words)
    (due,) = say("due", "--company", "initech", "--json").json()
    say("done", str(due["id"]))
    shown = say("show", "Initech").out
    assert "Done: thank-you" in shown
    assert "by email" not in shown
    say("undo")
    say("done", str(due["id"]), "--channel", "email")
    assert " by email\n" in say("show", "Initech").out


@pytest.mark.parametrize(
    ("command", "remark"),
    [
        (("skip", "1", "--because", "no use"), "Follow-up 1 was skipped today: no use."),
        (("done", "1", "--on", "yesterday"), "Follow-up 1 was done on Thu 19 Nov."),
        (("cancel", "acme"), "Follow-up 1 was cancelled today: The panel interview"),
    ],
)
def test_a_note_that_is_not_to_be_sent_any_more_says_so(
    say: Say, command: tuple[str, ...], remark: str
) -> None:
    assert "Follow-up 1" not in say("draft", "1").err
    say(*command)
    assert remark in say("draft", "1").err


def test_what_stays_out_comes_in_by_the_options_that_are_named(say: Say) -> None:
    say("add", "Cyber", "--role", "Lead", "--at", "yesterday", "--with", "Hank Scorpio",
        "--topic", "streaming with Kafka", "--promise", "tomorrow: code maybe")  # fmt: skip
    (thanks,) = say("due", "--company", "cyber", "--json").json()
    said = say("draft", str(thanks["id"])).err
    options = '--topic "Hank Scorpio: the …" --promise "2026-11-21: send the …"'
    assert f"or say what matters with: followup edit 2 {options}\n" in said
    say("edit", "2", "--topic", "Hank Scorpio: the streaming with Kafka",
        "--promise", "2026-11-21: send the code sample")  # fmt: skip
    note = say("draft", str(thanks["id"])).out
    assert all(words in note for words in ("Kafka", "the code sample"))
    promised = ("due", "--days", "9", "--kind", "promised", "--company", "cyber", "--json")
    assert len(say(*promised).json()) == 2, "the one that was not certain is the user's to skip"


def test_each_of_a_panel_has_their_own_promise_and_the_hint_says_whose(say: Say) -> None:
    say("add", "Cyber", "--role", "Lead", "--at", "yesterday", "--with", "Hank Scorpio",
        "--with", "Homer Simpson", "--promise", "tomorrow: Homer - link w/ deck",
        "--promise", "tomorrow: Hank: send the plan")  # fmt: skip
    hank, homer, for_homer, for_hank = (
        str(one["id"]) for one in say("due", "--company", "cyber", "--days", "9", "--json").json()
    )
    assert "send the plan" in say("draft", hank).out or "the plan" in say("draft", hank).out
    for number in (homer, for_homer):
        said = say("draft", number)
        assert "the homer" not in said.out.lower()
        command = 'followup edit 2 --promise "2026-11-21: Homer Simpson: send the …"'
        assert f"or say what matters with: {command}\n" in said.err
    assert "Homer" not in say("draft", for_hank).out
    say("edit", "2", "--promise", "2026-11-21: Homer Simpson: send the deck")
    say("skip", for_homer)
    assert "the deck" in say("draft", homer).out


def test_a_promise_is_named_without_the_name_before_it(say: Say) -> None:
    say("add", "Cyber", "--role", "Lead", "--at", "yesterday", "--with", "Hank Scorpio",
        "--promise", "tomorrow: Hank Scorpio: send the plan")  # fmt: skip
    promised = ("due", "--company", "cyber", "--days", "9", "--kind", "promised", "--json")
    (number,) = (str(one["id"]) for one in say(*promised).json())
    assert 'You promised "send the plan": put it' in say("draft", number).err


def test_a_hint_that_was_followed_is_not_given_again(say: Say) -> None:
    say("add", "Cyber", "--role", "Lead", "--at", "yesterday", "--with", "Hank Scorpio",
        "--looking-for", "someone to build up a service from scratch",
        "--strength", "I built up a service for 40 shops")  # fmt: skip
    (thanks,) = say("due", "--company", "cyber", "--json").json()
    said = say("draft", str(thanks["id"])).err
    assert "say what matters with" not in said
    assert 'or say it in fewer or other words with: followup edit 2 --looking-for "' in said
    say("edit", "2", "--looking-for", "someone to build up a service")
    assert "stays out" not in say("draft", str(thanks["id"])).err


def test_the_agency_of_a_job_is_no_stranger_and_an_offer_of_more_no_promise(say: Say) -> None:
    say("add", "Soylent", "--role", "Analyst", "--at", "2026-11-10", "--with", "Jo Berg",
        "--via", "Hays")  # fmt: skip
    say("contact", "add", "Hays", "--company", "Hays", "--email", "info@hays.example")
    (asks,) = say("due", "--kind", "check_in", "--company", "soylent", "--json").json()
    said = say("draft", str(asks["id"]))
    assert "Hays" in said.out
    assert "belongs to another application" not in said.err
    assert "without a day" not in said.err


def test_every_promise_is_told_with_its_day_or_named(say: Say) -> None:
    promises = ("dec 1: call you about the rota", "monday: email my references",
                "monday: bring that thing", "tuesday: send two sample plans")  # fmt: skip
    told = [word for each in promises for word in ("--promise", each)]
    assert say("add", "Hooli", "--with", "Ann Lee", "--at", "2026-11-19", *told).status == 0
    note = say("draft", "hooli")
    for clause in ("call you about the rota", "I will email my references by Monday.",
                   "I will send two sample plans by Tuesday."):  # fmt: skip
        assert clause in note.out
    assert "“bring that thing” stays out" in note.err


AHEAD = "Interview 2 is on Tuesday, 2026-12-01, and this note speaks of it as held"


def test_no_note_looks_back_on_an_interview_that_is_yet_to_be_held(say: Say) -> None:
    say("add", "Hooli", "--at", "2026-12-01 10:00", "--with", "Ann",
        "--promise", "today: send my CV")  # fmt: skip
    todos = say("due", "--company", "hooli", "--days", "20", "--json").json()
    numbers = {one["kind"]: str(one["id"]) for one in todos}
    for kind in ("thank_you", "check_in"):
        for channel in ("email", "phone"):
            assert AHEAD in say("draft", numbers[kind], "--channel", channel).err
            held = {"FOLLOWUP_TODAY": "2026-12-01T11:00"}
            assert AHEAD not in say("draft", numbers[kind], "--channel", channel, **held).err
    assert "I said that I would send my CV." in say("draft", numbers["promised"]).out
    assert "spoke" not in say("draft", numbers["promised"]).out
    for number in ("prep", "promised"):
        say("done", numbers[number])
    hint = say("due", "--company", "hooli", "--days", "20").out.splitlines()[-1]
    assert hint == f"Type: followup why {numbers['thank_you']}"


def test_a_late_thank_you_names_a_later_one_to_the_same_person(say: Say) -> None:
    round_ = ("add", "Hooli", "--role", "Physio", "--with", "Ann Lee", "--at")
    say(*round_, "2026-11-10 14:00")
    say(*round_, "2026-11-20 08:00")
    numbers = [
        str(one["id"])
        for one in say("due", "--company", "hooli", "--kind", "thank_you", "--json").json()
    ]
    old, new = sorted(numbers, key=int)
    command = f"followup draft {new}. If one note is enough: followup skip {old}"
    remark = f"Ann Lee is to be thanked for a later interview, too: {command}\n"
    assert remark in say("draft", old).err
    assert "a later interview" not in say("draft", new).err
    say("done", new)
    assert "a later interview" not in say("draft", old).err
