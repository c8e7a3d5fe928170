"""How a person is typed: `Name`, `Name <address>`, `Name <address>, Title`. Pure."""

import re
from functools import lru_cache
from string import ascii_letters, digits

from followup.domain.errors import UsageError
from followup.domain.model import NewContact
from followup.domain.safe_text import line
from followup.domain.text import fold, one_line

_WAYS = 'write it as "Name", "Name <address>" or "Name <address>, Title"'
_IN_ADDRESS = frozenset(f"{ascii_letters}{digits}!#$%&'*+-/=?^_`{{|}}~.")


def parse_person(text: str) -> NewContact:
    """A person as `--with` takes them. UsageError where name or address is none, or two."""
    told = one_line(text, "person")
    name, opened, rest = told.partition("<")
    address, closed, title = rest.partition(">")
    if (opened and not closed) or "<" in title or ">" in title + name:
        raise UsageError(f"“{line(told)[:60]}” is not one person; {_WAYS}.")
    name = name.strip().strip('"').strip()
    if not name and "@" in address:
        raise UsageError(f"<{line(address)[:60]}> needs a name; {_WAYS}.")
    if not name:
        raise UsageError(f"A person needs a name; {_WAYS}.")
    if "@" in name and " " not in name and _looks_like_address(name):
        raise UsageError(f"“{line(name)[:60]}” is an address; {_WAYS}.")
    if title and not title.lstrip().startswith(","):
        raise UsageError(f"After the address comes a comma and the title; {_WAYS}.")
    return NewContact(
        name=name,
        email=check_email(address) if opened else "",
        title=title.lstrip().removeprefix(",").strip(),
    )


def with_details(person: NewContact, *, email: str, phone: str, title: str) -> NewContact:
    """The person with what `--email`, `--phone` and `--title` say; UsageError for two addresses."""
    said = check_email(email) if email else ""
    if said and person.email and said != person.email:
        raise UsageError(
            f"{line(person.name)[:60]} has two addresses, {line(person.email)} and {line(said)}; "
            "give one of them."
        )
    return person._replace(
        email=person.email or said,
        phone=one_line(phone, "phone") or person.phone,
        title=one_line(title, "title") or person.title,
    )


def check_email(address: str) -> str:
    """`address`, its domain in lower case ASCII (IDNA). UsageError where it is not one address.

    Local parts are ASCII: the standard library encodes others wrongly in a header.
    """
    told = one_line(address, "email address")
    local, at, domain = told.rpartition("@")
    if not at or not _local_part(local):
        raise UsageError(
            f"“{line(told)[:60]}” is not an email address; write it as name@example.com."
        )
    host = _host(domain)
    if not host:
        raise UsageError(
            f"“{line(told)[:60]}” is not an email address; write it as name@example.com."
        )
    return f"{local}@{host}"


def same_person(name: str, other: str) -> bool:
    """Whether one name holds every word of the other: `Priya` and `Priya Shah`."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return words <= others or others <= words


def _looks_like_address(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    return bool(local) and "." in domain


def _local_part(local: str) -> bool:
    return (
        0 < len(local) <= 64
        and _IN_ADDRESS.issuperset(local)
        and local[0] != "."
        and local[-1] != "."
        and ".." not in local
    )


@lru_cache(maxsize=10_000)
def _host(domain: str) -> str:
    """The name of a host in lower case ASCII; empty where `domain` is none."""
    if not _HOST.fullmatch(domain):
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    host = domain.lower()
    return host if len(host) <= 253 and _HOST.fullmatch(host) else ""


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*", re.ASCII | re.IGNORECASE)
