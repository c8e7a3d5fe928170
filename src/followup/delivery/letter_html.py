"""A note as a letter with its envelope, to be printed by a browser. Pure.

The page holds no script, loads nothing, and says so itself; every text in it is escaped.
"""

from html import escape

from followup.delivery import letter
from followup.delivery.letter import ENVELOPES, PAPERS, Stationery, Written
from followup.domain.model import Note, Occasion

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{subject}</title>
<style>
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
</style>
</head>
<body>
<section class="letter">
{letter}
</section>
{envelope}</body>
</html>
"""


def letter_html(note: Note, occasion: Occasion, stationery: Stationery) -> Written:
    """The letter, and its envelope as the last page, as HTML in UTF-8."""
    found = letter.letter(note, occasion, stationery.paper)
    width, height = PAPERS[stationery.paper]
    text = _PAGE.format(
        language=found.language,
        subject=escape(found.subject),
        paper=_size(width, height),
        width=width,
        height=height,
        letter="\n".join(_letter(found)),
        envelope_page=_envelope_page(stationery.envelope),
        envelope=_envelope(found) if stationery.envelope else "",
    )
    return Written(text.encode(), tuple(letter.remarks(found, occasion, stationery)))


def _letter(found: letter.Letter) -> list[str]:
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


def _envelope(found: letter.Letter) -> str:
    sender = _paragraph("return", found.sender, *found.sender_address)
    delivery = _paragraph("delivery", *found.recipient)
    return f'<section class="envelope">\n{sender}\n{delivery}\n</section>\n'


def _paragraph(name: str, *texts: str) -> str:
    """`texts` one a line; the browser finds the direction of each paragraph from its letters."""
    named = f' class="{name}"' if name else ""
    return f'<p dir="auto"{named}>{"<br>".join(map(escape, texts))}</p>'


def _size(width: float, height: float) -> str:
    return f"{width}mm {height}mm"
