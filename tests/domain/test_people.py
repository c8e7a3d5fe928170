"""How a person is typed, what an address is, and when two names are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.errors import UsageError
from followup.domain.model import NewContact
from followup.domain.people import (
    check_email,
    is_called,
    parse_person,
    same_person,
    with_details,
    without_whose,
)


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Priya Shah", NewContact("Priya Shah")),
        ("  Priya Shah ", NewContact("Priya Shah")),
        ("Priya Shah <priya@acme.example>", NewContact("Priya Shah", "priya@acme.example")),
        ("Priya<priya@acme.example>", NewContact("Priya", "priya@acme.example")),
        ('"Shah, Priya" <p@a.example>', NewContact("Priya Shah", "p@a.example")),
        ("Shah, Priya", NewContact("Priya Shah")),
        ("Kerwin, her nephew", NewContact("Kerwin", title="her nephew")),
        ("Declan, head lad", NewContact("Declan", title="head lad")),
        ("Baz - yard boss", NewContact("Baz", title="yard boss")),
        ("shah, priya", NewContact("priya shah")),
        ("SHAH, PRIYA", NewContact("PRIYA SHAH")),
        ("Shah, Dr. Priya, PhD", NewContact("Dr. Priya Shah, PhD")),
        ("Kim, Ji-woo", NewContact("Ji-woo Kim")),
        ("van der Berg, Ingrid, CEO", NewContact("Ingrid van der Berg", "", "CEO")),
        ("García Márquez, Gabriel", NewContact("Gabriel García Márquez")),
        ("Smith, Jr., John", NewContact("John Smith, Jr.")),
        ("Kurz, Max (Acme GmbH)", NewContact("Max Kurz (Acme GmbH)")),
        ("Ann Lee, Ward manager", NewContact("Ann Lee", "", "Ward manager")),
        ("Ann Lee, ward manager", NewContact("Ann Lee", "", "ward manager")),
        ("Ann Lee, Sales", NewContact("Ann Lee", "", "Sales")),
        ("Priya, Engineering", NewContact("Priya", "", "Engineering")),
        ("Kim, Nurse Manager", NewContact("Kim", "", "Nurse Manager")),
        ("Tom, VP, Credit Risk", NewContact("Tom", "", "VP, Credit Risk")),
        ("Tom Lee, CTO", NewContact("Tom Lee", "", "CTO")),
        ("Denise Okafor, RN", NewContact("Denise Okafor, RN")),
        ("Ann Lee, RN, Ward manager", NewContact("Ann Lee, RN", "", "Ward manager")),
        (
            "Ann Lee, Ward manager <ann@a.example>",
            NewContact("Ann Lee", "ann@a.example", "Ward manager"),
        ),
        (
            "Ann Lee ann@a.example, Ward manager",
            NewContact("Ann Lee", "ann@a.example", "Ward manager"),
        ),
        ("Ann Lee ann@a.example", NewContact("Ann Lee", "ann@a.example")),
        ("Ann Lee (ann@a.example)", NewContact("Ann Lee", "ann@a.example")),
        (
            "Ann Lee, ann@a.example, Ward manager",
            NewContact("Ann Lee", "ann@a.example", "Ward manager"),
        ),
        ("Ann Lee, RN <mailto:ann@a.example>", NewContact("Ann Lee, RN", "ann@a.example")),
        ("Denise @ Acme", NewContact("Denise @ Acme")),
        ("Nobody Owens", NewContact("Nobody Owens")),
        ("Christopher Null", NewContact("Christopher Null")),
        ("Priya <P.S+jobs@ACME.Example>", NewContact("Priya", "P.S+jobs@acme.example")),
        ("Zoë <zoe@bücher.example>", NewContact("Zoë", "zoe@xn--bcher-kva.example")),
        (
            "Priya Shah <priya@acme.example>, Head of Data, EMEA",
            NewContact("Priya Shah", "priya@acme.example", "Head of Data, EMEA"),
        ),
        ("Priya <p@a.example>,", NewContact("Priya", "p@a.example")),
        ("李雷", NewContact("李雷")),
        ("Dr. O'Neil-Smith", NewContact("Dr. O'Neil-Smith")),
    ],
)
def test_a_person_is_a_name_with_an_address_and_a_title(typed: str, person: NewContact) -> None:
    assert parse_person(typed) == person


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("<>", "needs a name"),
        ("", "needs a name"),
        ("   ", "needs a name"),
        ('""', "needs a name"),
        ("<priya@acme.example>", "needs a name"),
        ("priya@acme.example", "is an address"),
        ("Priya <", "not one person"),
        ("Priya >", "not one person"),
        ("Priya <a@b.example", "not one person"),
        ("Priya <a@b.example>, Head <x@y.example>", "not one person"),
        ("Priya <>", "not an email address"),
        ("Priya <acme>", "not an email address"),
        ("Priya <a@b@c.example>", "not an email address"),
        ("Priya <a b@c.example>", "not an email address"),
        ("Priya <a@b.example> Head", "comes a comma"),
        ("Priya\nShah", "one line"),
        ("Priya Shah\nHead of Data\nAcme Corp\npriya@acme.example", "take the name from them"),
        ("Kind regards", "names nobody; leave it out"),
        ("Best regards, Priya", "names nobody"),
        ("no one else", "names nobody"),
        ("nobody", "names nobody"),
        ("null", "names nobody"),
        ("None", "names nobody"),
        ("N/A", "names nobody"),
        ("-", "names nobody"),
        ("TBC", "names nobody"),
        ("niemand", "names nobody"),
        ("n/a <hr@acme.example>", "names nobody"),
        ("Ann a@b.example, Tom t@b.example", "not one person"),
        ("Priya\x1b[31m", "control characters"),
        ("Priya \ud800", "not valid UTF-8"),
        ("P" * 20_001, "at most 20,000"),
    ],
)
def test_what_is_not_one_person_is_refused_with_the_ways_to_write_it(typed: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        parse_person(typed)


@pytest.mark.parametrize(
    "address",
    [
        "", "@", "a@", "@b.example", "a", ".a@b.example", "a.@b.example", "a..b@c.example",
        "a@-b.example", "a@b-.example", "a@b..example", "a@.example", "a@b.example.",
        "ä@b.example", "a(b)@c.example", "a@b_c.example", "a@[127.0.0.1]", "a,b@c.example",
        f"{'a' * 65}@b.example", f"a@{'b' * 64}.example", f"a@{'b.' * 127}example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match=r"not an email address.*name@example\.com"):
        check_email(address)


def test_an_address_cannot_bring_a_header_with_it() -> None:
    with pytest.raises(UsageError):
        check_email("a@b.example\nBcc: x@evil.example")


@given(st.emails())
def test_every_common_address_is_kept_up_to_the_case_of_its_domain(address: str) -> None:
    local, _, domain = address.rpartition("@")
    assert check_email(address) == f"{local}@{domain.lower()}"


def test_details_say_the_rest_of_a_person() -> None:
    person = with_details(NewContact("Priya"), email="p@a.example", phone="+1 555", title="Head")
    assert person == NewContact("Priya", "p@a.example", "Head", "+1 555")


def test_empty_details_take_nothing_away() -> None:
    person = NewContact("Priya", "p@a.example", "Head", "+1 555")
    assert with_details(person, email="", phone="", title="") == person


def test_the_same_address_twice_is_one_and_two_are_refused() -> None:
    person = NewContact("Priya", "p@a.example")
    assert with_details(person, email="p@A.example", phone="", title="") == person
    with pytest.raises(UsageError, match=r"Priya has two addresses, p@a\.example and q@a\.example"):
        with_details(person, email="q@a.example", phone="", title="")


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Priya", "Priya Shah", True),
        ("priya SHAH", "Priya Shah", True),
        ("Zoe", "Zoë Ångström", True),
        ("Shah Priya", "Priya Shah", True),
        ("Priya Shah", "Priya Patel", False),
        ("Pri", "Priya", False),
        ("Tom", "Tomas", False),
    ],
)
def test_one_name_holds_the_words_of_the_other(name: str, other: str, same: bool) -> None:
    assert same_person(name, other) is same_person(other, name) is same


@pytest.mark.parametrize(
    ("word", "name", "is_so"),
    [
        ("Minty", "Araminta Vane", True),
        ("Bob", "Robert Lee", True),
        ("Mr Bob", "Robert Lee", True),
        ("Robbie", "Robert Lee", True),
        ("Drew", "Andrew Po", True),
        ("Jackie", 'Jacqueline "Jackie" Tran', True),
        ("Art", "Martin Lee", False),
        ("Ron", "Aaron Li", False),
        ("The", "Thea Li", False),
        ("The rota", "Thea Li", False),
        ("Market", "Mark Li", False),
        ("", "Mark Li", False),
    ],
)
def test_a_nickname_names_its_person_and_other_words_do_not(
    word: str, name: str, is_so: bool
) -> None:
    assert is_called(word, name) is is_so


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Rhonda Pike 312-555-0144", NewContact("Rhonda Pike", phone="312-555-0144")),
        ("Rhonda Pike (312) 555-0144", NewContact("Rhonda Pike", phone="(312) 555-0144")),
        ("Rhonda Pike, +44 20 7946 0958", NewContact("Rhonda Pike", phone="+44 20 7946 0958")),
        ("Rhonda Pike tel. 0912 345 678", NewContact("Rhonda Pike", phone="0912 345 678")),
        ("Rhonda Pike 312-555-0144 x12", NewContact("Rhonda Pike", phone="312-555-0144 x12")),
        (
            "Rhonda Pike, Head of Ops, 312-555-0144",
            NewContact("Rhonda Pike", title="Head of Ops", phone="312-555-0144"),
        ),
        (
            "Rhonda Pike 312-555-0144, Head of Ops",
            NewContact("Rhonda Pike", title="Head of Ops", phone="312-555-0144"),
        ),
        (
            "Rhonda Pike <r@x.example> 312-555-0144",
            NewContact("Rhonda Pike", "r@x.example", phone="312-555-0144"),
        ),
        (
            "Rhonda Pike 312-555-0144 <r@x.example>, Head",
            NewContact("Rhonda Pike", "r@x.example", "Head", "312-555-0144"),
        ),
        (
            "Rhonda Pike r@x.example 312-555-0144, Head",
            NewContact("Rhonda Pike", "r@x.example", "Head", "312-555-0144"),
        ),
        ("Rhonda Pike, Class of 2019-2020", NewContact("Rhonda Pike", title="Class of 2019-2020")),
        ("Rhonda Pike, Room 12-345", NewContact("Rhonda Pike", title="Room 12-345")),
        ("R <r5550144123@x.example>", NewContact("R", "r5550144123@x.example")),
    ],
)
def test_a_telephone_number_may_be_typed_with_a_person(typed: str, person: NewContact) -> None:
    assert parse_person(typed) == person


@pytest.mark.parametrize("typed", ["312-555-0144", "+44 20 7946 0958, Head"])
def test_a_telephone_number_alone_is_nobody(typed: str) -> None:
    with pytest.raises(UsageError):
        parse_person(typed)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Tom: send the link", "send the link"),
        ("Tom Lee - the link", "the link"),
        ("Mr. Lee: the link", "the link"),
        ("Tom:", "Tom:"),
        ("dashboard: the link", "dashboard: the link"),
        ("send Tom the link", "send Tom the link"),
        ("a well-known link", "a well-known link"),
        ("", ""),
    ],
)
def test_a_jotting_may_begin_with_whose_it_is(text: str, rest: str) -> None:
    assert without_whose(text, ("Priya Shah", "Tom Lee", "")) == rest
