"""How a German jotting becomes part of a sentence, by its role in the note. Pure.

Each function takes one jotting as it was typed and gives what its frames want:

    topic       Gern habe ich mit Ihnen über {phrase} gesprochen.    accusative
                Sie haben mir erzählt, {heard}.                      wie Sie …
    need        Sie suchen {phrase}.                                 accusative
    strength    {phrase}.                                            a main clause
    concern     {admitted}, aber {answer}.                           ich habe keine …
    next_step   Ich freue mich auf {phrase}.                         accusative
    promise     Bis Freitag {phrase}.                                werde ich Ihnen … schicken
    promised    ich habe zugesagt, {phrase}.                         dass ich Ihnen … schicken würde

The rules are few, and each is sure of its case: a noun has its article from the jotting, or its
gender from its ending. What they do not know stays out, and `left` says why.
"""

import re
from collections.abc import Callable

from followup.domain.frozen import replace
from followup.domain.model import Left
from followup.domain.text import pattern, word_set
from followup.notes.jottings import Joined, stripped, tidy

_NOTHING = frozenset(["", "-", "keine", "keiner", "nichts", "unbekannt", "n/a", "none", "tbd"])
_AROUND_ROLE = pattern(
    r"^(?:(?:die )?stelle (?:als|der|des) |als )|\s*\((?:[mwfdx]\s*[/|]\s*){1,3}[mwfdx]\)$",
    re.IGNORECASE,
)
_LEGAL_FORM = pattern(
    r"(?<=\w),?\s+(?:PartG(?: mbB)?|g?GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|SE|KG|KGaA|UG|OG|OHG|eG|e\.\s?[VUK]\.)$"
)

# What stays out whatever its form.

_REASONS = (
    (
        pattern(
            r"\b(?:vertraulich\w*|geheim\w*|unter uns|nicht (?:weiter)?(?:sagen|erzählen|erwähnen)|im Vertrauen|(?:darf|soll) (?:keiner|niemand)\w*|pss+t)\b",
            re.IGNORECASE,
        ),
        "it was said in confidence",
    ),
    (
        pattern(
            r"\b(?:krank(?:heit\w*|geschrieben|gemeldet)?|krebs\w*|operation|operiert|schwanger\w*|elternzeit|scheidung|geschieden|trennung von"
            r"|burn-?out|depress\w*|therapie|verstorben|gestorben|beerdigung|gehalt(?:s\w+)?|lohn|schulden|(?:ge|auf)?kündig\w*|verdien\w*"
            r"|entlass\w*|stellenabbau|insolven\w*|pleite"
            r"|arbeitslos\w*|zuschl[aä]ge?n?|prämien?|oma|opa|(?:ihr|sein|mein)(?:e|en|em|er)? (?:mann|frau|sohn|tochter|kind|kinder|mutter|vater|familie|partner(?:in)?))\b",
            re.IGNORECASE,
        ),
        "it seems private",
    ),
    (
        pattern(
            r"\b(?:glaube|vielleicht|eventuell|evtl|vermutlich|wahrscheinlich|angeblich|möglicherweise|unsicher|unklar"
            r"|nicht (?:mehr )?(?:sicher|genau)|weiß nicht|vergessen|irgend\w*|oder so|wohl)\b",
            re.IGNORECASE,
        ),
        "it is not certain",
    ),
    (
        pattern(
            r"\b(?:lol|haha\w*|puh|naja|nett|sympathisch|komisch|nicht vergessen|noch fragen|nachfragen|merken|heul\w*|labern|quatsch\w*)\b",
            re.IGNORECASE,
        ),
        "it reads as a note to yourself",
    ),
    (
        pattern(
            r"\b(?:the|of|and|to|with|for|from|my|their|your|they|you|who|how|that|are|someone)\b"
        ),
        "it is in English, and the note is in German",
    ),
    (
        pattern(
            r"[\"“”„«»‚‘()\[\]{}<>→*@=~\\|_!?…;]|(?<!\d):|:(?!\d)|(?<![A-Z])&|&(?![A-Z])|(?<![C+])\+|(?<!C)#"
            r"|(?<![A-ZÄÖÜ\d])/|/(?![A-ZÄÖÜ\d])|--| [–—-] |(?<!\d)\.\s"
        ),
        "it has a sign that belongs into no sentence",
    ),
    (
        pattern(r"\b(?:er|ihm|ihn|sein\w{0,2}|wir|uns|unser\w{0,2}|(?<!wie )man|du|dein\w{0,2})\b"),
        "it is not certain whom it means",
    ),
    (
        pattern(
            r"\b(?:MA|jmdn?|bzgl|wg|ggf|bzw|usw|etc|Std|Wo|Kd|KW|z\.\s?B|u\.\s?a)\b|\b[a-z]\.|\d[xh]\b|\bne\b"
        ),
        "it is in shorthand",
    ),
)
_SMALL_NOUN = pattern(
    r"(?<!, )(?<!jemand )(?<!jemanden )\b(?:der|die|das|den|dem|des|eine?[nmrs]?|im|am(?! \w+sten\b)|zum|zur|vom|beim|ins|meine?[nmrs]?"
    r"|keine?[nmrs]?|mit(?! \w+t$)|für|von|bei|aus|nach|ohne|als|durch|gegen|(?!(?:19|20)\d\d\b)\d[\d.]*)"
    r"(?! (?:mich|mir|dort|hier|langem|kurzem|anderen|allen|allem|vorn|oben|zu|auf|bis|pro|am|im|in|an|um|je|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b| \w*ge\w+(?:t|en)$)"
    r"(?: (?!(?:auf|nach|von|vom|zu|mit|in|im|an|am|für|bei|aus|über|um|seit|als|und|[bcdfghjklmnpqrstvwxz]{2,5})\b)[a-zäöüß-]+){1,3}"
    r"(?= (?:auf|nach|von|vom|zu|mit|in|im|an|am|für|bei|aus|über|um|seit|als|und)\b|,|$)",
)
"""What stands before a noun, without one behind it."""
_UNFIT = "it does not fit a sentence of the note"
_LONGEST = 25
"""Words of a jotting that is understood."""


def private_word(text: str) -> str:
    """The first private words of a text; empty for none."""
    found = _REASONS[0][0].search(text) or _REASONS[1][0].search(text)
    return found[0] if found else ""


def untold(text: str) -> str:
    """Why a part of a jotting is told to nobody: said in confidence, private, unsure, an aside."""
    return next((why for found, why in _REASONS[:4] if found.search(text)), "")


def _reason(text: str) -> str:
    """Why a jotting stays out, whatever its form; empty where nothing speaks against it."""
    if len(text.split()) > _LONGEST:
        return "it is too long for a sentence"
    if why := next((why for pattern, why in _REASONS if pattern.search(text)), ""):
        return why
    is_small = _SMALL_NOUN.search(text) or _NOUN_ONLY.search(text)
    return "a noun is without its capital" if is_small else ""


_NOUN_ONLY = pattern(
    r"\b(?:jahren?|monaten?|wochen?|tagen?|uhr|euro|leuten?|kunden|kundinnen|teams?|vertriebs?|erfahrung|projekte?n?|schulen?|kursen?"
    r"|kinder|kindern|betrieb|firma|arbeit|umsatz|zeugnis(?:se)?|kollegen|mitarbeiter|schicht|lager|büro|chef|prüfung|ausbildung)\b"
)
"""Words that are nouns only: who writes them small may write all nouns small."""

# Noun phrases.

