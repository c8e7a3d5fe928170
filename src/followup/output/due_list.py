"""The morning list laid out as text, a week day by day, and the catch-up after a pause.

The fast path of `followup due` loads it, so at the top it imports nothing that is slow: no
dataclasses, no regular expressions, no rich.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from followup.domain import kinds
from followup.domain.safe_text import fit, line, named, paint, width
from followup.environment import World, beside, on_the_clock
from followup.output.days import long, short
from followup.services import due
from followup.services.due import DueList
from followup.store.due_list import DueFollowUp, DueInterview, IdleApplication, OfferDeadline

TYPE_CHECKING = False  # `typing` costs 8 ms; type checkers know this name
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from followup.output.json import Record
    from followup.services.calendar import WeekDay
    from followup.services.followups import CatchUp, LetGo

GREETING = """\
Nothing is recorded yet. After your next interview, type:

  followup add

or all in one line:

  followup add "Acme Corp" --at "yesterday 3pm" --with "Priya Shah"
"""


def text(due_list: DueList, world: World) -> str:
    """The list as a person reads it, cut at a screenful with the count of the rest."""
    if due_list.empty:
        return GREETING + _copies(due_list.copies)
    head = [
        paint(long(due_list.today), "head", colour=world.colour),
        *_deadlines(due_list, world),
        *_meetings(due_list, world),
    ]
    below = list_foot(due_list, world)
    room = max(3, world.lines - len(head) - len(below) - 3)
    return "\n".join([*head, "", *_todos(due_list, room, world), *below, ""])


def _copies(count: int) -> str:
    """How to get the records back, where there are none but backups of some."""
    if not count:
        return ""
    return f"\nThere are backups of a store here ({count}): followup restore lists them.\n"


def _deadlines(due_list: DueList, world: World) -> list[str]:
    """The days by which offers want an answer, at most three; what to type on the first."""
    if not due_list.deadlines:
        return []
    lines = []
    for one in due_list.deadlines[:3]:
        ways = [_deadline(one, job, due_list) for job in (_job(one), line(one.company))]
        said = _fitting((way for way, _ in ways), world)
        lines.append(paint(_cut(said, world), ways[0][1], colour=world.colour))
    more = len(due_list.deadlines) - len(lines)
    before = f"{'':14}accepted or declined: "
    room = min(world.columns, 120) - len(before)
    undecided = [one.company for one in due_list.deadlines if not one.is_decided]
    how = [_cut(before + _outcome(company, room), world) for company in undecided[:1]]
    return ["", *lines, *([f"  … and {more} more"] if more else []), *how]


def _deadline(deadline: OfferDeadline, job: str, due_list: DueList) -> tuple[str, str]:
    """The line of the deadline of a job, and how pressing it looks."""
    at = on_the_clock(datetime.fromisoformat(deadline.at)) if deadline.at else None
    on = at.date() if at else date.fromisoformat(deadline.on)
    what, passed, ahead = _ASKED[deadline.is_decided]
    text = f"  {short(on, due_list.today):<11} {what} {job}"
    if on < due_list.today or (at and at <= due_list.now):
        return f"{text} {passed}{f' at {at:%H:%M}' if at else ''}", "late"
    by = f"by {at:%H:%M}" if at else "today" if on == due_list.today else "by then"
    return f"{text} {ahead} {by}", "overdue" if on == due_list.today else ""


_ASKED = {
    False: ("the offer from", "expired", "needs an answer"),
    True: ("your answer to", "was due", "must be sent"),
}
"""What the line of a deadline says, by whether it is decided how to answer."""


def _meetings(due_list: DueList, world: World) -> list[str]:
    """The interviews in a third of the screen, or in what the list below leaves of it.

    Those that are over and wait to be written up stand first. Where there is no room for all that
    is known of each, the last ones are a line each.
    """
    below = len(due_list.todos) + due_list.more + 5 * bool(due_list.deadlines)
    room = max(world.lines // 3, world.lines - 8 - below)
    over = {interview.id for interview in due_list.unwritten}
    everything = [
        *due_list.unwritten,
        *(interview for interview in due_list.meetings if interview.id not in over),
    ]
    days = [
        short(date.fromisoformat(interview.own.partition("T")[0]), due_list.today)
        for interview in everything
    ]
    edge = max(map(len, days), default=0) + 1
    blocks = []
    for interview, day in zip(everything, days, strict=True):
        head = f"  {day:<{edge}}{interview.own.partition('T')[2]:<6} "
        about = (
            [_write_up(interview, len(head), world)]
            if interview.id in over
            else _about_it(interview)
        )
        rest = (f"{'':{len(head)}}{part}" for part in about)
        what = f"{head}{interview.called} with {_job(interview)}"
        if _is_over(interview, due_list.now):
            what = _fitting(
                (f"{what}, over", f"{head}{interview.called} with {line(interview.company)}, over"),
                world,
            )
        blocks.append([what, *rest])
    for block in reversed(blocks):
        if sum(map(len, blocks)) > room:
            del block[1:]
    lines = [row for block in blocks for row in block]
    if len(lines) > room:
        more = len(lines) + due_list.more_meetings - room + 1
        lines = [*lines[: room - 1], f"  … and {more} more: followup list"]
    return ["", *(_cut(row, world) for row in lines)] if lines else []


def _is_over(interview: DueInterview, now: datetime) -> bool:
    """Whether an interview of a known time of today has ended."""
    ends = datetime.fromisoformat(interview.starts) + timedelta(minutes=interview.minutes)
    return interview.own.startswith(f"{now.date()}T") and ends <= now


def _about_it(interview: DueInterview) -> list[str]:
    about = beside(interview.own, interview.at, interview.zone), interview.where, interview.people
    return [line(part) for part in about if part]


def _write_up(interview: DueInterview, indent: int, world: World) -> str:
    """The command that writes up an interview that is over; it is never cut."""
    how = "write it up: followup add "
    room = min(world.columns, 120) - indent - len(how)
    name = named(interview.company, room)
    return how + (name if width(name) <= room else str(interview.id))


def _job(one: DueFollowUp | DueInterview | IdleApplication | OfferDeadline) -> str:
    return line(f"{one.company} · {one.role}" if one.role else one.company)


def _todos(due_list: DueList, room: int, world: World) -> list[str]:
    if not due_list.todos:
        if due_list.wanted.is_narrow:
            return ["Nothing of that is to be done today.", ""]
        waits = due_list.coming and due_list.coming.ready_on <= due_list.today.isoformat()
        return ["Nothing to do yet today." if waits else "Nothing to do today.", ""]
    everything = len(due_list.todos) + due_list.more
    room = max(3, room - sum(bool(todo.came_back) for todo in due_list.todos))
    shown = due_list.todos if everything <= room else due_list.todos[: room - 1]
    lines = []
    for todo, row in zip(shown, todo_rows(shown, world), strict=True):
        lines += [row, _cut(f"    {_reason(todo)}", world)] if todo.came_back else [row]
    if len(shown) < everything:
        lines.append(f"  … and {everything - len(shown)} more: {due_list.wanted.typed} --all")
    return [*lines, ""]


def _reason(todo: DueFollowUp) -> str:
    """Why the email of a follow-up came back, and from where."""
    return ": ".join(line(part) for part in (todo.came_back_from, todo.came_back) if part)


def todo_rows(todos: Sequence[DueFollowUp], world: World) -> list[str]:
    """Follow-ups as lines of the list, as wide as the screen, at most 120 columns.

    The day comes first and is never cut; each column is as wide as its content, and where that is
    too much, the person and the job share what is left.
    """
    cells = [
        (str(one.id), lateness(one, world.today), _what(one), _whom(one), _about(one))
        for one in todos
    ]
    widest = (max(map(width, column)) for column in zip(*cells, strict=True))
    number, edge, what, whom, where = widest if cells else (0, 0, 0, 0, 0)
    room = max(20, min(world.columns, 120) - number - edge - what - 9)
    if whom + where > room:
        most = min(whom, max(room * 2 // 5, room - where))
        cells = [(*cell[:3], shorter(cell[3], most), cell[4]) for cell in cells]
        whom = min(most, max(width(person) for _, _, _, person, _ in cells))
    return [
        f" {name:>{number}}  {paint(day, one.urgency, colour=world.colour)}"
        f"{' ' * (edge - width(day))}  {fit(kind, what)}  {fit(person, whom)}  "
        f"{fit(job, min(where, room - whom))}".rstrip()
        for one, (name, day, kind, person, job) in zip(todos, cells, strict=True)
    ]


def shorter(name: str, columns: int) -> str:
    """A name that is wider than that: initials for the given names, fewer of them, then none.

    The family name is what stays; a title, as `Prof.`, goes first.
    """
    if width(name) <= columns or name.rpartition(" ")[2].strip(".").lower() in _OF_COMPANIES:
        return name
    words = name.split() or [""]
    last = len(words) - 1
    first = next((at for at in range(1, last) if _begins_family(words[at])), last)
    given, family = words[:first], " ".join(words[first:])
    initials = [f"{word[0]}." for word in given if not _is_title(word)]
    ways = (" ".join([*initials[:count], family]) for count in range(len(initials), -1, -1))
    return next((way for way in ways if width(way) <= columns), words[last])


_OF_COMPANIES = (
    "inc", "ltd", "llc", "llp", "plc", "gmbh", "ag", "kg", "co", "corp", "group", "sa", "agency",
    "associates", "consultants", "consulting", "department", "hr", "partners", "people",
    "personnel", "recruiters", "recruiting", "recruitment", "resources", "resourcing", "search",
    "services", "solutions", "staffing", "talent", "team", "trust",
)  # fmt: skip
"""The last word of what is no person: an agency or a department, which has no family name."""


def _is_title(word: str) -> bool:
    """Whether a word before a name is a title, as `Dr` and `Prof.`; an initial is none."""
    bare = word.rstrip(".")
    return (word.endswith(".") and len(word) > 2) or bare.lower() in _TITLES


_TITLES = (
    "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lady", "lord",
    "rev", "revd",
)  # fmt: skip


def _begins_family(word: str) -> bool:
    """Whether a word stands before a family name and belongs to it, as `van`, `de` and `Ní`."""
    return word[0].islower() or word in (
        "Ní",
        "Nic",
        "Ó",
        "Uí",
        "Mac",
        "De",
        "Van",
        "Von",
        "Le",
        "La",
    )


def _what(todo: DueFollowUp) -> str:
    return kinds.label(todo.kind)


def _whom(todo: DueFollowUp) -> str:
    return line(todo.contact) or ("to whom?" if kinds.has_note(todo.kind) else "")


def _about(todo: DueFollowUp) -> str:
    promise = todo.promise.removeprefix(f"{todo.contact}: ") if todo.kind == "promised" else ""
    return line(f"{todo.company}: {promise}") if promise else _job(todo)


def lateness(todo: DueFollowUp, today: date) -> str:
    """How late a follow-up is, or by when it is due, in words; of one that came back, just that."""
    if todo.came_back:
        return "came back"
    if (
        todo.kind == "prep"
        and todo.days_over > 0
        and (todo.interview_on or "") >= today.isoformat()
    ):
        return "today"  # there is time until the interview begins
    if todo.days_over > 0:
        return f"{todo.days_over} day{'s' * (todo.days_over > 1)} late"
    if todo.urgency == "upcoming":
        return f"from {short(date.fromisoformat(todo.ready_on), today)}"
    return "today" if todo.days_over == 0 else f"by {short(date.fromisoformat(todo.due_on), today)}"


def list_foot(due_list: DueList, world: World) -> list[str]:
    """What comes next, what is idle, and the command to type next."""
    lines = []
    if due_list.coming:
        lines.append(_fitting(_sentences(due_list.coming, due_list.today), world))
    if due_list.idle:
        lines.append(_fitting((_idle(due_list.idle, count) for count in (3, 2, 1, 0)), world))
    return [_cut(said, world) for said in (*lines, to_type(due_list))]


def _fitting(ways: Iterable[str], world: World) -> str:
    """The first of several ways to say something that fits the screen; else the last, the shortest."""
    text = ""
    for text in ways:
        if width(text) <= min(world.columns, 120):
            break
    return text


def _idle(jobs: Sequence[IdleApplication], count: int) -> str:
    """What is idle, so many of them by name."""
    names = ", ".join(_job(one) for one in jobs[:count])
    left = len(jobs) - min(count, len(jobs))
    more = f" and {left} more" if names and left else str(left or "")
    return f"Idle: {names}{more} (followup list --idle)"


def _sentences(todo: DueFollowUp, today: date) -> Iterator[str]:
    """What comes next: in full, then with less of the names, the day always."""
    day = short(max(date.fromisoformat(todo.ready_on), today), today)
    what = f"Next: {_what(todo)}"
    whom = kinds.whom(todo.kind, line(todo.contact))
    yield f"{what}{whom}, {_job(todo)}, {day}"
    yield f"{what}{whom}, {line(todo.company)}, {day}"
    yield f"{what}, {line(todo.company)}, {day}"
    yield f"{what}, {day}"


def to_type(due_list: DueList) -> str:
    """The command that fits best now, and what it is for."""
    if due_list.todos:
        return settling(due_list.todos[0], due_list.today)
    if due_list.wanted.is_narrow:
        return "All there is: followup due"
    return "After your next interview, type: followup add"


def settling(todo: DueFollowUp, today: date) -> str:
    """The command that a follow-up asks for; where its email came back, another address first.

    What asks for a decision is shown with both. No note looks back on an interview that is yet to
    be held.
    """
    if todo.came_back and todo.contact and todo.came_back_from == todo.email:
        return f'Type: followup contact edit {named(todo.contact)} --email "…"'
    if todo.kind == "decide_offer":
        return f"{_DECIDE}{_outcome(todo.company, 80 - len(_DECIDE))}"
    is_ahead = (todo.interview_on or "") > today.isoformat()
    if todo.urgency == "upcoming" and (is_ahead or not kinds.has_note(todo.kind)):
        return f"Type: followup why {todo.id}"
    if todo.kind == "close_out":
        return f"To close it: followup done {todo.id}; to keep it: followup snooze {todo.id} 2w"
    return f"Type: followup {'draft' if kinds.has_note(todo.kind) else 'done'} {todo.id}"


def _outcome(company: str, columns: int) -> str:
    """The command that says what was decided, in so many columns, so that it is never cut."""
    before, after = "followup outcome ", " accepted"
    return f"{before}{named(company, columns - len(before) - len(after))}{after}"


_DECIDE = "Type accepted or declined: "
"""What stands before the command that answers an offer; both fit the narrowest usual terminal."""


def _cut(said: str, world: World) -> str:
    columns = min(world.columns, 120)
    return said if width(said) <= columns else fit(said, columns)


def plain(due_list: DueList) -> str:
    """The list for other programs, never cut."""
    return tabbed(due_list.todos)


def tabbed(todos: Iterable[DueFollowUp]) -> str:
    """One line a follow-up, with tabs between the fields."""
    fields = ("id", "urgency", "kind", "contact", "company", "role", "ready_on", "due_on")
    rows = ("\t".join(line(getattr(one, name)) for name in fields) for one in todos)
    return "".join(f"{row}\n" for row in rows)


HEADS = (
    ("promised", "What you promised"),
    ("thanks", "Thank-yous still worth sending, newest first"),
    ("rest", "The rest, least time left first"),
)


def catch_up_text(catch_up: CatchUp, world: World) -> str:
    """The order as people read it, cut at a screenful with the count of the rest."""
    if not catch_up.now and not catch_up.too_late:
        return "Nothing to do today.\n"
    late = _cut_todos(catch_up.too_late, max(3, world.lines // 4))
    heads = sum(2 for name, _ in HEADS if getattr(catch_up, name))
    under_late = 4 * bool(late) + (len(late) < len(catch_up.too_late))
    now = _cut_todos(catch_up.now, world.lines - heads - len(late) - under_late - 4)
    shown = (*now, *late)
    rows = dict(zip(shown, todo_rows(shown, world), strict=True))
    blocks = [
        [_head(long(world.today), world)],
        *_worth(catch_up, {one: rows[one] for one in now}, world),
        _let_go(catch_up, [rows[one] for one in late], world),
        [_command(catch_up)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _cut_todos(todos: Sequence[DueFollowUp], room: int) -> Sequence[DueFollowUp]:
    return todos if len(todos) <= room else todos[: max(3, room - 1)]


def _worth(catch_up: CatchUp, rows: Mapping[DueFollowUp, str], world: World) -> list[list[str]]:
    """What is shown of all that is worth doing, each group under its head."""
    groups = (
        (head, [one for one in getattr(catch_up, name) if one in rows]) for name, head in HEADS
    )
    blocks = [
        [_head(head, world), *(rows[one] for one in todos)] for head, todos in groups if todos
    ]
    more = len(catch_up.now) - len(rows)
    if more:
        blocks[-1].append(f"  … and {more} more: {catch_up.typed} --all")
    return blocks


def _let_go(catch_up: CatchUp, rows: Sequence[str], world: World) -> list[str]:
    """What is too late, and how to skip it."""
    if not rows:
        return []
    count = len(catch_up.too_late)
    more = [f"  … and {count - len(rows)} more"] if len(rows) < count else []
    how = "Skip it" if count == 1 else f"Skip all {count} in one go"
    head = _head("Too late to be worth sending", world)
    return [head, *rows, *more, f"  {how}: followup skip --too-late"]


def _command(catch_up: CatchUp) -> str:
    if not catch_up.now:
        return "Type: followup skip --too-late"
    return settling(catch_up.now[0], date.max)  # nothing there is yet to come


def _head(said: str, world: World) -> str:
    return paint(said, "head", colour=world.colour)


def catch_up_record(catch_up: CatchUp) -> Record:
    """The order as `due --catch-up --json` gives it."""
    from followup.output.interviews import due_record

    return {
        "now": [due_record(one) for one in catch_up.now],
        "too_late": [due_record(one) for one in catch_up.too_late],
    }


def about_to_go(todos: Sequence[DueFollowUp], world: World) -> str:
    """What is about to be skipped, at most a screenful."""
    shown = _cut_todos(todos, world.lines - 3)
    more = [f"  … and {len(todos) - len(shown)} more"] if len(shown) < len(todos) else []
    return "\n".join([*todo_rows(shown, world), *more]) + "\n"


def question(todos: Sequence[DueFollowUp]) -> str:
    """Whether these shall be skipped."""
    these = "this thank-you" if len(todos) == 1 else f"these {len(todos)} thank-yous"
    return f"Skip {these}, too late to be worth sending?"


def let_go(found: LetGo) -> str:
    """What was skipped."""
    from followup.domain.text import counted

    return (
        f"Skipped {counted(len(found.skipped), 'thank-you')} that came too late. "
        "Take that back with: followup undo\n"
    )


def let_go_record(found: LetGo) -> Record:
    """The same as a record."""
    from followup.output.interviews import due_record

    return {"skipped": [due_record(one) for one in found.skipped]}


def week_text(found: due.DueList, days: tuple[WeekDay, ...], world: World) -> str:
    """The deadlines of offers, and the days on which there is something, with what comes then; at
    most a screenful.
    """
    if found.empty:
        return GREETING
    head = paint(f"{long(found.today)} and the rest of the week", "head", colour=world.colour)
    foot = list_foot(found, world)
    offers = _deadlines(found, world)
    near = _fitting_days(days, world.lines - len(foot) - len(offers) - 4)
    shown = [_by_its_end(one) for day in near for one in day.todos]
    laid = dict(zip((one.id for one in shown), todo_rows(shown, world), strict=True))
    parts = ["\n".join(_day(day, laid, world)) for day in near]
    left = sum(len(day.todos) + len(day.meetings) for day in days)
    left -= len(shown) + sum(len(day.meetings) for day in near)
    more = [f"  … and {left} more: {found.wanted.typed} --all"] if left else []
    return (
        "\n\n".join(["\n".join([head, *offers]), *filter(None, parts), "\n".join([*more, *foot])])
        + "\n"
    )


def _by_its_end(todo: DueFollowUp) -> DueFollowUp:
    """What comes later says by when: its day is the heading it stands under."""
    return DueFollowUp(**{**todo.__dict__, "urgency": ""}) if todo.urgency == "upcoming" else todo


def _fitting_days(days: tuple[WeekDay, ...], room: int) -> list[WeekDay]:
    """As much of the days as so many rows hold, with a blank one and a name above each.

    What is nearer goes first; of the first day, three follow-ups are there in any case.
    """
    from followup.domain.frozen import replace

    near: list[WeekDay] = []
    for day in days:
        room -= 2 + len(day.meetings)
        if near and room < min(1, len(day.todos)):
            break
        todos = day.todos[: max(room, 0 if near else 3)]
        room -= len(todos)
        near.append(replace(day, todos=todos))
    return near


def _day(day: WeekDay, laid: Mapping[int, str], world: World) -> Iterator[str]:
    """A day's name, its interviews, and the rows of its follow-ups; nothing if none is shown."""
    rows = [laid[one.id] for one in day.todos if one.id in laid]
    if day.todos and not (rows or day.meetings):
        return
    yield paint(_named(day.on, world.today), "head", colour=world.colour)
    yield from (_meeting(one, world) for one in day.meetings)
    yield from rows
    if not (day.meetings or day.todos):
        yield "Nothing to do."


