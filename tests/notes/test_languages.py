"""Notes in German, each read aloud once, and what becomes of a language that nobody knows."""

import re
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given

from followup import notes
from followup.domain.errors import UsageError
from followup.domain.frozen import replace
from followup.domain.model import STAGES, Concern, Contact, Left, Note, Occasion, You
from followup.notes import german, german_phrases
from followup.notes.checks import faults
from followup.notes.drafting import built_in, draft, has_built_in
from followup.notes.jottings import Joined
from followup.notes.languages import (
    ENGLISH,
    GERMAN,
    Language,
    code_of,
    language,
    reads_as,
    variant_of,
)
from followup.notes.template import MEASURES, Name, kind_of
from notes.test_drafting import OCCASION, PLACEHOLDER, UNWANTED

YOU = You("Alex Morgan", "alex@example.org", "+49 30 123456")
CLOSING = "\n\nMit freundlichen Grüßen\nAlex Morgan\n+49 30 123456 · alex@example.org"

VIDEO = Occasion(
    "thank_you",
    "email",
    date(2026, 11, 21),
    "Acme GmbH",
    "Datenanalystin (m/w/d)",
    "video",
    contact=Contact(1, "Frau Dr. Priya Shah", language="de"),
    you=YOU,
    interview_on=date(2026, 11, 20),
    looking_for="jemanden, der das Reporting übernimmt",
    strengths=("habe das Dashboard gebaut, mit dem 40 Filialen arbeiten",),
    concerns=(
        Concern("keine Erfahrung mit dbt", "Im Frühjahr habe ich zwei Pipelines umgestellt."),
    ),
    topic="Umstieg auf dbt",
    decision_on=date(2026, 11, 27),
    promise_on=date(2026, 11, 25),
    promise="Link zum Dashboard schicken",
)

OCCASIONS = {
    "video": VIDEO,
    "phone": replace(
        VIDEO,
        stage="phone",
        company="Initech",
        role="Technischer Support",
        contact=Contact(1, "Sam Ortiz"),
        looking_for="jemanden mit Ruhe am Telefon",
        strengths=("60 Anrufe am Tag angenommen",),
        concerns=(),
        topic="Bereitschaftsdienst",
        decision_on=None,
        next_step="ein zweites Gespräch mit dem Team",
        promise_on=None,
        promise="",
    ),
    "panel": replace(
        VIDEO,
        stage="panel",
        company="Klinikum Süd",
        role="Stationsleitung",
        contact=Contact(2, "Berg, Prof. Anna", title="Frau Prof. Dr."),
        looking_for="eine Leitung, die selbst mit anpackt",
        strengths=("ich habe sechs Jahre eine Station mit 40 Betten geleitet",),
        concerns=(Concern("kein Führerschein", "ich habe in dieser Zeit zwölf Leute eingelernt"),),
        topic="wie sie neue Kräfte einarbeiten",
        promise_on=None,
        promise="",
        position=1,
        people=2,
    ),
    "card": replace(VIDEO, channel="card", contact=Contact(1, "Herr Tom Lee")),
    "check-in": replace(
        VIDEO,
        kind="check_in",
        today=date(2026, 12, 1),
        contact=Contact(1, "Ingrid van der Berg", salutation="Liebe Ingrid"),
        promise_on=None,
        promise="",
    ),
    "rejection": replace(VIDEO, kind="rejection_reply", contact=None),
}

NOTES = {
    "video": """\
Vielen Dank – Gespräch zur Stelle als Datenanalystin am 20. November

Sehr geehrte Frau Dr. Shah,

vielen Dank, dass Sie sich am Freitag die Zeit genommen haben, mit mir über die Stelle als Datenanalystin zu sprechen. Ich kann mir gut vorstellen, bei Acme zu arbeiten. Ich habe mich gefreut, mit Ihnen über den Umstieg auf dbt zu sprechen.

Für diese Stelle suchen Sie jemanden, der das Reporting übernimmt. Ich habe das Dashboard gebaut, mit dem 40 Filialen arbeiten. Ich habe keine Erfahrung mit dbt, doch im Frühjahr habe ich zwei Pipelines umgestellt.

Bis Mittwoch werde ich Ihnen den Link zum Dashboard schicken. Ihre Entscheidung soll bis Freitag fallen, und ich bin schon gespannt darauf.""",
    "phone": """\
Vielen Dank – unser Telefonat zur Stelle als Technischer Support

Guten Tag Sam Ortiz,

vielen Dank, dass Sie am Freitag mit mir über die Stelle als Technischer Support bei Initech gesprochen haben. Gern habe ich mit Ihnen über den Bereitschaftsdienst gesprochen.

Sie brauchen jemanden mit Ruhe am Telefon. Ich habe 60 Anrufe am Tag angenommen.

Ich freue mich auf ein zweites Gespräch mit dem Team.""",
    "panel": """\
Vielen Dank – Gespräch zur Stelle als Stationsleitung am 20. November

Sehr geehrte Frau Prof. Berg,

für das Gespräch am Freitag zur Stelle als Stationsleitung möchte ich auch Ihnen persönlich danken. Ich fand es hilfreich zu erfahren, wie Sie neue Kräfte einarbeiten.

Für diese Stelle suchen Sie eine Leitung, die selbst mit anpackt. Ich habe sechs Jahre eine Station mit 40 Betten geleitet. Ich habe keinen Führerschein, doch ich habe in dieser Zeit zwölf Leute eingelernt.

Bis Freitag möchten Sie entscheiden, und ich würde Sie gern wiedersehen.""",
    "card": """\
Vielen Dank

Sehr geehrter Herr Lee,

vielen Dank, dass Sie sich am Freitag Zeit für das Gespräch über die Stelle als Datenanalystin genommen haben. Ich habe mich gefreut, mit Ihnen über den Umstieg auf dbt zu sprechen. Die Stelle bei Acme würde ich gern antreten.""",
    "check-in": """\
Stelle als Datenanalystin – Stand der Dinge

Liebe Ingrid,

ich schreibe Ihnen wegen der Stelle als Datenanalystin bei Acme, über die wir am 20. November gesprochen haben. Ich würde sie weiterhin gern übernehmen.

Sie brauchen jemanden, der das Reporting übernimmt. Ich habe das Dashboard gebaut, mit dem 40 Filialen arbeiten. Unser Gespräch über den Umstieg auf dbt ist mir gut in Erinnerung.

Sie wollten bis Freitag, den 27. November entscheiden. Darf ich fragen, wie der Stand ist und ob Sie noch etwas von mir brauchen?""",
    "rejection": """\
Stelle als Datenanalystin – vielen Dank

Sehr geehrte Damen und Herren,

vielen Dank für Ihre Nachricht zur Stelle als Datenanalystin bei Acme und für die Zeit, die Sie sich für mich genommen haben. Ich hatte auf eine andere Antwort gehofft, respektiere Ihre Entscheidung aber selbstverständlich.

Das Gespräch mit Ihnen über den Umstieg auf dbt bleibt mir in guter Erinnerung.

Wenn bei Acme einmal eine Stelle frei wird, bei der Sie an mich denken, freue ich mich, von Ihnen zu hören. Bis dahin wünsche ich Ihnen alles Gute.""",
}


