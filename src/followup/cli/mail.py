"""What goes out by the user's mail server, and what came back: `draft --send`, `mail check`."""

import os
import shutil
import tempfile
from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli import console
from followup.domain.errors import FollowupError, UsageError
from followup.environment import World

if TYPE_CHECKING:  # what a command does not need, it does not load
    from followup.services.draft_note import Draft
    from followup.services.mail import MailNews

app = typer.Typer(help="See what came back to the notes that were sent.", no_args_is_help=True)


@app.callback()
def family() -> None:
    """See what came back to the notes that were sent."""


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print records as JSON.")] = False,
) -> None:
    """Look for answers to your notes in your mailbox.

    The mailbox (mail.imap) is never changed. A note that came back stands first in `due`; what
    arrived or was opened is kept with its note. Replies and invitations are only offered.
    """
    from followup.services import config

    world = console.world()
    config.mailbox(world)  # without one, none of what reads it is loaded
    from followup.output import json
    from followup.output import mail as mail_output
    from followup.services import mail

    mail_check = mail.check_mail(world)
    if as_json:
        console.result(json.as_json([mail_output.news_record(news) for news in mail_check.news]))
        return
    console.result(mail_output.checked(mail_check, world.today, asks=world.interactive))
    failed = None
    for news in mail_check.news:
        if world.interactive and news.is_offered:
            try:
                _offer(world, news)
            except FollowupError as error:  # the others are asked about all the same
                console.remarks([str(failed)] if failed else [])
                failed = error
    if failed is not None:
        raise failed


def _offer(world: World, news: "MailNews") -> None:
    """Ask what becomes of a message; it is not asked again."""
    from followup.output import changes
    from followup.output import mail as mail_output
    from followup.services import mail

    question = "Record it as a reply? It restarts the clock."
    if news.what == "invitation":
        question = "Read the invitation in?"
    console.result(f"{mail_output.news(news, world.today)}\n")
    if not console.confirm(question, default=False):
        mail.decline(world, news)
    elif news.what == "invitation":
        _import(world, news)
        mail.decline(world, news)
    else:
        console.result(changes.happened(mail.record_reply(world, news), world.today))


def _import(world: World, news: "MailNews") -> None:
    """Read the invitation of a message in, as `import` does; what it says of it is said."""
    from followup.cli import transfer
    from followup.services import mail
    from followup.store import new_file

    place = tempfile.mkdtemp(prefix="followup-")
    try:
        path = os.path.join(place, "invitation.eml")
        new_file.write(path, mail.invitation(world, news))
        transfer.take_in(path)
    except FollowupError as error:
        raise error.going_on("Save it in your mail program, then: followup import FILE") from None
    finally:
        shutil.rmtree(place, ignore_errors=True)


def send_note(world: World, draft: "Draft", *, yes: bool, as_json: bool) -> None:
    """Show the whole message, ask, and send it; its follow-up is done then."""
    from followup.output import changes, drafts, json
    from followup.output import mail as mail_output
    from followup.services import mail

    message = mail.compose(world, draft)
    before = mail.earlier(world, draft)
    mail.load()
    shown = mail_output.message(message)
    if as_json:
        console.remarks([shown])
    else:
        console.result(shown)
    console.apart(drafts.draft_remarks(draft))
    if before is not None:
        console.remarks([mail_output.earlier(before)])
    _agree(world, mail_output.question(message, before), yes=yes and before is None)
    sent = mail.send(world, draft, message, before)
    if as_json:
        console.result(json.as_json({**drafts.draft_record(draft), **mail_output.record(sent)}))
        return
    console.result(mail_output.sent(sent))
    if sent.settled is not None:
        console.result(changes.settled(sent.settled, world.today))


def _agree(world: World, question: str, *, yes: bool) -> None:
    """UsageError unless the user agrees to the sending."""
    if yes:
        return
    if not world.interactive:
        raise UsageError(
            "Nothing was sent: there is no terminal to ask at. --yes sends a note without a "
            "question, unless it was or may have been sent before."
        )
    if not console.confirm(question, default=False):
        raise UsageError("Nothing was sent.")
