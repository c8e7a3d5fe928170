"""How WHICH and COMPANY find what they mean: one way for all commands.

A number is taken as such. Words are looked for without regard to case and accents: exact beats
prefix beats inside. What is on today's list comes first.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from followup.domain import kinds
from followup.domain.dates import shown
from followup.domain.errors import NothingFound, SeveralFound, UsageError
from followup.domain.model import Application
from followup.domain.safe_text import line
from followup.domain.text import fold
from followup.store import queries
from followup.store.ask import Ask, Values
from followup.store.queries import ListedFollowUp

Found = TypeVar("Found")

SHOWN = 20
"""How many of those that match are told; more are a wall."""


def number(which: str) -> int | None:
    """The number that was typed, as `3` or `#3`; None for words."""
    digits = which.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def best(
    words: str, things: Iterable[Found], fields: Callable[[Found], Iterable[str]]
) -> list[Found]:
    """The things that match best.

    A whole text beats whole words of one, these the beginning of a word, that what stands inside,
    and last comes what holds every word somewhere.
    """
    wanted = fold(words.strip())
    ranked: dict[int, list[Found]] = {}
    for thing in things:
        rank = _rank(wanted, [fold(text) for text in fields(thing) if text])
        if rank is not None:
            ranked.setdefault(rank, []).append(thing)
    return ranked[min(ranked)] if ranked else []


def _rank(wanted: str, texts: list[str]) -> int | None:
    if wanted in texts:
        return 0
    spaced = [f" {text} " for text in texts]
    for rank, sought in enumerate((f" {wanted} ", f" {wanted}", wanted), start=1):
        if any(sought in text for text in spaced):
            return rank
    everything = " ".join(texts)
    return 4 if all(word in everything for word in wanted.split()) else None


def followup(ask: Ask, when: Values, which: str) -> ListedFollowUp:
    """The follow-up that WHICH names. NothingFound or SeveralFound where it is not one."""
    wanted = number(which)
    if wanted is not None:
        return queries.followup(ask, wanted)
    if not which.strip():
        raise UsageError("Say which: a number of `followup due`, or words of company or person.")
    words = words_of(which)
    found = best(which, queries.pending_with(ask, words, when), _names) or best(
        which, queries.pending_with(ask, words), _names
    )
    if not found:
        raise NothingFound(
            f"Nothing that is pending matches {shown(which)}. `followup due` shows what there is."
        )
    if len(found) > 1:
        raise several(which, found, _line)
    return found[0]


def words_of(phrase: str) -> list[str]:
    """The words that are looked for; so many and so long as no name has are found nowhere."""
    words = fold(phrase.strip()).split()
    if len(words) > 50 or any(len(word) > 500 for word in words):
        raise NothingFound(f"Nothing matches {shown(phrase)}; fewer words find more.")
    return words


def _names(one: ListedFollowUp) -> tuple[str, ...]:
    return one.company, one.role, one.contact


def _line(one: ListedFollowUp) -> str:
    whom = f" {line(one.contact)}," if one.contact else ""
    what = kinds.label(one.followup.kind)
    return f"{one.followup.id:>4}  {what},{whom} {line(job(one.company, one.role))}"


def job(company: str, role: str) -> str:
    """A job as sentences name it."""
    return f"{company} · {role}" if role else company


def application(ask: Ask, words: str, *, closed_first: bool = False) -> Application:
    """The application that COMPANY names: an interview's number, or words of company, role
    or person.

    Open ones come before closed ones, unless it is a closed one that is wanted. NothingFound or SeveralFound where it is not one.
    """
    wanted = number(words)
    if wanted is not None:
        return queries.round_of(ask, wanted).application
    if not words.strip():
        raise UsageError("Say which: words of company and role, or an interview's number.")
    known = queries.applications_with(ask, words_of(words))
    people = queries.people_by_application(ask, [one.id for one in known])

    def names(one: Application) -> tuple[str, ...]:
        return one.company, one.role, f"{one.company} {one.role}", *people.get(one.id, ())

    fitting = best(words, known, names)
    preferred = [one for one in fitting if one.is_open != closed_first]
    found_all = preferred or fitting
    if not found_all:
        raise NothingFound(
            f"No company, role or person matches {shown(words)}. `followup list` shows what there is."
        )
    if len(found_all) > 1:
        raise several(words, found_all, _indented, "add words of the role")
    return found_all[0]


def _indented(one: Application) -> str:
    return f"      {line(job(one.company, one.role))}"


def several(
    which: str,
    found: Sequence[Found],
    told: Callable[[Found], str],
    how: str = "type its number",
) -> SeveralFound:
    """The refusal where words match more than one; at most SHOWN of them are told."""
    left = len(found) - SHOWN
    more = [f"… and {left:,} more; more words match fewer."] if left > 0 else []
    head = f"Several match {shown(which)}; {how}:"
    return SeveralFound("\n".join([head, *map(told, found[:SHOWN]), *more]))
