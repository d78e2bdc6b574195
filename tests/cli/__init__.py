"""The command line as its user uses it."""
