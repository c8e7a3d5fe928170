"""`add` at a terminal: asks for what is missing in the words of the note, said to its reader.

Enter skips what can be skipped, `?` explains, `back` takes the last answer back, Ctrl-D skips all
that is left, Ctrl-C ends. Every answer is kept in a file until the interview is recorded.
"""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import typer

from followup import environment
from followup.cli import console
from followup.cli.console import INTERRUPTED
from followup.domain.dates import (
    Frame,
    Moment,
    NoDay,
    clock_apart,
    clock_of,
    parse_day_by,
    parse_decision,
    parse_moment,
    parse_promise,
    spelt,
)
from followup.domain.errors import FollowupError, UsageError
from followup.domain.frozen import as_dict, replace
from followup.domain.model import Concern
from followup.domain.people import parse_person
from followup.domain.safe_text import line, lines, wrap
from followup.domain.text import fold, free_text, is_blank, name_line, pattern
from followup.environment import World
from followup.notes.languages import BRITISH, ENGLISH, own_language
from followup.services import add_interview, config, duplicates, interview_fields
from followup.services.add_interview import Unfinished, UnrecordedInterview, Unsure
from followup.services.context import frame
from followup.services.interview_fields import AddOptions
from followup.store import queries, settings
from followup.store.connection import connect

Read = Callable[[str], str]
"""An answer as it is kept; a day is spelled out, since it may be read on another one.
UsageError where it cannot be understood."""


HELP = {
    "company": "Whom the interview is with, as you call them: Acme Corp.",
    "role": "The job, as the note will name it: Data analyst. Enter if there is none.",
    "at": "Day and time of the start: yesterday 3pm, fri 10:30, dec 4 2pm, 2026-12-04 14:00.",
    "stage": "How you talk, or which round it is; Enter means video.",
    "where": "Where you go, or the link of the call; it stands on the list of that morning.",
    "people": "One person a line: Name, or Name <address>, Title. Each gets a note. Enter ends.",
    "topic": "The one thing that only the two of you talked about: the move to dbt.",
    "need": "What they said they need, as you would say it to them: someone to own reporting.",
    "strength": "What you did that meets it, after “I”: built the dashboard that 40 shops use.",
    "skill": "What you did that counts for this job, after “I”: ran a ward of 20 beds.",
    "concern": "A doubt that they raised: no dbt experience. The note answers it only then.",
    "answer": "What you say to that, after “I”: moved two pipelines to dbt last spring.",
    "decision": "The day by which they said they would decide; check-ins wait for it.",
    "promise": "What you said you would do: send the dashboard link. It goes onto the list.",
    "day": "The day by which: wednesday, in 3 days, dec 4. The note names it.",
    "next_step": "What was agreed to come next: a trial day on Monday.",
    "via": "Agency or recruiter between you and them: Hays, or Rae Kim <rae@hays.example>, Hays.",
    "through": "Enter: check-ins and answers to offers go to the agency, thanks to the people.",
    "field": "Two have their own pace: sales (thanks on the same day), government (slower).",
    "channel": "How they like to hear from you; Enter leaves it to what is known of them.",
    "note": "What no note shall say: the pay, a feeling, a secret. It is found by show and list.",
    "too": "What they should know besides, after “I”: speak Polish. Enter if there is nothing more.",
    "name": "Your own name, as you sign: Ana Ruiz. It is kept for every note; Enter leaves it out.",
}  # fmt: skip
"""What `?` says to each question."""

EXAMPLES = {
    "topic": "the new rota; how you train drivers",
    "need": "someone who can run the night shift",
    "strength": "I ran a ward of 20 beds",
    "concern": "no banking experience; the distance; whether I can lead 40 people",
    "answer": "I moved two pipelines to dbt last spring",
    "promise": "send the dashboard link",
    "next_step": "a trial day on Monday",
}
"""An answer to each question that the note can say."""


INTRODUCTION = """\
Finish the sentences as you would say them to the reader: they become the note.
Enter skips, ? explains, back takes an answer back, Ctrl-D ends and records.
"""


