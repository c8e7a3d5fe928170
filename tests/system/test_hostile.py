"""Stored text is data: whatever stands in a column, it acts on no terminal and in no program.

One store, `foreign`, has hostile text in every column that holds text. The program refuses most
of it, so it is put there by SQL: a store may come from elsewhere. The columns come from the
models and the commands from the program, so that no new one is forgotten.
"""

import csv
import email
import email.policy
import io
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pexpect
import pytest
from sqlmodel.sql.sqltypes import AutoString
from typer.core import TyperOption

from conftest import PATIENCE, Say, variables
from followup.__main__ import answer
from followup.domain.safe_text import BAD
from followup.formats.table import LIVE, guarded, unguarded
from followup.store import messages, transaction
from followup.store.models import ALL
from walk import (
    ALL_RUNS,
    BUILT,
    EMAIL,
    KEYS,
    LETTER,
    MARK,
    ROOT,
    RUNS,
    TYPED,
    Run,
    quietly,
    run,
)  # fmt: skip

ESC = "\x1b"
ACTS = (
    f"{ESC}[2J{ESC}[31m{ESC}]0;title\x07{ESC}]8;;http://evil.example{ESC}\\bank{ESC}]8;;{ESC}\\"
    f"{ESC}]52;c;cm0gLXJmIC8=\x07{ESC}P$q q{ESC}\\\x9b31m\x9d0;x\x9c\x01\a\b\t\v\f\x7f\x85"
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"
)
READS = (
    " [/nope] [link=x]y[/link] {contact.__class__} {0.__class__} ${company} %s%n $(touch pwned)"
    " `touch pwned` ; touch pwned # & | \\ , : ' \" ! <script>alert(1)</script> </svg> &amp; "
    '#read("/etc/passwd") *b* @ref .TH ../../x =?UTF-8?Q?=0ABcc:_x@evil.example?='
)
BREAKS = (
    "\r\nBcc: v@evil.example\r\n\r\nATTENDEE:mailto:v@evil.example\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nEND:VCARD\nBEGIN:VCARD\nFN:evil\rX-EVIL:1"
)
HOSTILE = MARK + ACTS + READS + BREAKS
ONE_LINE = MARK + READS
"""What the program itself takes into a field of one line."""

SGR = re.compile(r"\x1b\[[0-9;]*m")
ALLOWED = {"\n", "\t"}
BIDI = set(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))

Column = tuple[str, str]

TEXT: tuple[Column, ...] = tuple(
    (str(model.__tablename__), column.name)
    for model in ALL
    for column in model.__table__.columns  # type: ignore[attr-defined]
    if isinstance(column.type, AutoString)
)

SHAPED = {
    ("application", "outcome"), ("application", "outcome_on"), ("application", "deadline_on"), ("application", "deadline_at"),
    ("application", "start_on"), ("application", "channel"), ("application", "uid"),
    ("contact", "uid"), ("interview", "stage"), ("interview", "day"), ("interview", "at"),
    ("interview", "zone"), ("interview", "starts"), ("interview", "ends"),
    ("interview", "recorded_on"), ("interview", "strengths"), ("interview", "concerns"),
    ("interview", "uid"), ("interview", "stamped"), ("interview", "first_at"),
    ("interview", "first_starts"), ("promise", "by"), ("promise", "on"), ("promise", "made_on"),
    ("message", "state"), ("message", "at"), ("promise", "uid"), ("event", "on"), ("event", "uid"), ("followup", "key"),
    ("followup", "kind"), ("followup", "rule"), ("followup", "channel"), ("followup", "ready_on"),
    ("followup", "due_on"), ("followup", "status"), ("followup", "done_on"),
    ("followup", "snoozed_until"), ("followup", "chain"), ("note", "channel"),
    ("note", "promise_on"), ("note", "sent_on"), ("setting", "source"), ("setting", "key"),
    ("setting", "value"), ("change", "made_at"), ("journal", "of"), ("journal", "row"),
    ("journal", "before"), ("holiday", "place"), ("holiday", "day"),
}  # fmt: skip
"""Columns of days, words and JSON: other text in them is damage, which is tested one by one."""