_NOUN = r"(?:[A-ZÄÖÜ][\w/+#&-]*|[a-z]{1,2}[A-Z][A-Za-z]?\b|\d[\d.]*|[bcdfghjklmnpqrstvwxz]{2,5}(?![\w-]))"
_NOUNS = rf"{_NOUN}(?: {_NOUN})*"
_ADJECTIVE = r"(?:[a-zäöüß-]{2,}(?:e[nrsm]?) )"
_PREPOSITION = (
    r"(?:auf|nach|von|vom|zu|zum|zur|mit|in|im|ins|an|am|ans|für|bei|beim|aus|über|ohne|um|unter"
    r"|zwischen|seit|vor|während|gegen|durch|als|ab|bis|pro|fürs|aufs|ins|übers|ums)"
)
_ARTICLE = (
    r"(?:(?:der|die|das|des|dem|den|ein|eine|einen|einem|einer|eines|Ihrer|Ihrem|Ihren|Ihre|meiner|meinem|meinen|meine"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|allen|beiden|mehreren) )"
)
_MORE = (
    rf"(?: (?:(?:{_PREPOSITION}|und|oder|der|des|Ihrer|Ihres) {_ARTICLE}?{_ADJECTIVE}*{_NOUNS}"
    r"|[a-zäöüß]{2,}er [A-ZÄÖÜ][a-zäöüß-]+(?:n|s|e|er)\b))*"
)
"""What follows a noun: Fragen an die Leitung, die Einschulung neuer Kolleginnen."""
_OFTEN = r"(?: (?:(?:nächste|kommende) Woche|nächsten Monat|alle [a-zäöü]+ (?:Tage|Wochen|Monate|Jahre)))?"


def _ending(words: str, more: str = "") -> re.Pattern[str]:
    """What finds a noun that is one of the words, or a compound of which one is the last part."""
    return pattern(rf"(?:{'|'.join(words.split())}{more})$", re.IGNORECASE)


_MASCULINE = _ending(
    """
    umzug einzug auszug stieg termin anruf besuch plan bereich dienst link wechsel ablauf vertrieb
    ausbau aufbau umbau anbau neubau abend markt prozess schein bericht entwurf kontakt lebenslauf
    vertrag auftrag antrag beitrag vortrag ertrag rundgang übergang lehrgang studiengang durchlauf
    einkauf verkauf verlauf einstieg ausstieg aufwand bedarf betrieb bestand standort vorschlag
    einsatz ansatz umsatz workshop kurs etat haushalt raum garten hof saal turm keller
    server code test vergleich austausch unterricht aufsatz artikel nachweis ausweis ausdruck
    scan flyer blog beleg katalog fragebogen führerschein hinweis umgang zugang abgang mangel
    frost brand weg stand handel look podcast brief unterschied roboter kran druck laden engpass ausfall unfall notfall überblick einblick rückblick rohschnitt schnitt film sauerteig
    """,
    r"|tag|\brat|\w{3,}ismus",
)
_FEMININE = _ending(
    """
    runde woche schicht mappe liste aufgabe frage adresse probe arbeit kopie datei karte skizze
    studie seite mail e-mail nummer quelle bereitschaft tabelle übersicht analyse statistik logistik
    technik anfahrt fahrt messe lücke kette reihe pflege küche werkstatt halle terrasse maschine anlage
    strategie idee theorie ausgabe vorgabe zugabe übergabe abgabe rückgabe vorlage beilage
    nachfrage anfrage umfrage oberstufe mittelstufe stelle filiale abnahme aufnahme teilnahme
    software hardware datenbank cloud plattform marke kampagne rendite bilanz steuer kasse
    rezeption gruppe klasse route tour trasse grenze schule ausstellungsfläche fläche quote probezeit
    differenz zeit bühne urkunde bescheinigung spätschicht versicherungspflicht sprache hilfe
    """,
    r"|\w{3,}(?<!spr)(?<!schw)ung|\w{3,}(?:heit|keit|schaft|tät|(?<!stad)(?<!champ)ion)|\w{4,}erei",
)
_NEUTER = _ending(
    """
    gespräch treffen projekt system team dashboard interview telefonat angebot büro konzept portfolio
    zeugnis verzeichnis ergebnis zertifikat dokument programm netzwerk reporting management experiment
    element instrument video beispiel praktikum gutachten protokoll diagramm foto buch handbuch
    manuskript skript exposé anschreiben schreiben formular blatt merkblatt datenblatt heft
    modell labor lager haus gebäude studio werk heizwerk kraftwerk archiv museum theater ballett
    probearbeiten onboarding training seminar festival konzert semester repository repo diplom
    budget ticket produkt sortiment netz wissen qualitätswesen berichtswesen
    rechnungswesen geschäft publikum leitbild bild muster bad personal verfahren abitur recht ziel thema schema klima datum zentrum stipendium studium
    """,
    r"|\w{3,}iat",
)
_PLURAL = pattern(
    r"(?:zeugnisse|unterlagen|referenzen|arbeitsproben|kontakte|zahlen|folien|beispiele|fotos|bilder|skizzen"
    r"|entwürfe|daten|links|pläne|texte|berichte|noten|nachweise|räume|\w{2,}(?:ungen|heiten|keiten|schaften|ionen|täten))$",
    re.IGNORECASE,
)
_WEAK = pattern(r"(?:e|[ae]nt|ist|oge|(?<=\w{3})at|mensch|herr|nachbar|bauer|held|bär|prinz)$")
_PERSON = pattern(r"^(?:Herrn?|Frau|Dr|Prof)\b")
_DETERMINED = pattern(
    rf"^(?P<article>die|das|eine|ein|einen|den|der|diese|Ihre|Ihren|meine|meinen|ihre|ihren|[Zz]wei|[Dd]rei|[Vv]ier|mehrere|viele) "
    rf"(?P<adjectives>{_ADJECTIVE}*)(?P<noun>{_NOUNS})(?P<more>{_MORE}{_OFTEN})$"
)
_BARE = pattern(
    rf"^(?P<adjectives>{_ADJECTIVE}?)(?P<noun>[A-ZÄÖÜ][\w-]*(?: {_NOUN})*)(?P<more>{_MORE}{_OFTEN})$",
)
_NOMINATIVE_TOO = pattern(r" (?:und|oder) (?:der|ein) ")
"""A second noun that may be a nominative: der Frost und der Wind."""
_ENDINGS = {"das": ("e",), "den": ("en",), "einen": ("en",), "ein": ("es",), "eine": ("e",), "der": ("e",)}  # fmt: skip
_ANY_ENDING = ("e", "en")


def _accusative(text: str) -> str:
    """A noun phrase with its article, in the accusative; empty where its case is not certain."""
    text = _small_article(text)
    found = _DETERMINED.match(text)
    if not found:
        return ""
    if _NOMINATIVE_TOO.match(found["more"]):
        return ""
    article, adjectives, noun = found["article"], found["adjectives"].split(), found["noun"]
    if article == "ein" and _is_masculine(noun) and all(each.endswith("er") for each in adjectives):
        article, adjectives = "einen", [f"{each[:-2]}en" for each in adjectives]
    if not all(each.endswith(_ENDINGS.get(article, _ANY_ENDING)) for each in adjectives):
        return ""
    head = noun.partition(" ")[0]
    if article == "der":
        if not _is_masculine(noun):
            return ""
        adjectives = [f"{each}n" for each in adjectives]
        article = "den"
    if article == "ein" and not _NEUTER.search(head):
        return ""
    article = {"ihre": "Ihre", "ihren": "Ihren"}.get(article, article)
    return " ".join([article, *adjectives, noun]) + found["more"]


def _is_masculine(noun: str) -> bool:
    head = noun.partition(" ")[0]
    return bool(_MASCULINE.search(head) and not _WEAK.search(head))


def _small_article(text: str) -> str:
    """A phrase without the capital of its article."""
    first, space, rest = text.partition(" ")
    small = first.lower() in (
        "die", "das", "der", "den", "ein", "eine", "einen", "meine", "meinen", "mehrere", "viele", "zwei", "drei", "vier",
    )  # fmt: skip
    return f"{first.lower()}{space}{rest}" if small else text


