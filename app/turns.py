"""Lets the event loop have the interpreter soon where a thread computes beside it: a report of a
year, a document of ten thousand messages."""

import sys

TURN = 0.0005
"""Seconds for which a thread may keep the interpreter while another one wants it. A commit wants it
some ten times, between waits: with Python's own 5 ms it took 80 ms beside a thread at work."""


def take_short_turns() -> None:
    """Say so to the interpreter."""
    sys.setswitchinterval(TURN)
