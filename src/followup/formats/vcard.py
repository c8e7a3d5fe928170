"""vCard: people, as address books hold them. 3.0 and 4.0 are written, 2.1, 3.0 and 4.0 are read."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile

from followup.domain.blanks import is_blank
from followup.domain.errors import UsageError
from followup.domain.model import Contact
from followup.domain.records import Card, Cards, Hints, StoredRecords, called, limited, uid_of
from followup.domain.text import fold
from followup.formats.contentline import Line, components, escaped, folded, lines, unescaped
from followup.formats.encoding import lined

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

    So are, with a remark, cards without a name, such as those of companies. UsageError, with the
    line, where a card is broken or none has a name.
    """
    del hints  # a card has no columns
    text = lined(_DECLARED.sub(_in_utf8, content))
    told = [_person(card) for card in limited(_cards(text))]
    named = tuple(card for card in told if card.name)
    if told and not named:
        raise UsageError(
            f"{told[0].place}: this card has no name (FN); give it one, or take it out."
        )
    nobody = (card.place for card in told if not card.name)
    return Cards(
        named, tuple(f"{place}: this card names nobody, so it was left out." for place in nobody)
    )


def _in_utf8(said: re.Match[bytes]) -> bytes:
    """A property in UTF-8; as it is where it is in that already, or not in what it declares."""
    with suppress(UnicodeDecodeError):
        said[0].decode()
        return said[0]
    with suppress(UnicodeDecodeError):
        return said[0].decode(said[1].decode()).encode()
    return said[0]


def _cards(text: str) -> Iterator[list[Line]]:
    card: list[Line] = []
    inside = False
    for line in lines(text):
        is_mark = line.name in ("BEGIN", "END") and line.value.strip().upper() == "VCARD"
        if is_mark and (line.name == "BEGIN") == inside:
            raise UsageError(
                f"Line {line.number}: {line.name}:VCARD is out of place; mend the file."
            )
        if is_mark and inside:
            yield card
        if is_mark:
            inside, card = not inside, [line]
        elif inside:
            card.append(line)
        else:
            raise UsageError(f"Line {line.number}: this is outside of BEGIN:VCARD; mend the file.")
    if inside:
        raise UsageError(f"Line {card[0].number}: this card has no END:VCARD; the file is cut off.")


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
    said = _text(card, "FN")
    for line in _of(card, "N"):
        family, given, *_ = (*components(line.value), "", "")
        if given and family and fold(said) == fold(f"{family} {given}"):
            return f"{given} {family}"
    return said or _composed(card)


def _composed(card: Sequence[Line]) -> str:
    """The name that the parts of N make: prefix, given, further, family, suffix."""
    for line in _of(card, "N"):
        parts = (*components(line.value), "", "", "", "", "")
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
    box, further, street, town, region, code, country = (*components(line.value), *[""] * 7)[:7]
    place = (town, region, code) if _code_is_last(region, code, country) else (code, town, region)
    told = (street, further, box, " ".join(filter(None, place)), country)
    return "\n".join(part for part in told if part)


def _code_is_last(region: str, code: str, country: str) -> bool:
    """Whether the postal code stands behind the town: `London SW1A 1AA`, but `10115 Berlin`."""
    if fold(country) in CODE_LAST or re.match(r"[A-Za-z]{1,2}\d", code):
        return True
    return not country and bool(re.fullmatch("[A-Z]{2,3}", region))