@pytest.mark.parametrize("name", OCCASIONS)
def test_a_german_note_reads_as_it_was_approved(name: str) -> None:
    note = in_german(OCCASIONS[name])
    assert f"{note.subject}\n\n{note.body}" == NOTES[name] + CLOSING
    assert note.language == "de"


def in_german(occasion: Occasion) -> Note:
    """The note from the German built-in of its kind, or of the kind without what sets it apart."""
    kind = kind_of(occasion)
    there = has_built_in(Name(*kind.partition(".")[::2], "de"))
    return draft(occasion, built_in(kind if there else occasion.kind, "de"), GERMAN)


GERMAN_KINDS = sorted(
    path.stem for path in (Path(notes.__file__).parent / "templates/de").iterdir()
)


def of_kind(note: str) -> Occasion:
    """An occasion for that note, with all its facts."""
    kind, _, apart = note.partition(".")
    return replace(
        VIDEO,
        kind=kind,
        stage=apart if apart in STAGES else "video",
        field=apart if apart == "sales" else "",
        channel="card" if apart == "card" else "email",
        deadline_on=date(2026, 11, 30),
        start_on=date(2027, 1, 4),
        via="Vermittlung Berg" if apart == "agency" else "",
        contact=Contact(1, "Frau Berg", company="Vermittlung Berg")
        if apart == "agency"
        else VIDEO.contact,
        terms="55.000 Euro im Jahr, 30 Tage Urlaub",
    )


def test_every_kind_of_note_has_its_german_template() -> None:
    assert set(MEASURES) == set(GERMAN_KINDS)


@pytest.mark.parametrize("note", GERMAN_KINDS)
def test_every_german_wording_is_within_the_measure_of_its_kind(note: str) -> None:
    for shift in range(12):
        day = date(2026, 11, 20) - timedelta(days=shift)
        written = in_german(replace(of_kind(note), interview_on=day))
        assert MEASURES[note].fewest <= written.words <= MEASURES[note].most, (day, written.body)
        assert "Datenanalystin" in written.subject + written.body, (day, written.body)


@pytest.mark.parametrize("note", GERMAN_KINDS)
def test_every_german_template_fills_without_any_fact_but_the_company(note: str) -> None:
    assert built_in(note, "de").fill({"company": "Acme"}).paragraphs


@pytest.mark.parametrize("stage", ["panel", "onsite", "final"])
def test_no_two_people_of_one_interview_get_german_notes_that_read_alike(stage: str) -> None:
    people = [
        replace(VIDEO, stage=stage, position=place, people=3, topic=topic)
        for place, topic in enumerate(("Umstieg auf dbt", "Rufbereitschaft", "Büro in Köln"))
    ]
    one, two, three = (in_german(each).body for each in people)
    for pair in ((one, two), (one, three), (two, three)):
        assert SequenceMatcher(None, *pair, autojunk=False).ratio() < 0.8


@pytest.mark.parametrize(
    ("wish", "beginning"),
    [
        ("", "Sehr geehrte Frau Dr. Shah,\n\nvielen Dank"),
        ("Hallo Priya!", "Hallo Priya!\n\nVielen Dank"),
        ("Hallo Priya", "Hallo Priya,\n\nvielen Dank"),
    ],
)
def test_the_text_goes_on_after_a_comma_and_begins_anew_after_a_mark(
    wish: str, beginning: str
) -> None:
    contact = (OCCASIONS["card"].contact or Contact(1, ""))._replace(salutation=wish)
    contact = contact._replace(name="Frau Dr. Priya Shah")
    card = replace(OCCASIONS["card"], contact=contact)
    assert in_german(card).body.startswith(beginning)


# Days.


@pytest.mark.parametrize(
    ("day", "told", "short"),
    [
        (date(2026, 11, 20), "Freitag, den 20. November", "20. November"),
        (date(2026, 3, 1), "Sonntag, den 1. März", "1. März"),
        (date(2027, 1, 8), "Freitag, den 8. Januar 2027", "8. Januar 2027"),
    ],
)
def test_a_german_day(day: date, told: str, short: str) -> None:
    today = date(2026, 11, 22)
    assert (german.long_day(day, today), german.short_day(day, today)) == (told, short)


