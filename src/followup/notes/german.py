"""What a German note needs besides template and jottings: days, the greeting, the employer. Pure."""

import re
from datetime import date

from followup.domain.dates import parse_time
from followup.domain.model import Contact, Occasion
from followup.domain.people import ROLES, PersonName, read_name
from followup.domain.text import pattern, word_set
from followup.notes.jottings import tidy
from followup.notes.salutations import GREETING, has_doctorate, is_agency_itself

_WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_FRAU = pattern(r"(?:frau|fr|ms|mrs|miss)\.?$", re.IGNORECASE)
_HERR = pattern(r"(?:[Hh]errn?|HERRN?|[Hh]r|[Mm]r|MR)\.?$")
_PROFESSOR = pattern(r"prof(?:\.|essor(?:in)?)?$", re.IGNORECASE)
_DOCTOR = pattern(r"dr\.?$", re.IGNORECASE)


def long_day(day: date, today: date) -> str:
    """`day` as a note writes it: Freitag, den 20. November; with the year if not `today`'s."""
    return f"{_WEEKDAYS[day.weekday()]}, den {short_day(day, today)}"


def short_day(day: date, today: date) -> str:
    """`day` without its weekday: 20. November; with the year if that is not `today`'s."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day}. {_MONTHS[day.month - 1]}{year}"


def near_day(day: date, today: date) -> str:
    """`day` after "bis": morgen; Freitag within the week; Freitag, den 20. November further off."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("heute Abend", "morgen")[ahead]
    return _WEEKDAYS[day.weekday()] if 0 < ahead < 7 else long_day(day, today)


def by_clock(day: str, clock: str) -> str:
    """A day that `near_day` wrote, with the time by which: Freitag um 15 Uhr."""
    at = parse_time(clock)
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{day.removesuffix(' Abend')} um {at.hour}{minutes} Uhr"


def when(day: date, today: date) -> str:
    """The day of a talk: heute; am Freitag within the week; am 20. November before."""
    if day == today:
        return "heute"
    past = (today - day).days
    return f"am {_WEEKDAYS[day.weekday()] if 0 < past < 7 else short_day(day, today)}"


_FIRST_WORD = pattern(
    r"(?:Vielen|Herzlichen|Besten|Haben|Danke|Ich|Es|Für|Nach|Über|Unser|Wie|Was|Das|Die|Der|Am|Im|In|Seit|Noch|Nochmals|Auf|Mit|Wir"
    r"|Zunächst|Gern|Gerne|Heute|Gestern|Als|Ist)\b"
)


def continued(text: str) -> str:
    """A text as it goes on after the comma of a greeting: its first word is small, if no noun."""
    found = _FIRST_WORD.match(text)
    return text[0].lower() + text[1:] if found else text


def salutation(occasion: Occasion) -> str:
    """The greeting line, with its comma.

    A person's own wish first; Frau or Herr where name, title or wish say which; else the name.
    """
    contact = occasion.contact
    if contact is None or is_agency_itself(occasion):
        return _unnamed(occasion)
    wish = tidy(contact.salutation)
    if wish and GREETING.match(wish):
        wish = wish[:1].upper() + wish[1:]
        return wish if wish.endswith((",", "!")) else f"{wish.rstrip(':')},"
    return _greeting(contact, wish.rstrip(",:! ")) or _unnamed(occasion)


def is_sure(contact: Contact) -> bool:
    """Whether the name of a contact is understood, of which a German greeting has all."""
    return bool(read_name(tidy(contact.salutation) or tidy(contact.name)).whole)


def _unnamed(occasion: Occasion) -> str:
    return "Guten Tag," if occasion.kind == "thank_references" else "Sehr geehrte Damen und Herren,"


def _greeting(contact: Contact, wish: str) -> str:
    """The greeting by name; empty where the name is not understood."""
    if family := _FAMILY.fullmatch(wish or tidy(contact.name)):
        return f"Sehr geehrte Familie {family[1]},"
    name = _plain_titles(wish or tidy(contact.name))
    person = _person(name)
    titles = [*name.split()[:-1], *tidy(contact.title).split()[:2], "Dr." * has_doctorate(person)]
    title = _highest(titles)
    if not person.whole or (_AGE.search(wish or tidy(contact.name)) and " " not in name):
        return ""  # Huber senior: a family name alone
    if any(map(_FRAU.match, titles)):
        return f"Sehr geehrte Frau {title}{person.surname},"
    if any(map(_HERR.match, titles)):
        return f"Sehr geehrter Herr {title}{person.surname},"
    return f"Guten Tag {title}{person.whole},"


