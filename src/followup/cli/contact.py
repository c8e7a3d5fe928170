"""The commands of the people: `contact list|show|add|edit|forget`."""

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import said, start
from followup.errors import UsageError

if TYPE_CHECKING:  # not in the signature of a command
    from followup.actions.contacting import Told
    from followup.settings import World

app = typer.Typer(help="The people that you met.", no_args_is_help=True)

Who = Annotated[
    str, typer.Argument(metavar="NAME", help="A number of `contact list`, or words that match.")
]
Text = str | None
Email = Annotated[Text, typer.Option(help="The email address.")]
Phone = Annotated[Text, typer.Option(help="The number.")]
Title = Annotated[Text, typer.Option(help="What they are there, as “Head of Data”.")]
Company = Annotated[Text, typer.Option(help="Where they work.")]
Address = Annotated[Text, typer.Option(help="The postal address, for a letter.")]
Salutation = Annotated[Text, typer.Option(help="How they wish to be greeted: “Dear Dr. Shah”.")]
Language = Annotated[Text, typer.Option(help="The language that you write in.")]
Note = Annotated[Text, typer.Option(help="Anything else worth remembering.")]
AsJson = Annotated[bool, typer.Option("--json", help="The result as JSON.")]


@app.command("list")
def listing(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words of name, title, company or note.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Everybody, or those who match."""
    from followup import render
    from followup.actions import contacting
    from followup.render import contacts

    world = start.world()
    people = contacting.listing(world, text)
    records = [contacts.record(one) for one in people]
    said.result(render.as_json(records) if as_json else contacts.listing(people, world))


@app.command()
def show(who: Who, as_json: AsJson = False) -> None:
    """One person, with all that is known and what you talked about."""
    from followup import render
    from followup.actions import contacting
    from followup.render import contacts

    one = contacting.show(start.world(), who)
    record = contacts.record(one)
    said.result(render.as_json(record) if as_json else contacts.shown(one))


@app.command()
def add(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The person: “Name <address>, Title”.")
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
    """Record a person whom you did not meet in an interview, or not yet."""
    from followup.actions import contacting

    world = start.world()
    fields = {"company": company, "email": email, "phone": phone, "title": title,
              "address": address, "salutation": salutation, "language": language,
              "no_calls": no_calls, "no_contact": no_contact, "note": note}  # fmt: skip
    _say("Recorded:", contacting.add(world, name, fields), world, as_json=as_json)


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
    """Change what is known of a person; “” empties a field."""
    from followup.actions import contacting

    world = start.world()
    fields = {"name": name, "company": company, "email": email, "phone": phone, "title": title,
              "address": address, "salutation": salutation, "language": language,
              "no_calls": no_calls, "no_contact": no_contact, "note": note}  # fmt: skip
    _say("Changed:", contacting.edit(world, who, fields), world, as_json=as_json)


def _say(what: str, told: "Told", world: "World", *, as_json: bool) -> None:
    from followup import render
    from followup.render import contacts

    record = contacts.told_record(told)
    said.result(render.as_json(record) if as_json else contacts.told(what, told, world))


@app.command()
def forget(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Remove a person's data; the dates stay, without the name."""
    from followup.actions import contacting
    from followup.render import contacts

    world = start.world()
    found = contacting.traces(world, who)
    said.result(contacts.traces(found))
    name = found.acquaintance.contact.name
    if not yes and not world.interactive:
        raise UsageError("Nothing was changed. To forget them without being asked, give --yes.")
    if not yes and not said.confirm(f"Forget {name}?", default=False):
        said.result("Nothing was changed.\n")
        return
    done = contacting.forget(world, found.acquaintance.contact.id)
    said.result(contacts.forgotten(found, done, world))
    backups = contacting.backups_with(world, found.acquaintance.contact)
    said.remarks(contacts.left_over(found, backups))