def _bare(text: str, articles: tuple[str, str, str]) -> str:
    """A bare noun phrase with the article of its gender (der, die, das), as its ending tells it."""
    found = _BARE.match(text[:1].lower() + text[1:]) or _BARE.match(text)
    if not found or _PERSON.match(found["noun"]):
        return ""
    head, adjective = found["noun"].partition(" ")[0], found["adjectives"].strip()
    articles = _THE if _VERBAL.search(head) else articles
    *_, last = found["noun"].split()
    if not _goes_together(found["noun"]):
        return ""
    if last != head and any(gender.search(last) for gender in (_MASCULINE, _FEMININE, _NEUTER)):
        return ""  # Führerschein Kopie: which of the two it is, is not certain
    if articles[0] == "den" and _PLURAL.search(head) and (not adjective or adjective.endswith("e")):
        told = f"die {adjective}n" if adjective else "die"
        return f"{told} {found['noun']}{found['more']}"
    for gender, ending, article in zip(
        (_MASCULINE, _FEMININE, _NEUTER), ("er", "e", "es"), articles, strict=True
    ):
        if gender.search(head) and (not adjective or adjective.endswith(ending)):
            if adjective and article in ("den", "das"):
                adjective = adjective[:-2] + ("en" if article == "den" else "e")
            return " ".join(filter(None, (article, adjective, found["noun"]))) + found["more"]
    return ""


def _goes_together(nouns: str) -> bool:
    """Whether what follows a noun names it: Standort Triest; not Aufstockung Altstadt."""
    return " " not in nouns or bool(_NAMED.search(nouns.partition(" ")[0]))


_NAMED = pattern(
    r"(?:standort|werk|filiale|thema|projekt|abteilung|niederlassung|region|kanton|modell|stufe|gruppe|wohnbereich|station"
    r"|bahnhof|stadt|team|firma|software|programm|system|schicht|klasse|haus|halle|linie|phase|version|messe|bereich)$",
    re.IGNORECASE,
)
"""Nouns that a name follows."""
_VERBAL = pattern("(?:[Pp]robearbeiten|[Kk]ennenlernen|[Oo]nboarding)$")
_THE = ("den", "die", "das")
"""Definite articles by gender, in the accusative."""
_NEXT_ONE = ("den", "die", "ein")


def _own(text: str) -> str:
    """`text` where "ihre" may only mean the reader: at its beginning; empty where it is elsewhere."""
    elsewhere = re.search(r"(?<=.)\b(?:[Ss]ie|[Ii]hr(?:e[nmrs]?)?|[Ii]hnen)\b", text)
    return "" if elsewhere else text


def _led(text: str, lead: str) -> str:
    return re.sub(rf"^(?:{lead})\s+", "", text)


# The roles.


def _joined(jotting: str, joined: Joined, text: str) -> Joined:
    """What was made of a jotting, or why nothing was."""
    if text.lower() in _NOTHING:
        return Joined()
    if joined:
        short = dict.fromkeys(_SHORT.findall(stripped(jotting)))
        return replace(joined, mended=tuple((each, _SPELLED[each]) for each in short))
    return Joined(left=(Left(tidy(jotting), _reason(text) or _UNFIT),))


def _text(jotting: str) -> str:
    """The jotting without bullets and stop, its shorthand spelled out."""
    text = stripped(jotting)
    text = text if _NAMED_AND.search(text) else _AND.sub(" und ", text)
    text = _OF_FIRM.sub(" der Firma ", text)
    text = _WEEKDAY.sub(
        lambda found: f" am {_WEEKDAYS.get(found[1], found[2])}", _DATE.sub(_spelled_date, text)
    )
    return _SHORT.sub(lambda found: _SPELLED[found[0]], text)


_OF_FIRM = pattern(r"(?<=\w) (?:Fa\.|Firma) (?=[A-ZÄÖÜ])")
_NAMED_AND = pattern(r"\b(?:bei|von|für) (?:der |dem )?[A-ZÄÖÜ]\w+ & [A-ZÄÖÜ]")
_AND = pattern(r"(?<=\w) [&+] (?=\w)")
_WEEKDAYS = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag",
    "Sa": "Samstag", "So": "Sonntag",
}  # fmt: skip
_WEEKDAY = pattern(
    r"(?<=\w)(?<!nächsten)(?<!kommenden)(?<!bis)(?: am)? (?:(Mo|Di|Mi|Do|Fr|Sa|So)\.?|((?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch))$"
)


_SPELLED = {
    "Jan.": "Januar", "Feb.": "Februar", "Apr.": "April", "Aug.": "August", "Sept.": "September",
    "Okt.": "Oktober", "Nov.": "November", "Dez.": "Dezember", "ca.": "etwa", "inkl.": "inklusive",
    "Std.": "Stunden", "Wo.": "Wochen", "Mio.": "Millionen", "Mio": "Millionen", "€": "Euro",
    "Fa.": "Firma", "u.": "und", "f.": "für", "m.": "mit", "jmd.": "jemand", "jmd": "jemand", "jmdn.": "jemanden",
    "jmdn": "jemanden", "wg.": "wegen", "hab": "habe", "v.": "von",
    "J.": "Jahre", "J": "Jahre",
    "MA": "Mitarbeitende",
}  # fmt: skip
_SHORT = pattern(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, list(_SPELLED)[:-3]))}|(?<=\d )(?:J\.|MA|J$))(?!\w)"
)
"""J. and MA are sure behind a number only."""
_DATE = pattern(
    r"(?:(?P<before>\b(?:am|bis|ab|vom|zum|seit)) )?(?:\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?,? )?(?:den )?"
    r"\b(?P<day>[12]?\d|3[01])\. ?(?P<month>1[0-2]|[1-9])(?:\.(?!\d)|$)"
)
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip


def _spelled_date(found: re.Match[str]) -> str:
    """3.12. as "am 3. Dezember"."""
    return f"{found['before'] or 'am'} {found['day']}. {_MONTHS[int(found['month']) - 1]}"


def _head(jotting: str, join: Callable[[str], Joined]) -> Joined:
    """What `join` makes of a jotting; where that is nothing, of what stands before its first comma."""
    whole = join(jotting)
    topics = [part.strip() for part in jotting.split(";") if part.strip()]
    if len(topics) > 1 and not any(_reason(part) in _SECRET for part in topics):
        return _first(topics, join)
    parts = _FURTHER.split(jotting, maxsplit=1)
    if whole or len(parts) < 2 or _reason(parts[1]) in _SECRET:
        return whole
    told = join(parts[0])
    left = (Left(parts[1].strip(), "it is more than one sentence can hold"),)
    return replace(told, left=left) if told else whole


def _first(parts: list[str], join: Callable[[str], Joined]) -> Joined:
    """The first of several jottings that can be told; the others stay out."""
    told = [_head(part, join) for part in parts]
    chosen = next((each for each in told if each), told[0])
    others: list[Left] = []
    for part, each in zip(parts, told, strict=True):
        if each and each is not chosen:
            others.append(Left(part, "the note tells another of them"))
        elif each is not chosen:
            others += each.left
    return replace(chosen, left=(*chosen.left, *others))


_FURTHER = pattern(r", | und (?=(?:wie|warum|weshalb|wieso|was|wann|wo|ob)\b)")
_SECRET = (_REASONS[0][1], _REASONS[1][1])


def company(name: str) -> str:
    """The company as one speaks of it, after "bei": without its legal form, which wants an article."""
    return _LEGAL_FORM.sub("", tidy(name))


def role(title: str) -> str:
    """The role as it stands after "Stelle als": without (m/w/d), and without its workload."""
    plain = _AROUND_ROLE.sub("", _WORKLOAD.sub("", tidy(title)))
    plain = _DEPUTY.sub(lambda found: f"stellvertretende{'' if found[1] else 'r'} ", plain)
    return _SMALL_ROLE.sub(lambda found: found[0].lower(), plain)


