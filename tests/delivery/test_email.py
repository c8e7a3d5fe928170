"""Emails, read back by the standard library's two parsers, by mail-parser, and line by line."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, urlsplit

import mailparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import NOTE, NOW, OCCASION, by, saying, to
from followup.delivery import email
from followup.delivery.email import LONGEST, email_message, header_text, mailto_link
from followup.domain.errors import WorldError
from followup.domain.frozen import replace
from followup.domain.model import Note, Occasion
from hostile import HOSTILE

HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Disposition-Notification-To", "X-Unsent"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
]


def written(note: Note = NOTE, occasion: Occasion = OCCASION) -> bytes:
    return email_message(note, occasion, NOW, number=7, receipt="yes").content


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_has_these_headers_and_no_others() -> None:
    message = read(written())
    assert message.keys() == HEADERS
    assert message["From"] == "Alex Morgan <alex@example.org>"
    assert message["To"] == "Priya Shah <priya@acme.example>"
    assert message["Subject"] == "Thank you – Data analyst"
    assert message["Date"].datetime == NOW
    assert message["X-Unsent"] == "1"
    assert message["Disposition-Notification-To"] == "alex@example.org"


def test_the_body_is_the_note_as_it_stands() -> None:
    message = read(written())
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message.get_content().replace("\r\n", "\n") == NOTE.body + "\n"


def test_lines_end_as_mail_wants_them_and_are_short_and_ascii() -> None:
    content = written(saying("Zoë " * 400, "Zoë " * 40))
    assert not re.search(rb"[^\r]\n|\r[^\n]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert content.isascii()


@pytest.mark.parametrize(("receipt", "remarked"), [("no", False), ("", True)])
def test_no_receipt_is_asked_for_until_the_user_says_so(receipt: str, remarked: bool) -> None:
    found = email_message(NOTE, OCCASION, NOW, receipt=receipt)
    assert read(found.content).keys() == [name for name in HEADERS if name[0:4] != "Disp"]
    assert any("config set mail.receipt yes" in remark for remark in found.remarks) is remarked


@pytest.mark.parametrize("email", ["", "alex", "a@x, b@y", "alex@exa mple.org"])
def test_without_an_address_of_yours_there_is_no_sender_and_it_is_said(email: str) -> None:
    found = email_message(NOTE, by(email=email), NOW)
    assert not {"From", "Disposition-Notification-To"} & set(read(found.content).keys())
    (remark,) = found.remarks
    assert "followup config set you.email" in remark


@pytest.mark.parametrize("email", ["", "priya@", "a@x, b@y", "a@x\nBcc: b@y", "zoë@acme.example"])
def test_without_an_address_of_theirs_there_is_no_recipient_and_it_is_said(email: str) -> None:
    found = email_message(NOTE, to(email=email), NOW, receipt="no")
    assert "To" not in read(found.content)
    (remark,) = found.remarks
    assert 'followup contact edit "Priya Shah" --email' in remark


def test_without_a_contact_it_is_said_that_nobody_is_recorded() -> None:
    found = email_message(NOTE, replace(OCCASION, contact=None), NOW, receipt="no")
    assert "To" not in read(found.content)
    assert found.remarks == ("Nobody is recorded for it, so the email has no To.",)


def message_id(note: Note = NOTE, number: int = 7, **contact: Any) -> str:
    content = email_message(note, to(**contact), NOW + timedelta(days=1), number=number).content
    return str(read(content)["Message-ID"])


def test_the_message_id_follows_from_follow_up_and_text_and_names_no_host() -> None:
    assert message_id() == read(written())["Message-ID"]
    assert re.fullmatch(r"<7\.[0-9a-f]{24}@followup\.invalid>", message_id())


@pytest.mark.parametrize(
    "other",
    [
        message_id(number=8),
        message_id(saying("Other words.")),
        message_id(saying(NOTE.body, "Other")),
        message_id(email="tom@acme.example"),
    ],
)
def test_another_message_has_another_id(other: str) -> None:
    assert other != message_id()


def recipients(content: bytes) -> list[list[str]]:
    """The addresses that it goes to, as the current parser has them, and as mail-parser does."""
    current, second = read(content), mailparser.parse_from_bytes(content)
    headers = [each for name in ("To", "Cc", "Bcc") for each in current.get_all(name, [])]
    return [
        [one.addr_spec for each in headers for one in each.addresses],
        [address for _, address in (*second.to, *second.cc, *second.bcc)],
    ]


def only_as_meant(content: bytes) -> None:
    """Every parser finds the headers that were meant, one recipient, and a body of its own."""
    top, _, _ = content.partition(b"\r\n\r\n")
    names = re.findall(rb"^([^ \t:]+):", top, re.MULTILINE)
    assert [name.decode() for name in names] == HEADERS
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]", top)
    assert message_from_bytes(content, policy=policy.compat32).keys() == HEADERS
    assert read(content).keys() == HEADERS
    assert all(not header.defects for header in read(content).values())
    assert recipients(content) == [["priya@acme.example"]] * 2


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    note = saying(f"Dear {text},\n\n{text}", f"Thank you, {text}")
    content = written(note, by(to(name=text, company=text), name=text))
    only_as_meant(content)
    assert header_text(f"Thank you, {text}") == read(content)["Subject"]


ENCODED = st.sampled_from(
    [
        *(
            "=?",
            "?=",
            "=?UTF-8?Q?",
            "=?utf-8?b?",
            "?",
            "=",
            "=0A",
            "Bcc: ",
            "\r\n",
            "\n",
            " ",
            "\t",
        ),
        *("<", ">", "@", ",", ";", '"', "\\", "(", ")", "é", "\u2028", "\x85", "日本", "\ud800"),
        *("\xad", "\u200b", "a" * 70, "Zoë, ", "💩"),
    ]
)
HEADER_TEXT = st.lists(ENCODED | st.text(max_size=5), max_size=12).map("".join)


@given(HEADER_TEXT, HEADER_TEXT)
def test_any_text_makes_a_draft_as_meant(name: str, subject: str) -> None:
    only_as_meant(written(saying("Hello.", subject), by(to(name=name), name=name)))


@pytest.mark.parametrize(
    "name", ["Ångström, Zoë", "Zoë (née Shah)", 'Eve "Ace" O’Hara', "山田 太郎", "Ng, Jo " * 20]
)
def test_a_name_of_any_form_is_kept(name: str) -> None:
    (found,) = read(written(occasion=to(name=name)))["To"].addresses
    assert re.sub(r"\s", "", found.display_name) == re.sub(r'[\s"]', "", name)


def test_a_long_header_is_shortened() -> None:
    subject = read(written(saying("Hello.", "word " * 1000)))["Subject"]
    assert len(subject) <= LONGEST
    assert subject.endswith("word…")


@pytest.mark.parametrize(
    "told", ["Eve\r\nBcc: x@evil.example", "=?UTF-8?Q?=0ABcc:_x@evil.example?=", "Eve\n\nText"]
)
def test_a_message_that_would_be_read_otherwise_than_meant_is_refused(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(email, "header_text", str)
    monkeypatch.setattr(email, "_is_plain", bool)
    with pytest.raises(WorldError, match="cannot be written as an email"):
        written(saying("Hello.", told))


def test_a_link_carries_recipient_subject_and_text() -> None:
    link = mailto_link(saying("Dear Priya,\n\n50 % & more?", "A+B = C"), OCCASION)
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "priya@acme.example")
    asked = parse_qs(parts.query.replace("+", "%2B"))
    assert asked == {"subject": ["A+B = C"], "body": ["Dear Priya,\r\n\r\n50 % & more?"]}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_link_holds_no_second_field_whatever_the_text(text: str) -> None:
    link = mailto_link(saying(f"{text}.", f"{text}."), to(email=text))
    assert re.fullmatch(r"mailto:\?subject=[\w.~%-]*&body=[\w.~%-]*", link, re.ASCII)
