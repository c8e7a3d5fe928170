"""vCard: people, as address books hold them. 3.0 and 4.0 are written, 2.1, 3.0 and 4.0 are read."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile

from followup.domain.errors import UsageError
from followup.domain.model import Contact
from followup.domain.records import Card, Cards, Hints, StoredRecords, called, limited, uid_of
from followup.domain.safe_text import line
from followup.domain.text import fold, is_blank
from followup.formats.encoding import (
    Line,
    components,
    escaped,
    folded,
    lined,
    parsed,
    unescaped,
    unfolded,
)

CODE_LAST = frozenset((
    "us", "usa", "united states", "united states of america", "canada", "australia", "new zealand",
    "uk", "gb", "united kingdom", "great britain", "england", "scotland", "wales", "ireland",
    "northern ireland", "india", "pakistan", "singapore", "hong kong", "taiwan", "thailand",
    "indonesia", "south korea", "korea", "saudi arabia", "bangladesh", "nepal",
))  # fmt: skip
"""Countries whose postal codes stand behind the town, as `fold` spells them."""

_TITLE = re.compile(
    r"(?:dr|prof|professor(?:in)?|mr|mrs|ms|mx|miss|rev|herrn?|frau|judge|sir|dame)\.?$",
    re.IGNORECASE,
)

_DECLARED = re.compile(
    rb"^(?>[^:\r\n]*?;CHARSET=(ISO-8859-15?|WINDOWS-1252)(?=[;:]))[^:\r\n]*+:"
    rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
"""A property of version 2.1 that declares a charset of its own, with the lines that continue it."""


def write(kept: StoredRecords) -> Iterator[str]:
    """A card of version 3.0, which every address book reads, for each contact."""
    return _written(kept, "3.0")


def write_4(kept: StoredRecords) -> Iterator[str]:
    """A card of version 4.0 for each contact."""
    return _written(kept, "4.0")


def _written(kept: StoredRecords, version: str) -> Iterator[str]:
    for uid, person in kept.people():
        yield "".join(folded(line) for line in _card(version, uid, person))


def _card(version: str, uid: str, person: Contact) -> Iterator[str]:
    yield from ("BEGIN:VCARD", f"VERSION:{version}")
    yield f"UID:{escaped(called(uid))}"
    yield f"FN:{escaped(person.name)}"
    yield f"N:{';'.join(map(escaped, _parts(person.name)))}"
    for name, value in (
        ("ORG", person.company),
        ("TITLE", person.title),
        ("EMAIL", person.email),
        ("TEL", person.phone),
        ("NOTE", person.note),
    ):
        if value:
            yield f"{name}:{escaped(value)}"
    if person.address:
        yield f"ADR:;;{escaped(person.address)};;;;"
    yield "END:VCARD"


def _parts(name: str) -> tuple[str, str, str, str, str]:
    """A name as N has it: family, given, further, prefix, suffix."""
    words = name.split()
    titles = list(takewhile(_TITLE.match, words[:-1]))
    given, _, family = " ".join(words[len(titles) :]).rpartition(" ")
    return family, given, "", " ".join(titles), ""


def read(content: bytes, hints: Hints) -> Cards:
    """The people of an address book; photos and all that we keep no field for are passed over.

    So are, with a remark, cards without a name, of companies and of groups, and lines that are no
    property. UsageError, with the line, where a card is broken or none has a name.
    """
    del hints  # a card has no columns
    text = _mended(lined(_DECLARED.sub(_in_utf8, content)))
    remarks: list[str] = []
    cards = [(_person(card), _is_person(card)) for card in limited(_cards(text, remarks))]
    named = tuple(card for card, is_person in cards if card.name and is_person)
    for card, is_person in cards:
        if not is_person:
            remarks.append(
                f"{card.place}: {line(card.name) or 'this card'} is a company or a group, so it "
                "was left out."
            )
        elif not card.name:
            remarks.append(f"{card.place}: this card names nobody, so it was left out.")
    if cards and not any(card.name for card, _ in cards):
        raise UsageError(
            f"{cards[0][0].place}: this card has no name (FN); give it one, or take it out."
        )
    return Cards(named, tuple(remarks))


_PHOTO = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)(?=[;:])[^\r\n]*(?:BASE64|ENCODING=B)[^\r\n]*"
    r"(?:(?:\r\n|\n|\r)[A-Za-z0-9+/=]+(?=[\r\n]))+",
    re.IGNORECASE | re.MULTILINE,
)
"""A picture whose further lines are not indented, as they must be."""


def _mended(text: str) -> str:
    """`text` with the lines of pictures indented."""
    return _PHOTO.sub(lambda said: re.sub(r"(\r\n|\n|\r)", r"\1 ", said[0]), text)


_NO_PEOPLE = {
    ("KIND", "org"), ("KIND", "group"), ("KIND", "location"), ("KIND", "application"),
    ("X-ADDRESSBOOKSERVER-KIND", "group"), ("X-ABSHOWAS", "company"),
}  # fmt: skip
"""The properties that say that a card is of no person."""


def _is_person(card: Sequence[Line]) -> bool:
    """Whether a card is of a person, as far as it says."""
    return not any((one.name, one.value.strip().casefold()) in _NO_PEOPLE for one in card)


def _in_utf8(match: re.Match[bytes]) -> bytes:
    """A property in UTF-8; as it is where it is in that already, or not in what it declares."""
    with suppress(UnicodeDecodeError):
        match[0].decode()
        return match[0]
    with suppress(UnicodeDecodeError):
        return match[0].decode(match[1].decode()).encode()
    return match[0]


def _cards(text: str, remarks: list[str]) -> Iterator[list[Line]]:
    """The properties of each card; `remarks` on the lines in one that are none."""
    card: list[Line] = []
    for number, row in unfolded(text):
        mark = row.strip().upper()
        if mark in _AROUND or not mark:
            continue
        if (mark == "BEGIN:VCARD" and card) or (mark == "END:VCARD" and not card):
            raise UsageError(f"Line {number}: {mark} is out of place; mend the file.")
        if not card and mark != "BEGIN:VCARD":
            parsed(number, row)
            raise UsageError(f"Line {number}: this is outside of BEGIN:VCARD; mend the file.")
        try:
            card.append(parsed(number, row))
        except UsageError as error:
            remarks.append(f"{error} It was left out.")
        if mark == "END:VCARD":
            yield card[:-1]
            card = []
    if card:
        raise UsageError(f"Line {card[0].number}: this card has no END:VCARD; the file is cut off.")


_AROUND = ("BEGIN:VADDRESSBOOK", "END:VADDRESSBOOK")
"""What some programs write around the cards."""


def _person(card: Sequence[Line]) -> Card:
    """Who a card is of; without a name where it has none."""
    told, name = _text(card, "UID"), _name(card)
    return Card(
        place=f"Line {card[0].number}",
        name="" if is_blank(name) else name,
        company=_first(card, "ORG"),
        title=_text(card, "TITLE") or _text(card, "ROLE"),
        email=_text(card, "EMAIL").removeprefix("mailto:"),
        phone=_text(card, "TEL").removeprefix("tel:"),
        address=_address(card),
        note=_text(card, "NOTE"),
        uid=uid_of(told) if told else "",
    )


def _of(card: Sequence[Line], name: str) -> list[Line]:
    """The properties of that name, the preferred one first."""
    return sorted(
        (line for line in card if line.name == name), key=lambda line: not _preferred(line)
    )


def _preferred(line: Line) -> bool:
    return "PREF" in _types(line) or "PREF" in line.params


def _types(line: Line) -> set[str]:
    """What a property is for; in version 2.1 a type stands by itself (`;HOME`)."""
    told = (one for said in line.params.get("TYPE", ()) for one in said.split(","))
    return {one.upper() for one in (*told, *line.params)}


def _text(card: Sequence[Line], name: str) -> str:
    return next((unescaped(line.value).strip() for line in _of(card, name)), "")


def _first(card: Sequence[Line], name: str) -> str:
    return next((components(line.value)[0] for line in _of(card, name)), "")


def _name(card: Sequence[Line]) -> str:
    """The name of a card, given name first where N says which one that is and FN has it last."""
    text = _text(card, "FN")
    for one in _of(card, "N"):
        family, given, *_ = (*components(one.value), "", "")
        if text and given and family and not _agrees(text, given, family):
            return f"{given} {family}"
    return text or _composed(card)


def _agrees(value: str, given: str, family: str) -> bool:
    """Whether a name as it is shown has both of its parts, the given one first.

    Where there are no spaces, the order is that of its script.
    """
    words, first, last = (_words(text) for text in (value, given, family))
    if len(words) == 1:
        return words[0] in ("".join(last + first), "".join(first + last))
    places = [words.index(part[0]) for part in (first, last) if part and part[0] in words]
    return not (first and last) or (len(places) == 2 and places[0] < places[1])


def _words(text: str) -> list[str]:
    return [word.strip(",.;") for word in fold(text).split()]


def _composed(card: Sequence[Line]) -> str:
    """The name that the parts of N make: prefix, given, further, family, suffix."""
    for one in _of(card, "N"):
        parts = (*components(one.value), "", "", "", "", "")
        return " ".join(parts[place] for place in (3, 1, 2, 0, 4) if parts[place])
    return ""


def _address(card: Sequence[Line]) -> str:
    """A postal address as the lines of a letter: its label, else what its parts make."""
    told = next(iter(_of(card, "ADR")), None)
    labels = (
        [unescaped(_uncareted(label)) for label in told.params.get("LABEL", ())] if told else []
    )
    labels += [unescaped(line.value) for line in _of(card, "LABEL") if _of_one_place(line, told)]
    for label in labels:
        if rows := [row.strip() for row in label.splitlines() if row.strip()]:
            return "\n".join(rows)
    return _composed_address(told) if told else ""


def _uncareted(text: str) -> str:
    """The text of a parameter (RFC 6868)."""
    return re.sub(r"\^([n'^])", lambda said: {"n": "\n", "'": '"', "^": "^"}[said[1]], text)


def _of_one_place(label: Line, address: Line | None) -> bool:
    """Whether a label is that of an address, as far as both say whether at home or at work."""
    places = [_types(one) & {"HOME", "WORK"} for one in (label, address) if one]
    return len(places) == 1 or places[0] == places[1] or not all(places)


def _composed_address(line: Line) -> str:
    return address_lines(*(*components(line.value), *[""] * 7)[:7])


def address_lines(
    box: str, further: str, street: str, town: str, region: str, code: str, country: str
) -> str:
    """The parts of an address as the lines of a letter, in the order of the country."""
    place = (town, region, code) if _code_is_last(region, code, country) else (code, town, region)
    told = (street, further, box, " ".join(filter(None, place)), country)
    return "\n".join(part for part in told if part)


def _code_is_last(region: str, code: str, country: str) -> bool:
    """Whether the postal code stands behind the town: `London SW1A 1AA`, but `10115 Berlin`."""
    if fold(country) in CODE_LAST or re.match(r"[A-Za-z]{1,2}\d", code):
        return True
    return not country and bool(re.fullmatch("[A-Z]{2,3}", region))
