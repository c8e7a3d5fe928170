"""The commands: options in, one action, one renderer. One file a family."""
