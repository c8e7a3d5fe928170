"""The words of the follow-ups: the kinds as text files, the joining of jottings, the drafting."""
