"""Letters as PDF, read back by pypdf and, where it is installed, by poppler."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from correspondence import NOTE, OCCASION, by, saying, to
from followup.delivery.letter import ENVELOPES, PAPERS, Stationery, letter_pdf
from followup.domain.errors import FollowupError, UsageError, WorldError
from followup.domain.frozen import replace
from followup.domain.model import Note, Occasion
from hostile import HOSTILE

MM = 72 / 25.4
STATIONERY = Stationery()
A4, DL = PAPERS["a4"], ENVELOPES["dl"]


def written(note: Note = NOTE, occasion: Occasion = OCCASION) -> bytes:
    return letter_pdf(note, occasion, STATIONERY).content


def sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in millimetres."""
    boxes = (page.mediabox for page in PdfReader(BytesIO(content)).pages)
    return [(float(box.width) / MM, float(box.height) / MM) for box in boxes]


def texts(content: bytes) -> list[str]:
    """The words of each page, single-spaced."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("envelope", [*ENVELOPES, ""])
def test_the_letter_is_on_its_paper_and_the_envelope_is_the_second_page(
    paper: str, envelope: str
) -> None:
    content = letter_pdf(NOTE, OCCASION, Stationery(paper, envelope)).content
    expected = [PAPERS[paper], *([ENVELOPES[envelope]] if envelope else [])]
    assert sizes(content) == [pytest.approx(size, abs=0.1) for size in expected]


def test_a_letter_has_its_parts_in_their_order() -> None:
    letter, envelope = texts(written())
    assert letter == (
        "Alex Morgan 48 Elm Street · Flat 2 · Portland, OR 97205 · +1 555 0100 · alex@example.org "
        "22 November 2026 "
        "Priya Shah Head of Data Acme Corp 1200 Market Street San Francisco, CA 94102 "
        "Dear Priya, Thank you for your time. I would be glad to join you. "
        "Best regards, Alex Morgan"
    )
    assert envelope == (
        "Alex Morgan 48 Elm Street Flat 2 Portland, OR 97205 "
        "Priya Shah Head of Data Acme Corp 1200 Market Street San Francisco, CA 94102"
    )


def test_the_same_facts_give_the_same_bytes() -> None:
    assert written() == written()
    assert written() != written(saying("Dear Priya,\n\nThank you."))


def test_what_it_goes_without_is_remarked() -> None:
    assert letter_pdf(NOTE, OCCASION, STATIONERY).remarks == ()
    assert len(letter_pdf(NOTE, by(to(address=""), address=""), STATIONERY).remarks) == 2


def test_a_long_letter_runs_over_numbered_pages_and_the_envelope_stays_last() -> None:
    body = "\n\n".join(f"Paragraph {number}. {'A word or two. ' * 30}" for number in range(30))
    content = written(saying(f"Dear Priya,\n\n{body}\n\nBest regards,\nAlex Morgan"))
    *letter, envelope = texts(content)
    assert len(letter) > 3
    assert [page.split()[-1] for page in letter[1:]] == [str(n) for n in range(2, len(letter) + 1)]
    assert "Paragraph 29" in " ".join(letter)
    assert "Paragraph" not in envelope
    assert sizes(content) == [
        *[pytest.approx(A4, abs=0.1)] * len(letter),
        pytest.approx(DL, abs=0.1),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Zoë Ångström, Łódź, İstanbul, Tiếng Việt, ½ €, “quoted” – and so on…",
        "Σας ευχαριστώ πολύ",
        "Здравствуйте, Дорогая Мария",
        "e\u0301te\u0301 naïve",
        "a\u200bb\u2060c\ufeff zero\u00adwidth",
        '#panic() $x$ *bold* _it_ @ref <label> `raw` \\ // /* */ #import "x" [a](b)',
    ],
)  # fmt: skip
def test_every_text_that_the_fonts_hold_is_printed_and_none_is_markup(words: str) -> None:
    letter, envelope = texts(written(saying(f"Dear you,\n\n{words}"), to(name=words)))
    seen = re.compile(r"[\s\u200b\u2060\ufeff\u00ad-]")
    assert seen.sub("", words) in seen.sub("", letter)
    assert seen.sub("", words) in seen.sub("", envelope)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("cuneiform 𒀀", r"has 𒀀 \(U\+12000\)\. Install"),
        ("𒀀 and 𒀁, 𒀀", r"has 𒀀 \(U\+12000\) and 𒀁 \(U\+12001\)\. "),
        ("".join(map(chr, range(0x12000, 0x12020))), r"𒀋 \(U\+1200B\) and 20 more\. "),
    ],
)
def test_characters_that_no_font_has_are_named(words: str, named: str) -> None:
    with pytest.raises(WorldError, match=named):
        written(saying(f"Dear Priya,\n\n{words}"))


def test_without_typst_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(WorldError, match=r"--format html.* install typst"):
        written()


@pytest.mark.parametrize("address", ["a line\n" * 40, "word " * 2000, "x" * 5000])
def test_an_address_that_no_envelope_holds_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="too long for an envelope of size dl"):
        written(occasion=to(address=address))


def test_an_address_of_many_lines_is_set_smaller() -> None:
    address = "\n".join(f"Line {number}" for number in range(9))
    assert "Line 8" in texts(written(occasion=to(address=address)))[-1]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("100k", "10k-words")])
def test_a_hostile_text_is_printed_or_refused_in_a_sentence(name: str) -> None:
    assert re.match(
        "2 pages|No font on this machine|The address is too long", outcome(HOSTILE[name])
    )


def outcome(text: str) -> str:
    """How many pages a letter full of `text` has, or the sentence that refuses it."""
    try:
        content = written(saying(f"Dear {text},\n\n{text}", text), to(name=text, title=text))
    except FollowupError as error:
        return str(error)
    return f"{len(sizes(content))} pages"


needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="needs poppler: apt-get install poppler-utils"
)


def has_font(language: str) -> bool:
    """Whether a font of this machine has the letters of a language."""
    if not shutil.which("fc-list"):
        return False
    asked = ["fc-list", f":lang={language}"]
    return bool(subprocess.run(asked, capture_output=True, check=True).stdout)


@dataclass(frozen=True)
class Word:
    """A word on a page, its edges in millimetres from the left and from the top."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


