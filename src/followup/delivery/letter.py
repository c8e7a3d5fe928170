"""A letter taken apart: what stands where on the sheet and on the envelope, however it is printed.

Pure. Every text is one line that can be shown; who prints it escapes it for their own format.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

from followup.domain import errors
from followup.domain.errors import UsageError, WorldError
from followup.domain.frozen import Frozen, as_dict
from followup.domain.model import Note, Occasion
from followup.domain.safe_text import line, lines, named
from followup.domain.text import pattern
from followup.notes.languages import ENGLISH, code_of, language

Lines = tuple[str, ...]

_LONGEST_CLOSING = 40

_NUMBER = pattern(r"\d+\s?[A-Za-z]?")

_STATE_AND_CODE = pattern(r"[A-Z]{2,3}\.? [0-9][\d -]{2,9}|[A-Z]{2} [A-Z]\d[A-Z] ?\d[A-Z]\d")


def recipient(occasion: Occasion) -> Lines:
    """Name, title, company and postal address of whom the letter goes to, as far as known."""
    contact = occasion.contact
    if contact is None:
        via = occasion.via if occasion.kind != "thank_you" else ""
        return _filled(via or occasion.company)
    company = contact.company or ("" if occasion.kind == "thank_references" else occasion.company)
    reached = occasion.agent or contact
    address = address_lines(reached.address)
    agent = f"c/o {occasion.agent.name}" if occasion.agent else ""
    named = _filled(contact.name, contact.title, company, agent)
    return (*(each for each in named if each not in address), *address)


class Letter(Frozen):
    """A business letter. `reached` is how to reach the sender, other than by post.

    `paragraphs` begin with the salutation; `closing` is empty where the note has none that can be
    told from its text, and then there is no `signature` either.
    """

    sender: str
    sender_address: Lines
    reached: Lines
    day: str
    recipient: Lines
    subject: str
    paragraphs: tuple[Lines, ...]
    closing: str
    signature: Lines
    language: str


def letter(note: Note, occasion: Occasion, paper: str) -> Letter:
    """The letter that the note makes on that paper, a key of PAPERS, on the occasion's day."""
    you, contact = occasion.you, occasion.contact
    code = (code_of(contact.language) if contact else "") or ENGLISH.code
    reached = _filled(you.phone, you.email)
    paragraphs, closing, signature = _body(note, line(you.name))
    return Letter(
        sender=line(you.name),
        sender_address=address_lines(you.address),
        reached=reached,
        day=written_day(occasion.today, paper, code),
        recipient=recipient(occasion),
        subject=line(note.subject),
        paragraphs=paragraphs,
        closing=closing,
        signature=tuple(each for each in signature if each != " · ".join(reached)),
        language=code,
    )


def written_day(day: date, paper: str, code: str = ENGLISH.code) -> str:
    """`day` with its year, as people write it in that language; in English, on that paper."""
    if code == ENGLISH.code and paper == "a4":
        return f"{day.day} {day:%B} {day.year}"
    return language(code).short_day(day, date.min)


def address_lines(address: str) -> Lines:
    """A postal address in lines: its own, else it ends one at each comma.

    "12, rue de Rivoli" and "Springfield, IL 62701" stay together.
    """
    text = lines(address).strip()
    if "\n" in text:
        return _filled(*text.split("\n"))
    rows: list[str] = []
    for piece in _filled(*re.split(r"[,;]\s", text)):
        if rows and (_NUMBER.fullmatch(rows[-1]) or _STATE_AND_CODE.fullmatch(piece)):
            rows[-1] += f", {piece}"
        else:
            rows.append(piece)
    return tuple(rows)


class Stationery(Frozen):
    """The user's paper and post: a key of PAPERS, a key of ENVELOPES or nothing for none.

    `receipt`: whether an email asks for a read receipt, `yes`, `no`, or nothing as long as the
    user has not said. UsageError for a size that is none of these.
    """

    paper: str = "a4"
    envelope: str = "dl"
    receipt: str = ""

    def __post_init__(self) -> None:
        _check("print.paper", self.paper, [*PAPERS])
        _check("print.envelope", self.envelope, [*ENVELOPES, ""])


def remarks(found: Letter, occasion: Occasion, stationery: Stationery) -> Iterator[str]:
    """What letter and envelope go without, each with the command that adds it."""
    contact = occasion.contact
    for part, known in (("name", found.sender), ("address", found.sender_address)):
        if not known:
            yield f'Your {part} is not known: followup config set you.{part} "…"'
    if contact is None:
        yield f"Nobody is recorded for it, so it goes to {', '.join(found.recipient)}."
    elif not contact.address.strip():
        name, where = line(contact.name), "letter and envelope" if stationery.envelope else "letter"
        yield (
            f"No postal address of {name} is known, so {where} have none: "
            f"followup contact edit {named(contact.name)} "
            f'--address "12 Main St, Springfield, IL 62701"'
        )


