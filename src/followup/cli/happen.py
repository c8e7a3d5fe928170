"""The commands for what happens: `log`, `outcome`, `reschedule`, `cancel`."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup import settings
from followup.cli import said, start

if TYPE_CHECKING:  # not in the signature of a command
    from followup.actions.happening import Happened, Offer
    from followup.actions.moving import Rearranged

Company = Annotated[
    str,
    typer.Argument(metavar="COMPANY", help="Words of company and role, or an interview's number."),
]
Role = Annotated[str, typer.Option(help="The role, where the company alone is not enough.")]
New = Annotated[
    bool, typer.Option("--new", help="Make the application if it is not there, without asking.")
]
AsJson = Annotated[bool, typer.Option("--json", help="The result as JSON.")]


def log(
    company: Company,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What happened.")] = "",
    reply: Annotated[
        bool, typer.Option("--reply", help="They answered: the clock restarts.")
    ] = False,
    on: Annotated[
        str, typer.Option(help="The day on which it happened; else today.", callback=said.not_empty)
    ] = "",
    contact: Annotated[str, typer.Option("--with", help="The person it was with.")] = "",
    decision: Annotated[
        str, typer.Option(help="They will decide by … (a day).", callback=said.not_empty)
    ] = "",
    role: Role = "",
    new: New = False,
    as_json: AsJson = False,
) -> None:
    """Record that something happened: a call, a reply, a new decision date."""
    from followup.actions import happening
    from followup.actions.happening import LogTyped

    world = start.world()
    typed = LogTyped(text, reply, on, contact, decision, role)
    _happened(happening.log(world, company, typed, _offer(world, new)), world, as_json=as_json)


def outcome(
    company: Company,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT", help="offer, accepted, declined, rejected, withdrawn, closed or open."
        ),
    ],
    deadline: Annotated[
        str,
        typer.Option(help="The day by which an offer wants an answer.", callback=said.not_empty),
    ] = "",
    keep_in_touch: Annotated[
        bool, typer.Option("--keep-in-touch", help="After a no: stay in touch.")
    ] = False,
    terms: Annotated[str, typer.Option(help="What was offered.")] = "",
    start_on: Annotated[
        str, typer.Option("--start", help="The first day of the job.", callback=said.not_empty)
    ] = "",
    role: Role = "",
    new: New = False,
    as_json: AsJson = False,
) -> None:
    """Record what became of an application, or open it again."""
    from followup.actions import happening
    from followup.actions.happening import OutcomeTyped

    world = start.world()
    typed = OutcomeTyped(deadline, keep_in_touch, terms, start_on, role)
    found = happening.outcome(world, company, what, typed, _offer(world, new))
    _happened(found, world, as_json=as_json)


def _offer(world: settings.World, new: bool) -> "Offer":
    """How the user is asked whether an application shall be made."""

    def offer(company: str) -> bool:
        if new or not world.interactive:
            return new
        return said.confirm(
            f"{company} is not there yet. Make an application for it?", default=True
        )

    return offer


def _happened(found: "Happened", world: settings.World, *, as_json: bool) -> None:
    from followup import render
    from followup.render import moves

    record = moves.happened_record(found)
    text = moves.happened(found, world.today)
    said.result(render.as_json(record) if as_json else text)


def reschedule(
    company: Company,
    when: Annotated[
        str,
        typer.Argument(metavar="WHEN", help="The new start: “next tue 10:00”, 2026-12-01T15:00."),
    ],
    zone: Annotated[str, typer.Option(help="Its time zone; else the one that it had.")] = "",
    minutes: Annotated[int, typer.Option(help="How long it lasts; else as before.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Move an interview: the next booked one, else the latest."""
    from followup.actions import moving

    world = start.world()
    _rearranged(moving.reschedule(world, company, when, zone, minutes), world, as_json=as_json)


def cancel(company: Company, as_json: AsJson = False) -> None:
    """An interview is off: the next booked one, else the latest."""
    from followup.actions import moving

    world = start.world()
    _rearranged(moving.cancel(world, company), world, as_json=as_json)


def _rearranged(found: "Rearranged", world: settings.World, *, as_json: bool) -> None:
    from followup import render
    from followup.render import moves

    record = moves.rearranged_record(found, world)
    said.result(render.as_json(record) if as_json else moves.rearranged(found, world))
    said.remarks(found.remarks)
