"""The frozen values that pass between the rooms. Knows no clock, store or terminal.

What an import makes by the hundred thousand is a NamedTuple: one of twenty fields takes a ninth of
the time of a frozen dataclass.

Days are local calendar days. Instants are aware and in UTC. `seq` is the number of the change
that recorded a fact: order goes by it, never by the clock.
"""

import re
from datetime import date, datetime, time
from typing import NamedTuple

from followup.domain.frozen import Frozen

STAGES = ("phone", "video", "onsite", "panel", "final", "informational")
STAGE_WORDS = {
    word: stage
    for stage, words in (
        ("phone", "telephone, call, phone call, phone screen, phone screening, phone interview, "
         "telephone interview, screen, screening, telefon, telefonat, telefonisch, telefoninterview, "
         "telefongesprach"),
        ("video", "teams, ms teams, microsoft teams, zoom, google meet, meet, skype, webex, "
         "facetime, video call, zoom call, teams call, video screen, video interview, online, virtual, "
         "remote, hirevue, videogesprach, videoanruf, videokonferenz, videointerview"),
        ("onsite", "on site, on site interview, in person, in person interview, face to face, f2f, "
         "office, site visit, trial shift, trial day, shadow shift, working interview, tour, "
         "vor ort, personlich, probearbeiten, probetag, hospitation"),
        ("panel", "panel interview"),
        ("final", "final round, final interview, last round"),
        ("informational", "informational interview, coffee, coffee chat"),
    )
    for word in words.split(", ")
}  # fmt: skip
"""What people call a stage, folded and without hyphens, and the stage that it is."""
ASSUMED_STAGE = "video"
"""How an interview is planned of which nobody said the stage."""

THROUGH = ("follow-ups", "everything", "nothing")
"""What goes through an agency: check-ins, offers and withdrawals; the thank-yous, too; nothing."""

CHANNELS = ("email", "letter", "card", "phone")
OUTCOMES = ("offer", "accepted", "declined", "rejected", "withdrawn", "closed")
"""What can become of an application. Only `offer` leaves it open."""

OFFER_MADE = "They made an offer"
"""How the log begins to tell of an offer that another outcome has taken the place of."""

OPEN_OUTCOMES = ("", "offer")
"""The outcomes of an open application: none yet, or an offer."""

REARRANGED = re.compile(r"Interview [0-9]+ (?:was moved from|was cancelled|is on again,) ")
"""How the log begins to tell that the start of an interview changed, which is nobody's contact."""

INTERVIEW_TEXTS = ("where", "looking_for", "next_step", "note")
"""The free texts of an interview: fields, and columns, of the same names."""

ELSEWHERE = frozenset(("offer", "accepted"))
"""The outcomes that the plans of all other open applications follow from, too."""


class Contact(NamedTuple):
    """A person. Texts are empty where nothing is known."""

    id: int
    name: str
    company: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    salutation: str = ""
    language: str = ""
    note: str = ""
    no_calls: bool = False
    no_contact: bool = False


class Concern(NamedTuple):
    """A doubt that the interviewer raised, and your answer (empty if you have none yet).

    In one line of text they are `doubt: answer`. A colon within the doubt is followed by no
    space (9:30, a link), or is written with a backslash before it.
    """

    concern: str
    answer: str = ""

    @classmethod
    def read(cls, text: str) -> "Concern":
        """The doubt and its answer from one line of text."""
        doubt, *answer = _ANSWER_COLON.split(text.strip(), maxsplit=1)
        return cls(doubt.replace("\\:", ":").strip(), "".join(answer))

    def text(self) -> str:
        """Both in one line of text, which `read` takes apart again."""
        doubt = _INNER_COLON.sub(r"\:", self.concern)
        return f"{doubt}: {self.answer}" if self.answer else doubt


def needs_of(looking_for: str) -> tuple[str, ...]:
    """What they look for, one need a line of the text."""
    return tuple(need.strip() for need in looking_for.split("\n") if need.strip())


_INNER_COLON = re.compile(r"(?<!\\):(?=\s|$)")
"""A colon that would be read as the end of the doubt."""
_ANSWER_COLON = re.compile(r"(?<!\\):\s+")


class Met(Frozen):
    """A contact of an interview, and what the two of you talked about."""

    contact: Contact
    topic: str = ""