KEPT = "What you typed is kept; the next followup add goes on from there."


UNANSWERED = "Nothing answers it: the note will say only that they look for it."


DAYLESS = "Without its day it is in your own note alone, on no list."

_NO_NAME = pattern(
    r"(?:some|any|every|no) ?(?:one|body)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:today|tomorrow|yesterday|to)\b"
    r"|.*[:;?!]|(?:\S+ ){5}",
    re.IGNORECASE,
)
"""What is typed for a person and is hardly a name."""


class Enough(Exception):
    """The user typed Ctrl-D: no more questions."""


class Back(Exception):
    """The user takes the last answer back."""


def complete(world: World, typed: AddOptions, *, written_up: bool = False) -> AddOptions:
    """What was typed, with the answers to the questions about the rest.

    `written_up`: the people are those that a booked interview had; others may have come. Ends the process with 130 at Ctrl-C: nothing was recorded. UsageError where even what is
    required was not told.
    """
    environment.drop_endless_columns()
    import readline  # noqa: F401  editing of the line, for whoever answers

    signal.signal(signal.SIGINT, signal.default_int_handler)
    begun = _taken_up(world, typed)
    print(INTRODUCTION)
    conversation = Conversation(world, begun, written_up=written_up)
    try:
        options = conversation.options()
    except KeyboardInterrupt:
        print()
        _ask_to_keep(world, conversation)
        raise SystemExit(INTERRUPTED) from None
    _set_up(world, conversation)
    return options


def _set_up(world: World, conversation: "Conversation") -> None:
    """Set what is not set yet: the user's name as answered, and British notes where the locale is so."""
    if name := conversation.answers.get("name", ""):
        config.set_key(world, "you.name", name)
    if "note.language" not in conversation.kept and environment.is_british():
        config.set_key(world, "note.language", BRITISH.code)
        print("Notes are in British English; followup config set note.language en changes that.")


@contextmanager
def kept(world: World) -> Iterator[None]:
    """What was answered stays until what is done inside has recorded it."""
    try:
        yield
    except FollowupError as error:
        raise error.going_on(KEPT) from None
    except (typer.Exit, SystemExit):
        print(KEPT)
        raise
    add_interview.forget_unfinished(world)


def _taken_up(world: World, typed: AddOptions) -> Unfinished:
    """The answers that an earlier `add` left, if the user goes on with them."""
    left = add_interview.read_unfinished(world)
    if left is None:
        return Unfinished(typed)
    about = f"the interview with {line(left.company)}" if left.company else "the interview"
    question = f"Go on with {about} that you began to type?"
    help_ = "Yes: its answers are kept, and the rest is asked. No: they are put into a file aside."
    goes_on = console.choose(question, default=True, explanation=help_)
    if goes_on is None:
        print("Nothing was recorded; what you began to type is kept as it was.")
        raise SystemExit(INTERRUPTED)
    if goes_on:
        return Unfinished(_over(left.typed, typed), left.answers)
    print(f"It is kept in {line(add_interview.put_unfinished_aside(world))}\n")
    return Unfinished(typed)


def _over(before: AddOptions, typed: AddOptions) -> AddOptions:
    """The earlier options, with those that were typed now in their place."""
    default = AddOptions()
    said = {k: v for k, v in as_dict(typed).items() if v != getattr(default, k)}
    return replace(before, **said)


def _ask_to_keep(world: World, conversation: "Conversation") -> None:
    if not conversation.answers:
        print("Nothing was recorded.")
        return
    try:
        answer = console.typed("Keep what you typed, for the next followup add? [Y/n] ").lower()
    except (EOFError, KeyboardInterrupt):
        print()
        answer = ""
    if answer.startswith("n"):
        add_interview.forget_unfinished(world)
        print("Nothing was recorded.")
    else:
        conversation.keep()  # another add may have put it aside
        print("Nothing was recorded yet; followup add goes on with what you typed.")


