"""CSV: what is written is read again, what a spreadsheet would run is not, and no file is guessed at."""

import codecs
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.errors import UsageError
from followup.domain.model import Application, Concern, Contact, Interview, Met, Promise
from followup.domain.records import (
    COLUMNS,
    Cards,
    Hints,
    InterviewRecord,
    Row,
    Rows,
    StoredRecords,
)
from followup.formats import table

HEAD = "company,role,at,note\n"
ROW = "Acme,Dev,2026-03-03T10:00,hi\n"
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
LIVE = st.sampled_from([*"=+-@\t\r＝＋－＠'", ""])


class Sheet(NamedTuple):
    """The rows of a file and its mark."""

    rows: tuple[Row, ...]
    mark: str


def read(text: str | bytes, **names: str) -> Sheet:
    content = text.encode() if isinstance(text, str) else text
    return whole(table.read_csv(content, Hints(names)))


def whole(found: Rows | Cards) -> Sheet:
    """What was read, with all its rows."""
    assert isinstance(found, Rows)
    return Sheet(tuple(found.rows), found.mark)


def kept(*talks: InterviewRecord) -> StoredRecords:
    """A store that holds some interviews."""
    return cast("StoredRecords", SimpleNamespace(talks=lambda: iter(talks)))


def talk(**texts: str) -> InterviewRecord:
    """An interview with these texts in its fields."""
    person = Contact(1, texts.get("contact", "Ann"), email="ann@acme.example")
    at = datetime(2026, 3, 3, 10, tzinfo=UTC)
    interview = Interview(
        1, "panel", date(2026, 3, 3), time(10), "UTC", 45, at, at, date(2026, 3, 3), 1,
        note=texts.get("note", ""), strengths=("one", "two"),
        concerns=(Concern("slow", "not any more"), Concern("dear")),
        people=(Met(person, texts.get("topic", "")), Met(Contact(2, "Tom"))),
    )  # fmt: skip
    promises = (
        Promise(1, "they", date(2026, 3, 9), date(2026, 3, 3), 1),
        Promise(2, "you", date(2026, 3, 5), date(2026, 3, 3), 1, "the link"),
        Promise(3, "you", date(2026, 3, 6), date(2026, 3, 3), 1),
    )
    return InterviewRecord(
        Application(1, texts.get("company", "Acme"), "Dev", 1), interview, promises, "held"
    )


def test_there_is_one_row_for_each_interview_and_contact_below_the_header() -> None:
    found = read("".join(table.write_csv(kept(talk()))))
    assert [row.place for row in found.rows] == ["Line 2", "Line 6"]
    assert [row.cells["contact"] for row in found.rows] == ["Ann", "Tom"]
    assert dict(found.rows[0].cells) == dict.fromkeys(COLUMNS, "") | {
        "company": "Acme", "role": "Dev", "stage": "panel", "at": "2026-03-03 10:00",
        "zone": "UTC", "minutes": "45", "contact": "Ann", "email": "ann@acme.example",
        "strength": "one\ntwo", "concern": "slow: not any more\ndear",
        "decision": "2026-03-09", "promise": "2026-03-05: the link\n2026-03-06", "status": "held",
    }  # fmt: skip


def test_an_empty_store_is_a_header_alone() -> None:
    assert "".join(table.write_csv(kept())) == ",".join(COLUMNS) + "\r\n"


@given(LIVE, TEXT)
def test_a_guarded_cell_is_not_run_and_is_the_same_when_it_is_read(first: str, rest: str) -> None:
    cell = first + rest
    assert not table.guarded(cell).startswith(table.LIVE)
    assert table.unguarded(table.guarded(cell)) == cell


@given(LIVE, TEXT)
def test_every_text_survives_the_way_out_and_in(first: str, rest: str) -> None:
    told = dict.fromkeys(("company", "contact", "topic", "note"), first + rest)
    row = read("".join(table.write_csv(kept(talk(**told))))).rows[0]
    assert {name: row.cells[name] for name in told} == told


