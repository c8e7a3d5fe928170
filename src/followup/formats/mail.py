"""A mail that came: who wrote it for which employer in answer to what, and what a server reports of ours.

Whoever wrote it may mean harm: nothing here raises, and nothing is believed but what a report says
of a Message-ID that the caller knows to be ours.
"""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from followup.domain.text import fold
from followup.formats.encoding import written

if TYPE_CHECKING:  # 40 ms
    from email.message import Message

FIELDS = (
    "From", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Content-Type",
    "Auto-Submitted", "X-Autoreply", "X-Autorespond", "Precedence",
    "Return-Path", "X-Failed-Recipients",
)  # fmt: skip
"""The headers that `header` looks at."""

LONGEST_REFERENCE = 300
"""Characters of a Message-ID; real ones have fewer than a hundred."""

_REFERENCE = re.compile(rf"<[^<>\s]{{1,{LONGEST_REFERENCE}}}>")
_AUTOMATIC = re.compile(
    r"auto(matic|matische|matisch)?[ -:]*(reply|response|antwort|antwoord)|out of (the )?office"
    r"|abwesen|réponse automatique|respuesta automática|risposta automatica"
    r"|\[?(ticket|case|request)[ -]?(id|no\.?)?[ #:]*\d",
    re.IGNORECASE,
)
"""How the subject of an answer begins that a program writes, on leave or for a ticket."""

_NOBODY = re.compile(r"((no|do-?not|never)[-_.]?reply|mailer-daemon|postmaster)\b", re.IGNORECASE)
"""How an address begins whose mail nobody writes."""

BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What Python's own reader of mail raises where the headers are broken."""

LONGEST = 5_000
"""Characters of a header that are read: Python's reader takes hours for some of a megabyte."""

