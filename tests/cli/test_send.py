"""`draft --send`, the installed program and a server on this machine: once, as shown, encrypted."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from queue import Queue
from signal import SIGKILL
from threading import Event
from typing import Any

import pexpect
import pytest

from conftest import ACME, COMMAND, PATIENCE, Said, Say, variables
from conftest import content as stored
from followup.delivery import mail_server
from followup.store.connection import connect
from mail_servers import PASSWORD, USER, Mailroom, authority, content, scripted, smtp

Settings = dict[str, str]


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


@pytest.fixture
def trusted(tmp_path: Path) -> tuple[Any, dict[str, str]]:
    """A certificate for this machine, and the variable that makes the program accept it."""
    certificate, path = authority(tmp_path)
    return certificate, {"SSL_CERT_FILE": str(path)}


@pytest.fixture
def recorded(say: Say, home: Path) -> None:
    say(*ACME)
    say("config", "set", "you.name", "Sam Rivera")
    say("config", "set", "you.email", "sam@rivera.example")
    command = home.parent / "password"
    command.write_text(f"#!/bin/sh\necho '{PASSWORD}'\necho a second line\n")
    command.chmod(0o700)
    say("config", "set", "mail.user", USER)
    say("config", "set", "mail.password_command", str(command))


@pytest.fixture
def server(recorded: None, say: Say, room: Mailroom, trusted: Any) -> Iterator[dict[str, str]]:
    """A server that is set up; the variables that a command needs to trust it."""
    certificate, env = trusted
    with smtp(room, certificate) as address:
        assert say("config", "set", "mail.server", address).status == 0
        yield env


def states(store: str) -> list[tuple[str, str]]:
    with connect(store) as ask:
        rows = ask("SELECT address, state FROM message ORDER BY id", {})
        return [(row["address"], row["state"]) for row in rows]


def status(say: Say, number: int) -> str:
    acme = say("show", "acme", "--json").json()
    return next(str(one["status"]) for one in acme["followups"] if one["id"] == number)


def test_a_note_is_sent_as_it_was_shown_and_its_follow_up_is_done(
    program: Say, say: Say, server: dict[str, str], room: Mailroom, store: str
) -> None:
    draft = say("draft", "1", "--json").json()
    said = program("draft", "1", "--send", "--yes", **server)
    assert said.status == 0, said.err
    (sent,) = room.taken
    assert (sent.mail_from, sent.rcpt_tos) == ("sam@rivera.example", ["priya@acme.example"])
    message = message_from_bytes(content(sent), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.keys()[:5] == ["From", "To", "Subject", "Date", "Message-ID"]
    assert "X-Unsent" not in message
    for name, value in message.items():
        assert f"{name}: {value}\n" in said.out
    assert message.get_content().replace("\r\n", "\n") == f"{draft['body'].rstrip()}\n"
    assert draft["body"].rstrip() in said.out
    assert "Sent to priya@acme.example." in said.out
    assert "Done: thank-you to Priya Shah" in said.out
    assert states(store) == [("priya@acme.example", "sent")]
    assert status(say, 1) == "done"
    shown = say("show", "acme")
    assert "The mail server took the email to priya@acme.example" in shown.out
    assert draft["body"].split("\n\n")[1][:40] in shown.out
    assert say("doctor").out == "All is well.\n"


def test_notices_are_asked_for_and_tied_to_the_note(
    say: Say, server: dict[str, str], room: Mailroom
) -> None:
    say("draft", "1", "--send", "--yes", **server)
    (sent,) = room.taken
    (identifier,) = re.findall(rb"^Message-ID: <(\S+)>", content(sent), re.MULTILINE)
    assert room.options == ["RET=HDRS", f"ENVID={identifier.decode()}", "NOTIFY=SUCCESS,FAILURE"]
    assert b"Disposition-Notification-To" not in content(sent)


def test_away_from_a_terminal_nothing_is_sent_without_yes(
    say: Say, server: dict[str, str], room: Mailroom, store: str
) -> None:
    said = say("draft", "1", "--send", **server)
    assert (said.status, room.taken, states(store)) == (2, [], [])
    assert "--yes" in said.err
    assert status(say, 1) == "pending"


def test_what_was_sent_is_known_as_sent_after_a_restore_and_after_its_undo(
    say: Say, server: dict[str, str], room: Mailroom, home: Path, store: str
) -> None:
    copy = str(home / "copy.db")
    say("backup", copy)
    say("draft", "1", "--send", "--yes", **server)
    say("restore", copy, "--yes")
    say("draft", "2", "--send", "--yes", **server)
    both = [("priya@acme.example", "sent"), ("tom@acme.example", "sent")]
    for undone in ("draft --send", "restore"):
        assert states(store) == both
        again = say("draft", "1", "--send", "--yes", **server)
        assert (again.status, "A note of this follow-up was sent" in again.err) == (2, True)
        assert undone in say("undo").out
    assert (states(store), len(room.taken)) == (both, 2)
    assert [status(say, number) for number in (1, 2)] == ["done", "pending"]


@pytest.mark.file
def test_what_was_sent_to_a_person_of_another_store_is_not_taken_for_sent(
    say: Say, server: dict[str, str], home: Path, store: str
) -> None:
    say("draft", "1", "--send", "--yes", **server)
    other = str(home / "other.db")
    say(*ACME, FOLLOWUP_DB=other)
    say("restore", other, "--yes")
    assert states(store) == []


def test_what_was_sent_is_not_sent_again_whatever_is_undone(
    say: Say, server: dict[str, str], room: Mailroom
) -> None:
    say("draft", "1", "--send", "--yes", **server)
    assert say("undo").status == 0
    assert status(say, 1) == "pending"
    said = say("draft", "1", "--send", "--yes", **server)
    assert (said.status, len(room.taken)) == (2, 1)
    assert "was sent to priya@acme.example on Friday, 2026-11-20" in said.err


@pytest.mark.parametrize("early", ["250 queued", "550 no"])
def test_an_answer_that_comes_before_the_message_is_none(
    say: Say, recorded: None, trusted: Any, store: str, early: str
) -> None:
    certificate, env = trusted
    answers = ["220 hi", "250-x\r\n250 AUTH PLAIN", "235 in", "250 ok", "250 ok"]
    answers += [f"354 go\r\n{early}", "221 bye"]
    with scripted(answers, certificate) as (port, heard):
        say("config", "set", "mail.server", f"smtps://localhost:{port}")
        said = say("draft", "1", "--send", "--yes", **env)
    assert said.status == 1
    assert "it answered before it was asked" in said.err
    assert states(store) == [("priya@acme.example", "refused")]
    assert b"Sam Rivera" not in b"".join(heard)


def test_a_server_that_says_no_goodbye_is_not_waited_for(
    say: Say, server: dict[str, str], room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_server, "FAREWELL_SECONDS", 0.2)
    left = Event()

    def before(number: int) -> None:
        if room.answers[number] == "221":
            assert left.wait(PATIENCE)

    room.before = before
    assert say("draft", "1", "--send", "--yes", **server).status == 0
    left.set()


def test_a_connection_that_breaks_off_after_the_message_leaves_it_unknown(
    say: Say, server: dict[str, str], room: Mailroom, store: str
) -> None:
    room.breaks = True
    said = say("draft", "1", "--send", "--yes", **server)
    assert (said.status, len(room.taken)) == (1, 1)
    assert "is not known" in said.err
    assert "followup done 1" in said.err
    assert states(store) == [("priya@acme.example", "unknown")]
    assert status(say, 1) == "pending"
    room.breaks = False
    again = say("draft", "1", "--send", "--yes", **server)
    assert (again.status, len(room.taken)) == (2, 1)
    assert "may have been sent to priya@acme.example" in again.err


COMMANDS = ("MAIL", "RCPT", "DATA", "the message", "QUIT")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("place", COMMANDS)
def test_whenever_it_is_killed_the_note_is_sent_once_at_most(
    say: Say, server: dict[str, str], room: Mailroom, home: Path, store: str,
    place: str, when: str,
) -> None:  # fmt: skip
    """The server kills it around its answer to each command of the sending."""
    logged_in, at = "235", COMMANDS.index(place) + 1
    running: Queue[subprocess.Popen[bytes]] = Queue()

    def kill(number: int) -> None:
        if logged_in in room.answers and number == room.answers.index(logged_in) + at:
            running.get().kill()

    setattr(room, when, kill)
    words = [*COMMAND, "draft", "1", "--send", "--yes"]
    with subprocess.Popen(words, env=variables(home) | server, stdout=subprocess.DEVNULL) as begun:
        running.put(begun)
    assert begun.returncode == -SIGKILL or (place, when) == ("QUIT", "after")
    setattr(room, when, lambda _number: None)
    room.answers.clear()
    kept = states(store)
    assert kept in ([], [("priya@acme.example", "sending")], [("priya@acme.example", "sent")])
    assert kept or not room.taken, "what has left the machine is known"
    again = say("draft", "1", "--send", "--yes", **server)
    assert len(room.taken) <= 1
    if kept:
        assert (again.status, states(store)) == (2, kept), "nobody but the user decides"
        assert "sent to priya@acme.example" in again.err
    else:
        assert (again.status, len(room.taken)) == (0, 1)
    assert say("doctor").out == "All is well.\n"


def test_what_may_have_been_sent_is_known_where_the_archive_goes(
    say: Say, server: dict[str, str], room: Mailroom, tmp_path: Path
) -> None:
    room.breaks = True
    say("draft", "1", "--send", "--yes", **server)
    room.breaks = False
    archive, elsewhere = tmp_path / "all.json", {"FOLLOWUP_DB": str(tmp_path / "elsewhere.db")}
    assert say("export", "json", "--out", str(archive)).status == 0
    assert "1 email" in say("import", str(archive), "--dry-run", **elsewhere).out
    assert say("import", str(archive), **elsewhere).status == 0
    for key in ("you.email", "mail.server", "mail.user", "mail.password_command"):
        say("config", "set", key, say("config", "get", key).out.strip(), **elsewhere)
    again = say("draft", "1", "--send", "--yes", **server, **elsewhere)
    assert (again.status, len(room.taken)) == (2, 1)
    assert "may have been sent to priya@acme.example" in again.err
    say("import", str(archive), **elsewhere)
    assert states(elsewhere["FOLLOWUP_DB"]) == [("priya@acme.example", "unknown")]


def at_a_terminal(home: Path, answer: str, env: dict[str, str]) -> tuple[int, str]:
    """Answer the one question of `draft 1 --send`; the exit status and all that was shown."""
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "draft", "1", "--send"], encoding="utf-8", timeout=PATIENCE,
        dimensions=(60, 100), env=variables(home) | {"TERM": "xterm"} | env,
    )  # fmt: skip
    child.expect_exact("[y/N] ")
    shown = str(child.before)
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus or 0), shown + str(child.before)


def test_a_person_is_shown_the_message_and_asked(
    home: Path, say: Say, server: dict[str, str], room: Mailroom
) -> None:
    ended, shown = at_a_terminal(home, "", server)
    assert (ended, room.taken, status(say, 1)) == (2, [], "pending")
    assert "To: Priya Shah <priya@acme.example>" in shown
    assert "Send it to priya@acme.example?" in shown
    room.breaks = True
    ended, shown = at_a_terminal(home, "y", server)
    assert (ended, len(room.taken), status(say, 1)) == (1, 1, "pending")
    room.breaks = False
    ended, shown = at_a_terminal(home, "y", server)
    assert (ended, len(room.taken), status(say, 1)) == (0, 2, "done")
    assert "Send it to priya@acme.example all the same?" in shown
    first, again = map(content, room.taken)
    identifier = re.compile(rb"^Message-ID: .*$", re.MULTILINE)
    assert identifier.findall(first) == identifier.findall(again), "its reader sees it once"


REFUSED = {"says": "554 5.7.1 Spam \x1b[31m", "recipient": "550 5.1.1 No such user"}


@pytest.mark.parametrize("where", REFUSED)
def test_what_a_server_refuses_stays_to_be_done_and_may_be_sent_again(
    say: Say, server: dict[str, str], room: Mailroom, where: str
) -> None:
    was = getattr(room, where)
    setattr(room, where, REFUSED[where])
    said = say("draft", "1", "--send", "--yes", **server)
    assert said.status == 1
    assert "Nothing was sent" in said.err
    assert REFUSED[where].split()[0] in said.err
    assert "\x1b" not in said.err + say("show", "acme").out
    assert status(say, 1) == "pending"
    setattr(room, where, was)
    assert say("draft", "1", "--send", "--yes", **server).status == 0


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        ("251 2.0.0 it goes on", "sent"), ("452 4.3.1 full", "refused"), ("999 x", "unknown"),
        ("354 go on", "unknown"), ("\xff", "unknown"), ("000 x", "unknown"),
    ],
)  # fmt: skip
def test_what_became_of_a_message_is_what_the_first_digit_of_the_answer_says(
    say: Say, server: dict[str, str], room: Mailroom, store: str, says: str, kept: str
) -> None:
    """What is no answer may have been a yes: nobody is told that nothing was sent."""
    room.says = says
    said = say("draft", "1", "--send", "--yes", **server)
    assert states(store) == [("priya@acme.example", kept)]
    assert ("Nothing was sent" in said.err) == (kept == "refused")
    assert ("is not known" in said.err) == (kept == "unknown")


LOGS_IN = ["220 hi", "250-localhost\r\n250 AUTH CRAM-MD5"]


@pytest.mark.parametrize(
    ("answers", "endless", "words"),
    [
        (["421 4.3.2 go\x1b[2J away"], b"", "refused: 421 4.3.2 go"),
        ([*LOGS_IN, "334 notbase64"], b"", "knows no way to log in"),
        (["220-hi"], b"220-hi\r\n" * 1000, "says more than there is to say"),
    ],
)
def test_a_server_that_talks_nonsense_or_on_and_on_is_left_with_a_sentence(
    say: Say, recorded: None, trusted: Any, store: str, answers: list[str],
    endless: bytes, words: str,
) -> None:  # fmt: skip
    certificate, env = trusted
    with scripted(answers, certificate, waits=False, endless=endless) as (port, _):
        say("config", "set", "mail.server", f"smtps://localhost:{port}")
        said = say("draft", "1", "--send", "--yes", **env)
    assert (said.status, words in said.err) == (1, True), said.err
    assert "Nothing was sent" in said.err
    assert "\x1b" not in said.err
    assert states(store) == []


def test_starttls_is_used_where_the_port_wants_it(
    say: Say, recorded: None, room: Mailroom, trusted: Any
) -> None:
    certificate, env = trusted
    with smtp(room, certificate, tls_first=False) as address:
        say("config", "set", "mail.server", address)
        said = say("draft", "1", "--send", "--yes", **env)
    assert (said.status, len(room.taken)) == (0, 1), said.err


def test_without_encryption_nothing_is_sent(say: Say, recorded: None, room: Mailroom) -> None:
    with smtp(room, None, tls_first=False, logs_in=False) as address:
        say("config", "set", "mail.server", address)
        plain = say("draft", "1", "--send", "--yes")
        say("config", "set", "mail.server", address.replace("smtp:", "smtps:"))
        garbled = say("draft", "1", "--send", "--yes")
    assert (plain.status, garbled.status, room.taken) == (1, 1, [])
    assert "offers no encryption" in plain.err
    assert "followup config set mail.server smtps://localhost:465\n" in plain.err
    assert "does not begin with TLS" in garbled.err
    assert f"followup config set mail.server {address}\n" in garbled.err


def test_a_port_that_begins_with_tls_is_told_from_one_that_greets(say: Say, recorded: None) -> None:
    with scripted([], None, waits=False) as (port, _):
        say("config", "set", "mail.server", f"localhost:{port}")
        said = say("draft", "1", "--send", "--yes")
    assert said.status == 1
    assert f"localhost:{port} did not greet. Nothing was sent." in said.err
    assert f"followup config set mail.server smtps://localhost:{port}\n" in said.err


@pytest.mark.parametrize("name", ["localhost", "mail.example"])
def test_a_certificate_that_does_not_fit_ends_it(
    say: Say, recorded: None, room: Mailroom, tmp_path: Path, name: str
) -> None:
    """Of an authority that nobody knows, and of another machine."""
    certificate, path = authority(tmp_path, name)
    with smtp(room, certificate) as address:
        say("config", "set", "mail.server", address)
        env = {} if name == "localhost" else {"SSL_CERT_FILE": str(path)}
        said = say("draft", "1", "--send", "--yes", **env)
    assert (said.status, room.taken) == (1, [])
    assert "certificate" in said.err
    assert "Traceback" not in said.err


WRONG: dict[str, tuple[Settings, str]] = {
    "no server": ({"mail.server": ""}, "No mail server is set"),
    "no sender": ({"you.email": ""}, "set you.email"),
    "no password": ({"mail.password_command": ""}, "keyring"),
    "a command that fails": ({"mail.password_command": "false"}, "ended with status 1"),
    "nobody who logs in": ({"mail.user": ""}, "followup config set mail.user NAME"),
    "a command that is not there": ({"mail.password_command": "/none"}, "cannot be run"),
    "a command without an end": ({"mail.password_command": "yes"}, "more than 65,536 bytes"),
    "the wrong password": ({"mail.password_command": "echo zqwrong"}, "did not let sam in: 535"),
    "nobody there": ({"mail.server": "localhost:1"}, "cannot be reached"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_sent(
    program: Say, say: Say, server: dict[str, str], room: Mailroom, store: str, case: str
) -> None:
    settings, words = WRONG[case]
    for key, value in settings.items():
        say("config", "set", key, value)
    run = program if case == "no password" else say  # a process loads one keyring
    backend = "keyring.backends.null.Keyring"
    said = run("draft", "1", "--send", "--yes", PYTHON_KEYRING_BACKEND=backend, **server)
    assert said.status in (1, 2)
    assert words in said.err
    assert "Traceback" not in said.err
    assert "zqwrong" not in said.err
    assert (room.taken, states(store)) == ([], [])


def test_without_a_keyring_a_command_for_the_password_is_asked_for(
    program: Say, say: Say, server: dict[str, str]
) -> None:
    say("config", "set", "mail.password_command", "")
    backend = "keyring.backends.fail.Keyring"
    said = program("draft", "1", "--send", "--yes", PYTHON_KEYRING_BACKEND=backend, **server)
    assert said.status == 2
    assert "followup config set mail.password_command 'pass show mail'" in said.err
    assert "this system has no keyring" in said.err
    assert "pypi.org" not in said.err


def test_the_keyring_of_the_system_may_hold_the_password(
    program: Say, say: Say, server: dict[str, str], room: Mailroom, home: Path
) -> None:
    say("config", "set", "mail.password_command", "")
    (home.parent / "own_keyring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Own(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, user):\n"
        f"        return {PASSWORD!r} if (service, user) == ('localhost', {USER!r}) else None\n"
        "    def set_password(self, *_): pass\n"
        "    def delete_password(self, *_): pass\n"
    )
    said = program(
        "draft", "1", "--send", "--yes", PYTHON_KEYRING_BACKEND="own_keyring.Own",
        PYTHONPATH=str(home.parent), **server,
    )  # fmt: skip
    assert (said.status, len(room.taken)) == (0, 1), said.err


def processes(home: Path) -> Iterator[bytes]:
    """Command line and variables of each process with that home, as other programs see them."""
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another user's
            told = (path / "cmdline").read_bytes() + (path / "environ").read_bytes()
            if str(home).encode() in told:
                yield told


def test_the_password_is_kept_and_shown_nowhere(
    program: Say, say: Say, server: dict[str, str], room: Mailroom, home: Path, store: str
) -> None:
    room.says = f"250 Ok {PASSWORD}"
    listed: list[bytes] = []
    room.before = lambda _number: listed.extend(processes(home))
    said = program("draft", "1", "--send", "--yes", **server)
    assert said.status == 0
    assert listed
    assert not any(PASSWORD.encode() in one for one in listed)
    assert PASSWORD not in said.out + said.err + say("export", "json").out
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert PASSWORD.encode() not in stored(store) + b"".join(kept)


def test_json_says_what_was_sent(say: Say, server: dict[str, str]) -> None:
    said = say("draft", "1", "--send", "--yes", "--json", **server)
    record = said.json()
    assert (record["state"], record["sent_to"]) == ("sent", "priya@acme.example")
    assert record["message_id"].endswith("@followup.invalid>")
    assert record["reply"].startswith("250 ")


@pytest.mark.parametrize(
    "words", [("--all",), ("--copy",), ("--format", "eml"), ("--out", "x"), ("--channel", "letter")]
)
def test_it_goes_nowhere_else_with_it(
    say: Say, server: dict[str, str], room: Mailroom, words: tuple[str, ...]
) -> None:
    which = () if words == ("--all",) else ("1",)
    said: Said = say("draft", *which, "--send", "--yes", *words, **server)
    assert (said.status, room.taken) == (2, [])
