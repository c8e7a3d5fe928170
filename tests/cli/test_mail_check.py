"""`mail check` against a Dovecot on this machine: what came back is seen, and nothing is touched."""

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pexpect
import pytest

from conftest import (
    ACME,
    COMMAND,
    GLOBEX,
    PATIENCE,
    Said,
    Say,
    put_back,
    set_aside,
    takes_at_most,
    variables,
    wait_until,
)
from followup.delivery import mail_server
from followup.domain.errors import UsageError
from followup.environment import World
from followup.services.mail import MailNews, record_reply
from followup.store import messages, transaction
from followup.store.connection import connect
from mail_servers import (
    DOVECOT,
    ELSEWHERE,
    PASSWORD,
    POSTFIX,
    USER,
    Mailbox,
    Mailroom,
    authority,
    dovecot,
    free_port,
    postfix,
    scripted,
    smtp,
)

pytestmark = pytest.mark.skipif(not Path(DOVECOT).exists(), reason="needs dovecot-imapd")

OURS = "<1.0123456789abcdef01234567@followup.invalid>"
"""The Message-ID of the note to Priya, which was sent at noon on Friday, 20 November 2026."""

THEIRS = "<2.fedcba987654321001234567@followup.invalid>"
"""One that is made up."""


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Mailbox, Path]]:
    place = Path(tempfile.mkdtemp())
    with dovecot(place) as box:
        yield box, place / "ca.pem"
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of `box` is kept once it was made."""
    return tmp_path_factory.mktemp("begun") / "followup.db"


@pytest.fixture
def box(running: tuple[Mailbox, Path], say: Say, store: str, begun: Path) -> Mailbox:
    """An empty mailbox that is set up, and a note that was sent."""
    box, _ = running
    for path in (box.inbox / "cur").iterdir():
        path.unlink()
    if begun.exists():
        put_back(begun, store)
        return box
    say(*ACME)
    say("config", "set", "you.email", "sam@rivera.example")
    say("config", "set", "mail.imap", f"imaps://localhost:{box.tls}/INBOX")
    say("config", "set", "mail.user", USER)
    say("config", "set", "mail.password_command", f"echo {PASSWORD}")
    say("done", "1")
    keep(store, "sent")
    set_aside(store, begun)
    return box


def keep(store: str, state: str, reference: str = OURS) -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with transaction.unjournaled(store, at) as change:
        messages.keep(
            change,
            reference,
            at,
            followup_id=1,
            address="priya@acme.example",
            state=state,
            words="",
        )


@pytest.fixture
def check(running: tuple[Mailbox, Path], say: Say, box: Mailbox) -> Say:
    """`mail check`, and that it left every file of the mailbox as it was."""

    def run(*words: str) -> Said:
        before = sorted((path.name, path.read_bytes()) for path in (box.inbox / "cur").iterdir())
        said = say("mail", "check", *words, SSL_CERT_FILE=str(running[1]))
        after = sorted((path.name, path.read_bytes()) for path in (box.inbox / "cur").iterdir())
        assert after == before
        return said

    return run


def state(store: str) -> str:
    with connect(store) as ask:
        (row,) = ask("SELECT state FROM message WHERE reference = :of", {"of": OURS})
        return str(row["state"])


def status(say: Say) -> str:
    acme = say("show", "acme", "--json").json()
    return next(str(one["status"]) for one in acme["followups"] if one["id"] == 1)


def mail(body: str = "Dear Sam,\n\nthanks.\n", **headers: str) -> bytes:
    """A message of Priya's of Friday afternoon, with other headers where they are named."""
    usual = {
        "From": "Priya Shah <priya@acme.example>", "To": "sam@rivera.example", "Subject": "Re: Hi",
        "Date": "Fri, 20 Nov 2026 15:00:00 +0000", "Message_ID": "<1@acme.example>",
    }  # fmt: skip
    lines = [
        f"{name.replace('_', '-')}: {text}" for name, text in (usual | headers).items() if text
    ]
    return "\n".join([*lines, "", body]).encode()