def _named(on: date, today: date) -> str:
    name = short(on, today)
    return name.capitalize() if name.islower() else name


def _meeting(interview: DueInterview, world: World) -> str:
    from followup.output.interviews import job

    about = ", ".join(
        line(part)
        for part in (
            beside(interview.own, interview.at, interview.zone),
            interview.where,
            interview.people,
        )
        if part
    )
    said = f"  {interview.own.partition('T')[2]:<6}{interview.called} with {job(interview.company, interview.role)}"
    return fit(f"{said}: {about}" if about else said, min(world.columns, 120)).rstrip()


NOTIFIED = 6
"""Follow-ups that a notification names; desktops cut longer ones anywhere."""


def notification(found: due.DueList, came: Sequence[str] = ()) -> tuple[str, str]:
    """The title and the text of a desktop notification: today's interviews, and what is due.

    `came` are sentences on mail that came, which stand first. Both are empty where there is nothing
    of all that.
    """
    from followup.domain.text import counted

    count = len(found.todos) + found.more
    is_today = [one for one in found.meetings if one.own.startswith(found.today.isoformat())]
    title = f"{count:,} follow-up{' is' if count == 1 else 's are'} due"
    if not count:
        title = f"{counted(len(is_today), 'interview')} today" if is_today else ""
    if came and not title:
        title = "Mail about your notes"
    talks = map(_talk, is_today[:NOTIFIED])
    more = [f"… and {count - NOTIFIED:,} more"] if count > NOTIFIED else []
    named = (_notified(one, found.today) for one in found.todos[:NOTIFIED])
    return title, "\n".join([*came[:NOTIFIED], *talks, *named, *more])


def _talk(interview: DueInterview) -> str:
    clock, there = (
        interview.own.partition("T")[2],
        beside(interview.own, interview.at, interview.zone),
    )
    when = " ".join(part for part in (clock, f"({line(there)})" if there else "") if part)
    return f"{when or 'Today'}: {interview.called} with {line(interview.company)}"


def _notified(todo: DueFollowUp, today: date) -> str:
    whom = kinds.whom(todo.kind, line(todo.contact))
    return f"{kinds.label(todo.kind)}{whom}, {line(todo.company)}: {lateness(todo, today)}"