@pytest.mark.parametrize(
    ("day", "by", "when"),
    [
        (date(2026, 11, 22), "heute Abend", "heute"),
        (date(2026, 11, 23), "morgen", ""),
        (date(2026, 11, 27), "Freitag", ""),
        (date(2026, 12, 4), "Freitag, den 4. Dezember", ""),
        (date(2026, 11, 20), "", "am Freitag"),
        (date(2026, 11, 13), "", "am 13. November"),
    ],
)
def test_a_german_day_as_people_say_it(day: date, by: str, when: str) -> None:
    today = date(2026, 11, 22)
    assert not by or german.near_day(day, today) == by
    assert not when or german.when(day, today) == when


def test_a_word_that_another_day_makes_wrong_is_remarked() -> None:
    assert in_german(VIDEO).remarks == ()
    note = in_german(replace(VIDEO, strengths=("ich habe gestern ein Zertifikat bekommen",)))
    assert note.remarks == ('"gestern" is right only on the day you wrote it; name the day.',)


# Whom the note greets.


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (Contact(1, "Priya Shah"), "Guten Tag Priya Shah,"),
        (Contact(1, "Shah, Priya"), "Guten Tag Priya Shah,"),
        (Contact(1, "Priya"), "Guten Tag Priya,"),
        (Contact(1, "Dr. Priya Shah"), "Guten Tag Dr. Priya Shah,"),
        (Contact(1, "Priya Shah, PhD"), "Guten Tag Dr. Priya Shah,"),
        (Contact(1, "Frau Shah"), "Sehr geehrte Frau Shah,"),
        (Contact(1, "Frau Dr. Priya Shah"), "Sehr geehrte Frau Dr. Shah,"),
        (Contact(1, "Herr Prof. Dr. Jan Berg"), "Sehr geehrter Herr Prof. Berg,"),
        (Contact(1, "Herrn Tom Lee"), "Sehr geehrter Herr Lee,"),
        (Contact(1, "Ms. Ingrid van der Berg"), "Sehr geehrte Frau van der Berg,"),
        (Contact(1, "Mr Tom Lee"), "Sehr geehrter Herr Lee,"),
        (Contact(1, "Mx Sam Ortiz"), "Guten Tag Sam Ortiz,"),
        (Contact(1, "Priya Shah", title="Frau"), "Sehr geehrte Frau Shah,"),
        (Contact(1, "Priya Shah", title="Frau Dr."), "Sehr geehrte Frau Dr. Shah,"),
        (Contact(1, "Priya Shah", title="Head of Data"), "Guten Tag Priya Shah,"),
        (Contact(1, "Priya Shah", title="Associate Professor"), "Guten Tag Prof. Priya Shah,"),
        (Contact(1, "Priya Shah", salutation="Frau Shah"), "Sehr geehrte Frau Shah,"),
        (Contact(1, "Priya Shah", salutation="Frau Dr. Shah"), "Sehr geehrte Frau Dr. Shah,"),
        (Contact(1, "Priya Shah", salutation="Liebe Priya"), "Liebe Priya,"),
        (Contact(1, "Priya Shah", salutation="Hallo Priya!"), "Hallo Priya!"),
        (Contact(1, "Priya Shah", salutation="Dear Priya:"), "Dear Priya,"),
        (Contact(1, "Priya Shah", salutation="Pri"), "Guten Tag Pri,"),
        (Contact(1, "Wang Wei"), "Guten Tag Wang Wei,"),
        (Contact(1, "Frau Dr. Marlene Ix"), "Sehr geehrte Frau Dr. Ix,"),
        (Contact(1, "Prof'in Dr. Nadja Ehlers"), "Guten Tag Prof. Nadja Ehlers,"),
        (Contact(1, "OSr. DGKP Roswitha Kainz"), "Guten Tag Roswitha Kainz,"),
        (Contact(1, "Prim. Univ.-Doz. Dr. Gernot Wieser"), "Guten Tag Dr. Gernot Wieser,"),
        (Contact(1, "Abena Osei-Mensah M.A."), "Guten Tag Abena Osei-Mensah,"),
        (Contact(1, "Dipl. Ing. FH Rolf Senn"), "Guten Tag Rolf Senn,"),
        (Contact(1, "Ltd. Baudirektorin Dr.-Ing. Anne Roth"), "Guten Tag Dr. Anne Roth,"),
        (Contact(1, "Dr. sc. ETH Yuki Tanaka"), "Guten Tag Dr. Yuki Tanaka,"),
        (Contact(1, "Altbauer Hans Pichler"), "Guten Tag Hans Pichler,"),
        (Contact(1, "Bellmann Senior"), "Sehr geehrte Damen und Herren,"),
        (Contact(1, "Prof. Dr. Ulrike zur Mühlen"), "Guten Tag Prof. Ulrike zur Mühlen,"),
        (Contact(1, "Chefredakteurin Ina Stolz"), "Sehr geehrte Frau Stolz,"),
        (Contact(1, "Apothekerin Dr. Gudrun Weiss"), "Guten Tag Dr. Gudrun Weiss,"),
        (Contact(1, "HR Mag. Dr. Eva Stelzl"), "Guten Tag Dr. Eva Stelzl,"),
        (Contact(1, "Herrn Dr. Kern"), "Sehr geehrter Herr Dr. Kern,"),
        (Contact(1, "RAin Dr. Brehm"), "Sehr geehrte Frau Dr. Brehm,"),
        (Contact(1, "Wirt Alois Maier"), "Guten Tag Alois Maier,"),
        (Contact(1, "Dr.-Ing. Felix Arnold"), "Guten Tag Dr. Felix Arnold,"),
        (Contact(1, "Familie Steinberger"), "Sehr geehrte Familie Steinberger,"),
        (Contact(1, "Frau Graf"), "Sehr geehrte Frau Graf,"),
        (Contact(1, "Herr Krafft senior"), "Sehr geehrter Herr Krafft,"),
        (Contact(1, "Herr OStD Dr. Ralf Meinecke"), "Sehr geehrter Herr Dr. Meinecke,"),
        (Contact(1, "Frau Oberärztin Dr. Kern"), "Sehr geehrte Frau Dr. Kern,"),
        (Contact(1, "Frau Prof.in Dr.in Lea Roth"), "Sehr geehrte Frau Prof. Roth,"),
        (Contact(1, "Frau Mag. Eva Kern"), "Sehr geehrte Frau Mag. Kern,"),
        (Contact(1, "Herr Ing. Franz Hofer"), "Sehr geehrter Herr Ing. Hofer,"),
        (Contact(1, "Frau Dipl.-Ing. Eva Kern"), "Sehr geehrte Frau Kern,"),
        (Contact(1, "Frau Personalabteilung"), "Sehr geehrte Damen und Herren,"),
        (Contact(1, "Frau Wang Wei"), "Sehr geehrte Frau Wang Wei,"),
        (Contact(1, "王伟"), "Guten Tag 王伟,"),
        (Contact(1, ""), "Sehr geehrte Damen und Herren,"),
        (None, "Sehr geehrte Damen und Herren,"),
    ],
)
def test_german_salutation(contact: Contact | None, expected: str) -> None:
    assert german.salutation(replace(VIDEO, contact=contact)) == expected


