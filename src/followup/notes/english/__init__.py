"""English: how a jotting becomes part of a sentence. Pure."""
