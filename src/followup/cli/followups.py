"""The commands `due`, `done`, `snooze`, `skip` and `why`."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import console
from followup.domain.errors import UsageError
from followup.domain.safe_text import named
from followup.environment import World
from followup.output import due_list
from followup.services import due as due_services

if TYPE_CHECKING:  # not in the signature of a command
    from followup.services.followups import SettledFollowUp

_WHICH = typer.Argument(metavar="WHICH", help="A number from `followup due`, or words that match.")
Words = Annotated[list[str], _WHICH]
MaybeWords = Annotated[list[str] | None, _WHICH]
_SEVERAL = typer.Argument(
    metavar="WHICH", help="Numbers from `followup due` (4 5, 4-6), or words that match one."
)
Several = Annotated[list[str], _SEVERAL]
First = Annotated[str, _SEVERAL]  # click takes one argument of several words, and UNTIL is it
MaybeSeveral = Annotated[list[str] | None, _SEVERAL]


def due(
    days: Annotated[int, typer.Option(min=0, max=3660, help="Look this many days ahead.")] = 0,
    week: Annotated[bool, typer.Option("--week", help="Look ahead to Sunday, day by day.")] = False,
    on: Annotated[
        str,
        typer.Option(help="Show the list as it will be on that day.", callback=console.not_empty),
    ] = "",
    company: Annotated[str, typer.Option(help="Only companies that match these words.")] = "",
    kind: Annotated[str, typer.Option(help="Only this kind, such as thank_you.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print every record as JSON.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Print every line, with tabs between its fields.")
    ] = False,
    count: Annotated[bool, typer.Option("--count", help="Print only the number.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show all of it, however long it is.")
    ] = False,
    catch_up: Annotated[
        bool,
        typer.Option(
            "--catch-up", "--plan", help="Put a long list in order, and say what to let go."
        ),
    ] = False,
    clients: Annotated[
        bool, typer.Option("--clients", help="A line for each client of yours, on a server.")
    ] = False,
) -> None:
    """What to do today, most pressing first."""
    if clients:
        console.clients(as_json=as_json, counts=False)
        return
    world = console.world()
    if on.strip():
        from followup.services.context import day

        world = world.on(day(world, on))
    world = world.endless() if everything else world
    typed = _typed(days, week=week, on=on, company=company, kind=kind, catch_up=catch_up)
    ahead = _days(world, days, week=week)
    wanted = due_services.wanted(ahead, company, kind, counted=count, typed=typed)
    if catch_up and not count:
        _catch_up(world, wanted, as_json=as_json, plain=plain)
        return
    morning = due_services.look(world, wanted)
    if count:
        console.result(f"{len(morning.todos) + morning.more}\n")
    elif as_json:
        from followup.output import interviews, json

        console.result(json.as_json([interviews.due_record(todo) for todo in morning.todos]))
    elif plain:
        console.result(due_list.plain(morning))
    elif week:
        from followup.output.due_list import week_text
        from followup.services import calendar

        console.result(week_text(morning, calendar.week(world, morning), world))
    else:
        console.result(due_list.text(morning, world))


def _typed(days: int, **options: str | bool) -> str:
    """The command as it was typed, but for the options that say how it is printed."""
    given = [f"--days {days}"] if days else []
    for name, value in options.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            given.append(option if value is True else f"{option} {named(value)}")
    return " ".join(["followup due", *given])


def _days(world: World, days: int, *, week: bool) -> int:
    """How many days to look ahead."""
    if week and days:
        raise UsageError("--days and --week both say how far to look ahead; give one of them.")
    return 6 - world.today.weekday() if week else days


def _catch_up(world: World, wanted: due_services.DueFilter, *, as_json: bool, plain: bool) -> None:
    from followup.output import due_list, json
    from followup.services import followups

    catch_up = followups.catch_up(world, wanted)
    if as_json:
        console.result(json.as_json(due_list.catch_up_record(catch_up)))
    elif plain:
        console.result(due_list.tabbed(catch_up.now + catch_up.too_late))
    else:
        console.result(due_list.catch_up_text(catch_up, world))


def done(
    which: Several,
    on: Annotated[
        str,
        typer.Option(
            help="The day on which you did it; today by default.", callback=console.not_empty
        ),
    ] = "",
    channel: Annotated[
        str, typer.Option(help="How you did it: email, letter, card or phone.")
    ] = "",
    note: Annotated[str, typer.Option(help="Anything worth remembering about it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Mark a follow-up as done. The next step is scheduled automatically."""
    from followup.services import followups

    world = console.world()
    settled = console.meant(world, which, lambda w: followups.done(world, w, on, channel, note))
    _all_settled(settled, world, as_json=as_json)


