"""`template`: the user's own templates, and the choice of the one that a note is written from."""

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from itertools import islice

from followup import environment
from followup.domain import config
from followup.domain.errors import FollowupError, NothingFound, UsageError
from followup.domain.frozen import Frozen
from followup.domain.model import Occasion
from followup.domain.safe_text import line, named
from followup.domain.text import pattern
from followup.environment import World
from followup.notes import template
from followup.notes.drafting import built_in, built_in_text, has_built_in
from followup.notes.facts import FIELDS
from followup.notes.languages import (
    BUILT_IN,
    Language,
    is_built_in,
    language,
    own_language,
    variant_of,
    wanted,
)
from followup.notes.template import (
    LARGEST,
    MEASURES,
    Name,
    Template,
    TemplateError,
    kind_of,
    parse,
    specials,
)
from followup.store import new_file, settings
from followup.store.connection import connect

DRAFT = ".draft"
"""How the file ends in which a template is kept that cannot be used yet."""

_MOST_FINDINGS = 20
"""Of one file; who has more of them reads no further."""


class TemplateEntry(Frozen):
    """A template by its name, the code of its language, and its file where it is the user's own."""

    name: Name
    language: str
    path: str = ""

    def text(self) -> str:
        """What stands in it. TemplateError where that cannot be read."""
        return read_template(self.path) if self.path else built_in_text(self.name)

    def template(self) -> Template:
        """The parsed template. TemplateError where it is none."""
        if self.path:
            return parse(self.text(), self.path, FIELDS)
        return built_in(self.name.note, self.name.language)


class Chosen(Frozen):
    """What a note is written from; remarks say where that is not what was asked for."""

    template: Template
    language: Language
    remarks: tuple[str, ...]


def chosen(world: World, occasion: Occasion, kept: Mapping[str, str]) -> Chosen:
    """The template for a note, by `naming.candidates`, in the language of its recipient.

    TemplateError where the one in force is the user's own and cannot be used.
    """
    kind_of(occasion)
    asked = wanted(occasion, kept)
    entry = _in_force(world, occasion.kind, specials(occasion), asked or "en", own_language(kept))
    remarks = tuple(_about_language(occasion, asked, entry))
    told = (occasion.contact.language if occasion.contact else "") or config.value(
        kept, "note.language"
    )
    spoken = language(variant_of(told, entry.language))
    return Chosen(entry.template(), spoken, remarks)


def _about_language(occasion: Occasion, asked: str, entry: TemplateEntry) -> Iterator[str]:
    if not asked and occasion.contact is not None:
        told = line(occasion.contact.language)
        yield (
            f"“{told}” is no language's code, so the note is in English; write it with two "
            f"letters: followup contact edit {named(occasion.contact.name)} --language de"
        )
    elif entry.language != asked:
        yield (
            f"There is no template for it in “{asked}”, so the note is in English. "
            f"Write one with: followup template edit "
            f"{shlex.quote(line(f'{occasion.kind}.{asked}'))}"
        )
    elif not is_built_in(asked):
        yield (
            f"Of “{asked}” only your template is known: look at the greeting, the days and the "
            "closing."
        )


def _in_force(
    world: World, kind: str, apart: tuple[str, ...], asked: str, own_language: str
) -> TemplateEntry:
    """The first of the candidates that is there."""
    yours = _yours(world)
    for own, name in template.candidates(kind, apart, asked, own_language):
        if own and name in yours:
            return TemplateEntry(name, name.language or own_language, yours[name])
        if not own and has_built_in(name):
            return TemplateEntry(name, name.language or "en")
    raise AssertionError(f"every kind has a template in English, also {kind}")


def _yours(world: World) -> dict[Name, str]:
    """The user's own templates with their paths; a file with another name is none."""
    templates = {}
    for file in environment.template_files(world.templates):
        try:
            templates[template.read_name(file)] = os.path.join(world.templates, file)
        except UsageError:
            continue  # `template check` names it
    return templates