class Interview(Frozen):
    """One conversation, a round of its application.

    `stage_assumed`: nobody said which stage it is, so it is planned as ASSUMED_STAGE. `day` is the local day in the zone where it took place: the anchor of all that follows from
    it. `at` is the local time of day, None where only the day is known. `starts` and `ends` are
    instants; without a time of day both are the first moment of `day`, so that the interview
    counts as held from its day on.
    """

    id: int
    stage: str
    day: date
    at: time | None
    zone: str
    minutes: int
    starts: datetime
    ends: datetime
    recorded_on: date
    seq: int
    where: str = ""
    looking_for: str = ""
    next_step: str = ""
    note: str = ""
    strengths: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    people: tuple[Met, ...] = ()
    cancelled: bool = False
    stage_assumed: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """What they look for, one by one."""
        return needs_of(self.looking_for)

    @property
    def stated_stage(self) -> str:
        """The stage as somebody said it; empty where it is only assumed."""
        return "" if self.stage_assumed else self.stage

    @property
    def called(self) -> str:
        """What it is called in a sentence: its stage, or “interview” where nobody said which."""
        return self.stated_stage or "interview"

    @property
    def numbered(self) -> str:
        """Its number with its stage, where somebody said which: interview 3, video."""
        return f"interview {self.id}{self.stated_stage and f', {self.stage}'}"

    def status(self, now: datetime) -> str:
        """`cancelled`, `booked` (it has not ended) or `held`."""
        if self.cancelled:
            return "cancelled"
        return "held" if self.ends <= now else "booked"


class Revision(Frozen):
    """Which one of the invitations with one uid this is; `stamped` is an instant in UTC."""

    sequence: int = 0
    stamped: datetime | None = None

    def precedes(self, other: "Revision") -> bool:
        """Whether the other one holds instead of this one (RFC 5546, 2.1.5)."""
        if self.sequence != other.sequence or self.stamped is None or other.stamped is None:
            return self.sequence < other.sequence
        return self.stamped < other.stamped


class Promise(Frozen):
    """A day by which `by` (`you` or `they`) said to be in touch; `they`: their decision date.

    `contact_id` is the person in whose note you promised it; None where it was in no note.
    """

    id: int
    by: str
    on: date
    made_on: date
    seq: int
    text: str = ""
    interview_id: int | None = None
    contact_id: int | None = None


class Reply(Frozen):
    """They answered, on that day; `is_offer` where that was an offer that another outcome followed."""

    id: int
    on: date
    seq: int
    is_offer: bool = False


class Application(Frozen):
    """One job that you are in the running for.

    `through` says what goes through the agency `via`, one of THROUGH; empty for what is set for all.
    An offer wants an answer by `deadline_on`, a day on the user's own clock, and by the instant
    `deadline_at` where a time of day was named.
    `outcome_undated`: nobody said when the outcome came, so `outcome_on` is only what is counted from.
    """

    id: int
    company: str
    role: str
    seq: int
    via: str = ""
    through: str = ""
    field: str = ""
    channel: str = ""
    outcome: str = ""
    outcome_on: date | None = None
    outcome_seq: int = 0
    outcome_undated: bool = False
    deadline_on: date | None = None
    deadline_at: datetime | None = None
    terms: str = ""
    start_on: date | None = None
    keep_in_touch: bool = False

    @property
    def is_open(self) -> bool:
        """Whether you are still in the running: no outcome yet, or an offer."""
        return self.outcome in OPEN_OUTCOMES


class Reason(Frozen):
    """One step of the chain that explains a date.

    `step` is one of rule, anchor, count, weekend, holiday, day_off, decision, reply, round,
    promise, recorded, deadline, snooze, final; `text` is a sentence for people; `on` is the day that the
    step led to.
    """

    step: str
    text: str
    on: date | None = None


class FollowUp(Frozen):
    """One thing to do by a day, as the store holds it.

    `key` says which rule on which anchor it stems from, and is unique. `ready_on` and `due_on`
    are inclusive. `status` is pending, done, skipped or cancelled; `done_on` is the day it was
    done, skipped or cancelled; None while it is pending, and where an older version cancelled it.
    """

    id: int
    key: str
    kind: str
    rule: str
    channel: str
    ready_on: date
    due_on: date
    status: str = "pending"
    interview_id: int | None = None
    contact_id: int | None = None
    promise_id: int | None = None
    done_on: date | None = None
    because: str = ""
    snoozed_until: date | None = None
    chain: tuple[Reason, ...] = ()


class Elsewhere(Frozen):
    """What happened to another application and matters to this one: accepted, or an offer with a deadline."""

    application_id: int
    company: str
    role: str
    outcome: str
    on: date
    seq: int
    deadline_on: date | None = None


