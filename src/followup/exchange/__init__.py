"""Other programs' files, in and out: one file a format. Pure: no store, no terminal, no open files."""
