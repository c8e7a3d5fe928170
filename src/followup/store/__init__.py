"""The only room that knows SQL. Imports nothing: the door comes through here."""