def listing(world: World) -> list[TemplateEntry]:
    """Every template that is in force for its name, those of one kind together.

    A built-in one in English is named without its language where that is the user's own.
    """
    own_language = _asked_of_store(world)
    templates = {}
    for note in MEASURES:
        for code in (each.code for each in BUILT_IN):
            name = Name(*note.partition(".")[::2], "" if code == own_language == "en" else code)
            if has_built_in(name):
                templates[note, code] = TemplateEntry(name, code)
    for name, path in sorted(_yours(world).items(), key=lambda one: len(str(one[0]))):
        code = name.language or own_language
        templates[name.note, code] = TemplateEntry(name, code, path)
    kinds = list(MEASURES)
    return sorted(
        templates.values(), key=lambda e: (kinds.index(e.name.kind), e.name.note, e.language)
    )


def _asked_of_store(world: World) -> str:
    with connect(world.store) as ask:
        return own_language(settings.settings(ask))


def shown(world: World, text: str) -> TemplateEntry:
    """The template in force for a name: thank_you.panel.de. UsageError where it is none."""
    name = template.read_name(text)
    own_language = _asked_of_store(world)
    apart = (name.apart,) if name.apart else ()
    return _in_force(world, name.kind, apart, name.language or own_language, own_language)


class TemplateFinding(Frozen):
    """What is wrong with a template, in which line, from 1; 0 where it is the whole file."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.problem}"


class Checked(Frozen):
    """The files that were looked at, and what was found in them."""

    files: tuple[str, ...]
    findings: tuple[TemplateFinding, ...]


def check(world: World, text: str = "") -> Checked:
    """Look through all templates of the user's own, or one: a file, or the name of one of them.

    NothingFound where there is no such file.
    """
    files = [_file(world, text)] if text else _all_files(world)
    return Checked(tuple(files), tuple(found for file in files for found in _look_into(file, text)))


def _all_files(world: World) -> list[str]:
    names = environment.template_files(world.templates)
    return [os.path.join(world.templates, name) for name in names]


def _file(world: World, text: str) -> str:
    beside = os.path.join(world.templates, f"{text.removesuffix(template.ENDING)}{template.ENDING}")
    path = next(filter(os.path.lexists, (text, beside)), "")
    if not path:
        raise NothingFound(
            f"There is no file {line(text)}, and no template of that name in {world.templates}."
        )
    return path


def _look_into(file: str, words: str) -> Iterator[TemplateFinding]:
    try:
        if not words:
            template.read_name(os.path.basename(file))
        text = read_template(file)
    except TemplateError as error:
        yield TemplateFinding(file, error.line, error.sentence)
    except FollowupError as error:
        yield TemplateFinding(file, 0, str(error))
    else:
        yield from islice(problems(text, file), _MOST_FINDINGS)


def problems(text: str, file: str) -> Iterator[TemplateFinding]:
    """What is wrong with the text of a template, line by line; then what is left of it when filled."""
    yield from _almost_placeholders(text, file)
    lines, well = text.splitlines(), True
    while True:
        try:
            template = parse("\n".join(lines), file, FIELDS)
        except TemplateError as error:
            yield TemplateFinding(file, error.line, error.sentence)
            row = "".join(lines[error.line - 1 : error.line])
            lines[error.line - 1 : error.line] = [_harmless(row)]
            well = False
            if row == _harmless(row):
                return
        else:
            yield from _filled(template, file) if well else ()
            return


def _harmless(row: str) -> str:
    """A line without what cannot be read in it, so that what is wrong with the others shows."""
    kept = (sign if sign.isprintable() or sign.isspace() else "-" for sign in row)
    return "".join(kept).replace("$", "-")


def _filled(template: Template, file: str) -> Iterator[TemplateFinding]:
    """Whether words are left where only the company is known, and where everything is."""
    for facts in ({"company": "Acme"}, dict.fromkeys(FIELDS, "x")):
        try:
            filled = template.fill(facts)
        except TemplateError as error:
            yield TemplateFinding(file, error.line, error.sentence)
            return
        if not re.search(r"\w", " ".join(filled.paragraphs)):
            yield TemplateFinding(
                file, template.lines[1], "the note has no words; write a sentence."
            )
            return


_ALMOST = pattern(r"(?<!\$)\{+\s*([a-z_]+)\s*\}+|(?<!\$)\$([a-z_]+)")


def _almost_placeholders(text: str, file: str) -> Iterator[TemplateFinding]:
    for number, row in enumerate(text.splitlines(), start=1):
        for match in _ALMOST.finditer("" if row.lstrip().startswith("#") else row):
            field = match[1] or match[2]
            if field in FIELDS:
                yield TemplateFinding(
                    file, number, f"`{match[0]}` is plain text; write ${{{field}}}."
                )


def read_template(path: str) -> str:
    """The text of a template of the user's own.

    TemplateError where it is no file of text in UTF-8, or too large for a template.
    """
    import stat

    try:
        # a pipe that nobody writes to must not make us wait
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise TemplateError(path, 0, "this is no file; a template is a file of text.")
            content = file.read(LARGEST + 1)
    except IsADirectoryError:
        raise TemplateError(path, 0, "this is a directory; a template is a file of text.") from None
    except OSError as error:
        raise TemplateError(path, 0, f"it cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST:
        raise TemplateError(path, 0, "a template has at most 64 KiB; this one is larger.")
    return _text(content, path)


def _text(content: bytes, path: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        sentence = "this is no text in UTF-8; save the file as UTF-8."
        raise TemplateError(path, number, sentence) from None


class OpenedTemplate(Frozen):
    """A template that is about to be edited: its file, and what stood there, "" where it is new.

    The editor opens `edited`, the file itself or the draft of last time, which holds `given`.
    """

    path: str
    edited: str
    before: str
    given: str


def opened(world: World, words: str) -> OpenedTemplate:
    """The user's own file of a template; where it is not there, a copy of the one in force."""
    path = os.path.realpath(os.path.join(world.templates, template.read_name(words).file))
    edited = next(filter(environment.stamp, (path + DRAFT, path)), "")
    if edited:
        before = read_template(path) if environment.stamp(path) else ""
        return OpenedTemplate(path, edited, before, read_template(edited))
    text = shown(world, words).text()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    new_file.write(path, text.encode())
    return OpenedTemplate(path, path, "", text)


