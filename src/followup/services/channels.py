"""Which way a note goes: what the user said, else what is wanted and possible."""

from collections.abc import Mapping

from followup.domain.model import Application, Contact
from followup.domain.safe_text import line, quoted

BEST_FIRST = ("email", "letter", "phone", "card")
"""Email fits most employers (94 %, Accountemps 2017); a card is for those who asked for one."""

_LACKS = {
    "email": "email address",
    "letter": "postal address",
    "card": "postal address",
    "phone": "number to call",
}


def choose(
    said: str,
    application: Application,
    contact: Contact | None,
    kept: Mapping[str, str],
) -> tuple[str, str]:
    """The channel of a note, and a remark where it could not be the one that was wanted.

    `said` is obeyed, with a remark where something is missing for it. Else the application's, the
    configuration's; where that cannot reach the contact, the next best.
    """
    wanted = said or application.channel or kept.get("note.channel") or "email"
    if contact is None or reaches(wanted, contact):
        return wanted, ""
    name, lacks = line(contact.name), _LACKS[wanted]
    if said:
        return said, _obeyed(said, contact, name, lacks)
    instead = next((one for one in BEST_FIRST if reaches(one, contact)), "")
    if not instead:
        return wanted, f"No {lacks} of {name} is known. Add it with: {_command(wanted, contact)}"
    if wanted == "phone" and contact.no_calls:
        return instead, f"{name} asked not to be called, so this is for {instead}."
    return instead, f"No {lacks} of {name} is known, so this is for {instead}."


def reaches(channel: str, contact: Contact) -> bool:
    """Whether a contact can be reached that way, and wants to be."""
    if channel == "phone":
        return bool(contact.phone) and not contact.no_calls
    return bool(contact.email if channel == "email" else contact.address)


def _obeyed(said: str, contact: Contact, name: str, lacks: str) -> str:
    if said == "phone" and contact.no_calls:
        return f"{name} asked not to be called."
    return f"No {lacks} of {name} is known. Add it with: {_command(said, contact)}"


def _command(channel: str, contact: Contact) -> str:
    option = {"email": "--email", "phone": "--phone"}.get(channel, "--address")
    return f'followup contact edit {quoted(contact.name)} {option} "…"'
