"""Finding the follow-up, application or interview that WHICH and COMPANY name, for all commands.

A number is taken as such. Words are looked for without regard to case and accents: exact beats
prefix beats inside. What is on today's list comes first.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TypeVar

from followup.domain import kinds
from followup.domain.dates import Frame, shown
from followup.domain.errors import NothingFound, SeveralFound, UsageError
from followup.domain.model import Application
from followup.domain.safe_text import line, quoted
from followup.domain.text import fold
from followup.environment import World
from followup.services.context import frame
from followup.store import queries
from followup.store.connection import Ask, Values, connect
from followup.store.queries import ListedFollowUp

Found = TypeVar("Found")

SHOWN = 20
"""How many matches a refusal lists."""


def number(which: str) -> int | None:
    """The number that was typed, as `3` or `#3`; None for words."""
    digits = which.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def best(
    words: str, things: Iterable[Found], fields: Callable[[Found], Iterable[str]]
) -> list[Found]:
    """The things that match best.

    A whole text beats whole words of one, these whole words of several; then come the beginning
    of a word, what stands inside, and what holds every word somewhere.
    """
    return ranked(words, things, fields)[1]


def ranked(
    words: str, things: Iterable[Found], fields: Callable[[Found], Iterable[str]]
) -> tuple[int, list[Found]]:
    """The things that match best, and how well, the best being 0."""
    wanted = fold(words.strip())
    by_rank: dict[int, list[Found]] = {}
    for thing in things:
        rank = _rank(wanted, [fold(text) for text in fields(thing) if text])
        if rank is not None:
            by_rank.setdefault(rank, []).append(thing)
    return (min(by_rank), by_rank[min(by_rank)]) if by_rank else (0, [])


WHOLE = 2
"""The last rank at which every word that was typed is a whole word of what was found."""


def _rank(wanted: str, texts: list[str]) -> int | None:
    if wanted in texts:
        return 0
    spaced = [f" {_apart(text)} " for text in texts]
    words = _apart(wanted)
    if words and any(f" {words} " in text for text in spaced):
        return 1
    everything = "".join(spaced)
    if words and all(f" {word} " in everything for word in words.split()):
        return WHOLE
    for rank, sought in enumerate((f" {wanted}", wanted), start=WHOLE + 1):
        if any(sought in f" {text} " for text in texts):
            return rank
    return WHOLE + 3 if all(word in " ".join(texts) for word in wanted.split()) else None


def _apart(text: str) -> str:
    """The words of a text with single spaces between them, whatever stands there."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text).split())


def name_and_day(
    world: World, words: Sequence[str], parse: Callable[[str, Frame], object]
) -> tuple[str, str]:
    """A name and the day after it, of words without quotes: as many as can be are the day's."""
    if len(words) > 2:
        with connect(world.store) as ask:
            phrases = frame(world, ask)
        for place in range(1, len(words)):
            rest = " ".join(words[place:])
            with suppress(UsageError):
                parse(rest, phrases)
                return " ".join(words[:place]), rest
    return " ".join(words[:-1]), words[-1]


def name_and_text(
    world: World, words: Sequence[str], *, needs_text: bool = False
) -> tuple[str, str]:
    """A company and a text after it. UsageError for several words of both without quotes.

    Two words are a company and a text, unless they are whole words of one company and role. They
    are a text all the same where one is needed or the second was quoted, and the first names one
    job. A number is always the interview's.
    """
    with connect(world.store) as ask:
        jobs = queries.applications(ask) if len(words) > 1 else []

    def is_named(name: str) -> bool:
        rank, found = ranked(name, jobs, lambda one: (one.company, f"{one.company} {one.role}"))
        return bool(found) and rank <= WHOLE

    if len(words) == 1 or (number(words[0]) is None and is_named(" ".join(words))):
        is_text = len(words) == 2 and (needs_text or " " in words[1].strip())
        if is_text and len(best(words[0], jobs, lambda one: (one.company,))) == 1:
            return words[0], words[1]
        return " ".join(words), ""
    if len(words) == 2:
        return words[0], words[1]
    places = range(len(words) - 1, 0, -1)
    place = next((at for at in places if is_named(" ".join(words[:at]))), 1)
    company, text = quoted(" ".join(words[:place])), quoted(" ".join(words[place:]))
    raise UsageError(
        "What happened is one text in quotes, and so is a company of several words: "
        f"followup log {company} {text}"
    )


