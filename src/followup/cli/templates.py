"""The commands of the templates: `template list|show|edit|check`."""

from typing import Annotated

import typer

from followup.cli import console
from followup.domain.errors import CheckFailed, FollowupError, UsageError
from followup.domain.safe_text import line

app = typer.Typer(help="The templates of your notes, built-in and your own.", no_args_is_help=True)
Name = Annotated[
    str,
    typer.Argument(metavar="TEMPLATE", help="A template, such as thank_you or thank_you.panel.de."),
]
Json = Annotated[bool, typer.Option("--json", help="Print records as JSON.")]


@app.command("list")
def listing(as_json: Json = False) -> None:
    """List every template, its language and where it comes from."""
    from followup.output import drafts, json
    from followup.services import user_templates

    world = console.world()
    entries = user_templates.listing(world)
    records = [drafts.record(entry) for entry in entries]
    console.result(json.as_json(records) if as_json else drafts.listing(entries, world))


@app.command()
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


@app.command()
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


@app.command()
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
