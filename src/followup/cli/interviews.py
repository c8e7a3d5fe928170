"""The commands that record and change an interview: `add`, `edit`, `reschedule`, `cancel`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from followup import environment
from followup.cli import console
from followup.cli.applications import AsJson, Company, Words
from followup.domain.errors import FollowupError, UsageError
from followup.domain.frozen import replace
from followup.domain.safe_text import line, quoted
from followup.environment import World

if TYPE_CHECKING:  # not in the signature of a command
    from followup.integrations.editor import Sheet
    from followup.services.add_interview import AddedInterview, UnrecordedInterview
    from followup.services.duplicates import Booked, Twin
    from followup.services.edit_interview import Edited, OpenedInterview, RescheduledInterview
    from followup.services.interview_fields import AddOptions
    from followup.store.due_list import DueInterview

_ROLE = typer.Option(help="The job title, such as “Data analyst”.")
_STAGE = typer.Option(help="phone, video, onsite, panel, final or informational.")
_WHERE = typer.Option(help="The place or the link.")
_NEXT_STEP = typer.Option(help="What comes next.")
_VIA = typer.Option(help="The agency or recruiter.")
_THROUGH = typer.Option(help="What goes through the agency: follow-ups, everything or nothing.")
_CHANNEL = typer.Option(help="How notes are sent: email, letter, card or phone.")
_NOTE = typer.Option(help="Anything else worth remembering.")
"""The options that `add` and `edit` have alike."""


def add(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="COMPANY", help="The company. At a terminal, you are asked for it."),
    ] = None,
    role: Annotated[str, _ROLE] = "",
    stage: Annotated[str, _STAGE] = "",
    at: Annotated[
        str, typer.Option(help="When it starts: “yesterday 3pm”, “dec 4 2pm”, 2026-12-01T15:00.")
    ] = "",
    zone: Annotated[
        str, typer.Option(help="Its time zone, such as Europe/Berlin; yours by default.")
    ] = "",
    minutes: Annotated[int, typer.Option(help="How long it lasts, in minutes.")] = 60,
    where: Annotated[str, _WHERE] = "",
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
    next_step: Annotated[str, _NEXT_STEP] = "",
    via: Annotated[str, _VIA] = "",
    through: Annotated[str, _THROUGH] = "",
    field: Annotated[
        str, typer.Option(help="The field, such as sales or government, which sets the pace.")
    ] = "",
    channel: Annotated[str, _CHANNEL] = "",
    no_calls: Annotated[
        bool, typer.Option("--no-calls", help="They asked not to be called.")
    ] = False,
    note: Annotated[str, _NOTE] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Record an interview. At a terminal, you are asked for whatever is missing."""
    from followup.services import interview_fields

    world, company = console.world(), " ".join(words or ())
    if world.interactive and company.strip():
        from followup.cli import prompts

        company = prompts.known_company(world, company)
    typed = interview_fields.AddOptions(
        company=company, role=role, stage=stage, at=at, zone=zone, minutes=minutes, where=where,
        people=tuple(people or ()), email=email, phone=phone, title=title,
        looking_for=tuple(looking_for or ()), strengths=tuple(strengths or ()),
        concerns=tuple(concerns or ()), topics=tuple(topics or ()), decision=decision,
        promises=tuple(promises or ()), next_step=next_step, via=via, through=through, field=field,
        channel=channel, no_calls=no_calls, note=note,
    )  # fmt: skip
    booked = None
    if number := 0 if at.strip() else _written_up(world, typed):
        from followup.services import edit_interview

        typed, booked = edit_interview.begun(world, typed, number)
    if not world.interactive or (company.strip() and at.strip()):
        _record(world, typed, booked, as_json=as_json)
        return
    from followup.cli import prompts

    typed = prompts.complete(world, typed, written_up=bool(booked))
    with prompts.kept(world):
        _record(world, typed, booked, as_json=as_json)


def _written_up(world: World, typed: "AddOptions") -> int:
    """The number of the past, booked interview that the options write up; 0 for none.

    Without a terminal it must be the only one, and the options must say something about it.
    """
    from followup.services import edit_interview
    from followup.services.interview_fields import AddOptions

    past = edit_interview.waiting(world, typed.company, typed.role) if typed.company.strip() else []
    if world.interactive:
        told = "Yes: what was said there is asked. No: another interview is recorded."
        asked = ((one, f"Write up {_talk(one, world)}?") for one in past)
        agreed = (one for one, ask in asked if console.confirm(ask, default=True, explanation=told))
        return next((one.id for one in agreed), 0)
    if len(past) != 1:
        return 0
    if typed == AddOptions(company=typed.company, role=typed.role):
        raise UsageError(
            f"Say what to write up about {_talk(past[0], world)}, as with --topic, --looking-for "
            "or --strength; at a terminal, followup add asks for it."
        )
    return past[0].id