def report(kind: str, fields: str, about: str = OURS, **headers: str) -> bytes:
    """A report of RFC 3464 or 8098, as Postfix and mail programs write them."""
    returned = "message/rfc822" if kind == "delivery-status" else "text/rfc822-headers"
    body = (
        "--B\nContent-Type: text/plain\n\nThis is the mail system at host mx.example.\n\n"
        f"--B\nContent-Type: message/{kind}\n\n{fields}\n\n"
        f"--B\nContent-Type: {returned}\n\nMessage-ID: {about}\nSubject: Thanks\n\nDear Priya\n\n"
        "--B--\n"
    )
    told = {
        "From": "Mail Delivery System <MAILER-DAEMON@mx.example>", "Auto_Submitted": "auto-replied",
        "Content_Type": f'multipart/report; report-type={kind}; boundary="B"',
        "Message_ID": "<report@mx.example>",
    }  # fmt: skip
    return mail(body, **(told | headers))


def notice(action: str, status: str = "5.1.1", about: str = OURS) -> bytes:
    return report(
        "delivery-status",
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; priya@acme.example\n"
        f"Action: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <priya@acme.example>: Recipient address rejected:\n"
        "    User unknown",
        about,
    )


def receipt(disposition: str = "displayed", about: str = OURS) -> bytes:
    fields = (
        "Final-Recipient: rfc822;priya@acme.example\n"
        f"Original-Message-ID: {about}\nDisposition: manual-action/MDN-sent-manually; {disposition}"
    )
    return report("disposition-notification", fields, "<x@y>")


def test_a_note_that_came_back_is_on_the_list_again_with_the_reason(
    check: Say, box: Mailbox, say: Say, store: str
) -> None:
    box.put(notice("failed"), "1")
    said = check()
    assert said.status == 0, said.err
    assert "The email to priya@acme.example (Acme Corp · Data analyst) came back" in said.out
    assert "there is no such address (550 5.1.1 <priya@acme.example>" in said.out
    assert 'followup contact edit "Priya Shah" --email' in said.out
    assert (state(store), status(say)) == ("bounced", "pending")
    assert "came back: there is no such address" in " ".join(say("show", "acme").out.split())
    assert check().out.startswith("Nothing new. Looked at 1 message since")
    assert say("doctor").out == "All is well.\n"


def test_what_came_back_stands_first_with_the_reason_until_it_is_sent_again(
    check: Say, box: Mailbox, say: Say, store: str
) -> None:
    say(*GLOBEX)
    say("outcome", "globex", "offer", "--deadline", "today")
    assert say("due").out.splitlines()[-1].endswith('followup outcome "Globex" accepted')
    box.put(notice("failed"), "1")
    check()
    due = say("due")
    rows = [row for row in due.out.splitlines() if re.match(r" +\d+  ", row)]
    assert re.match(r" +1  came back +thank-you +Priya Shah +Acme Corp", rows[0])
    assert len(rows) > 2
    assert "    priya@acme.example: there is no such address (550 5.1.1 <priya@" in due.out
    edit = 'followup contact edit "Priya Shah" --email'
    assert due.out.splitlines()[-1] == f'Type: {edit} "…"'
    assert say("due", "--json").json()[0]["came_back"].startswith("there is no such address (550")
    say("contact", "edit", "Priya Shah", "--email", "p.shah@acme.example")
    assert say("due").out.splitlines()[-1] == "Type: followup draft 1"
    keep(store, "refused", "<1.another@followup.invalid>")
    assert "came back" in say("due").out
    keep(store, "sent", "<1.another@followup.invalid>")
    assert "came back" not in say("due").out, "it was sent again"


def test_what_came_back_is_written_anew_unless_the_words_are_the_user_s(
    check: Say, box: Mailbox, program: Say, say: Say
) -> None:
    box.put(notice("failed"), "1")
    check()
    later = {"FOLLOWUP_TODAY": "2026-11-24"}
    again = program("draft", "1", **later)
    assert "yesterday" not in again.out, "it was on Thursday"
    assert again.out == program("draft", "1", "--fresh", **later).out
    edited = program("draft", "1", "--edit", EDITOR="sed -i 's/^Dear Priya/Dear Ms Shah/'", **later)
    assert edited.out.splitlines() == program("draft", "1", **later).out.splitlines()
    assert "Dear Ms Shah" in edited.out


def test_a_bounce_is_one_change_that_can_be_taken_back(
    check: Say, box: Mailbox, say: Say, store: str
) -> None:
    box.put(notice("failed"), "1")
    check()
    assert "mail check: the email of follow-up 1 came back" in say("undo", "--list").out
    say("undo")
    assert (state(store), status(say)) == ("bounced", "done")