def test_those_who_spoke_for_you_are_no_ladies_and_gentlemen() -> None:
    greeting = german.salutation(replace(VIDEO, kind="thank_references", contact=None))
    assert greeting == "Guten Tag,"


# Jottings: each rule with its example, and what stays out.


@pytest.mark.parametrize(
    ("jotting", "phrase", "heard"),
    [
        ("die Umstellung auf dbt", "die Umstellung auf dbt", ""),
        ("- der Umzug nach Köln.", "den Umzug nach Köln", ""),
        ("der neue Dienstplan", "den neuen Dienstplan", ""),
        ("neue Räume im EG", "die neuen Räume im EG", ""),
        ("Umstieg auf dbt", "den Umstieg auf dbt", ""),
        ("über Einarbeitung", "die Einarbeitung", ""),
        ("ihre Umstellung auf Schichten", "Ihre Umstellung auf Schichten", ""),
        ("ein zweites Lager in Köln", "ein zweites Lager in Köln", ""),
        ("Fehlzeiten im Lager", "das Thema Fehlzeiten im Lager", ""),
        ("Wie Sie neue Kräfte einarbeiten", "", "wie Sie neue Kräfte einarbeiten"),
        ("wie sie ihre Kräfte einarbeiten", "", "wie Sie Ihre Kräfte einarbeiten"),
        ("wie sie neue Kräfte einarbeitet", "", ""),
        ("wie sie 2019 angefangen", "", ""),
        ("der Kollege im Lager", "", ""),
        ("der Umstellung auf dbt", "", ""),
        ("ein Umzug nach Köln", "einen Umzug nach Köln", ""),
        ("Wechsel zu S/4HANA", "den Wechsel zu S/4HANA", ""),
        ("offenes Konzept, Bauraum neu", "das offene Konzept", ""),
        ("die Rufbereitschaft alle sechs Wochen", "die Rufbereitschaft alle sechs Wochen", ""),
        ("der Kunde", "", ""),
        ("das neue lager", "", ""),
        ("die förderanträge", "", ""),
        ("die Kollegen kommen im Mai", "", ""),
        ("die Kollegin und ihre Station", "", ""),
        ("Frau Berg", "", ""),
        ("wie man Kursleiterinnen hält", "", "wie man Kursleiterinnen hält"),
        ("Wir haben lange über den Umbau gesprochen.", "den Umbau", ""),
        ("Bestellungen übers Netz", "die Bestellungen übers Netz", ""),
        (
            "Sie erzählte, dass drei Häuser zusammengelegt werden",
            "",
            "dass drei Häuser zusammengelegt werden",
        ),
        ("Sie erzählte, dass drei Häuser geschlossen werden", "", ""),
        ("Springerpool, zu wenig Dienste besetzt", "das Thema Springerpool", ""),
        ("Urlaubsplan, seine Frau ist krank", "", ""),
        ("Sprachen im Team", "das Thema Sprachen im Team", ""),
        ("Aufstockung Altstadt", "", ""),
        ("Homeoffice 2 Tage", "", ""),
        ("Standort Triest", "den Standort Triest", ""),
        ("warum die Halle leer bleibt", "", "warum die Halle leer bleibt"),
        ("wie er das Lager aufgebaut hat", "", "wie Sie das Lager aufgebaut haben"),
        ("die Einschulung neuer Kolleginnen", "die Einschulung neuer Kolleginnen", ""),
        ("Zuschläge", "", ""),
        ("der Frost und die Beregnung", "den Frost und die Beregnung", ""),
        ("der Frost und der Wind", "", ""),
        ("wie das Lager eingeteilt wird", "", "wie das Lager eingeteilt wird"),
        ("wie das Projekt geplant", "", ""),
        ("warum die Kunden so oft", "", ""),
        ("Ursprung der Firma", "", ""),
        ("Wie läuft es?", "", ""),
        ("Sie stellen im Frühjahr zwei Leute ein.", "", ""),
        ('das "Du" im Team', "", ""),
        ("Ihre Krebserkrankung", "", ""),
        ("vertraulich: der Umzug", "", ""),
    ],
)
def test_a_german_topic(jotting: str, phrase: str, heard: str) -> None:
    joined = german_phrases.topic(jotting)
    assert (joined.phrase, joined.heard, joined.sentence) == (phrase, heard, "")
    assert joined or joined.left


