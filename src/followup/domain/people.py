"""How a person is typed: `Name`, `Name, Title`, `Name <address>, Title`, `Name address`. Pure.

A telephone number may stand anywhere behind the name.
"""

import re
from collections.abc import Sequence, Sized
from functools import lru_cache
from string import ascii_letters, digits
from typing import NamedTuple

from followup.domain.errors import UsageError
from followup.domain.model import NewContact
from followup.domain.names import name_and_post
from followup.domain.safe_text import line
from followup.domain.text import fold, is_nobody, one_line, word_set

_WAYS = 'write it as "Name", "Name, Title", "Name <address>" or "Name <address>, Title"'
_IN_ADDRESS = frozenset(f"{ascii_letters}{digits}!#$%&'*+-/=?^_`{{|}}~.")
_BARE_ADDRESS = re.compile(r"(?<![^\s,;(])(?:mailto:)?([^\s<>,;()]+@[^\s<>,;()]+)")


class _Written(NamedTuple):
    """The parts of a person as they were typed; the address is None where there is none."""

    name: str
    address: str | None = None
    title: str = ""


def parse_person(text: str) -> NewContact:
    """A person as `--with` takes them. UsageError where name or address is none, or two."""
    if len(text.strip().splitlines()) > 1:
        raise UsageError(
            f"A person is one line, and “{line(text.strip())[:60]}” are several, as of a signature; "
            f"take the name from them, and {_WAYS}."
        )
    told, phone = _without_phone(one_line(text, "person"))
    written = _bracketed(told) if {"<", ">"} & set(told) else _bare(told)
    name, post = name_and_post(written.name.strip().strip('"').strip())
    _check_name(name, written)
    address = "" if written.address is None else check_email(written.address)
    return NewContact(name, address, written.title or post, phone)


def _without_phone(told: str) -> tuple[str, str]:
    """A person without the telephone number that is typed with them, and that number."""
    numbers = (found for found in _PHONE.finditer(told) if _is_phone(found["number"]))
    found = next(numbers, None)
    if found is None:
        return told, ""
    before, after = told[: found.start()].rstrip(" ,;:(-"), told[found.end() :].lstrip(" ,;)")
    if not before:
        raise UsageError(
            f"“{line(found['number'])[:60]}” is a telephone number; it needs a name: {_WAYS}."
        )
    apart = ", " if after and not after.startswith("<") else " "
    return f"{before}{apart}{after}".strip(), found["number"].strip()