class Conversation:
    """The questions of `add`, and the answers so far.

    The options are made anew of all answers after each: to take one back is to forget it, and to
    go on later is to begin with those that were kept.
    """

    def __init__(self, world: World, begun: Unfinished, *, written_up: bool = False) -> None:
        self.world = world
        self.others = written_up or any(name.startswith("people ") for name in begun.answers)
        with connect(world.store) as ask:
            self.phrases = frame(world, ask)
            self.kept = settings.settings(ask)
            self.in_english = own_language(self.kept) == ENGLISH.code
            self.jobs = [one for one in queries.applications(ask) if one.is_open]
        self.begun = self.typed = begun.typed
        self.begun = self.typed = self._settled()
        self.answers = dict(begun.answers)
        self.taken_back: dict[str, str] = {}

    def options(self) -> AddOptions:
        """All that was typed and answered. UsageError where company or start was not told."""
        while True:
            self.typed = self.begun
            try:
                self._ask_all()
            except Back:
                self._take_back()
            except Enough:
                return self._enough()
            else:
                return self.typed

    def _take_back(self) -> None:
        if self.answers:
            name, self.taken_back[name] = self.answers.popitem()
            self.keep()
        else:
            print("  There is no answer to take back.")

    def _show_taken_back(self, answer: str) -> None:
        keep = "Enter keeps it, - leaves it out."
        self._say(f"Taken back: “{answer}”. {keep}" if answer else "Taken back: an empty answer.")

    def _enough(self) -> AddOptions:
        if self.typed.company and self.typed.at:
            return self.typed
        kept = f" {KEPT}" if self.answers else ""
        raise UsageError(f"Nothing was recorded: company and start are needed.{kept}")

    def _ask_all(self) -> None:
        self._field("company", "Company", self._company, needed="the name of the company")
        self._field("role", "Role", _named("role"))
        self._field(
            "at", "It was, or will be, on (such as “yesterday 3pm”)", self._at, needed="a day"
        )
        self._field(
            "stage",
            "It was a (phone, video, onsite, panel, final)",
            interview_fields.known_stage,
        )
        held = self._start().starts <= self.world.now
        if not held:
            self._field("where", "The place, or the link", _free("place"))
        self._people("I talked with" if held else "I will talk with")
        if held:
            self._talk()
        self._job()
        self._field("note", "Only for me, never in a note", _free("note"))
        if held and "you.name" not in self.kept:
            self._ask("name", "Your name, as it stands under a note", _named("name"))

    def _talk(self) -> None:
        """What was said, as the note says it to its reader."""
        self._topics()
        if not (self.begun.looking_for or self.begun.strengths):
            self._pairs()
        if not self.begun.concerns:
            self._concerns()
        self._field("decision", "You will decide by (a day)", self._decided)
        if not self.begun.promises:
            self._promises()
        self._field("next_step", "The next step is", _free("next step"))

    def _job(self) -> None:
        """What is asked of a new application alone."""
        here = [one for one in self.jobs if fold(one.company) == fold(self.typed.company)]
        if any(not self.typed.role or fold(one.role) == fold(self.typed.role) for one in here):
            return
        self._field("via", "It came through the agency", _agency)
        if self.typed.via:
            self._field("through", "Through it go (follow-ups, everything, nothing)", _through)
        self._field("field", "The field is (such as sales, government)", _free("field"))
        if self.typed.people and not any("@" in one for one in self.typed.people):
            prompt = "Notes go out by (email, letter, card, phone)"
            self._field("channel", prompt, interview_fields.channel)

    def _field(self, name: str, prompt: str, read: Read, *, needed: str = "") -> None:
        """One answer for a field that was not typed."""
        if not getattr(self.begun, name).strip():
            self._set(name, self._ask(name, prompt, read, needed=needed))

    def _people(self, prompt: str) -> None:
        if self.begun.people:
            if not self.others:
                return
            names = ", ".join(parse_person(one).name for one in self.begun.people)
            self._say(f"{prompt} {names}", indent="")
            prompt = "  and"
        for place in range(1000):
            person = self._ask(f"people {place}", prompt, self._person)
            if not person:
                return
            self._set("people", (*self.typed.people, person))
            prompt = "  and"

    def _topics(self) -> None:
        """What each person and you talked about, of whom it was not typed."""
        for person in add_interview.people(self.typed):
            if not person.topic:
                prompt = f"{lines(person.name)}, we talked about"
                topic = self._ask(f"topic {person.name}", prompt, _free("topic"))
                told = (f"{person.name.partition(':')[0]}: {topic}",) if topic else ()
                self._set("topics", (*self.typed.topics, *told))

    def _pairs(self) -> None:
        """What they need, each with what you have for it; then what else counts."""
        told: list[tuple[str, str]] = []
        prompt = "You are looking for"
        while need := self._ask(f"need {len(told)}", prompt, _free("need")):
            self._set_pairs([*told, (need, "")])
            has = self._ask(
                f"strength {len(told)}", "  and for that, I", _free("strength"), empty=UNANSWERED
            )
            told.append((need, has))
            self._set_pairs(told)
            prompt = "You are also looking for"
        self._skills()

    def _set_pairs(self, told: list[tuple[str, str]]) -> None:
        """Where only some needs are answered, the others are marked as being beside the pairs."""
        also = "also " if any(has for _, has in told) else ""
        self._set("looking_for", tuple(need if has else f"{also}{need}" for need, has in told))
        self._set("strengths", tuple(has for _, has in told if has))

    def _skills(self) -> None:
        """What you have besides; what counts, where they named no need."""
        told, paired = self.typed.strengths, bool(self.typed.looking_for)
        name, also = ("too", "also ") if paired else ("skill", "")
        prompt = "You should also know that I" if paired else "You should know that I"
        place = 0
        while strength := self._ask(f"{name} {place}", prompt, _free("strength")):
            told = (*told, f"{also}{strength}")
            self._set("strengths", told)
            place += 1

    def _concerns(self) -> None:
        prompt = "You asked about"
        for place in range(1000):
            typed = self._ask(f"concern {place}", prompt, _unless_none("concern"))
            if not typed:
                return
            before, (doubt, said) = self.typed.concerns, interview_fields.concern(typed)
            self._set("concerns", (*before, Concern(doubt, said).text()))
            said = said or self._ask(
                f"answer {place}", "  and my answer is that I", _free("answer")
            )
            self._set("concerns", (*before, Concern(doubt, said).text()))
            prompt = "You also asked about"

    def _promises(self) -> None:
        """What you promised; without its day it is kept in the note to oneself."""
        prompt = "I promised to"
        for place in range(1000):
            what = self._ask(f"promise {place}", prompt, self._promised)
            if not what:
                return
            before = self.typed
            if not _begins_with_a_day(what):
                self._set("note", "\n".join(filter(None, (before.note, f"I promised to {what}"))))
                read = partial(self._day, what)
                on = self._ask(f"day {place}", "  by (a day)", read, empty=DAYLESS)
                what = on and f"{on}: {what}"
            if what:
                self.typed = replace(before, promises=(*before.promises, what))
            prompt = "I also promised to"

    def _ask(self, name: str, prompt: str, read: Read, *, needed: str = "", empty: str = "") -> str:
        """The answer to a question, which is asked until it is understood.

        Enter keeps an answer that was taken back; `empty` is said where there is none.
        """
        before = self.taken_back.get(name, "")
        if name in self.taken_back and name not in self.answers:
            self._show_taken_back(before)
        while name not in self.answers:
            text = _line(prompt)
            if before and text in ("", "-"):
                self._keep_or_drop(name, before if not text or needed else "")
            elif text == "?":
                self._say(HELP[name.partition(" ")[0]])
            elif text.lower() == "back":
                raise Back
            elif not text and needed:
                self._say(f"This is needed: {needed}. ? explains, back takes the last answer back.")
            else:
                self._take(name, text, read)
                if empty and not text:
                    self._say(empty)
        return self.answers[name]

    def _keep_or_drop(self, name: str, answer: str) -> None:
        self.answers[name] = answer
        self.keep()

    def _take(self, name: str, text: str, read: Read) -> None:
        try:
            answer = read(text) if text else ""
        except FollowupError as error:
            self._say(str(error))
            return
        self.answers[name] = self._read_back(name, answer) if answer else ""
        self.keep()

    def _read_back(self, name: str, text: str) -> str:
        """The answer as it is kept: with the half sentence of its question where only that makes
        it certain.

        Say in which sentence it comes into the note, where it had to be changed, and that a doubt
        was typed with what was said to it.
        """
        question, _, person = name.partition(" ")
        fact = {"skill": "strength", "too": "strength"}.get(question, question)
        if fact == "concern":
            return self._read_back_doubt(text)
        if not (self.in_english and fact in EXAMPLES):
            return text
        on, colon, what = text.partition(": ") if _begins_with_a_day(text) else ("", "", text)
        told = self._read_back_one(fact, what, person if fact == "topic" else "")
        return f"{on}{colon}{told}"

    def _read_back_one(
        self, fact: str, answer: str, name: str = "", called: str = "It", beside: str = ""
    ) -> str:
        """The answer as it is kept; `beside` is what was typed with a doubt as the answer to it."""
        from followup.notes.english import phrases  # 40 ms, once the first answer is there

        told = phrases.finished(fact, answer)
        sentence, why = phrases.said(fact, clock_apart(told)[0], name, beside)
        if not sentence:
            self._say(
                f"{called} stays out of the note: {why}. Type back and say it another way, such as: "
                f"{EXAMPLES[fact]}."
            )
        elif fold(answer).strip(" .") not in fold(sentence):
            self._say(f"The note can say: {sentence}")
        return told

    def _read_back_doubt(self, text: str) -> str:
        """A doubt, and what was typed with it as the answer to it, each by itself."""
        doubt, said = interview_fields.concern(text)
        if said:
            self._say(f"You answered: {said}")
        if self.in_english:
            self._read_back_one("concern", doubt, called="The doubt" if said else "It", beside=said)
            said = said and self._read_back_one("answer", said, called="Your answer")
        return Concern(doubt, said).text() if said else text

    def _say(self, sentence: str, indent: str = "  ") -> None:
        """Say something between two questions, wrapped between words."""
        rows = wrap(lines(sentence), self.world.columns - len(indent))
        print("\n".join(f"{indent}{row}" for row in rows))

    def keep(self) -> None:
        """Keep the answers so far for a later `add`."""
        add_interview.keep_unfinished(self.world, Unfinished(self.begun, self.answers))

    def _set(self, name: str, value: object) -> None:
        self.typed = replace(self.typed, **{name: value})  # type: ignore[arg-type]

    def _start(self) -> Moment:
        return self._moment(self.typed.at)

    def _moment(self, text: str) -> Moment:
        """The start that a text says. UsageError where it says none."""
        return parse_moment(text, self.phrases.looking("near").within(self.begun.zone))

    def _ahead(self) -> Frame:
        """How a day to come is read: a weekday that was named in a talk of today is not today."""
        is_today = self.typed.at and self._start().day == self.phrases.today
        return self.phrases.looking("later") if is_today else self.phrases

    def _settled(self) -> AddOptions:
        """The options with their days spelled out, since they may be taken up on another day.

        UsageError where one cannot be understood.
        """
        typed = self.begun
        return replace(
            typed,
            at=typed.at and _spelled_out(self._moment(typed.at), typed.zone),
            decision=typed.decision and self._decision(typed.decision),
            promises=tuple(map(self._promise, typed.promises)),
        )

    def _company(self, text: str) -> str:
        return known_company(self.world, name_line(text, "company"))

    def _at(self, text: str) -> str:
        start = self._moment(text)
        self._say(start.remark or spelt(start.day))
        return _spelled_out(start, self.begun.zone)

    def _person(self, text: str) -> str:
        if is_blank(text):
            return ""
        name = parse_person(text).name
        if _NO_NAME.match(name) and not self._is_name(name):
            raise UsageError("Then type a name, such as Ann Lee; Enter goes on.")
        if fold(name) in (fold(parse_person(one).name) for one in self.typed.people):
            raise UsageError(f"{line(name)[:60]} is already recorded.")
        return text

    @staticmethod
    def _is_name(name: str) -> bool:
        told = "Yes: they are recorded and get a note. No: you are asked again."
        question = f"Is “{line(name)[:60]}” the name of a person?"
        return console.confirm(question, default=False, explanation=told)

    def _decision(self, text: str) -> str:
        """A decision with its day spelled out; one that names no day is kept in its words."""
        try:
            on = parse_decision(text, self._ahead())
        except NoDay:
            print("  That names no day, so it is kept in the note to yourself.")
            return text
        return f"{on} {clock_of(text)}".rstrip()

    def _decided(self, text: str) -> str:
        on = self._decision(text)
        if _begins_with_a_day(on.partition(" ")[0]):
            self._say(spelt(date.fromisoformat(on.partition(" ")[0])))
        return on

    def _day(self, what: str, text: str) -> str:
        """The day of what was promised, perhaps with the time, on the user's own clock."""
        named = parse_day_by(text, self._ahead())
        on, _ = parse_promise(f"{text}: {what}", self._ahead())
        clock = f" {named.at:%H:%M}" if named.at else ""
        self._say(f"{spelt(on)}{clock and f',{clock}'}")
        return f"{on}{clock}"

    def _promised(self, text: str) -> str:
        """The same as `_promise`; its day, where it names one, is read back."""
        told = "" if interview_fields.is_nothing(text) else self._promise(text)
        if _begins_with_a_day(told):
            on, _, what = told.partition(":")
            self._say(f"{spelt(date.fromisoformat(on))}:{what}")
        return told

    def _promise(self, text: str) -> str:
        """A promise, with its day spelled out where it begins with one, as `wednesday: call`."""
        told = free_text(text, "promise")
        try:
            on, what = parse_promise(told, self._ahead())
        except UsageError:
            return told
        return f"{on}: {what}"


