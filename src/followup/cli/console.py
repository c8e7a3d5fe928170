"""Printing and asking: results on standard output, remarks on standard error."""

import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import typer
from typer._click.exceptions import (  # Typer's own errors have no public names
    ClickException,
    MissingParameter,
)
from typer.core import TyperArgument, TyperGroup

from followup import environment
from followup.domain.errors import UsageError
from followup.domain.safe_text import acting, fitted, lines, quoted, width, with_command, wrap
from followup.environment import World
from followup.store import settings, sqlite
from followup.store.connection import connect
from followup.store.schema import OlderSchema

if TYPE_CHECKING:  # asked of where people are named
    from followup.services.duplicates import Agreed

INTERRUPTED = 130

Done = TypeVar("Done")


def result(text: str) -> None:
    """Print the result of a command, which ends its own lines; at a terminal, cut between words."""
    sys.stdout.write(_fitted(text) if sys.stdout.isatty() else text)


def _fitted(text: str) -> str:
    """A text whose lines fit the screen: what is too wide goes on below, indented.

    Records, links, paths and what names a command stay whole, since they are copied.
    """
    columns = environment.screen(sys.stdout)[0]
    if text[:1] in ("[", "{") or columns < NARROWEST:
        return text
    return "".join(_hung(row, columns) for row in text.splitlines(keepends=True))


def _hung(row: str, columns: int) -> str:
    text = row.removesuffix("\n")
    stays = acting(text) or any(
        sign in text for sign in ("followup ", "://", " /")
    )  # a colour acts
    if width(text) <= columns or stays:
        return row
    bare = text.lstrip()
    margin = len(text) - len(bare)
    rest = f"{'':{margin + 4}}"
    first, *more = wrap(bare, columns - margin - 4)
    return "\n".join([text[:margin] + first, *(rest + part for part in more)]) + row[len(text) :]


NARROWEST = 40
"""Columns below which a screen is left to break the lines itself."""


def results(pieces: Iterable[str]) -> None:
    """Print a result that is too long to be held as one text."""
    sys.stdout.writelines(pieces)


def not_empty(context: typer.Context, option: typer.CallbackParam, text: str) -> str:
    """The value of an option; refuses one given but empty, as by a variable that is not set."""
    source = context.get_parameter_source(option.name or "")
    if not text.strip() and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter("it is empty; leave the option out or give it a value")
    return text


def raw(content: bytes) -> None:
    """Print a result in bytes; text in UTF-8 is printed as the terminal can take it."""
    try:
        sys.stdout.write(content.decode())
    except UnicodeDecodeError:
        sys.stdout.buffer.write(content)


def run(commands: TyperGroup, words: Sequence[str]) -> int:
    """Run the command that `words` are; its exit status. Raises FollowupError."""
    try:
        ended = commands(args=list(words), prog_name="followup", standalone_mode=False)
    except ClickException as error:
        if isinstance(error, MissingParameter):
            error.message = _how_to_type(error)
        error.message = lines(error.message)  # it says again what was typed, as it was typed
        error.show()
        return error.exit_code
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):  # Typer makes a failure of it
            raise left.__context__ from None
        if isinstance(left.code, str):
            sys.stderr.write(left.code)
            return 1
        return left.code or 0
    return ended if isinstance(ended, int) else 0


_TYPED = {
    "WHICH": "3", "UNTIL": "tuesday", "COMPANY": '"Acme"', "WHAT": "offer", "WHEN": '"tue 10:00"',
    "TEXT": '"They called"', "FILE": "search.json", "FORMAT": "csv", "NAME": '"Priya Shah"',
    "KEY": "you.name", "VALUE": '"Jo Doe"', "URL": "postgresql:///followup", "LOGIN": "alice",
    "COACH": "bob", "TEMPLATE": "thank_you",
}  # fmt: skip
"""What an argument may look like, by the name that help gives it."""


