"""Keeps a job seeker's follow-ups. Imports nothing, so that the door opens at once."""

__version__ = "0.1.0"
