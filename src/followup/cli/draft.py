"""The command `draft`, a note printed, written to a file, sent, or edited; and `template`."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from followup import environment
from followup.cli import console
from followup.cli.followups import MaybeWords
from followup.domain.errors import CheckFailed, FollowupError, UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.safe_text import line, lines
from followup.environment import World

if TYPE_CHECKING:  # a form that is not wanted is not loaded
    from followup.delivery.forms import Form
    from followup.delivery.letter import Sending, Written
    from followup.services.draft_note import Draft


def edited(world: World, found: "Draft") -> "Draft":
    """The note in the words that the user gives it in their editor; unchanged where they gave none.

    Whatever goes wrong, the note that was there stays, and so does the file with the new words.
    UsageError where nobody is there to edit, and no editor is named that does it by itself.
    """
    from followup.integrations.editor import Sheet
    from followup.notes.template import as_text
    from followup.output import drafts
    from followup.services import draft_note

    if not (world.interactive or environment.editor_is_named()):
        raise UsageError("--edit needs a terminal, or an editor named in the variable EDITOR.")
    below = drafts.below_the_mark(found)
    sheet = Sheet(as_text(found.note) + below, "note.txt")
    before = sheet.text()
    try:
        text = drafts.above_the_mark(
            sheet.edit(environment.editor(), console.wait_for_editor), below
        )
        unchanged = text == drafts.above_the_mark(before, below)
        edited_draft = found if unchanged else draft_note.keep(world, found, text)
    except FollowupError as error:
        worth_keeping = sheet.has_words() and not sheet.holds(before)
        kept = f" Your words are in {sheet.path}." if worth_keeping else ""
        if not kept:
            sheet.remove()
        raise error.going_on(f"The note stays as it was.{kept}") from None
    sheet.remove()
    return edited_draft


class Way(Frozen):
    """Where notes go: a form of FORMS by name, a file, the clipboard or the mail program."""

    form: str = ""
    out: str = ""
    force: bool = False
    copy: bool = False
    mail: bool = False
    as_json: bool = False


def give(world: World, found: "list[Draft]", way: Way, *, everything: bool) -> None:
    """Print the notes, hand them on, or write them: one to a file, all into a directory."""
    from followup.output import drafts, json

    if not found:
        console.remarks(["There is no note to write today."])
    if everything and way.out:
        _into_directory(world, found, way)
    elif way.as_json:
        records = [drafts.draft_record(written) for written in found]
        console.remarks(_put(json.as_json(records if everything else records[0]).encode(), way))
    else:
        for place, written in enumerate(found):
            console.result("\n---\n\n" if place else "")
            remarks = [
                *_give_one(world, written, way),
                *drafts.draft_remarks(_quiet(written, way)),
            ]
            whose = f"{written.followup.followup.id}: " if everything else ""
            console.apart(f"{whose}{remark}" for remark in dict.fromkeys(remarks))


def _quiet(one: "Draft", way: Way) -> "Draft":
    """The draft without its remark on the channel, where the form makes the same remark."""
    says_it = _form(one, way).name in ("eml", "pdf", "html") and not (way.copy or way.mail)
    return replace(one, channel_remark="") if says_it else one


def _give_one(world: World, one: "Draft", way: Way) -> list[str]:
    """Deliver one note; remarks on that."""
    if way.copy:
        from followup.delivery import desktop

        desktop.copy(lines(one.note.body))
        return ["The note is on the clipboard."]
    if way.mail:
        return _mail(world, one, way)
    written = _written(world, one, way)
    if world.terminal and not way.out and _form(one, way).name == "text":
        from followup.output import drafts

        console.result(drafts.on_screen(one.note, world.columns))
        return list(written.remarks)
    return [*_put(written.content, way), *written.remarks]


def _form(one: "Draft", way: Way) -> "Form":
    from followup.delivery import forms

    return forms.form(way.form) if way.form else forms.form_for(one.occasion.channel, way.out)


def _written(world: World, one: "Draft", way: Way) -> "Written":
    from followup.delivery import forms

    channel = one.occasion.channel
    chosen = _form(one, way)
    written = chosen.write(_sending(world, one, chosen.name))
    remark = forms.belongs(chosen, channel)
    return replace(written, remarks=(*written.remarks, *([remark] if remark else ())))


def _sending(world: World, one: "Draft", form: str) -> "Sending":
    from followup.delivery.letter import Sending, from_settings
    from followup.services import draft_note

    kept = draft_note.settings(world)
    if form == "eml" and world.interactive and kept.get("you.email"):
        kept = _with_receipt_asked(world, kept)
    stationery = from_settings(kept)
    return Sending(one.note, one.occasion, one.followup.followup.id, world.now, stationery)


def _with_receipt_asked(world: World, kept: dict[str, str]) -> dict[str, str]:
    """The settings with `mail.receipt`; the user is asked the first time."""
    if kept.get("mail.receipt"):
        return kept
    from followup.services import config

    question = (
        "Some mail programs ask the reader to confirm that the email was opened. "
        "Ask for such a read receipt in your emails?"
    )
    answer = "yes" if console.confirm(question, default=False) else "no"
    config.set_key(world, "mail.receipt", answer)
    console.remarks([f"Kept: mail.receipt is {answer}."])
    return {**kept, "mail.receipt": answer}


def _mail(world: World, one: "Draft", way: Way) -> list[str]:
    import shutil
    import tempfile

    from followup.delivery import desktop, email
    from followup.store import new_file

    written = _written(world, one, replace(way, form="eml", out=""))
    place = tempfile.mkdtemp(prefix="followup-")
    path = os.path.join(place, "note.eml")
    opened = ""
    try:
        new_file.write(path, written.content)
        opened = desktop.mail(path, email.mailto_link(one.note, one.occasion))
    finally:
        if opened != path:  # else it stays: the mail program reads it later
            shutil.rmtree(place, ignore_errors=True)
    asks = [] if opened == path else ["A mailto: link cannot ask for a receipt."]
    return ["Your mail program has the note as a draft.", *asks, *written.remarks]


def _put(content: bytes, way: Way) -> list[str]:
    return console.put(content, way.out, force=way.force)


def _into_directory(world: World, found: "list[Draft]", way: Way) -> None:
    from followup.output import drafts
    from followup.store import new_file

    if not os.path.isdir(way.out):
        raise UsageError(
            f"{way.out} is not a directory; create it first, since each note becomes a file in it."
        )
    from followup.delivery import forms

    for written in found:
        suffix = (
            forms.form(way.form) if way.form else forms.form_for(written.occasion.channel)
        ).suffix
        name = os.path.join(way.out, f"{new_file.slug(drafts.draft_name(written))}{suffix}")
        remarks = [
            *_give_one(world, written, replace(way, out=name)),
            *drafts.draft_remarks(written),
        ]
        console.remarks(
            f"{written.followup.followup.id}: {remark}" for remark in dict.fromkeys(remarks)
        )


def draft(
    words: MaybeWords = None,
    channel: Annotated[str, typer.Option(help="email, letter, card or phone.")] = "",
    promise: Annotated[
        str,
        typer.Option(
            help="Say when you will be in touch: “in 1 week: send the plan”.",
            callback=console.not_empty,
        ),
    ] = "",
    out: Annotated[str, typer.Option(help="Write the note to this file.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    form: Annotated[
        str, typer.Option("--format", help="text, eml, pdf, html, card or phone.")
    ] = "",
    copy: Annotated[bool, typer.Option("--copy", help="Copy it to the clipboard.")] = False,
    mail: Annotated[
        bool, typer.Option("--mail", help="Open it in your mail program, as a draft.")
    ] = False,
    edit: Annotated[
        bool, typer.Option("--edit", help="Put it into your own words in your editor.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Write it anew from the facts, whatever you kept.")
    ] = False,
    writer: Annotated[
        bool, typer.Option("--writer", help="Have it written by the command in note.writer.")
    ] = False,
    send: Annotated[
        bool,
        typer.Option(
            "--send",
            help="Show it, ask, and send it through your mail server (mail.server); then it is done.",
        ),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="With --send: send it without asking.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="The notes for all that is due.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with status 5 if the note could be better.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the note as JSON.")] = False,
) -> None:
    """Write the note for a follow-up. Without WHICH, the most pressing one."""
    from followup.services import draft_note

    world = console.world()
    which = " ".join(words or ())
    _check_send(way := Way(form, out, force, copy, mail, as_json), everything, send=send, yes=yes)
    wanted = draft_note.DraftRequest(channel or ("email" if send else ""), promise, fresh)
    if everything and (which or promise):
        raise UsageError("--all writes all notes; leave out WHICH and --promise.")
    if everything:
        drafts = draft_note.draft_all(world, wanted)
    else:
        drafts = [draft_note.draft(world, which, wanted)]
    if writer:
        command = draft_note.writer_command(world)
        console.remarks([f"{line(command[0])} reads the facts of the interview, names included."])
        drafts = [draft_note.by_writer(world, one, command) for one in drafts]
    if edit:
        drafts = [edited(world, one) for one in drafts]
    unclean = strict and not all(one.clean for one in drafts)
    if send and not unclean:
        from followup.cli.mail import send_note

        send_note(world, drafts[0], yes=yes, as_json=as_json)
    else:
        give(world, drafts, way, everything=everything)
    if unclean:
        raise typer.Exit(CheckFailed.exit_status)


def _check_send(way: Way, everything: bool, *, send: bool, yes: bool) -> None:
    """UsageError where the note would go elsewhere, too: what was shown is what is sent."""
    if yes and not send:
        raise UsageError("--yes goes with --send; without it, nothing is asked.")
    if send and (everything or way != Way(as_json=way.as_json)):
        raise UsageError(
            "--send sends one note; leave out --all, --format, --out, --copy and --mail."
        )


template = typer.Typer(
    help="The templates of your notes, built-in and your own.", no_args_is_help=True
)
Name = Annotated[
    str,
    typer.Argument(metavar="TEMPLATE", help="A template, such as thank_you or thank_you.panel.de."),
]
Json = Annotated[bool, typer.Option("--json", help="Print records as JSON.")]


@template.command("list")
def listing(as_json: Json = False) -> None:
    """List every template, its language and where it comes from."""
    from followup.output import drafts, json
    from followup.services import user_templates

    world = console.world()
    entries = user_templates.listing(world)
    records = [drafts.record(entry) for entry in entries]
    console.result(json.as_json(records) if as_json else drafts.listing(entries, world))


@template.command()
def show(
    name: Name = "",
    fields: Annotated[
        bool, typer.Option("--fields", help="List the placeholders and what they mean.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the template that is used for NAME."""
    from followup.output import drafts, json
    from followup.services import user_templates

    world = console.world()
    if fields:
        records = drafts.field_records()
        console.result(json.as_json(records) if as_json else drafts.fields(world))
        return
    if not name:
        raise UsageError("Name a template; `followup template list` lists them.")
    template = user_templates.shown(world, name)
    record = drafts.shown_record
    console.result(json.as_json(record(template)) if as_json else drafts.text(template))
    console.remarks([f"This is {template.name}, {template.path or 'built in'}."])


@template.command()
def edit(name: Name) -> None:
    """Put a template into your own words, in your editor."""
    from followup import environment
    from followup.integrations import editor
    from followup.services import user_templates

    template = user_templates.opened(console.world(), name)
    try:
        editor.edit(environment.editor(), template.edited)
    except FollowupError as error:
        raise error.going_on(user_templates.put_back(template)) from None
    user_templates.closed(template)
    console.result(f"Your notes are now made with {line(template.path)}.\n")
    console.remarks(["Delete the file to go back to the built-in template."])


@template.command()
def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file, or one of yours by name; all by default.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Check your templates for mistakes. The exit status is 5 if there are any."""
    from followup.output import drafts, json
    from followup.services import user_templates

    world = console.world()
    checked = user_templates.check(world, file)
    records = [drafts.finding_record(finding) for finding in checked.findings]
    console.result(json.as_json(records) if as_json else drafts.checked(checked, world))
    if checked.findings:
        raise typer.Exit(CheckFailed.exit_status)
