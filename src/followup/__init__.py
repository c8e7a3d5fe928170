"""Keeps a job seeker's follow-ups. Imports nothing, so that every start is quick."""

__version__ = "0.1.0"
