"""The tools of the system, run without a shell."""

import subprocess
from collections.abc import Sequence

from followup.domain.safe_text import line

SECONDS = 30.0
"""How long a tool may take."""


def failure(words: Sequence[str], said: bytes = b"") -> str:
    """Run a tool, which reads `said`: what went wrong, in its own words; empty where nothing did."""
    return run(words, said)[1]


def run(words: Sequence[str], said: bytes = b"") -> tuple[bytes, str]:
    """Run a tool: what it wrote, and what went wrong as `failure` says it."""
    try:
        done = subprocess.run(words, input=said, capture_output=True, timeout=SECONDS, check=False)
    except OSError as error:
        return b"", error.strerror or str(error)
    except subprocess.TimeoutExpired:
        return b"", f"it took longer than {SECONDS:.0f} seconds"
    if done.returncode == 0:
        return done.stdout, ""
    told = line(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout, told or f"it ended with {done.returncode}"
