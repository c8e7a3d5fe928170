"""The command `add`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import console
from followup.domain.errors import FollowupError, UsageError
from followup.domain.frozen import replace
from followup.domain.safe_text import line, quoted
from followup.environment import World

if TYPE_CHECKING:
    from followup.services.add_interview import AddedInterview, UnrecordedInterview
    from followup.services.duplicates import Twin
    from followup.services.interview_fields import AddOptions
    from followup.store.due_list import DueInterview


def add(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="COMPANY", help="The company. At a terminal, you are asked for it."),
    ] = None,
    role: Annotated[str, typer.Option(help="The job title, such as “Data analyst”.")] = "",
    stage: Annotated[
        str, typer.Option(help="phone, video, onsite, panel, final or informational.")
    ] = "",
    at: Annotated[
        str, typer.Option(help="When it starts: “yesterday 3pm”, “dec 4 2pm”, 2026-12-01T15:00.")
    ] = "",
    zone: Annotated[
        str, typer.Option(help="Its time zone, such as Europe/Berlin; yours by default.")
    ] = "",
    minutes: Annotated[int, typer.Option(help="How long it lasts, in minutes.")] = 60,
    where: Annotated[str, typer.Option(help="The place or the link.")] = "",
    people: Annotated[
        list[str] | None,
        typer.Option("--with", help="A person: “Name <address>, Title”. Repeat for each."),
    ] = None,
    email: Annotated[str, typer.Option(help="The email address of the only --with.")] = "",
    phone: Annotated[str, typer.Option(help="The phone number of the only --with.")] = "",
    title: Annotated[str, typer.Option(help="The title of the only --with.")] = "",
    looking_for: Annotated[
        list[str] | None, typer.Option(help="What they are looking for. Repeat for each need.")
    ] = None,
    strengths: Annotated[
        list[str] | None,
        typer.Option("--strength", help="What you bring: “I built …”. Repeat for each."),
    ] = None,
    concerns: Annotated[
        list[str] | None,
        typer.Option("--concern", help="A doubt and your answer: “no dbt: I …”. Repeat for each."),
    ] = None,
    topics: Annotated[
        list[str] | None,
        typer.Option("--topic", help="“Name: what you talked about”. Repeat for each person."),
    ] = None,
    decision: Annotated[
        str, typer.Option(help="The day by which they will decide.", callback=console.not_empty)
    ] = "",
    promises: Annotated[
        list[str] | None,
        typer.Option("--promise", help="“wednesday: send the link”, your promise and its day."),
    ] = None,
    next_step: Annotated[str, typer.Option(help="What comes next.")] = "",
    via: Annotated[str, typer.Option(help="The agency or recruiter.")] = "",
    through: Annotated[
        str,
        typer.Option(help="What goes through the agency: follow-ups, everything or nothing."),
    ] = "",
    field: Annotated[
        str, typer.Option(help="The field, such as sales or government, which sets the pace.")
    ] = "",
    channel: Annotated[
        str, typer.Option(help="How notes are sent: email, letter, card or phone.")
    ] = "",
    no_calls: Annotated[
        bool, typer.Option("--no-calls", help="They asked not to be called.")
    ] = False,
    note: Annotated[str, typer.Option(help="Anything else worth remembering.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Record an interview. At a terminal, you are asked for whatever is missing."""
    from followup.services import interview_fields

    world, company = console.world(), " ".join(words or ())
    typed = interview_fields.AddOptions(
        company=company, role=role, stage=stage, at=at, zone=zone, minutes=minutes, where=where,
        people=tuple(people or ()), email=email, phone=phone, title=title,
        looking_for=tuple(looking_for or ()), strengths=tuple(strengths or ()),
        concerns=tuple(concerns or ()), topics=tuple(topics or ()), decision=decision,
        promises=tuple(promises or ()), next_step=next_step, via=via, through=through, field=field,
        channel=channel, no_calls=no_calls, note=note,
    )  # fmt: skip
    number = 0 if at.strip() else _written_up(world, typed)
    if number:
        from followup.services import edit_interview

        typed = edit_interview.begun(world, typed, number)
    if not world.interactive or (company.strip() and at.strip()):
        _record(world, typed, number, as_json=as_json)
        return
    from followup.cli import prompts

    typed = prompts.complete(world, typed, written_up=bool(number))
    with prompts.kept(world):
        _record(world, typed, number, as_json=as_json)


def _written_up(world: World, typed: "AddOptions") -> int:
    """The number of the past, booked interview that the options write up; 0 for none.

    Without a terminal it must be the only one, and the options must say something about it.
    """
    from followup.services import edit_interview
    from followup.services.interview_fields import AddOptions

    found = (
        edit_interview.waiting(world, typed.company, typed.role) if typed.company.strip() else []
    )
    if world.interactive:
        agreed = (
            one for one in found if console.confirm(f"Write up {_talk(one, world)}?", default=True)
        )
        return next((one.id for one in agreed), 0)
    if len(found) != 1:
        return 0
    if typed == AddOptions(company=typed.company, role=typed.role):
        raise UsageError(
            f"Say what to write up about {_talk(found[0], world)}, as with --topic, --looking-for "
            "or --strength; at a terminal, followup add asks for it."
        )
    return found[0].id


