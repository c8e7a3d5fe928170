"""Whom a note greets, and how: a table of names to read as a sensible person reads them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.frozen import replace
from followup.domain.model import Contact, Occasion
from followup.notes import german, languages
from followup.notes.salutations import given_name, is_sure, salutation

OCCASION = Occasion("thank_you", "email", date(2026, 12, 1), "Acme Corp")
NEUTRAL = "Acme Corp team"
"""Whom a note speaks to where nobody can be greeted by name."""

SURE = """
    Priya Shah                              | Priya
    Priya                                   | Priya
    priya shah                              | Priya
    PRIYA SHAH                              | Priya
    ANA                                     | Ana
    JP                                      | JP
    JR Smith                                | JR
    Cher                                    | Cher
    Shah, Priya                             | Priya
    Shah, Dr. Priya                         | Dr. Shah
    SHAH, DR. PRIYA                         | Dr. Shah
    Kurz, Max (Acme GmbH)                   | Max
    van der Berg, Ingrid                    | Ingrid
    García Márquez, Gabriel                 | Gabriel
    Kim, Ji-woo                             | Ji-woo
    Nokuthula Sithole, LCSW                 | Nokuthula
    LCSW Nokuthula Dlamini                  | Nokuthula
    Denise Okafor, RN                       | Denise
    Jane Doe CPA                            | Jane
    John Smith III                          | John
    John Smith, Jr.                         | John
    Priya Shah, MBA                         | Priya
    Priya Shah, PhD                         | Dr. Shah
    Jane Doe, PhD, RN                       | Dr. Doe
    Kwabena Osei, Esq.                      | Kwabena
    Ann Lee, Ward manager                   | Ann
    Ann Lee, RN, Ward manager               | Ann
    Denise from HR                          | Denise
    HR Maria                                | Maria
    Maria (Recruiter)                       | Maria
    Jane Smith (née Jones)                  | Jane
    Sam Lee (she/her)                       | Sam
    Sam Lee they/them                       | Sam
    Jacqueline "Jackie" Tran                | Jackie
    Robert “Bob” Jones                      | Bob
    Robert (Bob) Jones                      | Bob
    Robert Jones (Bob)                      | Bob
    Elizabeth Reyes (Liz)                   | Liz
    Gareth Pryce-Jones                      | Gareth
    Marguerite St. Pierre                   | Marguerite
    Tamika R. Boone                         | Tamika
    John Q. Public                          | John
    Jean-Baptiste N'Diaye                   | Jean-Baptiste
    Ludwig van Beethoven                    | Ludwig
    ludwig van beethoven                    | Ludwig
    Oluwaseun Adébáyọ̀                       | Oluwaseun
    Łukasz Żak                              | Łukasz
    Al Moe                                  | Al
    Di Poe                                  | Di
    Ben Carter                              | Ben
    Dean Martin                             | Dean
    Simon Baker                             | Simon
    Kim Larsson                             | Kim
    Ana María de la Cruz y Gómez            | Ana María
    Pa Houa Vang                            | Pa Houa
    Lady Arabella Strutt                    | Lady Arabella
    Lady Strutt                             | Lady Strutt
    Kevin Tou Vang                          | Kevin
    Billie Jo Hart                          | Billie Jo
    Jean Ray                                | Jean
    Gabriel García Márquez                  | Gabriel
    Jean Pierre Dupont                      | Jean Pierre
    Mary Ann Smith                          | Mary Ann
    GRANGER Maurice                         | Maurice
    DE LA CRUZ Maria                        | Maria
    Maurice GRANGER                         | Maurice
    Nguyễn Thị Hồng Nhung                   | Nhung
    Nguyen Van An                           | An
    Hong Nhung Nguyen                       | Hong Nhung
    Phuong Thi Le                           | Phuong
    Zhang Xiaoming                          | Xiaoming
    Park Ji-sung                            | Ji-sung
    Kim Ji Woo                              | Ji Woo
    Ji Woo Kim                              | Ji Woo
    Kovács János                            | János
    Tanaka Hiroshi                          | Hiroshi
    王伟                                    | 王伟
    山田 太郎                               | 山田 太郎
    Иван Петров                             | Иван Петров
    Dr Shah                                 | Dr Shah
    Dr. Jane Doe                            | Dr. Doe
    Prof. Dr. Anna Berg                     | Prof. Berg
    Prof. Dr. med. Hans von der Mühlen      | Prof. von der Mühlen
    Herr Dr. Jürgen Weiß                    | Dr. Weiß
    Ms. Ingrid van der Berg                 | Ms. van der Berg
    Ms van der Berg                         | Ms van der Berg
    Ms. Ana María García López              | Ms. García López
    Mx Sam Ortiz                            | Mx Ortiz
    Mr. Kwabena Osei, Esq.                  | Mr. Osei
    Frau Müller                             | Frau Müller
    Hon. Margit Lindqvist (Ret.)            | Judge Lindqvist
    Judge Judy Sheindlin                    | Judge Sheindlin
    Chief Justice John Roberts              | Chief Justice Roberts
    Sir Ian McKellen                        | Sir Ian
    Dame Judi Dench                         | Dame Judi
    Sister Bríd Ní Fhloinn-O'Shea           | Sister Bríd
    Captain? no - Hotel Director Mr. Stavros Pappas | Mr. Pappas
    Fr. Brown                               | Father Brown
    Rev. Martin Luther King Jr.             | Reverend King
    Rabbi Jonathan Sacks                    | Rabbi Sacks
    Lt. Col. James Baker                    | Colonel Baker
    Sgt Mary O'Neill                        | Sergeant O'Neill
    Detective Inspector Sarah Lund          | Inspector Lund
    Cllr Jane Smith                         | Councillor Smith
    Justice Elena Moreno                    | Justice Moreno
    Justice Moreno                          | Justice
    The Very Rev. John Hall                 | Reverend Hall
    Father Tim O'Leary SJ                   | Father O'Leary
    Señora López                            | Señora López
    Uwe Schäfer, Dipl.-Kfm.                 | Uwe
    Dipl.-Ing. Karl Maier                   | Karl
    Teresa Villanueva - Store Manager       | Teresa
    Mohd Faizal bin Ismail                  | Faizal
    Dr Fergus MacAskill MRCEM               | Dr MacAskill
    Dr Fergus MacAskill MRCEM FRCS          | Dr MacAskill
    Karen Whitfield, PharmD, BCPS           | Karen
    Rajesh s/o Subramaniam                  | Rajesh
    Prof. Evelyn Cheung Yuk-ling MBE        | Prof. Cheung
    Ms Amy Wong Mei-ling                    | Ms Wong
    Dr Grace Lim Siew Hoon                  | Dr Lim
    Anna Lee Kim                            | Anna
    Dr Letchumi d/o Raman                   | Dr Letchumi
    Kumar a/l Muthu                         | Kumar
    Dr. Ahmad bin Ismail                    | Dr. Ahmad
    Siti binti Yusof                        | Siti
    Li Bin Park-Jones                       | Li
    Te Ariki Walker                         | Te Ariki
    Hsu Mei-Ling                            | Mei-Ling
    Big Dave (David Holroyd)                | David
    Big Dave                                | Dave
    Big Mike Donnelly                       | Mike
    Old Tom                                 | Tom
    Little Richard Jones                    | Richard
    Wee Jimmy Krankie                       | Jimmy
    Lin Nguyen                              | Lin
    Bibi Harjinder Kaur                     | Bibi Harjinder
    Dean Marguerite Okafor-Lindley          | Dean Okafor-Lindley
    Oom Hennie Joubert                      | Oom Hennie
    Ato Bekele Tadesse                      | Ato Bekele
    Mma Boitumelo Kgosi                     | Mma Boitumelo
    Siobhan & Declan Greer                  | Siobhan and Declan
    Khun Somchai Jaidee                     | Khun Somchai
    Tan Sri Lim Kok Wing                    | Tan Sri Lim
    Dato' Sri Hasnah binti Ahmad            | Dato' Sri Hasnah
    Doña Carmen                             | Doña Carmen
    Ustaz Rahim                             | Ustaz Rahim
    DS Tariq Hussain                        | DS Hussain
    A/Prof Narelle Kowalczuk                | Professor Kowalczuk
    Assoc. Prof. Lim Mei Fong               | Professor Lim
    Hon. Justice Amina Sule                 | Justice Sule
    1st Sgt Ray Ortiz                       | Sergeant Ortiz
    Muhammad Faiz bin Ismail                | Faiz
    K. Anbarasan a/l Muthu                  | Anbarasan
    Abdul Rahman Al-Farsi                   | Abdul Rahman
    Abu Bakar                               | Abu Bakar
    Mohd Hafiz                              | Hafiz
    Mr & Mrs Patel                          | Mr. and Mrs. Patel
    Matron Ngaire Te Whata-Ruka             | Matron Te Whata-Ruka
    Sr. Philomena Tuilagi                   | Sister Philomena
    Don Ernesto Villaseñor                  | Don Ernesto
    Don Carter                              | Don
    Sister-in-law Rumana                    | Rumana
    Col                                     | Col
    The Hon. Mrs Camilla Ashby-Fitch        | Mrs Ashby-Fitch
    The Revd Canon Philippa Osei-Tutu       | Canon Osei-Tutu
    The Revd Tom Ray                        | Reverend Ray
    Revd Ray                                | Reverend Ray
    Anneliese von und zu Hohenfels          | Anneliese
    Gogo Thandeka Mkhize                    | Gogo Thandeka
    Deputy Warden Alice Fontenot            | Warden Fontenot