FREE = [one for one in TEXT if one not in SHAPED]


def test_every_command_is_walked() -> None:
    assert set(RUNS) == {name for name in TYPED if not name.startswith("server ")}


def test_what_is_called_shaped_is_there() -> None:
    assert set(TEXT) >= SHAPED


# The store


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table."""
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables(place).items():
            patch.setenv(name, value)
        for words in BUILT:
            assert quietly(*words).status == 0, words
    store = place / "followup.db"
    with transaction.unjournaled(str(store), datetime(2026, 11, 20, tzinfo=UTC)) as change:
        messages.keep(
            change, "<1@x>", datetime(2026, 11, 20, tzinfo=UTC), followup_id=1, address="x",
            state="bounced", words="x",
        )  # fmt: skip
    return store


def put(store: Path, columns: Mapping[Column, str]) -> None:
    """Put text into every row of these columns; the row's number keeps it apart from others."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (table, column), text in columns.items():
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = ? || \' \' || rowid WHERE "{column}" IS NOT NULL',
                [text],
            )


def put_all(store: Path, text: str) -> None:
    """Put `text` into every column that takes any, and into the JSON and settings that do."""
    put(store, {(table, name): f"{text} {name}" for table, name in FREE})
    with closing(sqlite3.connect(store)) as connection, connection:
        for key in KEYS:
            connection.execute("UPDATE setting SET value = ? WHERE key = ?", [text, key])
        doubt = json.dumps([{"concern": text, "answer": text}])
        connection.execute(
            "UPDATE interview SET strengths = ?, concerns = ?", [json.dumps([text]), doubt]
        )
        for number, chain in connection.execute("SELECT id, chain FROM followup").fetchall():
            reasons = [{**reason, "text": text} for reason in json.loads(chain)]
            connection.execute(
                "UPDATE followup SET chain = ? WHERE id = ?", [json.dumps(reasons), number]
            )


def with_addresses(store: Path) -> None:
    """Give everybody an address again, and no job an agency: emails have somebody to go to."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE contact SET email = 'c' || id || '@acme.example'")
        connection.execute("UPDATE application SET via = ''")
        connection.execute("UPDATE setting SET value = 'me@mine.example' WHERE key = 'you.phone'")
        connection.execute("UPDATE setting SET key = 'you.email' WHERE key = 'you.phone'")


@pytest.fixture(scope="module")
def foreign(built: Path) -> Path:
    """The store with hostile text in every column that takes any."""
    store = built.with_name("foreign.db")
    shutil.copy(built, store)
    put_all(store, HOSTILE)
    return store


@pytest.fixture
def there(foreign: Path, store: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's store is a copy of the foreign one, in the directory that it works in."""
    return ready(foreign, home, monkeypatch)


