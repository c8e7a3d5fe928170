"""What the columns of other people's tables are called: in trackers, and in tables of people."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from followup.domain.text import fold


class Heading(NamedTuple):
    """What a column holds, and its place where several columns make one text.

    `labelled` where the text means nothing without its heading: `Salary: 50,000`.
    """

    column: str
    place: int = 0
    labelled: bool = False


def _table(*rows: tuple[str, Heading]) -> dict[str, Heading]:
    return {name: heading for names, heading in rows for name in names.split("|")}


TRACKERS = _table(
    ("company name|employer|organization|organisation|firm|company organization",
     Heading("company")),
    ("job title|position|job position|role title|position title|job role|job|role name|job name",
     Heading("role")),
    ("date applied|applied|applied on|applied date|applied at|application date|apply date"
     "|date of application|date submitted|submitted|submitted on|application submitted",
     Heading("applied")),
    ("date saved|saved date|saved on|saved at", Heading("saved")),
    ("application status|job status|current status|list|list name", Heading("status")),
    ("interview type|type of interview|interview stage|interview format", Heading("stage")),
    ("result|application outcome|final outcome", Heading("outcome")),
    ("interview date|date of interview|interview day|interview on|interview datetime"
     "|interview date time|interview date and time|interview at", Heading("at")),
    ("interview time|time of interview", Heading("at", 1)),
    ("time zone|timezone", Heading("zone")),
    ("duration|duration minutes|length|length minutes|interview duration", Heading("minutes")),
    ("location|interview location|meeting link|interview link|venue|place", Heading("where")),
    ("first name|contact first name", Heading("contact", 0)),
    ("last name|contact last name|surname", Heading("contact", 1)),
    ("contact name|contact person|interviewer|interviewers|interviewer name|interviewer s"
     "|hiring manager|recruiter|recruiter name|point of contact", Heading("contact", 2)),
    ("contact email|email address|e mail|e mail address|interviewer email|recruiter email",
     Heading("email")),
    ("contact phone|phone number|contact phone number|contact number|telephone", Heading("phone")),
    ("contact title|interviewer title", Heading("title")),
    ("decision date|decision by", Heading("decision")),
    ("next steps|next action", Heading("next_step")),
    ("agency|recruiting agency|staffing agency|recruitment agency", Heading("via")),
    ("notes|comments|comment|remarks|feedback|card description", Heading("note")),
    ("salary|max salary|min salary|salary range|salary expectation|compensation|pay|pay range"
     "|url|link|job url|job link|job posting|posting url|job posting url|link to job|card url"
     "|source|website|city|job location|job type|work type|work mode|remote|priority|deadline"
     "|closing date|application deadline|resume|resume used|cover letter|referral|referred by"
     "|follow up|follow up date|description|job description|labels|tags|industry|excitement|rating",
     Heading("note", 1, labelled=True)),
    ("id|no|number|date added|date created|created|created at|created time|created by"
     "|last edited time|last edited by|last modified|modified|updated|updated at|last updated"
     "|resume name|question and answers|card id|board id|board name|list id|archived|members"
     "|due complete|attachment count|attachment links|vote count|comment count|last activity date"
     "|checklist item total count|checklist item completed count|logo", Heading("")),
)  # fmt: skip
"""By the heading, folded and without signs. Those of Teal, Huntr, Notion, Airtable, LinkedIn, Trello."""

UNSURE = frozenset(("date", "day", "datum", "when"))
"""Headings that are the day of an interview in one table, and the day applied in the next."""

PEOPLE = _table(
    ("first name|given name|firstname", Heading("name", 0)),
    ("middle name|additional name", Heading("name", 1)),
    ("last name|family name|surname|lastname", Heading("name", 2)),
    ("name|full name|display name", Heading("whole name")),
    ("company|company name|organization|organization name|organization 1 name", Heading("company")),
    ("position|job title|organization title|organization 1 title", Heading("title")),
    ("email|email address|e mail|e mail address|e mail 1 value|email 1 value|primary email",
     Heading("email")),
    ("mobile phone|phone 1 value|business phone|phone|phone number|primary phone|home phone|mobile",
     Heading("phone")),
    ("notes|note", Heading("note")),
    ("address 1 formatted|address", Heading("whole address")),
    ("business street|address 1 street|home street", Heading("street")),
    ("business city|address 1 city|home city", Heading("town")),
    ("business state|address 1 region|home state", Heading("region")),
    ("business postal code|address 1 postal code|home postal code", Heading("code")),
    ("business country region|business country|address 1 country|home country region",
     Heading("country")),
)  # fmt: skip
"""The same for LinkedIn's connections, Google's and Outlook's contacts; all else is passed over."""

_OF_JOBS = ("at", "applied", "saved", "status", "stage", "outcome", "role")


def plain(head: str) -> str:
    """A heading folded, its signs as spaces: `E-mail 1 - Value` is `e mail 1 value`."""
    return " ".join(re.sub(r"[^\w]+|_", " ", fold(head)).split())


def are_of_people(heads: Sequence[str]) -> bool:
    """Whether a table with these headings has a person a row, and says nothing of a job."""
    names = [plain(head) for head in heads]
    columns = {PEOPLE[name].column for name in names if name in PEOPLE}
    jobs = {name for name in names if name in _OF_JOBS}
    jobs |= {name for name in names if TRACKERS.get(name, Heading("")).column in _OF_JOBS[:-1]}
    more = columns & {"email", "phone", "title", "company"} or "connected on" in names
    return not jobs and bool(columns & {"name", "whole name"}) and bool(more)