_FAMILY = pattern(r"Fam(?:ilie|\.) ((?:von |van )?[^\W\d_a-z][\w-]+)")
_WITH_ENDING = pattern(r"\b(?:Univ\.-)?(Prof|Dr|Mag)\.?['’*:]?(?:in|a)\b\.?|\bUniv\.-(?=Prof)")
"""Prof.in, Dr.in, Mag.a: said as the others are."""
_RANK = pattern(
    r"(?<!\S)(?:O?St[DR]['’]?(?:in)?|(?:RA|StB|WP)(?:in)?|\w*(?:arzt|ärztin)|DGK[PS]|KommR|OSr\.?|Prim\.?|PD"
    r"|(?:Univ\.-)?(?:Priv\.-)?Doz\.?|Dipl\.[- ]?\w+\.?(?: \(?FH\)?)?|lic\. \w+\.)\s+(?=\S)"
)
"""Ranks and posts before a name that no greeting says: OStD, RAin, Oberärztin."""
_WOMANS_RANK = pattern(r"^(?:O?St[DR]['’]?in|(?:RA|StB|WP)in|\w*ärztin) (?=\S)")
_DEGREE = pattern(r",?\s+(?:[MB]\.\s?(?:A|Sc|Eng|Ed)\.?|LL\.?\s?M\.?|OSB|OFM|SJ)$")
"""Degrees and orders behind a name."""
_AGE = pattern(r",? (?:senior|junior|sen|jun|sr|jr)\.?$", re.IGNORECASE)
_SURNAME_ALONE = pattern(
    r"(?:Frau|Fr\.?|Herrn?|Hr\.?) (?:(?:Prof|Dr)\.? )*(?P<name>[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?)"
)


_POST = pattern(
    r"\w*(?:redakteur|leiter|direktor|wirt|dramaturg|dezernent|präsident|geschäftsführer|pfarrer|rektor|intendant|verwalter|chef"
    r"|inhaber|vorsteher|koordinator|meister|berater|sekretär|archivar|trainer|betreuer|referent|altbauer|polier|vorarbeiter)(?P<woman>in)? (?=\S+ \S)",
    re.IGNORECASE,
)
"""A post before given and family name; who is a Leiterin is a woman."""
_BEFORE_DOCTOR = pattern(
    r"^(?!Frau|Fr\b|Herrn?\b|Hr\b|Prof|Dr|Univ)[^\W\d_]{4,} (?=(?:Prof|Dr)\.? \S)"
)
"""A post before a degree: Apothekerin Dr. …"""


def _plain_titles(name: str) -> str:
    """A name with its titles as a greeting knows them, without what no greeting says."""
    spelled = _WITH_ENDING.sub(lambda found: f"{found[1]}." if found[1] else "", name)
    spelled = re.sub(r"\bDr\.(?:-?Ing\.?| sc\. \w+\.?)", "Dr.", spelled.removeprefix("Ltd. "))
    if _WOMANS_RANK.search(spelled) and not _FRAU.match(spelled.partition(" ")[0]):
        spelled = f"Frau {spelled}"
    spelled = _BEFORE_DOCTOR.sub("", spelled)
    spelled = _RANK.sub("", _DEGREE.sub("", spelled))
    if post := _POST.match(spelled):  # Chefredakteurin Ina Stolz
        spelled = ("Frau " if post["woman"] else "") + spelled[post.end() :]
    return _AGE.sub("", spelled)


def _person(name: str) -> PersonName:
    """The name taken apart; Frau Graf, whose name is a title elsewhere, has a family name."""
    person = read_name(_AUSTRIAN.sub("", name))
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if last in person.credentials and last.istitle() and "," not in name:  # Frau Marlene Ix
        return PersonName((), "", person.whole, last, f"{person.whole} {last}", is_sure=True)
    alone = _SURNAME_ALONE.fullmatch(name)
    if alone and alone["name"].lower() not in ROLES:
        return PersonName(family=alone["name"], whole=alone["name"], is_sure=True)
    return person