_CONTENT = re.compile(rb"^content-[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)


class Header(NamedTuple):
    """The head of a mail. `answers` are the Message-IDs that it refers to.

    `is_report`: a server or a mail program tells what became of a message. `is_automatic`: no
    person wrote it.
    """

    reference: str
    answers: frozenset[str]
    name: str
    email: str
    at: datetime | None
    subject: str
    is_report: bool
    is_automatic: bool


def header(content: bytes) -> Header:
    """The head of a mail from its header lines."""
    from email.parser import HeaderParser  # 40 ms
    from email.utils import parseaddr

    message = HeaderParser().parsestr(content.decode("utf-8", "replace"))
    try:
        name, address = parseaddr(words(_raw(message, "From")))
    except RecursionError:
        name, address = "", ""
    subject = words(_raw(message, "Subject"))
    references = f"{_raw(message, 'In-Reply-To')} {_raw(message, 'References')}"
    submitted = _raw(message, "Auto-Submitted").strip().lower()
    automatic = (
        submitted not in ("", "no")
        or message["X-Autoreply"] is not None
        or message["X-Autorespond"] is not None
        or _raw(message, "Return-Path").strip() == "<>"
        or bool(_NOBODY.match(address))
        or _raw(message, "Precedence").strip().lower() in ("auto_reply", "bulk", "junk", "list")
        or bool(_AUTOMATIC.match(subject))
    )
    return Header(
        reference=next(iter(_REFERENCE.findall(_raw(message, "Message-ID"))), ""),
        answers=frozenset(_REFERENCE.findall(references)),
        name=name,
        email=address.lower(),
        at=_moment(_raw(message, "Date")),
        subject=subject,
        is_report=message.get_content_type() == "multipart/report"
        or message["X-Failed-Recipients"] is not None,
        is_automatic=automatic,
    )


def _raw(message: "Message", name: str) -> str:
    return str(message.get(name, ""))


def words(header: str) -> str:
    """A header as people read it, on one line; as it stands where it is encoded wrongly."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    raw = " ".join(header[:LONGEST].split())
    try:
        parts = decode_header(raw)
        for _, charset in parts:
            written(charset or "us-ascii")
        return " ".join(str(make_header(parts)).split())
    except (LookupError, ValueError, MessageError):
        return raw


def _moment(text: str) -> datetime | None:
    """When a mail says that it was written; None where it says nothing that is read."""
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(text)
        if not MINYEAR < found.year < MAXYEAR:  # elsewhere it may be another year
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


class Report(NamedTuple):
    """What is told of the messages with these Message-IDs: `bounced`, `arrived` or `seen`."""

    references: frozenset[str]
    state: str
    words: str = ""


def report(content: bytes) -> Report | None:
    """What a mail reports: a delivery notice (RFC 3464) or a receipt (RFC 8098); None for neither.

    A notice of a delay, or that the message was handed on to who gives no notices, reports nothing.
    """
    try:
        return _report(content)
    except BROKEN:
        return None


def parsed(content: bytes) -> "Message":
    """A mail with all its parts. Raises one of BROKEN where its headers cannot be read."""
    from email import message_from_bytes  # 40 ms

    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if any(len(header[0]) > LONGEST for header in _CONTENT.finditer(lines)):
        raise ValueError("a header is too long")
    return message_from_bytes(content)


def _report(content: bytes) -> Report | None:
    message = parsed(content)
    parts = list(message.walk())
    references = frozenset(found for part in parts for found in _originals(part))
    blocks = [block for part in parts for block in _blocks(part)]
    for block in blocks:
        if block["Disposition"] is not None:
            seen = "displayed" in _raw(block, "Disposition").lower()
            return Report(references, "seen" if seen else "arrived")
    for block in blocks:
        state = _ACTIONS.get(_raw(block, "Action").strip().lower())
        if state:
            return Report(references, state, _reason(block) if state == "bounced" else "")
    if not blocks and message["X-Failed-Recipients"] is not None:
        quoted = content.decode("utf-8", "replace")
        return Report(frozenset(_REFERENCE.findall(quoted)), "bounced", "no reason was given")
    return None


_ACTIONS = {"failed": "bounced", "delivered": "arrived"}


def _blocks(part: "Message") -> "list[Message]":
    """The groups of fields of a part in which a report is for programs."""
    if part.get_content_type() in (
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
    ):
        payload = part.get_payload()
        if isinstance(payload, list):
            return [block for block in payload if not isinstance(block, str)]
    return []


def _originals(part: "Message") -> "list[str]":
    """The Message-IDs of the message that a part reports on, or that it gives back."""
    from email import message_from_string

    told = "".join(
        f"{_raw(block, 'Original-Message-ID')} <{_raw(block, 'Original-Envelope-Id').strip()}>"
        for block in _blocks(part)
    )
    if part.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
        given = part.get_payload(decode=True)
        text = given.decode("utf-8", "replace") if isinstance(given, bytes) else ""
        told += _raw(message_from_string(text), "Message-ID")
    elif part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        first = inside[0] if isinstance(inside, list) and inside else ""
        told += "" if isinstance(first, str) else _raw(first, "Message-ID")
    return _REFERENCE.findall(told)


_REASONS = {
    "1.1": "there is no such address", "1.2": "there is no such domain for mail",
    "1.10": "that domain takes no mail", "1": "the address is wrong",
    "2.1": "the mailbox is closed", "2.2": "the mailbox is full", "2": "the mailbox took nothing",
    "3.4": "it is too large", "3": "their server took nothing",
    "4.4": "there is no way to their server", "4.7": "it could not be delivered in time",
    "4": "their server could not be reached", "7": "their server refused it, as it does with spam",
}  # fmt: skip
"""Enhanced status codes (RFC 3463) without their class, in plain words."""


def _reason(block: "Message") -> str:
    """Why a message came back: in plain words, then in the server's own."""
    subject = _raw(block, "Status").strip().partition(" ")[0].partition(".")[2]
    plain = _REASONS.get(subject) or _REASONS.get(subject.partition(".")[0], "")
    told = " ".join(_raw(block, "Diagnostic-Code").partition(";")[2].split())[:200]
    return f"{plain} ({told})" if plain and told else plain or told or "no reason was given"


PROVIDERS = frozenset((
    "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud", "me",
    "mac", "gmx", "web", "proton", "protonmail", "pm", "aol", "posteo", "mailbox", "fastmail",
    "t-online", "freenet", "zoho", "yandex", "mail", "hey", "tutanota", "tuta", "qq", "163", "126",
    "naver", "comcast", "verizon", "att", "sbcglobal", "btinternet", "orange", "wanadoo", "libero",
))  # fmt: skip
"""Where people have addresses of their own: such a domain names no company."""

RELAYS = frozenset((
    # systems of recruiting
    "smartrecruiters", "greenhouse", "lever", "workday", "myworkday", "myworkdayjobs", "icims",
    "taleo", "jobvite", "ashbyhq", "bamboohr", "breezy", "breezyhr", "recruitee", "workable",
    "workablemail", "teamtailor", "personio", "jazzhr", "applytojob", "gem", "jobscore",
    "pinpointhq", "comeet", "freshteam", "zohorecruit", "paradox", "avature", "csod", "bullhorn",
    "rippling", "successfactors", "oraclecloud", "phenompro", "eightfold", "recruiterbox",
    # schedulers and calls
    "calendly", "cal", "goodtime", "modernloop", "prelude", "youcanbook", "savvycal", "doodle",
    "acuityscheduling", "chilipiper", "hubspot", "zoom", "webex", "whereby", "gotomeeting",
    "bluejeans", "teams", "office365", "onmicrosoft", "google", "hirevue", "sparkhire",
    "karat", "codility", "hackerrank", "coderpad",
    # boards
    "indeed", "indeedemail", "linkedin", "glassdoor", "ziprecruiter", "monster", "xing",
    "stepstone", "wellfound", "hired", "welcometothejungle",
    # senders of mail
    "sendgrid", "mailgun", "amazonses", "mailchimp",
))  # fmt: skip
"""What sends invitations for employers: such a domain names none, and is nobody's address."""

_SECOND = ("co", "com", "ac", "org", "gov", "net", "edu")
"""What may stand before the country of a domain."""


def of_domain(domain: str, own: str = "") -> str:
    """The company that a domain is of, `mail.acme.co.uk` of Acme.

    Empty for a mail provider's, a relay's and the user's `own`.
    """
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels.pop()
    name = labels[-1] if labels else ""
    if name in PROVIDERS or name in RELAYS or domain == own:
        return ""
    return name.replace("-", " ").title()


def is_relay(domain: str) -> bool:
    """Whether an address there is of a program that sends for others."""
    return not RELAYS.isdisjoint(domain.split(".")[:-1])


NO_REPLY = re.compile(
    r"(?:do[-_.]?)?no[tn]?[-_.]?reply.*|notifications?|mailer-daemon|calendar(?:-\w+)?|invit\w*"
    r"|schedul\w*|bounces?.*|automated|system|bot",
)
SHARED = re.compile(
    r"(?:the[-_.]?)?(?:hr|jobs?|careers?|recruit(?:ing|ment|er|ers)?|talent|hiring|people|staffing"
    r"|info|team|office|hello|hi|contact|admin|support|events?|interviews?|bewerbung(?:en)?"
    r"|personal|applications?|apply|all|everyone|list|lists|group)(?:[-_.].*|\d*)",
)
"""The part before the at sign of an address that nobody reads, or that several do."""

_OF_A_TEAM = frozenset((
    "recruiting", "recruitment", "talent", "careers", "career", "hr", "jobs", "hiring", "team",
    "people", "acquisition", "operations", "ops", "interviews", "scheduling", "calendar", "staffing",
))  # fmt: skip
"""Words in the names of mailboxes that are no person's."""


def is_mailbox(local: str) -> bool:
    """Whether an address is no one person's by its part before the at sign."""
    return bool(NO_REPLY.fullmatch(local) or SHARED.fullmatch(local))


def is_person(name: str) -> bool:
    """Whether a name beside such an address is a person's all the same: `Priya Shah`."""
    words = re.findall(r"[^\W\d_]+", fold(name))
    return len(words) > 1 and _OF_A_TEAM.isdisjoint(words)


def of_team(name: str) -> str:
    """The company in the name of a mailbox, `Acme Recruiting`; empty where it is none."""
    words = name.split()
    kept = [word for word in words if fold(word) not in _OF_A_TEAM]
    return " ".join(kept) if kept and len(kept) < len(words) else ""


_NAME = r"[A-Z0-9][\w&.'’-]*(?: (?:[A-Z0-9&][\w&.'’-]*|of|and|de|for))*?"
_COMPANY = f"(?P<company>{_NAME})"
_END = r"(?= ?[@|:;,(/\n]| [-–—]| on\b| for\b| \d|\.(?:\s|$)|$)"
_FIRM = r"(?:Inc|Ltd|Limited|LLC|LLP|GmbH|AG|Corp|Corporation|Group|Labs|Company|Co|plc|SE|BV)\b\.?"
_HEADLINES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"\b[Ff]or\b.* (?:with|at) {_COMPANY}{_END}",
        rf"\b(?:at|@) {_COMPANY}{_END}",
        rf"\b[Ww]ith (?P<company>{_NAME} {_FIRM})",
        rf"^{_COMPANY}(?: [Jj]ob)? (?:[Ii]nterview|[Pp]hone [Ss]creen)\b",
    )
)
"""How headlines name a company, the surest first."""

