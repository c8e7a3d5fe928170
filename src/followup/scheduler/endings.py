"""Why a follow-up that was pending is not planned any more, as a sentence for people."""

from followup.domain.model import FollowUp, Interview
from followup.scheduler.check_ins import clock_of
from followup.scheduler.interviews import named
from followup.scheduler.situation import Situation
from followup.scheduler.windows import spoken

NO_LONGER = "It no longer follows from what is recorded."
ON_THE_CLOCK = ("check_in", "second_check_in", "close_out")


def ending(case: Situation, item: FollowUp) -> str:
    """The sentence for `item`, which the plan of `case` does not contain."""
    talk = next((t for t in case.facts.interviews if t.id == item.interview_id), None)
    if talk and talk.cancelled:
        return f"The {named(talk)} was cancelled."
    if case.application.outcome:
        return f"The outcome of {spoken(case.outcome_on)} ended it: {case.application.outcome}."
    if item.kind in ON_THE_CLOCK:
        return _restarted(case)
    return _of_round(case, item, talk)


def _restarted(case: Situation) -> str:
    clock = clock_of(case)
    if clock is None:
        return NO_LONGER
    if case.reply and clock.anchor == f"reply-{case.reply.id}":
        return f"They replied on {spoken(case.reply.on)}, which restarts the clock."
    return f"The {named(case.last_talk)} restarts the clock." if case.last_talk else NO_LONGER


def _of_round(case: Situation, item: FollowUp, talk: Interview | None) -> str:
    if talk and item.kind == "prep" and talk.starts <= case.now:
        return "The interview has begun."
    for met in talk.people if talk else ():
        if met.contact.id == item.contact_id and met.contact.no_contact:
            return f"{met.contact.name} is not to be contacted."
    return NO_LONGER
