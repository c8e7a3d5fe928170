"""What a command says besides its result: results on standard output, remarks on standard error."""

import signal
import sys
from collections.abc import Iterable

import typer

from followup import environment
from followup.domain.safe_text import lines, wrap

INTERRUPTED = 130


def result(text: str) -> None:
    """Print the result of a command, which ends its own lines."""
    sys.stdout.write(text)


def results(pieces: Iterable[str]) -> None:
    """Print a result that is too long to be held as one text."""
    sys.stdout.writelines(pieces)


def not_empty(context: typer.Context, option: typer.CallbackParam, text: str) -> str:
    """A value that may be left out, but not be given empty, as by a variable that is not set."""
    source = context.get_parameter_source(option.name or "")
    if not text.strip() and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter("it is empty; leave the option out, or say what it is")
    return text


def raw(content: bytes) -> None:
    """Print a result that is bytes already; text in UTF-8 as the terminal can take it."""
    try:
        sys.stdout.write(content.decode())
    except UnicodeDecodeError:
        sys.stdout.buffer.write(content)


def confirm(question: str, *, default: bool) -> bool:
    """Ask a yes or no at a terminal; Enter means `default`, Ctrl-C and Ctrl-D mean no."""
    choices = "[Y/n]" if default else "[y/N]"
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        answer = input(f"{lines(question)} {choices} ").strip().lower()
    except EOFError:
        return False
    except KeyboardInterrupt:
        print()
        raise SystemExit(INTERRUPTED) from None
    return answer.startswith("y") if answer else default


def remarks(sentences: Iterable[str], *, wrapped: bool = False) -> None:
    """Say what the user should know besides; `wrapped` between words where it is a terminal.

    What names a command is not wrapped: it is copied whole.
    """
    sys.stdout.flush()
    columns = environment.screen(sys.stderr)[0] if wrapped and sys.stderr.isatty() else 0
    for sentence in sentences:
        for row in wrap(sentence, columns) if columns else [lines(sentence)]:
            print(row, file=sys.stderr)
