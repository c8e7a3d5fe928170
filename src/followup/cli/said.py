"""What a command says besides its result: results on standard output, remarks on standard error."""

import sys
from collections.abc import Iterable

from followup.printable import lines


def result(text: str) -> None:
    """Print the result of a command, which ends its own lines."""
    sys.stdout.write(text)


def remarks(sentences: Iterable[str]) -> None:
    """Say what the user should know besides."""
    sys.stdout.flush()
    for sentence in sentences:
        print(lines(sentence), file=sys.stderr)
