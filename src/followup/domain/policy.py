"""The policy of the schedule: its numbers and its rules, as data with the evidence beside it. Pure.

A number counts in `bd` (business days, those of `workdays`) or in `days` (calendar days; where
they lead to no business day, the next one). Each can be set in the configuration as
`policy.` + its key. The evidence is etiquette and opinion polls, never an experiment.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.safe_text import line

PREFIX = "policy."
AGENCY_KEY = "agency.follow_ups"
AGENCY_GETS = {"agency": "follow-ups", "employer": "nothing", "everything": "everything"}
"""What the values of that key mean, as THROUGH of the model has it."""
CHANNEL_KEY = "note.channel"
UNITS = {"bd": "business days", "days": "calendar days"}


class Number(Frozen):
    """One number of the policy. `least` and `most` are inclusive; `evidence` names its source."""

    key: str
    default: int
    unit: str
    meaning: str
    evidence: str
    least: int = 0
    most: int = 60

    def read(self, text: str) -> int:
        """The value that `text` says; UsageError unless it is a whole number within the range."""
        digits = text.strip()
        if digits.isascii() and digits.isdigit() and len(digits) < 6:
            value = int(digits)
            if self.least <= value <= self.most:
                return value
        raise UsageError(
            f"{PREFIX}{self.key} cannot be “{line(text)[:40]}”: type a whole number of {UNITS[self.unit]} "
            f"from {self.least} to {self.most}, such as the default, {self.default}."
        )


NUMBERS: tuple[Number, ...] = (
    Number(
        "prep.days_before",
        1,
        "days",
        "How long before an interview to prepare for it.",
        "The evening before: time zone, link or address, names (jobmentis.com).",
        most=14,
    ),
    Number(
        "thank_you.due_days",
        1,
        "bd",
        "How long after an interview a thank-you is in time.",
        "Within 24 hours is the consensus (reference.com); Friday's may go out on the next "
        "business day (mycareergps.com).",
        most=10,
    ),
    Number(
        "thank_you.sales_due_days",
        0,
        "bd",
        "The same in sales; 0 is the day of the interview itself.",
        "The one who wrote within six hours won (meritt.io).",
        most=10,
    ),
    Number(
        "thank_you.too_late_days",
        10,
        "bd",
        "An interview recorded later than this brings no thank-you.",
        "Past 48 hours a thank-you loses most of its effect, but beats nothing "
        "(climbtheladder.com, weak); the limit itself is ours.",
        least=1,
    ),
    Number(
        "check_in.days",
        5,
        "bd",
        "How long after the last round to ask, where they gave no date.",
        "Five to seven business days (journalismjobs.com); 49 % of polled hiring managers "
        "prefer five (youtern.com).",
        least=1,
    ),
    Number(
        "check_in.government_days",
        10,
        "bd",
        "The same in government.",
        "Government takes 53.8 days to hire against a mean of 23.8 (Glassdoor).",
        least=1,
    ),
    Number(
        "check_in.reply_days",
        10,
        "bd",
        "How long after their reply to ask again.",
        "A touch restarts the clock; a reply earns more patience than silence. The number is ours.",
        least=1,
    ),
    Number(
        "check_in.after_decision_ready",
        1,
        "bd",
        "From when on to ask after the day by which they said they would decide.",
        "Contact before the date drew a rebuke (purduecco.com, resume-now.com).",
    ),
    Number(
        "check_in.after_decision_due",
        2,
        "bd",
        "By when to ask after the day by which they said they would decide.",
        "One or two days past it is the norm (journalismjobs.com).",
    ),
    Number(
        "check_in.sales_after_decision_days",
        0,
        "bd",
        "When to ask after their decision date in sales; 0 is the date itself.",
        "In sales, call on the decision date (salesforcesearch.com).",
    ),
    Number(
        "second_check_in.days",
        5,
        "bd",
        "How long after the first check-in was done to send the second and last.",
        "Another week, then let go (frederickworks.com).",
        least=1,
    ),
    Number(
        "close_out.days",
        10,
        "bd",
        "How long after the second check-in was done to decide whether to close.",
        "Two check-ins at most (careernetwork.org); the wait before letting go is ours.",
        least=1,
    ),
    Number(
        "promised.within_days",
        5,
        "bd",
        "A promise of yours this near to a check-in, before or after, takes its place.",
        "Seven messages sank a good candidate (frederickworks.com, weak); the nearness is ours.",
    ),
    Number(
        "promised.then_days",
        5,
        "bd",
        "How long after the promise was kept the check-in that it replaced comes back.",
        "As after an interview: five business days (journalismjobs.com).",
        least=1,
    ),
    Number(
        "decline.due_days",
        1,
        "bd",
        "How soon to tell them that you decline.",
        "Promptly: even to acknowledge an offer, 24 hours are the limit (law.duke.edu).",
        most=30,
    ),
    Number(
        "rejection_reply.ready_days",
        1,
        "days",
        "From when on to answer a rejection.",
        "Within 24 to 48 hours (versique.com, weak).",
        most=30,
    ),
    Number(
        "rejection_reply.due_days",
        2,
        "bd",
        "By when to answer a rejection.",
        "Within 24 to 48 hours (versique.com, weak); not necessary (Liz Ryan, forbes.com).",
        most=30,
    ),
    Number(
        "keep_in_touch.first_days",
        30,
        "days",
        "How long after a rejection to be in touch again.",
        "After a month or more (versique.com).",
        least=1,
        most=730,
    ),
    Number(
        "keep_in_touch.days",
        90,
        "days",
        "How long after each touch the next one follows.",
        "Every three to six months (postdocs.yale.edu).",
        least=1,
        most=730,
    ),
    Number(
        "keep_in_touch.informational_days",
        90,
        "days",
        "The same after an informational interview.",
        "Every three to six months (postdocs.yale.edu).",
        least=1,
        most=730,
    ),
    Number(
        "acknowledge_offer.due_days",
        1,
        "bd",
        "How soon to acknowledge an offer.",
        "Within 24 hours (law.duke.edu).",
        most=30,
    ),
    Number(
        "decide_offer.ready_days",
        2,
        "bd",
        "How long before its deadline to start deciding on an offer.",
        "A deadline met on its last hour leaves no room for a question; the number is ours.",
        most=30,
    ),
    Number(
        "decide_offer.due_days",
        1,
        "bd",
        "How long before its deadline to have decided on an offer.",
        "A deadline met on its last hour leaves no room for a question; the number is ours.",
        most=30,
    ),
    Number(
        "timeline_changed.due_days",
        1,
        "bd",
        "How soon to tell the others that an offer of yours has a deadline.",
        "As promptly as the offer itself is acknowledged (law.duke.edu).",
        most=30,
    ),
    Number(
        "accept.due_days",
        1,
        "bd",
        "How soon to accept in writing.",
        "Promptly, by phone, then in writing (career.vt.edu).",
        most=30,
    ),
    Number(
        "withdraw.due_days",
        1,
        "bd",
        "How soon to withdraw elsewhere after you accepted.",
        "At once, by phone, then in writing (career.vt.edu).",
        most=30,
    ),
    Number(
        "thank_references.due_days",
        1,
        "bd",
        "How soon to tell your references and thank them.",
        "References are told at once what concerns them (careerusa.org, imdiversity.com).",
        most=30,
    ),
    Number(
        "urgency.late_days",
        2,
        "bd",
        "Later than this past its day, a follow-up is late, not just overdue.",
        "Past 48 hours a note loses most of its effect (climbtheladder.com, weak).",
    ),
)
BY_KEY: Mapping[str, Number] = MappingProxyType({number.key: number for number in NUMBERS})

_ORDERED = (
    ("check_in.after_decision_ready", "check_in.after_decision_due"),
    ("decide_offer.due_days", "decide_offer.ready_days"),  # both count back from the deadline
)
"""Numbers of which the first may not be more than the second."""


class Policy(Frozen, Mapping[str, int]):
    """The numbers in force, by key: `policy["check_in.days"]`. What was not set is the default.

    `through`: what goes through an agency (THROUGH of the model; `agency.follow_ups` in the
    configuration) where the application itself does not say.
    `channel` is how notes go out where nothing else is said (`note.channel`).
    """

    chosen: Mapping[str, int]
    through: str = "follow-ups"
    channel: str = "email"

    @classmethod
    def default(cls) -> "Policy":
        """The policy of a user who set nothing."""
        return cls(MappingProxyType({}))

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> "Policy":
        """The policy that the configuration says; keys without the prefix `policy.` are not ours.

        UsageError where a key is unknown or a value is no whole number within its range.
        """
        ours = {key: text for key, text in settings.items() if key.startswith(PREFIX)}
        chosen = {number_named(key): text for key, text in ours.items()}
        policy = cls(
            MappingProxyType({n.key: n.read(text) for n, text in chosen.items()}),
            AGENCY_GETS.get(settings.get(AGENCY_KEY, ""), "follow-ups"),
            settings.get(CHANNEL_KEY) or "email",
        )
        for first, second in _ORDERED:
            if policy[first] > policy[second]:
                raise UsageError(
                    f"{PREFIX}{first} ({policy[first]}) cannot be more than {PREFIX}{second} "
                    f"({policy[second]}): what is ready after its due day is never in time. "
                    "Set the other one first."
                )
        return policy

    def __getitem__(self, key: str) -> int:
        return self.chosen[key] if key in self.chosen else BY_KEY[key].default

    def __iter__(self) -> Iterator[str]:
        return iter(BY_KEY)

    def __len__(self) -> int:
        return len(BY_KEY)


def number_named(key: str) -> Number:
    """The number that `key` names, with or without `policy.` before it; UsageError if none."""
    bare = key.removeprefix(PREFIX)
    if bare in BY_KEY:
        return BY_KEY[bare]
    raise UsageError(f"There is no setting {PREFIX}{line(bare)[:60]}. {_nearest(bare)}")


def _nearest(key: str) -> str:
    from difflib import get_close_matches  # 3 ms, and only for a mistyped key

    near = get_close_matches(key, BY_KEY, n=3, cutoff=0.5)
    if not near:
        return "`followup config list policy` shows them all."
    return f"Did you mean {' or '.join(PREFIX + name for name in near)}?"


_PACES = {
    "sales": ("sales", "selling"),
    "government": (
        "government", "governmental", "govt", "gov", "federal", "municipal", "public sector",
        "public service", "civil service",
    ),
}  # fmt: skip


def pace(field: str) -> str:
    """The pace that the field of a job sets: `sales`, `government`, or nothing for any other.

    A field is free text, so it is its words that count: "Software sales" is sales, "local gov"
    and "public" alone are government, "public relations" is neither.
    """
    words = f" {' '.join(re.findall(r'[a-z]+', field.casefold()))} "
    for name, phrases in _PACES.items():
        if any(f" {phrase} " in words for phrase in phrases):
            return name
    return "government" if words == " public " else ""


class Rule(Frozen):
    """One row of the policy table: what happened, and which follow-up it asks for.

    `ready` and `due` are the keys of the numbers counted from the anchor; empty is the anchor's
    own day.
    """

    name: str
    kind: str
    trigger: str
    evidence: str
    ready: str = ""
    due: str = ""


_RULES: tuple[Rule, ...] = (
    Rule(
        "prep",
        "prep",
        "An interview is booked",
        "Check time zone, link or address and names the evening before (jobmentis.com).",
        ready="prep.days_before",
        due="prep.days_before",
    ),
    Rule(
        "thank_you",
        "thank_you",
        "An interview was held",
        "A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), "
        "and Friday's may go out on the next business day (mycareergps.com).",
        due="thank_you.due_days",
    ),
    Rule(
        "thank_you.sales",
        "thank_you",
        "An interview in sales was held",
        "In sales the prompt one wins: the winner wrote within six hours (meritt.io).",
        due="thank_you.sales_due_days",
    ),
    Rule(
        "check_in",
        "check_in",
        "They gave no date",
        "Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring "
        "managers prefer five (youtern.com).",
        ready="check_in.days",
        due="check_in.days",
    ),
    Rule(
        "check_in.government",
        "check_in",
        "Government gave no date",
        "Government is slow: 53.8 days to hire against a mean of 23.8 (Glassdoor).",
        ready="check_in.government_days",
        due="check_in.government_days",
    ),
    Rule(
        "check_in.decision",
        "check_in",
        "They said by when they would decide",
        "One or two business days past their date is the norm (journalismjobs.com); contact "
        "before it drew a rebuke (purduecco.com).",
        ready="check_in.after_decision_ready",
        due="check_in.after_decision_due",
    ),
    Rule(
        "check_in.sales",
        "check_in",
        "In sales, they said by when they would decide",
        "In sales, call on the decision date itself (salesforcesearch.com).",
        ready="check_in.sales_after_decision_days",
        due="check_in.sales_after_decision_days",
    ),
    Rule(
        "check_in.reply",
        "check_in",
        "They replied without a new date",
        "A touch restarts the clock, and the count of check-ins with it (our rule; nobody "
        "measured it).",
        ready="check_in.reply_days",
        due="check_in.reply_days",
    ),
    Rule(
        "check_in.promised",
        "check_in",
        "You kept the promise that stood in for a check-in",
        "Persistence without pestering: the clock starts again from your last touch (our rule).",
        ready="promised.then_days",
        due="promised.then_days",
    ),
    Rule(
        "second_check_in",
        "second_check_in",
        "The first check-in brought no reply",
        "Another week, then let go (frederickworks.com); two at most (careernetwork.org).",
        ready="second_check_in.days",
        due="second_check_in.days",
    ),
    Rule(
        "close_out",
        "close_out",
        "The second check-in brought no reply",
        "Two check-ins at most, then let go (careernetwork.org): close it, or keep it.",
        ready="close_out.days",
        due="close_out.days",
    ),
    Rule(
        "promised",
        "promised",
        "You promised to be in touch",
        "A thank-you says when you will be in touch (Keegan, 123articleonline.com): a day that was "
        "named is kept.",
    ),
    Rule(
        "decline",
        "decline",
        "You declined",
        "Promptly: even to acknowledge an offer, 24 hours are the limit (law.duke.edu).",
        due="decline.due_days",
    ),
    Rule(
        "rejection_reply",
        "rejection_reply",
        "They turned you down",
        "Optional: a reply within 24 to 48 hours (versique.com, weak) is not necessary (Liz Ryan, "
        "forbes.com).",
        ready="rejection_reply.ready_days",
        due="rejection_reply.due_days",
    ),
    Rule(
        "keep_in_touch.first",
        "keep_in_touch",
        "They turned you down, and you keep in touch",
        "The next touch after a month or more (versique.com).",
        ready="keep_in_touch.first_days",
        due="keep_in_touch.first_days",
    ),
    Rule(
        "keep_in_touch",
        "keep_in_touch",
        "You keep in touch",
        "Every three to six months (postdocs.yale.edu).",
        ready="keep_in_touch.days",
        due="keep_in_touch.days",
    ),
    Rule(
        "keep_in_touch.informational",
        "keep_in_touch",
        "An informational interview was held",
        "Every three to six months (postdocs.yale.edu), and no check-in: nothing is being decided.",
        ready="keep_in_touch.informational_days",
        due="keep_in_touch.informational_days",
    ),
    Rule(
        "acknowledge_offer",
        "acknowledge_offer",
        "They made an offer",
        "Acknowledge it within 24 hours (law.duke.edu).",
        due="acknowledge_offer.due_days",
    ),
    Rule(
        "decide_offer",
        "decide_offer",
        "The offer has a deadline",
        "Decide a business day before it, so that a question can still be asked (our rule).",
        ready="decide_offer.ready_days",
        due="decide_offer.due_days",
    ),
    Rule(
        "timeline_changed",
        "timeline_changed",
        "An offer from elsewhere has a deadline",
        "Tell the others while they can still move, as promptly as an offer is acknowledged "
        "(law.duke.edu); the rule is ours.",
        due="timeline_changed.due_days",
    ),
    Rule(
        "accept",
        "accept",
        "You accepted",
        "Promptly, by phone, then in writing (career.vt.edu).",
        due="accept.due_days",
    ),
    Rule(
        "withdraw",
        "withdraw",
        "You accepted elsewhere",
        "Withdraw at once, by phone, then in writing (career.vt.edu).",
        due="withdraw.due_days",
    ),
    Rule(
        "thank_references",
        "thank_references",
        "You accepted",
        "References are told the day you give their names (careerusa.org, imdiversity.com); that "
        "they hear the outcome from you as well is ours.",
        due="thank_references.due_days",
    ),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _RULES})
