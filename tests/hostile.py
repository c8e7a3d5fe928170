"""Strings that have broken other programs: those of the reliability checks, by name, as text."""

import os

from checks.hostile_strings import STRINGS

HOSTILE = {name: os.fsdecode(string) for name, string in STRINGS}
"""Bytes that are not UTF-8 become surrogates, as they do in the words of a command line."""