class ApplicationFacts(Frozen):
    """All that the plan of one application follows from. Tuples are in the order of recording.

    `agency` is the contact who is the agency that it goes through, or works there, if one is known;
    `in_touch` whom its log names last, of those who may be contacted.
    """

    application: Application
    interviews: tuple[Interview, ...] = ()
    promises: tuple[Promise, ...] = ()
    replies: tuple[Reply, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    agency: Contact | None = None
    in_touch: Contact | None = None


class Planned(Frozen):
    """A follow-up as the rules want it; see `FollowUp` for the fields."""

    key: str
    kind: str
    rule: str
    channel: str
    ready_on: date
    due_on: date
    interview_id: int | None = None
    contact_id: int | None = None
    promise_id: int | None = None
    chain: tuple[Reason, ...] = ()


class Plan(Frozen):
    """What the facts of one application ask for.

    `held_back` maps the key of a follow-up that is not planned now to the sentence that says
    why; `remarks` are sentences for the user about what was not planned at all.
    """

    planned: tuple[Planned, ...] = ()
    held_back: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


class Changes(Frozen):
    """What a new plan changes about the follow-ups that are there already.

    Pairs are (before, after); what is in none of the three stays as it is.

    `moved`: any field changed, a cancelled one that is pending again among them. `cancelled`:
    was pending, and its `because` now says why.
    """

    added: tuple[Planned, ...] = ()
    moved: tuple[tuple[FollowUp, FollowUp], ...] = ()
    cancelled: tuple[tuple[FollowUp, FollowUp], ...] = ()


class You(Frozen):
    """The user, as the configuration knows them. Empty where not set."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""


class Occasion(Frozen):
    """All that a note is written from: one follow-up with the facts around it.

    The user's own words stand as they were jotted. `interview_on` is the day of the talk that
    the note looks back on. `decision_on` is their standing decision date, None where there is
    none. `promise_on`, `promise_clock` and `promise` are what you said you would do by when; the clock
    is as it was typed, and empty where only the day was named; `deadline_clock`, such as 5pm or noon, is of `deadline_on`. `promises_too` are the others that the reader waits for, each with its day. `position` counts
    the people of the interview from 0, so that no two of them get the same note; `people` is
    how many there are, `others` the names of all but the reader. `outcome` is the application's by now. `agent` is the contact at the
    agency who passes the note on, where it goes through one. `met_before`: in an earlier talk, too.
    """

    kind: str
    channel: str
    today: date
    company: str
    role: str = ""
    stage: str = ""
    field: str = ""
    via: str = ""
    contact: Contact | None = None
    you: You = You()
    interview_on: date | None = None
    looking_for: str = ""
    strengths: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    topic: str = ""
    next_step: str = ""
    decision_on: date | None = None
    promise_on: date | None = None
    promise: str = ""
    promise_clock: str = ""
    promises_too: tuple[tuple[date, str], ...] = ()
    position: int = 0
    people: int = 1
    deadline_on: date | None = None
    deadline_clock: str = ""
    terms: str = ""
    start_on: date | None = None
    outcome: str = ""
    agent: Contact | None = None
    others: tuple[str, ...] = ()
    met_before: bool = False

    @property
    def recipient(self) -> Contact | None:
        """Who gets the note: the agent who passes it on, else its reader."""
        return self.agent or self.contact

    @property
    def needs(self) -> tuple[str, ...]:
        """What they look for, one by one; the first strength answers the first need."""
        return needs_of(self.looking_for)


class Missing(Frozen):
    """A fact that would make a note better.

    `fact` is the name of the field; `sentence` says what the note goes without; `option` is the
    option of `add` and `edit` that adds it (`--topic "Priya: …"`), or a whole command for what is
    not a fact of the interview (`config set you.name "…"`).
    """

    fact: str
    sentence: str
    option: str


class Left(Frozen):
    """What stays out of a note: the words as they were jotted, and why, as half a sentence.

    `fact` is what they tell: `topic`, `looking_for`, `strength`, `concern`, `next_step`, `promise`.
    """

    jotting: str
    why: str
    fact: str = ""


class Note(Frozen):
    """The words of a follow-up. `words` counts the body's words without salutation and closing.

    `language` is the code of the language that it is written in. `mended` are words of the
    jottings that were spelled out or corrected: as they were, as they are now.
    """

    subject: str
    body: str
    words: int
    missing: tuple[Missing, ...] = ()
    remarks: tuple[str, ...] = ()
    language: str = "en"
    left: tuple[Left, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


class NewContact(NamedTuple):
    """A person as they were told to us, with what you talked about in this interview."""

    name: str
    email: str = ""
    title: str = ""
    phone: str = ""
    topic: str = ""
    no_calls: bool = False
    salutation: str = ""
    known: int = 0  # the number of the contact that they are, where that was agreed


class NewInterview(NamedTuple):
    """An interview as it was told to us, every text checked, every day understood.

    `role`, `via`, `field` and `channel` are of its application; empty means: as it is there.
    `stage` is empty where nobody said it.
    """

    company: str
    day: date
    at: time | None
    zone: str
    starts: datetime
    role: str = ""
    stage: str = ""
    minutes: int = 60
    where: str = ""
    people: tuple[NewContact, ...] = ()
    looking_for: str = ""
    strengths: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    decision_on: date | None = None
    promises: tuple[tuple[date, str], ...] = ()
    next_step: str = ""
    via: str = ""
    through: str = ""
    field: str = ""
    channel: str = ""
    note: str = ""
