"""The command `edit`: any field of an interview, by options or in the user's editor."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup import environment
from followup.cli import console
from followup.domain.errors import FollowupError, UsageError
from followup.environment import World

if TYPE_CHECKING:  # not in the signature of a command
    from followup.integrations.editor import Sheet
    from followup.services.edit_interview import Edited, OpenedInterview
    from followup.services.interview_fields import AddOptions

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
    role: Annotated[Text, typer.Option(help="The job title, such as “Data analyst”.")] = None,
    stage: Annotated[
        Text, typer.Option(help="phone, video, onsite, panel, final or informational.")
    ] = None,
    at: Annotated[Text, typer.Option(help="The new start: “next tue 10:00”.")] = None,
    zone: Annotated[Text, typer.Option(help="Its time zone, such as Europe/Berlin.")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it lasts, in minutes.")] = None,
    where: Annotated[Text, typer.Option(help="The place or the link.")] = None,
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
        Texts, typer.Option("--promise", help="“wednesday: send the link”, one more promise.")
    ] = None,
    next_step: Annotated[Text, typer.Option(help="What comes next.")] = None,
    via: Annotated[Text, typer.Option(help="The agency or recruiter.")] = None,
    through: Annotated[
        Text,
        typer.Option(help="What goes through the agency: follow-ups, everything or nothing."),
    ] = None,
    field: Annotated[Text, typer.Option(help="The field, such as sales or government.")] = None,
    channel: Annotated[
        Text, typer.Option(help="How notes are sent: email, letter, card or phone.")
    ] = None,
    no_calls: Annotated[
        bool | None, typer.Option("--no-calls/--calls", help="Whether they want no calls.")
    ] = None,
    note: Annotated[Text, typer.Option(help="Anything else worth remembering.")] = None,
    clear: Annotated[
        Texts,
        typer.Option(
            help="Empty a field. Repeat for each: role, where, looking-for, strengths, concerns, "
            "decision, promises, next-step, via, through, field, channel, note."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Change any field of an interview. Without options, your editor shows all of them."""
    from followup.services import edit_interview
    from followup.services.edit_interview import EditOptions

    world, name = console.world(), " ".join(company)
    one = {"company": new_company, "role": role, "stage": stage, "at": at, "zone": zone,
           "where": where, "email": email, "phone": phone, "title": title, "decision": decision, "next_step": next_step, "via": via, "through": through,
           "field": field, "channel": channel, "note": note}  # fmt: skip
    several = {"people": people, "looking_for": looking_for, "strengths": strengths, "concerns": concerns, "topics": topics,
               "promises": promises}  # fmt: skip
    wishes = EditOptions(
        typed=_typed(one, several, minutes),
        without=tuple(without or ()),
        clear=(
            *(clear or ()),
            *_emptied(one | {"looking_for": "".join(looking_for) if looking_for else None}),
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
        _say(edited, world, as_json=as_json)
    elif world.interactive:
        before = console.meant(world, [name], lambda words: edit_interview.opened(world, words[0]))
        _say(in_editor(world, before), world, as_json=as_json)
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


def _say(edited: "Edited | None", world: "World", *, as_json: bool) -> None:
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
        interview_fields.entries(before.told), _remarks(before.number)
    )
    sheet = Sheet(text, f"interview-{before.number}.txt")
    while True:
        try:
            edited = _once(world, before, text, sheet)
        except FollowupError as error:
            if not _again(error, sheet, text):
                raise
        else:
            sheet.remove()
            return edited


def _once(world: World, before: "OpenedInterview", text: str, sheet: "Sheet") -> "Edited | None":
    from followup.services import edit_interview

    told = sheet.edit(environment.editor(), console.wait_for_editor)
    if told == text or not told.strip():
        return None
    return console.of_whom(
        world, lambda agreed: edit_interview.rewrite(world, before, told, agreed)
    )


def _again(error: FollowupError, sheet: "Sheet", text: str) -> bool:
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


def _remarks(number: int) -> tuple[str, ...]:
    return (
        f"Interview {number}. Save and close to keep what you change; leave it as it is, and",
        "nothing changes. Lines with # are remarks. A longer text goes on below, indented.",
        "One more person, strength, concern or promise: one more line. Below with: email, title,",
        "phone, calls (yes or no) and topic. A promise is its day and what it is:",
        "promise: friday: send the link",
    )