_WORKLOAD = pattern(r",?\s*\(?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*%\)?$")
_SMALL_ROLE = pattern(r"^(?:Stellvertretende[rs]?|Leitende[rs]?|Examinierte[rs]?)(?= [A-ZÄÖÜ])")
_DEPUTY = pattern(r"^(?:stv|stellv)\. (?=\w*(in|ung|e|kraft)\b|\w)", re.IGNORECASE)


_VERB_LAST = pattern(
    r"^(?:wie|warum|wo|wann|was|dass|ob|woran|worauf) (?P<subject>[Ss]ie) (?P<rest>[^,.]* )?(?P<verb>[a-zäöüß]+(?:en|ern|eln)|sind)$"
)
_PARTICIPLE_EN = pattern(r"ge\w+en$")
_INFINITIVE_GE = pattern(r"(?:gehen|geben|gewinnen|gelten|genießen|gestalten)$")


def _clause(text: str) -> str:
    """Wie Sie …, with its verb in the plural at its end; empty where it is not."""
    text = text[:1].lower() + text[1:]
    found = _VERB_LAST.match(text)
    if not found or (
        _PARTICIPLE_EN.search(found["verb"]) and not _INFINITIVE_GE.search(found["verb"])
    ):
        return ""
    rest = found["rest"] or ""
    if re.search(r"\b(?:sie|ihr|ich)\b", rest):
        return ""
    rest = re.sub(r"\bihr(e[nmrs]?|en)\b", r"Ihr\1", rest)
    word, _, _ = text.partition(" ")
    return f"{word} Sie {rest}{found['verb']}"


_NUMBER = r"(?:\d[\d.]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|mehrere|viele)"
_QUESTION = pattern(
    rf"^(?:wie|warum|weshalb|wieso|wann|wo|woran|worauf|dass) (?:der|die|das|den|dem|ein|eine|im|am|in|bei|beim|mit|so|man|{_NUMBER}) (?P<rest>[^,.]+) (?P<verb>[a-zäöüß]+)$"
)
_LAST = pattern(
    r"(?:hat|haben|ist|sind|wird|werden|wurden?|kann|können|muss|müssen|soll|sollen|will|wollen|dürfen|darf|funktioniert|passiert)$"
)


def _question(text: str) -> str:
    """Warum die Halle leer bleibt: a question of somebody who is named, with its verb at its end."""
    text = text[:1].lower() + text[1:]
    found = _QUESTION.match(text)
    if not found or re.search(
        r"\b(?:sie|ihr\w*|ich|nicht)$|\b(?:[Ss]ie|[Ii]hr\w*|ich)\b", found["rest"]
    ):
        return ""
    if text.startswith("dass ") and _COMPLAINT.search(text):
        return ""
    verb = found["verb"]
    is_last = _LAST.fullmatch(verb) or (
        verb.endswith("t") and not re.fullmatch(_DONE, verb) and verb not in _NO_VERBS
    )
    return text if is_last else ""


_COMPLAINT = pattern(
    r"\b(?:gekürzt|gestrichen|fehl\w+|streit\w*|chaos|leider|problem\w*|brutal|schlimm\w*|schlecht\w*|verlor\w*|verlier\w*"
    r"|kein\w*|nicht|nie|zu (?:wenig|viel|lang)\w*|geschlossen|beschwer\w*|kaputt|stress\w*)\b",
    re.IGNORECASE,
)
"""What they told with worry, which is not told back to them."""
_NO_VERBS = word_set(
    "nicht oft jetzt dort selbst sonst fast erst zuletzt zuerst recht leicht schlecht gut laut weit"
)


def topic(jotting: str, _name: str = "", /) -> Joined:
    """What the two of you talked about."""
    return _head(jotting, _topic)


_SPOKEN_OF = pattern(
    r"[Ww]ir (?:haben|hatten) (?:lange |viel |kurz |noch )?über (?P<what>.+) (?:gesprochen|geredet|diskutiert)"
)
_REPORTED = pattern(
    r"^(?:[Ss]ie|[Ee]r|(?:Frau|Herr) [A-ZÄÖÜ]\S+) (?:hat (?:mir )?(?:erzählt|erklärt|berichtet|gezeigt)"
    r"|erzählte|erklärte|berichtete|zeigte)(?: mir)?(?: davon)?, (?=(?:dass|wie|warum|weshalb|wieso|wann|wo)\b)"
)
_PLURAL_OF = {
    "hat": "haben", "ist": "sind", "wird": "werden", "will": "wollen", "muss": "müssen",
    "kann": "können", "möchte": "möchten",
}  # fmt: skip
_OF_READER = pattern(
    rf"^([Ww]ie|[Ww]arum|[Ww]o|[Ww]ann|[Ww]oran|[Ww]orauf) (?:sie|er) ([^,]+) ({'|'.join(_PLURAL_OF)})$"
)
"""The reader, who is one: wie er die Ambulanz aufgebaut hat."""


def _topic(jotting: str) -> Joined:
    """What the two of you talked about."""
    text = _led(_text(jotting), "[Üü]ber|(?:[Dd]as )?Thema|(?:[Ww]ir )?(?:sprachen|redeten) über")
    text = _REPORTED.sub("", text)
    if spoken := _SPOKEN_OF.fullmatch(text):
        text = spoken["what"]
    text = _OF_READER.sub(lambda found: f"{found[1]} Sie {found[2]} {_PLURAL_OF[found[3]]}", text)
    if _reason(text):
        return _joined(jotting, Joined(), text)
    if heard := _clause(text) or _question(text):
        return Joined(heard=heard)
    if found := _WITH_CLAUSE.match(_own(text)):
        noun = _accusative(found["noun"]) or _bare(found["noun"], _THE)
        said = f"Hilfreich war für mich unser Gespräch über {noun}, {found['clause']}."
        return _joined(jotting, Joined(sentence=said) if noun else Joined(), text)
    phrase = _accusative(_own(text)) or _bare(_own(text), _THE) or _subject(_own(text))
    return _joined(jotting, Joined(phrase=phrase), text)


_WITH_CLAUSE = pattern(
    r"^(?P<noun>[^,]+), (?P<clause>(?:(?:(?:mit|in|bei|für|von|an|auf|zu|über|aus) )?"
    r"(?:der|die|das|den|dem|deren|dessen|denen) [^,]*[a-zäöüß]+(?:t|en|ern|eln)|[^,]+ zu [a-zäöüß]+en))$"
)
"""A noun with a relative clause, or with zu …: der Rat, früh anzufragen."""


def _subject(text: str) -> str:
    """A bare noun of which the gender is not known: das Thema Fehlzeiten im Lager."""
    found = _BARE.match(text)
    fits = found and not found["adjectives"] and not _PERSON.match(text)
    fits = fits and not re.match(r" (?:der|des) ", found["more"]) if found else None
    fits = fits and _goes_together(found["noun"]) if found else None
    return f"das Thema {text}" if fits else ""


_VERB = r"(?:[a-zäöüß]*(?:t|nn|ß)|will|mag)"
_SOMEONE = pattern(
    rf"^(?:(?:[Jj]emand(?:en)?|[Ee]ine),? (?:der|die)|(?:[Ww]en|[Ee]iner|[Ee]inen),? der|[Ww]er) (?P<rest>(?:[^,.]* )?{_VERB})$"
)
_SOMEONE_WITH = pattern(r"^[Jj]emand(?:en)? (?P<rest>.+)$")
_RELATIVE = pattern(
    rf"^(?P<noun>[^,]+),? (?P<pronoun>der|die|das) (?P<rest>(?:[^,.]* )?(?P<verb>{_VERB}|[a-zäöüß]+en|sind))$"
)
_RELATIVE_OF = {"eine": "die", "einen": "der", "ein": "das"}
_QUALITY = pattern(r"[A-ZÄÖÜ][\w-]+(?:heit|keit|tät|vermögen|geschick|kenntnissen?)")
_EXPERIENCE = pattern(rf"^(?:Berufse|E)rfahrung{_MORE}$")


