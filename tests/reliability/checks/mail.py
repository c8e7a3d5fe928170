"""Drafts as email messages: only the intended headers, and nobody else's address."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from checks.hostile_interviews import Stored, fill_with
from checks.hostile_strings import STRINGS
from harness.home import Home, filled_home, temporary_home
from harness.listing import followup_of
from harness.trial import Trial
from harness.verdict import Skip, Tally, Verdict

USUAL_HEADERS = {
    *("content-transfer-encoding", "content-type", "mime-version"),
    *("date", "message-id", "subject", "from", "to"),
}


def mail_headers(trial: Trial) -> Verdict:
    """Draft an email for every hostile contact: the intended headers, nobody else's address."""
    intended = _headers_of_a_draft(trial)
    tally = Tally("parsed", "injected", "tracebacks")
    with temporary_home(trial, "mail") as home:
        try:
            interviews = fill_with(home, STRINGS).interviews
        except ValueError as error:
            return Verdict(False, f"list --json broken: {error}")
        trial.in_parallel(
            lambda number: _draft(home, interviews[number], intended, tally), len(interviews)
        )
    return Verdict(
        tally.clean("injected", "tracebacks"),
        f"{tally['parsed']} messages parsed, "
        f"{tally['injected']} with injected headers/recipients, "
        f"{tally['tracebacks']} tracebacks" + (f"  {tally.notes[:6]}" if tally.notes else ""),
    )


def _headers_of_a_draft(trial: Trial) -> set[str]:
    """The headers of a message that nobody tampers with."""
    with filled_home(trial, 1, "mail") as home:
        draft = home.run("draft_eml", id=followup_of(home, home.acknowledged[0]) or "1")
    if not draft.succeeded:
        raise Skip("no .eml draft on stdout")
    return _names(message_from_bytes(draft.out, policy=policy.default))


def _draft(home: Home, stored: Stored, intended: set[str], tally: Tally) -> None:
    draft = home.run("draft_eml", id=stored.followup or "1")
    if draft.succeeded:
        fault = _fault(draft.out, intended)
        tally.add(parsed=1, injected=bool(fault))
        if fault:
            tally.note(f"{stored.label}{fault}")
    elif not draft.clean_error:
        tally.add(tracebacks=1)
        tally.note(f"{stored.label} traceback")


def _fault(printed: bytes, intended: set[str]) -> str:
    """What is wrong with a message; empty where nothing is."""
    try:
        message = message_from_bytes(printed, policy=policy.default)
        for value in message.values():
            str(value)
    except Exception as error:  # noqa: BLE001 - the parser raises various errors on hostile text
        return f": unparsable ({type(error).__name__})"
    head = printed.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    if re.search(rb"[\r\x00]", head) or re.search(rb"(?im)^bcc:", head):
        return ": raw header"
    if _names(message) - intended - USUAL_HEADERS or "bcc" in message or "cc" in message:
        return ": unintended header"
    return ": recipients" if _has_others(message) else ""


def _has_others(message: EmailMessage) -> bool:
    """Whether the message goes to more than one address, or to an attacker's."""
    headers = message.get_all("to", [])
    addresses = [
        address.addr_spec for header in headers for address in getattr(header, "addresses", ())
    ]
    return len(headers) > 1 or len(addresses) > 1 or any("evil" in it for it in addresses)


def _names(message: EmailMessage) -> set[str]:
    return {name.lower() for name in message}
