"""What stands where on a letter, a card, and which form a note is written in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import NOTE, NOW, OCCASION, by, saying, to
from followup.delivery import letter as letter_delivery
from followup.delivery.forms import FORMS, belongs, card, form, form_for
from followup.delivery.letter import Sending, Stationery, address_lines, letter, recipient, remarks
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.model import CHANNELS, Occasion
from followup.domain.safe_text import width


@pytest.mark.parametrize(
    ("kept", "paper", "envelope", "receipt"),
    [
        ({}, "a4", "dl", ""),
        ({"calendar.country": "DE"}, "a4", "dl", ""),
        ({"calendar.country": "us"}, "us-letter", "10", ""),
        ({"calendar.country": "US", "print.paper": "a4"}, "a4", "dl", ""),
        ({"print.paper": "us-letter"}, "us-letter", "10", ""),
        ({"print.envelope": "c6", "mail.receipt": "no"}, "a4", "c6", "no"),
        ({"print.envelope": "none", "mail.receipt": "yes"}, "a4", "", "yes"),
    ],
)
def test_stationery_follows_the_settings_else_the_country(
    kept: dict[str, str], paper: str, envelope: str, receipt: str
) -> None:
    assert letter_delivery.from_settings(kept) == Stationery(paper, envelope, receipt)


@pytest.mark.parametrize("kept", [{"print.paper": "a3"}, {"print.envelope": "b5\x1b[0m"}])
def test_stationery_that_nobody_sells_is_refused_with_the_ones_there_are(
    kept: dict[str, str],
) -> None:
    with pytest.raises(UsageError, match=r"set it to (a4 or us-letter|dl or c6 or 10 or none)\."):
        letter_delivery.from_settings(kept)


def test_every_channel_has_a_form() -> None:
    assert {one.channel for one in FORMS.values()} == {"", *CHANNELS}


@pytest.mark.parametrize(
    ("channel", "out", "name"),
    [
        ("email", "", "text"),
        ("letter", "", "text"),
        ("card", "", "card"),
        ("phone", "", "phone"),
        ("email", "note.eml", "eml"),
        ("letter", "a.b/Note.PDF", "pdf"),
        ("email", "note.html", "html"),
        ("card", "note.txt", "card"),
        ("email", "note.txt", "text"),
        ("phone", "notes", "phone"),
        ("email", ".eml", "text"),
    ],
)
def test_the_suffix_says_which_form_else_the_channel(channel: str, out: str, name: str) -> None:
    assert form_for(channel, out).name == name


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_found_by_its_name(name: str) -> None:
    assert form(f" {name.upper()} ") is FORMS[name]


@pytest.mark.parametrize("name", ["", "docx", "em", "\x1b[31m"])
def test_an_unknown_form_is_refused_with_the_names_there_are(name: str) -> None:
    with pytest.raises(UsageError, match="it is one of text, eml, pdf, html, card, phone") as told:
        form(name)
    assert "\x1b" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "channel", "fits"),
    [("pdf", "letter", True), ("text", "card", True), ("pdf", "email", False)],
)
def test_a_form_of_another_channel_is_remarked(name: str, channel: str, fits: bool) -> None:
    remark = belongs(form(name), channel)
    assert remark == "" if fits else "--channel letter" in remark


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("text", b"Subject: Thank you \xe2\x80\x93 Data analyst\n\nDear Priya,\n\nThank you"),
        ("eml", b'From: "Alex Morgan" <alex@example.org>\r\n'),
        ("html", b"<!doctype html>"),
        ("card", b"Dear Priya,\n\nThank you"),
        ("phone", b"Call        Priya Shah, Head of Data\n"),
    ],
)
def test_a_form_writes_the_note(name: str, begins: bytes) -> None:
    written = form(name).write(Sending(NOTE, OCCASION, 7, NOW, Stationery(receipt="no")))
    assert written.content.startswith(begins)
    assert written.remarks == ()


def test_text_shows_no_control_characters() -> None:
    sending = Sending(saying("Dear\x1b[31m Eve\r\n\x9bm,\n", "a\nb"), OCCASION, 7, NOW)
    assert form("text").write(sending).content == b"Subject: a b\n\nDear [31m Eve\n m,\n"


def test_a_card_is_the_note_in_short_lines() -> None:
    assert card(saying("Dear Zoë,\n\nThank you for the talk about 株式会社.\n\nAlex\n"), 12) == (
        "Dear Zoë,\n\nThank you\nfor the talk\nabout\n株式会社.\n\nAlex\n"
    )


@given(st.text(max_size=300), st.integers(2, 60))
def test_no_line_of_a_card_is_too_long_and_no_sign_is_lost(text: str, columns: int) -> None:
    written = card(saying(text), columns)
    assert all(width(row) <= columns for row in written.split("\n"))
    assert all(sign in written for sign in text if sign.isalnum())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ()),
        (" \n ", ()),
        ("12 Main St", ("12 Main St",)),
        ("12 Main St\nApt 4, left\r\n\nBoston", ("12 Main St", "Apt 4, left", "Boston")),
        ("12 Main St, Springfield, IL 62701", ("12 Main St", "Springfield, IL 62701")),
        ("1 Bay St, Toronto, ON M5J 2X2", ("1 Bay St", "Toronto, ON M5J 2X2")),
        ("5 George St, Sydney, NSW 2000", ("5 George St", "Sydney, NSW 2000")),
        ("12, rue de Rivoli, 75001 Paris", ("12, rue de Rivoli", "75001 Paris")),
        ("10a, High St; London; SW1A 1AA", ("10a, High St", "London", "SW1A 1AA")),
        ("Hauptstr. 5, 10115 Berlin, Germany", ("Hauptstr. 5", "10115 Berlin", "Germany")),
        ("A\x1b[2J, B\u202ex", ("A [2J", "B x")),
    ],
)
def test_an_address_ends_its_lines_where_the_post_does(
    address: str, expected: tuple[str, ...]
) -> None:
    assert address_lines(address) == expected


REFERENCE = to(replace(OCCASION, kind="thank_references", company="Newco"), company="")
NOBODY = replace(OCCASION, contact=None, via="Best Recruiters")


@pytest.mark.parametrize(
    ("occasion", "expected"),
    [
        (
            OCCASION,
            (
                *("Priya Shah", "Head of Data", "Acme Corp"),
                *("1200 Market Street", "San Francisco, CA 94102"),
            ),
        ),
        (to(title="", company="", address=""), ("Priya Shah", "Acme Corp")),
        (to(title="", address="Acme Corp, 1 High St"), ("Priya Shah", "Acme Corp", "1 High St")),
        (to(REFERENCE, title="", address="1 High St"), ("Priya Shah", "1 High St")),
        (NOBODY, ("Acme Corp",)),
        (replace(NOBODY, kind="check_in"), ("Best Recruiters",)),
    ],
)
def test_the_inside_address_says_what_is_known(
    occasion: Occasion, expected: tuple[str, ...]
) -> None:
    assert recipient(occasion) == expected


@pytest.mark.parametrize(
    ("ending", "closing", "signature"),
    [
        ("Best regards,\nAlex Morgan\n+1 555 0100 · alex@example.org", "Best regards,", ("Alex Morgan",)),
        ("Best regards,\n\nAlex Morgan", "Best regards,", ("Alex Morgan",)),
        ("Mit freundlichen Grüßen\nAlex Morgan", "Mit freundlichen Grüßen", ("Alex Morgan",)),
        ("Cordialement\n\nAlex Morgan", "Cordialement", ("Alex Morgan",)),
        ("Yours,", "Yours,", ()),
        ("Thanks, A.\nPS: the link.", "", ()),
        ("If it suits you, and only then,\nwe could talk again on Monday about it,\nas said.", "", ()),
    ],
)  # fmt: skip
def test_the_closing_is_told_from_the_text(
    ending: str, closing: str, signature: tuple[str, ...]
) -> None:
    found = letter(saying(f"Dear Priya,\n\nThank you.\n\n{ending}\n"), OCCASION, "a4")
    assert (found.closing, found.signature) == (closing, signature)
    assert found.paragraphs[:2] == (("Dear Priya,",), ("Thank you.",))


@given(st.lists(st.sampled_from(["Best,", "Alex Morgan", "Thank you.", "", "x " * 30, ","])))
def test_no_line_of_a_note_is_lost_between_paragraphs_and_signature(rows: list[str]) -> None:
    found = letter(saying("\n".join(rows)), OCCASION, "a4")
    kept = [*sum(found.paragraphs, ()), found.closing, *found.signature]
    assert [row for row in kept if row] == [row.strip() for row in rows if row]


@pytest.mark.parametrize(
    ("paper", "language", "expected"),
    [
        ("a4", "", "2 December 2026"),
        ("us-letter", "", "December 2, 2026"),
        ("us-letter", "English", "December 2, 2026"),
        ("a4", "de-AT", "2. Dezember 2026"),
        ("us-letter", "German", "2. Dezember 2026"),
        ("a4", "fr", "2026-12-02"),
    ],
)
def test_the_date_is_written_in_the_language_as_where_the_paper_is_sold(
    paper: str, language: str, expected: str
) -> None:
    occasion = to(replace(OCCASION, today=date(2026, 12, 2)), language=language)
    assert letter(NOTE, occasion, paper).day == expected


def remarked(occasion: Occasion, envelope: str = "dl") -> list[str]:
    found = letter(NOTE, occasion, "a4")
    return list(remarks(found, occasion, Stationery(envelope=envelope)))


@pytest.mark.parametrize(
    ("occasion", "said"),
    [
        (by(name=""), "Your name is not known: followup config set you.name"),
        (by(address=" "), "Your address is not known: followup config set you.address"),
        (to(address=""), 'letter and envelope have none: followup contact edit "Priya Shah"'),
        (NOBODY, "Nobody is recorded for it, so it goes to Acme Corp."),
    ],
)
def test_what_a_letter_goes_without_is_said_with_the_command(occasion: Occasion, said: str) -> None:
    (remark,) = remarked(occasion)
    assert said in remark


def test_a_letter_that_has_everything_has_no_remarks() -> None:
    assert remarked(OCCASION) == []