@pytest.mark.parametrize(
    ("jotting", "phrase"),
    [
        ("jemand, der das Reporting übernimmt", "jemanden, der das Reporting übernimmt"),
        ("jemanden der anpackt", "jemanden, der anpackt"),
        ("jemand für die Nachtschicht", "jemanden für die Nachtschicht"),
        ("eine Leitung, die selbst mit anpackt", "eine Leitung, die selbst mit anpackt"),
        ("einen Koch mit Erfahrung", "einen Koch mit Erfahrung"),
        ("Leute, die mitdenken", "Leute, die mitdenken"),
        ("Erfahrung mit dbt", "jemanden, der Erfahrung mit dbt hat"),
        ("Teamfähigkeit", "jemanden mit Teamfähigkeit"),
        ("Kenntnisse im Baurecht", "jemanden mit Kenntnissen im Baurecht"),
        ("Go-Kenntnisse", "jemanden mit Go-Kenntnissen"),
        ("Die Abteilung braucht jemanden, der anpackt", "jemanden, der anpackt"),
        ("jemand, der nicht gleich heult", ""),
        ("ADR-Schein + Englisch", "jemanden mit ADR-Schein und Englischkenntnissen"),
        ("Teamplayer, Führerschein", ""),
        ("einer, der auch samstags kann", "jemanden, der auch samstags kann"),
        ("eine Leitung, der alle vertrauen", ""),
        ("Leute, die anpackt", ""),
        ("ein Koch", ""),
        ("jemanden, der ihr hilft", ""),
        ("jemanden, der kommen", ""),
        ("Ruhe am Telefon", ""),
        ("someone to own the reporting", ""),
    ],
)
def test_a_german_need(jotting: str, phrase: str) -> None:
    assert german_phrases.need(jotting).phrase == phrase


@pytest.mark.parametrize(
    ("jotting", "clause"),
    [
        ("ich habe ein Dashboard gebaut.", "ich habe ein Dashboard gebaut"),
        ("Habe ein Dashboard gebaut", "ich habe ein Dashboard gebaut"),
        ("bin drei Jahre Lkw gefahren", "ich bin drei Jahre Lkw gefahren"),
        ("spreche Polnisch", "ich spreche Polnisch"),
        ("200 Betten geleitet", "ich habe 200 Betten geleitet"),
        ("eine Station mit 40 Betten geleitet", "ich habe eine Station mit 40 Betten geleitet"),
        ("Im Mai habe ich ein Team geleitet", "im Mai habe ich ein Team geleitet"),
        ("10 Jahre Erfahrung im Vertrieb", "ich habe 10 Jahre Erfahrung im Vertrieb"),
        ("in der Klinik 40 Betten betreut", "ich habe in der Klinik 40 Betten betreut"),
        ("eine Lehre als Köchin gemacht", "ich habe eine Lehre als Köchin gemacht"),
        ("5 Jahre als Koch gearbeitet", "ich habe 5 Jahre als Koch gearbeitet"),
        ("In Wien studiert", "ich habe in Wien studiert"),
        ("ich kann das nicht", ""),
        ("10 Jahre Python", ""),
        ("8 Jahre DATEV", "ich habe 8 Jahre Erfahrung mit DATEV"),
        (
            "12 Jahre als Disponent bei Hellmann",
            "ich habe 12 Jahre als Disponent bei Hellmann gearbeitet",
        ),
        ("Polnisch Muttersprache", "Polnisch ist meine Muttersprache"),
        ("Englisch C1", "ich spreche Englisch auf dem Niveau C1"),
        ("gelernte Köchin", "ich bin gelernte Köchin"),
        ("Team von 14 geführt", "ich habe ein Team von 14 geführt"),
        ("hab den Film geschnitten, 14 Wochen", "ich habe den Film geschnitten"),
        (
            "habe Physik, Chemie und Sport unterrichtet",
            "ich habe Physik, Chemie und Sport unterrichtet",
        ),
        ("leite Singkreis", ""),
        ("hab 3 jahre kurse gegeben", ""),
        ("kann SAP", "ich kann mit SAP umgehen"),
        ("kann Abrechnung", ""),
        ("kann gut mit Handwerkern", ""),
        ("Ich habe bei Rose & Kraut den Markt betreut", ""),
        ("bin 11 Jahre auf dem Bau", ""),
        ("Ich nehme jeden Tag 20 Fahrzeuge an", "ich nehme jeden Tag 20 Fahrzeuge an"),
        ("leite Team", ""),
        ("habe 12 Jahre SAP", ""),
        ("Ich beginne im Februar mit dem Studium", "ich beginne im Februar mit dem Studium"),
        ("ich habe 5 Jahre im lager gearbeitet", ""),
        ("ich habe mit lieferanten verhandelt", ""),
        ("Englisch fließend", "ich spreche fließend Englisch"),
        ("Praxisanleiterin seit 2021", "ich bin seit 2021 Praxisanleiterin"),
        ("Team geleitet", ""),
        ("Trupp v. 4 Leuten geführt", "ich habe einen Trupp von 4 Leuten geführt"),
        ("Lehrgang 2023 bestanden", "ich habe 2023 einen Lehrgang bestanden"),
        ("Kurs gebucht, Jan.", "ich habe einen Kurs für Januar gebucht"),
        ("ADR-Kurs im Januar", "ich besuche im Januar einen ADR-Kurs"),
        ("Retouren von 14 auf 8 % gesenkt", "ich habe die Retouren von 14 auf 8 % gesenkt"),
        ("Schulung im Sept. gemacht", "ich habe im September eine Schulung gemacht"),
        ("Umsatz um 14 % gesteigert", "ich habe den Umsatz um 14 % gesteigert"),
        ("Quote von 2 auf 1 % gesenkt", "ich habe die Quote von 2 auf 1 % gesenkt"),
        ("Lesereihe auf Türkisch aufgebaut", "ich habe eine Lesereihe auf Türkisch aufgebaut"),
        ("Vertrieb aufgebaut", ""),
        ("8 J. Pflege", "ich habe 8 Jahre Erfahrung in der Pflege"),
        ("RA-Micro 5 J., beA seit Start", "ich habe 5 Jahre Erfahrung mit RA-Micro"),
        ("5 Jahre Zeitung", ""),
        ("5 J. OP, davon 3 J. Ortho", "ich habe 5 Jahre Erfahrung im OP"),
        ("Führerschein seit 2011", "ich habe seit 2011 den Führerschein"),
        ("Waldgruppe drei Jahre geleitet", "ich habe drei Jahre eine Waldgruppe geleitet"),
        ("seit 2021 leite ich das Lager", "seit 2021 leite ich das Lager"),
        ("der Verein gegründet", ""),
        ("40 Leute haben gekündigt", ""),
        ("Suche nach Fehlern", ""),
        ("ich habe ihr geholfen", ""),
        ("ich habe vielleicht 40 Leute geleitet", ""),
        ("ich habe Depressionen gehabt", ""),
    ],
)
def test_a_german_strength_and_answer(jotting: str, clause: str) -> None:
    assert german_phrases.strength(jotting).phrase == clause
    assert german_phrases.answer(jotting).phrase == clause


