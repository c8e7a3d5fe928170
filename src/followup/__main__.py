"""Start the program: the bare morning list goes to output.due_list, all else to the Typer app."""

import os
import sys

from followup.domain.errors import FollowupError

INTERRUPTED = 130
MORNING: tuple[list[str], ...] = ([], ["due"])
"""The commands that are answered without Typer."""


def main() -> None:
    """Run one command and leave with its exit status."""
    try:
        os.umask(0o077)  # whatever we write is the user's alone
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        words = [_as_utf8(word) for word in sys.argv[1:]]
        if words not in MORNING:
            _prepare_for_one_command()
        status = answer(words)
    except KeyboardInterrupt:
        status = INTERRUPTED
    # All is flushed and closed by now; taking the modules apart would cost 100 ms more.
    os._exit(status)


def _open_closed_streams() -> None:
    """Give each standard stream that was closed at the start a file.

    Input is empty, messages go nowhere; a result cannot be written, and that is said as for any
    other output that cannot be. No file of ours may get the number of a standard stream.
    """
    for number, name, mode in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY),
                               (2, "stderr", os.O_WRONLY)):  # fmt: skip
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, mode)
            os.dup2(handle, number)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def _prepare_for_one_command() -> None:
    """Make this process one for a single command that loads much."""
    import gc
    import signal  # 2 ms, which the morning list does without

    # A Ctrl-C at any moment, also during the imports, ends calmly; SQLite rolls back by itself.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    gc.disable()  # one command makes little garbage; looking for it during imports costs 70 ms


def answer(words: list[str]) -> int:
    """Run the command that `words` are; its exit status. What the user can put right is said."""
    try:
        status = _run(words)
        sys.stdout.flush()
    except FollowupError as error:
        _report(error)
        return error.exit_status
    except BrokenPipeError:
        return 0  # who closed the pipe has read enough
    except OSError as error:
        if error.filename is not None:  # a file that was opened, no stream that was there
            _report(f"{error.filename} cannot be used: {error.strerror}.")
            return 1
        return _unwritten(error.strerror or str(error))
    return status


def _unwritten(why: str) -> int:
    """The exit status where a result could not be written: 0 if nothing else can say it is stored."""
    from followup.store import connection

    if not connection.has_stored():
        _report(f"The output could not be written: {why}.")
        return 1
    is_said = _report(
        f"The change is stored, so do not type it again; only its confirmation could not be "
        f"written: {why}. `followup undo --list` shows it."
    )
    return 1 if is_said else 0


def _report(sentence: object) -> bool:
    """Print a sentence on standard error, at a terminal unbroken within words; whether it could be."""
    import contextlib

    from followup import environment
    from followup.domain.safe_text import fitted, lines

    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(OSError):  # nobody may be there to read it
        columns = environment.columns_of(sys.stderr)
        said = fitted(str(sentence), columns) if columns else [lines(sentence)]
        print("\n".join(said), file=sys.stderr, flush=True)
        return not os.path.samestat(os.fstat(2), os.stat(os.devnull))
    return False


def _run(words: list[str]) -> int:
    if words in MORNING and _show_due_list():
        return 0
    from followup.cli import app

    return app.complete(words[1:]) if words[:1] == ["--complete"] else app.run(words)


def _show_due_list() -> bool:
    """Say the morning list, unless the store or its plan must be brought up to date before."""
    from followup import environment
    from followup.output import due_list
    from followup.services import due
    from followup.store import sqlite
    from followup.store.schema import OlderSchema

    world = environment.look()
    sqlite.begin(world.store)
    try:
        morning = due.look(world)
    except OlderSchema:
        return False
    if not morning.stale:
        sys.stdout.write(due_list.text(morning, world))
    return not morning.stale


def _as_utf8(word: str) -> str:
    """An argument in UTF-8, whatever the locale says; what is none keeps its surrogates."""
    try:
        return os.fsencode(word).decode()
    except UnicodeDecodeError:
        return word


if __name__ == "__main__":
    main()