def need(jotting: str) -> Joined:
    """What they look for."""
    text = _led(_text(jotting), _SEEKS)
    fits = not _reason(text) and _own(text)
    return _joined(jotting, Joined(phrase=_need(text) if fits else ""), text)


_SEEKS = (
    r"(?:[Ss]ie |[Ee]r |(?:[Dd]ie|[Dd]er|[Dd]as) [A-ZÄÖÜ]\S+ |(?:Herr |Frau )?(?:Dr\. )?[A-ZÄÖÜ][a-zäöüß]+ )?"
    r"(?:suchen|sucht|brauchen|braucht|wünscht sich|wünschen sich)|[Gg]esucht (?:wird|werden)"
)
"""Who wants it, before what is wanted: Die Abteilung braucht …"""


def _need(text: str) -> str:
    if found := _SOMEONE.match(text):
        return f"jemanden, der {found['rest']}"
    if (found := _SOMEONE_WITH.match(text)) and re.fullmatch(_MORE, f" {found['rest']}"):
        return f"jemanden {found['rest']}"
    if _EXPERIENCE.match(text):
        with_it = re.search(r"\bmit\b", text)
        return f"jemanden, der {text} hat" if with_it else f"jemanden mit {text}"
    if _QUALITY.fullmatch(text):
        return f"jemanden mit {re.sub('kenntnisse$', 'kenntnissen', text)}"
    if found := re.fullmatch(rf"((?:\w+-?)?[Kk]enntnisse)({_MORE})", text):
        return f"jemanden mit {found[1]}n{found[2]}"
    if re.fullmatch(rf"Leute{_MORE}", text):
        return text
    return _with_relative(text) or _accusative(text) or _someone_with(text)


def _someone_with(text: str) -> str:
    """Meisterbrief, Englisch: somebody who has them; empty where one of them is no such thing."""
    things = re.split(", | und ", text)
    told = [f"{each}kenntnissen" if re.fullmatch(_TONGUES, each) else each for each in things]
    if len(things) > 3 or not all(
        re.fullmatch(r"[A-ZÄÖÜ][\w-]+", each) and (_QUALIFIES.search(each) or each not in things)
        for each in told
    ):
        return ""
    return f"jemanden mit {' und '.join([', '.join(told[:-1]), told[-1]] if told[1:] else told)}"


_QUALIFIES = pattern(
    r"(?:schein|brief|eignung|berechtigung|abschluss|diplom|zertifikat|zulassung|approbation|abitur|lizenz|examen"
    r"|ausbildung|erfahrung|kenntnissen|qualifikation|nachweis|befähigung)$",
    re.IGNORECASE,
)
"""What one has, or has not, behind "mit" and without an article."""


def _with_relative(text: str) -> str:
    """Eine Leitung, die anpackt; Leute, die anpacken: pronoun and verb agree with the noun."""
    found = _RELATIVE.match(text)
    if not found:
        return ""
    noun, pronoun, verb = found["noun"], found["pronoun"], found["verb"]
    plural = verb == "sind" or (verb.endswith("en") and not _PARTICIPLE_EN.search(verb))
    if re.fullmatch(rf"Leute{_MORE}", noun):
        return f"{noun}, die {found['rest']}" if pronoun == "die" and plural else ""
    noun = _accusative(noun)
    agrees = _RELATIVE_OF.get(noun.partition(" ")[0]) == pronoun
    return f"{noun}, {pronoun} {found['rest']}" if agrees and not plural else ""


_ME = (
    r"(?:habe|hatte|bin|war|kann|konnte|leite|leitete|spreche|arbeite|arbeitete|führe|führte|baue|baute|betreue|betreute"
    r"|unterrichte|entwickle|entwickelte|kenne|weiß|lerne|plane|plante|verstehe|schreibe|organisiere|koordiniere|verkaufe|pflege"
    r"|spiele|beginne|ziehe|mache|nehme|besuche|gebe|fahre|übernehme|bearbeite|repariere|berate|prüfe|bediene|zeichne|programmiere)"
)
_MINE = pattern(
    rf"^[Ii]ch (?:{_ME}|[a-zäöüß]+e|mag|darf|muss|soll|ging|kam|begann|bekam|übernahm|gab|hielt|schrieb|fuhr) \S"
)
_WITHOUT_ME = pattern(rf"^(?:{_ME}|{_ME.replace('(?:', '(?i:', 1)}) \S")
_LEADS = pattern(
    r"^(?:ich )?(?:leite|leitete|führe|führte|baue|baute|betreue|betreute|plane|plante|organisiere|koordiniere|verkaufe|mache|besuche"
    r"|habe|hatte) (?P<noun>[A-ZÄÖÜ][\w-]*)(?P<rest>.*)$"
)
"""Verbs with a noun that has no article."""
_UNCOUNTED = pattern(
    r"(?:ung|heit|keit|schaft|tät|ion|arbeit|pflege|logistik|technik|statistik|hilfe|abitur|personal|vertrieb|verkauf|einkauf"
    r"|unterricht|wissen|management|kontakt|zugang)$",
    re.IGNORECASE,
)
_HAD = pattern(
    r"(?:erfahrung(?:en)?|kenntnisse|schein|ausbildung|abschluss|diplom|zertifikat|zulassung|approbation|freude|muttersprache)\b"
    r"|\b(?:Erfahrung|Freude)\b",
    re.IGNORECASE,
)
_SUBORDINATE = pattern(
    r"(?:(?:mit|in|bei|für|von|an|auf|zu|über|aus) )?(?:der|die|das|den|dem|deren|dessen|denen) "
    r"|(?:weil|dass|damit|wenn|ob|sodass|indem|obwohl|während|wo|wie|was|um|ohne|aber|sondern|und|darunter|davon|unter anderem|zuletzt"
    r"|später|dann|auch|etwa) "
)
_TURNED = pattern(
    rf"^(?:Im|Am|In|Bei|Beim|Seit|Als|Dort|Dabei|Dafür|Zuletzt|Mit|Vor|Nach|Bis)\b[^,.]* {_ME} ich \S"
)
_HELD = pattern(
    r"\b(?:hat|haben|ist|sind|wurden?|werden|wird|hatten|waren|war|habe|bin)\b", re.IGNORECASE
)
_DONE = (
    r"(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert|betreut|entwickelt|verkauft|aufgebaut|unterrichtet|begleitet"
    r"|erstellt|bedient|übernommen|verhandelt|verdoppelt|bearbeitet|erhalten|bekommen|gewonnen|betrieben|begonnen|bestanden"
    r"|erworben|entworfen|beraten|vertreten|(?:be|ver|er|ent|zer|wieder|über)(?!reit|kannt|wusst)[a-zäöüß]{3,}t)"
)
_PARTICIPLE = pattern(rf"^(?P<what>.+) (?P<done>{_DONE})$")
_ENDED = pattern(rf" {_DONE}$")
_WITH_BIN = pattern(
    r"(?:gewesen|geblieben|gewachsen|gegangen|gekommen|gereist|umgezogen|gestiegen|geflogen|gelaufen|geworden|gefahren)$"
)
_YEARS = pattern(rf"^(?:\d+|[a-zäöü]+) Jahre (?:Berufse|E)rfahrung{_MORE}$")
_COUNTED = pattern(rf"^{_NUMBER} {_ADJECTIVE}?{_NOUNS}{_MORE}$")
_TIMED = pattern(
    rf"^(?P<time>{_NUMBER} (?:Jahre|Monate|Wochen)(?: lang)?|(?:im|am|in|als|seit|bei|beim) (?:{_ARTICLE}?{_ADJECTIVE}*[A-ZÄÖÜ][\w-]*)) (?P<rest>.+)$"
)
_WORKED = pattern(
    rf"^(?:{_NUMBER} (?:Jahre|Monate|Wochen)(?: lang)?)?{_MORE} (?:gearbeitet|mitgearbeitet|ausgeholfen|studiert)$"
)
_DENIED = pattern(r"\b(?:nicht|nie|kein(?:e[nmrs]?)?)\b", re.IGNORECASE)
_UNFINISHED = pattern(rf"\b(?:{_PREPOSITION}|und|oder|aber|der|die|das|dem|den|ein|eine)$")


