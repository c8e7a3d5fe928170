"""Templates: text with placeholders that a person can edit, and which belongs to which note.

Pure: no Jinja, no eval, one pass.

A template reads like the note it makes:

    # A line that begins with # is a remark, and is left out.
    Subject: Thank you – ${role} interview
    Subject: Thank you for our conversation

    Thank you for talking with me about the ${role} role.
    | Thank you for making time to talk about the ${role} role.
    | Thank you for talking with me.
    You are looking for ${need}.

    I look forward to ${next_step}.

- `${name}` stands for a fact; a name is made of a-z and _. `$$` is a dollar sign.
- A line is a sentence, a blank line ends a paragraph. A sentence of which any fact is missing
  drops out whole, and so does a paragraph without sentences.
- A sentence that begins with a fact begins with a capital; what you wrote stays as you wrote it.
- A line that begins with `|` is another wording of the line above it. The first wording whose
  facts are all there is taken; where further ones name the same facts, the caller's variant
  and place choose among them. Several `Subject:` lines are wordings of the subject.

What is filled in is text and nothing else: it is never looked at for placeholders again.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, dropwhile, groupby, takewhile

from followup.domain import safe_text
from followup.domain.errors import UsageError
from followup.domain.frozen import Frozen
from followup.domain.kinds import KINDS, has_note, kind_named
from followup.domain.model import CHANNELS, STAGES, Note, Occasion
from followup.domain.policy import pace
from followup.domain.safe_text import acting
from followup.domain.text import fold, free_text, pattern
from followup.notes.languages import is_code

LARGEST = 64 * 1024
"""The most bytes that a template may have, in UTF-8."""

_SUBJECT = "Subject:"
_PLACEHOLDER = pattern(r"\$(?:\$|\{[^}]*\}?)")
_FIELD = pattern(r"[a-z_]+")
_ENDED = pattern(r"[.!?…][\"”’]?$")
_STOP_AFTER = pattern(r"^([\"“”’‘]?)\.")


class TemplateError(UsageError):
    """A template that cannot be used as it is; names the file and, where there is one, the line.

    `line` counts from 1, and is 0 where the error is of the whole file.
    """

    def __init__(self, name: str, number: int, sentence: str) -> None:
        self.line = number
        self.sentence = sentence
        where = f"{name}, line {number}" if number else name
        super().__init__(f"{where}: {sentence}")


class Filled(Frozen):
    """What became of a template. `missing` names the facts that whole sentences dropped for."""

    subject: str
    paragraphs: tuple[str, ...]
    missing: tuple[str, ...] = ()


class Wording(Frozen):
    """One line: literal texts and, in between, the names of facts; `texts` has one more item."""

    texts: tuple[str, ...]
    fields: tuple[str, ...]

    def lacks(self, facts: Mapping[str, str]) -> tuple[str, ...]:
        """The fields that `facts` has no text for."""
        return tuple(field for field in self.fields if not facts.get(field))

    def fill(self, facts: Mapping[str, str]) -> str:
        """The sentence; a fact at its start gets a capital, a stop after a stop is dropped."""
        sentence = self.texts[0]
        for field, text in zip(self.fields, self.texts[1:], strict=True):
            ended = _ENDED.search(facts[field])
            fact = facts[field]
            fact = fact[:1].upper() + fact[1:] if sentence.endswith(". ") else fact
            sentence += fact + (_STOP_AFTER.sub(r"\1", text) if ended else text)
        return sentence if self.texts[0] else sentence[:1].upper() + sentence[1:]


Sentence = tuple[Wording, ...]
"""The wordings of one sentence, in the order of preference."""


class Template(Frozen):
    """A parsed template; `parse` makes it. `lines`: where its subject and its text begin."""

    name: str
    subject: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    lines: tuple[int, int] = (0, 0)

    @property
    def fields(self) -> frozenset[str]:
        """The names of all facts that the template can use."""
        told = [self.subject, *(sentence for each in self.paragraphs for sentence in each)]
        return frozenset(name for each in told for wording in each for name in wording.fields)

    def fill(self, facts: Mapping[str, str], variant: int = 0, place: int = 0) -> Filled:
        """The template with its facts; an empty fact counts as missing.

        `variant` says with which wordings the first of several notes begins, `place` which of
        them this is, from 0: neighbours differ in every sentence that has several wordings. The
        same arguments give the same text. Raises TemplateError where no subject or no paragraph
        is left.
        """
        missing: dict[str, None] = {}
        numbers = count()

        def told(sentence: Sentence) -> str:
            wordings = _fitting(sentence, facts)
            if not wordings:
                missing.update(dict.fromkeys(sentence[0].lacks(facts)))
            seed = f"{variant}|{next(numbers)}"
            return _chosen(wordings, seed, place).fill(facts) if wordings else ""

        subject = told(self.subject)
        paragraphs = [" ".join(filter(None, map(told, each))) for each in self.paragraphs]
        filled = Filled(subject, tuple(filter(None, paragraphs)), tuple(missing))
        if not filled.subject or not filled.paragraphs:
            raise TemplateError(self.name, self.lines[bool(filled.subject)], _nothing_left(filled))
        return filled


def parse(text: str, name: str, known_fields: Iterable[str]) -> Template:
    """The template that `text` is; `name` is its file's name, for the errors.

    Raises TemplateError, with the line, for what is not understood.
    """
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise TemplateError(name, 0, "a template has at most 64 KiB; this one is larger.")
    reader = _Reader(name, frozenset(known_fields))
    lines = [(n, " ".join(line.split())) for n, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if not line.startswith("#")]
    lines = list(dropwhile(_is_blank, lines))
    subjects = list(takewhile(lambda numbered: numbered[1].startswith(_SUBJECT), lines))
    if not subjects:
        raise TemplateError(name, 1, f"a template begins with its subject: {_SUBJECT} Thank you")
    body = lines[len(subjects) :]
    if all(map(_is_blank, body)):
        raise TemplateError(name, subjects[-1][0], "no text follows the subject; write a sentence.")
    begins = subjects[0][0], next(dropwhile(_is_blank, body))[0]
    return Template(name, reader.subject(subjects), tuple(reader.paragraphs(body)), begins)


class _Reader(Frozen):
    """Turns numbered lines into sentences, checking each placeholder."""

    name: str
    known: frozenset[str]

    def subject(self, lines: list[tuple[int, str]]) -> Sentence:
        return tuple(self.wording(n, line.removeprefix(_SUBJECT).strip()) for n, line in lines)

    def paragraphs(self, lines: list[tuple[int, str]]) -> Iterator[tuple[Sentence, ...]]:
        for blank, group in groupby(lines, key=_is_blank):
            if not blank:
                yield tuple(self.sentences(list(group)))

    def sentences(self, lines: list[tuple[int, str]]) -> list[Sentence]:
        sentences: list[Sentence] = []
        for number, line in lines:
            wording = self.wording(number, line.removeprefix("|").strip())
            if not line.startswith("|"):
                sentences.append((wording,))
            elif sentences:
                sentences[-1] += (wording,)
            else:
                problem = "`|` begins another wording of the line above, but there is none."
                raise TemplateError(self.name, number, problem)
        return sentences

    def wording(self, number: int, line: str) -> Wording:
        if sign := acting(line):
            problem = f"there is a control character, U+{ord(sign):04X}; delete it."
            raise TemplateError(self.name, number, problem)
        texts, fields, end = [""], [], 0
        for match in _PLACEHOLDER.finditer(line):
            texts[-1] += line[end : match.start()]
            end = match.end()
            if match[0] == "$$":
                texts[-1] += "$"
            else:
                fields.append(self.field(number, match[0]))
                texts.append("")
        texts[-1] += line[end:]
        return Wording(tuple(texts), tuple(fields))

    def field(self, number: int, placeholder: str) -> str:
        if not placeholder.endswith("}"):
            problem = f"`{placeholder[:20]}` is never closed; write ${{name}}, or $$ for a dollar."
            raise TemplateError(self.name, number, problem)
        field = placeholder[2:-1]
        if not _FIELD.fullmatch(field):
            problem = f"`{placeholder[:40]}` is no placeholder: a name has only a-z and _."
            raise TemplateError(self.name, number, problem)
        if field not in self.known:
            raise TemplateError(self.name, number, self._unknown(field))
        return field

    def _unknown(self, field: str) -> str:
        import difflib  # 5 ms, and only for a mistyped field

        near = difflib.get_close_matches(field, sorted(self.known), n=1)
        known = ", ".join(sorted(self.known))
        hint = f"did you mean ${{{near[0]}}}?" if near else f"the placeholders are: {known}."
        return f"there is no placeholder ${{{field[:40]}}}; {hint}"


def _is_blank(numbered: tuple[int, str]) -> bool:
    return not numbered[1]


def _fitting(sentence: Sentence, facts: Mapping[str, str]) -> tuple[Wording, ...]:
    """The first wording whose facts are all there, and all others that name the same facts."""
    complete = [wording for wording in sentence if not wording.lacks(facts)]
    return tuple(w for w in complete if set(w.fields) == set(complete[0].fields))


def _chosen(wordings: tuple[Wording, ...], seed: str, place: int) -> Wording:
    """The wording for `place`: one further for each place, beginning anew once all were used."""
    rounds, step = divmod(place, len(wordings))
    start = zlib.crc32(f"{seed}|{rounds}".encode())
    return wordings[(start + step) % len(wordings)]


def _nothing_left(filled: Filled) -> str:
    part = "the text" if filled.subject else "the subject"
    names = ", ".join(f"${{{name}}}" for name in filled.missing)
    return f"nothing is left of {part}: missing {names}. Add a line that needs no fact."


def as_text(note: Note) -> str:
    """The note as it is printed and edited."""
    return f"{_SUBJECT} {safe_text.line(note.subject)}\n\n{safe_text.lines(note.body).rstrip()}\n"


def subject_and_body(text: str) -> tuple[str, str]:
    """Subject and body of such a text; a text without a subject is all body.

    UsageError where no body is left, or the text is too long.
    """
    told = free_text(text.replace("\r\n", "\n"), "note").strip()
    first, _, rest = told.partition("\n")
    has_subject = first.startswith(_SUBJECT)
    body = rest.strip() if has_subject else told
    if not body:
        raise UsageError("The note came back empty.")
    return first.removeprefix(_SUBJECT).strip() if has_subject else "", body


ENDING = ".txt"
"""A name of a template is a kind, then what sets it apart, then a language, with dots between:
`thank_you`, `thank_you.panel`, `thank_you.de`, `thank_you.panel.de`. Its file ends so.

