"""What is printed as a PDF, set by typst (the extra `print`): a letter with its envelope. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from followup.delivery import letter
from followup.delivery.letter import ENVELOPES, PAPERS, Stationery, Written
from followup.domain import install_hint
from followup.domain.errors import UsageError, WorldError
from followup.domain.model import Note, Occasion

_WITHOUT_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_SHOWN = 12
"""So many characters without a font are named, no more."""


def letter_pdf(note: Note, occasion: Occasion, stationery: Stationery) -> Written:
    """The letter, and its envelope as the last page, as a PDF/A; the same facts, the same bytes.

    Raises as `typeset`; UsageError, too, for an address that fits on no envelope.
    """
    found = letter.letter(note, occasion, stationery.paper)
    on = occasion.today
    data = {
        "letter": asdict(found),
        "on": (on.year, on.month, on.day),
        "envelope": ENVELOPES.get(stationery.envelope),
    }
    content = typeset("letter.typ", data, stationery.paper, stationery.envelope)
    return Written(content, tuple(letter.remarks(found, occasion, stationery)))


def typeset(name: str, data: Mapping[str, Any], paper: str, envelope: str = "") -> bytes:
    """A PDF/A of `data` on a paper of PAPERS, as the file of that name beside this one sets it.

    WorldError without typst, or where no font has a character of it: it names the characters.
    """
    try:
        import typst  # 10 ms, and 25 MB that only what is printed needs
    except ImportError:
        raise WorldError(
            "A PDF needs typst; without it, --format html prints from any browser. "
            f"Install it with: {install_hint.command('typst')}"
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


def _unescaped(told: str) -> str:
    r"""Text as typst quotes it, `\u{200d}` for what cannot be seen."""
    return re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), told)


def _named(signs: list[str]) -> str:
    named = [f"{sign} (U+{ord(sign):04X})" for sign in signs[:_SHOWN]]
    more = [f"{len(signs) - _SHOWN} more"] if len(signs) > _SHOWN else []
    *some, last = [*named, *more]
    return f"{', '.join(some)} and {last}" if some else last