def _talk(interview: "DueInterview", world: World) -> str:
    from followup.output.days import short
    from followup.output.interviews import job

    day, _, clock = interview.own.partition("T")
    when = f"{short(date.fromisoformat(day), world.today)} {clock}".rstrip()
    return f"interview {interview.id} ({interview.called} with {job(interview.company, interview.role)}, {when})"


def _record(
    world: World, typed: "AddOptions", booked: "Booked | None" = None, *, as_json: bool
) -> None:
    """Record the interview, or write up the booked one, and say what it is.

    At a terminal, show the note that it makes.
    """
    from followup.output import interviews
    from followup.services import add_interview

    new = add_interview.prepare(world, typed)
    if not booked and new.booked and new.booked.same_start and typed.topics:
        from followup.services import edit_interview

        known, there = edit_interview.begun(world, typed, new.booked.interview_id)
        # the topics may be of people who are there
        new = replace(add_interview.prepare(world, known), booked=there)
    if booked:
        new = replace(new, booked=booked)
    new, noticed = checked(world, new, agreed=bool(booked))
    uncertain = [] if world.interactive else [doubt.remark for doubt in new.unsure]
    if world.interactive and new.unsure:
        from followup.cli import prompts

        new = prompts.greeted(new)
    added = _written(world, new)
    console.result(
        interviews.added_json(added, world) if as_json else interviews.added(added, world)
    )
    if not added.is_news:
        noticed = [f"{_booked(new)} Nothing that you typed is new, so nothing was changed."]
    console.remarks([*added.remarks, *noticed, *uncertain])
    if world.interactive and not as_json:
        _show_note(world, added)


def _written(world: World, new: "UnrecordedInterview") -> "AddedInterview":
    """Recorded: as the booked interview that it is, if it is one."""
    from followup.services import add_interview

    if new.booked is None:
        return console.of_whom(world, lambda agreed: add_interview.add(world, new, agreed))
    from followup.services import edit_interview

    booked = new.booked
    return console.of_whom(
        world, lambda agreed: edit_interview.write_up(world, new, booked, agreed)
    )


def _show_note(world: World, added: "AddedInterview") -> None:
    """Show the first thank-you as its reader will see it, with what stayed out of it and why."""
    number = added.first_thanks()
    if number is None:
        return
    from followup.output import drafts
    from followup.services import draft_note

    try:
        draft = draft_note.draft(world, str(number), draft_note.DraftRequest())
    except FollowupError as error:
        console.remarks([str(error)])
        return
    heading = f"\nThe note as it stands (followup draft {number}):\n\n"
    console.result(heading + drafts.on_screen(draft.note, world.columns))
    console.apart(drafts.draft_remarks(draft))


def checked(
    world: World, new: "UnrecordedInterview", *, agreed: bool = False
) -> "tuple[UnrecordedInterview, list[str]]":
    """The interview to record, and remarks on what it resembles.

    `agreed`: the user has already said that it writes up the booked one. Ends the command where
    the user says at a terminal that the interview is recorded already.
    """
    is_ahead = new.told.starts > world.now
    if not world.interactive:
        return _where_it_was_booked(new, is_ahead=is_ahead)
    question = f"{_booked(new)} {'Is it that one?' if is_ahead else 'Write that one up?'}"
    told = "Yes: it gets what you typed. No: this is recorded as another interview."
    if new.booked and (agreed or console.confirm(question, default=True, explanation=told)):
        return new, []
    new = replace(new, booked=None)
    question = f"{_there(new.twin)} Record it anyway?" if new.twin else ""
    told = "Yes: it is recorded twice. No: nothing is recorded."
    if question and not console.confirm(question, default=False, explanation=told):
        console.result("Nothing was recorded.\n")
        raise typer.Exit
    return new, []


def _where_it_was_booked(
    new: "UnrecordedInterview", *, is_ahead: bool
) -> "tuple[UnrecordedInterview, list[str]]":
    """Without a terminal, only an interview that starts at the same time is the booked one."""
    if new.booked is None or not new.booked.same_start:
        return replace(new, booked=None), _remarks(new)
    done = "This is that one, with what you typed" if is_ahead else "It was written up"
    return new, [f"{_booked(new)} {done}; followup undo takes that back."]


def _booked(new: "UnrecordedInterview") -> str:
    number = new.booked.interview_id if new.booked else 0
    return f"Interview {number} with {line(new.told.company)} was booked for that day."