def _how_to_type(error: MissingParameter) -> str:
    """What the missing argument is, and the command with it and with what was typed."""
    context, missing = error.ctx, error.param
    if context is None or not isinstance(missing, TyperArgument):
        return error.message
    words = [context.command_path]
    for parameter in context.command.params:
        if isinstance(parameter, TyperArgument) and (
            parameter.required or parameter.metavar == "TEXT"
        ):
            typed = context.params.get(parameter.name or "")
            said = " ".join(typed) if isinstance(typed, list | tuple) else str(typed or "")
            words.append(quoted(said) if said else _TYPED.get(parameter.metavar or "", "…"))
    told = missing.help or ""
    return f"{told[:1].upper()}{told[1:]} For example: {' '.join(words)}".strip()


def put(content: bytes, out: str, *, force: bool = False) -> list[str]:
    """Write a result to a file, or print it where none is named; remarks on that.

    UsageError for a PDF that would go to a terminal. Raises as `output_files.write`.
    """
    if out in ("", "-"):
        if content.startswith(b"%PDF") and sys.stdout.isatty():
            raise UsageError("A PDF is not for a terminal; name a file, as in: --out letter.pdf")
        sys.stdout.flush()
        raw(content)
        return []
    from followup.store import new_file

    new_file.write(out, content, force=force)
    return [f"Written to {out}."]


def confirm(question: str, *, default: bool, explanation: str = "") -> bool:
    """Ask a yes or no at a terminal, as `choose` does; Ctrl-D means no."""
    return bool(choose(question, default=default, explanation=explanation))


def choose(question: str, *, default: bool, explanation: str = "") -> bool | None:
    """Ask a yes or no at a terminal; Enter means `default`, Ctrl-D is None, Ctrl-C ends the process.

    `?` tells what yes and no do. Any answer but y, yes, n and no is asked for again where Enter
    means yes, else it means no: what changes or replaces something wants a plain yes.
    """
    choice = "[Y/n]" if default else "[y/N]"
    while True:
        answer = _answer(_wrapped(f"{question} {choice} "))
        if answer is None:
            return None
        said = answer.lower().rstrip(".!")
        if said in _YES_NO or not said:
            return _YES_NO.get(said, default)
        if said != "?" and not default:
            return False
        remark = f"{explanation} " if explanation else ""
        enter = "yes" if default else "no"
        result(f"{remark}Type y for yes, or n for no; Enter means {enter}.\n")


_YES_NO = {
    "y": True,
    "yes": True,
    "yep": True,
    "yeah": True,
    "n": False,
    "no": False,
    "nope": False,
}


def _wrapped(question: str) -> str:
    """A question cut between words, so that no screen cuts it within one."""
    columns = environment.screen(sys.stdout)[0]
    if columns < NARROWEST or width(question) <= columns:
        return question
    asked, _, choice = question.rstrip().rpartition(" ")
    rows = wrap(f"{asked}\u00a0{choice}", columns - 1)
    return "\n".join(rows).replace("\u00a0", " ") + " "


def ask(question: str, *, default: str) -> str:
    """Ask for a line at a terminal; Enter and Ctrl-D mean `default`, Ctrl-C ends the command."""
    return _answer(f"{question} [{default}] " if default else f"{question} ") or default


def _answer(prompt: str) -> str | None:
    """What was typed, None for Ctrl-D. Ends the process with 130 at Ctrl-C."""
    try:
        *above, asked = lines(prompt).split("\n")
        result("".join(f"{row}\n" for row in above))
        return typed(asked)
    except EOFError:
        print()
        return None
    except KeyboardInterrupt:
        print()
        raise SystemExit(INTERRUPTED) from None


