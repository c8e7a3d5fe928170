"""The look over a note before it goes out. Pure: what else is stored is passed in.

Each finding is a sentence. The wrong name in a note has cost people jobs (EVIDENCE: avidcareerist,
2013), and interviewers compare notes (smithhanley, 2024).
"""

import re
from collections.abc import Iterator

from followup.domain.frozen import Frozen
from followup.domain.model import Note, Occasion
from followup.domain.text import fold, pattern, unaccented
from followup.notes.jottings import sentences
from followup.notes.languages import language
from followup.notes.template_names import MEASURES

ALIKE = 0.8
"""From which likeness on two notes to one company read as one."""

_AVOIDED = ("just checking in", "i wanted to reach out", "per my last email")
_LEFT_BY_HAND = pattern(r"\b(?:TODO|TBD|FIXME)\b|XXX+|\[[^\]\n]{0,40}\]|…\s*…|\?\?\?")
_SHORTEST = 3  # letters of a name that is looked for; shorter ones stand in other words


class Other(Frozen):
    """Another note to the same company: whose it is, and its words."""

    name: str
    body: str


class Around(Frozen):
    """What else is stored: names of other companies and of their people, notes to this company.

    `own` are the names that belong to this application: its company and everybody met there.
    """

    strangers: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    notes: tuple[Other, ...] = ()


def findings(note: Note, occasion: Occasion, around: Around) -> tuple[str, ...]:
    """What should be looked at before the note goes out, beyond what the drafter remarked."""
    text = f"{note.subject}\n{note.body}"
    return (
        *_greeting(note, occasion),
        *_wrong_names(text, around),
        *_loose_promise(note),
        *_over(occasion),
        *_bare_names(text, (*around.own, occasion.you.name)),
        *_alike(note, around.notes),
    )


def _greeting(note: Note, occasion: Occasion) -> Iterator[str]:
    """The salutation names somebody else, or there is no subject."""
    if not note.subject.strip():
        yield "It has no subject; say what it is about."
    person = occasion.contact
    first = fold(note.body.strip().partition("\n")[0])
    ours = fold(language(note.language).salutation(occasion))
    if person is not None and first != ours and fold(person.salutation or "-") not in first:
        names = [word.strip(".,()\"'“”‘’") for word in fold(person.name).split()]
        if not any(re.search(rf"\b{re.escape(name)}\b", first) for name in names if name):
            yield f"It greets somebody else than {person.name}; check the name."


_PROMISES = pattern(
    r"\bI (?:will|shall) (?:send|share|get back|be in touch|call|write|follow up)\b[^.!?\n]*",
)
_DATED = pattern(
    r"\d|day\b|week|month|tomorrow|tonight|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b",
    re.IGNORECASE,
)


def _loose_promise(note: Note) -> Iterator[str]:
    for sentence in sentences(middle(note.body)):
        promised = "".join(_PROMISES.findall(sentence)[:1])
        offered = sentence.lstrip().startswith("If ")  # nothing is promised but on their wish
        if promised and not offered and not _DATED.search(sentence):
            yield f'It says "{promised.strip()}" without a day; name one with --promise.'


def _over(occasion: Occasion) -> Iterator[str]:
    if occasion.kind == "thank_you" and occasion.outcome:
        yield f"The outcome is {occasion.outcome} by now; check that its last lines still fit."


def about_text(text: str) -> Iterator[str]:
    """Words to avoid, and what was left by hand to be filled in."""
    for phrase in _AVOIDED:
        if phrase in text.lower():
            yield f'It says "{phrase}"; say what it is about instead.'
    for left in dict.fromkeys(_LEFT_BY_HAND.findall(text)):
        yield f'"{left}" still stands in it; fill it in or take it out.'


def about_length(kind: str, words: int) -> Iterator[str]:
    """Whether a note of this kind, a key of MEASURES, is too short or too long."""
    fewest, most = MEASURES[kind].fewest, MEASURES[kind].most
    if not fewest <= words <= most:
        much = "short" if words < fewest else "long"
        yield f"The note is {much}: {words} words, where {fewest} to {most} are good."


def names_like(text: str) -> list[str]:
    """Every run of up to five words that begins with a capital or a digit: what may be a name."""
    found: dict[str, None] = {}
    for sentence in re.split(r"[\n!?;:]+|\.\s", text):
        words = [word.strip(",.()\"“”‘’'") for word in sentence.split()]
        for start, word in enumerate(words):
            if word[:1].isupper() or word[:1].isdigit():
                found.update(dict.fromkeys(_runs(words[start : start + 5])))
    return list(found)


def _runs(words: list[str]) -> Iterator[str]:
    return (" ".join(words[:length]) for length in range(1, len(words) + 1))


def count_words(text: str) -> int:
    """How many words a text has; a lone dash is none."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def middle(body: str) -> str:
    """What stands between the salutation and the closing of a note."""
    paragraphs = body.strip().split("\n\n")
    return "\n\n".join(paragraphs[1:-1] if len(paragraphs) > 2 else paragraphs)


def _wrong_names(text: str, around: Around) -> Iterator[str]:
    own = {fold(name) for name in around.own}
    for name in around.strangers:
        stranger = not any(fold(name) in mine for mine in own)
        if stranger and len(name) >= _SHORTEST and _stands_in(name, text):
            yield f"It names {name}; that name belongs to another application, so check it."


def _bare_names(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Names that are stored with accents and stand there without."""
    for name in dict.fromkeys(names):
        for word in name.split():
            bare = unaccented(word)
            if bare != word and _stands_in(bare, text):
                yield f"It writes {bare}, where {word} is the name; write it with its accents."


def _alike(note: Note, others: tuple[Other, ...]) -> Iterator[str]:
    if not others:
        return
    from difflib import SequenceMatcher  # 5 ms

    for other in others:
        likeness = SequenceMatcher(None, _words(note.body), _words(other.body)).ratio()
        if likeness >= ALIKE:
            yield (
                f"It reads like the note to {other.name} ({likeness:.0%} the same), and "
                "interviewers compare; say what only this person said."
            )


def _words(body: str) -> list[str]:
    return middle(body).split()


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
