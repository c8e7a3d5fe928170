"""Whether what is about to be added looks like what is there already. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import Contact, Interview, NewContact, NewInterview
from followup.domain.people import same_person
from followup.domain.safe_text import line, quoted
from followup.domain.text import fold
from followup.domain.workdays import DAY
from followup.environment import own_start
from followup.store import queries
from followup.store.connection import Ask
from followup.store.queries import Round

if TYPE_CHECKING:  # the engine costs half a second
    from followup.store.contacts import Namesake


class Twin(Frozen):
    """An interview that is there already: the same person at the same company, or one of a like name, on the same day;
    or, where nobody is named, the same start at the same company.
    """

    interview_id: int
    whom: str


class Alike(UsageError):
    """Somebody would be made anew who may be there already; the user is to be asked."""

    def __init__(self, found: "Sequence[Namesake]") -> None:
        super().__init__("\n".join(map(remark, found)))
        self.found = found


Agreed = Mapping[str, int]
"""The contact that each person is, by name; 0 for another person than all who are there."""


def check_people(ask: Ask, change: int, agreed: Agreed | None, *, tried: bool = False) -> list[str]:
    """Remarks on the people whom a change made though somebody like them was there.

    `tried`: the change is taken back. Alike, where nothing was agreed yet, which takes the change back.
    """
    from followup.store import contacts

    found = [one for one in contacts.namesakes(ask, change) if one.new.name not in (agreed or ())]
    if found and agreed is None:
        raise Alike(found)
    return [remark(one, tried=tried) for one in found]


def remark(namesake: "Namesake", *, tried: bool = False) -> str:
    """What to say of a person who may be there already; `tried`: of an import that is only tried."""
    known = next((known for known in namesake.known if known.email), namesake.known[0])
    address = quoted(f"{known.name} <{known.email or '…'}>")
    undo = [] if tried else ["followup undo"]
    edit = [] if known.email else [f"followup contact edit {known.id} --email …"]
    first = ", and ".join((*undo, *edit))
    return (
        f"{line(namesake.new.name)} may be there already: {'; '.join(map(who, namesake.known))}. If they are "
        f"one person, write them as {address}{'; first type: ' if first else ''}{first}"
    )


def unfiled(ask: Ask, people: Iterable[NewContact]) -> dict[str, Contact]:
    """Of these people, by name, those who are there by that full name, of no company so far.

    Only where one contact is called so, and no other address was told.
    """
    there = queries.contacts_at(ask, "")
    found = {}
    for person in people:
        called = [one for one in there if fold(one.name) == fold(person.name)]
        is_sure = len(called) == 1 and " " in person.name.strip() and not person.known
        if is_sure and ("" in (person.email, called[0].email) or person.email == called[0].email):
            found[person.name] = called[0]
    return found


def who(contact: Contact) -> str:
    """A contact as a question names them."""
    at = f" of {line(contact.company)}" if contact.company else ""
    return f"{line(contact.name)}{at} (contact {contact.id})"


class Booked(Frozen):
    """The booked interview that one to be recorded seems to be, and whether they start together."""

    round: Round
    same_start: bool

    @property
    def interview_id(self) -> int:
        """Its number."""
        return self.round.interview.id


def booked(ask: Ask, interview: NewInterview) -> Booked | None:
    """The interview of an open job of that company that was booked for that day.

    The role is the same, or was not said. None where several start together.
    """
    others = [
        Booked(one, _start(one.interview) == _start(interview))
        for one in queries.rounds_between(ask, interview.day, interview.day)
        if _same_company(interview, one.application.company)
        and one.application.is_open
        and _same_role(interview, one.application.role)
        and _was_booked(ask, one.application.id, one.interview.id)
    ]
    together = [one for one in others if one.same_start]
    if len(together) > 1:
        return None
    return next(iter(together or others), None)


def overlapping(ask: Ask, number: int, now: datetime) -> list[str]:
    """A remark for each booked interview that is on while interview `number` is, before it begins."""
    talk = queries.round_of(ask, number).interview
    if talk.at is None or talk.starts <= now:
        return []
    others = queries.rounds_between(ask, talk.day - DAY, talk.day + DAY)
    return [
        f"It overlaps with {one.interview.numbered} with "
        f"{line(one.application.company)}, {own_start(one.interview).partition('T')[2]}."
        for one in others
        if one.interview.id != number
        and one.interview.at is not None
        and one.application.is_open
        and one.interview.starts < talk.ends
        and talk.starts < one.interview.ends
    ]


def _start(talk: Interview | NewInterview) -> tuple[object, bool]:
    return talk.starts, talk.at is None


def _same_company(interview: NewInterview, known: str) -> bool:
    return fold(known) == fold(interview.company) or alike(known, interview.company)


def _same_role(interview: NewInterview, known: str) -> bool:
    return not interview.role or fold(interview.role) == fold(known)


def _was_booked(ask: Ask, application: int, interview: int) -> bool:
    """Whether it was recorded before it began: then it was to be prepared for."""
    everything = queries.followups_of(ask, application)
    return any(one.kind == "prep" and one.interview_id == interview for one in everything)


def companies(ask: Ask, name: str) -> list[str]:
    """The companies that are there under a like name, or one of which `name` is a part or that
    are a part of it, or that is a letter off; the likest first, then the open ones.
    """
    return nearest(name, queries.companies_near(ask, fold(name), bare(name)[:1]))


def twin(ask: Ask, interview: NewInterview) -> Twin | None:
    """The interview that this one seems to repeat."""
    for talk in queries.rounds_between(ask, interview.day, interview.day):
        people = [met.contact for met in talk.interview.people]
        person = _again(interview, talk.application.company, people)
        is_same = not interview.people and _start(talk.interview) == _start(interview)
        if person or (
            is_same
            and _same_company(interview, talk.application.company)
            and _same_role(interview, talk.application.role)
            and not _was_booked(ask, talk.application.id, talk.interview.id)
        ):
            return Twin(talk.interview.id, person or talk.application.company)
    return None


def _again(interview: NewInterview, company: str, people: list[Contact]) -> str:
    """The name of the first person who was there and is told of again."""
    if not _same_company(interview, company):
        return ""
    pairs = ((new, known) for new in interview.people for known in people)
    return next((known.name for new, known in pairs if _same(new, known)), "")


def _same(new: NewContact, known: Contact) -> bool:
    if new.email and known.email:
        return new.email.casefold() == known.email.casefold()
    return same_person(new.name, known.name)


LEGAL_FORMS = frozenset(
    ("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
     "lp", "plc", "pty", "gmbh", "mbh", "ag", "kg", "ug", "se", "sa", "sas", "sarl", "srl", "spa",
     "bv", "nv", "ab", "oy", "aps", "kk")
)  # fmt: skip
"""What a company's name may end with without being another company."""


