"""The verbs: load, ask the pure rooms, save. One module a family, one function a command.

Those that write import the engine where they need it, so that what only reads stays quick.
"""
