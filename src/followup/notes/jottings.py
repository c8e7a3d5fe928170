"""A jotting as it was typed, what a language makes of it, and which strength answers which need. Pure."""

import re
import unicodedata

from followup.domain.frozen import Frozen
from followup.domain.model import Left
from followup.domain.text import pattern, word_set

LONG = 200
"""From how many characters on a jotting that is told as it stands is cut to whole sentences."""

_NOISE = pattern(r"^[\s\-–—•*·,;:>]+|[\s,;:\-–—…]+$")
_STOP = pattern(r"[\s.!…]+$")
_KEPT_INVISIBLE = "\u200c\u200d"
_ABBREVIATION = pattern(
    r"\b(?:dr|mr|mrs|ms|mx|prof|st|inc|ltd|co|vs|etc|no|e\.g|i\.e)\.$", re.IGNORECASE
)
_SENTENCE_END = pattern(r"[.!?][\)\"”’']?\s+(?=[^\W\d_a-z]|[A-Z“\"'(])")


class Joined(Frozen):
    """What became of a jotting in a sentence; all texts empty where it stays out.

    `phrase` fits the frame of its role, `sentence` stands alone. A topic may be `heard` ("about
    the backlog", "how they onboard"), a doubt `admitted` ("I have no licence"), a promise a
    `thing` ("a copy of my licence"). `left` is what of the jotting stays out, `mended` the words
    that were spelled out or corrected, `shortened` whether the end of a long one was cut.
    """

    phrase: str = ""
    sentence: str = ""
    heard: str = ""
    admitted: str = ""
    thing: str = ""
    left: tuple[Left, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    shortened: bool = False

    def __bool__(self) -> bool:
        """Whether anything of the jotting can be said."""
        return bool(self.phrase or self.sentence or self.heard or self.admitted or self.thing)


def tidy(text: str) -> str:
    """`text` on one line, without control and bidi characters, with single spaces and stops."""
    if not text.isprintable():  # which has none of them; asked first, since it takes no time
        text = "".join(map(_visible, text))
    return re.sub(r"\.{2,}", "…", " ".join(text.split()))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    dropped = category in ("Cf", "Cs", "Cn") and character not in _KEPT_INVISIBLE
    return "" if dropped else character


def stripped(jotting: str) -> str:
    """The tidied jotting without bullets and without its full stop, in any language."""
    return _STOP.sub("", _NOISE.sub("", tidy(jotting)))


def short(text: str) -> str:
    """The first forty characters of a jotting, to name it by."""
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each with its own stop; an abbreviation ends none."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[start : match.end()].rstrip()):
            found.append(text[start : match.end()].rstrip())
            start = match.end()
    return [*found, text[start:]] if text[start:] else found


def beginning(text: str) -> str:
    """As many whole sentences of `text` as stay under LONG, at least one; that one cut at LONG * 2."""
    kept = ""
    for each in sentences(text):
        if kept and len(kept) + len(each) > LONG:
            break
        kept = f"{kept} {each}".strip()
    if len(kept) > 2 * LONG:
        kept = kept[: 2 * LONG].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"
    return kept


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


_BESIDE = pattern(r"(?:also|auch|außerdem),? (?=\S)", re.IGNORECASE)
"""What a need or a strength begins with that stands beside the pairs."""


def told_pairs(needs: tuple[str, ...], strengths: tuple[str, ...]) -> tuple[Pair, ...]:
    """The needs and strengths that were told as pairs: as many of each, without what is beside."""
    asked = [each for each in needs if not _BESIDE.match(each)]
    answers = [each for each in strengths if not _BESIDE.match(each)]
    return tuple(zip(asked, answers, strict=True)) if len(asked) == len(answers) else ()


def pairs(needs: tuple[str, ...], strengths: tuple[str, ...]) -> tuple[Pair, ...]:
    """Every strength in its order, each beside the need that it answers."""
    told = {strength: need for need, strength in told_pairs(needs, strengths)}
    left = [each for each in needs if each not in told.values()]
    found = []
    for strength in strengths:
        shared = (need for need in left if _words(need) & _words(strength))
        need = told.get(strength) or next(shared, "")
        if need in left:
            left.remove(need)
        found.append((_alone(need), _alone(strength)))
    return tuple(found)


def unanswered(needs: tuple[str, ...], paired: tuple[Pair, ...]) -> tuple[str, ...]:
    """The needs that no strength answers."""
    answered = {need for need, _ in paired}
    plain = map(_alone, needs)
    return tuple(need for need in plain if need not in answered)


def _alone(jotting: str) -> str:
    """A need or a strength without the word that keeps it apart from the pairs."""
    return _BESIDE.sub("", jotting, count=1)


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