REPORTS = {
    "it was delivered": (notice("delivered", "2.0.0"), "arrived"),
    "it was handed on": (notice("relayed", "2.0.0"), "sent"),
    "it is late": (notice("delayed", "4.4.1"), "sent"),
    "it was opened": (receipt(), "seen"),
    "it was deleted": (receipt("deleted"), "arrived"),
    "a bounce of somebody else's": (notice("failed", about=THEIRS), "sent"),
    "a receipt of somebody else's": (receipt(about=THEIRS), "sent"),
    "a report without a report": (mail(Content_Type="multipart/report; boundary=B"), "sent"),
    "a bounce of another making": (
        mail(f"Sorry.\n\nMessage-ID: {OURS}\n", X_Failed_Recipients="priya@acme.example"), "bounced",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REPORTS)
def test_only_what_is_reported_of_our_own_message_counts(
    check: Say, box: Mailbox, say: Say, store: str, case: str
) -> None:
    content, becomes = REPORTS[case]
    box.put(content, "1")
    said = check()
    assert (said.status, state(store)) == (0, becomes), said.err
    assert status(say) == ("pending" if becomes == "bounced" else "done")


def test_a_note_of_unknown_fate_is_done_once_it_is_known_to_have_arrived(
    check: Say, box: Mailbox, say: Say, store: str
) -> None:
    say("undo")
    keep(store, "unknown")
    assert status(say) == "pending"
    box.put(notice("delivered"), "1")
    check()
    assert (state(store), status(say)) == ("arrived", "done")


OFFER = 'followup log "Acme Corp Data analyst" --reply --with "Priya Shah" --on 2026-11-20'


@pytest.mark.parametrize(
    ("headers", "offer"),
    [
        ({}, OFFER),
        ({"In_Reply_To": OURS, "From": "Front Desk <desk@acme.example>"},
         'followup log "Acme Corp Data analyst" --reply --on 2026-11-20'),
        ({"References": f"<0@x> {OURS}"}, OFFER),
        ({"From": '"=?utf-8?q?P=C5=99iya?=" <PRIYA@Acme.example>'}, OFFER),
        ({"From": "Somebody <else@acme.example>"}, ""),
        ({"Date": "Mon, 16 Nov 2026 15:00:00 +0000"}, ""),
        ({"From": "Sam <sam@rivera.example>", "In_Reply_To": OURS}, ""),
        ({"Message_ID": OURS}, ""),
        ({"In_Reply_To": THEIRS, "From": "x@evil.example"}, ""),
        ({"Date": "never"}, OFFER),
        ({"Message_ID": ""}, OFFER),
        ({"Subject": "Re: Autonomy, tickets and the office"}, OFFER),
        ({"Return_Path": "<priya@acme.example>", "Auto_Submitted": "no"}, OFFER),
    ],
)  # fmt: skip
def test_what_may_be_a_reply_is_offered_and_never_recorded(
    check: Say, box: Mailbox, say: Say, headers: dict[str, str], offer: str
) -> None:
    box.put(mail(**headers), "1")
    log = say("show", "acme", "--json").json()["log"]
    said = check()
    assert said.status == 0, said.err
    assert [row.partition(": ")[2] for row in said.out.splitlines() if ": followup " in row] == [
        offer
    ] * bool(offer)
    assert say("show", "acme", "--json").json()["log"] == log
    if offer:
        assert say(*shlex.split(offer)[1:]).status == 0, "what is printed can be typed"
        assert "Nothing new." in check().out, "once it is recorded, it is not offered again"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"Subject": "Automatic reply: Thank you"},
        {"X_Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"From": "Priya Shah <no-reply@acme.example>"},
        {"From": "Priya Shah <DoNotReply@acme.example>"},
        {"Subject": "[Ticket#4711] We have your message"},
        {"Subject": "Réponse automatique : Thank you"},
        {"Subject": "Automatische Antwort: Thank you"},
    ],
    ids=str,
)
def test_an_automatic_answer_is_told_apart_and_told_once(
    check: Say, box: Mailbox, headers: dict[str, str]
) -> None:
    box.put(mail(**({"In_Reply_To": OURS} | headers)), "1")
    said = check()
    assert "Priya Shah answered automatically, which is no reply, today" in said.out
    assert "followup log" not in said.out
    assert check().out.startswith("Nothing new.")


