"""A mail: the invitation in it, as a part of its own or as an attachment."""

from followup.domain.errors import UsageError
from followup.domain.records import Hints, Rows
from followup.formats import icalendar


def read(content: bytes, hints: Hints) -> Rows:
    """The interviews that the invitation in a mail is of. UsageError where there is none."""
    from email import message_from_bytes, policy  # 40 ms

    message = message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        name = (part.get_filename() or "").lower()
        if part.get_content_type() == "text/calendar" or name.endswith(".ics"):
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes) and inside.strip():
                return icalendar.read(_in_utf8(inside, part.get_content_charset()), hints)
    raise UsageError(
        "The mail holds no invitation (a part of text/calendar, or an attached .ics); "
        "record the interview with: followup add"
    )


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """A part in UTF-8, where it is in the charset that it names."""
    try:
        return content.decode(charset or "utf-8").encode()
    except (LookupError, UnicodeError):
        return content