class Uncertain(SeveralFound):
    """The only thing that matches may not be meant, since `why`; `exactly` names that one."""

    def __init__(self, why: str, name: str, exactly: str, question: str = "") -> None:
        typed = exactly if exactly.isdigit() else quoted(exactly)
        super().__init__(f"{why}, so nothing was done. If that is the one, type: {typed}")
        self.question = question or f"Is {name} meant?"
        self.exactly = exactly


def only_a_part(which: str, name: str, exactly: str) -> Uncertain:
    """The refusal of what is no whole word of the only thing that matches."""
    return Uncertain(f"{shown(which)} is only a part of a word in {name}", name, exactly)


def each(
    ask: Ask, words: Sequence[str], today: date
) -> tuple[list[str], tuple[ListedFollowUp, ...], tuple[int, ...]]:
    """What each of several numbers and ranges names, what lies in a range but must wait, and the
    ends of ranges that are not pending.

    A range, `4-6`, is what is pending of it and may be done today. Any other words are those of
    one follow-up. NothingFound for a range with nothing pending.
    """
    typed = [part for word in words for part in re.split(r"[,\s]+", word) if part]
    ranges = [re.fullmatch(r"#?([0-9]{1,15})(?:[-–]#?([0-9]{1,15}))?", part) for part in typed]
    if not typed or not all(ranges):
        return [" ".join(words)], (), ()
    named: list[str] = []
    waiting: list[ListedFollowUp] = []
    ends: list[int] = []
    for first, last in (span.groups() for span in ranges if span):
        found = _pending_between(ask, first, last) if last else []
        pending = {one.followup.id for one in found}
        ends += [end for end in (int(first), int(last)) if end not in pending] if last else []
        waiting += [one for one in found if one.followup.ready_on > today]
        ready = [str(one.followup.id) for one in found if one.followup.ready_on <= today]
        named += ready if last else [first]
    waiting = [one for one in waiting if str(one.followup.id) not in named]
    if not named:
        raise SeveralFound(
            _listed(
                f"Nothing of {shown(' '.join(words))} is to be done yet; type the number of what is:",
                waiting,
                _line,
            )
        )
    return list(dict.fromkeys(named)), tuple(waiting), tuple(dict.fromkeys(ends))


def _pending_between(ask: Ask, first: str, last: str) -> list[ListedFollowUp]:
    pending = queries.pending_between(ask, int(first), int(last))
    if not pending:
        raise NothingFound(
            f"Nothing from {first} to {last} is pending. `followup due` shows what there is."
        )
    return pending


def followup(
    ask: Ask,
    when: Values,
    which: str,
    *,
    surely: bool = False,
    but: str = "",
    ready_by: date | None = None,
) -> ListedFollowUp:
    """The follow-up that WHICH names. NothingFound or SeveralFound where it is not one.

    `surely`: Uncertain where a word of WHICH is only a part of one. `but` is a kind that is not
    meant where there is another. `ready_by`: Uncertain where words name one that cannot be done
    until after that day.
    """
    wanted = number(which)
    if wanted is not None:
        return queries.followup(ask, wanted)
    if not which.strip():
        raise UsageError("Say which: a number of `followup due`, or words of company or person.")
    words = words_of(which)
    rank, matches = ranked(which, queries.pending_with(ask, words, when), _names)
    if not matches:
        rank, matches = ranked(which, queries.pending_with(ask, words), _names)
    if not matches:
        raise NothingFound(
            f"Nothing that is pending matches {shown(which)}.{meant_instead(ask, which)} "
            "`followup due` shows what there is."
        )
    matches = [one for one in matches if one.followup.kind != but] or matches
    if len(matches) > 1:
        raise several(which, matches, _line)
    if surely and rank > WHOLE:
        raise only_a_part(which, _line(matches[0]).strip(), str(matches[0].followup.id))
    if ready_by and matches[0].followup.ready_on > ready_by:
        raise _too_early(which, matches[0])
    return matches[0]