def words(content: bytes, path: Path) -> list[Word]:
    """Every word with its place, as poppler sees it."""
    path.write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    return [
        Word(number, text, *(float(edge) / MM for edge in (left, top, right, bottom)))
        for number, page in enumerate(told.split("<page ")[1:], start=1)
        for left, top, right, bottom, text in WORD.findall(page)
    ]


def page(found: list[Word], number: int, first: str, last: str) -> list[Word]:
    """The words of a page from `first` to `last`."""
    on_it = [word for word in found if word.page == number]
    told = [word.text for word in on_it]
    start = told.index(first)
    return on_it[start : told.index(last, start) + 1]


@needs_poppler
@pytest.mark.parametrize("envelope", ENVELOPES)
@pytest.mark.parametrize("rows", [2, 5, 8])
def test_the_delivery_address_stands_where_the_post_reads_it(
    envelope: str, rows: int, tmp_path: Path
) -> None:
    address = "\n".join([*["A rather long line of an address"] * (rows - 1), "LAST"])
    stationery = Stationery("a4", envelope)
    content = letter_pdf(NOTE, to(address=address), stationery).content
    width, height = ENVELOPES[envelope]
    found = page(words(content, tmp_path / "letter.pdf"), 2, "Priya", "LAST")
    assert min(word.left for word in found) == pytest.approx(0.45 * width, abs=1)
    assert min(word.top for word in found) >= 38.5  # the box of a word is taller than its ink
    assert max(word.right for word in found) <= width - 14
    assert max(word.bottom for word in found) <= height - 15


@needs_poppler
@pytest.mark.parametrize("paper", PAPERS)
def test_a_letter_has_margins_and_room_for_the_signature(paper: str, tmp_path: Path) -> None:
    body = f"Dear Priya,\n\n{'A word or two. ' * 60}\n\nBest regards,\n\nAlex Morgan"
    content = letter_pdf(saying(body), OCCASION, Stationery(paper, "")).content
    found = words(content, tmp_path / "letter.pdf")
    width, height = PAPERS[paper]
    closing = next(word for word in found if word.text == "regards,")
    assert min(word.left for word in found) == pytest.approx(30, abs=1)
    assert max(word.right for word in found) <= width - 29
    assert max(word.bottom for word in found) <= height - 24
    assert 15 <= found[-1].top - closing.bottom <= 25


@needs_poppler
@pytest.mark.skipif(not has_font("he"), reason="needs Hebrew: apt-get install fonts-dejavu")
def test_hebrew_and_arabic_begin_at_the_right(tmp_path: Path) -> None:
    content = written(saying("Dear Priya,\n\nתודה רבה\n\nThank you."))
    found = words(content, tmp_path / "letter.pdf")
    assert max(word.right for word in found if "ת" in word.text) > A4[0] - 32


def test_the_date_of_the_file_is_the_day_of_the_letter() -> None:
    info = PdfReader(BytesIO(written())).metadata
    assert info is not None
    assert info.creation_date is not None
    assert info.creation_date.date() == OCCASION.today
    assert (info.title, info.author) == ("Thank you – Data analyst", "Alex Morgan")


def test_a_letter_to_nobody_of_nothing_is_still_a_letter() -> None:
    letter, envelope = texts(written(saying("", ""), to(replace(OCCASION, company=""), **NOBODY)))
    assert letter.endswith("22 November 2026")
    assert envelope == "Alex Morgan 48 Elm Street Flat 2 Portland, OR 97205"


NOBODY = dict.fromkeys(("name", "title", "company", "address"), "\x01")


def test_without_a_name_nothing_is_over_the_letter() -> None:
    letter, envelope = texts(written(occasion=by(replace(OCCASION), name="", address="")))
    assert letter.startswith("22 November 2026")
    assert envelope.startswith("Priya Shah")
