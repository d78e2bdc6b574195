"""Lets Python collect cycles of objects seldom: a desk makes hardly any."""

import gc


def collect_seldom() -> None:
    """Look for cycles seldom. Said first of all, it takes a fifth off the time that libraries take
    to load; at work it is about twice the updates a second.
    """
    gc.set_threshold(50_000, 50, 50)


def tune_collector() -> None:
    """Look for cycles seldom, and leave alone from now on what is loaded: there is hardly a cycle
    among it, and to look for some would take a quarter of a second.
    """
    collect_seldom()
    gc.freeze()