def _too_early(which: str, item: ListedFollowUp) -> Uncertain:
    on, name = item.followup.ready_on, " ".join(_line(item).split())
    waits = f"{name}, waits until {on:%A}, {on}"
    only = f"All that matches {shown(which)}, {waits}"
    return Uncertain(only, name, str(item.followup.id), f"{waits}. Is it meant?")


def meant_instead(ask: Ask, words: str) -> str:
    """The question whether a company or person whose name is nearly `words` was meant, with a
    space before it; empty where there is none, or `words` are a name that is known.
    """
    from difflib import get_close_matches  # 5 ms

    wanted = fold(words.strip())
    parts: dict[str, str] = {}
    for name in queries.names_known(ask):
        for part in (fold(name), *fold(name).split()):
            parts.setdefault(part, name)
    near = get_close_matches(wanted, parts, n=1, cutoff=0.75) if len(wanted) < 200 else []
    return "".join(f" Did you mean {quoted(parts[one])}?" for one in near if one != wanted)


def words_of(phrase: str) -> list[str]:
    """The words that are looked for; so many and so long as no name has are found nowhere."""
    words = fold(phrase.strip()).split()
    if len(words) > 50 or any(len(word) > 500 for word in words):
        raise NothingFound(f"Nothing matches {shown(phrase)}; fewer words find more.")
    return words


def _names(item: ListedFollowUp) -> tuple[str, ...]:
    return item.company, item.role, item.contact, kinds.label(item.followup.kind)


def _line(item: ListedFollowUp) -> str:
    whom = f" {line(item.contact)}," if item.contact else ""
    what = kinds.label(item.followup.kind)
    return f"{item.followup.id:>4}  {what},{whom} {line(job(item.company, item.role))}"


def job(company: str, role: str) -> str:
    """A job as sentences name it."""
    return f"{company} · {role}" if role else company


def application(
    ask: Ask, words: str, *, closed_first: bool = False, surely: bool = False
) -> Application:
    """The application that COMPANY names: an interview's number, or words of company, role
    or person.

    Open ones come before closed ones, unless it is a closed one that is wanted. NothingFound or
    SeveralFound where it is not one; with `surely`, Uncertain where a word is only a part of one.
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

    rank, fitting = ranked(words, known, names)
    preferred = [one for one in fitting if one.is_open != closed_first]
    found_all = preferred or fitting
    if not found_all:
        raise NothingFound(
            f"No company, role or person matches {shown(words)}.{meant_instead(ask, words)} "
            "`followup list --by application` shows what there is."
        )
    if len(found_all) > 1:
        raise several(words, found_all, _indented, "add words of the role")
    only = found_all[0]
    if surely and rank > WHOLE:
        raise only_a_part(
            words, line(job(only.company, only.role)), f"{only.company} {only.role}".strip()
        )
    return only


def _indented(one: Application) -> str:
    return f"      {line(job(one.company, one.role))}"


def several(
    which: str,
    found: Sequence[Found],
    told: Callable[[Found], str],
    how: str = "type its number",
) -> SeveralFound:
    """The refusal where words match more than one; it lists at most SHOWN of them."""
    return SeveralFound(_listed(f"Several match {shown(which)}; {how}:", found, told))


def _listed(head: str, found: Sequence[Found], told: Callable[[Found], str]) -> str:
    left = len(found) - SHOWN
    more = [f"… and {left:,} more; more words match fewer."] if left > 0 else []
    return "\n".join([head, *map(told, found[:SHOWN]), *more])