_AUSTRIAN = pattern(r"(?<!\S)(?P<title>MMag\.|Mag\.|Ing\.|DI)\s+(?=\S)")
"""Degrees that Austrians say in a greeting, where there is no higher one."""


def _highest(titles: list[str]) -> str:
    """The highest academic title, with a space behind; a letter names only that one."""
    if any(map(_PROFESSOR.match, titles)):
        return "Prof. "
    if any(map(_DOCTOR.match, titles)):
        return "Dr. "
    return next((f"{title} " for title in titles if _AUSTRIAN.match(f"{title} .")), "")


# The employer.

_PLACES = {
    "an der": "universität hochschule schule akademie klinik tu fh eth",
    "am": "klinikum spital krankenhaus gymnasium institut theater kolleg",
    "in der": "kita kindertagesstätte bibliothek",
    "im": "hotel restaurant café kindergarten museum hospiz seniorenheim pflegeheim gasthof gasthaus kinderhaus haus salon",
    "bei der": """
        erei kanzlei spedition bank sparkasse versicherung stiftung agentur firma gruppe
        genossenschaft praxis apotheke stadt gemeinde diakonie caritas manufaktur gesellschaft
        messe zeitung redaktion polizei feuerwehr verwaltung baumschule fahrschule tanzschule hundeschule fabrik mühle galerie werkstatt post bahn telekom aok
    """,
    "beim": """
        verlag verein bistum bundesamt landesamt landratsamt jugendamt finanzamt bauamt gesundheitsamt dienst rundfunk verband kreis bund amt ministerium zentrum büro autohaus
        möbelhaus kaufhaus weingut labor lagerhaus jugendwerk kreuz betrieb theaterverein
    """,
    "bei den": "stadtwerke bahnen verkehrsbetriebe wasserbetriebe werkstätten",
    "an den": "kliniken",
}  # fmt: skip
_PLACE_OF = {word: place for place, words in _PLACES.items() for word in word_set(words)}
"""The preposition with its article before an employer whose name has that word, or ends in it."""
_ADJECTIVE = pattern(
    r"(?:\w*(?:isch|lich)|\w*deutsch|rot|frei|neu|alt|groß|allgemein|erst|vereinigt|städt\.?)e[rs]?",
    re.IGNORECASE,
)


def at(company: str, *, is_readers: bool = False) -> str:
    """The employer as a place of work, with the article that its kind wants: an der Universität Ulm.

    A brand of one word has none: bei Acme. Of others the kind is not known; a reader who works
    there is Ihnen.
    """
    words = company.split()
    named = next((at for at, word in enumerate(words) if word in _BEHIND and at), len(words))
    words, behind = words[:named], words[named:]
    adjectives = 0
    while adjectives < len(words) - 1 and _ADJECTIVE.fullmatch(words[adjectives]):
        adjectives += 1
    heads = (*words[adjectives : adjectives + 1], *words[-1:], *words[adjectives + 1 : -1])
    place = next(filter(None, map(_place, heads)), "")
    if not place:
        several = "bei Ihnen" if is_readers else f"bei der Firma {company}"
        return several if " " in company else f"bei {company}"
    told = [f"{word.rstrip('rs')}n" for word in words[:adjectives]] + words[adjectives:]
    if place.endswith("den"):
        told = [f"{word}n" if _place(word) and word.endswith("e") else word for word in told]
    return f"{place} {' '.join((*told, *behind))}"


_BEHIND = word_set("am an auf bei der des für im in und vom von zum zur")
"""Words behind which a name says nothing of its kind: Gasthaus zur Post."""


def _place(word: str) -> str:
    """What stands before an employer of that kind; empty where the word is none."""
    low = word.lower()
    kinds = (end for end in _PLACE_OF if low == end or (len(end) > 3 and low.endswith(end)))
    return _PLACE_OF.get(max(kinds, key=len, default=""), "")
