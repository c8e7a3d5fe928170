"""The keys of the configuration: what each means, what it may be, and what follows from them. Pure.

The numbers of the policy are keys too, `policy.…`; they are checked in `policy.py`.
"""

import re
import shlex
from collections.abc import Callable, Mapping
from datetime import date

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import CHANNELS, You
from followup.domain.people import check_email
from followup.domain.policy import AGENCY_GETS, AGENCY_KEY, NUMBERS, Policy, number_named
from followup.domain.safe_text import line
from followup.domain.text import free_text, one_line, pattern
from followup.domain.workdays import WEEKDAYS


class Key(Frozen):
    """One key: its name, what it means, its default, and the check that every value passes."""

    name: str
    meaning: str
    check: Callable[[str], str]
    default: str = ""


def _text(what: str) -> Callable[[str], str]:
    return lambda value: one_line(value, what)


def _several_lines(what: str) -> Callable[[str], str]:
    return lambda value: free_text(value, what).strip()


def _choice(*allowed: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value.strip().lower() not in ("", *allowed):
            raise UsageError(
                f"“{line(value)[:40]}” is none of {', '.join(allowed)}; type one of these."
            )
        return value.strip().lower()

    return check


def _command(value: str) -> str:
    """A command with its arguments, as a shell reads it; it is run without one."""
    command = one_line(value, "command")
    try:
        shlex.split(command)
    except ValueError:
        raise UsageError(
            f"“{line(value)[:40]}” has a quote that is not closed; write it as in a shell."
        ) from None
    return command


class MailServer(Frozen):
    """A mail server. `tls_first`: encrypted from the first byte; else it must offer STARTTLS.

    `protocol` is smtp or imap.
    """

    protocol: str
    host: str
    port: int
    tls_first: bool
    folder: str = ""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def command(self) -> str:
        """What sets it as it is."""
        key = {"smtp": "mail.server", "imap": "mail.imap"}[self.protocol]
        scheme = self.protocol + "s" * self.tls_first
        folder = f"/{self.folder}" if self.folder else ""
        return f"followup config set {key} {shlex.quote(line(f'{scheme}://{self}{folder}'))}"


_MAIL_SERVER = pattern(
    r"(?:(?P<scheme>smtps?|imaps?)://)?(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)"
    r"(?::(?P<port>[0-9]{1,5}))?(?:/(?P<folder>.*))?"
)
_TLS_PORTS = {"smtp": 465, "imap": 993}


def mail_server(value: str, protocol: str) -> MailServer:
    """`HOST`, `HOST:PORT` or `PROTOCOLs://HOST:PORT`, with `/FOLDER` where `protocol` is imap.

    TLS comes first on the protocol's own port for it and where the scheme ends with `s`; on every
    other port it is asked for with STARTTLS. UsageError for anything else.
    """
    match = _MAIL_SERVER.fullmatch(one_line(value, "mail server"))
    port = int(match["port"] or _TLS_PORTS[protocol]) if match else 0
    scheme = match["scheme"] or protocol if match else ""
    folder = (match["folder"] or "") if match else ""
    fits = scheme.removesuffix("s") == protocol and 0 < port < 65536
    if match is None or not fits or (folder and protocol == "smtp"):
        example = f"{protocol}.example.com{'/INBOX' if protocol == 'imap' else ''}"
        raise UsageError(
            f"“{line(value)[:60]}” is not a mail server; write it as {example}, or with its port "
            f"as {protocol}s://{protocol}.example.com:{_TLS_PORTS[protocol]}."
        )
    tls_first = scheme.endswith("s") or (not match["scheme"] and port == _TLS_PORTS[protocol])
    return MailServer(protocol, match["host"].lower(), port, tls_first, folder)


def _server(protocol: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value.strip():
            mail_server(value, protocol)
        return value.strip()

    return check


def _count(value: str) -> str:
    told = value.strip()
    if not (told.isascii() and told.isdigit() and len(told) < 6 and int(told) <= 1000):
        raise UsageError(f"“{line(value)[:40]}” is no whole number from 0 to 1000.")
    return str(int(told))


def _commands(value: str) -> str:
    """Commands of ASSISTANT_MAY, with commas between them, in that order; `all` for all."""
    named = {" ".join(one.replace("_", " ").split()).lower() for one in value.split(",")} - {""}
    if named == {"all"}:
        return "all"
    if unknown := sorted(named - set(ASSISTANT_MAY)):
        raise UsageError(
            f"“{line(unknown[0])[:40]}” is nothing that an assistant can be allowed; name some of "
            f"{', '.join(ASSISTANT_MAY)}, or all."
        )
    return ",".join(one for one in ASSISTANT_MAY if one in named)


def allows(allowed: str, command: str) -> bool:
    """Whether the value `allowed` of `mcp.write` holds a command of ASSISTANT_MAY."""
    return allowed == "all" or command in allowed.split(",")


def _code(value: str) -> str:
    return one_line(value, "code").upper()


def _language(value: str) -> str:
    code = one_line(value, "language").lower()
    if code == "en-gb":
        return "en-GB"
    code = re.sub(r"^([a-z]{2,3})[-_][a-z]{2}$", r"\1", code)  # en-US, de-AT: no variant of ours
    if code and not re.fullmatch(r"[a-z]{2,3}", code):
        raise UsageError(
            f"“{line(value)[:40]}” is no language's code; write it with two letters, as en or de."
        )
    return code


WEEK_START = "report.week_start"


def weekdays(value: str) -> str:
    """`sat,sun` and the like, in the order of the week. UsageError for others, and for all seven."""
    days = {word.strip().lower()[:3] for word in value.split(",") if word.strip()}
    if not days <= set(WEEKDAYS) or len(days) == len(WEEKDAYS):
        raise UsageError(
            f"“{line(value)[:40]}” is no weekend; name up to six days of "
            f"{', '.join(WEEKDAYS)}, such as sat,sun."
        )
    return ",".join(day for day in WEEKDAYS if day in days)


def days(value: str) -> str:
    """Days as 2026-12-24, with commas between them, sorted. UsageError for others."""
    try:
        days_off = {date.fromisoformat(word.strip()) for word in value.split(",") if word.strip()}
    except ValueError:
        raise UsageError(
            f"“{line(value)[:60]}” is no list of days; write 2026-12-24,2026-12-31."
        ) from None
    return ",".join(day.isoformat() for day in sorted(days_off))


ASSISTANT_MAY = (
    "draft", "add", "log", "outcome", "done", "snooze", "skip", "reschedule", "cancel", "edit",
    "contact add", "contact edit",
)  # fmt: skip
"""The commands that change the store and that `followup mcp` offers, once `mcp.write` allows them."""

KEYS = {
    key.name: key
    for key in (
        Key("you.name", "your name, as you sign a note", _text("name")),
        Key("you.email", "your address, which an email comes from", lambda v: v and check_email(v)),
        Key("you.phone", "your number, under a note and in a voicemail", _text("phone")),
        Key("you.address", "your postal address, over a letter", _several_lines("address")),
        Key("calendar.weekend", "the days that are no business days", weekdays, "sat,sun"),
        Key("calendar.days_off", "further days that do not count", days),
        Key("calendar.country", "the country whose holidays do not count, as US, GB, DE", _code),
        Key("calendar.region", "its region with holidays of its own, as CA, SCT, BY", _code),
        Key(
            WEEK_START,
            "the first day of a week in `report`, as sun",
            lambda value: _choice(*WEEKDAYS)(value.strip()[:3]),
            "mon",
        ),
        Key("print.paper", "the paper of a letter: a4 or us-letter", _choice("a4", "us-letter")),
        Key(
            "print.envelope",
            "the envelope of a letter: dl, c6, 10 or none",
            _choice("dl", "c6", "10", "none"),
        ),
        Key(
            AGENCY_KEY,
            "who gets check-ins, offers and withdrawals of a job through an agency: agency or "
            "employer; everything: the agency, which passes thank-yous on, too",
            _choice(*AGENCY_GETS),
            "agency",
        ),
        Key(
            "mail.server",
            "the server that `draft --send` sends by: smtp.example.com, or smtp.example.com:587; "
            "always encrypted",
            _server("smtp"),
        ),
        Key(
            "mail.imap",
            "the folder that `mail check` reads and never changes, as imap.example.com/INBOX",
            _server("imap"),
        ),
        Key(
            "mail.check",
            "whether the morning's reminder looks into that folder first",
            _choice("yes", "no"),
        ),
        Key("mail.user", "your user name there; without one nobody logs in", _text("user name")),
        Key(
            "mail.password_command",
            "the command that prints your password there, as `pass show mail`; the password is "
            "kept nowhere",
            _command,
        ),
        Key("mail.receipt", "whether an email asks for a read receipt", _choice("yes", "no")),
        Key(
            "mcp.write",
            "what an assistant may change by `followup mcp`: commands as draft,done,log, or all",
            _commands,
        ),
        Key("backup.keep", "how many automatic copies of the store are kept", _count, "10"),
        Key("dates.order", "how 03/04/2026 is read: dmy or mdy", _choice("dmy", "mdy")),
        Key(
            "note.channel",
            "how notes go out: email, letter, card, phone",
            _choice(*CHANNELS),
            "email",
        ),
        Key(
            "note.writer",
            "the command that `draft --writer` gives the facts and rules, and that prints the note",
            _command,
        ),
        Key("note.language", "the language of your notes: en, en-GB, de", _language, "en"),
    )
}


def check(name: str, value: str) -> str:
    """`value` as it is kept under `name`. UsageError for an unknown key or a bad value."""
    if name.startswith("policy."):
        Policy.from_settings({name: value})
        return value.strip()
    return _key(name).check(value)


def default(name: str) -> str:
    """What holds where the key is not set. UsageError for an unknown key."""
    if name.startswith("policy."):
        return str(number_named(name.removeprefix("policy.")).default)
    return _key(name).default


def _key(name: str) -> Key:
    if name in KEYS:
        return KEYS[name]
    from difflib import get_close_matches  # 5 ms

    near = get_close_matches(name, all_names(), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"There is no key “{line(name)[:60]}”. {hint}`followup config list` shows all keys."
    )


def all_names() -> list[str]:
    """Every key there is, those of the policy last."""
    return [*KEYS, *(f"policy.{number.key}" for number in NUMBERS)]


_ACTING = ("you.email", "mail.", "note.writer", "mcp.", "backup.")
"""How the names of the settings begin that act."""


ACTING = "run commands, send mail, keep copies, or let an assistant change things"
"""What those settings do, as words of a message."""


def acts(name: str) -> bool:
    """Whether only the user sets it, and no file does.

    Such a setting runs a command, or says where mail and the replies to it go, what an assistant may change,
    or how many copies are kept.
    """
    return name.startswith(_ACTING)


def value(settings: Mapping[str, str], name: str) -> str:
    """What holds for a key: as set, else its default."""
    return settings.get(name) or default(name)


def you(settings: Mapping[str, str]) -> You:
    """The user, as far as the configuration knows them."""
    return You(*(settings.get(f"you.{part}", "") for part in ("name", "email", "phone", "address")))
