"""The daily reminder: what each system is told, that it runs, and that nothing of others' is lost."""

import plistlib
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACME, Say
from followup.domain.errors import UsageError
from followup.integrations import reminder
from followup.integrations.reminder import (
    ReminderJob,
    crontab_line,
    in_crontab,
    property_list,
    time_of_day,
    units,
)

ODD = "/home/a b/50% \"q\" 'it' $HOME `x` \\n é/followup"
"""A path in which every system would read something of its own."""

JOB = ReminderJob((ODD,), time(8, 5), {"FOLLOWUP_DB": "/my %data/$x.db"})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("08:30", time(8, 30)), ("8:30", time(8, 30)), ("23h59", time(23, 59)), (" 0:00 ", time(0))],
)
def test_a_time_of_day(typed: str, expected: time) -> None:
    assert time_of_day(typed) == expected


@pytest.mark.parametrize("typed", ["", "24:00", "8", "8:3", "8:60", "08:30:00", "٠8:30", "noonish"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="write it as 08:30"):
        time_of_day(typed)


def test_systemd_reads_the_path_as_it_is() -> None:
    service = units(JOB)["followup-remind.service"]
    assert (
        r"""ExecStart=/usr/bin/env "/home/a b/50%% \"q\" 'it' $$HOME `x` \\n é/followup" """
        '"remind" "--now"\n'
    ) in service
    assert 'Environment="FOLLOWUP_DB=/my %%data/$x.db"\n' in service
    assert "OnCalendar=*-*-* 08:05:00\n" in units(JOB)["followup-remind.timer"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for name, text in units(JOB).items():
        (tmp_path / name).write_text(text)
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "followup" not in checked.stderr


def test_launchd_reads_the_path_as_it_is() -> None:
    assert plistlib.loads(property_list(JOB).encode()) == {
        "Label": "followup.remind",
        "ProgramArguments": [ODD, "remind", "--now"],
        "StartCalendarInterval": {"Hour": 8, "Minute": 5},
        "EnvironmentVariables": {"FOLLOWUP_DB": "/my %data/$x.db"},
    }


def test_cron_runs_the_path_as_it_is(tmp_path: Path) -> None:
    program = tmp_path / "50% \"q\" 'it' $HOME `x` \\n é"
    program.write_text('#!/bin/sh\nprintf "%s|" "$FOLLOWUP_DB" "$@"\n')
    program.chmod(0o700)
    line = crontab_line(
        ReminderJob((str(program),), time(8, 5), {"FOLLOWUP_DB": "/my %data/$x.db"})
    )
    minute, hour, days, months, weekdays, command = line.split(" ", 5)
    assert (minute, hour, days, months, weekdays) == ("5", "8", "*", "*", "*")
    assert re.search(r"(?<!\\)%", command) is None
    as_cron = command.replace("\\%", "%")
    told = subprocess.run(["sh", "-c", as_cron], capture_output=True, encoding="utf-8", check=True)
    assert told.stdout == "/my %data/$x.db|remind|--now|"


def test_a_line_break_cannot_stand_in_a_crontab() -> None:
    with pytest.raises(UsageError, match="line break"):
        crontab_line(ReminderJob(("/a\nb",), time(8)))


OURS = crontab_line(JOB)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"))))
def test_the_other_lines_of_a_crontab_stay(others: list[str]) -> None:
    before = "".join(f"{line}\n" for line in others)
    after = in_crontab(before, OURS)
    assert after == before + OURS
    assert in_crontab(after, OURS) == after
    assert in_crontab(after) == before


# What the command does, with tools that only say what they were told.

UNITS = (
    ".config/systemd/user/followup-remind.service",
    ".config/systemd/user/followup-remind.timer",
)
PLIST = "Library/LaunchAgents/followup.remind.plist"
Tool = Callable[..., Path]


@pytest.fixture
def tool(home: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Put a tool onto a path that has no others; the file that its arguments are kept in."""
    place = home.parent / "tools"
    place.mkdir()
    monkeypatch.setenv("PATH", str(place))

    def put(name: str, script: str = "") -> Path:
        told = place / f"{name}.told"
        keep = f'for word in "$@"; do printf "%s|" "$word"; done >> {shlex.quote(str(told))}\n'
        (place / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{keep}{script}\n")
        (place / name).chmod(0o700)
        return told

    return put


@pytest.mark.usefixtures("tool")
def test_nothing_is_put_into_place_unasked(say: Say, home: Path) -> None:
    before = list(home.rglob("*"))
    for system in reminder.SYSTEMS:
        assert say("remind", "--system", system).status == 0
        for what in ("--install", "--remove"):
            said = say("remind", "--system", system, what)
            assert (said.status, said.out) == (2, "")
            assert "--yes" in said.err
    assert list(home.rglob("*")) == before


def test_systemd_is_set_up_and_cleared_away(say: Say, home: Path, tool: Tool) -> None:
    before = list(home.rglob("*"))
    told = tool("systemctl")
    assert say("remind", "--install", "--yes").status == 0
    first = [(home / name).read_text() for name in UNITS]
    assert say("remind", "--install", "--yes").status == 0, "twice is the same as once"
    assert [(home / name).read_text() for name in UNITS] == first
    assert "--user|daemon-reload|--user|enable|--now|followup-remind.timer|" in told.read_text()
    assert {(home / name).stat().st_mode & 0o777 for name in UNITS} == {0o600}
    assert say("remind", "--install", "--yes", "--at", "17:05").status == 0
    assert "17:05" in (home / UNITS[1]).read_text()
    assert say("remind", "--remove", "--yes").status == 0
    assert "--user|disable|--now|followup-remind.timer|" in told.read_text()
    assert list(home.rglob("*")) == before
    assert say("remind", "--remove", "--yes").status == 3


def test_the_reminder_runs_in_any_directory(say: Say) -> None:
    names = {"FOLLOWUP_DB": "here.db", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "ignored"}
    told = plistlib.loads(say("remind", "--system", "launchd", **names).out.encode())
    assert told["EnvironmentVariables"] == {
        "FOLLOWUP_DB": str(Path.cwd() / "here.db"),
        "XDG_DATA_HOME": "/data",
    }


def test_the_address_of_a_store_is_no_path(say: Say) -> None:
    address = "postgresql://sam@db/followup"
    said = say("remind", "--system", "cron", FOLLOWUP_DB=address)
    assert f"FOLLOWUP_DB={address} " in said.out


def test_the_reminder_runs_with_the_store_of_now(say: Say, store: str) -> None:
    assert f'Environment="FOLLOWUP_DB={store}"' in say("remind", "--system", "systemd").out
    assert f"FOLLOWUP_DB={store} " in say("remind", "--system", "cron").out


@pytest.mark.usefixtures("tool")
def test_without_systemctl_it_says_what_to_type(say: Say, home: Path) -> None:
    said = say("remind", "--install", "--yes", "--system", "systemd")
    assert said.status == 0
    assert "systemctl --user enable --now followup-remind.timer" in said.out
    assert all((home / name).exists() for name in UNITS)


def test_where_the_system_refuses_it_says_what_to_type(say: Say, tool: Tool) -> None:
    tool("systemctl", "echo 'Failed to connect to bus' >&2; exit 1")
    said = say("remind", "--install", "--yes")
    assert said.status == 1
    assert "Failed to connect to bus" in said.err
    assert "systemctl --user enable --now followup-remind.timer" in said.err


def test_launchd_is_set_up_and_cleared_away(say: Say, home: Path, tool: Tool) -> None:
    before = list(home.rglob("*"))
    told = tool("launchctl")
    assert say("remind", "--install", "--yes", "--system", "launchd").status == 0
    assert f"load|-w|{home / PLIST}|" in told.read_text()
    assert say("remind", "--remove", "--yes", "--system", "launchd").status == 0
    assert list(home.rglob("*")) == before


def test_cron_is_set_up_and_cleared_away(say: Say, home: Path, tool: Tool) -> None:
    crontab = home.parent / "crontab"
    file = shlex.quote(str(crontab))
    tool("crontab", f"case $1 in -l) cat {file};; -) cat > {file};; -r) rm {file};; esac")
    theirs = "# mine\n0 0 * * * true"
    crontab.write_text(theirs)
    for at in ("8:30", "08:30", "17:05"):
        assert say("remind", "--install", "--yes", "--at", at).status == 0
    assert crontab.read_text().startswith(f"{theirs}\n5 17 * * * ")
    assert crontab.read_text().count("\n") == 3
    assert say("remind", "--remove", "--yes").status == 0
    assert crontab.read_text() == f"{theirs}\n"
    assert say("remind", "--remove", "--yes").status == 3


def test_the_first_and_only_line_of_a_crontab(say: Say, home: Path, tool: Tool) -> None:
    crontab = home.parent / "crontab"
    file = shlex.quote(str(crontab))
    none = "{ echo no crontab for sam >&2; exit 1; }"
    tool(
        "crontab",
        f"case $1 in -l) cat {file} 2>/dev/null || {none};; -) cat > {file};; -r) rm {file};; esac",
    )
    assert say("remind", "--install", "--yes").status == 0
    assert crontab.read_text().startswith("30 8 * * * ")
    assert say("remind", "--remove", "--yes").status == 0
    assert not crontab.exists()


def test_a_crontab_that_cannot_be_read_is_left_alone(say: Say, home: Path, tool: Tool) -> None:
    told = tool("crontab", "echo 'you are not allowed' >&2; exit 1")
    said = say("remind", "--install", "--yes")
    assert said.status == 1
    assert "you are not allowed" in said.err
    assert told.read_text() == "-l|"


@pytest.mark.parametrize(
    ("system", "name"), [("systemd", UNITS[0]), ("systemd", UNITS[1]), ("launchd", PLIST)]
)
@pytest.mark.parametrize("what", ["--install", "--remove"])
@pytest.mark.parametrize("foreign", ["a file", "a directory", "a dangling link"])
def test_what_others_made_stays(
    say: Say, home: Path, tool: Tool, system: str, name: str, what: str, foreign: str
) -> None:
    told = tool("systemctl")
    file = home / name
    file.parent.mkdir(parents=True)
    if foreign == "a file":
        file.write_text("[Unit]\n")
    elif foreign == "a directory":
        file.mkdir()
    else:
        file.symlink_to("nowhere")
    before = sorted(home.rglob("*"))
    said = say("remind", what, "--yes", "--system", system)
    assert said.status == 2
    assert "was not made by followup" in said.err
    assert sorted(home.rglob("*")) == before
    assert not told.exists()


# What the reminder shows.


def test_the_notification_names_what_is_due(say: Say, tool: Tool) -> None:
    told = tool("notify-send")
    say(*ACME)
    say("add", "Tom & <b>Co</b>", "--at", "2026-11-18", "--with", "--help")
    said = say("remind", "--now")
    assert (said.status, said.out, said.err) == (0, "", "")
    assert told.read_text() == (
        "--app-name=followup|--|3 follow-ups are due|"
        "thank-you to --help, Tom &amp; &lt;b&gt;Co&lt;/b&gt;: 1 day late\n"
        "thank-you to Priya Shah, Acme Corp: today\n"
        "thank-you to Tom Lee, Acme Corp: today|"
    )


def test_a_long_list_is_cut_with_the_count_of_the_rest(say: Say, tool: Tool) -> None:
    told = tool("notify-send")
    people = [word for n in range(9) for word in ("--with", f"Person {chr(65 + n)}")]
    say("add", "Acme", "--at", "yesterday", *people)
    say("remind", "--now")
    assert "9 follow-ups are due" in told.read_text()
    assert told.read_text().count("thank-you") == 6
    assert told.read_text().endswith("\n… and 3 more|")


def test_the_count_is_of_all_that_is_due_not_of_a_screenful(say: Say, tool: Tool) -> None:
    told = tool("notify-send")
    people = [word for n in range(40) for word in ("--with", f"Person {n}")]
    say("add", "Acme", "--at", "yesterday", *people)
    say("remind", "--now")
    assert "40 follow-ups are due" in told.read_text()
    assert told.read_text().endswith("\n… and 34 more|")


def test_the_interviews_of_today_are_named(say: Say, tool: Tool) -> None:
    told = tool("notify-send")
    say("add", "Hooli", "--at", "2026-11-21 08:00 Asia/Tokyo")
    say("remind", "--now", FOLLOWUP_TODAY="2026-11-20T09:00")
    assert "|23:00 (Sat 08:00 Asia/Tokyo): interview with Hooli|" in told.read_text()


def test_a_mac_is_told_by_osascript(say: Say, tool: Tool) -> None:
    told = tool("osascript")
    say("add", 'A" & do shell script "x', "--at", "yesterday", "--with", "Tom")
    say("remind", "--now")
    script, title, body = told.read_text().removeprefix("-e|").rstrip("|").split("|")
    assert "do shell" not in script
    assert title == "1 follow-up is due"
    assert body == 'thank-you to Tom, A" & do shell script "x: today'


def test_nothing_is_shown_where_nothing_is_due(say: Say, tool: Tool) -> None:
    told = tool("notify-send")
    assert say("remind", "--now").status == 0
    say("add", "Acme", "--at", "in 3 days")
    assert say("remind", "--now").status == 0
    assert not told.exists()


@pytest.mark.usefixtures("tool")
def test_without_a_tool_it_says_what_to_install(say: Say) -> None:
    say(*ACME)
    said = say("remind", "--now")
    assert (said.status, said.out) == (1, "")
    assert "notify-send" in said.err


def test_a_desktop_that_refuses_is_named(say: Say, tool: Tool) -> None:
    tool("notify-send", "echo 'no bus' >&2; exit 1")
    say(*ACME)
    said = say("remind", "--now")
    assert said.status == 1
    assert "no bus" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--install", "--remove", "--yes"), "one of --install"),
        (("--now", "--remove"), "one of --install"),
        (("--system", "windows"), "systemd, launchd, cron"),
        (("--at", "late"), "08:30"),
    ],
)
def test_what_cannot_be_meant_is_refused(say: Say, words: tuple[str, ...], told: str) -> None:
    said = say("remind", *words)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


def test_the_program_that_is_installed_is_the_one_that_runs(program: Say) -> None:
    said = program("remind", "--system", "launchd").out
    first, *_ = plistlib.loads(said.encode())["ProgramArguments"]
    assert Path(first).is_absolute()
    assert shutil.which(first)
