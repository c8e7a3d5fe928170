"""What the words of an invitation say of the kind of interview, and its description as plain text."""

import html
import re

LINK = re.compile(r"https?://[^\s<>\"]+")
CALLS = re.compile("zoom|teams|meet|webex|whereby|jitsi|chime|skype|gotomeeting|bluejeans")
"""What a link in the text of an invitation has in it if it leads to a call."""

LONGEST = 5_000
"""Characters of a description that are kept: more are the small print of a mail."""

_VIDEO = r"video|zoom|google (?:meet|hangouts)|\bteams\b|webex|skype|whereby|virtual|remote|online"
_PHONE = (
    r"\b(?:phone|telephone|telefon\w*)\b|^tel:|^call$"
    r"|\bwill (?:be )?call(?:ing)?\b|\bcall(?:s|ing)? (?:you|me)\b|\bring(?:s|ing)? you\b"
    r"|^[+\d(][\d ()/.-]{5,}$"
)
_ONSITE = r"\bon-? ?site\b|\bin[- ]person\b|\bface[- ]to[- ]face\b|\bat (?:our|the) offices?\b"

_OF_SUMMARY = (
    ("panel", r"\bpanel\b"),
    ("final", r"\bfinal (?:round|interview|stage)|\blast round\b"),
    ("informational", r"\binformational\b|\bcoffee\b"),
)
_OF_ANY = (("phone", _PHONE), ("video", _VIDEO), ("onsite", _ONSITE))
"""Kinds by what says so, the first that fits; those of the place count before the summary's."""


def stage(summary: str, place: str, link: str, called_in_text: str) -> str:
    """The kind of an interview: what the summary names it, else by the place, the link, the text.

    `link` is beside the place, `called_in_text` a link to a call in the description.
    """
    named = _first(_OF_SUMMARY, summary)
    where = LINK.sub("", place).strip()
    by_place = _first(_OF_ANY, where) or _first(_OF_ANY, summary)
    if named or by_place:
        return named or by_place
    if where and not LINK.search(place):
        return "onsite"
    return "phone" if not (link or called_in_text) and _first(_OF_ANY[:1], where) else "video"


def _first(kinds: tuple[tuple[str, str], ...], text: str) -> str:
    found = (kind for kind, words in kinds if re.search(words, text, re.IGNORECASE))
    return next(found, "")


_TAGGED = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|ul|ol|li|html|body|table|tr|td|strong|em|font)\b", re.IGNORECASE
)
_ENDS = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)


def plain(text: str) -> str:
    """A description without the tags of HTML and without many blank lines, at most LONGEST."""
    if _TAGGED.search(text):
        text = html.unescape(re.sub(r"<[^>]*>", "", _ENDS.sub("\n", text)))
    rows = (row.rstrip() for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    told = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
    return told if len(told) <= LONGEST else told[:LONGEST].rstrip() + " …"
