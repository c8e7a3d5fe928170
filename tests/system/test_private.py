"""What is kept is the user's alone: modes, no network, no other program, no data in errors."""

import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import COMMAND, PATIENCE, Said, Say, variables
from followup.store import schema, sqlite
from walk import BUILT, EMAIL, LETTER, RUNS, TYPED, Run, quietly, run

STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="needs strace")

WRITING = tuple(
    run(words) for words in (
        "export csv --out table.csv", "export json --out all.json",
        f"draft {EMAIL} --format eml --out note.eml", f"draft {LETTER} --format html --out l.html",
        f"draft {LETTER} --format pdf --out l.pdf", "draft --all --out notes",
        "stats --svg picture.svg", "report --out report.pdf", "contact forget 2 --yes", "restore foreign.db --yes",
    )
)  # fmt: skip
"""What makes files, besides the first form of each command."""

CHILDREN = {
    f"draft {EMAIL} --edit": ("editor", "the user's editor, for their own words"),
    f"draft {EMAIL} --copy": ("xclip", "the clipboard belongs to another program"),
    f"draft {EMAIL} --mail": ("xdg-open", "the mail program takes the note"),
    "template edit thank_you": ("editor", "the user's editor"),
    "remind --now": ("notify-send", "the desktop shows the notification"),
    "remind --install --yes --system systemd": ("systemctl", "systemd keeps the time"),
    "remind --remove --yes --system systemd": ("systemctl", "systemd keeps the time"),
    "remind --install --yes --system cron": ("crontab", "cron keeps the time"),
}
"""The commands that start another program, each with that program and the reason."""

ALONE = (
    *(runs[0] for name, runs in RUNS.items() if name != "template edit"),
    *WRITING,
    run("mcp"), run("--complete bash 'followup show '"), run("--show-completion zsh"), run("--version"),
)  # fmt: skip
"""What starts no other program."""


def test_every_command_is_run_alone_or_has_its_reason() -> None:

    typed = {" ".join(one.words) for one in ALONE} | set(CHILDREN)
    assert [
        name
        for name in TYPED
        if not any(f"{one} ".startswith(f"{name} ") for one in typed)
        and not name.startswith("server ")  # which is asked to reach the server that it names
    ] == []


# The store, and the program under strace


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table, and marked words in every field of a person."""
    place = tmp_path_factory.mktemp("private")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables(place).items():
            patch.setenv(name, value)
        for words in (*BUILT, *MARKED):
            assert quietly(*words).status == 0, words
    return place / "followup.db"


MARKED: tuple[tuple[str, ...], ...] = (
    *(
        ("contact", "edit", who, "--email", f"{who}.zqemail@zqdomain.example", "--phone", "zqphone",
         "--address", "zqaddress", "--note", "zqnote", "--title", "zqtitle",
         "--salutation", "Dear zqsalutation")
        for who in ("Bob", "Gavin", "Eve", "Priya", "Tom")
    ),
    ("edit", "1", "--note", "zqnote", "--looking-for", "zqneed", "--strength", "zqstrength",
     "--concern", "zqconcern: zqanswer", "--next-step", "zqnext", "--where", "zqwhere"),
    ("log", "globex", "zqevent"),
    ("outcome", "acme", "offer", "--terms", "zqterms"),
    ("config", "set", "you.email", "zqme@mine.example"),
    ("config", "set", "you.address", "zqhome"),
    ("config", "set", "you.phone", "zqmobile"),
)  # fmt: skip
PERSONAL = re.compile(r"\w*zq(?!x)\w+")
"""What is nobody's business. Names, companies and roles are not marked: they are what one chooses by."""