def strength(jotting: str) -> Joined:
    """What you can do, as a main clause."""
    return _head(jotting, _strength)


def _strength(jotting: str) -> Joined:
    """What you can do, as a main clause."""
    text = _led(_text(jotting), "(?:[Ii]ch )?(?:sagte|gesagt),?|dass(?= ich)")
    cut = _UNFINISHED.search(text) and not _SEPARATED.match(text)
    denied = cut or _DENIED.search(text) or _SINCE.match(text)
    fits = not _reason(text) and _own(text) and not denied
    return _joined(jotting, Joined(phrase=_about_me(text) if fits else ""), text)


def _about_me(text: str) -> str:
    """Ich habe …, im Frühjahr habe ich …; its first word is small, since "aber" may come before."""
    if found := re.fullmatch(r"(?:[Ii]ch )?[Kk]ann ([A-ZÄÖÜ][\w-]*)", text):
        return f"ich kann mit {found[1]} umgehen" if found[1].isupper() else ""
    if re.match("(?:[Ii]ch )?[Kk]ann ", text) and not re.search(
        r"\b[a-zäöüß]+(?:en|ern|eln)(?:$| und )", text
    ):
        return ""
    if found := _BOOKED.fullmatch(text):
        month = next((each for each in _MONTHS if each.startswith(found["month"] or "-")), "")
        when = f" für {month or found['month']}" if found["month"] else ""
        told = _bare(found["what"], _A)
        return f"ich habe {told}{when} gebucht" if told else ""
    if not _is_whole(text):
        return ""
    if _MINE.match(text) or _TURNED.match(text[0].upper() + text[1:]):
        return text[0].lower() + text[1:]
    if _WITHOUT_ME.match(text):
        is_told = (
            not text.lower().startswith(("habe ", "hatte "))
            or _HAD.search(text)
            or any(map(_ENDED.search, (text, text.partition(", ")[0])))
        )
        return f"ich {text[0].lower()}{text[1:]}" if is_told else ""
    if _YEARS.match(text[0].lower() + text[1:]):
        return f"ich habe {text[0].lower()}{text[1:]}"
    if found := re.fullmatch(rf"({_TONGUES})(?: als| ist)? Muttersprache", text):
        return f"{found[1]} ist meine Muttersprache"
    if found := re.fullmatch(rf"({_TONGUES}) ([ABC][12])", text):
        return f"ich spreche {found[1]} auf dem Niveau {found[2]}"
    if found := _TRAINED.fullmatch(text[0].lower() + text[1:]):
        return f"ich bin {found[0]}"
    if found := re.fullmatch(
        r"(\d+|[a-zäöü]+) Jahre ([A-ZÄÖÜ]{2}[\w/-]*)", text[0].lower() + text[1:]
    ):
        where = "im OP" if found[2] == "OP" else f"mit {found[2]}"
        return f"ich habe {found[1]} Jahre Erfahrung {where}"
    if _AS.fullmatch(text[0].lower() + text[1:]):
        return f"ich habe {text[0].lower()}{text[1:]} gearbeitet"
    if found := re.fullmatch(
        r"((?:\w+-?)?[Ff]ührerschein|\w*[Ss]tapler-?schein)( Klasse \w+)?", text
    ):
        return f"ich habe den {text}"
    if found := _TEAM.fullmatch(text):
        article = {"Team": "ein", "Trupp": "einen"}.get(found["what"], "eine")
        return f"ich habe {article} {text}"
    if found := _COURSE.fullmatch(text):
        return f"ich habe {found['time'] or ''}{_bare(found['what'], _A)} {found['done']}"
    if found := _COURSE_IN.fullmatch(text):
        told = _bare(found["what"], _A)
        return f"ich besuche {found['when']} {told}" if told else ""
    if (found := _MADE.fullmatch(text)) and not _UNCOUNTED.search(found["noun"]):
        told = _bare(found["what"], _A)
        return f"ich habe {told} {found['done']}" if told else ""
    if found := _CHANGED.fullmatch(text):
        told = _bare(found["what"], _THE) or (
            f"die {found['what']}" if _SEVERAL.fullmatch(found["what"]) else ""
        )
        return f"ich habe {told} {found['by']}" if told else ""
    if found := _LANGUAGE.fullmatch(text):
        return f"ich spreche {found['how'] or found['so']} {found['what'] or found['which']}"
    if (found := _HELD_SINCE.fullmatch(text)) and (held := _bare(found["what"], _THE)):
        return f"ich habe seit {found['year']} {held}"
    if found := _PRACTISED.fullmatch(text):
        years, tool = found["years"] or found["count"], found["tool"] or found["with"]
        where = f"mit {tool}" if tool else f"in der {found['field']}"
        return f"ich habe {years} Erfahrung {where}"
    if (found := _LED_FOR.fullmatch(text)) and (led := _bare(found["what"], _A)):
        return f"ich habe {found['time']} {led} {found['done']}"
    if found := _POST_SINCE.fullmatch(text):
        return f"ich bin seit {found['year']} {found['post']}"
    timed = text[0].lower() + text[1:]
    if _WORKED.match(timed) or _WORKED.match(f" {timed}"):
        return f"ich habe {timed}"
    return _participle(text)


def _is_whole(text: str) -> bool:
    """Whether no noun lacks its article, and what follows a comma belongs into the sentence."""
    bare = _LEADS.match(text[0].lower() + text[1:])
    if bare and not _UNCOUNTED.search(bare["noun"]) and _is_countable(bare["noun"], text):
        return False
    head, comma, rest = text.partition(", ")
    if not comma or _SUBORDINATE.match(rest):
        return True
    if _ENDED.search(head):
        return False
    return bool(_ENDED.search(text) or re.fullmatch(rf"(?:{_NOUNS}, )*{_NOUNS} und {_NOUNS}", rest))


def _is_countable(noun: str, text: str) -> bool:
    """Whether a bare noun is one thing: leite Team; not so studiert, unterrichtet, gespielt."""
    known = any(gender.search(noun) for gender in (_MASCULINE, _FEMININE, _NEUTER))
    leads = not text.lower().removeprefix("ich ").startswith(("habe", "hatte"))
    return known or (leads and not noun.endswith(("en", "ern", "eln")))


