"""The commands for what happens: `log`, `outcome`, `reschedule`, `cancel`."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup import environment
from followup.cli import console

if TYPE_CHECKING:  # not in the signature of a command
    from followup.services.applications import Offer, RecordedEvent
    from followup.services.edit_interview import RescheduledInterview

Company = Annotated[
    str,
    typer.Argument(metavar="COMPANY", help="Words of company and role, or an interview's number."),
]
Words = Annotated[
    list[str],
    typer.Argument(metavar="COMPANY", help="Words of company and role, or an interview's number."),
]
Role = Annotated[str, typer.Option(help="The role, if the company alone is not enough.")]
New = Annotated[
    bool, typer.Option("--new", help="Create the application without asking if there is none.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def log(
    company: Company,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="What happened, in quotes.")
    ] = None,
    reply: Annotated[
        bool, typer.Option("--reply", help="They answered, so the clock restarts.")
    ] = False,
    on: Annotated[
        str,
        typer.Option(
            help="The day on which it happened; today by default.", callback=console.not_empty
        ),
    ] = "",
    contact: Annotated[str, typer.Option("--with", help="The person it was with.")] = "",
    decision: Annotated[
        str, typer.Option(help="The day by which they will decide.", callback=console.not_empty)
    ] = "",
    role: Role = "",
    new: New = False,
    as_json: AsJson = False,
) -> None:
    """Record what happened: a call, a reply, a new decision date."""
    from followup.services import applications, search
    from followup.services.applications import LogTyped

    world = console.world()
    typed_words = [company, *(text or ())]
    name, what = search.name_and_text(world, typed_words, needs_text=not (reply or decision))
    typed = LogTyped(what, reply, on, contact, decision, role)
    offer = _offer(world, new)
    found = console.meant(
        world, [name], lambda words: applications.log(world, words[0], typed, offer)
    )
    _happened(found, world, as_json=as_json)


def outcome(
    company: Company,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT", help="offer, accepted, declined, rejected, withdrawn, closed or open."
        ),
    ],
    deadline: Annotated[
        str,
        typer.Option(
            help="The day by which the offer needs an answer.", callback=console.not_empty
        ),
    ] = "",
    keep_in_touch: Annotated[
        bool, typer.Option("--keep-in-touch", help="After a rejection: stay in touch.")
    ] = False,
    terms: Annotated[str, typer.Option(help="What was offered.")] = "",
    start_on: Annotated[
        str, typer.Option("--start", help="Your first day in the job.", callback=console.not_empty)
    ] = "",
    role: Role = "",
    new: New = False,
    as_json: AsJson = False,
) -> None:
    """Record the outcome of an application, or reopen it."""
    from followup.services import applications
    from followup.services.applications import OutcomeTyped

    world = console.world()
    typed = OutcomeTyped(deadline, keep_in_touch, terms, start_on, role)
    offer = _offer(world, new)
    found = console.meant(
        world,
        [" ".join([company, *what[:-1]])],
        lambda words: applications.outcome(world, words[0], what[-1], typed, offer),
    )
    _happened(found, world, as_json=as_json)


def _offer(world: environment.World, new: bool) -> "Offer":
    """How the user is asked whether an application shall be made."""

    def offer(company: str, near: str) -> bool:
        if new or not world.interactive:
            return new
        return console.confirm(
            f"There is no application for {company} yet.{near} Create one?", default=not near
        )

    return offer


def _happened(found: "RecordedEvent", world: environment.World, *, as_json: bool) -> None:
    from followup.output import changes, json

    record = changes.happened_record(found)
    text = changes.happened(found, world.today)
    console.result(json.as_json(record) if as_json else text)


def reschedule(
    company: Company,
    when: Annotated[
        list[str],
        typer.Argument(metavar="WHEN", help="The new start: “next tue 10:00”, 2026-12-01T15:00."),
    ],
    zone: Annotated[str, typer.Option(help="Its time zone; as before by default.")] = "",
    minutes: Annotated[int, typer.Option(help="How long it lasts, in minutes; 0: as before.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Move an interview to another time. It is the next one booked, else the latest."""
    from followup.domain.dates import parse_moment
    from followup.services import edit_interview as reschedule_services
    from followup.services import search

    world = console.world()
    name, start = search.name_and_day(world, [company, *when], parse_moment)
    found = console.meant(
        world,
        [name],
        lambda words: reschedule_services.reschedule(world, words[0], start, zone, minutes),
    )
    _rearranged(found, world, as_json=as_json)


def cancel(company: Words, as_json: AsJson = False) -> None:
    """Record that an interview is off. It is the next one booked, else the latest."""
    from followup.services import edit_interview as reschedule_services

    world = console.world()
    found = console.meant(
        world, company, lambda words: reschedule_services.cancel(world, " ".join(words))
    )
    _rearranged(found, world, as_json=as_json)


def remove(
    company: Words,
    as_json: AsJson = False,
) -> None:
    """Remove an interview that was recorded by mistake. All that follows from it goes, too."""
    from followup.output import changes, json
    from followup.services import applications as remove_services

    world = console.world()
    removed = console.meant(
        world, company, lambda words: remove_services.remove(world, " ".join(words))
    )
    record = changes.removed_record(removed)
    console.result(json.as_json(record) if as_json else changes.removed(removed, world.today))


def _rearranged(found: "RescheduledInterview", world: environment.World, *, as_json: bool) -> None:
    from followup.output import changes, json

    record = changes.rearranged_record(found, world)
    console.result(json.as_json(record) if as_json else changes.rearranged(found, world))
    console.remarks(found.remarks)