@pytest.mark.parametrize(
    ("jotting", "admitted"),
    [
        ("keine Erfahrung mit dbt", "ich habe keine Erfahrung mit dbt"),
        ("noch keinen Führerschein", "ich habe noch keinen Führerschein"),
        ("Kein Führerschein", "ich habe keinen Führerschein"),
        ("kein Abitur", "ich habe kein Abitur"),
        ("kein NDS", ""),
        ("Mein Wohnort liegt 70 km entfernt", "mein Wohnort liegt 70 km entfernt"),
        ("Ich kenne SAP nur aus dem Studium", "ich kenne SAP nur aus dem Studium"),
        ("keine eigene Kalkulation", ""),
        ("keine Schaltberechtigung für 20 kV", "ich habe keine Schaltberechtigung für 20 kV"),
        ("kein Polnisch", "ich spreche kein Polnisch"),
        ("wenig Erfahrung mit SAP", "ich habe wenig Erfahrung mit SAP"),
        ("noch nie in der Industrie gearbeitet", "ich habe noch nie in der Industrie gearbeitet"),
        ("noch nie in der Industrie", ""),
        ("lange Anfahrt", ""),
        ("zu jung", ""),
        ("keine Lust", ""),
        ("Reicht das?", ""),
    ],
)
def test_a_german_concern_is_what_you_have_not(jotting: str, admitted: str) -> None:
    assert german_phrases.concern(jotting).admitted == admitted


@pytest.mark.parametrize(
    ("jotting", "phrase"),
    [
        ("ein zweites Gespräch mit dem Team", "ein zweites Gespräch mit dem Team"),
        ("zweites Gespräch", "ein zweites Gespräch"),
        ("Zweite Runde im Dezember", "die zweite Runde im Dezember"),
        ("zweiter Termin", "den zweiten Termin"),
        ("Anruf am Montag", "Ihren Anruf am Montag"),
        ("sie melden sich", "Ihre Nachricht"),
        ("meldet sich nach Weihnachten", "Ihre Nachricht nach Weihnachten"),
        ("sie ruft an", "Ihren Anruf"),
        ("Probetag Di", "den Probetag am Dienstag"),
        ("Probetag Mittwoch", "den Probetag am Mittwoch"),
        ("ruft Freitag an", "Ihren Anruf am Freitag"),
        ("Sie melden sich in der nächsten Woche", "Ihre Nachricht in der nächsten Woche"),
        ("Bescheid bis Mittwoch", "Ihren Bescheid"),
        ("persönliches Gespräch Do. 3.12.", "ein persönliches Gespräch am 3. Dezember"),
        ("Probearbeiten im Jänner", "das Probearbeiten im Jänner"),
        ("Probetag am 3. Dezember", "den Probetag am 3. Dezember"),
        ("eine Absage", ""),
        ("die Entscheidung der Kommission", ""),
        ("Hospitation, 1 Tag", "die Hospitation"),
    ],
)
def test_a_german_next_step(jotting: str, phrase: str) -> None:
    assert german_phrases.next_step(jotting).phrase == phrase


@pytest.mark.parametrize(
    ("jotting", "deed"),
    [
        ("den Link schicken", "den Link schicken"),
        ("Link zum Dashboard schicken", "den Link zum Dashboard schicken"),
        ("ihr die Mappe zu schicken", "die Mappe schicken"),
        ("Rückmeldung", ""),
        ("Zeugnisse nachreichen", "die Zeugnisse nachreichen"),
        ("Arbeitszeugnis Fa. Lüders", "das Arbeitszeugnis der Firma Lüders schicken"),
        ("Zeugnis, Strafregisterauszug", "das Zeugnis und den Strafregisterauszug schicken"),
        ("Zeugnis, Tauglichkeit G26.3", ""),
        ("Meisterbrief nachreichen", "den Meisterbrief nachreichen"),
        ("Gesellenbrief mitbringen", "den Gesellenbrief bringen"),
        ("Lebenslauf", "den Lebenslauf schicken"),
        ("Gesellenbrief vorbeibringen", "den Gesellenbrief vorbeibringen"),
        ("der Kunde schicken", ""),
        ("Führerschein Kopie", ""),
    ],
)
def test_a_german_promise_and_what_became_of_it(jotting: str, deed: str) -> None:
    ahead = deed and f"werde ich Ihnen {deed}"
    behind = deed and f"dass ich Ihnen {deed} würde"
    assert german_phrases.promise(jotting).phrase == ahead
    assert german_phrases.promised(jotting).phrase == behind