def _spelled_out(start: Moment, zone: str) -> str:
    """A start as it is read on any day."""
    clock = f" {start.at:%H:%M}" if start.at else ""
    return f"{start.day}{clock}" + ("" if zone or not start.at else f" {start.zone}")


def _begins_with_a_day(promise: str) -> bool:
    try:
        date.fromisoformat(promise.partition(":")[0])
    except ValueError:
        return False
    return True


def _through(text: str) -> str:
    return interview_fields.through(text) if text else ""


def _agency(text: str) -> str:
    return "" if is_blank(text) else interview_fields.agency(text)


def _named(noun: str) -> Read:
    return lambda text: "" if is_blank(text) else name_line(text, noun)


def _free(noun: str) -> Read:
    return lambda text: free_text(text, noun)


def _unless_none(noun: str) -> Read:
    return lambda text: "" if interview_fields.is_nothing(text) else free_text(text, noun)


def _line(prompt: str) -> str:
    try:
        return console.typed(f"{prompt}: ")
    except EOFError:
        print()
        raise Enough from None


def known_company(world: World, company: str) -> str:
    """The name of the recorded company that is meant by another one, if the user says so."""
    for name in add_interview.known_as(world, company)[:3]:
        question = f"Is {line(company)} the same company as {line(name)}?"
        told = f"Yes: it is recorded with {line(name)}. No: a new company is recorded."
        is_part = duplicates.is_part(company, name)
        if console.confirm(question, default=is_part, explanation=told):
            return name
    return company


def greeted(new: UnrecordedInterview) -> UnrecordedInterview:
    """The interview with the greetings that the user chose where a name does not say them."""
    return new.greeted(dict(map(_chosen, new.unsure)))


def _chosen(doubt: Unsure) -> tuple[str, str]:
    """The person, and the greeting that was typed, or that notes have anyway."""
    name = doubt.person.name
    offered = doubt.greeting.rstrip(",")
    while True:
        told = console.ask(f"How would you greet {line(name)}?", default=line(offered))
        if told.lower() not in ("?", "back"):
            return name, told
        console.result(
            "Notes to them begin with it, such as Dear Ann; Enter takes what is in brackets.\n"
        )
