"""The commands that record: `add`, `undo`."""

from typing import Annotated

import typer

from followup.cli import console, start


def add(
    company: Annotated[
        str, typer.Argument(metavar="COMPANY", help="The company; asked for at a terminal.")
    ] = "",
    role: Annotated[str, typer.Option(help="The job, as in “Data analyst”.")] = "",
    stage: Annotated[
        str, typer.Option(help="phone, video, onsite, panel, final or informational.")
    ] = "",
    at: Annotated[
        str, typer.Option(help="When it starts: “yesterday 3pm”, 2026-12-01T15:00.")
    ] = "",
    zone: Annotated[str, typer.Option(help="Its time zone, as Europe/Berlin; else yours.")] = "",
    minutes: Annotated[int, typer.Option(help="How long it lasts.")] = 60,
    where: Annotated[str, typer.Option(help="The place, or the link.")] = "",
    people: Annotated[
        list[str] | None,
        typer.Option("--with", help="A person: “Name <address>, Title”. Once for each."),
    ] = None,
    email: Annotated[str, typer.Option(help="The address of the only --with.")] = "",
    phone: Annotated[str, typer.Option(help="The number of the only --with.")] = "",
    title: Annotated[str, typer.Option(help="The title of the only --with.")] = "",
    looking_for: Annotated[str, typer.Option(help="They are looking for …")] = "",
    strengths: Annotated[
        list[str] | None, typer.Option("--strength", help="I … Once for each.")
    ] = None,
    concerns: Annotated[
        list[str] | None,
        typer.Option("--concern", help="They were unsure about …: and I said … Once for each."),
    ] = None,
    topics: Annotated[
        list[str] | None,
        typer.Option("--topic", help="“Name: …”, we talked about … Once for each person."),
    ] = None,
    decision: Annotated[
        str, typer.Option(help="They will decide by … (a day).", callback=console.not_empty)
    ] = "",
    promises: Annotated[
        list[str] | None,
        typer.Option("--promise", help="“wednesday: …”, I will be in touch by …, and …"),
    ] = None,
    next_step: Annotated[str, typer.Option(help="What comes next is …")] = "",
    via: Annotated[str, typer.Option(help="The agency or recruiter.")] = "",
    field: Annotated[
        str, typer.Option(help="sales, government, …: some have their own pace.")
    ] = "",
    channel: Annotated[
        str, typer.Option(help="How notes go out: email, letter, card, phone.")
    ] = "",
    no_calls: Annotated[
        bool, typer.Option("--no-calls", help="They asked not to be called.")
    ] = False,
    note: Annotated[str, typer.Option(help="Anything else worth remembering.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Record an interview; asks for what is missing when at a terminal."""
    from followup.services import add_interview

    world = start.world()
    typed = add_interview.Typed(
        company=company, role=role, stage=stage, at=at, zone=zone, minutes=minutes, where=where,
        people=tuple(people or ()), email=email, phone=phone, title=title,
        looking_for=looking_for, strengths=tuple(strengths or ()),
        concerns=tuple(concerns or ()), topics=tuple(topics or ()), decision=decision,
        promises=tuple(promises or ()), next_step=next_step, via=via, field=field,
        channel=channel, no_calls=no_calls, note=note,
    )  # fmt: skip
    if world.interactive and not (company.strip() and at.strip()):
        from followup.cli.prompts import complete

        typed = complete(world, typed)
    from followup.cli import duplicates, greetings
    from followup.output import interviews
    from followup.services import show

    typed, noticed = duplicates.checked(world, typed)
    typed, uncertain = greetings.checked(world, typed)
    added = add_interview.add(world, typed)

    record = show.added(world, added)
    console.result(
        interviews.added_json(record, world) if as_json else interviews.added(record, world)
    )
    console.remarks([*added.remarks, *noticed, *uncertain])


def undo(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="NUMBER", help="A change of `undo --list`, if nothing later touched it."
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show what could be taken back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Take back the last change."""
    from followup.output import interviews
    from followup.services import undo as undo_services

    world = start.world()
    if listing:
        made = undo_services.changes(world)
        told = interviews.as_json([interviews.change_record(one) for one in made])
        console.result(told if as_json else interviews.changes(made))
    else:
        taken = undo_services.undo(world, number)
        console.result(
            interviews.as_json(interviews.change_record(taken))
            if as_json
            else interviews.undone(taken)
        )