"""

UNSURE = f"""
    Wang Wei                                | Wang Wei
    Dr. Wang Wei                            | Dr. Wang Wei
    Li Na                                   | Li Na
    Yao Ming                                | Yao Ming
    He Jing                                 | He Jing
    Kim Min                                 | Kim Min
    Kim Minjun                              | Kim Minjun
    J. R. Smith                             | J. R. Smith
    Smith, J.                               | J. Smith
    Hon. Margit Lindqvist                   | Judge Lindqvist
    The Hon. Tom Ray                        | Tom
    Maria (Acme)                            | Maria
    Sr. Mary Agnes                          | Sister Mary Agnes
    Sr. López                               | Sr. López
    Per Arne                                | Per Arne
    Director Smith                          | Director Smith
    Hiring Team                             | {NEUTRAL}
    HR Department                           | {NEUTRAL}
    Lakeside HR                             | {NEUTRAL}
    The Smiths                              | {NEUTRAL}
    A.J. Cook                               | A.J. Cook
    Lee Min Ho                              | Lee Min Ho
    noreply                                 | {NEUTRAL}
    Wang                                    | {NEUTRAL}
    Reception                               | {NEUTRAL}
    Personalabteilung                       | {NEUTRAL}
    Madam Chair                             | {NEUTRAL}
    LCSW                                    | {NEUTRAL}
    Dr                                      | {NEUTRAL}
    Judge                                   | {NEUTRAL}
    Sgt.                                    | {NEUTRAL}
    O'Brien                                 | {NEUTRAL}
    van der berg                            | {NEUTRAL}
    Tom and Jerry                           | {NEUTRAL}
    Ann Lee / Bob Hope                      | {NEUTRAL}
    the lady with the dog                   | {NEUTRAL}
    Priya?                                  | {NEUTRAL}
    user4711                                | {NEUTRAL}
    Jane "JJ Jones                          | {NEUTRAL}
