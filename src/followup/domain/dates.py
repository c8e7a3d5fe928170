"""The dates that people type: a phrase, read against a day -> a day, a moment, a promise. Pure.

A phrase is a day, a time of day, or both in either order, and may end with a time zone. The
tables at the end of this file are the grammar: `<name>` stands for one of `_WORDS`, and the
first row that fits decides. Weeks begin on Monday; months are counted on the calendar and
clamped: January 31 and a month is February 28. Every phrase is read or refused with a UsageError.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from itertools import pairwise
from string import ascii_letters
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen, replace
from followup.domain.model import Interview, NewInterview
from followup.domain.text import pattern
from followup.domain.workdays import DAY, Workdays

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

YEARS = range(1970, 2200)
LONGEST = 200
"""Characters that a phrase may have."""
DAY_ALONE = len("2026-12-01")
FARTHEST = 1000
"""How many days, weeks, months, years or business days may be counted."""


class Frame(Frozen):
    """What a phrase is read against.

    `zone` is the IANA zone of a time of day that names none. `look` says where a bare weekday
    and a day without a year are sought: `ahead` or `back`, the nearest, today included; `later`
    is `ahead`, but a bare weekday is never today; `near` is the nearer of `ahead` and `back`,
    and `back` where both are as near. `order` (`dmy`, `mdy`) says how 03/04/2026 is read; where
    it is empty, that is refused. `now` (aware, on the user's clock) is what hours are counted
    from; without it "in 2 hours" is refused. `alone` is the day of a time that stands alone, today
    where it is None. With `both`, a remark names the other reading of a day, however far it is.
    """

    today: date
    zone: str = "UTC"
    look: str = "ahead"
    order: str = ""
    workdays: Workdays = Workdays()
    now: datetime | None = None
    alone: date | None = None
    both: bool = False

    def looking(self, look: str) -> "Frame":
        """The same, but days are sought there."""
        return replace(self, look=look)

    def within(self, zone: str) -> "Frame":
        """The same in another zone, if one is named. UsageError for one that is not known."""
        if zone:
            known_zone(zone)
        return replace(self, zone=zone or self.zone)


class Moment(NamedTuple):
    """A local day, perhaps with its time of day, in an IANA zone.

    `starts` is the instant, aware and in UTC: the first moment of the day where `at` is None.
    `remark` is a sentence for the user where a choice was made for them, else empty.
    """

    day: date
    at: time | None
    zone: str
    starts: datetime
    remark: str = ""


def parse_day(text: str, frame: Frame) -> date:
    """The day that `text` names; UsageError if it names none. A time of day is passed over."""
    return _read(text, frame).day


class NoDay(UsageError):
    """A time was named that is no certain day: early December, before Thanksgiving."""


def parse_decision(text: str, frame: Frame) -> date:
    """The day by which somebody decides, as people jot it: fri prob, ~2 wks, wk of 30 nov.

    A week or weekend is over on its Friday, of two days it is the later one, and a bare weekday is
    never today. NoDay for a time that is no certain day, UsageError for what names no time, and for
    a day that there is not, or that can be read in two ways.
    """
    frame = frame.looking("later") if frame.look == "ahead" else frame
    text = _in_english(" ".join(_pattern(_GERMAN_HEDGE).sub(" ", text).split()))
    plain = _firm(text)
    within = [_pattern(each).fullmatch(plain) for each in (_BY_THEN, _SAYS, _TELLS)]
    within.append(_pattern(_TELLS).fullmatch(plain.rpartition(", ")[2]))
    last = Unclear(text)
    phrases = (
        text,
        plain,
        *(found[found.lastindex or 0] for found in within if found),
        plain.partition(",")[0],
    )
    for phrase in dict.fromkeys(filter(None, phrases)):
        try:
            return _end_of_span(phrase, frame) or parse_day(phrase, frame)
        except Unclear as unclear:
            last = unclear
    named = day_at_end(text, frame)
    if named or (not last.instead and (_pattern(_TIME_WORD).search(text) or _is_prose(text))):
        raise NoDay(f'{shown(text)} is not a clear date: write a day, like "{named or "dec 4"}".')
    raise last


def _firm(text: str) -> str:
    """A phrase without what says how sure somebody is of a day, or at what part of it."""
    return " ".join(_pattern(f"{_HEDGE}|{_PART}").sub(" ", text).split()).strip(" ,.;!-–")


def day_at_end(text: str, frame: Frame) -> str:
    """The last words of a longer text that are a clear day, as `the board votes on December 8`.

    Whether it is the day of the decision only the user knows. Empty where there is none.
    """
    words = text.strip(" .!?").split()
    words = [word for word in words if word not in ("on", "by")]
    for start in range(max(1, len(words) - 4), len(words)):
        phrase = " ".join(words[start:])
        with suppress(UsageError):
            if _slashed(phrase, frame) or _is_clear(phrase, frame):
                return phrase
    return ""


def _slashed(phrase: str, frame: Frame) -> date | None:
    """11/30, fri 12/4: read where only one way makes sense, or is near, or the order is known.

    None for another phrase, UsageError where both ways are as likely.
    """
    said = _pattern(_SLASHED).fullmatch(phrase)
    if not said:
        return None
    first, second, weekday = said["first"], said["second"], said["weekday"] or ""
    ways = [f"{weekday} {first} {_month(second)}"] if frame.order != "mdy" else []
    ways += [f"{weekday} {second} {_month(first)}"] if frame.order != "dmy" else []
    days = {parse_day(way, frame): way.strip() for way in ways if _is_clear(way.strip(), frame)}
    near = [day for day in days if day - frame.today <= _SOON] if len(days) > 1 else list(days)
    if len(near) != 1:
        raise Unclear(said[0], " or ".join(map(shown, days.values())))
    return near[0]


_SOON = 60 * DAY
"""How far off a day is likely to be that somebody jotted without its year; the number is ours."""


def _is_prose(text: str) -> bool:
    """Whether a text is no mistyped date but a sentence: when the new head is back."""
    words = len(text.split())
    return words > _LONGEST_DATE or (words > 1 and not any(map(str.isdigit, text)))


_LONGEST_DATE = 5
"""Words of a mistyped day."""


def _end_of_span(phrase: str, frame: Frame) -> date | None:
    """The last day of a span, as the Friday of next week; None for what is none."""
    phrase = _plain(phrase)
    for template, reading in _ENDS:
        said = _pattern(template).fullmatch(phrase)
        if said and (day := reading(frame, said)):
            return day
    return _slashed(phrase, frame)


def _end_of_that_week(frame: Frame, said: re.Match[str], later: int = 0) -> date:
    """The Friday of a week that is named by a day of it, or so many weeks after that."""
    day = _holiday(frame, said["week"]) or parse_day(said["week"], frame)
    return _end_of_week(replace(frame, today=day)) + later * 7 * DAY


def _later_of_two(frame: Frame, said: re.Match[str]) -> date | None:
    """Tuesday or Wednesday: the first Wednesday after it; of next week where that is said."""
    which = "next " if said["next"] else ""
    first = _day(f"{which}{said['from']}", frame) or frame.today
    return _day(said["then"], replace(frame, today=first, look="ahead"))


def _before_holiday(frame: Frame, said: re.Match[str]) -> date | None:
    """The last business day before a public holiday that the calendar has."""
    day = _holiday(frame, said["holiday"])
    return day and frame.workdays.add(day, -1)


def _holiday(frame: Frame, name: str) -> date | None:
    """The next public holiday of that name, a whole word of its own; Christmas needs no calendar."""
    word = re.sub(r"^the |(?:['’]s)?(?: day| break| holidays?)?$", "", name.lower()).strip()
    if fixed := _FEASTS.get(word):
        return _nearest_year(frame.looking("ahead"), *fixed)
    known = frame.workdays.holidays.items()
    days = (day for day, named in known if word in re.split(r"[^\w]+", named.lower()))
    return min((day for day in days if day > frame.today), default=None) if word else None


def parse_moment(text: str, frame: Frame) -> Moment:
    """The moment that `text` names, in the zone that it ends with, else in the frame's.

    Days are counted from the frame's today, whatever the zone. Where there is a `Z` or an
    offset, the instant is kept and told in the zone.
    """
    said = _read(text, frame)
    zone = _zone_meant(said.zone) or frame.zone
    if said.at and said.at.tzinfo:
        start = _told_in(zone, datetime.combine(said.day, said.at))
    else:
        start = moment(said.day, said.at, zone)
    remarks = (_guessed(text, said, frame), _read_as(said.zone, zone), start.remark)
    return start._replace(remark=" ".join(remark for remark in remarks if remark))


def parse_own_moment(text: str, frame: Frame) -> Moment:
    """The same on the clock of the frame's zone, whatever zone the text names."""
    named = parse_moment(text, frame)
    return named if named.at is None else _told_in(frame.zone, named.starts)


def _guessed(text: str, said: "_Said", frame: Frame) -> str:
    """The remark on a day that is the nearer of two, where the other one is as good as near."""
    if said.other is None:
        return ""
    near, far = abs(said.day - frame.today), abs(said.other - frame.today)
    if far > max(_SOON, 2 * near) and not frame.both:
        return ""
    other = f"{said.other} {said.at:%H:%M}" if said.at else f"{said.other}"
    return f'{shown(text)} is taken as {spelt(said.day)}; {THE_OTHER}"{other}".'


THE_OTHER = "if it was the other one, write "


def _read_as(typed: str, zone: str) -> str:
    """The remark on the abbreviation of a zone."""
    return f"{typed} is taken as {zone}." if typed.upper() in _ABBREVIATED else ""


def spelt(day: date) -> str:
    """A day in full: `Friday, 4 December 2026`."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def parse_promise(text: str, frame: Frame) -> tuple[date, str]:
    """The day of a promise and what was promised: `friday: send the link`, or `in 1 week`.

    The day may stand behind the words, too, or before them without a colon: `send the link by
    friday`, `friday send the link`. A time of day goes with the words: `friday noon: send the link`
    is `send the link by noon`. An hour of a weekday that is past today is of the next such day.
    """
    colon, dash = _PROMISE_COLON.search(text), _PROMISE_DASH.search(text)
    if dash:
        try:
            return _promised(text[: dash.start()], text[dash.end() :], frame)
        except UsageError:
            pass  # the dash is one of the words
    if colon:
        return _promised(text[: colon.start()], text[colon.end() :], frame)
    try:
        return _promised(text, "", frame)
    except UsageError as error:
        for place in _PROMISE_PLACES:
            if found := place.fullmatch(text):
                with suppress(UsageError):
                    words = f"{found['words']}{found.groupdict().get('rest', '')}"
                    return _promised(found["day"], words, frame)
        raise UsageError(f'{error} Words go after a colon: "friday: send the link".') from None


def _promised(by: str, words: str, frame: Frame) -> tuple[date, str]:
    """The day, and the words with the time of day that was named beside it."""
    named, words = parse_day_by(by, frame), words.strip()
    if _is_past(named, words, frame):
        named = parse_day_by(by, frame.looking("later"))
    if (part := _pattern(_OF_DAY).search(by)) and named.at is None:
        return named.day, f"{words.rstrip(' .')} in the {part['part'].lower()}".strip()
    if named.at is None or _cut_time(words)[1]:
        return named.day, words
    clock = clock_of(by)
    is_own = clock and "/" not in clock and _cut_time(clock)[1] == named.at
    clock = clock if is_own else f"{named.at:%H:%M}"
    return (
        named.day,
        f"{words.rstrip(' .')} {'at' if MEETS.match(words) else 'by'} {clock}".strip(),
    )


def _is_past(named: Moment, words: str, frame: Frame) -> bool:
    """Whether the time of day beside a day, or at the end of the words, is past today."""
    if frame.now is None or named.day != frame.now.date():
        return False
    _, at, after = _cut_time(words)
    at = named.at or (at if at and not at.tzinfo and not after else None)
    return at is not None and at <= frame.now.time()


def without_clock(promise: str) -> str:
    """The words of a promise without the time of day at their end: `call her at 3pm`, `call her`."""
    before, at, after = _cut_time(promise.strip().rstrip("."))
    return _pattern(r" (?:at|by)$").sub("", before) if at and not after else promise


def past_hour(text: str, frame: Frame) -> str:
    """A remark on a promise of a later day than its words say, for their hour is past today."""
    try:
        on, _ = parse_promise(text, frame)
        said, _ = parse_promise(text, replace(frame, now=None))
    except UsageError:
        return ""
    if on == said:
        return ""
    return f"{shown(text)} is taken as {spelt(on)}: that time of today is past."


def next_year(text: str, on: date, frame: Frame) -> str:
    """A remark on a day of a month, typed without a year, that was there some weeks ago, too."""
    if f"{on:%b}".lower() not in text.lower() or str(on.year) in text:
        return ""
    from dateutil.relativedelta import relativedelta  # 17 ms

    before = on - relativedelta(years=1)
    if not timedelta(0) < frame.today - before < _LATELY:
        return ""
    return (
        f"{shown(text)} is taken as {spelt(on)}. If the past one was meant, write its year, too: "
        f"{before}"
    )


_LATELY = timedelta(days=60)
"""For how long after a day somebody may still write it up."""


def parse_day_by(text: str, frame: Frame) -> Moment:
    """The day, perhaps with a time of day, by which you do something; UsageError as `parse_moment`."""
    try:
        return parse_own_moment(text, frame)
    except Unclear as unclear:
        for template, reading in _YOURS:
            if said := _pattern(template).fullmatch(text.strip()):
                return moment(reading(frame, said), None, frame.zone)
        plain = _firm(_plain(text))
        if plain and (day := _end_of_span(plain, frame)):
            return moment(day, None, frame.zone)
        if plain in ("", _plain(text)):
            raise
        with suppress(UsageError):
            return parse_own_moment(plain, frame)
        raise unclear from None


def clock_of(text: str) -> str:
    """The time of day in a phrase, as it was typed; with its zone, if any. Empty where none is."""
    phrase, zone = _cut_zone(_plain(text))
    for template, _ in _TIMES:
        if said := _pattern(_TIME_IN_PHRASE.format(template)).search(phrase):
            return " ".join(filter(None, (said["time"] + (said["offset"] or ""), zone)))
    return ""


def parse_time(text: str) -> time:
    """The time of day that a phrase names, as `clock_apart` finds it. UsageError where none is."""
    at = _cut_time(_plain(text))[1]
    if at is None:
        raise UsageError(f"{shown(text)} is no time of day: write 3pm or 15:00.")
    return at


def spoken_clock(at: datetime) -> str:
    """A time of day as it is said: noon, 5pm, 4:30pm."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def clock_apart(promise: str) -> tuple[str, str]:
    """The words of a promise, and the time by which it is to be kept: `the log`, `noon`."""
    for template, _ in _TIMES:
        ends = _pattern(rf"(?:(?P<words>.*\S) )?(?:by|(?P<at>at)) (?P<clock>{template})").fullmatch(
            promise.strip()
        )
        if ends and not (ends["at"] and (not ends["words"] or MEETS.search(ends["words"]))):
            return ends["words"] or "", ends["clock"]
    return promise, ""


def moment(day: date, at: time | None, zone: str) -> Moment:
    """The moment of a local day and time in `zone`.

    Of a time that exists twice the first is taken, with a remark. UsageError for one that does
    not exist, as clocks went forward or the zone skipped the day; it names the next that does.
    """
    _check_year(day.year)
    zone_info = known_zone(zone)
    clock = at.replace(fold=0) if at and at.fold else at or time()
    wanted, here = datetime.combine(day, clock, None), datetime.combine(day, clock, zone_info)
    if here.utcoffset() == here.replace(fold=1).utcoffset():  # it exists, and once
        return Moment(day, wanted.time() if at else None, zone, here.astimezone(UTC))
    local = _next_existing(wanted, zone_info)
    if local.date() != day or (at and local != wanted):
        missing = _told(wanted) if at else str(day)
        raise UsageError(
            f"{missing} does not exist in {zone}: the next to exist is {_told(local)}."
        )
    remark = _comes_twice(local, zone_info, "the first is taken") if at else ""
    starts = local.replace(tzinfo=zone_info).astimezone(UTC)
    return Moment(day, local.time() if at else None, zone, starts, remark)


@cache
def start_text(told: NewInterview | Interview) -> str:
    """The start in its zone; with an offset where its time comes twice and it is the second."""
    if told.at is None:
        return told.day.isoformat()
    local = f"{told.day} {told.at:%H:%M}"
    try:
        if moment(told.day, told.at, told.zone).starts == told.starts:
            return local
    except UsageError:  # the zone, or the time in it, is known no more: `edit` mends that
        return local
    return told.starts.astimezone(known_zone(told.zone)).isoformat()


def known_zone(name: str) -> "ZoneInfo":
    """The IANA zone of that name; UsageError, naming the likely one, for anything else."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # 8 ms

    try:
        if name.partition("/")[0] not in _NO_ZONES and name.count("/") <= _DEEPEST_ZONE:
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass  # a folder of zones is an OSError, a path that leads out of them a ValueError
    likely = _ABBREVIATED.get(name.upper()) or _likely_zone(name) or "a city's, like Europe/Berlin"
    raise UsageError(f"{shown(name)} is not a known time zone: write {likely}.")


def shown(text: str) -> str:
    """What the user typed, quoted for a sentence: no sign that acts, at most 60 characters."""
    safe = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:61])
    return f'"{safe}"' if len(safe) <= 60 else f'"{safe[:59]}…"'


# From a phrase to its parts


class Unclear(UsageError):
    """A phrase is not of the grammar; `instead` is what it may mean, empty where that is not known."""

    def __init__(self, text: str, instead: str = "") -> None:
        self.instead = instead
        super().__init__(f"{shown(text)} is not a clear date: write {instead or _EXAMPLES}.")


class _Said(NamedTuple):
    """What a phrase names; `at` is aware if it has an offset.

    `other` is the day that the phrase may have meant as well, None where there is no doubt.
    """

    day: date
    at: time | None
    zone: str
    other: date | None = None


def _read(text: str, frame: Frame) -> _Said:
    if _EXACT.fullmatch(text):
        with suppress(ValueError):  # what there is not, is said below
            exact = datetime.fromisoformat(text)
            _check_year(exact.year)
            return _Said(exact.date(), exact.time() if len(text) > DAY_ALONE else None, "")
    phrase = _plain(text)
    said = _nearest(phrase, frame) if frame.look == "near" else _understood(phrase, frame)
    if said is None:
        raise Unclear(text, _clearer(phrase, frame))
    return said


def _nearest(phrase: str, frame: Frame) -> _Said | None:
    """What the phrase names, its day the nearer one; the other one beside it."""
    ahead = _understood(phrase, frame.looking("ahead"))
    back = _understood(phrase, frame.looking("back"))
    if ahead is None or back is None or ahead == back:
        return ahead
    near, other = (back, ahead)
    if ahead.day - frame.today < frame.today - back.day:
        near, other = ahead, back
    return near._replace(other=other.day)


def _plain(text: str) -> str:
    """`text` with single spaces, without commas, brackets and the full stops of abbreviations."""
    if len(text) > LONGEST:
        raise UsageError(f"{shown(text)} is too long for a date: write {_EXAMPLES}.")
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        raise UsageError(f"{shown(text)} has digits other than 0 to 9: write {_EXAMPLES}.")
    phrase = _in_english(" ".join(_BRACKETED.sub(r" \1 ", text.replace(",", " ")).split()))
    if not phrase:
        raise UsageError(f"A date is missing: write {_EXAMPLES}.")
    return _SHORT_WORD.sub(_spelled, re.sub(r"(?<=[A-Za-z])\.(?= |$)", "", phrase))


_SHORT_WORDS = {
    "the first of": "1",
    "weds": "wed",
    **dict.fromkeys(("tmrw", "tmr", "tmw", "2moro", "2morrow"), "tomorrow"),
    **dict.fromkeys(("tonight", "tonite", "2nite"), "today"),
    **dict.fromkeys(("yest", "yday"), "yesterday"),
    **dict.fromkeys(("this coming", "coming"), "this"),
    **dict.fromkeys(("last night", "last nite"), "yesterday"),
    "nxt": "next",
}
_SHORT_WORD = pattern(rf"\b(?:{'|'.join(_SHORT_WORDS)})\b", re.IGNORECASE)


def _spelled(word: re.Match[str]) -> str:
    return _SHORT_WORDS[word[0].lower()]


def _in_english(phrase: str) -> str:
    """A phrase of German words and numbers alone in English words; any other as it is.

    `3.12.` is a day and month in every language that writes a full stop behind each.
    """
    dotted = _pattern(_DOTTED_DAY).sub(lambda day: f"{day[1]} {_month(day[2])}", phrase)
    words = _pattern(_GERMAN_CLOCK).sub(_clock_in_english, dotted).split()
    plain = [word.lower().rstrip(".") or word for word in words]
    known = [word[0].isdigit() or word in _GERMAN_WORDS for word in plain]
    german = [word for word in plain if word not in _ALSO_ENGLISH and word.isalpha()]
    if not all(known) or not (german or words[:1] == ["am"] or dotted != phrase):
        return phrase
    if any(word == "mo" and before[0].isdigit() for before, word in pairwise(plain)):
        return phrase  # in 2 mo: months
    words = [_GERMAN_WORDS.get(word, as_typed) for word, as_typed in zip(plain, words, strict=True)]
    english = " ".join(filter(None, words))
    return f"{english.removeprefix('before ')} ago" if english.startswith("before ") else english


def _clock_in_english(said: re.Match[str]) -> str:
    """14 Uhr, 14.30 Uhr as 14:00, 14:30."""
    return f"{said[1]}:{said[2] or '00'}"


def _understood(phrase: str, frame: Frame) -> _Said | None:
    """What the phrase names; None if it is not of the grammar."""
    rest, zone = _cut_zone(phrase)
    if instant := _instant(rest, frame):
        return _Said(instant.date(), instant.timetz(), zone)
    before, at, after = _cut_time(rest)
    if at and not zone:
        after, zone = _cut_abbreviation(after)
    day = _day_beside(f"{before} {after}".strip(), at, frame)
    if day is None and at and not zone and _may_be_zone(after):
        zone = after
        day = _day_beside(before, at, frame)
    return _Said(day, at, zone) if day else None


def _day_beside(words: str, at: time | None, frame: Frame) -> date | None:
    """The day that is named beside a time of day, or that of a time alone."""
    return (frame.alone or frame.today) if at and not words else _day(words, frame)


def _instant(words: str, frame: Frame) -> datetime | None:
    """The instant, on the user's clock, that hours or minutes from now are; None for others."""
    if frame.now is None:
        return None
    for template, direction in _FROM_NOW:
        if said := _pattern(template).fullmatch(words):
            size = _SPANS[said["span"][0].lower()] // (2 if said["half"] else 1)
            minutes = direction * size * _count(said["count"])
            return frame.now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return None


def _cut_abbreviation(words: str) -> tuple[str, str]:
    """The words after a time of day without the abbreviation of a zone, and that one."""
    word, _, rest = words.partition(" ")
    return (rest, word) if word.upper() in _ABBREVIATED else (words, "")


def _cut_zone(phrase: str) -> tuple[str, str]:
    """The phrase and the zone at its end: `[any]`, one with a slash, UTC; empty if none."""
    zone = _ZONE.search(phrase)
    return (phrase[: zone.start()], zone[1] or zone[2]) if zone else (phrase, "")


def _cut_time(phrase: str) -> tuple[str, time | None, str]:
    """What stands before the time of day, the time or None, and what stands after it."""
    for template, reading in _TIMES:
        said = _pattern(_TIME_IN_PHRASE.format(template)).search(phrase)
        if said:
            at = reading(said).replace(tzinfo=_offset(said["offset"]))
            return phrase[: said.start()], at, phrase[said.end() :].strip()
    return phrase, None, ""


def _day(words: str, frame: Frame) -> date | None:
    """The day that the words name; None if they fit no row of the grammar."""
    for template, reading in _DAYS:
        said = _pattern(f"(?:(?:on|by) )?(?:{template})(?:{_AT_ITS_END})?").fullmatch(words)
        if said:
            day = reading(frame, said)
            _check_year(day.year)
            return day
    return None


def _may_be_zone(words: str) -> bool:
    """Whether words after a time of day name a zone, rather than a day, spelt well or not."""
    capitals = words.upper()  # the words of a day are mended into small letters
    return words.replace(" ", "").isalpha() and _mended(capitals) == capitals


def _clearer(phrase: str, frame: Frame) -> str:
    """Ways to write what the phrase may mean; empty where there are none."""
    number = _pattern("<before>?<first>(?:[-/.]<second>)?h?").fullmatch(phrase)
    meant = _meanings(number, frame) if number else (_mended(phrase),)
    return " or ".join(shown(way) for way in meant if _is_clear(way, frame))


def _meanings(said: re.Match[str], frame: Frame) -> Iterable[str]:
    """What 9.30, 12 or `friday 9` may mean: a time, a day of a month, a count of days."""
    before, first, second = said["before"] or "", said["first"], said["second"]
    if second:
        days = (f"{first} {_month(second)}", f"{second} {_month(first)}")
        return (before + way for way in (f"{first}:{second}", *days))
    days = (f"{first} {_month(frame.today.month)}", f"{first}d")
    return (before + way for way in (f"{first}:00", f"{first}pm", *days))


def _is_clear(phrase: str, frame: Frame) -> bool:
    try:
        return _understood(phrase, frame) is not None
    except UsageError:
        return False


def _mended(phrase: str) -> str:
    """The phrase with its misspelt words mended."""
    from difflib import get_close_matches  # 2 ms

    close = (get_close_matches(word.lower(), _SPELT, 1, 0.75) or [word] for word in phrase.split())
    return " ".join(words[0] for words in close)


# Days


def _weekday(frame: Frame, said: re.Match[str]) -> date:
    """The nearest one, where the frame looks."""
    ahead = (_index(_WEEKDAYS, said["weekday"]) - frame.today.weekday()) % 7
    if frame.look == "back":
        return frame.today - DAY * (-ahead % 7)
    return frame.today + DAY * (7 if frame.look == "later" and not ahead else ahead)


def _weekday_of_week(frame: Frame, said: re.Match[str]) -> date:
    """`this` is never past, `next` is of next week, `last` the nearest before today."""
    ahead = _index(_WEEKDAYS, said["weekday"]) - frame.today.weekday()
    days = {"this": ahead % 7, "next": ahead + 7, "last": -(-ahead % 7 or 7)}
    return frame.today + DAY * days[said["which"].lower()]


def _week_after(frame: Frame, said: re.Match[str]) -> date:
    """`friday week`: a week after the next such day, or after today or tomorrow."""
    day = _day(said["from"] or said["then"], frame.looking("ahead"))
    return (day or frame.today) + 7 * DAY


def _weeks_after(frame: Frame, said: re.Match[str]) -> date:
    """`2 weeks from friday`: so many weeks after the next such day, or after today or tomorrow."""
    day = _day(said["from"], frame.looking("ahead")) or frame.today
    return day + 7 * DAY * _count(said["count"])


def _counted(frame: Frame, said: re.Match[str], direction: int) -> date:
    """So many units from today; `next week` counts one."""
    count = direction * _count(said.groupdict().get("count", "a"))
    unit, size = _UNITS[said["unit"].lower()]
    if unit == "workday":
        return frame.workdays.add(frame.today, count)
    if unit == "day":
        return frame.today + DAY * size * count
    from dateutil.relativedelta import relativedelta  # 17 ms

    return frame.today + relativedelta(months=size * count)


def _count(typed: str) -> int:
    word = typed.strip().lower()
    if not word.isdigit():
        return 1 if word in ("a", "an") else _COUNTS.index(word) + 1
    if int(word) > FARTHEST:
        raise UsageError(f"{shown(word)} is too far to count: write the day, like 2026-12-01.")
    return int(word)


def _end_of_week(frame: Frame, _: re.Match[str] | None = None) -> date:
    return frame.today + DAY * ((4 - frame.today.weekday()) % 7)


def _end_of_next_week(frame: Frame, _: re.Match[str] | None = None) -> date:
    """The Friday of the week that begins on the next Monday."""
    return frame.today + DAY * (11 - frame.today.weekday())


def _end_of_numbered_week(frame: Frame, said: re.Match[str]) -> date:
    """The Friday of a week of ISO 8601, the next of that number that is not over."""
    for year in (frame.today.isocalendar().year, frame.today.isocalendar().year + 1):
        with suppress(ValueError):
            if (day := date.fromisocalendar(year, int(said["number"]), 5)) >= frame.today:
                return day
    raise Unclear(said[0])


def _end_of_next_month(frame: Frame, _: re.Match[str]) -> date:
    first = frame.today.replace(day=28) + 4 * DAY
    return first.replace(day=_days_in(first.year, first.month))


def _end_of_named_month(frame: Frame, said: re.Match[str]) -> date:
    """The last day of the next such month, or of this one."""
    month = _index(_MONTHS, said["month"]) + 1
    year = frame.today.year + (month < frame.today.month)
    return date(year, month, _days_in(year, month))


def _end_of_month(frame: Frame, _: re.Match[str]) -> date:
    return frame.today.replace(day=_days_in(frame.today.year, frame.today.month))


def _named_day(frame: Frame, said: re.Match[str]) -> date:
    """`1 dec 2026`, `dec 1st`."""
    month, day = _index(_MONTHS, said["month"]) + 1, int(said["day"])
    if said["year"]:
        return _fits(said["weekday"], _calendar_day(int(said["year"]), month, day))
    return _that_fits(said["weekday"], frame, lambda sought: _nearest_year(sought, month, day))


def _that_fits(weekday: str | None, frame: Frame, reading: Callable[[Frame], date]) -> date:
    """The day on the side where the frame looks; with a weekday, on either side where it fits."""
    wanted = reading(frame)
    if weekday:
        back = frame.looking("back" if frame.look != "back" else "ahead")
        either = (wanted, reading(back))
        wanted = next((day for day in either if _falls_on(weekday, day)), wanted)
    return _fits(weekday, wanted)


def _day_of_month(frame: Frame, said: re.Match[str]) -> date:
    """`the 5th`: of the nearest month that has it, where the frame looks."""
    number = int(said["day"])
    if not 1 <= number <= 31:
        raise UsageError(f"No month has a day {number}: write one from 1 to 31.")
    return _that_fits(said["weekday"], frame, lambda sought: _nearest_month(sought, number))


def _nearest_month(frame: Frame, number: int) -> date:
    step = -DAY if frame.look == "back" else DAY
    day = frame.today
    while day.day != number:
        day += step
    return day


def _nearest_year(frame: Frame, month: int, day: int) -> date:
    """The nearest such day, where the frame looks."""
    step = -1 if frame.look == "back" else 1
    for year in range(frame.today.year, frame.today.year + 9 * step, step):  # 2096 to 2104
        if 1 <= day <= _days_in(year, month):
            found = date(year, month, day)
            if (found - frame.today) * step >= timedelta():
                return found
    return _calendar_day(frame.today.year, month, day)  # refused: no year has that day


def _iso_day(_: Frame, said: re.Match[str]) -> date:
    found = _calendar_day(int(said["year"]), int(said["first"]), int(said["second"]))
    return _fits(said["weekday"], found)


def _numeric_day(frame: Frame, said: re.Match[str]) -> date:
    """31/12/2026, 12/31/2026: read where only one way makes sense or the order is known."""
    first, second, year = int(said["first"]), int(said["second"]), int(said["year"])
    month_first = second > 12 or (first <= 12 and frame.order == "mdy")
    month, day = (first, second) if month_first else (second, first)
    found = _calendar_day(year, month, day)
    if day <= 12 and day != month and not frame.order:
        ways = f"{found} or {found.replace(month=day, day=month)}"
        raise UsageError(
            f"{shown(said[0])} can be read in two ways: write {ways}. "
            "Once and for all: followup config set dates.order dmy (day first), or mdy."
        )
    return _fits(said["weekday"], found)


def _slashed_day(frame: Frame, said: re.Match[str]) -> date:
    """11/17, 17/11: there is no month 17."""
    month, day = sorted((int(said["first"]), int(said["second"])))
    _calendar_day(_LEAP, month, day)
    return _that_fits(said["weekday"], frame, lambda sought: _nearest_year(sought, month, day))


_LEAP = 2024
"""A year that has every day of the calendar."""


def _short_year(frame: Frame, said: re.Match[str]) -> NoReturn:
    """13.11.26 might be of 2013, too: refused, with the ways to write what it likely means."""
    whole = f"{said['told']}20{said['short']}"
    raise UsageError(
        f"{shown(said[0])} has a year of two digits: write {_day(whole, frame)} or {whole}."
    )


def _serial(_: Frame, said: re.Match[str]) -> NoReturn:
    """46345, as Excel counts days, 46345.625 with the time of day: any other number may be, too."""
    meant = datetime(1899, 12, 30) + timedelta(minutes=round(float(said["serial"]) * 24 * 60))
    raise UsageError(
        f"{shown(said['serial'])} is a date as spreadsheets count it: format that column as a date, "
        f"or write {_told(meant).removesuffix(' 00:00')}."
    )


def _calendar_day(year: int, month: int, day: int) -> date:
    """That day; UsageError if the calendar does not have it."""
    _check_year(year)
    if not 1 <= month <= 12:
        raise UsageError(f"There is no month {month}: write the month as 1 to 12 or by its name.")
    days = _days_in(year, month)
    if not 1 <= day <= days:
        name = f"{_MONTHS[month - 1]} {year}"
        raise UsageError(f"{name} has {days} days: write one from 1 to {days}, not {day}.")
    return date(year, month, day)


def _fits(weekday: str | None, day: date) -> date:
    """`day`, if it falls on the weekday that was typed beside it."""
    if weekday and not _falls_on(weekday, day):
        raise UsageError(f"{day} is a {day:%A}: leave out {shown(weekday)}, or write another day.")
    return day


def _falls_on(weekday: str, day: date) -> bool:
    return _WEEKDAYS[day.weekday()].lower().startswith(weekday.lower())


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise UsageError(f"{year} is out of reach: write a year from {YEARS[0]} to {YEARS[-1]}.")


def _days_in(year: int, month: int) -> int:
    from calendar import monthrange  # 3 ms

    return monthrange(year, month)[1]


def _index(names: tuple[str, ...], word: str) -> int:
    """Which of the names the word is, or begins."""
    return next(i for i, name in enumerate(names) if name.lower().startswith(word.lower()))


def _month(number: str | int) -> str:
    """The short name of a month; empty if there is none of that number."""
    return dict(enumerate(_MONTHS, 1)).get(int(number), "")[:3].lower()


# Times of day


def _half_day(said: re.Match[str]) -> time:
    """3pm, 3:30 am: 12 is the first hour of each half."""
    hour, half = int(said["hour"]), 12 * (said["half"][0] in "pP")
    if not 1 <= hour <= 12:
        raise UsageError(f"{shown(said['time'])} is no time: before am or pm write 1 to 12.")
    return _time(said, hour % 12 + half)


def _past_hour(said: re.Match[str]) -> time:
    """Half past 4, quarter past 9 am; without am or pm, from 7:00 to 18:59."""
    hour = int(said["hour"])
    half = said["half"] or ("p" if hour < _FIRST_HOUR or hour == 12 else "a")
    if not 1 <= hour <= 12:
        raise UsageError(f"{shown(said['time'])} is no time: write it like 16:30.")
    return time(hour % 12 + 12 * (half[0] in "pP"), 30 if said["past"].lower() == "half" else 15)


_FIRST_HOUR = 7
"""The first hour of a working day; half past 6 is in the evening."""


def _full_day(said: re.Match[str]) -> time:
    """15:00, 14h30, 15:00:00."""
    if int(said["seconds"] or 0):
        raise UsageError(f"{shown(said['time'])} has seconds: write it without, like 15:00.")
    return _time(said, int(said["hour"]))


def _time(said: re.Match[str], hour: int) -> time:
    minute = int(said["minute"] or 0)
    if hour > 23 or minute > 59:
        raise UsageError(f"{shown(said['time'])} is no time: write one from 0:00 to 23:59.")
    return time(hour, minute)


def _offset(typed: str | None) -> timezone | None:
    """`Z`, +01:00, +0100, +01 or GMT+1 as a zone; None where none was typed."""
    if not typed:
        return None
    hours, _, minutes = typed.strip(f" +-{ascii_letters}").partition(":")
    hours, minutes = hours[:2], minutes or hours[2:]
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if minutes > "59" or offset > timedelta(hours=14):
        raise UsageError(f"{shown(typed.strip())} is no offset: write one like +01:00.")
    return timezone(-offset if "-" in typed else offset)


# Zones


def _zone_meant(typed: str) -> str:
    """The zone that an abbreviation means; any other name as it is.

    UsageError for an abbreviation of several zones.
    """
    meant = _ABBREVIATED.get(typed.upper(), typed)
    if " or " in meant:
        raise UsageError(f"{shown(typed)} stands for several time zones: write {meant}.")
    return meant


def _next_existing(local: datetime, zone: "ZoneInfo") -> datetime:
    """`local` if the clocks of `zone` show it, else the next full minute that they do."""
    while local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        local = local.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return local


def _told_in(zone: str, instant: datetime) -> Moment:
    """An aware instant as the clocks of `zone` show it."""
    zone_info = known_zone(zone)
    local = instant.astimezone(zone_info)
    _check_year(local.year)
    remark = _comes_twice(local, zone_info, f"the {'second' if local.fold else 'first'} is meant")
    return Moment(local.date(), local.time().replace(fold=0), zone, instant.astimezone(UTC), remark)


def _comes_twice(local: datetime, zone: "ZoneInfo", which: str) -> str:
    """The remark on an existing time that comes twice, as clocks go back; empty on another."""
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return "" if first == second else f"{_told(local)} comes twice in {zone}: {which}."


def _told(local: datetime) -> str:
    return f"{local:%Y-%m-%d %H:%M}"


def _likely_zone(name: str) -> str:
    """The zone whose name or city is spelt most like `name`; empty if none is near."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones  # 70 ms: it opens every zone

    known = available_timezones().difference(_NO_ZONES)
    zones = {zone for zone in known if not zone[-1].isdigit()}  # Etc/GMT+1 is behind GMT, not ahead
    by_depth = sorted(zones, key=lambda zone: (-zone.count("/"), zone))  # shorter names win
    spelt = {zone.rpartition("/")[2].lower(): zone for zone in by_depth}
    spelt |= {zone.lower(): zone for zone in zones}
    wanted = "_".join(name.lower().split())
    return "".join(spelt[close] for close in get_close_matches(wanted, spelt, 1, 0.8))


_NO_ZONES = ("posix", "right", "posixrules", "localtime", "Factory")
"""What lies beside the zones on some machines: copies, others with leap seconds, the machine's."""
_ABBREVIATED = {
    abbreviation: zones
    for zones, abbreviations in (
        ("America/New_York", "ET EST EDT"),
        ("America/Chicago", "CT CDT"),
        ("America/Chicago or Asia/Shanghai", "CST"),
        ("America/Denver", "MT MST MDT"),
        ("America/Los_Angeles", "PT PST PDT"),
        ("America/Anchorage", "AKST AKDT"),
        ("Pacific/Honolulu", "HST"),
        ("America/Halifax", "ADT"),
        ("America/Sao_Paulo", "BRT"),
        ("Europe/London", "BST"),
        ("Europe/Lisbon", "WET WEST"),
        ("Europe/Berlin", "CET CEST MEZ MESZ"),
        ("Europe/Athens", "EET EEST"),
        ("Europe/Moscow", "MSK"),
        ("Africa/Johannesburg", "SAST"),
        ("Asia/Kolkata or Europe/Dublin or Asia/Jerusalem", "IST"),
        ("Asia/Singapore", "SGT"),
        ("Asia/Hong_Kong", "HKT"),
        ("Asia/Tokyo", "JST"),
        ("Asia/Seoul", "KST"),
        ("Australia/Perth", "AWST"),
        ("Australia/Adelaide", "ACST ACDT"),
        ("Australia/Sydney", "AEST AEDT"),
        ("Pacific/Auckland", "NZST NZDT"),
    )
    for abbreviation in abbreviations.split()
}
"""What people write for a zone: some mean two, and no offset says how its clocks change."""
_DEEPEST_ZONE = 2
"""Slashes in the longest names; looking for a name with hundreds of them recurses without end."""


# The grammar

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = {
    word: (unit, size)
    for unit, size, words in (
        ("day", 1, "d|day|days"),
        ("day", 7, "w|wk|wks|week|weeks"),
        ("day", 14, "fortnight|fortnights"),
        ("month", 1, "mo|month|months"),
        ("month", 12, "y|year|years"),
        ("workday", 1, "bd|business day|business days|working day|working days"),
    )
    for word in words.split("|")
}
_SPELT = (
    *(name.lower() for name in (*_WEEKDAYS, *_MONTHS)),
    *("today", "tomorrow", "yesterday", "next", "last", "days", "week", "weeks", "month", "months"),
)
"""The words that a misspelt one is likely to mean."""
_EXAMPLES = 'it like 2026-12-01, "dec 1", "next friday", "in 3 days" or "tomorrow 3pm"'


def _begun(*names: str) -> str:
    """A pattern for the names and what they begin with, of three letters or more."""
    return "|".join(name[:end] for name in names for end in range(len(name), 2, -1))


_TIME_WORD = (
    rf"\b(?:{_begun(*_WEEKDAYS, *_MONTHS)}|spring|summer|autumn|winter|christmas|xmas|easter"
    r"|anfang|mitte|ende|weihnachten|ostern|woche|wochen|monat|monats|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|thanksgiving|new year|weekend|tonight|(?:day|week|wk|month|quarter|year)s?|soon|asap|early|mid|late|tb[acd]|holidays"
    r"|januar|februar|märz|juni|juli|oktober|dezember|nächste[nr]?|kommende[nr]?"
    r"|date|rolling|open|ongoing|unclear|unknown|undecided|dunno|idk|q[1-4]|[0-9]+ ?h(?:(?:ou)?rs?)?|not (?:said|known|sure|decided)|call|ring|in touch|let me know|get back)\b"
)
_HEDGE = (
    r"\b(?:prob(?:ably|bly|ly|s)?|prolly|hopefully|maybe|perhaps|i (?:think|guess|hope)|about|around"
    r"|approx(?:imately)?|roughly|(?:at the )?latest|no(?:t)? later than|or so|or thereabouts|some ?time|we['’]?(?:ll| will) see"
    r"|fingers crossed|tb[acd])\b|(?<=[a-z0-9])-ish\b|(?<=[0-9])ish\b|(?<=day)ish\b|(?<=week) ?ish\b|,? (?:she|he|they|i) (?:reckons?|thinks?)$|[~?\"“”]"
)
"""How sure somebody is of a day, which changes nothing in the day."""
_BY_THEN = "(?:[a-z'’]+ ){1,6}?(by .+)"
"""A day within a sentence: said he'd ring by the weekend."""
_PART = (
    r"\b(?:by |at )?(?:eod|cob|eob|close of (?:business|play)|(?:the )?end of (?:the )?day|first thing)\b"
    r"|\b(?:in the )?(?:morning|afternoon|evening)\b|(?<=[a-z]) [ap]m\b"
)
"""A part of a day, which does not change the day."""
_AT_ITS_END = " (?:by )?(?:eod|cob|close of business|(?:the )?end of (?:the )?day)"
_OF_DAY = r"\b(?P<part>morning|afternoon|evening)\b"
_SAYS = (
    r"(?:[a-z]+ )?[a-z]+ (?:said|says?|thinks?|thought|hopes?|hoped|expects?|reckons?|mentioned)"
    r"(?: (?:it|that|to|me|us|will|would|be|on))* (.+)"
)
"""A day that somebody named: she said fri."""
_TELLS = (
    r"(?:[a-z.'’]+ ){1,6}?(?:decides?|deciding|decision|meets?|sits?|picks?|picking(?: someone| somebody)?|choos(?:es?|ing)|let me know|calls?|rings?|telephones?|texts?|e-?mails?|answers?)"
    r"(?: me)? (?:on |by )?(.+)|(?:an answer|a decision|the decision|an offer|news|word) (?:on |by )?(.+)"
)
"""A day on which they decide, or say so: Gus calls thurs, an answer within ten days."""
_SLASHED = "(?:<weekday>,? )?<first>/<second>"
_WEEKEND = "(?:by |before |over )?(?:the |this )?(?:weekend|w/?end|w/e)"
_FEASTS = {
    "christmas": (12, 25),
    "xmas": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new years": (1, 1),
}
"""Holidays that stand on the same day everywhere: month and day."""

_GERMAN_WORDS = {
    german: english
    for english, words in (
        *zip(
            map(str.lower, (*_WEEKDAYS, *_MONTHS, *_COUNTS[1:])),
            (
                "montag mo", "dienstag di", "mittwoch mi", "donnerstag do", "freitag fr",
                "samstag sonnabend sa", "sonntag so",
                "januar jänner jan", "februar feb", "märz maerz mrz mar", "april apr", "mai may",
                "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt oct",
                "november nov", "dezember dez dec",
                "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
            ),
            strict=True,
        ),
        ("today", "heute heut"), ("tomorrow", "morgen"), ("yesterday", "gestern"),
        ("day after tomorrow", "übermorgen uebermorgen"), ("day before yesterday", "vorgestern"),
        ("next", "nächste nächsten nächster nächstes naechste naechsten"),
        ("this", "diese diesen dieser diesem kommende kommenden kommender"),
        ("last", "letzte letzten letzter"),
        ("in", "in im"), ("by", "bis by"), ("on", "am"), ("at", "um"), ("before", "vor"),
        ("end of", "ende"), ("noon", "mittag"), ("week", "woche"), ("weeks", "wochen"),
        ("weekend", "wochenende"), ("day", "tag"), ("days", "tage tagen"), ("month", "monat"),
        ("months", "monate monaten"), ("a", "ein eine einer einem"), ("kw", "kw"),
        ("", "zum den der dem des uhr noch abend abends vormittag nachmittag"),
    )
    for german in words.split()
}  # fmt: skip
"""German words of dates, and the English ones; some need none."""
_ALSO_ENGLISH = frozenset(
    name.lower()[:end] for name in (*_MONTHS, "in", "by", "am", "so", "kw") for end in range(2, 10)
)
"""Those that alone do not make a phrase German."""
_GERMAN_HEDGE = (
    r"\b(?:wohl|wahrscheinlich|voraussichtlich|vermutlich|vielleicht|hoffentlich|etwa|ca\.?"
    r"|spätestens|evtl\.?|circa|ungefähr)(?!\w)"
)
_GERMAN_CLOCK = r"\b([0-9]{1,2})(?:[:.]([0-9]{2}))? uhr\b"
_DOTTED_DAY = r"\b([0-9]{1,2})\. ?(0?[1-9]|1[0-2])\.(?![0-9])"

_SPANS = {"h": 60, "m": 1}
"""Minutes of an hour and of a minute."""

_WORDS = {
    "weekday": _begun(*_WEEKDAYS),
    "which": "this|next|last",
    "count": rf"[0-9]+ ?|(?:an?|{'|'.join(_COUNTS)}) ",
    "unit": "|".join(_UNITS),
    "day": "[0-9]{1,2}",
    "month": _begun(*_MONTHS),
    "year": "[0-9]{4}",
    "dash": "[-/.]",
    "first": "[0-9]{1,2}",
    "second": "[0-9]{1,2}",
    "short": "[0-9]{2}",
    "serial": r"[3-5][0-9]{4}(?:\.[0-9]+)?",
    "before": ".+ ",
    "hour": "[0-9]{1,2}",
    "minute": "[0-9]{2}",
    "seconds": "[0-9]{2}",
    "half": r"[ap]\.?m",
    "span": "h|hrs?|hours?|mins?|minutes?",
    "from": f"{_begun(*_WEEKDAYS)}|today|tomorrow",
    "then": f"{_begun(*_WEEKDAYS)}|today|tomorrow",
    "offset": " ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?"
    "|(?:GMT|UTC) ?[+-](?:[0-9]{4}|[0-9]{1,2}(?::[0-9]{2})?))",
}
_ORDINAL = "(?:st|nd|rd|th)"
_TH = f"{_ORDINAL}?"
_DAY_MONTH = rf"<day>{_TH}(?:[ /-]|\. ?)(?:of )?<month>"
_MONTH_DAY = f"<month>[ -](?:the )?<day>{_TH}"
_NO_HOUR = "(?![01]|2[0-3])"
"""Where a year of two digits may begin: `1 dec 10` lacks am or pm."""

_DAYS: tuple[tuple[str, Callable[[Frame, re.Match[str]], date]], ...] = (
    ("today", lambda frame, _: frame.today),
    ("tomorrow", lambda frame, _: frame.today + DAY),
    ("yesterday", lambda frame, _: frame.today - DAY),
    ("(?:the )?day after tomorrow", lambda frame, _: frame.today + 2 * DAY),
    ("(?:the )?day before yesterday", lambda frame, _: frame.today - 2 * DAY),
    ("this (?:morning|afternoon|evening)", lambda frame, _: frame.today),
    ("<weekday>", _weekday),
    ("<which> <weekday>", _weekday_of_week),
    ("(?:the )?<weekday> after next", lambda frame, said: _weekday(frame, said) + 7 * DAY),
    ("(?:a )?week (?:on |from )?<from>|<then> week", _week_after),
    ("<count>(?:w|wks?|weeks?) (?:on |from )?<from>", _weeks_after),
    (
        "(?:in |[+])?<count><unit>(?: from (?:now|today)|['’]?s?['’]? time)?",
        lambda frame, said: _counted(frame, said, 1),
    ),
    ("<count><unit> ago", lambda frame, said: _counted(frame, said, -1)),
    ("-<count><unit>", lambda frame, said: _counted(frame, said, -1)),
    ("next <unit>", lambda frame, said: _counted(frame, said, 1)),
    ("last <unit>", lambda frame, said: _counted(frame, said, -1)),
    ("eow|(?:the )?end of (?:the |this )?week", _end_of_week),
    ("eom|(?:the )?end of (?:the |this )?month|(?:the )?month['’]?s? end", _end_of_month),
    ("(?:the )?end of next week", _end_of_next_week),
    ("(?:the )?end of <month>", _end_of_named_month),
    ("(?:the )?end of next month", _end_of_next_month),
    (f"(?:<weekday> )?(?:the )?<day>{_ORDINAL}", _day_of_month),
    (f"(?:<weekday> )?(?:the )?{_DAY_MONTH}(?:[ ./-]<year>)?", _named_day),
    (f"(?:<weekday> )?{_MONTH_DAY}(?:[ -]<year>)?", _named_day),
    ("(?:<weekday> )?<year><dash><first>(?P=dash)<second>", _iso_day),
    ("(?:<weekday> )?<first><dash><second>(?P=dash)<year>", _numeric_day),
    (
        "(?:<weekday> )?(?:(?=1[3-9]|[23][0-9])|(?=[0-9]+/(?:1[3-9]|[23][0-9])))<first>/<second>",
        _slashed_day,
    ),
    ("(?:<weekday> )?(?P<told><first><dash><second>(?P=dash))<short>", _short_year),
    (f"(?:<weekday> )?(?P<told>{_DAY_MONTH}(?:[./-]| {_NO_HOUR}))<short>", _short_year),
    (f"(?:<weekday> )?(?P<told>{_MONTH_DAY} {_NO_HOUR})<short>", _short_year),
    ("<serial>", _serial),
)

_ENDS: tuple[tuple[str, Callable[[Frame, re.Match[str]], date | None]], ...] = (
    ("(?:by |at |the )*end of (?:the |this )?(?:wk|week)", _end_of_week),
    ("(?:by )?ne?xt (?:week|wk)", _end_of_next_week),
    ("fortnight", lambda frame, _: frame.today + 14 * DAY),
    (
        "(?:(?:by|in) )?(?:kw|cw|calendar week|week|wk) ?(?P<number>[0-9]{1,2})",
        _end_of_numbered_week,
    ),
    (f"{_WEEKEND}|(?:by )?this (?:week|wk)", _end_of_week),
    (
        "(?:in |during )?(?:the )?(?:(?:week|wk) (?:of|commencing|beginning)|w/?c) (?:the )?(?P<week>.+)",
        _end_of_that_week,
    ),
    ("(?:the )?(?:week|wk) after next", lambda frame, _: _end_of_next_week(frame) + 7 * DAY),
    (
        "(?:the )?(?:week|wk) after (?:the )?(?P<week>.+)",
        lambda frame, said: _end_of_that_week(frame, said, later=1),
    ),
    (
        "(?:on |by )?<from>(?: ?/ ?| or | to | ?- ?)(?:on |by )?<then>(?P<next> next (?:week|wk))?",
        _later_of_two,
    ),
    ("(?:with)?in (?:the next )?<count><unit>", lambda frame, said: _counted(frame, said, 1)),
    (
        rf"(?:(?:with)?in )?(?:[0-9]+|an?|{'|'.join(_COUNTS)}) ?(?:-|–|to|or) ?<count><unit>",
        lambda frame, said: _counted(frame, said, 1),
    ),
    (
        "(?:(?:with)?in )?(?:a |the next )?couple (?:of )?<unit>",
        lambda frame, said: _day(f"2 {said['unit']}", frame),
    ),
    ("(?:by|before|until) (?P<holiday>[a-z'’ ]+)", _before_holiday),
)
"""The days by which something is decided, of what names more than a day."""
_YOURS: tuple[tuple[str, Callable[[Frame, re.Match[str]], date]], ...] = (
    (
        "(?:(?:this|over the|over this|on the|at the|the) )?(?:weekend|w/?end)",
        lambda frame, _: frame.today + DAY * (6 - frame.today.weekday()),
    ),
    (
        "asap|a\\.s\\.a\\.p\\.?|(?:right|straight) ?away|immediately|at once|as soon as (?:possible|I can)",
        lambda frame, _: frame.workdays.add(frame.today, 1),
    ),
    (
        "(?:later )?(?:this (?:morning|afternoon|evening)|today)|(?:by )?(?:eod|cob|(?:the )?end of (?:the )?day)",
        lambda frame, _: frame.today,
    ),
)
"""The same of what you promise yourself: a weekend ends on its Sunday, and asap is the next business
day.
"""

_TIMES: tuple[tuple[str, Callable[[re.Match[str]], time]], ...] = (
    ("noon", lambda _: time(12)),
    ("(?P<past>half|quarter) past <hour>(?: ?<half>)?", _past_hour),
    ("<hour>(?:[:.]<minute>)? ?<half>", _half_day),
    (r"<hour>[:h]<minute>(?::<seconds>(?:\.0+)?)?", _full_day),
)
_FROM_NOW = (
    ("in (?P<half>half )?<count><span>", 1),
    ("(?P<half>half )?<count><span> from now", 1),
    ("(?P<half>half )?<count><span> ago", -1),
)
"""Phrases of hours and minutes from now, and their direction."""
_TIME_IN_PHRASE = r"(?:^| |(?<=[0-9])T)(?:at |@ ?)?(?P<time>{})<offset>?(?= |$)"
_EXACT = pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9])?")
"""What programs write, and thousands of cells of a table: it is a phrase of the grammar as well."""
_BRACKETED = pattern(r"(?<!\S)\(([^()]*)\)(?!\S)")
_ZONE = pattern(r" ?\[([^][]+)\]$| ([a-z][^ /]*/[^ ]+|utc|gmt)$", re.IGNORECASE)
_PROMISE_COLON = pattern(r":(?!(?<=[0-9]:)[0-9]{2}(?![0-9]))")
"""A colon that is not within a time of day."""
MEETS = pattern(r"(?:call|ring|phone|meet|talk|speak|come|visit)\b", re.IGNORECASE)
"""What is done at a time of day, where other things are done by it."""
_PROMISE_DASH = pattern(r"\s+[-–—]\s+(?=\S)")
_NAMED_DAY = (
    r"(?:(?:next|this) )?(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs|r|day|sday|nesday|rsday|urday)?)"
    r"|today|tomorrow|tonight|tonite|2nite|tmrw|asap|(?:right|straight) away|as soon as possible"
    r"|(?:this|next) week(?:end)?|over the weekend|this (?:morning|afternoon|evening)"
)
_NOT_OF = "".join(
    rf"(?<!\b{word})"
    for word in [
        "for",
        "from",
        "of",
        "about",
        "the",
        "and",
        "every",
        "in",
        "to",
        "since",
        "next",
        "this",
        "last",
    ]
)
"""What stands before a day that tells of a thing: the plan for Friday."""
_PROMISE_PLACES = tuple(
    pattern(place, re.IGNORECASE)
    for place in (
        r"(?P<words>.*\w)(?:,|,? (?:by|before|on|until|till)) (?P<day>(?:[^,:]|(?<=\d):(?=\d\d))+)",
        rf"(?P<words>.*\w){_NOT_OF} (?P<day>{_NAMED_DAY})",
        rf"(?P<words>.*\w)(?<!\bon)(?<!\bby)(?<!\bbefore){_NOT_OF} (?:(?:by|before|on) )?(?P<day>{_NAMED_DAY})(?P<rest> (?:to|about|with|after|before|at|for|from)\b.+)",
        rf"(?:(?:by|before|on) )?(?P<day>{_NAMED_DAY}),? (?P<words>[a-z].*)",
        r"(?:bis|am) (?P<day>\S+),? (?P<words>.+)",
        r"(?:by|before|on) (?P<day>[a-z]+ \d+|\d+(?:st|nd|rd|th)? [a-z]+|end of \w+),? (?P<words>[a-z].*)",
    )
)
"""Where the day of a promise stands, if no colon is behind it."""


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Compiled when first needed. In ASCII: a digit is 0 to 9, and no long s passes for an s."""
    spelt = re.sub(r"(?<!P)<(\w+)>", lambda name: f"(?P<{name[1]}>{_WORDS[name[1]]})", template)
    return re.compile(spelt, re.ASCII | re.IGNORECASE)
