"""Settings, wiring, scheduler and command line: the only package that knows every other."""