@pytest.fixture
def there(built: Path, home: Path) -> Path:
    """This test's store, in a home of which everybody may see what is not made private."""
    shutil.copy(built, home / "followup.db")
    shutil.copy(built, home / "foreign.db")
    for name in ("followup.db", "foreign.db"):
        (home / name).chmod(0o600)
    (home / "notes").mkdir(mode=0o700)
    (home / "tmp").mkdir(mode=0o700)
    (home / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n")
    return home / "followup.db"


class Traced(NamedTuple):
    """How a command ended, and the system calls that it made."""

    said: Said
    calls: tuple[str, ...]


SECRETS = {
    "API_TOKEN": "zqtoken", "USER": "zquser", "LOGNAME": "zqlogname", "HOSTNAME": "zqhost",
    "EMAIL": "zqenviron@x.example", "NAME": "zqname",
}  # fmt: skip
"""Variables that are none of ours."""


def traced(home: Path, words: Iterable[str], *options: str, path: str = "") -> Traced:
    """Run the program in a process of its own under umask 000, and watch it."""
    log = home.parent / "calls"
    done = subprocess.run(
        [str(STRACE), "-f", "-qq", "-s", "200", "-o", str(log), *options, *COMMAND, *words],
        env={
            **variables(home), **SECRETS, "TMPDIR": str(home / "tmp"),
            "PATH": path or os.defpath, "EDITOR": "editor", "DISPLAY": "",
            "PYTHONDONTWRITEBYTECODE": "1",  # its files are none of the user's
        },
        cwd=home, umask=0, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Traced(Said(done.returncode, done.stdout, done.stderr), tuple(calls))


WATCHED = (
    "--seccomp-bpf",  # faster; but nothing can be injected
    "-e",
    "trace=network,execve,execveat,fork,vfork,clone,clone3,umask,open,openat,creat,mkdir,mkdirat",
)
MADE = re.compile(r"\b(?:openat?|creat)\(.*O_CREAT|\bmkdir(?:at)?\(")
SPAWNED = re.compile(r"\b(?:fork|vfork)\(|\bclone3?\((?!.*CLONE_THREAD)")
"""A child process; threads, which typst uses, are none."""
NETWORK = re.compile(
    r"\b(?:socket|connect|sendmsg|bind|getaddrinfo)\(|\bsendto\((?!.*, NULL, 0(?:\)| <unfinished))"
)
"""What is sent to no address goes through a socket that was connected, or a pair within us."""


MAIL = re.compile(r"/(?:smtplib|imaplib|mail_server)\.|/keyring/")
"""A module that speaks with a mail server, or knows the password for one."""


def loose(home: Path, before: Iterable[Path]) -> list[str]:
    """What stands in the home, made since, that others may read, write or enter."""
    return [
        f"{path.relative_to(home)} {stat.S_IMODE(path.lstat().st_mode):04o}"
        for path in set(home.rglob("*")) - set(before)
        if not path.is_symlink()
        and stat.S_IMODE(path.lstat().st_mode) != (0o700 if path.is_dir() else 0o600)
    ]


def test_what_is_called_loose_is_found(home: Path) -> None:
    (home / "open").write_text("")
    (home / "open").chmod(0o644)
    assert loose(home, ()) == ["open 0644"]


@needs_strace
@pytest.mark.parametrize("one", ALONE, ids=str)
def test_a_command_keeps_to_itself(there: Path, home: Path, one: Run) -> None:
    before = set(home.rglob("*"))
    said, calls = traced(home, one.words, *WATCHED)
    assert said.status in (one.status, 0), said.err
    assert [call for call in calls if NETWORK.search(call)] == []
    assert [call for call in calls if MAIL.search(call)] == [] or one.words[0] == "mail"
    assert [call for call in calls if SPAWNED.search(call)] == []
    assert sum("execve(" in call for call in calls) == 1
    made = [place for place, call in enumerate(calls) if MADE.search(call) and "= -1" not in call]
    shut = [place for place, call in enumerate(calls) if "umask(077)" in call]
    assert shut
    assert all(place > shut[0] for place in made), [calls[place] for place in made]
    assert sum("umask(" in call for call in calls) == 1
    assert loose(home, before) == []
    for secret in SECRETS.values():
        assert secret not in said.out + said.err


# The commands that are there for another program

TOOL = "#!/bin/sh\n{}\nexit 0\n"
LOOKS = (
    'for word; do case "$word" in */*) stat -c "%a %n" "$word" "$(dirname "$word")"'
    ' >> "$HOME/../seen";; esac; done'
)


@needs_strace
@pytest.mark.parametrize("typed", CHILDREN)
def test_another_program_is_started_only_where_it_is_what_is_asked_for(
    there: Path, home: Path, typed: str
) -> None:
    """And what it is handed in a file is private; the file of a mail stays for the mail program."""
    tool, _reason = CHILDREN[typed]
    tools = home.parent / "bin"
    tools.mkdir()
    for name in ("editor", "xclip", "xdg-open", "notify-send", "systemctl", "crontab"):
        (tools / name).write_text(TOOL.format(f"PATH={os.defpath}; {LOOKS}"))
        (tools / name).chmod(0o755)
    before = set(home.rglob("*"))
    if "--remove" in typed:
        installed = typed.replace("--remove", "--install").split()
        assert traced(home, installed, path=str(tools)).said.status == 0
    words = typed.split()
    said, calls = traced(home, words, "-e", "trace=network,execve", path=str(tools))
    assert said.status == 0, said.err
    assert [call for call in calls if NETWORK.search(call)] == []
    started = [found[1] for call in calls if (found := re.search(r'execve\("([^"]+)"', call))]
    first, *others = [path for path in started if not path.startswith(("/bin/", "/usr/bin/"))]
    assert first == COMMAND[0]
    assert others
    assert {os.path.basename(path) for path in others} == {tool}
    assert loose(home, before) == []
    seen = home.parent / "seen"
    modes = seen.read_text().splitlines() if seen.exists() else []
    assert all(row.startswith(("600 ", "700 ")) for row in modes), modes
    assert tool not in ("editor", "xdg-open") or modes


# In the middle of a write

STOPPED = {
    "add Zed --at today --with Ann": ("unlink", r"followup\.db-journal"),
    "export json --out all.json": ("link,linkat", r"\.followup-\w+"),
    f"draft {LETTER} --format html --out l.html": ("link,linkat", r"\.followup-\w+"),
    "stats --svg p.svg": ("link,linkat", r"\.followup-\w+"),
    "backup copy.db": ("link,linkat", r"\.followup-\w+"),
    "remind --install --yes --system systemd": ("rename", r"\.followup-\w+"),
}
"""By the command: the call at which it is killed, and the file that it leaves."""


@needs_strace
@pytest.mark.parametrize("typed", STOPPED)
def test_what_an_interrupted_command_leaves_is_private(there: Path, home: Path, typed: str) -> None:
    call, left = STOPPED[typed]
    (home / "followup.db.backups").mkdir(mode=0o700)
    shutil.copy(there, home / "followup.db.backups" / "20261120T235959-daily.db")
    before = set(home.rglob("*"))
    traced(
        home, typed.split(), "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when=1+",
        path=str(home / "none"),
    )  # fmt: skip
    made = {path.name for path in set(home.rglob("*")) - before}
    assert any(re.fullmatch(left, name) for name in made), made
    assert loose(home, before) == []


# What errors say


def leaks(said: Said, typed: Iterable[str] = ()) -> set[str]:
    """The personal words of an error that nobody typed."""
    known = " ".join(typed)
    return {word for word in PERSONAL.findall(said.err) if word not in known}


def test_a_personal_word_is_found_where_it_leaks() -> None:
    assert leaks(Said(1, "", "Bob, zqphone, zqnote"), ["--note", "zqnote"]) == {"zqphone"}


ADDRESS = ("zqemail", "zqdomain")
SEVERAL = ("e", "a")
"""Words that match several of everything."""


def wrong() -> Iterator[tuple[str, ...]]:
    """Commands that end in an error on a store that is well."""
    for words in (
        "draft {}", "done {}", "snooze {} 3d", "skip {}", "why {}", "show {}", "log {} x",
        "outcome {} rejected", "reschedule {} tomorrow", "cancel {}", "edit {} --note x",
        "contact show {}", "contact edit {} --title x", "contact forget {} --yes",
    ):  # fmt: skip
        for word in (*SEVERAL, "nobody-at-all", "999"):
            yield tuple(one.replace("{}", word) for one in words.split())
    yield from (
        ("contact", "edit", "Bob", "--email", "gavin"),
        ("contact", "edit", "Bob", "--name", "Gavin", "--company", "Hooli"),
        ("contact", "add", "Bob", "--company", "Initech"),
        ("edit", "1", "--with", "Priya Shah <other@x.example>"),
        ("edit", "1", "--topic", "x"),
        ("edit", "1", "--email", "x@y.example"),
        ("edit", "1", "--without", "Nobody"),
        ("add", "Acme Corp", "--at", "today", "--with", "Priya Shah <other@x.example>"),
        ("add", "Acme Corp", "--at", "today", "--with", "Tom", "--topic", "Bob: x"),
        ("outcome", "2", "nothing"),
        ("undo", "1"),
        ("undo", "999"),
        ("import", "missing.csv"),
        ("restore", "people.vcf", "--yes"),
        ("backup", "foreign.db"),
        ("export", "csv", "--out", "foreign.db"),
        ("contact", "forget", "2"),
    )


def test_an_error_says_no_more_of_a_person_than_was_typed(
    there: Path, built: Path, say: Say, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    failed = 0
    for words in wrong():
        shutil.copy(built, there)
        said = say(*words)
        failed += said.status != 0
        # who is to choose among people sees their addresses: two of a name differ in nothing else
        chosen = said.status == 4 and words[0] == "contact"
        found = {word for word in leaks(said, words) if not (chosen and word in ADDRESS)}
        assert not found or said.status == 0, words
    assert failed > 50


IMPORTS = {
    "a.csv": "company,at,contact,email,note\nAcme,2026-11-19,Ann,not-one,zqnote\n",
    "b.csv": "company,at,contact,note\nAcme,never,Ann,zqnote\n",
    "c.csv": "company,at,note\nAcme,2026-11-19,zqnote,zqmore\n",
    "d.csv": 'company,at,note\nAcme,2026-11-19,"zqnote\n',
    "a.json": json.dumps([{"company": "A", "at": "never", "note": "zqnote"}]),
    "b.json": '[{"company": "A", "note": "zqnote"',
    "c.json": json.dumps({"followup": 1, "settings": {"you.name": "zqname"}, "contacts": [
        {"name": "A", "phone": "zqphone"}], "applications": []}),
    "a.vcf": "BEGIN:VCARD\nFN:Ann\nTEL:zqphone\nNOTE:zqnote\n",
    "a.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDESCRIPTION:zqnote\nEND:VEVENT\n"
    "END:VCALENDAR\n",
}  # fmt: skip
"""Files that are wrong in one place, and personal in another."""


@pytest.mark.parametrize("name", IMPORTS)
def test_a_file_that_is_refused_is_not_told_again(
    there: Path, say: Say, home: Path, name: str
) -> None:
    (home / name).write_text(IMPORTS[name])
    said = say("import", str(home / name))
    assert said.status == 2
    assert leaks(said) == set()


DAMAGE = (
    "UPDATE contact SET name = CAST(x'ff' AS TEXT)",
    "UPDATE interview SET strengths = 'zqstrength', day = 'zqday'",
    "UPDATE interview SET strengths = 'zqstrength', concerns = 'zqconcern'",
    "UPDATE followup SET due_on = 'zqday', chain = 'zqchain'",
    "UPDATE followup SET chain = 'zqchain', because = 'zqbecause'",
    "UPDATE interview SET zone = 'zqzone', starts = 'zqstarts'",
    "UPDATE journal SET before = 'zqbefore' WHERE before IS NOT NULL",
    "UPDATE journal SET \"row\" = 'zqrow', of = 'zqtable'",
    "UPDATE change SET made_at = 'zqwhen'",
    "DROP VIEW followup_view",
    "DROP TABLE topic",
    "CREATE TRIGGER no BEFORE UPDATE ON contact BEGIN SELECT RAISE(ABORT, 'refused'); END",
    "CREATE TRIGGER no BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'refused'); END",
    "CREATE UNIQUE INDEX once ON contact (title)",
)


@pytest.mark.parametrize("sql", DAMAGE)
def test_damage_is_told_without_what_is_damaged(
    there: Path, built: Path, say: Say, sql: str
) -> None:
    broken = there.with_name("broken.db")
    shutil.copy(built, broken)
    with closing(sqlite3.connect(broken)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE contact SET title = 'zqtitle' || id")
        connection.execute(sql)
    failed = 0
    for words in (
        ("due",), ("list",), ("show", "1"), ("why", "2"), ("undo",), ("doctor",), ("export", "csv"),
        ("contact", "list"), ("contact", "edit", "1", "--title", "zqtitle2"), ("log", "3", "x"),
        ("draft", EMAIL), ("backup", str(there.with_name("copy.db")), "--force"),
    ):  # fmt: skip
        shutil.copy(broken, there)
        said = say(*words)
        failed += said.status != 0
        assert leaks(said, words) == set() or said.status == 0, words
    assert failed


def test_a_locked_store_is_told_without_what_it_holds(
    there: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", ("PRAGMA busy_timeout = 0", *sqlite.PRAGMAS[1:]))
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0)  # nobody has ten seconds
    with closing(sqlite3.connect(there, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for words in (("due",), ("contact", "edit", "1", "--phone", "1"), ("log", "3", "x")):
            said = say(*words)
            assert said.status == 1
            assert "locked" in said.err
            assert leaks(said) == set()


@needs_strace
@pytest.mark.parametrize(
    "typed", ["contact edit 1 --phone 1", "export csv --out x.csv", "backup copy.db"]
)
def test_a_full_disk_is_told_without_what_did_not_fit(there: Path, home: Path, typed: str) -> None:
    said, _ = traced(
        home, typed.split(), "-e", "trace=pwrite64,fsync",
        "-e", "inject=pwrite64,fsync:error=ENOSPC",
    )  # fmt: skip
    assert said.status == 1
    assert "Traceback" not in said.err
    assert leaks(said) == set()
    for secret in SECRETS.values():
        assert secret not in said.err