def _remarks(new: "UnrecordedInterview") -> list[str]:
    remarks = [f"{_there(new.twin)} If this is the same one: followup undo"] if new.twin else []
    if new.booked and not new.twin:
        write_up = f"followup edit {new.booked.interview_id}"
        remarks.append(f"{_booked(new)} If this is that one: followup undo, then {write_up}")
    if new.like_companies:
        known = new.like_companies[0]
        remarks.append(
            f"{line(new.told.company)} may be {' or '.join(map(line, new.like_companies[:3]))}, "
            "recorded already. If they are the same: followup undo, then add it as "
            f"{quoted(known)}."
        )
    return remarks


def _there(twin: "Twin") -> str:
    return (
        f"An interview with {line(twin.whom)} on that day is already recorded, "
        f"as interview {twin.interview_id}."
    )


Text = str | None


Texts = list[str] | None


def edit(
    company: Annotated[
        list[str],
        typer.Argument(
            metavar="COMPANY", help="Words of company and role, or an interview's number."
        ),
    ],
    new_company: Annotated[Text, typer.Option("--company", help="The company's new name.")] = None,
    role: Annotated[Text, _ROLE] = None,
    stage: Annotated[Text, _STAGE] = None,
    at: Annotated[Text, typer.Option(help="The new start: “next tue 10:00”.")] = None,
    zone: Annotated[Text, typer.Option(help="Its time zone, such as Europe/Berlin.")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it lasts, in minutes.")] = None,
    where: Annotated[Text, _WHERE] = None,
    people: Annotated[
        Texts, typer.Option("--with", help="Another person: “Name <address>, Title”.")
    ] = None,
    without: Annotated[Texts, typer.Option(help="A person who was not there.")] = None,
    email: Annotated[Text, typer.Option(help="The email address of the only person.")] = None,
    phone: Annotated[Text, typer.Option(help="The phone number of the only person.")] = None,
    title: Annotated[Text, typer.Option(help="The title of the only person.")] = None,
    looking_for: Annotated[
        Texts, typer.Option(help="What they are looking for, in place of what is there.")
    ] = None,
    strengths: Annotated[
        Texts, typer.Option("--strength", help="One more thing that you bring: “I built …”.")
    ] = None,
    concerns: Annotated[
        Texts,
        typer.Option(
            "--concern",
            help="One more doubt with your answer, “no dbt: I …”, or the answer to one.",
        ),
    ] = None,
    topics: Annotated[
        Texts,
        typer.Option("--topic", help="“Name: what you talked about”, in place of what is there."),
    ] = None,
    decision: Annotated[Text, typer.Option(help="The day by which they will decide.")] = None,
    promises: Annotated[
        Texts,
        typer.Option(
            "--promise",
            help="“wednesday: send the link”, one more promise, or the same one in more words.",
        ),
    ] = None,
    next_step: Annotated[Text, _NEXT_STEP] = None,
    via: Annotated[Text, _VIA] = None,
    through: Annotated[Text, _THROUGH] = None,
    field: Annotated[Text, typer.Option(help="The field, such as sales or government.")] = None,
    channel: Annotated[Text, _CHANNEL] = None,
    no_calls: Annotated[
        bool | None, typer.Option("--no-calls/--calls", help="Whether they want no calls.")
    ] = None,
    note: Annotated[Text, _NOTE] = None,
    clear: Annotated[
        Texts,
        typer.Option(
            help="Empty a field. Repeat for each: role, stage, where, looking-for, strengths, concerns, "
            "decision, promises, next-step, via, through, field, channel, note."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Change any field of an interview. Without options, your editor shows all of them."""
    from followup.services import edit_interview
    from followup.services.edit_interview import EditOptions

    world, name = console.world(), " ".join(company)
    texts = {"company": new_company, "role": role, "stage": stage, "at": at, "zone": zone,
           "where": where, "email": email, "phone": phone, "title": title, "decision": decision, "next_step": next_step, "via": via, "through": through,
           "field": field, "channel": channel, "note": note}  # fmt: skip
    several = {"people": people, "looking_for": looking_for, "strengths": strengths, "concerns": concerns, "topics": topics,
               "promises": promises}  # fmt: skip
    wishes = EditOptions(
        typed=_typed(texts, several, minutes),
        without=tuple(without or ()),
        clear=(
            *(clear or ()),
            *_emptied(texts | {"looking_for": "".join(looking_for) if looking_for else None}),
        ),
        no_calls=no_calls,
    )
    if wishes != EditOptions():
        edited = console.meant(
            world,
            [name],
            lambda words: console.of_whom(
                world, lambda agreed: edit_interview.edit(world, words[0], wishes, agreed)
            ),
        )
        _show_edited(edited, world, as_json=as_json)
    elif world.interactive:
        before = console.meant(world, [name], lambda words: edit_interview.opened(world, words[0]))
        _show_edited(in_editor(world, before), world, as_json=as_json)
    else:
        raise UsageError(
            "Say what to change, for example with --role, --at, --with, --topic or --note; "
            "`followup edit --help` shows all of them. At a terminal, `followup edit "
            f"{name}` opens your editor."
        )


def _typed(one: dict[str, Text], several: dict[str, Texts], minutes: int | None) -> "AddOptions":
    """The options that were typed; an option that was not is empty, or 0 for the minutes."""
    from followup.services import interview_fields

    texts = {name: text or "" for name, text in one.items()}
    lists = {name: tuple(found or ()) for name, found in several.items()}
    length = 0 if minutes is None else interview_fields.minutes(minutes)
    return interview_fields.AddOptions(**texts, **lists, minutes=length)  # type: ignore[arg-type]


def _emptied(one: dict[str, Text]) -> list[str]:
    """The fields whose option was given with nothing in it. UsageError where one needs a value."""
    from followup.services.edit_interview import EMPTIED

    keys = [
        name.replace("_", "-")
        for name, text in one.items()
        if text is not None and not text.strip()
    ]
    for key in keys:
        if key not in EMPTIED:
            raise UsageError(f"--{key} needs a value; leave it out to keep what is there.")
    return keys


def _show_edited(edited: "Edited | None", world: "World", *, as_json: bool) -> None:
    from followup.output import changes, json

    if edited is None:
        console.result("Nothing was changed.\n")
        return
    found = edited.rearranged
    record = changes.rearranged_record(found, world)
    console.result(json.as_json(record) if as_json else changes.edited(edited, world))
    console.remarks(found.remarks)


def in_editor(world: World, before: "OpenedInterview") -> "Edited | None":
    """The record edited as text; None where the user left it unchanged or emptied it.

    Text that cannot be used stays in its file, whose path is printed. Raises the error of the
    last try.
    """
    from followup.integrations.editor import Sheet
    from followup.services import interview_fields

    text = interview_fields.write_text(
        interview_fields.entries(before.interview), _edit_remarks(before.number)
    )
    sheet = Sheet(text, f"interview-{before.number}.txt")
    while True:
        try:
            edited = _edit_once(world, before, text, sheet)
        except FollowupError as error:
            if not _edit_again(error, sheet, text):
                raise
        else:
            sheet.remove()
            return edited


def _edit_once(
    world: World, before: "OpenedInterview", text: str, sheet: "Sheet"
) -> "Edited | None":
    from followup.services import edit_interview

    told = sheet.edit(environment.editor(), console.wait_for_editor)
    if told == text or not told.strip():
        return None
    return console.of_whom(
        world, lambda agreed: edit_interview.rewrite(world, before, told, agreed)
    )


def _edit_again(error: FollowupError, sheet: "Sheet", text: str) -> bool:
    """Whether the user wants to edit text again that could not be used."""
    if sheet.holds(text) or not sheet.has_words():
        sheet.remove()
        return False
    kept = f"Nothing was changed. Your text is kept in {sheet.path}"
    if not isinstance(error, UsageError):
        console.remarks([kept])
        return False
    console.remarks([str(error), kept])
    if console.confirm("Edit it again?", default=True):
        return True
    raise SystemExit(error.exit_status)


def _edit_remarks(number: int) -> tuple[str, ...]:
    return (
        f"Interview {number}. Save and close to keep what you change; leave it as it is, and",
        "nothing changes. Lines with # are remarks. A longer text goes on below, indented.",
        "One more person, strength, concern or promise: one more line. Below with: email, title,",
        "phone, calls (yes or no) and topic. A promise is its day and what it is:",
        "promise: friday: send the link",
    )


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
    from followup.services import edit_interview, search

    world = console.world()
    name, start = search.name_and_day(world, [company, *when], parse_moment)
    rescheduled = console.meant(
        world,
        [name],
        lambda words: edit_interview.reschedule(world, words[0], start, zone, minutes),
    )
    _rearranged(rescheduled, world, as_json=as_json)


def cancel(company: Words, as_json: AsJson = False) -> None:
    """Record that an interview is off. It is the next one booked, else the latest."""
    from followup.services import edit_interview

    world = console.world()
    found = console.meant(
        world, company, lambda words: edit_interview.cancel(world, " ".join(words))
    )
    _rearranged(found, world, as_json=as_json)


def _rearranged(
    rescheduled: "RescheduledInterview", world: environment.World, *, as_json: bool
) -> None:
    from followup.output import changes, json

    record = changes.rearranged_record(rescheduled, world)
    console.result(json.as_json(record) if as_json else changes.rearranged(rescheduled, world))
    console.remarks(rescheduled.remarks)