_WORDS_OF_KINDS = frozenset((
    "phone", "video", "zoom", "google", "microsoft", "teams", "meet", "technical", "final", "onsite",
    "on-site", "first", "second", "third", "panel", "hiring", "manager", "recruiter", "hr", "initial",
    "virtual", "job", "your", "screening", "screen", "the", "remote", "in-person", "online", "mock",
    "round", "coding", "design", "system", "behavioral", "informational", "exit", "interview",
    "confirmed", "invitation", "updated", "re", "fwd", "new", "confirmation", "reminder", "team",
    "peer", "live", "skype", "webex", "1st", "2nd", "3rd", "pre", "follow-up", "noon", "home",
))  # fmt: skip
"""Words of headlines that are of no company's name where they begin it."""


def of_headline(text: str, people: Iterable[str], your_name: str = "") -> str:
    """The company that a headline or a description names; empty where it names none for certain.

    The names of `people`, and yours, are none.
    """
    nobody = set(chain.from_iterable(fold(name).split() for name in (*people, your_name)))
    yours = re.escape(your_name)
    beside = (
        (rf"between {_COMPANY} and {yours}", rf"{yours} and {_COMPANY}{_END}",
         rf"^{_COMPANY} ?(?:<>|<->|[x/&|+×-]) ?{yours}", rf"^{yours} ?(?:<>|<->|[x/&|+×-]) ?{_COMPANY}{_END}")
        if your_name else ()
    )  # fmt: skip
    for pattern in (*(re.compile(one) for one in beside), *_HEADLINES):
        match = pattern.search(text)
        words = fold(match["company"]).split() if match else []
        is_none = not words or words[0] in _WORDS_OF_KINDS or words[0].isdigit()
        if match and not is_none and nobody.isdisjoint(words):
            return match["company"].rstrip(".,'’")
    return ""