INVITATION = (
    "--B\nContent-Type: text/plain\n\nSee you.\n--B\nContent-Type: text/calendar; method=REQUEST\n\n"
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:42@acme.example\n"
    "DTSTAMP:20261120T120000Z\nDTSTART:20261126T100000Z\nDTEND:20261126T110000Z\n"
    "SUMMARY:Interview Acme Corp\nORGANIZER;CN=Priya Shah:mailto:priya@acme.example\nEND:VEVENT\n"
    "END:VCALENDAR\n--B--\n"
)


def at_a_terminal(home: Path, authority: Path, *answers: str, ends: int = 0) -> str:
    """Answer the questions of `mail check`; all that was shown."""
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "mail", "check"], encoding="utf-8", timeout=PATIENCE,
        dimensions=(60, 120),
        env=variables(home) | {"TERM": "xterm", "SSL_CERT_FILE": str(authority)},
    )  # fmt: skip
    shown = ""
    for answer in answers:
        child.expect(r"\[[yY]/[nN]\] ")
        shown += str(child.before)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ends, child.before
    return shown + str(child.before)


def test_at_a_terminal_a_person_is_asked_once(
    home: Path, running: tuple[Mailbox, Path], box: Mailbox, say: Say
) -> None:
    box.put(mail(), "1")
    box.put(mail(Message_ID="<2@acme.example>", Subject="Again"), "2")
    shown = at_a_terminal(home, running[1], "n", "y")
    assert "Priya Shah wrote today (Acme Corp · Data analyst): “Re: Hi”" in shown
    assert "Record it as a reply? It restarts the clock." in shown
    assert "Acme Corp · Data analyst: a reply" in shown
    acme = say("show", "acme", "--json").json()
    assert [(one["reply"], one["contact"], one["on"]) for one in acme["log"]] == [
        (True, "Priya Shah", "2026-11-20")
    ]
    assert "Nothing new." in at_a_terminal(home, running[1])
    say("undo")
    assert say("show", "acme", "--json").json()["log"] == []


@pytest.mark.file
def test_a_reply_that_was_recorded_at_the_question_is_not_recorded_again(
    say: Say, world: World
) -> None:
    say(*ACME)
    say("done", "1")
    with connect(world.store) as ask:
        (person, *_) = messages.correspondents(ask)
    news = MailNews(
        "reply", "<r1@acme.example>", 1, world.today, "Priya", "Re: thanks", person=person
    )
    record_reply(world, news)
    before = say("export", "json").out
    with pytest.raises(UsageError, match="dealt with that message meanwhile"):
        record_reply(world, news)
    assert say("export", "json").out == before


def test_an_invitation_is_offered_to_import(
    home: Path, running: tuple[Mailbox, Path], box: Mailbox, say: Say, check: Say
) -> None:
    box.put(mail(INVITATION, Content_Type='multipart/mixed; boundary="B"'), "1")
    said = check()
    assert "Priya Shah sent an invitation" in said.out
    assert "followup import FILE" in said.out
    shown = at_a_terminal(home, running[1], "y")
    assert "1 interview" in shown or "added" in shown
    assert any(one["at"].startswith("2026-11-26") for one in say("list", "--json").json())
    assert "Nothing new." in check().out


@pytest.fixture(scope="module")
def sending(running: tuple[Mailbox, Path]) -> Iterator[tuple[int, int]]:
    """A Postfix that delivers to the mailbox: its port, and that of the server behind it."""
    if os.getuid() or not Path(POSTFIX).exists():
        pytest.skip("needs postfix, and root, who alone may start it")
    place, behind = Path(tempfile.mkdtemp()), free_port()
    with postfix(place, running[1].parent, behind) as port:
        yield port, behind
    shutil.rmtree(place)


JOURNEYS: dict[str, tuple[str, dict[str, str], str, str]] = {
    "it arrives": ("priya@acme.example", {}, "arrived", "(Acme Corp · Data analyst) arrived"),
    "nobody is there": (
        "ghost@acme.example", {}, "bounced",
        'came back: there is no such address (unknown user: "ghost@acme.example")',
    ),
    "another server refuses it": (
        f"priya@{ELSEWHERE}", {"recipient": "552 5.2.2 Over quota \x1b[31m"}, "bounced",
        "came back: the mailbox is full (552 5.2.2 Over quota",
    ),
    "another server refuses what it says": (
        f"priya@{ELSEWHERE}", {"says": "554 5.7.1 Spam"}, "bounced",
        "came back: their server refused it, as it does with spam (554 5.7.1 Spam",
    ),
    "another server says no more": (f"priya@{ELSEWHERE}", {"tells": ""}, "sent", "Nothing new."),
}  # fmt: skip