def _body(note: Note, name: str) -> tuple[tuple[Lines, ...], str, Lines]:
    """The paragraphs, the closing, and the lines under the room for the signature."""
    blocks = [_filled(*each.split("\n")) for each in re.split(r"\n\s*\n", lines(note.body))]
    blocks = [each for each in blocks if each]
    for at in range(max(1, len(blocks) - 2), len(blocks)):
        after = sum(blocks[at + 1 :], ())
        if _is_closing(blocks[at], after, name):
            closing, *signed = blocks[at]
            return tuple(blocks[:at]), closing, (*signed, *after)
    return tuple(blocks), "", ()


def _is_closing(block: Lines, after: Lines, name: str) -> bool:
    """Whether `block` begins with a line such as "Best regards,": by its comma, or the name below."""
    first, below = block[0], (*block[1:], *after)[:1]
    only_comma_ends_it = first.find(",") == len(first) - 1
    return len(first) <= _LONGEST_CLOSING and (only_comma_ends_it or below == (name,))


def _filled(*texts: str) -> Lines:
    """`texts` that hold something, each as one line."""
    return tuple(filter(None, (" ".join(line(text).split()) for text in texts)))


PAPERS = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}

ENVELOPES = {"dl": (220.0, 110.0), "c6": (162.0, 114.0), "10": (241.3, 104.775)}

_LETTER_COUNTRIES = frozenset(["US", "CA", "MX", "PH", "CL", "CO"])
"""Where US Letter is the common paper; all others write on A4."""


def from_settings(kept: Mapping[str, str]) -> Stationery:
    """What the configuration says; where it is silent, what the user's country writes on."""
    country = kept.get("calendar.country", "").upper()
    paper = kept.get("print.paper") or ("us-letter" if country in _LETTER_COUNTRIES else "a4")
    envelope = kept.get("print.envelope") or ("10" if paper == "us-letter" else "dl")
    return Stationery(
        paper=paper,
        envelope="" if envelope == "none" else envelope,
        receipt=kept.get("mail.receipt", ""),
    )


def _check(key: str, size: str, sizes: list[str]) -> None:
    if size not in sizes:
        ways = " or ".join(one or "none" for one in sizes)
        raise UsageError(f"“{size[:20]}” is no {key}; set it to {ways}.")


class Sending(Frozen):
    """A note with all that its form may ask for.

    `number` is the follow-up's; `now` is aware, the moment at which the form is written.
    """

    note: Note
    occasion: Occasion
    number: int
    now: datetime
    stationery: Stationery = Stationery()


class Written(Frozen):
    """A form, ready for a file or a pipe, and sentences for the user about what it goes without."""

    content: bytes
    remarks: tuple[str, ...] = ()