def closed(template: OpenedTemplate) -> None:
    """Take over what came back from the editor.

    UsageError where it cannot be used: then it is kept as a draft, and the template is as before.
    """
    if not environment.stamp(template.edited):
        raise UsageError(f"{template.edited} is gone, so there is nothing to take over.")
    wrong = tuple(_look_into(template.edited, template.edited))
    if wrong:
        sentences = "\n".join(map(str, wrong))
        raise UsageError(f"{sentences}\n{put_back(template)}")
    if template.edited != template.path:
        os.replace(template.edited, template.path)


def put_back(template: OpenedTemplate) -> str:
    """Make the template what it was before; the sentence that says where the new text is kept."""
    if not _is_as_given(template):
        _keep_draft(template)
        kept = f"Your text is kept in {template.path}{DRAFT}; edit the template again to mend it."
    else:
        kept = ""
        if template.edited == template.path and not template.before:
            os.unlink(template.path)
    return f"The template stays as it was. {kept}".rstrip()


def _is_as_given(template: OpenedTemplate) -> bool:
    try:
        return read_template(template.edited) == template.given
    except TemplateError:
        return False


def _keep_draft(template: OpenedTemplate) -> None:
    """Move what was edited to the draft beside; the words of before come back to their place."""
    import shutil

    if template.edited != template.path:
        return
    shutil.copyfile(template.path, template.path + DRAFT)
    if template.before:
        new_file.write(template.path, template.before.encode(), force=True)
    else:
        os.unlink(template.path)
