"""A letter taken apart: what stands where on the sheet and on the envelope, however it is printed.

Pure. Every text is one line that can be shown; who prints it escapes it for their own format.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from followup.domain.errors import UsageError
from followup.domain.model import Note, Occasion
from followup.domain.safe_text import line, lines, named
from followup.notes.languages import ENGLISH, code_of, language

Lines = tuple[str, ...]


_LONGEST_CLOSING = 40


_NUMBER = re.compile(r"\d+\s?[A-Za-z]?")


_STATE_AND_CODE = re.compile(r"[A-Z]{2,3}\.? [0-9][\d -]{2,9}|[A-Z]{2} [A-Z]\d[A-Z] ?\d[A-Z]\d")


def recipient(occasion: Occasion) -> Lines:
    """Name, title, company and postal address of whom the letter goes to, as far as known."""
    contact = occasion.contact
    if contact is None:
        via = occasion.via if occasion.kind != "thank_you" else ""
        return _filled(via or occasion.company)
    company = contact.company or ("" if occasion.kind == "thank_references" else occasion.company)
    address = address_lines(contact.address)
    named = _filled(contact.name, contact.title, company)
    return (*(each for each in named if each not in address), *address)


@dataclass(frozen=True, slots=True)
class Letter:
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
    told = lines(address).strip()
    if "\n" in told:
        return _filled(*told.split("\n"))
    rows: list[str] = []
    for piece in _filled(*re.split(r"[,;]\s", told)):
        if rows and (_NUMBER.fullmatch(rows[-1]) or _STATE_AND_CODE.fullmatch(piece)):
            rows[-1] += f", {piece}"
        else:
            rows.append(piece)
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Stationery:
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


@dataclass(frozen=True, slots=True)
class Sending:
    """A note with all that its form may ask for.

    `number` is the follow-up's; `now` is aware, the moment at which the form is written.
    """

    note: Note
    occasion: Occasion
    number: int
    now: datetime
    stationery: Stationery = Stationery()


@dataclass(frozen=True, slots=True)
class Written:
    """A form, ready for a file or a pipe, and sentences for the user about what it goes without."""

    content: bytes
    remarks: tuple[str, ...] = ()