def typed(prompt: str) -> str:
    """A line that is typed, without the spaces around it. EOFError or KeyboardInterrupt as `input`.

    Python acts on a signal once the read is interrupted. A Ctrl-C between the prompt and the
    beginning of the read interrupts nothing and would wait for the next key, so an alarm
    interrupts the read several times a second.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, _WAKE, _WAKE)
    try:
        return input(prompt).strip()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


_WAKE = 0.2
"""Seconds after which a Ctrl-C is acted on at the latest."""


def wait_for_editor(sentence: str) -> bool:
    """Say that the editor may still be open, and wait at a terminal; whether somebody answered."""
    remarks([sentence])
    if not environment.look().interactive:
        return False
    try:
        typed("Press Enter when you have saved and closed it. ")
    except (EOFError, KeyboardInterrupt):
        print()
        return False
    return True


def meant(world: World, words: Sequence[str], act: Callable[[Sequence[str]], Done]) -> Done:
    """Act on the words that the user typed.

    Where they match only a part of a name, ask at a terminal; Uncertain elsewhere.
    """
    from followup.services.search import Uncertain

    try:
        return act(words)
    except Uncertain as doubt:
        if not world.interactive or not confirm(doubt.question, default=False):
            raise
        return act([doubt.exactly])


def of_whom(world: World, act: Callable[["Agreed | None"], Done]) -> Done:
    """Act on people; at a terminal, ask before somebody is created who may be recorded already."""
    from followup.services import duplicates

    if not world.interactive:
        return act({})
    try:
        return act(None)
    except duplicates.Alike as doubt:
        agreed: dict[str, int] = {}
        for new, everybody in doubt.found:
            asked = ((one, f"Is {new.name} {duplicates.who(one)}?") for one in everybody)
            likely = " " in new.name or bool(new.email)
            same = (one.id for one, question in asked if confirm(question, default=likely))
            agreed[new.name] = next(same, 0)
        return act(agreed)


def anew(world: World, act: Callable[["Agreed | None"], Done]) -> Done | None:
    """Create a person; None where the user says at a terminal that they are recorded already."""
    from followup.services import duplicates

    try:
        return act(None if world.interactive else {})
    except duplicates.Alike as doubt:
        new, known = doubt.found[0]
        there = f"{new.name} may be {', or '.join(map(duplicates.who, known))}."
        if not confirm(f"{there} Record another person?", default=False):
            return None
        return act({new.name: 0})


def remarks(sentences: Iterable[str]) -> None:
    """Print remarks on standard error; at a terminal none is broken within a word."""
    sys.stdout.flush()
    columns = environment.columns_of(sys.stderr)
    for sentence in sentences:
        for row in fitted(sentence, columns) if columns else [lines(sentence)]:
            with suppress(OSError):  # nobody may be there to read it
                print(row, file=sys.stderr)


def apart(sentences: Iterable[str]) -> None:
    """Print remarks set apart from the note above, each wrapped, its command whole below it."""
    words = list(sentences)
    if not words or not sys.stderr.isatty():
        remarks(words)
        return
    sys.stdout.flush()
    columns = environment.screen(sys.stderr)[0]
    print("\n-- not part of the note --", file=sys.stderr)
    for sentence in words:
        first, *more = with_command(sentence, min(columns, 80) - 3)
        print("\n".join([f"-  {first}", *(f"   {row}" for row in more)]), file=sys.stderr)


def clients(*, as_json: bool, counts: bool) -> None:
    """Print a coach's clients: what is due, or with `counts` how each search is going."""
    from followup.output import json, maintenance
    from followup.services import server

    look = environment.look()
    found = server.clients(look)
    records = [maintenance.client_record(one) for one in found]
    text = maintenance.clients(found, look, counts=counts)
    result(json.as_json(records) if as_json else text)


def world() -> World:
    """The environment of this command, once the store has this version and the file's settings."""
    here = environment.look()
    sqlite.begin(here.store)
    try:
        read = _file_that_was_read(here)
    except OlderSchema:
        from followup.store import engine  # half a second

        remarks(_kept(engine.bring_up_to_date(here.store, here.now)))
        read = _file_that_was_read(here)
    if here.is_stale(read):
        from followup.services.config import take_over_file  # the engine, half a second

        remarks(take_over_file(here))
    return here


def _file_that_was_read(found: World) -> str:
    with connect(found.store) as ask:
        return settings.settings(ask).get(settings.STAMP, "")


def _kept(copy: str) -> list[str]:
    """A remark on where the earlier store is kept; none where another process made it."""
    done = "The store was upgraded for this version of followup; the earlier one is kept as"
    return [f"{done} {copy}"] if copy else []
