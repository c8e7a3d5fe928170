"""vCard: what we write, others read; what others write, of any version, we read or refuse."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.errors import UsageError
from followup.domain.model import Contact
from followup.domain.records import Card, Hints, StoredRecords
from followup.domain.text import is_nobody
from followup.formats import vcard
from followup.formats.encoding import OCTETS, Line, folded, parsed, unfolded

PRIYA = Contact(
    1, "Priya Shah", "Acme; Sons, Ltd.", "Head of Data", "priya@acme.example", "+1 555 0100",
    "1 Main St\nSpringfield", note="met at PyCon\nlikes tea \\ coffee",
)  # fmt: skip
UID = "0123456789abcdef"
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=80
).map(str.strip)


def lines(text: str) -> list[Line]:
    """The properties of a text."""
    return [parsed(number, row) for number, row in unfolded(text) if row.strip()]


def kept(*people: Contact) -> StoredRecords:
    """A store that holds some contacts."""
    return cast(
        "StoredRecords", SimpleNamespace(people=lambda: ((UID, person) for person in people))
    )


def read(text: str) -> tuple[Card, ...]:
    return vcard.read(text.encode(), Hints()).cards


def card(*properties: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""])


@pytest.mark.parametrize("write", [vcard.write, vcard.write_4])
def test_what_is_written_is_read_again(write: Any) -> None:
    text = "".join(write(kept(PRIYA, Contact(2, "Tom"))))
    assert read(text) == (
        Card("Line 1", "Priya Shah", "Acme; Sons, Ltd.", "Head of Data", "priya@acme.example",
             "+1 555 0100", "1 Main St\nSpringfield", PRIYA.note, UID),
        Card("Line 13", "Tom", uid=UID),
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("write", [vcard.write, vcard.write_4])
@pytest.mark.parametrize(
    ("name", "prefix", "given", "family"),
    [
        ("Priya Shah", "", "Priya", "Shah"),
        ("Dr. Priya Shah", "Dr.", "Priya", "Shah"),
        ("Prof. Dr. Weber", "Prof. Dr.", "", "Weber"),
        ("dr Ann May Lee", "dr", "Ann May", "Lee"),
        ("Frau Lang", "Frau", "", "Lang"),
        ("Dr.", "", "", "Dr."),
        ("Drake Prof", "", "Drake", "Prof"),
        ("Dr. A; B, C", "Dr.", "A; B,", "C"),
    ],
)
def test_a_name_is_written_in_its_parts(
    write: Any, name: str, prefix: str, given: str, family: str
) -> None:
    import vobject  # type: ignore[import-untyped]  # it has no types

    text = "".join(write(kept(Contact(1, name))))
    parts = vobject.readOne(text).n.value
    assert (parts.prefix, parts.given, parts.family) == (prefix, given, family)
    assert (parts.additional, parts.suffix) == ("", "")
    without = "".join(row for row in text.splitlines(keepends=True) if row[:3] != "FN:")
    assert [one.name for one in read(text)] == [one.name for one in read(without)] == [name]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("write", [vcard.write, vcard.write_4])
def test_another_library_reads_the_same(write: Any) -> None:
    import vobject

    made = vobject.vCard()
    made.add("fn").value = "Zoë Ångström, Dr."
    made.add("n").value = vobject.vcard.Name(family="Ångström", given="Zoë")
    made.add("org").value = ["Globex; Inc.", "Research"]
    made.add("note").value = "one\ntwo " + "ü" * 100
    (found,) = read(made.serialize())
    assert (found.name, found.company) == ("Zoë Ångström, Dr.", "Globex; Inc.")
    assert found.note == "one\ntwo " + "ü" * 100


@given(TEXT.filter(lambda name: name and not is_nobody(name)), TEXT, TEXT)
def test_every_text_survives(name: str, company: str, note: str) -> None:
    text = "".join(vcard.write(kept(Contact(1, name, company, note=note))))
    (found,) = read(text)
    assert (found.name, found.company, found.note) == (name, company, note)


@given(st.text())
def test_no_text_makes_a_line_of_its_own_or_a_long_one(note: str) -> None:
    note = note.encode("utf-8", "replace").decode()
    text = "".join(vcard.write(kept(Contact(1, "Ann", note=note))))
    rows = text.encode().split(b"\r\n")
    assert all(len(row) <= OCTETS for row in rows)
    assert not any(
        control in text.replace("\r\n", "") for control in "\r\n\v\f\x85\u2028\u2029\x1b"
    )
    assert {line.name for line in lines(text)} <= {
        "BEGIN",
        "VERSION",
        "UID",
        "FN",
        "N",
        "NOTE",
        "END",
    }


@pytest.mark.parametrize("length", [0, 74, 75, 76, 149, 150, 151, 400])
def test_a_line_is_cut_at_75_octets_and_put_together_again(length: int) -> None:
    line = "NOTE:" + "ü" * length
    assert all(len(row.encode()) <= OCTETS for row in folded(line).split("\r\n"))
    assert "".join(one.value for one in lines(folded(line))) == "ü" * length


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (card("FN:Ann"), Card("Line 1", "Ann")),
        (card("N:Lee;Ann;May;Dr.;PhD"), Card("Line 1", "Dr. Ann May Lee PhD")),
        (card("item1.FN:Ann", "item1.EMAIL;type=INTERNET:a@b.co"), Card("Line 1", "Ann", email="a@b.co")),
        (card("N:Shah;Priya;;;", "FN:Shah Priya"), Card("Line 1", "Priya Shah")),
        (card("N:Shah;Priya;;;", "FN:Priya Shah"), Card("Line 1", "Priya Shah")),
        (card("N:山田;太郎;;;", "FN:山田太郎"), Card("Line 1", "山田太郎")),
        (card("FN:Ann", "EMAIL:a@b.co", "EMAIL;TYPE=PREF:c@d.co"), Card("Line 1", "Ann", email="c@d.co")),
        (card("FN:Ann", "EMAIL:a@b.co", "EMAIL;PREF=1:c@d.co", version="4.0"), Card("Line 1", "Ann", email="c@d.co")),
        (card("FN:Ann", 'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555', version="4.0"), Card("Line 1", "Ann", phone="+1-555")),
        (card("FN:Ann", "ADR;TYPE=WORK:;Room 2;1 Main St;Town;ST;12345;USA"),
         Card("Line 1", "Ann", address="1 Main St\nRoom 2\nTown ST 12345\nUSA")),
        (card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=52=75=E2=", "=9A=BD", version="2.1"), Card("Line 1", "Ru⚽")),
        (card("FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Ren=E9", version="2.1"), Card("Line 1", "René")),
        (card("FN:Ann", "TITLE;LANGUAGE=en:Boss", "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUFB" * 50_000), Card("Line 1", "Ann", title="Boss")),
        (card("FN:An", " n", "NOTE:a\\, b\\; c\\\\ d\\nE"), Card("Line 1", "Ann", note="a, b; c\\ d\nE")),
        (card("FN:Ann").replace("\r\n", "\n"), Card("Line 1", "Ann")),
        (card("FN:Ann", "REV:2018-06-07-T081353Z"), Card("Line 1", "Ann")),
    ],
)  # fmt: skip
def test_cards_of_every_version_are_read(text: str, wanted: Card) -> None:
    assert read(text) == (wanted,)


GERMAN = ("", "c/o Lang", "Hauptstr. 1", "Berlin", "", "10115", "Germany")
LETTER = "Hauptstr. 1\nc/o Lang\n10115 Berlin\nGermany"


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (GERMAN, LETTER),
        (("", "", "Hauptstr. 1", "Berlin", "", "10115", ""), "Hauptstr. 1\n10115 Berlin"),
        (("", "", "Via Roma 1", "Milano", "MI", "20121", "Italia"), "Via Roma 1\n20121 Milano MI\nItalia"),
        (("", "", "Dam 1", "Amsterdam", "", "1012 JS", "NL"), "Dam 1\n1012 JS Amsterdam\nNL"),
        (("", "", "", "Wien", "", "A-1010", ""), "A-1010 Wien"),
        (("", "", "1 Main St", "Town", "ST", "12345", ""), "1 Main St\nTown ST 12345"),
        (("", "", "1 Main St", "Town", "Ohio", "12345", "usa"), "1 Main St\nTown Ohio 12345\nusa"),
        (("", "", "10 Downing St", "London", "", "SW1A 2AA", ""), "10 Downing St\nLondon SW1A 2AA"),
        (("", "", "1 Rue", "Ottawa", "ON", "K1A 0B1", "Kanada"), "1 Rue\nOttawa ON K1A 0B1\nKanada"),
        (("Box 7", "", "", "Oslo", "", "0150", "Norway"), "Box 7\n0150 Oslo\nNorway"),
        (("", "", "1, Main; St", "", "", "", ""), "1, Main; St"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_address_of_another_program_is_as_on_a_letter(
    parts: tuple[str, ...], wanted: str
) -> None:
    import vobject

    made = vobject.vCard()
    made.add("fn").value = "Ann"
    made.add("n").value = vobject.vcard.Name(given="Ann")
    names = ("box", "extended", "street", "city", "region", "code", "country")
    told = dict(zip(names, parts, strict=True))
    made.add("adr").value = vobject.vcard.Address(**told)
    (found,) = read(made.serialize())
    assert found.address == wanted
    (found,) = read(made.serialize().replace("VERSION:3.0", "VERSION:4.0"))
    assert found.address == wanted


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_label_of_another_program_is_the_address() -> None:
    import vobject

    made = vobject.vCard()
    made.add("fn").value = "Ann"
    made.add("n").value = vobject.vcard.Name(given="Ann")
    made.add("adr").value = vobject.vcard.Address(street="Elsewhere")
    made.add("label").value = "Frau Ann\nHauptstr. 1, Hof 2\n10115 Berlin"
    (found,) = read(made.serialize())
    assert found.address == "Frau Ann\nHauptstr. 1, Hof 2\n10115 Berlin"


ADR = ";;1 Main St;Town;ST;12345;"
COMPOSED = "1 Main St\nTown ST 12345"


@pytest.mark.parametrize(
    ("properties", "version", "wanted"),
    [
        ([f'ADR;LABEL="Esq.\\nMail Drop: TNE, QB\\nTown; ST":{ADR}'], "4.0", "Esq.\nMail Drop: TNE, QB\nTown; ST"),
        ([f'ADR;LABEL="Esq.^nThe ^\'Box^\'^n^^":{ADR}'], "4.0", 'Esq.\nThe "Box"\n^'),
        ([f'ADR;LABEL="":{ADR}'], "4.0", COMPOSED),
        ([f"ADR:{ADR}", 'ADR;PREF=1;LABEL="Here":;;;;;;'], "4.0", "Here"),
        ([f"ADR;TYPE=work:{ADR}", "LABEL;TYPE=work:A\\n B \\n"], "3.0", "A\nB"),
        ([f"ADR;TYPE=work:{ADR}", "LABEL;TYPE=home:A"], "3.0", COMPOSED),
        ([f'ADR;TYPE="work,pref":{ADR}', "LABEL;TYPE=home:A", "LABEL;TYPE=work:B"], "3.0", "B"),
        ([f"ADR;TYPE=work:{ADR}", "LABEL:A"], "3.0", "A"),
        (["LABEL;TYPE=home:A\\nB"], "3.0", "A\nB"),
        ([f"ADR;HOME:{ADR}", "LABEL;HOME;ENCODING=QUOTED-PRINTABLE:Stra=C3=9Fe 1=0D=0ABern"], "2.1", "Straße 1\nBern"),
        ([f"ADR;HOME:{ADR}", "LABEL;WORK:A"], "2.1", COMPOSED),
        ([f"ADR:{ADR}", "LABEL: "], "3.0", COMPOSED),
    ],
)  # fmt: skip
def test_a_label_is_taken_where_it_is_there(
    properties: list[str], version: str, wanted: str
) -> None:
    (found,) = read(card("FN:Ann", *properties, version=version))
    assert found.address == wanted


@pytest.mark.parametrize("write", [vcard.write, vcard.write_4])
def test_the_lines_of_an_address_survive(write: Any) -> None:
    (found,) = read("".join(write(kept(Contact(1, "Ann", address=LETTER)))))
    assert found.address == LETTER


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"FN;CHARSET=ISO-8859-1:Ren\xe9", "René"),
        (b"FN;charset=iso-8859-15;LANGUAGE=fr:\xa4", "€"),
        (b"item1.FN;LANGUAGE=fr;CHARSET=Windows-1252:\x80:\xe9", "€:é"),
        (b"FN;CHARSET=WINDOWS-1252:Ren\xe9\r\n  M\xfcller", "René Müller"),
        (b"FN;CHARSET=ISO-8859-1:Ren\xc3\xa9", "René"),
        (b"FN;CHARSET=UTF-8:Ren\xc3\xa9\r\nN;CHARSET=ISO-8859-1:\xe9", "René"),
    ],
)
def test_a_text_is_read_by_the_charset_that_it_declares(content: bytes, name: str) -> None:
    book = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + content + b"\r\nEND:VCARD\r\n"
    (found,) = vcard.read(book, Hints()).cards
    assert found.name == name


@pytest.mark.parametrize(
    "content",
    [
        b"FN:Ren\xe9",
        b"FN;CHARSET=UTF-8:Ren\xe9",
        b"FN;CHARSET=UTF-7:Ren\xe9",
        b"FN;CHARSET=WINDOWS-1252:\x81",
        b"FN:Ann\r\nNOTE;CHARSET=ISO-8859-1:\xe9\r\nTITLE:\xe9",
    ],
)
def test_a_text_that_is_of_no_declared_charset_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="is not UTF-8"):
        vcard.read(b"BEGIN:VCARD\r\n" + content + b"\r\nEND:VCARD\r\n", Hints())


@pytest.mark.parametrize("nobody", [card(), card("ORG:Acme"), card("FN: ", "N:;;;;", "TEL:1")])
def test_a_card_of_nobody_is_left_out_with_a_remark(nobody: str) -> None:
    book = vcard.read((card("FN:Ann") + nobody + card("FN:Tom")).encode(), Hints())
    assert [one.name for one in book.cards] == ["Ann", "Tom"]
    assert book.remarks == ("Line 5: this card names nobody, so it was left out.",)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("hello", "Line 4: this is no property such as NAME:value"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=KLINGON:x", "there is no charset 'KLINGON'"),
    ],
)
def test_a_line_that_cannot_be_read_is_left_out_with_a_remark(line: str, sentence: str) -> None:
    book = vcard.read((card("FN:Ann", line) + card("FN:Tom")).encode(), Hints())
    assert [one.name for one in book.cards] == ["Ann", "Tom"]
    (remark,) = book.remarks
    assert sentence in remark
    assert remark.endswith("It was left out.")


def test_half_a_letter_is_a_sign_of_its_own() -> None:
    (one,) = read(card("FN;ENCODING=QUOTED-PRINTABLE:Ann=C3"))
    assert one.name == "Ann\ufffd"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Shah Priya", "Priya Shah"),
        ("Shah, Priya", "Priya Shah"),
        ("priya@acme.example", "Priya Shah"),
        ("Dr. Priya Ann Shah", "Dr. Priya Ann Shah"),
        ("Priya Shah, Dr.", "Priya Shah, Dr."),
        ("ShahPriya", "ShahPriya"),
    ],
)
def test_the_parts_of_a_name_have_the_last_word(shown: str, name: str) -> None:
    (one,) = read(card("N:Shah;Priya;;;", f"FN:{shown}"))
    assert one.name == name


@pytest.mark.parametrize("head", ["PHOTO;ENCODING=b;TYPE=JPEG:", "item1.LOGO;BASE64:"])
def test_a_picture_may_stand_on_lines_that_are_not_indented(head: str) -> None:
    (one,) = read(card(f"{head}AAAA", "BB+/BBBB", "CC==", "FN:Ann"))
    assert one.name == "Ann"


def test_a_card_that_names_itself_is_known_by_that() -> None:
    one, other = read(card("FN:Ann", "UID:urn:uuid:1") + card("FN:Ann", "UID:urn:uuid:2"))
    assert len(one.uid) == len(other.uid) == 16
    assert one.uid != other.uid


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("BEGIN:VCARD\r\nFN:Ann", "Line 1: this card has no END:VCARD"),
        (card(), "Line 1: this card has no name (FN)"),
        (card("ORG:Acme") + card(), "Line 1: this card has no name (FN)"),
        ("FN:Ann\r\n", "Line 1: this is outside of BEGIN:VCARD"),
        (card("BEGIN:VCARD"), "Line 3: BEGIN:VCARD is out of place"),
    ],
)  # fmt: skip
def test_what_is_no_card_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(text)
    assert sentence in str(refused.value)