_PHONE = re.compile(
    r"(?<![^\s,;:(])(?:(?:tel|telephone|phone|ph|mob|mobile|cell|call)\b\.?:?\s*)?"
    r"(?P<number>\+?\(?\d[\d\s().\-–/]{5,}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?)(?![^\s,;)])",
    re.IGNORECASE | re.ASCII,
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d")


def _is_phone(number: str) -> bool:
    """Whether digits are so many as those of a telephone, and no span of years."""
    return 7 <= sum(map(str.isdigit, number)) <= 20 and not _YEARS.fullmatch(number)


def _bracketed(told: str) -> _Written:
    """A person whose address stands between `<` and `>`."""
    name, opened, rest = told.partition("<")
    address, closed, title = rest.partition(">")
    if not opened or not closed or {"<", ">"} & set(title + name):
        raise UsageError(f"“{line(told)[:60]}” is not one person; {_WAYS}.")
    if title and not title.lstrip().startswith(","):
        raise UsageError(f"After the address comes a comma and the title; {_WAYS}.")
    return _Written(name, address.removeprefix("mailto:"), title.lstrip().removeprefix(",").strip())


def _bare(told: str) -> _Written:
    """A person whose address, if there is one, is a word among the others."""
    addresses = list(_BARE_ADDRESS.finditer(told))
    if not addresses:
        return _Written(told)
    if len(addresses) > 1:
        raise UsageError(f"“{line(told)[:60]}” is not one person; {_WAYS}.")
    before, after = told[: addresses[0].start()], told[addresses[0].end() :]
    return _Written(before.strip(" ,;("), addresses[0][1], after.strip(" ,;)"))


def _check_name(name: str, written: _Written) -> None:
    """UsageError where `name` is none."""
    if not name and "@" in (written.address or ""):
        raise UsageError(
            f"“{line(written.address or '')[:60]}” is an address; it needs a name: {_WAYS}."
        )
    if not name:
        raise UsageError(f"A person needs a name; {_WAYS}.")
    if is_nobody(name):
        raise UsageError(f"“{line(name)[:60]}” names nobody; leave it out, or {_WAYS}.")


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


MOST = 500
"""How many people an interview may have."""


def check_number(people: Sized) -> None:
    """UsageError for more people than an interview has."""
    if len(people) > MOST:
        raise UsageError(f"An interview has at most {MOST} people; name those whom you met.")


def same_person(name: str, other: str) -> bool:
    """Whether one name holds every word of the other: `Priya` and `Priya Shah, RN`."""
    words, others = words_of(name), words_of(other)
    return words <= others or others <= words


def words_of(name: str) -> frozenset[str]:
    """The words of a name, folded; a comma is none."""
    return frozenset(fold(name).replace(",", " ").split())


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


def named_in(text: str, names: Sequence[str]) -> list[int]:
    """The positions of the people of whom a name of three letters or more is a word of `text`."""
    words = {word for word in re.findall(r"\w+", fold(text)) if len(word) > _INITIALS}
    return [
        at for at, name in enumerate(names) if words.intersection(re.findall(r"\w+", fold(name)))
    ]


def apart(text: str) -> tuple[str, str, str]:
    """Name, sign and what is said to them: `Priya: the rota`, `Priya - the rota`. Without a sign
    all is the first.
    """
    sign = re.search(r":|\s[-–—=]\s", text)
    return (text[: sign.start()], sign[0], text[sign.end() :].strip()) if sign else (text, "", "")


def without_whose(text: str, names: Sequence[str]) -> str:
    """A jotting without the name before it of whoever of these people it is for."""
    name, sign, rest = apart(text)
    is_whose = sign and rest and any(is_called(name, each) for each in names if each)
    return rest if is_whose else text


_INITIALS = 2
"""Letters that are too few to be what somebody is called."""


def is_called(word: str, name: str, email: str = "") -> bool:
    """Whether a person may be called so: by a name, a title with it, a nickname, their address.

    Minty is short for Araminta, and Bob for Robert; `minty@acme.example` says so, too.
    """
    words, names = (set(fold(each).replace(".", "").split()) for each in (word, name))
    called = words - _TITLES or words
    if bool(words) and called <= names:
        return True
    return len(called) == 1 and _is_nickname(called.pop(), names, fold(email).partition("@")[0])


def _is_nickname(word: str, names: set[str], address: str) -> bool:
    stem = re.sub(r"(.)\1$", r"\1", re.sub(r"(?:ie|ey|y|e)$", "", word))
    quoted = {name.strip("\"'“”‘’()") for name in names}
    short = len(stem) >= _STEM and any(name.startswith(stem) for name in names)
    inner = len(stem) > _STEM and any(stem in name for name in names)
    formal = _NICKNAMES.get(word, "").split()
    return short or inner or word in quoted or word == address or not names.isdisjoint(formal)


_STEM = 3
"""Letters of a nickname's stem: rob of Robert; one from inside a name has more: drew of Andrew."""
_TITLES = word_set("mr mrs ms miss mx dr prof professor rev sir")
_NICKNAMES = {
    "al": "alan albert alexander", "becky": "rebecca", "bess": "elizabeth", "bill": "william",
    "billy": "william", "bob": "robert", "bobby": "robert", "chuck": "charles", "dick": "richard",
    "dot": "dorothy", "ed": "edward edwin edmund", "gus": "augustus angus", "hal": "henry harold",
    "hank": "henry", "harry": "henry harold", "jack": "john", "jackie": "jacqueline",
    "jake": "jacob", "jeff": "geoffrey", "jerry": "gerald jerome", "jim": "james",
    "jimmy": "james", "jo": "joanna joanne josephine", "joe": "joseph",
    "kate": "catherine kathryn", "kathy": "catherine", "katie": "catherine kathryn",
    "larry": "lawrence laurence", "libby": "elizabeth", "liz": "elizabeth", "lizzie": "elizabeth",
    "maggie": "margaret", "meg": "margaret", "mick": "michael", "mike": "michael", "molly": "mary",
    "ned": "edward", "nell": "eleanor helen", "peggy": "margaret", "polly": "mary",
    "sally": "sarah", "steve": "stephen", "ted": "edward theodore edmund", "tom": "thomas",
    "tony": "anthony antony", "trish": "patricia", "vicky": "victoria", "zack": "zachary",
}  # fmt: skip
"""Nicknames that do not stand in their names, each with the names."""