_TONGUES = (
    r"(?:Englisch|Französisch|Spanisch|Italienisch|Türkisch|Polnisch|Russisch|Arabisch|Deutsch|Niederländisch|Chinesisch|Japanisch"
    r"|Portugiesisch|Ungarisch|Tschechisch|Rumänisch|Ukrainisch|Kroatisch|Serbisch|Griechisch|Dänisch|Schwedisch)"
)
_LANGUAGE = pattern(
    rf"(?P<what>{_TONGUES}) (?P<how>fließend|gut|sehr gut)|(?P<so>fließend|gut) (?P<which>{_TONGUES})"
)
_TRAINED = pattern(
    r"(?:gelernte|ausgebildete|staatlich (?:geprüfte|anerkannte)|examinierte|geprüfte)r? [A-ZÄÖÜ][\w-]+"
)
_AS = pattern(rf"(?:\d+|[a-zäöü]+) Jahre(?: lang)? als [A-ZÄÖÜ][\w-]+{_MORE}")
_TEAM = pattern(
    rf"(?P<what>Team|Trupp|Gruppe|Kolonne|Schicht) (?:von|aus|mit) \d+(?: {_ADJECTIVE}?[A-ZÄÖÜ][\w-]+)?(?:{_MORE})? (?:geleitet|geführt|aufgebaut)"
)
_COURSE = pattern(
    rf"(?P<what>(?=[A-ZÄÖÜ])[\w-]*(?i:schulung|lehrgang|kurs|weiterbildung|fortbildung|praktikum|seminar|training){_MORE}?)"
    r" (?P<time>(?:(?:19|20)\d\d|im \w+|letztes Jahr|dieses Jahr) )?(?P<done>gemacht|absolviert|besucht|abgeschlossen|bestanden)"
)
"""What one learned: Vorarbeiterlehrgang 2023 bestanden."""
_TAUGHT = (
    r"(?=[A-ZÄÖÜ])[\w-]*(?i:schulung|lehrgang|kurs|weiterbildung|fortbildung|seminar|training)"
)
_MONTH = (
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
)
_BOOKED = pattern(
    rf"(?P<what>{_TAUGHT}) (?:schon |bereits )?(?:ist )?gebucht(?:,? (?:für |im |ab )?(?P<month>{_MONTH}|Jan|Feb|Sept|Okt|Nov|Dez))?"
)
"""A course to come: Kurs gebucht, Januar."""
_COURSE_IN = pattern(
    rf"(?P<what>{_TAUGHT}) (?:(?:beginnt|läuft|startet) )?(?P<when>(?:im|ab) {_MONTH})"
)
_A = ("einen", "eine", "ein")
_MADE = pattern(
    rf"(?P<what>(?P<noun>[A-ZÄÖÜ][\w-]*){_MORE}?) (?P<done>aufgebaut|entwickelt|gegründet|organisiert|eröffnet|programmiert|entworfen)"
)
_CHANGED = pattern(
    rf"(?P<what>[A-ZÄÖÜ][\w-]*{_MORE}?) (?P<by>(?:um|von \d[\d.,]*(?: ?(?:%|Prozent))? auf) \d[\d.,]* ?(?:%|Prozent) (?:gesteigert|gesenkt|reduziert|erhöht|verringert))"
)
_SEVERAL = pattern(
    r"[A-ZÄÖÜ][\w-]+(?<!kommen)(?<!lumen)(?<!schreiben)(?<!leben)(?<!wesen)(?<!essen)(?<!mögen)(?<!fahren)(?<!haben)(?<!treffen)en"
)
"""A plural, by its ending: Retouren."""
_HELD_SINCE = pattern(
    r"(?P<what>(?=[A-ZÄÖÜ])[\w-]*(?i:schein|brief|eignung|berechtigung|zulassung|approbation|lizenz|diplom|zertifikat|abitur)) seit (?P<year>\d{4})"
)
_TOOL = r"(?:(?:[A-ZÄÖÜ][\w-]*|[a-z]{1,2})[A-Z][\w/-]*|[A-Z]{2,}[\w/-]*)"
_PRACTISED = pattern(
    rf"(?P<tool>{_TOOL}),? (?P<years>{_NUMBER} Jahre)|(?P<count>{_NUMBER} Jahre) (?:(?P<with>{_TOOL})"
    r"|(?P<field>(?=[A-ZÄÖÜ])[\w-]*(?i:pflege|logistik|technik|statistik|verwaltung|entwicklung|planung|disposition"
    r"|betreuung|beratung|leitung|führung|buchhaltung|fertigung|montage|erziehung)))"
)
"""5 Jahre SAP, RA-Micro 5 Jahre, 8 Jahre Pflege."""
_LED_FOR = pattern(
    rf"(?P<what>(?=[A-ZÄÖÜ])[\w-]*(?i:gruppe|team|station|abteilung|filiale|küche|werkstatt|klasse|schicht))"
    rf" (?P<time>{_NUMBER} (?:Jahre|Monate)(?: lang)?) (?P<done>geleitet|geführt|betreut|aufgebaut|unterrichtet)"
)
_POST_SINCE = pattern(
    r"(?P<post>[A-ZÄÖÜ][a-zäöüß]+(?:(?<!sche)in|er|eur|ist)) seit (?P<year>\d{4})"
)


def _participle(text: str) -> str:
    """200 Betten geleitet; drei Jahre in Wien gewesen. Only where the object is surely one."""
    found = _PARTICIPLE.match(text)
    if not found or _HELD.search(found["what"]) or "," in found["what"]:
        return ""
    what, done = found["what"], found["done"]
    small = _small_article(what)
    small = small[0].lower() + small[1:] if _TIMED.match(small[0].lower() + small[1:]) else small
    if _WITH_BIN.search(done):
        return ""
    told = _object(small)
    return f"ich habe {told} {done}" if told else ""


def _object(text: str) -> str:
    """The object of what was done, with a time before it where there is one."""
    if _COUNTED.match(text):
        return text
    if not text.startswith("der ") and (told := _accusative(text)):
        return told
    timed = _TIMED.match(text)
    told = _object(timed["rest"]) if timed else ""
    return f"{timed['time']} {told}" if timed and told else ""


_SEPARATED = pattern(r"[Ii]ch [a-zäöüß]+e\b.* (?:an|auf|aus|ein|ab|vor|mit|um|zu|bei|nach)$")
"""A verb whose other half ends the sentence: ich nehme … an."""
_SINCE = pattern(rf"(?:[Ii]ch )?bin {_NUMBER} Jahre (?!.* {_DONE}$)")
"""Bin 11 Jahre auf dem Bau lacks its "seit"."""
answer = strength


_NONE = pattern(
    rf"^(?P<lead>(?:noch )?)(?P<none>keine|keinen|kein) (?P<noun>{_ADJECTIVE}?(?P<head>{_NOUNS}){_MORE})$"
)


def concern(jotting: str) -> Joined:
    """What they were unsure about: what you have not, or what they spoke of."""
    text = _led(_text(jotting), "(?:[Ii]ch )?habe(?! noch nie)")
    if found := _WHETHER.fullmatch(text):
        plain = f"ob {found['me']} {found['rest']}"
        is_fit = not any(each.search(found["rest"]) for each, _ in (*_REASONS[:2], *_REASONS[3:]))
        return _joined(jotting, Joined(heard=plain if is_fit else ""), text)
    if _reason(text) or not _own(text):
        return _joined(jotting, Joined(), text)
    found = _NONE.match(text[:1].lower() + text[1:])
    admitted = _admitted(found) if found else _lacking(text[:1].lower() + text[1:])
    phrase = "" if admitted or found else _accusative(text) or _bare(text, _THE)
    return _joined(jotting, Joined(phrase=phrase, admitted=admitted), text)


_WHETHER = pattern(
    r"(?:(?:(?:Herr|Frau) (?:Dr\. )?[A-ZÄÖÜ]\S+|[A-ZÄÖÜ][a-zäöüß]+|[Ss]ie|[Ee]r) "
    r"(?:fragte(?: sich)?|hat (?:sich |mich )?gefragt|wollte wissen|war(?: sich)? (?:nicht sicher|unsicher)|bezweifelte|zweifelte),? )?"
    r"[Oo]b (?P<me>ich|mir|mich) (?P<rest>[^,]+ (?:[a-zäöüß]+(?:e|nn|n)|bin|ist|wird|passt|reicht|liegt|gefällt|stört))"
)
"""What they asked themselves of you: ob ich genug Erfahrung habe."""
_LITTLE = pattern(rf"(?:noch |erst |bisher )?(?:wenig|kaum) (?:Berufse|E)rfahrung{_MORE}")


def _lacking(text: str) -> str:
    """Wenig Erfahrung, kein Polnisch, noch nie damit gearbeitet: as a clause."""
    if _LITTLE.fullmatch(text):
        return f"ich habe {text}"
    if found := re.fullmatch(r"(?:(?:ich )?habe )?((?:noch )?nie .+)", text):
        is_done = _ENDED.search(text) and not _WITH_BIN.search(text)
        return f"ich habe {found[1]}" if is_done and "," not in text else ""
    return text if _ADMITTED.fullmatch(text) else ""


