"""Which strength answers which need. Pure.

They are told as pairs where there are as many of one as of the other; otherwise a strength goes
beside the need with which it shares a word. Where nothing says so, no link is claimed.
"""

import re

from followup.domain.text import pattern, word_set

_ENDING = pattern(r"(?<=\w{4})(?:s|ed|ing)$")
Pair = tuple[str, str]
"""A need and the strength that answers it; the need is empty where none is answered."""

_SHORTEST = 4
_COMMON = word_set("""with from that this they them their have been were what when which while your about into over
    more most some someone somebody people years year month months week weeks work working worked team
    teams good great well able need needs want wants looking like also every other than then just trained train training made
    make used using very much many staff role job role person experience
    aber alle auch beim eine einem einen einer erfahrung gern gearbeitet haben habe hatte immer jahre jahren jede jeden
    jemand jemanden kann können leute leuten leitung mehr mein meine monate nicht noch oder schon sehr seit selbst sich sind
    stelle team über unter viel viele wird woche wochen zwei drei vier fünf""")


def pairs(needs: tuple[str, ...], strengths: tuple[str, ...]) -> tuple[Pair, ...]:
    """Every strength in its order, each beside the need that it answers."""
    if len(needs) == len(strengths):
        return tuple(zip(needs, strengths, strict=True))
    left = list(needs)
    found = []
    for strength in strengths:
        need = next((need for need in left if _words(need) & _words(strength)), "")
        if need:
            left.remove(need)
        found.append((need, strength))
    return tuple(found)


def unanswered(needs: tuple[str, ...], paired: tuple[Pair, ...]) -> tuple[str, ...]:
    """The needs that no strength answers."""
    answered = {need for need, _ in paired}
    return tuple(need for need in needs if need not in answered)


def match(need: str, strength: str) -> bool:
    """Whether a need and a strength share a telling word; so does what is not said."""
    return not need or bool(_words(need) & _words(strength))


def _words(text: str) -> set[str]:
    """The telling words of a text, each cut to its stem as far as a prefix goes."""
    words = (word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in _COMMON)
    return {
        _ENDING.sub("", word)[:6]
        for word in words
        if len(word) >= _SHORTEST or (word.isupper() and len(word) > 1)
    }
