"""The Typer command layer: options in, one service, one output. May import every other room."""