What sets it apart is a channel, a stage, or the field of a job, of which one of two or three
letters cannot be told from a language, and is read as one.
"""

APART = tuple(dict.fromkeys((*CHANNELS, *STAGES, "sales", "government", "agency", "agency_offer")))
"""What sets a template apart, as far as the program knows; any other word is a field."""


class Name(Frozen):
    """The name of a template. `apart` and `language` are empty where it is for all."""

    kind: str
    apart: str = ""
    language: str = ""

    @property
    def note(self) -> str:
        """The name without its language, as MEASURES has it."""
        return ".".join(filter(None, (self.kind, self.apart)))

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self}{ENDING}"

    def __str__(self) -> str:
        return ".".join(filter(None, (self.kind, self.apart, self.language)))


def read_name(told: str) -> Name:
    """The name as it was typed, or as a file is called. UsageError where it is none."""
    kind, *rest = parts = told.removesuffix(ENDING).split(".")
    check_has_note(kind)
    if kind not in MEASURES:
        raise UsageError(
            f"`{safe_text.line(kind)[:40]}` is no kind of note; {_near(kind, _kinds())}"
        )
    language = rest.pop() if rest and is_code(rest[-1]) else ""
    apart = rest.pop() if rest else ""
    if rest or "" in parts or not re.fullmatch(r"[a-z_]{4,}|", apart):
        raise UsageError(
            f"“{safe_text.line(told)[:60]}” is no name of a template; "
            f"write {kind}, {kind}.panel, {kind}.de or {kind}.panel.de."
        )
    _check_apart(apart)
    return Name(kind, apart, language)


def _check_apart(word: str) -> None:
    """UsageError for a word that is nearly, but not quite, one that is known."""
    if not word or word in APART:
        return
    from difflib import get_close_matches  # 5 ms

    if get_close_matches(word, APART, n=1, cutoff=0.75):
        raise UsageError(f"`{word}` is no channel, stage or field; {_near(word, APART)}")


def _kinds() -> tuple[str, ...]:
    return tuple(kind for kind in MEASURES if "." not in kind)


def _near(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # 5 ms

    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else f"the kinds are {', '.join(known)}."


def candidates(
    kind: str, specials: tuple[str, ...], language: str, own_language: str
) -> Iterator[tuple[bool, Name]]:
    """The templates that may make a note, the one to take first; True: the user's, False: ours.

    The language comes first, then English. In each, what sets a note apart comes before what
    does not: channel, informational talk, field, stage, in this order (`specials`). On one
    level, the user's file comes before the built-in. A file of the user's without a language is
    in their own language (`note.language`), and of two of theirs the one that names it comes
    first; a built-in one without a language is in English.

    So a German note after a panel is made from the first of these that is there:
    yours thank_you.panel.de · ours thank_you.panel.de · yours thank_you.de · ours thank_you.de ·
    yours thank_you.panel.en · yours thank_you.panel · ours thank_you.panel · yours thank_you.en ·
    yours thank_you · ours thank_you. (Where the user's own language is German, yours without a
    language come behind yours with `.de` instead.)
    """
    for spoken in dict.fromkeys((language, "en")):
        for apart in (*specials, ""):
            yield True, Name(kind, apart, spoken)
            if spoken == own_language:
                yield True, Name(kind, apart)
            yield False, Name(kind, apart, "" if spoken == "en" else spoken)


MEASURES = {
    ".".join(filter(None, (kind.name, apart))): measure
    for kind in KINDS.values()
    for apart, measure in kind.measures.items()
}
"""By the name of the note, and of its text file: `thank_you`, `thank_you.panel`."""


def kind_of(occasion: Occasion) -> str:
    """The name of the note: the follow-up's kind, by channel, field, stage.

    Raises UsageError where no note belongs to it.
    """
    kind = occasion.kind
    check_has_note(kind)
    for special in specials(occasion):
        if f"{kind}.{special}" in MEASURES:
            return f"{kind}.{special}"
    if kind not in MEASURES:
        from difflib import get_close_matches  # 5 ms, and only for what cannot happen

        near = get_close_matches(kind, MEASURES, n=1, cutoff=0)
        raise UsageError(f"there is no note for `{kind}`; the nearest kind is `{near[0]}`.")
    return kind


def check_has_note(kind: str) -> None:
    """UsageError, with what to do instead, for a kind that no note belongs to."""
    if not has_note(kind):
        raise UsageError(f"“{KINDS[kind].label}” has no note: {KINDS[kind].instead}.")


def is_to_agency(occasion: Occasion) -> bool:
    """Whether the note goes to the agency of an application, not to the employer."""
    if not occasion.via or kind_named(occasion.kind).to != "application":
        return False
    person = occasion.contact
    if person is None or fold(person.name) == fold(occasion.via):
        return True
    return fold(person.company) != fold(occasion.company)


def is_of_agency(occasion: Occasion) -> bool:
    """Whether the reader is of the agency, by company or by a word of its name in their address."""
    person, via = occasion.contact, fold(occasion.via)
    if person is None or not via:
        return False
    host = person.email.lower().rpartition("@")[2]
    named = any(len(word) > 3 and word in host for word in via.split())
    return named or fold(person.company) == via


def specials(occasion: Occasion) -> tuple[str, ...]:
    """What may set a note of the same kind apart, the strongest first.

    That it goes to an agency, with or without an offer that they made, that they made one, that no
    talk was held before today, the channel, that the talk was an informational one, that there were several people (who get
    notes of which no two are alike), the field, the stage. A phone call has a sheet in place of a
    note, so `phone` is always the stage.
    """
    channel = "" if occasion.channel == "phone" else occasion.channel
    informational = "informational" if occasion.stage == "informational" else ""
    panel = "panel" if occasion.people > 1 and not informational else ""
    field = occasion.field.lower().replace(" ", "_")
    agency = "agency" if is_to_agency(occasion) else ""
    offer = "offer" if occasion.outcome == "offer" else ""
    met_on = occasion.interview_on
    unmet = "" if met_on and met_on < occasion.today else "unmet"
    told = (
        f"{agency}_{offer}" if agency and offer else "",
        agency,
        offer,
        unmet,
        channel,
        informational,
        panel,
        field,
        pace(occasion.field),
        occasion.stage,
    )
    return tuple(dict.fromkeys(filter(None, told)))
