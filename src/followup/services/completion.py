"""What a value of the command line may be: a name or number of the store, or one of a few words."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from followup.domain import model
from followup.domain.text import fold
from followup.environment import World
from followup.integrations.completion import SHELLS, Candidate, Values, Wanted
from followup.output import due_list
from followup.store import completions
from followup.store.ask import Ask, Row, asking

Source = Callable[[Ask, World, str], Iterable[Candidate]]


def values(world: World) -> Values:
    """What each value may be, as far as it is known. WorldError where the store cannot be read."""

    def known(wanted: Wanted) -> Sequence[Candidate] | None:
        if wanted.name in FILES:
            return _copies(world, wanted.begun) if wanted.command == "restore" else None
        named = f"{wanted.command} {wanted.name}".strip()
        source = SOURCES.get(named) or SOURCES.get(wanted.name, _words())
        with asking(world.store, hurried=True) as ask:
            return list(source(ask, world, wanted.begun))

    return known


def _words(*allowed: str) -> Source:
    return lambda *_: [Candidate(word) for word in allowed]


def _job(row: Row) -> str:
    return f"{row['company']} · {row['role']}" if row["role"] else str(row["company"])


def _companies(ask: Ask, _: World, begun: str) -> Iterator[Candidate]:
    return (Candidate(name) for name in completions.companies(ask, _folded(begun)))


def _people(ask: Ask, _: World, begun: str) -> Iterator[Candidate]:
    return (Candidate(name, company) for name, company in completions.people(ask, _folded(begun)))


def _folded(begun: str) -> str:
    return fold(begun) if begun else ""


def _followups(ask: Ask, world: World, _: str) -> Iterator[Candidate]:
    for row in completions.followups(ask, world.today):
        whom = f" to {row['contact']}" if row["contact"] else ""
        what = due_list.NAMES.get(row["kind"], row["kind"])
        yield Candidate(str(row["id"]), f"{what}{whom}, {_job(row)}")


def _interviews(ask: Ask, _world: World, _: str) -> Iterator[Candidate]:
    for row in completions.interviews(ask):
        yield Candidate(str(row["id"]), f"{row['day']}, {row['stage']} with {_job(row)}")


def _changes(ask: Ask, _world: World, _: str) -> Iterator[Candidate]:
    for row in completions.changes(ask):
        yield Candidate(str(row["id"]), f"{row['command']}: {row['summary']}")


def _copies(world: World, begun: str) -> list[Candidate] | None:
    """The numbers of the copies that begin so; None where there are none, for any file's name."""
    from followup.store import backup  # 20 ms

    numbered = enumerate(backup.copies(world.store), 1)
    return [
        Candidate(str(number), f"{one.made_on} {one.at}, {one.why}")
        for number, one in numbered
        if str(number).startswith(begun)
    ] or None


def _months(*_: object) -> Iterator[Candidate]:
    from followup.domain.months import NAMES, SHIFTS

    return (Candidate(name.lower()) for name in (*SHIFTS, *NAMES))


def _which(ask: Ask, world: World, begun: str) -> Iterator[Candidate]:
    """Numbers, and once a letter has been typed names."""
    yield from _followups(ask, world, begun)
    if begun:
        yield from _named(ask, world, begun)


def _named(ask: Ask, world: World, begun: str) -> Iterator[Candidate]:
    yield from _companies(ask, world, begun)
    yield from _people(ask, world, begun)


def _application(ask: Ask, world: World, begun: str) -> Iterator[Candidate]:
    """Companies, and once something has been typed numbers and people."""
    yield from _companies(ask, world, begun)
    if begun:
        yield from _interviews(ask, world, begun)
        yield from _people(ask, world, begun)


def _keys(_ask: Ask, _world: World, _: str) -> Iterator[Candidate]:
    from followup.domain.config import KEYS, all_names

    for name in all_names():
        yield Candidate(name, KEYS[name].meaning if name in KEYS else "")


def _templates(_ask: Ask, world: World, _: str) -> Iterator[Candidate]:
    from followup.services import user_templates

    for one in user_templates.listing(world):
        yield Candidate(str(one.name), one.path or "built in")


def _forms(*_: object) -> Iterator[Candidate]:
    from followup.delivery.forms import FORMS

    return (Candidate(name) for name in FORMS)


def _formats(*_: object) -> Iterator[Candidate]:
    from followup.formats import FORMATS

    return (Candidate(name) for name in FORMATS)


FILES = ("FILE", "--out", "--svg")

SOURCES: dict[str, Source] = {
    "WHICH": _which,
    "COMPANY": _application,
    "NAME": _people,
    "TEXT": _named,
    "KEY": _keys,
    "FORMAT": _formats,
    "--company": _companies,
    "--with": _people,
    "--without": _people,
    "--kind": _words(*due_list.NAMES),
    "--stage": _words(*model.STAGES),
    "--channel": _words(*model.CHANNELS),
    "--outcome": _words(*model.OUTCOMES, "open"),
    "--field": _words("sales", "government"),
    "--show-completion": _words(*SHELLS),
    "add COMPANY": _companies,
    "log TEXT": _words(),
    "outcome WHAT": _words(*model.OUTCOMES, "open"),
    "undo NUMBER": _changes,
    "calendar MONTH": _months,
    "draft --format": _forms,
    "import --format": _formats,
    "list --by": _words("interview", "application"),
    "contact list TEXT": _people,
    "config list WORDS": _keys,
    "template show NAME": _templates,
    "template edit NAME": _templates,
    "remind --system": _words("systemd", "launchd", "cron"),
}
"""By the name of an argument or option, or by that after the words of its command, which wins."""