def test_an_apostrophe_of_somebody_elses_file_stays() -> None:
    assert read(HEAD + "'t Hooft,Dev,2026-03-03,'n\n").rows[0].cells["company"] == "'t Hooft"


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ROW).encode(),
        codecs.BOM_UTF8 + (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-16"),
        codecs.BOM_UTF16_BE + (HEAD + ROW).encode("utf-16-be"),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace(",", "\t").encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace("\n", "\r").encode(),
        ("Company, Role ,AT,Note\n\n" + ROW + "\n\n").encode(),
    ],
)
def test_encodings_delimiters_and_ends_of_lines_are_found_out(content: bytes) -> None:
    (row,) = read(content).rows
    assert row.cells == {"company": "Acme", "role": "Dev", "at": "2026-03-03T10:00", "note": "hi"}


@pytest.mark.parametrize("sign", [*";,\t|"])
def test_a_first_line_may_say_what_parts_the_cells(sign: str) -> None:
    (row,) = read(f"sep={sign}\r\ncompany{sign}at\r\n\r\nAcme{sign}today\r\n").rows
    assert (row.place, row.cells["company"]) == ("Line 4", "Acme")
    with pytest.raises(UsageError, match=r"^Line 2: there is no column at"):
        read(f"sep={sign}\ncompany{sign}role\n")


def test_columns_of_other_names_are_mapped_or_left_out() -> None:
    found = read(
        "Firma;Datum;Bemerkung\nAcme;2026-03-03;x\n", firma="company", datum="at", bemerkung=""
    )
    assert found.rows[0].cells == {"company": "Acme", "at": "2026-03-03"}


def test_a_head_that_is_mapped_must_be_there() -> None:
    with pytest.raises(UsageError, match=r'there is no column "foo" to be mapped.*"Firma"'):
        read("Firma,Datum\nAcme,today\n", firma="company", datum="at", foo="note")


def test_what_heads_mean_is_remembered_by_the_mark_of_the_table() -> None:
    content = b"Firma;Datum\nAcme;2026-03-03\n"
    names = {"firma": "company", "datum": "at"}
    mark = whole(table.read_csv(content, Hints(names))).mark
    again = whole(table.read_csv(content, Hints(remembered={mark: names})))
    assert again.rows[0].cells == {"company": "Acme", "at": "2026-03-03"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        ("company,at,Gehalt,Ort\n", 'Line 1: unknown column "Gehalt", "Ort"'),
        ("company,at,Gehalt\n", '--map "Gehalt="'),
        ("company,role\n", "Line 1: there is no column at"),
        ("hello", 'Line 1: unknown column "hello"'),
        ("company,at,Company\n", "Line 1: the column company is there twice"),
        ((HEAD + "Caf\xe9,,,\n").encode("latin-1"), "Line 2: the byte 0xE9 is not UTF-8; it looks like ISO-8859-1"),
        ((HEAD + "“x”,,,\n").encode("cp1252"), "it looks like WINDOWS-1252"),
        ((HEAD + ROW).encode("utf-32"), "UTF-32"),
        ((HEAD + ROW).encode("utf-16")[:-1], "broken UTF-16"),
        ((HEAD + ROW).encode("utf-32-le"), "The file is UTF-32. Save it"),
        ((HEAD + ROW).encode("utf-32-be"), "The file is UTF-32. Save it"),
        ((HEAD + "株式会社ソニー,,,\n").encode("shift-jis"), "it looks like SHIFT_JIS"),
        ((HEAD + "株式会社ソニー,,,\n").encode("euc-jp"), "it looks like EUC-JP"),
        ((HEAD + "Рога и Копыта,,,\n").encode("koi8-r"), "is not UTF-8. Save it as UTF-8 in the program"),
        ((HEAD + "北京公司,,,\n").encode("gbk"), "is not UTF-8. Save it as UTF-8 in the program"),
        (bytes(range(1, 256)) * 40, "the file is no text"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_place(content: str | bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(content)
    assert sentence in str(refused.value)