_ADMITTED = pattern(
    r"(?:meine? [A-ZÄÖÜ]\S+ (?:liegt|ist|sind|reicht|endet|dauert|läuft|beginnt|beträgt)"
    r"|ich (?:bin|war|kenne|spreche|wohne|komme|arbeite|brauche)) [^,.;:]+"
)
"""What is so, in a sentence of one's own: mein Wohnort liegt 70 km entfernt."""


_LACKED = pattern(
    r"(?:erfahrung(?:en)?|praxis|kenntnisse|schein|ausbildung|abschluss|studium|abitur|diplom|zertifikat|zertifizierung|referenzen"
    r"|volontariat|brief|ausweis|zulassung|praktikum|weiterbildung|lizenz|examen|zeugnisse?|schulung|approbation|promotion|muttersprache"
    r"|berechtigung|eignung|befähigung|erlaubnis|qualifikation|fortbildung|lehre|lehrgang)$",
    re.IGNORECASE,
)
"""What one says that one has not: keine Erfahrung, kein Führerschein."""


def _admitted(found: re.Match[str]) -> str:
    none, head = found["none"], found["head"].partition(" ")[0]
    if re.fullmatch(rf"kein {_TONGUES}", f"{none} {found['noun']}"):
        return f"ich spreche {found['lead']}kein {found['noun']}"
    if not _LACKED.search(head):
        return ""
    if none == "kein" and _MASCULINE.search(head):
        none = "keinen"
    elif none == "kein" and not _NEUTER.search(head):
        return ""
    return f"ich habe {found['lead']}{none} {found['noun']}"


def next_step(jotting: str) -> Joined:
    """What comes next."""
    return _head(jotting, _next_step)


def _next_step(jotting: str) -> Joined:
    """What comes next."""
    text = _led(
        _text(jotting),
        "(?:[Nn]ächster Schritt|[Dd]ann|[Aa]ls [Nn]ächstes)(?: ist)?|(?:[Ee]s|[Dd]ann) folgt",
    )
    if found := _THEY_WRITE.fullmatch(text):
        later = _later(found)
        what = "Ihren Anruf" if found["call"] else "Ihre Nachricht"
        return _joined(jotting, Joined(phrase=what + later), text)
    if found := _NEWS.fullmatch(text):
        what = "Ihre" if found["news"] in ("Rückmeldung", "Antwort", "Nachricht") else "Ihren"
        return _joined(jotting, Joined(phrase=f"{what} {found['news']}{_later(found)}"), text)
    fits = not _reason(text) and _own(text) and not re.search("[Aa]bsage|[Ee]ntscheidung", text)
    phrase = (_accusative(text) or _bare(text, _NEXT_ONE)) if fits else ""
    return _joined(jotting, Joined(phrase=phrase), text)


_LATER = (
    r"(?P<later> (?:nach|in|am|im|Anfang|Mitte|Ende) (?:\d+\.? |zwei |drei |einer |den |der )?(?:[a-zäöü]+en )?[A-ZÄÖÜ][a-zäöü]+"
    r"| nächste Woche| (?:Mon|Diens|Donners|Frei|Sams|Sonn)tag| Mittwoch)?"
)
_BY = r"(?: (?:bis|spätestens) (?:[A-ZÄÖÜ]\w+|zum \d+\. \w+))?"
_THEY_WRITE = pattern(
    rf"(?:[Ss]ie |[Ee]r |[Ff]rau \w+ |[Hh]err \w+ )?(?:meldet sich|melden sich|gibt Bescheid|geben Bescheid|schreibt mir|schreiben mir"
    rf"|(?P<call>ruft|rufen)(?: mich)?){_LATER}{_BY}(?: (?:bei mir|an|zurück))*"
)
"""Who writes next is the reader: sie melden sich nach Weihnachten."""


def _later(found: re.Match[str]) -> str:
    """When they write, with its preposition."""
    later = found["later"] or ""
    if later == " nächste Woche":
        return " in der nächsten Woche"
    return f" am{later}" if later.endswith(("tag", "woch")) and later.count(" ") == 1 else later


_NEWS = pattern(rf"(?P<news>Rückmeldung|Antwort|Nachricht|Bescheid|Anruf){_LATER}{_BY}")
_SENT = pattern(
    r"^(?P<what>.+?) (?:zu )?(?P<verb>schicken|senden|zuschicken|zusenden|nachreichen|mailen|weiterleiten|vorlegen|zeigen"
    r"|nennen|mitbringen|vorbeibringen|bringen|besorgen|abgeben|einreichen)$"
)


_SENDABLE = pattern(
    r"\b(?:\w*link|\w*lebenslauf|\w*mappe|portfolio|\w*zeugnis(?:se)?|\w*unterlagen|referenzen|arbeitsproben?|folien|fotos|\w*kopien?"
    r"|\w*konzept|\w*entwurf|\w*liste|\w*zertifikat|\w*diplom|\w*brief|gutachten|masterarbeit|skizzen?"
    r"|ideen|\w*vorschläge?|(?:\w+-?)?[dD]?ienstplan|\w*(?:dienst|routen|lehr|stunden|bau|schicht|muster)pl(?:an|äne)|\w*nachweise?|\w*auszug|\w*registrierung|\w*bescheinigung(?:en)?"
    r"|\w*nummern?|menükarten?|rezepte?|\w*beispiele?|\w*muster|\w*zertifikate)\b",
    re.IGNORECASE,
)
"""What is surely sent where a promise names no verb."""


def _deed(jotting: str) -> tuple[str, str]:
    """The jotting as an infinitive with its recipient, "Ihnen den Link schicken", and its text."""
    text = _led(_text(jotting), "(?:ihr|ihm|ihnen|Ihnen)(?= )")
    found = _SENT.match(text)
    what, verb = (found["what"], found["verb"]) if found else (text, "schicken")
    verb = verb.removeprefix("mit")  # one brings along on a day, not by it
    if _reason(text) or not _own(text) or not (found or _SENDABLE.search(text)):
        return "", text
    told = _thing(what) or (_several(what) if not found else "")
    return (f"Ihnen {told} {verb}" if told else ""), text


def _thing(what: str) -> str:
    return _accusative(what) or _bare(what, _THE) or (f"die {what}" if _is_plural(what) else "")


def _several(what: str) -> str:
    """Several things that are sent, each with its article; empty where one of them may not be."""
    told = [_thing(each) for each in re.split(", | und ", what) if _SENDABLE.search(each)]
    if len(told) != len(re.split(", | und ", what)) or not all(told) or len(told) > 3:
        return ""
    return " und ".join(filter(None, [", ".join(told[:-1]), told[-1]]))


def _is_plural(text: str) -> bool:
    found = _BARE.match(text)
    return bool(found and _PLURAL.search(found["noun"].partition(" ")[0]))


_IN_TOUCH = pattern(
    r"(?:[Ii]ch )?(?P<call>ruf(?:e)? (?:Sie |sie |ihn )?an|(?:sie |ihn |Sie )?anrufen)|(?:[Ii]ch )?(?:melde? mich|mich (?:wieder )?melden)"
)


def promise(jotting: str, _name: str = "", /) -> Joined:
    """What you said you would do, as a clause that follows its day."""
    if found := _IN_TOUCH.fullmatch(_text(jotting)):
        return Joined(phrase="rufe ich Sie an" if found["call"] else "melde ich mich bei Ihnen")
    deed, text = _deed(jotting)
    return _joined(jotting, Joined(phrase=deed and f"werde ich {deed}"), text)


def promised(jotting: str, _name: str = "", /) -> Joined:
    """The same, looked back on, after "zugesagt"."""
    if found := _IN_TOUCH.fullmatch(_text(jotting)):
        return Joined(phrase="Sie heute anzurufen" if found["call"] else "mich heute zu melden")
    deed, text = _deed(jotting)
    return _joined(jotting, Joined(phrase=deed and f"dass ich {deed} würde"), text)