def test_a_german_promise_to_be_in_touch() -> None:
    assert german_phrases.promise("melde mich").phrase == "melde ich mich bei Ihnen"
    assert german_phrases.promise("sie anrufen").phrase == "rufe ich Sie an"
    assert german_phrases.promised("mich melden").phrase == "mich heute zu melden"


def test_a_german_topic_with_a_clause_has_a_sentence_of_its_own() -> None:
    said = german_phrases.topic("der Rat, früh bei der Stadt anzufragen").sentence
    assert not said
    said = german_phrases.topic("der Rat, zuerst ein Gutachten zu schreiben").sentence
    assert said.endswith("über den Rat, zuerst ein Gutachten zu schreiben.")
    said = german_phrases.topic("der Umgang mit Gästen, die früh kommen").sentence
    assert said.endswith("über den Umgang mit Gästen, die früh kommen.")


def test_what_a_question_adds_to_a_german_topic_stays_out() -> None:
    told = german_phrases.topic("die neue Nachtwache und wie die Angehörigen reagiert haben")
    assert told.phrase == "die neue Nachtwache"
    assert [each.jotting for each in told.left] == ["wie die Angehörigen reagiert haben"]


def test_of_several_german_topics_the_first_that_can_be_told_is() -> None:
    told = german_phrases.topic("Bus 12 fährt wieder; die Arbeit mit den Ärzten; der Umbau")
    assert told.phrase == "die Arbeit mit den Ärzten"
    assert [each.jotting for each in told.left] == ["Bus 12 fährt wieder", "der Umbau"]
    assert not german_phrases.topic("der Umbau; seine Frau ist krank")


def test_a_german_question_about_you_is_told_as_one() -> None:
    told = german_phrases.concern("Herr Brunner fragte sich, ob ich genug Erfahrung habe")
    assert told.heard == "ob ich genug Erfahrung habe"


def test_a_german_doubt_is_named_where_it_is_no_lack() -> None:
    assert german_phrases.concern("lange Anfahrt").phrase == "die lange Anfahrt"
    assert german_phrases.concern("Lücke im Lebenslauf").phrase == "die Lücke im Lebenslauf"
    assert not german_phrases.concern("nur 30 Std.")


def test_german_shorthand_is_spelled_out_and_told() -> None:
    told = german_phrases.strength("12 MA geführt")
    assert told.phrase == "ich habe 12 Mitarbeitende geführt"
    assert told.mended == (("MA", "Mitarbeitende"),)
    assert not german_phrases.strength("habe MA geführt")


@pytest.mark.parametrize(
    ("company", "place"),
    [
        ("Acme", "bei Acme"),
        ("Baumschule Ehlers", "bei der Baumschule Ehlers"),
        ("Gasthaus zur Post", "im Gasthaus zur Post"),
        ("Verein der Köche", "beim Verein der Köche"),
        ("Österreichische Post", "bei der Österreichischen Post"),
        ("Neue Wege", "bei der Firma Neue Wege"),
        ("E-Bike Manufaktur Leipzig", "bei der E-Bike Manufaktur Leipzig"),
        ("Universität Tübingen", "an der Universität Tübingen"),
        ("Technische Universität München", "an der Technischen Universität München"),
        ("TU München", "an der TU München"),
        ("Deutsche Bank", "bei der Deutschen Bank"),
        ("Kantonsspital Aarau", "am Kantonsspital Aarau"),
        ("Stadtwerke Lüneburg", "bei den Stadtwerken Lüneburg"),
        ("Städtische Kliniken Neuss", "an den Städtischen Kliniken Neuss"),
        ("Nordlicht Verlag", "beim Nordlicht Verlag"),
        ("Bayerischer Rundfunk", "beim Bayerischen Rundfunk"),
        ("Hofer & Söhne Tischlerei", "bei der Hofer & Söhne Tischlerei"),
        ("Berliner Sparkasse", "bei der Berliner Sparkasse"),
        ("Möbel Krafft", "bei der Firma Möbel Krafft"),
        ("Bundesamt für Strahlenschutz", "beim Bundesamt für Strahlenschutz"),
        ("Haus Abendruh", "im Haus Abendruh"),
        ("Seehotel Rust", "im Seehotel Rust"),
    ],
)
def test_a_german_employer_has_the_article_of_its_kind(company: str, place: str) -> None:
    assert german.at(company) == place
    if "Firma" in place:
        assert german.at(company, is_readers=True) == "bei Ihnen"


@pytest.mark.parametrize(
    ("jotting", "why"),
    [
        ("the move to dbt", "it is in English, and the note is in German"),
        ("vertraulich, der Umzug", "it was said in confidence"),
        ("Umzug nach Köln, darf keiner wissen", "it was said in confidence"),
        ("ihre Scheidung", "it seems private"),
        ("vielleicht der Umzug", "it is not certain"),
        ("Reicht das?", "it has a sign that belongs into no sentence"),
        ("kommen im Mai", "it does not fit a sentence of the note"),
    ],
)
def test_why_a_german_jotting_stays_out(jotting: str, why: str) -> None:
    assert german_phrases.topic(jotting).left == (Left(jotting, why),)