@pytest.mark.parametrize("case", JOURNEYS)
def test_a_note_goes_by_postfix_and_what_postfix_reports_is_read(
    check: Say, program: Say, box: Mailbox, say: Say, store: str, case: str,
    sending: tuple[int, int], running: tuple[Mailbox, Path],
) -> None:  # fmt: skip
    address, behind, becomes, words = JOURNEYS[case]
    say("contact", "edit", "Tom Lee", "--email", address)
    say("config", "set", "mail.server", f"smtps://localhost:{sending[0]}")
    room = Mailroom()
    for name, value in behind.items():
        setattr(room, name, value)
    with smtp(room, None, tls_first=False, logs_in=False, port=sending[1]):
        said = program("draft", "2", "--send", "--yes", SSL_CERT_FILE=str(running[1]))
        assert said.status == 0, said.err
        assert "Whether it arrives will be reported" in said.out
        wait_for_mail(box)
        checked = check()
    assert checked.status == 0, checked.err
    assert words in checked.out
    assert "\x1b" not in checked.out
    with connect(store) as ask:
        rows = ask("SELECT state FROM message WHERE followup_id = 2", {})
        assert [row["state"] for row in rows] == [becomes]
    first, *_ = say("due", "--json").json() or [{}]
    assert (first.get("id") == 2) == (becomes == "bounced")
    assert "Nothing new." in check().out


def wait_for_mail(box: Mailbox) -> None:
    """Until a message has come; it is one of those that lie there then."""
    new = box.inbox / "new"
    wait_until(lambda: any(new.iterdir()))
    for path in new.iterdir():
        path.rename(box.inbox / "cur" / f"{path.name}:2,")


RECRUITER = {
    "From": "Rosa Diaz <rosa@hays.example>", "Subject": "Your interview", "Message_ID": "<r1@h>",
    "Content_Type": 'multipart/mixed; boundary="B"',
}  # fmt: skip


def recruiter(*changes: tuple[str, str], **headers: str) -> bytes:
    """An invitation of somebody who is not recorded, with these texts in place of its own."""
    body = INVITATION.replace("Priya Shah:mailto:priya@acme", "Rosa Diaz:mailto:rosa@hays")
    for before, after in changes:
        assert before in body
        body = body.replace(before, after)
    return mail(body, **(RECRUITER | headers))


OFF = ("METHOD:REQUEST", "METHOD:CANCEL")
STRANGERS: dict[str, tuple[tuple[tuple[str, str], ...], bool]] = {
    "it begins next week": ((), True),
    "it begins today": ((("20261126T100000Z", "20261120T090000Z"),), True),
    "its day is not known": ((("DTSTART:20261126T100000Z", "X:y"),), True),
    "it is over": ((("20261126T", "20261119T"),), False),
    "it is called off": ((OFF,), False),
    "it is an answer": ((("METHOD:REQUEST", "METHOD:REPLY"),), False),
    "it has no event": ((("VEVENT", "VTODO"),), False),
    "it stands behind a large attachment": (
        (("See you.", "x" * 300_000),),
        True,
    ),
}


@pytest.mark.parametrize("case", STRANGERS)
def test_an_invitation_of_somebody_unknown_is_offered_where_it_is_still_ahead(
    check: Say, box: Mailbox, case: str
) -> None:
    changes, is_offered = STRANGERS[case]
    box.put(recruiter(*changes), "1")
    said = check()
    assert said.status == 0, said.err
    assert ("Rosa Diaz sent an invitation today: “Your interview”" in said.out) == is_offered
    assert is_offered or check().out.startswith("Nothing new.")