_JOINED = str.maketrans(dict.fromkeys(".'’`"))


_SPOKEN = str.maketrans({"&": " and ", "+": " plus "})


def bare(company: str) -> str:
    """What is left of a name: its letters and digits, without the legal forms at its end.

    A name that is nothing but legal forms and punctuation is left with what there is of it.
    """
    return "".join(_bare_words(company))


def _bare_words(company: str) -> list[str]:
    spoken = fold(company).translate(_JOINED).translate(_SPOKEN)
    words = "".join(sign if sign.isalnum() else " " for sign in spoken).split()
    return _without_forms(words) or words


def _without_forms(words: list[str]) -> list[str]:
    """`Smith & Co. KG` is Smith: an `and` goes with the form that it led to."""
    kept = words
    while kept and kept[-1] in LEGAL_FORMS:
        kept = kept[:-1]
        if kept and kept[-1] == "and":
            kept = kept[:-1]
    return kept


def alike(company: str, other: str) -> bool:
    """Whether two names may well be one company; not where nothing is left to compare."""
    left = bare(company)
    return bool(left) and left == bare(other)


def is_part(company: str, other: str) -> bool:
    """Whether the words of a name, without legal forms, stand together in another one."""
    words, inside = _bare_words(company), _bare_words(other)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(inside)} "


def is_letter_off(company: str, other: str) -> bool:
    """Whether two names differ by one letter, or two that changed places, in a word of five or more."""
    words, others = _bare_words(company), _bare_words(other)
    differing = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    return (
        len(words) == len(others)
        and len(differing) == 1
        and min(map(len, differing[0])) >= _LONG_ENOUGH
        and _is_slip(*differing[0])
    )


_LONG_ENOUGH = 5
"""Letters of a word in which one that is other is rather a slip than another word."""


def _is_slip(word: str, other: str) -> bool:
    """Whether a letter within a word was left out, put in or taken for another one, or two changed
    places. A letter at the end may make another word, as in a plural.
    """
    short, long = sorted((word, other), key=len)
    at = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if not (word + other).isalpha() or at == len(short):
        return False
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1]
    return short[at + 1 :] == long[at + 1 :] or (is_swapped and short[at + 2 :] == long[at + 2 :])


def nearest(company: str, known: Sequence[str]) -> list[str]:
    """The known names that may be a company's: those that are alike, then wholes and parts, then
    those that are a letter off.

    None, where the very name is known, but for case and accents: that is no second name.
    """
    if fold(company) in map(fold, known):
        return []
    like = (name for name in known if alike(company, name))
    wholes = (name for name in known if is_part(company, name))
    parts = sorted((name for name in known if is_part(name, company)), key=len, reverse=True)
    slips = (name for name in known if is_letter_off(company, name))
    return list(dict.fromkeys((*like, *wholes, *parts, *slips)))
