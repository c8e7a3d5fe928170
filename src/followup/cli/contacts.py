"""The commands `contact list|show|add|edit|remove|forget`."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import console
from followup.domain.errors import UsageError

if TYPE_CHECKING:  # not in the signature of a command
    from followup.environment import World
    from followup.services.contacts import ChangedContact

app = typer.Typer(help="The people you have met.", no_args_is_help=True)

Who = Annotated[
    list[str],
    typer.Argument(metavar="NAME", help="A number from `contact list`, or words that match."),
]
Text = str | None
Email = Annotated[Text, typer.Option(help="The email address.")]
Phone = Annotated[Text, typer.Option(help="The phone number.")]
Title = Annotated[Text, typer.Option(help="Their title, such as “Head of Data”.")]
Company = Annotated[Text, typer.Option(help="Where they work.")]
Address = Annotated[Text, typer.Option(help="The postal address, for a letter.")]
Salutation = Annotated[Text, typer.Option(help="How they wish to be greeted: “Dear Dr. Shah”.")]
Language = Annotated[Text, typer.Option(help="The language to write to them in, such as de.")]
Note = Annotated[Text, typer.Option(help="Anything else worth remembering.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.command("list")
def listing(
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT", help="Words in the name, title, company or note."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List everybody, or those who match."""
    from followup.output import contacts as contacts_output
    from followup.output import json
    from followup.services import contacts

    world = console.world()
    people = contacts.listing(world, " ".join(text or ()))
    records = [contacts_output.record(person) for person in people]
    console.result(json.as_json(records) if as_json else contacts_output.listing(people, world))


@app.command()
def show(who: Who, as_json: AsJson = False) -> None:
    """Show one person. With all that is known and what you talked about."""
    from followup.output import contacts as contacts_output
    from followup.output import json
    from followup.services import contacts

    one = contacts.show(console.world(), " ".join(who))
    record = contacts_output.record(one)
    console.result(json.as_json(record) if as_json else contacts_output.shown(one))


@app.command()
def add(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="The person: “Name <address>, Title”.")
    ],
    company: Company = None,
    email: Email = None,
    phone: Phone = None,
    title: Title = None,
    address: Address = None,
    salutation: Salutation = None,
    language: Language = None,
    no_calls: Annotated[bool, typer.Option("--no-calls", help="They want no calls.")] = False,
    no_contact: Annotated[
        bool, typer.Option("--no-contact", help="They are not to be contacted.")
    ] = False,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Record a person you have not met in an interview."""
    from followup.services import contacts

    world = console.world()
    fields = {"company": company, "email": email, "phone": phone, "title": title,
              "address": address, "salutation": salutation, "language": language,
              "no_calls": no_calls, "no_contact": no_contact, "note": note}  # fmt: skip
    changed = console.anew(
        world, lambda agreed: contacts.add(world, " ".join(name), fields, agreed)
    )
    if changed is None:
        console.result("Nothing was recorded.\n")
        return
    _say("Recorded:", changed, world, as_json=as_json)
    console.remarks(changed.remarks)


@app.command()
def edit(
    who: Who,
    name: Annotated[Text, typer.Option(help="The name.")] = None,
    company: Company = None,
    email: Email = None,
    phone: Phone = None,
    title: Title = None,
    address: Address = None,
    salutation: Salutation = None,
    language: Language = None,
    no_calls: Annotated[
        bool | None, typer.Option("--no-calls/--calls", help="Whether they want no calls.")
    ] = None,
    no_contact: Annotated[
        bool | None,
        typer.Option("--no-contact/--contact", help="Whether they are not to be contacted."),
    ] = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Change what is known of a person. An empty value (“”) clears a field."""
    from followup.services import contacts

    world = console.world()
    fields = {"name": name, "company": company, "email": email, "phone": phone, "title": title,
              "address": address, "salutation": salutation, "language": language,
              "no_calls": no_calls, "no_contact": no_contact, "note": note}  # fmt: skip
    told = console.meant(
        world, [" ".join(who)], lambda words: contacts.edit(world, words[0], fields)
    )
    _say("Changed:", told, world, as_json=as_json)


def _say(what: str, contact: "ChangedContact", world: "World", *, as_json: bool) -> None:
    from followup.output import contacts as contacts_output
    from followup.output import json

    record = contacts_output.told_record(contact)
    console.result(json.as_json(record) if as_json else contacts_output.told(what, contact, world))


@app.command()
def remove(who: Who, as_json: AsJson = False) -> None:
    """Remove a person who was recorded by mistake. `undo` brings them back."""
    from followup.output import changes, json
    from followup.services import applications

    world = console.world()
    removed = console.meant(
        world, [" ".join(who)], lambda words: applications.contact(world, words[0])
    )
    record = changes.removed_record(removed)
    console.result(json.as_json(record) if as_json else changes.removed(removed, world.today))


@app.command()
def forget(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase a person's data. The dates stay, without the name."""
    from followup.output import contacts as contacts_output
    from followup.output import json
    from followup.services import contacts

    world = console.world()
    traces = contacts.traces(world, " ".join(who))
    console.result("" if as_json else contacts_output.traces(traces))
    name = traces.acquaintance.contact.name
    if not yes and not world.interactive:
        raise UsageError("Nothing was changed. To forget them without being asked, give --yes.")
    if not yes and not console.confirm(f"Forget {name}?", default=False):
        console.result("Nothing was changed.\n")
        return
    done, files = contacts.forget(world, traces.acquaintance.contact.id)
    record = contacts_output.told_record(done)
    told = contacts_output.forgotten(traces, done, world)
    console.result(json.as_json(record) if as_json else told)
    console.remarks(contacts_output.left_over(traces, files))
