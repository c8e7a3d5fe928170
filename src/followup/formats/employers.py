"""Which company an invitation is of: by an employer's address, else by the words of its headline."""

import re
from collections.abc import Iterable
from itertools import chain

from followup.domain.text import fold

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
        said = pattern.search(text)
        words = fold(said["company"]).split() if said else []
        is_none = not words or words[0] in _WORDS_OF_KINDS or words[0].isdigit()
        if said and not is_none and nobody.isdisjoint(words):
            return said["company"].rstrip(".,'’")
    return ""