def test_an_invitation_is_asked_about_once_and_again_when_it_changes(
    home: Path, running: tuple[Mailbox, Path], box: Mailbox, say: Say, check: Say
) -> None:
    """Its mail may come again: what was read in is known, and what was declined stays declined."""
    box.put(recruiter(), "1")
    box.put(recruiter(("UID:42", "UID:43"), Message_ID="<r2@h>", Subject="Another"), "2")
    shown = at_a_terminal(home, running[1], "y", "n")
    assert re.search("Read the invitation in?.*1 added", shown, re.DOTALL), shown
    assert "Nothing new." in check().out
    box.put(recruiter(Message_ID="<again@h>"), "3")
    assert "Nothing new." in check().out
    moved = (("UID:", "SEQUENCE:1\nUID:"), ("T100000Z", "T120000Z"), ("T110000Z", "T130000Z"))
    box.put(recruiter(*moved, Message_ID="<moved@h>"), "4")
    assert "Rosa Diaz sent an invitation today: “Your interview”" in check().out
    assert "Hays" in "".join(one["company"] for one in say("list", "--json").json())
    at_a_terminal(home, running[1], "y")
    (talk,) = (one for one in say("list", "--json").json() if one["company"] == "Hays")
    assert talk["at"].startswith("2026-11-26T12:00")
    box.put(recruiter(OFF, ("UID:", "SEQUENCE:2\nUID:"), Message_ID="<off@h>"), "5")
    at_a_terminal(home, running[1], "y")
    (talk,) = (one for one in say("list", "--json").json() if one["company"] == "Hays")
    assert talk["status"] == "cancelled"


def test_an_invitation_that_cannot_be_read_in_does_not_end_the_questions(
    home: Path, running: tuple[Mailbox, Path], box: Mailbox, say: Say
) -> None:
    weekly = ("UID:42", "RRULE:FREQ=WEEKLY\nUID:42")
    box.put(recruiter(weekly), "1")
    box.put(recruiter(weekly, Message_ID="<r2@h>"), "2")
    box.put(recruiter(("UID:42", "UID:43"), Message_ID="<r3@h>"), "3")
    shown = at_a_terminal(home, running[1], "y", "y", "y", ends=2)
    assert " ".join(shown.split()).count("this event repeats (RRULE)") == 2
    assert "followup import FILE" in shown
    assert [one for one in say("list", "--json").json() if one["company"] == "Hays"]


def test_the_first_invitation_of_a_search_is_found(
    program: Say, say: Say, running: tuple[Mailbox, Path], box: Mailbox, tmp_path: Path
) -> None:
    env = {"FOLLOWUP_DB": str(tmp_path / "new.db"), "SSL_CERT_FILE": str(running[1])}
    for key, value in (("imap", f"imaps://localhost:{box.tls}"), ("user", USER)):
        say("config", "set", f"mail.{key}", value, **env)
    say("config", "set", "mail.password_command", f"echo {PASSWORD}", **env)
    box.put(recruiter(), "1")
    said = program("mail", "check", **env)
    assert "Rosa Diaz sent an invitation today" in said.out, said.err


def test_records_say_all_of_it(check: Say, box: Mailbox) -> None:
    box.put(mail(), "1")
    box.put(receipt(), "2")
    records = {one["what"]: one for one in check("--json").json()}
    assert set(records) == {"reply", "seen"}
    assert records["reply"]["command"] == OFFER
    assert records["reply"]["from"] == "Priya Shah"
    assert (records["seen"]["followup"], records["seen"]["sent_to"]) == (1, "priya@acme.example")


HOSTILE = "\x1b[31m\x9b2J\u202e=?utf-8?q?=1b]0;x=07?= =?bogus?q?=ff?= ${x} `id`"


