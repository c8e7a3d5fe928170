"""The commands `log`, `outcome` and `remove`."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup import environment
from followup.cli import console
from followup.domain.safe_text import named

if TYPE_CHECKING:  # not in the signature of a command
    from followup.services.applications import Offer, RecordedEvent

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
    on: Annotated[
        str,
        typer.Option(
            help="The day on which it came; today by default.", callback=console.not_empty
        ),
    ] = "",
    role: Role = "",
    new: New = False,
    as_json: AsJson = False,
) -> None:
    """Record the outcome of an application, or reopen it."""
    from followup.services import applications
    from followup.services.applications import OutcomeTyped

    world = console.world()
    is_offer = what[-1].strip().lower() == "offer"
    if is_offer and world.interactive and not (deadline or terms or start_on):
        deadline = console.ask(
            "By when do they want an answer? Enter if they named no day.", default=""
        )
    typed = OutcomeTyped(deadline, keep_in_touch, terms, start_on, role, on)
    offer = _offer(world, new)
    event = console.meant(
        world,
        [" ".join([company, *what[:-1]])],
        lambda words: applications.outcome(world, words[0], what[-1], typed, offer),
    )
    _happened(event, world, as_json=as_json)
    one = event.application
    if one.outcome == "offer" and one.deadline_on is None:
        again = f"followup outcome {named(one.company)} offer --deadline friday"
        console.remarks([f"Once you know by when they want an answer: {again}"])


def _offer(world: environment.World, new: bool) -> "Offer":
    """How the user is asked whether an application shall be made."""

    def offer(company: str, near: str) -> bool:
        if new or not world.interactive:
            return new
        return console.confirm(
            f"There is no application for {company} yet.{near} Create one?", default=not near
        )

    return offer


def _happened(event: "RecordedEvent", world: environment.World, *, as_json: bool) -> None:
    from followup.output import changes, json

    record = changes.happened_record(event)
    text = changes.happened(event, world.today)
    console.result(json.as_json(record) if as_json else text)
    console.remarks(event.remarks)


def remove(
    company: Words,
    as_json: AsJson = False,
) -> None:
    """Remove an interview that was recorded by mistake. All that follows from it goes, too."""
    from followup.output import changes, json
    from followup.services import applications

    world = console.world()
    removed = console.meant(
        world, company, lambda words: applications.remove(world, " ".join(words))
    )
    record = changes.removed_record(removed)
    console.result(json.as_json(record) if as_json else changes.removed(removed, world.today))
    console.remarks(removed.remarks)