def _talk(one: "DueInterview", world: World) -> str:
    from followup.output.days import short
    from followup.output.interviews import job

    day, _, clock = one.own.partition("T")
    when = f"{short(date.fromisoformat(day), world.today)} {clock}".rstrip()
    return f"interview {one.id} ({one.stage} with {job(one.company, one.role)}, {when})"


def _record(world: World, typed: "AddOptions", number: int = 0, *, as_json: bool) -> None:
    """Record the interview, or write up that of `number`, and say what it is.

    At a terminal, show the note that it makes.
    """
    from followup.output import interviews
    from followup.services import add_interview
    from followup.services.duplicates import Booked

    new = add_interview.prepare(world, typed)
    if not number and new.booked and new.booked.same_start and typed.topics:
        from followup.services import edit_interview

        known = edit_interview.begun(world, typed, new.booked.interview_id)
        new = add_interview.prepare(world, known)  # the topics may be of people who are there
    if number:
        new = replace(new, booked=Booked(number, same_start=True))
    new, noticed = checked(world, new, agreed=bool(number))
    uncertain = [] if world.interactive else [doubt.remark for doubt in new.unsure]
    if world.interactive and new.unsure:
        from followup.cli import prompts

        new = prompts.greeted(new)
    added = _written(world, new)
    console.result(
        interviews.added_json(added, world) if as_json else interviews.added(added, world)
    )
    console.remarks([*added.remarks, *noticed, *uncertain])
    if world.interactive and not as_json:
        _show_note(world, added)


def _written(world: World, new: "UnrecordedInterview") -> "AddedInterview":
    """Recorded: as the booked interview that it is, if it is one."""
    from followup.services import add_interview

    if new.booked is None:
        return console.of_whom(world, lambda agreed: add_interview.add(world, new, agreed))
    from followup.services import edit_interview

    number = new.booked.interview_id
    return console.of_whom(
        world, lambda agreed: edit_interview.write_up(world, new, number, agreed)
    )


def _show_note(world: World, added: "AddedInterview") -> None:
    """Show the first thank-you as its reader will see it, with what stayed out of it and why."""
    number = added.first_thanks()
    if number is None:
        return
    from followup.output import drafts
    from followup.services import draft_note

    try:
        found = draft_note.draft(world, str(number), draft_note.DraftRequest())
    except FollowupError as error:
        console.remarks([str(error)])
        return
    heading = f"\nThe note as it stands (followup draft {number}):\n\n"
    console.result(heading + drafts.on_screen(found.note, world.columns))
    console.apart(drafts.draft_remarks(found))


def checked(
    world: World, new: "UnrecordedInterview", *, agreed: bool = False
) -> "tuple[UnrecordedInterview, list[str]]":
    """The interview to record, and remarks on what it resembles.

    `agreed`: the user has already said that it writes up the booked one. Ends the command where
    the user says at a terminal that the interview is recorded already.
    """
    if not world.interactive:
        return _where_it_was_booked(new)
    new = _of_one_company(world, new)
    if new.booked and (
        agreed or console.confirm(f"{_booked(new)} Write that one up?", default=True)
    ):
        return new, []
    new = replace(new, booked=None)
    question = f"{_there(new.twin)} Record it anyway?" if new.twin else ""
    if question and not console.confirm(question, default=False):
        console.result("Nothing was recorded.\n")
        raise typer.Exit
    return new, []


def _where_it_was_booked(
    new: "UnrecordedInterview",
) -> "tuple[UnrecordedInterview, list[str]]":
    """Without a terminal, only an interview that starts at the same time is the booked one."""
    if new.booked is None or not new.booked.same_start:
        return replace(new, booked=None), _remarks(new)
    return new, [f"{_booked(new)} It was written up; followup undo takes that back."]


def _booked(new: "UnrecordedInterview") -> str:
    number = new.booked.interview_id if new.booked else 0
    return f"Interview {number} with {line(new.told.company)} was booked for that day."


def _of_one_company(world: World, new: "UnrecordedInterview") -> "UnrecordedInterview":
    from followup.services import add_interview

    known = new.like_company
    question = f"Is {line(new.told.company)} the same company as {line(known)}?"
    same = known and console.confirm(question, default=True)
    return add_interview.at_company(world, new, known) if same else new


def _remarks(new: "UnrecordedInterview") -> list[str]:
    remarks = [f"{_there(new.twin)} If this is the same one: followup undo"] if new.twin else []
    if new.booked and not new.twin:
        write_up = f"followup edit {new.booked.interview_id}"
        remarks.append(f"{_booked(new)} If this is that one: followup undo, then {write_up}")
    if new.like_company:
        known = new.like_company
        remarks.append(
            f"{line(new.told.company)} looks like {line(known)}, which is already recorded. If they "
            f"are the same: followup undo, then add it as {quoted(known)}."
        )
    return remarks


def _there(twin: "Twin") -> str:
    return (
        f"An interview with {line(twin.person)} on that day is already recorded, "
        f"as interview {twin.interview_id}."
    )