def test_what_others_wrote_acts_nowhere(check: Say, box: Mailbox) -> None:
    box.put(mail(Subject=HOSTILE, From=f'"{HOSTILE}" <priya@acme.example>'), "1")
    box.put(
        mail(Subject=HOSTILE * 500, From=f"{HOSTILE} <x@y>", In_Reply_To=OURS, Message_ID="<3@x>"),
        "2",
    )
    box.put(notice("failed").replace(b"User unknown", HOSTILE.encode()), "3")
    box.put(
        b"From: \nDate: x\nIn-Reply-To: " + OURS.encode() + b"\nContent-Type: \xff\x00;;=\n\n", "4"
    )
    box.put(
        report("delivery-status", "Action: failed").replace(
            b"message/rfc822", b"multipart/mixed; boundary=C"
        ) + b"\n".join(b"--C\nContent-Type: message/rfc822\n" for _ in range(2000)),
        "5",
    )  # fmt: skip
    said = check()
    assert said.status == 0, said.err
    shown = said.out + said.err
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown)
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("key", "value", "words", "ends"),
    [
        ("mail.imap", "", "No mailbox is set", 2),
        ("mail.imap", "imaps://localhost:1/INBOX", "cannot be reached", 1),
        ("mail.imap", "FOLDER", "has no folder “Nowhere”", 2),
        ("mail.user", "", "mail.user", 2),
        ("mail.password_command", "echo zqwrong", "did not let sam in", 1),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(
    check: Say, say: Say, box: Mailbox, key: str, value: str, words: str, ends: int
) -> None:
    if value == "FOLDER":
        value = f"imaps://localhost:{box.tls}/Nowhere"
    assert say("config", "set", key, value).status == 0
    said = check()
    assert (said.status, words in said.err) == (ends, True), said.err
    assert "zqwrong" not in said.err


def test_starttls_is_used_where_the_port_wants_it(check: Say, say: Say, box: Mailbox) -> None:
    say("config", "set", "mail.imap", f"imap://localhost:{box.starttls}/INBOX")
    box.put(receipt(), "1")
    assert "was opened" in check().out


def test_a_folder_is_named_as_its_user_writes_it(check: Say, say: Say, box: Mailbox) -> None:
    for name in ("cur", "new", "tmp"):
        (box.inbox / ".B&APw-ro &- mehr" / name).mkdir(parents=True, exist_ok=True)
    for path in (box.inbox, *box.inbox.rglob("*")):
        shutil.chown(path, box.inbox.stat().st_uid, box.inbox.stat().st_gid)
    (box.inbox / ".B&APw-ro &- mehr" / "cur" / "1.1:2,").write_bytes(receipt())
    say("config", "set", "mail.imap", f"imaps://localhost:{box.tls}/Nowhere")
    said = check()
    assert "It has Büro & mehr, INBOX" in said.err
    assert (
        f"after the slash: followup config set mail.imap imaps://localhost:{box.tls}/INBOX\n"
        in (said.err)
    )
    say("config", "set", "mail.imap", f"imaps://localhost:{box.tls}/Büro & mehr")
    assert "was opened" in check().out


def test_a_certificate_that_nobody_vouches_for_ends_it(program: Say, box: Mailbox) -> None:
    said = program("mail", "check")
    assert (said.status, "certificate" in said.err) == (1, True), said.err


GREETINGS = {
    "no greeting": (False, [], "did not greet. Nothing was read. If that port begins with TLS"),
    "no encryption": (False, ["* OK ready"], "offers no encryption"),
    "logged in before it is encrypted": (False, ["* PREAUTH welcome"], "offers no encryption"),
    "a length that no mail has": (
        True,
        ["* OK ready", "A OK in", "* FLAGS ()\r\nA OK [READ-ONLY] open", "* SEARCH 1\r\nA OK done",
         "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (FROM)] {99999999999}\r\nFrom: x"],
        "announced 99,999,999,999 bytes",
    ),
    "a length that is too small": (
        True,
        ["* OK ready", "A OK in", "* FLAGS ()\r\nA OK [READ-ONLY] open", "* SEARCH 1\r\nA OK done",
         '* 1 FETCH (UID 1 BODYSTRUCTURE ("text" "plain"))\r\nA OK done',
         "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (FROM)] {3}\r\nFrom: Priya <priya@acme.example>)"],
        "broke off",
    ),
    "a length of thousands of digits": (
        True,
        ["* OK ready", "A OK in", "* FLAGS ()\r\nA OK [READ-ONLY] open", f"* SEARCH 1 {{{'9' * 5000}}}"],
        "it said what is no IMAP",
    ),
    "an end in the middle": (
        True, ["* OK ready", "A OK in", "* FLAGS ()\r\nA OK [READ-ONLY] open"], "broke off",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GREETINGS)
def test_a_server_that_lies_or_breaks_off_is_left_with_a_sentence(
    program: Say, say: Say, box: Mailbox, tmp_path: Path, store: str, case: str
) -> None:
    encrypted, answers, words = GREETINGS[case]
    certificate, path = authority(tmp_path)
    # the client, too, waits then, for more
    waits = case not in ("a length that is too small", "no greeting")
    with scripted(answers, certificate if encrypted else None, waits=waits) as (port, heard):
        say("config", "set", "mail.imap", f"imap{'s' * encrypted}://localhost:{port}/INBOX")
        said = program("mail", "check", SSL_CERT_FILE=str(path))
    assert (said.status, words in said.err) == (1, True), said.err
    assert encrypted or PASSWORD.encode() not in b"".join(heard)
    assert state(store) == "sent"


OPEN = ["* OK ready", "A OK in", "* FLAGS ()\r\nA OK [READ-ONLY] open"]
"""A server's answers until it is asked for messages."""


@pytest.mark.parametrize(
    ("endless", "words"),
    [
        (b"* OK wait\r\n", "did not answer in time"),  # too few bytes for the other limit
        (b"* 1 FETCH (FLAGS ())\r\n" * 1000, "says more than there is to say"),
        (b"* 1 FETCH (UID 1 BODY[] {1000000}\r\n" + b"x" * 1_000_000 + b")\r\n", "says more than"),
        (b"x" * 100_000, "a line of it has more than 1,000,000 bytes"),
    ],
    ids=["slowly", "lines", "messages", "a line"],
)
def test_a_server_that_does_not_come_to_an_end_is_left(
    say: Say, box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endless: bytes,
    words: str,
) -> None:  # fmt: skip
    certificate, path = authority(tmp_path)
    slow = words == "did not answer in time"
    monkeypatch.setattr(mail_server, "LONGEST_TALK", 2.0 if slow else PATIENCE)
    monkeypatch.setattr(mail_server, "LARGEST", 2_000_000)  # as 32 MiB, but seconds sooner
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with scripted(OPEN, certificate, endless=endless, pause=0.2 * slow) as (port, _):
        say("config", "set", "mail.imap", f"imaps://localhost:{port}/INBOX")
        said = say("mail", "check")
    assert (said.status, words in said.err) == (1, True), said.err


def test_numbers_days_and_quotes_that_cannot_be_are_no_crash(
    say: Say, box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, path = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    head = "".join(
        [
            "From: Priya <priya@acme.example>\r\nDate: Fri, 31 Dec 9999 23:59:00 -1200\r\n",
            "Subject: a\r\n" * 1_000_000,
            "\r\n",
        ]
    )
    answers = [
        *OPEN,
        f"* SEARCH 1 {'9' * 5000} 1 99999999999\r\nA OK done",
        "* 1 FETCH (UID 1 BODYSTRUCTURE ("
        + '"\\' * 300_000
        + "{3}\r\nabc" * 50_000
        + "))\r\nA OK done",
        f"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (FROM)] {{{len(head)}}}\r\n{head})\r\nA OK done",
    ]
    with scripted(answers, certificate) as (port, _), takes_at_most(20):
        say("config", "set", "mail.imap", f"imaps://localhost:{port}/INBOX")
        said = say("mail", "check", "--json")
    assert said.status == 0, said.err
    assert [one["on"] for one in said.json()] == ["2026-11-20"]


def test_the_reminder_looks_into_the_mailbox_only_where_a_setting_says_so(
    running: tuple[Mailbox, Path], box: Mailbox, program: Say, say: Say, home: Path, store: str
) -> None:
    tools = home / "bin"
    tools.mkdir()
    (tools / "notify-send").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {home}/shown\n')
    (tools / "notify-send").chmod(0o700)
    box.put(notice("failed"), "1")
    env = {"SSL_CERT_FILE": str(running[1]), "PATH": f"{tools}:{os.defpath}"}
    assert program("remind", "--now", **env).status == 0
    assert state(store) == "sent"
    say("config", "set", "mail.check", "yes")
    assert program("remind", "--now", **env).status == 0
    assert "came back: there is no such address" in (home / "shown").read_text()
    assert state(store) == "bounced"
    say("config", "set", "mail.imap", "localhost:1/INBOX")
    said = program("remind", "--now", **env)
    assert (said.status, "cannot be reached" in said.err) == (0, True)


def test_of_many_messages_the_few_that_matter_are_found(check: Say, box: Mailbox) -> None:
    """More than are asked for in one command; `tests/benchmarks/mail.py` measures ten thousand."""
    for number in range(1_100):
        box.put(
            mail(From=f"p{number}@other.example", Message_ID=f"<{number}@other.example>"),
            str(number),
        )
        if number in (0, 499, 500, 1_099):
            box.put(mail(Message_ID=f"<{number}@acme.example>", Subject=str(number)), f"a{number}")
    box.put(recruiter(), "last")
    said = check("--json").json()
    assert {one["subject"] for one in said} == {"0", "499", "500", "1099", "Your interview"}
    assert len(said) == 5