_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}</body>
</html>
"""


def page(title: str, style: str, body: str, language: str = ENGLISH.code) -> bytes:
    """A page of HTML that loads nothing; `style` and `body` are in HTML and end their last line."""
    return _PAGE.format(title=escape(title), style=style, body=body, language=language).encode()


_STYLE = """\
@page letter {{ size: {paper}; margin: 24mm 30mm; }}
{envelope_page}body {{ margin: 0; font: 11.5pt/1.4 "Libertinus Serif", "Noto Serif", Georgia, serif; }}
p {{ margin: 0 0 4.5mm; text-align: start; }}
.letter {{ page: letter; }}
.letterhead {{ border-bottom: 0.5pt solid #5a5a5a; padding-bottom: 1.5mm; font-size: 17pt; }}
.reached {{ margin: 2mm 0 14mm; color: #5a5a5a; font-size: 9.5pt; }}
.day, .recipient {{ margin-bottom: 8mm; }}
.closing {{ margin: 6mm 0 18mm; break-after: avoid; }}
.envelope {{ page: envelope; break-before: page; position: relative; }}
.envelope p {{ position: absolute; margin: 0; line-height: 1.3; }}
.return {{ left: 11mm; top: 10mm; width: 36%; font-size: 9pt; }}
.delivery {{ left: 45%; top: 40mm; right: 15mm; font-size: 12pt; }}
@media screen {{
  body {{ background: #ddd; }}
  .letter, .envelope {{ background: #fff; margin: 8mm auto; box-shadow: 0 0 2mm #999; }}
  .letter {{ box-sizing: border-box; width: {width}mm; min-height: {height}mm; padding: 24mm 30mm; }}
}}
"""


def letter_html(note: Note, occasion: Occasion, stationery: Stationery) -> Written:
    """The letter, and its envelope as the last page, as HTML in UTF-8."""
    found = letter(note, occasion, stationery.paper)
    width, height = PAPERS[stationery.paper]
    style = _STYLE.format(
        paper=_size(width, height),
        width=width,
        height=height,
        envelope_page=_envelope_page(stationery.envelope),
    )
    sheet = "\n".join(('<section class="letter">', *_letter(found), "</section>\n"))
    envelope = _envelope(found) if stationery.envelope else ""
    content = page(found.subject, style, sheet + envelope, found.language)
    return Written(content, tuple(remarks(found, occasion, stationery)))


def _letter(found: Letter) -> list[str]:
    reached = " · ".join((*found.sender_address, *found.reached))
    return [
        _paragraph("letterhead", found.sender),
        _paragraph("reached", reached),
        _paragraph("day", found.day),
        _paragraph("recipient", *found.recipient),
        *(_paragraph("", *each) for each in found.paragraphs),
        *([_paragraph("closing", found.closing)] if found.closing else []),
        *([_paragraph("signature", *found.signature)] if found.signature else []),
    ]


def _envelope_page(envelope: str) -> str:
    """The rules of the envelope's page; on the screen it has the same size."""
    if not envelope:
        return ""
    width, height = ENVELOPES[envelope]
    return (
        f"@page envelope {{ size: {_size(width, height)}; margin: 0; }}\n"
        f".envelope {{ width: {width}mm; height: {height - 0.5}mm; }}\n"
    )


def _envelope(found: Letter) -> str:
    sender = _paragraph("return", found.sender, *found.sender_address)
    delivery = _paragraph("delivery", *found.recipient)
    return f'<section class="envelope">\n{sender}\n{delivery}\n</section>\n'


def _paragraph(name: str, *texts: str) -> str:
    """`texts` one a line; the browser finds the direction of each paragraph from its letters."""
    named = f' class="{name}"' if name else ""
    return f'<p dir="auto"{named}>{"<br>".join(map(escape, texts))}</p>'


def _size(width: float, height: float) -> str:
    return f"{width}mm {height}mm"


_WITHOUT_GLYPH = pattern(r'the text `"(.*?)"` could not be displayed')

_SHOWN = 12
"""So many characters without a font are named, no more."""


def letter_pdf(note: Note, occasion: Occasion, stationery: Stationery) -> Written:
    """The letter, and its envelope as the last page, as a PDF/A; the same facts, the same bytes.

    Raises as `typeset`; UsageError, too, for an address that fits on no envelope.
    """
    found = letter(note, occasion, stationery.paper)
    on = occasion.today
    data = {
        "letter": as_dict(found),
        "on": (on.year, on.month, on.day),
        "envelope": ENVELOPES.get(stationery.envelope),
    }
    content = typeset("letter.typ", data, stationery.paper, stationery.envelope)
    return Written(content, tuple(remarks(found, occasion, stationery)))


def typeset(name: str, data: Mapping[str, Any], paper: str, envelope: str = "") -> bytes:
    """A PDF/A of `data` on a paper of PAPERS, as the file of that name beside this one sets it.

    WorldError without typst, or where no font has a character of it: it names the characters.
    """
    try:
        import typst  # 10 ms, and 25 MB that only what is printed needs
    except ImportError:
        raise WorldError(
            "A PDF needs typst; without it, --format html prints from any browser. "
            f"Install it with: {errors.install_command('typst')}"
        ) from None
    here = Path(__file__)
    source = b"".join(here.with_name(each).read_bytes() for each in ("words.typ", name))
    try:
        content = typst.compile(
            source,
            format="pdf",
            sys_inputs={"data": json.dumps({**data, "paper": PAPERS[paper]})},
            # with a plain PDF, a character that no font has would be a blank
            pdf_standards="a-2b",
        )
    except typst.TypstError as error:
        raise _explained(error.diagnostic, envelope) from None
    assert isinstance(content, bytes)
    return content


def _explained(diagnostic: str, envelope: str) -> Exception:
    """The error that the user can put right; an AssertionError for what they cannot."""
    absent = [_unescaped(told) for told in _WITHOUT_GLYPH.findall(diagnostic)]
    if absent:
        signs = list(dict.fromkeys(sign for told in absent for sign in told))
        return WorldError(
            f"No font on this machine has {_named(signs)}. Install one that has "
            "(the Noto fonts have nearly all), or write it without."
        )
    if "larger than the envelope" in diagnostic:
        return UsageError(
            f"The address is too long for an envelope of size {envelope}; shorten it "
            "with `followup contact edit`, or print none: followup config set print.envelope none"
        )
    return AssertionError(diagnostic)


def _unescaped(text: str) -> str:
    r"""Text as typst quotes it, `\u{200d}` for what cannot be seen."""
    return re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), text)


def _named(signs: list[str]) -> str:
    named = [f"{sign} (U+{ord(sign):04X})" for sign in signs[:_SHOWN]]
    more = [f"{len(signs) - _SHOWN} more"] if len(signs) > _SHOWN else []
    *some, last = [*named, *more]
    return f"{', '.join(some)} and {last}" if some else last
