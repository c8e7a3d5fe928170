"""One use case a file: load from the store, ask the pure rooms, save. Knows no Typer and no terminal."""
