"""The option `draft --send`: show, ask, send."""

from followup.cli import console
from followup.domain.errors import UsageError
from followup.environment import World
from followup.services.draft_note import Draft


def send_note(world: World, found: Draft, *, yes: bool, as_json: bool) -> None:
    """Show the whole message, ask, and send it; its follow-up is done then."""
    from followup.output import changes, drafts, json
    from followup.output import mail as mail_output
    from followup.services import mail

    message = mail.compose(world, found)
    before = mail.earlier(world, found)
    shown = mail_output.message(message)
    if as_json:
        console.remarks([shown])
    else:
        console.result(shown)
    console.apart(drafts.draft_remarks(found))
    if before is not None:
        console.remarks([mail_output.earlier(before)])
    _agree(world, mail_output.question(message, before), yes=yes and before is None)
    sent = mail.send(world, found, message, before)
    if as_json:
        console.result(json.as_json({**drafts.draft_record(found), **mail_output.record(sent)}))
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