"""


def greeting(contact: Contact) -> tuple[str, bool]:
    return salutation(replace(OCCASION, contact=contact)), is_sure(contact)


def _rows(table: str) -> list[tuple[str, str]]:
    rows = (line.split("|") for line in table.strip().splitlines())
    return [(name.strip(), greeted.strip()) for name, greeted in rows]


@pytest.mark.parametrize(("table", "sure"), [(SURE, True), (UNSURE, False)])
def test_a_name_greets_as_far_as_it_is_understood(table: str, sure: bool) -> None:
    """Where it is not sure, with what cannot be wrong."""
    found = [(name, *greeting(Contact(1, name))) for name, _ in _rows(table)]
    expected = [(name, f"Dear {greeted},", sure) for name, greeted in _rows(table)]
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("contact", "greeted"),
    [
        (Contact(1, "Priya Shah", title="Dr."), "Dear Dr. Shah,"),
        (Contact(1, "Priya Shah", title="Associate Professor of Physics"), "Dear Professor Shah,"),
        (Contact(1, "Priya Shah", title="Assistant to Professor Li"), "Dear Priya,"),
        (Contact(1, "Adaeze Nwosu", title="Mrs"), "Dear Mrs Nwosu,"),
        (
            Contact(1, "Hon. Beatriz Zamora-Lund", title="County Commissioner"),
            "Dear Commissioner Zamora-Lund,",
        ),
        (Contact(1, "Hon. Margit Lindqvist (Ret.)", title="Of Counsel"), "Dear Judge Lindqvist,"),
        (Contact(1, "Rt. Hon. Jane Doe"), "Dear Jane,"),
        (Contact(1, "Mrs. Adaeze Nwosu", language="en-GB"), "Dear Mrs Nwosu,"),
        (Contact(1, "Priya Shah, PhD", language="en-GB"), "Dear Dr Shah,"),
        (Contact(1, "José Álvarez", salutation="dear José"), "Dear José,"),
        (Contact(1, "Wang Wei", salutation="Dear Ms. Wang"), "Dear Ms. Wang,"),
        (Contact(1, "HR Department", salutation="Hi all!"), "Hi all!"),
        (Contact(1, "Priya Shah", salutation="Dr. Shah"), "Dear Dr. Shah,"),
        (Contact(1, "Priya Shah", salutation="Pri,"), "Dear Pri,"),
        (Contact(1, "Priya Shah", salutation="Tom\nBcc: x"), "Dear Tom Bcc: x,"),
    ],
)
def test_a_post_or_a_wish_changes_the_greeting(contact: Contact, greeted: str) -> None:
    assert greeting(contact) == (greeted, True)


@pytest.mark.parametrize(
    ("promise", "greeted"),
    [
        ("send Dale the SOP", "Dear Dale,"),
        ("send Hops, as Dale is called, the SOP", "Dear Hops,"),
        ("send the SOP", "Dear Hops,"),
    ],
)
def test_the_name_that_the_user_uses_beats_a_nickname(promise: str, greeted: str) -> None:
    contact = Contact(1, 'Dale "Hops" Lindqvist III')
    assert salutation(replace(OCCASION, contact=contact, promise=promise)) == greeted


def test_a_british_note_has_no_stop_behind_a_title() -> None:
    contact = Contact(1, "Ms. Carla Campbell-Reid")
    note = replace(OCCASION, contact=contact)
    assert languages.BRITISH.salutation(note) == "Dear Ms Campbell-Reid,"


@pytest.mark.parametrize(
    ("contact", "via", "greeted"),
    [
        (Contact(0, "Tallis Search", company="the agency"), "Tallis Search", "Dear Tallis Search team,"),
        (Contact(0, "Manpower Group", company="the agency"), "Manpower Group", "Dear Manpower Group team,"),
        (Contact(0, "Robert Half", company="the agency"), "Robert Half", "Dear Robert Half,"),
        (Contact(0, "Hays", company="the agency"), "Hays", "Dear Hays,"),
        (Contact(0, "the agency", company="the agency"), "the agency", "Hello,"),
        (Contact(4, "Blue Arrow", company="Blue Arrow"), "Blue Arrow", "Dear Blue Arrow,"),
        (Contact(4, "Rae Kim", company="Blue Arrow"), "Rae Kim", "Dear Rae,"),
        (Contact(4, "Hays", company="Hays", salutation="Dear all"), "Hays", "Dear all,"),
    ],
)  # fmt: skip
def test_an_agency_is_greeted_by_its_whole_name(contact: Contact, via: str, greeted: str) -> None:
    occasion = replace(OCCASION, kind="check_in", contact=contact, via=via)
    assert salutation(occasion) == greeted
    in_german = languages.language("de").salutation(occasion)
    assert in_german == "Sehr geehrte Damen und Herren," or contact.id == 4


def test_nobody_named_is_the_team() -> None:
    assert salutation(OCCASION) == "Dear Acme Corp team,"
    assert salutation(replace(OCCASION, company="")) == "Dear hiring team,"


def test_a_recruiter_is_greeted_where_nobody_of_the_company_is_known() -> None:
    assert salutation(replace(OCCASION, kind="check_in", via="Hays")) == "Dear Hays,"


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Herr Dr. Jürgen Weiß", "Sehr geehrter Herr Dr. Weiß,"),
        ("Fr. Dr. Annette Krüger", "Sehr geehrte Frau Dr. Krüger,"),
        ("Hr. Schäfer", "Sehr geehrter Herr Schäfer,"),
        ("Prof. Dr. med. Hans von der Mühlen", "Guten Tag Prof. Hans von der Mühlen,"),
        ("Nokuthula Sithole, LCSW", "Guten Tag Nokuthula Sithole,"),
        ('Jacqueline "Jackie" Tran', "Guten Tag Jacqueline Tran,"),
        ("Nguyễn Thị Hồng Nhung", "Guten Tag Nguyễn Thị Hồng Nhung,"),
        ("Personalabteilung", "Sehr geehrte Damen und Herren,"),
    ],
)
def test_a_german_note_greets_by_the_whole_name(name: str, greeted: str) -> None:
    assert german.salutation(replace(OCCASION, contact=Contact(1, name))) == greeted


@pytest.mark.parametrize(
    ("name", "given"),
    [("Priya Shah", "Priya"), ("Wang Wei", ""), ("HR Department", ""), ("", "")],
)
def test_a_given_name_is_known_only_where_the_order_is_sure(name: str, given: str) -> None:
    assert given_name(Contact(1, name)) == given


@given(st.text(max_size=80) | st.from_regex(r"[A-Za-z.,'\"()\- ]{0,60}", fullmatch=True))
def test_whatever_a_name_is_the_greeting_is_one_line_of_its_words(name: str) -> None:
    text = salutation(replace(OCCASION, contact=Contact(1, name)))
    assert text.startswith("Dear ")
    assert text.endswith(",")
    assert not set(text) & set('<>()[]"\n0123456789@')