@pytest.mark.parametrize("jotting", ["", "-", "keine"])
def test_nothing_stays_out_of_a_german_note_where_nothing_was_jotted(jotting: str) -> None:
    assert german_phrases.topic(jotting) == german_phrases.need(jotting) == Joined()


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("Acme GmbH", "Acme"),
        ("Acme GmbH & Co. KG", "Acme"),
        ("Verein der Köche e. V.", "Verein der Köche"),
        ("Siemens AG", "Siemens"),
        ("AG", "AG"),
        ("Acme Corp", "Acme Corp"),
    ],
)
def test_a_german_company_is_spoken_of_without_its_legal_form(company: str, expected: str) -> None:
    assert german_phrases.company(company) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Datenanalystin", "Datenanalystin"),
        ("Data Analyst (m/w/d)", "Data Analyst"),
        ("Pflegekraft (w|m|x)", "Pflegekraft"),
        ("die Stelle als Koch", "Koch"),
        ("Sachbearbeiterin Steuern 80%", "Sachbearbeiterin Steuern"),
        ("Pflegefachfrau (60-80 %)", "Pflegefachfrau"),
        ("Stellvertretende Leitung", "stellvertretende Leitung"),
        ("stv. Marktleiter", "stellvertretender Marktleiter"),
        ("Stellv. Marktleiterin", "stellvertretende Marktleiterin"),
        ("Leitung (Nacht)", "Leitung (Nacht)"),
    ],
)
def test_a_german_role(role: str, expected: str) -> None:
    assert german_phrases.role(role) == expected


@pytest.mark.parametrize(
    ("jotting", "spoken"),
    [
        ("someone to own the reporting stack", ENGLISH),
        ("the move to dbt", ENGLISH),
        ("jemanden, der das Reporting übernimmt", GERMAN),
        ("on-call rota", None),
        ("Head of Data", None),
        ("Umstieg auf dbt", None),
        ("", None),
    ],
)
def test_a_jotting_reads_as_the_language_of_its_small_words(
    jotting: str, spoken: Language | None
) -> None:
    assert reads_as(jotting) == spoken


def test_a_jotting_in_another_language_stays_out() -> None:
    english = in_german(replace(VIDEO, looking_for="someone to own the reporting stack"))
    assert "someone" not in english.body
    assert any("in English" in left.why for left in english.left)
    assert "jemanden" not in draft(VIDEO).body
    assert any("jemanden" in left.jotting for left in draft(VIDEO).left)


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Ich nenne es „Du“.", "a quotation"),
        ("Ich schicke ${promise}.", "a placeholder that nobody filled in"),
        ("Ich freue mich -> Montag.", "a sign that belongs into no letter"),
        ("Ich danke für die Therapie.", "something private"),
    ],
)
def test_the_gate_looks_at_a_german_note(sentence: str, what: str) -> None:
    assert what in [fault.what for fault in faults(sentence, language="de")]
    assert not faults(sentence, language="fr")


@given(OCCASION)
def test_any_text_gives_a_clean_german_note_or_a_usage_error(occasion: Occasion) -> None:
    try:
        note = in_german(occasion)
    except UsageError:
        return
    text = f"{note.subject}\n{note.body}"
    assert not UNWANTED.search(text)
    assert not PLACEHOLDER.search(text)
    assert "\n" not in note.subject


# Languages by name, and those that nobody knows.


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("pt_BR", "pt"),
        ("German", "de"),
        (" deutsch ", "de"),
        ("English", "en"),
        ("fra", "fra"),
        ("Klingon", ""),
        ("../de", ""),
        ("d3", ""),
        ("", ""),
    ],
)
def test_a_language_by_its_code_or_its_name(told: str, code: str) -> None:
    assert code_of(told) == code


def test_the_built_in_languages_are_found_by_their_code() -> None:
    assert (language("en"), language("de")) == (ENGLISH, GERMAN)


def test_of_any_other_language_nothing_is_made_up() -> None:
    own = "fr"
    note = draft(VIDEO, built_in("thank_you"), language(own))
    assert note.language == own
    assert note.body.startswith("Frau Dr. Priya Shah,\n\n")
    assert note.body.endswith("\n\nAlex Morgan\n+49 30 123456 · alex@example.org")
    assert "2026-11-20" in note.body
    assert "Habe das Dashboard gebaut, mit dem 40 Filialen arbeiten" in note.body
    assert not re.search(r"November|Best regards|Dear", note.body)


@pytest.mark.parametrize(
    ("contact", "greeting"),
    [
        (Contact(1, "Zoé Blanc"), "Zoé Blanc,"),
        (Contact(1, "Zoé Blanc", salutation="Chère Zoé"), "Chère Zoé,"),
        (Contact(1, "Zoé Blanc", salutation="Bonjour !"), "Bonjour !"),
        (None, "Acme GmbH,"),
    ],
)
def test_the_greeting_in_a_language_that_is_not_known(
    contact: Contact | None, greeting: str
) -> None:
    assert language("fr").salutation(replace(VIDEO, contact=contact)) == greeting


def test_a_british_note_has_its_own_days_and_spelling() -> None:
    occasion = replace(
        VIDEO,
        contact=Contact(1, "Priya Shah", language="en-GB"),
        strengths=("ran 3 orgs w/ 40 volunteers",),
        looking_for="",
        decision_on=date(2026, 12, 3),
    )
    note = draft(occasion, language=language("en-GB"))
    assert "Thursday 3 December" in note.body
    assert "I ran 3 organisations with 40 volunteers." in note.body


@pytest.mark.parametrize(
    ("told", "code", "variant"),
    [("en-GB", "en", "en-GB"), ("en_gb", "en", "en-GB"), ("en", "en", "en"), ("de-AT", "de", "de")],
)
def test_the_kind_of_a_language(told: str, code: str, variant: str) -> None:
    assert variant_of(told, code) == variant


def test_the_time_by_which_is_told_with_its_day() -> None:
    assert german.by_clock("heute Abend", "noon") == "heute um 12 Uhr"
    assert german.by_clock("Freitag", "5:30pm") == "Freitag um 17.30 Uhr"