@pytest.fixture
def typed(built: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with text that the program takes, of one line, and addresses that are some."""
    place = ready(built, home, monkeypatch)
    put_all(place, ONE_LINE)
    with_addresses(place)
    return place


def ready(store: Path, home: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.chdir(home)
    patch.setenv("EDITOR", "true")
    shutil.copy(store, home / "followup.db")
    shutil.copy(store, home / "foreign.db")
    (home / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n")
    return home / "followup.db"


def acting(text: str) -> set[str]:
    """The signs of `text` that act: what `printable` lists, and nothing is taken off that list."""
    return {sign for sign in text if ord(sign) in BAD} - ALLOWED


def test_the_signs_that_act_are_all_on_the_list() -> None:
    """Else every test below could pass by a hole in the table."""
    acts = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
    assert set(map(chr, BAD)) >= {*map(chr, acts), *BIDI}
    assert acting(HOSTILE) >= {*BIDI, ESC, "\x9b", "\x85", "\r"}


def test_every_column_with_free_text_is_hostile(foreign: Path) -> None:
    with closing(sqlite3.connect(foreign)) as connection:
        for table, name in FREE:
            rows = connection.execute(f'SELECT "{name}" FROM "{table}"').fetchall()
            assert rows, table
            assert all(ESC in value for (value,) in rows), (table, name)


# On a pipe

FILES = {("export", "csv"), ("export", "vcard"), ("export", "vcard4"), ("export", "ics")}
"""On a pipe these are files, which hold text as it is kept; their own tests are below."""


@pytest.mark.parametrize("one", ALL_RUNS, ids=str)
def test_nothing_that_acts_reaches_a_pipe(there: Path, say: Say, one: Run) -> None:
    said = say(*one.words)
    assert said.status == one.status, said.err
    if one.shows:
        assert MARK in said.out + said.err.replace(MARK, "", one.words.count(MARK))
    out = "" if one.words in FILES else said.out
    by_network_lines = {"eml", "csv"} & set(one.words)
    assert acting(out.replace("\r\n", "\n") if by_network_lines else out) == set()
    assert acting(said.err) == set()


EXACT_BUT = {
    "body", "subject", "to", "remarks", "summary", "text", "what", "remedy", "meaning", "missing",
    "why", "moved", "path", "people",
}  # fmt: skip
"""Keys of JSON whose texts are sentences or notes, made from what is stored."""


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a JSON value with the key that it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str):
        yield key, value


def stored(store: Path) -> set[str]:
    """Every text of a store, also those within its JSON."""
    found: set[str] = set()
    with closing(sqlite3.connect(store)) as connection:
        for table, name in TEXT:
            for (value,) in connection.execute(f'SELECT "{name}" FROM "{table}"'):
                found.add(str(value))
                if name in ("strengths", "concerns", "chain"):
                    found |= {text for _, text in texts(json.loads(value))}
    return found


JSON_RUNS = [
    one
    for one in ALL_RUNS
    if one.status != 2 and ("--json" in one.words or one.words == ("export", "json"))
]


@pytest.mark.parametrize("one", JSON_RUNS, ids=str)
def test_json_gives_the_text_back_as_it_is_stored(there: Path, say: Say, one: Run) -> None:
    before = stored(there)
    said = say(*one.words)
    assert said.out.isascii()
    told = {text for key, text in texts(said.json()) if MARK in text and key not in EXACT_BUT}
    assert told <= before | stored(there)
    if one.words[0] in ("list", "show", "due", "export", "contact") and one.shows:
        assert told


# On a terminal

AT_A_TERMINAL = """
import json, os, shutil, sys
from followup.__main__ import answer
source, store, runs = sys.argv[1], os.environ["FOLLOWUP_DB"], json.load(open(sys.argv[2]))
for number, words in enumerate(runs):
    shutil.copy(source, store)
    shutil.rmtree(store + ".backups", ignore_errors=True)
    status = answer(words)
    sys.stdout.flush()
    print(f"=={number}=={status}==", flush=True)
"""
"""Every command at one terminal, each with the store as it was."""


def test_nothing_that_acts_reaches_a_terminal(there: Path, foreign: Path, home: Path) -> None:
    runs = [one for one in ALL_RUNS if one.words[:2] != ("contact", "forget")]
    runs += [Run(("contact", "forget", "2", "--yes")), run("restore foreign.db", 2, shows=False)]
    (home / "runs.json").write_text(json.dumps([one.words for one in runs]))
    child = pexpect.spawn(
        sys.executable, ["-c", AT_A_TERMINAL, str(foreign), str(home / "runs.json")],
        env={**variables(home), "TERM": "xterm-256color", "EDITOR": "true"}, encoding="utf-8",
        cwd=str(home), timeout=PATIENCE, dimensions=(24, 80), echo=False,
    )  # fmt: skip
    painted = 0
    for number, one in enumerate(runs):
        if one.words == ("restore", "foreign.db"):
            child.expect_exact("[y/N] ")
            child.sendline("n")
        child.expect(rf"=={number}==(\d+)==\r\n")
        # an email's lines end in CR LF of their own, to which the terminal adds its CR
        shown = (child.before or "").replace("\r\r\n", "\n").replace("\r\n", "\n")
        painted += len(SGR.findall(shown))
        assert acting(SGR.sub("", shown)) == set(), one
        match = child.match
        assert isinstance(match, re.Match)
        expected = 0 if one.words[:2] == ("export", "csv") else one.status
        assert int(match[1]) == expected, (one, shown)
    child.expect(pexpect.EOF)
    child.close()
    assert painted, "the terminal has colours"


# In the programs that read what we write


class Tags(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name, value or "") for name, value in attrs} or {(tag, "", "")}


def tags(page: str) -> set[tuple[str, str, str]]:
    parser = Tags()
    parser.feed(page)
    parser.close()
    return parser.found


def test_a_page_has_no_element_of_the_texts_making(there: Path, built: Path, say: Say) -> None:
    words = ("draft", LETTER, "--format", "html")
    page = say(*words).out
    shutil.copy(built, there)
    named = {("p", "class", name) for name in ("recipient", "reached", "signature", "closing")}
    assert tags(page) <= tags(say(*words).out) | named | {("br", "", "")}
    assert "&lt;script&gt;" in page


def test_a_picture_is_well_formed_and_holds_no_text_of_the_users(there: Path, say: Say) -> None:
    assert say("stats", "--svg", "p.svg").status == 0
    svg = there.with_name("p.svg").read_text(encoding="utf-8")
    found = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}
    assert found <= {"svg", "title", "rect", "text", "path"}
    assert MARK not in svg


HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Disposition-Notification-To", "X-Unsent",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
]  # fmt: skip


@pytest.mark.parametrize("channel", [EMAIL, LETTER])
def test_an_email_has_the_headers_and_the_recipient_that_were_meant(
    there: Path, say: Say, channel: str
) -> None:
    with_addresses(there)
    say("config", "set", "mail.receipt", "yes")
    said = say("draft", channel, "--format", "eml")
    message = email.message_from_string(said.out, policy=email.policy.default)
    assert message.keys() == HEADERS
    (recipient,) = message["To"].addresses
    assert re.fullmatch(r"c\d+@acme\.example", recipient.addr_spec)
    assert [one.addr_spec for one in message["From"].addresses] == ["me@mine.example"]
    assert not message.is_multipart()
    assert message.defects == []
    assert acting(message.get_content().replace("\r\n", "\n")) == set()
    for name, value in message.items():
        assert acting(value) == set(), name


@pytest.mark.parametrize("lead", ["", *LIVE])
def test_no_cell_of_a_table_is_run_and_every_one_comes_back(
    there: Path, say: Say, lead: str
) -> None:
    put_all(there, lead + HOSTILE)
    table = say("export", "csv").out
    header, *rows = csv.reader(io.StringIO(table, newline=""), strict=True)
    assert len({len(row) for row in [header, *rows]}) == 1
    assert len(rows) == 5
    for row in rows:
        assert not any(cell.startswith(LIVE) for cell in row)
        told = dict(zip(header, row, strict=True))
        assert unguarded(told["note"]) in stored(there) | {""}
    assert guarded(lead + HOSTILE) != lead + HOSTILE or not lead


PROPERTIES = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "DESCRIPTION",
        "X-FOLLOWUP-COMPANY",
        "X-FOLLOWUP-ROLE",
        "X-FOLLOWUP-STAGE",
    },
    "VTODO": {"UID", "DTSTAMP", "DTSTART", "DUE", "SUMMARY", "DESCRIPTION", "STATUS"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}


def test_a_calendar_has_the_components_and_properties_that_were_meant(
    there: Path, say: Say
) -> None:
    import icalendar
    import vobject  # type: ignore[import-untyped]  # it has no types

    text = say("export", "ics").out
    (calendar,) = icalendar.Calendar.from_ical(text, multiple=True)
    found = list(calendar.walk())
    assert {part.name for part in found} == set(PROPERTIES)
    for part in found:
        assert set(part) <= PROPERTIES[str(part.name)]
    assert sum(part.name == "VEVENT" for part in found) == 1
    assert MARK in str(calendar.walk("VEVENT")[0]["LOCATION"])
    for component in vobject.readOne(text).getChildren():
        name = str(component.name)
        if component.behavior and name in PROPERTIES:
            names = {child.name for child in component.getChildren()} - {"VALARM"}
            assert names <= PROPERTIES[name]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # vobject's own
@pytest.mark.parametrize("version", ["vcard", "vcard4"])
def test_a_card_has_the_properties_that_were_meant(there: Path, say: Say, version: str) -> None:
    import vobject

    cards = list(vobject.readComponents(say("export", version).out))
    names = [one["name"] for one in say("contact", "list", "--json").json()]
    assert len(cards) == len(names)
    known = {"VERSION", "UID", "FN", "N", "ORG", "TITLE", "EMAIL", "TEL", "NOTE", "ADR"}
    for card in cards:
        assert {child.name for child in card.getChildren()} <= known
        assert MARK in card.fn.value


def test_a_printed_letter_holds_markup_as_text(typed: Path, say: Say, home: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    said = say("draft", LETTER, "--format", "pdf", "--out", "letter.pdf")
    assert said.status == 0, said.err
    told = subprocess.run(
        ["pdftotext", "letter.pdf", "-"], cwd=home, capture_output=True, encoding="utf-8", check=True
    ).stdout  # fmt: skip
    printed = re.sub(r"[\s’”“\"]+", "", told)
    assert "#read(/etc/passwd)*b*@ref" in printed
    assert "<script>alert(1)</script>" in printed
    assert "root:x" not in told


# In what the desktop and the shell are handed

KEEPS = '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done >> "$0.words"\ncat > "$0.read"\n{}\n'


@pytest.fixture
def tool(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A program of that name on the path, alone there, which keeps what it is handed."""

    def make(name: str, end: str = "exit 0") -> Path:
        path = home / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(KEEPS.format(end).replace("cat ", f"{shutil.which('cat')} "))
        path.chmod(0o700)
        monkeypatch.setenv("PATH", str(path.parent))
        return path

    return make


def handed(path: Path) -> list[str]:
    """The words that a tool was given, all in a row."""
    return path.with_name(f"{path.name}.words").read_text(encoding="utf-8").split("\0")[:-1]


def test_a_notification_is_text_and_no_markup(
    there: Path, say: Say, tool: Callable[..., Path]
) -> None:
    notify = tool("notify-send")
    assert say("remind", "--now").status == 0
    *_, title, body = handed(notify)
    assert acting(title + body) == set()
    assert MARK in body
    assert list(ET.fromstring(f"<body>{body}</body>")) == []


def test_the_clipboard_gets_nothing_that_acts(
    there: Path, say: Say, tool: Callable[..., Path]
) -> None:
    clipboard = tool("xclip")
    assert say("draft", EMAIL, "--copy").status == 0
    assert acting(clipboard.with_name("xclip.read").read_text(encoding="utf-8")) == set()
    assert handed(clipboard) == ["-selection", "clipboard"]


def test_a_link_to_a_mail_program_says_subject_and_body_alone(
    there: Path, say: Say, tool: Callable[..., Path]
) -> None:
    with_addresses(there)
    opener = tool("xdg-open", end='case "$1" in mailto:*) exit 0;; *) exit 1;; esac')
    assert say("draft", EMAIL, "--mail").status == 0
    path, link = handed(opener)
    parts = urlsplit(link)
    assert re.fullmatch(r"c\d+@acme\.example", parts.path)
    assert set(parse_qs(parts.query, strict_parsing=True)) == {"subject", "body"}
    assert not Path(path).parent.exists(), "the copy goes with the program that had it"


def test_the_files_of_all_notes_have_harmless_names(there: Path, say: Say, home: Path) -> None:
    (home / "notes").mkdir()
    before = {path for path in home.rglob("*") if (home / "notes") not in path.parents}
    assert say("draft", "--all", "--out", "notes").status == 0
    names = [path.name for path in (home / "notes").iterdir()]
    assert names
    assert all(re.fullmatch(r"[a-z0-9-]+\.(txt|eml|html|pdf)", name) for name in names)
    assert {path for path in home.rglob("*") if (home / "notes") not in path.parents} == before


@pytest.mark.parametrize("line", ["show ", "contact show ", "edit ", "log "])
def test_what_bash_completes_is_one_word_that_runs_nothing(
    typed: Path, say: Say, home: Path, line: str
) -> None:
    rows = [
        row for row in say("--complete", "bash", f"followup {line}").out.split("\n") if MARK in row
    ]
    assert rows
    for row in rows:
        word = row.partition("\t")[0]
        assert said_in_a_shell(f"followup {line}{word}", home)[len(line.split()) :] == [
            unquoted(word)
        ]


def unquoted(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word)


def said_in_a_shell(command: str, home: Path) -> list[str]:
    """The words that `followup` is called with where `command` is typed into a shell."""
    script = f"followup() {{ printf '%s\\0' \"$@\"; }}\n{command}\n"
    done = subprocess.run(
        ["bash", "-c", script], cwd=home, capture_output=True, encoding="utf-8", timeout=PATIENCE,
        check=True,
    )  # fmt: skip
    assert not (home / "pwned").exists(), command
    return done.stdout.split("\0")[:-1]


SUGGESTED = (
    *(f"draft {EMAIL} --format {form}" for form in ("text", "eml", "html", "card", "pdf")),
    "draft --all --channel letter", "draft --all --channel email", "due",
    "outcome 2 rejected", "outcome 2 accepted", f"edit 1 --with '{MARK} <x@x.example>'",
)  # fmt: skip


def test_a_command_that_is_shown_for_typing_runs_nothing_else(
    typed: Path, say: Say, home: Path
) -> None:
    with closing(sqlite3.connect(typed)) as connection, connection:
        connection.execute("UPDATE contact SET email = '', phone = '', address = ''")
        connection.execute("UPDATE contact SET language = 'klingon' WHERE id = 2")
        connection.execute("UPDATE application SET via = ''")
    names = {one["name"] for one in say("contact", "list", "--json").json()}
    names |= {one["company"] for one in say("list", "--json").json()}
    told = set()
    for words in SUGGESTED:
        said = say(*shlex.split(words), *(("--out", "x.pdf", "--force") if "pdf" in words else ()))
        told |= set(re.findall(rf"followup [a-z]+[^\n]*{MARK}[^\n]*", said.out + said.err))
    assert len(told) > len(names) / 2
    for command in told:
        at_its_end = re.sub(r"[.”]*$", "", command) if command.count("'") % 2 else command
        shown = {
            re.sub("(: (?:the )?…| <…>)$", "", word) for word in said_in_a_shell(at_its_end, home)
        }
        starts = {name[: len(word)] for name in names for word in shown if len(word) >= len(MARK)}
        assert starts & shown, command  # a long name is shown by its first words


# What is typed, and what the world says


def options() -> Iterator[tuple[str, ...]]:
    """Every option and argument of every command with hostile text as its value."""
    for name, runs in RUNS.items():
        command: Any = ROOT
        for word in name.split():
            command = command.commands[word]
        base, depth = runs[0].words, len(name.split())
        for param in command.params:
            if isinstance(param, TyperOption) and not param.is_flag:
                yield (*base, param.opts[0], HOSTILE)
        for place in range(depth, len(base)):
            if not base[place].startswith("-"):
                yield (*base[:place], HOSTILE, *base[place + 1 :])
        yield (*base, HOSTILE)
        yield (*base, f"--{HOSTILE}")
    yield (HOSTILE,)
    yield ("--show-completion", HOSTILE)
    yield ("--complete", "bash", f"followup {HOSTILE}")
    yield ("--complete", HOSTILE, "followup show ")


def test_what_is_typed_cannot_act_either(there: Path, foreign: Path, say: Say) -> None:
    for words in options():
        shutil.copy(foreign, there)
        said = say(*words)
        assert said.status in range(6), words
        assert acting(said.err) == set(), words
        assert words[:1] == ("export",) or acting(said.out) == set(), words


PLACE = f"{MARK}{ESC}[2J\x9b1m\u202e\r\v$(touch pwned)'\""
"""What a path or a variable may hold."""


@pytest.mark.parametrize(
    "name",
    [
        "FOLLOWUP_DB",
        "FOLLOWUP_CONFIG",
        "FOLLOWUP_TODAY",
        "TZ",
        "EDITOR",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "COLUMNS",
    ],
)
@pytest.mark.parametrize(
    "words",
    ["due", "config path", "config list", "doctor", "add A --at today", "restore", "backup x.db",
     "template edit thank_you", "template list", "template check"],
)  # fmt: skip
def test_no_variable_of_the_environment_acts(
    there: Path, say: Say, home: Path, words: str, name: str
) -> None:
    """Not asked of `remind`, which prints a file: its paths must be the ones that are meant."""
    is_path = name in ("FOLLOWUP_DB", "FOLLOWUP_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    (home / PLACE).mkdir()
    said = say(*words.split(), **{name: str(home / PLACE / "x") if is_path else PLACE})
    assert said.status in range(6)
    assert acting(said.out) == set()
    assert acting(said.err) == set()


@pytest.mark.parametrize(
    "words", ["template list", "template check", "draft 4", "template show own"]
)
def test_templates_of_somebody_elses_cannot_act(
    there: Path, say: Say, home: Path, words: str
) -> None:
    place = home / ".config" / "followup" / "templates"
    place.mkdir(parents=True)
    name = f"thank_you{ESC}[2J\u202e.txt"
    (place / name).write_text(f"Subject: x\n\n{HOSTILE}\n", encoding="utf-8", newline="")
    (place / "thank_you.txt").write_text(
        f"Subject: ${{company.__class__}}\n\n{HOSTILE}\n", encoding="utf-8", newline=""
    )
    said = say(*words.split())
    assert acting(said.out) == acting(said.err) == set()


CONFIGS = (
    f'"{MARK}\\u001b[2J" = 1\n', f'[you]\nname = "{MARK}\\u001b[2J\\u202e"\n',
    f'[policy]\n"\\u009b{MARK}" = "x"\n', f"{ESC}[2J = 1\n", f'a = "{MARK}',
)  # fmt: skip


@pytest.mark.parametrize("text", CONFIGS)
def test_a_configuration_file_cannot_act(there: Path, say: Say, home: Path, text: str) -> None:
    place = home / ".config" / "followup"
    place.mkdir(parents=True)
    (place / "config.toml").write_text(text, encoding="utf-8")
    for words in (("due",), ("config", "list"), ("draft", EMAIL)):
        said = say(*words)
        assert said.status in (0, 2)
        assert acting(said.out) == acting(said.err) == set()


IMPORTS = {
    "a.csv": f"company,at,{HOSTILE.replace(',', '')}\nAcme,2026-11-19,x\n",
    "b.csv": f'company,at\n"{HOSTILE.replace(chr(34), "")}",2026-11-19\n',
    "c.csv": f'company,at\nAcme,"{HOSTILE.replace(chr(34), "")}"\n',
    "a.json": json.dumps([{"company": "A", "at": "2026-11-19", HOSTILE: "x"}]),
    "b.json": json.dumps([{"company": HOSTILE, "at": "2026-11-19"}]),
    "c.json": json.dumps({"followup": HOSTILE}),
    "a.vcf": f"BEGIN:VCARD\nFN:{ACTS}\nEND:VCARD\n",
    "b.vcf": f"BEGIN:VCARD\n{HOSTILE}\nEND:VCARD\n",
    "a.ics": f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261119T100000Z\nSUMMARY:{ACTS}\n"
    "END:VEVENT\nEND:VCALENDAR\n",
    "b.ics": f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID={ACTS}:20261119T100000\n"
    "SUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n",
    "c.ics": f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:{ACTS}\nEND:VEVENT\nEND:VCALENDAR\n",
    f"{ESC}[2J\u202e.csv": "company,at\nAcme,2026-11-19\n",
}


@pytest.mark.parametrize("name", IMPORTS)
def test_a_file_to_import_cannot_act(say: Say, home: Path, name: str) -> None:
    (home / name).write_text(IMPORTS[name], encoding="utf-8", newline="")
    said = say("import", str(home / name))
    assert said.status in (0, 2)
    assert acting(said.out) == acting(said.err) == set()


# Damage: text where a day, a word or JSON should be

LOOKS = [
    ("due",), ("due", "--week"), ("list", "--json"), ("list", "--by", "application"),
    ("show", "1"), ("why", "2"), ("draft", EMAIL), ("contact", "show", "1"), ("undo", "--list"),
    ("undo",), ("stats",), ("doctor",), ("export", "json"), ("export", "ics"),
    ("export", "vcard"), ("edit", "1", "--note", "x"),
]  # fmt: skip


@pytest.mark.parametrize("column", sorted(SHAPED), ids=".".join)
def test_text_where_a_day_or_a_word_should_be_ends_calmly(
    built: Path, home: Path, say: Say, column: Column
) -> None:
    broken = home / "broken.db"
    shutil.copy(built, broken)
    put(broken, {column: HOSTILE})
    for words in LOOKS:
        shutil.copy(broken, home / "followup.db")
        said = say(*words)
        assert said.status in (0, 1, 2, 3, 5), words
        kept = BIDI if words[0] == "export" else set()  # a file holds it as it is kept
        assert acting(said.out.replace("\r\n", "\n")) <= kept, words
        assert acting(said.err) == set(), words


def test_text_that_is_no_utf8_ends_calmly(built: Path, home: Path, say: Say) -> None:
    for table, name in FREE:
        shutil.copy(built, home / "followup.db")
        with closing(sqlite3.connect(home / "followup.db")) as connection, connection:
            connection.execute(
                f'UPDATE "{table}" SET "{name}" = CAST(x\'1bff41\' AS TEXT) || rowid'
            )
        for words in (("due",), ("show", "1"), ("doctor",)):
            said = say(*words)
            assert said.status in (0, 1, 5), (table, name, words)
            assert acting(said.out) == acting(said.err) == set()


# One place for each medium

SOURCE = Path(answer.__code__.co_filename).parent
RANGES = re.compile(
    r"0x7f\b|0x9f\b|0x202[a-f]|0x206|\\x7f|\\x9[bf]|\\u202[a-e]|\\u206[0-9]|\\033|\\x1b(?!\")",
    re.IGNORECASE,
)  # fmt: skip


def test_one_place_spells_the_signs_that_act() -> None:
    found = {
        path.name
        for path in SOURCE.rglob("*.py")
        for row in path.read_text(encoding="utf-8").split("\n")
        if RANGES.search(row)
    }
    assert found == {"safe_text.py"}


def test_nothing_is_printed_but_by_those_who_clean() -> None:
    """Whoever writes to a stream stands in this list; what they are handed is clean, or is cleaned."""
    writes = re.compile(r"\bprint\(|std(out|err)(\.buffer)?\.write\(")
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert found == {
        "__main__.py", "cli/console.py", "cli/transfer.py", "cli/prompts.py"
    }  # fmt: skip