def snooze(
    which: First,
    until: Annotated[
        list[str],
        typer.Argument(metavar="UNTIL", help="The day on which it comes back: tue, 3d, dec 1."),
    ],
    because: Annotated[str, typer.Option(help="The reason.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Put a follow-up off until a day; several by their numbers."""
    from followup.domain.dates import parse_day
    from followup.services import followups, search

    world = console.world()
    name, day = search.name_and_day(
        world, [which, *until], lambda text, phrases: parse_day(text, phrases.looking("later"))
    )
    found = console.meant(world, [name], lambda w: followups.snooze(world, w, day, because))
    _all_settled(found, world, as_json=as_json)


def skip(
    which: MaybeSeveral = None,
    because: Annotated[str, typer.Option(help="The reason.")] = "",
    too_late: Annotated[
        bool, typer.Option("--too-late", help="Every thank-you that `due --catch-up` lets go of.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="With --too-late: skip them without asking.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Take a follow-up off the list without doing it."""
    from followup.services import followups

    world = console.world()
    if too_late == bool(" ".join(which or ()).strip()):
        raise UsageError("Say which: a number of `followup due`, words that match, or --too-late.")
    if too_late:
        _skip_too_late(world, because, yes=yes, as_json=as_json)
    else:
        found = console.meant(world, which or [], lambda w: followups.skip(world, w, because))
        _all_settled(found, world, as_json=as_json)


def _skip_too_late(world: World, because: str, *, yes: bool, as_json: bool) -> None:
    from followup.output import due_list, json
    from followup.services import followups

    todos = followups.too_late(world)
    if not yes and not world.interactive:
        raise UsageError(f"This skips {len(todos)} at once; give --yes if you mean it.")
    if not yes:
        console.result(due_list.about_to_go(todos, world))
        if not console.confirm(due_list.question(todos), default=True):
            console.result("Nothing was skipped.\n")
            return
    dropped = followups.skip_too_late(world, todos, because)
    record = due_list.let_go_record(dropped)
    console.result(json.as_json(record) if as_json else due_list.let_go(dropped))


def _all_settled(settled: "tuple[SettledFollowUp, ...]", world: World, *, as_json: bool) -> None:
    if len(settled) == 1:
        _settled(settled[0], world, as_json=as_json)
        return
    from followup.output import changes, json

    records = [changes.settled_record(one) for one in settled]
    text = changes.all_settled(settled, world.today)
    console.result(json.as_json(records) if as_json else text)
    console.remarks(remark for one in settled for remark in one.remarks)


def _settled(settled: "SettledFollowUp", world: World, *, as_json: bool) -> None:
    from followup.output import changes, json

    record = changes.settled_record(settled)
    text = changes.settled(settled, world.today)
    console.result(json.as_json(record) if as_json else text)
    console.remarks(settled.remarks)


def why(
    which: Words,
    as_json: Annotated[bool, typer.Option("--json", help="Print a record as JSON.")] = False,
) -> None:
    """Explain the dates of a follow-up. Names the rule, its evidence and every shift."""
    from followup.output import changes, json
    from followup.services import followups

    world = console.world()
    explanation = followups.why(world, " ".join(which))
    record = changes.explained_record(explanation)
    console.result(json.as_json(record) if as_json else changes.explained(explanation, world))
